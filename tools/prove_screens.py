"""Proves the screens that travel with the program, and writes `screens/proven.json` with the digests of those proven.

    python3 tools/start.py python tools/prove_screens.py

A screen in that file is not proven again before it is first used. `tests/prove` fails while it is not right.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from screenkit.certificates import SHIPPED, shipped_table
from screenkit.checking import How, certify
from screenkit.shelf import open_shelf, shipped

BUDGET = 60.0
"""So many seconds for each screen: this runs once for each change, not before an interview."""


def main() -> int:
    """Prove every screen; the exit code is 1 if any is not proven, which is then not written either."""
    shelf = open_shelf()
    how = How(datetime.now(UTC).date(), BUDGET)
    found = [certify(path, shelf, how) for path in sorted(shipped().glob("*.yaml"))]
    proven = {one.screen: one.sha256 for one in found if one.proof == "proven"}
    (shipped() / SHIPPED).write_text(shipped_table(proven), encoding="utf-8", newline="\n")
    for one in found:
        print(f"{one.screen}: {one.proof}")
    return 0 if len(proven) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
