// A network that is trained anew at each setting: course.pictures.training.
import { button, howToRun, mount, onNextFrame, whenNoAnswer } from "./common.mjs";
import { bytesOf, mapCanvas } from "./maps.mjs";
import { fillIn } from "./moving.mjs";

const SETTINGS = ["alpha", "hidden_size", "count"];

/** The weights that data/make_trainings.py wrote as letters, as grey values: h is zero, 128. */
export function greyOf(letters) {
  return Uint8Array.from(letters, (letter) => 128 + (127 * (letter.charCodeAt(0) - 104)) / 7);
}

/** Which of the recorded runs belongs to the stops at which the sliders are. */
export function runAt(stops, at) {
  return SETTINGS.reduce((run, name, place) => run * stops[name].length + at[place], 0);
}

function render({ model, el }) {
  const place = mount(model, el);
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

  const maps = mapCanvas();
  const caption = document.createElement("p");
  place.row.after(caption, maps.canvas);

  function paint() {
    const { parts, done, words } = model.get("shown");
    fillIn(place.svg, parts);
    bar.max = model.get("iterations");
    bar.value = done;
    stop.disabled = !model.get("running");
    status.textContent = `${runs ? "recorded, " : ""}${words}`;
    place.problem(model.get("sentence"));
    if (!model.get("running")) place.shows(status.textContent);
    caption.textContent = paintPictures(maps, model.get("pictures"));
  }

  const soon = onNextFrame(paint);
  const changes = "change:shown change:pictures change:running change:sentence";
  model.on(changes, soon);
  paint();
  function playRecorded() {
    const { letters, ...shown } = runs[runAt(stops, settings.map((name) => model.get(name)))];
    model.set("shown", shown);
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
    model.off(changes, soon);
    model.off(asked, moved);
  };
}

/** Draw each hidden unit's weights as 28 × 28 pixels, and return what they are. */
function paintPictures({ canvas, paint }, data) {
  const bytes = bytesOf(data);
  const count = bytes.length / 784;
  paint(bytes, { count, height: 28, width: 28, columns: 14, zoom: 2 });
  const words = `The weights of ${count} hidden units, each as a picture: blue above 0, orange below.`;
  canvas.setAttribute("aria-label", words);
  return words;
}

export default { render };
