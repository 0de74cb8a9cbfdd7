"""The drawing of the network that reads digits: its image, its units, its bars, its words."""

import itertools
import re

import numpy as np
import pytest
from painted import root

from course import pictures
from test_network_drawing import (
    VALUES,
    assert_column,
    digit_image,
    overlap,
    parts,
    shapes,
    size_of,
)


def pixels_of(drawing):
    """Paint the drawing's runs again, as shares of full ink."""
    painted = np.zeros((28, 28))
    (digit,) = parts(drawing, "digit").values()
    for path in digit:
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path.get("d")):
            run = np.s_[int(y), int(x) : int(x) + int(length)]
            assert not painted[run].any()
            painted[run] = float(path.get("fill-opacity"))
    return painted


@pytest.mark.parametrize("seed", range(3))
def test_digit_is_the_image(seed):
    image = np.random.default_rng(seed).integers(0, 256, (28, 28)) if seed else digit_image()
    painted = pixels_of(pictures.digit_network(image))
    assert np.array_equal(painted > 0, image > 0)
    assert np.abs(painted - image / 255).max() < 0.04
    assert len(np.unique(painted)) <= 32


def test_image_may_be_flat_scaled_or_a_list():
    image = digit_image()
    drawing = pictures.digit_network(image)
    assert pictures.digit_network(image.reshape(784)) == drawing
    assert pictures.digit_network(image.tolist()) == drawing
    assert pictures.digit_network(image / 255) == drawing
    assert f"{(image > 0).sum()} of them not blank" in drawing.words


def test_digit_network_stays_small():
    noise = np.random.default_rng(0).integers(0, 256, (28, 28))
    drawing = pictures.digit_network(noise, hidden=[0.1] * 40, outputs=VALUES, goal=3)
    assert len(drawing.svg.encode()) < 40_000


def test_layers_have_their_names_in_code():
    drawing = pictures.digit_network(digit_image(), hidden=40, layers=True)
    names = "layer_0, layer_1, layer_2, weights_0_1, weights_1_2"
    assert drawing.words.endswith(f"In code: {names}.")
    shown = {element.text for element in root(drawing).iter("text")}
    assert set(names.split(", ")) < shown and "weights" not in shown
    flat = pictures.digit_network(digit_image(), layers=True)
    assert flat.words.endswith("In code: layer_0, layer_1, weights_0_1.")


def test_empty_outputs_have_nothing_beside_them():
    bare, aimed = (root(pictures.digit_network(digit_image(), goal=goal)) for goal in (None, 3))
    [goal] = [text for text in aimed.iter("text") if text.text == "goal"]
    width = float(aimed.get("width"))
    assert width - 80 < float(goal.get("x")) < width - 40
    assert float(bare.get("width")) < width


def test_ten_bars():
    drawing = pictures.digit_network(digit_image(), outputs=VALUES, goal=8)
    assert_column(drawing, "output", VALUES)
    axis = float(root(drawing).find("line").get("x1"))
    bars = [element.find("rect") for _, element in sorted(parts(drawing, "output").items())]
    lengths = np.array([float(bar.get("width")) for bar in bars])
    assert lengths == pytest.approx(np.abs(VALUES) * lengths[3] / VALUES[3], abs=0.02)
    for bar, value in zip(bars, VALUES, strict=True):
        left = float(bar.get("x"))
        assert left + (float(bar.get("width")) if value < 0 else 0) == pytest.approx(axis, abs=0.02)
    assert [bar.get("fill") == "var(--good)" for bar in bars] == [n == 3 for n in range(10)]
    assert "Prediction, the largest: 3. Goal: 8." in drawing.words
    (ring,) = [e for e in root(drawing).iter("circle") if e.get("data-part") == "goal"]
    assert ring.get("cy") == parts(drawing, "output")[8,].find("circle").get("cy")


def test_hidden_units_by_activation():
    drawing = pictures.digit_network(digit_image(), hidden=[0, 1, 4, -2], outputs=VALUES)
    field = [unit for _, unit in sorted(parts(drawing, "hidden").items())]
    assert [unit.get("fill") for unit in field] == [
        *("var(--blank)", "var(--plus)", "var(--plus)", "var(--blank)")
    ]
    assert float(field[1].get("fill-opacity")) < float(field[2].get("fill-opacity")) == 1
    assert "Active hidden units: 2 of 4." in drawing.words


def test_field_of_forty_and_its_weights():
    drawing = pictures.digit_network(digit_image(), hidden=40)
    field = parts(drawing, "hidden").values()
    assert len({unit.get("cx") for unit in field}) == 8
    assert len({unit.get("cy") for unit in field}) == 5
    assert "784 × 40 = 31,360 weights and 40 × 10 = 400 weights" in drawing.words
    assert "784 × 10 = 7,840 weights" in pictures.digit_network(digit_image()).words


@pytest.mark.parametrize("hidden", [None, 1, 3, 12, 40, 128, [0.5] * 2, [0.5] * 100])
@pytest.mark.parametrize("outputs", [None, VALUES, [-1234.5] * 10])
def test_nothing_overlaps_in_digit_network(hidden, outputs):
    for goal in (None, 0, 3):
        drawing = pictures.digit_network(digit_image(), hidden=hidden, outputs=outputs, goal=goal)
        tree = root(drawing)
        boxes = [shape for shape in shapes(drawing) if shape[1] == "box"]
        for a, b in itertools.combinations(boxes, 2):
            assert a[0] == b[0] or not overlap(a, b), (a, b)
        for _, _, box in boxes:
            assert box[0] > 0 and box[2] < float(tree.get("width"))
            assert box[1] > 0 and box[3] < float(tree.get("height"))
        assert all(size_of(text) >= 13 for text in tree.iter("text"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"image": [[0] * 28] * 27}, "28 rows of 28 pixels, or a flat list of 784"),
        ({"image": [0] * 783}, "28 rows of 28 pixels"),
        ({"image": 5}, "28 rows of 28 pixels"),
        ({"image": [300] * 784}, "values from 0 to 255 .* go from 300 to 300"),
        ({"image": [-1] * 784}, "go from −1 to −1"),
        ({"image": ["a"] * 784}, "The image must be made of finite numbers"),
        ({"hidden": 0}, "hidden must be 1 to 128 units, but is 0"),
        ({"hidden": 200}, "hidden must be 1 to 128 units, but is 200"),
        ({"hidden": "many"}, "hidden must be a list of numbers"),
        ({"outputs": [1, 2]}, "outputs must be ten values"),
        ({"goal": 10}, "goal must be a digit from 0 to 9, but is 10"),
        ({"goal": "5"}, "goal must be a digit from 0 to 9, but is '5'"),
    ],
)
def test_digit_network_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        pictures.digit_network(**{"image": [0] * 784, **arguments})
