"""The error over the steps for several alphas, from crawling to exploding (notebook 07)."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from course.pictures.shapes import (
    CLASSES,
    Look,
    Point,
    check_named,
    left,
    line,
    path,
    right,
    spread,
    ticks,
)
from course.pictures.svg import (
    Drawing,
    brief,
    document,
    label,
    power_of_ten,
    tag,
    text_width,
    whole,
)

X0, X1, Y0, Y1 = 84.0, 644.0, 72.0, 356.0
LOWEST, HIGHEST = 1e-12, 1e6  # what the axis shows at the most
# Lines differ in colour, in dashes and in the mark at each step.
LINES = [
    ("plus", None, "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0"),
    ("minus", "6 3", "M-3-3h6v6h-6z"),
    ("goal", "8 3 2 3", "M0-4l4 7h-8z"),
    ("good", "2 3", "M0-4l4 4-4 4-4-4z"),
    ("ink", "9 3 2 3 2 3", "M0 4l4-7h-8z"),
    ("soft", "4 4", "M-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z"),
]


def alpha_curves(errors_by_alpha: Mapping[float, Any]) -> Drawing:
    """Draw the errors of one to six alphas, step by step; the axis counts in powers of ten.

    ``errors_by_alpha``: alpha → its errors from the start on, at least two, none negative. The axis
    shows what lies between a millionth of a millionth and a million; a line that leaves it has its
    name where it leaves. Raises ``ValueError`` for others.
    """
    check_named(errors_by_alpha, "errors_by_alpha", "{0.1: [0.3, 0.2]}")
    if not 1 <= len(errors_by_alpha) <= len(LINES):
        raise ValueError(f"Give one to {len(LINES)} alphas; these are {len(errors_by_alpha)}.")
    curves = {
        f"alpha {whole(float(alpha))}": _checked(alpha, errors)
        for alpha, errors in errors_by_alpha.items()
    }
    everything = [error for errors in curves.values() for error in errors]
    low = max(LOWEST, min(everything))
    high = max(min(HIGHEST, max(everything)), 10 * low)
    bottom, top = math.log10(low / 3), math.log10(high * 2)
    longest = max(map(len, curves.values())) - 1

    def at(step: float, power: float) -> Point:
        x = X0 + (step / longest + 0.02) / 1.04 * (X1 - X0)
        return x, Y1 - (power - bottom) / (top - bottom) * (Y1 - Y0)

    body = [
        CLASSES,
        line(X0, Y1, X1, Y1, "var(--soft)", stroke_width=1.5),
        line(X0, Y0, X0, Y1, "var(--soft)", stroke_width=1.5),
        label(X0, Y0 - 46, "error", class_="soft"),
        label((X0 + X1) / 2, Y1 + 46, "step", class_="soft"),
    ]
    for step in ticks(0, longest, 8):
        if step == round(step):
            x = at(step, bottom)[0]
            body.append(line(x, Y1, x, Y1 + 5, "var(--soft)"))
            body.append(label(x, Y1 + 20, f"{step:.0f}"))
    apart = 1 if top - bottom < 6 else 2
    for count in range(math.ceil(bottom / apart), math.floor(top / apart) + 1):
        y = at(0, count * apart)[1]
        body.append(line(X0 - 5, y, X0, y, "var(--soft)"))
        body.append(right(X0 - 9, y, power_of_ten(count * apart)))
    ends, leaving = list[tuple[float, str, str]](), list[tuple[float, str, str]]()
    for (name, errors), (colour, dashes, mark) in zip(curves.items(), LINES, strict=False):
        powers = [math.log10(error) if error > 0 else -math.inf for error in errors]
        points, outside = _inside(powers, bottom, top)
        places = [at(*point) for point in points]
        look: Look = {"stroke": f"var(--{colour})", "stroke_width": 2, "stroke_dasharray": dashes}
        body.append(tag("polyline", points=path(places), fill="none", **look))
        marks = "".join(
            tag("path", d=mark, transform=f"translate({x:.1f} {y:.1f})")
            for x, y in (at(*point) for point in points if point[0] == int(point[0]))
        )
        body.append(tag("g", marks, fill=f"var(--{colour})"))
        if outside:
            leaving.append((places[-1][0], f"{name} {outside}", colour))
        else:
            ends.append((places[-1][1], name, colour))
    for y, (_, name, colour) in zip(spread([e[0] for e in ends], 20, Y0, Y1), ends, strict=True):
        body.append(left(X1 + 12, y, name, class_=f"bold {colour}"))
    room = max(text_width(name, 15, bold=True) for name in curves) + 24
    for arrow, y in ("↑", Y0 - 16), ("↓", Y1 - 12):
        named = [one for one in leaving if one[1].endswith(arrow)]
        starts = spread([one[0] + 8 for one in named], room, X0 + 8, X1)
        for x, (_, name, colour) in zip(starts, named, strict=True):
            body.append(left(x, y, name, class_=f"bold halo {colour}"))
    said = " ".join(f"{name}: {_told(errors)}." for name, errors in curves.items())
    words = f"Error over the steps: {said}"
    return document(X1 + room, Y1 + 70, "What alpha does to the error", words, body)


def _checked(alpha: float, errors: Any) -> list[float]:
    try:
        values = [float(error) for error in errors]
    except (TypeError, ValueError):
        values = []
    if len(values) < 2 or any(not value >= 0 for value in values):
        raise ValueError(
            f"The errors of alpha {alpha} must be at least two numbers, none negative or NaN."
        )
    return values


def _inside(powers: Sequence[float], bottom: float, top: float) -> tuple[list[Point], str]:
    """Return a curve's points as far as it stays on the axis, and the arrow where it leaves."""
    points: list[Point] = []
    for step, power in enumerate(powers):
        if bottom <= power <= top:
            points.append((step, power))
            continue
        border = top if power > top else bottom
        if points:
            # Beyond the axis a line's direction is all that is seen of it.
            last = points[-1][1]
            beyond = min(max(power, bottom - 3), top + 3)
            points.append((step - 1 + (border - last) / (beyond - last), border))
        else:
            points.append((step, border))
        return points, "↑" if power > top else "↓"
    return points, ""


def _told(errors: Sequence[float]) -> str:
    first, last = errors[0], errors[-1]
    verdict = "grows" if last > first else "falls"
    if math.isclose(first, last, rel_tol=1e-9):
        verdict = "stays"
    return f"{brief(first, 3)} → {brief(last, 3)}, {verdict}"
