"""The parts of a condition as they were written, and the condition without each."""

from __future__ import annotations

from small_screens import read

from generators import asked, authored, repeated
from screenkit.prove.parts import Line
from screenkit.prove.places import Places

QUESTIONS = [asked(name) for name in "abc"]
CHILDREN = repeated("children", [asked("home"), asked("born_on", "date")])


def line(text: str) -> Line:
    """A definition, read in its place."""
    screen, draft = read(authored([*QUESTIONS, CHILDREN], define={"idea": text, "other": "idea"}))
    return Places(screen, draft).definitions["idea"].line


def texts(text: str) -> list[tuple[str, int]]:
    """The parts that can be left out, with their places."""
    return [(part.text, part.offset) for part in line(text).parts()]


def without(text: str) -> list[str]:
    """The conditions that are left when each part is left out, as the first other line that reads the same."""
    return [repr(part.without) for part in line(text).parts()]


def test_parts_are_told_with_their_places() -> None:
    """Outer parts come first, and brackets belong to nobody."""
    assert texts("a is yes and (b is no or c is yes)") == [
        ("a is yes", 0),
        ("b is no or c is yes", 14),
        ("b is no", 14),
        ("c is yes", 25),
    ]


def test_the_sides_of_a_chain_and_the_members_of_a_count_are_parts() -> None:
    """What stands in functions is looked into."""
    assert [text for text, _ in texts("any(children, 12 <= age(born_on) < 18)")] == [
        "12 <= age(born_on)",
        "age(born_on) < 18",
    ]
    assert texts("count_yes(a, b) >= 2") == [("a", 10), ("b", 13)]
    assert texts("possibly(any_yes(a, b))") == [("a", 17), ("b", 20)]


def test_the_whole_without_a_part_is_what_an_author_would_write() -> None:
    """A part that is left alone loses its `and`; a count keeps counting."""
    assert without("a is yes and b is no") == [repr(line("b is no").condition), repr(line("a is yes").condition)]
    assert without("possibly(a is yes or b is no)")[0] == repr(line("possibly(b is no)").condition)
    assert without("any(children, home is yes and a is no)")[1] == repr(line("any(children, home is yes)").condition)
    assert without("any_yes(a, b, c)")[2] == repr(line("any_yes(a, b)").condition)


def test_leaving_out_makes_wider_or_narrower() -> None:
    """Under `unsure` and in a count that must stay low nothing is said about it."""
    assert [part.wider for part in line("a is yes and b is no").parts()] == [True, True]
    assert [part.wider for part in line("a is yes or b is no").parts()] == [False, False]
    assert [part.wider for part in line("count_yes(a, b) < 2").parts()] == [True, True]
    assert [part.wider for part in line("unsure(a is yes or b is no)").parts()] == [None, None]
    assert [part.wider for part in line("count(children, home is yes and a is no) < 2").parts()] == [None, None]


def test_listed_answers_are_told_one_by_one() -> None:
    """With what must hold beside them; a single answer is not listed."""
    found = list(line("a in (no, not_asked) and any(children, home is yes)").choices())
    assert [(choice.name, choice.offset) for choice in found] == [("no", 6), ("not_asked", 10)]
    assert [repr(choice.alone) for choice in found] == [
        repr(line("a is no").condition),
        repr(line("a is not_asked").condition),
    ]
    assert [repeat for repeat, _ in found[0].beside] == [""]


def test_text_over_several_lines_keeps_its_places() -> None:
    """Every line break counts as one character."""
    assert texts("a is yes\nand b is no") == [("a is yes", 0), ("b is no", 13)]
