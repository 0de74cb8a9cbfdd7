"""What the live network paints is, shape by shape and word by word, the static drawing."""

import pytest

from course import explore
from course.pictures import base
from course.pictures.network_steps import HIDDEN_STEPS, STEPS
from test_network_drawing import some_networks

# Traits of all widgets, some of which are no JSON.
NOT_OURS = ("layout", "tabbable", "tooltip")
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


@pytest.mark.parametrize(("columns", "steps"), [(2, STEPS), (3, HIDDEN_STEPS)])
def test_every_step_of_random_networks_is_painted_as_the_static_drawing_shows_it(
    blank, columns, steps
):
    for net in some_networks(9, columns):
        input = net.pop("input")
        # The live drawing starts elsewhere: all that is painted has to be moved there.
        other = [value + 0.7 for value in input]
        games = [("one", input, net["goal"]), ("two", other, net["goal"])]
        made = explore.network(**net, input=other, games=games)
        weights = made.widget.weights
        made.widget.weights = [[[0.3 + w / 2 for w in row] for row in one] for one in weights]
        traits = made.widget.get_state()
        blank.evaluate(SHOW, [{name: traits[name] for name in traits if name not in NOT_OURS}])
        for step in steps:
            now = {"weights": weights, "input": input, "step": step}
            painted, expected = blank.evaluate(PAINTED, [now, made.at(**now).svg])
            assert painted == expected, step
