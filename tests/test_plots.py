"""Pictures say in words what they show; their texts can be read and don't overlap."""

import base64
import itertools
import re
import sys
from collections.abc import Callable
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
from stored import load_mnist

STEPS = np.arange(0, 350, 10)
TRAIN = 0.7 * np.exp(-STEPS / 40) + 0.11
TEST = 0.6 * np.exp(-STEPS / 30) + 0.41 + STEPS / 3500
KEYS = ("iteration", "train_error", "train_accuracy", "test_error", "test_accuracy")
HISTORY = [
    dict(zip(KEYS, row, strict=True))
    for row in np.transpose([STEPS, TRAIN, 1 - TRAIN / 2, TEST, 1 - TEST / 2]).tolist()
]
NAN = float("nan")
Drawn = Callable[..., tuple[Figure, plots.Picture]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return what draws and gives a picture's figure too, caught on its way to the PNG."""

    def catch(
        draw: Callable[..., plots.Picture], *given: Any, **named: Any
    ) -> tuple[Figure, plots.Picture]:
        caught: list[Figure] = []
        finish = plots._picture

        def keep(figure: Figure, words: str) -> plots.Picture:
            caught.append(figure)
            return finish(figure, words)

        with monkeypatch.context() as patch:
            patch.setattr(plots, "_picture", keep)
            picture = draw(*given, **named)
        return caught[0], picture

    return catch


def descent(alpha: float, steps: int, scales: np.ndarray) -> np.ndarray:
    path = [np.array([-4.0, 1.0])]
    for _ in range(steps):
        path.append(path[-1] - alpha * 2 * scales * path[-1])
    return np.array(path)


(IMAGES, LABELS), (_, TRUE) = load_mnist()
PREDICTED = TRUE.copy()
PREDICTED[::37] = (PREDICTED[::37] + 1) % 10
NOISE = np.random.default_rng(1)
WEIGHTS, OUTPUTS = NOISE.normal(0, 0.1, (784, 40)), NOISE.dirichlet(np.ones(10) * 0.3, 3)
SCALES = np.array([0.1, 4.0])
MAPS = [np.array([[0.0, 2.0]]), np.array([[-1.0, 0.5]])]
PAIRS = [[0, 113, 1680], [113, 0, 7], [1680, 7, 0]]
# A picture of every kind, and at its edges; and what becomes of the images in it on a dark page.
KINDS: dict[str, tuple[Callable[[], plots.Picture], list[str | None]]] = {
    "digit_sheet": (lambda: plots.digit_sheet(IMAGES, LABELS), ["ink"]),
    "digits_row": (
        lambda: plots.digits_row(
            [IMAGES[0], IMAGES[0][4:24, 2:26], IMAGES[0] / 255],
            ["as it came, on grey paper, with a shadow", "cut out", "0 to 1"],
        ),
        ["ink"] * 3,
    ),
    "mistakes": (
        lambda: plots.digits_row(IMAGES[:20], [f"{i}, said {i}" for i in range(20)]),
        ["ink"] * 20,
    ),
    "a blank digit": (lambda: plots.digits_row([np.zeros((28, 28))], ["0"]), ["ink"]),
    "bars": (lambda: plots.bars(OUTPUTS, names=["CNN 1", "CNN 2b", "NumPy"], goal=1), []),
    "bars, negative": (lambda: plots.bars([[-0.4, 0.2, 1.3]], names=["seen"], goal=0), []),
    "bars, none": (lambda: plots.bars([[0.0, 0.0]], names=["none"], goal=0), []),
    "curves": (
        lambda: plots.curves({"train": TRAIN, "test": TEST}, x=STEPS, ylabel="error", mark="min"),
        [],
    ),
    "curves, close": (
        lambda: plots.curves(
            {"one": TRAIN, "two": TRAIN + 0.001, "three": TRAIN + 0.002}, x=STEPS, ylabel="error"
        ),
        [],
    ),
    "curves, flat": (lambda: plots.curves({"1": [1.0, 1.0]}, x=[0, 1], ylabel="error"), []),
    "curves, a point": (lambda: plots.curves({"one": [1.0]}, x=[0], ylabel="error"), []),
    "learning_curves": (lambda: plots.learning_curves(HISTORY), []),
    "learning_curves, two": (
        lambda: plots.learning_curves(HISTORY, reference=("Trask’s code", HISTORY)),
        [],
    ),
    "weight_images": (lambda: plots.weight_images(WEIGHTS), [None] * 2),
    "weight_images, none": (lambda: plots.weight_images(np.zeros((784, 1))), [None] * 2),
    "class_counts": (lambda: plots.class_counts({"train": LABELS, "test": TRUE}), []),
    "class_counts, few": (lambda: plots.class_counts({"few": [3]}), []),
    "confusion_matrix": (lambda: plots.confusion_matrix(TRUE, PREDICTED), [None]),
    "feature_maps": (
        lambda: plots.feature_maps(
            [IMAGES[0] / 255, WEIGHTS[:676, 0].reshape(26, 26)], ["digit", "feature map"]
        ),
        ["ink", None],
    ),
    "feature_maps, none": (lambda: plots.feature_maps([np.zeros((2, 2))], ["map 1"]), ["ink"]),
    "descent_paths": (
        lambda: plots.descent_paths(
            {"gradient descent": descent(0.2, 30, SCALES), "slower": descent(0.05, 30, SCALES)},
            SCALES,
        ),
        [],
    ),
    "descent_paths, a point": (lambda: plots.descent_paths({"there": [[1, 2]]}, [1, 1]), []),
    "agreement": (
        lambda: plots.agreement(PAIRS, ["mnistCNN1", "mnistCNN2b", "the NumPy network"]),
        [None],
    ),
}


def assert_texts_apart_and_inside(figure: Figure) -> None:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # the drawing for a page had another scale
    renderer = canvas.get_renderer()
    # Matplotlib keeps the labels of ticks beyond an axis' ends, which it does not draw.
    unseen = set()
    for axes in figure.axes:
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for place, tick in zip(axis.get_majorticklocs(), axis.get_major_ticks(), strict=True):
                if not min(low, high) <= place <= max(low, high):
                    unseen |= {tick.label1, tick.label2}
    boxes = []
    for text in figure.findobj(Text):
        box = text.get_window_extent(renderer)
        if not text.get_visible() or not text.get_text().strip() or text in unseen:
            continue
        assert box.x0 >= 0 and box.y0 >= 0, text.get_text()
        assert box.x1 <= figure.bbox.width and box.y1 <= figure.bbox.height, text.get_text()
        boxes.append((text.get_text(), box))
    assert boxes
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = (
            a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 3 or b.y1 <= a.y0 + 3
        )  # fmt: skip
        assert apart, f"{one!r} over {other!r}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_gets_a_png_at_half_its_size_and_a_page_a_drawing(
    kind: str, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, images = KINDS[kind]
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "yes")
    figure, picture = drawn(draw)
    assert_texts_apart_and_inside(figure)
    data, metadata = picture._repr_mimebundle_()
    assert picture.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert base64.b64decode(data["image/png"]) == picture.png
    assert data["text/plain"] == picture.words
    assert re.search(r"\d", picture.words) and picture.words.endswith(".")
    shown = metadata["image/png"]
    width, height = (int.from_bytes(picture.png[at : at + 4], "big") for at in (16, 20))
    assert (shown["width"], shown["height"]) == (width // 2, height // 2)
    assert shown["smallest_text"] == picture.smallest >= plots.TEXT
    assert 60 <= shown["width"] <= 1100
    assert shown["alt"] == picture.words  # what nbconvert's HTML and our JupyterLab show

    svg = data[SVG]
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == picture.words
    # In the drawings' colours and the page's type.
    body = re.sub(r'href="data:[^"]*"', "", svg.partition("</style>")[2])
    assert not re.search(r"#[0-9a-f]{6}\b|font-family|<metadata|<dc:", body)
    assert root.find(".//{http://www.w3.org/2000/svg}text") is not None
    assert smallest_text(svg) >= plots.TEXT
    # A digit is ink on paper on a dark page too; colours turn with it.
    kinds = [node.get("class") for node in root.iter("{http://www.w3.org/2000/svg}image")]
    assert kinds == images


def test_a_page_alone_gets_a_drawing_of_the_same_bytes_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw, _ = KINDS["curves"]
    assert SVG not in draw()._repr_mimebundle_()[0]
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "yes")
    assert draw().svg == draw().svg


