"""The drawings that are not networks show what their arguments say, and nothing overlaps."""

import itertools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from painted import parts, root

from course import pictures
from course.pictures import fold
from course.pictures.svg import Drawing, fixed, plain, short, smallest_text, text_width, whole
from nnlib import models
from nnlib.convolution import convolve, softmax
from nnlib.linalg import w_sum
from nnlib.mnist import load_mnist
from nnlib.network import relu

Box = tuple[float, float, float, float]
CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
XOR = [0, 1, 1, 0]
PLANE: dict[str, Any] = {"points": CORNERS, "goals": XOR, "title": "XOR"}
TEAM = {"toes": [8.5, 9.5, 9.9, 9.0], "wlrec": [0.65, 0.8, 0.8, 0.9], "nfans": [1.2, 1.3, 0.5, 1.0]}
TABLE = {"inputs": ["toes", "wlrec", "nfans"], "outputs": ["hurt?", "win?", "sad?"]}
CNN_1 = [("convolution", 28, 3), ("pooling", 2), ("flatten",), ("dense", 128), ("dropout", 0.2),
         ("dense", 10)]  # fmt: skip
CNN_2B = [("convolution", 32, 5), ("pooling", 2), ("convolution", 32, 3), ("pooling", 2),
          ("dropout", 0.2), ("flatten",), ("dense", 128), ("dense", 10)]  # fmt: skip
WEIGHTS = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
SIZE = re.compile(r"(?:\.(\w+)|svg)\{[^}]*?font-size:(\d+)px")


DIGIT = load_mnist()[0][0][0]


def walk(alpha: float, steps: int, weight: float = 0.5) -> list[float]:
    """The seminar's weights in section 07: input 0.5, goal 0.8."""
    weights = [weight]
    for _ in range(steps):
        weights.append(weights[-1] - alpha * 0.5 * (weights[-1] * 0.5 - 0.8))
    return weights


MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


def errors(alpha: float) -> list[float]:
    """The twenty steps of notebook 07, which starts with weight 0.5, input 0.5 and goal 0.8."""
    return [(weight * 0.5 - 0.8) ** 2 for weight in walk(alpha, 20)]


def texts(drawing: Drawing) -> list[tuple[str, Box]]:
    """All texts that show, with their boxes; the width is estimated for a sans-serif face."""
    sizes = {name: float(size) for name, size in SIZE.findall(drawing.svg)}
    return list(_texts(root(drawing), 0, 0, sizes))


