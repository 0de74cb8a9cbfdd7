"""Notebook 10, several inputs and outputs: weight deltas as an outer product."""

import random
from collections.abc import Callable
from typing import Any

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import always_three, one_of
from nnlib.linalg import outer_prod, vect_mat_mul

List = list[float]
Matrix = list[list[float]]

WEIGHTS = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
GOALS = [0.1, 1, 0.1]
GAME, ONE_TOE = [8.5, 0.65, 1.2], [1, 0.65, 1.2]


def _delta(input: List, weights: Matrix = WEIGHTS) -> List:
    return [p - g for p, g in zip(vect_mat_mul(input, weights), GOALS, strict=True)]


def _pred(input: List, weights: Matrix = WEIGHTS) -> List:
    return vect_mat_mul(input, weights)


def _row(chance: random.Random, size: int) -> List:
    return [round(chance.uniform(-3, 3), 1) for _ in range(size)]


def _pairs(chance: random.Random) -> list[tuple[List, List]]:
    """Make two lists of different lengths, the first ones to be checked in the head."""
    pairs: list[tuple[List, List]] = [([1, 2], [3, 4, 5]), ([2], [1, -1]), ([1, 0, 3], [2])]
    # Whoever rounds is found out here.
    pairs.append(([0.123, 4.567], [0.891]))
    return pairs + [(_row(chance, a), _row(chance, b)) for a, b in [(3, 3), (2, 4), (4, 2), (2, 2)]]


def _steps(chance: random.Random) -> list[tuple[Matrix, List, List, float]]:
    """Make weights, input, goals and alpha: two outputs and three inputs come first."""
    cases: list[tuple[Matrix, List, List, float]] = [
        ([[1, 0, 2], [0, 1, 1]], [1, 2, 3], [5, 7], 0.5),
        ([[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]], GAME, GOALS, 0.01),
    ]
    for outputs, inputs in [(1, 2), (3, 2), (2, 4), (2, 1), (2, 2)]:
        matrix = [_row(chance, inputs) for _ in range(outputs)]
        cases.append((matrix, _row(chance, inputs), _row(chance, outputs), 0.05))
    return cases


def _outer(a: List, b: List) -> Matrix:
    return [[x * y for y in b] for x in a]


def _transposed(a: List, b: List) -> Matrix:
    return outer_prod(b, a)


def _flat(a: List, b: List) -> List:
    return [x * y for x in a for y in b]


def _side_by_side(a: List, b: List) -> List:
    return [x * y for x, y in zip(a, b, strict=False)]


def _dot(a: List, b: List) -> float:
    return sum(_side_by_side(a, b))


def _last_row(a: List, b: List) -> Matrix:
    return [[a[-1] * y for y in b] for _ in a]


def _three_rows(a: List, b: List) -> Matrix:
    return [[a[i] * y for y in b] for i in range(3)]


def _three_columns(a: List, b: List) -> Matrix:
    return [[x * b[j] for j in range(3)] for x in a]


def _three_by_three(a: List, b: List) -> Matrix:
    return [[a[i] * b[j] for j in range(3)] for i in range(3)]


def _sums(a: List, b: List) -> Matrix:
    return [[x + y for y in b] for x in a]


def _moved(by: Callable[[float, float, float], float]) -> Callable[..., Matrix]:
    """Return a step in which each weight changes by ``by(delta, x, alpha)``."""

    def step(weights: Matrix, input: List, goals: List, alpha: float) -> Matrix:
        pred = vect_mat_mul(input, weights)
        delta = [p - g for p, g in zip(pred, goals, strict=True)]
        return [
            [w + by(d, x, alpha) for w, x in zip(row, input, strict=True)]
            for row, d in zip(weights, delta, strict=True)
        ]

    return step


_learn = _moved(lambda delta, x, alpha: -alpha * delta * x)


def _learned(steps: int) -> Matrix:
    """Return what the notebook's weights are after so many steps."""
    weights = WEIGHTS
    for _ in range(steps):
        weights = _learn(weights, GAME, GOALS, 0.01)
    return weights


