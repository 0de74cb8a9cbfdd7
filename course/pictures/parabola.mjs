// The error's parabola (notebook 07): one weight walks down it, by steps that alpha sets.
import { button } from "./common.mjs";
import { follow, visible } from "./moving.mjs";
import { bracketed, brief } from "./numbers.mjs";

const RUN = 20; // steps
const PAUSE = 150; // ms
const MOST = 100; // steps that are drawn

/**
 * The weights of a walk of so many steps, of which the last may be under way; it ends early where a
 * weight is no longer finite.
 */
export function walk({ input, goal, start, alpha, steps }) {
  const weights = [start];
  while (weights.length < steps + 1) {
    const weight = weights.at(-1);
    const delta = input * weight - goal; // predict and compare
    const part = Math.min(steps + 1 - weights.length, 1);
    const next = weight - part * alpha * delta * input; // learn
    if (!Number.isFinite(next)) break;
    weights.push(next);
  }
  return weights;
}

/** A weight's dot on the curve and the place of its number, as `at` and `beside` in parabola.py. */
function spotOf(weight, { best, reach, far, box: [x0, x1, y0, y1] }) {
  const share = Math.max(-far, Math.min(far, (weight - best) / reach));
  const [x, y] = [(x0 + x1) / 2 + (share * (x1 - x0)) / 2, y1 - share ** 2 * (y1 - y0)];
  const down = (-4 * share * (y1 - y0)) / (x1 - x0);
  const aside = 18 / Math.hypot(1, down);
  return { x, y, beside: [x - aside * down, y + aside], inside: Math.abs(share) <= 1 + 1e-12 };
}

function alphaPlace({ alpha, most_alpha, box: [x0, x1] }) {
  return x0 + Math.min(Math.max(alpha / most_alpha, 0), 1) * (x1 - x0);
}

/** The handle at a point: dot 0 or alpha's mark, if one is there. */
export function handleAt({ x, y, near }, state, set) {
  const { start, alpha, reach, most_alpha, track, box: [x0, x1] } = state;
  const first = spotOf(start, state);
  const handle = (value, range, change) => ({
    cursor: "ew-resize",
    axis: "x",
    move: (point, from) => change(value + ((point.x - from.x) * range) / (x1 - x0)),
  });
  if (Math.hypot(x - first.x, y - first.y) <= 1.5 * near) {
    return handle(start, 2 * reach, (start) => set({ start }));
  }
  if (Math.abs(x - alphaPlace(state)) <= 1.5 * near && y > track - 30 - near / 2 && y < track + near) {
    return handle(alpha, most_alpha, (alpha) => set({ alpha }));
  }
  return null;
}

/** What the drawing says at the moment, by name. */
export function textsOf(state) {
  const weights = walk(state);
  const last = weights.length - 1;
  const place = (weight) => {
    return `weight ${brief(weight)}, error ${brief((weight * state.input - state.goal) ** 2)}`;
  };
  const off = weights.flatMap((weight, i) => (spotOf(weight, state).inside ? [] : [i]));
  // Those off the picture follow each other: all steps go nearer to the lowest point, or all away.
  const dots = [...new Set([off[0], off.at(-1)])].join(off.length > 2 ? " to " : " and ");
  const [s, most] = off.length > 1 ? ["s", "up to "] : ["", ""];
  const errors = off.map((i) => (weights[i] * state.input - state.goal) ** 2);
  const outside = off.length ? `ff the picture: dot${s} ${dots}, error ${most}${brief(Math.max(...errors))}` : "";
  return {
    ...state.texts,
    state: `dot ${last}: ${place(weights[last])}`,
    off: outside && `o${outside}`,
    outside: outside && `O${outside}.`,
    first: place(weights[0]),
    last: last ? `Dot ${last}, the last: ${place(weights[last])}.` : "",
    alpha: brief(state.alpha),
    multiplier: multiplier(state),
  };
}

