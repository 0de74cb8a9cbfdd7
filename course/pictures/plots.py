"""Pictures of data and of learning: matplotlib, one look.

Each function returns a ``Picture``: a PNG for the eye and the same content in words, with its
figures, which is what nbval compares. The book gets an SVG in the drawings' colours besides, which
turns dark with its page. Figures are built without pyplot, so that nothing outside a
picture changes. A picture is made with 144 dots per inch and shown at half that size: one point is
one pixel of the page. No text is smaller than 15, so that it can be read from the last row when a
slide shows the picture a little larger. Matplotlib is imported where it is used.
"""

import base64
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from course.pictures.shapes import spread
from course.pictures.svg import (
    LIGHT,
    MOST_DECIMALS,
    SVG,
    brief,
    document,
    fixed,
    power_of_ten,
    short,
    whole,
)
from nnlib.checks import as_numbers, check_one_each, check_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage
    from matplotlib.ticker import Locator

Array = npt.NDArray[np.float64]

# The drawings' light palette alone, so that ``_svg`` can put their variables in its place.
PAPER, INK, SOFT, FAINT, CHIP = (LIGHT[name] for name in ("paper", "ink", "soft", "faint", "chip"))
PLUS, MINUS = LIGHT["plus"], LIGHT["minus"]
EDGEPLUS, EDGEMINUS = LIGHT["edgeplus"], LIGHT["edgeminus"]
GOAL, GOOD = LIGHT["goal"], LIGHT["good"]
RULE, EDGEZERO = LIGHT["rule"], LIGHT["edgezero"]

# Lines differ in colour, in dashes and in the mark at their end.
LINES: list[tuple[str, Any, str]] = [
    (PLUS, "-", "o"),
    (MINUS, (0, (6, 2)), "s"),
    (GOAL, (0, (6, 2, 1.5, 2)), "^"),
    (GOOD, (0, (1.5, 1.5)), "D"),
    (INK, (0, (8, 2, 1.5, 2, 1.5, 2)), "v"),
    (SOFT, (0, (3, 3)), "P"),
]
FILLS = [(EDGEPLUS, PLUS, ""), (EDGEMINUS, MINUS, "///"), (CHIP, GOAL, "...")]

TEXT, HEAD = 15, 17
LETTER = 9.2  # pixels that a letter of a text takes at the most, on average
LINE = 20  # pixels from one line of a text to the next
DPI = 144


@dataclass(frozen=True)
class Picture:
    """A PNG and its content in words; a notebook shows the one, nbval reads the other."""

    png: bytes = field(repr=False)
    words: str
    smallest: float = TEXT  # size of its smallest text
    svg: str = field(default="", repr=False)  # for a page

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        # Width and height stand at bytes 16 to 24 of every PNG; half of them keeps it crisp.
        width = int.from_bytes(self.png[16:20], "big") // 2
        height = int.from_bytes(self.png[20:24], "big") // 2
        data = {
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/plain": self.words,
        }
        if self.svg:
            data[SVG] = self.svg
        shown = {"width": width, "height": height, "smallest_text": self.smallest}
        return data, {"image/png": {**shown, "alt": self.words}}


# --- The look ----------------------------------------------------------------------------------


def _figure(width: float, height: float) -> "Figure":
    """Return an empty figure of so many pixels on the page."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width / 72, height / 72), dpi=DPI, facecolor=PAPER)


def _picture(figure: "Figure", words: str) -> Picture:
    """Return a finished figure as a picture. (Tests look at the figure here.)"""
    from matplotlib.text import Text

    from course.pictures.base import for_a_page

    file = BytesIO()
    figure.savefig(file, format="png", dpi=DPI, facecolor=PAPER, metadata={"Software": None})
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]
    smallest = min((float(text.get_fontsize()) for text in texts), default=TEXT)
    return Picture(file.getvalue(), words, smallest, _svg(figure, words) if for_a_page() else "")


def _svg(figure: "Figure", words: str) -> str:
    """Return a finished figure as a drawing: in its colours, light and dark, and the page's type.

    Pictures in it stay pixels. Ink is on paper, on a dark page as well; colours turn with the page.
    """
    from matplotlib import rc_context

    file = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "the same each time"}):
        figure.savefig(file, format="svg", dpi=DPI, transparent=True, metadata={"Date": None})
    body = file.getvalue().partition("</metadata>")[2].rpartition("</svg>")[0]
    body = re.sub(r"\n *|font-family: [^;]*; ", "", body).replace("xlink:href", "href")
    body = re.sub(r"<[^>]+", lambda tag: re.sub(r"(\.\d\d)\d+", r"\1", tag[0]), body)
    for name, colour in LIGHT.items():
        body = body.replace(colour, f"var(--{name})")
    grey = iter(i.get_cmap().name == "Greys" for axes in figure.axes for i in axes.images)
    ink = '<image class="ink"'
    body = re.sub("<image", lambda tag: ink if next(grey, False) else tag[0], body)
    width, height = figure.get_size_inches() * 72
    pixels = "<style>image:not(.ink){filter:var(--in-the-dark)}</style>"
    return document(width, height, None, words, [pixels, body]).svg


def _axes(
    figure: "Figure", left: float, top: float, width: float, height: float, *, title: str = ""
) -> "Axes":
    """Return axes at so many pixels from the left and the top, without a frame to the right."""
    total_width, total_height = figure.get_size_inches() * 72
    axes = figure.add_axes(
        (
            left / total_width,
            1 - (top + height) / total_height,
            width / total_width,
            height / total_height,
        )
    )
    axes.set_facecolor(PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(SOFT)
    axes.tick_params(colors=SOFT, labelcolor=INK, labelsize=TEXT, width=1)
    if title:
        _text(axes, 0, height + 12, title, size=HEAD, weight="bold")
    return axes


def _text(
    axes: "Axes", x: float, y: float, words: str, ha: str = "left", va: str = "bottom", **style: Any
) -> None:
    """Write words at pixels from the axes' lower left corner."""
    style = {"fontsize": style.pop("size", TEXT), "color": INK, "ha": ha, "va": va, **style}
    place: Any = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(words, (0, 0), (x, y), annotation_clip=False, **place, **style)


