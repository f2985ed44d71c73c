"""Every page that is written can be read by whoever sees little or nothing: its structure, its words, its contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from screenkit import render, render_case, render_paper
from screenkit.disclosure import occasions, project
from screenkit.earlier import Screening
from screenkit.flow import FORMATS as FLOWS
from screenkit.flow import Flow, Lengths, flow_of
from screenkit.form import form_of, page
from screenkit.layout import Line, Setting
from screenkit.layout.forms import FORMS
from screenkit.load import load_screen
from screenkit.outcome import complete
from screenkit.overview import FORMATS as REPORTS
from screenkit.overview import Seen, overview
from screenkit.practice import answer_key, briefing, of_personas, personas, practised
from screenkit.screen import Screen
from screenkit.shelf import open_shelf
from screenkit.summarize import summarize, summarizer_at
from screenkit.together import together
from scripted import NOON, SHIPPED, answered_so, begun, shipped_screen
from test_cli import FILES

DOCS = Path(__file__).parents[1] / "docs"
VOID = ("meta", "br", "hr", "img", "link", "input", "path", "rect")
ENOUGH, OF_LINES = 4.5, 3.0
"""The contrast that WCAG 2.2 asks of text (1.4.3, AA), and of lines that a picture needs to be understood (1.4.11)."""
COLOUR = re.compile(r"#[0-9a-fA-F]{3,6}\b")


@dataclass
class Element:
    """One element: where it hangs, what is said of it, and the words directly in it."""

    name: str
    said: dict[str, str]
    inside: tuple[str, ...]
    words: str = ""


@dataclass
class Tree(HTMLParser):
    """The elements of a page in order; those that do not close rightly are faults."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(one.name for one in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].name != tag:
            self.faults.append(f"</{tag}> closes nothing")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].words += data

    def all(self, *names: str) -> list[Element]:
        """Every element of these names."""
        return [one for one in self.elements if one.name in names]


def read(text: str) -> Tree:
    """The page or picture, taken apart."""
    tree = Tree()
    tree.feed(text)
    tree.close()
    tree.faults += [f"<{one.name}> is not closed" for one in tree.open]
    return tree


def faults(text: str) -> list[str]:
    """What stands in the way of whoever has a page read to them, or sees little."""
    tree = read(text)
    return [
        *tree.faults,
        *_frame(tree),
        *_headings(tree),
        *_tables(tree),
        *_pictures(tree),
        *_links(tree),
        *_lists(tree),
        *_contrasts(tree),
    ]


def _frame(tree: Tree) -> Iterator[str]:
    if not tree.all("html")[0].said.get("lang"):
        yield "the page has no language"
    if not tree.all("title")[0].words.strip():
        yield "the page has no title"
    if len(tree.all("main")) != 1:
        yield "a page has one main part"
    yield from (
        f"language `{one.said['lang']}`"
        for one in tree.elements
        if "lang" in one.said and one.said["lang"] not in ("en", "es")
    )


