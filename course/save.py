"""Notebooks are saved clean: python -m course.save 05 13 errata runs them from the top first.

Pages of the book that are notebooks go by their names; a path will do as well. Without any it takes
all notebooks of the course. One that fails is left as it was on disk.

JupyterLab keeps the state of all widgets that a notebook has made, also of those whose cell was
run again. In the course's environment ``settings/`` has its server load this module, which takes
out what no output shows, and each view whose state is gone: then its still picture shows. What it
saves in ``notebooks/`` is clean, without any state.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from course import notebooks
from course.notebooks import METADATA, STATE, VIEW, Notebook, Problem, on_slides, states

# How a widget's state names another widget, and a view that stands in it.
NAMED = re.compile(r'(?:IPY_MODEL_|"model_id": ")(\w+)')
SECONDS = 900


def clean(notebook: Notebook) -> Notebook:
    """Keep what a reader sees; drop what changes from run to run (times, widget ids, versions)."""
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        kept = {"tags", "slideshow"} & set(cell["metadata"])
        cell["metadata"] = {key: cell["metadata"][key] for key in sorted(kept)}
        if notebooks.only_shows(cell):
            cell["metadata"]["jupyter"] = {"source_hidden": True}
    drop_what_is_not_shown(notebook)
    return notebook


def drop_what_is_not_shown(notebook: Notebook, before: Notebook | None = None) -> bool:
    """Drop views whose state is gone, and state that no view needs; tell whether there was any.

    JupyterLab forgets the state of what has no kernel any more, as on the second day when no cell
    is run: what is missing is taken from ``before``, the notebook as it is stored.
    """
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    views = [output for output in outputs if VIEW in output.get("data", {})]
    ids = {output["data"][VIEW].get("model_id") for output in views}
    state = states(notebook)
    models = states(before) | state if before and ids - set(state) else state
    for output in views:
        if output["data"][VIEW].get("model_id") not in models:
            del output["data"][VIEW]
            output.get("metadata", {}).pop(VIEW, None)
    kept = {id: models[id] for id in sorted(needed(models, ids))}
    had = notebook["metadata"].pop("widgets", None)
    if kept:
        frame = {"state": kept, "version_major": 2, "version_minor": 0}
        notebook["metadata"]["widgets"] = {STATE: frame}
    return bool(ids - set(models)) or had != notebook["metadata"].get("widgets")


def needed(models: dict[str, Any], shown: Iterable[str]) -> set[str]:
    """Return the ids of what is shown, of what that is made of, and of the links in it."""
    names = {id: set(NAMED.findall(json.dumps(model["state"]))) for id, model in models.items()}
    found, ahead = set(), list(shown)
    while ahead:
        id = ahead.pop()
        if id in models and id not in found:
            found.add(id)
            ahead += names[id]
    # A link (jslink) names the two that it ties together, and neither names it.
    links = {id for id, model in models.items() if {"source", "target"} <= set(model["state"])}
    return found | {id for id in links if names[id] <= found}


# --- The server's extension ---------------------------------------------------------------------


def before_saving(model: Notebook, path: str, contents_manager: Any, **_: Any) -> None:
    """Change what JupyterLab's server is about to write."""
    if model["type"] != "notebook":
        return
    file = Path(contents_manager.root_dir, path.strip("/"))
    if file.resolve().parent in (notebooks.NOTEBOOKS, notebooks.PAGES):
        clean(model["content"])
    else:
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        drop_what_is_not_shown(model["content"], before)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(before_saving)


# --- The command --------------------------------------------------------------------------------


def save(path: Path) -> Any:
    """Run one notebook in its own folder, write it back clean, and return it.

    Raises Problem if it can't be read, or if a cell or the kernel fails.
    """
    # JupyterLab's server needs none of these.
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook, running = notebooks.read(path), list[str]()
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
    left = f"{path.name} is left as it was on disk:"
    try:
        client.execute(stderr=subprocess.DEVNULL)  # what a kernel says of itself as it starts
    except CellExecutionError as error:
        words = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
        raise Problem(f"{left} an error {running[-1]}.\n{words}") from error
    except CellTimeoutError as error:
        why = f"more than {SECONDS} seconds {running[-1]}; make it shorter."
        raise Problem(f"{left} {why}") from error
    except RuntimeError as error:
        where = running[-1] if running else "as it started"
        why = f"its kernel died {where}; is there enough memory, and does it run in JupyterLab?"
        raise Problem(f"{left} {why}") from error
    words = nbformat.writes(clean(notebook)) + "\n"  # type: ignore[no-untyped-call]
    path.write_text(words, encoding="utf-8", newline="\n")
    return notebook


def remarks(notebook: Notebook, path: Path) -> Iterator[str]:
    """Yield what the tests will ask for: each cell has a name and says what it is on the slides."""
    for cell in notebook["cells"]:
        where = f"cell {cell['id']!r} of {path.name}"
        if not notebooks.CELL_ID.fullmatch(cell["id"]):
            yield f'{where}: give it a name of lower-case letters, as "id" in the file'
        # A page, which goes by its name, has no slides.
        if notebooks.number(path) != path.stem and on_slides(cell) not in notebooks.SLIDE_TYPES:
            others = ", ".join(f'"{other}"' for other in notebooks.SLIDE_TYPES)
            yield (
                f"{where}: write into its metadata what it is on the slides, as "
                f'"slideshow": {{"slide_type": "skip"}}; there are {others}'
            )


def chosen(words: Sequence[str]) -> list[Path]:
    """Return the notebooks that are meant. Raises Problem if one is not there, or there twice."""
    paths, pages = notebooks.paths(), notebooks.pages()
    for one, other in pairwise(paths):
        if notebooks.number(one) == notebooks.number(other):
            raise Problem(
                f"{one.name} and {other.name} have the same number: rename or remove one."
            )
    known = {notebooks.number(path): path for path in paths + pages}
    known |= {str(path): path for path in paths + pages}
    meant = {
        word: known.get(word.zfill(2)) or known.get(str(Path(word).resolve())) for word in words
    }
    unknown = sorted(word for word in meant if meant[word] is None)
    if unknown:
        raise Problem(
            f"The course has no notebook {', '.join(unknown)}: the numbers are "
            f"{notebooks.number(paths[0])} to {notebooks.number(paths[-1])}, and the pages "
            f"{' and '.join(path.stem for path in pages)}."
        )
    return [path for path in paths + pages if path in meant.values()] if words else paths


def main(arguments: Sequence[str] | None = None) -> None:
    """Save the notebooks that are given, or all of the course."""
    parser = argparse.ArgumentParser(
        prog="python -m course.save",
        description="Runs notebooks from the top and saves them clean, without what changes.",
    )
    parser.add_argument(
        "notebook", nargs="*", help="a number (05), a page's name (errata) or a path; none: all"
    )
    try:
        for path in chosen(parser.parse_args(arguments).notebook):
            print(f"{path.name} … ", end="", flush=True)
            notebook = save(path)
            print("saved")
            for remark in remarks(notebook, path):
                print(f"  {remark}")
    except Problem as problem:
        sys.exit(f"\n{problem}")


if __name__ == "__main__":
    main()
