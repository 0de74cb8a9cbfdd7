"""``check``: an answer against its task, and in words what is the matter with it."""

import inspect
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import CodeType
from typing import Any

from course.exercises import store
from course.exercises.bytecode import calls, computes, returns, values_from_outside
from course.exercises.calls import Outcome, TooLong, limited, outcomes, place
from course.exercises.pictured import pictured
from course.exercises.results import Result
from course.exercises.task import (
    NOTHING,
    SECONDS,
    TOLERANCE,
    AnyTask,
    Function,
    Mistake,
    Row,
    Value,
    find,
)
from course.exercises.values import (
    has_nan,
    holds,
    kind,
    leaves,
    nearly,
    pair,
    plain,
    same,
    shape,
    shown,
)

# After so many different earnest tries a value task shows the true value.
TELL = 3
# id → the wrong answers, each one once.
_tries: dict[str, list[Any]] = {}


def check(id: str, answer: Any) -> Result:
    """Say whether the answer to an exercise is right; put it on the last line of a cell.

    ``id`` is the exercise's, as in ``"05-1"``; ``answer`` is the function or the value that it asks
    for. Never raises: whatever is wrong with the answer is said in words. A solved exercise is
    kept in ``progress.json`` (in a student's own copy of the course alone).
    """
    task = find(id)
    if isinstance(task, str):
        return Result(str(id), "no check", task)
    try:
        if callable(answer):
            return _with_hints(task, _judge(task, answer), _fingerprint(answer))
        # Once, as an iterator can be read once; and not for ever.
        given = limited(SECONDS, lambda: plain(answer))
        return _with_hints(task, _judge(task, given), given)
    except TooLong:
        return _wrong(task, f"Looking at your answer took longer than {SECONDS:g} seconds.")
    except Exception as error:
        # Ours, not the student's; a test holds that no answer we know of leads here.
        return Result(
            id,
            "no check",
            f"The check itself stopped with {type(error).__name__}: {error}. That may not be your "
            "mistake: compare your answer with the solution below.",
        )


def _judge(task: AnyTask, answer: Any) -> Result:
    if answer is None or answer is ...:
        return _unanswered(task)
    if isinstance(task, Value):
        return _judge_value(task, answer)
    return _judge_function(task, answer)


def _with_hints(task: AnyTask, result: Result, answer: Any) -> Result:
    notes = list(result.notes)
    hints: Sequence[str] = ()
    if result.state == "right":
        notes.append(store.record("exercises", task.id, "solved"))
    if result.state == "wrong":
        tries = _tries[task.id] = _with(task.id, answer)
        hints = task.hints[: len(tries)]
    return replace(result, hints=tuple(hints), notes=tuple(note for note in notes if note))


def _fingerprint(function: Any) -> Any:
    """Return what tells two functions apart, wherever they are written."""
    code = getattr(function, "__code__", function)
    if not isinstance(code, CodeType):
        return code
    return code.co_code, code.co_names, tuple(map(_fingerprint, code.co_consts))


def _with(id: str, answer: Any) -> list[Any]:
    """Return the wrong tries with this one; running the same cell again is no second try."""
    tries = _tries.get(id, [])
    again = any(
        isinstance(old, bool) == isinstance(answer, bool)
        and _true(lambda old: same(old, answer, 0.0), old)
        for old in tries
    )
    return tries if again else [*tries, answer]


def _unanswered(task: AnyTask, sentence: str = "") -> Result:
    return Result(task.id, "unanswered", sentence)


def _wrong(task: AnyTask, sentence: str, table: Any = (), mistake: str = "") -> Result:
    return Result(task.id, "wrong", sentence, mistake=mistake, table=tuple(table))


# --- Functions ----------------------------------------------------------------------------------


