"""Answers to the exercises of notebook 10, as students write them."""

SETUP = """\
from nnlib.linalg import outer_prod, vect_mat_mul


def neural_network(input, weights):
    pred = vect_mat_mul(input, weights)
    return pred


first_weights = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
true = [0.1, 1, 0.1]
input = [8.5, 0.65, 1.2]
alpha = 0.01
new_input = [1, 0.65, 1.2]

# As the notebook's loop leaves its names.
weights = [list(row) for row in first_weights]
for iteration in range(5):
    pred = neural_network(input, weights)
    delta = [pred[i] - true[i] for i in range(len(true))]
    weight_deltas = outer_prod(delta, input)
    for i in range(len(weights)):
        for j in range(len(weights[0])):
            weights[i][j] -= alpha * weight_deltas[i][j]
"""

ANSWER = {"10-1": "one_toe", "10-2": "my_outer_prod", "10-3": "learn_matrix"}


def deltas(of, weights="first_weights"):
    return f"[p - g for p, g in zip(neural_network({of}, {weights}), true)]"


def learn(step, deltas="outer_prod(delta, input)", compare="pred[i] - goals[i]"):
    return (
        "def learn_matrix(weights, input, goals, alpha):\n"
        "    pred = vect_mat_mul(input, weights)\n"
        f"    delta = [{compare} for i in range(len(goals))]\n"
        f"    weight_deltas = {deltas}\n"
        "    new = [list(row) for row in weights]\n"
        "    for i in range(len(weights)):\n"
        "        for j in range(len(input)):\n"
        f"            {step}\n"
        "    return new\n"
    )


RIGHT = {
    "10-1": [
        f"one_toe = outer_prod({deltas('new_input')}, new_input)",
        f"""\
import numpy as np

one_toe = np.outer({deltas("new_input")}, new_input)
""",
    ],
    "10-2": [
        "import numpy as np\n\n\ndef my_outer_prod(a, b):\n    return np.outer(a, b)",
        """\
def my_outer_prod(a, b):
    out = []
    for i in range(len(a)):
        row = []
        for j in range(len(b)):
            row.append(a[i] * b[j])
        out.append(row)
    return out
""",
    ],
    "10-3": [
        learn("new[i][j] -= alpha * weight_deltas[i][j]"),
        learn("new[i][j] += alpha * weight_deltas[i][j]", compare="goals[i] - pred[i]"),
        """\
import numpy as np


def learn_matrix(weights, input, goals, alpha):
    weights = np.array(weights)
    return weights - alpha * np.outer(weights @ input - np.array(goals), input)
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "10-2": [
        "def my_outer_prod(a, b):\n"
        "    return [[a[i] * b[j] for j in range(len(a))] for i in range(len(b))]",
        "def my_outer_prod(a, b):\n    raise IndexError('list index out of range')",
    ],
    "10-3": [
        """\
def learn_matrix(weights, input, goals, alpha):
    pred = vect_mat_mul(input, weights)
    deltas = outer_prod([p - g for p, g in zip(pred, goals)], input)
    return [
        [weights[i][j] - alpha * deltas[i][j] for j in range(len(goals))] for i in range(len(input))
    ]
"""
    ],
}

WRONG = {
    "10-1": {
        "transposed": f"one_toe = outer_prod(new_input, {deltas('new_input')})",
        "the old delta": [
            f"one_toe = outer_prod({deltas('input')}, new_input)",
            "one_toe = outer_prod(delta, new_input)",
        ],
        "the old input": f"one_toe = outer_prod({deltas('new_input')}, input)",
        "those of the notebook": [
            f"one_toe = outer_prod({deltas('input')}, input)",
            "one_toe = weight_deltas",
        ],
        "the sign": f"one_toe = outer_prod([-d for d in {deltas('new_input')}], new_input)",
        "predictions": "one_toe = outer_prod(neural_network(new_input, first_weights), new_input)",
        "the old predictions": [
            "one_toe = outer_prod(neural_network(input, first_weights), new_input)",
            "one_toe = outer_prod(pred, new_input)",
        ],
        "squared": f"one_toe = outer_prod([d**2 for d in {deltas('new_input')}], new_input)",
        "learned weights": [
            f"one_toe = outer_prod({deltas('new_input', 'weights')}, new_input)",
            f"""\
step = outer_prod({deltas("input")}, input)
once = [[first_weights[i][j] - 0.01 * step[i][j] for j in range(3)] for i in range(3)]
one_toe = outer_prod({deltas("new_input", "once")}, new_input)
""",
        ],
        "twice": f"one_toe = outer_prod([2 * d for d in {deltas('new_input')}], new_input)",
        "new weights": f"""\
step = outer_prod({deltas("new_input")}, new_input)
one_toe = [[first_weights[i][j] - 0.01 * step[i][j] for j in range(3)] for i in range(3)]
""",
    },
    "10-2": {
        "transposed": "def my_outer_prod(a, b):\n    return [[x * y for x in a] for y in b]",
        "flat": "def my_outer_prod(a, b):\n    return [x * y for x in a for y in b]",
        "side by side": "def my_outer_prod(a, b):\n    return [x * y for x, y in zip(a, b)]",
        "weighted sum": "def my_outer_prod(a, b):\n    return sum(x * y for x, y in zip(a, b))",
        "the same row": """\
def my_outer_prod(a, b):
    out = [[0] * len(b)] * len(a)
    for i in range(len(a)):
        for j in range(len(b)):
            out[i][j] = a[i] * b[j]
    return out
""",
        "always three": [
            """\
def my_outer_prod(a, b):
    out = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(3):
        for j in range(3):
            out[i][j] = a[i] * b[j]
    return out
""",
            "def my_outer_prod(a, b):\n    return [[a[i] * y for y in b] for i in range(3)]",
            "def my_outer_prod(a, b):\n    return [[x * b[j] for j in range(3)] for x in a]",
        ],
        "sums": "def my_outer_prod(a, b):\n    return [[x + y for y in b] for x in a]",
    },
    "10-3": {
        "transposed": learn(
            "new[i][j] -= alpha * weight_deltas[i][j]", deltas="outer_prod(input, delta)"
        ),
        "transposed result": """\
import numpy as np


def learn_matrix(weights, input, goals, alpha):
    weights = np.array(weights)
    return (weights - alpha * np.outer(weights @ input - np.array(goals), input)).T
""",
        "plus": learn("new[i][j] += alpha * weight_deltas[i][j]"),
        "no alpha": learn("new[i][j] -= weight_deltas[i][j]"),
        # The argument has another name, and the notebook's alpha is used.
        "another alpha": learn("new[i][j] -= alpha * weight_deltas[i][j]").replace(
            "goals, alpha)", "goals, rate)"
        ),
        "twice": learn("new[i][j] -= 2 * alpha * weight_deltas[i][j]"),
        "delta squared": learn(
            "new[i][j] -= alpha * weight_deltas[i][j]", compare="(pred[i] - goals[i]) ** 2"
        ),
        "no input": learn("new[i][j] -= alpha * delta[i]"),
        "weight deltas": learn("new[i][j] = weight_deltas[i][j]"),
        "always three": [
            # In all three loops, in the first one, and in the last one alone.
            learn("new[i][j] -= alpha * weight_deltas[i][j]")
            .replace("len(goals)", "3")
            .replace("len(weights)", "3")
            .replace("len(input)", "3"),
            learn("new[i][j] -= alpha * weight_deltas[i][j]").replace("len(goals)", "3"),
            learn("new[i][j] -= alpha * weight_deltas[i][j]").replace("len(input)", "3"),
        ],
    },
}
