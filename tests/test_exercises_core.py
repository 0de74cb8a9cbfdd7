"""How answers are judged: by what they do, kindly, and never with an error of ours."""

import math
import random
import re
import signal
import subprocess
import sys
import time
import tracemalloc
from collections import deque
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from course import exercises
from course.exercises import checking, store
from course.exercises.calls import TooLong, limited
from course.exercises.pictured import pictured, small
from course.exercises.task import Function, Mistake, Value, called
from course.exercises.values import kind, nearly, pair, plain, same, shown


def task_of(right, cases, mistakes=(), **settings):
    """Return a task whose answer is a function; its mistakes are made by hand."""
    parts = {"id": "05-1", "hints": ("First.", "Second."), "right": right, **settings}
    made = type("Asked", (Function,), parts)
    made.cases = cases if callable(cases) else lambda chance: cases
    made.mistakes = mistakes
    return made


DOUBLE = task_of(lambda v: [2 * x for x in v], [([1, 2],), ([3, -4, 5],), ([],)])
HALF = Value(
    "05-2",
    rights=[0.5],
    mistakes=(
        Mistake("double", "This is twice as much.", 1),
        Mistake("negative", "It is negative.", when=lambda answer: answer < 0),
    ),
    hints=("First.", "Second."),
)
TWICE = task_of(lambda x: 2 * x, [(1,), (2,)])
THIRD = task_of(lambda x: x / 3, [(3,), (2,), (7,)])


def value(*rights, **settings):
    return Value("05-1", rights=rights, **settings)


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """No earlier tries, nothing known, and a folder of its own, of which all has been said."""
    monkeypatch.setattr(checking, "_tries", {})
    monkeypatch.setattr(store, "_known", {kind: {} for kind in store.KINDS})
    monkeypatch.setattr(store, "_told", store.ELSEWHERE)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def task(monkeypatch):
    """A function that puts a task in the place of all others and returns the check of it."""

    def put(task):
        monkeypatch.setattr(checking, "find", lambda id: task)
        return lambda answer: exercises.check(task.id, answer)

    return put


@pytest.fixture
def check(task):
    return task(DOUBLE)


# --- Not answered yet ---------------------------------------------------------------------------


def none_in_a_name(v):
    total = None
    return total


def half_written(v):
    total = ...
    for x in v:
        total += x
    return total


def not_implemented(v):
    raise NotImplementedError


GAP = "There is still a `...` in your "
NONE = "There is still a `None` in your answer."
NONE_INSIDE = "There is a `None` in what your function returns."
GAPS = value([1, 2], starter=[None, None])
UNANSWERED = {
    "": [None, ..., lambda v: [..., 2]],
    f"{GAP}answer.": [[1, ...]],
    f"{GAP}function, line": [half_written, not_implemented],
    NONE: [[1, None], {"a": None}],
    NONE_INSIDE: [lambda v: [[None], 2]],
    "Your function returns nothing so far.": [lambda v: None, none_in_a_name],
}


@pytest.mark.parametrize(
    ("asked", "answer", "sentence"),
    [(DOUBLE, answer, says) for says, answers in UNANSWERED.items() for answer in answers]
    + [(HALF, (0.5, [None]), NONE), (GAPS, [None, None], "")]
    + [(value(3, starter=[0.1, 0.2]), (0.1, np.float64(0.2)), "")],
)
def test_what_is_not_answered_yet(task, asked, answer, sentence):
    result = task(asked)(answer)
    assert result.state == "unanswered" and not result.hints and not result.table
    assert result.sentence.startswith(sentence) and bool(result.sentence) == bool(sentence)
    assert repr(result).startswith(f"Exercise {asked.id}: not answered yet.")


def test_where_none_is_an_answer_it_is_judged(task):
    check = task(task_of(lambda v: [None, *v], [([1],), ([2],)]))
    assert check(lambda v: (None, *v)).state == "right"
    assert check(lambda v: [None, 3]).state == "wrong"
    check = task(task_of(lambda x: None if x < 0 else x, [(1,), (-1,)]))
    assert check(lambda x: x if x >= 0 else None).state == "right"
    assert check(lambda x: None).state == "wrong"
    gap = Mistake("gap", "It has a gap.", when=lambda answer: answer[1] is None)
    check = task(value([1, 2], starter=[None, None], mistakes=[gap]))
    assert check([1, None]).mistake == "gap"


