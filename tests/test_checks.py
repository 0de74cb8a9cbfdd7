"""Checks of what is handed in: what is right comes back as it is needed, what is wrong is named."""

import math
from pathlib import Path

import numpy as np
import pytest

from nnlib import checks


def test_what_is_right_comes_back():
    checks.check_count("n", 1)
    checks.check_count("n", np.int64(2))
    for value in (0, 1, 3):
        checks.check_whole("n", value, 3)
    checks.check_one_each("maps", [1, 2], "titles", "ab")
    assert checks.as_path("a/b.png") == Path("a/b.png")
    assert checks.as_number("2.5", "n") == 2.5 and checks.as_number(np.float32(-1), "n") == -1.0
    assert checks.as_rows(np.eye(2), "m") == [[1.0, 0.0], [0.0, 1.0]]
    assert checks.as_rows([[1, 2, 3]], "m") == [[1.0, 2.0, 3.0]]
    assert checks.as_row(np.arange(2), "r") == checks.as_row(("0", True), "r") == [0.0, 1.0]
    assert checks.as_array([[1, 2]], "a").shape == (1, 2)
    for values, dimensions in (([1, 2, 3], 1), ([[True]], 2)):
        array = checks.as_numbers(values, "a", dimensions)
        assert (array.dtype, array.ndim) == (np.float64, dimensions)
    table = checks.as_table([[1, 2, 3]], "t", 3)
    assert table.dtype == np.float64 and table.tolist() == [[1.0, 2.0, 3.0]]
    assert checks.as_table(np.ones((2, 2), dtype=bool), "t", 2).tolist() == [[1, 1], [1, 1]]


@pytest.mark.parametrize(
    ("check", "given", "said"),
    [
        (checks.check_count, ("n", 0), r"^n must be a whole number of at least 1, but is 0\.$"),
        (checks.check_count, ("n", True), "is True"),
        (checks.check_count, ("n", 1.0), "is 1.0"),
        (checks.check_whole, ("n", 4, 3), r"^n is 4: give a whole number from 0 to 3\.$"),
        (checks.check_whole, ("n", -1, 3), "is -1"),
        (checks.check_whole, ("n", True, 3), "is True"),
        (
            checks.check_one_each,
            ("maps", [1, 2], "titles", ["a"]),
            r"^There are 2 maps, but 1 titles: give one each\.$",
        ),
        (checks.check_one_each, ("maps", [1], "titles", ["a", "b"]), "1 maps, but 2 titles"),
        (checks.as_path, (3,), "this is of type int"),
        (checks.as_number, ("much", "n"), "^n is 'much': give a number"),
        (checks.as_number, (None, "n"), "is None"),
        (checks.as_number, (-math.inf, "n"), "finite number"),
        (checks.as_rows, ([1, 2], "m"), r"such as \[\[0, 1\], \[1, 0\]\]"),
        (checks.as_rows, ([[1, "x"]], "m"), "^a number of m is 'x'"),
        (checks.as_rows, ([[1, 2], [3]], "m"), "all of the same length"),
        (checks.as_rows, ([[], []], "m"), "none empty"),
        (checks.as_rows, ([], "m"), "none empty"),
        (checks.as_row, (1, "r"), r"^r must be a row of numbers, such as \[1, 0\]"),
        (checks.as_row, ([], "r"), "must be a row"),
        (checks.as_row, ([[1]], "r"), r"^a number of r is \[1\]"),
        (checks.as_array, ([[1, 2], [3]], "a"), "^a must be an array, but the rows differ"),
        (checks.as_numbers, (["x"], "a", 1), "^a must be numbers, with rows of equal length"),
        (checks.as_numbers, ([[1]], "a", 1), r"have 1 dimension and .* shape is \(1, 1\)"),
        (checks.as_numbers, ([], "a", 1), "hold something"),
        (checks.as_numbers, ([1], "a", 2), "have 2 dimensions and hold"),
        (checks.as_numbers, ([1, math.nan], "a", 1), "holds NaN or infinity"),
        (checks.as_table, (["x"], "t", 1), "^t must be an array of numbers, 1 in each row"),
        (checks.as_table, ([[1, 2], [3]], "t", 2), "holds something else"),
        (checks.as_table, ([1, 2], "t", 2), r"but have \(2,\)"),
        (checks.as_table, ([[1, 2]], "t", 1), r"shape \(n, 1\)"),
        (checks.as_table, ([[1, 2]], "t", 3), r"shape \(n, 3\)"),
        (checks.as_table, (np.ones((0, 2)), "t", 2), "n of at least 1"),
        (checks.as_table, (np.ones((1, 2, 2)), "t", 2), r"but have \(1, 2, 2\)"),
        (checks.as_table, ([[1, 2], [math.inf, 3], [4, math.nan]], "t", 2), "row 1 holds NaN or"),
    ],
)
def test_what_is_wrong_is_named(check, given, said):
    with pytest.raises(ValueError, match=said):
        check(*given)
