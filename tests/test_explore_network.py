"""The live network: its arithmetic and its numbers are nnlib's, and its values reach Python."""

import random

import pytest

import js
from nnlib import diagram, explore, svg
from nnlib.linalg import outer_prod, vect_mat_mul
from test_diagram import GAME, HP_WGT, IH_WGT, TEAM, WEIGHTS, XOR, parts

STACK = {**TEAM, **GAME, "hidden": ["hid[0]", "hid[1]", "hid[2]"], "relu": True}
TOES = {"inputs": ["toes", "wlrec", "nfans"], "outputs": ["win?"], "input": [8.5, 0.65, 1.2]}


def states(count):
    """Yield random networks of 1×1 to 4×4, with zeros, signs, biases, a hidden layer, ReLU."""
    dice = random.Random(20)

    def number():
        return dice.choice([0, 0.0, 1, -1, 0.5, dice.uniform(-2, 2), round(dice.uniform(-9, 9), 1)])

    def column(length):
        return [number() for _ in range(length)]

    def bias(length):
        return dice.choice([None, column(length)])

    for _ in range(count):
        sizes = [dice.randint(1, 4) for _ in range(dice.choice([2, 3]))]
        steps = list(zip(sizes[1:], sizes[:-1], strict=True))
        yield {
            "weights": [[column(source) for _ in range(to)] for to, source in steps],
            "biases": [bias(to) for to, _ in steps],
            "relu": len(sizes) == 3 and dice.random() < 0.6,
            "input": column(sizes[0]),
            "goal": column(sizes[-1]),
            "alpha": dice.choice([0, 0.01, 0.1, 1, dice.uniform(0, 2)]),
        }


def by_linalg(state):
    """One pass, written out with nnlib.linalg: what the browser must compute too."""
    weights, biases = state["weights"], state["biases"]
    values = [state["input"]]
    for layer, matrix in enumerate(weights):
        sums = vect_mat_mul(values[-1], matrix)
        sums = [a + b for a, b in zip(sums, biases[layer] or [0] * len(sums), strict=True)]
        if layer == 0 and state["relu"]:
            sums = [max(0, value) for value in sums]
        values.append(sums)
    deltas = [[a - b for a, b in zip(values[-1], state["goal"], strict=True)]]
    errors = [delta**2 for delta in deltas[0]]
    if len(weights) == 2:
        back = vect_mat_mul(deltas[0], [list(column) for column in zip(*weights[1], strict=True)])
        if state["relu"]:
            back = [d if value > 0 else 0 for d, value in zip(back, values[1], strict=True)]
        deltas.insert(0, back)
    changes = [outer_prod(d, v) for d, v in zip(deltas, values[:-1], strict=True)]
    alpha = state["alpha"]

    def learned(old, change):
        return [a - alpha * b for a, b in zip(old, change, strict=True)]

    return {
        "values": values,
        "deltas": deltas,
        "errors": errors,
        "weightDeltas": changes,
        "newWeights": [
            [learned(*rows) for rows in zip(*pair, strict=True)]
            for pair in zip(weights, changes, strict=True)
        ],
        "newBiases": [
            bias and learned(bias, delta) for bias, delta in zip(biases, deltas, strict=True)
        ],
    }


def assert_close(found, expected):
    if isinstance(expected, list):
        assert len(found) == len(expected)
        for pair in zip(found, expected, strict=True):
            assert_close(*pair)
    elif expected is None:
        assert found is None
    else:
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


# --- JavaScript against Python ------------------------------------------------------------------


def test_every_number_of_a_pass_is_that_of_linalg():
    given = list(states(400))
    found = js.run("diagram", "value.map((s) => js.pass(s, s.input, s.goal, s.alpha))", given)
    assert len({len(state["weights"]) for state in given}) == 2
    assert any(any(run["silent"]) for run in found)
    for state, run in zip(given, found, strict=True):
        for name, expected in by_linalg(state).items():
            assert_close(run[name], expected)
        matrix = state["weights"][0]
        assert_close(
            run["products"][0],
            [[w * x for w, x in zip(row, state["input"], strict=True)] for row in matrix],
        )
        if len(state["weights"]) == 2:
            delta = run["deltas"][1]
            assert_close(
                run["shares"],
                [[w * d for w in row] for row, d in zip(state["weights"][1], delta, strict=True)],
            )