def test_nothing_outside_a_picture_changes() -> None:
    code = (
        "import sys, course.pictures.plots as plots\n"
        "assert 'matplotlib' not in sys.modules\n"
        "picture = plots.bars([[0.1, 0.9]], names=['A'], goal=1)\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "print(picture.words)\n"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "A: 0: 0.100, 1: 0.900; largest: 1. Goal: 1.\n"


# --- What each one says and shows --------------------------------------------------------------


def texts_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_digit_sheet_holds_the_first_images_of_each_digit(drawn: Drawn) -> None:
    shown = drawn(KINDS["digit_sheet"][0])[0].axes[0].images[0]
    sheet = np.asarray(shown.get_array())
    assert sheet.shape == (10 * 32 - 4, 17 * 32 - 4) and shown.get_clim() == (0, 255)
    for digit in range(10):
        for column, index in enumerate(np.flatnonzero(digit == LABELS)[:17]):
            piece = sheet[32 * digit : 32 * digit + 28, 32 * column : 32 * column + 28]
            assert np.array_equal(piece, IMAGES[index])


def test_digits_row_scales_by_what_black_is(drawn: Drawn) -> None:
    image = IMAGES[0]
    faint = (image > 250).astype(np.uint8)
    figure, _ = drawn(plots.digits_row, [image, image / 255, faint], ["a", "b", "c"])
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 255), (0, 1), (0, 255)]
    assert texts_of(figure) == ["a", "b", "c"]
    assert plots.digits_row([image, image], ["a", "b\nc"]).words == "A row of 2 pictures: a; b c."
    assert plots.digits_row([image] * 3, "abc", 2).words == "3 pictures in 2 rows: a; b; c."
    assert plots.digits_row([image], ["?"], words="A five.").words == "A five."


