"""XOR's hidden layer folds the plane: two ReLU units, moved by two sliders (notebook 06)."""

from numbers import Real
from typing import Any

import traitlets

from course.pictures import scenes
from course.pictures.base import Explorer, Live, module, reading
from course.pictures.controls import slider
from course.pictures.svg import Drawing, short

POINTS = [(0, 0), (0, 1), (1, 1), (1, 0)]
XOR = [0, 1, 0, 1]
BORDER = 0.5  # an output above it says 1
BIASES = (-1.5, 0.5)
WEIGHTS = (-4.0, 1.0)


class FoldLive(Live):
    """The three planes in the browser."""

    _esm = module("fold")
    bias = traitlets.Float().tag(sync=True)
    weight = traitlets.Float().tag(sync=True)
    bend = traitlets.Bool(True).tag(sync=True)
    start: Any = traitlets.List().tag(sync=True)


class Fold(Explorer):
    """The live planes; the network's numbers can be read in the next cell."""

    widget: FoldLive

    bias = reading("bias", 'The bias of the hidden unit "both".')
    weight = reading("weight", 'The weight with which the output hears "both".')
    bend = reading("bend", "Whether ReLU stands between the layers.")

    @property
    def predictions(self) -> list[float]:
        """The outputs for (0, 0), (0, 1), (1, 1) and (1, 0)."""
        layer = hidden_layer(self.bias, self.bend)
        return [any_one + self.weight * both for any_one, both in layer]


def hidden_layer(bias: float, bend: bool) -> list[tuple[float, float]]:
    """Return what the units "any" and "both" pass on, for each of the four cases."""
    sums = [(float(a + b), a + b + bias) for a, b in POINTS]
    return [(max(0.0, x), max(0.0, y)) for x, y in sums] if bend else sums


def fold(bias: float = -1.0, weight: float = -2.0) -> Fold:
    """Return the inputs, the sums and the hidden units of XOR as three planes.

    ``bias`` (−1.5 to 0.5) belongs to the second hidden unit, "both"; ``weight`` (−4 to 1) is the
    output's for it. Both have sliders, and a button switches the bend between the layers off and
    on. Raises ``ValueError`` for a number outside its slider and for what is no number.
    """
    for name, value, (low, high) in (("bias", bias, BIASES), ("weight", weight, WEIGHTS)):
        if not isinstance(value, Real) or not low <= value <= high:
            raise ValueError(
                f"{name} is {value!r}: give a number from {short(low)} to {short(high)}, which is "
                "how far its slider goes."
            )
    drawing = draw(bias, weight, bend=True)
    live = FoldLive(
        svg=drawing.svg, words=drawing.words, bias=bias, weight=weight, start=[bias, weight]
    )
    controls = [
        slider(live, "bias", "bias of “both”", *BIASES, 0.25),
        slider(live, "weight", "weight of “both”", *WEIGHTS, 0.25),
    ]
    return Fold(drawing, live, controls)


def draw(bias: float, weight: float, bend: bool) -> Drawing:
    """Draw the three planes."""
    shared: dict[str, Any] = {"goals": XOR, "names": [f"{a}, {b}" for a, b in POINTS]}
    axes = {"x_name": "any", "y_name": "both"}
    straight = [(0, bias), (2, 2 + bias)]
    kink = min(max(-bias, 0.0), 2.0)
    bent = [(x, max(0.0, x + bias)) for x in (0, kink, 2)]
    layer = hidden_layer(bias, bend)
    output = [any_one + weight * both for any_one, both in layer]
    second = f"({short(weight).removesuffix('.0')})"
    return scenes.planes(
        [
            {**shared, "points": POINTS, "title": "the inputs"},
            {
                **shared,
                **axes,
                "points": hidden_layer(bias, bend=False),
                "title": "the sums",
                "trail": straight,
            },
            {
                **shared,
                **axes,
                "points": layer,
                "title": "the hidden units",
                "trail": bent if bend else straight,
                "line": (1, weight, -BORDER),
            },
        ],
        live=True,
        span=(BIASES[0], 2 + BIASES[1]),
        notes=[
            f"any + {second if weight < 0 else second[1:-1]} × both, bend "
            f"{'on' if bend else 'off'}: "
            + ", ".join(
                f"({a}, {b}) → {short(value).removesuffix('.0')}"
                for (a, b), value in zip(POINTS, output, strict=True)
            )
            + f"; above {BORDER} it says 1"
        ],
    )
