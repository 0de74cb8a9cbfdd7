"""Digits to leaf through, and the numbers of their pixels (notebook 12)."""

from typing import Any

import numpy as np
import numpy.typing as npt

from course.pictures import base, svg
from course.pictures.cells import ink
from course.pictures.shapes import Look, filled, left, rect, right
from nnlib.checks import as_array

Bytes = npt.NDArray[np.uint8]

EACH = 17  # of each digit, as on the sheet of notebook 12
AROUND = 3  # pixels on each side of the one that is pointed at
PIXEL = 10.0  # px of the drawing for one pixel of the digit
LEFT, TOP, RIGHT = 20.0, 52.0, 390.0  # of the digit, and of the numbers beside it
CELL_WIDTH, CELL_HEIGHT = 44.0, 32.0
INK = svg.LIGHT["minus"]

# What is said of a digit and its pixel, by data-part; the browser fills in the same words.
TEXTS = {
    "number": "number {number} of {total}",
    "label": "a {label}",
    "place": "row {row}, column {column}:",
    "value": "{value}",
    "divided": "divided by 255: {divided}",
}
WORDS = (
    "Digit number {number} of {total}, a {label}: {inked} of 784 pixels are above 0, the largest "
    "is {most}. Row {row}, column {column}: {value}."
)


class Browse(base.Explorer):
    """The digits as a cell's last line shows them; read which one is shown in the next cell."""

    number = base.reading("number", "The number of the digit that is shown, from 0.")
    row = base.reading("row", "The row of the pixel that is pointed at, from 0.")
    column = base.reading("column", "The column of the pixel that is pointed at, from 0.")

    def __init__(self, drawing: svg.Drawing, widget: Any, images: Bytes, labels: Bytes) -> None:
        """Put the drawing above a slider for the sheet and a field for any number."""
        from ipywidgets import BoundedIntText, IntSlider, Layout, jslink

        self.slider = IntSlider(
            value=widget.place,
            max=len(widget.given["numbers"]) - 1,
            description="place in the sheet above",
            style={"description_width": "initial"},
            layout=Layout(width="100%", max_width="560px"),
        )
        jslink((self.slider, "value"), (widget, "place"))
        self.field = BoundedIntText(
            value=widget.number,
            max=len(images) - 1,
            description=f"number, 0 to {len(images) - 1:,}",
            style={"description_width": "initial"},
            layout=Layout(width="260px"),
        )
        super().__init__(drawing, widget, [self.slider, self.field])
        self._images, self._labels = images, labels
        self.field.add_class("needs-python")
        widget.observe(self._number_moved, "number")
        self.field.observe(self._show, "value")

    @property
    def image(self) -> Bytes:
        """The digit that is shown, (28, 28) uint8."""
        return np.array(self._images[self.number])

    @property
    def label(self) -> int:
        """Which digit it is, 0 to 9."""
        return int(self._labels[self.number])

    def _number_moved(self, change: Any) -> None:
        self.field.value = change.new

    def _show(self, change: Any) -> None:
        """Send the digit with the number in the field, together with its pixels."""
        if change.new == self.widget.number:
            return
        with self.widget.hold_sync():
            self.widget.other = self._images[change.new].tobytes()
            self.widget.other_label = int(self._labels[change.new])
            self.widget.number = change.new


def browse(images: Any, labels: Any) -> Browse:
    """Return digits to leaf through by number and class, with the value of each of their pixels.

    ``images``: shape (count, 28, 28), whole numbers from 0 white to 255 black; ``labels``: shape
    (count,), 0 to 9. The first 17 of each digit are shown without Python's help, all others while a
    kernel runs. Read ``.number``, ``.image``, ``.label``, ``.row`` and ``.column`` of the result in
    a later cell. Raises ValueError for other shapes or numbers.
    """
    pictures, digits = _checked(images, labels)
    places = [np.flatnonzero(digits == digit)[:EACH] for digit in range(10)]
    numbers = [int(number) for row in places for number in row]
    first = numbers.index(0)  # number 0 is the first of its digit, so it is in the sheet

    def drawn(number: int, row: int, column: int, **sent: Any) -> svg.Drawing:
        return draw(pictures[number], number, len(pictures), int(digits[number]), row, column)

    given = {
        "sheet": pictures[numbers].tobytes(),  # some of the digits, and their numbers among all
        "numbers": numbers,
        "labels": [int(label) for label in digits[numbers]],
        "total": len(pictures),
        "digit": (LEFT, TOP, PIXEL),
        "around": AROUND,
        "parts": TEXTS,
        "words": WORDS,
    }
    # ``place`` is the one in the sheet; ``other`` is a digit's pixels where it is not there.
    moves = {"place": first, "number": 0, "other": b"", "other_label": 0}
    widget = base.moving("browse", drawn, given, **moves, row=14, column=14)
    return Browse(widget.still, widget, pictures, digits)


