"""Notebook 11, backpropagation: deltas for hidden units, in lists and in arrays."""

from course.exercises.task import Function, Mistake, Value
from course.exercises.values import same
from course.tasks.conditions import many_for_one
from course.tasks.random_numbers import matrix_of, numbers
from nnlib.linalg import outer_prod, vect_mat_mul, w_sum

first_ih_wgt = [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]]
first_hp_wgt = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
cut_hp_wgt = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 0.0, 0.1]]
input, true = [8.5, 0.65, 1.2], [0.1, 1, 0.1]


def relu2deriv(output):
    return 1 if output > 0 else 0


def predict(input, ih_wgt, hp_wgt):
    hid = [max(0, value) for value in vect_mat_mul(input, ih_wgt)]
    pred = vect_mat_mul(hid, hp_wgt)
    return hid, pred


def minus_goals(pred):
    return [p - g for p, g in zip(pred, true)]


def deltas(hp_wgt):
    return minus_goals(predict(input, first_ih_wgt, hp_wgt)[1])


def go_back(delta, hp_wgt):  # all hidden sums are positive, so ReLU changes nothing
    return [w_sum(delta, column) for column in zip(*hp_wgt)]


def moved(weights, steps):
    return [[w - 0.01 * s for w, s in zip(*rows)] for rows in zip(weights, steps)]


# As the notebook's update leaves its names.
hid, pred = predict(input, first_ih_wgt, first_hp_wgt)
delta = minus_goals(pred)
hid_delta = go_back(delta, first_hp_wgt)
hp_wgt = moved(first_hp_wgt, outer_prod(delta, hid))
hid, pred = predict(input, moved(first_ih_wgt, outer_prod(hid_delta, input)), hp_wgt)

cut_deltas = Value(
    "11-1",
    rights=(
        go_back(deltas(cut_hp_wgt), cut_hp_wgt),
        [w_sum(deltas(cut_hp_wgt), [row[h] for row in cut_hp_wgt]) for h in range(3)],
    ),
    wants="a list of three numbers",
    tolerance=1e-6,
    mistakes=(
        Mistake(
            "the old ones",
            "These are the hidden deltas of the whole network: is `cut_hp_wgt` used both for the "
            "prediction and on the way back?",
            hid_delta,
            go_back(minus_goals(pred), first_hp_wgt),
        ),
        Mistake(
            "the old deltas",
            "On the way back the line is cut, but the deltas are still those of the whole network: "
            "the prediction of `sad?` has changed too.",
            go_back(delta, cut_hp_wgt),
            go_back(minus_goals(pred), cut_hp_wgt),
        ),
        Mistake(
            "the old way back",
            "The deltas are the new ones, but they come back over the line that is cut.",
            go_back(deltas(cut_hp_wgt), first_hp_wgt),
        ),
        Mistake(
            "rows",
            "These are the deltas times the rows of the matrix. A hidden unit passes its value on "
            "along a column.",
            [w_sum(deltas(cut_hp_wgt), row) for row in cut_hp_wgt],
        ),
        Mistake(
            "the sign",
            "All signs are turned: the delta is prediction minus goal.",
            [-value for value in go_back(deltas(cut_hp_wgt), cut_hp_wgt)],
        ),
        Mistake(
            "the deltas of the outputs",
            "These are the deltas of the outputs: the way back is still to be done.",
            deltas(cut_hp_wgt),
            delta,
            minus_goals(pred),
        ),
        Mistake(
            "predictions",
            "These are predictions: take the goals away, and then go back.",
            predict(input, first_ih_wgt, cut_hp_wgt)[1],
            predict(input, first_ih_wgt, first_hp_wgt)[1],
            pred,
        ),
        Mistake(
            "predictions come back",
            "Here predictions come back: take the goals away first, it is the deltas that go back.",
            go_back(predict(input, first_ih_wgt, cut_hp_wgt)[1], cut_hp_wgt),
            go_back(predict(input, first_ih_wgt, cut_hp_wgt)[1], first_hp_wgt),
            go_back(predict(input, first_ih_wgt, first_hp_wgt)[1], cut_hp_wgt),
            go_back(predict(input, first_ih_wgt, first_hp_wgt)[1], first_hp_wgt),
            go_back(pred, cut_hp_wgt),
            go_back(pred, first_hp_wgt),
        ),
        Mistake(
            "hidden values",
            "These are the values of the hidden units: their deltas are asked for, which come back "
            "from the outputs.",
            predict(input, first_ih_wgt, cut_hp_wgt)[0],
            hid,
        ),
    ),
    hints=(
        "Predict with the cut matrix, take the goals away, and go back through the cut matrix.",
        "For hidden unit h it is the weighted sum of the three deltas with "
        "`[row[h] for row in cut_hp_wgt]`.",
    ),
)


