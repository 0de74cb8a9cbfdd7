"""Notebook 05, multiple inputs and outputs: what a row and a column of the matrix are."""

import random
from collections.abc import Sequence
from typing import Any

from course.exercises.tasks import Mistake, Row, Task, Value
from course.exercises.values import same
from course.tasks.either import either, nearly
from nnlib.linalg import ele_mul, vect_mat_mul

GAME = [8.5, 0.65, 1.2]
WEIGHTS = [
    [0.1, 0.1, -0.3],
    [0.1, 0.2, 0.0],
    [0.0, 1.3, 0.1],
]
REORDERED = WEIGHTS[::-1]

Vector = Sequence[float]
Matrix = Sequence[Sequence[float]]


def _rows(matrix: Any) -> list[Row]:
    wanted, found = vect_mat_mul(GAME, REORDERED), vect_mat_mul(GAME, matrix)
    return list(zip(["sad?", "win?", "hurt?"], wanted, found, strict=True))


def _is_reordered(matrix: Any) -> bool:
    _rows(matrix)  # refuses what is no matrix of three rows of three
    return same(REORDERED, matrix, 1e-9)


def _other_order(matrix: list[list[float]]) -> bool:
    return same(sorted(WEIGHTS), sorted(matrix), 1e-9)


def _row_twice(matrix: list[list[float]]) -> bool:
    """Whether all three are rows of the matrix, but not all of its rows."""
    return (
        len(matrix) == 3
        and all(row in WEIGHTS for row in matrix)
        and any(row not in matrix for row in WEIGHTS)
    )


def _backwards(rows: Matrix) -> list[list[float]]:
    return [list(row[::-1]) for row in rows]


def transpose(matrix: Matrix) -> list[list[float]]:
    """Return the matrix with rows and columns exchanged."""
    return [list(column) for column in zip(*matrix, strict=True)]


def _number(chance: random.Random) -> float:
    return round(chance.uniform(-5, 5), 1)


def _matrix(chance: random.Random, rows: int, columns: int) -> list[list[float]]:
    return [[_number(chance) for _ in range(columns)] for _ in range(rows)]


# --- Products on lines --------------------------------------------------------------------------


def _products_cases(chance: random.Random) -> list[tuple[list[float], list[list[float]]]]:
    cases: list[tuple[list[float], list[list[float]]]] = [
        ([1, 2, 3], [[1, 1, 1], [10, 0, -1]]),
        ([8.5, 0.65, 1.2], WEIGHTS),
        ([2, 5], [[1, 2], [3, 4], [5, 6]]),
        ([3], [[2], [-1]]),
        ([2, 0, -4], [[1, 2, 3]]),
        # Whoever rounds is found out here.
        ([0.123, 4.567], [[0.891, 2.345], [5.678, 9.012]]),
    ]
    for rows, columns in ((4, 2), (2, 4), (4, 5)):
        vect = [_number(chance) for _ in range(columns)]
        cases.append((vect, _matrix(chance, rows, columns)))
    return cases


def products_on_lines(vect: Vector, matrix: Matrix) -> list[list[float]]:
    """Return input times weight for each line of the drawing, a row for each output."""
    return [[x * w for x, w in zip(vect, row, strict=True)] for row in matrix]


def _times_place(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[place * weight for place, weight in enumerate(row)] for row in matrix]


def _input_of_the_row(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[vect[i] * weight for weight in row] for i, row in enumerate(matrix)]


def _zipped_with_rows(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[x * weight for weight in row] for x, row in zip(vect, matrix, strict=False)]


def _zipped_with_rows_strictly(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[x * weight for weight in row] for x, row in zip(vect, matrix, strict=True)]


def _ele_mul_with_two_lists(vect: Vector, matrix: Matrix) -> list[list[float]]:
    multiply: Any = ele_mul  # which a list in the number's place is wrong for
    return [multiply(vect, row) for row in matrix]