def test_twenty_steps_of_learning_are_those_of_the_seminar():
    start = {"weights": [WEIGHTS], "biases": [None], "relu": False, **GAME}
    learning = """((state) => {
      for (let i = 0; i < 20; i++) {
        const run = js.pass(state, state.input, state.goal, state.alpha);
        state.weights = run.newWeights;
      }
      return state.weights[0];
    })(value)"""
    weights = WEIGHTS
    for _ in range(20):
        pred = vect_mat_mul(GAME["input"], weights)
        change = outer_prod([a - b for a, b in zip(pred, GAME["goal"], strict=True)], GAME["input"])
        weights = [
            [w - 0.01 * d for w, d in zip(*rows, strict=True)]
            for rows in zip(weights, change, strict=True)
        ]
    assert_close(js.run("diagram", learning, start), weights)


def values():
    """Numbers that are hard to write: middles, tiny, huge, zeros, whole ones."""
    dice = random.Random(21)
    yield from [0, 0.0, -0.0, 1, -1, 1.0, 0.0625, -0.1875, 0.5, 2.5, 1e-5, -4e-9, 1e-12, 0.99995]
    yield from [1.25e6, -1.35e7, 999999.96, 1e21, -3.7e25, 123456.789, 12.34567, 1e30]
    for _ in range(600):
        yield dice.choice(
            [
                dice.uniform(-3, 3),
                dice.uniform(-1, 1) * 10 ** dice.randint(-9, 9),
                dice.randint(-999, 999) / 2 ** dice.randint(0, 9),
            ]
        )


def test_numbers_are_written_as_python_writes_them():
    given = [{"x": x, "whole": isinstance(x, int), "places": n % 6} for n, x in enumerate(values())]
    expressions = {
        "js.given(x, whole)": lambda x, n: diagram._given(x),
        "js.notZero(x, places)": diagram._not_zero,
        "js.fitCircle(x, js.notZero(x, 3), 28)": lambda x, n: list(
            diagram._fit_circle(x, diagram._not_zero(x, 3), 28)
        ),
        "js.fit(x, js.notZero(x, places), 14, 40)": lambda x, n: diagram._fit(
            x, diagram._not_zero(x, n), 14, 40
        ),
        "js.moved(x * 1.0001, x, 3)": lambda x, n: list(diagram._moved(x * 1.0001, x, 3)),
        "js.moved(x, x, 3, whole)": lambda x, n: list(diagram._moved(x, x, 3)),
    }
    for expression, python in expressions.items():
        found = js.run("diagram", f"value.map(({{ x, whole, places }}) => {expression})", given)
        expected = [python(entry["x"], entry["places"]) for entry in given]
        differ = [(e, f, p) for e, f, p in zip(given, found, expected, strict=True) if f != p]
        assert not differ, expression


def test_a_layers_weights_are_written_alike():
    given = [state["weights"][0] for state in states(200)]
    whole = [[[isinstance(weight, int) for weight in row] for row in matrix] for matrix in given]
    found = js.run("diagram", "value[0].map((m, i) => js.alike(m, value[1][i]))", [given, whole])
    assert found == [diagram._alike(matrix) for matrix in given]


def test_widths_of_texts_and_edges_are_those_of_the_static_drawing():
    words = ["−0.140", "delta 1.50", "error 12.5", "bias −0.5 ▲", "1.2e−6", "∞", "④ Größe (mW) %"]
    found = js.run("diagram", "value.map((w) => js.textWidth(w, 14, true))", words)
    assert found == pytest.approx([svg.text_width(word, 14, bold=True) for word in words])
    weights = [0, -0.1, 0.1, 1, -2.37, 40, -1e9]
    assert js.run("diagram", "value.map(js.edgeStyle)", weights) == [
        [colour, pytest.approx(width), dash]
        for colour, width, dash in map(diagram._edge_style, weights)
    ]
