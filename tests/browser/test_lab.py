"""Every notebook in the real JupyterLab: opened as it comes, and run from the top."""

import contextlib
import importlib.util
import itertools
import subprocess
import sys

import nbformat
import pytest
from playwright.sync_api import TimeoutError

import lab as jupyter
from book.builder.executed import LIVE
from course.notebooks import VIEW, for_readers, states, tags
from course.save import clean
from nnlib.linalg import ele_mul, vect_mat_mul, w_sum
from stored import NAMES, ROOT, cells, text

# --- Every notebook -----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=NAMES)
def opened(request, desk, lab):
    """A notebook's name, its page, and what the page was heard to ask and to complain of."""
    page, heard = desk
    jupyter.open_notebook(page, lab, f"notebooks/{request.param}.ipynb")
    yield request.param, page, heard
    page.set_viewport_size(jupyter.SCREEN)
    jupyter.close(page, lab)


def is_drawing(data):
    """Whether an output is a drawing or a diagram."""
    return "image/png" in data or "<img" in text(data.get("text/html", ""))


def output_area(page, cell):
    """The place on the page where a cell's outputs stand."""
    index = page.evaluate(
        f"""id => {jupyter.NOTEBOOK}.content.widgets.findIndex(cell => cell.model.id === id)""",
        cell["id"],
    )
    return page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-Cell-outputArea")


def test_opens_untrusted_with_all_drawings(opened):
    name, page, heard = opened
    trusted = f"() => {jupyter.NOTEBOOK}.content.widgets.some(cell => cell.model.trusted)"
    assert not page.evaluate(trusted)
    for cell in for_readers(cells(name, "code")):
        area = output_area(page, cell)
        drawn = [o["data"] for o in cell["outputs"] if is_drawing(o.get("data", {}))]
        images = area.locator("img").all()
        assert len(images) == len(drawn), f"{name}, cell {cell['id']}"
        for image, data in zip(images, drawn, strict=True):
            image.wait_for()  # until it is visible
            assert image.evaluate("async img => (await img.decode(), img.naturalWidth)") > 0
            assert image.get_attribute("alt") == text(data["text/plain"])
        # A drawing's words are its picture's alt text: standing there bare they mean it is missing.
        bare = " ".join(area.locator("[data-mime-type='text/plain']").all_inner_texts())
        for data in drawn:
            assert text(data["text/plain"]) not in bare
        printed = [text(o["text"]) for o in cell["outputs"] if o["output_type"] == "stream"]
        seen = area.inner_text() if printed else ""
        for line in "".join(printed).splitlines():
            assert line.strip() in seen, f"{name}, cell {cell['id']}"
    heard.check()


# A screen of 1366 × 768, with the file list open, leaves a notebook's outputs so much.
ROOM = (900, 600)
# Of each live drawing: its size with all its controls, its smallest word, and what it must scroll.
SIZES = """() => [...document.querySelectorAll(".nnlib-explore")]
    .filter((box) => !box.parentElement.closest(".nnlib-explore"))
    .map((box) => {
        const roots = [...box.querySelectorAll("*")].map((part) => part.shadowRoot).filter(Boolean);
        const scrolls = roots.map((root) => root.querySelector(".scroll"));
        const words = scrolls.flatMap((scroll) => [...scroll.querySelectorAll("text")])
            .filter((text) => text.textContent.trim() && text.getClientRects().length)
            .map((text) => {
                const { a, b } = text.getScreenCTM(); // some stand upright
                return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
            });
        return {
            width: Math.max(box.offsetWidth, box.scrollWidth),
            height: Math.max(box.offsetHeight, box.scrollHeight),
            smallest: Math.min(...words),
            beyond: Math.max(...scrolls.map((scroll) => scroll.scrollWidth - scroll.clientWidth)),
        };
    })"""


def assert_fits_a_small_screen(page):
    """In that room every live drawing is in sight together with all that moves it."""
    boxes = page.locator(".nnlib-explore")
    if boxes.count() == 0:
        return
    page.set_viewport_size({"width": 1366, "height": 768})
    wide = boxes.first.evaluate("box => box.parentElement.clientWidth")
    page.set_viewport_size({"width": 1366 + ROOM[0] - wide, "height": 768})
    fits = f"({SIZES})().every(d => d.width <= {ROOM[0]} && d.height <= {ROOM[1]} && d.beyond <= 1)"
    with contextlib.suppress(TimeoutError):  # controls may come a moment later
        page.wait_for_function(fits)
    for sizes in page.evaluate(SIZES):
        assert sizes["width"] <= ROOM[0] and sizes["height"] <= ROOM[1], sizes
        assert sizes["beyond"] <= 1 and sizes["smallest"] > 11.95, sizes


# The others show what is stored, and that it comes out is held where no browser is needed.
ALIVE = [name for name in NAMES if any(LIVE.search(text(c["source"])) for c in cells(name, "code"))]


