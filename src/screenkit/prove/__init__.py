"""Proofs over all answers and non-answers of a screen, without any solver from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import monotonic

from screenkit.draft import Draft
from screenkit.prove.asking import always_true, never_asked, never_due, never_indicated, never_true
from screenkit.prove.concerns import conflicting_deadlines, dropped_concern, failed_assertion
from screenkit.prove.counting import interviews
from screenkit.prove.idling import idle_part, impossible_choice, shadowed_step
from screenkit.prove.jobs import Proof, Result
from screenkit.prove.report import Covered, Finding, Proved, Report, Unproved
from screenkit.prove.silence import silence_lowers_concern
from screenkit.prove.study import Study
from screenkit.questions import Repeat
from screenkit.screen import Screen

BUDGET = 5.0
"""So many seconds a screen may take before the rest is left unproven."""

PROOFS: tuple[Proof, ...] = (
    Proof("never-asked", never_asked, "every question can be asked"),
    Proof("never-true", never_true, "every definition can hold"),
    Proof("always-true", always_true, "every condition can fail"),
    Proof("never-indicated", never_indicated, "every indication can be reported"),
    Proof("never-due", never_due, "every step can be due"),
    Proof("failed-assertion", failed_assertion, ""),
    Proof("dropped-concern", dropped_concern, "every concern leads to a next step"),
    Proof("silence-lowers-concern", silence_lowers_concern, "saying less rules out no indication and no step"),
    Proof("conflicting-deadlines", conflicting_deadlines, "no two steps for the same thing differ in their deadline"),
    Proof("shadowed-step", shadowed_step, "no step repeats others"),
    Proof("impossible-choice", impossible_choice, "every answer that a condition lists can be given there"),
    Proof("idle-part", idle_part, "every part of a condition matters"),
)
"""Every proof, those that weigh most first: they have the time before the others."""


def prove(screen: Screen, draft: Draft, today: date, budget: float = BUDGET) -> Report:
    """What holds for every interview with the screen on a day, what does not, and what could not be told in time."""
    study = Study(screen, draft, today, monotonic() + budget)
    results = list(_results(study))
    return Report(
        tuple(one for one in results if isinstance(one, Finding)),
        tuple(one for one in results if isinstance(one, Proved)),
        tuple(one for one in results if isinstance(one, Unproved)),
        _covered(study),
    )


def _covered(study: Study) -> Covered:
    instances = {}
    capped = set()
    for entry in study.screen.repeats():
        if isinstance(entry.question, Repeat):
            needed = study.search.most.get(entry.question.name, 1)
            instances[entry.question.name] = min(needed, entry.question.max)
            capped |= {entry.question.name} if needed > entry.question.max else set()
    return Covered(interviews(study.world, instances), instances, frozenset(capped))


def _results(study: Study) -> Iterator[Result]:
    for proof in PROOFS:
        yield from proof.results(study)
    if study.screen.authored.documents:
        yield Proved("every document holds only what `share` allows its recipient")


__all__ = ["BUDGET", "PROOFS", "Covered", "Finding", "Proof", "Proved", "Report", "Unproved", "prove"]
