"""The drawing of the network that reads digits: its image, its units, its bars, its words."""

import numpy as np
import pytest
from painted import assert_apart, cells, number, placed, root, shapes

from course import pictures
from test_network_drawing import VALUES, assert_values, digit_image

IMAGE = digit_image()


def painted(drawing):
    return cells(placed(drawing, "digit")[()], 28)


@pytest.mark.parametrize("seed", range(3))
def test_digit_is_the_image(seed):
    image = np.random.default_rng(seed).integers(0, 256, (28, 28)) if seed else IMAGE
    drawing = pictures.digit_network(image, hidden=[0.1] * 40, outputs=VALUES, goal=3)
    found = painted(drawing)
    assert np.array_equal(found > 0, image > 0)
    assert np.abs(found - image / 255).max() < 0.04
    assert len(np.unique(found)) <= 32 and len(drawing.svg.encode()) < 40_000
    assert f"{(image > 0).sum()} of them not blank" in drawing.words
    for other in (image.tolist(), image / 255):
        assert painted(pictures.digit_network(other)) == pytest.approx(found)


def test_ten_bars():
    drawing = pictures.digit_network(IMAGE, outputs=VALUES, goal=8)
    assert_values(drawing, "output", VALUES)
    axis = number(root(drawing).find("line"), "x1")
    bars = [element.find("rect") for element in placed(drawing, "output").values()]
    starts, lengths = np.transpose([number(bar, "x", "width") for bar in bars])
    assert lengths == pytest.approx(np.abs(VALUES) * lengths[3] / VALUES[3], abs=0.02)
    assert np.where(np.array(VALUES) < 0, starts + lengths, starts) == pytest.approx(axis, abs=0.02)
    assert [bar.get("fill") == "var(--good)" for bar in bars] == [n == 3 for n in range(10)]
    assert "Prediction, the largest: 3. Goal: 8." in drawing.words
    (ring,) = [e for e in root(drawing).iter("circle") if e.get("data-part") == "goal"]
    assert ring.get("cy") == placed(drawing, "output")[8,].find("circle").get("cy")


def test_hidden_units_by_activation():
    drawing = pictures.digit_network(IMAGE, hidden=[0, 1, 4, -2], outputs=VALUES)
    field = list(placed(drawing, "hidden").values())
    on, off = "var(--plus)", "var(--blank)"
    assert [unit.get("fill") for unit in field] == [off, on, on, off]
    assert number(field[1], "fill-opacity") < number(field[2], "fill-opacity") == 1
    assert "Active hidden units: 2 of 4." in drawing.words


@pytest.mark.parametrize("hidden", [None, 1, 3, 12, 40, 128, [0.5] * 2, [0.5] * 100])
@pytest.mark.parametrize("outputs", [None, VALUES, [-1234.5] * 10])
@pytest.mark.parametrize("goal", [None, 0, 3])
def test_nothing_overlaps_in_digit_network(hidden, outputs, goal):
    drawing = pictures.digit_network(IMAGE, hidden=hidden, outputs=outputs, goal=goal)
    assert_apart(drawing, [shape for shape in shapes(drawing) if len(shape.place) == 4])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"image": [[0] * 28] * 27}, r"image must be 28 rows of 28 pixels: .* reshape\(28, 28\)"),
        ({"image": [0] * 784}, "image must be rows of numbers"),
        ({"image": [[300] * 28] * 28}, "image holds numbers outside 0 to 255"),
        ({"hidden": 0}, "hidden must be 1 to 128 units, but is 0"),
        ({"hidden": 200}, "hidden must be 1 to 128 units, but is 200"),
        ({"hidden": "many"}, "a number of hidden is 'm': give a number"),
        ({"outputs": [1, 2]}, "outputs must be ten values"),
        ({"goal": 10}, "goal is 10: give a whole number from 0 to 9"),
    ],
)
def test_digit_network_says_what_is_wrong(arguments, message):
    with pytest.raises(ValueError, match=message):
        pictures.digit_network(**{"image": IMAGE, **arguments})
