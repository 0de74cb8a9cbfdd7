"""Notebook 02, multiple inputs: the weighted sum, and weights that do what one wants."""

import random
from typing import Any

from nnlib.exercises.tasks import Mistake, Task, Value
from nnlib.linalg import w_sum

GAMES = [[8.5, 0.65, 1.2], [9.5, 0.8, 1.3], [9.9, 0.8, 0.5], [9.0, 0.9, 1.0]]


def _pairs(chance: random.Random) -> list[tuple[list[float], list[float]]]:
    """Make inputs and weights of different lengths; the first ones can be checked in the head."""
    pairs: list[tuple[list[float], list[float]]] = [
        ([1, 2, 3], [10, 1, 0]),
        ([8.5, 0.65, 1.2], [0.1, 0.2, 0]),
        ([2, 4], [0.5, -1]),
        ([3], [0.5]),
    ]
    for size in (2, 3, 5):
        numbers = [[round(chance.uniform(-9, 9), 1) for _ in range(size)] for _ in range(2)]
        pairs.append((numbers[0], numbers[1]))
    return pairs


def _first_only(a: list[float], b: list[float]) -> float:
    return a[0] * b[0]


def _last_only(a: list[float], b: list[float]) -> float:
    return a[-1] * b[-1]


def _product_of_sums(a: list[float], b: list[float]) -> float:
    return sum(a) * sum(b)


def _sum_of_both(a: list[float], b: list[float]) -> float:
    return sum(a) + sum(b)


def _mean(a: list[float], b: list[float]) -> float:
    return w_sum(a, b) / len(a)


def _products(a: list[float], b: list[float]) -> list[float]:
    return [x * y for x, y in zip(a, b, strict=True)]


def _predictions(weights: Any) -> list[float]:
    if len(weights) != 3:
        raise ValueError("three weights")
    return [w_sum(game, weights) for game in GAMES]


def _third_is_lowest(weights: Any) -> bool:
    predictions = _predictions(weights)
    return all(predictions[2] < other - 1e-9 for i, other in enumerate(predictions) if i != 2)


def _third_is_highest(weights: Any) -> bool:
    predictions = _predictions(weights)
    return predictions[2] > max(p for i, p in enumerate(predictions) if i != 2)


def _all_zero(weights: Any) -> bool:
    return not any(weights)


TASKS = (
    Task(
        "02-1",
        right=w_sum,
        cases=_pairs,
        mistakes=(
            Mistake(
                "sum without weights",
                wrong=lambda a, b: sum(a),
                says="The inputs are added, but the weights are not used.",
            ),
            Mistake(
                "product of the sums",
                wrong=_product_of_sums,
                says="The inputs are added, the weights are added, and then the two sums are "
                "multiplied: multiply each pair first, then add.",
            ),
            Mistake(
                "sum of both",
                wrong=_sum_of_both,
                says="Inputs and weights are all added: each input has to be multiplied by its "
                "weight first.",
            ),
            Mistake(
                "first only",
                wrong=_first_only,
                says="Only the first product is returned: does `return` stand inside the loop?",
            ),
            Mistake(
                "last only",
                wrong=_last_only,
                says="Only the last product is left: each one has to be added to what is there, "
                "with `+=`.",
            ),
            Mistake(
                "mean",
                wrong=_mean,
                says="This is the mean of the products: a weighted sum is not divided by anything.",
            ),
            Mistake(
                "not added",
                wrong=_products,
                says="These are the products one by one: they still have to be added.",
            ),
        ),
        hints=(
            "Each input is multiplied by the weight at the same place.",
            "Begin with `output = 0`, go through the places with a loop, and add the product of "
            "each place to `output`.",
        ),
    ),
    Value(
        "02-2",
        accept=_third_is_lowest,
        wants="a list of three weights",
        rows=lambda weights: [
            (f"prediction for game {i + 1}", "the lowest" if i == 2 else "higher", p)
            for i, p in enumerate(_predictions(weights))
        ],
        starter=[0.1, 0.2, 0],
        mistakes=(
            Mistake(
                "all zero",
                when=_all_zero,
                says="With all weights 0 the four predictions are the same: none is the lowest.",
            ),
            Mistake(
                "highest",
                when=_third_is_highest,
                says="The third game has the highest prediction: it is the other way round.",
            ),
        ),
        hints=(
            "What does the third game have more of than the others, and what less?",
            "It has the most toes, 9.9, and the fewest fans, 0.5: give the fans a weight that "
            "counts, or the toes a negative one.",
        ),
    ),
)
