"""README, CI, conda and the package agree with each other, and the code is clean."""

import ast
import functools
import importlib.util
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter

import pytest
import yaml
from packaging.requirements import Requirement

from course import copy, explore, notebooks, pictures
from nnlib.models import NO_TENSORFLOW
from stored import NAMES, ROOT, cells, text

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TRIED = re.findall(r"3\.\d+", re.search(r"^You need Python (.*?) and", README, flags=re.M)[1])
COMMANDS = [block.strip() for block in re.findall(r"```\w*\n(.*?)```", README, flags=re.S)]


def readme(begins, holds):
    """The README's one command that begins so and holds these words."""
    (found,) = [line for line in COMMANDS if line.startswith(begins) and holds in line]
    return found


OPEN, OPEN_WINDOWS = readme("python3", "-m course"), readme("py -m", "-m course")
TEST, TEST_WINDOWS = readme("python3", "-m pytest"), readme("py -m", "-m pytest")
CONDA, BOOK = readme("conda", "env create"), readme("python3", "build_book.py")
SAVE = readme(".venv", "-m course.save")


def run(*command):
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_ruff_finds_nothing():
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."]):
        done = run(*command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold():
    done = run("mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_in_ci_a_module_that_skips_fails(tmp_path):
    file = tmp_path / "test_module.py"
    file.write_text('import pytest\n\npytest.importorskip("no_such_module")\n', encoding="utf-8")
    variables = {"CI": "true", "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-o", "addopts=", file],
        cwd=tmp_path,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and "In CI a skip is a failure" in done.stdout, done.stdout


# --- The README's commands ----------------------------------------------------------------------


def test_ci_runs_the_readme_test_command():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    # Of a chain of && only its last part would end the script.
    assert f"{TEST} || exit 1" in lines


@pytest.mark.parametrize(
    ("command", "extra", "does"),
    [
        (OPEN, ".", "-m course"),
        (TEST, '".[test]"', "-m pytest"),
        (BOOK, '".[book]"', "build_book.py"),
    ],
)
def test_unix_commands_make_an_environment_and_install_the_pinned_versions(command, extra, does):
    make, install, then = command.split(" && ")
    assert make == "python3 -m venv .venv"
    assert install == f".venv/bin/python -m pip install -c constraints.txt -e {extra}"
    assert then == f".venv/bin/python {does}"


@pytest.mark.parametrize(("windows", "unix"), [(OPEN_WINDOWS, OPEN), (TEST_WINDOWS, TEST)])
def test_windows_commands_say_the_same_in_old_powershell(windows, unix):
    assert "&&" not in windows and "\n" not in windows
    steps = re.fullmatch(r"(.+?); if \(\$\?\) \{ (.+?) \}; if \(\$\?\) \{ (.+?) \}", windows)
    as_unix = " && ".join(steps.groups()).replace("py -m venv", "python3 -m venv")
    as_unix = as_unix.replace(".venv\\Scripts\\", ".venv/bin/").replace("\\", "/")
    assert as_unix == unix


def test_the_course_is_opened_by_one_command_everywhere():
    assert CONDA.endswith(" python -m course")
    for again in (".venv/bin/python -m course", r".venv\Scripts\python -m course"):
        assert f"`{again}`" in README
    assert notebooks.paths()[0].name == copy.FIRST


def test_the_saved_notebook_exists():
    command, number = SAVE.split(" -m ")[1].split()
    assert importlib.util.find_spec(command) and any(name.startswith(number) for name in NAMES)


def test_conda_installs_the_same_project():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] in CONDA and "environment.yml" in CONDA
    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["-c constraints.txt", "-e .[test]"]}
    python = next(line for line in conda if line.startswith("python="))
    assert python.removeprefix("python=") in TRIED
    assert "pip" in conda and len(conda) == 2  # everything else stands in pyproject.toml


