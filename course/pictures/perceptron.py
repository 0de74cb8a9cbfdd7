"""A line through AND, OR and XOR, and the perceptron rule a step at a time (notebook 03)."""

from collections.abc import Sequence
from typing import Any

from course.pictures.base import Explorer, moving, reading, tidy
from course.pictures.controls import slider
from course.pictures.network_values import count
from course.pictures.planes import given_planes, planes, sum_at
from course.pictures.shapes import filled
from course.pictures.svg import Drawing, bracketed, whole

CASES = [(0, 0), (0, 1), (1, 1), (1, 0)]
TASKS = {"AND": [0, 0, 1, 0], "OR": [0, 1, 1, 1], "XOR": [0, 1, 0, 1]}
NAMES = ("w1", "w2", "bias")
LIMIT = 5.0  # of a slider

# What stands under the planes: the case shown, what it changed, and how the pass goes. A number
# that stands behind a sign is named ``in_…``. The browser fills in the same words.
SAID = {
    "start": "In training: {task}; first case {next}",
    "case": "{task}, pass {passes}, case ({a}, {b}): {a} × {in_w1} + {b} × {in_w2} + {in_bias} = "
    "{sum}, so the prediction is {pred}; goal {goal}, delta {delta}",
    "right": "right: nothing changes",
    "wrong": "wrong: w1 = {w1} − {in_delta} × {a} = {new_w1}; w2 = {w2} − {in_delta} × {b} = "
    "{new_w2}; bias = {bias} − {in_delta} × 1 = {new_bias}",
    "on": "pass {passes} so far: {mistakes}; next case {next}",
    "end": "pass {passes}: {mistakes}{learned}",
}


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
    # ``place`` is the next case, ``last`` the one shown last and the numbers before it; ``passes``
    # and ``mistakes`` count the present pass.
    numbers = dict(zip(NAMES, (w1, w2, bias), strict=True))
    rule = {"task": "AND", "place": 0, "passes": 0, "mistakes": 0, "last": []}
    live = moving("perceptron", draw, given(), **numbers, **rule)
    controls = [slider(live, name, name, -LIMIT, LIMIT, 0.25) for name in NAMES]
    return Perceptron(live.still, live, controls)


def given() -> dict[str, Any]:
    """Return what the browser needs besides the numbers that move."""
    return given_planes(panels([0, 0, 0], "AND"), notes=3) | {"said": SAID}


def draw(
    w1: float, w2: float, bias: float, task: str, passes: int = 0, **beginning: Any
) -> Drawing:
    """Draw the planes after so many passes of the perceptron rule."""
    line = [w1, w2, bias]
    mistakes, last = 0, list[Any]()
    for _ in range(passes):
        mistakes = 0
        for place, case in enumerate(CASES):
            last = [place, *line]
            delta = (sum_at(line, case) > 0) - TASKS[task][place]  # predict, compare
            line = [value - delta * x for value, x in zip(line, (*case, 1), strict=True)]  # learn
            mistakes += abs(delta)
    return planes(panels(line, task, *last[:1]), notes(task, passes, mistakes, last))


def notes(task: str, passes: int, mistakes: int, last: Sequence[Any]) -> list[str]:
    """Return the words under the planes at the end of a pass, or before the first."""
    texts = {"task": task, "next": str(CASES[0]), "passes": str(passes)}
    if not last:
        return [filled(SAID["start"], texts), "", ""]
    place, *before = last
    (a, b), goal, total = CASES[place], TASKS[task][place], sum_at(before, CASES[place])
    delta = (total > 0) - goal
    for name, value, x in zip(NAMES, before, (a, b, 1), strict=True):
        texts[name], texts[f"in_{name}"] = whole(value), bracketed(value, whole)
        texts[f"new_{name}"] = whole(value - delta * x)
    texts |= {"a": str(a), "b": str(b), "sum": whole(total), "pred": str(int(total > 0))}
    texts |= {"goal": str(goal), "delta": whole(delta), "in_delta": bracketed(delta, whole)}
    texts["mistakes"] = count(mistakes, "mistake")
    texts["learned"] = "" if mistakes else f", {task} is learned"
    shown = ("case", "wrong" if delta else "right", "end")
    return [filled(SAID[name], texts) for name in shown]


def panels(line: list[float], task: str, ring: int | None = None) -> list[dict[str, Any]]:
    """Return the three planes, with a frame round the ``task`` that is trained."""
    return [
        {"points": CASES, "goals": goals, "line": line, "title": title}
        | {"chosen": title == task, "ring": ring if title == task else None}
        for title, goals in TASKS.items()
    ]
