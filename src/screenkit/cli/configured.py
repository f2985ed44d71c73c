"""This person's settings, and where they are."""

from __future__ import annotations

from pathlib import Path

from screenkit.ready import folders
from screenkit.settings import Settings, WrongSetting, load_settings


def config_path() -> Path:
    """The file of settings, whether it is there or not."""
    return Path(folders.settings())


def settings_of_this_person() -> Settings:
    """What is set; ends the program where the file is wrong."""
    from screenkit.cli.app import USAGE, fail

    try:
        return load_settings(config_path())
    except WrongSetting as refusal:
        fail(USAGE, str(refusal))