def test_the_table_of_notebooks_is_true():
    row = r"\| \[(\d\d)\]\(notebooks/(\w+)\.ipynb\) \| (.+?) \| (\d+) \| (\d*) ?\|"
    rows = re.findall(row, README)
    assert [row[1] for row in rows] == NAMES
    for number, name, title, minutes, exercises in rows:
        first = text(cells(name, "markdown")[0]["source"])
        assert first.startswith(f"# {number} · {title}\n\n*About {minutes} minutes")
        assert re.findall(r"and (\d+) for the exercises", first) == ([exercises] * bool(exercises))


# --- The workflows, which could not be run where they were written ------------------------------

WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (ROOT / ".github" / "workflows").glob("*.yml")
}
TESTED = WORKFLOWS["tests"]["jobs"]


@pytest.mark.parametrize(
    ("workflow", "job", "command"),
    [("tests", "unix", TEST), ("tests", "windows", TEST_WINDOWS), ("pages", "build", BOOK)],
)
def test_a_workflow_runs_the_readme_command(workflow, job, command):
    assert command in [step.get("run") for step in WORKFLOWS[workflow]["jobs"][job]["steps"]]


def test_the_workflow_tests_on_three_systems_with_three_pythons():
    unix, windows = (TESTED[job]["strategy"]["matrix"] for job in ("unix", "windows"))
    assert unix["os"] == ["ubuntu-latest", "macos-latest"]
    assert TESTED["windows"]["runs-on"] == "windows-latest"
    assert unix["python"] == windows["python"] == TRIED
    for job in TESTED.values():
        wanted = [step["with"]["python-version"] for step in job["steps"] if "with" in step]
        assert wanted == ["${{ matrix.python }}"]
        assert job["env"]["CI"] == "true"  # there a skipped test is a failed one
    assert TESTED["windows"]["env"]["PY_PYTHON"] == "${{ matrix.python }}"  # by which py chooses


def test_each_workflow_says_that_it_was_not_run():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        head = path.read_text(encoding="utf-8").partition("name:")[0]
        assert "could not be run where it was written" in " ".join(head.replace("#", "").split())


def test_pages_are_published_once_they_are_built_and_lie_as_they_do_at_home():
    jobs = WORKFLOWS["pages"]["jobs"]
    assert jobs["publish"]["needs"] == "build"
    (placed,) = [step["run"] for step in jobs["build"]["steps"] if "_build/slides" in str(step)]
    # Book and slides lead to each other as ../slides and ../book.
    assert "cp -r _build/book _build/slides _build/run site/ " in placed
    assert "url=book/index.html" in placed and placed.endswith("> site/index.html")


# --- Dependencies -------------------------------------------------------------------------------


@functools.cache
def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@functools.cache
def requirements():
    extras = PROJECT["optional-dependencies"]
    own = PROJECT["name"]  # with the extra that the tests need as well
    lines = PROJECT["dependencies"] + extras["test"] + extras["book"]
    return [Requirement(line) for line in lines if not line.startswith(own)]


MACHINES = {
    "Linux": {"sys_platform": "linux", "platform_machine": "x86_64"},
    "Linux on Arm": {"sys_platform": "linux", "platform_machine": "aarch64"},
    "Windows": {"sys_platform": "win32", "platform_machine": "AMD64"},
    "Windows on Arm": {"sys_platform": "win32", "platform_machine": "ARM64"},
    "Mac": {"sys_platform": "darwin", "platform_machine": "arm64"},
    "Mac with Intel": {"sys_platform": "darwin", "platform_machine": "x86_64"},
}


def for_machine(requirements, machine, python):
    """The requirements that hold there, by name."""
    where = {**MACHINES[machine], "python_version": python, "python_full_version": python + ".0"}
    found = {}
    for r in requirements:
        if r.marker is None or r.marker.evaluate(where):
            found.setdefault(r.name.lower().replace("_", "-"), []).append(r)
    return found


