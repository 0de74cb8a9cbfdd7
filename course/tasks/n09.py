"""Notebook 09, learning with multiple outputs: a delta and a weight delta for each output."""

from course.exercises.task import Function, Mistake, Value
from course.exercises.values import same
from course.tasks.random_numbers import numbers
from nnlib.linalg import ele_mul

zero_deltas = Value(
    "09-1",
    rights=([0.0, 0.0, 0.0], (-0.0, 0, 0)),
    unnamed=({0}, [False, False, False]),
    wants="a list of three numbers",
    mistakes=(
        Mistake(
            "the deltas",
            "These are the deltas, prediction minus goal. A weight delta is the delta times the "
            "input.",
            [0 * w - g for w, g in zip([0.3, 0.2, 0.9], [0.1, 1, 0.1])],
        ),
        Mistake(
            "the goals",
            "These are the goals, which are the deltas with the other sign. A weight delta is the "
            "delta times the input.",
            [0.1, 1, 0.1],
        ),
        Mistake(
            "those of the notebook",
            "These are the weight deltas for a record of 0.65: here it is 0.",
            [0.06175, -0.5655, 0.31525],
            when=lambda answer: same([0.06175, -0.5655, 0.31525], answer, 1e-4),
        ),
        Mistake(
            "the weights",
            "These are the weights: the question is for the weight deltas.",
            [0.3, 0.2, 0.9],
        ),
    ),
    hints=(
        "What are the three predictions for an input of 0, and what are the deltas?",
        "Each weight delta is the input times a delta, and the input is 0.",
    ),
)


def step(weights, input, goals, alpha):
    delta = [input * w - g for w, g in zip(weights, goals)]
    return [w - alpha * input * d for w, d in zip(weights, delta)]


