"""ReLU's curve, and what its bend does to a straight line (notebooks 06 and 13)."""

import math
from collections.abc import Sequence

from course.pictures.shapes import (
    Look,
    Point,
    circle,
    compact,
    left,
    line,
    path,
    right,
    shift,
    ticks,
)
from course.pictures.svg import Drawing, cut, label, tag, whole
from nnlib.checks import as_row, as_rows

X0, X1, Y0, Y1 = 84.0, 528.0, 62.0, 376.0
DASHES: Look = {"stroke_dasharray": "8 6", "stroke_width": 2.5}
CURVE: Look = {
    "fill": "none",
    "stroke": "var(--plus)",
    "stroke_width": 5,
    "stroke_linejoin": "round",
    "data_part": "bent",
}


def bend(
    inputs: Sequence[float],
    units: Sequence[Sequence[float]] = ((1, 0, 1),),
    *,
    title: str,
    x_name: str = "sum",
    y_name: str = "passed on",
) -> Drawing:
    """Draw what hidden units with ReLU make of one number, and what they would without the bend.

    ``units``: for each hidden unit its weight, its bias and the weight with which the output
    hears it; one of (1, 0, 1) alone shows ReLU itself. ``inputs``: one to nine numbers whose
    outputs are marked. Raises ``ValueError`` for other units and inputs.
    """
    marked = as_row(inputs, "inputs")
    layer = as_rows(units, "units")
    if len(layer[0]) != 3:
        raise ValueError(
            "A unit has three numbers, its weight, its bias and the output's weight for it; here "
            f"it has {len(layer[0])}."
        )
    if len(marked) > 9:
        raise ValueError(f"Give one to nine inputs to mark; these are {len(marked)}.")

    def straight(x: float) -> float:
        return sum(out * (weight * x + bias) for weight, bias, out in layer)

    def bent(x: float) -> float:
        return sum(out * max(0.0, weight * x + bias) for weight, bias, out in layer)

    low, high = min(marked), max(marked)
    room = 0.15 * (high - low) or 1.0
    low, high = low - room, high + room
    # Between the places where a unit begins to speak, all is straight.
    corners = sorted(-bias / weight for weight, bias, _ in layer if weight)
    bends = [x for x in corners if low < x < high]
    ways = [low, *bends, high]
    heights = [bent(x) for x in ways] + [straight(x) for x in (low, high)] + [0.0]
    bottom, top = min(heights), max(heights)
    gap = 0.06 * (top - bottom) or 1.0
    bottom, top = bottom - gap, top + gap
    # Where it fits, both axes have the same scale, so that what is passed on as it is rises at 45°.
    alike = (Y1 - Y0) * (high - low) / (top - bottom)
    wide = alike if 240 <= alike <= X1 - X0 else X1 - X0
    x0 = (X0 + X1 - wide) / 2

    def at(point: Point) -> Point:
        x, y = (point[0] - low) / (high - low), (point[1] - bottom) / (top - bottom)
        return x0 + x * wide, Y1 - y * (Y1 - Y0)

    ends = [at((x, straight(x))) for x in (low, high)]
    floor = at((0, 0))[1]
    upwards = f"{shift(x0 - 60, (Y0 + Y1) / 2)} rotate(-90)"
    body = [
        left(20, 26, cut(title, 21, 270, bold=True), class_="head"),
        line(X1 - 176, 26, X1 - 146, 26, "var(--soft)", **DASHES),
        right(X1, 26, "without the bend", class_="soft"),
        line(x0, floor, x0 + wide, floor, "var(--soft)", stroke_width=1.5),
        label(0, 0, y_name, class_="soft", transform=upwards),
        label((X0 + X1) / 2, Y1 + 54, x_name, class_="soft"),
        line(x0, Y0, x0, Y1, "var(--soft)", stroke_width=1.5),
        line(*ends[0], *ends[1], "var(--soft)", **DASHES, data_part="straight"),
        tag("polyline", points=path(at((x, bent(x))) for x in ways), **CURVE),
    ]
    if low < 0 < high:
        body.insert(4, line(at((0, 0))[0], Y0, at((0, 0))[0], Y1, "var(--soft)", stroke_width=1.5))
    for tick in ticks(bottom, top, 6):
        y = at((0, tick))[1]
        body.append(line(x0 - 5, y, x0, y, "var(--soft)", stroke_width=1.5))
        body.append(right(x0 - 9, y, whole(tick), class_="soft"))
    said, named, marks, beside = [], list[float](), list[float](), list[Point]()
    for count, x in enumerate(marked):
        spot, shown = at((x, bent(x))), whole(bent(x))
        value = {"class_": "bold plus halo", "data_part": f"value-{count}"}
        body.append(circle(*spot, 7, "var(--plus)", "var(--paper)", 2, data_part=f"dot-{count}"))
        if all(abs(spot[0] - other) > 25 for other in named):
            named.append(spot[0])
            body.append(label(spot[0], spot[1] - 22, shown, **value))
            if all(abs(spot[0] - other) > 44 for other in marks):
                marks.append(spot[0])
                body.append(label(spot[0], Y1 + 24, whole(x)))
        # Beside the dashed line, on its right, where the number is another one there.
        there, aside = at((x, straight(x))), -16 if ends[0][1] < ends[1][1] else 16
        if abs(there[1] - spot[1]) > 20 and all(math.dist(there, other) > 60 for other in beside):
            beside.append(there)
            look = {"class_": "soft halo", "data_part": f"straight-{count}"}
            body.append(circle(*there, 4.5, "var(--soft)", "var(--paper)", 1.5))
            body.append(left(there[0] + 8, there[1] + aside, whole(straight(x)), **look))
        said.append(f"{whole(x)} gives {shown}, without the bend {whole(straight(x))}")
    told = f"{title}, {y_name} over {x_name}: {'; '.join(said)}."
    return compact(X1 + 20, Y1 + 78, title, told, body)
