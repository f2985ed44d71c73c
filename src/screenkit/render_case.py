"""The summary of a case: one list of what to do, then each screening's own part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from screenkit.layout import Line, Setting, Written, forms_of
from screenkit.render import Writer
from screenkit.render_calendar import calendar
from screenkit.summary import CaseStep, CaseSummary, ReferralSummary
from screenkit.words import say


def lines(case: CaseSummary) -> Iterator[Line]:
    """The summary in reading order: what to do first, which screens are left, then what each screening showed."""
    writer = Writer(case.screenings[0])
    if case.practice:
        yield Line("banner", writer.say("practice-banner"))
    yield Line("title", writer.say("case-title", case=case.case))
    for one in case.screenings:
        yield Line("item", f"- {one.title}")
        yield Line("fact", Writer(one).about())
    yield Line("text", writer.say("not-a-finding"))
    yield from _to_do(writer, case)
    if case.to_screen:
        yield Line("heading", writer.say("to-screen"))
        yield from _steps(writer, case, case.to_screen)
    if case.steps_not_settled:
        yield Line("heading", writer.say("steps-not-settled"))
        yield from _steps(writer, case, case.steps_not_settled)
    for one in case.screenings:
        yield from _of_one(one)


def _to_do(writer: Writer, case: CaseSummary) -> Iterator[Line]:
    yield Line("heading", writer.say("next-steps"))
    if not case.next_steps:
        yield Line("text", writer.say("no-steps"))
    for number, step in enumerate(case.next_steps, 1):
        yield from _step(writer, step, f"{number}. {writer.mark(step)}", _titles(case))


def _steps(writer: Writer, case: CaseSummary, steps: tuple[CaseStep, ...]) -> Iterator[Line]:
    for step in steps:
        yield from _step(writer, step, f"- {writer.mark(step)}", _titles(case))


def _titles(case: CaseSummary) -> Mapping[str, str]:
    return {one.screen.id: one.title for one in case.screenings}


def _step(writer: Writer, step: CaseStep, mark: str, titles: Mapping[str, str]) -> Iterator[Line]:
    yield from writer.step(step, mark)
    yield from (writer.fact("led-to-by", titles[name]) for name in step.led_to_by)


def _of_one(summary: ReferralSummary) -> Iterator[Line]:
    writer = Writer(summary)
    yield Line("title", summary.title)
    yield from writer.caution()
    yield from writer.indications()
    yield from writer.questions("open-questions", summary.open_questions)
    yield from writer.caveats()


def setting(case: CaseSummary) -> Setting:
    """The summary as it is set."""
    return Setting(tuple(lines(case)), say("case-title", case.language, case=case.case), case.language)


def as_json(case: CaseSummary, width: int = 0) -> str:
    """The summary as JSON, after the published schema."""
    del width
    return case.model_dump_json(indent=1) + "\n"


FORMATS: Mapping[str, Callable[[CaseSummary, int], Written]] = MappingProxyType(
    {**forms_of(setting), "json": as_json, "ics": calendar},
)
