"""The drawings of networks: right figures, each in words too, and nothing on top of another."""

import itertools
import math
import random
import re

import numpy as np
import pytest
from painted import assert_apart, figure, number, numbers, placed, root, shapes

from course import pictures
from course.pictures import svg
from course.pictures.network_drawing import ON_EDGES, SIDE_OF_ONE
from course.pictures.network_steps import HIDDEN_STEPS, STEPS
from course.pictures.network_values import LARGEST

TEAM = {"inputs": ["toes", "% win", "# fans"], "outputs": ["hurt?", "win?", "sad?"]}
GAME = {"input": [8.5, 0.65, 1.2], "goal": [0.1, 1, 0.1], "alpha": 0.01}
WEIGHTS = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
IH_WGT = [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]]
HP_WGT = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
STACKED = {**TEAM, **GAME, "hidden": ["hid[0]", "hid[1]", "hid[2]"]}
XOR = {
    "weights": [[[1, 1], [1, 1]], [[1, -2]]],
    "inputs": ["a", "b"],
    "hidden": ["or", "and"],
    "outputs": ["xor"],
    "hidden_bias": [0, -1],
    "relu": True,
}
ONE = {"weights": 0.1, "inputs": ["x"], "outputs": ["p"]}
TWO = {"weights": [[[1]], [[1]]], "inputs": ["x"], "hidden": ["h"], "outputs": ["p"]}
VALUES = [-0.12, 0.05, 0.0, 0.93, 0.1, -0.3, 0.2, 0.25, 0.4, 0.01]


def digit_image():
    y, x = np.mgrid[0:28, 0:28]
    return np.clip(300 - 12 * ((x - 14) ** 2 / 4 + (y - 14) ** 2 / 9), 0, 255).astype(np.uint8)


def all_drawings():
    for step in STEPS:
        yield pictures.network(WEIGHTS, **TEAM, **GAME, step=step)
    for step in HIDDEN_STEPS:
        yield pictures.network([IH_WGT, HP_WGT], **STACKED, relu=True, step=step)
        yield pictures.network(**XOR, input=[1, 0], goal=[1], alpha=0.5, step=step)
    yield pictures.digit_network(digit_image())
    yield pictures.digit_network(digit_image(), hidden=40, goal=3)
    yield pictures.digit_network(digit_image(), hidden=[0, 0.5, 2], outputs=VALUES, goal=3)


# --- Any network ---------------------------------------------------------------------------------


def assert_shows(element, value):
    """The shown number is ``value``, rounded to the decimals it is shown with."""
    assert number(element, "data-value") == pytest.approx(value, rel=1e-9, abs=1e-9)
    shown = figure(element)
    if "e" in shown:  # with one decimal or none
        assert number(element) == pytest.approx(value, rel=0.051 if "." in shown else 0.34)
    else:
        decimals = len(shown.partition(".")[2])
        assert abs(number(element) - value) <= 0.5 * 10**-decimals + 1e-9 * max(1, abs(value))


def assert_values(drawing, name, expected, layer=None):
    """A part shows these values, or that of one layer does."""
    found = placed(drawing, name)
    if layer is not None:
        found = {place[1:]: element for place, element in found.items() if place[0] == layer}
    expected = np.asarray(expected, float)
    assert set(found) == set(np.ndindex(*expected.shape))
    for place, element in found.items():
        # A silent unit shows the blame that it loses: "0.38×0".
        if "×0" not in "".join(element.itertext()):
            assert_shows(element, expected[place])


def some_network(sizes, chance):
    """A network of these sizes, with short and with awkward numbers."""

    def number():
        kind = chance.randrange(4)
        return (
            chance.choice([0, 1, -0.3, 0.65]),
            round(chance.uniform(-2, 2), 3),
            chance.uniform(-0.01, 0.01),
            chance.uniform(-2000, 2000),
        )[kind]

    def column(size):
        return [number() for _ in range(size)]

    names = [["toes", "# fans", "win?", "number of games"][:size] for size in sizes]
    hidden = len(sizes) == 3
    matrices = [[column(a) for _ in range(b)] for a, b in itertools.pairwise(sizes)]
    return {
        "weights": matrices if hidden else matrices[0],
        "inputs": names[0],
        "hidden": names[1] if hidden else None,
        "outputs": names[-1],
        "input": column(sizes[0]),
        "goal": column(sizes[-1]),
        "alpha": chance.choice([1, 0.01, 1e-6]),
        "relu": hidden and chance.random() < 0.6,
        "hidden_bias": chance.choice([None, column(sizes[1])]) if hidden else None,
        "output_bias": chance.choice([None, column(sizes[-1])]),
    }


