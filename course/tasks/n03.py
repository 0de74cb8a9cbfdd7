"""Notebook 03, the perceptron: a line for NAND, one correction, a vote."""

import math
import random
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from course.exercises.tasks import Mistake, Row, Task, Value
from course.exercises.values import kind, plain
from nnlib.linalg import w_sum

PAIRS = [[0, 0], [0, 1], [1, 1], [1, 0]]
NAND = [1, 1, 0, 1]
VOTES = [list(votes) for votes in product([0, 1], repeat=3)]
MAJORITY = [int(sum(votes) >= 2) for votes in VOTES]

Setting = Sequence[float]
Condition = Callable[[Setting], bool]


def perceptron(input: Setting, weights: Setting, bias: float) -> int:
    """Return 1 if the weighted sum and the bias are above zero, else 0 (as in the notebook)."""
    return int(w_sum(input, weights) + bias > 0)


def _sums(cases: Sequence[Setting], setting: Setting) -> list[float]:
    """Return the sum with the bias for each case; a slip of the last decimal is no side."""
    if not isinstance(setting, list) or len(setting) != len(cases[0]) + 1:
        raise ValueError("one weight for each input, and a bias")
    *weights, bias = setting
    sums = [w_sum(case, weights) + bias for case in cases]
    if not all(math.isfinite(value) for value in sums):
        raise ValueError("no numbers to compare with 0")
    slip = max(1e-12, *(getattr(value, "slack", 0) / 10 for value in setting))
    return [0.0 if abs(value) < slip else value for value in sums]


def _answers(cases: Sequence[Setting], setting: Setting) -> list[int]:
    return [int(value > 0) for value in _sums(cases, setting)]


def _pairs_say(*answers: list[int]) -> Condition:
    return lambda setting: _answers(PAIRS, setting) in answers


def _votes_say(rule: Callable[[list[int]], bool]) -> Condition:
    return lambda setting: _answers(VOTES, setting) == [int(rule(votes)) for votes in VOTES]


def _on_the_line(cases: Sequence[Setting], goals: list[int]) -> Condition:
    """Return whether a little more bias would do: 1 is wanted where the sum is 0."""

    def condition(setting: Setting) -> bool:
        sums = _sums(cases, setting)
        return all(
            value >= 0 if goal else value < 0 for value, goal in zip(sums, goals, strict=True)
        )

    return condition


def _bias_missing(size: int) -> Condition:
    """Return whether there is one number for each input, and no more."""
    return lambda setting: (
        isinstance(setting, list) and len(setting) == size and all(map(_is_number, setting))
    )


def _nested(size: int) -> Condition:
    """Return whether weights and bias would be right in number without inner brackets."""

    def condition(setting: Any) -> bool:
        flat = [x for part in setting for x in (part if isinstance(part, list) else [part])]
        return (
            any(isinstance(part, list) for part in setting)
            and len(flat) == size + 1
            and all(_is_number(value) for value in flat)
        )

    return condition


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


def _accept(cases: Sequence[Setting], goals: list[int]) -> Condition:
    """Return whether a setting gives the goals; slips that have a name of their own don't."""
    size = len(cases[0])

    def condition(setting: Setting) -> bool:
        if _bias_missing(size)(setting) or _nested(size)(setting):
            return False
        return _answers(cases, setting) == goals

    return condition


def _rows(cases: Sequence[Setting], goals: list[int]) -> Callable[[Setting], list[Row]]:
    def rows(setting: Setting) -> list[Row]:
        size = len(cases[0])
        if _bias_missing(size)(setting) or _nested(size)(setting):
            return [("weights and bias", f"a list of {size + 1} numbers", kind(plain(setting)))]
        sums = _sums(cases, setting)
        return [
            (f"`{case}`", str(goal), f"{int(value > 0)} (sum {value:g})")
            for case, goal, value in zip(cases, goals, sums, strict=True)
        ]

    return rows


def _one_voice(setting: Setting) -> bool:
    """Whether a single vote is enough somewhere."""
    answers = _answers(VOTES, setting)
    return any(answer for votes, answer in zip(VOTES, answers, strict=True) if sum(votes) == 1)


def _two_refused(setting: Setting) -> bool:
    """Whether two votes are not enough somewhere."""
    answers = _answers(VOTES, setting)
    return any(not answer for votes, answer in zip(VOTES, answers, strict=True) if sum(votes) == 2)


# --- One correction -----------------------------------------------------------------------------


