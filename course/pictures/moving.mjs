// How a live drawing follows its values: Python's still, filled in anew in the next frame.
import { paintCells } from "./cells.mjs";
import { button, draggable, listen, mount, onNextFrame, setAttributes, slide, write } from "./common.mjs";
import { brief, coordinate, fixed, tidy } from "./numbers.mjs";

export function visible(here) {
  return here ? "visible" : "hidden";
}

/**
 * Give elements with a data-part what they show: { part: { text, cells, x, visibility… } }. A part of
 * a part is named after it: "plane-0 line".
 */
export function fillIn(root, parts) {
  for (const [path, { text, cells, ...attributes }] of Object.entries(parts)) {
    const element = root.querySelector(path.replace(/\S+/g, '[data-part="$&"]'));
    if (text !== undefined) write(element, text);
    if (cells) paintCells(element, ...cells);
    for (const [name, value] of Object.entries(attributes)) {
      setAttributes(element, { [name]: typeof value === "number" ? coordinate(value) : value });
    }
  }
}

/** Words with {name} filled in, as course.pictures.shapes.filled; what is empty leaves no gap. */
export function filled(template, texts) {
  return template.replace(/\{(\w+)\}/g, (_, name) => texts[name]).replace(/ +/g, " ").trim();
}

/**
 * A sentence if a number that has a slider is none, or lies where the slider can't go; only Python
 * can set such a number.
 */
export function badNumber({ ranges, ...state }) {
  for (const [trait, [low, high, , name]] of Object.entries(ranges)) {
    const value = state[trait];
    const way = "move its slider, or press “reset”.";
    if (!Number.isFinite(value)) return `${name} is ${fixed(value)}: ${way}`;
    const beyond = Math.max(low - value, value - high) > 1e-9 * (high - low);
    const range = `${brief(low)} to ${brief(high)}`;
    if (beyond) return `${name} is ${brief(value)}, but its slider goes from ${range}: ${way}`;
  }
  return "";
}

/** What a state looks like: its `parts`, those with words of Python's `given.parts`, and its `words`. */
export function painted({ textsOf, parts }, state) {
  const said = textsOf(state);
  const shown = parts(state, said);
  for (const [part, template] of Object.entries(state.parts)) {
    shown[part] = { ...shown[part], text: filled(template, said) };
  }
  return { said, parts: shown, words: filled(state.words, said) };
}

/** What comes of a state where Python has drawn the picture at each stop of a slider: base.py's `film`. */
export const film = {
  textsOf: (state) => ({ words: state.film.words[stopOf(state)] }),
  parts(state) {
    const stop = stopOf(state);
    const now = (looks) => Object.fromEntries(Object.entries(looks).map(([name, at]) => [name, at[stop]]));
    const parts = Object.entries(state.film.parts).map(([part, looks]) => [part, now(looks)]);
    return Object.fromEntries(parts);
  },
};

function stopOf({ film: { trait }, ranges, ...state }) {
  const [low, , step] = ranges[trait];
  return Math.round((state[trait] - low) / step);
}

/**
 * Have a drawing follow what moves in it, which base.py's `moving` has named. A picture tells what comes
 * of a state: `textsOf(state)` by name, `parts(state, texts)` by data-part, `says(state, texts)` for
 * who can't see it, maybe the handle at a point, a `sentence` about what went wrong, and why it is
 * `unfit` to be drawn; `controls(state, place)` brings its buttons up to date; `listen` says what
 * `going` is, by which it goes into another state. Or it is a function of what is returned that tells
 * all this, and how to `paint`. Returns the `place` on the page, `state()`, `set(values)`, `isOwn()`,
 * which says whether it is that or a slider that changes something now, a button `reset` and `end()`.
 */
export function follow(view, told) {
  const { model, el } = view;
  const place = mount(model, el);
  const beginning = model.get("beginning");
  const state = () => {
    const now = { ...model.get("given"), ranges: model.get("ranges") };
    for (const [name, first] of Object.entries(beginning)) {
      const value = model.get(name); // a number that is none comes from Python as a text
      now[name] = typeof first === "number" ? tidy(value) : value;
    }
    return now;
  };
  let own = false;
  const set = (values) => {
    own = true;
    model.set(values);
    own = false;
    model.save_changes();
  };
  const reset = button("reset", () => set(beginning));
  const live = { place, state, set, isOwn: () => own, reset };
  const picture = typeof told === "function" ? told(live) : told;
  const { says, handleAt, sentence, unfit, controls, going, paint: fill = fillParts } = picture;
  const paint = () => {
    const now = state();
    controls?.(now, place);
    const bad = badNumber(now) || unfit?.(now);
    place.problem(bad || (sentence?.(now) ?? ""));
    if (bad) return;
    const { said, words } = fill(place, now, picture);
    write(place.svg.querySelector("desc"), words);
    place.shows(...[says(now, said)].flat());
  };
  if (handleAt) {
    const slideTo = (values) => slide(model, values);
    draggable(place.svg, (point, target) => handleAt(point, state(), slideTo, target));
  }
  const changes = Object.keys(beginning).map((name) => `change:${name}`).join(" ");
  const soon = onNextFrame(paint);
  model.on(changes, soon);
  listen(view, place.svg, { ...going, set });
  paint();
  return { ...live, end: () => model.off(changes, soon) };
}

/** Fill in what a state looks like by a picture's `textsOf` and `parts`. */
function fillParts({ svg }, state, picture) {
  const { said, parts, words } = painted(picture, state);
  fillIn(svg, parts);
  return { said, words };
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** Call `move(down, right)` for the arrow keys; with Shift it is `far` at a time. */
export function onArrows(element, move, far = 1) {
  element.addEventListener("keydown", (event) => {
    if (!(event.key in ARROWS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(...ARROWS[event.key].map((step) => step * (event.shiftKey ? far : 1)));
  });
}

/** Have an area of a drawing reached by Tab, and what is in it moved by the arrow keys. */
export function byArrows(area, label, move, far) {
  area.ownerSVGElement.setAttribute("role", "group"); // a picture may hold nothing that can be used
  setAttributes(area, { tabindex: 0, role: "application", "aria-label": label });
  onArrows(area, move, far);
}
