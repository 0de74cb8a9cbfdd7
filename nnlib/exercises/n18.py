"""Notebook 18, your own network: a figure above the seminar's best."""

from typing import Any

from nnlib.exercises.tasks import Mistake, Row, Value

# The best row of the seminar's table, and what its network reads when it is stopped in time.
BEST, STOPPED = 0.8638, 0.8607
# Nobody reads so many test digits after a thousand training pictures.
TOO_GOOD = 0.985


def _rows(accuracy: Any) -> list[Row]:
    return [("share of the test digits", f"above {BEST}", float(accuracy))]


TASKS = (
    Value(
        "18-1",
        accept=lambda accuracy: BEST < accuracy < TOO_GOOD,
        wants="an accuracy between 0 and 1",
        rows=_rows,
        tolerance=1e-6,
        mistakes=(
            Mistake(
                "in per cent",
                "This is above 1: give the share as a number between 0 and 1, as `evaluate` does.",
                when=lambda accuracy: accuracy > 1,
            ),
            Mistake(
                "too good",
                f"More than {TOO_GOOD} is hardly possible with a thousand pictures: has the "
                "network learned from more of them, or from the test pictures?",
                when=lambda accuracy: accuracy >= TOO_GOOD,
            ),
            Mistake(
                "the first training",
                "This is what the first training reads: `my_training` is still as it was.",
                wrong=STOPPED,
            ),
            Mistake(
                "worse than the first training",
                "This is below what the first training reads. It is a result all the same; if you "
                "go on, choose by the held-out error alone, and say that the test has been opened.",
                when=lambda accuracy: accuracy < STOPPED,
            ),
            Mistake(
                "not enough",
                "This is better than the first training, but not above the seminar's best row. It "
                "is a result all the same; if you go on, choose by the held-out error alone, and "
                "say that the test has been opened.",
                when=lambda accuracy: STOPPED < accuracy <= BEST,
            ),
        ),
        hints=(
            "Of the four changes one lowered the held-out error most. Go further in that direction "
            "before you try the next.",
            "Moved pictures never repeat, so the network can learn longer from them, and can use "
            "more hidden units.",
        ),
    ),
)
