"""A question that is answered before the next cell runs: a number, a choice, a place on a slider.

The guess is kept by a button, the truth comes from a later cell. Both are the widget's state, so
that a page without Python shows the truth too, once a guess is kept there.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import traitlets
from ipywidgets import VBox

from course.exercises import store
from course.exercises.results import COLOURS, box
from course.pictures.base import Live, module
from course.pictures.controls import decimals as decimals_of
from course.pictures.controls import round_step
from course.pictures.svg import fixed, short, whole

NO_GUESS = "No guess yet."
# What was kept in this notebook, so that running its cell again does not take the guess away.
_kept: dict[tuple[str, str], float | str] = {}


class GuessLive(Live):
    """The question in the browser.

    ``kind`` is "number", "choice" or "slider". ``guess`` is what is set at present, ``kept`` says
    whether it counts; ``truth`` comes later. ``decimals`` are the truth's, ``places`` the slider's.
    ``note`` says why a guess is not written to the student's progress.
    """

    _esm = module("guesses", Path(__file__).resolve().parent)
    question = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode("number").tag(sync=True)
    choices: Any = traitlets.List().tag(sync=True)
    low = traitlets.Float().tag(sync=True)
    high = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int(3).tag(sync=True)
    places = traitlets.Int(0).tag(sync=True)
    guess: Any = traitlets.Any(None, allow_none=True).tag(sync=True)
    kept = traitlets.Bool(False).tag(sync=True)
    truth: Any = traitlets.Any(None, allow_none=True).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)


@dataclass(frozen=True)
class Revealed:
    """What a cell shows of the guess and the truth, in one line; the truth alone is folded."""

    words: str

    def __repr__(self) -> str:
        """Return the line."""
        return self.words

    def _repr_html_(self) -> str:
        inside = f"<p style='margin:0'>{escape(self.words)}</p>"
        if truth := self.words.partition(f"{NO_GUESS} ")[2]:
            # Nobody has guessed: also where no Python runs, the truth waits until it is asked for.
            inside = f"<details><summary>The answer</summary>{escape(truth)}</details>"
        return box(inside, COLOURS["unanswered"])


class Guess:
    """A question with its field, choices or slider, as a cell's last line shows it."""

    def __init__(
        self,
        id: str,
        question: str,
        choices: Sequence[Any] | None = None,
        *,
        low: float | None = None,
        high: float | None = None,
        step: float | None = None,
        decimals: int = 3,
    ) -> None:
        """Make the widget; a guess that was kept before is kept still.

        Raises ValueError for a question that can't be asked so, as ``exercises.guess`` says.
        """
        if not re.fullmatch(r"\d\d-[\w-]+", id):
            raise ValueError(f'A guess is called by its notebook, like "02-win", but got {id!r}.')
        self.id = id
        if choices is not None:
            kind, settings = "choice", _choice(choices, low, high)
        elif low is None and high is None:
            kind, settings = "number", {}
        else:
            kind, settings = "slider", _slider(low, high, step)
        self.widget = GuessLive(question=question, kind=kind, decimals=decimals, **settings)
        self._restore()
        self.widget.observe(self._keep, ["kept", "guess"])
        self.box = VBox([self.widget]).add_class("nnlib-guess")

    @property
    def value(self) -> float | str | None:
        """The kept guess; None if there is none."""
        return self.widget.guess if self.widget.kept else None

    def reveal(self, truth: Any) -> Revealed:
        """Show the truth beside the guess, here and in the widget.

        ``truth`` is a number, or one of the choices. Raises ValueError if it is neither.
        """
        self.widget.truth = self._truth(truth)
        return Revealed(self.words())

    def words(self) -> str:
        """Return guess and truth in one line, as far as they are there."""
        live = self.widget
        if live.kind == "choice":
            return _choice_words(self.value, live.truth)
        return _number_words(self.value, live.truth, live.decimals)

    def _truth(self, truth: Any) -> float | str:
        if self.widget.kind == "choice":
            if str(truth) not in self.widget.choices:
                raise ValueError(
                    f"The truth {truth!r} is none of the choices: {', '.join(self.widget.choices)}."
                )
            return str(truth)
        try:
            number = float(truth)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise ValueError(f"The truth of {self.id} has to be a number, but got {truth!r}.")
        return number

    def _fits(self, value: Any) -> bool:
        if self.widget.kind == "choice":
            return value in self.widget.choices
        return isinstance(value, (int, float)) and math.isfinite(value)

    def _restore(self) -> None:
        value = _kept.get((self.id, self.widget.question))
        if value is None and store.path() is not None:
            value = store.read()[0]["guesses"].get(self.id)
        if value is not None and self._fits(value):
            _kept[self.id, self.widget.question] = value
            self.widget.guess, self.widget.kept = value, True

    def _keep(self, change: Any) -> None:
        """Remember what was kept, or forget what was taken back."""
        key = self.id, self.widget.question
        value = self.value
        if value == _kept.get(key):
            return
        if value is None:
            del _kept[key]
        elif self._fits(value):
            _kept[key] = value
        self.widget.note = store.record("guesses", self.id, value).replace("`", "")

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        # Where no widget can run, the question still stands there.
        live = dict(self.box._repr_mimebundle_())
        said = f"Your guess: {self.widget.question}"
        asked = _asked(self.widget)
        inside = f"<p style='margin:0'><b>Your guess:</b> {escape(self.widget.question)}</p>"
        if self.widget.kind == "choice":
            entries = "".join(f"<li>{escape(choice)}</li>" for choice in self.widget.choices)
            inside += f"<ul style='margin:4px 0'>{entries}</ul>"
        else:
            inside += f"<p style='margin:4px 0'>{escape(asked)}</p>"
        return live | {
            "text/plain": f"{said} ({asked})",
            "text/html": box(inside, COLOURS["unanswered"]),
        }


