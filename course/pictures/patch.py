"""A patch of a digit times a kernel; or one that slides, with both its maps (notebook 15)."""

import math
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from course.pictures import base, svg
from course.pictures.cells import cells
from course.pictures.controls import slider
from course.pictures.shapes import (
    CLASSES,
    Look,
    filled,
    grey,
    left,
    line,
    picture,
    rect,
    seen,
)
from course.pictures.svg import fixed, label, short
from nnlib.checks import as_rows, check_whole

if TYPE_CHECKING:
    from nnlib.convolution import Array

LEFT, TOP, SIDE = 16.0, 46.0, 252.0  # of the digit
CELL = 48.0  # px of an enlarged pixel or a weight
MAP, POOLED = 234.0, 143.0  # px of a map's longer side
INK = svg.LIGHT["minus"]

WORDS = (
    "A patch of {size} × {size} pixels of the digit, from row {row}, column {column}: {pixels}. "
    "Times the weights {weights}, and added up: {sum}."
)
MAPS = (
    " Feature map of {map_sides}, from {map_span}; "
    "pooled map of {pooled_sides}, from {pooled_span}."
)
GROWING = " Feature map of {map_sides}, so far from {map_span}."


# What stands beside the maps and changes, by data-part.
TEXTS = {
    "sum": "{sum}",
    "place": "row {row}, column {column}",
    "map-value": "{sum}",
    "pooled-value": "{largest}",
    "map-span": "{map_span}",
}


