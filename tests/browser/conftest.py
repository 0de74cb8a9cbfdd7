import json
import re

import pytest
from playwright.sync_api import sync_playwright

import lab as jupyter
from book.builder.executed import RECORDED
from course.copy import with_answers
from course.notebooks import SLIDES_ONLY, tags
from stored import PATHS, text

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
    """A machine with a mouse and a screen to touch; JupyterLab's own files are fetched once."""
    context = chromium.new_context(viewport=jupyter.SCREEN, has_touch=True)
    yield context
    context.close()


@pytest.fixture(scope="package")
def lab(chromium, tmp_path_factory):
    """JupyterLab with a copy of the notebooks; what they write to ../my_work stays there.

    Their exercises are solved, so that a run shows whether all answers are right; but where the
    answer is a training, which takes long.
    """
    course = tmp_path_factory.mktemp("course")
    (course / "notebooks").mkdir()
    for path in PATHS:
        copied = json.loads(path.read_text(encoding="utf-8"))
        # What is for a slide is made for its size.
        copied["cells"] = [cell for cell in copied["cells"] if SLIDES_ONLY not in tags(cell)]
        answers = {c["id"]: text(c["source"]) for c in with_answers(copied["cells"])}
        for cell in copied["cells"]:
            source = answers.get(cell["id"], text(cell["source"]))
            # How well it learns is for the tests of outputs and of exercises; here a network has
            # only to be there.
            if "training" in tags(cell):
                source = RECORDED
            elif "exercise" in tags(cell) and ".fit(" in source:
                source = text(cell["source"])
            source = re.sub(r"(iterations\W{1,3})(\d\d+|times)", r"\g<1>2", source)
            cell["source"] = source.replace("test=test, bar=", "test=test, iterations=2, bar=")
        (course / "notebooks" / path.name).write_text(json.dumps(copied), encoding="utf-8")
    with jupyter.jupyterlab(tmp_path_factory.mktemp("home"), course) as lab:
        yield lab


@pytest.fixture(scope="package")
def desk(context):
    """The page on which JupyterLab is loaded once for many tests, and what it is heard to say."""
    page, heard = jupyter.new_page(context)
    jupyter.touched(page, by_fingers=False)
    yield page, heard
    page.close()


@pytest.fixture
def page(desk, lab):
    """The page; when the test is over, nothing may have gone wrong that nobody looked at."""
    page, heard = desk
    yield page
    page.emulate_media(color_scheme="light", reduced_motion="no-preference", forced_colors="none")
    page.set_viewport_size(jupyter.SCREEN)
    jupyter.close(page, lab)
    heard.check()
