"""A progress bar that a stored notebook can hold, for loops that take a while.

In a notebook it is a widget. What is stored of it is one sentence made of words that are the same
in every run, so the output tests can compare it: no times, no counts that move. In a terminal it is
one line on stderr; where output goes to a file it is silent.

>>> for iteration in with_bar(range(350), "training"):  # doctest: +SKIP
...     learn()
"""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

# A bar that is drawn more often only slows the loop down.
SECONDS_BETWEEN_UPDATES = 0.1
# Each update sends two messages. nbval reads none while a cell runs, and of more than a thousand
# that wait for it the rest is lost, the cell's end among them.
MOST_UPDATES = 200


def in_notebook() -> bool:
    """Tell whether this Python is a Jupyter kernel, which can show widgets."""
    # A kernel has imported IPython long before us. Elsewhere nothing is imported for the question.
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None


class Bar:
    """A bar of ``total`` steps, named by ``words``, for loops that ``with_bar`` does not fit.

    Call ``step()`` after each step and ``close()`` at the end, also after an error: a bar that is
    closed early says where it stopped. ``unit`` is what one step is called.

    Raises ValueError if ``total`` is not a whole number of 0 or more.
    """

    def __init__(self, total: int, words: str, unit: str = "steps") -> None:
        """Show the empty bar."""
        if not isinstance(total, int) or isinstance(total, bool) or total < 0:
            raise ValueError(
                f"A progress bar needs its number of {unit} as a whole number of 0 or more, "
                f"but got {total!r}."
            )
        self.total = total
        self.words = words
        self.unit = unit
        self.done = 0
        self.note = ""
        self.closed = False
        self.started = self.updated = time.monotonic()
        self.drawn = 0.0
        self.widget = self._show_widget() if in_notebook() else None
        self.terminal = self.widget is None and sys.stderr is not None and sys.stderr.isatty()
        self._draw(0)

    def step(self, n: int = 1, note: str = "") -> None:
        """Count ``n`` more steps; ``note`` is shown behind the count until the next note."""
        self.done += n
        self.note = note or self.note
        self._draw_if_due(self.done)

    def within(self, part: float, note: str = "") -> None:
        """Move the bar on to ``part`` (0 to 1) of the running step, without counting it."""
        self.note = note or self.note
        self._draw_if_due(self.done + part)

    def close(self) -> None:
        """Draw the end: full, or where it stopped. Closing twice does nothing more."""
        if self.closed:
            return
        self.closed = True
        self._draw(self.done)
        if self.terminal:
            print(file=sys.stderr)

    def _draw_if_due(self, position: float) -> None:
        moved = position - self.drawn >= self.total / MOST_UPDATES
        if moved and time.monotonic() - self.updated >= SECONDS_BETWEEN_UPDATES:
            self._draw(position)

    def _draw(self, position: float) -> None:
        self.updated, self.drawn = time.monotonic(), position
        status = self._status(position)
        if self.widget is not None:
            bar, label = self.widget
            bar.value = min(position, self.total)
            label.value = status
            if self.closed:
                bar.bar_style = "success" if self.done >= self.total else "warning"
        elif self.terminal:
            # \x1b[K wipes what a longer line has left behind.
            print(f"\r{self.words}: {status}\x1b[K", end="", file=sys.stderr, flush=True)

    def _status(self, position: float) -> str:
        status = f"{self.done} of {self.total}"
        if self.closed and self.done < self.total:
            status = f"stopped at {status}"
        if self.note:
            status += f", {self.note}"
        seconds = self.updated - self.started
        if not self.closed and position > 0 and seconds > 1:
            left = seconds * max(self.total - position, 0) / position
            status += f", about {left:.0f} s left"
        return status

    def _show_widget(self) -> tuple[Any, Any]:
        from IPython.display import display
        from ipywidgets import FloatProgress, HBox, Label, Layout

        # An empty bar of no steps is full from the start: ipywidgets wants a maximum above 0.
        bar = FloatProgress(value=0, min=0, max=max(self.total, 1))
        label = Label(layout=Layout(width="auto"))
        box = HBox([Label(self.words), bar, label])
        bundle = dict(box._repr_mimebundle_())
        # ipywidgets would write the widget's state here, which differs from run to run.
        bundle["text/plain"] = f"Progress bar: {self.words}, {self.total} {self.unit}."
        display(bundle, raw=True)  # type: ignore[no-untyped-call]
        return bar, label


def with_bar(iterable: Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """Return an iterator over ``iterable`` that shows how far it has come.

    ``words`` say what is going on, as in ``with_bar(range(350), "training")``. ``total`` is the
    number of steps, needed only where ``len(iterable)`` is not known. If the loop ends early, by an
    error or by ``break``, the bar says where it stopped.

    Raises ValueError if the number of steps is neither given nor known.
    """
    if total is None:
        try:
            total = len(iterable)  # type: ignore[arg-type]
        except TypeError:
            raise ValueError(
                f"with_bar can't tell how many steps {words!r} has: say it with total=."
            ) from None
    return _count(iterable, Bar(total, words))


def _count(iterable: Iterable[T], bar: Bar) -> Iterator[T]:
    # `finally` also runs when the loop is left by an error or by `break`.
    try:
        for item in iterable:
            yield item
            bar.step()
    finally:
        bar.close()
