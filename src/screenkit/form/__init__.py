"""A screen on paper: a form in two languages, and entering what was written on it."""

from __future__ import annotations

from screenkit.form.comparing import differing
from screenkit.form.entering import FromPaper
from screenkit.form.form import Form, Question, Section, form_of
from screenkit.form.page import page

__all__ = ["Form", "FromPaper", "Question", "Section", "differing", "form_of", "page"]
