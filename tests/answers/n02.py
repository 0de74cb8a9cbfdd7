"""Answers to the exercises of notebook 02, as students write them."""

# Runs before each answer: what the notebook has defined by then, as far as an answer may need it.
SETUP = """\
weights = [0.1, 0.2, 0]
toes = [8.5, 9.5, 9.9, 9.0]
wlrec = [0.65, 0.8, 0.8, 0.9]
nfans = [1.2, 1.3, 0.5, 1.0]
"""

# What the check cell hands over.
ANSWER = {"02-1": "fans_weight", "02-2": "my_w_sum", "02-3": "loudest"}

RIGHT = {
    "02-1": [
        "fans_weight = (1.1 - 0.98) / 1.2",
        "fans_weight = 0.1",
        "fans_weight = (1.1 - toes[0] * weights[0] - wlrec[0] * weights[1]) / nfans[0]",
        "import numpy as np\n\n(fans_weight,) = np.array([1.1 - 0.98]) / 1.2",
    ],
    "02-2": [
        """\
def my_w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output
""",
        "def my_w_sum(a, b):\n    return sum(x * w for x, w in zip(a, b, strict=True))",
        "import numpy as np\n\n\ndef my_w_sum(input, weights):\n    return np.dot(input, weights)",
        """\
def my_w_sum(a, b):
    products = [x * y for x, y in zip(a, b)]
    while len(products) > 1:
        products.append(products.pop() + products.pop())
    return products[0]
""",
    ],
    "02-3": [
        """\
def loudest(names, input, weights):
    sizes = [abs(x * w) for x, w in zip(input, weights, strict=True)]
    return names[sizes.index(max(sizes))]
""",
        """\
def loudest(names, input, weights):
    best = 0
    for i in range(len(names)):
        if abs(input[i] * weights[i]) > abs(input[best] * weights[best]):
            best = i
    return names[best]
""",
        """\
import numpy as np


def loudest(names, input, weights):
    return np.array(names)[np.argmax((np.array(input) * weights) ** 2)]
""",
        """\
def loudest(names, input, weights):
    return max(zip(names, input, weights), key=lambda voice: abs(voice[1] * voice[2]))[0]
""",
    ],
}

# Task → the mistake's name → code that makes it.
WRONG = {
    "02-1": {
        "not divided": "fans_weight = 1.1 - 0.98",
        "product": "fans_weight = (1.1 - 0.98) * 1.2",
        "turned round": "fans_weight = 1.2 / (1.1 - 0.98)",
        "alone": "fans_weight = 1.1 / nfans[0]",
        "toes alone": "fans_weight = (1.1 - toes[0] * weights[0]) / nfans[0]",
        "game 4": "fans_weight = (1.1 - 0.9 - 0.18) / 1.0",
        "the prediction": "fans_weight = 1.1",
        "against": "fans_weight = (0.98 - 1.1) / 1.2",
        "the old weight": "fans_weight = weights[2]",
    },
    "02-2": {
        "rounded": """\
def my_w_sum(a, b):
    return round(sum(x * w for x, w in zip(a, b)), 2)
""",
        "sum without weights": "def my_w_sum(a, b):\n    return sum(a)",
        "product of the sums": "def my_w_sum(a, b):\n    return sum(a) * sum(b)",
        "sum of both": """\
def my_w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] + b[i]
    return output
""",
        "first only": """\
def my_w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
        return output
""",
        "last only": """\
def my_w_sum(a, b):
    for x, y in zip(a, b):
        output = x * y
    return output
""",
        "last missing": """\
def my_w_sum(a, b):
    output = 0
    for i in range(len(a) - 1):
        output += a[i] * b[i]
    return output
""",
        "first missing": """\
def my_w_sum(a, b):
    output = 0
    for i in range(1, len(a)):
        output += a[i] * b[i]
    return output
""",
        "always 0": """\
def my_w_sum(a, b):
    output = 0
    for x, w in zip(a, b):
        output *= x * w
    return output
""",
        "mean": "def my_w_sum(a, b):\n    return sum(x * y for x, y in zip(a, b)) / len(a)",
        "not added": "def my_w_sum(a, b):\n    return [a[i] * b[i] for i in range(len(a))]",
    },
    "02-3": {
        "with the sign": """\
def loudest(names, input, weights):
    products = [x * w for x, w in zip(input, weights)]
    return names[products.index(max(products))]
""",
        "largest input": "def loudest(names, input, weights):\n"
        "    return names[input.index(max(input))]",
        "largest weight": "def loudest(names, input, weights):\n"
        "    return names[weights.index(max(weights))]",
        "weight furthest from zero": """\
def loudest(names, input, weights):
    best = 0
    for i in range(len(names)):
        if abs(weights[i]) > abs(weights[best]):
            best = i
    return names[best]
""",
        "loudest against": """\
def loudest(names, input, weights):
    products = [x * w for x, w in zip(input, weights)]
    return names[products.index(min(products))]
""",
        "quietest": """\
def loudest(names, input, weights):
    return min(zip(names, input, weights), key=lambda voice: abs(voice[1] * voice[2]))[0]
""",
        "place": """\
def loudest(names, input, weights):
    sizes = [abs(x * w) for x, w in zip(input, weights)]
    return sizes.index(max(sizes))
""",
        "size": """\
def loudest(names, input, weights):
    return max(abs(x * w) for x, w in zip(input, weights))
""",
    },
}