# What the names of the notebook hold after its loop: its five steps end with an update.
LATER_DELTA, LATER_PRED = _delta(GAME, _learned(4)), _pred(GAME, _learned(4))


def _three(outputs: bool, inputs: bool) -> Callable[..., Matrix]:
    """Return a step that counts to three: through the outputs, the inputs, or both."""

    def step(weights: Matrix, input: List, goals: List, alpha: float) -> Matrix:
        pred = vect_mat_mul(input, weights)
        new = [list(row) for row in weights]
        for i in range(3 if outputs else len(goals)):
            for j in range(3 if inputs else len(input)):
                new[i][j] -= alpha * (pred[i] - goals[i]) * input[j]
        return new

    return step


def _transposed_step(weights: Matrix, input: List, goals: List, alpha: float) -> Matrix:
    pred = vect_mat_mul(input, weights)
    deltas = outer_prod(input, [p - g for p, g in zip(pred, goals, strict=True)])
    return [
        [weights[i][j] - alpha * deltas[i][j] for j in range(len(input))]
        for i in range(len(weights))
    ]


def _weight_deltas(weights: Matrix, input: List, goals: List, alpha: float) -> Matrix:
    pred = vect_mat_mul(input, weights)
    return outer_prod([p - g for p, g in zip(pred, goals, strict=True)], input)


def _transposed_answers(compared: Any) -> bool:
    """Whether each answer has a row for each input and a column for each output."""
    return all(
        isinstance(answer, (list, tuple))
        and len(answer) == len(arguments[1])
        and len(answer[0]) == len(arguments[2])
        for arguments, _, answer in compared
    )


