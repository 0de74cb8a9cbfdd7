"""Answers to the bug hunt of notebook 21, as students write them."""

from stored import source

NOTEBOOK = "21_bug_hunt_famous_curve"
PARTS = ["symptom-code", "instrument-2", "instrument-3", "measure"]
SETUP = "\n".join(source(NOTEBOOK, part) for part in PARTS)

ANSWER = {"21-1": "[verdict, wrong_units]"}

RIGHT = {
    "21-1": [
        "verdict, wrong_units = 'd', 21",
        "import numpy as np\n\nverdict, wrong_units = '(d)', np.int64(21)",
    ],
}

WRONG = {
    "21-1": {
        "verdict a": "verdict, wrong_units = 'a', None",
        "verdict b": "verdict, wrong_units = 'b', 21",
        "verdict c": "verdict, wrong_units = 'c', 21",
        "no letter": "verdict, wrong_units = None, 21",
        "no figure": "verdict, wrong_units = 'd', None",
        "the ones that agree": "verdict, wrong_units = 'd', 19",
        "all": "verdict, wrong_units = 'd', 40",
        "none": "verdict, wrong_units = 'd', 0",
        "another figure": "verdict, wrong_units = 'd', 22",
    },
}
