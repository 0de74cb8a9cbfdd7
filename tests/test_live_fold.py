"""Notebook 06's live fold: what the two hidden units do is what the notebook computes."""

import itertools

from course import explore
from course.pictures.fold import BIASES, BORDER, WEIGHTS, XOR, hidden_layer
from nnlib.network import relu


def test_only_with_the_bend_does_a_border_part_the_cases():
    most = {}
    grid = itertools.product(range(-12, 5), range(-32, 9), (True, False))
    for bias, weight, bend in grid:
        layer = hidden_layer(bias / 8, bend)
        sums = [(a + b, a + b + bias / 8) for a, b in [(0, 0), (0, 1), (1, 1), (1, 0)]]
        assert layer == [(relu(x), relu(y)) if bend else (x, y) for x, y in sums]
        outputs = [any_one + weight / 8 * both for any_one, both in layer]
        right = sum((out > BORDER) == bool(goal) for out, goal in zip(outputs, XOR, strict=True))
        most[bend] = max(most.get(bend, 0), right)
    assert most == {True: 4, False: 3}


def test_its_numbers_can_be_read_and_its_sliders_go_as_far_as_the_drawing_is_wide():
    live = explore.fold()
    assert live.predictions == [0, 1, 0, 1]
    assert (live.bias, live.weight, live.bend) == (-1, -2, True)
    live.widget.bend = False
    assert live.predictions == [2, 1, 0, 1]
    bias, weight = live.box.children[1:]
    assert (bias.min, bias.max) == BIASES and (weight.min, weight.max) == WEIGHTS
    assert bias.description == "bias of “both”" and weight.description == "weight of “both”"
