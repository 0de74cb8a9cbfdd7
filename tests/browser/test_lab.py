"""Every notebook in the real JupyterLab: opened as it comes, and run from the top."""

import pytest

import lab as jupyter
from stored import NAMES, cells, text


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
