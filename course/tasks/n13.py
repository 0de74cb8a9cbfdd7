"""Notebook 13, a network in NumPy: its size, one picture, and when to stop."""

import numpy as np

from course.exercises.task import Function, Mistake, Value
from nnlib.network import relu, relu2deriv

weights_of_100 = Value(
    "13-1",
    rights=(784 * 100 + 100 * 10, 79400.0),
    wants="a whole number",
    mistakes=(
        Mistake(
            "first matrix only",
            "These are the weights of the first matrix: the second one leads from the hidden units "
            "to the ten outputs.",
            784 * 100,
        ),
        Mistake(
            "multiplied",
            "Here the sizes are multiplied throughout: the weights of the two matrices are added.",
            784 * 100 * 10,
            784 * 100 * 100 * 10,
        ),
        Mistake(
            "with biases",
            "This counts 110 biases too. The network of this notebook has none.",
            785 * 100 + 101 * 10,
        ),
        Mistake(
            "units",
            "These are the units. A weight stands on each line between two of them.",
            784 + 100 + 10,
        ),
        Mistake("forty", "This is the network with 40 hidden units.", 31760),
        Mistake(
            "first matrix of forty",
            "This is the first matrix of the network with 40 hidden units: a hundred are asked "
            "for, and both matrices.",
            784 * 40,
        ),
        Mistake(
            "fifty",
            "This is the network with 50 hidden units, half the weights of one with a hundred.",
            39700,
        ),
        Mistake(
            "separator",
            "In Python `79.400` is 79.4, and `79,400` is two numbers: write the thousands without "
            "a point or a comma.",
            79.400,
            (79, 400),
        ),
    ),
    hints=(
        "Each matrix has a weight for each line between two layers.",
        "784 times 100 lines, and then 100 times 10.",
    ),
)

alpha = 0.005  # the notebook's


def forward(layer_0, weights_0_1, weights_1_2):
    layer_1 = relu(layer_0.dot(weights_0_1))
    return layer_1, layer_1.dot(weights_1_2)


def steps(layer_0, label, weights_0_1, weights_1_2):
    """Return what alpha is multiplied by: the steps of both matrices."""
    layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
    return back(layer_0, layer_1, label - layer_2, weights_1_2, relu2deriv(layer_1))


def back(layer_0, layer_1, layer_2_delta, weights_1_2, slope):
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * slope
    return layer_0.T.dot(layer_1_delta), layer_1.T.dot(layer_2_delta)