def _judge_function(task: type[Function], answer: Any) -> Result:
    if not callable(answer):
        if gap := _gap(answer):
            return _unanswered(task, gap)
        return _wrong(
            task,
            f"A function is asked for, and this is {kind(answer)}: hand over the function itself, "
            "its name without brackets.",
        )
    cases = task.arguments()
    if sentence := _does_not_fit(answer, cases[0]):
        return _wrong(task, sentence)
    if task.without and (sentence := _not_written(answer, task.without)):
        return _wrong(task, sentence)
    made = outcomes(answer, cases, task.seconds)
    if result := _unfinished(task, answer, made):
        return result
    rights, answers = _values(task.right, cases), [outcome.answer for outcome in made]
    differing = [i for i in range(len(cases)) if not _agree(task, rights[i], answers[i])]
    if not differing:
        return _right(task, answer, made)
    right, first = rights[differing[0]], made[differing[0]]
    outside = values_from_outside(answer)
    # What never changes has often been read from an earlier cell: that comes first.
    never_changes = len(answers) > 1 and all(same(answers[0], other, 0) for other in answers)
    found = None if outside and never_changes else _recognise(task, cases, rights, answers)
    if found:
        sentence = found.says
    elif nearly(rights, answers):
        sentence = _rounded(right)
    else:
        sentence = _what_is_wrong(answer, right, first)
    if outside and not found:
        sentence += f" {_from_outside(outside)}"
    if first.changed and not found:
        names = _listed(answer, first, first.changed)
        sentence += f" It also changes {names}, which it was only lent."
    if first.error is None:
        table = _table(answer, first, *_pair(right, first.value))
    else:
        error = f"`{type(first.error).__name__}`"
        table = _table(answer, first, pictured(f"`{shown(right)}`", right), error)
    return _wrong(task, sentence, table, found.name if found else "")


def _does_not_fit(function: Any, arguments: tuple[Any, ...]) -> str:
    """Return a sentence if a function does not take that many arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some built-in functions have none
        return ""
    try:
        signature.bind(*arguments)
    except TypeError:
        by_name = inspect.Parameter.KEYWORD_ONLY
        takes = sum(one.kind != by_name for one in signature.parameters.values())
        return (
            f"Your function takes {takes} argument{'' if takes == 1 else 's'}, but it is called "
            f"with {len(arguments)}: keep the first line (`def …`) as it was."
        )
    return ""


def _not_written(answer: Any, name: str) -> str:
    """Return a sentence if an answer uses the function that is to be written anew."""
    if getattr(answer, "__name__", "") == name:
        return f"This is `{name}` itself: write it anew, in a form of your own."
    if calls(answer, name):
        return f"This calls `{name}`, which is what you are asked to write."
    return ""


def _from_outside(names: list[str]) -> str:
    listed = " and ".join(f"`{name}`" for name in names)
    come = "comes" if len(names) == 1 else "come"
    return (
        f"It uses {listed}, which {come} from outside the function, perhaps from an earlier cell: "
        "is that meant?"
    )


def _unfinished(task: type[Function], answer: Any, made: list[Outcome]) -> Result | None:
    """Return what is said of a function that can't be compared yet, else None."""
    for outcome in made:
        error = outcome.error
        if isinstance(error, TooLong):
            return _wrong(
                task,
                f"Your function was still running after {task.seconds:g} seconds and "
                f"{_stopped(error, task.seconds)}{place(error, answer, ' at ')}: does a loop "
                "never end, or does it work on more than it is given?",
                _table(answer, outcome, "", ""),
            )
        if error is not None and ("ellipsis" in str(error) or type(error) is NotImplementedError):
            where = place(error, answer, ", ")
            return _unanswered(task, f"There is still a `...` in your function{where}.")
    if any(holds(outcome.value, ...) for outcome in made):
        return _unanswered(task)
    empty = all(holds(outcome.value, None) and outcome.error is None for outcome in made)
    if not empty or any(holds(right, None) for right in _values(task.right, task.arguments())):
        return None
    if any(outcome.value is not None for outcome in made):
        return _unanswered(task, "There is a `None` in what your function returns.")
    if returns(answer) and computes(answer):
        return _wrong(
            task,
            "What your function returns is None: `append`, `sort` and `resize`, for example, "
            "change a thing in place, `print` shows it, and none of them gives anything back.",
        )
    if any(outcome.printed for outcome in made):
        return _wrong(
            task,
            "Your function prints but returns nothing: end it with `return` and the result.",
        )
    if changed := _changed(made):
        return _wrong(
            task,
            f"Your function changes {_listed(answer, made[0], changed)} but returns nothing: make "
            f"{_new(task, changed)} and end with `return` and the result.",
        )
    if computes(answer):
        return _wrong(
            task,
            "Your function computes, but returns nothing: end it with `return` and the result.",
        )
    return _unanswered(task, "Your function returns nothing so far.")


