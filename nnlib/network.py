"""The seminar's network for digits: 784 pixels, one hidden layer with ReLU, ten outputs.

Built in notebook 13 with NumPy arrays; here the same arithmetic runs as plain loops that Numba
compiles, some fifteen times faster than NumPy. The sizes, the order of the images and the random
start are those of Trask, *Grokking Deep Learning* (2019), chapter 8.
"""

import math
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import as_table, check_count

Array = NDArray[np.float64]
Examples = tuple[ArrayLike, ArrayLike]

# A mean squared error above this no longer comes from a network that learns: ten outputs that
# answer 0 to every picture have an error of 1.
BOUND = 1e6


def relu(x: Array) -> Array:
    """Return x where it is positive and 0 elsewhere; any shape. Source: seminar section 13."""
    return (x > 0) * x


def relu2deriv(output: Array) -> NDArray[np.bool_]:
    """Return the slope of ReLU, 1 where its *output* is positive and 0 elsewhere; any shape.

    Source: seminar section 13.
    """
    return output > 0


class DivergedError(ArithmeticError):
    """Training was stopped because the error grew without bound; the message says when and why."""


class Network:
    """A network with one hidden layer: ``layer_2 = relu(images @ weights_0_1) @ weights_1_2``.

    ``weights_0_1`` has shape (pixels, hidden_size) and ``weights_1_2`` (hidden_size, classes), both
    drawn evenly from −0.1 to 0.1. ``history`` holds one row an iteration, as ``fit`` describes.
    Source: seminar section 13.
    """

    # Of a silent unit ReLU's slope is 0, so it learns nothing from a picture.
    _all_learn = False

    def __init__(
        self, hidden_size: int = 40, seed: int = 1, *, pixels: int = 784, classes: int = 10
    ) -> None:
        """Draw the starting weights. Raises ValueError for a size that is not a whole number ≥ 1.

        The same seed gives the same weights as ``np.random.seed(seed)`` and two calls of
        ``0.2 * np.random.random(shape) - 0.1``.
        """
        check_count("hidden_size", hidden_size)
        check_count("pixels", pixels)
        check_count("classes", classes)
        random = np.random.RandomState(seed)
        self.weights_0_1: Array = 0.2 * random.random_sample((pixels, hidden_size)) - 0.1
        self.weights_1_2: Array = 0.2 * random.random_sample((hidden_size, classes)) - 0.1
        self.history: list[dict[str, float]] = []

    def predict(self, images: ArrayLike) -> Array:
        """Return the outputs, shape (n, classes), for images of shape (n, pixels), values 0 to 1.

        Raises ValueError for another shape, for NaN and for what is not a number.
        """
        layer_0 = as_table(images, "images", self.weights_0_1.shape[0])
        layer_1 = relu(layer_0 @ self.weights_0_1)
        return layer_1 @ self.weights_1_2

    def evaluate(self, images: ArrayLike, labels: ArrayLike) -> tuple[float, float]:
        """Return the error and the accuracy on images (n, pixels) with one-hot labels (n, classes).

        The error is the squared error summed over the outputs and averaged over the images; the
        accuracy is the share of images whose largest output stands at the label.
        """
        images, labels = self._check_examples(images, labels)
        outputs = self.predict(images)
        error = np.sum((labels - outputs) ** 2) / len(images)
        correct = np.argmax(outputs, axis=1) == np.argmax(labels, axis=1)
        return float(error), float(np.mean(correct))

    def fit(
        self,
        images: ArrayLike,
        labels: ArrayLike,
        *,
        alpha: float = 0.005,
        iterations: int = 350,
        test: Examples | None = None,
        every: int = 10,
        bar: Callable[[range, str], Iterable[int]] | None = None,
    ) -> list[dict[str, float]]:
        """Learn from images (n, pixels) and one-hot labels (n, classes), one image at a time.

        Goes on from the present weights and returns ``history``, to which each iteration (one pass
        over all images) adds a row: ``iteration``, ``train_error``, ``train_accuracy`` (counted
        during the pass) and, every ``every`` iterations and at the last one, ``test_error`` and
        ``test_accuracy`` on the pair ``test``. ``bar`` wraps the range of iterations, as
        ``nnlib.bar.with_bar`` does.

        Raises ValueError for bad arrays, alpha or counts, for a ``test`` that is no pair, and
        DivergedError, with the weights of the last good iteration kept, if the error grows without
        bound.
        """
        images, labels = self._check_examples(images, labels)
        check_count("iterations", iterations)
        check_count("every", every)
        is_number = isinstance(alpha, (int, float, np.integer, np.floating))
        if not is_number or isinstance(alpha, bool) or not 0 < alpha < math.inf:
            raise ValueError(f"alpha must be a positive number such as 0.005, but is {alpha!r}.")
        if test is not None:
            check_pair(test)
            test = self._check_examples(*test, part="test ")
        run_iteration = _fastest_loop()
        pixels = _nonzero_pixels(images)
        start = len(self.history)
        steps = range(start, start + iterations)
        for iteration in steps if bar is None else bar(steps, "training"):
            weights_0_1, weights_1_2 = self.weights_0_1.copy(), self.weights_1_2.copy()
            error, correct = run_iteration(
                images, pixels, labels, weights_0_1, weights_1_2, float(alpha), self._all_learn
            )
            error /= len(images)
            if not error < BOUND:  # true for NaN as well
                raise DivergedError(
                    f"Training stopped at iteration {iteration}: with alpha = {alpha} the steps "
                    "are too long and the error grows without bound; the weights of the iteration "
                    "before are kept, so make a new network and try a smaller alpha, such as 0.005."
                )
            self.weights_0_1, self.weights_1_2 = weights_0_1, weights_1_2
            row = {
                "iteration": iteration,
                "train_error": error,
                "train_accuracy": correct / len(images),
            }
            if test is not None and (iteration % every == 0 or iteration == steps[-1]):
                row["test_error"], row["test_accuracy"] = self.evaluate(*test)
            self.history.append(row)
        return self.history

    def _check_examples(
        self, images: ArrayLike, labels: ArrayLike, part: str = ""
    ) -> tuple[Array, Array]:
        images = as_table(images, f"{part}images", self.weights_0_1.shape[0])
        labels = as_table(labels, f"{part}labels", self.weights_1_2.shape[1])
        if len(images) != len(labels):
            raise ValueError(
                f"There are {len(images)} {part}images but {len(labels)} {part}labels: "
                "give each image one label."
            )
        return images, labels


