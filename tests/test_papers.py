"""Documents as their readers find them: each of these once read badly on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from screenkit.answers import Absent, Item
from screenkit.disclosure import Occasion, occasions, project
from screenkit.interview import add_instance, record
from screenkit.layout import Line, Setting, forms_of
from screenkit.overview import FORMATS as REPORTS
from screenkit.overview import Overview
from screenkit.paper import Paper
from screenkit.render_paper import FORMATS
from screenkit.response import Response
from screenkit.screen import Screen
from screenkit.summarize import summarize, summarizer_at
from screenkit.summary import Ground
from scripted import NOON, all_put, answered_so, begun, shipped_screen, small_screen
from test_render import STEP, with_step
from written import members, page_of

HOUSEHOLD = """\
questions:
  - name: custody
    type: yes_no
    label: {en: "Worker: is a child in custody?", es: "Para quien lleva el caso: ¿hay un niño en custodia?"}
    help: {en: Ask it., es: Pregúntelo.}
    read_aloud: false
    share: [unit, attorney]
    citation: own-reading
  - name: people
    type: repeat
    label: {en: The people, es: Las personas}
    item: {en: Person, es: Persona}
    more: {en: Another?, es: ¿Otra?}
    max: 3
    citation: own-reading
    questions:
      - name: tongue
        type: select_one
        label: {en: Which language?, es: ¿Qué idioma?}
        help: {en: Ask it., es: Pregúntelo.}
        choices:
          - {name: mam, label: {en: Mam, es: Mam}}
          - {name: mixtec, label: {en: Mixtec, es: Mixteco}}
        share: [unit, interpreter, family]
        citation: own-reading
      - name: town
        type: text
        label: {en: "Worker: from which town?", es: "Para quien lleva el caso: ¿de qué pueblo?"}
        read_aloud: false
        share: [unit, interpreter, family]
        citation: own-reading
  - name: papers
    type: select_multiple
    label: {en: Which papers are there?, es: ¿Qué papeles hay?}
    help: {en: Ask it., es: Pregúntelo.}
    choices:
      - {name: passport, label: {en: a passport, es: un pasaporte}}
      - {name: letter, label: {en: a letter, es: una carta}}
    share: [unit, family]
    citation: own-reading
next_steps:
  - name: book
    each: [people.tongue]
    when: any(people, tongue is each)
    urgency: soon
    action: {en: "Book: {each}.", es: "Reserve: {each}."}
    documents: [request]
    citation: own-reading
  - name: hand_over
    when: custody is yes
    urgency: soon
    action: {en: Hand over., es: Entregue.}
    documents: [handover, custody_note, own_copy]
    citation: own-reading
documents:
  - name: request
    title: {en: Request, es: Solicitud}
    recipient: interpreter
    basis: agency
    of_each: true
    items: [people.tongue, people.town]
  - name: handover
    title: {en: Handover, es: Entrega}
    recipient: unit
    basis: agency
    items: [custody, people.tongue, people.town, papers]
  - name: custody_note
    title: {en: Note, es: Nota}
    recipient: attorney
    items: [custody]
  - name: own_copy
    title: {en: What comes next, es: Lo que sigue}
    recipient: family
    basis: own
    items: [people.tongue, papers]
"""


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A screen with questions to the family and to the worker, and a list of people."""
    return small_screen(tmp_path, HOUSEHOLD)


@pytest.fixture
def response(screen: Screen) -> Response:
    """Two people who speak different languages; there may be others."""
    found = answered_so(screen, begun(screen), [("custody", "yes"), ("papers", ())])
    for number, (tongue, town) in enumerate((("mam", "Comitancillo"), ("mixtec", Absent.DECLINED)), 1):
        found = add_instance(screen, found, "people", NOON).response
        found = record(screen, found, Item("tongue", "people", number), tongue, NOON).response
        found = record(screen, found, Item("town", "people", number), town, NOON).response
    return all_put(screen, found)


def paper_of(screen: Screen, response: Response, name: str, language: str = "en") -> Paper:
    """The document as it would leave, with its number where there are several."""
    found = {one.name: one for one in occasions(screen, summarizer_at(screen, response, NOON).facts)}
    return project(screen, response, found[name], NOON, language)


