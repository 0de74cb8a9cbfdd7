"""Calling a student's function: with fresh copies, without its prints, and not for ever."""

import contextlib
import copy
import io
import math
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from types import CodeType, FrameType
from typing import Any

from course.exercises.values import plain, same

# What goes on nevertheless is interrupted again after so many seconds.
AGAIN = 0.05
# How deep a function may call itself: as deep as in a notebook, where IPython's completion has set
# the limit.
CALLS = 3000
MONITORING: Any = getattr(sys, "monitoring", None)
# A signal wakes a call of C code that waits. This one does nothing where nobody asks for it;
# Windows has none.
WAKE: Any = getattr(signal, "SIGURG", None)
# Python in a browser has none.
THREADS = sys.platform != "emscripten"


class TooLong(BaseException):
    """Raised inside a student's function when its time is over.

    No ``Exception``: a student's ``except Exception`` must not catch it. ``after`` is how many
    seconds had passed when it could be stopped.
    """

    after = 0.0


def limited(seconds: float, run: Callable[[], Any]) -> Any:
    """Return what ``run()`` returns; raise TooLong, inside of it, when ``seconds`` are over.

    It runs in the present thread, in pure Python. A second thread watches the clock and has Python
    raise the exception here; so it works on Windows too. A call of C code that waits
    (``time.sleep(60)``) is woken by a signal; where there is none, and where C code works on
    (``a @ b``), it is left when it comes back. Without threads the clock is read at each line.
    """
    began = time.perf_counter()
    watch = _Watch(seconds) if THREADS else _Clock(seconds)
    try:
        try:
            watch.start()
            result = run()
        finally:
            # The exception may hit us here; the next one comes no sooner than AGAIN seconds later.
            try:
                watch.end()
            except TooLong:
                watch.end()
        if watch.interrupted:  # and the function has caught it
            raise TooLong
    except TooLong as error:
        error.after = time.perf_counter() - began
        raise
    return result


class _Watch:
    """A thread that interrupts the one that made it."""

    def __init__(self, seconds: float) -> None:
        self.target = threading.get_ident()
        self.interrupted = self.over = self.finished = False
        # A bare ``except:`` catches the interruption, and the call goes on: until one comes at the
        # line of that ``except:``, which does not catch it.
        self.exception: type[TooLong] = TooLong
        self.clock: _Clock | None = None
        self.usual_trace = sys.gettrace()
        self.at_a_line: Callable[..., None] | None = None
        if MONITORING is None:
            made = {"__init__": lambda _: self._trace_lines()}
            self.exception = type("TooLong", (TooLong,), made)
        # Plain locks, taken by single calls: an exception between two of our lines leaves nothing
        # half done, as it could inside threading's own classes.
        self.begin, self.gate = threading.Lock(), threading.Lock()
        self.begin.acquire()
        self.gate.acquire()
        self.start = self.begin.release
        self.opened = False
        # Python runs handlers of signals in the main thread alone. This one has nothing to do: the
        # exception that waits is raised in it.
        self.wakes = WAKE is not None and threading.current_thread() is threading.main_thread()
        self.usual = signal.signal(WAKE, lambda *_: None) if self.wakes else None
        self.thread = threading.Thread(target=self._watch, args=(seconds,), daemon=True)
        self.thread.start()

    def _watch(self, wait: float) -> None:
        self.begin.acquire()
        while not self.gate.acquire(timeout=wait):
            if self.over:
                break
            if self.interrupted and self.clock is None and _free_tool() is not None:
                self.clock = _Clock(0, self.target)
                self.clock.start()
            self.interrupted = True
            self._interrupt()
            wait = AGAIN
        if self.clock is not None:
            self.clock.end()
        self.finished = True

    def _interrupt(self) -> None:
        """Raise TooLong in the watched thread, unless it is back in this module."""
        frame = sys._current_frames().get(self.target)
        if not self.over and frame is not None and frame.f_code.co_filename != __file__:
            _raising(self.target, self.exception)()
        if self.wakes:  # a call of C code that waits comes back, so that the exception is raised
            signal.pthread_kill(self.target, WAKE)

    def _trace_lines(self) -> None:
        """Raise TooLong at each line from here on, as ``_Clock`` does from Python 3.12 on."""
        if self.over or self.at_a_line:
            return
        self.at_a_line = _raising(self.target, self.exception, given=3)
        frame: FrameType | None = sys._getframe()
        while frame is not None and frame.f_code is not limited.__code__:
            frame.f_trace = self._traced(frame)
            frame = frame.f_back
        sys.settrace(self._traced)

    def _traced(self, frame: FrameType, *what: Any) -> Callable[..., None] | None:
        """Return what is done at each line of a frame: nothing in this module."""
        return None if frame.f_code.co_filename == __file__ else self.at_a_line

    def end(self) -> None:
        self.over = True
        if self.at_a_line:
            sys.settrace(self.usual_trace)
        if self.clock:
            self.clock.until = math.inf
        if not self.opened:
            self.opened = True
            self.gate.release()
        while not self.finished:
            self.thread.join(timeout=AGAIN)
        if self.wakes:
            signal.signal(WAKE, signal.SIG_DFL if self.usual is None else self.usual)
        if self.interrupted:
            # What was asked for and has not yet been raised comes here. Python 3.11 would look for
            # one that is taken back for ever, and so hang in a debugger or under %prun.
            with contextlib.suppress(TooLong):
                _raising(self.target, TooLong)()
                while True:
                    pass


