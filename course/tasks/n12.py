"""Notebook 12, MNIST digits: a bias for each mean picture, inputs, and the accuracy."""

import numpy as np

from course.exercises.task import Code, Function, Mistake, Value

# For what is written as a cell of its own.
CELLS = ["load-code", "sheet-code", "flatten", "means-code", "means-test"]


def share(biases):
    return Code(f"np.mean((outputs + {biases}).argmax(axis=1) == y_test)")


share_right = Value(
    "12-1",
    rights=(0.8203, share("[-sum(p * p for p in picture) / 2 for picture in means]")),
    wants="a share between 0 and 1",
    tolerance=6e-5,
    unnamed=(Code("x_train == 0"),),
    mistakes=(
        Mistake(
            "rounded",
            "Right as far as it goes: give four decimals.",
            0.82,
        ),
        Mistake(
            "no bias",
            "This is the share without biases: are they added to the outputs before `argmax`?",
            0.6310,
            share("0"),
        ),
        Mistake(
            "the whole square",
            "Here the whole weighted sum of each picture with itself is taken away: it should "
            "be half of it.",
            0.6017,
            share("-(means**2).sum(axis=1)"),
        ),
        Mistake(
            "plus",
            "Here the biases are added with a plus, which helps the zero even more: take them "
            "away.",
            0.2701,
            share("(means**2).sum(axis=1) / 2"),
        ),
        Mistake(
            "in per cent",
            "This is above 1: a share lies between 0 and 1.",
            82.03,
            when=lambda answer: answer > 1,
        ),
    ),
    hints=(
        "`outputs` has a row of ten for each picture; ten biases can be added to all rows at once.",
        "The biases are `-(means**2).sum(axis=1) / 2`; then take `argmax` as before.",
    ),
)


class AsInputs(Function):
    id = "12-2"
    tolerance = 1e-6
    hints = (
        "Two things are to be done: another shape, and other numbers.",
        "`pictures.reshape(len(pictures), 28 * 28)` has one row for each picture.",
    )

    def cases(chance):
        # Whole numbers, as MNIST stores them: a pale picture, then several.
        for count, darkest in (1, 102), (3, 255), (2, 255):
            values = [chance.choice([0, 0, 51, 100, darkest]) for _ in range(count * 784)]
            yield np.array(values, dtype=np.uint8).reshape(count, 28, 28)

    def right(pictures):
        return pictures.reshape(len(pictures), 784) / 255

    def right_one_by_one(pictures):
        return np.array([picture.flatten() / 255 for picture in pictures])

    def right_divided_first(pictures):
        return (pictures / 255).reshape(-1, 784)

    def right_in_float32(pictures):
        return pictures.reshape(len(pictures), -1).astype("float32") / 255

    def unnamed_as_all_pictures_come_back(pictures):
        return np.zeros((60000, 28, 28), dtype=np.uint8)

    def unnamed_as_rounded(pictures):
        return np.round(pictures.reshape(len(pictures), 784) / 255, 2)

    def not_divided(pictures):
        """The shape is right, but the numbers still go up to 255: divide by 255."""
        return pictures.reshape(len(pictures), 784)

    def divided_by_the_largest(pictures):
        """Divided by the largest number of these pictures: pale ink would become black. Divide by
        255."""
        return pictures.reshape(-1, 784) / pictures.max()

    def divided_in_place(told):
        """`/=` cannot put fractions into whole numbers: write `pictures / 255`."""
        return all(
            isinstance(answer, TypeError) and "Cannot cast ufunc 'divide' output" in str(answer)
            for _, _, answer in told
        )

    def divided_in_place_2(pictures):
        pictures = pictures.reshape(len(pictures), 784)
        pictures /= 255
        return pictures

    def divided_by_256(pictures):
        """The numbers are divided by 256, so that black ink is a little below 1: the largest is
        255."""
        return pictures.reshape(len(pictures), 784) / 256

    def not_reshaped(pictures):
        """The numbers are right, but each picture is still 28 × 28: make it a row of 784."""
        return pictures / 255

    def one_long_row(told):
        """All pictures have become one long row: one row for each picture is asked for."""
        return all(np.size(a) == np.size(right) and np.ndim(a) == 1 for _, right, a in told)

    def one_long_row_2(pictures):
        return pictures.flatten() / 255

    def inverted(pictures):
        """Black and white are exchanged: in these pictures 0 is white already."""
        return (255 - pictures).reshape(len(pictures), 784) / 255

    def whole_numbers(pictures):
        """Nearly everything has become 0: only whole numbers come back, as `//` and `astype(int)`
        make them. Divide with `/`, and leave the decimals as they are."""
        return pictures.reshape(len(pictures), 784) // 255


