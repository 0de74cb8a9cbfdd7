// The error's parabola (notebook 07): one weight walks down it, by steps that alpha sets.
import { button, draggable, mount, onNextFrame, short, slide, tidy } from "./common.mjs";
import { bracketed, brief, coordinate, describe, fillIn, visible } from "./scene.mjs";

const [X0, X1, Y0, Y1] = [84, 690, 84, 356]; // the picture's box, as in course.pictures.scenes
const TRACK = 498; // where alpha's mark stands on its track
const RUN = 20; // steps
const PAUSE = 150; // ms
const MOST = 100; // steps that are drawn

/** The weights of a walk of so many steps; it ends early where a weight is no longer finite. */
export function walk({ input, goal, start, alpha, steps }) {
  const weights = [start];
  while (weights.length <= steps) {
    const weight = weights.at(-1);
    const delta = input * weight - goal; // predict and compare
    const next = weight - alpha * delta * input; // learn
    if (!Number.isFinite(next)) break;
    weights.push(next);
  }
  return weights;
}

export function errorOf(weight, { input, goal }) {
  const difference = weight * input - goal;
  return difference * difference;
}

/** By what each step multiplies the delta. */
export function multiplier({ input, alpha }) {
  return 1 - alpha * input ** 2;
}

/** Where the parabola lies on the paper; as course.pictures.scenes has it. */
function valley(state) {
  const { input, goal, reach } = state;
  const best = goal / input;
  const [low, high] = [best - reach, best + reach];
  const most = (reach * input) ** 2;
  const at = (weight) => {
    // What is far off the picture is brought nearer: its step leaves in the same direction.
    const near = Math.max(best - 1000 * reach, Math.min(best + 1000 * reach, weight));
    return [
      X0 + ((near - low) / (high - low)) * (X1 - X0),
      Y1 - (errorOf(near, state) / most) * (Y1 - Y0),
    ];
  };
  const beside = (weight) => {
    const [x, y] = at(weight);
    const slope = -2 * input * (weight * input - goal);
    const down = ((slope / most) * (Y1 - Y0)) / ((X1 - X0) / (high - low));
    const share = 18 / Math.hypot(1, down);
    return down ? [x - share * down, y + share] : [x, y + 18];
  };
  return { best, at, beside, inside: (weight) => low <= weight && weight <= high };
}

/** The handle at a point: dot 0 or alpha's mark, if one is there. */
export function handleAt({ x, y, near }, state, set) {
  const [left, top] = valley(state).at(state.start);
  const mark = alphaPlace(state);
  const handle = (start, range, change) => ({
    cursor: "ew-resize",
    axis: "x",
    move: (point, from) => change(start + ((point.x - from.x) * range) / (X1 - X0)),
  });
  if (Math.hypot(x - left, y - top) <= 1.5 * near) {
    return handle(state.start, 2 * state.reach, (start) => set({ start }));
  }
  if (Math.abs(x - mark) <= 1.5 * near && y > TRACK - 30 - near / 2 && y < TRACK + near) {
    return handle(state.alpha, state.mostAlpha, (alpha) => set({ alpha }));
  }
  return null;
}

function alphaPlace({ alpha, mostAlpha }) {
  return X0 + Math.min(Math.max(alpha / mostAlpha, 0), 1) * (X1 - X0);
}

/** Everything that changes, by data-part; as course.pictures.scenes.live_parabola draws it. */
export function parts(state) {
  const weights = walk(state);
  const { at, beside, inside } = valley(state);
  const last = weights.length - 1;
  const seen = weights.map(inside);
  const spots = weights.map((weight) => at(weight).map(coordinate));
  const dots = spots.filter((_, i) => seen[i]).map(([x, y]) => `M${x} ${y}h0`).join("");
  const [first, end] = [beside(weights[0]), beside(weights[last])];
  const crowded = Math.hypot(first[0] - end[0], first[1] - end[1]) < 24;
  const alphaAt = coordinate(alphaPlace(state));
  return {
    state: { text: `dot ${last}: ${placeOf(weights[last], state)}` },
    outside: { text: offPicture(seen) },
    steps: { points: spots.map((spot) => spot.join(",")).join(" ") },
    edges: { d: dots },
    dots: { d: dots },
    now: { cx: spots[last][0], cy: spots[last][1], visibility: visible(seen[last]) },
    "number-first": number(first, 0, seen[0] && !(last && crowded)),
    "number-last": number(end, last, seen[last] && last > 0),
    pointer: { transform: `translate(${alphaAt} 0)` },
    alpha: { text: brief(state.alpha), x: alphaAt },
    multiplier: { text: multiplied(state) },
  };
}

function number([x, y], count, here) {
  // A place far off the picture would only make the page's numbers long.
  const place = here ? { x: coordinate(x), y: coordinate(y + 5) } : {};
  return { ...place, text: String(count), visibility: visible(here) };
}

function placeOf(weight, state) {
  return `weight ${brief(weight)}, error ${brief(errorOf(weight, state))}`;
}

