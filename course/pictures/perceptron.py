"""A line through AND, OR and XOR, and the perceptron rule a step at a time (notebook 03)."""

from typing import Any

from course.pictures.base import Explorer, moving, reading, tidy
from course.pictures.controls import slider
from course.pictures.planes import draw_planes, given_planes

CASES = [(0, 0), (0, 1), (1, 1), (1, 0)]
TASKS = {"AND": [0, 0, 1, 0], "OR": [0, 1, 1, 1], "XOR": [0, 1, 0, 1]}
NAMES = ("w1", "w2", "bias")
LIMIT = 5.0  # of a slider


class Perceptron(Explorer):
    """The live planes; their line can be read in the next cell."""

    @property
    def weights(self) -> list[float]:
        """The two weights."""
        return [tidy(self.widget.w1), tidy(self.widget.w2)]

    bias = reading("bias", "The bias.")


def perceptron(w1: float = 0.0, w2: float = 0.0, bias: float = 0.0) -> Perceptron:
    """Return AND, OR and XOR with one line, which sliders move and the perceptron rule trains.

    Raises ``ValueError`` for a number that is none, or beyond the sliders, which end at ±5.
    """
    line = [w1, w2, bias]
    shown = panels(line, "AND")
    drawing = draw_planes(
        shown, notes=["AND is trained. “one case” shows it the case (0, 0).", "", ""]
    )
    # ``place`` is the next case, ``last`` the one shown last and the numbers before it; ``passes``
    # and ``mistakes`` count the present pass.
    numbers = dict(zip(NAMES, line, strict=True))
    rule = {"task": "AND", "place": 0, "passes": 0, "mistakes": 0, "last": []}
    live = moving("perceptron", drawing, given_planes(shown, notes=3), **numbers, **rule)
    controls = [slider(live, name, name, -LIMIT, LIMIT, 0.25) for name in NAMES]
    return Perceptron(drawing, live, controls)


def panels(line: list[float], task: str, ring: int | None = None) -> list[dict[str, Any]]:
    """Return the three planes, with a frame round the ``task`` that is trained."""
    return [
        {"points": CASES, "goals": goals, "line": line, "title": title}
        | {"chosen": title == task, "ring": ring if title == task else None}
        for title, goals in TASKS.items()
    ]
