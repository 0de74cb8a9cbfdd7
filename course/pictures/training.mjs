import { button, fixed, howToRun, mount, onNextFrame, whenNoAnswer } from "./common.mjs";
import { bytesOf, mapCanvas, paintMaps } from "./maps.mjs";

// The same places as in training.py.
const PANEL = { width: 360, height: 240, left: 58, top: 48, gap: 110 };

const SETTINGS = ["alpha", "hidden_size", "count"];

/** A line's points: as path in training.py. */
export function pathOf(iterations, history, key, left) {
  return history
    .filter((row) => key in row)
    .map((row) => {
      const x = left + (PANEL.width * row.iteration) / iterations;
      const y = PANEL.top + PANEL.height * (1 - Math.min(row[key], 1));
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}

/** The weights that data/make_trainings.py wrote as letters, as grey values: h is zero, 128. */
export function greyOf(letters) {
  return Uint8Array.from(letters, (letter) => 128 + (127 * (letter.charCodeAt(0) - 104)) / 7);
}

/** Which of the recorded runs belongs to the stops at which the sliders are. */
export function runAt(stops, at) {
  return SETTINGS.reduce((run, name, place) => run * stops[name].length + at[place], 0);
}

/** What the present training says, in one line. */
export function lastWords(history) {
  const tested = history.filter((row) => "test_accuracy" in row).at(-1);
  if (!tested) return "";
  return (
    `iteration ${tested.iteration}: train error ${fixed(tested.train_error)}, ` +
    `test error ${fixed(tested.test_error)}, test accuracy ${fixed(tested.test_accuracy)}`
  );
}

function render({ model, el }) {
  const place = mount(model, el);
  const parts = {};
  for (const part of place.svg.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;

  // A page of the book or a slide has recorded trainings instead of Python.
  const { stops, runs } = model.get("recorded");
  const settings = runs ? SETTINGS.map((name) => `at_${name}`) : SETTINGS;

  const bar = document.createElement("progress");
  const status = document.createElement("span");
  const stop = button("stop", () => python.ask({ ask: "stop" }));
  const start = settings.map((name) => [name, model.get(name)]);
  const reset = button("reset", () => {
    for (const [name, value] of start) model.set(name, value);
    model.save_changes();
  });
  bar.setAttribute("aria-label", "progress of the training");
  bar.hidden = stop.hidden = Boolean(runs);
  place.row.append(bar, stop, reset, status);

  const canvas = mapCanvas();
  const caption = document.createElement("p");
  place.row.after(caption, canvas);

  function paint() {
    const history = model.get("history");
    const iterations = model.get("iterations");
    ["error", "accuracy"].forEach((kind, panel) => {
      const left = PANEL.left + panel * (PANEL.width + PANEL.gap);
      for (const part of ["train", "test"]) {
        const points = pathOf(iterations, history, `${part}_${kind}`, left);
        parts[`${part}_${kind}`].setAttribute("points", points);
        const [x, y] = points.split(" ").at(-1).split(",").map(Number);
        const name = parts[`${part}_${kind}-name`];
        name.setAttribute("x", points ? x + 6 : -99);
        name.setAttribute("y", points ? y + 5 : -99);
      }
    });
    bar.max = iterations;
    bar.value = history.length;
    stop.disabled = !model.get("running");
    status.textContent = `${runs ? "recorded, " : ""}${lastWords(history)}`;
    place.problem(model.get("sentence"));
    if (!model.get("running")) place.shows(status.textContent);
    caption.textContent = paintPictures(canvas, model.get("pictures"), model.get("signs"));
  }

  const soon = onNextFrame(paint);
  const shown = "change:history change:pictures change:running change:sentence";
  model.on(shown, soon);
  paint();
  function playRecorded() {
    const { history, letters } = runs[runAt(stops, settings.map((name) => model.get(name)))];
    model.set("history", history);
    model.set("pictures", greyOf(letters));
  }

  // Without a kernel nobody answers: say so in its place instead of looking dead.
  const alone =
    `Training needs Python: ${howToRun()} to drag the settings. ` +
    "What you see was trained before.";
  const python = !runs && whenNoAnswer(model, el, (noKernel) =>
    place.problem(noKernel ? alone : model.get("sentence")),
  );
  const moved = runs ? playRecorded : () => python.ask();
  const asked = settings.map((name) => `change:${name}`).join(" ");
  model.on(asked, moved);
  return () => {
    if (python) python.end();
    model.off(shown, soon);
    model.off(asked, moved);
  };
}

/** Draw each hidden unit's weights as 28 × 28 pixels, and return what they are. */
function paintPictures(canvas, data, signs) {
  const bytes = bytesOf(data);
  const count = bytes.length / 784;
  paintMaps(canvas, bytes, signs, { count, height: 28, width: 28, columns: 10, zoom: 2 });
  const words = `The weights of ${count} hidden units, each as a picture: blue above 0, orange below.`;
  canvas.setAttribute("aria-label", words);
  return words;
}

export default { render };
