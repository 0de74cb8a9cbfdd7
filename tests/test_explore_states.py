"""States of live drawings: Python's still of one, and how the browser goes there."""

import re

import numpy as np
import pytest
from painted import assert_room_paints

import js
from course import explore
from course.pictures.svg import smallest_text
from nnlib.mnist import load_mnist

EDGE = [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]


def digits():
    (images, labels), _ = load_mnist()
    return images[:400], labels[:400]


# Each room, its module, and states that it may be put into.
ROOMS = {
    "three_steps": (
        lambda: explore.three_steps(input=9.8, weight=0.1, goal=0.0),
        ("scene", "js.film"),
        [{}, {"weight": 0.08}, {"weight": 0.05}, {"weight": 0.0}],
    ),
    "perceptron": (
        explore.perceptron,
        ("perceptron", "js"),
        [{}, *({"task": task, "passes": n} for task in ("AND", "XOR") for n in (1, 2, 3, 6, 100))],
    ),
    "fold": (explore.fold, ("fold", "js"), [{"bend": False}, {"bend": True}, {"weight": 0.5}]),
    "parabola": (
        lambda: explore.parabola(input=0.5, goal=0.8, weight=0.5, alpha=1),
        ("parabola", "js"),
        [
            *({"steps": steps} for steps in (0, 1, 2, 3, 6, 19, 20)),
            *({"alpha": alpha, "steps": 6} for alpha in (0.1, 4, 7, 8, 9)),
        ],
    ),
    "patch": (
        lambda: explore.patch(digits()[0][0], EDGE, row=8, column=10),
        ("patch", "js"),
        [{}, {"column": 17}, {"row": 16, "column": 13}, {"row": 0, "column": 0}]
        + [{"row": 25, "column": 25}, {"weights": np.eye(3).ravel().tolist()}],
    ),
    "growing": (
        lambda: explore.patch(digits()[0][0], EDGE, row=8, column=10, growing=True),
        ("patch", "js"),
        [{}, {"column": 11}, {"row": 16, "column": 13}, {"row": 0, "column": 0}, {"row": 25}],
    ),
    "browse": (
        lambda: explore.browse(*digits()),
        ("browse", "js"),
        [{}, {"row": 7, "column": 12}, {"row": 0, "column": 27}, {"number": 9}],
    ),
}


def plain(values):
    """Bytes as numbers, which JSON can hold."""
    return {k: list(value) if isinstance(value, bytes) else value for k, value in values.items()}


@pytest.mark.parametrize("room", ROOMS)
def test_the_browser_paints_a_state_as_python_draws_it(room):
    make, (module, what), states = ROOMS[room]
    live = make()
    drawings = [live.at(**state) for state in states]
    assert len({drawing.words for drawing in drawings}) == len(states)
    beginning = live.widget.beginning
    given = plain(live.widget.given)
    completed = f"value[0].map((state) => {what}.completed?.(state, value[1]) ?? state)"
    asked = [plain(beginning | state) for state in states]
    ranges = {"ranges": live.widget.ranges}
    reached = [given | ranges | state for state in js.run(module, completed, [asked, given])]
    assert_room_paints(module, drawings, reached, what)
    assert live.widget.beginning == beginning and live.at().svg == live.drawing.svg


def test_what_does_not_move_has_no_state():
    live = explore.three_steps(input=9.8, weight=0.1, goal=0.0)
    with pytest.raises(ValueError, match="moves no 'wieght': a state may name weight"):
        live.at(wieght=0.5)


@pytest.mark.parametrize("room", ROOMS)
def test_its_words_can_be_read_on_a_slide(room):
    """18 px of 720, where a slide has 1280 × 598 px for its picture."""
    drawing = ROOMS[room][0]().drawing.svg
    width, height = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', drawing).groups())
    assert smallest_text(drawing) * min(1280 / width, 598 / height) >= 18


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
