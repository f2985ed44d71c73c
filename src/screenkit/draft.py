"""A screen on its way to being checked: documents, models, and every condition parsed in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from screenkit.accepted import Accepted
from screenkit.authored import AuthoredScreen, SharedGroup
from screenkit.conditions import And, Condition, Misread, Named, Ref, Scope, Subject, parse_condition
from screenkit.diagnostics import Diagnostic, Route
from screenkit.questions import Common, Group, Question, Repeat
from screenkit.reference import Reference
from screenkit.screen import Section
from screenkit.source import LIMITS, Document

DEEPEST = 12
"""So many definitions may stand inside each other."""
LARGEST = 1_000
"""So many parts a condition may have, with those of the definitions that it names."""


class Enough(Exception):  # noqa: N818 - not an error: so many faults are told, and no more are looked for
    """A screen has more faults than anyone reads at once."""


@dataclass(frozen=True)
class Origin:
    """Where something was written: a value, or with `at_key` the key of one."""

    document: Document
    route: Route
    at_key: bool = False

    def to(self, *parts: str | int) -> Origin:
        """A place below this one."""
        return Origin(self.document, (*self.route, *parts))

    def fault(
        self, code: str, message: str, hint: str | None = None, *, part: re.Match[str] | None = None
    ) -> Diagnostic:
        """The diagnostic for this place, or for a part of the text in it."""
        start, length = (part.start(), len(part[0])) if part else (0, None)
        return self.document.fault(code, message, self.route, key=self.at_key, hint=hint, offset=start, length=length)

    def misread(self, fault: Misread) -> Diagnostic:
        """The diagnostic for what is wrong with the condition in this place."""
        return self.document.fault(
            fault.code, fault.message, self.route, hint=fault.hint, offset=fault.offset, length=fault.length
        )

    def second(self, first: Origin, code: str, message: str) -> Diagnostic:
        """The diagnostic for what stands here although it stands elsewhere already."""
        place = first.document.place(first.route, key=first.at_key)
        if first.document is self.document:
            return self.document.fault(code, message, self.route, key=self.at_key, also=place)
        return self.fault(code, message, f"first defined in {first.document.name} on line {place.line}")


@dataclass(frozen=True)
class Placed:
    """A question, where it was written, and what surrounds it."""

    question: Question
    origin: Origin
    repeat: str = ""
    guards: tuple[Origin, ...] = ()
    sections: tuple[Section, ...] = ()


def full_name(one: Placed) -> str:
    """The question's name as documents and `each` write it: `children.born_on`."""
    return f"{one.repeat}.{one.question.name}" if one.repeat else one.question.name


def place_questions(
    questions: Sequence[Question],
    origin: Origin,
    around: Placed | None = None,
) -> Iterator[Placed]:
    """Every question in the order it is asked, groups taken apart, those of a repeat after it."""
    for number, question in enumerate(questions):
        here = origin.to("questions", number)
        outer = around or Placed(question, here)
        guards = (*outer.guards, *((here.to("relevant"),) if question.relevant else ()))
        placed = Placed(question, here, outer.repeat, guards, outer.sections)
        if isinstance(question, Group):
            yield from place_questions(question.questions, here, _under(placed, question))
            continue
        yield placed
        if isinstance(question, Repeat):
            inside = Placed(
                question,
                here,
                question.name,
                (),
                (*outer.sections, Section(question.label, question.help, question.read_aloud, question.verbatim)),
            )
            yield from place_questions(question.questions, here, inside)


def _under(placed: Placed, group: Group) -> Placed:
    sections = (*placed.sections, Section(group.label, group.help, group.read_aloud, group.verbatim))
    return Placed(placed.question, placed.origin, placed.repeat, placed.guards, sections)


def _written(questions: Sequence[Question], origin: Origin) -> Iterator[tuple[Origin, Common]]:
    for number, question in enumerate(questions):
        here = origin.to("questions", number)
        yield here, question
        if isinstance(question, Group | Repeat):
            yield from _written(question.questions, here)


