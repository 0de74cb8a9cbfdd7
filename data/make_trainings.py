"""Record the trainings that notebook 13 shows without Python: python data/make_trainings.py

On a page of the book the three sliders stop at some settings only. For each choice of them the
network is trained here: its errors and accuracies are written, and its weights as small pictures.
It takes some minutes. What stands at ``--out`` is only replaced with ``--force``.
"""

import argparse
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from course.pictures.training import RECORDED, pictures
from nnlib.bar import with_bar
from nnlib.mnist import load_mnist, one_hot
from nnlib.network import Network

STOPS = {
    "alpha": [0.0005, 0.005, 0.05, 0.2],
    "hidden_size": [2, 10, 20, 40],
    "count": [100, 1000, 5000],
}
ITERATIONS, EVERY = 50, 2


def trained(data: Any, alpha: float, hidden_size: int, count: int) -> dict[str, Any]:
    """Train one network on MNIST's ``data`` as notebook 13's drawing does, for what it shows."""
    (images, labels), (test_images, test_labels) = data
    network = Network(hidden_size, seed=1)
    history = network.fit(
        images[:count].reshape(count, 784) / 255,
        one_hot(labels[:count]),
        alpha=alpha,
        iterations=ITERATIONS,
        test=(test_images.reshape(-1, 784) / 255, one_hot(test_labels)),
        every=EVERY,
    )
    # A letter for each weight, h for zero: finer shades could hardly be seen.
    sizes = (pictures(network).astype(float) - 128) / 127
    letters = np.round(7 * sizes).astype(int) + ord("h")
    return {
        "history": [{kind: round(value, 4) for kind, value in row.items()} for row in history],
        "letters": "".join(map(chr, letters.ravel())),
    }


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do what it says; return 0, or 2 if a file stands in the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=RECORDED, help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace what is there")
    options = parser.parse_args(arguments)
    if options.out.exists() and not options.force:
        print(
            f"Nothing was trained, since {options.out} would be replaced: choose another file with "
            "--out, or say --force.",
            file=sys.stderr,
        )
        return 2
    choices = list(itertools.product(*STOPS.values()))
    data = load_mnist()
    runs = [trained(data, *choice) for choice in with_bar(choices, "trainings")]
    # A line for each run, so that a change can be seen.
    lines = ",\n".join(json.dumps(run) for run in runs)
    words = f'{{"stops": {json.dumps(STOPS)}, "runs": [\n{lines}\n]}}\n'
    options.out.write_text(words, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
