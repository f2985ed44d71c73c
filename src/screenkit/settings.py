"""What somebody has set once for every run, in a file `config.toml` of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("plain", "worker-lang", "screens", "hide-after")
_DAY = 24 * 60


class WrongSetting(Exception):  # noqa: N818 - a fact, as a person is told it
    """The file cannot be read as settings, and why."""


@dataclass(frozen=True)
class Settings:
    """Line by line or not, the worker's own language, the folders of screens to search first.

    `hide_after` is after how many minutes without a key the visual face hides by itself; 0 is never.
    """

    plain: bool = False
    worker_lang: str = ""
    screens: tuple[Path, ...] = ()
    hide_after: int = 10


def load_settings(path: Path) -> Settings:
    """Return what the file sets, nothing where there is none; raises `WrongSetting`."""
    if not path.is_file():
        return Settings()
    import tomllib  # noqa: PLC0415 - most people set nothing

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSetting(f"{path} cannot be read: {type(error).__name__}") from None
    return _checked(path, found)


def _checked(path: Path, found: dict[str, object]) -> Settings:
    unknown = [key for key in found if key not in KEYS]
    if unknown:
        raise WrongSetting(f"{path}: there is no setting `{unknown[0]}`; there are {', '.join(KEYS)}")
    plain, language, folders = found.get("plain", False), found.get("worker-lang", ""), found.get("screens", [])
    if not isinstance(plain, bool):
        raise WrongSetting(f"{path}: `plain` is true or false")
    if not isinstance(language, str):
        raise WrongSetting(f'{path}: `worker-lang` is the code of a language, such as "es"')
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise WrongSetting(f"{path}: `screens` is a list of folders")
    minutes = found.get("hide-after", Settings.hide_after)
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 <= minutes <= _DAY:
        raise WrongSetting(f"{path}: `hide-after` is a number of minutes without a key, 0 for never")
    return Settings(plain, language, tuple(path.parent / folder for folder in folders), minutes)
