"""Notebook 05, multiple inputs and outputs: what a row and a column of the matrix are."""

from course.exercises.task import Function, Mistake, Value, called
from course.exercises.values import same
from course.tasks.conditions import nearly_right
from course.tasks.random_numbers import matrix_of, numbers
from nnlib.linalg import ele_mul, vect_mat_mul

game = [8.5, 0.65, 1.2]
weights = [
    [0.1, 0.1, -0.3],
    [0.1, 0.2, 0.0],
    [0.0, 1.3, 0.1],
]


def predictions(matrix):
    wanted, found = vect_mat_mul(game, weights[::-1]), vect_mat_mul(game, matrix)
    return list(zip(["sad?", "win?", "hurt?"], wanted, found))


def is_reordered(matrix):
    predictions(matrix)  # refuses what is no matrix of three rows of three
    return same(weights[::-1], matrix, 1e-9)


reordered = Value(
    "05-1",
    accept=is_reordered,
    rights=(
        [weights[2], weights[1], weights[0]],
        [[0, 1.3, 0.1], [0.1, 0.2, 0], [0.1, 0.1, -0.3]],
    ),
    wants="a matrix of three rows with three weights each",
    rows=predictions,
    mistakes=(
        Mistake(
            "columns",
            "The columns have changed places, and a column belongs to an input: change the rows.",
            [row[::-1] for row in weights],
        ),
        Mistake(
            "both",
            "The rows are in the right order, but each is turned round as well: the inputs stay in "
            "their order.",
            [row[::-1] for row in weights[::-1]],
        ),
        Mistake(
            "unchanged",
            "This is the matrix as it was: its predictions come in the order hurt, win, sad.",
            weights,
        ),
        Mistake(
            "transposed",
            "Rows and columns are exchanged: the rows are to stay rows, in another order.",
            list(zip(*weights)),
        ),
        Mistake(
            "another order",
            "The rows are whole, but in another order than sad, win, hurt.",
            [weights[2], weights[0], weights[1]],
            when=lambda matrix: same(sorted(weights), sorted(matrix), 1e-9),
        ),
        Mistake(
            "row twice",
            "One row stands there more than once: has it overwritten another, as after "
            "`reordered = weights`, which is no copy?",
            [weights[2], weights[1], weights[2]],
            when=lambda matrix: len(matrix) == 3 and all(row in weights for row in matrix),
        ),
    ),
    hints=(
        "Which part of the matrix makes the prediction for `sad?`, a row or a column?",
        "`weights[2]` is all that `sad?` needs. It has to stand first.",
    ),
)


