"""The notebooks that the book shows: stored outputs, and from a run the live drawings alone."""

import re
from types import SimpleNamespace
from urllib.parse import unquote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

pytest.importorskip("nbclient")

from book.builder import BuildError, command, executed, site
from course.pictures.svg import DARK, LIGHT, SVG
from course.save import clean

LIVE = """\
from course import explore

net = explore.network([0.1], inputs=["toes"], outputs=["win?"], input=[8.5])
net"""
BAR = """\
from nnlib.bar import with_bar

for _ in with_bar(range(3), "training"):
    pass"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder for notebooks, with a place of its own for what is built."""
    monkeypatch.setattr(executed, "BUILD", tmp_path / "_build")

    def write(*cells, name="05_some"):
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=list(cells)), path)
        return path

    return write


def stored(path):
    """Run a notebook once and store it clean, as ``python -m course.save`` does."""
    kept = path.parent / "run.ipynb"
    executed._run(path, kept)
    nbformat.write(clean(nbformat.read(kept, as_version=4)), path)
    kept.unlink()


def runs(monkeypatch):
    """Count how often a notebook is run from now on."""
    ran = []
    really = executed._run
    monkeypatch.setattr(
        executed, "_run", lambda path, kept: (ran.append(path.stem), really(path, kept))
    )
    return ran


def views(notebook):
    return [
        output.data[executed.VIEW]["model_id"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if executed.VIEW in output.get("data", {})
    ]


def models(notebook):
    return notebook.metadata["widgets"][executed.STATE]["state"]


def test_stored_outputs_stay_and_live_drawings_come_from_a_run(course):
    path = course(
        new_code_cell(BAR, id="bar"),
        new_code_cell(LIVE, id="live"),
        new_code_cell("print(1 + 1)", id="sum"),
    )
    stored(path)
    changed = path.read_text(encoding="utf-8").replace('"2\\n"', '"2, as stored\\n"')
    path.write_text(changed, encoding="utf-8")
    notebook = executed.executed(path)
    assert path.read_text(encoding="utf-8") == changed
    bar, live, total = notebook.cells
    assert total.outputs[0].text == "2, as stored\n"
    assert executed.VIEW not in bar.outputs[0].data
    assert live.outputs[0].data["text/plain"].startswith("④ deposit")
    (view,) = views(notebook)
    kinds = {model["model_name"] for model in models(notebook).values()}
    assert view in models(notebook) and "AnyModel" in kinds and "FloatSliderModel" in kinds
    # What nobody sees is left out: the bar, and what it is made of.
    assert not any("Progress" in kind for kind in kinds)
    assert len(models(notebook)) < len(
        nbformat.read(executed._kept(path, notebook), as_version=4).metadata["widgets"][
            executed.STATE
        ]["state"]
    )


@pytest.fixture
def quick_runs(monkeypatch):
    """Runs that show without a kernel what is stored, alive; which notebooks have run."""
    ran = []

    def run(path, kept):
        ran.append(path.stem)
        notebook = nbformat.read(path, as_version=4)
        id = f"{len(ran)}"
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                output.data[executed.VIEW] = {"model_id": id}
        notebook.metadata["widgets"] = {executed.STATE: {"state": {id: {"state": {}}}}}
        executed._write(notebook, kept)

    monkeypatch.setattr(executed, "_run", run)
    return ran


def test_a_notebook_runs_again_only_when_it_must(course, monkeypatch, quick_runs):
    drawn = new_output("display_data", {"text/html": "<svg>", "text/plain": "A drawing."})
    path = course(new_code_cell(LIVE, id="live", outputs=[drawn]))
    other = course(new_code_cell("print(3)", id="three"), name="06_other")
    ran = quick_runs
    first = views(executed.executed(path))
    executed.executed(other)
    assert ran == ["05_some", "06_other"]
    # Prose and stored outputs do not need a run.
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, new_markdown_cell("Some prose."))
    nbformat.write(notebook, path)
    assert views(executed.executed(path)) == first and executed.executed(other) and len(ran) == 2
    notebook.cells[1].source += "  # a comment"
    nbformat.write(notebook, path)
    assert views(executed.executed(path)) != first and executed.executed(other)
    assert ran[2:] == ["05_some"]
    # nnlib, the data or a package have changed.
    monkeypatch.setattr(executed, "_surroundings", lambda: "another nnlib")
    executed.execute_all([path, other])
    assert sorted(ran[3:]) == ["05_some", "06_other"]
    # Of each notebook one run is kept.
    assert len(list((executed.BUILD / "executed").glob("*.ipynb"))) == 2