# Up to the one after the last that TensorFlow is asked for on, where some pins may not bind yet.
WITH = [
    n for n in range(11, 40) if "tensorflow-cpu" in for_machine(requirements(), "Linux", f"3.{n}")
]
PYTHONS = [f"3.{n}" for n in range(11, max(WITH) + 2)]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("machine", MACHINES)
def test_each_dependency_is_pinned_once_and_within_its_bounds(machine, python):
    pinned = for_machine(pins(), machine, python)
    newer = {"numpy", "scipy", "contourpy"} if python == PYTHONS[-1] else set()  # pins don't bind
    for name, asked in for_machine(requirements(), machine, python).items():
        for requirement in asked:
            if name not in newer:
                (pin,) = pinned[name]
                (only,) = pin.specifier
                assert only.operator == "=="
                # A release candidate is taken by pip, also without the pins, where it is named.
                assert requirement.specifier.contains(only.version), f"{requirement} against {pin}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_compiled_is_asked_for_where_it_exists(machine, python):
    asked = set(for_machine(requirements(), machine, python))
    exists = machine not in ("Windows on Arm", "Mac with Intel") and python < PYTHONS[-1]
    name = "tensorflow-cpu" if machine == "Linux" else "tensorflow"
    assert {found for found in asked if "tensorflow" in found} == ({name} if exists else set())
    if python in ("3.15", *PYTHONS[:-1]):  # what there is for the next ones nobody knows
        assert ("numba" in asked) == (machine != "Mac with Intel")


def test_where_tensorflow_is_missing_it_is_said_for_which_pythons_it_exists():
    assert f"it exists for Python 3.11 to {PYTHONS[-2]} (not for Windows on Arm" in NO_TENSORFLOW
    assert '"python -m pip install -c constraints.txt -e ."' in NO_TENSORFLOW


ADDRESS = re.compile(r"pypi\.|pythonhosted|registry\.npm|conda\.anaconda")


# What is made in the folder of the course: environments and caches begin with a dot.
MADE = re.compile(r"\.|__pycache__|_build|my_course|my_work|handed_out|wheels|dist|.*\.egg-info")


def own_files():
    """The names of the course's own files: what git knows or, without it, what is not made."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return listed.stdout.splitlines()
    names = [path.relative_to(ROOT) for path in ROOT.glob("**/*.*")]
    return [str(name) for name in names if not any(MADE.match(part) for part in name.parts)]


def test_no_address_of_a_registry_is_written_anywhere():
    looked_at = 0
    for name in own_files():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".npz", ".png", ".keras", ".ipynb"):
            words = path.read_text(encoding="utf-8", errors="replace")
            assert not ADDRESS.search(words) or path.name == "test_project.py", name
            looked_at += 1
    assert looked_at > 30


# Lowest first, as they can be read: each imports from itself and from those before it alone.
LAYERS = ["nnlib", "nnlib.checks", "nnlib.linalg", "nnlib.mnist", "nnlib.digits"]
LAYERS += ["nnlib.network", "nnlib.convolution", "nnlib.bar", "nnlib.models"]
LAYERS += ["course", "course.notebooks", "course.save", "course.copy", "course.photo"]
LAYERS += ["course.pictures", "course.explore", "course.exercises", "course.tasks", "book"]


def own_modules():
    """The names of the course's own modules, and where they are."""
    for package in ("nnlib", "course", "book"):
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