def test_runs_from_the_top(opened):
    name, page, heard = opened
    if name not in ALIVE:
        return
    for cell in jupyter.run_all(page):
        if "check" in tags(cell):
            assert ": right." in cell.outputs[0].data["text/plain"], f"{name}, cell {cell.id}"
        children = output_area(page, cell).locator(".jp-OutputArea-child")
        for index, output in enumerate(cell.outputs):
            data = output.get("data", {})
            if is_drawing(data):
                alive = VIEW in data  # then its SVG stands in the page itself
                drawing = children.nth(index).locator(".scroll > svg" if alive else "img").first
                drawing.wait_for()
                box = drawing.bounding_box()
                assert box["width"] > 20 and box["height"] > 20, f"{name}, cell {cell.id}"
    assert_fits_a_small_screen(page)
    heard.check()


RUN_LIVE_CELLS = f"""async () => {{
    const {{ content }} = {jupyter.NOTEBOOK};
    for (const [index, {{ model }}] of content.widgets.entries()) {{
        const outputs = model.toJSON().outputs ?? [];
        if (outputs.some(({{ data }}) => data && "{VIEW}" in data)) {{
            content.activeCellIndex = index;
            await window.jupyterapp.commands.execute("notebook:run-cell");
        }}
    }}
}}"""


def test_live_cells_run_again_are_saved_as_if_they_had_run_once(page, lab):
    """In the notebook with most of them; how it is done is held by test_save."""
    file, counts = lab.folder / "notebooks" / "again.ipynb", []
    file.write_bytes((file.parent / "06_hidden_layers.ipynb").read_bytes())
    jupyter.open_notebook(page, lab, "notebooks/again.ipynb")
    jupyter.run_all(page)
    for times in (0, 2):
        for _ in range(times):
            page.evaluate(RUN_LIVE_CELLS)
        jupyter.save(page)
        counts.append(len(states(nbformat.read(file, as_version=4))))
    assert counts[0] == counts[1] > 0


# --- JupyterLab itself --------------------------------------------------------------------------


def test_first_start_asks_nothing(context, lab):
    """What JupyterLab would ask about news it asks before it shows the words of our own."""
    page = context.new_page()
    page.goto(f"{lab.url}/lab?token={lab.token}")
    page.wait_for_selector(".jp-LauncherCard")
    ours = "the only words"
    page.evaluate(
        """message => window.jupyterapp.commands.execute(
            "apputils:notify", { message, options: { autoClose: false } })""",
        ours,
    )
    page.wait_for_selector(f".Toastify__toast:has-text('{ours}')")
    assert page.locator(".Toastify__toast, .jp-Dialog").all_inner_texts() == [ours]
    page.close()


# --- Live drawings ------------------------------------------------------------------------------

THREE_WEIGHTS = """\
from course import explore

net = explore.network(
    [0.1, 0.2, 0],
    inputs=["toes", "wins", "fans"],
    outputs=["win?"],
    input=[8.5, 0.65, 1.2],
    goal=[1],
    alpha=0.01,
)
net"""
NINE_WEIGHTS = """\
from course import explore

net = explore.network(
    [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]],
    inputs=["toes", "wins", "fans"],
    outputs=["hurt?", "win?", "sad?"],
    input=[8.5, 0.65, 1.2],
)
net"""


@pytest.fixture
def scratch(page, lab):
    """A function that opens a notebook of these cells, runs it, and returns its live drawing."""

    def run(*sources):
        jupyter.open_notebook(page, lab, jupyter.write_notebook(lab, "scratch", *sources))
        jupyter.run_all(page)
        return jupyter.live(page)

    return run


def near(value):
    """A number as it is painted: to three decimals at least."""
    return pytest.approx(value, abs=0.0005 + 1e-9)


def column(drawing, name, count):
    return [jupyter.painted(drawing, name, index=i) for i in range(count)]


def row(drawing, name, to=0):
    return [jupyter.painted(drawing, name, layer=0, to=to, source=i) for i in range(3)]


def test_showing_a_live_drawing_changes_no_value(page, scratch):
    scratch(THREE_WEIGHTS)
    page.wait_for_timeout(500)  # for what sliders send when they are first shown
    assert jupyter.value_in_python(page, "net.weights") == [0.1, 0.2, 0]
    assert jupyter.value_in_python(page, "net.input") == [8.5, 0.65, 1.2]
    assert jupyter.value_in_python(page, "net.alpha") == 0.01


def test_network_of_three_weights_follows_its_sliders(page, scratch):
    drawing = scratch(THREE_WEIGHTS)
    names = [
        "weight toes → win?",
        "weight wins → win?",
        "weight fans → win?",
        "input toes",
        "alpha",
    ]
    moves = [(0, "ArrowLeft", 7), (1, "PageUp", 1), (2, "ArrowRight", 3), (3, "ArrowLeft", 20)]
    moves += [(4, "ArrowRight", 4), (0, "End", 1), (2, "Home", 1), (1, "ArrowUp", 2)]
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
        assert row(drawing, "weight") == near(weights)
        assert row(drawing, "product") == near(
            [a * b for a, b in zip(inputs, weights, strict=True)]
        )
        assert column(drawing, "delta", 1) == [None]
        jupyter.press(drawing, "compare")
        assert column(drawing, "input", 3) == near(inputs)
        assert column(drawing, "output", 1) == near([pred])
        assert column(drawing, "delta", 1) == near([pred - 1])
        assert column(drawing, "error", 1) == near([(pred - 1) ** 2])
        jupyter.press(drawing, "learn: weight deltas")
        assert row(drawing, "weight-delta") == near(weight_deltas)
        jupyter.press(drawing, "learn: new weights")
        new = [w - alpha * d for w, d in zip(weights, weight_deltas, strict=True)]
        assert row(drawing, "new-weight") == near(new)
        for name, value in (("weights", weights), ("input", inputs), ("alpha", alpha)):
            known = pytest.approx(value, abs=1e-12)
            assert jupyter.soon_in_python(page, f"net.{name}", known) == known


