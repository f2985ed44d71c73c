"""The plain face: whole transcripts, with what the person types after each prompt."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from screenkit.answers import Absent
from screenkit.pages import Command, Given, Option, Page, Reply, Sheet
from screenkit.terminal import NoTerminal, open_face
from screenkit.terminal.plain import PlainFace
from screenkit.terminal.search import Finder, fold
from screenkit.words import LANGUAGES, say

ABSENCES = (Absent.UNKNOWN, Absent.DECLINED, Absent.NOT_ASKED)
YES_NO = (Option("yes", "Sí", "Yes"), Option("no", "No", "No"))
DOCUMENTS = (Option("passport", "Passport"), Option("birth", "Birth certificate"), Option("none_shown", "Other"))
COUNTRIES = (
    Option("MX", "México", "Mexico", ("Estados Unidos Mexicanos",)),
    Option("GT", "Guatemala"),
    Option("SV", "El Salvador"),
    Option("HN", "Honduras"),
    Option("NI", "Nicaragua"),
    Option("CR", "Costa Rica"),
    Option("PA", "Panamá", "Panama"),
    Option("CU", "Cuba"),
    Option("NE", "Níger", "Niger"),
    Option("NG", "Nigeria"),
    Option("OM", "Omán", "Oman"),
    Option("RO", "Rumania", "Romania"),
    Option("US", "Estados Unidos", "United States"),
)
DEBT = Page("choice", "Do you have a debt?", options=YES_NO, absences=ABSENCES, commands=(Command.BACK, Command.HELP))
NAME = Page("line", "Who is it owed to?", absences=ABSENCES, commands=(Command.HELP, Command.NOTE), key="debt_owed_to")
BORN = Page("choice", "Where were you born?", options=COUNTRIES, absences=ABSENCES)
CITIZEN = Page("choices", "Of which countries are you a citizen?", options=COUNTRIES, absences=ABSENCES)


class Keyboard(StringIO):
    """Lines typed at a terminal, which shows them."""

    def __init__(self, typed: str, shown: StringIO) -> None:
        super().__init__(typed)
        self._shown = shown

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        self._shown.write(line)
        return line


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def answers(typed: str, *pages: Page) -> list[Reply]:
    """What the face hands back for the lines typed."""
    return transcript(typed, *pages)[0]


def transcript(typed: str, *pages: Page) -> tuple[list[Reply], str]:
    """What the face hands back, and all that it wrote."""
    written = StringIO()
    face = PlainFace(Keyboard(typed, written), written)
    replies = [face.ask(page) for page in pages]
    return replies, "".join(line.rstrip() + "\n" for line in written.getvalue().splitlines())


def after_first(typed: str, page: Page) -> tuple[Reply, list[str]]:
    """The reply, and the lines written after the question with the commands was put."""
    (reply,), written = transcript(typed, page)
    return reply, written.split("screen).\n", 1)[1].splitlines()


@pytest.mark.parametrize("page", [DEBT, NAME, replace(NAME, kind="lines"), replace(CITIZEN, commands=(Command.HELP,))])
def test_a_question_mark_asks_for_help(page: Page) -> None:
    """Whatever the question; where there is no help it is what was typed."""
    assert answers("?\n", page) == [Command.HELP]
    assert answers("?\n", replace(NAME, commands=())) == [Given("?")]


def test_twenty_columns_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """No word is torn, and every one is there."""
    monkeypatch.setenv("COLUMNS", "20")
    written = transcript("1\n", replace(DEBT, read_aloud="Were you allowed to eat whenever you wanted?"))[1]
    assert "Were you allowed to\neat whenever you\nwanted?\n" in written
    assert max(map(len, written.splitlines())) <= 20


def test_lists_hang() -> None:
    """Later lines of something in a list stand under its first word."""
    words = "- one two three four five six seven eight nine ten eleven twelve thirteen"
    written = transcript("1\n", replace(DEBT, reading=(words,)))[1]
    assert "- one two three four five six seven eight nine ten eleven\n  twelve thirteen\n" in written


def test_a_question_is_read_and_answered_by_number() -> None:
    """Banner, title and heading come once; the options are numbered and the answer is said back."""
    page = replace(
        DEBT,
        read_aloud="¿Tiene usted una deuda por su viaje, y a quién se la debe?",
        second="Do you have a debt for your journey, and who do you owe it to?",
        language="es",
        banner="PRACTICE: not a real case",
        title="Trafficking pre-screen",
        section="Journey",
        progress="Question 3 of 10.",
        hint="Ask it as written.",
        commands=(Command.BACK, Command.HELP),
    )
    replies, written = transcript("2\n1\n", page, replace(page, progress="Question 4 of 10.", hint=""))
    assert replies == [Given("no"), Given("yes")]
    assert (
        written
        == """
