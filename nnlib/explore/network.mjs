// A small network that answers: steps, a choice of what the slider moves, games, and learning.
// What is true stands in the widget's traits; every view paints from them.
import { button, mount, onNextFrame } from "./common.mjs";
import { findParts, fit, given, notZero, painter, pass } from "./diagram.mjs";

const TRAITS = { weight: "weights", bias: "biases", input: "input", goal: "goal" };
const LEARNED = ["weights", "biases", "input", "goal", "alpha"];
const PAINTED = [...LEARNED, "errors", "game", "step", "selected"];
const DRAWABLE = 1e30; // as nnlib.diagram.LARGEST
const RUNAWAY = 1e4; // an error that learning has brought to this is on its way to infinity
const GROWS =
  "The error grows without bound: with this alpha every step overshoots the goal by more than " +
  "the one before. Press reset and take a smaller alpha.";

// --- The state ----------------------------------------------------------------------------------

/** "weight/0/2/1" → the trait that holds it, and the way to it. */
function placeOf(key) {
  const [kind, ...path] = key.split("/");
  return [TRAITS[kind], path.map(Number)];
}

function valueAt(tree, path) {
  return path.reduce((branch, index) => branch[index], tree);
}

/** A copy of nested lists in which one value is another; what is shared is never changed. */
export function changed(tree, [index, ...rest], value) {
  const copy = [...tree];
  copy[index] = rest.length ? changed(tree[index], rest, value) : value;
  return copy;
}

/** The range of a slider, doubled until the value fits in. */
export function widened([low, high], value) {
  while (value > high) high *= 2;
  while (value < low) low = low < 0 ? low * 2 : -high;
  return [low, high];
}

function nameOf(plan, key) {
  const [kind, ...path] = key.split("/");
  const { names } = plan;
  if (kind === "input") return `input ${names[0][path[0]]}`;
  if (kind === "goal") return `goal ${names.at(-1)[path[0]]}`;
  const layer = Number(path[0]);
  const to = names[layer + 1][path[1]];
  return kind === "bias" ? `bias ${to}` : `weight ${names[layer][path[2]]} → ${to}`;
}

/** What is painted, read from the widget's traits. */
export function readState(model) {
  const plan = model.get("plan");
  const state = { relu: plan.relu, errors: model.get("errors") };
  for (const name of LEARNED) state[name] = model.get(name);
  state.whole = { ...plan.start.whole, ...plan.games[model.get("game")]?.whole };
  if (state.errors.length) state.whole.weights = state.whole.biases = null; // learned: floats
  return state;
}

/** One sentence on what cannot be drawn, or "". */
export function problemOf(plan, keys, state) {
  const drawable = (value) => Number.isFinite(value) && Math.abs(value) <= DRAWABLE;
  const bad = keys.find((key) => {
    const [trait, path] = placeOf(key);
    return !drawable(valueAt(state[trait], path));
  });
  const name = bad ? nameOf(plan, bad) : plan.start.alpha !== null && !drawable(state.alpha) && "alpha";
  return name ? `The ${name} is not a number that can be drawn. Set it again, or press reset.` : "";
}

/** Whether learning has gone astray: the last step made the error larger, and now it is huge. */
export function runsAway(state, run) {
  if (!state.errors.length) return false;
  return !(total(run.errors) <= Math.max(RUNAWAY, state.errors.at(-1)));
}

function total(errors) {
  return errors.reduce((sum, error) => sum + error, 0);
}

// --- The model: sliders and traits keep each other up to date -----------------------------------

