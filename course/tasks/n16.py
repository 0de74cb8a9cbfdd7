"""Notebook 16, a CNN in Keras: parameters, and the most frequent confusion."""

import random
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import Told

OUTPUTS = 128 * 10 + 10


def _size(kernel: int, side: int, biases: bool = True) -> int:
    """Return the parameters for kernels of ``kernel``² and pooled maps of ``side``²."""
    weights = 28 * kernel**2 + side**2 * 28 * 128 + 128 * 10
    return weights + (28 + 128 + 10 if biases else 0)


def _digits(chance: random.Random) -> list[tuple[Any, Any]]:
    """Make true and predicted digits with one confusion that is more frequent than any other."""
    cases = [
        (np.array([4, 4, 4, 7, 7, 1, 1, 1, 1]), np.array([9, 9, 4, 1, 7, 1, 1, 1, 1])),
        (np.array([3, 5, 5, 5, 8, 3, 3]), np.array([5, 3, 3, 3, 8, 5, 3])),
        # The digit most often misread, or most often given wrongly, is in another pair.
        (np.array([3, 3, 3, 7, 7]), np.array([5, 6, 8, 1, 1])),
        (np.array([5, 6, 8, 1, 1]), np.array([3, 3, 3, 7, 7])),
        (np.array([0, 0, 6, 2]), np.array([6, 6, 0, 2])),
        # Both directions together, another pair is the most frequent one.
        (np.array([1, 1, 1, 2, 2, 4, 4]), np.array([7, 7, 7, 4, 4, 2, 2])),
    ]
    for pair, times in [((9, 4), 8), ((2, 7), 9)]:
        true = [chance.randrange(10) for _ in range(60)]
        predicted = list(true)
        for place in range(10):  # a few other confusions, each at most five times
            predicted[place] = (true[place] + 1 + place % 3) % 10
        true += [pair[0]] * times + [pair[1]] * 5
        predicted += [pair[1]] * times + [pair[0]] * 5
        cases.append((np.array(true), np.array(predicted)))
    return cases


def _counts(true: Any, predicted: Any) -> Any:
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (true, predicted), 1)
    return counts


def _most(true: Any, predicted: Any) -> tuple[Any, ...]:
    counts = _wrong_counts(true, predicted)
    place = np.unravel_index(counts.argmax(), counts.shape)
    return place[0], place[1], counts[place]


def _with_right_answers(true: Any, predicted: Any) -> tuple[Any, ...]:
    counts = _counts(true, predicted)
    place = np.unravel_index(counts.argmax(), counts.shape)
    return place[0], place[1], counts[place]


def _exchanged(true: Any, predicted: Any) -> tuple[Any, ...]:
    a, b, times = _most(true, predicted)
    return b, a, times


def _both_ways(true: Any, predicted: Any) -> tuple[Any, ...]:
    counts = _counts(true, predicted)
    a, b, _ = _most(true, predicted)
    return a, b, counts[a][b] + counts[b][a]


def _wrong_counts(true: Any, predicted: Any) -> Any:
    counts = _counts(true, predicted)
    np.fill_diagonal(counts, 0)
    return counts


def _both_together(told: Told) -> bool:
    """Whether each answer's pair is the most frequent one when both directions are one."""
    for (true, predicted), _, (a, b, times) in told:
        counts = _wrong_counts(true, predicted)
        both = counts + counts.T
        if both[a][b] < both.max() or times not in (both[a][b], counts[a][b]):
            return False
    return True


def _misread_first(told: Told) -> bool:
    """Whether the true digit is always the one most often misread, and the other one fits it."""
    for (true, predicted), _, (a, b, _) in told:
        counts = _wrong_counts(true, predicted)
        if counts[a].sum() < counts.sum(axis=1).max() or counts[a][b] < counts[a].max():
            return False
    return True


def _given_first(told: Told) -> bool:
    """Whether the other digit is always the one most often given wrongly."""
    for (true, predicted), _, (a, b, _) in told:
        counts = _wrong_counts(true, predicted).T
        if counts[b].sum() < counts.sum(axis=1).max() or counts[b][a] < counts[b].max():
            return False
    return True


def _all_mistakes(true: Any, predicted: Any) -> tuple[Any, ...]:
    a, b, _ = _most(true, predicted)
    return a, b, np.sum(true != predicted)


TASKS = (
    Value(
        "16-1",
        right=_size(5, 12),
        wants="a whole number",
        mistakes=(
            Mistake(
                "the maps as before",
                "The maps behind the kernels are still 13 × 13 here: a patch of 5 has 24 places, "
                "and pooling halves them.",
                wrong=_size(5, 13),
            ),
            Mistake(
                "maps of 24",
                "The maps are 24 × 24 here: pooling comes before the dense layer and halves them.",
                wrong=_size(5, 24),
            ),
            Mistake(
                "without biases",
                "The weights are right. Each kernel and each unit of a dense layer has a bias too.",
                wrong=_size(5, 12, biases=False),
            ),
            Mistake(
                "kernels of 3",
                "The maps are right, but the kernels still have nine weights: now they have 25.",
                wrong=_size(3, 12),
            ),
            Mistake(
                "the old network",
                "This is the network with kernels of 3 × 3.",
                wrong=_size(3, 13),
            ),
        ),
        hints=(
            "In 28 pixels a patch of 5 has 28 − 5 + 1 places.",
            "The pooled maps are 12 × 12, and there are 28 of them.",
        ),
    ),
    Task(
        "16-2",
        right=_most,
        cases=_digits,
        mistakes=(
            Mistake(
                "right answers too",
                "The right answers are counted too, and they are most: leave out those where the "
                "two are equal.",
                wrong=_with_right_answers,
            ),
            Mistake(
                "exchanged",
                "The two digits are exchanged: the true one comes first.",
                wrong=_exchanged,
            ),
            Mistake(
                "both directions",
                "The digits are right. The number counts both directions: a 4 taken for a 9 is "
                "another confusion than a 9 taken for a 4.",
                wrong=_both_ways,
            ),
            Mistake(
                "both directions together",
                "Both directions are one confusion here: a 4 taken for a 9 is another one than a 9 "
                "taken for a 4.",
                when=_both_together,
            ),
            Mistake(
                "misread first",
                "This looks for the digit most often misread first: it is the pair that has to be "
                "most frequent.",
                when=_misread_first,
            ),
            Mistake(
                "given first",
                "This looks for the digit most often given wrongly first: it is the pair that has "
                "to be most frequent.",
                when=_given_first,
            ),
            Mistake(
                "all mistakes",
                "The digits are right. The number is that of all mistakes together.",
                wrong=_all_mistakes,
            ),
        ),
        hints=(
            "Count in a table of 10 × 10: a row for each true digit, a column for each predicted.",
            "`np.unravel_index(counts.argmax(), counts.shape)` is the row and the column of the "
            "largest number.",
        ),
    ),
)
