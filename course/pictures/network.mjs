// A small network that answers: steps, a choice of what the slider moves, games, and learning.
import { button, setAttributes, write } from "./common.mjs";
import { follow } from "./moving.mjs";
import { selectable } from "./network_selection.mjs";
import { compared, completed, initialize, learned, onePass, problemOf, runsAway, total, valueAt } from "./network_state.mjs";
import { decimalsOf, figure, given } from "./numbers.mjs";

const ON_A_BOX = /weight|product|share|hidden-delta/;
const GROWS =
  "The error grows without bound: with this alpha every step overshoots the goal by more than " +
  "the one before. Press reset and take a smaller alpha.";

function render(view) {
  const plan = view.model.get("given");
  return follow(view, ({ place, state, set }) => {
    const { root, row, svg } = place;
    const parts = findParts(svg);
    const fill = painter(plan, parts);
    const curve = parts.filter(({ part }) => part === "error-curve");
    const selection = selectable(plan, parts, svg, view.model, state, set);
    const stepOf = (name) => plan.steps.find((step) => step.name === name) ?? plan.steps[0];
    const stepButtons = buttons("Step", plan.steps.map(({ button: words, name }) => [words, () => set({ step: name })]));
    const gameButtons = buttons("Game", plan.games.map(({ name, ...game }) => [name, () => set(game.goal ? game : { input: game.input })]));
    const action = [["reset", () => set(completed(view.model.get("beginning"), plan))]];
    if (plan.curve) action.unshift(["take the step", () => set(learned(state()))]);
    const actions = buttons("Learning", action);
    row.remove(); // its buttons stand in rows of their own

    function buttons(name, list) {
      const made = document.createElement("div");
      if (list.length) root.querySelector(".problem").before(made);
      made.className = "row";
      setAttributes(made, { role: "group", "aria-label": name });
      made.append(...list.map(([words, action]) => button(words, action)));
      return [...made.children];
    }

    let run = null; // of the state that is there now
    return {
      unfit: (now) => problemOf(plan, now),
      sentence: (now) => (plan.curve && runsAway(now, run) ? GROWS : ""),
      controls(now) {
        press(stepButtons, (i) => plan.steps[i] === stepOf(now.step));
        press(gameButtons, (i) => sameGame(plan.games[i], now));
        run = onePass(now);
        run.game = plan.games.map(({ input }) => onePass({ ...now, input }).output[0]);
        if (plan.curve) actions[0].disabled = problemOf(plan, now) !== "" || runsAway(now, run);
      },
      paint(_, now) {
        const step = stepOf(now.step);
        fill(now, run, step);
        selection.paint(now);
        if (plan.curve) paintCurve(plan, parts, now, run);
        for (const { element } of curve) show(element, compared(plan, step.name, now));
        write(svg.querySelector("title"), step.heading);
        const words = summary(plan, step, now, run);
        return { said: words, words };
      },
      says: (_, words) => words,
      going: { completed, glides: ["weights", "biases", "input", "alpha"], unlit: '[data-part="selection"]' },
    };
  }).end;
}

function press(list, isPressed) {
  list.forEach((made, i) => setAttributes(made, { "aria-pressed": isPressed(i) }));
}

function sameGame({ input, goal }, state) {
  const same = (a, b) => a.every((value, i) => value === b[i]);
  return same(input, state.input) && (!goal || same(goal, state.goal));
}

// --- Filling in ---------------------------------------------------------------------------------

/** Every part of the drawing, found once: its element, what it is, and its place in the network. */
function findParts(svg) {
  return [...svg.querySelectorAll("[data-part]")].map((element) => {
    const { part, ...data } = element.dataset;
    const path = ["layer", "to", "from", "index"].filter((name) => name in data).map((name) => Number(data[name]));
    return { element, part, path };
  });
}

const sign = (value) => (value > 0 ? "plus" : value < 0 ? "minus" : "zero");

/** A value, and how Pen.number in course.pictures.network_drawing writes it. */
export function number(plan, run, part, path) {
  const { decimals, most } = plan.forms[part];
  const value = valueAt(run[part], path);
  if (part === "hidden-delta" && run.silent[path[0]]) return [value, `${number(plan, run, "back", path)[1]}×0`];
  const alike = part === "weight" ? run.weight[path[0]].flat() : [value];
  const isNew = part.startsWith("new-");
  const old = isNew ? valueAt(run[part.slice(4)], path) : 0;
  const shown = figure(value, decimals ?? decimalsOf(...alike), most, old);
  const moved = isNew && Math.abs(value - old) >= plan.noChange;
  return [value, moved ? `${shown} ${value > old ? "▲" : "▼"}` : shown];
}

