"""Documents as pages and files: what was answered stands in each to the letter, and is markup in none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from screenkit.cli.results import EXTRAS
from screenkit.layout import Line, Setting, forms_of, visible
from screenkit.render import FORMATS
from screenkit.render_calendar import without_time
from screenkit.response import happened
from screenkit.summarize import summarize
from scripted import NOON, answered_so, begun, small_screen
from written import members, page_of, paragraphs, words_of

HOSTILE = {
    "note": "[llora] “¿por qué?” \\[x] {y} <b>",
    "markup-red": "[red]x",
    "markup-end": "[/]",
    "markup-link": "[link=file:///etc/passwd]a[/link]",
    "markup-click": "[@click=app.bell]",
    "markup-escaped": "\\[red]",
    "backslash": "trailing \\",
    "smiley": ":smiley:",
    "colour": "\x1b[31mred",
    "window-title": "\x1b]0;t\x07",
    "osc-8": "\x1b]8;;http://x\x1b\\a\x1b]8;;\x1b\\",
    "osc-52": "\x1b]52;c;YQ==\x07",
    "asks-back": "\x1b[6n",
    "dcs": "\x1bP+q",
    "c1": "\x9b31m",
    "overwrites": "yes\rno ",
    "bell": "a\x07\x08b",
    "turned": "\u202eabc\u2066",
    "zero-width": "a\u200bb",
    "line-separator": "a\u2028b",
    "marks": "e" + "\u0301" * 30,
    "wide": "出生 👩‍👧",
    "arabic": "محمد",
    "joiners": "می\u200cخواهم",
    "accents": "Ñandú O'Brien-López",
    "nfd": unicodedata.normalize("NFD", "Ñandú"),
    "glottal": "K\u02bciche\u02bc",
    "long": "x" * 10_000,
    "long-words": "palabra " * 1250,
    "empty": "",
    "spaces": "   ",
    "newline": "one\ntwo",
    "formula": "=1+1",
    "phone": "+52 555 000",
    "minus": "-5 years",
    "sum": "@SUM(A1)",
    "tab-formula": "\t=1",
    "full-width": "＝1",
    "hyperlink": '=HYPERLINK("http://x")',
    "cmd": "=cmd|' /C calc'!A0",
    "semicolon": ";=1",
    "script": "<script>alert(1)</script>",
    "onerror": '"><img src=x onerror=alert(1)>',
    "onload": "' onload='x",
    "mustache": "{{7*7}}",
    "dollar": "${x} %s {0.__class__}",
    "md-link": "[a](javascript:alert(1))",
    "md-table": "| a | b |\n|---|---|",
    "md-fence": "```\ncode\n```",
    "md-heading": "# x",
    "md-number": "1. one",
    "typst-code": '#eval("1+1") #read("/etc/passwd")',
    "typst-math": "$ sum_(i=1) $ @label <label> *b* _i_ `raw` // no /* no */",
    "typst-heading": "= Heading\n- item\n+ one\n/ term: words",
    "typst-escape": "\\u{202e} ~ -- --- ... 'q' \"q\"",
    "xml": "</w:t></w:r><w:p>&amp;&lt; ]]> <!-- -->",
    "css": "</style><style>body{display:none}",
    "noncharacter": "a\ufffeb\uffffc",
    "surrogate": "a\ud800b",
    "rare": "\U000e0041\U0010fffd",
}
SOURCE = Path(__file__).parents[1] / "src" / "screenkit"
WRITE = forms_of(lambda setting: setting)


def around(words: str) -> Setting:
    """A document with the words in every place where an answer could stand."""
    lines = [
        Line("title", "Title"),
        Line("fact", words, "To"),
        Line("heading", "Items"),
        Line("item", f"1. {words}"),
        Line("fact", words, "Because"),
        Line("item", f"- {words}"),
        Line("item", "A question?"),
        Line("fact", words),
        Line("text", f"Text: {words}"),
    ]
    return Setting(tuple(lines), f"Title {words}", "es")


def squeezed(words: str) -> str:
    """The letters without white space, and without what takes no room."""
    return "".join(words.replace("\u200b", "").split())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_become_markup_in_html(words: str) -> None:
    """The tags are those of the same page with harmless words, and the words are read as they are shown elsewhere."""
    hostile, harmless = (page_of(str(WRITE["html"](around(one), 0))) for one in (words, "harmless"))
    breaks = [tag for tag, _ in hostile.tags if tag != "br"]
    assert breaks == [tag for tag, _ in harmless.tags if tag != "br"]
    assert {name for _, attributes in hostile.tags for name in attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "value"),
    }
    assert squeezed("".join(hostile.words)).count(squeezed(visible(words))) >= 6


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_become_markup_in_docx(words: str) -> None:
    """Every part of the file parses, has as many paragraphs as with harmless words, and shows the words."""
    hostile, harmless = (bytes(WRITE["docx"](around(one), 0)) for one in (words, "harmless"))  # type: ignore[arg-type]
    assert len(paragraphs(hostile)) == len(paragraphs(harmless))
    assert members(hostile).keys() == members(harmless).keys()
    assert squeezed("".join(paragraphs(hostile))).count(squeezed(visible(words))) >= 6
    assert "TargetMode" not in "".join(members(hostile).values())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_become_markup_in_pdf(words: str) -> None:
    """It is a tagged PDF with the headings of harmless words, no link and no action, in which plain letters stand."""
    hostile, harmless = (bytes(WRITE["pdf"](around(one), 0)) for one in (words, "harmless"))  # type: ignore[arg-type]
    assert headings(hostile) == headings(harmless) == ["/H1", "/H2"]
    for word in (b"/Link", b"/JavaScript", b"/Launch", b"/URI", b"/EmbeddedFile"):
        assert word not in hostile
    reader = PdfReader(BytesIO(hostile))
    assert "root:" not in words_of(hostile)
    assert reader.trailer["/Root"]["/Lang"] == "es"
    if words.isascii() and visible(words) == words and len(words) < 1000:
        assert squeezed("".join(page.extract_text() for page in reader.pages)).count(squeezed(words)) >= 6


def headings(pdf: bytes) -> list[str]:
    """The headings among a PDF's tags, in order."""
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            found.extend([str(node["/S"])] if str(node.get("/S", "")).startswith("/H") else [])
            walk(node.get("/K"))
        elif isinstance(node, list):
            for one in node:
                walk(one)

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return found


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_become_markup_in_markdown(words: str) -> None:
    """A reader of the Markdown sees two headings, no link, no HTML, no code."""
    text = str(WRITE["markdown"](around(words), 0))
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    tokens = [one for block in blocks for one in (block, *(block.children or ()))]
    kinds = [one.type for one in tokens]
    assert kinds.count("heading_open") == 2
    assert kinds.count("ordered_list_open") == 1
    assert not {"link_open", "html_block", "html_inline", "fence", "code_block", "code_inline", "table_open"} & {*kinds}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_steer_a_terminal_or_turn_the_reading(form: str, words: str) -> None:
    """No control character, no turn of direction, no half letter is left in any text."""
    told = str(WRITE[form](around(words), 80))
    assert not [one for one in told if unicodedata.category(one) in ("Cc", "Cs") and one != "\n"]
    assert not {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"} & {*told}


LIST = (
    Line("banner", "PRACTICE"),
    Line("title", "Title"),
    Line("item", "1. First"),
    Line("fact", "the unit", "Who"),
    Line("item", "2. Second"),
    Line("title", "Another"),
    Line("item", "1. First again"),
    Line("item", "- a bullet"),
    *(Line("text", f"Paragraph {number}.") for number in range(200)),
)
PRACTICE = Setting(LIST, "Title", "en")


def test_html_has_real_lists_headings_and_a_language() -> None:
    """Numbers and bullets are lists to a screen reader, and what an item's facts are stands inside it."""
    page = page_of(str(WRITE["html"](PRACTICE, 0)))
    tags = [tag for tag, _ in page.tags if tag in ("h1", "h2", "ol", "ul", "li", "main")]
    assert tags == ["main", "h1", "ol", "li", "ul", "li", "li", "h2", "ol", "li", "ul", "li"]
    assert ("html", {"lang": "en"}) in page.tags


def test_html_needs_nothing_from_elsewhere() -> None:
    """No script, picture, style sheet, font or link; and the page itself forbids them."""
    page = page_of(str(WRITE["html"](PRACTICE, 0)))
    assert not {"script", "img", "link", "a", "iframe", "form", "object"} & {tag for tag, _ in page.tags}
    policy = {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}
    assert ("meta", policy) in page.tags


def test_docx_has_real_lists_headings_and_a_language() -> None:
    """Headings and lists are those of the format, each list begins at one, and nobody is named as its author."""
    data = bytes(WRITE["docx"](PRACTICE, 0))  # type: ignore[arg-type]
    document = Document(BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs[:8] if paragraph.style]
    assert styles == [
        *("Normal", "Heading 1", "List Number", "Normal", "List Number"),
        *("Heading 2", "List Number", "List Bullet"),
    ]
    properties = [paragraph.paragraph_format.element for paragraph in document.paragraphs[:8]]
    numbers = [one.xpath("w:pPr/w:numPr/w:numId/@w:val") for one in properties]
    assert numbers[2] == numbers[4] != numbers[6]
    about = document.core_properties
    assert (about.title, about.language, about.author, about.comments, about.last_modified_by) == (
        "Title",
        "en",
        "",
        "",
        "",
    )
    assert 'w:val="en"' in members(data)["word/styles.xml"]


def test_practice_is_marked_on_every_page() -> None:
    """Of a PDF on each page, of a DOCX in the head of all its pages, of a printed HTML page on each sheet."""
    pages = PdfReader(BytesIO(bytes(WRITE["pdf"](PRACTICE, 0)))).pages  # type: ignore[arg-type]
    assert len(pages) > 3
    assert all("PRACTICE" in page.extract_text() for page in pages)
    document = Document(BytesIO(bytes(WRITE["docx"](PRACTICE, 0))))  # type: ignore[arg-type]
    assert [section.header.paragraphs[0].text for section in document.sections] == ["PRACTICE"]
    page = page_of(str(WRITE["html"](PRACTICE, 0)))
    assert ("div", {"class": "every-page", "aria-hidden": "true"}) in page.tags


def test_the_same_document_is_the_same_pdf() -> None:
    """Nothing of the machine or the moment is in it."""
    assert WRITE["pdf"](PRACTICE, 0) == WRITE["pdf"](PRACTICE, 0)


@pytest.mark.parametrize(("form", "module", "extra"), [(form, *EXTRAS[form]) for form in EXTRAS])
def test_a_missing_extra_is_named_before_anything_is_asked(tmp_path: Path, form: str, module: str, extra: str) -> None:
    """In one sentence, with the command that installs it."""
    start = f"import sys; sys.modules[{module!r}] = None; from screenkit.cli import main; main()"
    words = ["--home", str(tmp_path), "run", "proxy-citizenship", "--practice", "--format", form]
    words += ["--output", str(tmp_path / "x")]
    env = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    ended = subprocess.run([sys.executable, "-c", start, *words], capture_output=True, text=True, check=False, env=env)
    assert ended.stderr == f"screenkit: {form} needs an extra: `pip install 'screenkit[{extra}]'`\n"
    assert (ended.returncode, ended.stdout) == (2, "")


DUE = """\
questions:
  - name: story
    type: yes_no
    label: {en: Is Ana Prueba afraid?, es: ¿Tiene miedo?}
    help: {en: Ask it., es: Pregúntelo.}
    citation: own-reading
  - name: told_at
    type: datetime
    label: {en: When?, es: ¿Cuándo?}
    help: {en: Ask it., es: Pregúntelo.}
    citation: own-reading
next_steps:
  - name: call
    when: story is yes
    urgency: urgent
    action: {en: Call about Ana., es: Llame.}
    due: {within: 24 hours, after: [told_at]}
    citation: own-reading
  - name: see
    when: story is yes
    urgency: soon
    action: {en: See about Ana., es: Vea.}
    due: {within: 24 hours, after: [told_at]}
    citation: own-reading
  - name: some_day
    when: story is yes
    urgency: soon
    action: {en: Look after Ana., es: Mire.}
    citation: own-reading
"""


def test_a_calendar_says_when_and_of_which_screening_and_nothing_else(tmp_path: Path) -> None:
    """One entry for a time, private, with no name, no answer and no word of what is to be done."""
    screen = small_screen(tmp_path, DUE)
    response = answered_so(screen, begun(screen, practice=True), [("story", "yes"), ("told_at", "2026-11-20T09:00")])
    found = summarize(screen, happened(response, NOON, "completed"), NOON)
    assert without_time(found) == 1
    lines = bytes(FORMATS["ics"](found, 0)).decode().replace("\r\n ", "").split("\r\n")  # type: ignore[arg-type]
    assert {*lines} == {
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//screenkit//deadlines//EN",
        "BEGIN:VEVENT",
        "SUMMARY:PRACTICE – not a real case: Due: screening k7m2-x9qd",
        "DESCRIPTION:Next steps due then: 2. `screenkit summary k7m2-x9qd` shows them.",
        "DTSTART:20261121T090000Z",
        "DTEND:20261121T090000Z",
        "DTSTAMP:20261120T120000Z",
        "UID:k7m2-x9qd-20261121T090000Z@screenkit",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    }
    assert lines.count("BEGIN:VEVENT") == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no browser")
def test_a_printed_page_of_html_has_the_banner_too(tmp_path: Path) -> None:
    """As a browser prints it: only what may not be broken is repeated on every sheet."""
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(str(WRITE["html"](PRACTICE, 0)), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={printed}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    pages = PdfReader(printed).pages
    assert len(pages) > 3
    assert all("PRACTICE" in one.extract_text() for one in pages)
    assert all(f"{number} / {len(pages)}" in one.extract_text() for number, one in enumerate(pages, 1))
