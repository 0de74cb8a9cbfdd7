"""Notebook 04, multiple outputs: each output has a weight of its own."""

import random
from collections.abc import Sequence
from typing import Any

from course.exercises.tasks import Mistake, Row, Task, Value
from course.exercises.values import same
from course.tasks.either import Told, either, nearly
from nnlib.linalg import ele_mul

OUTPUTS = ["hurt?", "win?", "sad?"]
WANTED = [0.4, 0.8, 0.0]
WEIGHTS = [0.5, 1.0, 0.0]
OLD = [0.3, 0.2, 0.9]


def _rows(weights: Any) -> list[Row]:
    predictions = ele_mul(0.8, weights)
    return list(zip(OUTPUTS, WANTED, predictions, strict=True))


def _is_three(weights: Any) -> bool:
    _rows(weights)  # refuses what is no list of three numbers
    return same(WEIGHTS, weights, 1e-9)


def _other_order(weights: list[float]) -> bool:
    return same(sorted(WEIGHTS), sorted(weights), 1e-9)


def _turned_round(weights: list[float]) -> bool:
    # What stands for 0.8 / 0, nobody can say.
    return same([0.8 / 0.4, 0.8 / 0.8], weights[:2], 1e-9) and len(weights) == 3


def _sad_as_before(weights: list[float]) -> bool:
    return same([0.5, 1, 0.9], weights, 1e-9)


def _games(chance: random.Random) -> list[tuple[list[float], list[float]]]:
    cases: list[tuple[list[float], list[float]]] = [
        ([1, 2], [10, 20, 30]),
        ([0.65, 0.8, 0.8, 0.9], OLD),
        ([2, -1, 0], [1, -3]),
        ([2, 3], [4, 5]),
        ([3], [1, 2, 4]),
        ([4, -5], [2]),
        # Whoever rounds is found out here.
        ([0.123, 4.567], [0.891, 2.345]),
    ]
    for games, outputs in ((4, 2), (3, 5)):
        inputs = [round(chance.uniform(-2, 2), 2) for _ in range(games)]
        cases.append((inputs, [round(chance.uniform(-2, 2), 1) for _ in range(outputs)]))
    return cases


Vector = Sequence[float]


def predict_games(inputs: Vector, weights: Vector) -> list[list[float]]:
    """Return one row of predictions for each input."""
    return [ele_mul(input, weights) for input in inputs]


def _transposed(inputs: Vector, weights: Vector) -> list[list[float]]:
    return [ele_mul(weight, inputs) for weight in weights]


def _flat(inputs: Vector, weights: Vector) -> list[float]:
    return [prediction for row in predict_games(inputs, weights) for prediction in row]


def _same_row(inputs: Vector, weights: Vector) -> list[list[float]]:
    return [ele_mul(inputs[-1], weights) for _ in inputs]


def _side_by_side(inputs: Vector, weights: Vector) -> list[float]:
    return [input * weight for input, weight in zip(inputs, weights, strict=False)]


def _no_weights(told: Told) -> bool:
    """Whether each row holds its input, once or several times."""
    return all(
        len(answer) == len(inputs)
        and all(set(row) == {input} for input, row in zip(inputs, answer, strict=True))
        for (inputs, _), _, answer in told
    )


