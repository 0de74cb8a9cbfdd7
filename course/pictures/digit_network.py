"""One drawing of the network that reads digits: 784–10, or 784–40–10."""

import math
from typing import Any

from course.pictures import svg
from course.pictures.cells import ink
from course.pictures.network_values import Column, count, exact
from course.pictures.shapes import Look, circle, left, line, picture, rect, right
from nnlib.checks import as_row, check_whole, listed

PIXELS = 28
PIXEL = 7  # px of the drawing for one pixel of the digit
FIELD_COLUMNS = 8
FIELD_STEP = 25
MOST_IN_FIELD = 128
BUNDLE_WIDTH = 136
CAPTION_WIDTH = 190  # room for "40 hidden units, 21 active"
BAR_WIDTH = 120
ROW = 30  # from one output to the next
# What the drawing says of what may change; on a pad the browser fills in the same words.
SAID = {
    "image": "Image of 28 × 28 pixels, {inked} of them not blank.",
    "hidden": "Active hidden units: {on} of {units}.",
    "outputs": "Outputs: {outputs}. Prediction, the largest: {best}.",
}


def digit_network(
    image: Any,
    *,
    hidden: Any = None,
    outputs: Any = None,
    goal: int | None = None,
    title: str | None = None,
    layers: bool = False,
) -> svg.Drawing:
    """Return the drawing of the 784–10 network, or with ``hidden`` of the 784–40–10 one.

    ``image`` is 28×28: 0 to 255, or 0 to 1 if none is above 1.
    ``hidden`` is None, a number of units, or their activations (units at 0 or below are hollow).
    ``outputs`` is None or ten values; the largest is the prediction. ``goal`` is a digit. With
    ``layers`` each part has its name in code: ``layer_0``, ``weights_0_1``, ``layer_1``, ….
    Raises ValueError if a size or a value does not fit. Source: seminar sections 12 and 13.
    """
    return draw(image, hidden, outputs, goal, title, layers=layers)


def draw(
    image: Any,
    hidden: Any,
    outputs: Any,
    goal: Any = None,
    title: str | None = None,
    *,
    layers: bool = False,
    live: bool = False,
    only_bars: bool = False,
) -> svg.Drawing:
    """Draw it, with ``live`` so that its digit can be filled anew; or its outputs alone."""
    pixels = _pixels(image)
    active = None if hidden is None or isinstance(hidden, int) else as_row(hidden, "hidden")
    units = (hidden or 0) if active is None else len(active)
    if hidden is not None and not 1 <= units <= MOST_IN_FIELD:
        raise ValueError(f"hidden must be 1 to {MOST_IN_FIELD} units, but is {units}.")
    values = None if outputs is None else as_row(outputs, "outputs")
    if values is not None and len(values) != 10:
        raise ValueError(
            f"outputs must be ten values, one for each digit 0 to 9, but there are {len(values)}."
        )
    if goal is not None:
        check_whole("goal", goal, 9)

    best = None if values is None else max(range(10), key=lambda digit: values[digit])
    sizes = [PIXELS * PIXELS, *([units] if units else []), 10]
    names = [f"{sizes[0]} inputs", *([count(units, "hidden unit")] if units else []), "10 outputs"]
    heading = title or ", ".join(names)
    words = _digit_words(pixels, sizes, names, active, values, best, goal)
    called = [f"layer_{place}" for place in range(len(sizes))] if layers else []
    bundles = [f"weights_{place}_{place + 1}" if layers else "weights" for place in range(2)]
    if layers:
        words += f" In code: {', '.join([*called, *bundles[: len(sizes) - 1]])}."

    if only_bars:
        body = [left(12, 22, title or "", font_weight=700, font_size=17)]
        body += _ten_outputs(values, best, goal, 24, [63 + ROW * digit for digit in range(10)])
        return svg.document(372, 364, heading, words, body)
    rows, columns = math.ceil(units / FIELD_COLUMNS), min(units, FIELD_COLUMNS)
    tall = max(10 * ROW, rows * FIELD_STEP)
    middle, side, edge = 56 + tall / 2, PIXELS * PIXEL, 24.0
    body = _digit(pixels, edge, middle - side / 2, live)
    body.append(_caption(edge + side / 2, middle + side / 2 + 20, "28 × 28 = 784 pixels"))
    # Each bundle of edges begins at x = start and is twice reach high there.
    start, reach = edge + side + 8, side / 2
    free = start  # the next column may begin a bundle's width after this
    if units:
        wide, half = columns * FIELD_STEP, rows * FIELD_STEP / 2
        centre = free + BUNDLE_WIDTH + max(wide, CAPTION_WIDTH) / 2
        ends = [middle + half * (n - 3) * 0.3 for n in range(7)]
        body += _bundle(start, reach, centre - wide / 2 - 8, ends, middle, sizes[:2], bundles[0])
        body += _hidden_field(active, units, columns, centre - wide / 2, middle - half)
        says = count(units, "hidden unit")
        if active is not None:
            says += f", {sum(a > 0 for a in active)} active"
        body.append(_caption(centre, middle + half + 20, says))
        start, reach = centre + wide / 2 + 8, half * 0.9
        free = centre + max(wide, CAPTION_WIDTH) / 2
    circle_x = free + BUNDLE_WIDTH + 12
    outputs_at = [middle + ROW * (digit - 4.5) for digit in range(10)]
    body += _bundle(
        start, reach, circle_x - 18, outputs_at, middle, sizes[-2:], bundles[len(sizes) - 2]
    )
    body += _ten_outputs(values, best, goal, circle_x, outputs_at)

    columns_at = [edge + side / 2, *([centre] if units else []), circle_x]
    for x, name in zip(columns_at, called, strict=False):
        body.append(svg.label(x, middle + tall / 2 + 16, name, font_weight=600, data_part="layer"))

    # Beside the outputs stand their bars and marks, as far as there are any.
    width = circle_x + 24 + BAR_WIDTH + 64 + 140
    if values is None:
        width = circle_x + (36 if goal is None else 90)
    shown = svg.cut(heading, 17, width - 40, bold=True)
    body.append(left(20, 28, shown, font_size=17, font_weight=700))
    return svg.document(width, middle + tall / 2 + 36, heading, words, body)


