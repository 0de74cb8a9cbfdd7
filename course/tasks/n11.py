"""Notebook 11, backpropagation: deltas for hidden units, in lists and in arrays."""

import random
from collections.abc import Callable
from typing import Any

from course.exercises.tasks import TOLERANCE, Mistake, Task, Value
from course.exercises.values import same
from course.tasks.either import Told, always_three, either, many_for_one, one_of
from nnlib.linalg import outer_prod, vect_mat_mul

List = list[float]
Matrix = list[list[float]]

IH_WGT = [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]]
WHOLE = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
CUT = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 0.0, 0.1]]
INPUT, GOALS = [8.5, 0.65, 1.2], [0.1, 1, 0.1]


# All hidden sums are positive here, so ReLU changes nothing.
HID = vect_mat_mul(INPUT, IH_WGT)


def _minus_goals(pred: List) -> List:
    return [p - g for p, g in zip(pred, GOALS, strict=True)]


def _delta(hp_wgt: Matrix) -> List:
    return _minus_goals(vect_mat_mul(HID, hp_wgt))


def _back(delta: List, hp_wgt: Matrix, hid: List) -> List:
    sums = _no_slope(delta, hp_wgt, hid)
    return [s if value > 0 else 0 for s, value in zip(sums, hid, strict=True)]


