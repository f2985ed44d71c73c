"""Faults put into small screens on purpose, one each; what finds them stands in docs/battery.md.

The numbers are those of a list that other tools were tried on (22 is not used). `a` is a yes-or-no question, `b` and
`c` take words, `n` a number, `m` several countries. `form` is the same fault as an XLSForm, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Literal

How = Literal["check", "proof", "cannot be written"]


@dataclass(frozen=True)
class Defect:
    """One fault: what finds it, or why it cannot be written here."""

    number: str
    what: str
    code: str
    screen: str
    how: How = "check"
    why: str = ""
    form: str = ""


HEAD = """\
screen: seeded
version: 1.0.0
title: {en: An example}
purpose: {en: A screen with a fault in it.}
"""


def question(name: str, kind: str = "yes_no", *lines: str, label: str = "") -> str:
    """A question, whole but for what the lines put into it."""
    words = f"{{en: {label or f'What of {name}?'}}}"
    told = ["help: {en: An example.}"] if kind in ("yes_no", "select_one", "select_multiple") else []
    keys = [f"type: {kind}", f"label: {words}", *told, "citation: own-reading", *lines]
    return f"  - name: {name}\n" + "".join(f"    {key}\n" for key in keys)


def asking(*questions: str, head: str = HEAD) -> str:
    """A screen that asks these."""
    return head + "questions:\n" + "".join(questions)


def step(when: str, action: str = "Call the unit.", name: str = "call_unit") -> str:
    """A next step, under its heading."""
    return f"""\
next_steps:
  - name: {name}
    when: {when}
    urgency: soon
    action: {{en: "{action}"}}
    citation: own-reading
"""


def reporting(when: str, name: str = "concern") -> str:
    """An indication, under its heading."""
    return f"""\
indications:
  - name: {name}
    label: {{en: A concern}}
    when: {when}
    citation: own-reading
