"""Live drawings for all: names of all controls, Tab, calm words, a finger, and axe's rules."""

import pytest
from test_live_scenes import CELLS as SCENES
from test_live_scenes import GIVEN

import lab as jupyter

CELLS = SCENES | {
    "hidden": f"""\
names = {{"hidden": ["one", "two"], "outputs": ["win?"], "relu": True}}
layers = [[[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9]], [[0.3, 1.1]]]
hidden = explore.network(layers, {GIVEN}, **names, goal=[1], alpha=0.01)
hidden""",
    "learning": """\
kinds = ["train_error", "train_accuracy", "test_error", "test_accuracy"]
rows = [{"iteration": 10 * i, **dict.fromkeys(kinds, 0.5 - i / 10)} for i in range(4)]
learned = explore.learning(rows)
learned""",
}
STEPS = ["① empty", "② insert", "③ multiply", "④ deposit"]
LEARN = ["compare", "learn: weight deltas", "learn: new weights"]
# Every control of each drawing, by its role and the name that a screen reader says, in the order
# in which Tab comes to them. Of the radios Tab comes to the chosen one.
CONTROLS = {
    "three_steps": [("button", "reset"), ("slider", "weight")],
    "perceptron": [
        *[("button", f"train {task}") for task in ("AND", "OR", "XOR")],
        *[("button", name) for name in ("one case", "one pass", "reset")],
        *[("slider", name) for name in ("w1", "w2", "bias")],
    ],
    "fold": [
        ("button", "bend: on"),
        ("button", "reset"),
        ("slider", "bias of “both”"),
        ("slider", "weight of “both”"),
    ],
    "parabola": [
        *[("button", name) for name in ("step", "run", "reset")],
        ("slider", "start weight"),
        ("slider", "alpha"),
    ],
    "browse": [
        ("application", "The digit's pixels: arrow keys go from one to the next"),
        *[("button", name) for name in ("previous", "next")],
        *[("button", f"next {digit}") for digit in range(10)],
        ("slider", "place in the sheet above"),
        ("spinbutton", "number, 0 to 59,999"),
    ],
    "three": [
        ("radio", "input toes: 8.5"),
        *[("button", name) for name in [*STEPS, *LEARN, "take the step", "reset"]],
        *[("slider", f"weight {name} → win?") for name in ("toes", "wins", "fans")],
        ("slider", "input toes"),
        ("slider", "alpha"),
    ],
    "nine": [
        ("radio", "weight toes → hurt?: 0.1"),
        *[("button", name) for name in [*STEPS, "game 1", "game 2", "reset"]],
        ("slider", "weight toes → hurt?"),
    ],
    "hidden": [
        ("radio", "weight toes → one: 0.1"),
        *[("button", name) for name in ("① empty", "② hidden", "③ output", "compare")],
        ("button", "learn: output weight deltas"),
        ("button", "learn: hidden deltas"),
        *[("button", name) for name in [*LEARN[1:], "take the step", "reset"]],
        ("slider", "weight toes → one"),
        ("slider", "alpha"),
    ],
    "learning": [("button", "reset"), ("slider", "row of the table")],
}


@pytest.fixture(scope="module")
def notebook(desk, lab):
    """The page, narrow, with all drawings, and what it was heard to complain of."""
    page, heard = desk
    jupyter.touched(page, by_fingers=True)
    page.set_viewport_size({"width": 400, "height": 800})
    jupyter.open_notebook(page, lab, jupyter.write_notebook(lab, "access", *CELLS.values()))
    jupyter.run_all(page)
    yield page, heard
    jupyter.touched(page, by_fingers=False)
    page.set_viewport_size(jupyter.SCREEN)
    jupyter.close(page, lab)


@pytest.fixture
def page(notebook):
    page, heard = notebook
    yield page
    heard.check()


@pytest.fixture
def anew(page):
    """A function that gives one live drawing as it is at its start, in sight."""

    def show(name):
        live = jupyter.fresh(page, list(CELLS).index(name))
        live.scroll_into_view_if_needed()
        return live

    return show


# --- Names and the keyboard ---------------------------------------------------------------------


@pytest.fixture
def wide(page):
    """The page as wide as a desk's screen."""
    narrow = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": 800})
    yield
    page.set_viewport_size(narrow)


