"""How much of a goal is possible at all: the least that Python has to do for each record of the kit.

None of these tells a fault, or takes a key that stands twice for one; the last is written by hand for this one screen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Any

from batch_kit import AS_OF
from screenkit.batch.structs import decoder_of
from screenkit.screen import Screen

Check = Callable[[bytes], bool]
TODAY = date.fromisoformat(AS_OF[:10])
NOW = datetime.fromisoformat(AS_OF)
GROWN, EIGHT = date(TODAY.year - 18, TODAY.month, TODAY.day), date(TODAY.year - 8, TODAY.month, TODAY.day)
_MOST, _DAY, _TIME = 10_000, len("2026-11-20"), len("2026-11-20T15:00")


def typed(screen: Screen, _blocks: int) -> Check:
    """Types and choices checked while the text is read, and nothing else."""
    decode, _ = decoder_of(screen)

    def check(line: bytes) -> bool:
        try:
            decode(line)
        except ValueError:
            return False
        return True

    return check


def typed_and_called(screen: Screen, _blocks: int) -> Check:
    """The same with a function of Python's called, and a result of four parts made."""
    decode, _ = decoder_of(screen)

    def nothing(record: Any) -> tuple[object, ...]:  # noqa: ANN401 - a class that is made
        return record, "", (), None

    def check(line: bytes) -> bool:
        try:
            return not nothing(decode(line))[2]
        except ValueError:
            return False

    return check


def built_in(_screen: Screen, _blocks: int) -> Check:
    """The text read by pydantic's own reader, which is there without an extra; nothing is checked."""
    from_json = import_module("pydantic_core").from_json

    def check(line: bytes) -> bool:
        try:
            from_json(line, allow_inf_nan=False, cache_strings="keys")
        except ValueError:
            return False
        return True

    return check


def by_hand(screen: Screen, _blocks: int) -> Check:
    """Every check of the kit but that no key stands twice, and its rules, as short as one can write them."""
    decode, lacking = decoder_of(screen)
    found = _by_hand(lacking)

    def check(line: bytes) -> bool:
        try:
            return found(decode(line).answers_) is not None
        except (ValueError, AttributeError):
            return False

    return check


def _by_hand(lacking: object) -> Callable[[Any], tuple[int, ...] | None]:
    day = date.fromisoformat

    def found(a: Any) -> tuple[int, ...] | None:  # noqa: ANN401, PLR0911, PLR0912 - as above
        signs = (a.sign0_, a.sign1_, a.sign2_, a.sign3_, a.sign4_, a.sign5_)
        yes = count = 0
        if "yes" in signs:
            for sign, more, bit in zip(
                signs, (a.more0_, a.more1_, a.more2_, a.more3_, a.more4_, a.more5_), (1, 2, 4, 8, 16, 32), strict=True
            ):
                if sign == "yes":
                    yes += bit
                    count += 1
                    if more is lacking or (more.__class__ is str and not 0 < len(more) <= _MOST):
                        return None
                elif more is not lacking:
                    return None
        elif not a.more0_ is a.more1_ is a.more2_ is a.more3_ is a.more4_ is a.more5_ is lacking:
            return None
        for sign in (a.sign6_, a.sign7_, a.sign8_, a.sign9_):
            if sign == "yes":
                count += 1
        if (a.nested_ is lacking) is (yes & 3 == 3):
            return None
        languages, wanted = a.languages_, a.help_wanted_
        if languages.__class__ is tuple and len(set(languages)) < len(languages):
            return None
        if (a.interpreter_ is lacking) is (languages.__class__ is tuple and "en" not in languages):
            return None
        if wanted.__class__ is tuple and len(set(wanted)) < len(wanted):
            return None
        born = a.born_on_
        is_young = False
        if born.__class__ is str:
            born = day(born) if len(born) == _DAY else _partial(born)
            if born > TODAY:
                return None
            is_young = born > GROWN
        custody = a.custody_at_
        if custody.__class__ is str and (len(custody) != _TIME or datetime.fromisoformat(custody) > NOW):
            return None
        if len(a.children_) > 5:
            return None
        is_small = False
        for child in a.children_:
            child_born = child.child_born_
            if child_born.__class__ is str:
                child_born = day(child_born) if len(child_born) == _DAY else _partial(child_born)
                if child_born > EIGHT and child.child_country_ != "US":
                    is_small = True
        if (a.notes_ is lacking) is (yes & 7 != 0):
            return None
        country = a.birth_country_
        rules = (
            (count >= 3)
            + (is_young and yes & 16 != 0) * 2
            + (country.__class__ is str and country != "US") * 4
            + is_small * 8
            + (a.sign7_ == "yes" or (a.sign8_ == "yes" and a.nested_ == "yes")) * 16
            + ("option_1" in wanted if wanted.__class__ is tuple else 0) * 32
        )
        return yes, rules, count > 0 and is_young

    return found


def _partial(text: str) -> date:
    """The first day of a year or a month."""
    return date.fromisoformat(f"{text}-01-01"[:_DAY])
