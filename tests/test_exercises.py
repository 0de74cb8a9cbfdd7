"""Every exercise, tried as students would: typical mistakes, right answers written differently.

The answers stand in tests/answers/, one file for each notebook.
"""

import importlib.util
import linecache
import re

import numpy as np
import pytest

from course.exercises import checking
from course.exercises.calls import outcomes
from course.exercises.tasks import NOTHING, Task, tasks_of
from course.exercises.values import plain
from nnlib import linalg
from stored import NAMES, ROOT, read, text

ANSWERS = ROOT / "tests" / "answers"


def answers(number):
    path = ANSWERS / f"n{number}.py"
    assert path.exists(), f"the answers to notebook {number} are missing: {path}"
    spec = importlib.util.spec_from_file_location(f"answers_{number}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TASKS = {id: task for name in NAMES for id, task in tasks_of(name[:2]).items()}
WRITTEN = {name[:2]: answers(name[:2]) for name in NAMES if tasks_of(name[:2])}
WRONG = [
    (id, name, which)
    for id in TASKS
    for name, code in WRITTEN[id[:2]].WRONG[id].items()
    # Where a mistake has more than one shape, there is a list of answers.
    for which in range(1 if isinstance(code, str) else len(code))
]
UNNAMED = [
    (id, code) for id in TASKS for code in getattr(WRITTEN[id[:2]], "UNNAMED", {}).get(id, [])
]
RIGHT = [(id, i) for id in TASKS for i in range(len(WRITTEN[id[:2]].RIGHT[id]))]


def notebook(id):
    return next(name for name in NAMES if name.startswith(id[:2]))


def cell(id, part):
    """Return the source of an exercise's cell in its notebook, or None if it has none."""
    wanted = f"exercise-{id[3:]}{part}"
    found = [c for c in read(notebook(id))["cells"] if c["id"] == wanted]
    return text(found[0]["source"]) if found else None


def exercises_in(name):
    """Return the numbers of the exercises that a notebook has cells of."""
    ids = [c["id"] for c in read(name)["cells"]]
    return {found[1] for id in ids if (found := re.fullmatch(r"exercise-(\w+)(-\w+)?", id))}


def run(id, code):
    """Run an answer as a notebook's cell, and return what the check says of it."""
    written = WRITTEN[id[:2]]
    names = {}
    exec(written.SETUP, names)
    linecache.cache["<answer>"] = (len(code), None, code.splitlines(keepends=True), "<answer>")
    exec(compile(code, "<answer>", "exec"), names)
    return checking.check(id, eval(handed_over(id), names))


def handed_over(id):
    """What the notebook's check cell hands over, or where it has none yet, what the answers do."""
    source = cell(id, "-check")
    if source is None:
        return WRITTEN[id[:2]].ANSWER[id]
    found = re.search(rf'exercises\.check\(\s*"{id}",\s*(.+?),?\s*\)\s*$', source, flags=re.S)
    assert found, f"the cell exercise-{id[3:]}-check of {notebook(id)} does not check {id}"
    return found[1]


@pytest.fixture(autouse=True)
def no_earlier_tries(monkeypatch):
    monkeypatch.setattr(checking, "_tries", {})


@pytest.mark.parametrize("id", TASKS)
def test_enough_is_tried(id):
    task, written = TASKS[id], WRITTEN[id[:2]]
    assert re.fullmatch(r"\d\d-\w+", id) and len(task.hints) == 2
    assert len(set(written.RIGHT[id])) >= 2
    names = [mistake.name for mistake in task.mistakes]
    assert len(set(names)) == len(names) >= 2
    assert set(written.WRONG[id]) == set(names), "each mistake is made once, and no other"
    says = [mistake.says for mistake in task.mistakes]
    assert len(set(says)) == len(says)
    for sentence in [*says, *task.hints]:
        assert (
            sentence.endswith((".", "?")) and "!" not in sentence and sentence.count("`") % 2 == 0
        )
        # Stars stand as they are: what is in italics in a notebook is code here.
        assert "*" not in re.sub("`.*?`", "", sentence)


@pytest.mark.parametrize(("id", "name", "which"), WRONG)
def test_a_mistake_is_named(id, name, which):
    task, code = TASKS[id], WRITTEN[id[:2]].WRONG[id][name]
    result = run(id, code if isinstance(code, str) else code[which])
    says = next(mistake.says for mistake in task.mistakes if mistake.name == name)
    assert (result.state, result.mistake, result.sentence) == ("wrong", name, says), repr(result)
    assert list(result.hints) == [task.hints[0]]
    assert result.table


@pytest.mark.parametrize(("id", "code"), UNNAMED)
def test_nothing_untrue_is_said_of_what_has_no_name(id, code):
    result = run(id, code)
    assert (result.state, result.mistake) == ("wrong", ""), repr(result)
    assert "still running" not in result.sentence and "itself stopped" not in result.sentence


@pytest.mark.parametrize(("id", "which"), RIGHT)
def test_a_right_answer_is_accepted(id, which):
    result = run(id, WRITTEN[id[:2]].RIGHT[id][which])
    assert result.state == "right", repr(result)


def in_float32(value):
    if isinstance(value, list):
        return [in_float32(entry) for entry in value]
    return value if isinstance(value, str) else np.float32(value)


@pytest.mark.parametrize("id", [id for id in TASKS if TASKS[id].right is not NOTHING])
def test_numbers_of_few_figures_are_accepted(id):
    right = TASKS[id].right
    if isinstance(TASKS[id], Task):
        answer = lambda *given: in_float32(plain(right(*given)))  # noqa: E731
    else:
        answer = in_float32(plain(right))
    assert checking.check(id, answer).state == "right"


@pytest.mark.parametrize("id", TASKS)
def test_the_task_itself_is_whole(id):
    """The reference is right, gives the same each time, and its mistakes all differ from it."""
    task = TASKS[id]
    if isinstance(task, Task):
        assert checking.check(id, task.right).state == "right"
        assert repr(task.arguments()) == repr(task.arguments())
        assert len(task.arguments()) >= 3
        for made in outcomes(task.right, task.arguments(), 60, task.call):
            assert made.error is None and not made.changed
    for answer in (None, ..., [...]):
        assert checking.check(id, answer).state == "unanswered"
    if task.starter != [None, None]:  # such a task says itself what is missing
        for answer in ([None], {"a": None}):
            assert checking.check(id, answer).state == "unanswered"
    # Answers of the wrong sort altogether get a sentence, never an error of ours.
    for answer in (object(), "?!", [], {}, -1.5, [[]], float("nan"), lambda: 1, {"a": 1}):
        assert checking.check(id, answer).state == "wrong", repr(answer)


def rounded(value):
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return round(value, 2) if isinstance(value, float) else value


# Their true values have more than two decimals.
LONG = ["06-2", "06-3", "07-2", "07-3", "10-1", "10-2", "10-3"]
LONG += ["11-1", "11-2", "11-3", "13-2", "14-1", "14-3"]


@pytest.mark.parametrize("id", LONG)
def test_rounding_is_asked_about(id):
    right = TASKS[id].right
    if isinstance(TASKS[id], Task):
        result = checking.check(id, lambda *given: rounded(plain(right(*given))))
    else:
        result = checking.check(id, rounded(plain(right)))
    assert result.state == "wrong" and "rounded?" in result.sentence, repr(result)


@pytest.mark.parametrize("id", [id for id in TASKS if getattr(TASKS[id], "without", "")])
def test_the_notebook_s_own_function_is_no_answer(id):
    name = TASKS[id].without
    for called in (name, f"linalg.{name}"):
        code = f"from nnlib import linalg\n\n\ndef mine(a, b):\n    return {called}(a, b)\n"
        names = {name: getattr(linalg, name)}
        exec(code, names)
        assert checking.check(id, names["mine"]).sentence.startswith(f"This calls `{name}`")
    itself = checking.check(id, getattr(linalg, name))
    assert itself.state == "wrong" and itself.sentence.startswith(f"This is `{name}` itself")


@pytest.mark.parametrize("id", TASKS)
def test_the_starter_is_no_try(id):
    starter = cell(id, "-start")
    if starter is not None:
        result = run(id, starter)
        assert result.state == "unanswered", repr(result)


@pytest.mark.parametrize("id", TASKS)
def test_the_solution_in_the_notebook_is_right(id):
    folded = cell(id, "-solution")
    if folded is not None:
        assert folded.startswith("<details><summary>Solution</summary>")
        (code,) = re.findall(r"```python\n(.*?)```", folded, flags=re.S)
        result = run(id, code)
        assert result.state == "right", repr(result)


def test_notebooks_and_tasks_belong_together():
    for name in NAMES:
        ids = [c["id"] for c in read(name)["cells"]]
        for number in (there := exercises_in(name)):
            for part in ("", "-start", "-check", "-solution"):
                assert f"exercise-{number}{part}" in ids, f"{name} has no cell of this id"
        if there:
            assert {f"{name[:2]}-{number}" for number in there} == set(tasks_of(name[:2]))
