"""The order in which help lists the commands, and the language that it speaks."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from screenkit.cli import spanish

ORDER = (
    "init",
    "run",
    "resume",
    "summary",
    "amend",
    "cases",
    "due",
    "report",
    "disclose",
    "consent",
    "verify",
    "doctor",
    "export",
    "import",
    "rekey",
    "purge",
    "practice",
    "list",
    "show",
    "check",
    "explain",
    "new",
    "diff",
    "translate",
    "contacts",
    "validate",
    "schema",
)
"""How help lists the commands: the caseworker's first, then the author's, then what scripts want."""


class InOrder(TyperGroup):
    """The commands in the order of their use, whichever module was imported first."""

    def list_commands(self, ctx: object) -> list[str]:
        return sorted(super().list_commands(ctx), key=ORDER.index)  # type: ignore[arg-type]  # what typer hands over

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - typer gives its commands no public type
        command = super().get_command(ctx, cmd_name)
        if command is not None and spanish.is_wanted():
            spanish.translate(command, cmd_name)
        return command

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as above
        if not spanish.is_wanted():
            return super().get_help(ctx)
        spanish.translate(self, "screenkit")
        return spanish.around(super().get_help(ctx))