def imported(path, known):
    """Those of the own modules that a module imports, at its top or where it needs them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from known & {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from known & {name if name in known else node.module for name in names}


def layer(name):
    """Where a module stands: its own place, or that of the package it is in."""
    return LAYERS.index(name) if name in LAYERS else layer(name.rpartition(".")[0])


def test_imports_run_one_way():
    paths = dict(own_modules())
    graph = {name: set(imported(path, paths.keys())) for name, path in paths.items()}
    above = {"course.__main__"}  # the command
    for name in graph.keys() - above:
        assert all(layer(other) <= layer(name) for other in graph[name]), (name, graph[name])
    TopologicalSorter(graph).prepare()  # raises CycleError
    assert len(graph["course.explore"]) > 5 and graph["course.tasks.n05"] & {"nnlib.linalg"}


@pytest.mark.parametrize("name", ["diagram", "explore", "plots", "scenes", "exercises"])
def test_a_notebook_from_before_is_told_what_to_do(name):
    with pytest.raises(ImportError, match="^This notebook is from before .* python -m course; "):
        importlib.import_module(f"nnlib.{name}")


def test_a_notebook_from_before_goes_on_where_its_photographs_are_read_now():
    assert importlib.import_module("nnlib.photo") is importlib.import_module("course.photo")


@pytest.mark.parametrize("command", ["course", "nnlib.course"])
def test_the_command_works_in_a_folder_of_its_name(tmp_path, command):
    inner = tmp_path / "course" / "course"
    inner.mkdir(parents=True)
    for here in (tmp_path, inner.parent, inner):
        done = subprocess.run(
            [sys.executable, "-m", command, "--help"],
            cwd=here,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.startswith("usage: python -m course "), done.stderr


# What takes time to load is loaded where it is used.
HEAVY = ("numba", "tensorflow", "keras", "matplotlib")
HEAVIER = ("numpy", "anywidget", "ipywidgets", *HEAVY)


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        ("import nnlib.linalg, course", HEAVIER),
        ("import nnlib.bar", (*HEAVIER, "IPython")),
        ("from course import exercises; exercises.check('02-1', len)", HEAVIER),
        ("import nnlib.models, nnlib.digits, nnlib.network", (*HEAVY, "IPython")),
        ("import course.explore, course.pictures.plots", HEAVY),
    ],
)
def test_importing_loads_nothing_heavy(code, left_out):
    code = f"import sys; {code}; print({set(left_out)} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_picture_keeps_its_name_whatever_is_imported_after_it():
    code = (
        "from course import pictures, explore\n"
        "import course.pictures.network, course.exercises.guesses\n"
        "print(*(name for name, it in vars(pictures).items() if callable(it) and name.islower()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    stills = (ROOT / "course" / "pictures" / "__init__.py").read_text(encoding="utf-8")
    assert sorted(done.stdout.split()) == sorted(re.findall(r"import (\w+) as \1\n", stills))


# --- What the reader sees -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawings", "tests"), [(explore, "browser/test_live_*.py"), (pictures, "test_*.py")]
)
def test_a_picture_without_a_test_is_noticed(drawings, tests):
    """A live one has to be moved in a browser; the README says where its test stands."""
    tried = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob(tests))
    names = getattr(drawings, "__all__", vars(drawings))
    made = [name for name in names if inspect.isfunction(getattr(drawings, name))]
    called = f"{drawings.__name__.rpartition('.')[2]}.%s("
    assert len(made) > 10 and [name for name in made if called % name not in tried] == []


def test_the_cover_is_what_the_network_draws():
    sys.path.insert(0, str(ROOT / "book"))
    try:
        import make_cover
    finally:
        sys.path.remove(str(ROOT / "book"))
    stored = make_cover.COVER.read_text(encoding="utf-8")
    assert stored == make_cover.draw() + "\n", "python book/make_cover.py draws it anew"


def test_citation_names_the_sources():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    titles = " ".join(reference["title"] for reference in citation["references"])
    for words in (
        "Dirbtinių neuroninių tinklų dėstymas",
        "Neural Networks and Deep Learning",
        "Grokking Deep Learning",
        "Deep learning, chapters 1-4",
    ):
        assert words in titles


def test_jupyterlab_looks_for_no_updates():
    """That it asks no question at its first start, tests/browser/test_lab.py sees."""
    settings = (ROOT / "settings" / "overrides.json").read_text(encoding="utf-8")
    assert '"checkForUpdates": false' in settings
