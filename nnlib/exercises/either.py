"""A mistake that comes in more than one shape: each of them is recognised, one sentence says it."""

from collections.abc import Callable
from typing import Any

from nnlib.exercises import values
from nnlib.exercises.tasks import TOLERANCE
from nnlib.exercises.values import plain, same

Told = list[tuple[tuple[Any, ...], Any, Any]]


def either(*wrong: Callable[..., Any]) -> Callable[[Told], bool]:
    """Return a condition: for all cases the answer gives what one of these functions gives."""

    def condition(told: Told) -> bool:
        return any(
            all(same(plain(function(*given)), answer, TOLERANCE) for given, _, answer in told)
            for function in wrong
        )

    return condition


def nearly(told: Told) -> bool:
    """Tell whether all answers are right but for what rounding takes away."""
    return all(values.nearly(right, answer) for _, right, answer in told)
