"""Rebuild mnist.npz from the four files MNIST was published as, or from Keras's mnist.npz.

    python data/make_mnist.py SOURCE OUT [--force]

SOURCE is a folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte
and t10k-labels-idx1-ubyte, each plain or as .gz, or it is Keras's file. Whatever the source, its
contents must have the four SHA-256 sums below, so the arrays come out the same.
"""

import argparse
import gzip
import hashlib
import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np

from nnlib.mnist import MNIST_SHA256

# Array in mnist.npz: its file in the original format, and the SHA-256 of that file unpacked.
ORIGINALS = {
    "x_train": (
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "y_train": (
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "x_test": (
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "y_test": (
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}


def to_idx(array: np.ndarray) -> bytes:
    """Return a uint8 array in the original idx format: a number for bytes and axes, sizes, data.

    The header is big-endian; its first number is 2051 for images (3 axes), 2049 for labels (1).
    """
    header = struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape)
    return header + array.tobytes()


def from_idx(content: bytes) -> np.ndarray:
    """Return the uint8 array that a file of the idx format holds."""
    axes = content[3]
    shape = struct.unpack_from(f">{axes}I", content, 4)
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * axes).reshape(shape)


def read_originals(folder: Path) -> dict[str, bytes]:
    """Return the four original files of ``folder``, unpacked, by array name."""
    contents = {}
    for name, (stem, _) in ORIGINALS.items():
        plain, packed = folder / stem, folder / f"{stem}.gz"
        if plain.is_file():
            contents[name] = plain.read_bytes()
        elif packed.is_file():
            try:
                contents[name] = gzip.decompress(packed.read_bytes())
            except (OSError, EOFError, zlib.error) as error:
                raise ValueError(
                    f"{packed} cannot be unpacked ({error}): fetch it once more."
                ) from error
        else:
            raise FileNotFoundError(
                f"{folder} has neither {stem} nor {stem}.gz: put all four files into one folder."
            )
    return contents


def read_keras(file: Path) -> dict[str, bytes]:
    """Return the four arrays of Keras's mnist.npz in the original format, by array name."""
    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
            return {name: to_idx(arrays[name]) for name in ORIGINALS}
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(
            f"{file} is not a whole mnist.npz of Keras's ({error}): fetch it once more."
        ) from error


def rebuild(source: Path, out: Path, force: bool = False) -> None:
    """Write ``out`` from ``source``, after checking that the contents are MNIST's, byte by byte.

    Raises FileNotFoundError if a source is missing, FileExistsError if ``out`` exists and
    ``force`` is not given, ValueError if a source is damaged. Nothing is written then.
    """
    if out.exists() and not force:
        raise FileExistsError(f"{out} exists: give another place, or --force to replace it.")
    if not source.exists():
        raise FileNotFoundError(f"There is no {source}: give a folder, or Keras's mnist.npz.")
    contents = read_originals(source) if source.is_dir() else read_keras(source)
    for name, (stem, expected) in ORIGINALS.items():
        if hashlib.sha256(contents[name]).hexdigest() != expected:
            raise ValueError(f"{stem} in {source} is not MNIST's: its SHA-256 differs from ours.")
    with out.open("wb") as file:
        np.savez_compressed(file, **{name: from_idx(contents[name]) for name in ORIGINALS})


def main() -> None:
    """Read the command line, rebuild the file and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", type=Path, help="folder of the four files, or Keras's mnist.npz")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    given = parser.parse_args()
    try:
        rebuild(given.source, given.out, given.force)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    if hashlib.sha256(given.out.read_bytes()).hexdigest() == MNIST_SHA256:
        print(f"{given.out} is the shipped file, byte for byte.")
    else:
        print(
            f"{given.out} holds MNIST's arrays, but was packed by another zlib than the shipped "
            "file, so load_mnist() refuses it: use the shipped one."
        )


if __name__ == "__main__":
    main()
