"""The drawings of networks: right figures, each in words too, and nothing on top of another."""

import itertools
import math
import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painted import root

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


VALUES = [-0.12, 0.05, 0.0, 0.93, 0.1, -0.3, 0.2, 0.25, 0.4, 0.01]


def digit_image():
    y, x = np.mgrid[0:28, 0:28]
    return np.clip(300 - 12 * ((x - 14) ** 2 / 4 + (y - 14) ** 2 / 9), 0, 255).astype(np.uint8)


# --- Reading a drawing ---------------------------------------------------------------------------


def parts(drawing, name):
    """Return the elements with data-part ``name``, keyed by their place in the network."""
    found = {}
    for element in root(drawing).iter():
        if element.get("data-part") == name:
            keys = ("data-layer", "data-to", "data-from", "data-index")
            place = tuple(int(element.get(key)) for key in keys if element.get(key) is not None)
            assert place not in found, "two elements claim the same place"
            found[place] = element
    return found


def number_in(element):
    """Return the number that a reader sees in an element, as text."""
    words = " ".join(element.itertext())
    return re.findall(r"−?\d+(?:\.\d+)?(?:e−?\d+)?", words)[-1]


def numbers(drawing, name):
    """Return the figures of one part in reading order, as they are shown."""
    return [number_in(element) for _, element in sorted(parts(drawing, name).items())]


def assert_shows(element, value):
    """The shown number is ``value``, rounded to the decimals it is shown with."""
    assert float(element.get("data-value")) == pytest.approx(value, rel=1e-9, abs=1e-9)
    shown = number_in(element)
    number = float(svg.plain(shown))
    if "e" in shown:  # with one decimal or none
        assert number == pytest.approx(value, rel=0.051 if "." in shown else 0.34)
    else:
        decimals = len(shown.partition(".")[2])
        assert abs(number - value) <= 0.5 * 10**-decimals + 1e-9 * max(1, abs(value))


def assert_grid(drawing, name, layer, expected):
    found = {p[1:]: e for p, e in parts(drawing, name).items() if p[0] == layer}
    expected = np.asarray(expected, dtype=float)
    assert set(found) == set(np.ndindex(*expected.shape))
    for (to, source), element in found.items():
        assert_shows(element, expected[to, source])


def assert_column(drawing, name, expected):
    found = parts(drawing, name)
    assert set(found) == {(index,) for index in range(len(expected))}
    for (index,), element in found.items():
        assert_shows(element, expected[index])


# --- The seminar's figures -----------------------------------------------------------------------


def test_one_weight_predicts_085():
    drawing = pictures.network(0.1, inputs=["toes"], outputs=["win?"], input=8.5, step="deposit")
    assert numbers(drawing, "weight") == ["0.1"]
    assert numbers(drawing, "product") == ["0.850"]
    assert numbers(drawing, "output") == ["0.850"]


def test_multiple_inputs():
    drawing = pictures.network(
        [0.1, 0.2, 0.0],
        inputs=["toes", "wlrec", "nfans"],
        outputs=["win?"],
        input=[8.5, 0.65, 1.2],
        step="multiply",
    )
    assert numbers(drawing, "product") == ["0.850", "0.130", "0.000"]
    assert drawing.words == (
        "③ multiply: a network with 3 inputs and 1 output. Inputs: toes 8.5, wlrec 0.65, "
        "nfans 1.2. Outputs: win?. Weights to win?: 0.1, 0.2, 0.0. "
        "Products to win?: 0.850, 0.130, 0.000."
    )


def test_multiple_outputs_and_their_learning():
    drawing = pictures.network(
        [0.3, 0.2, 0.9],
        inputs=["wlrec"],
        outputs=TEAM["outputs"],
        input=0.65,
        goal=[0.1, 1, 0.1],
        step="weight_deltas",
        decimals=5,
    )
    assert numbers(drawing, "output") == ["0.19500", "0.13000", "0.58500"]
    assert numbers(drawing, "weight-delta") == ["0.06175", "−0.56550", "0.31525"]


