// A line through AND, OR and XOR (notebook 03), and the perceptron rule a step at a time.
import { atStep, button, draggable, mount, onNextFrame, slide, tidy, wSum } from "./common.mjs";
import { badNumber, bracketed, whole } from "./scene.mjs";
import { corners, farFrom, halfPlane, paintPlanes, planeAt, rightOnes } from "./planes.mjs";

const NAMES = ["w1", "w2", "bias"];
const STATE = [...NAMES, "task", "place", "passes", "mistakes", "last"];

/**
 * Show the next case and learn from it. `place` is the next case, `last` the one shown and the
 * numbers before it, `passes` and `mistakes` count the present pass.
 */
export function oneCase(state) {
  const { w1, w2, bias, place } = state;
  const first = place === 0;
  const { input, delta } = answer([place, w1, w2, bias], state);
  return {
    ...state,
    w1: w1 - delta * input[0],
    w2: w2 - delta * input[1],
    bias: bias - delta,
    place: (place + 1) % state.panels[0].points.length,
    passes: state.passes + (first ? 1 : 0),
    mistakes: (first ? 0 : state.mistakes) + Math.abs(delta),
    last: [place, w1, w2, bias],
  };
}

/** Go on to the end of the pass; from its start this is the notebook's one_pass. */
export function onePass(state) {
  do state = oneCase(state);
  while (state.place !== 0);
  return state;
}

function answer([place, w1, w2, bias], { panels, task }) {
  const { points, goals } = panels.find(({ title }) => title === task);
  const input = points[place];
  const sum = wSum(input, [w1, w2]) + bias;
  const pred = sum > 0 ? 1 : 0; // predict
  const goal = goals[place];
  return { input, sum, pred, goal, delta: pred - goal }; // compare
}

/** The three planes as Python sent them, all with the line of the moment. */
export function panels(state) {
  const { w1, w2, bias, task, last } = state;
  return state.panels.map((panel) => {
    const chosen = panel.title === task;
    return { ...panel, line: [w1, w2, bias], chosen, ring: chosen && last.length ? last[0] : null };
  });
}

/** Three lines: the case shown, what it changed, and how the pass goes. */
export function notes(state) {
  const { task, last, place } = state;
  const next = `(${state.panels[0].points[place].join(", ")})`;
  if (!last.length) return [`${task} is trained. “one case” shows it the case ${next}.`, "", ""];
  const { input, sum, pred, goal, delta } = answer(last, state);
  const [w1, w2, bias] = last.slice(1);
  const [a, b] = input;
  const weighed =
    `${a} × ${bracketed(w1, whole)} + ${b} × ${bracketed(w2, whole)} + ` +
    `${bracketed(bias, whole)} = ${whole(sum)}`;
  return [
    `${task}, pass ${state.passes}, case (${a}, ${b}): ${weighed}, so the prediction is ${pred}; ` +
      `goal ${goal}, delta ${whole(delta)}`,
    changes([w1, w2, bias], [a, b, 1], delta),
    progress(state, next),
  ];
}

function changes(before, inputs, delta) {
  if (delta === 0) return "right: nothing changes";
  const said = NAMES.map((name, i) => {
    const product = `${bracketed(delta, whole)} × ${inputs[i]}`;
    return `${name} = ${whole(before[i])} − ${product} = ${whole(before[i] - delta * inputs[i])}`;
  });
  return `wrong: ${said.join("; ")}`;
}

function progress({ task, place, passes, mistakes }, next) {
  const count = `${mistakes} mistake${mistakes === 1 ? "" : "s"}`;
  if (place !== 0) return `pass ${passes} so far: ${count}; next case ${next}`;
  return `pass ${passes}: ${count}${mistakes ? "" : `, ${task} is learned`}`;
}

