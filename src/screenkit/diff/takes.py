"""What two versions of a question take for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from screenkit.diff.report import Change, change
from screenkit.diff.wording import names_of
from screenkit.questions import Common, Date, DateTime, Integer, Repeat, TextQuestion


def taken_otherwise(name: str, old: Common, new: Common) -> Iterator[Change]:
    """What one of the two takes and the other does not; of questions of different types, what their choices say."""
    if old.option_names and new.option_names:
        yield from _choices(name, old, new)
    if type(old) is not type(new):
        return
    less, more = _narrower(old, new), _narrower(new, old)
    if less:
        message = f"question `{name}` no longer takes {less}"
        yield change("breaks-old-answers", "takes-less", name, message)
    if more:
        yield change("compatible", "takes-more", name, f"question `{name}` also takes {more}")
    yield from _checked(name, old, new)
    yield from _said_by(name, old, new)


def _choices(name: str, old: Common, new: Common) -> Iterator[Change]:
    gone = [one for one in old.option_names if one not in new.option_names]
    added = [one for one in new.option_names if one not in old.option_names]
    if gone:
        message = f"question `{name}` has no choice {names_of(gone)} any more"
        yield change("breaks-old-answers", "choice-removed", name, message)
    if added:
        message = f"question `{name}` has {'choices' if len(added) > 1 else 'the choice'} {names_of(added)} too"
        yield change("compatible", "choice-added", name, message)


def _narrower(old: Common, new: Common) -> str:
    """What the new one does not take and the old one does, in words."""
    if isinstance(old, Integer) and isinstance(new, Integer):
        return " or ".join(_outside(old, new))
    if isinstance(old, Date) and isinstance(new, Date):
        gone = [one for one in old.precision if one not in new.precision]
        words = {"year": "a year", "month": "a month of a year", "day": "a whole date"}
        return " or ".join(words[one] for one in gone)
    if isinstance(old, TextQuestion) and isinstance(new, TextQuestion):
        return "several lines" if old.multiline and not new.multiline else ""
    if isinstance(old, Repeat) and isinstance(new, Repeat):
        return f"more than {new.max} of them" if new.max < old.max else ""
    return ""


def _outside(old: Integer, new: Integer) -> Iterator[str]:
    if new.min is not None and (old.min is None or old.min < new.min):
        yield f"numbers below {new.min}"
    if new.max is not None and (old.max is None or old.max > new.max):
        yield f"numbers above {new.max}"


def _checked(name: str, old: Common, new: Common) -> Iterator[Change]:
    """What is refused while it is typed; what was recorded stays readable."""
    if isinstance(old, Date | DateTime) and isinstance(new, Date | DateTime) and old.not_future != new.not_future:
        message = f"question `{name}` {'refuses' if new.not_future else 'takes'} days that have not come yet"
        yield change("compatible", "future-days", name, message)
    if isinstance(old, Repeat) and isinstance(new, Repeat) and old.min != new.min:
        message = f"repeat `{name}` asks about {new.min} before it asks for more, not about {old.min}"
        yield change("compatible", "least-changed", name, message)


def _said_by(name: str, old: Common, new: Common) -> Iterator[Change]:
    if set(old.said_by) != set(new.said_by):
        message = f"question `{name}` asks otherwise who said the answer"
        yield change("compatible", "said-by-changed", name, message)