class ProductsOnLines(Function):
    id = "05-2"
    hints = (
        "Begin with one row: multiply each of its weights by the input at the same place.",
        "One loop goes through the rows, a second one inside it through `zip(vect, row)`.",
    )

    def cases(chance):
        yield [1, 2, 3], [[1, 1, 1], [10, 0, -1]]
        yield game, weights
        yield [2, 5], [[1, 2], [3, 4], [5, 6]]
        yield [3], [[2], [-1]]
        yield [2, 0, -4], [[1, 2, 3]]
        # Whoever rounds is found out here.
        yield [0.123, 4.567], [[0.891, 2.345], [5.678, 9.012]]
        for rows, columns in (4, 2), (2, 4), (4, 5):
            yield numbers(chance, columns, 5), matrix_of(chance, rows, columns, 5)

    def right(vect, matrix):
        table = []
        for row in matrix:
            table.append([x * w for x, w in zip(vect, row)])
        return table

    def right_by_places(vect, matrix):
        table = []
        for i in range(len(matrix)):
            row = []
            for j in range(len(vect)):
                row.append(matrix[i][j] * vect[j])
            table.append(row)
        return table

    def right_in_numpy(v, m):
        import numpy as np

        return np.array(v) * m

    def right_in_place(vect, matrix):
        for row in matrix:
            for i in range(len(vect)):
                row[i] *= vect[i]
        return matrix

    def sums(vect, matrix):
        """These are the weighted sums, the predictions: the products are asked for before they are
        added."""
        return vect_mat_mul(vect, matrix)

    def transposed(vect, matrix):
        """Rows and columns are exchanged: here each row belongs to an input, and each output is to
        have a row."""
        return [[x * row[i] for row in matrix] for i, x in enumerate(vect)]

    def times_place(vect, matrix):
        """The weights are multiplied by their place, 0, 1, 2, …: take the input that stands at that
        place, `vect[i]`."""
        return [[i * row[i] for i in range(len(vect))] for row in matrix]

    def input_of_the_row(vect, matrix):
        """The whole row is multiplied by one input, the one with the row's number: each weight of a
        row has an input of its own."""
        table = []
        for i in range(len(matrix)):
            table.append([vect[i] * w for w in matrix[i]])
        return table

    def input_of_the_row__by_zip(vect, matrix):
        """Each row is multiplied by one input, as `zip` pairs the inputs with the rows: each weight
        of a row has an input of its own."""
        return [ele_mul(x, row) for x, row in zip(vect, matrix)]

    def input_of_the_row__by_strict_zip(vect, matrix):
        """Inputs and rows are paired by `zip`, and may differ in number: each weight of a row has
        an input of its own, so pair the inputs with the weights of a row."""
        return [[x * w for w in row] for x, row in zip(vect, matrix, strict=True)]

    @called("ele_mul with two lists")
    def ele_mul_with_two_lists(vect, matrix):
        """`ele_mul` takes one number and a list: call it once for each weight, or use
        `zip(vect, row)`."""
        return [ele_mul(vect, row) for row in matrix]

    def the_same_row(vect, matrix):
        """All rows come out the same: is it one and the same list that stands in every place?"""
        table = [[0] * len(vect)] * len(matrix)
        for i in range(len(matrix)):
            for j in range(len(vect)):
                table[i][j] = matrix[i][j] * vect[j]
        return table

    def the_same_row_2(vect, matrix):
        table = [[0] * len(vect)] * len(matrix)
        for i in range(len(matrix)):
            for j in range(len(vect)):
                table[i][j] += matrix[i][j] * vect[j]
        return table

    def flat(vect, matrix):
        """The products are right, but all in one list: each output is to have a row of its own."""
        return [x * w for row in matrix for x, w in zip(vect, row)]

    def first_row_only(vect, matrix):
        """Only the first output's products come back: does `return` stand inside the loop?"""
        table = []
        for row in matrix:
            table.append([x * w for x, w in zip(vect, row)])
            return table

    def first_row_only_2(vect, matrix):
        for row in matrix:
            return [x * w for x, w in zip(vect, row)]

    def last_row_only(vect, matrix):
        """Only the last output's products come back: `append` each row to a list that is made
        before the loop."""
        for row in matrix:
            products = [x * w for x, w in zip(vect, row)]
        return products

    def last_row_only_2(vect, matrix):
        for row in matrix:
            table = [[x * w for x, w in zip(vect, row)]]
        return table

    def read_by_columns(vect, matrix):
        """The matrix is read by columns: the row comes first, then the place in it, `matrix[i][j]`
        with the row `i` and the input `j`."""
        return [[vect[j] * matrix[j][i] for j in range(len(vect))] for i in range(len(matrix))]

    def always_three(vect, matrix):
        """This is right for three inputs and three outputs, and stops for fewer: take the sizes
        from the lists, with `len`."""
        table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
        for i in range(3):
            for j in range(3):
                table[i][j] = vect[j] * matrix[i][j]
        return table

    def row_not_renewed(vect, matrix):
        """Each row holds all products: begin a new row inside the loop, for each output."""
        table = []
        row = []
        for weights in matrix:
            for x, w in zip(vect, weights):
                row.append(x * w)
            table.append(row)
        return table

    def every_input_with_every_weight(vect, matrix):
        """In each row every input meets every weight: the input and the weight at the same place
        belong together."""
        return [[x * w for x in vect for w in row] for row in matrix]

    def plus(vect, matrix):
        """Inputs and weights are added: multiply them."""
        return [[x + w for x, w in zip(vect, row)] for row in matrix]

    def unchanged(vect, matrix):
        """This is the matrix as it came: multiply each weight by its input."""
        for row in matrix:
            for x, w in zip(vect, row):
                w = x * w
        return matrix

    def rounded(told):
        """These are nearly the products: are they rounded? Return them as they come out."""
        return nearly_right(told)

    def rounded_2(vect, matrix):
        return [[round(x * w, 2) for x, w in zip(vect, row)] for row in matrix]


