// A small network that answers: steps, a choice of what the slider moves, games, and learning.
import { button, mount, onNextFrame, setAttributes, write } from "./common.mjs";
import { findParts, painter, pass } from "./diagram.mjs";
import { fit, notZero } from "./figures.mjs";
import { selectable } from "./selection.mjs";
import { LEARNED, initialize, learn, play, problemOf, readState, reset, runsAway, total } from "./state.mjs";

const PAINTED = [...LEARNED, "errors", "game", "step", "selected"];
const GROWS =
  "The error grows without bound: with this alpha every step overshoots the goal by more than " +
  "the one before. Press reset and take a smaller alpha.";

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
    write(place.svg.querySelector("title"), step.heading);
    write(place.svg.querySelector("desc"), words);
    place.shows(words);
  }

  const later = onNextFrame(refresh);
  const painted = PAINTED.map((name) => `change:${name}`).join(" ");
  model.on(painted, later);
  refresh();
  return () => model.off(painted, later);
}

function press(list, isPressed) {
  list.forEach((made, i) => setAttributes(made, { "aria-pressed": isPressed(i) }));
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
  if (plan.curve) lines.push(`${state.errors.length} steps taken, error ${errorText(plan, run)}`);
  return `${lines.join(". ")}.`;
}

function errorText(plan, run) {
  const error = total(run.errors);
  return fit(error, notZero(error, 4), plan.text, 70);
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
  part("curve-top").textContent = fit(top, notZero(top, 4), plan.text, 70);
  part("counter").textContent = `iteration ${state.errors.length}: error ${errorText(plan, run)}`;
}

export default { initialize, render };
