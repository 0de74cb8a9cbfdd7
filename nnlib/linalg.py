"""Weighted sums and products on plain lists, under the seminar's names, for any sizes.

Built in notebooks 02 (``w_sum``), 04 (``ele_mul``), 05 (``vect_mat_mul``) and 10
(``zeros_matrix``, ``outer_prod``). The names follow Trask, *Grokking Deep Learning* (2019),
chapters 3 to 5.
"""

from collections.abc import Sequence

Vector = Sequence[float]
Matrix = Sequence[Sequence[float]]


def _numbers(count: int) -> str:
    return f"{count} number{'' if count == 1 else 's'}"


def w_sum(a: Vector, b: Vector) -> float:
    """Return the weighted sum ``a[0]*b[0] + a[1]*b[1] + …`` of two vectors of length n.

    Raises ValueError if the lengths differ. Source: seminar section 02; Trask 2019, chapter 3.
    """
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
    output = [0.0] * len(vector)
    for i in range(len(vector)):
        output[i] = number * vector[i]
    return output


def vect_mat_mul(vect: Vector, matrix: Matrix) -> list[float]:
    """Return one weighted sum of ``vect`` (length n) for each row of ``matrix`` (m rows of n).

    The result has length m. Raises ValueError, naming the row, if a row is not of length n.
    Source: seminar section 05; Trask 2019, chapter 3.
    """
    output = [0.0] * len(matrix)
    for i in range(len(matrix)):
        if len(matrix[i]) != len(vect):
            raise ValueError(
                f"vect_mat_mul needs rows as long as the vector ({_numbers(len(vect))}), but row "
                f"{i} has {len(matrix[i])}: give each output one weight for each input."
            )
        output[i] = w_sum(vect, matrix[i])
    return output


def zeros_matrix(rows: int, cols: int) -> list[list[float]]:
    """Return a new matrix of zeros with ``rows`` rows, each a list of its own of length ``cols``.

    Raises ValueError if a size is negative. Source: seminar section 10, which uses it undefined.
    """
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
    out = zeros_matrix(len(vec_a), len(vec_b))
    for i in range(len(vec_a)):
        for j in range(len(vec_b)):
            out[i][j] = vec_a[i] * vec_b[j]
    return out
