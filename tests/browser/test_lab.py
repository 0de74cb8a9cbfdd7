"""Every notebook in the real JupyterLab: opened as it comes, and run from the top."""

import pytest

import lab as jupyter
from stored import NAMES, cells, text

# --- Every notebook -----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=NAMES)
def opened(request, context, lab):
    """A notebook's name, its page, and what the page was heard to ask and to complain of."""
    page, heard = context.new_page(), jupyter.Heard()
    heard.listen(page)
    jupyter.open_notebook(page, lab, f"notebooks/{request.param}.ipynb")
    yield request.param, page, heard
    page.close()
    lab.stop_kernels()


def pictures(cell):
    """The outputs of a stored cell that are drawings or diagrams."""
    datas = [output.get("data", {}) for output in cell["outputs"]]
    return [d for d in datas if "image/png" in d or "<img" in text(d.get("text/html", ""))]


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
    for cell in cells(name, "code"):
        area, drawn = output_area(page, cell), pictures(cell)
        images = area.locator("img").all()
        assert len(images) == len(drawn), f"{name}, cell {cell['id']}"
        for image, data in zip(images, drawn, strict=True):
            image.wait_for()  # until it is visible
            assert image.evaluate("async img => (await img.decode(), img.naturalWidth)") > 0
            if "text/html" in data:
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


def test_runs_from_the_top(opened):
    name, page, heard = opened
    jupyter.run_all(page)
    for cell in cells(name, "code"):
        # A drawing is a picture, or alive: then its SVG stands in the page itself.
        drawn = output_area(page, cell).locator("img, .scroll svg").all()
        assert len(drawn) == len(pictures(cell)), f"{name}, cell {cell['id']}"
        for drawing in drawn:
            drawing.wait_for()
            box = drawing.bounding_box()
            assert box["width"] > 20 and box["height"] > 20
    heard.check()


# --- JupyterLab itself --------------------------------------------------------------------------


def test_first_start_asks_nothing(page, lab):
    """What JupyterLab would ask about news it asks before it shows the words of our own."""
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
