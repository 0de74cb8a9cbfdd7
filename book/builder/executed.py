"""Notebooks with their stored outputs, and with the widgets that only a run can give.

A stored notebook has no widget state: its ids are random. So each notebook is run once more, and
from that run the live drawings alone are taken; all that a reader reads is what is stored. The run
is kept in ``_build/executed`` until its code, the course's, ``data`` or a package changes.
"""

import hashlib
import json
import os
import platform
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from book.builder import BUILD, ROOT, BuildError

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
MODEL = re.compile(r"IPY_MODEL_(\w+)")
SECONDS = 900
AT_A_TIME = 2

# In place of the training, which takes a minute: the network that was trained so, and its history.
RECORDED = """\
import json
from nnlib.mnist import DATA

model.set_weights(models.load_model(model.name).get_weights())
recorded = json.loads((DATA / "models" / "history.json").read_text(encoding="utf-8"))
history = recorded["models"][model.name]
"""


def executed(path: Path) -> NotebookNode:
    """Return a notebook with its stored outputs, and the views and states of its live drawings.

    A notebook that is stored without any output (a page of the book) gets those of the run. The
    notebook on disk stays as it is. Raises BuildError if a cell fails, or if the run shows another
    drawing than the one that is stored.
    """
    notebook = read_notebook(path)
    if not any(cell.cell_type == "code" for cell in notebook.cells):
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


def find_notebook(number: str) -> Path:
    """Return where the notebook of that number is. Raises BuildError if it is gone."""
    path = next((ROOT / "notebooks").glob(f"{number}_*.ipynb"), None)
    if path is None:
        raise BuildError(
            f"There is no notebook {number} in {ROOT / 'notebooks'}, which the book needs: put it "
            "back, or take it out of course/tasks and of the book's pages as well."
        )
    return path


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook from disk. Raises BuildError, naming the file, if it is none, or empty."""
    try:
        notebook = nbformat.read(path, as_version=4)
        if not notebook.cells:
            raise ValueError("it has no cells")
        return notebook
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        # That of the JSON inside says the line.
        why = str(error.__cause__ or error).splitlines()[0]
        raise BuildError(
            f"{path.name} can't be read as a notebook ({why}): correct the file, or drop all that "
            f'has changed in it since the last commit with git checkout -- "{path}".'
        ) from error


# --- What a run depends on ----------------------------------------------------------------------


def _kept(path: Path, notebook: NotebookNode) -> Path:
    """Where the run of this notebook is kept: its name says what it depends on."""
    code = [
        [cell.id, cell.source, cell.metadata.get("tags", [])]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    words = json.dumps([code, RECORDED, _surroundings()])
    key = hashlib.sha256(words.encode("utf-8")).hexdigest()[:20]
    return BUILD / "executed" / f"{path.stem}-{key}.ipynb"


@cache
def _surroundings() -> list[str]:
    """What all runs depend on: the packages' versions, the course's code and ``data``, by files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w.-]", line)[0] for line in project["dependencies"]}
    found = [platform.python_version()]
    for name in sorted(names | {"ipykernel", "keras", "nbclient"}):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    for file in _files():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        found.append(f"{file.relative_to(ROOT).as_posix()} {digest}")
    return found


def _files() -> Iterator[Path]:
    for folder, kinds in (
        ("course", (".py", ".mjs")),
        ("nnlib", (".py",)),
        ("data", (".npz", ".png", ".keras", ".json")),
    ):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in kinds and file.is_file():
                yield file


# --- The run ------------------------------------------------------------------------------------


def _run(path: Path, kept: Path) -> None:
    """Run a notebook in a folder of its own, so that what it saves does not land in ``my_work``."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    if not (ROOT / "data" / "mnist.npz").is_file():
        raise BuildError(
            f"There is no data/mnist.npz in {ROOT}, which the notebooks read: it is part of the "
            "course, so get the whole folder once more."
        )
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if "training" in cell.metadata.get("tags", []):
            cell.source = RECORDED
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="run.") as place:
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
            raise BuildError(
                f"{path.name} fails in cell {_failing(notebook)!r}, so nothing was built: "
                f"{error.ename}: {error.evalue}"
            ) from error
        except (CellTimeoutError, DeadKernelError) as error:
            raise BuildError(f"{path.name} could not be run to its end: {error}") from error
    _write(notebook, kept)


def _failing(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return str(cell.id)
    return "?"


def _write(notebook: NotebookNode, kept: Path) -> None:
    """Write the run at once, whole; runs of the same notebook that no longer hold go."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}.half")
    half.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    stem = kept.stem.rpartition("-")[0]
    for old in kept.parent.glob(f"{stem}-*.ipynb"):
        old.unlink(missing_ok=True)
    half.replace(kept)


# --- Stored outputs and live drawings -----------------------------------------------------------


def _merge(name: str, stored: NotebookNode, run: NotebookNode) -> NotebookNode:
    """Give the stored notebook the views of the run, and the state of the widgets they show."""
    ran = {cell.id: cell for cell in run.cells}
    page = not any(cell.get("outputs") for cell in stored.cells)
    views: list[str] = []
    for cell in stored.cells:
        if cell.cell_type != "code":
            continue
        if page:
            cell.outputs = ran[cell.id].outputs
            cell.execution_count = ran[cell.id].execution_count
        views += _add_views(name, cell, ran[cell.id])
    models = run.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    if views:
        state = {"version_major": 2, "version_minor": 0, "state": _needed(models, views)}
        stored.metadata["widgets"] = {STATE: state}
    return stored


def _add_views(name: str, cell: NotebookNode, ran: NotebookNode) -> list[str]:
    """Give a cell's stored drawings the views of the run, and return the ids of their models.

    A live drawing has ``text/html`` too, its still picture. What has none (a progress bar) stays
    the words that are stored.
    """
    stored = [output for output in cell.outputs if _is_drawing(output)]
    shown = [output for output in ran.outputs if _is_drawing(output)]
    live = [output for output in shown if VIEW in output.data]
    if live and [_words(output) for output in stored] != [_words(output) for output in shown]:
        number = name[:2] if name[:2].isdigit() else Path(name).stem
        raise BuildError(
            f"{name} shows another drawing in cell {cell.id!r} than the stored one: save it with "
            f"python tests/save_notebook.py {number} and build again."
        )
    for output, new in zip(stored, shown, strict=False):
        if VIEW in new.data:
            output.data[VIEW] = new.data[VIEW]
    return [output.data[VIEW]["model_id"] for output in live]


def _is_drawing(output: NotebookNode) -> bool:
    return "text/html" in output.get("data", {})


def _words(output: NotebookNode) -> str:
    return str(output.data.get("text/plain", ""))


def _needed(models: dict[str, Any], views: list[str]) -> dict[str, Any]:
    """Return the models that the views show, those they refer to, and the links between them."""
    refers = {key: set(MODEL.findall(json.dumps(model))) for key, model in models.items()}
    needed: set[str] = set()
    waiting = list(views)
    while waiting:
        key = waiting.pop()
        if key in models and key not in needed:
            needed.add(key)
            waiting += refers[key]
    links = {
        key
        for key, model in models.items()
        if model["model_name"] in ("LinkModel", "DirectionalLinkModel") and refers[key] <= needed
    }
    return {key: model for key, model in models.items() if key in needed | links}