def test_bars_have_the_length_and_the_number_of_their_value(drawn: Drawn) -> None:
    values = [-0.25, 0.5, 0.125]
    figure, picture = drawn(plots.bars, [values], names=["A"], goal=2)
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    assert widths == [*values, 1]  # the last one is the goal, which reaches 1
    assert {"−0.250", "0.500", "0.125", "goal  2"} <= set(texts_of(figure))
    assert picture.words == "A: 0: −0.250, 1: 0.500, 2: 0.125; largest: 1. Goal: 2."


def test_curves_say_first_last_and_best() -> None:
    said = plots.curves({"test": [0.9, 0.25, 5e-6]}, x=[0, 10, 20], ylabel="error", mark="min")
    assert said.words == (
        "error over iteration. test: 0.900 at 0 → 5.000e−06 at 20, lowest 5.000e−06 at 20."
    )
    best = plots.curves({"test": [0.1, 0.7, 0.5]}, x=[0, 10, 20], ylabel="accuracy", mark="max")
    assert "highest 0.700 at 10." in best.words


def test_lines_differ_in_more_than_colour(drawn: Drawn) -> None:
    series = {str(count): TRAIN + count for count in range(len(plots.LINES))}
    figure, _ = drawn(plots.curves, series, x=STEPS, ylabel="error")
    lines, ends = figure.axes[0].lines[::2], figure.axes[0].lines[1::2]
    assert [line.is_dashed() for line in lines] == [False] + [True] * (len(series) - 1)
    assert len({str(dashes) for _, dashes, _ in plots.LINES}) == len(series)
    assert len({line.get_marker() for line in ends}) == len(series)
    assert len({line.get_color() for line in lines}) == len(series)