def _beside(
    axes: "Axes", point: tuple[float, float], right: float, up: float, words: str, **style: Any
) -> None:
    """Write words at so many pixels from a point of the data, on the side that they lie to."""
    style.setdefault("ha", "left" if right > 0 else "right" if right < 0 else "center")
    style.setdefault("va", "bottom" if up > 0 else "top" if up < 0 else "center")
    style = {"fontsize": TEXT, "color": INK, **style}
    axes.annotate(words, point, (right, up), textcoords="offset points", **style)


def _ring(axes: "Axes", x: float, y: float, size: float, colour: str) -> None:
    """Put a ring around a point of the data."""
    look: Any = {"color": colour, "markerfacecolor": "none", "markeredgewidth": 2}
    axes.plot(x, y, marker="o", markersize=size, **look)


def _pixels(
    axes: "Axes", picture: Array, black: float, colours: "Colormap | None" = None
) -> "AxesImage":
    """Show numbers as pixels: 0 white to ``black``, or in colours, from −black to black."""
    low = 0 if colours is None else -black
    shown: Any = {"cmap": colours or "Greys", "vmin": low, "vmax": black}
    return axes.imshow(picture, interpolation="nearest", aspect="auto", **shown)


def _inked(fill: str, edge: str, hatch: str = "") -> dict[str, Any]:
    """Return the look of a bar."""
    return {"facecolor": fill, "edgecolor": edge, "hatch": hatch, "linewidth": 0.8}


def _named(axes: "Axes", x_name: str, y_name: str = "") -> None:
    """Write the names of the axes beside them."""
    axes.set_xlabel(x_name, fontsize=TEXT, color=SOFT)
    axes.set_ylabel(y_name, fontsize=TEXT, color=SOFT)


def _size(axes: "Axes") -> tuple[float, float]:
    """Return the axes' width and height in pixels of the page."""
    return axes.bbox.width * 72 / DPI, axes.bbox.height * 72 / DPI


def _bare(axes: "Axes") -> None:
    """Take ticks and frame away: a picture of pixels needs none."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(FAINT)


def _signed() -> "Colormap":
    """Return the colours of signed numbers: orange below 0, white at 0, blue above."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("signed", [MINUS, EDGEMINUS, PAPER, EDGEPLUS, PLUS])


def _powers(axes: "Axes") -> None:
    """Give axes a logarithmic scale of error, with its powers of ten as one word each: 10⁻³."""
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(lambda value, _: power_of_ten(round(np.log10(value))))


