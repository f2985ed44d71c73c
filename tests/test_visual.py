"""The visual face on a terminal that is emulated: what stands there before each key, and what comes of the keys."""

from __future__ import annotations

import os
import select
import signal
import sys
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path

import pyte
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

import screenkit
from screenkit.answers import Absent
from screenkit.cleaning import clean
from screenkit.layout import Line
from screenkit.pages import Command, Given, Kind, Option, Page, Reply, Sheet
from screenkit.terminal.fields import Field
from screenkit.terminal.idle import Idle
from screenkit.terminal.tty import NoTerminal
from screenkit.terminal.visual import VisualFace, prepare
from screenkit.words import LANGUAGES, say

ENTER, UP, DOWN, LEFT, TAB, BACK_TAB, BACKSPACE = "\r", "\x1b[A", "\x1b[B", "\x1b[D", "\t", "\x1b[Z", "\x7f"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
F1, F2, F3, F4, F5 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
F6, F7, F8, F9, F10 = "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~"
CTRL_B, CTRL_C, CTRL_D, CTRL_K, CTRL_O, CTRL_Q, CTRL_R, CTRL_S, CTRL_X, CTRL_Z = (
    "\x02",
    "\x03",
    "\x04",
    "\x0b",
    "\x0f",
    "\x11",
    "\x12",
    "\x13",
    "\x18",
    "\x1a",
)

ABSENCES = (Absent.UNKNOWN, Absent.DECLINED, Absent.NOT_ASKED)
YES_NO = (Option("yes", "Sí", "Yes"), Option("no", "No", "No"))
LONG_LABEL = (
    "Acta de nacimiento del país de origen, original o copia certificada, aunque esté vencida, rota o escrita en otra "
    "lengua, o una constancia del municipio [con sello] 出生证明原件或经认证的副本"
)
DOCUMENTS = (
    Option("passport", "Pasaporte", "Passport"),
    Option("birth", LONG_LABEL, "Birth certificate from the country of origin, original or certified copy"),
    Option("other", "Otro", "Other"),
)
COUNTRIES = (
    Option("MX", "México", "Mexico"),
    *(Option(f"C{number}", f"Country {number}") for number in range(1, 16)),
    Option("NE", "Níger", "Niger"),
    Option("NG", "Nigeria"),
    Option("CD", "República Democrática del Congo", "Democratic Republic of the Congo"),
)
ALWAYS = tuple(command for command in Command if command not in (Command.REMOVE, Command.SAME))
DEBT = Page("choice", "Do you have a debt?", options=YES_NO, commands=ALWAYS, absences=ABSENCES)
NAME = replace(DEBT, kind="line", read_aloud="Who is it owed to?", options=(), key="debt_owed_to")
STORY = replace(NAME, kind="lines", read_aloud="Tell what happened.")
PAPERS = replace(DEBT, kind="choices", read_aloud="Which documents are there?", options=DOCUMENTS)
BORN = replace(DEBT, read_aloud="Where were you born?", options=COUNTRIES)
CITIZEN = replace(BORN, kind="choices", read_aloud="Of which countries are you a citizen?")
READ = replace(NAME, kind="read", read_aloud="What you say stays between us.", absences=())
EVERY = (DEBT, NAME, STORY, PAPERS, BORN, CITIZEN, READ)
Step = str | tuple[int, int]


@dataclass
class Terminal(StringIO):
    """A terminal that keeps what it shows, and presses the next key only when the one before has been answered."""

    pipe: PipeInput
    steps: list[Step]
    columns: int = 80
    rows: int = 24
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.screen = pyte.Screen(self.columns, self.rows)
        self.stream = pyte.Stream(self.screen)

    def write(self, text: str, /) -> int:
        self.stream.feed(text)
        return len(text)

    def flush(self) -> None:
        lines = [line.rstrip() for line in self.screen.display]
        if not any(lines) or self._is_unread():
            return
        self.shown.append("\n".join(lines).rstrip())
        step = self.steps.pop(0) if self.steps else CTRL_C
        if isinstance(step, tuple):
            self.columns, self.rows = step
            self.screen.resize(columns=self.columns, lines=self.rows)
            signal.raise_signal(signal.SIGWINCH)
        else:
            self.pipe.send_text(step)

    def _is_unread(self) -> bool:
        """Whether a key is still on its way: on a busy machine a page is drawn twice before it is read."""
        return sys.platform != "win32" and bool(select.select([self.pipe.fileno()], [], [], 0)[0])

    def size(self) -> Size:
        return Size(rows=self.rows, columns=self.columns)


@dataclass
class Sitting:
    """What came of the keys; `replies` ends early where Ctrl-C had to end it."""

    replies: list[Reply]
    shown: list[str]


def sit(*steps: Step, pages: tuple[Page | Sheet, ...], columns: int = 80, rows: int = 24) -> Sitting:
    """Put the pages to someone who presses these keys, then Ctrl-C."""
    replies: list[Reply] = []
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, list(steps), columns, rows)
        face = VisualFace(pipe, Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False))
        try:
            for page in pages:
                if isinstance(page, Sheet):
                    face.show(page)
                else:
                    replies.append(face.ask(page))
        except KeyboardInterrupt:
            pass
    return Sitting(replies, terminal.shown)