def _stopped(error: TooLong, seconds: float) -> str:
    if error.after < seconds + 1:
        return "was stopped"
    return f"could not be stopped before {error.after:.0f} had passed,"


def _values(function: Callable[..., Any], cases: Sequence[Any]) -> list[Any]:
    """Return what one of the task's own functions gives; an error stands for itself."""
    # Ours end by themselves, and have a slow computer's time.
    return [outcome.answer for outcome in outcomes(function, cases, 60.0)]


def _agree(task: AnyTask, right: Any, answer: Any) -> bool:
    return same(right, answer, task.tolerance)


def _gives_the_same(
    task: type[Function],
    function: Callable[..., Any],
    cases: Sequence[Any],
    rights: Sequence[Any],
    answers: Sequence[Any],
) -> bool:
    """Tell whether a function gives what an answer gave.

    Many a mistake ends in an IndexError. Only with a wrong value too it is the same mistake; else
    it has to be the very same error.
    """
    any_text = any(
        not isinstance(answer, BaseException) and not _agree(task, right, answer)
        for right, answer in zip(rights, answers, strict=True)
    )
    return all(
        type(value) is type(answer) and (any_text or str(value) == str(answer))
        if isinstance(answer, BaseException)
        else _agree(task, value, answer)
        for value, answer in zip(_values(function, cases), answers, strict=True)
    )


def _recognise(
    task: type[Function], cases: Sequence[Any], rights: Sequence[Any], answers: Sequence[Any]
) -> Mistake | None:
    told = list(zip(cases, rights, answers, strict=True))

    def is_made(mistake: Mistake) -> bool:
        if mistake.when:
            return _true(mistake.when, told)
        return any(_gives_the_same(task, one, cases, rights, answers) for one in mistake.answers)

    return next(filter(is_made, task.mistakes), None)


def _true(condition: Callable[[Any], bool], value: Any) -> bool:
    """Tell whether a condition holds; what it can't even be asked about, it does not hold for."""
    try:
        return bool(condition(value))
    except Exception:
        return False


def _right(task: type[Function], answer: Any, made: list[Outcome]) -> Result:
    if not (changed := _changed(made)):
        return Result(task.id, "right", "")
    names = _listed(answer, made[0], changed)
    if not task.keeps_arguments:
        note = f"One thing: your function changes {names}, which whoever calls it may still need."
        return Result(task.id, "right", "", notes=(note,))
    first = next(outcome for outcome in made if outcome.changed)
    return _wrong(
        task,
        f"What it returns is right, but your function changes {names}, which it was only lent: "
        f"make {_new(task, changed)}.",
        _table(answer, first, "", ""),
    )


def _what_is_wrong(function: Any, right: Any, outcome: Outcome) -> str:
    if outcome.error is not None:
        where = place(outcome.error, function, ", at ")
        message = str(outcome.error).rstrip(". \n")  # the place follows, and our own full stop
        name = type(outcome.error).__name__
        return f"Your function stops with {name}{f': {message}' if message else ''}{where}."
    if outcome.value is None:
        return "For some inputs your function returns nothing: each way through it needs `return`."
    if holds(outcome.value, None) and not holds(right, None):
        return "There is a `None` in what your function returns."
    return _different(right, outcome.value)


