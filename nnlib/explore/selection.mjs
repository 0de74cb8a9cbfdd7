// What the one slider of a live network moves: a weight, input, bias or goal, chosen in the drawing.
import { setAttributes } from "./common.mjs";
import { given } from "./figures.mjs";
import { nameOf, placeOf, readState, valueAt } from "./state.mjs";

const NEAR = 10; // px: an edge is too thin to be hit, so a click this near to it will do

/** How far a point is from the line between two others. */
export function distance([x, y], [x1, y1, x2, y2]) {
  const [across, down] = [x2 - x1, y2 - y1];
  const share = ((x - x1) * across + (y - y1) * down) / (across ** 2 + down ** 2);
  const within = Math.min(Math.max(share, 0), 1);
  return Math.hypot(x - x1 - within * across, y - y1 - within * down);
}

/** Every weight, input, bias and goal can be chosen, by pointer or by keyboard. */
export function selectable(plan, parts, svg, model) {
  const elements = new Map();
  const edges = [];
  const ring = parts.find(({ part }) => part === "selection").element;
  for (const kind of ["input", "weight", "new-weight", "bias", "goal", "edge"]) {
    for (const place of parts.filter(({ part }) => part === kind)) {
      const { element, layer, to, from, index } = place;
      const name = kind === "edge" || kind === "new-weight" ? "weight" : kind;
      const key = [name, layer, to, from, index].filter((n) => n !== undefined).join("/");
      element.style.cursor = "pointer";
      if (kind === "edge") {
        edges.push([element, key]);
        continue;
      }
      element.addEventListener("click", () => select(key));
      element.setAttribute("role", "radio");
      elements.set(key, [...(elements.get(key) ?? []), element]);
    }
  }
  const keys = [...elements.keys()];
  const seen = (key) => elements.get(key).find((element) => element.style.display !== "none");

  function select(key) {
    model.set("selected", key);
    model.save_changes();
    paint(readState(model));
    seen(key)?.focus({ preventScroll: false });
  }

  function onClick(event) {
    if (event.target.closest("[role=radio]")) return;
    const inSvg = svg.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inSvg);
    const ends = (edge) => ["x1", "y1", "x2", "y2"].map((name) => Number(edge.getAttribute(name)));
    const near = edges
      .filter(([edge]) => edge.style.display !== "none")
      .map(([edge, key]) => [distance([x, y], ends(edge)), key])
      .filter(([far]) => far <= NEAR)
      .sort(([a], [b]) => a - b);
    if (near.length) select(near[0][1]);
  }

  function onKey(event) {
    const visible = keys.filter(seen);
    const now = visible.indexOf(model.get("selected"));
    const to = {
      ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1,
      Home: 0, End: visible.length - 1, Enter: Math.max(now, 0), " ": Math.max(now, 0),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves to another cell on arrow keys
    select(visible[(to + visible.length) % visible.length]);
  }

  function paint(state) {
    const chosen = model.get("selected");
    const first = seen(chosen) ? chosen : keys.find(seen);
    for (const key of keys) {
      const [trait, path] = placeOf(key);
      for (const element of elements.get(key)) {
        setAttributes(element, {
          "aria-checked": key === chosen,
          "aria-label": `${nameOf(plan, key)}: ${given(valueAt(state[trait], path))}`,
          tabindex: key === first ? 0 : -1,
        });
      }
    }
    const element = seen(chosen);
    ring.style.display = element ? "" : "none";
    if (!element) return;
    const edge = 4;
    const { x, y, width, height } = boxOf(element);
    setAttributes(ring, {
      x: x - edge, y: y - edge, width: width + 2 * edge, height: height + 2 * edge,
    });
  }

  svg.setAttribute("role", "radiogroup");
  svg.setAttribute("aria-label", "What the slider moves");
  svg.addEventListener("click", onClick);
  svg.addEventListener("keydown", onKey);
  return { keys, paint };
}

/** Where a part lies: its chip or circle; only words without one must be measured, which is slow. */
function boxOf(element) {
  const shape = element.firstElementChild;
  const [x, y, width, height, cx, cy, r] = ["x", "y", "width", "height", "cx", "cy", "r"].map((name) =>
    Number(shape.getAttribute(name)),
  );
  if (shape.tagName === "rect") return { x, y, width, height };
  if (shape.tagName === "circle") return { x: cx - r, y: cy - r, width: 2 * r, height: 2 * r };
  return element.getBBox();
}
