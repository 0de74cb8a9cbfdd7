"""One step of the perceptron rule on one point: the line before and after (notebook 03)."""

from collections.abc import Sequence

from course.pictures.planes import HATCH, checked_cases, half_plane, mark, sum_at
from course.pictures.shapes import (
    Look,
    Point,
    arrow,
    circle,
    compact,
    left,
    line,
    path,
    rect,
    right,
    shift,
)
from course.pictures.svg import Drawing, label, tag, whole
from nnlib.checks import as_number, as_row

X0, Y0, SIDE = 54.0, 52.0, 236.0  # the plane
ROWS = 314.0  # the left edge of what stands beside it
COLUMNS = (458.0, 516.0, 580.0)  # of the two weights and the bias, at their right edge


def perceptron_step(
    point: Sequence[float], goal: int, weights: Sequence[float], bias: float
) -> Drawing:
    """Draw the perceptron rule for one case: if its answer is wrong, the weights move by the input.

    ``point`` are the two inputs, ``goal`` is 0 or 1. The arrow of the two weights stands at a right
    angle to the line; the point is added to it, or taken away, and the bias moves by 1.
    """
    [(x, y)], [goal] = checked_cases([point], [goal])
    before = [*as_row(weights, "weights"), as_number(bias, "bias")]
    if len(before) != 3:
        raise ValueError(f"Give a weight for each of the two inputs; here are {len(before) - 1}.")
    pred = _answer(before, (x, y))
    move = goal - pred
    step = [move * x, move * y, move]
    after = [old + change for old, change in zip(before, step, strict=True)]
    tips = {"before": (before[0], before[1]), "after": (after[0], after[1])}
    numbers = [0.0, 2.0, x, y, *tips["before"], *tips["after"]]  # one step often follows another
    room = 0.3 * (max(numbers) - min(numbers)) or 1.0
    low, high = min(numbers) - room, max(numbers) + room

    def at(point: Point) -> Point:
        scale = SIDE / (high - low)
        return X0 + (point[0] - low) * scale, Y0 + (high - point[1]) * scale

    corners = [(low, low), (high, low), (high, high), (low, high)]
    inside, _ = half_plane(corners, after)
    (zero, floor), (one, up), says = at((0, 0)), at((1, 1)), _answer(after, (x, y))
    body = [
        HATCH,
        left(18, 28, f"{whole(x)}, {whole(y)}: it says {pred}, the goal is {goal}", class_="head"),
        tag("polygon", points=path(map(at, inside)), fill="url(#hatch)", data_part="region"),
        line(X0, floor, X0 + SIDE, floor, "var(--soft)"),
        line(zero, Y0, zero, Y0 + SIDE, "var(--soft)"),
        rect(X0, Y0, SIDE, SIDE, fill="none", stroke="var(--faint)"),
        label(X0 + SIDE / 2, Y0 + SIDE + 42, "input 1", class_="soft"),
        label(0, 0, "input 2", class_="soft", transform=f"{shift(18, Y0 + SIDE / 2)} rotate(-90)"),
        *(label(its, Y0 + SIDE + 18, name) for its, name in ((zero, "0"), (one, "1"))),
        *(right(X0 - 8, its, name) for its, name in ((floor, "0"), (up, "1"))),
    ]
    for name, its in (("before", before), ("after", after)):
        _, cut = half_plane(corners, its)
        dashes: Look = {"stroke_dasharray": "7 6"} if name == "before" else {}
        if len(cut) == 2:
            (x1, y1), (x2, y2) = map(at, cut)
            look = dashes | {"stroke_width": 3, "data_part": f"line-{name}"}
            body.append(line(x1, y1, x2, y2, "var(--line)", **look))
    ring: Look = {"stroke_dasharray": "4 3"}
    for corner in ((0, 0), (0, 1), (1, 0), (1, 1)):  # the other cases of a truth table
        if {x, y} <= {0, 1} and corner != (x, y):
            body.append(circle(*at(corner), 9, "none", "var(--soft)", 2, **ring))
    arrows = (
        ((0, 0), tips["before"], "var(--faint)", 4),
        (tips["before"], tips["after"], "var(--goal)", 4),
        ((0, 0), tips["after"], "var(--plus)", 5),
    )
    for start, end, colour, width in arrows:
        if start != end:
            body.append(arrow([at(start), at(end)], colour, width))
    spot = dict(zip(("data_x", "data_y"), at((x, y)), strict=True))
    body.append(tag("g", mark(goal, *at((x, y)), 11), data_part="point", **spot))
    sign = {1: "+ input", -1: "− input", 0: "no step"}[move]
    rows = [("before", before, "soft"), (sign, step, "goal"), ("after", after, "bold plus")]
    for column, name in zip(COLUMNS, ("w₁", "w₂", "bias"), strict=True):
        body.append(right(column, 84, name, class_="soft"))
    for count, (name, values, colour) in enumerate(rows):
        height = 126 + 40 * count + 12 * (count == 2)
        start, end, stroke, width = arrows[count]
        if start != end:
            body.append(arrow([(ROWS, height), (ROWS + 30, height)], stroke, width))
        body.append(left(ROWS + 40, height, name, class_=colour))
        for column, value, part in zip(COLUMNS, values, ("w1", "w2", "bias"), strict=True):
            cell = {"class_": colour, "data_part": f"{part}-{count}"}
            body.append(right(column, height, whole(value, 2), **cell))
    body.append(line(ROWS, 192, COLUMNS[2] + 4, 192, "var(--soft)", stroke_width=1.5))
    verdict = f"it {'now' if says != pred else 'still' if move else 'already'} says {says}"
    body += [
        left(ROWS, 254, verdict, class_=f"head {'good' if says == goal else 'minus'}"),
        left(ROWS, 290, "border", class_="soft"),
        line(
            ROWS + 66, 290, ROWS + 100, 290, "var(--line)", stroke_width=3, stroke_dasharray="7 6"
        ),
        left(ROWS + 106, 290, "before", class_="soft"),
        line(ROWS + 176, 290, ROWS + 210, 290, "var(--line)", stroke_width=3),
        left(ROWS + 216, 290, "after", class_="soft"),
    ]
    body += [mark(goal, ROWS + 15, 322, 9), left(ROWS + 40, 322, f"goal {goal}", class_="soft")]
    if {x, y} <= {0, 1}:
        body.append(circle(ROWS + 130, 322, 9, "none", "var(--soft)", 2, **ring))
        body.append(left(ROWS + 150, 322, "another case", class_="soft"))
    named = [f"{name}: {', '.join(whole(value, 2) for value in its)}" for name, its, _ in rows]
    told = (
        f"The perceptron rule for the inputs {whole(x)} and {whole(y)}: it says {pred}, the goal "
        f"is {goal}. The two weights and the bias, {'; '.join(named)}. With them {verdict}."
    )
    return compact(602, Y0 + SIDE + 62, "One step of the perceptron rule", told, body)


def _answer(line: Sequence[float], point: Point) -> int:
    return int(sum_at(line, point) > 0)
