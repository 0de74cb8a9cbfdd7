"""The seminar's two Keras networks: built, trained, loaded and asked.

TensorFlow takes seconds to import and is not there on every machine, so each function imports it
when it runs, through ``tensorflow()``. The layers are explained in notebook 15, the first network
in notebook 16, and both are compared in notebook 17.
"""

import atexit
import json
import os
import re
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from nnlib.bar import Bar, in_notebook
from nnlib.checks import as_array, as_path
from nnlib.mnist import DATA

MODELS = DATA / "models"
NAMES = ("mnistCNN1", "mnistCNN2b")

# The last 5,000 training images are held out: what one chooses, one chooses by these.
HELD_OUT = 5000
EPOCHS = 10
BATCH_SIZE = 200
SEED = 1

NO_TENSORFLOW = (
    "TensorFlow is not installed here: it exists for Python 3.11 to 3.14 (not for Windows on Arm "
    "or Macs with Intel processors), where the command "
    '"python -m pip install -c constraints.txt -e ." in the folder of the course installs it.'
)

_stderr_is_quiet = False


def tensorflow() -> ModuleType:
    """Import TensorFlow without the lines it writes past Python, and return the module.

    Raises ImportError, in one sentence with the command that installs it, where it is missing.
    """
    if in_notebook():
        _quiet_stderr()
    try:
        import tensorflow
    except ModuleNotFoundError as error:
        if error.name != "tensorflow":  # it is there, but something that it needs is not
            raise
        raise ImportError(NO_TENSORFLOW) from None
    return tensorflow  # type: ignore[no-any-return]


def _quiet_stderr() -> None:
    """Send what C++ code writes to stderr nowhere, for as long as the kernel lives.

    TensorFlow writes lines with times there, on import and at the first layer, whatever log level
    it is given. They would stand in the notebook and differ in each run. Python's own messages and
    tracebacks don't come this way in a kernel: they go to the notebook through ``sys.stderr``.
    """
    global _stderr_is_quiet
    if _stderr_is_quiet:
        return
    before = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    # At the kernel's end ipykernel writes a byte to stderr to wake the thread that reads it, and
    # would wait for ever if that byte went nowhere too.
    atexit.register(os.dup2, before, 2)
    _stderr_is_quiet = True


def set_seeds(seed: int = SEED) -> None:
    """Make what comes next repeatable on this machine: weights, order of images, dropout.

    Set the seeds before the network is built, since its first weights are drawn then. TensorFlow
    also has to be told to add numbers up in the same order each time. Another processor or another
    version may still differ in the last digits, and after some epochs in the third.
    """
    tf = tensorflow()
    tf.keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()


def cnn1() -> Any:
    """Build the seminar's first network, 28 × 28 grey values to 10 probabilities, untrained.

    607,394 parameters (280 + 605,824 + 1,290), compiled. As in the seminar the convolution has no
    activation. Input (n, 28, 28, 1) with values 0 to 1, output (n, 10).
    Source: seminar section 16.
    """
    return _cnn1(activation=None)


def cnn1_relu() -> Any:
    """Build ``cnn1`` with the ReLU that the seminar left out behind the convolution."""
    return _cnn1(activation="relu")


def _cnn1(activation: str | None) -> Any:
    keras = tensorflow().keras
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(28, kernel_size=(3, 3), activation=activation),
            keras.layers.MaxPooling2D(pool_size=(2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ],
        name="mnistCNN1",
    )
    return _compiled(model)


def cnn2b() -> Any:
    """Build the seminar's second network, with two convolutions, untrained.

    113,898 parameters (832 + 9,248 + 102,528 + 1,290), compiled. The seminar shows its layers
    only: the activations (ReLU) and the dropout rate (0.2) are ours. Input (n, 28, 28, 1) with
    values 0 to 1, output (n, 10). Source: seminar section 17.
    """
    keras = tensorflow().keras
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(32, kernel_size=(5, 5), activation="relu"),
            keras.layers.MaxPooling2D(pool_size=(2, 2)),
            keras.layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
            keras.layers.MaxPooling2D(pool_size=(2, 2)),
            keras.layers.Dropout(0.2),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ],
        name="mnistCNN2b",
    )
    return _compiled(model)


