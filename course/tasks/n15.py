"""Notebook 15, convolution by hand: a kernel, average pooling, softmax."""

import math

import numpy as np

from course.exercises.task import Function, Mistake, Value
from nnlib.convolution import softmax

kernel = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]])


def finds_left_edges(answer):
    factor = answer[0][2]
    return factor > 0 and np.allclose(answer, -factor * kernel.T)


left_kernel = Value(
    "15-1",
    rights=(-kernel.T, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], kernel.T[:, ::-1]),
    wants="an array of 3 × 3 numbers",
    mistakes=(
        Mistake(
            "right edges",
            "This is `kernel.T` itself, which finds the right edges.",
            kernel.T,
        ),
        Mistake(
            "upper edges",
            "This one looks for paper above and ink below: upper edges.",
            -kernel,
        ),
        Mistake("lower edges", "This is `kernel`, which finds the lower edges.", kernel),
        Mistake(
            "another scale",
            "It finds left edges. Its map is another multiple of the right edges' map: use the "
            "numbers 1 and −1.",
            -2 * kernel.T,
            when=lambda answer: np.shape(answer) == (3, 3) and finds_left_edges(answer),
        ),
        Mistake(
            "one row",
            "This is one row: a kernel for patches of 3 × 3 has three of them.",
            np.array([[-1, 0, 1]]),
            [-1, 0, 1],
            when=lambda answer: np.shape(answer) in [(3,), (1, 3)],
        ),
    ),
    hints=(
        "A left edge has paper on the left and ink on the right.",
        "Negative weights in the left column, positive ones in the right column.",
    ),
)


def pool(feature_map, size, value, step):
    """Return the map of ``value(square)``, with a square at every ``step`` places."""
    places = (len(feature_map) - size) // step + 1
    output = np.zeros((places, places))
    for row in range(places):
        for column in range(places):
            r, c = row * step, column * step
            output[row][column] = value(feature_map[r : r + size, c : c + size])
    return output


class AveragePool(Function):
    id = "15-2"
    hints = (
        "It is `max_pool` with one word changed.",
        "`feature_map[r : r + size, c : c + size].mean()` is the mean of one square.",
    )

    def cases(chance):
        # Whole numbers to be checked in the head come first.
        yield np.array([[1, 2, 0, 0], [3, 6, 0, 4], [-1, 1, 8, 8], [1, 3, 8, 4]], dtype=float), 2
        for places, size in (3, 2), (2, 3), (4, 1):
            side = places * size
            values = [chance.uniform(-2, 2) for _ in range(side * side)]
            yield np.array(values).reshape(side, side), size

    def right(feature_map, size=2):
        return pool(feature_map, size, np.mean, size)

    def right_by_sums(feature_map, size=2):
        return pool(feature_map, size, lambda square: sum(square.flatten()) / size**2, size)

    def right_by_reshape(feature_map, size=2):
        places = len(feature_map) // size
        return feature_map.reshape(places, size, places, size).mean(axis=(1, 3))

    def largest(feature_map, size=2):
        """These are the largest numbers of the squares: their mean is asked for."""
        return pool(feature_map, size, np.max, size)

    def sum(feature_map, size=2):
        """These are the sums over the squares: divide each by the number of its places."""
        return pool(feature_map, size, np.sum, size)

    def divided_by_the_size(feature_map, size=2):
        """The sums are divided by `size`: a square has size times size places."""
        return pool(feature_map, size, lambda square: square.sum() / size, size)

    def overlapping(feature_map, size=2):
        """The squares overlap, because they begin at every place: they begin every `size`
        places."""
        return pool(feature_map, size, np.mean, 1)

    def the_first_places(feature_map, size=2):
        """The squares begin at every place, so they overlap and end too early: they begin at
        `row * size` and `column * size`."""
        places = len(feature_map) // size
        return pool(feature_map, size, np.mean, 1)[:places, :places]

    def corners(feature_map, size=2):
        """These are the first numbers of the squares: take the mean of all."""
        return feature_map[::size, ::size]

    def mean_of_the_whole_map(feature_map, size=2):
        """This is the mean of the whole map: one for each square is asked for."""
        return feature_map.mean()


def small(told):
    """Return the cases whose outputs are small enough for any way to compute them."""
    return [one for one in told if max(map(abs, one[0][0])) < 100]


class SafeSoftmax(Function):
    id = "15-3"
    hints = (
        "If the same number is taken away from all outputs, all powers shrink by the same factor, "
        "and it cancels.",
        "`np.exp(outputs - np.max(outputs))` has no power above 1.",
    )

    def cases(chance):
        # Small ones first, then very large and very small ones.
        yield [0, 0]
        yield [1, 2, 3]
        yield [-1.5, 0.5, 2, 0]
        yield [7]
        yield [1000, 1001]
        yield [-1000, -1003, -1000]
        yield [5000, 0, -5000]
        yield [round(chance.uniform(-4, 4), 2) for _ in range(10)]

    def right(outputs):
        z = np.array(outputs, dtype=float)
        powers = np.exp(z - z.max())
        return powers / powers.sum()

    def right_in_plain_python(outputs):
        top = max(outputs)
        powers = [math.exp(z - top) for z in outputs]
        return [p / sum(powers) for p in powers]

    def right_by_the_logarithm(outputs):
        z = np.asarray(outputs, dtype=float)
        return np.exp(z - (z.max() + np.log(np.exp(z - z.max()).sum())))

    def unnamed_as_of_few_figures(outputs):
        outputs = np.array(outputs, dtype=np.float32)
        powers = np.exp(outputs - outputs.max())
        return [float(share) for share in powers / powers.sum()]

    def overflow(told):
        """For small outputs it is right; for large ones the powers become too large or too small
        for the computer. Take the largest output away from all of them first."""
        # NumPy's powers become infinite or 0 then; with those of math Python stops with an error.
        return all(
            np.allclose(answer, right, atol=1e-9) for _, right, answer in small(told)
        ) and any(
            isinstance(answer, ArithmeticError)
            or (np.shape(answer) == np.shape(right) and not np.isfinite(answer).all())
            for _, right, answer in told
        )

    def overflow_2(outputs):
        powers = [math.exp(z) for z in outputs]
        return [p / sum(powers) for p in powers]

    def overflow_3(outputs):
        powers = np.exp(outputs)
        return powers / powers.sum()

    def shares(outputs):
        """The outputs are divided by their sum: softmax takes the powers of e first, which are
        always positive."""
        return np.divide(outputs, np.sum(outputs))

    def not_divided(told):
        """These are the powers: divide them by their sum, so that they make 1 together."""
        return all(np.allclose(a, np.exp(np.subtract(z, max(z)))) for (z,), _, a in told)

    def not_divided_2(outputs):
        return np.exp(np.subtract(outputs, max(outputs)))

    def divided_by_the_largest(told):
        """The outputs are divided by the largest one before the powers are taken: take it away
        instead, so that the shares stay what they are."""
        return all(
            np.allclose(answer, softmax(np.divide(outputs, max(outputs))))
            for (outputs,), _, answer in small(told)
            if max(outputs) != 0
        )

    def divided_by_the_largest_2(outputs):
        return softmax(np.divide(outputs, max(outputs) or 1))

    def all_or_nothing(outputs):
        """The largest output gets everything: softmax leaves the others their shares."""
        return np.eye(len(outputs))[np.argmax(outputs)]
