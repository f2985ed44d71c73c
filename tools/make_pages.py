"""Writes what the screens and the sources say, for people to read: docs/sources.md, docs/screens/ and docs/recordings/.

    python3 tools/start.py python tools/make_pages.py

`tests/test_carried.py` fails while a page is not what this script writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import make_recordings
from carried import DOCS, Item, carrier, reference, sections
from make_docs import code, sentences, table
from screenkit.authored import Due, StepRule
from screenkit.conditions import Condition, Ref, phrase
from screenkit.draft import place_questions
from screenkit.load import load_screen, read_group
from screenkit.naming import Naming
from screenkit.questions import Choosing, YesOrNo
from screenkit.reference import Contact, Source
from screenkit.screen import Entry, Screen, Step
from screenkit.shelf import open_shelf
from screenkit.text import DEFAULT_LANGUAGE as EN

MADE = "<!-- Made by tools/make_pages.py: change the screens or docs/coverage.yaml, not this. -->"
INTRODUCTION = """\
Where the questions, rules, contacts and texts of the shipped screens come from.
And, for each thing that the sources say, what carries it.

The screens start from five documents.
What goes stale in them was checked against stored copies of public pages in November 2026.
No live page was opened, so "checked" means that a stored copy says so.
**Confidence**: high is official text or two independent sources, medium one decent source, low weak or undated.
What is of low confidence is kept so that someone can look it up, and no step ever prints it.
"""
TABLES = """\
A row says in short what the sources say, and what in the project carries it.
Names are those of the files: `screen/question`, `contacts/…`, a row of `jurisdictions`.
"""


def sources_page() -> str:
    """The page of the sources, and of what carries each thing that they say."""
    lines = ["# Sources", MADE, "", *INTRODUCTION.splitlines(), "", "## What was read"]
    sources = reference().sources.values()
    lines += ["", *table(("id", "what it is", "date", "confidence", "checked"), map(_source, sources))]
    lines += ["", "## What carries what", *TABLES.splitlines()]
    for section in sections():
        lines += ["", f"### {section.heading}", ""]
        lines += table(("item", "what the sources say", "where", "what carries it"), map(_row, section.items))
    return "\n".join((*lines, ""))


def _source(source: Source) -> tuple[str, ...]:
    title = f"[{source.title}]({source.url})" if source.url else source.title
    by = f", {source.publisher}" if source.publisher else ""
    return code(source.id), f"{title}{by}", source.date, source.confidence, source.checked_on.isoformat()


def _row(item: Item) -> tuple[str, ...]:
    carried = [f"{_kind(name)} {code(name.removeprefix('help:'))}" for name in item.carried]
    said = ". ".join(filter(None, (", ".join(carried), item.why)))
    return item.id, item.says, ", ".join(map(code, item.source)), said


def _kind(name: str) -> str:
    found = carrier(name)
    return found.kind if found else "to come:"


def screen_page(screen: Screen) -> str:
    """The page of one screen: what it is for, what it asks, its rules in plain words, what follows, its sources."""
    authored = screen.authored
    lines = [f"# {authored.title.say(EN)}", MADE, "", f"`{screen.id}` {screen.version}, in {_languages(screen)}.", ""]
    lines += [*sentences(authored.purpose.say(EN)), "", *_beginning(authored.uses)]
    for heading, made in _PARTS:
        found = list(made(screen))
        if found:
            lines += ["", f"## {heading}", *found]
    return "\n".join((*lines, ""))


def _languages(screen: Screen) -> str:
    names = {"en": "English", "es": "Spanish"}
    said = (f"{names.get(one, one)}{_reviewed(screen.translations.get(one))}" for one in screen.languages)
    return " and ".join(said)


def _reviewed(status: str | None) -> str:
    return " (not yet reviewed by an agency)" if status == "unofficial" else ""


def _beginning(uses: Sequence[str]) -> Iterator[str]:
    if uses:
        yield f"It begins with the [shared questions](shared.md) of {' and '.join(map(code, uses))}."


def _questions(screen: Screen) -> Iterator[str]:
    shared = _shared(screen.authored.uses)
    return _asked(screen, [entry for entry in screen.entries if entry.question.name not in shared])


class _ByName(Naming):
    """Calls questions by their names, where labels would make a sentence too long to read."""

    def question(self, ref: Ref) -> str:
        """The question's name."""
        return code(ref.name)


