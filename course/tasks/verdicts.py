"""What the three bug hunts share: a verdict is a letter, and a figure that proves it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from course.exercises.tasks import Mistake, Value
from course.exercises.values import same

# "b", "(b)", "b." and "b: its step is not alpha times the weight delta".
LETTER = re.compile(r"\W*([a-d])(\W*$|[.,:;)])")


def verdict(
    id: str,
    letter: str,
    figure: float,
    *,
    tolerance: float,
    other_letters: dict[str, str],
    figures: Sequence[tuple[str, float, str]],
    hints: Sequence[str],
) -> Value:
    """Return the task of a hunt: the answer is ``[letter, figure]``.

    ``other_letters`` say what contradicts them; ``figures`` are wrong ones that are known: a name,
    the figure and the sentence.
    """

    def said(answer: Any) -> str:
        found = LETTER.match(str(answer[0]).lower())
        return found[1] if found else ""

    def is_figure(value: Any, wanted: float) -> bool:
        return value is not None and same(wanted, value, tolerance)

    def says_letter(other: str) -> Callable[[Any], bool]:
        return lambda answer: said(answer) == other

    def gives_figure(wrong: float) -> Callable[[Any], bool]:
        # Of itself: next to nothing is not nearly 0.000275.
        return lambda answer: same(wrong, answer[1], tolerance * min(1.0, abs(wrong)))

    def accept(answer: Any) -> bool:
        return len(answer) == 2 and said(answer) == letter and is_figure(answer[1], figure)

    def is_number(value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool)

    mistakes = [
        Mistake(
            "no letter",
            "The letter is missing: which of the four explanations is left?",
            when=lambda answer: answer[0] is None,
        ),
        # Whatever the letter is: without a figure it would be a guess.
        Mistake(
            "no figure",
            "The figure that proves it is missing: measure first. `print` gives nothing back, so "
            "write the number, or the call without `print`.",
            when=lambda answer: answer[1] is None,
        ),
        Mistake(
            "exchanged",
            "The two are exchanged: the first is the letter, the second the figure.",
            when=lambda answer: is_number(answer[0]) and isinstance(answer[1], str),
        ),
        Mistake(
            "another letter",
            'The verdict is one letter: "a", "b", "c" or "d", in quotation marks.',
            when=lambda answer: not said(answer),
        ),
        Mistake(
            "a text",
            'The figure is a text: give a number, without quotation marks and without `f"…"`.',
            when=lambda answer: isinstance(answer[1], str),
        ),
        Mistake(
            "several numbers",
            "The figure is not one number but a list, a tuple or an array: take the one that is "
            "asked for. Decimals are written with a point, not with a comma.",
            when=lambda answer: isinstance(answer[1], list),
        ),
        Mistake(
            "no number",
            "The figure is no number: is it a function without its brackets, or a comparison?",
            when=lambda answer: not is_number(answer[1]),
        ),
    ]
    mistakes += [
        Mistake(f"verdict {other}", says, when=says_letter(other))
        for other, says in other_letters.items()
    ]
    mistakes += [Mistake(name, says, when=gives_figure(wrong)) for name, wrong, says in figures]
    if not float(figure).is_integer():
        mistakes.append(
            Mistake(
                "rounded",
                "The letter is right, and so nearly is the figure: give it with three decimals.",
                when=lambda answer: abs(answer[1] - figure) < 0.0051,
            )
        )
    mistakes.append(
        Mistake(
            "another figure",
            "The letter is right, but the figure is not the one that was asked for.",
            when=lambda answer: len(answer) == 2 and said(answer) == letter,
        )
    )
    return Value(
        id,
        accept=accept,
        wants="a verdict of a letter and a figure",
        starter=[None, None],
        mistakes=tuple(mistakes),
        hints=tuple(hints),
    )
