"""Notebook 06's live fold: the hidden units, the predictions and the planes are Python's."""

import pytest
from painted import assert_room_paints

import js
from course import explore
from course.pictures.fold import BIASES, WEIGHTS, draw, given, hidden_layer
from course.pictures.svg import in_page
from nnlib.network import relu
from stored import output

STATES = [
    {"bias": bias / 8, "weight": weight / 8, "bend": bend}
    for bias in range(-12, 5)
    for weight in range(-32, 9, 3)
    for bend in (True, False)
]
GIVEN = [given() | state for state in STATES]


def test_the_browser_computes_what_python_computes():
    code = "value.map((s) => [js.predictions(s), js.panels(s)[2].points])"
    for state, (predictions, hidden) in zip(STATES, js.run("fold", code, GIVEN), strict=True):
        expected = []
        for a, b in [(0, 0), (0, 1), (1, 1), (1, 0)]:
            sums = (a + b, a + b + state["bias"])
            any_one, both = [float(relu(x)) for x in sums] if state["bend"] else sums
            expected.append(any_one + state["weight"] * both)
        assert predictions == pytest.approx(expected, abs=1e-9)
        layer = hidden_layer(state["bias"], state["bend"])
        assert hidden == [pytest.approx(point, abs=1e-9) for point in layer]


def test_the_browser_paints_what_python_draws():
    drawings = [draw(**state) for state in STATES[::4] + STATES[1::4]]
    assert_room_paints("fold", drawings, GIVEN[::4] + GIVEN[1::4])


def test_without_the_bend_no_border_parts_the_cases():
    code = "value.map((s) => planes.rightOnes(js.panels(s)[2]))"
    code = f"import({(js.EXPLORE / 'planes.mjs').as_uri()!r}).then((planes) => {code})"
    right = js.run("fold", code, GIVEN)
    bent = [n for n, state in zip(right, STATES, strict=True) if state["bend"]]
    straight = [n for n, state in zip(right, STATES, strict=True) if not state["bend"]]
    assert max(bent) == 4 and max(straight) < 4


def test_the_first_picture_is_that_of_the_notebook():
    live = explore.fold()
    still = output("06_hidden_layers", "fold")
    assert "right: 4 of 4." in still and "right: 4 of 4." in live.drawing.words
    assert still.rsplit("Line with", 1)[1].strip() in live.drawing.words
    assert live.predictions == [0, 1, 0, 1]
    assert (live.bias, live.weight, live.bend) == (-1, -2, True)
    live.widget.bend = False
    assert live.predictions == [2, 1, 0, 1]
    assert live.widget.svg == in_page(live.drawing.svg)


def test_sliders_go_as_far_as_the_drawing_is_wide():
    bias, weight = explore.fold().box.children[1:]
    assert (bias.min, bias.max) == BIASES and (weight.min, weight.max) == WEIGHTS
    assert bias.description == "bias of “both”" and weight.description == "weight of “both”"


def test_numbers_outside_their_sliders_are_refused():
    with pytest.raises(ValueError, match="bias is −2: give a number from −1.5 to 0.5, which is"):
        explore.fold(bias=-2)
    with pytest.raises(ValueError, match="weight is nan: a drawing needs a finite number"):
        explore.fold(weight=float("nan"))
    with pytest.raises(ValueError, match="bias is 'a': give a number"):
        explore.fold("a")
    with pytest.raises(ValueError, match="weight is None: give a number"):
        explore.fold(weight=None)
