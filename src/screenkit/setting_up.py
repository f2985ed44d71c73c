"""Leading someone to a key: which recovery key, which passphrase; and making what was planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from screenkit.keys import LEAST_CHARACTERS, Key, Protect, has_key, make_key, path_in, save_key, save_recovery
from screenkit.pages import Face, Given, Kind, Option, Page, Sheet
from screenkit.sealing import is_reader, protect
from screenkit.store import NotSaved, Store
from screenkit.words import say


@dataclass(frozen=True)
class Plan:
    """What was chosen; where a recovery key is to be made, the file for it and its own passphrase."""

    passphrase: str = field(repr=False)
    recovery: tuple[str, ...] = ()
    file: Path | None = None
    file_passphrase: str = field(default="", repr=False)


def carry_out(home: Path, plan: Plan, protect: Protect = protect) -> Key:
    """Make the recovery key that was planned, then the worker's; raises `NotSaved`, also where there is a key."""
    with Store(home).lock("key"):
        if has_key(home):
            raise NotSaved(path_in(home), "there is a key already")
        made = (save_recovery(plan.file, plan.file_passphrase, protect),) if plan.file else ()
        key = make_key((*plan.recovery, *made))
        save_key(home, key, plan.passphrase, protect)
    return key


class Guide:
    """The pages, one after another."""

    def __init__(self, face: Face, language: str) -> None:
        self.face = face
        self.language = language

    def plan(self, recovery: tuple[str, ...] = (), file: Path | None = None) -> Plan:
        """Ask for everything that was not given already; Ctrl-C leaves nothing behind."""
        paragraphs = ("setup-what", "setup-why-recovery", "setup-three")
        self.face.show(Sheet(self._say("setup-title"), tuple(map(self._say, paragraphs)), language=self.language))
        if not recovery and file is None:
            recovery, file = self._recovery()
        secret = self.new_passphrase("recovery-passphrase") if file else ""
        return Plan(self.new_passphrase(), recovery, file, secret)

    def new_passphrase(self, key: str = "passphrase-new") -> str:
        """A passphrase that is long enough and was typed twice."""
        message = ""
        while True:
            first = self._ask("secret", key, message)
            if wrong := too_short(first, self.language):
                message = wrong
            elif self._ask("secret", "passphrase-again") == first:
                return first
            else:
                message = self._say("passphrase-differs")

    def _recovery(self) -> tuple[tuple[str, ...], Path | None]:
        options = [Option(name, self._say(f"recovery-{name}")) for name in ("paste", "make")]
        if self._ask("choice", "recovery-how", options=tuple(options)) == "make":
            return (), self._file()
        return (self._line(),), None

    def _line(self) -> str:
        message = ""
        while True:
            typed = self._ask("line", "recovery-line", message).strip()
            if is_reader(typed):
                return typed
            message = self._say("recovery-wrong")

    def _file(self) -> Path:
        message = ""
        while True:
            path = Path(self._ask("line", "recovery-file", message).strip()).expanduser()
            if path.parent.is_dir() and not path.exists():
                return path
            message = self._say("recovery-file-wrong")

    def _ask(self, kind: Kind, key: str, message: str = "", options: tuple[Option, ...] = ()) -> str:
        page = Page(
            kind=kind,
            read_aloud=self._say(key),
            language=self.language,
            worker_language=self.language,
            title=self._say("setup-title"),
            message=message,
            options=options,
            key=key,
        )
        reply = self.face.ask(page)
        return reply.raw if isinstance(reply, Given) and isinstance(reply.raw, str) else ""

    def _say(self, key: str) -> str:
        return say(key, self.language, least=LEAST_CHARACTERS)


def too_short(passphrase: str, language: str) -> str:
    """What is wrong with a new passphrase, or nothing."""
    enough = len(passphrase) >= LEAST_CHARACTERS
    return "" if enough else say("passphrase-short", language, least=LEAST_CHARACTERS)