def replies(*steps: Step, pages: tuple[Page | Sheet, ...]) -> list[Reply]:
    """Only the replies."""
    return sit(*steps, pages=pages).replies


def seen(text: str) -> str:
    """The letters and signs of a text without its spaces, which depend on where lines break."""
    return "".join(text.split())


@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_enter_alone_answers_nothing(page: Page) -> None:
    """Six times Enter leaves the question where it was, with a hint."""
    sitting = sit(*[ENTER] * 6, pages=(page,))
    assert sitting.replies == []
    assert sitting.shown[0] != sitting.shown[1]
    assert sitting.shown[1] == sitting.shown[6] or page is STORY


def test_a_page_at_eighty_columns() -> None:
    """Everything on the page, and nothing pointed at."""
    page = replace(
        DEBT,
        read_aloud="¿Tiene usted una deuda por su viaje, y a quién se la debe? Dígalo con sus propias palabras.",
        second="Do you have a debt for your journey, and who do you owe it to? Say it in your own words.",
        language="es",
        banner="PRACTICE: not a real case",
        title="Trafficking pre-screen",
        section="Journey",
        progress="3 done, 7 to come",
        hint="Ask it as written.",
        current="does not know",
        message="The note is kept.",
    )
    assert (
        sit(pages=(page,)).shown[0]
        == """\
PRACTICE: not a real case
Trafficking pre-screen · Journey · 3 done, 7 to come
The note is kept.

¿Tiene usted una deuda por su viaje, y a quién se la debe? Dígalo con sus
propias palabras.
(Do you have a debt for your journey, and who do you owe it to? Say it in your
own words.)
Ask it as written.
So far: does not know

   1. Sí (Yes)
   2. No
   3. Does not know
   4. Would rather not say
   5. Leave for later

number or arrows: move · Enter: choose · Shift-Tab: back · ?: help
F3: why asked · F4: note · Ctrl-T: who said it · F8: language · F9: hide screen
F10: review · Ctrl-X: save and stop"""
    )


def test_a_small_window_shows_the_question_first_and_the_most_needed_keys() -> None:
    """In 40 columns and 12 rows nothing of the options is lost; where the question stands comes below it."""
    page = replace(DEBT, banner="PRACTICE", title="Trafficking pre-screen", section="Journey", progress="3 answered")
    page = replace(page, hint="Ask it as written, word for word, and wait.", options=YES_NO[:1])
    sitting = sit(PAGE_DOWN, "k", pages=(page,), columns=40, rows=12)
    assert sitting.shown[:2] == [
        """\
PRACTICE
Do you have a debt?
Ask it as written, word for word, and
wait.
(more below: Page Down)
   1. Sí (Yes)
   2. Does not know
   3. Would rather not say
   4. Leave for later

number or arrows: move · Enter: choose
?: help · k: all keys""",
        """\
(more above: Page Up)

Trafficking pre-screen · Journey · 3
answered

   1. Sí (Yes)
   2. Does not know
   3. Would rather not say
   4. Leave for later

number or arrows: move · Enter: choose
?: help · k: all keys""",
    ]
    assert sitting.shown[2].splitlines()[:5] == ["PRACTICE", "All keys", "", "number or arrows: move", "Enter: choose"]


def test_a_window_too_small_for_a_question_says_what_it_needs_and_takes_no_answer() -> None:
    """Nobody answers what cannot be seen; made larger, the page is there as it was left, and no sooner."""
    sitting = sit("2", (20, 5), "1", ENTER, (80, 24), ENTER, pages=(DEBT,))
    assert sitting.shown[2] == "Make this window\nlarger: at least 30\ncolumns, 8 rows.\nNothing is lost."
    assert sitting.shown[2] == sitting.shown[3] == sitting.shown[4]
    assert sitting.shown[5] == sitting.shown[1]
    assert sitting.replies == [Given("no")]
    assert sit("Ana", (20, 5), ENTER, ENTER, (80, 24), ENTER, pages=(NAME,)).replies == [Given("Ana")]


def test_a_tiny_window_can_be_hidden_and_left() -> None:
    """Hiding, saving and stopping need no room."""
    sitting = sit((20, 5), F9, ENTER, ENTER, CTRL_X, pages=(DEBT,))
    assert "screenkit - press" in sitting.shown[2]
    assert sitting.replies == [Command.STOP]


def test_every_key_is_named_where_there_is_room() -> None:
    """In 24 rows nothing has to be looked up as long as question and answers leave enough of them."""
    shown = sit(pages=(CITIZEN,)).shown[0]
    assert all(f"{key}: " in shown for key in ("F5", "F6", "F7", "F8", "F9", "F10", "Ctrl-X"))
    crowded = replace(CITIZEN, read_aloud="words " * 250)
    assert "F5: " not in sit(pages=(crowded,)).shown[0]


