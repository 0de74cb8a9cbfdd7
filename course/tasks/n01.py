"""Notebook 01, a single weight: the prediction is input times weight."""

import random
from collections.abc import Sequence

from course.exercises.tasks import Mistake, Row, Task, Value
from course.exercises.values import same
from course.tasks.either import Told, either, nearly

TOES = [8.5, 9.5, 9.9, 9.0]
HALF = 0.5 / TOES[1]


def _is_rounded(weight: float) -> bool:
    return any(abs(weight - round(HALF, decimals)) < 1e-12 for decimals in range(2, 6))


def _fits_another_game(weight: float) -> bool:
    return any(abs(toes * weight - 0.5) < 0.002 for toes in (TOES[0], TOES[2], TOES[3]))


def _rows(weight: float) -> list[Row]:
    return [("prediction for 9.5 toes", 0.5, TOES[1] * weight)]


def _lists(chance: random.Random) -> list[tuple[list[float], float]]:
    cases: list[tuple[list[float], float]] = [
        ([1, 2, 3], 10),
        (TOES, 0.1),
        ([2, 0, -4, 2], 0.5),
        ([4], -3),
    ]
    for size in (2, 5):
        inputs = [round(chance.uniform(-9, 9), 1) for _ in range(size)]
        cases.append((inputs, round(chance.uniform(-2, 2), 2)))
    return cases


def predict_all(inputs: Sequence[float], weight: float) -> list[float]:
    """Return one prediction for each input."""
    return [input * weight for input in inputs]


def _grows(told: Told) -> bool:
    """Whether each answer holds the one before as well, and what it held before the first one."""
    (_, right, before), *others = told
    if before[len(before) - len(right) :] != right:
        return False
    for _, right, answer in others:
        if not same([*before, *right], answer, 1e-9):
            return False
        before = answer
    return True


def _inputs_and_weights(chance: random.Random) -> list[tuple[float, float]]:
    cases = [(8.5, 0.1), (20, 0.1), (8.5, -0.1), (2, 0.25), (2, 0.5), (0, 0.3), (-3, -0.2)]
    # Below 0 from a negative input, and above 1 from an input that is not.
    cases += [(-4, 0.5), (0.5, 3), (0.5, -3)]
    for _ in range(4):
        cases.append((round(chance.uniform(1, 9), 1), round(chance.uniform(-0.3, 0.3), 2)))
    return cases


def cut_network(input: float, weight: float) -> float:
    """Return the prediction, cut at 0 and at 1."""
    return min(1, max(0, input * weight))


def _uncut(input: float, weight: float) -> float:
    return input * weight


def _nothing_outside(told: Told) -> bool:
    """Whether 0 comes back for all predictions outside 0 to 1, and those inside are right."""
    return all(
        same(0 if _uncut(*arguments) > 1 else right, answer, 1e-9)
        for arguments, right, answer in told
        if _uncut(*arguments) != 1
    )


def _exchanged(told: Told) -> bool:
    """Whether 0 comes back above 1, and 1 below 0."""
    for arguments, right, answer in told:
        pred = _uncut(*arguments)
        if pred not in (0, 1) and not same(
            0 if pred > 1 else 1 if pred < 0 else right, answer, 1e-9
        ):
            return False
    return True


def _whole(told: Told) -> bool:
    return all(float(answer).is_integer() for _, _, answer in told)


def _always_the_same(told: Told) -> bool:
    return all(same(told[0][2], answer, 1e-9) for _, _, answer in told)


