// Fills in the drawing that course.pictures.diagram.everything has made: the same numbers, words, widths and
// places as course.pictures.diagram, function by function, but computed in the browser.
import { fixed, outerProd, setAttributes, vectMatMul, write } from "./common.mjs";
import { alike, cut, fit, given, moved, notZero, textWidth } from "./figures.mjs";

// --- Arithmetic, as in course.pictures.diagram._run -------------------------------------------------------

/** All that one pass computes. `net`: weights[layer][to][from], biases[layer] or null, relu. */
export function pass(net, input, goal = [], alpha = null) {
  const run = { values: [input], silent: [], products: [], deltas: [], newWeights: [] };
  net.weights.forEach((matrix, layer) => {
    const source = run.values[layer];
    const bias = net.biases[layer];
    run.products.push(matrix.map((row) => row.map((weight, i) => weight * source[i])));
    let sums = vectMatMul(source, matrix);
    if (bias) sums = sums.map((sum, i) => sum + bias[i]);
    if (net.relu && layer === 0) {
      run.silent = sums.map((sum) => sum <= 0);
      sums = sums.map((sum) => Math.max(0, sum));
    }
    run.values.push(sums);
  });
  if (!goal.length) return run;
  const delta = run.values.at(-1).map((pred, i) => pred - goal[i]);
  run.errors = delta.map((d) => d * d);
  run.deltas = [delta];
  if (net.weights.length === 2) {
    run.shares = net.weights[1].map((row, to) => row.map((weight) => weight * delta[to]));
    const turned = net.weights[1][0].map((_, from) => net.weights[1].map((row) => row[from]));
    // The slope of a silent unit is 0: no blame reaches it, and it learns nothing.
    const back = vectMatMul(delta, turned).map((d, j) => (run.silent[j] ? 0 : d));
    run.deltas.unshift(back);
  }
  run.weightDeltas = run.deltas.map((d, layer) => outerProd(d, run.values[layer]));
  if (alpha === null) return run;
  const learned = (old, changes) => old.map((value, i) => value - alpha * changes[i]);
  run.newWeights = net.weights.map((matrix, layer) =>
    matrix.map((row, to) => learned(row, run.weightDeltas[layer][to])),
  );
  run.newBiases = net.biases.map((bias, layer) => bias && learned(bias, run.deltas[layer]));
  return run;
}

// --- Painting -----------------------------------------------------------------------------------

function px(value) {
  return Math.round(value * 100) / 100;
}

/** Colour, width and dashes of an edge: the width follows the size of its weight. */
export function edgeStyle(weight) {
  if (weight === 0) return ["var(--edgezero)", 1.2, null];
  const width = Math.min(1.2 + 4.2 * Math.abs(weight), 9);
  if (weight > 0) return ["var(--edgeplus)", width, null];
  return ["var(--edgeminus)", width, `${px(6 + width / 2)} ${px(3 + width / 2)}`];
}

/** Set attributes, numbers to a hundredth of a pixel. */
function put(element, attributes) {
  const rounded = ([name, value]) => [name, typeof value === "number" ? px(value) : value];
  setAttributes(element, Object.fromEntries(Object.entries(attributes).map(rounded)));
}

/** What is not shown keeps its place. */
function show(element, visible) {
  const display = visible ? "" : "none";
  if (element.style.display !== display) element.style.display = display;
}

/** Every part of the drawing, found once: its element, what it is, and its place in the network. */
export function findParts(svg) {
  return [...svg.querySelectorAll("[data-part]")].map((element) => {
    const { part, ...data } = element.dataset;
    const [layer, to, from, index] = ["layer", "to", "from", "index"].map((name) =>
      data[name] === undefined ? undefined : Number(data[name]),
    );
    return { element, part, layer, to, from, index };
  });
}

/**
 * A function that paints `run` of a state (weights, biases, input, goal, alpha, whole) at a step.
 * What belongs to other steps is hidden; everything keeps the place that Python gave it.
 */