def _texts(
    parent: ElementTree.Element, right: float, down: float, sizes: dict[str, float]
) -> Iterator[tuple[str, Box]]:
    for element in parent:
        if element.get("visibility") == "hidden":
            continue
        moved = MOVED.search(element.get("transform", ""))
        dx, dy = map(float, moved.groups()) if moved else (0.0, 0.0)
        if element.tag != "text":
            yield from _texts(element, right + dx, down + dy, sizes)
            continue
        words = element.text or ""
        names = element.get("class", "").split()
        size = next((sizes[name] for name in names if name in sizes), sizes[""])
        width = text_width(words, size)
        if "rotate(-90)" in element.get("transform", ""):
            yield words, (dx - size / 2, dy - width / 2, dx + size / 2, dy + width / 2)
            continue
        x, y = right + float(element.get("x", 0)), down + float(element.get("y", 0)) - 0.35 * size
        anchor = element.get("text-anchor", "middle")
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        yield words, (left, y - size / 2, left + width, y + size / 2)


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
    "parabola, to and fro": pictures.parabola(0.5, 0.8, walk(7, 8), alpha=7, title="To and fro"),
    "parabola, border": pictures.parabola(0.5, 0.8, walk(8, 8), alpha=8),
    "parabola, exploding": pictures.parabola(0.5, 0.8, walk(100, 8), alpha=100),
    "parabola, at rest": pictures.parabola(-2, -0.8, [0.4]),
    "alpha curves": pictures.alpha_curves(
        {alpha: errors(alpha) for alpha in (0.1, 1, 4, 7.9, 8, 12)}
    ),
    "alpha curves, all leave": pictures.alpha_curves(
        {8.5: [0.3, 1e9], 9: [0.3, 1e8], 4: [0.3, 0], 3.9: [0.3, 0], 100: [1e9, 1e9]}
    ),
    "alpha curves, at rest": pictures.alpha_curves({1: [0, 0], 8: [0.3, 0.3]}),
    "patch, large": pictures.patch(DIGIT, 23, 23, [[-0.25] * 5] * 5),
    "dropout": pictures.dropout([0.86, 0.295, 1.23, 0, 0.5], [1, 3], 0.4),
}  # fmt: skip
# Those that say one thing, in words large enough for a slide.
ANSWERS = np.array([[0.007, 0, 0.993, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0.1, 0, 0, 0, 0.9, 0, 0]])
COMPACT: dict[str, Callable[[], Drawing]] = {
    "two answers": lambda: pictures.two_answers(
        np.eye(28), ANSWERS, ["model 1", "model 2b"], goal=7
    ),
    "two answers, long names": lambda: pictures.two_answers(
        [[0, 255]], ANSWERS, ["the convolutional one", "mmmmmmmmmmmm"]
    ),
    "demands, XOR": lambda: pictures.demands(CORNERS, XOR, title="XOR"),
    "demands, AND": lambda: pictures.demands(CORNERS, [0, 0, 0, 1], title="AND"),
    "perceptron step": lambda: pictures.perceptron_step([0, 1], 0, [1, 1], 0),
    "perceptron step, right": lambda: pictures.perceptron_step([1, 1], 1, [-2, 0.25], 10.75),
    "matrix": lambda: pictures.matrix(WEIGHTS, **TABLE, row=0),
    "matrix, one row": lambda: pictures.matrix([[-1.25, 1, 0.125, 0]], ["m" * 20] * 4, ["win?"], 0),
    "matrix, one column": lambda: pictures.matrix([[1], [-2], [0.5]], ["a"], ["b", "c", "d"], 2),
    "CNN": lambda: pictures.cnn(CNN_1, np.eye(28)),
    "CNN 2b": lambda: pictures.cnn(CNN_2B),
    "shifted": lambda: pictures.shifted(np.eye(28), np.eye(3), -3),
    "softmax": lambda: pictures.softmax([0.1, -1, 0.4, 1.2, -0.6, 0.3, -2, 3.5, 0.2, 1.9]),
    "softmax, alike": lambda: pictures.softmax([0, 0, 0]),
    "softmax, far apart": lambda: pictures.softmax([20, -20]),
    "cross-entropy": lambda: pictures.cross_entropy([0.9, 0.5, 0.1, 0.001]),
    "cross-entropy, crowded": lambda: pictures.cross_entropy([1, 0.671, 0.67, 1e-9]),
    "team": lambda: pictures.team(TEAM, ["hurt?", "win?", "sad?"]),
    "team, one number": lambda: pictures.team({"wlrec": [1, 0.125]}),
    "ReLU": lambda: pictures.bend([-2, -0.5, 0, 0.5, 2], title="ReLU"),
    "bend": lambda: pictures.bend([0, 1, 2], [[1, 0, 1], [1, -1, -2]], title="any − 2 · both"),
    "bend, crowded": lambda: pictures.bend([0, 0.01, 100], [[-1, 3, 1]], title="m" * 40),
    "slope": lambda: pictures.slope(0.5, 0.8, 0.5, 0.2),
    "slope, uphill": lambda: pictures.slope(0.5, 0.8, 2.4, 0.2),
    "slope, a tiny step back": lambda: pictures.slope(0.5, 0.8, 0.5, -0.0213),
    "slope, at rest": lambda: pictures.slope(0.5, 0.8, 1.6, 0.2),
    "slope, steep": lambda: pictures.slope(-3, 1e4, 0.5, -0.0213),
}
NAMED |= {name: draw() for name, draw in COMPACT.items()}