def body(paper: Paper) -> str:
    """The document as text, from below its head on."""
    return str(FORMATS["text"](paper, 80)).split("UTC\n", 1)[1]


def test_one_person_stands_together_and_who_answered_is_said(screen: Screen, response: Response) -> None:
    """It was question by question, each with everybody's answers, and "Worker:" before what no reader was asked."""
    assert body(paper_of(screen, response, "handover")) == (
        "\n"
        "For this recipient and purpose only. Do not pass it on unless the agency agrees\n"
        "or a law requires it.\n"
        "The questions stand here as they were asked. What the agency answered itself\n"
        "says so.\n"
        "Is a child in custody? (answered by the agency)\n"
        "      · Yes\n"
        "\n"
        "THE PEOPLE\n"
        "Person 1\n"
        "   Which language? Mam\n"
        "   From which town? (answered by the agency): Comitancillo\n"
        "Person 2\n"
        "   Which language? Mixtec\n"
        "   From which town? (answered by the agency): not given; may follow\n"
        "\n"
        "There may be others who are not named here.\n"
        "\n"
        "OTHER FACTS\n"
        "Which papers are there?\n"
        "      · none\n"
    )


def test_what_only_the_agency_answered_is_said_once(screen: Screen, response: Response) -> None:
    """In Spanish too, where the sentence begins behind its sign."""
    assert body(paper_of(screen, response, "custody_note", "es")) == (
        "\n"
        "Solo para este destinatario y este fin. No lo entregue a otros sin permiso de la\n"
        "agencia ni de la ley.\n"
        "La agencia respondió estas preguntas; no se le hicieron a la familia.\n"
        "¿Hay un niño en custodia?\n"
        "      · Sí\n"
    )


def test_what_a_family_left_open_does_not_follow(screen: Screen, response: Response) -> None:
    """To a recipient it is said that it may; on the family's own plan there is only room left."""
    unsaid = record(screen, response, Item("tongue", "people", 2), Absent.DECLINED, NOON).response
    assert body(paper_of(screen, unsaid, "own_copy")) == (
        "\n"
        "THE PEOPLE\n"
        "Person 1\n"
        "   Which language? Mam\n"
        "Person 2\n"
        "   Which language? left open\n"
        "\n"
        "There may be others who are not named here.\n"
        "\n"
        "OTHER FACTS\n"
        "Which papers are there?\n"
        "      · none\n"
    )


def test_an_interpreter_hears_of_those_who_speak_the_language(screen: Screen, response: Response) -> None:
    """Of nobody else, nor that there are others: the request for one language once told of everybody."""
    for value, told in (("mam", ["Mam", "Comitancillo"]), ("mixtec", ["Mixtec", ""])):
        paper = paper_of(screen, response, f"request/{value}")
        assert [[one.words for one in row.values] for row in paper.rows] == [[told[0]], [told[1]]]
        assert all(row.complete for row in paper.rows)
    nobodys = next(Occasion(one) for one in screen.documents if one.rule.name == "request")
    assert [row.values for row in project(screen, response, nobodys, NOON, "en").rows] == [(), ()]


def test_the_notice_goes_person_by_person_under_its_numbers() -> None:
    """Where a number of the source's list is several questions, the answers of one parent stand together."""
    screen = shipped_screen("consular-notification")
    response = begun(screen)
    for number in (1, 2):
        response = add_instance(screen, response, "parents", NOON).response
        response = record(screen, response, Item("birth_country", "parents", number), "GT", NOON).response
    document = next(one for one in screen.documents if one.rule.name == "consular_notice")
    told = str(FORMATS["text"](project(screen, response, Occasion(document, "GT"), NOON, "en"), 80))
    assert told.split("\n2. ")[1].split("\n3. ", 1)[0] == (
        "Where parent(s) was born (city/town, state, country)\n"
        "   Parent 1: In which city or town was this parent born? not given; may follow\n"
        "      · In which state, province or department was this parent born? not given;\n"
        "        may follow\n"
        "      · In which country was this parent born? Guatemala\n"
        "   Parent 2: In which city or town was this parent born? not given; may follow\n"
        "      · In which state, province or department was this parent born? not given;\n"
        "        may follow\n"
        "      · In which country was this parent born? Guatemala\n"
        "      · There may be others who are not named here."
    )


