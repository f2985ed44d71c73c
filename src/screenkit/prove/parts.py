"""The parts of a condition as they were written: where each stands, and the condition without it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from screenkit.conditions import And, Condition, CountOf, Is, Or, Over, Possibly, Ref, Unsure

Rebuilt = Callable[[Condition], Condition]


@dataclass(frozen=True)
class Part:
    """One part: its text and place in the line, the whole without it, and what must hold beside it.

    `beside` are the conditions that are joined to it by `and`, each with the repeat that it speaks of an instance of.
    `wider` says that the whole without it holds at least as often; None where that is not clear.
    """

    condition: Condition
    text: str
    offset: int
    without: Condition
    beside: tuple[tuple[str, Condition], ...]
    repeat: str
    wider: bool | None

    @property
    def siblings(self) -> tuple[Condition, ...]:
        """What is joined to it, without the repeats."""
        return tuple(condition for _, condition in self.beside)


@dataclass(frozen=True)
class Choice:
    """One of the answers that `q in (…)` lists."""

    name: str
    ref: Ref
    offset: int
    alone: Is
    beside: tuple[tuple[str, Condition], ...]
    repeat: str


class _Around(NamedTuple):
    """What surrounds a node: how the whole is put together again, and what is joined by `and`."""

    rebuilt: Rebuilt
    beside: tuple[tuple[str, Condition], ...]
    repeat: str
    is_plain: bool = True

    def replacing(self, outer: Callable[[Condition], Condition]) -> _Around:
        return self._replace(rebuilt=lambda inner: self.rebuilt(outer(inner)))


class _Node(NamedTuple):
    condition: Condition
    tree: ast.expr
    around: _Around


class Line:
    """A condition and the text that it was read from."""

    def __init__(self, condition: Condition, text: str, repeat: str = "") -> None:
        line = re.sub(r"\s", " ", text)
        self.condition = condition
        self._indent = len(line) - len(line.lstrip())
        self._text = line
        self._tree = ast.parse(line.strip(), mode="eval").body
        self._around = _Around(lambda inner: inner, (), repeat)

    def parts(self) -> Iterator[Part]:
        """Every part that can be left out, outer ones first."""
        for node in self._nodes:
            yield from self._droppable(node)

    def choices(self) -> Iterator[Choice]:
        """Every answer that is listed beside others."""
        for node in self._nodes:
            yield from self._listed(node)

    def conjuncts(self) -> Iterator[tuple[Condition, str, int]]:
        """What the whole is joined from by `and`, with its text and place; itself where it is not."""
        is_joined = isinstance(self.condition, And)
        trees = _operands(self._tree) if is_joined else [(self._tree, self._tree)]
        conditions = self.condition.parts() if is_joined else (self.condition,)
        for condition, (first, last) in zip(conditions, trees, strict=True):
            yield condition, *self._span(first, last)

    def text_of(self, wanted: Condition) -> tuple[str, int] | None:
        """How the first part that is equal to a condition was written, and where."""
        for node in self._nodes:
            if node.condition == wanted:
                return self._span(node.tree, node.tree)
        return None

    def _span(self, first: ast.expr, last: ast.expr) -> tuple[str, int]:
        start, end = first.col_offset + self._indent, (last.end_col_offset or 0) + self._indent
        return self._text[start:end], start

    @cached_property
    def _nodes(self) -> tuple[_Node, ...]:
        found, stack = list[_Node](), [_Node(self.condition, self._tree, self._around)]
        while stack:
            found.append(stack.pop())
            stack += reversed(list(_inner(found[-1])))
        return tuple(found)

    def _droppable(self, node: _Node) -> Iterator[Part]:
        condition = node.condition
        if not isinstance(condition, And | Or | CountOf) or len(condition.of) < 2:  # noqa: PLR2004 - one is the whole
            return
        operands = _operands(node.tree)
        for number, (part, (first, last)) in enumerate(zip(condition.of, operands, strict=True)):
            rest = (*condition.of[:number], *condition.of[number + 1 :])
            without = rest[0] if len(rest) == 1 and not isinstance(condition, CountOf) else replace(condition, of=rest)
            beside = node.around.beside
            if isinstance(condition, And):
                beside = (*beside, *((node.around.repeat, one) for one in rest))
            text, offset = self._span(first, last)
            whole = node.around.rebuilt(without)
            yield Part(part, text, offset, whole, beside, node.around.repeat, _wider(node))

    def _listed(self, node: _Node) -> Iterator[Choice]:
        condition, tree = node.condition, node.tree
        if not isinstance(condition, Is) or not isinstance(tree, ast.Compare):
            return
        elements = tree.comparators[0].elts if isinstance(tree.comparators[0], ast.Tuple) else []
        for element in elements:
            name, offset = self._span(element, element)
            alone = replace(
                condition,
                choices=condition.choices & {name},
                absent=frozenset(one for one in condition.absent if one.value.replace("-", "_") == name),
            )
            yield Choice(name, condition.ref, offset, alone, node.around.beside, node.around.repeat)


def _wider(node: _Node) -> bool | None:
    """Whether leaving a part out can only make the whole hold more often, or only less; None where it is not clear."""
    if not node.around.is_plain:
        return None
    return isinstance(node.condition, And) or (isinstance(node.condition, CountOf) and node.condition.sign[0] == "<")


def _operands(tree: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """The first and the last expression of each part of a joined or counted condition."""
    if isinstance(tree, ast.BoolOp):
        return [(value, value) for value in tree.values]
    if isinstance(tree, ast.Compare) and len(tree.ops) > 1:
        sides = [tree.left, *tree.comparators]
        return list(pairwise(sides))
    call = _call(tree)
    return [] if call is None else [(one, one) for one in call.args]


def _call(tree: ast.expr) -> ast.Call | None:
    """The function call that a condition is, or that it compares with a number."""
    if isinstance(tree, ast.Compare):
        return next((side for side in (tree.left, *tree.comparators) if isinstance(side, ast.Call)), None)
    return tree if isinstance(tree, ast.Call) else None


def _inner(node: _Node) -> Iterator[_Node]:
    condition, tree = node.condition, node.tree
    match condition:
        case And() | Or() if isinstance(tree, ast.BoolOp):
            for number, (part, value) in enumerate(zip(condition.of, tree.values, strict=True)):
                yield _Node(part, value, _beside(node.around, condition, number))
        case Over():
            call = _call(tree)
            if call is not None:
                around = node.around.replacing(lambda inner: replace(condition, condition=inner))
                is_plain = around.is_plain and condition.sign[0] == ">"
                inside = around._replace(repeat=condition.repeat, is_plain=is_plain)
                yield _Node(condition.condition, call.args[1], inside)
        case Possibly() | Unsure():
            call = _call(tree)
            if call is not None:
                around = node.around.replacing(type(condition))
                is_plain = around.is_plain and isinstance(condition, Possibly)
                yield _Node(condition.of, call.args[0], around._replace(is_plain=is_plain))


def _beside(around: _Around, condition: And | Or, number: int) -> _Around:
    rest = (condition.of[:number], condition.of[number + 1 :])
    inside = around.replacing(lambda inner: replace(condition, of=(*rest[0], inner, *rest[1])))
    if isinstance(condition, And):
        return inside._replace(beside=(*around.beside, *((around.repeat, one) for one in (*rest[0], *rest[1]))))
    return inside
