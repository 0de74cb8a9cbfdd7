"""Notebook 08, learning with multiple inputs: one delta, and a weight delta for each input."""

from course.exercises.task import Function, Mistake, Value
from course.tasks.random_numbers import numbers
from nnlib.linalg import ele_mul, w_sum

border = 2 / sum(x**2 for x in [0.95, 0.8, 1.3])


def is_rounded(alpha):
    few = [round(border, places) for places in (1, 2, 3)]
    few += [int(border * 10**places) / 10**places for places in (1, 2, 3)]
    return any(abs(alpha - value) < 1e-9 for value in few)


scaled_border = Value(
    "08-1",
    rights=(border, 0.6187, 2 / (0.9025 + 0.64 + 1.69)),
    wants="a number",
    tolerance=6e-5,
    unnamed=(0.6188,),
    mistakes=(
        Mistake(
            "rounded",
            "This is the border, rounded: give at least four decimals.",
            0.619,
            when=is_rounded,
        ),
        Mistake(
            "the first game",
            "This is the border for the first game, which the notebook prints.",
            2 / (0.85**2 + 0.65**2 + 1.2**2),
        ),
        Mistake(
            "the first game, old",
            "This is the border for the first game with the toes counted one by one: now it is the "
            "second game, and they are counted in tens.",
            2 / (8.5**2 + 0.65**2 + 1.2**2),
        ),
        Mistake(
            "the old border",
            "This is the border with the toes counted one by one, 2 / (9.5² + 0.8² + 1.3²).",
            2 / (9.5**2 + 0.8**2 + 1.3**2),
        ),
        Mistake(
            "without squares",
            "This is 2 divided by the sum of the inputs: square each of them first.",
            2 / sum([0.95, 0.8, 1.3]),
        ),
        Mistake(
            "square of the sum",
            "Here the inputs are added first and then squared: square each one, then add.",
            2 / sum([0.95, 0.8, 1.3]) ** 2,
        ),
        Mistake(
            "the best alpha",
            "This is half of it, 1 / (sum of squares): the alpha that arrives in one step. The "
            "border is where the error no longer falls.",
            1 / (0.95**2 + 0.8**2 + 1.3**2),
        ),
        Mistake(
            "the toes alone",
            "This is 2 divided by the square of the toes alone: all three inputs count.",
            2 / 0.95**2,
            2 / 9.5**2,
        ),
        Mistake(
            "the sum itself",
            "This is the sum of the squares: the border is 2 divided by it.",
            0.95**2 + 0.8**2 + 1.3**2,
        ),
    ),
    hints=(
        "The border is 2 divided by the sum of the squared inputs.",
        "The three squares are 0.9025, 0.64 and 1.69.",
    ),
)