def _whole_numbers() -> "Locator":
    """Return what puts ticks at whole numbers: there is no iteration 2.5."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=7, steps=[1, 2, 5, 10], integer=True)


# --- Checks of what comes in -------------------------------------------------------------------


def _check_named(values: Any, name: str, example: str) -> None:
    """Say that a dictionary was expected, if what is called ``name`` is none."""
    if not isinstance(values, Mapping):
        raise ValueError(
            f"{name} must be a dictionary, such as {example}, but is of type "
            f"{type(values).__name__}."
        )


def _grey(image: Any, name: str) -> tuple[Array, float]:
    """Return a grey picture and the number that means black: 255, or 1 for numbers up to 1."""
    array = as_numbers(image, name, 2)
    if array.min() < 0 or array.max() > 255:
        raise ValueError(f"{name} holds numbers outside 0 to 255: give 0 for white, 255 for black.")
    integers = np.asarray(image).dtype.kind in "iu"
    return array, 255.0 if integers or array.max() > 1 else 1.0


def _digits(labels: Any, name: str) -> npt.NDArray[np.int64]:
    """Return digits 0 to 9 as whole numbers, or say that they are none."""
    array = as_numbers(labels, name, 1)
    if (array != np.floor(array)).any() or array.min() < 0 or array.max() > 9:
        raise ValueError(f"{name} must be whole numbers from 0 to 9.")
    return array.astype(np.int64)


def _count(number: float) -> str:
    """Return a whole number with its thousands set off: 60,000."""
    return f"{int(number):,}"


# --- Digits ------------------------------------------------------------------------------------


def digit_sheet(
    images: Any, labels: Any, columns: int = 17, rows_of: Iterable[int] = range(10)
) -> Picture:
    """Show the first ``columns`` images of each digit in ``rows_of``, a row each (notebook 12).

    ``images``: shape (count, 28, 28), 0 white … 255 black; ``labels``: shape (count,).
    Raises ``ValueError`` when there are not that many images of a digit.
    """
    digits = _digits(labels, "labels")
    shape = np.shape(images)
    if len(shape) != 3 or shape[0] != len(digits):
        raise ValueError(
            f"images must have the shape ({len(digits)}, height, width), one for each label; "
            f"the shape is {shape}."
        )
    rows = list(rows_of)
    if columns < 1 or not rows:
        raise ValueError("The sheet is empty: give at least one column and one digit.")
    height, width, gap = shape[1], shape[2], 4
    step_y, step_x = height + gap, width + gap
    sheet = np.zeros((step_y * len(rows) - gap, step_x * columns - gap))
    for row, digit in enumerate(rows):
        found = np.flatnonzero(digits == digit)[:columns]
        if len(found) < columns:
            raise ValueError(
                f"There are only {len(found)} images of the digit {digit}: ask for at most "
                f"{len(found)} columns."
            )
        for column, index in enumerate(found):
            image, _ = _grey(images[index], f"image {index}")
            top, left = row * step_y, column * step_x
            sheet[top : top + height, left : left + width] = image
    black = 255.0 if sheet.max() > 1 else 1.0
    # A pixel of a digit is 3 of the 144 dots per inch, 1.5 on the page.
    scale = 1.5
    figure = _figure(sheet.shape[1] * scale + 50, sheet.shape[0] * scale + 20)
    axes = _axes(figure, 36, 10, sheet.shape[1] * scale, sheet.shape[0] * scale)
    _pixels(axes, sheet, black)
    _bare(axes)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_yticks([row * step_y + height / 2 for row in range(len(rows))], map(str, rows))
    axes.tick_params(length=0, labelsize=HEAD)
    together = rows == list(range(rows[0], rows[-1] + 1)) and len(rows) > 2
    which = f"{rows[0]} to {rows[-1]}" if together else ", ".join(map(str, rows))
    words = f"A sheet of {columns * len(rows)} digits: {columns} examples of each, {which}."
    return _picture(figure, words)


def digits_row(
    images: Sequence[Any] | npt.NDArray[Any],
    titles: Sequence[str] | None = None,
    columns: int = 10,
    words: str | None = None,
) -> Picture:
    """Show grey pictures in rows of ``columns``, each with a title above it if there are any.

    Pictures are (height, width) arrays, not all of one size; 0 is white, and 255 is black (1 in a
    picture of fractions up to 1). ``words`` replaces the sentence that lists the titles.
    """
    pictures = [_grey(image, f"picture {count}") for count, image in enumerate(images)]
    if not pictures or columns < 1:
        raise ValueError("There is nothing to show: give at least one picture and one column.")
    if titles is not None:
        check_one_each("pictures", pictures, "titles", titles)
    across = min(columns, len(pictures))
    down = -(-len(pictures) // columns)
    cell = min(168.0, 920 / across)
    box = cell - 12
    wrapped = [
        [
            line
            for part in str(title).split("\n")
            for line in textwrap.wrap(part, max(6, int(cell / (0.95 * LETTER)))) or [""]
        ]
        for title in titles or []
    ]
    head = 8 + LINE * max(map(len, wrapped), default=0)
    figure = _figure(across * cell + 20, down * (head + box + 8) + 16)
    for count, (picture, black) in enumerate(pictures):
        row, column = divmod(count, columns)
        height, width = picture.shape
        scale = box / max(height, width)
        left = 10 + column * cell + 6 + (box - width * scale) / 2
        top = 8 + row * (head + box + 8) + head + (box - height * scale) / 2
        axes = _axes(figure, left, top, width * scale, height * scale)
        _pixels(axes, picture, black)
        _bare(axes)
        if wrapped:
            above = height * scale + (box - height * scale) / 2 + 5
            for line, words_there in enumerate(reversed(wrapped[count])):
                _text(axes, width * scale / 2, above + LINE * line, words_there, "center")
    if words is None:
        number = len(pictures)
        words = "A picture" if number == 1 else f"A row of {number} pictures"
        if down > 1:
            words = f"{number} pictures in {down} rows"
        if titles is not None:
            words += ": " + "; ".join(str(title).replace("\n", " ") for title in titles)
        words += "."
    return _picture(figure, words)


def weight_images(weights: Any, columns: int = 8) -> Picture:
    """Show the weights into each hidden unit as a picture: blue positive, orange negative.

    ``weights``: shape (height · width, units), a square picture to each column, such as (784, 40);
    all pictures share one scale, white is 0 (notebook 13).
    """
    array = as_numbers(weights, "weights", 2)
    side = round(array.shape[0] ** 0.5)
    if side * side != array.shape[0]:
        raise ValueError(
            f"weights must have a square number of rows, such as 784 = 28 × 28; it has "
            f"{array.shape[0]}."
        )
    if columns < 1:
        raise ValueError("columns must be at least 1.")
    units = array.shape[1]
    across, down, gap = min(columns, units), -(-units // columns), max(1, side // 9)
    step = side + gap
    sheet = np.full((down * step - gap, across * step - gap), np.nan)
    for unit in range(units):
        row, column = divmod(unit, columns)
        image = array[:, unit].reshape(side, side)
        sheet[row * step : row * step + side, column * step : column * step + side] = image
    most = float(np.abs(array).max()) or 1.0
    scale = max(1.0, round(2 * 92 / step) / 2)
    figure = _figure(sheet.shape[1] * scale + 110, max(170.0, sheet.shape[0] * scale + 24))
    axes = _axes(figure, 12, 12, sheet.shape[1] * scale, sheet.shape[0] * scale)
    shown = _pixels(axes, sheet, most, _signed().with_extremes(bad="#dfe3e8"))
    axes.set_axis_off()
    bar = _axes(figure, sheet.shape[1] * scale + 32, 24, 16, 120)
    figure.colorbar(shown, cax=bar, ticks=[-most, 0, most]).outline.set_edgecolor(SOFT)
    bar.set_yticklabels([fixed(-most, 2), "0", fixed(most, 2)])
    bar.tick_params(labelsize=HEAD, colors=SOFT, labelcolor=INK)
    words = (
        f"The weights into {units} units, each as a picture of {side} × {side}; blue is positive, "
        f"orange negative, white 0; from {fixed(float(array.min()), 2)} to "
        f"{fixed(float(array.max()), 2)}."
    )
    return _picture(figure, words)


def feature_maps(maps: Sequence[Any], titles: Sequence[str] | None = None) -> Picture:
    """Show maps in a row, each on its own scale, which is written below it (notebook 15).

    A map without negative numbers is grey (0 white, its largest number black); one with negative
    numbers is blue above 0 and orange below.
    """
    arrays = [as_numbers(values, f"map {count}", 2) for count, values in enumerate(maps)]
    if not arrays:
        raise ValueError("There are no maps to show: give at least one.")
    if titles is not None:
        check_one_each("maps", arrays, "titles", titles)
    cell = min(230.0, 920 / len(arrays))
    box = cell - 18
    figure = _figure(cell * len(arrays) + 16, box + 74)
    said = []
    for count, values in enumerate(arrays):
        height, width = values.shape
        scale = box / max(height, width)
        left = 8 + cell * count + 9 + (box - width * scale) / 2
        axes = _axes(figure, left, 38 + (box - height * scale) / 2, width * scale, height * scale)
        low, high = float(values.min()), float(values.max())
        _pixels(axes, values, max(-low, high) or 1, _signed() if low < 0 else None)
        _bare(axes)
        middle, margin = width * scale / 2, (box - height * scale) / 2
        title = str(titles[count]) if titles is not None else f"map {count + 1}"
        _text(axes, middle, height * scale + margin + 8, title, "center")
        span = f"{fixed(low, 2)} to {fixed(high, 2)}"
        _text(axes, middle, -margin - 9, span, "center", "top", color=SOFT)
        said.append(f"{title} ({height} × {width}, {span})")
    return _picture(figure, "Maps: " + "; ".join(said) + ".")


# --- Numbers of a network ----------------------------------------------------------------------


def bars(
    values: Any,
    *,
    labels: Sequence[Any] | None = None,
    names: Sequence[str] | None = None,
    goal: int | None = None,
    title: str | None = None,
    decimals: int = 3,
) -> Picture:
    """Show outputs as bars with their numbers, the largest one strongest (notebooks 14 and 17).

    ``values``: shape (outputs,), or (networks, outputs) with a name in ``names`` for each network,
    side by side. ``labels`` name the outputs (0, 1, 2, … unless told); ``goal`` is the place of the
    right one, whose bar should reach 1. ``decimals`` are those of the numbers, in the words too:
    write no more than are the same on every machine.
    """
    check_whole("decimals", decimals, MOST_DECIMALS)
    array = as_numbers(values, "values", np.ndim(values) if np.ndim(values) in (1, 2) else 1)
    table = np.atleast_2d(array)
    networks, outputs = table.shape
    labels = [str(label) for label in (labels if labels is not None else range(outputs))]
    check_one_each("values", table[0], "labels", labels)
    if names is None and networks > 1:
        raise ValueError(f"There are {networks} rows of values: give a name for each in names.")
    if names is not None:
        check_one_each("rows of values", table, "names", names)
    if goal is not None and not 0 <= goal < outputs:
        raise ValueError(f"goal is {goal}: give the place of one of the {outputs} values, from 0.")

    low, high = min(0.0, float(table.min())), max(1.0, float(table.max()))
    margin = 18 + LETTER * max(len(label) for label in labels) + (44 if goal is not None else 0)
    width = 420.0 if networks == 1 else max(170.0, (920 - margin) / networks - 24)
    top = 14 + (28 if title else 0) + (28 if names is not None else 0)
    height = 27.0 * outputs
    figure = _figure(margin + networks * (width + 24), top + height + 14)
    said = []
    # Room for a number beyond the longest bar, on the left as well if there are bars to the left.
    room = 18 + LETTER * (decimals + 2)
    pixel = (high - low) / (width - room * (2 if low < 0 else 1))
    for network, row in enumerate(table):
        axes = _axes(figure, margin + network * (width + 24), top, width, height)
        axes.set_xlim(low - (room * pixel if low < 0 else 0), high + room * pixel)
        axes.set_ylim(outputs - 0.5, -0.5)
        largest = int(row.argmax())
        for place, value in enumerate(row):
            strong = place == largest
            colour = PLUS if strong else EDGEPLUS
            look = _inked(colour, PLUS) if value >= 0 else _inked(EDGEMINUS, MINUS, "////")
            axes.barh(place, value, height=0.66, **look)
            weight = "bold" if strong else "normal"
            number = fixed(float(value), decimals)
            _beside(axes, (value, place), 5 if value >= 0 else -5, 0, number, weight=weight)
        if goal is not None:
            dots: Any = {"linewidth": 1.8, "linestyle": (0, (1.5, 1.5))}
            axes.barh(goal, 1, height=0.9, facecolor="none", edgecolor=GOAL, **dots)
        axes.axvline(0, color=SOFT, linewidth=1)
        axes.set_xticks([])
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        shown = [f"goal  {label}" if place == goal else label for place, label in enumerate(labels)]
        axes.set_yticks(range(outputs), shown if network == 0 else [""] * outputs)
        axes.tick_params(length=0)
        if goal is not None and network == 0:
            axes.get_yticklabels()[goal].set(color=GOAL, weight="bold")
        if names is not None:
            _text(axes, 0, height + 6, str(names[network]), weight="bold")
        listed = ", ".join(
            f"{label}: {fixed(float(value), decimals)}"
            for label, value in zip(labels, row, strict=True)
        )
        name = f"{names[network]}: " if names is not None else ""
        said.append(f"{name}{listed}; largest: {labels[largest]}")
    if title:
        figure.text(
            12 / (margin + networks * (width + 24)),
            1 - 12 / (top + height + 14),
            title,
            fontsize=HEAD,
            weight="bold",
            color=INK,
            va="top",
        )
    words = (f"{title}: " if title else "") + ". ".join(said)
    words += f". Goal: {labels[goal]}." if goal is not None else "."
    return _picture(figure, words)


def class_counts(labels_by_name: Mapping[str, Any]) -> Picture:
    """Show how many images there are of each digit, for each set by name (notebook 12)."""
    _check_named(labels_by_name, "labels_by_name", '{"train": y_train, "test": y_test}')
    counts = {
        str(name): np.bincount(_digits(labels, f"the labels of {name!r}"), minlength=10)
        for name, labels in labels_by_name.items()
    }
    if not 1 <= len(counts) <= len(FILLS):
        raise ValueError(f"Give one to {len(FILLS)} sets of labels; these are {len(counts)}.")
    number = len(counts)
    slot = 44.0 * number + 12
    figure = _figure(10 * slot + 40, 308)
    axes = _axes(figure, 20, 58, 10 * slot, 214)
    most = max(int(count.max()) for count in counts.values())
    axes.set_xlim(-0.5, 9.5)
    axes.set_ylim(0, most * 1.02)
    share = 44.0 / slot
    left = 0.0
    for place, (name, count) in enumerate(counts.items()):
        fill, edge, hatch = FILLS[place]
        centres = np.arange(10) + (place - (number - 1) / 2) * share
        axes.bar(centres, count, width=share * 0.86, **_inked(fill, edge, hatch))
        for centre, value in zip(centres, count, strict=True):
            _beside(axes, (centre, value), 0, 3, str(value))
        # The key: a sample of the bar, then its name.
        _key(axes, left, 240, fill, edge, hatch)
        said = f"{name}: {_count(count.sum())} images"
        _text(axes, left + 26, 239, said)
        left += 60 + 0.95 * LETTER * len(said)
    axes.set_xticks(range(10), [str(digit) for digit in range(10)])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0, labelsize=HEAD)
    words = "Images of each digit, 0 to 9. " + " ".join(
        f"{name}, {_count(count.sum())}: {', '.join(map(str, count))}."
        for name, count in counts.items()
    )
    return _picture(figure, words)


def _key(axes: "Axes", x: float, y: float, fill: str, edge: str, hatch: str) -> None:
    """Draw a sample of a bar at pixels from the axes' lower left corner."""
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Affine2D

    width, height = _size(axes)
    place = Affine2D().scale(1 / width, 1 / height) + axes.transAxes
    axes.add_patch(
        Rectangle((x, y), 19, 13, **_inked(fill, edge, hatch), transform=place, clip_on=False)
    )