FOCUSED = """() => {
    let found = document.activeElement;
    while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    window.focused = found;
    return found.closest(".widget-readout") !== null;
}"""


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("name", CELLS)
def test_tab_comes_to_every_control_and_each_has_a_name(page, anew, name):
    live = anew(name)
    for role, words in CONTROLS[name]:
        live.get_by_role(role, name=words, exact=True).wait_for()
    first_role, first = CONTROLS[name][0]
    live.get_by_role(first_role, name=first, exact=True).focus()
    for role, words in CONTROLS[name]:
        control = live.get_by_role(role, name=words, exact=True)
        at = f"{role} {words!r}"
        assert control.evaluate("one => one.getRootNode().activeElement === one"), at
        page.keyboard.press("Tab")
        while page.evaluate(FOCUSED):  # the number behind a slider can be written
            page.keyboard.press("Tab")
    # There is no control beside these.
    count = len(CONTROLS[name])
    others = live.get_by_role("radio").count() - 1
    roles = ("button", "slider", "radio", "application", "spinbutton", "checkbox", "combobox")
    found = sum(live.get_by_role(role).count() for role in roles)
    assert found == count + max(0, others)


def test_what_the_slider_moves_is_ringed(anew):
    live = anew("nine")
    ring = jupyter.part(live, "selection")
    for name, place in [
        ("weight wins → hurt?", {"name": "weight", "layer": 0, "to": 0, "source": 1}),
        ("input fans", {"name": "input", "index": 2}),
    ]:
        jupyter.select(live, name)
        inner, outer = jupyter.part(live, **place).bounding_box(), ring.bounding_box()
        assert outer["x"] < inner["x"] and outer["y"] < inner["y"]
        assert outer["x"] + outer["width"] > inner["x"] + inner["width"]
        assert jupyter.slider(live, name).is_visible()


@pytest.mark.parametrize("name", ["three_steps", "perceptron", "fold", "parabola", "three"])
def test_a_drawing_wider_than_the_page_is_scrolled_by_the_keyboard(anew, name):
    live = anew(name)
    box = live.get_by_role("group", name="Drawing", exact=True)
    box.focus()
    assert box.evaluate("box => box.scrollWidth > box.clientWidth && box.scrollLeft === 0")
    for _ in range(3):
        box.press("ArrowRight")
    box.evaluate(
        """async box => {
            while (box.scrollLeft === 0) await new Promise(requestAnimationFrame);
        }"""
    )
    # The page itself is as narrow as it was.
    assert live.evaluate("live => live.scrollWidth <= live.clientWidth + 1")


# --- What is said -------------------------------------------------------------------------------

LISTEN = """status => {
    window.said = [];
    new MutationObserver(() => window.said.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true });
}"""


@pytest.mark.parametrize(
    ("name", "slider", "words"),
    [
        ("three_steps", "weight", "prediction {:.2f}, delta = "),
        ("perceptron", "w1", "right of 4: AND 3, OR 3, XOR 2"),
        ("fold", "bias of “both”", "right: 2 of 4; bend on"),
        ("parabola", "start weight", "dot 0: weight "),
        ("browse", "place in the sheet above", "number "),
        ("three", "weight toes → win?", "compare"),
    ],
)
def test_words_for_a_screen_reader_are_calm(page, anew, name, slider, words):
    live = anew(name)
    status = live.get_by_role("status")
    page.wait_for_timeout(700)
    assert status.text_content() == ""  # what stands there at first is no news
    status.evaluate(LISTEN)
    handle = jupyter.slider(live, slider)
    handle.focus()
    begun = page.evaluate("() => performance.now()")
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    jupyter.settle(live)
    value = jupyter.said(handle)
    last = words.format(9.8 * value)
    page.wait_for_function("words => window.said.at(-1)?.startsWith(words)", arg=last)
    page.wait_for_timeout(700)  # and nothing comes after it
    seconds = (page.evaluate("() => performance.now()") - begun) / 1000
    said = page.evaluate("() => window.said")
    assert len(said) <= 2 * seconds + 1
    assert said[-1] == status.text_content() and said[-1].startswith(last)
    if name == "parabola":
        assert f"weight {value:.4g}," in said[-1]
    assert jupyter.sentence(live) == ""


@pytest.mark.parametrize(
    ("name", "explorer", "trait"),
    [
        ("three_steps", "knob", "weight"),
        ("fold", "folded", "bias"),
        ("parabola", "walk", "alpha"),
    ],
)
def test_a_slider_that_finds_its_step_is_no_news(page, anew, name, explorer, trait):
    live = anew(name)
    value = jupyter.value_in_python(page, f"{explorer}.widget.{trait}")
    jupyter.set_in_python(live, explorer, trait, repr(value + 1e-14))
    page.wait_for_timeout(700)
    assert live.get_by_role("status").text_content() == ""


