"""Every exercise, tried as students would: each task's own answers, right, wrong and unnamed."""

import functools
import importlib
import linecache
import re

import numpy as np
import pytest

from course.exercises import checking
from course.exercises.calls import outcomes
from course.exercises.task import NOTHING, Code, Value, numbers, tasks_of
from course.exercises.values import plain
from nnlib import linalg
from stored import NAMES, ROOT, read, source, text

TASKS = {id: task for number in numbers() for id, task in tasks_of(number).items()}
KEPT = (ROOT / "tests" / "mistakes.txt").read_text(encoding="utf-8")


def written(id):
    """Yield (state, mistake, answer) of each answer that is written down for a task."""
    task = TASKS[id]
    for answer in task.rights:
        yield "right", "", answer
    for mistake in task.mistakes:
        for answer in mistake.answers:
            yield "wrong", mistake.name, answer
    for answer in task.unnamed:
        yield "wrong", "", answer


ANSWERS = [(id, *answer) for id in TASKS for answer in written(id)]


def notebook(id):
    return next(name for name in NAMES if name.startswith(id[:2]))


def cell(id, part):
    """Return the source of an exercise's cell in its notebook, or None if it has none."""
    wanted = f"exercise-{id[3:]}{part}"
    found = [c for c in read(notebook(id))["cells"] if c["id"] == wanted]
    return text(found[0]["source"]) if found else None


@functools.cache
def given(number):
    """Return what an answer needs of the notebook: what its tasks have, and the cells they list."""
    names = dict(vars(importlib.import_module(f"course.tasks.n{number}")))
    for needed in names.get("CELLS", ()):
        exec(source(notebook(number), needed), names)
    if number == "18":  # its solution tries out what it then trains and hands over
        names["learn"] = tuple(part[:20] for part in names["learn"])
    return names


def run(id, code):
    """Run an answer as a notebook's cell, and return what the check says of it."""
    names = dict(given(id[:2]))
    linecache.cache["<answer>"] = (len(code), None, code.splitlines(keepends=True), "<answer>")
    exec(compile(code, "<answer>", "exec"), names)
    return checking.check(id, eval(handed_over(id), names))


def handed_over(id):
    """What the notebook's check cell hands over."""
    found = re.search(
        rf'exercises\.check\(\s*"{id}",\s*(.+?),?\s*\)\s*$', cell(id, "-check"), flags=re.S
    )
    assert found, f"the cell exercise-{id[3:]}-check of {notebook(id)} does not check {id}"
    return found[1]


@pytest.fixture(autouse=True)
def no_earlier_tries(monkeypatch):
    monkeypatch.setattr(checking, "_tries", {})


@pytest.mark.parametrize(("id", "state", "mistake", "answer"), ANSWERS)
def test_each_answer_hears_what_is_true_of_it(id, state, mistake, answer):
    if isinstance(answer, Code):
        *lines, last = answer.splitlines()
        names = dict(given(id[:2]))
        exec("\n".join(lines), names)
        answer = eval(last, names)
    result = checking.check(id, answer)
    assert (result.state, result.mistake) == (state, mistake), repr(result)
    if mistake:
        says = next(one.says for one in TASKS[id].mistakes if one.name == mistake)
        assert result.sentence == says and result.table
        assert list(result.hints) == [TASKS[id].hints[0]]
    assert "still running" not in result.sentence and "itself stopped" not in result.sentence


def test_the_names_of_mistakes_stay():
    """Progress and the lecturers' page know those in the list; new ones are added to it in time."""
    for line in KEPT.splitlines():
        id, names = line.split(": ", 1)
        there = [mistake.name for mistake in TASKS[id].mistakes]
        assert set(names.split(" · ")) <= set(there), f"{id} no longer knows one of {names}"


@pytest.mark.parametrize("id", TASKS)
def test_enough_is_tried(id):
    task, said = TASKS[id], [(state, mistake) for state, mistake, _ in written(id)]
    assert re.fullmatch(r"\d\d-\w+", id) and len(task.hints) == 2
    assert said.count(("right", "")) >= 2
    names = [mistake.name for mistake in task.mistakes]
    assert len(set(names)) == len(names) >= 2
    assert all(("wrong", name) in said for name in names), "each mistake is made once"
    says = [mistake.says for mistake in task.mistakes]
    assert len(set(says)) == len(says)
    for sentence in [*says, *task.hints]:
        assert (
            sentence.endswith((".", "?")) and "!" not in sentence and sentence.count("`") % 2 == 0
        )
        # Stars stand as they are: what is in italics in a notebook is code here.
        assert "*" not in re.sub("`.*?`", "", sentence)


def in_float32(value):
    if isinstance(value, list):
        return [in_float32(entry) for entry in value]
    return value if isinstance(value, str) else np.float32(value)


@pytest.mark.parametrize("id", [id for id in TASKS if TASKS[id].right is not NOTHING])
def test_numbers_of_few_figures_are_accepted(id):
    right = TASKS[id].right
    if not isinstance(TASKS[id], Value):
        answer = lambda *given: in_float32(plain(right(*given)))  # noqa: E731
    else:
        answer = in_float32(plain(right))
    assert checking.check(id, answer).state == "right"


@pytest.mark.parametrize("id", TASKS)
def test_the_task_itself_is_whole(id):
    """The reference is right, gives the same each time, and its mistakes all differ from it."""
    task = TASKS[id]
    if not isinstance(task, Value):
        assert checking.check(id, task.right).state == "right"
        assert repr(task.arguments()) == repr(task.arguments())
        assert len(task.arguments()) >= 3
        for made in outcomes(task.right, task.arguments(), 60):
            assert made.error is None and not made.changed
    # Answers of the wrong sort altogether get a sentence, never an error of ours.
    for answer in (object(), "?!", [], {}, -1.5, [[]], float("nan"), lambda: 1, {"a": 1}):
        assert checking.check(id, answer).state == "wrong", repr(answer)


@pytest.mark.parametrize("id", [id for id in TASKS if getattr(TASKS[id], "without", "")])
def test_the_notebook_s_own_function_is_no_answer(id):
    name = TASKS[id].without
    said = checking.check(id, getattr(linalg, name)).sentence
    assert said.startswith(f"This is `{name}` itself")


@pytest.mark.parametrize("id", TASKS)
def test_the_solution_in_the_notebook_is_right(id):
    folded = cell(id, "-solution")
    if folded is not None:
        assert folded.startswith("<details><summary>Solution</summary>")
        (code,) = re.findall(r"```python\n(.*?)```", folded, flags=re.S)
        result = run(id, code)
        assert result.state == "right", repr(result)
