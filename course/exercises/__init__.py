"""Exercises and guesses of the notebooks: ``check``, ``guess`` and ``progress``.

``check("05-1", answer)`` says whether an answer is right, and names the mistake where it knows it.
It goes by what a function returns for inputs that are not shown, never by how it is written. The
tasks stand in one module for each notebook (``n01``, ``n02``, …), loaded when they are asked for.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course.exercises.checking import check as check
from course.exercises.store import progress as progress

if TYPE_CHECKING:
    from course.exercises.guesses import Guess


def guess(
    id: str,
    question: str,
    choices: Sequence[Any] | None = None,
    *,
    min: float | None = None,
    max: float | None = None,
    step: float | None = None,
    decimals: int = 3,
) -> "Guess":
    """Return a question to answer before the next cell runs; put it on the last line of a cell.

    With ``choices`` it is one of these, with ``min`` and ``max`` a place on a slider (in steps of
    ``step``, else a hundredth of the way), else a number to type. ``decimals`` is how many the
    truth is shown with. In a later cell ``reveal(truth)`` shows both.

    Raises ValueError for a question that can't be asked so (one choice, a slider without an end).
    """
    # Drawing widgets takes modules that a mere check does not need.
    from course.exercises.guesses import Guess

    return Guess(id, question, choices, low=min, high=max, step=step, decimals=decimals)