# --- axe ----------------------------------------------------------------------------------------


# In the dark only colours differ, and colours do not go by the width.
DRESSES = [("light", 400), ("light", 1280), ("dark", 400)]


def faults(live, theme="light"):
    """What axe finds wrong with a live drawing and its controls."""
    live.scroll_into_view_if_needed()
    return jupyter.faults(live, all=theme == "light")


@pytest.mark.parametrize(("theme", "width"), DRESSES)
def test_axe_finds_no_fault(page, theme, width):
    with jupyter.dressed(page, theme, width):
        for index, name in enumerate(CELLS):
            assert faults(jupyter.live(page, index), theme) == [], name


def test_axe_sees_what_is_wrong(page, anew):
    """Or the test before could not fail."""
    live = anew("three_steps")
    live.get_by_role("button", name="reset").evaluate("button => { button.textContent = ''; }")
    jupyter.slider(live, "weight").evaluate("handle => { handle.role = 'knob'; }")
    assert {"button-name", "aria-roles"} <= {rule for rule, _, _ in faults(live)}


# --- A finger -----------------------------------------------------------------------------------


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, start, end, steps=6):
    """Move a finger over the page."""
    hand = page.context.new_cdp_session(page)
    for step in range(steps + 1):
        x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
        kind = "touchMove" if step else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    # The finger rests before it is lifted: after a fling Chromium takes the next tap for its stop.
    page.wait_for_timeout(120)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.detach()


COUNT = """live => {
    window.clicks = 0;
    live.addEventListener("click", (event) => {
        window.clicks += event.composedPath()[0].tagName === "BUTTON";
    });
}"""


@pytest.mark.parametrize("name", CONTROLS)
def test_a_finger_moves_every_slider_and_presses_every_button(page, anew, name):
    live = anew(name)
    for role, words in CONTROLS[name]:
        if role == "slider":
            handle = jupyter.slider(live, words)
            handle.scroll_into_view_if_needed()
            before, (x, y) = jupyter.said(handle), middle(handle)
            last = before == jupyter.number(handle.get_attribute("aria-valuemax"))
            drag(page, (x, y), (x - 30 if last else x + 30, y))  # the browser takes less for a tap
            jupyter.settle(live)
            moved = jupyter.said(handle) - before
            assert moved < 0 if last else moved > 0, words
    buttons = [words for role, words in CONTROLS[name] if role == "button"]
    live.evaluate(COUNT)
    for taps, words in enumerate(buttons, 1):
        live.get_by_role("button", name=words, exact=True).tap()
        assert page.evaluate("() => window.clicks") == taps, words
    jupyter.settle(live)
    assert jupyter.sentence(live) == ""


# What looks like a handle: the drawing, the part that is taken, how far it is brought in px of the
# drawing; which slider says what then, and Python too.
HANDLES = {
    "knob": ("three_steps", "[data-part=pointer]", (-17, -60), "weight", 0.0, "knob.weight"),
    "line": ("perceptron", "[data-part=line] >> nth=1", (55, 20), "bias", -0.5, "line.bias"),
    "point": (
        "fold",
        "[data-part=plane-1] [data-part=point-0] > :first-child",
        (5, -20),
        "bias of “both”",
        -0.5,
        "folded.bias",
    ),
    "dot 0": ("parabola", "[data-part=now]", (69, 9), "start weight", 1.0, "walk.widget.start"),
    "alpha": ("parabola", "g[data-part=pointer]", (60.6, 5), "alpha", 2.0, "walk.alpha"),
    "one of three": (
        "three",
        "[data-part=weight] >> nth=0",
        (50, 9),
        "weight toes → win?",
        0.6,
        "three.weights[0]",
    ),
    "goal": ("three", "[data-part=goal]", (-100, 9), "goal win?", 0.75, "three.goal[0]"),
    "one of nine": (
        "nine",
        "[data-part=weight] >> nth=3",
        (-50, 9),
        "weight toes → win?",
        -0.4,
        "nine.weights[1][0]",
    ),
    "input": ("nine", "[data-part=input] >> nth=1", (40, -9), "input wins", 0.75, "nine.input[1]"),
}


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(
    ("handle", "way"),
    # A mouse takes the same way as a finger from the first event on.
    [*[(name, "finger") for name in HANDLES], ("knob", "mouse"), ("one of three", "mouse")],
)
def test_what_looks_like_a_handle_is_dragged(page, anew, handle, way):
    name, part, (right, down), slider, value, expression = HANDLES[handle]
    live = anew(name)
    if handle == "line":
        jupyter.move(live, "w1", "ArrowRight", 4)  # before that there is none
    x, y = middle(live.locator(part))
    if "weight" in part and way == "finger":
        y += 14  # and misses it by a little
    shrunk = live.locator(".scroll > svg").evaluate("svg => svg.getScreenCTM().a")
    end = x + shrunk * right, y + shrunk * down
    if way == "finger":
        drag(page, (x, y), end)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(*end, steps=6)
        page.mouse.up()
    jupyter.settle(live)
    assert jupyter.said(jupyter.slider(live, slider)) == value
    assert jupyter.soon_in_python(page, expression, value) == value
    assert page.evaluate("() => String(getSelection())") == ""


