// Digits to leaf through, and the numbers of their pixels: course.pictures.browse.
import { button, howToRun, whenNoKernel } from "./common.mjs";
import { bytesOf } from "./maps.mjs";
import { byArrows, follow } from "./moving.mjs";
import { fixed } from "./numbers.mjs";

/** The digit with the number at hand, from the sheet or as Python has sent it, and the pixel's value. */
function digitOf({ number, numbers, sheet, labels, row, column, ...sent }) {
  const at = numbers.indexOf(number);
  const [pixels, label] =
    at >= 0
      ? [bytesOf(sheet).subarray(784 * at, 784 * (at + 1)), labels[at]]
      : [bytesOf(sent.other), sent.other_label];
  return { pixels, label, value: pixels[28 * row + column] };
}

/** The place in the sheet of the next digit of a class, after `place` and from the start again. */
export function nextOf(labels, digit, place) {
  for (let step = 1; step <= labels.length; step++) {
    const next = (place + step) % labels.length;
    if (labels[next] === digit) return next;
  }
  return place;
}

/** A state whose digit stands where it does in the sheet. */
export function completed(state, { numbers }) {
  return { ...state, place: Math.max(numbers.indexOf(state.number), 0) };
}

/** 60000 as 60,000. */
function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What is said of a digit and its pixel, by name, for the words that Python sent. */
export function textsOf({ number, total, row, column, ...state }) {
  const { pixels, label, value } = digitOf({ number, row, column, ...state });
  return {
    ...{ number: counted(number), total: counted(total), label, row, column, value },
    inked: pixels.filter((pixel) => pixel > 0).length,
    most: Math.max(...pixels),
    divided: fixed(value / 255, 3),
  };
}

/** Everything that changes, but for the words, by data-part. */
export function parts(state) {
  const { row, column, digit: [left, top, size], around } = state;
  const { pixels } = digitOf(state);
  const shown = {
    digit: { cells: [[...pixels].map((pixel) => pixel / 255), 28] },
    outline: { x: left + size * column, y: top + size * row },
  };
  const inside = (place) => place >= 0 && place < 28;
  const named = (place) => ({ text: inside(place) ? String(place) : "" });
  const steps = Array.from({ length: 2 * around + 1 }, (_, k) => k - around);
  steps.forEach((step, down) => {
    shown[`row-${step}`] = named(row + step);
    shown[`column-${step}`] = named(column + step);
    steps.forEach((aside, right) => {
      const [y, x, k] = [row + step, column + aside, down * steps.length + right];
      const value = inside(y) && inside(x) ? pixels[28 * y + x] : null;
      const grey = `rgb(${Array(3).fill(255 - value)})`;
      shown[`cell-${k}`] = { fill: value === null ? "var(--chip)" : grey };
      shown[`around-${k}`] = { text: String(value ?? ""), class: value > 136 ? "light" : "dark" };
    });
  });
  return shown;
}

function render(view) {
  const { model, el } = view;
  const { numbers, labels, total } = model.get("given");

  let before = null;
  const says = (state) => {
    const { number, row, column } = state;
    const { label, value } = digitOf(state);
    const pixel = `row ${row}, column ${column}: ${value}`;
    const said = `number ${number}, a ${label}; ${pixel}`;
    const news = number === before ? pixel : said;
    before = number;
    return [said, news];
  };
  const choices = Array.from({ length: 10 }, (_, digit) => {
    const choice = button(String(digit), () => leafTo(nextOf(labels, digit, model.get("place"))));
    choice.setAttribute("aria-label", `next ${digit}`);
    choice.disabled = !labels.includes(digit);
    return choice;
  });
  const controls = (state) => {
    const { label } = digitOf(state);
    choices.forEach((choice, digit) => choice.setAttribute("aria-pressed", digit === label));
  };
  const unlit = '[data-part^="around"], [data-part^="row"], [data-part^="column"]'; // all change
  const going = { glides: ["row", "column"], by: Math.round, unlit, completed };
  const { place, set, end } = follow(view, { textsOf, parts, says, controls, going });

  // --- Leafing ---

  const leafTo = (at) => {
    set({ place: (at + numbers.length) % numbers.length });
    placeMoved(); // also when the sheet's place is the same as before
  };
  const placeMoved = () => set({ number: numbers[model.get("place")] });
  const numberMoved = () => {
    const at = numbers.indexOf(model.get("number"));
    if (at >= 0 && at !== model.get("place")) set({ place: at });
  };
  place.row.append(
    button("previous", () => leafTo(model.get("place") - 1)),
    button("next", () => leafTo(model.get("place") + 1)),
    "jump to the next:",
    ...choices,
  );
  model.on("change:place", placeMoved);
  model.on("change:number", numberMoved);

  // --- Pointing at a pixel ---

  const area = place.svg.querySelector('[data-part="digit-area"]');
  const within = (value) => Math.min(Math.max(Math.floor(value), 0), 27);
  const pointAt = (row, column) => set({ row: within(row), column: within(column) });
  byArrows(area, "The digit's pixels: arrow keys go from one to the next", (down, right) => {
    pointAt(model.get("row") + down, model.get("column") + right);
  });
  // A finger moves what is drawn, not the page; touch-action does not do this inside an SVG.
  area.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  area.style.cursor = "crosshair";
  for (const kind of ["pointerdown", "pointermove"]) {
    area.addEventListener(kind, ({ clientX, clientY }) => {
      const { left, top, width, height } = area.getBoundingClientRect();
      pointAt((28 * (clientY - top)) / height, (28 * (clientX - left)) / width);
    });
  }

  // --- Python has the other digits ---

  const note = document.createElement("p");
  note.textContent =
    `These are ${numbers.length} of ${counted(total)} digits. To see any other by its ` +
    `number, ${howToRun()}.`;
  note.hidden = true;
  if (numbers.length < total) place.row.after(note);
  const python = whenNoKernel(model, el, (noKernel) => {
    note.hidden = !noKernel;
  });
  return () => {
    python.end();
    model.off("change:place", placeMoved);
    model.off("change:number", numberMoved);
    end();
  };
}

export default { render };
