// Points in a plane and a line that should part them, as course.pictures.scenes.planes draws them.
import { short } from "./common.mjs";
import { coordinate, fillIn, visible, whole } from "./scene.mjs";

const SIDE = 220; // px of a field, and where it lies in its plane
const TOP = 52;
const LEFT = 58;
const REACH = 13; // of a cross

/** Is the point on the side where the line says 1? */
export function answers([w1, w2, bias], [x, y]) {
  return x * w1 + y * w2 + bias > 0;
}

export function rightOnes({ points, goals, line }) {
  return points.filter((point, i) => answers(line, point) === Boolean(goals[i])).length;
}

/** The part of a polygon where the line says 1, and where its border is cut. */
export function halfPlane(corners, line) {
  const value = ([x, y]) => line[0] * x + line[1] * y + line[2];
  const inside = [];
  const cut = [];
  corners.forEach((here, i) => {
    const there = corners[(i + 1) % corners.length];
    const [now, next] = [value(here), value(there)];
    if (now > 0) inside.push(here);
    if (now > 0 === next > 0) return;
    const share = now / (now - next);
    const crossing = here.map((coord, axis) => coord + share * (there[axis] - coord));
    inside.push(crossing);
    cut.push(crossing);
  });
  return { inside, cut };
}

/**
 * Everything in a plane that may change, by data-part. `panel` is what course.pictures.scenes.plane takes:
 * points, goals, line, names, ring, chosen, trail; `field` says where it lies: left, low, high.
 */
export function planeParts(panel, { left, low, high }) {
  const scale = SIDE / (high - low);
  const at = ([x, y]) => [left + LEFT + (x - low) * scale, TOP + (high - y) * scale];
  const corners = [[low, low], [high, low], [high, high], [low, high]];
  const { points, line, chosen = false, trail } = panel;
  const shown = { frame: { visibility: visible(chosen) } };
  if (trail) shown.trail = { points: path(trail.map(at)) };
  if (line) Object.assign(shown, lineParts(panel, halfPlane(corners, line), at));
  points.forEach((point, i) => Object.assign(shown, pointParts(panel, i, at(point))));
  return shown;
}

function path(spots) {
  return spots.map((spot) => spot.map(coordinate).join(",")).join(" ");
}

function lineParts(panel, { inside, cut }, at) {
  const { line, points } = panel;
  const right = rightOnes(panel);
  const flat = line[0] === 0 && line[1] === 0;
  const parts = {
    region: { points: path(inside.map(at)), visibility: visible(inside.length > 2) },
    line: { visibility: visible(cut.length === 2) },
    score: {
      text: `right: ${right} of ${points.length}`,
      class: `head ${right === points.length ? "good" : "minus"}`,
    },
    equation: { text: equation(line) },
    flat: { visibility: visible(flat) },
  };
  if (cut.length === 2) {
    const [[x1, y1], [x2, y2]] = cut.map((point) => at(point).map(coordinate));
    Object.assign(parts.line, { x1, y1, x2, y2 });
  }
  return parts;
}

function equation([w1, w2, bias]) {
  return `weights ${short(w1, 3)} and ${short(w2, 3)}, bias ${short(bias, 3)}`;
}

/** A point's mark, its cross, its name and the ring round it. */
function pointParts({ points, goals, line, names, ring }, i, [x, y]) {
  const mark = goals[i]
    ? { x: coordinate(x - 9), y: coordinate(y - 9) }
    : { cx: coordinate(x), cy: coordinate(y) };
  const parts = { [`point-${i}`]: mark };
  if (line) {
    const [a, b, c, d] = [x - REACH, x + REACH, y - REACH, y + REACH].map(coordinate);
    const wrong = answers(line, points[i]) !== Boolean(goals[i]);
    parts[`wrong-${i}`] = { d: `M${a} ${c}L${b} ${d}M${a} ${d}L${b} ${c}`, visibility: visible(wrong) };
  }
  if (names) {
    // Points that share a place share the name of the first.
    const here = points.flatMap((point, j) => (String(point) === String(points[i]) ? [j] : []));
    const text = here[0] === i ? here.map((j) => names[j]).join(" / ") : "";
    parts[`name-${i}`] = { x: coordinate(x + 13), y: coordinate(y + 17 + 5), text };
  }
  if ((ring ?? 0) === i) {
    parts.ring = { cx: coordinate(x), cy: coordinate(y), visibility: visible((ring ?? null) !== null) };
  }
  return parts;
}

/** Where a point of the drawing lies in a plane, in its own numbers. */
export function inPlane({ left, low, high }, { x, y }) {
  const scale = SIDE / (high - low);
  return [low + (x - left - LEFT) / scale, high - (y - TOP) / scale];
}

/** The plane at a point of the drawing: its count and its field; undefined if there is none. */
export function planeAt(fields, point) {
  const count = fields.findIndex((field) => {
    const [x, y] = inPlane(field, point);
    return [x, y].every((coord) => coord >= field.low && coord <= field.high);
  });
  if (count < 0) return undefined;
  const field = fields[count];
  const near = (point.near * (field.high - field.low)) / SIDE;
  return { count, field, at: inPlane(field, point), near };
}

/** How far a point is from a line; NaN or infinite if both weights are 0. */
export function farFrom([w1, w2, bias], [x, y]) {
  return Math.abs(w1 * x + w2 * y + bias) / Math.hypot(w1, w2);
}

/** The fields of all planes in a drawing. */
export function fieldsOf(svg) {
  return [...svg.querySelectorAll('[data-part^="plane-"]')].map(({ dataset: { left, low, high } }) => ({
    left: Number(left), low: Number(low), high: Number(high),
  }));
}

/** What a plane shows, in words. */
export function planeWords(panel) {
  const { title, points, goals, line, names, x_name = "input 1", y_name = "input 2" } = panel;
  const said = points.map((point, i) => {
    const named = names ? `${names[i]}: ` : "";
    return `${named}(${point.map((coord) => whole(coord)).join(", ")}) has goal ${goals[i]}`;
  });
  const start = `${title}: ${x_name} and ${y_name}; ${said.join(", ")}.`;
  if (!line) return start;
  const note = line[0] === 0 && line[1] === 0 ? " (no line: both weights are 0)" : "";
  const score = `right: ${rightOnes(panel)} of ${points.length}`;
  return `${start} Line with ${equation(line)}${note}; ${score}.`;
}

/** Keep a drawing's planes and notes up to date; returns its words. */
export function paintPlanes(svg, panels, notes) {
  const fields = fieldsOf(svg);
  panels.forEach((panel, count) => {
    fillIn(svg.querySelector(`[data-part="plane-${count}"]`), planeParts(panel, fields[count]));
  });
  fillIn(svg, Object.fromEntries(notes.map((text, count) => [`note-${count}`, { text }])));
  const words = [...panels.map(planeWords), ...notes.filter(Boolean)].join(" ");
  svg.querySelector("desc").textContent = words;
  return words;
}
