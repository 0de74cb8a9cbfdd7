"""Notebook 21, bug hunt: the slope of ReLU at silent units."""

from nnlib.exercises.verdicts import verdict

TASKS = (
    verdict(
        "21-1",
        "d",
        21,
        tolerance=1e-9,
        other_letters={
            "a": "Against (a): for one picture, before any overfitting, some used weight deltas "
            "are not the slopes of the error.",
            "b": "Against (b): with alpha at half its size the published network still ends below "
            "ours, and alpha has no part in the weight deltas that do not fit.",
            "c": "Against (c): both networks begin with the same weights and use the same "
            "`evaluate`, so they predict the same before they learn.",
        },
        figures=[
            (
                "the ones that agree",
                19,
                "At 19 units the two agree: it is the number of the others that is asked for.",
            ),
            ("all", 40, "At all 40? Take the difference as zero if it is below a millionth."),
            ("none", 0, "At none? Hidden unit 2, for example, has 0.000644 and a slope of 0."),
        ],
        hints=(
            "Go through the 40 units with a loop and print both numbers. Where they differ, what "
            "is the slope?",
            "Count the units at which the two differ by more than 0.000001.",
        ),
    ),
)
