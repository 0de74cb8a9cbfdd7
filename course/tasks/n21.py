"""Notebook 21, bug hunt: the slope of ReLU at silent units."""

from course.tasks.bug_hunts import verdict

# What the answers need of the notebook.
CELLS = ["symptom-code", "instrument-2", "instrument-3", "measure"]

hunt = verdict(
    "21-1",
    "a",
    19,
    tolerance=1e-9,
    against={
        "b": "Against (b): for one picture, before any overfitting, some used weight deltas "
        "are not the slopes of the error.",
        "c": "Against (c): alpha has been divided out of the used weight deltas, and with half "
        "the alpha the published network still ends below ours.",
        "d": "Against (d): at some units the used weight delta is the slope to a millionth, "
        "and all ten predictions are in it, so a wrong way forward would have spoilt it.",
    },
    figures={
        "the others": (
            21,
            "At 21 units they do not agree: it is the number of the others that is asked for.",
        ),
        "all": (40, "At all 40? Hidden unit 2, for example, has 0.000644 and a slope of 0."),
        "none": (
            0,
            "At none? Take two numbers as equal if they differ by a millionth or less.",
        ),
    },
    hints=(
        "Go through the 40 units with a loop and print both numbers. That they agree at all "
        "units would speak for (b) or (c), at none for (d), at some for (a).",
        "Count the units at which the two differ by less than 0.000001.",
    ),
)
