"""How long one step of learning takes in the deck's NumPy loop and in nnlib.

Run ``python benchmarks/training.py``. First both learn from the same weights, and their rows must
be those of the seminar's table. Then they are timed in turn, run by run, so that whatever else the
machine does meanwhile hits both. ``README.md`` beside this file says what is measured and what came
out.
"""

import argparse
import contextlib
import importlib.metadata
import importlib.util
import io
import os
import platform
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import stored  # noqa: E402
from nnlib.mnist import load_mnist, one_hot  # noqa: E402
from nnlib.network import Network  # noqa: E402

ALPHA = 0.005
FULL = 350  # iterations of the seminar's table
DECK_PART = 50  # of which this many are timed of the deck's loop in each run
NOTEBOOK = "13_numpy_network"
TABLE = ROOT / "tests" / "mnist_table.txt"

DECK, NNLIB = "the deck's NumPy loop", "nnlib, compiled by Numba"


class Task(NamedTuple):
    """What is learned: images (n, pixels), labels one-hot, and the same for the test."""

    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    hidden_size: int = 40

    def network(self):
        """A new network, with the weights from which all begin."""
        pixels, classes = self.images.shape[1], self.labels.shape[1]
        return Network(self.hidden_size, seed=1, pixels=pixels, classes=classes)


def seminar_task():
    (x_train, y_train), (x_test, y_test) = load_mnist()
    return Task(
        x_train[:1000].reshape(1000, 784) / 255,
        one_hot(y_train[:1000]),
        x_test.reshape(10000, 784) / 255,
        one_hot(y_test),
    )


def from_notebook(name):
    """A function as notebook 13 defines it, with the names that it calls."""
    needs = {"np": np, "alpha": ALPHA}
    for helper in ("relu", "relu2deriv"):
        needs[helper] = stored.function(NOTEBOOK, helper)
    return stored.function(NOTEBOOK, name, **needs)


def deck_pass(task):
    """One pass over all images: it changes both weights, returns the error and the accuracy."""
    return partial(from_notebook("one_iteration"), task.images, task.labels)


# The check: the same rows and weights from both.


class Learned(NamedTuple):
    """The rows as the seminar prints them, and the weights at the end."""

    rows: list[str]
    weights: tuple[np.ndarray, np.ndarray]


def printed(*row):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        from_notebook("print_row")(*row)
    return text.getvalue().strip()


def learn_with_deck(task, iterations):
    one_pass, evaluate = deck_pass(task), from_notebook("evaluate")
    network = task.network()
    weights = network.weights_0_1, network.weights_1_2
    rows = []
    for j in range(iterations):
        train = one_pass(*weights)
        if j % 10 == 0 or j == iterations - 1:
            rows.append(printed(j, *train, *evaluate(task.test_images, task.test_labels, *weights)))
    return Learned(rows, weights)


def learn_with_nnlib(task, iterations):
    network = task.network()
    test = task.test_images, task.test_labels
    history = network.fit(
        task.images, task.labels, alpha=ALPHA, iterations=iterations, test=test, every=10
    )
    rows = [printed(*row.values()) for row in history if "test_error" in row]
    return Learned(rows, (network.weights_0_1, network.weights_1_2))


def require_equal(learned, reference):
    """Raise AssertionError unless rows are the same and weights agree to 1e-9."""
    for row, other in zip(learned.rows, reference.rows, strict=True):
        if row != other:
            raise AssertionError(f"nnlib has the row {row!r}, but the deck's loop {other!r}.")
    require_close(learned.weights, reference.weights)


def require_close(weights, reference):
    distance = np.max([np.abs(a - b).max() for a, b in zip(weights, reference, strict=True)])
    if not distance <= 1e-9:
        raise AssertionError(f"nnlib ends {distance:.1e} away from the deck's weights.")


def require_table(rows):
    """Raise AssertionError unless each row that the seminar's table has is as it stands there."""
    table = dict(line.split(" ", 1) for line in TABLE.read_text(encoding="utf-8").splitlines())
    found = [row.split(" ", 1) for row in rows if row.split(" ", 1)[0] in table]
    for number, values in found:
        if values != table[number]:
            raise AssertionError(f"{number} is {values!r}, but in the table {table[number]!r}.")
    return len(found)


# The clock. Each function returns the seconds of one step, that is of one image.


def time_deck(task, iterations):
    one_pass, network = deck_pass(task), task.network()
    start = time.perf_counter()
    for _ in range(iterations):
        one_pass(network.weights_0_1, network.weights_1_2)
    return (time.perf_counter() - start) / (iterations * len(task.images))


