"""What the three bug hunts share: a verdict is a letter, and a figure that proves it."""

from collections.abc import Callable, Sequence
from typing import Any

from nnlib.exercises.tasks import Mistake, Value
from nnlib.exercises.values import same


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
        return str(answer[0]).strip().strip("()").lower()

    def is_figure(value: Any, wanted: float) -> bool:
        return value is not None and same(wanted, value, tolerance)

    def says_letter(other: str) -> Callable[[Any], bool]:
        return lambda answer: said(answer) == other

    def gives_figure(wrong: float) -> Callable[[Any], bool]:
        return lambda answer: is_figure(answer[1], wrong)

    def accept(answer: Any) -> bool:
        found, proof = answer
        return said([found]) == letter and is_figure(proof, figure)

    mistakes = [
        Mistake(
            "no letter",
            "The letter is missing: which of the four explanations is left?",
            when=lambda answer: answer[0] is None,
        ),
        # Whatever the letter is: without a figure it would be a guess.
        Mistake(
            "no figure",
            "The figure that proves it is missing: measure first.",
            when=lambda answer: answer[1] is None,
        ),
        Mistake(
            "a text",
            "The figure is a text: write it without quotation marks.",
            when=lambda answer: isinstance(answer[1], str),
        ),
    ]
    mistakes += [
        Mistake(f"verdict {other}", says, when=says_letter(other))
        for other, says in other_letters.items()
    ]
    mistakes += [Mistake(name, says, when=gives_figure(wrong)) for name, wrong, says in figures]
    mistakes.append(
        Mistake(
            "another figure",
            "The letter is right, but the figure is not the one that was asked for.",
            when=lambda answer: said(answer) == letter,
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