class Transpose(Function):
    id = "05-3"
    hints = (
        "How many rows does the result have if the matrix has two rows of three?",
        "`[row[0] for row in matrix]` is the first column. A loop over `range(len(matrix[0]))` "
        "makes the others.",
    )

    def cases(chance):
        yield [[1, 2, 3], [4, 5, 6]]
        yield [[1, 2], [3, 4]]
        yield [[1, 2], [3, 4], [5, 6]]
        yield [[7, 8, 9]]
        yield [[7], [8], [9]]
        for rows, columns in (3, 3), (2, 4), (4, 3):
            yield matrix_of(chance, rows, columns, 5)

    def right(matrix):
        columns = []
        for i in range(len(matrix[0])):
            columns.append([row[i] for row in matrix])
        return columns

    def right_by_zip(matrix):
        return zip(*matrix)

    def right_in_numpy(matrix):
        import numpy as np

        return np.array(matrix).T

    def unchanged(matrix):
        """This is the matrix as it came: its first column is to become the first row."""
        return [[matrix[i][j] for j in range(len(matrix[0]))] for i in range(len(matrix))]

    def rows_reversed(matrix):
        """The rows have changed their order, and are rows still: the first column is to become
        the first row."""
        return matrix[::-1]

    def columns_reversed(matrix):
        """Each row is turned round, and is a row still: the first column is to become the first
        row."""
        return [row[::-1] for row in matrix]

    def square__by_rows(matrix):
        """This is right only for square matrices: there are to be as many new rows as there were
        columns, not as there were rows."""
        columns = []
        for i in range(len(matrix)):
            columns.append([row[i] for row in matrix])
        return columns

    def square__by_columns(matrix):
        """This is right only for square matrices: a new row has as many numbers as there were
        rows, not as there were columns."""
        size = len(matrix[0])
        return [[matrix[j][i] for j in range(size)] for i in range(size)]

    def always_three(matrix):
        """This makes three rows, whatever the matrix: take their number from it,
        `len(matrix[0])`."""
        columns = []
        for i in range(3):
            columns.append([row[i] for row in matrix])
        return columns

    def the_same_row(matrix):
        """All rows are the last column: is it one and the same list that stands in every
        place?"""
        result = [[0] * len(matrix)] * len(matrix[0])
        for i in range(len(matrix)):
            for j in range(len(matrix[0])):
                result[j][i] = matrix[i][j]
        return result

    def quarter_turn(matrix):
        """The columns have become rows, but one of the two orders is turned round: what was
        first stays first."""
        return list(zip(*matrix[::-1]))

    def quarter_turn_2(matrix):
        return list(zip(*matrix))[::-1]

    def first_column_only(matrix):
        """Only the first column comes back: does `return` stand inside the loop?"""
        columns = []
        for i in range(len(matrix[0])):
            columns.append([row[i] for row in matrix])
            return columns

    def first_column_only_2(matrix):
        return [row[0] for row in matrix]

    def flat(matrix):
        """The numbers come in the right order, but all in one list: each column is to become a
        row of its own."""
        columns = []
        for i in range(len(matrix[0])):
            for row in matrix:
                columns.append(row[i])
        return columns

    def reshaped(matrix):
        """The numbers stay in their order and are only cut into other rows, as `reshape` does it:
        the first column is to become the first row."""
        import numpy as np

        return np.array(matrix).reshape(len(matrix[0]), len(matrix))