def test_all_keys_lead_back_to_what_was_half_typed() -> None:
    """Also to the letters of a search, which choose nothing by themselves."""
    assert replies("An", CTRL_K, ENTER, "a", ENTER, pages=(NAME,)) == [Given("Ana")]
    assert replies("mx", CTRL_K, ENTER, ENTER, pages=(BORN,)) == []
    assert replies("nige", CTRL_K, ENTER, "ria", ENTER, ENTER, pages=(BORN,)) == [Given("NG")]
    assert replies("mex", DOWN, ENTER, "nige", CTRL_K, ENTER, "ria", ENTER, ENTER, ENTER, ENTER, pages=(CITIZEN,)) == [
        Given(["MX", "NG"])
    ]


def test_a_document_is_read_at_the_width_of_the_window() -> None:
    """It is set anew when the window changes, and nothing of it is cut."""
    words = "Notify the office within 24 hours, and complete what is known later."
    document = (Line("banner", "PRACTICE"), Line("heading", "Next steps"), Line("item", f"1. {words}"))
    sitting = sit((40, 24), ENTER, pages=(Sheet(document=document),))
    assert sitting.shown[0].splitlines()[:4] == ["PRACTICE", "", "NEXT STEPS", f"1. {words}"]
    assert sitting.shown[1].splitlines()[:5] == [
        "PRACTICE",
        "",
        "NEXT STEPS",
        "1. Notify the office within 24 hours,",
        "   and complete what is known later.",
    ]


def test_a_number_points_and_enter_chooses() -> None:
    """The number alone is no answer; the page shows what Enter would take."""
    sitting = sit("2", ENTER, pages=(DEBT,))
    assert sitting.replies == [Given("no")]
    assert "   1. Sí (Yes)\n > 2. No\n" in sitting.shown[1]
    assert replies("2", pages=(DEBT,)) == []


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ((DOWN, ENTER), Given("yes")),
        ((DOWN, DOWN, ENTER), Given("no")),
        ((UP, ENTER), Absent.NOT_ASKED),
        ((UP, DOWN, ENTER), Given("yes")),
        (("3", ENTER), Absent.UNKNOWN),
        (("4", ENTER), Absent.DECLINED),
        ((F5, ENTER), Absent.UNKNOWN),
        ((F6, ENTER), Absent.DECLINED),
        ((F7, ENTER), Absent.NOT_ASKED),
        (("9", "2", ENTER), Given("no")),
    ],
)
def test_arrows_numbers_and_keys_point(keys: tuple[str, ...], reply: Reply) -> None:
    """From nothing, down points at the first row and up at the last."""
    assert replies(*keys, pages=(DEBT,)) == [reply]


@pytest.mark.parametrize(
    "stray", [CTRL_D, CTRL_Z, CTRL_Q, CTRL_O, "y", "j", "k", " ", TAB, "9", "0", "\x1b[200~2\r\x1b[201~"]
)
def test_stray_keys_answer_nothing_in_a_list(stray: str) -> None:
    """Neither they nor Enter after them; a paste is not typed."""
    assert replies(stray, ENTER, pages=(DEBT,)) == []


def test_two_digits_reach_the_rows_from_ten_on() -> None:
    """A second digit goes on from the first."""
    page = replace(DEBT, options=tuple(Option(f"o{number}", f"Option {number}") for number in range(1, 13)))
    assert replies("1", "2", ENTER, pages=(page,)) == [Given("o12")]
    assert replies("1", DOWN, ENTER, pages=(page,)) == [Given("o2")]
    assert replies("2", "3", ENTER, pages=(page,)) == [Given("o3")]


def test_the_answer_so_far_is_pointed_at_on_the_way_back() -> None:
    """Enter keeps it."""
    sitting = sit(ENTER, pages=(replace(DEBT, draft="no", current="No"),))
    assert sitting.replies == [Given("no")]
    assert " > 2. No\n" in sitting.shown[0]


