"""Builds the book and the slides from the stored notebooks; ``build_book.py`` is its command."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Everything that is built goes here. Git ignores it.
BUILD = ROOT / "_build"


class BuildError(Exception):
    """Something is missing or does not hold: one sentence that says what, and what to do."""
