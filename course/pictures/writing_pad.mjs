import { button } from "./common.mjs";
import { mnistWay } from "./nnlib_digits.mjs";

// A field to write a digit on, by mouse, finger, pen or keyboard. What is written is kept as
// strokes and as ink levels of our own making: a canvas shows them, but is never read back.

export const SIDE = 280;
const RADIUS = 10; // of the pen; a digit as high as two thirds of the pad has MNIST's stroke width
const STEP = 6; // of an arrow key

const PAD_STYLE = `
.write{flex:1 0 100%;min-width:0;display:flex;flex-wrap:wrap;gap:8px 20px;align-items:flex-start}
.paper{position:relative;width:min(280px,100%);aspect-ratio:1}
@media (min-width:700px) and (max-height:900px){.paper{width:220px}}
.paper canvas{width:100%;height:100%;touch-action:none;cursor:crosshair;background:#fff;
border:2px solid var(--nnlib-frame);border-radius:6px;box-sizing:border-box;display:block}
.paper canvas:focus-visible{outline-offset:-3px}
.pen{position:absolute;width:20px;height:20px;margin:-10px 0 0 -10px;border-radius:50%;
border:3px solid var(--nnlib-goal);box-sizing:border-box;pointer-events:none;display:none}
.pen.seen{display:block}.pen.down{background:var(--nnlib-goal)}
.beside{flex:1 1 210px;min-width:0;max-width:520px;font-size:15px}
.beside p{margin:0 0 6px}.beside .reads{font-size:18px;font-weight:600;min-height:1.3em}.beside .row{margin:0 0 8px}
.stages{display:flex;flex-wrap:wrap;gap:14px}.stages[hidden]{display:none}
.stages figure{margin:0}.stages figcaption{font-size:14px}
.stages canvas{height:84px;image-rendering:pixelated;background:#fff;border:1px solid var(--nnlib-frame);display:block}`;

/** Ink levels, 0 to 255, of strokes; a stroke is a list of points { x, y, r } in pixels. */
export function inkOf(strokes) {
  const levels = new Uint8Array(SIDE * SIDE);
  for (const stroke of strokes) {
    stroke.forEach((point, i) => addLine(levels, stroke[Math.max(i - 1, 0)], point));
  }
  return levels;
}

/** Add a line with round ends; its edge is as grey as the part of the pixel that it covers. */
function addLine(levels, from, to) {
  const reach = Math.max(from.r, to.r) + 1;
  const clip = (value) => Math.min(Math.max(Math.floor(value), 0), SIDE - 1);
  const [along, down] = [to.x - from.x, to.y - from.y];
  const length = along * along + down * down || 1;
  for (let y = clip(Math.min(from.y, to.y) - reach); y <= clip(Math.max(from.y, to.y) + reach); y++) {
    for (let x = clip(Math.min(from.x, to.x) - reach); x <= clip(Math.max(from.x, to.x) + reach); x++) {
      const [dx, dy] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const t = Math.min(Math.max((dx * along + dy * down) / length, 0), 1);
      const outside = Math.hypot(dx - t * along, dy - t * down) - from.r - t * (to.r - from.r);
      const level = Math.round(255 * Math.min(Math.max(0.5 - outside, 0), 1));
      if (level > levels[y * SIDE + x]) levels[y * SIDE + x] = level;
    }
  }
}

/** Show ink levels (0 to 255) on a canvas, as black ink; its paper is white on a dark page as well. */
function show(canvas, levels, width) {
  canvas.width = width;
  canvas.height = levels.length / width;
  const image = new ImageData(canvas.width, canvas.height);
  for (let i = 0; i < levels.length; i++) image.data[4 * i + 3] = levels[i];
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** 28 × 28 pixels as large as the pad. */
function enlarged(pixels) {
  const times = SIDE / 28;
  const levels = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < levels.length; i++) {
    const [row, column] = [Math.floor(i / SIDE / times), Math.floor((i % SIDE) / times)];
    levels[i] = pixels[28 * row + column];
  }
  return levels;
}

/**
 * Put a pad at the top of a mounted drawing. `examples` are pictures of 28 × 28 bytes, one for each
 * digit. `changed()` is called when something else is on the pad; the pad's `picture()` then gives
 * its 784 bytes. `show(pixels)` puts a picture there that was not written, `clear()` takes away what
 * is there, `say(words)` puts words beside the pad.
 */
