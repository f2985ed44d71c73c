"""The application: common options, and how every command finds screens, refuses and ends."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from screenkit import __version__
from screenkit.cli.ahead import AHEAD
from screenkit.cli.ordering import ORDER, InOrder

if TYPE_CHECKING:
    from screenkit.pages import Face
    from screenkit.records import Records
    from screenkit.screen import Screen
    from screenkit.shelf import Shelf
    from screenkit.source import Faults

DONE, FAULTS, USAGE, NOTHING, LOCKED, NOT_SAVED, KEY = 0, 1, 2, 3, 4, 5, 6

LINES_FROM = "screenkit.lines_from"
"""Where a run is told, by its context, that the passphrase comes from a file."""

app = typer.Typer(
    name="screenkit",
    cls=InOrder,
    no_args_is_help=True,
    # Without rich, help comes in half the time; tracebacks are never made pretty, because that shows source lines.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def screen_names(incomplete: str) -> list[str]:
    """The screens that a half-typed word could mean, for completion."""
    from screenkit.shelf import open_shelf

    return [name for name in open_shelf().names() if name.startswith(incomplete)]


ScreenArgument = Annotated[
    str,
    typer.Argument(metavar="SCREEN", help="Name of a screen, or path of its file.", autocompletion=screen_names),
]
LanguageOption = Annotated[str, typer.Option("--lang", metavar="CODE", help="Language, e.g. es.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"screenkit {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    screens: Annotated[
        list[Path] | None,
        typer.Option("--screens", metavar="FOLDER", envvar="SCREENKIT_SCREENS", help="Search here first; may repeat."),
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option("--home", metavar="FOLDER", envvar="SCREENKIT_HOME", help="Where screenings are kept."),
    ] = None,
    passphrase_from: Annotated[
        str | None,
        typer.Option("--passphrase-from", metavar="FILE", help="Read the passphrase from here; - is standard input."),
    ] = None,
    _version_wanted: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Guided intake and screening interviews with families; every answer is saved on this machine at once."""
    from screenkit.cli.configured import settings_of_this_person

    settings = settings_of_this_person()
    context.obj = (tuple(screens or settings.screens), home)
    defaults = {"plain": settings.plain, **({"worker_lang": settings.worker_lang} if settings.worker_lang else {})}
    context.default_map = dict.fromkeys(ORDER, defaults)
    context.meta[LINES_FROM] = passphrase_from


def tell(words: str) -> None:
    """Say something on standard error, where all talk goes; in a closed window nobody hears it.

    What is told may name files and keys that someone else chose, so nothing in it steers the terminal.
    """
    from screenkit.cleaning import clean

    AHEAD.let_go()
    with suppress(OSError):
        typer.echo(clean(words), err=True)


def fail(code: int, words: str) -> NoReturn:
    """End with the code, saying why."""
    tell(f"screenkit: {words}")
    raise typer.Exit(code)


def refuse_faults(faults: Faults) -> NoReturn:
    """End because of faults in a file, all of them told."""
    tell(str(faults))
    raise typer.Exit(FAULTS)


def shelf_of(context: typer.Context) -> Shelf:
    """Where this run looks for screens."""
    from screenkit.shelf import open_shelf

    folders, _ = context.obj
    for folder in folders:
        if not folder.is_dir():
            fail(USAGE, f"there is no folder {folder}")
    return open_shelf(folders)


def records_of(context: typer.Context) -> Records:
    """Where this run keeps screenings; the passphrase is asked for when the first real one is opened."""
    from screenkit.cli.unlocking import key_of
    from screenkit.records import Records

    return Records(home_of(context), lambda: key_of(context))


def home_of(context: typer.Context) -> Path:
    """The folder that holds the screenings of this person on this machine."""
    from platformdirs import user_data_path

    _, home = context.obj
    return home if home is not None else user_data_path("screenkit", appauthor=False)


