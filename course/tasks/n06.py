"""Notebook 06, hidden layers: what the bend does, and what two layers without one are."""

from course.exercises.task import Function, Mistake, Value
from course.tasks.conditions import many_for_one, nearly_right
from course.tasks.random_numbers import matrix_of, numbers
from nnlib.linalg import vect_mat_mul, w_sum


def relu(x):
    return x if x > 0 else 0


def four_cases(weight):
    cases = zip([[0, 0], [0, 1], [1, 1], [1, 0]], [0, 1, 1, 1])
    return [(f"`{c}`", goal, relu(sum(c)) + weight * relu(sum(c) - 1)) for c, goal in cases]


both_weight = Value(
    "06-1",
    rights=((1 - 2) / 1, -0.1 - 0.2 - 0.7),
    wants="a number",
    rows=four_cases,
    mistakes=(
        Mistake(
            "sign",
            "The size is right, but with a positive weight `both` makes the output for [1, 1] "
            "larger, and it is too large already.",
            1,
        ),
        Mistake(
            "still XOR",
            "This is the weight as it was: the network still answers XOR, 0 for [1, 1].",
            -2,
        ),
        Mistake(
            "not heard",
            "With 0 the unit `both` is not heard, and for [1, 1] the output is 2, what `any` "
            "holds.",
            0,
        ),
        Mistake(
            "adds",
            "With a positive weight the output for [1, 1] is larger than 2: `both` has to take "
            "something away.",
            0.5,
            when=lambda weight: weight > 0,
        ),
        Mistake(
            "too large",
            "For [1, 1] the output is above 1: `both` has to take away more.",
            -0.5,
            when=lambda weight: weight > -1,
        ),
        Mistake(
            "too small",
            "For [1, 1] the output is below 1: `both` has to take away less.",
            -1.5,
            when=lambda weight: weight < -1,
        ),
    ),
    hints=(
        "For which of the four cases is the unit `both` not silent?",
        "For [1, 1] `any` holds 2 and `both` holds 1. The output, any + weight · both, has to "
        "be 1.",
    ),
)