def _if(condition: Condition, screen: Screen, each: Choosing | None = None) -> str:
    """The condition in plain words."""
    words = phrase(condition, Naming(screen, EN, each))
    return words if len(words) <= _READABLE else phrase(condition, _ByName(screen, EN, each))


_READABLE = 300


@cache
def _shared(groups: tuple[str, ...]) -> set[str]:
    """The names of the questions of shared groups."""
    shelf = open_shelf()
    paths = [path for name in groups if (path := shelf.shared(name))]
    placed = (place_questions(group.questions, origin) for origin, group in (read_group(path, shelf) for path in paths))
    return {one.question.name for some in placed for one in some}


def _asked(screen: Screen, entries: Iterable[Entry]) -> Iterator[str]:
    section = ""
    for entry in entries:
        heading = " › ".join(one.label.say(EN) for one in entry.sections)
        if heading != section:
            yield from ("", f"### {heading}", "") if heading else ("",)
            section = heading
        yield from _question(entry, screen, "")
        for inner in entry.inner:
            yield from _question(inner, screen, "  ")


def _question(entry: Entry, screen: Screen, indent: str) -> Iterator[str]:
    question = entry.question
    yield f"{indent}- {question.label.say(EN)} ({code(question.name)}, {_takes(entry)})"
    if entry.condition is not None:
        yield f"{indent}  - Asked if {_if(entry.condition, screen)}."
    if question.citation:
        yield f"{indent}  - Source: {code(question.citation)}."


def _takes(entry: Entry) -> str:
    question = entry.question
    if isinstance(question, Choosing) and not question.choices.reference and not isinstance(question, YesOrNo):
        return "; ".join(question.label_of(name, EN) for name in question.option_names)
    return question.type.replace("_", " ")


def _indications(screen: Screen) -> Iterator[str]:
    for one in screen.indications:
        yield from ("", f"### {one.rule.label.say(EN)}")
        yield f"If {_if(one.condition, screen)}."
        yield f"Source: {code(one.rule.citation)}."


def _steps(screen: Screen) -> Iterator[str]:
    for step in screen.steps:
        yield from ("", f"### {code(step.rule.name)}, {step.rule.urgency}", "")
        yield from sentences(step.rule.action.say(EN))
        yield ""
        yield from (f"- {line}" for line in _facts(screen, step))


def _facts(screen: Screen, step: Step) -> Iterator[str]:
    rule = step.rule
    if rule.each:
        yield f"Once for each of: {', '.join(map(code, rule.each))}."
    condition = step.condition and _if(step.condition, screen, _each(screen, rule))
    yield f"If {condition}." if condition else "Follows while another step is not settled."
    if rule.if_unsure:
        yield f"While this is not settled: {code(rule.if_unsure)}."
    if rule.who:
        yield f"Who: {rule.who.say(EN).removesuffix('.')}."
    if rule.due:
        yield f"By when: {_due(screen, rule.due)}."
    for name in rule.contacts:
        contact = screen.contact(name)
        yield from () if contact is None else (_contact(contact),)
    yield f"Source: {code(rule.citation)}."


def _each(screen: Screen, rule: StepRule) -> Choosing | None:
    for entry in screen.all_entries():
        name = f"{entry.repeat}.{entry.question.name}" if entry.repeat else entry.question.name
        if name in rule.each and isinstance(entry.question, Choosing):
            return entry.question
    return None