function offPicture(seen) {
  const outside = seen.flatMap((here, i) => (here ? [] : [i]));
  return outside.length ? `off the picture: dot${outside.length > 1 ? "s" : ""} ${listed(outside)}` : "";
}

/** Ascending numbers in words: "4", "4 to 9", "2, 4 and 6". */
function listed(numbers) {
  const last = numbers.at(-1);
  if (numbers.length > 2 && last - numbers[0] === numbers.length - 1) return `${numbers[0]} to ${last}`;
  const first = numbers.slice(0, -1).join(", ");
  return first ? `${first} and ${last}` : String(last);
}

function multiplied(state) {
  const { input, alpha } = state;
  let factor = multiplier(state);
  const size = Math.abs(factor);
  let effect = factor > 0 ? "the delta shrinks" : "to and fro, shrinking";
  if (size > 1) effect = "the delta grows";
  if (Math.abs(size - 1) < 1e-9) effect = "the delta stays as large";
  if (size < 1e-9) [factor, effect] = [0, "one step, and the delta is gone"];
  const rule = "delta × (1 − alpha × input²) = ";
  const end = `delta × ${bracketed(factor)}: ${effect}`;
  const numbers = `delta × (1 − ${brief(alpha)} × ${brief(input ** 2)}) = `;
  // Long numbers leave no room for the step between.
  return rule + ((rule + numbers + end).length <= 97 ? numbers : "") + end;
}

/** What the picture shows, in words; as the words of course.pictures.scenes.live_parabola. */
export function words(state) {
  const { input, goal, alpha } = state;
  const weights = walk(state);
  const last = weights.length - 1;
  const { best, inside } = valley(state);
  const equation = `error = (weight × ${short(input)} − ${short(goal)})²`.replace("− −", "+ ");
  const off = offPicture(weights.map(inside));
  return [
    `${equation}, alpha = ${brief(alpha)}, over the weight: a parabola with its lowest point, ` +
      `error 0, at weight ${short(best)}.`,
    `Dot 0, the start: ${placeOf(weights[0], state)}.`,
    last ? `Dot ${last}, the last: ${placeOf(weights[last], state)}.` : "",
    off ? `O${off.slice(1)}.` : "",
    `${multiplied(state)}.`,
    `Border of alpha: ${brief(2 / input ** 2)}.`,
  ].filter(Boolean).join(" ");
}

/** What the reader must be told: a number that is none, or a walk that left the picture. */
export function sentence(state) {
  const { alpha, start, input, steps } = state;
  for (const [name, value] of [["alpha", alpha], ["the start weight", start]]) {
    if (!Number.isFinite(value)) return `${name} is not a number: move its slider, or press “reset”.`;
  }
  const weights = walk(state);
  const border = brief(2 / input ** 2);
  if (weights.length <= steps) {
    return `After ${weights.length - 1} steps the weight is too large for a number: press “reset”.`;
  }
  if (!valley(state).inside(weights.at(-1))) {
    const size = Math.abs(multiplier(state));
    if (alpha > 0 && size > 1) {
      return `off the picture: the error grows at each step, alpha is above the border ${border}.`;
    }
    return "off the picture: move the start weight nearer to the lowest point, or press “reset”.";
  }
  return steps >= MOST ? `${MOST} steps are drawn: press “reset” to begin again.` : "";
}

function prefersCalm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function render({ model, el }) {
  const place = mount(model, el);
  const given = { input: "input", goal: "goal", reach: "reach", mostAlpha: "most_alpha" };
  const state = () => ({
    ...Object.fromEntries(Object.entries(given).map(([name, trait]) => [name, model.get(trait)])),
    start: tidy(model.get("start")),
    alpha: tidy(model.get("alpha")),
    steps: model.get("steps"),
  });
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const step = (count) => set({ steps: Math.min(MOST, model.get("steps") + count) });

  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    run.textContent = "run";
  };
  const start = () => {
    if (prefersCalm()) return step(RUN);
    let left = RUN;
    run.textContent = "stop";
    timer = setInterval(() => {
      step(1);
      left -= 1;
      if (left === 0 || model.get("steps") >= MOST) stop();
    }, PAUSE);
  };
  const one = button("step", () => {
    stop();
    step(1);
  });
  const run = button("run", () => (timer === null ? start() : stop()));
  const reset = button("reset", () => {
    stop();
    const [first, alpha, steps] = model.get("beginning");
    set({ start: first, alpha, steps });
  });
  place.row.append(one, run, reset);

  const paint = () => {
    const now = state();
    place.problem(sentence(now));
    // Not "disabled": that would take the focus from the button just pressed.
    for (const made of [one, run]) made.setAttribute("aria-disabled", String(now.steps >= MOST));
    if (!Number.isFinite(now.alpha) || !Number.isFinite(now.start)) return;
    const shown = parts(now);
    fillIn(place.svg, shown);
    describe(place.svg, words(now));
    place.shows(shown.state.text);
  };
  paint();
  draggable(place.svg, (point) => handleAt(point, state(), (values) => slide(model, values)));
  model.on("change:start change:alpha change:steps", onNextFrame(paint));
  return stop;
}

export default { render };
