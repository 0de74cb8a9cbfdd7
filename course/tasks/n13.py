"""Notebook 13, a network in NumPy: its size, one picture, and when to stop."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Task, Value
from course.tasks.either import either

RIGHT_SIZE = 784 * 100 + 100 * 10


def _pictures(chance: random.Random) -> list[tuple[Any, ...]]:
    """Make a picture, its label, two matrices and alpha; each has a silent hidden unit."""
    cases: list[tuple[Any, ...]] = [
        (
            np.array([[1.0, 0.0]]),
            np.array([[0.0, 1.0]]),
            np.array([[1.0, -1.0, 2.0], [1.0, 1.0, 1.0]]),
            np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]),
            0.5,
        )
    ]
    for pixels, hidden, classes in [(3, 4, 2), (5, 3, 4)]:
        layer_0 = np.array([[chance.choice([0, 0.2, 0.6, 1]) for _ in range(pixels)]])
        layer_0[0][0] = 1.0
        first = np.array([[chance.uniform(-1, 1) for _ in range(hidden)] for _ in range(pixels)])
        first[0][0], first[0][1] = -5.0, 5.0  # one unit is silent, one active
        second = np.array([[chance.uniform(-1, 1) for _ in range(classes)] for _ in range(hidden)])
        label = np.eye(classes)[[chance.randrange(classes)]]
        cases.append((layer_0, label, first, second, 0.1))
    # Little is not nothing: the unit that is active has hardly any value.
    cases.append((*cases[0][:2], np.array([[1e-6, -1.0, 0.05], [1.0, 1.0, 1.0]]), cases[0][3], 0.5))
    return cases


def _step(
    compare: Callable[[Any, Any], Any] = lambda label, layer_2: label - layer_2,
    slope: Callable[[Any], Any] = lambda layer_1: layer_1 > 0,
    rate: Callable[[float], float] = lambda alpha: alpha,
    moved_first: bool = False,
    no_relu: bool = False,
) -> Callable[..., Any]:
    """Return one step of learning, right or with one thing wrong."""

    def learn(layer_0: Any, label: Any, first: Any, second: Any, alpha: float) -> Any:
        sums = layer_0.dot(first)
        layer_1 = sums if no_relu else np.maximum(0, sums)
        delta_2 = compare(label, layer_1.dot(second))
        new_second = second + rate(alpha) * layer_1.T.dot(delta_2)
        back = new_second if moved_first else second
        delta_1 = delta_2.dot(back.T) * slope(layer_1)
        return first + rate(alpha) * layer_0.T.dot(delta_1), new_second

    return learn


def _second_only(layer_0: Any, label: Any, first: Any, second: Any, alpha: float) -> Any:
    return first, _step()(layer_0, label, first, second, alpha)[1]


def _exchanged(layer_0: Any, label: Any, first: Any, second: Any, alpha: float) -> Any:
    return _step()(layer_0, label, first, second, alpha)[::-1]


def _steps_only(layer_0: Any, label: Any, first: Any, second: Any, alpha: float) -> Any:
    new_first, new_second = _step()(layer_0, label, first, second, alpha)
    return new_first - first, new_second - second


STOPS: list[tuple[Any, ...]] = [
    ([5, 4, 3, 4, 5, 2, 6, 7, 8, 1], 2),
    ([5, 3, 6, 5, 4, 2], 3),
    ([5, 6, 4, 5, 3], 2),
    ([3, 1, 2], 5),
    ([3, 2, 1], 2),
    ([1, 2, 3, 4], 1),
    ([5, 4, 4, 4, 3, 2], 2),
    ([0.9, 0.5, 0.6, 0.45, 0.7, 0.8, 0.9, 0.1], 3),
    ([2, 3, 1, 5, 6, 7, 0], 3),
    ([4], 5),
    ([200 - n for n in range(120)] + [90, 95, 70], 3),
    ([5, 4.999, 5, 4.998, 6, 6], 2),
]


def _best(errors: Sequence[float], patience: int) -> int:
    best = 0
    for number, error in enumerate(errors):
        if error < errors[best]:
            best = number
        if number - best >= patience:
            break
    return best


def _compared_with_previous(last: bool) -> Callable[..., int]:
    """Return the rule with an error that only has to be lower than the one before it.

    ``last`` is for those who take the last iteration if the rule never stops, else it is the last
    one that was lower.
    """

    def rule(errors: Sequence[float], patience: int) -> int:
        lower = 0
        for number in range(1, len(errors)):
            if errors[number] < errors[number - 1]:
                lower = number
            if number - lower >= patience:
                return lower
        return len(errors) - 1 if last else lower

    return rule


def _counts_on(errors: Sequence[float], patience: int) -> int:
    best = waiting = 0
    for number, error in enumerate(errors[1:], start=1):
        if error < errors[best]:
            best = number
        else:
            waiting += 1
        if waiting >= patience:
            break
    return best


def _best_error(errors: Sequence[float], patience: int) -> float:
    return errors[_best(errors, patience)]


def _from_one(errors: Sequence[float], patience: int) -> int:
    """Count from 1 all but the first iteration, which has the 0 that the best one begins with."""
    lowest, best = errors[0], 0
    for number, error in enumerate(errors, start=1):
        if error < lowest:
            lowest, best = error, number
        if number - best >= patience:
            break
    return best


def _where_it_stops(errors: Sequence[float], patience: int) -> int:
    best = number = 0
    for number, error in enumerate(errors):
        if error < errors[best]:
            best = number
        if number - best >= patience:
            break
    return number


def _lowest(errors: Sequence[float], patience: int) -> int:
    return list(errors).index(min(errors))


def _first_rise(errors: Sequence[float], patience: int) -> int:
    for number in range(1, len(errors)):
        if errors[number] > errors[number - 1]:
            return number - 1
    return len(errors) - 1


def _one_late(errors: Sequence[float], patience: int) -> int:
    return _best(errors, patience + 1)


def _equal_counts(errors: Sequence[float], patience: int) -> int:
    best = 0
    for number, error in enumerate(errors):
        if error <= errors[best]:
            best = number
        if number - best >= patience:
            break
    return best


TASKS = (
    Value(
        "13-1",
        right=RIGHT_SIZE,
        wants="a whole number",
        mistakes=(
            Mistake(
                "first matrix only",
                "These are the weights of the first matrix: the second one leads from the hidden "
                "units to the ten outputs.",
                wrong=784 * 100,
            ),
            Mistake(
                "multiplied",
                "Here the sizes are multiplied throughout: the weights of the two matrices are "
                "added.",
                when=lambda answer: answer in (784 * 100 * 10, 784 * 100 * 100 * 10),
            ),
            Mistake(
                "with biases",
                "This counts 110 biases too. The network of this notebook has none.",
                wrong=RIGHT_SIZE + 110,
            ),
            Mistake(
                "units",
                "These are the units. A weight stands on each line between two of them.",
                wrong=784 + 100 + 10,
            ),
            Mistake("forty", "This is the network with 40 hidden units.", wrong=31760),
            Mistake(
                "first matrix of forty",
                "This is the first matrix of the network with 40 hidden units: a hundred are asked "
                "for, and both matrices.",
                wrong=784 * 40,
            ),
            Mistake(
                "fifty",
                "This is the network with 50 hidden units, half the weights of one with a hundred.",
                wrong=RIGHT_SIZE / 2,
            ),
            Mistake(
                "separator",
                "In Python `79.400` is 79.4, and `79,400` is two numbers: write the thousands "
                "without a point or a comma.",
                when=lambda answer: answer in (79.4, [79, 400]),
            ),
        ),
        hints=(
            "Each matrix has a weight for each line between two layers.",
            "784 times 100 lines, and then 100 times 10.",
        ),
    ),
    Task(
        "13-2",
        right=_step(),
        cases=_pictures,
        keeps_arguments=True,
        mistakes=(
            Mistake(
                "minus",
                "The weights move away from the label: with the delta label − layer_2 the steps "
                "are added.",
                wrong=_step(lambda label, layer_2: layer_2 - label),
            ),
            Mistake(
                "no alpha",
                "The steps are not multiplied by alpha.",
                wrong=_step(rate=lambda alpha: 1),
            ),
            Mistake(
                "another alpha",
                "The steps are those of alpha = 0.005, whichever alpha is handed over. Does it use "
                "an alpha from outside?",
                wrong=_step(rate=lambda alpha: 0.005),
            ),
            Mistake(
                "twice",
                "The steps are twice as long as they should be: there is no factor 2 in them.",
                wrong=_step(rate=lambda alpha: 2 * alpha),
            ),
            Mistake(
                "delta squared",
                "`layer_2_delta` is squared here, as for the error: the steps take the delta "
                "itself.",
                wrong=_step(lambda label, layer_2: (label - layer_2) ** 2),
            ),
            Mistake(
                "no slope",
                "Silent hidden units learn too: multiply `layer_1_delta` by "
                "`relu2deriv(layer_1)`, which is 1 only where a unit is active.",
                wrong=_step(slope=lambda layer_1: 1),
            ),
            Mistake(
                "times the value",
                "`layer_1_delta` is multiplied by the hidden values: the slope is 1 where a unit "
                "is active, however large its value is.",
                wrong=_step(slope=lambda layer_1: layer_1),
            ),
            Mistake(
                "weights moved first",
                "The second matrix has moved before the delta came back through it: compute both "
                "deltas first.",
                wrong=_step(moved_first=True),
            ),
            Mistake(
                "no relu",
                "The hidden units pass negative sums on: use `relu` on the way forward.",
                wrong=_step(no_relu=True),
            ),
            Mistake(
                "second matrix only",
                "Only the second matrix has learned.",
                wrong=_second_only,
            ),
            Mistake(
                "one matrix",
                "Only one matrix is returned: both are asked for, `weights_0_1` first.",
                when=either(
                    lambda *arguments: _step()(*arguments)[0],
                    lambda *arguments: _step()(*arguments)[1],
                ),
            ),
            Mistake(
                "steps only",
                "These are only the steps: add them to the matrices.",
                wrong=_steps_only,
            ),
            Mistake(
                "exchanged",
                "The two matrices are right, but in the wrong order: `weights_0_1` comes first.",
                wrong=_exchanged,
            ),
        ),
        hints=(
            "The lines are those of `one_iteration`; only the two `+=` become new arrays.",
            "`weights_1_2 + alpha * layer_1.T.dot(layer_2_delta)` is a new array.",
        ),
    ),
    Task(
        "13-3",
        right=_best,
        cases=STOPS,
        mistakes=(
            Mistake(
                "lowest of all",
                "This is the lowest error of the whole list: the rule may have stopped before it "
                "was reached.",
                wrong=_lowest,
            ),
            Mistake(
                "where it stops",
                "This is where the training stops: the best iteration is `patience` steps before.",
                wrong=_where_it_stops,
            ),
            Mistake(
                "first rise",
                "This stops at the first rise: with more patience the error may fall again.",
                wrong=_first_rise,
            ),
            Mistake(
                "compared with the one before",
                "Each error is compared with the one before it: compare it with the lowest so far.",
                when=either(_compared_with_previous(True), _compared_with_previous(False)),
            ),
            Mistake(
                "counts on",
                "The count goes on after a new lowest: it has to begin anew, since they must be in "
                "a row.",
                wrong=_counts_on,
            ),
            Mistake(
                "one too late",
                "The rule stops one iteration too late: as soon as `patience` errors in a row "
                "were no new lowest.",
                wrong=_one_late,
            ),
            Mistake(
                "equal counts as lower",
                "An error that is as low as the best one so far counts as a new lowest here: it "
                "has to be lower.",
                wrong=_equal_counts,
            ),
            Mistake(
                "the error itself",
                "This is an error: the number of an iteration is asked for.",
                when=either(_best_error, lambda errors, patience: min(errors)),
            ),
            Mistake(
                "counted from 1",
                "The count begins at 1 here: the first iteration has the number 0.",
                when=either(
                    lambda errors, patience: _best(errors, patience) + 1,
                    _from_one,
                ),
            ),
        ),
        hints=(
            "Keep the number of the best iteration so far, and compare each new error with its.",
            "The rule stops when the present number minus the best number has reached `patience`.",
        ),
    ),
)