PRACTICE: not a real case
Trafficking pre-screen
Journey
Question 3 of 10.
¿Tiene usted una deuda por su viaje, y a quién se la debe?
(Do you have a debt for your journey, and who do you owe it
to?)
Ask it as written.
1. Sí (Yes)
2. No
3. Does not know
4. Would rather not say
5. Leave for later
At any time: :back, :help, :unknown (does not know),
:declined (would rather not say), :later (leave for later),
:hide (hide screen).
Number: 2
Answer: No.

Question 4 of 10.
¿Tiene usted una deuda por su viaje, y a quién se la debe?
(Do you have a debt for your journey, and who do you owe it
to?)
1. Sí (Yes)
2. No
3. Does not know
4. Would rather not say
5. Leave for later
Number: 1
Answer: Sí.
"""
    )


def test_an_empty_line_answers_nothing() -> None:
    """Only a reminder follows an empty line, however often."""
    reply, lines = after_first("\n  \n1\n", DEBT)
    reminder = [
        "Type the number of the answer. At any time: :back, :help,",
        ":unknown (does not know), :declined (would rather not say),",
        ":later (leave for later), :hide (hide screen).",
    ]
    assert reply == Given("yes")
    assert lines == ["Number:", *reminder, "Number:", *reminder, "Number: 1", "Answer: Sí."]


def test_a_number_that_is_not_there_answers_nothing() -> None:
    """A wrong number is named and the question stays."""
    assert after_first("6\n0\n99999999999\n2\n", DEBT) == (
        Given("no"),
        [
            "Number: 6",
            "There is no number 6 here.",
            "Number: 0",
            "There is no number 0 here.",
            "Number: 99999999999",
            "There is no number 99999999999 here.",
            "Number: 2",
            "Answer: No.",
        ],
    )


@pytest.mark.parametrize("typed", ["sí", "SI", "Yes", "yes", " Sí "])
def test_the_words_of_an_option_are_taken_too(typed: str) -> None:
    """In either language, without accents and capitals."""
    assert answers(f"{typed}\n", DEBT) == [Given("yes")]


def test_other_words_answer_nothing() -> None:
    """Part of a word is not enough in a short list."""
    assert after_first("ye\n¿\n2\n", DEBT)[1] == [
        "Number: ye",
        "Type the number of the answer.",
        "Number: ¿",
        "Type the number of the answer.",
        "Number: 2",
        "Answer: No.",
    ]


@pytest.mark.parametrize(
    ("typed", "absent"),
    [("3", Absent.UNKNOWN), (":unknown", Absent.UNKNOWN), (":declined", Absent.DECLINED), (":later", Absent.NOT_ASKED)],
)
def test_having_no_answer_is_said_by_number_or_word(typed: str, absent: Absent) -> None:
    """Each reason is its own answer."""
    assert answers(f"{typed}\n", DEBT) == [absent]


def test_the_reason_for_no_answer_is_said_back() -> None:
    """The echo names the reason."""
    assert after_first(":declined\n", DEBT)[1] == ["Number: :declined", "Answer: would rather not say."]


def test_a_command_is_handed_back() -> None:
    """Commands are words after a colon; capitals and accents do not matter."""
    assert answers(":back\n:HELP\n:ayúda\n", DEBT, DEBT, DEBT) == [Command.BACK, Command.HELP, Command.HELP]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wish_has_a_word_of_its_own_in_every_language(language: str) -> None:
    """The word shown to the worker and the canonical one mean the same."""
    page = replace(DEBT, worker_language=language, commands=tuple(Command))
    for wish in (*Command, *Absent):
        key = "later" if wish is Absent.NOT_ASKED else wish.value
        assert answers(f":{say(f'typed-{key}', language)}\n:{say(f'typed-{key}', 'en')}\n", page, page) == [wish, wish]


def test_spanish_words_are_shown_to_a_spanish_speaking_worker() -> None:
    """The interface speaks the worker's language."""
    page = replace(DEBT, read_aloud="¿Tiene una deuda?", worker_language="es", language="es")
    assert (
        transcript("\n3\n", page)[1]
        == """
¿Tiene una deuda?
1. Sí (Yes)
2. No
3. No sabe
4. Prefiere no decirlo
5. Dejar para después
En cualquier momento: :volver, :ayuda, :nosabe (no sabe),
:nodice (prefiere no decirlo), :después (dejar para
después), :ocultar.
Número:
Escriba el número de la respuesta. En cualquier momento:
:volver, :ayuda, :nosabe (no sabe), :nodice (prefiere no
decirlo), :después (dejar para después), :ocultar.
Número: 3
Respuesta: no sabe.
"""
    )


