"""Every notebook in the real JupyterLab: opened as it comes, and run from the top."""

import subprocess
import sys

import nbformat
import pytest
from playwright.sync_api import expect

import lab as jupyter
from course.notebooks import METADATA, VIEW, is_live, states, tags
from course.save import clean
from stored import NAMES, cells, text

# --- Every notebook -----------------------------------------------------------------------------


# The others show what is stored, and that it comes out is held where no browser is needed; the
# drawings of 15 to 17, which wait for Keras, move in test_live_digits.
ALIVE = [name for name in NAMES if any(map(is_live, cells(name, "code")))]
ALIVE = [name for name in ALIVE if "import models" not in str(cells(name, "code"))]
OTHERS = [name for name in NAMES if name not in ALIVE]
PARTS = [ALIVE[start : start + 6] for start in range(0, len(ALIVE), 6)] + [OTHERS]


@pytest.fixture(scope="module", params=PARTS, ids=lambda names: "-".join(n[:2] for n in names))
def opened(request, desk, lab):
    """Some notebooks as one, as that is opened and run quicker; and their page.

    That each also runs alone, nbval holds. A cell's id begins with its notebook's number.
    """
    (page, heard), together = desk, nbformat.v4.new_notebook(metadata=METADATA)
    for name in request.param:
        copied = nbformat.read(lab.folder / "notebooks" / f"{name}.ipynb", as_version=4)
        for cell in copied.cells:
            cell.id = f"{name[:2]}-{cell.id}"
        together.cells += copied.cells
    nbformat.write(together, lab.folder / "notebooks" / "together.ipynb")
    jupyter.open_notebook(page, lab, "notebooks/together.ipynb")
    yield request.param, together, page
    page.set_viewport_size(jupyter.SCREEN)
    jupyter.close(page, lab)
    heard.check()


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


# Of each code cell: its pictures' alt texts, once they can be seen, its words, and the bare ones.
LOOKS = f"""async () => {{
    const code = {jupyter.NOTEBOOK}.content.widgets.filter(({{ model }}) => model.type === "code");
    return Promise.all(code.map(async ({{ node }}) => {{
        const area = node.querySelector(".jp-Cell-outputArea");
        const images = [...area.querySelectorAll("img")];
        await Promise.all(images.map((image) => image.decode()));
        const bare = [...area.querySelectorAll("[data-mime-type='text/plain']")];
        return [
            images.map((image) => image.checkVisibility() && image.width > 0 && image.alt),
            area.innerText, bare.map((place) => place.innerText).join(" "),
        ];
    }}));
}}"""


def test_opens_untrusted_with_all_drawings(opened):
    _, notebook, page = opened
    trusted = f"() => {jupyter.NOTEBOOK}.content.widgets.some(cell => cell.model.trusted)"
    assert not page.evaluate(trusted)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    drawn = [[o.data for o in cell.outputs if is_drawing(o.get("data", {}))] for cell in code]
    images = page.locator(".jp-Notebook .jp-Cell-outputArea img")
    expect(images).to_have_count(sum(map(len, drawn)))
    for cell, shown, (alts, seen, bare) in zip(code, drawn, page.evaluate(LOOKS), strict=True):
        said = [text(data["text/plain"]) for data in shown]
        assert alts == said, cell.id
        # A drawing's words are its picture's alt text: standing there bare they mean it is missing.
        assert not [words for words in said if words in bare], cell.id
        printed = [text(o.text) for o in cell.outputs if o.output_type == "stream"]
        for line in "".join(printed).splitlines():
            assert line.strip() in seen, cell.id


def test_runs_from_the_top(opened):
    names, _, page = opened
    if names == OTHERS:
        return
    for cell in jupyter.run_all(page):
        if "check" in tags(cell):
            said = ": not answered yet." if cell.id == "18-exercise-1-check" else ": right."
            assert said in cell.outputs[0].data["text/plain"], cell.id
        children = output_area(page, cell).locator(".jp-OutputArea-child")
        for index, output in enumerate(cell.outputs):
            data = output.get("data", {})
            if is_drawing(data):
                alive = VIEW in data  # then its SVG stands in the page itself
                drawing = children.nth(index).locator(".scroll > svg" if alive else "img").first
                drawing.wait_for()
                box = drawing.bounding_box()
                assert box["width"] > 20 and box["height"] > 20, cell.id
    jupyter.assert_fits_small_screens(page)


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


# --- A live drawing, saved ------------------------------------------------------------------------

NETWORK = (
    """\
from course import explore

net = explore.network(
    [0.1, 0.2, 0],
    inputs=["toes", "wins", "fans"],
    outputs=["win?"],
    input=[8.5, 0.65, 1.2],
)
net""",
    "net.pred",
)
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
    """How it is done is held by test_save."""
    path, counts = jupyter.write_notebook(lab, "again", *NETWORK, "explore.fold()"), []
    jupyter.open_notebook(page, lab, path)
    jupyter.run_all(page)
    for times in (0, 2):
        for _ in range(times):
            page.evaluate(RUN_LIVE_CELLS)
        jupyter.save(page)
        counts.append(len(states(nbformat.read(lab.folder / path, as_version=4))))
    assert counts[0] == counts[1] > 0


def strict_nbval(path):
    """Run a notebook and compare its outputs with the stored ones, as the project's tests do."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", path.name]
    command += ["-p", "no:cacheprovider", "--rootdir", path.parent]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_notebook_with_a_live_drawing_saves_clean(page, lab):
    path = jupyter.write_notebook(lab, "scratch", *NETWORK)
    jupyter.open_notebook(page, lab, path)
    jupyter.run_all(page)
    drawing, path = jupyter.live(page), lab.folder / path
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
