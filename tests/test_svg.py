"""Numbers as text in drawings: what is no number of decimals gets one sentence."""

import numpy as np
import pytest

from course.pictures import diagram, svg
from nnlib.checks import check_whole

BAD = [-1, 2.5, "3", None, True, 21, 10**12]


def test_fixed_decimals():
    assert [svg.fixed(-0.0004, 3), svg.fixed(-1.25, 1), svg.fixed(2, 0)] == ["0.000", "−1.2", "2"]
    assert svg.fixed(1.25, np.int64(2)) == "1.25"


@pytest.mark.parametrize("decimals", BAD)
def test_what_is_no_number_of_decimals(decimals):
    with pytest.raises(ValueError, match=r"^decimals is .*: give a whole number from 0 to 20\.$"):
        check_whole("decimals", decimals, svg.MOST_DECIMALS)


@pytest.mark.parametrize("decimals", [-1, 2.5, None, True, 10**12])
def test_a_number_with_what_is_no_number_of_decimals(decimals):
    with pytest.raises(ValueError, match=f"^decimals is {decimals!r}: give a whole number"):
        svg.fixed(0.5, decimals)


@pytest.mark.parametrize("decimals", [-1, 2.5, None])
def test_a_drawing_with_what_is_no_number_of_decimals(decimals):
    net = {"inputs": ["a"], "outputs": ["b"], "input": 0.3, "goal": 1, "alpha": 0.1}
    with pytest.raises(ValueError, match=f"^decimals is {decimals!r}: give a whole number"):
        diagram.network(0.5, **net, step="compare", decimals=decimals)


@pytest.mark.parametrize("decimals", [0, 3, 20, np.int64(3)])
def test_a_number_of_decimals(decimals):
    check_whole("decimals", decimals, svg.MOST_DECIMALS)


def test_a_drawing_shrinks_until_its_words_are_twelve_pixels_high():
    drawing = svg.document(1062, 381, "t", "w", [svg.label(0, 0, "a", font_size=14.5)])
    html = drawing._repr_mimebundle_()["text/html"]
    assert 'style="width:1062px;max-width:100%;min-width:879px"' in html  # 1062 · 12 / 14.5
    assert html.startswith('<div style="overflow-x:auto"><img alt="w" ')


def test_drawings_of_networks_have_one_size_of_text():
    """Not even a number that is long, in a unit or a goal, makes the others shrink less."""
    net = {"inputs": ["toes"], "outputs": ["win?"], "hidden": ["h"], "relu": True, "decimals": 4}
    for input, goal in (([8.5], [-0.125]), ([-1234.5], [1e5])):
        drawing = diagram.network(
            [[[0.012]], [[-1.1]]], **net, input=input, goal=goal, alpha=0.01, step="update"
        )
        assert svg.smallest_text(drawing.svg) == 15
