"""The exact text of a fault: header, line, carets, second place, hint."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from screenkit.diagnostics import Diagnostic, Place, excerpt, near, quoted, report, showable

NATONALITY = Diagnostic(
    "unknown-question",
    "question `natonality` does not exist",
    "screens/consular.yaml",
    Place(20, 11, 10),
    "    when: natonality is MX",
    hint="did you mean `nationality`?",
)


def test_full_text() -> None:
    """A fault shows where, what, the line with carets under the fault, and the way out."""
    assert (
        report([NATONALITY])
        == """\
screens/consular.yaml:20:11: error[unknown-question]: question `natonality` does not exist
   20 |     when: natonality is MX
      |           ^^^^^^^^^^
  hint: did you mean `nationality`?"""
    )


def test_second_place() -> None:
    """A fault of two places names the line of the second between the carets and the hint."""
    fault = Diagnostic(
        "duplicate-name", "the name `debt` is taken", "a.yaml", Place(9, 5, 4), "x", "rename", Place(7, 5)
    )
    assert (
        str(fault)
        == """\
a.yaml:9:5: error[duplicate-name]: the name `debt` is taken
    9 | x
      |     ^
  also: first defined on line 7
  hint: rename"""
    )


def test_no_place() -> None:
    """A fault of a whole file is its header and its hint."""
    fault = Diagnostic("too-large", "the file is larger than 1,048,576 bytes", "a.yaml", None, None, "split it")
    assert (
        str(fault)
        == """\
a.yaml: error[too-large]: the file is larger than 1,048,576 bytes
  hint: split it"""
    )


def test_a_note() -> None:
    """What is worth knowing and no fault is called a note, and is otherwise the same."""
    assert str(NATONALITY.as_note()) == str(NATONALITY).replace("error[", "note[")
    assert (NATONALITY.severity, NATONALITY.as_note().severity) == ("error", "note")


def test_no_excerpt() -> None:
    """A fault in a file that holds answers gives its place and never its line."""
    fault = Diagnostic("unclosed-quote", "this quote is never closed", "k7m2.json", Place(3, 10), None)
    assert str(fault) == "k7m2.json:3:10: error[unclosed-quote]: this quote is never closed"


def test_report_sorts_by_file_and_place() -> None:
    """Faults come in the order of files and lines, those of a whole file first, without blank lines."""
    faults = [
        Diagnostic("d", "m", "b.yaml", Place(1, 1), None),
        Diagnostic("c", "m", "a.yaml", Place(10, 1), None),
        Diagnostic("b", "m", "a.yaml", Place(9, 20), None),
        Diagnostic("a", "m", "a.yaml", Place(9, 3), None),
        Diagnostic("e", "m", "a.yaml", None, None),
    ]
    assert (
        report(faults)
        == """\
a.yaml: error[e]: m
a.yaml:9:3: error[a]: m
a.yaml:9:20: error[b]: m
a.yaml:10:1: error[c]: m
b.yaml:1:1: error[d]: m"""
    )


def test_nothing_to_report() -> None:
    """No faults are no text."""
    assert report([]) == ""


def test_carets_under_letters_of_other_widths() -> None:
    """Carets stand under the fault where letters are wide, or accents are characters of their own."""
    wide = Diagnostic("c", "m", "f", Place(1, 8, 2), "en: 日本語語x")
    accent = Diagnostic("c", "m", "f", Place(1, 7, 3), "en: e\u0301abc")
    assert str(wide).splitlines()[1:] == ["    1 | en: 日本語語x", "      |           ^^^"]
    assert str(accent).splitlines()[1:] == ["    1 | en: e\u0301abc", "      |      ^^^"]


def test_fault_after_the_end_of_a_line() -> None:
    """A missing value is marked where it would stand."""
    fault = Diagnostic("c", "m", "f", Place(123456, 9), "  label:")
    assert str(fault).splitlines()[1:] == ["123456 |   label:", "       |         ^"]


def test_tabs_take_one_column() -> None:
    """A tab is shown as one space, as it counts one character."""
    fault = Diagnostic("c", "m", "f", Place(1, 2), "\ta: b")
    assert str(fault).splitlines()[1:] == ["    1 |  a: b", "      |  ^"]


def test_nothing_steers_the_terminal() -> None:
    """Control characters, direction overrides and lone surrogates are replaced wherever they stand."""
    fault = Diagnostic("c", "key `\x1b[2J` \u202e", "a\n\udcff.yaml", Place(1, 1), "\x9b31m\x07", "\u2066x")
    assert (
        str(fault)
        == """\
a\ufffd\ufffd.yaml:1:1: error[c]: key `\ufffd[2J` \ufffd
    1 | \ufffd31m\ufffd
      | ^
  hint: \ufffdx"""
    )


def test_long_lines_are_cut() -> None:
    """A line is shown up to 200 characters; a fault past them shows no line."""
    line = excerpt("x" * 5000)
    assert line == "x" * 199 + "…"
    assert str(Diagnostic("c", "m", "f", Place(1, 199, 50), line)).splitlines()[2] == "      | " + " " * 198 + "^^"
    assert str(Diagnostic("c", "m", "f", Place(1, 201), line)) == "f:1:201: error[c]: m"


def test_excerpt_keeps_indentation() -> None:
    """The excerpt of a line is the line without the space at its end."""
    assert excerpt("  a: b  \r") == "  a: b"


def test_quoted() -> None:
    """What an author wrote stands in backticks, cut when it is long."""
    assert quoted("nul.txt") == "`nul.txt`"
    assert quoted("k" * 300) == "`" + "k" * 60 + "…`"
    assert quoted("a\nb") == "`a\ufffdb`"


def test_near() -> None:
    """The nearest candidate is suggested, if one is near."""
    assert near("natonality", ["nation", "nationality", "name"]) == "did you mean `nationality`?"
    assert near("debt", ["passport", "photos"]) is None
    assert near("debt", []) is None
    assert near("x" * 100_000, ["x" * 100_000]) is None


@settings(deadline=None)
@given(st.text(), st.text(), st.integers(1, 300), st.integers(1, 300))
def test_any_text_can_be_printed(message: str, line: str, column: int, length: int) -> None:
    """Every fault has a text that can be encoded, of at most four lines."""
    text = str(Diagnostic("c", message, line, Place(1, column, length), excerpt(line), message))
    assert len(text.encode().decode().split("\n")) <= 4
    assert showable(line) == showable(showable(line))
