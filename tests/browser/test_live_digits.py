"""The live drawings of notebooks 13 to 17 in the real JupyterLab: what is painted is what Python
computes, moved by keyboard, mouse, finger and pen, and also when the kernel is gone."""

import base64
import contextlib
import importlib.util
import io
import re
import time
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Page
from test_live_access import DRESSES, faults

import lab as jupyter
from course.pictures import svg
from course.pictures import training as panels
from course.pictures.side_by_side import BAR
from nnlib import digits
from nnlib.convolution import convolve, max_pool
from nnlib.mnist import one_hot
from nnlib.network import Network, relu
from stored import load_mnist

DATA = """\
import numpy as np

from course import explore
from nnlib import models
from nnlib.mnist import load_mnist, one_hot
from nnlib.network import Network

(x_train, y_train), (x_test, y_test) = load_mnist()
images, labels = x_train[:1000].reshape(-1, 784) / 255, one_hot(y_train[:1000])
test = x_test[:200].reshape(-1, 784) / 255, one_hot(y_test[:200])
network = Network(hidden_size=20)
network.fit(images[:300], labels[:300], iterations=10)"""
PARTS = {
    "training": """\
training = explore.retrain(images, labels, test, hidden_size=40, count=200, iterations=20)
training""",
    "long": """\
long = explore.retrain(images, labels, test, hidden_size=2, count=100, iterations=400)
long""",
    "patch": """\
patch = explore.patch(x_test[0], [[1, 1, 1], [0, 0, 0], [-1, -1, -1]], row=8, column=10)
patch""",
    "pad": """\
pad = explore.pad(network)
pad""",
    "layers": """\
model = models.load_model("mnistCNN1")


def output(place, index):
    numbers = models.as_input(x_test[index : index + 1])
    for layer in model.layers[:place]:
        numbers = layer(numbers, training=False)
    return np.asarray(numbers, dtype=float)[0].tolist()


layers = explore.layers(model, x_test[:20], y_test[:20])
layers""",
    "compare": """\
both = {"model 1": models.load_model("mnistCNN1"), "model 2b": models.load_model("mnistCNN2b")}


def answers(pictures):
    return [models.probabilities(model, pictures).tolist() for model in both.values()]


compare = explore.compare(network, both, x_test[:300], y_test[:300])
compare""",
}
# What stands in one notebook, and runs in one kernel.
NOTEBOOKS = {"numpy": ["training", "long", "patch", "pad"], "keras": ["layers", "compare"]}
KERAS = importlib.util.find_spec("tensorflow") is None
needs_keras = pytest.mark.skipif(KERAS, reason="TensorFlow is not installed")


@dataclass
class Opened:
    """A notebook of these parts on a page; when its kernel is stopped it is of no more use."""

    parts: list
    page: Page
    heard: jupyter.Heard
    python: bool = True


@pytest.fixture(scope="module")
def opened(desk, lab):
    """A function that opens the notebook with a part and runs it, unless it is open already."""
    page, heard = desk
    page.set_viewport_size({"width": 1280, "height": 1000})
    now = []

    def notebook_of(part, python):
        if now and part in now[0].parts and now[0].python >= python:
            return now[0]
        if now:
            jupyter.close(page, lab)
        name, parts = next((n, parts) for n, parts in NOTEBOOKS.items() if part in parts)
        now[:] = [Opened(parts, page, heard)]
        cells = [PARTS[part] for part in parts]
        jupyter.open_notebook(page, lab, jupyter.write_notebook(lab, name, DATA, *cells))
        jupyter.run_all(page)
        for index, part in enumerate(parts):
            place = jupyter.live(page, index)
            place.evaluate("(place, part) => { place.dataset.live = part; }", part)
        return now[0]

    yield notebook_of
    page.set_viewport_size(jupyter.SCREEN)
    jupyter.close(page, lab)


@pytest.fixture
def shown(opened):
    """A function that gives a part's page and drawing; afterwards nothing may have gone wrong.

    In the kernel the part's name is then ``shown``.
    """
    asked = []

    def show(part, python=True):
        notebook = opened(part, python)
        asked.append(notebook)
        if not python and notebook.python:
            # As the menu does.
            notebook.page.evaluate(f"() => {jupyter.NOTEBOOK}.sessionContext.shutdown()")
            notebook.python = False
        if python:
            jupyter.value_in_python(notebook.page, f"globals().update(shown={part})")
        return notebook.page, notebook.page.locator(f"[data-live={part}]")

    yield show
    for notebook in asked:
        errors, notebook.heard.errors = notebook.heard.errors, []
        if not notebook.python:
            # The widgets' own words for each value that a stopped kernel does not get.
            errors = [words for words in errors if not words.startswith("Could not send widget")]
        assert errors == []
        notebook.heard.check()


# --- What is painted ------------------------------------------------------------------------------


def soon(read, expected, seconds=60):
    """Return what ``read()`` gives, once it is what is expected or time is over."""
    end = time.monotonic() + seconds
    while (value := read()) != expected and time.monotonic() < end:
        time.sleep(0.05)
    return value


def sentence(drawing, index=0):
    """What a drawing complains of."""
    return drawing.locator(".problem").nth(index).inner_text()


def shades(drawing, part, height, width):
    """The shades of a picture made of cells, −31 to 31."""
    found = np.zeros((height, width), dtype=int)
    paths = jupyter.part(drawing, part).evaluate(
        "group => [...group.children].map(path => [path.dataset.shade, path.getAttribute('d')])"
    )
    for shade, drawn in paths:
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn):
            found[int(y), int(x) : int(x) + int(length)] = int(shade)
    return found