def test_a_finger_that_goes_across_a_number_scrolls_the_page(page, anew):
    live = anew("nine")
    slider = jupyter.slider(live, "weight toes → hurt?")
    for number in jupyter.part(live, "weight", layer=0, to=0, source=0), slider:
        number.scroll_into_view_if_needed()
        x, y = middle(number)
        drag(page, (x, y), (x + 4, y - 90))
        jupyter.settle(live)
        assert middle(number)[1] < y - 40
        assert jupyter.said(slider) == 0.1


EDGE = {"layer": 0, "to": 2, "source": 0}  # toes → sad?, a thin one


@pytest.mark.parametrize("way", ["finger", "mouse"])
def test_an_edge_is_chosen_by_a_finger_or_a_mouse(page, anew, way):
    live = anew("nine")
    assert jupyter.slider(live, "weight toes → hurt?").is_visible()
    edge = jupyter.part(live, "edge", **EDGE)
    x1, y1, x2, y2 = (float(edge.get_attribute(name)) for name in ("x1", "y1", "x2", "y2"))
    corner = live.locator(".scroll > svg").bounding_box()
    # A fifth of the way behind its weight, and beside the line as far as a finger misses it.
    x, y = x1 + 0.44 * (x2 - x1), y1 + 0.44 * (y2 - y1)
    away = 5 if way == "finger" else 0
    x, y = corner["x"] + x + away, corner["y"] + y - away
    if way == "finger":
        page.touchscreen.tap(x, y)
    else:
        page.mouse.click(x, y)
    jupyter.slider(live, "weight toes → sad?").wait_for()
    weight = jupyter.move(live, "weight toes → sad?", "ArrowRight", 7)
    assert jupyter.painted(live, "weight", **EDGE) == weight == 0.07
    rows = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.07, 1.3, 0.1]]
    assert jupyter.soon_in_python(page, "nine.weights", rows) == rows


def test_a_touch_beside_all_edges_chooses_nothing(page, anew):
    live = anew("nine")
    corner = live.locator(".scroll > svg").bounding_box()
    page.touchscreen.tap(corner["x"] + 150, corner["y"] + 25)  # on the heading
    jupyter.settle(live)
    assert jupyter.slider(live, "weight toes → hurt?").is_visible()


def test_units_and_weights_are_chosen_by_a_finger(anew):
    live = anew("nine")
    for place, name in [
        ({"name": "input", "index": 1}, "input wins"),
        ({"name": "weight", "layer": 0, "to": 1, "source": 2}, "weight fans → win?"),
    ]:
        jupyter.part(live, **place).tap()
        jupyter.slider(live, name).wait_for()


def test_a_finger_walks_over_the_pixels_and_the_page_stays(page, anew):
    live = anew("browse")
    area = live.get_by_role("application")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    pixel = box["width"] / 28

    def at(row, column):
        return box["x"] + (column + 0.5) * pixel, box["y"] + (row + 0.5) * pixel

    drag(page, at(5, 4), at(20, 12), steps=8)
    jupyter.settle(live)
    assert jupyter.words(live, "place") == "row 20, column 12:"
    assert area.bounding_box() == box
    where = "[leaf.row, leaf.column]"
    assert jupyter.soon_in_python(page, where, [20, 12]) == [20, 12]
    page.touchscreen.tap(*at(2, 3))
    jupyter.settle(live)
    assert jupyter.words(live, "place") == "row 2, column 3:"