def _table(
    counts: npt.NDArray[np.int64],
    rows: Sequence[str],
    columns: Sequence[str],
    y_name: str,
    x_name: str,
    diagonal: str,
    lit: Any = None,
) -> "Figure":
    """Return a table of counts, darker where there are more, or where they are ``lit``; the
    diagonal is left pale.
    """
    from matplotlib.colors import LinearSegmentedColormap

    size = len(rows)
    cell = 48.0 if size > 5 else 104.0
    left = 48 + 1.1 * LETTER * max(map(len, rows))
    figure = _figure(left + cell * size + 24, 62 + cell * size + 10)
    axes = _axes(figure, left, 62, cell * size, cell * size)
    off = (counts if lit is None else lit).astype(np.float64)
    np.fill_diagonal(off, 0)
    colours = LinearSegmentedColormap.from_list("counts", [PAPER, "#f6dccf", EDGEMINUS])
    axes.imshow(off, cmap=colours, vmin=0, vmax=max(1.0, off.max()), aspect="auto")
    for row in range(size):
        for column in range(size):
            value = int(counts[row, column])
            same = row == column
            if same:
                ends = (column / size, (column + 1) / size)
                axes.axhspan(row - 0.5, row + 0.5, *ends, color=CHIP)
            many = not same and value and off[row, column] >= 0.6 * off.max()
            look: Any = {"color": SOFT if same or value == 0 else INK}
            look |= {"fontsize": HEAD, "weight": "bold" if many else "normal"}
            words = diagonal.format(value) if same else str(value)
            axes.text(column, row, words, ha="center", va="center", **look)
    for line in range(1, size):
        axes.axhline(line - 0.5, color=RULE, linewidth=0.8)
        axes.axvline(line - 0.5, color=RULE, linewidth=0.8)
    _bare(axes)
    axes.set_xlim(-0.5, size - 0.5)
    axes.set_ylim(size - 0.5, -0.5)
    axes.set_xticks(range(size), columns)
    axes.set_yticks(range(size), rows)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    # Numbers are larger than names: a table is the one picture that is made of them.
    axes.tick_params(labelsize=HEAD if x_name else TEXT)
    if x_name:
        _text(axes, 0, cell * size + 32, x_name, size=HEAD, color=SOFT)
    if y_name:
        upwards: Any = {"size": HEAD, "rotation": 90, "color": SOFT}
        _text(axes, 12 - left, cell * size / 2, y_name, va="center", **upwards)
    return figure


