"""Answers to the exercises of notebook 12, as students write them."""

SETUP = """\
import numpy as np

from nnlib.mnist import load_mnist

(x_train, y_train), (x_test, y_test) = load_mnist()
images = x_train.reshape(60000, 784) / 255
means = np.array([images[y_train == digit].mean(axis=0) for digit in range(10)])
del images
outputs = (x_test.reshape(10000, 784) / 255).dot(means.T)
"""

ANSWER = {"12-1": "share_right", "12-2": "as_inputs", "12-3": "accuracy"}


def share(biases):
    return f"share_right = np.mean((outputs + {biases}).argmax(axis=1) == y_test)"


def inputs(code):
    return f"def as_inputs(pictures):\n    return {code}\n"


def accuracy(code):
    return (
        f"def accuracy(outputs, labels):\n    answers = outputs.argmax(axis=1)\n    return {code}"
    )


RIGHT = {
    "12-1": [
        share("[-sum(p * p for p in picture) / 2 for picture in means]"),
        "share_right = 0.8203",
    ],
    "12-2": [
        inputs("np.array([picture.flatten() / 255 for picture in pictures])"),
        inputs("(pictures / 255).reshape(-1, 784)"),
        inputs("pictures.reshape(len(pictures), -1).astype('float32') / 255"),
    ],
    "12-3": [
        """\
def accuracy(outputs, labels):
    right = 0
    for output, label in zip(outputs, labels):
        if np.argmax(output) == label:
            right += 1
    return right / len(labels)
""",
        accuracy("(answers == labels).sum() / len(answers)"),
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "12-1": ["share_right = x_train == 0"],
    "12-2": [
        inputs("x_train"),
        "as_inputs = x_train.reshape(60000, 784)",
        inputs("np.round(pictures.reshape(len(pictures), 784) / 255, 2)"),
    ],
    "12-3": [
        accuracy("(answers == labels).sum() // len(labels)"),
        accuracy("int(np.mean(answers == labels))"),
        accuracy("0"),
    ],
}

WRONG = {
    "12-1": {
        "rounded": "share_right = 0.82",
        "no bias": share("0"),
        "the whole square": share("-(means**2).sum(axis=1)"),
        "plus": share("(means**2).sum(axis=1) / 2"),
        "in per cent": "share_right = 82.03",
    },
    "12-2": {
        "not divided": inputs("pictures.reshape(len(pictures), 784)"),
        "divided by the largest": inputs("pictures.reshape(-1, 784) / pictures.max()"),
        "divided in place": """\
def as_inputs(pictures):
    pictures = pictures.reshape(len(pictures), 784)
    pictures /= 255
    return pictures
""",
        "divided by 256": inputs("pictures.reshape(len(pictures), 784) / 256"),
        "not reshaped": inputs("pictures / 255"),
        "one long row": inputs("pictures.flatten() / 255"),
        "inverted": inputs("(255 - pictures).reshape(len(pictures), 784) / 255"),
        "whole numbers": [
            inputs("pictures.reshape(len(pictures), 784) // 255"),
            inputs("(pictures.reshape(len(pictures), 784) / 255).astype(int)"),
        ],
    },
    "12-3": {
        "count": accuracy("(answers == labels).sum()"),
        "per cent": accuracy("np.mean(answers == labels) * 100"),
        "wrong answers": accuracy("np.mean(answers != labels)"),
        "smallest output": "def accuracy(outputs, labels):\n"
        "    return np.mean(outputs.argmin(axis=1) == labels)",
        "true or false": accuracy("answers == labels"),
        "no axis": "def accuracy(outputs, labels):\n    return np.mean(outputs.argmax() == labels)",
        "divided by ten": accuracy("(answers == labels).sum() / 10"),
    },
}
