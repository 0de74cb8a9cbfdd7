"""benchmarks/training.py checks by itself that all it times learn the same. No test is timed."""

import importlib.util
import re
import shutil
import sys

import numpy as np
import pytest

from stored import script

book, training = script("benchmarks/book.py"), script("benchmarks/training.py")

COMPILER = any(map(shutil.which, training.COMPILERS))
needs_tensorflow = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="TensorFlow is not installed"
)


@pytest.fixture
def task():
    random = np.random.default_rng(3)
    images = random.random((20, 9)) * (random.random((20, 9)) > 0.5)
    images[2] = 0.0  # a blank one
    labels = np.eye(3)[random.integers(0, 3, 20)]
    return training.Task(images[:12], labels[:12], images[12:], labels[12:], hidden_size=5)


@pytest.fixture
def deck(task):
    return training.learn_in_passes(task, training.deck_pass(task), 13)


def test_the_whole_command(capsys):
    training.main(["--runs", "1", "--iterations", "2", "--steps", "5"])
    printed = capsys.readouterr().out
    assert "Their rows, 2, are the same and their weights agree to 1e-9." in printed
    assert "Rows as in the seminar's table, digit by digit: 1." in printed
    names = [training.DECK, training.NNLIB, training.SKLEARN]
    names += [training.C] if COMPILER else []
    for name in names:
        assert len(re.findall(rf"^{re.escape(name)} +[\d.]+ ", printed, re.MULTILINE)) == 1
    assert re.search(r"^import nnlib: -?0\.\d{3} s$", printed, re.MULTILINE)


def test_another_row_or_weight_is_found(task, deck):
    training.require_equal("nnlib", training.learn_with_nnlib(task, 13), deck)
    row = deck.rows[-1].replace("Train-Err:", "Train-Err:9")
    with pytest.raises(AssertionError, match="C has the row 'I:12"):
        training.require_equal("C", deck._replace(rows=[*deck.rows[:-1], row]), deck)
    weights = deck.weights[0], deck.weights[1] * np.nan
    with pytest.raises(AssertionError, match="nan away"):
        training.require_equal("C", deck._replace(weights=weights), deck)
    wrong = deck.weights[0] + 2e-9, deck.weights[1]
    with pytest.raises(AssertionError, match="away from the deck's weights"):
        training.time_nnlib(task, 13, wrong)
    table = training.TABLE.read_text(encoding="utf-8").splitlines()
    with pytest.raises(AssertionError, match="I:10 is 'Train-Err:0.199"):
        training.require_table([table[0], table[1].replace("0.198", "0.199")])


@needs_tensorflow
@pytest.mark.parametrize("learn, many", [("keras_fit", 1), ("keras_fit", 12), ("keras_batches", 1)])
def test_keras_takes_the_same_steps(task, learn, many):
    made = training.keras_network(task, many)
    assert training.time_keras(task, made, getattr(training, learn), 12) > 0
    expected = training.learn_with_nnlib(task, 1).weights
    for mine, theirs in zip(made.get_weights(), expected, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-6)


def test_what_is_missing_is_said_and_the_rest_runs(task, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "sklearn.neural_network", None)
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    clocks, missing = training.others(task, 12)
    assert clocks == {}
    assert re.fullmatch(r"scikit-learn is left out: .*pip install scikit-learn.*\.", missing[0])
    assert re.fullmatch(r"Keras is left out\. TensorFlow is not installed .*\.", missing[1])
    if COMPILER:
        monkeypatch.setattr(training, "__file__", str(tmp_path / "training.py"))
        with pytest.raises(OSError, match=r"C is left out: .* can't compile training\.c \(.+\)\."):
            training.compile_c(tmp_path)
    monkeypatch.setattr(training.shutil, "which", lambda name: None)
    with pytest.raises(FileNotFoundError, match="C is left out: there is no compiler here"):
        training.compile_c(tmp_path)


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--steps", 2)])
def test_the_measure_of_the_book_has_help_and_takes_nothing(argument, code, monkeypatch, capsys):
    monkeypatch.setattr(book, "copy", lambda course: pytest.fail("it measures"))
    with pytest.raises(SystemExit) as end:
        book.main([argument])
    assert end.value.code == code and "usage:" in "".join(capsys.readouterr())
