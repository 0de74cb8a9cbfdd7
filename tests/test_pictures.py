"""The drawings that are not networks show what their arguments say, and nothing overlaps."""

import itertools
import re

import numpy as np
import pytest
from painted import MOVED, assert_apart, cells, number, parts, points, root, texts

from course import explore, pictures
from course.pictures import fold
from course.pictures.svg import fixed, short, smallest_text, whole
from nnlib.convolution import convolve, softmax
from nnlib.linalg import w_sum
from nnlib.network import relu
from stored import load_mnist

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
XOR = [0, 1, 1, 0]
PLANE = {"points": CORNERS, "goals": XOR, "title": "XOR"}
TEAM = {"toes": [8.5, 9.5, 9.9, 9.0], "wlrec": [0.65, 0.8, 0.8, 0.9], "nfans": [1.2, 1.3, 0.5, 1.0]}
TABLE = {"inputs": ["toes", "wlrec", "nfans"], "outputs": ["hurt?", "win?", "sad?"]}
CNN_1 = [("convolution", 28, 3), ("pooling", 2), ("flatten",), ("dense", 128), ("dropout", 0.2),
         ("dense", 10)]  # fmt: skip
CNN_2B = [("convolution", 32, 5), ("pooling", 2), ("convolution", 32, 3), ("pooling", 2),
          ("dropout", 0.2), ("flatten",), ("dense", 128), ("dense", 10)]  # fmt: skip
WEIGHTS = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
IMAGES, LABELS = (part[:400] for part in load_mnist()[0])
DIGIT = IMAGES[0]
ANSWERS = np.array([[0.007, 0, 0.993, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0.1, 0, 0, 0, 0.9, 0, 0]])
PAIR = {"image": [[0, 1]], "outputs": ANSWERS, "names": ["a", "b"], "goal": 7}


def walk(alpha, steps, weight=0.5):
    """The seminar's weights in section 07: input 0.5, goal 0.8."""
    weights = [weight]
    for _ in range(steps):
        weights.append(weights[-1] - alpha * 0.5 * (weights[-1] * 0.5 - 0.8))
    return weights


def errors(alpha):
    """The twenty steps of notebook 07, which starts with weight 0.5, input 0.5 and goal 0.8."""
    return [(weight * 0.5 - 0.8) ** 2 for weight in walk(alpha, 20)]


