"""What cases should reach: every question, answer, state of a condition and outcome that an interview can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Literal

from screenkit.answers import Absent, Answer
from screenkit.conditions import Check, Condition, Has, Is, Ref
from screenkit.diff.joint import Side
from screenkit.diff.states import step_of
from screenkit.draft import Origin
from screenkit.facts import Truth
from screenkit.prove.formula import FALSE
from screenkit.prove.meanings import Each, Pair
from screenkit.prove.places import Guard
from screenkit.prove.replay import Interview
from screenkit.prove.world import ref_of
from screenkit.questions import Note, SelectMultiple
from screenkit.screen import Entry, Indicated, Step
from screenkit.steps import named_values
from screenkit.trials.sites import Site, sites
from screenkit.trials.stage import said
from screenkit.trials.trial import Trial

Kind = Literal["questions", "answers", "conditions", "outcomes", "parts", "edges", "changes"]


def _none(_interview: Interview) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, eq=False)
class Goal:
    """One thing to reach: what and how, where it was written, whether an interview reaches it, and how one can.

    `ways` are formulas of which one is enough; `not_asked` says what a case that reaches it must say is not asked.
    """

    kind: Kind
    subject: str
    state: str
    origin: Origin
    reached: Callable[[Interview], bool]
    ways: Callable[[Side], Sequence[int]]
    not_asked: Callable[[Interview], frozenset[str]] = _none

    def __str__(self) -> str:
        """In words: `question `debt`: declined`."""
        return f"{self.subject}: {self.state}"


def by(formula: Callable[[Side], int]) -> Callable[[Side], Sequence[int]]:
    """The only way to reach a goal."""
    return lambda side: (formula(side),)


def goals(trial: Trial) -> Iterator[Goal]:
    """Everything to reach, in the order of the screen."""
    for entry in trial.screen.all_entries():
        origin = trial.places.question(ref_of(entry)).origin.to("name")
        yield from _asking(entry, origin)
        yield from _answers(entry, origin)
    for site in sites(trial.screen, trial.draft, trial.places):
        yield from _conditions(trial, site)
    top = trial.draft.origin
    for number, indicated in enumerate(trial.screen.indications):
        yield from _verdicts(indicated, top.to("indications", number, "name"))
    for number, step in enumerate(trial.screen.steps):
        yield from _steps(step, top.to("next_steps", number, "name"))


def told_apart(trial: Trial) -> Iterator[Condition]:
    """Conditions that tell apart all answers that are goals."""
    for entry in trial.screen.all_entries():
        ref = ref_of(entry)
        yield Is(ref, absent=frozenset((Absent.UNKNOWN, Absent.DECLINED)))
        for name in _choices(entry):
            yield Has(name, ref) if isinstance(entry.question, SelectMultiple) else Is(ref, frozenset({name}))


# Questions.


def _full(entry: Entry) -> str:
    return f"question `{entry.repeat}.{entry.question.name}`" if entry.repeat else f"question `{entry.question.name}`"


def _asking(entry: Entry, origin: Origin) -> Iterator[Goal]:
    ref = ref_of(entry)
    goal = partial(Goal, "questions", _full(entry))
    if isinstance(entry.question, Note):
        yield goal("asked", origin, partial(_is_known, ref), by(partial(_can_be_known, ref)))
    else:
        yield goal("asked", origin, partial(_is_answered, ref), by(partial(_can_be_asked, ref)))
    if entry.condition is not None:
        yield goal("not asked", origin, partial(_is_left_out, ref), by(partial(_can_be_left_out, ref)))


def _instances(ref: Ref, interview: Interview) -> tuple[int, ...]:
    return interview.facts.roster(ref.repeat).instances if ref.repeat else (0,)


def _said(ref: Ref, interview: Interview) -> list[Answer]:
    answers = (interview.facts.answer(ref.item(number)) for number in _instances(ref, interview))
    return [answer for answer in answers if answer is not Absent.NOT_ASKED]


def _is_answered(ref: Ref, interview: Interview) -> bool:
    return bool(_said(ref, interview))


def _can_be_asked(ref: Ref, side: Side) -> int:
    return side.within(ref, side.pool.both(side.relevance[ref].certain, said(side, ref)))


def _is_left_out(ref: Ref, interview: Interview) -> bool:
    relevance = (interview.facts.relevant(ref.item(number)) for number in _instances(ref, interview))
    return any(one is Truth.NO for one in relevance)


def _can_be_left_out(ref: Ref, side: Side) -> int:
    return side.within(ref, -side.relevance[ref].possible)


# Answers.


def _choices(entry: Entry) -> tuple[str, ...]:
    return () if entry.question.is_reference else entry.question.option_names


def _answers(entry: Entry, origin: Origin) -> Iterator[Goal]:
    if isinstance(entry.question, Note):
        return
    ref = ref_of(entry)
    goal = partial(Goal, "answers", _full(entry))
    for name in _choices(entry):
        yield goal(f"`{name}`", origin, partial(_is_chosen, ref, name), by(partial(_can_be_chosen, ref, name)))
    if not _choices(entry):
        yield goal("a value", origin, partial(_is_known, ref), by(partial(_can_be_known, ref)))
    for absent in (Absent.UNKNOWN, Absent.DECLINED):
        reached, node = partial(_is_silent, ref, absent), partial(_can_be_silent, ref, absent)
        yield goal(absent.value, origin, reached, by(node))


def _is_chosen(ref: Ref, name: str, interview: Interview) -> bool:
    said = _said(ref, interview)
    return any(name in answer if isinstance(answer, tuple) else answer == name for answer in said)


def _can_be_chosen(ref: Ref, name: str, side: Side) -> int:
    return side.within(ref, side.is_value(ref, name))


def _is_known(ref: Ref, interview: Interview) -> bool:
    return any(not isinstance(answer, Absent) for answer in _said(ref, interview))


def _can_be_known(ref: Ref, side: Side) -> int:
    return side.within(ref, side.has_value(ref))


def _is_silent(ref: Ref, absent: Absent, interview: Interview) -> bool:
    return absent in _said(ref, interview)


def _can_be_silent(ref: Ref, absent: Absent, side: Side) -> int:
    mask = 1 << side.values.domain(ref).answers.index(absent)
    return side.within(ref, side.pool.both(side.relevance[ref].certain, side.answer(ref, mask)))


# Conditions.

_HOW: Mapping[Truth, str] = MappingProxyType({Truth.YES: "holds", Truth.MAYBE: "open", Truth.NO: "ruled out"})


def _conditions(trial: Trial, site: Site) -> Iterator[Goal]:
    """Each truth of a condition; one that is an outcome, and nothing else, is counted there."""
    step = next((one for one in trial.screen.steps if site.kind == "step" and one.rule.name == site.name), None)
    is_led = any(one.rule.if_unsure == site.name for one in trial.screen.steps)
    if site.kind == "indication" or (step and not step.rule.each and not is_led):
        return
    check = site.written.condition.closure()
    for truth, how in _HOW.items():
        reached, node = partial(_is_true, site, check, truth), partial(_can_be_true, site, truth)
        if step and step.rule.each:
            reached, node = partial(_of_each, step, truth), partial(_can_be_of_each, step, truth)
        yield Goal("conditions", site.words, how, site.written.origin, reached, by(node))


def _is_true(site: Site, check: Check, truth: Truth, interview: Interview) -> bool:
    repeat = site.written.repeat
    around = [one.condition.closure() for one in site.written.around] if isinstance(site.written, Guard) else []
    for number in interview.facts.roster(repeat).instances if repeat else (0,):
        is_put = all(one(interview.facts, number) is Truth.YES for one in around)
        if is_put and check(interview.facts, number) is truth:
            return True
    return False


def _can_be_true(site: Site, truth: Truth, side: Side) -> int:
    around = site.written.around if isinstance(site.written, Guard) else ()
    node = _of_truth(side, side.truth(site.written.condition), truth)
    node = side.pool.every((node, *(side.truth(one.condition).certain for one in around)))
    return side.at_least(1, site.written.repeat, node) if site.written.repeat else node


def _of_truth(side: Side, pair: Pair, truth: Truth) -> int:
    if truth is Truth.YES:
        return pair.certain
    return -pair.possible if truth is Truth.NO else side.pool.both(pair.possible, -pair.certain)


def _of_each(step: Step, truth: Truth, interview: Interview) -> bool:
    if step.check is None:
        return False
    facts = interview.facts
    named, silent = named_values(step, facts)
    found = [step.check(replace(facts, each=value), 0) for value in named]
    if silent:
        new = replace(facts, each_is_new=True, named=frozenset(named))
        found.append(min(step.check(new, 0), Truth.MAYBE))
    return truth in found


def _can_be_of_each(step: Step, truth: Truth, side: Side) -> int:
    if step.condition is None:
        raise TypeError
    ways = []
    for value in (*side.values.each_values(step), None):
        pair = side.truth(step.condition, Each.of(step, value))
        if value is None:
            pair = Pair(-1, pair.possible)
        there = side.may_name_more(step) if value is None else side.named(step, value)
        ways.append(side.pool.both(there, _of_truth(side, pair, truth)))
    return side.pool.some(ways)


# Outcomes.

_VERDICTS = MappingProxyType({Truth.YES: "indicated", Truth.MAYBE: "not settled", Truth.NO: "not indicated"})


def _verdicts(indicated: Indicated, origin: Origin) -> Iterator[Goal]:
    for truth, how in _VERDICTS.items():
        reached, node = partial(_is_reported, indicated, truth), partial(_can_be_reported, indicated, truth)
        yield Goal("outcomes", f"indication `{indicated.rule.name}`", how, origin, reached, by(node))


def _is_reported(indicated: Indicated, truth: Truth, interview: Interview) -> bool:
    return interview.reports(indicated, truth)


def _can_be_reported(indicated: Indicated, truth: Truth, side: Side) -> int:
    node = _of_truth(side, side.truth(indicated.condition), truth)
    if indicated.rule.per is None:
        return node
    of_nobody = side.outcomes.of_nobody(indicated) if truth is Truth.MAYBE else FALSE
    return side.pool.some((side.at_least(1, indicated.rule.per, node), of_nobody))


def _steps(step: Step, origin: Origin) -> Iterator[Goal]:
    name = step.rule.name
    goal = partial(Goal, "outcomes", f"step `{name}`")
    yield goal("due", origin, lambda found: name in found.due, lambda side: side.outcomes.ways_due(step))
    yield goal("not settled", origin, partial(_is_open, name), partial(_ways_open, step))
    yield goal("not due", origin, partial(_is_absent, name), by(partial(_can_be_absent, step)))


def _is_open(name: str, interview: Interview) -> bool:
    return any(one.step.rule.name == name and one.truth is Truth.MAYBE for one in interview.happenings)


def _ways_open(step: Step, side: Side) -> Sequence[int]:
    return [one.open for one in step_of(side, step).values()]


def _is_absent(name: str, interview: Interview) -> bool:
    return all(one.step.rule.name != name for one in interview.happenings)


def _can_be_absent(step: Step, side: Side) -> int:
    return side.pool.both(-side.outcomes.due(step), -side.outcomes.own(step).possible)
