"""What all drawings share: numbers as text, and how small a drawing may become."""

import numpy as np
import pytest

from course import pictures
from course.pictures import svg


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
    numbers = {12: "12", 8.5: "8.5", -0.25: "−0.25", 0.0: "0", 1 / 3: "0.3333"}
    assert {number: svg.given(number) for number in numbers} == numbers
    assert svg.decimals_of(0.1, 0.2, 0.0) == 1


@pytest.mark.parametrize("decimals", [-1, 2.5, None, True, 10**12])
def test_what_is_no_number_of_decimals(decimals):
    net = {"inputs": ["a"], "outputs": ["b"], "input": 0.3, "goal": 1, "alpha": 0.1}
    for ask in (
        lambda: svg.fixed(0.5, decimals),
        lambda: pictures.network(0.5, **net, step="compare", decimals=decimals),
    ):
        with pytest.raises(ValueError, match=f"^decimals is {decimals!r}: give a whole number"):
            ask()


def test_a_drawing_shrinks_until_its_words_are_twelve_pixels_high():
    drawing = svg.document(1062, 381, "t", "w", [svg.label(0, 0, "a", font_size=14.5)])
    html = drawing._repr_mimebundle_()["text/html"]
    assert 'style="width:1062px;max-width:100%;min-width:879px"' in html  # 1062 · 12 / 14.5
    assert html.startswith('<div style="overflow-x:auto"><img alt="w" ')


def test_a_title_may_be_empty_and_only_without_one_the_words_are_the_name():
    assert "<title></title><desc>w</desc>" in svg.document(9, 9, "", "w", []).svg
    alone = svg.document(9, 9, None, "w", []).svg
    assert 'role="img" aria-label="w"' in alone and "<title>" not in alone