NAMED = {
    "three steps": pictures.three_steps(9.8, 0.1, 0),
    "three steps, up": pictures.three_steps(8.5, -0.05, 1),
    "three steps, done": pictures.three_steps(2, 0.5, 1),
    "three steps, heavy": pictures.three_steps(8.5, -1.75, 1.2),
    "Mark 1": pictures.mark1(),
    "plane": pictures.planes([PLANE]),
    "flat": pictures.planes([PLANE | {"line": (0, 0, 0)}]),
    "planes": pictures.planes(
        [
            {"points": CORNERS, "goals": [0, 0, 0, 1], "line": (1, 1, -1.5), "title": "AND"},
            {"points": CORNERS, "goals": XOR, "line": (1, 1, -0.5), "title": "XOR",
             "names": ["0, 0", "0, 1", "1, 0", "1, 1"]},
            {"points": [(0, 0), (1, 0), (1, 0), (2, 1)], "goals": XOR, "line": (1, -2, -0.5),
             "names": ["0, 0", "0, 1", "1, 0", "1, 1"], "title": "hidden", "x_name": "hidden 1"},
        ]
    ),
    "fold": fold.draw(-1, -2, bend=True),
    "fold, low": fold.draw(-1.5, -4, bend=False),
    "fold, high": fold.draw(0.5, 1, bend=True),
    "parabola, crawling": pictures.parabola(0.5, 0.8, walk(0.1, 20), alpha=0.1),
    "parabola": pictures.parabola(0.5, 0.8, walk(1, 20), alpha=1),
    "parabola, to and fro": pictures.parabola(0.5, 0.8, walk(7, 8), alpha=7),
    "parabola, border": pictures.parabola(0.5, 0.8, walk(8, 8), alpha=8),
    "parabola, exploding": pictures.parabola(0.5, 0.8, walk(100, 8), alpha=100),
    "parabola, at rest": pictures.parabola(-2, -0.8, [0.4], alpha=1),
    "alpha curves": pictures.alpha_curves(
        {alpha: errors(alpha) for alpha in (0.1, 1, 4, 7.9, 8, 12)}
    ),
    "alpha curves, all leave": pictures.alpha_curves(
        {8.5: [0.3, 1e9], 9: [0.3, 1e8], 4: [0.3, 0], 3.9: [0.3, 0], 100: [1e9, 1e9]}
    ),
    "alpha curves, at rest": pictures.alpha_curves({1: [0, 0], 8: [0.3, 0.3]}),
    "patch, large": pictures.patch(DIGIT, 23, 23, [[-0.25] * 5] * 5),
    "three steps, live": explore.three_steps(9.8, 0.1, 0).drawing,
    "perceptron": explore.perceptron().drawing,
    "parabola, live": explore.parabola(0.5, 0.8, 0.5).drawing,
    "patch, live": explore.patch(DIGIT, [[1, 1, 1], [0, 0, 0], [-1, -1, -1]], 8, 10).drawing,
    "browse": explore.browse(IMAGES, LABELS).drawing,
    "dropout": pictures.dropout([0.86, 0.295, 1.23, 0, 0.5], [1, 3], 0.4),
    "two answers": pictures.two_answers(
        np.eye(28), ANSWERS, ["model 1", "model 2b"], goal=7
    ),
    "two answers, long names": pictures.two_answers(
        [[0, 255]], ANSWERS, ["the convolutional one", "mmmmmmmmmmmm"]
    ),
    "demands, XOR": pictures.demands(CORNERS, XOR, title="XOR"),
    "demands, AND": pictures.demands(CORNERS, [0, 0, 0, 1], title="AND"),
    "perceptron step": pictures.perceptron_step([0, 1], 0, [1, 1], 0),
    "perceptron step, right": pictures.perceptron_step([1, 1], 1, [-2, 0.25], 10.75),
    "matrix": pictures.matrix(WEIGHTS, **TABLE, row=0),
    "matrix, one row": pictures.matrix([[-1.25, 1, 0.125, 0]], ["m" * 20] * 4, ["win?"], 0),
    "matrix, one column": pictures.matrix([[1], [-2], [0.5]], ["a"], ["b", "c", "d"], 2),
    "CNN": pictures.cnn(CNN_1, np.eye(28)),
    "CNN 2b": pictures.cnn(CNN_2B),
    "shifted": pictures.shifted(np.eye(28), np.eye(3), -3),
    "softmax": pictures.softmax([0.1, -1, 0.4, 1.2, -0.6, 0.3, -2, 3.5, 0.2, 1.9]),
    "softmax, alike": pictures.softmax([0, 0, 0]),
    "softmax, far apart": pictures.softmax([20, -20]),
    "cross-entropy": pictures.cross_entropy([0.9, 0.5, 0.1, 0.001]),
    "cross-entropy, crowded": pictures.cross_entropy([1, 0.671, 0.67, 1e-9]),
    "team": pictures.team(TEAM, ["hurt?", "win?", "sad?"]),
    "team, one number": pictures.team({"wlrec": [1, 0.125]}),
    "ReLU": pictures.bend([-2, -0.5, 0, 0.5, 2], title="ReLU"),
    "bend": pictures.bend([0, 1, 2], [[1, 0, 1], [1, -1, -2]], title="any − 2 · both"),
    "bend, crowded": pictures.bend([0, 0.01, 100], [[-1, 3, 1]], title="m" * 40),
    "slope": pictures.slope(0.5, 0.8, 0.5, 0.2),
    "slope, uphill": pictures.slope(0.5, 0.8, 2.4, 0.2),
    "slope, a tiny step back": pictures.slope(0.5, 0.8, 0.5, -0.0213),
    "slope, at rest": pictures.slope(0.5, 0.8, 1.6, 0.2),
    "slope, steep": pictures.slope(-3, 1e4, 0.5, -0.0213),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_a_drawing_says_it_in_words_and_can_be_read_on_a_slide_and_on_a_dark_page(name):
    drawing = NAMED[name]
    tree = root(drawing)
    assert tree.findtext("title") and tree.findtext("desc") == drawing.words
    assert_apart(drawing, texts(drawing))
    width, height = number(tree, "width", "height")
    # A slide of 1280 × 720 px has 598 px for its picture.
    assert smallest_text(drawing.svg) * min(1280 / width, 598 / height) >= 18
    # A digit is ink on paper; else a colour written out would stay light on a dark page.
    colours = re.findall(r'(?:fill|stroke)="(?!var\(|none|url|currentC)([^"]*)"', drawing.svg)
    assert set(colours) <= {"#ffffff", "#000000"} or name.startswith(("patch", "browse"))


# --- 00 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("input", "weight", "goal", "sign", "turn"),
    [
        (9.8, 0.1, 0, ">", "turn down ▼"),
        (9.8, 0.1, 1, "<", "turn up ▲"),
        (2, 0.5, 1, "=", "leave it"),
        (-2, 0.5, 0, "<", "turn down ▼"),
        (-2, -0.5, 0, ">", "turn up ▲"),
        (0, 0.5, 1, "<", "leave it"),
    ],
)
def test_three_steps_compute_all_they_show(input, weight, goal, sign, turn):
    drawing = pictures.three_steps(input, weight, goal)
    shown = parts(drawing)
    prediction = input * weight
    assert number(shown["prediction"]) == pytest.approx(prediction, abs=5e-4)
    assert number(shown["input"]) == input
    assert number(shown["weight"]) == weight
    assert number(shown["percent-prediction"]) == pytest.approx(100 * prediction, abs=0.05)
    bars = [number(shown[f"bar-{name}"], "height") for name in ("prediction", "truth")]
    assert bars[0] * abs(goal) == pytest.approx(bars[1] * abs(prediction), abs=1)
    assert (shown["sign"].text, shown["turn"].text) == (sign, turn)
    turned = shown["pointer"].get("transform").removeprefix("rotate(").split()[0]
    assert float(turned) == pytest.approx(135 * weight, abs=0.01)
    if turn != "leave it":  # as told, the error falls
        moved = weight + (0.001 if "up" in turn else -0.001)
        assert (input * moved - goal) ** 2 < (prediction - goal) ** 2