TASKS = (
    Value(
        "04-1",
        accept=_is_three,
        wants="a list of three weights",
        rows=_rows,
        mistakes=(
            Mistake(
                "predictions",
                "These are the predictions: they come out when the weights are multiplied by 0.8.",
                wrong=WANTED,
            ),
            Mistake(
                "product",
                "These are the predictions times 0.8: the weights will be multiplied by 0.8, so "
                "divide here.",
                wrong=[0.4 * 0.8, 0.8 * 0.8, 0],
            ),
            Mistake(
                "turned round",
                "The first two are the input divided by the prediction: divide the prediction by "
                "the input.",
                when=_turned_round,
            ),
            Mistake(
                "another input",
                "With these weights the predictions are right for an input of 0.65: here the team "
                "has won 0.8 of its games.",
                wrong=[0.4 / 0.65, 0.8 / 0.65, 0],
            ),
            Mistake(
                "the old weights",
                "These are the weights as they were.",
                wrong=OLD,
            ),
            Mistake(
                "sad as before",
                "The first two weights are right, the third is still the old one.",
                when=_sad_as_before,
            ),
            Mistake(
                "another order",
                "The three numbers are right, but in another order: hurt, win, sad.",
                when=_other_order,
            ),
        ),
        hints=(
            "The three outputs know nothing of each other: take them one by one, as in notebook "
            "01.",
            "0.8 times a weight is a prediction. Which weight makes 0.4 of it?",
        ),
    ),
    Task(
        "04-2",
        right=predict_games,
        cases=_games,
        mistakes=(
            Mistake(
                "transposed",
                "Rows and columns are exchanged: here each row belongs to an output, and each "
                "input is to have a row.",
                wrong=_transposed,
            ),
            Mistake(
                "flat",
                "The predictions are right, but all in one list: each input is to have a list of "
                "its own.",
                wrong=_flat,
            ),
            Mistake(
                "last row only",
                "Only the last input's predictions come back: `append` each row to a list that is "
                "made before the loop.",
                when=either(
                    lambda inputs, weights: ele_mul(inputs[-1], weights),
                    lambda inputs, weights: [ele_mul(inputs[-1], weights)],
                ),
            ),
            Mistake(
                "first row only",
                "Only the first input's predictions come back: does `return` stand inside the "
                "loop?",
                when=either(
                    lambda inputs, weights: ele_mul(inputs[0], weights),
                    lambda inputs, weights: [ele_mul(inputs[0], weights)],
                ),
            ),
            Mistake(
                "the same row",
                "All rows are the last one: is it one and the same list that stands in every "
                "place?",
                wrong=_same_row,
            ),
            Mistake(
                "added",
                "The predictions of each input are added: the outputs stay separate, one number "
                "for each weight.",
                wrong=lambda inputs, weights: [sum(row) for row in predict_games(inputs, weights)],
            ),
            Mistake(
                "side by side",
                "Each input meets only the weight at its own place: every input has to be "
                "multiplied by all weights.",
                wrong=_side_by_side,
            ),
            Mistake(
                "weighted sum",
                "Inputs and weights are paired and added to one number: every input is a game of "
                "its own, to be multiplied by all weights.",
                wrong=lambda inputs, weights: sum(_side_by_side(inputs, weights)),
            ),
            Mistake(
                "list times number",
                "Multiplying a list by a whole number repeats the list, and by 0.65 it stops: "
                "`ele_mul` multiplies each weight.",
                wrong=lambda inputs, weights: [input * weights for input in inputs],
            ),
            Mistake(
                "ele_mul with two lists",
                "`ele_mul` takes one number and a list: call it once for each input.",
                wrong=ele_mul,
            ),
            Mistake(
                "the old weights",
                "Every input meets 0.3, 0.2 and 0.9, whatever weights are handed over: use the "
                "function's own `weights`.",
                wrong=lambda inputs, weights: predict_games(inputs, OLD),
            ),
            Mistake(
                "row not renewed",
                "Each row holds the predictions for all inputs: begin a new row inside the loop, "
                "for each input.",
                wrong=lambda inputs, weights: [_flat(inputs, weights) for _ in inputs],
            ),
            Mistake(
                "appended too often",
                "Each row stands there once for every weight: `append` it when it is full, after "
                "the inner loop.",
                wrong=lambda inputs, weights: [
                    row for row in predict_games(inputs, weights) for _ in weights
                ],
            ),
            Mistake(
                "no weights",
                "The rows hold the inputs as they came: multiply each input by the weights.",
                when=_no_weights,
            ),
            Mistake(
                "rounded",
                "These are nearly the predictions: are they rounded? Return them as they come out.",
                when=nearly,
            ),
        ),
        hints=(
            "What one row is, `ele_mul` knows. How many rows are there?",
            "Begin with an empty list, go through the inputs, and `append` one row for each.",
        ),
    ),
)
