"""Notebook 03, the perceptron: a line for NAND, one correction, a vote."""

import math
from functools import partial
from itertools import product

from course.exercises.task import Function, Mistake, Value, called
from course.exercises.values import kind
from course.tasks.random_numbers import numbers
from nnlib.linalg import w_sum

pairs = [[0, 0], [0, 1], [1, 1], [1, 0]]
votes = [list(vote) for vote in product([0, 1], repeat=3)]


def perceptron(input, weights, bias):
    if w_sum(input, weights) + bias > 0:
        return 1
    return 0


def is_nand(case):
    return not all(case)


def is_majority(case):
    return sum(case) >= 2


# The sum with the bias for each case; a slip of the last decimal is no side.
def sums(cases, setting):
    if not isinstance(setting, list) or len(setting) != len(cases[0]) + 1:
        raise ValueError("one weight for each input, and a bias")
    *weights, bias = setting
    sums = [w_sum(case, weights) + bias for case in cases]
    if not all(math.isfinite(value) for value in sums):
        raise ValueError("no numbers to compare with 0")
    slip = max(1e-12, *(getattr(value, "slack", 0) / 10 for value in setting))
    return [0.0 if abs(value) < slip else value for value in sums]


def says(cases, *rules):
    said = [[bool(rule(case)) for case in cases] for rule in rules]
    return lambda setting: [value > 0 for value in sums(cases, setting)] in said


def are_numbers(values, size):
    return len(values) == size and all(isinstance(value, (int, float)) for value in values)


def has_no_bias(size, setting):
    return isinstance(setting, list) and are_numbers(setting, size)


def is_nested(size, setting):
    flat = [x for part in setting for x in (part if isinstance(part, list) else [part])]
    return any(isinstance(part, list) for part in setting) and are_numbers(flat, size + 1)


def is_malformed(size, setting):
    return has_no_bias(size, setting) or is_nested(size, setting)


def accepts(cases, rule, setting):
    return not is_malformed(len(cases[0]), setting) and says(cases, rule)(setting)


# A little more bias would do: 1 is wanted where the sum is 0.
def on_the_line(cases, rule, setting):
    return all(
        value >= 0 if rule(case) else value < 0 for case, value in zip(cases, sums(cases, setting))
    )


def rows(cases, rule, setting):
    if is_malformed(len(cases[0]), setting):
        return [("weights and bias", f"a list of {len(cases[0]) + 1} numbers", kind(setting))]
    return [
        (f"`{case}`", str(int(rule(case))), f"{int(value > 0)} (sum {value:g})")
        for case, value in zip(cases, sums(cases, setting))
    ]


nand = Value(
    "03-1",
    accept=partial(accepts, pairs, is_nand),
    rights=(
        [-1, -2, 2.5],
        (-1, -1, 1.5),
        # The sum of [1, 1] is 0, but for the sixteenth decimal.
        [-0.1, -0.7, 0.8],
        [-1, -1, 2],
        [-1, -2, 2.001],
    ),
    wants="a list of two weights and the bias",
    rows=partial(rows, pairs, is_nand),
    mistakes=(
        Mistake(
            "bias missing",
            "These are two numbers: two weights are asked for, and the bias after them.",
            [-1, -2],
            when=partial(has_no_bias, 2),
        ),
        Mistake(
            "nested",
            "Put the weights and the bias into one list, without inner brackets.",
            ([-1, -2], 2.5),
            when=partial(is_nested, 2),
        ),
        Mistake(
            "on the line",
            "Nearly: what is still wrong lies on the line, its sum is 0 and the answer 0, so "
            "move the line a little, by the bias.",
            [-1, -2, 2],
            when=partial(on_the_line, pairs, is_nand),
        ),
        Mistake(
            "AND",
            "This is a perceptron for AND: all four answers have to be turned round.",
            [1, 2, -2],
            when=says(pairs, all),
        ),
        Mistake(
            "OR",
            "This answers OR: 0 belongs to [1, 1], and 1 to the other three.",
            [1, 1, -0.5],
            when=says(pairs, any),
        ),
        Mistake(
            "NOR",
            "This says 1 only if both inputs are 0: NAND says 1 for a single 1 as well, so the "
            "bias has to be larger.",
            [-1, -1, 0.5],
            when=says(pairs, lambda case: not any(case)),
        ),
        Mistake(
            "one input decides",
            "Only one of the two inputs decides the answer here: NAND needs both of them.",
            [-1, 0, 0.5],
            [0, 1, -0.5],
            when=says(
                pairs,
                lambda case: case[0],
                lambda case: case[1],
                lambda case: not case[0],
                lambda case: not case[1],
            ),
        ),
        Mistake(
            "always 0",
            "All four cases are answered with 0: for [0, 0] the sum is the bias alone, which "
            "sign must it have?",
            [-1, -2, -2],
            when=says(pairs, lambda case: False),
        ),
        Mistake(
            "always 1",
            "All four cases are answered with 1: for [1, 1] the sum of both weights and the "
            "bias must not be above 0.",
            [1, 2, 2],
            when=says(pairs, lambda case: True),
        ),
    ),
    hints=(
        "What happens to the two sides of a line if the signs of all three numbers are turned?",
        "Turning the signs gives −1, −2 and 2. Which case has a sum of 0 then, and in which "
        "direction must the bias move?",
    ),
)


