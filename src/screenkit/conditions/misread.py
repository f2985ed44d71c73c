"""What is wrong with a condition, and where in its line."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass
class Misread(Exception):  # noqa: N818 - what an author wrote was misread; it is no error of ours
    """Why a condition cannot be read: a coded message for a span of the text."""

    code: str
    message: str
    offset: int = 0
    length: int = 1
    hint: str | None = None


def misread(node: ast.expr, code: str, message: str, hint: str | None = None) -> Misread:
    """The fault, placed under the node."""
    return Misread(code, message, node.col_offset, (node.end_col_offset or node.col_offset + 1) - node.col_offset, hint)