def test_multiple_inputs_and_outputs():
    drawing = pictures.network(WEIGHTS, **TEAM, **GAME, step="deposit")
    assert numbers(drawing, "output") == ["0.555", "0.980", "0.965"]
    compare = pictures.network(WEIGHTS, **TEAM, **GAME, step="compare")
    assert numbers(compare, "goal") == ["0.1", "1", "0.1"]
    assert numbers(compare, "delta") == ["0.455", "−0.020", "0.865"]
    assert numbers(compare, "error") == ["0.2070", "0.0004", "0.7482"]
    update = pictures.network(WEIGHTS, **TEAM, **GAME, step="update", decimals=5)
    learned = [[0.061325, 0.0970425, -0.30546], [0.1017, 0.20013, 0.00024]]
    learned += [[-0.073525, 1.2943775, 0.08962]]
    assert_grid(update, "new-weight", 0, learned)


def test_hidden_layer_and_backpropagation():
    hidden = pictures.network([IH_WGT, HP_WGT], **STACKED, step="hidden")
    assert numbers(hidden, "hidden") == ["0.860", "0.295", "1.230"]
    output = pictures.network([IH_WGT, HP_WGT], **STACKED, step="output", decimals=4)
    assert numbers(output, "output") == ["0.2135", "0.1450", "0.5065"]
    back = pictures.network(
        [IH_WGT, HP_WGT], **STACKED, relu=True, step="hidden_deltas", decimals=5
    )
    assert numbers(back, "delta") == ["0.11350", "−0.85500", "0.40650"]
    assert numbers(back, "hidden-delta") == ["−0.05145", "0.48230", "0.00660"]


@pytest.mark.parametrize(("a", "b"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_xor_by_two_relu_units(a, b):
    drawing = pictures.network(**XOR, input=[a, b], step="output")
    assert float(numbers(drawing, "output")[0]) == a ^ b
    for (index,), unit in parts(drawing, "hidden").items():
        total = a + b + XOR["hidden_bias"][index]
        assert unit.get("class") == ("silent" if total <= 0 else None)
    assert [element.get("data-value") for element in parts(drawing, "bias").values()] == ["0", "-1"]
    assert ("Silent, because the sum is not above 0" in drawing.words) == (a + b <= 1)


# --- Any network ---------------------------------------------------------------------------------

NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 0.0, 0.5]),
    st.floats(-3, 3).map(lambda x: round(x, 4)),
    st.floats(-500, 500),
)


@st.composite
def networks(draw, hidden):
    sizes = [draw(st.integers(1, 4)) for _ in range(3 if hidden else 2)]
    columns = [[f"{'ihp'[n]}{k}" for k in range(size)] for n, size in enumerate(sizes)]

    def vector(length):
        return draw(st.lists(NUMBERS, min_size=length, max_size=length))

    matrices = [[vector(a) for _ in range(b)] for a, b in itertools.pairwise(sizes)]
    return {
        "weights": matrices if hidden else matrices[0],
        "inputs": columns[0],
        "hidden": columns[1] if hidden else None,
        "outputs": columns[-1],
        "input": vector(sizes[0]),
        "goal": vector(sizes[-1]),
        "alpha": draw(st.sampled_from([1, 0.1, 0.001])),
        "relu": hidden and draw(st.booleans()),
        "hidden_bias": vector(sizes[1]) if hidden and draw(st.booleans()) else None,
        "output_bias": vector(sizes[-1]) if draw(st.booleans()) else None,
    }


