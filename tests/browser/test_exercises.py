"""A student's own copy in the real JupyterLab: guess, be told, try again, see how far one is."""

import json

import nbformat
import pytest

import lab as jupyter
from course import copy
from course.notebooks import METADATA
from stored import NAMES, ROOT

QUESTIONS = """\
from course import exercises

number = exercises.guess("02-win", "What will it predict?")
number"""
CHOICE = 'game = exercises.guess("02-game", "Which game?", choices=["one", "two", "three"])\ngame'
SLIDER = 'sure = exercises.guess("02-sure", "How sure?", min=0, max=100, decimals=1)\nsure'
REVEALS = ["number.reveal(0.98)", 'game.reveal("two")', "sure.reveal(98)"]
TASK = """\
from course.exercises import checking
from course.exercises.task import Function


class Times(Function):
    id = "02-1"
    hints = "First.", "Second."

    def cases(chance):
        yield 2, 3
        yield 4, 5

    def right(a, b):
        return a * b

    def added(a, b):
        "They are added."
        return a + b


checking.find = lambda id: Times"""
START = "def times(a, b):\n    return ..."
CHECK = 'exercises.check("02-1", times)'
CELLS = [QUESTIONS, CHOICE, SLIDER, *REVEALS, TASK, START, CHECK, "exercises.progress()"]


