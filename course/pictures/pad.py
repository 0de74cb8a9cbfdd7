"""A pad to write a digit on, and the network of notebook 13 that reads it at once (notebook 14)."""

import html
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import traitlets

from course.pictures import base, svg
from course.pictures.digit_network import BAR_WIDTH, MOST_IN_FIELD, SAID, draw
from nnlib.network import Network, relu

Array = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]


class PadWidget(base.Live):
    """The pad, and the drawing of the network; the browser computes the outputs."""

    _esm = base.module("pad")
    weights_0_1 = traitlets.Bytes().tag(sync=True)
    weights_1_2 = traitlets.Bytes().tag(sync=True)
    examples = traitlets.Bytes().tag(sync=True)
    pixels = traitlets.Bytes().tag(sync=True, from_json=base.as_bytes)
    picture = traitlets.Bytes().tag(sync=True)  # what Python puts on the pad
    trouble = traitlets.Unicode().tag(sync=True)


class Pad(base.Explorer):
    """The pad as a cell's last line shows it; what is on it can be read in the next cell."""

    widget: PadWidget

    def __init__(self, drawing: svg.Drawing, widget: PadWidget, weights: tuple[Array, Array]):
        """Put the pad above the stages of a picture file that has been opened."""
        from ipywidgets import HTML

        self.stages = HTML()
        super().__init__(drawing, widget, [self.stages])
        self._weights = weights
        self._from_file = b""
        widget.observe(self._forget_stages, "pixels")
        widget.on_msg(self._open)

    @property
    def pixels(self) -> Bytes:
        """What the network gets: (28, 28) uint8, 0 paper, 255 full ink, as in MNIST."""
        return np.frombuffer(self.widget.pixels, dtype=np.uint8).reshape(28, 28).copy()

    @property
    def outputs(self) -> Array:
        """The network's ten outputs for what is on the pad, float64."""
        return _forward(self.pixels, *self._weights)[1]

    def _forget_stages(self, change: Any) -> None:
        """The stages belong to the file's picture: something else is on the pad now."""
        if change.new != self._from_file:
            self.stages.value = ""

    def _open(self, widget: Any, content: dict[str, str], buffers: Any) -> None:
        """Read a picture file that the browser sends, large ones as a smaller picture."""
        if "open" not in content:
            return
        # The same picture, or the same sentence, is news once more.
        self.widget.trouble, self.widget.picture = "", b""
        try:
            pixels, shown = prepare(content["open"], bytes(buffers[0]))
        except (ValueError, OSError) as error:
            self.widget.trouble = str(error)
        else:
            self._from_file = self.widget.pixels = self.widget.picture = pixels.tobytes()
            self.stages.value = shown


def pad(network: Network, *, only_bars: bool = False, title: str = "ten outputs") -> Pad:
    """Return a pad to write a digit on, with the drawing of a trained 784–h–10 network below it.

    ``only_bars`` leaves the outputs alone, with a ``title``, where there is little room or
    other networks stand beside it.

    The network's weights are copied as they are now. Read ``.pixels`` (28, 28) and ``.outputs``
    (10,) of the result in a later cell. Raises ValueError if it is no such network, or has other
    sizes, more than 128 hidden units or weights that are not finite. Needs ``data/mnist.npz`` for
    its examples.
    """
    weights = _checked(network)
    examples = _examples()
    start = examples[4]
    hidden, outputs = _forward(start, *weights)
    drawing = draw(start, hidden, outputs)
    if only_bars:
        live = draw(start, hidden, outputs, title=title, only_bars=True)
    else:
        live = draw(start, hidden, outputs, live=True)
    first = drawing.words.partition(" Image of ")[0]
    widget = PadWidget(
        svg=live.svg,
        words=drawing.words,
        given={"words": " ".join([first, *SAID.values()]), "bar": BAR_WIDTH},
        weights_0_1=weights[0].astype("<f8").tobytes(),
        weights_1_2=weights[1].astype("<f8").tobytes(),
        examples=examples.tobytes(),
        pixels=start.tobytes(),
    )
    return Pad(drawing, widget, weights)


def prepare(name: str, content: bytes) -> tuple[Bytes, str]:
    """Return a picture file's 28 × 28 pixels, made MNIST's way, and its stages as HTML.

    Raises ValueError, with the file's name, as ``digits.read_picture`` and ``photo.find_digit`` do.
    """
    from course import photo
    from course.pictures import plots
    from nnlib import digits

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "picture")
        file.write_bytes(content)
        try:
            picture = photo.find_digit(digits.read_picture(file))
            prepared = digits.mnist_way(picture)
        except ValueError as error:
            raise ValueError(str(error).replace(str(file), file.name)) from error
    stages = prepared.stages
    row = plots.digits_row(list(stages.values()), titles=list(stages), columns=5)
    data, metadata = row._repr_mimebundle_()
    source = f"data:image/png;base64,{data['image/png']}"
    shown = svg.image(source, row.words, metadata["image/png"]["width"], row.smallest)
    said = html.escape("; ".join([f"{file.name}, prepared MNIST's way", *picture.notes]))
    steps = "".join(
        f"<li>{name}: {html.escape(words)}</li>" for name, words in picture.said.items()
    )
    return prepared.pixels, f"<p>{said}:</p>{shown}<ol>{steps}</ol>"


def _forward(pixels: Bytes, weights_0_1: Array, weights_1_2: Array) -> tuple[Array, Array]:
    """Return the hidden units and the outputs for one picture."""
    layer_1 = relu(pixels.reshape(784) / 255 @ weights_0_1)
    return layer_1, layer_1 @ weights_1_2


def _checked(network: Any) -> tuple[Array, Array]:
    if not isinstance(network, Network):
        raise ValueError(
            "The pad needs a network as Network() makes it, but this is of type "
            f"{type(network).__name__}."
        )
    weights = (
        np.array(network.weights_0_1, dtype=np.float64),
        np.array(network.weights_1_2, dtype=np.float64),
    )
    units = weights[0].shape[-1]
    if weights[0].shape != (784, units) or weights[1].shape != (units, 10):
        raise ValueError(
            "The pad needs a network with 784 inputs and 10 outputs, but this one's weights have "
            f"the shapes {weights[0].shape} and {weights[1].shape}: make it with Network()."
        )
    if units > MOST_IN_FIELD:
        raise ValueError(
            f"The pad can draw {MOST_IN_FIELD} hidden units, but this network has {units}: "
            "train one with fewer."
        )
    if not all(np.isfinite(values).all() for values in weights):
        raise ValueError("The network's weights hold NaN or infinity: train it anew.")
    return weights


def _examples() -> Bytes:
    """Return the first test picture of each digit, (10, 28, 28)."""
    from nnlib.mnist import load_mnist

    _, (images, labels) = load_mnist()
    return np.stack([images[np.argmax(labels == digit)] for digit in range(10)])