def _headings(tree: Tree) -> Iterator[str]:
    levels = [int(one.name[1]) for one in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"one heading of the first level comes first, not {levels}"
    yield from (f"h{one} stands under h{before}" for before, one in pairwise(levels) if one > before + 1)


def _tables(tree: Tree) -> Iterator[str]:
    yield from (
        f"a heading cell has no scope: {one.words}"
        for one in tree.all("th")
        if one.said.get("scope") not in ("col", "row")
    )
    yield from ("a heading cell is empty" for one in tree.all("th") if not one.words.strip())
    if tree.all("table") and not tree.all("th"):
        yield "a table has no heading cells"


def _pictures(tree: Tree) -> Iterator[str]:
    yield from (f"<{one.name}> is fetched or runs" for one in tree.all("img", "script", "iframe", "object", "link"))
    for at, one in enumerate(tree.elements):
        if one.name == "svg" and not _is_named(tree.elements[at + 1 : at + 2], one):
            yield "a picture has no name"


def _is_named(following: list[Element], picture: Element) -> bool:
    if picture.said.get("aria-hidden") == "true":
        return True
    return picture.said.get("role") == "img" and [
        bool(one.words.strip()) for one in following if one.name == "title"
    ] == [True]


def _links(tree: Tree) -> Iterator[str]:
    ids = [one.said["id"] for one in tree.elements if "id" in one.said]
    yield from (f"two are called {one}" for one in sorted(set(ids)) if ids.count(one) > 1)
    aims = [one.said["href"] for one in tree.all("a") if "href" in one.said]
    yield from (f"a link goes nowhere: {one}" for one in aims if one.removeprefix("#") not in ids)
    named = [name for one in tree.elements for name in one.said.get("aria-labelledby", "").split()]
    yield from (f"a name is not there: {one}" for one in named if one not in ids)


def _lists(tree: Tree) -> Iterator[str]:
    home = {"li": ("ol", "ul"), "dt": ("dl",), "dd": ("dl",), "tr": ("thead", "tbody"), "td": ("tr",), "th": ("tr",)}
    for one in tree.all(*home):
        if one.inside[-1:] and one.inside[-1] not in home[one.name]:
            yield f"<{one.name}> stands in <{one.inside[-1]}>"


def _contrasts(tree: Tree) -> Iterator[str]:
    """Each colour of text against each ground that text may stand on, and each line against the page."""
    style = "\n".join(one.words for one in tree.all("style"))
    texts, grounds, lines = colours(style)
    for text in sorted(texts):
        for ground in sorted(grounds):
            if contrast(text, ground) < ENOUGH:
                yield f"{text} on {ground} has a contrast of {contrast(text, ground):.1f}"
    yield from (
        f"a line of {one} is hardly seen"
        for one in sorted(lines)
        if min(contrast(one, ground) for ground in grounds) < OF_LINES
    )


def colours(style: str) -> tuple[set[str], set[str], set[str]]:
    """The colours of text, of what stands behind text, and of lines, in a style sheet."""
    texts, grounds, lines = set[str](), set[str](), set[str]()
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        for name, value in re.findall(r"([a-z-]+)\s*:\s*([^;]+)", body):
            found = COLOUR.findall(value)
            is_text = name == "color" or (name == "fill" and re.search(r"text|\.small|\.r\b|\.b\b", selector))
            (texts if is_text else grounds if name in ("background", "fill") else lines).update(found)
    return texts, grounds or {"#fff"}, lines


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    parts = [digits[at : at + 2] for at in (0, 2, 4)] if len(digits) == 6 else [one * 2 for one in digits]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(one, 16) / 255 for one in parts)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def care() -> Screen:
    """A screen with documents and invented families."""
    return load_screen(FILES / "screens" / "after-school.yaml", open_shelf((FILES / "screens",)))


def pages(language: str) -> Iterator[tuple[str, str]]:
    """Every kind of page there is but the form, with what it is."""
    screen = care()
    family = next(personas(screen))
    told = [("jurisdiction", "new_mexico"), ("good_moment", "yes"), ("welcome", "read"), ("wants_care", "yes")]
    response = practised(begun(screen, practice=True), family)
    response = complete(screen, answered_so(screen, response, told), NOON)
    yield "summary", str(render.FORMATS["html"](summarize(screen, response, NOON, language), 80))
    case = response.model_copy(update={"case": "c-1"})
    yield "case", str(render_case.FORMATS["html"](together("c-1", [Screening(screen, case)], NOON, language), 80))
    for one in occasions(screen, summarizer_at(screen, response, NOON).facts):
        document = project(screen, response, one, NOON, language)
        yield f"document {document.title}", str(render_paper.FORMATS["html"](document, 80))
    for name, lines in (
        ("sheet", briefing(family, language)),
        ("key", answer_key(family, response, language)),
        ("list", of_personas(screen, language)),
    ):
        yield name, sheet(tuple(lines), language)
    finished = [Seen(screen, response.model_copy(update={"practice": False, "persona": None})) for _ in range(20)]
    yield "report", REPORTS["html"](overview(finished, NOON, 7, language), 80)
    for shipped in ("trafficking-nm10", "consular-notification", "transnational-casework"):
        yield f"flow of {shipped}", FLOWS["html"](drawn(shipped, language), 80)


