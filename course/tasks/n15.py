"""Notebook 15, convolution by hand: a kernel, average pooling, softmax."""

import random
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task, Value

KERNEL = np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])


def _maps(chance: random.Random) -> list[tuple[Any, int]]:
    """Make maps and sizes: whole numbers to be checked in the head come first."""
    first = np.array([[1, 2, 0, 0], [3, 6, 0, 4], [-1, 1, 8, 8], [1, 3, 8, 4]], dtype=float)
    cases = [(first, 2)]
    for places, size in [(3, 2), (2, 3), (4, 1)]:
        side = places * size
        values = [chance.uniform(-2, 2) for _ in range(side * side)]
        cases.append((np.array(values).reshape(side, side), size))
    return cases


def _pool(feature_map: Any, size: int, of: Any = np.mean, step: int | None = None) -> Any:
    """Return the map of ``of`` over squares of ``size``, one every ``step`` places."""
    step = step or size
    places = (len(feature_map) - size) // step + 1
    output = np.zeros((places, places))
    for row in range(places):
        for column in range(places):
            r, c = row * step, column * step
            output[row][column] = of(feature_map[r : r + size, c : c + size])
    return output


def _corners(feature_map: Any, size: int) -> Any:
    return feature_map[::size, ::size]


def _whole_mean(feature_map: Any, size: int) -> Any:
    return np.mean(feature_map)


def _outputs(chance: random.Random) -> list[tuple[Any]]:
    """Make outputs: small ones first, then very large and very small ones."""
    cases: list[tuple[Any]] = [([0, 0],), ([1, 2, 3],), ([-1.5, 0.5, 2, 0],), ([7],)]
    cases += [([1000, 1001],), ([-1000, -1003, -1000],), ([5000, 0, -5000],)]
    return [*cases, ([round(chance.uniform(-4, 4), 2) for _ in range(10)],)]


def _softmax(outputs: Any) -> Any:
    values = np.array(outputs, dtype=float)
    powers = np.exp(values - values.max())
    return powers / powers.sum()


def _small(compared: Any) -> list[Any]:
    """Return the compared cases whose outputs are small enough for any way to compute them."""
    return [entry for entry in compared if max(abs(v) for v in entry[0][0]) < 100]


def _overflows(compared: Any) -> bool:
    """Whether the answers are right for small outputs, and only for them.

    NumPy's powers become infinite or 0 then; with those of ``math`` Python stops with an error.
    """
    small = all(np.allclose(answer, right, atol=1e-9) for _, right, answer in _small(compared))
    return small and any(
        isinstance(answer, ArithmeticError)
        or (np.shape(answer) == np.shape(right) and not np.isfinite(answer).all())
        for _, right, answer in compared
    )


def _shares(outputs: Any) -> Any:
    values = np.array(outputs, dtype=float)
    with np.errstate(all="ignore"):
        return values / values.sum()


def _one_hot(outputs: Any) -> Any:
    values = np.array(outputs, dtype=float)
    return (np.arange(len(values)) == values.argmax()).astype(float)


TASKS = (
    Value(
        "15-1",
        right=-KERNEL.T,
        wants="an array of 3 × 3 numbers",
        mistakes=(
            Mistake(
                "right edges",
                "This is `kernel.T` itself, which finds the right edges.",
                wrong=KERNEL.T,
            ),
            Mistake(
                "upper edges",
                "This one looks for paper above and ink below: upper edges.",
                wrong=-KERNEL,
            ),
            Mistake("lower edges", "This is `kernel`, which finds the lower edges.", wrong=KERNEL),
            Mistake(
                "another scale",
                "It finds left edges. Its map is another multiple of the right edges' map: use the "
                "numbers 1 and −1.",
                when=lambda answer: _left_edges(answer),
            ),
            Mistake(
                "one row",
                "This is one row: a kernel for patches of 3 × 3 has three of them.",
                when=lambda answer: np.shape(answer) in [(3,), (1, 3)],
            ),
        ),
        hints=(
            "A left edge has paper on the left and ink on the right.",
            "Negative weights in the left column, positive ones in the right column.",
        ),
    ),
    Task(
        "15-2",
        right=_pool,
        cases=_maps,
        mistakes=(
            Mistake(
                "largest",
                "These are the largest numbers of the squares: their mean is asked for.",
                wrong=lambda feature_map, size: _pool(feature_map, size, np.max),
            ),
            Mistake(
                "sum",
                "These are the sums over the squares: divide each by the number of its places.",
                wrong=lambda feature_map, size: _pool(feature_map, size, np.sum),
            ),
            Mistake(
                "divided by the size",
                "The sums are divided by `size`: a square has size times size places.",
                wrong=lambda feature_map, size: _pool(feature_map, size, np.sum) / size,
            ),
            Mistake(
                "overlapping",
                "The squares overlap, because they begin at every place: they begin every `size` "
                "places.",
                wrong=lambda feature_map, size: _pool(feature_map, size, step=1),
            ),
            Mistake(
                "the first places",
                "The squares begin at every place, so they overlap and end too early: they begin "
                "at `row * size` and `column * size`.",
                wrong=lambda feature_map, size: _pool(feature_map, size, step=1)[
                    : len(feature_map) // size, : len(feature_map) // size
                ],
            ),
            Mistake(
                "corners",
                "These are the first numbers of the squares: take the mean of all.",
                wrong=_corners,
            ),
            Mistake(
                "mean of the whole map",
                "This is the mean of the whole map: one for each square is asked for.",
                wrong=_whole_mean,
            ),
        ),
        hints=(
            "It is `max_pool` with one word changed.",
            "`feature_map[r : r + size, c : c + size].mean()` is the mean of one square.",
        ),
    ),
    Task(
        "15-3",
        right=_softmax,
        cases=_outputs,
        mistakes=(
            Mistake(
                "overflow",
                "For small outputs it is right; for large ones the powers become too large or too "
                "small for the computer. Take the largest output away from all of them first.",
                when=lambda compared: _overflows(compared),
                despite_errors=True,
            ),
            Mistake(
                "shares",
                "The outputs are divided by their sum: softmax takes the powers of e first, which "
                "are always positive.",
                when=lambda compared: all(
                    np.allclose(answer, _shares(arguments[0]), equal_nan=True)
                    for arguments, _, answer in compared
                ),
            ),
            Mistake(
                "not divided",
                "These are the powers: divide them by their sum, so that they make 1 together.",
                when=lambda compared: all(
                    np.allclose(answer, np.exp(np.subtract(arguments[0], max(arguments[0]))))
                    for arguments, _, answer in compared
                ),
            ),
            Mistake(
                "divided by the largest",
                "The outputs are divided by the largest one before the powers are taken: take it "
                "away instead, so that the shares stay what they are.",
                when=lambda compared: all(
                    np.allclose(answer, _softmax(np.divide(arguments[0], max(arguments[0]))))
                    for arguments, _, answer in _small(compared)
                    if max(arguments[0]) != 0
                ),
            ),
            Mistake(
                "all or nothing",
                "The largest output gets everything: softmax leaves the others their shares.",
                wrong=_one_hot,
            ),
        ),
        hints=(
            "If the same number is taken away from all outputs, all powers shrink by the same "
            "factor, and it cancels.",
            "`np.exp(outputs - np.max(outputs))` has no power above 1.",
        ),
    ),
)


def _left_edges(answer: Any) -> bool:
    """Whether a kernel is a positive multiple of the one for left edges."""
    if np.shape(answer) != KERNEL.shape:
        return False
    factor = float(answer[0][2])
    return factor > 0 and np.allclose(answer, -factor * KERNEL.T)
