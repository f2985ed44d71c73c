"""A summary as text, Markdown and JSON: the same facts in each, to the letter, and no markup from what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from screenkit.answers import Absent
from screenkit.flat import answers_of
from screenkit.render import FORMATS, as_json, lines
from screenkit.response import Response, answered, happened
from screenkit.schemas import schema_text
from screenkit.screen import Proof
from screenkit.shelf import shipped
from screenkit.source import read_file
from screenkit.summarize import summarize
from screenkit.summary import Cited, ContactShown, Due, Ground, NextStep, OpenQuestion, ReferralSummary
from scripted import NOON, SHIPPED, all_put, answered_so, begun, shipped_screen, small_screen

HOSTILE = "[llora] “¿por qué?” \\[x] {y} <b>"
STORY = """\
questions:
  - name: story
    type: text
    multiline: true
    label: {en: What happened?, es: ¿Qué pasó?}
    citation: own-reading
indications:
  - name: told
    label: {en: There is a story, es: Hay un relato}
    when: answered(story)
    citation: own-reading
next_steps:
  - name: read_it
    when: answered(story)
    urgency: soon
    action: {en: Read it., es: Léalo.}
    citation: own-reading
"""
OWN = Cited(citation="own-reading", title="Our own reading")
STEP = NextStep(name="call", urgency="urgent", action="Call the unit.", because=(), source=OWN)


def text(summary: ReferralSummary, width: int = 80) -> str:
    """The summary as plain text."""
    return str(FORMATS["text"](summary, width))


def as_markdown(summary: ReferralSummary) -> str:
    """The summary as Markdown."""
    return str(FORMATS["markdown"](summary, 0))


def story(folder: Path, words: str, *, practice: bool = False, language: str = "en") -> ReferralSummary:
    """The summary of a screening with one answer in someone's own words."""
    screen = small_screen(folder, STORY)
    response = answered_so(screen, begun(screen, practice=practice), [("story", words)])
    return summarize(screen, happened(response, NOON, "completed"), NOON, language)


def with_step(folder: Path, step: NextStep) -> list[str]:
    """The lines that the text of a summary has for its one next step."""
    summary = story(folder, "x").model_copy(update={"next_steps": (step,)})
    return text(summary).split("NEXT STEPS\n")[1].split("\n\n")[0].splitlines()