/** By what each step multiplies the delta, as parabola.py's multiplier. */
function multiplier({ input, alpha, rule, effects, room }) {
  const factor = 1 - alpha * input ** 2;
  const size = Math.abs(factor);
  let effect = factor > 0 ? "shrinks" : "sways";
  if (size > 1) effect = "grows";
  if (Math.abs(size - 1) < 1e-9) effect = "stays";
  if (size < 1e-9) effect = "gone";
  const end = `delta × ${bracketed(effect === "gone" ? 0 : factor)}: ${effects[effect]}`;
  const numbers = `delta × (1 − ${brief(alpha)} × ${brief(input ** 2)}) = `;
  return rule + ((rule + numbers + end).length <= room ? numbers : "") + end;
}

/** Everything that changes, but for the words, by data-part. */
export function parts(state) {
  const spots = walk(state).map((weight) => spotOf(weight, state));
  const [first, now] = [spots[0], spots.at(-1)];
  const d = spots.filter(({ inside }) => inside).map(({ x, y }) => `M${x.toFixed(2)} ${y.toFixed(2)}h0`);
  const last = spots.length - 1;
  const apart = Math.hypot(first.beside[0] - now.beside[0], first.beside[1] - now.beside[1]) >= 24;
  const number = ({ beside: [x, y] }, count, here) => {
    // A place far off the picture would only make the page's numbers long.
    return { ...(here ? { x, y: y + 5 } : {}), text: String(count), visibility: visible(here) };
  };
  const x = alphaPlace(state);
  const out = spots.findIndex(({ inside }) => !inside);
  const leaves = { visibility: visible(out > 0) };
  if (out > 0) {
    const [from, to, top] = [spots[out - 1], spots[out], state.box[2]];
    const there = from.x + ((to.x - from.x) * (from.y - top)) / (from.y - to.y);
    const turn = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    leaves.transform = `translate(${there.toFixed(2)} ${top}) rotate(${turn.toFixed(2)})`;
  }
  return {
    leaves,
    steps: { points: spots.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ") },
    edges: { d: d.join("") },
    dots: { d: d.join("") },
    now: { cx: now.x, cy: now.y, visibility: visible(now.inside) },
    "number-first": number(first, 0, first.inside && (last === 0 || apart)),
    "number-last": number(now, last, now.inside && last > 0),
    pointer: { transform: `translate(${x.toFixed(2)} 0)` },
    alpha: { x },
  };
}

/** What the reader must be told: a walk that left the picture, or is at its end. */
export function sentence(state) {
  const { alpha, input, steps, texts: { border } } = state;
  const weights = walk(state);
  if (weights.length <= steps) {
    return `After ${weights.length - 1} steps the weight is too large for a number: press “reset”.`;
  }
  if (!spotOf(weights.at(-1), state).inside) {
    return Math.abs(1 - alpha * input ** 2) > 1
      ? `off the picture: the error grows at each step, alpha is above the border ${border}.`
      : "off the picture: move the start weight nearer to the lowest point, or press “reset”.";
  }
  return steps >= MOST ? `${MOST} steps are drawn: press “reset” to begin again.` : "";
}

function render(view) {
  const step = (count) => live.set({ steps: Math.min(MOST, live.state().steps + count) });
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    run.textContent = "run";
  };
  const start = () => {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return step(RUN);
    let left = RUN;
    run.textContent = "stop";
    timer = setInterval(() => {
      step(1);
      left -= 1;
      if (left === 0 || live.state().steps >= MOST) stop();
    }, PAUSE);
  };
  const one = button("step", () => {
    stop();
    step(1);
  });
  const run = button("run", () => (timer === null ? start() : stop()));
  const controls = ({ steps }) => {
    // Not "disabled": that would take the focus from the button just pressed.
    for (const made of [one, run]) made.setAttribute("aria-disabled", String(steps >= MOST));
  };
  const says = (state, { state: words }) => words;
  const going = { glides: ["start", "alpha", "steps"] };
  const live = follow(view, { textsOf, parts, says, handleAt, sentence, controls, going });
  live.reset.addEventListener("click", stop);
  live.place.row.append(one, run, live.reset);
  return () => {
    stop();
    live.end();
  };
}

export default { render };
