// A kernel that slides over a digit, its feature map and the pooled map (notebook 15).
import { button, draggable, fixed, mount, numberHandle, onNextFrame, short } from "./common.mjs";
import { paintCells } from "./cells.mjs";
import { describe, filled, fillIn, visible } from "./scene.mjs";

/** The weighted sum at every place, row after row, as notebook 15's `convolve`. */
export function convolve(pixels, height, width, weights) {
  const size = Math.sqrt(weights.length);
  const [down, across] = [height - size + 1, width - size + 1];
  const output = new Array(down * across).fill(0);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        const from = (row + Math.floor(k / size)) * width + column + (k % size);
        sum += pixels[from] * weights[k];
      }
      output[row * across + column] = sum;
    }
  }
  return output;
}

/** The largest of each 2 × 2, as notebook 15's `max_pool`; an odd last row or column is left out. */
export function maxPool(map, height, width) {
  const [down, across] = [Math.floor(height / 2), Math.floor(width / 2)];
  return Array.from({ length: down * across }, (_, i) => {
    const corner = 2 * Math.floor(i / across) * width + 2 * (i % across);
    return Math.max(map[corner], map[corner + 1], map[corner + width], map[corner + width + 1]);
  });
}

/** All that the drawing shows. `given` has pixels, shape, weights, row and column. */
export function stateOf({ pixels, shape: [height, width], weights, row, column, ...given }) {
  const size = Math.sqrt(weights.length);
  const [down, across] = [height - size + 1, width - size + 1];
  const part = weights.map(
    (_, k) => pixels[(row + Math.floor(k / size)) * width + column + (k % size)],
  );
  const map = convolve(pixels, height, width, weights);
  const pooled = maxPool(map, down, across);
  const pooledAcross = Math.floor(across / 2);
  const [poolRow, poolColumn] = [Math.floor(row / 2), Math.floor(column / 2)];
  const inPool = poolRow < Math.floor(down / 2) && poolColumn < pooledAcross;
  return {
    ...given,
    ...{ size, across, part, map, pooled, pooledAcross, weights, row, column },
    sum: map[row * across + column],
    largest: inPool ? pooled[poolRow * pooledAcross + poolColumn] : null,
  };
}

function span(values) {
  return `${fixed(Math.min(...values), 2)} to ${fixed(Math.max(...values), 2)}`;
}

/** What is said of a place, by name, for the words that Python sent. */
export function textsOf({ texts, size, part, weights, row, column, sum, map, pooled }) {
  const rows = (words) => {
    return words.map((word, k) => word + (k + 1 === words.length ? "" : (k + 1) % size ? ", " : "; "));
  };
  return {
    ...{ ...texts, row, column, sum: short(sum, 3) },
    pixels: rows(part.map((value) => fixed(value, 2))).join(""),
    weights: rows(weights.map((value) => short(value, 2))).join(""),
    ...{ map_span: span(map), pooled_span: span(pooled) },
  };
}

function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** Everything that changes, by data-part. */
export function parts(state) {
  const { size, part, weights, row, column, sum, map, largest } = state;
  const [left, top, scale] = state.digit;
  const at = ([x, y, cell], across, down) => ({ x: x + cell * across, y: y + cell * down });
  const shown = {
    outline: { x: left + scale * column - 1, y: top + scale * row - 1, "data-row": row, "data-col": column },
    sum: { text: short(sum, 3) },
    "map-outline": at(state.map_place, column, row),
    "pooled-outline": {
      ...at(state.pooled_place, Math.floor(column / 2), Math.floor(row / 2)),
      visibility: visible(largest !== null),
    },
    place: { text: `row ${row}, column ${column}` },
    "map-value": { text: short(sum, 3) },
    "pooled-value": { text: largest === null ? "left out" : short(largest, 3) },
    "map-span": { text: span(map) },
  };
  for (const end of [0, 1]) {
    const edge = { x1: left + scale * (column + size) + 1, y1: top + scale * (row + end * size) };
    shown[`edge-${end}`] = edge;
  }
  part.forEach((pixel, k) => {
    const name = `${Math.floor(k / size)}-${k % size}`;
    const grey = Math.round(255 * (1 - pixel)).toString(16).padStart(2, "0");
    const sign = weights[k] > 0 ? "plus bold" : "minus bold";
    shown[`grey-${name}`] = { fill: `#${grey.repeat(3)}` };
    shown[`pixel-${name}`] = {
      style: pixel > 0.53 ? "fill:#ffffff" : "fill:#000000",
      text: fixed(pixel, 2),
    };
    shown[`weight-${name}`] = {
      class: weights[k] === 0 ? "soft" : sign,
      text: short(weights[k], 2),
    };
  });
  return shown;
}

