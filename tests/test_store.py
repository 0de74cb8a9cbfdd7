"""A student's progress: what is deleted is forgotten, and what could not be written is not."""

import json

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


def test_a_deleted_file_is_forgotten_in_the_same_notebook_too(file):
    store.record("exercises", "05-1", "solved")
    store.record("guesses", "05-win", 0.9)
    file.unlink()
    assert all(" · 0 · 0 of " in line for line in repr(exercises.progress()).splitlines()[1:])
    store.record("exercises", "05-3", "solved")
    assert kept(file) == {"exercises": {"05-3": "solved"}, "guesses": {}}


def test_what_another_notebook_has_taken_out_stays_out(file):
    store.record("guesses", "05-win", 0.9)
    file.write_text('{"exercises": {"07-1": "solved"}}', encoding="utf-8")
    store.record("exercises", "05-3", "solved")
    assert kept(file) == {"exercises": {"05-3": "solved", "07-1": "solved"}, "guesses": {}}


def test_of_two_entries_only_the_one_that_could_not_be_written_outlives_the_file(file, monkeypatch):
    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    store.record("exercises", "05-1", "solved")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", refuse)
        assert "the next one writes both" in store.record("exercises", "05-2", "solved")
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
