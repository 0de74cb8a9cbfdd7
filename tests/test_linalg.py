"""nnlib.linalg against exact arithmetic, on the seminar's figures and on random sizes."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.linalg import ele_mul, outer_prod, vect_mat_mul, w_sum, zeros_matrix

numbers = st.integers(-1000, 1000).map(lambda n: n / 8)  # exact in binary: sums have no rounding
vectors = st.lists(numbers, max_size=6)


@st.composite
def vector_pairs(draw):
    size = draw(st.integers(0, 6))
    one = st.lists(numbers, min_size=size, max_size=size)
    return draw(one), draw(one)


@st.composite
def vectors_with_matrices(draw):
    size = draw(st.integers(0, 6))
    row = st.lists(numbers, min_size=size, max_size=size)
    return draw(row), draw(st.lists(row, max_size=6))


@given(vector_pairs())
def test_w_sum_is_the_exact_sum_of_products(pair):
    a, b = pair
    exact = sum((Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=True)), Fraction(0))
    assert Fraction(w_sum(a, b)) == exact


@given(numbers, vectors)
def test_ele_mul_multiplies_each_element(number, vector):
    before = list(vector)
    result = ele_mul(number, vector)
    assert len(result) == len(vector)
    assert all(result[i] == number * vector[i] for i in range(len(vector)))
    assert vector == before and result is not vector


@given(vectors_with_matrices())
def test_vect_mat_mul_is_one_weighted_sum_a_row(pair):
    vect, matrix = pair
    assert vect_mat_mul(vect, matrix) == [w_sum(vect, row) for row in matrix]


@given(vectors, vectors)
def test_outer_prod_has_a_row_for_each_element_of_the_first(a, b):
    out = outer_prod(a, b)
    assert out == [[x * y for y in b] for x in a]


@given(st.integers(0, 5), st.integers(0, 5))
def test_zeros_matrix_has_rows_of_its_own(rows, cols):
    matrix = zeros_matrix(rows, cols)
    assert matrix == [[0.0] * cols] * rows
    if rows > 1 and cols:
        matrix[0][0] = 1.0
        assert matrix[1][0] == 0.0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: w_sum([1, 2, 3], [1, 2]), "same length, but got 3 and 2 numbers"),
        (lambda: w_sum([1], []), "same length, but got 1 and 0 numbers"),
        (lambda: w_sum([1, 2], [1, 2, 3]), "same length, but got 2 and 3 numbers"),
        (lambda: w_sum([1, 2], [1]), "but got 2 and 1 number: "),
        (lambda: vect_mat_mul([1], [[1, 2]]), r"as the vector \(1 number\), but row 0 has 2"),
        (lambda: vect_mat_mul([1, 2], [[1, 2], [1, 2, 3]]), "row 1 has 3"),
        (lambda: vect_mat_mul([1, 2, 3], [[1, 2]]), "row 0 has 2"),
        (lambda: zeros_matrix(-1, 2), "-1 rows and 2 columns"),
        (lambda: zeros_matrix(2, -1), "2 rows and -1 columns"),
    ],
)
def test_unequal_or_ragged_lengths_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


V, M = [8.5, 0.65], [[0.1, 0.2], [0.3, 0.4]]
NO_VECTOR = [
    3,
    None,
    "8.5",
    {8.5, 0.65},
    {0: 1},
    zip(V, V, strict=True),
    np.float64(3),
    np.array(3),
]
NO_NUMBER = [V, None, "3", {3}, (1, 2), np.array(V), [[1]]]
PLACES = [
    (w_sum, (V, V), "a", "b"),
    (ele_mul, (3, V), None, "vector"),
    (vect_mat_mul, (V, M), "vect", "matrix"),
    (outer_prod, (V, V), "vec_a", "vec_b"),
]


@pytest.mark.parametrize(("function", "good", "first", "second"), PLACES)
def test_what_is_no_vector_is_named(function, good, first, second):
    """Not a list, or a list of what are no numbers, in the place of each vector and matrix."""
    for place, name in enumerate((first, second)):
        elements = NO_VECTOR if name == "matrix" else NO_NUMBER
        for bad in [*NO_VECTOR, *([value] * 2 for value in elements)] if name else []:
            given = [*good[:place], bad, *good[place + 1 :]]
            with pytest.raises(ValueError, match=rf"^{function.__name__} needs .* {name}\b") as e:
                function(*given)
            assert re.fullmatch(r".+: .+\.", str(e.value)), "what was wrong, and what to do"


@pytest.mark.parametrize("place", range(3))
def test_the_place_of_what_is_no_number_is_named(place):
    def with_one(good, bad):
        return [*good[:place], bad, *good[place + 1 :]]

    with pytest.raises(ValueError, match=rf"as a, but a\[{place}\] is the text '8': put"):
        w_sum(with_one([1, 2, 3], "8"), [1, 2, 3])
    rows = [[1, 2], [3, 4], [5, 6]]
    with pytest.raises(ValueError, match=rf"as matrix\[{place}\], but got the number 7: "):
        vect_mat_mul([1, 2], with_one(rows, 7))
    with pytest.raises(ValueError, match=rf"but matrix\[{place}\]\[1\] is None: "):
        vect_mat_mul([1, 2], with_one(rows, [1, None]))


@pytest.mark.parametrize("bad", NO_NUMBER)
def test_what_is_no_number_is_named(bad):
    with pytest.raises(ValueError, match="^ele_mul needs one number first and a list of numbers"):
        ele_mul(bad, V)
    for sizes in ((bad, 2), (2, bad), (2.0, 2)):
        with pytest.raises(ValueError, match="^zeros_matrix needs whole numbers as sizes, but "):
            zeros_matrix(*sizes)


def test_numbers_and_lists_may_be_of_any_kind():
    for kind in (
        list,
        tuple,
        np.array,
        lambda v: [Fraction(x) for x in v],
        lambda v: [*map(np.float32, v)],
    ):
        a = kind([1, 2])
        assert w_sum(a, range(2)) == 2 and ele_mul(np.array(2), a) == [2, 4]
        assert outer_prod(a, [True]) == [[1], [2]] and vect_mat_mul(a, np.eye(2)) == [1, 2]
    assert zeros_matrix(np.int64(1), 1) == [[0.0]]
