"""Weighted sums and products on plain lists, under the seminar's names, for any sizes.

Built in notebooks 02 (``w_sum``), 04 (``ele_mul``), 05 (``vect_mat_mul``) and 10
(``zeros_matrix``, ``outer_prod``). The names follow Trask, *Grokking Deep Learning* (2019),
chapters 3 to 5.
"""

from collections.abc import Sequence
from numbers import Integral, Number
from typing import Any

Vector = Sequence[float]
Matrix = Sequence[Sequence[float]]


def _numbers(count: int) -> str:
    return f"{count} number{'' if count == 1 else 's'}"


def _is_number(value: Any) -> bool:
    # An array without dimensions is a number too.
    return isinstance(value, Number) or (
        getattr(value, "shape", None) == () and not isinstance(value, str)
    )


def _is_list(value: Any) -> bool:
    if isinstance(value, Sequence):
        return not isinstance(value, (str, bytes))
    return bool(getattr(value, "shape", ()))


def _named(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {str(value)!r}"
    if _is_number(value):
        return f"the number {value}"
    if value is None:
        return "None"
    return "a list" if _is_list(value) else f"a {type(value).__name__}"


def _check_vector(function: str, name: str, value: Any) -> None:
    if not _is_list(value):
        raise ValueError(
            f"{function} needs a list of numbers as {name}, but got {_named(value)}: "
            "write one such as [8.5, 0.65]."
        )
    for i in range(len(value)):
        if not _is_number(value[i]):
            raise ValueError(
                f"{function} needs a list of numbers as {name}, but {name}[{i}] is "
                f"{_named(value[i])}: put a number there."
            )


def w_sum(a: Vector, b: Vector) -> float:
    """Return the weighted sum ``a[0]*b[0] + a[1]*b[1] + …`` of two vectors of length n.

    Raises ValueError if the lengths differ, and like all functions here if something else stands
    where a number or a list of numbers should. Source: seminar section 02; Trask 2019, chapter 3.
    """
    _check_vector("w_sum", "a", a)
    _check_vector("w_sum", "b", b)
    if len(a) != len(b):
        raise ValueError(
            f"w_sum needs two vectors of the same length, but got {len(a)} and {_numbers(len(b))}: "
            "give each input one weight."
        )
    output = 0.0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output


def ele_mul(number: float, vector: Vector) -> list[float]:
    """Return ``number`` times each element of a vector of length n, as a new list of length n.

    The seminar's section 09 calls the same function ``scalar_ele_mul``.
    Source: seminar section 04; Trask 2019, chapter 3.
    """
    if not _is_number(number):
        raise ValueError(
            f"ele_mul needs one number first and a list of numbers second, but first stands "
            f"{_named(number)}: for the products of two lists take w_sum or outer_prod."
        )
    _check_vector("ele_mul", "vector", vector)
    output = [0.0] * len(vector)
    for i in range(len(vector)):
        output[i] = number * vector[i]
    return output


def vect_mat_mul(vect: Vector, matrix: Matrix) -> list[float]:
    """Return one weighted sum of ``vect`` (length n) for each row of ``matrix`` (m rows of n).

    The result has length m. Raises ValueError, naming the row, if a row is not of length n.
    Source: seminar section 05; Trask 2019, chapter 3.
    """
    _check_vector("vect_mat_mul", "vect", vect)
    if not _is_list(matrix):
        raise ValueError(
            f"vect_mat_mul needs a list of rows as matrix, but got {_named(matrix)}: "
            "give each output a row of weights."
        )
    output = [0.0] * len(matrix)
    for i in range(len(matrix)):
        _check_vector("vect_mat_mul", f"matrix[{i}]", matrix[i])
        if len(matrix[i]) != len(vect):
            raise ValueError(
                f"vect_mat_mul needs rows as long as the vector ({_numbers(len(vect))}), but row "
                f"{i} has {len(matrix[i])}: give each output one weight for each input."
            )
        output[i] = w_sum(vect, matrix[i])
    return output


def zeros_matrix(rows: int, cols: int) -> list[list[float]]:
    """Return a new matrix of zeros with ``rows`` rows, each a list of its own of length ``cols``.

    Raises ValueError if a size is negative or no whole number.
    Source: seminar section 10, which uses it undefined.
    """
    for name, size in (("rows", rows), ("cols", cols)):
        if not isinstance(size, Integral):
            raise ValueError(
                f"zeros_matrix needs whole numbers as sizes, but {name} is {_named(size)}: "
                "count with len(…)."
            )
    if rows < 0 or cols < 0:
        raise ValueError(
            f"zeros_matrix needs sizes of 0 or more, but got {rows} rows and {cols} columns."
        )
    return [[0.0] * cols for _ in range(rows)]


def outer_prod(vec_a: Vector, vec_b: Vector) -> list[list[float]]:
    """Return the matrix of all products: ``out[i][j] = vec_a[i] * vec_b[j]``.

    With lengths m and n the result has m rows of n. For weights stored as [output][input] the
    weight deltas are ``outer_prod(delta, input)``.
    Source: seminar section 10; Trask 2019, chapter 5.
    """
    _check_vector("outer_prod", "vec_a", vec_a)
    _check_vector("outer_prod", "vec_b", vec_b)
    out = zeros_matrix(len(vec_a), len(vec_b))
    for i in range(len(vec_a)):
        for j in range(len(vec_b)):
            out[i][j] = vec_a[i] * vec_b[j]
    return out