def test_keys_pressed_too_early_do_not_answer_the_next_question() -> None:
    """What arrives in one go with an answer is forgotten."""
    sitting = sit(f"2{ENTER}1{ENTER}1{ENTER}", pages=(DEBT, DEBT, NAME))
    assert sitting.replies == [Given("no")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_wishes_have_keys_on_every_page(page: Page, language: str) -> None:
    """Back, help, why, note, language, review and stop are handed back whatever is asked."""
    pages = tuple([replace(page, worker_language=language)] * 8)
    assert replies(BACK_TAB, CTRL_B, F1, F3, F4, F8, F10, CTRL_X, pages=pages) == [
        Command.BACK,
        Command.BACK,
        Command.HELP,
        Command.WHY,
        Command.NOTE,
        Command.LANGUAGE,
        Command.REVIEW,
        Command.STOP,
    ]


def test_lists_have_letters_for_wishes_too() -> None:
    """Some terminals keep F1 and F10 for themselves."""
    assert replies("?", LEFT, "w", "n", "l", "r", pages=(DEBT, DEBT, DEBT, PAPERS, PAPERS, PAPERS)) == [
        Command.HELP,
        Command.BACK,
        Command.WHY,
        Command.NOTE,
        Command.LANGUAGE,
        Command.REVIEW,
    ]


def test_wishes_can_be_typed_where_words_are_typed() -> None:
    """As on the plain face, with a colon in front; two colons begin an answer."""
    sitting = sit(f":help{ENTER}", f":revisar{ENTER}", f"::) said{ENTER}", pages=(NAME, BORN, NAME))
    assert sitting.replies == [Command.HELP, Command.REVIEW, Given(":) said")]
    assert "There is no command :nonsense." in sit(":nonsense", ENTER, pages=(NAME,)).shown[2]
    assert " > :nonsense\n" in sit(":nonsense", ENTER, pages=(NAME,)).shown[2]
    assert replies(f":one{ENTER}two", F2, pages=(STORY,)) == [Given(":one\ntwo")]


@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_a_question_mark_asks_for_help_everywhere(page: Page) -> None:
    """In a list at once; where words are typed it is no answer, and stands in the way of none."""
    keys = ("?",) if page in (DEBT, PAPERS, READ) else ("?", F2 if page is STORY else ENTER)
    assert replies(*keys, pages=(page,)) == [Command.HELP]


def test_a_question_mark_is_gone_after_help_and_a_word_where_there_is_none() -> None:
    """It is not half an answer; on a page without help it is what was typed."""
    assert replies("?", ENTER, "Ana", ENTER, pages=(NAME, NAME)) == [Command.HELP, Given("Ana")]
    assert replies("?", ENTER, pages=(replace(NAME, commands=()),)) == [Given("?")]


def test_only_what_a_page_allows_is_named_to_be_typed() -> None:
    """A note has no help and no review."""
    assert "or type :help, :review …" in sit(pages=(NAME,)).shown[0]
    assert "or type :back, :hide …" in sit(pages=(replace(NAME, commands=(Command.BACK,), absences=()),)).shown[0]


def test_what_a_page_does_not_allow_is_refused() -> None:
    """The key says so and does nothing."""
    sitting = sit(F10, F5, F9, pages=(replace(DEBT, commands=(), absences=()),))
    assert sitting.replies == []
    assert "This is not possible here." in sitting.shown[1]
    assert "This is not possible here." in sitting.shown[2]
    assert "screenkit - press Enter twice to return" in sitting.shown[3]


@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_ctrl_c_is_keyboard_interrupt(page: Page) -> None:
    """On every page; nothing swallows it."""
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, [CTRL_C])
        face = VisualFace(pipe, Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False))
        with pytest.raises(KeyboardInterrupt):
            face.ask(page)


@pytest.mark.parametrize("columns", [80, 60, 41, 40])
@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_every_letter_of_question_and_keys_can_be_read(page: Page, columns: int) -> None:
    """Question, second language and every key stand there whole, at any width from forty columns on."""
    page = replace(page, read_aloud=LONG_LABEL, second="Were you allowed to eat and use the phone or the bathroom?")
    shown = sit(pages=(page,), columns=columns, rows=60).shown[0]
    assert seen(page.read_aloud) in seen(shown)
    assert seen(page.second) in seen(shown)
    for key in (
        "wish-back",
        "wish-help",
        "wish-why",
        "wish-note",
        "wish-lang",
        "wish-hide",
        "wish-review",
        "wish-stop",
    ):
        assert seen(say(key, "en")) in seen(shown)
    assert max(len(line) for line in shown.splitlines()) < columns


@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_every_letter_of_every_option_can_be_read(kind: Kind, columns: int) -> None:
    """Labels are wrapped, in both languages, under one another."""
    shown = seen(sit(pages=(replace(PAPERS, kind=kind),), columns=columns, rows=60).shown[0])
    for option in DOCUMENTS:
        assert seen(f"{option.label}({option.second})") in shown


def test_options_at_forty_columns() -> None:
    """Later lines hang under the first word; words are not torn."""
    shown = sit("2", pages=(replace(PAPERS, kind="choice"),), columns=40, rows=60).shown[1]
    assert (
        shown[shown.index("   1.") : shown.index("   3.")]
        == """\
   1. Pasaporte (Passport)
 > 2. Acta de nacimiento del país de
      origen, original o copia
      certificada, aunque esté vencida,
      rota o escrita en otra lengua, o
      una constancia del municipio [con
      sello] 出生证明原件或经认证的副本
      (Birth certificate from the
      country of origin, original or
      certified copy)
"""
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc", "Zl", "Zp"]),
        min_size=1,
        max_size=200,
    )
)
def test_whatever_the_words_they_are_shown_whole(words: str) -> None:
    """No sign of any script is lost at the edge, and none is taken for markup."""
    page = replace(DEBT, read_aloud=f"[b]{clean(words)}[/b]")
    shown = sit(pages=(page,), columns=40, rows=60).shown[0]
    assert seen(pyte_text(page.read_aloud)) in seen(shown)


def pyte_text(text: str) -> str:
    """The text as the emulated terminal keeps it: composed."""
    screen = pyte.Screen(1000, 1)
    pyte.Stream(screen).feed(text)
    return str(screen.display[0]).rstrip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for it; prompt_toolkit looks twice a second")
def test_the_width_follows_the_terminal() -> None:
    """A page put at eighty columns and read at forty is whole in both, and keeps what was pointed at."""
    page = replace(PAPERS, kind="choice")
    sitting = sit("2", (40, 60), ENTER, pages=(page,), rows=60)
    assert sitting.replies == [Given("birth")]
    assert seen(LONG_LABEL) in seen(sitting.shown[1])
    assert seen(LONG_LABEL) in seen(sitting.shown[2])
    assert max(len(line) for line in sitting.shown[1].splitlines()) > 60
    assert max(len(line) for line in sitting.shown[2].splitlines()) < 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for another width")
