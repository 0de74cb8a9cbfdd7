"""States of live drawings: Python's still of one, and how the browser goes there."""

import random
from functools import partial

import numpy as np
import pytest
from painted import assert_module_paints

import js
from course import explore
from stored import load_mnist

EDGE = [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]
(IMAGES, LABELS), _ = load_mnist()
IMAGES, LABELS = IMAGES[:400], LABELS[:400]
CHANCE = random.Random(7)
STOPS = range(0, 41, 5)  # of the three steps' slider
PLACES = [{}, {"column": 17}, {"row": 16, "column": 13}, {"row": 0, "column": 0}, {"row": 25}]
slides_patch = partial(explore.patch, IMAGES[0], EDGE, row=8, column=10)


def any_perceptron():
    """Numbers on their sliders, some of them 0, and a few passes."""
    line = {name: CHANCE.choice([0, CHANCE.randint(-20, 20) / 4]) for name in ("w1", "w2", "bias")}
    return line | {"task": CHANCE.choice(["AND", "OR", "XOR"]), "passes": CHANCE.randrange(8)}


def any_fold():
    numbers = {"bias": CHANCE.randint(-12, 4) / 8, "weight": CHANCE.randint(-32, 8) / 8}
    return numbers | {"bend": CHANCE.random() < 0.5}


def any_walk(input):
    alpha = CHANCE.choice([0.1, 0.5, 1, 1.7, 2, 2.5, CHANCE.uniform(0.01, 3)]) / input**2
    steps = CHANCE.choice([0, 1, 2, 20, 100])
    return {"start": CHANCE.uniform(-3, 3), "alpha": alpha, "steps": steps}


def any_patch():
    """A picture and a kernel, each of any size, and other weights than it begins with."""
    chance = np.random.default_rng(CHANCE.randrange(10**6))
    size = int(chance.integers(1, 6))
    height, width = (int(side) for side in chance.integers(size + 1, 15, 2))
    image = chance.random((height, width)) * (chance.random((height, width)) < 0.6)
    kernel = chance.normal(0, 1, size * size) * 10.0 ** chance.integers(-3, 4)
    kernel *= chance.random(size * size) < 0.8
    make = partial(explore.patch, image, np.ones((size, size)), 0, 0, growing=CHANCE.random() < 0.3)
    place = {"row": CHANCE.randint(0, height - size), "column": CHANCE.randint(0, width - size)}
    return make, [place | {"weights": kernel.tolist()}]


def any_digit():
    """One of the sheet or, as Python sends it, any other."""
    number = CHANCE.randrange(400)
    sent = {"other": IMAGES[number].tobytes(), "other_label": int(LABELS[number])}
    place = {"row": CHANCE.randrange(28), "column": CHANCE.randrange(28)}
    return {"number": number} | sent | place


# Each picture's module and what is taken of it; drawings, and states that each may be put into.
MOVING = {
    "three_steps": (
        ("moving", "js.film"),
        [(partial(explore.three_steps, 9.8, 0.1, 0), [{"weight": -0.05 + n / 200} for n in STOPS])],
    ),
    "perceptron": (
        ("perceptron", "js"),
        [(explore.perceptron, [{}, {"passes": 100}, *(any_perceptron() for _ in range(40))])],
    ),
    "fold": (("fold", "js"), [(explore.fold, [any_fold() for _ in range(60)])]),
    "parabola": (
        ("parabola", "js"),
        [(partial(explore.parabola, 0.5, 0.8, 0.5), [{"alpha": 8, "steps": 3}, {"steps": 20}])]
        + [
            (partial(explore.parabola, i, goal, 1, 0.1 / i**2), [any_walk(i) for _ in range(25)])
            for i, goal in [(0.5, 0.8), (-2, 0.7), (3, -2.5), (0.07, 0)]
        ],
    ),
    "patch": (
        ("patch", "js"),
        [(slides_patch, PLACES), (partial(slides_patch, growing=True), PLACES)]
        + [any_patch() for _ in range(15)],
    ),
    "browse": (
        ("browse", "js"),
        [(partial(explore.browse, IMAGES, LABELS), [any_digit() for _ in range(8)])],
    ),
}


def plain(values):
    """Bytes as numbers, which JSON can hold."""
    return {k: list(value) if isinstance(value, bytes) else value for k, value in values.items()}


@pytest.mark.parametrize("name", MOVING)
def test_the_browser_paints_a_state_as_python_draws_it(name):
    (module, what), made = MOVING[name]
    drawings, asked = [], []
    for make, states in made:
        live = make()
        assert live.at().svg == live.drawing.svg
        drawings += [live.at(**state) for state in states]
        given = plain(live.widget.given) | {"ranges": live.widget.ranges}
        asked += [[given, plain(live.widget.beginning | state)] for state in states]
    completed = f"{what}.completed?.(state, given) ?? state"
    code = f"value.map(([given, state]) => ({{ ...given, ...({completed}) }}))"
    assert_module_paints(module, drawings, js.run(module, code, asked), what)


def test_what_does_not_move_has_no_state():
    with pytest.raises(ValueError, match="moves no 'wieght': a state may name bias, weight, bend"):
        explore.fold().at(wieght=0.5)


# A drawing that is told states; a frame lasts 350 ms, half a glide. What it is set to is returned.
TOLD = """value.map(([reduced, events]) => {
  const set = [];
  const frames = [];
  let lit = 0;
  globalThis.requestAnimationFrame = (call) => frames.push(call);
  globalThis.cancelAnimationFrame = (frame) => { frames[frame - 1] = () => {}; };
  globalThis.matchMedia = () => ({ matches: reduced });
  globalThis.MutationObserver = class { observe() { lit += 1; } disconnect() {} };
  globalThis.setTimeout = () => 1;
  const beginning = { x: 0, deep: [[0, 1], null], bend: false, words: "a" };
  let now = { beginning, ...beginning };
  const model = { get: (name) => now[name] };
  const el = new EventTarget();
  js.listen({ model, el }, {}, {
    glides: ["x", "deep", "bend"],
    set: (values) => { now = { ...now, ...values }; set.push(values); },
  });
  let clock = 0;
  for (const detail of events) {
    if (detail === "frame") frames.splice(0, frames.length).forEach((call) => call(clock += 350));
    else el.dispatchEvent(new CustomEvent("state", { detail }));
  }
  return [lit, ...set];
})"""
FIRST = {"x": 0, "deep": [[0, 1], None], "bend": False, "words": "a"}
LAST = {"x": 8, "deep": [[4, 1], None], "bend": True, "words": "b"}
HALF = {"x": 4, "deep": [[2, 1], None], "bend": 0.5, "words": "b"}


def told(*events, reduced=False):
    return js.run("common", TOLD, [[reduced, events]])[0]


def test_a_drawing_glides_into_the_state_that_it_is_told():
    frame, go = "frame", {"state": LAST, "glide": True}
    begun = LAST | {name: FIRST[name] for name in ("x", "deep", "bend")}
    assert told(go, frame, frame, frame, frame) == [1, begun, HALF, LAST]
    assert told({"state": LAST, "glide": False}, frame) == [0, LAST]
    assert told(go, frame, reduced=True) == [0, LAST]
    # A state is laid over the beginning, whatever was there; and an event cancels the one before.
    back = {"state": {"words": "c"}, "glide": False}
    assert told(go, frame, frame, back, frame, frame)[-1] == FIRST | {"words": "c"}
    assert told({"state": LAST, "glide": False}, back)[-1] == FIRST | {"words": "c"}
