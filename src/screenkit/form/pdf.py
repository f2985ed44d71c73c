"""The form as a tagged PDF (PDF/UA-1), set by typst with the fonts that it carries."""

from __future__ import annotations

import json
from collections.abc import Sequence

from screenkit.form.form import Form, Question, Section

# What is set comes in as data and is shown as text: typst reads nothing of it as its own language.
_TEMPLATE = """\
#let d = json(bytes(sys.inputs.form))
#let in-each(words) = words.enumerate().map(((n, one)) => {
  text(lang: d.languages.at(n), style: if n > 0 { "italic" } else { "normal" }, one) })
#let beside(words) = in-each(words.dedup()).join([ \\/ ])
#let under(words) = for one in in-each(words) { par(one) }
#let square = box(width: 0.75em, height: 0.75em, stroke: 0.7pt, baseline: 8%)
#let tick(one) = box[#square #h(0.2em) #beside(one)]
#let ticks(boxes, size: 10pt) = par(text(size: size, boxes.map(tick).join(h(1.1em))))
#let dots = box(width: 1fr, line(length: 100%, stroke: (dash: "dotted", thickness: 0.5pt)))
#let stop(one) = block(stroke: (left: 2pt), inset: (left: 6pt), { under(one.stop); strong(under(one.ending)) })
#let rule = block(above: 1.5em, below: 0.8em, line(length: 100%, stroke: 0.5pt))
#let question(one) = block(breakable: false, width: 100%, above: 0.9em, {
  line(length: 100%, stroke: 0.4pt + luma(110))
  if one.goes != "" { par(strong(one.goes)) }
  grid(columns: (3em, 1fr), column-gutter: 0.4em, strong(one.number), {
    if one.worker != "" { par(text(size: 8.5pt, one.worker)) }
    if one.label.len() > 1 { grid(columns: (1fr, 1fr), column-gutter: 1em, ..in-each(one.label)) }
    else { par(one.label.at(0)) }
    if one.hint != "" { par(text(size: 8.5pt, one.hint)) }
    if one.cells != "" { par([#text(size: 12pt, one.cells) #h(0.5em) #text(size: 8.5pt, beside(one.told))]) }
    else if one.told.len() > 0 { par(text(size: 8.5pt, beside(one.told))) }
    for _ in range(one.lines) { rule }
    if one.boxes.len() > 0 { ticks(one.boxes) }
    if one.absences.len() > 0 { ticks(one.absences, size: 9pt) }
    if one.ending.len() > 0 { stop(one) }
    par(text(size: 8.5pt)[#beside(d.notes): #dots])
  })
})
#set document(title: d.title.at(0), author: (), date: none)
#set text(lang: d.languages.at(0), size: 10pt, hyphenate: false)
#set page(paper: "us-letter", margin: 1.6cm, numbering: "1 / 1")
#set par(leading: 0.55em, spacing: 0.7em)
#show heading: set block(above: 1.2em, below: 0.6em, sticky: true)
#heading(level: 1, beside(d.title))
#text(size: 8.5pt, d.about)
#let blank(one) = { text(size: 8.5pt, beside(one)); v(1.6em); rule }
#grid(columns: (1fr, 1fr, 1fr), column-gutter: 1em, align: bottom, ..d.heads.map(blank))
#under(d.how)
#block(stroke: 1.5pt, inset: 6pt, width: 100%, strong(under(d.never)))
#under(d.safe)
#for part in d.sections {
  if part.heading.any(one => one != "") { heading(level: 2, beside(part.heading)) }
  if part.note != "" and part.block { par(strong(part.note)) }
  for one in part.questions { question(one) }
  if part.note != "" and not part.block { par(text(size: 8.5pt, part.note)) }
}
#if d.urgent.len() > 0 { heading(level: 2, d.urgent-head); par(d.urgent-how) }
#for one in d.urgent { par({ strong(one.at(0)); one.at(1) }) }
#heading(level: 2, beside(d.notes))
#for _ in range(8) { rule }
#v(1em)
#par(d.enter)
#par(text(size: 8.5pt, d.caveat))
"""
_CELLS = {"date": "____ – __ – __", "datetime": "____ – __ – __   __ : __", "number": "____"}
_LINES = {"line": 2, "lines": 4, "list": 1, "list-several": 1}


def pdf(form: Form) -> bytes:
    """The whole form; raises ImportError where typst is not there."""
    import typst  # noqa: PLC0415 - an extra

    data = json.dumps(_form(form))
    return bytes(typst.compile(_TEMPLATE.encode(), sys_inputs={"form": data}, pdf_standards="ua-1"))


def _form(form: Form) -> dict[str, object]:
    first = {key: form.say(f"form-{key}")[0] for key in ("urgent", "urgent-how")}
    if_, by = form.say("if")[0], form.say("by")[0]
    return {
        "languages": form.languages,
        "title": form.title,
        "about": form.about,
        "heads": [form.say(key) for key in ("form-reference", "form-when", "form-worker")],
        "how": form.say("form-how"),
        "never": form.say("form-never"),
        "safe": form.say("form-safe"),
        "notes": form.say("form-notes"),
        "sections": [_section(one, form) for one in form.sections],
        "urgent-head": first["urgent"],
        "urgent-how": first["urgent-how"],
        "urgent": [
            (f"{if_} {one.condition}: " if one.condition else "", one.label + (f" {by}: {one.due}." if one.due else ""))
            for one in form.urgent
        ],
        "enter": form.say("form-enter", command=f"screenkit run {form.screen} --from-paper")[0],
        "caveat": form.caveat,
    }


def _section(section: Section, form: Form) -> dict[str, object]:
    return {
        "heading": section.heading,
        "block": section.is_block,
        "note": section.note,
        "questions": [_question(one, form) for one in section.questions],
    }


def _question(one: Question, form: Form) -> dict[str, object]:
    told: Sequence[str] = form.say(f"form-{one.blank}") if one.blank in _CELLS or "list" in one.blank else ()
    return {
        "number": one.number,
        "label": one.label,
        "hint": one.hint,
        "goes": one.goes,
        "worker": form.say("form-for-worker")[0] if one.is_for_worker else "",
        "cells": _CELLS.get(one.blank, ""),
        "told": form.say("form-any") if one.several else told,
        "lines": _LINES.get(one.blank, 0),
        "boxes": [*one.boxes, *([form.say("form-about")] if one.has_about else [])],
        "absences": one.absences,
        "ending": one.ending,
        "stop": form.say("form-stop")[: len(one.ending)],
    }
