"""The student's own copy: made, brought up to date, never overwritten; the lecturer's copies."""

import json
import os
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest

from course import copy, notebooks
from course.notebooks import METADATA, VIEW
from stored import NAMES, PATHS, ROOT, text

# Exercise 02-1 as it is.
CODE = "fans_weight = (1.1 - 0.98) / 1.2"
SOLUTION = f"""\
<details><summary>Solution</summary>

Why it is so.

```python
{CODE}
```

</details>"""


def cell(id, source, kind="code", **metadata):
    made = {"id": id, "cell_type": kind, "metadata": metadata, "source": [source]}
    if kind == "code":
        printed = {"output_type": "stream", "name": "stdout", "text": ["7\n"]}
        made |= {"execution_count": 3, "outputs": [printed]}
    return made


def notebook(*cells):
    return {"cells": list(cells), "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


TWO = notebook(
    cell("title", "# 02 · Multiple inputs", "markdown"),
    cell("said", "Ask them first.", "markdown", slideshow={"slide_type": "notes"}),
    cell("slide-toes", "*On the slide.*\n\nHow many toes?", "markdown", tags=["slides-only"]),
    cell("slide-toes-picture", "pictures.team()", tags=["slides-only"]),
    cell("imports", "from course import exercises"),
    cell("exercise-1", "## Exercise", "markdown", tags=["exercise"]),
    cell("exercise-1-start", "fans_weight = ...", tags=["exercise"]),
    cell("exercise-1-check", 'exercises.check("02-1", fans_weight)', tags=["check"]),
    cell("exercise-1-solution", SOLUTION, "markdown", tags=["solution"]),
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of two notebooks, in a folder with a space and a letter of its own in its name."""
    root = tmp_path / "mano kursas ė"
    (root / "notebooks").mkdir(parents=True)
    monkeypatch.setattr(notebooks, "NOTEBOOKS", root / "notebooks")
    monkeypatch.setattr(copy, "ROOT", root)
    monkeypatch.setattr(copy, "COPY", root / "my_course")
    put(root, "00_introduction.ipynb", notebook(cell("title", "# 00", "markdown")))
    put(root, "02_multiple_inputs.ipynb", TWO)
    return root


def put(root, name, content):
    words = content if isinstance(content, str) else json.dumps(content)
    (root / "notebooks" / name).write_text(words, encoding="utf-8")


def changed(words):
    return notebook(*TWO["cells"], cell("new", words))


def mine(root, name="02_multiple_inputs.ipynb"):
    return json.loads((root / "my_course" / name).read_text(encoding="utf-8"))


def run(*options):
    return copy.main(["--no-open", *options])


def names(root):
    return sorted(path.name for path in (root / "my_course").iterdir())


# --- What a student gets ------------------------------------------------------------------------


def test_the_copy_has_no_outputs_and_nothing_of_the_lecturers(project, capsys):
    assert run() == 0
    assert capsys.readouterr().out == (
        "Your own copy of the course is in my_course: 2 notebooks are new there.\n"
    )
    own = mine(project)
    exercise = ["exercise-1", *(f"exercise-1-{part}" for part in ("start", "check", "solution"))]
    assert [c["id"] for c in own["cells"]] == ["title", "imports", *exercise]
    for c in own["cells"]:
        assert c["cell_type"] == "markdown" or (c["outputs"], c["execution_count"]) == ([], None)
    nbformat.validate(own)
    assert names(project) == ["00_introduction.ipynb", "02_multiple_inputs.ipynb"]


def test_git_ignores_the_copy_and_progress():
    for name in ("my_course/02_multiple_inputs.ipynb", "my_course/progress.json"):
        if shutil.which("git") and (ROOT / ".git").exists():
            subprocess.run(["git", "check-ignore", name], cwd=ROOT, check=True)


# --- Updates ------------------------------------------------------------------------------------


def test_a_second_time_nothing_changes(project, capsys):
    run()
    before = {name: (project / "my_course" / name).read_bytes() for name in names(project)}
    # New outputs alone are no new version.
    cells = [c | {"outputs": []} if "outputs" in c else c for c in TWO["cells"]]
    put(project, "02_multiple_inputs.ipynb", notebook(*cells))
    capsys.readouterr()
    assert run() == 0
    assert capsys.readouterr().out == "Your own copy of the course is in my_course.\n"
    assert before == {name: (project / "my_course" / name).read_bytes() for name in names(project)}


def test_an_update_comes_beside_the_student_s_own(project, capsys):
    run()
    own = mine(project)
    own["cells"].append(cell("own", "my own work"))
    path = project / "my_course" / "02_multiple_inputs.ipynb"
    path.write_text(json.dumps(own), encoding="utf-8")
    put(project, "02_multiple_inputs.ipynb", changed("version 2"))
    capsys.readouterr()
    assert run() == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "02_multiple_inputs.ipynb has changed in the course: the new version is "
        "02_multiple_inputs_new.ipynb, and yours is as you left it."
    )
    assert mine(project) == own
    assert mine(project, "02_multiple_inputs_new.ipynb")["cells"][-1]["source"] == ["version 2"]
    # It is said once. The next version takes the place of that one, as nobody has worked in it;
    # else it comes beside both.
    assert run() == 0
    assert "has changed" not in capsys.readouterr().out
    beside = project / "my_course" / "02_multiple_inputs_new.ipynb"
    put(project, "02_multiple_inputs.ipynb", changed("version 3"))
    assert run() == 0
    assert "the new version is 02_multiple_inputs_new.ipynb, and" in capsys.readouterr().out
    assert mine(project, beside.name)["cells"][-1]["source"] == ["version 3"]
    beside.write_text(beside.read_text(encoding="utf-8").replace("# 02", "# My 02"), "utf-8")
    put(project, "02_multiple_inputs.ipynb", changed("version 4"))
    assert run() == 0
    assert "the new version is 02_multiple_inputs_new_2.ipynb, and" in capsys.readouterr().out
    assert mine(project, beside.name)["cells"][-1]["source"] == ["version 3"]
    assert mine(project) == own


def save_as_jupyterlab(path, **first):
    """Save a notebook as it is after a cell was run, or with its first cell changed."""
    own = json.loads(path.read_text(encoding="utf-8"))
    own["cells"][0] |= first
    ran = own["cells"][1] if len(own["cells"]) > 1 else own["cells"][0]
    ran["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "7\n"}]
    path.write_text(json.dumps(own), encoding="utf-8")


def test_a_notebook_of_which_no_cell_was_changed_is_replaced(project, capsys):
    run()
    path = project / "my_course" / "02_multiple_inputs.ipynb"
    save_as_jupyterlab(path, source="# 02 · Multiple inputs")
    put(project, "02_multiple_inputs.ipynb", changed("version 2"))
    put(project, "03_more.ipynb", notebook())
    capsys.readouterr()
    assert run() == 0
    assert capsys.readouterr().out == (
        "Your own copy of the course is in my_course: one notebook is new there; one notebook is "
        "brought up to date, where you had changed no cell.\n"
    )
    assert mine(project)["cells"][-1]["source"] == ["version 2"]
    assert len(names(project)) == 3


def test_views_without_their_state_are_dropped(project):
    run()
    path = project / "my_course" / "00_introduction.ipynb"
    view = {VIEW: {"model_id": "gone"}, "text/html": "<img>", "text/plain": "a drawing"}
    own = mine(project, path.name)
    shown = {"output_type": "display_data", "data": view, "metadata": {}}
    own["cells"].append(cell("live", "explore.fold()") | {"outputs": [shown]})
    path.write_text(json.dumps(own), encoding="utf-8")
    os.utime(path, (1, 1))
    run()
    (left,) = mine(project, path.name)["cells"][-1]["outputs"]
    assert left["data"] == {"text/html": "<img>", "text/plain": "a drawing"}
    assert path.stat().st_mtime == 1  # the student has not worked in it


def test_a_notebook_with_a_byte_order_mark_is_read(project):
    put(project, "02_multiple_inputs.ipynb", "\ufeff" + json.dumps(TWO))
    run()
    assert names(project) == ["00_introduction.ipynb", "02_multiple_inputs.ipynb"]


@pytest.mark.parametrize("words", ["{", '{"cells": 3, "metadata": {}}'])
def test_a_damaged_notebook_of_the_student_s_stays(project, capsys, words):
    run()
    path = project / "my_course" / "02_multiple_inputs.ipynb"
    path.write_text(words, encoding="utf-8")
    capsys.readouterr()
    assert run() == 0
    assert "does not say which version it is: the new version is" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == words
    assert mine(project, "02_multiple_inputs_new.ipynb")["cells"]
    run()
    assert len(names(project)) == 3


@pytest.mark.parametrize("words", ["", "[]", '{"cells": [{}], "metadata": {}}'])
def test_a_damaged_notebook_of_the_course_is_left_out(project, capsys, words):
    put(project, "02_multiple_inputs.ipynb", words)
    assert run() == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("02_multiple_inputs.ipynb is damaged")
    assert second.endswith("one notebook is new there.")


def test_a_file_in_the_way_of_the_folder_stays(project, capsys):
    (project / "my_course").write_text("mine", encoding="utf-8")
    assert run() == 1
    assert capsys.readouterr().err == (
        f"The folder {project / 'my_course'} can't be made: a file of this name is in the way.\n"
    )
    assert (project / "my_course").read_text(encoding="utf-8") == "mine"


def test_a_disk_that_refuses_is_said_and_leaves_nothing_half(project, capsys, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    assert run() == 1
    said = capsys.readouterr().err
    assert "00_introduction.ipynb can't be written: Permission denied." in said
    assert said.count("\n") == 1
    assert names(project) == []


def test_without_notebooks_it_says_so(project, capsys):
    for path in (project / "notebooks").iterdir():
        path.unlink()
    assert run() == 1
    assert capsys.readouterr().err.startswith("There are no notebooks in ")


# --- JupyterLab ---------------------------------------------------------------------------------


# In JupyterLab's place: it says what it was started with and, if it waits, when it is there and is
# asked to end.
SERVER = """\
import json, pathlib, signal, sys, time

def end(*_):
    print("ended", flush=True)
    sys.exit()

signal.signal(signal.SIGTERM, end)
pathlib.Path("started.json").write_text(json.dumps(sys.argv[1:]))
if "--wait" in sys.argv:
    print("started", flush=True)
    time.sleep(60)
sys.exit("--fail" in sys.argv)"""


@pytest.fixture
def started(project):
    """The file in which stands what JupyterLab was started with."""
    (project / "jupyterlab.py").write_text(SERVER, encoding="utf-8")
    return project / "started.json"


def test_jupyterlab_is_opened_where_one_was(project, started):
    def opened():
        assert copy.main([]) == 0
        return json.loads(started.read_text(encoding="utf-8"))[-1]

    own = project / "my_course"
    assert opened().endswith("00_introduction.ipynb")
    save_as_jupyterlab(own / "02_multiple_inputs.ipynb")
    assert opened().endswith("02_multiple_inputs.ipynb")
    (own / "02_multiple_inputs_new.ipynb").write_text("{", encoding="utf-8")
    # Replaced by its new version it is where one was all the same.
    put(project, "02_multiple_inputs.ipynb", changed("version 2"))
    assert opened().endswith("02_multiple_inputs.ipynb")
    assert mine(project)["cells"][-1]["source"] == ["version 2"]
    save_as_jupyterlab(own / "00_introduction.ipynb", source="# My 00")
    assert opened().endswith("00_introduction.ipynb")


def test_jupyterlab_is_opened_on_the_first_notebook(project, started, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["course", "--", "--port=9999", "--", "05"])
    assert copy.main() == 0
    first = str((project / "my_course" / "00_introduction.ipynb").relative_to(project))
    options = [f"--notebook-dir={project}", "--port=9999", "--", "05", first]
    assert json.loads(started.read_text(encoding="utf-8")) == options
    assert copy.main(["--", "--fail"]) == 1
    assert capsys.readouterr().err.startswith("JupyterLab ended with the code 1; ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.usefixtures("started")
def test_the_command_ended_by_a_signal_ends_its_jupyterlab(project, name):
    code = "import sys, pathlib; from course import copy; copy.ROOT = pathlib.Path(sys.argv[1])\n"
    code += "sys.exit(copy.start(copy.ROOT / 'my_course' / copy.FIRST, ['--wait']))"
    command = [sys.executable, "-c", code, str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)  # Ctrl+C is left to JupyterLab
        process.send_signal(getattr(signal, name))
        assert process.stdout.read() == "ended\n"
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["05", "06", "--", "--port=9999"], "'05'"),
        (["--port", "9999"], "'--port'"),
    ],
)
def test_words_before_the_dashes_are_refused(project, started, capsys, words, wrong):
    assert copy.main(words) == 1
    assert capsys.readouterr().err == (
        f"{wrong} is nothing that this command knows: leave it out, and open the notebook you want "
        "in JupyterLab, whose own options stand after --, as in -- --port=9999.\n"
    )
    assert not started.exists() and not (project / "my_course").exists()


# --- For lecturers ------------------------------------------------------------------------------


def handed(folder, name="02_multiple_inputs.ipynb"):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_without_solutions(project, capsys):
    folder = project / "for students"
    assert copy.main(["--without-solutions", str(folder)]) == 0
    assert capsys.readouterr().out == f"2 notebooks are in {folder}.\n"
    ids = [c["id"] for c in handed(folder)["cells"]]
    assert ids == ["title", "imports", "exercise-1", "exercise-1-start", "exercise-1-check"]
    assert not (project / "my_course").exists()


def test_a_terminal_without_the_folder_s_letters_is_no_trouble(project):
    code = "import sys; from course import copy; sys.exit(copy.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--without-solutions", str(project / "ėlan")]
    variables = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\\u0117lan.\n")
    assert handed(project / "ėlan")["cells"]


def test_with_answers(project):
    folder = project / "answers"
    assert copy.main(["--with-answers", str(folder)]) == 0
    cells = {c["id"]: text(c["source"]) for c in handed(folder)["cells"]}
    assert cells["exercise-1-start"] == CODE
    assert "exercise-1-solution" not in cells


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("used", "used is not empty, so it is left as it is: name a new folder."),
        ("notes.txt", "notes.txt is a file, so it is left as it is: name a new folder."),
        (" ", "The name of the folder is empty: name a new folder."),
        ("other", "02_multiple_inputs.ipynb is damaged"),
    ],
)
def test_what_stands_in_the_way_stops_before_anything_is_written(
    project, capsys, monkeypatch, name, said
):
    monkeypatch.chdir(project)
    (project / "used").mkdir()
    (project / "used" / "mine.txt").write_text("mine", encoding="utf-8")
    (project / "notes.txt").write_text("mine", encoding="utf-8")
    put(project, "02_multiple_inputs.ipynb", "{")
    before = sorted(project.rglob("*"))
    assert copy.main(["--with-answers", name]) == 1
    assert capsys.readouterr().err.startswith(said)
    assert sorted(project.rglob("*")) == before
    assert (project / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words", [["--without-solutions", "new"], ["--with-answers", "new"], ["--no-open"]]
)
def test_options_for_a_jupyterlab_that_is_not_started_are_refused(
    project, capsys, monkeypatch, words
):
    monkeypatch.chdir(project)
    assert copy.main([*words, "--", "--port=1", "--debug"]) == 1
    assert capsys.readouterr().err == (
        "--port=1 --debug is meant for JupyterLab, which is not started here: leave it out.\n"
    )
    assert not {"started.json", "new", "my_course"} & {path.name for path in project.iterdir()}


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_copies_of_the_course_are_valid_and_answers_stand_in_the_starters_alone(path):
    """That the answers are right is held by test_exercises and tests/browser/test_lab.py."""
    original = copy.read(path)
    plain, answered = (
        copy.copied(original, change) for change in (copy.students, copy.with_answers)
    )
    for made in (plain, answered):
        nbformat.validate(made)
    kept = notebooks.for_readers(original["cells"])
    for c, own in zip(kept, plain["cells"], strict=True):
        assert (own["id"], own["source"]) == (c["id"], c["source"])
    code, code_answered = (
        {c["id"]: text(c["source"]) for c in made["cells"] if c["cell_type"] == "code"}
        for made in (plain, answered)
    )
    assert code.keys() == code_answered.keys()
    changed = [id for id in code if code[id] != code_answered[id]]
    assert changed == [id for id in code if id.endswith("-start")]
