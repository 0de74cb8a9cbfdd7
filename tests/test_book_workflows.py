"""The workflows run the README's own commands; they could not be run where they were written."""

import re

import pytest
import yaml

from stored import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [block.strip() for block in re.findall(r"```\w*\n(.*?)```", README, flags=re.S)]
FOLDER = ROOT / ".github" / "workflows"
TESTS = yaml.safe_load((FOLDER / "tests.yml").read_text(encoding="utf-8"))
PAGES = yaml.safe_load((FOLDER / "pages.yml").read_text(encoding="utf-8"))


def runs(job):
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.parametrize(("job", "makes"), [("unix", "python3 -m venv"), ("windows", "py -m venv")])
def test_tests_run_the_readme_command(job, makes):
    (command,) = [
        c
        for c in COMMANDS
        if c.startswith(makes)
        and c.endswith("-m pytest")
        or c.startswith(makes)
        and c.endswith("-m pytest }")
    ]
    assert command in runs(TESTS["jobs"][job])
    variables = TESTS["jobs"][job]["env"]
    assert variables["CI"] == "true"  # there a skipped test is a failed one
    if job == "windows":
        assert variables["PY_PYTHON"] == "${{ matrix.python }}"  # by which py chooses


def test_tests_run_on_three_systems_with_three_pythons():
    unix, windows = (TESTS["jobs"][job]["strategy"]["matrix"] for job in ("unix", "windows"))
    assert unix["os"] == ["ubuntu-latest", "macos-latest"]
    assert TESTS["jobs"]["windows"]["runs-on"] == "windows-latest"
    assert unix["python"] == windows["python"] == ["3.11", "3.12", "3.13"]
    steps = [step for job in TESTS["jobs"].values() for step in job["steps"]]
    wanted = [step["with"]["python-version"] for step in steps if "with" in step]
    assert wanted == ["${{ matrix.python }}"] * 2


def test_pages_are_built_by_the_readme_command():
    (command,) = [c for c in COMMANDS if c.startswith("python3") and c.endswith("build_book.py")]
    assert command in runs(PAGES["jobs"]["build"])
    assert PAGES["jobs"]["publish"]["needs"] == "build"


def test_each_workflow_says_that_it_was_not_run():
    for path in FOLDER.glob("*.yml"):
        head = path.read_text(encoding="utf-8").partition("name:")[0]
        assert "could not be run where it was written" in " ".join(head.replace("#", "").split())
