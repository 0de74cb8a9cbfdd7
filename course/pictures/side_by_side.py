"""The pad with all three networks side by side, and digits on which they disagree (notebook 17)."""

import asyncio
from collections.abc import Mapping
from typing import Any

import ipywidgets
import numpy as np
import numpy.typing as npt
import traitlets

from course.pictures.base import Explorer, Live, as_bytes, for_a_page, module
from course.pictures.pad import pad
from course.pictures.shapes import Look, left, rect
from course.pictures.svg import Drawing, document, fixed, label, tag
from nnlib.models import probabilities
from nnlib.network import Network

BAR, ROW, COLUMN = 120, 28, 236
# A pen moves faster than two networks answer: wait this long for more of the stroke.
PATIENCE = 0.05


def columns(answers: Mapping[str, npt.NDArray[np.float64]]) -> Drawing:
    """Draw ten bars for each network; ``side_by_side.mjs`` changes their lengths and numbers."""
    body, said = [], []
    for place, (name, values) in enumerate(answers.items()):
        x = 44 + place * COLUMN
        body.append(left(x, 24, name, font_size=17, font_weight=700))
        for digit, value in enumerate(values):
            y = 56 + ROW * digit
            body.append(label(x - 16, y, str(digit), font_weight=700))
            told: Look = {"data_network": place, "data_index": digit}
            bar: Look = {"fill": "var(--edgeplus)", "data_part": "bar", **told}
            body.append(rect(x, y - 9, BAR * float(value), 18, **bar))
            number: Look = {"x": x + BAR + 8, "y": y + 5, "data_part": "value", **told}
            body.append(tag("text", fixed(value), **number))
        best = int(np.argmax(values))
        said.append(f"{name} says {best} at {fixed(values[best])}")
    size = 44 + COLUMN * len(answers), 56 + ROW * 10
    return document(*size, "probabilities", f"On the first picture {', '.join(said)}.", body)


def packed(model: Any) -> dict[str, Any]:
    """Return a Keras network as ``keras_forward.mjs`` takes it: its layers, its weights as bytes.

    Of each weight's 32 bits the upper 24 are kept (the probabilities stay right to 1e-4), in three
    planes, which a browser is sent in less time.
    """
    layers: list[dict[str, Any]] = []
    for layer in model.layers:
        said = layer.get_config()
        match type(layer).__name__:
            case "Conv2D":
                kernel = {"size": said["kernel_size"][0], "units": said["filters"]}
                layers.append(kernel | {"activation": said["activation"]})
            case "Dense":
                layers.append({"units": said["units"], "activation": said["activation"]})
            case "MaxPooling2D":
                layers.append({})
            # Flatten and Dropout change nothing here.
    weights = np.concatenate([values.ravel() for values in model.get_weights()]).astype("<f4")
    upper = ((weights.view("<u4") + 0x80) >> 8).view(np.uint8).reshape(-1, 4)[:, :3]
    return {"layers": layers, "weights": upper.T.tobytes()}


class AnswersLive(Live):
    """What the browser shows: ten probabilities for each network, and one sentence."""

    _esm = module("side_by_side")
    names: Any = traitlets.List().tag(sync=True)
    values: Any = traitlets.List().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    # What is on the pad: the browser looks whether Python answers when it changes.
    pixels = traitlets.Bytes().tag(sync=True, from_json=as_bytes)
    # Where no Python can be asked: the networks themselves, the pictures on which they disagree
    # with what is said of each, and the one that the browser puts on the pad.
    networks: Any = traitlets.List().tag(sync=True)
    disagreements: Any = traitlets.List().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)


class Comparison(Explorer):
    """The pad with the answers of the saved networks below it; ``answers`` holds them."""

    widget: AnswersLive

    def __init__(
        self,
        network: Network,
        models: Mapping[str, Any],
        images: npt.NDArray[np.uint8],
        labels: npt.NDArray[np.uint8],
    ) -> None:
        """Ask all networks about the picture that the pad begins with."""
        self.pad, self.models = pad(network, only_bars=True, title="in NumPy"), dict(models)
        self.images, self.labels = images, labels
        self.disagreements: list[int] | None = None
        self.waiting = False
        self.found = b""
        drawing = columns(self._ask())
        given = {"longest": BAR}
        self.widget = AnswersLive(
            svg=drawing.svg, words=drawing.words, given=given, names=list(self.models)
        )
        self._answer()
        super().__init__(drawing, self.widget)
        self.box.children = (self.pad.box, *self.box.children)
        self.box.add_class("nnlib-compare")
        self.pad.widget.observe(self._soon, "pixels")
        ipywidgets.jsdlink((self.pad.widget, "pixels"), (self.widget, "pixels"))
        self.widget.on_msg(self._hear)
        if for_a_page():
            self.widget.networks = [packed(model) for model in self.models.values()]
            self.widget.disagreements = [
                {"picture": self.images[index].tobytes(), "sentence": self._said_of(index)}
                for index in self._disagreements()
            ]
            self.widget.picture = self.pad.widget.picture = self.pad.widget.pixels
            ipywidgets.jsdlink((self.widget, "picture"), (self.pad.widget, "picture"))

    def _disagreements(self) -> list[int]:
        said = [probabilities(m, self.images).argmax(axis=1) for m in self.models.values()]
        return [int(i) for i in np.flatnonzero(np.ptp(said, axis=0) > 0)]

    def _said_of(self, index: int) -> str:
        return f"Test picture {index}, a {self.labels[index]}."

    def _ask(self) -> dict[str, npt.NDArray[np.float64]]:
        picture = self.pad.pixels.reshape(1, 28, 28)
        return {name: probabilities(model, picture)[0] for name, model in self.models.items()}

    def _answer(self) -> None:
        self.waiting = False
        if self.pad.widget.pixels != self.found:  # something else is on the pad now
            self.widget.sentence = ""
        self.answers = self._ask()
        self.widget.values = [[float(p) for p in values] for values in self.answers.values()]

    def _soon(self, change: Any) -> None:
        """Answer once a little later, however many changes come until then."""
        if self.waiting:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel: nobody to wait for
            self._answer()
        else:
            self.waiting = True
            loop.call_later(PATIENCE, self._answer)

    def _hear(self, widget: Any, content: dict[str, str], buffers: Any) -> None:
        if content.get("ask") == "disagree":
            self._find()
            widget.send({"answer": "found"})

    def _find(self) -> None:
        """Put the next picture on the pad to which the saved networks give different answers."""
        if self.disagreements is None:
            self.disagreements = self._disagreements()
        if not self.disagreements:
            self.widget.sentence = "They agree on all pictures."
            return
        index = self.disagreements.pop(0)
        self.disagreements.append(index)
        self.widget.sentence = self._said_of(index)
        self.found = self.images[index].tobytes()
        self.pad.widget.pixels = self.pad.widget.picture = self.found


def compare(
    network: Network,
    models: Mapping[str, Any],
    images: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.uint8],
) -> Comparison:
    """Return the pad with the answers of ``network`` and of the Keras ``models`` (name → model).

    ``images`` (n, 28, 28) uint8 with ``labels`` (n) are searched for pictures on which the models
    disagree. The models run in Python, so they need a kernel; the book's page brings them along,
    as far as ``packed`` knows their layers. Raises ValueError for a network that ``explore.pad``
    refuses, and for models that are not in a dictionary.
    """
    if not isinstance(models, Mapping) or not models:
        raise ValueError("Give the models by name: compare(network, {'model 1': model}, …).")
    return Comparison(network, models, images, labels)
