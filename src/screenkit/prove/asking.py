"""Proofs about what is asked: questions nobody can reach, conditions that never or always hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from screenkit.conditions import Ref
from screenkit.diagnostics import Diagnostic
from screenkit.draft import Placed
from screenkit.prove.jobs import Job
from screenkit.prove.places import Guard, Written
from screenkit.prove.reasons import because, conjuncts, excluding, in_words
from screenkit.prove.report import Finding
from screenkit.prove.study import Study
from screenkit.screen import Indicated, Step


def never_asked(study: Study) -> Iterator[Job]:
    """No answers lead to a question: what must hold for it to be asked excludes itself.

    Nobody would ever hear it, and whatever rests on its answer stays open for ever.

    Wrong, where `traveled_alone` is asked only when `traveled is yes`:

        relevant: traveled is no and traveled_alone is yes

    Write instead what was meant:

        relevant: traveled_alone is yes
    """
    for placed in study.draft.placed:
        yield Job(f"`{placed.question.name}` can be asked", partial(_never_asked, study, placed))


def _can_be_asked(study: Study, ref: Ref) -> bool:
    return study.can(study.world.within(ref, study.world.relevance[ref].certain))


def _never_asked(study: Study, placed: Placed) -> Iterator[Finding]:
    name, repeat = placed.question.name, placed.repeat
    if _can_be_asked(study, Ref(name, repeat)):
        return
    around = study.places.question(Ref(repeat)) if repeat else None
    if around is not None and not _can_be_asked(study, Ref(repeat)):
        yield Finding(_follows(placed, name, around, study))
        return
    guards = study.places.guards_of(placed)
    parts = excluding(study, conjuncts(guards), repeat)
    for ref in dict.fromkeys(ref for part in parts for ref in part.condition.refs()):
        if not _can_be_asked(study, ref):
            yield Finding(_follows(placed, name, study.places.question(ref), study))
            return
    first = parts[0]
    message = f"question `{name}` is never asked: {in_words(parts)}"
    hint = because(study, parts)
    fault = first.written.fault("never-asked", message, hint, offset=first.offset, length=len(first.text))
    yield Finding(fault)


def _follows(placed: Placed, name: str, cause: Placed, study: Study) -> Diagnostic:
    line = cause.origin.document.place(cause.origin.to("name").route).line
    message = f"question `{name}` is never asked, because `{cause.question.name}` is never asked (line {line})"
    guards = study.places.guards_of(placed)
    if guards:
        return guards[-1].fault("never-asked", message)
    return placed.origin.to("name").fault("never-asked", message)


def never_true(study: Study) -> Iterator[Job]:
    """A definition, or the `when` of an assertion, can never hold, whatever is answered.

    At most it stays open. What is built on it never happens, and an assertion with such a `when` promises nothing.

    Wrong:

        define:
          runaway: traveled is no and traveled is unknown

    Write instead:

        define:
          runaway: traveled in (no, unknown)
    """
    for name, written in study.places.definitions.items():
        yield Job(f"`{name}` can hold", partial(_never_true, study, f"`{name}`", written))
    for claim in study.places.claims:
        words = f"the `when` of assertion `{claim.rule.name}`"
        yield Job(f"{words} can hold", partial(_never_true, study, words, claim.written))
    for step, written in study.places.steps:
        if any(other.rule.if_unsure == step.rule.name for other in study.screen.steps):
            words = f"the `when` of step `{step.rule.name}`"
            yield Job(f"{words} can hold", partial(_never_by_itself, study, step, written, words))


def _never_true(study: Study, words: str, written: Written) -> Iterator[Finding]:
    if not study.can(study.world.truth(written.condition).certain):
        yield Finding(_never(study, "never-true", f"{words} can never hold", written))


def _never_by_itself(study: Study, step: Step, written: Written, words: str) -> Iterator[Finding]:
    if not study.can(study.outcomes.own(step).certain) and study.can(study.outcomes.due(step)):
        yield Finding(_never(study, "never-true", f"{words} can never hold", written))


def _never(study: Study, code: str, message: str, written: Written) -> Diagnostic:
    """The fault with the parts that exclude each other, if they do."""
    parts = [part for part in conjuncts([written]) if not _reads_each(study, written)]
    if not parts:
        return written.fault(code, message)
    few = excluding(study, parts, written.repeat)
    if len(few) == 1 and len(parts) == 1:
        return written.fault(code, message, because(study, few))
    full = f"{message}: {in_words(few)}"
    return written.fault(code, full, because(study, few), offset=few[0].offset, length=len(few[0].text))


def _reads_each(study: Study, written: Written) -> bool:
    return any(step.rule.each and one is written for step, one in study.places.steps)


def always_true(study: Study) -> Iterator[Job]:
    """A condition holds whatever is answered: it decides nothing.

    Most often one of its parts says less than was meant.

    Wrong:

        relevant: debt in (yes, no, unknown, declined, not_asked)

    Write instead the answers that are meant, or leave the condition out:

        relevant: debt in (yes, unknown)
    """
    for guard in study.places.guards:
        names = ", ".join(f"`{placed.question.name}`" for placed in guard.questions[:3])
        yield Job(f"the `relevant` of {names} can fail", partial(_always_asked, study, guard, names))
    for name, written in study.places.definitions.items():
        node = -study.world.truth(written.condition).certain
        yield Job(f"`{name}` can fail", partial(_always, study, f"`{name}` holds", written, node))
    for indicated, written in study.places.indications:
        per = indicated.rule.per
        node = -study.world.truth(indicated.condition).certain
        node = study.world.at_least(1, per, node) if per else node
        words = f"`{indicated.rule.name}` is indicated"
        yield Job(f"{words} not always", partial(_always, study, words, written, node))
    for step, written in study.places.steps:
        words = f"step `{step.rule.name}` is due"
        node = -study.outcomes.own(step).certain
        yield Job(f"{words} not always", partial(_always, study, words, written, node))


def _always_asked(study: Study, guard: Guard, names: str) -> Iterator[Finding]:
    world = study.world
    around = [world.truth(one.condition).certain for one in guard.around]
    ref = Ref(guard.questions[0].question.name, guard.repeat)
    reached = world.within(ref, world.pool.every(around))
    fails = world.within(ref, world.pool.every([*around, -world.truth(guard.condition).certain]))
    if not study.can(fails) and study.can(reached):
        words = "this always holds" if not around else "this always holds where the questions around it are asked"
        yield Finding(guard.fault("always-true", words, f"leave it out: {names} is asked of everybody"))


def _always(study: Study, words: str, written: Written, fails: int) -> Iterator[Finding]:
    if not study.can(fails):
        yield Finding(written.fault("always-true", f"{words} whatever is answered"))


def never_indicated(study: Study) -> Iterator[Job]:
    """An indication can never be reported: no answers make its `when` hold.

    Wrong, where `harmed_at_work` is asked only when `worked is yes`:

        when: worked is no and harmed_at_work is yes

    Write instead:

        when: harmed_at_work is yes
    """
    for indicated, written in study.places.indications:
        name = f"`{indicated.rule.name}` can be indicated"
        yield Job(name, partial(_never_indicated, study, indicated, written))


def _never_indicated(study: Study, indicated: Indicated, written: Written) -> Iterator[Finding]:
    if not study.can(study.outcomes.indicated(indicated).certain):
        message = f"indication `{indicated.rule.name}` can never be indicated"
        yield Finding(_never(study, "never-indicated", message, written))


def never_due(study: Study) -> Iterator[Job]:
    """A step can never be due: no answers make its `when` hold, and it follows no step that can be open.

    A step like this looks like a duty that is covered, and is not.

    Wrong, where `minor` is `age(born_on) < 18`:

        when: minor and age(born_on) >= 21

    Write instead:

        when: minor
    """
    for step in study.screen.steps:
        yield Job(f"step `{step.rule.name}` can be due", partial(_never_due, study, step))


def _never_due(study: Study, step: Step) -> Iterator[Finding]:
    if study.can(study.outcomes.due(step)):
        return
    message = f"step `{step.rule.name}` can never be due"
    written = next((written for one, written in study.places.steps if one is step), None)
    if written is not None:
        yield Finding(_never(study, "never-due", message, written))
        return
    number = study.screen.steps.index(step)
    origin = study.draft.origin.to("next_steps", number, "name")
    leaders = [other.rule.name for other in study.screen.steps if other.rule.if_unsure == step.rule.name]
    hint = f"it follows only {', '.join(f'`{name}`' for name in leaders)}, and none of them can be left open"
    yield Finding(origin.fault("never-due", message, hint if leaders else None))
