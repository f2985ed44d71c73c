"""The clocks that a record means: those of the jurisdiction it names, else UTC."""

from __future__ import annotations

from datetime import UTC, tzinfo

from screenkit.answers import Item
from screenkit.response import jurisdiction_zone
from screenkit.screen import JURISDICTION, Screen
from screenkit.standing import Given


def zone_named(screen: Screen, place: object) -> tzinfo:
    """The zone of the jurisdiction of that name."""
    given = Given({Item(JURISDICTION): place}) if isinstance(place, str) else Given()
    return jurisdiction_zone(screen, given) or UTC