def test_learning_curves_take_what_fit_returns_and_a_reference(drawn: Drawn) -> None:
    random = np.random.default_rng(3)
    images = random.random((40, 9))
    labels = np.eye(10)[random.integers(0, 10, 40)]
    network = Network(hidden_size=4, pixels=9)
    history = network.fit(images, labels, iterations=21, test=(images, labels))
    words = plots.learning_curves(history, reference=("Trask’s code", HISTORY)).words
    for key, name in (("train_error", "train error"), ("test_accuracy", "test accuracy")):
        assert f"{name}: {history[0][key]:.3f} at 0 → {history[-1][key]:.3f} at 20" in words
    best = int(TEST.argmin())
    assert (
        f"test error, Trask’s code: {TEST[0]:.3f} at 0 → {TEST[-1]:.3f} at 340, "
        f"lowest {TEST[best]:.3f} at {STEPS[best]}." in words
    )
    figure, _ = drawn(plots.learning_curves, history)
    tests = [line for line in figure.axes[0].lines if np.size(line.get_xdata()) == 3]
    assert list(np.asarray(tests[0].get_xdata())) == [0, 10, 20]


@pytest.mark.parametrize(
    ("errors", "marks"), [([0.6, 0.3, 0.4], ["lowest at 10"]), ([0.6, 0.5, 0.4], [])]
)
def test_learning_curves_mark_where_what_is_not_learned_from_turns(
    errors: list[float], marks: list[str], drawn: Drawn
) -> None:
    rows = zip([0, 10, 20], errors, strict=True)
    rising = [{"iteration": i, "test_error": e, "train_accuracy": 1 - e} for i, e in rows]
    found = texts_of(drawn(plots.learning_curves, rising)[0])
    assert [words for words in found if "lowest" in words] == marks


def test_descent_paths_say_the_error_and_name_the_end(drawn: Drawn) -> None:
    path = descent(0.2, 30, SCALES)
    end = float((SCALES * path[-1] ** 2).sum())
    assert plots.descent_paths({"plain": path}, SCALES).words == (
        f"Ways down the error 0.1·w1² + 4.0·w2². plain, 30 steps: error 5.6 → {end:.3g}."
    )
    at_rest = plots.descent_paths({"there": [[0, 0]]}, [1, 1]).words
    assert at_rest.endswith("there, 0 steps: error 0 → 0.")
    ways = {"on its way": [[1, 1], [0, 0.5]], "arrived": [[1, 1], [0.5, 0.5], [0.001, 0]]}
    figure, _ = drawn(plots.descent_paths, ways, [4, 1])
    first, second = ({text.get_text() for text in axes.texts} for axes in figure.axes)
    assert {"lowest", "step 1", "start"} < first and "lowest, step 2" in second
    assert "along a grey line the error stays the same" in first


def test_weight_images_put_each_units_weights_in_its_square(drawn: Drawn) -> None:
    weights = np.random.default_rng(2).normal(size=(784, 10))
    shown = drawn(plots.weight_images, weights)[0].axes[0].images[0]
    sheet = np.asarray(np.ma.filled(shown.get_array(), np.nan))
    for unit in range(10):
        row, column = (31 * place for place in divmod(unit, 8))
        piece = sheet[row : row + 28, column : column + 28]
        assert np.array_equal(piece, weights[:, unit].reshape(28, 28))
    most = np.abs(weights).max()
    assert shown.get_clim() == (-most, most)
    below, middle, above = (shown.cmap(share) for share in (0.0, 0.5, 1.0))
    assert below[0] > below[2] and min(middle) > 0.99 and above[2] > above[0]  # orange, white, blue


def test_confusion_matrix_counts(drawn: Drawn) -> None:
    true, predicted = [4, 4, 4, 9, 9, 1], [9, 9, 4, 9, 4, 1]
    figure, picture = drawn(plots.confusion_matrix, true, predicted)
    assert picture.words == "Right: 3 of 6 (50.0 %). Most frequent mistake: 4 taken for 9, 2 times."
    cells = {text.get_position(): text.get_text() for text in figure.axes[0].texts}
    assert cells[(9, 4)] == "2" and cells[(4, 9)] == "1" and cells[(4, 4)] == "1"
    assert np.asarray(figure.axes[0].images[0].get_array())[4, 9] == 2
    assert plots.confusion_matrix([1], [1]).words == "Right: 1 of 1 (100.0 %)."
    once = plots.confusion_matrix([1, 7], [1, 1]).words
    assert once.endswith("Most frequent mistake: 7 taken for 1, once.")
    tied = plots.confusion_matrix([4, 4, 9], [9, 4, 4]).words
    assert tied.endswith("Most frequent mistakes, once each: 4 taken for 9, 9 taken for 4.")


