"""What each case of a truth table demands of the weights, and whether any can obey (03, 06)."""

from collections.abc import Sequence

from course.pictures.planes import HATCH, checked_panel, half_plane, mark
from course.pictures.shapes import Look, Point, compact, left, line, path, rect, right
from course.pictures.svg import Drawing, label, tag, whole
from nnlib.checks import as_number

X0, Y0, SIDE = 316.0, 52.0, 214.0  # the field of the two weights
DOTS = (
    '<defs><pattern id="dots" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<rect width="9" height="9" fill="var(--error)" fill-opacity="0.4"/>'
    '<circle cx="4.5" cy="4.5" r="1.5" fill="var(--minus)"/></pattern></defs>'
)


def demands(
    points: Sequence[Sequence[float]], goals: Sequence[int], bias: float = -1, *, title: str = ""
) -> Drawing:
    """Draw which weights give every case of a truth table its goal, with a bias that stays.

    A point (x, y) with goal 1 demands that x · w₁ + y · w₂ + bias is above 0, one with goal 0 that
    it is not. Each demand is half of the plane of the two weights, and the weights that obey all
    lie where the halves of goal 1 and those of goal 0 meet. If both goals' demands, added, say the
    opposite of each other, no weights and no bias obey. Raises ``ValueError`` for what is no truth
    table of two inputs.
    """
    panel = checked_panel({"points": points, "goals": goals})
    cases = list(zip(panel.points, panel.goals, strict=True))
    bias = as_number(bias, "bias")
    if not 2 <= len(cases) <= 4 or not {x for point, _ in cases for x in point} <= {0, 1}:
        raise ValueError("Give the two to four cases of a truth table, points of 0 and 1.")
    unit = abs(bias) or 1.0
    low, high = -1.2 * unit, 2.6 * unit

    def at(point: Point) -> Point:
        scale = SIDE / (high - low)
        return X0 + (point[0] - low) * scale, Y0 + (high - point[1]) * scale

    everywhere = [(low, low), (high, low), (high, high), (low, high)]
    wanted = {0: everywhere, 1: everywhere, 2: everywhere}  # 2: by both
    added = {0: (0.0, 0.0, 0), 1: (0.0, 0.0, 0)}
    asked = []
    body = [HATCH, DOTS, left(18, 28, title, class_="head")]
    for count, ((x, y), goal) in enumerate(cases):
        sign = 1 if goal else -1
        for both in (goal, 2):
            if x or y:
                half = (sign * x, sign * y, sign * bias)
                wanted[both], _ = half_plane(wanted[both], half)
            elif (bias > 0) != bool(goal):
                wanted[both] = []
        added[goal] = (added[goal][0] + x, added[goal][1] + y, added[goal][2] + 1)
        asked.append(_demand(x, y, 1, goal))
        height = 70 + 42 * count
        body += [
            left(18, height, f"{whole(x)}, {whole(y)}"),
            *_marked(goal, 82, height),
        ]
        body.append(left(104, height, asked[-1], class_=_colour(goal), data_part=f"asks-{count}"))
    for goal, pattern in ((1, "hatch"), (0, "dots")):
        shape: Look = {"points": path(map(at, wanted[goal])), "data_part": f"wanted-{goal}"}
        body.append(tag("polygon", fill=f"url(#{pattern})", **shape))
    body.append(
        tag(
            "polygon",
            points=path(map(at, wanted[2])),
            fill="var(--good)",
            fill_opacity=0.6,
            stroke="var(--good)",
            stroke_width=2,
            data_part="obeyed",
        )
    )
    (zero, floor), (_, top) = at((0, 0)), at((0, -bias))
    body += [
        line(X0, floor, X0 + SIDE, floor, "var(--ink)", stroke_width=1.5),
        line(zero, Y0, zero, Y0 + SIDE, "var(--ink)", stroke_width=1.5),
        rect(X0, Y0, SIDE, SIDE, fill="none", stroke="var(--faint)"),
        label(zero, Y0 - 16, "w₂", class_="bold"),
        right(X0 + SIDE - 6, floor - 12, "w₁", class_="bold halo"),
        label(zero, Y0 + SIDE + 16, "0"),
    ]
    if bias:
        body += [
            label(at((-bias, 0))[0], Y0 + SIDE + 16, "−bias", class_="soft"),
            line(at((-bias, 0))[0], floor - 5, at((-bias, 0))[0], floor + 5, "var(--ink)"),
            line(zero - 5, top, zero + 5, top, "var(--ink)"),
        ]
    steps = [low + (high - low) * (i + 0.5) / 16 for i in range(1, 15)]
    for goal in (1, 0):
        # The mark stands where this goal alone has its way, and not on an axis.
        free = [
            (w1, w2)
            for w1 in steps
            for w2 in steps
            if all(
                (x * w1 + y * w2 + bias > 0) == bool(asks) for (x, y), asks in cases if asks == goal
            )
            and not all((x * w1 + y * w2 + bias > 0) == bool(asks) for (x, y), asks in cases)
        ]
        if free:
            ends = {low, 0.0, high, *(value for corner in wanted[goal] for value in corner)}
            place = max(free, key=lambda p: min(abs(v - end) for v in p for end in ends))
            body += _marked(goal, *at(place))
    found = _area(wanted[2]) > 1e-9 * unit**2
    never = added[0] == added[1]
    height = 70 + 42 * len(cases) + 8
    said = "Where they meet, the weights obey all." if found else "They never meet."
    if never:
        for goal in (1, 0):
            body += _marked(goal, 82, height)
            total = _demand(*added[goal], goal)
            body.append(right(64, height, "added", class_="soft"))
            body.append(left(104, height, total, class_=_colour(goal), data_part=f"added-{goal}"))
            height += 34
    where = {"class_": f"head {'good' if found else 'minus'}", "data_part": "said"}
    base = max(height + 4, Y0 + SIDE + 50)
    body.append(left(18, base, said, **where))
    if never and set(panel.points) == {(0, 0), (0, 1), (1, 0), (1, 1)}:
        body.append(right(530, base, "no line does it: Minsky, Papert 1969", class_="soft"))
    named = [
        f"{whole(x)}, {whole(y)} demands {words}"
        for ((x, y), _), words in zip(cases, asked, strict=True)
    ]
    sums = f" Added: {_demand(*added[1], 1)}, but {_demand(*added[0], 0)}. No line does it." * never
    told = f"{title}: {'; '.join(named)}. With bias {whole(bias)}: {said}{sums}"
    return compact(548, base + 24, title or "What the points demand", told, body)


def _demand(x: float, y: float, biases: int, goal: int) -> str:
    """Return what is demanded of a sum, as short as one writes it."""
    terms = [_term(x, "w₁"), _term(y, "w₂"), _term(biases, "bias")]
    return " + ".join(filter(None, terms)) + (" > 0" if goal else " ≤ 0")


def _term(number: float, name: str) -> str:
    if number in (0, 1):
        return name if number else ""
    return f"{whole(number)} {name}"


def _colour(goal: int) -> str:
    return "bold plus" if goal else "bold minus"


def _marked(goal: int, x: float, y: float) -> list[str]:
    """Draw a goal as its mark with its number inside."""
    colour = "var(--paper)" if goal else "var(--minus)"
    return [mark(goal, x, y, 13), label(x, y + 1, str(goal), fill=colour, class_="bold")]


def _area(corners: Sequence[Point]) -> float:
    """Return the area of a polygon, by the shoelace formula."""
    following = [*corners[1:], *corners[:1]]
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(corners, following, strict=True))) / 2
