"""Both sides of every threshold: the last day of an age and the first of the next, a number and the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from screenkit.conditions import And, Compare, Condition, Ref, Term
from screenkit.diff.joint import Side
from screenkit.facts import Truth
from screenkit.prove.replay import Interview
from screenkit.prove.spans import alone, cut_of
from screenkit.questions import DateTime
from screenkit.trials.goals import Goal, by
from screenkit.trials.sites import Site, sites
from screenkit.trials.trial import Trial


@dataclass(frozen=True)
class _Edge:
    """A value beside a threshold, as a condition that only it makes true."""

    compare: Compare
    condition: And
    words: str

    @property
    def repeat(self) -> str:
        """The repeat whose instances have such a value."""
        return next((ref.repeat for ref in self.compare.own_refs() if ref.repeat), "")

    def is_met(self, interview: Interview) -> bool:
        """Whether an interview has the value."""
        check, repeat = self.condition.closure(), self.repeat
        numbers = interview.facts.roster(repeat).instances if repeat else (0,)
        return any(check(interview.facts, number) is Truth.YES for number in numbers)

    def node(self, side: Side) -> int:
        """The same as a formula."""
        certain = side.truth(self.condition).certain
        return side.at_least(1, self.repeat, certain) if self.repeat else certain


def edges(trial: Trial) -> Iterator[tuple[Goal, Condition]]:
    """The value on each side of each threshold, once, with the condition that tells it apart."""
    seen: set[Condition] = set()
    for site in sites(trial.screen, trial.draft, trial.places):
        for compare in _compared([site.written.condition]):
            for edge in _edges(trial, compare):
                if edge.condition not in seen:
                    seen.add(edge.condition)
                    yield _goal(site, edge), edge.condition


def _goal(site: Site, edge: _Edge) -> Goal:
    return Goal("edges", site.words, edge.words, site.written.origin, edge.is_met, by(edge.node))


def _compared(conditions: Iterable[Condition]) -> Iterator[Compare]:
    stack = list(conditions)
    while stack:
        one = stack.pop(0)
        if isinstance(one, Compare):
            yield one
        stack += one.parts()


def _edges(trial: Trial, compare: Compare) -> Iterator[_Edge]:
    found = alone(compare)
    if found is None:
        yield from _apart(trial, compare)
        return
    ref, kind, cut = found[0].ref, found[0].kind, cut_of(compare, trial.today)
    if ref is None or cut is None:
        return
    for place in (cut - 1, cut):
        if kind == "number":
            exact, number, said = Term("number", ref), place, str(place)
        else:
            exact, number = Term("days_since", ref), trial.today.toordinal() - place
            said = trial.today.fromordinal(place).isoformat()
        yield _Edge(compare, _exactly(exact, Term("constant", None, number)), f"`{ref.name}` at an edge, {said}")


def _exactly(left: Term, right: Term) -> And:
    return And((Compare(left, ">=", right), Compare(left, "<=", right)))


def _apart(trial: Trial, compare: Compare) -> Iterator[_Edge]:
    """Two answers that lie exactly as far apart as the comparison says, and one more or one less."""
    left, right = compare.left, compare.right
    names = " and ".join(f"`{ref.name}`" for ref in compare.own_refs())
    if left.kind == "moment" and not all(_has_time(trial, ref) for ref in compare.own_refs()):
        left, right = (replace(term, kind="days_since") for term in (left, right))
    for more, words in _BESIDE.items():
        beside = replace(right, plus=right.plus + more)
        yield _Edge(compare, _exactly(left, beside), f"{names} {words}")


_BESIDE = MappingProxyType({0: "at an edge", -1: "one before an edge", 1: "one past an edge"})


def _has_time(trial: Trial, ref: Ref) -> bool:
    return isinstance(trial.screen.question(ref.item(0)), DateTime)
