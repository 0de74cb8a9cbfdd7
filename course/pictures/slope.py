"""The slope under one's feet: how much the error changes if the weight moves a little (07)."""

from course.pictures.shapes import LARGE, Look, circle, compact, line, path, right
from course.pictures.svg import Drawing, bracketed, brief, label, short, tag, text_width
from nnlib.checks import as_number

X0, X1, Y0, Y1 = 84.0, 512.0, 46.0, 316.0  # the field; Y1 is error 0


def slope(input: float, goal: float, weight: float, step: float) -> Drawing:
    """Draw the error's valley, somebody on it at ``weight``, and what a ``step`` would change.

    The error is (weight × input − goal)². The little triangle shows by how much the weight moves
    and the error changes, and the line under the feet is the tangent, whose slope is
    2 · (weight × input − goal) · input. Raises ``ValueError`` when ``input`` or ``step`` is 0.
    """
    input, goal = as_number(input, "input"), as_number(goal, "goal")
    weight, step = as_number(weight, "weight"), as_number(step, "step")
    if input == 0:
        raise ValueError("input is 0: then no weight changes the error; give another input.")
    if step == 0:
        raise ValueError("step is 0: give a small number by which the weight moves, such as 0.2.")

    def error(weight: float) -> float:
        return (weight * input - goal) ** 2

    best, there = goal / input, weight + step
    low, high = min(weight, best, there), max(weight, best, there)
    low, high = low - 0.3 * (high - low), high + 0.3 * (high - low)
    most = 1.05 * max(error(low), error(high))

    def at(weight: float, height: float) -> tuple[float, float]:
        return X0 + (weight - low) / (high - low) * (X1 - X0), Y1 - height / most * (Y1 - Y0)

    (x, y), (x2, y2) = at(weight, error(weight)), at(there, error(there))
    change, gradient = error(there) - error(weight), 2 * (weight * input - goal) * input
    reach = min(0.3 * (high - low), 0.45 * most / (abs(gradient) or 1e-300))
    ends, halfway = [max(weight - reach, low), min(weight + reach, high)], (weight + best) / 2
    if best != weight:  # halfway to the lowest point the tangent is at error 0
        ends = (
            [max(ends[0], halfway), ends[1]] if best < weight else [ends[0], min(ends[1], halfway)]
        )
    tangent = [at(w, error(weight) + (w - weight) * gradient) for w in ends]
    curve = path(at(w, error(w)) for w in (low + i / 60 * (high - low) for i in range(61)))
    dots: Look = {"stroke_dasharray": "2 5", "stroke_width": 1.5}
    side: Look = {"fill": "var(--edgezero)", "fill_opacity": 0.35, "stroke": "var(--soft)"}
    parts = f"{brief(change)} / {bracketed(step)} = {brief(change / step)}"
    ratio = parts if text_width(parts, LARGE, bold=True) < 160 else brief(change / step)
    lines = [
        (f"weight moves by {brief(step)}", _sign(step), "moves"),
        (f"error changes by {brief(change)}", _sign(change), "changes"),
        (f"slope about {ratio}", "bold", "slope"),
        (f"under the feet: {brief(gradient)}", "soft", "tangent-slope"),
    ]
    half = max(text_width(words, LARGE, bold=True) for words, *_ in lines) / 2
    middle = min(max(at(best, 0)[0], X0 + 12 + half), X1 + 16 - half)
    body = [
        line(X0, Y1, X1, Y1, "var(--soft)", stroke_width=1.5),
        line(X0, Y0 - 16, X0, Y1, "var(--soft)", stroke_width=1.5),
        label(X0, 16, "error", class_="soft"),
        right(X1, Y1 + 48, "weight", class_="soft"),
        line(x, y, x, Y1, "var(--soft)", **dots),
        line(X0, y, x, y, "var(--soft)", **dots),
        right(X0 - 8, y, brief(error(weight)), data_part="error"),
        label(x, Y1 + 22, brief(weight), data_part="weight"),
        tag("polyline", points=curve, fill="none", stroke="var(--edgeplus)", stroke_width=5),
        line(*tangent[0], *tangent[1], "var(--ink)", stroke_width=2, data_part="tangent"),
        tag("polygon", points=path([(x, y), (x2, y), (x2, y2)]), **side, data_part="triangle"),
        line(x, y, x2, y, **_leg(step), data_part="leg-weight"),
        line(x2, y, x2, y2, **_leg(change), data_part="leg-error"),
        *_somebody(x, y),
        *(
            label(middle, Y0 + 6 + 28 * i, words, class_=look, data_part=part)
            for i, (words, look, part) in enumerate(lines)
        ),
    ]
    if abs(y2 - y) > 24 and y2 < Y1 - 24:
        body.append(line(X0, y2, x2, y2, "var(--soft)", **dots))
        body.append(right(X0 - 8, y2, brief(error(there)), data_part="error-there"))
    names = text_width(brief(weight) + brief(there), LARGE) / 2 + 8
    if abs(x2 - x) > names and abs(x2 - at(best, 0)[0]) > 120:
        body.append(line(x2, y2, x2, Y1, "var(--soft)", **dots))
        body.append(label(x2, Y1 + 22, brief(there), data_part="weight-there"))
    if y < Y1 - 24:
        body.append(right(X0 - 8, Y1, "0"))
    if abs(at(best, 0)[0] - x) > 120:
        lowest: Look = {"class_": "goal", "data_part": "best"}
        body.append(label(at(best, 0)[0], Y1 + 22, f"lowest: {brief(best)}", **lowest))
        body.append(circle(*at(best, 0), 6, "none", "var(--goal)", 2.5, stroke_dasharray="3 3"))
    told = (
        f"error = (weight × {short(input)} − {short(goal)})², a valley over the weight. At weight "
        f"{brief(weight)} the error is {brief(error(weight))}. If the weight moves by "
        f"{brief(step)}, the error changes by {brief(change)}: a slope of about {parts}. The "
        f"tangent, right under the feet, has the slope {brief(gradient)}. "
        f"The lowest place is at weight {brief(best)}."
    )
    return compact(540, Y1 + 70, "The slope under one's feet", told, body)


def _sign(value: float) -> str:
    return "bold minus" if value < 0 else "bold plus"


def _leg(value: float) -> Look:
    """Return a leg of the triangle: orange and dashed where something falls, else blue."""
    look: Look = {"stroke_width": 4}
    look["colour"] = "var(--minus)" if value < 0 else "var(--plus)"
    return look | ({"stroke_dasharray": "7 4"} if value < 0 else {})


def _somebody(x: float, y: float) -> list[str]:
    """Draw a person who stands at a point."""
    limbs = f"M{x - 7:.2f} {y:.2f}l7 -15l7 15M{x:.2f} {y - 15:.2f}v-16m-10 10l10 -7l10 7"
    look: Look = {"fill": "none", "stroke": "var(--ink)", "stroke_width": 3}
    return [
        tag("path", d=limbs, stroke_linecap="round", stroke_linejoin="round", **look),
        circle(x, y - 38, 7, "var(--ink)", "var(--paper)", 1),
        circle(x, y, 4.5, "var(--ink)", "var(--paper)", 1.5, data_part="feet"),
    ]