def test_a_live_drawing_goes_by_its_page_and_not_by_the_computer(page, scratch):
    drawing = scratch(THREE_WEIGHTS)
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


def test_learning_by_the_keyboard_and_the_way_back(page, scratch):
    drawing = scratch(THREE_WEIGHTS)
    weights, inputs = [0.1, 0.2, 0], [8.5, 0.65, 1.2]
    for _ in range(3):
        delta = w_sum(inputs, weights) - 1
        weights = [w - 0.01 * delta * x for w, x in zip(weights, inputs, strict=True)]
        jupyter.press(drawing, "take the step")
    jupyter.press(drawing, "④ deposit", key="Space")
    assert column(drawing, "output", 1) == near([w_sum(inputs, weights)])
    learned = pytest.approx(weights, abs=1e-12)
    assert jupyter.soon_in_python(page, "net.weights", learned) == learned
    jupyter.press(drawing, "reset")
    assert jupyter.soon_in_python(page, "net.weights", [0.1, 0.2, 0]) == [0.1, 0.2, 0]
    jupyter.press(drawing, "④ deposit")
    assert column(drawing, "output", 1) == near([0.98])


def test_network_of_nine_weights_follows_what_is_selected(page, scratch):
    drawing = scratch(NINE_WEIGHTS)
    weights = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
    inputs, outputs = ["toes", "wins", "fans"], ["hurt?", "win?", "sad?"]
    for (to, output), (source, name) in itertools.product(enumerate(outputs), enumerate(inputs)):
        edge = f"weight {name} → {output}"
        jupyter.select(drawing, edge)
        before = weights[to][source]
        weights[to][source] = jupyter.move(drawing, edge, "ArrowRight", 1 + to + source)
        assert weights[to][source] > before
        pred = vect_mat_mul([8.5, 0.65, 1.2], weights)
        assert column(drawing, "output", 3) == near(pred)
        assert [row(drawing, "weight", to) for to in range(3)] == [near(line) for line in weights]
    assert jupyter.soon_in_python(page, "net.weights", weights) == weights


def strict_nbval(path):
    """Run a notebook and compare its outputs with the stored ones, as the project's tests do."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", path.name]
    command += ["-p", "no:cacheprovider", "--rootdir", path.parent]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_notebook_with_a_live_drawing_saves_clean(page, scratch, lab):
    drawing = scratch(THREE_WEIGHTS, "net.pred")
    path = lab.folder / "notebooks" / "scratch.ipynb"
    jupyter.move(drawing, "weight toes → win?", "ArrowRight", 5)
    jupyter.save(page)
    saved = nbformat.read(path, as_version=4)
    model_id = saved.cells[0].outputs[0].data[VIEW]["model_id"]  # the drawing was alive
    cleaned = nbformat.writes(clean(saved))
    for changing in (model_id, "widget", "model_id"):
        assert changing not in cleaned
    path.write_text(cleaned, encoding="utf-8")
    strict_nbval(path)
    # As a reader opens it: not run, with the drawing's picture in its place.
    jupyter.open_notebook(page, lab, "notebooks/scratch.ipynb")
    image = page.locator(".jp-OutputArea-output img")
    image.wait_for()
    assert image.get_attribute("alt") == text(saved.cells[0].outputs[0].data["text/plain"])


# --- The benchmark ------------------------------------------------------------------------------

spec = importlib.util.spec_from_file_location("sliders", ROOT / "benchmarks" / "sliders.py")
sliders = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sliders)


def test_the_benchmark_moves_the_same_networks(page, lab):
    """Two steps of each; what is timed is painted, and the same in all drawings made of SVG."""
    areas = sliders.open_areas(page, lab)
    took = dict(zip(sliders.ORDER, sliders.measure(page, 2, areas), strict=True))
    assert all(len(times) == 2 and min(times) > 0 for times in took.values())
    assert sum(line.startswith("| 3 × 3 |") for line in sliders.table(took)) == 3
    for (size, way), area in zip(sliders.ORDER, areas, strict=True):
        if way != sliders.MATPLOTLIB:
            shown = [jupyter.painted(area, "output", index=i) for i in range(int(size[0]))]
            pred = [8.5 * 0.12, 0.98, 0.965]
            if size == "3 × 3":
                pred[0] += 0.65 * 0.1 - 1.2 * 0.3
            assert shown == near(pred[: len(shown)]), (size, way)
