"""What the live network paints is, shape by shape and word by word, the static drawing."""

import pytest
from test_explore_network import states

from course import explore
from course.pictures import base
from course.pictures.network_steps import HIDDEN_STEPS, STEPS

# A widget's model without a kernel: what the browser changes, its listeners hear.
MODEL = """() => {
  window.makeModel = (values) => {
    const heard = {};
    return {
      get: (name) => values[name],
      set(name, value) {
        if (JSON.stringify(values[name]) === JSON.stringify(value)) return;
        values[name] = value;
        for (const hear of heard[`change:${name}`] ?? []) hear();
      },
      on(names, hear) { for (const name of names.split(" ")) (heard[name] ??= []).push(hear); },
      off() {},
      save_changes() {},
    };
  };
  // All shapes that can be seen, with their attributes; numbers to a tenth of a pixel.
  window.shapes = (svg) => {
    const found = [];
    const round = (value) => (isNaN(value) ? value : (Number(value) + 0).toFixed(1));
    const skip = /^(data-|style|role|aria|tabindex)/;
    const walk = (element) => {
      if (element.style.display === "none") return;
      if (["selection", "error-curve"].includes(element.dataset.part)) return;
      if (element.tagName === "g" || element === svg) {
        const { part, layer, to, from, index } = element.dataset;
        const look = element.getAttribute("class");
        if (part) found.push([part, layer, to, from, index, look].join(" "));
        for (const child of element.children) {
          if (!/title|desc|style/.test(child.tagName) && child !== paper) walk(child);
        }
      } else if (element.tagName !== "text" || element.textContent) {
        const attributes = [...element.attributes].filter(({ name }) => !skip.test(name));
        const words = attributes.map(({ name, value }) => `${name}=${round(value)}`).sort();
        found.push([element.tagName, ...words, element.textContent].join(" "));
      }
    };
    const paper = svg.querySelector("rect"); // the live drawing is taller: the curve stands below
    walk(svg);
    // Of the shapes only the edges lie over each other: their order is part of the drawing.
    return [found.filter((words) => words.startsWith("line")), found.sort()];
  };
}"""
SHOW = """([values]) => {
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  window.model = makeModel(values);
  live.initialize({ model });
  live.render({ model, el: place });
  window.drawn = place.shadowRoot.querySelector("svg");
}"""
PAINTED = """async ([values, still]) => {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const other = document.createElement("div");
  other.innerHTML = still;
  return [shapes(drawn), shapes(other.querySelector("svg"))];
}"""


def floats(tree):
    if isinstance(tree, list):
        return [floats(branch) for branch in tree]
    return None if tree is None else float(tree)


@pytest.fixture
def blank(chromium):
    page, wrong = chromium.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.evaluate(MODEL)
    code = base.module("network").replace("export default", "window.live =")
    page.add_script_tag(content=code, type="module")
    page.wait_for_function("window.live")
    yield page
    page.close()
    assert not wrong


def test_every_step_of_random_networks_is_painted_as_the_static_drawing_shows_it(blank):
    steps_seen = set()
    for number, state in enumerate(states(18)):
        columns = [state["input"], *state["weights"]]
        names = [
            [f"{letter}{n}" for n in range(len(column))]
            for letter, column in zip("abc", columns, strict=False)
        ]
        stacked = len(names) == 3
        given = {
            "inputs": names[0],
            "hidden": names[1] if stacked else None,
            "outputs": names[-1],
            "relu": state["relu"],
            "goal": floats(state["goal"]),
            "alpha": float(state["alpha"]),
            "hidden_bias": floats(state["biases"][0]) if stacked else None,
            "output_bias": floats(state["biases"][-1]),
        }
        weights, input = floats(state["weights"]), floats(state["input"])
        input = [value * (1, 1000, 1e7)[number % 3] for value in input]  # wide labels too
        # The live drawing starts elsewhere: all that is painted has to be moved there.
        start = [[[0.3 + weight / 2 for weight in row] for row in matrix] for matrix in weights]
        other = [value + 0.7 for value in input]
        games = [("one", input, given["goal"]), ("two", other, given["goal"])]
        made = explore.network(start if stacked else start[0], **given, input=other, games=games)
        widget = made.widget
        traits = {
            name: getattr(widget, name) for name in widget.traits(sync=True) if name[0] != "_"
        }
        traits = {
            name: traits[name] for name in traits if name not in ("layout", "tabbable", "tooltip")
        }
        blank.evaluate(SHOW, [traits])
        for step in HIDDEN_STEPS if stacked else STEPS:
            now = {"weights": weights, "input": input, "step": step}
            still = made.at(**now)
            painted, expected = blank.evaluate(PAINTED, [now, still.svg])
            assert painted == expected, step
            steps_seen.add((stacked, step))
    assert len(steps_seen) == len(STEPS) + len(HIDDEN_STEPS)
