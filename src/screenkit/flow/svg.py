"""The picture as SVG: one way goes down; what is asked only sometimes stands beside it, behind a diamond."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from screenkit.flow.canvas import WIDTH, Canvas, fitted, height_of
from screenkit.flow.flow import Asked, Flow, Outcome, Part
from screenkit.flow.telling import details, listed

_WAY = 24.0
_BOX = 52.0
_BESIDE = 84.0
_RIGHT = 700.0
_LABEL, _SMALL = 17, 14
_ON_A_PAGE = 13


def picture(flow: Flow, width: int = 0) -> str:
    """The whole screen in one picture."""
    del width
    canvas = Canvas()
    _heading(canvas, flow.title, 26)
    _heading(canvas, " ".join(flow.lengths.words(flow.language)), _SMALL, "small")
    for part in flow.parts:
        _part(canvas, part, flow)
    for key, outcomes in (("indications", flow.indications), ("next-steps", flow.steps)):
        if outcomes:
            canvas.down(14)
            _heading(canvas, flow.say(key), 20)
        for outcome in outcomes:
            _outcome(canvas, outcome, flow)
    canvas.down(10)
    _heading(canvas, flow.say("flow-legend"), _SMALL, "small")
    return canvas.svg(flow.title, " ".join(flow.lengths.words(flow.language)))


def pictures_of(part: Part, flow: Flow) -> Iterator[str]:
    """One part of the screen, in pictures that each fit on a printed page."""
    heading = part.heading or flow.say("flow-untitled")
    for asked in _pages(part.asked):
        canvas = Canvas()
        _part(canvas, Part(heading, asked), flow, headed=False)
        yield canvas.svg(heading, flow.say("flow-picture", heading=heading))


def _pages(asked: Iterable[Asked]) -> Iterator[tuple[Asked, ...]]:
    page: list[Asked] = []
    for one in asked:
        if page and sum(1 + len(before.inner) for before in (*page, one)) > _ON_A_PAGE:
            yield tuple(page)
            page = []
        page.append(one)
    yield tuple(page)


def _heading(canvas: Canvas, words: str, size: int, kind: str = "head") -> None:
    lines = fitted(words, WIDTH - 20, size)
    canvas.words(4, canvas.y, lines, size, kind)
    canvas.down(height_of(lines, size) + 8)


def _part(canvas: Canvas, part: Part, flow: Flow, *, headed: bool = True) -> None:
    if headed:
        canvas.down(14)
        _heading(canvas, part.heading or flow.say("flow-untitled"), 20)
    top = canvas.y
    way = len(canvas.parts)
    for one in part.asked:
        _asked(canvas, one, flow, _WAY)
    # Under what was drawn: the way itself, from the first question to the last.
    canvas.parts.insert(way, f'<path class="way" d="M{_WAY:g} {top:g}V{canvas.y:g}l-6 -9m6 9l6 -9"/>')
    canvas.down(6)


def _asked(canvas: Canvas, one: Asked, flow: Flow, way: float) -> None:
    x = way + (_BESIDE if one.condition else _BOX) - _WAY
    if one.condition:
        when = fitted(flow.say("flow-only-if", condition=one.condition), WIDTH - way - 40, _SMALL)
        canvas.words(way + 22, canvas.y, when, _SMALL, "when")
        middle = canvas.y + height_of(when, _SMALL) / 2
        canvas.down(height_of(when, _SMALL) + 6)
        canvas.line((way, middle, way, canvas.y), "aside")
        canvas.gate(way, middle)
    _box(canvas, one, flow, (way, x))
    top = canvas.y
    for inner in one.inner:
        _asked(canvas, inner, flow, x + 30)
    if one.inner:
        canvas.line((x + 30, top - 12, x + 30, canvas.y - 6), "way some")
        canvas.down(4)


def _box(canvas: Canvas, one: Asked, flow: Flow, places: tuple[float, float]) -> None:
    way, x = places
    width = _RIGHT - 20 - x
    indent = 16 + 10 * len(one.number)
    label = fitted(one.short, width - indent - 20, _LABEL)
    beside = [line for words in _beside(one, flow) for line in fitted(words, WIDTH - _RIGHT, _SMALL)]
    height = max(height_of(label, _LABEL) + 16, height_of(beside, _SMALL) + 6)
    kind = "stop" if one.ending else "note box" if one.is_note else "box"
    middle = canvas.y + height / 2
    canvas.line((way, middle, x, middle), "aside")
    canvas.box(x, canvas.y, width, height, f"{kind} some" if one.condition else kind)
    canvas.words(x + 10, canvas.y + 6, [one.number], _LABEL, "number")
    canvas.words(x + indent, canvas.y + 6, label, _LABEL)
    canvas.words(_RIGHT, canvas.y + 2, beside, _SMALL, "small")
    canvas.down(height + 12)


def _beside(one: Asked, flow: Flow) -> list[str]:
    words = [flow.say("flow-ends")] if one.ending else []
    words += [flow.say(f"kind-{one.kind}")] if one.inner else []
    words += [f"◇ {flow.say('flow-opens', numbers=listed(one.opens))}"] if one.opens else []
    return words + ([f"→ {listed(one.leads_to)}"] if one.leads_to else [])


def _outcome(canvas: Canvas, one: Outcome, flow: Flow) -> None:
    urgency = f"[{one.urgency}] " if one.urgency else ""
    label = fitted(f"{urgency}{one.label}", WIDTH - 90, _LABEL)
    facts = [line for words in details(one, flow) for line in fitted(words, WIDTH - 90, _SMALL)]
    height = height_of(label, _LABEL) + height_of(facts, _SMALL) + 18
    canvas.box(8, canvas.y, WIDTH - 16, height, "box")
    canvas.words(20, canvas.y + 6, [one.mark], _LABEL, "number")
    canvas.words(68, canvas.y + 6, label, _LABEL)
    canvas.words(68, canvas.y + 8 + height_of(label, _LABEL), facts, _SMALL, "small")
    canvas.down(height + 8)