def _pixels(image: Any) -> list[list[float]]:
    """Return the image's rows, checked to be 28 of 28 pixels."""
    rows = picture(image)
    if {len(rows), *map(len, rows)} != {PIXELS}:
        raise ValueError("image must be 28 rows of 28 pixels: bring it there with reshape(28, 28).")
    return rows


def _caption(x: float, y: float, words: str) -> str:
    return svg.label(x, y, words, fill="var(--soft)")


def _digit(pixels: list[list[float]], x: float, y: float, live: bool) -> list[str]:
    side = PIXELS * PIXEL
    look: Look = {"rx": 3, "fill": "#ffffff", "stroke": "var(--line)", "stroke_width": 1.5}
    frame = rect(x - 2, y - 2, side + 4, side + 4, **look)
    return [frame, ink(pixels, x, y, PIXEL, "digit", live=live)]


def _bundle(
    start: float,
    reach: float,
    end: float,
    ends: list[float],
    middle: float,
    sizes: list[int],
    name: str,
) -> list[str]:
    """Draw a few of very many edges, and say how many there are and what they are called."""
    starts = [middle + reach * (2 * n / 6 - 1) for n in range(7)]
    edges = [
        f"M{svg.coordinate(start)} {svg.coordinate(a)}L{svg.coordinate(end)} {svg.coordinate(b)}"
        for a in starts
        for b in ends
    ]
    fan = svg.tag("path", d="".join(edges), fill="none", stroke="var(--edgezero)", opacity=0.6)
    weights = sizes[0] * sizes[1]
    x, texts = (start + end) / 2, [f"{sizes[0]} × {sizes[1]}", f"= {weights:,}", name]
    width = max(svg.text_width(text, 15) for text in texts) + 14
    box = rect(x - width / 2, middle - 32, width, 64, rx=6, fill="var(--chip)")
    lines = [svg.label(x, middle + 20 * (n - 1), text) for n, text in enumerate(texts)]
    return [fan, svg.tag("g", box + "".join(lines), data_part="weights", data_value=weights)]


