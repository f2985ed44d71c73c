"""What is kept to be ready sooner: it never says more than the whole program, and nothing needs it to be there."""

from __future__ import annotations

import json
import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from screenkit.answers import Absent, Item, parse_partial_date
from screenkit.batch.cells import moment_of, span_of
from screenkit.batch.early import kept
from screenkit.flat import flat_answers
from screenkit.interview import NewInstance, add_instance, next_item, record
from screenkit.load import load_screen
from screenkit.ready import cache, folders, shelves
from screenkit.ready.fine import TABLES, decoded, number_of, taken_up, years_before
from screenkit.response import given_of
from screenkit.screen import Screen
from screenkit.shelf import Shelf, open_shelf, shipped
from screenkit.standing import facts_of
from scripted import NOON, begun
from test_batch import ANSWERS, AS_OF, HOSTILE, SCREEN, WHOLE, text
from test_startup import HEAVY, SOURCE, STARTED

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
NAME, KEY, OTHER = "fine-1", b"k" * 32, b"o" * 32
FINE = taken_up(kept(SCREEN))


def is_fine(data: bytes) -> bool:
    """What is said of a text without the whole program."""
    record = decoded(data)
    return record is not None and FINE(record, data) is True


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_is_fine(name: str) -> None:
    """What the whole program refuses, and why, is for the whole program to say."""
    assert not is_fine(HOSTILE[name][0])


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("debt", "yes"),
        ("born_on", "2011"),
        ("born_on", "2011-04-30"),
        ("taken_at", "2026-11-20T14:30"),
        ("owed_to", "Señora Núñez: «la de la esquina»"),
        ("owed_to", {"absent": "declined"}),
        ("children", []),
    ],
)
def test_ordinary_records_are_fine(key: str, answer: object) -> None:
    """However their text is laid out, and whether or not letters are escaped."""
    record = {**WHOLE, "answers": {**ANSWERS, key: answer}}
    assert is_fine(json.dumps(record).encode())
    assert is_fine(json.dumps(record, ensure_ascii=False, indent=2).encode())
    assert is_fine(text(record) + b"\n")


def test_what_is_doubtful_is_not_fine() -> None:
    """No `as_of`, no finished status, an answer too few, a date that is about so: the whole program looks."""
    assert not is_fine(text({key: value for key, value in WHOLE.items() if key != "as_of"}))
    assert not is_fine(text({**WHOLE, "status": "stopped"}))
    assert not is_fine(text({**WHOLE, "answers": {**ANSWERS, "born_on": "about 2011"}}))
    assert not is_fine(text({**WHOLE, "answers": {key: value for key, value in ANSWERS.items() if key != "rooms"}}))
    assert not is_fine(text({**WHOLE, "answers": {**ANSWERS, "debt": "no"}}))


def test_dates_are_what_they_are_to_the_whole_program() -> None:
    """Every month and the ends of years, and what is no date."""
    table: Any = TABLES["date"](("year", "month", "day"))
    for words in ("2011", "2012-02", "2011-02", "2011-12", "1999-11", "2011-04-30", "2012-02-29", "1000", "2999-12"):
        day = parse_partial_date(words)
        assert day is not None
        assert table[words] == tuple(span_of(day))[:6]
    for words in ("2011-13", "2011-02-30", "201", "2011-1", "0999", "20111", "2011-", "2011~", "", " 2011", "2011\n"):
        with pytest.raises((KeyError, ValueError, IndexError)):
            table[words]
    months: Any = TABLES["date"](("month",))
    assert months["2011-04"]
    with pytest.raises(KeyError):
        months["2011"]


def test_times_are_what_they_are_to_the_whole_program() -> None:
    """To the minute; and the day of `as_of`."""
    moments: Any = TABLES["moment"]()
    days: Any = TABLES["as_of"]()
    words = "2026-11-20T14:30"
    assert moments[words] == tuple(span_of(datetime.fromisoformat(words)))[:6]
    assert days[words] == moment_of(words, ())
    for wrong in ("2026-11-20 14:30", "2026-11-20T14:30:00", "2026-11-31T14:30", "2026-11-20T25:00"):
        with pytest.raises((KeyError, ValueError)):
            moments[wrong]