@pytest.mark.parametrize("name", COMPACT)
def test_a_compact_drawing(name: str) -> None:
    """It is the same each time, legible on a slide, and dark where its page is."""
    drawing = COMPACT[name]()
    svg = drawing.svg
    assert svg == NAMED[name].svg
    width, height = (float(root(drawing).get(side, "nan")) for side in ("width", "height"))
    # A slide of 1280 × 720 px has 560 px under its sentence.
    assert smallest_text(svg) * min(1200 / width, 560 / height) >= 18
    # A digit is ink on paper; else a colour written out would stay light on a dark page.
    colours = set(re.findall(r'(?:fill|stroke)="(?!var\(|none|url)([^"]*)"', svg))
    assert colours <= {"#ffffff", "#000000"}


@pytest.mark.parametrize("name", NAMED)
def test_a_drawing_says_it_in_words_and_its_texts_lie_apart_and_inside(name: str) -> None:
    tree = root(NAMED[name])
    assert tree.findtext("title") and tree.findtext("desc") == NAMED[name].words
    width, height = float(tree.get("width", 0)), float(tree.get("height", 0))
    boxes = texts(NAMED[name])
    assert boxes
    for words, (left, top, right, bottom) in boxes:
        assert left > 0 and top > 0 and right < width and bottom < height, words
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one!r} over {other!r}"


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
def test_three_steps_compute_all_they_show(
    input: float, weight: float, goal: float, sign: str, turn: str
) -> None:
    drawing = pictures.three_steps(input, weight, goal)
    shown = parts(drawing)
    prediction = input * weight
    assert float(plain(shown["prediction"].text or "")) == pytest.approx(prediction, abs=5e-4)
    assert float(plain(shown["input"].text or "")) == input
    assert (shown["weight"].text or "") == f"weight {short(weight)}"
    percent = plain(shown["percent-prediction"].text or "").removesuffix(" %")
    assert float(percent) == pytest.approx(100 * prediction, abs=0.05)
    bars = [float(shown[f"bar-{name}"].get("height", "nan")) for name in ("prediction", "truth")]
    assert bars[0] * abs(goal) == pytest.approx(bars[1] * abs(prediction), abs=1)
    assert shown["sign"].text == sign
    assert shown["turn"].text == turn
    turned = shown["pointer"].get("transform", "").removeprefix("rotate(").split()[0]
    assert float(turned) == pytest.approx(135 * weight, abs=0.01)


def test_turning_the_knob_as_told_lowers_the_error() -> None:
    for input, weight, goal in [(9.8, 0.1, 0), (9.8, 0.1, 1), (-2, 0.5, 0), (-2, -0.5, 0)]:
        turn = parts(pictures.three_steps(input, weight, goal))["turn"].text or ""
        moved = weight + (0.001 if "up" in turn else -0.001)
        assert (input * moved - goal) ** 2 < (input * weight - goal) ** 2


def test_team_shows_its_numbers_and_lights_a_game() -> None:
    drawing = pictures.team(TEAM, ["hurt?", "win?", "sad?"])
    shown = parts(drawing)
    for name, values in TEAM.items():
        assert [float(shown[f"{name}-{game}"].text or "") for game in range(4)] == values
        lit = [shown[f"{name}-{game}"].get("class") == "bold" for game in range(4)]
        assert lit == [True, False, False, False]
    assert "nfans: fans, in millions: 1.2, 1.3, 0.5, 1.0" in drawing.words


# --- 03 ----------------------------------------------------------------------------------------


def test_mark1_draws_every_cell_and_unit() -> None:
    drawn = list(root(pictures.mark1()).iter())
    count = {
        part: sum(len(element) or 1 for element in drawn if element.get("data-part") == part)
        for part in ("photocells", "association", "response")
    }
    assert count == {"photocells": 400, "association": 512, "response": 8}
    assert "Operators’ Manual, Cornell Aeronautical Laboratory, 1960" in pictures.mark1().svg


def corners_of(polygon: ElementTree.Element) -> list[tuple[float, float]]:
    pairs = (polygon.get("points") or "").split()
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def in_polygon(at_x: float, at_y: float, field: list[tuple[float, float]]) -> bool:
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
def test_planes_hatch_the_side_of_answer_1_and_count_the_right_points(
    goals: list[int], line: tuple[float, float, float], right: int
) -> None:
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
        x, y = map(float, re.findall(r"[\d.]+", shown[f"point-{mark}"].get("transform", "")))
        on_the_edge = value == 0
        assert on_the_edge or in_polygon(x, y, corners_of(shown["region"])) == (value > 0)


