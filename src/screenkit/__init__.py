"""Guided intake and screening interviews for child-welfare work with immigrant families."""

__version__ = "0.1.0"
