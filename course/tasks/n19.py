"""Notebook 19, bug hunt: alpha is set and never used."""

from course.exercises.task import Code
from course.tasks.bug_hunts import verdict

# What the answers need of the notebook.
CELLS = ["symptom-code", "instrument-1"]

hunt = verdict(
    "19-1",
    "b",
    0.275,
    tolerance=1e-4,
    against={
        "a": "Against (a): with the input 2, the weight 0.5 and the goal 1 the suspect takes "
        "no step, and with the input 0.5 and the goal 0.25 neither, so its prediction is input "
        "times weight.",
        "c": "Against (c): a wrong delta would still be multiplied by alpha, and another alpha "
        "does not change the step.",
        "d": "Against (d): the step divided by goal minus prediction is 0.5 for the input 0.5 "
        "and 2 for the input 2, so the input is in it.",
    },
    figures={
        "what notebook 07 would do": (
            0.000275,
            "This is the step that notebook 07 would take: measure the suspect's.",
        ),
        "the sign": (
            -0.275,
            "The size is right. The weight goes up, so the step is positive.",
            Code('["b", -first_step(alpha=0.001)]'),
        ),
        "the real alpha": (
            1.0,
            "This is the alpha that the suspect really uses. The step itself is asked for.",
        ),
        "the new weight": (
            0.775,
            "This is the weight after the step: take 0.5 away.",
            Code('["b", 0.5 + first_step(alpha=0.001)]'),
        ),
    },
    hints=(
        "Call `first_step` with two different alphas. Which explanations does that contradict?",
        "`first_step(alpha=0.001)` is the figure; what would it be if alpha were used?",
    ),
)
