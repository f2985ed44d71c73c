"""The picture as one page that needs nothing from elsewhere: for a projector, and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from screenkit.flow.flow import Asked, Flow, Outcome
from screenkit.flow.svg import pictures_of
from screenkit.flow.telling import details, facts
from screenkit.layout import framed, in_main, visible

_STYLE = """\
:root { color-scheme: light; }
body { font: 1.1rem/1.45 system-ui, sans-serif; color: #111; background: #fff; }
body { max-width: 64rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.35rem; margin: 2rem 0 0.5rem; border-bottom: 2px solid #111; }
svg { width: 100%; height: auto; display: block; }
details { margin: 0.5rem 0 1rem; }
ol, ul { padding-left: 0; list-style: none; }
li { margin: 0.5rem 0; break-inside: avoid; }
.mark { font-weight: 700; }
.about { color: #333; }
.fact { color: #333; margin-left: 2.6rem; }
.outcome { border: 1.5px solid #111; border-radius: 6px; padding: 0.4rem 0.8rem; }
a { color: #00408a; }
@media print { body { font-size: 10pt; margin: 0; max-width: none; } h2 { break-after: avoid; }
  svg { break-inside: avoid; }
  details { display: none; } a { color: #111; text-decoration: none; } }
"""


def page(flow: Flow, width: int = 0) -> str:
    """The page: how long interviews are, each part as a picture and in words, then what comes of the answers."""
    del width
    return framed(in_main("\n".join(_body(flow))), flow.title, flow.language, _STYLE)


def _text(words: str) -> str:
    return escape(visible(words)).replace("\n", "<br>")


def _body(flow: Flow) -> Iterator[str]:
    yield f"<h1>{_text(flow.title)}</h1>"
    yield f'<p class="about">{_text(flow.about)}</p>'
    yield f"<p>{_text(flow.purpose)}</p>"
    yield "".join(f"<p><strong>{_text(words)}</strong></p>" for words in flow.lengths.words(flow.language))
    yield f'<p class="about">{_text(flow.say("flow-legend"))}</p>'
    for part in flow.parts:
        yield f"<h2>{_text(part.heading or flow.say('flow-untitled'))}</h2>"
        yield from pictures_of(part, flow)
        yield f"<details><summary>{_text(flow.say('flow-in-words'))}</summary>\n<ol>"
        for one in part.asked:
            yield from (_asked(each, flow) for each in (one, *one.inner))
        yield "</ol></details>"
    for key, outcomes in (("indications", flow.indications), ("next-steps", flow.steps)):
        if outcomes:
            yield f"<h2>{_text(flow.say(key))}</h2>\n<ul>"
            yield from (_outcome(one, flow) for one in outcomes)
            yield "</ul>"


def _asked(one: Asked, flow: Flow) -> str:
    told = "".join(f'<div class="fact">{_text(words)}</div>' for words in facts(one, flow))
    return f'<li id="q{one.number}"><span class="mark">{one.number}.</span> {_text(one.label)}{told}</li>'


def _outcome(one: Outcome, flow: Flow) -> str:
    urgency = f"[{one.urgency}] " if one.urgency else ""
    told = "".join(f'<div class="fact">{_text(words)}</div>' for words in details(one, flow))
    head = f'<span class="mark">{one.mark}</span> {_text(urgency + one.label)}'
    return f'<li class="outcome" id="{one.mark}">{head}{told}</li>'
