"""benchmarks/training.py checks by itself that all it times learn the same. No test is timed."""

import re

import numpy as np
import pytest

from stored import script

book, training = script("benchmarks/book.py"), script("benchmarks/training.py")


@pytest.fixture
def task():
    random = np.random.default_rng(3)
    images = random.random((20, 9)) * (random.random((20, 9)) > 0.5)
    images[2] = 0.0  # a blank one
    labels = np.eye(3)[random.integers(0, 3, 20)]
    return training.Task(images[:12], labels[:12], images[12:], labels[12:], hidden_size=5)


def test_the_whole_command(capsys):
    training.main(["--runs", "1", "--iterations", "2"])
    printed = capsys.readouterr().out
    assert "Their rows, 2, are the same and their weights agree to 1e-9." in printed
    assert "Rows as in the seminar's table, digit by digit: 1." in printed
    for name in (training.DECK, training.NNLIB):
        assert len(re.findall(rf"^{re.escape(name)} +[\d.]+ ", printed, re.MULTILINE)) == 1
    assert re.search(r"^import nnlib: -?0\.\d{3} s$", printed, re.MULTILINE)


def test_another_row_or_weight_is_found(task):
    deck, learned = training.learn_with_deck(task, 13), training.learn_with_nnlib(task, 13)
    training.require_equal(learned, deck)
    row = deck.rows[-1].replace("Train-Err:", "Train-Err:9")
    with pytest.raises(AssertionError, match="nnlib has the row 'I:12"):
        training.require_equal(deck._replace(rows=[*deck.rows[:-1], row]), deck)
    for wrong in (np.nan, 2e-9):
        with pytest.raises(AssertionError, match="away from the deck's weights"):
            training.time_nnlib(task, 13, (deck.weights[0], deck.weights[1] + wrong))
    table = training.TABLE.read_text(encoding="utf-8").splitlines()
    with pytest.raises(AssertionError, match="I:10 is 'Train-Err:0.199"):
        training.require_table([table[0], table[1].replace("0.198", "0.199")])


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--steps", 2)])
def test_the_measure_of_the_book_has_help_and_takes_nothing(argument, code, monkeypatch, capsys):
    monkeypatch.setattr(book, "copy", lambda course: pytest.fail("it measures"))
    with pytest.raises(SystemExit) as end:
        book.main([argument])
    assert end.value.code == code and "usage:" in "".join(capsys.readouterr())
