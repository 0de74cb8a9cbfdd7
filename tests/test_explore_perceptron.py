"""Notebook 03's live planes: the same cases, the same rule, the same lines as in the notebook."""

import random

import pytest
from painted import assert_room_paints, part, root

import js
from course import explore
from course.pictures.perceptron import CASES, TASKS, given, panels
from course.pictures.planes import draw_planes
from course.pictures.svg import in_page, short
from nnlib.linalg import w_sum
from stored import function

NOTEBOOK = "03_perceptron_and_xor"
NOTHING = given() | {"place": 0, "passes": 0, "mistakes": 0, "last": []}


def one_pass(task, weights, bias):
    """The notebook's function, with what it calls."""
    perceptron = function(NOTEBOOK, "perceptron", w_sum=w_sum)
    inputs = [list(case) for case in CASES]
    run = function(NOTEBOOK, "one_pass", perceptron=perceptron, inputs=inputs)
    return run(TASKS[task], list(weights), bias)


def passes(task, weights, bias, most):
    """What the notebook's passes give, until one is without a mistake."""
    results = []
    for number in range(1, most + 1):
        weights, bias, mistakes = one_pass(task, weights, bias)
        results.append((number, *weights, bias, mistakes))
        if mistakes == 0:
            break
    return results


def test_passes_are_those_of_the_notebook():
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
    starts = []
    for _ in range(200):
        w1, w2, bias = (chance.randint(-20, 20) / 4 for _ in range(3))
        starts.append({"w1": w1, "w2": w2, "bias": bias, "task": chance.choice([*TASKS])})
    starts += [{"w1": 0, "w2": 0, "bias": 0, "task": task} for task in TASKS]
    found = js.run("perceptron", code, [start | NOTHING | {"most": 30} for start in starts])
    for start, seen in zip(starts, found, strict=True):
        expected = passes(start["task"], [start["w1"], start["w2"]], start["bias"], 30)
        assert len(seen) == len(expected)
        for here, there in zip(seen, expected, strict=True):
            assert here == pytest.approx(there, abs=1e-9)
    learned = {start["task"]: seen for start, seen in zip(starts[-3:], found[-3:], strict=True)}
    assert learned["AND"][-1] == [6, 1, 2, -2, 0]
    assert learned["OR"][-1] == [4, 1, 1, 0, 0]
    assert len(learned["XOR"]) == 30


def test_a_state_names_passes_and_shows_what_they_have_given():
    for w1, w2, bias in [(0, 0, 0), (1, 0, -0.5)]:
        live = explore.perceptron(w1, w2, bias)
        for task in TASKS:
            for number, *line, mistakes in passes(task, [w1, w2], bias, 7):
                said = live.at(task=task, passes=number).words
                now = [short(value) for value in line]
                assert f"weights {now[0]} and {now[1]}, bias {now[2]}" in said
                assert f" pass {number}: {mistakes} mistake" in said
                assert said.endswith("is learned") == (mistakes == 0)


def test_one_case_is_said_with_all_its_numbers():
    code = """(() => {
      let state = value;
      const said = [];
      for (let i = 0; i < 6; i++) {
        state = { ...state, ...js.oneCase(state) };
        said.push(js.notes(state));
      }
      return said;
    })()"""
    start = {"w1": 0, "w2": 0, "bias": 0, "task": "AND"} | NOTHING
    said = js.run("perceptron", code, start)
    assert said[0] == [
        "AND, pass 1, case (0, 0): 0 × 0 + 0 × 0 + 0 = 0, so the prediction is 0; goal 0, delta 0",
        "right: nothing changes",
        "pass 1 so far: 0 mistakes; next case (0, 1)",
    ]
    assert said[2] == [
        "AND, pass 1, case (1, 1): 1 × 0 + 1 × 0 + 0 = 0, so the prediction is 0; goal 1, delta −1",
        "wrong: w1 = 0 − (−1) × 1 = 1; w2 = 0 − (−1) × 1 = 1; bias = 0 − (−1) × 1 = 1",
        "pass 1 so far: 1 mistake; next case (1, 0)",
    ]
    assert said[3][0].endswith("1 × 1 + 0 × 1 + 1 = 2, so the prediction is 1; goal 0, delta 1")
    assert said[3][2] == "pass 1: 2 mistakes"
    assert said[4][0].startswith("AND, pass 2, case (0, 0)")
    assert said[5][2] == "pass 2 so far: 1 mistake; next case (1, 1)"
    six = "js.notes([1,2,3,4,5,6].reduce((state) => ({ ...state, ...js.onePass(state) }), value))"
    after = js.run("perceptron", six, start)
    assert after[2] == "pass 6: 0 mistakes, AND is learned"


