"""How commands keep the screens that are used, and know whether they were proven."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from screenkit.cli.app import NOT_SAVED, fail, home_of, path_of, shelf_of

if TYPE_CHECKING:
    from screenkit.certificates import Certificate
    from screenkit.screen import Screen
    from screenkit.shelf import Shelf


def keep_screen(context: typer.Context, screen: Screen, name: str) -> Screen:
    """Copy what the screen is made of to where the screenings are, before the first answer is kept there.

    The screen comes back with whether it is proven.
    """
    from screenkit.kept import keep
    from screenkit.store import NotSaved

    shelf = shelf_of(context)
    path = path_of(shelf, name)
    try:
        keep(home_of(context), screen.digest, path, screen.authored.uses, shelf)
    except (NotSaved, OSError) as refusal:
        fail(NOT_SAVED, f"not saved: {refusal}")
    return with_proof(context, screen, path, shelf)


def kept_screen(context: typer.Context, name: str, digest: str, home: Path | None = None) -> Screen | None:
    """The copy of a screen that was kept when it was used, or None where there is none that has the digest."""
    from screenkit.digests import former_digest_of
    from screenkit.kept import kept_shelf
    from screenkit.load import load_with_draft
    from screenkit.source import Faults

    shelf = kept_shelf(home or home_of(context), digest)
    path = shelf.screen(name) if shelf else None
    if path is None or shelf is None:
        return None
    try:
        screen, draft = load_with_draft(path, shelf)
    except Faults:
        return None
    if digest not in (screen.digest, former_digest_of(draft)):
        return None
    return with_proof(context, replace(screen, digest=digest), path, shelf)


def with_proof(context: typer.Context, screen: Screen, path: Path, shelf: Shelf) -> Screen:
    """The screen with what is known of its proofs; one that was never met is proven now."""
    from screenkit.certificates import proof_of

    return replace(screen, proof=proof_of(home_of(context), screen.digest, partial(_certify, path, shelf)))


def _certify(path: Path, shelf: Shelf) -> Certificate:
    from screenkit.checking import How, certify
    from screenkit.prove import BUDGET
    from screenkit.sitting import now

    return certify(path, shelf, How(now().date(), BUDGET))
