"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from screenkit.ready import cache


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are written anew only when someone asks for it, and reads the difference; some tests can do more."""
    files = "tests/cli/*.txt and tests/checks/*/expected.txt"
    parser.addoption("--rewrite-expected", action="store_true", help=f"write {files} anew")
    parser.addoption("--records", default="300", help="how many invented records are tried for leaks")
    words = "so many interviews are killed, and so many times two windows want one screening; 100 is all of it"
    parser.addoption("--kills", type=int, default=4, help=words)
    parser.addoption("--every-mistake", action="store_true", help="try every small mistake in the shipped screens")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept to be ready sooner is kept for these tests only, in whatever process they start."""
    before = os.environ.get(cache.VARIABLE)
    os.environ[cache.VARIABLE] = str(tmp_path_factory.mktemp("cache") / "screenkit")
    yield
    del os.environ[cache.VARIABLE]
    if before is not None:
        os.environ[cache.VARIABLE] = before
