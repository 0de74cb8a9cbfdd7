"""Answers to the exercises of notebook 04, as students write them."""

SETUP = """\
from nnlib.linalg import ele_mul, w_sum

weights = [0.3, 0.2, 0.9]
"""

ANSWER = {"04-1": "wanted_weights", "04-2": "predict_games"}

RIGHT = {
    "04-1": [
        "wanted_weights = [0.4 / 0.8, 0.8 / 0.8, 0 / 0.8]",
        "wanted_weights = (0.5, 1, 0)",
        "wanted_weights = [pred * 1.25 for pred in [0.4, 0.8, 0]]",
        "import numpy as np\n\nwanted_weights = np.array([0.4, 0.8, 0]) / 0.8",
    ],
    "04-2": [
        """\
def predict_games(inputs, weights):
    table = []
    for input in inputs:
        table.append(ele_mul(input, weights))
    return table
""",
        """\
def predict_games(inputs, weights):
    return [[input * weight for weight in weights] for input in inputs]
""",
        "import numpy as np\n\n\ndef predict_games(i, w):\n    return np.outer(i, w)",
        """\
def predict_games(inputs, weights):
    table = [[0] * len(weights) for _ in inputs]
    for row, input in enumerate(inputs):
        for column, weight in enumerate(weights):
            table[row][column] = input * weight
    return table
""",
    ],
}

WRONG = {
    "04-1": {
        "predictions": "wanted_weights = [0.4, 0.8, 0]",
        "product": "wanted_weights = ele_mul(0.8, [0.4, 0.8, 0])",
        "turned round": "wanted_weights = [0.8 / 0.4, 0.8 / 0.8, 0]",
        "another input": "wanted_weights = [0.4 / 0.65, 0.8 / 0.65, 0]",
        "the old weights": "wanted_weights = weights",
        "sad as before": "wanted_weights = [0.5, 1, 0.9]",
        "another order": "wanted_weights = [1, 0.5, 0]",
    },
    "04-2": {
        "rounded": """\
def predict_games(inputs, weights):
    return [[round(input * weight, 3) for weight in weights] for input in inputs]
""",
        "transposed": """\
def predict_games(inputs, weights):
    return [ele_mul(weight, inputs) for weight in weights]
""",
        "flat": """\
def predict_games(inputs, weights):
    table = []
    for input in inputs:
        table += ele_mul(input, weights)
    return table
""",
        "last row only": """\
def predict_games(inputs, weights):
    for input in inputs:
        table = [ele_mul(input, weights)]
    return table
""",
        "first row only": """\
def predict_games(inputs, weights):
    table = []
    for input in inputs:
        table.append(ele_mul(input, weights))
        return table
""",
        "the same row": """\
def predict_games(inputs, weights):
    table = [[0] * len(weights)] * len(inputs)
    for row, input in enumerate(inputs):
        for column, weight in enumerate(weights):
            table[row][column] = input * weight
    return table
""",
        "added": """\
def predict_games(inputs, weights):
    return [sum(ele_mul(input, weights)) for input in inputs]
""",
        "side by side": """\
def predict_games(inputs, weights):
    return [input * weight for input, weight in zip(inputs, weights)]
""",
        "weighted sum": """\
def predict_games(inputs, weights):
    return sum(input * weight for input, weight in zip(inputs, weights))
""",
        "list times number": """\
def predict_games(inputs, weights):
    return [input * weights for input in inputs]
""",
        "ele_mul with two lists": """\
def predict_games(inputs, weights):
    return ele_mul(inputs, weights)
""",
        "the old weights": """\
def predict_games(inputs, w):
    return [ele_mul(input, weights) for input in inputs]
""",
        "row not renewed": """\
def predict_games(inputs, weights):
    table = []
    row = []
    for input in inputs:
        for weight in weights:
            row.append(input * weight)
        table.append(row)
    return table
""",
        "appended too often": """\
def predict_games(inputs, weights):
    table = []
    for input in inputs:
        row = []
        for weight in weights:
            row.append(input * weight)
            table.append(row)
    return table
""",
        "no weights": """\
def predict_games(inputs, weights):
    return [[input] * len(weights) for input in inputs]
""",
    },
}
