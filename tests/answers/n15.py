"""Answers to the exercises of notebook 15, as students write them."""

SETUP = """\
import numpy as np

kernel = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]])
"""

ANSWER = {"15-1": "left_kernel", "15-2": "average_pool", "15-3": "safe_softmax"}


def pool(value, step="size", places="len(feature_map) // size"):
    return f"""\
def average_pool(feature_map, size=2):
    places = {places}
    output = np.zeros((places, places))
    for row in range(places):
        for column in range(places):
            r, c = row * {step}, column * {step}
            square = feature_map[r : r + size, c : c + size]
            output[row][column] = {value}
    return output
"""


def softmax(powers, result="powers / powers.sum()"):
    return f"""\
def safe_softmax(outputs):
    outputs = np.array(outputs, dtype=float)
    powers = {powers}
    return {result}
"""


RIGHT = {
    "15-1": [
        "left_kernel = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]",
        "left_kernel = kernel.T[:, ::-1]",
    ],
    "15-2": [
        pool("sum(square.flatten()) / size**2"),
        """\
def average_pool(feature_map, size=2):
    places = len(feature_map) // size
    return feature_map.reshape(places, size, places, size).mean(axis=(1, 3))
""",
    ],
    "15-3": [
        """\
import math


def safe_softmax(outputs):
    top = max(outputs)
    powers = [math.exp(z - top) for z in outputs]
    return [p / sum(powers) for p in powers]
""",
        """\
def safe_softmax(outputs):
    z = np.asarray(outputs, dtype=float)
    return np.exp(z - (z.max() + np.log(np.exp(z - z.max()).sum())))
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "15-3": [
        """\
def safe_softmax(outputs):
    outputs = np.array(outputs, dtype=np.float32)
    powers = np.exp(outputs - outputs.max())
    return [float(share) for share in powers / powers.sum()]
"""
    ],
}

WRONG = {
    "15-1": {
        "right edges": "left_kernel = kernel.T",
        "upper edges": "left_kernel = -kernel",
        "lower edges": "left_kernel = kernel",
        "another scale": "left_kernel = -2 * kernel.T",
        "one row": "left_kernel = np.array([[-1, 0, 1]])",
    },
    "15-2": {
        "largest": pool("square.max()"),
        "sum": pool("square.sum()"),
        "divided by the size": pool("square.sum() / size"),
        "overlapping": pool("square.mean()", step="1", places="len(feature_map) - size + 1"),
        "the first places": pool("square.mean()", step="1"),
        "corners": pool("square[0][0]"),
        "mean of the whole map": "def average_pool(feature_map, size=2):\n"
        "    return feature_map.mean()",
    },
    "15-3": {
        "overflow": """\
import math


def safe_softmax(outputs):
    powers = [math.exp(z) for z in outputs]
    return [p / sum(powers) for p in powers]
""",
        "shares": "import warnings\n\nwarnings.simplefilter('ignore')\n" + softmax("outputs"),
        "not divided": softmax("np.exp(outputs - outputs.max())", "powers"),
        "divided by the largest": softmax("np.exp(outputs / (outputs.max() or 1))"),
        "all or nothing": softmax(
            "(outputs == outputs.max()) * 1.0", "np.eye(len(outputs))[outputs.argmax()]"
        ),
    },
}
