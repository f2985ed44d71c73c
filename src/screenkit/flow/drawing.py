"""The picture drawn in a terminal: one line goes down, and what is asked only sometimes hangs beside it."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.flow.flow import Asked, Flow, Outcome
from screenkit.flow.telling import details, listed
from screenkit.layout import visible
from screenkit.wrapping import wrap

_BESIDE = 4


def drawing(flow: Flow, width: int) -> str:
    """The drawing, at most `width` columns wide."""
    return "\n".join(line.rstrip() for line in _Drawing(flow, max(width, 40)).lines()) + "\n"


class _Drawing:
    def __init__(self, flow: Flow, width: int) -> None:
        self.flow = flow
        self.width = width

    def lines(self) -> Iterator[str]:
        flow = self.flow
        yield from self.set("", flow.title.upper())
        yield from self.set("", " ".join(flow.lengths.words(flow.language)))
        yield ""
        yield f"● {flow.say('flow-begin')}"
        for part in flow.parts:
            yield "│"
            yield from self.set("╞═ ", part.heading or flow.say("flow-untitled"), "│  ")
            for one in part.asked:
                yield from self.asked(one)
        yield "│"
        yield f"● {flow.say('flow-end')}"
        for key, outcomes in (("indications", flow.indications), ("next-steps", flow.steps)):
            yield from ("", flow.say(key).upper()) if outcomes else ()
            for outcome in outcomes:
                yield from self.outcome(outcome)
        yield ""
        yield from self.set("", flow.say("flow-legend"))

    def set(self, first: str, words: str, then: str | None = None) -> Iterator[str]:
        """The words on lines of their own, the first of which begins with one mark and the others with another."""
        lines = wrap(visible(words).replace("\n", " "), self.width - len(first))
        for place, line in enumerate(lines):
            yield (first if place == 0 or then is None else then) + line

    def asked(self, one: Asked) -> Iterator[str]:
        yield "│"
        lead, rest = "├─", "│ "
        if one.condition:
            yield from self.set("├◇ ", self.flow.say("flow-only-if", condition=one.condition), "│┊ ")
            lead, rest = "│└" + "─" * (_BESIDE - 1), "│ " + " " * (_BESIDE - 1)
        yield from self.set(f"{lead} {one.number} ", one.short, f"{rest} {' ' * len(one.number)} ")
        yield from self.beside(one, f"{rest} {' ' * len(one.number)} ")
        for inner in one.inner:
            yield from self.inner(inner, rest)

    def inner(self, one: Asked, rest: str) -> Iterator[str]:
        if one.condition:
            yield from self.set(f"{rest}  ├◇ ", self.flow.say("flow-only-if", condition=one.condition), f"{rest}  │┊ ")
        lead, then = (f"{rest}  │└── ", f"{rest}  │    ") if one.condition else (f"{rest}  ├─ ", f"{rest}  │  ")
        yield from self.set(f"{lead}{one.number} ", one.short, f"{then}{' ' * len(one.number)} ")
        yield from self.beside(one, f"{then}{' ' * len(one.number)} ")

    def beside(self, one: Asked, indent: str) -> Iterator[str]:
        if one.ending:
            yield from self.set(f"{indent}■ ", self.flow.say("flow-ends"), f"{indent}  ")
        if one.inner:
            yield from self.set(f"{indent}↻ ", self.flow.say(f"kind-{one.kind}"), f"{indent}  ")
        if one.leads_to:
            yield from self.set(f"{indent}→ ", listed(one.leads_to), f"{indent}  ")

    def outcome(self, one: Outcome) -> Iterator[str]:
        urgency = f"[{one.urgency}] " if one.urgency else ""
        yield from self.set(f"{one.mark:>4} ", f"{urgency}{one.label}", "     ")
        for words in details(one, self.flow):
            yield from self.set("     · ", words, "       ")
