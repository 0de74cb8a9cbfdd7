"""How long one step of learning takes: the deck's NumPy loop, nnlib, C, scikit-learn and Keras.

Run ``python benchmarks/training.py``. First the deck's loop, nnlib and C learn from the same
weights, and their rows must be those of the seminar's table. Then all are timed in turn, run by
run, so that whatever else the machine does meanwhile hits all of them. ``README.md`` beside this
file says what is measured and what came out.
"""

import argparse
import contextlib
import ctypes
import importlib.metadata
import importlib.util
import io
import os
import platform
import shutil
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
from nnlib import models  # noqa: E402
from nnlib.mnist import load_mnist, one_hot  # noqa: E402
from nnlib.network import Network, _nonzero_pixels  # noqa: E402

ALPHA = 0.005
FULL = 350  # iterations of the seminar's table
DECK_PART = 50  # of which this many are timed of the deck's loop in each run
NOTEBOOK = "13_numpy_network"
TABLE = ROOT / "tests" / "mnist_table.txt"
COMPILERS = ("cc", "gcc", "clang")

DECK, NNLIB, C = "the deck's NumPy loop", "nnlib, compiled by Numba", "C, cc -O3 -march=native"
SKLEARN = "scikit-learn, MLPClassifier"
KERAS_FIT, KERAS_BATCH = "Keras, fit", "Keras, train_on_batch"
KERAS_MANY = "Keras, fit, many steps a call"


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


# One pass over all images, in NumPy and in C: a function of both weights, which it changes, that
# returns the mean error and the accuracy.


def from_notebook(name):
    """A function as notebook 13 defines it, with the names that it calls."""
    needs = {"np": np, "alpha": ALPHA}
    for helper in ("relu", "relu2deriv"):
        needs[helper] = stored.function(NOTEBOOK, helper)
    return stored.function(NOTEBOOK, name, **needs)


def deck_pass(task):
    return partial(from_notebook("one_iteration"), task.images, task.labels)


