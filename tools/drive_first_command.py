"""Runs the README's first command as a person would, in a real terminal, to a finished summary."""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

from drive import drive

PROJECT = Path(__file__).resolve().parent.parent
CASE = "debt_only"


def main() -> int:
    """Drive the command that stands first in the README; 0 when it ended with the summary that the case leads to."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```console\n(.+?)\n", readme)
    if found is None:
        sys.exit("the README has no command")
    command = shlex.split(found[1])
    screen = command[command.index("run") + 1]
    for faces in ([], ["--plain"]):
        with tempfile.TemporaryDirectory() as home:
            whole = [*command, *faces]
            terminal = drive(screen, CASE, whole, plain=bool(faces), columns=80, rows=24, home=Path(home))
        # The visual face leaves nothing behind; that it showed the summary, the driver has seen.
        if terminal.code or (faces and "A debt for the journey" not in terminal.transcript()):
            print(terminal.transcript(), file=sys.stderr)
            sys.exit(f"{shlex.join([*command, *faces])} did not end as it should (exit code {terminal.code})")
        print(f"{shlex.join([*command, *faces])}: a finished summary")
    return 0


if __name__ == "__main__":
    sys.exit(main())