def test_what_a_page_does_not_allow_is_refused() -> None:
    """A command or a reason that the page does not list does nothing."""
    assert after_first(":stop\n:nonsense\n1\n", DEBT)[1] == [
        "Number: :stop",
        "This is not possible here.",
        "Number: :nonsense",
        "There is no command :nonsense. For an answer that begins",
        "with a colon, type two colons.",
        "Number: 1",
        "Answer: Sí.",
    ]


def test_words_are_handed_back_to_the_letter() -> None:
    """Markup, accents and spaces stay as they were typed."""
    assert answers("  [llora] ñandú \\[x] {y} \n", NAME) == [Given("  [llora] ñandú \\[x] {y} ")]


def test_words_may_begin_with_a_colon() -> None:
    """Two colons stand for one."""
    assert answers("::) he said\n", NAME) == [Given(":) he said")]


def test_an_escape_sequence_in_an_answer_is_not_written() -> None:
    """What was typed reaches the terminal clean, and the question's parse undisturbed."""
    reply, lines = after_first("a\x1b[2Jb\n", NAME)
    assert reply == Given("a\x1b[2Jb")
    assert lines[-1] == "Answer: a[2Jb."


def test_a_sentence_is_told_with_one_full_stop() -> None:
    """The one that was typed, which stays in the answer."""
    reply, lines = after_first("He called her.\n", NAME)
    assert reply == Given("He called her.")
    assert lines[-1] == "Answer: He called her."


def test_the_answer_so_far_can_be_kept() -> None:
    """`=` keeps what a line would otherwise replace."""
    page = replace(NAME, draft="Don José", current="Don José")
    (reply,), written = transcript("=\n", page)
    assert reply == Given("Don José")
    assert "\n= keeps: Don José\n" in written


def test_the_option_chosen_before_can_be_kept() -> None:
    """The answer so far is said, and `=` keeps it."""
    page = replace(DEBT, draft="no", current="No")
    (reply,), written = transcript("=\n", page)
    assert reply == Given("no")
    assert "So far: No\n1. Sí (Yes)\n2. No\n" in written
    assert "\n= keeps: No\n" in written


def test_refused_words_are_there_to_be_kept() -> None:
    """A question put again at once offers the words it refused."""
    refused = replace(NAME, message="give a whole number, for example 3")
    replies, written = transcript("three\n=\n", NAME, refused)
    assert replies == [Given("three"), Given("three")]
    assert "give a whole number, for example 3\nWho is it owed to?\n= keeps: three\n" in written


