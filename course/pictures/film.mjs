// A picture at each stop of a slider, which Python has drawn: base.py's `film`.
import { film, follow } from "./moving.mjs";

function render(view) {
  const { trait } = view.model.get("given").film;
  const says = (state, { words }) => words;
  const { place, reset, end } = follow(view, { ...film, says, going: { glides: [trait] } });
  place.row.append(reset);
  return end;
}

export default { render };
