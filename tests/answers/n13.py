"""Answers to the exercises of notebook 13, as students write them."""

SETUP = """\
import numpy as np

alpha = 0.005


def relu(x):
    return (x > 0) * x


def relu2deriv(output):
    return output > 0
"""

ANSWER = {"13-1": "weights_of_100", "13-2": "learn_picture", "13-3": "best_iteration"}


def learn(
    delta="label - layer_2",
    back="layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)",
    hidden="relu(layer_0.dot(weights_0_1))",
    alpha="alpha * ",
    result="new_0_1, new_1_2",
):
    return f"""\
def learn_picture(layer_0, label, weights_0_1, weights_1_2, alpha):
    layer_1 = {hidden}
    layer_2 = layer_1.dot(weights_1_2)
    layer_2_delta = {delta}
    new_1_2 = weights_1_2 + {alpha}layer_1.T.dot(layer_2_delta)
    layer_1_delta = {back}
    new_0_1 = weights_0_1 + {alpha}layer_0.T.dot(layer_1_delta)
    return {result}
"""


def stop(test="number - best >= patience", lower="<", result="best"):
    return f"""\
def best_iteration(errors, patience):
    best = 0
    for number in range(len(errors)):
        if errors[number] {lower} errors[best]:
            best = number
        if {test}:
            break
    return {result}
"""


RIGHT = {
    "13-1": ["weights_of_100 = 79400", "weights_of_100 = np.zeros((784, 100)).size + 1000.0"],
    "13-2": [
        learn(),
        """\
def learn_picture(layer_0, label, weights_0_1, weights_1_2, alpha):
    first, second = weights_0_1.copy(), weights_1_2.copy()
    layer_1 = np.maximum(0, layer_0 @ first)
    delta = layer_1 @ second - label
    back = (delta @ second.T) * (layer_1 > 0)
    second -= alpha * np.outer(layer_1, delta)
    first -= alpha * np.outer(layer_0, back)
    return [first, second]
""",
    ],
    "13-3": [
        stop(),
        """\
def best_iteration(errors, patience):
    lowest, best, waiting = float("inf"), 0, 0
    for number, error in enumerate(errors):
        if error < lowest:
            lowest, best, waiting = error, number, 0
        else:
            waiting += 1
            if waiting == patience:
                return best
    return best
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "13-3": [
        """\
def best_iteration(errors, patience):
    best = 0
    for number, error in enumerate(errors):
        if error < 0.99 * errors[best]:
            best = number
        if number - best >= patience:
            break
    return best
"""
    ],
}

WRONG = {
    "13-1": {
        "first matrix only": "weights_of_100 = 784 * 100",
        "multiplied": "weights_of_100 = 784 * 100 * 10",
        "with biases": "weights_of_100 = 785 * 100 + 101 * 10",
        "units": "weights_of_100 = 784 + 100 + 10",
        "forty": "weights_of_100 = 31760",
        "first matrix of forty": "weights_of_100 = np.zeros((784, 40)).size",
        "fifty": "weights_of_100 = 39700",
        "separator": ["weights_of_100 = 79.400", "weights_of_100 = 79,400"],
    },
    "13-2": {
        "minus": learn(delta="layer_2 - label"),
        "no alpha": learn(alpha=""),
        # The argument has another name, and the notebook's alpha is used.
        "another alpha": learn().replace("weights_1_2, alpha)", "weights_1_2, rate)"),
        "twice": learn(delta="2 * (label - layer_2)"),
        "delta squared": learn(delta="(label - layer_2) ** 2"),
        "no slope": learn(back="layer_2_delta.dot(weights_1_2.T) * (layer_1 >= 0)"),
        "times the value": learn(back="layer_2_delta.dot(weights_1_2.T) * layer_1"),
        "weights moved first": learn(back="layer_2_delta.dot(new_1_2.T) * relu2deriv(layer_1)"),
        "no relu": learn(hidden="layer_0.dot(weights_0_1)"),
        "second matrix only": learn(result="weights_0_1, new_1_2"),
        "one matrix": learn(result="new_0_1"),
        "steps only": learn(result="new_0_1 - weights_0_1, new_1_2 - weights_1_2"),
        "exchanged": learn(result="new_1_2, new_0_1"),
    },
    "13-3": {
        "lowest of all": "def best_iteration(errors, patience):\n    return np.argmin(errors)",
        "where it stops": stop(result="number"),
        "first rise": """\
def best_iteration(errors, patience):
    for number in range(1, len(errors)):
        if errors[number] > errors[number - 1]:
            return number - 1
    return len(errors) - 1
""",
        "compared with the one before": """\
def best_iteration(errors, patience):
    waiting = 0
    for number in range(1, len(errors)):
        if errors[number] < errors[number - 1]:
            waiting = 0
        else:
            waiting += 1
        if waiting == patience:
            return number - patience
    return len(errors) - 1
""",
        "counts on": """\
def best_iteration(errors, patience):
    best, waiting = 0, 0
    for number in range(1, len(errors)):
        if errors[number] < errors[best]:
            best = number
        else:
            waiting += 1
            if waiting == patience:
                break
    return best
""",
        "one too late": stop(test="number - best > patience"),
        "equal counts as lower": stop(lower="<="),
        "the error itself": [
            stop(result="errors[best]"),
            "def best_iteration(errors, patience):\n    return min(errors)",
        ],
        "counted from 1": [
            stop(result="best + 1"),
            """\
def best_iteration(errors, patience):
    lowest, best = errors[0], 0
    for i in range(len(errors)):
        n = i + 1
        if errors[i] < lowest:
            lowest, best = errors[i], n
        if n - best >= patience:
            break
    return best
""",
        ],
    },
}
