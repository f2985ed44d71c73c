"""The form as one page that prints, with boxes to tick and lines to write on; it needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from screenkit.form.form import Form, Question, Section
from screenkit.layout import framed, in_main, visible

_STYLE = """\
:root { color-scheme: light; }
@page { margin: 14mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
body { font: 10.5pt/1.35 system-ui, sans-serif; color: #000; background: #fff; }
body { max-width: 50rem; margin: 1rem auto; padding: 0 1rem; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 0.3rem; }
h2 { font-size: 12pt; margin: 1.1rem 0 0.3rem; border-bottom: 2px solid #000; break-after: avoid; }
h2.block { font-size: 11.5pt; padding: 0.1rem 0.4rem; border: 2px solid #000; }
p { margin: 0.25rem 0; }
.second { font-style: italic; }
.head { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 0.8rem; margin: 0.6rem 0; font-size: 9pt; }
.head div { border-bottom: 1px solid #000; height: 3.6rem; }
.never { border: 3px double #000; padding: 0.3rem 0.6rem; font-weight: 700; }
.goes { font-weight: 700; margin: 0 0 0.3rem -3.2rem; }
h2 + .goes { margin: 0.2rem 0; }
.question { break-inside: avoid; border-top: 1px solid #777; padding: 0.35rem 0 0.5rem 3.2rem; position: relative; }
h2 + .question { border-top: 0; }
.number { position: absolute; left: 0; font-weight: 700; font-size: 12pt; }
.label { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; }
.label.one { display: block; }
.hint { font-size: 9pt; }
.boxes { display: flex; flex-wrap: wrap; gap: 0.15rem 1.3rem; margin: 0.3rem 0 0; padding: 0; list-style: none; }
.boxes li::before { content: "\\2610"; font-size: 15pt; line-height: 1; margin-right: 0.35rem; vertical-align: -1pt; }
.boxes li { padding-left: 1.5rem; text-indent: -1.5rem; }
.none { font-size: 9pt; color: #222; column-gap: 0.9rem; }
.write { border-bottom: 1px solid #000; height: 1.5rem; margin: 0 0 0.1rem; }
.cells { letter-spacing: 0.1rem; font-size: 13pt; margin: 0.3rem 0 0; }
.small { font-size: 9pt; letter-spacing: 0; }
.notes { font-size: 9pt; display: flex; gap: 0.5rem; margin-top: 0.35rem; }
.notes > span:last-child { flex: 1; border-bottom: 1px dotted #000; }
.stop { font-weight: 700; border-left: 4px solid #000; padding-left: 0.5rem; margin-top: 0.3rem; }
.urgent { break-inside: avoid; margin: 0.4rem 0; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""
_CELLS = {
    "date": "____ – __ – __",
    "datetime": "____ – __ – __ &nbsp; __ : __",
    "number": "____",
}


def page(form: Form) -> str:
    """The whole form."""
    body = "\n".join(_Writer(form).body())
    return framed(in_main(body), form.title[0], form.languages[0], _STYLE)


def _text(words: str) -> str:
    return escape(visible(words)).replace("\n", "<br>")


class _Writer:
    def __init__(self, form: Form) -> None:
        self.form = form

    def body(self) -> Iterator[str]:
        form = self.form
        yield f"<h1>{self.inline(form.title)}</h1>"
        yield f'<p class="hint">{_text(form.about)}</p>'
        heads = [form.say(key) for key in ("form-reference", "form-when", "form-worker")]
        yield '<div class="head">' + "".join(f"<div>{self.inline(one)}</div>" for one in heads) + "</div>"
        yield self.each(form.say("form-how"))
        yield f'<div class="never">{self.each(form.say("form-never"))}</div>'
        yield self.each(form.say("form-safe"))
        for section in form.sections:
            yield from self.section(section)
        yield from self.end()

    def first(self, key: str, /, **facts: object) -> str:
        """What is for the worker alone."""
        return self.form.say(key, **facts)[0]

    def each(self, texts: Sequence[str]) -> str:
        """The words of each language as a paragraph of its own."""
        told = zip(self.form.languages, texts, strict=False)
        return "".join(f"<p{self.named(language)}>{_text(words)}</p>" for language, words in told)

    def inline(self, texts: Sequence[str]) -> str:
        """The words of each language in one line, once where they are the same."""
        if len(set(texts)) == 1:
            return _text(texts[0])
        told = zip(self.form.languages, texts, strict=False)
        return " / ".join(f"<span{self.named(language)}>{_text(words)}</span>" for language, words in told)

    def named(self, language: str) -> str:
        """The language of a part, so that it is read aloud rightly, and set apart where it is not the worker's."""
        return f' lang="{language}"' + ("" if language == self.form.languages[0] else ' class="second"')

    def section(self, section: Section) -> Iterator[str]:
        if any(section.heading):
            kind = ' class="block"' if section.is_block else ""
            yield f"<h2{kind}>{self.inline(section.heading)}</h2>"
        if section.is_block and section.note:
            yield f'<p class="goes">{_text(section.note)}</p>'
        for one in section.questions:
            yield from self.question(one, with_goes=section.is_block or not section.note)
        if section.note and not section.is_block:
            yield f'<p class="hint">{_text(section.note)}</p>'

    def question(self, one: Question, *, with_goes: bool) -> Iterator[str]:
        yield '<div class="question">'
        if one.goes and with_goes:
            yield f'<p class="goes">{_text(one.goes)}</p>'
        yield f'<span class="number">{one.number}</span>'
        if one.is_for_worker:
            yield f'<p class="hint">{_text(self.first("form-for-worker"))}</p>'
        kind = "label" if len(one.label) > 1 else "label one"
        yield f'<div class="{kind}">{self.each(one.label)}</div>'
        if one.hint:
            yield f'<p class="hint">{_text(one.hint)}</p>'
        yield from self.answer(one)
        if one.ending:
            stop = self.form.say("form-stop")[: len(one.ending)]
            yield f'<div class="stop">{self.each(stop)}{self.each(one.ending)}</div>'
        notes = self.inline(self.form.say("form-notes"))
        yield f'<div class="notes"><span>{notes}:</span><span></span></div>\n</div>'

    def answer(self, one: Question) -> Iterator[str]:
        if one.several:
            yield f'<p class="hint">{self.inline(self.form.say("form-any"))}</p>'
        if one.blank in _CELLS:
            hint = self.inline(self.form.say(f"form-{one.blank}"))
            yield f'<p class="cells">{_CELLS[one.blank]} <span class="small">{hint}</span></p>'
        elif one.blank in ("list", "list-several"):
            yield f'<p class="hint">{self.inline(self.form.say(f"form-{one.blank}"))}</p><div class="write"></div>'
        elif one.blank:
            yield '<div class="write"></div>' * (4 if one.blank == "lines" else 2)
        boxes = [*one.boxes, *([self.form.say("form-about")] if one.has_about else [])]
        if boxes:
            yield '<ul class="boxes">' + "".join(f"<li>{self.inline(box)}</li>" for box in boxes) + "</ul>"
        if one.absences:
            yield '<ul class="boxes none">' + "".join(f"<li>{self.inline(box)}</li>" for box in one.absences) + "</ul>"

    def end(self) -> Iterator[str]:
        form = self.form
        if form.urgent:
            yield f"<h2>{_text(self.first('form-urgent'))}</h2>"
            yield f"<p>{_text(self.first('form-urgent-how'))}</p>"
        for one in form.urgent:
            when = f" {self.first('by')}: {one.due}." if one.due else ""
            condition = f"{self.first('if')} {one.condition}: " if one.condition else ""
            yield f'<p class="urgent"><strong>{_text(condition)}</strong>{_text(one.label + when)}</p>'
        yield f"<h2>{self.inline(form.say('form-notes'))}</h2>"
        yield '<div class="write"></div>' * 8
        command = f"screenkit run {form.screen} --from-paper"
        yield f"<p>{_text(self.first('form-enter', command=command))}</p>"
        yield f'<p class="hint">{_text(form.caveat)}</p>' if form.caveat else ""
