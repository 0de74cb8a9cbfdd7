"""The view into a Keras network: each layer's numbers, and where the browser finds them."""

import re

import numpy as np
import pytest

import js
from course.pictures.cells import shades
from nnlib import models
from stored import load_mnist


@pytest.fixture(scope="module")
def view():
    try:
        models.tensorflow()
    except ImportError as missing:
        pytest.skip(str(missing))
    from course.pictures.layers import layers

    _, (images, labels) = load_mnist()
    return layers(models.load_model("mnistCNN1"), images[:5], labels[:5])


@pytest.mark.parametrize("model", [None, "mnistCNN1"])
def test_what_is_no_keras_network_is_refused(model):
    from course.pictures.layers import layers

    with pytest.raises(ValueError, match=f"but this is of type {type(model).__name__}"):
        layers(model, np.zeros((1, 28, 28)), [0])


def shown(view, place):
    """Turn the bytes of one layer back into numbers, as the browser colours them."""
    layer = view.widget.layers[place]
    start = js.run("layers", f"js.startOf(value, {place})", view.widget.layers)
    size = layer["count"] * layer["height"] * layer["width"]
    numbers = np.frombuffer(view.widget.maps, np.uint8)[start : start + size]
    maps = (numbers.astype(float) - 128) / 127 * layer["scale"]
    return maps.reshape(layer["count"], layer["height"], layer["width"])


def test_each_layer_is_what_keras_computes(view):
    model = models.load_model("mnistCNN1")
    numbers = models.as_input(load_mnist()[1][0][:5])
    view.widget.index = 3
    assert view.widget.label == 0
    expected = numbers[3:4]
    for place, layer in enumerate(model.layers, start=1):
        expected = np.asarray(layer(expected, training=False))
        assert view.outputs[place] == pytest.approx(expected[0], abs=1e-5)
        if expected.ndim == 4:
            maps = np.moveaxis(expected[0], -1, 0)
            assert (
                np.abs(shown(view, place) - maps).max() <= view.widget.layers[place]["scale"] / 100
            )
    assert view.widget.probabilities == pytest.approx(expected[0], abs=1e-5)


def test_a_layer_keeps_to_the_width_of_a_page(view):
    for layer in view.widget.layers:
        assert layer["columns"] * (layer["width"] + 2) * layer["zoom"] <= 800


def test_the_still_shows_the_digit_and_what_the_first_layer_makes_of_it(view):
    digit = models.as_input(load_mnist()[1][0][:1])
    made = np.asarray(models.load_model("mnistCNN1").layers[0](digit, training=False))[0]
    maps = [digit[0, ..., 0], *np.moveaxis(made / abs(made).max(), -1, 0)]
    shown = [shades(its.round(1), signed=True, live=False) for its in maps]
    drawn = re.findall(r'<g [^>]*data-part="map">(.*?)</g>', view.drawing.svg)
    assert drawn == shown and 'data-part="map"' not in view.widget.svg


def test_a_page_brings_the_layers_of_some_pictures_along(view, monkeypatch):
    from course.pictures import layers as inside

    assert view.widget.recorded == []
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "yes")
    monkeypatch.setattr(inside, "ON_A_PAGE", 3)
    _, (images, labels) = load_mnist()
    page = inside.layers(models.load_model("mnistCNN1"), images[:5], labels[:5])
    assert page.box.children[1].max == 2 and view.box.children[1].max == 4
    for index, shown in enumerate(page.widget.recorded):
        view.widget.index = index
        assert shown == {name: getattr(view.widget, name) for name in shown}
        assert len(shown) == 4
    assert page.widget.label == labels[0] and page.widget.maps == page.widget.recorded[0]["maps"]


def test_colours_of_the_small_pictures():
    signs = {"color": "rgb(255, 128, 0)", "outlineColor": "rgb(0, 0, 255)"}
    colours = "value.bytes.map((byte) => js.colourOf(byte, value.signs))"
    given = {"bytes": [128, 255, 1, 192], "signs": signs}
    zero, plus, minus, half = js.run("maps", colours, given)
    assert zero[3] == 0  # the paper shines through
    assert plus == [255, 128, 0, 255] and minus == [0, 0, 255, 255]
    assert half == [255, 128, 0, 129]
