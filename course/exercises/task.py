"""How a task is written down: as its students' code, right and wrong.

A function that is asked for is a class, see ``Function``; a value is a call, see ``Value``. Each
notebook has a module of its own, whose tasks stand in their order.

>>> class Sum(Function):
...     id = "02-1"
...     hints = "Each input has its own weight.", "Multiply first, then add."
...
...     def cases(chance):
...         yield [1, 2], [3, 4]
...         yield [5, 6], [7, 8]
...
...     def right(a, b):
...         return a[0] * b[0] + a[1] * b[1]
...
...     def no_weights(a, b):
...         "The weights are missing."
...         return sum(a)
>>> Sum.mistakes[0].name
'no weights'
"""

import importlib
import inspect
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any, ClassVar

# Stands where None could be meant.
NOTHING: Any = type("Nothing", (), {"__repr__": lambda self: "NOTHING"})()
SECONDS = 2.0
TOLERANCE = 1e-9
Row = tuple[str, Any, Any]


class Code(str):
    """A value as a student's cell whose last line gives it, for what only the tests are to make.

    Before it they run the cells of the notebook whose ids the task's module lists as ``CELLS``.
    """


class Mistake:
    """A typical wrong answer, and the sentence that says what is wrong with it.

    ``answers`` are what students write who make it: functions, or values. An answer has made the
    mistake if it gives the same as one of them, for all cases. ``when`` is a condition instead, for
    what can't be recognised so; then the answers are there to be tried. It gets the list of
    (arguments, true value, answer) for a function, where an error stands as the answer of its case;
    for a value it gets the answer. ``says`` must be true of every answer that is recognised so.
    ``name`` stays as it is: progress and the lecturers' page know the mistake by it.
    """

    def __init__(
        self,
        name: str,
        says: str,
        *answers: Any,
        when: Callable[[Any], bool] | None = None,
    ) -> None:
        """Refuse a mistake that nothing could be recognised by."""
        if not answers and when is None:
            raise ValueError(f"The mistake {name!r} needs an answer that makes it, or a condition.")
        self.name, self.says, self.answers, self.when = name, says, list(answers), when


class Function:
    """A task whose answer is a function: a class that is never made, of students' functions.

    ``right``, and whatever begins so, are right answers; the first is the reference, with which an
    answer is compared on the ``cases``: tuples of arguments (or single ones), simple ones first, as
    the first that differs is shown. They are made with a seeded generator.

    A function with a docstring makes a mistake. The docstring is what is said to it, and its name
    is the mistake's, an underscore read as a space and two as a comma: ``square__by_rows`` is
    called "square, by rows". Without one ``name_2``, ``name_3``, … make the mistake ``name``
    in other ways. If its only parameter is ``told``, it is no student's but a condition, the
    mistake's ``when``, and ``name_2`` makes the mistake.

    Whatever begins with ``unnamed`` is wrong in a way that has no name.
    """

    id: ClassVar[str]
    # The first one is shown at the first wrong try, the second one from the second on.
    hints: ClassVar[Sequence[str]] = ()
    # Numbers this close, absolutely or relatively, are the same.
    tolerance: ClassVar[float] = TOLERANCE
    # All calls together may take this long.
    seconds: ClassVar[float] = SECONDS
    # Is it wrong to change a list that was handed in? Else that is only mentioned.
    keeps_arguments: ClassVar[bool] = False
    # The name of a function that is to be written anew, so that calling it is no answer.
    without: ClassVar[str] = ""

    cases: ClassVar[Callable[[random.Random], Any]]
    right: ClassVar[Callable[..., Any]]
    rights: ClassVar[list[Callable[..., Any]]]
    mistakes: ClassVar[list[Mistake]]
    unnamed: ClassVar[list[Callable[..., Any]]]

    def __init_subclass__(cls) -> None:
        """Sort the functions: right ones, mistakes, other ways to make them."""
        cls.rights, cls.unnamed = [], []
        named: dict[str, Mistake] = {}
        for name, function in list(vars(cls).items()):
            if not inspect.isfunction(function) or name == "cases":
                continue
            says, stem = function.__doc__, re.sub(r"_\d+$", "", name)
            if says:
                called = getattr(function, "called", name.replace("__", ", ").replace("_", " "))
                when = list(inspect.signature(function).parameters) == ["told"]
                answers = [] if when else [function]
                named[name] = Mistake(
                    called,
                    " ".join(says.split()),
                    *answers,
                    when=function if when else None,
                )
            elif stem in named:
                named[stem].answers.append(function)
            elif name.startswith(("right", "unnamed")):
                (cls.rights if name.startswith("right") else cls.unnamed).append(function)
            else:
                raise ValueError(f"What is {name}? A mistake has a docstring: what is said to it.")
        cls.mistakes = list(named.values())

    @classmethod
    def arguments(cls) -> list[tuple[Any, ...]]:
        """Return the cases, the same ones each time."""
        made = cls.cases(random.Random(cls.id))
        return [case if isinstance(case, tuple) else (case,) for case in made]


def called(name: str) -> Callable[[Any], Any]:
    """Give a mistake a name that no Python function can have, as "one-sided"."""

    def put(function: Any) -> Any:
        function.called = name
        return function

    return put


@dataclass(frozen=True)
class Value:
    """A task whose answer is a value: a number, a list, a matrix, a text, settings of a network.

    ``rights`` are right answers as students write them, the first one the true value; or
    ``accept(answer)`` says what is right, and they are there to be tried. ``unnamed`` are wrong
    in a way that has no name. ``wants`` says what is asked for, as in "three weights in a list"; it
    is shown where something else was given. ``rows(answer)`` are the lines (what, wanted, found
    with this answer) of the table that is shown beside a wrong answer; without it the true value is
    shown after three different earnest tries.
    """

    id: str
    _: KW_ONLY
    rights: Sequence[Any] = ()
    accept: Callable[[Any], bool] | None = None
    wants: str = ""
    rows: Callable[[Any], Sequence[Row]] | None = None
    mistakes: Sequence[Mistake] = ()
    unnamed: Sequence[Any] = ()
    # The first one is shown at the first wrong try, the second one from the second on.
    hints: Sequence[str] = ()
    # What stands in the starter cell, if it is more than ``...``: left as it is, it is no try. If
    # there is a None in it, the task's mistakes say what is missing; else a None is a gap.
    starter: Any = NOTHING
    # Numbers this close, absolutely or relatively, are the same.
    tolerance: float = TOLERANCE
    # Trying it out may take this long.
    seconds: float = SECONDS

    @property
    def right(self) -> Any:
        """The true value, if there is one."""
        return self.rights[0] if self.rights and self.accept is None else NOTHING


AnyTask = type[Function] | Value


def is_task(thing: Any) -> bool:
    """Tell whether this is a task, and not what tasks are made with."""
    if isinstance(thing, type):
        return issubclass(thing, Function) and thing is not Function
    return isinstance(thing, Value)


def numbers() -> list[str]:
    """Return the numbers of the notebooks that have tasks, as "02"."""
    folder = Path(__file__).parent.parent / "tasks"
    return sorted(path.stem[1:] for path in folder.glob("n[0-9][0-9].py"))


def tasks_of(number: str) -> dict[str, AnyTask]:
    """Return the tasks of one notebook (``"05"``) by their ids; empty if it has none."""
    if number not in numbers():
        return {}
    # By name, when it is asked for: the tasks import this module, and a check needs one of them.
    module = importlib.import_module(f"course.tasks.n{number}")
    return {task.id: task for task in vars(module).values() if is_task(task)}


def find(id: Any) -> AnyTask | str:
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
