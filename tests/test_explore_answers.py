"""The pad with three networks: what stands below it is what the models say."""

import numpy as np
import pytest

import js
from nnlib import models
from nnlib.mnist import load_mnist
from nnlib.network import Network


@pytest.fixture(scope="module")
def loaded():
    try:
        return {name: models.load_model(name) for name in models.NAMES}
    except ImportError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def compared(loaded):
    from nnlib.explore.answers import compare

    _, (images, labels) = load_mnist()
    return compare(Network(), loaded, images[:300], labels[:300])


def test_what_is_no_network_is_refused():
    from nnlib.explore.answers import compare

    with pytest.raises(ValueError, match=r"as Network\(\) makes it, but this is of type NoneType"):
        compare(None, {"model 1": None}, np.zeros((1, 28, 28)), [0])
    with pytest.raises(ValueError, match="Give the models by name"):
        compare(Network(hidden_size=2), None, np.zeros((1, 28, 28)), [0])


def test_the_answers_follow_the_pad(compared, loaded):
    images = load_mnist()[1][0]
    for index in (0, 7):
        compared.pad.widget.pixels = images[index].tobytes()
        for row, model in zip(compared.widget.values, loaded.values(), strict=True):
            assert row == pytest.approx(models.probabilities(model, images[index : index + 1])[0])


def test_a_digit_is_found_on_which_they_disagree(compared, loaded):
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


def test_the_browser_says_whether_they_agree():
    names, sure, unsure = ["a", "b"], [0.9] + [0.0] * 8 + [0.1], [0.4] + [0.0] * 8 + [0.6]
    said = js.run("answers", "js.verdict(value[0], value[1])", [names, [sure, unsure]])
    assert said == "a says 0 at 0.900, b says 9 at 0.600: they disagree."
    said = js.run("answers", "js.verdict(value[0], value[1])", [names, [sure, sure]])
    assert said == "a says 0 at 0.900, b says 0 at 0.900: they agree."


def test_the_notebook_gets_the_answers_in_words(compared):
    words = compared._repr_mimebundle_()["text/plain"]
    for name, values in compared.answers.items():
        assert f"{name} says {int(np.argmax(values))} at " in words
    assert compared.box.children[0] is compared.pad.box