def confusion_matrix(true: Any, predicted: Any) -> Picture:
    """Show how often each digit was taken for which, mistakes standing out (notebook 16).

    ``true`` and ``predicted``: shape (count,), digits 0 to 9. Rows are the true digits.
    """
    truth, answer = _digits(true, "true"), _digits(predicted, "predicted")
    check_one_each("true digits", truth, "predicted", answer)
    counts = np.zeros((10, 10), dtype=np.int64)
    np.add.at(counts, (truth, answer), 1)
    digits = [str(digit) for digit in range(10)]
    figure = _table(counts, digits, digits, "true digit", "predicted digit", "{}")
    right, total = int(np.trace(counts)), len(truth)
    words = f"Right: {_count(right)} of {_count(total)} ({fixed(100 * right / total, 1)} %)."
    off = counts.copy()
    np.fill_diagonal(off, 0)
    if off.max() > 0:
        most = int(off.max())
        times = "once" if most == 1 else f"{_count(most)} times"
        pairs = [f"{row} taken for {column}" for row, column in np.argwhere(off == most)]
        if len(pairs) == 1:
            words += f" Most frequent mistake: {pairs[0]}, {times}."
        else:
            words += f" Most frequent mistakes, {times} each: {', '.join(pairs)}."
    return _picture(figure, words)


