"""Notebook 16, a CNN in Keras: parameters, and the most frequent confusion."""

import numpy as np

from course.exercises.task import Function, Mistake, Value

parameters_5 = Value(
    "16-1",
    rights=(518242, sum([728, 516224, 1290.0])),
    wants="a whole number",
    mistakes=(
        Mistake(
            "the maps as before",
            "The maps behind the kernels are still 13 × 13 here: a patch of 5 has 24 places, and "
            "pooling halves them.",
            28 * 26 + 13 * 13 * 28 * 128 + 128 + 1290,
        ),
        Mistake(
            "maps of 24",
            "The maps are 24 × 24 here: pooling comes before the dense layer and halves them.",
            28 * 26 + 24 * 24 * 28 * 128 + 128 + 1290,
        ),
        Mistake(
            "without biases",
            "The weights are right. Each kernel and each unit of a dense layer has a bias too.",
            28 * 25 + 12 * 12 * 28 * 128 + 1280,
        ),
        Mistake(
            "kernels of 3",
            "The maps are right, but the kernels still have nine weights: now they have 25.",
            280 + 12 * 12 * 28 * 128 + 128 + 1290,
        ),
        Mistake(
            "the old network",
            "This is the network with kernels of 3 × 3.",
            607394,
        ),
    ),
    hints=(
        "In 28 pixels a patch of 5 has 28 − 5 + 1 places.",
        "The pooled maps are 12 × 12, and there are 28 of them.",
    ),
)


def count(true, predicted):
    counts = np.zeros((10, 10), dtype=int)
    for t, p in zip(true, predicted):
        if t != p:
            counts[t][p] += 1
    return counts


def largest(counts):
    t, p = np.unravel_index(counts.argmax(), counts.shape)
    return t, p, counts[t][p]


class MostConfused(Function):
    id = "16-2"
    hints = (
        "Count in a table of 10 × 10: a row for each true digit, a column for each predicted.",
        "`np.unravel_index(counts.argmax(), counts.shape)` is the row and the column of the "
        "largest number.",
    )

    def cases(chance):
        # In each, one confusion is more frequent than any other.
        yield np.array([4, 4, 4, 7, 7, 1, 1, 1, 1]), np.array([9, 9, 4, 1, 7, 1, 1, 1, 1])
        yield np.array([3, 5, 5, 5, 8, 3, 3]), np.array([5, 3, 3, 3, 8, 5, 3])
        # The digit most often misread, or most often given wrongly, is in another pair.
        yield np.array([3, 3, 3, 7, 7]), np.array([5, 6, 8, 1, 1])
        yield np.array([5, 6, 8, 1, 1]), np.array([3, 3, 3, 7, 7])
        yield np.array([0, 0, 6, 2]), np.array([6, 6, 0, 2])
        # Both directions together, another pair is the most frequent one.
        yield np.array([1, 1, 1, 2, 2, 4, 4]), np.array([7, 7, 7, 4, 4, 2, 2])
        for pair, times in ((9, 4), 8), ((2, 7), 9):
            true = [chance.randrange(10) for _ in range(60)]
            predicted = list(true)
            for place in range(10):  # a few other confusions, each at most five times
                predicted[place] = (true[place] + 1 + place % 3) % 10
            true += [pair[0]] * times + [pair[1]] * 5
            predicted += [pair[1]] * times + [pair[0]] * 5
            yield np.array(true), np.array(predicted)

    def right(true, predicted):
        return largest(count(true, predicted))

    def right_in_a_dict(true, predicted):
        counts = {}
        for t, p in zip(true, predicted):
            if t != p:
                counts[t, p] = counts.get((t, p), 0) + 1
        pair = max(counts, key=counts.get)
        return pair[0], pair[1], counts[pair]

    def right_by_counter(true, predicted):
        from collections import Counter

        wrong = true != predicted
        pairs = Counter(zip(true[wrong].tolist(), predicted[wrong].tolist()))
        (t, p), times = pairs.most_common(1)[0]
        return [t, p, times]

    def unnamed_as_0_counts_as_nothing(true, predicted):
        counts = np.zeros((10, 10), dtype=int)
        for t, p in zip(true, predicted):
            counts[t][p] += 1 if t and p and t != p else 0
        return largest(counts)

    def right_answers_too(true, predicted):
        """The right answers are counted too, and they are most: leave out those where the two are
        equal."""
        counts = np.zeros((10, 10), dtype=int)
        for t, p in zip(true, predicted):
            counts[t][p] += 1
        return largest(counts)

    def exchanged(true, predicted):
        """The two digits are exchanged: the true one comes first."""
        t, p, times = largest(count(true, predicted))
        return p, t, times

    def both_directions(true, predicted):
        """The digits are right. The number counts both directions: a 4 taken for a 9 is another
        confusion than a 9 taken for a 4."""
        counts = count(true, predicted)
        t, p, times = largest(counts)
        return t, p, times + counts[p][t]

    def both_directions_together(told):
        """Both directions are one confusion here: a 4 taken for a 9 is another one than a 9 taken
        for a 4."""
        for given, _, (t, p, times) in told:
            counts = count(*given)
            both = counts + counts.T
            if both[t][p] < both.max() or times not in (both[t][p], counts[t][p]):
                return False
        return True

    def both_directions_together_2(true, predicted):
        counts = count(true, predicted)
        return largest(counts + counts.T)

    def misread_first(told):
        """This looks for the digit most often misread first: it is the pair that has to be most
        frequent."""
        for given, _, (t, p, _) in told:
            counts = count(*given)
            if counts[t].sum() < counts.sum(axis=1).max() or counts[t][p] < counts[t].max():
                return False
        return True

    def misread_first_2(true, predicted):
        counts = count(true, predicted)
        t = counts.sum(axis=1).argmax()
        p = counts[t].argmax()
        return t, p, counts[t][p]

    def given_first(told):
        """This looks for the digit most often given wrongly first: it is the pair that has to be
        most frequent."""
        turned = [(given[::-1], right, (p, t, times)) for given, right, (t, p, times) in told]
        return MostConfused.misread_first(turned)

    def given_first_2(true, predicted):
        counts = count(true, predicted)
        p = counts.sum(axis=0).argmax()
        t = counts[:, p].argmax()
        return t, p, counts[t][p]

    def all_mistakes(true, predicted):
        """The digits are right. The number is that of all mistakes together."""
        t, p, _ = largest(count(true, predicted))
        return t, p, (true != predicted).sum()