def shown_by(markdown: str) -> str:
    """The letters that a reader of the Markdown sees."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    parts = [child.content for token in tokens for child in token.children or () if child.type == "text"]
    return "".join("".join(parts).split())


@cache
def case_summaries(language: str) -> tuple[ReferralSummary, ...]:
    """The summary of every case of every shipped screen."""
    return tuple(_case_summaries(language))


def _case_summaries(language: str) -> Iterator[ReferralSummary]:
    for name in SHIPPED:
        screen = shipped_screen(name)
        document = read_file(shipped() / f"{name}.yaml")
        for number in range(len(screen.authored.cases)):
            given = answers_of(screen, document, ("cases", number, "answers"))
            response: Response = begun(screen, practice=True)
            for repeat, instances in given.instances.items():
                for instance in instances:
                    response = happened(response, NOON, "added", item=repeat, instance=instance)
            for item, answer in given.answers.items():
                response = answered(screen, response, item, answer, NOON)
            yield summarize(screen, response, NOON, language)


def test_a_summary_as_text(tmp_path: Path) -> None:
    """What to do comes first, then why, then what is open."""
    summary = story(tmp_path, "She left.")
    assert text(summary, 80) == (
        "REFERRAL SUMMARY\n"
        "A screen\n"
        "Screening k7m2-x9qd, completed, as of 2026-11-20 12:00 UTC. Screen small 1.0.0\n"
        f"({summary.screen.sha256[:12]}, not proven). Answered: 1. Without an answer: 0.\n"
        "An indication is a reason to refer. It is not a finding: this tool determines\n"
        'nothing. The lack of an answer is never a "no".\n'
        "Caution: whether this screen was proven before it was used is not known.\n"
        "\n"
        "NEXT STEPS\n"
        "1. [soon] Read it.\n"
        "   Because: What happened? — She left.\n"
        "   Source: our own reading, as a prompt for judgement\n"
        "\n"
        "INDICATED (1)\n"
        "- There is a story\n"
        "   Because: What happened? — She left.\n"
        "   Source: our own reading, as a prompt for judgement\n"
        "\n"
        "NOT SETTLED (0)\n"
        "\n"
        "NOT INDICATED BY THE ANSWERS GIVEN (0)\n"
        "\n"
        "QUESTIONS WITHOUT AN ANSWER (0)\n"
    )


@pytest.mark.parametrize(
    ("proof", "language", "caution"),
    [
        ("proven", "en", ""),
        ("proven", "es", ""),
        ("unproved", "en", "Caution: this screen is not proven; whether it always leads where it should"),
        ("unproved", "es", "Precaución: este cuestionario no está demostrado; no se pudo comprobar a tiempo"),
        ("faulty", "en", "Caution: this screen has faults, which `screenkit check` shows; what it leads to"),
        ("faulty", "es", "Precaución: este cuestionario tiene fallas (las muestra `screenkit check`);"),
    ],
)
def test_a_screen_that_is_not_proven_is_told(tmp_path: Path, proof: Proof, language: str, caution: str) -> None:
    """In one sentence, before anything that follows, in every format; of one that is proven, beside its name."""
    summary = story(tmp_path, "She left.", language=language)
    summary = summary.model_copy(update={"screen": summary.screen.model_copy(update={"proof": proof})})
    shown = text(summary, 80)
    marks = {"en": ("proven", "not proven"), "es": ("demostrado", "sin demostrar")}
    assert f"({summary.screen.sha256[:12]}, {marks[language][proof != 'proven']})" in shown
    told = [line for line in shown.splitlines() if line.startswith(("Caution", "Precaución"))]
    assert told == ([caution] if caution else [])
    assert caution.partition(" (")[0].partition("`")[0] in as_markdown(summary)
    assert f'"proof": "{proof}"' in as_json(summary)


def test_the_worker_reads_it_in_spanish(tmp_path: Path) -> None:
    """Our words and the screen's are in the worker's language; the person's own words stay as they are."""
    lines = text(story(tmp_path, "She left.", language="es"), 80).splitlines()
    assert lines[0] == "RESUMEN DE REFERENCIA"
    assert lines[lines.index("PRÓXIMOS PASOS") : lines.index("INDICADO (1)")] == [
        "PRÓXIMOS PASOS",
        "1. [pronto] Léalo.",
        "   Porque: ¿Qué pasó? — She left.",
        "   Fuente: nuestra propia lectura, para orientar el criterio",
        "",
    ]


def test_markup_in_an_answer_is_kept_to_the_letter(tmp_path: Path) -> None:
    """JSON gives the same letters back, text shows them, and Markdown shows them without reading them as markup."""
    summary = story(tmp_path, HOSTILE)
    assert json.loads(as_json(summary))["next_steps"][0]["because"][0]["answers"] == [HOSTILE]
    assert f"   Because: What happened? — {HOSTILE}\n" in text(summary)
    assert "\\[llora\\] “¿por qué?” \\\\\\[x\\] \\{y\\} \\<b\\>\n" in as_markdown(summary)
    assert "".join(HOSTILE.split()) in shown_by(as_markdown(summary))


