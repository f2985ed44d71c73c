"""Folders of this person on this machine as platformdirs has them, which takes longer to import than all of this.

A test holds the two together; anywhere but on Linux platformdirs is asked.
"""

from __future__ import annotations

import os
import sys


def cached() -> str:
    """Where what can be made again is kept."""
    if sys.platform != "linux":
        from platformdirs import user_cache_path

        return str(user_cache_path("screenkit", appauthor=False))
    return f"{_folder('XDG_CACHE_HOME', '.cache')}/screenkit"


def settings() -> str:
    """The file of settings, whether it is there or not."""
    named = os.environ.get("SCREENKIT_CONFIG")
    if named:
        return named
    if sys.platform != "linux":
        from platformdirs import user_config_path

        return str(user_config_path("screenkit", appauthor=False) / "config.toml")
    return f"{_folder('XDG_CONFIG_HOME', '.config')}/screenkit/config.toml"


def _folder(variable: str, usual: str) -> str:
    return os.environ.get(variable, "").strip() or os.path.expanduser(f"~/{usual}")
