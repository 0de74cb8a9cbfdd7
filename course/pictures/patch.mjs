// A kernel that slides over a digit, its feature map and the pooled map (notebook 15).
import { button, numberHandle, setAttributes, wSum } from "./common.mjs";
import { byArrows, follow, onArrows, visible } from "./moving.mjs";
import { fixed, short } from "./numbers.mjs";

/** All that the drawing shows; `state` has pixels, shape, weights, row and column. */
function stateOf(state) {
  const { pixels, shape: [height, width], weights, row, column, growing } = state;
  const size = Math.sqrt(weights.length);
  const [down, across] = [height - size + 1, width - size + 1];
  const patchAt = (row, column) =>
    weights.map((_, k) => pixels[(row + Math.floor(k / size)) * width + column + (k % size)]);
  // Row after row, as notebook 15's `convolve` and `max_pool`.
  const cells = (down, across, value) =>
    Array.from({ length: down * across }, (_, i) => value(Math.floor(i / across), i % across));
  const sums = cells(down, across, (y, x) => wSum(patchAt(y, x), weights));
  const here = row * across + column;
  const map = growing ? sums.map((sum, i) => (i > here ? -Infinity : sum)) : sums;
  const [pooledDown, pooledAcross] = [down, across].map((side) => Math.floor(side / 2));
  const four = (y, x) => [0, 1, across, across + 1].map((step) => map[2 * (y * across + x) + step]);
  const pooled = cells(pooledDown, pooledAcross, (y, x) => Math.max(...four(y, x)));
  const [poolRow, poolColumn] = [Math.floor(row / 2), Math.floor(column / 2)];
  const inPool = poolRow < pooledDown && poolColumn < pooledAcross;
  const largest = inPool ? pooled[poolRow * pooledAcross + poolColumn] : null;
  const part = patchAt(row, column);
  return {
    ...{ ...state, size, part, sums, sum: sums[here], map: [map, across] },
    ...{ pooled: [pooled, pooledAcross], poolRow, poolColumn, largest },
  };
}

/** What is said of a place, by name, for the words that Python sent. */
export function textsOf(state) {
  const { texts, size, part, weights, row, column, sum, map, pooled, largest } = stateOf(state);
  const listed = (values, write) => {
    const rows = Array.from({ length: size }, (_, y) => values.slice(size * y, size * (y + 1)));
    return rows.map((row) => row.map(write).join(", ")).join("; ");
  };
  const span = ([values]) => {
    const there = values.filter(Number.isFinite);
    return `${fixed(Math.min(...there), 2)} to ${fixed(Math.max(...there), 2)}`;
  };
  return {
    ...{ ...texts, row, column, sum: short(sum, 3) },
    pixels: listed(part, (value) => fixed(value, 2)),
    weights: listed(weights, (value) => short(value, 2)),
    ...{ map_span: span(map), pooled_span: span(pooled) },
    largest: largest === null ? "left out" : short(largest, 3),
  };
}

/** Everything that changes, but for the words, by data-part. */
export function parts(given) {
  const state = stateOf(given);
  const { size, part, weights, row, column, sums, poolRow, poolColumn, largest } = state;
  const [left, top, scale] = state.digit;
  const at = ([x, y, cell], down, across) => ({ x: x + cell * across, y: y + cell * down });
  const most = Math.max(...sums.map(Math.abs)) || 1;
  const shares = ([values, across]) => {
    return { cells: [values.map((value) => (Number.isFinite(value) ? value / most : 0)), across] };
  };
  const shown = {
    outline: { ...at([left - 1, top - 1, scale], row, column), "data-row": row, "data-col": column },
    map: shares(state.map),
    pooled: shares(state.pooled),
    "map-outline": at(state.map_place, row, column),
    "pooled-outline": { ...at(state.pooled_place, poolRow, poolColumn), visibility: visible(largest !== null) },
  };
  for (const end of [0, 1]) {
    const edge = at(state.digit, row + end * size, column + size);
    shown[`edge-${end}`] = { x1: edge.x + 1, y1: edge.y };
  }
  part.forEach((pixel, k) => {
    const name = `${Math.floor(k / size)}-${k % size}`;
    const grey = Math.round(255 * (1 - pixel)).toString(16).padStart(2, "0");
    const ink = pixel > 0.53 ? "fill:#ffffff" : "fill:#000000";
    const sign = weights[k] > 0 ? "plus bold" : "minus bold";
    shown[`grey-${name}`] = { fill: `#${grey.repeat(3)}` };
    shown[`pixel-${name}`] = { style: ink, text: fixed(pixel, 2) };
    shown[`weight-${name}`] = { class: weights[k] ? sign : "soft", text: short(weights[k], 2) };
  });
  return shown;
}

