"""How a document is set: its lines as plain text, Markdown, HTML, PDF or DOCX."""

from __future__ import annotations

from screenkit.layout.forms import Written as Written
from screenkit.layout.forms import forms_of as forms_of
from screenkit.layout.frame import framed as framed
from screenkit.layout.frame import in_main as in_main
from screenkit.layout.lines import Line as Line
from screenkit.layout.lines import Setting as Setting
from screenkit.layout.lines import visible as visible
from screenkit.layout.markdown import escaped as escaped
from screenkit.layout.markdown import markdown as markdown
from screenkit.layout.plain import plain as plain
from screenkit.layout.plain import wrapped as wrapped