class LearnWeights(Function):
    id = "08-2"
    keeps_arguments = True
    hints = (
        "The prediction is `w_sum(input, weights)`, and there is one delta for all weights.",
        "Each new weight is the old one minus alpha times delta times its own input.",
    )

    def cases(chance):
        # The first ones can be checked in the head.
        yield [1, 2], [3, 1], 4, 0.5
        yield [0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.01
        yield [0.5], [2], 3, 0.1
        yield [1, -1, 2], [0, 2, 1], 1, 0.25
        for size in (2, 4):
            weights = numbers(chance, size, 1, 2)
            input = numbers(chance, size, 3)
            yield weights, input, round(chance.uniform(-2, 2), 1), 0.05

    def right(weights, input, goal, alpha):
        delta = w_sum(input, weights) - goal
        return [weights[i] - alpha * delta * input[i] for i in range(len(input))]

    def right_in_numpy(weights, input, goal, alpha):
        import numpy as np

        weights, input = np.array(weights), np.array(input)
        return weights - alpha * (input @ weights - goal) * input

    def right_by_plus(weights, input, goal, alpha):
        pred = w_sum(input, weights)
        new = []
        for i in range(len(weights)):
            new.append(weights[i] + alpha * (goal - pred) * input[i])
        return new

    def plus(weights, input, goal, alpha):
        """The weights move away from the goal: is the delta goal − pred, or is the step added where
        it should be taken away?"""
        return LearnWeights.right(weights, input, goal, -alpha)

    def no_alpha(weights, input, goal, alpha):
        """The step is the whole weight delta: alpha is missing."""
        return LearnWeights.right(weights, input, goal, 1)

    def no_input(weights, input, goal, alpha):
        """All weights move by the same amount: the delta has to be multiplied by each weight's own
        input."""
        delta = w_sum(input, weights) - goal
        return [w - alpha * delta for w in weights]

    def factor_2(weights, input, goal, alpha):
        """The step is twice as long: this is the whole slope of the squared error. This course
        takes the factor 2 into alpha."""
        return LearnWeights.right(weights, input, goal, 2 * alpha)

    def weight_deltas(weights, input, goal, alpha):
        """These are the weight deltas. They still have to be multiplied by alpha and taken away
        from the weights."""
        delta = w_sum(input, weights) - goal
        return ele_mul(delta, input)

    def delta_anew(weights, input, goal, alpha):
        """The delta is computed anew after each weight: compute it once, before any weight
        moves."""
        weights = list(weights)
        for i in range(len(weights)):
            delta = w_sum(input, weights) - goal
            weights[i] -= alpha * delta * input[i]
        return weights

    def sum_of_the_inputs(weights, input, goal, alpha):
        """The prediction is the sum of the inputs here: the weights have no part in it."""
        delta = sum(input) - goal
        return [w - alpha * delta * x for w, x in zip(weights, input)]

    def made_of_the_weights(weights, input, goal, alpha):
        """The step is made of the weights: it is the input that delta is multiplied by."""
        weight_deltas = ele_mul(w_sum(input, weights) - goal, weights)
        return [w - alpha * d for w, d in zip(weights, weight_deltas)]

    def error_instead_of_delta(weights, input, goal, alpha):
        """The step is made of the error, the square: take the delta, which knows above from
        below."""
        error = (w_sum(input, weights) - goal) ** 2
        return [w - alpha * error * x for w, x in zip(weights, input)]

    def the_steps(weights, input, goal, alpha):
        """These are the steps alone: each one is still to be taken away from its weight."""
        delta = w_sum(input, weights) - goal
        return ele_mul(alpha, ele_mul(delta, input))

    def the_steps_2(weights, input, goal, alpha):
        return ele_mul(-alpha, ele_mul(w_sum(input, weights) - goal, input))

    def fixed_alpha(weights, input, goal, alpha):
        """Alpha is 0.01 here, whatever is handed over: use the function's own `alpha`."""
        return LearnWeights.right(weights, input, goal, 0.01)

    def not_moved(weights, input, goal, alpha):
        """The weights come back as they were: has only a name like `w` got another number, and not
        the place in the list?"""
        delta = w_sum(input, weights) - goal
        for w, x in zip(weights, input):
            w -= alpha * delta * x
        return weights

    def first_weight_only(weights, input, goal, alpha):
        """Only the first weight has learned: does `return` stand inside the loop?"""
        delta = w_sum(input, weights) - goal
        new = []
        for w, x in zip(weights, input):
            new.append(w - alpha * delta * x)
            return new

    def first_weight_only_2(weights, input, goal, alpha):
        new = list(weights)
        for i in range(len(weights)):
            new[i] -= alpha * (w_sum(input, weights) - goal) * input[i]
            return new

    def first_weight_only_3(weights, input, goal, alpha):
        delta = w_sum(input, weights) - goal
        for w, x in zip(weights, input):
            return w - alpha * delta * x

    def each_input_by_itself(weights, input, goal, alpha):
        """Each product of input and weight is compared with the goal by itself: together they are
        the prediction, so add them first, and there is one delta for all weights."""
        return [w - alpha * (x * w - goal) * x for w, x in zip(weights, input)]


def update(weights, input, goal, alpha):
    return LearnWeights.right(weights, input, goal, alpha)


def error_of(weights, input, goal):
    return (w_sum(input, weights) - goal) ** 2


def counted(weights, input, goal, alpha, goes_on):
    """Return how many updates are made while ``goes_on(delta)``."""
    updates = 0
    while goes_on(w_sum(input, weights) - goal):
        weights = update(weights, input, goal, alpha)
        updates += 1
    return updates


class UpdatesNeeded(Function):
    id = "08-3"
    hints = (
        "Predict and compare before the loop, and again at its end: `while` needs an error to look "
        "at.",
        "The loop goes on while the error is not below the limit, and each round makes one update "
        "and counts it.",
    )

    def cases(chance):
        yield [0], [1], 8, 0.5, 1
        yield [0], [1], 0, 0.5, 1
        yield [0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.01, 0.001
        yield [0.1, 0.2, -0.1], [8.5, 0.65, 1.2], 1, 0.001, 0.00001
        yield [1, 1], [1, 2], -3, 0.1, 0.0004
        yield [2], [1], 1, 0.25, 0.05
        yield [0], [1], 1, 0.5, 1e-12
        # More than a thousand updates: whoever gives up earlier is found out here.
        yield [0, 0.5], [2, -1], 3, 0.00065, 0.01

    def right(weights, input, goal, alpha, limit):
        updates = 0
        while True:
            delta = w_sum(input, weights) - goal
            if delta * delta < limit:
                return updates
            weights = [w - alpha * delta * x for w, x in zip(weights, input)]
            updates += 1

    def right_in_itself(weights, input, goal, alpha, limit):
        delta = w_sum(input, weights) - goal
        if delta**2 < limit:
            return 0
        weights = [w - alpha * delta * x for w, x in zip(weights, input)]
        return 1 + UpdatesNeeded.right_in_itself(weights, input, goal, alpha, limit)

    def one_too_many(weights, input, goal, alpha, limit):
        """It is one too many: count an update when it is made, and compare the error before the
        next."""
        return 1 + counted(weights, input, goal, alpha, lambda delta: delta**2 >= limit)

    def one_too_few(weights, input, goal, alpha, limit):
        """It is one too few: does the counting begin with the second update?"""
        return counted(weights, input, goal, alpha, lambda delta: delta**2 >= limit) - 1

    def delta_below_the_limit(weights, input, goal, alpha, limit):
        """Here the size of the delta is compared with the limit: the error is its square."""
        return counted(weights, input, goal, alpha, lambda delta: abs(delta) >= limit)

    def signed_delta(weights, input, goal, alpha, limit):
        """Here the delta is compared with the limit, and a negative one is always below it: the
        error is its square."""
        return counted(weights, input, goal, alpha, lambda delta: delta >= limit)

    def at_the_limit(weights, input, goal, alpha, limit):
        """An error exactly at the limit is not below it, so the loop goes on: `>=`."""
        return counted(weights, input, goal, alpha, lambda delta: delta**2 > limit)

    def update_first(weights, input, goal, alpha, limit):
        """If the error is below the limit at the beginning, no update is made: look first."""
        updates = 0
        while True:
            weights = update(weights, input, goal, alpha)
            updates += 1
            if error_of(weights, input, goal) < limit:
                return updates

    def each_weight(weights, input, goal, alpha, limit):
        """Each weight is counted: one update moves all weights, and counts as one."""
        updates = 0
        delta = w_sum(input, weights) - goal
        while delta**2 >= limit:
            for i in range(len(weights)):
                weights[i] -= alpha * delta * input[i]
                updates += 1
            delta = w_sum(input, weights) - goal
        return updates

    def if_instead_of_while(weights, input, goal, alpha, limit):
        """More than 1 is never counted: is there an `if` instead of `while`, or a `return` inside
        the loop?"""
        return min(UpdatesNeeded.right(weights, input, goal, alpha, limit), 1)

    def gives_up(told):
        """Beyond a certain number it counts no further: the loop goes on until the error is below
        the limit, however many updates that takes."""
        most = max(answer for *_, answer in told)
        return most > 1 and all(answer == min(right, most) for _, right, answer in told)

    def gives_up_2(weights, input, goal, alpha, limit):
        return min(UpdatesNeeded.right(weights, input, goal, alpha, limit), 1000)

    def gives_up_3(weights, input, goal, alpha, limit):
        for updates in range(50):
            if error_of(weights, input, goal) < limit:
                return updates
            weights = update(weights, input, goal, alpha)
        return 50
