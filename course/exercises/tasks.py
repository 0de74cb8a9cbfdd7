"""How a task is written down: what is right, and which wrong answers have a name.

>>> Task(
...     "02-1",
...     right=lambda a, b: a[0] * b[0] + a[1] * b[1],
...     cases=[([1, 2], [3, 4]), ([5, 6], [7, 8])],
...     mistakes=[Mistake("no weights", "The weights are missing.", wrong=lambda a, b: sum(a))],
...     hints=["Each input has its own weight.", "Multiply first, then add."],
... ).id
'02-1'
"""

import importlib
import importlib.util
import pkgutil
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Stands where None could be meant.
NOTHING: Any = type("Nothing", (), {"__repr__": lambda self: "NOTHING"})()
SECONDS = 2.0
TOLERANCE = 1e-9
# What ``cases`` may be: argument tuples, or a function that makes them with a seeded generator.
Cases = Sequence[tuple[Any, ...]] | Callable[[random.Random], Sequence[tuple[Any, ...]]]
Row = tuple[str, Any, Any]


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, and the sentence that says what is wrong with it.

    ``name`` is for the tests and the lecturer's page. A function's answer has made the mistake if
    it gives what the function ``wrong`` gives, for all cases. A value has made it if it equals the
    value ``wrong``. ``when`` is a condition instead, for what can't be written as one wrong answer:
    of a function task it gets the list of (arguments, true value, answer), of a value task the
    answer. It is asked only if no call stopped with an error, or ``despite_errors``: then an error
    stands as the answer of its case. ``says`` must be true of every answer that is recognised so.
    """

    name: str
    says: str
    wrong: Any = NOTHING
    when: Callable[[Any], bool] | None = None
    despite_errors: bool = False

    def __post_init__(self) -> None:
        """Refuse a mistake that nothing could be recognised by."""
        if (self.wrong is NOTHING) == (self.when is None):
            raise ValueError(f"The mistake {self.name!r} needs either wrong= or when=.")


@dataclass(frozen=True, kw_only=True)
class _Common:
    mistakes: Sequence[Mistake] = ()
    # The first one is shown at the first wrong try, the second one from the second on.
    hints: Sequence[str] = ()
    # What stands in the starter cell, if it is more than ``...``: left as it is, it is no try. If
    # there is a None in it, the task's mistakes say what is missing; else a None is a gap.
    starter: Any = NOTHING
    # Numbers this close, absolutely or relatively, are the same.
    tolerance: float = TOLERANCE
    # [[1, 2]] and [1, 2] are the same: brackets around a single thing don't count.
    squeeze: bool = False
    # All calls together may take this long.
    seconds: float = SECONDS


@dataclass(frozen=True)
class Task(_Common):
    """A task whose answer is a function.

    ``right`` is the reference function, ``cases`` are the argument tuples on which the two are
    compared, simple ones first: the first that differs is shown. ``keeps_arguments`` makes it wrong
    to change a list that was handed in; else that is only mentioned. ``call(function, *arguments)``
    says how the function is used, where that is more than calling it. ``without`` is the name of a
    function that is to be written anew, so that calling it is no answer.
    """

    id: str
    right: Callable[..., Any]
    cases: Cases
    keeps_arguments: bool = False
    call: Callable[..., Any] | None = None
    without: str = ""

    def arguments(self) -> list[tuple[Any, ...]]:
        """Return the cases, the same ones each time."""
        made = self.cases(random.Random(self.id)) if callable(self.cases) else self.cases
        return [tuple(case) for case in made]


@dataclass(frozen=True)
class Value(_Common):
    """A task whose answer is a value: a number, a list, a matrix, a text, settings of a network.

    It is right if it equals ``right``, or if ``accept(answer)`` is true. ``wants`` says what is
    asked for, as in "three weights in a list"; it is shown where something else was given.
    ``rows(answer)`` are the lines (what, wanted, found with this answer) of the table that is
    shown beside a wrong answer; without it the true value is shown after three different earnest
    tries.
    """

    id: str
    right: Any = NOTHING
    accept: Callable[[Any], bool] | None = None
    wants: str = ""
    rows: Callable[[Any], Sequence[Row]] | None = None


def numbers() -> list[str]:
    """Return the numbers of the notebooks that have tasks, as "02"."""
    folder = Path(__file__).parent.parent / "tasks"
    names = [module.name for module in pkgutil.iter_modules([str(folder)])]
    return sorted(name[1:] for name in names if re.fullmatch(r"n\d\d", name))


def tasks_of(number: str) -> dict[str, "Task | Value"]:
    """Return the tasks of one notebook (``"05"``) by their ids; empty if it has none."""
    name = f"course.tasks.n{number}"
    if importlib.util.find_spec(name) is None:
        return {}
    return {task.id: task for task in importlib.import_module(name).TASKS}


def find(id: Any) -> "Task | Value | str":
    """Return a task by its id, or one sentence that says which ids there are."""
    number = re.match(r"(\d\d)-", id) if isinstance(id, str) else None
    if number is None:
        return f'There is no exercise {id!r}: an exercise is called like "05-1".'
    tasks = tasks_of(number[1])
    if id in tasks:
        return tasks[id]
    if not tasks:
        return f"There is no exercise {id!r}: notebook {number[1]} has none."
    return f"There is no exercise {id!r}: notebook {number[1]} has {', '.join(tasks)}."