export function writingPad({ root, announce }, examples, changed) {
  const place = document.createElement("div");
  place.className = "write";
  place.innerHTML = `<style>${PAD_STYLE}</style>
    <div class="paper"><canvas tabindex="0" role="application" aria-label="Pad to write a digit on:
      arrow keys move the pen, with Shift faster, Space puts it down or lifts it, Backspace takes
      the last stroke away"></canvas><div class="pen"></div></div>
    <div class="beside"><p class="reads"></p><p>Write a digit. By keyboard: arrow keys move the pen, Space puts it down
      and lifts it.</p><div class="row tools"></div>
      <div class="row" role="group" aria-label="Examples from the test set"></div>
      <div class="stages"><figure><figcaption>cut out</figcaption><canvas role="img"
        aria-label="The ink cut out"></canvas></figure><figure><figcaption>scaled to 20 × 20
        </figcaption><canvas role="img" aria-label="The ink scaled to 20 × 20"></canvas></figure>
      </div></div>`;
  root.querySelector(".scroll").before(place);
  const paper = place.querySelector(".paper canvas");
  const pen = place.querySelector(".pen");
  const stages = [...place.querySelectorAll(".stages canvas")];

  let strokes = [];
  let given = null; // a picture that was not written
  const before = []; // what was on the pad before each stroke, picture and clearing
  let tip = { x: SIDE / 2, y: SIDE / 4, down: false }; // the keyboard's pen

  const undo = button("undo", () => {
    lift();
    ({ strokes, given } = before.pop());
    update();
  });
  const clear = button("clear", wipe);
  place.querySelector(".tools").append(undo, clear);
  const choices = place.querySelector("[aria-label^=Examples]");
  choices.append("examples:");
  examples.forEach((pixels, digit) => {
    const choice = button(String(digit), () => put(pixels));
    choice.setAttribute("aria-label", `example of a ${digit}`);
    choices.append(choice);
  });

  const blank = () => strokes.length === 0 && !given;

  /** Keep what is on the pad for undo. */
  function remember() {
    before.push({ strokes: [...strokes], given });
  }

  function empty() {
    if (!blank()) remember();
    [strokes, given] = [[], null];
    lift();
  }

  function wipe() {
    empty();
    update();
  }

  function put(pixels) {
    empty();
    given = pixels;
    update();
  }

  /** Begin a stroke; a picture that was not written makes room for it. */
  function begin(point) {
    if (given) empty();
    else remember();
    strokes.push([point]);
    update();
  }

  function update() {
    undo.disabled = before.length === 0;
    clear.disabled = blank();
    changed();
  }

  /** What the network gets; also brings the canvases up to date. */
  function picture() {
    const levels = given ? enlarged(given) : inkOf(strokes);
    show(paper, levels, SIDE);
    const made = given ? null : mnistWay(levels, SIDE, SIDE);
    place.querySelector(".stages").hidden = !made;
    if (!made) return given ?? new Uint8Array(784);
    show(stages[0], made.cut.values.map((value) => 255 * value), made.cut.width);
    show(stages[1], made.scaled.values, made.scaled.width);
    return made.pixels;
  }

  // --- Pointer ---

  const point = (event) => {
    const box = paper.getBoundingClientRect();
    // A pen tells how hard it presses; a mouse and most fingers do not.
    const press = event.pointerType === "pen" && event.pressure > 0 ? event.pressure : 0.5;
    return {
      x: ((event.clientX - box.left) / box.width) * SIDE,
      y: ((event.clientY - box.top) / box.height) * SIDE,
      r: RADIUS * (0.6 + 0.8 * press),
    };
  };
  let writing = null; // the pointer that writes; a second finger does not
  paper.addEventListener("pointerdown", (event) => {
    if (writing !== null || event.button !== 0) return;
    writing = event.pointerId;
    paper.setPointerCapture(writing);
    pen.classList.remove("seen");
    lift();
    begin(point(event));
  });
  paper.addEventListener("pointermove", (event) => {
    if (event.pointerId !== writing) return;
    // A fast pen moves several times between two frames.
    const moves = event.getCoalescedEvents?.() ?? [];
    strokes.at(-1)?.push(...(moves.length ? moves : [event]).map(point));
    update();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    paper.addEventListener(end, (event) => {
      if (event.pointerId === writing) writing = null;
    });
  }

  // --- Keyboard ---

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const held = new Set(); // two arrows together go slantwise

  function lift() {
    tip.down = false;
    pen.classList.remove("down");
  }

  function movePen(far) {
    const clip = (value) => Math.min(Math.max(value, 0), SIDE);
    for (const key of held) {
      tip.x = clip(tip.x + far * ways[key][0]);
      tip.y = clip(tip.y + far * ways[key][1]);
    }
    if (!tip.down) return;
    strokes.at(-1)?.push({ x: tip.x, y: tip.y, r: RADIUS });
    update();
  }

  function putDown() {
    begin({ x: tip.x, y: tip.y, r: RADIUS });
    tip.down = true;
    pen.classList.add("down");
  }

  paper.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in ways) {
      held.add(event.key);
      movePen(event.shiftKey ? 4 * STEP : STEP);
    } else if (event.key === " ") {
      if (event.repeat) return event.preventDefault();
      if (tip.down) lift();
      else putDown();
      announce(tip.down ? "pen down" : "pen up");
    } else if (event.key === "Backspace") {
      if (before.length) undo.click();
    } else return;
    event.preventDefault();
    pen.classList.add("seen");
    pen.style.left = `${(100 * tip.x) / SIDE}%`;
    pen.style.top = `${(100 * tip.y) / SIDE}%`;
  });
  paper.addEventListener("keyup", (event) => held.delete(event.key));
  paper.addEventListener("blur", () => {
    held.clear();
    lift();
    pen.classList.remove("seen");
  });

  function say(words) {
    place.querySelector(".reads").textContent = words;
  }

  update();
  return { picture, show: put, clear: wipe, say };
}
