"""MNIST, 70,000 handwritten digits, read from the course's own file and checked.

Met in notebook 12 and used from there on. The file's origin and licence stand in
``data/README.md``.
"""

import hashlib
import io
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nnlib.checks import as_array, as_path, check_count

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder of all data that the course ships."""

MNIST_BYTES = 11_490_519
MNIST_SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"

Bytes = npt.NDArray[np.uint8]


def load_mnist(path: str | Path | None = None) -> tuple[tuple[Bytes, Bytes], tuple[Bytes, Bytes]]:
    """Return ``(x_train, y_train), (x_test, y_test)``, the same arrays that Keras's loader gives.

    Images are uint8 of shape (60000, 28, 28) and (10000, 28, 28), 0 for paper up to 255 for full
    ink; labels are uint8 of shape (60000,) and (10000,), each 0 to 9. ``path`` is another place
    of the same file. Raises FileNotFoundError if the file is missing, ValueError if it is cut
    short or altered, or if ``path`` is no path. Source: LeCun, Cortes, Burges; seminar section 12.
    """
    file = DATA / "mnist.npz" if path is None else as_path(path)
    remedy = "restore it with `git checkout -- data/mnist.npz`, or unpack the course again."
    if not file.is_file():
        raise FileNotFoundError(f"The digits are missing, there is no file {file}: {remedy}")
    content = file.read_bytes()
    if len(content) < MNIST_BYTES:
        raise ValueError(
            f"{file} is cut short, with {len(content):,} bytes found and {MNIST_BYTES:,} expected: "
            f"{remedy}"
        )
    if hashlib.sha256(content).hexdigest() != MNIST_SHA256:
        raise ValueError(f"{file} is altered, its SHA-256 is not the one expected: {remedy}")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


def one_hot(labels: npt.ArrayLike, classes: int = 10) -> npt.NDArray[np.float64]:
    """Return a float64 array (n, classes): row i is all 0 but for a 1 in column ``labels[i]``.

    ``labels`` holds n whole numbers from 0 to ``classes - 1``, ``classes`` is a whole number of at
    least 1. Raises ValueError for anything else. Source: seminar section 13, ``one_hot_labels``.
    """
    check_count("classes", classes)
    numbers = as_array(labels, "labels")
    if numbers.ndim != 1:
        raise ValueError(
            f"one_hot needs a plain row of labels, but got an array of shape {numbers.shape}: "
            "give one whole number for each picture."
        )
    if numbers.size and not np.issubdtype(numbers.dtype, np.integer):
        raise ValueError(
            f"one_hot needs whole numbers as labels, but got {numbers.dtype}: "
            "convert them first, for example with `labels.astype(int)`."
        )
    wrong = numbers[(numbers < 0) | (numbers >= classes)]
    if wrong.size:
        raise ValueError(
            f"one_hot needs labels from 0 to {classes - 1}, but got {wrong[0]}: "
            "correct the label, or give more classes."
        )
    rows = np.zeros((len(numbers), classes))
    for i, label in enumerate(numbers):
        rows[i, int(label)] = 1.0
    return rows
