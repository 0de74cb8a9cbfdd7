"""Notebook 07's live parabola: the browser walks as Python does, and says what is lost."""

import random

import pytest
from painted import assert_room_paints

import js
from course import explore
from course.pictures.controls import decimals, round_step
from course.pictures.parabola import Valley, draw, given, multiplier, walk
from stored import output, source

NOTEBOOK = "07_compare_and_learn"


def states():
    chance = random.Random(7)
    for _ in range(150):
        input = chance.choice([-1, 1]) * chance.uniform(0.05, 3)
        goal, start = chance.uniform(-3, 3), chance.uniform(-3, 3)
        alpha = chance.choice([0.1, 0.5, 1, 1.7, 2, 2.5, chance.uniform(0.01, 3)]) / input**2
        steps = chance.choice([0, 1, 2, 20, 100])
        reach = 2 * abs(start - goal / input)
        yield input, goal, start, alpha, steps, reach
    for alpha in (0.1, 1.0, 4.0, 7.0, 8.0, 9.0, 10.0):
        for steps in (0, 3, 20):
            yield 0.5, 0.8, 0.5, alpha, steps, 2.2


def drawn_and_given():
    for input, goal, start, alpha, steps, reach in states():
        valley = Valley(input, goal, reach)
        most = 2.5 / input**2
        moved = {"start": start, "alpha": alpha, "steps": steps}
        yield draw(valley, start, alpha, steps, most), given(valley, most) | moved


def walked(input, goal, start, alpha, steps):
    """Section 07's loop."""
    weights = [start]
    for _ in range(steps):
        pred = input * weights[-1]
        delta = pred - goal
        weights.append(weights[-1] - alpha * delta * input)
    return weights


def test_python_walks_as_the_notebook_does():
    for input, goal, start, alpha, steps, reach in states():
        expected = walked(input, goal, start, alpha, steps)
        assert walk(Valley(input, goal, reach), start, alpha, steps) == expected


def test_the_browser_paints_what_python_draws():
    assert_room_paints("parabola", *zip(*drawn_and_given(), strict=True))


def sentence(**changes):
    state = given(Valley(0.5, 0.8, 2.2), 10) | {"start": 0.5, "alpha": 1, "steps": 0}
    return js.run("parabola", "js.sentence(value)", state | changes)


def test_what_leaves_the_picture_is_said():
    said = "off the picture: the error grows at each step, alpha is above the border 8."
    assert sentence(alpha=9, steps=20) == said
    assert sentence(alpha=9, steps=2) == ""
    assert sentence(alpha=8, steps=20) == "" and sentence(alpha=7.9, steps=20) == ""
    assert "100 steps are drawn" in sentence(steps=100)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"alpha": 1e300, "steps": 5}, "After 1 steps the weight is too large"),
        ({"start": 50.0}, "off the picture: move the start weight"),
    ],
)
def test_a_walk_that_is_lost_gets_a_sentence(changes, words):
    assert words in sentence(**changes)
    assert "reset" in sentence(**changes)


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
    live = explore.parabola(0.5, 0.8, weight=0.5, alpha=1, steps=20)
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
    assert "Border of alpha: 8." in live.drawing.words and "border 8" in live.drawing.svg


def test_the_first_picture_is_that_of_the_notebook():
    assert "learn(alpha=1, steps=6)" in source(NOTEBOOK, "parabola")
    live = explore.parabola(0.5, 0.8, weight=0.5, alpha=1, steps=6)
    assert live.drawing.words.startswith(output(NOTEBOOK, "parabola").strip())


def test_bad_numbers_are_refused():
    with pytest.raises(ValueError, match="input is 0: then no weight changes the error"):
        explore.parabola(0, 0.8, 0.5)
    with pytest.raises(ValueError, match="alpha is -1: give a number above 0"):
        explore.parabola(0.5, 0.8, 0.5, alpha=-1)
    with pytest.raises(ValueError, match="weight 0 is nan"):
        explore.parabola(0.5, 0.8, float("nan"))
    with pytest.raises(ValueError, match="steps is 101: give a whole number from 0 to 100"):
        explore.parabola(0.5, 0.8, 0.5, steps=101)
    with pytest.raises(ValueError, match="steps is 2.5: give a whole number from 0 to 100"):
        explore.parabola(0.5, 0.8, 0.5, steps=2.5)


def test_steps_of_sliders_are_round():
    assert [round_step(x) for x in (0.055, 0.02, 0.1, 3.7, 1.0, 999)] == pytest.approx(
        [0.05, 0.02, 0.1, 2, 1, 500]
    )
    assert [decimals(x) for x in (0.05, 0.25, 1, 0.005, 0.1)] == [2, 2, 0, 3, 1]


def test_figures_are_written_as_python_writes_them():
    chance = random.Random(1)
    values = [chance.uniform(-1, 1) * 10 ** chance.randint(-12, 12) for _ in range(300)]
    values += [0.0, 1.0, -8.0, 9999.6, 99999.0, 0.0001, 0.00009999, 1e21, 1234.0]
    values += [5.3125, 5.3135, -0.50005, 0.00030517578125, 12345.0, 12355.0, -99995.0, 999.95]
    said = js.run("scene", "value.map(js.brief)", values)
    assert said == [f"{value:.4g}".replace("-", "−") for value in values]
