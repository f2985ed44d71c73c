"""The counts: what was indicated, what had no answer, and whether notices went in time; a screening counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from screenkit.answers import Absent, Item
from screenkit.interview import sequence, standing
from screenkit.naming import Naming
from screenkit.numbering import numbered
from screenkit.overview.hiding import hidden_row, small_total
from screenkit.overview.table import Overview, Row, Table
from screenkit.questions import Note, Repeat
from screenkit.render import moment_in_words
from screenkit.response import Response, Status
from screenkit.screen import Entry, Screen, Step
from screenkit.summarize import summarize
from screenkit.summary import NextStep, ReferralSummary
from screenkit.words import say

_FINISHED: tuple[Status, ...] = ("completed", "amended")
_STATUSES: tuple[tuple[Status, ...], ...] = (_FINISHED, ("in-progress",), ("stopped",))
_WORST = (Absent.NOT_ASKED, Absent.DECLINED, Absent.UNKNOWN)
_VERDICTS = ("indicated", "not-settled", "not-indicated")
_TIMES = ("in-time", "late", "over", "waiting", "no-time", "no-step")


@dataclass(frozen=True)
class Seen:
    """A screening with its screen."""

    screen: Screen
    response: Response


def overview(seen: Iterable[Seen], now: datetime, threshold: int, language: str) -> Overview:
    """The report; practice screenings and those that were entered in error are no part of it."""
    return _Counter(now, threshold, language).overview([one for one in seen if _counts(one.response)])


def _counts(response: Response) -> bool:
    return not response.practice and response.counts


@dataclass(frozen=True)
class _Counter:
    now: datetime
    threshold: int
    language: str

    def say(self, key: str, /, **facts: object) -> str:
        return say(key, self.language, **facts)

    def overview(self, seen: Sequence[Seen]) -> Overview:
        of: dict[tuple[str, str, str], list[Seen]] = {}
        for one in seen:
            of.setdefault((one.screen.id, one.screen.version, one.screen.digest), []).append(one)
        groups = [of[key] for key in sorted(of)]
        tables = [self.statuses(groups)] if groups else []
        for group in groups:
            finished = [one for one in group if one.response.status in _FINISHED]
            if len(finished) >= self.threshold:
                tables += self.of_screen(finished)
        about = (
            self.say("report-as-of", at=moment_in_words(self.now, "UTC")),
            self.say("report-what"),
            self.say("report-hidden", most=self.threshold - 1),
        )
        return Overview(self.language, self.say("report-title"), about, tuple(tables))

    def statuses(self, groups: Sequence[Sequence[Seen]]) -> Table:
        columns = ("report-all", "report-finished", "report-in-progress", "report-stopped")
        rows = []
        for group in groups:
            told = Counter(one.response.status for one in group)
            parts = [sum(told[status] for status in statuses) for statuses in _STATUSES]
            is_small = small_total(len(group), self.threshold) is None
            shown = [None if is_small else small_total(part, self.threshold) for part in parts]
            # The finished ones stand above each table that follows: beside them, the number of all would give away
            # the small one that is hidden.
            total = None if None in shown else len(group)
            rows.append(Row(f"{group[0].screen.id} {group[0].screen.version}", (total, *shown)))
        title = self.say("report-screenings")
        return Table("", title, tuple(map(self.say, columns)), tuple(rows), note=self.say("report-below"))

    def of_screen(self, finished: Sequence[Seen]) -> Iterator[Table]:
        screen = finished[0].screen
        name, total = f"{screen.id} {screen.version}", len(finished)
        summaries = [summarize(screen, one.response, self.now, self.language) for one in finished]
        indications = tuple(self.indications(screen, summaries))
        if indications:
            columns = tuple(map(self.say, _VERDICTS))
            yield Table(name, self.say("indications"), columns, indications, total, self.say("not-a-finding"))
        columns = tuple(self.say(f"report-{one}") for one in ("not-asked", "declined", "unknown", "rest"))
        silent = tuple(self.silence(screen, finished))
        yield Table(name, self.say("report-silence"), columns, silent, total, self.say("report-silence-note"))
        times = tuple(self.times(screen, finished, summaries))
        if times:
            columns = tuple(self.say(f"report-{one}") for one in _TIMES)
            yield Table(name, self.say("report-times"), columns, times, total, self.say("report-times-note"))

    def row(self, name: str, counts: Sequence[int]) -> Row:
        return Row(name, hidden_row(counts, self.threshold))

    def indications(self, screen: Screen, summaries: Sequence[ReferralSummary]) -> Iterator[Row]:
        for rule in (one.rule for one in screen.indications):
            told: Counter[str] = Counter()
            for summary in summaries:
                verdicts = {one.verdict for one in summary.indications if one.name.partition("/")[0] == rule.name}
                told[next((one for one in _VERDICTS if one in verdicts), _VERDICTS[-1])] += 1
            yield self.row(rule.label.say(self.language), [told[one] for one in _VERDICTS])

    def silence(self, screen: Screen, finished: Sequence[Seen]) -> Iterator[Row]:
        reasons = [self.reasons(one) for one in finished]
        naming = Naming(screen, self.language)
        for number, entry in numbered(screen):
            if isinstance(entry.question, Note):
                continue
            key = (entry.repeat, entry.question.name)
            told = Counter(reason for by_question in reasons for reason in [by_question.get(key)] if reason)
            counts = [told[reason] for reason in _WORST]
            label = naming.label(_item(entry))
            yield self.row(f"{number}. {label}", [*counts, len(finished) - sum(counts)])

    def reasons(self, one: Seen) -> dict[tuple[str, str], Absent]:
        """For each question without an answer the reason; of several children the one that weighs most."""
        facts = standing(one.screen, one.response, self.now)
        found: dict[tuple[str, str], Absent] = {}
        for _, item in sequence(one.screen, facts):
            answer = facts.answers.get(item, Absent.NOT_ASKED)
            key = (item.repeat, item.name)
            if isinstance(answer, Absent):
                found[key] = min(answer, found.get(key, answer), key=_WORST.index)
        return found

    def times(self, screen: Screen, finished: Sequence[Seen], summaries: Sequence[ReferralSummary]) -> Iterator[Row]:
        for step in screen.steps:
            if step.rule.due is None or step.rule.due.within.unit == "without delay":
                continue
            taken: list[float] = []
            told: Counter[str] = Counter()
            for one, summary in zip(finished, summaries, strict=True):
                told[self.worst(step, one.response, summary, taken)] += 1
            name = step.rule.action.say(self.language).partition(". ")[0].removesuffix(".").replace("{each}", "…")
            if len(taken) >= self.threshold:
                name = f"{name} ({self.say('report-median', hours=round(median(taken)))})"
            yield self.row(name, [told[time] for time in _TIMES])

    def worst(self, step: Step, response: Response, summary: ReferralSummary, taken: list[float]) -> str:
        """How a screening stands with a notice; where there are several, the one that is worst off."""
        steps = [one for one in summary.next_steps if one.name == step.rule.name]
        order = ("over", "late", "waiting", "no-time", "in-time")
        found = [self.time(one, response, taken) for one in steps]
        return min(found, key=order.index, default="no-step")

    def time(self, step: NextStep, response: Response, taken: list[float]) -> str:
        if step.due is None or step.due.at is None:
            return "no-time"
        wanted = {f"{document}/{step.each}" if step.each else document for document in step.documents}
        wanted |= set(step.documents)
        left = [event.at for event in response.events if event.kind == "disclosed" and event.document in wanted]
        left += [step.done.at] if step.done else []
        if not left:
            return "over" if step.due.at < self.now else "waiting"
        if step.due.clock_started:
            # Whoever gave notice before the clock started needed no time of it.
            taken.append(max(0.0, (min(left) - step.due.clock_started).total_seconds() / 3600))
        return "in-time" if min(left) <= step.due.at else "late"


def _item(entry: Entry) -> Item:
    return entry.item(1 if entry.repeat and not isinstance(entry.question, Repeat) else 0)