def agreement(table: Any, names: Sequence[str]) -> Picture:
    """Show how often networks disagree, pair by pair (notebook 17).

    ``table``: shape (networks, networks), whole numbers, how many pictures each pair answers
    differently; the same both ways, 0 on the diagonal. ``names``: one for each network. The two
    that agree most are lit: what they still differ in is the question.
    """
    array = as_numbers(table, "table", 2)
    size = len(names)
    if array.shape != (size, size):
        raise ValueError(
            f"table must be {size} × {size}, as names has {size}; it is {array.shape}."
        )
    if (array != array.T).any() or np.diag(array).any() or array.min() < 0:
        raise ValueError(
            "table must hold counts, the same both ways (table[a][b] is table[b][a]), with 0 on "
            "the diagonal."
        )
    counts = array.astype(np.int64)
    if (counts != array).any():
        raise ValueError("table must hold whole numbers: how many pictures, not which share.")
    rows = [str(name) for name in names]
    columns = ["\n".join(textwrap.wrap(name, 12)) for name in rows]
    pairs = ~np.eye(size, dtype=bool)
    lit = pairs & (counts == counts[pairs].min(initial=counts.max()))
    figure = _table(counts, rows, columns, "", "", "–", lit)
    said = [
        f"{rows[a]} and {rows[b]}: {_count(counts[a, b])}"
        for a in range(size)
        for b in range(a + 1, size)
    ]
    return _picture(figure, "Different answers: " + "; ".join(said) + ".")


# --- Learning over time ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """A line of a picture: its name, its points, and its colour, dashes and mark at the end."""

    name: str
    x: Array
    y: Array
    style: tuple[str, Any, str]
    faint: bool = False

    def best(self, mark: str) -> int:
        """Return the place of the lowest or the highest value, the first if there are several."""
        return int(self.y.argmin() if mark == "min" else self.y.argmax())

    def words(self, name: str, decimals: int, mark: str | None) -> str:
        """Return where the line starts and ends, and its best point."""
        said = f"{name}: {self._at(0, decimals)} → {self._at(-1, decimals)}"
        if mark is not None:
            said += f", {'lowest' if mark == 'min' else 'highest'} "
            said += self._at(self.best(mark), decimals)
        return said + "."

    def _at(self, index: int, decimals: int) -> str:
        value = float(self.y[index])
        small = value != 0 and abs(value) < 10.0**-decimals
        shown = f"{value:.3e}".replace("-", "−") if small else fixed(value, decimals)
        return f"{shown} at {whole(float(self.x[index]))}"