class LearnOutputs(Function):
    id = "09-2"
    keeps_arguments = True
    hints = (
        "Three things happen in each iteration: predict, compare, learn.",
        "Each new weight is the old one minus alpha times input times the delta of its output.",
    )

    def cases(chance):
        # The first can be checked in the head.
        yield [1, 2], 2, [0, 6], 0.125, 2
        yield [0.3, 0.2, 0.9], 0.65, [0.1, 1, 0.1], 0.1, 1
        yield [0.3, 0.2, 0.9], 0.65, [0.1, 1, 0.1], 0.1, 3
        yield [0.5], 1, [2], 0.5, 4
        # Whoever stops after a hundred iterations, at a small error or at one that grows is found
        # out here.
        yield [3, -2], 1, [0, 0.5], 0.1, 200
        yield [3, -2, 1], 0.5, [0, 0.5, -9], 0.004, 1200
        yield [1, 2], 2, [0, 6], 0.625, 3
        for size in (2, 4):
            weights = numbers(chance, size, 1, 2)
            goals = numbers(chance, size, 1)
            yield weights, round(chance.uniform(0.5, 1.5), 2), goals, 0.2, 5

    def right(weights, input, goals, alpha, iterations):
        weights = list(weights)
        for _ in range(iterations):
            pred = ele_mul(input, weights)
            delta = [p - g for p, g in zip(pred, goals)]
            for i in range(len(weights)):
                weights[i] -= alpha * input * delta[i]
        return weights

    def right_by_plus(weights, input, goals, alpha, iterations):
        for _ in range(iterations):
            delta = [g - input * w for w, g in zip(weights, goals)]
            weights = [w + alpha * input * d for w, d in zip(weights, delta)]
        return weights

    def right_in_numpy(weights, input, goals, alpha, iterations):
        import numpy as np

        weights, goals = np.array(weights, dtype=float), np.array(goals)
        for _ in range(iterations):
            weights = weights - alpha * input * (input * weights - goals)
        return weights

    def plus(weights, input, goals, alpha, iterations):
        """The weights move away from the goals: is the delta goal − pred, or is the step added
        where it should be taken away?"""
        return LearnOutputs.right(weights, input, goals, -alpha, iterations)

    def no_alpha(weights, input, goals, alpha, iterations):
        """The steps are the whole weight deltas: alpha is missing."""
        return LearnOutputs.right(weights, input, goals, 1, iterations)

    def no_input(weights, input, goals, alpha, iterations):
        """The steps are alpha times the delta: the input is missing."""
        for _ in range(iterations):
            delta = [input * w - g for w, g in zip(weights, goals)]
            weights = [w - alpha * d for w, d in zip(weights, delta)]
        return weights

    def factor_2(weights, input, goals, alpha, iterations):
        """The steps are twice as long: this is the whole slope of the squared error. This course
        takes the factor 2 into alpha."""
        return LearnOutputs.right(weights, input, goals, 2 * alpha, iterations)

    def one_iteration_only(weights, input, goals, alpha, iterations):
        """These are the weights after one iteration: does `return` or `break` stand inside
        the loop?"""
        for _ in range(iterations):
            weights = step(weights, input, goals, alpha)
            return weights

    def never_predicted_again(weights, input, goals, alpha, iterations):
        """All iterations take the same step: predict and compare inside the loop, with the weights
        as they are by then."""
        delta = [input * w - g for w, g in zip(weights, goals)]
        for _ in range(iterations):
            weights = [w - alpha * input * d for w, d in zip(weights, delta)]
        return weights

    def one_delta_for_all(weights, input, goals, alpha, iterations):
        """All weights move by the same amount, by the sum of the deltas: each output has a delta of
        its own."""
        for _ in range(iterations):
            delta = sum(input * w - g for w, g in zip(weights, goals))
            weights = [w - alpha * input * delta for w in weights]
        return weights

    def predictions(weights, input, goals, alpha, iterations):
        """These are the predictions: the weights are asked for."""
        for _ in range(iterations):
            pred = ele_mul(input, weights)
            weights = [w - alpha * input * (p - g) for w, p, g in zip(weights, pred, goals)]
        return pred

    def predictions_2(weights, input, goals, alpha, iterations):
        return ele_mul(input, LearnOutputs.right(weights, input, goals, alpha, iterations))

    def one_too_few(weights, input, goals, alpha, iterations):
        """One iteration is missing: `range(iterations)` goes round as often as it says."""
        return LearnOutputs.right(weights, input, goals, alpha, iterations - 1)

    def one_too_many(weights, input, goals, alpha, iterations):
        """It is one iteration too many: `range(iterations)` goes round as often as it says."""
        return LearnOutputs.right(weights, input, goals, alpha, iterations + 1)

    def made_of_the_weights(weights, input, goals, alpha, iterations):
        """The step is made of the weights: it is delta that is multiplied by the input."""
        for _ in range(iterations):
            weight_deltas = ele_mul(input, weights)
            weights = [w - alpha * d for w, d in zip(weights, weight_deltas)]
        return weights

    def error_instead_of_delta(weights, input, goals, alpha, iterations):
        """The step is made of the error, the square: take the delta, which knows above from
        below."""
        for _ in range(iterations):
            error = [(input * w - g) ** 2 for w, g in zip(weights, goals)]
            weights = [w - alpha * input * e for w, e in zip(weights, error)]
        return weights

    def not_moved(weights, input, goals, alpha, iterations):
        """The weights come back as they were: has only a name like `w` got another number, and not
        the place in the list?"""
        for _ in range(iterations):
            for w, g in zip(weights, goals):
                w -= alpha * input * (input * w - g)
        return weights

    def stops_early(told):
        """These are weights from before the last iteration: is there a `break`, or what else ends
        the loop? It is to go round as often as `iterations` says."""

        def on_the_way(weights, input, goals, alpha, iterations):
            for _ in range(iterations + 1):
                yield weights
                weights = step(weights, input, goals, alpha)

        return all(
            any(same(weights, answer, 1e-9) for weights in on_the_way(*arguments))
            for arguments, _, answer in told
        )

    def stops_early_2(weights, input, goals, alpha, iterations):
        for iteration in range(iterations):
            if iteration == 100:
                break
            weights = step(weights, input, goals, alpha)
        return weights

    def stops_early_3(weights, input, goals, alpha, iterations):
        last = float("inf")
        for _ in range(iterations):
            error = sum((input * w - g) ** 2 for w, g in zip(weights, goals))
            if error < 1e-6 or error > last:
                break
            weights, last = step(weights, input, goals, alpha), error
        return weights
