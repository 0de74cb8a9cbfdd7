"""Make one mistake at a time in a copy of the course, and see that the tests notice it.

    python tests/mutate.py                    all groups, some two minutes
    python tests/mutate.py linalg weights     these groups alone

The mistakes ("mutants"): every sign, comparison and index in linalg, checks and network; a weight
in a cell of ten notebooks; a stored figure of ten notebooks; and a figure in each row of
test_figures' table, as if a notebook had been saved again with a wrong number. Prints what no test
notices. Nothing may be left but the mutants listed below, which change no result.
"""

import ast
import importlib.util
import json
import multiprocessing
import os
import queue
import random
import re
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from stored import NAMES, ROOT, text
from test_figures import FIGURES

# Mutants that change no result, and why: "module.function: line → changed line".
CHANGES_NOTHING = {
    "network.relu: return (x > 0) * x → return (x >= 0) * x": (
        "They differ where x is 0, and there both 0 * 0 and 1 * 0 are 0."
    ),
    (
        "network.fit: "
        "if test is not None and (iteration % every == 0 or iteration == steps[-1]): → "
        "if test is not None and (iteration % every <= 0 or iteration == steps[-1]):"
    ): "The rest of a division by a positive number is never below 0.",
    (
        "network.fit: "
        "if test is not None and (iteration % every == 0 or iteration == steps[-1]): → "
        "if test is not None and (iteration % every == 0 or iteration >= steps[-1]):"
    ): "No iteration comes after the last one.",
    (
        "checks.as_table: "
        "if array.ndim != 2 or array.shape[1] != width or len(array) == 0: → "
        "if array.ndim != 2 or array.shape[1] != width or len(array) <= 0:"
    ): "No length is below 0.",
    (
        "network._nonzero_pixels: "
        "starts = np.searchsorted(rows, np.arange(len(images) + 1)).astype(np.int64) → "
        "starts = np.searchsorted(rows, np.arange(len(images) + 1 + 1)).astype(np.int64)"
    ): "One more start stands at the end of the list, where no image reads it.",
    "network._iteration_as_loops: if layer_1[h] > 0: → if layer_1[h] >= 0:": (
        "A unit at 0 adds 0 times its weights to each output, as a silent unit adds nothing."
    ),
    (
        "network._iteration_in_numpy: "
        "weights_1_2 += alpha * (layer_1.T @ layer_2_delta) → "
        "weights_1_2 += alpha * (layer_1.T * layer_2_delta)"
    ): "A column times a row is the same table of products, as a matrix product or broadcast.",
    (
        "network._iteration_in_numpy: "
        "weights_0_1 += alpha * (layer_0.T @ layer_1_delta) → "
        "weights_0_1 += alpha * (layer_0.T * layer_1_delta)"
    ): "A column times a row is the same table of products, as a matrix product or broadcast.",
}

