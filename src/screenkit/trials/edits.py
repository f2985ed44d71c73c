"""Small changes to the text of a condition, such as an author could make by mistake."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from screenkit.conditions import EACH, Scope, Subject

SILENCE = ("unknown", "declined", "not_asked")
_OTHERWISE: Mapping[type[ast.cmpop], str] = MappingProxyType({ast.Lt: ">=", ast.LtE: ">", ast.Gt: "<=", ast.GtE: "<"})
_STRICTER: Mapping[type[ast.cmpop], str] = MappingProxyType({ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"})
_SIGNS: Mapping[type[ast.cmpop], str] = MappingProxyType({ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="})
_SWAPPED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "any": ("all",),
        "all": ("any",),
        "asked": ("answered",),
        "answered": ("asked",),
        "possibly": ("",),
        "unsure": ("possibly", ""),
    }
)
_LONGEST = 60


@dataclass(frozen=True)
class Edit:
    """What is put in place of some characters, and how to say so; `drops` is one that leaves a part out."""

    offset: int
    length: int
    now: str
    words: str
    drops: bool = False

    def of(self, text: str) -> str:
        """The text with the change."""
        return text[: self.offset] + self.now + text[self.offset + self.length :]


def edits(text: str, scope: Scope) -> Iterator[Edit]:
    """Every change of one step; some of them no condition can be read from."""
    line = re.sub(r"\s", " ", text)
    tree = ast.parse(line.strip(), mode="eval").body
    editor = _Editor(line, len(line) - len(line.lstrip()))
    if not _is_wrapped(tree):
        yield editor.possibly(tree)
    yield from editor.walk(tree, scope, is_sure=True, is_root=True)


def _is_wrapped(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _called(node) in ("possibly", "unsure")


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@dataclass(frozen=True)
class _Editor:
    line: str
    indent: int

    def text(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.line[start:end]

    def span(self, node: ast.expr) -> tuple[int, int]:
        return node.col_offset + self.indent, (node.end_col_offset or 0) + self.indent

    def operand(self, node: ast.expr) -> str:
        return f"({self.text(node)})" if isinstance(node, ast.BoolOp) else self.text(node)

    def change(self, node: ast.expr, now: str, words: str = "", *, drops: bool = False) -> Edit:
        start, end = self.span(node)
        said = words or f"`{_short(now)}` instead of `{_short(self.text(node))}`"
        return Edit(start, end - start, now, said, drops)

    def possibly(self, node: ast.expr) -> Edit:
        return self.change(node, f"possibly({self.text(node)})", f"`possibly(…)` around `{_short(self.text(node))}`")

    def walk(self, node: ast.expr, scope: Scope, *, is_sure: bool, is_root: bool = False) -> Iterator[Edit]:
        if isinstance(node, ast.BoolOp):
            yield from self.joined(node, is_root=is_root)
            for part in node.values:
                if is_sure and isinstance(node.op, ast.And) and not _is_wrapped(part):
                    yield self.possibly(part)
                yield from self.walk(part, scope, is_sure=is_sure)
        elif isinstance(node, ast.Compare):
            yield from self.compared(node, scope, is_sure=is_sure)
        elif isinstance(node, ast.Call):
            yield from self.called(node, scope, is_sure=is_sure)

    def joined(self, node: ast.BoolOp, *, is_root: bool) -> Iterator[Edit]:
        was, now = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        operands = [self.operand(part) for part in node.values]
        text = f" {now} ".join(operands)
        words = f"`{now}` instead of `{was}` in `{_short(self.text(node))}`"
        yield self.change(node, text if is_root else f"({text})", words)
        for number, part in enumerate(node.values):
            rest = f" {was} ".join((*operands[:number], *operands[number + 1 :]))
            kept = rest if is_root else f"({rest})"
            yield self.change(node, kept, f"without `{_short(self.text(part))}`", drops=True)

    def called(self, node: ast.Call, scope: Scope, *, is_sure: bool) -> Iterator[Edit]:
        word = _called(node)
        if word == "any_yes":
            names = [self.text(one) for one in node.args]
            yield self.change(node, f"count_yes({', '.join(names)}) >= 2")
            yield from self.fewer(node, names, "")
            return
        inside = f"({self.text(node.args[-1])})"
        arguments = f"({', '.join(self.text(one) for one in node.args)})"
        for other in _SWAPPED.get(word, ()):
            yield self.change(node, other + (arguments if other else inside), self._wrapper(word, other, node))
        if word in ("any", "all"):
            yield from self.over(node, scope, is_sure=is_sure)
        elif word in ("possibly", "unsure"):
            yield from self.walk(node.args[0], scope, is_sure=False)

    def _wrapper(self, word: str, other: str, node: ast.Call) -> str:
        text = _short(self.text(node.args[-1]))
        return f"`{other}(…)` instead of `{word}(…)` around `{text}`" if other else f"no `{word}(…)` around `{text}`"

    def over(self, node: ast.Call, scope: Scope, *, is_sure: bool) -> Iterator[Edit]:
        inner = scope.within(self.text(node.args[0]))
        yield from self.walk(node.args[1], inner, is_sure=is_sure, is_root=True)

    def fewer(self, node: ast.expr, names: Sequence[str], limit: str) -> Iterator[Edit]:
        for number, name in enumerate(names):
            left = (*names[:number], *names[number + 1 :])
            word = "count_yes" if limit else "any_yes"
            now = f"{word}({', '.join(left)}){limit}" if len(left) > 1 else f"{left[0]} is yes"
            if len(left) > 1 or not limit:
                yield self.change(node, now, f"without `{name}`", drops=True)

    def compared(self, node: ast.Compare, scope: Scope, *, is_sure: bool) -> Iterator[Edit]:
        sign = node.ops[0]
        if type(sign) in _OTHERWISE:
            yield from self.ordered(node, scope, is_sure=is_sure)
            return
        left, right = self.text(node.left), node.comparators[0]
        names = [self.text(one) for one in right.elts] if isinstance(right, ast.Tuple) else [self.text(right)]
        many = scope.find(names[0]) if isinstance(sign, ast.In | ast.NotIn) and len(names) == 1 else None
        if many is not None:
            joiner = ("in", "not in") if isinstance(sign, ast.In) else ("not in", "in")
            yield from self.one(node, left, _Way(f"{{choice}} {{word}} {names[0]}", joiner), many.subject)
            return
        found = scope.find(left)
        subject = scope.each if left == EACH else found.subject if found else None
        if subject is None:
            return
        if len(names) > 1:
            yield from self.listed(node, left, names, subject)
            return
        joiner = ("is", "is not") if isinstance(sign, ast.Is) else ("is not", "is")
        yield from self.one(node, names[0], _Way(f"{left} {{word}} {{choice}}", joiner), subject)

    def one(self, node: ast.Compare, choice: str, way: _Way, subject: Subject) -> Iterator[Edit]:
        """Another choice, or where that can be said, the contrary."""
        following = _next(choice, SILENCE if choice in SILENCE else subject.option_names, ())
        if following:
            yield self.change(node, way.text.format(word=way.words[0], choice=following))
        if subject.is_reference and choice not in SILENCE:
            yield self.change(node, way.text.format(word=way.words[1], choice=choice))

    def listed(self, node: ast.Compare, left: str, names: Sequence[str], subject: Subject) -> Iterator[Edit]:
        for name in names:
            left_over = [one for one in names if one != name]
            now = f"{left} in ({', '.join(left_over)})" if len(left_over) > 1 else f"{left} is {left_over[0]}"
            yield self.change(node, now, f"`{left}` without `{name}`")
        for name in _missing(names, subject):
            yield self.change(node, f"{left} in ({', '.join((*names, name))})", f"`{left}` with `{name}` too")

    def ordered(self, node: ast.Compare, scope: Scope, *, is_sure: bool) -> Iterator[Edit]:
        sides = [node.left, *node.comparators]
        texts = [self.text(side) for side in sides]
        signs = [_SIGNS[type(sign)] for sign in node.ops]
        for number in range(len(signs)) if len(signs) > 1 else ():
            kept = [f"{texts[one]} {signs[one]} {texts[one + 1]}" for one in range(len(signs)) if one != number]
            said = f"{texts[number]} {signs[number]} {texts[number + 1]}"
            yield self.change(node, " and ".join(kept), f"without `{_short(said)}`", drops=True)
        for number, sign in enumerate(node.ops):
            yield self._signed(node, texts, signs, number, _OTHERWISE[type(sign)])
            if not list(_numbers(node)):
                yield self._signed(node, texts, signs, number, _STRICTER[type(sign)])
        yield from self._moved(node)
        for side in sides:
            yield from self._counted(node, side, scope, is_sure=is_sure)

    def _signed(self, node: ast.expr, texts: Sequence[str], signs: Sequence[str], number: int, sign: str) -> Edit:
        changed = [*signs[:number], sign, *signs[number + 1 :]]
        now = texts[0] + "".join(f" {one} {text}" for one, text in zip(changed, texts[1:], strict=True))
        words = f"`{sign}` instead of `{signs[number]}` in `{_short(self.text(node))}`"
        return self.change(node, now if len(signs) == 1 else f"({now})", words)

    def _moved(self, node: ast.Compare) -> Iterator[Edit]:
        for constant, number in _numbers(node):
            for other in (number - 1, number + 1):
                words = f"{other} instead of {number} in `{_short(self.text(node))}`"
                yield self.change(constant, str(other), words)

    def _counted(self, node: ast.Compare, side: ast.expr, scope: Scope, *, is_sure: bool) -> Iterator[Edit]:
        if not isinstance(side, ast.Call):
            return
        if _called(side) == "count":
            yield from self.over(side, scope, is_sure=is_sure)
        if _called(side) == "count_yes" and len(node.ops) == 1 and side is node.left:
            limit = self.line[self.span(side)[1] : self.span(node)[1]]
            yield from self.fewer(node, [self.text(one) for one in side.args], limit)


@dataclass(frozen=True)
class _Way:
    """How a comparison with one choice is written, and the two words for it, the one that stands there first."""

    text: str
    words: tuple[str, str]


def _numbers(node: ast.Compare) -> Iterator[tuple[ast.Constant, int]]:
    """The numbers of a comparison itself, not those of what is counted."""
    stack: list[ast.expr] = [node.left, *node.comparators]
    while stack:
        one = stack.pop(0)
        if isinstance(one, ast.Constant) and isinstance(one.value, int):
            yield one, one.value
        elif isinstance(one, ast.BinOp):
            stack += [one.left, one.right]


def _next(choice: str, names: Sequence[str], without: Sequence[str]) -> str | None:
    """The name after this one, from the start again after the last."""
    if choice not in names:
        return None
    place = names.index(choice)
    return next((one for one in (*names[place + 1 :], *names[:place]) if one not in without), None)


def _missing(names: Sequence[str], subject: Subject) -> Iterator[str]:
    """What could stand in the list too: choices that it lacks, and silence where some silence is listed."""
    chosen = [name for name in names if name not in SILENCE]
    if chosen and subject.is_reference:
        following = _next(chosen[-1], subject.option_names, names)
        yield from [following] if following else []
    elif chosen:
        yield from (name for name in subject.option_names if name not in names)
    if len(chosen) < len(names):
        yield from (name for name in SILENCE if name not in names)