function initialize({ model }) {
  const plan = model.get("plan");
  const save = onNextFrame(() => model.save_changes());
  let spreading = false;

  /** A slider has moved. */
  function take(key, value) {
    const [trait, path] = placeOf(key);
    const tidy = Number(value.toPrecision(12)); // sliders say 0.10000000000000009
    if (spreading || tidy === valueAt(model.get(trait), path)) return;
    model.set(trait, changed(model.get(trait), path, tidy));
  }

  /** Give sliders their range and their values; never a value outside its range. */
  function spread() {
    spreading = true;
    const read = (key) => valueAt(model.get(placeOf(key)[0]), placeOf(key)[1]);
    const values = plan.sliders.map(read);
    move("weight", values.reduce(widened, plan.ranges.weight), () =>
      values.forEach((value, i) => Number.isFinite(value) && model.set(`value_${i}`, value)),
    );
    const key = model.get("selected");
    const value = read(key);
    const [low, high] = widened(plan.ranges[key] ?? plan.ranges[key.split("/")[0]], value);
    model.set("selected_name", nameOf(plan, key));
    move("selected", [low, high], () => {
      // The step first: a slider shows a value at the nearest step that it knows.
      model.set("selected_step", key in plan.ranges ? (high - low) / 100 : plan.weightStep);
      if (Number.isFinite(value)) model.set("selected_value", value);
    });
    spreading = false;
    save();
  }

  /** First a range wide enough for the old and the new value, then the value, then the range. */
  function move(slider, [low, high], setValues) {
    model.set(`${slider}_min`, Math.min(low, model.get(`${slider}_min`)));
    model.set(`${slider}_max`, Math.max(high, model.get(`${slider}_max`)));
    setValues();
    model.set(`${slider}_min`, low);
    model.set(`${slider}_max`, high);
  }

  plan.sliders.forEach((key, i) =>
    model.on(`change:value_${i}`, () => take(key, model.get(`value_${i}`))),
  );
  model.on("change:selected_value", () => take(model.get("selected"), model.get("selected_value")));
  for (const name of ["weights", "biases", "input", "goal", "selected"]) {
    model.on(`change:${name}`, spread);
  }
}

/** Predict, compare, learn: the new weights take the place of the old ones. */
function learn(model) {
  const state = readState(model);
  const run = pass(state, state.input, state.goal, state.alpha);
  model.set("errors", [...state.errors, total(run.errors)]);
  model.set("biases", run.newBiases);
  model.set("weights", run.newWeights);
  model.save_changes();
}

function reset(model) {
  const { start } = model.get("plan");
  model.set("errors", []);
  for (const name of [...LEARNED, "game", "selected", "step"]) model.set(name, start[name]);
  model.save_changes();
}

function play(model, index) {
  const { input, goal } = model.get("plan").games[index];
  model.set("game", index);
  if (goal) model.set("goal", goal);
  model.set("input", input);
  model.save_changes();
}

// --- The view -----------------------------------------------------------------------------------

function render({ model, el }) {
  const plan = model.get("plan");
  const place = mount(model, el);
  const parts = findParts(place.svg);
  const paint = painter(plan, parts);
  const selection = selectable(plan, parts, place.svg, model);
  const keys = selection.keys;
  const stepButtons = buttons("Step", plan.steps.map(({ button: words, name }) => [words, () => set("step", name)]));
  const gameButtons = buttons("Game", plan.games.map(({ name }, index) => [name, () => play(model, index)]));
  const action = [["reset", () => reset(model)]];
  if (plan.curve) action.unshift(["take the step", () => learn(model)]);
  const actions = buttons("Learning", action);
  let said = null;
  place.row.remove(); // its buttons stand in rows of their own

  function set(name, value) {
    model.set(name, value);
    model.save_changes();
  }

  function buttons(name, list) {
    const row = document.createElement("div");
    if (list.length) place.root.querySelector(".problem").before(row);
    row.className = "row";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", name);
    row.append(...list.map(([words, action]) => button(words, action)));
    return [...row.children];
  }

  function refresh() {
    const state = readState(model);
    const sentence = problemOf(plan, keys, state);
    const step = plan.steps.find(({ name }) => name === model.get("step")) ?? plan.steps[0];
    press(stepButtons, (i) => plan.steps[i] === step);
    press(gameButtons, (i) => sameGame(plan.games[i], state));
    const run = pass(state, state.input, state.goal, state.alpha);
    const astray = plan.curve !== null && runsAway(state, run);
    place.problem(sentence || (astray ? GROWS : ""));
    if (plan.curve) actions[0].disabled = sentence !== "" || astray;
    if (sentence) return; // the last drawing stays
    paint(state, run, step);
    selection.paint(state);
    if (plan.curve) paintCurve(plan, parts, state, run);
    const words = summary(plan, step, state, run);
    place.svg.querySelector("title").textContent = step.heading;
    place.svg.querySelector("desc").textContent = words;
    if (said !== null && said !== words) place.announce(words);
    said = words;
  }

  const later = onNextFrame(refresh);
  const painted = PAINTED.map((name) => `change:${name}`).join(" ");
  model.on(painted, later);
  refresh();
  return () => model.off(painted, later);
}

function press(list, isPressed) {
  list.forEach((made, i) => made.setAttribute("aria-pressed", String(isPressed(i))));
}

function sameGame({ input, goal }, state) {
  const same = (a, b) => a.every((value, i) => value === b[i]);
  return same(input, state.input) && (!goal || same(goal, state.goal));
}

