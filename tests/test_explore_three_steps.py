"""Notebook 00's live picture: the browser paints what Python draws, and the error can be gone."""

import random

import pytest
from painted import PAINTED, assert_room_paints

import js
from course import explore, pictures
from course.pictures.svg import in_page
from course.pictures.three_steps import draw, given


def states():
    chance = random.Random(3)
    numbers = [0.0, 1.0, -1.0, 9.8, 0.1, -0.25]
    for _ in range(150):
        input, weight, goal = (
            chance.choice(numbers) if chance.random() < 0.3 else chance.uniform(-10, 10)
            for _ in range(3)
        )
        low, high = sorted((weight - chance.random(), weight + chance.random()))
        yield input, weight, goal, (low, high)
    for weight, goal in ((0.0, 0.0), (0.1, 0.98), (0.05, -0.0)):
        yield 9.8, weight, goal, (-0.05, 0.15)


STATES = [given(input, goal, ends) | {"weight": weight} for input, weight, goal, ends in states()]


def test_the_browser_computes_what_python_computes():
    found = js.run("three_steps", "value.map(js.numbers)", STATES)
    for (input, weight, goal, _), now in zip(states(), found, strict=True):
        assert now["prediction"] == pytest.approx(input * weight, abs=1e-9)
        assert now["delta"] == pytest.approx(input * weight - goal, abs=1e-9)
        assert now["weightDelta"] == pytest.approx(input * (input * weight - goal), abs=1e-8)


def test_the_browser_paints_what_python_draws():
    assert_room_paints("three_steps", [draw(*state) for state in states()], STATES)


def test_the_first_picture_is_that_of_notebook_00():
    live = explore.three_steps(input=9.8, weight=0.1, goal=0.0)
    still = pictures.three_steps(9.8, 0.1, 0.0).words
    assert live.drawing.words == f"{still} Delta = 0.98 − 0.0 = 0.98."
    assert live.widget.svg == in_page(live.drawing.svg) and "text/plain" in live._repr_mimebundle_()
    assert live.weight == 0.1
    assert live.prediction == pytest.approx(0.98) and live.delta == pytest.approx(0.98)


@pytest.mark.parametrize(
    ("input", "weight", "goal"),
    [(9.8, 0.1, 0), (8.5, 0.1, 1), (-3, 0.7, 0.2), (2, 0.5, 1), (0, 1, 1)],
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
    state = live.widget.given | {"weight": live.weight}
    [painted] = js.run("three_steps", PAINTED, [state])
    parts = painted["parts"]
    assert parts["turn"]["text"] == "leave it" and parts["arrow"]["visibility"] == "hidden"
    assert parts["reason"]["text"] == "the error is 0 already"


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="weight is nan: a drawing needs a finite number"):
        explore.three_steps(9.8, float("nan"), 0)
