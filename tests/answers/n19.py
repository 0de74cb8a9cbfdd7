"""Answers to the bug hunt of notebook 19, as students write them."""

SETUP = """\
from nnlib.exercises import suspects


def first_step(weight=0.5, input=0.5, goal=0.8, alpha=0.1):
    weights = suspects.learn_one_weight(
        weight=weight, input=input, goal=goal, alpha=alpha, steps=1
    )
    return weights[1] - weights[0]
"""

ANSWER = {"19-1": "[verdict, real_alpha]"}

RIGHT = {
    "19-1": [
        "verdict = 'd'\nreal_alpha = 1",
        "verdict = '(D)'\nreal_alpha = first_step() / ((0.8 - 0.25) * 0.5)",
        "verdict = 'd'\nreal_alpha = first_step(input=2, weight=1) / -2.4",
    ],
}

WRONG = {
    "19-1": {
        "verdict a": "verdict, real_alpha = 'a', 1",
        "verdict b": "verdict, real_alpha = 'b', 1",
        "verdict c": "verdict, real_alpha = 'c', None",
        "no letter": "verdict, real_alpha = None, 1",
        "no figure": "verdict, real_alpha = 'd', None",
        "what it was told": "verdict, real_alpha = 'd', 0.1",
        "the step": "verdict = 'd'\nreal_alpha = first_step()",
        "the sign": "verdict = 'd'\nreal_alpha = first_step() / ((0.25 - 0.8) * 0.5)",
        "by the delta": "verdict = 'd'\nreal_alpha = first_step() / (0.8 - 0.25)",
        "ten times": "verdict = 'd'\nreal_alpha = first_step() / 0.0275",
        "another figure": "verdict, real_alpha = 'd', 0.7",
    },
}
