"""The programs of the bug hunts in notebooks 19 to 21. Each has one mistake in it.

A hunt measures what they do; read them when it is over.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from nnlib.linalg import outer_prod, vect_mat_mul


def learn_one_weight(
    weight: float, input: float, goal: float, alpha: float, steps: int
) -> list[float]:
    """Return the weights that a network with one weight goes through: ``steps`` + 1 numbers.

    Source: seminar section 07, as its slide has it.
    """
    weights = [weight]
    for _ in range(steps):
        pred = input * weights[-1]
        delta = pred - goal
        weight_delta = delta * input
        weights.append(weights[-1] - weight_delta)
    return weights


def learn_matrix(
    weights: Sequence[Sequence[float]],
    input: Sequence[float],
    goals: Sequence[float],
    alpha: float,
) -> list[list[float]]:
    """Return a square matrix ``weights[output][input]`` after one update, as a new one.

    Source: seminar section 10, as its slide has it.
    """
    pred = vect_mat_mul(input, weights)
    delta = [pred[i] - goals[i] for i in range(len(goals))]
    weight_deltas = outer_prod(input, delta)
    return [
        [weights[i][j] - alpha * weight_deltas[i][j] for j in range(len(input))]
        for i in range(len(goals))
    ]


@cache
def _published() -> type:
    from nnlib.network import Network

    class PublishedNetwork(Network):
        """The network of notebook 13 as it learns by the code printed in Trask 2019, chapter 8.

        Its slope of ReLU is 1 also where a unit is silent, so that all units learn.
        """

        _all_learn = True

    return PublishedNetwork


def __getattr__(name: str) -> Any:
    # Made when it is asked for: the hunts before it do without NumPy.
    if name != "PublishedNetwork":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _published()
