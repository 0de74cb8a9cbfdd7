"""Notebook 06, hidden layers: what the bend does, and what two layers without one are."""

import random
from collections.abc import Sequence

from course.exercises.tasks import Mistake, Row, Task, Value
from course.tasks.either import always_three, either, many_for_one, nearly
from nnlib.linalg import vect_mat_mul

PAIRS = [[0, 0], [0, 1], [1, 1], [1, 0]]
OR = [0, 1, 1, 1]

Vector = Sequence[float]
Matrix = Sequence[Sequence[float]]


def _rows(weight: float) -> list[Row]:
    rows: list[Row] = []
    for case, goal in zip(PAIRS, OR, strict=True):
        total = sum(case)
        rows.append((f"`{case}`", goal, relu(total) + weight * relu(total - 1)))
    return rows


def relu(x: float) -> float:
    """Return what is above zero, else 0 (as in the notebook)."""
    return x if x > 0 else 0


def _matrix(chance: random.Random, rows: int, columns: int) -> list[list[float]]:
    return [[round(chance.uniform(-3, 3), 1) for _ in range(columns)] for _ in range(rows)]


# --- Forward with a bend ------------------------------------------------------------------------


def _networks(
    chance: random.Random,
) -> list[tuple[list[float], list[list[float]], list[list[float]]]]:
    """Make networks in which inputs, hidden sums and outputs are negative here and there."""
    cases: list[tuple[list[float], list[list[float]], list[list[float]]]] = [
        ([1, 2], [[1, 1], [1, -1]], [[1, 1], [-1, 2]]),
        ([1, -2], [[1, 1], [2, 1]], [[1, -1], [3, 5]]),
        ([-1, -1], [[1, 2], [-1, 0]], [[2, 1], [1, -3]]),
        ([2, 0, 1], [[1, 5, -3], [1, 0, 1]], [[1, -2]]),
        # Whoever rounds is found out here.
        ([0.123, 4.567], [[0.891, -2.345], [1.357, 2.468]], [[3.579, 0.789]]),
    ]
    for inputs, hidden, outputs in ((4, 3, 2), (2, 4, 3), (3, 3, 3), (1, 5, 1)):
        (input,) = _matrix(chance, 1, inputs)
        cases.append((input, _matrix(chance, hidden, inputs), _matrix(chance, outputs, hidden)))
    return cases


def _bent(values: Vector) -> list[float]:
    return [relu(value) for value in values]


def _hidden(input: Vector, ih_wgt: Matrix) -> list[float]:
    return _bent(vect_mat_mul(input, ih_wgt))


