"""A screen is proven once for each digest, and what came of that is kept beside its copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screenkit import __version__
from screenkit.certificates import Certificate, proof_of, shipped_digests
from screenkit.checking import How, certify
from screenkit.screen import Proof
from screenkit.shelf import Shelf, shipped

TODAY = date(2026, 11, 22)
FILES = Path(__file__).parent / "cli" / "files"
DIGEST = "0" * 64


class Counted:
    """Makes certificates, and counts them."""

    def __init__(self, proof: Proof = "proven") -> None:
        self.proof = proof
        self.times = 0

    def __call__(self) -> Certificate:
        """One more."""
        self.times += 1
        return Certificate(screen="a", version="1.0.0", sha256="1", checker=__version__, day=TODAY, proof=self.proof)


@pytest.mark.parametrize("proof", ["proven", "unproved", "faulty"])
def test_a_screen_is_proven_once(tmp_path: Path, proof: Proof) -> None:
    """What came of it is kept, whatever it is."""
    made = Counted(proof)
    assert [proof_of(tmp_path, DIGEST, made), proof_of(tmp_path, DIGEST, made)] == [proof, proof]
    assert made.times == 1
    kept = json.loads((tmp_path / "screens" / DIGEST / "certificate.json").read_text(encoding="utf-8"))
    assert (kept["sha256"], kept["checker"], kept["day"], kept["proof"]) == (DIGEST, __version__, "2026-11-22", proof)


def of_another_version(text: str) -> str:
    """What an older program kept."""
    return text.replace(__version__, "0.0.1")


def of_another_screen(text: str) -> str:
    """What was kept of something else."""
    return text.replace(DIGEST, "2" * 64)


def broken(text: str) -> str:
    """Half of it."""
    return text[: len(text) // 2]


@pytest.mark.parametrize("change", [of_another_version, of_another_screen, broken])
def test_only_a_whole_certificate_of_this_program_counts(tmp_path: Path, change: Callable[[str], str]) -> None:
    """Whatever else lies there is made anew."""
    proof_of(tmp_path, DIGEST, Counted("unproved"))
    path = tmp_path / "screens" / DIGEST / "certificate.json"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert proof_of(tmp_path, DIGEST, Counted("proven")) == "proven"
    assert json.loads(path.read_text(encoding="utf-8"))["proof"] == "proven"


def test_a_shipped_screen_is_not_proven_again(tmp_path: Path) -> None:
    """It was proven when the program was made, and nothing is written for it."""
    made = Counted("faulty")
    assert {proof_of(tmp_path, digest, made) for digest in shipped_digests()} == {"proven"}
    assert made.times == 0
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_it_is_told_all_the_same(tmp_path: Path) -> None:
    """The next run proves it again."""
    (tmp_path / "screens").write_text("in the way", encoding="utf-8")
    assert proof_of(tmp_path, DIGEST, Counted("unproved")) == "unproved"


def test_what_a_certificate_says() -> None:
    """Proven, or with faults."""
    shelf = Shelf((FILES / "screens", shipped()))
    sound, unsound = FILES / "screens" / "after-school.yaml", FILES / "unsound" / "short-stay.yaml"
    assert certify(sound, shelf, How(TODAY, 5)).proof == "proven"
    assert certify(unsound, shelf, How(TODAY, 5)).proof == "faulty"


def test_past_its_time_a_screen_is_not_proven() -> None:
    """What was not looked at is never called proven."""
    path = shipped() / "consular-notification.yaml"
    assert certify(path, Shelf((shipped(),)), How(TODAY, 0)).proof == "unproved"