def test_no_shipped_document_speaks_to_the_worker() -> None:
    """A recipient is not the worker whom a label begins with."""
    found = set()
    for name in ("detained-parent", "legal-relief-referral", "proxy-citizenship", "unaccompanied-minor"):
        screen = shipped_screen(name)
        for document in screen.documents:
            for language, mark in (("en", "Worker:"), ("es", "Para quien lleva el caso:")):
                paper = project(screen, begun(screen), Occasion(document), NOON, language)
                found |= {row.label for row in paper.rows if mark in row.label or not row.label}
    assert found == set()


def test_an_answer_that_led_there_is_told_once(tmp_path: Path) -> None:
    """Two conditions of one rule about one question once gave the same line twice, and several stood in one line."""
    one = Ground(items=("debt",), questions=("A debt?",), answers=("Yes",), rule="debt is yes", truth="holds")
    two = Ground(items=("debt", "pay"), questions=("A debt?", "Paid?"), answers=("Yes", "No"), rule="x", truth="holds")
    assert with_step(tmp_path, STEP.model_copy(update={"because": (one, two, one)}))[1:3] == [
        "   Because: A debt? — Yes",
        "      · Paid? — No",
    ]


STEPS = Setting(
    (
        Line("banner", "PRACTICE"),
        Line("title", "Title"),
        Line("item", "1. [soon] Call the U.S. Consulate first. Then write. ¿Y después?"),
        Line("fact", "12345", "Contact"),
        Line("fact", "9 to 5"),
        Line("fact", "the law", "Source"),
        Line("item", "2. Wait."),
    ),
    "Title",
    "en",
)
WRITE = forms_of(lambda setting: setting)


def test_the_first_sentence_of_a_step_stands_out() -> None:
    """Ten lines of bold type are read by nobody; the point of an abbreviation ends no sentence."""
    assert (
        '<li value="1"><span class="do"><b>[soon] Call the U.S. Consulate first.</b> Then write. ¿Y después?</span>'
        in str(WRITE["html"](STEPS, 0))
    )
    document = Document(BytesIO(bytes(WRITE["docx"](STEPS, 0))))  # type: ignore[arg-type]
    assert [(run.text, run.bold) for run in document.paragraphs[2].runs] == [
        ("[soon] Call the U.S. Consulate first.", True),
        (" Then write. ¿Y después?", None),
    ]


def test_what_belongs_to_a_fact_stands_under_it_in_markdown() -> None:
    """It once stood beside it, as if it were of the step."""
    assert str(WRITE["markdown"](STEPS, 0)).split("\n\n")[2] == (
        "1. \\[soon\\] Call the U.S. Consulate first. Then write. ¿Y después?\n"
        "    - Contact: 12345\n"
        "        - 9 to 5\n"
        "    - Source: the law\n"
        "2. Wait.\n"
    )


def test_pages_have_numbers() -> None:
    """In a PDF, at the foot of a DOCX on the first page and on the others, and where a browser prints the page."""
    reader = PdfReader(BytesIO(bytes(WRITE["pdf"](STEPS, 0))))  # type: ignore[arg-type]
    assert reader.pages[0].extract_text().split()[-3:] == ["1", "/", "1"]
    data = bytes(WRITE["docx"](STEPS, 0))  # type: ignore[arg-type]
    feet = [text for name, text in members(data).items() if name.startswith("word/footer")]
    assert [text.count('w:instr="PAGE"') + text.count('w:instr="NUMPAGES"') for text in feet] == [2, 2]
    assert 'content: counter(page) " / " counter(pages)' in str(WRITE["html"](STEPS, 0))


def test_practice_stands_once_on_the_first_page_of_a_docx() -> None:
    """In the text, where a screen reader comes by, and in the head of every page after it; once it was both."""
    document = Document(BytesIO(bytes(WRITE["docx"](STEPS, 0))))  # type: ignore[arg-type]
    (section,) = document.sections
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert (document.paragraphs[0].text, section.header.paragraphs[0].text) == ("PRACTICE", "PRACTICE")


