"""The picture in words: an outline that numbers what is asked and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from screenkit.flow.flow import Asked, Flow, Outcome
from screenkit.layout import Line, plain

_RUN = 3


def told(flow: Flow, width: int) -> str:
    """The outline as text of at most `width` columns."""
    return plain(lines(flow), width)


def lines(flow: Flow) -> Iterator[Line]:
    """The outline, from the title to the last step."""
    yield Line("title", flow.title)
    yield Line("text", flow.about)
    yield Line("text", flow.purpose)
    yield Line("text", " ".join(flow.lengths.words(flow.language)))
    for part in flow.parts:
        yield Line("heading", part.heading or flow.say("flow-untitled"))
        for one in part.asked:
            yield from _asked(one, flow)
            for inner in one.inner:
                yield from _asked(inner, flow)
    for key, outcomes in (("indications", flow.indications), ("next-steps", flow.steps)):
        yield Line("heading", flow.say(key))
        for outcome in outcomes:
            yield from _outcome(outcome, flow)
    yield Line("text", flow.say("flow-legend"))


def _asked(one: Asked, flow: Flow) -> Iterator[Line]:
    yield Line("item", f"{one.number}. {one.label} [{flow.say(f'kind-{one.kind}')}]")
    for words in facts(one, flow):
        yield Line("fact", words)


def facts(one: Asked, flow: Flow) -> Iterator[str]:
    """What is said beside a question."""
    if one.condition:
        yield flow.say("flow-only-if", condition=one.condition)
    if one.ending:
        yield flow.say("flow-ends")
    if one.opens:
        yield flow.say("flow-opens", numbers=listed(one.opens))
    if one.leads_to:
        yield flow.say("flow-leads", marks=listed(one.leads_to))


def listed(marks: Iterable[str]) -> str:
    """The marks or numbers in a row, three and more that follow each other as from – to."""
    runs: list[list[str]] = []
    for mark in marks:
        if runs and _following(runs[-1][-1]) == mark:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    shown = (f"{run[0]}–{run[-1]}" if len(run) >= _RUN else ", ".join(run) for run in runs)
    return ", ".join(shown)


def _following(mark: str) -> str:
    found = re.fullmatch(r"(.*?)([0-9]+)", mark)
    return f"{found[1]}{int(found[2]) + 1}" if found else ""


def _outcome(one: Outcome, flow: Flow) -> Iterator[Line]:
    yield Line("item", f"- {one.mark} {f'[{one.urgency}] ' if one.urgency else ''}{one.label}")
    for words in details(one, flow):
        yield Line("fact", words)


def details(one: Outcome, flow: Flow) -> Iterator[str]:
    """What is said of an outcome."""
    yield flow.say("flow-if", condition=one.condition) if one.condition else flow.say("flow-follows")
    if one.due:
        yield f"{flow.say('by')}: {one.due}"
    if one.meanwhile:
        yield flow.say("flow-meanwhile", mark=one.meanwhile)