@pytest.fixture
def mine(page, lab):
    """A page with a notebook in my_course, run from the top."""
    folder = lab.folder / "my_course"
    folder.mkdir(exist_ok=True)
    (folder / "progress.json").unlink(missing_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.write(notebook, folder / "02_scratch.ipynb")
    jupyter.open_notebook(page, lab, "my_course/02_scratch.ipynb")
    jupyter.run_all(page)
    return folder / "progress.json"


def area(page, index):
    """The place of a cell's output."""
    return page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea-output").first


def run_cell(page, index, source=None):
    """Run one cell, changed if ``source`` is given."""
    page.evaluate(
        f"""async ([index, source]) => {{
            const notebook = {jupyter.NOTEBOOK}.content;
            notebook.activeCellIndex = index;
            if (source !== null) notebook.activeCell.model.sharedModel.setSource(source);
            await window.jupyterapp.commands.execute("notebook:run-cell");
        }}""",
        [index, source],
    )


def run(page, index):
    """Run one cell and return the words of its output."""
    run_cell(page, index)
    return area(page, index).inner_text()


def in_file(page, path, wanted, seconds=60):
    """Wait until progress.json holds what is wanted of guesses."""
    for _ in range(20 * seconds):
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if found.get("guesses") == wanted:
            return True
        page.wait_for_timeout(50)
    raise AssertionError(f"{found} is not {wanted}")


def test_guesses_by_the_keyboard(page, mine):
    assert area(page, 3).inner_text().strip() == "The answer"
    number, game, sure = (area(page, index) for index in range(3))
    field = number.get_by_role("textbox", name="What will it predict?")
    # Nothing, then nonsense, then a number with a comma.
    jupyter.press(number, "keep my guess")
    assert number.get_by_role("alert").inner_text() == "Type a number first, like 0.5."
    field.focus()
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    assert number.get_by_role("alert").inner_text() == "Type a number first, like 0.5."
    page.keyboard.press("Control+a")
    page.keyboard.type("1,5")
    page.keyboard.press("Enter")
    # The truth is known already, so the widget itself shows it.
    said = number.locator(".said")
    said.get_by_text("your guess 1.5 · true value 0.980 · 0.520 off").wait_for()
    assert number.get_by_role("alert").count() == 0 and field.is_disabled()
    assert "guess again" in number.locator("button:focus").all_inner_texts()
    # A choice by the arrow keys; not before one is made.
    jupyter.press(game, "keep my guess")
    assert game.get_by_role("alert").inner_text() == "Choose one of them first."
    game.get_by_role("radio", name="one").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    game.locator(".said").get_by_text("your guess: three · the answer: two").wait_for()
    # A slider, and a second thought.
    handle = sure.get_by_role("slider", name="How sure?")
    assert handle.get_attribute("aria-valuetext") == "50"
    handle.focus()
    for _ in range(45):
        page.keyboard.press("ArrowRight")
    jupyter.press(sure, "keep my guess", key="Space")
    sure.locator(".said").get_by_text("your guess 95.0 · true value 98.0 · 3.0 off").wait_for()
    jupyter.press(sure, "guess again")
    assert sure.locator(".said").text_content() == "" and handle.is_enabled()
    jupyter.press(sure, "keep my guess")
    assert in_file(page, mine, {"02-win": 1.5, "02-game": "three", "02-sure": 95})
    words = run(page, 3).strip()
    assert words == "your guess 1.5 · true value 0.980 · 0.520 off"
    assert jupyter.value_in_python(page, "game.value") == "three"
    # Running the question again does not take the guess away.
    run_cell(page, 0)
    run_cell(page, 3)
    area(page, 0).locator(".said").get_by_text("your guess 1.5 · true value 0.980").wait_for()


def test_a_check_wrong_then_right_and_the_table_of_progress(page, mine):
    assert area(page, 8).inner_text().strip() == "Exercise 02-1: not answered yet."
    assert not mine.exists()
    assert "02\t0\t0 of " in run(page, 9)
    run_cell(page, 7, "def times(a, b):\n    return a + b")
    words = run(page, 8)
    assert "Exercise 02-1: not yet. They are added." in words
    assert "a = 2, b = 3\t6\t5" in words and "Hint: First." in words and "Second" not in words
    for theme in ("light", "dark"):
        with jupyter.dressed(page, theme, 1280):
            assert_can_be_read(area(page, index) for index in (3, 8, 9))
    run_cell(page, 7, "def times(a, b):\n    while True:\n        pass")
    words = run(page, 8)
    assert "still running after 2 seconds and was stopped at line " in words
    assert "Hint: Second." in words
    run_cell(page, 7, "def times(a, b):\n    return b * a")
    assert run(page, 8).strip() == "Exercise 02-1: right."
    assert json.loads(mine.read_text(encoding="utf-8"))["exercises"] == {"02-1": "solved"}
    table = run(page, 9)
    assert "notebook\tguesses kept\texercises solved" in table and "02\t0\t1 of " in table
    headings = area(page, 9).get_by_role("columnheader")
    assert headings.all_inner_texts() == ["notebook", "guesses kept", "exercises solved"]


def test_the_second_day(page, lab):
    """A notebook is saved, its kernel ends; opened again it shows what was moved and guessed."""
    name = next(name for name in NAMES if name.startswith("12"))
    path = lab.folder / "my_course" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    own = copy.copied(copy.read(ROOT / "notebooks" / path.name), copy.students)
    path.write_text(json.dumps(own), encoding="utf-8")
    jupyter.open_notebook(page, lab, f"my_course/{path.name}")
    assert not page.evaluate(f"() => {jupyter.NOTEBOOK}.context.model.dirty")
    jupyter.run_all(page)
    question = page.locator(".jp-OutputArea-output:has(.guess)")
    question.get_by_role("textbox").fill("83")
    jupyter.press(question, "keep my guess")
    question.locator(".said").get_by_text("your guess 83").wait_for()
    moved = jupyter.move(jupyter.live(page), "place in the sheet above", "ArrowRight", 3)
    assert jupyter.value_in_python(page, "guess.value") == 83
    for _ in range(2):  # the next time no cell has run, and the state is kept all the same
        jupyter.save(page)
        page.wait_for_function(f"() => !{jupyter.NOTEBOOK}.context.model.dirty")
        lab.stop_kernels()
        page.goto("about:blank")  # and JupyterLab is loaded anew
        jupyter.open_notebook(page, lab, f"my_course/{path.name}")
        # As where much is to do: now and then this makes JupyterLab give up its drawings.
        page.evaluate(f"() => {jupyter.NOTEBOOK}.sessionContext.session.kernel.reconnect()")
        drawing = jupyter.live(page)
        drawing.get_by_text("run this cell and those above it").wait_for()
        assert jupyter.said(jupyter.slider(drawing, "place in the sheet above")) == moved
        assert not drawing.get_by_role("spinbutton").is_visible()  # it needs Python
        question.locator(".said").get_by_text("your guess 83").wait_for()
        dead = page.locator(".jp-OutputArea-output .jupyter-widgets-disconnected")
        icons = "all => all.map(one => getComputedStyle(one, '::before').display)"
        assert set(dead.evaluate_all(icons)) == {"none"}
    # What is told to nobody is said.
    jupyter.press(question, "guess again")
    question.get_by_text("Python has not heard this").wait_for()


def assert_can_be_read(areas):
    """At least 4.5 to 1 between all text and the page it stands on (the line needs 3 to 1)."""
    for place in areas:
        found = place.evaluate(CONTRASTS)
        assert found and all(text >= 4.5 and line >= 3 for text, line in found)


CONTRASTS = """area => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const paper = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const colour = getComputedStyle(e).backgroundColor;
            if ((parts(colour)[3] ?? 1) > 0) return light(colour);
        }
        return 1;
    };
    const box = area.querySelector(".exercise-result");
    const line = ratio(light(getComputedStyle(box).borderLeftColor), paper(box.parentElement));
    return [...box.querySelectorAll("p, td, th, code, b, summary")].map((element) =>
        [ratio(light(getComputedStyle(element).color), paper(element)), line]);
}"""