def curves(
    series: Mapping[str, Any],
    *,
    x: Any,
    ylabel: str,
    title: str | None = None,
    mark: str | None = None,
    xlabel: str = "iteration",
    log: bool = False,
    decimals: int = 3,
) -> Picture:
    """Show how numbers change, each line with its name at its end.

    ``series``: name → values, as many as ``x`` has. ``mark`` is ``"min"`` or ``"max"``: the best
    point of each line is marked and said. ``log`` draws the values on a logarithmic axis.
    """
    check_whole("decimals", decimals, MOST_DECIMALS)
    _check_named(series, "series", '{"train": [0.3, 0.2]}')
    places = as_numbers(x, "x", 1)
    if not 1 <= len(series) <= len(LINES):
        raise ValueError(f"Give one to {len(LINES)} lines; these are {len(series)}.")
    if mark not in (None, "min", "max"):
        raise ValueError(f'mark is {mark!r}: give "min", "max" or None.')
    lines = [
        _line(str(name), places, values, style)
        for (name, values), style in zip(series.items(), LINES, strict=False)
    ]
    low = min(float(line.y.min()) for line in lines)
    high = max(float(line.y.max()) for line in lines)
    if log and low <= 0:
        raise ValueError("A logarithmic axis shows numbers above 0 only: leave log=True out.")
    # Room above and below, for the numbers of marked points; none below 0 where none is needed.
    if log:
        room = (high / low) ** 0.12 if high > low else 2.0
        limits = (low / room, high * room)
    else:
        room = 0.12 * ((high - low) or abs(high) or 1.0)
        limits = (low - room, high + room)
        if mark != "min" and low >= 0:
            limits = (max(0.0, limits[0]), limits[1])
    margin = 30 + LETTER * max(len(line.name) for line in lines)
    top = 46 if title else 16
    figure = _figure(90 + 560 + margin, top + 334)
    axes = _axes(figure, 90, top, 560, 276, title=title or "")
    _curves(axes, lines, limits, log=log)
    _named(axes, xlabel, ylabel)
    if mark is not None:
        for line in lines:
            _mark_best(axes, line, mark, decimals)
    said = " ".join(line.words(line.name, decimals, mark) for line in lines)
    return _picture(figure, (f"{title}: " if title else "") + f"{ylabel} over {xlabel}. {said}")


def _line(
    name: str, places: Array, values: Any, style: tuple[str, Any, str], faint: bool = False
) -> _Line:
    """Return a line, checked to have a value for each place."""
    array = as_numbers(values, f"{name!r}", 1)
    if len(array) != len(places):
        raise ValueError(f"{name!r} has {len(array)} values, but there are {len(places)} on x.")
    return _Line(name, places, array, style, faint)


def _curves(
    axes: "Axes", lines: Sequence[_Line], limits: tuple[float, float], *, log: bool = False
) -> None:
    """Draw lines with their marks and their names at their ends."""
    if log:
        _powers(axes)
    axes.set_ylim(*limits)
    axes.margins(x=0.02)
    for line in lines:
        colour, dashes, marker = line.style
        width, inside = (1.6, PAPER) if line.faint else (2, colour)
        axes.plot(line.x, line.y, color=colour, linestyle=dashes, linewidth=width)
        end: Any = {"marker": marker, "markersize": 6, "markerfacecolor": inside}
        axes.plot(line.x[-1], line.y[-1], color=colour, **end)
    if all((line.x == np.floor(line.x)).all() for line in lines):
        axes.xaxis.set_major_locator(_whole_numbers())
    _names(axes, lines)


def _mark_best(axes: "Axes", line: _Line, mark: str, decimals: int, *, place: bool = False) -> None:
    """Put a ring around a line's best point, and beside it its number or, with ``place``, its x."""
    best, colour, below = line.best(mark), line.style[0], mark == "min"
    x, y = float(line.x[best]), float(line.y[best])
    _ring(axes, x, y, 11, colour)
    # Near the right end the number would run into the names there: write it to the left.
    late = x > line.x[0] + 0.85 * (line.x[-1] - line.x[0])
    words = f"lowest at {whole(x)}" if place else fixed(y, decimals)
    right, up = -8 if late else 4 * place, -9 if below else 9
    _beside(axes, (x, y), right, up, words, color=colour)


def _names(axes: "Axes", lines: Sequence[_Line]) -> None:
    """Write each line's name to the right of its end, moved apart where they would touch."""
    width, height = _size(axes)
    low, high = axes.get_ylim()
    ends = np.array([line.y[-1] for line in lines])
    if axes.get_yscale() == "log":
        ends, low, high = np.log(ends), float(np.log(low)), float(np.log(high))
    wanted = np.clip((ends - low) / (high - low), 0, 1) * height
    for line, place in zip(lines, spread(list(wanted), LINE, 0, height), strict=True):
        _text(axes, width + 8, place, line.name, color=line.style[0], weight="bold", va="center")


History = Mapping[str, Any] | Sequence[Mapping[str, float]]


def learning_curves(history: History, *, reference: tuple[str, History] | None = None) -> Picture:
    """Show error and accuracy over the iterations, side by side (notebook 13).

    ``history`` is what ``Network.fit`` returns, a row for each iteration, or a dictionary of
    columns: ``iteration``, ``train_error``, ``train_accuracy``, ``test_error``, ``test_accuracy``
    and, where a part was held out, ``held_out_error`` and ``held_out_accuracy``. A row may lack
    some of them. ``reference``: a name and another history, drawn thinner, in its own dashes.
    """
    panels = []
    for kind in ("error", "accuracy"):
        lines = _learning(history, kind, "history")
        if reference is not None:
            lines += _learning(reference[1], kind, reference[0], faint=True)
        panels.append((kind, lines))
    figure = _figure(960, 372)
    # The names at the lines' ends take from the panels' width what they need.
    longest = max(len(line.name) for _, lines in panels for line in lines)
    width = max(200.0, 404 - 1.05 * LETTER * longest)
    said = []
    for panel, (kind, lines) in enumerate(panels):
        axes = _axes(figure, 58 + 480 * panel, 44, width, 266, title=kind)
        top = max(float(line.y.max()) for line in lines)
        bottom = min(float(line.y.min()) for line in lines)
        _curves(
            axes, lines, (-0.03 * top, top * 1.08) if kind == "error" else (bottom - 0.05, 1.02)
        )
        _named(axes, "iteration")
        mark = "min" if kind == "error" else "max"
        # What is not learned from turns: the held-out part, which may choose, before the test.
        unseen = [line for line in lines if not line.faint and line.name != "train"]
        if kind == "error" and unseen and 0 < unseen[-1].best(mark) < len(unseen[-1].y) - 1:
            _mark_best(axes, unseen[-1], mark, 3, place=True)
        for line in lines:
            part, _, of = line.name.partition(", ")
            said.append(line.words(f"{part} {kind}" + (f", {of}" if of else ""), 3, mark))
    return _picture(figure, "Learning over the iterations. " + " ".join(said))


