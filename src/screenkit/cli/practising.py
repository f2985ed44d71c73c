"""The trainer's command: practice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from screenkit.cli.app import (
    DONE,
    FAULTS,
    NOT_SAVED,
    NOTHING,
    USAGE,
    LanguageOption,
    app,
    face_of,
    fail,
    records_of,
    refuse_faults,
    refuse_language,
    refuse_output,
    refuse_without_terminal,
    screen_names,
    screen_of,
    tell,
    width,
)
from screenkit.cli.copies import keep_screen
from screenkit.cli.interviews import PlainOption, WorkerOption
from screenkit.cli.leading import Way, through
from screenkit.cli.results import Format, same_screen, write_out

if TYPE_CHECKING:
    from screenkit.layout import Line
    from screenkit.practice import Persona
    from screenkit.response import Response
    from screenkit.screen import Screen


class PageFormat(StrEnum):
    """How a sheet or a page to hand out is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


ScreenToPractise = Annotated[
    str | None,
    typer.Argument(metavar="[SCREEN]", help="Name of a screen, or path of its file.", autocompletion=screen_names),
]
PersonaOption = Annotated[
    str | None, typer.Option("--persona", metavar="NAME", help="Which invented family, by number or name.")
]

ListOption = Annotated[bool, typer.Option("--list", help="Tell the invented families, for the trainer.")]
BriefingOption = Annotated[
    bool, typer.Option("--briefing", help="Write the sheet for the person who plays the family.")
]
ReplayOption = Annotated[
    str | None, typer.Option("--replay", metavar="NAME", help="Replay this family's interview at walking pace.")
]
RecordingOption = Annotated[
    list[Path] | None,
    typer.Option("--recording", metavar="FILE", help="Write the replay to a new .cast or .svg; may repeat."),
]
MarkOption = Annotated[
    str | None, typer.Option("--mark", metavar="ID", help="Write the answer key of this practice interview.")
]
PageFormatOption = Annotated[PageFormat, typer.Option("--format", help="How a sheet or key is written.")]
PageOutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write it to a new file.", dir_okay=False)
]


@app.command()
def practice(
    context: typer.Context,
    screen: ScreenToPractise = None,
    persona: PersonaOption = None,
    personas: ListOption = False,
    briefing: BriefingOption = False,
    replay: ReplayOption = None,
    recording: RecordingOption = None,
    mark: MarkOption = None,
    lang: LanguageOption = "en",
    worker_lang: WorkerOption = "en",
    plain: PlainOption = False,
    format_: PageFormatOption = PageFormat.TEXT,
    output: PageOutputOption = None,
) -> None:
    """Practise an interview with an invented family; nothing of it can ever become a real case.

    Without anything else, the trainee is asked as in a real interview, and somebody else plays the family from the
    sheet that --briefing writes. Without --persona it is the first family. --replay shows how an interview goes, and
    --mark what differs between a practice record and the sheet; it grades nobody.
    """
    _refuse_several(personas, briefing, replay is not None, mark is not None)
    _refuse_files(recording or [], output, is_replay=replay is not None)
    how = _Page(context, lang, format_, output)
    if mark is not None:
        _mark(how, mark, persona)
        return
    form = _screen(context, screen, lang, worker_lang)
    if personas:
        _list(how, form)
    elif briefing:
        _brief(how, _persona(form, persona))
    elif replay is not None:
        _replay(_persona(form, replay), lang, recording or [], plain=plain)
    else:
        _interview(context, _persona(form, persona), screen or form.id, lang, Way(worker_lang, plain))


def _refuse_several(*modes: bool) -> None:
    if sum(modes) > 1:
        fail(USAGE, "choose one of --list, --briefing, --replay and --mark")


def _refuse_files(recording: list[Path], output: Path | None, *, is_replay: bool) -> None:
    from screenkit.recording import FORMATS

    if recording and not is_replay:
        fail(USAGE, "--recording needs --replay NAME")
    for path in recording:
        if path.suffix not in FORMATS:
            fail(USAGE, f"{path} must end in {' or '.join(FORMATS)}")
    for one in (output, *recording):
        refuse_output(one)


def _screen(context: typer.Context, name: str | None, *languages: str) -> Screen:
    if name is None:
        fail(USAGE, "name a screen; `screenkit list` shows those there are")
    form = screen_of(context, name)
    for language in languages:
        refuse_language(form, language)
    return form


