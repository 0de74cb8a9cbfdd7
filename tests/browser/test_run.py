"""Notebooks that run in a browser, with Python in the page, nothing installed and the network cut.

What they show is compared in one Python; one notebook stands for how JupyterLite opens it, and
``ALL_IN_THE_BROWSER=1`` takes all of them.
"""

import functools
import json
import os
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import lab as jupyter
from book.builder import BUILD, run
from course import notebooks
from course.copy import with_answers
from stored import cells, shown, text

PATHS = [notebooks.find(number) for number in run.OFFERED]
SHOWN = PATHS if os.environ.get("ALL_IN_THE_BROWSER") else [notebooks.find("01")]
# Here progress is kept, in the course's own folder it is not.
DIFFER = ["progress"]
WRONG = "def predict_all(inputs, weight):\n    return [x + weight for x in inputs]"
ENDLESS = "def predict_all(inputs, weight):\n    return [0 for x in iter(int, 1)]"

# Starts Python in an empty page as the notebooks' pages do, and gives back what a function returns.
START = """async ([code, given]) => {
    const { loadPyodide } = await import("../static/pyodide/pyodide.mjs");
    const indexURL = new URL("../static/pyodide/", location).href;
    const python = await loadPyodide({ indexURL, convertNullToNone: true });
    python.globals.set("given", given);
    return JSON.parse(await python.runPythonAsync(code));
}"""
RUN = """
import json, sys
from pyodide_kernel import ipython_shell as shell, kernel_instance, stderr_stream, stdout_stream
made = {}
def keep(words):
    outputs.append(words if isinstance(words, str) else words.get("text/plain", ""))
for stream in (stdout_stream, stderr_stream):
    stream.publish_stream_callback = lambda name, words: keep(words)
shell.display_pub.display_data_callback = lambda data, *others: keep(data)
shell.displayhook.publish_execution_result = lambda count, data, *others: keep(data)
shell.send_comm = lambda *message: None
for name, cells in json.loads(given).items():
    shell.reset()
    for cell, source in cells:
        outputs = []
        result = await kernel_instance.run(source)
        if result["status"] == "error":
            keep(result["evalue"])
        made[cell] = "".join(outputs)
json.dumps(made)
"""


class Quiet(SimpleHTTPRequestHandler):
    newer = {}  # files that the course has changed since, by their names

    def translate_path(self, path):
        usual = Path(super().translate_path(path))
        return str(self.newer.get(usual.name, usual))

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def edition():
    """The address of the edition, as any web server gives it."""
    jupyter.built("run")
    served = functools.partial(Quiet, directory=BUILD)
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/run"
        server.shutdown()


@pytest.fixture
def student(chromium):
    """A browser that has never been here."""
    context = chromium.new_context(viewport=jupyter.SCREEN, accept_downloads=True)
    yield context
    context.close()


def open_notebook(student, edition, path):
    """Open a notebook in a new tab, and wait until Python is there."""
    page, heard = jupyter.new_page(student)
    page.goto(f"{edition}/notebooks/index.html?path={path.name}")
    python_is_here(page)
    return page, heard


def python_is_here(page):
    page.get_by_role("status").get_by_text("Python is here.").wait_for()


def run_all(page):
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")


def shown_drawing(page, cell):
    """Bring a cell into sight, as those are on the page alone, and return its place."""
    index = page.evaluate(
        f"""id => {{
            const {{ content }} = {jupyter.NOTEBOOK};
            const index = [...content.model.cells].findIndex((one) => one.id === id);
            return content.scrollToItem(index).then(() => index);
        }}""",
        cell,
    )
    place = page.locator(".jp-Notebook .jp-Cell").nth(index)
    place.locator(".scroll > svg, .nnlib-guess").first.wait_for()
    return place


def run_cell(page, cell, source=None):
    """Run a cell, with another source, and return what it shows."""
    return shown(
        page.evaluate(
            f"""async ([id, source]) => {{
                const {{ content }} = {jupyter.NOTEBOOK};
                const cell = [...content.model.cells].find((one) => one.id === id);
                if (source !== null) cell.sharedModel.setSource(source);
                content.activeCellIndex = [...content.model.cells].indexOf(cell);
                await window.jupyterapp.commands.execute("notebook:run-cell");
                return cell.toJSON();
            }}""",
            [cell, source],
        )
    )


def test_from_a_folder_it_says_what_to_do(student, edition):
    page, heard = jupyter.new_page(student)
    page.goto((BUILD / "run" / "notebooks" / "index.html").as_uri())
    page.get_by_text("python3 -m http.server --directory _build").wait_for()
    heard.check()


