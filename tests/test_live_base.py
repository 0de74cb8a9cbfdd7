import re
import subprocess

import numpy as np
import pytest

import js
from course import explore
from course.pictures import base
from course.pictures.svg import document

# A widget's model and a clock whose time comes at once: what is said, in order, when Python
# answers before, after or never, and when something is asked of it again, or its kernel is gone.
WAITING = """value.map((answers) => {
  const said = [];
  let hear = null;
  let ring = null;
  globalThis.setTimeout = (call) => { ring = call; return 1; };
  globalThis.clearTimeout = () => { ring = null; };
  const model = {
    on: (name, call) => { hear = call; },
    off: () => { said.push("off"); },
    send: ({ ask }) => {
      if (gone) throw new Error("Cannot send");
      said.push(ask);
    },
  };
  let gone = false;
  let found = null;
  const el = { classList: { toggle: (name, on) => { found = on; } } };
  const python = js.whenNoKernel(model, el, (alone) => said.push(alone));
  for (const happens of answers) {
    if (happens === "time") ring?.();
    else if (happens === "gone") gone = true;
    else if (happens === "ask") python.ask({ ask: "disagree" });
    else hear({ answer: happens });
  }
  python.end();
  return [...said, found];
})"""


def test_only_a_page_without_python_says_so_also_when_its_kernel_is_stopped():
    first, second = "are you there", "disagree"
    happenings = {
        ("yes", "time"): [first, "off", True],
        ("time",): [first, True, "off", False],
        ("time", "yes", "yes"): [first, True, False, "off", True],  # it was only busy
        ("no", "time"): [first, True, "off", False],
        ("yes", "ask", "yes", "time"): [first, first, second, "off", True],
        # Restarted: messages get through, but the widget behind them is gone.
        ("yes", "ask", "ask", "time", "ask", "yes"): [
            *[first, first, second, second, True],
            *[first, second, False, "off", True],
        ],
        # Shut down: no message gets through.
        ("yes", "gone", "ask", "ask", "time"): [first, True, "off", False],
    }
    assert js.run("common", WAITING, [*happenings]) == [*happenings.values()]


def test_old_answers_turn_pale_when_nobody_answers_the_new_question():
    seen = """value.map((happens) => {
      const classes = {};
      let [hear, ring] = [null, null];
      globalThis.setTimeout = (call) => { ring = call; return 1; };
      globalThis.clearTimeout = () => {};
      const model = { on: (name, call) => { hear = call; }, off() {}, send() {} };
      const el = { classList: { toggle: (name, on) => { classes[name] = on; } } };
      const python = js.whenNoAnswer(model, el, () => {});
      for (const what of happens) {
        if (what === "time") ring();
        else if (what === "ask") python.ask();
        else hear({ answer: what });
      }
      return classes.pale ?? false;
    })"""
    happenings = [["time"], ["time", "ask"], ["ask", "time"], ["yes", "ask", "yes"]]
    happenings += [["ask", "time", "yes"], ["yes", "ask", "time"]]
    assert js.run("common", seen, happenings) == [False, True, True, False, False, True]


def test_a_browsers_own_python_sends_null_where_it_is_none(monkeypatch):
    live = explore.network([[0.1]], inputs=["toes"], outputs=["win?"], input=[8.5]).widget
    usual, null = live.get_state(), object()
    monkeypatch.setattr(base, "NULL", null)
    sent = live.get_state()
    assert usual["alpha"] is None and sent["alpha"] is null
    assert usual["beginning"]["alpha"] is None and sent["beginning"]["alpha"] is null
    assert sent["input"] == usual["input"] == [8.5]


def test_python_answers_whether_it_is_there(monkeypatch):
    sent = []
    widget = base.Live(svg=document(1, 1, "", "", []).svg, words="")
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"ask": "something else"}, [])
    assert sent == []
    widget._handle_custom_msg({"ask": "are you there"}, [])
    assert sent == [{"answer": "yes"}]


@pytest.mark.parametrize(
    "noisy, shown", [(0.012000000000000002, 0.012), (-1.0999999999999999, -1.1)]
)
def test_values_come_without_the_noise_of_a_sliders_steps(noisy, shown):
    net = explore.network([0.1], inputs=["a"], outputs=["b"], input=[1], goal=[1], alpha=0.01)
    net.widget.alpha = noisy
    assert net.alpha == shown
    fold = explore.fold()
    fold.widget.bias = noisy
    assert fold.bias == shown and fold.bend is True
    assert js.run("numbers", "js.tidy(value)", noisy) == shown


def test_only_what_changed_is_written():
    code = """(() => {
      const written = [];
      const element = {
        textContent: "1.0",
        getAttribute: (name) => ({ x: "3" })[name] ?? null,
        setAttribute: (name, value) => written.push([name, value]),
        removeAttribute: (name) => written.push([name]),
      };
      js.setAttributes(element, { x: 3, y: 4, width: null });
      js.write(element, "1.0");
      js.write(element, 2);
      return [written, element.textContent];
    })()"""
    assert js.run("common", code) == [[["y", 4], ["width"]], 2]


@pytest.mark.parametrize("name", [file.stem for file in base.HERE.glob("*.mjs")])
def test_a_joined_module_can_be_read_by_a_browser(name, tmp_path):
    # Names of one file must not clash with those of another.
    file = tmp_path / "joined.mjs"
    file.write_text(base.module(name), encoding="utf-8")
    subprocess.run([js.node(), "--check", str(file)], check=True, capture_output=True)


NAN, EDGE = float("nan"), np.eye(3)
DIGITS, LABELS = np.zeros((5, 28, 28), np.uint8), np.zeros(5, int)


@pytest.mark.parametrize(
    ("show", "sentence"),
    [
        (lambda: explore.perceptron(1, 1, -6), "bias is −6: give a number from −5 to 5"),
        (lambda: explore.perceptron(NAN, 1, 0), "a number of line is nan"),
        (lambda: explore.parabola(0, 0.8, 0.5), "input is 0: then no weight changes the error"),
        (lambda: explore.parabola(1, 1, 0.5, alpha=-1), "alpha is -1: give a number above 0"),
        (lambda: explore.patch(np.zeros((3, 9)), EDGE, 0, 0), "too few for a kernel of 3 × 3"),
        (lambda: explore.patch(DIGITS[0], [[1, 2]], 0, 0), "square, at most 5"),
        (lambda: explore.patch(DIGITS[0], [[NAN]], 0, 0), "finite"),
        (lambda: explore.patch(DIGITS[0], EDGE, 26, 0), "row is 26: give a whole number from 0 to"),
        (lambda: explore.patch(DIGITS[0], EDGE, 0, "a"), "column is 'a': give a whole number from"),
        (lambda: explore.browse(DIGITS[0], LABELS), "shape (count, 28, 28)"),
        (lambda: explore.browse([[[0, 1], [0]]], [0]), "images must be an array, but the rows"),
        (lambda: explore.browse(DIGITS, LABELS[:4]), "one label"),
        (
            lambda: explore.browse(DIGITS / 255, LABELS),
            "images must be whole numbers from 0 to 255",
        ),
        (lambda: explore.browse(DIGITS, LABELS + 10), "labels must be whole numbers from 0 to 9"),
    ],
)
def test_what_cannot_be_shown_is_said(show, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        show()