class _Page:
    """Writes a page in the way that was asked for."""

    def __init__(self, context: typer.Context, language: str, form: PageFormat, output: Path | None) -> None:
        self.context = context
        self.language = language
        self._form = form
        self._output = output

    def write(self, lines: Iterable[Line]) -> None:
        """To standard output, or to the new file."""
        from screenkit.layout import Setting
        from screenkit.layout.forms import FORMS

        those = tuple(lines)
        title = " – ".join(line.words for line in those if line.kind in ("banner", "title"))
        written = FORMS[self._form.value](Setting(those, title, self.language), width())
        write_out(self._output, written, "the same command writes it")


def _persona(screen: Screen, wanted: str | None) -> Persona:
    from screenkit.practice import find_persona
    from screenkit.source import Faults

    try:
        found = find_persona(screen, wanted or "1")
    except Faults as faults:
        refuse_faults(faults)
    if found is None:
        _refuse_persona(screen)
    return found


def _refuse_persona(screen: Screen) -> NoReturn:
    if not screen.authored.cases:
        fail(NOTHING, f"{screen.id} has no cases, so there is nobody to practise with")
    fail(USAGE, f"there is no such family; `screenkit practice {screen.id} --list` tells those there are")


def _list(how: _Page, screen: Screen) -> None:
    from screenkit.practice import of_personas
    from screenkit.source import Faults

    if not screen.authored.cases:
        fail(NOTHING, f"{screen.id} has no cases, so there is nobody to practise with")
    try:
        how.write(tuple(of_personas(screen, how.language)))
    except Faults as faults:
        refuse_faults(faults)


def _brief(how: _Page, persona: Persona) -> None:
    from screenkit.practice import briefing

    how.write(briefing(persona, how.language))


def _replay(persona: Persona, language: str, files: list[Path], *, plain: bool) -> None:
    from screenkit.pages import Film, Sheet
    from screenkit.practice import frames
    from screenkit.sitting import play

    if files:
        _record(persona, language, files)
        return
    refuse_without_terminal("--recording FILE.svg writes the replay to a file")
    found = frames(persona, language)
    sheets = tuple(Sheet(language=language, document=frame.lines) for frame in found)
    with face_of(plain=plain) as face:
        code = play(face, Film(sheets, tuple(frame.seconds for frame in found), language))
    if code != DONE:
        raise typer.Exit(code)


def _record(persona: Persona, language: str, files: list[Path]) -> None:
    from screenkit.practice import recording
    from screenkit.recording import FORMATS
    from screenkit.store import NotSaved, write_new

    for path in files:
        try:
            write_new(path, FORMATS[path.suffix](recording(persona, language)).encode())
        except NotSaved as refusal:
            fail(NOT_SAVED, f"not written: {refusal}")
        tell(f"written: {path}")


def _interview(context: typer.Context, persona: Persona, name: str, language: str, way: Way) -> None:
    from screenkit.practice import practised
    from screenkit.response import start
    from screenkit.sitting import now
    from screenkit.store import new_id

    refuse_without_terminal(f"`screenkit practice {name} --briefing` writes the sheet for the family")
    screen = keep_screen(context, persona.screen, name)
    # Without a case: it leads to no other screening, and no other one can be taken for its own.
    response = start(screen, new_id(), now(), language=language, practice=True, case=None)
    _begin(persona, way)
    through(context, screen, practised(response, persona), way, Format.TEXT, None)


def _begin(persona: Persona, way: Way) -> None:
    """Tell the trainee what this is, and nothing of what the family will say."""
    from screenkit.practice import sheet_before
    from screenkit.sitting import show

    with face_of(plain=way.plain) as face:
        code = show(face, sheet_before(persona, way.language))
    if code != DONE:
        raise typer.Exit(code)


def _mark(how: _Page, record: str, wanted: str | None) -> None:
    from screenkit.practice import answer_key
    from screenkit.source import Faults

    response = _practice_record(how.context, record)
    screen = same_screen(how.context, response)
    refuse_language(screen, how.language)
    if response.persona is None and wanted is None:
        fail(FAULTS, "nobody said which family was played; --persona NAME says it")
    persona = _persona(screen, wanted or (response.persona.name if response.persona else None))
    try:
        lines = tuple(answer_key(persona, response, how.language))
    except Faults as faults:
        refuse_faults(faults)
    how.write(lines)


def _practice_record(context: typer.Context, record: str) -> Response:
    """The practice record of that id; a real screening is not even looked for."""
    from screenkit.source import Faults
    from screenkit.store import NoSuchRecord, NotRead, NotSaved

    try:
        return records_of(context).load_practice(record)
    except NotSaved as refusal:
        fail(NOT_SAVED, f"nothing can be saved in {refusal.path}: {refusal}")
    except NoSuchRecord:
        fail(USAGE, f"there is no practice screening {record}; a real one is never marked")
    except NotRead as refusal:
        fail(FAULTS, f"{record}: {refusal}")
    except Faults as faults:
        refuse_faults(faults)
