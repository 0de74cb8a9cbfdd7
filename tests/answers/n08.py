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
        "scaled_border = 0.7737",
        "scaled_border = 2 / sum(x**2 for x in [0.85, 0.65, 1.2])",
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

WRONG = {
    "08-1": {
        "the old border": "scaled_border = 0.026986",
        "without squares": "scaled_border = 2 / sum([0.85, 0.65, 1.2])",
        "square of the sum": "scaled_border = 2 / sum([0.85, 0.65, 1.2]) ** 2",
        "the best alpha": "scaled_border = 1 / (0.85**2 + 0.65**2 + 1.2**2)",
        "the toes alone": "scaled_border = 2 / 0.85**2",
        "the sum itself": "scaled_border = 0.85**2 + 0.65**2 + 1.2**2",
    },
    "08-2": {
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
    },
    "08-3": {
        "one too many": count("delta**2 >= limit", start=1),
        "one too few": count("delta**2 >= limit", start=-1),
        "delta below the limit": count("abs(delta) >= limit"),
        "signed delta": count("delta >= limit"),
    },
}
