"""What must never be asked: immigration status, and the numbers and papers that stand for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from screenkit.checks.names import own_choices
from screenkit.diagnostics import Diagnostic, quoted
from screenkit.draft import Draft, Origin
from screenkit.questions import Choosing, Common, Note, Repeat
from screenkit.text import Text

_ACTS = r"acts?|activit(?:y|ies)|drugs?|substances?|things?|weapons?|work"
# What is illegal may be something that a young person was made to do; that is asked.
_ILLEGAL_EN = rf"(?<!something )(?<!anything )(?<!things )\billegal(?:s|ly)?\b(?! (?:{_ACTS})\b)"
_ILLEGAL_ES = r"(?<!algo )(?<!actos )(?<!cosas )(?<!drogas )(?<!actividades )\bilegal(?:es|mente)?\b"

_LOCATED_BY = "a number that immigration authorities give"
_SEARCHES = "detained-parent"
"""The one screen that may ask for that number: ICE's locator finds a detained parent by it."""

_Topics = Mapping[str, Mapping[str, re.Pattern[str]]]
_ASKS: _Topics = MappingProxyType(
    {
        "immigration status": {
            "en": re.compile(
                rf"\b(?:(?:im)?migration|migratory|legal|residency) status\b|\bundocumented\b|{_ILLEGAL_EN}"
                r"|\b(?:here|live|living|stay(?:ing)?|country|present|entered|come|came) (?:il)?legally\b"
                r"|\blegally (?:here|in the|present|living|resident)\b|\blawful(?:ly)? (?:here|present|permanent)\b"
                r"|\b(?:are|is|was|were) (?:you|he|she|they|(?:your|this|the) \w+) (?:here )?legal\b"
                r"(?! (?:guardian|custod))"
                r"|\bdo(?:es)? \w+ have (?:legal )?(?:status|permission to be)\b",
                re.IGNORECASE,
            ),
            "es": re.compile(
                r"\b(?:estatus|situaci[oó]n|estado|condici[oó]n) (?:migratori[oa]|legal)\b|\bindocumentad[oa]s?\b"
                rf"|\b(?<!casad[oa] )legalmente\b|{_ILLEGAL_ES}|\bes(?:tá|tán|tás)? legal(?:es)?\b",
                re.IGNORECASE,
            ),
        },
        "papers of immigration": {
            "en": re.compile(
                r"\bvisas?\b|\bgreen[ -]cards?\b|\bpermanent residen(?:ts?|ce|cy)\b"
                r"|\bwork (?:permit|authori[sz]ation)s?\b"
                r"|\b(?:have|has|had|got|get|getting|with|without|no|immigration|legal|proper) papers\b",
                re.IGNORECASE,
            ),
            "es": re.compile(
                r"\bvisas?\b|\bvisados?\b|\btarjetas? (?:verdes?|de residencia)\b|\bresiden(?:cia|tes?) permanentes?\b"
                r"|\bpermisos? de trabajo\b"
                r"|\b(?:tiene[ns]?|tener|tenía[ns]?|con|sin|sacar|sacó|conseguir|arregl\w+) (?:\w+ )?papeles\b",
                re.IGNORECASE,
            ),
        },
        _LOCATED_BY: {
            "en": re.compile(
                r"\bA-?[Nn]umber\b|\bA [Nn]umber\b(?! (?:of|that|which|where|to)\b)|\bA#"
                r"|\b[Aa]lien (?:[Rr]egistration )?[Nn]umber\b"
            ),
            "es": re.compile(r"\b[Nn]úmero (?:de )?A\b|\b[Nn]úmero de extranjer[oa]\b"),
        },
        "a Social Security number": {
            "en": re.compile(r"\bsocial security\b|\bSSN\b|\bITIN\b", re.IGNORECASE),
            "es": re.compile(r"\bseguro social\b|\bnúmero de seguridad social\b", re.IGNORECASE),
        },
    },
)
_NAME = re.compile(
    r"(?:^|_)(?:(?:(?:im)?migration|migratory|legal|residency)_status|estatus_migratorio|undocumented|indocumentad[oa]"
    r"|is_legal|illegal|a_number|alien_number|visas?|green_card|work_permit|has_papers|ssn|social_security_number)(?:_|$)"
)
_FORBIDS = re.compile(
    r"\b(?:never|not|no|nothing|neither|without|whatever|nunca|jamás|nada|ni|sin|ningun[oa]?|ningún)\b|n['’]t\b",
    re.IGNORECASE,
)


