"""Notebook 17, saved models: what a person should read, and three networks that vote."""

import random
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task


def _rows(chance: random.Random) -> list[tuple[Any, float]]:
    """Make probabilities and limits: three rows to be read by eye, then more."""
    few = np.full((4, 10), 0.01)
    few[0, 3], few[1, 1], few[1, 7], few[2, 0], few[3, 5] = 0.91, 0.46, 0.46, 0.55, 0.9
    few[2, 6] = 0.37
    cases = [(few, 0.9)]
    for count, limit in [(8, 0.3), (30, 0.5)]:
        values = np.array([[chance.random() ** 6 for _ in range(10)] for _ in range(count)])
        cases.append((values / values.sum(axis=1, keepdims=True), limit))
    return [*cases, (few, 0.1), (few[1:3], 0.6)]


def _below(probabilities: Any, limit: float) -> Any:
    return np.flatnonzero(probabilities.max(axis=1) < limit)


def _answers(chance: random.Random) -> list[tuple[Any]]:
    """Make answers of three networks: each kind of agreement comes first, once."""
    few = np.array([[1, 2, 5, 8, 4], [1, 2, 6, 9, 0], [1, 3, 6, 7, 4]])
    many = np.array([[chance.randrange(4) for _ in range(40)] for _ in range(3)])
    return [
        (few,),
        (many,),
        (many[:, :7][::-1],),
        (few[:, 1:4],),
        (few[:, 4:] + 5,),
        (many[::-1] + 3,),
        (9 - many,),
    ]


def _vote(answers: Any) -> Any:
    first, second, last = answers
    return np.where(first == second, first, last)


def _first_decides(answers: Any) -> Any:
    first, second, last = answers
    return np.where(second == last, last, first)


def _middle(answers: Any) -> Any:
    return np.median(answers, axis=0)


def _smallest(answers: Any) -> Any:
    """Return the most frequent answer, and of three different ones the smallest."""
    return np.array([np.bincount(column).argmax() for column in answers.T])


TASKS = (
    Task(
        "17-1",
        right=_below,
        cases=_rows,
        mistakes=(
            Mistake(
                "the sure ones",
                "These are the rows that the network is sure of: a person should read the others.",
                wrong=lambda p, limit: np.flatnonzero(p.max(axis=1) >= limit),
            ),
            Mistake(
                "the surer ones",
                "These are the rows whose largest probability is above the limit: a person should "
                "read those below it.",
                wrong=lambda p, limit: np.flatnonzero(p.max(axis=1) > limit),
            ),
            Mistake(
                "smallest probability",
                "Here the smallest probability of each row is compared, which is always below the "
                "limit: take the largest.",
                wrong=lambda p, limit: np.flatnonzero(p.min(axis=1) < limit),
            ),
            Mistake(
                "how many",
                "This is how many such rows there are: which ones is asked for.",
                wrong=lambda p, limit: np.sum(p.max(axis=1) < limit),
            ),
            Mistake(
                "true or false",
                "This says of each row whether it is below the limit: `np.flatnonzero` gives the "
                "numbers of those that are.",
                wrong=lambda p, limit: p.max(axis=1) < limit,
            ),
            Mistake(
                "one bracket more",
                "The numbers are right, but there is one more bracket around them: `np.where(...)` "
                "gives a tuple, and its `[0]` is the array.",
                wrong=lambda p, limit: [np.flatnonzero(p.max(axis=1) < limit)],
            ),
            Mistake(
                "limit included",
                "A row whose largest probability is exactly the limit is handed over too: only "
                "those below it are to be read.",
                wrong=lambda p, limit: np.flatnonzero(p.max(axis=1) <= limit),
            ),
        ),
        hints=(
            "`probabilities.max(axis=1)` is the largest of each row.",
            "`np.flatnonzero(...)` gives the numbers of the rows for which a condition holds.",
        ),
    ),
    Task(
        "17-2",
        right=_vote,
        cases=_answers,
        mistakes=(
            Mistake(
                "the last one always",
                "This is the last network's answer everywhere: where the other two agree, it is "
                "overruled.",
                wrong=lambda answers: answers[2],
            ),
            Mistake(
                "the first one always",
                "This is the first network's answer everywhere: where the other two agree, it is "
                "overruled.",
                wrong=lambda answers: answers[0],
            ),
            Mistake(
                "the first decides",
                "Where all three differ, the first one has decided here: it should be the last.",
                wrong=_first_decides,
            ),
            Mistake(
                "the middle one",
                "Where all three differ, this takes the number in the middle, as if digits were "
                "amounts: the last network decides.",
                wrong=_middle,
            ),
            Mistake(
                "the smallest",
                "Where all three differ, this takes the smallest digit, as `argmax` and `mode` do: "
                "the last network decides.",
                wrong=_smallest,
            ),
        ),
        hints=(
            "In which case is the last network's answer not taken?",
            "Only where the first two are equal: `np.where(condition, a, b)` takes `a` where it "
            "holds and `b` elsewhere.",
        ),
    ),
)
