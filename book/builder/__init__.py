"""Builds the book and the slides from the stored notebooks; ``build_book.py`` is its command."""

import hashlib
import importlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from course.notebooks import ROOT as ROOT
from course.notebooks import Problem

# Everything that is built goes here. Git ignores it.
BUILD = ROOT / "_build"
# Something is missing or does not hold.
BuildError = Problem


def needs(name: str) -> Any:
    """Import a package of the book extra, or say in one sentence how to install it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise BuildError(
            f"The book needs {name}, which the book extra brings: "
            'python -m pip install -c constraints.txt -e ".[book]".'
        ) from None


def give(command: Sequence[str], failed: str, made: Path | None = None, **how: Any) -> None:
    """Give a command; if it fails, or does not leave what is to be ``made``, say its last words."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **how)
    if done.returncode != 0 if made is None else not made.is_file():
        words = " ".join((done.stderr or done.stdout).split())[-300:]
        raise BuildError(f"{failed}: {words}")


def kept(home: Path, mark: str, made_of: Sequence[Path], make: Callable[[Path], None]) -> Path:
    """Return the folder ``home``, which ``make`` fills anew where one of these files has changed.

    It is filled beside the old one, and put in its place when all is there: then it holds ``mark``.
    """
    done = home / mark
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()
    if not done.is_file() or done.read_text(encoding="utf-8") != wanted:
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.parent, prefix=f"{home.name}.") as place:
            fresh = Path(place) / home.name
            fresh.mkdir()
            make(fresh)
            (fresh / mark).write_text(wanted, encoding="utf-8")
            shutil.rmtree(home, ignore_errors=True)
            fresh.rename(home)
    return home
