"""The picture as Mermaid, which many wikis and editors draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenkit.flow.flow import Asked, Flow, Outcome
from screenkit.layout import visible
from screenkit.wrapping import wrap

_LINE = 40
_ENDS = "e"


def mermaid(flow: Flow, width: int = 0) -> str:
    """A flowchart: what is asked only sometimes stands behind a diamond, and what comes of it below."""
    del width
    return "\n".join(("---", f"title: {_label(flow.title, quoted=False)}", "---", "flowchart TD", *_lines(flow), ""))


def _lines(flow: Flow) -> Iterator[str]:
    yield f'  begin(["{_label(flow.say("flow-begin"))}"])'
    before = ["begin"]
    for number, part in enumerate(flow.parts, 1):
        links: list[str] = []
        yield f'  subgraph p{number}["{_label(part.heading or flow.say("flow-untitled"))}"]'
        for one in part.asked:
            yield from (f"    {node}" for node in _nodes(one, flow))
            links += _links(one, before, flow)
            before = _after(one, before, flow)
        yield "  end"
        yield from (f"  {link}" for link in links)
    yield f'  finish(["{_label(flow.say("flow-end"))}"])'
    yield from (f"  {one} --> finish" for one in before)
    for key, outcomes in (("indications", flow.indications), ("next-steps", flow.steps)):
        if outcomes:
            yield f'  subgraph {key.replace("-", "_")}["{_label(flow.say(key))}"]'
            yield from (f"    {_outcome(one)}" for one in outcomes)
            yield "  end"
            yield f"  finish --> {key.replace('-', '_')}"


def _id(one: Asked) -> str:
    return "q" + one.number.replace(".", "_")


def _nodes(one: Asked, flow: Flow) -> Iterator[str]:
    if one.condition:
        yield f'c{_id(one)}{{{{"{_label(flow.say("flow-only-if", condition=one.condition))}"}}}}'
    label = _label(f"{one.number} {one.short}")
    yield f'{_id(one)}{{"{label}"}}' if one.ending else f'{_id(one)}["{label}"]'
    if one.ending:
        yield f'{_ENDS}{_id(one)}(["{_label(flow.say("flow-ends"))}"])'
    for inner in one.inner:
        yield from _nodes(inner, flow)


def _links(one: Asked, before: list[str], flow: Flow) -> list[str]:
    first = f"c{_id(one)}" if one.condition else _id(one)
    links = [f"{name}{_arrow(name, flow)} {first}" for name in before]
    if one.condition:
        links.append(f"{first} -->|{flow.say('flow-yes')}| {_id(one)}")
    if one.ending:
        links.append(f"{_id(one)} -.-> {_ENDS}{_id(one)}")
    inside = [_id(one)]
    for inner in one.inner:
        links += _links(inner, inside, flow)
        inside = _after(inner, inside, flow)
    if one.inner:
        links += [f"{name} -.->|{flow.say('kind-repeat')}| {_id(one)}" for name in inside[:1]]
    return links


def _arrow(name: str, flow: Flow) -> str:
    """The arrow from a diamond that is passed by says so."""
    return f" -->|{flow.say('flow-otherwise')}|" if name.startswith("c") else " -->"


def _after(one: Asked, before: list[str], flow: Flow) -> list[str]:
    """Where the next question is reached from."""
    del before, flow
    return [_id(one), f"c{_id(one)}"] if one.condition else [_id(one)]


def _outcome(one: Outcome) -> str:
    urgency = f"[{one.urgency}] " if one.urgency else ""
    numbers = f" ← {', '.join(one.read)}" if one.read else ""
    return f'{one.mark}["{_label(f"{one.mark} {urgency}{one.label}{numbers}")}"]'


def _label(words: str, *, quoted: bool = True) -> str:
    """The words as they can stand in a label: nothing in them is markup, and long ones are broken into lines."""
    plain = re.sub(r"[^\w\s.,?¿!¡()/'’“”…›←:+-]", lambda found: f"#{ord(found[0])};", visible(words))
    return "<br>".join(wrap(plain, _LINE)) if quoted else plain.replace(":", "#58;")
