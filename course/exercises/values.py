"""Answers as they are compared and shown: lists, tuples and arrays alike, numbers with a tolerance.

Nothing here needs NumPy: an array turns itself into a list.
"""

import math
from collections.abc import Iterator, Mapping, MappingView, Sequence, Set
from dataclasses import dataclass
from numbers import Number
from typing import Any

from nnlib.checks import listed

# No task asks for more entries, or for lists in lists so deep. What is larger is known by its kind
# alone, so that comparing and showing it costs next to nothing.
MOST = 5_000
DEEP = 8
# A list with more entries, or a text with more letters, is shown by its beginning.
MANY = 40
WIDTH = 120
# What rounding takes away: so much of a number at most, or its decimals from one of these on.
ROUNDED = 0.006
DECIMALS = range(2, 9)


class Single(float):
    """A number kept as float32, which has seven figures."""

    slack = 1e-5


class Half(float):
    """A number kept as float16, which has three figures."""

    slack = 2e-3


NARROW: dict[str, type[float]] = {"float32": Single, "float16": Half}


@dataclass(frozen=True)
class Large:
    """What stands for something too large to be an answer: its kind in words, and its shape."""

    kind: str
    lengths: tuple[int, ...] | None = None


def plain(value: Any) -> Any:
    """Return an answer made of Python's own numbers, texts, lists, sets and dicts only.

    Tuples, ranges, arrays, ``map`` and ``zip`` become lists, numbers of NumPy and TensorFlow
    Python's own, or ``Single`` and ``Half``. What has too many entries becomes ``Large``. What is
    none of these stays as it is.
    """
    return _plain(value, [MOST], DEEP)


def _plain(value: Any, left: list[int], deep: int) -> Any:
    """Do what ``plain`` does; ``left[0]`` is how many more entries there may be."""
    if isinstance(value, (str, bytes)) and len(value) > left[0]:
        return Large(f"a text of {len(value)} letters", ())
    if isinstance(value, int) and value.bit_length() > left[0]:  # Python does not write it out
        return Large("a whole number of thousands of digits", ())
    if value is None or value is ... or isinstance(value, (str, bytes, int, float, complex, type)):
        return value
    if isinstance(value, Iterator):
        entries = []
        for entry in value:  # each one as it comes, since it can hang on where the loop is
            left[0] -= 1
            entries.append(_plain(entry, left, deep - 1))
            if left[0] < 0 or not deep:
                return Large(f"a series of more than {len(entries) - 1} entries")
        return entries
    lengths = _lengths(value)
    if lengths is None:
        return float(value) if isinstance(value, Number) else value  # type: ignore[arg-type]
    if math.prod(lengths) > left[0] or len(lengths) > deep:
        left[0] -= MANY  # many large ones are as much as one that is larger still
        return _large(value, lengths)
    if callable(getattr(value, "tolist", None)):
        narrow = NARROW.get(str(getattr(value, "dtype", "")).rpartition(".")[2], float)
        return _narrowed(_plain(value.tolist(), left, deep), narrow)
    if callable(getattr(value, "numpy", None)):
        return _plain(value.numpy(), left, deep)
    left[0] -= len(value)
    if isinstance(value, Mapping):
        return {key: _plain(entry, left, deep - 1) for key, entry in value.items()}
    if isinstance(value, Set) and not isinstance(value, MappingView):  # a dict's are in order
        return frozenset(value)
    entries = []
    for entry in value:
        entries.append(_plain(entry, left, deep - 1))
        if left[0] < 0:
            return _large(value, lengths)
    return entries


def _large(value: Any, lengths: tuple[int, ...]) -> Large:
    what = "dict" if isinstance(value, Mapping) else "set" if isinstance(value, Set) else "list"
    return Large(_kind_of_shape(lengths, "entries").replace("list", what), lengths)


