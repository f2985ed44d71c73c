"""Whatever somebody says is kept to the letter or refused, and does nothing on review and summary."""

from __future__ import annotations

import re
import unicodedata
from io import StringIO

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from screenkit.cleaning import STEERING, clean
from screenkit.pages import Command, Given, Page, Sheet
from screenkit.render import lines
from screenkit.screen import Screen
from screenkit.summarize import summarize
from screenkit.terminal.plain import PlainFace
from screenkit.terminal.visual import VisualFace
from scripted import NOON, small_screen
from test_conduct import sit
from test_visual import PAGE_DOWN, Terminal, seen

ASKED = """\
questions:
  - name: words
    type: text
    multiline: true
    label: {en: What was said?, es: ¿Qué se dijo?}
    citation: own-reading
next_steps:
  - name: call
    when: answered(words)
    urgency: soon
    action: {en: Call., es: Llame.}
    who: {en: You, es: Usted}
    citation: own-reading
"""
MARKUP = (
    "[llora] “¿por qué?” \\[x] {y} <b>",
    "[red]x", "[/]", "[link=file:///etc/passwd]a[/link]", "[@click=app.bell]", "\\[red]", "end\\", ":smiley:",
)  # fmt: skip
STEERS = (
    "\x1b[31mred", "\x1b]0;t\x07", "\x1b]8;;https://example.org\x07a\x1b]8;;\x07", "\x1b]52;c;eA==\x07", "\x1b[6n",
    "\x1bP+q\x1b\\", "\x9b31mred", "a\x07b", "a\x08b", "\u202eright", "\u2066apart\u2069", "a\x00b",
)  # fmt: skip
NAMES = (
    "yes\rno ", "zero\u200bwidth", "one\u2028two", "a" + "\u0301" * 30, "名前 👩\u200d👧\u200d👦", "محمد علي",
    "می\u200cخواهم", "Ñandú O'Brien-López", "nin\u0303o", "K\u02bciche\u02bc", "x " * 5_000,
)  # fmt: skip
FORMULAS = ("=1+1", "+52 555 0100", "-5 years", "@SUM", "\t=1", "\uff1d1", '=HYPERLINK("x")', "=cmd|x", ";=1")
WEB = ("<script>x</script>", '"><img onerror=x>', "' onload=", "](javascript:x)", "| a | b", "```\n# x", "# x")
TEMPLATES = ("{{7*7}}", "${x}", "%s", "{0.__class__}", "A123456789", "123-45-6789")
KEPT = (*MARKUP, *NAMES, *FORMULAS, *WEB, *TEMPLATES)


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    """One question in one's own words, and a step that names it as its reason."""
    return small_screen(tmp_path_factory.mktemp("screens"), ASKED)


def told(screen: Screen, words: str) -> tuple[Page, Sheet]:
    """The page on which the answer is looked over, and the summary."""
    sitting = sit(screen, Given(words), Command.BACK, Command.REVIEW)
    review = next(page for page in sitting.face.pages if page.reading)
    document = tuple(lines(summarize(screen, sitting.conductor.response, NOON, "en")))
    return review, Sheet(language="en", document=document)


@pytest.mark.parametrize("words", KEPT, ids=[ascii(words)[:24] for words in KEPT])
def test_what_is_said_is_kept_to_the_letter(screen: Screen, words: str) -> None:
    """But for spaces at the ends and its Unicode form."""
    expected = unicodedata.normalize("NFC", words.replace("\r", "\n")).strip()
    assert sit(screen, Given(words)).answers == {"words": expected}


@pytest.mark.parametrize("words", [*STEERS, "x" * 10_001], ids=lambda words: ascii(words)[:24])
def test_what_would_steer_is_refused_and_asked_again(screen: Screen, words: str) -> None:
    """One sentence tells why; no face ever hands it over, but a file might."""
    sitting = sit(screen, Given(words))
    assert sitting.answers == {}
    assert sitting.last.message.startswith(("type plain letters", "give at most 10000"))


@pytest.mark.parametrize("words", KEPT, ids=[ascii(words)[:24] for words in KEPT])
def test_line_by_line_it_stands_there_and_does_nothing(
    screen: Screen, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On review and in the summary, as it was said."""
    monkeypatch.setenv("COLUMNS", "80")
    written = StringIO()
    face = PlainFace(StringIO(":back\n"), written)
    review, summary = told(screen, words)
    face.ask(review)
    face.show(summary)
    assert not STEERING.search(written.getvalue())
    assert seen(clean(words)) in seen(written.getvalue())


SHORT = [words for words in KEPT if len(words) < 100]


@pytest.mark.parametrize("words", SHORT, ids=[ascii(words)[:24] for words in SHORT])
def test_drawn_it_stands_there_and_does_nothing(screen: Screen, words: str) -> None:
    """Nothing but moving about, wiping and weight reaches the terminal."""
    review, summary = told(screen, words)
    for page in (review, summary):
        with create_pipe_input() as pipe:
            terminal, raw = Terminal(pipe, [PAGE_DOWN]), StringIO()
            terminal.write = lambda text, /, raw=raw, terminal=terminal: raw.write(text) and terminal.stream.feed(text)  # type: ignore[assignment,misc]
            face = VisualFace(pipe, Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False))
            with pytest.raises(KeyboardInterrupt):
                face.ask(page) if isinstance(page, Page) else face.show(page)
        bare = re.sub(r"\x1b\[\??[0-9;]*[A-Za-z]|[\r\b]", "", raw.getvalue())
        assert not STEERING.search(bare)
        # An emulated terminal has its own ideas of widths; what is plain ASCII must be there as it is.
        assert not words.isascii() or page is summary or seen(clean(words)) in seen("".join(terminal.shown))


def test_the_cases_are_those_that_were_meant() -> None:
    """Each is of one kind, and none stands there twice."""
    assert len({*KEPT, *STEERS}) == len(KEPT) + len(STEERS) >= 45
    assert all(STEERING.search(words) for words in STEERS)
