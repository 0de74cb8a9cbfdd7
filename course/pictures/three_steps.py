"""Predict, compare, learn as one picture, whose knob can be turned (notebook 00).

The weight is a knob; in the last panel it is turned the way in which the error falls. Source:
seminar, "Supervised parametric learning".
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from course.pictures.base import Explorer, film, moving, reading, tidy
from course.pictures.controls import slider
from course.pictures.shapes import (
    CLASSES,
    Look,
    around,
    arrow,
    circle,
    dial,
    left,
    line,
    rect,
    right,
    seen,
)
from course.pictures.svg import Drawing, bracketed, coordinate, document, label, short, tag, whole
from nnlib.checks import as_number

LEFTS = (20, 340, 660)  # of the three panels
KNOBS = ((160, 146, 32), (800, 146, 44))  # x, y, radius
HIGH, FLOOR = 110, 222  # px of the bars' scale, and where it ends
# By the sign of the delta, and of the weight delta: below 0, 0, above 0.
COMPARED = (("<", "less than"), ("=", "equal to"), (">", "greater than"))
TURNED = (("turn up", " ▲", "plus"), ("leave it", "", "good"), ("turn down", " ▼", "minus"))


def draw(
    input: float, weight: float, goal: float, ends: Sequence[float], *, still: bool = False
) -> Drawing:
    """Draw the three panels, with a knob that can be turned from ``ends[0]`` to ``ends[1]``.

    The bars' scale reaches what is predicted at the ends. Without a slider, ``still``, the knob
    shows at least −1 to 1, and the delta is left to the text around.
    """
    weight = tidy(weight)
    prediction = input * weight
    if abs(prediction - goal) < 1e-9:
        prediction = goal  # what is left is the noise of a slider's steps
    delta = prediction - goal
    weight_delta = input * delta
    sign, comparison = COMPARED[_sign(delta)]
    turn, mark, colour = TURNED[_sign(weight_delta)]
    reason = "so that the error falls"
    if not weight_delta:
        reason = "an input of 0 can teach it nothing" if delta else "the error is 0 already"
    given, predicted = short(input), short(prediction, 3)
    percent, truth = (f"{whole(100 * share, 1)} %" for share in (prediction, goal))
    words = (
        f"Predict: toes {given} times weight {short(weight)} gives the prediction {predicted}. "
        f"Compare: the prediction, {percent}, is {comparison} the truth, {truth}. Learn: the knob "
        f"of the weight: {turn}. Then again, with the new weight."
    )
    body = [CLASSES]
    frame: Look = {"rx": 8, "fill": "none", "stroke": "var(--rule)", "stroke_width": 1.5}
    for x, name in zip(LEFTS, ("① predict", "② compare", "③ learn"), strict=True):
        body += [rect(x, 20, 280, 262, **frame), left(x + 18, 46, name, class_="head")]
    for x in LEFTS[:2]:
        body.append(arrow([(x + 284, 150), (x + 316, 150)], width=3))

    # Predict: the input goes through the knob.
    reach = _reach([1, weight] if still else ends)
    x, y, radius = KNOBS[0]
    degrees = 135 * weight / reach
    body += [
        line(90, y, 235, y, "var(--edgeplus)", stroke_width=3),
        circle(62, y, 30, "var(--input)", "var(--line)"),
        label(62, y, given, class_="bold", data_part="input"),
        label(62, y - 48, "toes", class_="small soft"),
        dial(x, y, radius, degrees, data_part="pointer"),
        circle(258, y, 30, "var(--output)", "var(--line)"),
        label(258, y, predicted, class_="bold", data_part="prediction"),
        label(254, y - 48, "prediction", class_="small soft"),
        label(x, y - 52, "0", class_="small soft"),
        right(x - 38, y + 40, whole(-reach), class_="small soft"),
        left(x + 38, y + 40, whole(reach), class_="small soft"),
        label(x, y + 62, f"weight {short(weight)}", class_="bold", data_part="weight"),
        label(x, 254, f"{given} × {short(weight)} = {predicted}", data_part="product"),
    ]
    for stop in (-135, 0, 135):
        body.append(line(*around(x, y, 35, stop), *around(x, y, 41, stop), "var(--soft)"))

    # Compare: two bars on one scale.
    extremes = [goal, *(input * end for end in ends)]
    low, high = min(0.0, *extremes), max(1.0, *extremes)
    scale = HIGH / (high - low)
    body += _bar(410, prediction, "prediction", percent, scale, FLOOR + scale * low)
    body += _bar(550, goal, "truth", truth, scale, FLOOR + scale * low)
    body.append(label(480, 166, sign, class_="large", data_part="sign"))
    if not still:
        second = bracketed(goal, lambda goal: short(goal, 3))
        said = f"elta = {predicted} − {second} = {short(delta, 3)}"
        body.append(label(480, 76, f"d{said}", data_part="delta"))
        words += f" D{said}."

    # Learn: the knob turns against the weight delta.
    x, y, radius = KNOBS[1]
    bow = [around(x, y, 60, step) for step in range(0, 71, 5)]
    look: Look = {"color": f"var(--{'minus' if weight_delta > 0 else 'plus'})"}
    look |= {"transform": _turned(degrees, weight_delta), "data_part": "arrow"}
    body += [
        dial(x, y, radius, degrees, data_part="pointer-learn"),
        tag("g", arrow(bow, "currentColor", 4), **look, visibility=seen(weight_delta != 0)),
        label(x, 226, turn + mark, class_=f"head {colour}", data_part="turn"),
        label(x, 254, reason, data_part="reason"),
        arrow([(800, 284), (800, 318), (160, 318), (160, 286)], width=3),
        label(480, 303, "again, with the new weight"),
    ]
    return document(960, 344, "Predict, compare, learn", words, body)


def _bar(x: float, value: float, name: str, percent: str, scale: float, zero: float) -> list[str]:
    """Draw a bar, its number above and its name below; the truth's is a dotted outline."""
    top = zero - scale * max(value, 0.0)
    colour = "goal" if name == "truth" else "plus"
    look: Look = {"fill": "none", "stroke": "var(--goal)", "stroke_dasharray": "3 3"}
    if name != "truth":
        look = {"fill": "var(--edgeplus)", "stroke": "var(--plus)"}
    look |= {"stroke_width": 2, "data_part": f"bar-{name}"}
    return [
        rect(x - 24, top, 48, scale * abs(value), **look),
        line(x - 40, zero, x + 40, zero, "var(--ink)", stroke_width=1.5),
        label(x, top - 16, percent, class_=f"bold {colour}", data_part=f"percent-{name}"),
        label(x, 254, name),
    ]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0) + 1


