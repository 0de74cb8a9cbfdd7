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

from course.pictures.shapes import check_named, spread
from course.pictures.svg import (
    LIGHT,
    SVG,
    brief,
    document,
    fixed,
    short,
    whole,
)
from nnlib.checks import as_array, as_numbers, check_one_each

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

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

EACH = 17  # images of each digit on a sheet
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


def _bare(axes: "Axes", *, frame: bool = True) -> None:
    """Take ticks away, which a picture of pixels does not need, and put a thin frame round it."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(frame)
        spine.set_color(FAINT)


def _signed() -> "Colormap":
    """Return the colours of signed numbers: orange below 0, white at 0, blue above."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("signed", [MINUS, EDGEMINUS, PAPER, EDGEPLUS, PLUS])


# --- Checks of what comes in -------------------------------------------------------------------


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


def digit_sheet(images: Any, labels: Any) -> Picture:
    """Show the first images of each digit, 17 in a row (notebook 12).

    ``images``: shape (count, 28, 28), 0 white … 255 black; ``labels``: shape (count,).
    Raises ``ValueError`` when there are not that many images of a digit.
    """
    digits, pictures = _digits(labels, "labels"), as_array(images, "images")
    if pictures.ndim != 3 or len(pictures) != len(digits):
        raise ValueError(
            f"images must have the shape ({len(digits)}, height, width), one for each label; "
            f"the shape is {pictures.shape}."
        )
    rows = [np.flatnonzero(digits == digit)[:EACH] for digit in range(10)]
    for digit, row in enumerate(rows):
        if len(row) < EACH:
            raise ValueError(
                f"There are only {len(row)} images of the digit {digit}: give at least {EACH}."
            )
    sheet, black = _grey(_sheet(pictures[np.concatenate(rows)], EACH, 4), "images")
    # A pixel of a digit is 3 of the 144 dots per inch, 1.5 on the page.
    height, width = (1.5 * side for side in sheet.shape)
    figure = _figure(width + 50, height + 20)
    axes = _axes(figure, 36, 10, width, height)
    _pixels(axes, sheet, black)
    _bare(axes, frame=False)
    step = pictures.shape[1] + 4
    axes.set_yticks([row * step + step / 2 - 2 for row in range(10)], map(str, range(10)))
    axes.tick_params(length=0, labelsize=HEAD)
    words = f"A sheet of {10 * EACH} digits: {EACH} examples of each, 0 to 9."
    return _picture(figure, words)


