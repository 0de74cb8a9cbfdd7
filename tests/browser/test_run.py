"""Notebooks that run in a browser: Python is in the page, nothing installed, the network cut."""

import json
import os
import re
import threading
from pathlib import Path

import pytest

import lab as jupyter
from book.builder import BUILD, run, serving
from course import notebooks
from course.copy import with_answers
from course.exercises.task import tasks_of
from stored import cells, shown, text

# All of them take long: the README's command opens one, `.ci/run` all.
PATHS = [
    notebooks.find(number) for number in (run.OFFERED if os.environ.get("CI") == "true" else ["01"])
]
# Here progress is kept, in the course's own folder it is not.
DIFFER = ["progress"]
ENDLESS = "def predict_all(inputs, weight):\n    return [0 for x in iter(int, 1)]"
# A clock that jumps a day, whenever Python looks at it.
JUMPS = "import time\ntime.time = iter(range(0, 10**9, 86400)).__next__"
# What Tab offers behind the code.
COMPLETE = f"""async (code) => {{
    const {{ kernel }} = {jupyter.NOTEBOOK}.sessionContext.session;
    const asked = kernel.requestComplete({{ code, cursor_pos: code.length }});
    return (await asked).content.matches;
}}"""
# Opens another notebook in the page, with the same Python, which forgets the one before.
NEXT = """async (path) => {
    const { commands, shell } = window.jupyterapp;
    const { id, name } = shell.currentWidget.sessionContext.session.kernel;
    shell.currentWidget.dispose();
    const options = { ref: "_noref" };  // here, not in another tab
    await commands.execute("docmanager:open", { path, kernel: { id, name }, options });
    const { sessionContext } = shell.currentWidget;
    await sessionContext.ready;
    await sessionContext.session.kernel.requestExecute({ code: "%reset -f" }).done;
}"""
# What the browser keeps of a notebook.
KEPT = """async (path) => {
    const { contents } = window.jupyterapp.serviceManager;
    const { content } = await contents.get(path, { content: true });
    return content.cells.map(({ source }) => source);
}"""


class Updated(serving.Handler):
    newer = {}  # files that the course has changed since, by their names

    def translate_path(self, path):
        usual = super().translate_path(path)
        return str(self.newer.get(Path(usual).name.removesuffix(serving.PACKED), usual))


@pytest.fixture(scope="module")
def edition():
    """The address of the edition, as ``--serve`` gives it."""
    jupyter.built("run")
    with serving.open_server("127.0.0.1:0", BUILD, Updated) as server:
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


def is_as_stored(page, path):
    """Hold what the cells have shown to what is stored."""
    ran = {cell.id: cell for cell in jupyter.model(page).cells}
    left_out = [*run.NEED_MORE.get(notebooks.number(path), []), *DIFFER]
    for stored in notebooks.for_readers(cells(path.stem, "code")):
        if stored["id"] not in left_out:
            cell = ran[stored["id"]]
            assert shown(cell) == shown(stored), f"{path.stem}: {cell}"


# The ring is around what the slider moves, also where a drawing was painted out of sight.
RINGED = """rings => rings.every(({ style, width }) =>
    style.display === "none" || width.baseVal.value > 20)"""


def drawings_answer(page, path):
    for cell in jupyter.model(page).cells:
        if any(notebooks.VIEW in output.get("data", {}) for output in cell.get("outputs", [])):
            place = shown_drawing(page, cell.id)
            jupyter.settle(place)
            assert place.locator("[data-part=selection]").evaluate_all(RINGED)
            moved = jupyter.answers(place) or place.locator(".nnlib-guess").count()
            assert moved, f"{path.stem}: {cell.id}"


def exercise_is_solved(page, number):
    """Solve a notebook's first exercise, wrongly and rightly; return what progress says of it."""
    starts = {cell["id"]: text(cell["source"]) for cell in with_answers(jupyter.model(page).cells)}
    if "exercise-1-start" not in starts:
        return {}
    id = f"{number}-1"
    task = tasks_of(number)[id]
    asked = re.search(rf'check\("{id}", (.*)\)', starts["exercise-1-check"])[1]
    wrong = task.mistakes[0]
    for source, said in (
        (f"{asked} = {wrong.answers[0]!r}", wrong.says),
        (starts["exercise-1-start"], "right"),
    ):
        run_cell(page, "exercise-1-start", source)
        assert said in run_cell(page, "exercise-1-check"), id
    return {id: "solved"}


def test_from_a_folder_it_says_what_to_do(student, edition):
    page, heard = jupyter.new_page(student)
    page.goto((BUILD / "run" / "notebooks" / "index.html").as_uri())
    page.get_by_text("build_book.py --serve").wait_for()
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
    run_cell(page, "exercise-2-start", f"{JUMPS}\n{source}")
    assert "right" in run_cell(page, "exercise-2-check")
    assert page.evaluate(COMPLETE, "number_of_toes.app") == [".append"]
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download my answers").click()
    answers = json.loads(begun.value.path().read_text(encoding="utf-8"))
    assert answers["exercises"] == {"01-2": "solved"}
    heard.check()


def test_each_notebook_runs_from_the_top_and_what_a_student_does_is_kept(
    student, edition, tmp_path, monkeypatch
):
    page, heard = open_notebook(student, edition, PATHS[0])
    sources, solved = {}, {}
    for path in PATHS:
        if path != PATHS[0]:
            page.evaluate(NEXT, path.name)
        run_all(page)
        is_as_stored(page, path)
        drawings_answer(page, path)
        if path == notebooks.find("01"):
            run_cell(page, "exercise-2-start", ENDLESS)
            assert "still running after 2 seconds" in run_cell(page, "exercise-2-check")
        solved |= exercise_is_solved(page, notebooks.number(path))
        jupyter.save(page)
        sources[path.name] = [cell.source for cell in jupyter.model(page).cells]
    page.close()
    heard.check()
    path = notebooks.find("01")
    newer = json.loads((BUILD / "run" / "files" / path.name).read_text(encoding="utf-8"))
    newer["metadata"][notebooks.STAMP] = "newer"
    newer["cells"][0]["source"] = "# It has changed"
    (tmp_path / path.name).write_text(json.dumps(newer), encoding="utf-8")
    monkeypatch.setitem(Updated.newer, path.name, tmp_path / path.name)
    page, heard = open_notebook(student, edition, path)
    assert {name: page.evaluate(KEPT, name) for name in sources} == sources
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download my answers").click()
    answers = json.loads(begun.value.path().read_text(encoding="utf-8"))
    assert answers["exercises"] == solved
    page.get_by_role("alert").get_by_text("The course has a newer version").wait_for()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Take it, and download mine").click()
    mine = json.loads(begun.value.path().read_text(encoding="utf-8"))
    assert [text(cell["source"]) for cell in mine["cells"]] == sources[path.name]
    page.get_by_role("heading", name="It has changed").wait_for()
    python_is_here(page)
    heard.check()
