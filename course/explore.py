"""Live drawings: what ``pictures`` draws, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell. Those that show digits are imported when they are asked
for: the others do without NumPy.
"""

import importlib
from typing import TYPE_CHECKING, Any

from course.pictures.fold import fold
from course.pictures.network import live_network as network
from course.pictures.parabola import live_parabola as parabola
from course.pictures.patch import live_patch as patch
from course.pictures.perceptron import perceptron
from course.pictures.three_steps import live_three_steps as three_steps

if TYPE_CHECKING:
    from course.pictures.answers import compare
    from course.pictures.browse import browse
    from course.pictures.inside import layers
    from course.pictures.pad import pad
    from course.pictures.training import learning, retrain

ON_DIGITS = {
    "browse": "browse",
    "compare": "answers",
    "layers": "inside",
    "learning": "training",
    "pad": "pad",
    "retrain": "training",
}

__all__ = ["browse", "compare", "fold", "layers", "learning", "network", "pad", "parabola"]
__all__ += ["patch", "perceptron", "retrain", "three_steps"]


def __getattr__(name: str) -> Any:
    if name not in ON_DIGITS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"course.pictures.{ON_DIGITS[name]}"), name)


def __dir__() -> list[str]:
    return __all__
