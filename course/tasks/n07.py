"""Notebook 07, compare and learn: the border of alpha, one step, and a slope without calculus."""

from course.exercises.task import Function, Mistake, Value, called
from course.exercises.values import same

new_border = Value(
    "07-1",
    rights=(2 / 2**2, 8 / 16, 0.1 + 0.2 + 0.2),
    wants="a number",
    rows=lambda alpha: [("each step multiplies the delta by", -1, 1 - alpha * 2**2)],
    mistakes=(
        Mistake(
            "the old border",
            "8 is the border for an input of 0.5, and it is 2 · 2² too: the border is 2 divided by "
            "the square of the new input.",
            8,
        ),
        Mistake(
            "the best alpha",
            "This is the best alpha, 1 / input²: there one step does it all, and beyond it the "
            "error still falls for a while.",
            1 / 2**2,
        ),
        Mistake(
            "input not squared",
            "1 is 2 / input: the input is squared, as it comes in once with the weight delta and "
            "once with the prediction.",
            2 / 2,
        ),
        Mistake(
            "two",
            "8 / 4 is 2, but the 4 has to be squared; input² / 2 is 2 as well, and it is turned "
            "round.",
            8 / 4,
        ),
        Mistake(
            "grown",
            "This is the old border, multiplied: a larger input makes the border smaller.",
            8 * 4,
            8 * 16,
        ),
        Mistake(
            "below zero",
            "With an alpha of 0 nothing moves, and with a negative one the steps go uphill: look "
            "for the alpha whose steps become too long.",
            0,
            when=lambda alpha: alpha <= 0,
        ),
        Mistake(
            "too small",
            "With this alpha the error still falls: the border lies higher.",
            0.49,
            when=lambda alpha: alpha < 0.5,
        ),
        Mistake(
            "too large",
            "With this alpha the error grows, and with a slightly smaller one it grows too: the "
            "border lies lower.",
            0.51,
            when=lambda alpha: alpha > 0.5,
        ),
    ),
    hints=(
        "Each step multiplies the delta by 1 − alpha · input². Between which two numbers must "
        "that lie?",
        "Where does 1 − alpha · 4 become −1?",
    ),
)