ASKED = ", which comes from outside the function, perhaps from an earlier cell: is that meant?"
BOTH = ASKED.replace("comes", "come")
OUTSIDE = {
    # Where nothing else is known, and before what is said of answers that never change.
    "pred + x": f"The values differ. It uses `pred`{ASKED}",
    "pred": f"The values differ. It uses `pred`{ASKED}",
    "[y * pred for y in rows]": f"It uses `rows` and `pred`{BOTH}",
    "np.sum(image[0:1])": f"The values differ. It uses `image`{ASKED}",
    "x()[pred]": f"It uses `pred`{ASKED}",
    # Functions and names of its own are no such values, and a mistake with a name says enough.
    "half(x)": "The values differ.",
    "3": "All are the same.",
    # A right answer may take what it likes.
    "len(rows) * x": "",
}


@pytest.mark.parametrize(("code", "sentence"), OUTSIDE.items())
def test_a_value_from_an_earlier_cell_is_asked_about(task, code, sentence):
    names = {"pred": 0.85, "half": lambda x: x / 2, "rows": [1, 2], "image": np.zeros(2), "np": np}
    exec(f"def f(x): return {code}", names)
    alike = lambda told: len({answer for *_, answer in told}) == 1  # noqa: E731
    mistake = Mistake("same", "All are the same.", when=alike)
    result = task(task_of(TWICE.right, [(1,), (2,)], mistakes=[mistake]))(names["f"])
    assert result.sentence.endswith(sentence)
    assert ("outside" in sentence) == ("outside" in result.sentence)
    assert (result.state == "right") == (code == "len(rows) * x")


def test_what_is_to_be_written_anew_is_not_called(task):
    def double(x):
        return 2 * x

    names = {"double": double, "other": double}
    check = task(task_of(lambda x: x + x, [(1,), (2,)], without="double"))
    for name in ("double", "other"):
        exec(f"def mine(x):\n    return [{name}(y) for y in [x]][0]", names)
        said = check(names["mine"]).sentence
        assert said == "This calls `double`, which is what you are asked to write."
    itself = "This is `double` itself: write it anew, in a form of your own."
    assert check(double).sentence == itself
    assert check(lambda x: x * 2).state == "right"


# --- Right, however it is written ---------------------------------------------------------------

SIGN = task_of(lambda x: 1 if x > 0 else 0, [(1,), (-1,)])
POSITIVE = task_of(lambda x: x > 0, [(1,), (-1,)])
WORDS = value("the weight −1")
PAIRS = task_of(lambda v: [[x, -x] for x in v], [([1, 2],), ([3],)])
NEARLY = value(0.98, 0.9804, tolerance=0.005)
SUM_3 = value(
    accept=lambda w: w[0] + w[1] == 3,
    wants="two weights in a list",
    rows=lambda w: [("sum", 3, w[0] + w[1])],
)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (DOUBLE, lambda v: tuple(2 * x for x in v)),
        (DOUBLE, lambda v: np.array(v) * 2),
        (DOUBLE, lambda v: [np.float64(2 * x) for x in v]),
        (DOUBLE, lambda v: [np.array(2 * x) for x in v]),
        (DOUBLE, lambda v: map((2).__mul__, v)),
        (DOUBLE, lambda v: (2 * x for x in v)),
        (DOUBLE, lambda v: {i: 2 * x for i, x in enumerate(v)}.values()),
        (DOUBLE, lambda v: [Decimal(2) * x for x in v]),
        (DOUBLE, lambda v, extra=3: [2 * x for x in v]),
        (DOUBLE, lambda *everything: [2 * x for x in everything[0]]),
        *[(HALF, half) for half in (0.5 + 1e-12, np.array(0.5), Fraction(1, 2))],
        # A row is read when it comes.
        (PAIRS, lambda v: ((x * sign for sign in (1, -1)) for x in v)),
        # Truth values count as numbers, and the other way round.
        (SIGN, lambda x: x > 0),
        (SIGN, lambda x: np.bool_(x > 0)),
        (POSITIVE, lambda x: int(x > 0)),
        (WORDS, "  The  weight -1 "),
        (NEARLY, 0.984),
        (SUM_3, [1, 2]),
        (SUM_3, (3.5, -0.5)),
    ],
)
def test_right_answers_written_differently(task, asked, answer):
    assert repr(task(asked)(answer)) == f"Exercise {asked.id}: right."