def _compiled(model: Any) -> Any:
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def as_input(images: Any) -> np.ndarray:
    """Turn images into what the networks take: float32 of shape (n, 28, 28, 1), values 0 to 1.

    ``images`` has the shape (n, 28, 28): whole numbers 0 to 255 as in MNIST, or fractions 0 to 1.
    Raises ValueError on any other shape, on what is not a number, and on values out of range.
    """
    array = as_array(images, "images")
    if array.ndim != 3 or array.shape[1:] != (28, 28):
        raise ValueError(
            f"The networks take images of shape (n, 28, 28), but got {array.shape}: "
            "a single image becomes one with image.reshape(1, 28, 28)."
        )
    if not np.issubdtype(array.dtype, np.integer) and not np.issubdtype(array.dtype, np.floating):
        raise ValueError(f"Images are made of numbers, but these are of type {array.dtype}.")
    whole = np.issubdtype(array.dtype, np.integer)
    highest = 255 if whole else 1
    # Written so that NaN, which is neither above nor below anything, fails too.
    if not np.all((array >= 0) & (array <= highest)):
        raise ValueError(
            "Images hold whole numbers from 0 to 255 or fractions from 0 to 1, but here are values "
            f"from {array.min()} to {array.max()} of type {array.dtype}."
        )
    scaled = array.astype("float32") / np.float32(highest)
    return scaled.reshape(-1, 28, 28, 1)


def train(
    model: Any,
    images: Any,
    labels: Any,
    *,
    epochs: int = EPOCHS,
    held_out: int = HELD_OUT,
    callbacks: list[Any] | None = None,
) -> dict[str, list[float]]:
    """Train a compiled network as notebook 16 does, and return its history.

    ``images`` (n, 28, 28) and ``labels`` (n) are MNIST's training part, of which the last
    ``held_out`` are not trained on. The history has one number per epoch for each of ``loss``,
    ``accuracy`` (while training), ``val_loss`` and ``val_accuracy`` (on the held-out part).
    To repeat a training, call ``set_seeds`` before the network is built.
    Raises ValueError if the numbers of images and labels differ, if a label is not a digit, or if
    nothing is left to train on.
    """
    x = as_input(images)
    y = as_array(labels, "labels")
    if y.shape != (len(x),):
        raise ValueError(
            f"train needs one label for each image, but got {len(x)} images and labels of shape "
            f"{y.shape}."
        )
    if not np.issubdtype(y.dtype, np.integer) or np.any((y < 0) | (y > 9)):
        raise ValueError("train needs labels that are the digits 0 to 9, as whole numbers.")
    if not 0 < held_out < len(x):
        raise ValueError(
            f"train can't hold out {held_out} of {len(x)} images: choose held_out between 1 and "
            f"{len(x) - 1}."
        )
    history = model.fit(
        x[:-held_out],
        y[:-held_out],
        validation_data=(x[-held_out:], y[-held_out:]),
        epochs=epochs,
        batch_size=BATCH_SIZE,
        verbose=0,
        callbacks=callbacks,
    )
    return {name: [float(value) for value in row] for name, row in history.history.items()}


def bar(epochs: int, words: str = "training") -> Any:
    """Return a Keras callback that shows a progress bar: ``fit(…, callbacks=[bar(10)])``.

    Use it with ``verbose=0``. Beside the bar stand loss and accuracy.
    """
    bar = Bar(epochs, words, unit="epochs")

    def in_words(logs: dict[str, float]) -> str:
        text = f"loss {logs['loss']:.4f}"
        if "accuracy" in logs:
            text += f", accuracy {logs['accuracy']:.4f}"
        if "val_accuracy" in logs:
            text += f", held out {logs['val_accuracy']:.4f}"
        return text

    callback: Any = tensorflow().keras.callbacks.Callback

    # `self.params` is Keras's own: how many batches an epoch has.
    class Progress(callback):  # type: ignore[misc]
        def on_train_batch_end(self, batch: int, logs: dict[str, float]) -> None:
            bar.within((batch + 1) / self.params["steps"], in_words(logs))

        def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
            bar.step(note=in_words(logs))

        def on_train_end(self, logs: dict[str, float]) -> None:
            bar.close()

    return Progress()


