"""The live training: what it shows is what Network.fit computes, in Python and in the browser."""

import functools
import itertools
import json
import re

import numpy as np
import pytest
from painted import assert_module_paints

import js
from course.pictures import training as module
from course.pictures.training import learning, retrain, shown
from nnlib import network
from stored import load_mnist, output, script

ITERATIONS = 12


@pytest.fixture
def task():
    random = np.random.default_rng(3)
    images = random.random((60, 9)) * (random.random((60, 9)) > 0.5)
    labels = np.eye(3)[random.integers(0, 3, 60)]
    return images, labels, (images[40:], labels[40:])


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Networks are small: nine pixels and three classes stand for 784 and ten."""
    sizes = {"pixels": 9, "classes": 3}
    monkeypatch.setattr(module, "Network", functools.partial(network.Network, **sizes))


@pytest.fixture
def live(task):
    return retrain(*task, alpha=0.1, hidden_size=5, count=40, iterations=ITERATIONS)


def fitted(task, hidden_size=5, count=40, alpha=0.1):
    images, labels, test = task
    made = network.Network(hidden_size, 1, pixels=9, classes=3)
    return made.fit(
        images[:count], labels[:count], alpha=alpha, iterations=ITERATIONS, test=test, every=2
    )


def test_the_first_training_is_what_fit_gives(live, task):
    assert live.history == fitted(task)
    assert live.widget.shown == shown(ITERATIONS, live.history)
    assert not live.widget.running


@pytest.mark.parametrize(("name", "value"), [("alpha", 0.02), ("hidden_size", 8), ("count", 20)])
def test_a_dragged_setting_trains_anew(live, task, name, value):
    setattr(live.widget, name, value)
    live.thread.join()
    assert live.history == fitted(task, **{name: value})
    assert live.widget.shown == shown(ITERATIONS, live.history) and not live.widget.running


def test_a_step_too_small_to_be_a_drag_trains_nothing(live):
    # As the browser computes the first alpha from its power of ten.
    before = live.network
    live.widget.alpha = 0.1 * (1 + 1e-15)
    assert live.network is before


@pytest.mark.parametrize("alpha", [0.005, 0.1, 0.00003, 1.0])
def test_the_first_alpha_is_one_that_the_slider_can_show(task, alpha):
    slider = retrain(*task, alpha=alpha, hidden_size=5, count=40, iterations=2).box.children[1]
    steps = (np.log10(alpha) - slider.min) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-9)
    assert slider.value == pytest.approx(alpha, rel=1e-12) and slider.max == 0


def test_the_pictures_are_the_weights(live):
    weights = live.network.weights_0_1.T
    shown = np.frombuffer(live.widget.pictures, np.uint8).reshape(weights.shape)
    back = (shown.astype(float) - 128) / 127 * np.abs(weights).max()
    assert np.abs(back - weights).max() <= np.abs(weights).max() / 100


def test_stop_ends_a_training_early(task, monkeypatch):
    live = retrain(*task, alpha=0.1, hidden_size=5, count=40, iterations=50)
    published = live._publish

    def publish_and_stop():
        published()
        live._hear(live.widget, {"ask": "stop"}, [])

    monkeypatch.setattr(live, "_publish", publish_and_stop)
    live.widget.alpha = 0.05
    live.thread.join()
    assert 0 < len(live.history) < 50
    assert not live.widget.running


def test_a_huge_alpha_gives_a_sentence_and_the_next_training_runs(live, task):
    live.widget.alpha = 1e6
    live.thread.join()
    assert "too long" in live.widget.sentence and "\n" not in live.widget.sentence
    live.widget.alpha = 0.02
    live.thread.join()
    assert live.widget.sentence == "" and live.history == fitted(task, alpha=0.02)


def test_a_history_can_be_leafed_through():
    table = output("13_numpy_network", "table").splitlines()
    history = [
        # An error was longer before the table cut it.
        {"iteration": int(row[0]), "train_error": float(row[1]) + 4e-4}
        | {"train_accuracy": float(row[2]), "test_error": float(row[3]) + 4e-4}
        | {"test_accuracy": float(row[4])}
        for row in (re.findall(r":([\d.]+)", line) for line in table)
    ]
    between = {"iteration": 5, "train_error": 0.3, "train_accuracy": 0.8}
    film = learning([history[0], between, *history[1:]])
    for row, line in enumerate(table):
        iteration, train, right, test, both = re.findall(r":([\d.]+)", line)
        said = f"Learning, iteration {iteration}: train error {train}, train accuracy {right}, "
        said += f"test error {test}, test accuracy {both}"
        # The lowest is known when it has been left, at iteration 30.
        assert film.at(row=row).words == said + ("; test error lowest at 30." if row > 3 else ".")
    assert film.drawing.words == film.at(row=35).words
    states = [film.widget.given | {"row": row, "ranges": film.widget.ranges} for row in range(36)]
    assert_module_paints("moving", [film.at(row=row) for row in range(36)], states, "js.film")
    with pytest.raises(ValueError, match="No row has a test error: give what fit"):
        learning([between])


def test_what_cannot_be_trained_is_refused(task):
    for test in (None, np.zeros((60, 9))):
        with pytest.raises(
            ValueError, match=r"^test must be a pair .*: write test=\(images, labels"
        ):
            retrain(*task[:2], test)
    with pytest.raises(ValueError, match="^images must be an array, but the rows differ in length"):
        retrain([[0.0, 1.0], [0.0]], *task[1:])


def test_what_is_shown_of_a_training():
    """Its lines, how far it is, and what it was tested on last, in words."""
    first = {"iteration": 0, "train_error": 2.5, "train_accuracy": 0.25}
    first |= {"test_error": 0.75, "test_accuracy": 0.5}
    second = {"iteration": 10, "train_error": 0.5, "train_accuracy": 0.75}
    now = shown(20, [first, second])
    parts = now["parts"]
    assert parts["train_error"] == {"points": "58.0,48.0 238.0,168.0"}
    assert parts["train_error-name"] == {"x": 244, "y": 173}
    assert parts["test_error"] == {"points": "58.0,108.0"}
    assert parts["test_error-name"] == {"x": 64, "y": 113}
    assert parts["train_accuracy"]["points"] == "528.0,228.0 708.0,108.0"
    said = "iteration 0: train error 2.500, test error 0.750, test accuracy 0.500"
    assert (now["done"], now["words"]) == (2, said)
    empty = shown(20, [])
    unseen = [{"points": ""}, {"x": -99, "y": -99}] * 4
    assert list(empty["parts"].values()) == unseen
    assert (empty["done"], empty["words"]) == (0, "")


@pytest.mark.parametrize("level", [0, 0.5, 1, 7])
def test_names_of_lines_that_meet_do_not(level):
    row = {"iteration": 0, "train_error": level, "test_error": level + 0.01}
    row |= {"train_accuracy": 0.3, "test_accuracy": 0.3}
    parts = shown(20, [row])["parts"]
    for kind in ("error", "accuracy"):
        train, test = (parts[f"{part}_{kind}-name"]["y"] for part in ("train", "test"))
        assert abs(train - test) >= 17 and 53 <= min(train, test) <= max(train, test) <= 293


def test_a_page_has_sliders_that_stop_at_recorded_trainings(live, task, monkeypatch, tmp_path):
    monkeypatch.setenv("NNLIB_FOR_A_PAGE", "yes")
    monkeypatch.setattr(module, "RECORDED", tmp_path / "trainings.json")
    stops = {"alpha": [0.02, 0.1], "hidden_size": [5, 8], "count": [20, 40, 60]}
    runs = [{"history": [], "letters": ""} for _ in range(12)]
    runs[7]["history"] = live.history  # alpha 0.1, 5 hidden units, 40 images
    module.RECORDED.write_text(json.dumps({"stops": stops, "runs": runs}), encoding="utf-8")
    page = retrain(*task, alpha=0.1, hidden_size=5, count=40, iterations=ITERATIONS)
    sliders = page.box.children[1:]
    assert [slider.value for slider in sliders] == [0.1, 5, 40]
    played = [shown(ITERATIONS, run["history"]) | {"letters": ""} for run in runs]
    assert page.widget.recorded["runs"] == played and live.widget.recorded == {}
    assert played[7] == page.widget.shown | {"letters": ""}
    at = [page.widget.at_alpha, page.widget.at_hidden_size, page.widget.at_count]
    assert js.run("training", "js.runAt(value[0], value[1])", [stops, at]) == 7
    for other in ({"alpha": 0.3}, {"hidden_size": 8}):
        with pytest.raises(ValueError, match="holds other trainings than this one: record them"):
            retrain(*task, **{"alpha": 0.1, "count": 40, "iterations": ITERATIONS, **other})


def test_what_is_recorded_for_notebook_13_is_what_a_training_gives():
    recorded = json.loads(module.RECORDED.read_text(encoding="utf-8"))
    stops, runs = recorded["stops"], recorded["runs"]
    choices = list(itertools.product(*stops.values()))
    assert list(stops) == list(module.SETTINGS) and len(choices) == len(runs)
    assert [len(values) for values in stops.values()] >= [4, 4, 3]
    place = choices.index((0.05, 2, 100))
    again = script("data/make_trainings.py").trained(load_mnist(), *choices[place])
    assert module._alike(runs[place]["history"], again["history"])
    apart = np.subtract(*(np.array([*map(ord, run["letters"])]) for run in (runs[place], again)))
    assert np.abs(apart).max() <= 1
    assert js.run("training", "[...js.greyOf(value)]", "aho") == [1, 128, 255]
    for (_, hidden_size, _), run in zip(choices, runs, strict=True):
        assert len(run["history"]) == 50 and len(run["letters"]) == 784 * hidden_size
