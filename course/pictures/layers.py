"""Step through the layers of a Keras network, and see what each makes of the digit at hand."""

from collections.abc import Sequence
from typing import Any

import ipywidgets
import numpy as np
import numpy.typing as npt
import traitlets

from course.pictures.base import Explorer, Live, for_a_page, module
from course.pictures.cells import cells
from course.pictures.shapes import Look, rect
from course.pictures.svg import Drawing, document, label, tag
from nnlib.checks import as_array
from nnlib.models import as_input, tensorflow

WORDS = {
    "Conv2D": "convolution",
    "MaxPooling2D": "pooling",
    "Flatten": "flatten",
    "Dense": "dense",
    "Dropout": "dropout",
}
BOX, STEP = (118, 62), 146
ON_A_PAGE = 20  # pictures whose layers a page of the book brings along: some 30 kB each


def chain(
    layers: Sequence[dict[str, Any]], words: str, maps: Sequence[npt.NDArray[Any]] = ()
) -> Drawing:
    """Draw the layers as boxes in a row, the second one chosen; ``layers.mjs`` chooses others.

    ``maps`` are the numbers of the first layers, from −1 to 1, to be drawn below.
    """
    width, height = BOX
    body, x, floor = list[str](), 20.0, height + 40
    for layer, numbers in zip(layers, maps, strict=False):
        columns, zoom = layer["columns"], layer["zoom"]
        across, down = zoom * (layer["width"] + 2), zoom * (layer["height"] + 2)
        for place, its in enumerate(numbers.round(1)):  # so that it is the same on all computers
            left, top = x + place % columns * across, height + 40 + place // columns * down
            body.append(cells(its, left, top, zoom, "map", signed=True, live=False))
            floor = max(floor, top + down + 12)
        x += columns * across + 40
    for place, layer in enumerate(layers):
        x, y = 20 + place * STEP, 20
        if place:
            d = f"M{x - STEP + width + 3} {y + height / 2}h{STEP - width - 8}"
            body.append(tag("path", d=d, stroke="var(--line)", stroke_width=2))
        fill, edge = ("var(--input)", 3) if place == 1 else ("var(--label)", 1)
        look: Look = {"rx": 8, "fill": fill, "stroke": "var(--line)", "stroke_width": edge}
        body.append(rect(x, y, width, height, **look, data_part="layer", data_index=place))
        body.append(label(x + width / 2, y + 20, layer["name"], font_weight=700))
        body.append(label(x + width / 2, y + 42, layer["shape"], font_size=14))
    return document(len(layers) * STEP + 14, floor, "layers", words, body)


class InsideLive(Live):
    """What the browser shows: for each layer its shape and its numbers as grey values."""

    _esm = module("layers")
    index = traitlets.Int().tag(sync=True)
    label = traitlets.Int().tag(sync=True)
    layers: Any = traitlets.List().tag(sync=True)
    maps = traitlets.Bytes().tag(sync=True)
    probabilities: Any = traitlets.List().tag(sync=True)
    # Where no Python can be asked: for each picture what the traits above hold then.
    recorded: Any = traitlets.List().tag(sync=True)


class Inside(Explorer):
    """The live view of a network's layers; ``outputs`` holds each layer's numbers, in order."""

    widget: InsideLive

    def __init__(self, model: Any, images: npt.ArrayLike, labels: npt.ArrayLike) -> None:
        """Ask the network about the first image, so that there is something to see everywhere."""
        if not hasattr(model, "layers"):
            raise ValueError(
                "layers needs a Keras network as models.load_model returns it, but this is of type "
                f"{type(model).__name__}."
            )
        self.images, self.labels = as_array(images, "images"), as_array(labels, "labels")
        keras = tensorflow().keras
        self.asker = keras.Model(model.inputs[0], [layer.output for layer in model.layers])
        self.names = ["the digit"] + [WORDS.get(type(x).__name__, x.name) for x in model.layers]
        self.widget = InsideLive()
        pictures = len(self.images)
        if for_a_page():
            pictures = min(pictures, ON_A_PAGE)
            self.widget.recorded = [self._shown(index) for index in range(pictures)]
        self._show(0)
        shown = self.widget.layers
        best = int(np.argmax(self.widget.probabilities))
        names = ", ".join(f"{layer['name']} {layer['shape']}" for layer in shown)
        words = self.widget.words = (
            f"The layers, from the digit to ten probabilities: {names}. "
            f"The first picture is a {self.widget.label}; the network says {best}."
        )
        self.widget.svg = chain(shown, words).svg
        slider = ipywidgets.IntSlider(
            max=pictures - 1,
            description="picture",
            layout={"width": "min(520px, 100%)"},
        )
        ipywidgets.jslink((slider, "value"), (self.widget, "index"))
        super().__init__(chain(shown, words, self.maps[:2]), self.widget, [slider])
        self.widget.observe(lambda change: self._show(change["new"]), "index")

    def _shown(self, index: int) -> dict[str, Any]:
        self._show(index)
        names = ("label", "layers", "maps", "probabilities")
        return {name: getattr(self.widget, name) for name in names}

    def _show(self, index: int) -> None:
        image = as_input(self.images[index : index + 1])
        results = self.asker(image, training=False)
        self.outputs = [image[0]] + [np.asarray(result)[0] for result in results]
        layers, self.maps = [], []
        for name, output in zip(self.names, self.outputs, strict=True):
            # A map for each kernel; a list of numbers is one row of single pixels.
            maps = np.moveaxis(output, -1, 0) if output.ndim == 3 else output.reshape(-1, 1, 1)
            count, height, width = maps.shape
            scale = max(float(np.abs(maps).max()), 1e-12)
            # So many columns, and pixels so large, that a layer fills the width and no more.
            columns, zoom = (7, 8 if count == 1 else 3) if height > 1 else (32, 7)
            if height == 1 and count > 1000:
                columns, zoom = 128, 2
            layers.append(
                {
                    "name": name,
                    "shape": " × ".join(str(size) for size in output.shape if size != 1),
                    "count": count,
                    "height": height,
                    "width": width,
                    "columns": min(columns, count),
                    "zoom": zoom,
                    "scale": scale,
                }
            )
            self.maps.append(maps / scale)
        with self.widget.hold_sync():
            self.widget.label = int(self.labels[index])
            self.widget.probabilities = [float(p) for p in self.outputs[-1]]
            self.widget.layers = layers
            self.widget.maps = b"".join(
                (maps * 127 + 128).astype(np.uint8).tobytes() for maps in self.maps
            )


def layers(model: Any, images: npt.ArrayLike, labels: npt.ArrayLike) -> Inside:
    """Return a live view of what each layer of ``model`` makes of one of the ``images``.

    ``images`` (n, 28, 28) as for ``models.as_input``, ``labels`` (n). The network runs in Python,
    so other pictures need a kernel; the book's page brings some along. Raises ValueError if
    ``model`` is no Keras network, and for images that ``models.as_input`` refuses.
    """
    return Inside(model, images, labels)
