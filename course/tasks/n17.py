"""Notebook 17, saved models: what a person should read, and three networks that vote."""

import numpy as np

from course.exercises.task import Function


class AskAPerson(Function):
    id = "17-1"
    hints = (
        "`probabilities.max(axis=1)` is the largest of each row.",
        "`np.flatnonzero(...)` gives the numbers of the rows for which a condition holds.",
    )

    def cases(chance):
        # Rows to be read by eye come first.
        few = np.full((4, 10), 0.01)
        few[0, 3], few[1, 1], few[1, 7], few[2, 0], few[3, 5] = 0.91, 0.46, 0.46, 0.55, 0.9
        few[2, 6] = 0.37
        yield few, 0.9
        for count, limit in (8, 0.3), (30, 0.5):
            values = np.array([[chance.random() ** 6 for _ in range(10)] for _ in range(count)])
            yield values / values.sum(axis=1, keepdims=True), limit
        yield few, 0.1
        yield few[1:3], 0.6

    def right(probabilities, limit):
        return np.flatnonzero(probabilities.max(axis=1) < limit)

    def right_in_a_loop(probabilities, limit):
        return [i for i, row in enumerate(probabilities) if max(row) < limit]

    def right_by_all(probabilities, limit):
        return np.where(np.all(probabilities < limit, axis=1))[0]

    def unnamed_as_a_set(probabilities, limit):
        return set(np.flatnonzero(probabilities.max(axis=1) < limit).tolist())

    def the_sure_ones(probabilities, limit):
        """These are the rows that the network is sure of: a person should read the others."""
        return np.flatnonzero(probabilities.max(axis=1) >= limit)

    def the_surer_ones(probabilities, limit):
        """These are the rows whose largest probability is above the limit: a person should read
        those below it."""
        return np.flatnonzero(probabilities.max(axis=1) > limit)

    def smallest_probability(probabilities, limit):
        """Here the smallest probability of each row is compared, which is always below the limit:
        take the largest."""
        return np.flatnonzero(probabilities.min(axis=1) < limit)

    def how_many(probabilities, limit):
        """This is how many such rows there are: which ones is asked for."""
        return (probabilities.max(axis=1) < limit).sum()

    def true_or_false(probabilities, limit):
        """This says of each row whether it is below the limit: `np.flatnonzero` gives the numbers
        of those that are."""
        return probabilities.max(axis=1) < limit

    def one_bracket_more(probabilities, limit):
        """The numbers are right, but there is one more bracket around them: `np.where(...)` gives a
        tuple, and its `[0]` is the array."""
        return np.where(probabilities.max(axis=1) < limit)

    def limit_included(probabilities, limit):
        """A row whose largest probability is exactly the limit is handed over too: only those below
        it are to be read."""
        return np.flatnonzero(probabilities.max(axis=1) <= limit)

    def counted_from_1(probabilities, limit):
        """The rows are counted from 1 here: the first one has the number 0."""
        return [i for i, row in enumerate(probabilities, start=1) if max(row) < limit]

    def counted_from_1_2(probabilities, limit):
        return [i for i in range(1, len(probabilities)) if max(probabilities[i]) < limit]


class Vote(Function):
    id = "17-2"
    hints = (
        "In which case is the last network's answer not taken?",
        "Only where the first two are equal: `np.where(condition, a, b)` takes `a` where it holds "
        "and `b` elsewhere.",
    )

    def cases(chance):
        # Each kind of agreement comes first, once.
        few = np.array([[1, 2, 5, 8, 4], [1, 2, 6, 9, 0], [1, 3, 6, 7, 4]])
        many = np.array([[chance.randrange(4) for _ in range(40)] for _ in range(3)])
        yield few
        yield many
        yield many[:, :7][::-1]
        yield few[:, 1:4]
        yield few[:, 4:] + 5
        yield many[::-1] + 3
        yield 9 - many

    def right(answers):
        first, second, last = answers
        return np.where(first == second, first, last)

    def right_in_a_loop(answers):
        return [a if a == b else c for a, b, c in zip(*answers)]

    def right_by_two_conditions(answers):
        first, second, last = answers
        return np.where((first == second) & (second != last), second, last)

    def the_last_one_always(answers):
        """This is the last network's answer everywhere: where the other two agree, it is
        overruled."""
        first, second, last = answers
        return last

    def the_first_one_always(answers):
        """This is the first network's answer everywhere: where the other two agree, it is
        overruled."""
        return answers[0]

    def the_first_decides(answers):
        """Where all three differ, the first one has decided here: it should be the last."""
        first, second, last = answers
        return np.where(second == last, second, first)

    def the_middle_one(answers):
        """Where all three differ, this takes the number in the middle, as if digits were amounts:
        the last network decides."""
        return np.sort(answers, axis=0)[1]

    def the_smallest(answers):
        """Where all three differ, this takes the smallest digit, as `argmax` and `mode` do: the
        last network decides."""
        return [np.bincount(column).argmax() for column in answers.T]