def some_networks(count, columns):
    """So many, of 1 to 4 units in a column."""
    chance = random.Random(count)
    for _ in range(count):
        yield some_network([chance.randint(1, 4) for _ in range(columns)], chance)


def computed(net):
    """All values by the names of the parts, with NumPy; of layers a list."""
    hidden, alpha, x = net["hidden"] is not None, net["alpha"], np.array(net["input"], float)
    weights = [np.array(w, float) for w in (net["weights"] if hidden else [net["weights"]])]
    biases = [net["hidden_bias"], net["output_bias"]][-len(weights) :]
    values, slope = [x], None
    for matrix, bias in zip(weights, biases, strict=True):
        values.append(matrix @ values[-1] + (0 if bias is None else np.array(bias, float)))
        if hidden and len(values) == 2:
            slope = values[1] > 0 if net["relu"] else np.ones(len(values[1]))
            close = (np.abs(values[1]) < 1e-9) & (values[1] != 0)
            if net["relu"] and close.any():
                return None  # on which side of 0 it falls is a matter of rounding
            values[1] = values[1] * slope
    delta = values[-1] - np.array(net["goal"], float)
    deltas = [delta]
    if hidden:
        deltas.insert(0, (delta @ weights[1]) * slope)
    changes = [np.outer(d, source) for d, source in zip(deltas, values, strict=False)]
    return {
        "input": x,
        "weight": weights,
        "bias": biases,
        "product": [w * source for w, source in zip(weights, values, strict=False)],
        "hidden": values[1],
        "output": values[-1],
        "goal": net["goal"],
        "delta": delta,
        "error": delta**2,
        "hidden-delta": deltas[0],
        "share": [None, weights[-1] * delta[:, None]],
        "weight-delta": changes,
        "new-weight": [w - alpha * change for w, change in zip(weights, changes, strict=True)],
        "new-bias": [
            None if bias is None else np.array(bias) - alpha * d
            for bias, d in zip(biases, deltas, strict=True)
        ],
    }


@pytest.mark.parametrize(("columns", "steps"), [(2, STEPS), (3, HIDDEN_STEPS)])
def test_every_value_of_every_step(columns, steps):
    for net in some_networks(15, columns):
        expected = computed(net)
        for step, told in steps.items() if expected else ():
            drawing = pictures.network(**net, step=step)
            for name in told.shows.split():
                part, values = name.rstrip("01"), expected[name.rstrip("01")]
                if not isinstance(values, list) or part == "goal":
                    assert_values(drawing, part, values)
                    continue
                for layer, its in enumerate(values):
                    if name in (part, f"{part}{layer}") and its is not None:
                        assert_values(drawing, part, its, layer)


