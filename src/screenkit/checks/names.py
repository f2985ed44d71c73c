"""Names that stand twice, cannot be named in a condition, or name nothing."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator

from screenkit.diagnostics import Diagnostic, near, quoted
from screenkit.draft import Draft, Origin, full_name
from screenkit.questions import Choosing, Common, Repeat


def duplicate_name(draft: Draft) -> Iterator[Diagnostic]:
    """Two questions, definitions, rules, documents or cases have the same name.

    So may no two entries of a file of reference data; an agency's own file replaces
    an entry by its name. A condition or an answer could mean either of them. A question inside a repeat
    must also differ from every question outside, because a condition sees both.

    Wrong, one after the other:

        - name: debt
          label: {en: Do you owe money?}
        - name: debt
          label: {en: How much is it?}

    Write instead:

        - name: debt
        - name: debt_amount
    """
    defined = [("", name, _definition(draft, name)) for name in draft.authored.define]
    questions = [(one.repeat, one.question.name, one.origin.to("name")) for one in draft.placed]
    seen: dict[str, dict[str, Origin]] = {}
    for repeat, name, origin in (*questions, *defined):
        others = seen.setdefault(name, {})
        # What stands outside repeats is seen in all of them; two repeats do not see each other.
        first = next((there for near_by, there in others.items() if not repeat or near_by in ("", repeat)), None)
        if first is not None:
            yield origin.second(first, "duplicate-name", f"the name {quoted(name)} is taken")
        others.setdefault(repeat, origin)
    for key in ("indications", "next_steps", "assertions", "documents", "cases"):
        yield from _twice(draft.origin.to(key), [rule.name for rule in getattr(draft.authored, key)], "duplicate-name")


def _twice(origin: Origin, names: Iterable[str], code: str) -> Iterator[Diagnostic]:
    seen: dict[str, Origin] = {}
    for number, name in enumerate(names):
        here = origin.to(number, "name")
        if name in seen:
            yield here.second(seen[name], code, f"the name {quoted(name)} is taken")
        seen.setdefault(name, here)


def duplicate_choice(draft: Draft) -> Iterator[Diagnostic]:
    """Two choices of one question have the same name.

    The record would not show which of them was chosen.

    Wrong:

        choices:
          - {name: relative, label: {en: An aunt or uncle}}
          - {name: relative, label: {en: A cousin}}

    Write instead:

        choices:
          - {name: aunt_or_uncle, label: {en: An aunt or uncle}}
          - {name: cousin, label: {en: A cousin}}
    """
    for one in draft.placed:
        yield from _twice(one.origin.to("choices"), own_choices(one.question), "duplicate-choice")


def own_choices(question: Common) -> tuple[str, ...]:
    """The names of the choices that are written with the question, not in a list of their own."""
    return question.option_names if isinstance(question, Choosing) and not question.choices.reference else ()


_OF_CONDITIONS = frozenset(
    {
        *("each", "unknown", "declined", "not_asked"),
        *("age", "days_since", "any", "all", "count", "any_yes", "count_yes"),
        *("asked", "answered", "possibly", "unsure", "step"),
    },
)


def reserved_name(draft: Draft) -> Iterator[Diagnostic]:
    """A question, a choice or a definition is named like a word of conditions.

    No condition could mean it. Such words are `and`, `or`, `not`, `is`, `in`,
    `each`, `unknown`, `declined`, `not_asked`, the functions (`age`, `any`, `count`
    and so on), and a few that are kept free: `if`, `else`, `for`, `from`, `with`,
    `class` and so on.

    Wrong:

        - name: age

    Write instead:

        - name: age_in_years
    """
    for origin, name in _authored_names(draft):
        if name in _OF_CONDITIONS or keyword.iskeyword(name):
            yield origin.fault("reserved-name", f"`{name}` is a word of conditions", "take two words, joined by `_`")


def _authored_names(draft: Draft) -> Iterator[tuple[Origin, str]]:
    yield from ((_definition(draft, name), name) for name in draft.authored.define)
    for one in draft.placed:
        yield one.origin.to("name"), one.question.name
        for number, name in enumerate(own_choices(one.question)):
            yield one.origin.to("choices", number, "name"), name


def _definition(draft: Draft, name: str) -> Origin:
    return Origin(draft.origin.document, ("define", name), at_key=True)


def unknown_repeat(draft: Draft) -> Iterator[Diagnostic]:
    """A repeat is named that the screen does not have.

    An indication names one in `per`, and a condition in `any`, `all` and `count`. A
    repeat is the question of type `repeat` that asks about each child, each parent
    and so on.

    Wrong, where the repeat is called `children`:

        per: child
        when: any(child, age(born_on) < 18)

    Write instead:

        per: children
        when: any(children, age(born_on) < 18)
    """
    for number, rule in enumerate(draft.authored.indications):
        if rule.per is not None and rule.per not in draft.repeats:
            origin = draft.origin.to("indications", number, "per")
            yield origin.fault(
                "unknown-repeat", f"repeat {quoted(rule.per)} does not exist", near(rule.per, draft.repeats)
            )


def nested_repeat(draft: Draft) -> Iterator[Diagnostic]:
    """A repeat stands in another repeat, or is asked about from inside another.

    Answers are kept one level deep, and inside `any`, `all` and `count` each child
    is looked at alone.

    Wrong:

        any(children, any(parents, citizen is yes))

    Write instead, joined outside:

        any(children, age(born_on) < 18) and any(parents, citizen is yes)
    """
    for one in draft.placed:
        if one.repeat and isinstance(one.question, Repeat):
            hint = "put it after the other one"
            message = f"repeat `{one.question.name}` stands inside repeat `{one.repeat}`"
            yield one.origin.to("name").fault("nested-repeat", message, hint)


def each_source(draft: Draft) -> Iterator[Diagnostic]:
    """A step's `each` names what is no question with choices, or two kinds of choices.

    One step follows for each choice that was named, such as one for each consulate.
    A question inside a repeat is written with the repeat's name.

    Wrong:

        each: [citizenships]

    Write instead:

        each: [children.citizenships, parents.birth_country]
    """
    choosing = {full_name(one): one.question for one in draft.placed if isinstance(one.question, Choosing)}
    for number, rule in enumerate(draft.authored.next_steps):
        origin = draft.origin.to("next_steps", number, "each")
        for place, name in enumerate(rule.each):
            if name not in choosing:
                message = f"{quoted(name)} is not a question with choices"
                hint = near(name, choosing) or "it takes questions of type `select_one` and `select_multiple`"
                yield origin.to(place).fault("each-source", message, hint)
        if len({choosing[name].option_names for name in rule.each if name in choosing}) > 1:
            hint = "make a step for each list"
            yield origin.fault("each-source", "these questions have different choices", hint)
