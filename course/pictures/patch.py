"""A kernel that slides over a digit, with its feature map and the pooled map (notebook 15)."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import traitlets

from course.pictures import base, scenes, svg
from course.pictures.cells import cells
from course.pictures.shapes import matrix, picture

Array = npt.NDArray[np.float64]

MAP = 234.0  # px of a map's longer side
LEFT, MIDDLE, RIGHT = 20.0, 328.0, 606.0  # where the maps and the words begin, as in scenes.patch


class PatchWidget(base.Live):
    """The drawing of one patch and of the maps; the browser computes the sums."""

    _esm = base.module("patch")
    pixels = traitlets.Bytes().tag(sync=True)
    height = traitlets.Int().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    given = traitlets.List(traitlets.Float()).tag(sync=True)
    weights = traitlets.List(traitlets.Float()).tag(sync=True)
    row = traitlets.Int().tag(sync=True)
    column = traitlets.Int().tag(sync=True)
    selected = traitlets.Int().tag(sync=True)
    weight = traitlets.Float().tag(sync=True)  # the selected one


class Patch(base.Explorer):
    """The sliding patch as a cell's last line shows it; read its numbers in the next cell."""

    widget: PatchWidget

    row = base.reading("row", "The row of the patch's upper left pixel, from 0.")
    column = base.reading("column", "The column of the patch's upper left pixel, from 0.")

    def __init__(self, drawing: svg.Drawing, widget: PatchWidget, image: Array) -> None:
        """Put the drawing above the slider of the selected weight."""
        from ipywidgets import FloatSlider, Layout, jslink

        reach = max(2, math.ceil(max(map(abs, widget.given))))
        self.slider = FloatSlider(
            value=widget.weight,
            min=-reach,
            max=reach,
            step=0.1,
            description="selected weight",
            style={"description_width": "initial"},
            layout=Layout(width="100%", max_width="420px"),
        )
        jslink((self.slider, "value"), (widget, "weight"))
        widget.ranges = {"weight": [-reach, reach, 0.1]}
        super().__init__(drawing, widget, [self.slider])
        self._image = image

    @property
    def kernel(self) -> Array:
        """The weights, (k, k) float64."""
        size = math.isqrt(len(self.widget.weights))
        return np.array(self.widget.weights, dtype=np.float64).reshape(size, size)

    @property
    def sum(self) -> float:
        """The weighted sum of the patch."""
        return float(self.feature_map[self.row, self.column])

    @property
    def feature_map(self) -> Array:
        """The weighted sum at every place, (height − k + 1, width − k + 1) float64."""
        return convolve(self._image, self.kernel)

    @property
    def pooled(self) -> Array:
        """The largest of each 2 × 2 of the feature map, float64."""
        return max_pool(self.feature_map)


def patch(digit: Any, kernel: Any, row: int | None = None, column: int | None = None) -> Patch:
    """Return a digit with a patch that one drags over it, and weights that one changes.

    ``digit``: rows of numbers, 0 … 255 (divided by 255 here) or 0 … 1. ``kernel``: k rows of k
    weights, k at most 5. (``row``, ``column``) is the patch's upper left pixel at the start, the
    middle if not given. Read ``.kernel``, ``.row``, ``.column``, ``.sum``, ``.feature_map`` and
    ``.pooled`` of the result in a later cell. Raises ValueError for what ``scenes.patch`` refuses,
    for a digit that is too small to pool, and for a row or column that is no whole number.
    """
    image = np.array(picture(digit))
    weights = np.array(matrix(kernel, "kernel"))
    size = len(weights)
    if min(image.shape) < size + 1:
        raise ValueError(
            f"The digit has {image.shape[0]} × {image.shape[1]} pixels, too few for a kernel of "
            f"{size} × {size} and pooling: give at least {size + 1} × {size + 1}."
        )
    if image.max() > 1:
        image = image / 255
    row = (image.shape[0] - size) // 2 if row is None else row
    column = (image.shape[1] - size) // 2 if column is None else column
    check_whole("row", row, image.shape[0] - size)
    check_whole("column", column, image.shape[1] - size)
    drawing = _drawing(image, row, column, weights)
    flat = weights.ravel().tolist()
    widget = PatchWidget(
        svg=drawing.svg,
        words=drawing.words,
        pixels=image.astype("<f8").tobytes(),
        height=image.shape[0],
        width=image.shape[1],
        given=flat,
        weights=flat,
        weight=flat[0],
        row=int(row),
        column=int(column),
    )
    return Patch(drawing, widget, image)