@pytest.mark.parametrize("bias", [-1.5, -1, 0.5])
def test_points_of_the_fold_fill_their_planes(bias: float) -> None:
    shown = parts(fold.draw(bias, -2, bend=True))
    for count in range(3):
        points = [e for e in shown[f"plane-{count}"] if "point-" in e.get("data-part", "")]
        spots = [MOVED.findall(point.get("transform", ""))[0] for point in points]
        across, down = np.ptp(np.array(spots, float), axis=0)
        assert across > 0.6 * 220 and down > (20 if count else 0.6 * 220)


def test_planes_without_a_line_have_no_score() -> None:
    assert not {"line", "region", "score"} & set(parts(pictures.planes([PLANE])))


@pytest.mark.parametrize("goals", [XOR, [0, 0, 0, 1], [0, 1, 1, 1], [1, 0, 0, 1], [1, 1, 1, 0]])
def test_demands_are_obeyed_where_all_halves_meet(goals: list[int]) -> None:
    drawing = pictures.demands(CORNERS, goals)
    shown = parts(drawing)
    for w1, w2 in np.random.default_rng(1).uniform(-1.2, 2.6, (60, 2)):
        x, y = 366 + (w1 + 1.2) / 3.8 * 214, 52 + (2.6 - w2) / 3.8 * 214
        sums = [w_sum(point, (w1, w2)) - 1 for point in CORNERS]
        right = [(total > 0) == bool(goal) for total, goal in zip(sums, goals, strict=True)]
        assert in_polygon(x, y, corners_of(shown["obeyed"])) == all(right)
        for goal in (0, 1):
            own = [ok for ok, its in zip(right, goals, strict=True) if its == goal]
            assert in_polygon(x, y, corners_of(shown[f"wanted-{goal}"])) == all(own)
    never = goals in (XOR, [1, 0, 0, 1])
    assert ("added-0" in shown) == never
    met = bool(corners_of(shown["obeyed"]))
    assert shown["said"].text == (
        "Where they meet, all wishes are granted." if met else "They never meet."
    )
    assert not (never and met)
    said = [text.text for text in root(drawing).iter()]
    assert not {"square’s", "circle’s"} & set(said) or sum(goals) in (1, 3)


def test_demands_of_xor_are_those_of_notebook_3() -> None:
    shown = parts(pictures.demands(CORNERS, XOR))
    asked = ["bias ≤ 0", "w₂ + bias > 0", "w₁ + bias > 0", "w₁ + w₂ + bias ≤ 0"]
    assert [shown[f"asks-{count}"].text for count in range(4)] == asked
    added = ["w₁ + w₂ + 2 · bias > 0", "w₁ + w₂ + 2 · bias ≤ 0"]
    assert [shown[f"added-{goal}"].text for goal in (1, 0)] == added


@pytest.mark.parametrize(
    ("point", "goal", "weights", "bias"),
    [
        ((0, 1), 0, (1, 1), 0),
        ((1, 1), 1, (0, 0), 0),
        ((1, 1), 1, (-2, 0), -1.25),
        ((2, 1.5), 0, (1, -2), 0),
    ],
)
def test_perceptron_step_is_the_rule_of_notebook_3(
    point: tuple[float, float], goal: int, weights: tuple[float, float], bias: float
) -> None:
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
    table = [
        [float(plain(shown[f"{name}-{row}"].text or "")) for name in ("w1", "w2", "bias")]
        for row in range(3)
    ]
    assert table == rows
    now = int(w_sum(point, after) + bias - delta > 0)
    assert f"it says {pred}, the goal is {goal}" in drawing.words
    assert drawing.words.endswith(f"says {now}.")
    assert f"goal {goal}" in [text.text for text in root(drawing).iter()]
    mark = shown["point"]
    x, y = (float(mark.get(place, "nan")) for place in ("data-x", "data-y"))
    assert in_polygon(x, y, corners_of(shown["region"])) == bool(now)


