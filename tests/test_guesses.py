"""A guess: asked, kept, and the truth beside it; in Python and in the browser the same words."""

import json
import math
import random

import numpy as np
import pytest
from traitlets import TraitError

import js
from course import exercises
from course.exercises import guesses as module
from course.exercises import store

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """Nothing kept before, and a folder of its own."""
    monkeypatch.setattr(module, "_kept", {})
    monkeypatch.setattr(store, "_known", {kind: {} for kind in store.KINDS})
    monkeypatch.setattr(store, "_told", "")
    monkeypatch.chdir(tmp_path)


def keep(guess, value):
    """What the browser does: both in one message."""
    guess.widget.set_state({"guess": value, "kept": True})


def number(**named):
    return exercises.guess("02-win", "What will it predict?", **named)


def choice():
    return exercises.guess("02-game", "Which game?", choices=["game 1", "game 2"])


def slider(**named):
    return exercises.guess("02-sure", "How sure?", **({"min": 0, "max": 100} | named))


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "truth", "words"),
    [
        (number, 0.98, "True value: 0.980"),
        (lambda: number(decimals=1), 98, "True value: 98.0"),
        (choice, "game 2", "The answer: game 2"),
    ],
)
def test_without_a_guess_the_truth_is_folded(make, truth, words):
    revealed = make().reveal(truth)
    assert repr(revealed) == f"{module.NO_GUESS} {words}"
    shown = revealed._repr_html_()
    assert f"<details><summary>The answer</summary>{words}</details>" in shown
    assert shown.count(words) == 1 and module.NO_GUESS not in shown


@pytest.mark.parametrize(
    ("named", "value", "truth", "words"),
    [
        ({}, 1.0, 0.98, "your guess 1.0 · true value 0.980 · 0.020 off"),
        ({}, 0.98, np.float64(0.98), "your guess 0.98 · true value 0.980 · right"),
        ({}, -2, 0.5, "your guess −2.0 · true value 0.500 · 2.500 off"),
        ({"decimals": 0}, 12, 10, "your guess 12 · true value 10 · 2 off"),
        ({"decimals": 1}, 95, 98, "your guess 95.0 · true value 98.0 · 3.0 off"),
    ],
)
def test_the_truth_beside_a_kept_number(named, value, truth, words):
    guess = number(**named)
    keep(guess, value)
    assert guess.value == value
    assert repr(guess.reveal(truth)) == words
    assert words in guess.reveal(truth)._repr_html_()
    assert guess.widget.truth == truth, "the stored state knows it: the book has no Python"


def test_the_truth_beside_a_kept_choice():
    guess = choice()
    keep(guess, "game 1")
    assert repr(guess.reveal("game 2")) == "your guess: game 1 · the answer: game 2"
    assert repr(guess.reveal("game 1")) == "your guess: game 1 · the answer: game 1 · right"
    numbers = exercises.guess("12-digit", "Which digit?", choices=range(10))
    keep(numbers, "3")
    assert repr(numbers.reveal(np.int64(3))).endswith("right")


def test_what_is_set_but_not_kept_is_no_guess():
    guess = slider()
    assert guess.widget.guess == 50 and guess.value is None
    guess.widget.guess = 70
    assert repr(guess.reveal(60)) == "No guess yet. True value: 60.000"


def test_the_browser_says_the_same():
    chance = random.Random(7)
    states = []
    for _ in range(300):
        guess = number(decimals=chance.choice([0, 1, 3]))
        live = guess.widget
        live.kept = chance.random() < 0.7
        live.guess = chance.choice([None, round(chance.uniform(-9, 9), chance.randint(0, 5))])
        live.kept = live.kept and live.guess is not None
        live.truth = chance.choice([None, live.guess, chance.uniform(-9, 9)])
        states.append((live, guess.words()))
    for kept, truth in [(None, None), (None, "game 1"), ("game 2", None), ("game 2", "game 1")]:
        guess = choice()
        guess.widget.guess, guess.widget.truth, guess.widget.kept = kept, truth, kept is not None
        states.append((guess.widget, guess.words()))
    names = ("kind", "guess", "kept", "truth", "decimals")
    given = [{name: getattr(live, name) for name in names} for live, _ in states]
    assert js.run("../exercises/guesses", "value.map(js.said)", given) == [
        words for _, words in states
    ]


def test_numbers_are_read_as_people_type_them():
    texts = ["0.98", " 0,98 ", "−3", "-3", ".5", "5.", "1e-3", "+2", "1,000.5"]
    texts += ["", "abc", "1 2", "1.2.3", "0x10", "infinite", "--1", "98 %"]
    read = js.run("../exercises/guesses", "value.map((text) => js.typed(text))", texts)
    assert read[:8] == [0.98, 0.98, -3, -3, 0.5, 5, 0.001, 2]
    assert all(isinstance(value, float) and math.isnan(value) for value in read[8:])


