"""The error's parabola, with one weight that walks down it (notebook 07)."""

import math
from typing import Any

import traitlets

from course.pictures import scenes
from course.pictures.base import Explorer, Live, module, reading, tidy
from course.pictures.controls import round_step, slider
from nnlib.checks import check_whole


class ParabolaLive(Live):
    """The parabola in the browser: a walk of ``steps`` steps from the weight ``start``."""

    _esm = module("parabola")
    input = traitlets.Float().tag(sync=True)
    goal = traitlets.Float().tag(sync=True)
    start = traitlets.Float().tag(sync=True)
    alpha = traitlets.Float().tag(sync=True)
    steps = traitlets.Int().tag(sync=True)
    reach = traitlets.Float().tag(sync=True)
    most_alpha = traitlets.Float().tag(sync=True)
    beginning: Any = traitlets.List().tag(sync=True)


class Parabola(Explorer):
    """The live parabola; its numbers can be read in the next cell."""

    widget: ParabolaLive

    alpha = reading("alpha", "The learning rate.")

    @property
    def weights(self) -> list[float]:
        """The weights of all dots, the start first."""
        live = self.widget
        return walk(live.input, live.goal, tidy(live.start), self.alpha, live.steps)

    @property
    def weight(self) -> float:
        """The weight of the last dot."""
        return self.weights[-1]

    @property
    def errors(self) -> list[float]:
        """The errors of all dots, the start first."""
        live = self.widget
        return [(weight * live.input - live.goal) ** 2 for weight in self.weights]


def walk(input: float, goal: float, start: float, alpha: float, steps: int) -> list[float]:
    """Return the weights of so many steps; they end early where one is no longer finite."""
    weights = [start]
    for _ in range(steps):
        delta = input * weights[-1] - goal  # predict and compare
        following = weights[-1] - alpha * delta * input  # learn
        if not math.isfinite(following):
            break
        weights.append(following)
    return weights


def parabola(
    input: float, goal: float, weight: float, alpha: float = 1.0, *, steps: int = 0
) -> Parabola:
    """Return the error's parabola with sliders for the start weight and alpha, and buttons.

    ``steps`` are taken already (0 to 100). Alpha's slider goes a quarter beyond its border,
    2 / input². Raises ``ValueError`` when ``input`` is 0, for an alpha that is not above 0, for
    what is not a finite number, and for steps that are no whole number. Source: seminar,
    section 07.
    """
    scenes.parabola(input, goal, [weight], alpha=alpha)  # says what is wrong with a number
    if alpha <= 0:
        raise ValueError(f"alpha is {alpha}: give a number above 0.")
    check_whole("steps", steps, 100)
    best = goal / input
    reach = 2 * abs(weight - best) or max(1.0, abs(best))
    most_alpha = max(2.5 / input**2, alpha)
    drawing = scenes.live_parabola(
        input,
        goal,
        walk(input, goal, weight, alpha, steps),
        alpha=alpha,
        reach=reach,
        most_alpha=most_alpha,
    )
    live = ParabolaLive(
        svg=drawing.svg,
        words=drawing.words,
        input=input,
        goal=goal,
        start=weight,
        alpha=alpha,
        steps=steps,
        reach=reach,
        most_alpha=most_alpha,
        beginning=[weight, alpha, steps],
    )
    step = round_step(reach / 40)
    least_alpha = min(most_alpha / 100, alpha)
    controls = [
        slider(live, "start", "start weight", tidy(best - reach), tidy(best + reach), step),
        slider(live, "alpha", "alpha", least_alpha, most_alpha, most_alpha / 100),
    ]
    return Parabola(drawing, live, controls)