# --- 05 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [0, 1, 2])
def test_matrix_lights_a_row_and_its_edges(row: int) -> None:
    shown = parts(pictures.matrix(WEIGHTS, **TABLE, row=row))
    heights = [float(shown[f"edge-{to}-0"].get("y2", "nan")) + 5 for to in range(3)]
    for to, source in itertools.product(range(3), range(3)):
        number = shown[f"weight-{to}-{source}"]
        assert float(plain(number.text or "")) == WEIGHTS[to][source]
        assert float(number.get("y", "nan")) == heights[to]  # a row is as high as its output
        edge, weight = shown[f"edge-{to}-{source}"], WEIGHTS[to][source]
        lit = to == row and weight != 0
        assert (edge.get("stroke") != "var(--edgezero)") == lit
        assert (edge.get("stroke-dasharray") is not None) == (lit and weight < 0)
    labels = [float(plain(shown[f"label-{source}"].text or "")) for source in range(3)]
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
def test_bend_is_relu_between_two_layers(
    inputs: list[float], units: list[list[float]], outputs: list[float]
) -> None:
    drawing = pictures.bend(inputs, units)
    shown = parts(drawing)
    dots = [
        [float(shown[f"dot-{i}"].get(c, "nan")) for c in ("cx", "cy")] for i in range(len(inputs))
    ]
    assert [float(plain(shown[f"value-{i}"].text or "")) for i in range(len(inputs))] == outputs
    by_layers = [w_sum(relu(np.array([w * x + b for w, b, _ in units])), [v for *_, v in units])
                 for x in inputs]  # fmt: skip
    assert by_layers == pytest.approx(outputs)
    # The dots lie on the curve, and what bends it is where a unit begins to speak.
    across = np.polyfit(inputs, [x for x, _ in dots], 1)
    corners = corners_of(shown["bent"])
    begins = sorted(-b / w for w, b, _ in units if w)
    assert [x for x, _ in corners[1:-1]] == pytest.approx(np.polyval(across, begins), abs=0.02)
    for x, y in dots:
        assert np.interp(x, *zip(*corners, strict=True)) == pytest.approx(y, abs=0.02)
    straight = [sum(v * (w * x + b) for w, b, v in units) for x in inputs]
    assert f"without the bend {whole(straight[0])}" in drawing.words
    assert shown["straight-0"].text == whole(straight[0])


# --- 07 ----------------------------------------------------------------------------------------


def dots(shown: dict[str, ElementTree.Element]) -> tuple[list[float], list[float]]:
    """How far right and down the dots on the parabola lie."""
    places = re.findall(r"M([-\d.]+) ([-\d.]+)h0", shown["dots"].get("d", ""))
    return [float(x) for x, _ in places], [float(y) for _, y in places]


def test_parabola_places_dots_at_their_weight_and_error() -> None:
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


def test_parabola_says_which_dots_are_off_the_picture() -> None:
    weights = walk(9, 8)
    shown = parts(pictures.parabola(0.5, 0.8, weights, alpha=9))
    inside = [i for i, weight in enumerate(weights) if abs(weight - 1.6) <= 1.12 * 3 * 1.1]
    assert len(dots(shown)[0]) == 6 and inside == list(range(6))
    assert shown["outside"].text == "off the picture: dots 6 to 8, error up to 10.75"
    x, y, _ = map(float, re.findall(r"-?[\d.]+", shown["leaves"].get("transform", "")))
    steps = shown["steps"].get("points", "").split()
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in steps[5:7])
    assert y1 > y > y2 and x == pytest.approx(x1 + (x2 - x1) * (y - y1) / (y2 - y1), abs=0.05)
    assert "outside" not in parts(pictures.parabola(0.5, 0.8, walk(7, 8)))


def test_parabola_stays_small_when_weights_explode() -> None:
    drawing = pictures.parabola(0.5, 0.8, walk(1e6, 30), alpha=1e6)
    assert max(map(len, re.findall(r"[\d.]+", parts(drawing)["steps"].get("points", "")))) < 16
    assert "Off the picture: dots 1 to 30, error up to ∞." in drawing.words


# --- 12 and 15 ---------------------------------------------------------------------------------


