"""Live drawings: what ``pictures`` draws, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell. This is the list of them, each with the file it is in.
"""

import importlib
from typing import Any

from course.pictures.fold import fold as fold
from course.pictures.network import live_network as network
from course.pictures.parabola import live_parabola as parabola
from course.pictures.patch import live_patch as patch
from course.pictures.perceptron import perceptron as perceptron
from course.pictures.three_steps import live_three_steps as three_steps

# Those that show digits, by their files, are imported when they are asked for: the others do
# without NumPy.
ON_DIGITS = {"browse": "browse", "compare": "side_by_side", "layers": "layers", "pad": "pad"}
ON_DIGITS |= {"learning": "training", "retrain": "training"}
__all__ = [*ON_DIGITS, "fold", "network", "parabola", "patch", "perceptron", "three_steps"]


def __getattr__(name: str) -> Any:
    if name not in ON_DIGITS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"course.pictures.{ON_DIGITS[name]}"), name)


def __dir__() -> list[str]:
    return __all__
