"""Keys and records by commands, from beginning to end, as in a script of an agency's."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from keyring import PASSPHRASE, colleague, lay_key, worker
from screenkit.records import Records
from screenkit.response import to_bytes
from screenkit.store import Store
from test_cli import lay_out, start

RUN = "run after-school --answers answers.yaml"
Command = Callable[..., CompletedProcess[bytes]]


@pytest.fixture
def agency(tmp_path: Path) -> Command:
    """The commands of two workers in one folder, who have a passphrase file each."""
    lay_out(tmp_path, ("key",))
    lay_key(tmp_path / "theirs", colleague())

    def command(words: str, home: str = "home", lines: str = "passphrase.txt") -> CompletedProcess[bytes]:
        options = f"--home {shlex.quote(home)} --passphrase-from {lines} --screens screens"
        return start(f"screenkit {options} {words}", tmp_path)

    return command


def ids(output: bytes) -> list[str]:
    """The ids in what a command wrote."""
    return re.findall(r"\b[0-9a-z]{4}-[0-9a-z]{4}\b", output.decode())


def test_a_screening_goes_to_another_worker_and_back(agency: Command) -> None:
    """Both are told the same check code, and the summary is the same."""
    assert agency(RUN).returncode == 0
    (record,) = ids(agency("cases").stdout)
    out = agency(f"export {record} --to {colleague().reader}")
    assert out.stdout.decode() == f"{record}.age\n"
    taken = agency(f"import {record}.age", "theirs")
    assert taken.stdout.decode() == f"{record}\n"
    codes = [re.findall(r"Check code: ([0-9a-f-]{24})\.", one.stderr.decode()) for one in (out, taken)]
    assert len(codes[0]) == 1
    assert codes[0] == codes[1]
    assert agency(f"summary {record}", "theirs").stdout == agency(f"summary {record}").stdout
    again = agency(f"import {record}.age", "theirs")
    assert (again.returncode, again.stderr.decode()) == (
        1,
        "screenkit: a screening with this id is here already, and this one does not go on from it\n",
    )
    back = agency(f"export {record} --to {worker().reader} --output back.age", "theirs")
    assert (back.returncode, agency("import back.age").returncode) == (0, 0)
    assert agency("verify").stdout.decode() == f"{record}: leads to the same (after-school 1.2.0)\n"


def test_what_is_for_someone_else_is_not_taken_in(agency: Command) -> None:
    """The exit code is that of a key, and nothing is there afterwards."""
    agency(RUN)
    (record,) = ids(agency("cases").stdout)
    assert agency(f"export {record} --to {colleague().reader}").returncode == 0
    mine = agency(f"import {record}.age")
    assert mine.stderr == b"screenkit: it is not opened: it is sealed for other keys than yours\n"
    assert mine.returncode == 6


def test_screenings_from_before_are_encrypted_by_init(agency: Command, tmp_path: Path) -> None:
    """They are told of where they would be looked for, and nothing of them is left in clear."""
    agency(RUN)
    records = Records(tmp_path / "home", worker)
    (response,) = (records.load(one) for one in records.store(practice=False).ids())
    records.store(practice=False).remove(response.id)
    Store(tmp_path / "home" / "cases").write(response.id, to_bytes(response))
    words = b"From before records were encrypted: 1. `screenkit --"
    assert agency("resume").stderr.startswith(words)
    done = agency("init")
    assert (done.returncode, done.stderr.startswith(b"Encrypted now, from before: 1. ")) == (0, True)
    assert [path.name for path in (tmp_path / "home" / "cases").glob("*.json")] == []
    assert ids(agency("cases").stdout) == [response.id]


def test_a_key_that_is_gone_is_not_replaced_by_the_way(agency: Command, tmp_path: Path) -> None:
    """Another one would not open what is there; it is said how it can be opened, and nothing is made."""
    agency(RUN)
    key = tmp_path / "home" / "key.age"
    key.rename(tmp_path / "key.age")
    for words in (RUN, "resume", "cases", "rekey", "due"):
        refused = agency(words)
        assert refused.returncode == 6
        assert refused.stderr.startswith(
            b"screenkit: there are encrypted screenings, and the key that opens them is gone"
        )
        assert not key.exists()


def test_a_folder_that_copies_itself_elsewhere_is_told(agency: Command, tmp_path: Path) -> None:
    """By init, on standard error; the key is shown all the same."""
    lay_key(tmp_path / "OneDrive" / "home")
    shown = agency("init", "OneDrive/home")
    assert shown.stderr.startswith(b"OneDrive/home is no good place for records: it is in OneDrive, which copies")
    assert (shown.returncode, len(shown.stdout.splitlines())) == (0, 2)


@pytest.mark.slow
def test_a_life_of_keys(agency: Command, tmp_path: Path) -> None:
    """A key in earnest, a screening, other keys and another passphrase, and the recovery key when all is forgotten."""
    (tmp_path / "mine").write_text(f"{PASSPHRASE}\nanother four or five words\n")
    (tmp_path / "new").write_text("a third passphrase\n")
    (tmp_path / "rescue").write_text(f"{PASSPHRASE}\nanother four or five words\n")
    made = agency("init --new-recovery recovery.age", "fresh", "mine")
    assert made.returncode == 0
    key, recovery = re.findall(r"age1\w+", made.stdout.decode())
    assert agency(RUN, "fresh", "mine").returncode == 0
    (record,) = (path.stem for path in (tmp_path / "fresh" / "cases").glob("*.age"))
    (tmp_path / "mine").write_text(f"{PASSPHRASE}\na third passphrase\n")
    changed = agency("rekey --new-key --new-passphrase", "fresh", "mine")
    assert changed.returncode == 0
    assert changed.stderr == b"Encrypted for these keys now: 1.\n"
    other, same = re.findall(r"age1\w+", changed.stdout.decode())
    assert (other != key, same) == (True, recovery)
    assert ids(agency("cases", "fresh", "new").stdout) == [record]
    rescued = agency(f"import fresh/cases/{record}.age --key recovery.age", "theirs", "rescue")
    assert rescued.stdout.decode() == f"{record}\n"
