"""Practice with invented families: what they say, how a replay shows it, and a record held against it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.interview import add_instance, record, remove_instance, standing
from screenkit.layout import Line, plain
from screenkit.outcome import complete, differences, outcome_of, verify
from screenkit.practice import (
    Frame,
    Persona,
    answer_key,
    briefing,
    find_persona,
    frames,
    personas,
    practised,
    recording,
)
from screenkit.practice.marking import Mark, marks
from screenkit.practice.outcomes import first_sentence
from screenkit.practice.playing import play, played
from screenkit.questions import Repeat
from screenkit.recording import Recording, Scene, cast, svg
from screenkit.response import Response, given_of
from screenkit.screen import Screen
from screenkit.standing import facts_of
from screenkit.summarize import Summarizer, summarize
from screenkit.words import practice as words
from scripted import NOON, SHIPPED, answered_so, begun, shipped_screen, small_screen

REST = """\
questions:
  - name: welcome
    type: note
    label: {en: You may skip anything., es: Puede saltarse todo.}
    citation: own-reading
  - name: heard_on
    type: date
    read_aloud: false
    label: {en: When did you hear of it?, es: ¿Cuándo supo de ello?}
    citation: own-reading
  - name: debt
    type: yes_no
    label: {en: Is there a debt?, es: ¿Hay una deuda?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: owed_to
    type: text
    label: {en: Who is it owed to?, es: ¿A quién se le debe?}
    relevant: debt is yes
    citation: own-reading
  - name: pressed
    type: yes_no
    label: {en: Were you pressed?, es: ¿Hubo presión?}
    help: {en: Ask it of everyone., es: Pregúntelo a todos.}
    citation: own-reading
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Is there another child?, es: ¿Hay otro niño?}
    citation: own-reading
    questions:
      - name: born_on
        type: date
        label: {en: When was the child born?, es: ¿Cuándo nació?}
        citation: own-reading
indications:
  - name: debt_named
    label: {en: A debt, es: Una deuda}
    when: debt is yes
    citation: own-reading
  - name: pressure
    label: {en: Pressure, es: Presión}
    when: pressed is yes
    citation: own-reading
  - name: minor
    label: {en: A minor, es: Menor de edad}
    per: children
    when: age(born_on) < 18
    citation: own-reading
next_steps:
  - name: help
    when: debt is yes or pressed is yes
    urgency: soon
    action: {en: Find help. It is free., es: Busque ayuda. Es gratis.}
    citation: own-reading
cases:
  - name: owing
    story: {en: Sol Inventada (invented) owes somebody.}
    as_of: 2020-03-02T15:00
    answers:
      heard_on: 2020-03-01
      debt: yes
      owed_to: A man they call the engineer.
      pressed: {absent: declined}
      children:
        - born_on: 2002-06
    expect:
      indicated: [debt_named, minor/1]
      not_settled: [pressure]
      next_steps: [help]
  - name: silent
    story: {en: Luna Inventada (invented) says nothing., es: Luna Inventada (inventada) no dice nada.}
    as_of: 2020-03-02T15:00
    answers:
      debt: {absent: unknown}
      pressed: {absent: declined}
      children: {absent: declined}
    expect:
      not_settled: [debt_named, pressure, minor/?]
      steps_not_settled: [help]
