"""Notebook 23, NumPy in ten lines: products of matrices, one row for all rows, True as 1."""

import numpy as np

from course.exercises.task import Function


def matrix(chance, rows, columns):
    """Return an array of ``rows`` × ``columns`` numbers with one decimal, none of them 0."""
    numbers = [chance.randrange(1, 60) / 10 * chance.choice([1, -1]) for _ in range(rows * columns)]
    return np.array(numbers).reshape(rows, columns)


class PredictAll(Function):
    id = "23-1"
    hints = (
        "Each row on the left meets each column on the right: where do the weights of an output "
        "have to stand?",
        "`weights.T` has the weights of an output in a column.",
    )

    def cases(chance):
        yield np.array([[8.5, 0.65, 1.2], [9.5, 0.8, 1.3]]), matrix(chance, 3, 3)
        for games, inputs, outputs in (1, 2, 2), (3, 3, 3), (4, 2, 3), (2, 4, 1):
            yield matrix(chance, games, inputs), matrix(chance, outputs, inputs)

    def right(games, weights):
        return games.dot(weights.T)

    def right_by_the_other_product(games, weights):
        return weights.dot(games.T).T

    def right_by_the_sign(games, weights):
        return games @ np.transpose(weights)

    def right_by_a_loop(games, weights):
        return [[sum(row * game) for row in weights] for game in games]

    def transposed(games, weights):
        """There is a column for each game: a row is asked for."""
        return weights.dot(games.T)

    def not_turned(games, weights):
        """The weights of an output stand in a row, and `dot` wants them in a column: take the
        transpose of `weights`."""
        return games.dot(weights)

    def first_game_only(games, weights):
        """Only the first game has been predicted: `games` as a whole can be multiplied."""
        return games[0].dot(weights.T)

    def added(games, weights):
        """The predictions of each game are added up: they are asked for one by one."""
        return games.dot(weights.T).sum(axis=1)


class AnswersWith(Function):
    id = "23-2"
    hints = (
        "`outputs + biases` adds one row to all rows.",
        "`argmax(axis=1)` goes along each row.",
    )

    def cases(chance):
        yield np.array([[0.1, 0.9, 0.2], [0.8, 0.3, 0.1]]), np.array([0.0, -1.0, 0.3])
        yield np.array([[2.0, 1.0], [1.0, 2.0], [3.0, 0.0]]), np.array([0.0, 0.5])
        for rows, columns in (5, 4), (3, 3), (4, 10):
            yield matrix(chance, rows, columns), matrix(chance, 1, columns)[0]

    def right(outputs, biases):
        return (outputs + biases).argmax(axis=1)

    def right_by_a_loop(outputs, biases):
        return [int(np.argmax(row + biases)) for row in outputs]

    def right_by_the_function(outputs, biases):
        return np.argmax(outputs + biases, 1)

    def no_biases(outputs, biases):
        """This is the place of the largest output without the biases: add them first."""
        return outputs.argmax(axis=1)

    def taken_away(outputs, biases):
        """The biases are taken away: add them."""
        return (outputs - biases).argmax(axis=1)

    def downwards(outputs, biases):
        """This goes down the columns: `axis=1` goes along the rows."""
        return (outputs + biases).argmax(axis=0)

    def of_all(outputs, biases):
        """This is one place in all the numbers together: `axis=1` finds one in each row."""
        return (outputs + biases).argmax()

    def largest(outputs, biases):
        """These are the largest numbers themselves: `argmax` says at which place they stand."""
        return (outputs + biases).max(axis=1)

    def smallest(outputs, biases):
        """These are the places of the smallest numbers: the largest are asked for."""
        return (outputs + biases).argmin(axis=1)

    def from_one(outputs, biases):
        """The places are counted from 1: Python counts from 0."""
        return (outputs + biases).argmax(axis=1) + 1


class ShareActive(Function):
    id = "23-3"
    hints = (
        "`values > 0` is an array of True and False.",
        "True counts as 1, so the mean of such an array is a share.",
    )

    def cases(chance):
        yield np.array([[0.5, 0.0, -1.0, 2.0]])
        yield np.array([[0.0, 0.0], [0.0, 3.0], [0.5, -2.0]])
        yield np.array([1.0, 2.0, 4.0])
        for rows, columns in (3, 5), (4, 4):
            values = matrix(chance, rows, columns)
            yield np.where(matrix(chance, rows, columns) > 2, 0.0, values)

    def right(values):
        return np.mean(values > 0)

    def right_by_counting(values):
        return np.sum(values > 0) / values.size

    def right_by_a_loop(values):
        return len([value for value in values.flatten() if value > 0]) / len(values.flatten())

    def count(values):
        """This is their number: the share is a part of all numbers, between 0 and 1."""
        return np.sum(values > 0)

    def zero_too(values):
        """0 is counted as active: it has to be above 0."""
        return np.mean(values >= 0)

    def not_zero(values):
        """What is below 0 is counted as well: it has to be above 0."""
        return np.mean(values != 0)

    def of_rows(values):
        """The share is taken of the number of rows: all numbers count."""
        return np.sum(values > 0) / len(values)

    def each_column(values):
        """There is a share for each column: one for all numbers is asked for, without `axis`."""
        return np.mean(values > 0, axis=0)

    def mean_of_values(values):
        """This is the mean of the numbers themselves: take that of `values > 0`."""
        return np.mean(values)

    def in_percent(values):
        """This is in per cent: a share lies between 0 and 1."""
        return 100 * np.mean(values > 0)
