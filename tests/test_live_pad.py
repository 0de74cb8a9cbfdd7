import base64
import itertools
import re

import numpy as np
import pytest

from course import explore
from course.pictures.cells import shades
from course.pictures.svg import in_page
from js import PICTURES, run
from nnlib import digits
from nnlib.mnist import one_hot
from nnlib.network import Network, relu
from stored import load_mnist

SIDE = 280


@pytest.fixture(scope="module")
def network():
    (x_train, y_train), _ = load_mnist()
    made = Network(hidden_size=40, seed=1)
    made.fit(x_train[:300].reshape(300, 784) / 255, one_hot(y_train[:300]), iterations=20)
    return made


def some_strokes(random, radius):
    """One to three wavy strokes somewhere on the pad, as hands make them."""
    strokes = []
    middle, size = random.uniform(60, 220, 2), random.uniform(30, 110)
    for _ in range(random.integers(1, 4)):
        steps = random.normal(0, 1, (14, 2)).cumsum(axis=0).cumsum(axis=0)
        steps = (steps - steps.mean(axis=0)) / abs(steps).max() * size
        points = np.clip(middle + steps + random.normal(0, 15, 2), 2, SIDE - 2)
        widths = radius * random.uniform(0.8, 1.2, len(points))
        strokes.append([{"x": x, "y": y, "r": r} for (x, y), r in zip(points, widths, strict=True)])
    return strokes


def drawn(pictures):
    """The pad's ink for each list of strokes, and the pixels that it becomes, as in a browser."""
    code = f"""import({(PICTURES / "nnlib_digits.mjs").as_uri()!r}).then(({{ mnistWay }}) =>
      value.map(js.inkOf).map((ink) => [ink, mnistWay(ink, {SIDE}, {SIDE})?.pixels ?? []]
        .map((bytes) => Buffer.from(bytes).toString("base64"))))"""
    for texts in run("writing_pad", code, pictures):
        ink, pixels = (np.frombuffer(base64.b64decode(text), dtype=np.uint8) for text in texts)
        yield ink.reshape(SIDE, SIDE), pixels.reshape(-1, 28)


def line(*points, radius):
    return [{"x": x, "y": y, "r": radius} for x, y in points]


def symmetric(near, radius):
    """As the arrow keys draw: the centre lies between two pixels, where one more rounding shows."""
    far = SIDE - near
    down = line((140, near), (140, far), radius=radius)
    across = line((near, 140), (far, 140), radius=radius)
    slanted = line((near, near), (far, far), radius=radius)
    sides = line((near, near), (far, near), (far, far), (near, far), radius=radius)
    return [[down], [across], [down, across], [slanted], [sides], [sides, across]]


def test_a_drawing_becomes_the_same_picture_as_in_digits():
    random = np.random.default_rng(3)
    pictures = [some_strokes(random, radius) for radius in (3, 10, 18) for _ in range(15)]
    for near, radius in itertools.product((40, 60, 91), (4, 10, 14)):
        pictures += symmetric(near, radius)
    for ink, made in drawn(pictures):
        expected = digits.mnist_way(255 - ink).pixels
        assert abs(made.astype(int) - expected).max() <= 2 and expected.max() == 255


def test_a_speck_is_left_out_and_alone_no_digit_as_in_digits():
    stroke, speck = line((140, 60), (140, 220), radius=10), line((20, 20), radius=3)
    (with_speck, made), (without, same), (ink, none), (_, empty) = drawn(
        [[stroke, speck], [stroke], [line((100, 100), radius=1)], []]
    )
    assert (made == same).all() and (with_speck != without).any()
    # A few grey pixels are not yet a stroke.
    assert ink.any() and none.size == empty.size == 0
    with pytest.raises(ValueError, match="blank"):
        digits.mnist_way(255 - ink)


