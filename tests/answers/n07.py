"""Answers to the exercises of notebook 07, as students write them."""

SETUP = """\
weight, input, goal_pred = 0.5, 0.5, 0.8
"""

ANSWER = {"07-1": "new_border", "07-2": "learn_once", "07-3": "slope_of"}

RIGHT = {
    "07-1": [
        "new_border = 2 / 2**2",
        "new_border = 8 / 16",
        "new_border = 0.1 + 0.2 + 0.2",
        "import numpy as np\n\nnew_border = np.array(0.5)",
    ],
    "07-2": [
        """\
def learn_once(weight, input, goal, alpha):
    # predict
    pred = input * weight
    # compare
    delta = pred - goal
    # learn
    weight_delta = delta * input
    return weight - alpha * weight_delta
""",
        """\
def learn_once(weight, input, goal, alpha):
    return weight + alpha * input * (goal - input * weight)
""",
        """\
def learn_once(weight, input, goal, alpha):
    def error(w):
        return (input * w - goal) ** 2

    slope = (error(weight + 0.5) - error(weight - 0.5)) / 1.0
    weight -= alpha * slope / 2
    return weight
""",
        """\
import numpy as np


def learn_once(w, x, goal, alpha):
    return np.array(w) * (1 - alpha * x**2) + alpha * goal * x
""",
    ],
    "07-3": [
        """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x - nudge)) / (2 * nudge)
""",
        """\
def slope_of(function, x, nudge):
    higher = function(x + nudge)
    lower = function(x - nudge)
    return (higher - lower) / nudge / 2
""",
        """\
def slope_of(f, x, nudge):
    right = (f(x + nudge) - f(x)) / nudge
    left = (f(x) - f(x - nudge)) / nudge
    return (right + left) / 2
""",
        """\
import numpy as np


def slope_of(f, x, nudge):
    places = np.array([x - nudge, x + nudge])
    low, high = [f(place) for place in places]
    return np.float64(high - low) / (places[1] - places[0])
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "07-2": [
        "def learn_once(weight, input, goal, alpha):\n"
        "    return round(weight - alpha * (input * weight - goal) * input, 6)"
    ]
}

WRONG = {
    "07-1": {
        "the old border": "new_border = 8",
        "the best alpha": "new_border = 1 / 2**2",
        "input not squared": "new_border = 2 / 2",
        "two": "new_border = 8 / 4",
        "grown": "new_border = 8 * 16",
        "below zero": "new_border = 0",
        "too small": "new_border = 0.49",
        "too large": "new_border = 0.51",
    },
    "07-2": {
        "uphill": """\
def learn_once(weight, input, goal, alpha):
    pred = input * weight
    delta = goal - pred
    return weight - alpha * delta * input
""",
        "alpha forgotten": """\
def learn_once(weight, input, goal, alpha):
    delta = input * weight - goal
    return weight - delta * input
""",
        "input forgotten": """\
def learn_once(weight, input, goal, alpha):
    delta = input * weight - goal
    return weight - alpha * delta
""",
        "delta alone": """\
def learn_once(weight, input, goal, alpha):
    pred = input * weight
    return weight - (pred - goal)
""",
        "the factor 2": """\
def learn_once(weight, input, goal, alpha):
    slope = 2 * (input * weight - goal) * input
    return weight - alpha * slope
""",
        "error instead of delta": """\
def learn_once(weight, input, goal, alpha):
    error = (input * weight - goal) ** 2
    return weight - alpha * error * input
""",
        "weight for input": """\
def learn_once(weight, input, goal, alpha):
    delta = input * weight - goal
    return weight - alpha * delta * weight
""",
        "no sign": """\
def learn_once(weight, input, goal, alpha):
    delta = abs(input * weight - goal)
    return weight - alpha * delta * input
""",
        "several steps": """\
def learn_once(weight, input, goal, alpha):
    for iteration in range(20):
        pred = input * weight
        delta = pred - goal
        weight -= alpha * delta * input
    return weight
""",
        "no prediction": """\
def learn_once(weight, input, goal, alpha):
    delta = weight - goal
    return weight - alpha * delta * input
""",
        "the step": """\
def learn_once(weight, input, goal, alpha):
    delta = input * weight - goal
    weight_delta = delta * input
    return alpha * weight_delta
""",
        "the weight delta": """\
def learn_once(weight, input, goal, alpha):
    weight_delta = (input * weight - goal) * input
    return weight_delta
""",
        "not moved": """\
def learn_once(weight, input, goal, alpha):
    weight_delta = (input * weight - goal) * input
    weight - alpha * weight_delta
    return weight
""",
        "the prediction": """\
def learn_once(weight, input, goal, alpha):
    pred = input * weight
    weight = weight - alpha * (pred - goal) * input
    return pred
""",
    },
    "07-3": {
        "one-sided": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x)) / nudge
""",
        "divided by one nudge": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x - nudge)) / nudge
""",
        "half the slope": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x - nudge)) / (2 * nudge) / 2
""",
        "sign": """\
def slope_of(function, x, nudge):
    return (function(x - nudge) - function(x + nudge)) / (2 * nudge)
""",
        "difference only": """\
def slope_of(function, x, nudge):
    return function(x + nudge) - function(x - nudge)
""",
        "times nudge": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x - nudge)) / 2 * nudge
""",
        "times 2": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) - function(x - nudge)) / nudge * 2
""",
        "half the nudge": """\
def slope_of(function, x, nudge):
    return (function(x + nudge / 2) - function(x - nudge / 2)) / nudge
""",
        "added": """\
def slope_of(function, x, nudge):
    return (function(x + nudge) + function(x - nudge)) / (2 * nudge)
""",
        "another nudge": """\
def slope_of(function, x, nudge):
    nudge = 0.0001
    return (function(x + nudge) - function(x - nudge)) / (2 * nudge)
""",
        "brackets": """\
def slope_of(function, x, nudge):
    return function(x + nudge) - function(x - nudge) / (2 * nudge)
""",
        "value moved": """\
def slope_of(function, x, nudge):
    return ((function(x) + nudge) - (function(x) - nudge)) / (2 * nudge)
""",
    },
}
