"""Conditions: one line of authored text to our own typed nodes, or what is wrong and where.

The grammar is a small part of Python's expressions. `ast.parse` reads it and nothing authored is ever evaluated.
"""

from __future__ import annotations

import ast
import re

from screenkit.conditions import atoms
from screenkit.conditions.joins import And, Or
from screenkit.conditions.misread import Misread, misread
from screenkit.conditions.nodes import Condition
from screenkit.conditions.scope import Scope

MAX_LENGTH = 1_000
MAX_DEPTH = 12
MAX_NODES = 200


_PLAIN = "write names and choices with `a` to `z`, digits and `_`"
_WRONG_SPELLINGS = (
    (
        re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]"),
        "curly-quote",
        "conditions need no quotes",
        "write the choice's bare name",
    ),
    (re.compile(r"[\"'`]"), "quote-in-condition", "conditions need no quotes", "write the choice's bare name"),
    (re.compile(r"!="), "negated-comparison", "`!=` is not a word of conditions", "list the answers: `q in (…)`"),
    (re.compile(r"==?(?<![<>!]=)"), "equals-sign", "`=` is not a word of conditions", "write `is`: `debt is yes`"),
    (re.compile(r"&&?"), "wrong-joiner", "`&` is not a word of conditions", "write `and`"),
    (re.compile(r"\|\|?"), "wrong-joiner", "`|` is not a word of conditions", "write `or`"),
    (re.compile(r"!"), "wrong-joiner", "`!` is not a word of conditions", "list the answers you mean: `q in (…)`"),
    (re.compile(r"[^\x20-\x7e]"), "foreign-character", "only plain letters stand in conditions", _PLAIN),
    # Python's parser would pass over a comment, and with it over half of what the author wrote.
    (re.compile(r"#"), "unreadable-condition", "a condition holds no comments", "put `#` on a line of its own"),
    (re.compile(r"\b[0-9]+[A-Za-z_]\w*"), "not-a-number", "a whole number belongs here", "write it in digits only"),
)


# What certainly holds none of these: words that begin with a letter, whole numbers, and signs in between.
_RIGHT = re.compile(r"(?:[A-Za-z_]\w*+|[0-9]++(?!\w)|[ (),]|[<>]=?(?!=))*+", re.ASCII)


def parse_condition(text: str, scope: Scope) -> Condition:
    """Return the condition that the text states; raises `Misread` with the place of the fault in the text."""
    line = re.sub(r"\s", " ", text)
    tree = _read(line)
    return Reader(scope).read(tree)


def _read(line: str) -> ast.expr:
    if not line.strip():
        raise Misread("empty-condition", "this condition is empty", hint="take the key out, or say when it holds")
    if len(line) > MAX_LENGTH:
        raise Misread("long-condition", f"this condition is longer than {MAX_LENGTH} characters", hint=_SPLIT)
    _refuse_wrong_spellings(line)
    indent = len(line) - len(line.lstrip(" "))
    _refuse_deep_brackets(line)
    try:
        tree = ast.parse(line.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _unreadable(error, line, indent) from None
    if _is_large(tree):
        raise Misread("long-condition", "this condition has too many parts", length=len(line), hint=_SPLIT)
    return _shifted(tree, indent) if indent else tree


_SPLIT = "give parts of it a name under `define:`"


def _is_large(tree: ast.AST) -> bool:
    level: list[ast.AST] = [tree]
    depth = nodes = 0
    while level:
        depth, nodes = depth + 1, nodes + len(level)
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return nodes > MAX_NODES * 3 or depth > MAX_DEPTH * 2


def _shifted(tree: ast.expr, by: int) -> ast.expr:
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset += by
            node.end_col_offset = (node.end_col_offset or 0) + by
    return tree


def _refuse_wrong_spellings(line: str) -> None:
    if _RIGHT.fullmatch(line):
        return
    found = ((match, rest) for pattern, *rest in _WRONG_SPELLINGS if (match := pattern.search(line)))
    first = min(found, key=lambda pair: pair[0].start(), default=None)
    if first:
        match, (code, message, hint) = first
        raise Misread(code, message, match.start(), len(match[0]), hint)


def _refuse_deep_brackets(line: str) -> None:
    depth = 0
    for offset, letter in enumerate(line):
        depth += (letter in "([{") - (letter in ")]}")
        if depth > MAX_DEPTH:
            raise Misread("long-condition", "this condition has too many brackets inside each other", offset, 1, _SPLIT)
        if depth < 0:
            raise Misread("unfinished-condition", "this bracket closes nothing", offset)
    if depth:
        raise Misread(
            "unfinished-condition",
            "a bracket is open at the end of this condition",
            len(line) - 1,
            1,
            "a YAML flow mapping `{…}` cuts text at a comma: use block style or quotes",
        )


def _unreadable(error: BaseException, line: str, indent: int) -> Misread:
    offset = getattr(error, "offset", None) or 1
    text = line.rstrip()
    last = re.search(r"(?:^|[\s(])(and|or|is|in|not|is not|not in|<|<=|>|>=)$", text)
    if last:
        return Misread("unfinished-condition", f"something is missing after `{last[1]}`", last.start(1), len(last[1]))
    place = min(max(indent + offset - 1, 0), max(len(text) - 1, 0))
    return Misread(
        "unreadable-condition",
        "this is not a condition",
        place,
        1,
        "for example `debt is yes and age(born_on) < 18`",
    )


class Reader:
    """Turns the parsed line into nodes, typed against what is in scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def within(self, repeat: str) -> Reader:
        """The reader for what is said of one instance of the repeat."""
        return Reader(self.scope.within(repeat))

    def read(self, node: ast.expr) -> Condition:
        """Return the condition of one node of the parsed line."""
        match node:
            case ast.BoolOp(op=ast.And()):
                return And(tuple(self.read(part) for part in node.values))
            case ast.BoolOp():
                return Or(tuple(self.read(part) for part in node.values))
            case ast.Compare():
                return atoms.comparison(self, node)
            case ast.Call():
                return atoms.call(self, node)
            case ast.Name():
                return atoms.name(self, node)
            case ast.UnaryOp(op=ast.Not()):
                raise misread(
                    node,
                    "negation",
                    "`not` is not a word of conditions: silence would count as an answer",
                    "list the answers you mean: `citizen in (no, unknown, declined)`",
                )
        raise misread(node, "unreadable-condition", "this is not a condition", "for example `debt is yes`")
