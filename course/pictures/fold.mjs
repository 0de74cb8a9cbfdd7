// XOR's hidden layer folds the plane (notebook 06): two ReLU units, moved by two sliders.
import { button, draggable, mount, onNextFrame, slide, tidy } from "./common.mjs";
import { badNumber, bracketed, whole } from "./scene.mjs";
import { farFrom, fieldsOf, inPlane, paintPlanes, planeAt, rightOnes } from "./planes.mjs";

const POINTS = [[0, 0], [0, 1], [1, 1], [1, 0]];
const XOR = [0, 1, 0, 1];
const BORDER = 0.5; // an output above it says 1

/** The sums of the hidden units "any" and "both" for a case, and what they pass on. */
export function hiddenLayer([a, b], { bias, bend }) {
  const sums = [a + b, a + b + bias];
  return { sums, hidden: bend ? sums.map((sum) => (sum > 0 ? sum : 0)) : sums };
}

/** The output unit's sums for the four cases. */
export function predictions(state) {
  return POINTS.map((point) => {
    const [any, both] = hiddenLayer(point, state).hidden;
    return any + state.weight * both;
  });
}

/** The three planes, as course.pictures.scenes.planes takes them. */
export function panels(state) {
  const layers = POINTS.map((point) => hiddenLayer(point, state));
  const { bias, weight, bend } = state;
  const shared = { goals: XOR, names: POINTS.map((point) => point.join(", ")) };
  const axes = { x_name: "any", y_name: "both" };
  const straight = [[0, bias], [2, 2 + bias]];
  return [
    { ...shared, points: POINTS, title: "the inputs" },
    { ...shared, ...axes, points: layers.map(({ sums }) => sums), title: "the sums", trail: straight },
    {
      ...shared,
      ...axes,
      points: layers.map(({ hidden }) => hidden),
      title: "the hidden units",
      trail: bend ? bent(bias) : straight,
      line: [1, weight, -BORDER],
    },
  ];
}

/** The line on which the sums lie, after ReLU: flat until "both" speaks, then rising. */
function bent(bias) {
  const kink = Math.min(Math.max(-bias, 0), 2);
  return [[0, Math.max(0, bias)], [kink, Math.max(0, kink + bias)], [2, Math.max(0, 2 + bias)]];
}

export function notes(state) {
  const said = predictions(state).map((value, i) => `(${POINTS[i].join(", ")}) → ${whole(value)}`);
  return [
    `any + ${bracketed(state.weight, whole)} × both, bend ${state.bend ? "on" : "off"}: ` +
      `${said.join(", ")}; above ${BORDER} it says 1`,
  ];
}

/** The handle at a point of the sums or the hidden units: a point goes up and down, the line turns. */
export function handleAt({ count, field, at, near }, state, set) {
  const panel = panels(state)[count];
  if (!panel.trail) return null; // the inputs stay where they are
  const close = ([x, y]) => Math.hypot(x - at[0], y - at[1]) <= 1.5 * near;
  if (panel.points.some(close)) {
    const move = (point) => set({ bias: state.bias + inPlane(field, point)[1] - at[1] });
    return { cursor: "ns-resize", axis: "y", move };
  }
  if (!panel.line || farFrom(panel.line, at) > near) return null;
  const side = Math.sign(at[1]) || 1; // of the place round which the line turns, (0.5, 0)
  const move = (point) => {
    const [x, y] = inPlane(field, point);
    set({ weight: (BORDER - x) / (side * Math.max(side * y, 0.01)) });
  };
  return { cursor: "grab", move };
}

function render({ model, el }) {
  const place = mount(model, el);
  const state = () => ({
    bias: tidy(model.get("bias")),
    weight: tidy(model.get("weight")),
    bend: model.get("bend"),
  });
  const paint = () => {
    const now = state();
    bend.textContent = `bend: ${now.bend ? "on" : "off"}`;
    const ranges = model.get("ranges");
    const sentence = badNumber({
      "bias of “both”": [now.bias, ...ranges.bias],
      "weight of “both”": [now.weight, ...ranges.weight],
    });
    place.problem(sentence);
    if (sentence) return;
    const shown = panels(now);
    paintPlanes(place.svg, shown, notes(now));
    place.shows(`right: ${rightOnes(shown[2])} of 4; bend ${now.bend ? "on" : "off"}`);
  };
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const bend = button("bend: on", () => set({ bend: !model.get("bend") }));
  const reset = button("reset", () => {
    const [bias, weight] = model.get("start");
    set({ bias, weight, bend: true });
  });
  place.row.append(bend, reset);
  const fields = fieldsOf(place.svg);
  draggable(place.svg, (point) => {
    const plane = planeAt(fields, point);
    return plane && handleAt(plane, state(), (values) => slide(model, values));
  });
  model.on("change:bias change:weight change:bend", onNextFrame(paint));
  paint();
}

export default { render };
