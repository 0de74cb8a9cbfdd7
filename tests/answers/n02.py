"""Answers to the exercises of notebook 02, as students write them."""

# Runs before each answer: what the notebook has defined by then, as far as an answer may need it.
SETUP = """\
toes = [8.5, 9.5, 9.9, 9.0]
"""

# What the check cell hands over.
ANSWER = {"02-1": "w_sum", "02-2": "weights"}

RIGHT = {
    "02-1": [
        """\
def w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output
""",
        "def w_sum(a, b):\n    return sum(x * y for x, y in zip(a, b))",
        "import numpy as np\n\n\ndef w_sum(input, weights):\n    return np.dot(input, weights)",
        """\
def w_sum(a, b):
    products = [x * y for x, y in zip(a, b)]
    while len(products) > 1:
        products.append(products.pop() + products.pop())
    return products[0]
""",
    ],
    "02-2": [
        "weights = [0.1, 0.2, 1]",
        "weights = (-0.1, 0, 0)",
        "import numpy as np\n\nweights = np.array([0, 0, 0.5])",
    ],
}

# Task → the mistake's name → code that makes it.
WRONG = {
    "02-1": {
        "sum without weights": "def w_sum(a, b):\n    return sum(a)",
        "product of the sums": "def w_sum(a, b):\n    return sum(a) * sum(b)",
        "sum of both": """\
def w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] + b[i]
    return output
""",
        "first only": """\
def w_sum(a, b):
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
        return output
""",
        "last only": """\
def w_sum(a, b):
    for x, y in zip(a, b):
        output = x * y
    return output
""",
        "mean": "def w_sum(a, b):\n    return sum(x * y for x, y in zip(a, b)) / len(a)",
        "not added": "def w_sum(a, b):\n    return [a[i] * b[i] for i in range(len(a))]",
    },
    "02-2": {
        "all zero": "weights = [0, 0, 0]",
        "highest": "weights = [0.2, 0.2, 0]",
    },
}
