"""One picture and what two networks make of it (notebook 17)."""

from collections.abc import Sequence
from typing import Any

from course.pictures.cells import ink
from course.pictures.shapes import LARGE, Look, circle, compact, cross, left, line, picture, rect
from course.pictures.svg import Drawing, cut, fixed, label, tag
from nnlib.checks import as_numbers, check_whole

SIDE, ROW, LONGEST = 238.0, 25, 112.0  # px: the picture, a digit's row, the bar of 1
MIDDLE, TOP = 411.0, 116.0  # of the column of digits, between the networks' bars


def two_answers(
    image: Any, outputs: Any, names: Sequence[str], *, goal: int | None = None
) -> Drawing:
    """Draw a picture large, and for each digit the probability that two networks give it.

    ``outputs``: ten probabilities of each network, named by ``names``; ``goal``: the digit that
    it is, if known. Raises ``ValueError`` for other numbers of networks and for no probabilities.
    """
    rows = picture(image)
    shares = as_numbers(outputs, "outputs", 2)
    if shares.shape != (2, 10) or len(names) != 2:
        raise ValueError(
            f"outputs must be ten probabilities of each of two networks; their shape is "
            f"{shares.shape}, and {len(names)} names are given."
        )
    if shares.min() < 0 or shares.max() > 1:
        raise ValueError("outputs holds numbers outside 0 to 1: give what softmax gives out.")
    if goal is not None:
        check_whole("goal", goal, 9)
    article = "an" if goal == 8 else "a"
    size = SIDE / max(len(rows), len(rows[0]))
    body = [
        rect(20, 62, SIDE, SIDE, fill="#ffffff", stroke="var(--faint)"),
        ink(rows, 20, 62, size, "image"),
    ]
    if goal is not None:
        body.append(label(20 + SIDE / 2, 332, f"it is {article} {goal}", class_="head goal"))
        dots: Look = {"stroke_dasharray": "3 4", "data_part": "goal"}
        body.append(circle(MIDDLE, TOP + ROW * goal, 12.5, "none", "var(--goal)", 2.5, **dots))
    said = []
    for side, (name, column) in enumerate(zip(names, shares, strict=True)):
        best, way = int(column.argmax()), 2 * side - 1  # the bars grow to their own side
        edge = MIDDLE + way * 19
        room = LONGEST - (0 if goal is None else 22)
        first = edge if side else edge - LONGEST  # where words and bars begin
        body.append(left(first, 30, cut(name, LARGE, room, bold=True), class_="bold"))
        body.append(left(first, 66, str(best), class_="large", data_part=f"answer-{side}"))
        body.append(left(first + 30, 70, f"at {fixed(column[best])}", data_part=f"at-{side}"))
        if goal is not None:
            body.append(_judged(first + LONGEST - 9, 29, best == goal, f"judged-{side}"))
        body.append(line(edge, TOP - 12, edge, TOP + 9 * ROW + 12, "var(--edgezero)"))
        for digit, share in enumerate(column):
            length = LONGEST * round(share, 3)  # later digits differ from computer to computer
            look: Look = {"fill": "var(--plus)" if digit == best else "var(--edgezero)"}
            look["data_part"] = f"bar-{side}-{digit}"
            x = edge if side else edge - length
            body.append(rect(x, TOP - 8 + ROW * digit, length, 16, **look))
        listed = ", ".join(f"{digit}: {fixed(share)}" for digit, share in enumerate(column))
        judged = "" if goal is None else f"{name} is {'right' if best == goal else 'wrong'}. "
        said.append(f"{name} says {best} at {fixed(column[best])} ({listed}). {judged}")
    for digit in range(10):
        body.append(label(MIDDLE, TOP + ROW * digit, str(digit)))
    known = "" if goal is None else f"It is {article} {goal}. "
    height = TOP + ROW * 9 + 25
    told = f"One picture, two answers. {known}{''.join(said)}".strip()
    return compact(562, height, "One picture, two answers", told, body)


def _judged(x: float, y: float, good: bool, part: str) -> str:
    """Return the mark of a right or a wrong answer."""
    if not good:
        return cross(x, y, 8, data_part=part)
    look: Look = {"fill": "none", "stroke": "var(--good)", "stroke_width": 3.5, "data_part": part}
    return tag("path", d=f"M{x - 9} {y + 1}l6 7l12 -15", **look)
