"""What may leave: only what is asked for, allowed and on record, and nothing of anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from screenkit.answers import Absent, Answer, Item
from screenkit.consenting import Asking
from screenkit.disclosure import Occasion, consent, disclosed, not_disclosed, obstacles, project, released
from screenkit.flat import answers_of
from screenkit.interview import add_instance, record
from screenkit.outcome import complete
from screenkit.pages import Command, Given
from screenkit.questions import TextQuestion
from screenkit.render_paper import FORMATS
from screenkit.response import Response, answered, from_bytes, given_of, happened, to_bytes
from screenkit.screen import Screen
from screenkit.shelf import shipped
from screenkit.source import read_file
from screenkit.standing import facts_of
from screenkit.summarize import summarize
from scripted import NOON, SHIPPED, Script, answered_so, begun, shipped_screen, small_screen
from written import words_of

PAPERS = """\
questions:
  - name: debt
    type: yes_no
    label: {en: Do you owe money?, es: ¿Debe dinero?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    share: [attorney, otip]
    citation: own-reading
  - name: fear
    type: yes_no
    label: {en: Is there fear?, es: ¿Hay miedo?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    share: [attorney]
    citation: own-reading
  - name: story
    type: text
    label: {en: What happened?, es: ¿Qué pasó?}
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another child?, es: ¿Otro niño?}
    max: 3
    citation: own-reading
    questions:
      - name: born_on
        type: date
        label: {en: Born when?, es: ¿Cuándo nació?}
        share: [attorney, otip]
        citation: own-reading
next_steps:
  - name: call
    when: debt is yes
    urgency: urgent
    action: {en: Call them., es: Llame.}
    who: {en: You, es: Usted}
    documents: [referral, notice, own_copy]
    citation: own-reading
  - name: wait
    when: fear is yes
    urgency: soon
    action: {en: Wait., es: Espere.}
    citation: own-reading
documents:
  - name: referral
    title: {en: Referral, es: Referencia}
    recipient: attorney
    items: [debt, children.born_on]
    onward: {en: To nobody., es: A nadie.}
  - name: notice
    title: {en: Notice, es: Aviso}
    recipient: otip
    items: [debt, children.born_on]
    basis: duty
    citation: pl-110-457-212
    hold:
      when: fear is yes
      reason: {en: The attorney looks first., es: Primero mira el abogado.}
      citation: own-reading
  - name: own_copy
    title: {en: What comes next, es: Lo que sigue}
    recipient: family
    next_steps: [call]
    basis: own
"""


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A screen with a document that needs consent, one that a duty asks for, and the family's own."""
    return small_screen(tmp_path, PAPERS)


def finished(screen: Screen, **answers: Answer) -> Response:
    """A screening with one child that was finished at noon."""
    response = add_instance(screen, begun(screen), "children", NOON).response
    response = answered_so(screen, response, {"story": "in their words", **answers}.items())
    return complete(screen, response, NOON)


def occasion_of(screen: Screen, name: str) -> Occasion:
    """The document, for nobody in particular."""
    return next(Occasion(one) for one in screen.documents if one.rule.name == name)


def refused(screen: Screen, response: Response, name: str, now: datetime = NOON) -> list[str]:
    """What keeps the document from leaving."""
    return [one.key for one in obstacles(screen, response, occasion_of(screen, name), now)]


def consented(response: Response, until: date, **more: object) -> Response:
    """The screening with a parent's consent to the referral."""
    facts = {"document": "referral", "recipient": "attorney", "by": "parent", "until": until, **more}
    return happened(response, NOON, "consented", **facts)


def test_only_what_a_step_asks_for_can_leave(screen: Screen) -> None:
    """A document that no certain step asks for stays, also where the step may still follow."""
    assert refused(screen, finished(screen, debt="yes"), "own_copy") == []
    assert refused(screen, finished(screen, debt=Absent.UNKNOWN), "own_copy") == ["not-asked-for"]
    assert refused(screen, finished(screen, debt="no"), "own_copy") == ["not-asked-for"]


def test_only_what_is_finished_can_leave(screen: Screen) -> None:
    """Not a draft, and not what was ended before its time."""
    draft = answered_so(screen, begun(screen), [("debt", "yes")])
    assert refused(screen, draft, "own_copy") == ["unfinished"]
    assert refused(screen, happened(draft, NOON, "stopped"), "own_copy") == ["unfinished"]


def test_without_a_duty_it_takes_a_consent(screen: Screen) -> None:
    """One that is for this recipient and document, and for today."""
    response = finished(screen, debt="yes")
    today = NOON.date()
    assert refused(screen, response, "referral") == ["no-consent"]
    assert refused(screen, consented(response, today), "referral") == []
    assert refused(screen, consented(response, today), "referral", NOON + timedelta(days=1)) == ["no-consent"]
    assert refused(screen, consented(response, today, recipient="unit"), "referral") == ["no-consent"]
    assert refused(screen, consented(response, today, document="notice"), "referral") == ["no-consent"]


def test_a_consent_can_be_taken_back_and_given_again(screen: Screen) -> None:
    """The last word counts."""
    given = consented(finished(screen, debt="yes"), NOON.date())
    withdrawn = happened(given, NOON, "withdrew", document="referral", recipient="attorney")
    assert refused(screen, withdrawn, "referral") == ["no-consent"]
    again = consented(withdrawn, NOON.date())
    found = consent(again, occasion_of(screen, "referral"), NOON.date())
    assert found == again.events[-1]


def test_what_is_held_waits_for_a_release(screen: Screen) -> None:
    """And waits again once an answer was changed after it."""
    response = finished(screen, debt="yes", fear="yes")
    assert refused(screen, response, "notice") == ["held"]
    free = happened(response, NOON, "released", document="notice", by="A. Supervisor", text="seen by the attorney")
    assert refused(screen, free, "notice") == []
    assert released(free, occasion_of(screen, "notice")) == free.events[-1]
    changed = record(screen, free, Item("story"), "more", NOON).response
    assert released(changed, occasion_of(screen, "notice")) is None
    assert refused(screen, finished(screen, debt="yes", fear="no"), "notice") == []


def test_a_document_is_its_items_and_nothing_else(screen: Screen) -> None:
    """In their order, with what is not given said to be so and no word of why."""
    response = finished(screen, debt="yes", fear="yes")
    paper = project(screen, response, occasion_of(screen, "notice"), NOON, "en")
    assert [row.item for row in paper.rows] == ["debt", "children.born_on"]
    assert [value.words for value in paper.rows[0].values] == ["Yes"]
    (born,) = paper.rows[1].values
    assert (born.owner, born.words, born.given) == ("Child 1", "", False)
    assert not paper.rows[1].complete
    assert paper.next_steps == ()


def test_what_nobody_said_looks_the_same_whatever_the_reason(screen: Screen) -> None:
    """Declined, unknown and never asked are one to a recipient, and none of them is a no."""
    texts = set()
    for reason in (Absent.DECLINED, Absent.UNKNOWN, Absent.NOT_ASKED):
        response = finished(screen, debt="yes", fear="no")
        response = record(screen, response, Item("born_on", "children", 1), reason, NOON).response
        texts.add(FORMATS["text"](project(screen, response, occasion_of(screen, "notice"), NOON, "en"), 80))
    assert len(texts) == 1
    assert "not given; may follow" in texts.pop()


def test_the_family_has_its_next_steps_and_no_answers(screen: Screen) -> None:
    """In their language, only the steps that the document names, without the answers behind them."""
    response = finished(screen, debt="yes", fear="yes")
    told = FORMATS["text"](project(screen, response, occasion_of(screen, "own_copy"), NOON, "es"), 80)
    assert "1. Llame." in told
    assert "Espere" not in told
    assert "Debe dinero" not in told


def test_what_leaves_is_on_record_with_its_digest(screen: Screen) -> None:
    """Twice is two events; what could not be written is on record too, and no longer in the summary."""
    response = finished(screen, debt="yes")
    paper = project(screen, response, occasion_of(screen, "notice"), NOON, "en")
    once = disclosed(response, paper, NOON, form="text", sha256="d" * 64)
    event = from_bytes(to_bytes(once), "record").events[-1]
    assert (event.kind, event.recipient, event.document, event.basis) == ("disclosed", "otip", "notice", "duty")
    assert event.text == "text " + "d" * 64
    twice = disclosed(once, paper, NOON, form="text", sha256="e" * 64)
    assert len(summarize(screen, twice, NOON).disclosures) == 2
    assert summarize(screen, not_disclosed(once, paper, NOON), NOON).disclosures == ()


LATER = NOON + timedelta(days=60)


def canaries(screen: Screen, number: int) -> tuple[Response, dict[str, str]]:
    """The screening of a case in which every text of its own words is a word found nowhere else, by question."""
    source = read_file(shipped() / f"{screen.id}.yaml")
    given = answers_of(screen, source, ("cases", number, "answers"))
    response = begun(screen)
    for repeat, instances in given.instances.items():
        for _ in instances:
            response = add_instance(screen, response, repeat, LATER).response
    for item, answer in given.answers.items():
        response = answered(screen, response, item, answer, LATER)
    planted: dict[str, str] = {}
    facts = facts_of(screen, given_of(screen, response), LATER.date())
    for item, truth in facts.relevance.items():
        if isinstance(screen.question(item), TextQuestion) and truth:
            planted[str(item)] = f"canary{len(planted)}x"
            response = answered(screen, response, item, planted[str(item)], LATER)
    return complete(screen, response, LATER), planted


SLOW_TO_READ = ("pdf", "docx")


def leaked(screen: Screen, number: int, forms: Iterable[str]) -> Iterator[tuple[str, str, str] | None]:
    """One check for each document, form and text of a case: where it stands although its question does not share it."""
    response, planted = canaries(screen, number)
    for document in screen.documents:
        paper = project(screen, response, Occasion(document), LATER, "en")
        for form in forms:
            told = words_of(FORMATS[form](paper, 80))
            for item, word in planted.items():
                path = re.sub(r"\[[0-9]+\]", "", item)
                question = screen.question(Item(path.rpartition(".")[2], path.rpartition(".")[0]))
                may = path in document.rule.items and document.rule.recipient in question.share
                yield (form, document.rule.name, item) if word in told and not may else None


def test_no_word_leaves_that_its_question_does_not_share() -> None:
    """Every case of every shipped screen, every document, every form: more than ten thousand checks, and nothing."""
    checks = []
    quick = [form for form in FORMATS if form not in SLOW_TO_READ]
    for name in SHIPPED:
        screen = shipped_screen(name)
        for number in range(len(screen.authored.cases)):
            checks += leaked(screen, number, quick if number else FORMATS)
        checks += leaked(screen, len(screen.authored.cases) - 1, SLOW_TO_READ)
    assert len(checks) >= 10_000
    assert [one for one in checks if one] == []


def test_the_consular_notice_is_exactly_the_seven_items() -> None:
    """In New Mexico's order: surnames, birthplace of parents, of children, dates of birth, address, a relative."""
    screen = shipped_screen("consular-notification")
    rule = occasion_of(screen, "consular_notice").document.rule
    citations = []
    for name in rule.items:
        repeat, _, inner = name.rpartition(".")
        entry = screen.entry(Item(inner, repeat))
        assert entry is not None
        cited = entry.question.citation or ""
        citations.append(int(cited.rpartition("-")[2]) if "consular-data-" in cited else 2)
    assert sorted(set(citations)) == [1, 2, 3, 4, 5, 6, 7]
    assert citations == sorted(citations)


def test_no_document_of_a_shipped_screen_goes_to_whom_it_may_not() -> None:
    """Recipients are the list's; immigration enforcement is not in it, and nothing else can be named."""
    for name in SHIPPED:
        screen = shipped_screen(name)
        for document in screen.documents:
            assert document.rule.recipient in screen.reference.recipients
    told = json.dumps([one.model_dump() for one in screen.reference.recipients.values()])
    assert not re.findall(r"\b(?:ICE|DHS|CBP|USCIS|ERO|HSI)\b|(?i:immigration and customs|homeland|border)", told)


def talk(screen: Screen, response: Response, *moves: object) -> Asking:
    """Somebody who says these things about the referral."""
    return Asking(Script(list(moves)), screen, response, occasion_of(screen, "referral"), "en")  # type: ignore[arg-type]


def test_a_consent_is_asked_for_in_words(screen: Screen) -> None:
    """Who gives it, that they are not the one who did harm, until when, and read aloud in the family's language."""
    response = replace_language(finished(screen, debt="yes"), "es")
    script = Script([Given("parent"), Given("no"), Given("2026-11-20"), Given("2027-03-31"), Given("yes")])
    kept = Asking(script, screen, response, occasion_of(screen, "referral"), "en").consent(NOON)
    assert kept is not None
    event = kept.events[-1]
    assert (event.kind, event.by, event.until) == ("consented", "parent", date(2027, 3, 31))
    assert script.pages[3].message == "give a day that is still to come"
    assert script.asked[-1] == (
        "¿Podemos dar «Referencia» a: El abogado o la abogada del niño o de la familia, hasta el 2027-03-31?\n\n"
        "A nadie.\n\nPuede decir que no y puede retirarlo cuando quiera. La ayuda no depende de esto."
    )


@pytest.mark.parametrize(
    "moves",
    [
        (Command.BACK,),
        (Given("parent"), Given("yes")),
        (Given("parent"), Given("unknown")),
        (Given("parent"), Command.BACK),
        (Given("guardian"), Given("no"), Command.BACK),
        (Given("youth"), Given("no"), Given("2027-01-01"), Given("no")),
    ],
    ids=["nobody", "who-did-harm", "harm-not-known", "left", "no-day", "says-no"],
)
def test_no_consent_without_a_clear_yes(screen: Screen, moves: tuple[object, ...]) -> None:
    """Nothing is recorded, and nobody who may have done harm can give it."""
    assert talk(screen, finished(screen, debt="yes"), *moves).consent(NOON) is None


def test_a_release_has_a_name_and_a_reason(screen: Screen) -> None:
    """Both are kept; without one of them nothing is released."""
    response = finished(screen, debt="yes", fear="yes")
    kept = talk(screen, response, Given(""), Given("A. Supervisor"), Given("seen by the attorney")).release(NOON)
    assert kept is not None
    assert (kept.events[-1].by, kept.events[-1].text) == ("A. Supervisor", "seen by the attorney")
    assert talk(screen, response, Given("A. Supervisor"), Command.BACK).release(NOON) is None


def replace_language(response: Response, language: str) -> Response:
    """The screening in another language."""
    return happened(response, NOON, "language", text=language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_document_of_shipped_screens_can_be_written(language: str) -> None:
    """In each of its languages, in every form."""
    for name in SHIPPED:
        screen = shipped_screen(name)
        for document in screen.documents:
            paper = project(screen, begun(screen), Occasion(document), NOON, language)
            for write in FORMATS.values():
                assert paper.title.split()[0].upper() in words_of(write(paper, 80)).upper()
