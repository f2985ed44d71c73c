"""Where every condition of a screen was written, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from screenkit.authored import Assertion
from screenkit.conditions import Condition, Named, Ref, parse_condition
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Draft, Origin, Placed
from screenkit.prove.parts import Line
from screenkit.screen import Screen, Step


@dataclass(frozen=True, eq=False)
class Written:
    """A condition where it was written; `repeat` is the one of whose instance it speaks."""

    origin: Origin
    condition: Condition
    repeat: str = ""

    @property
    def text(self) -> str:
        """What the author wrote."""
        return text_at(self.origin)

    @cached_property
    def line(self) -> Line:
        """The condition with its text."""
        return Line(self.condition, self.text, self.repeat)

    def fault(
        self, code: str, message: str, hint: str | None = None, *, offset: int = 0, length: int = 0
    ) -> Diagnostic:
        """A diagnostic for the condition, or for a part of it."""
        origin = self.origin
        return origin.document.fault(code, message, origin.route, hint=hint, offset=offset, length=length or None)

    @property
    def number(self) -> int:
        """The line of the file that it stands on."""
        return self.origin.document.place(self.origin.route).line


@dataclass(frozen=True, eq=False)
class Guard(Written):
    """A `relevant`: the questions that it stands before, and the guards of the groups around it."""

    questions: tuple[Placed, ...] = ()
    around: tuple[Written, ...] = ()


@dataclass(frozen=True, eq=False)
class Claim:
    """An assertion with its condition."""

    rule: Assertion
    written: Written


class Places:
    """Everything that was written as a condition."""

    def __init__(self, screen: Screen, draft: Draft) -> None:
        self.screen = screen
        self.draft = draft
        self._guards: dict[Origin, Guard] = {}
        for placed in draft.placed:
            self._note(placed)
        self.definitions = {
            name: Written(draft.origin.to("define", name), condition) for name, condition in screen.defined.items()
        }
        self.indications = tuple(
            (one, Written(draft.origin.to("indications", number, "when"), one.condition, one.rule.per or ""))
            for number, one in enumerate(screen.indications)
        )
        self.steps = tuple(self._steps())
        self.claims = tuple(self._claims())

    def _note(self, placed: Placed) -> None:
        around: list[Written] = []
        for origin in placed.guards:
            known = self._guards.get(origin)
            condition = known.condition if known else self._parsed(origin, placed.repeat)
            before = known.questions if known else ()
            self._guards[origin] = Guard(origin, condition, placed.repeat, (*before, placed), tuple(around))
            around.append(self._guards[origin])

    def _parsed(self, origin: Origin, repeat: str) -> Condition:
        known = self.draft.conditions.get(origin)
        return parse_condition(text_at(origin), self.draft.scope(repeat)) if known is None else known

    def _steps(self) -> Iterator[tuple[Step, Written]]:
        for number, step in enumerate(self.screen.steps):
            if step.condition is not None:
                yield step, Written(self.draft.origin.to("next_steps", number, "when"), step.condition)

    def _claims(self) -> Iterator[Claim]:
        for number, rule in enumerate(self.draft.authored.assertions):
            origin = self.draft.origin.to("assertions", number, "when")
            yield Claim(rule, Written(origin, self._parsed(origin, "")))

    @property
    def guards(self) -> tuple[Guard, ...]:
        """Every `relevant`, in the order of the questions."""
        return tuple(self._guards.values())

    def everything(self) -> Iterator[Written]:
        """Every condition."""
        yield from self.guards
        yield from self.definitions.values()
        yield from (written for _, written in self.indications)
        yield from (written for _, written in self.steps)
        yield from (claim.written for claim in self.claims)

    def question(self, ref: Ref) -> Placed:
        """The question, with where it stands."""
        return self._placed[ref]

    @cached_property
    def _placed(self) -> dict[Ref, Placed]:
        return {Ref(one.question.name, one.repeat): one for one in self.draft.placed}

    def guards_of(self, placed: Placed) -> tuple[Guard, ...]:
        """The conditions under which a question is asked, outer ones first."""
        return tuple(self._guards[origin] for origin in placed.guards)

    def where(self, wanted: Condition, written: Written) -> tuple[str, int] | None:
        """How a part was written, in a condition or in a definition that it names, and on which line."""
        found = written.line.text_of(wanted)
        if found is not None:
            return found[0], written.number
        for name in _names(written.condition):
            inner = self.where(wanted, self.definitions[name])
            if inner is not None:
                return inner
        return None


def _names(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Named):
        yield condition.name
        return
    for part in condition.parts():
        yield from _names(part)


def text_at(origin: Origin) -> str:
    """What stands at a place."""
    node: object = origin.document.value
    for part in origin.route:
        node = node[part]  # type: ignore[index]  # the route was taken from this document
    return str(node)
