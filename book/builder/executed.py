"""Notebooks with their stored outputs, and with the widgets that only a run can give.

A stored notebook has no widget state: its ids are random. So one with live drawings is run once
more, and from that run the live drawings are taken, and the plots as SVG, which turns dark with its
page; all that a reader reads is what is stored. The run is kept in ``_build/executed`` until its
code, the course's, ``data`` or a package changes.
"""

import hashlib
import os
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from html import escape
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from book.builder import BUILD, ROOT, BuildError
from course import notebooks
from course.notebooks import STATE, VIEW, is_live, packages, states, tags
from course.pictures.svg import SVG
from course.save import drop_what_is_not_shown

SECONDS = 900
AT_A_TIME = 2
# How the name of a cell ends that draws the states of the one before it.
STILLS = "-stills"

# In place of the training, which takes a minute: the network that was trained so, and its history.
RECORDED = """\
import json
from nnlib.mnist import DATA

model.set_weights(models.load_model(model.name).get_weights())
recorded = json.loads((DATA / "models" / "history.json").read_text(encoding="utf-8"))
history = recorded["models"][model.name]
"""


def executed(path: Path) -> NotebookNode:
    """Return a notebook with its stored outputs, its plots as SVG, and what makes it live.

    A notebook that is stored without any output (a page of the book) gets those of the run. The
    notebook on disk stays as it is. Raises BuildError if a cell fails, or if the run shows another
    drawing than the one that is stored.
    """
    notebook = notebooks.read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    stored = any(cell.outputs for cell in code)
    if not code or (
        stored and not any(is_live(cell) or "plots" in packages(cell) for cell in code)
    ):
        return notebook
    kept = _kept(path, notebook)
    if not kept.is_file():
        _run(path, kept)
    return _merge(path.name, notebook, nbformat.read(kept, as_version=4))


def execute_all(paths: Iterable[Path], done: Callable[[Path], None] = lambda path: None) -> None:
    """Run those notebooks that have to run, two at a time, and call ``done`` after each.

    After that ``executed`` has its answer at once. Raises BuildError as ``executed`` does.
    """
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        running = {pool.submit(executed, path): path for path in paths}
        try:
            for future in as_completed(running):
                future.result()
                done(running[future])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


# --- What a run depends on ----------------------------------------------------------------------