def _different(right: Any, answer: Any) -> str:
    """Return a sentence that says how an answer differs in kind or length, else in numbers."""
    if sentence := _no_numbers(right, answer):
        return sentence
    if not _alike(right, answer):
        return f"The true value is {kind(right)}, yours is {kind(answer)}."
    return "The values differ."


def _no_numbers(right: Any, answer: Any) -> str:
    """Return a sentence if a NaN or a text stands in an answer where a number is wanted."""
    if has_nan(answer) and not has_nan(right):
        return "There is a NaN in it, which is “not a number”."
    return _texts_for_numbers(right, answer)


def _alike(right: Any, answer: Any) -> bool:
    """Tell whether two values are of one kind and length."""
    numbers = (int, float, complex)
    if type(right) is not type(answer) and not (
        isinstance(right, numbers) and isinstance(answer, numbers)
    ):
        return False
    return shape(right) == shape(answer) and _several(right) == _several(answer)


def _rounded(right: Any) -> str:
    if isinstance(right, list):
        return "These are nearly right: are they rounded? They have to stay as they come out."
    return "This is nearly right: is it rounded? It has to stay as it comes out."


def _several(value: Any) -> str:
    """Return in words what lists of different shapes are, for which ``shape`` has no lengths."""
    return kind(value) if shape(value) is None else ""


def _texts_for_numbers(right: Any, answer: Any) -> str:
    """Return a sentence if there are texts like "0.5" in an answer where no text is wanted."""
    texts = [leaf for leaf in leaves(answer) if isinstance(leaf, str)]
    wanted = any(isinstance(leaf, str) for leaf in leaves(right))
    if not texts or wanted or not all(map(_reads_as_number, texts)):
        return ""
    if isinstance(answer, str):
        return "This is a text, not a number."
    return (
        "These are texts, not numbers."
        if len(texts) > 1
        else f"There is a text in it, `{texts[0]!r}`, not a number."
    )


def _reads_as_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def _changed(made: list[Outcome]) -> list[int]:
    return sorted({index for outcome in made for index in outcome.changed})


def _parameters(function: Any, outcome: Outcome) -> list[str]:
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    count = len(outcome.arguments)
    return names if len(names) == count else [f"argument {i + 1}" for i in range(count)]


def _listed(function: Any, outcome: Outcome, which: Sequence[int]) -> str:
    names = _parameters(function, outcome)
    return " and ".join(f"`{names[index]}`" for index in which)


def _new(task: type[Function], changed: Sequence[int]) -> str:
    """Return what is to be made instead of changing these arguments: a list, or what else."""
    if len(changed) > 1:
        return "new ones"
    return "a new list" if isinstance(task.arguments()[0][changed[0]], list) else "a new one"


def _table(function: Any, outcome: Outcome, *texts: str) -> list[tuple[str, ...]]:
    pairs = zip(_parameters(function, outcome), outcome.arguments, strict=True)
    given = ", ".join(f"{name} = {shown(value)}" for name, value in pairs)
    given = pictured(f"`{given}`", *outcome.arguments)
    return [("input", "true value", "your answer"), (given, *texts)]


def _pair(right: Any, answer: Any) -> tuple[str, str]:
    """Return two values as texts that differ, with their pictures."""
    its, yours = pair(right, answer)
    return pictured(f"`{its}`", right), pictured(f"`{yours}`", answer)


# --- Values -------------------------------------------------------------------------------------