def test_a_tagged_pdf_says_its_language_and_its_title() -> None:
    """What PDF/UA asks of every file: marked, with a language, and the title shown in place of the file's name."""
    root = PdfReader(BytesIO(bytes(WRITE["pdf"](STEPS, 0)))).trailer["/Root"]  # type: ignore[arg-type]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert PdfReader(BytesIO(bytes(WRITE["pdf"](STEPS, 0)))).metadata.title == "Title"  # type: ignore[arg-type, union-attr]


def test_a_page_has_one_main_part_and_is_read_in_order() -> None:
    """Headings never skip a level, and nothing is told by a picture or a table that has no head."""
    screen = shipped_screen("trafficking-nm10")
    found = summarize(screen, all_put(screen, begun(screen)), NOON + timedelta(days=1))
    from screenkit.render import FORMATS as SUMMARIES  # noqa: PLC0415 - named as those of documents are

    tags = [tag for tag, _ in page_of(str(SUMMARIES["html"](found, 0))).tags]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tags.count("main") == 1
    assert not {"table", "img", "svg"} & {*tags}


def test_every_colour_of_words_stands_out_from_the_page() -> None:
    """At least 7 : 1 on white, the higher of the two grades of WCAG 2.2, in each page that is written."""
    for written in (WRITE["html"](STEPS, 0), REPORTS["html"](Overview("en", "Report", (), ()), 80)):
        shades = re.findall(r"[{; ]color: #([0-9a-f]{3})(?:[0-9a-f]{3})?\b", str(written))
        assert len(shades) > 1
        for shade in shades:
            red, green, blue = (_light(int(one * 2, 16) / 255) for one in shade)
            assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 7


def _light(part: float) -> float:
    """The light of one part of a colour, after WCAG 2.2."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


TITLE = "8 U.S.C. 1232 – <(a)(5)> of it"
ABROAD = Setting(
    (
        Line("title", "Resumen"),
        Line("item", "- Avise."),
        Line("fact", f"{TITLE} (verificado el 2026-11-22)", "Fuente", TITLE),
        Line("text", TITLE, english=TITLE),
    ),
    "Resumen",
    "es",
)
"""A document in Spanish with the title of a source, which is English."""


def test_what_is_english_in_a_spanish_page_says_so() -> None:
    """It was read aloud as if it were Spanish (WCAG 2.2, 3.1.2); in an English page there is nothing to tell apart."""
    written = str(WRITE["html"](ABROAD, 0))
    marked = '<span lang="en">8 U.S.C. 1232 – &lt;(a)(5)&gt; of it</span>'
    assert f'<span class="about">Fuente:</span> {marked} (verificado el 2026-11-22)</li>' in written
    assert f"<p>{marked}</p>" in written
    assert "<span lang" not in str(WRITE["html"](replace(ABROAD, language="en"), 0))


def test_what_is_english_in_a_spanish_file_says_so() -> None:
    """In a PDF as a language of its own, in a DOCX as that of the run, and the words stay as they were."""
    pdf, docx = (bytes(WRITE[form](ABROAD, 0)) for form in ("pdf", "docx"))  # type: ignore[arg-type]
    runs = [run for one in Document(BytesIO(docx)).paragraphs for run in one.runs]
    assert [run.text for run in runs if run.element.xpath("w:rPr/w:lang[@w:val='en']")] == [TITLE, TITLE]
    assert [one.text for one in Document(BytesIO(docx)).paragraphs if "verificado" in one.text] == [
        f"Fuente: {TITLE} (verificado el 2026-11-22)"
    ]
    assert languages(PdfReader(BytesIO(pdf))).count("en") == 2
    assert "Fuente: 8 U.S.C. 1232" in " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def languages(reader: PdfReader) -> list[str]:
    """The languages of parts of a tagged PDF, told where they stand or by the structure."""
    told = [one for page in reader.pages for one in re.findall(rb"/Lang ?\((\w+)\)", page.get_contents().get_data())]  # type: ignore[union-attr]
    return [*map(bytes.decode, told), *structured(reader.trailer["/Root"]["/StructTreeRoot"])]


def structured(element: object) -> Iterator[str]:
    """The language of an element of a PDF's structure, and of those below it."""
    if isinstance(element, list):
        for one in element:
            yield from structured(one.get_object())
    elif isinstance(element, dict):
        yield from [str(element["/Lang"])] if "/Lang" in element else []
        yield from structured(element["/K"].get_object()) if "/K" in element else ()