def _cases(chance: random.Random) -> list[tuple[list[float], int, list[float], float]]:
    """Make cases answered 0 instead of 1, 1 instead of 0, and rightly both ways."""
    cases: list[tuple[list[float], int, list[float], float]] = [
        ([1, 1], 1, [0, 0], 0),
        ([0, 1], 0, [1, 2], 1),
        ([1, 0], 1, [2, 1], -1),
        ([1, 0], 0, [-1, 2], 0),
        ([2, 3, 0.5], 0, [1, 0.5, -1], 0),
        ([3, -2, 0, 1], 1, [0.5, 1, 2, -1], -1),
        ([0, 0], 1, [1, 1], -2),
    ]
    for size in (2, 3):
        input = [round(chance.uniform(-3, 3), 1) for _ in range(size)]
        weights = [round(chance.uniform(-3, 3), 1) for _ in range(size)]
        cases += [(input, goal, weights, round(chance.uniform(-1, 1), 1)) for goal in (0, 1)]
    return cases


def _moved(
    input: Setting, weights: Setting, bias: float, by: float, bias_by: float
) -> tuple[list[float], float]:
    return [w + by * x for w, x in zip(weights, input, strict=True)], bias + bias_by


def correct(input: Setting, goal: int, weights: Setting, bias: float) -> tuple[list[float], float]:
    """Return new weights and a new bias after one step of the perceptron rule."""
    delta = perceptron(input, weights, bias) - goal
    return _moved(input, weights, bias, -delta, -delta)


