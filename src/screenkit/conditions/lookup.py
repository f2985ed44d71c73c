"""What a bare name in a condition stands for."""

from __future__ import annotations

import ast
from typing import Protocol

from screenkit.conditions.misread import misread
from screenkit.conditions.nodes import Condition
from screenkit.conditions.scope import Named, Scope
from screenkit.diagnostics import near


class Reader(Protocol):
    """What reads a part of a condition, and the names it sees."""

    scope: Scope

    def read(self, node: ast.expr) -> Condition:
        """Return the condition of one node."""

    def within(self, repeat: str) -> Reader:
        """The reader for what is said of one instance of the repeat."""


def question(reader: Reader, node: ast.expr) -> Named:
    """The question that a bare name stands for."""
    if not isinstance(node, ast.Name):
        raise misread(node, "unreadable-condition", "a question's name belongs here")
    found = reader.scope.find(node.id)
    if found is None:
        raise unknown(reader, node)
    return found


def unknown(reader: Reader, node: ast.Name) -> Exception:
    """The fault of a name that nothing here has, with whatever was meant."""
    scope = reader.scope
    for repeat, questions in scope.repeats.items():
        if node.id in questions:
            way = f"say of whom: `any({repeat}, {node.id} …)`"
            return misread(node, "question-in-repeat", f"`{node.id}` is asked for each of `{repeat}`", way)
    hint = near(node.id, (*scope.names(), *scope.repeats))
    return misread(node, "unknown-question", f"question `{node.id}` does not exist", hint)
