"""The live scenes in the real JupyterLab: what is painted is what Python draws and computes."""

import re

import pytest

import lab as jupyter
from course import explore
from course.pictures.fold import draw, hidden_layer
from course.pictures.parabola import Valley
from course.pictures.parabola import draw as draw_parabola
from course.pictures.svg import Drawing
from course.pictures.three_steps import draw as draw_steps
from nnlib.linalg import ele_mul, vect_mat_mul, w_sum
from stored import load_mnist

GIVEN = 'inputs=["toes", "wins", "fans"], input=[8.5, 0.65, 1.2]'
# One cell each.
CELLS = {
    "three_steps": """\
from course import explore

knob = explore.three_steps(input=9.8, weight=0.1, goal=0.0)
knob""",
    "perceptron": """\
line = explore.perceptron()
line""",
    "fold": """\
folded = explore.fold()
folded""",
    "parabola": """\
walk = explore.parabola(input=0.5, goal=0.8, weight=0.5, alpha=1)
walk""",
    "browse": """\
from nnlib.mnist import load_mnist

(x_train, y_train), _ = load_mnist()
leaf = explore.browse(x_train, y_train)
leaf""",
    "three": f"""\
three = explore.network([0.1, 0.2, 0], {GIVEN}, outputs=["win?"], goal=[1], alpha=0.01)
three""",
    "nine": f"""\
rows = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
games = [("game 1", [8.5, 0.65, 1.2]), ("game 2", [9.5, 0.8, 1.3])]
nine = explore.network(rows, {GIVEN}, outputs=["hurt?", "win?", "sad?"], games=games)
nine""",
}


@pytest.fixture(scope="module")
def notebook(desk, lab):
    """A page with all scenes, and what it was heard to complain of."""
    jupyter.open_notebook(desk[0], lab, jupyter.write_notebook(lab, "scenes", *CELLS.values()))
    jupyter.run_all(desk[0])
    yield desk
    jupyter.close(desk[0], lab)


@pytest.fixture
def page(notebook):
    page, heard = notebook
    yield page
    page.emulate_media(color_scheme="light", reduced_motion="no-preference", forced_colors="none")
    heard.check()


@pytest.fixture
def anew(page):
    """A function that gives one scene as it is at its start."""
    return lambda name: jupyter.fresh(page, list(CELLS).index(name))


def in_python(page, expression, expected):
    """Hold what the next cell would see to what is expected."""
    known = pytest.approx(expected, abs=1e-9)
    assert jupyter.soon_in_python(page, expression, known) == known


# --- 00 -----------------------------------------------------------------------------------------


def test_the_knob_turns_and_the_three_steps_follow(page, anew):
    live = anew("three_steps")
    moves = [("ArrowRight", 3), ("End", 1), ("ArrowLeft", 25)]
    for key, times in moves:
        before = jupyter.said(jupyter.slider(live, "weight"))
        weight = jupyter.move(live, "weight", key, times)
        assert weight != before
        still = draw_steps(9.8, weight, 0.0, (-0.05, 0.15))
        jupyter.assert_shows(live, still)
        assert jupyter.painted(live, "prediction") == pytest.approx(9.8 * weight, abs=0.0005)
        in_python(page, "[knob.weight, knob.prediction, knob.delta]", [weight] + 2 * [9.8 * weight])
    assert weight == 0.025
    assert jupyter.words(live, "turn") == "turn down ▼"
    jupyter.move(live, "weight", "ArrowLeft", 5)
    assert jupyter.words(live, "turn") == "leave it"
    assert jupyter.words(live, "reason") == "the error is 0 already"
    in_python(page, "knob.delta", 0)
    jupyter.press(live, "reset", "Space")
    assert jupyter.said(jupyter.slider(live, "weight")) == 0.1
    jupyter.assert_shows(live, draw_steps(9.8, 0.1, 0.0, (-0.05, 0.15)))


# --- 03 -----------------------------------------------------------------------------------------


def scores(live):
    return [jupyter.words(live.locator(f"[data-part=plane-{n}]"), "score") for n in range(3)]


def shown_line(live):
    return [jupyter.said(jupyter.slider(live, name)) for name in ("w1", "w2", "bias")]


def test_the_line_follows_its_sliders(page, anew):
    live = anew("perceptron")
    line = [0.0, 0.0, 0.0]
    moves = [(0, "ArrowRight", 4), (1, "End", 1), (2, "ArrowLeft", 5)]
    for which, key, times in moves:
        name = ("w1", "w2", "bias")[which]
        line[which] = jupyter.move(live, name, key, times)
        jupyter.assert_shows(live, explore.perceptron(*line).drawing)
        in_python(page, "[*line.weights, line.bias]", line)
    assert line[1] == 5