"""


A = question("a")
B_AFTER_YES = question("b", "text", "relevant: a is yes")
CHOICES = ("choices:", "  - {name: x, label: {en: This}}", "  - {name: y, label: {en: That}}")
COUNTRIES = question("m", "select_multiple", "choices: countries")


def form(survey: str, *more: str) -> str:
    """The sheets of an XLSForm; `a` is always there, and `yn` the list of its choices."""
    head = "survey\ntype | name | label | relevant | constraint | default\nselect_one yn | a | A? | | |\n"
    return head + dedent(survey) + "".join(f"{one}\n" for one in more) + YN


YN = """\
choices
list_name | name | label
yn | yes | Yes
yn | no | No
"""
CLEAN = form("text | b | B? | ${a} = 'yes' | |\ninteger | n | N? | | . >= 0 and . <= 9 |\n")
"""A form without a fault: whatever a tool says of this one is not about the fault."""

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "01",
        "a condition names an unknown question",
        "unknown-question",
        asking(A, question("b", "text", "relevant: aa is yes")),
        form=form("text | b | B? | ${aa} = 'yes' | |\n"),
    ),
    Defect(
        "02",
        "a condition compares with what is no choice",
        "impossible-answer",
        asking(A, question("b", "text", "relevant: a is yse")),
        form=form("text | b | B? | ${a} = 'yse' | |\n"),
    ),
    Defect(
        "03",
        "a condition contradicts itself",
        "never-asked",
        asking(A, question("b", "text", "relevant: a is yes and a is no")),
        "proof",
        form=form("text | b | B? | ${a} = 'yes' and ${a} = 'no' | |\n"),
    ),
    Defect(
        "04",
        "a condition looks at a later question",
        "question-asked-later",
        asking(question("b", "text", "relevant: a is yes"), A),
        form="survey\ntype | name | label | relevant | constraint | default\ntext | b | B? | ${a} = 'yes' | |\n"
        "select_one yn | a | A? | | |\n" + YN,
    ),
    Defect(
        "05",
        "a question depends on its own answer",
        "asks-about-itself",
        asking(question("a", "yes_no", "relevant: a is yes")),
        form=form("text | b | B? | ${b} = 'x' | |\n"),
    ),
    Defect(
        "06",
        "two questions wait for each other",
        "question-asked-later",
        asking(question("p", "yes_no", "relevant: q is yes"), question("q", "yes_no", "relevant: p is yes")),
        form=form("text | p | P? | ${q} = 'x' | |\ntext | q | Q? | ${p} = 'x' | |\n"),
    ),
    Defect(
        "07",
        "two questions have one name",
        "duplicate-name",
        asking(A, question("a", "text", label="What else?")),
        form=form("text | a | B? | | |\n"),
    ),
    Defect(
        "08",
        "two choices have one name",
        "duplicate-choice",
        asking(question("s", "select_one", *CHOICES, "  - {name: x, label: {en: A third}}")),
        form=CLEAN + "yn | yes | Yes again\n",
    ),
    Defect(
        "09",
        "the list of choices does not exist",
        "unknown-list",
        asking(question("s", "select_one", "choices: contries")),
        form=form("select_one nn | s | S? | | |\n"),
    ),
    Defect(
        "10",
        "something is defined and never used",
        "idle-definition",
        asking(A) + "define:\n  d: a is yes\n",
        why="Choices stand with their question, so a list cannot be left over; a definition or a document can.",
        form=CLEAN + "left | x | X\nleft | y | Y\n",
    ),
    Defect(
        "11",
        "a condition is not finished",
        "unfinished-condition",
        asking(A, question("b", "text", "relevant: a is yes and")),
        form=form("text | b | B? | ${a} = 'yes' and | |\n"),
    ),
    Defect(
        "12",
        "a number is compared with words",
        "wrong-comparison",
        asking(question("n", "integer"), question("b", "text", "relevant: n is yes")),
        form=form("integer | n | N? | | |\ntext | b | B? | ${n} = 'yes' | |\n"),
    ),
    Defect(
        "13",
        "no answer lies within the bounds",
        "impossible-bounds",
        asking(question("n", "integer", "min: 9", "max: 1")),
        form=form("integer | n | N? | | . > 9 and . < 1 |\n"),
    ),
    Defect(
        "14",
        "a default is no choice",
        "",
        "",
        "cannot be written",
        "There are no defaults: no answer is ever put into a family's mouth.",
        form("select_one yn | s | S? | | | perhaps\n"),
    ),
    Defect(
        "15",
        "a default lies outside the bounds",
        "",
        "",
        "cannot be written",
        "There are no defaults.",
        form("integer | n | N? | | . >= 0 and . <= 9 | 12\n"),
    ),
    Defect(
        "16",
        "a text is missing in one language",
        "missing-translation",
        asking(question("b", "text"), head=HEAD.replace("An example}", "An example, es: Un ejemplo}")),
        form="survey\ntype | name | label::English (en) | label::Español (es)\ntext | b | B? | ¿B?\ntext | c | C? |\n",
    ),
    Defect(
        "17",
        "a key is misspelt",
        "unknown-key",
        asking(A, question("b", "text", "relevnt: a is yes")),
        form="survey\ntype | name | label | relevnt\nselect_one yn | a | A? |\ntext | b | B? | ${a} = 'yes'\n" + YN,
    ),
    Defect(
        "18",
        "a condition asks nothing",
        "constant-condition",
        asking(A, question("b", "text", "relevant: 1 < 2")),
        form=form("text | b | B? | 1 = 1 | |\n"),
    ),
    Defect(
        "19",
        "a condition negates what may have been skipped",
        "negated-comparison",
        asking(A, question("b", "text", "relevant: a is yes"), question("c", "text", "relevant: b != x")),
        why="There is no `!=` and no `not`: over silence, both would mean something.",
        form=form("text | b | B? | ${a} = 'yes' | |\ntext | c | C? | ${b} != 'x' | |\n"),
    ),
    Defect(
        "20",
        "a pattern cannot be read",
        "",
        "",
        "cannot be written",
        "Authors write no patterns.",
        form("text | b | B? | | regex(., '([') |\n"),
    ),
    Defect(
        "21",
        "two questions are put in the same words",
        "repeated-question",
        asking(question("b", "text", label="What happened?"), question("c", "text", label="What happened?")),
        form=form("text | b | What happened? | | |\ntext | c | What happened? | | |\n"),
    ),
    Defect(
        "23",
        "the type does not exist",
        "unknown-type",
        asking(question("b", "txt")),
        form=form("txt | b | B? | | |\n"),
    ),
    Defect(
        "24",
        "the function does not exist",
        "unknown-function",
        asking(A, question("b", "text", "relevant: some_yes(a, a)")),
        form=form("text | b | B? | some(${a}) | |\n"),
    ),
    Defect(
        "25",
        "a question has no words",
        "missing-key",
        HEAD + "questions:\n  - name: b\n    type: text\n    citation: own-reading\n",
        form=form("text | b | | | |\n"),
    ),
    Defect(
        "26",
        "a text holds what nobody fills in",
        "unknown-placeholder",
        asking(question("b", "text", label='"How is {b_name}?"')),
        form=form("text | b | How is ${b_name}? | | |\n"),
    ),
    Defect(
        "27",
        "a chain of questions contradicts itself",
        "never-asked",
        asking(
            A, question("b", "yes_no", "relevant: a is yes"), question("c", "text", "relevant: b is yes and a is no")
        ),
        "proof",
        form=form("text | b | B? | ${a} = 'yes' | |\ntext | c | C? | ${b} = 'yes' and ${a} = 'no' | |\n"),
    ),
    Defect(
        "28",
        "a question contradicts its section",
        "never-asked",
        asking(
            A,
            "  - name: section\n    type: group\n    relevant: a is yes\n    label: {en: More}\n    questions:\n",
            indent(question("b", "text", "relevant: a is no"), "    "),
        ),
        "proof",
        form=form("begin_group | g | More | ${a} = 'yes' | |\ntext | b | B? | ${a} = 'no' | |\nend_group | | | | |\n"),
    ),
    Defect(
        "29",
        "several choices hold one and do not hold it",
        "never-asked",
        asking(COUNTRIES, question("b", "text", "relevant: MX in m and MX not in m")),
        "proof",
        form=form(
            "select_multiple yn | m | M? | | |\n"
            "text | b | B? | selected(${m}, 'yes') and not(selected(${m}, 'yes')) | |\n"
        ),
    ),
    Defect(
        "30",
        "an outcome that no answers lead to",
        "never-indicated",
        asking(A, question("b", "yes_no", "relevant: a is yes")) + reporting("b is yes and a is no"),
        "proof",
    ),
    Defect(
        "31",
        "answers that lead to nothing",
        "dropped-concern",
        asking(A, question("b")) + reporting("a is yes") + step("b is yes"),
        "proof",
    ),
    Defect(
        "32",
        "a choice that no rule reads",
        "unread-choice",
        asking(question("s", "select_one", *CHOICES, "  - {name: z, label: {en: Neither}}")) + step("s in (x, y)"),
        form=form("select_one xyz | s | S? | | |\ntext | b | B? | ${s} = 'x' or ${s} = 'y' | |\n")
        + "xyz | x | X\nxyz | y | Y\nxyz | z | Z\n",
    ),
    Defect(
        "33",
        "a step that only a declined answer leads to",
        "only-declined",
        asking(A) + step("a is declined"),
    ),
    Defect(
        "34",
        "the other way round: the answer that is no concern is reported",
        "reversed-concern",
        asking(A, question("allowed", "yes_no", "concern: no")) + reporting("any_yes(a, allowed) or allowed is no"),
    ),
    Defect(
        "35",
        "`no` or `NO` without quotation marks",
        "",
        asking(
            question(
                "s", "select_one", "choices:", "  - {name: NO, label: {en: Norway}}", "  - {name: no, label: {en: No}}"
            )
        ),
        "cannot be written",
        "Everything is read as text: `no`, `NO`, `1.10` and `12:30` stay what was written.",
    ),
    Defect(
        "36",
        "a key stands twice",
        "duplicate-key",
        asking(question("b", "text", "relevant: a is yes", "relevant: a is no")),
    ),
    Defect(
        "37",
        "the wording is not that of its source",
        "wording-differs",
        asking(
            question("b", "text", "verbatim: true", label="Who arranged your travel?").replace(
                "own-reading", "cicw-2023#nm-ten-1"
            )
        ),
    ),
    Defect(
        "38",
        "a question asks what must never be asked",
        "status-question",
        asking(question("b", "text", label="Are you here legally?")),
    ),
)