def test_so_many_years_before_is_where_an_age_begins() -> None:
    """Whoever was born after that day is younger, also where it is the 29th of February, or before all calendars."""
    for today in (date(2024, 2, 29), date(2026, 3, 1), date(2100, 3, 1), date(1002, 12, 31)):
        for years in (0, 1, 4, 18, 24, 1001, 2000):
            limit = years_before(number_of(today), years)
            for days in range(-2, 3):
                if date.min.toordinal() < limit.toordinal() + days:
                    born = date.fromordinal(limit.toordinal() + days)
                    assert (born > limit) is ((number_of(today) - number_of(born)) // 10_000 < years)


SAID = {"checkpoint": "yes", "note": "read", "repeat": "complete"}


def whole_record(screen: Screen) -> dict[str, Any]:
    """A finished record in which nobody wanted to say anything."""
    response = begun(screen)
    while True:
        known = given_of(screen, response)
        item = next_item(screen, facts_of(screen, known, date(2026, 11, 20)))
        if item is None:
            return {"screen": screen.id, "as_of": AS_OF, "answers": flat_answers(screen, known)}
        if isinstance(item, NewInstance):
            response = add_instance(screen, response, item.repeat, NOON).response
        elif isinstance(item, Item):
            answer = SAID.get(screen.question(item).type, Absent.DECLINED)
            response = record(screen, response, item, answer, NOON).response


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_screen_can_be_kept(path: Path) -> None:
    """As plain values and code; a whole record of it is fine without the whole program."""
    screen = load_screen(path, open_shelf())
    again: Any = marshal.loads(marshal.dumps(kept(screen)))  # type: ignore[arg-type]  # noqa: S302 - our own bytes
    record = whole_record(screen)
    assert taken_up(again)(record, json.dumps(record).encode()) is True


# The folder.


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is kept, which is not there yet."""
    folder = tmp_path / "some" / "cache"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


def test_what_was_kept_comes_back(where: Path) -> None:
    """For the same key only; another key has nothing, and what is kept for it takes the place."""
    assert cache.fetch(NAME, KEY) is None
    cache.put(NAME, KEY, ("a", {"b": (1, frozenset({"c"}))}))
    assert cache.fetch(NAME, KEY) == ("a", {"b": (1, frozenset({"c"}))})
    assert cache.fetch(NAME, OTHER) is None
    cache.put(NAME, OTHER, "new")
    assert cache.fetch(NAME, KEY) is None
    assert [file.name for file in where.iterdir()] == [NAME]


@posix
def test_it_is_for_its_owner_only(where: Path) -> None:
    """The folder 0700 and the file 0600, whatever the umask."""
    cache.put(NAME, KEY, "kept")
    assert where.stat().st_mode & 0o777 == 0o700
    assert (where / NAME).stat().st_mode & 0o777 == 0o600


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _turn_a_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-2] ^= 1
    file.write_bytes(bytes(data))


def _link(file: Path) -> None:
    moved = file.rename(file.with_name("moved"))
    file.symlink_to(moved)


SPOILT: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "its folder gone": lambda file: shutil.rmtree(file.parent),
    "empty": lambda file: file.write_bytes(b""),
    "cut": _cut,
    "a bit turned": _turn_a_bit,
    "something else": lambda file: file.write_bytes(os.urandom(300)),
    "too large": lambda file: os.truncate(file, cache.LARGEST + 1),
    "readable for others": lambda file: file.chmod(0o644),
    "its folder writable for others": lambda file: file.parent.chmod(0o770),
    "a link": _link,
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file)),
}


@posix
@pytest.mark.parametrize("how", SPOILT)
def test_what_is_spoilt_is_as_if_it_were_not_there(where: Path, how: str) -> None:
    """Nothing is taken up that somebody else could have written, or that is not what was written."""
    cache.put(NAME, KEY, "kept")
    SPOILT[how](where / NAME)
    assert cache.fetch(NAME, KEY) is None
    where.mkdir(exist_ok=True)
    cache.put(NAME, KEY, "anew")  # no exception, whether or not anything can be kept now


@posix
@pytest.mark.usefixtures("where")
def test_a_file_of_somebody_else_is_not_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns it."""
    cache.put(NAME, KEY, "kept")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.fetch(NAME, KEY) is None
    cache.put(NAME, KEY, "anew")


@pytest.mark.parametrize("named", ["", "not/absolute"])
def test_it_can_be_turned_off(where: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an empty variable, or one that names no place."""
    del where
    monkeypatch.setenv(cache.VARIABLE, named)
    cache.put(NAME, KEY, "kept")
    assert cache.folder() is None
    assert cache.fetch(NAME, KEY) is None


def test_what_cannot_be_written_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder should be; a value is no plain one."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file"))
    cache.put(NAME, KEY, "kept")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "folder"))
    cache.put(NAME, KEY, object())
    assert cache.fetch(NAME, KEY) is None


def test_two_at_once_leave_a_whole_file(where: Path) -> None:
    """Each writes beside the place and moves there."""
    words = f"from screenkit.ready import cache\nfor _ in range(20): cache.put({NAME!r}, {KEY!r}, 'x' * 100_000)"
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    both = [subprocess.Popen([sys.executable, "-c", words], env=env) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert cache.fetch(NAME, KEY) == "x" * 100_000
    assert [file.name for file in where.iterdir()] == [NAME]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("named", [None, "", "/somewhere/else"])
def test_the_folders_are_those_of_platformdirs(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are worked out here only because that takes less time."""
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
        if named is not None:
            monkeypatch.setenv(name, named)
    assert cache.folder() == str(platformdirs.user_cache_path("screenkit", appauthor=False))
    assert folders.settings() == str(platformdirs.user_config_path("screenkit", appauthor=False) / "config.toml")


# What a key stands for.


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """An agency's folder with a screen, a shared group, reference data and translations that were accepted."""
    folder = tmp_path / "agency"
    shutil.copytree(SOURCE.parent / "tests" / "cli" / "files" / "screens", folder)
    for name in ("shared/group.yaml", "reference/sources.yaml", "translations/after-school.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("group: group\n", encoding="utf-8")
    return folder


def key(*folders: Path) -> bytes | None:
    """The key of a screen in these folders."""
    return shelves.key_of("fine", [str(folder) for folder in folders], "after-school")


@pytest.mark.parametrize(
    "changed",
    [
        *("after-school.yaml", "translations/after-school.yaml", "reference/sources.yaml", "reference/contacts.yaml"),
        *("shared/group.yaml", "shared/new.yaml", "shared/translations/group.yaml"),
    ],
)
def test_whatever_a_screen_is_made_of_changes_its_key(agency: Path, changed: str) -> None:
    """A byte more in any of them, or one more of them; another screen is none of them."""
    before = key(agency)
    (agency / "another.yaml").write_text("screen: another\n", encoding="utf-8")
    assert key(agency) == before
    (agency / changed).parent.mkdir(exist_ok=True)
    with (agency / changed).open("a", encoding="utf-8") as file:
        file.write("#\n")
    assert key(agency) != before


def test_the_order_of_folders_changes_the_key(agency: Path, tmp_path: Path) -> None:
    """The first one wins, so it is another screen."""
    other = shutil.copytree(agency, tmp_path / "other")
    assert key(agency, other) == key(other, agency)  # the same bytes in both
    (other / "reference" / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    assert len({key(agency, other), key(other, agency), key(agency), key(other)}) == 4


def test_the_program_is_part_of_the_key(agency: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version, or the same one with a file that somebody changed."""
    program = tmp_path / "program" / "inner"
    program.mkdir(parents=True)
    (program / "code.py").write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(shelves, "_PACKAGE", str(program.parent))
    before = key(agency)
    (program / "code.py").write_text("12\n", encoding="utf-8")
    assert key(agency) != before
    before = key(agency)
    monkeypatch.setattr(shelves, "__version__", "99")
    assert key(agency) != before


def test_there_is_no_key_without_a_screen(agency: Path) -> None:
    """Nor for a name that leads elsewhere."""
    (agency / "after-school.yaml").unlink()
    assert key(agency) is None
    assert shelves.key_of("fine", [str(agency / "shared")], "../after-school") is None


def test_a_shelf_finds_the_same_file(agency: Path) -> None:
    """The first folder that has it."""
    shelf = Shelf((agency, shipped()))
    for name in ("after-school", "trafficking-nm10", "none", "../x", "shared/group"):
        found = shelves.screen_file([str(folder) for folder in shelf.folders], name)
        assert (Path(found) if found else None) == shelf.screen(name)


# The command.


class Place:
    """A folder with a screen and records, and one for what is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SOURCE.parent / "tests" / "cli" / "files" / "screens", folder / "screens")
        screen = load_screen(folder / "screens" / "after-school.yaml", Shelf((folder / "screens", shipped())))
        self.record = whole_record(screen)
        self.write("good.json", self.record)
        self.write("faulty.json", {**self.record, "answers": {}})
        self.write("saved.json", {**self.record, "screen": {"id": "after-school"}})
        (folder / "many").mkdir()
        for number in range(3):
            self.write(f"many/{number}.json", self.record)
        lines = b"\n\n".join([json.dumps(self.record).encode()] * 2) + b"\r\n"
        (folder / "good.jsonl").write_bytes(lines)

    def write(self, name: str, record: object) -> None:
        """A record as a file."""
        (self.folder / name).write_text(json.dumps(record), encoding="utf-8")

    def run(self, *words: str, is_kept: bool = True, **env: str) -> tuple[str, str, int, set[str]]:
        """What a command writes and ends with, and what it imported."""
        where = {"SCREENKIT_CACHE": str(self.folder / "cache") if is_kept else "", "HOME": str(self.folder)}
        done = subprocess.run(
            [sys.executable, "-c", STARTED, "--screens", "screens", "validate", *words],
            cwd=self.folder,
            env={"PYTHONPATH": str(SOURCE), "TZ": "UTC", **where, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        modules = set(json.loads((self.folder / "modules.json").read_text(encoding="utf-8")))
        return done.stdout, done.stderr, done.returncode, modules


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """One for all that only read."""
    found = Place(tmp_path_factory.mktemp("place"))
    found.run("good.json")
    return found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["good.json"], "1 screening: no fault\n"),
        (["many"], "3 screenings: no fault\n"),
        (["many", "good.json", "good.jsonl"], "6 screenings: no fault\n"),
    ],
)
def test_records_without_fault_are_told_at_once(place: Place, words: list[str], told: str) -> None:
    """In the words of the whole program, and without what takes it so long."""
    output, errors, code, modules = place.run(*words)
    assert (output, errors, code) == (told, "", 0)
    assert not modules & {"typer", "typing", "dataclasses", "pathlib", "platformdirs", *HEAVY}
    assert {name for name in modules if name.startswith("screenkit.")} == {
        *("screenkit.cli", "screenkit.cli.front", "screenkit.ready"),
        *("screenkit.ready.cache", "screenkit.ready.fine", "screenkit.ready.folders", "screenkit.ready.shelves"),
    }
    assert place.run(*words, is_kept=False)[:3] == (told, "", 0)


@pytest.mark.parametrize(
    "words",
    [
        ["faulty.json"],
        ["saved.json"],
        ["many", "faulty.json"],
        ["good.json", "good.json"],
        ["many", "many/0.json"],
        ["many/*.json"],
        ["none.json"],
        ["screens"],
        ["good.json", "--totals"],
        ["--format", "json", "good.json"],
        ["--", "good.json"],
        [],
    ],
)
def test_everything_else_is_for_the_whole_program(place: Place, words: list[str]) -> None:
    """It says the same with what is kept as without, and nothing is told twice."""
    output, errors, code, modules = place.run(*words)
    assert "typer" in modules
    assert (output, errors, code) == place.run(*words, is_kept=False)[:3]


def test_settings_of_this_person_are_for_the_whole_program(place: Place) -> None:
    """They may be wrong, or name other folders of screens."""
    (place.folder / "config.toml").write_text("nonsense = 1\n", encoding="utf-8")
    _, errors, code, _ = place.run("good.json", SCREENKIT_CONFIG=str(place.folder / "config.toml"))
    assert ("there is no setting `nonsense`" in errors, code) == (True, 2)


def test_a_screen_that_changed_is_looked_at_anew(tmp_path: Path) -> None:
    """What was kept for its former text says nothing any more; what is kept for the new one does."""
    place = Place(tmp_path)
    place.run("good.json")
    assert "typer" not in place.run("good.json")[3]
    path = tmp_path / "screens" / "after-school.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert "typer" in place.run("good.json")[3]
    assert "typer" not in place.run("good.json")[3]


def test_nothing_that_was_answered_is_kept(tmp_path: Path) -> None:
    """Only what the screen says."""
    place = Place(tmp_path)
    record = json.loads(json.dumps(place.record).replace('{"absent": "declined"}', '"canary-7731"', 1))
    place.write("good.json", {**record, "id": "canary-7731"})
    place.run("good.json")
    place.run("many")
    files = list((tmp_path / "cache").iterdir())
    assert files
    assert not any(b"canary" in file.read_bytes() for file in files)