# --- Wrong, and why -----------------------------------------------------------------------------


def test_the_first_case_that_differs_is_shown(check):
    result = check(lambda v: [2 * x for x in v][:2])
    assert list(result.table[1]) == ["`v = [3, -4, 5]`", "`[6, -8, 10]`", "`[6, -8]`"]
    assert repr(result).splitlines()[1] == (
        "  input: `v = [3, -4, 5]` · true value: `[6, -8, 10]` · your answer: `[6, -8]`"
    )


def index_error(v):
    result = []
    for i in range(len(v) + 1):
        result.append(2 * v[i])
    return result


def computes(v):
    total = 0
    for x in v:
        total += x


def prints(v):
    print([2 * x for x in v])


def sorts(v):
    doubled = [2 * x for x in v].sort()
    return doubled


def in_place(v):
    for i in range(len(v)):
        v[i] *= 2


def for_some(v):
    if len(v) < 3:
        return [2 * x for x in v]


def full_stop(v):
    raise ValueError("The list is too short. ")


def again(v):
    return again(v)


def calls_library(v):
    from nnlib.linalg import w_sum

    return w_sum(v, [1])


def appends(v):
    v.append(1)
    return v


FIRST, SECOND = np.zeros((2, 3)), np.zeros((3, 4))
TWO = task_of(lambda x: (FIRST * x, SECOND * x), [(1,), (2,)])
PAIR = value(accept=lambda w: sum(w) == 3, wants="two numbers")
TRUTHS = value([0, 1], wants="a list of two numbers")
LONG = value([[2 / 3, 100], [-0.0123, 0.001]])
SEVERAL = "These are nearly right: are they rounded? They have to stay as they come out."
ROUNDED = "This is nearly right: is it rounded? It has to stay as it comes out."
NUMBER = "A number is asked for, and this is "
IN_PLACE = "What your function returns is None: `append`, `sort` and `resize`, for example, change"
LIST = "The true value is a list of 2 numbers, yours is "
TRUE_FALSE = "A list of two numbers is asked for, and True and False are truth values."


