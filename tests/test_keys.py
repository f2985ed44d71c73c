"""The worker's key: kept behind a passphrase, with the recovery keys beside it, and proof of who sealed a record."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from keyring import COLLEAGUE, PASSPHRASE, RECOVERY, SECRET, colleague, lay_key, protect_quickly, worker
from screenkit.keys import Key, has_key, load_key, load_recovery, make_key, open_any, save_recovery
from screenkit.sealing import NotOpened, WrongPassphrase, reader_of, seal, unseal
from screenkit.store import NotRead, NotSaved, write_over

RECORD = b'{"format": "screenkit-response/1"}\n'


def test_a_key_comes_back_as_it_was(tmp_path: Path) -> None:
    """With every secret and every recovery key, in their order."""
    key = Key((SECRET, COLLEAGUE), (reader_of(RECOVERY), reader_of(COLLEAGUE)))
    lay_key(tmp_path / "home", key)
    assert has_key(tmp_path / "home")
    assert load_key(tmp_path / "home", PASSPHRASE) == key


def test_nothing_of_a_key_stands_in_its_file(tmp_path: Path) -> None:
    """Neither the secret nor who can read the records."""
    lay_key(tmp_path)
    data = (tmp_path / "key.age").read_bytes()
    assert [text for text in (SECRET, *worker().readers) if text.encode() in data] == []
    assert sys.platform == "win32" or (tmp_path / "key.age").stat().st_mode & 0o777 == 0o600


def test_another_passphrase_opens_no_key(tmp_path: Path) -> None:
    """And leaves the file as it is."""
    lay_key(tmp_path)
    with pytest.raises(WrongPassphrase):
        load_key(tmp_path, "not the passphrase at all")
    assert load_key(tmp_path, PASSPHRASE) == worker()


def test_no_key(tmp_path: Path) -> None:
    """Where there is none, that is said."""
    assert not has_key(tmp_path)
    with pytest.raises(NotRead, match=r"^there is no such file$"):
        load_key(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "text",
    ["", "# recovery key: age1x\n", SECRET, f"# recovery key: age1x\n{SECRET}\n", "AGE-SECRET-KEY-1X\n", "\xff\0"],
    ids=["empty", "no secret", "no recovery", "bad recovery", "bad secret", "bytes"],
)
def test_a_file_that_holds_no_whole_key(tmp_path: Path, text: str) -> None:
    """It opens, and what is in it is refused without being told."""
    write_over(tmp_path / "key.age", protect_quickly(text.encode("latin-1"), PASSPHRASE))
    with pytest.raises(NotOpened) as caught:
        load_key(tmp_path, PASSPHRASE)
    assert str(caught.value) in ("it holds no key", "it names no recovery key")


@pytest.mark.parametrize("recovery", [(), ("age1x",), (reader_of(RECOVERY), SECRET)])
def test_there_is_no_key_without_a_recovery_key(recovery: tuple[str, ...]) -> None:
    """A forgotten passphrase must not lose what a child said."""
    with pytest.raises(ValueError, match="at least one recovery key"):
        make_key(recovery)


def test_a_recovery_key_is_named_once() -> None:
    """However often it was given."""
    assert make_key((reader_of(RECOVERY),) * 2).recovery == (reader_of(RECOVERY),)


def test_a_key_is_never_shown() -> None:
    """Neither in its own words nor in a traceback."""
    key = worker()
    told = "".join(traceback.format_exception(ValueError(key)))
    assert SECRET not in f"{key} {key!r} {told}"


def test_a_recovery_key_in_a_file_of_its_own(tmp_path: Path) -> None:
    """It opens with its own passphrase, and opens records."""
    reader = save_recovery(tmp_path / "recovery.age", PASSPHRASE, protect_quickly)
    secrets = load_recovery(tmp_path / "recovery.age", PASSPHRASE)
    sealed = Key((SECRET,), (reader,)).seal(RECORD)
    assert open_any(sealed, secrets) == RECORD
    with pytest.raises(NotSaved, match="already there"):
        save_recovery(tmp_path / "recovery.age", PASSPHRASE, protect_quickly)


def test_a_record_is_for_the_worker_and_the_agency() -> None:
    """Each of them opens it; a colleague does not."""
    sealed = worker().seal(RECORD)
    assert worker().open(sealed) == RECORD
    assert open_any(sealed, (RECOVERY,)) == RECORD
    with pytest.raises(NotOpened, match="other keys than yours"):
        colleague().open(sealed)


def test_the_age_tool_reads_a_record_after_one_line() -> None:
    """Nobody is locked into this program."""
    line, _, record = unseal(worker().seal(RECORD), (SECRET,)).partition(b"\n")
    assert line.startswith(b"screenkit-record/1 ")
    assert record == RECORD


@pytest.mark.parametrize(
    "data",
    [
        RECORD,
        b"screenkit-record/1 " + b"0" * 64 + b"\n" + RECORD,
        b"screenkit-record/1 \n" + RECORD,
        b"screenkit-record/9 " + b"0" * 64 + b"\n" + RECORD,
    ],
    ids=["no proof", "another proof", "empty proof", "another format"],
)
def test_what_someone_else_sealed_for_the_worker_is_refused(data: bytes) -> None:
    """Whoever knows the public key can make such a file, and it is still no record of the worker's."""
    forged = seal(data, worker().readers)
    with pytest.raises(NotOpened, match="not saved with your key"):
        worker().open(forged)