class Forward(Function):
    id = "06-2"
    hints = (
        "Three lines: the hidden sums, the hidden units, the predictions.",
        "`relu` takes a single number, so it has to be called for each of the hidden sums.",
    )

    def cases(chance):
        # Inputs, hidden sums and outputs are negative here and there.
        yield [1, 2], [[1, 1], [1, -1]], [[1, 1], [-1, 2]]
        yield [1, -2], [[1, 1], [2, 1]], [[1, -1], [3, 5]]
        yield [-1, -1], [[1, 2], [-1, 0]], [[2, 1], [1, -3]]
        yield [2, 0, 1], [[1, 5, -3], [1, 0, 1]], [[1, -2]]
        # Whoever rounds is found out here.
        yield [0.123, 4.567], [[0.891, -2.345], [1.357, 2.468]], [[3.579, 0.789]]
        for inputs, hidden, outputs in (4, 3, 2), (2, 4, 3), (3, 3, 3), (1, 5, 1):
            input = numbers(chance, inputs, 3)
            yield input, matrix_of(chance, hidden, inputs, 3), matrix_of(chance, outputs, hidden, 3)

    def right(input, ih_wgt, hp_wgt):
        sums = vect_mat_mul(input, ih_wgt)
        hid = [relu(value) for value in sums]
        return vect_mat_mul(hid, hp_wgt)

    def right_in_numpy(input, ih_wgt, hp_wgt):
        import numpy as np

        return np.array(hp_wgt) @ np.maximum(0, np.array(ih_wgt) @ input)

    def right_in_loops(input, ih_wgt, hp_wgt):
        hid = []
        for row in ih_wgt:
            total = 0
            for x, w in zip(input, row):
                total += x * w
            if total < 0:
                total = 0
            hid.append(total)
        pred = []
        for row in hp_wgt:
            pred.append(sum(h * w for h, w in zip(hid, row)))
        return pred

    def no_bend(input, ih_wgt, hp_wgt):
        """The bend is missing: `relu` belongs on each hidden sum."""
        hid = vect_mat_mul(input, ih_wgt)
        return vect_mat_mul(hid, hp_wgt)

    def bend_on_outputs_too(input, ih_wgt, hp_wgt):
        """The hidden units are right, but the outputs are bent as well: they are plain weighted
        sums and may be negative."""
        hid = [relu(value) for value in vect_mat_mul(input, ih_wgt)]
        return [relu(value) for value in vect_mat_mul(hid, hp_wgt)]

    def bend_on_outputs_only(input, ih_wgt, hp_wgt):
        """The bend is on the outputs: it belongs on the hidden sums, before the second matrix."""
        pred = vect_mat_mul(vect_mat_mul(input, ih_wgt), hp_wgt)
        return [relu(value) for value in pred]

    def bend_on_inputs(input, ih_wgt, hp_wgt):
        """The bend is on the inputs: it belongs on the hidden sums, after the first matrix."""
        bent = [relu(value) for value in input]
        return vect_mat_mul(vect_mat_mul(bent, ih_wgt), hp_wgt)

    def layers_exchanged(input, ih_wgt, hp_wgt):
        """The input goes through `hp_wgt` first: it comes to the hidden units through `ih_wgt`."""
        hid = [relu(value) for value in vect_mat_mul(input, hp_wgt)]
        return vect_mat_mul(hid, ih_wgt)

    def hidden_only(input, ih_wgt, hp_wgt):
        """These are the hidden units: they still go through `hp_wgt`."""
        return [relu(value) for value in vect_mat_mul(input, ih_wgt)]

    def hidden_sums_only(input, ih_wgt, hp_wgt):
        """These are the hidden sums: they still have to be bent, and to go through `hp_wgt`."""
        return vect_mat_mul(input, ih_wgt)

    def without_signs(input, ih_wgt, hp_wgt):
        """A negative hidden sum has lost its minus: `relu` makes it 0."""
        hid = [abs(value) for value in vect_mat_mul(input, ih_wgt)]
        return vect_mat_mul(hid, hp_wgt)

    def step(input, ih_wgt, hp_wgt):
        """The hidden units are only 0 or 1, as in a perceptron: `relu` passes a positive sum on as
        it is."""
        hid = [1 if value > 0 else 0 for value in vect_mat_mul(input, ih_wgt)]
        return vect_mat_mul(hid, hp_wgt)

    def a_whole_list(told):
        """`relu` takes a single number, and here it gets all of them at once: call it for each of
        the hidden sums."""
        return many_for_one(told, "relu")

    def a_whole_list_2(input, ih_wgt, hp_wgt):
        hid = relu(vect_mat_mul(input, ih_wgt))
        return vect_mat_mul(hid, hp_wgt)

    def a_whole_list_3(input, ih_wgt, hp_wgt):
        import numpy as np

        return np.array(hp_wgt) @ relu(np.array(ih_wgt) @ input)

    def silent_units_left_out(input, ih_wgt, hp_wgt):
        """The silent hidden units are left out, and so the others meet weights that are not theirs:
        a silent unit is a 0 in its place."""
        hid = [value for value in vect_mat_mul(input, ih_wgt) if value > 0]
        return vect_mat_mul(hid, hp_wgt)

    def silent_units_left_out_2(input, ih_wgt, hp_wgt):
        hid = []
        for value in vect_mat_mul(input, ih_wgt):
            if value > 0:
                hid.append(value)
        return [sum(h * w for h, w in zip(hid, row)) for row in hp_wgt]