@pytest.mark.parametrize(
    ("asked", "answer", "sentence"),
    [
        (
            DOUBLE,
            index_error,
            "Your function stops with IndexError: list index out of range, at line 3 of its cell, "
            "`result.append(2 * v[i])`.",
        ),
        (DOUBLE, lambda v: sys.exit("bye"), "Your function stops with SystemExit: bye"),
        (DOUBLE, full_stop, "Your function stops with ValueError: The list is too short, at line "),
        (DOUBLE, again, "Your function stops with RecursionError"),
        # The line is that of the student's code, not of the library's.
        (DOUBLE, calls_library, r".*w_sum needs two vectors.* cell, `return w_sum\(v, \[1\]\)`"),
        (
            DOUBLE,
            prints,
            "Your function prints but returns nothing: end it with `return` and the result.",
        ),
        (
            DOUBLE,
            in_place,
            "Your function changes `v` but returns nothing: make a new list and end with `return` "
            "and the result.",
        ),
        (
            DOUBLE,
            computes,
            "Your function computes, but returns nothing: end it with `return` and the result.",
        ),
        *[(DOUBLE, answer, IN_PLACE) for answer in (sorts, lambda v: v.append(1))],
        (DOUBLE, appends, ".* It also changes `v`, which it was only lent."),
        (
            DOUBLE,
            for_some,
            "For some inputs your function returns nothing: each way through it needs `return`.",
        ),
        # For some inputs only, and so it is a try.
        (DOUBLE, lambda v: [2 * x if x > 0 else None for x in v], NONE_INSIDE),
        (DOUBLE, lambda v: [math.nan, 1.0][: len(v)], "There is a NaN in it, which is “not a"),
        (DOUBLE, lambda v: 3, f"{LIST}a number."),
        (DOUBLE, lambda v: [[x] for x in v], f"{LIST}a matrix of 2 × 1."),
        (DOUBLE, lambda v: object(), f"{LIST}an object of type"),
        (DOUBLE, lambda v: [str(2 * x) for x in v], "These are texts, not numbers."),
        (
            DOUBLE,
            lambda: 3,
            "Your function takes 0 arguments, but it is called with 1: keep the first line "
            "(`def …`) as it was.",
        ),
        (
            DOUBLE,
            [2, 4],
            "A function is asked for, and this is a list of 2 numbers: hand over the function "
            "itself, its name without brackets.",
        ),
        (TWICE, lambda x: str(2 * x), "This is a text, not a number."),
        (TWICE, lambda x: "two", "The true value is a number, yours is a text."),
        (
            TWO,
            lambda x: FIRST,
            "The true value is two matrices, of 2 × 3 and 3 × 4, yours is a matrix of 2 × 3.",
        ),
        (TWO, lambda x: [FIRST, SECOND, FIRST], ".*yours is 3 matrices, of 2 × 3, 3 × 4 and 2 × 3"),
        (TWO, lambda x: [[1], [2, 3]], ".*yours is a list of 2 lists of different lengths."),
        (TWO, lambda x: [[1, 2], [[1, 2], [3, 4]]], ".* a list of 2 lists of different shapes."),
        (HALF, "a half", f"{NUMBER}a text."),
        (HALF, [0.5, 1], f"{NUMBER}a list of 2 numbers."),
        (HALF, {1, 2}, f"{NUMBER}a set without order, of 2."),
        (HALF, "0,5", "This is a text, not a number."),
        (HALF, math.nan, "There is a NaN in it, which is “not a number”."),
        (HALF, len, "A value is asked for, and this is a function: call it"),
        (WORDS, "the input", ""),
        (NEARLY, 0.99, ""),
        (PAIR, ["1", "2"], "These are texts, not numbers."),
        (PAIR, [1, "2"], "There is a text in it, `'2'`, not a number."),
        (PAIR, ["a", "b"], "Two numbers is asked for, and this is"),
        (
            SUM_3,
            4,
            "Two weights in a list is asked for, and this is a number, which can't be used here: "
            "`4`.",
        ),
        (value(["1", "2"]), ["1", "3"], "The values differ."),
        *[(TRUTHS, answer, TRUE_FALSE) for answer in (np.array([0, 1]) > 0, [0, True])],
        # What is nearly right may be rounded; a function has rounded in all cases, or not.
        *[(value(2 / 3), answer, ROUNDED) for answer in (0.67, float(np.float32(2 / 3)))],
        (value(2 / 3), 0.7, "The value is another one."),
        (LONG, [[0.67, 100.0], [-0.01, 0]], SEVERAL),
        (LONG, [[0.67, 101], [-0.01, 0]], "The values differ."),
        (value(accept=lambda w: w == 1 / 3), 0.33, "This is not what is wanted."),
        (THIRD, lambda x: round(x / 3, 2), ROUNDED),
        (THIRD, lambda x: round(x / 3, 2) if x < 7 else 2, "The values differ."),
    ],
)
def test_what_is_wrong_is_said(task, asked, answer, sentence):
    result = task(asked)(answer)
    line = getattr(answer, "__code__", index_error.__code__).co_firstlineno
    said = re.sub(r"line (\d+)", lambda found: f"line {int(found[1]) - line}", result.sentence)
    whole = sentence if sentence.startswith(".*") else re.escape(sentence)
    assert result.state == "wrong" and re.match(whole, said), said


def test_nearly_is_what_rounding_takes_away():
    assert nearly(1 / 3, 0.33) and nearly(0.0049, 0.0) and nearly([12.345, 2], [12.35, 2.0])
    assert not nearly(79400, 79401) and not nearly(0.0012, -0.0012) and not nearly(1 / 3, 0.3)
    assert nearly(5, 4.99) and nearly(10**400, 10**400) and not nearly(10**400, 0.5)
    assert nearly(math.inf, math.inf) and not nearly(math.inf, 1.5) and not nearly(0.5, math.nan)
    assert not nearly([0.5], [0.5, 0.5]) and not nearly(0.5, "0.5") and nearly("a", "a")