def _lengths(value: Any) -> tuple[int, ...] | None:
    """Return the lengths of an array, a list or a dict; None of what has no entries."""
    if callable(getattr(value, "tolist", None)) or callable(getattr(value, "numpy", None)):
        lengths = getattr(value, "shape", None)
        return (len(value),) if lengths is None else tuple(lengths)
    return (len(value),) if isinstance(value, (Mapping, MappingView, Set, Sequence)) else None


def _narrowed(value: Any, narrow: type[float]) -> Any:
    if isinstance(value, list):
        return value if narrow is float else [_narrowed(entry, narrow) for entry in value]
    return narrow(value) if isinstance(value, float) else value


def same(right: Any, answer: Any, tolerance: float) -> bool:
    """Tell whether two plain values are the same; numbers may differ by the tolerance."""
    if isinstance(right, (int, float, complex)) and isinstance(answer, (int, float, complex)):
        return _same_number(right, answer, tolerance)
    if isinstance(right, list) and isinstance(answer, list):
        return len(right) == len(answer) and all(
            same(a, b, tolerance) for a, b in zip(right, answer, strict=True)
        )
    if isinstance(right, dict) and isinstance(answer, dict):
        return right.keys() == answer.keys() and all(
            same(right[key], answer[key], tolerance) for key in right
        )
    if isinstance(right, str) and isinstance(answer, str):
        return words(right) == words(answer)
    return type(right) is type(answer) and bool(right == answer)


def _same_number(right: complex, answer: complex, tolerance: float) -> bool:
    if isinstance(right, complex) or isinstance(answer, complex):
        return abs(right - answer) <= tolerance * max(1.0, abs(right))
    slack = max(getattr(right, "slack", 0.0), getattr(answer, "slack", 0.0))
    near = max(tolerance, slack / 10)  # of a difference between larger numbers, next to 0
    try:
        if math.isnan(right) or math.isnan(answer):
            return math.isnan(right) and math.isnan(answer)
        return math.isclose(right, answer, rel_tol=max(tolerance, slack), abs_tol=near)
    except OverflowError:  # a whole number too large for a float
        return right == answer


def nearly(right: Any, answer: Any) -> bool:
    """Tell whether two plain values are the same but for what rounding can have taken away.

    Two whole numbers are the same or they are not: 79401 is not nearly 79400.
    """
    if isinstance(right, list) and isinstance(answer, list):
        return len(right) == len(answer) and all(
            nearly(a, b) for a, b in zip(right, answer, strict=True)
        )
    if not isinstance(right, (int, float)) or not isinstance(answer, (int, float)):
        return same(right, answer, 0.0)
    try:
        if right == int(right) and answer == int(answer):
            return right == answer
        close = math.isclose(right, answer, rel_tol=ROUNDED)
        return close or any(same(round(right, d), answer, 1e-12) for d in DECIMALS)
    except (OverflowError, ValueError):  # infinite, not a number, or too large for a float
        return same(right, answer, 0.0)


def words(text: str) -> str:
    """Return a text as it is compared: capitals, spaces and the sort of minus don't count."""
    return " ".join(text.replace("−", "-").casefold().split())


