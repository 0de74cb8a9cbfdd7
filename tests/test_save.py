"""What is saved of live drawings: what an output shows, nothing else; in ``notebooks/`` nothing."""

import json
from types import SimpleNamespace

import pytest
from ipywidgets import Widget

from course import explore, notebooks, save
from course.notebooks import METADATA, STATE, VIEW

# The widgets of earlier kernels.
old = set()


@pytest.fixture(autouse=True)
def new_kernel():
    old.update(Widget.get_manager_state()["state"])


def saved(*drawings, state=None):
    """A notebook as JupyterLab saves it: a cell for each drawing, the state of all widgets."""
    if state is None:
        state = Widget.get_manager_state(drop_defaults=True)["state"]
        state = {id: state[id] for id in set(state) - old}
    cells = []
    for drawing in drawings:
        data, metadata = drawing._repr_mimebundle_(), {"hidden": True, "tags": ["check"]}
        output = {"output_type": "execute_result", "data": data, "metadata": {}}
        code = {"cell_type": "code", "source": "explore.network(weights)"}
        cells.append(code | {"metadata": metadata, "outputs": [output]})
    frame = {"state": state, "version_major": 2, "version_minor": 0}
    metadata = {"widgets": {STATE: frame}, "made_from": "abc"}
    return {"cells": cells, "metadata": metadata}


def network():
    return explore.network([0.1], inputs=["a"], outputs=["b"], input=[1], goal=[1], alpha=0.01)


def models(notebook):
    return notebook["metadata"].get("widgets", {STATE: {"state": {}}})[STATE]["state"]


def written(tmp_path, notebook, path="my_course/05.ipynb"):
    """What the server writes when it is to save this notebook."""
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    manager = SimpleNamespace(root_dir=str(tmp_path))
    save.before_saving({"type": "notebook", "content": notebook}, f"/{path}", manager)
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return json.loads(json.dumps(notebook))


def test_drawings_of_earlier_runs_are_not_saved(tmp_path):
    once = written(tmp_path, saved(network(), explore.fold()))
    names = sorted(model["model_name"] for model in models(once).values())
    assert "DirectionalLinkModel" in names or "LinkModel" in names  # sliders move the drawing
    last = saved(network(), explore.fold())
    assert len(models(last)) == 2 * len(names)
    last = written(tmp_path, last)
    assert sorted(model["model_name"] for model in models(last).values()) == names
    # Each model that is named is there.
    assert set(save.NAMED.findall(json.dumps(last))) <= set(models(last))


def test_on_the_second_day_the_state_stays_until_its_cell_is_run(tmp_path):
    """JupyterLab saves no state of what has no kernel."""
    first = written(tmp_path, saved(network(), explore.fold()))
    without = {"cells": first["cells"], "metadata": {"made_from": "abc"}}
    assert written(tmp_path, without) == first
    # One cell is run again, the other one is not.
    old.update(Widget.get_manager_state()["state"])
    again = saved(network())
    again["cells"].append(first["cells"][1])
    second = written(tmp_path, again)
    assert len(models(second)) == len(models(first))
    assert 0 < len(set(models(second)) & set(models(first))) < len(models(first))
    # Its output is cleared.
    old.update(Widget.get_manager_state()["state"])
    assert set(models(written(tmp_path, saved(network())))).isdisjoint(models(second))


def test_a_view_whose_state_is_nowhere_is_dropped(tmp_path):
    drawing = network()
    left = written(tmp_path, saved(drawing, state={}))
    (cell,) = left["cells"]
    assert set(cell["outputs"][0]["data"]) == {"text/html", "text/plain"}
    assert left["metadata"] == {"made_from": "abc"}


def test_in_notebooks_all_is_saved_clean(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path / "notebooks")
    left = written(tmp_path, saved(network()), "notebooks/05.ipynb")
    (cell,) = left["cells"]
    assert VIEW not in cell["outputs"][0]["data"]
    folded = {"jupyter": {"source_hidden": True}}
    assert (left["metadata"], cell["metadata"]) == (METADATA, {"tags": ["check"]} | folded)


def test_what_is_no_notebook_is_left_alone(tmp_path):
    model = {"type": "file", "content": "words"}
    save.before_saving(model, "words.txt", SimpleNamespace(root_dir=str(tmp_path)))
    assert model == {"type": "file", "content": "words"}
