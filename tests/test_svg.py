"""Numbers as text in drawings: what is no number of decimals gets one sentence."""

import numpy as np
import pytest

from course import pictures
from course.pictures import svg
from nnlib.checks import check_whole

BAD = [-1, 2.5, "3", None, True, 21, 10**12]


def test_fixed_decimals():
    assert [svg.fixed(-0.0004, 3), svg.fixed(-1.25, 1), svg.fixed(2, 0)] == ["0.000", "−1.2", "2"]
    assert svg.fixed(1.25, np.int64(2)) == "1.25"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ({"value": 0.85}, "0.850"),
        ({"value": -0.00004}, "−0.00004"),  # rather longer than like 0
        ({"value": -0.00004, "most": 5}, "−4e−5"),
        ({"value": 3e-17}, "0.000"),
        ({"value": 0.20013, "beside": 0.2}, "0.2001"),
        ({"value": 0.5, "beside": 0.5}, "0.500"),
        ({"value": -1234.5678}, "−1234.57"),
        ({"value": 8.5e9}, "8.5e9"),
        ({"value": 1.25e30}, "1.3e30"),
    ],
)
def test_a_figure_of_a_network(number, shown):
    assert svg.figure(**number) == shown


def test_a_number_as_it_was_given():
    assert [svg.given(n) for n in (12, 8.5, -0.25, 0.0, 1 / 3)] == [
        "12",
        "8.5",
        "−0.25",
        "0",
        "0.3333",
    ]
    assert svg.decimals_of(0.1, 0.2, 0.0) == 1


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
        pictures.network(0.5, **net, step="compare", decimals=decimals)


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
        drawing = pictures.network(
            [[[0.012]], [[-1.1]]], **net, input=input, goal=goal, alpha=0.01, step="update"
        )
        assert svg.smallest_text(drawing.svg) == 15


def test_a_title_may_be_empty_and_only_without_one_the_words_are_the_name():
    assert "<title></title><desc>w</desc>" in svg.document(9, 9, "", "w", []).svg
    alone = svg.document(9, 9, None, "w", []).svg
    assert 'role="img" aria-label="w"' in alone and "<title>" not in alone