def test_team_shows_its_numbers_and_lights_a_game():
    drawing = pictures.team(TEAM, ["hurt?", "win?", "sad?"])
    shown = parts(drawing)
    for name, values in TEAM.items():
        assert [number(shown[f"{name}-{game}"]) for game in range(4)] == values
        lit = [shown[f"{name}-{game}"].get("class") == "bold" for game in range(4)]
        assert lit == [True, False, False, False]
    assert "nfans: fans, in millions: 1.2, 1.3, 0.5, 1.0" in drawing.words


# --- 03 ----------------------------------------------------------------------------------------


def in_polygon(at_x, at_y, field):
    """Is the point in the polygon? Count the edges that a ray to the right crosses."""
    inside = False
    for (x1, y1), (x2, y2) in zip(field, field[1:] + field[:1], strict=True):
        if (y1 > at_y) != (y2 > at_y) and at_x < x1 + (at_y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


@pytest.mark.parametrize(
    ("goals", "line", "right"),
    [
        ([0, 0, 0, 1], (1, 1, -1.5), 4),
        ([0, 0, 0, 1], (1, 2, -2.5), 4),
        (XOR, (1, 1, -0.5), 3),
        (XOR, (-1, -1, 1.5), 3),
        (XOR, (0, 0, 1), 2),
        (XOR, (0, 0, 0), 2),
        # A point on the line is not above 0: its answer is 0.
        (XOR, (1, 0, 0), 2),
    ],
)
def test_planes_hatch_the_side_of_answer_1_and_count_the_right_points(goals, line, right):
    drawing = pictures.planes([PLANE | {"goals": goals, "line": line}])
    shown = parts(drawing)
    above = [w_sum(point, line[:2]) + line[2] for point in CORNERS]
    crosses = [shown[f"wrong-{i}"].get("visibility") == "visible" for i in range(4)]
    assert crosses == [(a > 0) != bool(goal) for a, goal in zip(above, goals, strict=True)]
    assert crosses.count(False) == right
    assert shown["score"].text == f"right: {right} of 4" and f"right: {right} of 4" in drawing.words
    marks = [shown[f"point-{i}"][0] for i in range(4)]
    assert [mark.tag for mark in marks] == [("circle", "rect")[goal] for goal in goals]
    assert len({mark.get("fill") for mark in marks}) == 2
    flat = line[0] == line[1] == 0
    assert (shown["line"].get("visibility") == "hidden") == flat
    assert ("no line: both weights are 0" in drawing.words) == flat
    for value, mark in zip(above, range(4), strict=True):
        x, y = map(float, re.findall(r"[\d.]+", shown[f"point-{mark}"].get("transform")))
        on_the_edge = value == 0
        assert on_the_edge or in_polygon(x, y, points(shown["region"])) == (value > 0)


@pytest.mark.parametrize("bias", [-1.5, -1, 0.5])
def test_points_of_the_fold_fill_their_planes(bias):
    shown = parts(fold.draw(bias, -2, bend=True))
    for count in range(3):
        its = [e for e in shown[f"plane-{count}"] if "point-" in e.get("data-part", "")]
        spots = [MOVED.findall(point.get("transform"))[0] for point in its]
        across, down = np.ptp(np.array(spots, float), axis=0)
        assert across > 0.6 * 220 and down > (20 if count else 0.6 * 220)


@pytest.mark.parametrize("goals", [XOR, [0, 0, 0, 1], [0, 1, 1, 1], [1, 0, 0, 1], [1, 1, 1, 0]])
def test_demands_are_obeyed_where_all_halves_meet(goals):
    drawing = pictures.demands(CORNERS, goals)
    shown = parts(drawing)
    for w1, w2 in np.random.default_rng(1).uniform(-1.2, 2.6, (60, 2)):
        x, y = 366 + (w1 + 1.2) / 3.8 * 214, 52 + (2.6 - w2) / 3.8 * 214
        sums = [w_sum(point, (w1, w2)) - 1 for point in CORNERS]
        right = [(total > 0) == bool(goal) for total, goal in zip(sums, goals, strict=True)]
        assert in_polygon(x, y, points(shown["obeyed"])) == all(right)
        for goal in (0, 1):
            own = [ok for ok, its in zip(right, goals, strict=True) if its == goal]
            assert in_polygon(x, y, points(shown[f"wanted-{goal}"])) == all(own)
    never = goals in (XOR, [1, 0, 0, 1])
    assert ("added-0" in shown) == never
    met = bool(points(shown["obeyed"]))
    assert shown["said"].text == (
        "Where they meet, all wishes are granted." if met else "They never meet."
    )
    assert not (never and met)
    said = [text.text for text in root(drawing).iter()]
    assert not {"square’s", "circle’s"} & set(said) or sum(goals) in (1, 3)


@pytest.mark.parametrize(
    ("point", "goal", "weights", "bias"),
    [
        ((0, 1), 0, (1, 1), 0),
        ((1, 1), 1, (0, 0), 0),
        ((1, 1), 1, (-2, 0), -1.25),
        ((2, 1.5), 0, (1, -2), 0),
    ],
)
def test_perceptron_step_is_the_rule_of_notebook_3(point, goal, weights, bias):
    drawing = pictures.perceptron_step(point, goal, weights, bias)
    shown = parts(drawing)
    pred = int(w_sum(point, weights) + bias > 0)
    delta = pred - goal
    after = [w - delta * x for w, x in zip(weights, point, strict=True)]
    rows = [
        [*weights, bias],
        [-delta * point[0], -delta * point[1], -delta],
        [*after, bias - delta],
    ]
    table = [[number(shown[f"{name}-{row}"]) for name in ("w1", "w2", "bias")] for row in range(3)]
    assert table == rows
    now = int(w_sum(point, after) + bias - delta > 0)
    assert f"it says {pred}, the goal is {goal}" in drawing.words
    assert drawing.words.endswith(f"says {now}.")
    assert f"goal {goal}" in [text.text for text in root(drawing).iter()]
    x, y = number(shown["point"], "data-x", "data-y")
    assert in_polygon(x, y, points(shown["region"])) == bool(now)


# --- 05 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [0, 1, 2])
def test_matrix_lights_a_row_and_its_edges(row):
    shown = parts(pictures.matrix(WEIGHTS, **TABLE, row=row))
    heights = [number(shown[f"edge-{to}-0"], "y2") + 5 for to in range(3)]
    for to, source in itertools.product(range(3), range(3)):
        cell = shown[f"weight-{to}-{source}"]
        assert number(cell) == WEIGHTS[to][source]
        assert number(cell, "y") == heights[to]  # a row is as high as its output
        edge, weight = shown[f"edge-{to}-{source}"], WEIGHTS[to][source]
        lit = to == row and weight != 0
        assert (edge.get("stroke") != "var(--edgezero)") == lit
        assert (edge.get("stroke-dasharray") is not None) == (lit and weight < 0)
    labels = [number(shown[f"label-{source}"]) for source in range(3)]
    assert labels == WEIGHTS[row]


# --- 06 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "units", "outputs"),
    [
        ([-2, -0.5, 0, 0.5, 2], [[1, 0, 1]], [0, 0, 0, 0.5, 2]),  # ReLU, as notebook 06 prints it
        ([0, 1, 2], [[1, 0, 1], [1, -1, -2]], [0, 1, 0]),  # XOR
        ([-2, 5, 2], [[-1, 0, 1], [0.5, -2, 3], [0, 1, 0.5]], [2.5, 2, 0.5]),
    ],
)
def test_bend_is_relu_between_two_layers(inputs, units, outputs):
    drawing = pictures.bend(inputs, units, title="a bend")
    shown = parts(drawing)
    dots = [number(shown[f"dot-{i}"], "cx", "cy") for i in range(len(inputs))]
    assert [number(shown[f"value-{i}"]) for i in range(len(inputs))] == outputs
    by_layers = [w_sum(relu(np.array([w * x + b for w, b, _ in units])), [v for *_, v in units])
                 for x in inputs]  # fmt: skip
    assert by_layers == pytest.approx(outputs)
    # The dots lie on the curve, and what bends it is where a unit begins to speak.
    across = np.polyfit(inputs, [x for x, _ in dots], 1)
    corners = points(shown["bent"])
    begins = sorted(-b / w for w, b, _ in units if w)
    assert [x for x, _ in corners[1:-1]] == pytest.approx(np.polyval(across, begins), abs=0.02)
    for x, y in dots:
        assert np.interp(x, *zip(*corners, strict=True)) == pytest.approx(y, abs=0.02)
    straight = [sum(v * (w * x + b) for w, b, v in units) for x in inputs]
    assert f"without the bend {whole(straight[0])}" in drawing.words
    assert shown["straight-0"].text == whole(straight[0])


