"""What only the proofs' tests need."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Solvers from outside are held against ours where they are installed, nowhere else."""
    config.addinivalue_line("markers", "oracle: holds the solver against one that is not among the tools")
