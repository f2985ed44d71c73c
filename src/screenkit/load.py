"""A name or a path to a checked `Screen`, or every fault in its files at once."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from screenkit.accepted import Accepted, beside
from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.checks import CHECKS
from screenkit.conditions import Condition
from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.digests import digest_of
from screenkit.draft import Draft, Enough, Origin, Placed, full_name
from screenkit.entries import misfits, name_of
from screenkit.memory import all_of_it_stays
from screenkit.questions import Choosing
from screenkit.reference import (
    Choice,
    ChoicesFile,
    ContactsFile,
    JurisdictionsFile,
    Model,
    RecipientsFile,
    Reference,
    SourcesFile,
)
from screenkit.reference.lists import ListsWhenNamed
from screenkit.screen import Entry, Indicated, Outgoing, Screen, Step, always
from screenkit.shapes import shape
from screenkit.shelf import Shelf
from screenkit.source import LIMITS, Document, Faults, read_file
from screenkit.suppression import Suppressions

F = TypeVar("F", bound=Model)
_LISTS = ("countries", "languages")


def load_screen(path: Path, shelf: Shelf) -> Screen:
    """Return the screen of the file; raises `Faults` with every fault of it and of the shared files it uses."""
    return load_with_draft(path, shelf)[0]


def load_with_draft(path: Path, shelf: Shelf) -> tuple[Screen, Draft]:
    """As `load_screen`, with the draft that knows where everything was written."""
    with all_of_it_stays():
        draft = read_draft(path, shelf)
        return _checked(draft, path), draft


def read_draft(path: Path, shelf: Shelf) -> Draft:
    """The screen of the file before it is checked; raises `Faults` where a file has not its shape."""
    document = read_file(path, shown(path))
    reference = load_reference(shelf)
    lists = _lists(reference)
    found = _Gathered()
    authored = found.keep(document, AuthoredScreen, lists)
    used = [found.group(shelf, document, number, name, lists) for number, name in enumerate(_uses(document))]
    found.accept(document, path)
    if authored is None or found.faults:
        raise Faults(_at_most(found.faults, document))
    groups = tuple(one for one in used if one is not None)
    borrowed = frozenset(shown(one) for one in found.shared if one.parent.parent != path.parent)
    return Draft(Origin(document, ()), authored, groups, reference, found.accepted, borrowed)


def read_group(path: Path, shelf: Shelf) -> tuple[Origin, SharedGroup]:
    """The shared group of the file, by itself; raises `Faults`."""
    document = read_file(path, shown(path))
    return Origin(document, ()), shape(document, SharedGroup, {"lists": _lists(load_reference(shelf))})


def shown(path: Path) -> str:
    """The path as diagnostics name it: below the working folder where it is there."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _uses(document: Document) -> list[str]:
    uses = document.value.get("uses", []) if isinstance(document.value, dict) else []
    return [name for name in uses if isinstance(name, str)] if isinstance(uses, list) else []


class _Gathered:
    """Models read so far, and the faults met on the way."""

    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []
        self.accepted: dict[Document, Accepted] = {}
        self.shared: list[Path] = []

    def read(self, path: Path) -> Document | None:
        try:
            return read_file(path, shown(path))
        except Faults as error:
            self.faults += error.diagnostics
        return None

    def accept(self, document: Document, path: Path) -> None:
        """Keeps what is known of the translations in a file, where anything is."""
        kept = self.read(beside(path)) if beside(path).is_file() else None
        accepted = self.keep(kept, Accepted, {}) if kept else None
        if accepted is not None:
            self.accepted[document] = accepted

    def keep(self, document: Document, model: type[F], lists: Mapping[str, tuple[Choice, ...]]) -> F | None:
        try:
            return shape(document, model, {"lists": lists})
        except Faults as error:
            # A list with faults is met by everything that names it.
            self.faults += (one for one in error.diagnostics if one not in self.faults)
        return None

    def group(
        self,
        shelf: Shelf,
        document: Document,
        number: int,
        name: str,
        lists: Mapping[str, tuple[Choice, ...]],
    ) -> tuple[Origin, SharedGroup] | None:
        if len(self.faults) > LIMITS.faults:
            return None
        if name in _uses(document)[:number]:
            message = f"shared group {quoted(name)} is used already"
            self.faults.append(document.fault("duplicate-name", message, ("uses", number)))
            return None
        path = shelf.shared(name)
        if path is None:
            message, hint = f"shared group {quoted(name)} does not exist", near(name, shelf.groups())
            self.faults.append(document.fault("unknown-group", message, ("uses", number), hint=hint))
            return None
        shared = self.read(path)
        group = self.keep(shared, SharedGroup, lists) if shared else None
        if shared is None or group is None:
            return None
        if group.group != path.stem:
            self.faults.append(_misnamed(shared, "group", path))
        self.accept(shared, path)
        self.shared.append(path)
        return Origin(shared, ()), group


def load_reference(shelf: Shelf) -> Reference:
    """Return the reference data of the shelf; an agency's entry replaces the shipped one of the same name."""
    cited = Reference(sources=_entries(shelf, "sources", SourcesFile, Reference()))
    return replace(
        cited,
        contacts=_entries(shelf, "contacts", ContactsFile, cited),
        jurisdictions=_entries(shelf, "jurisdictions", JurisdictionsFile, cited),
        recipients=_entries(shelf, "recipients", RecipientsFile, cited),
        lists=ListsWhenNamed(_LISTS, lambda name: tuple(_entries(shelf, name, ChoicesFile, cited, "choices").values())),
    )


