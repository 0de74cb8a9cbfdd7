"""Predict, compare, learn as one picture whose knob can be turned (notebook 00)."""

import traitlets

from course.pictures import scenes
from course.pictures.base import Explorer, Live, module, reading, tidy
from course.pictures.controls import slider


class ThreeStepsLive(Live):
    """The picture in the browser; ``low`` to ``high`` is how far its knob turns."""

    _esm = module("three_steps")
    input = traitlets.Float().tag(sync=True)
    weight = traitlets.Float().tag(sync=True)
    goal = traitlets.Float().tag(sync=True)
    start = traitlets.Float().tag(sync=True)
    low = traitlets.Float().tag(sync=True)
    high = traitlets.Float().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)


class ThreeSteps(Explorer):
    """The live picture; its numbers can be read in the next cell."""

    widget: ThreeStepsLive

    weight = reading("weight", "Where the knob stands.")

    @property
    def prediction(self) -> float:
        """Input times weight."""
        return float(self.widget.input * self.weight)

    @property
    def delta(self) -> float:
        """Prediction minus goal."""
        return self.prediction - self.widget.goal


def three_steps(
    input: float, weight: float, goal: float, *, input_name: str = "toes"
) -> ThreeSteps:
    """Return the three steps as a live picture: a slider turns the knob of the weight.

    The slider's steps meet the weight at which the error is 0: it is 20 of them away from the
    start. Raises ``ValueError`` for what is not a finite number, as ``scenes.three_steps`` does.
    """
    scenes.three_steps(input, weight, goal)  # says what is wrong with a number
    input, weight, goal = float(input), float(weight), float(goal)
    best = goal / input if input else 0.0
    away = weight - best or max(1.0, abs(best))
    low, high = sorted((best - away / 2, best + 1.5 * away))
    low, high = tidy(low), tidy(high)
    drawing = scenes.three_steps(input, weight, goal, input_name=input_name, span=(low, high))
    live = ThreeStepsLive(
        svg=drawing.svg,
        words=drawing.words,
        input=input,
        weight=weight,
        goal=goal,
        start=weight,
        low=low,
        high=high,
        name=input_name,
    )
    return ThreeSteps(drawing, live, [slider(live, "weight", "weight", low, high, abs(away) / 20)])