@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_a_window_made_tiny_and_huge_answers_nothing(page: Page) -> None:
    """From 20 x 5 to 200 x 60 and back, with Enter at each size: the page is there again as it was."""
    sitting = sit((20, 5), ENTER, (200, 60), (20, 5), ENTER, (80, 24), pages=(page,))
    assert sitting.replies == []
    assert sitting.shown[0] == sitting.shown[6]


@pytest.mark.parametrize("page", EVERY, ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_thirty_thousand_letters_are_no_trouble(page: Page) -> None:
    """Pasted or typed, nothing is lost of words, and nothing is chosen from a list."""
    many = "word " * 6_000
    finish = F2 if page is STORY else ENTER
    expected = [Given(many if page is STORY else many.strip())] if page in (NAME, STORY) else []
    assert replies(f"\x1b[200~{many}\x1b[201~", finish, pages=(page,)) == expected


def test_letters_without_end_are_not_searched() -> None:
    """What is longer than any name matches none, and is found to do so at once."""
    assert replies("é" * 2_000, ENTER, ENTER, pages=(BORN,)) == []
    shown = sit("mexico" * 50, ENTER, ENTER, pages=(BORN,)).shown
    assert any("No name has these letters: try fewer." in one for one in shown)


def test_a_list_longer_than_the_terminal_scrolls() -> None:
    """The last row is reached and read whole, and the page says that there is more."""
    options = tuple(
        Option(f"o{number}", f"Option {number} with words that need a second line here") for number in range(1, 13)
    )
    sitting = sit(UP, "1", "2", pages=(replace(DEBT, options=options, absences=()),), columns=40)
    assert "(more: arrows)" in sitting.shown[0]
    assert "12. Option 12" not in sitting.shown[0]
    assert " > 12. Option 12 with words that need a\n       second line here\n" in sitting.shown[1]
    assert " > 12. Option 12 with words that need a\n       second line here\n" in sitting.shown[3]


def test_a_question_longer_than_the_terminal_scrolls() -> None:
    """Every word of it can be read with Page Down, and the options stay in view."""
    words = " ".join(f"word{number}" for number in range(150))
    sitting = sit(*[PAGE_DOWN] * 8, PAGE_UP, pages=(replace(DEBT, read_aloud=words),), columns=40)
    assert "(more below: Page Down)" in sitting.shown[0]
    assert "(more above: Page Up)" in sitting.shown[8]
    assert "(more below: Page Down)" not in sitting.shown[8]
    assert set(words.split()) <= set(" ".join(sitting.shown).split())
    assert all("5. Leave for later" in shown for shown in sitting.shown)


def test_words_are_handed_back_to_the_letter() -> None:
    """Accents and brackets are typed and seen as they are."""
    sitting = sit("Don José ñandú [b]x[/b] ¿?", ENTER, pages=(NAME,))
    assert sitting.replies == [Given("Don José ñandú [b]x[/b] ¿?")]
    assert " > Don José ñandú [b]x[/b] ¿?\n" in sitting.shown[1]


@pytest.mark.parametrize(("key", "absent"), [(F5, Absent.UNKNOWN), (F6, Absent.DECLINED), (F7, Absent.NOT_ASKED)])
@pytest.mark.parametrize("page", [NAME, STORY, BORN, CITIZEN], ids=lambda page: f"{page.kind}-{len(page.options)}")
def test_having_no_answer_takes_its_key_and_enter(page: Page, key: str, absent: Absent) -> None:
    """The key alone records nothing, and typing on takes it back."""
    assert replies(key, ENTER, pages=(page,)) == [absent]
    assert replies(key, "0", ENTER, pages=(page,)) == (
        [Given("0")] if page is NAME else [Given([])] if page is CITIZEN else []
    )
    assert replies(key, pages=(page,)) == []


@pytest.mark.parametrize("page", [NAME, STORY, BORN])
def test_letters_that_came_together_are_taken_together(page: Page) -> None:
    """Thousands of letters that a terminal sends one by one are so many pieces as it sent, not so many changes."""
    letters, changes = "mother said " * 800, []
    with create_pipe_input() as pipe:
        prompt = prepare(page, pipe, DummyOutput())
        assert isinstance(prompt, Field)
        prompt.buffer.on_text_changed += changes.append
        pipe.send_text(letters + CTRL_C)
        with pytest.raises(KeyboardInterrupt):
            prompt.question.unsafe_ask()
    assert prompt.buffer.text == letters
    assert len(changes) <= len(letters) // 1000 + 1


def test_letters_that_came_together_end_where_another_key_is() -> None:
    """Keys among the letters do what they do, in their turn."""
    assert sit(f"Lis{LEFT}u{BACKSPACE}a?{BACKSPACE} \n", pages=(NAME,)).replies == [Given("Lia s")]
    assert sit(f"one\rtwo \r{F2}", pages=(STORY,)).replies == [Given("one\ntwo \n")]


def test_half_typed_words_come_back_after_help_hiding_and_another_language() -> None:
    """They belong to the question, not to its words, and to no other question."""
    english = replace(NAME, key="children[1].name")
    spanish = replace(english, read_aloud="¿Cómo se llama?", second="Who is it owed to?")
    sitting = sit(
        "Ana", F1, ENTER, " Mar", F9, ENTER, ENTER, "ía", F8, "Luz", ENTER, ENTER,
        pages=(english, Sheet("Help", ("Ask.",)), english, replace(NAME, key="children[2].name"), spanish),
    )  # fmt: skip
    assert sitting.replies == [Command.HELP, Command.LANGUAGE, Given("Luz"), Given("Ana María")]


def test_ticks_come_back_after_help() -> None:
    """Half-made choices are kept too."""
    assert replies("1", " ", F1, "3", " ", ENTER, pages=(PAPERS, PAPERS)) == [
        Command.HELP,
        Given(["passport", "other"]),
    ]
    assert replies("mex", DOWN, ENTER, F1, ENTER, ENTER, pages=(CITIZEN, CITIZEN)) == [Command.HELP, Given(["MX"])]


def test_refused_words_are_there_to_be_mended() -> None:
    """A question put again at once begins from what was typed."""
    refused = replace(NAME, message="give a whole number, for example 3")
    assert replies("1O", ENTER, BACKSPACE, "0", ENTER, pages=(NAME, refused)) == [Given("1O"), Given("10")]


def test_an_answer_is_not_there_when_the_question_comes_back_later() -> None:
    """What was answered is the record's to know."""
    assert replies("one", ENTER, "2", ENTER, "two", ENTER, pages=(NAME, DEBT, NAME)) == [
        Given("one"),
        Given("no"),
        Given("two"),
    ]


def test_hiding_leaves_nothing_of_the_page() -> None:
    """A neutral page in both languages; only Enter twice leads back to the same question."""
    sitting = sit("2", F9, f"1{ENTER}", f"{F1}{ENTER}", "2", ENTER, pages=(DEBT,))
    assert sitting.replies == [Given("no")]
    neutral = "screenkit - press Enter twice to return\nscreenkit - pulse Enter dos veces para volver"
    assert sitting.shown[2:4] == [neutral] * 2
    assert sitting.shown[4] == sitting.shown[0]


def test_a_page_hides_by_itself_when_nobody_presses_a_key() -> None:
    """Enter twice leads back to it, and what was half typed is there; a key in between puts it off."""
    with create_pipe_input() as pipe:
        # Nothing is pressed until the page has hidden: the empty text is a step that presses no key.
        terminal = Terminal(pipe, ["A", "", ENTER, ENTER, "n", "", ENTER, ENTER, ENTER])
        output = Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False)
        assert VisualFace(pipe, output, hide_after=0.3).ask(NAME) == Given("An")
    hidden = ["Who is it owed" not in shown for shown in terminal.shown]
    assert hidden == [False, False, True, True, False, False, True, True, False]