class LearnPicture(Function):
    id = "13-2"
    keeps_arguments = True
    hints = (
        "The lines are those of `one_iteration`; only the two `+=` become new arrays.",
        "`weights_1_2 + alpha * layer_1.T.dot(layer_2_delta)` is a new array.",
    )

    def cases(chance):
        # Each has a silent hidden unit.
        picture, label = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
        weights_1_2 = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
        yield picture, label, np.array([[1.0, -1.0, 2.0], [1.0, 1.0, 1.0]]), weights_1_2, 0.5
        for pixels, hidden, classes in (3, 4, 2), (5, 3, 4):
            layer_0 = np.array([[chance.choice([0, 0.2, 0.6, 1]) for _ in range(pixels)]])
            layer_0[0][0] = 1.0
            first = [[chance.uniform(-1, 1) for _ in range(hidden)] for _ in range(pixels)]
            first[0][:2] = -5.0, 5.0  # one unit is silent, one active
            second = [[chance.uniform(-1, 1) for _ in range(classes)] for _ in range(hidden)]
            one = np.eye(classes)[[chance.randrange(classes)]]
            yield layer_0, one, np.array(first), np.array(second), 0.1
        # Little is not nothing: the unit that is active has hardly any value.
        yield picture, label, np.array([[1e-6, -1.0, 0.05], [1.0, 1.0, 1.0]]), weights_1_2, 0.5

    def right(layer_0, label, weights_0_1, weights_1_2, alpha):
        layer_1 = relu(layer_0.dot(weights_0_1))
        layer_2 = layer_1.dot(weights_1_2)
        layer_2_delta = label - layer_2
        new_1_2 = weights_1_2 + alpha * layer_1.T.dot(layer_2_delta)
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)
        new_0_1 = weights_0_1 + alpha * layer_0.T.dot(layer_1_delta)
        return new_0_1, new_1_2

    def right_by_minus(layer_0, label, weights_0_1, weights_1_2, alpha):
        first, second = weights_0_1.copy(), weights_1_2.copy()
        layer_1 = np.maximum(0, layer_0 @ first)
        delta = layer_1 @ second - label
        back = (delta @ second.T) * (layer_1 > 0)
        second -= alpha * np.outer(layer_1, delta)
        first -= alpha * np.outer(layer_0, back)
        return [first, second]

    def minus(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The weights move away from the label: with the delta label − layer_2 the steps are
        added."""
        to_0_1, to_1_2 = steps(layer_0, label, weights_0_1, weights_1_2)
        return weights_0_1 - alpha * to_0_1, weights_1_2 - alpha * to_1_2

    def no_alpha(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The steps are not multiplied by alpha."""
        to_0_1, to_1_2 = steps(layer_0, label, weights_0_1, weights_1_2)
        return weights_0_1 + to_0_1, weights_1_2 + to_1_2

    def another_alpha(layer_0, label, weights_0_1, weights_1_2, rate):
        """The steps are those of alpha = 0.005, whichever alpha is handed over. Does it use an
        alpha from outside?"""
        return LearnPicture.right(layer_0, label, weights_0_1, weights_1_2, alpha)

    def twice(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The steps are twice as long as they should be: there is no factor 2 in them."""
        return LearnPicture.right(layer_0, label, weights_0_1, weights_1_2, 2 * alpha)

    def delta_squared(layer_0, label, weights_0_1, weights_1_2, alpha):
        """`layer_2_delta` is squared here, as for the error: the steps take the delta itself."""
        layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
        delta = (label - layer_2) ** 2
        to_0_1, to_1_2 = back(layer_0, layer_1, delta, weights_1_2, relu2deriv(layer_1))
        return weights_0_1 + alpha * to_0_1, weights_1_2 + alpha * to_1_2

    def no_slope(layer_0, label, weights_0_1, weights_1_2, alpha):
        """Silent hidden units learn too: multiply `layer_1_delta` by `relu2deriv(layer_1)`, which
        is 1 only where a unit is active."""
        layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
        to_0_1, to_1_2 = back(layer_0, layer_1, label - layer_2, weights_1_2, layer_1 >= 0)
        return weights_0_1 + alpha * to_0_1, weights_1_2 + alpha * to_1_2

    def times_the_value(layer_0, label, weights_0_1, weights_1_2, alpha):
        """`layer_1_delta` is multiplied by the hidden values: the slope is 1 where a unit is
        active, however large its value is."""
        layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
        to_0_1, to_1_2 = back(layer_0, layer_1, label - layer_2, weights_1_2, layer_1)
        return weights_0_1 + alpha * to_0_1, weights_1_2 + alpha * to_1_2

    def weights_moved_first(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The second matrix has moved before the delta came back through it: compute both deltas
        first."""
        layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
        new_1_2 = weights_1_2 + alpha * layer_1.T.dot(label - layer_2)
        to_0_1, _ = back(layer_0, layer_1, label - layer_2, new_1_2, layer_1 > 0)
        return weights_0_1 + alpha * to_0_1, new_1_2

    def no_relu(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The hidden units pass negative sums on: use `relu` on the way forward."""
        layer_1 = layer_0.dot(weights_0_1)
        delta = label - layer_1.dot(weights_1_2)
        to_0_1, to_1_2 = back(layer_0, layer_1, delta, weights_1_2, relu2deriv(layer_1))
        return weights_0_1 + alpha * to_0_1, weights_1_2 + alpha * to_1_2

    def second_matrix_only(layer_0, label, weights_0_1, weights_1_2, alpha):
        """Only the second matrix has learned."""
        layer_1, layer_2 = forward(layer_0, weights_0_1, weights_1_2)
        return weights_0_1, weights_1_2 + alpha * layer_1.T.dot(label - layer_2)

    def one_matrix(layer_0, label, weights_0_1, weights_1_2, alpha):
        """Only one matrix is returned: both are asked for, `weights_0_1` first."""
        return weights_0_1 + alpha * steps(layer_0, label, weights_0_1, weights_1_2)[0]

    def one_matrix_2(layer_0, label, weights_0_1, weights_1_2, alpha):
        return weights_1_2 + alpha * steps(layer_0, label, weights_0_1, weights_1_2)[1]

    def steps_only(layer_0, label, weights_0_1, weights_1_2, alpha):
        """These are only the steps: add them to the matrices."""
        return [alpha * step for step in steps(layer_0, label, weights_0_1, weights_1_2)]

    def exchanged(layer_0, label, weights_0_1, weights_1_2, alpha):
        """The two matrices are right, but in the wrong order: `weights_0_1` comes first."""
        return LearnPicture.right(layer_0, label, weights_0_1, weights_1_2, alpha)[::-1]


def stopped(errors, patience, is_new_lowest):
    """Return which iteration the rule takes for the best, and at which it stops."""
    best = 0
    for number in range(len(errors)):
        if is_new_lowest(number, best):
            best = number
        if number - best >= patience:
            break
    return best, number


class BestIteration(Function):
    id = "13-3"
    hints = (
        "Keep the number of the best iteration so far, and compare each new error with its.",
        "The rule stops when the present number minus the best number has reached `patience`.",
    )

    def cases(chance):
        yield [5, 4, 3, 4, 5, 2, 6, 7, 8, 1], 2
        yield [5, 3, 6, 5, 4, 2], 3
        yield [5, 6, 4, 5, 3], 2
        yield [3, 1, 2], 5
        yield [3, 2, 1], 2
        yield [1, 2, 3, 4], 1
        yield [5, 4, 4, 4, 3, 2], 2
        yield [0.9, 0.5, 0.6, 0.45, 0.7, 0.8, 0.9, 0.1], 3
        yield [2, 3, 1, 5, 6, 7, 0], 3
        yield [4], 5
        yield [200 - n for n in range(120)] + [90, 95, 70], 3
        yield [5, 4.999, 5, 4.998, 6, 6], 2

    def right(errors, patience):
        best = 0
        for number in range(len(errors)):
            if errors[number] < errors[best]:
                best = number
            if number - best >= patience:
                break
        return best

    def right_by_waiting(errors, patience):
        lowest, best, waiting = float("inf"), 0, 0
        for number, error in enumerate(errors):
            if error < lowest:
                lowest, best, waiting = error, number, 0
            else:
                waiting += 1
                if waiting == patience:
                    return best
        return best

    def unnamed_as_it_has_to_be_much_lower(errors, patience):
        return stopped(errors, patience, lambda n, best: errors[n] < 0.99 * errors[best])[0]

    def lowest_of_all(errors, patience):
        """This is the lowest error of the whole list: the rule may have stopped before it was
        reached."""
        return np.argmin(errors)

    def where_it_stops(errors, patience):
        """This is where the training stops: the best iteration is `patience` steps before."""
        return stopped(errors, patience, lambda n, best: errors[n] < errors[best])[1]

    def first_rise(errors, patience):
        """This stops at the first rise: with more patience the error may fall again."""
        for number in range(1, len(errors)):
            if errors[number] > errors[number - 1]:
                return number - 1
        return len(errors) - 1

    def compared_with_the_one_before(errors, patience):
        """Each error is compared with the one before it: compare it with the lowest so far."""
        waiting = 0
        for number in range(1, len(errors)):
            waiting = 0 if errors[number] < errors[number - 1] else waiting + 1
            if waiting == patience:
                return number - patience
        return len(errors) - 1

    def compared_with_the_one_before_2(errors, patience):
        return stopped(errors, patience, lambda n, _: n and errors[n] < errors[n - 1])[0]

    def counts_on(errors, patience):
        """The count goes on after a new lowest: it has to begin anew, since they must be in a
        row."""
        best, waiting = 0, 0
        for number in range(1, len(errors)):
            if errors[number] < errors[best]:
                best = number
            else:
                waiting += 1
                if waiting == patience:
                    break
        return best

    def one_too_late(errors, patience):
        """The rule stops one iteration too late: as soon as `patience` errors in a row were no new
        lowest."""
        return BestIteration.right(errors, patience + 1)

    def equal_counts_as_lower(errors, patience):
        """An error that is as low as the best one so far counts as a new lowest here: it has to be
        lower."""
        return stopped(errors, patience, lambda n, best: errors[n] <= errors[best])[0]

    def the_error_itself(errors, patience):
        """This is an error: the number of an iteration is asked for."""
        return errors[BestIteration.right(errors, patience)]

    def the_error_itself_2(errors, patience):
        return min(errors)

    def counted_from_1(errors, patience):
        """The count begins at 1 here: the first iteration has the number 0."""
        return BestIteration.right(errors, patience) + 1

    def counted_from_1_2(errors, patience):
        lowest, best = errors[0], 0
        for i in range(len(errors)):
            n = i + 1
            if errors[i] < lowest:
                lowest, best = errors[i], n
            if n - best >= patience:
                break
        return best
