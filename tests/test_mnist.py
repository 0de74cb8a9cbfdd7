"""MNIST as shipped: read, checked, rebuilt from its originals; and data/README.md is true."""

import gzip
import hashlib
import re
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from nnlib.mnist import DATA, MNIST_BYTES, load_mnist, one_hot
from stored import script

make_mnist = script("data/make_mnist.py")


@pytest.fixture(scope="module")
def mnist():
    return load_mnist()


def test_arrays_have_the_shapes_of_keras(mnist):
    (x_train, y_train), (x_test, y_test) = mnist
    shapes = [a.shape for a in (x_train, y_train, x_test, y_test)]
    assert shapes == [(60000, 28, 28), (60000,), (10000, 28, 28), (10000,)]
    assert {a.dtype for a in (x_train, y_train, x_test, y_test)} == {np.dtype("uint8")}
    assert (x_train.min(), x_train.max()) == (0, 255)


MIDDLE = MNIST_BYTES // 2
SHIPPED = (DATA / "mnist.npz").read_bytes()
ALTERED = r"altered.*SHA-256.*git checkout -- data/mnist\.npz"


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, FileNotFoundError, r"no file .*mnist\.npz: restore it with `git"),
        (SHIPPED[:1234], ValueError, "cut short, with 1,234 bytes found and 11,490,519 exp"),
        (SHIPPED[:MIDDLE] + b"!" + SHIPPED[MIDDLE + 1 :], ValueError, ALTERED),
        (SHIPPED + b"!", ValueError, ALTERED),
    ],
    ids=["missing", "cut short", "one byte", "one byte more"],
)
def test_a_file_that_is_not_the_shipped_one(tmp_path, content, error, message):
    if content is not None:
        (tmp_path / "mnist.npz").write_bytes(content)
    with pytest.raises(error, match=message):
        load_mnist(tmp_path / "mnist.npz")


def test_one_hot():
    rows = one_hot([2, 0, 2], classes=3)
    assert rows.dtype == np.float64
    assert rows.tolist() == [[0, 0, 1], [1, 0, 0], [0, 0, 1]]
    assert one_hot([]).shape == (0, 10)


@pytest.mark.parametrize(
    ("labels", "classes", "message"),
    [
        ([3, 10], 10, "labels from 0 to 9, but got 10"),
        ([3, -1], 10, "labels from 0 to 9, but got -1"),
        ([3], 3, "labels from 0 to 2, but got 3"),
        ([1.0, 2.0], 10, "whole numbers as labels, but got float64"),
        ([True, False], 10, "whole numbers as labels, but got bool"),
        ([[1, 2]], 10, r"plain row of labels, but got an array of shape \(1, 2\)"),
        ([[1], [2, 3]], 10, "^labels must be an array, but the rows differ in length: look for"),
        ([], 0, "^classes must be a whole number of at least 1, but is 0"),
    ],
)
def test_one_hot_of_bad_labels(labels, classes, message):
    with pytest.raises(ValueError, match=message):
        one_hot(labels, classes)


@pytest.fixture(scope="module")
def originals(mnist, tmp_path_factory):
    """The four original files, two of them packed."""
    folder = tmp_path_factory.mktemp("originals")
    (x_train, y_train), (x_test, y_test) = mnist
    # Headers written out by hand, as the format's description gives them.
    head = bytes.fromhex
    images = head("00000803 0000ea60 0000001c 0000001c") + x_train.tobytes()
    (folder / "train-images-idx3-ubyte").write_bytes(images)
    labels = head("00000801 0000ea60") + y_train.tobytes()
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels, 1))
    images = head("00000803 00002710 0000001c 0000001c") + x_test.tobytes()
    (folder / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(images, 1))
    (folder / "t10k-labels-idx1-ubyte").write_bytes(head("00000801 00002710") + y_test.tobytes())
    return folder