def test_a_sheet_hides_by_itself_too() -> None:
    """And the hidden page stays for as long as nobody returns."""
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, ["", ENTER, ENTER, ENTER])
        output = Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False)
        VisualFace(pipe, output, hide_after=0.1).show(Sheet("Why", ("Because.",)))
    assert ["Because." in shown for shown in terminal.shown] == [True, False, False, True]


def test_a_laptop_that_slept_hides_and_a_clock_set_back_does_not_matter() -> None:
    """What counts is the clock that says that more time is over."""
    runs, stands = [0.0], [100.0]
    idle = Idle(60, (lambda: runs[0], lambda: stands[0]))
    stands[0] = 150.0
    assert not idle.is_over()
    stands[0] = 8_000.0
    assert idle.is_over()
    stands[0], runs[0] = -8_000.0, 59.0
    assert not idle.is_over()
    runs[0] = 60.0
    assert idle.is_over()


def test_several_lines_end_with_a_key_not_with_enter() -> None:
    """Enter is a new line; F2 or Ctrl-D finishes."""
    assert replies("first", ENTER, "second", F2, pages=(STORY,)) == [Given("first\nsecond")]
    assert replies("first", CTRL_D, pages=(STORY,)) == [Given("first")]
    assert replies(ENTER, CTRL_D, F2, pages=(STORY,)) == []


@pytest.mark.parametrize("stray", [CTRL_Z, CTRL_Q, CTRL_O, CTRL_R, CTRL_S, "\x1b"])
@pytest.mark.parametrize("page", [NAME, STORY], ids=lambda page: page.kind)
def test_control_keys_leave_no_sign_in_the_words(page: Page, stray: str) -> None:
    """Nor do they finish the answer."""
    assert sit("a", stray, "\x07", "b", pages=(page,)).replies == []
    assert replies("a", CTRL_Z, CTRL_Q, CTRL_S, "b", F2 if page is STORY else ENTER, pages=(page,)) == [Given("ab")]


def test_a_paste_is_cleaned_and_does_not_answer() -> None:
    """Lines pasted into one line are joined, and the page says so; escape sequences fall apart."""
    pasted = "\x1b[200~one\r\n\x9b31mtwo\x07\n\x1b[201~"
    sitting = sit(pasted, ENTER, pages=(NAME,))
    assert sitting.replies == [Given("one 31mtwo")]
    assert "The pasted lines were joined into one." in sitting.shown[1]
    assert replies(pasted, F2, pages=(STORY,)) == [Given("one\n31mtwo\n")]


