// What a chosen layer of a CNN makes of a digit: course.pictures.layers.
import { button, howToRun, mount, onNextFrame, whenNoAnswer } from "./common.mjs";
import { bytesOf, mapCanvas } from "./maps.mjs";
import { fixed } from "./numbers.mjs";

/** Where a layer's bytes begin: after those of the layers before it. */
export function startOf(layers, chosen) {
  return layers
    .slice(0, chosen)
    .reduce((sum, layer) => sum + layer.count * layer.height * layer.width, 0);
}

function render({ model, el }) {
  const place = mount(model, el);
  const boxes = [...place.svg.querySelectorAll('[data-part="layer"]')];
  const maps = mapCanvas();
  const words = document.createElement("p");
  place.row.after(words, maps.canvas);
  let chosen = 1;

  const names = model.get("layers").map(({ name }) => name);
  // Two layers of one kind are told apart by their size.
  const named = ({ name, shape }) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} ${shape}`;
  const buttons = model.get("layers").map((layer, index) =>
    button(named(layer), () => {
      chosen = index;
      paint();
    }),
  );
  place.row.append(...buttons);

  function paint() {
    const layers = model.get("layers");
    const layer = layers[chosen];
    boxes.forEach((box, index) => {
      box.setAttribute("fill", index === chosen ? "var(--input)" : "var(--label)");
      box.setAttribute("stroke-width", index === chosen ? 3 : 1);
      buttons[index].setAttribute("aria-pressed", String(index === chosen));
    });
    const size = layer.count * layer.height * layer.width;
    const bytes = bytesOf(model.get("maps")).subarray(startOf(layers, chosen));
    maps.paint(bytes.subarray(0, size), layer);
    const probabilities = model.get("probabilities");
    const best = probabilities.indexOf(Math.max(...probabilities));
    words.textContent =
      `${layer.name}, ${layer.shape}, numbers up to ${fixed(layer.scale, 2)} in size. ` +
      `The picture is a ${model.get("label")}; the network says ${best} at ${fixed(probabilities[best])}.`;
    maps.canvas.setAttribute("aria-label", words.textContent);
    place.shows(words.textContent);
  }

  const soon = onNextFrame(paint);
  model.on("change:maps", soon);
  paint();
  // A page of the book or a slide has the layers of some pictures instead of Python.
  const recorded = model.get("recorded");
  const alone =
    `The network runs in Python: ${howToRun()} to choose another picture. ` +
    "What you see is the last one that the network got.";
  const python = !recorded.length && whenNoAnswer(model, el, (noKernel) =>
    place.problem(noKernel ? alone : ""),
  );
  const moved = () => (python ? python.ask() : model.set(recorded[model.get("index")]));
  model.on("change:index", moved);
  return () => {
    if (python) python.end();
    model.off("change:index", moved);
    model.off("change:maps", soon);
  };
}

export default { render };