class Melt(Function):
    id = "06-3"
    hints = (
        "The notebook's cell does it for three, three and three. Where do its threes come from?",
        "For output `k` and input `i`, add up `hp_wgt[k][h] * ih_wgt[h][i]` over all hidden "
        "units `h`.",
    )

    def cases(chance):
        # Without a square one, and with as many outputs as inputs or not.
        yield [[1, 2], [3, 4]], [[1, 0], [2, 1]]
        yield [[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1], [1, 1]]
        yield [[1, 0, 2, 0], [0, 1, 0, -1]], [[1, 1], [2, 0], [0, -3]]
        yield [[1, 2], [0, 1], [5, 0]], [[1, 1, 1], [1, 0, -1], [0, 2, 0]]
        # Whoever rounds is found out here.
        yield [[0.123, 4.567, 0.789], [1.357, 2.468, 3.579]], [[0.891, 2.345]]
        for inputs, hidden, outputs in (3, 3, 3), (2, 3, 4), (4, 2, 3):
            yield matrix_of(chance, hidden, inputs, 3), matrix_of(chance, outputs, hidden, 3)

    def right(ih_wgt, hp_wgt):
        columns = list(zip(*ih_wgt))
        return [[w_sum(row, column) for column in columns] for row in hp_wgt]

    def right_by_places(ih_wgt, hp_wgt):
        inputs, hidden = range(len(ih_wgt[0])), range(len(ih_wgt))
        return [[sum(row[h] * ih_wgt[h][i] for h in hidden) for i in inputs] for row in hp_wgt]

    def right_in_numpy(ih_wgt, hp_wgt):
        import numpy as np

        return np.array(hp_wgt) @ ih_wgt

    def right_by_trying_each_input(ih_wgt, hp_wgt):
        inputs = len(ih_wgt[0])
        columns = []
        for i in range(inputs):
            one = [1 if j == i else 0 for j in range(inputs)]
            columns.append(vect_mat_mul(vect_mat_mul(one, ih_wgt), hp_wgt))
        return list(zip(*columns))

    def wrong_order(ih_wgt, hp_wgt):
        """The two matrices are multiplied in the wrong order, and so it stops where inputs and
        outputs differ in number: a row of the result comes from a row of `hp_wgt`."""
        return [[w_sum(row, column) for column in zip(*hp_wgt)] for row in ih_wgt]

    def wrong_order__by_places(ih_wgt, hp_wgt):
        """The two matrices are multiplied in the wrong order, and so it looks for a place that is
        not there where the inputs are more than the outputs: a row of the result comes from a row
        of `hp_wgt`."""
        places, columns = range(len(ih_wgt[0])), range(len(hp_wgt[0]))
        return [[sum(row[h] * hp_wgt[h][i] for h in places) for i in columns] for row in ih_wgt]

    def wrong_order__cut(ih_wgt, hp_wgt):
        """The two matrices are multiplied in the wrong order, and so places are left out where
        inputs and outputs differ in number: a row of the result comes from a row of `hp_wgt`."""
        columns = list(zip(*hp_wgt))
        return [[sum(a * b for a, b in zip(row, col)) for col in columns] for row in ih_wgt]

    def rows_with_rows(ih_wgt, hp_wgt):
        """The rows of `hp_wgt` meet rows of `ih_wgt`: they have to meet its columns, the weights
        that leave one input."""
        return [[w_sum(row, other) for other in ih_wgt] for row in hp_wgt]

    def rows_with_rows__cut(ih_wgt, hp_wgt):
        """The rows of `hp_wgt` meet rows of `ih_wgt`, as far as both go: they have to meet its
        columns, the weights that leave one input."""
        return [[sum(a * b for a, b in zip(row, other)) for other in ih_wgt] for row in hp_wgt]

    def elementwise(ih_wgt, hp_wgt):
        """The matrices are multiplied place by place: each number of the result adds up the paths
        through all hidden units."""
        import numpy as np

        return np.array(ih_wgt) * np.array(hp_wgt)

    def elementwise__cut(ih_wgt, hp_wgt):
        """The matrices are multiplied place by place, as far as both go: each number of the result
        adds up the paths through all hidden units."""
        return [[a * b for a, b in zip(r, s)] for r, s in zip(hp_wgt, ih_wgt)]

    def transposed(ih_wgt, hp_wgt):
        """Rows and columns are exchanged: each output is to have a row, with a place for each
        input."""
        return [[w_sum(row, column) for row in hp_wgt] for column in zip(*ih_wgt)]

    def always_three(ih_wgt, hp_wgt):
        """This counts to three, however many there are: take the sizes from the lists, with
        `len`."""
        one_layer = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
        for k in range(3):
            for i in range(3):
                from_input_i = [ih_wgt[h][i] for h in range(3)]
                one_layer[k][i] = w_sum(hp_wgt[k], from_input_i)
        return one_layer

    def not_added(ih_wgt, hp_wgt):
        """Each number is the last of its products alone: `=` puts each in the place of the one
        before, `+=` adds them up."""
        melted = []
        for row in hp_wgt:
            melted.append([])
            for i in range(len(ih_wgt[0])):
                s = 0
                for h in range(len(row)):
                    s = row[h] * ih_wgt[h][i]
                melted[-1].append(s)
        return melted

    def square(ih_wgt, hp_wgt):
        """This makes as many columns as there are outputs: a row has a place for each input,
        `len(ih_wgt[0])`."""
        hidden, size = range(len(ih_wgt)), range(len(hp_wgt))
        return [[sum(row[h] * ih_wgt[h][i] for h in hidden) for i in size] for row in hp_wgt]

    def the_same_row(ih_wgt, hp_wgt):
        """All rows come out the same: is it one and the same list that stands in every place?"""
        melted = [[0] * len(ih_wgt[0])] * len(hp_wgt)
        for k in range(len(hp_wgt)):
            for i in range(len(ih_wgt[0])):
                for h in range(len(ih_wgt)):
                    melted[k][i] += hp_wgt[k][h] * ih_wgt[h][i]
        return melted

    def the_same_row_2(ih_wgt, hp_wgt):
        melted = [[0] * len(ih_wgt[0])] * len(hp_wgt)
        for k in range(len(hp_wgt)):
            for i in range(len(ih_wgt[0])):
                melted[k][i] = sum(hp_wgt[k][h] * ih_wgt[h][i] for h in range(len(ih_wgt)))
        return melted

    def rounded(told):
        """These are nearly the numbers: are they rounded? Return them as they come out."""
        return nearly_right(told)

    def rounded_2(ih_wgt, hp_wgt):
        return [[round(w_sum(row, column), 2) for column in zip(*ih_wgt)] for row in hp_wgt]
