"""Run notebooks from the top and save them clean: python tests/save_notebook.py 05 13 errata

Pages of the book that are notebooks go by their names. Without a number or a name it takes all
notebooks of the course. One that fails is left as it was on disk.
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PAGES = NOTEBOOKS.parent / "book" / "pages"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def clean(notebook):
    """Keep what a reader sees; drop what changes from run to run (times, widget ids, versions)."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        kept = {"tags", "slideshow"} & set(cell.metadata)
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in sorted(kept)})
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
                output.metadata.pop(WIDGET_VIEW, None)
    return notebook


def save(path):
    """Run one notebook in its own folder and write it back clean."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=900,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
    )
    client.execute(stderr=subprocess.DEVNULL)  # what a kernel says of itself as it starts
    path.write_text(nbformat.writes(clean(notebook)) + "\n", encoding="utf-8", newline="\n")


def main(wanted):
    """Save the notebooks whose numbers, and the pages whose names, are given."""
    notebooks = {path.name[:2]: path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))}
    pages = {path.stem: path for path in sorted(PAGES.glob("*.ipynb"))}
    unknown = sorted(set(wanted) - set(notebooks) - set(pages))
    if unknown:
        first, last = min(notebooks), max(notebooks)
        sys.exit(
            f"There is no notebook {', '.join(unknown)}: the numbers are {first} to {last}, "
            f"and the pages {' and '.join(pages)}."
        )
    known = notebooks | pages
    for path in [known[name] for name in known if name in (wanted or notebooks)]:
        print(f"{path.name} … ", end="", flush=True)
        try:
            save(path)
        except CellExecutionError as error:
            words = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
            sys.exit(f"failed, and is left as it was on disk.\n{words}")
        print("saved")


if __name__ == "__main__":
    main(sys.argv[1:])
