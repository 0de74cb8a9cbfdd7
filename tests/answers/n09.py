"""Answers to the exercises of notebook 09, as students write them."""

SETUP = "from nnlib.linalg import ele_mul\n"

ANSWER = {"09-1": "zero_deltas", "09-2": "learn_outputs"}


def loop(step, compare="[p - g for p, g in zip(pred, goals)]", back="    return weights\n"):
    return (
        "def learn_outputs(weights, input, goals, alpha, iterations):\n"
        "    weights = list(weights)\n"
        "    for _ in range(iterations):\n"
        "        pred = ele_mul(input, weights)\n"
        f"        delta = {compare}\n"
        "        for i in range(len(weights)):\n"
        f"            {step}\n"
        f"{back}"
    )


RIGHT = {
    "09-1": ["zero_deltas = [0.0, 0.0, 0.0]", "zero_deltas = (-0.0, 0, 0)"],
    "09-2": [
        loop("weights[i] -= alpha * input * delta[i]"),
        loop("weights[i] += alpha * input * delta[i]", "[g - p for p, g in zip(pred, goals)]"),
        """\
import numpy as np


def learn_outputs(weights, input, goals, alpha, iterations):
    weights, goals = np.array(weights, dtype=float), np.array(goals)
    for _ in range(iterations):
        weights = weights - alpha * input * (input * weights - goals)
    return weights
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "09-1": ["zero_deltas = {0}", "zero_deltas = [False, False, False]"],
    "09-2": [
        f"""\
def learn_outputs(weights, input, goals, alpha, iterations):
    weights = list(weights)
    for iteration in range(iterations):
        delta = [input * w - g for w, g in zip(weights, goals)]
        error = sum(d**2 for d in delta)
        if {stop}:
            break
        weights = [w - alpha * input * d for w, d in zip(weights, delta)]
        last = error
    return weights
"""
        for stop in (
            *[f"error < {small}" for small in (0.01, 1e-6, 1e-12)],
            *[f"iteration == {most}" for most in (100, 1000)],
            "iteration and error > last",
        )
    ],
}

WRONG = {
    "09-1": {
        "the deltas": "zero_deltas = [0 * w - g for w, g in zip([0.3, 0.2, 0.9], [0.1, 1, 0.1])]",
        "the goals": "zero_deltas = [0.1, 1, 0.1]",
        "those of the notebook": "zero_deltas = [0.06175, -0.5655, 0.31525]",
        "the weights": "zero_deltas = [0.3, 0.2, 0.9]",
    },
    "09-2": {
        "not moved": """\
def learn_outputs(weights, input, goals, alpha, iterations):
    for _ in range(iterations):
        deltas = [input * w - g for w, g in zip(weights, goals)]
        for w, d in zip(weights, deltas):
            w -= alpha * input * d
    return weights
""",
        "plus": loop("weights[i] += alpha * input * delta[i]"),
        "no alpha": loop("weights[i] -= input * delta[i]"),
        "no input": loop("weights[i] -= alpha * delta[i]"),
        "factor 2": loop("weights[i] -= alpha * 2 * input * delta[i]"),
        "one iteration only": """\
def learn_outputs(weights, input, goals, alpha, iterations):
    weights = list(weights)
    for _ in range(iterations):
        for i in range(len(weights)):
            weights[i] -= alpha * input * (input * weights[i] - goals[i])
        return weights
""",
        "never predicted again": """\
def learn_outputs(weights, input, goals, alpha, iterations):
    weights = list(weights)
    delta = [input * w - g for w, g in zip(weights, goals)]
    for _ in range(iterations):
        weights = [w - alpha * input * d for w, d in zip(weights, delta)]
    return weights
""",
        "one delta for all": loop("weights[i] -= alpha * input * sum(delta)"),
        "predictions": loop("weights[i] -= alpha * input * delta[i]", back="    return pred\n"),
        "one too few": loop("weights[i] -= alpha * input * delta[i]").replace(
            "range(iterations)", "range(1, iterations)"
        ),
        "one too many": loop("weights[i] -= alpha * input * delta[i]").replace(
            "range(iterations)", "range(iterations + 1)"
        ),
        "made of the weights": loop(
            "weights[i] -= alpha * weight_deltas[i]",
            "[p - g for p, g in zip(pred, goals)]\n        weight_deltas = ele_mul(input, weights)",
        ),
        "error instead of delta": loop("weights[i] -= alpha * input * delta[i] ** 2"),
    },
}
