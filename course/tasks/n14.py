"""Notebook 14, test one image: a scan as input, the ink's box, its centre, ink in a shadow."""

import numpy as np

from course.exercises.task import Function
from course.exercises.values import same


class ScanToInput(Function):
    id = "14-1"
    tolerance = 1e-6
    hints = (
        "Three things are to be done: invert, reshape, divide.",
        "`255 - scan` is black on nothing; `.reshape(1, 784)` makes the row.",
    )

    def cases(chance):
        # Nearly white with a black corner, of all greys, black, and pale.
        corner = np.full((28, 28), 255, dtype=np.uint8)
        corner[0, :2] = 0
        corner[0, 2] = 51
        grey = np.array([chance.randrange(256) for _ in range(784)], dtype=np.uint8)
        yield corner
        yield grey.reshape(28, 28)
        yield np.zeros((28, 28), dtype=np.uint8)
        yield corner // 2 + 99

    def right(scan):
        return (255 - scan).reshape(1, 784) / 255

    def right_the_other_way_round(scan):
        return 1 - scan.reshape(1, 784) / 255

    def right_in_a_loop(scan):
        return np.array([[(255 - int(value)) / 255 for row in scan for value in row]])

    def unnamed_as_divided_by_the_largest(scan):
        return (255 - scan).reshape(1, 784) / (255 - scan).max()

    def not_inverted(scan):
        """White has become 1 and black 0: invert the scan first, 255 − value."""
        return scan.reshape(1, 784) / 255

    def not_divided(scan):
        """It is inverted, but the numbers still go up to 255: divide by 255."""
        return (255 - scan).reshape(1, 784)

    def not_reshaped(scan):
        """The numbers are right, but it is still a square: the network wants one row of 784."""
        return (255 - scan) / 255

    def without_a_row(scan):
        """The numbers are right, but it is a list of 784: the network wants a matrix with one row,
        shape (1, 784)."""
        return (255 - scan).flatten() / 255

    def whole_numbers(scan):
        """The shades of grey are lost, only whole numbers come back: `//`, `astype(int)` and
        `round` make such numbers, and so does an array of whole numbers that they are written
        into."""
        return (255 - scan).reshape(1, 784) // 255

    def whole_numbers_2(scan):
        return 1 - scan.reshape(1, 784) // 255

    def whole_numbers_3(scan):
        return np.round(1 - scan.reshape(1, 784) / 255)

    def inverted_after_dividing(scan):
        """The values are divided by 255 first and then taken from 255: take them from 1, or invert
        first."""
        return 255 - scan.reshape(1, 784) / 255

    def bytes(scan):
        """In an array of bytes there is nothing below 0, and 0 − 255 is not −255 but 1: write
        `255 - scan`."""
        return abs(scan - 255).reshape(1, 784) / 255

    def bytes_2(scan):
        scan -= 255
        return scan.reshape(1, 784) / -255

    def bytes_3(scan):
        return -scan.reshape(1, 784) / 255 + 1

    def beyond_bytes(told):
        """The scan is an array of bytes, and a whole number below 0 or above 255 is none: write
        `255 - scan`."""
        return all(isinstance(e, OverflowError) and "uint8" in str(e) for _, _, e in told)

    def beyond_bytes_2(scan):
        return (scan * -1 + 255).reshape(1, 784) / 255

    def beyond_bytes_3(scan):
        scan *= -1
        return scan.reshape(1, 784) / 255 + 1

    def in_place(told):
        """The scan is an array of whole numbers, and there is no room for decimals in it: divide
        with `/`, which makes a new array, and not in place, as `/=` does."""
        return all(
            isinstance(e, TypeError) and "ufunc 'divide' output" in str(e) for _, _, e in told
        )

    def in_place_2(scan):
        scan = 255 - scan
        scan /= 255
        return scan.reshape(1, 784)

    def divided_by_256(scan):
        """It is divided by 256, and black becomes a little less than 1: divide by 255."""
        return (255 - scan).reshape(1, 784) / 256


