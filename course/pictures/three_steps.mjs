// Predict, compare, learn as one picture (notebook 00): a slider turns the knob of the weight.
import { button, draggable, mount, onNextFrame, short, slide, tidy } from "./common.mjs";
import { badNumber, coordinate, describe, filled, fillIn, visible, whole } from "./scene.mjs";

/** What all texts and places follow from. A delta below 1e-9 is the noise of a slider's steps. */
export function numbers({ input, weight, goal }) {
  const product = input * weight;
  const prediction = Math.abs(product - goal) < 1e-9 ? goal : product;
  const delta = prediction - goal;
  return { prediction, delta, weightDelta: input * delta };
}

/** The knob at a point, if there is one: it turns as far as the pointer goes round its middle. */
export function knobAt({ x, y, near }, { weight, knobs, ends: [low, high], degrees }, turnTo) {
  const knob = knobs.find(([cx, cy, r]) => Math.hypot(x - cx, y - cy) <= r + near / 2);
  if (!knob) return null;
  const angle = (point) => (Math.atan2(point.y - knob[1], point.x - knob[0]) * 180) / Math.PI;
  let before = angle({ x, y });
  const move = (point) => {
    const now = angle(point);
    const turned = ((now - before + 540) % 360) - 180; // the short way round
    before = now;
    weight = Math.min(Math.max(weight + turned / degrees, low), high);
    turnTo(weight);
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

/** Everything that changes with the weight, by data-part. */
export function parts(state) {
  const { prediction, weightDelta } = numbers(state);
  const texts = textsOf(state);
  const [[x1, y1], [x2, y2]] = state.knobs;
  const degrees = coordinate(state.degrees * state.weight);
  const [scale, zero] = state.scale;
  const top = zero - scale * Math.max(prediction, 0);
  const mirror = weightDelta > 0 ? ` translate(${2 * x2} 0) scale(-1 1)` : "";
  const shown = {
    pointer: { transform: `rotate(${degrees} ${x1} ${y1})` },
    "pointer-learn": { transform: `rotate(${degrees} ${x2} ${y2})` },
    "bar-prediction": { y: top, height: scale * Math.abs(prediction) },
    "percent-prediction": { y: top - 16 + 5 },
    turn: { class: `head ${texts.colour}` },
    arrow: {
      transform: `rotate(${degrees} ${x2} ${y2})${mirror}`,
      color: weightDelta > 0 ? "var(--minus)" : "var(--plus)",
      visibility: visible(weightDelta !== 0),
    },
  };
  for (const [part, template] of Object.entries(state.parts)) {
    shown[part] = { ...shown[part], text: filled(template, texts) };
  }
  return shown;
}

function render({ model, el }) {
  const place = mount(model, el);
  const state = () => ({ ...model.get("given"), weight: tidy(model.get("weight")) });
  const paint = () => {
    const now = state();
    const sentence = badNumber({ "the weight": [now.weight, ...now.ends] });
    place.problem(sentence);
    if (sentence) return;
    const shown = parts(now);
    fillIn(place.svg, shown);
    describe(place.svg, filled(now.words, textsOf(now)));
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