@dataclass
class Draft:
    """What is known of a screen before it is found whole."""

    origin: Origin
    authored: AuthoredScreen
    groups: tuple[tuple[Origin, SharedGroup], ...]
    reference: Reference
    accepted: Mapping[Document, Accepted] = field(default_factory=dict)
    borrowed: frozenset[str] = frozenset()
    """The shared groups that do not lie beside the screen."""
    faults: dict[Diagnostic, None] = field(default_factory=dict)
    conditions: dict[Origin, Condition] = field(default_factory=dict)
    is_understood: bool = True
    """Whether every condition that was met could be read; only then can it be said what none of them reads."""
    _errors: int = 0
    _defined: dict[str, Condition] = field(default_factory=dict)
    _guards: dict[Origin, Condition] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.placed = tuple(self._place())
        self._order: dict[tuple[str, str], int] = {}
        self._guarded: dict[Origin, range] = {}
        for number, one in enumerate(self.placed):
            self._order.setdefault((one.repeat, one.question.name), number)
            for guard in one.guards:
                first = self._guarded.get(guard, range(number, number)).start
                self._guarded[guard] = range(first, number + 1)
        self.questions = self._named("")
        names = [one.question.name for one in self.placed if isinstance(one.question, Repeat)]
        self.repeats: Mapping[str, Mapping[str, Subject]] = {name: self._named(name) for name in names}

    def _place(self) -> Iterator[Placed]:
        for origin, group in self.groups:
            heading = Placed(group.questions[0], origin, sections=(Section(group.label, None, group.read_aloud),))
            yield from place_questions(group.questions, origin, heading)
        yield from place_questions(self.authored.questions, self.origin)

    def _named(self, repeat: str) -> dict[str, Subject]:
        return {one.question.name: one.question for one in self.placed if one.repeat == repeat}

    @property
    def roots(self) -> tuple[tuple[Origin, AuthoredScreen | SharedGroup], ...]:
        """Each file: the shared groups, then the screen."""
        return (*self.groups, (self.origin, self.authored))

    def written(self) -> Iterator[tuple[Origin, Common]]:
        """Every question and where it was written, groups and repeats too."""
        for origin, root in self.roots:
            yield from _written(root.questions, origin)

    def note(self, fault: Diagnostic) -> None:
        """Keeps a finding, once; raises `Enough` when there are too many faults, however many notes there are."""
        if fault not in self.faults:
            self.faults[fault] = None
            self._errors += fault.severity == "error"
        if self._errors > LIMITS.faults:
            raise Enough

    def scope(self, inside: str = "", each: Subject | None = None) -> Scope:
        """The names in sight at a place of the screen."""
        return Scope(self.questions, self.repeats, inside, each, self.define, tuple(self.authored.define))

    def condition(self, origin: Origin, text: str, scope: Scope) -> Condition:
        """The condition written at the place; a fault in it is noted and nothing put in its place."""
        try:
            condition = parse_condition(text, scope)
        except Misread as fault:
            self.is_understood = False
            self.note(origin.misread(fault))
            return And(())
        if self._size(condition) <= LARGEST:
            self.conditions[origin] = condition
            return condition
        self.is_understood = False
        message = f"with the definitions that it names, this condition has more than {LARGEST:,} parts"
        self.note(origin.fault("long-condition", message, "name each definition once"))
        return And(())

    def _size(self, condition: Condition) -> int:
        if isinstance(condition, Named):
            return self._sizes.get(condition.name, 1)
        return 1 + sum(map(self._size, condition.parts()))

    def define(self, name: str) -> Condition | None:
        """The condition behind a name of `define:`; a definition that leads back to itself is a fault."""
        if name not in self.authored.define:
            return None
        origin = self.origin.to("define", name)
        if name in self._open:
            self.is_understood = False
            self._refuse_circle(name)
            return And(())
        if len(self._open) > DEEPEST:
            self.is_understood = False
            message = f"definitions stand more than {DEEPEST} deep inside each other here"
            self.note(origin.fault("long-condition", message))
            return And(())
        if name not in self._defined:
            self._open.append(name)
            self._defined[name] = self.condition(origin, self.authored.define[name], self.scope())
            self._sizes[name] = self._size(self._defined[name])
            self._open.pop()
        return self._defined[name]

    def _refuse_circle(self, name: str) -> None:
        origin = self.origin.to("define", name)
        following = [*self._open, name][self._open.index(name) + 1]
        through = "" if following == name else f", through `{following}`"
        part = re.search(rf"\b{following}\b", _at(origin))
        self.note(origin.fault("circular-definition", f"`{name}` is defined by way of itself{through}", part=part))

    @property
    def defined(self) -> Mapping[str, Condition]:
        """Every definition."""
        return {name: self.define(name) or And(()) for name in self.authored.define}

    def guard(self, placed: Placed) -> Condition | None:
        """When a question is asked: its own condition and those of the groups around it, all looking back only."""
        for origin in placed.guards:
            if origin not in self._guards:
                self._guards[origin] = self._guard(placed, origin)
        parts = [self._guards[origin] for origin in placed.guards]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _guard(self, placed: Placed, origin: Origin) -> Condition:
        condition = self.condition(origin, _at(origin), self.scope(placed.repeat))
        owner = _at(Origin(origin.document, (*origin.route[:-1], "name")))
        for ref in dict.fromkeys(condition.refs()):
            # What is asked in another repeat comes with that repeat, which the condition names too.
            if ref.repeat in ("", placed.repeat):
                self._refuse_looking_ahead(origin, owner, ref)
        return condition

    def _refuse_looking_ahead(self, origin: Origin, owner: str, ref: Ref) -> None:
        asked = self._order.get((ref.repeat, ref.name), -1)
        part = re.search(rf"\b{ref.name}\b", _at(origin))
        if asked in self._guarded[origin]:
            message = f"`{ref.name}` is asked only when this holds, so this cannot depend on its answer"
            self.note(origin.fault("asks-about-itself", message, part=part))
        elif asked >= self._guarded[origin].stop:
            message, hint = f"`{ref.name}` is asked after this", f"move `{ref.name}` before `{owner}`"
            self.note(origin.fault("question-asked-later", message, hint, part=part))


def _at(origin: Origin) -> str:
    node: object = origin.document.value
    for part in origin.route:
        node = node[part]  # type: ignore[index]  # the route was taken from this document
    return str(node)