"""


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    """A screen with two families."""
    return small_screen(tmp_path_factory.mktemp("screens"), REST)


@pytest.fixture(scope="module")
def owing(screen: Screen) -> Persona:
    """The first of them."""
    return named(screen, "owing")


def named(screen: Screen, name: str) -> Persona:
    """The family of that name or number."""
    found = find_persona(screen, name)
    assert found
    return found


def interviewed(persona: Persona, *answers: tuple[str, Answer], born: Answer | None = None) -> Response:
    """A practice record with these answers; with `born`, of one child."""
    screen = persona.screen
    response = answered_so(screen, practised(begun(screen, practice=True), persona), answers)
    if born is not None:
        response = add_instance(screen, response, "children", NOON).response
        response = record(screen, response, Item("born_on", "children", 1), born, NOON).response
        response = answered_so(screen, response, [("children", "complete")])
    return response


def as_told(persona: Persona) -> Response:
    """A practice record in which everything stands as the family said it."""
    response = practised(begun(persona.screen, practice=True), persona)
    for turn in play(persona):
        opened = given_of(persona.screen, response).instances.get(turn.item.repeat, ())
        if turn.answer is None or turn.item.instance > len(opened):
            response = add_instance(persona.screen, response, turn.item.repeat or turn.item.name, NOON).response
        if turn.answer is not None:
            response = record(persona.screen, response, turn.item, turn.answer, NOON).response
    return complete(persona.screen, response, NOON)


def all_personas() -> list[Persona]:
    """Every family of every shipped screen."""
    return [one for name in SHIPPED for one in personas(shipped_screen(name))]


def test_every_family_is_told_in_both_languages_and_is_invented() -> None:
    """Whoever plays it reads its story in their own language, and nobody can take it for a real one."""
    found = [(one.screen.id, one.case.name, one.case.story) for one in all_personas()]
    assert [(screen, name) for screen, name, story in found if "invented" not in story.say("en").lower()] == []
    assert [(screen, name) for screen, name, story in found if "inventad" not in story.say("es").lower()] == []
    assert [(screen, name) for screen, name, story in found if story.languages != ("en", "es")] == []


def test_a_sheet_in_another_language_says_that_own_words_stand_as_written(owing: Persona) -> None:
    """The player says them in the language of the interview; in the language of the case nothing need be said."""
    words = "Sus propias palabras están aquí como se escribió el caso, casi siempre en inglés: tradúzcalas al hablar."
    told = {language: [line.words for line in briefing(owing, language)] for language in ("en", "es")}
    assert told["es"].count(words) == 1
    assert [line for line in told["en"] if "own words" in line.lower()] == []


def test_a_persona_is_found_by_number_or_name(screen: Screen) -> None:
    """Numbers count the cases; anything else is nobody."""
    assert [(one.number, one.case.name) for one in personas(screen)] == [(1, "owing"), (2, "silent")]
    assert named(screen, "2") == named(screen, "silent")
    assert find_persona(screen, "3") is None
    assert find_persona(screen, "") is None


def test_a_persona_is_played_as_an_interview_goes(owing: Persona) -> None:
    """What it says nothing of is read or left; another child is opened before there are no more."""
    assert [(str(turn.item), turn.answer) for turn in play(owing)] == [
        ("welcome", "read"),
        ("heard_on", PartialDate(2020, 3, 1)),
        ("debt", "yes"),
        ("owed_to", "A man they call the engineer."),
        ("pressed", Absent.DECLINED),
        ("children", None),
        ("children[1].born_on", PartialDate(2002, 6)),
        ("children", "complete"),
    ]


def test_every_shipped_family_comes_to_what_its_case_expects() -> None:
    """The interview of each leads where its author says, unless the interview itself opens a child that it lacks."""
    found = all_personas()
    assert len(found) > 300
    for one in found:
        least = [(entry, entry.question) for entry in one.screen.repeats()]
        facts = played(one)
        opened = any(
            isinstance(question, Repeat)
            and len(facts.roster(entry.question.name).instances) > len(one.given.instances.get(entry.question.name, ()))
            for entry, question in least
        )
        summarizer = Summarizer(one.screen, facts, one.zone, "en")
        assert opened or not list(differences(one.case.expect, outcome_of(summarizer))), f"{one.screen.id} {one.number}"


def test_the_family_lives_in_its_own_moment(owing: Persona) -> None:
    """A child of 17 on its day is 17 in practice years later, and the summary says which day that is."""
    late = replace(owing)
    response = interviewed(late, ("debt", "yes"), born=PartialDate(2002, 6))
    assert standing(owing.screen, response, NOON).today == owing.today
    summary = summarize(owing.screen, response, NOON + timedelta(minutes=5))
    assert summary.as_of == owing.moment + timedelta(minutes=5)
    assert [one.verdict for one in summary.indications if one.name == "minor/1"] == ["indicated"]
    assert list(verify(owing.screen, complete(owing.screen, response, NOON))) == []


def test_the_sheet_for_the_family(screen: Screen) -> None:
    """The story, what to say to each question, silence as silence, and what the worker finds out elsewhere."""
    assert plain(briefing(named(screen, "silent"), "en"), 80) == (
        """\
PRACTICE – not a real case

