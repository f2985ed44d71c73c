"""An agency's territory: its clocks and holidays, and what the sources say is done there."""

from __future__ import annotations

from screenkit.reference.model import Model, Name, Words, Zone
from screenkit.text import Text


class Holidays(Model):
    """Which public holidays count: ISO country and subdivision."""

    country: Words
    """The country's two letters."""
    subdivision: Words
    """The state's letters."""


class Jurisdiction(Model):
    """An agency's territory; what the sources are silent on is left out."""

    name: Name
    """What conditions call it: `jurisdiction is new_mexico`."""
    label: Text
    """What the worker chooses."""
    agency: str = ""
    """Fills in `{jurisdiction.agency}`."""
    unit: str = ""
    """Fills in `{jurisdiction.unit}`."""
    timezone: Zone = ""
    """Whose clocks its dates and times are on, such as `America/Denver`."""
    holidays: Holidays | None = None
    """The public holidays that are no working days."""
    citation: Words
    """Where this comes from."""
    confidentiality: Text | None = None
    """What may be shared, and what not."""
    language_access: Text | None = None
    """How families are heard in their language."""
    citizenship_questions: Text | None = None
    """How the country of citizenship is found out."""
    legal_screening: Text | None = None
    """Who looks for ways of immigration relief."""
    trafficking_screening: Text | None = None
    """Who screens for trafficking, and with what."""
    trafficking_notices: Text | None = None
    """Who else is told of suspected trafficking."""
    consular_triggers: Text | None = None
    """When a consulate is notified, beyond the treaty's duty."""
    consular_deadline: Text | None = None
    """By when it is notified."""
    consular_submitter: Text | None = None
    """Who sends the notice, and how."""
    mou_with_mexico: Text | None = None
    """Whether there is a memorandum of understanding with Mexico."""
    service_abroad: Text | None = None
    """How a parent abroad is served."""
    reunification_abroad: Text | None = None
    """With whom reunification abroad is prepared."""
    repatriation: Text | None = None
    """How a child comes back to the United States."""
    virtual_visits: Text | None = None
    """How visits at a distance are held."""
    visits_abroad: Text | None = None
    """How visits at the border and abroad are held."""
    court_participation: Text | None = None
    """How a parent abroad takes part in hearings."""
    detained_parents: Text | None = None
    """What is done for parents in immigration detention."""
    sb_1064: Text | None = None
    """What California's Reuniting Immigrant Families Act gives."""
    unaccompanied_minors: Text | None = None
    """How unaccompanied minors are served."""
    other_practices: Text | None = None
    """What else is done there."""

    def row(self, name: str) -> Text | None:
        """What the sources say of one row of the matrix, or None where they are silent."""
        found = getattr(self, name)
        return found if isinstance(found, Text) else None


MATRIX = tuple(name for name, key in Jurisdiction.model_fields.items() if key.annotation == Text | None)
"""The rows of the matrix of jurisdictions, each a key of `Jurisdiction`."""