TASKS = (
    Value(
        "10-1",
        right=outer_prod(_delta(ONE_TOE), ONE_TOE),
        wants="a matrix of three rows",
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "transposed",
                "Rows and columns are exchanged: a row for each output, so `outer_prod(delta, "
                "input)`.",
                wrong=outer_prod(ONE_TOE, _delta(ONE_TOE)),
            ),
            Mistake(
                "the old delta",
                "Here the deltas are those of 8.5 toes: the predictions change with the input.",
                when=one_of(*[outer_prod(d, ONE_TOE) for d in (_delta(GAME), LATER_DELTA)]),
            ),
            Mistake(
                "the old input",
                "Here the deltas are the new ones, but the input in the product is the old one.",
                wrong=outer_prod(_delta(ONE_TOE), GAME),
            ),
            Mistake(
                "those of the notebook",
                "These are the weight deltas for 8.5 toes.",
                when=one_of(*[outer_prod(d, GAME) for d in (_delta(GAME), LATER_DELTA)]),
            ),
            Mistake(
                "the sign",
                "All signs are turned: the delta is prediction minus goal.",
                wrong=outer_prod([-d for d in _delta(ONE_TOE)], ONE_TOE),
            ),
            Mistake(
                "predictions",
                "These are the predictions times the inputs: take the goals away first.",
                wrong=outer_prod(_pred(ONE_TOE), ONE_TOE),
            ),
            Mistake(
                "the old predictions",
                "These are predictions times inputs, and the predictions are those of 8.5 toes: "
                "predict with the new input, then take the goals away.",
                when=one_of(*[outer_prod(p, ONE_TOE) for p in (_pred(GAME), LATER_PRED)]),
            ),
            Mistake(
                "squared",
                "The deltas are squared here, as for the error: a weight delta is the delta itself "
                "times input.",
                wrong=outer_prod([d**2 for d in _delta(ONE_TOE)], ONE_TOE),
            ),
            Mistake(
                "learned weights",
                "The weights that predict here have learned already: begin with `first_weights`.",
                when=one_of(
                    *[outer_prod(_delta(ONE_TOE, _learned(n)), ONE_TOE) for n in range(1, 6)]
                ),
            ),
            Mistake(
                "twice",
                "All numbers are twice as large as they should be: a weight delta is delta times "
                "input, without a factor 2.",
                wrong=outer_prod([2 * d for d in _delta(ONE_TOE)], ONE_TOE),
            ),
            Mistake(
                "new weights",
                "These are weights after a step: the weight deltas are asked for.",
                wrong=_learn(WEIGHTS, ONE_TOE, GOALS, 0.01),
            ),
        ),
        hints=(
            "Predict with the new input first, then take the goals away.",
            "The deltas are the new predictions minus 0.1, 1 and 0.1; the weight deltas are their "
            "outer product with the new input.",
        ),
    ),
    Task(
        "10-2",
        right=_outer,
        cases=_pairs,
        without="outer_prod",
        mistakes=(
            Mistake(
                "transposed",
                "Rows and columns are exchanged: a row for each element of `a`.",
                wrong=_transposed,
            ),
            Mistake(
                "flat",
                "All products are there, in one long list: put those of each element of `a` into a "
                "list of their own.",
                wrong=_flat,
            ),
            Mistake(
                "side by side",
                "Only the elements at the same place are multiplied: each of `a` has to meet each "
                "of `b`.",
                wrong=_side_by_side,
            ),
            Mistake(
                "weighted sum",
                "This is one number, a weighted sum: the outer product is a matrix.",
                wrong=_dot,
            ),
            Mistake(
                "the same row",
                "All rows are the last one: are they the same list, made once and put in several "
                "times?",
                wrong=_last_row,
            ),
            Mistake(
                "sums",
                "The elements are added here: they have to be multiplied.",
                wrong=_sums,
            ),
            always_three(_three_by_three, _three_rows, _three_columns),
        ),
        hints=(
            "Two loops, one inside the other: the outer one goes through `a`.",
            "For each `x` in `a` make a new row that holds `x * y` for all `y` in `b`.",
        ),
    ),
    Task(
        "10-3",
        right=_learn,
        cases=_steps,
        keeps_arguments=True,
        mistakes=(
            Mistake(
                "transposed",
                "The weight deltas have rows and columns exchanged: `outer_prod(delta, input)` has "
                "a row for each output, as the weights do.",
                wrong=_transposed_step,
            ),
            Mistake(
                "transposed result",
                "The result has a row for each input: it should have one for each output.",
                when=_transposed_answers,
            ),
            Mistake(
                "plus",
                "The weights move away from the goals: is the delta goal − pred, or is the step "
                "added where it should be taken away?",
                wrong=_moved(lambda delta, x, alpha: alpha * delta * x),
            ),
            Mistake(
                "no alpha",
                "The step is the whole weight delta: alpha is missing.",
                wrong=_moved(lambda delta, x, alpha: -delta * x),
            ),
            Mistake(
                "another alpha",
                "The step is that of alpha = 0.01, whichever alpha is handed over. Does it use an "
                "alpha from outside?",
                wrong=_moved(lambda delta, x, alpha: -0.01 * delta * x),
            ),
            Mistake(
                "twice",
                "The step is twice as long as it should be: a weight delta is delta times input, "
                "without a factor 2.",
                wrong=_moved(lambda delta, x, alpha: -2 * alpha * delta * x),
            ),
            Mistake(
                "delta squared",
                "The deltas are squared here, as for the error: the step takes the delta itself.",
                wrong=_moved(lambda delta, x, alpha: -alpha * delta**2 * x),
            ),
            Mistake(
                "no input",
                "All weights of a row move by the same amount: each delta has to be multiplied by "
                "each input.",
                wrong=_moved(lambda delta, x, alpha: -alpha * delta),
            ),
            Mistake(
                "weight deltas",
                "These are the weight deltas. They still have to be multiplied by alpha and taken "
                "away from the weights.",
                wrong=_weight_deltas,
            ),
            always_three(_three(True, True), _three(True, False), _three(False, True)),
        ),
        hints=(
            "Predict with `vect_mat_mul`; there is one delta for each output.",
            "Each weight loses alpha times the delta of its row times the input of its column.",
        ),
    ),
)
