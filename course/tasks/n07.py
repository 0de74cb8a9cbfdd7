"""Notebook 07, compare and learn: the border of alpha, one step, and a slope without calculus."""

import random
from collections.abc import Callable

from course.exercises.tasks import Mistake, Row, Task, Value
from course.exercises.values import same
from course.tasks.either import Told, either

INPUT = 2
BORDER = 2 / INPUT**2
# So many steps at once are recognised; the notebook's loop takes twenty.
MANY = 100


def _rows(alpha: float) -> list[Row]:
    return [("each step multiplies the delta by", -1, 1 - alpha * INPUT**2)]


# --- One step of learning -----------------------------------------------------------------------


def _steps(chance: random.Random) -> list[tuple[float, float, float, float]]:
    """Make weights, inputs, goals and alphas; the first ones can be checked in the head."""
    cases: list[tuple[float, float, float, float]] = [
        (1, 3, 1, 0.1),
        (0.5, 0.5, 0.8, 1),
        (3, 1, 3, 0.5),
        (2, 0, 1, 0.5),
        (1, -3, 2, 0.01),
        # Whoever rounds is found out here.
        (0.123, 4.567, 0.891, 0.0234),
    ]
    for _ in range(4):
        weight, input, goal = (round(chance.uniform(-3, 3), 1) for _ in range(3))
        cases.append((weight, input, goal, round(chance.uniform(0.02, 0.4), 2)))
    return cases


def _weight_delta(weight: float, input: float, goal: float, alpha: float) -> float:
    return (input * weight - goal) * input


def learn_once(weight: float, input: float, goal: float, alpha: float) -> float:
    """Return the weight after one step downhill."""
    return weight - alpha * _weight_delta(weight, input, goal, alpha)