@settings(max_examples=40)
@given(networks(hidden=False))
def test_every_value_without_hidden_layer(net):
    w, x, goal = np.array(net["weights"], float), np.array(net["input"]), np.array(net["goal"])
    bias = np.zeros(len(w)) if net["output_bias"] is None else np.array(net["output_bias"])
    pred = w @ x + bias
    delta = pred - goal

    for step in ("insert", "multiply", "deposit", "compare", "weight_deltas", "update"):
        drawing = pictures.network(**net, step=step)
        assert_column(drawing, "input", x)
        if step != "update":
            assert_grid(drawing, "weight", 0, w)
    multiply = pictures.network(**net, step="multiply")
    assert_grid(multiply, "product", 0, w * x)
    assert_column(pictures.network(**net, step="deposit"), "output", pred)
    compare = pictures.network(**net, step="compare")
    assert_column(compare, "goal", goal)
    assert_column(compare, "delta", delta)
    assert_column(compare, "error", delta**2)
    assert_grid(
        pictures.network(**net, step="weight_deltas"), "weight-delta", 0, np.outer(delta, x)
    )
    update = pictures.network(**net, step="update")
    assert_grid(update, "new-weight", 0, w - net["alpha"] * np.outer(delta, x))
    if net["output_bias"] is not None:
        for (_, index), element in parts(update, "bias").items():
            assert_shows(element, bias[index] - net["alpha"] * delta[index])


@settings(max_examples=40)
@given(networks(hidden=True))
def test_every_value_with_hidden_layer(net):
    first, second = (np.array(w, float) for w in net["weights"])
    x, goal, alpha = np.array(net["input"]), np.array(net["goal"]), net["alpha"]
    no_bias = net["hidden_bias"] is None
    sums = first @ x + (0 if no_bias else np.array(net["hidden_bias"]))
    close_to_silent = net["relu"] and np.any((np.abs(sums) < 1e-9) & (sums != 0))
    if close_to_silent:  # which side of 0 it falls on is then a matter of rounding
        return
    slope = (sums > 0) if net["relu"] else np.ones(len(sums))
    hidden = sums * slope
    pred = second @ hidden + (0 if net["output_bias"] is None else np.array(net["output_bias"]))
    delta = pred - goal
    hidden_delta = (delta @ second) * slope

    drawing = pictures.network(**net, step="hidden")
    assert_column(drawing, "hidden", hidden)
    assert_grid(drawing, "product", 0, first * x)
    drawing = pictures.network(**net, step="output")
    assert_column(drawing, "output", pred)
    assert_grid(drawing, "product", 1, second * hidden)
    drawing = pictures.network(**net, step="output_deltas")
    assert_column(drawing, "delta", delta)
    assert_grid(drawing, "weight-delta", 1, np.outer(delta, hidden))
    drawing = pictures.network(**net, step="hidden_deltas")
    assert_column(drawing, "hidden-delta", hidden_delta)
    assert_grid(drawing, "share", 1, second * delta[:, None])
    drawing = pictures.network(**net, step="weight_deltas")
    assert_grid(drawing, "weight-delta", 0, np.outer(hidden_delta, x))
    assert_grid(drawing, "weight-delta", 1, np.outer(delta, hidden))
    drawing = pictures.network(**net, step="update")
    assert_grid(drawing, "new-weight", 0, first - alpha * np.outer(hidden_delta, x))
    assert_grid(drawing, "new-weight", 1, second - alpha * np.outer(delta, hidden))


def test_new_weights_show_that_they_moved():
    drawing = pictures.network(WEIGHTS, **TEAM, **GAME, step="update")
    shown = ["".join(e.itertext()) for _, e in sorted(parts(drawing, "new-weight").items())]
    # 0.2 to 0.20013 needs a fourth decimal, 0.0 to 0.00024 too.
    assert shown[4] == "0.2001 ▲"
    assert shown[5] == "0.0002 ▲"
    assert shown[0] == "0.061 ▼"
    assert "0.2001 (up)" in drawing.words
    still = pictures.network(
        [0.5, 2], inputs=["a", "b"], outputs=["p"], input=[0, 1], goal=1, alpha=0.1, step="update"
    )
    shown = ["".join(e.itertext()) for _, e in sorted(parts(still, "new-weight").items())]
    assert shown == ["0.500", "1.900 ▼"]
    assert "0.500 (unchanged), 1.900 (down)" in still.words


def test_edges_follow_the_new_weights():
    def edge(step):
        net = {"inputs": ["x"], "outputs": ["p"], "input": 1, "goal": -9, "alpha": 0.1}
        return parts(pictures.network(0.5, **net, step=step), "edge")[0, 0, 0]

    assert edge("compare").get("class") == "plus"
    assert edge("update").get("class") == "minus"


