"""Many screenings at once, for a supervisor: counts, small ones hidden, and never what anybody answered."""

from __future__ import annotations

from screenkit.overview.counting import Seen, overview
from screenkit.overview.hiding import DEFAULT_THRESHOLD, LEAST_THRESHOLD
from screenkit.overview.page import page
from screenkit.overview.table import Overview, Row, Table
from screenkit.overview.writing import as_csv, text

FORMATS = {"text": text, "html": page, "csv": as_csv}
"""Every way to write it; the number is how many columns a terminal has."""

__all__ = ["DEFAULT_THRESHOLD", "FORMATS", "LEAST_THRESHOLD", "Overview", "Row", "Seen", "Table", "overview"]
