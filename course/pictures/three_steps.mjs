// Predict, compare, learn as one picture (notebook 00): a slider turns the knob of the weight.
import { button, draggable, mount, onNextFrame, short, slide, tidy } from "./common.mjs";
import { badNumber, bracketed, coordinate, describe, fillIn, visible, whole } from "./scene.mjs";

/** What all texts and places follow from. A delta below 1e-9 is the noise of a slider's steps. */
export function numbers({ input, weight, goal }) {
  const product = input * weight;
  const prediction = Math.abs(product - goal) < 1e-9 ? goal : product;
  const delta = prediction - goal;
  return { input, weight, goal, prediction, delta, weightDelta: input * delta };
}

const KNOBS = [[160, 146, 32], [800, 146, 44]]; // x, y, radius; as in course.pictures.scenes.three_steps

/** How far a knob turns for a weight of 1, in degrees; it stands at 0 for none. */
function turnOfOne({ low, high }) {
  return 135 / (Math.max(Math.abs(low), Math.abs(high)) || 1);
}

/** The knob at a point, if there is one: it turns as far as the pointer goes round its middle. */
export function knobAt({ x, y, near }, state, turnTo) {
  const knob = KNOBS.find(([cx, cy, r]) => Math.hypot(x - cx, y - cy) <= r + near / 2);
  if (!knob) return null;
  const angle = (point) => (Math.atan2(point.y - knob[1], point.x - knob[0]) * 180) / Math.PI;
  let [before, weight] = [angle({ x, y }), state.weight];
  const move = (point) => {
    const now = angle(point);
    const degrees = ((now - before + 540) % 360) - 180; // the short way round
    before = now;
    weight = Math.min(Math.max(weight + degrees / turnOfOne(state), state.low), state.high);
    turnTo(weight);
  };
  return { cursor: "grab", move };
}

/** Everything that changes with the weight, by data-part; as course.pictures.scenes.three_steps draws it. */
export function parts(state) {
  const now = numbers(state);
  const { input, weight, prediction, delta, weightDelta } = now;
  const degrees = turnOfOne(state) * weight;
  const way = turn(weightDelta);
  return {
    pointer: dial(...KNOBS[0], degrees),
    "pointer-learn": dial(...KNOBS[1], degrees),
    prediction: { text: short(prediction, 3) },
    weight: { text: `weight ${short(weight)}` },
    product: { text: `${short(input)} × ${short(weight)} = ${short(prediction, 3)}` },
    sign: { text: delta > 0 ? ">" : delta < 0 ? "<" : "=" },
    delta: { text: difference(now) },
    arrow: {
      transform: turned(800, 146, degrees, weightDelta),
      color: weightDelta > 0 ? "var(--minus)" : "var(--plus)",
      visibility: visible(weightDelta !== 0),
    },
    turn: { text: way.words + way.mark, class: `head ${way.colour}` },
    reason: { text: reason(now) },
    ...bars(state, now),
  };
}

/** What the picture shows, in words; as the words of course.pictures.scenes.three_steps. */
export function words(state) {
  const now = numbers(state);
  const comparison = now.delta > 0 ? "greater than" : now.delta < 0 ? "less than" : "equal to";
  const percent = (share) => `${whole(100 * share, 1)} %`;
  return (
    `Predict: ${state.name} ${short(now.input)} times weight ${short(now.weight)} gives the ` +
    `prediction ${short(now.prediction, 3)}. Compare: the prediction, ${percent(now.prediction)}, ` +
    `is ${comparison} the truth, ${percent(now.goal)}. Learn: the knob of the weight: ` +
    `${turn(now.weightDelta).words}. Then again, with the new weight. D` +
    `${difference(now).slice(1)}.`
  );
}

function turn(weightDelta) {
  if (weightDelta > 0) return { words: "turn down", mark: " ▼", colour: "minus" };
  if (weightDelta < 0) return { words: "turn up", mark: " ▲", colour: "plus" };
  return { words: "leave it", mark: "", colour: "good" };
}

function reason({ weightDelta, delta }) {
  if (weightDelta) return "so that the error falls";
  return delta ? "an input of 0 can teach it nothing" : "the error is 0 already";
}

function difference({ prediction, goal, delta }) {
  const second = bracketed(goal, (value) => short(value, 3));
  return `delta = ${short(prediction, 3)} − ${second} = ${short(delta, 3)}`;
}

/** The two ends of a knob's pointer, so many degrees clockwise from the top. */
function dial(x, y, radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const at = (far) => [x + far * Math.sin(angle), y - far * Math.cos(angle)].map(coordinate);
  const [[x1, y1], [x2, y2]] = [at(radius * 0.2), at(radius - 4)];
  return { x1, y1, x2, y2 };
}

function turned(x, y, degrees, weightDelta) {
  const mirror = weightDelta > 0 ? " scale(-1 1)" : "";
  return (
    `translate(${x} ${y}) rotate(${coordinate(degrees)})${mirror} ` + `translate(${-x} ${-y})`
  );
}

/** Prediction and truth on one scale, which holds for all weights of the slider. */
function bars({ input, low, high }, { prediction, goal }) {
  const extremes = [prediction, goal, input * low, input * high];
  const [bottom, top] = [Math.min(0, ...extremes), Math.max(1, ...extremes)];
  const scale = 110 / (top - bottom);
  const floor = 222 + scale * bottom;
  const bar = (value) => {
    const height = scale * Math.abs(value);
    return { y: coordinate(value >= 0 ? floor - height : floor), height: coordinate(height) };
  };
  const shape = bar(prediction);
  return {
    "bar-prediction": shape,
    "percent-prediction": {
      text: `${whole(100 * prediction, 1)} %`,
      y: coordinate(Number(shape.y) - 16 + 5),
    },
  };
}

function render({ model, el }) {
  const place = mount(model, el);
  const state = () => {
    const given = ["input", "goal", "low", "high", "name"].map((key) => [key, model.get(key)]);
    return { ...Object.fromEntries(given), weight: tidy(model.get("weight")) };
  };
  const paint = () => {
    const now = state();
    const sentence = badNumber({ "the weight": [now.weight, now.low, now.high] });
    place.problem(sentence);
    if (sentence) return;
    const shown = parts(now);
    fillIn(place.svg, shown);
    describe(place.svg, words(now));
    place.shows(`prediction ${shown.prediction.text}, ${shown.delta.text}: ${shown.turn.text}`);
  };
  place.row.append(
    button("reset", () => {
      model.set("weight", model.get("start"));
      model.save_changes();
    }),
  );
  const turnTo = (weight) => slide(model, { weight });
  draggable(place.svg, (point) => knobAt(point, state(), turnTo));
  model.on("change:weight", onNextFrame(paint));
  paint();
}

export default { render };
