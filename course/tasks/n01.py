"""Notebook 01, a single weight: the prediction is input times weight."""

from course.exercises.task import Function, Mistake, Value
from course.exercises.values import same
from course.tasks.conditions import nearly_right
from course.tasks.random_numbers import numbers

weight = 0.1
number_of_toes = [8.5, 9.5, 9.9, 9.0]


def neural_network(input, weight):
    return input * weight


half = 0.5 / 9.5
half_weight = Value(
    "01-1",
    rights=(half, 1 / (2 * number_of_toes[1]), 0.052632),
    wants="a number",
    tolerance=1e-6,
    rows=lambda weight: [("prediction for 9.5 toes", 0.5, 9.5 * weight)],
    mistakes=(
        Mistake(
            "turned round",
            "This is the input divided by the prediction: the weight is the prediction divided "
            "by the input.",
            9.5 / 0.5,
        ),
        Mistake(
            "product",
            "This is 0.5 times 9.5: the weight is still to be multiplied by 9.5, so undo that "
            "by dividing.",
            0.5 * 9.5,
        ),
        Mistake(
            "the prediction",
            "0.5 is the prediction that is wanted: the weight is what 9.5 has to be multiplied "
            "by to get there.",
            0.5,
        ),
        Mistake(
            "the old weight",
            "This is the weight as it was: it predicts 0.95 for the second game.",
            weight,
        ),
        Mistake(
            "the distance",
            "0.45 is how far the old prediction is above a half: look for the weight.",
            0.95 - 0.5,
        ),
        Mistake(
            "another game",
            "With this weight another game gets about 0.5: the second one has 9.5 toes.",
            0.5 / 8.5,
            when=lambda weight: any(abs(toes * weight - 0.5) < 0.002 for toes in (8.5, 9.9, 9.0)),
        ),
        Mistake(
            "rounded",
            "This is the right weight, rounded, so the prediction is not exactly 0.5: let "
            "Python do the division and keep all its decimals.",
            *[round(half, decimals) for decimals in range(2, 6)],
        ),
    ),
    hints=(
        "The prediction is input times weight. Two of the three are known.",
        "9.5 times the weight has to be 0.5. Which calculation undoes a multiplication?",
    ),
)

# Made by a cell of its own, which is run once.
preds = []


class PredictAll(Function):
    id = "01-2"
    hints = (
        "Go through the inputs with a loop, `for input in inputs:`.",
        "Begin with an empty list, `append` one prediction in each round, and `return` the "
        "list after the loop.",
    )

    def cases(chance):
        yield [1, 2, 3], 10
        yield number_of_toes, 0.1
        yield [2, 0, -4, 2], 0.5
        yield [4], -3
        for size in (2, 5):
            inputs = numbers(chance, size, 9)
            yield inputs, round(chance.uniform(-2, 2), 2)

    def right(inputs, weight):
        preds = []
        for input in inputs:
            preds.append(input * weight)
        return preds

    def right_by_the_network(inputs, weight):
        return [neural_network(x, weight) for x in inputs]

    def right_one_by_one(inputs, weight):
        return (weight * x for x in inputs)

    def right_in_numpy(a, w):
        import numpy as np

        return np.array(a) * w

    def unnamed_as_what_comes_twice_is_missing(inputs, weight):
        return list(dict.fromkeys(input * weight for input in inputs))

    def grows(told):
        """The list grows from call to call: make it inside the function."""
        (_, right, before), *others = told
        if before[len(before) - len(right) :] != right:
            return False
        for _, right, answer in others:
            if not same([*before, *right], answer, 1e-9):
                return False
            before = answer
        return True

    def grows_2(inputs, weight):
        for input in inputs:
            preds.append(input * weight)
        return preds

    def first_only(inputs, weight):
        """Only the first prediction comes back: does `return` stand inside the loop?"""
        for input in inputs:
            return input * weight

    def first_only_2(inputs, weight):
        preds = []
        for input in inputs:
            preds.append(input * weight)
            return preds

    def last_only(inputs, weight):
        """Only the last prediction comes back: make an empty list before the loop, and `append`
        each prediction to it."""
        for input in inputs:
            preds = [input * weight]
        return preds

    def last_only_2(inputs, weight):
        for input in inputs:
            pred = input * weight
        return pred

    def added(inputs, weight):
        """This is the sum of all predictions: they are asked for one by one, in a list."""
        preds = 0
        for input in inputs:
            preds += input * weight
        return preds

    def added_2(inputs, weight):
        return [sum(inputs) * weight]

    def list_times_number(inputs, weight):
        """Multiplying a list by a whole number repeats the list, and by 0.1 it stops: multiply the
        inputs one by one."""
        return inputs * weight

    def no_weight(inputs, weight):
        """These are the inputs as they came: each one has to be multiplied by the weight."""
        for input in inputs:
            input *= weight
        return inputs

    def plus(inputs, weight):
        """The weight is added to each input: a prediction is input times weight."""
        return [weight + x for x in inputs]

    def backwards(inputs, weight):
        """The predictions are right, but the last one stands first: keep the order of the
        inputs."""
        preds = []
        for input in inputs:
            preds.insert(0, input * weight)
        return preds

    def the_old_weight(inputs, w):
        """Every input is multiplied by 0.1, whatever weight is handed over: use the function's own
        `weight`."""
        return [weight * x for x in inputs]

    def rounded(told):
        """These are nearly the predictions: are they rounded? Return them as they come out."""
        return nearly_right(told)

    def rounded_2(inputs, weight):
        return [round(input * weight, 2) for input in inputs]