TASKS = (
    Value(
        "01-1",
        right=HALF,
        wants="a number",
        tolerance=1e-6,
        rows=_rows,
        mistakes=(
            Mistake(
                "turned round",
                "This is the input divided by the prediction: the weight is the prediction divided "
                "by the input.",
                wrong=TOES[1] / 0.5,
            ),
            Mistake(
                "product",
                "This is 0.5 times 9.5: the weight is still to be multiplied by 9.5, so undo that "
                "by dividing.",
                wrong=0.5 * TOES[1],
            ),
            Mistake(
                "the prediction",
                "0.5 is the prediction that is wanted: the weight is what 9.5 has to be multiplied "
                "by to get there.",
                wrong=0.5,
            ),
            Mistake(
                "the old weight",
                "This is the weight as it was: it predicts 0.95 for the second game.",
                wrong=0.1,
            ),
            Mistake(
                "the distance",
                "0.45 is how far the old prediction is above a half: look for the weight.",
                wrong=0.45,
            ),
            Mistake(
                "another game",
                "With this weight another game gets about 0.5: the second one has 9.5 toes.",
                when=_fits_another_game,
            ),
            Mistake(
                "rounded",
                "This is the right weight, rounded, so the prediction is not exactly 0.5: let "
                "Python do the division and keep all its decimals.",
                when=_is_rounded,
            ),
        ),
        hints=(
            "The prediction is input times weight. Two of the three are known.",
            "9.5 times the weight has to be 0.5. Which calculation undoes a multiplication?",
        ),
    ),
    Task(
        "01-2",
        right=predict_all,
        cases=_lists,
        mistakes=(
            Mistake(
                "grows",
                "The list grows from call to call: make it inside the function.",
                when=_grows,
            ),
            Mistake(
                "first only",
                "Only the first prediction comes back: does `return` stand inside the loop?",
                when=either(
                    lambda inputs, weight: inputs[0] * weight,
                    lambda inputs, weight: [inputs[0] * weight],
                ),
            ),
            Mistake(
                "last only",
                "Only the last prediction comes back: make an empty list before the loop, and "
                "`append` each prediction to it.",
                when=either(
                    lambda inputs, weight: inputs[-1] * weight,
                    lambda inputs, weight: [inputs[-1] * weight],
                ),
            ),
            Mistake(
                "added",
                "This is the sum of all predictions: they are asked for one by one, in a list.",
                when=either(
                    lambda inputs, weight: sum(inputs) * weight,
                    lambda inputs, weight: [sum(inputs) * weight],
                ),
            ),
            Mistake(
                "list times number",
                "Multiplying a list by a whole number repeats the list, and by 0.1 it stops: "
                "multiply the inputs one by one.",
                wrong=lambda inputs, weight: inputs * weight,
            ),
            Mistake(
                "no weight",
                "These are the inputs as they came: each one has to be multiplied by the weight.",
                wrong=lambda inputs, weight: inputs,
            ),
            Mistake(
                "plus",
                "The weight is added to each input: a prediction is input times weight.",
                wrong=lambda inputs, weight: [input + weight for input in inputs],
            ),
            Mistake(
                "backwards",
                "The predictions are right, but the last one stands first: keep the order of the "
                "inputs.",
                wrong=lambda inputs, weight: predict_all(inputs, weight)[::-1],
            ),
            Mistake(
                "the old weight",
                "Every input is multiplied by 0.1, whatever weight is handed over: use the "
                "function's own `weight`.",
                wrong=lambda inputs, weight: predict_all(inputs, 0.1),
            ),
            Mistake(
                "rounded",
                "These are nearly the predictions: are they rounded? Return them as they come out.",
                when=nearly,
            ),
        ),
        hints=(
            "Go through the inputs with a loop, `for input in inputs:`.",
            "Begin with an empty list, `append` one prediction in each round, and `return` the "
            "list after the loop.",
        ),
    ),
    Task(
        "01-3",
        right=cut_network,
        cases=_inputs_and_weights,
        mistakes=(
            Mistake(
                "only above",
                "What is above 1 is cut, what is below 0 is not.",
                wrong=lambda input, weight: min(1, input * weight),
            ),
            Mistake(
                "only below",
                "What is below 0 is cut, what is above 1 is not.",
                wrong=lambda input, weight: max(0, input * weight),
            ),
            Mistake(
                "not cut",
                "Nothing is cut yet: this is input times weight, however large it is.",
                wrong=_uncut,
            ),
            Mistake(
                "always the same",
                "The same number comes back for all inputs and weights: have `min` and `max` "
                "changed places, or is another name meant?",
                when=_always_the_same,
            ),
            Mistake(
                "exchanged",
                "The two ends are exchanged: 1 belongs to what is above 1, and 0 to what is below "
                "0.",
                when=_exchanged,
            ),
            Mistake(
                "zero outside",
                "What is above 1 has become 0 as well: there it is to be 1.",
                when=_nothing_outside,
            ),
            Mistake(
                "rounded",
                "Only whole numbers come back: a prediction between 0 and 1, like 0.85, stays as "
                "it is.",
                when=_whole,
            ),
            Mistake(
                "without the sign",
                "A prediction below 0 has lost its minus: it is to become 0.",
                wrong=lambda input, weight: min(1, abs(input * weight)),
            ),
            Mistake(
                "input cut",
                "It is the input that is cut, before it is multiplied: cut the prediction.",
                wrong=lambda input, weight: min(1, max(0, input)) * weight,
            ),
        ),
        hints=(
            "First multiply as before. Then there are three cases: above 1, below 0, and between.",
            "`min(1, pred)` is never above 1, and `max(0, pred)` never below 0. One can be put "
            "inside the other.",
        ),
    ),
)