def test_pixel_numbers_are_the_image() -> None:
    drawing = pictures.pixel_numbers(DIGIT)
    rows = parts(drawing)
    table = [[int(text.text or "") for text in rows[f"row-{row}"]] for row in range(28)]
    assert np.array_equal(table, DIGIT)
    assert f"{np.count_nonzero(DIGIT)} of 784 are above 0, the largest is 255" in drawing.words


def test_patch_is_the_weighted_sum() -> None:
    kernel = np.array([[-1, 0, 1], [-2, 0.25, 2], [-1, 0, 1]])
    here = DIGIT[8:11, 9:12] / 255
    expected = float((here * kernel).sum())
    for image in (DIGIT, DIGIT / 255, DIGIT.tolist()):
        shown = parts(pictures.patch(image, 8, 9, kernel))
        assert shown["sum"].text == short(expected, 3)
        for y, x in itertools.product(range(3), range(3)):
            assert shown[f"pixel-{y}-{x}"].text == fixed(float(here[y, x]), 2)
            assert float(plain(shown[f"weight-{y}-{x}"].text or "")) == kernel[y, x]
    outline = shown["outline"]
    assert (outline.get("data-row"), outline.get("data-col")) == ("8", "9")


def test_dropout_scales_the_kept_units() -> None:
    units, rate = [0.86, 0.295, 1.23, 0.5], 0.2
    drawing = pictures.dropout(units, [1], rate)
    shown = parts(drawing)
    assert {part for part in shown if part.startswith("cross-")} == {"cross-1"}
    assert shown["after-1"].text == "dropped: 0"
    for count in (0, 2, 3):
        after = float(plain(shown[f"after-{count}"].text or ""))
        assert after == pytest.approx(units[count] / (1 - rate), abs=5.1e-4)
        assert shown[f"factor-{count}"].text == "× 1.25"
    assert shown["rule"].text == "kept units × 1 / (1 − 0.2) = 1.25"


@pytest.mark.parametrize(("weight", "step"), [(0.5, 0.2), (2.4, 0.2), (0.5, -0.02), (1.6, 1e-3)])
def test_slope_is_that_of_the_error(weight: float, step: float) -> None:
    shown = parts(pictures.slope(0.5, 0.8, weight, step))

    def number(part: str) -> float:
        return float(plain((shown[part].text or "").split()[-1]))

    def rise(part: str) -> tuple[float, float]:
        x1, y1, x2, y2 = (float(shown[part].get(end, "nan")) for end in ("x1", "y1", "x2", "y2"))
        return x2 - x1, y1 - y2

    def error(weight: float) -> float:
        return (weight * 0.5 - 0.8) ** 2

    change = error(weight + step) - error(weight)
    assert [number("moves"), number("changes")] == pytest.approx([step, change], rel=1e-3)
    assert number("slope") == pytest.approx(change / step, rel=1e-3)
    if abs(step) > 0.1:  # with the error read at both weights
        ends = [float(shown[name].text or "") for name in ("error", "error-there")]
        assert ends == pytest.approx([error(weight), error(weight + step)])
    # The tangent by finite differences, as notebook 07 checks its slope.
    tangent = (error(weight + 1e-4) - error(weight - 1e-4)) / 2e-4
    assert number("tangent-slope") == pytest.approx(tangent, abs=1e-3)
    (across, _), (_, up), (run, climb) = map(rise, ("leg-weight", "leg-error", "tangent"))
    assert climb / run * across * change == pytest.approx(tangent * step * up, abs=2e-3)


# --- 15 to 17 ----------------------------------------------------------------------------------


def painted(group: ElementTree.Element, size: int) -> np.ndarray:
    """Return the shades of a group of cells, from its paths."""
    grid = np.zeros((size, size))
    for shade in group:
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", shade.get("d", "")):
            grid[int(y), int(x) : int(x) + int(run)] = float(shade.get("data-shade", "nan"))
    return grid