def _learning(history: History, kind: str, name: str, faint: bool = False) -> list[_Line]:
    """Return a history's lines of one kind: train, test, held out, each in its own style."""
    lines = []
    for style, part in zip(LINES, ("train", "test", "held out"), strict=False):
        key = f"{part.replace(' ', '_')}_{kind}"
        if isinstance(history, Mapping):
            places, values = history.get("iteration"), history.get(key)
        else:
            rows = [row for row in history if key in row]
            places = [row.get("iteration") for row in rows] or None
            values = [row[key] for row in rows] or None
        if places is None or values is None:
            continue
        colour, dashes, marker = style
        lines.append(
            _line(
                f"{part}, {name}" if faint else part,
                as_numbers(places, f"iteration of {name}", 1),
                values,
                (colour, (0, (1, 2)), marker) if faint else style,
                faint,
            )
        )
    if not lines:
        raise ValueError(
            f"{name} has no iterations with a train_{kind} or a test_{kind}: give what fit returns."
        )
    return lines


def descent_paths(paths: Mapping[str, Any], scales: Any) -> Picture:
    """Show ways down a valley: error = scales[0]·w1² + scales[1]·w2² (notebook 15).

    ``paths``: name → shape (steps, 2), the two weights at each step, such as plain gradient descent
    and Adam; a panel each. ``scales``: two positive numbers; the more they differ, the longer and
    narrower the valley.
    """
    _check_named(paths, "paths", '{"plain": [[2, 1], [1, 0.5]]}')
    steep = as_numbers(scales, "scales", 1)
    if len(steep) != 2 or (steep <= 0).any():
        raise ValueError("scales must be two numbers above 0.")
    ways = {str(name): as_numbers(path, f"the path {name!r}", 2) for name, path in paths.items()}
    if not 1 <= len(ways) <= 3:
        raise ValueError(f"Give one to three paths; these are {len(ways)}.")
    for name, way in ways.items():
        if way.shape[1] != 2:
            raise ValueError(f"The path {name!r} must have two weights a step, not {way.shape[1]}.")
    together = np.concatenate([*ways.values(), np.zeros((1, 2))])
    low, high = together.min(axis=0), together.max(axis=0)
    room = 0.15 * np.maximum(high - low, 0.2 * (high - low).max() or 1.0)
    low, high = low - room, high + room
    w1, w2 = np.meshgrid(np.linspace(low[0], high[0], 200), np.linspace(low[1], high[1], 200))
    error = steep[0] * w1**2 + steep[1] * w2**2
    levels = float(error.max()) * np.array([0.003, 0.012, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8])
    width = min(430.0, 900 / len(ways) - 70)
    figure = _figure(len(ways) * (width + 70) + 24, 382)
    said = []
    for panel, ((name, way), (colour, dashes, marker)) in enumerate(
        zip(ways.items(), LINES, strict=False)
    ):
        axes = _axes(figure, 70 + panel * (width + 70), 44, width, 262, title=name)
        axes.contour(w1, w2, error, levels=levels, colors=EDGEZERO, linewidths=1)
        look: Any = {"color": colour, "linestyle": dashes, "marker": marker}
        axes.plot(way[:, 0], way[:, 1], linewidth=1.6, markersize=4, **look)
        _ring(axes, 0, 0, 13, GOAL)
        _beside(axes, (way[0, 0], way[0, 1]), 0, 8, "start")
        # The end has a name of its own unless it lies on the lowest place.
        steps, scale = f"step {len(way) - 1}", np.array([width, 262]) / (high - low)
        arrived = float(np.hypot(*(way[-1] * scale))) < 14
        _beside(axes, (0, 0), 12, -4, f"lowest, {steps}" if arrived else "lowest", color=GOAL)
        if not arrived and len(way) > 1:
            _beside(axes, (way[-1, 0], way[-1, 1]), 12, -4, steps, color=colour)
        if panel == 0:
            same = "along a grey line the error stays the same"
            _text(axes, 0, -58, same, va="baseline", color=SOFT)
        axes.set_xlim(low[0], high[0])
        axes.set_ylim(low[1], high[1])
        _named(axes, "weight 1", "weight 2" if panel == 0 else "")
        first, last = (float((steep * way[place] ** 2).sum()) for place in (0, -1))
        said.append(f"{name}, {len(way) - 1} steps: error {brief(first, 3)} → {brief(last, 3)}.")
        _text(axes, width, 274, f"error {brief(first, 3)} → {brief(last, 3)}", "right", color=SOFT)
    equation = f"{short(float(steep[0]))}·w1² + {short(float(steep[1]))}·w2²"
    return _picture(figure, f"Ways down the error {equation}. " + " ".join(said))
