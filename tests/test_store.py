"""A student's progress: kept in one file; what is deleted is forgotten, what failed is not."""

import json
import subprocess
import sys
import textwrap

import pytest

from course import copy, exercises
from course.exercises import store
from stored import PATHS


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where progress is kept; nothing is known yet."""
    monkeypatch.setattr(store, "_known", {kind: {} for kind in store.KINDS})
    monkeypatch.setattr(store, "_told", "")
    folder = tmp_path / "my_course"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder / "progress.json"


def kept(file):
    return json.loads(file.read_text(encoding="utf-8"))


def solve():
    """Enter that exercise 02-1 is solved; return what is to be said of that."""
    return store.record("exercises", "02-1", "solved")


def test_elsewhere_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_told", "")
    monkeypatch.chdir(tmp_path)
    said = (
        "Progress is kept in your own copy of the course alone: python -m course opens it in "
        "the folder my_course. Here nothing is written."
    )
    assert solve().replace("`", "") == said
    assert solve() == ""  # once is enough
    assert list(tmp_path.iterdir()) == []
    assert repr(exercises.progress()) == said
    assert "<table" not in exercises.progress()._repr_html_()


def test_what_is_solved_and_guessed_is_kept_in_one_file(file):
    exercises.check("02-1", None)
    exercises.check("02-1", 0)
    assert not file.exists()
    assert exercises.check("02-1", 0.1).notes == ()
    store.record("guesses", "02-win", 0.9)
    store.record("guesses", "05-win", "yes")
    assert kept(file) == {
        "exercises": {"02-1": "solved"},
        "guesses": {"02-win": 0.9, "05-win": "yes"},
    }
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]
    headings, *rows = repr(exercises.progress()).splitlines()
    assert headings == "notebook · guesses kept · exercises solved"
    for begins in ("02 · 1 · 1 of ", "05 · 1 · 0 of "):
        assert sum(row.startswith(begins) for row in rows) == 1
    store.record("guesses", "05-win", None)
    assert "05-win" not in kept(file)["guesses"]


def test_a_deleted_file_is_forgotten_in_the_same_notebook_too(file):
    store.record("exercises", "05-1", "solved")
    store.record("guesses", "05-win", 0.9)
    file.unlink()
    assert all(" · 0 · 0 of " in line for line in repr(exercises.progress()).splitlines()[1:])
    store.record("exercises", "05-3", "solved")
    assert kept(file) == {"exercises": {"05-3": "solved"}, "guesses": {}}


def test_what_another_notebook_has_taken_out_stays_out(file):
    store.record("guesses", "05-win", 0.9)
    file.write_text('{"exercises": {"07-1": "solved"}, "later": [1]}', encoding="utf-8")
    store.record("exercises", "05-3", "solved")
    both = {"05-3": "solved", "07-1": "solved"}
    assert kept(file) == {"exercises": both, "guesses": {}, "later": [1]}


def test_of_two_entries_only_the_one_that_could_not_be_written_outlives_the_file(file, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    store.record("exercises", "05-1", "solved")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", refuse)
        assert store.record("exercises", "05-2", "solved") == (
            "progress.json can't be written (Permission denied), so this entry is not in it yet; "
            "the next one writes both."
        )
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]
    assert set(store.read()[0]["exercises"]) == {"05-1", "05-2"}
    file.unlink()
    store.record("exercises", "05-3", "solved")
    assert set(kept(file)["exercises"]) == {"05-2", "05-3"}


def test_an_entry_that_is_there_already_is_not_written_again(file):
    store.record("exercises", "05-1", "solved")
    before = file.stat()
    store.record("exercises", "05-1", "solved")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    file.unlink()
    store.record("exercises", "05-3", "solved")
    assert set(kept(file)["exercises"]) == {"05-3"}


def test_a_file_with_a_byte_order_mark_is_read(file):
    file.write_text('\ufeff{"exercises": {"07-1": "solved"}}', encoding="utf-8")
    assert store.record("exercises", "05-1", "solved") == ""
    assert set(kept(file)["exercises"]) == {"05-1", "07-1"}


def test_any_folder_with_a_notebook_of_the_course_s_command_is_a_student_s_own(
    file, tmp_path, monkeypatch
):
    folder = tmp_path / "Ona"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert store.record("exercises", "05-1", "solved") == store.ELSEWHERE
    notebook = copy.copied(copy.read(PATHS[0]), copy.students)
    copy.write(folder / "00_introduction.ipynb", notebook)
    assert store.record("exercises", "05-1", "solved") == ""
    assert set(kept(folder / "progress.json")["exercises"]) == {"05-1"}


@pytest.mark.parametrize("words", ["", "[]", '{"guesses": [1]}'])
def test_a_damaged_file_is_left_as_it_is(file, words):
    file.write_text(words, encoding="utf-8")
    note = solve()
    assert note == (
        "progress.json is damaged, so it is left as it is and nothing is added to it: delete it or "
        "rename it to begin a new one."
    )
    assert file.read_text(encoding="utf-8") == words
    assert solve() == "", "it is not said again and again"
    shown = repr(exercises.progress())
    assert shown.endswith(note) and "02 · 0 · 1 of " in shown, "and this session forgets nothing"
    # Once it is out of the way, all that was found out meanwhile is written.
    file.unlink()
    store.record("guesses", "05-win", 1.0)
    assert kept(file)["exercises"] == {"02-1": "solved"}


def test_a_folder_in_the_file_s_place(file):
    file.mkdir()
    assert solve().startswith("progress.json can't be read (")
    assert file.is_dir()


def test_two_notebooks_at_once_lose_nothing(file):
    code = textwrap.dedent("""
        import sys
        from course.exercises import store
        for i in range(40):
            assert store.record("guesses", f"{sys.argv[1]}-{i}", i) == ""
    """)
    running = [
        subprocess.Popen([sys.executable, "-c", code, number], cwd=file.parent)
        for number in ("02", "05", "07")
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert len(kept(file)["guesses"]) == 120
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


def test_a_lock_that_is_never_released_is_said(file, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    with store._locked(file):
        assert solve().startswith("progress.json is in use by another program")
    assert store.record("guesses", "05-win", 1.0) == ""
    assert set(kept(file)["exercises"]) == {"02-1"}
