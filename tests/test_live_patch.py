"""Notebook 15's sliding patch: what is moved can be read, and is drawn over what it moves."""

import numpy as np
import pytest
from painted import part, root

from course import explore
from stored import load_mnist

EDGE = [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]
SEVEN = load_mnist()[1][0][0]


def test_the_areas_for_the_pointer_lie_where_the_weights_are_drawn():
    drawn = root(explore.patch(SEVEN, EDGE, row=8, column=10).drawing)
    for name in ("0-0", "2-1"):
        area, weight = part(drawn, f"weight-area-{name}"), part(drawn, f"weight-{name}")
        for axis, inside in (("x", 24), ("y", 29)):  # the middle of a cell, and a text's base
            there = float(weight.get(axis)) - float(area.get(axis))
            assert there == pytest.approx(inside, abs=0.02)


def test_a_map_that_grows_is_not_pooled_yet():
    growing = explore.patch(np.eye(4), [[1]], row=0, column=0, growing=True).drawing
    assert "pooled" not in growing.words and "feature map" in growing.words.lower()
    for pooled in ("pooled", "pooled-value", "pooled-outline"):
        assert growing.svg.index('display="none"') < growing.svg.index(f'data-part="{pooled}"')


def test_what_is_moved_can_be_read_in_python():
    shown = explore.patch(SEVEN, [[1, 1, 1], [0, 0, 0], [-1, -1, -1]], row=8, column=10)
    assert shown.sum == pytest.approx(2.3922, abs=5e-5)
    assert shown.feature_map.shape == (26, 26) and shown.pooled.shape == (13, 13)
    assert (shown.widget.selected, shown.slider.value, shown.slider.max) == (0, 1, 2)
    assert explore.patch(SEVEN, [[3.5, 0], [0, -1]], 0, 0).slider.max == 4
    weights = [0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    shown.widget.set_state({"weights": weights, "row": 7, "column": 9})
    assert (shown.kernel == np.reshape(weights, (3, 3))).all()
    assert (shown.row, shown.column) == (7, 9)
    assert shown.sum == pytest.approx(SEVEN[8, 10] / 127.5)
    assert abs(shown.feature_map - SEVEN[1:27, 1:27] / 127.5).max() < 1e-12
