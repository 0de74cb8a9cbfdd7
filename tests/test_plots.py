"""Pictures say in words what they show; their texts can be read and don't overlap."""

import base64
import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from course.pictures import plots
from course.pictures.svg import SVG, smallest_text
from nnlib.network import Network

DATA = Path(__file__).parents[1] / "data" / "mnist.npz"
STEPS = np.arange(0, 350, 10)
TRAIN = 0.7 * np.exp(-STEPS / 40) + 0.11
TEST = 0.6 * np.exp(-STEPS / 30) + 0.41 + STEPS / 3500
HISTORY = {
    "iteration": STEPS,
    "train_error": TRAIN,
    "train_accuracy": 1 - TRAIN / 2,
    "test_error": TEST,
    "test_accuracy": 1 - TEST / 2,
}
HELD_OUT = {**HISTORY, "held_out_error": TEST + 0.02, "held_out_accuracy": 0.99 - TEST / 2}
NAN = float("nan")


@pytest.fixture(scope="module")
def mnist() -> dict[str, np.ndarray]:
    with np.load(DATA) as arrays:
        return {name: arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")}


@pytest.fixture
def figure_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], Figure]:
    """Return what makes a picture's figure available: it is caught on its way to the PNG."""

    def catch(draw: Callable[[], Any]) -> Figure:
        caught: list[Figure] = []
        finish = plots._picture

        def keep(figure: Figure, words: str) -> plots.Picture:
            caught.append(figure)
            return finish(figure, words)

        with monkeypatch.context() as patch:
            patch.setattr(plots, "_picture", keep)
            draw()
        return caught[0]

    return catch


def errors(alpha: float, steps: int = 20) -> list[float]:
    """The error of the seminar's section 07, input 0.5, goal 0.8, weight 0.5."""
    weight, shown = 0.5, []
    for _ in range(steps + 1):
        delta = weight * 0.5 - 0.8
        shown.append(delta * delta)
        weight -= alpha * 0.5 * delta
    return shown


def descent(alpha: float, steps: int, scales: np.ndarray) -> np.ndarray:
    path = [np.array([-4.0, 1.0])]
    for _ in range(steps):
        path.append(path[-1] - alpha * 2 * scales * path[-1])
    return np.array(path)


def every(mnist: dict[str, np.ndarray]) -> dict[str, Callable[[], plots.Picture]]:
    """A picture of every kind, on real digits where it is about digits."""
    images, labels = mnist["x_train"], mnist["y_train"]
    predicted = mnist["y_test"].copy()
    predicted[::37] = (predicted[::37] + 1) % 10
    noise = np.random.default_rng(1)
    weights = noise.normal(0, 0.1, (784, 40))
    outputs = noise.dirichlet(np.ones(10) * 0.3, 3)
    scales = np.array([0.1, 4.0])
    return {
        "digit_sheet": lambda: plots.digit_sheet(images, labels),
        "digits_row": lambda: plots.digits_row(
            [images[0], images[0][4:24, 2:26], images[0] / 255],
            ["as it came, on grey paper, with a shadow", "cut out", "0 to 1"],
        ),
        "mistakes": lambda: plots.digits_row(images[:20], [f"{i}, said {i}" for i in range(20)]),
        "bars": lambda: plots.bars(outputs[0], goal=1, title="Test image 7"),
        "bars, negative": lambda: plots.bars([-0.4, 0.2, 1.3], labels=["hurt", "win", "sad"]),
        "bars, three": lambda: plots.bars(outputs, names=["CNN 1", "CNN 2b", "NumPy"], goal=1),
        "curves": lambda: plots.curves(
            {"train": TRAIN, "test": TEST}, x=STEPS, ylabel="error", mark="min", title="Errors"
        ),
        "curves, close": lambda: plots.curves(
            {"one": TRAIN, "two": TRAIN + 0.001, "three": TRAIN + 0.002}, x=STEPS, ylabel="error"
        ),
        "curves, log": lambda: plots.curves(
            {"alpha 1": errors(1), "alpha 2": errors(2)}, x=range(21), ylabel="error", log=True
        ),
        "learning_curves": lambda: plots.learning_curves(HISTORY),
        "learning_curves, all": lambda: plots.learning_curves(
            HELD_OUT, reference=("Trask’s code", HISTORY)
        ),
        "weight_images": lambda: plots.weight_images(weights),
        "class_counts": lambda: plots.class_counts({"train": labels, "test": mnist["y_test"]}),
        "confusion_matrix": lambda: plots.confusion_matrix(mnist["y_test"], predicted),
        "feature_maps": lambda: plots.feature_maps(
            [images[0] / 255, weights[:676, 0].reshape(26, 26)], ["digit", "feature map"]
        ),
        "descent_paths": lambda: plots.descent_paths(
            {"gradient descent": descent(0.2, 30, scales), "slower": descent(0.05, 30, scales)},
            scales,
        ),
        "agreement": lambda: plots.agreement(
            [[0, 113, 1680], [113, 0, 1701], [1680, 1701, 0]],
            ["mnistCNN1", "mnistCNN2b", "the NumPy network"],
        ),
    }


