"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are written anew only when someone asks for it, and reads the difference; some tests can do more."""
    files = "tests/cli/*.txt and tests/checks/*/expected.txt"
    parser.addoption("--rewrite-expected", action="store_true", help=f"write {files} anew")
    parser.addoption("--every-mistake", action="store_true", help="try every small mistake in the shipped screens")