def _turned(degrees: float, weight_delta: float) -> str:
    """Return the transform of the arrow, drawn for a knob that is turned up from the top."""
    x, y, _ = KNOBS[1]
    mirror = f"translate({2 * x} 0) scale(-1 1)" if weight_delta > 0 else ""
    return f"rotate({coordinate(degrees)} {x} {y}) {mirror}".strip()


def _reach(ends: Sequence[float]) -> float:
    return max(map(abs, ends)) or 1.0


def three_steps(input: float, weight: float, goal: float) -> Drawing:
    """Draw predict, compare and learn as three panels, left to right.

    Prediction and goal are shares (1 is 100 %). Raises ``ValueError`` for what is not a number.
    """
    input, weight, goal = _checked(input, weight, goal)
    return draw(input, weight, goal, [weight], still=True)


def _checked(input: Any, weight: Any, goal: Any) -> tuple[float, float, float]:
    return as_number(input, "input"), as_number(weight, "weight"), as_number(goal, "goal")


# --- A knob that is turned ---------------------------------------------------------------------


class ThreeSteps(Explorer):
    """The live picture; its numbers can be read in the next cell."""

    input: float
    goal: float

    weight = reading("weight", "Where the knob stands.")

    @property
    def prediction(self) -> float:
        """Input times weight."""
        return float(self.input * self.weight)

    @property
    def delta(self) -> float:
        """Prediction minus goal."""
        return float(self.prediction - self.goal)


def live_three_steps(input: float, weight: float, goal: float) -> ThreeSteps:
    """Return the three steps as a live picture: a slider turns the knob of the weight.

    The slider's steps meet the weight at which the error is 0: it is 20 of them away from the
    start. Raises ``ValueError`` for what is not a finite number.
    """
    input, weight, goal = _checked(input, weight, goal)
    best = goal / input if input else 0.0
    away = weight - best or max(1.0, abs(best))
    low, high = ends = sorted(map(tidy, (best - away / 2, best + 1.5 * away)))
    step = abs(away) / 20

    drawn = partial(draw, input, goal=goal, ends=ends)
    given = film("weight", [drawn(low + step * stop) for stop in range(41)])
    given |= {"knobs": KNOBS, "degrees": 135 / _reach(ends)}  # of a weight of 1
    live = moving("three_steps", drawn, given, weight=weight)
    made = ThreeSteps(live.still, live, [slider(live, "weight", "weight", low, high, step)])
    made.input, made.goal = input, goal
    return made
