"""What each notebook shows when it is run is what is stored.

The run is the one that the book is made of: it is done once, and who comes second waits for it.
There the network of 16 is the recorded one. That it comes out of the training is what a run of that
notebook alone shows, by nbval, as `.ci/run` does.
"""

import importlib.util

import pytest

pytest.importorskip("nbclient")

from book.builder.executed import run_of
from course import notebooks
from course.notebooks import tags
from nnlib.models import NO_TENSORFLOW
from stored import text

# What differs: the bar of a training, and its last digits, which are another computer's.
OTHERWISE = {"training", "nbval-ignore-output"}
KERAS = ("15", "16", "17")


def said(cell):
    """What a cell prints, what it shows in words, and its drawings."""
    found = {}
    for output in cell.outputs:
        parts = {output.name: output.text} if "text" in output else output.get("data", {})
        for kind in {"stdout", "stderr", "text/plain", "text/html"} & parts.keys():
            found[kind] = found.get(kind, "") + text(parts[kind])
    return found


ALL = [*notebooks.paths(), *notebooks.pages()]


@pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
def test_a_run_shows_what_is_stored(path):
    if path.name.startswith(KERAS) and importlib.util.find_spec("tensorflow") is None:
        pytest.skip(NO_TENSORFLOW)
    ran = {cell.id: cell for cell in run_of(path).cells}
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code" and not OTHERWISE & tags(cell):
            assert said(ran[cell.id]) == said(cell), f"cell {cell.id} of {path.stem}"
