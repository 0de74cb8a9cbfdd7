"""Predict, compare, learn as one picture, whose knob can be turned (notebook 00).

The weight is a knob; in the last panel it is turned the way in which the error falls. Source:
seminar, "Supervised parametric learning".
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    filled,
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

# What stands in the picture at each weight, by data-part.
TEXTS = {
    "prediction": "{prediction}",
    "weight": "weight {weight}",
    "product": "{input} × {weight} = {prediction}",
    "percent-prediction": "{percent} %",
    "sign": "{sign}",
    "turn": "{turn}{mark}",
    "reason": "{reason}",
}
WORDS = (
    "Predict: {name} {input} times weight {weight} gives the prediction {prediction}. Compare: the "
    "prediction, {percent} %, is {comparison} the truth, {truth} %. Learn: the knob of the weight: "
    "{turn}. Then again, with the new weight."
)
DELTA = "elta = {prediction} − {second} = {delta}"
# By the sign of the delta, and of the weight delta: below 0, 0, above 0.
COMPARED = (("<", "less than"), ("=", "equal to"), (">", "greater than"))
TURNED = (("turn up", " ▲", "plus"), ("leave it", "", "good"), ("turn down", " ▼", "minus"))
REASONS = {
    "turned": "so that the error falls",
    "right": "the error is 0 already",
    "silent": "an input of 0 can teach it nothing",
}


@dataclass(frozen=True)
class _Steps:
    """The picture for all weights of its knob, which shows them from −reach to reach."""

    input: float
    goal: float
    name: str
    reach: float
    ends: Sequence[float]  # the weights that the bars' scale must reach

    @property
    def scale(self) -> tuple[float, float]:
        """Return how many px of a bar are 1, and where its 0 lies."""
        extremes = [self.goal, *(self.input * end for end in self.ends)]
        low, high = min(0.0, *extremes), max(1.0, *extremes)
        return HIGH / (high - low), FLOOR + HIGH * low / (high - low)

    def texts(self, weight: float) -> dict[str, str]:
        """Return what is said at a weight, by name."""
        prediction, delta, weight_delta = self.numbers(weight)
        sign, comparison = COMPARED[_sign(delta)]
        turn, mark, colour = TURNED[_sign(weight_delta)]
        reason = "turned" if weight_delta else "silent" if delta else "right"
        return {
            "name": self.name,
            "input": short(self.input),
            "truth": whole(100 * self.goal, 1),
            "second": bracketed(self.goal, lambda goal: short(goal, 3)),
            "weight": short(weight),
            "prediction": short(prediction, 3),
            "percent": whole(100 * prediction, 1),
            "delta": short(delta, 3),
            "sign": sign,
            "comparison": comparison,
            "turn": turn,
            "mark": mark,
            "colour": colour,
            "reason": REASONS[reason],
        }

    def numbers(self, weight: float) -> tuple[float, float, float]:
        """Return prediction, delta and weight delta."""
        prediction = self.input * weight
        if abs(prediction - self.goal) < 1e-9:
            prediction = self.goal  # what is left is the noise of a slider's steps
        delta = prediction - self.goal
        return prediction, delta, self.input * delta

    def draw(
        self, weight: float, words: str = WORDS, more: dict[str, str] | None = None
    ) -> Drawing:
        """Draw the three panels, with ``more`` words than the picture always has, by data-part."""
        prediction, _, weight_delta = self.numbers(weight)
        values = self.texts(weight)
        shown = {
            part: filled(template, values) for part, template in (TEXTS | (more or {})).items()
        }
        body = [CLASSES]
        frame: Look = {"rx": 8, "fill": "none", "stroke": "var(--rule)", "stroke_width": 1.5}
        for x, name in zip(LEFTS, ("① predict", "② compare", "③ learn"), strict=True):
            body += [rect(x, 20, 280, 262, **frame), left(x + 18, 46, name, class_="head")]
        for x in LEFTS[:2]:
            body.append(arrow([(x + 284, 150), (x + 316, 150)], width=3))

        # Predict: the input goes through the knob.
        x, y, radius = KNOBS[0]
        degrees = 135 * weight / self.reach
        body += [
            line(90, y, 235, y, "var(--edgeplus)", stroke_width=3),
            circle(62, y, 30, "var(--input)", "var(--line)"),
            label(62, y, short(self.input), class_="bold", data_part="input"),
            label(62, y - 48, self.name, class_="small soft"),
            dial(x, y, radius, degrees, data_part="pointer"),
            circle(258, y, 30, "var(--output)", "var(--line)"),
            label(258, y, shown["prediction"], class_="bold", data_part="prediction"),
            label(254, y - 48, "prediction", class_="small soft"),
            label(x, y - 52, "0", class_="small soft"),
            right(x - 38, y + 40, whole(-self.reach), class_="small soft"),
            left(x + 38, y + 40, whole(self.reach), class_="small soft"),
            label(x, y + 62, shown["weight"], class_="bold", data_part="weight"),
            label(x, 254, shown["product"], data_part="product"),
        ]
        for stop in (-135, 0, 135):
            body.append(line(*around(x, y, 35, stop), *around(x, y, 41, stop), "var(--soft)"))

        # Compare: two bars on one scale.
        body += self._bar(410, prediction, "prediction", shown["percent-prediction"])
        body += self._bar(550, self.goal, "truth", f"{values['truth']} %")
        body.append(label(480, 166, shown["sign"], class_="large", data_part="sign"))
        if "delta" in shown:
            body.append(label(480, 76, shown["delta"], data_part="delta"))

        # Learn: the knob turns against the weight delta.
        x, y, radius = KNOBS[1]
        bow = [around(x, y, 60, step) for step in range(0, 71, 5)]
        look: Look = {"color": f"var(--{'minus' if weight_delta > 0 else 'plus'})"}
        look |= {"transform": _turned(degrees, weight_delta), "data_part": "arrow"}
        class_ = f"head {values['colour']}"
        body += [
            dial(x, y, radius, degrees, data_part="pointer-learn"),
            tag("g", arrow(bow, "currentColor", 4), **look, visibility=seen(weight_delta != 0)),
            label(x, 226, shown["turn"], class_=class_, data_part="turn"),
            label(x, 254, shown["reason"], data_part="reason"),
            arrow([(800, 284), (800, 318), (160, 318), (160, 286)], width=3),
            label(480, 303, "again, with the new weight"),
        ]
        return document(960, 344, "Predict, compare, learn", filled(words, values), body)

    def _bar(self, x: float, value: float, name: str, percent: str) -> list[str]:
        """Draw a bar, its number above and its name below; the truth's is a dotted outline."""
        scale, zero = self.scale
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


