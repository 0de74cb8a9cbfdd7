"""A matrix of weights beside its drawing, row by row (notebook 05)."""

from collections.abc import Sequence

from course.pictures.network_drawing import edge_width, sign
from course.pictures.network_values import checked_net
from course.pictures.shapes import LARGE, Look, circle, compact, left, line, rect, right
from course.pictures.svg import Drawing, cut, label, tag, whole
from nnlib.checks import check_whole

FROM, TO, FIRST, PITCH, ROW = 94.0, 262.0, 390.0, 62.0, 78.0
MOST = 4  # inputs, and outputs
ZERO: Look = {"colour": "var(--edgezero)", "stroke_width": 1.5}


def matrix(
    weights: Sequence[Sequence[float]], inputs: Sequence[str], outputs: Sequence[str], row: int
) -> Drawing:
    """Draw a network and its matrix, each row at the height of the output it belongs to.

    ``row`` is lit, and with it the edges that it stands for. Raises ``ValueError`` for more than
    four inputs or outputs, for a row that is not there, and for weights that do not fit.
    """
    net = checked_net(weights, inputs, None, outputs, None, None, False)
    table, wide, high = net.weights[0], len(net.names[0]), len(net.names[1])
    if max(wide, high) > MOST:
        raise ValueError(f"This picture has room for {MOST} inputs and outputs.")
    check_whole("row", row, high - 1)
    rows = max(wide, high)

    def y(count: int, of: int) -> float:
        return 82 + ROW * (count + (rows - of) / 2)

    edges, body = [], []
    end = FIRST + PITCH * (wide - 0.5)
    for to, numbers in enumerate(table):
        for source, weight in enumerate(numbers):
            ends = (FROM, y(source, wide), TO, y(to, high))
            part = f"edge-{to}-{source}"
            if to == row and weight:
                colour = f"var(--edge{sign(weight)})"
                dashes: Look = {"stroke_dasharray": "8 5"} if weight < 0 else {}
                width = edge_width(weight) + 1
                edges.append(line(*ends, colour, stroke_width=width, **dashes, data_part=part))
            else:
                edges.insert(0, line(*ends, **ZERO, data_part=part))
            if row == to:
                share = 0.36
                spot = (FROM + share * (TO - FROM), ends[1] + share * (ends[3] - ends[1]))
                look = f"bold {sign(weight)} halo"
                body.append(label(*spot, whole(weight), class_=look, data_part=f"label-{source}"))
    for count, name in enumerate(net.names[0]):
        body.append(right(FROM - 30, y(count, wide), cut(name, LARGE, 56)))
        body.append(circle(FROM, y(count, wide), 24, "var(--input)", "var(--line)"))
        body.append(label(FIRST + PITCH * count, 30, cut(name, LARGE, PITCH - 6), class_="soft"))
    for to, numbers in enumerate(table):
        lit, height = to == row, y(to, high)
        box: Look = {"fill": "var(--output)" if lit else "none", "rx": 8}
        if lit:
            box |= {"stroke": "var(--good)", "stroke_width": 2}
        look = "bold" if lit else "soft"
        body += [
            rect(FIRST - PITCH / 2, height - 24, PITCH * wide, 48, **box),
            circle(TO, height, 26, "var(--output)" if lit else "var(--blank)", "var(--line)"),
            left(TO + 32, height, cut(net.names[1][to], LARGE, 52), class_=look),
        ]
        for source, weight in enumerate(numbers):
            part, x = f"weight-{to}-{source}", FIRST + PITCH * source
            shade = f"bold {sign(weight)}" if lit else look
            body.append(label(x, height, whole(weight), class_=shade, data_part=part))
    top, bottom = y(0, high) - 36, y(high - 1, high) + 36
    for edge, serif in ((FIRST - PITCH / 2 - 4, 7), (end + 4, -7)):
        bracket = f"M{edge + serif:g} {top:g}H{edge:g}V{bottom:g}H{edge + serif:g}"
        body.append(tag("path", d=bracket, fill="none", stroke="var(--soft)", stroke_width=2))
    floor = 82 + ROW * (rows - 1) + 48
    listed = [
        f"{name} {', '.join(map(whole, numbers))}"
        for name, numbers in zip(net.names[1], table, strict=True)
    ]
    told = [f"Inputs {', '.join(net.names[0])}. The matrix has a row for each output:"]
    told.append("; ".join(listed) + ".")
    told.append(f"Row {row} is lit, and the edges to {net.names[1][row]}.")
    return compact(end + 16, floor, "A matrix beside its drawing", " ".join(told), edges + body)