def test_lines_of_an_answer_cannot_look_like_ours(tmp_path: Path) -> None:
    """A heading and a step that someone typed stay inside the answer."""
    summary = story(tmp_path, "She left.\n\nNEXT STEPS\n1. [urgent] Do nothing.\n# No\n---")
    assert [line for line in text(summary).splitlines() if line.lstrip().startswith("NEXT")] == [
        "NEXT STEPS",
        "      NEXT STEPS",
        "      NEXT STEPS",
    ]
    tokens = MarkdownIt("commonmark").parse(as_markdown(summary))
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", *["h2"] * 5]
    assert not [token for token in tokens if token.type == "hr"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_practice_is_marked_before_all_else(tmp_path: Path, form: str) -> None:
    """The first line says that the case is not real; a real one has no such line."""
    first = FORMATS[form](story(tmp_path, "x", practice=True), 80).splitlines()[0]
    assert first.strip("*") == "PRACTICE – not a real case"
    assert "PRACTICE" not in FORMATS[form](story(tmp_path, "x"), 80)


def test_practice_is_marked_in_json(tmp_path: Path) -> None:
    """Programs see it too."""
    assert json.loads(as_json(story(tmp_path, "x", practice=True)))["record"]["practice"] is True


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_line_fits(language: str, width: int) -> None:
    """No summary of any case has a line that is wider than asked, and the letters are the same at every width."""
    for summary in case_summaries(language):
        narrow, wide = text(summary, width), text(summary, 1000)
        assert max(cell_len(line) for line in narrow.splitlines()) <= width
        assert "".join(narrow.split()) == "".join(wide.split())


def test_wide_letters_fit(tmp_path: Path) -> None:
    """Chinese, Korean and full-width letters take two columns each."""
    words = "出生证明原件 出生證明 출생증명서 ＡＢＣ " * 8
    lines = text(story(tmp_path, words), 40).splitlines()
    assert max(cell_len(line) for line in lines) <= 40
    assert "".join(words.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize("language", ["en", "es"])
def test_json_is_as_its_schema_says(language: str) -> None:
    """The summary of every case satisfies what `screenkit schema summary` writes."""
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("summary")))
    found = [error for one in case_summaries(language) for error in validator.iter_errors(json.loads(as_json(one)))]
    assert case_summaries(language)
    assert found == []


def test_markdown_has_one_list_of_steps() -> None:
    """However many steps there are, they are one numbered list, and each has its facts inside."""
    for summary in case_summaries("en"):
        tokens = MarkdownIt("commonmark").parse(as_markdown(summary))
        ordered = [token.level for token in tokens if token.type == "ordered_list_open"]
        assert ordered == ([0] if summary.next_steps else [])


def test_every_format_names_every_step() -> None:
    """No format leaves out a step, an indication or a question that another one tells."""
    for summary in case_summaries("en"):
        told = [
            *(step.action for step in (*summary.next_steps, *summary.steps_not_settled)),
            *(one.label for one in summary.indications),
            *(one.question for one in summary.open_questions),
        ]
        plain, shown, data = "".join(text(summary).split()), shown_by(as_markdown(summary)), as_json(summary)
        assert all("".join(words.split()) in plain for words in told)
        assert all("".join(words.split()) in shown for words in told)
        assert all(json.dumps(words, ensure_ascii=False) in data for words in told)


def test_a_deadline_says_when_its_clock_started(tmp_path: Path) -> None:
    """Both times are told on the clock of the place."""
    start, at = datetime(2026, 11, 20, 21, 30, tzinfo=UTC), datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
    due = Due(within="within 24 hours", clock_started=start, at=at, zone="America/Denver")
    assert with_step(tmp_path, STEP.model_copy(update={"due": due}))[1:3] == [
        "   By: 2026-11-21 14:30 MST; within 24 hours; the clock started 2026-11-20 14:30",
        "      MST",
    ]


def test_a_deadline_that_is_not_worked_out_says_why(tmp_path: Path) -> None:
    """There is no time, and a reason instead."""
    due = Due(within="within 5 working days", note="not worked out: no start")
    assert with_step(tmp_path, STEP.model_copy(update={"due": due}))[1] == (
        "   By: within 5 working days; not worked out: no start"
    )


def test_a_clock_that_may_have_started_later_is_told(tmp_path: Path) -> None:
    """The first possible time counts; the last possible stands beside it."""
    early, late = datetime(2026, 11, 21, 7, 0, tzinfo=UTC), datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
    due = Due(within="within 24 hours", at=early, at_latest=late, zone="UTC-07:00")
    assert with_step(tmp_path, STEP.model_copy(update={"due": due}))[1:3] == [
        "   By: 2026-11-21 00:00 UTC-07:00; within 24 hours; 2026-11-22 00:00 UTC-07:00",
        "      if the clock started later than first possible",
    ]