def _sheet(pictures: Array, columns: int, gap: int, between: float = 0.0) -> Array:
    """Return pictures of one size as one, in rows of ``columns`` with a gap between them."""
    count, height, width = pictures.shape
    down = -(-count // columns)
    cells = np.full((down * columns, height + gap, width + gap), between)
    cells[:count, :height, :width] = pictures
    table = cells.reshape(down, columns, height + gap, width + gap).swapaxes(1, 2)
    return table.reshape(down * (height + gap), -1)[:-gap, :-gap]


def digits_row(
    images: Sequence[Any] | npt.NDArray[Any],
    titles: Sequence[str],
    columns: int = 10,
    words: str | None = None,
) -> Picture:
    """Show grey pictures in rows of ``columns``, each with its title above it.

    Pictures are (height, width) arrays, not all of one size; 0 is white, and 255 is black (1 in a
    picture of fractions up to 1). ``words`` replaces the sentence that lists the titles.
    """
    pictures = [_grey(image, f"picture {count}") for count, image in enumerate(images)]
    if not pictures or columns < 1:
        raise ValueError("There is nothing to show: give at least one picture and one column.")
    check_one_each("pictures", pictures, "titles", titles)
    across, down = min(columns, len(pictures)), -(-len(pictures) // columns)
    cell = min(168.0, 920 / across)
    box = cell - 12
    wrapped = [
        [
            line
            for part in str(title).split("\n")
            for line in textwrap.wrap(part, max(6, int(cell / (0.95 * LETTER)))) or [""]
        ]
        for title in titles
    ]
    head = 8 + LINE * max(map(len, wrapped))
    figure = _figure(across * cell + 20, down * (head + box + 8) + 16)
    for count, ((picture, black), lines) in enumerate(zip(pictures, wrapped, strict=True)):
        row, column = divmod(count, columns)
        top = 8 + row * (head + box + 8) + head
        axes, middle, margin = _in_a_box(figure, picture, 16 + column * cell, top, box, black)
        for place, line in enumerate(reversed(lines)):
            _text(axes, middle, box - margin + 5 + LINE * place, line, "center")
    if words is None:
        number = len(pictures)
        words = f"{number} pictures in {down} rows" if down > 1 else f"A row of {number} pictures"
        words = "A picture" if number == 1 else words
        words += ": " + "; ".join(str(title).replace("\n", " ") for title in titles) + "."
    return _picture(figure, words)


def weight_images(weights: Any) -> Picture:
    """Show the weights into each hidden unit as a picture: blue positive, orange negative.

    ``weights``: shape (height · width, units), a square picture to each column, such as (784, 40);
    all pictures share one scale, white is 0 (notebook 13).
    """
    array = as_numbers(weights, "weights", 2)
    pixels, units = array.shape
    side = round(pixels**0.5)
    if side * side != pixels:
        raise ValueError(
            f"weights must have a square number of rows, such as 784 = 28 × 28; it has {pixels}."
        )
    gap = max(1, side // 9)
    sheet = _sheet(array.T.reshape(units, side, side), min(8, units), gap, np.nan)
    most = float(np.abs(array).max()) or 1.0
    scale = max(1.0, round(2 * 92 / (side + gap)) / 2)
    height, width = (scale * side for side in sheet.shape)
    figure = _figure(width + 110, max(170.0, height + 24))
    axes = _axes(figure, 12, 12, width, height)
    shown = _pixels(axes, sheet, most, _signed().with_extremes(bad="#dfe3e8"))
    axes.set_axis_off()
    bar = _axes(figure, width + 32, 24, 16, 120)
    figure.colorbar(shown, cax=bar, ticks=[-most, 0, most]).outline.set_edgecolor(SOFT)
    bar.set_yticklabels([fixed(-most, 2), "0", fixed(most, 2)])
    bar.tick_params(labelsize=HEAD, colors=SOFT, labelcolor=INK)
    words = (
        f"The weights into {units} units, each as a picture of {side} × {side}; blue is positive, "
        f"orange negative, white 0; from {fixed(float(array.min()), 2)} to "
        f"{fixed(float(array.max()), 2)}."
    )
    return _picture(figure, words)


def feature_maps(maps: Sequence[Any], titles: Sequence[str]) -> Picture:
    """Show maps in a row, each on its own scale, which is written below it (notebook 15).

    A map without negative numbers is grey (0 white, its largest number black); one with negative
    numbers is blue above 0 and orange below.
    """
    arrays = [as_numbers(values, f"map {count}", 2) for count, values in enumerate(maps)]
    if not arrays:
        raise ValueError("There are no maps to show: give at least one.")
    check_one_each("maps", arrays, "titles", titles)
    cell = min(230.0, 920 / len(arrays))
    box = cell - 18
    figure = _figure(cell * len(arrays) + 16, box + 74)
    said = []
    for count, (values, title) in enumerate(zip(arrays, titles, strict=True)):
        low, high = float(values.min()), float(values.max())
        black, colours = max(-low, high) or 1, _signed() if low < 0 else None
        place = (17 + cell * count, 38, box, black, colours)
        axes, middle, margin = _in_a_box(figure, values, *place)
        span = f"{fixed(low, 2)} to {fixed(high, 2)}"
        _text(axes, middle, box - margin + 8, title, "center")
        _text(axes, middle, -margin - 9, span, "center", "top", color=SOFT)
        height, width = values.shape
        said.append(f"{title} ({height} × {width}, {span})")
    return _picture(figure, "Maps: " + "; ".join(said) + ".")


def _in_a_box(
    figure: "Figure",
    picture: Array,
    left: float,
    top: float,
    box: float,
    black: float,
    colours: "Colormap | None" = None,
) -> tuple["Axes", float, float]:
    """Show numbers as pixels, as large as a box, and in its middle.

    Returns the axes, half their width, and the room that the box leaves above and below them.
    """
    height, width = (side * box / max(picture.shape) for side in picture.shape)
    margin = (box - height) / 2
    axes = _axes(figure, left + (box - width) / 2, top + margin, width, height)
    _pixels(axes, picture, black, colours)
    _bare(axes)
    return axes, width / 2, margin


# --- Numbers of a network ----------------------------------------------------------------------


def bars(values: Any, *, names: Sequence[str], goal: int) -> Picture:
    """Show networks' outputs as bars with their numbers, the largest one strongest (14 and 17).

    ``values``: shape (networks, outputs), with a name in ``names`` for each network, side by side;
    ``goal`` is the place of the right output, whose bar should reach 1.
    """
    table = as_numbers(values, "values", 2)
    networks, outputs = table.shape
    check_one_each("rows of values", table, "names", names)
    if not 0 <= goal < outputs:
        raise ValueError(f"goal is {goal}: give the place of one of the {outputs} values, from 0.")

    low, high = min(0.0, float(table.min())), max(1.0, float(table.max()))
    margin = 62 + LETTER * len(str(outputs - 1))
    width = 420.0 if networks == 1 else max(170.0, 944 / networks - margin - 24)
    across = margin + width + 24
    height = 27.0 * outputs
    figure = _figure(networks * across, 56 + height)
    said = []
    # Room for a number beyond the longest bar, on the left as well if there are bars to the left.
    room = 18 + LETTER * 5
    pixel = (high - low) / (width - room * (2 if low < 0 else 1))
    for network, (name, row) in enumerate(zip(names, table, strict=True)):
        axes = _axes(figure, margin + network * across, 42, width, height)
        axes.set_xlim(low - (room * pixel if low < 0 else 0), high + room * pixel)
        axes.set_ylim(outputs - 0.5, -0.5)
        largest = int(row.argmax())
        for place, value in enumerate(row):
            colour, weight = (PLUS, "bold") if place == largest else (EDGEPLUS, "normal")
            look = _inked(colour, PLUS) if value >= 0 else _inked(EDGEMINUS, MINUS, "////")
            axes.barh(place, value, height=0.66, **look)
            _beside(axes, (value, place), 5 if value >= 0 else -5, 0, fixed(value), weight=weight)
        dots: Any = {"linewidth": 1.8, "linestyle": (0, (1.5, 1.5))}
        axes.barh(goal, 1, height=0.9, facecolor="none", edgecolor=GOAL, **dots)
        axes.axvline(0, color=SOFT, linewidth=1)
        axes.set_xticks([])
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        shown = [f"goal  {place}" if place == goal else str(place) for place in range(outputs)]
        axes.set_yticks(range(outputs), shown)
        axes.tick_params(length=0)
        axes.get_yticklabels()[goal].set(color=GOAL, weight="bold")
        _text(axes, 0, height + 6, name, weight="bold")
        listed = ", ".join(f"{place}: {fixed(value)}" for place, value in enumerate(row))
        said.append(f"{name}: {listed}; largest: {largest}")
    return _picture(figure, f"{'. '.join(said)}. Goal: {goal}.")


def class_counts(labels_by_name: Mapping[str, Any]) -> Picture:
    """Show how many images there are of each digit, for each set by name (notebook 12)."""
    check_named(labels_by_name, "labels_by_name", '{"train": y_train, "test": y_test}')
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
    axes.tick_params(length=0, pad=8, labeltop=True, labelbottom=False)
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

    def words(self, name: str, mark: str | None) -> str:
        """Return where the line starts and ends, and its best point."""
        said = f"{name}: {self._at(0)} → {self._at(-1)}"
        if mark is not None:
            said += f", {'lowest' if mark == 'min' else 'highest'} {self._at(self.best(mark))}"
        return said + "."

    def _at(self, index: int) -> str:
        value = float(self.y[index])
        small = value != 0 and abs(value) < 1e-3
        shown = f"{value:.3e}".replace("-", "−") if small else fixed(value)
        return f"{shown} at {whole(float(self.x[index]))}"


def curves(
    series: Mapping[str, Any],
    *,
    x: Any,
    ylabel: str,
    mark: str | None = None,
    xlabel: str = "iteration",
) -> Picture:
    """Show how numbers change, each line with its name at its end.

    ``series``: name → values, as many as ``x`` has. ``mark`` is ``"min"`` or ``"max"``: the best
    point of each line is marked and said.
    """
    check_named(series, "series", '{"train": [0.3, 0.2]}')
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
    # Room above and below, for the numbers of marked points; none below 0 where none is needed.
    room = 0.12 * ((high - low) or abs(high) or 1.0)
    bottom = max(0.0, low - room) if mark != "min" and low >= 0 else low - room
    figure = _figure(90 + 560 + 30 + LETTER * max(len(line.name) for line in lines), 350)
    axes = _axes(figure, 90, 16, 560, 276)
    _curves(axes, lines, (bottom, high + room))
    _named(axes, xlabel, ylabel)
    if mark is not None:
        for line in lines:
            _mark_best(axes, line, mark)
    said = " ".join(line.words(line.name, mark) for line in lines)
    return _picture(figure, f"{ylabel} over {xlabel}. {said}")


def _line(
    name: str, places: Array, values: Any, style: tuple[str, Any, str], faint: bool = False
) -> _Line:
    """Return a line, checked to have a value for each place."""
    array = as_numbers(values, f"{name!r}", 1)
    if len(array) != len(places):
        raise ValueError(f"{name!r} has {len(array)} values, but there are {len(places)} on x.")
    return _Line(name, places, array, style, faint)


def _curves(axes: "Axes", lines: Sequence[_Line], limits: tuple[float, float]) -> None:
    """Draw lines with their marks and their names at their ends."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(*limits)
    axes.margins(x=0.02)
    for line in lines:
        colour, dashes, marker = line.style
        width, inside = (1.6, PAPER) if line.faint else (2, colour)
        axes.plot(line.x, line.y, color=colour, linestyle=dashes, linewidth=width)
        end: Any = {"marker": marker, "markersize": 6, "markerfacecolor": inside}
        axes.plot(line.x[-1], line.y[-1], color=colour, **end)
    if all((line.x == np.floor(line.x)).all() for line in lines):  # there is no iteration 2.5
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10], integer=True))
    # Names beside the ends, moved apart where they would touch.
    width, height = _size(axes)
    low, high = axes.get_ylim()
    wanted = [min(max((line.y[-1] - low) / (high - low), 0), 1) * height for line in lines]
    for line, place in zip(lines, spread(wanted, LINE, 0, height), strict=True):
        _text(axes, width + 8, place, line.name, color=line.style[0], weight="bold", va="center")


def _mark_best(axes: "Axes", line: _Line, mark: str, *, place: bool = False) -> None:
    """Put a ring around a line's best point, and beside it its number or, with ``place``, its x."""
    best, colour, below = line.best(mark), line.style[0], mark == "min"
    x, y = float(line.x[best]), float(line.y[best])
    _ring(axes, x, y, 11, colour)
    # Near the right end the number would run into the names there: write it to the left.
    late = x > line.x[0] + 0.85 * (line.x[-1] - line.x[0])
    words = f"lowest at {whole(x)}" if place else fixed(y)
    _beside(axes, (x, y), -8 if late else 4 * place, -9 if below else 9, words, color=colour)


History = Sequence[Mapping[str, float]]


def learning_curves(history: History, *, reference: tuple[str, History] | None = None) -> Picture:
    """Show error and accuracy over the iterations, side by side (notebook 13).

    ``history`` is what ``Network.fit`` returns, a row for each iteration with ``train_error`` and
    ``train_accuracy``, and in some rows ``test_error`` and ``test_accuracy``. ``reference``: a name
    and another history, drawn thinner, in its own dashes.
    """
    panels = {}
    for kind in ("error", "accuracy"):
        panels[kind] = _learning(history, kind, "history")
        if reference is not None:
            panels[kind] += _learning(reference[1], kind, reference[0], faint=True)
    figure = _figure(960, 372)
    # The names at the lines' ends take from the panels' width what they need.
    longest = max(len(line.name) for lines in panels.values() for line in lines)
    width = max(200.0, 404 - 1.05 * LETTER * longest)
    said = []
    for panel, (kind, lines) in enumerate(panels.items()):
        axes = _axes(figure, 58 + 480 * panel, 44, width, 266, title=kind)
        top = max(float(line.y.max()) for line in lines)
        bottom = min(float(line.y.min()) for line in lines)
        error, mark = (-0.03 * top, top * 1.08), "min" if kind == "error" else "max"
        _curves(axes, lines, error if kind == "error" else (bottom - 0.05, 1.02))
        _named(axes, "iteration")
        for line in lines:
            # What is not learned from turns.
            if (line.name, mark) == ("test", "min") and 0 < line.best(mark) < len(line.y) - 1:
                _mark_best(axes, line, mark, place=True)
            part, _, of = line.name.partition(", ")
            said.append(line.words(f"{part} {kind}" + (f", {of}" if of else ""), mark))
    return _picture(figure, "Learning over the iterations. " + " ".join(said))


def _learning(history: History, kind: str, name: str, faint: bool = False) -> list[_Line]:
    """Return a history's lines of one kind, train and test, each in its own style."""
    lines = []
    for (colour, dashes, marker), part in zip(LINES, ("train", "test"), strict=False):
        needed = {"iteration", f"{part}_{kind}"}
        rows = [row for row in history if isinstance(row, Mapping) and needed <= row.keys()]
        if rows:
            places = as_numbers([row["iteration"] for row in rows], f"iteration of {name}", 1)
            values = [row[f"{part}_{kind}"] for row in rows]
            style = (colour, (0, (1, 2)) if faint else dashes, marker)
            lines.append(_line(f"{part}, {name}" if faint else part, places, values, style, faint))
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
    check_named(paths, "paths", '{"plain": [[2, 1], [1, 0.5]]}')
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
