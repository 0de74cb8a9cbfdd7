import json

import pytest
from playwright.sync_api import sync_playwright

import lab as jupyter
from book.builder.executed import RECORDED
from course.copy import with_answers
from course.notebooks import tags
from stored import PATHS

# The scope is this package, not the session: while playwright runs, its event loop would be in the
# way of the notebooks that nbval runs in the same process.


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        path = jupyter.browser_path(playwright)
        if path is None:
            pytest.skip(jupyter.NO_BROWSER)
        browser = playwright.chromium.launch(executable_path=path, args=jupyter.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def context(chromium):
    """One context for all pages, so that JupyterLab's own files are fetched once."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="package")
def lab(chromium, tmp_path_factory):
    """JupyterLab with a copy of the notebooks; what they write to ../my_work stays there.

    Their exercises are solved, so that a run shows whether all answers are right.
    """
    course = tmp_path_factory.mktemp("course")
    (course / "notebooks").mkdir()
    for path in PATHS:
        copied = json.loads(path.read_text(encoding="utf-8"))
        answers = {c["id"]: c["source"] for c in with_answers(copied["cells"])}
        for cell in copied["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
            if "training" in tags(cell):
                cell["source"] = RECORDED
        (course / "notebooks" / path.name).write_text(json.dumps(copied), encoding="utf-8")
    with jupyter.jupyterlab(tmp_path_factory.mktemp("home"), course) as lab:
        yield lab


@pytest.fixture
def page(context, lab):
    """A new page; when the test is over, nothing may have gone wrong that nobody looked at."""
    page, heard = context.new_page(), jupyter.Heard()
    heard.listen(page)
    yield page
    page.close()
    lab.stop_kernels()
    heard.check()
