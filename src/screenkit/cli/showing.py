"""A screen as a whole: show."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenkit.cli.app import (
    USAGE,
    LanguageOption,
    ScreenArgument,
    app,
    fail,
    refuse_language,
    refuse_output,
    screen_of,
    width,
)
from screenkit.cli.results import write_out

if TYPE_CHECKING:
    from screenkit.layout import Written
    from screenkit.screen import Screen


class Drawn(StrEnum):
    """How a picture of a screen is written."""

    OUTLINE = "outline"
    TERMINAL = "terminal"
    MERMAID = "mermaid"
    SVG = "svg"
    HTML = "html"
    PDF = "pdf"


@app.command()
def show(
    context: typer.Context,
    screen: ScreenArgument,
    lang: LanguageOption = "en",
    flow: Annotated[bool, typer.Option("--flow", help="Show how it goes: what opens what, and what follows.")] = False,
    format_: Annotated[
        Drawn | None, typer.Option("--format", help="How --flow is drawn, else in outline; --paper is html or pdf.")
    ] = None,
    paper: Annotated[
        bool, typer.Option("--paper", help="A form to print, in the language of --lang and one more, as a page.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it to a new file.", dir_okay=False)
    ] = None,
    compiled: Annotated[bool, typer.Option("--compiled", help="Show the code that `validate` checks it by.")] = False,
) -> None:
    """Show a screen in outline: its questions, when each is asked, and what follows from the answers.

    With --flow, also how many interviews it has and how long they are; `svg` and `html` are for a projector and for
    paper, and need nothing from elsewhere. With --paper, a form to fill in by hand, which `run --from-paper` enters.
    """
    form = screen_of(context, screen)
    refuse_language(form, lang)
    refuse_output(output)
    if flow + compiled + paper > 1:
        fail(USAGE, "--flow, --paper and --compiled show different things; take one")
    _refuse_format(format_, output, flow=flow, paper=paper)
    if flow:
        words: Written = _flow(form, lang, format_ or Drawn.OUTLINE)
    else:
        words = _paper(form, lang, format_) if paper else _whole(form, lang, compiled=compiled)
    write_out(output, words, "the screen itself is untouched")


def _refuse_format(drawn: Drawn | None, output: Path | None, *, flow: bool, paper: bool) -> None:
    if drawn and not flow and not paper:
        fail(USAGE, "--format says how --flow and --paper are written; without them there is only one way")
    if flow and drawn is Drawn.PDF:
        fail(USAGE, "--flow is not written as pdf; print the html page")
    if paper and drawn not in (None, Drawn.HTML, Drawn.PDF):
        fail(USAGE, f"--paper is not written as {drawn}; take --format html or pdf")
    if drawn is Drawn.PDF and output is None:
        fail(USAGE, "a pdf is not shown in a terminal; name a new file with --output")


def _paper(screen: Screen, language: str, drawn: Drawn | None) -> Written:
    from screenkit.form import form_of, page

    others = (other for other in screen.languages if other != language)
    form = form_of(screen, (language, *list(others)[:1]))
    if drawn is not Drawn.PDF:
        return page(form)
    from screenkit.form.pdf import pdf

    try:
        return pdf(form)
    except ImportError:
        fail(USAGE, "a pdf needs an extra that is not here: pip install 'screenkit[pdf]'; or print the html page")


def _whole(screen: Screen, language: str, *, compiled: bool) -> str:
    if compiled:
        from screenkit.batch import compile_screen

        return compile_screen(screen).source
    from screenkit.outline import outline

    return outline(screen, language, width())


def _flow(screen: Screen, language: str, drawn: Drawn) -> str:
    from screenkit.flow import FORMATS, flow_of, lengths_of
    from screenkit.sitting import now

    return FORMATS[drawn.value](flow_of(screen, language, lengths_of(screen, now().date(), language)), width())
