"""Where the results of validate go: standard output, a file of outcomes, and on a terminal how far it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from screenkit.cli.app import show, tell

if TYPE_CHECKING:
    from screenkit.batch.running import Checked
    from screenkit.batch.tally import Tally


class Told:
    """Where results go: standard output, a file of outcomes, and on a terminal how far it is."""

    def __init__(self, form: str, summaries: Path | None) -> None:
        from screenkit.batch.telling import HEADS, LINE_BY_LINE, summary_of

        self.form = form
        self.line = LINE_BY_LINE.get(form)
        self.head = HEADS.get(form, "")
        self.faulty: list[Checked] = []
        self.wants_all = summaries is not None or form == "jsonl"
        self.summaries = None if summaries is None else summaries.open("x", encoding="ascii")
        self.shows_progress = sys.stderr is not None and sys.stderr.isatty()
        self.shown = 0
        self.summary_of = summary_of
        self.waits: list[str] = []
        self.is_awaited = sys.stdout is not None and sys.stdout.isatty()

    def __enter__(self) -> Self:
        show(self.head)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._let_go()
        finally:
            if self.summaries is not None:
                self.summaries.close()
            self._wipe()

    def take(self, checked: Checked, tally: Tally) -> None:
        """Tell of a record what there is to tell, and how far it is."""
        if self.summaries is not None:
            self.summaries.write(self.summary_of(checked))
        if self.line is not None and (checked.result.faults or self.form == "jsonl"):
            self.waits.append(self.line(checked))
            # Whoever looks on, or hands over one record after another, is told at once.
            if self.is_awaited or checked.file == "-" or len(self.waits) >= _BLOCK:
                self._let_go()
        elif self.line is None and checked.result.faults and len(self.faulty) < _most():
            self.faulty.append(checked)
        self._progress(tally)

    def take_text(self, words: str, tally: Tally) -> None:
        """The same for records of which all that there is to tell was written already."""
        self._let_go()
        if words:
            self._wipe()
            show(words)
        self._progress(tally)

    def _let_go(self) -> None:
        """Write the lines that wait for others to be written with them."""
        if self.waits:
            self._wipe()
            words, self.waits = "".join(self.waits), []
            show(words)

    def _progress(self, tally: Tally) -> None:
        """Say how far it is, where somebody looks on."""
        if self.shows_progress and tally.records - self.shown >= _STEP:
            self.shown = tally.records
            sys.stderr.write(f"\r{tally.records:,} screenings, {tally.faulty:,} with faults ")
            sys.stderr.flush()

    def _wipe(self) -> None:
        if self.shows_progress and self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def end(self, tally: Tally, *, totals: bool) -> None:
        """Tell what is told at the end."""
        from screenkit.batch.telling import totals as counted
        from screenkit.batch.telling import verdict

        self._let_go()
        self._wipe()
        if not tally.records:
            return
        if self.line is None:
            from screenkit.batch.reports import WHOLE

            show(WHOLE[self.form](self.faulty, tally))
        words = counted(tally) if totals else verdict(tally) + "\n"
        if self.form == "text":
            show(words)
        else:
            tell(words.rstrip("\n"))


_STEP = 5_000
_BLOCK = 200


def _most() -> int:
    from screenkit.batch.reports import MOST

    return MOST
