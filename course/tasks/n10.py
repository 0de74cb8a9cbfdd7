"""Notebook 10, several inputs and outputs: weight deltas as an outer product."""

from course.exercises.task import Function, Mistake, Value
from course.tasks.random_numbers import matrix_of, numbers
from nnlib.linalg import outer_prod, vect_mat_mul

first_weights = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
true = [0.1, 1, 0.1]
input = [8.5, 0.65, 1.2]
new_input = [1, 0.65, 1.2]
alpha = 0.01


def neural_network(input, weights):
    return vect_mat_mul(input, weights)


def deltas(input, weights=first_weights, goals=true):
    return [p - g for p, g in zip(neural_network(input, weights), goals)]


def moved(weights, weight_deltas, alpha):
    return [[w - alpha * d for w, d in zip(*rows)] for rows in zip(weights, weight_deltas)]


# As the notebook's loop leaves its names.
weights = first_weights
learned = []
for _ in range(5):
    pred = neural_network(input, weights)
    delta = deltas(input, weights)
    weight_deltas = outer_prod(delta, input)
    weights = moved(weights, weight_deltas, alpha)
    learned.append(weights)

new_deltas = deltas(new_input)
one_toe = Value(
    "10-1",
    rights=(
        outer_prod(new_deltas, new_input),
        [[d * x for x in new_input] for d in new_deltas],
    ),
    wants="a matrix of three rows",
    tolerance=1e-6,
    mistakes=(
        Mistake(
            "transposed",
            "Rows and columns are exchanged: a row for each output, so `outer_prod(delta, input)`.",
            outer_prod(new_input, new_deltas),
        ),
        Mistake(
            "the old delta",
            "Here the deltas are those of 8.5 toes: the predictions change with the input.",
            outer_prod(deltas(input), new_input),
            outer_prod(delta, new_input),
        ),
        Mistake(
            "the old input",
            "Here the deltas are the new ones, but the input in the product is the old one.",
            outer_prod(new_deltas, input),
        ),
        Mistake(
            "those of the notebook",
            "These are the weight deltas for 8.5 toes.",
            outer_prod(deltas(input), input),
            weight_deltas,
        ),
        Mistake(
            "the sign",
            "All signs are turned: the delta is prediction minus goal.",
            outer_prod([-d for d in new_deltas], new_input),
        ),
        Mistake(
            "predictions",
            "These are the predictions times the inputs: take the goals away first.",
            outer_prod(neural_network(new_input, first_weights), new_input),
        ),
        Mistake(
            "the old predictions",
            "These are predictions times inputs, and the predictions are those of 8.5 toes: "
            "predict with the new input, then take the goals away.",
            outer_prod(neural_network(input, first_weights), new_input),
            outer_prod(pred, new_input),
        ),
        Mistake(
            "squared",
            "The deltas are squared here, as for the error: a weight delta is the delta itself "
            "times input.",
            outer_prod([d**2 for d in new_deltas], new_input),
        ),
        Mistake(
            "learned weights",
            "The weights that predict here have learned already: begin with `first_weights`.",
            *[outer_prod(deltas(new_input, later), new_input) for later in learned],
        ),
        Mistake(
            "twice",
            "All numbers are twice as large as they should be: a weight delta is delta times "
            "input, without a factor 2.",
            outer_prod([2 * d for d in new_deltas], new_input),
        ),
        Mistake(
            "new weights",
            "These are weights after a step: the weight deltas are asked for.",
            moved(first_weights, outer_prod(new_deltas, new_input), alpha),
        ),
    ),
    hints=(
        "Predict with the new input first, then take the goals away.",
        "The deltas are the new predictions minus 0.1, 1 and 0.1; the weight deltas are their "
        "outer product with the new input.",
    ),
)