@pytest.mark.parametrize("by", [-3, 2])
def test_a_shifted_digit_shifts_its_map(by: int) -> None:
    kernel = [[1, 1, 1], [0, 0, 0], [-1, -1, -1]]
    shown = parts(pictures.shifted(DIGIT, kernel, by))
    before, after = (painted(shown[name], 26) for name in ("map", "moved-map"))
    inner = slice(max(by, 0), 26 + min(by, 0))
    assert np.array_equal(after[:, inner], before[:, max(-by, 0) : 26 - max(by, 0)])
    values = convolve(DIGIT / 255, kernel)
    assert np.abs(before / 31 - values / np.abs(values).max()).max() <= 1 / 31
    assert np.array_equal(
        painted(shown["moved-digit"], 28), np.roll(painted(shown["digit"], 28), by, 1)
    )


def test_softmax_gives_each_power_its_share() -> None:
    outputs = [0.1, -1.0, 0.4, 1.2, -0.6, 0.3, -2.0, 3.5, 0.2, 1.9]  # those of notebook 15
    drawing = pictures.softmax(outputs)
    shown, shares = parts(drawing), softmax(outputs)
    heights = [float(shown[f"part-{count}"].get("height", "nan")) for count in range(10)]
    assert np.allclose(np.array(heights) / sum(heights), shares, atol=1e-4)
    for count, height in enumerate(heights):
        stem = shown[f"stem-{count}"]
        rise = float(stem.get("y1", "nan")) - float(stem.get("y2", "nan"))
        assert rise == pytest.approx(height, abs=0.02)
        assert f"share {fixed(shares[count])}" in drawing.words
    assert shown["share-7"].text == "7: 0.671"
    assert ">7: 3.5 → 33.12<" in drawing.svg and ">6: 0.003<" in drawing.svg
    assert shown["least"].text == "6: −2 → 0.1353"
    assert shown["part-7"].get("fill") == "var(--plus)"


def test_cross_entropy_is_the_logarithm() -> None:
    ps = [0.9, 0.5, 0.1, 0.001]  # those of notebook 15
    shown = parts(pictures.cross_entropy(ps))
    costs = [shown[f"cost-{count}"].text for count in range(4) if f"cost-{count}" in shown]
    assert costs == ["0.105", "0.693", "2.303", "6.908"]
    x, y = ([float(shown[f"dot-{i}"].get(axis, "nan")) for i in range(4)] for axis in ("cx", "cy"))
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
def test_cnn_computes_sizes_and_parameters(
    layers: list[tuple[Any, ...]], sizes: list[str], parameters: list[int]
) -> None:
    shown = parts(pictures.cnn(layers))
    assert [shown[f"shape-{count}"].text for count in range(len(sizes))] == sizes
    found = [number.text for part, number in shown.items() if part.startswith("parameters-")]
    assert found == [f"{number:,}" for number in parameters]
    assert (shown["total"].text or "").endswith(f" = {sum(parameters):,} parameters")
    few = parts(pictures.cnn(layers, counts=False))
    assert set(shown) - set(few) == {part for part in shown if part.startswith(("param", "total"))}


@pytest.mark.parametrize(("name", "layers"), [("mnistCNN1", CNN_1), ("mnistCNN2b", CNN_2B)])
def test_cnn_draws_a_keras_model_as_its_layers(name: str, layers: list[tuple[Any, ...]]) -> None:
    pytest.importorskip("tensorflow")
    model = models.load_model(name)
    drawing = pictures.cnn(model)
    assert drawing.svg == pictures.cnn(layers).svg
    assert drawing.words.endswith(f" = {model.count_params():,} parameters.")


# --- 17 ----------------------------------------------------------------------------------------


def test_two_answers_light_the_winners_and_judge_them() -> None:
    shown = parts(COMPACT["two answers"]())
    for side, (column, best) in enumerate(zip(ANSWERS, (2, 7), strict=True)):
        bars = [shown[f"bar-{side}-{digit}"] for digit in range(10)]
        lengths = [float(bar.get("width", "nan")) for bar in bars]
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


def planes(**change: Any) -> Drawing:
    return pictures.planes([PLANE | change])


