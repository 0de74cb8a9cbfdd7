"""Answers to the bug hunt of notebook 21, as students write them."""

from stored import source

NOTEBOOK = "21_bug_hunt_famous_curve"
PARTS = ["symptom-code", "instrument-2", "instrument-3", "measure"]
SETUP = "\n".join(source(NOTEBOOK, part) for part in PARTS)

ANSWER = {"21-1": "[verdict, agreeing]"}

RIGHT = {
    "21-1": [
        "verdict, agreeing = 'a', 19",
        "verdict, agreeing = '(a)', np.int64(19)",
    ],
}

WRONG = {
    "21-1": {
        "no letter": "verdict, agreeing = None, 19",
        "no figure": "verdict, agreeing = 'a', None",
        "exchanged": "verdict, agreeing = 19, 'a'",
        "another letter": "verdict, agreeing = 'b or a', 19",
        "a text": "verdict, agreeing = 'a', '19 of 40'",
        "several numbers": "verdict, agreeing = 'a', np.abs(np.arange(40) - 9.5) < 10",
        "no number": "verdict, agreeing = 'a', True",
        "verdict b": "verdict, agreeing = 'b', 40",
        "verdict c": "verdict, agreeing = 'c', 19",
        "verdict d": "verdict, agreeing = 'd', 0",
        "the others": "verdict, agreeing = 'a', 21",
        "all": "verdict, agreeing = 'a', 40",
        "none": "verdict, agreeing = 'a', 0",
        "another figure": "verdict, agreeing = 'a', 18",
    },
}
