"""Builds the book and the slides from the stored notebooks; ``build_book.py`` is its command."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course.notebooks import ROOT as ROOT
from course.notebooks import Problem

# Everything that is built goes here. Git ignores it.
BUILD = ROOT / "_build"
# Something is missing or does not hold.
BuildError = Problem


def give(command: Sequence[str], failed: str, made: Path | None = None, **how: Any) -> None:
    """Give a command; if it fails, or does not leave what is to be ``made``, say its last words."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **how)
    if done.returncode != 0 if made is None else not made.is_file():
        words = " ".join((done.stderr or done.stdout).split())[-300:]
        raise BuildError(f"{failed}: {words}")
