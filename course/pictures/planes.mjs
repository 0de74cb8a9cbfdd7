// Points in a plane and a line that should part them: fills in what course.pictures.planes draws.
import { visible } from "./moving.mjs";
import { short, whole } from "./numbers.mjs";

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

export function corners({ x: [left, right], y: [low, high] }) {
  return [[left, low], [right, low], [right, high], [left, high]];
}

/** What is said of planes, by name, as _Panel.texts in planes.py; and the lines of text below them. */
export function planeTexts(panels, notes) {
  const texts = { notes: notes.filter(Boolean).join(" ") };
  notes.forEach((note, i) => (texts[`note_${i}`] = note));
  panels.forEach(({ points, line, ...panel }, count) => {
    points.forEach(([x, y], i) => (texts[`p${i}_${count}`] = `(${whole(x)}, ${whole(y)})`));
    if (!line) return;
    const [w1, w2, bias] = line.map((value) => short(value, 3));
    texts[`score_${count}`] = `right: ${rightOnes({ points, line, ...panel })} of ${points.length}`;
    texts[`equation_${count}`] = `weights ${w1} and ${w2}, bias ${bias}`;
    texts[`flat_${count}`] = line[0] === 0 && line[1] === 0 ? panel.flat : "";
  });
  return texts;
}

/** Everything in planes that may change, but for the words, by data-part. */
export function planeParts(panels, given) {
  const named = panels.flatMap((panel, count) =>
    Object.entries(onePlane(panel, given.fields[count], given.box)).map(([part, change]) => [
      `plane-${count} ${part}`,
      change,
    ]),
  );
  return Object.fromEntries(named);
}

function onePlane({ points, goals, line, names, chosen, trail, ring }, field, box) {
  const [wide, high] = scales(field, box);
  const [x0, y0] = [field.left + box.left, box.top];
  const at = ([x, y]) => [x0 + (x - field.x[0]) * wide, y0 + (field.y[1] - y) * high];
  const spots = (points) => points.map((point) => at(point).map((coord) => coord.toFixed(2)));
  const path = (points) => spots(points).map((spot) => spot.join(",")).join(" ");
  const shown = {};
  if (chosen !== undefined) shown.frame = { visibility: visible(chosen) };
  if (trail) shown.trail = { points: path(trail) };
  if (line) {
    const { inside, cut } = halfPlane(corners(field), line);
    shown.region = { points: path(inside), visibility: visible(inside.length > 2) };
    const [[x1, y1], [x2, y2]] = spots(cut.length === 2 ? cut : corners(field));
    shown.line = { x1, y1, x2, y2, visibility: visible(cut.length === 2) };
    const good = rightOnes({ points, goals, line }) === points.length;
    shown.score = { class: `head ${good ? "good" : "minus"}` };
    shown.flat = { visibility: visible(line[0] === 0 && line[1] === 0) };
  }
  const places = spots(points).map((spot) => `translate(${spot.join(" ")})`);
  points.forEach((point, i) => {
    shown[`point-${i}`] = { transform: places[i] };
    const wrong = line && answers(line, point) !== Boolean(goals[i]);
    if (line) shown[`wrong-${i}`] = { visibility: visible(wrong) };
    if (!names) return;
    // Points that share a place share the name of the first.
    const here = points.flatMap((other, j) => (String(other) === String(point) ? [j] : []));
    shown[`name-${i}`] = { text: here[0] === i ? here.map((j) => names[j]).join(" / ") : "" };
  });
  if (ring !== undefined) {
    shown.ring = { transform: places[ring ?? 0], visibility: visible(ring !== null) };
  }
  return shown;
}

/** Where a point of the drawing lies in a plane, in its own numbers. */
export function inPlane(field, box, { x, y }) {
  const [wide, high] = scales(field, box);
  return [field.x[0] + (x - field.left - box.left) / wide, field.y[1] - (y - box.top) / high];
}

/** How many px a 1 takes to the right and upwards. */
function scales({ x, y }, { side }) {
  return [side / (x[1] - x[0]), side / (y[1] - y[0])];
}

/**
 * The plane at a point of the drawing: its count, its field, where the point is and what is near, and
 * `inside(point)` for other points; undefined if there is none.
 */
export function planeAt({ fields, box }, point) {
  const count = fields.findIndex((field) => {
    const at = inPlane(field, box, point);
    return [field.x, field.y].every(([low, high], axis) => at[axis] >= low && at[axis] <= high);
  });
  if (count < 0) return undefined;
  const field = fields[count];
  const inside = (other) => inPlane(field, box, other);
  const near = point.near / Math.min(...scales(field, box));
  return { count, field, at: inside(point), near, inside };
}

/** How far a point is from a line; NaN or infinite if both weights are 0. */
export function farFrom([w1, w2, bias], [x, y]) {
  return Math.abs(w1 * x + w2 * y + bias) / Math.hypot(w1, w2);
}
