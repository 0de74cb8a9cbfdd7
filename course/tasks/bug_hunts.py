"""What the three bug hunts share: a verdict is a letter, and a figure that proves it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from course.exercises.task import Mistake, Value
from course.exercises.values import same

# "b", "(b)", "b." and "b: its step is not alpha times the weight delta".
LETTER = re.compile(r"\W*([a-d])(\W*$|[.,:;)])")


def verdict(
    id: str,
    letter: str,
    figure: float,
    *,
    tolerance: float,
    against: dict[str, str],
    figures: dict[str, tuple[Any, ...]],
    hints: Sequence[str],
) -> Value:
    """Return the task of a hunt: the answer is ``[letter, figure]``.

    ``against`` says what contradicts the other letters; ``figures`` are wrong ones that are known:
    a name, the figure, the sentence, and how a student comes to it where that is to be tried.
    """

    def said(answer: Any) -> str:
        found = LETTER.match(str(answer[0]).lower())
        return found[1] if found else ""

    def has_letter(answer: Any) -> bool:
        return len(answer) == 2 and said(answer) == letter

    def accept(answer: Any) -> bool:
        return has_letter(answer) and answer[1] is not None and same(figure, answer[1], tolerance)

    def is_number(value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool)

    def says_letter(other: str) -> Callable[[Any], bool]:
        return lambda answer: said(answer) == other

    def gives_figure(wrong: float) -> Callable[[Any], bool]:
        # Of itself: next to nothing is not nearly 0.000275.
        return lambda answer: same(wrong, answer[1], tolerance * min(1.0, abs(wrong)))

    mistakes = [
        Mistake(
            "no letter",
            "The letter is missing: which of the four explanations is left?",
            [None, figure],
            when=lambda answer: answer[0] is None,
        ),
        # Whatever the letter is: without a figure it would be a guess.
        Mistake(
            "no figure",
            "The figure that proves it is missing: measure first. `print` gives nothing back, so "
            "write the number, or the call without `print`.",
            [letter, None],
            when=lambda answer: answer[1] is None,
        ),
        Mistake(
            "exchanged",
            "The two are exchanged: the first is the letter, the second the figure.",
            [figure, letter],
            when=lambda answer: is_number(answer[0]) and isinstance(answer[1], str),
        ),
        Mistake(
            "another letter",
            'The verdict is one letter: "a", "b", "c" or "d", in quotation marks.',
            ["e", figure],
            ["b or a", figure],
            ["alpha is never used", figure],
            when=lambda answer: not said(answer),
        ),
        Mistake(
            "a text",
            'The figure is a text: give a number, without quotation marks and without `f"…"`.',
            [letter, f"{figure:.4f}"],
            [letter, f"{figure} of 40"],
            when=lambda answer: isinstance(answer[1], str),
        ),
        Mistake(
            "several numbers",
            "The figure is not one number but a list, a tuple or an array: take the one that is "
            "asked for. Decimals are written with a point, not with a comma.",
            [letter, (0, 275)],
            [letter, [[figure, 0], [True, False]]],
            when=lambda answer: isinstance(answer[1], list),
        ),
        Mistake(
            "no number",
            "The figure is no number: is it a function without its brackets, or a comparison?",
            [letter, len],
            [letter, True],
            when=lambda answer: not is_number(answer[1]),
        ),
    ]
    mistakes += [
        Mistake(f"verdict {other}", says, [other, figure], when=says_letter(other))
        for other, says in against.items()
    ]
    mistakes += [
        Mistake(name, says, [letter, wrong], *tried, when=gives_figure(wrong))
        for name, (wrong, says, *tried) in figures.items()
    ]
    if not float(figure).is_integer():
        mistakes.append(
            Mistake(
                "rounded",
                "The letter is right, and so nearly is the figure: give it with three decimals.",
                [letter, round(figure, 2)],
                when=lambda answer: abs(answer[1] - figure) < 0.0051,
            )
        )
    mistakes.append(
        Mistake(
            "another figure",
            "The letter is right, but the figure is not the one that was asked for.",
            [letter, figure - 1.5],
            when=has_letter,
        )
    )
    ways = letter, f"({letter.upper()})", f" {letter}. ", f"({letter}) rows and columns exchanged"
    return Value(
        id,
        accept=accept,
        rights=[[way, figure] for way in ways],
        wants="a verdict of a letter and a figure",
        starter=[None, None],
        mistakes=mistakes,
        hints=hints,
    )