/** What a screen reader says after a change. */
export function summary(plan, step, state, run) {
  const named = (names, values) => names.map((name, i) => `${name} ${values[i]}`).join(", ");
  const rounded = (values) => values.map((value) => notZero(value, plan.decimals));
  const lines = [step.heading];
  if (step.parts.includes("hidden")) lines.push(named(plan.names[1], rounded(run.values[1])));
  if (step.parts.includes("output")) {
    lines.push(`Predictions: ${named(plan.names.at(-1), rounded(run.values.at(-1)))}`);
  }
  if (step.parts.includes("delta")) lines.push(`Deltas: ${named(plan.names.at(-1), rounded(run.deltas.at(-1)))}`);
  if (plan.curve) lines.push(`${state.errors.length} steps taken, error ${errorText(run)}`);
  return `${lines.join(". ")}.`;
}

function errorText(run) {
  const error = total(run.errors);
  return fit(error, notZero(error, 4), 14, 70);
}

/** The error before each step taken, and the present one. */
function paintCurve(plan, parts, state, run) {
  const { x, y, width, height } = plan.curve;
  const part = (name) => parts.find((place) => place.part === name).element;
  const errors = [...state.errors, total(run.errors)];
  const top = Math.max(...errors);
  const points = errors.map((error, i) => [
    x + (width * i) / Math.max(10, errors.length - 1),
    y + height * (1 - (top ? error / top : 0)),
  ]);
  part("curve").setAttribute("points", points.map((point) => point.map((v) => v.toFixed(1)).join()).join(" "));
  part("curve-end").setAttribute("cx", points.at(-1)[0]);
  part("curve-end").setAttribute("cy", points.at(-1)[1]);
  part("curve-top").textContent = fit(top, notZero(top, 4), 14, 70);
  part("counter").textContent = `iteration ${state.errors.length}: error ${errorText(run)}`;
}

// --- What the slider moves ----------------------------------------------------------------------

/** Every weight, input, bias and goal can be chosen, by pointer or by keyboard. */
function selectable(plan, parts, svg, model) {
  const elements = new Map();
  const ring = parts.find(({ part }) => part === "selection").element;
  for (const kind of ["input", "weight", "new-weight", "bias", "goal", "edge"]) {
    for (const place of parts.filter(({ part }) => part === kind)) {
      const { element, layer, to, from, index } = place;
      const name = kind === "edge" || kind === "new-weight" ? "weight" : kind;
      const key = [name, layer, to, from, index].filter((n) => n !== undefined).join("/");
      element.style.cursor = "pointer";
      element.addEventListener("click", () => select(key));
      if (kind === "edge") continue;
      element.setAttribute("role", "radio");
      elements.set(key, [...(elements.get(key) ?? []), element]);
    }
  }
  const keys = [...elements.keys()];
  const seen = (key) => elements.get(key).find((element) => element.style.display !== "none");

  function select(key) {
    model.set("selected", key);
    model.save_changes();
    paint(readState(model));
    seen(key)?.focus({ preventScroll: false });
  }

  function onKey(event) {
    const visible = keys.filter(seen);
    const now = visible.indexOf(model.get("selected"));
    const to = {
      ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1,
      Home: 0, End: visible.length - 1, Enter: Math.max(now, 0), " ": Math.max(now, 0),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves to another cell on arrow keys
    select(visible[(to + visible.length) % visible.length]);
  }

  function paint(state) {
    const chosen = model.get("selected");
    const first = seen(chosen) ? chosen : keys.find(seen);
    for (const key of keys) {
      const [trait, path] = placeOf(key);
      for (const element of elements.get(key)) {
        element.setAttribute("aria-checked", String(key === chosen));
        element.setAttribute("aria-label", `${nameOf(plan, key)}: ${given(valueAt(state[trait], path))}`);
        element.setAttribute("tabindex", key === first ? "0" : "-1");
      }
    }
    const box = seen(chosen)?.getBBox();
    ring.style.display = box?.width ? "" : "none";
    if (!box) return;
    const edge = 4;
    ring.setAttribute("x", box.x - edge);
    ring.setAttribute("y", box.y - edge);
    ring.setAttribute("width", box.width + 2 * edge);
    ring.setAttribute("height", box.height + 2 * edge);
  }

  svg.setAttribute("role", "radiogroup");
  svg.setAttribute("aria-label", "What the slider moves");
  svg.addEventListener("keydown", onKey);
  return { keys, paint };
}

export default { initialize, render };
