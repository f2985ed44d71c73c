"""Writes the reference pages from the program itself: docs/commands.md from its commands, docs/keys.md from its models.

    python3 tools/start.py python tools/make_docs.py

`tests/test_docs.py` fails while a page is not what this script writes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from typer.main import get_command

from screenkit import authored, questions, reference, signals, sitting
from screenkit.cli import COMMANDS as COMMAND_MODULES
from screenkit.cli import app as cli
from screenkit.deadlines import Within
from screenkit.questions.choosing import Choices
from screenkit.reference import key_descriptions
from screenkit.text import Text

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made by tools/make_docs.py from the program: change that, not this. -->"

COMMANDS = tuple(import_module(f"screenkit.cli.{name}") for name in COMMAND_MODULES)
"""The modules that hold commands, in the order in which the page tells of them."""
CODES: Mapping[int, str] = MappingProxyType(
    {
        cli.DONE: "Done. That something was indicated is no failure.",
        cli.FAULTS: "A screen, a file of answers or a record has faults, a case came out otherwise than expected, "
        "a version must be raised more, or a contact must be looked up again.",
        cli.USAGE: "The command line is wrong: an unknown option, screen or language, or no terminal to ask in.",
        cli.NOTHING: "There is nothing to do: no screen, no screening that waits, or none that is finished.",
        cli.LOCKED: "The screening is open in another window.",
        cli.NOT_SAVED: "Something could not be written. What stood there before still does.",
        cli.KEY: "There is no key yet, the passphrase is wrong, or nobody can be asked for it.",
        signals.QUIT: "Ctrl-\\, or a request to quit. What was answered is saved.",
        signals.HANGUP: "The window was closed. What was answered is saved.",
        sitting.INTERRUPTED: "Ctrl-C, or the end of the input. What was answered is saved.",
        signals.TERMINATED: "The system asked the program to end. What was answered is saved.",
    },
)


def commands_page() -> str:
    """The page of every command, with its arguments and options."""
    group: Any = get_command(cli.app)
    lines = [
        "# Commands",
        MADE,
        "",
        *sentences(group.help),
        "Results go to standard output, all talk to standard error.",
        "",
        "## Before any command",
        "These stand before the command: `screenkit --screens our-screens list`.",
        "",
        *_parameters(one for one in group.params if "completion" not in one.name),
        "",
        "`--install-completion` and `--show-completion` let the shell complete commands and options.",
    ]
    for module in COMMANDS:
        lines += ["", f"## {str(module.__doc__).partition(':')[0]}"]
        for name, command in _commands(group):
            if inspect.unwrap(command.callback).__module__ == module.__name__:
                lines += ["", *_command(name, command)]
    lines += ["", "## Exit codes", "", *table(("code", "what it says"), ((str(code), CODES[code]) for code in CODES))]
    return "\n".join((*lines, ""))


def _commands(group: Any, *before: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer gives its commands no public type
    """Each command with its whole name; `translate` is a group of some."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    arguments = [_shown(one) for one in command.params if one.param_type_name == "argument"]
    yield f"### `{' '.join(('screenkit', name, *arguments))}`"
    yield from sentences(command.help)
    yield ""
    yield from _parameters(command.params)


def _parameters(parameters: Iterable[Any]) -> Iterator[str]:
    return table(("argument or option", "what it is"), ((code(_shown(one)), _told(one)) for one in parameters))


def _shown(one: Any) -> str:  # noqa: ANN401 - as above
    value = one.metavar or "|".join(getattr(one.type, "choices", ()))
    return str(value if one.param_type_name == "argument" else " ".join(filter(None, (one.opts[0], value))))


def _told(one: Any) -> str:  # noqa: ANN401 - as above
    default = f" Default: `{one.default}`." if one.default not in (None, False) else ""
    variable = f" Also set by `{one.envvar}`." if one.envvar else ""
    return f"{one.help}{default}{variable}"


PARTS: Mapping[type[BaseModel], str] = MappingProxyType(
    {
        authored.IndicationRule: "Indications",
        authored.StepRule: "Next steps",
        authored.Due: "Deadline",
        authored.Assertion: "Assertions",
        authored.DocumentRule: "Documents",
        authored.Hold: "Hold of a document",
        authored.Case: "Cases",
        authored.CaseExpect: "What a case expects",
        authored.Suppression: "Suppressions",
    },
)
ENTRIES: Mapping[type[BaseModel], str] = MappingProxyType(
    {
        reference.Source: "Sources",
        reference.Contact: "Contacts",
        reference.Jurisdiction: "Jurisdictions",
        reference.Holidays: "Holidays",
        reference.Recipient: "Recipients",
    },
)
FILES = (reference.SourcesFile, reference.ContactsFile, reference.JurisdictionsFile, reference.RecipientsFile)
INTRODUCTION = """\
Every key that a file may have, from the models that read it.
Any other key is a fault, and so is a key that stands twice.
Everything is read as text first, so `no`, `012345` and `1:30` stay what was written.

- **text in each language**: `{en: "…", es: "…"}`, where `en` must be there.
- **name**: lower-case letters, digits and `_`, beginning with a letter, 64 at most.
- **condition**: one line, as in [Conditions](conditions.md).
- **citation**: `source#place`, both in [`reference/sources.yaml`](#sources), or `own-reading`.

[Writing a screen](writing-a-screen.md) introduces them one after another.
"""
WANTED = """\
`screenkit check` wants a `citation` on every question but notes and repeats, and `help` on every question with choices.
Every question can also be answered "does not know", "would rather not say" and "not asked": never make them choices.
"""
REFERENCE = """\
## Reference files
They lie in `reference/` beside the screens; an agency's entry replaces the shipped one of the same name.
`countries.yaml` and `languages.yaml` hold `choices:`, a list of [choices](#choices).
"""


