"""The plain face: lines that are only ever added, for screen readers, simple terminals and transcripts."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

from screenkit.answers import Absent
from screenkit.cleaning import clean
from screenkit.layout import plain
from screenkit.pages import Command, Film, Given, Page, Reply, Sheet
from screenkit.terminal.dialogues import Dialogue, dialogue_for
from screenkit.terminal.display import clean_page, clean_sheet, so_far
from screenkit.terminal.drafts import Drafts
from screenkit.terminal.reel import Reel
from screenkit.terminal.tty import flush_input, read_hidden, was_cut
from screenkit.terminal.ways import Own, Way, asks_for_help, find_way, name_of, open_ways
from screenkit.words import LANGUAGES, say
from screenkit.wrapping import wrap

_NARROWEST = 20
_HIDING_LINES = 40


class PlainFace:
    """A `Face` on two streams; end of input is EOFError, as it is for every question."""

    def __init__(self, read: TextIO, write: TextIO) -> None:
        self._read = read
        self._write = write
        self._drafts = Drafts()
        self._place: tuple[str, ...] = ()
        self._introduced = False

    def ask(self, page: Page) -> Reply:
        """Put the question and return what was answered or wished."""
        page = self._drafts.restore(clean_page(page))
        flush_input(self._read)
        if page.kind == "secret":
            return self._hidden(page)
        dialogue = dialogue_for(page)
        self._put(page, dialogue)
        reply = self._converse(page, dialogue)
        if isinstance(reply, Command):
            self._drafts.keep(page, dialogue.half_done())
            return reply
        self._drafts.drop(page, reply)
        self._tell(say("answer-was", page.worker_language, answer=_in_words(reply, dialogue, page).removesuffix(".")))
        return reply

    def show(self, sheet: Sheet) -> None:
        """Write the heading and the paragraphs."""
        self._place = ()
        if sheet.document:
            self._write.write("\n" + plain(sheet.document, _width_of(self._write)))
            return
        sheet = clean_sheet(sheet)
        for text in filter(None, ("\n", sheet.banner, sheet.heading, *sheet.paragraphs)):
            self._tell("" if text == "\n" else text)

    def play(self, film: Film) -> None:
        """Write one page after the other."""
        Reel(film, self.show, self._tell, self._line).run()

    def _hidden(self, page: Page) -> Given:
        """What is typed unseen; nothing of it is said back, and a colon in front of it is no wish."""
        self._tell("", *filter(None, (page.message, page.read_aloud, page.hint)))
        while True:
            words = read_hidden(say("ask-words", page.worker_language), self._read, self._write)
            if words:
                return Given(words)
            self._tell(say("nothing-typed", page.worker_language))

    def _converse(self, page: Page, dialogue: Dialogue) -> Given | Absent | Command:
        while True:
            line = self._line(dialogue.prompt())
            if asks_for_help(line, page):
                return Command.HELP
            if line.startswith(":") and not line.startswith("::"):
                wish = self._wished(line[1:].strip(), page, dialogue)
                if isinstance(wish, (Absent, Command)):
                    return wish
                continue
            if not line.strip() and not dialogue.takes_empty():
                self._tell(f"{dialogue.how()} {self._ways(page)}")
                continue
            taken = dialogue.take(line.removeprefix(":") if line.startswith("::") else line)
            if isinstance(taken, (Given, Absent)):
                return taken
            self._tell(*taken)

    def _wished(self, typed: str, page: Page, dialogue: Dialogue) -> Absent | Command | None:
        way = find_way(typed)
        if way is None:
            self._tell(say("no-such-command", page.worker_language, typed=clean(typed)))
        elif way not in open_ways(page):
            self._tell(say("not-here", page.worker_language))
        elif way.wish is Own.HIDE:
            self.hide()
            self._put(page, dialogue)
        elif way.wish is Own.KEYS:
            self._tell(f"{dialogue.how()} {self._ways(page)}")
        else:
            return way.wish
        return None

    def hide(self) -> None:
        """Write so many empty lines that nothing of the screening stands in the window, and wait for Enter."""
        self._tell(*[""] * _HIDING_LINES)
        for language in LANGUAGES:
            self._tell(say("hidden-line", language))
        self._line("")
        self._place = ()

    def _put(self, page: Page, dialogue: Dialogue) -> None:
        place = tuple(filter(None, (page.banner, page.title, page.section)))
        self._tell("", *(place if place != self._place else ()))
        self._place = place
        # A list to look over comes first: the question about it is then what was read last.
        self._tell(*page.reading)
        second = f"({page.second})" if page.second else ""
        self._tell(*filter(None, (page.progress, page.message, page.read_aloud, second, page.hint, so_far(page))))
        self._tell(*dialogue.opening())
        if not self._introduced:
            self._introduced = True
            self._tell(self._ways(page))

    def _ways(self, page: Page) -> str:
        language = page.worker_language
        ways = [_way_in_words(way, language) for way in open_ways(page) if way.wish is not Own.KEYS]
        return say("how-else", language, ways=", ".join(ways))

    def _tell(self, *texts: str) -> None:
        width = _width_of(self._write)
        for text in texts:
            self._write.writelines(line + "\n" for line in wrap(text, width, hang=_hang(text)) or [""])
        self._write.flush()

    def _line(self, prompt: str) -> str:
        self._write.write(prompt)
        self._write.flush()
        try:
            line = self._read.readline()
        except KeyboardInterrupt:
            self._tell("")
            raise
        if not line:
            self._tell("")
            raise EOFError
        if was_cut(line, self._read):
            self._tell(*(say("line-cut", language) for language in LANGUAGES))
            return self._line(prompt)
        return line.removesuffix("\n").removesuffix("\r")


def _way_in_words(way: Way, language: str) -> str:
    word, name = way.word(language), way.name(language)
    return word if word == f":{name}" else f"{word} ({name})"


def _in_words(reply: Given | Absent, dialogue: Dialogue, page: Page) -> str:
    return name_of(reply, page.worker_language) if isinstance(reply, Absent) else clean(dialogue.in_words())


def _hang(text: str) -> int:
    number, dot, _ = text.partition(". ")
    return len(number) + 2 if dot and number.isdecimal() else 2 if text.startswith("- ") else 0


def _width_of(stream: TextIO) -> int:
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = shutil.get_terminal_size().columns
    return max(_NARROWEST, columns)