/** A function that shows the values of one pass at a step; what belongs to other steps is hidden. */
function painter(plan, parts) {
  const edges = parts
    .filter(({ part }) => part === "edge")
    .sort(({ path: [a, b, c] }, { path: [d, e, f] }) => a - d || b - e || c - f);
  const title = parts.find(({ part }) => part === "heading").element;
  const units = ["input", "hidden", "output"];
  const [thinnest, more, widest] = plan.edge;

  function paintEdges(weights) {
    for (const { element, path } of edges) {
      const weight = valueAt(weights, path);
      const width = Math.min(thinnest + more * Math.abs(weight), widest);
      setAttributes(element, { class: sign(weight), "stroke-width": px(width) });
    }
    // Strong edges last: they lie over the weak ones.
    const size = ({ path }) => Math.abs(valueAt(weights, path));
    const sorted = [...edges].sort((a, b) => a.path[0] - b.path[0] || size(a) - size(b));
    sorted.forEach(({ element }, i) => {
      const before = sorted[i - 1]?.element;
      if (before?.parentNode === element.parentNode && before.nextSibling !== element) before.after(element);
    });
  }

  function lookOf(part, [index], value, run) {
    if (part.endsWith("weight")) return sign(value);
    if (part === "hidden" && run.silent[index]) return "silent";
    if (part === "game" && value === Math.max(...run.game)) return "best";
    return part === "error" && sideOf(run, index) > plan.sideOfOne ? "cut" : null;
  }

  /** A box is no wider than its number. */
  function fit({ firstElementChild: box, lastElementChild: number }, words) {
    const width = plan.width[0] + plan.width[1] * words.length;
    setAttributes(box, { x: px(number.getAttribute("x") - width / 2), width: px(width) });
  }

  const sideOf = (run, index) => Math.abs(run.delta[index]) * plan.sideOfOne;

  return (state, run, step) => {
    const shows = (part, layer) => step.parts.includes(part) || step.parts.includes(part + layer);
    paintEdges(run[shows("weight") ? "weight" : "new-weight"]);
    for (const { element, part, path } of parts) {
      if (!(part in plan.forms)) continue;
      const visible = shows(part, path[0]);
      show(element, visible || units.includes(part));
      const [value, words] = visible ? number(plan, run, part, path) : [null, ""];
      const look = visible ? lookOf(part, path, value, run) : "blank";
      setAttributes(element, { class: look, "data-value": value && Number(value.toPrecision(12)) });
      write(element.lastElementChild, visible ? plan.forms[part].word + words : "");
      if (!visible) continue;
      if (ON_A_BOX.test(part)) fit(element, words);
      if (part !== "error") continue;
      const side = px(Math.min(sideOf(run, path[0]), plan.sideOfOne));
      setAttributes(element.firstElementChild, { width: side, height: side });
    }
    const alpha = step.name === "update" ? `, alpha = ${given(state.alpha)}` : "";
    write(title, step.heading + alpha);
  };
}

function px(value) {
  return Math.round(value * 100) / 100;
}

/** What is not shown keeps its place. */
function show(element, visible) {
  const display = visible ? "" : "none";
  if (element.style.display !== display) element.style.display = display;
}

/** What a screen reader says after a change. */
export function summary(plan, step, state, run) {
  const named = (names, values) => names.map((name, i) => `${name} ${values[i]}`).join(", ");
  const column = (part) => run[part].map((_, index) => number(plan, run, part, [index])[1]);
  const lines = [step.heading];
  if (step.parts.includes("hidden")) lines.push(named(plan.names[1], column("hidden")));
  if (step.parts.includes("output")) {
    lines.push(`Predictions: ${named(plan.names.at(-1), column("output"))}`);
  }
  if (step.parts.includes("delta")) lines.push(`Deltas: ${named(plan.names.at(-1), column("delta"))}`);
  if (compared(plan, step.name, state)) lines.push(`${state.errors.length} steps taken, error ${figure(total(run.error), 4)}`);
  return `${lines.join(". ")}.`;
}

/** The error before each step taken, and the present one. */
function paintCurve(plan, parts, state, run) {
  const { x, y, width, height } = plan.curve;
  const part = (name) => parts.find((place) => place.part === name).element;
  const errors = [...state.errors, total(run.error)];
  const top = Math.max(...errors);
  const points = errors.map((error, i) => [
    x + (width * i) / Math.max(10, errors.length - 1),
    y + height * (1 - (top ? error / top : 0)),
  ]);
  part("curve").setAttribute("points", points.map((point) => point.map((v) => v.toFixed(1)).join()).join(" "));
  part("curve-end").setAttribute("cx", points.at(-1)[0]);
  part("curve-end").setAttribute("cy", points.at(-1)[1]);
  write(part("curve-top"), figure(top, 4));
  write(part("counter"), `iteration ${state.errors.length}: error ${figure(total(run.error), 4)}`);
}

export default { initialize, render };
