"""Notebook 07's live parabola: the browser walks as Python does, and says what is lost."""

import random

import pytest

import js
from course import explore
from course.pictures.controls import decimals, round_step
from course.pictures.parabola import Valley, given, multiplier, walk
from stored import output

NOTEBOOK = "07_compare_and_learn"


def walked(input, goal, start, alpha, steps):
    """Section 07's loop."""
    weights = [start]
    for _ in range(steps):
        pred = input * weights[-1]
        delta = pred - goal
        weights.append(weights[-1] - alpha * delta * input)
    return weights


def test_python_walks_as_the_notebook_does():
    chance = random.Random(7)
    for _ in range(150):
        input, goal, start = (chance.uniform(0.05, 3) * chance.choice([-1, 1]) for _ in range(3))
        alpha, steps = chance.uniform(0.01, 3) / input**2, chance.choice([0, 1, 20, 100])
        expected = walked(input, goal, start, alpha, steps)
        assert walk(Valley(input, goal), start, alpha, steps) == expected


def sentence(**changes):
    state = given(Valley(0.5, 0.8, 2.2), 10) | {"start": 0.5, "alpha": 1, "steps": 0}
    return js.run("parabola", "js.sentence(value)", state | changes)


def test_what_leaves_the_picture_or_is_lost_is_said():
    said = "off the picture: the error grows at each step, alpha is above the border 8."
    assert sentence(alpha=9, steps=20) == said
    assert sentence(alpha=9, steps=2) == ""
    assert sentence(alpha=8, steps=20) == "" and sentence(alpha=7.9, steps=20) == ""
    for changes, words in [
        ({"steps": 100}, "100 steps are drawn: press “reset”"),
        ({"alpha": 1e300, "steps": 5}, "After 1 steps the weight is too large"),
        ({"start": 50.0}, "off the picture: move the start weight"),
    ]:
        assert sentence(**changes).startswith(words) and "reset" in sentence(**changes)


def test_the_line_about_the_multiplier_always_has_room():
    for input in (0.5, 2, -3, 0.37, 0.05, 123.4):
        for share in range(1, 101):
            words = multiplier(input, 2.5 / input**2 * share / 100)
            assert words.startswith("delta × (1 − alpha × input²) = delta × ")
            # A browser needs up to 6.4 px for a character; there are 636 px.
            assert len(words) <= 98
            if input == 0.5 and share in (10, 70):
                assert f"delta × (1 − {share // 10} × 0.25) = delta × " in words


def test_its_numbers_can_be_read():
    live = explore.parabola(0.5, 0.8, weight=0.5, alpha=1)
    live.widget.steps = 20
    last = output(NOTEBOOK, "twenty").splitlines()[-1]
    assert f"{live.weight:.6f}" == "1.596512" and last.endswith(f"{live.weight:.6f}")
    assert f"{live.errors[19]:.3e}" == "5.408e-06" and "5.408e-06" in last
    assert len(live.errors) == len(live.weights) == 21 and live.alpha == 1
    live.widget.alpha = 3.9999999999999996  # as a slider may leave it
    assert live.alpha == 4 and live.weight == pytest.approx(1.6, abs=1e-15)


def test_sliders_reach_from_crawling_to_exploding():
    live = explore.parabola(0.5, 0.8, weight=0.5, alpha=1)
    start, alpha = live.box.children[1:]
    assert (alpha.min, alpha.max, alpha.step) == pytest.approx((0.1, 10, 0.1))
    assert (start.min, start.max, start.step) == pytest.approx((-0.6, 3.8, 0.05))
    assert start.value == 0.5 and alpha.readout_format == ".1f"


def test_steps_of_sliders_are_round():
    assert [round_step(x) for x in (0.055, 0.02, 0.1, 3.7, 1.0, 999)] == pytest.approx(
        [0.05, 0.02, 0.1, 2, 1, 500]
    )
    assert [decimals(x) for x in (0.05, 0.25, 1, 0.005, 0.1)] == [2, 2, 0, 3, 1]
