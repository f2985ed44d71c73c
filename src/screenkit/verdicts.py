"""What rules report: once, or once for each instance of a repeat and once more for one that nobody has named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from screenkit.answers import Item
from screenkit.conditions import Ground, unanswered
from screenkit.facts import NEW, Facts, Truth
from screenkit.screen import Indicated, Screen

NOBODY = 0
"""The number of an instance that nobody has named yet; those that were named count from one."""


@dataclass(frozen=True)
class Verdict:
    """A rule's result; with `facts`, what is known of the instance that it speaks of.

    `open` is what may still name an instance, where the result is for one that nobody has named.
    """

    indicated: Indicated
    truth: Truth
    facts: Facts
    instance: int = NOBODY
    open: tuple[Ground, ...] = ()

    @property
    def name(self) -> str:
        """The rule's name, with the instance that the result is for: `at_risk/1`, or `at_risk/?`."""
        rule = self.indicated.rule
        return f"{rule.name}/{self.instance or NEW}" if rule.per else rule.name


def verdicts(screen: Screen, facts: Facts) -> Iterator[Verdict]:
    """Every rule's results, in the order of the rules."""
    for indicated in screen.indications:
        yield from verdicts_of(screen, indicated, facts)


def verdicts_of(screen: Screen, indicated: Indicated, facts: Facts) -> Iterator[Verdict]:
    """The results of one rule; what is ruled out for an instance that nobody has named is none."""
    per = indicated.rule.per
    if per is None:
        yield Verdict(indicated, indicated.check(facts, NOBODY), facts)
        return
    roster = facts.roster(per)
    for number in roster.instances:
        yield Verdict(indicated, indicated.check(facts, number), facts, number)
    if roster.open:
        of_nobody = _with_one_more(screen, facts, per)
        if indicated.check(of_nobody, NOBODY) is not Truth.NO:
            # Nobody knows that there is such an instance, so nothing is certain of it.
            yield Verdict(indicated, Truth.MAYBE, of_nobody, NOBODY, (unanswered(Item(per)),))


def _with_one_more(screen: Screen, facts: Facts, repeat: str) -> Facts:
    """The facts with an instance that nobody has named: whatever it could be asked, it may still be asked."""
    relevance = dict(facts.relevance)
    found = replace(facts, relevance=relevance)
    entry = screen.entry(Item(repeat))
    for inner in entry.inner if entry else ():
        item = inner.item(NOBODY)
        relevance[item] = min(Truth.MAYBE, facts.relevant(Item(repeat)), inner.check(found, NOBODY))
    return found
