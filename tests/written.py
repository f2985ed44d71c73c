"""What a reader sees of a document, whatever it was written as."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from pypdf import PdfReader

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Reader(HTMLParser):
    """Collects the words and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.is_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.is_style = self.is_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self.is_style:
            self.words.append(data)


def page_of(html: str) -> _Reader:
    """The page as a browser takes it apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def members(data: bytes) -> dict[str, str]:
    """The XML files of a DOCX by their names; each one parses."""
    with ZipFile(BytesIO(data)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for words in found.values():
        ET.fromstring(words)  # noqa: S314 - our own file
    return found


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a DOCX as a reader sees them."""
    body = ET.fromstring(members(data)["word/document.xml"])  # noqa: S314 - our own file
    return ["".join(_run(one) for one in paragraph.iter()) for paragraph in body.iter(f"{WORD}p")]


def _run(element: ET.Element) -> str:
    if element.tag == f"{WORD}t":
        return element.text or ""
    return "\n" if element.tag == f"{WORD}br" else ""


def words_of(written: str | bytes) -> str:
    """All that can be read in it; of a PDF and a DOCX also what stands beside the pages."""
    if isinstance(written, str):
        return written
    if written.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(written))
        return "\n".join([str(dict(reader.metadata or {})), *(page.extract_text() for page in reader.pages)])
    if written.startswith(b"PK"):
        return "\n".join([*paragraphs(written), *members(written).values()])
    return re.sub("\r\n ", "", written.decode())