def test_several_options_are_ticked() -> None:
    """Space ticks and unticks, Enter hands back what is ticked, in the order of the options."""
    sitting = sit("3", " ", "1", " ", "2", " ", " ", ENTER, pages=(PAPERS,))
    assert sitting.replies == [Given(["passport", "other"])]
    assert "   [ ] 1. Pasaporte (Passport)\n" in sitting.shown[1]
    assert " > [x] 1. Pasaporte (Passport)\n" in sitting.shown[4]


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("4", " ", ENTER), Given([])),
        (("1", " ", "4", " ", ENTER), Given([])),
        (("5", " ", "1", " ", ENTER), Given(["passport"])),
        (("1", " ", "6", " ", ENTER), Absent.DECLINED),
        ((F7, ENTER), Absent.NOT_ASKED),
    ],
)
def test_none_of_them_stands_alone(keys: tuple[str, ...], reply: Reply) -> None:
    """None, and having no answer, are ticked like the others, but never together with them."""
    assert replies(*keys, pages=(PAPERS,)) == [reply]


@pytest.mark.parametrize("stray", ["a", "i", "1", " ", CTRL_D])
def test_stray_keys_tick_nothing(stray: str) -> None:
    """Neither all nor the reverse nor the row pointed at."""
    assert replies(stray, ENTER, pages=(PAPERS,)) == []


def test_ticks_of_the_answer_so_far_are_there() -> None:
    """Going back begins from it; an answer of none is ticked as that."""
    assert replies("1", " ", ENTER, pages=(replace(PAPERS, draft=["birth"]),)) == [Given(["passport", "birth"])]
    assert replies(ENTER, pages=(replace(PAPERS, draft=[]),)) == [Given([])]


def test_reading_aloud_is_acknowledged_by_pointing() -> None:
    """Enter alone does not claim that it was read."""
    assert replies("1", ENTER, pages=(READ,)) == [Given("read")]


@pytest.mark.parametrize("typed", ["mexi", "MÉXICO", "mexico", "mx"])
def test_a_long_list_is_searched_without_accents(typed: str) -> None:
    """One match is pointed at by Enter, and chosen by Enter again."""
    sitting = sit(typed, ENTER, ENTER, pages=(BORN,))
    assert sitting.replies == [Given("MX")]
    assert "   México (Mexico)\n" in sitting.shown[1]
    assert " > México (Mexico)\n" in sitting.shown[2]
    assert "Press Enter again to choose México." in sitting.shown[2]


def test_accents_reach_a_search() -> None:
    """Letters with accents are typed like all others."""
    assert " > níg\n   Níger (Niger)\n   Nigeria\n" in sit("níg", pages=(BORN,)).shown[1]


def test_no_match_chooses_nothing() -> None:
    """However often Enter is pressed."""
    sitting = sit("atlantis", ENTER, ENTER, DOWN, ENTER, TAB, ENTER, pages=(BORN,))
    assert sitting.replies == []
    assert "No name has these letters: try fewer." in sitting.shown[2]


def test_several_matches_are_pointed_at() -> None:
    """Enter does not decide between them."""
    assert replies("nig", ENTER, ENTER, pages=(BORN,)) == []
    assert replies("nig", DOWN, DOWN, ENTER, pages=(BORN,)) == [Given("NG")]
    assert replies("nig", UP, ENTER, pages=(BORN,)) == [Given("NG")]
    assert replies("nig", TAB, ENTER, pages=(BORN,)) == [Given("NE")]
    assert replies("nig", DOWN, "x", ENTER, pages=(BORN,)) == []


def test_ten_matches_are_shown() -> None:
    """The rest is counted."""
    shown = sit("country", pages=(BORN,)).shown[1]
    assert "   Country 10\n   … and 5 more: type more letters\n" in shown
    assert "Country 11" not in shown


def test_matches_are_not_cut_at_forty_columns() -> None:
    """Both names stand there whole."""
    shown = sit("congo", pages=(BORN,), columns=40).shown[1]
    assert "   República Democrática del Congo\n     (Democratic Republic of the Congo)\n" in shown


def test_the_answer_of_a_long_list_is_pointed_at_on_the_way_back() -> None:
    """Enter keeps it."""
    assert replies(ENTER, pages=(replace(BORN, draft="NE", current="Níger"),)) == [Given("NE")]


def test_several_of_a_long_list_are_added_one_by_one() -> None:
    """Backspace takes the last one back; finishing takes Enter twice."""
    sitting = sit(
        "mex", DOWN, ENTER, "nig", DOWN, ENTER, "congo", DOWN, ENTER, BACKSPACE, ENTER, ENTER, pages=(CITIZEN,)
    )
    assert sitting.replies == [Given(["MX", "NE"])]
    assert "Chosen: México, Níger, República Democrática del Congo" in sitting.shown[9]
    assert "Press Enter again to finish." in sitting.shown[11]


def test_none_of_a_long_list() -> None:
    """0 says so, and only where nothing is chosen."""
    assert replies("0", ENTER, pages=(CITIZEN,)) == [Given([])]
    assert replies("mex", DOWN, ENTER, "0", ENTER, ENTER, pages=(CITIZEN,)) == []