def drawn(name: str, language: str) -> Flow:
    """The picture of a shipped screen; how many interviews it has takes time, and is the same for each."""
    return flow_of(shipped_screen(name), language, Lengths(10, 2, 3))


def sheet(lines: tuple[Line, ...], language: str) -> str:
    """A page of practice."""
    return str(FORMS["html"](Setting(lines, "PRACTICE", language), 80))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_of_page_is_accessible(language: str) -> None:
    """Headings in order, one main part, names for pictures, scopes for tables, and contrast by the numbers."""
    found = dict(pages(language))
    assert len(found) == 10
    assert {name: faults(text) for name, text in found.items() if faults(text)} == {}


@pytest.mark.parametrize("languages", [("en", "es"), ("es", "en")])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_form_is_accessible(name: str, languages: tuple[str, str]) -> None:
    """The other language is marked as such wherever it stands, so that it is read aloud rightly."""
    text = page(form_of(shipped_screen(name), languages))
    assert faults(text) == []
    second = [one for one in read(text).elements if one.said.get("class") == "second"]
    assert len(second) > 20
    assert {one.said.get("lang") for one in second} == {languages[1]}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.svg")), ids=lambda path: path.name)
def test_every_picture_of_the_documentation_is_accessible(path: Path) -> None:
    """A name, a description that is more than the name, and contrast; where nothing may move, nothing does."""
    text = path.read_text(encoding="utf-8")
    tree = read(text)
    (picture,) = tree.all("svg")
    (title,), (description,) = tree.all("title"), tree.all("desc")
    assert picture.said["role"] == "img"
    assert picture.said["aria-labelledby"].split() == [title.said["id"], description.said["id"]]
    assert len(description.words) > len(title.words) > 10
    assert "prefers-reduced-motion" in text or "animation" not in text
    assert tree.faults == []


BROKEN = (
    ("<h1>A</h1>", "<h2>A</h2>", "one heading of the first level comes first, not [2, 2]"),
    ('<h2 id="a">B</h2>', '<h3 id="a">B</h3>', "h3 stands under h1"),
    (' lang="en"', "", "the page has no language"),
    ('<th scope="col">', "<th>", "a heading cell has no scope: Count"),
    ('role="img"', "", "a picture has no name"),
    ("<title>Bar</title>", "", "a picture has no name"),
    ('id="a"', 'id="b"', "a link goes nowhere: #a"),
    ("</ul>", "", "</main> closes nothing"),
    ("#333", "#999", "#999 on #f2f2f2 has a contrast of 2.5"),
    ("<ul><li>c</li></ul>", "<li>c</li>", "<li> stands in <main>"),
)
WHOLE = """<html lang="en"><head><title>T</title><style>p { color: #333; background: #f2f2f2; }</style></head>
<body><main><h1>A</h1><h2 id="a">B</h2><p><a href="#a">b</a></p><ul><li>c</li></ul>
<svg role="img"><title>Bar</title><rect/></svg>
<table><thead><tr><th scope="col">Count</th></tr></thead></table></main></body></html>"""


@pytest.mark.parametrize(("before", "after", "fault"), BROKEN)
def test_what_is_wrong_is_found(before: str, after: str, fault: str) -> None:
    """Each check finds the one thing that is broken in a page that is whole."""
    assert faults(WHOLE) == []
    assert before in WHOLE
    assert ("".join(faults(WHOLE.replace(before, after))[:1])) == fault


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and the lightest grey that is enough on white is #767676."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") >= ENOUGH > contrast("#777777", "#fff")