class LearnOnce(Function):
    id = "07-2"
    hints = (
        "The loop of the notebook does the same twenty times. Which of its lines are one step?",
        "pred, delta, weight delta: one line for each. Then alpha times the weight delta is "
        "taken away.",
    )

    def cases(chance):
        # The first ones can be checked in the head.
        yield 1, 3, 1, 0.1
        yield 0.5, 0.5, 0.8, 1
        yield 3, 1, 3, 0.5
        yield 2, 0, 1, 0.5
        yield 1, -3, 2, 0.01
        # Whoever rounds is found out here.
        yield 0.123, 4.567, 0.891, 0.0234
        for _ in range(4):
            weight, input, goal = (round(chance.uniform(-3, 3), 1) for _ in range(3))
            yield weight, input, goal, round(chance.uniform(0.02, 0.4), 2)

    def right(weight, input, goal, alpha):
        # predict
        pred = input * weight
        # compare
        delta = pred - goal
        # learn
        weight_delta = delta * input
        return weight - alpha * weight_delta

    def right_by_plus(weight, input, goal, alpha):
        return weight + alpha * input * (goal - input * weight)

    def right_by_the_slope(weight, input, goal, alpha):
        def error(w):
            return (input * w - goal) ** 2

        slope = (error(weight + 0.5) - error(weight - 0.5)) / 1.0
        weight -= alpha * slope / 2
        return weight

    def right_in_numpy(w, x, goal, alpha):
        import numpy as np

        return np.array(w) * (1 - alpha * x**2) + alpha * goal * x

    def unnamed_as_rounded(weight, input, goal, alpha):
        return round(weight - alpha * (input * weight - goal) * input, 6)

    def uphill(weight, input, goal, alpha):
        """The step goes uphill: either the weight delta is added instead of taken away, or the
        delta is goal − prediction, which comes to the same."""
        return LearnOnce.right(weight, input, goal, -alpha)

    def alpha_forgotten(weight, input, goal, alpha):
        """Alpha is not used: the weight delta is multiplied by it before it is taken away."""
        return LearnOnce.right(weight, input, goal, 1)

    def input_forgotten(weight, input, goal, alpha):
        """The step is alpha times delta: the weight delta is delta times input."""
        delta = input * weight - goal
        return weight - alpha * delta

    def delta_alone(weight, input, goal, alpha):
        """The step is the delta alone: multiply it by the input and by alpha."""
        pred = input * weight
        return weight - (pred - goal)

    def the_factor_2(weight, input, goal, alpha):
        """The step is twice as long: the 2 of the slope is left out in this course, as a part of
        alpha."""
        return LearnOnce.right(weight, input, goal, 2 * alpha)

    def error_instead_of_delta(weight, input, goal, alpha):
        """The step is made of the error, the square: take the delta, which knows above from
        below."""
        error = (input * weight - goal) ** 2
        return weight - alpha * error * input

    def weight_for_input(weight, input, goal, alpha):
        """The delta is multiplied by the weight: the weight delta is delta times input."""
        delta = input * weight - goal
        return weight - alpha * delta * weight

    def no_sign(weight, input, goal, alpha):
        """The delta has lost its sign, which says whether the prediction is above the goal or below
        it."""
        delta = abs(input * weight - goal)
        return weight - alpha * delta * input

    def several_steps(told):
        """This is more than one step."""
        weights, answers = [arguments[0] for arguments, _, _ in told], [a for _, _, a in told]
        # The notebook's loop takes twenty.
        for steps in range(1, 101):
            weights = [
                LearnOnce.right(weight, *arguments[1:])
                for weight, (arguments, _, _) in zip(weights, told)
            ]
            if steps > 1 and same(weights, answers, 1e-9):
                return True

    def several_steps_2(weight, input, goal, alpha):
        for _ in range(20):
            weight = LearnOnce.right(weight, input, goal, alpha)
        return weight

    def no_prediction(weight, input, goal, alpha):
        """The goal is compared with the weight: compare it with the prediction, input times
        weight."""
        delta = weight - goal
        return weight - alpha * delta * input

    def the_step(weight, input, goal, alpha):
        """This is the step alone: the new weight is the old one, alpha times the weight delta taken
        away."""
        delta = input * weight - goal
        return alpha * delta * input

    def the_step_2(weight, input, goal, alpha):
        return -alpha * (input * weight - goal) * input

    def the_weight_delta(weight, input, goal, alpha):
        """This is the weight delta: multiply it by alpha and take it away from the weight."""
        weight_delta = (input * weight - goal) * input
        return weight_delta

    def not_moved(weight, input, goal, alpha):
        """The weight comes back as it was: the step is computed, perhaps, but not taken away from
        it."""
        weight_delta = (input * weight - goal) * input
        weight - alpha * weight_delta
        return weight

    def the_prediction(weight, input, goal, alpha):
        """This is a prediction: the new weight is asked for."""
        pred = input * weight
        weight = weight - alpha * (pred - goal) * input
        return pred

    def the_prediction_2(weight, input, goal, alpha):
        weight = weight - alpha * (input * weight - goal) * input
        return input * weight


def square(x):
    return x**2


def cube(x):  # its slope between two points is not the one at x
    return x**3


def line(x):
    return 5 - 3 * x


def valley(weight):
    return (0.5 * weight - 0.8) ** 2


