"""What a mistake's condition may ask of what it is told: (arguments, true value, answer) each."""

import traceback
from typing import Any

from course.exercises.values import nearly

Told = list[tuple[tuple[Any, ...], Any, Any]]


def many_for_one(told: Told, name: str) -> bool:
    """Tell whether each call stops in this function, which got a list or array and no number."""

    def stops(error: Any) -> bool:
        got_many = "'list'" in str(error) or "truth value" in str(error)
        return got_many and traceback.extract_tb(error.__traceback__)[-1].name == name

    return all(stops(answer) for _, _, answer in told)


def nearly_right(told: Told) -> bool:
    """Tell whether every answer is right but for what rounding has taken away."""
    return all(nearly(right, answer) for _, right, answer in told)