def _plus(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = perceptron(input, weights, bias) - goal
    return _moved(input, weights, bias, delta, delta)


def _bias_stays(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    return correct(input, goal, weights, bias)[0], bias


def _bias_other_way(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = perceptron(input, weights, bias) - goal
    return _moved(input, weights, bias, -delta, delta)


def _weights_other_way(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = perceptron(input, weights, bias) - goal
    return _moved(input, weights, bias, delta, -delta)


def _until_right(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    while (delta := perceptron(input, weights, bias) - goal) != 0:
        weights, bias = _moved(input, weights, bias, -delta, -delta)
    return weights, bias


def _one_at_zero(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = int(w_sum(input, weights) + bias >= 0) - goal
    return _moved(input, weights, bias, -delta, -delta)


def _weights_stay(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    return weights, correct(input, goal, weights, bias)[1]


def _always(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    by = 1 if goal == 1 else -1
    return _moved(input, weights, bias, by, by)


def _without_input(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = perceptron(input, weights, bias) - goal
    return [w - delta for w in weights], bias - delta


def _without_step(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    delta = w_sum(input, weights) + bias - goal
    return _moved(input, weights, bias, -delta, -delta)


def _in_one_list(input: Setting, goal: int, weights: Setting, bias: float) -> Any:
    new_weights, new_bias = correct(input, goal, weights, bias)
    return [*new_weights, new_bias]


TASKS = (
    Value(
        "03-1",
        accept=_accept(PAIRS, NAND),
        wants="a list of two weights and the bias",
        rows=_rows(PAIRS, NAND),
        mistakes=(
            Mistake(
                "bias missing",
                "These are two numbers: two weights are asked for, and the bias after them.",
                when=_bias_missing(2),
            ),
            Mistake(
                "nested",
                "Put the weights and the bias into one list, without inner brackets.",
                when=_nested(2),
            ),
            Mistake(
                "on the line",
                "Nearly: what is still wrong lies on the line, its sum is 0 and the answer 0, so "
                "move the line a little, by the bias.",
                when=_on_the_line(PAIRS, NAND),
            ),
            Mistake(
                "AND",
                "This is a perceptron for AND: all four answers have to be turned round.",
                when=_pairs_say([0, 0, 1, 0]),
            ),
            Mistake(
                "OR",
                "This answers OR: 0 belongs to [1, 1], and 1 to the other three.",
                when=_pairs_say([0, 1, 1, 1]),
            ),
            Mistake(
                "NOR",
                "This says 1 only if both inputs are 0: NAND says 1 for a single 1 as well, so the "
                "bias has to be larger.",
                when=_pairs_say([1, 0, 0, 0]),
            ),
            Mistake(
                "one input decides",
                "Only one of the two inputs decides the answer here: NAND needs both of them.",
                when=_pairs_say([0, 0, 1, 1], [0, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]),
            ),
            Mistake(
                "always 0",
                "All four cases are answered with 0: for [0, 0] the sum is the bias alone, which "
                "sign must it have?",
                when=_pairs_say([0, 0, 0, 0]),
            ),
            Mistake(
                "always 1",
                "All four cases are answered with 1: for [1, 1] the sum of both weights and the "
                "bias must not be above 0.",
                when=_pairs_say([1, 1, 1, 1]),
            ),
        ),
        hints=(
            "What happens to the two sides of a line if the signs of all three numbers are turned?",
            "Turning the signs gives −1, −2 and 2. Which case has a sum of 0 then, and in which "
            "direction must the bias move?",
        ),
    ),
    Task(
        "03-2",
        right=correct,
        cases=_cases,
        keeps_arguments=True,
        mistakes=(
            Mistake(
                "wrong way",
                "Weights and bias move the wrong way: with prediction − goal as the delta, delta "
                "times input is taken away, with goal − prediction it is added.",
                wrong=_plus,
            ),
            Mistake(
                "bias not moved",
                "The weights are right, but the bias stays as it was: it moves like a weight whose "
                "input is always 1.",
                wrong=_bias_stays,
            ),
            Mistake(
                "bias the wrong way",
                "The weights are right, but the bias moves the wrong way: it goes up when 0 was "
                "answered instead of 1.",
                wrong=_bias_other_way,
            ),
            Mistake(
                "weights the wrong way",
                "The bias is right, but the weights move the wrong way.",
                wrong=_weights_other_way,
            ),
            Mistake(
                "until right",
                "One correction is asked for, even if the answer is still wrong after it.",
                wrong=_until_right,
            ),
            Mistake("1 for 0", "A sum of exactly 0 is answered with 0.", wrong=_one_at_zero),
            Mistake(
                "weights not moved",
                "The bias is right, but the weights stay as they were: each one moves by its "
                "input.",
                wrong=_weights_stay,
            ),
            Mistake(
                "nothing moved",
                "Weights and bias come back as they were: after a wrong answer they have to move.",
                wrong=lambda input, goal, weights, bias: (weights, bias),
            ),
            Mistake(
                "corrects when right",
                "It moves the weights even where the answer is right: compare the prediction with "
                "the goal first.",
                wrong=_always,
            ),
            Mistake(
                "input forgotten",
                "All weights move by the same amount: multiply the delta by the input of each.",
                wrong=_without_input,
            ),
            Mistake(
                "sum instead of answer",
                "The goal is compared with the sum itself: the perceptron's answer is 0 or 1.",
                wrong=_without_step,
            ),
            Mistake(
                "bias not returned",
                "The weights are right: return the new bias too, `return new_weights, new_bias`.",
                wrong=lambda *arguments: correct(*arguments)[0],
            ),
            Mistake(
                "bias first",
                "The numbers are right, but the bias comes first: `return new_weights, new_bias`.",
                wrong=lambda *arguments: correct(*arguments)[::-1],
            ),
            Mistake(
                "in one list",
                "The numbers are right, but they stand in one list: return the list of weights and "
                "then the bias, `return new_weights, new_bias`.",
                wrong=_in_one_list,
            ),
        ),
        hints=(
            "Predict, compare, learn: `perceptron` predicts, and the delta is prediction − goal.",
            "Each new weight is the old one minus delta times its input. For the bias the input is "
            "1.",
        ),
    ),
    Value(
        "03-3",
        accept=_accept(VOTES, MAJORITY),
        wants="a list of three weights and the bias",
        rows=_rows(VOTES, MAJORITY),
        mistakes=(
            Mistake(
                "bias missing",
                "These are three numbers: three weights are asked for, and the bias after them.",
                when=_bias_missing(3),
            ),
            Mistake(
                "nested",
                "Put the weights and the bias into one list, without inner brackets.",
                when=_nested(3),
            ),
            Mistake(
                "on the line",
                "Nearly: what is still wrong has a sum of 0, and the answer 0, so the bias has to "
                "be a little larger.",
                when=_on_the_line(VOTES, MAJORITY),
            ),
            Mistake(
                "AND",
                "This says 1 only if all three are 1: any two of them are to be enough.",
                when=_votes_say(all),
            ),
            Mistake(
                "OR",
                "This says 1 as soon as one input is 1: at least two are needed.",
                when=_votes_say(any),
            ),
            Mistake(
                "minority",
                "All eight answers are turned round: this says 1 if at most one input is 1.",
                when=_votes_say(lambda votes: sum(votes) < 2),
            ),
            Mistake(
                "always 0",
                "All eight cases are answered with 0: with three ones the sum must be above 0.",
                when=_votes_say(lambda votes: False),
            ),
            Mistake(
                "always 1",
                "All eight cases are answered with 1: for [0, 0, 0] the sum is the bias alone, "
                "which sign must it have?",
                when=_votes_say(lambda votes: True),
            ),
            Mistake(
                "one is enough",
                "In the table a single 1 is enough somewhere: a weight and the bias together must "
                "not be above 0.",
                when=_one_voice,
            ),
            Mistake(
                "two are too few",
                "Somewhere in the table two ones are not enough: any two weights and the bias "
                "together must be above 0.",
                when=_two_refused,
            ),
        ),
        hints=(
            "No input is more important than another. What does that say about the weights?",
            "With three weights of 1 the sum counts the ones. Which bias leaves a sum of 2 above "
            "0, but not a sum of 1?",
        ),
    ),
)
