"""Notebook 14, test one image: a scan as input, the ink's box, its centre, ink in a shadow."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task
from course.exercises.values import same
from course.tasks.either import Told, either


def _scans(chance: random.Random) -> list[tuple[Any]]:
    """Make scans: nearly white with a black corner, of all greys, black, and pale."""
    corner = np.full((28, 28), 255, dtype=np.uint8)
    corner[0, :2] = 0
    corner[0, 2] = 51
    grey = np.array([chance.randrange(256) for _ in range(784)], dtype=np.uint8)
    return [
        (corner,),
        (grey.reshape(28, 28),),
        (np.zeros((28, 28), dtype=np.uint8),),
        (corner // 2 + 99,),
    ]


def _to_input(scan: Any) -> Any:
    return (255 - scan).reshape(1, 784) / 255


def _beyond_bytes(told: Told) -> bool:
    """Whether each call stops at a number that is no byte, as ``scan * -1`` does."""
    return all(isinstance(e, OverflowError) and "uint8" in str(e) for _, _, e in told)


def _divided_in_place(told: Told) -> bool:
    """Whether each call stops as it writes decimals into the array, as ``scan /= 255`` does."""
    return all(isinstance(e, TypeError) and "ufunc 'divide' output" in str(e) for _, _, e in told)


def _inks(chance: random.Random) -> list[tuple[Any]]:
    """Make pictures with ink in a box: small ones first, never the same in both directions.

    The last ones are wider than high, with empty rows and columns inside the box and ink in a
    column whose number is larger than that of any row; and higher than wide.
    """
    small = np.zeros((5, 6))
    small[1, 2:5] = 255
    small[2, 2] = 100
    cases = [(small,)]
    for rows, columns in [((3, 9), (10, 25)), ((0, 28), (4, 6)), ((20, 21), (0, 28))]:
        pixels = np.zeros((28, 28))
        height, width = rows[1] - rows[0], columns[1] - columns[0]
        ink = np.array([chance.choice([0, 40, 255]) for _ in range(height * width)], float)
        pixels[rows[0] : rows[1], columns[0] : columns[1]] = ink.reshape(height, width)
        pixels[rows[0], columns[0]] = pixels[rows[1] - 1, columns[1] - 1] = 255
        cases.append((pixels,))
    gap = np.zeros((6, 7))
    gap[1, 1] = gap[4, 6] = 255
    # The first row's ink is not the leftmost, the last row's not the rightmost; the ends are pale.
    leaning = np.zeros((6, 8))
    leaning[2, 3] = 255
    leaning[1, 4] = leaning[2, 1] = leaning[3, 6] = leaning[4, 3] = 1
    high = np.zeros((9, 4))
    high[2, 1], high[8, 2] = 30, 255
    large = np.zeros((40, 50))
    large[3, 45] = large[35, 2] = 255
    return [*cases, (gap,), (leaning,), (high,), (large,)]


def _box(pixels: Any) -> tuple[Any, ...]:
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    return rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1


def _one_short(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top, left, height - 1, width - 1


def _corners(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top, left, top + height - 1, left + width - 1


def _corners_after(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top, left, top + height, left + width


def _exchanged(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return left, top, width, height


def _sizes_exchanged(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top, left, width, height


def _edges(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top, top + height - 1, left, left + width - 1


def _as_if_square(pixels: Any) -> tuple[Any, ...]:
    return _box(pixels[:, : len(pixels)])


def _as_if_square_by_places(pixels: Any) -> tuple[Any, ...]:
    if len(pixels) > len(pixels[0]):
        raise IndexError
    return _as_if_square(pixels)


def _counted(pixels: Any) -> tuple[Any, ...]:
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    return rows[0], columns[0], len(rows), len(columns)


def _in_reading_order(first: bool, last: bool) -> Callable[[Any], tuple[Any, ...]]:
    """Return the box whose first column is that of the first ink, whose last that of the last."""

    def box(pixels: Any) -> tuple[Any, ...]:
        rows, columns = np.nonzero(pixels)
        left = columns[0] if first else min(columns)
        right = columns[-1] if last else max(columns)
        return rows[0], left, rows[-1] - rows[0] + 1, right - left + 1

    return box


def _always_28(told: Told) -> bool:
    """Whether it is right of the pictures of 28 × 28 alone, and stops or errs at all others."""
    return all(
        same(right, answer, 1e-6) == (pixels.shape == (28, 28)) for (pixels,), right, answer in told
    )


ALWAYS_28 = Mistake(
    "always 28",
    "This is right of pictures of 28 × 28 alone, but a picture may have any size: take the numbers "
    "of rows and columns from `pixels.shape`.",
    when=_always_28,
    despite_errors=True,
)


def _centre(pixels: Any) -> tuple[Any, ...]:
    rows, columns = np.indices(pixels.shape)
    return (rows * pixels).sum() / pixels.sum(), (columns * pixels).sum() / pixels.sum()


def _unweighted(pixels: Any) -> tuple[Any, ...]:
    return _centre((pixels > 0).astype(float))


def _middle_of_box(pixels: Any) -> tuple[Any, ...]:
    top, left, height, width = _box(pixels)
    return top + (height - 1) / 2, left + (width - 1) / 2


def _middle_of_picture(pixels: Any) -> tuple[Any, ...]:
    return (pixels.shape[0] - 1) / 2, (pixels.shape[1] - 1) / 2


def _not_divided(pixels: Any) -> tuple[Any, ...]:
    row, column = _centre(pixels)
    return row * pixels.sum(), column * pixels.sum()


def _by_count(pixels: Any) -> tuple[Any, ...]:
    row, column = _not_divided(pixels)
    return row / pixels.size, column / pixels.size


def _shaded(chance: random.Random) -> list[tuple[Any, ...]]:
    """Make photographs with the paper's light: a shadow, ink, and a few spots that shine."""
    cases: list[tuple[Any, ...]] = []
    for rows, columns in [(2, 3), (4, 5), (6, 4)]:
        light = np.array([chance.choice([240.0, 120.0]) for _ in range(rows * columns)])
        left = np.array([chance.choice([1.0, 0.9, 0.5, 0.1, 1.05]) for _ in light])
        left[:3] = 1.05, 0.5, 0.9
        light[:3] = 240, 120, 240
        shape = rows, columns
        cases.append(((light * left).reshape(shape), light.reshape(shape)))
    return cases


