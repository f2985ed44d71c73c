"""One failing and one passing screen for every code that a screen can be told, each with the exact text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screenkit.checks import CHECKS
from screenkit.codes import codes
from screenkit.diagnostics import Diagnostic, report
from screenkit.load import load_screen
from screenkit.prove import PROOFS
from screenkit.shelf import Shelf
from screenkit.source import Faults

FOLDER = Path(__file__).resolve().parent / "checks"
SHELF = FOLDER / "_shelf"
CASES = sorted(path for path in FOLDER.iterdir() if not path.name.startswith("_"))
# Codes that need something else than a small screen; the tests of the module that tells them have them.
NOT_OF_A_SCREEN = {
    "is-directory": "a file",
    "no-such-file": "a file",
    "not-a-file": "a file",
    "symlink-loop": "a file",
    "unreadable-file": "a file",
    "too-large": "more than a small screen",
    "too-long": "more than a small screen",
    "too-many-faults": "more than a small screen",
    "too-many-values": "more than a small screen",
    "question-moved": "two versions of a screen",
    "question-renamed": "two versions of a screen",
    "not-json": "a file of answers",
    "trailing-text": "a file of answers",
    "other-screen": "a file of answers",
    "other-version": "a file of answers",
    "refused-answer": "answers, and a screen's cases",
    "case-differs": "a screen's cases",
    "unknown-screen": "the other screens of a folder",
    "idle-suppression": "all that check finds",
    "broken-record": "a record",
    "checkpoint-not-met": "a record, in validate",
    "missing-answer": "a record, in validate",
    "not-relevant": "a record, in validate",
    "other-digest": "a record, in validate",
    "not-csv": "a table, in validate",
    "answered-after-end": "a record, in validate",
    "not-opened": "a sealed record, in validate",
    "older-record": "the records of a home: test_witness",
    "gone-record": "the records of a home: test_witness",
    "misplaced-record": "a record",
    "practice-record": "a record, in validate",
    "enforcement-recipient": "reference data",
    "misprinted-number": "reference data",
    "missing-caution": "reference data",
    "unknown-timezone": "reference data",
    "not-yaml": "nothing that is known: what no other code of YAML explains",
}


def faults(folder: Path, name: str) -> tuple[Diagnostic, ...]:
    """What check finds in a screen of the folder, beside a shelf with a few entries of each kind.

    A note counts in its own folder only: the screens of others are as small as they can be, and leave things unused.
    """
    try:
        found = load_screen(folder / name, Shelf((folder, SHELF))).findings
    except Faults as refused:
        found = refused.diagnostics
    return tuple(one for one in found if one.severity == "error" or one.code == folder.name)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_failing_screen_is_told_so_in_these_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The code, the place, the line with carets, the second place and the hint are those of `expected.txt`."""
    monkeypatch.chdir(folder)
    found = faults(folder, "fail.yaml")
    expected = folder / "expected.txt"
    if request.config.getoption("--rewrite-expected"):
        expected.write_text(report(found) + "\n", encoding="utf-8", newline="\n")
    assert report(found) + "\n" == expected.read_text(encoding="utf-8")
    assert {fault.code for fault in found} == {folder.name}


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_the_passing_screen_beside_it_has_no_fault(folder: Path) -> None:
    """What the failing screen should have said is taken without a word."""
    assert faults(folder, "pass.yaml") == ()


def test_every_code_of_a_screen_has_its_folder() -> None:
    """No code is told that no screen shows, and no folder is left of a code that is gone."""
    assert len(CASES) > 80
    proofs = {proof.code for proof in PROOFS}  # which have tests of their own
    assert {path.name for path in CASES} == set(codes()) - set(NOT_OF_A_SCREEN) - proofs
    assert set(NOT_OF_A_SCREEN) <= set(codes())
    assert not set(NOT_OF_A_SCREEN) & set(CHECKS)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_messages_are_phrases(folder: Path) -> None:
    """A message and a hint begin in lower case or with what the author wrote, and have no final stop."""
    for fault in faults(folder, "fail.yaml"):
        for words in (fault.message, fault.hint or "a hint"):
            assert words[0].islower() or words[0] == "`" or words.startswith("U+")
            assert not words.endswith((".", "!"))
            assert not re.search(r"\b(Input|valid|str|dict|int|tuple|Error|None|_[a-z]+)\b", words)
