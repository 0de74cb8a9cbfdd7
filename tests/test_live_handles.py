"""What is dragged in a live drawing: which handle is under a pointer, and what it sets."""

import json

import pytest

import js
from course import explore
from course.pictures import fold
from course.pictures.parabola import TRACK, Valley, given

# A handle is found at the first point and brought to the others; what it said is returned.
DRAGGED = """((find) => {{
  const said = [];
  const [from, ...to] = value.map(([x, y]) => ({{ x, y, near: 10 }}));
  const handle = find(from, (given) => said.push(given));
  to.forEach((point) => handle?.move(point, from));
  return handle ? [handle.cursor, ...said] : null;
}})({})"""


def dragged(module, find, *points):
    return js.run(module, DRAGGED.format(find), points)


def close(found, expected):
    assert found[0] == expected[0] and len(found) == len(expected)
    for one, other in zip(found[1:], expected[1:], strict=True):
        assert one == {"weight": pytest.approx(other, abs=1e-9)}


STEPS = explore.three_steps(9.8, 0.1, 0.0).widget
KNOB = json.dumps(STEPS.given | {"weight": 0.1, "ranges": STEPS.ranges})
KNOB = f"(at, set) => js.handleAt(at, {KNOB}, set)"


def test_a_knob_turns_as_far_as_the_pointer_goes_round_it():
    # 0.15 is three eighths of a turn; 0.1 stands a quarter of a turn from the top.
    assert dragged("three_steps", KNOB, (160, 100), (160, 146)) is None
    quarters = dragged("three_steps", KNOB, (180, 146), (160, 126), (140, 146), (160, 200))
    close(quarters, ["grab", 0.0, -0.05, -0.05])  # it stops at its ends
    close(dragged("three_steps", KNOB, (800, 176), (700, 146), (800, 300)), ["grab", 0.15, 0.05])


PARABOLA = given(Valley(0.5, 0.8, 2.2), 10) | {"start": 0.5, "alpha": 1, "steps": 0}
WALK = f"(at, set) => js.handleAt(at, {json.dumps(PARABOLA)}, set)"


def test_the_start_and_alpha_go_along_with_the_pointer():
    dot = Valley(0.5, 0.8, 2.2).at(0.5)
    taken = dot[0] + 5, dot[1] - 5
    found = dragged("parabola", WALK, taken, (taken[0] + 60.6, 0), (taken[0] - 60.6, 999))
    assert found[0] == "ew-resize"
    assert [said["start"] for said in found[1:]] == pytest.approx([0.94, 0.06])
    mark = 84 + 606 / 10, TRACK - 13
    found = dragged("parabola", WALK, mark, (mark[0] + 60.6, 300))
    assert found == ["ew-resize", {"alpha": pytest.approx(2)}]
    assert dragged("parabola", WALK, (300, 300), (400, 300)) is None


BOX = {"left": 58, "top": 52, "side": 220}


def moved_line(line, *points):
    """What a line in a plane says, taken at a point of the plane and brought to others."""
    w1, w2, bias = line
    state = {"w1": w1, "w2": w2, "bias": bias, "ranges": {"w1": [-5, 5, 0.25]}}
    state |= {"box": BOX, "fields": [{"left": 20, "x": [-0.5, 1.5], "y": [-0.5, 1.5]}]}
    find = f"(at, set) => js.handleAt(at, {json.dumps(state)}, set)"
    paper = [(78 + 110 * (x + 0.5), 52 + 110 * (1.5 - y)) for x, y in points]
    return dragged("perceptron", find, *paper)


def test_a_line_is_shifted_in_its_middle_and_turned_at_its_ends():
    upright = (1, 0, -0.5)  # from (0.5, −0.5) to (0.5, 1.5)
    assert moved_line(upright, (0.9, 0.5), (1, 0.5)) is None
    assert moved_line((0, 0, -0.5), (0.5, 0.5), (1, 0.5)) is None
    close_line = moved_line(upright, (0.5, 0.6), (0.75, 0), (0, 0.6))
    assert close_line == ["move", {"bias": pytest.approx(-0.75)}, {"bias": pytest.approx(0)}]
    # A quarter of a turn to the left round (0.5, 0.5); then all the way round.
    found = moved_line(upright, (0.5, 1.4), (-0.4, 0.5), (0.5, -0.4), (0.6, 1.4))
    assert found[0] == "grab"
    lines = [[line["w1"], line["w2"], line["bias"]] for line in found[1:]]
    assert lines == [[0, 1, -0.5], [-1, 0, 0.5], [1, 0, -0.5]]


def folded(count, *points, bias=-1, weight=-2):
    """What a plane of the fold says; its points and the pointer in the plane's own numbers."""
    fields = [{"left": 300 * place, "x": [-1.5, 2.5], "y": [-1.5, 2.5]} for place in range(3)]
    state = fold.given() | {"fields": fields, "bias": bias, "weight": weight, "bend": True}
    find = f"(at, set) => js.handleAt(at, {json.dumps(state)}, set)"
    left = 300 * count + 58
    paper = [(left + 55 * (x + 1.5), state["box"]["top"] + 55 * (2.5 - y)) for x, y in points]
    return dragged("fold", find, *paper)


def test_a_sum_goes_up_and_down_and_the_output_line_turns():
    assert folded(0, (0, 0), (0, 1)) is None  # the inputs stay
    assert folded(1, (0, -1), (2, -0.5)) == ["ns-resize", {"bias": pytest.approx(-0.5)}]
    assert folded(1, (-1, 1), (0, 0)) is None
    # The line through (0.5, 0): any − 2 both = 0.5.
    found = folded(2, (2.3, 0.9), (1.5, 1), (0, 0.5), (0.5, -1))
    assert found[0] == "grab"
    weights = [said["weight"] for said in found[1:]]
    assert weights == pytest.approx([-1, 1, 0])
    assert folded(2, (-1, -0.75), (-1.5, -1))[1] == {"weight": pytest.approx(-2)}


def test_a_number_goes_sideways_or_up_to_where_its_slider_can_stand():
    find = "(at, set) => js.numberHandle([-2, 2, 0.01], 0.1, set)"
    right = dragged("common", find, (10, 10), (30, 15), (60, 99), (999, 0), (-999, 0))
    assert right == ["ew-resize", 0.3, 0.6, 2, -2]
    assert dragged("common", find, (10, 10), (12, 0), (60, -40)) == ["ew-resize", 0.2, 0.6]
    steps = "value.map((given) => js.atStep([-0.05, 0.15, 0.005], given))"
    values = [0.0025001, 0.0524, -1, 1, 0.15]
    assert js.run("common", steps, values) == [0.005, 0.05, -0.05, 0.15, 0.15]
