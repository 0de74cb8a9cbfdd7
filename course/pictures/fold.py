"""XOR's hidden layer folds the plane: two ReLU units, moved by two sliders (notebook 06)."""

from typing import Any

from course.pictures.base import Explorer, moving, reading
from course.pictures.controls import slider
from course.pictures.planes import given_planes, planes
from course.pictures.shapes import filled
from course.pictures.svg import Drawing, bracketed, whole

POINTS = [(0, 0), (0, 1), (1, 1), (1, 0)]
XOR = [0, 1, 0, 1]
BORDER = 0.5  # an output above it says 1
BIASES = (-1.5, 0.5)
WEIGHTS = (-4.0, 1.0)
SPAN = (BIASES[0], 2 + BIASES[1])
NOTE = "any + {weight} × both, bend {bend}: {outputs}; above " + f"{BORDER} it says 1"


class Fold(Explorer):
    """The live planes; the network's numbers can be read in the next cell."""

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


def fold() -> Fold:
    """Return the inputs, the sums and the hidden units of XOR as three planes.

    The bias of the second hidden unit, "both", and the output's weight for it have sliders, and a
    button switches the bend between the layers off and on.
    """
    live = moving("fold", draw, given(), bias=-1.0, weight=-2.0, bend=True)
    controls = [
        slider(live, "bias", "bias of “both”", *BIASES, 0.25),
        slider(live, "weight", "weight of “both”", *WEIGHTS, 0.25),
    ]
    return Fold(live.still, live, controls)


def given() -> dict[str, Any]:
    """Return what the browser needs besides the numbers that move."""
    return given_planes(panels(0, 0, bend=True), notes=1) | {"note": NOTE}


def panels(bias: float, weight: float, bend: bool) -> list[dict[str, Any]]:
    """Return the three planes, as ``planes`` takes them."""
    shared: dict[str, Any] = {"goals": XOR, "names": [f"{a}, {b}" for a, b in POINTS]}
    axes = {"x_name": "any", "y_name": "both", "span": SPAN}
    sums, hidden = hidden_layer(bias, bend=False), hidden_layer(bias, bend)
    # The line on which the sums lie; after ReLU it is flat until "both" speaks, then rising.
    straight = [(0, bias), (2, 2 + bias)]
    bent = [(x, max(0.0, x + bias)) for x in (0, min(max(-bias, 0.0), 2.0), 2)]
    border = {
        "line": (1, weight, -BORDER),
        "caption": "border: ",
        "trail": bent if bend else straight,
    }
    return [
        shared | {"points": POINTS, "title": "the inputs"},
        shared | axes | {"points": sums, "title": "the sums", "trail": straight},
        shared | axes | {"points": hidden, "title": "the hidden units"} | border,
    ]


def draw(bias: float, weight: float, bend: bool) -> Drawing:
    """Draw the three planes."""
    outputs = [any_one + weight * both for any_one, both in hidden_layer(bias, bend)]
    said = [f"({a}, {b}) → {whole(out)}" for (a, b), out in zip(POINTS, outputs, strict=True)]
    texts = {"weight": bracketed(weight, whole), "bend": "on" if bend else "off"}
    note = filled(NOTE, texts | {"outputs": ", ".join(said)})
    return planes(panels(bias, weight, bend), [note])