/** Bring the drawing up to date. */
function paintAll(svg, state) {
  const { map, across, pooled, pooledAcross } = state;
  const most = Math.max(...map.map(Math.abs)) || 1;
  const group = (name) => svg.querySelector(`[data-part="${name}"]`);
  paintCells(group("map"), map.map((value) => value / most), across);
  paintCells(group("pooled"), pooled.map((value) => value / most), pooledAcross);
  fillIn(svg, parts(state));
  describe(svg, filled(state.words, textsOf(state)));
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function render({ model, el }) {
  const place = mount(model, el);
  const { svg } = place;
  svg.setAttribute("role", "group"); // a picture may hold nothing that can be used
  const view = model.get("pixels");
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const pixels = new Float64Array(bytes.slice().buffer);
  const given = model.get("given");
  const [height, width] = given.shape;
  const size = Math.sqrt(given.weights.length);

  const paint = onNextFrame(() => {
    const [row, column] = [model.get("row"), model.get("column")];
    const state = stateOf({ ...given, pixels, weights: model.get("weights"), row, column });
    const finite = state.map.every(Number.isFinite);
    place.problem(finite ? "" : "A weight is not a finite number: press reset.");
    if (finite) paintAll(svg, state);
    chooseArea();
    place.shows(`row ${row}, column ${column}: weighted sum ${short(state.sum, 3)}`);
  });

  // --- The patch moves ---

  function moveTo(row, column) {
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    model.set({ row: within(row, height - size), column: within(column, width - size) });
    model.save_changes();
  }

  const ways = {
    "digit-area": (x, y) => [y * height - size / 2, x * width - size / 2],
    "map-area": (x, y) => [y * (height - size + 1) - 0.5, x * (width - size + 1) - 0.5],
  };
  const pooled = [height, width].map((side) => Math.floor((side - size + 1) / 2));
  ways["pooled-area"] = (x, y) => [2 * Math.floor(y * pooled[0]), 2 * Math.floor(x * pooled[1])];
  draggable(svg, (point, target) => {
    const k = areas.indexOf(target);
    if (k >= 0) {
      const old = model.get("weights");
      return numberHandle(model.get("ranges").weight, old[k], (weight) => {
        model.set({ selected: k, weights: old.map((value, i) => (i === k ? weight : value)), weight });
        model.save_changes();
      });
    }
    const toPlace = ways[target.dataset.part];
    if (!toPlace) return null;
    const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(target.getAttribute(name)));
    const move = (at) => moveTo(...toPlace((at.x - x) / w, (at.y - y) / h));
    return { cursor: "move", press: move, move };
  });

  const digit = svg.querySelector('[data-part="digit-area"]');
  put(digit, {
    tabindex: 0,
    role: "application",
    "aria-label": "The patch on the digit: arrow keys move it, with Shift five pixels at a time",
  });
  digit.addEventListener("keydown", (event) => {
    if (!(event.key in ARROWS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [down, right] = ARROWS[event.key].map((step) => step * (event.shiftKey ? 5 : 1));
    moveTo(model.get("row") + down, model.get("column") + right);
  });

  // --- One weight is selected, the slider moves it ---

  const areas = [...svg.querySelectorAll('[data-part^="weight-area-"]')];
  put(areas[0].parentElement, { role: "radiogroup", "aria-label": "the weight that the slider moves" });

  function select(k) {
    model.set({ selected: k, weight: model.get("weights")[k] });
    model.save_changes();
  }

  function chooseArea() {
    areas.forEach((area, k) => {
      const chosen = k === model.get("selected");
      const [row, column] = [Math.floor(k / size) + 1, (k % size) + 1];
      put(area, {
        role: "radio",
        tabindex: chosen ? 0 : -1,
        "aria-checked": chosen,
        "aria-label": `row ${row}, column ${column}: ${short(model.get("weights")[k], 2)}`,
        "stroke-width": chosen ? 3 : 0,
      });
    });
  }

  areas.forEach((area, k) => {
    area.addEventListener("click", () => select(k));
    area.addEventListener("keydown", (event) => {
      if (!(event.key in ARROWS)) return;
      event.preventDefault();
      const [down, right] = ARROWS[event.key];
      const row = (Math.floor(k / size) + down + size) % size;
      const to = row * size + ((k + right + size) % size);
      select(to);
      areas[to].focus();
    });
  });

  function setWeights(weights) {
    model.set({ weights, weight: weights[model.get("selected")] });
    model.save_changes();
  }

  const weightMoved = () => {
    const weights = [...model.get("weights")];
    if (weights[model.get("selected")] === model.get("weight")) return;
    // The slider counts in steps of 0.1 and arrives at 1.2000000000000002.
    weights[model.get("selected")] = Number(model.get("weight").toFixed(6));
    setWeights(weights);
  };
  place.row.append(
    button("exchange rows and columns", () => {
      const old = model.get("weights");
      setWeights(old.map((_, k) => old[(k % size) * size + Math.floor(k / size)]));
    }),
    button("reset", () => {
      setWeights(given.weights);
      moveTo(given.row, given.column);
    }),
  );

  const painted = ["weights", "row", "column", "selected"].map((name) => `change:${name}`).join(" ");
  model.on("change:weight", weightMoved);
  model.on(painted, paint);
  paint();
  return () => {
    model.off("change:weight", weightMoved);
    model.off(painted, paint);
  };
}

export default { render };