# --- The cell's output --------------------------------------------------------------------------


def test_the_question_stands_there_where_no_widget_can_run():
    bundle = choice()._repr_mimebundle_()
    assert bundle["text/plain"] == "Your guess: Which game? (game 1 / game 2)"
    assert "<li>game 1</li><li>game 2</li>" in bundle["text/html"]
    assert WIDGET_VIEW in bundle
    plain = slider()._repr_mimebundle_()["text/plain"]
    assert plain == "Your guess: How sure? (from 0 to 100)"
    plain = exercises.guess("02-x", "Is 1 < 2 & <b>?")._repr_mimebundle_()
    assert plain["text/plain"] == "Your guess: Is 1 < 2 & <b>? (a number)"
    assert "1 &lt; 2 &amp; &lt;b&gt;" in plain["text/html"]


def test_a_slider_has_steps_that_meet_its_ends():
    live = slider(min=0, max=1).widget
    assert (live.step, live.guess, live.places) == (0.01, 0.5, 2)
    live = slider(min=-1, max=1, step=0.25).widget
    assert (live.step, live.guess, live.places) == (0.25, 0.0, 2)


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ({"choices": ["one"]}, "A guess needs two choices or more, all different"),
        ({"choices": ["one", "one"]}, "A guess needs two choices or more, all different"),
        ({"choices": ["a", "b"], "min": 0}, "either choices or a slider from min to max"),
        ({"min": 0}, "needs min below max, but got min=0 and max=None"),
        ({"min": 3, "max": 3}, "needs min below max"),
        ({"min": 0, "max": 1, "step": 2}, "step 2 does not fit between 0 and 1"),
        ({"min": 0, "max": 1, "step": 0}, "step 0 does not fit"),
    ],
)
def test_a_question_that_can_t_be_asked(named, sentence):
    with pytest.raises(ValueError, match=sentence):
        exercises.guess("02-win", "What?", **named)


def test_an_id_and_a_truth_that_are_none():
    with pytest.raises(ValueError, match='called by its notebook, like "02-win", but got'):
        exercises.guess("win", "What?")
    for truth in (None, "many", math.nan, math.inf, [1, 2]):
        with pytest.raises(ValueError, match="The truth of 02-win has to be a number"):
            number().reveal(truth)
    with pytest.raises(ValueError, match="none of the choices: game 1, game 2"):
        choice().reveal("game 3")


# --- Kept ---------------------------------------------------------------------------------------


def test_running_the_cell_again_does_not_take_the_guess_away():
    keep(number(), 0.9)
    again = number()
    assert again.value == 0.9
    assert exercises.guess("02-win", "Another question?").value is None
    again.widget.set_state({"kept": False})
    assert number().value is None


def test_guesses_go_to_the_student_s_own_progress(tmp_path, monkeypatch):
    folder = tmp_path / "my_course"
    folder.mkdir()
    monkeypatch.chdir(folder)
    slider().widget.guess = 70
    assert list(folder.iterdir()) == []
    keep(number(), 0.9)
    keep(choice(), "game 2")
    file = folder / "progress.json"
    assert json.loads(file.read_text(encoding="utf-8"))["guesses"] == {
        "02-win": 0.9,
        "02-game": "game 2",
    }
    assert "02 · 2 · " in repr(exercises.progress())
    # The next day: another kernel.
    monkeypatch.setattr(module, "_kept", {})
    monkeypatch.setattr(store, "_known", {kind: {} for kind in store.KINDS})
    assert number().value == 0.9
    tomorrow = choice()
    assert tomorrow.value == "game 2"
    tomorrow.widget.set_state({"kept": False})
    assert set(json.loads(file.read_text(encoding="utf-8"))["guesses"]) == {"02-win"}
    # The question may have become another one since.
    assert exercises.guess("02-win", "Which?", choices=["a", "b"]).value is None


def test_elsewhere_nothing_is_written_and_the_question_says_so(tmp_path):
    guess = number()
    keep(guess, 0.9)
    assert list(tmp_path.iterdir()) == []
    assert guess.widget.note == store.ELSEWHERE.replace("`", "")


def test_a_browser_that_sends_nonsense_changes_nothing():
    guess = choice()
    keep(guess, "game 7")
    assert choice().value is None
    with pytest.raises(TraitError):
        guess.widget.set_state({"kept": "perhaps"})