def _checked(images: Any, labels: Any) -> tuple[Bytes, Bytes]:
    pictures, digits = as_array(images, "images"), as_array(labels, "labels")
    if pictures.ndim != 3 or pictures.shape[1:] != (28, 28) or len(pictures) == 0:
        raise ValueError(
            f"images must have the shape (count, 28, 28), but have {pictures.shape}: give x_train "
            "as load_mnist returns it."
        )
    if digits.shape != (len(pictures),):
        raise ValueError(
            f"There are {len(pictures)} images, but the labels have the shape {digits.shape}: give "
            "each image one label."
        )
    for name, values, most in (("images", pictures, 255), ("labels", digits, 9)):
        whole = np.issubdtype(values.dtype, np.integer)
        if not whole or values.min() < 0 or values.max() > most:
            raise ValueError(
                f"{name} must be whole numbers from 0 to {most}: give them as load_mnist returns "
                "them, not divided."
            )
    return pictures.astype(np.uint8, copy=False), digits.astype(np.uint8, copy=False)


def draw(image: Bytes, number: int, total: int, label: int, row: int, column: int) -> svg.Drawing:
    """Draw one digit with the numbers around one of its pixels."""
    value = int(image[row, column])
    side = 28 * PIXEL
    texts = {
        "number": f"{number:,}",
        "total": f"{total:,}",
        "label": str(label),
        "inked": str((image > 0).sum()),
        "most": str(image.max()),
        "row": str(row),
        "column": str(column),
        "value": str(value),
        "divided": svg.fixed(value / 255, 3),
    }
    shown = {part: filled(template, texts) for part, template in TEXTS.items()}
    bold: Look = {"font_weight": 600}
    outline: Look = {"fill": "none", "stroke": INK, "stroke_width": 3}
    area: Look = {"stroke": "var(--faint)", "pointer_events": "all", "data_part": "digit-area"}
    below = TOP + side + 26  # the digit, where it is in sight on a narrow page too
    pixel = (LEFT + PIXEL * column, TOP + PIXEL * row, PIXEL, PIXEL)
    body = [
        left(LEFT, 28, shown["number"], **bold, data_part="number"),
        left(LEFT + side - 40, 28, shown["label"], **bold, data_part="label"),
        rect(LEFT, TOP, side, side, fill="#ffffff"),
        ink((image / 255).tolist(), LEFT, TOP, PIXEL, "digit"),
        rect(*pixel, **outline, data_part="outline"),
        rect(LEFT, TOP, side, side, fill="none", **area),
        left(LEFT, below, shown["place"], data_part="place"),
        left(LEFT + 160, below, shown["value"], font_size=26, **bold, data_part="value"),
        left(RIGHT, 28, "the numbers around it", **bold),
        *_around(image, row, column, outline),
        left(RIGHT, below, shown["divided"], fill="var(--soft)", data_part="divided"),
    ]
    width = RIGHT + CELL_WIDTH * (2 * AROUND + 1) + 20
    height = TOP + side + 56
    return svg.document(width, height, "A digit and its pixels", filled(WORDS, texts), body)


def _around(image: Bytes, row: int, column: int, outline: Look) -> list[str]:
    """Draw the numbers around a pixel as a table, with the rows' and columns' numbers."""
    body = ["<style>.light{fill:#ffffff}.dark{fill:#000000}</style>"]
    count = 2 * AROUND + 1
    top = TOP + 24
    soft: Look = {"fill": "var(--soft)"}
    for k in range(count):
        x, y = RIGHT + CELL_WIDTH * (k + 0.5), top + CELL_HEIGHT * (k + 0.5)
        step = k - AROUND
        named = {"column": _named(column + step), "row": _named(row + step)}
        body.append(svg.label(x, top - 14, named["column"], **soft, data_part=f"column-{step}"))
        body.append(right(RIGHT - 10, y, named["row"], **soft, data_part=f"row-{step}"))
    for k in range(count * count):
        down, across = divmod(k, count)
        y, x = row + down - AROUND, column + across - AROUND
        inside = 0 <= y < 28 and 0 <= x < 28
        value = int(image[y, x]) if inside else 0
        at, upper = RIGHT + CELL_WIDTH * across, top + CELL_HEIGHT * down
        fill = f"rgb({255 - value},{255 - value},{255 - value})" if inside else "var(--chip)"
        told: Look = {"class_": "light" if value > 136 else "dark", "data_part": f"around-{k}"}
        words = str(value) if inside else ""
        shade: Look = {"fill": fill, "stroke": "var(--faint)", "data_part": f"cell-{k}"}
        body.append(rect(at, upper, CELL_WIDTH, CELL_HEIGHT, **shade))
        body.append(svg.label(at + CELL_WIDTH / 2, upper + CELL_HEIGHT / 2, words, **told))
    middle = (RIGHT + CELL_WIDTH * AROUND, top + CELL_HEIGHT * AROUND)
    return [*body, rect(*middle, CELL_WIDTH, CELL_HEIGHT, **outline)]


def _named(place: int) -> str:
    return str(place) if 0 <= place < 28 else ""
