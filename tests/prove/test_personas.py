"""Interviews that show something: as a path in plain words, and as a case to paste."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
import yaml
from small_screens import TODAY, Author, drafted, read

from generators import asked, authored, indication, repeated, step
from screenkit.answers import Absent, Item, PartialDate
from screenkit.cases import differences
from screenkit.flat import answers_of
from screenkit.prove import prove
from screenkit.prove.persona import Persona
from screenkit.prove.replay import Interview, Shorter
from screenkit.standing import Given

CHILDREN = repeated(
    "children", [asked("citizenships", "select_multiple", choices="countries"), asked("born_on", "date")]
)
SCREEN, _ = read(
    authored(
        [asked("debt"), CHILDREN],
        indications=[
            indication("debt_bondage", "debt is yes"),
            indication("minor", "age(born_on) < 18", per="children"),
        ],
        next_steps=[step("notify", "each is not US and debt is yes", each=["children.citizenships"])],
    )
)
FAMILY = Given(
    {
        Item("debt"): "yes",
        Item("citizenships", "children", 1): ("MX", "US"),
        Item("born_on", "children", 1): PartialDate(2015, about=True),
        Item("born_on", "children", 2): Absent.DECLINED,
        Item("children"): "complete",
    },
    {"children": (1, 2)},
)


CASE = """\
- name: a_family
  story:
    en: "An invented family, found by check: say who they are."
  as_of: 2026-11-22T12:00
  answers:
    debt: yes
    children:
      - citizenships: [MX, US]
        born_on: 2015~
      - born_on: {absent: declined}
  expect:
    indicated:
      - debt_bondage
      - minor/1
    not_settled:
      - minor/2
    next_steps:
      - notify/MX
    steps_not_settled:
      - notify/?
"""


def test_the_path_is_told_in_the_order_of_the_questions() -> None:
    """What is not mentioned was not asked; a remark stands beside its answer, what comes of it at the end."""
    persona = Persona(SCREEN, TODAY, FAMILY, ("step `notify` is due",), {Item("debt"): "a remark"})
    assert persona.lines == (
        "  an interview that shows it:",
        "    debt                      yes  <- a remark",
        "    children[1].citizenships  MX, US",
        "    children[1].born_on       2015~",
        "    children[2].born_on       declined",
        "    children                  complete",
        "    => step `notify` is due",
    )


def test_the_case_can_be_pasted_as_it_is() -> None:
    """With everything that comes of the answers now."""
    assert Persona(SCREEN, TODAY, FAMILY, ()).case("a_family").splitlines() == CASE.splitlines()


@pytest.mark.parametrize("seed", range(300, 360))
def test_a_case_of_any_persona_expects_what_comes_of_it(seed: int) -> None:
    """Pasted into its screen, it is read as any other case, and nothing differs."""
    screen, draft = drafted(seed)
    personas = [one.persona for one in prove(screen, draft, TODAY, 60).findings if one.persona]
    cases = [yaml.load(one.case(f"case_{place}"), yaml.BaseLoader)[0] for place, one in enumerate(personas)]  # noqa: S506 - texts only
    mapping = {**Author(Random(seed)).screen(), "cases": cases}  # noqa: S311 - a fixed screen, not a secret
    pasted, draft = read(mapping)
    for place, (case, persona) in enumerate(zip(pasted.authored.cases, personas, strict=True)):
        given = answers_of(pasted, draft.origin.document, ("cases", place, "answers"))
        assert list(differences(pasted, case, given)) == []
        assert Interview(pasted, given, TODAY).due == Interview(screen, persona.given, TODAY).due


def test_an_interview_is_shortened_to_what_it_needs() -> None:
    """Answers, instances and choices go that make no difference; the instances count from one again."""
    family = Given(
        {**FAMILY.answers, Item("citizenships", "children", 2): ("GT", "MX"), Item("debt"): "yes"}, FAMILY.instances
    )

    def shows(interview: Interview) -> bool:
        return "notify" in interview.due and "GT" in [one.name_of_each for one in interview.happenings]

    short = Shorter(SCREEN, date(2026, 11, 22), shows, float("inf")).of(family)
    assert short == Given({Item("debt"): "yes", Item("citizenships", "children", 1): ("GT",)}, {"children": (1,)})
