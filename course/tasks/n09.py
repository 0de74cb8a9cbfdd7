"""Notebook 09, learning with multiple outputs: a delta and a weight delta for each output."""

import random
from collections.abc import Callable
from typing import Any

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import either

List = list[float]
Learned = Callable[[List, float, List, float, int], Any]


def _loops(chance: random.Random) -> list[tuple[List, float, List, float, int]]:
    """Make weights, input, goals, alpha and iterations; the first can be checked in the head."""
    cases: list[tuple[List, float, List, float, int]] = [
        ([1, 2], 2, [0, 6], 0.125, 2),
        ([0.3, 0.2, 0.9], 0.65, [0.1, 1, 0.1], 0.1, 1),
        ([0.3, 0.2, 0.9], 0.65, [0.1, 1, 0.1], 0.1, 3),
        ([0.5], 1, [2], 0.5, 4),
        # Whoever stops after a hundred iterations, at a small error or at one that grows is found
        # out here.
        ([3, -2], 1, [0, 0.5], 0.1, 200),
        ([3, -2, 1], 0.5, [0, 0.5, -9], 0.004, 1200),
        ([1, 2], 2, [0, 6], 0.625, 3),
    ]
    for size in (2, 4):
        weights = [round(chance.uniform(-1, 1), 2) for _ in range(size)]
        goals = [round(chance.uniform(-1, 1), 1) for _ in range(size)]
        cases.append((weights, round(chance.uniform(0.5, 1.5), 2), goals, 0.2, 5))
    return cases


def _moved(
    by: Callable[[float, float, float], float], at_most: int | None = None, more: int = 0
) -> Learned:
    """Return a loop in which each weight changes by ``by(delta, input, alpha)``."""

    def learn(weights: List, input: float, goals: List, alpha: float, iterations: int) -> List:
        for _ in range(iterations + more if at_most is None else at_most):
            deltas = [input * w - g for w, g in zip(weights, goals, strict=True)]
            weights = [w + by(d, input, alpha) for w, d in zip(weights, deltas, strict=True)]
        return list(weights)

    return learn


def _one_delta(weights: List, input: float, goals: List, alpha: float, iterations: int) -> List:
    for _ in range(iterations):
        delta = sum(input * w - g for w, g in zip(weights, goals, strict=True))
        weights = [w - alpha * input * delta for w in weights]
    return list(weights)


def _deltas_once(weights: List, input: float, goals: List, alpha: float, iterations: int) -> List:
    deltas = [input * w - g for w, g in zip(weights, goals, strict=True)]
    for _ in range(iterations):
        weights = [w - alpha * input * d for w, d in zip(weights, deltas, strict=True)]
    return list(weights)


def _predictions(weights: List, input: float, goals: List, alpha: float, iterations: int) -> List:
    return [input * w for w in _learn(weights, input, goals, alpha, iterations)]


def _last_predictions(
    weights: List, input: float, goals: List, alpha: float, iterations: int
) -> List:
    return _predictions(weights, input, goals, alpha, iterations - 1)


def _made_of_weights(
    weights: List, input: float, goals: List, alpha: float, iterations: int
) -> List:
    return [w * (1 - alpha * input) ** iterations for w in weights]


def _downhill(delta: float, input: float, alpha: float) -> float:
    return -alpha * input * delta


_learn = _moved(_downhill)

TASKS = (
    Value(
        "09-1",
        right=[0, 0, 0],
        wants="a list of three numbers",
        mistakes=(
            Mistake(
                "the deltas",
                "These are the deltas, prediction minus goal. A weight delta is the delta times "
                "the input.",
                wrong=[-0.1, -1, -0.1],
            ),
            Mistake(
                "the goals",
                "These are the goals, which are the deltas with the other sign. A weight delta is "
                "the delta times the input.",
                wrong=[0.1, 1, 0.1],
            ),
            Mistake(
                "those of the notebook",
                "These are the weight deltas for a record of 0.65: here it is 0.",
                when=lambda answer: all(
                    abs(a - b) < 1e-4
                    for a, b in zip(answer, [0.06175, -0.5655, 0.31525], strict=True)
                ),
            ),
            Mistake(
                "the weights",
                "These are the weights: the question is for the weight deltas.",
                wrong=[0.3, 0.2, 0.9],
            ),
        ),
        hints=(
            "What are the three predictions for an input of 0, and what are the deltas?",
            "Each weight delta is the input times a delta, and the input is 0.",
        ),
    ),
    Task(
        "09-2",
        right=_learn,
        cases=_loops,
        keeps_arguments=True,
        mistakes=(
            Mistake(
                "plus",
                "The weights move away from the goals: is the delta goal − pred, or is the step "
                "added where it should be taken away?",
                wrong=_moved(lambda delta, input, alpha: alpha * input * delta),
            ),
            Mistake(
                "no alpha",
                "The steps are the whole weight deltas: alpha is missing.",
                wrong=_moved(lambda delta, input, alpha: -input * delta),
            ),
            Mistake(
                "no input",
                "The steps are alpha times the delta: the input is missing.",
                wrong=_moved(lambda delta, input, alpha: -alpha * delta),
            ),
            Mistake(
                "factor 2",
                "The steps are twice as long: this is the whole slope of the squared error. This "
                "course takes the factor 2 into alpha.",
                wrong=_moved(lambda delta, input, alpha: -2 * alpha * input * delta),
            ),
            Mistake(
                "one iteration only",
                "These are the weights after one iteration: does `return` stand inside the loop?",
                wrong=_moved(_downhill, at_most=1),
            ),
            Mistake(
                "never predicted again",
                "All iterations take the same step: predict and compare inside the loop, with the "
                "weights as they are by then.",
                wrong=_deltas_once,
            ),
            Mistake(
                "one delta for all",
                "All weights move by the same amount, by the sum of the deltas: each output has a "
                "delta of its own.",
                wrong=_one_delta,
            ),
            Mistake(
                "predictions",
                "These are the predictions: the weights are asked for.",
                when=either(_predictions, _last_predictions),
            ),
            Mistake(
                "one too few",
                "One iteration is missing: `range(iterations)` goes round as often as it says.",
                wrong=_moved(_downhill, more=-1),
            ),
            Mistake(
                "one too many",
                "It is one iteration too many: `range(iterations)` goes round as often as it says.",
                wrong=_moved(_downhill, more=1),
            ),
            Mistake(
                "made of the weights",
                "The step is made of the weights: it is delta that is multiplied by the input.",
                wrong=_made_of_weights,
            ),
            Mistake(
                "error instead of delta",
                "The step is made of the error, the square: take the delta, which knows above from "
                "below.",
                wrong=_moved(lambda delta, input, alpha: -alpha * input * delta**2),
            ),
            Mistake(
                "not moved",
                "The weights come back as they were: has only a name like `w` got another number, "
                "and not the place in the list?",
                wrong=lambda weights, *others: weights,
            ),
        ),
        hints=(
            "Three things happen in each iteration: predict, compare, learn.",
            "Each new weight is the old one minus alpha times input times the delta of its output.",
        ),
    ),
)
