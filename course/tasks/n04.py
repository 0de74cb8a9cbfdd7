"""Notebook 04, multiple outputs: each output has a weight of its own."""

from course.exercises.task import Function, Mistake, Value, called
from course.exercises.values import same
from course.tasks.conditions import nearly_right
from course.tasks.random_numbers import numbers
from nnlib.linalg import ele_mul

weights = [0.3, 0.2, 0.9]
wanted = [0.4, 0.8, 0.0]


def predictions(weights):
    return list(zip(["hurt?", "win?", "sad?"], wanted, ele_mul(0.8, weights)))


def is_wanted(weights):
    predictions(weights)  # refuses what is no list of three numbers
    return same([0.5, 1, 0], weights, 1e-9)


wanted_weights = Value(
    "04-1",
    accept=is_wanted,
    rights=(
        [0.4 / 0.8, 0.8 / 0.8, 0 / 0.8],
        (0.5, 1, 0),
        [prediction * 1.25 for prediction in wanted],
    ),
    wants="a list of three weights",
    rows=predictions,
    mistakes=(
        Mistake(
            "predictions",
            "These are the predictions: they come out when the weights are multiplied by 0.8.",
            wanted,
        ),
        Mistake(
            "product",
            "These are the predictions times 0.8: the weights will be multiplied by 0.8, so "
            "divide here.",
            ele_mul(0.8, wanted),
        ),
        Mistake(
            "turned round",
            "The first two are the input divided by the prediction: divide the prediction by "
            "the input.",
            [0.8 / 0.4, 0.8 / 0.8, 0],
            # What stands for 0.8 / 0, nobody can say.
            when=lambda weights: same([2, 1], weights[:2], 1e-9) and len(weights) == 3,
        ),
        Mistake(
            "another input",
            "With these weights the predictions are right for an input of 0.65: here the team "
            "has won 0.8 of its games.",
            [0.4 / 0.65, 0.8 / 0.65, 0],
        ),
        Mistake(
            "the old weights",
            "These are the weights as they were.",
            weights,
        ),
        Mistake(
            "sad as before",
            "The first two weights are right, the third is still the old one.",
            [0.5, 1, 0.9],
        ),
        Mistake(
            "another order",
            "The three numbers are right, but in another order: hurt, win, sad.",
            [1, 0.5, 0],
            when=lambda weights: same([0, 0.5, 1], sorted(weights), 1e-9),
        ),
    ),
    hints=(
        "The three outputs know nothing of each other: take them one by one, as in notebook 01.",
        "0.8 times a weight is a prediction. Which weight makes 0.4 of it?",
    ),
)


class PredictGames(Function):
    id = "04-2"
    hints = (
        "What one row is, `ele_mul` knows. How many rows are there?",
        "Begin with an empty list, go through the inputs, and `append` one row for each.",
    )

    def cases(chance):
        yield [1, 2], [10, 20, 30]
        yield [0.65, 0.8, 0.8, 0.9], [0.3, 0.2, 0.9]
        yield [2, -1, 0], [1, -3]
        yield [2, 3], [4, 5]
        yield [3], [1, 2, 4]
        yield [4, -5], [2]
        # Whoever rounds is found out here.
        yield [0.123, 4.567], [0.891, 2.345]
        for games, outputs in (4, 2), (3, 5):
            inputs = numbers(chance, games, 2, 2)
            yield inputs, numbers(chance, outputs, 2)

    def right(inputs, weights):
        table = []
        for input in inputs:
            table.append(ele_mul(input, weights))
        return table

    def right_in_one_line(inputs, weights):
        return [[input * weight for weight in weights] for input in inputs]

    def right_by_places(inputs, weights):
        table = [[0] * len(weights) for _ in inputs]
        for row, input in enumerate(inputs):
            for column, weight in enumerate(weights):
                table[row][column] = input * weight
        return table

    def right_in_numpy(i, w):
        import numpy as np

        return np.outer(i, w)

    def transposed(inputs, weights):
        """Rows and columns are exchanged: here each row belongs to an output, and each input is to
        have a row."""
        return [ele_mul(weight, inputs) for weight in weights]

    def flat(inputs, weights):
        """The predictions are right, but all in one list: each input is to have a list of its
        own."""
        table = []
        for input in inputs:
            table += ele_mul(input, weights)
        return table

    def last_row_only(inputs, weights):
        """Only the last input's predictions come back: `append` each row to a list that is made
        before the loop."""
        for input in inputs:
            row = ele_mul(input, weights)
        return row

    def last_row_only_2(inputs, weights):
        for input in inputs:
            table = [ele_mul(input, weights)]
        return table

    def first_row_only(inputs, weights):
        """Only the first input's predictions come back: does `return` stand inside the loop?"""
        for input in inputs:
            return ele_mul(input, weights)

    def first_row_only_2(inputs, weights):
        table = []
        for input in inputs:
            table.append(ele_mul(input, weights))
            return table

    def the_same_row(inputs, weights):
        """All rows are the last one: is it one and the same list that stands in every place?"""
        table = [[0] * len(weights)] * len(inputs)
        for row, input in enumerate(inputs):
            for column, weight in enumerate(weights):
                table[row][column] = input * weight
        return table

    def added(inputs, weights):
        """The predictions of each input are added: the outputs stay separate, one number for each
        weight."""
        return [sum(ele_mul(input, weights)) for input in inputs]

    def side_by_side(inputs, weights):
        """Each input meets only the weight at its own place: every input has to be multiplied by
        all weights."""
        return [input * weight for input, weight in zip(inputs, weights)]

    def weighted_sum(inputs, weights):
        """Inputs and weights are paired and added to one number: every input is a game of its own,
        to be multiplied by all weights."""
        return sum(input * weight for input, weight in zip(inputs, weights))

    def list_times_number(inputs, weights):
        """Multiplying a list by a whole number repeats the list, and by 0.65 it stops: `ele_mul`
        multiplies each weight."""
        return [input * weights for input in inputs]

    @called("ele_mul with two lists")
    def ele_mul_with_two_lists(inputs, weights):
        """`ele_mul` takes one number and a list: call it once for each input."""
        return ele_mul(inputs, weights)

    def the_old_weights(inputs, w):
        """Every input meets 0.3, 0.2 and 0.9, whatever weights are handed over: use the function's
        own `weights`."""
        return [ele_mul(input, weights) for input in inputs]

    def row_not_renewed(inputs, weights):
        """Each row holds the predictions for all inputs: begin a new row inside the loop, for each
        input."""
        table = []
        row = []
        for input in inputs:
            for weight in weights:
                row.append(input * weight)
            table.append(row)
        return table

    def appended_too_often(inputs, weights):
        """Each row stands there once for every weight: `append` it when it is full, after the inner
        loop."""
        table = []
        for input in inputs:
            row = []
            for weight in weights:
                row.append(input * weight)
                table.append(row)
        return table

    def no_weights(told):
        """The rows hold the inputs as they came: multiply each input by the weights."""
        return all(
            len(answer) == len(inputs) and all(set(row) == {x} for x, row in zip(inputs, answer))
            for (inputs, _), _, answer in told
        )

    def no_weights_2(inputs, weights):
        return [[input] * len(weights) for input in inputs]

    def no_weights_3(inputs, weights):
        return [[input] for input in inputs]

    def rounded(told):
        """These are nearly the predictions: are they rounded? Return them as they come out."""
        return nearly_right(told)

    def rounded_2(inputs, weights):
        return [[round(input * weight, 3) for weight in weights] for input in inputs]
