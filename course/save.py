"""What stays in a notebook that is saved: the state of what it shows, and in ``notebooks/`` none.

JupyterLab keeps the state of all widgets that a notebook has made, also of those whose cell was
run again. In the course's environment ``settings/`` has its server load this module, which takes
out what no output shows, and each view whose state is gone: then its still picture shows.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What is saved clean: the notebooks that tests, book and slides begin with.
CLEAN = ROOT / "notebooks", ROOT / "book" / "pages"
STATE = "application/vnd.jupyter.widget-state+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# How a widget's state names another widget, and a view that stands in it.
NAMED = re.compile(r'(?:IPY_MODEL_|"model_id": ")(\w+)')
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}

Notebook = dict[str, Any]


def clean(notebook: Notebook) -> Notebook:
    """Keep what a reader sees; drop what changes from run to run (times, widget ids, versions)."""
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        kept = {"tags", "slideshow"} & set(cell["metadata"])
        cell["metadata"] = {key: cell["metadata"][key] for key in sorted(kept)}
    drop_what_is_not_shown(notebook)
    return notebook


def drop_what_is_not_shown(notebook: Notebook, before: Notebook | None = None) -> bool:
    """Drop views whose state is gone, and state that no view needs; tell whether there was any.

    JupyterLab forgets the state of what has no kernel any more, as on the second day when no cell
    is run: what is missing is taken from ``before``, the notebook as it is stored.
    """
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    views = [output for output in outputs if WIDGET_VIEW in output.get("data", {})]
    ids = {output["data"][WIDGET_VIEW].get("model_id") for output in views}
    state = _state(notebook)
    models = _state(before) | state if before and ids - set(state) else state
    for output in views:
        if output["data"][WIDGET_VIEW].get("model_id") not in models:
            del output["data"][WIDGET_VIEW]
            output.get("metadata", {}).pop(WIDGET_VIEW, None)
    kept = {id: models[id] for id in sorted(_needed(models, ids))}
    had = notebook["metadata"].pop("widgets", None)
    if kept:
        frame = {"state": kept, "version_major": 2, "version_minor": 0}
        notebook["metadata"]["widgets"] = {STATE: frame}
    return bool(ids - set(models)) or had != notebook["metadata"].get("widgets")


def _state(notebook: Notebook) -> dict[str, Any]:
    """Return the state of each widget that a notebook holds."""
    widgets = notebook["metadata"].get("widgets", {})
    return widgets.get(STATE, {}).get("state", {})  # type: ignore[no-any-return]


def _needed(models: dict[str, Any], shown: Iterable[str]) -> set[str]:
    """Return the ids of what is shown, of what that is made of, and of the links in it."""
    names = {id: set(NAMED.findall(json.dumps(model["state"]))) for id, model in models.items()}
    needed, ahead = set(), list(shown)
    while ahead:
        id = ahead.pop()
        if id in models and id not in needed:
            needed.add(id)
            ahead += names[id]
    # A link (jslink) names the two that it ties together, and neither names it.
    links = {id for id, model in models.items() if {"source", "target"} <= set(model["state"])}
    return needed | {id for id in links if names[id] <= needed}


# --- The server's extension ---------------------------------------------------------------------


def before_saving(model: Notebook, path: str, contents_manager: Any, **_: Any) -> None:
    """Change what JupyterLab's server is about to write."""
    if model["type"] != "notebook":
        return
    file = Path(contents_manager.root_dir, path.strip("/"))
    if file.resolve().parent in CLEAN:
        clean(model["content"])
    else:
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        drop_what_is_not_shown(model["content"], before)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(before_saving)