def keys_page() -> str:
    """The page of every key of a screen, a shared group and the reference files."""
    lines = ["# Keys", MADE, "", *INTRODUCTION.splitlines(), "", "## A screen", *_model(authored.AuthoredScreen)]
    lines += ["", "## A shared group", *_model(authored.SharedGroup)]
    lines += ["", "## Questions", "These keys every question has.", ""]
    lines += [*table(_COLUMNS, [_KIND, *_rows(questions.Common)]), "", *WANTED.splitlines()]
    for kind in questions.TYPES:
        lines += ["", *_question(kind)]
    lines += ["", "### Choices", *_model(reference.Choice)]
    for part, heading in PARTS.items():
        lines += ["", f"## {heading}", *_model(part)]
    lines += ["", *REFERENCE.splitlines()]
    for file in FILES:
        lines += ["", *_reference_file(file)]
    return "\n".join((*lines, ""))


def _question(kind: type[questions.Common]) -> Iterator[str]:
    (name,) = get_args(get_type_hints(kind)["type"])
    yield f"### `{name}`"
    yield from sentences(inspect.getdoc(kind))
    own = [row for row in _rows(kind) if row[0] != _KIND[0] and row not in _rows(questions.Common)]
    if own:
        yield ""
        yield from table(_COLUMNS, own)


def _reference_file(file: type[BaseModel]) -> Iterator[str]:
    (key,) = file.model_fields
    entry = get_args(get_type_hints(file)[key])[0]
    yield f"### {ENTRIES[entry]}"
    yield f"{str(inspect.getdoc(file)).removesuffix('.')} holds `{key}:`, a list of these."
    yield from _model(entry)
    if entry is reference.Jurisdiction:
        yield from ("", f"### {ENTRIES[reference.Holidays]}", *_model(reference.Holidays))


_COLUMNS = ("key", "needed", "takes", "what it is for")
_KIND = ("`type`", "yes", "one of the types below", "What kind of answer it takes.")


def _model(model: type[BaseModel]) -> Iterator[str]:
    yield from sentences(inspect.getdoc(model))
    yield ""
    yield from table(_COLUMNS, _rows(model))


def _rows(model: type[BaseModel]) -> list[tuple[str, ...]]:
    hints = get_type_hints(model, include_extras=True)
    words = key_descriptions(model)
    return [
        (
            code(key),
            _needed(field.is_required(), field.default),
            LINES.get(key) or takes(hints[key]),
            words.get(key, ""),
        )
        for key, field in model.model_fields.items()
    ]


def _needed(required: bool, default: object) -> str:  # noqa: FBT001 - what the model says, not an option
    if required:
        return "yes"
    is_said = isinstance(default, int) and not isinstance(default, bool)
    return f"no: `{default}`" if is_said else "no"


KINDS: Sequence[tuple[object, str]] = (
    (Text, "text in each language"),
    (reference.Name, "name"),
    (reference.Words, "text"),
    (str, "text"),
    (object, "answers"),
    (reference.Flag, "`true` or `false`"),
    (reference.Day, "day, such as `2026-11-22`"),
    (questions.Whole, "whole number"),
    (authored.ScreenId, "lower-case words joined by `-`"),
    (authored.Version, "version, such as `1.0.0`"),
    (Within, "time"),
    (Choices, "list of [choices](#choices), or `countries`, `languages` or `jurisdictions`"),
    (questions.Question, "[questions](#questions)"),
)
LINES: Mapping[str, str] = MappingProxyType(
    {
        "when": "condition",
        "relevant": "condition",
        "define": "mapping of names to conditions",
        "citation": "citation",
        **dict.fromkeys(("per", "if_unsure", "then", "never", "recipient", "source"), "name"),
        "also": "list of text",
    },
)
"""What the models read as text, and what it is."""


def takes(hint: object) -> str:
    """What a key takes, in words."""
    known = next((words for kind, words in KINDS if kind is hint or kind == hint), None)
    return known or _SHAPES.get(get_origin(hint), _one)(hint)


def _one(hint: object) -> str:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        heading = {**PARTS, **ENTRIES}[hint].lower()
        return f"[{heading}](#{heading.replace(' ', '-')})"
    alternatives = [part for part in get_args(hint) if part is not NoneType]
    return takes(alternatives[0])


def _list(hint: object) -> str:
    kind = get_args(hint)[0]
    return f"list of {'names' if kind is str else takes(kind)}"


def _mapping(hint: object) -> str:
    return f"mapping of names to {takes(get_args(hint)[1])}"


def _literal(hint: object) -> str:
    *most, last = (code(str(one)) for one in get_args(hint))
    return f"{', '.join(most)} or {last}" if most else last


_SHAPES: Mapping[object, Callable[[object], str]] = MappingProxyType(
    {tuple: _list, Mapping: _mapping, Literal: _literal},
)


def table(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |"


def code(words: str) -> str:
    """The words as code."""
    return f"`{words}`"


def sentences(text: str | None) -> list[str]:
    """The text with each sentence on a line of its own."""
    return re.sub(r"(?<=[.?!])[ \n]+(?=[A-Z`])", "\n", inspect.cleandoc(text or "")).replace("\n\n", "\n").split("\n")


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType({"commands.md": commands_page, "keys.md": keys_page})


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")
        print(f"written: docs/{name}")


if __name__ == "__main__":
    main()
