"""Notebook 20, bug hunt: the outer product is transposed."""

from course.exercises.task import Code
from course.tasks.bug_hunts import verdict

# What the answers need of the notebook.
CELLS = ["symptom-code", "used-deltas"]

hunt = verdict(
    "20-1",
    "d",
    0.546,
    tolerance=1e-3,
    against={
        "a": "Against (a): with a larger alpha the error ends where it ends now, and beyond "
        "some alpha it grows.",
        "b": "Against (b): with a delta that is too small, a row of `used_deltas` would be a "
        "fraction of the right row, and none is.",
        "c": "Against (c): `used_deltas` has no row of zeros, so every row is changed.",
    },
    figures={
        "the right one": (
            7.3525,
            "7.3525 is the one that should have been used: is it the half slope, or "
            "`[0][2]` in place of `[2][0]`?",
            Code('["d", used_deltas(weights)[0][2]]'),
        ),
        "the step": (
            0.00546,
            "This is the step itself: divide it by alpha to get the weight delta.",
            Code('["d", used_deltas(weights)[2][0] * 0.01]'),
        ),
        "the new weight": (
            -0.00546,
            "This is the new weight, or new minus old: take the new one from the old one, and "
            "divide by alpha.",
            Code('["d", suspects.learn_matrix(weights, input, goals, 0.01)[2][0]]'),
        ),
        "the sign": (
            -0.546,
            "The size is right, the sign is not: old weight minus new weight.",
        ),
        "the fans' weight": (
            7.3525 * 1.2 / 8.5,
            "This is what should have been used for the fans' weight to `sad?`.",
        ),
    },
    hints=(
        "Print `used_deltas(weights)` and the nine half slopes, one matrix below the other.",
        "The toes are input 0 and `sad?` is output 2, so the place is `[2][0]`.",
    ),
)
