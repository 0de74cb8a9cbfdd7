"""A mistake that comes in more than one shape: each of them is recognised, one sentence says it."""

from collections.abc import Callable
from typing import Any

from course.exercises.tasks import TOLERANCE, Mistake
from course.exercises.values import plain, same
from course.tasks.told import Told
from course.tasks.told import many_for_one as one_number
from course.tasks.told import nearly as nearly


def either(*wrong: Callable[..., Any]) -> Callable[[Told], bool]:
    """Return a condition: for all cases the answer gives what one of these functions gives.

    If the mistake is recognised despite errors, an error of the same type is the same, as long as
    there is a wrong value too; else it has to be the very same error.
    """

    def condition(told: Told) -> bool:
        value = any(
            not isinstance(answer, BaseException) and not same(right, answer, TOLERANCE)
            for _, right, answer in told
        )
        return any(
            all(_agree(function, given, answer, value) for given, _, answer in told)
            for function in wrong
        )

    return condition


def _agree(
    function: Callable[..., Any], given: tuple[Any, ...], answer: Any, any_text: bool
) -> bool:
    try:
        return same(plain(function(*given)), answer, TOLERANCE)
    except Exception as error:
        return type(error) is type(answer) and (any_text or str(error) == str(answer))


def one_of(*wrong: Any) -> Callable[[Any], bool]:
    """Return a condition for a value: it is one of these, numbers to six decimals."""
    return lambda answer: any(same(plain(value), answer, 1e-6) for value in wrong)


def always_three(*wrong: Callable[..., Any]) -> Mistake:
    """Return the mistake of whoever takes the threes from the cell of a notebook along."""
    return Mistake(
        "always three",
        "This counts to three, however many there are: take the sizes from the lists, with `len`.",
        when=either(*wrong),
        despite_errors=True,
    )


def many_for_one(name: str) -> Callable[[Told], bool]:
    """Return the condition of ``told.many_for_one``."""
    return lambda told: one_number(told, name)
