"""Answers to the task of notebook 18, as students write them."""

from stored import source

NOTEBOOK = "18_your_own_network"
PARTS = ["data-code", "try-out", "move", "open-test"]
SETUP = "\n".join(source(NOTEBOOK, part) for part in PARTS)

ANSWER = {"18-1": "accuracy"}

RIGHT = {
    "18-1": [
        "accuracy = 0.9218",
        "import numpy as np\n\naccuracy = np.float64(0.8639)",
    ],
}

WRONG = {
    "18-1": {
        "in per cent": "accuracy = 92.18",
        "too good": "accuracy = 0.9912",
        "the first training": "accuracy = 0.8607",
        "worse than the first training": "accuracy = 0.829",
        "not enough": "accuracy = 0.8638",
    },
}
