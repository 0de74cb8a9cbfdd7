"""Numbers that fill a picture, as small pictures beside a verdict's words."""

import math
import re
from typing import Any
from urllib.parse import quote

from course.exercises.values import plain, shown

LEAST, MOST = 8, 64  # rows and columns: less can be read as numbers, more is no digit
SIDE = 84  # px
CUT = re.compile(r"(a matrix of \d+ × \d+): \[[^…]*…")


class Pictured(str):
    """A text for a table, with the matrices that HTML shows in the place of their numbers."""

    grids: list[list[list[float]]]

    @property
    def brief(self) -> str:
        """The text without the beginnings of long matrices."""
        return CUT.sub(r"\1", self)


def pictured(text: str, *values: Any) -> Pictured:
    """Return a text with the pictures of those values that are one."""
    words = Pictured(text)
    words.grids = [grid for value in values if (grid := _grid(plain(value)))]
    return words


def _grid(value: Any) -> list[list[float]] | None:
    """Return a matrix of a picture's size as rows, also one that is laid out as a single row."""
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        return None
    if len(value) == 1 and (side := math.isqrt(len(value[0]))) ** 2 == len(value[0]):
        value = [value[0][start : start + side] for start in range(0, side * side, side or 1)]
    lengths = {len(value), *map(len, value)}
    numbers = [entry for row in value for entry in row]
    if len({*map(len, value)}) != 1 or not LEAST <= min(lengths) <= max(lengths) <= MOST:
        return None
    if not all(isinstance(x, (int, float)) and abs(x) < 1e300 for x in numbers):
        return None
    rows: list[list[float]] = value
    return rows


def small(grid: list[list[float]]) -> str:
    """Return a matrix as a small HTML picture: the further from 0, the darker; below 0 orange."""
    from course.pictures.cells import cells  # needs NumPy, which a check without a matrix does not
    from course.pictures.shapes import rect
    from course.pictures.svg import AROUND, document, tag

    numbers = [x for row in grid for x in row]
    most, signed = max(map(abs, numbers)) or 1.0, min(numbers) < 0
    size = SIDE / max(len(grid), len(grid[0]))
    wide, high = size * len(grid[0]), size * len(grid)
    drawn = cells([[x / most for x in row] for row in grid], 0, 0, size, "", signed=signed)
    # Ink on paper, on a dark page as well.
    paper = "var(--paper)" if signed else "#ffffff"
    body = [rect(0, 0, wide, high, fill=paper), tag("g", drawn, fill="#000000")]
    ends = f"from {shown(min(numbers))} to {shown(max(numbers))}"
    words = f"{len(grid)} × {len(grid[0])} numbers {ends}, as a picture"
    source = quote(document(wide, high, words, words, body).svg, safe=" /:;,=()")
    look = f"display:block;margin:4px 0;width:{wide:g}px;border:1px solid {AROUND['frame'][0]}"
    return f'<img alt="{words}" style="{look}" src="data:image/svg+xml,{source}">{ends}'