class _Patch:
    """A digit, 0 to 1, and a kernel, both checked; and where they lie on the paper."""

    def __init__(self, image: Any, kernel: Any) -> None:
        import numpy as np

        pixels, self.kernel = np.array(picture(image)), np.array(as_rows(kernel, "kernel"))
        size, across = self.kernel.shape
        if across != size or size > 5:
            raise ValueError(f"kernel must be square, at most 5 × 5; it is {size} × {across}.")
        self.image = pixels / 255 if pixels.max() > 1 else pixels
        self.size = size
        height, width = self.image.shape
        self.shapes = {"map": (height - size + 1, width - size + 1)}
        self.shapes["pooled"] = ((height - size + 1) // 2, (width - size + 1) // 2)
        self.scale = float(SIDE / max(height, width))  # px of the drawing that a pixel takes
        self.width, self.height = self.scale * width, self.scale * height
        # The left edges of the enlarged pixels and of the weights, and the upper edge of both.
        self.first = LEFT + self.width + 40
        self.second = self.first + CELL * size + 40
        self.upper = TOP + self.height / 2 - CELL * size / 2
        # How far the step goes to the right and down.
        self.end, self.bottom = self.second + CELL * size + 134, TOP + self.height + 16

    @property
    def sizes(self) -> dict[str, str]:
        """Return what is said of the sizes, by name."""
        sides = {
            f"{name}_sides": f"{down} × {across}" for name, (down, across) in self.shapes.items()
        }
        return {"size": str(self.size), **sides}

    @property
    def places(self) -> dict[str, tuple[float, float, float]]:
        """Return where both maps have their left and their upper edge, and the size of a cell."""
        cell, pool = MAP / max(self.shapes["map"]), POOLED / max(self.shapes["pooled"])
        below = TOP + cell * self.shapes["map"][0] + 36
        return {"map": (self.end, TOP, cell), "pooled": (self.end, below, pool)}

    def pixels(self, row: int, col: int) -> "Array":
        """Return the patch at a place."""
        return self.image[row : row + self.size, col : col + self.size]

    def texts(self, row: int, col: int) -> dict[str, str]:
        """Return what is said of a place, by name."""
        part = self.pixels(row, col)
        return self.sizes | {
            "row": str(row),
            "column": str(col),
            "pixels": _listed(part, lambda value: fixed(value, 2)),
            "weights": _listed(self.kernel, lambda value: short(value, 2)),
            "sum": short(float((part * self.kernel).sum()), 3),
        }

    def step(self, row: int, col: int) -> list[str]:
        """Draw the digit with the patch on it, the patch times the kernel, and the sum."""
        import numpy as np

        width, height, scale, size = self.width, self.height, self.scale, self.size
        first, second, upper = self.first, self.second, self.upper
        middle, end = TOP + height / 2, second + CELL * size
        body = [CLASSES, left(LEFT, 26, "the digit", class_="bold")]
        body.append(rect(LEFT, TOP, width, height, fill="#ffffff"))
        for (y, x), value in np.ndenumerate(self.image):
            if value:
                place = (LEFT + scale * x, TOP + scale * y, scale + 0.2, scale + 0.2)
                body.append(rect(*place, fill=grey(value)))
        outline: Look = {"fill": "none", "stroke": INK, "stroke_width": 3, "data_part": "outline"}
        place = (LEFT + scale * col - 1, TOP + scale * row - 1, scale * size + 2, scale * size + 2)
        body += [
            rect(LEFT, TOP, width, height, fill="none", stroke="var(--faint)"),
            rect(*place, **outline, data_row=row, data_col=col),
        ]
        # Two thin lines lead from the patch to its enlargement.
        dashed: Look = {"stroke_width": 1, "stroke_dasharray": "4 3"}
        for side, edge in enumerate((row, row + size)):
            corner = (LEFT + scale * (col + size) + 1, TOP + scale * edge)
            goal = (first, upper + CELL * size * side)
            body.append(line(*corner, *goal, "var(--minus)", **dashed, data_part=f"edge-{side}"))
        body += [
            label(first + CELL * size / 2, upper - 20, "pixels", class_="bold"),
            label(second + CELL * size / 2, upper - 20, "weights", class_="bold"),
            label(second - 20, middle, "×", class_="large"),
        ]
        for (y, x), pixel in np.ndenumerate(self.pixels(row, col)):
            weight = float(self.kernel[y, x])
            down, half = upper + CELL * y, CELL / 2
            ink = "fill:#ffffff" if pixel > 0.53 else "fill:#000000"
            sign = "plus bold" if weight > 0 else "minus bold" if weight < 0 else "soft"
            number: Look = {"text_anchor": "middle", "style": ink, "data_part": f"pixel-{y}-{x}"}
            told: Look = {"class_": sign, "data_part": f"weight-{y}-{x}"}
            shade: Look = {"fill": grey(pixel), "stroke": "var(--faint)"}
            at, there = first + CELL * x, second + CELL * x
            body += [
                rect(at, down, CELL, CELL, **shade, data_part=f"grey-{y}-{x}"),
                svg.tag("text", fixed(pixel, 2), x=at + half, y=down + half + 5, **number),
                rect(there, down, CELL, CELL, fill="var(--paper)", stroke="var(--faint)"),
                label(there + half, down + half, short(weight, 2), **told),
            ]
        total = self.texts(row, col)["sum"]
        return [
            *body,
            label(end + 20, middle, "=", class_="large"),
            label(end + 78, middle, total, class_="large", data_part="sum"),
            label(end + 78, middle + 30, "weighted sum", class_="soft"),
        ]


def _listed(values: "Array", write: Callable[[float], str]) -> str:
    return "; ".join(", ".join(map(write, row)) for row in values.tolist())


def patch(image: Any, row: int, col: int, kernel: Any) -> svg.Drawing:
    """Draw one step of a convolution: a patch of a digit, times a kernel, summed.

    ``image``: rows of numbers, 0 … 255 (divided by 255 here) or 0 … 1. ``kernel``: k rows of k
    weights, k at most 5. The patch's upper left pixel is (``row``, ``col``). Raises ``ValueError``
    when the patch does not lie in the image or the kernel is not square.
    """
    made = _Patch(image, kernel)
    down, across = (side - made.size for side in made.image.shape)
    if not (0 <= row <= down and 0 <= col <= across):
        raise ValueError(
            f"A {made.size} × {made.size} patch at row {row}, column {col} does not lie in the "
            f"image: row may be 0 to {down}, column 0 to {across}."
        )
    words = filled(WORDS, made.texts(row, col))
    return svg.document(made.end, made.bottom, "One patch", words, made.step(row, col))


# --- A patch that slides -----------------------------------------------------------------------


class Patch(base.Explorer):
    """The sliding patch as a cell's last line shows it; read its numbers in the next cell."""

    row = base.reading("row", "The row of the patch's upper left pixel, from 0.")
    column = base.reading("column", "The column of the patch's upper left pixel, from 0.")

    def __init__(self, drawing: svg.Drawing, widget: Any, image: "Array") -> None:
        """Put the drawing above the slider of the selected weight."""
        reach = max(2, math.ceil(max(map(abs, widget.weights))))
        self.slider = slider(widget, "weight", "selected weight", -reach, reach, 0.1, shown=2)
        super().__init__(drawing, widget, [self.slider])
        self._image = image

    @property
    def kernel(self) -> "Array":
        """The weights, (k, k) float64."""
        import numpy as np

        size = math.isqrt(len(self.widget.weights))
        return np.array(self.widget.weights, dtype=np.float64).reshape(size, size)

    @property
    def sum(self) -> float:
        """The weighted sum of the patch."""
        return float(self.feature_map[self.row, self.column])

    @property
    def feature_map(self) -> "Array":
        """The weighted sum at every place, (height − k + 1, width − k + 1) float64."""
        from nnlib.convolution import convolve

        return convolve(self._image, self.kernel)

    @property
    def pooled(self) -> "Array":
        """The largest of each 2 × 2 of the feature map, float64."""
        from nnlib.convolution import max_pool

        return max_pool(self.feature_map)


def live_patch(digit: Any, kernel: Any, row: int, column: int, *, growing: bool = False) -> Patch:
    """Return a digit with a patch that one drags over it, and weights that one changes.

    ``digit``: rows of numbers, 0 … 255 (divided by 255 here) or 0 … 1. ``kernel``: k rows of k
    weights, k at most 5. (``row``, ``column``) is the patch's upper left pixel at the start. If the
    map is ``growing``, it holds the places up to the patch's, row after row, and nothing is pooled.
    Read ``.kernel``, ``.row``, ``.column``, ``.sum``, ``.feature_map`` and ``.pooled`` of the
    result in a later cell. Raises ValueError for a kernel that is not square, for a digit that is
    too small to pool, and for a row or column that is no whole number.
    """
    made = _Patch(digit, kernel)
    (height, width), size = made.image.shape, made.size
    if min(height, width) < size + 1:
        raise ValueError(
            f"The digit has {height} × {width} pixels, too few for a kernel of "
            f"{size} × {size} and pooling: give at least {size + 1} × {size + 1}."
        )
    check_whole("row", row, height - size)
    check_whole("column", column, width - size)
    given = {
        "parts": TEXTS,
        "words": WORDS + (GROWING if growing else MAPS),
        "texts": made.sizes,
        "pixels": made.image.ravel().tolist(),
        "shape": made.image.shape,
        "digit": (LEFT, TOP, made.scale),
        "map_place": made.places["map"],
        "pooled_place": made.places["pooled"],
        "growing": growing,
    }
    # The slider's weight is the selected one.
    weights = made.kernel.ravel().tolist()
    start = {"row": int(row), "column": int(column), "weights": weights, "selected": 0}
    drawn = partial(_with_maps, made, growing)
    widget = base.moving("patch", drawn, given, **start, weight=weights[0])
    return Patch(widget.still, widget, made.image)


def _with_maps(
    made: _Patch, growing: bool, row: int, column: int, weights: list[float], **slider: Any
) -> svg.Drawing:
    """Draw the step with both maps beside it."""
    import numpy as np

    from nnlib.convolution import convolve, max_pool

    made = _Patch(made.image, np.reshape(weights, made.kernel.shape))
    feature_map = convolve(made.image, made.kernel)
    most = float(abs(feature_map).max()) or 1.0
    if growing:
        later = np.arange(feature_map.size) > row * feature_map.shape[1] + column
        feature_map = np.where(later.reshape(feature_map.shape), -np.inf, feature_map)
    maps = {"map": feature_map, "pooled": max_pool(feature_map)}
    texts = made.texts(row, column)
    for name, values in maps.items():
        there = values[np.isfinite(values)]
        texts[f"{name}_span"] = f"{fixed(there.min(), 2)} to {fixed(there.max(), 2)}"
    down, across = row // 2, column // 2
    inside = all(np.less((down, across), maps["pooled"].shape))
    texts["largest"] = short(float(maps["pooled"][down, across]), 3) if inside else "left out"
    said = {part: filled(template, texts) for part, template in TEXTS.items()}
    body = [*made.step(row, column), *_areas(made)]
    pooling: list[str] = []
    for (part, values), onto in zip(maps.items(), (body, pooling), strict=True):
        x, y, side = made.places[part]
        height, width = (side * count for count in values.shape)
        shares = np.where(np.isfinite(values), values / most, 0)
        onto += [
            rect(x, y, width, height, fill="var(--paper)"),
            cells(shares.tolist(), x, y, side, part, signed=True),
            _area(f"{part}-area", x, y, width, height, fill="none", stroke="var(--faint)"),
        ]
    ring: Look = {"fill": "none", "stroke": "var(--ink)", "stroke_width": 2}
    ring |= {"pointer_events": "none"}
    shown: Look = {"visibility": seen(inside), "data_part": "pooled-outline"}
    soft: Look = {"fill": "var(--soft)"}
    bold: Look = {"font_weight": 600}
    right, top, cell = made.places["map"]
    _, below, pool = made.places["pooled"]
    beside, under = made.first, made.bottom + 24
    body += [
        rect(right + cell * column, top + cell * row, cell, cell, data_part="map-outline", **ring),
        left(right, 26, f"feature map, {texts['map_sides']}", **bold),
        left(LEFT, under, said["place"], **bold, data_part="place"),
    ]
    pooling += [
        rect(right + pool * across, below + pool * down, pool, pool, **(shown | ring)),
        left(right, below - 16, f"pooled map, {texts['pooled_sides']}", **bold),
    ]
    values_of = {"feature map": "map-value", "largest of 2 × 2": "pooled-value"}
    for name, part in (values_of | {"all sums": "map-span"}).items():
        onto = pooling if part == "pooled-value" else body
        onto.append(left(beside, under, name, **soft))
        onto.append(left(beside + 120, under, said[part], data_part=part))
        under += 0 if growing and onto is pooling else 26
    body.append(left(beside, under, "blue above 0, orange below", **soft))
    body.append(svg.tag("g", "".join(pooling), display="none" if growing else None))
    words = filled(WORDS + (GROWING if growing else MAPS), texts)
    width, height = right + max(MAP, 160) + 16, below + pool * len(maps["pooled"]) + 12
    height = under + 22 if growing else height
    return svg.document(width, height, "A patch and its maps", words, body)


def _areas(made: _Patch) -> list[str]:
    """Draw what can be pointed at: the digit and each weight."""
    second, upper = made.second, made.upper
    weights = [
        _area(f"weight-area-{y}-{x}", second + CELL * x, upper + CELL * y, CELL, CELL, fill="none")
        for y, x in product(range(made.size), repeat=2)
    ]
    # What the slider moves, where there is one.
    look: Look = {"fill": "none", "stroke": "var(--goal)", "stroke_width": 3}
    look |= {"pointer_events": "none", "visibility": "hidden", "data_part": "selection"}
    weights.append(rect(second, upper, CELL, CELL, **look))
    digit = _area("digit-area", LEFT, TOP, made.width, made.height, fill="none")
    return [digit, svg.tag("g", "".join(weights))]


def _area(part: str, x: float, y: float, width: float, height: float, **look: Any) -> str:
    """Return a rectangle that is not seen but can be pointed at."""
    return rect(x, y, width, height, pointer_events="all", data_part=part, **look)
