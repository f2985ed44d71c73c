"""A case as an author writes it, ready to paste into `cases:`."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from screenkit.authored import Case, CaseExpect
from screenkit.cases import outcome_of
from screenkit.flat import flat_answers
from screenkit.prove.replay import Interview
from screenkit.text import Text

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_~:+-]*")
_WIDTH = 116
_STORY = "Invented: say who this family is, in a sentence or two."


def free_names(word: str, number: int, taken: Iterable[str]) -> list[str]:
    """So many names for cases, such as `suggested_1`; none is taken."""
    known = set(taken)
    names = (f"{word}_{place}" for place in range(1, number + len(known) + 1))
    return [name for name in names if name not in known][:number]


def written_case(name: str, interview: Interview, comments: Sequence[str], not_asked: Sequence[str] = ()) -> str:
    """The case with what comes of it now, and what is not asked; the comments stand below its name."""
    return "\n".join(f"  {line}" for line in _lines(name, interview, comments, not_asked))


def _lines(name: str, interview: Interview, comments: Sequence[str], not_asked: Sequence[str]) -> Iterator[str]:
    as_of = f"{interview.facts.today.isoformat()}T12:00"
    bare = Case(name=name, story=Text({"en": _STORY}), as_of=as_of, answers={}, expect=CaseExpect())
    expect = outcome_of(interview.screen, bare, interview.given)
    yield f"- name: {name}"
    for comment in comments:
        yield from textwrap.wrap(comment, _WIDTH, initial_indent="  # ", subsequent_indent="  #   ")
    yield "  story:"
    yield f'    en: "{_STORY}"'
    yield f"  as_of: {as_of}"
    yield from _entry("answers", flat_answers(interview.screen, interview.given), "  ")
    yield "  # Is each of these right? It is what the screen does now, which may be a mistake."
    yield "  expect:"
    for key in ("indicated", "not_settled", "next_steps", "steps_not_settled"):
        yield from _entry(key, list(getattr(expect, key)), "    ")
    if expect.due:
        yield from _entry("due", expect.due, "    ")
    if not_asked:
        yield from _entry("not_asked", list(not_asked), "    ")


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value and set(value) != {"absent"}:
        yield f"{indent}{key}:"
        for inner, one in value.items():
            yield from _entry(str(inner), one, f"{indent}  ")
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        yield f"{indent}{key}:"
        for one in value:
            yield from _item(one, f"{indent}  ")
    elif isinstance(value, list) and len(f"{indent}{key}: {_inline(value)}") > _WIDTH:
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {_inline(one)}" for one in value)
    else:
        yield f"{indent}{key}: {_inline(value)}"


def _item(value: Mapping[str, object], indent: str) -> Iterator[str]:
    lines = [line for key, one in value.items() for line in _entry(str(key), one, f"{indent}  ")]
    yield f"{indent}- {lines[0].lstrip()}" if lines else f"{indent}- {{}}"
    yield from lines[1:]


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(one) for one in value) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