def test_side_of_the_error_is_the_delta_up_to_its_place():
    def side(goal):
        net = {"inputs": ["x"], "outputs": ["p"], "input": 0, "step": "compare"}
        error = parts(pictures.network(1, **net, goal=goal), "error")[0,]
        square = error.find("rect")
        assert square.get("width") == square.get("height")
        return float(square.get("width")), error.get("class")

    assert side(0) == (0, None)
    assert side(-0.5)[0] == side(0.5)[0] == side(1)[0] / 2
    assert side(1)[1] is None
    assert side(1000) == (SIDE_OF_ONE, "cut")


# --- Looks ---------------------------------------------------------------------------------------

# Widths of Arial Bold in em; what is not here is taken as wide.
ARIAL = {**dict.fromkeys("0123456789", 0.556), "−": 0.584, ".": 0.278, " ": 0.278, "▲": 0.99}
ARIAL |= {"▼": 0.99, **dict.fromkeys("abcdeghknopqsuvxyz", 0.611), **dict.fromkeys("ijl", 0.278)}
ARIAL |= {"t": 0.333, "f": 0.333, "r": 0.389, "?": 0.611, "[": 0.333, "]": 0.333, "=": 0.584}


def size_of(text):
    return float(text.get("font-size", 15))


def text_box(text):
    size = size_of(text)
    width = sum(ARIAL.get(letter, 0.95) for letter in text.text or "") * size
    x, baseline = float(text.get("x")), float(text.get("y"))
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor")]
    # Digits and letters reach from 0.73 em above the base line to 0.21 em below it.
    return left, baseline - 0.73 * size, left + width, baseline + 0.21 * size


def rect_box(rect):
    if rect.get("transform"):  # of an error, which grows upwards
        x, y = map(float, re.findall(r"-?[\d.]+", rect.get("transform"))[:2])
        return x, y - float(rect.get("height")), x + float(rect.get("width")), y
    x, y = float(rect.get("x")), float(rect.get("y"))
    return x, y, x + float(rect.get("width")), y + float(rect.get("height"))


def shapes(drawing):
    """Return what must not overlap: boxes and circles, each with the element it belongs to."""
    found = []
    tree = root(drawing)
    for number, element in enumerate(tree):
        if element.tag == "text":
            found.append((number, "box", text_box(element)))
        elif element.tag == "g":
            for child in element:
                if child.get("class") == "quiet" and element.get("class") != "silent":
                    continue
                if child.tag == "text":
                    found.append((number, "box", text_box(child)))
                elif child.tag == "rect":
                    found.append((number, "box", rect_box(child)))
                elif child.tag == "circle":
                    place = tuple(float(child.get(key)) for key in ("cx", "cy", "r"))
                    found.append((number, "circle", place))
    return found


def overlap(one, other):
    (_, kind, a), (_, other_kind, b) = one, other
    if kind == other_kind == "box":
        return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    if kind == other_kind == "circle":
        return math.dist(a[:2], b[:2]) < a[2] + b[2]
    (x, y, radius), box = (a, b) if kind == "circle" else (b, a)
    nearest = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return math.dist((x, y), nearest) < radius