/** The line at a point of a plane, if it is there: its middle shifts it, its ends turn it round. */
export function lineAt(plane, { w1, w2, bias }, range, set) {
  const { at, near, field, inside } = plane;
  if (!(farFrom([w1, w2, bias], at) <= near)) return null;
  const { cut } = halfPlane(corners(field), [w1, w2, bias]);
  if (cut.length < 2) return null; // it lies just outside
  const [[x1, y1], [x2, y2]] = cut;
  const middle = [(x1 + x2) / 2, (y1 + y2) / 2];
  const way = ([x, y]) => Math.atan2(y - middle[1], x - middle[0]);
  const shift = (point) => {
    const [x, y] = inside(point);
    set({ bias: bias - w1 * (x - at[0]) - w2 * (y - at[1]) });
  };
  const turn = (point) => {
    const angle = way(inside(point)) - way(at);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    // The bias follows from what the weights' sliders allow: so the middle stays where it is.
    const [a, b] = [w1 * cos - w2 * sin, w1 * sin + w2 * cos].map((value) => atStep(range, value));
    set({ w1: a, w2: b, bias: -a * middle[0] - b * middle[1] });
  };
  const atEnd = Math.hypot(at[0] - middle[0], at[1] - middle[1]) > Math.hypot(x2 - x1, y2 - y1) / 4;
  return atEnd ? { cursor: "grab", move: turn } : { cursor: "move", move: shift };
}

/** Which numbers have left the sliders' range, as a sentence; empty if none has. */
export function outOfRange(state, limit) {
  const name = NAMES.find((one) => Math.abs(state[one]) > limit);
  if (name === undefined) return "";
  return (
    `${name} would become ${whole(state[name])}, beyond its slider, which ends at ±${limit}: move ` +
    "it nearer to 0, or press “reset”."
  );
}

function render({ model, el }) {
  const place = mount(model, el);
  const [, limit] = model.get("ranges").w1;
  let own = false; // are we changing the numbers, or is it a slider?
  const given = model.get("given");
  const state = () => {
    const now = { ...given, ...Object.fromEntries(STATE.map((name) => [name, model.get(name)])) };
    for (const name of NAMES) now[name] = tidy(now[name]);
    return now;
  };
  const set = (values) => {
    own = true;
    model.set(values);
    own = false;
    model.save_changes();
  };
  const forgetPasses = { place: 0, passes: 0, mistakes: 0, last: [] };
  const learn = (step) => {
    const next = step(state());
    const sentence = badNumber(ranges(state(), limit)) || outOfRange(next, limit);
    place.problem(sentence);
    if (!sentence) set(next);
  };

  const tasks = given.panels.map(({ title }) =>
    button(`train ${title}`, () => set({ task: title, ...forgetPasses })),
  );
  place.row.append(
    ...tasks,
    button("one case", () => learn(oneCase)),
    button("one pass", () => learn(onePass)),
    button("reset", () => {
      const [w1, w2, bias] = model.get("start");
      set({ w1, w2, bias, ...forgetPasses });
    }),
  );

  const paint = () => {
    const now = state();
    tasks.forEach((made, i) => {
      made.setAttribute("aria-pressed", String(given.panels[i].title === now.task));
    });
    const sentence = badNumber(ranges(now, limit));
    place.problem(sentence);
    if (sentence) return;
    const shown = panels(now);
    const said = notes(now);
    paintPlanes(place.svg, shown, said, given);
    const score = shown.map((panel) => `${panel.title} ${rightOnes(panel)}`).join(", ");
    place.shows(now.last.length ? said.join(". ") : `right of 4: ${score}`);
  };
  draggable(place.svg, (point) => {
    const plane = planeAt(given, point);
    const set = (values) => slide(model, values);
    return plane && lineAt(plane, state(), model.get("ranges").w1, set);
  });
  model.on("change:w1 change:w2 change:bias", () => {
    if (!own && model.get("last").length) set(forgetPasses);
  });
  model.on(STATE.map((name) => `change:${name}`).join(" "), onNextFrame(paint));
  paint();
}

function ranges(state, limit) {
  return Object.fromEntries(NAMES.map((name) => [name, [state[name], -limit, limit]]));
}

export default { render };
