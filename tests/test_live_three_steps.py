"""Notebook 00's live picture: its first picture is the still, and its slider meets no error."""

import pytest

import js
from course import explore, pictures
from course.pictures.svg import in_page

EXAMPLES = [(9.8, 0.1, 0.0), (8.5, 0.1, 1), (-3, 0.7, 0.2), (2, 0.5, 1), (0, 1, 1)]


def test_the_first_picture_is_that_of_notebook_00():
    live = explore.three_steps(input=9.8, weight=0.1, goal=0.0)
    still = pictures.three_steps(9.8, 0.1, 0.0).words
    assert live.drawing.words == f"{still} Delta = 0.98 − 0.0 = 0.98."
    assert live.widget.svg == in_page(live.drawing.svg)
    assert live.weight == 0.1
    assert live.prediction == pytest.approx(0.98) and live.delta == pytest.approx(0.98)


@pytest.mark.parametrize(("input", "weight", "goal"), EXAMPLES)
def test_the_slider_meets_the_weight_without_error(input, weight, goal):
    live = explore.three_steps(input, weight, goal)
    slider = live.box.children[1]
    assert slider.min < slider.value == weight < slider.max
    if input == 0:
        return
    steps = (goal / input - slider.min) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-6) and steps > 1
    live.widget.weight = slider.min + round(steps) * slider.step
    assert live.delta == pytest.approx(0, abs=1e-9)
    state = live.widget.given | {"weight": live.weight, "ranges": live.widget.ranges}
    parts = js.run("moving", "js.film.parts(value)", state)
    assert parts["turn"]["text"] == "leave it" and parts["arrow"]["visibility"] == "hidden"
    assert parts["reason"]["text"] == "the error is 0 already"
