"""Answers to the exercises of notebook 08, as students write them."""

SETUP = "from nnlib.linalg import ele_mul, w_sum\n"

ANSWER = {"08-1": "scaled_border", "08-2": "learn_weights", "08-3": "updates_needed"}


def learn(body, name="learn_weights"):
    return (
        f"def {name}(weights, input, goal, alpha):\n"
        "    pred = w_sum(input, weights)\n"
        "    delta = pred - goal\n" + "".join(f"    {line}\n" for line in body.splitlines())
    )


def count(test, start=0, step="updates += 1\n", before=""):
    return (
        "def updates_needed(weights, input, goal, alpha, limit):\n"
        f"    weights, updates = list(weights), {start}\n"
        "    delta = w_sum(input, weights) - goal\n"
        f"    while {test}:\n"
        "        weights = [w - alpha * delta * x for w, x in zip(weights, input)]\n"
        "        delta = w_sum(input, weights) - goal\n"
        f"        {step}"
        "    return updates\n"
    )


RIGHT = {
    "08-1": [
        "scaled_border = 0.6187",
        "scaled_border = 2 / sum(x**2 for x in [0.95, 0.8, 1.3])",
        "scaled_border = 2 / (0.9025 + 0.64 + 1.69)",
    ],
    "08-2": [
        learn("return [weights[i] - alpha * delta * input[i] for i in range(len(input))]"),
        """\
import numpy as np


def learn_weights(weights, input, goal, alpha):
    weights, input = np.array(weights), np.array(input)
    return weights - alpha * (input @ weights - goal) * input
""",
        learn(
            "new = []\n"
            "for i in range(len(weights)):\n"
            "    new.append(weights[i] + alpha * (goal - pred) * input[i])\n"
            "return new"
        ),
    ],
    "08-3": [
        """\
def updates_needed(weights, input, goal, alpha, limit):
    updates = 0
    while True:
        delta = w_sum(input, weights) - goal
        if delta * delta < limit:
            return updates
        weights = [w - alpha * delta * x for w, x in zip(weights, input)]
        updates += 1
""",
        """\
def updates_needed(weights, input, goal, alpha, limit):
    delta = w_sum(input, weights) - goal
    if delta**2 < limit:
        return 0
    weights = [w - alpha * delta * x for w, x in zip(weights, input)]
    return 1 + updates_needed(weights, input, goal, alpha, limit)
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "08-1": ["scaled_border = 0.6188"],
    "08-3": [count(f"delta**2 >= limit and updates < {most}") for most in (50, 100, 1000)],
}

WRONG = {
    "08-1": {
        "rounded": "scaled_border = 0.619",
        "the first game": "scaled_border = 0.7737",
        "the first game, old": "scaled_border = 0.026986",
        "the old border": "scaled_border = 2 / (9.5**2 + 0.8**2 + 1.3**2)",
        "without squares": "scaled_border = 2 / sum([0.95, 0.8, 1.3])",
        "square of the sum": "scaled_border = 2 / sum([0.95, 0.8, 1.3]) ** 2",
        "the best alpha": "scaled_border = 1 / (0.95**2 + 0.8**2 + 1.3**2)",
        "the toes alone": "scaled_border = 2 / 9.5**2",
        "the sum itself": "scaled_border = 0.95**2 + 0.8**2 + 1.3**2",
    },
    "08-2": {
        "not moved": learn(
            "for w, x in zip(weights, input):\n    w -= alpha * delta * x\nreturn weights"
        ),
        "plus": learn("return [w + alpha * delta * x for w, x in zip(weights, input)]"),
        "no alpha": learn("return [w - delta * x for w, x in zip(weights, input)]"),
        "no input": learn("return [w - alpha * delta for w in weights]"),
        "factor 2": learn("return [w - alpha * 2 * delta * x for w, x in zip(weights, input)]"),
        "weight deltas": learn("return ele_mul(delta, input)"),
        "delta anew": """\
def learn_weights(weights, input, goal, alpha):
    weights = list(weights)
    for i in range(len(weights)):
        delta = w_sum(input, weights) - goal
        weights[i] -= alpha * delta * input[i]
    return weights
""",
        "sum of the inputs": """\
def learn_weights(weights, input, goal, alpha):
    delta = sum(input) - goal
    return [w - alpha * delta * x for w, x in zip(weights, input)]
""",
        "made of the weights": learn(
            "weight_deltas = ele_mul(delta, weights)\n"
            "return [w - alpha * d for w, d in zip(weights, weight_deltas)]"
        ),
        "error instead of delta": learn(
            "error = delta**2\nreturn [w - alpha * error * x for w, x in zip(weights, input)]"
        ),
        "the steps": learn("return ele_mul(alpha, ele_mul(delta, input))"),
        "fixed alpha": learn(
            "alpha = 0.01\nreturn [w - alpha * delta * x for w, x in zip(weights, input)]"
        ),
    },
    "08-3": {
        "one too many": count("delta**2 >= limit", start=1),
        "one too few": count("delta**2 >= limit", start=-1),
        "delta below the limit": count("abs(delta) >= limit"),
        "signed delta": count("delta >= limit"),
        "at the limit": count("delta**2 > limit"),
        "update first": """\
def updates_needed(weights, input, goal, alpha, limit):
    updates = 0
    while True:
        delta = w_sum(input, weights) - goal
        weights = [w - alpha * delta * x for w, x in zip(weights, input)]
        updates += 1
        if (w_sum(input, weights) - goal) ** 2 < limit:
            return updates
""",
        "each weight": """\
def updates_needed(weights, input, goal, alpha, limit):
    updates = 0
    delta = w_sum(input, weights) - goal
    while delta**2 >= limit:
        for i in range(len(weights)):
            weights[i] -= alpha * delta * input[i]
            updates += 1
        delta = w_sum(input, weights) - goal
    return updates
""",
        "if instead of while": """\
def updates_needed(weights, input, goal, alpha, limit):
    updates = 0
    delta = w_sum(input, weights) - goal
    if delta**2 >= limit:
        weights = [w - alpha * delta * x for w, x in zip(weights, input)]
        updates += 1
    return updates
""",
    },
}