@pytest.mark.parametrize(("a", "b"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_xor_by_two_relu_units(a, b):
    drawing = pictures.network(**XOR, input=[a, b], step="output")
    assert float(numbers(drawing, "output")[0]) == a ^ b
    for (index,), unit in placed(drawing, "hidden").items():
        total = a + b + XOR["hidden_bias"][index]
        assert unit.get("class") == ("silent" if total <= 0 else None)
    assert ("Silent, because the sum is not above 0" in drawing.words) == (a + b <= 1)


def test_new_weights_show_that_they_moved():
    still = pictures.network(
        [0.5, 2], inputs=["a", "b"], outputs=["p"], input=[0, 1], goal=1, alpha=0.1, step="update"
    )
    shown = ["".join(e.itertext()) for e in placed(still, "new-weight").values()]
    assert shown == ["0.500", "1.900 ▼"]
    assert "0.500 (unchanged), 1.900 (down)" in still.words


def test_edges_follow_the_new_weights():
    net = {"inputs": ["x"], "outputs": ["p"], "input": 1, "goal": -9, "alpha": 0.1}
    for step, look in (("compare", "plus"), ("update", "minus")):
        edge = placed(pictures.network(0.5, **net, step=step), "edge")[0, 0, 0]
        assert edge.get("class") == look


def test_side_of_the_error_is_the_delta_up_to_its_place():
    def side(goal):
        drawing = pictures.network(**ONE, input=0, goal=goal, step="compare")
        error = placed(drawing, "error")[0,]
        width, height = number(error.find("rect"), "width", "height")
        assert width == height
        return width, error.get("class")

    assert side(0) == (0, None)
    assert side(-0.5) == side(0.5) == (SIDE_OF_ONE / 2, None)
    assert side(1) == (SIDE_OF_ONE, None) and side(1000) == (SIDE_OF_ONE, "cut")


# --- Looks ---------------------------------------------------------------------------------------


def assert_readable(drawing):
    """No two things overlap, all is inside, each text fits into the shape around it, and each
    label of an edge lies in its middle on that edge.
    """
    found, edges = shapes(drawing), placed(drawing, "edge")
    assert_apart(drawing, found)
    for owner, its in itertools.groupby(found, lambda shape: shape.owner):
        part, places = owner.get("data-part"), {}
        for shape in its:
            places.setdefault(shape.element.tag, []).append(shape.place)
        for left, _, right, _ in places["text"][-1:]:
            if part in (*ON_EDGES, "hidden-delta"):
                [(start, _, end, _)] = places["rect"]
                assert start <= left and right <= end
            elif part in ("input", "hidden", "output", "goal"):
                [(x, _, radius)] = places["circle"]
                assert x - radius < left and right < x + radius
        if part in ON_EDGES:
            [(left, top, right, bottom)] = places["rect"]
            place = tuple(int(owner.get(f"data-{key}")) for key in ("layer", "to", "from"))
            x1, y1, x2, y2 = number(edges[place], "x1", "y1", "x2", "y2")
            share = ((left + right) / 2 - x1) / (x2 - x1)
            assert (top + bottom) / 2 == pytest.approx(y1 + share * (y2 - y1), abs=0.02)
    assert svg.smallest_text(drawing.svg) >= 14


@pytest.mark.parametrize(
    ("columns", "step"), [*((2, step) for step in STEPS), *((3, step) for step in HIDDEN_STEPS)]
)
def test_nothing_overlaps(step, columns):
    for seed, sizes in enumerate(itertools.product(range(1, 5), repeat=columns)):
        assert_readable(pictures.network(**some_network(sizes, random.Random(seed)), step=step))


@pytest.mark.parametrize("units", [5, 6, 7, 8])
def test_nothing_overlaps_in_full_columns(units):
    names = {"inputs": list("abcdefgh")[:units], "outputs": list("stuvxyzk")[:units]}
    column = [0.25] * units
    weights = [[0.5 * (to - source) for source in range(units)] for to in range(units)]
    for step in ("deposit", "update"):
        assert_readable(
            pictures.network(weights, **names, input=column, goal=column, alpha=0.1, step=step)
        )


def test_labels_of_three_by_three_stand_28_px_apart_and_hide_no_other_edge():
    drawing = pictures.network(WEIGHTS, **TEAM, **GAME, step="multiply")
    edges = {
        place: number(edge, "x1", "y1", "x2", "y2")
        for place, edge in placed(drawing, "edge").items()
    }
    for name in ("weight", "product"):
        heights = []
        for place, element in placed(drawing, name).items():
            left, top, wide, high = number(element.find("rect"), "x", "y", "width", "height")
            heights.append(top)
            for other, (x1, y1, x2, y2) in edges.items() if name == "weight" else ():
                at = [y1 + (x - x1) / (x2 - x1) * (y2 - y1) for x in (left, left + wide)]
                assert other == place or max(at) < top or min(at) > top + high, (place, other)
        assert np.diff(sorted(heights)).min() >= 28


@pytest.mark.parametrize("hidden", [False, True])
def test_all_steps_keep_size_and_places(hidden):
    seen = set()
    for step in HIDDEN_STEPS if hidden else STEPS:
        weights = [IH_WGT, HP_WGT] if hidden else WEIGHTS
        drawing = pictures.network(weights, **(STACKED if hidden else {**TEAM, **GAME}), step=step)
        units = [
            number(unit.find("circle"), "cx", "cy")
            for name in ("input", "hidden", "output")
            for unit in placed(drawing, name).values()
        ]
        edges = [number(e, "x1", "y1", "x2", "y2") for e in placed(drawing, "edge").values()]
        pills = [  # no wider than their numbers
            [number(element.find("text"), "x"), number(element.find("rect"), "y")]
            for name in ("weight", "new-weight")
            for element in placed(drawing, name).values()
        ]
        seen.add(str((number(root(drawing), "width", "height"), units, edges, pills)))
    assert len(seen) == 1


def test_the_words_tell_every_figure_and_name_and_each_colour_has_a_dark_form():
    light, dark = svg.STYLE.split("@media")
    for drawing in all_drawings():
        tree, words = root(drawing), drawing.words
        assert tree.find("title").text
        assert tree.find("desc").text == words
        for element in tree.iter("g"):
            part = element.get("data-part")
            if part not in (None, "digit") and element.get("data-value") is not None:
                shown = figure(element).replace("31360", "31,360")
                assert shown in words, (part, shown)
        for text in tree.iter("text"):
            assert text.get("data-part") != "name" or text.text in words
            # The reader's hyphen is no minus sign.
            assert not re.search(r"-\d", text.text or "")
        for name in set(re.findall(r"var\((--\w+)\)", drawing.svg)):
            assert f"{name}:#" in light and f"{name}:#" in dark, name


def test_what_is_too_long_is_cut_but_said_in_full():
    name = "a very long <name> of a unit, much too long"
    drawing = pictures.network(
        [[[1]], [[1]]],
        inputs=[name],
        hidden=[name],
        outputs=[name],
        input=1,
        step="output",
        title=3 * name,
    )
    assert_readable(drawing)
    assert drawing.words.count(name) >= 6 and root(drawing).find("title").text == 3 * name


def test_largest_numbers_are_drawn():
    big = LARGEST
    net = {"inputs": ["x"], "hidden": ["h"], "outputs": ["p"], "input": -big, "goal": big}
    drawing = pictures.network([[[big]], [[big]]], **net, alpha=big, step="update")
    assert_readable(drawing)
    assert numbers(drawing, "output") == ["−1.0e90"]


def test_arrays_are_taken_like_lists():
    lists = pictures.network(WEIGHTS, **TEAM, **GAME, step="update")
    game = {"input": np.array(GAME["input"]), "goal": GAME["goal"], "alpha": np.float64(0.01)}
    assert pictures.network(np.array(WEIGHTS), **TEAM, **game, step="update") == lists


# --- Bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({**ONE, "step": "guess"}, "no step 'guess': use one of empty, insert, multiply, deposit"),
        ({**TWO, "step": "multiply"}, "with a hidden layer has no step 'multiply'.*hidden_deltas"),
        ({**ONE, "step": "insert"}, r"The step 'insert' needs input=…"),
        ({**ONE, "step": "compare", "input": 1}, "The step 'compare' needs goal=…"),
        ({**ONE, "step": "update", "input": 1, "goal": 1}, "The step 'update' needs alpha=…"),
        ({**ONE, "input": [1, 2]}, "input has 2 numbers, but there is 1 unit for it"),
        ({**ONE, "goal": [1, 2], "input": 1}, "goal has 2 numbers"),
        ({**ONE, "weights": [1, 2]}, "weights must be 1 row of 1 number"),
        ({**ONE, "weights": [[1], 2]}, "weights must be 1 row of 1 number"),
        ({**ONE, "weights": "w"}, "a number of weights is 'w': give a number"),
        ({**ONE, "weights": math.nan}, "a number of weights is nan: a drawing needs a finite"),
        ({**ONE, "weights": -1e40}, r"is -1.0e\+40: numbers beyond 1e\+30 are not drawn"),
        ({**ONE, "alpha": "fast"}, "alpha is 'fast': give a number"),
        ({**ONE, "decimals": "3"}, "decimals is '3': give a whole number"),
        ({**ONE, "decimals": -1}, "decimals is -1: give a whole number"),
        ({**ONE, "weights": [[1, 2], [3]], "inputs": ["x", "y"], "outputs": ["p", "q"]}, "2 rows"),
        ({**ONE, "inputs": "toes"}, "inputs must be a list of names"),
        ({**ONE, "outputs": []}, "outputs names no unit"),
        ({**ONE, "inputs": list("abcdefghi")}, "inputs has 9 units.*digit_network"),
        ({**ONE, "relu": True}, "need a hidden layer"),
        ({**ONE, "output_bias": [1, 2]}, "output_bias has 2 numbers"),
        ({**TWO, "weights": [[1]]}, "a list of two matrices"),
        ({**TWO, "weights": [[[1, 2]], [[1]]]}, r"weights\[0\] must be 1 row of 1"),
        ({**TWO, "weights": [[[1]], [[1], [1]]]}, r"weights\[1\] must be 1 row"),
    ],
)
def test_network_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        pictures.network(**arguments)
