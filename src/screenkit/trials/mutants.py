"""Screens that differ from one by a single small mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from screenkit.conditions import Condition, Misread, parse_condition
from screenkit.draft import Draft, Origin
from screenkit.screen import Screen
from screenkit.trials.edits import Edit, edits
from screenkit.trials.sites import (
    Site,
    rewritten,
    sites,
    with_condition,
    without_follower,
    without_indication,
    without_step,
)
from screenkit.trials.trial import Trial, place_of


@dataclass(frozen=True, eq=False)
class Mutant:
    """One mistake: where it is, in what, what it is, and the screen with it; None where loading refuses that screen.

    `drops` says that it leaves out a condition or a part of it; `condition` is the one that stands there then, if any.
    """

    origin: Origin
    place: str
    subject: str
    words: str
    screen: Screen | None
    trial: Trial
    text: str | None = None
    condition: Condition | None = None
    drops: bool = False

    def __str__(self) -> str:
        """The place and the mistake."""
        return f"{self.place}: {self.subject}: {self.words}"

    @cached_property
    def draft(self) -> Draft:
        """The draft as it would be with the mistake in the file."""
        return rewritten(self.trial.draft, self.origin, self.text)


def mutants(trial: Trial) -> Iterator[Mutant]:
    """Every mistake of one step, in the order of the screen; those that come to the same text are one."""
    for site in sites(trial.screen, trial.draft, trial.places):
        seen = {site.written.condition}
        for edit in edits(site.written.text, site.scope):
            condition = _read(site, edit)
            if condition is not None and condition not in seen:
                seen.add(condition)
                yield _edited(trial, site, edit, condition)
        if site.kind == "guard":
            yield _unguarded(trial, site)
    yield from _without_rules(trial)


def _read(site: Site, edit: Edit) -> Condition | None:
    with suppress(Misread):
        return parse_condition(edit.of(site.written.text), site.scope)
    return None


def _edited(trial: Trial, site: Site, edit: Edit, condition: Condition) -> Mutant:
    return Mutant(
        origin=site.written.origin,
        place=place_of(site.written.origin, edit.offset, edit.length),
        subject=site.words,
        words=edit.words,
        screen=with_condition(trial.screen, trial.places, site, condition),
        trial=trial,
        text=edit.of(site.written.text),
        condition=condition,
        drops=edit.drops,
    )


def _unguarded(trial: Trial, site: Site) -> Mutant:
    screen = with_condition(trial.screen, trial.places, site, None)
    return replace(_gone(trial, site.written.origin, site.words, screen), drops=True)


def _without_rules(trial: Trial) -> Iterator[Mutant]:
    screen, top = trial.screen, trial.draft.origin
    for number, indicated in enumerate(screen.indications):
        changed = without_indication(screen, indicated)
        yield _gone(trial, top.to("indications", number), f"indication `{indicated.rule.name}`", changed)
    for number, step in enumerate(screen.steps):
        name = step.rule.name
        here = top.to("next_steps", number)
        is_named = name in _named(screen)
        yield _gone(trial, here, f"step `{name}`", None if is_named else without_step(screen, step))
        if step.rule.if_unsure is not None:
            is_idle = _is_idle_without(screen, step.rule.if_unsure)
            follower = here.to("if_unsure")
            alone = None if is_idle else without_follower(screen, step)
            yield _gone(trial, follower, f"the `if_unsure` of step `{name}`", alone)


def _gone(trial: Trial, origin: Origin, subject: str, screen: Screen | None) -> Mutant:
    return Mutant(origin, place_of(origin), subject, "left out", screen, trial)


def _named(screen: Screen) -> Sequence[str | None]:
    """The steps that something else names: without them, the screen is refused."""
    claimed = (name for claim in screen.authored.assertions for name in (claim.then, claim.never))
    return [*(step.rule.if_unsure for step in screen.steps), *claimed]


def _is_idle_without(screen: Screen, name: str) -> bool:
    """Whether a step would never happen if one less led to it, so that the screen is refused."""
    leaders = [step for step in screen.steps if step.rule.if_unsure == name]
    follower = next(step for step in screen.steps if step.rule.name == name)
    return follower.rule.when is None and len(leaders) == 1