def time_nnlib(task, iterations, reference):
    network = task.network()
    start = time.perf_counter()
    network.fit(task.images, task.labels, alpha=ALPHA, iterations=iterations)
    seconds = time.perf_counter() - start
    require_close((network.weights_0_1, network.weights_1_2), reference)
    return seconds / (iterations * len(task.images))


def in_turn(clocks, runs):
    """Read every clock once a run, in turn; return a list of seconds for each name."""
    seconds = {name: [] for name in clocks}
    for _ in range(runs):
        for name, clock in clocks.items():
            seconds[name].append(clock())
    return seconds


# Fresh interpreters: what importing and compiling take.

FIRST_FIT = """
import time
start = time.perf_counter()
import numba
imported = time.perf_counter()
import numpy as np
from nnlib.network import Network
before = time.perf_counter()
Network(2, pixels=3, classes=2).fit(np.ones((1, 3)), np.eye(2)[:1], iterations=1)
print(imported - start, time.perf_counter() - before)
"""


def run_python(code, **environment):
    """Run code in a fresh interpreter; return what it prints and its seconds from start to end."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, time.perf_counter() - start


def import_seconds(runs):
    """Return the seconds that ``import nnlib`` adds to an empty interpreter."""
    run_python("import nnlib")  # writes the bytecode, which is not counted
    codes = {code: lambda code=code: run_python(code)[1] for code in ("pass", "import nnlib")}
    seconds = in_turn(codes, runs)
    return median(seconds["import nnlib"]) - median(seconds["pass"])


def first_fit_seconds(runs):
    """Return lists of seconds: importing Numba, a first fit that compiles, one with the cache."""
    imports, cold, cached = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for seconds in (cold, cached):
                output, _ = run_python(FIRST_FIT, NUMBA_CACHE_DIR=folder)
                imported, fitted = map(float, output.split())
                imports.append(imported)
                seconds.append(fitted)
    return imports, cold, cached


# What is printed.


def ratios(seconds):
    """Return for each name the median over the runs of its seconds by nnlib's in the same run."""
    return {
        name: median(mine / nnlib for mine, nnlib in zip(values, seconds[NNLIB], strict=True))
        for name, values in seconds.items()
    }


def result_table(seconds, steps):
    lines = [f"{'':26}{'x nnlib':>8}{'µs a step':>11}{'from - to':>22}{f'{FULL} iterations':>17}"]
    for name, ratio in ratios(seconds).items():
        each = [value * 1e6 for value in seconds[name]]
        spread = f"{min(each):.2f} - {max(each):.2f}"
        whole = f"{median(seconds[name]) * steps:.2f} s"
        lines.append(f"{name:26}{ratio:8.2f}{median(each):11.2f}{spread:>22}{whole:>17}")
    return lines


def machine():
    packages = []
    for name in ("numpy", "numba"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            packages.append(f"{name} {importlib.metadata.version(name)}")
    system = f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}"
    return f"{system}, Python {platform.python_version()}, {', '.join(packages)}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="medians are of so many (5)")
    parser.add_argument("--iterations", type=int, default=FULL, help="passes of nnlib")
    options = parser.parse_args(arguments)
    iterations = options.iterations
    part = min(DECK_PART, iterations)
    task = seminar_task()
    print(machine())
    compiles = importlib.util.find_spec("numba") is not None
    if not compiles:
        print("Numba is not installed, so nnlib runs its NumPy loop and the table is slow.")

    print(f"\nThe check: {iterations} iterations each from the same weights.", flush=True)
    deck = learn_with_deck(task, iterations)
    require_equal(learn_with_nnlib(task, iterations), deck)
    print(f"Their rows, {len(deck.rows)}, are the same and their weights agree to 1e-9.")
    print(f"Rows as in the seminar's table, digit by digit: {require_table(deck.rows)}.")

    print(f"The clock: {options.runs} runs, in each of them both in turn.", flush=True)
    clocks = {
        DECK: partial(time_deck, task, part),
        NNLIB: partial(time_nnlib, task, iterations, deck.weights),
    }
    print(*result_table(in_turn(clocks, options.runs), FULL * len(task.images)), sep="\n")
    print(f"Timed in each run: {part} iterations of the deck's loop, {iterations} of nnlib.")
    print("Training only; the last column is scaled from it.")

    if compiles:
        imports, cold, cached = first_fit_seconds(options.runs)
        print(
            f"\nBefore the first step, not counted above: {median(imports):.2f} s to import Numba, "
            f"then\n{median(cold):.2f} s to compile the loop for the first time, "
            f"{median(cached):.2f} s to fetch it from the cache."
        )
    print(f"import nnlib: {import_seconds(options.runs):.3f} s")


if __name__ == "__main__":
    main()
