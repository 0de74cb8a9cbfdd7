"""Checks of what is handed in: it comes back as it is needed, or a ValueError says what is wrong.

``name`` is what the one who calls knows it by. NumPy is imported by those that return arrays.
"""

import math
from collections.abc import Iterable, Sized
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names as a sentence has them: "a", "a and b", "a, b and c"."""
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end


def check_count(name: str, value: Any) -> None:
    """Raise ValueError unless the value called ``name`` is a whole number of at least 1."""
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, but is {value!r}.")


def check_whole(name: str, value: Any, most: int) -> None:
    """Raise ValueError unless the value called ``name`` is a whole number from 0 to ``most``."""
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not is_whole or not 0 <= value <= most:
        raise ValueError(f"{name} is {value!r}: give a whole number from 0 to {most}.") from None


def check_one_each(name: str, things: Sized, others: str, given: Sized) -> None:
    """Raise ValueError unless there are as many of ``others`` as of what is called ``name``."""
    if len(given) != len(things):
        raise ValueError(
            f"There are {len(things)} {name}, but {len(given)} {others}: give one each."
        )


def as_path(path: Any) -> Path:
    """Return a file's name as a path; raise ValueError if it is neither a text nor a path."""
    try:
        return Path(path)
    except TypeError:
        raise ValueError(
            f"A file is named by a text or a Path, but this is of type {type(path).__name__}: "
            'give its name, such as "my_four.png".'
        ) from None


def as_number(value: Any, name: str) -> float:
    """Return ``value`` as a float, or say that it is not a finite number."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {value!r}: give a number.") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} is {number}: a drawing needs a finite number.")
    return number


def as_rows(values: Any, name: str) -> list[list[float]]:
    """Return nested numbers as rows of equal length, or say what is wrong with them."""
    try:
        rows = [[as_number(value, f"a number of {name}") for value in row] for row in values]
    except TypeError:
        raise ValueError(f"{name} must be rows of numbers, such as [[0, 1], [1, 0]].") from None
    lengths = {len(row) for row in rows}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError(f"{name} must be rows of numbers, all of the same length, none empty.")
    return rows


def as_row(values: Any, name: str) -> list[float]:
    """Return numbers as a list, or say what is wrong with them."""
    try:
        row = [as_number(value, f"a number of {name}") for value in values]
    except TypeError:
        row = []
    if not row:
        raise ValueError(f"{name} must be a row of numbers, such as [1, 0].")
    return row


def as_array(values: Any, name: str) -> "npt.NDArray[Any]":
    """Return what is called ``name`` as an array; raise ValueError if its rows differ in length."""
    import numpy as np

    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} must be an array, but the rows differ in length: look for one that is too "
            "short or too long."
        ) from None


def as_numbers(values: Any, name: str, dimensions: int) -> "npt.NDArray[np.float64]":
    """Return finite numbers as an array of so many dimensions, or say what is wrong."""
    import numpy as np

    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers, with rows of equal length.") from None
    if array.ndim != dimensions or not array.size:
        raise ValueError(
            f"{name} must have {dimensions} dimension{'s' if dimensions > 1 else ''} and hold "
            f"something; its shape is {array.shape}."
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds NaN or infinity: look for what went wrong before drawing.")
    return array


def as_table(values: Any, name: str, width: int) -> "npt.NDArray[np.float64]":
    """Return an array of finite numbers, ``width`` in each row, or say what is wrong."""
    import numpy as np

    try:
        given = np.asarray(values)
    except (TypeError, ValueError):  # rows of unequal length
        given = None
    # Only now to float64: NumPy would read a text as a number, and cut a complex one's i off.
    if given is None or given.dtype.kind not in "biuf":
        raise ValueError(
            f"{name} must be an array of numbers, {width} in each row, but holds something else."
        )
    array = np.ascontiguousarray(given, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != width or len(array) == 0:
        raise ValueError(
            f"{name} must have the shape (n, {width}) with n of at least 1, but have "
            f"{array.shape}: use reshape or one_hot first."
        )
    if not np.isfinite(array).all():
        row = int(np.argwhere(~np.isfinite(array))[0][0])
        raise ValueError(f"{name} must hold finite numbers, but row {row} holds NaN or infinity.")
    return array
