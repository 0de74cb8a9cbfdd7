"""Run notebooks from the top and save them clean: python tests/save_notebook.py 05 13 errata

Pages of the book that are notebooks go by their names; a path will do as well. Without any it takes
all notebooks of the course. One that fails is left as it was on disk.
"""

import argparse
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

from course.save import clean

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PAGES = NOTEBOOKS.parent / "book" / "pages"
SECONDS = 900
# What a person has given: JupyterLab makes up ids as 3f2a9b1c-52d0-….
PROPER_ID = re.compile(r"(?![0-9a-f]{8}(-|$))[a-z][a-z0-9-]*")
SLIDE_TYPES = ("slide", "subslide", "fragment", "-", "skip", "notes")


class NotSaved(Exception):
    """Why a notebook was not saved, and what to do: what follows "… is left as it was:"."""


def remarks(notebook, file):
    """Yield what the tests will ask for: each cell has a name and says what it is on the slides."""
    for cell in notebook.cells:
        where = f"cell {cell.id!r} of {file}"
        if not PROPER_ID.fullmatch(cell.id):
            yield f'{where}: give it a name of lower-case letters, as "id" in the file'
        # Pages of the book have no slides, and no number.
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if file[:2].isdigit() and kind not in SLIDE_TYPES:
            others = ", ".join(f'"{other}"' for other in SLIDE_TYPES)
            yield (
                f"{where}: write into its metadata what it is on the slides, as "
                f'"slideshow": {{"slide_type": "skip"}}; there are {others}'
            )


def save(path):
    """Run one notebook in its own folder, write it back clean, and return it.

    Raises NotSaved if it can't be read, or if a cell or the kernel fails.
    """
    notebook, running = read(path), []
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        on_cell_start=lambda cell, cell_index: running.append(f"in cell {cell.id!r}"),
    )
    try:
        client.execute(stderr=subprocess.DEVNULL)  # what a kernel says of itself as it starts
    except CellExecutionError as error:
        words = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
        raise NotSaved(f"an error {running[-1]}.\n{words}") from error
    except CellTimeoutError as error:
        raise NotSaved(f"more than {SECONDS} seconds {running[-1]}; make it shorter.") from error
    except RuntimeError as error:
        where = running[-1] if running else "as it started"
        raise NotSaved(
            f"its kernel died {where}; is there enough memory, and does it run in JupyterLab?"
        ) from error
    path.write_text(nbformat.writes(clean(notebook)) + "\n", encoding="utf-8", newline="\n")
    return notebook


def read(path):
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        # That of the JSON inside says the line.
        why = str(error.__cause__ or error).splitlines()[0]
        raise NotSaved(
            f"it can't be read as a notebook ({why}); correct the file, or drop all that has "
            f'changed in it since the last commit with git checkout -- "{path}".'
        ) from error


def chosen(words):
    """Return the notebooks that are meant, or exit with a sentence."""
    # Not what someone has beside them for a while, as 05_something.tmp.ipynb.
    paths = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    paths = [path for path in paths if "." not in path.stem]
    for one, other in pairwise(paths):
        if one.name[:2] == other.name[:2]:
            sys.exit(f"{one.name} and {other.name} have the same number: rename or remove one.")
    pages = sorted(PAGES.glob("*.ipynb"))
    known = {path.name[:2]: path for path in paths} | {path.stem: path for path in pages}
    known |= {str(path): path for path in paths + pages}
    meant = {
        word: known.get(word.zfill(2)) or known.get(str(Path(word).resolve())) for word in words
    }
    unknown = sorted(word for word in meant if meant[word] is None)
    if unknown:
        sys.exit(
            f"The course has no notebook {', '.join(unknown)}: the numbers are "
            f"{paths[0].name[:2]} to {paths[-1].name[:2]}, and the pages "
            f"{' and '.join(path.stem for path in pages)}."
        )
    return [path for path in paths + pages if path in meant.values()] if words else paths


def main(arguments=None):
    """Save the notebooks that are given, or all of the course."""
    parser = argparse.ArgumentParser(
        description="Runs notebooks from the top and saves them clean, without what changes."
    )
    parser.add_argument(
        "notebook", nargs="*", help="a number (05), a page's name (errata) or a path; none: all"
    )
    for path in chosen(parser.parse_args(arguments).notebook):
        print(f"{path.name} … ", end="", flush=True)
        try:
            notebook = save(path)
        except NotSaved as error:
            sys.exit(f"failed.\n{path.name} is left as it was on disk: {error}")
        print("saved")
        for remark in remarks(notebook, path.name):
            print(f"  {remark}")


if __name__ == "__main__":
    main()