@contextmanager
def face_of(*, plain: bool) -> Iterator[Face]:
    """The face for this terminal, which may be gone when it is put right."""
    from screenkit.cli.configured import settings_of_this_person
    from screenkit.terminal import open_face

    face, stack = AHEAD.taken_over() or (None, ExitStack())
    try:
        yield face or stack.enter_context(open_face(plain or None, settings_of_this_person().hide_after * 60))
    finally:
        with suppress(OSError):
            stack.close()


def refuse_without_terminal(hint: str) -> None:
    """End where nobody can be asked."""
    from screenkit.terminal import has_terminal

    if not has_terminal():
        fail(USAGE, f"there is no terminal to ask in; {hint}")


def was_named(context: typer.Context, option: str) -> bool:
    """Whether the option stands in the command, and is not a default or a setting."""
    return getattr(context.get_parameter_source(option), "name", "") == "COMMANDLINE"


def again(context: typer.Context, *words: str) -> str:
    """The command with the folders that were named for this run, so that it finds the same screenings and screens."""
    root = context.find_root()
    folders, home = context.obj
    named = {"screens": folders, "home": (home,)}
    options = [
        part
        for name, paths in named.items()
        if getattr(root.get_parameter_source(name), "name", "") == "COMMANDLINE"
        for path in paths
        for part in (f"--{name}", str(path))
    ]
    return shlex.join(["screenkit", *options, *words])


def path_of(shelf: Shelf, name: str) -> Path:
    """The file of a screen that was named, by its name or by its path."""
    from screenkit.authored import is_screen_name

    if not is_screen_name(name) and (Path(name).suffix or Path(name).exists()):
        return Path(name)
    path = shelf.screen(name) if is_screen_name(name) else None
    if path is not None:
        return path
    from screenkit.diagnostics import near

    hint = near(name, shelf.names()) or "`screenkit list` shows those there are"
    fail(USAGE, f"there is no screen {name}: {hint}")


def screen_of(context: typer.Context, name: str) -> Screen:
    """The screen that was named, found whole."""
    from screenkit.load import load_screen
    from screenkit.source import Faults

    shelf = shelf_of(context)
    try:
        return load_screen(path_of(shelf, name), shelf)
    except Faults as faults:
        tell(str(faults))
        fail(FAULTS, f"{name} has faults and is not used; `screenkit explain CODE` says more about each")


def screen_today(context: typer.Context, name: str) -> Screen | None:
    """The screen of that name as it stands today, or None where there is none any more or it has faults."""
    from screenkit.load import load_screen
    from screenkit.source import Faults

    shelf = shelf_of(context)
    path = shelf.screen(name)
    try:
        return load_screen(path, shelf) if path else None
    except Faults:
        return None


def refuse_language(screen: Screen, language: str) -> None:
    """End where the screen does not have the language."""
    if language not in screen.languages:
        fail(USAGE, f"{screen.id} has no `{language}`; it has {', '.join(screen.languages)}")


def refuse_output(output: Path | None) -> None:
    """End before anything is asked where a file to be written cannot be new, or its name would tell who it is of."""
    if output is None:
        return
    from screenkit.telltales import file_names_somebody

    if file_names_somebody(output.name):
        words = "the name of the file looks as if it held an Alien Number or a Social Security number"
        fail(USAGE, f"{words}, and whoever lists the folder would read it; name it by the id of the screening")
    try:
        is_there, has_folder = output.exists() or output.is_symlink(), output.absolute().parent.is_dir()
    except OSError as refusal:  # a name that is too long, for one
        fail(USAGE, f"no file can be called {output}: {refusal.strerror}")
    if is_there:
        fail(USAGE, f"{output} is already there; nothing is ever written over it")
    if not has_folder:
        fail(USAGE, f"there is no folder {output.parent}")


def show(words: str) -> None:
    """Write a result to standard output."""
    from screenkit.cleaning import harmless

    AHEAD.let_go()
    try:
        typer.echo(harmless(words), nl=False)
    except BrokenPipeError:
        raise typer.Exit(DONE) from None  # whoever closed the pipe has read enough


def show_line(words: object) -> None:
    """The same for one line."""
    show(f"{words}\n")


def width() -> int:
    """How many columns a result may take."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), 100)
