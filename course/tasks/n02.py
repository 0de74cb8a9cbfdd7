"""Notebook 02, multiple inputs: the weighted sum, and which input has the most to say in it."""

import random
from collections.abc import Sequence

from course.exercises.tasks import Mistake, Row, Task, Value
from course.tasks.either import Told, either, nearly
from nnlib.linalg import w_sum

GAME = [8.5, 0.65, 1.2]


def _rows(fans_weight: float) -> list[Row]:
    return [("prediction for game 1", 1.1, w_sum(GAME, [0.1, 0.2, fans_weight]))]


def _pairs(chance: random.Random) -> list[tuple[list[float], list[float]]]:
    """Make inputs and weights of different lengths; the first ones can be checked in the head."""
    pairs: list[tuple[list[float], list[float]]] = [
        ([1, 2, 3], [10, 1, 0]),
        ([8.5, 0.65, 1.2], [0.1, 0.2, 0]),
        ([2, 4], [0.5, -1]),
        ([3], [0.5]),
        # Whoever rounds is found out here.
        ([0.123, 4.567], [0.891, 2.345]),
    ]
    for size in (2, 3, 5):
        numbers = [[round(chance.uniform(-9, 9), 1) for _ in range(size)] for _ in range(2)]
        pairs.append((numbers[0], numbers[1]))
    return pairs


def _products(a: Sequence[float], b: Sequence[float]) -> list[float]:
    return [x * y for x, y in zip(a, b, strict=True)]