PROCESSES = 3  # kernels are waited for as well
STATUS = "status.txt"
SECONDS = 180  # a mutant that takes longer than this never ends; sound tests take some 5 seconds
# What a process of tests begins with, besides nnlib and the tests themselves.
PRELOAD = ["pytest", "numpy", "hypothesis.strategies", "nbformat", "jupyter_client"]
COPIED = ["nnlib", "course", "tests", "notebooks", "data", "conftest.py", "pyproject.toml"]
# Compiling the training loop for each mutant would take minutes. It runs as plain Python instead,
# where NumPy warns of the overflow that compiled code passes over.
NO_COMPILER = "def njit(**settings):\n    return lambda loop: loop\n"
PYTEST = ["-x", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
PYTEST += ["-W", "ignore::RuntimeWarning"]
# At its end pytest would clear up all memory twice, in case something is wrong there: nearly half
# of what a mutant takes.
PYTEST += ["-p", "no:unraisableexception"]
PYTHON_TESTS = ["-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0"]
PYTHON_TESTS += ["-k", "not where_numba_can_keep"]  # it has no compiler here that could
NBVAL = ["-p", "nbval.plugin", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]

SIGNS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt, ast.GtE),
    ast.Gt: (ast.GtE, ast.LtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


class Mutant(NamedTuple):
    """A changed file, in words and whole, and what is run to notice the change."""

    words: str
    path: str
    content: str
    tests: list[str]


# --- Signs, comparisons and indices in Python ----------------------------------------------------


def children(node, is_index=False):
    """Yield (child, put, whether it is an index); ``put`` puts another node in its place.

    An index is what stands in the brackets of a subscript, and a bound of a range. Types are left
    out: they have brackets too, but compute nothing.
    """
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx"):
            continue
        if isinstance(node, ast.Subscript):
            index = name == "slice"
        elif isinstance(node, ast.Call) and name == "args":
            index = ast.unparse(node.func) in ("range", "np.arange")
        else:
            index = is_index and isinstance(node, (ast.Tuple, ast.Slice))
        if isinstance(value, list):
            for place, child in enumerate(value):
                if isinstance(child, ast.AST):
                    yield child, partial(value.__setitem__, place), index
        elif isinstance(value, ast.AST):
            yield value, partial(setattr, node, name), index


def index_names(node, is_index=False):
    """Return the names that stand as indices in a statement, without the statements in it."""
    found = {node.id} if is_index and isinstance(node, ast.Name) else set()
    for child, _, index in children(node, is_index):
        is_bound = isinstance(node, ast.Call)
        if not isinstance(child, ast.stmt):
            found |= index_names(child, index and not is_bound)
    return found


def moved(index, by):
    if isinstance(index, ast.Constant):
        return ast.Constant(index.value + by)
    return ast.BinOp(index, ast.Add() if by > 0 else ast.Sub(), ast.Constant(1))


def swapped(node):
    """Return ``a[j, i]`` for ``a[i, j]`` and ``a[j][i]`` for ``a[i][j]``, else None."""
    if not isinstance(node, ast.Subscript):
        return None
    last, inner = node.slice, node.value
    if isinstance(last, ast.Tuple) and len(last.elts) == 2:
        new = ast.Subscript(inner, ast.Tuple(last.elts[::-1], ast.Load()), node.ctx)
    elif isinstance(inner, ast.Subscript):
        new = ast.Subscript(ast.Subscript(inner.value, last, inner.ctx), inner.slice, node.ctx)
    else:
        return None
    return new if ast.unparse(new) != ast.unparse(node) else None


def changed(node, is_index, names):
    """Yield what may stand in a node's place. ``names`` are the indices of its statement."""
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        yield ast.BinOp(node.left, SIGNS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in SIGNS:
        yield ast.AugAssign(node.target, SIGNS[type(node.op)](), node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "range" and len(node.args) == 1:
        for start in (1, -1):
            yield ast.Call(node.func, [ast.Constant(start), *node.args], node.keywords)
    if swapped(node):
        yield swapped(node)
    is_key = isinstance(node, ast.Constant) and not isinstance(node.value, int)
    if is_index and not is_key and not isinstance(node, (ast.Tuple, ast.Slice)):
        yield moved(node, 1)
        yield moved(node, -1)
        if isinstance(node, ast.Name) and node.id in names:
            for other in sorted(names - {node.id}):
                yield ast.Name(other, ast.Load())


def mutate(source):
    """Yield (words, source) for each changed sign, comparison and index in the functions."""
    tree = ast.parse(source)
    lines = ast.unparse(tree).split("\n")
    seen = {}

    def visit(node, function, names, is_index=False):
        if isinstance(node, ast.stmt):
            names = index_names(node)
        if isinstance(node, ast.FunctionDef):
            function = node.name
        for child, put, index in children(node, is_index):
            if function:
                for new in changed(child, index, names):
                    put(new)
                    mutated = ast.unparse(tree)
                    put(child)
                    yield describe(function, mutated), mutated
            yield from visit(child, function, names, index)

    def describe(function, mutated):
        pairs = zip(lines, mutated.split("\n"), strict=True)
        [(before, after)] = [(old.strip(), new.strip()) for old, new in pairs if old != new]
        words = f"{function}: {before} → {after}"
        seen[words] = seen.get(words, 0) + 1
        return words if seen[words] == 1 else f"{words} (no. {seen[words]})"

    yield from visit(tree, "", set())


def python_mutants(module):
    path = f"nnlib/{module}.py"
    for words, content in mutate((ROOT / path).read_text(encoding="utf-8")):
        yield Mutant(f"{module}.{words}", path, content, [*PYTHON_TESTS, f"tests/test_{module}.py"])


# --- Weights and figures in notebooks ------------------------------------------------------------


def weight_digits(source):
    """Return where in a cell's code the last digits of the weights stand that are written out."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    places = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and re.search("weight|wgt", ast.unparse(node.targets)):
            parts = list(ast.walk(node.value))
            written_out = (ast.List, ast.Constant, ast.UnaryOp, ast.USub, ast.Load)
            numbers = [part for part in parts if isinstance(part, ast.Constant)]
            if all(isinstance(part, written_out) for part in parts) and all(
                isinstance(number.value, (int, float)) for number in numbers
            ):
                places += [starts[n.end_lineno - 1] + n.end_col_offset - 1 for n in numbers]
    return sorted(places)


def number_digits(printed):
    """Return where in a printed text the last digits of its numbers stand."""
    return [found.start() for found in re.finditer(r"\d(?!\d)", printed)]


def with_other_digit(words, place):
    digit = "8" if words[place] == "9" else str(int(words[place]) + 1)
    return words[:place] + digit + words[place + 1 :]


def printed_parts(cell):
    """Yield (holder, key) of each text that a cell has printed or that describes its picture."""
    for output in cell.get("outputs", []):
        for holder, key in ((output, "text"), (output.get("data", {}), "text/plain")):
            if key in holder:
                yield holder, key


def one(choices, name):
    """Return one of several places or figures: any, but the same each time."""
    return random.Random(name).choice(list(choices))


def notebook_mutant(name, parts, digits, tests):
    """Return the notebook with one of its digits changed, or None if it has none.

    ``parts`` of a cell are pairs (holder, key) of its texts, ``digits`` of a text are places in it.
    """
    path = f"notebooks/{name}.ipynb"
    notebook = json.loads((ROOT / path).read_text(encoding="utf-8"))
    places = [
        (cell["id"], holder, key, place)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for holder, key in parts(cell)
        for place in digits(text(holder[key]))
    ]
    if not places:
        return None
    cell_id, holder, key, place = one(places, name)
    old = text(holder[key])
    holder[key] = new = with_other_digit(old, place)
    row = old.count("\n", 0, place)
    start = max(0, place - old.rfind("\n", 0, place) - 40)
    before, after = (words.split("\n")[row][start : start + 60].strip() for words in (old, new))
    words = f"{name}, cell {cell_id}: {before} → {after}"
    return Mutant(words, path, json.dumps(notebook), tests)


def given_code(cell):
    """Return the place of a cell's code; what a student is to change is no part of the course."""
    return [] if "exercise" in cell["metadata"].get("tags", []) else [(cell, "source")]


def weight_mutants():
    """Yield a changed weight for each notebook that writes weights out, in 01 to 11."""
    for name in NAMES[1:12]:
        tests = [*NBVAL, f"notebooks/{name}.ipynb"]
        if mutant := notebook_mutant(name, given_code, weight_digits, tests):
            yield mutant


def figure_mutants():
    """Yield a changed figure for each of ten notebooks; running it again must show the mistake."""
    for name in NAMES[3:13]:
        tests = [*NBVAL, f"notebooks/{name}.ipynb"]
        yield notebook_mutant(name, printed_parts, number_digits, tests)


def with_other_figure(printed, figure):
    """Return a printed text with another last digit in a figure, wherever it shows that figure."""
    sign = re.escape(figure).replace(r"\-", "[-−]")
    whole = re.compile(rf"(?<![\d.−-]){sign}(?!\d|\.\d)")
    return whole.sub(lambda found: with_other_digit(found[0], number_digits(found[0])[-1]), printed)


def saved_mutants():
    """Yield a changed figure for each row of test_figures, which alone must notice it."""
    for name, cell_id, figures in FIGURES:
        path = f"notebooks/{name}.ipynb"
        notebook = json.loads((ROOT / path).read_text(encoding="utf-8"))
        cell = next(cell for cell in notebook["cells"] if cell["id"] == cell_id)
        figure = one((figure for figure in figures.split() if number_digits(figure)), cell_id)
        for holder, key in printed_parts(cell):
            holder[key] = with_other_figure(text(holder[key]), figure)
        words = f"{name}, cell {cell_id}: {figure} → {with_other_figure(figure, figure)}"
        yield Mutant(words, path, json.dumps(notebook), ["tests/test_figures.py"])


# --- Running the tests on a copy -----------------------------------------------------------------


def copy_into(folder):
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "numba.py").write_text(NO_COMPILER, encoding="utf-8")


def run(folder, tests, said, mistaken):
    """Run tests in the copy, whose nnlib comes before the installed one; pytest's status ends it.

    This is a process of its own, which has loaded NumPy and the like already. What it prints goes
    to the file ``said``.
    """
    printed = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.chdir(folder)
    os.environ |= {
        "PYTHONPATH": str(folder),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # the plugins of other tests take seconds to load
        "NUMBA_CACHE_DIR": str(folder / "numba_cache"),
    }
    # What is compiled is kept of the course as it is, and never of a mistake.
    sys.dont_write_bytecode = mistaken
    if mistaken:
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    # The first example that fails is enough: none is made smaller, or kept for the next mutant.
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("first", phases=phases, database=None)
    hypothesis.settings.load_profile("first")
    for name in [name for name, module in sys.modules.items() if is_copied(module)]:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    found = importlib.util.find_spec("nnlib").origin
    if Path(found) != folder / "nnlib" / "__init__.py":
        print(f"The tests would import {found} instead of the copy in {folder}.")
        sys.exit(pytest.ExitCode.INTERNAL_ERROR)
    # A forked process's exit status can get lost on its way, what stands in a file cannot.
    status = int(pytest.main([*PYTEST, *tests], plugins=[QuickFirst]))
    (folder / STATUS).write_text(str(status), encoding="utf-8")
    sys.exit(status)


class QuickFirst:
    """Has pytest try what takes long last: the tests of many random examples."""

    @staticmethod
    def pytest_collection_modifyitems(items):
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)


def is_copied(module):
    """Tell whether a module is of the course, as it is in the copy, with the mistake, too."""
    file = getattr(module, "__file__", None)
    return file is not None and any(Path(file).is_relative_to(ROOT / name) for name in COPIED)


class Copies:
    """Copies of the course, one for each process that runs tests at the same time."""

    def __init__(self, folder):
        # Where it can, a process is forked from one that has loaded what takes time.
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self.context = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self.context.set_forkserver_preload(PRELOAD)
        self.free = queue.SimpleQueue()
        for number in range(PROCESSES):
            copy_into(folder / str(number))
            self.free.put(folder / str(number))

    def tests_pass(self, tests, path="pyproject.toml", content=None):
        """Tell whether tests pass with a file changed; those that never end have failed as well."""
        folder = self.free.get()
        said = folder / "said.txt"
        if content is not None:
            (folder / path).write_text(content, encoding="utf-8")
        (folder / STATUS).unlink(missing_ok=True)
        process = self.context.Process(target=run, args=(folder, tests, said, content is not None))
        process.start()
        process.join(SECONDS)
        never_ends = process.is_alive()
        process.kill()
        process.join()
        shutil.copy(ROOT / path, folder / path)
        ended, words = folder / STATUS, said.read_text(encoding="utf-8", errors="replace")
        status = int(ended.read_text(encoding="utf-8")) if ended.exists() else process.exitcode
        self.free.put(folder)
        if status not in (0, 1) and not never_ends:  # the tests did not run
            raise SystemExit(f"pytest could not run {' '.join(tests)}:\n{words}")
        if status and content is None:
            raise SystemExit(f"The tests fail without any change:\n{words}")
        return status == 0


GROUPS = {
    "linalg": partial(python_mutants, "linalg"),
    "checks": partial(python_mutants, "checks"),
    "network": partial(python_mutants, "network"),
    "weights": weight_mutants,
    "figures": figure_mutants,
    "saved": saved_mutants,
}


def main(names):
    """Make the mutants of the named groups, or all; return the exit status."""
    for name in names:
        if name not in GROUPS:
            raise SystemExit(f"There is no group {name!r}: the groups are {', '.join(GROUPS)}.")
    names = names or list(GROUPS)
    started = time.monotonic()
    groups = {name: list(GROUPS[name]()) for name in names}
    everything = [mutant for mutants in groups.values() for mutant in mutants]
    selections = list(dict.fromkeys(tuple(mutant.tests) for mutant in everything))
    print(f"unchanged: {len(selections)} selections of tests … ", end="", flush=True)
    survivors = []
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(PROCESSES) as pool,
    ):
        copies = Copies(Path(folder).resolve())
        list(pool.map(copies.tests_pass, selections))
        print(f"all pass ({time.monotonic() - started:.0f} s)")
        for name, mutants in groups.items():
            print(f"{name}: {len(mutants)} mutants … ", end="", flush=True)
            passed = pool.map(lambda m: copies.tests_pass(m.tests, m.path, m.content), mutants)
            left = [mutant.words for mutant, missed in zip(mutants, passed, strict=True) if missed]
            caught, seconds = len(mutants) - len(left), time.monotonic() - started
            print(f"{caught} caught, {len(left)} left ({seconds:.0f} s)")
            survivors += left
    listed = [words for words in CHANGES_NOTHING if words.partition(".")[0] in names]
    for words in survivors:
        reason = CHANGES_NOTHING.get(words)
        print(f"  {'changes no result' if reason else 'NOT NOTICED'}: {words}")
        if reason:
            print(f"    {reason}")
    wrong = [words for words in survivors if words not in CHANGES_NOTHING]
    stale = [words for words in listed if words not in survivors]
    for words in stale:
        print(f"  LISTED, but noticed or no longer made: {words}")
    print(f"{len(everything)} mutants, {len(wrong)} not noticed, {len(stale)} wrongly listed")
    return 1 if wrong or stale else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # Windows' own code page has no arrow
    sys.exit(main(sys.argv[1:]))
