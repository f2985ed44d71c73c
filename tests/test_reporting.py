"""What `screenkit report FOLDER` counts: whatever way a supervisor gathered the screenings of several workers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from keyring import PASSPHRASE, colleague, lay_key, worker
from screenkit.handing import hand_over
from screenkit.kept import keep
from screenkit.keys import Key
from screenkit.outcome import complete
from screenkit.records import Records
from screenkit.response import Response, to_bytes
from screenkit.shelf import open_shelf
from scripted import NOON, answered_so, begun, small_screen
from test_cli import start_here

CARE = """\
questions:
  - name: care
    type: yes_no
    help: {en: Ask., es: Pregunte.}
    label: {en: Care?, es: ¿Cuidado?}
    citation: own-reading
indications:
  - {name: wished, label: {en: Care is wished for, es: Se desea}, when: care is yes, citation: own-reading}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a supervisor's home and key, an agency's screen, and an empty folder to gather in."""
    (tmp_path / "passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "screens").mkdir()
    (tmp_path / "gathered").mkdir()
    lay_key(tmp_path / "home")
    small_screen(tmp_path / "screens", CARE)
    return tmp_path


def finished(folder: Path, number: int) -> list[Response]:
    """So many finished screenings in which care is wished for."""
    screen = small_screen(folder / "screens", CARE)
    return [
        complete(screen, answered_so(screen, begun(screen, record_id=f"bbbb-{one:04}"), (("care", "yes"),)), NOON)
        for one in range(number)
    ]


def report(folder: Path, words: str) -> tuple[dict[str, str], str]:
    """The counts of all screenings as CSV has them, by column, and what was told beside."""
    command = f"screenkit --passphrase-from passphrase.txt --screens screens report {words} --format csv"
    output, errors, _ = start_here(command, folder)
    rows = csv.DictReader(io.StringIO(output.decode()))
    return {row["column"]: row["count"] for row in rows if row["table"] == "Screenings"}, errors.decode()


def test_the_homes_of_several_workers_are_counted_together(folder: Path) -> None:
    """Each has a key and a folder; the supervisor's key is one of those that recover, and the screens lie with them."""
    shelf = open_shelf((folder / "screens",))
    key = Key(colleague().secrets, (worker().reader,))
    for name, some in (("ana", finished(folder, 20)[:12]), ("ben", finished(folder, 20)[12:])):
        home = folder / "gathered" / name
        for one in some:
            Records(home, lambda: key).save(one)
            keep(home, one.screen.sha256, folder / "screens" / "small.yaml", (), shelf)
    path = folder / "screens" / "small.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8")
    assert report(folder, "gathered") == ({"all": "20", "finished": "20", "in progress": "0", "stopped": "0"}, "")


def test_what_was_exported_to_the_supervisor_is_counted(folder: Path) -> None:
    """Sealed for her key by `export`, without being taken in; one for somebody else is told and not counted."""
    records = Records(folder / "ana", colleague)
    for one in finished(folder, 13):
        records.save(one)
        data = hand_over(records, one.id, worker().reader, NOON)
        (folder / "gathered" / f"{one.id}.age").write_bytes(data)
    (folder / "gathered" / "bbbb-0012.age").write_bytes(records.key.seal(to_bytes(one)))
    counts, told = report(folder, "gathered")
    assert counts == {"all": "12", "finished": "12", "in progress": "0", "stopped": "0"}
    assert told == "bbbb-0012.age: it is not opened\n"


def test_a_screening_that_lies_there_twice_is_counted_once(folder: Path) -> None:
    """With the worker who had it and with the one who has it now: the copy in which more has happened."""
    for one in finished(folder, 12):
        Records(folder / "gathered" / "ana", worker).save(one)
    screen = small_screen(folder / "screens", CARE)
    Records(folder / "gathered" / "ben", worker).save(begun(screen, record_id="bbbb-0003"))
    counts, told = report(folder, "gathered")
    assert counts == {"all": "12", "finished": "12", "in progress": "0", "stopped": "0"}
    assert told == "bbbb-0003: it is there more than once, and is counted once\n"


def test_other_files_are_told_and_not_counted(folder: Path) -> None:
    """Answers in a file are what `validate` checks; a report counts what an interview saved."""
    for one in finished(folder, 11):
        (folder / "gathered" / f"{one.id}.json").write_bytes(to_bytes(one))
    (folder / "gathered" / "flat.json").write_text('{"screen": "small", "answers": {"care": "yes"}}', encoding="utf-8")
    counts, told = report(folder, "gathered")
    assert counts["all"] == "11"
    assert told == "flat.json: it is no saved screening (missing-key)\n"
