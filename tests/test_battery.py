"""Every seeded fault is told of by the code that docs/battery.md names, and by nothing that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from defects import CLEAN, DEFECTS, Defect, asking, question
from screenkit.checking import Checked, How, check_screens
from screenkit.codes import codes
from screenkit.diagnostics import report
from screenkit.load import load_screen
from screenkit.questions import SelectOne
from screenkit.shelf import open_shelf

PAGE = Path(__file__).parents[1] / "docs" / "battery.md"
BEGIN, END = "<!-- Written by tests/test_battery.py --rewrite-expected: -->\n", "<!-- Until here. -->"
TOLD = [one for one in DEFECTS if one.code]
UNWRITABLE = [one for one in DEFECTS if not one.code]


def checked(folder: Path, text: str, budget: float = 10) -> Checked:
    """What check finds in a screen, proofs too."""
    path = folder / "seeded.yaml"
    path.write_text(text, encoding="utf-8")
    return check_screens([path], open_shelf(), How(date(2026, 11, 22), budget))


@pytest.mark.parametrize("defect", TOLD, ids=lambda one: f"{one.number}-{one.code}")
def test_a_fault_is_told_of(defect: Defect, tmp_path: Path) -> None:
    """Check finds the fault, by its own code and no other."""
    found = checked(tmp_path, defect.screen).findings
    assert {one.code for one in found} == {defect.code}, report(found)


@pytest.mark.parametrize("defect", TOLD, ids=lambda one: f"{one.number}-{one.code}")
def test_what_is_said_to_need_a_proof_does(defect: Defect, tmp_path: Path) -> None:
    """Without the proofs, exactly the faults that the page calls proven are not found."""
    found = checked(tmp_path, defect.screen, budget=0).findings
    assert (not found) is (defect.how == "proof")


def test_a_screen_without_a_fault_is_left_alone(tmp_path: Path) -> None:
    """What the faults were put into has nothing wrong with it."""
    whole = asking(question("a"), question("b", "text", "relevant: a is yes"), question("n", "integer", "max: 9"))
    assert checked(tmp_path, whole).findings == ()


@pytest.mark.parametrize("defect", UNWRITABLE, ids=lambda one: one.number)
def test_what_cannot_be_written_says_why(defect: Defect, tmp_path: Path) -> None:
    """A row without a code gives its reason, and a screen that comes near the fault has none."""
    assert defect.how == "cannot be written"
    assert defect.why.endswith(".")
    assert not defect.screen or checked(tmp_path, defect.screen).findings == ()


@pytest.mark.parametrize("key", ["default: yes", "regex: '(['", "constraint: a > 1"])
def test_there_is_no_key_for_what_cannot_be_written(key: str, tmp_path: Path) -> None:
    """Defaults and patterns are no keys of a question."""
    found = checked(tmp_path, asking(question("a", "yes_no", key))).findings
    assert [one.code for one in found] == ["unknown-key"]


def test_no_stays_no(tmp_path: Path) -> None:
    """A choice that is written `NO` is called NO, and one that is written `no` is called no."""
    (defect,) = (one for one in DEFECTS if one.number == "35")
    path = tmp_path / "seeded.yaml"
    path.write_text(defect.screen, encoding="utf-8")
    (entry,) = load_screen(path, open_shelf()).entries
    assert isinstance(entry.question, SelectOne)
    assert entry.question.option_names == ("NO", "no")


def test_the_shipped_screens_have_these_notes_and_no_fault() -> None:
    """A note that comes or goes is seen; docs/battery.md says what each is about."""
    shelf = open_shelf()
    paths = [path for path in (shelf.screen(name) for name in shelf.names()) if path]
    found = check_screens(paths, shelf, How(date(2026, 11, 22), 0))
    assert found.faults == ()
    assert Counter((Path(one.file).stem, one.code) for one in found.findings) == {
        ("consular-notification", "compound-question"): 1,
        ("proxy-citizenship", "status-question"): 2,
        ("proxy-citizenship", "unread-choice"): 1,
        ("trafficking-nm10", "compound-question"): 3,
    }


def test_the_numbers_are_those_of_the_list() -> None:
    """Every number from 01 to 38 stands once and in order, but 22, which was never used."""
    assert [one.number for one in DEFECTS] == [f"{number:02}" for number in range(1, 39) if number != 22]


def test_every_code_has_its_page() -> None:
    """What the page names can be explained."""
    assert {one.code for one in TOLD} <= set(codes())


def test_forms_differ_from_the_one_without_a_fault() -> None:
    """A form that other tools are given holds something that the clean one does not."""
    forms = [one.form for one in DEFECTS if one.form]
    assert len(forms) > 25
    assert CLEAN not in forms
    assert len(set(forms)) == len(forms)


def rows() -> Iterator[str]:
    """The table of docs/battery.md."""
    yield "| # | fault | told as | how |"
    yield "|---|---|---|---|"
    for one in DEFECTS:
        told = f"`{one.code}`" if one.code else "–"
        how = {"check": "from the files", "proof": "by proof", "cannot be written": "n/a"}[one.how]
        yield f"| {one.number} | {one.what} | {told} | {f'{how}. {one.why}' if one.why else how} |"


def test_the_page_says_so(request: pytest.FixtureRequest) -> None:
    """The table in docs/battery.md is that of tests/defects.py."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    expected = f"{before}{BEGIN}" + "".join(f"{row}\n" for row in rows()) + f"{END}{after}"
    if request.config.getoption("--rewrite-expected"):
        PAGE.write_text(expected, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == expected
