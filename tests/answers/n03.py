"""Answers to the exercises of notebook 03, as students write them."""

SETUP = """\
from nnlib.linalg import w_sum


def perceptron(input, weights, bias):
    if w_sum(input, weights) + bias > 0:
        return 1
    return 0
"""

ANSWER = {"03-1": "nand", "03-2": "correct", "03-3": "majority"}

RIGHT = {
    "03-1": [
        "nand = [-1, -2, 2.5]",
        "nand = (-1, -1, 1.5)",
        "import numpy as np\n\nnand = -np.array([1, 2, -2]) + [0, 0, 0.001]",
        # The sum of [1, 1] is 0, but for the sixteenth decimal.
        "nand = [-0.1, -0.7, 0.8]",
        "nand = [-1, -1, 2]",
    ],
    "03-2": [
        """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    new_weights = [w - delta * x for w, x in zip(weights, input, strict=True)]
    return new_weights, bias - delta
""",
        """\
def correct(input, goal, weights, bias):
    weights = list(weights)
    pred = perceptron(input, weights, bias)
    if pred < goal:
        for i in range(len(weights)):
            weights[i] += input[i]
        bias += 1
    elif pred > goal:
        for i in range(len(weights)):
            weights[i] -= input[i]
        bias -= 1
    return [weights, bias]
""",
        """\
import numpy as np


def correct(x, goal, w, b):
    delta = goal - int(np.dot(x, w) + b > 0)
    return w + delta * np.array(x), b + delta
""",
    ],
    "03-3": [
        "majority = [1, 1, 1, -1.5]",
        "majority = (2, 2, 2, -3)",
        "majority = [1, 1, 1, -1]",
        "import numpy as np\n\nmajority = np.array([3, 4, 5, -6])",
    ],
}

WRONG = {
    "03-1": {
        "bias missing": "nand = [-1, -2]",
        "nested": "nand = ([-1, -2], 2.5)",
        "on the line": "nand = [-1, -2, 2]",
        "AND": "nand = [1, 2, -2]",
        "OR": "nand = [1, 1, -0.5]",
        "NOR": "nand = [-1, -1, 0.5]",
        "one input decides": "nand = [-1, 0, 0.5]",
        "always 0": "nand = [-1, -2, -2]",
        "always 1": "nand = [1, 2, 2]",
    },
    "03-2": {
        "wrong way": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w + delta * x for w, x in zip(weights, input)], bias + delta
""",
        "bias not moved": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w - delta * x for w, x in zip(weights, input)], bias
""",
        "bias the wrong way": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w - delta * x for w, x in zip(weights, input)], bias + delta
""",
        "weights the wrong way": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w + delta * x for w, x in zip(weights, input)], bias - delta
""",
        "until right": """\
def correct(input, goal, weights, bias):
    while perceptron(input, weights, bias) != goal:
        delta = perceptron(input, weights, bias) - goal
        weights = [w - delta * x for w, x in zip(weights, input)]
        bias -= delta
    return weights, bias
""",
        "1 for 0": """\
def correct(input, goal, weights, bias):
    pred = 1 if w_sum(input, weights) + bias >= 0 else 0
    delta = pred - goal
    return [w - delta * x for w, x in zip(weights, input)], bias - delta
""",
        "weights not moved": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    for w, x in zip(weights, input):
        w -= delta * x
    return weights, bias - delta
""",
        "nothing moved": "def correct(input, goal, weights, bias):\n    return weights, bias",
        "corrects when right": """\
def correct(input, goal, weights, bias):
    if goal == 1:
        return [w + x for w, x in zip(weights, input)], bias + 1
    return [w - x for w, x in zip(weights, input)], bias - 1
""",
        "input forgotten": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w - delta for w in weights], bias - delta
""",
        "sum instead of answer": """\
def correct(input, goal, weights, bias):
    delta = w_sum(input, weights) + bias - goal
    return [w - delta * x for w, x in zip(weights, input)], bias - delta
""",
        "bias not returned": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    bias -= delta
    return [w - delta * x for w, x in zip(weights, input)]
""",
        "bias first": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return bias - delta, [w - delta * x for w, x in zip(weights, input)]
""",
        "in one list": """\
def correct(input, goal, weights, bias):
    delta = perceptron(input, weights, bias) - goal
    return [w - delta * x for w, x in zip(weights, input)] + [bias - delta]
""",
    },
    "03-3": {
        "bias missing": ["majority = [1, 1, 1]", "majority = [1, 1, -1.5]"],
        "nested": "majority = [[1, 1, 1], -1.5]",
        "on the line": "majority = [1, 1, 1, -2]",
        "AND": "majority = [1, 1, 1, -2.5]",
        "OR": "majority = [1, 1, 1, -0.5]",
        "minority": "majority = [-1, -1, -1, 1.5]",
        "always 0": "majority = [1, 1, 1, -3]",
        "always 1": "majority = [1, 1, 1, 2]",
        "one is enough": "majority = [2, 1, 1, -1.5]",
        "two are too few": "majority = [2, 1, 1, -2.5]",
    },
}