class CutNetwork(Function):
    id = "01-3"
    hints = (
        "First multiply as before. Then there are three cases: above 1, below 0, and between.",
        "`min(1, pred)` is never above 1, and `max(0, pred)` never below 0. One can be put "
        "inside the other.",
    )

    def cases(chance):
        yield 8.5, 0.1
        yield 20, 0.1
        yield 8.5, -0.1
        yield 2, 0.25
        yield 2, 0.5
        yield 0, 0.3
        yield -3, -0.2
        # Below 0 from a negative input, and above 1 from an input that is not.
        yield -4, 0.5
        yield 0.5, 3
        yield 0.5, -3
        for _ in range(4):
            yield round(chance.uniform(1, 9), 1), round(chance.uniform(-0.3, 0.3), 2)

    def right(input, weight):
        pred = input * weight
        return min(1, max(0, pred))

    def right_by_if(input, weight):
        pred = neural_network(input, weight)
        if pred > 1:
            return 1
        elif pred < 0:
            return 0
        return pred

    def right_by_sorting(input, weight):
        return sorted([0, input * weight, 1.0])[1]

    def right_in_numpy(input, weight):
        import numpy as np

        return np.clip(input * weight, 0, 1)

    def only_above(input, weight):
        """What is above 1 is cut, what is below 0 is not."""
        pred = input * weight
        if pred > 1:
            pred = 1
        return pred

    def only_below(input, weight):
        """What is below 0 is cut, what is above 1 is not."""
        return max(0, input * weight)

    def not_cut(input, weight):
        """Nothing is cut yet: this is input times weight, however large it is."""
        return input * weight

    def always_the_same(told):
        """The same number comes back for all inputs and weights: have `min` and `max` changed
        places, or is another name meant?"""
        return all(same(told[0][2], answer, 1e-9) for _, _, answer in told)

    def always_the_same_2(input, weight):
        return max(1, min(0, input * weight))

    def exchanged(told):
        """The two ends are exchanged: 1 belongs to what is above 1, and 0 to what is below 0."""
        preds = [(neural_network(*arguments), answer) for arguments, _, answer in told]
        return all(
            same(0 if pred > 1 else 1 if pred < 0 else pred, answer, 1e-9)
            for pred, answer in preds
            if pred not in (0, 1)
        )

    def exchanged_2(input, weight):
        pred = input * weight
        if pred > 1:
            return 0
        if pred < 0:
            return 1
        return pred

    def zero_outside(input, weight):
        """What is above 1 has become 0 as well: there it is to be 1."""
        pred = input * weight
        if 0 < pred < 1:
            return pred
        return 0

    def zero_outside_2(input, weight):
        pred = input * weight
        return pred if 0 <= pred <= 1 else 0

    def rounded(told):
        """Only whole numbers come back: a prediction between 0 and 1, like 0.85, stays as it
        is."""
        return all(float(answer).is_integer() for _, _, answer in told)

    def rounded_2(input, weight):
        return round(min(1, max(0, input * weight)))

    def without_the_sign(input, weight):
        """A prediction below 0 has lost its minus: it is to become 0."""
        return min(1, abs(input * weight))

    def input_cut(input, weight):
        """It is the input that is cut, before it is multiplied: cut the prediction."""
        if input > 1:
            input = 1
        if input < 0:
            input = 0
        return input * weight
