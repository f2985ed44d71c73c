"""How far the translations of a screen are, and keeping which of them someone has looked at."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from screenkit.accepted import NOTHING, Accepted, beside
from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.checks.translated import Translatable, translatables
from screenkit.draft import Origin
from screenkit.load import read_draft, read_group, shown
from screenkit.shapes import shape
from screenkit.shelf import Shelf
from screenkit.source import read_file
from screenkit.text import DEFAULT_LANGUAGE

HEADING = """\
# Which English words each translation was made from: `screenkit translate accept` writes this, people do not.
"""


@dataclass(frozen=True)
class Part:
    """A screen or a shared group: its texts, and which of their translations are accepted."""

    name: str
    origin: Origin
    root: AuthoredScreen | SharedGroup
    accepted: Accepted

    @property
    def texts(self) -> tuple[Translatable, ...]:
        """Its texts, in order."""
        return tuple(translatables(self.origin, self.root))

    def languages(self) -> tuple[str, ...]:
        """The languages that any of its texts is translated into."""
        found = dict.fromkeys(language for one in self.texts for language in one.text.languages)
        return tuple(language for language in found if language != DEFAULT_LANGUAGE)


@dataclass(frozen=True)
class Standing:
    """How far one translation of a screen or shared group is; what is not right with it, by the place of the text."""

    name: str
    language: str
    status: str
    texts: int
    missing: tuple[Translatable, ...]
    stale: tuple[Translatable, ...]
    new: tuple[Translatable, ...]

    def lines(self) -> Iterator[str]:
        """The sum, and a line for each text that someone must look at."""
        yield f"{self.name} in {self.language}, {self.status}: {', '.join(self._sums())}"
        found = {"missing": self.missing, "stale": self.stale}
        # Before anyone has accepted anything, every text would stand here.
        found |= {"not accepted": self.new} if len(self.new) < self.texts else {}
        for what, texts in found.items():
            for one in texts:
                place = one.origin.document.place(one.origin.route, key=True)
                yield f"  {one.origin.document.name}:{place.line}: {what}: {one.key}"

    def _sums(self) -> Iterator[str]:
        yield f"{self.texts - len(self.missing)} of {self.texts} texts"
        for what, texts in (("missing", self.missing), ("stale", self.stale), ("not accepted", self.new)):
            if texts:
                yield f"{len(texts)} {what}"


def standings(path: Path, shelf: Shelf) -> Iterator[Standing]:
    """How far each translation of a screen and of the shared groups that it uses is; raises `Faults`."""
    draft = read_draft(path, shelf)
    offered = [one for one in draft.authored.title.languages if one != DEFAULT_LANGUAGE]
    for origin, root in reversed(draft.roots):
        part = Part(_name(root), origin, root, draft.accepted.get(origin.document, NOTHING))
        yield from (_standing(part, language) for language in offered)


def _name(root: AuthoredScreen | SharedGroup) -> str:
    return root.group if isinstance(root, SharedGroup) else root.screen


def _standing(part: Part, language: str) -> Standing:
    there = [one for one in part.texts if one.text.has(language)]
    kept = {one.key: part.accepted.digest(language, one.key) for one in there}
    return Standing(
        part.name,
        language,
        part.root.translations.get(language, "without a status"),
        len(part.texts),
        tuple(one for one in part.texts if not one.text.has(language)),
        tuple(one for one in there if kept[one.key] not in (None, one.digest)),
        tuple(one for one in there if kept[one.key] is None),
    )


def read_part(path: Path, shelf: Shelf, *, is_group: bool) -> Part:
    """The screen or shared group of a file; raises `Faults`."""
    if is_group:
        origin, root = read_group(path, shelf)
        return Part(root.group, origin, root, accepted_in(path))
    draft = read_draft(path, shelf)
    return Part(draft.authored.screen, draft.origin, draft.authored, accepted_in(path))


def accepted_in(path: Path) -> Accepted:
    """The accepted translations of a file, or none where nothing is kept; raises `Faults`."""
    kept = beside(path)
    return shape(read_file(kept, shown(kept)), Accepted) if kept.is_file() else NOTHING


def accept(part: Part, language: str, keys: Collection[str]) -> tuple[Accepted, tuple[str, ...]]:
    """What is accepted once the texts of these keys are, and which of them were not before; no keys mean all texts.

    What is kept of texts that are gone, or no longer translated, is dropped.
    """
    there = [one for one in part.texts if one.text.has(language)]
    before = part.accepted.accepted.get(language, {})
    after: dict[str, str] = {}
    for one in there:
        digest = one.digest if not keys or one.key in keys else before.get(one.key)
        after |= {} if digest is None else {one.key: digest}
    others = {code: kept for code, kept in part.accepted.accepted.items() if code != language}
    new = tuple(key for key, digest in after.items() if before.get(key) != digest)
    return Accepted(accepted={**others, language: after}), new


def write(path: Path, accepted: Accepted) -> Path:
    """The file beside that of a screen or shared group, once what is accepted stands in it; raises OSError."""
    kept = beside(path)
    if not kept.parent.is_dir():
        kept.parent.mkdir()
        shutil.copymode(path.parent, kept.parent)
    begun = kept.with_suffix(".part")
    begun.write_text("".join(f"{line}\n" for line in _lines(accepted.accepted)), encoding="utf-8", newline="\n")
    # Nothing here is a family's: whoever may read the screen may read this.
    shutil.copymode(path, begun)
    begun.replace(kept)
    return kept


def _lines(accepted: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    yield HEADING.rstrip("\n")
    yield "accepted:"
    for language, texts in sorted(accepted.items()):
        yield f"  {language}:"
        yield from (f"    {key}: {digest}" for key, digest in texts.items())
