// Predict, compare, learn as one picture (notebook 00): a slider turns the knob of the weight.
import { short } from "./common.mjs";
import { coordinate, filled, follow, visible, whole } from "./scene.mjs";

/** What all texts and places follow from. A delta below 1e-9 is the noise of a slider's steps. */
export function numbers({ input, weight, goal }) {
  const product = input * weight;
  const prediction = Math.abs(product - goal) < 1e-9 ? goal : product;
  const delta = prediction - goal;
  return { prediction, delta, weightDelta: input * delta };
}

/** The knob at a point, if there is one: it turns as far as the pointer goes round its middle. */
export function handleAt({ x, y, near }, { weight, knobs, ends: [low, high], degrees }, set) {
  const knob = knobs.find(([cx, cy, r]) => Math.hypot(x - cx, y - cy) <= r + near / 2);
  if (!knob) return null;
  const angle = (point) => (Math.atan2(point.y - knob[1], point.x - knob[0]) * 180) / Math.PI;
  let before = angle({ x, y });
  const move = (point) => {
    const now = angle(point);
    const turned = ((now - before + 540) % 360) - 180; // the short way round
    before = now;
    weight = Math.min(Math.max(weight + turned / degrees, low), high);
    set({ weight });
  };
  return { cursor: "grab", move };
}

/** What is said at a weight, by name, in the words that Python sent. */
export function textsOf(state) {
  const { prediction, delta, weightDelta } = numbers(state);
  const [sign, comparison] = state.compared[Math.sign(delta) + 1];
  const [turn, mark, colour] = state.turned[Math.sign(weightDelta) + 1];
  return {
    ...state.texts,
    weight: short(state.weight),
    prediction: short(prediction, 3),
    percent: whole(100 * prediction, 1),
    delta: short(delta, 3),
    ...{ sign, comparison, turn, mark, colour },
    reason: state.reasons[weightDelta ? "turned" : delta ? "silent" : "right"],
  };
}

/** Everything that changes with the weight, but for the words, by data-part. */
export function parts(state, { colour }) {
  const { prediction, weightDelta } = numbers(state);
  const [[x1, y1], [x2, y2]] = state.knobs;
  const degrees = coordinate(state.degrees * state.weight);
  const [scale, zero] = state.scale;
  const top = zero - scale * Math.max(prediction, 0);
  const mirror = weightDelta > 0 ? ` translate(${2 * x2} 0) scale(-1 1)` : "";
  return {
    pointer: { transform: `rotate(${degrees} ${x1} ${y1})` },
    "pointer-learn": { transform: `rotate(${degrees} ${x2} ${y2})` },
    "bar-prediction": { y: top, height: scale * Math.abs(prediction) },
    "percent-prediction": { y: top - 16 + 5 },
    turn: { class: `head ${colour}` },
    arrow: {
      transform: `rotate(${degrees} ${x2} ${y2})${mirror}`,
      color: weightDelta > 0 ? "var(--minus)" : "var(--plus)",
      visibility: visible(weightDelta !== 0),
    },
  };
}

function says({ parts }, texts) {
  const [delta, turn] = [parts.delta, parts.turn].map((template) => filled(template, texts));
  return `prediction ${texts.prediction}, ${delta}: ${turn}`;
}

function render(view) {
  const { place, reset, end } = follow(view, { textsOf, parts, says, handleAt });
  place.row.append(reset);
  return end;
}

export default { render };