# --- 07 ----------------------------------------------------------------------------------------


def dots(shown):
    """How far right and down the dots on the parabola lie."""
    places = re.findall(r"M([-\d.]+) ([-\d.]+)h0", shown["dots"].get("d", ""))
    return [float(x) for x, _ in places], [float(y) for _, y in places]


def test_parabola_places_dots_at_their_weight_and_error():
    weights = walk(1, 20)
    shown = parts(pictures.parabola(0.5, 0.8, weights, alpha=1))
    # Places on the drawing are linear in weight and error.
    x, y = dots(shown)
    errors = [(weight * 0.5 - 0.8) ** 2 for weight in weights]
    across = np.polyfit(weights, x, 1)
    down = np.polyfit(errors, y, 1)
    assert np.allclose(np.polyval(across, weights), x, atol=0.01)
    assert np.allclose(np.polyval(down, errors), y, atol=0.01)
    assert across[0] > 0 and down[0] < 0
    assert shown["lowest"].text == "lowest at goal / input = 0.8 / 0.5 = 1.6"
    assert {"number-0", "number-1", "number-20"} <= set(shown)


def test_parabola_says_which_dots_are_off_the_picture():
    weights = walk(9, 8)
    shown = parts(pictures.parabola(0.5, 0.8, weights, alpha=9))
    inside = [i for i, weight in enumerate(weights) if abs(weight - 1.6) <= 1.12 * 3 * 1.1]
    assert len(dots(shown)[0]) == 6 and inside == list(range(6))
    assert shown["outside"].text == "off the picture: dots 6 to 8, error up to 10.75"
    x, y, _ = map(float, re.findall(r"-?[\d.]+", shown["leaves"].get("transform")))
    (x1, y1), (x2, y2) = points(shown["steps"])[5:7]
    assert y1 > y > y2 and x == pytest.approx(x1 + (x2 - x1) * (y - y1) / (y2 - y1), abs=0.05)
    assert "outside" not in parts(pictures.parabola(0.5, 0.8, walk(7, 8), alpha=7))