def are_shades_of(painted, values):
    """Whether cells have the shades of these numbers, −1 to 1; on a border both are right."""
    lower, upper = (np.ceil(abs(values) * 31 + slack) for slack in (-1e-9, 1e-9))
    signs = (painted * values >= 0).all()
    return signs and (abs(painted) >= lower).all() and (abs(painted) <= upper).all()


def levels(canvas):
    """What is on a canvas: (height, width, 4) uint8, red, green, blue and alpha."""
    picture = canvas.evaluate("canvas => canvas.toDataURL()").partition(",")[2]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGBA"))


def maps(drawing, count, height, width, columns):
    """The numbers, −1 to 1, that the small pictures on a canvas show by their colour."""
    seen = levels(drawing.locator(".row + canvas, p + canvas")).astype(float)
    colours = 255 - seen[..., 3:] / 255 * (255 - seen[..., :3])  # on white paper
    # From white to blue (11, 107, 171), or to orange (184, 67, 15).
    blue, orange = (255 - colours[..., 0]) / 244, (255 - colours[..., 2]) / 240
    numbers = np.where(colours[..., 2] > colours[..., 0], blue, -orange)
    return np.array(
        [
            numbers[y : y + height, x : x + width]
            for y, x in (
                (place // columns * (height + 2) + 1, place % columns * (width + 2) + 1)
                for place in range(count)
            )
        ]
    )


def type_number(page, drawing, name, words):
    """Write into the field behind a slider."""
    field = drawing.locator(".widget-slider", has_text=name).locator(".widget-readout")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    jupyter.settle(drawing)


# --- 13: training ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def task():
    (x_train, y_train), (x_test, y_test) = load_mnist()
    images, labels = x_train[:1000].reshape(-1, 784) / 255, one_hot(y_train[:1000])
    return images, labels, (x_test[:200].reshape(-1, 784) / 255, one_hot(y_test[:200]))


@pytest.fixture(scope="module")
def network(task):
    made = Network(hidden_size=20)
    made.fit(task[0][:300], task[1][:300], iterations=10)
    return made


def flat(history):
    return [value for row in history for value in row.values()]


def curve(drawing, name):
    """The numbers that a curve shows."""
    points = jupyter.part(drawing, name).get_attribute("points").split()
    return [1 - (float(point.split(",")[1]) - panels.TOP) / panels.PANEL[1] for point in points]


KNOWN = {}


def fitted(task, *settings, iterations=20):
    """The network that these settings train; the same ones are asked for more than once."""
    if (settings, iterations) not in KNOWN:
        KNOWN[settings, iterations] = fit(task, *settings, iterations)
    return KNOWN[settings, iterations]


def fit(task, alpha, hidden_size, count, iterations):
    images, labels, test = task
    made = Network(hidden_size, seed=1)
    made.fit(images[:count], labels[:count], alpha=alpha, iterations=iterations, test=test, every=2)
    return made


def assert_training_is(page, drawing, made):
    """What Python has, and what is painted, is what ``Network.fit`` gives so."""
    history = pytest.approx(flat(made.history), abs=1e-9)
    values = "[value for row in shown.history for value in row.values()]"
    assert jupyter.soon_in_python(page, values, history) == history
    for name in ("train_error", "test_error", "train_accuracy", "test_accuracy"):
        known = [min(row[name], 1) for row in made.history if name in row]
        expected = pytest.approx(known, abs=0.1 / panels.PANEL[1])
        assert soon(lambda name=name: curve(drawing, name), expected) == expected, name
    last = [row for row in made.history if "test_error" in row][-1]
    said = (
        f"iteration {last['iteration']}: train error {last['train_error']:.3f}, "
        f"test error {last['test_error']:.3f}, test accuracy {last['test_accuracy']:.3f}"
    )
    assert soon(drawing.locator(".row span").inner_text, said) == said
    weights = made.weights_0_1.T.reshape(-1, 28, 28)
    painted = maps(drawing, len(weights), 28, 28, min(len(weights), 14))
    assert abs(painted - weights / abs(weights).max()).max() < 0.02


def test_training_follows_each_setting(shown, task):
    page, drawing = shown("training")
    settings = {"alpha": 0.005, "hidden units": 40, "training images": 200}
    assert_training_is(page, drawing, fitted(task, *settings.values()))
    moves = [("alpha", "ArrowRight", 3), ("hidden units", "ArrowUp", 5)]
    for name, key, times in [*moves, ("training images", "PageUp", 1)]:
        before, settings[name] = settings[name], jupyter.move(drawing, name, key, times)
        assert settings[name] != before
        # The field shows three digits of alpha; Python knows them all.
        alpha, hidden, count = settings.values()
        known = pytest.approx([alpha, hidden, count], rel=0.005)
        read = "[shown.widget.alpha, shown.widget.hidden_size, shown.widget.count]"
        asked = jupyter.soon_in_python(page, read, known)
        assert asked == known
        assert_training_is(page, drawing, fitted(task, asked[0], int(hidden), int(count)))
    jupyter.press(drawing, "reset")
    assert_training_is(page, drawing, fitted(task, 0.005, 40, 200))
    assert jupyter.said(jupyter.slider(drawing, "hidden units")) == 40


def test_a_training_whose_alpha_is_too_large_says_so_until_it_is_reset(shown, task):
    page, drawing = shown("training")
    jupyter.press(drawing, "reset")
    for words in ("", "NaN"):
        type_number(page, drawing, "alpha", words)
        assert jupyter.said(jupyter.slider(drawing, "alpha")) == jupyter.near(0.005, 4)
    type_number(page, drawing, "alpha", "1e99")
    assert jupyter.said(jupyter.slider(drawing, "alpha")) == 1
    drawing.locator(".problem:has-text('too long')").wait_for()
    jupyter.press(drawing, "reset")
    assert_training_is(page, drawing, fitted(task, 0.005, 40, 200))
    assert sentence(drawing) == ""


# The training waits where it has come to, until it is stopped: so no machine is too fast or slow.
HOLD = """
from course.pictures import training

def publish_and_wait(publish=shown._publish):
    publish()
    if len(shown.history) == 6:
        shown.stopping.wait(60)

every, training.EVERY = training.EVERY, -1
shown._publish = publish_and_wait
"""
GO_ON = "training.EVERY = every; del shown._publish"


def test_a_long_training_shows_how_far_it_is_and_can_be_stopped(shown, task):
    page, drawing = shown("long")
    bar = drawing.get_by_role("progressbar", name="progress of the training")
    stop = drawing.get_by_role("button", name="stop")
    length = "len(shown.history)"
    assert bar.evaluate("bar => [bar.value, bar.max]") == [400, 400] and stop.is_disabled()
    jupyter.value_in_python(page, f"exec({HOLD!r})")
    jupyter.move(drawing, "training images", "End")
    jupyter.move(drawing, "hidden units", "End")
    known = [100, 6]
    read = f"[shown.network.weights_0_1.shape[1], {length}]"
    assert jupyter.soon_in_python(page, read, known) == known
    assert soon(lambda: bar.evaluate("bar => bar.value"), 6) == 6 and stop.is_enabled()
    stop.press("Enter")
    page.wait_for_function("stop => stop.disabled", arg=stop.element_handle())
    assert jupyter.value_in_python(page, length) == 6, "it was to stop"
    assert bar.evaluate("bar => bar.value") == 6
    jupyter.value_in_python(page, f"exec({GO_ON!r})")
    jupyter.press(drawing, "reset")
    assert_training_is(page, drawing, fitted(task, 0.005, 2, 100, iterations=400))


# --- 15: the patch --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seven():
    return load_mnist()[1][0][0] / 255


EDGE = [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]


def assert_patch_is(page, drawing, image, weights, row, column):
    """What is painted, and what the next cell can read, is what NumPy computes."""
    weights = np.array(weights)
    feature_map = convolve(image, weights)
    pooled = max_pool(feature_map)
    pixels = image[row : row + 3, column : column + 3]
    texts = drawing.locator("text[data-part]:visible").evaluate_all(
        "parts => parts.map(part => [part.dataset.part, part.textContent])"
    )
    seen = dict(texts)
    for y, x in np.ndindex(3, 3):
        assert jupyter.number(seen[f"pixel-{y}-{x}"]) == jupyter.near(pixels[y, x], 2)
        assert jupyter.number(seen[f"weight-{y}-{x}"]) == jupyter.near(weights[y, x], 2)
    total = (pixels * weights).sum()
    assert jupyter.number(seen["sum"]) == jupyter.near(total)
    assert jupyter.number(seen["map-value"]) == jupyter.near(total)
    assert seen["place"] == f"row {row}, column {column}"
    assert jupyter.number(seen["pooled-value"]) == jupyter.near(pooled[row // 2, column // 2])
    most = abs(feature_map).max()
    assert are_shades_of(shades(drawing, "map", 26, 26), feature_map / most)
    assert are_shades_of(shades(drawing, "pooled", 13, 13), pooled / most)
    if page is None:  # without Python
        return
    known = [[row, column], weights.tolist()]
    read = "[[shown.row, shown.column], shown.kernel.tolist()]"
    assert jupyter.soon_in_python(page, read, known) == known
    values = pytest.approx([total, *feature_map.ravel(), *pooled.ravel()], abs=1e-9)
    read = "[shown.sum, *shown.feature_map.ravel().tolist(), *shown.pooled.ravel().tolist()]"
    assert jupyter.value_in_python(page, read) == values


def focus(drawing, name):
    jupyter.part(drawing, name).focus()


def test_the_patch_moves_by_keyboard(shown, seven):
    page, drawing = shown("patch")
    row, column = 8, 10
    assert_patch_is(page, drawing, seven, EDGE, row, column)
    focus(drawing, "digit-area")
    for key, down, right in [("ArrowDown", 1, 0), ("Shift+ArrowRight", 0, 5), ("ArrowUp", -1, 0)]:
        page.keyboard.press(key)
        jupyter.settle(drawing)
        row, column = row + down, column + right
        assert_patch_is(page, drawing, seven, EDGE, row, column)
    for _ in range(6):  # further than the digit goes
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
    jupyter.settle(drawing)
    assert_patch_is(page, drawing, seven, EDGE, 25, 25)
    jupyter.press(drawing, "reset")
    assert_patch_is(page, drawing, seven, EDGE, 8, 10)


def test_each_of_nine_weights_moves_by_keyboard(shown, seven):
    page, drawing = shown("patch")
    jupyter.press(drawing, "reset")
    weights = np.array(EDGE)
    focus(drawing, "weight-area-0-0")
    for place in range(9):
        y, x = divmod(place, 3)
        steps = place - 3 if place != 3 else 7
        key = "ArrowLeft" if steps > 0 else "ArrowRight"
        weights[y, x] = jupyter.move(drawing, "selected weight", key, abs(steps))
        assert weights[y, x] == pytest.approx(EDGE[y][x] - 0.1 * steps)
        focus(drawing, f"weight-area-{y}-{x}")
        page.keyboard.press("ArrowRight")  # at a row's end back to its start
        if x == 2:
            page.keyboard.press("ArrowDown")
        jupyter.settle(drawing)
    assert_patch_is(page, drawing, seven, weights, 8, 10)
    jupyter.press(drawing, "exchange rows and columns", "Space")
    assert_patch_is(page, drawing, seven, weights.T, 8, 10)
    type_number(page, drawing, "selected weight", "")
    type_number(page, drawing, "selected weight", "NaN")
    assert_patch_is(page, drawing, seven, weights.T, 8, 10)
    type_number(page, drawing, "selected weight", "1e99")  # as far as the slider goes
    weights[0, 0] = 2
    assert_patch_is(page, drawing, seven, weights.T, 8, 10)
    jupyter.press(drawing, "reset")
    assert_patch_is(page, drawing, seven, EDGE, 8, 10)


def test_the_patch_follows_mouse_and_finger(shown, seven):
    page, drawing = shown("patch")
    jupyter.press(drawing, "reset")
    where = place_on(jupyter.part(drawing, "digit-area"))
    page.mouse.move(*where(14.5 / 28, 14.5 / 28))
    page.mouse.down()
    page.mouse.move(*where(4.5 / 28, 20.5 / 28), steps=4)
    page.mouse.up()
    page.mouse.move(*where(0.9, 0.9))  # the button is up: nothing follows
    jupyter.settle(drawing)
    assert_patch_is(page, drawing, seven, EDGE, 19, 3)
    where = place_on(jupyter.part(drawing, "map-area"))
    finger(page, [where(3.5 / 26, 3.5 / 26), where(9.5 / 26, 7.5 / 26)])
    jupyter.settle(drawing)
    assert_patch_is(page, drawing, seven, EDGE, 7, 9)
    jupyter.part(drawing, "weight-area-2-1").click()
    jupyter.settle(drawing)
    assert jupyter.said(jupyter.slider(drawing, "selected weight")) == -1


def test_a_weight_that_is_no_number_gives_a_sentence_until_it_is_reset(shown, seven):
    page, drawing = shown("patch")
    jupyter.press(drawing, "reset")
    code = "shown.widget.set_trait('weights', [float('inf')] + [0.0] * 8)"
    jupyter.value_in_python(page, code)
    drawing.locator(".problem:has-text('press reset')").wait_for()
    jupyter.press(drawing, "reset")
    assert_patch_is(page, drawing, seven, EDGE, 8, 10)
    assert sentence(drawing) == ""


# --- 14: the pad ----------------------------------------------------------------------------------


def place_on(target):
    """A function from a part of width and height to a place on the screen."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    return lambda x, y: (box["x"] + x * box["width"], box["y"] + y * box["height"])


def finger(page, places):
    """Draw a line with a finger."""
    hand = page.context.new_cdp_session(page)
    for kind, place in [("touchStart", places[0]), *[("touchMove", p) for p in places[1:]]]:
        points = [{"x": place[0], "y": place[1]}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.detach()


def pen(page, places, force):
    """Draw a line with a pen that presses so hard, 0 to 1."""
    hand = page.context.new_cdp_session(page)
    held = {"button": "left", "pointerType": "pen", "clickCount": 1}
    for kind, place in [
        ("mousePressed", places[0]),
        *[("mouseMoved", p) for p in places[1:]],
        ("mouseReleased", places[-1]),
    ]:
        down = {"buttons": int(kind != "mouseReleased"), "force": force}
        where = {"type": kind, "x": place[0], "y": place[1]}
        hand.send("Input.dispatchMouseEvent", where | held | down)
    hand.detach()


def canvas(drawing):
    return drawing.get_by_role("application", name=re.compile("^Pad to write a digit on"))


def ink_of(drawing):
    """What is written on the pad: (280, 280), 0 paper, 255 full ink."""
    return levels(canvas(drawing))[..., 3]


def assert_pad_reads(page, drawing, network, pixels, within=0, pad="shown"):
    """The picture, the hidden units and the ten bars belong to these pixels, here and in Python."""
    wanted, end = np.asarray(pixels, dtype=int), time.monotonic() + 10
    read = f"[{pad}.pixels.tolist(), {pad}.outputs.tolist()]"
    while True:  # both sides are on their way: a picture file goes to Python and comes back
        got, known = map(np.array, jupyter.value_in_python(page, read))
        if (
            shows_digit(drawing, got)
            and abs(got - wanted).max() <= within
            or time.monotonic() > end
        ):
            break
    assert abs(got - wanted).max() <= within
    outputs = assert_pad_shows(drawing, network, got)
    assert known == pytest.approx(outputs, abs=1e-9)


def shows_digit(drawing, pixels):
    """Whether the digit is these pixels, where it is drawn: with other networks are bars alone."""
    drawn = jupyter.part(drawing, "digit").count()
    return not drawn or are_shades_of(shades(drawing, "digit", 28, 28), pixels / 255)


def assert_pad_shows(drawing, network, pixels):
    """What is painted belongs to these pixels; returns the network's outputs."""
    pixels = np.asarray(pixels)
    assert shows_digit(drawing, pixels)
    hidden = relu(pixels.reshape(784) / 255 @ network.weights_0_1)
    units = jupyter.part(drawing, "hidden").evaluate_all(
        "units => units.map(unit => Number(unit.dataset.value))"
    )
    if jupyter.part(drawing, "digit").count():
        assert units == pytest.approx(hidden.tolist(), abs=1e-9)
    outputs = hidden @ network.weights_1_2
    rows = jupyter.part(drawing, "output").evaluate_all(
        """rows => rows.map(row => [row.lastElementChild.textContent,
            Number(row.querySelector("rect").getAttribute("width"))])"""
    )
    assert [jupyter.number(words) for words, _ in rows] == jupyter.near(outputs.tolist())
    lengths = np.array([length for _, length in rows])
    scale = lengths.sum() / abs(outputs).sum() if pixels.any() else 1
    assert lengths.tolist() == pytest.approx((abs(outputs) * scale).tolist(), abs=1e-6)
    best = outputs.argmax()
    said = f"Prediction {best}, output {outputs[best]:.3f}" if pixels.any() else "The pad is empty"
    assert drawing.locator(".reads").inner_text() == said
    return outputs


def assert_pad_reads_its_ink(page, drawing, network):
    """The network reads what ``digits`` makes of the ink on the pad."""
    jupyter.settle(drawing)
    expected = digits.mnist_way(255 - ink_of(drawing)).pixels
    assert_pad_reads(page, drawing, network, expected, within=2)


def test_an_example_is_chosen_and_a_digit_written_by_keyboard(shown, network):
    page, drawing = shown("pad")
    _, (images, labels) = load_mnist()
    for digit in (7, 0, 3):
        jupyter.press(drawing, f"example of a {digit}")
        assert_pad_reads(page, drawing, network, images[np.argmax(labels == digit)])
    jupyter.press(drawing, "clear")
    assert_pad_reads(page, drawing, network, np.zeros((28, 28)))
    canvas(drawing).focus()
    for key in ["Space", *["Shift+ArrowDown"] * 4, *["Shift+ArrowRight"] * 2, "ArrowDown", "Space"]:
        page.keyboard.press(key)
    assert_pad_reads_its_ink(page, drawing, network)
    one = ink_of(drawing)
    # The pen is up: it moves without writing.
    for key in ["ArrowLeft"] * 9:
        page.keyboard.press(key)
    jupyter.settle(drawing)
    assert (ink_of(drawing) == one).all()
    for key in ["Space", *["Shift+ArrowUp"] * 3, *["ArrowLeft"] * 5, "Space"]:
        page.keyboard.press(key)
    assert_pad_reads_its_ink(page, drawing, network)
    assert ink_of(drawing).sum() > one.sum()
    page.keyboard.press("Backspace")  # the last stroke is taken away
    jupyter.settle(drawing)
    assert (ink_of(drawing) == one).all()
    jupyter.press(drawing, "undo", "Space")
    assert_pad_reads(page, drawing, network, np.zeros((28, 28)))
    jupyter.press(drawing, "undo")  # back comes what was cleared
    assert_pad_reads(page, drawing, network, images[np.argmax(labels == 3)])


def test_a_digit_is_written_by_mouse_finger_and_pen(shown, network):
    page, drawing = shown("pad")
    clear = drawing.get_by_role("button", name="clear")
    jupyter.press(drawing, "example of a 1")
    clear.click()
    where = place_on(canvas(drawing))
    page.mouse.move(*where(0.3, 0.2))
    page.mouse.down()
    for place in [(0.7, 0.2), (0.5, 0.5), (0.45, 0.8)]:
        page.mouse.move(*where(*place), steps=5)
    page.mouse.up()
    page.mouse.move(*where(0.1, 0.9))
    assert_pad_reads_its_ink(page, drawing, network)
    seven = ink_of(drawing)
    assert seven[252, 28] == 0 and seven[56, 140] == 255
    # A finger adds a stroke, and the page stays where it is.
    scrolled = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
    before = page.evaluate(scrolled)
    finger(page, [where(0.35, 0.5), where(0.5, 0.52), where(0.65, 0.5), where(0.65, 0.2)])
    assert_pad_reads_its_ink(page, drawing, network)
    assert page.evaluate(scrolled) == before
    assert ink_of(drawing).sum() > seven.sum()
    # By the mouse: Chromium does not make a click of each tap that follows a line so soon.
    drawing.get_by_role("button", name="undo").click()
    assert soon(lambda: (ink_of(drawing) == seven).all(), True)
    # A pen that presses harder writes a broader line.
    widths = []
    for force in (0.1, 0.9):
        clear.click()
        pen(page, [where(0.5, 0.2), where(0.5, 0.5), where(0.5, 0.8)], force)
        assert_pad_reads_its_ink(page, drawing, network)
        widths.append(ink_of(drawing)[140].sum() / 255)
    assert widths == pytest.approx([2 * 10 * 0.68, 2 * 10 * 1.32], abs=0.1)
    clear.click()
    drawing.locator(".reads", has_text="The pad is empty").wait_for()
    assert_pad_reads(page, drawing, network, np.zeros((28, 28)))


def open_file(page, drawing, path):
    """Choose a picture file by keyboard."""
    with page.expect_file_chooser() as asked:
        drawing.get_by_role("button", name=re.compile("open a picture file")).press("Enter")
    asked.value.set_files(path)


def test_a_picture_file_is_read_and_a_damaged_one_gives_a_sentence(shown, network, tmp_path):
    page, drawing = shown("pad")
    path = digits.DIGITS / "number6_chalk.png"
    open_file(page, drawing, path)
    drawing.locator("img[alt*='levelled']").wait_for()
    six = digits.mnist_way(digits.read_picture(path)).pixels
    jupyter.settle(drawing)
    assert_pad_reads(page, drawing, network, six)
    damaged = {"notes.png": b"no picture", "half.png": path.read_bytes()[:200], "empty.png": b""}
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
        open_file(page, drawing, tmp_path / name)
        drawing.locator(f".problem:has-text('{name}')").wait_for()
        assert sentence(drawing).count(". ") == 0 and sentence(drawing).endswith(".")
        assert_pad_reads(page, drawing, network, np.zeros((28, 28)))  # and no other picture's
    open_file(page, drawing, digits.DIGITS / "number4_s5.png")
    four = digits.mnist_way(digits.read_picture(digits.DIGITS / "number4_s5.png")).pixels
    read = "shown.pixels.tolist()"
    assert jupyter.soon_in_python(page, read, four.tolist()) == four.tolist()
    jupyter.settle(drawing)
    assert_pad_reads(page, drawing, network, four)
    assert sentence(drawing) == ""


def test_a_large_photo_is_read_and_what_the_browser_cannot_read_is_named(shown, network, tmp_path):
    page, drawing = shown("pad")
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6  # the camera was held upright
    chalk, clear = (
        Image.open(digits.DIGITS / f"number{n}.png") for n in ("6_chalk", "2_transparent")
    )
    lying = chalk.convert("L").resize((2400, 2100)).transpose(Image.Transpose.ROTATE_90)
    lying.save(tmp_path / "photo.jpg", exif=turned)
    clear.resize((2400, 2400)).save(tmp_path / "clear.png")
    for name in ("photo.jpg", "clear.png"):
        jupyter.press(drawing, "example of a 9")
        drawing.locator("img[alt*='levelled']").wait_for(state="detached")
        expected = digits.mnist_way(digits.read_picture(tmp_path / name)).pixels
        with (tmp_path / name).open("ab") as file:
            file.write(bytes(11_000_000))  # more than a message to Python may have
        open_file(page, drawing, tmp_path / name)
        drawing.locator("img[alt*='levelled']").wait_for()
        read = np.array(jupyter.value_in_python(page, "shown.pixels.tolist()"))
        assert np.abs(read - expected.astype(int)).mean() < 3
        assert "Prediction" in drawing.locator(".reads").inner_text()
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(20_000_000)
    for name, content, said in [
        ("phone.heic", heic, "is a HEIC picture, which this browser can't read: save it as JPEG."),
        ("film.png", bytes(9_000_000), "is not a picture that this browser can read: save it as"),
    ]:
        (tmp_path / name).write_bytes(content)
        jupyter.press(drawing, "example of a 9")
        open_file(page, drawing, tmp_path / name)
        drawing.locator(".problem").filter(has_text=f"{name} {said}").wait_for()
        assert_pad_reads(page, drawing, network, np.zeros((28, 28)))


def test_the_weights_have_the_drawing_s_colours_when_the_page_turns_dark(shown):
    page, drawing = shown("training")
    canvas = drawing.locator("p + canvas").element_handle()
    for scheme, palette in (("light", svg.LIGHT), ("dark", svg.DARK), ("light", svg.LIGHT)):
        page.evaluate("scheme => { document.body.style.colorScheme = scheme; }", scheme)
        signs = [list(bytes.fromhex(palette[sign][1:])) for sign in ("minus", "plus")]
        page.wait_for_function(
            """([canvas, signs]) => {
                const context = canvas.getContext("2d");
                const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
                const strongest = data.findIndex((level, i) => i % 4 === 3 && level === 255);
                const colour = [...data.slice(strongest - 3, strongest)];
                return signs.map(String).includes(String(colour));
            }""",
            arg=[canvas, signs],
        )


# --- 13 to 15: axe, and without Python ------------------------------------------------------------


def assert_no_faults(shown, parts, theme, width, python=True):
    page, _ = shown(parts[0], python)
    with jupyter.dressed(page, theme, width):
        for part in parts:
            _, drawing = shown(part, python)
            assert faults(drawing, theme) == [], part


@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_no_fault_in_training_patch_and_pad(shown, dress):
    assert_no_faults(shown, NOTEBOOKS["numpy"], *dress)


def test_training_patch_and_pad_fit_a_small_screen(shown):
    jupyter.assert_fits_small_screens(shown("pad")[0])


@contextlib.contextmanager
def second_view(page, part, parts):
    """Show a cell's output once more, as a page does that has no kernel."""
    page.evaluate(
        """index => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = index;
            return window.jupyterapp.commands.execute("notebook:create-output-view");
        }""",
        1 + parts.index(part),
    )
    view = page.locator(".jp-LinkedOutputView .jp-OutputArea-output:has(.scroll > svg)")
    view.locator(".scroll > svg").first.wait_for()
    yield view
    page.evaluate(
        """() => {
            for (const widget of [...window.jupyterapp.shell.widgets("down")]) widget.dispose();
        }"""
    )
    view.wait_for(state="detached")


def curves(drawing):
    return drawing.locator("polyline").evaluate_all("lines => lines.map(l => l.outerHTML)")


def test_without_python_the_training_says_so_and_shows_a_recorded_one(shown):
    page, drawing = shown("training", python=False)
    before = curves(drawing)
    assert len(before) == 4
    jupyter.move(drawing, "alpha", "ArrowRight")
    needed = (
        "Training needs Python: run this cell and those above it (or wait, if Python is busy) to"
    )
    assert soon(lambda: sentence(drawing).startswith(needed), True)
    assert curves(drawing) == before
    with second_view(page, "training", NOTEBOOKS["numpy"]) as again:
        assert sentence(again).startswith(needed)
        assert curves(again) == before


def test_without_python_the_patch_goes_on(shown, seven):
    page, drawing = shown("patch", python=False)
    jupyter.press(drawing, "reset")
    focus(drawing, "digit-area")
    for key in ("ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    jupyter.part(drawing, "weight-area-0-0").click()
    moved = jupyter.move(drawing, "selected weight", "ArrowLeft", 5)
    assert moved == 0.5
    weights = np.array(EDGE)
    weights[0, 0] = moved
    assert_patch_is(None, drawing, seven, weights, 9, 15)
    assert sentence(drawing) == ""


def test_without_python_the_pad_goes_on(shown, network):
    page, drawing = shown("pad", python=False)
    labels = load_mnist()[1][1]
    jupyter.press(drawing, "example of a 9")
    nine = load_mnist()[1][0][np.argmax(labels == 9)]
    assert_pad_shows(drawing, network, nine)
    jupyter.press(drawing, "clear")
    canvas(drawing).focus()
    for key in ["Space", *["Shift+ArrowDown"] * 5, "Space"]:
        page.keyboard.press(key)
    jupyter.settle(drawing)
    written = jupyter.part(drawing, "output").evaluate_all("rows => rows.map(r => r.dataset.value)")
    expected = digits.mnist_way(255 - ink_of(drawing)).pixels / 255
    outputs = relu(expected.reshape(784) @ network.weights_0_1) @ network.weights_1_2
    assert [float(value) for value in written] == pytest.approx(outputs.tolist(), abs=0.02)
    assert sentence(drawing) == ""
    with second_view(page, "pad", NOTEBOOKS["numpy"]) as again:
        note = "To try a picture file of your own, run this cell and those above it"
        again.get_by_text(note).wait_for()
        jupyter.press(again, "example of a 9")
        assert_pad_shows(again, network, nine)


@pytest.mark.parametrize("dress", DRESSES[::2])
def test_axe_finds_no_fault_where_python_is_missing(shown, dress):
    assert_no_faults(shown, NOTEBOOKS["numpy"], *dress, python=False)


# --- 16: the layers -------------------------------------------------------------------------------

LAYERS = ["the digit", "convolution", "pooling", "flatten", "dense", "dropout", "dense"]
BUTTONS = [*LAYERS[:4], "dense 128", "dropout", "dense 10"]


def layer_button(drawing, place):
    return drawing.get_by_role("button", name=BUTTONS[place], exact=True)


def assert_layer_is(page, drawing, place, index):
    """The pictures of a layer are what Keras computes."""
    output = np.array(jupyter.value_in_python(page, f"output({place}, {index})"))
    pictures = np.moveaxis(output, -1, 0) if output.ndim == 3 else output.reshape(-1, 1, 1)
    count, height, width = pictures.shape
    columns = min(count, 7 if height > 1 else 128 if count > 1000 else 32)
    scale = abs(pictures).max()
    words = f"{LAYERS[place]}, {' × '.join(str(n) for n in output.shape if n != 1)}, numbers up to "
    said = drawing.locator("p:has(+ canvas)")
    assert soon(lambda: said.inner_text().startswith(words), True), said.inner_text()
    assert jupyter.number(said.inner_text().partition("up to")[2]) == jupyter.near(scale, 2)
    painted = maps(drawing, count, height, width, columns)
    assert abs(painted - pictures / scale).max() < 0.02
    chosen = drawing.locator("button[aria-pressed=true]")
    assert chosen.all_inner_texts() == [BUTTONS[place]]
    return said.inner_text()


@needs_keras
def test_each_layer_of_each_picture_is_what_keras_computes(shown):
    page, drawing = shown("layers")
    _, (_, labels) = load_mnist()
    for place in range(7):
        layer_button(drawing, place).press("Enter")
        assert_layer_is(page, drawing, place, 0)
    index = 0
    for key, times in [("ArrowRight", 3), ("End", 1), ("PageDown", 1)]:
        index = int(jupyter.move(drawing, "picture", key, times))
        known = pytest.approx(jupyter.value_in_python(page, f"output(6, {index})"), abs=1e-5)
        read = "[float(p) for p in shown.outputs[-1]]"
        probabilities = jupyter.soon_in_python(page, read, known)
        assert probabilities == known
        best = int(np.argmax(probabilities))
        most = f"{max(probabilities):.3f}"
        ends = f"The picture is a {labels[index]}; the network says {best} at {most}."
        drawing.locator("p:has(+ canvas)", has_text=ends).wait_for()
        for place in (2, 6):
            layer_button(drawing, place).press("Space")
            assert_layer_is(page, drawing, place, index)
    assert index == 14  # five from the end
    for words in ("", "NaN", "1e99"):
        type_number(page, drawing, "picture", words)
        assert 0 <= jupyter.said(jupyter.slider(drawing, "picture")) <= 19


# --- 17: three networks ---------------------------------------------------------------------------


def verdicts(drawing):
    """The painted answers of both models, held to the lengths of their bars.

    Both are read at one moment: Python's answer may come between two.
    """
    parts = drawing.locator('[data-part="value"], [data-part="bar"]').evaluate_all(
        "parts => parts.map(part => [part.dataset.part,"
        " Number(part.getAttribute('width') ?? part.textContent)])"
    )
    values, bars = ([number for part, number in parts if part == name] for name in ("value", "bar"))
    assert len(values) == 20
    assert bars == pytest.approx([BAR * value for value in values], abs=0.1)
    return values


def assert_all_answer(page, drawing, network, pixels, within=0):
    """All three networks answer what they answer in Python."""
    assert_pad_reads(page, drawing, network, pixels, within=within, pad="shown.pad")
    answers = jupyter.value_in_python(page, "answers(shown.pad.pixels.reshape(1, 28, 28))")
    known = [value for [row] in answers for value in row]
    assert soon(lambda: jupyter.near(known) == verdicts(drawing), True)
    read = "[float(value) for row in shown.answers.values() for value in row]"
    assert jupyter.value_in_python(page, read) == pytest.approx(known, abs=1e-5)
    said = [int(np.argmax(row)) for [row] in answers]
    words = " says {} at {:.3f}, model 2b says {} at {:.3f}: they {}.".format(
        said[0],
        answers[0][0][said[0]],
        said[1],
        answers[1][0][said[1]],
        "agree" if said[0] == said[1] else "disagree",
    )
    assert drawing.locator(".row + p").last.inner_text().endswith("model 1" + words)
    return said


@needs_keras
def test_three_networks_answer_what_is_on_the_pad(shown, network):
    page, drawing = shown("compare")
    _, (images, labels) = load_mnist()
    jupyter.press(drawing, "example of a 2")
    two = images[np.argmax(labels == 2)]
    assert assert_all_answer(page, drawing, network, two) == [2, 2]
    jupyter.press(drawing, "clear")
    canvas(drawing).focus()
    for key in ["Space", *["Shift+ArrowDown"] * 5, *["Shift+ArrowRight"] * 3, "Space"]:
        page.keyboard.press(key)
    jupyter.settle(drawing)
    expected = digits.mnist_way(255 - ink_of(drawing)).pixels
    assert_all_answer(page, drawing, network, expected, within=2)


@needs_keras
def test_digits_are_found_on_which_they_disagree(shown, network):
    page, drawing = shown("compare")
    _, (images, labels) = load_mnist()
    said = np.array(jupyter.value_in_python(page, "answers(x_test[:300])")).argmax(axis=2)
    places = np.flatnonzero(said[0] != said[1])
    assert len(places)
    for index in [*places, places[0]]:  # after the last one it begins again
        jupyter.press(drawing, "find a digit that they disagree on")
        words = drawing.locator(".row + p").last
        words.filter(has_text=f"Test picture {index}, a {labels[index]}. ").wait_for()
        assert assert_all_answer(page, drawing, network, images[index]) == said[:, index].tolist()


# --- 16 and 17: axe, and without Python -----------------------------------------------------------


@needs_keras
@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_no_fault_in_layers_and_networks(shown, dress):
    assert_no_faults(shown, NOTEBOOKS["keras"], *dress)


@needs_keras
def test_layers_and_networks_fit_a_small_screen(shown):
    jupyter.assert_fits_small_screens(shown("layers")[0])


@needs_keras
def test_without_python_the_layers_say_so_and_show_recorded_ones(shown):
    page, drawing = shown("layers", python=False)
    said = drawing.locator("p:has(+ canvas)")

    def looks():
        seen = []
        for place in range(7):
            layer_button(drawing, place).press("Enter")
            jupyter.settle(drawing)
            seen.append((said.inner_text(), levels(drawing.locator("p + canvas")).tobytes()))
        return seen

    before = looks()
    assert len(set(before)) >= 6  # dropout changes nothing here
    jupyter.move(drawing, "picture", "ArrowRight")
    needed = "The network runs in Python: run this cell and those above it"
    assert soon(lambda: sentence(drawing).startswith(needed), True)
    assert looks() == before
    with second_view(page, "layers", NOTEBOOKS["keras"]) as again:
        assert sentence(again).startswith(needed)
        words = said.inner_text().partition("The picture is")[2]
        assert again.locator("p:has(+ canvas)").inner_text().endswith(words)


@needs_keras
def test_without_python_the_networks_say_so_and_the_pad_goes_on(shown, network):
    page, drawing = shown("compare", python=False)
    images, labels = load_mnist()[1]
    before, words = verdicts(drawing), drawing.locator(".row + p").last
    known = words.inner_text()
    jupyter.press(drawing, "example of a 8")
    assert_pad_shows(drawing, network, images[np.argmax(labels == 8)])
    needed = "The two Keras networks run in Python: run this cell and those above it"
    problem = drawing.locator(".problem", has_text=needed)
    problem.wait_for()
    assert problem.inner_text().endswith("their answers to the last picture that they got.")
    for _ in range(2):
        jupyter.press(drawing, "find a digit that they disagree on")
        assert words.inner_text() == known  # and not that they are still reading
    assert verdicts(drawing) == before
    with second_view(page, "compare", NOTEBOOKS["keras"]) as again:
        again.locator(".problem", has_text=needed).wait_for()
        assert verdicts(again) == before


@needs_keras
@pytest.mark.parametrize("dress", DRESSES[::2])
def test_axe_finds_no_fault_where_keras_is_missing(shown, dress):
    assert_no_faults(shown, NOTEBOOKS["keras"], *dress, python=False)