def sums(delta, hp_wgt, hidden, outputs):
    return [sum(delta[k] * hp_wgt[k][h] for k in range(outputs)) for h in range(hidden)]


def sloped(sums, hid):
    return [sums[h] * relu2deriv(hid[h]) for h in range(len(sums))]


class HiddenDeltas(Function):
    id = "11-2"
    hints = (
        "For hidden unit h go through the outputs k, and add up `delta[k] * hp_wgt[k][h]`.",
        "Then multiply by the slope: 1 if `hid[h] > 0`, else 0.",
    )

    def cases(chance):
        # A silent unit is in each, whose sum is not 0.
        yield [1, 2], [[1, 0, -3], [2, 5, -1]], [1, 0, 2]
        yield [0.5, -1], [[1, -2], [4, 1]], [3, 0]
        # Whoever rounds is found out here.
        yield [0.123, -4.567], [[0.891, 1.2], [2.345, -0.5]], [0.7, 0]
        # Little is not nothing.
        yield [1, 2], [[1, 0, -3, 2], [2, 5, -1, 1]], [1e-9, 0.01, 0.09, 0]
        for outputs, hidden in (3, 2), (1, 3), (2, 4), (3, 3):
            values = [abs(v) + 0.1 for v in numbers(chance, hidden - 1, 2)]
            matrix = matrix_of(chance, outputs, hidden, 2)
            yield numbers(chance, outputs, 2), matrix, [*values, 0]

    def right(delta, hp_wgt, hid):
        result = []
        for h in range(len(hid)):
            s = sum(delta[k] * hp_wgt[k][h] for k in range(len(delta)))
            result.append(s if hid[h] > 0 else 0)
        return result

    def right_in_numpy(delta, hp_wgt, hid):
        import numpy as np

        return (np.array(delta) @ np.array(hp_wgt)) * (np.array(hid) > 0)

    def unnamed_as_little_is_nothing(delta, hp_wgt, hid):
        return [s if v > 1e-6 else 0 for s, v in zip(go_back(delta, hp_wgt), hid)]

    def unnamed_as_more_is_nothing(delta, hp_wgt, hid):
        return [s if v > 0.1 else 0 for s, v in zip(go_back(delta, hp_wgt), hid)]

    def no_slope(delta, hp_wgt, hid):
        """Silent units get a delta too: multiply by the slope of ReLU, which is 0 where the hidden
        value is 0."""
        return go_back(delta, hp_wgt)

    def times_the_value(delta, hp_wgt, hid):
        """The sums are multiplied by the hidden values: the slope of ReLU is 1 where the unit is
        active, however large its value is."""
        return [s * v for s, v in zip(go_back(delta, hp_wgt), hid)]

    def relu_on_the_way_back(delta, hp_wgt, hid):
        """Negative sums become 0 here: it is the hidden value, not the sum of deltas, that decides
        whether the slope is 0."""
        return [max(0, s) for s in go_back(delta, hp_wgt)]

    def no_weights(delta, hp_wgt, hid):
        """Every active unit gets the sum of the deltas: each delta has to be multiplied by the
        weight on its line."""
        return [sum(delta) * (v > 0) for v in hid]

    def rows(told):
        """The matrix is read by rows, which fits only where there are as many outputs as hidden
        units: the weights from unit h stand in column h."""
        # With others it stops, or goes wrong somehow.
        square = [(given, answer) for given, _, answer in told if len(given[0]) == len(given[2])]
        by_rows = [[w_sum(delta, row) for row in hp_wgt] for (delta, hp_wgt, _), _ in square]
        bent = [sloped(sums, given[2]) for sums, (given, _) in zip(by_rows, square)]
        answers = [answer for _, answer in square]
        return same(by_rows, answers, 1e-9) or same(bent, answers, 1e-9)

    def rows_2(delta, hp_wgt, hid):
        # ValueError where the lengths differ, IndexError where a row is missing
        return [w_sum(delta, hp_wgt[h]) * (hid[h] > 0) for h in range(len(hid))]

    def not_added(delta, hp_wgt, hid):
        """Each delta is the last of its products alone: `=` puts each in the place of the one
        before, `+=` adds them up."""
        result = []
        for h in range(len(hid)):
            for k in range(len(delta)):
                s = delta[k] * hp_wgt[k][h]
            result.append(s * relu2deriv(hid[h]))
        return result

    def not_added_2(delta, hp_wgt, hid):
        result = []
        for h in range(len(hid)):
            for k in range(len(delta)):
                s = delta[k] * hp_wgt[k][h]
            result.append(s)
        return result

    def always_three(delta, hp_wgt, hid):
        """This counts to three, however many there are: take the sizes from the lists, with
        `len`."""
        hid_delta = [0, 0, 0]
        for h in range(3):
            weights_from_h = [hp_wgt[k][h] for k in range(3)]
            hid_delta[h] = w_sum(delta, weights_from_h)
        return [hid_delta[h] * relu2deriv(hid[h]) for h in range(3)]

    # In all its loops, or in one; without the slope; into a list as long as the hidden units.
    def always_three_2(delta, hp_wgt, hid):
        return sums(delta, hp_wgt, 3, 3)

    def always_three_5(delta, hp_wgt, hid):
        return sloped(sums(delta, hp_wgt, len(hid), 3), hid)

    def always_three_6(delta, hp_wgt, hid):
        return sums(delta, hp_wgt, len(hid), 3)

    def always_three_7(delta, hp_wgt, hid):
        return sloped(sums(delta, hp_wgt, 3, len(delta)), hid)

    def always_three_8(delta, hp_wgt, hid):
        return sums(delta, hp_wgt, 3, len(delta))

    def always_three_9(delta, hp_wgt, hid):
        return sloped(sums(delta, hp_wgt, 3, len(delta)), hid) + [0] * (len(hid) - 3)

    def always_three_10(delta, hp_wgt, hid):
        return sums(delta, hp_wgt, 3, len(delta)) + [0] * (len(hid) - 3)


