"""Every code has a manual page, and every page a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from screenkit.checks import CHECKS
from screenkit.codes import PAGES, codes, page
from screenkit.prove import PROOFS

SOURCE = Path(__file__).parents[1] / "src" / "screenkit"
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
# Which argument is the code, wherever something at fault is told.
ARGUMENT = {
    "fault": 0,
    "_fault": 0,
    "report": 0,
    "diagnostic": 0,
    "Fault": 0,
    "Diagnostic": 0,
    "Misread": 0,
    "PydanticCustomError": 0,
    "misread": 1,
    "_bare": 1,
    "second": 1,
    "_twice": 2,
}
# Words of the interface go by key as well, and are no codes.
OTHER_WORDS = ("words.py", "render.py", "terminal", "cli")


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_sentence(node: ast.expr) -> bool:
    """Whether this is a message: words with spaces, or words to be filled in."""
    written = isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    return written or isinstance(node, ast.JoinedStr)


def arguments(node: ast.AST) -> Iterator[ast.expr]:
    """What is told as a code: the argument of a call."""
    if isinstance(node, ast.Call) and called(node) in ARGUMENT:
        yield from node.args[ARGUMENT[called(node)] :][:1]
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "code")


def entries(node: ast.AST) -> Iterator[ast.expr]:
    """What stands in a table as a code: the word before a message."""
    parts = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else ()
    if isinstance(node, ast.Tuple) or (isinstance(node, ast.Call) and called(node) == "_Words"):
        yield from (first for first, second in pairwise(parts) if is_sentence(second))


def words(nodes: Iterator[ast.expr]) -> set[str]:
    """Those of the nodes that are words of the form of a code."""
    written = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {word for word in written if CODE.fullmatch(word)}


def codes_in(path: Path) -> set[str]:
    """Every code that a module tells, as it is written there; in tables, only codes have dashes."""
    tree = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    in_tables = words(one for node in tree for one in entries(node))
    return words(one for node in tree for one in arguments(node)) | {word for word in in_tables if "-" in word}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """What any module can report is what the manual lists."""
    paths = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] not in OTHER_WORDS]
    told = {code for path in paths for code in codes_in(path)} | {proof.code for proof in PROOFS}
    assert len(told) > 100
    assert told == set(codes())


def test_a_check_tells_only_its_own_code() -> None:
    """The table of checks and the checks themselves agree."""
    told = {code for path in (SOURCE / "checks").glob("*.py") for code in codes_in(path)}
    assert told == set(CHECKS)


def test_no_code_has_two_pages() -> None:
    """A check's docstring is its page; no other page stands beside it."""
    assert not set(PAGES) & set(CHECKS)


def test_a_code_that_does_not_exist_has_no_page() -> None:
    """Whoever asks for an unknown code gets nothing."""
    assert page("unknown-code") is None


def test_a_page_in_full() -> None:
    """A page says what is wrong and why it matters, shows it wrong, and shows what to write."""
    assert (
        page("bare-question")
        == """\
A question's name alone says nothing. Say which answer is meant.

Wrong:

    when: debt

Write instead:

    when: debt is yes"""
    )


@pytest.mark.parametrize("code", codes())
def test_a_page_is_short_and_shows_an_example(code: str) -> None:
    """A page begins with a sentence, is no longer than a terminal, and no wider."""
    lines = (page(code) or "").splitlines()
    sentences = [line for line in lines if line and not line.startswith("    ")]
    assert re.match(r"[A-Z`\"].*", lines[0])
    assert 1 <= len(sentences) <= 10
    assert len(lines) <= 24
    assert all(len(line) <= 80 for line in lines)
    assert "".join(lines).isprintable()


@pytest.mark.parametrize("code", codes())
def test_a_page_speaks_to_an_author(code: str) -> None:
    """No page needs to know what the program is made of."""
    assert not re.search(r"pydantic|PyYAML|traceback|exception|Diagnostic", page(code) or "")


def test_most_pages_show_what_to_write_instead() -> None:
    """Only where nothing that is written is at fault there is no example."""
    without = {code for code in codes() if not re.search(r"^    \S", page(code) or "", re.MULTILINE)}
    assert without == {"not-utf-8", "symlink-loop", "too-many-faults", "unreadable-file"}