def test_several_lines_end_with_a_full_stop() -> None:
    """Lines are added one by one, an empty one included, and the last can be taken back."""
    page = replace(NAME, kind="lines", read_aloud="Tell what happened.")
    (reply,), written = transcript("\n.\nfirst\n\nwrong\n-\nthird\n.\n", page)
    assert reply == Given("first\n\nthird")
    assert (
        written.split("screen).\n", 1)[1]
        == """Line:
Type the answer, line by line; a line with only a full stop
finishes; - alone takes the last line back. At any time:
:help, :note, :unknown (does not know), :declined (would
rather not say), :later (leave for later), :hide (hide
screen).
Line: .
Nothing is written yet.
Line: first
Line:
Line: wrong
Line: -
Removed: wrong.
Line: third
Line: .
Answer: 3 lines.
"""
    )


def test_half_written_lines_come_back_after_help() -> None:
    """What was written before asking for help is not written twice."""
    page = replace(NAME, kind="lines")
    replies, written = transcript("first\n:help\nsecond\n.\n", page, page)
    assert replies == [Command.HELP, Given("first\nsecond")]
    assert written.endswith("takes the last line back.\nfirst\nLine: second\nLine: .\nAnswer: 2 lines.\n")


def test_half_written_lines_come_back_in_another_language_and_to_no_other_question() -> None:
    """The key of a question decides, not its words."""
    first = Page("lines", "Tell.", key="children[1].story", commands=(Command.LANGUAGE,))
    other = replace(first, key="children[2].story")
    spoken = replace(first, read_aloud="Cuente.", language="es", second="Tell.")
    assert answers("one\n:lang\ntwo\n.\nthree\n.\n", first, other, spoken) == [
        Command.LANGUAGE,
        Given("two"),
        Given("one\nthree"),
    ]


def test_several_options_are_added_one_by_one() -> None:
    """A number adds, a number after a minus takes back, an empty line ends it."""
    page = Page("choices", "Which documents are there?", options=DOCUMENTS, absences=ABSENCES)
    (reply,), written = transcript("1\n3\n3\n2\n-1\n-1\n-\n5\n\n", page)
    assert reply == Given(["none_shown"])
    assert (
        written
        == """
Which documents are there?
1. Passport
2. Birth certificate
3. Other
4. None of these
5. Does not know
6. Would rather not say
7. Leave for later
Type one number after another; -2 takes number 2 back; an
empty line finishes.
At any time: :unknown (does not know), :declined (would
rather not say), :later (leave for later), :hide (hide
screen).
Number: 1
Chosen: Passport
Next: 3
Chosen: Passport, Other
Next: 3
Other is already chosen.
Next: 2
Chosen: Passport, Other, Birth certificate
Next: -1
Removed: Passport.
Chosen: Other, Birth certificate
Next: -1
This is not among what was chosen.
Next: -
Removed: Birth certificate.
Chosen: Other
Next: 5
Only alone: first take back the others.
Next:
Answer: Other.
"""
    )


@pytest.mark.parametrize(("typed", "reply"), [("4", Given([])), ("5", Absent.UNKNOWN), (":later", Absent.NOT_ASKED)])
def test_none_of_several_is_said_not_left_out(typed: str, reply: Reply) -> None:
    """An empty line before anything is chosen does not mean none."""
    page = Page("choices", "Which documents are there?", options=DOCUMENTS, absences=ABSENCES)
    assert answers(f"\n\n{typed}\n", page) == [reply]


def test_options_chosen_before_are_there() -> None:
    """Going back begins from the answer so far."""
    page = Page("choices", "Which?", options=DOCUMENTS, draft=["birth"], current="Birth certificate")
    assert answers("3\n\n", page) == [Given(["birth", "none_shown"])]


