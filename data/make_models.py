"""Train the two networks that the course ships, as notebook 16 does, and record how it went.

    python data/make_models.py                          trains both, in about two minutes
    python data/make_models.py --compare-activation     measures what the missing ReLU costs

The first writes ``mnistCNN1.keras``, ``mnistCNN2b.keras`` and ``history.json``, the second
``activation.json``. Without ``--out`` they go to ``data/models``; what is there is only replaced
with ``--force``. The seeds are set, so the same machine gives the same weights each time; another
one may differ in the third decimal of the loss. The lines that TensorFlow itself writes to the
terminal, some called errors, mean nothing here.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from nnlib import models
from nnlib.mnist import load_mnist

BUILDERS = {"mnistCNN1": models.cnn1, "mnistCNN2b": models.cnn2b}
ACTIVATIONS = {"none": models.cnn1, "relu": models.cnn1_relu}
SEEDS = (1, 2, 3)


def train_and_test(
    mnist: Any, build: Any, words: str, seed: int, epochs: int
) -> tuple[Any, dict[str, Any]]:
    """Build, train and test one network; return it and its record."""
    (x_train, y_train), (x_test, y_test) = mnist
    models.set_seeds(seed)
    model = build()
    bar = models.bar(epochs, words)
    record: dict[str, Any] = models.train(model, x_train, y_train, epochs=epochs, callbacks=[bar])
    # The test digits are looked at once, when all is done.
    loss, accuracy = model.evaluate(models.as_input(x_test), y_test, verbose=0)
    record = {name: [round(value, 6) for value in row] for name, row in record.items()}
    return model, record | {"test_loss": round(loss, 6), "test_accuracy": round(accuracy, 6)}


def weights_sha256(model: Any) -> str:
    """Return the SHA-256 of all weights. The file's own changes with the date that Keras notes."""
    return hashlib.sha256(b"".join(w.tobytes() for w in model.get_weights())).hexdigest()


def recipe(mnist: Any, epochs: int) -> dict[str, Any]:
    """Return what has to be known to repeat a training."""
    (_, y_train), (_, y_test) = mnist
    tf = models.tensorflow()
    return {
        "epochs": epochs,
        "batch_size": models.BATCH_SIZE,
        "trained_on": len(y_train) - models.HELD_OUT,
        "held_out": models.HELD_OUT,
        "tested_on": len(y_test),
        "optimizer": "adam",
        "versions": {
            "python": ".".join(str(part) for part in sys.version_info[:3]),
            "tensorflow": tf.__version__,
            "keras": tf.keras.__version__,
            "numpy": np.__version__,
        },
    }


def make_models(folder: Path, epochs: int) -> None:
    """Train both networks and write them and ``history.json`` to ``folder``."""
    mnist = load_mnist()
    history = recipe(mnist, epochs) | {"seed": models.SEED, "models": {}}
    trained = {}
    for name, build in BUILDERS.items():
        trained[name], record = train_and_test(mnist, build, name, models.SEED, epochs)
        history["models"][name] = record | {"weights_sha256": weights_sha256(trained[name])}
    for name, model in trained.items():
        # A copy has no optimizer, whose memory is twice the weights and which only more training
        # would need.
        copy = type(model).from_config(model.get_config())
        copy.set_weights(model.get_weights())
        copy.save(folder / f"{name}.keras")
    write(folder / "history.json", history)
    for name, record in history["models"].items():
        print(f"{name}: test accuracy {record['test_accuracy']:.4f}")


def compare_activation(folder: Path, epochs: int) -> None:
    """Train mnistCNN1 with and without ReLU behind its convolution, from the same seeds."""
    mnist = load_mnist()
    result: dict[str, Any] = recipe(mnist, epochs) | {"seeds": list(SEEDS), "activations": {}}
    for activation, build in ACTIVATIONS.items():
        records = [
            train_and_test(mnist, build, f"activation {activation}, seed {seed}", seed, epochs)[1]
            for seed in SEEDS
        ]
        result["activations"][activation] = {
            "test_accuracy": [record["test_accuracy"] for record in records],
            "test_loss": [record["test_loss"] for record in records],
            "held_out_accuracy": [record["val_accuracy"][-1] for record in records],
            "training_accuracy": [record["accuracy"][-1] for record in records],
        }
    write(folder / "activation.json", result)
    for activation, figures in result["activations"].items():
        accuracies = " ".join(f"{value:.4f}" for value in figures["test_accuracy"])
        print(f"activation {activation}: test accuracy {accuracies}")


def write(path: Path, content: dict[str, Any]) -> None:
    """Write ``content`` as JSON that can be read and compared line by line."""
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do what it says; return 0, or 2 if a file stands in the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=models.MODELS, help="the folder to write to")
    parser.add_argument("--epochs", type=int, default=models.EPOCHS)
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument(
        "--compare-activation",
        action="store_true",
        help="measure mnistCNN1 with and without ReLU behind its convolution",
    )
    options = parser.parse_args(arguments)
    if options.epochs < 1:
        parser.error(f"--epochs must be 1 or more, but is {options.epochs}.")
    if options.compare_activation:
        names = ["activation.json"]
    else:
        names = [f"{name}.keras" for name in BUILDERS] + ["history.json"]
    there = [str(options.out / name) for name in names if (options.out / name).exists()]
    if there and not options.force:
        print(
            f"Nothing was trained, since {', '.join(there)} would be replaced: "
            "choose another folder with --out, or say --force.",
            file=sys.stderr,
        )
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    if options.compare_activation:
        compare_activation(options.out, options.epochs)
    else:
        make_models(options.out, options.epochs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