FOR THE PERSON WHO PLAYS THE FAMILY
A screen: invented family 2
Luna Inventada (invented) says nothing.
In this practice it is 2020-03-02 15:00 UTC, whatever the clock says.
Keep this sheet from whoever practises until the interview is over. Say what
stands here, in your own manner, and only when you are asked. Make nothing up:
to anything that is not here, say that you would like to leave it for later.

WHAT YOU ARE ASKED
- Is there a debt?
   You say: You do not know.
- Were you pressed?
   You say: You would rather not say.
- Is there another child?
   You say: You would rather not say.

WHAT THE CASEWORKER FINDS OUT WITHOUT YOU
These questions are not put to the family. Tell the caseworker this when they
get there.
- When did you hear of it?
   Tell them: It is left for later.
"""
    )


def test_a_replay_shows_what_opens_what_appears_and_what_silence_leaves_open(owing: Persona) -> None:
    """The pages of the questions on which something happens, whole."""
    pages = [plain(frame.lines[2:], 80) for frame in frames(owing, "en")]
    assert len(pages) == 10
    assert pages[0] == (
        "INVENTED FAMILY 1\nSol Inventada (invented) owes somebody.\n"
        "In this practice it is 2020-03-02 15:00 UTC, whatever the clock says.\n"
    )
    assert pages[3:6] == [
        (
            "QUESTION 3 OF 8\nIs there a debt?\n   Answer: Yes\n   Now also asked: Who is it owed to?\n"
            "   Indicated now: A debt\n   To do now: [soon] Find help. …\n"
        ),
        (
            "QUESTION 4 OF 8\nWho is it owed to?\n   Asked because: “Is there a debt?” is Yes\n"
            "   Answer: A man they call the engineer.\n"
        ),
        "QUESTION 5 OF 8\nWere you pressed?\n   Answer: would rather not say\n   Left unsettled: Pressure\n",
    ]
    assert pages[-1] == (
        """\
INDICATED (2)
- A debt
- Child 1: A minor

NOT SETTLED (1)
- Pressure
   Settled by: Were you pressed? (would rather not say)

TO DO (1)
- [soon] Find help. …

