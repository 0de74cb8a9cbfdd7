"""Notebook 19, bug hunt: alpha is set and never used."""

from nnlib.exercises.verdicts import verdict

TASKS = (
    verdict(
        "19-1",
        "d",
        1.0,
        tolerance=1e-3,
        other_letters={
            "a": "Against (a): with the goal 0.25, which is 0.5 times 0.5, the suspect takes no "
            "step, so its prediction is input times weight.",
            "b": "Against (b): the step is as much too large for every goal, and another alpha "
            "does not change it; a wrong delta would still be multiplied by alpha.",
            "c": "Against (c): with an input of 2 the step is twice the delta, so the input is "
            "in it.",
        },
        figures=[
            ("what it was told", 0.1, "0.1 is the alpha that the suspect is told."),
            (
                "the step",
                0.275,
                "This is the length of the step. Divide it by the weight delta.",
            ),
            (
                "the sign",
                -1.0,
                "The size is right. The weight delta is taken away, so the step is minus alpha "
                "times the weight delta.",
            ),
            (
                "by the delta",
                0.5,
                "This is the step divided by the delta. Divide it by the weight delta, which is "
                "delta times input.",
            ),
            ("ten times", 10.0, "This is how many times too long the step is, not its alpha."),
        ],
        hints=(
            "Call `first_step` with two different alphas. Which explanation does that contradict?",
            "The step is −alpha · weight delta, and the weight delta is (0.25 − 0.8) · 0.5.",
        ),
    ),
)
