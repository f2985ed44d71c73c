"""What a disclosure is tried with: families whose notice, consent or words could tell too much."""

from __future__ import annotations

import json
import re
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from typer.main import get_command

from screenkit.answers import Absent, Item
from screenkit.cli import COMMANDS
from screenkit.cli.app import app
from screenkit.disclosure import Occasion, disclosed, obstacles, occasions, project
from screenkit.interview import add_instance, record
from screenkit.render import FORMATS as SUMMARIES
from screenkit.render_paper import FORMATS
from screenkit.response import Response, happened
from screenkit.screen import Screen
from screenkit.summarize import summarize, summarizer_at
from scripted import NOON, SHIPPED, all_put, answered_so, begun, shipped_screen, small_screen
from test_cli import FILES, normal, start_here
from test_disclosure import LATER, PAPERS, canaries, consented, finished, occasion_of, refused
from test_leaks import WORD, invented
from written import words_of


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """A screen with a document that needs consent, one that a duty asks for, and the family's own."""
    return small_screen(tmp_path, PAPERS)


def parent(screen: Screen, response: Response, number: int, **answers: object) -> Response:
    """The screening with one more parent."""
    response = add_instance(screen, response, "parents", NOON).response
    for name, answer in answers.items():
        response = record(screen, response, Item(name, "parents", number), answer, NOON).response  # type: ignore[arg-type]
    return response


def notice(screen: Screen, response: Response) -> str:
    """The plain notice to the consulate of Guatemala, as text."""
    document = next(one for one in screen.documents if one.rule.name == "consular_notice")
    return str(FORMATS["text"](project(screen, response, Occasion(document, "GT"), NOON, "en"), 80))


def test_an_address_that_may_not_be_told_looks_like_one_that_is_not_known() -> None:
    """A consulate cannot see who refused, who does not know, and who was never asked."""
    screen = shipped_screen("consular-notification")
    told = set()
    for may, address in (("no", None), (Absent.DECLINED, None), (Absent.NOT_ASKED, None), ("yes", Absent.UNKNOWN)):
        given = {"address_may_be_given": may} | ({"address": address} if address else {})
        told.add(notice(screen, parent(screen, begun(screen), 1, birth_country="GT", **given)))
    assert len(told) == 1
    assert "6. Current address of parent(s) (if provided)\n      · Parent 1: not given; may follow\n" in told.pop()


def test_a_citizen_child_of_a_foreign_parent() -> None:
    """There is a notice to the parent's consulate where the agency's rule asks for one, and none to the child's own."""
    screen = shipped_screen("consular-notification")
    numbers = {case.name: number for number, case in enumerate(screen.authored.cases)}
    response, _ = canaries(screen, numbers["nm_one_parent_born_abroad"])
    found = [one.name for one in occasions(screen, summarizer_at(screen, response, LATER).facts)]
    assert [name for name in found if "consular_notice" in name] == ["consular_notice/HN"]


def test_two_nationalities_are_two_notices_of_the_same_seven_items() -> None:
    """Neither says what the other is for, and none says more than the seven items."""
    screen = shipped_screen("consular-notification")
    numbers = {case.name: number for number, case in enumerate(screen.authored.cases)}
    response, _ = canaries(screen, numbers["nj_two_nationalities"])
    both = [
        one
        for one in occasions(screen, summarizer_at(screen, response, LATER).facts)
        if one.document.rule.name == "consular_notice"
    ]
    papers = [project(screen, response, one, LATER, "en") for one in both]
    assert [(paper.each_label, len({row.number for row in paper.rows})) for paper in papers] == [
        ("Colombia", 7),
        ("Venezuela", 7),
    ]
    assert papers[0].rows == papers[1].rows


def test_nothing_of_trafficking_is_on_a_consular_notice() -> None:
    """Nor of fear: in no screen does a question share more with a consulate than the items, and whose notice it is."""
    shared = {
        item.name
        for name in SHIPPED
        for entry in shipped_screen(name).entries
        for one in (entry, *entry.inner)
        if "consulate" in one.question.share and (item := one.item())
    }
    assert shared == {
        *(
            "jurisdiction",
            "birth_city",
            "surnames",
            "birth_place",
            "birth_state",
            "birth_country",
            "born_on",
            "address",
        ),
        *("relative_name", "relative_relation", "relative_phone"),
    }


def test_where_a_hotline_reports_to_is_said_with_the_step_that_names_it() -> None:
    """Before anybody calls: the step names the FBI and the Department of Homeland Security in every form."""
    screen = shipped_screen("trafficking-nm10")
    response = answered_so(screen, begun(screen), [("jurisdiction", "new_jersey"), ("citizenships", ("SV",))])
    response = answered_so(screen, response, [("born_on", "2012"), ("debt", "yes")])
    found = summarize(screen, all_put(screen, response), NOON)
    (step,) = [one for one in found.next_steps if one.name == "nj_hotlines"]
    assert "the FBI and the Department of Homeland Security" in step.action
    for form in ("text", "markdown", "html", "pdf", "docx", "json"):
        told = " ".join(words_of(SUMMARIES[form](found, 80)).split())
        assert "FBI" in told, form