def inks(chance):
    """Yield pictures with ink in a box: small ones first, never the same in both directions.

    The last ones are wider than high, with empty rows and columns inside the box and ink in a
    column whose number is larger than that of any row; and higher than wide.
    """
    small = np.zeros((5, 6))
    small[1, 2:5] = 255
    small[2, 2] = 100
    yield small
    for rows, columns in ((3, 9), (10, 25)), ((0, 28), (4, 6)), ((20, 21), (0, 28)):
        pixels = np.zeros((28, 28))
        height, width = rows[1] - rows[0], columns[1] - columns[0]
        ink = np.array([chance.choice([0, 40, 255]) for _ in range(height * width)], float)
        pixels[rows[0] : rows[1], columns[0] : columns[1]] = ink.reshape(height, width)
        pixels[rows[0], columns[0]] = pixels[rows[1] - 1, columns[1] - 1] = 255
        yield pixels
    gap = np.zeros((6, 7))
    gap[1, 1] = gap[4, 6] = 255
    yield gap
    # The first row's ink is not the leftmost, the last row's not the rightmost; the ends are pale.
    leaning = np.zeros((6, 8))
    leaning[2, 3] = 255
    leaning[1, 4] = leaning[2, 1] = leaning[3, 6] = leaning[4, 3] = 1
    yield leaning
    high = np.zeros((9, 4))
    high[2, 1], high[8, 2] = 30, 255
    yield high
    large = np.zeros((40, 50))
    large[3, 45] = large[35, 2] = 255
    yield large


def right_of_28_alone(told):
    """This is right of pictures of 28 × 28 alone, but a picture may have any size: take the
    numbers of rows and columns from `pixels.shape`."""
    return all(
        same(right, answer, 1e-6) == (pixels.shape == (28, 28)) for (pixels,), right, answer in told
    )


def inked(pixels):
    return np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))


class InkBox(Function):
    id = "14-2"
    hints = (
        "`pixels.any(axis=1)` says for each row whether it has ink.",
        "`np.flatnonzero` gives the numbers of these rows: the first is the top, and the last "
        "minus the first plus one is the height.",
    )
    cases = inks

    def right(pixels):
        rows, columns = inked(pixels)
        return rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1

    def right_in_a_loop(pixels):
        places = [(r, c) for r in range(len(pixels)) for c in range(len(pixels[0])) if pixels[r][c]]
        rows, columns = [r for r, c in places], [c for r, c in places]
        top, left = min(rows), min(columns)
        return [top, left, max(rows) + 1 - top, max(columns) + 1 - left]

    def unnamed_as_cut_at_28(pixels):
        return InkBox.right(pixels[:28, :28])

    def one_short(pixels):
        """Height and width are one too small: from row 3 to row 5 there are three rows."""
        rows, columns = inked(pixels)
        return rows[0], columns[0], rows[-1] - rows[0], columns[-1] - columns[0]

    def last_row_and_column(pixels):
        """The last two are the last row and the last column with ink. How many rows and columns
        there are is asked for: last − first + 1."""
        rows, columns = inked(pixels)
        return rows[0], columns[0], rows[-1], columns[-1]

    def first_and_last(pixels):
        """These are the first and the last row, and the first and the last column: `top, left,
        height, width` is asked for."""
        rows, columns = inked(pixels)
        return rows[0], rows[-1], columns[0], columns[-1]

    def sizes_exchanged(pixels):
        """Height and width are exchanged: the height comes first, the number of rows."""
        rows, columns = inked(pixels)
        return rows[0], columns[0], np.ptp(columns) + 1, np.ptp(rows) + 1

    def as_if_square(pixels):
        """Only as many columns are looked at as there are rows: a picture may be wider than
        high."""
        rows, columns = [], []
        for row in range(len(pixels)):
            for column in range(len(pixels)):
                if pixels[row][column] > 0:
                    rows.append(row)
                    columns.append(column)
        return min(rows), min(columns), np.ptp(rows) + 1, np.ptp(columns) + 1

    def as_if_square_2(pixels):
        return InkBox.right(pixels[:, : len(pixels)])

    def row_and_column_after_the_last(pixels):
        """The last two are the row and the column after the last ones with ink: take the first row
        and the first column away from them."""
        rows, columns = inked(pixels)
        return rows[0], columns[0], rows[-1] + 1, columns[-1] + 1

    def exchanged(pixels):
        """Rows and columns are exchanged: `pixels[row][column]`, and `axis=1` goes along the
        columns of each row."""
        columns, rows = inked(pixels)
        return rows[0], columns[0], np.ptp(rows) + 1, np.ptp(columns) + 1

    def counted(pixels):
        """This counts only the rows and columns that have ink: an empty one between them belongs to
        the box too."""
        rows, columns = inked(pixels)
        return rows[0], columns[0], len(rows), len(columns)

    def in_reading_order(pixels):
        """The first ink in reading order need not be the leftmost, nor the last the rightmost: look
        for the smallest and the largest of the columns."""
        rows, columns = np.nonzero(pixels)
        return rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1

    def in_reading_order_2(pixels):
        rows, columns = np.nonzero(pixels)
        return rows[0], columns[0], np.ptp(rows) + 1, max(columns) - columns[0] + 1

    def in_reading_order_3(pixels):
        rows, columns = np.nonzero(pixels)
        return rows[0], min(columns), np.ptp(rows) + 1, columns[-1] - min(columns) + 1

    def without_pale_ink(pixels):
        """Pale ink is ink too: everything above 0 counts."""
        return InkBox.right(pixels > 1)

    def without_pale_ink_2(pixels):
        return InkBox.right(pixels > 128)

    always_28 = right_of_28_alone

    def always_28_2(pixels):
        rows, columns = [], []
        for row in range(28):
            for column in range(28):
                if pixels[row][column] > 0:
                    rows.append(row)
                    columns.append(column)
        return min(rows), min(columns), np.ptp(rows) + 1, np.ptp(columns) + 1