def _kept(path: Path, notebook: NotebookNode) -> Path:
    """Where the run of this notebook is kept: its name says what it depends on."""
    code = [
        [cell.id, cell.source, sorted(tags(cell)), _states(cell)]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    key = notebooks.fingerprint([code, RECORDED, _surroundings()])
    return BUILD / "executed" / f"{path.stem}-{key}.ipynb"


def _states(cell: NotebookNode) -> list[dict[str, Any]]:
    """Return the states that the clicker takes a cell's live drawing to."""
    found: list[dict[str, Any]] = cell.metadata.get("slideshow", {}).get("states", [])
    return found


@cache
def _surroundings() -> str:
    return made_of("course/**/*", "data/**/*", "nnlib/**/*")


def made_of(*places: str) -> str:
    """Return a name for what something is made of: Python, all packages, the files that match."""
    words = [
        platform.python_version(),
        *sorted(f"{one.name} {one.version}" for one in distributions()),
    ]
    for file in sorted(file for place in places for file in ROOT.glob(place)):
        # Numba keeps what it has compiled beside the source.
        if file.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(file.parts):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            words.append(f"{file.relative_to(ROOT).as_posix()} {digest}")
    return notebooks.fingerprint(words)


# --- The run ------------------------------------------------------------------------------------


def _run(path: Path, kept: Path) -> None:
    """Run a notebook in a folder of its own, so that what it saves does not land in ``my_work``."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    if not (ROOT / "data" / "mnist.npz").is_file():
        raise BuildError(
            f"There is no data/mnist.npz in {ROOT}, which the notebooks read: it is part of the "
            "course, so get the whole folder once more."
        )
    notebook = notebooks.read(path)
    for cell in notebook.cells:
        if "training" in tags(cell):
            cell.source = RECORDED
    # Behind a live drawing, which is what its cell shows, a still of each of its states.
    notebook.cells = [part for cell in notebook.cells for part in (cell, *_stills(cell))]
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="kernel.") as place:
        here = Path(place) / "notebooks"
        here.mkdir()
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(here)}},
            store_widget_state=True,
            record_timing=False,
            coalesce_streams=True,
        )
        # The course's own code, also in a copy of the folder that is not the installed one.
        others = os.environ.get("PYTHONPATH")
        search = os.pathsep.join([str(ROOT), *([others] if others else [])])
        env = os.environ | {"PYTHONPATH": search, "NNLIB_FOR_A_PAGE": "yes"}
        try:
            client.execute(env=env, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            if _failing(notebook).endswith(STILLS):
                raise BuildError(
                    f"{path.name}, cell {_failing(notebook).removesuffix(STILLS)!r}: its states "
                    f"can't be drawn ({error.ename}: {error.evalue}); the cell has to end with a "
                    "live drawing, and a state may have what moves in it."
                ) from error
            raise BuildError(
                f"{path.name} fails in cell {_failing(notebook)!r}, so nothing was built: "
                f"{error.ename}: {error.evalue}"
            ) from error
        except (
            CellTimeoutError,
            RuntimeError,
        ) as error:  # as a kernel that never starts
            raise BuildError(f"{path.name} could not be run to its end: {error}") from error
    _write(notebook, kept)


def _stills(cell: NotebookNode) -> Iterable[NotebookNode]:
    """Return what has to run behind a cell for a still of each state, if it has any."""
    if _states(cell):
        source = f"for state in {_states(cell)!r}: display(Out[len(In) - 2].at(**state))"
        yield nbformat.v4.new_code_cell(source, id=cell.id + STILLS)


def _failing(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return str(cell.id)
    return "?"


def _write(notebook: NotebookNode, kept: Path) -> None:
    """Write the run at once, whole; runs of the same notebook that no longer hold go."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    stem = kept.stem.rpartition("-")[0]
    for old in kept.parent.glob(f"{stem}-*.ipynb"):
        old.unlink(missing_ok=True)
    notebooks.write_whole(kept, nbformat.writes(notebook) + "\n")


# --- Stored outputs and live drawings -----------------------------------------------------------


def _merge(name: str, stored: NotebookNode, run: NotebookNode) -> NotebookNode:
    """Give the stored notebook the views of the run, and the state of the widgets they show."""
    ran = {cell.id: cell for cell in run.cells}
    page = not any(cell.get("outputs") for cell in stored.cells)
    for cell in stored.cells:
        if cell.cell_type != "code":
            continue
        if page:
            cell.outputs = ran[cell.id].outputs
            cell.execution_count = ran[cell.id].execution_count
        _add_views(name, cell, ran[cell.id])
        if _states(cell):
            outputs = ran[cell.id + STILLS].outputs
            cell.metadata["stills"] = [output.data["text/html"] for output in outputs]
    stored.metadata["widgets"] = {STATE: {"state": states(run)}}
    drop_what_is_not_shown(stored)
    return stored


def _add_views(name: str, cell: NotebookNode, ran: NotebookNode) -> None:
    """Give a cell's stored drawings the views of the run, and its plots their SVG.

    A live drawing has ``text/html`` too, its still picture. What has none (a progress bar) stays
    the words that are stored.
    """
    stored = [output for output in cell.outputs if _is_drawing(output)]
    shown = [output for output in ran.outputs if _is_drawing(output)]
    taken = any(kind in output.data for output in shown for kind in (VIEW, SVG))
    # After Keras has been trained the last digits are another computer's, and may differ.
    same = [_words(output) for output in stored] == [_words(output) for output in shown]
    if taken and not same and "nbval-ignore-output" not in tags(cell):
        raise BuildError(
            f"{name} shows another drawing in cell {cell.id!r} than the stored one: save it with "
            f"python -m course.save {notebooks.number(Path(name))} and build again."
        )
    for output, new in zip(stored, shown, strict=False):
        if VIEW in new.data:
            output.data[VIEW] = new.data[VIEW]
        if SVG in new.data:
            output.data[SVG] = new.data[SVG].replace(*map(escape, (_words(new), _words(output))))


def _is_drawing(output: NotebookNode) -> bool:
    return bool({"text/html", "image/png"} & set(output.get("data", {})))


def _words(output: NotebookNode) -> str:
    return str(output.data.get("text/plain", ""))
