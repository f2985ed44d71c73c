"""Finding a name among many: as quick as it is, it finds what the plain meaning of its words says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screenkit.pages import Option
from screenkit.terminal.search import Finder, Found, fold

LETTERS = st.text(alphabet="ab cñ'-é A", max_size=7)
OPTIONS = st.lists(
    st.builds(Option, LETTERS, LETTERS, LETTERS, st.lists(LETTERS, max_size=2).map(tuple)), max_size=6
).map(tuple)


def rank(words: str, option: Option) -> int | None:
    """How good a find an option is: the same, begins so, words begin so, letters inside; None where it is none."""
    names = [fold(name) for name in (option.label, option.second, *option.also) if name]
    if words in (fold(option.name), *names):
        return 0
    if any(name.startswith(words) for name in names):
        return 1
    if any(all(any(one.startswith(part) for one in name.split()) for part in words.split()) for name in names):
        return 2
    return 3 if any(words in name for name in names) else None


def plainly(options: tuple[Option, ...], typed: str) -> Found:
    """What is found by that meaning: letters inside count only where nothing else does."""
    words = fold(typed)
    ranked = [(rank(words, one), one) for one in options] if words else []
    found = sorted((one for one in ranked if one[0] is not None), key=lambda one: one[0] or 0)
    near = [one for one in found if one[0] != 3]
    is_sure = len(near) == 1 and (near[0][0] == 0 or len(words) > 1)
    return Found(tuple(option for _, option in near or found), sure=is_sure)


@given(OPTIONS, LETTERS)
def test_it_finds_what_is_meant(options: tuple[Option, ...], typed: str) -> None:
    """Whatever the names and the letters, accents, apostrophes and blanks."""
    assert Finder(options).find(typed) == plainly(options, typed)