def three_steps(input: float, weight: float, goal: float, *, input_name: str = "toes") -> Drawing:
    """Draw predict, compare and learn as three panels, left to right.

    Prediction and goal are shares (1 is 100 %). Raises ``ValueError`` for what is not a number.
    """
    input, weight, goal = _checked(input, weight, goal)
    return _Steps(input, goal, input_name, max(1.0, abs(weight)), [weight]).draw(weight)


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


def live_three_steps(
    input: float, weight: float, goal: float, *, input_name: str = "toes"
) -> ThreeSteps:
    """Return the three steps as a live picture: a slider turns the knob of the weight.

    The slider's steps meet the weight at which the error is 0: it is 20 of them away from the
    start. Raises ``ValueError`` for what is not a finite number.
    """
    input, weight, goal = _checked(input, weight, goal)
    best = goal / input if input else 0.0
    away = weight - best or max(1.0, abs(best))
    low, high = ends = sorted(map(tidy, (best - away / 2, best + 1.5 * away)))
    step = abs(away) / 20
    drawn = partial(draw, input, goal=goal, ends=ends, name=input_name)
    given = film("weight", [drawn(low + step * n) for n in range(41)])
    given |= {"knobs": KNOBS, "degrees": 135 / _reach(ends)}  # of a weight of 1
    live = moving("three_steps", drawn, given, weight=weight)
    made = ThreeSteps(live.still, live, [slider(live, "weight", "weight", low, high, step)])
    made.input, made.goal = input, goal
    return made


def draw(
    input: float, weight: float, goal: float, ends: Sequence[float], name: str = "toes"
) -> Drawing:
    """Draw the picture with a knob that can be turned from ``ends[0]`` to ``ends[1]``."""
    steps = _Steps(input, goal, name, _reach(ends), ends)
    return steps.draw(tidy(weight), f"{WORDS} D{DELTA}.", {"delta": f"d{DELTA}"})


def _reach(ends: Sequence[float]) -> float:
    return max(map(abs, ends)) or 1.0
