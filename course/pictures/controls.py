"""Sliders of live drawings, tied to them in the browser, so that they work without a kernel."""

import math
from typing import Any

from ipywidgets import FloatSlider, Layout, jslink

from course.pictures.base import Live
from course.pictures.svg import whole


def slider(
    widget: Live,
    trait: str,
    name: str,
    low: float,
    high: float,
    step: float,
    shown: int | None = None,
) -> FloatSlider:
    """Return a slider for one trait (a number) of a live drawing.

    ``name`` stands before it and is what a screen reader says; the number behind it has as many
    decimals as ``step`` needs, or as ``shown`` says. Raises ``ValueError`` for a number that it
    can't show.
    """
    value = getattr(widget, trait)
    if not low <= value <= high:
        raise ValueError(
            f"{trait} is {whole(value)}: give a number from {whole(low)} to {whole(high)}, which "
            "is how far its slider goes."
        )
    made = tied(
        widget,
        {"value": trait},
        min=low,
        max=high,
        step=step,
        description=name,
        readout_format=f".{decimals(step) if shown is None else shown}f",
    )
    widget.ranges = {**widget.ranges, trait: [low, high, step, name]}
    return made


def tied(widget: Live, ties: dict[str, str], **options: Any) -> FloatSlider:
    """Return a slider; ``ties`` say which of its traits follows which of the widget's."""
    made = FloatSlider(
        **options,
        **{its: getattr(widget, mine) for its, mine in ties.items()},
        style={"description_width": "initial"},
        layout=Layout(width="100%", max_width="480px"),
    )
    for its, mine in ties.items():
        jslink((widget, mine), (made, its))
    return made


def decimals(step: float) -> int:
    """Return how many decimals show a step: 2 for 0.25, at most 6."""
    return next(
        (count for count in range(6) if math.isclose(round(step, count), step, rel_tol=0.02)), 6
    )


def round_step(length: float) -> float:
    """Return the largest of …, 0.1, 0.2, 0.5, 1, 2, 5, … that is at most ``length``."""
    power = 10.0 ** math.floor(math.log10(length) + 1e-9)
    return max(power * factor for factor in (1, 2, 5) if power * factor <= length * (1 + 1e-9))