def _plus(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight + alpha * _weight_delta(weight, input, goal, alpha)


def _no_alpha(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - _weight_delta(weight, input, goal, alpha)


def _no_input(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * (input * weight - goal)


def _twice(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * 2 * _weight_delta(weight, input, goal, alpha)


def _error(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * (input * weight - goal) ** 2 * input


def _no_prediction(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * (weight - goal) * input


def _weight_for_input(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * (input * weight - goal) * weight


def _no_sign(weight: float, input: float, goal: float, alpha: float) -> float:
    return weight - alpha * abs(input * weight - goal) * input


def _several(told: Told) -> bool:
    """Whether all answers are the weight after one and the same number of steps, more than one."""
    weights = [arguments[0] for arguments, _, _ in told]
    for steps in range(1, MANY + 1):
        weights = [
            learn_once(weight, *arguments[1:])
            for weight, (arguments, _, _) in zip(weights, told, strict=True)
        ]
        if steps > 1 and same(weights, [answer for _, _, answer in told], 1e-9):
            return True
    return False


def _step(weight: float, input: float, goal: float, alpha: float) -> float:
    return alpha * _weight_delta(weight, input, goal, alpha)


# --- A slope without calculus -------------------------------------------------------------------

Function = Callable[[float], float]


def square(x: float) -> float:
    """Return x², as steep as 2x."""
    return x**2


def cube(x: float) -> float:
    """Return x³, whose slope between two points is not the one at x."""
    return x**3


def line(x: float) -> float:
    """Return 5 − 3x, as steep everywhere."""
    return 5 - 3 * x


def valley(weight: float) -> float:
    """Return the notebook's error at a weight."""
    return (0.5 * weight - 0.8) ** 2


def _places(chance: random.Random) -> list[tuple[Function, float, float]]:
    cases: list[tuple[Function, float, float]] = [
        (square, 3, 2),
        (cube, 2, 1),
        (line, 4, 0.1),
        (abs, 0, 0.25),
        (valley, 0.5, 0.01),
        # Whoever rounds is found out here.
        (cube, 1.2345, 0.0567),
    ]
    for function in (square, cube, valley):
        cases.append((function, round(chance.uniform(-3, 3), 1), 0.2))
    return cases


def slope_of(function: Function, x: float, nudge: float) -> float:
    """Return the slope between the two points a nudge to the left and to the right."""
    return (function(x + nudge) - function(x - nudge)) / (2 * nudge)


def _difference(function: Function, x: float, nudge: float) -> float:
    return function(x + nudge) - function(x - nudge)


def _very_near(told: Told) -> bool:
    return all(
        same(slope_of(function, x, 1e-5), answer, 1e-3) for (function, x, _), _, answer in told
    )


TASKS = (
    Value(
        "07-1",
        right=BORDER,
        wants="a number",
        rows=_rows,
        mistakes=(
            Mistake(
                "the old border",
                "8 is the border for an input of 0.5, and it is 2 · 2² too: the border is 2 "
                "divided by the square of the new input.",
                wrong=8,
            ),
            Mistake(
                "the best alpha",
                "This is the best alpha, 1 / input²: there one step does it all, and beyond it the "
                "error still falls for a while.",
                wrong=1 / INPUT**2,
            ),
            Mistake(
                "input not squared",
                "1 is 2 / input: the input is squared, as it comes in once with the weight "
                "delta and once with the prediction.",
                wrong=2 / INPUT,
            ),
            Mistake(
                "two",
                "8 / 4 is 2, but the 4 has to be squared; input² / 2 is 2 as well, and it is "
                "turned round.",
                wrong=2,
            ),
            Mistake(
                "grown",
                "This is the old border, multiplied: a larger input makes the border smaller.",
                when=lambda alpha: alpha in (32, 128),
            ),
            Mistake(
                "below zero",
                "With an alpha of 0 nothing moves, and with a negative one the steps go uphill: "
                "look for the alpha whose steps become too long.",
                when=lambda alpha: alpha <= 0,
            ),
            Mistake(
                "too small",
                "With this alpha the error still falls: the border lies higher.",
                when=lambda alpha: alpha < BORDER,
            ),
            Mistake(
                "too large",
                "With this alpha the error grows, and with a slightly smaller one it grows too: "
                "the border lies lower.",
                when=lambda alpha: alpha > BORDER,
            ),
        ),
        hints=(
            "Each step multiplies the delta by 1 − alpha · input². Between which two numbers must "
            "that lie?",
            "Where does 1 − alpha · 4 become −1?",
        ),
    ),
    Task(
        "07-2",
        right=learn_once,
        cases=_steps,
        mistakes=(
            Mistake(
                "uphill",
                "The step goes uphill: either the weight delta is added instead of taken away, or "
                "the delta is goal − prediction, which comes to the same.",
                wrong=_plus,
            ),
            Mistake(
                "alpha forgotten",
                "Alpha is not used: the weight delta is multiplied by it before it is taken away.",
                wrong=_no_alpha,
            ),
            Mistake(
                "input forgotten",
                "The step is alpha times delta: the weight delta is delta times input.",
                wrong=_no_input,
            ),
            Mistake(
                "delta alone",
                "The step is the delta alone: multiply it by the input and by alpha.",
                wrong=lambda weight, input, goal, alpha: weight - (input * weight - goal),
            ),
            Mistake(
                "the factor 2",
                "The step is twice as long: the 2 of the slope is left out in this course, as a "
                "part of alpha.",
                wrong=_twice,
            ),
            Mistake(
                "error instead of delta",
                "The step is made of the error, the square: take the delta, which knows above from "
                "below.",
                wrong=_error,
            ),
            Mistake(
                "weight for input",
                "The delta is multiplied by the weight: the weight delta is delta times input.",
                wrong=_weight_for_input,
            ),
            Mistake(
                "no sign",
                "The delta has lost its sign, which says whether the prediction is above the goal "
                "or below it.",
                wrong=_no_sign,
            ),
            Mistake(
                "several steps",
                "This is more than one step.",
                when=_several,
            ),
            Mistake(
                "no prediction",
                "The goal is compared with the weight: compare it with the prediction, input times "
                "weight.",
                wrong=_no_prediction,
            ),
            Mistake(
                "the step",
                "This is the step alone: the new weight is the old one, alpha times the weight "
                "delta taken away.",
                when=either(_step, lambda *arguments: -_step(*arguments)),
            ),
            Mistake(
                "the weight delta",
                "This is the weight delta: multiply it by alpha and take it away from the weight.",
                wrong=_weight_delta,
            ),
            Mistake(
                "not moved",
                "The weight comes back as it was: the step is computed, perhaps, but not taken "
                "away from it.",
                wrong=lambda weight, input, goal, alpha: weight,
            ),
            Mistake(
                "the prediction",
                "This is a prediction: the new weight is asked for.",
                when=either(
                    lambda weight, input, goal, alpha: input * weight,
                    lambda weight, input, goal, alpha: (
                        input * learn_once(weight, input, goal, alpha)
                    ),
                ),
            ),
        ),
        hints=(
            "The loop of the notebook does the same twenty times. Which of its lines are one step?",
            "pred, delta, weight delta: one line for each. Then alpha times the weight delta is "
            "taken away.",
        ),
    ),
    Task(
        "07-3",
        right=slope_of,
        cases=_places,
        tolerance=1e-8,
        mistakes=(
            Mistake(
                "one-sided",
                "This goes from x to one side only: move x by the nudge to both sides.",
                when=either(
                    lambda f, x, nudge: (f(x + nudge) - f(x)) / nudge,
                    lambda f, x, nudge: (f(x) - f(x - nudge)) / nudge,
                    lambda f, x, nudge: (f(x + nudge) - f(x)) / (2 * nudge),
                    lambda f, x, nudge: (f(x) - f(x - nudge)) / (2 * nudge),
                ),
            ),
            Mistake(
                "divided by one nudge",
                "This is twice the slope: the two points lie two nudges apart.",
                wrong=lambda f, x, nudge: _difference(f, x, nudge) / nudge,
            ),
            Mistake(
                "half the slope",
                "This is half the slope, as in the notebook: here the whole one is asked for.",
                wrong=lambda f, x, nudge: slope_of(f, x, nudge) / 2,
            ),
            Mistake(
                "sign",
                "The sign is turned round: the value on the left is taken away from the one on the "
                "right.",
                wrong=lambda f, x, nudge: -slope_of(f, x, nudge),
            ),
            Mistake(
                "difference only",
                "This is how much the function changes: divide it by how far apart the two points "
                "are.",
                wrong=_difference,
            ),
            Mistake(
                "times nudge",
                "This is half the difference times the nudge: `/ 2 * nudge` multiplies, so write "
                "`/ (2 * nudge)`.",
                wrong=lambda f, x, nudge: _difference(f, x, nudge) / 2 * nudge,
            ),
            Mistake(
                "times 2",
                "This is four times the slope: `/ nudge * 2` multiplies, so write `/ (2 * nudge)`.",
                wrong=lambda f, x, nudge: _difference(f, x, nudge) / nudge * 2,
            ),
            Mistake(
                "half the nudge",
                "x is moved by half the nudge: move it by the whole nudge to both sides.",
                wrong=lambda f, x, nudge: slope_of(f, x, nudge / 2),
            ),
            Mistake(
                "added",
                "The two values are added: how much the function changes is their difference.",
                wrong=lambda f, x, nudge: (f(x + nudge) + f(x - nudge)) / (2 * nudge),
            ),
            Mistake(
                "another nudge",
                "This is the slope very near to x: move by the `nudge` that is handed over, even "
                "if it is a large one.",
                when=_very_near,
            ),
            Mistake(
                "brackets",
                "Only the second value is divided: put the difference between brackets first.",
                wrong=lambda f, x, nudge: f(x + nudge) - f(x - nudge) / (2 * nudge),
            ),
            Mistake(
                "value moved",
                "This is 1 for every function: it is x that is moved, `function(x + nudge)`, not "
                "the value.",
                wrong=lambda f, x, nudge: 1,
            ),
        ),
        hints=(
            "Call the function twice, a nudge to the right of x and a nudge to the left.",
            "A slope is how much the function changes, divided by how far one has gone.",
        ),
    ),
)
