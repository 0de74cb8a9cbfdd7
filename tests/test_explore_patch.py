import re
import subprocess

import numpy as np
import pytest
from painted import assert_room_paints, part, root

from course import explore, pictures
from course.pictures import base
from course.pictures.svg import in_page
from js import node, run
from nnlib.convolution import convolve, max_pool
from nnlib.linalg import w_sum
from nnlib.mnist import load_mnist

EDGE = [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]


@pytest.fixture(scope="module")
def seven():
    _, (x_test, _) = load_mnist()
    return x_test[0]


def random_states(seed, count):
    """Images and kernels of several sizes, with zeros, signs and large numbers."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        size = int(random.integers(1, 6))
        height, width = random.integers(size + 1, 15, 2)
        image = random.random((height, width)) * (random.random((height, width)) < 0.6)
        kernel = random.normal(0, 1, (size, size)) * 10.0 ** random.integers(-3, 4)
        kernel *= random.random((size, size)) < 0.8
        row = int(random.integers(0, height - size + 1))
        column = int(random.integers(0, width - size + 1))
        yield image, kernel, row, column


def as_given(image, kernel, row, column):
    return {
        "pixels": image.ravel().tolist(),
        "shape": image.shape,
        "weights": kernel.ravel().tolist(),
        "row": row,
        "column": column,
    }


def test_sums_and_pooling_in_javascript_are_those_of_w_sum():
    states = list(random_states(1, 200))
    found = run("patch", "value.map(js.stateOf)", [as_given(*state) for state in states])
    for (image, kernel, row, column), state in zip(states, found, strict=True):
        size = len(kernel)
        expected = np.array(
            [
                [
                    w_sum(
                        image[y : y + size, x : x + size].ravel().tolist(), kernel.ravel().tolist()
                    )
                    for x in range(image.shape[1] - size + 1)
                ]
                for y in range(image.shape[0] - size + 1)
            ]
        )
        largest = abs(expected).max()
        assert np.allclose(state["map"], expected.ravel(), rtol=0, atol=1e-9 * max(1, largest))
        assert abs(state["sum"] - expected[row, column]) <= 1e-9 * max(1, largest)
        assert np.allclose(convolve(image, kernel), expected, rtol=0, atol=1e-9 * max(1, largest))
        pooled = [
            [
                expected[2 * y : 2 * y + 2, 2 * x : 2 * x + 2].max()
                for x in range(len(expected[0]) // 2)
            ]
            for y in range(len(expected) // 2)
        ]
        assert np.allclose(state["pooled"], np.ravel(pooled), rtol=0, atol=1e-9 * max(1, largest))
        assert np.allclose(max_pool(expected), pooled, rtol=0, atol=0)
        inside = row // 2 < len(pooled) and column // 2 < len(pooled[0])
        if inside:
            assert state["largest"] == pytest.approx(
                pooled[row // 2][column // 2], abs=1e-9 * max(1, largest)
            )
        else:
            assert state["largest"] is None


def test_the_browser_paints_what_python_draws():
    states = list(random_states(2, 60))
    shown = [explore.patch(*state) for state in states]
    # It begins elsewhere, with other weights.
    given = [
        explore.patch(image, kernel * 0 + 1, 0, 0).widget.given
        | as_given(image, kernel, row, column)
        for image, kernel, row, column in states
    ]
    assert_room_paints("patch", [one.drawing for one in shown], given)


def test_the_drawing_holds_the_step_and_both_maps(seven):
    shown = explore.patch(seven, EDGE, row=8, column=10)
    step = pictures.patch(seven, 8, 10, EDGE)
    assert shown.drawing.words.startswith(step.words)
    assert shown.drawing.words.endswith(
        "Feature map of 26 × 26, from −2.99 to 2.99; pooled map of 13 × 13, from −2.33 to 2.99."
    )
    drawing = shown.drawing.svg
    assert shown.widget.svg == in_page(drawing)
    for name in re.findall('data-part="[^"]*"', step.svg):
        assert name in drawing
    assert drawing.count("<svg") == drawing.count("</svg>") == 1
    assert ">row 8, column 10<" in drawing
    # The areas for the pointer lie where the step has drawn the weights.
    for name in ("0-0", "2-1"):
        [area] = re.findall(rf'<rect ([^>]*) data-part="weight-area-{name}"', drawing)
        [x, y] = re.findall(r'\b[xy]="([\d.]+)"', area)
        [cell_x, cell_y] = re.findall(
            rf'<rect x="([\d.]+)" y="([\d.]+)"[^>]*/><text x="[^>]*data-part="weight-{name}"',
            drawing,
        )[0]
        assert float(x) == pytest.approx(float(cell_x), abs=0.6)
        assert float(y) == pytest.approx(float(cell_y), abs=0.6)


def test_the_sum_stands_right_of_the_weights(seven):
    for drawing in (pictures.patch(seven, 8, 10, EDGE), explore.patch(seven, EDGE).drawing):
        [end, total] = [float(part(root(drawing), name).get("x")) for name in ("weight-1-2", "sum")]
        assert total > end + 60


def test_what_is_moved_can_be_read_in_python(seven):
    shown = explore.patch(seven, EDGE, row=8, column=10)
    assert shown.sum == pytest.approx(2.3922, abs=5e-5)
    assert shown.feature_map.shape == (26, 26) and shown.pooled.shape == (13, 13)
    weights = [0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    shown.widget.set_state({"weights": weights, "row": 7, "column": 9})
    assert (shown.kernel == np.reshape(weights, (3, 3))).all()
    assert (shown.row, shown.column) == (7, 9)
    assert shown.sum == pytest.approx(seven[8, 10] / 127.5)
    assert abs(shown.feature_map - seven[1:27, 1:27] / 127.5).max() < 1e-12


def test_it_begins_in_the_middle_with_the_first_weight_selected(seven):
    shown = explore.patch(seven, [[3.5, 0.0], [0.0, -1.0]])
    assert (shown.row, shown.column) == (13, 13)
    assert shown.slider.value == shown.widget.weight == 3.5
    assert shown.slider.max == 4 and shown.slider.min == -4
    assert shown.widget.selected == 0
    assert shown._repr_mimebundle_()["text/plain"] == shown.drawing.words


def test_what_cannot_be_shown_is_said(seven):
    with pytest.raises(ValueError, match="too few for a kernel of 3 × 3"):
        explore.patch(np.zeros((3, 9)), EDGE)
    with pytest.raises(ValueError, match="square, at most 5"):
        explore.patch(seven, [[1.0, 2.0]])
    with pytest.raises(ValueError, match="row is 26: give a whole number from 0 to 25"):
        explore.patch(seven, EDGE, row=26, column=0)
    with pytest.raises(ValueError, match="row is 1.5: give a whole number from 0 to 25"):
        explore.patch(seven, EDGE, row=1.5)
    with pytest.raises(ValueError, match="column is 'a': give a whole number from 0 to 25"):
        explore.patch(seven, EDGE, column="a")
    with pytest.raises(ValueError, match="finite"):
        explore.patch(seven, [[np.nan]])


def test_the_joined_module_can_be_read_by_a_browser(tmp_path):
    file = tmp_path / "joined.mjs"
    file.write_text(base.module("patch"), encoding="utf-8")
    subprocess.run([node(), "--check", str(file)], check=True, capture_output=True)