class Correct(Function):
    id = "03-2"
    keeps_arguments = True
    hints = (
        "Predict, compare, learn: `perceptron` predicts, and the delta is prediction − goal.",
        "Each new weight is the old one minus delta times its input. For the bias the input is 1.",
    )

    def cases(chance):
        # Answered 0 instead of 1, 1 instead of 0, and rightly both ways.
        yield [1, 1], 1, [0, 0], 0
        yield [0, 1], 0, [1, 2], 1
        yield [1, 0], 1, [2, 1], -1
        yield [1, 0], 0, [-1, 2], 0
        yield [2, 3, 0.5], 0, [1, 0.5, -1], 0
        yield [3, -2, 0, 1], 1, [0.5, 1, 2, -1], -1
        yield [0, 0], 1, [1, 1], -2
        for size in (2, 3):
            input = numbers(chance, size, 3)
            weights = numbers(chance, size, 3)
            for goal in (0, 1):
                yield input, goal, weights, round(chance.uniform(-1, 1), 1)

    def right(input, goal, weights, bias):
        delta = perceptron(input, weights, bias) - goal
        new_weights = [w - delta * x for w, x in zip(weights, input)]
        return new_weights, bias - delta

    def right_by_if(input, goal, weights, bias):
        weights = list(weights)
        pred = perceptron(input, weights, bias)
        if pred < goal:
            for i in range(len(weights)):
                weights[i] += input[i]
            bias += 1
        elif pred > goal:
            for i in range(len(weights)):
                weights[i] -= input[i]
            bias -= 1
        return [weights, bias]

    def right_in_numpy(x, goal, w, b):
        import numpy as np

        delta = goal - int(np.dot(x, w) + b > 0)
        return w + delta * np.array(x), b + delta

    def wrong_way(input, goal, weights, bias):
        """Weights and bias move the wrong way: with prediction − goal as the delta, delta times
        input is taken away, with goal − prediction it is added."""
        delta = perceptron(input, weights, bias) - goal
        return [w + delta * x for w, x in zip(weights, input)], bias + delta

    def bias_not_moved(input, goal, weights, bias):
        """The weights are right, but the bias stays as it was: it moves like a weight whose input
        is always 1."""
        delta = perceptron(input, weights, bias) - goal
        return [w - delta * x for w, x in zip(weights, input)], bias

    def bias_the_wrong_way(input, goal, weights, bias):
        """The weights are right, but the bias moves the wrong way: it goes up when 0 was answered
        instead of 1."""
        delta = perceptron(input, weights, bias) - goal
        return [w - delta * x for w, x in zip(weights, input)], bias + delta

    def weights_the_wrong_way(input, goal, weights, bias):
        """The bias is right, but the weights move the wrong way."""
        delta = perceptron(input, weights, bias) - goal
        return [w + delta * x for w, x in zip(weights, input)], bias - delta

    def until_right(input, goal, weights, bias):
        """One correction is asked for, even if the answer is still wrong after it."""
        while perceptron(input, weights, bias) != goal:
            delta = perceptron(input, weights, bias) - goal
            weights = [w - delta * x for w, x in zip(weights, input)]
            bias -= delta
        return weights, bias

    @called("1 for 0")
    def one_for_zero(input, goal, weights, bias):
        """A sum of exactly 0 is answered with 0."""
        pred = 1 if w_sum(input, weights) + bias >= 0 else 0
        delta = pred - goal
        return [w - delta * x for w, x in zip(weights, input)], bias - delta

    def weights_not_moved(input, goal, weights, bias):
        """The bias is right, but the weights stay as they were: each one moves by its input."""
        delta = perceptron(input, weights, bias) - goal
        for w, x in zip(weights, input):
            w -= delta * x
        return weights, bias - delta

    def nothing_moved(input, goal, weights, bias):
        """Weights and bias come back as they were: after a wrong answer they have to move."""
        return weights, bias

    def corrects_when_right(input, goal, weights, bias):
        """It moves the weights even where the answer is right: compare the prediction with the goal
        first."""
        if goal == 1:
            return [w + x for w, x in zip(weights, input)], bias + 1
        return [w - x for w, x in zip(weights, input)], bias - 1

    def input_forgotten(input, goal, weights, bias):
        """All weights move by the same amount: multiply the delta by the input of each."""
        delta = perceptron(input, weights, bias) - goal
        return [w - delta for w in weights], bias - delta

    def sum_instead_of_answer(input, goal, weights, bias):
        """The goal is compared with the sum itself: the perceptron's answer is 0 or 1."""
        delta = w_sum(input, weights) + bias - goal
        return [w - delta * x for w, x in zip(weights, input)], bias - delta

    def bias_not_returned(input, goal, weights, bias):
        """The weights are right: return the new bias too, `return new_weights, new_bias`."""
        delta = perceptron(input, weights, bias) - goal
        bias -= delta
        return [w - delta * x for w, x in zip(weights, input)]

    def bias_first(input, goal, weights, bias):
        """The numbers are right, but the bias comes first: `return new_weights, new_bias`."""
        delta = perceptron(input, weights, bias) - goal
        return bias - delta, [w - delta * x for w, x in zip(weights, input)]

    def in_one_list(input, goal, weights, bias):
        """The numbers are right, but they stand in one list: return the list of weights and then
        the bias, `return new_weights, new_bias`."""
        delta = perceptron(input, weights, bias) - goal
        return [w - delta * x for w, x in zip(weights, input)] + [bias - delta]