def test_a_stroke_covers_the_pixels_that_lie_under_the_pen():
    [(ink, _)] = drawn([[[{"x": 100, "y": 50, "r": 5}, {"x": 200, "y": 50, "r": 10}]]])
    assert ink[50, 96:209].min() == 255
    assert ink[45:55, 100].min() > 100 and ink[40:44, 100].max() == 0
    assert 18 <= (ink[:, 200] == 255).sum() <= 20
    assert ink[20:38].max() == 0 and ink[62:].max() == 0


def test_the_network_in_javascript_is_the_network_in_python(network):
    _, (x_test, _) = load_mnist()
    random = np.random.default_rng(2)
    noise = random.integers(0, 256, (30, 28, 28)) * (random.random((30, 28, 28)) < 0.3)
    pictures = np.concatenate([x_test[:150], noise, np.zeros((1, 28, 28), dtype=int)])
    value = {
        "pictures": pictures.reshape(-1, 784).tolist(),
        "w1": network.weights_0_1.ravel().tolist(),
        "w2": network.weights_1_2.ravel().tolist(),
    }
    states = run("pad", "value.pictures.map(p => js.forward(p, value.w1, value.w2))", value)
    layer_0 = pictures.reshape(-1, 784) / 255
    hidden = np.array([state["hidden"] for state in states])
    outputs = np.array([state["outputs"] for state in states])
    assert abs(hidden - relu(layer_0 @ network.weights_0_1)).max() < 1e-9
    assert abs(outputs - network.predict(layer_0)).max() < 1e-9
    assert (hidden == 0).any() and (hidden > 0).any()


def test_words_are_those_of_the_drawing(network):
    pad = explore.pad(network)
    hidden = relu(pad.pixels.reshape(784) / 255 @ network.weights_0_1)
    value = [
        pad.pixels.ravel().tolist(),
        {"hidden": hidden.tolist(), "outputs": pad.outputs.tolist()},
    ]
    texts = run("pad", "js.textsOf(...value)", value)
    assert pad.widget.given["words"].format(**texts) == pad.drawing.words


def test_the_cells_of_a_digit_are_painted_as_python_draws_them():
    random = np.random.default_rng(4)
    values = np.round(random.normal(0, 0.4, (9, 12)).clip(-1, 1), 1)
    group = """(() => {
      const paths = value.shades.map(shade => ({ dataset: { shade: String(shade) },
        setAttribute(name, words) { this[name] = words; } }));
      const group = { children: paths, lastElementChild: paths.at(-1) };
      js.paintCells(group, value.cells, value.width);
      return paths.map(path => path.d);
    })()"""
    drawn_by_python = shades(values.tolist(), signed=True)
    found = re.findall(r'<path d="([^"]*)"[^>]*data-shade="(-?\d+)"', drawn_by_python)
    value = {"shades": [int(s) for _, s in found], "cells": values.ravel().tolist(), "width": 12}
    assert run("cells", group, value) == [d for d, _ in found]
    assert sum(bool(d) for d, _ in found) > 10


def test_the_pad_begins_with_an_example_and_its_outputs(network):
    pad = explore.pad(network)
    _, (x_test, y_test) = load_mnist()
    assert (pad.pixels == x_test[np.argmax(y_test == 4)]).all()
    assert abs(pad.outputs - network.predict(pad.pixels.reshape(1, 784) / 255)).max() < 1e-12
    assert pad.drawing.words.startswith("Network with 784 inputs, 40 hidden units")
    assert pad.widget.words == pad.drawing.words
    # The live drawing has room for every shade; else it is the static one.
    live, still = pad.widget.svg, in_page(pad.drawing.svg)
    assert len(re.findall("data-shade=", live)) == 31
    assert re.sub(r'(data-part="digit">).*?</g>', r"\1</g>", live) == re.sub(
        r'(data-part="digit">).*?</g>', r"\1</g>", still
    )
    assert pad._repr_mimebundle_()["text/plain"] == pad.drawing.words


