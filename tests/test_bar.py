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


def test_silent_where_there_is_no_terminal(capfd):
    assert not in_notebook()
    assert len(list(with_bar(range(350), "training"))) == 350
    assert capfd.readouterr() == ("", "")


def test_silent_where_there_is_no_stderr(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert len(list(with_bar(range(5), "training"))) == 5


def test_terminal_stays_full_at_the_end(terminal):
    for _ in with_bar(range(350), "training"):
        pass
    assert lines(terminal)[0] == "training: 0 of 350"
    assert lines(terminal)[-1] == "training: 350 of 350"
    assert terminal.getvalue().endswith("\n")


def test_error_in_the_loop_shows_where_it_stopped(terminal):
    with pytest.raises(ZeroDivisionError):
        for i in with_bar(range(350), "training"):
            1 / (120 - i)
    assert lines(terminal)[-1] == "training: stopped at 120 of 350"


def test_break_shows_where_it_stopped(terminal):
    for i in with_bar(range(50), "searching"):
        if i == 20:
            break
    assert lines(terminal)[-1] == "searching: stopped at 20 of 50"


def test_error_in_the_iterable_shows_where_it_stopped(terminal):
    def three():
        yield from range(3)
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        list(with_bar(three(), "reading", total=10))
    assert lines(terminal)[-1] == "reading: stopped at 3 of 10"


def test_note_stays_until_the_next(terminal):
    bar = Bar(4, "training", unit="epochs")
    bar.step(note="loss 0.50")
    bar.step()
    bar.step(n=2, note="loss 0.25")
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
    "import random\nimport time\n\nfrom nnlib.bar import Bar, with_bar",
    "for _ in with_bar(range(350), 'training'):\n    time.sleep(random.random() / 500)",
    "bar = Bar(4, 'colouring', unit='pictures')\n"
    "for i in range(4):\n    bar.step(note=f'error {random.random():.6f}')\nbar.close()",
    "try:\n    for i in with_bar(range(50), 'failing'):\n"
    "        if i == 30:\n            raise ValueError('gone')\n"
    "except ValueError as error:\n    print(error)",
    "sum(with_bar([], 'nothing to do'))",
]


def test_in_a_notebook_it_is_a_widget_and_a_sentence():
    """The sentence is all that nbval compares, as it does in notebooks 13, 18 and 21."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    client = NotebookClient(notebook, kernel_name="python3", timeout=120)
    client.execute()

    outputs = [cell.outputs for cell in notebook.cells]
    assert outputs[0] == []
    for i, words in [
        (1, "Progress bar: training, 350 steps."),
        (2, "Progress bar: colouring, 4 pictures."),
        (3, "Progress bar: failing, 50 steps."),
        (4, "Progress bar: nothing to do, 0 steps."),
    ]:
        assert outputs[i][0].data["text/plain"] == words
        assert set(outputs[i][0].data) == {"text/plain", WIDGET_VIEW}
    assert outputs[3][1].text == "gone\n"

    # What a reader sees of the widget once the cell has run: its bar, and the text behind it.
    states = notebook.metadata.widgets[WIDGET_STATE]["state"]

    def shown(output):
        bundle = output.data[WIDGET_VIEW]
        children = [
            states[child.removeprefix("IPY_MODEL_")]["state"]
            for child in states[bundle["model_id"]]["state"]["children"]
        ]
        words, bar, label = children
        return words["value"], bar["value"], bar["max"], bar["bar_style"], label["value"]

    assert shown(outputs[1][0]) == ("training", 350, 350, "success", "350 of 350")
    words, value, most, style, text = shown(outputs[2][0])
    assert (words, value, most, style) == ("colouring", 4, 4, "success")
    assert text.startswith("4 of 4, error 0.")
    assert shown(outputs[3][0]) == ("failing", 30, 50, "warning", "stopped at 30 of 50")
    assert shown(outputs[4][0])[4] == "0 of 0"


def test_a_long_loop_sends_a_bounded_number_of_updates(monkeypatch):
    """A thousand messages may wait for a client that does not read; each update sends two."""
    draws = []
    monkeypatch.setattr(module, "SECONDS_BETWEEN_UPDATES", 0)
    monkeypatch.setattr(Bar, "_draw", lambda self, position: record(self, position))

    def record(bar, position):
        bar.updated, bar.drawn = 0.0, position
        draws.append(position)

    bar = Bar(10_000, "training")
    for _ in range(10_000):
        bar.within(0.5)
        bar.step()
    bar.close()
    assert 100 < len(draws) <= 203