def _entries(shelf: Shelf, name: str, model: type[F], cited: Reference, key: str = "") -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in shelf.reference(name):
        document = read_file(path, shown(path))
        entries = getattr(shape(document, model), key or name)
        faults = tuple(misfits(document, key or name, entries, cited))
        if faults:
            raise Faults(_at_most(faults, document))
        for entry in entries:
            merged.setdefault(name_of(entry), entry)
    return merged


def _lists(reference: Reference) -> Mapping[str, tuple[Choice, ...]]:
    jurisdictions = tuple(Choice(name=one.name, label=one.label) for one in reference.jurisdictions.values())
    return ChainMap({"jurisdictions": jurisdictions}, cast("dict[str, tuple[Choice, ...]]", reference.lists))


def _checked(draft: Draft, path: Path) -> Screen:
    document = draft.origin.document
    try:
        screen = _found(draft, path)
    except Enough:
        faults = (one for one in draft.faults if one.severity == "error")
        raise Faults(_at_most(faults, document)) from None
    told = Suppressions(document, draft.authored.suppress).others(draft.faults)
    if any(finding.severity == "error" for finding in told):
        raise Faults(told)
    return replace(screen, findings=tuple(draft.faults))


def _found(draft: Draft, path: Path) -> Screen:
    """The screen, with everything that was found noted in the draft; raises `Enough`."""
    if path.stem != draft.authored.screen:
        draft.note(_misnamed(draft.origin.document, "screen", path))
    screen = _build(draft)
    for check in CHECKS.values():
        for finding in check(draft):
            # A note on a file from elsewhere, such as a shipped one, is for whoever keeps that.
            if finding.severity == "error" or finding.file not in draft.borrowed:
                draft.note(finding)
    return screen


def _at_most(faults: Iterable[Diagnostic], document: Document) -> tuple[Diagnostic, ...]:
    first = tuple(islice(faults, LIMITS.faults + 1))
    return first if len(first) <= LIMITS.faults else (*first[:-1], document.too_many())


def _misnamed(document: Document, kind: str, path: Path) -> Diagnostic:
    message = f"a {kind} is named as its file, `{path.name}`"
    return document.fault("name-differs", message, (kind,), hint=f"write `{kind}: {path.stem}`, or rename the file")


def _build(draft: Draft) -> Screen:
    entries = _entries_of(draft)
    indications = tuple(_indications(draft))
    steps = tuple(_steps(draft))
    for number, rule in enumerate(draft.authored.assertions):
        draft.condition(draft.origin.to("assertions", number, "when"), rule.when, draft.scope())
    statuses = {**draft.authored.translations}
    for _, group in draft.groups:
        statuses |= {key: value for key, value in group.translations.items() if value == "unofficial"}
    return Screen(
        draft.authored,
        digest_of(draft),
        entries,
        indications,
        steps,
        tuple(_documents(draft)),
        draft.defined,
        draft.reference,
        statuses,
    )


def _entries_of(draft: Draft) -> tuple[Entry, ...]:
    inner: dict[str, list[Entry]] = {name: [] for name in draft.repeats}
    for one in draft.placed:
        if one.repeat:
            inner[one.repeat].append(_entry(draft, one))
    return tuple(_entry(draft, one, tuple(inner.get(one.question.name, ()))) for one in draft.placed if not one.repeat)


def _entry(draft: Draft, one: Placed, inner: tuple[Entry, ...] = ()) -> Entry:
    condition = draft.guard(one)
    check = condition.closure() if condition else always
    return Entry(one.question, condition, check, one.sections, one.repeat, inner)


def _indications(draft: Draft) -> Iterator[Indicated]:
    for number, rule in enumerate(draft.authored.indications):
        if rule.per is not None and rule.per not in draft.repeats:
            draft.is_understood = False
            continue  # a check says so; what its condition says of each instance cannot be read
        scope = draft.scope(rule.per or "")
        condition = draft.condition(draft.origin.to("indications", number, "when"), rule.when, scope)
        yield Indicated(rule, condition, condition.closure())


def _steps(draft: Draft) -> Iterator[Step]:
    for number, rule in enumerate(draft.authored.next_steps):
        condition: Condition | None = None
        each = _each(draft, rule.each)
        if rule.when is not None and (each is not None or not rule.each):
            scope = draft.scope(each=each)
            condition = draft.condition(draft.origin.to("next_steps", number, "when"), rule.when, scope)
        draft.is_understood &= (condition is None) is (rule.when is None)
        yield Step(rule, condition, None if condition is None else condition.closure())


def _documents(draft: Draft) -> Iterator[Outgoing]:
    for number, rule in enumerate(draft.authored.documents):
        hold = None
        if rule.hold is not None:
            hold = draft.condition(draft.origin.to("documents", number, "hold", "when"), rule.hold.when, draft.scope())
        yield Outgoing(rule, hold)


def _each(draft: Draft, names: tuple[str, ...]) -> Choosing | None:
    for one in draft.placed:
        if full_name(one) in names and isinstance(one.question, Choosing):
            return one.question
    return None