@pytest.mark.parametrize(
    ("words", "value", "mistake"),
    [
        ("b", None, "stops"),
        ("a", None, ""),
        ("c", None, ""),
        ("a", 7, "stops"),
        ("a", 8, ""),
    ],
)
def test_an_error_alone_makes_a_mistake_only_in_its_own_words(task, words, value, mistake):
    def stops(words, value):
        def answer(v):
            if v == [1] and value:
                return value
            raise IndexError(words)

        return answer

    known = Mistake("stops", "It stops.", stops("b", 7 if value else None))
    check = task(task_of(list, [([1],), ([2],)], mistakes=[known]))
    assert check(stops(words, value)).mistake == mistake


def test_arguments_without_names_are_counted(task):
    check = task(task_of(lambda a, b: a + b, [(1, 2), (3, 4)]))
    for answer in (lambda *both: 0, lambda a, b, more=3: 0):
        assert check(answer).table[1][0] == "`argument 1 = 1, argument 2 = 2`"


def test_each_call_gets_fresh_arguments_and_changes_are_mentioned(check):
    def spoils(v):
        result = [2 * x for x in v]
        v.clear()
        return result

    result = check(spoils)
    assert result.state == "right"
    assert result.notes == (
        "One thing: your function changes `v`, which whoever calls it may still need.",
    )
    assert check(lambda v: [2 * x for x in v]).state == "right"


@pytest.mark.parametrize(
    ("lent", "instead"),
    [(([1], 0), "a new list"), ((np.zeros(2), 0), "a new one"), ((np.zeros(2),) * 2, "new ones")],
)
def test_where_the_task_says_so_a_change_in_place_is_wrong_and_it_is_said_what_to_make(
    task, lent, instead
):
    def changes(a, b):
        a += [1]  # one entry more, or 1 more in each
        b += 1

    def changes_and_returns(a, b):
        total = np.add(a, b)
        changes(a, b)
        return total

    check = task(task_of(np.add, [lent], keeps_arguments=True, hints=("a.", "b.")))
    assert f"but returns nothing: make {instead} and end" in check(changes).sentence
    said = check(changes_and_returns)
    assert said.state == "wrong" and said.sentence.startswith(
        "What it returns is right, but your function changes `a`"
    )
    assert said.sentence.endswith(f", which it was only lent: make {instead}.")
    assert check(lambda a, b: np.add(a, b)).state == "right"


def test_prints_and_warnings_of_a_right_answer_stay_out_of_sight(check, capsys, recwarn):
    def noisy(v):
        print("here", file=sys.stderr)
        print("and here")
        np.array([1.0]) / np.array([0.0])
        return [2 * x for x in v]

    assert check(noisy).state == "right"
    assert capsys.readouterr() == ("", "") and not recwarn.list


def test_hints_come_one_after_the_other(check):
    assert check(lambda v: v).hints == ("First.",)
    assert check(lambda v: v).hints == ("First.",), "the same answer again is no second try"
    assert check(lambda v: [x + 2 for x in v]).hints == ("First.", "Second.")
    assert check(DOUBLE.right).hints == ()
    assert check(None).hints == ()
    assert "Hint: Second." in repr(check(lambda v: [0 for x in v]))


def test_the_truth_is_shown_after_three_different_earnest_tries(task):
    check = task(HALF)
    nonsense = ["x", math.inf, [1, 2], True, {}, math.nan, 1j]
    for answer in [*nonsense, 1, 1.0, np.float64(1), -2, *nonsense, 1, -2]:
        assert check(answer).table[0] == ("your answer",), repr(answer)
    assert (check(1.0).mistake, check(-2).mistake) == ("double", "negative")
    assert check(1.0).table == (("your answer",), ("`1.0`",))
    for _ in range(2):
        assert check(0.25).table == (("true value", "your answer"), ("`0.5`", "`0.25`"))
    check = task(Value("05-1", rights=[[1, 2]]))
    for answer in ([0, 3], [3], [[0, 3]], 7, [1, "2"], [1, 3]):
        assert check(answer).table[0] == ("your answer",), repr(answer)
    assert check(np.array([5, 5])).table[0] == ("true value", "your answer")


def test_a_table_of_rows_stands_beside_a_wrong_answer(task):
    result = task(SUM_3)([1, 1])
    assert result.table == (("", "wanted", "your answer"), ("sum", "`3`", "`2`"))
    assert "  sum · wanted: `3` · your answer: `2`" in repr(result)


