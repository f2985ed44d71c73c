"""Every command with its place in the help, and taken up only when it is the one that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

from screenkit.cli import spanish


class Listed(NamedTuple):
    """The module of a command, and the first paragraph of its help."""

    module: str
    help: str


LISTED: Mapping[str, Listed] = MappingProxyType(
    {
        "init": Listed(
            "keeping",
            "Make the key that real screenings are encrypted with; where there is one, "
            "show whom they are encrypted for.",
        ),
        "run": Listed("interviews", "Run a screening and show its referral summary."),
        "resume": Listed("interviews", "Go on with a screening that was paused or interrupted."),
        "summary": Listed("interviews", "Show the referral summary of a screening, or of a whole case, as it stands."),
        "amend": Listed("amending", "Change answers of a finished screening, each with a reason."),
        "cases": Listed(
            "caseload",
            "List your screenings: id, last change, screen and where each stands; never a name or an answer.",
        ),
        "due": Listed(
            "caseload", "Show what is to be done in all your screenings: what is overdue first, then the most urgent."
        ),
        "done": Listed(
            "doing",
            "Write into the record that a next step was done, when and by whom; without a step, list the steps.",
        ),
        "report": Listed(
            "reporting", "Count finished screenings: what was indicated, what had no answer, and how long notices took."
        ),
        "disclose": Listed(
            "disclosing",
            "Show what a recipient would be given; with --output, write that it leaves into the record, "
            "and then the file.",
        ),
        "consent": Listed(
            "disclosing",
            "Ask the family whether a document may be given to a recipient, until when, and keep what they say.",
        ),
        "verify": Listed(
            "caseload",
            "Open screenings, work the finished ones out again, and tell whether they lead to what they led to.",
        ),
        "doctor": Listed(
            "doctor",
            "Tell whether this machine and this terminal are fit for an interview, and which face it will have.",
        ),
        "export": Listed("handing", "Encrypt a screening for another worker, who takes it in with `screenkit import`."),
        "import": Listed(
            "handing", "Take in a screening that another worker encrypted for you, or one that a recovery key opens."
        ),
        "rekey": Listed(
            "keeping",
            "Encrypt every real screening anew: for other recovery keys, with a new key of your own, or at all.",
        ),
        "purge": Listed(
            "keeping",
            "Show which screenings are kept no longer, by your agency's own numbers; "
            "with --delete, remove them for good.",
        ),
        "practice": Listed(
            "practising", "Practise an interview with an invented family; nothing of it can ever become a real case."
        ),
        "list": Listed("authoring", "List the screens that can be run."),
        "show": Listed(
            "showing", "Show a screen in outline: its questions, when each is asked, and what follows from the answers."
        ),
        "check": Listed(
            "authoring",
            "Check screens: every fault with its place, every case, and proofs over all answers that can be given.",
        ),
        "explain": Listed("authoring", "Explain a code that a check reports."),
        "new": Listed("authoring", "Begin a screen: write a small one that passes check, with a comment on each part."),
        "diff": Listed(
            "comparing",
            "Tell what differs between two versions of a screen, for whom, and whether the version was raised enough.",
        ),
        "translate": Listed("translating", "See how far translations are, and accept those that are right."),
        "contacts": Listed(
            "addressing", "List the contacts that screens print, each with its source and the day it was last checked."
        ),
        "validate": Listed(
            "validating", "Check finished screenings by the interview's own rules, and tell every fault with its place."
        ),
        "schema": Listed(
            "authoring",
            "Write the JSON Schema of a screen file, a saved screening, a summary, answers, or what a check finds.",
        ),
    }
)
"""How help lists the commands: the caseworker's first, then the author's, then what scripts want.

What is told of each is what its module says, which a test sees to: help and completion import none of the modules.
"""

ORDER = tuple(LISTED)


class _Untouched(TyperCommand):
    """Stands for a command whose module nothing has needed yet."""


class InOrder(TyperGroup):
    """The commands in the order of their use, whichever module was imported first."""

    def __init__(self, *, commands: Any, **options: Any) -> None:  # noqa: ANN401 - as typer hands them over
        untouched = {
            name: _Untouched(name, help=told.help, rich_markup_mode=None)
            for name, told in LISTED.items()
            if name not in commands
        }
        super().__init__(commands={**commands, **untouched}, **options)

    def list_commands(self, ctx: object) -> list[str]:
        return sorted(super().list_commands(ctx), key=ORDER.index)  # type: ignore[arg-type]  # what typer hands over

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - typer gives its commands no public type
        command = super().get_command(ctx, cmd_name)
        if command is not None and spanish.is_wanted():
            spanish.translate(command, cmd_name)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """The command that was typed, whole."""
        if args and isinstance(self.commands.get(args[0]), _Untouched):
            self.commands[args[0]] = _taken_up(args[0])
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as above
        if not spanish.is_wanted():
            return super().get_help(ctx)
        spanish.translate(self, "screenkit")
        return spanish.around(super().get_help(ctx))


def _taken_up(name: str) -> Any:  # noqa: ANN401 - as above
    """The command of that name, once its module is imported."""
    import typer
    from typer.main import get_command

    module = import_module(f"screenkit.cli.{LISTED[name].module}")
    from screenkit.cli.app import app

    part = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    part.registered_groups = [one for one in app.registered_groups if one.name == name]
    part.registered_commands = [
        one
        for one in app.registered_commands
        if one.callback is not None
        and one.callback.__module__ == module.__name__
        and (one.name or one.callback.__name__) == name
    ]
    part.callback()(lambda: None)
    group: Any = get_command(part)
    return group.commands[name]
