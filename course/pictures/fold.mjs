// XOR's hidden layer folds the plane (notebook 06): two ReLU units, moved by two sliders.
import { button } from "./common.mjs";
import { filled, follow } from "./moving.mjs";
import { bracketed, whole } from "./numbers.mjs";
import { farFrom, planeAt, planeParts, planeTexts, rightOnes } from "./planes.mjs";

/** What a unit passes on: below 0 nothing; all without the bend, and a part while that comes. */
function bent(value, bend) {
  return value > 0 ? value : value * (1 - bend);
}

/** What "any" and "both" pass on for the four cases. */
export function hiddenLayer({ bias, bend, panels: [{ points }] }) {
  return points.map(([a, b]) => [a + b, a + b + bias].map((value) => bent(value, bend)));
}

/** The output unit's sums for the four cases. */
export function predictions(state) {
  return hiddenLayer(state).map(([any, both]) => any + state.weight * both);
}

/** The three planes as Python sent them, with the points and lines of the moment. */
export function panels(state) {
  const { bias, weight, bend } = state;
  const [inputs, sums, hidden] = state.panels;
  const straight = [[0, bias], [2, 2 + bias]];
  const kink = Math.min(Math.max(-bias, 0), 2);
  const kinked = [0, kink, 2].map((x) => [x, bent(x + bias, bend)]);
  const [one, , border] = hidden.line;
  return [
    inputs,
    { ...sums, points: hiddenLayer({ ...state, bend: false }), trail: straight },
    {
      ...hidden,
      points: hiddenLayer(state),
      trail: bend ? kinked : straight,
      line: [one, weight, border],
    },
  ];
}

/** What is said of the planes, and of the outputs in the note below them. */
export function textsOf(state) {
  const cases = state.panels[0].points;
  const said = predictions(state).map((value, i) => `(${cases[i].join(", ")}) → ${whole(value)}`);
  const weight = bracketed(state.weight, whole);
  const bend = state.bend ? "on" : "off";
  return planeTexts(panels(state), [filled(state.note, { weight, bend, outputs: said.join(", ") })]);
}

export function parts(state) {
  return planeParts(panels(state), state);
}

/** The handle at a point of the sums or the hidden units: a point goes up and down, the line turns. */
export function handleAt(point, state, set) {
  const { count, at, near, inside } = planeAt(state, point) ?? {};
  const panel = panels(state)[count];
  if (!panel?.trail) return null; // the inputs stay where they are
  const close = ([x, y]) => Math.hypot(x - at[0], y - at[1]) <= 1.5 * near;
  if (panel.points.some(close)) {
    const move = (point) => set({ bias: state.bias + inside(point)[1] - at[1] });
    return { cursor: "ns-resize", axis: "y", move };
  }
  if (!panel.line || farFrom(panel.line, at) > near) return null;
  const side = Math.sign(at[1]) || 1; // of the place round which the line turns, (0.5, 0)
  const move = (point) => {
    const [x, y] = inside(point);
    set({ weight: (-panel.line[2] - x) / (side * Math.max(side * y, 0.01)) });
  };
  return { cursor: "grab", move };
}

function says(state) {
  return `right: ${rightOnes(panels(state)[2])} of 4; bend ${state.bend ? "on" : "off"}`;
}

function render(view) {
  const bend = button("", () => live.set({ bend: !live.state().bend }));
  const controls = (state) => (bend.textContent = `bend: ${state.bend ? "on" : "off"}`);
  const live = follow(view, { textsOf, parts, says, handleAt, controls, going: { glides: ["bias", "weight", "bend"] } });
  live.place.row.append(bend, live.reset);
  return live.end;
}

export default { render };
