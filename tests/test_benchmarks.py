"""benchmarks/training.py on a tiny task: all that it times computes the same. No test is timed."""

import importlib.util
import re
import shutil
import sys

import numpy as np
import pytest

from nnlib import network
from stored import script

book, training = script("benchmarks/book.py"), script("benchmarks/training.py")

COMPILER = any(map(shutil.which, training.COMPILERS))
needs_tensorflow = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="TensorFlow is not installed"
)


def needs_compiler(test):
    """Leave the test out where there is no compiler; a skip would be a failure in CI."""
    return test if COMPILER else None


@pytest.fixture
def task():
    random = np.random.default_rng(3)
    images = random.random((20, 9)) * (random.random((20, 9)) > 0.5)
    labels = np.eye(3)[random.integers(0, 3, 20)]
    return training.Task(images[:12], labels[:12], images[12:], labels[12:], hidden_size=5)


@pytest.fixture
def library(tmp_path):
    # On Windows a loaded library can't be removed; pytest leaves its folders for a while anyway.
    return training.compile_c(tmp_path)


@pytest.fixture
def deck(task):
    return training.learn_in_passes(task, training.deck_pass(task), 13)


def test_deck_and_nnlib_agree(task, deck):
    learned = training.learn_with_nnlib(task, 13)
    assert [row.split()[0] for row in deck.rows] == ["I:0", "I:10", "I:12"]
    assert learned.rows == deck.rows
    for mine, theirs, start in zip(
        learned.weights,
        deck.weights,
        (task.network().weights_0_1, task.network().weights_1_2),
        strict=True,
    ):
        assert mine == pytest.approx(theirs, abs=1e-12)
        assert (mine != start).any()
    training.require_equal("nnlib", learned, deck)


@needs_compiler
def test_deck_and_c_agree(task, library, deck):
    learned = training.learn_in_passes(task, training.c_pass(task, library), 13)
    assert learned.rows == deck.rows
    for mine, theirs in zip(learned.weights, deck.weights, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-12)
    training.require_equal("C", learned, deck)


@needs_compiler
def test_c_counts_silent_units_and_blank_images(task, library):
    task.images[2] = 0.0
    start = task.network()
    start.weights_0_1[:, 1] = -1.0  # never above 0
    mine = start.weights_0_1.copy(), start.weights_1_2.copy()
    error, accuracy = training.c_pass(task, library)(*mine)
    expected, hits = network._iteration_in_numpy(
        task.images, None, task.labels, start.weights_0_1, start.weights_1_2, training.ALPHA, False
    )
    assert (error, accuracy) == pytest.approx((expected / 12, hits / 12), abs=1e-12)
    assert mine[0] == pytest.approx(start.weights_0_1, abs=1e-12)
    assert mine[1] == pytest.approx(start.weights_1_2, abs=1e-12)
    assert (mine[0][:, 1] == -1.0).all()


def test_what_is_timed_learns_the_same(task, deck, tmp_path):
    assert training.time_deck(task, 13) > 0
    assert training.time_nnlib(task, 13, deck.weights) > 0
    wrong = deck.weights[0] + 2e-9, deck.weights[1]
    with pytest.raises(AssertionError, match="away from the deck's weights"):
        training.time_nnlib(task, 13, wrong)
    if COMPILER:
        library = training.compile_c(tmp_path)
        assert training.time_c(task, library, 13, deck.weights) > 0
        with pytest.raises(AssertionError, match="away from the deck's weights"):
            training.time_c(task, library, 13, wrong)


def test_another_row_or_weight_is_found(deck):
    other = deck._replace(
        rows=[*deck.rows[:-1], deck.rows[-1].replace("Train-Err:", "Train-Err:9")]
    )
    with pytest.raises(AssertionError, match="C has the row 'I:12"):
        training.require_equal("C", other, deck)
    weights = deck.weights[0], deck.weights[1] * np.nan
    with pytest.raises(AssertionError, match="nan away"):
        training.require_equal("C", deck._replace(weights=weights), deck)


def test_rows_are_held_to_the_seminar_table():
    table = training.TABLE.read_text(encoding="utf-8").splitlines()
    assert training.require_table(table) == 36
    assert training.require_table([table[0], "I:3 Train-Err:0.5"]) == 1
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


def test_sklearn_has_the_same_sizes_and_takes_single_steps(task):
    made = training.sklearn_network(task, 12)
    assert [weights.shape for weights in made.coefs_] == [(9, 5), (5, 3)]
    assert training.time_sklearn(task, made, 12) > 0
    assert made.t_ == 24


def test_what_is_missing_is_said_and_the_rest_runs(task, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "sklearn.neural_network", None)
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    clocks, missing = training.others(task, 12)
    assert clocks == {}
    assert re.fullmatch(r"scikit-learn is left out: .*pip install scikit-learn.*\.", missing[0])
    assert re.fullmatch(r"Keras is left out\. TensorFlow is not installed .*\.", missing[1])
    monkeypatch.setattr(training.shutil, "which", lambda name: None)
    with pytest.raises(FileNotFoundError, match="C is left out: there is no compiler here"):
        training.compile_c(tmp_path)


@needs_compiler
def test_a_compiler_that_fails_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(training, "__file__", str(tmp_path / "training.py"))
    with pytest.raises(OSError, match=r"C is left out: .* can't compile training\.c \(.+\)\."):
        training.compile_c(tmp_path)


def test_ratios_are_taken_within_each_run():
    seconds = {training.NNLIB: [1.0, 2.0, 4.0], training.DECK: [10.0, 22.0, 40.0]}
    assert training.ratios(seconds) == {training.NNLIB: 1.0, training.DECK: 10.0}


def test_clocks_are_read_in_turn():
    read = []
    clocks = {name: lambda name=name: read.append(name) or len(read) for name in "AB"}
    assert training.in_turn(clocks, 2) == {"A": [1, 3], "B": [2, 4]}
    assert read == ["A", "B", "A", "B"]


def test_whole_command_on_one_iteration(capsys):
    training.main(["--runs", "1", "--iterations", "1", "--steps", "5"])
    printed = capsys.readouterr().out
    assert "Their rows, 1, are the same and their weights agree to 1e-9." in printed
    assert "Rows as in the seminar's table, digit by digit: 1." in printed
    names = [training.DECK, training.NNLIB, training.SKLEARN]
    names += [training.C] if COMPILER else []
    for name in names:
        assert len(re.findall(rf"^{re.escape(name)} +[\d.]+ ", printed, re.MULTILINE)) == 1
    assert re.search(r"^import nnlib: -?0\.\d{3} s$", printed, re.MULTILINE)


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--steps", 2)])
def test_the_measure_of_the_book_has_help_and_takes_nothing(argument, code, monkeypatch, capsys):
    monkeypatch.setattr(book, "copy", lambda course: pytest.fail("it measures"))
    with pytest.raises(SystemExit) as end:
        book.main([argument])
    assert end.value.code == code and "usage:" in "".join(capsys.readouterr())
