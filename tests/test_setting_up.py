"""Being led to a key: what is asked, what is refused, and what is there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from keyring import PASSPHRASE, RECOVERY, SECRET, lay_key, protect_quickly, worker
from screenkit.keys import has_key, load_key, load_recovery
from screenkit.pages import Given
from screenkit.sealing import reader_of
from screenkit.setting_up import Guide, Plan, carry_out
from screenkit.store import NotSaved
from scripted import Move, Script

READER = reader_of(RECOVERY)
OTHER = "another four or five words"


def plan(*moves: Move, **given: object) -> tuple[Plan, Script]:
    """What someone plans who replies so, and everything that was shown."""
    face = Script(list(moves))
    return Guide(face, "en").plan(**given), face  # type: ignore[arg-type]  # as the tests below give it


def test_a_recovery_key_that_the_agency_gave() -> None:
    """It is pasted, and the passphrase typed twice: four pages, of which two hide what is typed."""
    made, face = plan(Given("paste"), Given(f" {READER}\n"), Given(PASSPHRASE), Given(PASSPHRASE))
    assert made == Plan(PASSPHRASE, (READER,))
    assert [page.kind for page in face.pages] == ["choice", "line", "secret", "secret"]
    assert len(face.sheets) == 1


def test_a_recovery_key_that_is_made_now(tmp_path: Path) -> None:
    """It goes into a file of its own, with a passphrase of its own."""
    file = tmp_path / "recovery.age"
    made, _ = plan(Given("make"), Given(str(file)), Given(OTHER), Given(OTHER), Given(PASSPHRASE), Given(PASSPHRASE))
    assert made == Plan(PASSPHRASE, (), file, OTHER)


def test_what_was_given_already_is_not_asked() -> None:
    """With the recovery key in the command only the passphrase is left."""
    made, face = plan(Given(PASSPHRASE), Given(PASSPHRASE), recovery=(READER,))
    assert (made, len(face.pages)) == (Plan(PASSPHRASE, (READER,)), 2)


def test_a_slip_is_told_and_asked_again(tmp_path: Path) -> None:
    """A line that is no key, a folder that is not there, too short a passphrase, and two that differ."""
    made, face = plan(
        Given("paste"),
        Given(SECRET),
        Given(READER),
        Given("short"),
        Given(PASSPHRASE),
        Given(OTHER),
        Given(PASSPHRASE),
        Given(PASSPHRASE),
    )
    assert made.passphrase == PASSPHRASE
    assert [page.message for page in face.pages if page.message] == [
        "this is no recovery key: it begins with age1 and has 62 letters and digits",
        "take at least 15 characters",
        "the two were not the same: begin again with this one",
    ]
    made, face = plan(
        Given("make"), Given(str(tmp_path / "no" / "x.age")), Given(str(tmp_path / "x.age")), *[Given(OTHER)] * 4
    )
    assert made.file == tmp_path / "x.age"
    assert face.pages[2].message == "the folder must be there, and no file of that name in it"


@pytest.mark.parametrize("replies", range(6))
def test_breaking_off_leaves_nothing(tmp_path: Path, replies: int) -> None:
    """Ctrl-C at any page: neither a key nor a file."""
    moves = [Given("make"), Given(str(tmp_path / "x.age")), *[Given(OTHER)] * 4]
    with pytest.raises(KeyboardInterrupt):
        plan(*moves[:replies], KeyboardInterrupt())
    assert list(tmp_path.iterdir()) == []


def test_a_plan_does_not_show_its_passphrases() -> None:
    """Wherever it is printed."""
    assert PASSPHRASE not in repr(Plan(PASSPHRASE, (), Path("x"), PASSPHRASE))


def test_carrying_out_makes_both_keys(tmp_path: Path) -> None:
    """The worker's opens with the worker's passphrase, the other with its own, and each reads what is sealed."""
    home, file = tmp_path / "home", tmp_path / "recovery.age"
    key = carry_out(home, Plan(PASSPHRASE, (READER,), file, OTHER), protect_quickly)
    assert load_key(home, PASSPHRASE) == key
    (secret,) = load_recovery(file, OTHER)
    assert key.recovery == (READER, reader_of(secret))


def test_a_key_that_is_there_stays(tmp_path: Path) -> None:
    """It is never written over: with it everything sealed so far would be lost."""
    lay_key(tmp_path)
    with pytest.raises(NotSaved, match="there is a key already"):
        carry_out(tmp_path, Plan(PASSPHRASE, (READER,)), protect_quickly)
    assert load_key(tmp_path, PASSPHRASE) == worker()


def test_no_key_where_its_recovery_key_cannot_be_kept(tmp_path: Path) -> None:
    """A stick that was pulled out: nothing is made."""
    plan = Plan(PASSPHRASE, (), tmp_path / "gone" / "recovery.age", OTHER)
    with pytest.raises(NotSaved):
        carry_out(tmp_path / "home", plan, protect_quickly)
    assert not has_key(tmp_path / "home")