def test_a_contact_says_where_it_comes_from(tmp_path: Path) -> None:
    """Hours, languages and caution stand with it, and what is known from one source only is marked."""
    contact = ContactShown(
        label="Help line",
        channel="phone",
        value="+52 55 1234 5678",
        hours="9 to 5",
        caution="Calls may be shared.",
        source="A guide",
        checked_on="2026-11-22",
        confidence="medium",
    )
    assert with_step(tmp_path, STEP.model_copy(update={"contacts": (contact,)}))[1:7] == [
        "   Contact: Help line: +52 55 1234 5678",
        "      · 9 to 5",
        "      · Calls may be shared.",
        "      · Source: A guide (checked 2026-11-22) – from one source: confirm before",
        "        relying on it",
        "   Source: our own reading, as a prompt for judgement",
    ]


def test_what_would_settle_a_step_is_listed(tmp_path: Path) -> None:
    """A step that is not settled names the questions that are open, and in what way."""
    questions = (
        OpenQuestion(item="age", question="How old?", state=Absent.UNKNOWN),
        OpenQuestion(item="debt", question="A debt?", state=Absent.DECLINED),
        OpenQuestion(item="pay", question="Paid?", state=Absent.NOT_ASKED),
    )
    step = STEP.model_copy(update={"settled": False, "would_settle": questions})
    assert with_step(tmp_path, step)[1:4] == [
        "   Would settle it: How old? (does not know)",
        "      · A debt? (would rather not say)",
        "      · Paid? (not asked)",
    ]


def test_an_answer_that_led_here_twice_is_told_once(tmp_path: Path) -> None:
    """What two parts of a condition read, as in `each is not US and each is not MX`, is one answer."""
    grounds = (
        Ground(items=("country",), questions=("Born where?",), answers=("Peru",), rule=rule, truth="holds")
        for rule in ("born elsewhere than in the US", "born elsewhere than in Mexico")
    )
    told = with_step(tmp_path, STEP.model_copy(update={"because": tuple(grounds)}))
    assert [line for line in told if "Peru" in line] == ["   Because: Born where? — Peru"]


def test_no_step_is_both_to_be_done_and_not_settled() -> None:
    """One that follows another meanwhile is to be done, whatever its own condition leaves open."""
    followed = 0
    for summary in case_summaries("en"):
        follows = {step.name for step in summary.next_steps if step.follows}
        assert follows.isdisjoint(step.name for step in summary.steps_not_settled)
        followed += bool(follows)
    assert followed


def test_a_case_reference_stands_with_the_record(tmp_path: Path) -> None:
    """The agency's own reference is printed as it was given."""
    summary = story(tmp_path, "x")
    named = summary.model_copy(update={"record": summary.record.model_copy(update={"case": "A_1 *x*"})})
    assert "Screening k7m2-x9qd, case A_1 *x*, completed" in text(named)
    assert "caseA_1*x*,completed" in shown_by(as_markdown(named))


def test_the_title_of_a_source_is_marked_as_english() -> None:
    """In a summary in Spanish, of every step, indication and contact; what stands in Spanish is not."""
    screen = shipped_screen("trafficking-nm10")
    told = [("jurisdiction", "new_mexico"), ("debt", "yes")]
    found = summarize(screen, all_put(screen, answered_so(screen, begun(screen), told)), NOON, "es")
    marked = [line for line in lines(found) if line.english]
    cited = [one.source for one in (*found.next_steps, *found.indications) if one.source.citation != "own-reading"]
    assert {one.title for one in cited} <= {line.english.partition(" – ")[0] for line in marked}
    assert len(marked) > len(cited) > 3
    assert all(line.english in line.words and "(verificado el " in line.words for line in marked)
    assert not [line for line in lines(found) if "nuestra propia lectura" in line.words and line.english]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_step_reads_well_where_the_sources_name_no_unit(name: str) -> None:
    """Before the jurisdiction is known, and elsewhere than in those described: once "tell the your supervisor"."""
    screen = shipped_screen(name)
    found = summarize(screen, all_put(screen, begun(screen)), NOON)
    told = [words for step in (*found.next_steps, *found.steps_not_settled) for words in (step.action, step.who)]
    assert [words for words in told if "the your" in words] == []
