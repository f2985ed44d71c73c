"""What the number or address of a contact looks like, and copies of them that are known to be wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_DIGITS = re.compile(r"[0-9]")
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "phone": (re.compile(r"\+?[0-9][0-9 ().-]{1,22}[0-9]"), "a telephone number such as `1-505-555-0100`"),
        "text": (re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]"), "a number such as `233733`"),
        "web": (re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?"), "an address that begins with `https://`"),
        "email": (
            re.compile(r"[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE),
            "an address such as `unit@example.org`",
        ),
        "mail": (re.compile(r".*\S.*", re.DOTALL), "a postal address"),
    }
)
# By their digits. The first stands on the page of a member of Congress (2022), instead of the trafficking hotline's.
_MISPRINTS: Mapping[str, str] = MappingProxyType({"8663737888": "1-888-373-7888"})


def expected(channel: str, value: str) -> str | None:
    """What belongs in this channel, or None where the value is of that kind."""
    form, words = _FORMS[channel]
    return None if form.fullmatch(value) else words


def meant(channel: str, value: str) -> str | None:
    """The right number where this is a known misprint of it, else None."""
    digits = "".join(_DIGITS.findall(value)) if channel in ("phone", "text") else ""
    return _MISPRINTS.get(digits.removeprefix("1"))
