"""What a notebook of the course is: where it stands, its number, its cells, and what they are for.

Copy, save, the book and the tests ask here. A notebook is a dictionary, as its JSON or nbformat
gives it.
"""

import ast
import builtins
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
# Of the book's pages some are notebooks: these have no number and no slides.
PAGES = ROOT / "book" / "pages"
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
# A student's copy carries a fingerprint of what it was made from under this name.
STAMP = "made_from"
# The tag of what was made for the slides alone.
SLIDES_ONLY = "slides-only"
SLIDE_TYPES = ("slide", "subslide", "fragment", "-", "skip", "notes")
# The packages of the course that a notebook asks with, and those that it draws with.
ASKS, DRAWS = {"explore", "exercises"}, {"pictures", "plots"}
# What a person has called a cell: JupyterLab makes up ids as 3f2a9b1c-52d0-….
CELL_ID = re.compile(r"(?![0-9a-f]{8}(-|$))[a-z][a-z0-9-]*")

Notebook = dict[str, Any]


class Problem(Exception):
    """What went wrong, as one sentence that says what to do."""


def paths() -> list[Path]:
    """Return the course's notebooks in their order."""
    # Not what someone has beside them for a while, as 05_something.tmp.ipynb.
    return [path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")) if "." not in path.stem]


def pages() -> list[Path]:
    """Return the pages of the book that are notebooks."""
    return sorted(PAGES.glob("*.ipynb"))


def number(path: Path) -> str:
    """Return a notebook's number, as "05"; of a page its name."""
    found = re.match(r"\d\d(?=_)", path.stem)
    return found[0] if found else path.stem


def find(wanted: str) -> Path:
    """Return the notebook of a number. Raises Problem if it is gone."""
    for path in paths():
        if number(path) == wanted:
            return path
    raise Problem(
        f"There is no notebook {wanted} in {NOTEBOOKS}, which the book needs: put it back, or take "
        "it out of course/tasks and of the book's pages as well."
    )


def read(path: Path) -> Any:
    """Read a notebook with nbformat. Raises Problem, naming the file, if it is none, or empty."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        if not notebook.cells:
            raise ValueError("it has no cells")
        return notebook
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        # That of the JSON inside says the line.
        why = str(error.__cause__ or error).splitlines()[0]
        raise Problem(
            f"{path.name} can't be read as a notebook ({why}): correct the file, or drop all that "
            f'has changed in it since the last commit with git checkout -- "{path}".'
        ) from error


def source(cell: Notebook) -> str:
    """Return a cell's source as one text, however it is stored."""
    return "".join(cell["source"])


def tags(cell: Notebook) -> set[str]:
    """Return a cell's tags."""
    return set(cell["metadata"].get("tags", []))


def on_slides(cell: Notebook, unsaid: str = "") -> str:
    """Return what a cell is on the slides, one of SLIDE_TYPES, or ``unsaid``."""
    return str(cell["metadata"].get("slideshow", {}).get("slide_type", unsaid))


def for_readers(cells: list[Notebook]) -> list[Notebook]:
    """Return the cells of the book and of students' copies: no notes, and none for the slides."""
    return [cell for cell in cells if on_slides(cell) != "notes" and SLIDES_ONLY not in tags(cell)]


def calls(cell: Notebook) -> set[str]:
    """Return what a code cell calls: ``print``, ``explore.network``, ``guess.reveal``."""
    if cell["cell_type"] != "code":
        return set()
    try:
        nodes = ast.walk(ast.parse(source(cell)))
    except SyntaxError:  # as it is while somebody writes, or of IPython's own commands
        return set()
    return {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}


def packages(cell: Notebook) -> set[str]:
    """Return what a code cell calls something of: ``explore``, ``plots``, also ``model``."""
    return {re.split(r"\W", name)[0] for name in calls(cell)}


def is_live(cell: Notebook) -> bool:
    """Does a cell show what answers: a live drawing, or a question?"""
    return "explore" in packages(cell) or "exercises.guess" in calls(cell)


def only_shows(cell: Notebook) -> bool:
    """Does a cell only draw or ask? Its code teaches nothing, and is folded.

    A cell that asks (a live drawing, a guess and its answer) prints and defines nothing; one that
    draws calls nothing besides but what is built into Python, as to name or to sort.
    """
    called, found = calls(cell), packages(cell)
    if {"print", "exercises.check"} & called or re.search(r"^(def|class) ", source(cell), re.M):
        return False
    if ASKS & found or any(name.endswith(".reveal") for name in called):
        return True
    return bool(DRAWS & found) and all(one in DRAWS or hasattr(builtins, one) for one in found)


def states(notebook: Notebook) -> Notebook:
    """Return the state of each widget that a notebook holds."""
    held: Notebook = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    return held


def fingerprint(parts: list[Any]) -> str:
    """Return what tells one thing from another version of it, by what it is made of."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def write_whole(path: Path, words: str) -> None:
    """Write a file, all of it or nothing, also if the computer stops meanwhile."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_text(words, encoding="utf-8", newline="\n")
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
