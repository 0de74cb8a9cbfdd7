"""Cross-entropy as a curve: what it costs to have been sure and wrong (notebook 15)."""

import math
from collections.abc import Sequence

from course.pictures.shapes import Look, circle, compact, left, line, path, right
from course.pictures.svg import Drawing, brief, fixed, label, tag
from nnlib.checks import as_row

X0, X1, Y0, Y1 = 62.0, 520.0, 46.0, 300.0


def cross_entropy(probabilities: Sequence[float]) -> Drawing:
    """Draw −ln p over p, the probability of the right digit, beside the squared error (p − 1)².

    ``probabilities``: one to six numbers above 0, up to 1, that are marked on the curve.
    """
    marked = as_row(probabilities, "probabilities")
    if len(marked) > 6:
        raise ValueError(f"Give one to six probabilities to mark; these are {len(marked)}.")
    if min(marked) <= 0 or max(marked) > 1:
        raise ValueError("probabilities holds a number that is not above 0, or is above 1.")
    top = 1.05 * max(-math.log(min(marked)), 2.0)

    def at(p: float, error: float) -> tuple[float, float]:
        return X0 + p * (X1 - X0), Y1 - error / top * (Y1 - Y0)

    # Even steps of the error: near 0 the curve rises too fast for even steps of p.
    curve = path(at(math.exp(-top * i / 80), top * i / 80) for i in range(81))
    square = path(at(i / 40, (1 - i / 40) ** 2) for i in range(41))
    look: Look = {"fill": "none", "stroke_width": 4}
    dashes: Look = look | {"stroke_dasharray": "8 5", "stroke_width": 3}
    body = [
        line(X0, Y1, X1, Y1, "var(--soft)", stroke_width=1.5),
        line(X0, Y0 - 16, X0, Y1, "var(--soft)", stroke_width=1.5),
        right(X1, Y1 + 48, "p, of the right digit", class_="soft"),
        tag("polyline", points=square, stroke="var(--minus)", **dashes),
        tag("polyline", points=curve, stroke="var(--plus)", **look),
        right(X1, 34, "cross-entropy −ln p", class_="head plus"),
        right(X1, 64, "squared error (p − 1)²", class_="head minus"),
        right(X1, 94, f"e to the power ln p is p; e = {math.e:.3f}", class_="soft"),
    ]
    said, named = [], list[float]()
    for count, p in enumerate(sorted(marked, reverse=True)):
        (x, y), cost = at(p, -math.log(p)), fixed(-math.log(p))
        # A ring round the dot: near p = 1 both errors are nearly the same.
        body.append(circle(*at(p, (p - 1) ** 2), 9.5, "var(--paper)", "var(--minus)", 3))
        body.append(circle(x, y, 5.5, "var(--plus)", "var(--paper)", 1, data_part=f"dot-{count}"))
        body.append(line(x, Y1, x, Y1 + 5, "var(--soft)"))
        if all(abs(x - other) > 44 for other in named):
            named.append(x)
            look = {"class_": "bold plus halo", "data_part": f"cost-{count}"}
            body += [left(min(x + 10, X1 - 26), y - 14, cost, **look), label(x, Y1 + 20, brief(p))]
        said.append(f"p {brief(p)}: {cost}, squared error {fixed((p - 1) ** 2)}")
    if all(X1 - other > 30 for other in named):
        body += [line(X1, Y1, X1, Y1 + 5, "var(--soft)"), label(X1, Y1 + 20, "1")]
    told = (
        "Cross-entropy, minus the natural logarithm of p, the probability of the right digit, "
        f"falls to 0 at p = 1 and grows without end towards p = 0. {'; '.join(said)}."
    )
    return compact(548, Y1 + 70, "Cross-entropy", told, body)