export function painter(plan, parts) {
  const { decimals, small, xs, ys } = plan;
  const edges = parts
    .filter(({ part }) => part === "edge")
    .sort((a, b) => a.layer - b.layer || a.to - b.to || a.from - b.from);
  const title = parts.find(({ part }) => part === "heading").element;
  let state, run, step, words, deltaWords;

  const shows = (part) => step.parts.includes(part);
  /** Whether Python wrote a number without decimals. */
  const whole = (...path) => path.reduce((tree, key) => tree?.[key], state.whole);
  const deltaText = (value) => notZero(value, decimals);

  /** A label on an edge: a wide one moves along, away from the unit, rather than into it. */
  function label({ element, part, layer, to, from }, value, text, arrow = "") {
    const atStart = part === "weight" || part === "new-weight";
    const beside = plan.names[atStart ? layer + 1 : layer].length;
    const share = atStart ? 1 / (Math.max(beside, 3) + 1) : 1 - 1 / (Math.max(beside, 3) + 1);
    const tail = arrow && ` ${arrow}`;
    const room = plan.apart / 2 - plan.reach - 18 - textWidth(tail, small, true);
    const shown = fit(value, text, small, room) + tail;
    const width = textWidth(shown, small, true) + 14;
    let x = xs[layer] + plan.apart * share;
    if (atStart) x = Math.max(x, xs[layer] + plan.reach + width / 2);
    else x = Math.min(x, xs[layer + 1] - plan.reach - width / 2);
    const [box, words] = element.children;
    put(box, { x: x - width / 2, width });
    put(words, { x });
    write(words, shown);
    if (!atStart) return value;
    const sign = value > 0 ? "var(--plus)" : value < 0 ? "var(--minus)" : null;
    put(box, { stroke: sign ?? "var(--faint)" });
    put(words, { fill: sign ?? "var(--soft)" });
    return value;
  }

  /** A unit: empty, filled with its value, or silent. */
  function unit({ element, part, index }, column) {
    const [circle, number, quiet] = element.children;
    const filled = shows(part);
    const silent = part === "hidden" && filled && Boolean(run.silent[index]);
    put(circle, {
      fill: filled && !silent ? `var(--${part})` : "var(--blank)",
      stroke: filled && !silent ? "var(--line)" : "var(--faint)",
      "stroke-dasharray": silent ? "5 4" : null,
    });
    if (quiet) show(quiet, silent);
    if (!number) return undefined;
    show(number, filled);
    if (!filled) return undefined;
    const value = run.values[column][index];
    const text = column ? fixed(value, decimals) : given(value, whole("input", index));
    write(number, fit(value, text, plan.text, 2 * plan.radius + plan.over));
    const y = ys[column][index] + 5 - (silent ? 8 : 0);
    put(number, { y, fill: silent ? "var(--soft)" : null });
    return value;
  }

  /** A bias stands on one line, or on two if it does not fit. */
  function bias({ element, layer, index }) {
    const old = state.biases[layer][index];
    const isWhole = whole("biases", layer, index);
    const value = shows("new-weight") ? run.newBiases[layer][index] : old;
    const [text, arrow] = shows("new-weight")
      ? moved(old, value, decimals, isWhole)
      : [given(old, isWhole), ""];
    const tail = arrow && ` ${arrow}`;
    const room = 2 * plan.reach - 4;
    let lines = [`bias ${text}${tail}`, ""];
    if (textWidth(lines[0], small, true) > room) {
      const rest = room - textWidth(arrow ? tail : "bias ", small, true);
      const shorter = fit(value, text, small, rest);
      lines = arrow ? ["bias", shorter + tail] : [`bias ${shorter}`, ""];
    }
    lines.forEach((line, n) => write(element.children[n], line));
    return value;
  }

  /** Rather without the word than without the last decimals. */
  function hiddenDelta({ element, index }) {
    const [box, ...texts] = element.children;
    const room = 2 * plan.reach - 12;
    const value = run.deltas[0][index];
    const longest = Math.max(...deltaWords.map((word) => textWidth(`delta ${word}`, small, true)));
    let lines = [`delta ${deltaWords[index]}`];
    if (longest > room || plan.crowded) {
      lines = plan.crowded ? ["delta"] : [];
      lines.push(fit(value, deltaWords[index], small, room));
    }
    const width = Math.max(...lines.map((line) => textWidth(line, small, true))) + 8;
    put(box, { x: xs[1] - width / 2, width, height: 17 * lines.length });
    texts.forEach((text, n) => write(text, lines[n] ?? ""));
    return value;
  }

  function compared({ element }, part, value, places) {
    const room = plan.compareRoom - textWidth(`${part} `, plan.text, true);
    write(element.lastElementChild, `${part} ${fit(value, notZero(value, places), plan.text, room)}`);
    return value;
  }

  /** The error is a square whose side is the delta; dashed: cut, it is larger than its place. */
  function error(place) {
    const long = Math.abs(run.deltas.at(-1)[place.index]) * plan.sideOfOne;
    const side = Math.min(long, plan.longestSide);
    put(place.element.firstElementChild, {
      y: ys.at(-1)[place.index] + 10 - side,
      width: side,
      height: side,
      "stroke-dasharray": long > plan.longestSide ? "4 3" : null,
    });
    return compared(place, "error", run.errors[place.index], decimals + 1);
  }

  function goal({ element, index }) {
    const value = state.goal[index];
    const words = given(value, whole("goal", index));
    write(element.children[1], fit(value, words, plan.text, 2 * plan.ring + plan.over));
    return value;
  }

  function drawnWeight({ layer, to, from }) {
    return (shows("new-weight") ? run.newWeights : state.weights)[layer][to][from];
  }

  function edge(place) {
    const { element } = place;
    const [colour, width, dash] = edgeStyle(drawnWeight(place));
    put(element, { stroke: colour, "stroke-width": width, "stroke-dasharray": dash });
    return undefined;
  }

  /** Strong edges last: they lie over the weak ones. */
  function sortEdges() {
    const size = (place) => Math.abs(drawnWeight(place));
    const sorted = [...edges].sort((a, b) => a.layer - b.layer || size(a) - size(b));
    sorted.slice(1).forEach(({ element }, i) => {
      if (sorted[i].element.nextSibling !== element) sorted[i].element.after(element);
    });
  }

  function heading() {
    const alpha = step.name === "update" ? `, alpha = ${given(state.alpha, whole("alpha"))}` : "";
    write(title, cut(step.heading + alpha, 17, plan.titleRoom));
  }

  // How each kind of part is filled in; each returns the value that it shows.
  const fill = {
    edge,
    bias,
    goal,
    error,
    input: (p) => unit(p, 0),
    hidden: (p) => unit(p, 1),
    output: (p) => unit(p, xs.length - 1),
    weight: (p) => label(p, state.weights[p.layer][p.to][p.from], words[p.layer][p.to][p.from]),
    "new-weight": (p) => {
      const old = state.weights[p.layer][p.to][p.from];
      const now = run.newWeights[p.layer][p.to][p.from];
      const isWhole = whole("weights", p.layer, p.to, p.from);
      return label(p, now, ...moved(old, now, decimals, isWhole));
    },
    product: (p) => {
      const value = run.products[p.layer][p.to][p.from];
      return label(p, value, fixed(value, decimals));
    },
    "weight-delta": (p) => {
      const value = run.weightDeltas[p.layer][p.to][p.from];
      return label(p, value, deltaText(value));
    },
    share: (p) => label(p, run.shares[p.to][p.from], deltaText(run.shares[p.to][p.from])),
    "hidden-delta": hiddenDelta,
    delta: (p) => compared(p, "delta", run.deltas.at(-1)[p.index], decimals),
  };
  /** Under which name a step lists a part. */
  function nameInStep(part, layer) {
    if (part === "error") return "goal"; // they stand together
    return part === "product" || part === "weight-delta" ? part + layer : part;
  }
  const always = ["edge", "bias", "input", "hidden", "output"];

  return (newState, newRun, newStep) => {
    [state, run, step] = [newState, newRun, newStep];
    words = state.weights.map((matrix, layer) => alike(matrix, whole("weights", layer)));
    deltaWords = run.deltas.length > 1 ? run.deltas[0].map(deltaText) : [];
    for (const place of parts) {
      const { element, part, layer } = place;
      if (!fill[part]) continue;
      const visible = always.includes(part) || shows(nameInStep(part, layer));
      show(element, visible);
      const value = visible ? fill[part](place) : undefined;
      if (value !== undefined) put(element, { "data-value": `${Number(value.toPrecision(12))}` });
    }
    sortEdges();
    heading();
  };
}