def _drawing(image: Array, row: int, column: int, weights: Array) -> svg.Drawing:
    """Return the drawing of ``scenes.patch`` with both maps below it."""
    step = scenes.patch(image.tolist(), row, column, weights.tolist())
    width, height = (_length(step.svg, name) for name in ("width", "height"))
    inside = step.svg.partition('stroke="var(--rule)"/>')[2].removesuffix("</svg>")
    feature_map = convolve(image, weights)
    pooled = max_pool(feature_map)
    size = len(weights)
    top = height + 28
    body = [
        inside,
        *_areas(image, size),
        *_maps(feature_map, pooled, row, column, top),
    ]
    words = (
        f"{step.words} Feature map of {_sides(feature_map)}, from {_span(feature_map)}; "
        f"pooled map of {_sides(pooled)}, from {_span(pooled)}."
    )
    wide = max(width, RIGHT + 200)
    return svg.document(wide, top + MAP + 24, "A patch and its maps", words, body)


def _length(drawing: str, name: str) -> float:
    return float(drawing.partition(f' {name}="')[2].partition('"')[0])


def _sides(values: Array) -> str:
    return f"{values.shape[0]} × {values.shape[1]}"


def _span(values: Array) -> str:
    return f"{svg.fixed(float(values.min()), 2)} to {svg.fixed(float(values.max()), 2)}"


def _area(part: str, x: float, y: float, width: float, height: float, **look: Any) -> str:
    """Return a rectangle that is not seen but can be pointed at."""
    return svg.tag(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        pointer_events="all",
        data_part=part,
        **({"fill": "none"} | look),
    )


def _areas(image: Array, size: int) -> list[str]:
    """Draw what can be pointed at: the digit and each weight, where scenes.patch has put them."""
    scale = 252 / max(image.shape)
    height, width = scale * image.shape[0], scale * image.shape[1]
    first = 20 + width + 56 + 48 * size + 44
    upper = 48 + height / 2 - 24 * size
    weights = "".join(
        _area(
            f"weight-area-{y}-{x}",
            first + 48 * x,
            upper + 48 * y,
            48,
            48,
            stroke="var(--goal)",
            stroke_width=3 if x == y == 0 else 0,
        )
        for y in range(size)
        for x in range(size)
    )
    return [_area("digit-area", 20, 48, width, height), svg.tag("g", weights)]


def _maps(feature_map: Array, pooled: Array, row: int, column: int, top: float) -> list[str]:
    """Draw the feature map, the pooled map, and the numbers at the patch's place."""
    cell = MAP / max(feature_map.shape)
    most = float(abs(feature_map).max()) or 1.0
    body = []
    for part, x, side, values in [
        ("map", LEFT, cell, feature_map),
        ("pooled", MIDDLE, 2 * cell, pooled),
    ]:
        height, width = (side * count for count in values.shape)
        body += [
            svg.tag("rect", x=x, y=top, width=width, height=height, fill="var(--paper)"),
            cells((values / most).tolist(), x, top, side, part, signed=True),
            _area(f"{part}-area", x, top, width, height, stroke="var(--faint)"),
        ]
    pool_row, pool_column = row // 2, column // 2
    inside = pool_row < pooled.shape[0] and pool_column < pooled.shape[1]
    largest = svg.short(float(pooled[pool_row, pool_column]), 3) if inside else "left out"
    ring: dict[str, Any] = {
        "fill": "none",
        "stroke": "var(--ink)",
        "stroke_width": 2,
        "pointer_events": "none",
    }
    body += [
        svg.tag(
            "rect",
            x=LEFT + cell * column,
            y=top + cell * row,
            width=cell,
            height=cell,
            data_part="map-outline",
            **ring,
        ),
        svg.tag(
            "rect",
            x=MIDDLE + 2 * cell * pool_column,
            y=top + 2 * cell * pool_row,
            width=2 * cell,
            height=2 * cell,
            visibility=None if inside else "hidden",
            data_part="pooled-outline",
            **ring,
        ),
        _words(LEFT, top - 16, f"feature map, {_sides(feature_map)}", font_weight=600),
        _words(MIDDLE, top - 16, f"pooled map, {_sides(pooled)}", font_weight=600),
        _words(RIGHT, top + 12, f"row {row}, column {column}", font_weight=600, data_part="place"),
        _words(RIGHT, top + 46, "feature map", fill="var(--soft)"),
        _words(
            RIGHT + 110,
            top + 46,
            svg.short(float(feature_map[row, column]), 3),
            data_part="map-value",
        ),
        _words(RIGHT, top + 72, "largest of 2 × 2", fill="var(--soft)"),
        _words(RIGHT + 110, top + 72, largest, data_part="pooled-value"),
        _words(RIGHT, top + 122, "blue above 0, orange below", fill="var(--soft)"),
        _words(RIGHT, top + 148, "all sums", fill="var(--soft)"),
        _words(RIGHT + 110, top + 148, _span(feature_map), data_part="map-span"),
    ]
    return body


def _words(x: float, y: float, words: str, **attributes: object) -> str:
    return svg.label(x, y, words, text_anchor="start", **attributes)
