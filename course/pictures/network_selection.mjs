// What a slider of a live network moves: a weight, input, bias or goal, chosen in the drawing or
// dragged there.
import { draggable, numberHandle, pointUnder, setAttributes } from "./common.mjs";
import { changed, placeOf, rangeOf, valueAt } from "./network_state.mjs";
import { given } from "./numbers.mjs";

/** How far a point is from the line between two others. */
export function distance([x, y], [x1, y1, x2, y2]) {
  const [across, down] = [x2 - x1, y2 - y1];
  const share = ((x - x1) * across + (y - y1) * down) / (across ** 2 + down ** 2);
  const within = Math.min(Math.max(share, 0), 1);
  return Math.hypot(x - x1 - within * across, y - y1 - within * down);
}

/** Where a part stands: its own shape, not the words above it. */
const boxOf = (part) => (part.querySelector("rect, circle") ?? part).getBBox();

/** Every weight, input, bias and goal can be chosen, by pointer or by keyboard. */
export function selectable(plan, parts, svg, model, state, set) {
  const elements = new Map(); // of each key: of a weight there may be an old and a new one
  const edges = [];
  const ring = parts.find(({ part }) => part === "selection").element;
  for (const { element, part, path } of parts) {
    const key = [part.replace("new-", ""), ...path].join("/");
    if (part === "edge") edges.push([element, ["weight", ...path].join("/")]);
    if (!(key in plan.knobs)) continue;
    element.setAttribute("role", "radio");
    element.style.pointerEvents = "all"; // also inside a ring
    elements.set(key, [...(elements.get(key) ?? []), element]);
  }
  const keys = Object.keys(plan.knobs).filter((key) => elements.has(key));
  const seen = (key) => elements.get(key).find((element) => element.style.display !== "none");

  function select(key, preventScroll = false) {
    set({ selected: key });
    paint(state());
    seen(key)?.focus({ preventScroll });
  }

  /** An edge is too thin to be hit, so what is near to it will do. */
  function edgeAt({ x, y, near }) {
    const ends = (edge) => ["x1", "y1", "x2", "y2"].map((name) => Number(edge.getAttribute(name)));
    const found = edges
      .filter(([edge]) => edge.style.display !== "none")
      .map(([edge, key]) => [distance([x, y], ends(edge)), key])
      .filter(([far]) => far <= near)
      .sort(([a], [b]) => a - b);
    return found[0]?.[1];
  }

  function keyOf(target) {
    return keys.find((key) => elements.get(key).some((element) => element.contains(target)));
  }

  /** What a finger means that misses it by a little. */
  function keyNear({ x: px, y: py, near }) {
    const far = ({ x, y, width, height }) =>
      Math.hypot(Math.max(x - px, 0, px - x - width), Math.max(y - py, 0, py - y - height));
    const found = keys.filter(seen).map((key) => [far(boxOf(seen(key))), key]);
    const [nearest] = found.sort(([a], [b]) => a - b);
    return nearest[0] <= near / 2 ? nearest[1] : undefined;
  }

  function onClick(event) {
    const point = pointUnder(svg, event);
    const key = keyOf(event.target) ?? keyNear(point) ?? edgeAt(point);
    if (key) select(key);
  }

  /** Edges are everywhere: a finger on one of them scrolls the page. */
  function handleAt(point, target) {
    const key = keyOf(target) ?? keyNear(point) ?? (point.touch ? undefined : edgeAt(point));
    if (!key) return null;
    const [trait, path] = placeOf(key);
    const value = valueAt(model.get(trait), path);
    const start = Number.isFinite(value) ? value : 0;
    return numberHandle(rangeOf(plan, key, start), start, (moved) => {
      if (model.get("selected") !== key) select(key, true); // it stays under the pointer
      set({ [trait]: changed(model.get(trait), path, moved) });
    });
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

  function paint(now) {
    const chosen = model.get("selected");
    const first = seen(chosen) ? chosen : keys.find(seen);
    for (const key of keys) {
      const [trait, path] = placeOf(key);
      for (const element of elements.get(key)) {
        setAttributes(element, {
          "aria-checked": key === chosen,
          "aria-label": `${plan.knobs[key]}: ${given(valueAt(now[trait], path))}`,
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
  svg.setAttribute("aria-label", "What a slider moves");
  draggable(svg, handleAt);
  svg.addEventListener("click", onClick);
  svg.addEventListener("keydown", onKey);
  // Nothing has a place before it is on a page, where a cell out of sight is not.
  new ResizeObserver(() => paint(state())).observe(svg);
  return { keys, paint };
}