class CentreOfMass(Function):
    id = "14-3"
    tolerance = 1e-6
    hints = (
        "A weighted mean is the sum of number times weight, divided by the sum of the weights.",
        "`rows, columns = np.indices(pixels.shape)` gives each pixel's row and column.",
    )
    cases = inks

    def right(pixels):
        rows, columns = np.indices(pixels.shape)
        return (rows * pixels).sum() / pixels.sum(), (columns * pixels).sum() / pixels.sum()

    def right_by_sums(pixels):
        row = np.arange(len(pixels)) @ pixels.sum(axis=1) / pixels.sum()
        column = np.arange(len(pixels[0])) @ pixels.sum(axis=0) / pixels.sum()
        return row, column

    def right_by_average(pixels):
        return [np.average(places, weights=pixels) for places in np.indices(pixels.shape)]

    def unnamed_as_if_square(pixels):
        places = [(i, j) for i, j in np.ndindex(pixels.shape) if max(i, j) < len(pixels)]
        row = sum(i * pixels[i][j] for i, j in places)
        return row / pixels.sum(), sum(j * pixels[i][j] for i, j in places) / pixels.sum()

    def unnamed_as_cut_at_28(pixels):
        rows, columns = np.indices(pixels.shape)
        few = pixels[:28, :28] / pixels.sum()
        return (rows[:28, :28] * few).sum(), (columns[:28, :28] * few).sum()

    def unweighted(pixels):
        """Each pixel with ink counts the same here: a dark one has to weigh more than a pale
        one."""
        rows, columns = np.nonzero(pixels)
        return rows.mean(), columns.mean()

    def exchanged(pixels):
        """Row and column are exchanged."""
        row, column = CentreOfMass.right(pixels)
        return column, row

    def middle_of_the_box(pixels):
        """This is the middle of the box around the ink. The centre of mass is drawn to where there
        is more ink."""
        rows, columns = np.nonzero(pixels)
        return (rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2

    def middle_of_the_picture(pixels):
        """This is the middle of the picture, wherever the ink is."""
        rows, columns = np.indices(pixels.shape)
        return rows.mean(), columns.mean()

    def not_divided(pixels):
        """These are the weighted sums: divide them by the sum of the weights, all ink together."""
        rows, columns = np.indices(pixels.shape)
        return (rows * pixels).sum(), (columns * pixels).sum()

    def divided_by_the_count(pixels):
        """The weighted sums are divided by the number of pixels: divide them by the sum of the
        weights, all ink together."""
        rows, columns = np.indices(pixels.shape)
        return (rows * pixels).mean(), (columns * pixels).mean()

    def whole_numbers(pixels):
        """The decimals are missing: the centre of mass may lie between two rows or columns."""
        row, column = CentreOfMass.right(pixels)
        return round(row), round(column)

    def whole_numbers_2(pixels):
        rows, columns = np.indices(pixels.shape)
        return (rows * pixels).sum() // pixels.sum(), (columns * pixels).sum() // pixels.sum()

    always_28 = right_of_28_alone

    def always_28_2(pixels):
        row = np.arange(28) @ pixels.sum(axis=1) / pixels.sum()
        column = np.arange(28) @ pixels.sum(axis=0) / pixels.sum()
        return row, column

    def always_28_3(pixels):
        row, column = 0, 0
        for i in range(28):
            for j in range(28):
                row += i * pixels[i][j]
                column += j * pixels[i][j]
        return row / np.sum(pixels), column / np.sum(pixels)

    def counted_from_1(pixels):
        """Rows and columns are counted from 1 here: the first one has the number 0."""
        rows, columns = np.indices(pixels.shape) + 1
        return (rows * pixels).sum() / pixels.sum(), (columns * pixels).sum() / pixels.sum()

    def counted_from_1_2(pixels):
        row = column = total = 0
        for i in range(1, len(pixels)):
            for j in range(1, len(pixels[0])):
                row, column = row + i * pixels[i][j], column + j * pixels[i][j]
                total += pixels[i][j]
        return row / total, column / total

    def counted_from_1_3(pixels):
        rows, columns = np.indices(pixels.shape)[:, 1:, 1:] * pixels[1:, 1:]
        return rows.sum() / pixels.sum(), columns.sum() / pixels.sum()


class InkTaken(Function):
    id = "14-4"
    tolerance = 1e-6
    hints = (
        "How much of the light is missing, and what part of all the light at that place is it?",
        "`(light - grey) / light` is that part; `np.maximum(…, 0)` makes what is below 0 a 0.",
    )

    def cases(chance):
        # Photographs with the paper's light: a shadow, ink, and a few spots that shine.
        for shape in (2, 3), (4, 5), (6, 4):
            light = np.array([chance.choice([240.0, 120.0]) for _ in range(shape[0] * shape[1])])
            left = np.array([chance.choice([1.0, 0.9, 0.5, 0.1, 1.05]) for _ in light])
            left[:3] = 1.05, 0.5, 0.9
            light[:3] = 240, 120, 240
            yield (light * left).reshape(shape), light.reshape(shape)

    def right(grey, light):
        return np.maximum((light - grey) / light, 0)

    def right_from_1(grey, light):
        return 1 - np.minimum(grey / light, 1)

    def right_by_clip(grey, light):
        return np.clip((light - grey) / light, 0, 1)

    def not_divided(grey, light):
        """These are differences: the same ink comes out weaker in a shadow. Divide by the light
        that the paper has there."""
        return np.maximum(light - grey, 0)

    def not_divided_2(grey, light):
        return light - grey

    def divided_by_255(grey, light):
        """Everything is divided by 255, and the same ink comes out weaker in a shadow: divide by
        the light that the paper has there."""
        return np.clip((light - grey) / 255, 0, 1)

    def divided_by_255_2(grey, light):
        return (light - grey) / 255

    def divided_by_the_grey(grey, light):
        """The difference is divided by `grey`, what is left of the light: divide by `light`, which
        is all of it."""
        return np.maximum((light - grey) / grey, 0)

    def divided_by_the_grey_2(grey, light):
        return (light - grey) / grey

    def what_is_left(grey, light):
        """This is the part of the light that is left, 1 for bare paper: take it from 1."""
        return grey / light

    def what_is_left_2(grey, light):
        return np.minimum(grey / light, 1)

    def below_nothing(grey, light):
        """It is right where there is ink. A spot that shines is lighter than the paper and comes
        out below 0: make that 0."""
        return (light - grey) / light
