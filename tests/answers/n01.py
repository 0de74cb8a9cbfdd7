"""Answers to the exercises of notebook 01, as students write them."""

SETUP = """\
weight = 0.1
number_of_toes = [8.5, 9.5, 9.9, 9.0]


def neural_network(input, weight):
    prediction = input * weight
    return prediction
"""

ANSWER = {"01-1": "half_weight", "01-2": "predict_all", "01-3": "cut_network"}

RIGHT = {
    "01-1": [
        "half_weight = 0.5 / 9.5",
        "half_weight = 1 / (2 * number_of_toes[1])",
        "half_weight = 0.052632",
        "import numpy as np\n\nhalf_weight = np.float64(1) / 19",
    ],
    "01-2": [
        """\
def predict_all(inputs, weight):
    preds = []
    for input in inputs:
        preds.append(input * weight)
    return preds
""",
        "def predict_all(inputs, weight):\n    return [neural_network(x, weight) for x in inputs]",
        "import numpy as np\n\n\ndef predict_all(a, w):\n    return np.array(a) * w",
        "def predict_all(inputs, weight):\n    return map(lambda x: weight * x, inputs)",
    ],
    "01-3": [
        """\
def cut_network(input, weight):
    pred = input * weight
    return min(1, max(0, pred))
""",
        """\
def cut_network(input, weight):
    pred = neural_network(input, weight)
    if pred > 1:
        return 1
    elif pred < 0:
        return 0
    return pred
""",
        """\
import numpy as np


def cut_network(input, weight):
    return np.clip(input * weight, 0, 1)
""",
        "def cut_network(input, weight):\n    return sorted([0, input * weight, 1.0])[1]",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "01-2": [
        "def predict_all(inputs, weight):\n"
        "    return list(dict.fromkeys(input * weight for input in inputs))"
    ]
}

WRONG = {
    "01-1": {
        "turned round": "half_weight = 9.5 / 0.5",
        "product": "half_weight = 0.5 * 9.5",
        "the prediction": "half_weight = 0.5",
        "the old weight": "half_weight = weight",
        "the distance": "half_weight = 0.95 - 0.5",
        "another game": "half_weight = 0.5 / 8.5",
        "rounded": "half_weight = 0.053",
    },
    "01-2": {
        "grows": """\
preds = []


def predict_all(inputs, weight):
    for input in inputs:
        preds.append(input * weight)
    return preds


predict_all(number_of_toes, weight)
""",
        "first only": """\
def predict_all(inputs, weight):
    for input in inputs:
        return input * weight
""",
        "last only": """\
def predict_all(inputs, weight):
    for input in inputs:
        preds = [input * weight]
    return preds
""",
        "added": """\
def predict_all(inputs, weight):
    preds = 0
    for input in inputs:
        preds += input * weight
    return preds
""",
        "list times number": "def predict_all(inputs, weight):\n    return inputs * weight",
        "no weight": "def predict_all(inputs, weight):\n    return [input for input in inputs]",
        "plus": "def predict_all(inputs, weight):\n    return [weight + x for x in inputs]",
        "backwards": """\
def predict_all(inputs, weight):
    preds = []
    for input in inputs:
        preds.insert(0, input * weight)
    return preds
""",
        "the old weight": "def predict_all(inputs, w):\n    return [weight * x for x in inputs]",
        "rounded": """\
def predict_all(inputs, weight):
    return [round(input * weight, 2) for input in inputs]
""",
    },
    "01-3": {
        "only above": """\
def cut_network(input, weight):
    pred = input * weight
    if pred > 1:
        pred = 1
    return pred
""",
        "only below": "def cut_network(input, weight):\n    return max(0, input * weight)",
        "not cut": "def cut_network(input, weight):\n    return input * weight",
        "always the same": """\
def cut_network(input, weight):
    return max(1, min(0, input * weight))
""",
        "exchanged": """\
def cut_network(input, weight):
    pred = input * weight
    if pred > 1:
        return 0
    if pred < 0:
        return 1
    return pred
""",
        "zero outside": """\
def cut_network(input, weight):
    pred = input * weight
    if 0 < pred < 1:
        return pred
    return 0
""",
        "rounded": """\
def cut_network(input, weight):
    return round(min(1, max(0, input * weight)))
""",
        "without the sign": "def cut_network(x, weight):\n    return min(1, abs(x * weight))",
        "input cut": """\
def cut_network(input, weight):
    if input > 1:
        input = 1
    if input < 0:
        input = 0
    return input * weight
""",
    },
}
