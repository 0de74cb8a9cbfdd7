"""Notebook 00's live picture: the browser paints what Python draws, and the error can be gone."""

import pytest
from painted import assert_room_paints, part, root

import js
from course import explore, pictures
from course.pictures.svg import in_page, plain
from course.pictures.three_steps import draw

EXAMPLES = [(9.8, 0.1, 0.0), (8.5, 0.1, 1), (-3, 0.7, 0.2), (2, 0.5, 1), (0, 1, 1), (0, 0, 0)]


@pytest.mark.parametrize(("input", "weight", "goal"), EXAMPLES)
def test_the_browser_paints_what_python_draws(input, weight, goal):
    live = explore.three_steps(input, weight, goal)
    [low, high, step, _] = live.widget.ranges["weight"]
    weights = [low + step * stop for stop in range(41)]
    assert weights[-1] == pytest.approx(high)
    drawings = [draw(input, weight, goal, (low, high)) for weight in weights]
    for one, at in zip(drawings, weights, strict=True):
        assert number(one, "prediction") == pytest.approx(input * at, abs=0.0006)
        assert number(one, "weight") == pytest.approx(at, abs=0.0001)
    states = [live.widget.given | {"weight": at, "ranges": live.widget.ranges} for at in weights]
    assert_room_paints("scene", drawings, states, "js.film")


def number(drawing, name):
    return float(plain(part(root(drawing), name).text.split()[-1]))


def test_the_first_picture_is_that_of_notebook_00():
    live = explore.three_steps(input=9.8, weight=0.1, goal=0.0)
    still = pictures.three_steps(9.8, 0.1, 0.0).words
    assert live.drawing.words == f"{still} Delta = 0.98 − 0.0 = 0.98."
    assert live.widget.svg == in_page(live.drawing.svg) and "text/plain" in live._repr_mimebundle_()
    assert live.weight == 0.1
    assert live.prediction == pytest.approx(0.98) and live.delta == pytest.approx(0.98)


@pytest.mark.parametrize(
    ("input", "weight", "goal"),
    EXAMPLES[:-1],
)
def test_the_slider_meets_the_weight_without_error(input, weight, goal):
    live = explore.three_steps(input, weight, goal)
    slider = live.box.children[1]
    assert slider.min < slider.value == weight < slider.max
    if input == 0:
        return
    steps = (goal / input - slider.min) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-6) and steps > 1
    slider.value = slider.min + round(steps) * slider.step
    live.widget.weight = slider.value  # in a browser the two are tied
    assert live.delta == pytest.approx(0, abs=1e-9)
    state = live.widget.given | {"weight": live.weight, "ranges": live.widget.ranges}
    parts = js.run("scene", "js.film.parts(value)", state)
    assert parts["turn"]["text"] == "leave it" and parts["arrow"]["visibility"] == "hidden"
    assert parts["reason"]["text"] == "the error is 0 already"


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="weight is nan: a drawing needs a finite number"):
        explore.three_steps(9.8, float("nan"), 0)