def load_model(path_or_name: str | Path) -> Any:
    """Load a saved network for predicting: ``"mnistCNN1"``, ``"mnistCNN2b"`` or a path.

    It is loaded without its optimizer, so ``summary()`` counts the network's parameters alone.
    Raises FileNotFoundError if there is no such file, and ValueError if it is no path, if it can't
    be loaded, saying why, or if it does not turn images of 28 × 28 × 1 into 10 probabilities.
    """
    path = as_path(path_or_name)
    if str(path_or_name) in NAMES:
        path = MODELS / f"{path_or_name}.keras"
    if path.is_dir():
        raise ValueError(
            f"{path} is a folder, but a saved network is one file: save it with "
            'model.save("name.keras").'
        )
    if not path.is_file():
        raise FileNotFoundError(
            f"There is no saved model {path}: check the name, or save one there with "
            "model.save(…); the course's own are " + " and ".join(NAMES) + "."
        )
    if not zipfile.is_zipfile(path):
        raise ValueError(_what_else(path))
    if path.suffix != ".keras":
        raise ValueError(
            f"{path} does not end in .keras, in small letters, as a saved Keras model must: "
            "rename it."
        )
    keras = tensorflow().keras
    try:
        model = keras.models.load_model(path, compile=False)
    except Exception as error:  # Keras raises a dozen kinds, depending on where the damage is
        raise ValueError(_why_not(path, str(error), keras.__version__)) from error
    shapes = getattr(model, "input_shape", None), getattr(model, "output_shape", None)
    if shapes != ((None, 28, 28, 1), (None, 10)):
        raise ValueError(
            f"{path} holds a network from {shapes[0]} to {shapes[1]}, but the course's networks "
            "go from (None, 28, 28, 1) to (None, 10): load one that was trained on MNIST."
        )
    return model


def _what_else(path: Path) -> str:
    """Say what a file is that is no zip archive, as saved Keras models are."""
    with path.open("rb") as file:
        start = file.read(20)
    if start.startswith(b"\x89HDF"):
        if path.name.endswith(".weights.h5"):
            return (
                f"{path} holds weights alone, without the layers: build the network, give it the "
                'weights with model.load_weights(…), and save all with model.save("name.keras").'
            )
        return (
            f"{path} is written as HDF5, as older versions of Keras did: load it with "
            'tf.keras.models.load_model("name.h5") and save it with model.save("name.keras").'
        )
    if start.startswith(b"version https://git"):
        return (
            f"{path} is not the network but a pointer of Git LFS to it: fetch the file itself with "
            "the command git lfs pull."
        )
    return _DAMAGED.format(path=path)


def _why_not(path: Path, error: str, version: str) -> str:
    """Say why Keras of this version refuses an archive, from what it says and what stands there."""
    own = re.search(r"Could not locate (class|function) '(\w+)'", error)
    if own:
        kind, name = own.groups()
        return (
            f"{path} needs a {kind} {name} that is not part of Keras: define it first, and load "
            f'with tf.keras.models.load_model("name.keras", custom_objects={{"{name}": {name}}}).'
        )
    if "`Lambda` layer" in error:
        return (
            f"{path} holds a Lambda layer, that is Python code, which is not run from a file: "
            "build the network of other layers."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            saved = json.loads(archive.read("metadata.json"))["keras_version"]
        newer = _numbers(saved) > _numbers(version)
    except Exception:  # what is damaged may be damaged here
        newer = False
    if newer:
        return (
            f"{path} was saved with Keras {saved}, which is newer than the {version} here: save it "
            "again with this one, or load it where the newer one is installed."
        )
    return _DAMAGED.format(path=path)


_DAMAGED = (
    "{path} is not a saved Keras model, or it is damaged: save it again with "
    'model.save("name.keras").'
)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:2]]


def probabilities(model: Any, images: Any) -> np.ndarray:
    """Return the network's ten probabilities for each image, shape (n, 10).

    ``images`` as for ``as_input``, which also says what it raises.
    """
    x = as_input(images)
    if len(x) == 0:
        return np.zeros((0, 10), dtype="float32")
    return np.asarray(model.predict(x, batch_size=500, verbose=0))
