"""The edition of the course that runs in a browser."""

import re
import subprocess
import sys

import pytest

from book.builder import ROOT, BuildError, run
from course import copy, notebooks


def test_where_a_cell_can_not_run_stands_a_sentence(tmp_path):
    run._contents(tmp_path / "contents")
    made = copy.read(tmp_path / "contents" / notebooks.find("11").name)
    kinds = {cell["id"]: cell["cell_type"] for cell in made["cells"]}
    assert {kinds[id] for id in run.NEED_MORE["11"]} == {"markdown"}
    assert notebooks.STAMP in made["metadata"] and len(kinds) > 20


@pytest.mark.parametrize("page", ["README.md", "book/pages/lecturers.md"])
def test_a_page_lists_the_notebooks_that_run_in_a_browser(page):
    words = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    (said,) = re.findall(r"Notebooks ([\d ,toand]+?) (?:also )?run in a browser", words)
    runs = re.findall(r"(\d\d)(?: to (\d\d))?", said)
    listed = [n for first, last in runs for n in range(int(first), int(last or first) + 1)]
    assert [f"{n:02}" for n in listed] == run.OFFERED


@pytest.mark.parametrize("content", [b"another", None])
def test_a_wheel_that_is_another_or_can_not_be_fetched_is_one_sentence(
    tmp_path, monkeypatch, content
):
    """In a folder of ours, so that pip asks no other machine."""
    if content:
        (tmp_path / "doit-0.37.0-py3-none-any.whl").write_bytes(content)
    monkeypatch.setattr(run, "BUILD", tmp_path / "_build")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(BuildError) as said:
        run.wheels()
    assert str(said.value).startswith(run.FETCH) and "\n" not in str(said.value)
    assert not list((tmp_path / "_build").iterdir())


def test_every_wheel_has_its_version_and_its_hash():
    lines = run.WHEELS.read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", line) for line in named)


def test_what_is_imported_before_a_page_opens_needs_no_numpy():
    code = "import sys; sys.modules['numpy'] = None; import course.exercises, course.explore"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
