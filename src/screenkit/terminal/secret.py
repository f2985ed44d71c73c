"""Typing a passphrase on a page: no sign of it is shown, and it is never kept as something half typed."""

from __future__ import annotations

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer

from screenkit.answers import Raw
from screenkit.pages import Given
from screenkit.terminal.fields import Field
from screenkit.words import say


class Secret(Field):
    """Words that are typed unseen; a colon in front of them is no wish."""

    hidden = True

    def half_done(self) -> Raw | None:
        return None

    def _accept(self, buffer: Buffer) -> bool:
        if buffer.text:
            get_app().exit(result=Given(buffer.text))
        else:
            self.board.status = say("nothing-typed", self.language)
        return True
