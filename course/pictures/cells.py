"""Pictures made of cells: one path for each of a few shades, which ``cells.mjs`` can fill anew."""

import math
from collections.abc import Iterable, Sequence

from course.pictures import svg

SHADES = 31


def cells(
    rows: Iterable[Sequence[float]],
    left: float,
    top: float,
    size: float,
    part: str,
    *,
    signed: bool = False,
    live: bool = True,
) -> str:
    """Return a group of cells of ``size`` px, the more filled the further their number is from 0.

    ``rows`` hold numbers from 0 to 1, or with ``signed`` from −1 to 1: blue above 0, orange below.
    ``part`` is the group's ``data-part``. What is not ``live`` can't be filled anew.
    """
    place = f"translate({svg.coordinate(left)} {svg.coordinate(top)}) scale({svg.coordinate(size)})"
    return svg.tag(
        "g",
        shades(rows, signed=signed, live=live),
        transform=place,
        shape_rendering="crispEdges",
        data_part=part,
    )


def ink(
    rows: Sequence[Sequence[float]],
    left: float,
    top: float,
    size: float,
    part: str,
    *,
    live: bool = True,
) -> str:
    """Return a picture's cells as ink, which is black on a dark page as well.

    ``rows`` hold numbers from 0 to 255, or from 0 to 1. The paper below is the caller's.
    """
    black = 255 if max(map(max, rows)) > 1 else 1
    shares = [[value / black for value in row] for row in rows]
    return svg.tag("g", cells(shares, left, top, size, part, live=live), fill="#000000")


def shades(rows: Iterable[Sequence[float]], *, signed: bool = False, live: bool = True) -> str:
    """Return the paths that such a group holds, one for each shade, also for those not in use."""
    runs: dict[int, list[str]] = {}
    for y, row in enumerate(rows):
        levels = [_shade(value) for value in row]
        x = 0
        while x < len(levels):
            length = 1
            while x + length < len(levels) and levels[x + length] == levels[x]:
                length += 1
            if levels[x] != 0:
                runs.setdefault(levels[x], []).append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    every = range(-SHADES if signed else 1, SHADES + 1)
    shown = [shade for shade in every if shade and (live or shade in runs)]
    return "".join(_path(shade, runs.get(shade, []), signed, live) for shade in shown)


def _shade(value: float) -> int:
    return int(math.copysign(math.ceil(abs(value) * SHADES), value))


def _path(shade: int, runs: list[str], signed: bool, live: bool) -> str:
    # Without a sign the cells are ink.
    colour = None if not signed else "var(--plus)" if shade > 0 else "var(--minus)"
    return svg.tag(
        "path",
        d="".join(runs),
        fill=colour,
        fill_opacity=abs(shade) / SHADES,
        data_shade=shade if live else None,
    )