def test_parabola_stays_small_when_weights_explode():
    drawing = pictures.parabola(0.5, 0.8, walk(1e6, 30), alpha=1e6)
    assert max(map(len, re.findall(r"[\d.]+", parts(drawing)["steps"].get("points")))) < 16
    assert "Off the picture: dots 1 to 30, error up to ∞." in drawing.words


# --- 12 and 15 ---------------------------------------------------------------------------------


def test_pixel_numbers_are_the_image():
    drawing = pictures.pixel_numbers(DIGIT)
    rows = parts(drawing)
    table = [[number(text) for text in rows[f"row-{row}"]] for row in range(28)]
    assert np.array_equal(table, DIGIT)
    assert f"{np.count_nonzero(DIGIT)} of 784 are above 0, the largest is 255" in drawing.words


def test_patch_is_the_weighted_sum():
    kernel = np.array([[-1, 0, 1], [-2, 0.25, 2], [-1, 0, 1]])
    here = DIGIT[8:11, 9:12] / 255
    expected = float((here * kernel).sum())
    for image in (DIGIT, DIGIT / 255, DIGIT.tolist()):
        shown = parts(pictures.patch(image, 8, 9, kernel))
        assert shown["sum"].text == short(expected, 3)
        for y, x in itertools.product(range(3), range(3)):
            assert shown[f"pixel-{y}-{x}"].text == fixed(float(here[y, x]), 2)
            assert number(shown[f"weight-{y}-{x}"]) == kernel[y, x]
    assert number(shown["outline"], "data-row", "data-col") == [8, 9]


def test_dropout_scales_the_kept_units():
    units, rate = [0.86, 0.295, 1.23, 0.5], 0.2
    drawing = pictures.dropout(units, [1], rate)
    shown = parts(drawing)
    assert {part for part in shown if part.startswith("cross-")} == {"cross-1"}
    assert shown["after-1"].text == "dropped: 0"
    for count in (0, 2, 3):
        after = number(shown[f"after-{count}"])
        assert after == pytest.approx(units[count] / (1 - rate), abs=5.1e-4)
        assert shown[f"factor-{count}"].text == "× 1.25"
    assert shown["rule"].text == "kept units × 1 / (1 − 0.2) = 1.25"