PAIR: dict[str, Any] = {"image": [[0, 1]], "outputs": ANSWERS, "names": ["a", "b"], "goal": 7}
EYE = np.eye(3)
REFUSED: list[tuple[Callable[[], Drawing], str]] = [
    (lambda: pictures.three_steps(9.8, NAN, 0), "weight is nan: a drawing needs a finite number"),
    (lambda: pictures.three_steps(9.8, 0.1, "much"), "goal is 'much': give a number"),  # type: ignore[arg-type]
    (lambda: planes(points=[(0, 0, 1)], goals=[0]), "Each point needs two numbers"),
    (lambda: planes(points=[(0, 0), (1,)], goals=[0, 1]), "all of the same length"),
    (lambda: planes(points=[]), "none empty"),
    (lambda: planes(points=3), "must be rows of numbers"),
    (lambda: planes(goals=[0, 1]), "4 points, but 2 goals"),
    (lambda: planes(goals=[0, 1, 2, 0]), "A goal is 0 or 1"),
    (lambda: planes(line=(1, 2)), "line needs three numbers"),
    (lambda: planes(line=(1, float("inf"), 0)), "a number of line is inf"),
    (lambda: planes(names=["a"]), "4 points, but 1 names"),
    (lambda: planes(colour="red"), "A plane needs points, goals and a title, and may have line"),
    (lambda: pictures.planes([]), "There is no plane to draw"),
    (lambda: pictures.parabola(0, 0.8, [0.5]), "input is 0: then no weight changes the error"),
    (lambda: pictures.parabola(0.5, 0.8, []), "There are no weights to draw"),
    (lambda: pictures.parabola(0.5, 0.8, [0.5, NAN]), "weight 1 is nan"),
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
        lambda: pictures.alpha_curves([0.3]),  # type: ignore[arg-type]
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
    (lambda: pictures.perceptron_step([0, 1, 1], 1, [1, 1], 0), "Each point needs two numbers"),
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
    (lambda: pictures.bend([1], [[1, 2]]), "A unit has three numbers"),
    (lambda: pictures.bend(range(10)), "Give one to nine inputs to mark; these are 10."),
    (lambda: pictures.slope(0, 1, 1, 1), "input is 0: then no weight changes the error"),
    (lambda: pictures.slope(1, 1, 1, 0), "step is 0: give a small number"),
    (lambda: pictures.slope(1, 1, float("nan"), 1), "weight is nan"),
]


@pytest.mark.parametrize(("draw", "sentence"), REFUSED)
def test_drawings_refuse_bad_input(draw: Callable[[], Drawing], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()


# --- 07, alpha ---------------------------------------------------------------------------------


def test_alpha_curves_tell_falling_from_growing() -> None:
    words = pictures.alpha_curves({a: errors(a) for a in (0.1, 4, 8, 12)}).words
    assert "alpha 0.1: 0.303 → 0.11, falls." in words
    assert "alpha 4: 0.303 → 0, falls." in words
    assert "alpha 8: 0.303 → 0.303, stays." in words
    assert "alpha 12: 0.303 → 3.33e+11, grows." in words
    endless = pictures.alpha_curves({100: [0.3, 1e200, float("inf")], 1: [0.3, 0.2, 0.1]})
    assert "alpha 100: 0.3 → ∞, grows." in endless.words


def test_alpha_curves_stand_where_their_powers_of_ten_are() -> None:
    drawing = pictures.alpha_curves({1: [1, 0.1, 0.01], 4: [1, 0, 0], 9: [1, 1e9, 1]})
    tree = root(drawing)
    first, second, third = (e.attrib["points"].split() for e in tree.iterfind("polyline"))
    places = [[float(part) for part in place.split(",")] for place in first]
    (x0, y0), (x1, y1), (x2, y2) = places
    assert x2 - x1 == pytest.approx(x1 - x0) and y2 > y1
    assert y2 - y1 == pytest.approx(y1 - y0, abs=0.02)
    named = dict(texts(drawing))
    middles = [(named[f"10{power}"][1] + named[f"10{power}"][3]) / 2 for power in ("⁰", "⁻²")]
    assert middles == pytest.approx([y0, y2], abs=2)
    # What leaves the axis ends there, and its name has an arrow.
    assert len(second) == len(third) == 2 and {"alpha 4 ↓", "alpha 9 ↑", "alpha 1"} < set(named)