class SlopeOf(Function):
    id = "07-3"
    tolerance = 1e-8
    hints = (
        "Call the function twice, a nudge to the right of x and a nudge to the left.",
        "A slope is how much the function changes, divided by how far one has gone.",
    )

    def cases(chance):
        yield square, 3, 2
        yield cube, 2, 1
        yield line, 4, 0.1
        yield abs, 0, 0.25
        yield valley, 0.5, 0.01
        # Whoever rounds is found out here.
        yield cube, 1.2345, 0.0567
        for function in (square, cube, valley):
            yield function, round(chance.uniform(-3, 3), 1), 0.2

    def right(function, x, nudge):
        return (function(x + nudge) - function(x - nudge)) / (2 * nudge)

    def right_in_steps(function, x, nudge):
        higher = function(x + nudge)
        lower = function(x - nudge)
        return (higher - lower) / nudge / 2

    def right_as_a_mean(f, x, nudge):
        right = (f(x + nudge) - f(x)) / nudge
        left = (f(x) - f(x - nudge)) / nudge
        return (right + left) / 2

    def right_in_numpy(f, x, nudge):
        import numpy as np

        places = np.array([x - nudge, x + nudge])
        low, high = [f(place) for place in places]
        return np.float64(high - low) / (places[1] - places[0])

    @called("one-sided")
    def one_sided(function, x, nudge):
        """This goes from x to one side only: move x by the nudge to both sides."""
        return (function(x + nudge) - function(x)) / nudge

    def one_sided_2(function, x, nudge):
        return (function(x) - function(x - nudge)) / nudge

    def one_sided_3(function, x, nudge):
        return (function(x + nudge) - function(x)) / (2 * nudge)

    def one_sided_4(function, x, nudge):
        return (function(x) - function(x - nudge)) / (2 * nudge)

    def divided_by_one_nudge(function, x, nudge):
        """This is twice the slope: the two points lie two nudges apart."""
        return (function(x + nudge) - function(x - nudge)) / nudge

    def half_the_slope(function, x, nudge):
        """This is half the slope, as in the notebook: here the whole one is asked for."""
        return (function(x + nudge) - function(x - nudge)) / (2 * nudge) / 2

    def sign(function, x, nudge):
        """The sign is turned round: the value on the left is taken away from the one on the
        right."""
        return (function(x - nudge) - function(x + nudge)) / (2 * nudge)

    def difference_only(function, x, nudge):
        """This is how much the function changes: divide it by how far apart the two points are."""
        return function(x + nudge) - function(x - nudge)

    def times_nudge(function, x, nudge):
        """This is half the difference times the nudge: `/ 2 * nudge` multiplies, so write
        `/ (2 * nudge)`."""
        return (function(x + nudge) - function(x - nudge)) / 2 * nudge

    def times_2(function, x, nudge):
        """This is four times the slope: `/ nudge * 2` multiplies, so write `/ (2 * nudge)`."""
        return (function(x + nudge) - function(x - nudge)) / nudge * 2

    def half_the_nudge(function, x, nudge):
        """x is moved by half the nudge: move it by the whole nudge to both sides."""
        return (function(x + nudge / 2) - function(x - nudge / 2)) / nudge

    def added(function, x, nudge):
        """The two values are added: how much the function changes is their difference."""
        return (function(x + nudge) + function(x - nudge)) / (2 * nudge)

    def another_nudge(told):
        """This is the slope very near to x: move by the `nudge` that is handed over, even if it is
        a large one."""
        return all(same(SlopeOf.right(f, x, 1e-5), answer, 1e-3) for (f, x, _), _, answer in told)

    def another_nudge_2(function, x, nudge):
        nudge = 0.0001
        return (function(x + nudge) - function(x - nudge)) / (2 * nudge)

    def brackets(function, x, nudge):
        """Only the second value is divided: put the difference between brackets first."""
        return function(x + nudge) - function(x - nudge) / (2 * nudge)

    def value_moved(function, x, nudge):
        """This is 1 for every function: it is x that is moved, `function(x + nudge)`, not the
        value."""
        return ((function(x) + nudge) - (function(x) - nudge)) / (2 * nudge)