@pytest.mark.parametrize(("weight", "step"), [(0.5, 0.2), (2.4, 0.2), (0.5, -0.02), (1.6, 1e-3)])
def test_slope_is_that_of_the_error(weight, step):
    shown = parts(pictures.slope(0.5, 0.8, weight, step))
    moves, changes, slope, tangent_slope = (
        float(shown[part].text.split()[-1].replace("−", "-"))
        for part in ("moves", "changes", "slope", "tangent-slope")
    )

    def rise(part):
        x1, y1, x2, y2 = number(shown[part], "x1", "y1", "x2", "y2")
        return x2 - x1, y1 - y2

    def error(weight):
        return (weight * 0.5 - 0.8) ** 2

    change = error(weight + step) - error(weight)
    assert [moves, changes, slope] == pytest.approx([step, change, change / step], rel=1e-3)
    if abs(step) > 0.1:  # with the error read at both weights
        ends = [number(shown[name]) for name in ("error", "error-there")]
        assert ends == pytest.approx([error(weight), error(weight + step)])
    # The tangent by finite differences, as notebook 07 checks its slope.
    tangent = (error(weight + 1e-4) - error(weight - 1e-4)) / 2e-4
    assert tangent_slope == pytest.approx(tangent, abs=1e-3)
    (across, _), (_, up), (run, climb) = map(rise, ("leg-weight", "leg-error", "tangent"))
    assert climb / run * across * change == pytest.approx(tangent * step * up, abs=2e-3)


# --- 15 to 17 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [-3, 2])
def test_a_shifted_digit_shifts_its_map(by):
    kernel = [[1, 1, 1], [0, 0, 0], [-1, -1, -1]]
    shown = parts(pictures.shifted(DIGIT, kernel, by))
    before, after = (cells(shown[name], 26) for name in ("map", "moved-map"))
    inner = slice(max(by, 0), 26 + min(by, 0))
    assert np.array_equal(after[:, inner], before[:, max(-by, 0) : 26 - max(by, 0)])
    values = convolve(DIGIT / 255, kernel)
    assert np.abs(before - values / np.abs(values).max()).max() <= 0.04
    assert np.array_equal(
        cells(shown["moved-digit"], 28), np.roll(cells(shown["digit"], 28), by, 1)
    )


def test_softmax_gives_each_power_its_share():
    outputs = [0.1, -1.0, 0.4, 1.2, -0.6, 0.3, -2.0, 3.5, 0.2, 1.9]  # those of notebook 15
    drawing = pictures.softmax(outputs)
    shown, shares = parts(drawing), softmax(outputs)
    heights = [number(shown[f"part-{count}"], "height") for count in range(10)]
    assert np.allclose(np.array(heights) / sum(heights), shares, atol=1e-4)
    for count, height in enumerate(heights):
        stem = shown[f"stem-{count}"]
        top, bottom = number(stem, "y2", "y1")
        assert bottom - top == pytest.approx(height, abs=0.02)
        assert f"share {fixed(shares[count])}" in drawing.words
    lit = [count for count in range(10) if shown[f"part-{count}"].get("fill") == "var(--plus)"]
    assert lit == [7]


def test_cross_entropy_is_the_logarithm():
    ps = [0.9, 0.5, 0.1, 0.001]  # those of notebook 15
    shown = parts(pictures.cross_entropy(ps))
    costs = [shown[f"cost-{count}"].text for count in range(4) if f"cost-{count}" in shown]
    assert costs == ["0.105", "0.693", "2.303", "6.908"]
    x, y = np.transpose([number(shown[f"dot-{i}"], "cx", "cy") for i in range(4)])
    assert np.allclose(np.polyval(np.polyfit(ps, x, 1), ps), x, atol=0.01)
    assert np.allclose(np.polyval(np.polyfit(-np.log(ps), y, 1), -np.log(ps)), y, atol=0.01)


@pytest.mark.parametrize(
    ("layers", "sizes", "parameters"),
    [
        (CNN_1, ["28 × 28", "26 × 26", "13 × 13", "4,732", "128", "10"], [280, 605824, 1290]),
        (
            CNN_2B,
            ["28 × 28", "24 × 24", "12 × 12", "10 × 10", "5 × 5", "800", "128", "10"],
            [832, 9248, 102528, 1290],
        ),
        ([("flatten",), ("dense", 3)], ["28 × 28", "784", "3"], [785 * 3]),
    ],
)
def test_cnn_computes_sizes_and_parameters(layers, sizes, parameters):
    shown = parts(pictures.cnn(layers))
    assert [shown[f"shape-{count}"].text for count in range(len(sizes))] == sizes
    found = [its.text for part, its in shown.items() if part.startswith("parameters-")]
    assert found == [f"{number:,}" for number in parameters]
    assert shown["total"].text.endswith(f" = {sum(parameters):,} parameters")


# --- 17 ----------------------------------------------------------------------------------------


def test_two_answers_light_the_winners_and_judge_them():
    shown = parts(NAMED["two answers"])
    for side, (column, best) in enumerate(zip(ANSWERS, (2, 7), strict=True)):
        bars = [shown[f"bar-{side}-{digit}"] for digit in range(10)]
        lengths = [number(bar, "width") for bar in bars]
        assert np.allclose(np.array(lengths) / lengths[best], column / column[best], atol=0.001)
        assert [bar.get("fill") == "var(--plus)" for bar in bars] == [k == best for k in range(10)]
        assert shown[f"answer-{side}"].text == str(best)
        assert shown[f"at-{side}"].text == f"at {fixed(column[best])}"
    assert [shown[f"judged-{side}"].tag for side in (0, 1)] == ["path"] * 2
    words = NAMED["two answers"].words
    assert "model 1 is wrong" in words and "model 2b is right" in words
    assert "It is an 8." in pictures.two_answers(**PAIR | {"goal": 8}).words