class MyOuterProd(Function):
    id = "10-2"
    without = "outer_prod"
    hints = (
        "Two loops, one inside the other: the outer one goes through `a`.",
        "For each `x` in `a` make a new row that holds `x * y` for all `y` in `b`.",
    )

    def cases(chance):
        yield [1, 2], [3, 4, 5]
        yield [2], [1, -1]
        yield [1, 0, 3], [2]
        # Whoever rounds is found out here.
        yield [0.123, 4.567], [0.891]
        for a, b in (3, 3), (2, 4), (4, 2), (2, 2):
            yield numbers(chance, a, 3), numbers(chance, b, 3)

    def right(a, b):
        return [[x * y for y in b] for x in a]

    def right_in_numpy(a, b):
        import numpy as np

        return np.outer(a, b)

    def right_by_places(a, b):
        out = []
        for i in range(len(a)):
            row = []
            for j in range(len(b)):
                row.append(a[i] * b[j])
            out.append(row)
        return out

    def unnamed_as_the_lengths_are_exchanged(a, b):
        return [[a[i] * b[j] for j in range(len(a))] for i in range(len(b))]

    def unnamed_as_it_always_stops(a, b):
        raise IndexError("list index out of range")

    def transposed(a, b):
        """Rows and columns are exchanged: a row for each element of `a`."""
        return [[x * y for x in a] for y in b]

    def flat(a, b):
        """All products are there, in one long list: put those of each element of `a` into a list of
        their own."""
        return [x * y for x in a for y in b]

    def side_by_side(a, b):
        """Only the elements at the same place are multiplied: each of `a` has to meet each of
        `b`."""
        return [x * y for x, y in zip(a, b)]

    def weighted_sum(a, b):
        """This is one number, a weighted sum: the outer product is a matrix."""
        return sum(x * y for x, y in zip(a, b))

    def the_same_row(a, b):
        """All rows are the last one: are they the same list, made once and put in several times?"""
        out = [[0] * len(b)] * len(a)
        for i in range(len(a)):
            for j in range(len(b)):
                out[i][j] = a[i] * b[j]
        return out

    def sums(a, b):
        """The elements are added here: they have to be multiplied."""
        return [[x + y for y in b] for x in a]

    def always_three(a, b):
        """This counts to three, however many there are: take the sizes from the lists, with
        `len`."""
        out = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
        for i in range(3):
            for j in range(3):
                out[i][j] = a[i] * b[j]
        return out

    def always_three_2(a, b):
        return [[a[i] * y for y in b] for i in range(3)]

    def always_three_3(a, b):
        return [[x * b[j] for j in range(3)] for x in a]