class Back(Function):
    id = "11-3"
    hints = (
        "The weighted sums of deltas are `layer_2_delta.dot(weights_1_2.T)`.",
        "Multiply them by `(layer_1 > 0)`.",
    )

    def cases(chance):
        # The same as arrays, in the layout of notebook 13.
        import numpy as np

        for delta, matrix, hid in HiddenDeltas.cases(chance):
            yield np.array([delta], float), np.array(matrix, float).T, np.array([hid], float)

    def right(layer_2_delta, weights_1_2, layer_1):
        return layer_2_delta @ weights_1_2.T * (layer_1 > 0)

    def right_by_where(layer_2_delta, weights_1_2, layer_1):
        import numpy as np

        return np.where(layer_1 > 0, np.dot(layer_2_delta, weights_1_2.T), 0)

    def unnamed_as_little_is_nothing(layer_2_delta, weights_1_2, layer_1):
        return layer_2_delta.dot(weights_1_2.T) * (layer_1 > 1e-6)

    def unnamed_as_it_adds(layer_2_delta, weights_1_2, layer_1):
        return layer_2_delta + layer_1

    def no_slope(layer_2_delta, weights_1_2, layer_1):
        """Silent units get a delta too. Is the slope missing, or is it `>= 0`, which is always true
        of what ReLU returns? It is `layer_1 > 0`."""
        return layer_2_delta.dot(weights_1_2.T) * (layer_1 >= 0)

    def times_the_value(layer_2_delta, weights_1_2, layer_1):
        """The sums are multiplied by the hidden values: the slope is `layer_1 > 0`, 1 or 0."""
        return layer_2_delta.dot(weights_1_2.T) * layer_1

    def relu_on_the_way_back(layer_2_delta, weights_1_2, layer_1):
        """Negative sums become 0 here: the slope is decided by `layer_1`, not by the sum."""
        sums = layer_2_delta.dot(weights_1_2.T)
        return sums * (sums > 0)

    def slope_of_one_number(told):
        """`relu2deriv` of this notebook takes one number; for a whole array write
        `(layer_1 > 0)`."""
        return many_for_one(told, "relu2deriv")

    def slope_of_one_number_2(layer_2_delta, weights_1_2, layer_1):
        return layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

    def no_transpose(layer_2_delta, weights_1_2, layer_1):
        """The shapes do not fit: `weights_1_2` leads from hidden units to outputs, and on the way
        back its transpose is needed, `weights_1_2.T`."""
        return layer_2_delta.dot(weights_1_2) * (layer_1 > 0)

    def no_brackets(layer_2_delta, weights_1_2, layer_1):
        """`>` comes last here: Python multiplies first and compares then, so that only True and
        False are left. Put brackets around `layer_1 > 0`."""
        return layer_2_delta.dot(weights_1_2.T) * layer_1 > 0