def _hidden_field(
    active: Column | None, units: int, columns: int, edge: float, top: float
) -> list[str]:
    """Draw the hidden units in rows of eight: the stronger the activation, the fuller the ink."""
    strongest = max(active) if active is not None else 0.0
    body = []
    for unit in range(units):
        value = None if active is None else active[unit]
        on = value is not None and value > 0
        body.append(
            svg.tag(
                "circle",
                cx=edge + FIELD_STEP * (unit % columns + 0.5),
                cy=top + FIELD_STEP * (unit // columns + 0.5),
                r=9,
                fill="var(--plus)" if on else "var(--blank)",
                fill_opacity=0.1 + 0.9 * value / strongest if on and value is not None else None,
                stroke="var(--plus)" if on else "var(--faint)",
                stroke_width=1.5,
                data_part="hidden",
                data_index=unit,
                data_value=None if value is None else exact(value),
            )
        )
    return body


def _ten_outputs(
    values: Column | None, best: int | None, goal: int | None, x: float, ys: list[float]
) -> list[str]:
    """Draw the ten units, and a bar for each value; negative bars go to the left of zero."""
    low = 0.0 if values is None else max(0.0, -min(values))
    high = 1.0 if values is None else max(1.0, max(values))
    scale = BAR_WIDTH / (low + high)
    zero = x + 24 + low * scale
    body = []
    if values is not None:
        body.append(line(zero, ys[0] - 13, zero, ys[-1] + 13, "var(--faint)"))
    for digit, y in enumerate(ys):
        chosen = digit == best
        look = ("blank", "faint") if values is None else ("output", "line")
        fill, edge = (f"var(--{colour})" for colour in look)
        parts = circle(x, y, 12, fill, edge, 2.5 if chosen else 1.5)
        parts += svg.label(x, y, str(digit), font_weight=600)
        if values is not None:
            value = values[digit]
            length = abs(value) * scale
            colour = "good" if chosen else "edgeplus" if value > 0 else "edgeminus"
            start = zero - length if value < 0 else zero
            parts += rect(start, y - 8, length, 16, fill=f"var(--{colour})")
            words, weight = svg.figure(value, 3, most=5, beside=value), 700 if chosen else None
            parts += right(x + 24 + BAR_WIDTH + 60, y, words, font_weight=weight)
        shown = None if values is None else exact(values[digit])
        body.append(svg.tag("g", parts, data_part="output", data_index=digit, data_value=shown))
        if digit == goal:
            dots: Look = {"stroke_dasharray": "0.1 4.3", "stroke_linecap": "round"}
            dots |= {"data_part": "goal", "data_value": digit}
            body.append(circle(x, y, 16.5, "none", "var(--goal)", 2.5, **dots))
        marks = (["prediction"] if chosen else []) + (["goal"] if digit == goal else [])
        if marks:
            ink = "var(--good)" if chosen else "var(--goal)"
            place = x + 24 + BAR_WIDTH + 72 if values is not None else x + 28
            body.append(left(place, y, " = ".join(marks), font_weight=600, fill=ink))
    return body


def _digit_words(
    pixels: list[list[float]],
    sizes: list[int],
    names: list[str],
    active: Column | None,
    values: Column | None,
    best: int | None,
    goal: int | None,
) -> str:
    inked = sum(level > 0 for row in pixels for level in row)
    counts = [f"{a} × {b} = {a * b:,} weights" for a, b in zip(sizes, sizes[1:], strict=False)]
    lines = [
        f"Network with {listed(names)}: {listed(counts)}.",
        SAID["image"].format(inked=inked),
    ]
    if active is not None:
        on = sum(value > 0 for value in active)
        lines.append(SAID["hidden"].format(on=on, units=len(active)))
    if values is None:
        lines.append("Outputs: 0 to 9, still empty.")
    else:
        shown = [f"{digit}: {svg.fixed(value, 3)}" for digit, value in enumerate(values)]
        lines.append(SAID["outputs"].format(outputs=", ".join(shown), best=best))
    if goal is not None:
        lines.append(f"Goal: {goal}.")
    return " ".join(lines)
