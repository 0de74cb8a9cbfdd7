"""A digit and its feature map, and both again after the digit has moved (notebook 15)."""

from typing import Any

from course.pictures.cells import cells, ink
from course.pictures.shapes import Look, arrow, compact, line, picture, rect
from course.pictures.svg import Drawing, label
from nnlib.checks import as_rows, check_whole

SIDE, LEFTS, TOPS = 168.0, (20.0, 300.0), (44.0, 282.0)


def shifted(image: Any, kernel: Any, by: int) -> Drawing:
    """Draw a digit and its feature map, and below both once more with the digit moved aside.

    ``kernel`` makes the map; ``by`` is so many pixels to the right, or to the left if negative.
    What leaves the picture comes in again on the other side. Raises ``ValueError`` for a ``by``
    that is 0 or beyond the picture.
    """
    import numpy as np

    from nnlib.convolution import convolve

    digit = np.array(picture(image))
    weights = np.array(as_rows(kernel, "kernel"))
    if by == 0:
        raise ValueError("by is 0: give the pixels to move by, such as 3, or −3 for the left.")
    check_whole("the size of by", abs(by), digit.shape[1] - 1)
    if not digit.any() or digit.shape[0] != digit.shape[1]:
        raise ValueError("image must be a square picture with ink that can move.")
    moved = np.roll(digit, by, axis=1)
    maps = [convolve(before, weights) for before in (digit, moved)]
    most = max(float(np.abs(values).max()) for values in maps) or 1.0
    where = f"{abs(by)} to the {'right' if by > 0 else 'left'}"
    body = [
        label(LEFTS[0] + SIDE / 2, 24, "the digit", class_="bold"),
        label(LEFTS[1] + SIDE / 2, 24, "its map", class_="bold"),
        label((LEFTS[0] + LEFTS[1] + SIDE) / 2, TOPS[1] - 35, where, class_="bold goal"),
    ]
    for top, pixels, values, name in zip(TOPS, (digit, moved), maps, ("", "moved-"), strict=True):
        signed, middle = (values / most).tolist(), top + SIDE / 2
        body += [
            rect(LEFTS[0], top, SIDE, SIDE, fill="#ffffff", stroke="var(--faint)"),
            ink(pixels.tolist(), LEFTS[0], top, SIDE / len(pixels), f"{name}digit"),
            arrow([(LEFTS[0] + SIDE + 16, middle), (LEFTS[1] - 16, middle)]),
            cells(signed, LEFTS[1], top, SIDE / len(values), f"{name}map", signed=True),
            rect(LEFTS[1], top, SIDE, SIDE, fill="none", stroke="var(--faint)"),
        ]
    # How far both went, to scale, from the middle of what was there.
    for left, rows in zip(LEFTS, (digit, np.abs(maps[0])), strict=True):
        weight = rows.sum(axis=0) + 1e-12  # a map may be empty
        step = SIDE / len(weight)
        before = left + step * (float((weight * np.arange(len(weight))).sum() / weight.sum()) + 0.5)
        after, height, floor = before + by * step, TOPS[1] - 16, TOPS[1] + SIDE
        dots: Look = {"stroke_width": 2, "stroke_dasharray": "2 5"}
        body += [
            line(before, TOPS[0], before, floor, "var(--goal)", **dots),
            line(after, height, after, floor, "var(--goal)", stroke_width=2),
            arrow([(before, height), (after, height)], "var(--goal)", 3),
        ]
    told = f"A digit and its feature map. The digit moves {where}, and so does the map."
    width, height = LEFTS[1] + SIDE + 20, TOPS[1] + SIDE + 20
    return compact(width, height, "A shifted digit and its map", told, body)