def leaves(value: Any) -> Iterator[Any]:
    """Yield what stands in a plain value's lists and dicts at last, or the value itself."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from leaves(entry)
    else:
        yield value


def holds(value: Any, wanted: Any) -> bool:
    """Tell whether a plain value is ``wanted``, or has it somewhere inside."""
    return any(leaf is wanted for leaf in leaves(value))


def has_nan(value: Any) -> bool:
    """Tell whether a plain value is "not a number", or has one inside."""
    return any(isinstance(leaf, float) and math.isnan(leaf) for leaf in leaves(value))


def shape(value: Any) -> tuple[int, ...] | None:
    """Return the lengths of nested lists, () for a single thing, None if rows differ in length."""
    if isinstance(value, Large):
        return value.lengths
    if not isinstance(value, list):
        return ()
    inside = {shape(entry) for entry in value}
    if len(inside) > 1 or None in inside:
        return None
    return (len(value), *(inside.pop() or () if inside else ()))


def kind(value: Any) -> str:
    """Return in words what sort of thing a plain value is, as in "a list of 3 numbers"."""
    if value is None:
        return "nothing (None)"
    if value is ...:
        return "a ..."
    if isinstance(value, Large):
        return value.kind
    if isinstance(value, bool):
        return f"the truth value {value}"
    if isinstance(value, (int, float, complex)):
        return "a number"
    if isinstance(value, frozenset):
        return f"a set without order, of {len(value)}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, dict):
        return "a dict"
    if isinstance(value, list):
        return _kind_of_list(value)
    if callable(value):
        return "a function"
    return f"an object of type {type(value).__name__}"


def _kind_of_list(value: list[Any]) -> str:
    if not value:
        return "an empty list"
    lengths = shape(value)
    if lengths is None:
        if all(isinstance(entry, (list, Large)) for entry in value):
            return _kind_of_lists(value)
        single = [entry for entry in value if not isinstance(entry, (list, Large))]
        numbers = all(isinstance(entry, (int, float)) for entry in single)
        return f"a list of {'numbers' if numbers else 'entries'} and lists"
    if len(lengths) == 1 and all(isinstance(entry, (int, float)) for entry in value):
        return _kind_of_shape(lengths, "numbers" if len(value) > 1 else "number")
    return _kind_of_shape(lengths, "entries" if len(value) > 1 else "entry")


def _kind_of_shape(lengths: tuple[int, ...], entries: str) -> str:
    if len(lengths) == 1:
        return f"a list of {lengths[0]} {entries}"
    if len(lengths) == 2:
        return f"a matrix of {lengths[0]} × {lengths[1]}"
    return f"an array of {' × '.join(str(length) for length in lengths)}"


def _kind_of_lists(value: list[Any]) -> str:
    """Return in words what several lists are that differ in shape, two matrices for example."""
    shapes = [shape(entry) for entry in value]
    matrices = [lengths for lengths in shapes if lengths is not None and len(lengths) == 2]
    if len(matrices) == len(value):
        count = "two" if len(value) == 2 else len(value)
        return f"{count} matrices, of {listed(f'{high} × {wide}' for high, wide in matrices)}"
    flat = all(lengths is not None and len(lengths) == 1 for lengths in shapes)
    return f"a list of {len(value)} lists of different {'lengths' if flat else 'shapes'}"


def shown(value: Any, figures: int = 6) -> str:
    """Return a plain value as one writes it in Python, shortened if it is long."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if value is ...:
        return "..."
    if isinstance(value, float):
        return _shown_float(value, figures)
    if isinstance(value, dict):
        inside = [f"{shown(plain(key))}: {shown(entry, figures)}" for key, entry in value.items()]
        return _cut("{" + ", ".join(inside) + "}")
    if isinstance(value, frozenset):
        return _cut("{" + ", ".join(sorted(shown(plain(entry), figures) for entry in value)) + "}")
    if isinstance(value, list):
        return _shown_list(value, figures)
    if isinstance(value, (str, bytes, int, complex)):
        return _cut(repr(value))
    return getattr(value, "__name__", "a function") if callable(value) else kind(value)


def _cut(written: str) -> str:
    return written if len(written) <= WIDTH else written[: WIDTH - 1] + "…"


def _shown_float(value: float, figures: int) -> str:
    written = f"{value:.{figures}g}"
    if not math.isfinite(value) or "." in written or "e" in written:
        return written
    return written + ".0"


def _shown_list(value: list[Any], figures: int) -> str:
    beginning = ", ".join(shown(entry, figures) for entry in value[:MANY])
    if len(value) <= MANY and len(beginning) <= WIDTH:
        return f"[{beginning}]"
    return f"{kind(value)}: [{beginning[:WIDTH]}…"


def pair(right: Any, answer: Any) -> tuple[str, str]:
    """Return two plain values as texts that differ, with as many figures as that takes."""
    for figures in (6, 12, 17):
        texts = shown(right, figures), shown(answer, figures)
        if texts[0] != texts[1]:
            break
    return texts
