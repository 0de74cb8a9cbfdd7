"""The edition of the course that runs in a browser."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from book.builder import BuildError, run
from course import copy, notebooks

# What no browser has yet, or what is too large for a page.
ABSENT = ("numpy", "matplotlib", "PIL", "scipy", "numba", "tensorflow")
RUN = """
import json, sys
absent, paths = json.loads(sys.argv[1])
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Absent())
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
failed = {}
shell = InteractiveShell.instance()
# For a cell that fails, and for a drawing that can't be shown.
shell.showtraceback = lambda *args, **others: failed.setdefault(number, []).append(cell["id"])
for number, path in paths:
    shell.reset()
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code" and "room" not in cell["metadata"].get("tags", ()):
            with capture_output() as said:
                shell.run_cell("".join(cell["source"]))
            if "The check itself stopped" in said.stdout:
                shell.showtraceback()
print(json.dumps(failed))
"""


def test_notebooks_that_run_in_a_browser_do_without_what_is_not_there(tmp_path):
    paths = [(number, str(notebooks.find(number))) for number in run.OFFERED]
    command = [sys.executable, "-c", RUN, json.dumps([ABSENT, paths])]
    # With the course as it comes there, in a folder where progress is kept.
    run._course_wheel(tmp_path)
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(tmp_path / "site")
    (tmp_path / "my_course").mkdir()
    where = {"cwd": tmp_path / "my_course", "env": os.environ | {"PYTHONPATH": tmp_path / "site"}}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", **where)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == run.NEED_MORE, done.stdout


def test_where_a_cell_can_not_run_stands_a_sentence(tmp_path):
    run._contents(tmp_path / "contents")
    made = copy.read(tmp_path / "contents" / notebooks.find("11").name)
    kinds = {cell["id"]: cell["cell_type"] for cell in made["cells"]}
    assert {kinds[id] for id in run.NEED_MORE["11"]} == {"markdown"}
    assert notebooks.STAMP in made["metadata"] and len(kinds) > 20


def test_the_course_is_a_wheel_that_is_the_same_each_time(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run._course_wheel(tmp_path / name)
    one, two = (next((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    inside = zipfile.ZipFile(one).namelist()
    assert {"nnlib/linalg.py", "course/explore.py", "course/pictures/fold.mjs"} < set(inside)


def test_pyodide_is_told_of_the_wheels_that_are_there_and_of_no_others(tmp_path):
    (tmp_path / "Prompt_toolkit-3.0.52-py3-none-any.whl").write_bytes(b"one")
    theirs = tmp_path / "theirs.json"
    theirs.write_text('{"info": {"python": "3.14"}, "packages": {"numpy": {}}}', encoding="utf-8")
    lock = run._lock(theirs, tmp_path)
    assert lock["info"] == {"python": "3.14"} and list(lock["packages"]) == ["prompt-toolkit"]
    listed = lock["packages"]["prompt-toolkit"]
    assert listed["file_name"] == "Prompt_toolkit-3.0.52-py3-none-any.whl"
    assert listed["sha256"] == hashlib.sha256(b"one").hexdigest()


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
        run.wheels(tmp_path / "work")
    assert str(said.value).startswith(run.FETCH) and "\n" not in str(said.value)
    assert not (tmp_path / "_build").exists()


def test_every_wheel_has_its_version_and_its_hash():
    lines = run.WHEELS.read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", line) for line in named)