def test_a_sheet_is_read_until_enter() -> None:
    """A long one scrolls; hiding leads back to it."""
    words = " ".join(f"word{number}" for number in range(300))
    sitting = sit(
        *[PAGE_DOWN] * 5,
        F9,
        ENTER,
        ENTER,
        ENTER,
        "2",
        ENTER,
        pages=(Sheet("Why", (words, "End.")), DEBT),
        columns=40,
    )
    assert sitting.replies == [Given("no")]
    assert set(words.split()) <= set(" ".join(sitting.shown).split())
    assert sitting.shown[6].startswith("screenkit")


def test_what_could_steer_the_terminal_is_not_obeyed() -> None:
    """A page from outside cannot clear the screen."""
    bad = "one\x1b[2J\x1b[Htwo\u202e"
    page = replace(DEBT, read_aloud=bad, options=(Option("a", bad),), hint=bad)
    assert sit(pages=(page,)).shown[0].count("one[2J[Htwo") == 3


def test_nothing_stays_in_the_terminal() -> None:
    """The page is drawn on the other screen, and that is left empty."""
    with create_pipe_input() as pipe:
        terminal = Terminal(pipe, ["2", ENTER])
        raw: list[str] = []
        terminal.write = lambda text, /: raw.append(text) or terminal.stream.feed(text) or len(text)  # type: ignore[method-assign,func-returns-value]
        with VisualFace(pipe, Vt100_Output(terminal, terminal.size, term="xterm", enable_cpr=False)) as face:
            assert face.ask(DEBT) == Given("no")
    written = "".join(raw)
    assert written.startswith("\x1b[?1049h")
    assert written.endswith("\x1b[?1049l")
    assert "\x1b[6n" not in written
    assert not any(line.strip() for line in terminal.screen.display)


def test_without_a_terminal_there_is_no_visual_face() -> None:
    """Standard input of a test is no terminal."""
    with pytest.raises(NoTerminal):
        VisualFace()


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(screenkit.__file__).parents[1])}
PROGRAM = """
import sys, time
from screenkit.pages import Option, Page
from screenkit.terminal import open_face
page = Page("choice", "Do you have a debt?", options=(Option("yes", "Yes"), Option("no", "No")))
print("waiting", file=sys.stderr, flush=True)
time.sleep(1)
with open_face() as face:
    print(type(face).__name__, face.ask(page), file=open(sys.argv[1], "w"))
print("done", file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_real_terminal_forgets_what_was_typed_too_early_and_shows_nothing_afterwards(tmp_path: Path) -> None:
    """Digits and Enter pressed while the program starts are no answer; what the shell had shown is back at the end."""
    pexpect = pytest.importorskip("pexpect")
    environment = {**ENVIRONMENT, "TERM": "xterm", "SCREENKIT_PLAIN": ""}
    child = pexpect.spawn(sys.executable, ["-c", PROGRAM, str(tmp_path / "result")], env=environment, encoding="utf-8")
    child.expect("waiting")
    child.send("1\r1\r\r")
    child.expect("Do you have a debt")
    child.expect("hide screen")
    child.send("2")
    child.expect("> 2")
    child.send("\r")
    child.expect(pexpect.EOF)
    assert (tmp_path / "result").read_text() == "VisualFace Given(raw='no')\n"
    assert child.before.endswith("\x1b[?1049ldone\r\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    "variable", [{"SCREENKIT_PLAIN": "1", "TERM": "xterm"}, {"SCREENKIT_PLAIN": "", "TERM": "dumb"}]
)
def test_the_plain_face_is_taken_where_it_is_wanted(tmp_path: Path, variable: dict[str, str]) -> None:
    """By the person or by the terminal; there too keys typed too early are no answer."""
    pexpect = pytest.importorskip("pexpect")
    environment = {**ENVIRONMENT, **variable}
    child = pexpect.spawn(sys.executable, ["-c", PROGRAM, str(tmp_path / "result")], env=environment, encoding="utf-8")
    child.expect("waiting")
    child.send("1\r1\r")
    child.expect("Number: ")
    child.send("2\r")
    child.expect(pexpect.EOF)
    assert (tmp_path / "result").read_text() == "PlainFace Given(raw='no')\n"
    assert "\x1b" not in child.before


PASSPHRASE = Page("secret", "Your own passphrase.", key="passphrase-new")


def test_a_passphrase_is_never_shown() -> None:
    """Stars stand for its letters, a colon in front of it is no wish, and Enter alone is none."""
    sitting = sit(ENTER, ":stop horse", ENTER, pages=(PASSPHRASE,))
    assert sitting.replies == [Given(":stop horse")]
    assert "Nothing" in sitting.shown[1]
    assert "> ***********" in sitting.shown[2]
    assert [page for page in sitting.shown if "horse" in page or ":help" in page] == []


def test_a_half_typed_passphrase_is_not_kept() -> None:
    """After hiding the screen it is typed again."""
    sitting = sit("horse", F9, ENTER, ENTER, "battery", ENTER, pages=(PASSPHRASE,))
    assert sitting.replies == [Given("battery")]
