// A line through AND, OR and XOR (notebook 03), and the perceptron rule a step at a time.
import { atStep, button, wSum } from "./common.mjs";
import { badNumber, filled, follow } from "./moving.mjs";
import { bracketed, whole } from "./numbers.mjs";
import { corners, farFrom, halfPlane, planeAt, planeParts, planeTexts, rightOnes } from "./planes.mjs";

const NAMES = ["w1", "w2", "bias"];

/**
 * Show the next case and learn from it. `place` is the next case, `last` the one shown and the
 * numbers before it, `passes` and `mistakes` count the present pass.
 */
export function oneCase(state) {
  const { w1, w2, bias, place } = state;
  const first = place === 0;
  const { input, delta } = answer([place, w1, w2, bias], state);
  return {
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
  let next = state;
  do next = oneCase({ ...state, ...next });
  while (next.place !== 0);
  return next;
}

/** A state after as many passes as it names, of which the rule has made its numbers. */
export function completed({ passes, ...state }, given) {
  let now = { ...state, passes: 0 };
  for (let count = 0; count < passes; count++) now = { ...now, ...onePass({ ...given, ...now }) };
  return now;
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

/** Three lines, in Python's words: the case shown, what it changed, and how the pass goes. */
export function notes(state) {
  const { task, last, place, passes, mistakes, said } = state;
  const next = `(${state.panels[0].points[place].join(", ")})`;
  if (!last.length) return [filled(said.start, { task, next }), "", ""];
  const { input: [a, b], sum, pred, goal, delta } = answer(last, state);
  const texts = { task, next, passes, a, b, sum: whole(sum), pred, goal, delta: whole(delta) };
  texts.in_delta = bracketed(delta, whole);
  NAMES.forEach((name, i) => {
    const before = last[i + 1];
    texts[name] = whole(before);
    texts[`in_${name}`] = bracketed(before, whole);
    texts[`new_${name}`] = whole(before - delta * [a, b, 1][i]);
  });
  texts.mistakes = `${mistakes} mistake${mistakes === 1 ? "" : "s"}`;
  texts.learned = mistakes ? "" : `, ${task} is learned`;
  const shown = ["case", delta ? "wrong" : "right", place ? "on" : "end"];
  return shown.map((name) => filled(said[name], texts));
}

/** The line at a point of a plane, if it is there: its middle shifts it, its ends turn it round. */
export function handleAt(point, state, set) {
  const { w1, w2, bias, ranges } = state;
  const { at, near, field, inside } = planeAt(state, point) ?? {};
  if (!at || !(farFrom([w1, w2, bias], at) <= near)) return null;
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
    const [a, b] = [w1 * cos - w2 * sin, w1 * sin + w2 * cos].map((value) => atStep(ranges.w1, value));
    set({ w1: a, w2: b, bias: -a * middle[0] - b * middle[1] });
  };
  const atEnd = Math.hypot(at[0] - middle[0], at[1] - middle[1]) > Math.hypot(x2 - x1, y2 - y1) / 4;
  return atEnd ? { cursor: "grab", move: turn } : { cursor: "move", move: shift };
}

/** Which numbers have left the sliders' range, as a sentence; empty if none has. */
export function outOfRange(state, [, limit]) {
  const name = NAMES.find((one) => Math.abs(state[one]) > limit);
  if (name === undefined) return "";
  return (
    `${name} would become ${whole(state[name])}, beyond its slider, which ends at ±${limit}: move ` +
    "it nearer to 0, or press “reset”."
  );
}

export function textsOf(state) {
  return planeTexts(panels(state), notes(state));
}

export function parts(state) {
  return planeParts(panels(state), state);
}

function says(state) {
  if (state.last.length) return notes(state).join(". ");
  const score = panels(state).map((panel) => `${panel.title} ${rightOnes(panel)}`).join(", ");
  return `right of 4: ${score}`;
}

function render(view) {
  const { model } = view;
  const forgetPasses = { place: 0, passes: 0, mistakes: 0, last: [] };
  const learn = (step) => () => {
    const state = live.state();
    const next = step(state);
    const sentence = badNumber(state) || outOfRange(next, state.ranges.w1);
    live.place.problem(sentence);
    if (!sentence) live.set(next);
  };
  const tasks = model.get("given").panels.map(({ title }) =>
    button(`train ${title}`, () => live.set({ task: title, ...forgetPasses })),
  );
  const controls = (state) => tasks.forEach((made, i) => {
    made.setAttribute("aria-pressed", String(state.panels[i].title === state.task));
  });
  const going = { glides: NAMES, completed };
  const live = follow(view, { textsOf, parts, says, handleAt, controls, going });
  const rule = [button("one case", learn(oneCase)), button("one pass", learn(onePass))];
  const again = () => live.set({ ...model.get("beginning"), task: live.state().task });
  live.place.row.append(...tasks, ...rule, button("reset", again));
  model.on("change:w1 change:w2 change:bias", () => {
    if (!live.isOwn() && model.get("last").length) live.set(forgetPasses);
  });
  return live.end;
}

export default { render };