class Accuracy(Function):
    id = "12-3"
    hints = (
        "The answer to a picture is the place of the largest of its ten outputs.",
        "`outputs.argmax(axis=1)` has one answer for each picture; compare it with `labels`.",
    )

    def cases(chance):
        # Four pictures to be read by eye, then more than ten.
        few = np.eye(10)[[3, 1, 4, 1]] * 0.9 + 0.05
        yield few, np.array([3, 1, 4, 2])
        yield few[:1], np.array([3])
        yield -few, np.array([3, 1, 4, 0])
        for count in (10, 25):
            outputs = [[chance.uniform(-1, 1) for _ in range(10)] for _ in range(count)]
            labels = [chance.randrange(10) for _ in range(count)]
            for i in range(0, count, 2):
                outputs[i][labels[i]] = 2.0
            outputs[1][labels[1]] = -2.0
            yield np.array(outputs), np.array(labels)
        # The largest of all outputs is not in the first row.
        yield np.array(outputs[1:]), np.array(labels[1:])

    def right(outputs, labels):
        return np.mean(outputs.argmax(axis=1) == labels)

    def right_by_counting(outputs, labels):
        right = 0
        for output, label in zip(outputs, labels):
            if np.argmax(output) == label:
                right += 1
        return right / len(labels)

    def unnamed_as_only_1_is_left(outputs, labels):
        return (outputs.argmax(axis=1) == labels).sum() // len(labels)

    def unnamed_as_it_is_0(outputs, labels):
        return 0

    def count(outputs, labels):
        """This is how many are right: the share of all pictures is asked for."""
        return (outputs.argmax(axis=1) == labels).sum()

    def per_cent(outputs, labels):
        """This is the share in per cent: a number between 0 and 1 is asked for."""
        return np.mean(outputs.argmax(axis=1) == labels) * 100

    def wrong_answers(outputs, labels):
        """This is the share of wrong answers."""
        return np.mean(outputs.argmax(axis=1) != labels)

    def smallest_output(outputs, labels):
        """Here the smallest output is taken as the answer: it is the largest, `argmax`."""
        return np.mean(outputs.argmin(axis=1) == labels)

    def true_or_false(outputs, labels):
        """This says for each picture whether it is right: take the mean of it."""
        return outputs.argmax(axis=1) == labels

    def no_axis(outputs, labels):
        """Without `axis=1`, `argmax` gives one place for the whole array: one for each row is
        needed."""
        return np.mean(outputs.argmax() == labels)

    def no_axis_2(outputs, labels):
        return outputs.argmax() == labels

    def no_axis_3(outputs, labels):
        return sum(outputs.argmax() == labels)

    def divided_by_ten(outputs, labels):
        """The number of right answers is divided by 10: divide it by the number of pictures."""
        return (outputs.argmax(axis=1) == labels).sum() / 10

    def not_all_pictures(outputs, labels):
        """Not all pictures are looked at: does `return` stand inside the loop?"""
        right = 0
        for output, label in zip(outputs, labels):
            if output.argmax() == label:
                right += 1
            return right / len(labels)

    def not_all_pictures_2(outputs, labels):
        right = 0
        for output, label in zip(outputs, labels):
            if output.argmax() == label:
                right += 1
                return right / len(labels)

    def not_all_pictures_3(outputs, labels):
        right = []
        for output, label in zip(outputs, labels):
            right.append(output.argmax() == label)
            return np.mean(right)

    def not_all_pictures_4(outputs, labels):
        for output in outputs:
            return np.mean(output.argmax() == labels)
