"""The forms that lines can be set in, each by its name; `pdf` and `docx` need an extra."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from screenkit.layout.lines import Setting
from screenkit.layout.markdown import markdown
from screenkit.layout.plain import plain

T = TypeVar("T")
Written = str | bytes


def _plain(setting: Setting, width: int) -> Written:
    return plain(setting.lines, width)


def _markdown(setting: Setting, _: int) -> Written:
    return markdown(setting.lines)


def _html(setting: Setting, _: int) -> Written:
    from screenkit.layout.html import html  # noqa: PLC0415 - a summary in the terminal does without

    return html(setting)


def _pdf(setting: Setting, _: int) -> Written:
    from screenkit.layout.pdf import pdf  # noqa: PLC0415 - as above

    return pdf(setting)


def _docx(setting: Setting, _: int) -> Written:
    from screenkit.layout.docx import docx  # noqa: PLC0415 - as above

    return docx(setting)


FORMS: Mapping[str, Callable[[Setting, int], Written]] = MappingProxyType(
    {"text": _plain, "markdown": _markdown, "html": _html, "pdf": _pdf, "docx": _docx},
)


def forms_of(setting: Callable[[T], Setting]) -> dict[str, Callable[[T, int], Written]]:
    """The forms of something that has a setting: each takes it, and how many columns there are."""

    def write(form: Callable[[Setting, int], Written]) -> Callable[[T, int], Written]:
        return lambda one, width: form(setting(one), width)

    return {name: write(form) for name, form in FORMS.items()}
