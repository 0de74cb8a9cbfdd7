"""What each case of a truth table demands of the weights, and whether any can obey (03, 06)."""

from collections.abc import Sequence

from course.pictures.planes import HATCH, checked_cases, half_plane, mark
from course.pictures.shapes import Look, Point, compact, left, line, path, rect, right
from course.pictures.svg import Drawing, label, tag, whole

BIAS = -1.0
LOW, HIGH = -1.2, 2.6  # of the two weights
X0, Y0, SIDE = 366.0, 52.0, 214.0  # their field
DOTS = (
    '<defs><pattern id="dots" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<rect width="9" height="9" fill="var(--error)" fill-opacity="0.4"/>'
    '<circle cx="4.5" cy="4.5" r="1.5" fill="var(--minus)"/></pattern></defs>'
)


def demands(points: Sequence[Sequence[float]], goals: Sequence[int], *, title: str = "") -> Drawing:
    """Draw which weights give every case of a truth table its goal, with a bias that stays at −1.

    A point (x, y) with goal 1 demands that x · w₁ + y · w₂ + bias is above 0, one with goal 0 that
    it is not. Each demand is half of the plane of the two weights, and the weights that obey all
    lie where the halves of goal 1 and those of goal 0 meet. If both goals' demands, added, say the
    opposite of each other, no weights and no bias obey. Raises ``ValueError`` for what is no truth
    table of two inputs.
    """
    cases = list(zip(*checked_cases(points, goals), strict=True))
    if not 2 <= len(cases) <= 4 or not {x for point, _ in cases for x in point} <= {0, 1}:
        raise ValueError("Give the two to four cases of a truth table, points of 0 and 1.")
    field, found = _field(cases)
    body = [HATCH, DOTS, left(18, 28, title, class_="head"), *field]
    told, added = [], {0: (0.0, 0.0, 0), 1: (0.0, 0.0, 0)}
    for count, ((x, y), goal) in enumerate(cases):
        added[goal] = (added[goal][0] + x, added[goal][1] + y, added[goal][2] + 1)
        name, height, demand = f"{whole(x)}, {whole(y)}", 70 + 42 * count, _demand(x, y, 1, goal)
        body += [left(18, height, name), *_asks(height, goal, demand, f"asks-{count}")]
        told.append(f"{name} demands {demand}")
    said = "Where they meet, all wishes are granted." if found else "They never meet."
    words = f"{title}: {'; '.join(told)}. With bias {whole(BIAS)}: {said}"
    height, never = 78 + 42 * len(cases), added[0] == added[1]
    for goal in (1, 0) if never else ():
        total = _demand(*added[goal], goal)
        body.append(left(18, height, "added", class_="soft"))
        body += _asks(height, goal, total, f"added-{goal}")
        words += f" Added, those with goal {goal}: {total}."
        height += 34
    base = max(height + 4, Y0 + SIDE + 50)
    look = {"class_": f"head {'good' if found else 'minus'}", "data_part": "said"}
    body.append(left(18, base, said, **look))
    end = max(base + 24, Y0 + SIDE + 88)
    return compact(X0 + SIDE + 18, end, title or "What the points demand", words, body)


def _field(cases: list[tuple[Point, int]]) -> tuple[list[str], bool]:
    """Draw the halves in the plane of the weights; tell whether those of both goals meet."""

    def at(point: Point) -> Point:
        scale = SIDE / (HIGH - LOW)
        return X0 + (point[0] - LOW) * scale, Y0 + (HIGH - point[1]) * scale

    def wanted(goals: tuple[int, ...]) -> list[Point]:
        shape = [(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)]
        for (x, y), goal in cases:
            sign = 1 if goal else -1
            if goal in goals and (x or y):
                shape, _ = half_plane(shape, (sign * x, sign * y, sign * BIAS))
            elif goal and goal in goals:  # the bias alone is not above 0
                return []
        return shape

    body = []
    for goals, part in (((1,), "wanted-1"), ((0,), "wanted-0"), ((0, 1), "obeyed")):
        fill = "var(--good)" if len(goals) > 1 else "url(#hatch)" if goals == (1,) else "url(#dots)"
        look: Look = {"fill": fill, "fill_opacity": 0.6 if len(goals) > 1 else None}
        body.append(tag("polygon", points=path(map(at, wanted(goals))), **look, data_part=part))
    (zero, floor), (there, top) = at((0, 0)), at((-BIAS, -BIAS))
    body += [
        line(X0, floor, X0 + SIDE, floor, "var(--ink)", stroke_width=1.5),
        line(zero, Y0, zero, Y0 + SIDE, "var(--ink)", stroke_width=1.5),
        rect(X0, Y0, SIDE, SIDE, fill="none", stroke="var(--faint)"),
        label(zero, Y0 - 16, "w₂", class_="bold"),
        right(X0 + SIDE - 6, floor - 12, "w₁", class_="bold halo"),
        label(zero, Y0 + SIDE + 16, "0"),
        label(there, Y0 + SIDE + 16, "−bias", class_="soft"),
        right(X0 - 6, top, "−bias", class_="soft"),
        line(there, floor - 5, there, floor + 5, "var(--ink)"),
        line(zero - 5, top, zero + 5, top, "var(--ink)"),
    ]
    # Whoever wants a 1 wants large weights, whoever wants a 0 small ones.
    x, y = X0 + 68, Y0 + SIDE + 46
    for goal, whose, fill in ((1, "square", "hatch"), (0, "circle", "dots")):
        if wanted((goal,)):
            whose += "’s" if sum(its == goal for _, its in cases) == 1 else "s’"
            body.append(rect(x, y - 8, 16, 16, fill=f"url(#{fill})", stroke="var(--faint)"))
            colour = "bold plus" if goal else "bold minus"
            body.append(left(x + 22, y, f"{whose} wish", class_=colour))
        y += 24
    return body, len(wanted((0, 1))) > 2


def _demand(x: float, y: float, biases: int, goal: int) -> str:
    """Return what is demanded of a sum, as short as one writes it."""
    terms = [_term(x, "w₁"), _term(y, "w₂"), _term(biases, "bias")]
    return " + ".join(filter(None, terms)) + (" > 0" if goal else " ≤ 0")


def _term(number: float, name: str) -> str:
    if number in (0, 1):
        return name if number else ""
    return f"{whole(number)} · {name}"


def _asks(height: float, goal: int, demand: str, part: str) -> list[str]:
    """Draw a goal and what it demands."""
    look = {"class_": "bold plus" if goal else "bold minus", "data_part": part}
    colour = "var(--paper)" if goal else "var(--minus)"
    sign = label(90, height + 1, str(goal), fill=colour, class_="bold")
    return [mark(goal, 90, height, 13), sign, left(112, height, demand, **look)]
