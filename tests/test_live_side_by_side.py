"""The pad with three networks: what stands below it is what the models say."""

import base64
import zlib

import numpy as np
import pytest

import js
from course.pictures.side_by_side import compare, packed
from nnlib import models
from nnlib.network import Network
from stored import load_mnist


@pytest.fixture(scope="module")
def loaded():
    try:
        return {name: models.load_model(name) for name in models.NAMES}
    except ImportError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def compared(loaded):
    _, (images, labels) = load_mnist()
    return compare(Network(), loaded, images[:300], labels[:300])


def test_what_is_no_network_is_refused():
    with pytest.raises(ValueError, match="Give the models by name"):
        compare(Network(hidden_size=2), None, np.zeros((1, 28, 28)), [0])


def test_a_digit_is_found_on_which_they_disagree_and_the_answers_follow_the_pad(compared, loaded):
    images, labels = load_mnist()[1]
    said = [models.probabilities(m, images[:300]).argmax(axis=1) for m in loaded.values()]
    expected = np.flatnonzero(said[0] != said[1])
    for index in expected[:2]:
        compared._hear(compared.widget, {"ask": "disagree"}, [])
        assert compared.pad.widget.picture == images[index].tobytes()
        assert compared.widget.sentence == f"Test picture {index}, a {labels[index]}."
        answers = [int(np.argmax(row)) for row in compared.widget.values]
        assert answers == [said[0][index], said[1][index]]
    compared.pad.widget.pixels = images[0].tobytes()
    assert compared.widget.sentence == ""
    for row, model in zip(compared.widget.values, loaded.values(), strict=True):
        assert row == pytest.approx(models.probabilities(model, images[:1])[0])


def test_the_browser_says_whether_they_agree():
    names, sure, unsure = ["a", "b"], [0.9] + [0.0] * 8 + [0.1], [0.4] + [0.0] * 8 + [0.6]
    asked = [[names, [sure, unsure]], [names, [sure, sure]]]
    assert js.run("side_by_side", "value.map((its) => js.verdict(...its))", asked) == [
        "a says 0 at 0.900, b says 9 at 0.600: they disagree.",
        "a says 0 at 0.900, b says 0 at 0.900: they agree.",
    ]


@pytest.mark.parametrize("name", models.NAMES)
def test_the_browser_computes_what_keras_says(loaded, name):
    random = np.random.default_rng(5)
    noise = random.integers(0, 256, (40, 28, 28)) * (random.random((40, 28, 28)) < 0.3)
    pictures = np.concatenate([noise.astype(np.uint8), load_mnist()[1][0][::100]])
    network = packed(loaded[name])
    value = [network["layers"], texted(network["weights"]), texted(pictures.tobytes())]
    answers = js.run(
        "keras_forward",
        """import('node:zlib').then((zlib) => {
          const [weights, pixels] = value.slice(1).map((text) =>
            new Uint8Array(zlib.inflateSync(Buffer.from(text, 'base64'))));
          const network = { layers: value[0], weights: js.unpacked(weights) };
          return Array.from({ length: pixels.length / 784 }, (_, k) =>
            js.forward(network, pixels.subarray(784 * k, 784 * (k + 1))));
        })""",
        value,
    )
    expected = models.probabilities(loaded[name], pictures)
    assert np.abs(np.array(answers) - expected).max() < 1e-4
    assert len(set(expected.argmax(axis=1))) == 10


def texted(data):
    return base64.b64encode(zlib.compress(data)).decode()


def test_a_page_brings_the_networks_along_and_a_notebook_does_not(compared, loaded, monkeypatch):
    assert compared.widget.networks == compared.widget.disagreements == []
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "1")
    images, labels = (part[:300] for part in load_mnist()[1])
    live = compare(Network(), loaded, images, labels).widget
    assert [len(network["weights"]) for network in live.networks] == [3 * 607_394, 3 * 113_898]
    said = [models.probabilities(model, images).argmax(axis=1) for model in loaded.values()]
    differ = np.flatnonzero(said[0] != said[1])
    assert [shown["picture"] for shown in live.disagreements] == [
        images[index].tobytes() for index in differ
    ]
    assert live.disagreements[0]["sentence"] == f"Test picture {differ[0]}, a {labels[differ[0]]}."
