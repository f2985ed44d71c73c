"""The atoms of conditions: comparisons, function calls and bare names, typed against the screen."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType

from screenkit.answers import Absent
from screenkit.conditions.joins import And, CountOf, Named, Over, Possibly, Unsure
from screenkit.conditions.lookup import Reader, question, unknown
from screenkit.conditions.misread import misread
from screenkit.conditions.nodes import EACH, Asked, Compare, Condition, EachIs, Has, Is, Ref, Term
from screenkit.conditions.scope import Named as Found
from screenkit.conditions.scope import Subject
from screenkit.diagnostics import near

NON_ANSWERS: Mapping[str, Absent] = MappingProxyType(
    {"unknown": Absent.UNKNOWN, "declined": Absent.DECLINED, "not_asked": Absent.NOT_ASKED},
)
_SHOWN = 8
_SIGNS: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
)


def name(reader: Reader, node: ast.Name) -> Condition:
    """A bare name is one of `define:`."""
    condition = reader.scope.define(node.id)
    if condition is not None:
        return Named(node.id, condition)
    found = reader.scope.find(node.id)
    if found is not None:
        word = next(iter(found.subject.option_names), "unknown")
        hint = (
            f"for example `{node.id} is {word}`" if found.subject.kind == "choice" else _how_to_compare(found, word)[1]
        )
        raise misread(node, "bare-question", f"`{node.id}` says nothing alone", hint)
    raise unknown(reader, node)


def comparison(reader: Reader, node: ast.Compare) -> Condition:
    """`a is b`, `a in (b, c)`, `b in many`, and orderings, which may be chained."""
    sides = [node.left, *node.comparators]
    if all(type(sign) in _SIGNS for sign in node.ops):
        steps = zip(sides, node.ops, sides[1:], strict=False)
        compared = [ordering(reader, left, _SIGNS[type(sign)], right) for left, sign, right in steps]
        return compared[0] if len(compared) == 1 else And(tuple(compared))
    if len(node.ops) > 1:
        raise misread(node, "unreadable-condition", "one `is` or `in` at a time", "join two of them with `and`")
    left, right, sign = sides[0], sides[1], node.ops[0]
    if isinstance(sign, ast.Is | ast.IsNot):
        return _is(reader, left, [right], negated=isinstance(sign, ast.IsNot))
    if isinstance(right, ast.Tuple) or _is_choice_alone(reader, left, right):
        answers = right.elts if isinstance(right, ast.Tuple) else [right]
        return _in(reader, node, answers, negated=isinstance(sign, ast.NotIn))
    return _has(reader, left, right, negated=isinstance(sign, ast.NotIn))


def _is_choice_alone(reader: Reader, left: ast.expr, right: ast.expr) -> bool:
    """Whether this is `debt in (yes)`, which to Python has no brackets."""
    names = [reader.scope.find(side.id) for side in (left, right) if isinstance(side, ast.Name)]
    return len(names) == 2 and names[0] is not None and names[1] is None  # noqa: PLR2004 - both are bare names


def _in(reader: Reader, node: ast.Compare, answers: list[ast.expr], *, negated: bool) -> Condition:
    if negated:
        hint = "list the answers you mean: `q in (…)`"
        raise misread(node, "negation", "`not in (…)` would count silence as an answer", hint)
    if len(answers) < 2:  # noqa: PLR2004 - one spelling per thing: a single choice is written with `is`
        raise misread(node, "single-choice", "`in (…)` is for two answers or more", "write `is` for one: `debt is yes`")
    return _is(reader, node.left, answers, negated=False)


def _is(reader: Reader, left: ast.expr, answers: list[ast.expr], *, negated: bool) -> Condition:
    if isinstance(left, ast.Name) and left.id == EACH and reader.scope.each is not None:
        return EachIs(frozenset(_choice(one, reader.scope.each) for one in answers), negated)
    found = question(reader, left)
    words = [_word(answer) for answer in answers]
    absent = frozenset(NON_ANSWERS[word] for word in words if word in NON_ANSWERS)
    if negated and (absent or not found.subject.is_reference):
        hint = "list the answers you mean: `q in (…)`"
        raise misread(left, "negation", "`is not` is for countries and languages only: silence would count", hint)
    chosen = [answer for answer in answers if _word(answer) not in NON_ANSWERS]
    if chosen and found.subject.kind != "choice":
        raise misread(chosen[0], "wrong-comparison", *_how_to_compare(found, _word(chosen[0])))
    choices = frozenset(_each_or_choice(reader, answer, found.subject) for answer in chosen)
    return Is(found.ref, choices, absent, negated)


def _how_to_compare(found: Found, word: str) -> tuple[str, str]:
    ways = {
        "choices": f"`{word} in {found.ref.name}`",
        "number": f"`{found.ref.name} >= 2`",
        "date": f"`age({found.ref.name}) < 18` or `days_since({found.ref.name}) > 3`",
        "moment": f"`days_since({found.ref.name}) > 3`",
    }
    way = ways.get(found.subject.kind, f"`answered({found.ref.name})`")
    return f"`{found.ref.name}` is not a question with one choice", f"write {way}"


def _word(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    raise misread(node, "unreadable-condition", "the bare name of an answer belongs here")


def _each_or_choice(reader: Reader, node: ast.expr, subject: Subject) -> str:
    if _word(node) == EACH and reader.scope.each is not None:
        return EACH
    return _choice(node, subject)


def _choice(node: ast.expr, subject: Subject) -> str:
    word = _word(node)
    if word in subject.options:
        return word
    close = near(word, (*subject.option_names, *NON_ANSWERS))
    shown = ", ".join(f"`{name}`" for name in (*subject.option_names[:_SHOWN], *NON_ANSWERS))
    hint = close or ("answers are " if len(subject.option_names) <= _SHOWN else "some of the answers are ") + shown
    raise misread(node, "impossible-answer", f"`{word}` can never be the answer", hint)


def _has(reader: Reader, left: ast.expr, right: ast.expr, *, negated: bool) -> Condition:
    found = question(reader, right)
    if found.subject.kind != "choices":
        hint = f"write `{found.ref.name} is …` or `{found.ref.name} in (…, …)`"
        raise misread(right, "wrong-comparison", f"`{found.ref.name}` does not take several choices", hint)
    if negated and not found.subject.is_reference:
        raise misread(right, "negation", "`not in` is for countries and languages only: silence would count")
    return Has(_each_or_choice(reader, left, found.subject), found.ref, negated)


def ordering(reader: Reader, left: ast.expr, sign: str, right: ast.expr) -> Condition:
    """`age(born_on) < 18`, `count(children, …) >= 2`, `days_since(a) <= days_since(b) + 3`."""
    for counted, limit, way in ((left, right, sign), (right, left, sign.translate(str.maketrans("<>", "><")))):
        if isinstance(counted, ast.Call) and _called(counted) in _COUNTS:
            return _COUNTS[_called(counted)](reader, counted, way, _number(limit))
    sides = _term(reader, left), _term(reader, right)
    kinds = {side.kind for side in sides} - {"constant"}
    if not kinds:
        raise misread(left, "constant-condition", "this compares two numbers: it never depends on an answer")
    if len(kinds) > 1 or ("moment" in kinds and any(side.ref is None for side in sides)):
        raise misread(left, "wrong-comparison", "these two are not the same kind of thing")
    if "moment" in kinds and any(side.plus for side in sides):
        hint = "count in days: `days_since(a) <= days_since(b) + 3`"
        raise misread(left, "wrong-comparison", "nothing can be added to a date", hint)
    return Compare(sides[0], sign, sides[1])


def _number(node: ast.expr) -> int:
    if isinstance(node, ast.Constant) and type(node.value) is int and node.value <= 1_000_000:  # noqa: PLR2004
        return node.value
    raise misread(node, "not-a-number", "a whole number belongs here")


def _term(reader: Reader, node: ast.expr) -> Term:
    if isinstance(node, ast.Constant):
        return Term("constant", None, _number(node))
    if isinstance(node, ast.UnaryOp):
        raise misread(node, "not-a-number", "a whole number from 0 up belongs here")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        plus = _number(node.right)
        term = _term(reader, node.left)
        return Term(term.kind, term.ref, term.plus + (plus if isinstance(node.op, ast.Add) else -plus))
    if isinstance(node, ast.Call) and _called(node) in ("age", "days_since"):
        found = question(reader, _only(node))
        if found.subject.kind not in ("date", "moment"):
            raise misread(_only(node), "wrong-comparison", f"`{found.ref.name}` is not a date")
        return Term("age" if _called(node) == "age" else "days_since", found.ref)
    if isinstance(node, ast.Call):
        raise _unknown_function(node)
    found = question(reader, node)
    if found.subject.kind == "number":
        return Term("number", found.ref)
    if found.subject.kind in ("date", "moment"):
        return Term("moment", found.ref)
    raise misread(node, "wrong-comparison", f"`{found.ref.name}` is neither a number nor a date")


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) and not node.keywords else ""


def _only(node: ast.Call) -> ast.expr:
    if len(node.args) == 1 and not node.keywords:
        return node.args[0]
    raise misread(node, "wrong-arguments", f"`{_called(node)}(…)` takes one thing")


def call(reader: Reader, node: ast.Call) -> Condition:
    """`any_yes(…)`, `any(children, …)`, `possibly(…)` and the other functions that are a condition by themselves."""
    known = _CALLS.get(_called(node))
    if known is not None:
        return known(reader, node)
    word = _called(node)
    if word in _COUNTS or word in ("age", "days_since"):
        raise misread(node, "unfinished-condition", f"`{word}(…)` is a number", f"compare it: `{word}(…) >= 2`")
    raise _unknown_function(node)


def _unknown_function(node: ast.Call) -> Exception:
    word = _called(node)
    if word in _CALLS:
        return misread(
            node, "wrong-comparison", f"`{word}(…)` is not a number", "`count(…)` and `count_yes(…)` are numbers"
        )
    names = sorted((*_CALLS, *_COUNTS, "age", "days_since"))
    hint = near(word, names) or "functions are " + ", ".join(f"`{name}`" for name in names)
    message = f"function `{word}` does not exist" if word else "this is not a function"
    return misread(node.func, "unknown-function", message, hint)


def _yeses(reader: Reader, node: ast.Call) -> tuple[Condition, ...]:
    if len(node.args) < 2 or node.keywords:  # noqa: PLR2004 - one spelling per thing: one question is `q is yes`
        raise misread(node, "wrong-arguments", f"`{_called(node)}(…)` takes two questions or more")
    founds = [(question(reader, one), one) for one in node.args]
    for found, one in founds:
        if found.subject.kind != "choice" or tuple(found.subject.option_names) != ("yes", "no"):
            raise misread(one, "wrong-comparison", f"`{found.ref.name}` is not a yes-or-no question")
    return tuple(Is(found.ref, frozenset({"yes"})) for found, _ in founds)


def _any_yes(reader: Reader, node: ast.Call) -> Condition:
    return CountOf(_yeses(reader, node), ">=", 1)


def _count_yes(reader: Reader, node: ast.Call, sign: str, number: int) -> Condition:
    return CountOf(_yeses(reader, node), sign, number)


def _over(reader: Reader, node: ast.Call) -> tuple[str, Condition]:
    if len(node.args) != 2 or node.keywords:  # noqa: PLR2004 - who, and what is said of them
        raise misread(node, "wrong-arguments", f"write `{_called(node)}(children, …)`: a repeat, then a condition")
    repeat, condition = node.args
    scope = reader.scope
    if not isinstance(repeat, ast.Name) or repeat.id not in scope.repeats:
        advice = near(getattr(repeat, "id", ""), scope.repeats)
        raise misread(repeat, "unknown-repeat", "the name of a repeat belongs here", advice)
    if scope.inside:
        hint = "put the two beside each other, joined with `and`"
        raise misread(node, "nested-repeat", "a repeat cannot be asked about from inside another", hint)
    return repeat.id, reader.within(repeat.id).read(condition)


def _any(reader: Reader, node: ast.Call) -> Condition:
    return Over("any", *_over(reader, node))


def _all(reader: Reader, node: ast.Call) -> Condition:
    return Over("all", *_over(reader, node))


def _count(reader: Reader, node: ast.Call, sign: str, number: int) -> Condition:
    return Over("count", *_over(reader, node), sign, number)


def _asked(reader: Reader, node: ast.Call) -> Condition:
    return Asked(_ref(reader, node), with_value=False)


def _answered(reader: Reader, node: ast.Call) -> Condition:
    return Asked(_ref(reader, node), with_value=True)


def _ref(reader: Reader, node: ast.Call) -> Ref:
    return question(reader, _only(node)).ref


def _possibly(reader: Reader, node: ast.Call) -> Condition:
    return Possibly(reader.read(_only(node)))


def _unsure(reader: Reader, node: ast.Call) -> Condition:
    return Unsure(reader.read(_only(node)))


_CALLS: Mapping[str, Callable[[Reader, ast.Call], Condition]] = MappingProxyType(
    {
        "any_yes": _any_yes,
        "any": _any,
        "all": _all,
        "asked": _asked,
        "answered": _answered,
        "possibly": _possibly,
        "unsure": _unsure,
    }
)
_COUNTS: Mapping[str, Callable[[Reader, ast.Call, str, int], Condition]] = MappingProxyType(
    {"count_yes": _count_yes, "count": _count},
)