KINDS = list(every({name: np.zeros((1, 1)) for name in ("x_train", "y_train", "x_test", "y_test")}))


@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_large_enough_apart_and_inside(
    kind: str,
    mnist: dict[str, np.ndarray],
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    figure = figure_of(every(mnist)[kind])
    renderer = FigureCanvasAgg(figure).get_renderer()
    width, height = figure.bbox.width, figure.bbox.height
    # Matplotlib keeps the labels of ticks beyond an axis' ends, which it does not draw.
    unseen = set()
    for axes in figure.axes:
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for place, tick in zip(axis.get_majorticklocs(), axis.get_major_ticks(), strict=True):
                if not min(low, high) <= place <= max(low, high):
                    unseen |= {tick.label1, tick.label2}
    boxes = []
    for text in figure.findobj(Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent(renderer)
        if text in unseen:
            continue
        assert text.get_fontsize() >= plots.TEXT, text.get_text()
        assert box.x0 >= 0 and box.y0 >= 0, text.get_text()
        assert box.x1 <= width and box.y1 <= height, text.get_text()
        boxes.append((text.get_text(), box))
    assert boxes
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = (
            a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 3 or b.y1 <= a.y0 + 3
        )  # fmt: skip
        assert apart, f"{one!r} over {other!r}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_gets_a_png_at_half_its_size_and_the_words(
    kind: str, mnist: dict[str, np.ndarray]
) -> None:
    picture = every(mnist)[kind]()
    assert picture.png.startswith(b"\x89PNG\r\n\x1a\n")
    data, metadata = picture._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == picture.png
    assert data["text/plain"] == picture.words
    assert re.search(r"\d", picture.words) and picture.words.endswith(".")
    width = int.from_bytes(picture.png[16:20], "big")
    height = int.from_bytes(picture.png[20:24], "big")
    shown = metadata["image/png"]
    assert (shown["width"], shown["height"]) == (width // 2, height // 2)
    assert shown["smallest_text"] == picture.smallest >= plots.TEXT
    assert 300 <= shown["width"] <= 1100
    assert shown["alt"] == picture.words  # what nbconvert's HTML and our JupyterLab show


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_gets_a_drawing_in_its_colours_and_its_type(
    kind: str,
    mnist: dict[str, np.ndarray],
    figure_of: Callable[[Callable[[], Any]], Figure],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = every(mnist)[kind]
    still = draw()
    assert still.svg == ""
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "yes")
    svg = draw()._repr_mimebundle_()[0][SVG]
    assert svg == draw().svg
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == still.words
    body = re.sub(r'href="data:[^"]*"', "", svg.partition("</style>")[2])
    assert not re.search(r"#[0-9a-f]{6}\b|font-family|<metadata|<dc:", body)
    said = {text.get_text() for text in figure_of(draw).findobj(Text) if text.get_visible()}
    shown = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert shown and {text for text in shown if text} <= {
        line for text in said for line in text.split("\n")
    }
    assert smallest_text(svg) >= plots.TEXT
    # A digit is ink on paper on a dark page too; colours turn with it.
    kinds = [node.get("class") for node in root.iter("{http://www.w3.org/2000/svg}image")]
    expected = {"digit_sheet": ["ink"], "digits_row": ["ink"] * 3, "feature_maps": ["ink", None]}
    expected |= {"mistakes": ["ink"] * 20, "weight_images": [None] * 2}
    expected |= dict.fromkeys(["confusion_matrix", "agreement"], [None])
    assert kinds == expected.get(kind, [])


def test_nothing_outside_a_picture_changes() -> None:
    code = (
        "import sys, course.pictures.plots as plots\n"
        "assert 'matplotlib' not in sys.modules\n"
        "picture = plots.bars([0.1, 0.9])\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "print(picture.words)\n"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "0: 0.100, 1: 0.900; largest: 1.\n"


# --- What each one says and shows --------------------------------------------------------------


def shown_texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_digit_sheet_holds_the_first_images_of_each_digit(
    mnist: dict[str, np.ndarray], figure_of: Callable[[Callable[[], Any]], Figure]
) -> None:
    images, labels = mnist["x_train"], mnist["y_train"]
    figure = figure_of(lambda: plots.digit_sheet(images, labels, 17))
    sheet = np.asarray(figure.axes[0].images[0].get_array())
    assert sheet.shape == (10 * 32 - 4, 17 * 32 - 4)
    for digit in range(10):
        for column, index in enumerate(np.flatnonzero(labels == digit)[:17]):
            piece = sheet[32 * digit : 32 * digit + 28, 32 * column : 32 * column + 28]
            assert np.array_equal(piece, images[index])
    assert figure.axes[0].images[0].get_clim() == (0, 255)
    words = plots.digit_sheet(images, labels).words
    assert words == "A sheet of 170 digits: 17 examples of each, 0 to 9."
    few = plots.digit_sheet(images, labels, 3, [7, 1])
    assert few.words == "A sheet of 6 digits: 3 examples of each, 7, 1."


def test_digits_row_scales_by_what_black_is(
    mnist: dict[str, np.ndarray], figure_of: Callable[[Callable[[], Any]], Figure]
) -> None:
    image = mnist["x_train"][0]
    faint = (image > 250).astype(np.uint8)
    figure = figure_of(lambda: plots.digits_row([image, image / 255, faint], ["a", "b", "c"]))
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 255), (0, 1), (0, 255)]
    assert shown_texts(figure) == ["a", "b", "c"]
    assert plots.digits_row([image, image], ["a", "b\nc"]).words == "A row of 2 pictures: a; b c."
    assert plots.digits_row([image] * 12).words == "12 pictures in 2 rows."
    assert plots.digits_row([image], words="A five.").words == "A five."


def test_bars_have_the_length_and_the_number_of_their_value(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    values = [-0.25, 0.5, 0.125]
    figure = figure_of(lambda: plots.bars(values, goal=2))
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    assert widths == [*values, 1]  # the last one is the goal, which reaches 1
    assert {"−0.250", "0.500", "0.125", "goal  2"} <= set(shown_texts(figure))
    assert plots.bars(values, goal=2).words == (
        "0: −0.250, 1: 0.500, 2: 0.125; largest: 1. Goal: 2."
    )
    two = plots.bars([[0.1, 0.9], [0.8, 0.2]], names=["A", "B"], labels=["no", "yes"], decimals=1)
    assert two.words == "A: no: 0.1, yes: 0.9; largest: yes. B: no: 0.8, yes: 0.2; largest: no."


def test_curves_say_first_last_and_best() -> None:
    picture = plots.curves(
        {"test": [0.9, 0.25, 0.5]}, x=[0, 10, 20], ylabel="error", mark="min", title="Test"
    )
    assert picture.words == (
        "Test: error over iteration. test: 0.900 at 0 → 0.500 at 20, lowest 0.250 at 10."
    )
    best = plots.curves({"test": [0.1, 0.7, 0.5]}, x=[0, 10, 20], ylabel="accuracy", mark="max")
    assert "highest 0.700 at 10." in best.words
    tiny = plots.curves({"a": [0.5, 5.408e-6]}, x=[0, 20], ylabel="error", xlabel="step", log=True)
    assert "a: 0.500 at 0 → 5.408e−06 at 20." in tiny.words


def test_lines_differ_in_more_than_colour(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    series = {str(count): TRAIN + count for count in range(len(plots.LINES))}
    figure = figure_of(lambda: plots.curves(series, x=STEPS, ylabel="error"))
    lines = [line for line in figure.axes[0].lines if np.size(line.get_xdata()) > 1]
    ends = [line for line in figure.axes[0].lines if np.size(line.get_xdata()) == 1]
    assert [line.is_dashed() for line in lines] == [False] + [True] * (len(series) - 1)
    assert len({str(dashes) for _, dashes, _ in plots.LINES}) == len(series)
    assert len({line.get_marker() for line in ends}) == len(series)
    assert len({line.get_color() for line in lines}) == len(series)


def test_learning_curves_say_both_panels_and_the_reference() -> None:
    words = plots.learning_curves(HELD_OUT, reference=("Trask’s code", HISTORY)).words
    best = int(TEST.argmin())
    assert (
        f"test error: {TEST[0]:.3f} at 0 → {TEST[-1]:.3f} at 340, "
        f"lowest {TEST[best]:.3f} at {STEPS[best]}." in words
    )
    accuracy = 1 - TRAIN / 2
    assert f"train accuracy: {accuracy[0]:.3f} at 0 → {accuracy[-1]:.3f} at 340" in words
    assert "held out accuracy" in words
    assert f"test error, Trask’s code: {TEST[0]:.3f} at 0 → {TEST[-1]:.3f} at 340" in words


def test_learning_curves_take_what_fit_returns(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    random = np.random.default_rng(3)
    images = random.random((40, 9))
    labels = np.eye(10)[random.integers(0, 10, 40)]
    network = Network(hidden_size=4, pixels=9)
    history = network.fit(images, labels, iterations=21, test=(images, labels))
    words = plots.learning_curves(history).words
    for key, name in (("train_error", "train error"), ("test_accuracy", "test accuracy")):
        assert f"{name}: {history[0][key]:.3f} at 0 → {history[-1][key]:.3f} at 20" in words
    figure = figure_of(lambda: plots.learning_curves(history))
    tests = [line for line in figure.axes[0].lines if np.size(line.get_xdata()) == 3]
    assert list(np.asarray(tests[0].get_xdata())) == [0, 10, 20]


def texts_of(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    ("errors", "marks"), [([0.6, 0.3, 0.4], ["lowest at 10"]), ([0.6, 0.5, 0.4], [])]
)
def test_learning_curves_mark_where_the_test_error_turns(
    figure_of: Callable[[Callable[[], Any]], Figure], errors: list[float], marks: list[str]
) -> None:
    history = {"iteration": [0, 10, 20], "train_error": [0.7, 0.2, 0.1], "test_error": errors}
    history |= {"train_accuracy": [0.5, 0.9, 1], "test_accuracy": [0.6, 0.8, 0.7]}
    figure = figure_of(lambda: plots.learning_curves(history))
    assert [words for axes in figure.axes for words in texts_of(axes) if "at" in words] == marks


def test_descent_paths_name_the_end_and_the_lowest_place(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    ways = {"on its way": [[1, 1], [0, 0.5]], "arrived": [[1, 1], [0.5, 0.5], [0.001, 0]]}
    figure = figure_of(lambda: plots.descent_paths(ways, [4, 1]))
    first, second = map(texts_of, figure.axes)
    assert {"lowest", "step 1", "start"} < set(first) and "lowest, step 2" in second
    assert "along a grey line the error stays the same" in first


def test_weight_images_put_each_units_weights_in_its_square(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    weights = np.random.default_rng(2).normal(size=(784, 10))
    figure = figure_of(lambda: plots.weight_images(weights, columns=4))
    shown = figure.axes[0].images[0]
    sheet = np.asarray(np.ma.filled(shown.get_array(), np.nan))
    step = 31
    for unit in range(10):
        row, column = divmod(unit, 4)
        piece = sheet[row * step : row * step + 28, column * step : column * step + 28]
        assert np.array_equal(piece, weights[:, unit].reshape(28, 28))
    most = np.abs(weights).max()
    assert shown.get_clim() == (-most, most)
    red, green, blue, _ = shown.cmap(0.5)
    assert min(red, green, blue) > 0.99
    below, above = shown.cmap(0.0), shown.cmap(1.0)
    assert below[0] > below[2] and above[2] > above[0]  # orange below 0, blue above


def test_class_counts_are_mnists(mnist: dict[str, np.ndarray]) -> None:
    words = plots.class_counts({"train": mnist["y_train"], "test": mnist["y_test"]}).words
    assert "train, 60,000: 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949." in words
    assert "test, 10,000: 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009." in words


def test_confusion_matrix_counts(figure_of: Callable[[Callable[[], Any]], Figure]) -> None:
    true, predicted = [4, 4, 4, 9, 9, 1], [9, 9, 4, 9, 4, 1]
    words = plots.confusion_matrix(true, predicted).words
    assert words == "Right: 3 of 6 (50.0 %). Most frequent mistake: 4 taken for 9, 2 times."
    figure = figure_of(lambda: plots.confusion_matrix(true, predicted))
    cells = {text.get_position(): text.get_text() for text in figure.axes[0].texts}
    assert cells[(9, 4)] == "2" and cells[(4, 9)] == "1" and cells[(4, 4)] == "1"
    assert np.asarray(figure.axes[0].images[0].get_array())[4, 9] == 2
    assert plots.confusion_matrix([1], [1]).words == "Right: 1 of 1 (100.0 %)."
    once = plots.confusion_matrix([1, 7], [1, 1]).words
    assert once.endswith("Most frequent mistake: 7 taken for 1, once.")
    tied = plots.confusion_matrix([4, 4, 9], [9, 4, 4]).words
    assert tied.endswith("Most frequent mistakes, once each: 4 taken for 9, 9 taken for 4.")


def test_feature_maps_are_grey_or_signed(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    maps = [np.array([[0.0, 2.0]]), np.array([[-1.0, 0.5]])]
    figure = figure_of(lambda: plots.feature_maps(maps, ["pooled", "map"]))
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 2), (-1, 1)]
    words = plots.feature_maps(maps, ["pooled", "map"]).words
    assert words == "Maps: pooled (1 × 2, 0.00 to 2.00); map (1 × 2, −1.00 to 0.50)."


def test_descent_paths_say_the_error_at_the_end() -> None:
    scales = np.array([0.1, 4.0])
    path = descent(0.2, 30, scales)
    words = plots.descent_paths({"plain": path}, scales).words
    end = float((scales * path[-1] ** 2).sum())
    assert words == (
        f"Ways down the error 0.1·w1² + 4.0·w2². plain, 30 steps: error 5.6 → {end:.3g}."
    )


def test_agreement_says_each_pair_and_lights_the_closest(
    figure_of: Callable[[Callable[[], Any]], Figure],
) -> None:
    table = [[0, 113, 1680], [113, 0, 7], [1680, 7, 0]]
    words = plots.agreement(table, ["A", "B", "C"]).words
    assert words == "Different answers: A and B: 113; A and C: 1,680; B and C: 7."
    figure = figure_of(lambda: plots.agreement(table, ["A", "B", "C"]))
    bold = [text.get_text() for text in figure.findobj(Text) if text.get_weight() == "bold"]
    assert bold == ["7", "7"]


# --- Bad input ---------------------------------------------------------------------------------

ZEROS = np.zeros((3, 28, 28))


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: plots.digit_sheet(ZEROS, [0, 1]), "images must have the shape (2, height, width)"),
        (lambda: plots.digit_sheet(ZEROS, [0, 0, 1], 2, [1]), "only 1 images of the digit 1"),
        (lambda: plots.digit_sheet(ZEROS, [0, 0, 1], 0), "The sheet is empty"),
        (lambda: plots.digit_sheet(ZEROS, [0, 0.5, 1]), "labels must be whole numbers from 0 to 9"),
        (lambda: plots.digits_row([]), "There is nothing to show"),
        (lambda: plots.digits_row(ZEROS, ["a"]), "3 pictures, but 1 titles"),
        (lambda: plots.digits_row([[[0, 300]]]), "picture 0 holds numbers outside 0 to 255"),
        (lambda: plots.digits_row([[[0, NAN]]]), "picture 0 holds NaN or infinity"),
        (lambda: plots.digits_row([[0, 1]]), "picture 0 must have 2 dimensions"),
        (lambda: plots.weight_images(np.zeros((783, 2))), "a square number of rows"),
        (lambda: plots.weight_images(np.zeros((4, 2)), 0), "columns must be at least 1"),
        (lambda: plots.weight_images([[1, 2], [3]]), "weights must be numbers, with rows of equal"),
        (lambda: plots.feature_maps([]), "There are no maps to show"),
        (lambda: plots.feature_maps([[[1]]], []), "1 maps, but 0 titles"),
        (lambda: plots.bars([0.1, NAN]), "values holds NaN"),
        (lambda: plots.bars([]), "values must have 1 dimension and hold something"),
        (lambda: plots.bars([[[1]]]), "values must have 1 dimension"),
        (lambda: plots.bars([1, 2], labels=["a"]), "2 values, but 1 labels"),
        (lambda: plots.bars([[1], [2]]), "give a name for each in names"),
        (lambda: plots.bars([[1], [2]], names=["a"]), "2 rows of values, but 1 names"),
        (lambda: plots.bars([1, 2], goal=2), "goal is 2: give the place of one of the 2 values"),
        (lambda: plots.bars([1, 2], decimals=-1), "decimals is -1: give a whole number from 0 to"),
        (lambda: plots.bars([1, 2], decimals=None), "decimals is None: give a whole number"),
        (
            lambda: plots.class_counts([[1, 2]]),
            'labels_by_name must be a dictionary, such as {"train": y_train, "test": y_test}, but '
            "is of type list.",
        ),
        (lambda: plots.class_counts({}), "Give one to 3 sets of labels"),
        (lambda: plots.class_counts({"train": [10]}), "must be whole numbers from 0 to 9"),
        (lambda: plots.confusion_matrix([1, 2], [1]), "2 true digits, but 1 predicted"),
        (lambda: plots.agreement([[0, 1], [2, 0]], ["a", "b"]), "the same both ways"),
        (lambda: plots.agreement([[0]], ["a", "b"]), "table must be 2 × 2"),
        (lambda: plots.agreement([[0, 0.5], [0.5, 0]], ["a", "b"]), "must hold whole numbers"),
        (
            lambda: plots.curves([[1, 2]], x=[1, 2], ylabel="e"),
            'series must be a dictionary, such as {"train": [0.3, 0.2]}, but is of type list.',
        ),
        (lambda: plots.curves({"a": [1]}, x=[1], ylabel="e", decimals=-1), "decimals is -1: give"),
        (lambda: plots.curves({}, x=[1], ylabel="e"), "Give one to 6 lines; these are 0"),
        (lambda: plots.curves({"a": [1]}, x=[1, 2], ylabel="e"), "'a' has 1 values"),
        (lambda: plots.curves({"a": [NAN]}, x=[1], ylabel="e"), "'a' holds NaN"),
        (lambda: plots.curves({"a": [1]}, x=[1], ylabel="e", mark="best"), "mark is 'best'"),
        (lambda: plots.curves({"a": [0]}, x=[1], ylabel="e", log=True), "numbers above 0 only"),
        (
            lambda: plots.learning_curves({"iteration": [1]}),
            "history has no iterations with a train_error",
        ),
        (lambda: plots.learning_curves({"train_error": [1]}), "history has no iterations"),
        (lambda: plots.learning_curves([]), "history has no iterations"),
        (lambda: plots.descent_paths([[0, 0]], [1, 1]), "paths must be a dictionary, such as {"),
        (lambda: plots.descent_paths({"a": [[0, 0]]}, [1, 0]), "scales must be two numbers above"),
        (lambda: plots.descent_paths({"a": [[0]]}, [1, 1]), "must have two weights a step, not 1"),
        (lambda: plots.descent_paths({}, [1, 1]), "Give one to three paths"),
    ],
)
def test_bad_input_gets_one_sentence(draw: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.bars([0.0, 0.0]),
        lambda: plots.curves({"flat": [1.0, 1.0]}, x=[0, 1], ylabel="error"),
        lambda: plots.curves({"one": [1.0]}, x=[0], ylabel="error", log=True),
        lambda: plots.weight_images(np.zeros((784, 1))),
        lambda: plots.feature_maps([np.zeros((2, 2))]),
        lambda: plots.descent_paths({"there": [[0.0, 0.0]]}, [1, 1]),
        lambda: plots.digits_row([np.zeros((28, 28))]),
        lambda: plots.class_counts({"few": [3]}),
    ],
)
def test_edges_are_drawn_without_a_warning(draw: Callable[[], plots.Picture]) -> None:
    assert draw().png.startswith(b"\x89PNG")