def _no_slope(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return [sum(d * row[h] for d, row in zip(delta, hp_wgt, strict=True)) for h in range(len(hid))]


def _moved(weights: Matrix, delta: List, values: List) -> Matrix:
    steps = outer_prod(delta, values)
    return [
        [w - 0.01 * s for w, s in zip(row, moves, strict=True)]
        for row, moves in zip(weights, steps, strict=True)
    ]


def _later() -> tuple[List, List]:
    """Return what the names ``hid`` and ``pred`` of the notebook hold after its update."""
    delta = _delta(WHOLE)
    ih_wgt = _moved(IH_WGT, _back(delta, WHOLE, HID), INPUT)
    hid = [max(0, value) for value in vect_mat_mul(INPUT, ih_wgt)]
    return hid, vect_mat_mul(hid, _moved(WHOLE, delta, HID))


LATER_HID, LATER_PRED = _later()
# The deltas of the whole network, before the update and after it; and all predictions.
OLD_DELTAS = _delta(WHOLE), _minus_goals(LATER_PRED)
PREDS = vect_mat_mul(HID, CUT), vect_mat_mul(HID, WHOLE), LATER_PRED


def _row_sums(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return [sum(d * w for d, w in zip(delta, row, strict=True)) for row in hp_wgt]


def _by_rows(delta: List, hp_wgt: Matrix, hid: List) -> List:
    sums = _row_sums(delta, hp_wgt, hid)
    return [s if value > 0 else 0 for s, value in zip(sums, hid, strict=True)]


def _rows_where_square(told: Told) -> bool:
    """Whether square matrices are read by rows; with others this stops or goes wrong somehow."""
    square = [entry for entry in told if len(entry[0][1]) == len(entry[0][2])]
    return any(
        all(same(function(*arguments), answer, TOLERANCE) for arguments, _, answer in square)
        for function in (_by_rows, _row_sums)
    )


def _times_value(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return [s * v for s, v in zip(_no_slope(delta, hp_wgt, hid), hid, strict=True)]


def _relu_of_sum(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return [max(0, s) for s in _no_slope(delta, hp_wgt, hid)]


def _no_weights(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return [sum(delta) if value > 0 else 0 for value in hid]


def _last_product(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return _back(delta[-1:], hp_wgt[-1:], hid)


def _last_product_no_slope(delta: List, hp_wgt: Matrix, hid: List) -> List:
    return _no_slope(delta[-1:], hp_wgt[-1:], hid)


def _three(outputs: bool, hidden: bool, cut: bool, slope: bool) -> Callable[..., List]:
    """Return the way back that counts to three: through the outputs, the hidden units, or both.

    A fourth hidden unit has no delta then (``cut``), or keeps the 0 that stood in its place.
    """

    def back(delta: List, hp_wgt: Matrix, hid: List) -> List:
        units = range(3 if hidden else len(hid))
        places = range(3 if outputs else len(delta))
        sums = [sum(delta[k] * hp_wgt[k][h] for k in places) for h in units]
        result = [s if hid[h] > 0 or not slope else 0 for h, s in zip(units, sums, strict=True)]
        return result if cut else [*result, *[0] * (len(hid) - len(result))]

    return back


def _row(chance: random.Random, size: int) -> List:
    return [round(chance.uniform(-2, 2), 1) for _ in range(size)]


def _backwards(chance: random.Random) -> list[tuple[List, Matrix, List]]:
    """Make deltas, weights and hidden values; a silent unit is in each, whose sum is not 0."""
    cases: list[tuple[List, Matrix, List]] = [
        ([1, 2], [[1, 0, -3], [2, 5, -1]], [1, 0, 2]),
        ([0.5, -1], [[1, -2], [4, 1]], [3, 0]),
        # Whoever rounds is found out here.
        ([0.123, -4.567], [[0.891, 1.2], [2.345, -0.5]], [0.7, 0]),
        # Little is not nothing.
        ([1, 2], [[1, 0, -3, 2], [2, 5, -1, 1]], [1e-9, 0.01, 0.09, 0]),
    ]
    for outputs, hidden in [(3, 2), (1, 3), (2, 4), (3, 3)]:
        values = [abs(v) + 0.1 for v in _row(chance, hidden - 1)]
        matrix = [_row(chance, hidden) for _ in range(outputs)]
        cases.append((_row(chance, outputs), matrix, [*values, 0]))
    return cases


def _arrays(chance: random.Random) -> list[tuple[Any, Any, Any]]:
    """Make the same as arrays, in the layout of notebook 13."""
    import numpy as np

    made = []
    for delta, matrix, hid in _backwards(chance):
        made.append((np.array([delta], float), np.array(matrix, float).T, np.array([hid], float)))
    return made


def _array_back(layer_2_delta: Any, weights_1_2: Any, layer_1: Any) -> Any:
    return layer_2_delta.dot(weights_1_2.T) * (layer_1 > 0)


TASKS = (
    Value(
        "11-1",
        right=_back(_delta(CUT), CUT, [1, 1, 1]),
        wants="a list of three numbers",
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "the old ones",
                "These are the hidden deltas of the whole network: is `cut_hp_wgt` used both for "
                "the prediction and on the way back?",
                when=one_of(*[_back(delta, WHOLE, [1, 1, 1]) for delta in OLD_DELTAS]),
            ),
            Mistake(
                "the old deltas",
                "On the way back the line is cut, but the deltas are still those of the whole "
                "network: the prediction of `sad?` has changed too.",
                when=one_of(*[_back(delta, CUT, [1, 1, 1]) for delta in OLD_DELTAS]),
            ),
            Mistake(
                "the old way back",
                "The deltas are the new ones, but they come back over the line that is cut.",
                wrong=_back(_delta(CUT), WHOLE, [1, 1, 1]),
            ),
            Mistake(
                "rows",
                "These are the deltas times the rows of the matrix. A hidden unit passes its value "
                "on along a column.",
                wrong=_by_rows(_delta(CUT), CUT, [1, 1, 1]),
            ),
            Mistake(
                "the sign",
                "All signs are turned: the delta is prediction minus goal.",
                wrong=[-value for value in _back(_delta(CUT), CUT, [1, 1, 1])],
            ),
            Mistake(
                "the deltas of the outputs",
                "These are the deltas of the outputs: the way back is still to be done.",
                when=one_of(_delta(CUT), *OLD_DELTAS),
            ),
            Mistake(
                "predictions",
                "These are predictions: take the goals away, and then go back.",
                when=one_of(*PREDS),
            ),
            Mistake(
                "predictions come back",
                "Here predictions come back: take the goals away first, it is the deltas that go "
                "back.",
                when=one_of(
                    *[_back(p, matrix, [1, 1, 1]) for p in PREDS for matrix in (CUT, WHOLE)]
                ),
            ),
            Mistake(
                "hidden values",
                "These are the values of the hidden units: their deltas are asked for, which come "
                "back from the outputs.",
                when=one_of(HID, LATER_HID),
            ),
        ),
        hints=(
            "Predict with the cut matrix, take the goals away, and go back through the cut matrix.",
            "For hidden unit h it is the weighted sum of the three deltas with "
            "`[row[h] for row in cut_hp_wgt]`.",
        ),
    ),
    Task(
        "11-2",
        right=_back,
        cases=_backwards,
        mistakes=(
            Mistake(
                "no slope",
                "Silent units get a delta too: multiply by the slope of ReLU, which is 0 where the "
                "hidden value is 0.",
                wrong=_no_slope,
            ),
            Mistake(
                "times the value",
                "The sums are multiplied by the hidden values: the slope of ReLU is 1 where the "
                "unit is active, however large its value is.",
                wrong=_times_value,
            ),
            Mistake(
                "relu on the way back",
                "Negative sums become 0 here: it is the hidden value, not the sum of deltas, that "
                "decides whether the slope is 0.",
                wrong=_relu_of_sum,
            ),
            Mistake(
                "no weights",
                "Every active unit gets the sum of the deltas: each delta has to be multiplied by "
                "the weight on its line.",
                wrong=_no_weights,
            ),
            Mistake(
                "rows",
                "The matrix is read by rows, which fits only where there are as many outputs as "
                "hidden units: the weights from unit h stand in column h.",
                when=_rows_where_square,
                despite_errors=True,
            ),
            Mistake(
                "not added",
                "Each delta is the last of its products alone: `=` puts each in the place of the "
                "one before, `+=` adds them up.",
                when=either(_last_product, _last_product_no_slope),
            ),
            always_three(
                *[
                    _three(outputs, hidden, cut, slope)
                    for outputs, hidden in [(True, True), (True, False), (False, True)]
                    for cut in (True, False)
                    for slope in (True, False)
                ]
            ),
        ),
        hints=(
            "For hidden unit h go through the outputs k, and add up `delta[k] * hp_wgt[k][h]`.",
            "Then multiply by the slope: 1 if `hid[h] > 0`, else 0.",
        ),
    ),
    Task(
        "11-3",
        right=_array_back,
        cases=_arrays,
        mistakes=(
            Mistake(
                "no slope",
                "Silent units get a delta too. Is the slope missing, or is it `>= 0`, which is "
                "always true of what ReLU returns? It is `layer_1 > 0`.",
                wrong=lambda delta, weights, layer_1: delta.dot(weights.T),
            ),
            Mistake(
                "times the value",
                "The sums are multiplied by the hidden values: the slope is `layer_1 > 0`, 1 or 0.",
                wrong=lambda delta, weights, layer_1: delta.dot(weights.T) * layer_1,
            ),
            Mistake(
                "relu on the way back",
                "Negative sums become 0 here: the slope is decided by `layer_1`, not by the sum.",
                wrong=lambda delta, weights, layer_1: (
                    delta.dot(weights.T) * (delta.dot(weights.T) > 0)
                ),
            ),
            Mistake(
                "slope of one number",
                "`relu2deriv` of this notebook takes one number; for a whole array write "
                "`(layer_1 > 0)`.",
                when=many_for_one("relu2deriv"),
                despite_errors=True,
            ),
            Mistake(
                "no transpose",
                "The shapes do not fit: `weights_1_2` leads from hidden units to outputs, and on "
                "the way back its transpose is needed, `weights_1_2.T`.",
                wrong=lambda delta, weights, layer_1: delta.dot(weights) * (layer_1 > 0),
            ),
            Mistake(
                "no brackets",
                "`>` comes last here: Python multiplies first and compares then, so that only True "
                "and False are left. Put brackets around `layer_1 > 0`.",
                wrong=lambda delta, weights, layer_1: delta.dot(weights.T) * layer_1 > 0,
            ),
        ),
        hints=(
            "The weighted sums of deltas are `layer_2_delta.dot(weights_1_2.T)`.",
            "Multiply them by `(layer_1 > 0)`.",
        ),
    ),
)