# --- What they refuse --------------------------------------------------------------------------

NAN = float("nan")


def planes(**change):
    return pictures.planes([PLANE | change])


EYE = np.eye(3)
REFUSED = [
    (lambda: pictures.three_steps(9.8, NAN, 0), "weight is nan: a drawing needs a finite number"),
    (lambda: pictures.three_steps(9.8, 0.1, "much"), "goal is 'much': give a number"),
    (lambda: planes(points=[(0, 0, 1)], goals=[0]), "Each point needs two numbers"),
    (lambda: planes(points=3), "must be rows of numbers"),
    (lambda: planes(goals=[0, 1]), "4 points, but 2 goals"),
    (lambda: planes(goals=[0, 1, 2, 0]), "A goal is 0 or 1"),
    (lambda: planes(line=(1, 2)), "line needs three numbers"),
    (lambda: planes(line=(1, float("inf"), 0)), "a number of line is inf"),
    (lambda: planes(names=["a"]), "4 points, but 1 names"),
    (lambda: planes(colour="red"), "A plane needs points, goals and a title, and may have line"),
    (lambda: pictures.planes([]), "There is no plane to draw"),
    (
        lambda: pictures.parabola(0, 0.8, [0.5], alpha=1),
        "input is 0: then no weight changes the error",
    ),
    (lambda: pictures.parabola(0.5, 0.8, [], alpha=1), "There are no weights to draw"),
    (lambda: pictures.parabola(0.5, 0.8, [0.5, NAN], alpha=1), "weight 1 is nan"),
    (lambda: pictures.patch(DIGIT, 26, 0, EYE), "A 3 × 3 patch at row 26, column 0 does not lie"),
    (lambda: pictures.patch(DIGIT, -1, 0, EYE), "row -1, column 0 does not lie in"),
    (lambda: pictures.patch(DIGIT, 0, 0, EYE[:2]), "square, at most 5 × 5; it is 2 × 3"),
    (lambda: pictures.patch(DIGIT - 1.0, 0, 0, EYE), "image holds numbers outside 0 to 255"),
    (lambda: pictures.pixel_numbers(DIGIT / 255), "image holds fractions"),
    (lambda: pictures.pixel_numbers([[0, NAN]]), "a number of image is nan"),
    (lambda: pictures.dropout([1], [], 1), "rate is 1.0: give a share from 0"),
    (lambda: pictures.dropout([1], [], -0.1), "rate is −0.1: give a share from 0"),
    (lambda: pictures.dropout([1], [1], 0.5), "dropped names units that are not there: [1]"),
    (lambda: pictures.dropout([], [], 0.5), "one to twelve units"),
    (lambda: pictures.dropout([NAN], [], 0.5), "unit 0 is nan"),
    (
        lambda: pictures.alpha_curves([0.3]),
        "errors_by_alpha must be a dictionary, such as {0.1: [0.3, 0.2]}, but is of type list.",
    ),
    (lambda: pictures.alpha_curves({}), "Give one to 6 alphas"),
    (lambda: pictures.alpha_curves({1: [0.3, NAN]}), "The errors of alpha 1 must be"),
    (lambda: pictures.alpha_curves({1: [0.3, -1]}), "The errors of alpha 1 must be"),
    (lambda: pictures.alpha_curves({1: [0.3]}), "The errors of alpha 1 must be"),
    (lambda: pictures.alpha_curves({1: 0.3}), "The errors of alpha 1 must be"),
    (lambda: pictures.demands(CORNERS[:1], [0]), "Give the two to four cases of a truth table"),
    (lambda: pictures.demands([[0, 0], [2, 1]], [0, 1]), "points of 0 and 1."),
    (lambda: pictures.demands(CORNERS, [0, 1, 2, 0]), "A goal is 0 or 1"),
    (
        lambda: pictures.two_answers(**PAIR | {"outputs": ANSWERS[:1]}),
        "outputs must be ten probabilities of each of two networks",
    ),
    (lambda: pictures.two_answers(**PAIR | {"names": ["a"]}), "and 1 names are given"),
    (
        lambda: pictures.two_answers(**PAIR | {"outputs": ANSWERS - 0.1}),
        "outputs holds numbers outside 0 to 1",
    ),
    (lambda: pictures.two_answers(**PAIR | {"goal": 10}), "goal is 10: give a whole number"),
    (lambda: pictures.two_answers(**PAIR | {"image": 3}), "image must be rows of numbers"),
    (lambda: pictures.perceptron_step([0, 1], 2, [1, 1], 0), "A goal is 0 or 1"),
    (lambda: pictures.perceptron_step([0, 1], 1, [1], 0), "Give a weight for each of the two"),
    (lambda: pictures.matrix(WEIGHTS, **TABLE, row=3), "row is 3: give a whole number from 0 to 2"),
    (lambda: pictures.matrix(WEIGHTS[:2], **TABLE, row=0), "weights must be 3 rows of 3 numbers"),
    (lambda: pictures.matrix([[1] * 5], ["a"] * 5, ["b"], 0), "room for 4 inputs and outputs"),
    (lambda: pictures.cnn([("dense", 10)]), "('dense', 10) cannot stand after picture: I know"),
    (lambda: pictures.cnn([("pooling", 29)]), "('pooling', 29) is too large for maps of 28 × 28"),
    (lambda: pictures.cnn([("convolution", 0, 3)]), "kernels must be a whole number of at least 1"),
    (lambda: pictures.cnn([("pooling", 2)]), "The last layer must be dense."),
    (lambda: pictures.cnn(CNN_1, [[0, 1]]), "image must be square; it is 1 × 2."),
    (lambda: pictures.shifted(np.eye(28), np.eye(3), 0), "by is 0: give the pixels to move by"),
    (lambda: pictures.shifted(np.eye(28), np.eye(3), 28), "the size of by is 28: give a whole"),
    (lambda: pictures.shifted(np.zeros((9, 9)), np.eye(3), 1), "a square picture with ink"),
    (lambda: pictures.shifted(np.eye(28), np.ones((2, 3)), 1), "a square kernel that fits"),
    (lambda: pictures.softmax([1]), "Give two to 12 outputs, from −20 to 20."),
    (lambda: pictures.softmax([1, 21]), "Give two to 12 outputs, from −20 to 20."),
    (lambda: pictures.cross_entropy([0.5, 0]), "a number that is not above 0, or is above 1"),
    (lambda: pictures.cross_entropy([0.5] * 7), "Give one to six probabilities to mark"),
    (
        lambda: pictures.team({"goals": [1]}),
        "numbers must be some of toes, wlrec, nfans; given: goals",
    ),
    (lambda: pictures.team(TEAM, ["happy?"]), "asked must be some of hurt?, win?, sad?"),
    (lambda: pictures.team(TEAM | {"toes": [1]}), "a number for the same one to 4 games"),
    (lambda: pictures.bend([1], [[1, 2]], title=""), "A unit has three numbers"),
    (lambda: pictures.bend(range(10), title=""), "Give one to nine inputs to mark; these are 10."),
    (lambda: pictures.slope(0, 1, 1, 1), "input is 0: then no weight changes the error"),
    (lambda: pictures.slope(1, 1, 1, 0), "step is 0: give a small number"),
    (lambda: pictures.slope(1, 1, NAN, 1), "weight is nan"),
]