def test_a_cell_with_states_gets_a_still_of_each(course, monkeypatch):
    states = [{"step": "empty"}, {"input": [9.5]}]
    cell = new_code_cell(LIVE, id="live", metadata={"slideshow": {"states": states}})
    path = course(cell, new_code_cell("1 + 1", id="after"))
    live, after = executed.executed(path).cells
    stills = [unquote(still) for still in live.metadata["stills"]]
    assert len(stills) == 2 and "① an empty network" in stills[0] and ">9.5<" in stills[1]
    assert live.outputs[0].data["text/plain"].startswith("④ deposit") and len(live.outputs) == 1
    # Another state is another run.
    ran = runs(monkeypatch)
    cell.metadata["slideshow"]["states"][1] = {"input": [3.5]}
    nbformat.write(new_notebook(cells=[cell]), path)
    assert ">3.5<" in unquote(executed.executed(path).cells[0].metadata["stills"][1])
    assert ran == ["05_some"]


def test_states_that_can_not_be_drawn_are_named(course):
    metadata = {"slideshow": {"states": [{"inptu": [9.5]}]}}
    path = course(new_code_cell(LIVE, id="live", metadata=metadata))
    with pytest.raises(BuildError, match="05_some.ipynb, cell 'live': its states can't be drawn"):
        executed.executed(path)


def test_what_has_its_outputs_and_nothing_live_needs_no_run(course, monkeypatch):
    path = course(new_code_cell("print(1 + 1)", id="sum"))
    ran = runs(monkeypatch)
    assert executed.executed(path).cells[0].outputs[0].text == "2\n" and ran == ["05_some"]
    stored(path)
    ran.clear()
    assert executed.executed(path).cells[0].outputs[0].text == "2\n" and ran == []


@pytest.mark.parametrize(
    ("file", "runs", "builds"),
    [
        ("course/pictures/network.mjs", True, True),
        ("nnlib/linalg.py", True, True),
        ("data/mnist.npz", True, True),
        ("notebooks/05_some.ipynb", False, True),
        ("book/package-lock.json", False, True),
        ("README.md", False, True),
        ("nnlib/__pycache__/linalg.pyc", False, False),
        ("my_work/mine.keras", False, False),
    ],
)
def test_what_a_run_and_what_a_build_depends_on(tmp_path, monkeypatch, file, runs, builds):
    packages = []
    monkeypatch.setattr(executed, "ROOT", tmp_path)
    monkeypatch.setattr(executed, "distributions", lambda: packages)
    surroundings = executed._surroundings.__wrapped__
    before = surroundings(), command.state()
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("new", encoding="utf-8")
    after = surroundings(), command.state()
    assert [one != other for one, other in zip(before, after, strict=True)] == [runs, builds]
    packages.append(SimpleNamespace(name="some", version="1"))
    assert surroundings() != after[0] and command.state() != after[1]


def test_a_cell_that_fails_is_named(course):
    path = course(new_code_cell("1", id="fine"), new_code_cell("[][3]", id="too-far"))
    with pytest.raises(BuildError, match=r"05_some.ipynb fails in cell 'too-far'.*IndexError: li"):
        executed.executed(path)
    assert list(executed.BUILD.rglob("*.ipynb")) == []


def test_a_kernel_that_does_not_start_is_one_sentence(course, monkeypatch):
    def dies(*_, **__):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr("nbclient.NotebookClient.execute", dies)
    with pytest.raises(BuildError, match=r"05_some.ipynb could not be run .*: Kernel died before"):
        executed.executed(course(new_code_cell("1")))


def test_another_drawing_than_the_stored_one_is_no_book(course):
    path = course(new_code_cell(LIVE, id="live"))
    stored(path)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = LIVE.replace("8.5", "9.5")
    nbformat.write(notebook, path)
    with pytest.raises(BuildError, match="another drawing in cell 'live'.*course.save 05"):
        executed.executed(path)