def test_something_read_aloud_is_acknowledged_by_number() -> None:
    """An empty line does not claim that it was read."""
    page = Page("read", "What you say stays between us, except three things.")
    assert (
        transcript("\n1\n", page)[1]
        == """
What you say stays between us, except three things.
1. It has been read aloud
At any time: :hide (hide screen).
Number:
Type the number of the answer. At any time: :hide (hide
screen).
Number: 1
Answer: It has been read aloud.
"""
    )
    assert answers("1\n", page) == [Given("read")]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mexico", "MX"),
        ("México", "MX"),
        ("MEXICO", "MX"),
        ("mexi", "MX"),
        ("mx", "MX"),
        ("unidos mexicanos", "MX"),
        ("salvador", "SV"),
        ("united states", "US"),
        ("oman", "OM"),
        ("roma", "RO"),
    ],
)
def test_a_long_list_is_searched_in_every_language(typed: str, name: str) -> None:
    """One plain match is the answer: by the beginning of words, folded, in both languages and by other names."""
    assert answers(f"{typed}\n", BORN) == [Given(name)]


def test_several_matches_are_numbered() -> None:
    """The best match comes first, and is not taken for granted."""
    reply, lines = after_first("niger\n2\n", BORN)
    assert reply == Given("NG")
    assert lines == [
        "Part of the name: niger",
        "Several names match:",
        "1. Níger (Niger)",
        "2. Nigeria",
        "Part of the name: 2",
        "Answer: Nigeria.",
    ]


def test_one_letter_or_letters_inside_a_word_are_not_enough() -> None:
    """A single match that was not plainly meant is only offered."""
    assert after_first("o\nduras\n1\n", BORN) == (
        Given("HN"),
        [
            "Part of the name: o",
            "Is it this one?",
            "1. Omán (Oman)",
            "Part of the name: duras",
            "Is it this one?",
            "1. Honduras",
            "Part of the name: 1",
            "Answer: Honduras.",
        ],
    )


def test_no_match_chooses_nothing() -> None:
    """Neither the search nor an empty line nor a number after it."""
    assert after_first("atlantis\n1\n\nmexico\n", BORN) == (
        Given("MX"),
        [
            "Part of the name: atlantis",
            "No name has these letters: try fewer.",
            "Part of the name: 1",
            "There is no number 1 here.",
            "Part of the name:",
            "Type part of the name. At any time: :unknown (does not",
            "know), :declined (would rather not say), :later (leave for",
            "later), :hide (hide screen).",
            "Part of the name: mexico",
            "Answer: México.",
        ],
    )


def test_a_search_shows_twelve_names_at_most() -> None:
    """The rest is counted."""
    many = tuple(Option(f"n{number}", f"Name {number}") for number in range(1, 15))
    lines = after_first("name\n12\n", replace(BORN, options=many))[1]
    assert lines[13:] == [
        "12. Name 12",
        "… and 2 more: type more letters",
        "Part of the name: 12",
        "Answer: Name 12.",
    ]


def test_several_of_a_long_list() -> None:
    """Searched one after another."""
    reply, lines = after_first("mexico\nnig\n1\n-mexico\nguate\n\n", CITIZEN)
    assert reply == Given(["NE", "GT"])
    assert lines == [
        "Part of the name: mexico",
        "Chosen: México",
        "Next: nig",
        "Several names match:",
        "1. Níger (Niger)",
        "2. Nigeria",
        "Next: 1",
        "Chosen: México, Níger",
        "Next: -mexico",
        "Removed: México.",
        "Chosen: Níger",
        "Next: guate",
        "Chosen: Níger, Guatemala",
        "Next:",
        "Answer: Níger, Guatemala.",
    ]


def test_none_of_a_long_list() -> None:
    """0 says that none of them is so."""
    assert answers("\n0\n", CITIZEN) == [Given([])]


