"""`python -m screenkit`."""

from screenkit.cli import main

main()
