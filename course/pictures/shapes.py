"""What drawings are made of: checked numbers, lines, knobs, marks, words.

Each function returns SVG as text. Elements that show a value carry ``data-part``, so that a test
can find them and the browser can fill them in anew.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from course.pictures.svg import Drawing, coordinate, document, label, tag
from nnlib.checks import as_rows

Point = tuple[float, float]
Look = dict[str, Any]


def classes(small: int, head: int, large: int) -> str:
    """Return the style of words: a class outweighs the rule for all text, an attribute does not."""
    return (
        f"<style>.small{{font-size:{small}px}}.head{{font-size:{head}px;font-weight:600}}"
        f".large{{font-size:{large}px;font-weight:600}}.bold{{font-weight:600}}"
        ".soft{fill:var(--soft)}.plus{fill:var(--plus)}.minus{fill:var(--minus)}"
        ".goal{fill:var(--goal)}.good{fill:var(--good)}.halo{paint-order:stroke;"
        "stroke:var(--paper);stroke-width:5px;stroke-linejoin:round}</style>"
    )


CLASSES = classes(15, 17, 26)
LARGE = 18  # px: the words of a compact drawing, which is enlarged on a slide


def compact(width: float, height: float, title: str, words: str, body: Sequence[str]) -> Drawing:
    """Return a drawing that says one thing in large words, so that it can be seen from afar."""
    small = 16 if any('"small' in part for part in body) else LARGE
    return document(width, height, title, words, [classes(small, 21, 34), *body], LARGE)


# --- Checks of what comes in -------------------------------------------------------------------


def check_named(values: Any, name: str, example: str) -> None:
    """Say that a dictionary was expected, if what is called ``name`` is none."""
    if not isinstance(values, Mapping):
        raise ValueError(
            f"{name} must be a dictionary, such as {example}, but is of type "
            f"{type(values).__name__}."
        )


def picture(image: Any) -> list[list[float]]:
    """Return a picture's rows, checked to hold 0 to 255 (or 0 to 1)."""
    rows = as_rows(image, "image")
    if min(map(min, rows)) < 0 or max(map(max, rows)) > 255:
        raise ValueError("image holds numbers outside 0 to 255: give 0 for white, 255 for black.")
    return rows


def grey(ink: float) -> str:
    """Return the grey of a pixel with so much ink: 0 white, 1 black."""
    level = round(255 * (1 - ink))
    return f"#{level:02x}{level:02x}{level:02x}"


# --- Shapes ------------------------------------------------------------------------------------


def line(x1: float, y1: float, x2: float, y2: float, colour: str | None, **attributes: Any) -> str:
    """Return a straight line; without a colour its class says which."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: Any) -> str:
    """Return a rectangle by its upper left corner."""
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def circle(
    x: float, y: float, radius: float, fill: str, colour: str, width: float = 2, **attributes: Any
) -> str:
    """Return a circle with an edge of ``colour``, ``width`` px wide."""
    look: Look = {"fill": fill, "stroke": colour, "stroke_width": width}
    return tag("circle", cx=x, cy=y, r=radius, **look, **attributes)


def cross(x: float, y: float, reach: float, **attributes: Any) -> str:
    """Return the mark of what is wrong."""
    look: Look = {"stroke": "var(--ink)", "stroke_width": 2.5, "fill": "none"}
    d = f"M-{reach} -{reach}L{reach} {reach}M-{reach} {reach}L{reach} -{reach}"
    return tag("path", d=d, transform=shift(x, y), **look, **attributes)


def shift(x: float, y: float) -> str:
    """Return the transform that brings what is drawn round (0, 0) to a point."""
    return f"translate({coordinate(x)} {coordinate(y)})"


def arrow(points: Sequence[Point], colour: str = "var(--line)", width: float = 2) -> str:
    """Return a line through ``points`` with a head at its end."""
    (x1, y1), (x2, y2) = points[-2:]
    length = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    neck = (x2 - 9 * dx, y2 - 9 * dy)
    head = [(x2, y2), (neck[0] - 5 * dy, neck[1] + 5 * dx), (neck[0] + 5 * dy, neck[1] - 5 * dx)]
    look: Look = {
        "fill": "none",
        "stroke": colour,
        "stroke_width": width,
        "stroke_linejoin": "round",
    }
    shaft = tag("polyline", points=path([*points[:-1], neck]), **look)
    return shaft + tag("polygon", points=path(head), fill=colour)


def path(points: Iterable[Point]) -> str:
    """Return points as the text of a ``points`` attribute."""
    return " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)


def around(x: float, y: float, radius: float, degrees: float) -> Point:
    """Return the point at ``degrees`` clockwise from the top of a circle."""
    angle = math.radians(degrees)
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def dial(x: float, y: float, radius: float, degrees: float, **attributes: Any) -> str:
    """Return a round knob whose pointer stands ``degrees`` clockwise from the top."""
    look: Look = {"stroke_width": max(2, radius / 9), "stroke_linecap": "round"}
    look["transform"] = f"rotate({coordinate(degrees)} {coordinate(x)} {coordinate(y)})"
    pointer = line(x, y - radius * 0.2, x, y - radius + 4, "var(--line)", **look, **attributes)
    return circle(x, y, radius, "var(--chip)", "var(--line)") + pointer


# --- Words -------------------------------------------------------------------------------------


def left(x: float, y: float, words: str, **attributes: Any) -> str:
    """Return a ``<text>`` that begins at ``x``; its middle line is at ``y``."""
    return label(x, y, words, text_anchor="start", **attributes)


def right(x: float, y: float, words: str, **attributes: Any) -> str:
    """Return a ``<text>`` that ends at ``x``; its middle line is at ``y``."""
    return label(x, y, words, text_anchor="end", **attributes)


def filled(template: str, texts: dict[str, str]) -> str:
    """Return words with ``{name}`` filled in, as the browser does with the same template.

    What is empty leaves no gap behind.
    """
    return re.sub(" +", " ", template.format(**texts)).strip()


def seen(here: bool) -> str:
    """Return the visibility of what shows only at times."""
    return "visible" if here else "hidden"


def round_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, … (or 0.1, 0.05, …) that is not below the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return at most ``most`` round numbers from ``low`` to ``high``, for an axis."""
    step = round_up((high - low) / most)
    first = math.ceil(low / step - 1e-9)
    return [count * step for count in range(first, math.floor(high / step + 1e-9) + 1)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions near the wanted ones, at least ``gap`` apart and within low … high."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = [0.0] * len(wanted)
    below = low - gap
    for i in order:
        below = places[i] = max(wanted[i], below + gap)
    above = high + gap
    for i in reversed(order):
        above = places[i] = min(places[i], above - gap)
    return places