def compile_c(folder):
    """Compile training.c into the folder and return the library.

    Raises FileNotFoundError where there is no compiler and OSError where it fails.
    """
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        raise FileNotFoundError(
            f"C is left out: there is no compiler here ({', '.join(COMPILERS)}); install one to "
            "compare with it."
        )
    library = Path(folder) / ("training.dll" if sys.platform == "win32" else "training.so")
    source = Path(__file__).with_name("training.c")
    command = [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", library, source]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        reason = (done.stderr.strip() or "no message").splitlines()[0]
        raise OSError(f"C is left out: {compiler} can't compile training.c ({reason}).")
    return ctypes.CDLL(str(library))


def c_pass(task, library):
    doubles = np.ctypeslib.ndpointer(np.float64, ndim=2, flags="C_CONTIGUOUS")
    numbers = np.ctypeslib.ndpointer(np.int64, ndim=1, flags="C_CONTIGUOUS")
    size, count = ctypes.c_int64, ctypes.POINTER(ctypes.c_int64)
    function = library.one_pass
    function.restype = ctypes.c_double
    function.argtypes = [doubles, numbers, numbers, doubles, doubles, doubles]
    function.argtypes += [size, size, size, size, ctypes.c_double, count]
    starts, columns = _nonzero_pixels(task.images)
    images, labels = task.images, task.labels
    sizes = len(images), images.shape[1], task.hidden_size, labels.shape[1]

    def one_pass(weights_0_1, weights_1_2):
        correct = ctypes.c_int64(0)
        error = function(
            images, starts, columns, labels, weights_0_1, weights_1_2, *sizes, ALPHA, correct
        )
        return error / len(images), correct.value / len(images)

    return one_pass


# The check: the same rows and weights from all three.


class Learned(NamedTuple):
    """The rows as the seminar prints them, and the weights at the end."""

    rows: list[str]
    weights: tuple[np.ndarray, np.ndarray]


def printed(*row):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        from_notebook("print_row")(*row)
    return text.getvalue().strip()


def learn_in_passes(task, one_pass, iterations):
    evaluate = from_notebook("evaluate")
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


def require_equal(name, learned, reference):
    """Raise AssertionError unless rows are the same and weights agree to 1e-9."""
    for row, other in zip(learned.rows, reference.rows, strict=True):
        if row != other:
            raise AssertionError(f"{name} has the row {row!r}, but the deck's loop {other!r}.")
    require_close(name, learned.weights, reference.weights)


def require_close(name, weights, reference):
    distance = np.max([np.abs(a - b).max() for a, b in zip(weights, reference, strict=True)])
    if not distance <= 1e-9:
        raise AssertionError(f"{name} ends {distance:.1e} away from the deck's weights.")


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


def time_c(task, library, iterations, reference):
    network = task.network()
    start = time.perf_counter()
    one_pass = c_pass(task, library)  # with the lists of pixels, which fit makes as well
    for _ in range(iterations):
        one_pass(network.weights_0_1, network.weights_1_2)
    seconds = time.perf_counter() - start
    require_close(C, (network.weights_0_1, network.weights_1_2), reference)
    return seconds / (iterations * len(task.images))


def time_nnlib(task, iterations, reference):
    network = task.network()
    start = time.perf_counter()
    network.fit(task.images, task.labels, alpha=ALPHA, iterations=iterations)
    seconds = time.perf_counter() - start
    require_close(NNLIB, (network.weights_0_1, network.weights_1_2), reference)
    return seconds / (iterations * len(task.images))


def sklearn_network(task, steps):
    """MLPClassifier of the same sizes after a first fit (it has biases and softmax besides)."""
    try:
        from sklearn.neural_network import MLPClassifier
    except ImportError:
        raise ImportError(
            'scikit-learn is left out: "python -m pip install scikit-learn" installs it.'
        ) from None
    network = MLPClassifier(
        hidden_layer_sizes=(task.hidden_size,),
        batch_size=1,
        solver="sgd",
        learning_rate="constant",
        learning_rate_init=ALPHA,
        momentum=0,
        alpha=0,
        shuffle=False,
        random_state=1,
    )
    digits = task.labels.argmax(axis=1)
    classes = np.arange(task.labels.shape[1])
    network.partial_fit(task.images[:steps], digits[:steps], classes=classes)
    return network


def time_sklearn(task, network, steps):
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    images, digits = task.images[:steps], task.labels[:steps].argmax(axis=1)
    # For one image at a time threads are no help, and where the cores are busy they wait for
    # each other: a step took about ten times as long.
    with threadpool_limits(1):
        start = time.perf_counter()
        network.partial_fit(images, digits)
        return (time.perf_counter() - start) / len(images)


def keras_network(task, steps_per_execution=1):
    """The deck's network in Keras, from the same weights: no bias, and the same steps.

    Keras's mean squared error is a mean over the outputs and its slope has the factor 2, so its
    learning rate is alpha * classes / 2.
    """
    try:
        keras = models.tensorflow().keras
    except ImportError as error:
        raise ImportError(f"Keras is left out. {error}") from None
    pixels, classes = task.images.shape[1], task.labels.shape[1]
    network = keras.Sequential(
        [
            keras.Input((pixels,)),
            keras.layers.Dense(task.hidden_size, activation="relu", use_bias=False),
            keras.layers.Dense(classes, use_bias=False),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.SGD(ALPHA * classes / 2),
        loss="mse",
        steps_per_execution=steps_per_execution,
    )
    return network


def keras_fit(network, images, labels):
    network.fit(images, labels, batch_size=1, epochs=1, shuffle=False, verbose=0)


def keras_batches(network, images, labels):
    for i in range(len(images)):
        network.train_on_batch(images[i : i + 1], labels[i : i + 1])


def time_keras(task, network, learn, steps):
    images = task.images[:steps].astype(np.float32)
    labels = task.labels[:steps].astype(np.float32)
    made = task.network()
    network.set_weights([made.weights_0_1, made.weights_1_2])
    start = time.perf_counter()
    learn(network, images, labels)
    return (time.perf_counter() - start) / len(images)


def others(task, steps):
    """Return clocks for scikit-learn and Keras, warmed up, and a sentence for what is missing."""
    clocks, missing = {}, []
    try:
        clocks[SKLEARN] = partial(time_sklearn, task, sklearn_network(task, steps), steps)
    except ImportError as error:
        missing.append(str(error))
    try:
        for name, learn, steps_per_execution in [
            (KERAS_FIT, keras_fit, 1),
            (KERAS_BATCH, keras_batches, 1),
            (KERAS_MANY, keras_fit, steps),
        ]:
            network = keras_network(task, steps_per_execution)
            clocks[name] = partial(time_keras, task, network, learn, steps)
            clocks[name]()  # the first time Keras traces its functions, which is not counted
    except ImportError as error:
        missing.append(str(error))
    return clocks, missing


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
    lines = [f"{'':32}{'x nnlib':>8}{'µs a step':>11}{'from - to':>22}{f'{FULL} iterations':>17}"]
    for name, ratio in ratios(seconds).items():
        each = [value * 1e6 for value in seconds[name]]
        spread = f"{min(each):.2f} - {max(each):.2f}"
        whole = f"{median(seconds[name]) * steps:.2f} s"
        lines.append(f"{name:32}{ratio:8.2f}{median(each):11.2f}{spread:>22}{whole:>17}")
    return lines


def machine():
    packages = []
    for name in ("numpy", "numba", "scikit-learn", "keras", "tensorflow-cpu", "tensorflow"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            packages.append(f"{name} {importlib.metadata.version(name)}")
    system = f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}"
    return f"{system}, Python {platform.python_version()}, {', '.join(packages)}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="medians are of so many (5)")
    parser.add_argument("--iterations", type=int, default=FULL, help="passes of nnlib and C")
    parser.add_argument("--steps", type=int, default=500, help="of scikit-learn and Keras")
    options = parser.parse_args(arguments)
    iterations, steps = options.iterations, min(options.steps, 1000)
    part = min(DECK_PART, iterations)
    task = seminar_task()
    print(machine())
    if importlib.util.find_spec("numba") is None:
        print("Numba is not installed, so nnlib runs its NumPy loop and the table is slow.")

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            library = compile_c(folder)
        except OSError as error:  # FileNotFoundError is one
            library = None
            print(error)
        print(f"\nThe check: {iterations} iterations each from the same weights.", flush=True)
        deck = learn_in_passes(task, deck_pass(task), iterations)
        require_equal(NNLIB, learn_with_nnlib(task, iterations), deck)
        if library is not None:
            require_equal(C, learn_in_passes(task, c_pass(task, library), iterations), deck)
        print(f"Their rows, {len(deck.rows)}, are the same and their weights agree to 1e-9.")
        print(f"Rows as in the seminar's table, digit by digit: {require_table(deck.rows)}.")

        clocks = {
            DECK: partial(time_deck, task, part),
            NNLIB: partial(time_nnlib, task, iterations, deck.weights),
        }
        if library is not None:
            clocks[C] = partial(time_c, task, library, iterations, deck.weights)
        more, missing = others(task, steps)
        print(*missing, sep="\n")
        print(f"The clock: {options.runs} runs, in each of them all in turn.", flush=True)
        seconds = in_turn(clocks | more, options.runs)
        whole = FULL * len(task.images)
        print(*result_table(seconds, whole), sep="\n")
        print(
            f"Timed in each run: {part} iterations of the deck's loop, {iterations} of nnlib and C,"
            f"\n{steps} steps of the others. Training only; the last column is scaled from it."
        )

    if importlib.util.find_spec("numba") is not None:
        imports, cold, cached = first_fit_seconds(options.runs)
        print(
            f"\nBefore the first step, not counted above: {median(imports):.2f} s to import Numba, "
            f"then\n{median(cold):.2f} s to compile the loop for the first time, "
            f"{median(cached):.2f} s to fetch it from the cache."
        )
    print(f"import nnlib: {import_seconds(options.runs):.3f} s")


if __name__ == "__main__":
    main()