MAY BE NEEDED: NOT SETTLED (0)
An indication is a reason to refer. It is not a finding: this tool determines
nothing. The lack of an answer is never a "no".
""".replace("Settled by", "Would settle it")
    )


def test_every_page_of_practice_says_so(owing: Persona) -> None:
    """The banner stands first on every frame, in every scene, on the sheet and on the key, in both languages."""
    for language, banner in (("en", "PRACTICE – not a real case"), ("es", "PRÁCTICA – no es un caso real")):
        assert {frame.lines[0].words for frame in frames(owing, language)} == {banner}
        assert all(scene.text.startswith(banner) for scene in recording(owing, language).scenes)
        assert next(briefing(owing, language)).words == banner
        assert next(answer_key(owing, as_told(owing), language)).words == banner


def test_what_silence_leaves_open_is_told_once(screen: Screen) -> None:
    """Later silences add what is new, and count the rest."""
    pages = [plain(frame.lines[2:], 80) for frame in frames(named(screen, "silent"), "en")]
    assert pages[3].partition("say\n")[2] == ""
    assert "   Left unsettled: A debt\n      · [soon] Find help. …\n" in pages[3]
    assert "   Left unsettled: Pressure\n      · as before: 1\n" in pages[4]


def test_a_page_takes_as_long_as_its_words(owing: Persona) -> None:
    """Three seconds at least, a quarter of a minute at most."""
    assert frames(owing, "en")[0].seconds == 6.5
    assert Frame((Line("banner", "word " * 90), Line("text", "one"))).seconds == 3
    assert Frame((Line("text", "word " * 90),)).seconds == 15


def test_a_record_as_the_family_said_it_has_no_marks() -> None:
    """For every shipped family: the interview recorded to the letter is the sheet."""
    for one in (family for name in SHIPPED for family in list(personas(shipped_screen(name)))[:4]):
        assert list(marks(one, as_told(one))) == [], f"{one.screen.id} {one.number}"


def test_silence_is_never_no(screen: Screen) -> None:
    """A no that nobody said, a list that nobody closed, another answer, another silence: each by its name."""
    silent = named(screen, "silent")
    answers: list[tuple[str, Answer]] = [("welcome", "read"), ("debt", "no"), ("pressed", "yes")]
    found = marks(silent, interviewed(silent, *answers, ("children", "complete")))
    assert [(mark.kind, mark.item.name) for mark in found] == [
        ("silence-as-no", "debt"),
        ("silence-as-answer", "pressed"),
        ("silence-as-no", "children"),
    ]
    other = marks(silent, interviewed(silent, ("debt", Absent.DECLINED), ("pressed", Absent.DECLINED)))
    assert [(mark.kind, mark.item.name) for mark in other] == [("other-silence", "debt"), ("not-asked-of", "children")]


def test_what_was_told_and_what_is_in_the_record(owing: Persona) -> None:
    """Left for later, lost, heard otherwise, never put, never come up: each by its name, with both answers."""
    answers: list[tuple[str, Answer]] = [("heard_on", Absent.NOT_ASKED), ("debt", Absent.UNKNOWN)]
    found = list(marks(owing, interviewed(owing, *answers, born=PartialDate(2003))))
    assert found == [
        Mark("left-for-later", Item("heard_on"), PartialDate(2020, 3, 1), Absent.NOT_ASKED),
        Mark("answer-as-silence", Item("debt"), "yes", Absent.UNKNOWN),
        Mark("not-led-to", Item("owed_to"), "A man they call the engineer.", None),
        Mark("not-asked-of", Item("pressed"), Absent.DECLINED, None),
        Mark("recorded-otherwise", Item("born_on", "children", 1), PartialDate(2002, 6), PartialDate(2003)),
    ]


def test_what_an_answer_recorded_otherwise_led_to(screen: Screen) -> None:
    """A question that the family's answers do not lead to is told as such."""
    silent = named(screen, "silent")
    found = list(marks(silent, interviewed(silent, ("debt", "yes"), ("owed_to", "a man"))))
    assert Mark("not-on-sheet", Item("owed_to"), None, "a man") in found


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("a man they call the engineer", []),
        ("A MAN, they call: the Engineer!", []),
        ("a smuggler", ["other-words"]),
    ],
)
def test_own_words_are_held_against_own_words(owing: Persona, written: str, kinds: list[str]) -> None:
    """Capitals and stops are no difference, because nobody hears them."""
    response = interviewed(owing, ("heard_on", PartialDate(2020, 3, 1)), ("debt", "yes"), ("owed_to", written))
    assert [mark.kind for mark in marks(owing, response) if mark.item.name == "owed_to"] == kinds


def test_a_child_opened_by_mistake_shifts_no_mark(owing: Persona) -> None:
    """Children count in the order in which they stand, whatever their number in the record."""
    screen = owing.screen
    response = add_instance(screen, as_told(owing), "children", NOON).response
    response = remove_instance(screen, response, "children", 1, NOON).response
    response = record(screen, response, Item("born_on", "children", 2), PartialDate(2002, 6), NOON).response
    response = record(screen, response, Item("children"), "complete", NOON).response
    assert list(marks(owing, response)) == []


def test_the_key_of_a_faultless_record_says_so(owing: Persona) -> None:
    """It counts nothing and praises nobody."""
    assert plain(answer_key(owing, as_told(owing), "en"), 80) == (
        """\
PRACTICE – not a real case

ANSWER KEY
A screen: invented family 1
Practice interview k7m2-x9qd, screen small 1.0.0.
This page compares one practice interview with the sheet of the invented family.
It is for talking it over, and grades nobody.
Everything on the sheet was asked, and recorded as it was told.
The sheet and the record lead to the same indications and next steps.

HOW IT WAS WORDED
Read aloud in: English. Was that the family's own language, and was each
question read as it stands?
"""
    )


def test_no_word_of_practice_grades_anyone() -> None:
    """Neither language has a score, a point, a percentage, a pass or a fail, or calls anyone wrong."""
    banned = ("score", "points", "%", "passed", "failed", "wrong", "mistake", "correct", "puntos", "puntaje", "error")
    told = " ".join(text for pair in words.WORDS.values() for text in pair).lower()
    assert [word for word in banned if word in told] == []


def test_a_recording_is_the_same_on_every_run(owing: Persona) -> None:
    """Byte for byte, and nothing of the clock is in it."""
    first, second = (recording(owing, "en") for _ in range(2))
    assert (cast(first), svg(first)) == (cast(second), svg(second))
    header = json.loads(cast(first).partition("\n")[0])
    title = "PRACTICE – not a real case: A screen – Invented family 1"
    assert header == {"version": 2, "width": 80, "height": 24, "title": title}


