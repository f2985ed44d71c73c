"""Proofs about what follows: concerns that lead to nothing, promises that fail, deadlines at odds, silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from screenkit.answers import Item
from screenkit.facts import Truth
from screenkit.prove.jobs import Job
from screenkit.prove.places import Claim
from screenkit.prove.reasons import stopping
from screenkit.prove.replay import Interview
from screenkit.prove.report import Finding, Proved
from screenkit.prove.study import Study
from screenkit.screen import Indicated, Step
from screenkit.standing import Given


def dropped_concern(study: Study) -> Iterator[Job]:
    """A concern is reported, and no next step at all is due.

    The person said something that matters, and nobody is told to do anything. Where the indication is only not
    settled this is a note: most often a step lacks its `if_unsure`.

    Wrong, where nobody thought of `declined`:

        when: any_concern and citizen in (no, unknown)

    Write instead:

        when: any_concern and citizen in (no, unknown, declined)
    """
    if study.screen.steps and study.screen.indications:
        dropping = _Dropping(study)
        yield Job("every concern leads to a next step", partial(_dropped, dropping, Truth.YES))
        yield Job("every open concern leads to a next step", partial(_dropped, dropping, Truth.MAYBE))


@dataclass(frozen=True)
class _Dropping:
    """Concerns that lead to nothing, looked for in all indications at once, indicated or open."""

    study: Study

    @cached_property
    def is_excluded(self) -> bool:
        """Whether it is proven that none of them does, as it is of nearly every screen that is in use.

        Only where there are repeats: without them it takes no longer to ask for each indication by itself.
        """
        study = self.study
        if study.world.differences or not any(study.screen.repeats()):
            return False
        any_concern = study.world.pool.some(study.outcomes.indicated(one).possible for one in study.screen.indications)
        return study.search.given_unless(any_concern, study.outcomes.joined_occasions_of_any) is None


def _dropped(dropping: _Dropping, truth: Truth) -> Iterator[Finding]:
    study = dropping.study
    if dropping.is_excluded:
        return
    found: list[Indicated] = []
    shown: list[Interview] = []
    for indicated in study.screen.indications:
        if not any(one.reports(indicated, truth) for one in shown):
            certain, _ = study.outcomes.indicated(indicated)
            node = certain if truth is Truth.YES else study.outcomes.not_settled(indicated)
            given = study.search.given_unless(node, study.outcomes.occasions_of_any)
            if given is None:
                continue
            shown.append(Interview(study.screen, given, study.today))
        found.append(indicated)
    if found:
        yield _dropped_together(study, found, shown[0].given, truth)


def _dropped_together(study: Study, found: Sequence[Indicated], given: Given, truth: Truth) -> Finding:
    first = found[0]
    interview = study.shortened(given, lambda one: one.reports(first, truth) and not one.due)
    said = "indicated" if truth is Truth.YES else "not settled"
    message = f"{_names(found)} can be {said} while no next step is due"
    number = study.screen.indications.index(first)
    fault = study.draft.origin.to("indications", number, "name").fault("dropped-concern", message)
    beside: dict[Item, str] = {}
    for step in study.screen.steps:
        beside = stopping(study, interview, step) | beside
    outcome = (f"`{first.rule.name}` is {said}; next steps: none",)
    return Finding(fault if truth is Truth.YES else fault.as_note(), study.persona(interview, outcome, beside))


def _names(found: Sequence[Indicated]) -> str:
    names = [f"`{one.rule.name}`" for one in found]
    more = f" (and {len(names) - 3} more)" if len(names) > 3 else ""  # noqa: PLR2004 - as many as are read at a glance
    return f"indication {names[0]}" if len(names) == 1 else f"indications {', '.join(names[:3])}{more}"


def failed_assertion(study: Study) -> Iterator[Job]:
    """What an assertion promises does not hold for every set of answers; one that breaks it is shown.

    `then` promises that under its `when` the step is due, for one value at least where the step is for each; `never`
    that it is not. Either the rules are wrong, or the promise is too wide.

    Wrong, where the step is due only when `citizen in (no, unknown)`:

        - name: every_concern_reaches_unit
          when: any_concern and citizen in (no, unknown, declined)
          then: call_unit

    Write the rule as wide as the promise:

        when: any_concern and citizen in (no, unknown, declined)
    """
    for claim in study.places.claims:
        yield Job(f"assertion `{claim.rule.name}`", partial(_assertion, study, claim))


def _assertion(study: Study, claim: Claim) -> Iterator[Finding | Proved]:
    rule = claim.rule
    step = next(one for one in study.screen.steps if one.rule.name == (rule.then or rule.never))
    certain = study.world.truth(claim.written.condition).certain
    check, wanted, name = claim.written.condition.closure(), rule.then is not None, step.rule.name

    def breaks(interview: Interview) -> bool:
        return check(interview.facts, 0) is Truth.YES and (name in interview.due) is not wanted

    if wanted:
        interview = study.shown_unless(certain, study.outcomes.occasions(step), breaks)
    else:
        interview = study.shown(study.world.pool.both(certain, study.outcomes.due(step)), breaks)
    if interview is None:
        if study.can(certain):
            yield Proved(f"assertion `{rule.name}`")
        return
    said = "is not due" if wanted else "is due"
    message = f"assertion `{rule.name}` fails: its `when` can hold while step `{name}` {said}"
    beside = stopping(study, interview, step) if wanted else {}
    persona = study.persona(interview, (f"step `{name}` {said}",), beside)
    yield Finding(claim.written.fault("failed-assertion", message), persona)


def conflicting_deadlines(study: Study) -> Iterator[Job]:
    """Two steps for the same thing can be due at once, each with another deadline.

    Steps are for the same thing when they have the same action, or the same documents and the same contacts. Whoever
    reads the summary cannot know which deadline counts.

    Wrong, where both can be due at once:

        - name: notice_for_minors
          due: {within: 24 hours, after: [noted_at]}
        - name: notice_for_all
          due: {within: 5 working days, after: [noted_at]}

    Write instead conditions that exclude each other, or the same `due` in both.
    """
    steps = [step for step in study.screen.steps if step.rule.due is not None]
    for number, one in enumerate(steps):
        for other in steps[number + 1 :]:
            if _same_thing(one, other) and one.rule.due != other.rule.due:
                name = f"steps `{one.rule.name}` and `{other.rule.name}` are never due at once"
                yield Job(name, partial(_conflicting, study, one, other))


def _same_thing(one: Step, other: Step) -> bool:
    if one.rule.each or other.rule.each:
        return False
    first, second = one.rule, other.rule
    same_papers = bool(first.documents and first.contacts) and (
        (first.documents, first.contacts) == (second.documents, second.contacts)
    )
    return first.action == second.action or same_papers


def _conflicting(study: Study, one: Step, other: Step) -> Iterator[Finding]:
    names = {one.rule.name, other.rule.name}
    both = study.world.pool.both(study.outcomes.due(one), study.outcomes.due(other))
    interview = study.shown(both, lambda found: names <= found.due)
    if interview is not None:
        message = f"steps `{one.rule.name}` and `{other.rule.name}` can be due at once with different deadlines"
        number = study.screen.steps.index(other)
        fault = study.draft.origin.to("next_steps", number, "due").fault("conflicting-deadlines", message)
        yield Finding(fault, study.persona(interview, ("both steps are due",)))