def status_question(draft: Draft) -> Iterator[Diagnostic]:
    """A question asks about immigration status, or for what stands for it.

    That is visas and green cards, an A-number, a Social Security number, "papers".
    Status is never asked and has no field: not in a label, a hint, a choice or a
    name. A family that fears the question stops answering, and what is not written
    down cannot be taken. `help`, hints and notes may say what never to ask. In the
    words of a source (`verbatim`) it is a note: they are not for us to change.
    Only the screen `detained-parent` may ask for an A-number, because a parent in
    detention is searched for with it.

    Wrong:

        label: {en: Are you here legally?}

    Write instead, by proxy:

        label: {en: In which country were you born?}
    """
    for origin, name in _names(draft):
        if _NAME.search(name):
            message = f"{quoted(name)} is a field for immigration status, or for what stands for it"
            yield origin.fault("status-question", message, "what is not written down cannot be taken; leave it out")
    topics = {name: words for name, words in _ASKS.items() if name != _LOCATED_BY or draft.authored.screen != _SEARCHES}
    for said in _said(draft):
        for language, words in said.text.root.items():
            yield from _asked_for(said, language, words, topics)


@dataclass(frozen=True)
class _Said:
    """A text that a question is put in; `may_forbid` where it can tell someone what not to do."""

    origin: Origin
    text: Text
    may_forbid: bool = False
    verbatim: bool = False


def _asked_for(said: _Said, language: str, words: str, topics: _Topics) -> Iterator[Diagnostic]:
    for topic, patterns in topics.items():
        found = patterns[language].search(words) if language in patterns else None
        if found is None or (said.may_forbid and _forbids(words, found.start())):
            continue
        fault = said.origin.to(language).fault("status-question", f"this asks about {topic}", _hint(said), part=found)
        yield fault.as_note() if said.verbatim else fault


def _forbids(words: str, place: int) -> bool:
    """Whether the sentence at the place says what not to do, or that something is not asked."""
    end = next((one.end() for one in re.finditer(r"[.!?]+", words) if one.end() > place), len(words))
    start = max((one.end() for one in re.finditer(r"[.!?]+", words[:place])), default=0)
    sentence = words[start:end]
    return "?" not in sentence and _FORBIDS.search(sentence) is not None


def _hint(said: _Said) -> str:
    if said.verbatim:
        return "these are the source's words; a person decides whether they are asked at all"
    return "leave it out, and ask by proxy: where someone was born, where they have lived"


def _names(draft: Draft) -> Iterator[tuple[Origin, str]]:
    yield from ((Origin(draft.origin.document, ("define", name), at_key=True), name) for name in draft.authored.define)
    for number, rule in enumerate(draft.authored.indications):
        yield draft.origin.to("indications", number, "name"), rule.name
    for origin, question in draft.written():
        yield origin.to("name"), question.name
        for number, name in enumerate(own_choices(question)):
            yield origin.to("choices", number, "name"), name


def _said(draft: Draft) -> Iterator[_Said]:
    for number, rule in enumerate(draft.authored.indications):
        yield _Said(draft.origin.to("indications", number, "label"), rule.label)
    for origin, question in draft.written():
        yield from _said_by(origin, question)


def _said_by(origin: Origin, question: Common) -> Iterator[_Said]:
    is_note = isinstance(question, Note)
    yield _Said(origin.to("label"), question.label, may_forbid=is_note, verbatim=question.verbatim)
    if question.hint is not None:
        yield _Said(origin.to("hint"), question.hint, may_forbid=True)
    if isinstance(question, Repeat):
        yield _Said(origin.to("item"), question.item)
        yield _Said(origin.to("more"), question.more)
    if isinstance(question, Choosing) and not question.choices.reference:
        for number, choice in enumerate(question.choices.choices):
            yield _Said(origin.to("choices", number, "label"), choice.label)
