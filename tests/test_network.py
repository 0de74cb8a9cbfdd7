"""nnlib.network: the compiled loop against NumPy's, the arithmetic against finite differences."""

import sys

import numpy as np
import pytest

from course.tasks import suspects
from nnlib import network
from nnlib.network import DivergedError, Network, relu, relu2deriv


def small_task(seed=0, count=12, pixels=9, classes=3):
    random = np.random.default_rng(seed)
    images = random.random((count, pixels)) * (random.random((count, pixels)) > 0.5)
    return images, np.eye(classes)[random.integers(0, classes, count)]


def small_network(hidden_size=5, seed=1, kind=Network):
    return kind(hidden_size, seed, pixels=9, classes=3)


def test_relu_and_its_slope():
    x = np.array([[-2.0, -0.0, 0.0, 0.5, 3.0]])
    assert relu(x).tolist() == [[0, 0, 0, 0.5, 3.0]]
    assert relu2deriv(relu(x)).tolist() == [[False, False, False, True, True]]


def test_starting_weights_are_the_seminar_ones():
    np.random.seed(1)
    first = 0.2 * np.random.random((784, 40)) - 0.1
    second = 0.2 * np.random.random((40, 10)) - 0.1
    made = Network()
    assert (made.weights_0_1 == first).all() and (made.weights_1_2 == second).all()
    assert abs(made.weights_0_1).max() <= 0.1


@pytest.mark.parametrize("kind", [Network, suspects.PublishedNetwork])
@pytest.mark.parametrize("seed", range(5))
def test_compiled_loop_equals_numpy_loop(monkeypatch, seed, kind):
    images, labels = small_task(seed)
    compiled, plain = small_network(seed=seed, kind=kind), small_network(seed=seed, kind=kind)
    settings = {"alpha": 0.1, "iterations": 20}
    fast = compiled.fit(images, labels, **settings)
    assert network._fastest_loop() is not network._iteration_in_numpy
    monkeypatch.setattr(network, "_fastest_loop", lambda: network._iteration_in_numpy)
    slow = plain.fit(images, labels, **settings)
    assert [row["train_accuracy"] for row in fast] == [row["train_accuracy"] for row in slow]
    assert [row["train_error"] for row in fast] == pytest.approx(
        [row["train_error"] for row in slow], abs=1e-12
    )
    assert compiled.weights_0_1 == pytest.approx(plain.weights_0_1, abs=1e-12)
    assert compiled.weights_1_2 == pytest.approx(plain.weights_1_2, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_one_step_is_half_the_finite_differences(seed):
    images, labels = small_task(seed, count=1)
    made = small_network(seed=seed)
    alpha, nudge = 1e-3, 1e-6
    for name in ("weights_0_1", "weights_1_2"):
        stepped = small_network(seed=seed)
        stepped.fit(images, labels, alpha=alpha, iterations=1)
        step = (getattr(stepped, name) - getattr(made, name)) / alpha
        for place in np.ndindex(step.shape):
            errors = []
            for sign in (1, -1):
                nudged = small_network(seed=seed)
                getattr(nudged, name)[place] += sign * nudge
                errors.append(nudged.evaluate(images, labels)[0])
            slope = (errors[0] - errors[1]) / (2 * nudge)
            assert step[place] == pytest.approx(-slope / 2, abs=1e-7)


def test_fit_goes_on_where_it_stopped():
    images, labels = small_task()
    at_once, in_parts = small_network(), small_network()
    at_once.fit(images, labels, alpha=0.1, iterations=6)
    in_parts.fit(images, labels, alpha=0.1, iterations=4)
    in_parts.fit(images, labels, alpha=0.1, iterations=2)
    assert in_parts.history == at_once.history
    assert [row["iteration"] for row in at_once.history] == list(range(6))


def test_history_measures_the_test_part_every_so_often_and_at_the_end():
    images, labels = small_task()
    made = small_network()
    history = made.fit(images, labels, iterations=8, test=(images, labels), every=3)
    measured = [row["iteration"] for row in history if "test_error" in row]
    assert measured == [0, 3, 6, 7]
    assert (history[-1]["test_error"], history[-1]["test_accuracy"]) == made.evaluate(
        images, labels
    )


def test_error_and_accuracy_by_hand():
    made = small_network(hidden_size=1)
    made.weights_0_1[:] = 0.0
    made.weights_0_1[0, 0] = 2.0
    made.weights_1_2[:] = [[0.0, 0.5, -1.0]]
    images = np.zeros((2, 9))
    images[0, 0] = 1.0
    assert made.predict(images).tolist() == [[0.0, 1.0, -2.0], [0.0, 0.0, 0.0]]
    error, accuracy = made.evaluate(images, [[0, 1, 0], [0, 0, 1]])
    assert error == (0 + 0 + 4 + 0 + 0 + 1) / 2
    assert accuracy == 0.5


@pytest.mark.parametrize(("count", "alpha"), [(1, 0.005), (12, 1e-12)])  # as good as no step
def test_training_errors_are_averages_counted_during_the_pass(count, alpha):
    images, labels = small_task(count=count)
    made = small_network()
    before = made.evaluate(images, labels)
    row = made.fit(images, labels, alpha=alpha, iterations=1)[0]
    assert count == 1 or before[1] > 0
    assert (row["train_error"], row["train_accuracy"]) == pytest.approx(before)


def test_a_bar_sees_every_iteration():
    images, labels = small_task()
    seen = []

    def bar(steps, words):
        seen.append((list(steps), words))
        return steps

    small_network().fit(images, labels, iterations=3, bar=bar)
    assert seen == [([0, 1, 2], "training")]


IMAGES, LABELS = small_task()
WITH_NAN = IMAGES.copy()
WITH_NAN[3, 2] = np.nan


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"images": WITH_NAN}, "images must hold finite numbers, but row 3"),
        ({"labels": LABELS + np.inf}, "labels must hold finite numbers, but row 0"),
        ({"images": IMAGES[:, :5]}, r"images must have the shape \(n, 9\)"),
        ({"images": IMAGES[:5]}, "5 images but 12 labels"),
        ({"labels": LABELS[:5]}, "12 images but 5 labels"),
        ({"labels": [1, 2, 0] * 4}, r"labels must have the shape \(n, 3\)"),
        ({"test": (WITH_NAN, LABELS)}, "^test images must hold finite numbers, but row 3"),
        ({"test": (IMAGES, LABELS[:, :2])}, r"^test labels must have the shape \(n, 3\)"),
        ({"test": (IMAGES, LABELS[:5])}, "12 test images but 5 test labels"),
        ({"test": IMAGES[:2]}, r"^test must be a pair .*: write test=\(images, labels\)"),
        ({"test": [IMAGES]}, "^test must be a pair"),
        ({"test": (IMAGES, LABELS, LABELS)}, "^test must be a pair"),
        ({"alpha": "a"}, "alpha must be a positive number such as 0.005, but is 'a'"),
        ({"alpha": True}, "alpha must be a positive number"),
        ({"alpha": 0}, "alpha must be a positive number"),
        ({"alpha": float("nan")}, "alpha must be a positive number"),
        ({"alpha": float("inf")}, "alpha must be a positive number"),
        ({"iterations": 0}, "iterations must be a whole number of at least 1"),
        ({"every": 0}, "every must be a whole number of at least 1"),
    ],
)
def test_fit_refuses_bad_input_and_keeps_the_weights(change, words):
    made = small_network()
    before = made.weights_0_1.copy(), made.weights_1_2.copy()
    with pytest.raises(ValueError, match=words) as caught:
        made.fit(**{"images": IMAGES, "labels": LABELS, "iterations": 1} | change)
    assert "\n" not in str(caught.value)
    assert (made.weights_0_1 == before[0]).all() and (made.weights_1_2 == before[1]).all()
    assert made.history == []


