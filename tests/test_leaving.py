"""What leaves in the end: nothing without its event, nothing more than is allowed, one notice for each consulate."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from screenkit.disclosure import Occasion, looks_like_a_number, obstacles, occasions, project
from screenkit.flat import flat_answers
from screenkit.load import load_screen
from screenkit.paper import Paper, Row, Value
from screenkit.render_paper import FORMATS, lines
from screenkit.response import given_of
from screenkit.shelf import open_shelf, shipped
from screenkit.summarize import summarizer_at
from screenkit.summary import NextStep
from scripted import NOON, SHIPPED, all_put, begun, shipped_screen
from test_disclosure import LATER, canaries

ROOT = Path(__file__).parents[1]
# Ends the program, as a battery does, at the nth time that anything is put onto the disk for good.
KILLED = """\
import os, signal, sys
count, real = [int(sys.argv.pop(1))], os.fsync
def fsync(descriptor):
    count[0] -= 1
    if count[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
os.fsync = fsync
from screenkit.cli import main
main()
"""


def program(home: Path, *words: str, killed_at: int = 0) -> subprocess.CompletedProcess[str]:
    """The program, with its own home, and killed at the nth write if that is asked for."""
    start = ["-c", KILLED, str(killed_at)] if killed_at else ["-m", "screenkit"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SCREENKIT_HOME": str(home)}
    return subprocess.run(
        [sys.executable, *start, *words], capture_output=True, text=True, check=False, env=env, cwd=home
    )


def practised(home: Path) -> str:
    """The id of a finished practice screening whose hand-over to the unit may leave."""
    screen = shipped_screen("consular-notification")
    response = all_put(screen, canaries(screen, 0)[0], LATER)
    written = json.dumps({"answers": flat_answers(screen, given_of(screen, response))})
    (home / "answers.json").write_text(written, encoding="utf-8")
    ended = program(home, "run", "consular-notification", "--practice", "--answers", "answers.json", "--format", "json")
    return str(json.loads(ended.stdout)["record"]["id"])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.slow
def test_no_kill_leaves_a_file_without_its_event(tmp_path: Path) -> None:
    """Killed at each write in turn: where the file is there, the record says that it left; and both come about."""
    record = practised(tmp_path)
    seen = set()
    for killed_at in range(1, 12):
        output = tmp_path / f"{killed_at}.html"
        before = disclosed(tmp_path, record)
        words = ("disclose", record, "--to", "unit", "--format", "html", "--output", str(output))
        ended = program(tmp_path, *words, killed_at=killed_at)
        after = disclosed(tmp_path, record)
        seen.add((after > before, output.exists()))
        assert after > before or not output.exists()
        if ended.returncode == 0:
            break
    assert ended.returncode == 0
    assert seen >= {(False, False), (True, False), (True, True)}


def disclosed(home: Path, record: str) -> int:
    """How many documents the record says have left."""
    return len(json.loads(program(home, "summary", record, "--format", "json").stdout)["disclosures"])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_question_more_is_in_no_document(tmp_path: Path, name: str) -> None:
    """Added to the screen and shared with everybody, it stands in no document until the document names it."""
    source = (shipped() / f"{name}.yaml").read_text(encoding="utf-8")
    known = shipped_screen(name)
    share = ", ".join(known.reference.recipients)
    added = (
        "\nquestions:\n  - name: one_more\n    type: text\n    label: {en: One more?, es: ¿Otra?}\n"
        f"    help: {{en: Ask it., es: Pregúntelo.}}\n    share: [{share}]\n    citation: own-reading\n"
    )
    path = tmp_path / f"{name}.yaml"
    path.write_text(source.replace("\nquestions:\n", added, 1), encoding="utf-8")
    screen = load_screen(path, open_shelf((tmp_path,)))
    assert len(screen.documents) == len(known.documents)
    for document in screen.documents:
        paper = project(screen, begun(screen), Occasion(document), NOON, "en")
        assert "One more?" not in FORMATS["json"](paper, 0)  # type: ignore[operator]


def test_there_is_a_notice_for_each_consulate_and_none_for_ones_own() -> None:
    """Two nationalities are two notices, one for each country, and the United States has none."""
    screen = shipped_screen("consular-notification")
    named = set()
    most = 0
    for number in range(len(screen.authored.cases)):
        response, _ = canaries(screen, number)
        found = [one.name for one in occasions(screen, summarizer_at(screen, response, LATER).facts)]
        notices = [one for one in found if "consular_notice" in one]
        assert len(notices) == len(set(notices))
        named |= {*notices}
        most = max(most, len(notices))
    assert most >= 2
    assert "mexican_consular_notice" in named
    assert "consular_notice/US" not in named


@pytest.mark.parametrize("name", ["consular_notice", "mexican_consular_notice"])
def test_the_notice_has_the_numbers_of_new_mexicos_list(name: str) -> None:
    """One to seven, each once, as the source words them."""
    screen = shipped_screen("consular-notification")
    response, _ = canaries(screen, 0)
    document = next(one for one in screen.documents if one.rule.name == name)
    told = lines(project(screen, response, Occasion(document), LATER, "en"))
    assert [one.words for one in told if one.kind == "item"] == [
        "1. Full surnames of parent(s)",
        "2. Where parent(s) was born (city/town, state, country)",
        "3. Where child(ren) was born",
        "4. Date of birth of child",
        "5. Date of birth of parent(s)",
        "6. Current address of parent(s) (if provided)",
        "7. Contact information for a relative to the child",
    ]


def test_a_duty_needs_no_consent_and_fear_holds_only_the_consulate() -> None:
    """OTIP and the unit hear of it without a consent; a notice to a consulate waits where fear was told."""
    held = set()
    for name in ("trafficking-nm10", "consular-notification"):
        screen = shipped_screen(name)
        for number in range(len(screen.authored.cases)):
            response, _ = canaries(screen, number)
            for one in occasions(screen, summarizer_at(screen, response, LATER).facts):
                keys = [obstacle.key for obstacle in obstacles(screen, response, one, LATER)]
                held |= {(one.document.rule.recipient, key) for key in keys}
    assert held == {("consulate", "held"), ("attorney", "no-consent")}


UNSAFE = (
    "traffick|trata|debt|deuda|police|polic|fear|miedo|asyl|asil|report|denunci|abuse|abus|immigra|migra|status|deport|"
    "violen|harm|daño|consul|court|tribunal|deten|arrest"
)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_familys_copy_is_safe_where_somebody_else_reads_it(name: str) -> None:
    """Its steps are worded for the family, and no word of them tells what was feared or suspected."""
    screen = shipped_screen(name)
    words = {step.rule.name: step.rule.for_family for step in screen.steps}
    for document in screen.documents:
        if document.rule.recipient != "family":
            continue
        assert document.rule.basis == "own"
        for step in document.rule.next_steps:
            told = words[step]
            assert told is not None
            assert told.languages == screen.languages
            assert not re.search(UNSAFE, " ".join(told.root.values()), re.IGNORECASE)


def test_which_screens_have_a_copy_for_the_family() -> None:
    """Those with a family in the room; not those with a young person alone, without them, or only to find the way."""
    without = {
        name
        for name in SHIPPED
        if "family" not in {document.rule.recipient for document in shipped_screen(name).documents}
    }
    assert without == {
        "agency-readiness",
        "intake",
        "trafficking-nm10",
        "unaccompanied-minor",
        "mexico-child-protection",
    }


def test_steps_of_a_document_tell_nothing_of_what_led_to_them() -> None:
    """Answers, open questions and the rule behind a step are of the summary, and a document has no place for them."""
    screen = shipped_screen("proxy-citizenship")
    document = next(one for one in screen.documents if one.rule.name == "family_copy")
    for number in range(len(screen.authored.cases)):
        response, _ = canaries(screen, number)
        paper = project(screen, response, Occasion(document), LATER, "es")
        assert paper.rows == ()
        for step in paper.next_steps:
            assert not isinstance(step, NextStep)
            assert step.due is None
            assert step.who == ""
        assert len({step.name for step in paper.next_steps}) == len(paper.next_steps)


PAPER = Paper(
    document="referral",
    title="Referral",
    recipient="attorney",
    recipient_label="The attorney",
    record="k7m2-x9qd",
    practice=False,
    language="en",
    prepared=NOON,
    zone="UTC",
    basis="consent",
)


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("her number is A123456789", True),
        ("A 012-345-678", True),
        ("a#12345678", True),
        ("Ａ１２３４５６７８９", True),
        ("123-45-6789", True),
        ("123 45 6789", True),
        ("123456789", True),
        ("+52 555 555 0100", False),
        ("2026-11-22", False),
        ("about 1990", False),
        ("A12", False),
        ("Calle 5 de Mayo 123, 87000", False),
        ("12345678901", False),
    ],
)
def test_numbers_that_should_not_leave_are_pointed_out(words: str, is_told: bool) -> None:  # noqa: FBT001
    """What looks like an Alien Number or a Social Security number is named by its question, never by its words."""
    row = Row(item="story", label="What happened?", values=(Value(words=words, given=True),))
    paper = PAPER.model_copy(update={"rows": (row,)})
    assert [*looks_like_a_number(paper)] == (["What happened?"] if is_told else [])
