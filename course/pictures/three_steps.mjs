// Predict, compare, learn as one picture (notebook 00): a slider turns the knob of the weight.
import { film, follow } from "./moving.mjs";

/** The knob at a point, if there is one: it turns as far as the pointer goes round its middle. */
export function handleAt({ x, y, near }, { weight, knobs, degrees, ranges }, set) {
  const [low, high] = ranges.weight;
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

function says(state) {
  const { prediction, delta, turn } = film.parts(state);
  return `prediction ${prediction.text}, ${delta.text}: ${turn.text}`;
}

function render(view) {
  const { place, reset, end } = follow(view, { ...film, says, handleAt, going: { glides: ["weight"] } });
  place.row.append(reset);
  return end;
}

export default { render };