def test_the_browser_paints_what_python_draws():
    chance = random.Random(9)
    states = []
    for _ in range(150):
        state = {name: chance.randint(-20, 20) / 4 for name in ("w1", "w2", "bias")}
        if chance.random() < 0.1:
            state |= {"w1": 0.0, "w2": 0.0}
        last = [chance.randrange(4), 0, 0, 0] if chance.random() < 0.8 else []
        states.append(state | {"task": chance.choice([*TASKS]), "last": last})
    asked = [NOTHING | state for state in states]
    notes = js.run("perceptron", "value.map(js.notes)", asked)
    drawings = []
    perceptron = function(NOTEBOOK, "perceptron", w_sum=w_sum)
    for state, said in zip(states, notes, strict=True):
        line = [state["w1"], state["w2"], state["bias"]]
        drawing = draw_planes(panels(line, state["task"], *state["last"][:1]), notes=said)
        drawings.append(drawing)
        answers = [perceptron(case, line[:2], line[2]) for case in CASES]
        for count, goals in enumerate(TASKS.values()):
            right = sum(a == g for a, g in zip(answers, goals, strict=True))
            assert part(root(drawing), f"plane-{count} score").text == f"right: {right} of 4"
    assert_room_paints("perceptron", drawings, asked)


def test_a_number_beyond_its_slider_is_said():
    code = "js.outOfRange(value, [-5, 5])"
    assert js.run("perceptron", code, {"w1": 5, "w2": -5, "bias": 0}) == ""
    said = js.run("perceptron", code, {"w1": 1, "w2": -5.5, "bias": 0})
    assert said.startswith("w2 would become −5.5, beyond its slider, which ends at ±5: move it")


def test_a_number_that_is_none_gets_a_sentence():
    way = "move its slider, or press “reset”."
    for value, sentence in [
        (float("nan"), f"w2 is not a number: {way}"),
        (float("inf"), f"w2 is ∞: {way}"),
        (1e300, f"w2 is 1e+300, but its slider goes from −5 to 5: {way}"),
        (-5.25, f"w2 is −5.25, but its slider goes from −5 to 5: {way}"),
        (5.000000000000001, ""),
        (-5, ""),
    ]:
        ranges = {name: [-5, 5, 0.25, name] for name in ("w1", "w2")}
        state = {"w1": 1, "w2": value, "ranges": ranges}
        assert js.run("scene", "js.badNumber(value)", state) == sentence


def test_the_first_picture_and_its_numbers():
    live = explore.perceptron()
    first = js.run("perceptron", "js.notes(value)", {"task": "AND"} | NOTHING)
    assert live.drawing.words.endswith(first[0]) and live.widget.svg == in_page(live.drawing.svg)
    assert live.weights == [0, 0] and live.bias == 0
    assert [slider.description for slider in live.box.children[1:]] == ["w1", "w2", "bias"]
    live.widget.w2 = 1.25
    assert live.weights == [0, 1.25]


def test_bad_numbers_are_refused():
    with pytest.raises(ValueError, match="bias is −6: give a number from −5 to 5"):
        explore.perceptron(1, 1, -6)
    with pytest.raises(ValueError, match="a number of line is nan"):
        explore.perceptron(float("nan"), 1, 0)
