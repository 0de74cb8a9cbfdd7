import { button, fixed, howToRun, mount, onNextFrame, whenNoKernel } from "./common.mjs";
import { paintCells } from "./cells.mjs";
import { describe, filled, fillIn } from "./scene.mjs";

// Digits to leaf through, and the numbers of their pixels: course.pictures.browse.

export const AROUND = 3; // pixels on each side of the one that is pointed at

/** The numbers around a pixel, row after row; null beyond the picture's border. */
export function around(pixels, row, column, side = 28) {
  const numbers = [];
  for (let y = row - AROUND; y <= row + AROUND; y++) {
    for (let x = column - AROUND; x <= column + AROUND; x++) {
      const inside = y >= 0 && y < side && x >= 0 && x < side;
      numbers.push(inside ? pixels[y * side + x] : null);
    }
  }
  return numbers;
}

/** The place in the sheet of the next digit of a class, after `place` and from the start again. */
export function nextOf(labels, digit, place) {
  for (let step = 1; step <= labels.length; step++) {
    const next = (place + step) % labels.length;
    if (labels[next] === digit) return next;
  }
  return place;
}

/** 60000 as 60,000. */
function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What is said of a digit and its pixel, by name, for the words that Python sent. */
export function textsOf({ number, total, label, pixels, row, column }) {
  const value = pixels[28 * row + column];
  return {
    ...{ number: counted(number), total: counted(total), label, row, column, value },
    inked: pixels.filter((pixel) => pixel > 0).length,
    most: Math.max(...pixels),
    divided: fixed(value / 255, 3),
  };
}

/** Return a function that brings the drawing up to date. */
function follow(svg) {
  const part = (name) => svg.querySelector(`[data-part="${name}"]`);
  const area = part("digit-area");
  const [left, top, width] = ["x", "y", "width"].map((name) => Number(area.getAttribute(name)));
  const cell = width / 28;

  function showAround({ pixels, row, column }) {
    around(pixels, row, column).forEach((value, k) => {
      const text = part(`around-${k}`);
      text.textContent = value ?? "";
      text.setAttribute("class", value > 136 ? "light" : "dark");
      const grey = value === null ? "var(--chip)" : `rgb(${Array(3).fill(255 - value)})`;
      text.previousElementSibling.setAttribute("fill", grey);
    });
    for (let step = -AROUND; step <= AROUND; step++) {
      const named = (place) => (place >= 0 && place < 28 ? place : "");
      part(`row-${step}`).textContent = named(row + step);
      part(`column-${step}`).textContent = named(column + step);
    }
  }

  return (state) => {
    const { pixels, row, column, texts, words } = state;
    paintCells(part("digit"), Array.from(pixels, (pixel) => pixel / 255), 28);
    fillIn(svg, { outline: { x: left + cell * column, y: top + cell * row } });
    const said = textsOf(state);
    for (const [name, template] of Object.entries(texts)) part(name).textContent = filled(template, said);
    showAround(state);
    describe(svg, filled(words, said));
  };
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function render({ model, el }) {
  const place = mount(model, el);
  const { svg } = place;
  svg.setAttribute("role", "group"); // a picture may hold nothing that can be used
  const bytes = (name) => {
    const view = model.get(name);
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  };
  const [sheet, numbers, labels] = [bytes("sheet"), model.get("numbers"), model.get("labels")];
  const given = model.get("given");
  const show = follow(svg);

  /** The digit with the number at hand: from the sheet, or what Python has sent. */
  function current() {
    const number = model.get("number");
    const at = numbers.indexOf(number);
    const known = at >= 0 ? sheet.slice(784 * at, 784 * (at + 1)) : bytes("other");
    const label = at >= 0 ? labels[at] : model.get("other_label");
    const [row, column] = [model.get("row"), model.get("column")];
    return { ...given, number, at, pixels: known, label, row, column };
  }

  let before = null;
  const paint = onNextFrame(() => {
    const state = current();
    show(state);
    choices.forEach((choice, digit) => {
      choice.setAttribute("aria-pressed", digit === state.label);
    });
    const value = state.pixels[28 * state.row + state.column];
    const pixel = `row ${state.row}, column ${state.column}: ${value}`;
    const said = `number ${state.number}, a ${state.label}; ${pixel}`;
    place.shows(said, state.number === before ? pixel : said);
    before = state.number;
  });

  // --- Leafing ---

  const put = (values) => {
    model.set(values);
    model.save_changes();
  };
  const leafTo = (at) => {
    put({ place: (at + numbers.length) % numbers.length });
    placeMoved(); // also when the sheet's place is the same as before
  };
  const placeMoved = () => put({ number: numbers[model.get("place")] });
  const numberMoved = () => {
    const { at } = current();
    if (at >= 0 && at !== model.get("place")) put({ place: at });
    paint();
  };
  const choices = Array.from({ length: 10 }, (_, digit) => {
    const choice = button(String(digit), () => leafTo(nextOf(labels, digit, model.get("place"))));
    choice.setAttribute("aria-label", `next ${digit}`);
    choice.disabled = !labels.includes(digit);
    return choice;
  });
  place.row.append(
    button("previous", () => leafTo(model.get("place") - 1)),
    button("next", () => leafTo(model.get("place") + 1)),
    "jump to the next:",
    ...choices,
  );

  // --- Pointing at a pixel ---

  const area = svg.querySelector('[data-part="digit-area"]');
  area.setAttribute("tabindex", 0);
  area.setAttribute("role", "application");
  area.setAttribute("aria-label", "The digit's pixels: arrow keys go from one to the next");
  // A finger moves what is drawn, not the page; touch-action does not do this inside an SVG.
  area.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  area.style.cursor = "crosshair";
  const within = (value) => Math.min(Math.max(Math.floor(value), 0), 27);
  for (const kind of ["pointerdown", "pointermove"]) {
    area.addEventListener(kind, (event) => {
      const box = area.getBoundingClientRect();
      put({
        row: within((28 * (event.clientY - box.top)) / box.height),
        column: within((28 * (event.clientX - box.left)) / box.width),
      });
    });
  }
  area.addEventListener("keydown", (event) => {
    if (!(event.key in ARROWS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [down, right] = ARROWS[event.key];
    put({ row: within(model.get("row") + down), column: within(model.get("column") + right) });
  });

  // --- Python has the other digits ---

  const note = document.createElement("p");
  note.textContent =
    `These are ${numbers.length} of ${counted(given.total)} digits. To see any other by its ` +
    `number, ${howToRun()}.`;
  note.hidden = true;
  if (numbers.length < given.total) place.row.after(note);

  const painted = "change:row change:column";
  model.on("change:place", placeMoved);
  model.on("change:number", numberMoved);
  model.on(painted, paint);
  paint();
  const python = whenNoKernel(model, el, (noKernel) => {
    note.hidden = !noKernel;
  });
  return () => {
    python.end();
    model.off("change:place", placeMoved);
    model.off("change:number", numberMoved);
    model.off(painted, paint);
  };
}

export default { render };
