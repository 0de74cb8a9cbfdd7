"""Answers to the bug hunt of notebook 19, as students write them."""

SETUP = """\
from course.tasks import suspects


def first_step(weight=0.5, input=0.5, goal=0.8, alpha=0.1):
    weights = suspects.learn_one_weight(weight, input, goal, alpha, steps=1)
    return weights[1] - weights[0]
"""

ANSWER = {"19-1": "[verdict, step]"}

RIGHT = {
    "19-1": [
        "verdict = 'b'\nstep = 0.275",
        "verdict = '(B)'\nstep = first_step(alpha=0.001)",
        "verdict = 'b'\nstep = (0.8 - 0.25) * 0.5",
        "verdict = '(b) its step is not alpha times the weight delta'\nstep = 0.275",
        "verdict = ' b. '\nstep = 0.275",
    ],
}

WRONG = {
    "19-1": {
        "no letter": "verdict, step = None, 0.275",
        "no figure": "verdict = 'b'\nstep = print(first_step(alpha=0.001))",
        "exchanged": "verdict, step = 0.275, 'b'",
        "another letter": "verdict, step = 'alpha is never used', 0.275",
        "a text": "verdict = 'b'\nstep = f'{first_step(alpha=0.001):.4f}'",
        "several numbers": "verdict = 'b'\nstep = 0,275",
        "no number": "verdict = 'b'\nstep = first_step",
        "rounded": "verdict, step = 'b', 0.28",
        "verdict a": "verdict, step = 'a', 0.275",
        "verdict c": "verdict, step = 'c', 0.275",
        "verdict d": "verdict, step = 'd', 1",
        "what notebook 07 would do": "verdict = 'b'\nstep = 0.001 * 0.275",
        "the sign": "verdict = 'b'\nstep = -first_step(alpha=0.001)",
        "the real alpha": "verdict, step = 'b', 1",
        "the new weight": "verdict = 'b'\nstep = 0.5 + first_step(alpha=0.001)",
        "another figure": "verdict, step = 'b', 0.7",
    },
}
