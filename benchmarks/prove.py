"""How long loading and proofs take, and how much memory: the shipped screens, and generated ones of growing size.

The times are of the processor, the least of several runs: what else the machine does is not in them.

    python benchmarks/prove.py [QUESTIONS …]

A generated screen has sections of twelve questions behind a gate, follow-ups one to four deep, gates that look back
into other sections, and a rule for every five questions, some of them over many indicators at once.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from screenkit.load import load_with_draft
from screenkit.prove import Report, prove
from screenkit.shelf import Shelf

SCREENS = Path(__file__).parents[1] / "screens"
TODAY = date(2026, 11, 22)
SECTION = 12
MANY = 500
"""From so many questions on, one run is enough."""
LOOKS_ELSEWHERE, FOLLOWS, IS_YES_NO = 0.15, 0.4, 0.85
Mapped = dict[str, Any]


def said(words: str) -> dict[str, str]:
    """A text in English."""
    return {"en": words}


def question(name: str, kind: str, relevant: str | None) -> Mapped:
    """One question."""
    more = {} if relevant is None else {"relevant": relevant}
    facts = {"label": said(f"{name}?"), "help": said("Why."), "citation": "own-reading"}
    return {"name": name, "type": kind, **facts, **more}


def questions(number: int, random: Random) -> Iterator[Mapped]:
    """Sections of questions behind gates, with chains of follow-ups."""
    asked: list[str] = []
    for place in range(number):
        inside = place % SECTION
        gate = f"q{place - inside}"
        guard: str | None = None
        if inside == 0 and asked and random.random() < LOOKS_ELSEWHERE:
            guard = f"{random.choice(asked)} in (yes, unknown)"
        elif inside and random.random() < FOLLOWS:
            depth = min(random.randint(1, 4), inside)
            guard = f"q{place - depth} is {random.choice(('yes', 'yes', 'no'))} and {gate} is yes"
        elif inside:
            guard = f"{gate} is yes"
        kind = "yes_no" if inside == 0 or random.random() < IS_YES_NO else random.choice(("integer", "date"))
        if kind == "yes_no":
            asked.append(f"q{place}")
        else:
            guard = f"{gate} is yes"
        yield question(f"q{place}", kind, _only_yes_no(guard, asked, gate))


def _only_yes_no(guard: str | None, asked: list[str], gate: str) -> str | None:
    """The guard, or only the gate where it looks at a question that is not answered with yes or no."""
    if guard is None or guard.split()[0] in asked:
        return guard
    return f"{gate} is yes"


def rules(names: list[str], random: Random) -> Iterator[tuple[Mapped, Mapped]]:
    """An indication and a step for every five questions."""
    for number in range(len(names) // 5):
        some = random.sample(names, 3)
        when = f"{some[0]} is yes and {some[1]} in (no, unknown, declined)"
        if number % 20 == 0:
            when = f"any_yes({', '.join(random.sample(names, min(len(names), 60)))})"
        elif number % 20 == 1:
            when = f"count_yes({', '.join(random.sample(names, min(len(names), 40)))}) >= 3"
        elif number % 3 == 0:
            when = f"any_yes({', '.join(some)})"
        common = {"when": when, "citation": "own-reading"}
        step = {"name": f"step_{number}", "urgency": "soon", "action": said(f"Do {number}."), **common}
        follows = {"if_unsure": "ask_again"} if number % 2 else {}
        yield {"name": f"sign_{number}", "label": said(f"Sign {number}"), **common}, {**step, **follows}


def screen(number: int, seed: int = 1) -> Mapped:
    """A screen of so many questions."""
    random = Random(seed)
    asked = list(questions(number, random))
    names = [one["name"] for one in asked if one["type"] == "yes_no"]
    signs, steps = zip(*rules(names, random), strict=True)
    again = {"name": "ask_again", "urgency": "soon", "action": said("Ask again."), "citation": "own-reading"}
    claims = [
        {"name": f"claim_{place}", "when": sign["when"], "then": step["name"], "citation": "own-reading"}
        for place, (sign, step) in enumerate(zip(signs, steps, strict=True))
        if place % 10 == 0
    ]
    return {
        "screen": "generated",
        "version": "1.0.0",
        "title": said("Generated"),
        "purpose": said("To measure."),
        "questions": asked,
        "indications": list(signs),
        "next_steps": [*steps, again],
        "assertions": claims,
    }


def least(work: Callable[[], object], runs: int) -> float:
    """The seconds of the processor that some work takes."""
    found = []
    for _ in range(runs):
        start = process_time()
        work()
        found.append(process_time() - start)
    return min(found)


def measured(path: Path, shelf: Shelf, budget: float) -> tuple[float, float, float, Report]:
    """The seconds that loading and proving a screen take, the megabytes that proving does, and what is found."""
    loading = least(lambda: load_with_draft(path, shelf), 5)
    found, draft = load_with_draft(path, shelf)
    report = prove(found, draft, TODAY, budget)
    seconds = least(lambda: prove(found, draft, TODAY, budget), 5 if len(list(found.all_entries())) < MANY else 1)
    tracemalloc.start()
    prove(found, draft, TODAY, budget * 4)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return loading, seconds, most, report


def main() -> None:
    """Print a row for each screen."""
    sizes = [int(one) for one in sys.argv[1:]] or [25, 100, 300, 1000]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf((Path(folder), SCREENS))
        paths = sorted(SCREENS.glob("*.yaml"))
        for path in paths:
            _row(path.stem, *measured(path, shelf, 60))
        for size in sizes:
            path = Path(folder) / "generated.yaml"
            path.write_text(json.dumps(screen(size)), encoding="utf-8")
            _row(f"{size} questions", *measured(path, shelf, 60))


def _row(name: str, loading: float, seconds: float, most: float, report: Report) -> None:
    told = f"{len(report.findings)} findings, {len(report.proved)} proven, {len(report.unproved)} unproven"
    print(f"{name:24} {loading * 1000:6.0f} ms {seconds * 1000:8.0f} ms {most:7.1f} MB  {told}")


if __name__ == "__main__":
    main()