majority = Value(
    "03-3",
    accept=partial(accepts, votes, is_majority),
    rights=([1, 1, 1, -1.5], (2, 2, 2, -3), [1, 1, 1, -1], [3, 4, 5, -6]),
    wants="a list of three weights and the bias",
    rows=partial(rows, votes, is_majority),
    mistakes=(
        Mistake(
            "bias missing",
            "These are three numbers: three weights are asked for, and the bias after them.",
            [1, 1, 1],
            [1, 1, -1.5],
            when=partial(has_no_bias, 3),
        ),
        Mistake(
            "nested",
            "Put the weights and the bias into one list, without inner brackets.",
            [[1, 1, 1], -1.5],
            when=partial(is_nested, 3),
        ),
        Mistake(
            "on the line",
            "Nearly: what is still wrong has a sum of 0, and the answer 0, so the bias has to "
            "be a little larger.",
            [1, 1, 1, -2],
            when=partial(on_the_line, votes, is_majority),
        ),
        Mistake(
            "AND",
            "This says 1 only if all three are 1: any two of them are to be enough.",
            [1, 1, 1, -2.5],
            when=says(votes, all),
        ),
        Mistake(
            "OR",
            "This says 1 as soon as one input is 1: at least two are needed.",
            [1, 1, 1, -0.5],
            when=says(votes, any),
        ),
        Mistake(
            "minority",
            "All eight answers are turned round: this says 1 if at most one input is 1.",
            [-1, -1, -1, 1.5],
            when=says(votes, lambda case: sum(case) < 2),
        ),
        Mistake(
            "always 0",
            "All eight cases are answered with 0: with three ones the sum must be above 0.",
            [1, 1, 1, -3],
            when=says(votes, lambda case: False),
        ),
        Mistake(
            "always 1",
            "All eight cases are answered with 1: for [0, 0, 0] the sum is the bias alone, "
            "which sign must it have?",
            [1, 1, 1, 2],
            when=says(votes, lambda case: True),
        ),
        Mistake(
            "one is enough",
            "In the table a single 1 is enough somewhere: a weight and the bias together must "
            "not be above 0.",
            [2, 1, 1, -1.5],
            when=lambda setting: any(
                value > 0 for case, value in zip(votes, sums(votes, setting)) if sum(case) == 1
            ),
        ),
        Mistake(
            "two are too few",
            "Somewhere in the table two ones are not enough: any two weights and the bias "
            "together must be above 0.",
            [2, 1, 1, -2.5],
            when=lambda setting: any(
                value <= 0 for case, value in zip(votes, sums(votes, setting)) if sum(case) == 2
            ),
        ),
    ),
    hints=(
        "No input is more important than another. What does that say about the weights?",
        "With three weights of 1 the sum counts the ones. Which bias leaves a sum of 2 above "
        "0, but not a sum of 1?",
    ),
)
