"""Lines as a DOCX file with real headings and lists, made by python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from screenkit.layout.lines import Entry, Line, Part, Setting, by_language, parts_of, visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SET_IN = 400_000
"""How far facts are set in, in the units of the format: about eleven millimetres."""
_MARGIN = 720_000
_APART = 76_200
_LONGEST = 255


def docx(setting: Setting) -> bytes:
    """The file; it names nobody as its author, and says its title and language."""
    from docx import Document  # noqa: PLC0415 - an extra

    document = Document()
    _describe(document, setting)
    for part in parts_of(setting):
        _add(document, part)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _describe(document: Document, setting: Setting) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra
    from docx.shared import Emu, RGBColor  # noqa: PLC0415 - as above

    about = document.core_properties
    about.title, about.language = visible(setting.title)[:_LONGEST], setting.language
    about.author = about.comments = ""
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), setting.language)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        # The template's blue is too pale on paper and for weak eyes.
        document.styles[name].element.get_or_add_rPr().get_or_add_color().val = RGBColor(0, 0, 0)
    for section in document.sections:
        section.left_margin = section.right_margin = Emu(_MARGIN)
        section.top_margin = section.bottom_margin = Emu(_MARGIN)
        _number_pages(section.footer.paragraphs[0])
        if setting.banner:
            # The first page has it in the text, where a screen reader finds it.
            section.different_first_page_header_footer = True
            section.header.paragraphs[0].add_run(setting.banner).bold = True
            _number_pages(section.first_page_footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    """`1 / 2` at the foot: fields that whatever opens the file works out."""
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT  # noqa: PLC0415 - an extra
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    for code in ("PAGE", "", "NUMPAGES"):
        if not code:
            paragraph.add_run(" / ")
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


def _add(document: Document, part: Part) -> None:
    if part.kind in ("title", "heading"):
        document.add_heading(part.words, level=part.level)
    elif part.kind in ("text", "banner"):
        paragraph = document.add_paragraph()
        _speak(paragraph, part, is_bold=part.kind == "banner")
        paragraph.paragraph_format.space_before = _APART
    else:
        number = _list_from(document, part.entries[0].number) if part.kind == "numbers" else 0
        for entry in part.entries:
            _entry(document, part, entry, number)


def _entry(document: Document, part: Part, entry: Entry, number: int) -> None:
    """What is told with its facts set in under it; facts alone stand at the left."""
    if part.kind != "facts":
        styles = {"numbers": "List Number", "bullets": "List Bullet"}
        paragraph = document.add_paragraph(style=styles.get(part.kind, "Normal"))
        paragraph.add_run(entry.words if part.kind == "terms" else entry.lead).bold = True
        if part.kind != "terms" and entry.rest:
            paragraph.add_run(f" {entry.rest}")
        paragraph.paragraph_format.keep_with_next = bool(entry.facts)
        paragraph.paragraph_format.space_before = _APART
        paragraph.paragraph_format.space_after = 0
        if number:
            _number(paragraph, number)
    for place, line in enumerate(entry.facts):
        _fact(document, line, set_in=(0 if part.kind == "facts" else _SET_IN) * (1 + entry.continues(place)))


def _fact(document: Document, line: Line, *, set_in: int) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415 - an extra

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = set_in
    paragraph.paragraph_format.space_after = 0
    if line.about:
        # What was asked is paler than what was answered, as in the other forms; 9.7 : 1 on white.
        paragraph.add_run(f"{line.lead} ").font.color.rgb = RGBColor(0x44, 0x44, 0x44)
    _speak(paragraph, line)


def _speak(paragraph: Paragraph, one: Line | Part, *, is_bold: bool | None = None) -> None:
    """Add the words; what is English among them says so, and is read aloud rightly."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    for words, is_english in zip(by_language(one.words, one.english), (False, True, False), strict=True):
        if not words:
            continue
        run = paragraph.add_run(words)
        run.bold = is_bold
        if is_english:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), "en")
            run._r.get_or_add_rPr().append(language)  # noqa: SLF001 - python-docx knows no languages


def _list_from(document: Document, first: int) -> int:
    """A list of its own in the document that begins with the number; otherwise all lists would count on."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = int(style.xpath("w:pPr/w:numPr/w:numId/@w:val")[0])
    kind = int(numbering.xpath(f"w:num[@w:numId={used}]/w:abstractNumId/@w:val")[0])
    added = numbering.add_num(kind)
    added.add_lvlOverride(ilvl=0).add_startOverride(first)
    return int(added.numId)


def _number(paragraph: Paragraph, number: int) -> None:
    properties = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
