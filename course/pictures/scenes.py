"""Drawings that are not networks: the idea of a notebook in one picture.

Each function computes all that it shows from its arguments and returns a ``svg.Drawing``: the same
bytes each time, with the same numbers said in its words. Elements that show a value carry
``data-part``, so that a test can find them. Standard library only.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from course.pictures.shapes import CLASSES, Point
from course.pictures.shapes import around as _around
from course.pictures.shapes import arrow as _arrow
from course.pictures.shapes import dial as _dial
from course.pictures.shapes import line as _line
from course.pictures.shapes import matrix as _rows
from course.pictures.shapes import number as _number
from course.pictures.shapes import picture as _image
from course.pictures.svg import Drawing, coordinate, document, fixed, label, short, tag
from course.pictures.svg import whole as _whole

# --- 00: predict, compare, learn ---------------------------------------------------------------


def three_steps(
    input: float,
    weight: float,
    goal: float,
    *,
    input_name: str = "toes",
    span: Point | None = None,
) -> Drawing:
    """Draw predict, compare and learn as three panels, left to right (notebook 00).

    The weight is a knob; in the last panel it is turned the way in which the error falls.
    Prediction and goal are shares (1 is 100 %). With ``span``, the lowest and the highest weight,
    the knob and the bars have one scale for all weights between them, the delta is written, and
    every element that then changes has a ``data-part``. Raises ``ValueError`` for what is not a
    number. Source: seminar, "Supervised parametric learning".
    """
    input, weight, goal = (
        as_number(value, name)
        for value, name in ((input, "input"), (weight, "weight"), (goal, "goal"))
    )
    prediction = input * weight
    live = span is not None
    if live and abs(prediction - goal) < 1e-9:
        prediction = goal  # what is left is the noise of a slider's steps
    weight_delta = input * (prediction - goal)
    sign = ">" if prediction > goal else "<" if prediction < goal else "="
    turn = "turn down" if weight_delta > 0 else "turn up" if weight_delta < 0 else "leave it"
    # The dial reaches from −reach to reach over three quarters of a turn, 0 at the top.
    ends = [as_number(end, "an end of span") for end in span or (weight, weight)]
    reach = max(map(abs, ends)) or 1.0 if live else max(1.0, abs(weight))
    degrees = 135 * weight / reach
    lefts = (20.0, 340.0, 660.0)
    body = [CLASSES]
    for left, name in zip(lefts, ("① predict", "② compare", "③ learn"), strict=True):
        body.append(
            tag(
                "rect",
                x=left,
                y=20,
                width=280,
                height=262,
                rx=8,
                fill="none",
                stroke="var(--rule)",
                stroke_width=1.5,
            )
        )
        body.append(label(left + 18, 46, name, text_anchor="start", class_="head"))
    for left in lefts[:2]:
        body.append(_arrow([(left + 284, 150), (left + 316, 150)], width=3))

    # Predict: the input goes through the knob.
    y = 146.0
    body += [
        _line(90, y, 235, y, "var(--edgeplus)", stroke_width=3),
        tag("circle", cx=62, cy=y, r=30, fill="var(--input)", stroke="var(--line)", stroke_width=2),
        label(62, y, short(input), class_="bold", data_part="input"),
        label(62, y - 48, input_name, class_="small soft"),
        _dial(160, y, 32, degrees, data_part="pointer", data_degrees=degrees),
        tag(
            "circle",
            cx=258,
            cy=y,
            r=30,
            fill="var(--output)",
            stroke="var(--line)",
            stroke_width=2,
        ),
        label(258, y, short(prediction, 3), class_="bold", data_part="prediction"),
        label(254, y - 48, "prediction", class_="small soft"),
        label(160, y - 52, "0", class_="small soft"),
        label(122, y + 40, _whole(-reach), class_="small soft", text_anchor="end"),
        label(198, y + 40, _whole(reach), class_="small soft", text_anchor="start"),
        label(160, y + 62, "weight " + short(weight), class_="bold", data_part="weight"),
        label(
            160,
            254,
            f"{short(input)} × {short(weight)} = {short(prediction, 3)}",
            data_part="product",
        ),
    ]
    for stop in (-135, 0, 135):
        body.append(_line(*_around(160, y, 35, stop), *_around(160, y, 41, stop), "var(--soft)"))

    # Compare: two bars on one scale.
    extremes = [prediction, goal, *(input * end for end in ends)]
    low, high = min(0.0, *extremes), max(1.0, *extremes)
    floor = 222 + 110 * low / (high - low)
    for bar, value, name, colour in (
        (410, prediction, "prediction", "plus"),
        (550, goal, "truth", "goal"),
    ):
        height = 110 * abs(value) / (high - low)
        top = floor - height if value >= 0 else floor
        percent = f"{_whole(100 * value, 1)} %"
        body += [
            tag(
                "rect",
                x=bar - 24,
                y=top,
                width=48,
                height=height,
                fill="var(--edgeplus)" if colour == "plus" else "none",
                stroke=f"var(--{colour})",
                stroke_width=2,
                stroke_dasharray=None if colour == "plus" else "3 3",
                data_part=f"bar-{name}",
                data_value=repr(value),
            ),
            _line(bar - 40, floor, bar + 40, floor, "var(--ink)", stroke_width=1.5),
            label(bar, top - 16, percent, class_=f"bold {colour}", data_part=f"percent-{name}"),
            label(bar, 254, name),
        ]
    body.append(label(480, 166, sign, class_="large", data_part="sign"))
    if live:
        said = _difference(prediction, goal)
        body.append(label(480, 76, said, data_part="delta"))

    # Learn: the knob turns against the weight delta.
    x = 800.0
    body.append(_dial(x, y, 44, degrees, data_part="pointer-learn" if live else None))
    if live:
        # Drawn at the top, for a knob that is turned up; elsewhere it is turned round and mirrored.
        arc = [_around(x, y, 60, step) for step in range(0, 71, 5)]
        body.append(
            tag(
                "g",
                _arrow(arc, "currentColor", 4),
                color="var(--minus)" if weight_delta > 0 else "var(--plus)",
                transform=_turned(x, y, degrees, weight_delta),
                visibility="visible" if weight_delta else "hidden",
                data_part="arrow",
            )
        )
    elif weight_delta:
        way = -1 if weight_delta > 0 else 1
        arc = [_around(x, y, 60, degrees + way * step) for step in range(0, 71, 5)]
        body.append(_arrow(arc, "var(--minus)" if way < 0 else "var(--plus)", 4))
    reason = (
        "so that the error falls"
        if weight_delta
        else "the error is 0 already"
        if prediction == goal
        else "an input of 0 can teach it nothing"
    )
    mark = " ▼" if weight_delta > 0 else " ▲" if weight_delta < 0 else ""
    colour = "minus" if weight_delta > 0 else "plus" if weight_delta < 0 else "good"
    body += [
        label(x, 226, turn + mark, class_=f"head {colour}", data_part="turn"),
        label(x, 254, reason, data_part="reason" if live else None),
        _arrow([(800, 284), (800, 318), (160, 318), (160, 286)], width=3),
        label(480, 303, "again, with the new weight"),
    ]
    comparison = {">": "greater than", "<": "less than", "=": "equal to"}[sign]
    words = (
        f"Predict: {input_name} {short(input)} times weight {short(weight)} gives the prediction "
        f"{short(prediction, 3)}. Compare: the prediction, "
        f"{_whole(100 * prediction, 1)} %, is {comparison} the truth, "
        f"{_whole(100 * goal, 1)} %. Learn: the knob of the weight: {turn}. "
        "Then again, with the new weight."
    )
    if live:
        words += f" {_difference(prediction, goal).capitalize()}."
    return document(960, 344, "Predict, compare, learn", words, body)


def _difference(prediction: float, goal: float) -> str:
    """Return how the delta comes about: ``delta = 0.98 − 0.0 = 0.98``."""
    second = f"({short(goal, 3)})" if goal < 0 else short(goal, 3)
    return f"delta = {short(prediction, 3)} − {second} = {short(prediction - goal, 3)}"


def _turned(x: float, y: float, degrees: float, weight_delta: float) -> str:
    """Return the transform that lays an arrow from the top of a knob to where the knob turns."""
    mirror = " scale(-1 1)" if weight_delta > 0 else ""
    return (
        f"translate({coordinate(x)} {coordinate(y)}) rotate({coordinate(degrees)}){mirror} "
        f"translate({coordinate(-x)} {coordinate(-y)})"
    )


# --- 03: the Mark 1 ----------------------------------------------------------------------------


def mark1() -> Drawing:
    """Draw the scheme of Rosenblatt's Mark 1 perceptron (notebook 03).

    400 photocells, wired at random to 512 association units, whose outputs go through knobs
    turned by motors to 8 response units. All cells and units are drawn, and a few of the wires.
    Source: Mark I Perceptron Operators' Manual, Cornell Aeronautical Laboratory, 1960.
    """
    body = [CLASSES]
    heads = (
        (116, "photocells", "20 × 20 = 400"),
        (430, "association units", "512"),
        (664, "weights", "motor-driven knobs"),
        (872, "response units", "8"),
    )
    for x, name, count in heads:
        body.append(label(x, 34, name, class_="head"))
        body.append(label(x, 58, count, class_="soft"))

    # The field looks at a letter: a cell is dark where the letter's strokes pass.
    size, left, top = 9, 26, 136
    edge: dict[str, Any]
    dark: list[str] = []
    light: list[str] = []
    for row in range(20):
        for column in range(20):
            across, down = abs(column - 9.5) / 10, abs(row - 9.5) / 10
            on = down < 0.75 and abs(across - down * 0.8) < 0.13
            cell = tag("rect", x=left + size * column, y=top + size * row, width=7, height=7)
            (dark if on else light).append(cell)
    edge = {"stroke": "var(--edgezero)", "stroke_width": 0.75, "data_part": "photocells"}
    body.append(tag("g", "".join(light), fill="var(--chip)", **edge))
    body.append(tag("g", "".join(dark), fill="var(--line)", **edge))
    wires = []
    for wire in range(44):
        # A fixed scramble stands for the machine's random plugging: no drawing may change.
        start, end = wire * 7 % 20, (wire * 19 + 5) % 32
        wires.append(f"M206 {139.5 + size * start}L354 {86.5 + size * end}")
    body.append(tag("path", d="".join(wires), stroke="var(--edgezero)", fill="none"))
    circles = [
        tag("circle", cx=360 + size * column, cy=86.5 + size * row, r=3.2)
        for row in range(32)
        for column in range(16)
    ]
    edge = {"stroke": "var(--line)", "stroke_width": 0.75, "data_part": "association"}
    body.append(tag("g", "".join(circles), fill="var(--input)", **edge))
    for unit in range(8):
        height = 104 + 36 * unit
        for wire in range(4):
            end = (unit * 11 + wire * 9 + 3) % 32
            body.append(_line(501, 86.5 + size * end, 584, height, "var(--edgeplus)"))
        for start, end in ((584, 732), (750, 846)):
            body.append(_line(start, height, end, height, "var(--edgeplus)", stroke_width=2))
        for knob in range(4):
            body.append(_dial(606 + 32 * knob, height, 12, (unit * 83 + knob * 61) % 271 - 135))
        body.append(label(741, height - 4, "…"))
        edge = {"stroke": "var(--line)", "stroke_width": 2, "data_part": "response"}
        body.append(tag("circle", cx=862, cy=height, r=15, fill="var(--output)", **edge))
        body.append(label(862, height, str(unit + 1), class_="small"))
    body += [
        label(280, 402, "wired at random, then fixed", class_="soft"),
        _arrow([(862, 378), (862, 402), (654, 402), (654, 376)], "var(--minus)", 2.5),
        label(758, 420, "after a wrong answer motors turn the knobs", class_="minus"),
        label(116, 340, "the machine looks", class_="soft"),
        label(116, 360, "at a letter", class_="soft"),
        label(
            26,
            454,
            "after: Mark I Perceptron Operators’ Manual, Cornell Aeronautical Laboratory, 1960"
            " (a few of the wires and knobs are drawn)",
            text_anchor="start",
            class_="small soft",
        ),
    ]
    words = (
        "The Mark 1 perceptron: 400 photocells in a field of 20 by 20 are wired at random, and for "
        "good, to 512 association units; their outputs go through weights, which are knobs "
        "(potentiometers) driven by motors, to 8 response units. After a wrong answer the motors "
        "turn the knobs. After: Mark I Perceptron Operators’ Manual, Cornell Aeronautical "
        "Laboratory, 1960."
    )
    return document(960, 476, "The Mark 1 perceptron", words, body)


# --- 12 and 15: a digit as numbers, one patch of it, dropout -----------------------------------


def pixel_numbers(image: Any) -> Drawing:
    """Draw a digit as the table of its numbers, each cell as dark as its number (notebook 12).

    ``image``: rows of numbers, 0 white … 255 black, such as 28 × 28. Zeros are faint.
    """
    rows = _image(image)
    if any(value != int(value) for values in rows for value in values):
        raise ValueError("image holds fractions: give its numbers from 0 to 255, not divided.")
    width, height = 30, 24
    shades, texts = [], []
    for row, values in enumerate(rows):
        line = []
        for column, value in enumerate(values):
            if value:
                shades.append(
                    tag(
                        "rect",
                        x=8 + width * column,
                        y=8 + height * row,
                        width=width,
                        height=height,
                        fill=_shade(value / 255),
                    )
                )
            # A class for zeros and one for numbers on dark: 784 styles would weigh too much.
            name = "n0" if value == 0 else "n1" if value > 136 else None
            line.append(
                tag(
                    "text",
                    _whole(value, 0),
                    x=8 + width * (column + 0.5),
                    y=8 + height * row + 17,
                    class_=name,
                )
            )
        texts.append(tag("g", "".join(line), class_="n", data_part=f"row-{row}"))
    across, down = width * len(rows[0]), height * len(rows)
    body = [
        "<style>.n text{font-size:13px;text-anchor:middle;fill:#000000}.n .n0{fill:#6f7a86}"
        ".n .n1{fill:#ffffff}</style>",
        # A digit is ink on paper, on a dark page as well.
        tag("rect", x=8, y=8, width=across, height=down, fill="#ffffff"),
        *shades,
        tag("rect", x=8, y=8, width=across, height=down, fill="none", stroke="var(--faint)"),
        *texts,
    ]
    inked = sum(value > 0 for values in rows for value in values)
    darkest = max(max(values) for values in rows)
    words = (
        f"A digit as {len(rows)} rows of {len(rows[0])} numbers: {inked} of "
        f"{len(rows) * len(rows[0])} are above 0, the largest is {_whole(darkest, 0)}."
    )
    return document(across + 16, down + 16, "A digit as numbers", words, body)


def _shade(ink: float) -> str:
    """Return the grey of a pixel with so much ink: 0 white, 1 black."""
    level = round(255 * (1 - ink))
    return f"#{level:02x}{level:02x}{level:02x}"


def patch(image: Any, row: int, col: int, kernel: Any) -> Drawing:
    """Draw one step of a convolution: a patch of a digit, times a kernel, summed (notebook 15).

    ``image``: rows of numbers, 0 … 255 (divided by 255 here) or 0 … 1. ``kernel``: k rows of k
    weights, k at most 5. The patch's upper left pixel is (``row``, ``col``). Raises ``ValueError``
    when the patch does not lie in the image or the kernel is not square.
    """
    pixels, weights = _image(image), as_rows(kernel, "kernel")
    size = len(weights)
    if len(weights[0]) != size or size > 5:
        raise ValueError(f"kernel must be square, at most 5 × 5; it is {size} × {len(weights[0])}.")
    height, width = len(pixels), len(pixels[0])
    if not (0 <= row <= height - size and 0 <= col <= width - size):
        raise ValueError(
            f"A {size} × {size} patch at row {row}, column {col} does not lie in the image: row "
            f"may be 0 to {height - size}, column 0 to {width - size}."
        )
    if max(map(max, pixels)) > 1:
        pixels = [[value / 255 for value in values] for values in pixels]
    part = [values[col : col + size] for values in pixels[row : row + size]]
    total = sum(
        pixel * weight
        for pixel_row, weight_row in zip(part, weights, strict=True)
        for pixel, weight in zip(pixel_row, weight_row, strict=True)
    )

    scale = 252 / max(height, width)
    left, top = 20.0, 48.0
    body = [CLASSES, label(left, 26, "the digit", text_anchor="start", class_="bold")]
    body.append(
        tag("rect", x=left, y=top, width=scale * width, height=scale * height, fill="#ffffff")
    )
    for y, values in enumerate(pixels):
        for x, value in enumerate(values):
            if value:
                body.append(
                    tag(
                        "rect",
                        x=left + scale * x,
                        y=top + scale * y,
                        width=scale + 0.2,
                        height=scale + 0.2,
                        fill=_shade(value),
                    )
                )
    body += [
        tag(
            "rect",
            x=left,
            y=top,
            width=scale * width,
            height=scale * height,
            fill="none",
            stroke="var(--faint)",
        ),
        tag(
            "rect",
            x=left + scale * col - 1,
            y=top + scale * row - 1,
            width=scale * size + 2,
            height=scale * size + 2,
            fill="none",
            stroke="#b8430f",
            stroke_width=3,
            data_part="outline",
            data_row=row,
            data_col=col,
        ),
    ]
    cell = 48.0
    middle = top + scale * height / 2
    first = left + scale * width + 56
    second = first + cell * size + 44
    upper = middle - cell * size / 2
    # Two thin lines lead from the patch to its enlargement.
    for edge, goal in ((row, upper), (row + size, upper + cell * size)):
        body.append(
            _line(
                left + scale * (col + size) + 1,
                top + scale * edge,
                first,
                goal,
                "var(--minus)",
                stroke_width=1,
                stroke_dasharray="4 3",
            )
        )
    body += [
        label(first + cell * size / 2, upper - 20, "pixels", class_="bold"),
        label(second + cell * size / 2, upper - 20, "weights", class_="bold"),
        label(second - 22, middle, "×", class_="large"),
    ]
    for y in range(size):
        for x in range(size):
            pixel, weight = part[y][x], weights[y][x]
            body += [
                _cell(first + cell * x, upper + cell * y, cell, _shade(pixel)),
                tag(
                    "text",
                    fixed(pixel, 2),
                    x=first + cell * (x + 0.5),
                    y=upper + cell * (y + 0.5) + 5,
                    text_anchor="middle",
                    style="fill:#ffffff" if pixel > 0.53 else "fill:#000000",
                    data_part=f"pixel-{y}-{x}",
                ),
                _cell(second + cell * x, upper + cell * y, cell, "var(--paper)"),
                label(
                    second + cell * (x + 0.5),
                    upper + cell * (y + 0.5),
                    short(weight, 2),
                    class_="plus bold" if weight > 0 else "minus bold" if weight < 0 else "soft",
                    data_part=f"weight-{y}-{x}",
                ),
            ]
    end = second + cell * size
    body += [
        label(end + 24, middle, "=", class_="large"),
        label(end + 86, middle, short(total, 3), class_="large", data_part="sum"),
        label(end + 86, middle + 30, "weighted sum", class_="soft"),
    ]
    said = "; ".join(", ".join(fixed(value, 2) for value in values) for values in part)
    told = "; ".join(", ".join(short(value, 2) for value in values) for values in weights)
    words = (
        f"A patch of {size} × {size} pixels of the digit, from row {row}, column {col}: {said}. "
        f"Times the weights {told}, and added up: {short(total, 3)}."
    )
    return document(end + 160, top + scale * height + 20, "One patch", words, body)


def _cell(x: float, y: float, size: float, fill: str) -> str:
    """Return a square of a grid."""
    return tag("rect", x=x, y=y, width=size, height=size, fill=fill, stroke="var(--faint)")


def dropout(units: Sequence[float], dropped: Iterable[int], rate: float) -> Drawing:
    """Draw what dropout does to a column of units in one training step (notebook 15).

    ``units``: the values of one to twelve units; ``dropped``: the places, from 0, of those that
    are silent in this step; ``rate``: the share that is dropped on average, from 0 up to below 1.
    The others are multiplied by 1 / (1 − rate), so that their sum stays about the same.
    """
    rate = as_number(rate, "rate")
    if not 0 <= rate < 1:
        raise ValueError(f"rate is {short(rate)}: give a share from 0 up to, but not, 1.")
    values = [as_number(value, f"unit {count}") for count, value in enumerate(units)]
    if not 1 <= len(values) <= 12:
        raise ValueError(f"Give the values of one to twelve units; these are {len(values)}.")
    silent = set(dropped)
    if not silent <= set(range(len(values))):
        raise ValueError(
            f"dropped names units that are not there: {sorted(silent)}; the places are 0 to "
            f"{len(values) - 1}."
        )
    factor = 1 / (1 - rate)
    step = 62
    body = [
        CLASSES,
        label(120, 30, "before", class_="head"),
        label(430, 30, "in this step", class_="head"),
    ]
    said = []
    for count, value in enumerate(values):
        y = 80 + step * count
        out = 0.0 if count in silent else value * factor
        body += [
            label(62, y, f"unit {count + 1}", class_="small soft", text_anchor="end"),
            tag(
                "circle",
                cx=120,
                cy=y,
                r=26,
                fill="var(--input)",
                stroke="var(--line)",
                stroke_width=2,
            ),
            label(120, y, short(value, 3), data_part=f"before-{count}"),
        ]
        if count in silent:
            body += [
                _line(148, y, 402, y, "var(--edgezero)", stroke_width=2, stroke_dasharray="2 5"),
                tag(
                    "circle",
                    cx=430,
                    cy=y,
                    r=26,
                    fill="var(--blank)",
                    stroke="var(--faint)",
                    stroke_width=2,
                    stroke_dasharray="3 4",
                ),
                tag(
                    "path",
                    d=f"M413 {y - 17}L447 {y + 17}M413 {y + 17}L447 {y - 17}",
                    stroke="var(--minus)",
                    stroke_width=3,
                    data_part=f"cross-{count}",
                ),
                label(
                    470,
                    y,
                    "dropped: 0",
                    text_anchor="start",
                    class_="minus",
                    data_part=f"after-{count}",
                ),
            ]
            said.append(f"unit {count + 1}, {short(value, 3)}, is dropped")
        else:
            body += [
                _arrow([(148, y), (402, y)], "var(--edgeplus)", 2.5),
                label(275, y - 14, f"× {short(factor, 3)}", data_part=f"factor-{count}"),
                tag(
                    "circle",
                    cx=430,
                    cy=y,
                    r=26,
                    fill="var(--output)",
                    stroke="var(--line)",
                    stroke_width=2,
                ),
                label(430, y, short(out, 3), class_="bold", data_part=f"after-{count}"),
            ]
            said.append(f"unit {count + 1}, {short(value, 3)}, becomes {short(out, 3)}")
    y = 80 + step * len(values)
    rule = f"kept units × 1 / (1 − {short(rate)}) = {short(factor, 3)}"
    body.append(label(275, y, rule, class_="soft", data_part="rule"))
    words = f"Dropout with rate {short(rate)} in one step: " + "; ".join(said) + f"; {rule}."
    return document(580, y + 32, "Dropout in one step", words, body)
