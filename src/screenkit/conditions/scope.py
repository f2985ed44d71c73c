"""What a condition may name: questions, repeats, definitions and choices."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol

from screenkit.conditions.nodes import Condition, Ref

Kind = Literal["choice", "choices", "number", "date", "moment", "text", "none"]
"""What can be asked of a question's value; `none` for what is only read aloud."""


class Subject(Protocol):
    """A question, as far as a condition is concerned."""

    @property
    def kind(self) -> Kind:
        """What can be asked of its value."""

    @property
    def options(self) -> Container[str]:
        """The choices that an answer can be, for `choice` and `choices`."""

    @property
    def option_names(self) -> tuple[str, ...]:
        """The same in order, to suggest one."""

    @property
    def is_reference(self) -> bool:
        """Whether its choices are a long reference list, so that `is not` means something."""


@dataclass(frozen=True)
class Named:
    """A name that was found: the question and how to reach it."""

    ref: Ref
    subject: Subject


Unknown = Literal["unknown-question"]


@dataclass(frozen=True)
class Scope:
    """The names in sight at one place of a screen.

    `inside` is the repeat whose instance is at hand; its questions are seen first. `each` is what `each` stands for
    in a step, if anything. `define` returns the condition behind a name, or None.
    """

    questions: Mapping[str, Subject]
    repeats: Mapping[str, Mapping[str, Subject]] = field(default_factory=lambda: MappingProxyType({}))
    inside: str = ""
    each: Subject | None = None
    define: Callable[[str], Condition | None] = lambda _name: None
    defined: tuple[str, ...] = ()

    def find(self, name: str) -> Named | None:
        """The question of that name, the instance's own before those outside."""
        own = self.repeats.get(self.inside, {})
        if name in own:
            return Named(Ref(name, self.inside), own[name])
        if name in self.questions:
            return Named(Ref(name), self.questions[name])
        return None

    def within(self, repeat: str) -> Scope:
        """The same names, seen from an instance of the repeat."""
        return Scope(self.questions, self.repeats, repeat, self.each, self.define, self.defined)

    def names(self) -> tuple[str, ...]:
        """Every name that could have been meant."""
        return (*self.repeats.get(self.inside, {}), *self.questions, *self.defined)