def assert_readable(drawing):
    """No two things overlap, all is inside, each text fits into the shape around it, and each
    label of an edge lies in its middle on that edge.
    """
    tree = root(drawing)
    edges = parts(drawing, "edge")
    width, height = float(tree.get("width")), float(tree.get("height"))
    found = shapes(drawing)
    for one, other in itertools.combinations(found, 2):
        if one[0] != other[0]:
            assert not overlap(one, other), (one, other)
    for _, kind, place in found:
        if kind == "box":
            assert 0 < place[0] <= place[2] < width and 0 < place[1] <= place[3] < height
    for text in tree.iter("text"):
        assert size_of(text) >= 13
    for element in tree.iter("g"):
        part = element.get("data-part")
        texts = [text_box(text) for text in element.iter("text")]
        if part in ON_EDGES:
            left, top, right, bottom = rect_box(element.find("rect"))
            place = tuple(int(element.get(f"data-{key}")) for key in ("layer", "to", "from"))
            x1, y1, x2, y2 = (float(edges[place].get(key)) for key in ("x1", "y1", "x2", "y2"))
            share = ((left + right) / 2 - x1) / (x2 - x1)
            assert (top + bottom) / 2 == pytest.approx(y1 + share * (y2 - y1), abs=0.02)
        if part in (*ON_EDGES, "hidden-delta"):
            pill = rect_box(element.find("rect"))
            for box in texts:
                assert pill[0] <= box[0] and box[2] <= pill[2]
        elif part in ("input", "hidden", "output", "goal"):
            circle = element.find("circle")
            x, radius = float(circle.get("cx")), float(circle.get("r"))
            for box in texts[-1:]:
                assert x - radius < box[0] and box[2] < x + radius


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

    columns = [["toes", "# fans", "win?", "number of games"][:size] for size in sizes]
    matrices = [
        [[number() for _ in range(a)] for _ in range(b)] for a, b in itertools.pairwise(sizes)
    ]
    hidden = len(sizes) == 3
    biased = chance.choice([None, [number() for _ in range(sizes[1])]])
    return {
        "weights": matrices if hidden else matrices[0],
        "inputs": columns[0],
        "hidden": columns[1] if hidden else None,
        "outputs": columns[-1],
        "input": [number() for _ in range(sizes[0])],
        "goal": [number() for _ in range(sizes[-1])],
        "alpha": chance.choice([1, 0.01, 1e-6]),
        "relu": hidden and chance.random() < 0.5,
        "hidden_bias": biased if hidden else None,
        "output_bias": [number() for _ in range(sizes[-1])] if biased else None,
    }


@pytest.mark.parametrize("step", STEPS)
def test_nothing_overlaps_without_hidden_layer(step):
    for seed, sizes in enumerate(itertools.product(range(1, 5), repeat=2)):
        chance = random.Random(seed)
        for _ in range(4):
            assert_readable(pictures.network(**some_network(sizes, chance), step=step))


@pytest.mark.parametrize("step", HIDDEN_STEPS)
def test_nothing_overlaps_with_hidden_layer(step):
    for seed, sizes in enumerate(itertools.product(range(1, 5), repeat=3)):
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
        place: [float(edge.get(key)) for key in ("x1", "y1", "x2", "y2")]
        for place, edge in parts(drawing, "edge").items()
    }
    for name in ("weight", "product"):
        heights = []
        for place, element in parts(drawing, name).items():
            left, top, right, bottom = rect_box(element.find("rect"))
            heights.append((top + bottom) / 2)
            if name == "product":  # which are longer
                continue
            for other, (x1, y1, x2, y2) in edges.items():
                at = [y1 + (x - x1) / (x2 - x1) * (y2 - y1) for x in (left, right)]
                assert other == place or max(at) < top or min(at) > bottom, (place, other)
        gaps = np.diff(sorted(heights))
        assert gaps.min() >= 28


@pytest.mark.parametrize("hidden", [False, True])
def test_all_steps_keep_size_and_places(hidden):
    seen = set()
    for step in HIDDEN_STEPS if hidden else STEPS:
        weights = [IH_WGT, HP_WGT] if hidden else WEIGHTS
        drawing = pictures.network(weights, **(STACKED if hidden else {**TEAM, **GAME}), step=step)
        tree = root(drawing)
        circles = [
            (c.get("cx"), c.get("cy"))
            for g in tree.iter("g")
            if g.get("data-part") in ("input", "hidden", "output")
            for c in g.iter("circle")
        ]
        ends = sorted(
            tuple(line.get(key) for key in ("x1", "y1", "x2", "y2")) for line in tree.iter("line")
        )
        pills = [  # no wider than their numbers
            (element.find("text").get("x"), element.find("rect").get("y"))
            for name in ("weight", "new-weight")
            for _, element in sorted(parts(drawing, name).items())
        ]
        seen.add(str((tree.get("width"), tree.get("height"), circles, ends, pills)))
    assert len(seen) == 1