def test_the_perceptron_rule_by_the_keyboard(page, anew):
    """What it makes of each case and pass is held by test_live_perceptron."""
    live = anew("perceptron")
    jupyter.press(live, "train AND")
    pressed = live.locator("button[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["train AND"]
    for _ in range(3):
        jupyter.press(live, "one case", "Space")
        assert jupyter.words(live, "note-0").startswith("AND, pass 1, case")
    assert shown_line(live) == [1, 1, 1]
    for number in range(1, 7):
        jupyter.press(live, "one pass")  # to its end
        assert jupyter.words(live, "note-2").startswith(f"pass {number}: ")
    assert scores(live)[0] == "right: 4 of 4" and shown_line(live) == [1, 2, -2]
    assert jupyter.words(live, "note-2").endswith("AND is learned")
    in_python(page, "[*line.weights, line.bias]", [1, 2, -2])
    jupyter.press(live, "reset")
    assert shown_line(live) == [0, 0, 0] and jupyter.words(live, "note-1") == ""
    in_python(page, "[*line.weights, line.bias]", [0, 0, 0])


def test_the_rule_stops_where_a_slider_ends(page, anew):
    live = anew("perceptron")
    jupyter.press(live, "train XOR")
    jupyter.move(live, "w2", "End")
    jupyter.move(live, "bias", "Home")
    jupyter.press(live, "one case")
    jupyter.press(live, "one case")
    assert jupyter.sentence(live).startswith("w2 would become 6, beyond its slider")
    in_python(page, "[*line.weights, line.bias]", [0, 5, -5])
    jupyter.press(live, "reset")
    assert jupyter.sentence(live) == "" and shown_line(live) == [0, 0, 0]


# --- 06 -----------------------------------------------------------------------------------------


def test_the_plane_is_folded_by_two_sliders_and_a_button(page, anew):
    live = anew("fold")
    state = {"bias": -1.0, "weight": -2.0, "bend": True}
    moves = [("bias", "ArrowRight", 2), ("weight", "Home", 1), ("bend", "Space", 1)]
    moves += [("weight", "PageUp", 2), ("bend", "Enter", 1)]
    for name, key, times in moves:
        if name == "bend":
            jupyter.press(live, f"bend: {'on' if state['bend'] else 'off'}", key)
            state["bend"] = not state["bend"]
        else:
            state[name] = jupyter.move(live, f"{name} of “both”", key, times)
        jupyter.assert_shows(live, draw(**state))
        layer = hidden_layer(state["bias"], state["bend"])
        outputs = [any_one + state["weight"] * both for any_one, both in layer]
        in_python(page, "folded.predictions", outputs)
        in_python(page, "[folded.bias, folded.weight, folded.bend]", list(state.values()))
        right = sum(
            (output > 0.5) == bool(goal) for output, goal in zip(outputs, (0, 1, 0, 1), strict=True)
        )
        assert f"right: {right} of 4" in live.locator(".scroll").text_content()
    jupyter.press(live, "reset")
    jupyter.assert_shows(live, draw(-1.0, -2.0, bend=True))
    in_python(page, "folded.predictions", [0, 1, 0, 1])


# --- 07 -----------------------------------------------------------------------------------------


def drawn_walk(start, alpha, steps):
    return draw_parabola(Valley(0.5, 0.8, 2.2), start, alpha, steps, 10)


def test_the_walk_follows_its_sliders_and_buttons(page, anew):
    live = anew("parabola")
    state = {"start weight": 0.5, "alpha": 1.0}
    steps = 0
    moves = [("start weight", "ArrowLeft", 4), ("step", "Enter", 1), ("alpha", "ArrowRight", 30)]
    moves += [("step", "Space", 3)]
    for name, key, times in moves:
        if name == "step":
            for _ in range(times):
                jupyter.press(live, "step", key)
            steps += times
        else:
            state[name] = jupyter.move(live, name, key, times)
        start, alpha = state["start weight"], state["alpha"]
        jupyter.assert_shows(live, drawn_walk(start, alpha, steps))
        weights = [start]
        for _ in range(steps):
            weights.append(weights[-1] - alpha * (0.5 * weights[-1] - 0.8) * 0.5)
        in_python(page, "walk.weights", weights)
        in_python(page, "walk.errors", [(0.5 * weight - 0.8) ** 2 for weight in weights])
        assert jupyter.words(live, "state").startswith(f"dot {steps}: weight ")
    jupyter.press(live, "reset")
    jupyter.assert_shows(live, drawn_walk(0.5, 1.0, 0))
    in_python(page, "[*walk.weights, walk.alpha]", [0.5, 1.0])


def dot(live):
    """The number of the last dot of the walk."""
    return jupyter.painted(live, "state")


def test_a_run_goes_on_by_itself_until_it_is_stopped(page, anew):
    live = anew("parabola")
    jupyter.press(live, "run")
    # Each dot stands for a sixth of a second, which a busy machine may not look at.
    jupyter.part(live, "state").filter(has_text=re.compile(r"dot ([3-9]|1\d):")).wait_for()
    jupyter.press(live, "stop", "Space")
    stopped = dot(live)
    page.wait_for_timeout(400)  # two pauses and a half
    assert 3 <= dot(live) == stopped < 20
    in_python(page, "walk.widget.steps", stopped)
    jupyter.assert_shows(live, drawn_walk(0.5, 1.0, int(stopped)))


def test_who_wants_no_motion_sees_the_end_of_a_run_at_once(page, anew):
    live = anew("parabola")
    page.emulate_media(reduced_motion="reduce")
    for steps in (20, 40, 60, 80, 100):
        assert jupyter.sentence(live) == ""
        jupyter.press(live, "run")
        assert dot(live) == steps
        jupyter.assert_shows(live, drawn_walk(0.5, 1.0, steps))
    assert jupyter.sentence(live) == "100 steps are drawn: press “reset” to begin again."
    run = live.get_by_role("button", name="run", exact=True)
    assert run.get_attribute("aria-disabled") == "true"
    assert run.evaluate("button => button.getRootNode().activeElement === button")
    jupyter.press(live, "step")
    assert dot(live) == 100
    in_python(page, "walk.weight", 1.6 - 1.1 * 0.75**100)
    jupyter.press(live, "reset")
    assert dot(live) == 0 and jupyter.sentence(live) == ""


# --- 12 -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def digits():
    return load_mnist()[0]


def assert_leaf(page, live, digits, number, row, column):
    """Hold what is painted, and what Python sees, to a digit and one of its pixels.

    That its other parts go along is held by test_live_browse.
    """
    image, label = digits[0][number], int(digits[1][number])
    assert jupyter.words(live, "number") == f"number {number:,} of 60,000"
    assert jupyter.words(live, "label") == f"a {label}"
    pressed = live.locator("button[aria-pressed=true]")
    assert pressed.all_inner_texts() == [str(label)]
    assert jupyter.words(live, "place") == f"row {row}, column {column}:"
    assert jupyter.words(live, "value") == str(image[row, column])
    seen = "[leaf.number, leaf.label, leaf.row, leaf.column, int(leaf.image.sum())]"
    in_python(page, seen, [number, label, row, column, int(image.sum())])


def test_digits_are_leafed_through_by_the_keyboard(page, anew, digits):
    live = anew("browse")
    # The sheet: the first 17 of each digit, row after row.
    sheet = [number for d in range(10) for number in (digits[1] == d).nonzero()[0][:17]]
    place = sheet.index(0)
    assert_leaf(page, live, digits, 0, 14, 14)
    for name, key, step in [("next", "Enter", 1), ("next", "Space", 1), ("previous", "Enter", -1)]:
        jupyter.press(live, name, key)
        place += step
        assert jupyter.said(jupyter.slider(live, "place in the sheet above")) == place
        assert_leaf(page, live, digits, sheet[place], 14, 14)
    jupyter.press(live, "next 7")
    jupyter.press(live, "next 7")
    assert_leaf(page, live, digits, sheet[7 * 17 + 1], 14, 14)
    assert jupyter.move(live, "place in the sheet above", "End") == 169
    assert_leaf(page, live, digits, sheet[169], 14, 14)
    jupyter.press(live, "next")  # from the start again
    assert_leaf(page, live, digits, sheet[0], 14, 14)
    assert jupyter.move(live, "place in the sheet above", "ArrowRight", 40) == 40
    assert_leaf(page, live, digits, sheet[40], 14, 14)


def test_the_pixel_moves_by_arrow_keys_and_stops_at_the_border(page, anew, digits):
    live = anew("browse")
    area = live.get_by_role("application")
    row, column = 14, 14
    for key, times in [("ArrowUp", 3), ("ArrowRight", 20), ("ArrowDown", 2), ("ArrowLeft", 9)]:
        for _ in range(times):
            area.press(key)
        jupyter.settle(live)
        row += times * {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)
        column = min(column + times * {"ArrowLeft": -1, "ArrowRight": 1}.get(key, 0), 27)
        assert_leaf(page, live, digits, 0, row, column)
    assert (row, column) == (13, 18)


def test_any_digit_comes_by_its_number_and_no_other(page, anew, digits):
    live = anew("browse")
    field = live.get_by_role("spinbutton", name="number, 0 to 59,999")
    field.wait_for()  # until the browser has found Python
    for words, number in [("12345", 12345), ("", 12345), ("999999", 59999), ("-7", 0), ("31", 31)]:
        field.fill(words)
        field.press("Enter")
        jupyter.part(live, "number").filter(has_text=f"number {number:,} of").wait_for()
        assert field.input_value() == str(number)
        assert_leaf(page, live, digits, number, 14, 14)
    # A number that stands in the sheet takes the slider along.
    place = list((digits[1] == digits[1][31]).nonzero()[0]).index(31)
    handle = jupyter.slider(live, "place in the sheet above")
    assert jupyter.said(handle) == 17 * digits[1][31] + place


# --- The networks -------------------------------------------------------------------------------


def column(drawing, name, count):
    return [jupyter.painted(drawing, name, index=i) for i in range(count)]


def row(drawing, name, to=0):
    return [jupyter.painted(drawing, name, layer=0, to=to, source=i) for i in range(3)]


def test_showing_a_live_drawing_changes_no_value(page, anew):
    anew("three")
    page.wait_for_timeout(500)  # for what sliders send when they are first shown
    assert jupyter.value_in_python(page, "three.weights") == [0.1, 0.2, 0]
    assert jupyter.value_in_python(page, "three.input") == [8.5, 0.65, 1.2]
    assert jupyter.value_in_python(page, "three.alpha") == 0.01


def test_network_of_three_weights_follows_its_sliders(page, anew):
    drawing = anew("three")
    names = [
        "weight toes → win?",
        "weight wins → win?",
        "weight fans → win?",
        "input toes",
        "alpha",
    ]
    moves = [(0, "ArrowLeft", 7), (1, "PageUp", 1), (2, "ArrowRight", 3), (3, "ArrowLeft", 20)]
    moves += [(4, "ArrowRight", 4)]
    says = [jupyter.said(jupyter.slider(drawing, name)) for name in names]
    assert says == [0.1, 0.2, 0, 8.5, 0.01]
    for which, key, times in moves:
        before = says[which]
        says[which] = jupyter.move(drawing, names[which], key, times)
        assert says[which] != before
    weights, inputs, alpha = says[:3], [says[3], 0.65, 1.2], says[4]
    pred = w_sum(inputs, weights)
    weight_deltas = ele_mul(pred - 1, inputs)
    jupyter.press(drawing, "③ multiply")
    assert row(drawing, "weight") == jupyter.near(weights)
    assert row(drawing, "product") == jupyter.near(
        [a * b for a, b in zip(inputs, weights, strict=True)]
    )
    assert column(drawing, "delta", 1) == [None]
    jupyter.press(drawing, "compare")
    assert column(drawing, "input", 3) == jupyter.near(inputs)
    assert column(drawing, "output", 1) == jupyter.near([pred])
    assert column(drawing, "delta", 1) == jupyter.near([pred - 1])
    assert column(drawing, "error", 1) == jupyter.near([(pred - 1) ** 2])
    jupyter.press(drawing, "learn: weight deltas")
    assert row(drawing, "weight-delta") == jupyter.near(weight_deltas)
    jupyter.press(drawing, "learn: new weights")
    new = [w - alpha * d for w, d in zip(weights, weight_deltas, strict=True)]
    assert row(drawing, "new-weight") == jupyter.near(new)
    now = "[*three.weights, *three.input, three.alpha]"
    in_python(page, now, [*weights, *inputs, alpha])


def test_a_live_drawing_goes_by_its_page_and_not_by_the_computer(page, anew):
    drawing = anew("three")
    colours = """(part, name) => {
        const [pressed, other] = ["true", "false"].map((is) =>
            getComputedStyle(part.querySelector(`button[aria-pressed=${is}]`)).backgroundColor);
        return [getComputedStyle(part.querySelector("svg > rect")).fill, pressed !== other];
    }"""
    root = drawing.locator(".scroll").evaluate_handle("scroll => scroll.getRootNode()")
    light, dark = "rgb(255, 255, 255)", "rgb(20, 25, 31)"
    page.emulate_media(color_scheme="dark")
    assert root.evaluate(colours) == [light, True]
    page.emulate_media(color_scheme="light", forced_colors="active")
    assert root.evaluate(colours) == [light, True]
    page.emulate_media(forced_colors="none")
    page.evaluate("() => { document.body.style.colorScheme = 'dark'; }")  # as its dark theme does
    assert root.evaluate(colours) == [dark, True]
    page.evaluate("() => { document.body.style.colorScheme = ''; }")


def test_learning_by_the_keyboard_and_the_way_back(page, anew):
    drawing = anew("three")
    weights, inputs = [0.1, 0.2, 0], [8.5, 0.65, 1.2]
    for _ in range(3):
        delta = w_sum(inputs, weights) - 1
        weights = [w - 0.01 * delta * x for w, x in zip(weights, inputs, strict=True)]
        jupyter.press(drawing, "take the step")
    jupyter.press(drawing, "④ deposit", key="Space")
    assert column(drawing, "output", 1) == jupyter.near([w_sum(inputs, weights)])
    learned = pytest.approx(weights, abs=1e-12)
    assert jupyter.soon_in_python(page, "three.weights", learned) == learned
    jupyter.press(drawing, "reset")
    assert jupyter.soon_in_python(page, "three.weights", [0.1, 0.2, 0]) == [0.1, 0.2, 0]
    jupyter.press(drawing, "④ deposit")
    assert column(drawing, "output", 1) == jupyter.near([0.98])


def test_network_of_nine_weights_follows_what_is_selected(page, anew):
    drawing = anew("nine")
    weights = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
    inputs, outputs = ["toes", "wins", "fans"], ["hurt?", "win?", "sad?"]
    for to, source in ((0, 2), (1, 0), (2, 1)):
        edge = f"weight {inputs[source]} → {outputs[to]}"
        jupyter.select(drawing, edge)
        before = weights[to][source]
        weights[to][source] = jupyter.move(drawing, edge, "ArrowRight", 1 + to + source)
        assert weights[to][source] > before
        pred = vect_mat_mul([8.5, 0.65, 1.2], weights)
        assert column(drawing, "output", 3) == jupyter.near(pred)
        assert [row(drawing, "weight", to) for to in range(3)] == [
            jupyter.near(line) for line in weights
        ]
    assert jupyter.soon_in_python(page, "nine.weights", weights) == weights


# --- Numbers that are none, or too large --------------------------------------------------------

WAY = "move its slider, or press “reset”."
RANGE = "is {}, but its slider goes from {} to {}"
# The scene, what Python's name for it is, the value that it is given, and what it says. Which
# sentence a number gets is held by the tests of the scenes without a browser.
WRONG = [
    ("three_steps", "knob", "weight", "1e300", f"weight {RANGE.format('1e+300', '−0.05', '0.15')}"),
    ("perceptron", "line", "w1", "nan", "w1 is not a number"),
    ("fold", "folded", "weight", "-1e9", f"weight of “both” {RANGE.format('−1e+09', '−4', '1')}"),
    ("parabola", "walk", "start", "nan", "start weight is not a number"),
]


@pytest.mark.parametrize(("scene", "name", "trait", "value", "sentence"), WRONG)
def test_a_number_that_cannot_be_drawn_gets_a_sentence(
    page, anew, scene, name, trait, value, sentence
):
    live = anew(scene)
    start = jupyter.value_in_python(page, f"{name}.widget.{trait}")
    still = Drawing(*jupyter.value_in_python(page, f"[{name}.drawing.svg, {name}.drawing.words]"))
    jupyter.set_in_python(live, name, trait, value)
    live.locator(".problem").filter(has_text=f"{sentence}: {WAY}").wait_for()
    jupyter.assert_shows(live, still)  # the last picture stays
    jupyter.press(live, "reset")
    assert jupyter.sentence(live) == ""
    jupyter.assert_shows(live, still)
    in_python(page, f"{name}.widget.{trait}", start)


@pytest.mark.parametrize(
    ("scene", "slider", "expression"),
    [
        ("three_steps", "weight", "knob.weight"),
        ("perceptron", "w2", "line.weights[1]"),
        ("fold", "weight of “both”", "folded.weight"),
        ("parabola", "start weight", "walk.widget.start"),
    ],
)
def test_the_number_behind_a_slider_can_be_written(page, anew, scene, slider, expression):
    live = anew(scene)
    handle = jupyter.slider(live, slider)
    start, low, high = (
        float(jupyter.said(handle)),
        float(handle.get_attribute("aria-valuemin")),
        float(handle.get_attribute("aria-valuemax")),
    )
    field = live.locator(f".widget-slider:has-text('{slider}') .widget-readout")
    for words, value in [("", start), ("many", start), ("1e9", high), ("-1e9", low)]:
        field.click()
        field.fill(words)
        field.press("Enter")
        jupyter.settle(live)
        in_python(page, expression, value)
        assert jupyter.said(handle) == pytest.approx(value) and jupyter.sentence(live) == ""