def _the_same_row(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [products_on_lines(vect, matrix)[-1] for _ in matrix]


def _the_same_row_added(vect: Vector, matrix: Matrix) -> list[list[float]]:
    columns = zip(*products_on_lines(vect, matrix), strict=True)
    added = [sum(column) for column in columns]
    return [added for _ in matrix]


def _by_columns(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[vect[j] * matrix[j][i] for j in range(len(vect))] for i in range(len(matrix))]


def _three_by_three(vect: Vector, matrix: Matrix) -> list[list[float]]:
    return [[vect[j] * matrix[i][j] for j in range(3)] for i in range(3)]


def _flat(vect: Vector, matrix: Matrix) -> list[float]:
    return [product for row in products_on_lines(vect, matrix) for product in row]


# --- Rows become columns ------------------------------------------------------------------------


def _matrices(chance: random.Random) -> list[tuple[list[list[float]]]]:
    cases: list[tuple[list[list[float]]]] = [
        ([[1, 2, 3], [4, 5, 6]],),
        ([[1, 2], [3, 4]],),
        ([[1, 2], [3, 4], [5, 6]],),
        ([[7, 8, 9]],),
        ([[7], [8], [9]],),
    ]
    cases += [(_matrix(chance, rows, columns),) for rows, columns in ((3, 3), (2, 4), (4, 3))]
    return cases


def _square_by_rows(matrix: Matrix) -> list[list[float]]:
    size = len(matrix)
    return [[matrix[j][i] for j in range(size)] for i in range(size)]


def _square_by_columns(matrix: Matrix) -> list[list[float]]:
    size = len(matrix[0])
    return [[matrix[j][i] for j in range(size)] for i in range(size)]


TASKS = (
    Value(
        "05-1",
        accept=_is_reordered,
        wants="a matrix of three rows with three weights each",
        rows=_rows,
        mistakes=(
            Mistake(
                "columns",
                "The columns have changed places, and a column belongs to an input: change the "
                "rows.",
                wrong=_backwards(WEIGHTS),
            ),
            Mistake(
                "both",
                "The rows are in the right order, but each is turned round as well: the inputs "
                "stay in their order.",
                wrong=_backwards(REORDERED),
            ),
            Mistake(
                "unchanged",
                "This is the matrix as it was: its predictions come in the order hurt, win, sad.",
                wrong=WEIGHTS,
            ),
            Mistake(
                "transposed",
                "Rows and columns are exchanged: the rows are to stay rows, in another order.",
                wrong=transpose(WEIGHTS),
            ),
            Mistake(
                "another order",
                "The rows are whole, but in another order than sad, win, hurt.",
                when=_other_order,
            ),
            Mistake(
                "row twice",
                "One row stands there more than once: has it overwritten another, as after "
                "`reordered = weights`, which is no copy?",
                when=_row_twice,
            ),
        ),
        hints=(
            "Which part of the matrix makes the prediction for `sad?`, a row or a column?",
            "`weights[2]` is all that `sad?` needs. It has to stand first.",
        ),
    ),
    Task(
        "05-2",
        right=products_on_lines,
        cases=_products_cases,
        mistakes=(
            Mistake(
                "sums",
                "These are the weighted sums, the predictions: the products are asked for before "
                "they are added.",
                wrong=vect_mat_mul,
            ),
            Mistake(
                "transposed",
                "Rows and columns are exchanged: here each row belongs to an input, and each "
                "output is to have a row.",
                wrong=lambda vect, matrix: transpose(products_on_lines(vect, matrix)),
            ),
            Mistake(
                "times place",
                "The weights are multiplied by their place, 0, 1, 2, …: take the input that stands "
                "at that place, `vect[i]`.",
                wrong=_times_place,
            ),
            Mistake(
                "input of the row",
                "The whole row is multiplied by one input, the one with the row's number: each "
                "weight of a row has an input of its own.",
                wrong=_input_of_the_row,
            ),
            Mistake(
                "input of the row, by zip",
                "Each row is multiplied by one input, as `zip` pairs the inputs with the rows: "
                "each weight of a row has an input of its own.",
                wrong=_zipped_with_rows,
            ),
            Mistake(
                "input of the row, by strict zip",
                "Inputs and rows are paired by `zip`, and may differ in number: each weight of a "
                "row has an input of its own, so pair the inputs with the weights of a row.",
                wrong=_zipped_with_rows_strictly,
            ),
            Mistake(
                "ele_mul with two lists",
                "`ele_mul` takes one number and a list: call it once for each weight, or use "
                "`zip(vect, row)`.",
                wrong=_ele_mul_with_two_lists,
            ),
            Mistake(
                "the same row",
                "All rows come out the same: is it one and the same list that stands in every "
                "place?",
                when=either(_the_same_row, _the_same_row_added),
            ),
            Mistake(
                "flat",
                "The products are right, but all in one list: each output is to have a row of its "
                "own.",
                wrong=_flat,
            ),
            Mistake(
                "first row only",
                "Only the first output's products come back: does `return` stand inside the loop?",
                when=either(
                    lambda vect, matrix: products_on_lines(vect, matrix)[0],
                    lambda vect, matrix: products_on_lines(vect, matrix)[:1],
                ),
            ),
            Mistake(
                "last row only",
                "Only the last output's products come back: `append` each row to a list that is "
                "made before the loop.",
                when=either(
                    lambda vect, matrix: products_on_lines(vect, matrix)[-1],
                    lambda vect, matrix: products_on_lines(vect, matrix)[-1:],
                ),
            ),
            Mistake(
                "read by columns",
                "The matrix is read by columns: the row comes first, then the place in it, "
                "`matrix[i][j]` with the row `i` and the input `j`.",
                wrong=_by_columns,
            ),
            Mistake(
                "always three",
                "This is right for three inputs and three outputs, and stops for fewer: take the "
                "sizes from the lists, with `len`.",
                wrong=_three_by_three,
            ),
            Mistake(
                "row not renewed",
                "Each row holds all products: begin a new row inside the loop, for each output.",
                wrong=lambda vect, matrix: [_flat(vect, matrix) for _ in matrix],
            ),
            Mistake(
                "every input with every weight",
                "In each row every input meets every weight: the input and the weight at the same "
                "place belong together.",
                wrong=lambda vect, matrix: [[x * w for x in vect for w in row] for row in matrix],
            ),
            Mistake(
                "plus",
                "Inputs and weights are added: multiply them.",
                wrong=lambda vect, matrix: [
                    [x + w for x, w in zip(vect, row, strict=True)] for row in matrix
                ],
            ),
            Mistake(
                "unchanged",
                "This is the matrix as it came: multiply each weight by its input.",
                wrong=lambda vect, matrix: matrix,
            ),
            Mistake(
                "rounded",
                "These are nearly the products: are they rounded? Return them as they come out.",
                when=nearly,
            ),
        ),
        hints=(
            "Begin with one row: multiply each of its weights by the input at the same place.",
            "One loop goes through the rows, a second one inside it through `zip(vect, row)`.",
        ),
    ),
    Task(
        "05-3",
        right=transpose,
        cases=_matrices,
        mistakes=(
            Mistake(
                "unchanged",
                "This is the matrix as it came: its first column is to become the first row.",
                wrong=lambda matrix: matrix,
            ),
            Mistake(
                "rows reversed",
                "The rows have changed their order, and are rows still: the first column is to "
                "become the first row.",
                wrong=lambda matrix: matrix[::-1],
            ),
            Mistake(
                "columns reversed",
                "Each row is turned round, and is a row still: the first column is to become the "
                "first row.",
                wrong=_backwards,
            ),
            Mistake(
                "square, by rows",
                "This is right only for square matrices: there are to be as many new rows as there "
                "were columns, not as there were rows.",
                wrong=_square_by_rows,
            ),
            Mistake(
                "square, by columns",
                "This is right only for square matrices: a new row has as many numbers as there "
                "were rows, not as there were columns.",
                wrong=_square_by_columns,
            ),
            Mistake(
                "always three",
                "This makes three rows, whatever the matrix: take their number from it, "
                "`len(matrix[0])`.",
                wrong=lambda matrix: [[row[i] for row in matrix] for i in range(3)],
            ),
            Mistake(
                "the same row",
                "All rows are the last column: is it one and the same list that stands in every "
                "place?",
                wrong=lambda matrix: [transpose(matrix)[-1] for _ in matrix[0]],
            ),
            Mistake(
                "quarter turn",
                "The columns have become rows, but one of the two orders is turned round: what was "
                "first stays first.",
                when=either(
                    lambda matrix: transpose(matrix[::-1]),
                    lambda matrix: transpose(matrix)[::-1],
                ),
            ),
            Mistake(
                "first column only",
                "Only the first column comes back: does `return` stand inside the loop?",
                when=either(
                    lambda matrix: transpose(matrix)[0],
                    lambda matrix: transpose(matrix)[:1],
                ),
            ),
            Mistake(
                "flat",
                "The numbers come in the right order, but all in one list: each column is to "
                "become a row of its own.",
                wrong=lambda matrix: [number for column in transpose(matrix) for number in column],
            ),
        ),
        hints=(
            "How many rows does the result have if the matrix has two rows of three?",
            "`[row[0] for row in matrix]` is the first column. A loop over `range(len(matrix[0]))` "
            "makes the others.",
        ),
    ),
)