@pytest.mark.parametrize(("draw", "sentence"), REFUSED)
def test_drawings_refuse_bad_input(draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()


# --- 07, alpha ---------------------------------------------------------------------------------


def test_alpha_curves_tell_falling_from_growing():
    words = pictures.alpha_curves({a: errors(a) for a in (0.1, 4, 8, 12)}).words
    assert "alpha 0.1: 0.303 → 0.11, falls." in words
    assert "alpha 4: 0.303 → 0, falls." in words
    assert "alpha 8: 0.303 → 0.303, stays." in words
    assert "alpha 12: 0.303 → 3.33e+11, grows." in words
    endless = pictures.alpha_curves({100: [0.3, 1e200, float("inf")], 1: [0.3, 0.2, 0.1]})
    assert "alpha 100: 0.3 → ∞, grows." in endless.words


def test_alpha_curves_stand_where_their_powers_of_ten_are():
    drawing = pictures.alpha_curves({1: [1, 0.1, 0.01], 4: [1, 0, 0], 9: [1, 1e9, 1]})
    tree = root(drawing)
    first, second, third = map(points, tree.iterfind("polyline"))
    (x0, y0), (x1, y1), (x2, y2) = first
    assert x2 - x1 == pytest.approx(x1 - x0) and y2 > y1
    assert y2 - y1 == pytest.approx(y1 - y0, abs=0.02)
    named = {shape.element.text: shape.place for shape in texts(drawing)}
    middles = [(named[f"10{power}"][1] + named[f"10{power}"][3]) / 2 for power in ("⁰", "⁻²")]
    assert middles == pytest.approx([y0, y2], abs=2)
    # What leaves the axis ends there, and its name has an arrow.
    assert len(second) == len(third) == 2 and {"alpha 4 ↓", "alpha 9 ↑", "alpha 1"} < set(named)
