"""Folders that are no good place for records: what copies itself elsewhere, or keeps every version for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# As the programs name their folders, with what some of them append: `OneDrive - Agency`, `Dropbox (Personal)`.
_SYNCHRONISED = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|icloud ?drive|mobile documents|cloudstorage|nextcloud|owncloud|"
    r"pclouddrive|seafile|box( sync)?)([ -].*)?",
    re.IGNORECASE,
)
_MARKS = {
    ".stfolder": "it is in a folder that Syncthing copies elsewhere",
    ".git": "it is in a Git repository, which would keep and spread old versions",
}


def warnings_of(folder: Path) -> Iterator[str]:
    """Why a folder is no good place for records, as far as its path can tell."""
    for part in (folder.absolute(), *folder.absolute().parents):
        if _SYNCHRONISED.fullmatch(part.name):
            yield f"it is in {part.name}, which copies itself elsewhere and may bring old versions back"
        yield from (words for mark, words in _MARKS.items() if (part / mark).exists())
