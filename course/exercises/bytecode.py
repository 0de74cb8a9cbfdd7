"""What can be told of a student's function from its code, without calling it."""

import dis
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import CodeType
from typing import Any

PLAIN = (int, float, str, list, tuple, dict)
# What the code of ``return None`` and ``pass`` is made of, and of putting None into a name.
IDLE = ("RESUME", "NOP", "CACHE", "LOAD_CONST", "RETURN_", "LOAD_FAST", "STORE_FAST")


def _codes(function: Callable[..., Any]) -> Iterator[CodeType]:
    """Yield the code of a function and of all that is defined inside it; none if it has none."""
    waiting = [getattr(function, "__code__", None)]
    while waiting:
        code = waiting.pop(0)
        if isinstance(code, CodeType):
            yield code
            waiting += [inner for inner in code.co_consts if isinstance(inner, CodeType)]


def computes(function: Callable[..., Any]) -> bool:
    """Tell whether a function does anything at all, as the untouched ``return None`` does not."""
    return any(
        not step.opname.startswith(IDLE)
        for code in _codes(function)
        for step in dis.get_instructions(code)
    )


def calls(function: Callable[..., Any], name: str) -> bool:
    """Tell whether a name from outside, or an attribute of that name, stands in a function.

    A function of this name that stands there under another one is the same.
    """
    outside = getattr(function, "__globals__", {})
    names = [other for code in _codes(function) for other in code.co_names]
    return name in names or any(
        getattr(outside.get(other), "__name__", "") == name for other in names
    )


def returns(function: Callable[..., Any]) -> bool:
    """Tell whether something is written after a ``return`` of a function, other than ``None``."""
    code = getattr(function, "__code__", None)
    steps = list(dis.get_instructions(code)) if isinstance(code, CodeType) else []
    return any(
        step.opname == "RETURN_VALUE" and not ("CONST" in before.opname and before.argval is None)
        for before, step in pairwise(steps)
    )


def values_from_outside(function: Callable[..., Any]) -> list[str]:
    """Return the names of the values (numbers, texts, lists, dicts, arrays) it has from outside."""
    outside = getattr(function, "__globals__", {})
    names = [
        step.argval
        for code in _codes(function)
        for step in dis.get_instructions(code)
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    ]
    return [name for name in dict.fromkeys(names) if _is_value(outside.get(name))]


def _is_value(thing: Any) -> bool:
    # Arrays are known by what they can do, so that nothing has to be imported.
    return isinstance(thing, PLAIN) or callable(getattr(type(thing), "tolist", None))