function says(state) {
  const { row, column, sum } = stateOf(state);
  return `row ${row}, column ${column}: weighted sum ${short(sum, 3)}`;
}

function unfit(state) {
  return stateOf(state).sums.every(Number.isFinite) ? "" : "A weight is not a finite number: press reset.";
}

function render(view) {
  const { model } = view;
  const { shape: [height, width] } = model.get("given");
  const beginning = model.get("beginning");
  const size = Math.sqrt(beginning.weights.length);

  const moveTo = (row, column) => {
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    live.set({ row: within(row, height - size), column: within(column, width - size) });
  };
  const setWeights = (weights, selected = model.get("selected")) => {
    live.set({ weights, selected, weight: weights[selected] });
  };

  // --- What is dragged: a weight, or the patch in one of three pictures ---

  const ways = {
    "digit-area": (x, y) => [y * height - size / 2, x * width - size / 2],
    "map-area": (x, y) => [y * (height - size + 1) - 0.5, x * (width - size + 1) - 0.5],
  };
  const pooled = [height, width].map((side) => Math.floor((side - size + 1) / 2));
  ways["pooled-area"] = (x, y) => [2 * Math.floor(y * pooled[0]), 2 * Math.floor(x * pooled[1])];
  const handleAt = (point, { weights, ranges }, slide, target) => {
    const k = areas.indexOf(target);
    if (k >= 0) {
      const change = (weight) => setWeights(weights.map((old, i) => (i === k ? weight : old)), k);
      return numberHandle(ranges.weight, weights[k], change);
    }
    const toPlace = ways[target.dataset.part];
    if (!toPlace) return null;
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(target.getAttribute(name)));
    const move = (at) => moveTo(...toPlace((at.x - x) / w, (at.y - y) / h));
    return { cursor: "move", press: move, move };
  };

  // --- One weight is selected, the slider moves it ---

  let areas = [];
  const controls = ({ weights, selected }, { svg }) => {
    areas = [...svg.querySelectorAll('[data-part^="weight-area-"]')];
    areas.forEach((area, k) => {
      const chosen = k === selected;
      const [row, column] = [Math.floor(k / size) + 1, (k % size) + 1];
      setAttributes(area, {
        role: "radio",
        tabindex: chosen ? 0 : -1,
        "aria-checked": chosen,
        "aria-label": `row ${row}, column ${column}: ${short(weights[k], 2)}`,
      });
    });
    const [x, y] = ["x", "y"].map((name) => areas[selected].getAttribute(name));
    setAttributes(svg.querySelector('[data-part="selection"]'), { x, y, visibility: "visible" });
  };
  const going = { glides: ["row", "column"], by: Math.round };
  const live = follow(view, { textsOf, parts, says, handleAt, unfit, controls, going });
  const digit = live.place.svg.querySelector('[data-part="digit-area"]');
  const label = "The patch on the digit: arrow keys move it, with Shift five pixels at a time";
  byArrows(digit, label, (down, right) => moveTo(model.get("row") + down, model.get("column") + right), 5);
  setAttributes(areas[0].parentElement, {
    role: "radiogroup",
    "aria-label": "the weight that the slider moves",
  });
  areas.forEach((area, k) => {
    const select = (to) => setWeights(model.get("weights"), to);
    area.addEventListener("click", () => select(k));
    onArrows(area, (down, right) => {
      const row = (Math.floor(k / size) + down + size) % size;
      const to = row * size + ((k + right + size) % size);
      select(to);
      areas[to].focus();
    });
  });
  const weightMoved = () => {
    const [weights, selected] = [model.get("weights"), model.get("selected")];
    if (weights[selected] === model.get("weight")) return;
    // The slider counts in steps of 0.1 and arrives at 1.2000000000000002.
    const weight = Number(model.get("weight").toFixed(6));
    setWeights(weights.map((old, k) => (k === selected ? weight : old)));
  };
  model.on("change:weight", weightMoved);

  live.place.row.append(
    button("exchange rows and columns", () => {
      const old = model.get("weights");
      setWeights(old.map((_, k) => old[(k % size) * size + Math.floor(k / size)]));
    }),
    button("reset", () => {
      setWeights(beginning.weights);
      moveTo(beginning.row, beginning.column);
    }),
  );
  return () => {
    model.off("change:weight", weightMoved);
    live.end();
  };
}

export default { render };
