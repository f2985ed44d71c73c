"""Results for people and for programs that read them line by line: text, JSON Lines, CSV, annotations on GitHub."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from types import MappingProxyType

from screenkit.batch.result import Fault
from screenkit.batch.running import Checked
from screenkit.batch.tally import Tally
from screenkit.cleaning import no_formula
from screenkit.diagnostics import showable
from screenkit.ready.fine import no_fault

COLUMNS = ("file", "line", "column", "record", "status", "item", "code", "message", "hint", "value")


def place_of(checked: Checked, fault: Fault) -> tuple[int, int]:
    """The line and column of a fault: its own where it is known, else where its record begins."""
    return (checked.line + fault.line - 1, fault.column) if fault.line else (checked.line, 0)


def fault_values(checked: Checked, number: int) -> Mapping[str, object]:
    """Everything that is told of one fault, by name."""
    fault = checked.result.faults[number]
    line, column = place_of(checked, fault)
    value = {"value": showable(checked.values[number])} if checked.values else {}
    return {
        "line": line or None,
        "column": column or None,
        "item": fault.item,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
        **value,
    }


def record_values(checked: Checked) -> Mapping[str, object]:
    """Everything that is told of one record."""
    result = checked.result
    return {
        "file": showable(checked.file),
        "line": checked.line or None,
        "record": showable(result.id),
        "status": result.status,
        "valid": result.is_valid,
        "faults": [fault_values(checked, number) for number in range(len(result.faults))],
    }


def summary_of(checked: Checked) -> str:
    """A line of JSON with what a record leads to."""
    file, line, result, _ = checked
    name, status, _, found = result
    # Most records of a large file are like this; the line is the same as below.
    if found.__class__ is tuple and line and name.isprintable():
        record, text = encode_basestring_ascii(name), found[0].text(found)
        return f'{_begun(file)}{line},"record":{record},"status":"{status}","valid":true,"outcome":{text}}}\n'
    return _line(checked, "outcome", result.outcome_text())


def _line(checked: Checked, key: str, told: str) -> str:
    """A line about a record that ends with what is told; there are as many as records, so no library writes them."""
    file, line, (name, status, faults, _), _ = checked
    record = encode_basestring_ascii(name) if name.isprintable() else _quoted(name)
    return (
        f'{_begun(file)}{line or "null"},"record":{record},"status":"{status}",'
        f'"valid":{"false" if faults else "true"},"{key}":{told}}}\n'
    )


def _quoted(words: str) -> str:
    return encode_basestring_ascii(showable(words))


@lru_cache(maxsize=64)
def _begun(file: str) -> str:
    """How the lines about the records of a file begin."""
    return f'{{"file":{_quoted(file)},"line":'


def sentence(fault: Fault) -> str:
    """What is wrong, and with what: a name in the words becomes the whole way to it."""
    item, message = fault.item, fault.message
    name = f"`{item.rpartition('.')[2]}`"
    if not item or message.startswith(name):
        return message.replace(name, f"`{item}`", 1)
    return message if name in message else f"{item}: {message}"


def text_of(checked: Checked) -> str:
    """A line for each fault, and its hint below it."""
    return "".join(_lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for number, fault in enumerate(checked.result.faults):
        line, column = place_of(checked, fault)
        where = f":{line}" if line else ""
        where += f":{column}" if column else ""
        yield f"{showable(checked.file)}{where}: error[{fault.code}]: {sentence(fault)}\n"
        if checked.values and checked.values[number]:
            yield f"  answered: {showable(checked.values[number])}\n"
        if fault.hint:
            yield f"  hint: {fault.hint}\n"


def json_line_of(checked: Checked) -> str:
    """The record as one line of JSON; ASCII only, so that no encoding of a pipe can spoil it."""
    faults = [fault_values(checked, number) for number in range(len(checked.result.faults))]
    return _line(checked, "faults", json.dumps(faults, separators=(",", ":")) if faults else "[]")


def csv_of(checked: Checked) -> str:
    """A row for each fault."""
    rows = io.StringIO()
    writer = csv.DictWriter(rows, COLUMNS, lineterminator="\n", restval="")
    about = {"file": checked.file, "record": checked.result.id, "status": checked.result.status}
    for number in range(len(checked.result.faults)):
        cells = {**about, **fault_values(checked, number)}
        writer.writerow({key: _cell(value) for key, value in cells.items()})
    return rows.getvalue()


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if value is None or isinstance(value, int):
        return value
    return no_formula(showable(str(value)))


def github_of(checked: Checked) -> str:
    """A workflow command for each fault, which GitHub shows beside the line."""
    return "".join(_command(checked, fault) for fault in checked.result.faults)


def _command(checked: Checked, fault: Fault) -> str:
    line, column = place_of(checked, fault)
    named = {"file": showable(checked.file), "line": line, "col": column, "title": fault.code}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in named.items() if value)
    words = [sentence(fault)]
    words += [f"hint: {fault.hint}"] if fault.hint else []
    lines = "\n".join(words)
    return f"::error {properties}::{_data(lines)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def verdict(tally: Tally) -> str:
    """One sentence."""
    told = no_fault(tally.records)
    return told.replace("no fault", f"{tally.faulty:,} with faults") if tally.faulty else told


def totals(tally: Tally) -> str:
    """How many records had each fault, and led to what."""
    parts = {
        "faults": tally.codes,
        "indicated": tally.indicated,
        "not settled": tally.not_settled,
        "next steps": tally.steps,
        "steps not settled": tally.open_steps,
    }
    lines = [verdict(tally)]
    for words, counter in parts.items():
        lines += [f"{words}:"] if counter else []
        lines += [f"{number:9,}  {name}" for name, number in sorted(counter.items(), key=lambda one: (-one[1], one[0]))]
    return "\n".join((*lines, ""))


LINE_BY_LINE: Mapping[str, Callable[[Checked], str]] = MappingProxyType(
    {"text": text_of, "jsonl": json_line_of, "csv": csv_of, "github": github_of},
)
HEADS: Mapping[str, str] = MappingProxyType({"csv": ",".join(COLUMNS) + "\n"})