def _judge_value(task: Value, given: Any) -> Result:
    # A task whose starter has gaps of its own says itself what is missing in them.
    if gap := _gap(given, none=not holds(plain(task.starter), None)):
        return _unanswered(task, gap)
    if (inspect.isroutine(given) or isinstance(given, type)) and not callable(task.right):
        return _wrong(
            task,
            f"{_capital(task.wants or 'a value')} is asked for, and this is a function: call it, "
            "with brackets and its arguments, or write down the value.",
        )
    if task.starter is not NOTHING and _agree(task, plain(task.starter), given):
        return _unanswered(task)
    if _has_truth_values(given):
        wants = _capital(task.wants or "a value")
        sentence = f"{wants} is asked for, and True and False are truth values."
        return _wrong(task, sentence, _value_table(task, given))
    try:
        accepted = limited(task.seconds, lambda: _accepted(task, given))
    except TooLong:
        return _wrong(task, f"Trying out your answer took longer than {task.seconds:g} seconds.")
    except Exception:
        if sentence := _texts_for_numbers(NOTHING, given):
            return _wrong(task, sentence)
        wants = f"{_capital(task.wants)} is asked for, and this" if task.wants else "Your answer"
        told = f"{wants} is {kind(given)}, which can't be used here: `{shown(given)}`."
        return _wrong(task, told)
    if accepted:
        return Result(task.id, "right", "")
    for mistake in task.mistakes:
        if _made(task, mistake, given):
            return _wrong(task, mistake.says, _value_table(task, given), mistake.name)
    return _wrong(task, _value_sentence(task, given), _value_table(task, given))


def _gap(given: Any, none: bool = True) -> str:
    """Return a sentence if there is still a ``...`` in an answer, or a None, as in a starter."""
    if holds(given, ...):
        return "There is still a `...` in your answer."
    return "There is still a `None` in your answer." if none and holds(given, None) else ""


def _accepted(task: Value, given: Any) -> bool:
    if has_nan(given):
        return False
    if task.right is not NOTHING and _agree(task, plain(task.right), given):
        return True
    return task.accept is not None and bool(task.accept(given))


def _made(task: Value, mistake: Mistake, given: Any) -> bool:
    if mistake.when is not None:
        return _true(mistake.when, given)
    return any(_agree(task, plain(wrong), given) for wrong in mistake.answers)


def _value_sentence(task: Value, given: Any) -> str:
    if task.right is NOTHING and not has_nan(given):
        return "This is not what is wanted."
    right = plain(task.right)
    if sentence := _no_numbers(right, given):
        return sentence
    if nearly(right, given):
        return _rounded(right)
    if not _alike(right, given):
        return f"{_capital(task.wants or kind(right))} is asked for, and this is {kind(given)}."
    return "The values differ." if isinstance(right, list) else "The value is another one."


def _value_table(task: Value, given: Any) -> list[tuple[str, ...]]:
    if task.rows is not None:
        try:
            rows: Sequence[Row] = task.rows(given)
        except Exception:  # not even the right kind of thing, which the sentence says
            return []
        texts = [(what, *_texts_of_row(wanted, found)) for what, wanted, found in rows]
        return [("", "wanted", "your answer"), *texts]
    right = plain(task.right)
    tries = _with(task.id, given)
    if task.right is not NOTHING and sum(_is_earnest(right, old) for old in tries) >= TELL:
        return [("true value", "your answer"), _pair(right, given)]
    return [("your answer",), (pictured(f"`{shown(given)}`", given),)]


def _is_earnest(right: Any, answer: Any) -> bool:
    """Tell whether an answer is of the right kind: finite numbers, as many as are asked for."""
    numbers = _numbers(answer)
    return (
        shape(answer) == shape(right)
        and all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in numbers)
        and all(math.isfinite(x) for x in numbers)
    )


def _has_truth_values(answer: Any) -> bool:
    """Tell whether an answer has truth values among nothing but numbers."""
    numbers = _numbers(answer)
    return all(isinstance(x, (int, float)) for x in numbers) and any(
        isinstance(x, bool) for x in numbers
    )


def _numbers(value: Any) -> list[Any]:
    return [x for entry in value for x in _numbers(entry)] if isinstance(value, list) else [value]


def _texts_of_row(wanted: Any, found: Any) -> tuple[str, str]:
    if isinstance(wanted, str) or isinstance(found, str):
        return _text(wanted), _text(found)
    if same(plain(wanted), plain(found), TOLERANCE):  # more figures would tell nothing
        return _text(wanted), _text(found)
    return _pair(plain(wanted), plain(found))


def _text(entry: Any) -> str:
    return entry if isinstance(entry, str) else pictured(f"`{shown(plain(entry))}`", entry)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