def test_a_plot_becomes_a_drawing_that_turns_dark_with_its_page(course):
    code = "from course.pictures import plots\nplots.bars([[0.1]], names='A', goal=0)"
    path = course(new_code_cell(code, id="bars"))
    stored(path)
    notebook = nbformat.read(path, as_version=4)
    del notebook.cells[0].outputs[0].data[SVG]
    nbformat.write(notebook, path)
    (cell,) = site._shown(executed.executed(path)).cells
    (html,) = cell.outputs[0].data.values()
    # In a tree of its own, with its words for those who do not see it, and no picture beside it.
    assert html.startswith('<div class="drawing"') and "base64" not in html
    assert 'role="img" aria-label="A: 0: 0.100; largest: 0. Goal: 0."' in html
    assert f"--plus:light-dark({LIGHT['plus']},{DARK['plus']})" in html and "var(--plus)" in html
    assert re.findall(r"<text[^>]*>(.*?)</text>", html) == ["goal  0", "0.100", "A"]
    # What is stored counts: another plot is no book, but for the last digits of Keras's training.
    notebook.cells[0].outputs[0].data["text/plain"] = "0: 0.101; largest: 0."
    nbformat.write(notebook, path)
    with pytest.raises(BuildError, match="another drawing in cell 'bars'"):
        executed.executed(path)
    notebook.cells[0].metadata.tags = ["nbval-ignore-output"]
    nbformat.write(notebook, path)
    assert 'aria-label="0: 0.101;' in executed.executed(path).cells[0].outputs[0].data[SVG]


@pytest.mark.parametrize(("name", "save"), [("05_some", "05"), ("index", "index")])
def test_the_command_that_saves_again_is_the_notebooks_own(name, save):
    cell = new_code_cell("x", id="live")
    drawn = {executed.VIEW: {"model_id": "a"}, "text/html": "<svg>", "text/plain": "A drawing"}
    ran = new_code_cell("x", outputs=[new_output("display_data", drawn)])
    with pytest.raises(BuildError, match=rf"-m course.save {save} and build again"):
        executed._add_views(f"{name}.ipynb", cell, ran)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('{"cells": [\n<<<<<<< HEAD\n', "Expecting value: line 2 column 1"),
        ("[]", "no attribute"),
        ("{}", "missing a key: cells"),
        ('{"nbformat": 4}', "missing an expected key: cells"),
        ('{"nbformat": "x"}', "Unsupported nbformat version x"),
        ('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "it has no cells"),
    ],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, words, why):
    path = tmp_path / "05_some.ipynb"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        executed.executed(path)
    said = str(caught.value)
    assert said.startswith("05_some.ipynb can't be read as a notebook (") and why in said
    assert said.endswith(f'git checkout -- "{path}".') and "\n" not in said


def test_recorded_training_stands_in_for_the_training(course):
    """With Keras's networks it does so whenever the book is built."""
    trained = "trained = SimpleNamespace(get_weights=lambda: 'the weights')"
    model = "model = SimpleNamespace(name='mnistCNN1', set_weights=print)"
    models = "models = SimpleNamespace(load_model=lambda name: trained)"
    path = course(
        new_code_cell(
            f"from types import SimpleNamespace\n{trained}\n{models}\n{model}", id="model"
        ),
        new_code_cell("history = train_for_an_hour", id="fit", metadata={"tags": ["training"]}),
        new_code_cell("print(len(history['val_loss']), history['loss'][0] > 0)", id="after"),
    )
    notebook = executed.executed(path)
    assert notebook.cells[1].source == "history = train_for_an_hour"
    assert notebook.cells[2].outputs[0].text == "10 True\n"


def test_a_page_without_outputs_shows_those_of_its_run(course):
    path = course(new_markdown_cell("# A page"), new_code_cell(LIVE, id="live"))
    notebook = executed.executed(path)
    assert len(views(notebook)) == 1 and "<img" in notebook.cells[1].outputs[0].data["text/html"]
    words = course(new_markdown_cell("# Words alone"), name="words")
    assert executed.executed(words).cells[0].source == "# Words alone"


def test_without_the_data_nothing_runs(course, monkeypatch, tmp_path):
    path = course(new_code_cell("1", id="one"))
    monkeypatch.setattr(executed, "_surroundings", str)
    monkeypatch.setattr(executed, "ROOT", tmp_path)
    with pytest.raises(BuildError, match="There is no data/mnist.npz in"):
        executed.executed(path)


def test_a_run_writes_into_no_folder_of_the_course(course):
    save = "from pathlib import Path\nPath('../my_work').mkdir()\nprint(Path().resolve().name)"
    path = course(new_code_cell(save, id="save"))
    before = set(path.parent.parent.glob("my_work"))
    notebook = executed.executed(path)
    assert notebook.cells[0].outputs[0].text == "notebooks\n"
    # Other tests' notebooks save beside their own folders, so it is what is new that counts.
    assert set(path.parent.parent.glob("my_work")) == before
    assert not (path.parent / "my_work").exists()
    assert [p.name for p in executed.BUILD.iterdir()] == ["executed"]