def test_a_row_shows_as_many_figures_as_tell_the_numbers_apart(task):
    check = task(
        Value(
            "05-1",
            rights=[1.1],
            rows=lambda w: [("prediction", 1.1, w), ("sign", "+", w), ("sum", 0.3, 0.1 + 0.2)],
        )
    )
    assert check(1.10000001).table[1:] == (
        ("prediction", "`1.1`", "`1.10000001`"),
        ("sign", "+", "`1.1`"),
        ("sum", "`0.3`", "`0.3`"),
    )


# --- Loops without end --------------------------------------------------------------------------


def forever(v):
    while True:
        v = v


def forever_caught(v):
    while True:
        try:
            while True:
                v = v
        except:  # noqa: E722
            pass


def forever_yielding(v):
    while True:
        for _ in iter(int, 1):
            pass
        yield 1


def forever_kept(v):
    kept = []
    while True:
        try:
            forever_caught(v)
        except BaseException as error:
            kept.append(error)


# Without threads it needs what Python has from 3.12 on.
@pytest.mark.parametrize("threads", [True, False] if hasattr(sys, "monitoring") else [True])
@pytest.mark.parametrize("answer", [forever, forever_caught, forever_kept, forever_yielding])
def test_a_loop_without_end_is_stopped(task, answer, threads, monkeypatch):
    monkeypatch.setattr("course.exercises.calls.THREADS", threads)
    check = task(task_of(list, DOUBLE.cases, seconds=0.2))
    result = check(answer)
    assert result.state == "wrong"
    # On a busy machine it can take its time.
    assert re.match(
        r"Your function was still running after 0.2 seconds and "
        r"(was stopped|could not be stopped before \d+ had passed,) at line ",
        result.sentence,
    )
    assert result.sentence.endswith(
        "`: does a loop never end, or does it work on more than it is given?"
    )
    assert result.table[1][0] == "`v = [1, 2]`"


def test_a_call_that_waits_is_woken_and_else_judged_when_it_comes_back(task, monkeypatch):
    def waits(v):
        time.sleep(seconds)
        return v

    check = task(task_of(list, [([1],)], seconds=0.2))
    seconds = 60
    if hasattr(signal, "SIGURG"):
        before = signal.getsignal(signal.SIGURG)
        with pytest.raises(TooLong) as caught:
            limited(0.2, lambda: waits([1]))
        assert caught.value.after < 50 and signal.getsignal(signal.SIGURG) == before
        assert "`time.sleep(seconds)`: does a loop" in check(waits).sentence
    monkeypatch.setattr("course.exercises.calls.WAKE", None)  # as on Windows
    seconds = 1.5
    assert re.match(
        r"Your function was still running after 0.2 seconds and could not be stopped before \d+ "
        r"had passed, at line \d+ of its cell, `time.sleep\(seconds\)`: does a loop",
        check(waits).sentence,
    )


def test_an_interruption_that_is_swallowed_is_an_interruption():
    def swallows():
        try:
            while True:
                pass
        except BaseException:
            return 3

    with pytest.raises(TooLong):
        limited(0.05, swallows)


def test_no_interruption_comes_too_late():
    """Calls that end just when their time is over: either answer will do, a stray one won't."""
    chance = random.Random(3)
    seen = set()
    # One that is over at once and one that never is, however busy the machine is; then around it.
    lengths = [0.0, 60.0] + [chance.uniform(0, 0.024) for _ in range(150)]
    for seconds in lengths:

        def busy(seconds=seconds):
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                pass
            return "done"

        try:
            seen.add(limited(0.012, busy))
        except TooLong:
            seen.add("too long")
        sum(range(5000))  # here a stray one would be raised
    assert seen == {"done", "too long"}


