"""The shape of a screen's records for msgspec, which checks types and choices while it reads, several times as fast.

Every name has an underline behind it here, so that none is a word of Python's or a method.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal

from screenkit.answers import Absent
from screenkit.batch.header import FINISHED, FORMAT
from screenkit.batch.result import ANSWERS
from screenkit.questions import Checkpoint, Integer, Note, Repeat, SelectMultiple
from screenkit.screen import Entry, Screen


def decoder_of(screen: Screen) -> tuple[Callable[[bytes], Any], object]:
    """What reads one record without fault, and what stands where it holds nothing; raises `ImportError`."""
    msgspec = import_module("msgspec")
    shapes = _Shapes(msgspec)
    answers = shapes.struct(ANSWERS, {entry.question.name: shapes.of(entry) for entry in screen.entries})
    header: dict[str, Any] = dict.fromkeys(("id", "case", "as_of"), str)
    fixed = {"screen": screen.id, "version": screen.version, "sha256": screen.digest, "format": FORMAT}
    header |= {key: Literal[value] for key, value in fixed.items()}
    header |= {"language": Literal[screen.languages], "status": Literal[FINISHED], "practice": bool}
    header = {key: shape | msgspec.UnsetType for key, shape in header.items()}
    record = shapes.struct("record", {**header, ANSWERS: answers})
    return msgspec.json.Decoder(record).decode, msgspec.UNSET


class _Shapes:
    """Makes types; those of long lists of choices are made once."""

    def __init__(self, msgspec: Any) -> None:  # noqa: ANN401 - a module
        self.msgspec = msgspec
        self.absent = self.struct("absent", {"absent": Literal[tuple(one.value for one in Absent)]})

    def struct(self, name: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a class
        """A mapping with these keys and no others."""
        unset = self.msgspec.UNSET
        made = [
            (f"{key}_", shape, unset) if _may_lack(shape, type(unset)) else (f"{key}_", shape)
            for key, shape in fields.items()
        ]
        return self.msgspec.defstruct(
            name, made, rename=lambda field: field[:-1], forbid_unknown_fields=True, kw_only=True, gc=False
        )

    def of(self, entry: Entry) -> Any:  # noqa: ANN401 - a type
        """What a question may be answered with; with a condition it may be lacking."""
        shape = self._shape(entry)
        return shape if entry.condition is None else shape | self.msgspec.UnsetType

    def _shape(self, entry: Entry) -> Any:  # noqa: ANN401 - a type
        question = entry.question
        if isinstance(question, Repeat):
            inner = {one.question.name: self.of(one) for one in entry.inner}
            return list[self.struct(question.name, inner)]  # type: ignore[misc]  # a class that is made here
        if isinstance(question, Checkpoint):
            return Literal["yes"]
        if isinstance(question, SelectMultiple):
            names = question.option_names
            return tuple[Literal[names], ...] | str | self.absent  # type: ignore[valid-type]  # made here
        if isinstance(question, Note):
            return Literal["read"] | self.absent
        if question.kind == "choice":
            return Literal[question.option_names] | self.absent
        return int | str | self.absent if isinstance(question, Integer) else str | self.absent


def _may_lack(shape: Any, unset: type) -> bool:  # noqa: ANN401 - a type
    return unset in getattr(shape, "__args__", ())