def test_what_is_written_can_be_read_in_python(network):
    pad = explore.pad(network)
    before = pad.outputs
    pixels = np.zeros((28, 28), dtype=np.uint8)
    pixels[5:20, 14] = 255
    pad.widget.set_state({"pixels": memoryview(pixels.tobytes())})
    assert (pad.pixels == pixels).all()
    assert abs(pad.outputs - network.predict(pixels.reshape(1, 784) / 255)[0]).max() < 1e-12
    assert abs(pad.outputs - before).max() > 0.01


def test_the_bars_alone_have_a_title(network):
    bars = explore.pad(network, only_bars=True).widget.svg
    assert ">ten outputs<" in bars and 'data-part="hidden"' not in bars
    assert ">in NumPy<" in explore.pad(network, only_bars=True, title="in NumPy").widget.svg


def test_the_pad_keeps_the_weights_as_they_were(network):
    changing = Network(hidden_size=3)
    pad = explore.pad(changing)
    outputs = pad.outputs
    changing.weights_0_1 += 1
    assert (pad.outputs == outputs).all()


def send(pad, name, content):
    """Send what the browser sends once a file has been chosen."""
    pad.widget._handle_custom_msg({"open": name}, [memoryview(content)])


def test_a_file_is_prepared_and_its_stages_are_shown(network):
    pad = explore.pad(network)
    path = digits.DIGITS / "number6_chalk.png"
    name = "../nowhere/<b>chalk.png"  # it leaves no folder and adds no markup
    send(pad, name, path.read_bytes())
    expected = digits.mnist_way(digits.read_picture(path)).pixels
    assert (pad.pixels == expected).all()
    assert pad.widget.picture == expected.tobytes()
    assert "<p>&lt;b&gt;chalk.png" in pad.stages.value and "inverted" in pad.stages.value
    stages = "photo; sheet; paper; ink; digit; levelled; cut out; scaled; centred"
    assert stages in pad.stages.value
    assert "No edge of a sheet is seen" in pad.stages.value
    # Once something is written, the file's stages would be beside the point.
    pad.widget.set_state({"pixels": memoryview(bytes(784))})
    assert pad.stages.value == ""


def test_a_bad_file_is_named_in_one_sentence(network):
    pad = explore.pad(network)
    before = pad.pixels
    send(pad, "notes.png", b"no picture")
    assert pad.widget.trouble == (
        "notes.png is not a picture that can be read: give a PNG or JPEG file."
    )
    assert (pad.pixels == before).all() and pad.stages.value == ""
    send(pad, "four.png", (digits.DIGITS / "number4_s5.png").read_bytes())
    assert pad.widget.trouble == ""


def test_only_a_large_picture_is_made_smaller():
    sizes = [[300, 200, 9], [2000, 1500, 8e6], [2000, 1500, 8e6 + 1], [3000, 4000, 9], [9000, 1, 9]]
    code = "value.map(([width, height, bytes]) => js.smallerSize({ width, height }, bytes))"
    smaller = [None, None, [2000, 1500], [1500, 2000], [2000, 1]]
    assert run("picture_file", code, sizes) == smaller
    starts = [
        b"\0\0\0\x18ftypheic\0\0",
        b"\0\0\0 ftypmif1",
        b"\0\0\0 ftypavif",
        b"\x89PNG\r\n",
        b"",
    ]
    found = run("picture_file", "value.map(js.isHeic)", [list(start) for start in starts])
    assert found == [True, True, False, False, False]


def test_networks_that_the_pad_cannot_show():
    with pytest.raises(ValueError, match="784 inputs and 10 outputs"):
        explore.pad(Network(hidden_size=4, pixels=100))
    with pytest.raises(ValueError, match="128 hidden units"):
        explore.pad(Network(hidden_size=129))
    with pytest.raises(ValueError, match=r"as Network\(\) makes it, but this is of type NoneType"):
        explore.pad(None)
    broken = Network(hidden_size=4)
    broken.weights_1_2[0, 0] = np.nan
    with pytest.raises(ValueError, match="NaN"):
        explore.pad(broken)