def test_feature_maps_are_grey_or_signed(drawn: Drawn) -> None:
    figure, picture = drawn(plots.feature_maps, MAPS, ["pooled", "map"])
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 2), (-1, 1)]
    assert picture.words == "Maps: pooled (1 × 2, 0.00 to 2.00); map (1 × 2, −1.00 to 0.50)."


def test_agreement_says_each_pair_and_lights_the_closest(drawn: Drawn) -> None:
    figure, picture = drawn(plots.agreement, PAIRS, ["A", "B", "C"])
    assert picture.words == "Different answers: A and B: 113; A and C: 1,680; B and C: 7."
    bold = [text.get_text() for text in figure.findobj(Text) if text.get_weight() == "bold"]
    assert bold == ["7", "7"]


# --- Bad input ---------------------------------------------------------------------------------

ZEROS = np.zeros((3, 28, 28))
AXES: dict[str, Any] = {"x": [1], "ylabel": "e"}


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: plots.digit_sheet(ZEROS, [0, 1]), "images must have the shape (2, height, width)"),
        (
            lambda: plots.digit_sheet(ZEROS, [0, 0, 1]),
            "only 2 images of the digit 0: give at least",
        ),
        (lambda: plots.digit_sheet(ZEROS, [0, 0.5, 1]), "labels must be whole numbers from 0 to 9"),
        (lambda: plots.digits_row([], []), "There is nothing to show"),
        (lambda: plots.digits_row(ZEROS, ["a"]), "3 pictures, but 1 titles"),
        (lambda: plots.digits_row([[[0, 300]]], "a"), "picture 0 holds numbers outside 0 to 255"),
        (lambda: plots.digits_row([[[0, NAN]]], "a"), "picture 0 holds NaN or infinity"),
        (lambda: plots.digits_row([[0, 1]], "a"), "picture 0 must have 2 dimensions"),
        (lambda: plots.weight_images(np.zeros((783, 2))), "a square number of rows"),
        (lambda: plots.weight_images([[1, 2], [3]]), "weights must be numbers, with rows of equal"),
        (lambda: plots.feature_maps([], []), "There are no maps to show"),
        (lambda: plots.feature_maps([[[1]]], []), "1 maps, but 0 titles"),
        (lambda: plots.bars([[0.1, NAN]], names="a", goal=0), "values holds NaN"),
        (lambda: plots.bars([1], names="a", goal=0), "values must have 2 dimensions and hold some"),
        (lambda: plots.bars([[1], [2]], names="a", goal=0), "2 rows of values, but 1 names"),
        (lambda: plots.bars([[1, 2]], names="a", goal=2), "goal is 2: give the place of one of"),
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
        (lambda: plots.curves([[1, 2]], **AXES), "series must be a dictionary, such as {"),
        (lambda: plots.curves({}, **AXES), "Give one to 6 lines; these are 0"),
        (lambda: plots.curves({"a": [1, 2]}, **AXES), "'a' has 2 values"),
        (lambda: plots.curves({"a": [NAN]}, **AXES), "'a' holds NaN"),
        (lambda: plots.curves({"a": [1]}, **AXES, mark="best"), "mark is 'best'"),
        (lambda: plots.learning_curves([{"iteration": 1}]), "history has no iterations with a"),
        (lambda: plots.learning_curves({"train_error": [1]}), "history has no iterations with a"),
        (lambda: plots.learning_curves([]), "history has no iterations with a train_error"),
        (lambda: plots.descent_paths([[0, 0]], [1, 1]), "paths must be a dictionary, such as {"),
        (lambda: plots.descent_paths({"a": [[0, 0]]}, [1, 0]), "scales must be two numbers above"),
        (lambda: plots.descent_paths({"a": [[0]]}, [1, 1]), "must have two weights a step, not 1"),
        (lambda: plots.descent_paths({}, [1, 1]), "Give one to three paths"),
    ],
)
def test_bad_input_gets_one_sentence(draw: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()