def _taken(grey: Any, light: Any) -> Any:
    return np.maximum((light - grey) / light, 0)


TASKS = (
    Task(
        "14-1",
        right=_to_input,
        cases=_scans,
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "not inverted",
                "White has become 1 and black 0: invert the scan first, 255 − value.",
                wrong=lambda scan: scan.reshape(1, 784) / 255,
            ),
            Mistake(
                "not divided",
                "It is inverted, but the numbers still go up to 255: divide by 255.",
                wrong=lambda scan: (255 - scan).reshape(1, 784),
            ),
            Mistake(
                "not reshaped",
                "The numbers are right, but it is still a square: the network wants one row of "
                "784.",
                wrong=lambda scan: (255 - scan) / 255,
            ),
            Mistake(
                "without a row",
                "The numbers are right, but it is a list of 784: the network wants a matrix with "
                "one row, shape (1, 784).",
                wrong=lambda scan: (255 - scan).flatten() / 255,
            ),
            Mistake(
                "whole numbers",
                "The shades of grey are lost, only whole numbers come back: `//`, `astype(int)` "
                "and `round` make such numbers, and so does an array of whole numbers that they "
                "are written into.",
                when=either(
                    lambda scan: (255 - scan).reshape(1, 784) // 255,
                    lambda scan: 1 - scan.reshape(1, 784) // 255,
                    lambda scan: np.round(_to_input(scan)),
                ),
            ),
            Mistake(
                "inverted after dividing",
                "The values are divided by 255 first and then taken from 255: take them from 1, "
                "or invert first.",
                wrong=lambda scan: 255 - scan.reshape(1, 784) / 255,
            ),
            Mistake(
                "bytes",
                "In an array of bytes there is nothing below 0, and 0 − 255 is not −255 but 1: "
                "write `255 - scan`.",
                when=either(
                    lambda scan: (scan - 255).reshape(1, 784) / 255,
                    lambda scan: (scan - 255).reshape(1, 784) / -255,
                    lambda scan: 1 + (-scan).reshape(1, 784) / 255,
                ),
            ),
            Mistake(
                "beyond bytes",
                "The scan is an array of bytes, and a whole number below 0 or above 255 is none: "
                "write `255 - scan`.",
                when=_beyond_bytes,
                despite_errors=True,
            ),
            Mistake(
                "in place",
                "The scan is an array of whole numbers, and there is no room for decimals in it: "
                "divide with `/`, which makes a new array, and not in place, as `/=` does.",
                when=_divided_in_place,
                despite_errors=True,
            ),
            Mistake(
                "divided by 256",
                "It is divided by 256, and black becomes a little less than 1: divide by 255.",
                wrong=lambda scan: (255 - scan).reshape(1, 784) / 256,
            ),
        ),
        hints=(
            "Three things are to be done: invert, reshape, divide.",
            "`255 - scan` is black on nothing; `.reshape(1, 784)` makes the row.",
        ),
    ),
    Task(
        "14-2",
        right=_box,
        cases=_inks,
        mistakes=(
            Mistake(
                "one short",
                "Height and width are one too small: from row 3 to row 5 there are three rows.",
                wrong=_one_short,
            ),
            Mistake(
                "last row and column",
                "The last two are the last row and the last column with ink. How many rows and "
                "columns there are is asked for: last − first + 1.",
                wrong=_corners,
            ),
            Mistake(
                "first and last",
                "These are the first and the last row, and the first and the last column: `top, "
                "left, height, width` is asked for.",
                wrong=_edges,
            ),
            Mistake(
                "sizes exchanged",
                "Height and width are exchanged: the height comes first, the number of rows.",
                wrong=_sizes_exchanged,
            ),
            Mistake(
                "as if square",
                "Only as many columns are looked at as there are rows: a picture may be wider than "
                "high.",
                when=either(_as_if_square, _as_if_square_by_places),
                despite_errors=True,
            ),
            Mistake(
                "row and column after the last",
                "The last two are the row and the column after the last ones with ink: take the "
                "first row and the first column away from them.",
                wrong=_corners_after,
            ),
            Mistake(
                "exchanged",
                "Rows and columns are exchanged: `pixels[row][column]`, and `axis=1` goes along "
                "the columns of each row.",
                wrong=_exchanged,
            ),
            Mistake(
                "counted",
                "This counts only the rows and columns that have ink: an empty one between them "
                "belongs to the box too.",
                wrong=_counted,
            ),
            Mistake(
                "in reading order",
                "The first ink in reading order need not be the leftmost, nor the last the "
                "rightmost: look for the smallest and the largest of the columns.",
                when=either(
                    _in_reading_order(first=True, last=True),
                    _in_reading_order(first=True, last=False),
                    _in_reading_order(first=False, last=True),
                ),
            ),
            Mistake(
                "without pale ink",
                "Pale ink is ink too: everything above 0 counts.",
                when=either(lambda pixels: _box(pixels > 1), lambda pixels: _box(pixels > 128)),
            ),
            ALWAYS_28,
        ),
        hints=(
            "`pixels.any(axis=1)` says for each row whether it has ink.",
            "`np.flatnonzero` gives the numbers of these rows: the first is the top, and the last "
            "minus the first plus one is the height.",
        ),
    ),
    Task(
        "14-3",
        right=_centre,
        cases=_inks,
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "unweighted",
                "Each pixel with ink counts the same here: a dark one has to weigh more than a "
                "pale one.",
                wrong=_unweighted,
            ),
            Mistake(
                "exchanged",
                "Row and column are exchanged.",
                wrong=lambda pixels: _centre(pixels)[::-1],
            ),
            Mistake(
                "middle of the box",
                "This is the middle of the box around the ink. The centre of mass is drawn to "
                "where there is more ink.",
                wrong=_middle_of_box,
            ),
            Mistake(
                "middle of the picture",
                "This is the middle of the picture, wherever the ink is.",
                wrong=_middle_of_picture,
            ),
            Mistake(
                "not divided",
                "These are the weighted sums: divide them by the sum of the weights, all ink "
                "together.",
                wrong=_not_divided,
            ),
            Mistake(
                "divided by the count",
                "The weighted sums are divided by the number of pixels: divide them by the sum of "
                "the weights, all ink together.",
                wrong=_by_count,
            ),
            Mistake(
                "whole numbers",
                "The decimals are missing: the centre of mass may lie between two rows or columns.",
                when=either(
                    lambda pixels: [round(place) for place in _centre(pixels)],
                    lambda pixels: [int(place) for place in _centre(pixels)],
                ),
            ),
            ALWAYS_28,
        ),
        hints=(
            "A weighted mean is the sum of number times weight, divided by the sum of the weights.",
            "`rows, columns = np.indices(pixels.shape)` gives each pixel's row and column.",
        ),
    ),
    Task(
        "14-4",
        right=_taken,
        cases=_shaded,
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "not divided",
                "These are differences: the same ink comes out weaker in a shadow. Divide by the "
                "light that the paper has there.",
                when=either(
                    lambda grey, light: np.maximum(light - grey, 0),
                    lambda grey, light: light - grey,
                ),
            ),
            Mistake(
                "divided by 255",
                "Everything is divided by 255, and the same ink comes out weaker in a shadow: "
                "divide by the light that the paper has there.",
                when=either(
                    lambda grey, light: np.maximum((light - grey) / 255, 0),
                    lambda grey, light: (light - grey) / 255,
                ),
            ),
            Mistake(
                "divided by the grey",
                "The difference is divided by `grey`, what is left of the light: divide by "
                "`light`, which is all of it.",
                when=either(
                    lambda grey, light: np.maximum((light - grey) / grey, 0),
                    lambda grey, light: (light - grey) / grey,
                ),
            ),
            Mistake(
                "what is left",
                "This is the part of the light that is left, 1 for bare paper: take it from 1.",
                when=either(
                    lambda grey, light: grey / light,
                    lambda grey, light: np.minimum(grey / light, 1),
                ),
            ),
            Mistake(
                "below nothing",
                "It is right where there is ink. A spot that shines is lighter than the paper and "
                "comes out below 0: make that 0.",
                wrong=lambda grey, light: 1 - grey / light,
            ),
        ),
        hints=(
            "How much of the light is missing, and what part of all the light at that place is it?",
            "`(light - grey) / light` is that part; `np.maximum(…, 0)` makes what is below 0 a 0.",
        ),
    ),
)