def test_predict_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="^images must be an array of numbers, 9 in each row"):
        small_network().predict([["1"] * 9])


@pytest.mark.parametrize("alpha", [1, np.int64(1), np.float32(1)])
def test_alpha_may_be_a_number_of_any_kind(alpha):
    made, expected = small_network(), small_network()
    assert made.fit(IMAGES[:1], LABELS[:1], alpha=alpha, iterations=1) == expected.fit(
        IMAGES[:1], LABELS[:1], alpha=1.0, iterations=1
    )


@pytest.mark.parametrize("name", ["hidden_size", "pixels", "classes"])
def test_sizes_below_one_are_refused(name):
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1"):
        Network(**{name: 0})


@pytest.mark.parametrize("alpha", [500.0, 1e200])
def test_training_that_explodes_stops_and_says_when(alpha):
    made = small_network()
    with pytest.raises(DivergedError, match=r"stopped at iteration \d+: with alpha = "):
        made.fit(IMAGES, LABELS, alpha=alpha, iterations=50)
    assert np.isfinite(made.weights_0_1).all() and np.isfinite(made.weights_1_2).all()
    assert all(np.isfinite(row["train_error"]) for row in made.history)


def test_training_stops_at_the_bound_itself():
    black = np.zeros((1, 9))  # predicts 0, so that the error is the square of the label
    assert small_network().fit(black, [[999.0, 0, 0]], iterations=1)[0]["train_error"] == 998001
    with pytest.raises(DivergedError):
        small_network().fit(black, [[1000.0, 0, 0]], iterations=1)


def test_without_numba_the_same_loop_runs_in_numpy(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    network._fastest_loop.cache_clear()
    try:
        assert network._fastest_loop() is network._iteration_in_numpy
    finally:
        network._fastest_loop.cache_clear()


@pytest.mark.parametrize("full", [False, True])
def test_where_numba_can_keep_nothing_the_loop_is_compiled_all_the_same(
    monkeypatch, tmp_path, full
):
    """Without a folder that can be written, and with one on a disk that is full."""
    from numba.core import caching, config

    def refuse(*_):
        raise OSError

    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    part = (
        (caching.IndexDataCacheFile, "save")
        if full
        else (caching._CacheLocator, "ensure_cache_path")
    )
    monkeypatch.setattr(*part, refuse)
    network._fastest_loop.cache_clear()
    try:
        made, expected = small_network(), small_network()
        made.fit(IMAGES, LABELS, iterations=2)
        assert network._fastest_loop() is not network._iteration_in_numpy
    finally:
        monkeypatch.undo()
        network._fastest_loop.cache_clear()
    expected.fit(IMAGES, LABELS, iterations=2)
    assert made.history == expected.history and not list(tmp_path.glob("**/*.nb?"))