def all_drawings():
    for step in STEPS:
        yield pictures.network(WEIGHTS, **TEAM, **GAME, step=step)
    for step in HIDDEN_STEPS:
        yield pictures.network([IH_WGT, HP_WGT], **STACKED, relu=True, step=step)
        yield pictures.network(**XOR, input=[1, 0], goal=[1], alpha=0.5, step=step)
    yield pictures.digit_network(digit_image())
    yield pictures.digit_network(digit_image(), hidden=40, goal=3)
    yield pictures.digit_network(digit_image(), hidden=[0, 0.5, 2], outputs=VALUES, goal=3)


def test_title_words_and_bytes():
    for drawing, again in zip(all_drawings(), all_drawings(), strict=True):
        assert drawing.svg == again.svg and drawing.words == again.words
        tree = root(drawing)
        assert tree.find("title").text
        assert tree.find("desc").text == drawing.words
        # The reader's hyphen is no minus sign.
        assert not any(re.search(r"-\d", text.text or "") for text in tree.iter("text"))


def test_words_tell_every_figure_and_name():
    for drawing in all_drawings():
        words = drawing.words
        for element in root(drawing).iter("g"):
            part = element.get("data-part")
            if part is None or part == "digit" or element.get("data-value") is None:
                continue
            shown = number_in(element).replace("31360", "31,360")
            assert shown in words, (part, shown)
        for text in root(drawing).iter("text"):
            if text.get("data-part") == "name":
                assert text.text in words


def test_every_colour_has_a_light_and_a_dark_form():
    light, dark = svg.STYLE.split("@media")
    for drawing in all_drawings():
        for name in set(re.findall(r"var\((--\w+)\)", drawing.svg)):
            assert f"{name}:#" in light and f"{name}:#" in dark, name


def test_title_can_be_told_and_is_cut_if_too_long():
    net = {"inputs": ["x"], "outputs": ["p"]}
    assert "my <title>" in [
        t.text for t in root(pictures.network(1, **net, title="my <title>")).iter("text")
    ]
    long = pictures.network(1, **net, title="word " * 60)
    assert_readable(long)
    assert root(long).find("title").text == "word " * 60


def test_long_names_are_cut_but_said_in_full():
    name = "a very long name of a unit, much too long"
    drawing = pictures.network(
        [[[1]], [[1]]], inputs=[name], hidden=[name], outputs=[name], input=1, step="output"
    )
    assert_readable(drawing)
    assert drawing.words.count(name) >= 3


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

ONE = {"weights": 0.1, "inputs": ["x"], "outputs": ["p"]}
TWO = {"weights": [[[1]], [[1]]], "inputs": ["x"], "hidden": ["h"], "outputs": ["p"]}


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
        ({**ONE, "weights": "w"}, "finite numbers, but holds 'w'"),
        ({**ONE, "weights": math.nan}, "finite numbers, but holds nan"),
        (
            {**ONE, "weights": -1e40},
            r"weights holds -1.0e\+40: numbers beyond 1e\+30 are not drawn",
        ),
        ({**ONE, "alpha": "fast"}, "alpha must be made of finite numbers"),
        ({**ONE, "decimals": "3"}, "decimals is '3': give a whole number"),
        ({**ONE, "decimals": -1}, "decimals is -1: give a whole number"),
        ({**ONE, "weights": [[1, 2], [3]], "inputs": ["x", "y"], "outputs": ["p", "q"]}, "2 rows"),
        ({**ONE, "inputs": "toes"}, "inputs must be a list of names"),
        ({**ONE, "outputs": []}, "outputs names no unit"),
        ({**ONE, "inputs": list("abcdefghi")}, "inputs has 9 units.*digit_network"),
        ({**ONE, "relu": True}, "need a hidden layer"),
        ({**ONE, "output_bias": [1, 2]}, "The bias has 2 numbers"),
        ({**TWO, "weights": [[1]]}, "a list of two matrices"),
        ({**TWO, "weights": [[[1, 2]], [[1]]]}, "The first matrix of weights must be 1 row of 1"),
        ({**TWO, "weights": [[[1]], [[1], [1]]]}, "The second matrix of weights must be 1 row"),
    ],
)
def test_network_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        pictures.network(**arguments)