class LearnMatrix(Function):
    id = "10-3"
    keeps_arguments = True
    hints = (
        "Predict with `vect_mat_mul`; there is one delta for each output.",
        "Each weight loses alpha times the delta of its row times the input of its column.",
    )

    def cases(chance):
        # Two outputs and three inputs come first.
        yield [[1, 0, 2], [0, 1, 1]], [1, 2, 3], [5, 7], 0.5
        yield first_weights, input, true, 0.01
        for outputs, inputs in (1, 2), (3, 2), (2, 4), (2, 1), (2, 2):
            matrix = matrix_of(chance, outputs, inputs, 3)
            yield matrix, numbers(chance, inputs, 3), numbers(chance, outputs, 3), 0.05

    def right(weights, input, goals, alpha):
        pred = vect_mat_mul(input, weights)
        delta = [pred[i] - goals[i] for i in range(len(goals))]
        weight_deltas = outer_prod(delta, input)
        new = [list(row) for row in weights]
        for i in range(len(weights)):
            for j in range(len(input)):
                new[i][j] -= alpha * weight_deltas[i][j]
        return new

    def right_by_plus(weights, input, goals, alpha):
        delta = [goal - p for p, goal in zip(vect_mat_mul(input, weights), goals)]
        return [[w + alpha * d * x for w, x in zip(row, input)] for row, d in zip(weights, delta)]

    def right_in_numpy(weights, input, goals, alpha):
        import numpy as np

        weights = np.array(weights)
        return weights - alpha * np.outer(weights @ input - np.array(goals), input)

    def unnamed_as_the_lengths_are_exchanged(weights, input, goals, alpha):
        steps = outer_prod(deltas(input, weights, goals), input)
        outputs, inputs = range(len(goals)), range(len(input))
        return [[weights[i][j] - alpha * steps[i][j] for j in outputs] for i in inputs]

    def transposed(weights, input, goals, alpha):
        """The weight deltas have rows and columns exchanged: `outer_prod(delta, input)` has a row
        for each output, as the weights do."""
        steps = outer_prod(input, deltas(input, weights, goals))
        outputs, inputs = range(len(goals)), range(len(input))
        return [[weights[i][j] - alpha * steps[i][j] for j in inputs] for i in outputs]

    def transposed_result(told):
        """The result has a row for each input: it should have one for each output."""
        return all(
            len(answer) == len(input) and len(answer[0]) == len(goals)
            for (_, input, goals, _), _, answer in told
        )

    def transposed_result_2(weights, input, goals, alpha):
        return list(zip(*LearnMatrix.right(weights, input, goals, alpha)))

    def plus(weights, input, goals, alpha):
        """The weights move away from the goals: is the delta goal − pred, or is the step added
        where it should be taken away?"""
        return moved(weights, outer_prod(deltas(input, weights, goals), input), -alpha)

    def no_alpha(weights, input, goals, alpha):
        """The step is the whole weight delta: alpha is missing."""
        return moved(weights, outer_prod(deltas(input, weights, goals), input), 1)

    def another_alpha(weights, input, goals, rate):
        """The step is that of alpha = 0.01, whichever alpha is handed over. Does it use an alpha
        from outside?"""
        return moved(weights, outer_prod(deltas(input, weights, goals), input), alpha)

    def twice(weights, input, goals, alpha):
        """The step is twice as long as it should be: a weight delta is delta times input, without a
        factor 2."""
        return moved(weights, outer_prod(deltas(input, weights, goals), input), 2 * alpha)

    def delta_squared(weights, input, goals, alpha):
        """The deltas are squared here, as for the error: the step takes the delta itself."""
        squares = [d**2 for d in deltas(input, weights, goals)]
        return moved(weights, outer_prod(squares, input), alpha)

    def no_input(weights, input, goals, alpha):
        """All weights of a row move by the same amount: each delta has to be multiplied by each
        input."""
        delta = deltas(input, weights, goals)
        return [[w - alpha * d for w in row] for row, d in zip(weights, delta)]

    def weight_deltas(weights, input, goals, alpha):
        """These are the weight deltas. They still have to be multiplied by alpha and taken away
        from the weights."""
        return outer_prod(deltas(input, weights, goals), input)

    def always_three(weights, input, goals, alpha):
        """This counts to three, however many there are: take the sizes from the lists, with
        `len`."""
        steps = outer_prod(deltas(input, weights, goals), input)
        for i in range(3):
            for j in range(3):
                weights[i][j] -= alpha * steps[i][j]
        return weights

    def always_three_2(weights, input, goals, alpha):
        pred = vect_mat_mul(input, weights)
        delta = [pred[i] - goals[i] for i in range(3)]
        return moved(weights, outer_prod(delta, input), alpha)

    def always_three_3(weights, input, goals, alpha):
        steps = outer_prod(deltas(input, weights, goals), input)
        for i in range(len(weights)):
            for j in range(3):
                weights[i][j] -= alpha * steps[i][j]
        return weights

    def the_same_row(weights, input, goals, alpha):
        """All rows come out the same: is it one and the same list that stands in every place?"""
        steps = outer_prod(deltas(input, weights, goals), input)
        new = [[0] * len(input)] * len(weights)
        for i in range(len(weights)):
            for j in range(len(input)):
                new[i][j] = weights[i][j] - alpha * steps[i][j]
        return new

    def the_same_row_2(weights, input, goals, alpha):
        steps = outer_prod(deltas(input, weights, goals), input)
        new = [[0] * len(input)] * len(weights)
        for i in range(len(weights)):
            for j in range(len(input)):
                new[i][j] += weights[i][j] - alpha * steps[i][j]
        return new