def test_where_the_browser_has_no_room_a_notebook_runs_all_the_same(student, edition):
    page, heard = jupyter.new_page(student)
    full = {"origin": edition.removesuffix("/run"), "quotaSize": 1}
    student.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", full)
    page.goto(f"{edition}/notebooks/index.html?path={notebooks.find('01').name}")
    page.get_by_role("alert").get_by_text("its room is full").wait_for()
    python_is_here(page)
    run_all(page)
    solved = with_answers(jupyter.model(page).cells)
    source = next(text(cell["source"]) for cell in solved if cell["id"] == "exercise-2-start")
    run_cell(page, "exercise-2-start", source)
    assert "right" in run_cell(page, "exercise-2-check")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download my answers").click()
    answers = json.loads(begun.value.path().read_text(encoding="utf-8"))
    assert answers["exercises"] == {"01-2": "solved"}
    heard.check()


def test_all_notebooks_show_what_is_stored(student, edition):
    page = student.new_page()
    page.route("**/run/notebooks/empty.html", lambda route: route.fulfill(body="<title>x</title>"))
    page.goto(f"{edition}/notebooks/empty.html")
    sources, stored, absent = {}, {}, set()
    for path in PATHS:
        number = notebooks.number(path)
        of_it = notebooks.for_readers(cells(path.stem, "code"))
        sources[number] = [(f"{number} {one['id']}", text(one["source"])) for one in of_it]
        stored |= {f"{number} {one['id']}": shown(one) for one in of_it}
        absent |= {f"{number} {id}" for id in run.NEED_MORE.get(number, ())}
    made = page.evaluate(START, [RUN, json.dumps(sources)])
    # Between two outputs a stored notebook has the end of a line, or not.
    differ = {id for id, words in stored.items() if made[id].split() != words.split()}
    assert differ == absent | {f"00 {id}" for id in DIFFER}


@pytest.mark.parametrize("path", SHOWN, ids=[path.stem for path in SHOWN])
def test_a_notebook_runs_from_the_top_and_what_a_student_does_is_kept(
    student, edition, path, tmp_path, monkeypatch
):
    page, heard = open_notebook(student, edition, path)
    run_all(page)
    ran = {cell.id: cell for cell in jupyter.model(page).cells}
    left_out = [*run.NEED_MORE.get(notebooks.number(path), []), *DIFFER]
    for stored in notebooks.for_readers(cells(path.stem, "code")):
        if stored["id"] not in left_out:
            assert shown(ran[stored["id"]]) == shown(stored), stored["id"]
    for cell in ran.values():
        if any(notebooks.VIEW in output.get("data", {}) for output in cell.get("outputs", [])):
            place = shown_drawing(page, cell.id)
            assert jupyter.answers(place) or place.locator(".nnlib-guess").count(), cell.id
    if path.stem == "01_single_weight":
        for source, said in (
            (WRONG, "The weight is added"),
            (ENDLESS, "still running after 2 seconds"),
        ):
            run_cell(page, "exercise-2-start", source)
            assert said in run_cell(page, "exercise-2-check")
    solved = {}
    for cell in with_answers(jupyter.model(page).cells):
        number = re.fullmatch(r"exercise-(\d)-start", cell["id"])
        if number and f"exercise-{number[1]}-check" not in left_out:
            run_cell(page, cell["id"], text(cell["source"]))
            assert "right" in run_cell(page, f"exercise-{number[1]}-check"), cell["id"]
            solved[f"{notebooks.number(path)}-{number[1]}"] = "solved"
    jupyter.save(page)
    before = [cell.source for cell in jupyter.model(page).cells]
    page.close()
    heard.check()
    newer = json.loads((BUILD / "run" / "files" / path.name).read_text(encoding="utf-8"))
    newer["metadata"][notebooks.STAMP] = "newer"
    newer["cells"][0]["source"] = "# It has changed"
    (tmp_path / path.name).write_text(json.dumps(newer), encoding="utf-8")
    monkeypatch.setitem(Quiet.newer, path.name, tmp_path / path.name)
    page, heard = open_notebook(student, edition, path)
    assert [cell.source for cell in jupyter.model(page).cells] == before
    if solved:
        with page.expect_download() as begun:
            page.get_by_role("button", name="Download my answers").click()
        answers = json.loads(begun.value.path().read_text(encoding="utf-8"))
        assert answers["exercises"] == solved
    page.get_by_role("alert").get_by_text("The course has a newer version").wait_for()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Take it, and download mine").click()
    mine = json.loads(begun.value.path().read_text(encoding="utf-8"))
    assert [text(cell["source"]) for cell in mine["cells"]] == before
    page.wait_for_load_state()
    python_is_here(page)
    assert jupyter.model(page).cells[0].source == "# It has changed"
    heard.check()