def _due(screen: Screen, due: Due) -> str:
    within = "without delay" if due.within.unit == "without delay" else f"{due.within.amount} {due.within.unit}"
    named = [f"“{entry.question.label.say(EN)}”" for entry in screen.all_entries() if entry.question.name in due.after]
    latest = ", whichever is later" if len(named) > 1 else ""
    return f"{within}, from {' or '.join(named)}{latest}" if named else within


def _contact(contact: Contact) -> str:
    sure = "" if contact.confidence == "high" else f", {contact.confidence} confidence"
    checked = f"{code(contact.source)}, checked {contact.checked_on.isoformat()}{sure}"
    return f"{contact.label.say(EN)}: {contact.value} ({checked})."


def _proofs(screen: Screen) -> Iterator[str]:
    yield "Shown for every possible set of answers by `screenkit check`."
    yield ""
    for rule in screen.authored.assertions:
        what = f"{code(rule.then)} follows" if rule.then else f"{code(rule.never or '')} never does"
        yield f"- {code(rule.name)}: where {code(rule.when)}, {what}. Source: {code(rule.citation)}."


def _documents(screen: Screen) -> Iterator[str]:
    recipients = screen.reference.recipients
    for one in screen.authored.documents:
        yield f"- {one.title.say(EN)}, to: {recipients[one.recipient].label.say(EN)}."


def _cited(screen: Screen) -> Iterator[str]:
    authored = screen.authored
    cited = [
        *(entry.question.citation or "" for entry in screen.all_entries()),
        *(rule.citation for rule in authored.indications),
        *(rule.citation for rule in authored.next_steps),
        *(rule.citation for rule in authored.assertions),
    ]
    names = {one.partition("#")[0] for one in cited}
    for name, source in screen.reference.sources.items():
        if name in names:
            yield f"- {code(name)}: {source.title} ({source.date}; checked {source.checked_on.isoformat()})."


_PARTS = (
    ("Questions", _questions),
    ("Indications", _indications),
    ("Next steps", _steps),
    ("What always holds", _proofs),
    ("Documents", _documents),
    ("Sources", _cited),
)
"""The parts of a page, each with what writes it."""


def shared_page() -> str:
    """The page of the questions that several screens begin with."""
    screens = list(_screens())
    lines = ["# Shared questions", MADE, "", "Several screens begin with these questions."]
    for name in open_shelf().groups():
        screen = next(one for one in screens if name in one.authored.uses)
        entries = [entry for entry in screen.entries if entry.question.name in _shared((name,))]
        lines += ["", f"## {code(name)}", *_asked(screen, entries)]
    return "\n".join((*lines, ""))


def index_page() -> str:
    """The page that lists the others."""
    rows = ((f"[{code(one.id)}]({one.id}.md)", one.version, one.authored.title.say(EN)) for one in _screens())
    lines = ["# Screens", MADE, "", *table(("screen", "version", "title"), rows), ""]
    lines += ["Their [shared questions](shared.md), and [where it all comes from](../sources.md)."]
    return "\n".join((*lines, ""))


def _screens() -> Iterator[Screen]:
    shelf = open_shelf()
    paths = (shelf.screen(name) for name in shelf.names())
    yield from (load_screen(path, shelf) for path in paths if path)


def pages() -> Mapping[str, str]:
    """Every page by its path below docs/."""
    made = {f"screens/{screen.id}.md": screen_page(screen) for screen in _screens()}
    return {**made, "screens/shared.md": shared_page(), "screens/README.md": index_page(), "sources.md": sources_page()}


def main() -> None:
    """Write every page and recording; a page of a screen that is gone goes, too."""
    made = pages()
    (DOCS / "screens").mkdir(exist_ok=True)
    for old in (DOCS / "screens").iterdir():
        if f"screens/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        Path(DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"written: docs/{name}")
    make_recordings.main()


if __name__ == "__main__":
    main()