def test_the_command_rebuilds_the_shipped_file_and_replaces_only_by_force(
    originals, mnist, tmp_path, monkeypatch, capsys
):
    out = tmp_path / "again.npz"
    out.write_bytes(b"mine")
    monkeypatch.setattr(sys, "argv", ["make_mnist.py", str(originals), str(out)])
    with pytest.raises(SystemExit, match="again.npz exists: .* --force"):
        make_mnist.main()
    assert out.read_bytes() == b"mine"
    sys.argv.append("--force")
    make_mnist.main()
    # Where zlib packs as it did for the shipped file the bytes are the same, and it says so.
    same, said = out.read_bytes() == SHIPPED, capsys.readouterr().out
    assert ("byte for byte" in said) == same != ("another zlib" in said)
    with np.load(out, allow_pickle=False) as arrays:
        assert list(arrays) == ["x_train", "y_train", "x_test", "y_test"]
        for name, shipped in zip(arrays, (*mnist[0], *mnist[1]), strict=True):
            assert np.array_equal(arrays[name], shipped)
    keras = make_mnist.read_keras(DATA / "mnist.npz")
    assert keras == make_mnist.read_originals(originals)


def without(folder):
    (folder / "t10k-labels-idx1-ubyte").unlink()


def one_other_pixel(folder):
    file = folder / "train-images-idx3-ubyte"
    content = bytearray(file.read_bytes())
    content[1_000_000] ^= 1
    file.write_bytes(content)


def cut_short(folder):
    file = folder / "t10k-images-idx3-ubyte.gz"
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (without, FileNotFoundError, "neither t10k-labels-idx1-ubyte nor"),
        (one_other_pixel, ValueError, "train-images-idx3-ubyte in .* is not MNIST's"),
        (cut_short, ValueError, r"t10k-images-idx3-ubyte\.gz cannot be unpacked"),
    ],
)
def test_originals_that_are_not_whole(originals, tmp_path, change, error, message):
    folder = shutil.copytree(originals, tmp_path / "copied")
    change(folder)
    with pytest.raises(error, match=message):
        make_mnist.rebuild(folder, tmp_path / "out.npz")
    assert not (tmp_path / "out.npz").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", SHIPPED[:9999], "another array"], ids=range(4))
def test_source_that_is_no_whole_npz(tmp_path, content):
    source = tmp_path / "keras.npz"
    if isinstance(content, bytes):
        source.write_bytes(content)
    else:
        np.savez(source, x_train=np.zeros(3, np.uint8))
    with pytest.raises(ValueError, match=r"keras\.npz is not a whole mnist\.npz"):
        make_mnist.rebuild(source, tmp_path / "out.npz")
    with pytest.raises(FileNotFoundError, match="There is no .*nowhere"):
        make_mnist.rebuild(tmp_path / "nowhere", tmp_path / "out.npz")


# data/README.md


def shipped_files():
    """All files under data/ by name, without scripts, the README itself and caches."""
    found = set()
    for file in DATA.rglob("*"):
        name = file.relative_to(DATA).as_posix()
        if file.is_file() and "__pycache__" not in name and file.suffix not in (".py", ".md"):
            found.add(name)
    return found


def sums_in_readme():
    sums = {}
    for line in (DATA / "README.md").read_text(encoding="utf-8").splitlines():
        sum_ = re.search(r"\b[0-9a-f]{64}\b", line)
        if sum_:
            sums[re.search(r"`([^`]+)`", line)[1]] = sum_[0]
    return sums


def test_readme_lists_every_file():
    assert {"mnist.npz", "digits/number4_s5.png", "digits/number1_s5.png"} <= shipped_files()
    assert set(sums_in_readme()) == shipped_files()


@pytest.mark.parametrize("name", sorted(shipped_files()))
def test_sum_in_readme_is_true(name):
    assert sums_in_readme()[name] == hashlib.sha256((DATA / name).read_bytes()).hexdigest()


def test_readme_gives_the_command_of_every_script():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    scripts = sorted(Path(DATA).glob("make_*.py"))
    assert [script.name for script in scripts if f"python data/{script.name}" not in text] == []
    assert len(scripts) >= 2