def _sum_of_products(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(_products(a, b))


def _first_only(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0]


def _last_only(a: Sequence[float], b: Sequence[float]) -> float:
    return a[-1] * b[-1]


def _product_of_sums(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(a) * sum(b)


def _sum_of_both(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(a) + sum(b)


def _mean(a: Sequence[float], b: Sequence[float]) -> float:
    return w_sum(a, b) / len(a)


def _without_first(a: Sequence[float], b: Sequence[float]) -> float:
    return w_sum(a[1:], b[1:])


def _without_last(a: Sequence[float], b: Sequence[float]) -> float:
    return w_sum(a[:-1], b[:-1])


def _all_zero(told: Told) -> bool:
    return all(answer == 0 for _, _, answer in told)


def _voices(chance: random.Random) -> list[tuple[list[str], list[float], list[float]]]:
    """Make inputs whose loudest is seldom the largest input, weight or product."""
    inputs = ["toes", "wlrec", "nfans"]
    cases: list[tuple[list[str], list[float], list[float]]] = [
        (["a", "b", "c"], [2, 3, 1], [1, -1, 2.5]),
        (inputs, [8.5, 0.65, 1.2], [0.1, 0.2, 0]),
        (inputs, [8.5, 0.65, 1.2], [0.01, 1.3, -0.5]),
        (["one", "two"], [4, 1], [1, 3]),
        (["one", "two"], [-1, 5], [4, 0.5]),
        (["one", "two"], [2, 1.5], [1, -3]),
        (["only"], [2], [-3]),
    ]
    for size in (4, 5):
        names = [f"input {i + 1}" for i in range(size)]
        values = [round(chance.uniform(0.1, 9), 1) for _ in range(size)]
        cases.append((names, values, [round(chance.uniform(-3, 3), 2) for _ in range(size)]))
    return cases


def _sizes(input: Sequence[float], weights: Sequence[float]) -> list[float]:
    return [abs(product) for product in _products(input, weights)]


def _name_at_largest(names: Sequence[str], numbers: Sequence[float]) -> str:
    return names[list(numbers).index(max(numbers))]


def loudest(names: Sequence[str], input: Sequence[float], weights: Sequence[float]) -> str:
    """Return the name whose product of input and weight is the furthest from zero."""
    return _name_at_largest(names, _sizes(input, weights))


def _place(names: Sequence[str], input: Sequence[float], weights: Sequence[float]) -> int:
    return list(names).index(loudest(names, input, weights))


TASKS = (
    Value(
        "02-1",
        right=0.1,
        wants="a number",
        rows=_rows,
        mistakes=(
            Mistake(
                "not divided",
                "0.12 is what the fans have to add to the prediction: they come with an input of "
                "1.2, so the weight is another number.",
                wrong=0.12,
            ),
            Mistake(
                "product",
                "This is 0.12 times 1.2: the weight will be multiplied by 1.2, so divide here.",
                wrong=0.12 * 1.2,
            ),
            Mistake(
                "turned round",
                "This is the input of the fans divided by what is missing: divide the other way "
                "round.",
                wrong=10,
            ),
            Mistake(
                "alone",
                "With this weight the fans alone say 1.1: the toes and the wins have already said "
                "0.98.",
                wrong=1.1 / 1.2,
            ),
            Mistake(
                "toes alone",
                "The toes are not alone: the wins add 0.13 as well.",
                wrong=(1.1 - 0.85) / 1.2,
            ),
            Mistake(
                "game 4",
                "This is right for game 4: the loop above has left its numbers in `input`. Game 1 "
                "is [8.5, 0.65, 1.2].",
                wrong=0.02,
            ),
            Mistake(
                "the prediction",
                "1.1 is the prediction that is wanted, not the weight of the fans.",
                wrong=1.1,
            ),
            Mistake(
                "against",
                "The size is right, but a negative weight lowers the prediction, and it has to "
                "rise from 0.98 to 1.1.",
                wrong=-0.1,
            ),
            Mistake(
                "the old weight",
                "With the weight 0 the fans are not heard, and the prediction stays at 0.98.",
                wrong=0,
            ),
        ),
        hints=(
            "How much is missing from 0.98 to 1.1?",
            "The fans have to add 0.12, and what they add is their input, 1.2, times the weight.",
        ),
    ),
    Task(
        "02-2",
        right=_sum_of_products,
        cases=_pairs,
        without="w_sum",
        mistakes=(
            Mistake(
                "sum without weights",
                wrong=lambda a, b: sum(a),
                says="The inputs are added, but the weights are not used.",
            ),
            Mistake(
                "product of the sums",
                wrong=_product_of_sums,
                says="This is the sum of the inputs times the sum of the weights: multiply each "
                "pair first, then add.",
            ),
            Mistake(
                "sum of both",
                wrong=_sum_of_both,
                says="Inputs and weights are all added: each input has to be multiplied by its "
                "weight first.",
            ),
            Mistake(
                "first only",
                when=either(_first_only, lambda a, b: [_first_only(a, b)]),
                says="Only the first product is returned: does `return` stand inside the loop?",
            ),
            Mistake(
                "last only",
                when=either(_last_only, lambda a, b: [_last_only(a, b)]),
                says="Only the last product is left: each one has to be added to what is there, "
                "with `+=`.",
            ),
            Mistake(
                "last missing",
                wrong=_without_last,
                says="The product of the last place is missing: `range(len(a))` goes through all "
                "places.",
            ),
            Mistake(
                "first missing",
                wrong=_without_first,
                says="The product of the first place is missing: places are counted from 0.",
            ),
            Mistake(
                "always 0",
                when=_all_zero,
                says="0 comes back for all inputs: is each product added to the output, with `+=`?",
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
            Mistake(
                "rounded",
                "This is nearly the weighted sum: is it rounded? Return it as it comes out.",
                when=nearly,
            ),
        ),
        hints=(
            "Each input is multiplied by the weight at the same place.",
            "Begin with `output = 0`, go through the places with a loop, and add the product of "
            "each place to `output`.",
        ),
    ),
    Task(
        "02-3",
        right=loudest,
        cases=_voices,
        mistakes=(
            Mistake(
                "with the sign",
                "This is the input with the largest product: a voice against counts as much, so "
                "compare the sizes without their signs.",
                wrong=lambda names, x, w: _name_at_largest(names, _products(x, w)),
            ),
            Mistake(
                "largest input",
                "This is the name of the largest input: its weight decides too.",
                wrong=lambda names, x, w: _name_at_largest(names, x),
            ),
            Mistake(
                "largest weight",
                "This is the name of the largest weight: the inputs decide too, and a negative "
                "weight can be loud as well.",
                wrong=lambda names, x, w: _name_at_largest(names, w),
            ),
            Mistake(
                "weight furthest from zero",
                "This is the name of the weight that is furthest from zero: its input decides too.",
                wrong=lambda names, x, w: _name_at_largest(names, [abs(weight) for weight in w]),
            ),
            Mistake(
                "loudest against",
                "This is the input with the lowest product: only if it is further from zero than "
                "all others is it the loudest.",
                wrong=lambda names, x, w: names[_products(x, w).index(min(_products(x, w)))],
            ),
            Mistake(
                "quietest",
                "This is the input with the least to say: the one with the most is asked for.",
                wrong=lambda names, x, w: names[_sizes(x, w).index(min(_sizes(x, w)))],
            ),
            Mistake(
                "place",
                "This is the place of the loudest, counted from 0: return the name that stands "
                "there in `names`.",
                wrong=_place,
            ),
            Mistake(
                "size",
                "This is how loud the loudest is: its name is asked for.",
                when=either(
                    lambda names, x, w: max(_sizes(x, w)),
                    lambda names, x, w: _products(x, w)[_place(names, x, w)],
                ),
            ),
        ),
        hints=(
            "What an input says is the product of input and weight. Make a list of these first.",
            "`abs` takes the sign away, and `sizes.index(max(sizes))` is the place of the largest.",
        ),
    ),
)
