"""Notebook 12, MNIST digits: a bias for each mean picture, inputs, and the accuracy."""

import random
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import Told, either

# What share of the test digits the mean pictures read: as they are, and with their biases. A test
# computes them anew.
PLAIN, FAIR = 0.6310, 0.8203
WHOLE_SQUARES, WRONG_SIGN = 0.6017, 0.2701


def _pictures(chance: random.Random) -> list[tuple[Any]]:
    """Make pictures of whole numbers, as MNIST stores them: a pale one, then several."""
    made = []
    for count, darkest in [(1, 102), (3, 255), (2, 255)]:
        values = [chance.choice([0, 0, 51, 100, darkest]) for _ in range(count * 784)]
        made.append((np.array(values, dtype=np.uint8).reshape(count, 28, 28),))
    return made


def _inputs(pictures: Any) -> Any:
    return pictures.reshape(len(pictures), 784) / 255


def _divided_in_place(told: Told) -> bool:
    """Whether each call stops because fractions do not go into an array of whole numbers."""
    return all(
        isinstance(answer, TypeError) and "Cannot cast ufunc 'divide' output" in str(answer)
        for _, _, answer in told
    )


def _answers(chance: random.Random) -> list[tuple[Any, Any]]:
    """Make outputs and labels: four pictures to be read by eye, then more than ten."""
    few = np.eye(10)[[3, 1, 4, 1]] * 0.9 + 0.05
    cases = [
        (few, np.array([3, 1, 4, 2])),
        (few[:1], np.array([3])),
        (-few, np.array([3, 1, 4, 0])),
    ]
    for count in (10, 25):
        outputs = [[chance.uniform(-1, 1) for _ in range(10)] for _ in range(count)]
        labels = [chance.randrange(10) for _ in range(count)]
        for i in range(0, count, 2):
            outputs[i][labels[i]] = 2.0
        outputs[1][labels[1]] = -2.0
        cases.append((np.array(outputs), np.array(labels)))
    return cases


def _accuracy(outputs: Any, labels: Any) -> Any:
    return np.mean(outputs.argmax(axis=1) == labels)


def _one_place(outputs: Any, labels: Any) -> Any:
    """Compare all labels with the one place of the largest of all outputs."""
    return outputs.argmax() == labels


TASKS = (
    Value(
        "12-1",
        right=FAIR,
        wants="a share between 0 and 1",
        tolerance=6e-5,
        mistakes=(
            Mistake(
                "rounded",
                "Right as far as it goes: give four decimals.",
                wrong=round(FAIR, 2),
            ),
            Mistake(
                "no bias",
                "This is the share without biases: are they added to the outputs before `argmax`?",
                wrong=PLAIN,
            ),
            Mistake(
                "the whole square",
                "Here the whole weighted sum of each picture with itself is taken away: it should "
                "be half of it.",
                wrong=WHOLE_SQUARES,
            ),
            Mistake(
                "plus",
                "Here the biases are added with a plus, which helps the zero even more: take them "
                "away.",
                wrong=WRONG_SIGN,
            ),
            Mistake(
                "in per cent",
                "This is above 1: a share lies between 0 and 1.",
                when=lambda answer: answer > 1,
            ),
        ),
        hints=(
            "`outputs` has a row of ten for each picture; ten biases can be added to all rows at "
            "once.",
            "The biases are `-(means**2).sum(axis=1) / 2`; then take `argmax` as before.",
        ),
    ),
    Task(
        "12-2",
        right=_inputs,
        cases=_pictures,
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "not divided",
                "The shape is right, but the numbers still go up to 255: divide by 255.",
                wrong=lambda pictures: pictures.reshape(len(pictures), 784),
            ),
            Mistake(
                "divided by the largest",
                "Divided by the largest number of these pictures: pale ink would become black. "
                "Divide by 255.",
                wrong=lambda pictures: pictures.reshape(len(pictures), 784) / pictures.max(),
            ),
            Mistake(
                "divided in place",
                "`/=` cannot put fractions into whole numbers: write `pictures / 255`.",
                when=_divided_in_place,
                despite_errors=True,
            ),
            Mistake(
                "divided by 256",
                "The numbers are divided by 256, so that black ink is a little below 1: the "
                "largest is 255.",
                wrong=lambda pictures: pictures.reshape(len(pictures), 784) / 256,
            ),
            Mistake(
                "not reshaped",
                "The numbers are right, but each picture is still 28 × 28: make it a row of 784.",
                wrong=lambda pictures: pictures / 255,
            ),
            Mistake(
                "one long row",
                "All pictures have become one long row: one row for each picture is asked for.",
                when=lambda compared: all(
                    np.size(a) == np.size(r) and np.ndim(a) == 1 for _, r, a in compared
                ),
            ),
            Mistake(
                "inverted",
                "Black and white are exchanged: in these pictures 0 is white already.",
                wrong=lambda pictures: 1 - pictures.reshape(len(pictures), 784) / 255,
            ),
            Mistake(
                "whole numbers",
                "Nearly everything has become 0: only whole numbers come back, as `//` and "
                "`astype(int)` make them. Divide with `/`, and leave the decimals as they are.",
                wrong=lambda pictures: pictures.reshape(len(pictures), 784) // 255,
            ),
        ),
        hints=(
            "Two things are to be done: another shape, and other numbers.",
            "`pictures.reshape(len(pictures), 28 * 28)` has one row for each picture.",
        ),
    ),
    Task(
        "12-3",
        right=_accuracy,
        cases=_answers,
        mistakes=(
            Mistake(
                "count",
                "This is how many are right: the share of all pictures is asked for.",
                wrong=lambda outputs, labels: np.sum(outputs.argmax(axis=1) == labels),
            ),
            Mistake(
                "per cent",
                "This is the share in per cent: a number between 0 and 1 is asked for.",
                wrong=lambda outputs, labels: 100 * np.mean(outputs.argmax(axis=1) == labels),
            ),
            Mistake(
                "wrong answers",
                "This is the share of wrong answers.",
                wrong=lambda outputs, labels: np.mean(outputs.argmax(axis=1) != labels),
            ),
            Mistake(
                "smallest output",
                "Here the smallest output is taken as the answer: it is the largest, `argmax`.",
                wrong=lambda outputs, labels: np.mean(outputs.argmin(axis=1) == labels),
            ),
            Mistake(
                "true or false",
                "This says for each picture whether it is right: take the mean of it.",
                wrong=lambda outputs, labels: outputs.argmax(axis=1) == labels,
            ),
            Mistake(
                "no axis",
                "Without `axis=1`, `argmax` gives one place for the whole array: one for each row "
                "is needed.",
                when=either(
                    _one_place,
                    lambda outputs, labels: np.mean(_one_place(outputs, labels)),
                    lambda outputs, labels: np.sum(_one_place(outputs, labels)),
                ),
            ),
            Mistake(
                "divided by ten",
                "The number of right answers is divided by 10: divide it by the number of "
                "pictures.",
                wrong=lambda outputs, labels: np.sum(outputs.argmax(axis=1) == labels) / 10,
            ),
        ),
        hints=(
            "The answer to a picture is the place of the largest of its ten outputs.",
            "`outputs.argmax(axis=1)` has one answer for each picture; compare it with `labels`.",
        ),
    ),
)