def test_the_events_of_a_cast() -> None:
    """A scene begins when the one before it ends; the last event is the end of the last scene."""
    lines = cast(Recording("t", "en", (Scene("one\ntwo\n", 3.0), Scene("three\n", 1.5)))).splitlines()
    clear = "\x1b[H\x1b[2J"
    assert [json.loads(line) for line in lines[1:]] == [
        [0.0, "o", f"{clear}one\r\ntwo"],
        [3.0, "o", f"{clear}three"],
        [4.5, "o", "\r\n"],
    ]


def test_a_picture_needs_nothing_else_and_tells_all(owing: Persona) -> None:
    """Valid XML without script, link or font; its description holds every word; text stays text."""
    text = svg(recording(owing, "en"))
    root = ET.fromstring(text)  # noqa: S314 - our own
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags == {"svg", "title", "desc", "style", "rect", "g", "text"}
    assert text.count("http") == 1
    described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert all(scene.text.strip() in described for scene in recording(owing, "en").scenes)
    odd = svg(Recording("a <b> & c", "es", (Scene("x <i>&\x1b[2J\n", 3.0),)))
    assert [element.text for element in ET.fromstring(odd).iter() if element.tag.endswith("text")] == ["x <i>&[2J"]  # noqa: S314 - our own


def test_a_picture_stands_still_where_nothing_may_move() -> None:
    """Without motion only the last scene is seen; with it each scene is seen from its start to its end, once."""
    text = svg(Recording("t", "en", (Scene("one\n", 3.0), Scene("two\n", 1.0))))
    style = text.partition("<style>\n")[2].partition("</style>")[0]
    still, moving = style.split("@media screen and (prefers-reduced-motion: no-preference) {")
    assert "g { visibility: hidden; }\ng:last-of-type { visibility: visible; }" in still
    assert "animation" not in still
    assert "infinite" not in moving
    assert "@keyframes k0 { 0% { visibility: visible; } 75% { visibility: hidden; } }" in moving
    assert "@keyframes k1 { 0% { visibility: hidden; } 75% { visibility: visible; } }" in moving


@pytest.mark.parametrize(
    ("action", "short"),
    [
        ("Find help.", "Find help."),
        ("Find help. It is free.", "Find help. …"),
        ("Call Dr. who? no", "Call Dr. who? no"),
        ("Busque ayuda. ¿Es hoy?", "Busque ayuda. …"),
    ],
)
def test_a_step_in_short(action: str, short: str) -> None:
    """Its first sentence, and a sign that there is more."""
    assert first_sentence(action) == short


def test_the_words_of_a_replay_are_there_in_spanish(owing: Persona) -> None:
    """A whole page in the other language."""
    assert plain(frames(owing, "es")[3].lines, 80) == (
        """\
PRÁCTICA – no es un caso real

UN FORMULARIO

PREGUNTA 3 DE 8
¿Hay una deuda?
   Respuesta: Sí
   Ahora también se pregunta: ¿A quién se le debe?
   Indicado ahora: Una deuda
   Ahora hay que: [pronto] Busque ayuda. …
"""
    )


def test_playing_ends_at_a_checkpoint_that_is_not_met(tmp_path: Path) -> None:
    """What stands behind it in the case is not played."""
    rest = """\
questions:
  - name: safe
    type: checkpoint
    label: {en: Is it safe?, es: ¿Es seguro?}
    help: {en: Look round., es: Mire.}
    ending: {en: Another day., es: Otro día.}
    citation: own-reading
  - name: wish
    type: text
    label: {en: What do you wish for?, es: ¿Qué desea?}
    citation: own-reading
cases:
  - name: unsafe
    story: {en: An invented family.}
    as_of: 2020-03-02T15:00
    answers: {safe: no, wish: rest}
    expect: {}
"""
    screen = small_screen(tmp_path, rest, "unsafe")
    persona = named(screen, "1")
    assert [turn.item.name for turn in play(persona)] == ["safe"]
    assert played(persona) == facts_of(screen, replace(persona.given, answers={Item("safe"): "no"}), persona.today)
