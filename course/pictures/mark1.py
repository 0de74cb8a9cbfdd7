"""The scheme of Rosenblatt's Mark 1 perceptron (notebook 03)."""

from typing import Any

from course.pictures.shapes import CLASSES, arrow, dial, line
from course.pictures.svg import Drawing, document, label, tag


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
            body.append(line(501, 86.5 + size * end, 584, height, "var(--edgeplus)"))
        for start, end in ((584, 732), (750, 846)):
            body.append(line(start, height, end, height, "var(--edgeplus)", stroke_width=2))
        for knob in range(4):
            body.append(dial(606 + 32 * knob, height, 12, (unit * 83 + knob * 61) % 271 - 135))
        body.append(label(741, height - 4, "…"))
        edge = {"stroke": "var(--line)", "stroke_width": 2, "data_part": "response"}
        body.append(tag("circle", cx=862, cy=height, r=15, fill="var(--output)", **edge))
        body.append(label(862, height, str(unit + 1), class_="small"))
    body += [
        label(280, 402, "wired at random, then fixed", class_="soft"),
        arrow([(862, 378), (862, 402), (654, 402), (654, 376)], "var(--minus)", 2.5),
        label(758, 420, "after a wrong answer motors turn the knobs", class_="minus"),
        label(116, 340, "the machine looks", class_="soft"),
        label(116, 360, "at a letter", class_="soft"),
        label(
            26,
            454,
            "after: Mark I Perceptron Operators’ Manual, Cornell Aeronautical Laboratory, 1960"
            " (some wires and knobs are drawn)",
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
