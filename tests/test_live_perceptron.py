"""Notebook 03's live planes: the same cases, the same rule, the same lines as in the notebook."""

import random

import pytest

import js
from course import explore
from course.pictures.perceptron import CASES, TASKS, given
from course.pictures.svg import short
from nnlib.linalg import w_sum
from stored import function

NOTEBOOK = "03_perceptron_and_xor"
NOTHING = given() | {"place": 0, "passes": 0, "mistakes": 0, "last": []}


def passes(task, weights, bias, most):
    """What the notebook's passes give, until one is without a mistake."""
    perceptron = function(NOTEBOOK, "perceptron", w_sum=w_sum)
    inputs = [list(case) for case in CASES]
    one_pass = function(NOTEBOOK, "one_pass", perceptron=perceptron, inputs=inputs)
    results = []
    for number in range(1, most + 1):
        weights, bias, mistakes = one_pass(TASKS[task], list(weights), bias)
        results.append((number, *weights, bias, mistakes))
        if mistakes == 0:
            break
    return results


def test_passes_are_those_of_the_notebook():
    """In the browser, from any line; and in Python, where a state names them."""
    chance = random.Random(5)
    code = """value.map((start) => {
      let state = start;
      const seen = [];
      while (seen.length < start.most) {
        state = { ...state, ...js.onePass(state) };
        seen.push([state.passes, state.w1, state.w2, state.bias, state.mistakes]);
        if (state.mistakes === 0) break;
      }
      return seen;
    })"""
    starts = [{"w1": 0, "w2": 0, "bias": 0, "task": task} for task in TASKS]
    for _ in range(200):
        line = {name: chance.randint(-20, 20) / 4 for name in ("w1", "w2", "bias")}
        starts.append(line | {"task": chance.choice([*TASKS])})
    found = js.run("perceptron", code, [start | NOTHING | {"most": 30} for start in starts])
    for start, seen in zip(starts, found, strict=True):
        expected = passes(start["task"], [start["w1"], start["w2"]], start["bias"], 30)
        assert seen == [pytest.approx(numbers, abs=1e-9) for numbers in expected]
    learned = [seen[-1] for seen in found[:3]]
    assert learned[:2] == [[6, 1, 2, -2, 0], [4, 1, 1, 0, 0]] and learned[2][0] == 30
    for start, seen in zip(starts[:9], found, strict=False):
        live = explore.perceptron(start["w1"], start["w2"], start["bias"])
        for number, *line, mistakes in seen[:7]:
            said = live.at(task=start["task"], passes=number).words
            now = [short(value) for value in line]
            assert f"weights {now[0]} and {now[1]}, bias {now[2]}" in said
            assert f" pass {number}: {mistakes} mistake" in said
            assert said.endswith("is learned") == (mistakes == 0)


def test_one_case_is_said_with_all_its_numbers_and_has_a_ring():
    code = """(() => {
      let state = value;
      const said = [];
      for (let i = 0; i < 6; i++) {
        state = { ...state, ...js.oneCase(state) };
        said.push([...js.notes(state), js.panels(state).map(({ ring }) => ring)]);
      }
      return said;
    })()"""
    start = {"w1": 0, "w2": 0, "bias": 0, "task": "AND"} | NOTHING
    said = js.run("perceptron", code, start)
    assert said[0] == [
        "AND, pass 1, case (0, 0): 0 × 0 + 0 × 0 + 0 = 0, so the prediction is 0; goal 0, delta 0",
        "right: nothing changes",
        "pass 1 so far: 0 mistakes; next case (0, 1)",
        [0, None, None],
    ]
    assert said[2] == [
        "AND, pass 1, case (1, 1): 1 × 0 + 1 × 0 + 0 = 0, so the prediction is 0; goal 1, delta −1",
        "wrong: w1 = 0 − (−1) × 1 = 1; w2 = 0 − (−1) × 1 = 1; bias = 0 − (−1) × 1 = 1",
        "pass 1 so far: 1 mistake; next case (1, 0)",
        [2, None, None],
    ]
    assert said[3][0].endswith("1 × 1 + 0 × 1 + 1 = 2, so the prediction is 1; goal 0, delta 1")
    assert said[3][2] == "pass 1: 2 mistakes"
    assert said[4][0].startswith("AND, pass 2, case (0, 0)")
    assert said[5][2] == "pass 2 so far: 1 mistake; next case (1, 1)"


def test_a_number_beyond_its_slider_is_said():
    code = "js.outOfRange(value, [-5, 5])"
    assert js.run("perceptron", code, {"w1": 5, "w2": -5, "bias": 0}) == ""
    said = js.run("perceptron", code, {"w1": 1, "w2": -5.5, "bias": 0})
    assert said.startswith("w2 would become −5.5, beyond its slider, which ends at ±5: move it")


def test_a_number_that_is_none_gets_a_sentence():
    way = "move its slider, or press “reset”."
    sentences = {
        float("nan"): f"w2 is not a number: {way}",
        float("inf"): f"w2 is ∞: {way}",
        1e300: f"w2 is 1e+300, but its slider goes from −5 to 5: {way}",
        -5.25: f"w2 is −5.25, but its slider goes from −5 to 5: {way}",
        5.000000000000001: "",
        -5: "",
    }
    ranges = {name: [-5, 5, 0.25, name] for name in ("w1", "w2")}
    states = [{"w1": 1, "w2": value, "ranges": ranges} for value in sentences]
    assert js.run("moving", "value.map(js.badNumber)", states) == [*sentences.values()]


def test_its_numbers_can_be_read():
    live = explore.perceptron()
    assert [slider.description for slider in live.box.children[1:]] == ["w1", "w2", "bias"]
    live.widget.w2 = 1.25
    assert live.weights == [0, 1.25] and live.bias == 0
