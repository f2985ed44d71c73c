"""Practice stays practice: no command takes it for a real case, hands it on as one, or shows it without saying so."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import docx
import pypdf
import pytest

from keyring import RECOVERY, SECRET, colleague, worker
from screenkit import render, render_case, render_paper
from screenkit.answers import Absent
from screenkit.batch import compile_screen
from screenkit.cli.ordering import ORDER
from screenkit.disclosure import occasions, project
from screenkit.earlier import Screening
from screenkit.flat import flat_answers
from screenkit.handing import NotTaken, hand_over, take_in
from screenkit.keys import Key
from screenkit.load import load_screen
from screenkit.outcome import complete
from screenkit.practice import personas, practised
from screenkit.records import Records
from screenkit.resealing import reseal, seal_old
from screenkit.response import Response, from_bytes, given_of, to_bytes
from screenkit.retention import Overdue, purge
from screenkit.screen import Screen
from screenkit.sealing import reader_of, seal
from screenkit.shelf import open_shelf
from screenkit.source import Faults
from screenkit.store import NoSuchRecord
from screenkit.summarize import summarize, summarizer_at
from screenkit.together import together
from scripted import NOON, answered_so, begun
from test_cli import FILES, lay_out, start_here

ASKED = datetime(2026, 11, 19, 14, 30)  # noqa: DTZ001 - a time on the wall
PRACTICE, REAL = "aaaa-0007", "aaaa-0001"
BANNER = {"en": "PRACTICE – not a real case", "es": "PRÁCTICA – no es un caso real"}
TAKES_A_RECORD = {
    "resume": "resume aaaa-0002",
    "summary": f"summary {PRACTICE}",
    "amend": f"amend {PRACTICE}",
    "cases": "cases --practice",
    "due": "due --practice",
    "done": f"done {PRACTICE}",
    "report": "report home/practice",
    "disclose": f"disclose {PRACTICE} --to unit",
    "consent": f"consent {PRACTICE} --to unit",
    "verify": f"verify {PRACTICE}",
    "export": f"export {PRACTICE} --to {colleague().reader}",
    "rekey": f"rekey --recovery {reader_of(RECOVERY)}",
    "purge": "purge",
    "diff": "diff screens/after-school.yaml screens/after-school.yaml --records",
    "practice": f"practice --mark {PRACTICE}",
    "validate": f"validate home/practice/{PRACTICE}.json",
}
"""Every command that reads records, as it is told of one that is practice."""
TAKES_NONE = (
    "init",
    "run",
    "import",
    "list",
    "show",
    "check",
    "explain",
    "new",
    "translate",
    "contacts",
    "doctor",
    "schema",
)
SAYS_SO = ("summary", "cases", "due", "done", "disclose", "practice")
"""Those that show something of it, with the banner."""


@pytest.fixture(scope="module")
def screen() -> Screen:
    """A screen with documents and invented families."""
    return load_screen(FILES / "screens" / "after-school.yaml", open_shelf((FILES / "screens",)))


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """A home without any screening."""
    return Records(tmp_path / "home", worker)


def finished(screen: Screen, *, persona: bool = True) -> Response:
    """A practice record that has ended, in which care is wished for."""
    response = begun(screen, practice=True, record_id=PRACTICE)
    response = practised(response, next(personas(screen))) if persona else response
    told = [("jurisdiction", "new_mexico"), ("good_moment", "yes"), ("welcome", "read"), ("wants_care", "yes")]
    response = answered_so(
        screen, response, [*told, ("days", ("monday",)), ("wishes", Absent.DECLINED), ("asked_at", ASKED)]
    )
    return complete(screen, response, NOON)


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def test_every_command_is_thought_of() -> None:
    """A new command says here whether it takes a record, and then what it does with one that is practice."""
    assert sorted((*TAKES_A_RECORD, *TAKES_NONE)) == sorted(ORDER)


@pytest.mark.parametrize("name", TAKES_A_RECORD)
def test_no_command_makes_a_real_record_of_it(name: str, tmp_path: Path) -> None:
    """Among the real ones stands what stood there before, by name; nothing new lies where a real one would."""
    lay_out(tmp_path, (REAL, "aaaa-0002", PRACTICE))
    real = sorted(files(tmp_path / "home" / "cases"))
    output, errors, _ = start_here(
        f"screenkit --passphrase-from passphrase.txt --screens screens {TAKES_A_RECORD[name]}", tmp_path
    )
    assert sorted(files(tmp_path / "home" / "cases")) == real
    assert not (tmp_path / "home" / "purged").exists()
    assert not list(tmp_path.glob("*.age"))
    assert b"Traceback" not in errors
    assert (BANNER["en"] in output.decode()) is (name in SAYS_SO)


def test_without_a_key_practice_can_do_all_that_it_may(tmp_path: Path) -> None:
    """Nothing that practice is for needs the key of real screenings, so a trainer's computer has none."""
    lay_out(tmp_path, (PRACTICE,))
    for name in ("summary", "cases", "due", "practice"):
        _, errors, code = start_here(f"screenkit --screens screens {TAKES_A_RECORD[name]}", tmp_path)
        assert code == 0, errors.decode()


def test_real_and_practice_screenings_are_never_in_one_list(tmp_path: Path) -> None:
    """Neither `cases` nor `due` shows one beside the other."""
    lay_out(tmp_path, (REAL, PRACTICE))
    for command in ("cases", "due"):
        line = f"screenkit --passphrase-from passphrase.txt --screens screens {command}"
        real, _, _ = start_here(line, tmp_path)
        practice, _, _ = start_here(f"{line} --practice", tmp_path)
        assert PRACTICE.encode() not in real
        assert REAL.encode() not in practice
        assert PRACTICE.encode() in practice