def test_every_document_says_where_it_goes_on_to() -> None:
    """No one leaves a shipped screen for somebody else before that is on the worker's screen."""
    without = {
        (name, document.rule.name)
        for name in SHIPPED
        for document in shipped_screen(name).documents
        if document.rule.onward is None
    }
    assert without == set()


def test_a_consent_taken_back_after_something_left(screen: Screen) -> None:
    """What left stays on record and in the summary; nothing more leaves."""
    response = consented(finished(screen, debt="yes"), NOON.date() + timedelta(days=9))
    paper = project(screen, response, occasion_of(screen, "referral"), NOON, "en")
    response = disclosed(response, paper, NOON, form="text", sha256="d" * 64)
    assert refused(screen, response, "referral") == []
    response = happened(response, NOON, "withdrew", document="referral", recipient="attorney")
    assert refused(screen, response, "referral") == ["no-consent"]
    assert [one.document for one in summarize(screen, response, NOON).disclosures] == ["referral"]


def test_a_consent_that_ended_yesterday(screen: Screen) -> None:
    """Its last day counts to the end; from then on there is none."""
    response = consented(finished(screen, debt="yes"), NOON.date() - timedelta(days=1))
    assert refused(screen, response, "referral") == ["no-consent"]


def test_a_duty_asks_nobody_for_consent(screen: Screen) -> None:
    """What the law asks for leaves without one, and says the law."""
    response = finished(screen, debt="yes", fear="no")
    assert [*obstacles(screen, response, occasion_of(screen, "notice"), NOON)] == []
    paper = project(screen, response, occasion_of(screen, "notice"), NOON, "en")
    assert paper.source is not None
    assert (paper.basis, paper.source.citation) == ("duty", "pl-110-457-212")


def test_notes_about_another_child_are_in_no_document(screen: Screen) -> None:
    """Nor in a summary, a calendar or a record of what left: whatever a worker notes stays with the record."""
    response = happened(finished(screen, debt="yes"), NOON, "noted", item="debt", text="his brother Ignacio said so")
    for document in screen.documents:
        paper = project(screen, response, Occasion(document), NOON, "en")
        assert not [form for form, write in FORMATS.items() if "Ignacio" in words_of(write(paper, 80))]
    found = summarize(screen, response, NOON)
    assert not [form for form, write in SUMMARIES.items() if "Ignacio" in words_of(write(found, 80))]


def test_no_step_says_what_somebody_told() -> None:
    """Steps are the screen's words, with an agency's names and a country or language in them, and nobody's own."""
    random = Random(11)  # noqa: S311 - no secret
    for name in SHIPPED:
        screen = shipped_screen(name)
        for _ in range(4):
            found = summarize(screen, invented(screen, random)[0], LATER)
            told = json.dumps(
                [(step.action, step.who, step.each) for step in (*found.next_steps, *found.steps_not_settled)]
            )
            assert not WORD.search(told)


def test_no_option_widens_a_document_or_overrules_a_refusal() -> None:
    """What may be given is the screen's to say: `disclose` takes no list of questions and has no way round."""
    for name in COMMANDS:
        __import__(f"screenkit.cli.{name}")
    commands = get_command(app).commands  # type: ignore[attr-defined]  # typer gives groups no public type
    options = {name for one in commands["disclose"].params for name in one.opts}
    assert options == {
        *("record", "--to", "--document", "--each", "--lang", "--format", "--output", "--release"),
        *("--worker-lang", "--plain"),
    }


def test_what_is_shown_is_what_is_written(tmp_path: Path) -> None:
    """Letter for letter, but for the minute: whoever has looked at it knows what leaves."""
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    made = start_here("screenkit --screens screens run after-school --practice --answers answers.yaml", tmp_path)
    record = re.findall(rb"Screening ([0-9a-z]{4}-[0-9a-z]{4})", made[0])[0].decode()
    command = f"screenkit --screens screens disclose {record} --to unit --format"
    for form in ("text", "markdown", "html", "json"):
        shown = start_here(f"{command} {form}", tmp_path)
        written = start_here(f"{command} {form} --output out.{form}", tmp_path)
        assert (shown[2], written[0], written[2]) == (0, b"", 0)
        file = (tmp_path / f"out.{form}").read_bytes()
        assert normal(shown[0], []) == normal(file, [])
        assert shown[1] + f"written: out.{form}\n".encode() == written[1]