class _Clock:
    """What reads the clock at each line and each turn of a loop, and interrupts in between."""

    def __init__(self, seconds: float, target: int | None = None) -> None:
        self.target = threading.get_ident() if target is None else target
        self.until = time.perf_counter() + seconds
        self.interrupted = False
        self.tool = _free_tool()
        MONITORING.use_tool_id(self.tool, "course.exercises")

    def start(self) -> None:
        events = MONITORING.events
        watched = (events.LINE, events.JUMP, events.PY_START, events.PY_RESUME)
        for event in watched:
            MONITORING.register_callback(self.tool, event, self._look)
        MONITORING.set_events(self.tool, sum(watched))

    def _look(self, code: CodeType, *where: int) -> None:
        if (
            time.perf_counter() > self.until
            and code.co_filename != __file__
            and threading.get_ident() == self.target
        ):
            self.interrupted = True
            raise TooLong

    def end(self) -> None:
        MONITORING.set_events(self.tool, 0)
        MONITORING.free_tool_id(self.tool)


def _free_tool() -> int | None:
    """Return a number to watch lines under; None on Python 3.11, or where all are taken."""
    tools = range(6) if MONITORING is not None else ()
    return next((tool for tool in tools if MONITORING.get_tool(tool) is None), None)


def _raising(thread: int, exception: type[BaseException], given: int = 0) -> Callable[..., None]:
    """Return what has a thread raise an exception soon.

    It is a C function, so that nothing is raised within it. What it is ``given`` besides (three
    things, where it traces) it does not look at.
    """
    import ctypes  # not where there are no threads

    raising: Any = ctypes.pythonapi["PyThreadState_SetAsyncExc"]
    raising.argtypes = [ctypes.c_ulong, *[ctypes.py_object] * (1 + given)]
    raising.restype = None
    return partial(raising, thread, exception)


@dataclass
class Outcome:
    """What one call gave: a plain value or an error, and what else it did."""

    arguments: list[Any]
    value: Any = None
    error: BaseException | None = None
    printed: bool = False
    changed: tuple[int, ...] = ()

    @property
    def answer(self) -> Any:
        """The value, or the error in its place."""
        return self.value if self.error is None else self.error


def outcomes(
    function: Callable[..., Any],
    cases: Sequence[tuple[Any, ...]],
    seconds: float,
) -> list[Outcome]:
    """Call a function with fresh copies of each case's arguments, its prints caught.

    A call whose time is over is the last one; ``seconds`` are for all of them together. Never
    raises but for Ctrl+C.
    """
    prepared = [(Outcome(plain(copy.deepcopy(case))), copy.deepcopy(case)) for case in cases]
    made: list[Outcome] = []
    said = io.StringIO()

    def run() -> None:
        for outcome, mine in prepared:
            made.append(outcome)
            before = said.tell()
            _call(function, mine, outcome)
            outcome.printed = bool(said.getvalue()[before:].strip())

    # Around all calls: an interruption must not come between catching prints and letting go.
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        usual = sys.getrecursionlimit()
        sys.setrecursionlimit(max(usual, CALLS))
        try:
            limited(seconds, run)
        except TooLong as error:
            made[-1].error = error
        finally:
            sys.setrecursionlimit(usual)
    return made


def _call(function: Callable[..., Any], mine: tuple[Any, ...], outcome: Outcome) -> None:
    try:
        outcome.value = plain(function(*mine))
    except (TooLong, KeyboardInterrupt):
        raise
    except BaseException as error:  # SystemExit among them
        outcome.error = error
    after = plain(mine)
    outcome.changed = tuple(
        index
        for index, before in enumerate(outcome.arguments)
        if _comparable(before) and not same(before, after[index], 0.0)
    )


def _comparable(value: Any) -> bool:
    """Tell whether a value can be told apart from a copy of itself that has changed."""
    own: Any = type(value).__eq__
    return own is not object.__eq__


def place(error: BaseException, function: Callable[..., Any], before: str) -> str:
    """Return the line of the student's own code that an error comes from, or an empty text.

    As in "line 4 of its cell, ``total += a[i]``", with ``before`` before it.
    """
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename == file]
    if not frames:
        return ""
    text = frames[-1].line
    return f"{before}line {frames[-1].lineno} of its cell" + (f", `{text}`" if text else "")