def forward(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    """Return the predictions, with ReLU on the hidden units."""
    return vect_mat_mul(_hidden(input, ih_wgt), hp_wgt)


def _no_bend(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    return vect_mat_mul(vect_mat_mul(input, ih_wgt), hp_wgt)


def _without_signs(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    return vect_mat_mul([abs(value) for value in vect_mat_mul(input, ih_wgt)], hp_wgt)


def _step(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    return vect_mat_mul([int(value > 0) for value in vect_mat_mul(input, ih_wgt)], hp_wgt)


def _active(input: Vector, ih_wgt: Matrix) -> list[float]:
    return [value for value in vect_mat_mul(input, ih_wgt) if value > 0]


def _silent_left_out(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    return vect_mat_mul(_active(input, ih_wgt), hp_wgt)


def _silent_left_out_cut(input: Vector, ih_wgt: Matrix, hp_wgt: Matrix) -> list[float]:
    active = _active(input, ih_wgt)
    return [sum(a * b for a, b in zip(active, row, strict=False)) for row in hp_wgt]


# --- Two layers in one matrix -------------------------------------------------------------------


def _layers(chance: random.Random) -> list[tuple[list[list[float]], list[list[float]]]]:
    """Make pairs of matrices; without a square one, and with as many outputs as inputs or not."""
    cases: list[tuple[list[list[float]], list[list[float]]]] = [
        ([[1, 2], [3, 4]], [[1, 0], [2, 1]]),
        ([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1], [1, 1]]),
        ([[1, 0, 2, 0], [0, 1, 0, -1]], [[1, 1], [2, 0], [0, -3]]),
        ([[1, 2], [0, 1], [5, 0]], [[1, 1, 1], [1, 0, -1], [0, 2, 0]]),
        # Whoever rounds is found out here.
        ([[0.123, 4.567, 0.789], [1.357, 2.468, 3.579]], [[0.891, 2.345]]),
    ]
    for inputs, hidden, outputs in ((3, 3, 3), (2, 3, 4), (4, 2, 3)):
        cases.append((_matrix(chance, hidden, inputs), _matrix(chance, outputs, hidden)))
    return cases


def _transpose(matrix: Matrix) -> list[list[float]]:
    return [list(column) for column in zip(*matrix, strict=True)]


def melt(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    """Return the matrix that does what the two do one after the other."""
    return [vect_mat_mul(row, _transpose(ih_wgt)) for row in hp_wgt]


def _wrong_order(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return melt(hp_wgt, ih_wgt)


def _wrong_order_by_places(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    places = range(len(ih_wgt[0]))
    columns = range(len(hp_wgt[0]))
    return [[sum(row[k] * hp_wgt[k][j] for k in places) for j in columns] for row in ih_wgt]


def _wrong_order_cut(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    columns = _transpose(hp_wgt)
    return [
        [sum(a * b for a, b in zip(row, column, strict=False)) for column in columns]
        for row in ih_wgt
    ]


def _rows_with_rows(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [vect_mat_mul(row, ih_wgt) for row in hp_wgt]


def _rows_with_rows_cut(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [
        [sum(a * b for a, b in zip(row, other, strict=False)) for other in ih_wgt] for row in hp_wgt
    ]


def _elementwise(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [
        [a * b for a, b in zip(one, other, strict=True)]
        for one, other in zip(ih_wgt, hp_wgt, strict=True)
    ]


def _elementwise_cut(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [
        [a * b for a, b in zip(one, other, strict=False)]
        for one, other in zip(ih_wgt, hp_wgt, strict=False)
    ]


def _always_three(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    three = range(3)
    return [[sum(hp_wgt[k][h] * ih_wgt[h][i] for h in three) for i in three] for k in three]


def _last_product(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [[row[-1] * weight for weight in ih_wgt[-1]] for row in hp_wgt]


def _the_same_row(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    return [melt(ih_wgt, hp_wgt)[-1] for _ in hp_wgt]


def _the_same_row_added(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    added = [sum(column) for column in _transpose(melt(ih_wgt, hp_wgt))]
    return [added for _ in hp_wgt]


def _square_by_outputs(ih_wgt: Matrix, hp_wgt: Matrix) -> list[list[float]]:
    size = range(len(hp_wgt))
    return [[sum(row[h] * ih_wgt[h][i] for h in range(len(row))) for i in size] for row in hp_wgt]


ORDER = "The two matrices are multiplied in the wrong order"

TASKS = (
    Value(
        "06-1",
        right=-1,
        wants="a number",
        rows=_rows,
        mistakes=(
            Mistake(
                "sign",
                "The size is right, but with a positive weight `both` makes the output for [1, 1] "
                "larger, and it is too large already.",
                wrong=1,
            ),
            Mistake(
                "still XOR",
                "This is the weight as it was: the network still answers XOR, 0 for [1, 1].",
                wrong=-2,
            ),
            Mistake(
                "not heard",
                "With 0 the unit `both` is not heard, and for [1, 1] the output is 2, what `any` "
                "holds.",
                wrong=0,
            ),
            Mistake(
                "adds",
                "With a positive weight the output for [1, 1] is larger than 2: `both` has to take "
                "something away.",
                when=lambda weight: weight > 0,
            ),
            Mistake(
                "too large",
                "For [1, 1] the output is above 1: `both` has to take away more.",
                when=lambda weight: weight > -1,
            ),
            Mistake(
                "too small",
                "For [1, 1] the output is below 1: `both` has to take away less.",
                when=lambda weight: weight < -1,
            ),
        ),
        hints=(
            "For which of the four cases is the unit `both` not silent?",
            "For [1, 1] `any` holds 2 and `both` holds 1. The output, any + weight · both, has to "
            "be 1.",
        ),
    ),
    Task(
        "06-2",
        right=forward,
        cases=_networks,
        mistakes=(
            Mistake(
                "no bend",
                "The bend is missing: `relu` belongs on each hidden sum.",
                wrong=_no_bend,
            ),
            Mistake(
                "bend on outputs too",
                "The hidden units are right, but the outputs are bent as well: they are plain "
                "weighted sums and may be negative.",
                wrong=lambda *arguments: _bent(forward(*arguments)),
            ),
            Mistake(
                "bend on outputs only",
                "The bend is on the outputs: it belongs on the hidden sums, before the second "
                "matrix.",
                wrong=lambda *arguments: _bent(_no_bend(*arguments)),
            ),
            Mistake(
                "bend on inputs",
                "The bend is on the inputs: it belongs on the hidden sums, after the first matrix.",
                wrong=lambda input, ih, hp: _no_bend(_bent(input), ih, hp),
            ),
            Mistake(
                "layers exchanged",
                "The input goes through `hp_wgt` first: it comes to the hidden units through "
                "`ih_wgt`.",
                wrong=lambda input, ih, hp: forward(input, hp, ih),
            ),
            Mistake(
                "hidden only",
                "These are the hidden units: they still go through `hp_wgt`.",
                wrong=lambda input, ih, hp: _hidden(input, ih),
            ),
            Mistake(
                "hidden sums only",
                "These are the hidden sums: they still have to be bent, and to go through "
                "`hp_wgt`.",
                wrong=lambda input, ih, hp: vect_mat_mul(input, ih),
            ),
            Mistake(
                "without signs",
                "A negative hidden sum has lost its minus: `relu` makes it 0.",
                wrong=_without_signs,
            ),
            Mistake(
                "step",
                "The hidden units are only 0 or 1, as in a perceptron: `relu` passes a positive "
                "sum on as it is.",
                wrong=_step,
            ),
            Mistake(
                "a whole list",
                "`relu` takes a single number, and here it gets all of them at once: call it for "
                "each of the hidden sums.",
                when=many_for_one("relu"),
                despite_errors=True,
            ),
            Mistake(
                "silent units left out",
                "The silent hidden units are left out, and so the others meet weights that are not "
                "theirs: a silent unit is a 0 in its place.",
                when=either(_silent_left_out, _silent_left_out_cut),
                despite_errors=True,
            ),
        ),
        hints=(
            "Three lines: the hidden sums, the hidden units, the predictions.",
            "`relu` takes a single number, so it has to be called for each of the hidden sums.",
        ),
    ),
    Task(
        "06-3",
        right=melt,
        cases=_layers,
        mistakes=(
            Mistake(
                "wrong order",
                f"{ORDER}, and so it stops where inputs and outputs differ in number: a row of the "
                "result comes from a row of `hp_wgt`.",
                wrong=_wrong_order,
            ),
            Mistake(
                "wrong order, by places",
                f"{ORDER}, and so it looks for a place that is not there where the inputs are more "
                "than the outputs: a row of the result comes from a row of `hp_wgt`.",
                wrong=_wrong_order_by_places,
            ),
            Mistake(
                "wrong order, cut",
                f"{ORDER}, and so places are left out where inputs and outputs differ in number: a "
                "row of the result comes from a row of `hp_wgt`.",
                wrong=_wrong_order_cut,
            ),
            Mistake(
                "rows with rows",
                "The rows of `hp_wgt` meet rows of `ih_wgt`: they have to meet its columns, the "
                "weights that leave one input.",
                wrong=_rows_with_rows,
            ),
            Mistake(
                "rows with rows, cut",
                "The rows of `hp_wgt` meet rows of `ih_wgt`, as far as both go: they have to meet "
                "its columns, the weights that leave one input.",
                wrong=_rows_with_rows_cut,
            ),
            Mistake(
                "elementwise",
                "The matrices are multiplied place by place: each number of the result adds up the "
                "paths through all hidden units.",
                wrong=_elementwise,
            ),
            Mistake(
                "elementwise, cut",
                "The matrices are multiplied place by place, as far as both go: each number of the "
                "result adds up the paths through all hidden units.",
                wrong=_elementwise_cut,
            ),
            Mistake(
                "transposed",
                "Rows and columns are exchanged: each output is to have a row, with a place for "
                "each input.",
                when=either(lambda ih, hp: _transpose(melt(ih, hp))),
            ),
            always_three(_always_three),
            Mistake(
                "not added",
                "Each number is the last of its products alone: `=` puts each in the place of the "
                "one before, `+=` adds them up.",
                wrong=_last_product,
            ),
            Mistake(
                "square",
                "This makes as many columns as there are outputs: a row has a place for each "
                "input, `len(ih_wgt[0])`.",
                wrong=_square_by_outputs,
            ),
            Mistake(
                "the same row",
                "All rows come out the same: is it one and the same list that stands in every "
                "place?",
                when=either(_the_same_row, _the_same_row_added),
            ),
            Mistake(
                "rounded",
                "These are nearly the numbers: are they rounded? Return them as they come out.",
                when=nearly,
            ),
        ),
        hints=(
            "The notebook's cell does it for three, three and three. Where do its threes come "
            "from?",
            "For output `k` and input `i`, add up `hp_wgt[k][h] * ih_wgt[h][i]` over all hidden "
            "units `h`.",
        ),
    ),
)