def test_hiding_fills_the_screen_and_brings_the_question_back() -> None:
    """Lines are only added: empty ones, a neutral one in both languages, and the question again after Enter."""
    page = Page("line", "Who is it owed to?")
    question = "\nWho is it owed to?\n"
    hidden = "screenkit - press Enter to return\nscreenkit - pulse Enter para volver\n"
    assert transcript(":hide\n\nJosé\n", page) == (
        [Given("José")],
        f"{question}At any time: :hide (hide screen).\nAnswer: :hide\n"
        + "\n" * 40
        + f"{hidden}\n{question}Answer: José\nAnswer: José.\n",
    )


def test_the_end_of_input_is_no_answer() -> None:
    """Wherever it comes, the end of input is EOFError."""
    for typed in ("", "\n", "7\n", ":hide\n"):
        for page in (DEBT, NAME, BORN, CITIZEN, replace(NAME, kind="lines"), Page("read", "Listen.")):
            with pytest.raises(EOFError):
                answers(typed if page.kind != "line" else "", page)


def test_a_line_that_is_broken_off_is_ended() -> None:
    """What is told next does not stand behind the prompt."""
    written = StringIO()
    with pytest.raises(EOFError):
        PlainFace(StringIO(), written).ask(NAME)
    assert written.getvalue().endswith("screen).\nAnswer: \n")


def test_a_sheet_is_written_out() -> None:
    """Heading and paragraphs, wrapped; nothing is waited for."""
    written = StringIO()
    PlainFace(StringIO(), written).show(
        Sheet(
            "Why this is asked", ("A debt for the journey can bind a person to whoever is owed.", "Ask it as written.")
        )
    )
    assert (
        written.getvalue()
        == """
Why this is asked
A debt for the journey can bind a person to whoever is owed.
Ask it as written.
"""
    )


def test_no_escape_sequence_is_ever_written() -> None:
    """Whatever the texts hold, only letters and line breaks come out."""
    bad = "\x1b]0;x\x07[b]x[/b]\x9b2J"
    page = Page("choice", bad, title=bad, hint=bad, message=bad, current=bad, options=(Option("a", bad),))
    assert not {letter for letter in transcript("1\n", page)[1] if letter < " " and letter != "\n"}
    assert "[b]x[/b]" in transcript("1\n", page)[1]


def test_no_width_below_twenty_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are as wide as the terminal, but never narrower than twenty columns."""
    monkeypatch.setenv("COLUMNS", "10")
    lines = transcript("1\n", replace(DEBT, read_aloud="one " * 30))[1].splitlines()
    assert max(len(line) for line in lines) == 19
    assert sum(line == "one one one one one" for line in lines) == 6


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("K'iche'", "kiche"),
        ("Q\u2019eqchi\u2019", "qeqchi"),
        ("Hawai\u02bbi", "hawaii"),
        ("ÑANDÚ", "nandu"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Timor-Leste", "timor leste"),
        ("  São  Tomé ", "sao tome"),
    ],
)
def test_names_are_folded_to_what_people_type(name: str, folded: str) -> None:
    """Accents, apostrophes, capitals and signs do not matter."""
    assert fold(name) == folded


def test_words_in_any_order_find_a_name() -> None:
    """Every word typed begins a word of the name."""
    congo = (Option("CD", "República Democrática del Congo"), Option("CG", "Congo"))
    assert Finder(congo).find("congo demo").options == (congo[0],)


def test_without_a_terminal_nobody_is_asked() -> None:
    """Standard input of a test is no terminal."""
    with pytest.raises(NoTerminal), open_face(plain=True):
        pass


PASSPHRASE = Page("secret", "Your own passphrase.", key="passphrase-new")


def test_a_passphrase_is_never_written() -> None:
    """Nothing of it is said back, a colon in front of it is no wish, and an empty line is none."""
    written = StringIO()
    assert PlainFace(StringIO("\n:stop horse battery\n"), written).ask(PASSPHRASE) == Given(":stop horse battery")
    assert written.getvalue() == "\nYour own passphrase.\nAnswer: Nothing is written yet.\nAnswer: "