def test_one_case_is_real_or_practice(records: Records, screen: Screen) -> None:
    """The same reference in both gives two cases, and what was told in the one is never offered in the other."""
    for practice, name in ((False, REAL), (True, PRACTICE)):
        response = begun(screen, practice=practice, record_id=name).model_copy(update={"case": "c-1"})
        records.save(response)
    assert [one.id for one in records.of_case("c-1", practice=False)] == [REAL]
    assert [one.id for one in records.of_case("c-1", practice=True)] == [PRACTICE]


def test_it_is_handed_to_nobody_and_taken_from_nobody(records: Records, screen: Screen) -> None:
    """Not even where somebody sealed it by hand."""
    records.save(finished(screen))
    with pytest.raises(NotTaken, match="it is practice"):
        hand_over(records, PRACTICE, colleague().reader, NOON)
    sealed = seal(to_bytes(finished(screen)), (worker().reader,))
    with pytest.raises(NotTaken, match="it is practice"):
        take_in(records, sealed, (SECRET,), NOON)
    assert not (records.home / "cases").exists()


def put_among_real(records: Records, data: bytes, ending: str) -> None:
    """Lay a record where real ones lie, as somebody with the folder could."""
    folder = records.store(practice=False).root
    (folder / f"{PRACTICE}{ending}").write_bytes(data)


def test_moved_among_real_ones_it_is_not_opened(records: Records, screen: Screen) -> None:
    """In clear it is not encrypted by the way, sealed it is refused, and neither becomes a case."""
    data = to_bytes(finished(screen))
    put_among_real(records, data, ".json")
    assert seal_old(records, NOON).done == []
    assert list((records.home / "cases").glob("*.age")) == []
    put_among_real(records, records.key.seal(data), ".age")
    with pytest.raises(Faults, match="misplaced-record"):
        records.load(PRACTICE)
    assert reseal(records, NOON).done == []


def test_one_with_a_family_cannot_be_called_real(screen: Screen) -> None:
    """Whoever strikes the word practice out has a record that is not read."""
    data = to_bytes(finished(screen)).replace(b'"practice": true', b'"practice": false')
    with pytest.raises(Faults, match="misplaced-record"):
        from_bytes(data, "record")
    assert from_bytes(to_bytes(finished(screen)), "record") == finished(screen)


def test_a_real_one_is_never_marked(records: Records, screen: Screen) -> None:
    """It is not even looked for, so no key is asked for."""
    records.save(begun(screen, record_id=REAL))
    keyless = Records(records.home)
    with pytest.raises(NoSuchRecord):
        keyless.load_practice(REAL)


def test_keys_are_changed_without_touching_it(records: Records, screen: Screen) -> None:
    """Its bytes are the same afterwards."""
    path = records.save(finished(screen))
    before = path.read_bytes()
    changed = Records(records.home, lambda: Key((SECRET,), (colleague().reader,)))
    assert reseal(changed, NOON).done == []
    assert path.read_bytes() == before


def test_purged_it_leaves_no_stone(records: Records, screen: Screen) -> None:
    """A sign of what is gone is for real screenings: nobody may look for a family that never was."""
    records.save(finished(screen))
    purge(records, Overdue(finished(screen), NOON, 1), NOON)
    assert not (records.home / "purged").exists()
    with pytest.raises(NoSuchRecord):
        records.load(PRACTICE)


def test_it_is_not_validated(screen: Screen) -> None:
    """Neither as it was saved nor as a file of answers, in any spelling; what it would lead to is not told."""
    checker = compile_screen(screen, NOON)
    response = finished(screen)
    flat = {"status": "stopped", "answers": flat_answers(screen, given_of(screen, response))}
    assert checker.validate(flat).is_valid
    for record in (json.loads(to_bytes(response)), {**flat, "practice": True}, {**flat, "practice": "true"}):
        result = checker.validate(record)
        assert [fault.code for fault in result.faults] == ["practice-record"]
        assert result.outcome is None
    assert checker.validate({**flat, "practice": False}).is_valid


def outputs(screen: Screen, response: Response, language: str) -> Iterator[tuple[str, str]]:
    """Everything that is ever written of a record, in every format there is."""
    summary = summarize(screen, response, NOON, language)
    whole = together("c-1", [Screening(screen, response.model_copy(update={"case": "c-1"}))], NOON, language)
    facts = summarizer_at(screen, response, NOON).facts
    papers = [project(screen, response, one, NOON, language) for one in occasions(screen, facts)]
    made: list[tuple[dict[str, Callable[..., str | bytes]], object]] = [
        (dict(render.FORMATS), summary),
        (dict(render_case.FORMATS), whole),
        *((dict(render_paper.FORMATS), paper) for paper in papers),
    ]
    for formats, thing in made:
        yield from ((name, read(name, write(thing, 80))) for name, write in formats.items())


def read(name: str, written: str | bytes) -> str:
    """The words of what was written, whatever holds them."""
    if isinstance(written, str):
        return written
    if name == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages)
    if name == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(written)).paragraphs)
    return written.decode().replace("\r\n ", "")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("persona", [False, True])
def test_everything_that_is_written_of_it_says_so(screen: Screen, language: str, *, persona: bool) -> None:
    """Summaries, cases and documents, in every format: the banner, or for programs the word."""
    found = list(outputs(screen, finished(screen, persona=persona), language))
    assert {name for name, _ in found} >= {"text", "markdown", "json", "html", "pdf", "docx", "ics"}
    for name, words in found:
        assert '"practice": true' in words if name == "json" else BANNER[language] in words, name