def check_pair(test: Any) -> None:
    """Raise ValueError unless ``test`` is a pair, as ``fit`` takes it."""
    if not isinstance(test, (tuple, list)) or len(test) != 2:
        raise ValueError(
            "test must be a pair of images and labels, but is something else: "
            "write test=(images, labels)."
        )


def _nonzero_pixels(images: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each image's non-zero pixels start in a list of pixel numbers, and that list.

    Four pixels in five are white. Their input is 0, so they change no sum and no weight.
    """
    rows, columns = np.nonzero(images)
    starts = np.searchsorted(rows, np.arange(len(images) + 1)).astype(np.int64)
    return starts, columns.astype(np.int64)


def _iteration_as_loops(
    images: Array,
    pixels: tuple[NDArray[np.int64], NDArray[np.int64]],
    labels: Array,
    weights_0_1: Array,
    weights_1_2: Array,
    alpha: float,
    all_learn: bool,
) -> tuple[float, int]:
    """Run one pass over all images, changing both weights; return summed error and hits."""
    starts, columns = pixels
    hidden_size, classes = weights_1_2.shape
    layer_1, layer_1_delta = np.empty(hidden_size), np.empty(hidden_size)
    layer_2, layer_2_delta = np.empty(classes), np.empty(classes)
    error, correct = 0.0, 0
    for i in range(len(images)):
        # predict
        layer_1[:] = 0.0
        for k in range(starts[i], starts[i + 1]):
            pixel = columns[k]
            value = images[i, pixel]
            for h in range(hidden_size):
                layer_1[h] += value * weights_0_1[pixel, h]
        layer_2[:] = 0.0
        for h in range(hidden_size):
            if layer_1[h] > 0:
                for c in range(classes):
                    layer_2[c] += layer_1[h] * weights_1_2[h, c]
            else:
                layer_1[h] = 0.0
        # compare
        for c in range(classes):
            layer_2_delta[c] = labels[i, c] - layer_2[c]
            error += layer_2_delta[c] ** 2
        correct += np.argmax(layer_2) == np.argmax(labels[i])
        # learn
        for h in range(hidden_size):
            layer_1_delta[h] = 0.0
            if layer_1[h] > 0 or all_learn:
                for c in range(classes):
                    layer_1_delta[h] += layer_2_delta[c] * weights_1_2[h, c]
            for c in range(classes):
                weights_1_2[h, c] += alpha * layer_1[h] * layer_2_delta[c]
        for k in range(starts[i], starts[i + 1]):
            pixel = columns[k]
            step = alpha * images[i, pixel]
            for h in range(hidden_size):
                weights_0_1[pixel, h] += step * layer_1_delta[h]
    return error, correct


def _iteration_in_numpy(
    images: Array,
    pixels: tuple[NDArray[np.int64], NDArray[np.int64]],
    labels: Array,
    weights_0_1: Array,
    weights_1_2: Array,
    alpha: float,
    all_learn: bool,
) -> tuple[float, int]:
    """Do the same with NumPy's products, as notebook 13 does, where Numba is not installed."""
    error, correct = 0.0, 0
    for i in range(len(images)):
        # predict
        layer_0 = images[i : i + 1]
        layer_1 = relu(layer_0 @ weights_0_1)
        layer_2 = layer_1 @ weights_1_2
        # compare
        layer_2_delta = labels[i : i + 1] - layer_2
        error += np.sum(layer_2_delta**2)
        correct += np.argmax(layer_2) == np.argmax(labels[i])
        # learn
        slope = np.ones_like(layer_1) if all_learn else relu2deriv(layer_1)
        layer_1_delta = (layer_2_delta @ weights_1_2.T) * slope
        weights_1_2 += alpha * (layer_1.T @ layer_2_delta)
        weights_0_1 += alpha * (layer_0.T @ layer_1_delta)
    return float(error), int(correct)


@cache
def _fastest_loop() -> Callable[..., tuple[float, int]]:
    try:
        import numba  # noqa: F401
    except ImportError:
        return _iteration_in_numpy
    try:
        return _compiled(cache=True)
    except (RuntimeError, OSError):  # nowhere can the compiled loop be kept
        return _compiled(cache=False)


def _compiled(*, cache: bool) -> Callable[..., tuple[float, int]]:
    from numba import njit

    compiled: Any = njit(cache=cache, nogil=True)(_iteration_as_loops)
    one = np.ones((1, 1))
    # The first call compiles, and keeps what it has compiled.
    compiled(one, _nonzero_pixels(one), one, one.copy(), one.copy(), 0.1, False)
    return compiled  # type: ignore[no-any-return]