def test_a_profiler_and_a_debugger_work_after_a_check():
    """In a process of its own: where Python 3.11 looks for an exception for ever, nothing ends it.

    All but the first are over just when their time is, so that their interruption may still wait.
    """
    code = (
        "import contextlib, sys, time\n"
        "from course.exercises.calls import TooLong, limited\n"
        "for seconds in 60, *[0.01] * 20:\n"
        "    with contextlib.suppress(TooLong):\n"
        "        limited(seconds, lambda: time.sleep(0.01))\n"
        "    sys.setprofile(lambda *_: None)\n"
        "    (lambda: None)()\n"
        "    sys.setprofile(None)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_ctrl_c_is_left_to_the_one_who_pressed_it(check):
    def pressed(v):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(pressed)
    assert check(DOUBLE.right).state == "right"


# --- Never an error of ours ---------------------------------------------------------------------


class Evil:
    def __repr__(self):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    def tolist(self):
        raise RuntimeError("no")


def test_nothing_makes_the_check_itself_stop(task):
    endless = []
    endless.append(endless)
    for one in (DOUBLE, HALF, Value("05-2", accept=lambda w: len(w) > 3)):
        check = task(one)
        for answer in (Evil(), endless, [Evil()], lambda v: Evil(), lambda v: endless, Evil):
            assert check(answer).state in ("wrong", "no check")


def test_a_task_that_is_broken_says_that_it_is_not_the_student_s_mistake(task):
    result = task(task_of(list, lambda chance: 1 / 0))(list)
    assert result.state == "no check"
    assert repr(result).startswith("The check itself stopped with ZeroDivisionError")


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("02-99", "There is no exercise '02-99': notebook 02 has 02-1, "),
        ("98-1", "There is no exercise '98-1': notebook 98 has none."),
        (5, 'There is no exercise 5: an exercise is called like "05-1".'),
        ("../-1", "There is no exercise '../-1': an exercise is called like \"05-1\"."),
    ],
)
def test_an_unknown_exercise(id, sentence):
    result = exercises.check(id, 1)
    assert result.state == "no check" and repr(result).startswith(sentence)


def test_a_mistake_needs_something_to_be_recognised_by():
    with pytest.raises(ValueError, match="needs an answer that makes it, or a condition"):
        Mistake("nothing", "Nothing.")


# --- A class of students' functions -------------------------------------------------------------


class Sum(Function):
    id = "05-1"

    def cases(chance):
        yield [1, 2], 3
        yield [chance.random()], 4

    def right(a, b):
        return sum(a) + b

    def right_the_other_way(a, b):
        return b + sum(a)

    def right_minus_one__by_hand(a, b):
        """One is
        taken away."""
        return sum(a) + b - 1

    def times_2(a, b):
        """It is doubled."""
        return 2 * (sum(a) + b)

    def times_2_2(a, b):
        return [2 * (sum(a) + b)]

    @called("one-sided")
    def one_sided(told):
        """Only one of the two is there."""
        return all(answer == arguments[1] for arguments, _, answer in told)

    def one_sided_2(a, b):
        return b

    def unnamed_2(a, b):
        return 7


def test_a_class_is_sorted_by_docstrings_and_names():
    assert [(m.name, m.says) for m in Sum.mistakes] == [
        ("right minus one, by hand", "One is taken away."),
        ("times 2", "It is doubled."),
        ("one-sided", "Only one of the two is there."),
    ]
    assert Sum.rights == [Sum.right, Sum.right_the_other_way] and Sum.unnamed == [Sum.unnamed_2]
    assert [m.answers for m in Sum.mistakes][1:] == [
        [Sum.times_2, Sum.times_2_2],
        [Sum.one_sided_2],
    ]
    assert Sum.arguments() == Sum.arguments() and Sum.arguments()[0] == ([1, 2], 3)


def test_a_function_that_is_neither_right_nor_a_mistake_is_refused():
    with pytest.raises(ValueError, match="What is half_2. A mistake has a docstring"):
        type("Asked", (Function,), {"half_2": lambda x: x})


# --- As it is shown -----------------------------------------------------------------------------


def test_what_a_student_wrote_is_shown_as_text(check):
    html = check(lambda v: "<script>alert(1)</script>`")._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_a_matrix_of_a_pictures_size_is_shown_as_a_small_picture(task):
    image = np.arange(784).reshape(28, 28) % 256
    invert = task_of(lambda scan: (255 - scan).reshape(1, 784) / 255, [(image,)])
    result = task(invert)(lambda scan: image - 100)
    html, words = result._repr_html_(), repr(result)
    told = re.findall(r'<img alt="28 × 28 numbers from (\S+) to (\S+), as a picture"', html)
    assert told == [("0", "255"), ("0.0", "1.0"), ("-100", "155")]
    assert ": [" not in html and "scan = a matrix of 28 × 28" in html
    assert "<img" not in words and "true value: `a matrix of 1 × 784: [" in words
    # A row laid out as a picture, and below 0 another colour than above.
    row, signed = (pictured("", values).grids[0] for values in (image.reshape(1, 784), image - 100))
    assert row == image.tolist() and "%23000000" in small(row)
    assert [small(grid).count("data-shade=%22-") for grid in (row, signed)] == [0, 31]