def _choice(choices: Sequence[Any], low: Any, high: Any) -> dict[str, Any]:
    texts = [str(choice) for choice in choices]
    if low is not None or high is not None:
        raise ValueError("A guess has either choices or a slider from min to max, not both.")
    if len(texts) < 2 or len(set(texts)) < len(texts):
        raise ValueError(f"A guess needs two choices or more, all different, but got {texts}.")
    return {"choices": texts}


def _slider(low: float | None, high: float | None, step: float | None) -> dict[str, Any]:
    if low is None or high is None or not low < high:
        raise ValueError(
            f"A guess on a slider needs min below max, but got min={low} and max={high}."
        )
    if step is None:
        step = round_step((high - low) / 100)
    if not 0 < step <= high - low:
        raise ValueError(f"The slider's step {step} does not fit between {low} and {high}.")
    middle = low + step * round((high - low) / 2 / step)
    places = max(decimals_of(step), decimals_of(abs(low) or 1))
    return {
        "low": low,
        "high": high,
        "step": step,
        "places": places,
        "guess": round(middle, places),
    }


def _asked(live: GuessLive) -> str:
    """Return in words what can be answered."""
    if live.kind == "choice":
        return " / ".join(live.choices)
    if live.kind == "slider":
        return f"from {whole(live.low)} to {whole(live.high)}"
    return "a number"


def _choice_words(guess: Any, truth: Any) -> str:
    if truth is None:
        return f"your guess: {guess}" if guess is not None else NO_GUESS
    if guess is None:
        return f"{NO_GUESS} The answer: {truth}"
    return f"your guess: {guess} · the answer: {truth}" + (" · right" if guess == truth else "")


def _number_words(guess: Any, truth: Any, decimals: int) -> str:
    true = "" if truth is None else fixed(truth, decimals)
    if guess is None:
        return f"{NO_GUESS} True value: {true}" if true else NO_GUESS
    mine = _number(guess, decimals)
    if not true:
        return f"your guess {mine}"
    off = fixed(abs(truth - guess), decimals)
    said = f"{off} off" if float(off) else "right"
    return f"your guess {mine} · true value {true} · {said}"


def _number(value: float, decimals: int) -> str:
    """Return a guess as it was typed, as far as that can be told: 1.0, or 1 where whole counts."""
    shown = short(value, max(decimals, 4))
    return shown if decimals else shown.removesuffix(".0")
