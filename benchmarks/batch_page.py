"""The page that tells what the batch benchmark found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

WRITTEN = "<!-- Written by benchmarks/batch.py: run that, do not change this. -->"


def page(**found: Any) -> str:  # noqa: ANN401 - everything that the benchmark measured
    """`docs/performance.md`."""
    lines = [
        "# Performance",
        WRITTEN,
        "",
        f"Measured on 2026-11-22 on {found['machine']}, with {', '.join(found['versions'])}.",
        "Run it again with `python benchmarks/batch.py --growth --write`.",
        "",
        "Every round runs every peer once on the same lines.",
        "A ratio is the median of the pairs of a round, on CPU time, with the least and the greatest in brackets.",
        "Absolute figures are for scale only: other work ran on this machine.",
        "",
        *_peers(found["peers"], found["records"], found["rounds"], found["bytes"]),
        "",
        *_goals(found),
        "",
        *_floors(found["peers"]),
        *_start(found["shared"], found["to_share"]),
        "",
        *_reading(found),
        "",
        *_growth(found["growth"]),
        "",
        *_questions(found["questions"]),
        "",
        *_rest(found),
    ]
    return "\n".join((*lines, ""))


def ratio(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """The median, the least and the greatest ratio of pairs."""
    pairs = [a / b for a, b in zip(one, other, strict=True)]
    return median(pairs), min(pairs), max(pairs)


def _shown(found: tuple[float, float, float]) -> str:
    return f"{found[0]:.2f} ({found[1]:.2f}-{found[2]:.2f})"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)


def _without(peers: Sequence[Any], start: str) -> float:
    """The ratio to orjson.loads where what reading the lines takes is left out of both."""
    limit, lines, ours = peers[0].times, _named(peers, "reading").times, _named(peers, start).times
    return median((one - line) / (least - line) for one, least, line in zip(ours, limit, lines, strict=True))


def _peers(peers: Sequence[Any], records: int, rounds: int, size: float) -> Iterator[str]:
    limit = peers[0]
    yield "## Against others"
    yield (
        f"{records:,} seeded records of 25 questions ({rounds} rounds), {size:.0f} bytes each, "
        "one in ten faulty in one of 26 ways."
    )
    yield "Every peer reads the lines from the file itself."
    yield (
        f"Without what that takes, screenkit with `[fast]` takes {_without(peers, 'screenkit with'):.2f} times as long "
        f"as orjson.loads, and as it is installed {_without(peers, 'screenkit as'):.2f} times."
    )
    yield "The goals were set with records of 571 bytes, whose reasons for no answer were words and not mappings."
    yield "Caught: how many of the faulty records a peer refuses; the same for false alarms among the others."
    yield "screenkit also tells every fault, and finds which indications and next steps follow; no peer does."
    yield "Slow peers ran on the first records only."
    yield ""
    rows = [
        (
            peer.name,
            f"{median(peer.times):.1f}",
            _shown(ratio(peer.times, limit.times)),
            f"{1e6 / median(peer.times):,.0f}",
            f"{peer.setup:.0f}",
            "only text that is no JSON" if peer is limit else f"{peer.share[0]}/{peer.share[1]}",
            peer.alarms,
            peer.cannot or "-",
        )
        for peer in peers
        if not peer.is_floor
    ]
    heads = (
        "peer",
        "CPU us/record",
        "x orjson.loads",
        "records/s",
        "set-up, ms",
        "caught",
        "false alarms",
        "cannot say",
    )
    yield from table(heads, rows)


def _named(peers: Sequence[Any], start: str) -> Any:  # noqa: ANN401 - a peer
    return next((peer for peer in peers if peer.name.startswith(start)), None)


def _goals(found: Mapping[str, Any]) -> Iterator[str]:
    peers, start, shared, growth = found["peers"], found["start"], found["shared"], found["growth"]
    limit, fast, plain = peers[0], _named(peers, "screenkit with"), _named(peers, "screenkit as")
    yield "## Goals"
    yield "Each was set before the code was written, from what the best of the others reach."
    yield ""
    rows: list[tuple[object, ...]] = []

    def goal(name: str, wanted: str, value: float, *, reached: bool) -> None:
        rows.append((name, wanted, f"{value:.2f}", "yes" if reached else "**no**"))

    caught = fast.share[0] / max(1, fast.share[1])
    goal("faults caught, no false alarm", "all", caught, reached=caught == 1 and not fast.alarms and not plain.alarms)
    for peer, most, name in ((fast, 2.8, "with `[fast]`"), (plain, 3.2, "as installed")):
        value = ratio(peer.times, limit.times)[0]
        goal(f"every check and what follows, {name}: x orjson.loads", f"<= {most}", value, reached=value <= most)
    for start_of, least in (("jsonschema on", 40.0), ("pydantic", 2.2), ("fastjsonschema", 1.0), ("ajv", 2.2)):
        other = _named(peers, start_of)
        if other is not None:
            value = ratio(other.times, fast.times)[0]
            goal(f"times as fast as {other.name}", f">= {least}", value, reached=value >= least)
    rust = _named(peers, "jsonschema-rs")
    if rust is not None:
        value = ratio(fast.times, rust.times)[0]
        goal("time of jsonschema-rs (fewer checks, nothing that follows)", "<= 1.2", value, reached=value <= 1.2)
    value = median(one / two for one, two, _ in shared)
    goal(
        f"two processes: times as fast as one, {found['to_share']:,} records, same report",
        ">= 1.8",
        value,
        reached=value >= 1.8,
    )
    memory = max(one[2] for one in growth)
    goal("peak memory of a process, MB", "<= 64", memory, reached=memory <= 64)
    value = growth[-1][2] / growth[0][2]
    goal(f"memory at {growth[-1][0]:,} records : {growth[0][0]:,}", "<= 1.15", value, reached=value <= 1.15)
    first, last = found["questions"][0], found["questions"][-1]
    each = [median(_named(one, "screenkit with").times) / size for size, one in (first, last)]
    value = each[1] / each[0]
    goal(f"time for each question, {last[0]:,} : {first[0]} questions", "<= 1.2", value, reached=value <= 1.2)
    for one, most in zip(found["cold"], (35, 350), strict=True):
        value = one.load + one.compile
        goal(f"loading and compiling {one.questions:,} questions, ms", f"<= {most}", value, reached=value <= most)
    for one in found["cold"]:
        goal(f"the same from what was kept, {one.questions:,} questions, ms", "<= 15", one.kept, reached=one.kept <= 15)
    value = _of_limit(found["tables"])
    goal("a table in place of JSON: x orjson.loads of the same records", "<= 4.2", value, reached=value <= 4.2)
    value = _of_limit(found["yaml"])
    goal("answers in YAML: x PyYAML's fast loader alone", "<= 1.1", value, reached=value <= 1.1)
    value = _of_limit(found["lines"])
    goal("a line written of what each record leads to: x checking alone", "<= 1.12", value, reached=value <= 1.12)
    base = start["python -c pass"]
    for name, most in (("screenkit --version", 1.3), ("screenkit --help", 6.5)):
        value = ratio(start[name], base)[0]
        goal(f"`{name}`: x `python -c pass`", f"<= {most}", value, reached=value <= most)
    if "check-jsonschema, one record" in start:
        value = ratio(start["screenkit validate, one record"], start["check-jsonschema, one record"])[0]
        goal("one record, whole command: x check-jsonschema", "<= 0.45", value, reached=value <= 0.45)
        value = ratio(start["check-jsonschema, 1,000 files"], start["screenkit validate, 1,000 files"])[0]
        goal("1,000 files of one record: times as fast as check-jsonschema", ">= 8", value, reached=value >= 8)
    yield from table(("goal", "wanted", "found", "reached"), rows)


def _floors(peers: Sequence[Any]) -> Iterator[str]:
    """What each goal for single records leaves to Python, against the least that Python takes."""
    limit = peers[0]
    yield "## What stands in the way"
    yield "The same lines in the same run, with as little done for each as a step needs; none of these tells a fault."
    yield ""
    rows = [
        (
            peer.name,
            f"{median(peer.times):.1f}",
            _shown(ratio(peer.times, limit.times)),
            f"{peer.share[0]}/{peer.share[1]}",
            peer.cannot,
        )
        for peer in peers
        if peer.is_floor
    ]
    yield from table(("step", "CPU us/record", "x orjson.loads", "caught", "cannot say"), rows)
    yield ""
    yield from _allowed(peers)


def _allowed(peers: Sequence[Any]) -> Iterator[str]:
    """By how much the least that Python takes would be below what each goal allows."""
    hand, reader = _named(peers, "and every check"), _named(peers, "pydantic's own")
    if hand is None or reader is None:
        return
    yield (
        "A goal that allows less than the check by hand cannot be reached in Python; what a goal allows beyond it is "
        "all that is left for the keys that are counted, for answers that nobody knows, and for telling every fault."
    )
    yield ""
    checks = [one - typed for one, typed in zip(hand.times, _named(peers, "msgspec reads").times, strict=True)]
    plain = [one + rest for one, rest in zip(reader.times, checks, strict=True)]
    goals = [
        ("2.8 x orjson.loads, with `[fast]`", 2.8, "orjson.loads", hand.times),
        ("3.2 x orjson.loads, as installed", 3.2, "orjson.loads", plain),
        ("40 times as fast as jsonschema", 1 / 40, "jsonschema on", hand.times),
        ("2.2 times as fast as pydantic", 1 / 2.2, "pydantic, a", hand.times),
        ("2.2 times as fast as ajv", 1 / 2.2, "ajv", hand.times),
        ("1.2 times the time of jsonschema-rs", 1.2, "jsonschema-rs", hand.times),
    ]
    rows = []
    for name, part, start, least in goals:
        peer = _named(peers, start)
        if peer is not None:
            allowed, taken = median(peer.times) * part, median(least)
            rows.append((name, f"{allowed:.1f}", f"{taken:.1f}", f"{allowed - taken:.1f}"))
    yield from table(("goal", "allows, us/record", "the check by hand", "left for all else"), rows)
    yield "As installed, the check by hand is reckoned with pydantic's own reader in the place of msgspec's."


def _of_limit(rounds: Sequence[Any], part: str = "ours") -> float:
    """The median of what was taken against the measure of a goal, round by round."""
    return median(getattr(one, part) / one.limit for one in rounds)


def _reading(found: Mapping[str, Any]) -> Iterator[str]:
    """Loading screens, tables, YAML and lines, against the least that each needs."""
    yield "## Reading and writing other than JSON"
    yield "The least is what a library takes with the same text when nothing is made of it, in the same rounds."
    yield ""
    rows = [
        (name, wanted, f"{_of_limit(found[key]):.2f}", f"{_of_limit(found[key], 'least'):.2f}", least)
        for key, name, wanted, least in (
            ("tables", "a table, x orjson.loads", "4.2", "the csv module alone"),
            ("yaml", "answers in YAML, x PyYAML's fast loader", "1.1", "the parser below that loader alone"),
            ("lines", "a line of what follows, x checking alone", "1.12", "lines written that were there already"),
        )
    ]
    yield from table(("what", "goal", "taken", "least", "of that"), rows)
    yield ""
    yield "Milliseconds of a processor for a screen, in a process that has everything imported and keeps no screen."
    yield "The code that tells faults is written when the first record has one."
    yield "The least of loading is PyYAML's parser in C over the screen's file and the six of reference data."
    yield "The least of compiling is Python's own `compile`, of code that is there already."
    yield ""
    rows = [
        (f"{one.questions:,}", *(f"{part:.1f}" for part in one[1:]), f"{one.load + one.compile + one.thorough:.1f}")
        for one in found["cold"]
    ]
    heads = ("load", "compile", "with the first fault", "from what was kept", "least of loading", "least of compiling")
    yield from table(("questions", *heads, "all but what was kept"), rows)


def _start(shared: Sequence[tuple[float, float, float]], records: int) -> Iterator[str]:
    """What no second process shortens."""
    share = median(start / one for one, _, start in shared)
    best = median(one / (start + (one - start) / 2) for one, _, start in shared)
    yield (
        f"Of the time that one process takes for {records:,} records, {share:.0%} pass before the first is read, which "
        f"no second process shortens: with two, {best:.2f} times as fast is the most."
    )


def _growth(growth: Sequence[tuple[int, float, float]]) -> Iterator[str]:
    yield "## Growth with records"
    yield "A process of its own for each, reading line by line."
    yield ""
    rows = [(f"{records:,}", f"{each:.1f}", f"{memory:.0f}") for records, each, memory in growth]
    yield from table(("records", "CPU us/record", "peak memory, MB"), rows)


def _questions(found: Sequence[tuple[int, Sequence[Any]]]) -> Iterator[str]:
    yield "## Growth with questions"
    yield "CPU microseconds for each question of a record, and milliseconds to set up."
    yield ""
    names = [peer.name for peer in found[0][1] if not peer.is_floor]
    heads = ["peer", *(f"{size:,}" for size, _ in found), *(f"set-up at {size:,}" for size, _ in found)]
    rows = []
    for name in names:
        each = [(size, next(peer for peer in peers if peer.name == name)) for size, peers in found]
        rows.append(
            (name, *(f"{median(one.times) / size:.2f}" for size, one in each), *(f"{one.setup:.0f}" for _, one in each))
        )
    yield from table(heads, rows)


def _rest(found: Mapping[str, Any]) -> Iterator[str]:
    yield "## Whole commands"
    yield "Milliseconds on the wall, start-up included."
    yield ""
    yield from table(
        ("command", "ms"), [(name, f"{median(times) * 1000:.0f}") for name, times in found["start"].items()]
    )
    yield ""
    yield "## Not measured"
    yield "SurveyJS and Form.io are not in this run."
    yield "How fast the interview's own core is on many records: it is built for one at a time."
