// Points in a plane and a line that should part them: fills in what course.pictures.planes draws.
import { short } from "./common.mjs";
import { visible, whole } from "./scene.mjs";

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

export function corners({ low, high }) {
  return [[low, low], [high, low], [high, high], [low, high]];
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

function onePlane({ points, goals, line, names, chosen, trail, ring }, { left, low, high }, box) {
  const scale = box.side / (high - low);
  const at = ([x, y]) => [left + box.left + (x - low) * scale, box.top + (high - y) * scale];
  const spots = (points) => points.map((point) => at(point).map((coord) => coord.toFixed(2)));
  const path = (points) => spots(points).map((spot) => spot.join(",")).join(" ");
  const shown = {};
  if (chosen !== undefined) shown.frame = { visibility: visible(chosen) };
  if (trail) shown.trail = { points: path(trail) };
  if (line) {
    const { inside, cut } = halfPlane(corners({ low, high }), line);
    shown.region = { points: path(inside), visibility: visible(inside.length > 2) };
    const [[x1, y1], [x2, y2]] = spots(cut.length === 2 ? cut : corners({ low, high }));
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
export function inPlane({ left, low, high }, box, { x, y }) {
  const scale = box.side / (high - low);
  return [low + (x - left - box.left) / scale, high - (y - box.top) / scale];
}

/**
 * The plane at a point of the drawing: its count, its field, where the point is and what is near, and
 * `inside(point)` for other points; undefined if there is none.
 */
export function planeAt({ fields, box }, point) {
  const count = fields.findIndex((field) => {
    const { low, high } = field;
    return inPlane(field, box, point).every((coord) => coord >= low && coord <= high);
  });
  if (count < 0) return undefined;
  const field = fields[count];
  const inside = (other) => inPlane(field, box, other);
  const near = (point.near * (field.high - field.low)) / box.side;
  return { count, field, at: inside(point), near, inside };
}

/** How far a point is from a line; NaN or infinite if both weights are 0. */
export function farFrom([w1, w2, bias], [x, y]) {
  return Math.abs(w1 * x + w2 * y + bias) / Math.hypot(w1, w2);
}