def test_a_colleagues_record_is_not_taken_for_ones_own() -> None:
    """Sealed for both, it has the other's proof."""
    both = Key((COLLEAGUE,), (worker().reader,))
    with pytest.raises(NotOpened, match="not saved with your key"):
        worker().open(both.seal(RECORD))


def test_an_earlier_key_still_opens() -> None:
    """While records are being sealed anew, both kinds are read; new ones are sealed with the new key only."""
    changed = Key((COLLEAGUE, SECRET), (reader_of(RECOVERY),))
    assert changed.open(worker().seal(RECORD)) == RECORD
    assert colleague().open(changed.seal(RECORD)) == RECORD
    with pytest.raises(NotOpened):
        worker().open(changed.seal(RECORD))


def replaced_by_a_folder(path: Path) -> None:
    """A folder in the place of the key."""
    path.mkdir()


def replaced_by_a_link(path: Path) -> None:
    """A link to a key that someone else made."""
    lay_key(path.parent / "elsewhere", colleague())
    path.symlink_to(path.parent / "elsewhere" / "key.age")


def replaced_by_a_pipe(path: Path) -> None:
    """A pipe, which would be waited for."""
    if sys.platform != "win32":
        os.mkfifo(path)


def replaced_by_something_large(path: Path) -> None:
    """A file that no memory would hold."""
    path.write_bytes(b"age-encryption.org/v1\n")
    os.truncate(path, 2 << 30)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes and links")
@pytest.mark.parametrize(
    "replace", [replaced_by_a_folder, replaced_by_a_link, replaced_by_a_pipe, replaced_by_something_large]
)
def test_what_stands_in_the_place_of_a_key(tmp_path: Path, replace: Callable[[Path], None]) -> None:
    """It is refused at once, and no new key is made over it."""
    replace(tmp_path / "key.age")
    assert has_key(tmp_path)
    with pytest.raises(NotRead):
        load_key(tmp_path, PASSPHRASE)


def test_a_key_whose_file_is_damaged_anywhere(tmp_path: Path) -> None:
    """Every byte of it counts, and the reason is never more than that."""
    lay_key(tmp_path)
    path = tmp_path / "key.age"
    data = path.read_bytes()
    for place in range(0, len(data), 7):
        write_over(path, data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(NotOpened):
            load_key(tmp_path, PASSPHRASE)
