"""A loop's progress: what it shows in a terminal and in a notebook, and nowhere else."""

import contextlib
import sys
from io import StringIO
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from nnlib import bar as module
from nnlib.bar import Bar, in_notebook, with_bar

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


class Terminal(StringIO):
    def isatty(self):
        return True


class Clock:
    """A clock that the test moves."""

    def __init__(self):
        self.seconds = 100.0

    def monotonic(self):
        return self.seconds


@pytest.fixture
def terminal(monkeypatch):
    terminal = Terminal()
    # Not sys.stderr itself: pytest sets that anew when the test begins.
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=terminal, modules=sys.modules))
    return terminal


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=clock.monotonic))
    return clock


def lines(terminal):
    """What the terminal showed, one entry for each time the line was drawn."""
    return terminal.getvalue().rstrip("\n").replace("\x1b[K", "").split("\r")[1:]


def test_yields_what_it_is_given():
    assert list(with_bar("abc", "spelling")) == ["a", "b", "c"]
    assert list(with_bar((i * i for i in range(4)), "squaring", total=4)) == [0, 1, 4, 9]
    assert list(with_bar([], "nothing")) == []


def test_silent_where_there_is_no_terminal(capfd, monkeypatch):
    assert not in_notebook()
    assert len(list(with_bar(range(350), "training"))) == 350
    assert capfd.readouterr() == ("", "")
    monkeypatch.setattr(sys, "stderr", None)
    assert len(list(with_bar(range(5), "training"))) == 5


def damaged():
    yield from range(3)
    raise OSError("no more")


@pytest.mark.parametrize(
    ("bar", "until", "ends"),
    [
        (lambda: with_bar(range(350), "training"), None, "350 of 350"),
        (lambda: with_bar(range(350), "training"), 120, "stopped at 120 of 350"),
        (lambda: with_bar(damaged(), "training", total=10), None, "stopped at 3 of 10"),
    ],
)
def test_a_terminal_says_how_far_a_loop_came(terminal, bar, until, ends):
    with contextlib.suppress(OSError):
        for i in bar():
            if i == until:
                break
    shown = lines(terminal)
    assert shown[0].startswith("training: 0 of ") and shown[-1] == f"training: {ends}"
    assert terminal.getvalue().endswith("\n")


def test_note_stays_until_the_next(terminal):
    bar = Bar(4, "training", unit="epochs")
    bar.step(note="loss 0.50")
    bar.step(n=2, note="loss 0.25")
    bar.step()
    bar.close()
    bar.close()
    assert lines(terminal)[-1] == "training: 4 of 4, loss 0.25"
    assert terminal.getvalue().count("\n") == 1


def test_draws_at_most_ten_times_a_second(terminal, clock):
    for _ in with_bar(range(1000), "training"):
        clock.seconds += 0.01
    drawn = lines(terminal)
    assert 80 <= len(drawn) <= 102
    counts = [int(line.split()[1]) for line in drawn]
    assert counts == sorted(counts)


def test_says_how_long_it_will_take(terminal, clock):
    bar = Bar(10, "training")
    for _ in range(3):
        clock.seconds += 2
        bar.step()
    clock.seconds += 1
    bar.within(0.5)
    bar.close()
    assert lines(terminal) == [
        "training: 0 of 10",
        "training: 1 of 10, about 18 s left",
        "training: 2 of 10, about 16 s left",
        "training: 3 of 10, about 14 s left",
        "training: 3 of 10, about 13 s left",
        "training: stopped at 3 of 10",
    ]


@pytest.mark.parametrize("total", [-1, 2.5, "10", True])
def test_total_must_be_a_count(total):
    with pytest.raises(ValueError, match=r"as a whole number of 0 or more, but got"):
        Bar(total, "training")


def test_total_must_be_known():
    with pytest.raises(ValueError, match=r"can't tell how many steps 'training' has: say it"):
        with_bar((i for i in range(3)), "training")


CELLS = [
    "from nnlib.bar import Bar, with_bar\n\nbar = Bar(4, 'colouring', unit='pictures')\n"
    "for i in range(4):\n    bar.step(note=f'error {i}')\nbar.close()",
    "for i in with_bar(range(50), 'failing'):\n    if i == 30:\n        break",
    "for _ in with_bar([], 'nothing to do'):\n    pass",
]
# What a reader sees of each once its cell has run: words, the bar, and the text behind it.
SHOWN = [
    ("colouring, 4 pictures", ("colouring", 4, 4, "success", "4 of 4, error 3")),
    ("failing, 50 steps", ("failing", 30, 50, "warning", "stopped at 30 of 50")),
    ("nothing to do, 0 steps", ("nothing to do", 0, 1, "success", "0 of 0")),
]


def test_in_a_notebook_it_is_a_widget_and_a_sentence():
    """The sentence is all that nbval compares, as it does in notebooks 13, 18 and 21."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    client = NotebookClient(notebook, kernel_name="python3", timeout=120)
    client.execute()

    states = notebook.metadata.widgets[WIDGET_STATE]["state"]
    for cell, (sentence, shown) in zip(notebook.cells, SHOWN, strict=True):
        [output] = cell.outputs
        assert output.data["text/plain"] == f"Progress bar: {sentence}."
        assert set(output.data) == {"text/plain", WIDGET_VIEW}
        box = states[output.data[WIDGET_VIEW]["model_id"]]["state"]
        parts = [states[part.removeprefix("IPY_MODEL_")]["state"] for part in box["children"]]
        words, bar, label = parts
        assert shown == (
            words["value"], bar["value"], bar["max"], bar["bar_style"], label["value"]
        )  # fmt: skip


def test_a_long_loop_sends_a_bounded_number_of_updates(terminal, monkeypatch):
    """A thousand messages may wait for a client that does not read; each update sends two."""
    monkeypatch.setattr(module, "SECONDS_BETWEEN_UPDATES", 0)
    bar = Bar(10_000, "training")
    for _ in range(10_000):
        bar.within(0.5)
        bar.step()
    bar.close()
    assert 100 < len(lines(terminal)) <= 203