@pytest.mark.parametrize(
    "value",
    [
        [[1] * 7] * 7,
        [[1] * 65] * 9,
        [["a"] * 9] * 9,
        [[10**400] * 8] * 8,
        [1] * 81,
        [],
    ],
)
def test_what_is_no_picture_stays_words(value):
    assert pictured("`words`", value).grids == []


def test_numbers_are_shown_with_as_many_figures_as_tell_them_apart():
    assert pair(0.1, 0.2) == ("0.1", "0.2")
    assert pair(0.3, 0.30000001) == ("0.3", "0.30000001")
    assert pair(1.0, 2) == ("1.0", "2")
    assert shown([0.1 + 0.2, -1e-9, True, None]) == "[0.3, -1e-09, True, None]"
    assert shown([0.0] * 784).startswith("a list of 784 numbers: [0.0, 0.0")
    assert len(shown(np.zeros((40, 784)).tolist())) < 200
    assert shown({"a": [1]}) == "{'a': [1]}" and shown(len) == "len"
    assert shown(frozenset({2, 1})) == "{1, 2}"
    assert kind(plain([10**5000, "a"])) == "a list of 2 entries"
    for long in ("a" * 300, 10**300, {str(i): i for i in range(300)}, frozenset(range(300))):
        assert len(shown(long)) < 200


def test_float32_and_float16_are_as_exact_as_they_are():
    third = 1 / 3
    for close in (np.float32(third), np.array(third, np.float32), np.float32(third) * 0.999995):
        assert same(third, plain(close), 1e-9) and same([[third]], plain([np.array([close])]), 1e-9)
    assert same(third, plain(np.float16(third)), 1e-9)
    assert not same(third, plain(np.float16(third * 1.007)), 1e-9)
    for far in (np.float32(third * 1.00002), float(np.float32(third)), np.float64(third + 1e-8)):
        assert not same(third, plain(far), 1e-9)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (np.broadcast_to(True, (60_000, 28, 28)), "an array of 60000 × 28 × 28"),
        ([[0.5] * 10_000] * 10_000, "a list of 10000 entries"),
        (iter(int, 1), "a series of more than 5000 entries"),
        (set(range(100_000)), "a set of 100000 entries"),
        ({i: i for i in range(100_000)}, "a dict of 100000 entries"),
        ("a" * 10**8, "a text of 100000000 letters"),
        (10**100_000, "a whole number of thousands of digits"),
        (deque(range(10**6)), "a list of 1000000 entries"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 99 else "",
)
def test_what_is_too_large_costs_next_to_nothing(task, answer, said):
    """Our own part: an array of 47 million truth values was once a list of them, in 97 seconds."""
    for one in (HALF, DOUBLE, Value("05-2", accept=lambda w: w[0] > 3, wants="it")):
        for given in (answer, lambda *_: answer):
            tracemalloc.start()
            result = task(one)(given)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert result.state == "wrong" and peak < 2e7
            if not callable(given) or one is DOUBLE:
                assert said in result.sentence and len(repr(result)) < 1500


def test_plain_values():
    assert plain((1, np.int64(2), range(2), {"a": np.array([1.0])}, {3})) == [
        1,
        2,
        [0, 1],
        {"a": [1.0]},
        {3},
    ]
    assert same(10**400, 10**400, 1e-9) and not same(10**400, 1.0, 1e-9)
    assert same(math.inf, math.inf, 1e-9) and not same(math.inf, 1.0, 1e-9)
    assert not same(None, 0, 1e-9) and not same("1", 1, 1e-9) and same(None, None, 0)
    assert not same([1], {"a": 1}, 1e-9) and same({"a": [1]}, {"a": [1.0]}, 1e-9)
