"""What stands in a screen and is never used: definitions, documents, choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from screenkit.checks.names import own_choices
from screenkit.conditions import Condition, Has, Is, Named, Ref
from screenkit.diagnostics import Diagnostic, quoted
from screenkit.draft import Draft, Origin, full_name


def idle_definition(draft: Draft) -> Iterator[Diagnostic]:
    """No condition uses a definition.

    What it was written for does not happen: a rule that was to read it reads
    something else, or is not there.

    Wrong, where nothing else names `minor`:

        define:
          minor: any(children, age(born_on) < 18)

    Write instead, in the rule that it is for:

        when: any_concern and minor
    """
    if not draft.is_understood:
        return
    used = {name for condition in _applied(draft) for name in definitions_in(condition)}
    for name in draft.authored.define:
        if name not in used:
            origin = Origin(draft.origin.document, ("define", name), at_key=True)
            hint = "name it in a condition, or take it out"
            yield origin.fault("idle-definition", f"no condition uses definition {quoted(name)}", hint).as_note()


def _applied(draft: Draft) -> Iterator[Condition]:
    """The conditions of questions and rules: all but the definitions."""
    return (condition for origin, condition in draft.conditions.items() if origin.route[0] != "define")


def definitions_in(condition: Condition) -> Iterator[str]:
    """The definitions that a condition uses, and those that they use."""
    if isinstance(condition, Named):
        yield condition.name
    for part in condition.parts():
        yield from definitions_in(part)


def idle_document(draft: Draft) -> Iterator[Diagnostic]:
    """No step names a document.

    A summary tells the worker which documents belong to a step. This one belongs to
    none, so nobody is told when to give it.

    Wrong, where no step has it among its `documents`:

        documents:
          - name: referral

    Write instead, in the step that it belongs to:

        documents: [referral]
    """
    named = {name for step in draft.authored.next_steps for name in step.documents}
    for number, document in enumerate(draft.authored.documents):
        if document.name not in named:
            origin = draft.origin.to("documents", number, "name")
            hint = "name it in the `documents` of the step that it belongs to"
            yield origin.fault("idle-document", f"no step names document {quoted(document.name)}", hint).as_note()


def unread_choice(draft: Draft) -> Iterator[Diagnostic]:
    """Most choices of a question are read by a condition, and the others by none.

    Nothing follows from choosing those. That may be meant; it is also what is left
    when a choice was added and the rules were forgotten.

    Wrong, where `custody` also has the choice `planned`:

        when: custody is taken

    Write instead, if it matters as much:

        when: custody in (taken, planned)
    """
    if not draft.is_understood:
        return
    read = _choices_read(draft)
    each = {name for step in draft.authored.next_steps for name in step.each}
    for one in draft.placed:
        names = own_choices(one.question)
        found = read[Ref(one.question.name, one.repeat)]
        unread = [name for name in names if name not in found]
        if unread and len(unread) < len(names) - len(unread) and full_name(one) not in each:
            origin = one.origin.to("choices", names.index(unread[0]), "name")
            told = ", ".join(map(quoted, unread))
            hint = "say what follows from it; that nothing should follow can be meant"
            yield origin.fault("unread-choice", f"no condition reads {told} of `{one.question.name}`", hint).as_note()


def _choices_read(draft: Draft) -> Mapping[Ref, set[str]]:
    read: dict[Ref, set[str]] = defaultdict(set)
    for condition in draft.conditions.values():
        for atom in own_atoms(condition):
            if isinstance(atom, Is):
                read[atom.ref] |= atom.choices
            elif isinstance(atom, Has):
                read[atom.ref].add(atom.choice)
    return read


def own_atoms(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition as they are written there: a definition that it uses is not opened."""
    yield condition
    if not isinstance(condition, Named):
        for part in condition.parts():
            yield from own_atoms(part)
