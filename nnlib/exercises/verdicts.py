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
        Mistake(f"verdict {other}", says, when=says_letter(other))
        for other, says in other_letters.items()
    ]
    mistakes += [
        Mistake(
            "no letter",
            "The letter is missing: which of the four explanations is left?",
            when=lambda answer: answer[0] is None,
        ),
        Mistake(
            "no figure",
            "The letter is right. The figure that proves it is missing.",
            when=lambda answer: said(answer) == letter and answer[1] is None,
        ),
    ]
    mistakes += [Mistake(name, says, when=gives_figure(wrong)) for name, wrong, says in figures]
    mistakes.append(
        Mistake(
            "another figure",
            "The letter is right, the figure is not the one that was asked for.",
            when=lambda answer: said(answer) == letter,
        )
    )
    return Value(
        id,
        accept=accept,
        wants="a letter and a figure",
        starter=[None, None],
        mistakes=tuple(mistakes),
        hints=tuple(hints),
    )
