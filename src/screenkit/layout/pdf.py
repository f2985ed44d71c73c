"""Lines as a tagged PDF (PDF/UA-1), set by typst with the fonts that it carries."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from screenkit.layout.lines import Line, Part, Setting, by_language, parts_of, visible

# What is set comes in as data and is shown as text: typst reads nothing of it as its own language.
_TEMPLATE = """\
#let setting = json(bytes(sys.inputs.setting))
#let said(words) = words.split("\\n").join(linebreak())
#let spoken((before, english, after)) = { said(before); text(lang: "en", said(english)); said(after) }
#let about(one) = if one.about != "" [#text(fill: luma(60), said(one.about)) ]
#let fact(one) = about(one) + spoken(one.words)
#let facts(entry) = for one in entry.facts {
  block(above: 0.5em, below: 0.5em, inset: (left: if one.more { 1.5em } else { 0em }), fact(one))
}
#let told(entry) = {
  block(sticky: entry.facts.len() > 0, above: 0pt, below: 0.5em)[#strong(said(entry.words)) #said(entry.rest)]
  facts(entry)
}
#set document(title: setting.title, author: (), date: none)
#set text(lang: setting.language, size: 11pt, hyphenate: false)
#set page(paper: setting.paper, margin: 2cm, numbering: "1 / 1",
  header: context if here().page() > 1 { text(weight: "bold", said(setting.banner)) })
#set par(leading: 0.6em)
#set enum(spacing: 1em)
#set list(spacing: 1em)
#show heading: set block(above: 1.4em, below: 0.8em, sticky: true)
#for part in setting.parts {
  if part.level > 0 { heading(level: part.level, said(part.words)) }
  else if part.kind == "banner" { block(stroke: 1pt, inset: 8pt, width: 100%, text(weight: "bold", said(part.words))) }
  else if part.kind == "text" { par(spoken(part.spoken)) }
  else if part.kind == "numbers" {
    enum(..part.entries.map(one => enum.item(one.number, told(one))))
  }
  else if part.kind == "bullets" {
    list(..part.entries.map(one => list.item(told(one))))
  }
  else if part.kind == "terms" {
    for one in part.entries {
      block(sticky: true, above: 1.2em, below: 0.5em, strong(said(one.words)))
      pad(left: 1.5em, facts(one))
    }
  }
  else { block(below: 1.2em, { for one in part.entries { facts(one) } }) }
}
"""
_PAPER = "us-letter"


class NotSet(Exception):  # noqa: N818 - it names what happened, as our other refusals do
    """The PDF cannot be made; the reason may hold words of the document, so it is told nowhere."""


def pdf(setting: Setting) -> bytes:
    """The PDF, with the carried fonts where they have every letter, else with those of the machine as well."""
    for with_all, plain_letters in ((False, False), (True, False), (True, True)):
        # What typst says quotes the words at fault.
        with suppress(_fault()):
            return _compiled(_data(setting, plain_letters=plain_letters), with_all=with_all)
    raise NotSet


def _fault() -> type[Exception]:
    from typst import TypstError  # noqa: PLC0415 - an extra

    return TypstError


def _compiled(data: str, *, with_all: bool) -> bytes:
    import typst  # noqa: PLC0415 - an extra

    made = typst.compile(
        _TEMPLATE.encode(), sys_inputs={"setting": data}, pdf_standards="ua-1", ignore_system_fonts=not with_all
    )
    return bytes(made)


def _data(setting: Setting, *, plain_letters: bool) -> str:
    show: Callable[[str], str] = _without_rare if plain_letters else str
    return json.dumps(
        {
            "title": show(visible(setting.title)),
            "language": setting.language,
            "paper": _PAPER,
            "banner": show(setting.banner),
            "parts": [_part(part, show) for part in parts_of(setting)],
        }
    )


def _part(part: Part, show: Callable[[str], str]) -> dict[str, object]:
    entries = [
        {
            "words": show(entry.words if part.kind == "terms" else entry.lead),
            "rest": "" if part.kind == "terms" else show(entry.rest),
            "number": entry.number,
            "facts": [
                {"about": show(line.lead), "words": _spoken(line, show), "more": entry.continues(place)}
                for place, line in enumerate(entry.facts)
            ],
        }
        for entry in part.entries
    ]
    words = {"words": show(part.words), "spoken": _spoken(part, show)}
    return {"kind": part.kind, **words, "entries": entries, "level": part.level}


def _spoken(one: Line | Part, show: Callable[[str], str]) -> list[str]:
    """The words in three parts, of which the one in the middle is English."""
    return [show(words) for words in by_language(one.words, one.english)]


_COMMON = 0x250
_PUNCTUATION = range(0x2010, 0x2027)


def _without_rare(words: str) -> str:
    """The words with letters that no font at hand may have as their number in Unicode."""
    return "".join(one if ord(one) < _COMMON or ord(one) in _PUNCTUATION else f"[U+{ord(one):04X}]" for one in words)
