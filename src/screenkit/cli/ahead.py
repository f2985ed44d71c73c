"""The first page of a screening that was begun before, put while the rest of the program is still on its way.

The page is what it was the last time, kept by a digest of everything that it was made of, and holds no answer. What
the person replies is handed to the interview when that puts its own first page, if it is the same one to the letter;
else the person is asked again. So nothing here decides anything, and where there is any doubt nothing is done here.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module

from screenkit.ready import cache, folders, shelves

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from screenkit.pages import Face, Film, Page, Reply, Sheet
    from screenkit.settings import Settings

KIND = "first"
_WAITS = 0.3
_REST = (
    "screenkit.cli.app",
    "screenkit.cli.interviews",
    "screenkit.load",
    "screenkit.sitting",
    "screenkit.form",
    "screenkit.terminal.searching",
)
_TAKES = ("--lang", "--worker-lang", "--screens")
"""Options with a value; all others are for the whole program, and so is everything that looks odd."""


class _Unsure(Exception):  # noqa: N818 - nothing is wrong
    """This is for the whole program."""


class Typed:
    """`[--screens FOLDER]… run SCREEN [--practice] [--plain] [--lang CODE] [--worker-lang CODE]`, nothing else."""

    def __init__(self, words: Sequence[str]) -> None:
        self.values: dict[str, list[str]] = {name: [] for name in _TAKES}
        self.flags: set[str] = set()
        self.names: list[str] = []
        rest = iter(words)
        for word in rest:
            if word in _TAKES and (word == "--screens") is not bool(self.names):
                self.values[word].append(next(rest, "-"))
            elif word in ("--practice", "--plain") and self.names:
                self.flags.add(word)
            elif word.startswith("-"):
                raise _Unsure
            else:
                self.names.append(word)
        if len(self.names) != 2 or self.names[0] != "run" or not shelves.NAME.fullmatch(self.names[1]):  # noqa: PLR2004
            raise _Unsure
        if any(value.startswith("-") for values in self.values.values() for value in values):
            raise _Unsure

    def last(self, option: str, *others: str) -> str:
        """What an option says, else the first of the others that says something."""
        return next((word for word in (*self.values[option][-1:], *others) if word), "")


class Ahead:
    """What was done before the whole program was there."""

    def __init__(self) -> None:
        self.has_said = False
        self.is_known = False
        self._name, self._key = "", b""
        self._open: ExitStack | None = None
        self._face: Face | None = None
        self._page: Page | None = None
        self._came: Reply | BaseException | None = None

    def begin(self, words: Sequence[str]) -> None:
        """Say what is opened, and put its first page where that is known."""
        try:
            typed = Typed(words)
            if not can_be_asked():
                return
            say_opening(typed.names[1])
            self.has_said = True
            settings = _settings()
            searched = [*(typed.values["--screens"] or _named() or map(str, settings.screens)), shelves.shipped()]
            worker = typed.last("--worker-lang", os.environ.get("SCREENKIT_LANG", ""), settings.worker_lang, "en")
            way = "\0".join((typed.last("--lang", "en"), worker, *sorted(typed.flags & {"--practice"})))
            self._name = shelves.name_of(KIND, searched, typed.names[1], way)
            self._key = shelves.key_of(KIND, searched, typed.names[1], way) or b""
            page = cache.fetch(self._name, self._key) if self._key else None
        except (_Unsure, OSError, ValueError):
            return
        self.is_known = page is not None
        if page is not None and "--practice" in typed.flags:
            self._ask(page, plain="--plain" in typed.flags or settings.plain, minutes=settings.hide_after)

    def _ask(self, kept: Any, *, plain: bool, minutes: int) -> None:  # noqa: ANN401 - as it was kept
        from screenkit.signals import signals
        from screenkit.terminal import NoTerminal, open_face

        page, stack = page_of(kept), ExitStack()
        try:
            stack.enter_context(signals())
            self._face = stack.enter_context(open_face(plain or None, minutes * 60))
            self._open, self._page = stack, page
            gc.freeze()  # looking through all that was imported takes as long as drawing the page
            gc.enable()
            with the_rest():
                self._came = self._face.ask(page)
        except NoTerminal:
            stack.close()
        except (KeyboardInterrupt, EOFError, OSError, SystemExit) as left:
            self._came = left  # the interview is told as if it had asked

    def taken_over(self) -> tuple[Face, ExitStack] | None:
        """The face that is open already, and what closes it; once."""
        face, stack, self._open, self._face = self._face, self._open, None, None
        return (face, stack) if face is not None and stack is not None else None

    def let_go(self) -> None:
        """Close the face where nothing has taken it over, before anything else is told."""
        found = self.taken_over()
        if found is not None:
            with suppress(OSError):  # its window is gone
                found[1].close()

    def first(self, face: Face) -> Face:
        """A face that has the first page behind it, or keeps it for the next time; once."""
        came, page, self._came, self._page = self._came, self._page, None, None
        if came is not None and page is not None:
            return Asked(face, page, came)
        name, key, self._key = self._name, self._key, b""
        return Keeping(face, name, key) if key and not self.is_known else face


class Around:
    """A face around another one."""

    def __init__(self, face: Face) -> None:
        self._inside = face

    def ask(self, page: Page) -> Reply:
        """As the other."""
        return self._inside.ask(page)

    def show(self, sheet: Sheet) -> None:
        """As the other."""
        self._inside.show(sheet)

    def play(self, film: Film) -> None:
        """As the other."""
        self._inside.play(film)

    def hide(self) -> None:
        """As the other."""
        self._inside.hide()


class Asked(Around):
    """A face on which a page was put already; what came of it answers that page and no other."""

    def __init__(self, face: Face, page: Page, came: Reply | BaseException) -> None:
        super().__init__(face)
        self._page = page
        self._came: Reply | BaseException | None = came

    def ask(self, page: Page) -> Reply:
        came, self._came = self._came, None
        if isinstance(came, BaseException):
            raise came
        return came if came is not None and page == self._page else super().ask(page)


class Keeping(Around):
    """A face whose first page is kept for the next time, unless it tells anything that was answered."""

    def __init__(self, face: Face, name: str, key: bytes) -> None:
        super().__init__(face)
        self._name, self._key = name, key

    def ask(self, page: Page) -> Reply:
        key, self._key = self._key, b""
        if key and not (page.current or page.earlier or page.draft or page.reading):
            cache.put(self._name, key, kept_of(page))
        return super().ask(page)


def kept_of(page: Page) -> dict[str, object]:
    """The page as plain values."""
    found = dict(vars(page))
    found["options"] = tuple((one.name, one.label, one.second, one.also) for one in page.options)
    found["commands"] = tuple(str(one) for one in page.commands)
    found["absences"] = tuple(one.value for one in page.absences)
    return found


def page_of(kept: dict[str, Any]) -> Page:
    """The page that was kept."""
    from screenkit.answers import Absent
    from screenkit.pages import Command, Option, Page

    return Page(
        **{
            **kept,
            "options": tuple(Option(*one) for one in kept["options"]),
            "commands": tuple(Command(one) for one in kept["commands"]),
            "absences": tuple(Absent(one) for one in kept["absences"]),
        }
    )


def can_be_asked() -> bool:
    """Whether somebody sits at a terminal, and sees what is told."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def say_opening(screen: str) -> None:
    """Say at once what is being opened: reading a screen takes longer than one likes to look at nothing."""
    from screenkit.cleaning import clean

    with suppress(OSError):  # in a closed window nobody hears it
        sys.stderr.write(clean(f"screenkit: opening {screen}\n"))
        sys.stderr.flush()


def _named() -> list[str]:
    """The folders of screens that the surroundings name."""
    return [one for one in os.environ.get("SCREENKIT_SCREENS", "").split(os.pathsep) if one]


def _settings() -> Settings:
    from screenkit.settings import Settings, WrongSetting, load_settings

    if not os.path.lexists(folders.settings()):
        return Settings()  # and nothing of what reads a file is imported
    from pathlib import Path

    try:
        return load_settings(Path(folders.settings()))
    except WrongSetting:
        raise _Unsure from None


@contextmanager
def the_rest() -> Iterator[None]:
    """Import what comes after while somebody reads or types; nothing goes on before all of it is there."""
    answered = threading.Event()
    thread = threading.Thread(target=_bring, args=(answered,))
    thread.start()
    try:
        yield
    finally:
        answered.set()
        thread.join()


def _bring(answered: threading.Event) -> None:
    answered.wait(_WAITS)  # for the page to be drawn
    with suppress(Exception):  # whoever needs it is told
        for name in _REST:
            import_module(name)


AHEAD = Ahead()
"""Of this process."""
