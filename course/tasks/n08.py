"""Notebook 08, learning with multiple inputs: one delta, and a weight delta for each input."""

import random
from collections.abc import Callable
from typing import Any

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import either
from nnlib.linalg import w_sum

# How many updates are counted at most: with these numbers none takes more.
MOST = 10_000

List = list[float]
Step = Callable[[List, List, float, float], Any]


def _squares(*inputs: float) -> float:
    return sum(x**2 for x in inputs)


# The second game, with the toes counted in tens.
SECOND = (0.95, 0.8, 1.3)
BORDER = 2 / _squares(*SECOND)


def _near(*wrong: float) -> Callable[[float], bool]:
    """Return whether a number is one of these, given with four decimals or more."""
    return lambda alpha: any(abs(alpha - value) < 6e-5 * max(1, value) for value in wrong)


def _steps(chance: random.Random) -> list[tuple[List, List, float, float]]:
    """Make weights, input, goal and alpha; the first ones can be checked in the head."""
    cases: list[tuple[List, List, float, float]] = [
        ([1, 2], [3, 1], 4, 0.5),
        ([0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.01),
        ([0.5], [2], 3, 0.1),
        ([1, -1, 2], [0, 2, 1], 1, 0.25),
    ]
    for size in (2, 4):
        weights = [round(chance.uniform(-1, 1), 2) for _ in range(size)]
        input = [round(chance.uniform(-3, 3), 1) for _ in range(size)]
        cases.append((weights, input, round(chance.uniform(-2, 2), 1), 0.05))
    return cases


def _moved(by: Callable[[float, float, float], float]) -> Step:
    """Return a step in which each weight changes by ``by(delta, x, alpha)``."""

    def step(weights: List, input: List, goal: float, alpha: float) -> List:
        delta = w_sum(input, weights) - goal
        return [w + by(delta, x, alpha) for w, x in zip(weights, input, strict=True)]

    return step


def _weight_deltas(weights: List, input: List, goal: float, alpha: float) -> List:
    delta = w_sum(input, weights) - goal
    return [delta * x for x in input]


def _sum_of_inputs(weights: List, input: List, goal: float, alpha: float) -> List:
    delta = sum(input) - goal
    return [w - alpha * delta * x for w, x in zip(weights, input, strict=True)]


def _fresh_delta(weights: List, input: List, goal: float, alpha: float) -> List:
    weights = list(weights)
    for i, x in enumerate(input):
        weights[i] -= alpha * (w_sum(input, weights) - goal) * x
    return weights


def _only_steps(weights: List, input: List, goal: float, alpha: float) -> List:
    return [alpha * delta for delta in _weight_deltas(weights, input, goal, alpha)]


def _made_of_weights(weights: List, input: List, goal: float, alpha: float) -> List:
    delta = w_sum(input, weights) - goal
    return [w - alpha * delta * w for w in weights]


_learn = _moved(lambda delta, x, alpha: -alpha * delta * x)


def _counts(
    below: Callable[[float, float], bool] = lambda delta, limit: delta**2 < limit,
    extra: int = 0,
    alpha_used: bool = True,
) -> Callable[..., int]:
    """Return a function that counts the updates until ``below(delta, limit)``."""

    def count(weights: List, input: List, goal: float, alpha: float, limit: float) -> int:
        used = alpha if alpha_used else 1
        for updates in range(MOST):
            delta = w_sum(input, weights) - goal
            if below(delta, limit):
                return updates + extra
            weights = [w - used * delta * x for w, x in zip(weights, input, strict=True)]
        return MOST

    return count


_updates = _counts()


def _update_first(weights: List, input: List, goal: float, alpha: float, limit: float) -> int:
    return max(1, _updates(weights, input, goal, alpha, limit))


def _one_at_most(weights: List, input: List, goal: float, alpha: float, limit: float) -> int:
    return min(1, _updates(weights, input, goal, alpha, limit))


def _each_weight(weights: List, input: List, goal: float, alpha: float, limit: float) -> int:
    return len(weights) * _updates(weights, input, goal, alpha, limit)


COUNTED = [
    ([0], [1], 8, 0.5, 1),
    ([0], [1], 0, 0.5, 1),
    ([0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.01, 0.001),
    ([0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.001, 0.00001),
    ([1, 1], [1, 2], -3, 0.1, 0.0004),
    ([2], [1], 1, 0.25, 0.05),
    ([0], [1], 1, 0.5, 1e-12),
    # More than a thousand updates: whoever gives up earlier is found out here.
    ([0, 0.5], [2, -1], 3, 0.00065, 0.01),
]

TASKS = (
    Value(
        "08-1",
        right=BORDER,
        wants="a number",
        tolerance=6e-5,
        mistakes=(
            Mistake(
                "rounded",
                "This is the border, rounded: give at least four decimals.",
                when=lambda alpha: any(
                    abs(alpha - few) < 1e-9
                    for decimals in (1, 2, 3)
                    for few in (round(BORDER, decimals), int(BORDER * 10**decimals) / 10**decimals)
                ),
            ),
            Mistake(
                "the first game",
                "This is the border for the first game, which the notebook prints.",
                when=_near(2 / _squares(0.85, 0.65, 1.2)),
            ),
            Mistake(
                "the first game, old",
                "This is the border for the first game with the toes counted one by one: now it is "
                "the second game, and they are counted in tens.",
                when=_near(2 / _squares(8.5, 0.65, 1.2)),
            ),
            Mistake(
                "the old border",
                "This is the border with the toes counted one by one, 2 / (9.5² + 0.8² + 1.3²).",
                when=_near(2 / _squares(9.5, 0.8, 1.3)),
            ),
            Mistake(
                "without squares",
                "This is 2 divided by the sum of the inputs: square each of them first.",
                when=_near(2 / sum(SECOND)),
            ),
            Mistake(
                "square of the sum",
                "Here the inputs are added first and then squared: square each one, then add.",
                when=_near(2 / sum(SECOND) ** 2),
            ),
            Mistake(
                "the best alpha",
                "This is half of it, 1 / (sum of squares): the alpha that arrives in one step. "
                "The border is where the error no longer falls.",
                when=_near(1 / _squares(*SECOND)),
            ),
            Mistake(
                "the toes alone",
                "This is 2 divided by the square of the toes alone: all three inputs count.",
                when=_near(2 / 0.95**2, 2 / 9.5**2),
            ),
            Mistake(
                "the sum itself",
                "This is the sum of the squares: the border is 2 divided by it.",
                when=_near(_squares(*SECOND)),
            ),
        ),
        hints=(
            "The border is 2 divided by the sum of the squared inputs.",
            "The three squares are 0.9025, 0.64 and 1.69.",
        ),
    ),
    Task(
        "08-2",
        right=_learn,
        cases=_steps,
        keeps_arguments=True,
        mistakes=(
            Mistake(
                "plus",
                "The weights move away from the goal: is the delta goal − pred, or is the step "
                "added where it should be taken away?",
                wrong=_moved(lambda delta, x, alpha: alpha * delta * x),
            ),
            Mistake(
                "no alpha",
                "The step is the whole weight delta: alpha is missing.",
                wrong=_moved(lambda delta, x, alpha: -delta * x),
            ),
            Mistake(
                "no input",
                "All weights move by the same amount: the delta has to be multiplied by each "
                "weight's own input.",
                wrong=_moved(lambda delta, x, alpha: -alpha * delta),
            ),
            Mistake(
                "factor 2",
                "The step is twice as long: this is the whole slope of the squared error. This "
                "course takes the factor 2 into alpha.",
                wrong=_moved(lambda delta, x, alpha: -2 * alpha * delta * x),
            ),
            Mistake(
                "weight deltas",
                "These are the weight deltas. They still have to be multiplied by alpha and taken "
                "away from the weights.",
                wrong=_weight_deltas,
            ),
            Mistake(
                "delta anew",
                "The delta is computed anew after each weight: compute it once, before any weight "
                "moves.",
                wrong=_fresh_delta,
            ),
            Mistake(
                "sum of the inputs",
                "The prediction is the sum of the inputs here: the weights have no part in it.",
                wrong=_sum_of_inputs,
            ),
            Mistake(
                "made of the weights",
                "The step is made of the weights: it is the input that delta is multiplied by.",
                wrong=_made_of_weights,
            ),
            Mistake(
                "error instead of delta",
                "The step is made of the error, the square: take the delta, which knows above from "
                "below.",
                wrong=_moved(lambda delta, x, alpha: -alpha * delta**2 * x),
            ),
            Mistake(
                "the steps",
                "These are the steps alone: each one is still to be taken away from its weight.",
                when=either(
                    _only_steps, lambda *arguments: [-step for step in _only_steps(*arguments)]
                ),
            ),
            Mistake(
                "fixed alpha",
                "Alpha is 0.01 here, whatever is handed over: use the function's own `alpha`.",
                wrong=_moved(lambda delta, x, alpha: -0.01 * delta * x),
            ),
            Mistake(
                "not moved",
                "The weights come back as they were: has only a name like `w` got another number, "
                "and not the place in the list?",
                wrong=lambda weights, *others: weights,
            ),
        ),
        hints=(
            "The prediction is `w_sum(input, weights)`, and there is one delta for all weights.",
            "Each new weight is the old one minus alpha times delta times its own input.",
        ),
    ),
    Task(
        "08-3",
        right=_updates,
        cases=COUNTED,
        mistakes=(
            Mistake(
                "one too many",
                "It is one too many: count an update when it is made, and compare the error before "
                "the next.",
                wrong=_counts(extra=1),
            ),
            Mistake(
                "one too few",
                "It is one too few: does the counting begin with the second update?",
                wrong=_counts(extra=-1),
            ),
            Mistake(
                "delta below the limit",
                "Here the size of the delta is compared with the limit: the error is its square.",
                wrong=_counts(below=lambda delta, limit: abs(delta) < limit),
            ),
            Mistake(
                "signed delta",
                "Here the delta is compared with the limit, and a negative one is always below "
                "it: the error is its square.",
                wrong=_counts(below=lambda delta, limit: delta < limit),
            ),
            Mistake(
                "at the limit",
                "An error exactly at the limit is not below it, so the loop goes on: `>=`.",
                wrong=_counts(below=lambda delta, limit: delta**2 <= limit),
            ),
            Mistake(
                "update first",
                "If the error is below the limit at the beginning, no update is made: look first.",
                wrong=_update_first,
            ),
            Mistake(
                "each weight",
                "Each weight is counted: one update moves all weights, and counts as one.",
                wrong=_each_weight,
            ),
            Mistake(
                "if instead of while",
                "More than 1 is never counted: is there an `if` instead of `while`, or a `return` "
                "inside the loop?",
                wrong=_one_at_most,
            ),
        ),
        hints=(
            "Predict and compare before the loop, and again at its end: `while` needs an error to "
            "look at.",
            "The loop goes on while the error is not below the limit, and each round makes one "
            "update and counts it.",
        ),
    ),
)
