// The tools of live drawings: arithmetic, elements, buttons, pointer and keys.
import { tidy } from "./numbers.mjs";

// --- Arithmetic, as in nnlib.linalg -------------------------------------------------------------

export function wSum(a, b) {
  let output = 0;
  for (let i = 0; i < a.length; i++) output += a[i] * b[i];
  return output;
}

export function vectMatMul(vect, matrix) {
  return matrix.map((row) => wSum(vect, row));
}

export function outerProd(vecA, vecB) {
  return vecA.map((a) => vecB.map((b) => a * b));
}

// --- The page -----------------------------------------------------------------------------------

// Its colours are those of course.pictures.svg.
const STYLE = `
:host{display:flex;flex-flow:row wrap;align-items:center;align-content:start;gap:6px 20px;contain:layout style;min-width:0;
font-family:"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif;color:inherit}
.scroll,p{flex:1 0 100%;box-sizing:border-box;min-width:0;max-width:100%;margin:0}
.scroll{overflow-x:auto;scrollbar-color:var(--nnlib-frame) transparent}
.scroll[data-more]{--left:#000;--right:#000;
mask:linear-gradient(to right,var(--left),#000 48px,#000 calc(100% - 48px),var(--right))}
.scroll[data-more~=left]{--left:transparent}.scroll[data-more~=right]{--right:transparent}
.scroll>svg{display:block;max-width:100%;height:auto;cursor:default;user-select:none;-webkit-user-select:none}
.row{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
.row:empty{display:none}
button{font:inherit;font-size:15px;min-height:max(30px,var(--nnlib-finger));min-width:var(--nnlib-finger);padding:2px 9px;border:1px solid var(--nnlib-frame);
border-radius:6px;background:var(--nnlib-field);color:var(--nnlib-ink);cursor:pointer}
button[aria-pressed=true]{background:var(--nnlib-plus);color:var(--nnlib-paper);
border-color:var(--nnlib-plus)}
button:is(:disabled,[aria-disabled=true]){border-style:dashed;opacity:.75;cursor:default}
button:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--nnlib-goal);outline-offset:2px}
@media (forced-colors:active){button[aria-pressed=true]{forced-color-adjust:none;background:Highlight;
color:HighlightText}button:disabled{color:GrayText;border-color:GrayText}}
.problem{padding:6px 10px;border-left:4px solid var(--nnlib-minus);background:var(--nnlib-warn);color:var(--nnlib-ink)}
.problem:empty,:host(:not(.with-python)) .needs-python{display:none}
:host(.pale) :is(.scroll,canvas,.row>span,p:not(.problem)){opacity:.25}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{button{display:none}.scroll>svg{min-width:0!important}}`;

/**
 * Put the model's drawing on the page, in a shadow root so that its style stays its own.
 * Returns the places that a live drawing fills: the svg, a row for buttons, and the functions
 * `problem(sentence)` (empty: none), and for screen readers `announce(words)` of what happens and
 * `shows(words)` of what is there now.
 */
export function mount(model, el) {
  const root = el.shadowRoot ?? el.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${STYLE}</style><div class="scroll" role="group" aria-label="Drawing"
    tabindex="-1"></div>
    <div class="row"></div><p class="problem" role="alert"></p>
    <p class="hidden" role="status" aria-live="polite"></p>`;
  const scroll = root.querySelector(".scroll");
  scroll.innerHTML = model.get("svg");
  // On a narrow page the arrow keys scroll it; else Tab has nothing to stop at.
  const cue = () => {
    const beyond = scroll.scrollWidth - scroll.clientWidth;
    const more = { left: scroll.scrollLeft > 1, right: beyond - scroll.scrollLeft > 1 };
    scroll.tabIndex = beyond > 1 ? 0 : -1;
    const sides = ["left", "right"].filter((side) => more[side]).join(" ");
    setAttributes(scroll, { "data-more": sides || null });
  };
  scroll.addEventListener("scroll", cue);
  new ResizeObserver(cue).observe(scroll);
  whenOnPage(el, (box) => {
    nameSliders(box);
    letScroll(box);
    if (box.firstElementChild === el) arrange(box, el, scroll.firstElementChild);
  });
  // JupyterLab's own shortcuts (arrows, Space, Enter) would move on in the notebook.
  el.dataset.lmSuppressShortcuts = "true";
  const announce = calmly((words) => {
    root.querySelector("[role=status]").textContent = words;
  });
  return {
    root,
    scroll,
    svg: scroll.querySelector("svg"),
    row: root.querySelector(".row"),
    problem: (sentence) => {
      write(root.querySelector(".problem"), sentence);
    },
    announce,
    shows: whenNew(announce),
  };
}

/** Give an element a text. What it shows already is left alone: the page need not lay it out anew. */
export function write(element, words) {
  if (element.textContent !== String(words)) element.textContent = words;
}

/** Set attributes, but for those that are as they should be; null takes one away. */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

/** A function that runs at most twice a second, and always with the last words it was given. */
function calmly(speak) {
  let timer = null;
  let last = null;
  return (words) => {
    last = words;
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      speak(last);
    }, 500);
  };
}

/**
 * A function that says words when they have changed, or else the `news` in them. What stands there
 * at first is no news, and neither is what a slider does that finds its step.
 */
function whenNew(announce) {
  let before = null;
  return (words, news = words) => {
    if (before !== null && words !== before) announce(news);
    before = words;
  };
}

/** A button that works by pointer, touch and keyboard. */
export function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

// --- States -------------------------------------------------------------------------------------

const GLIDE = 700; // ms
const GLOW = 1200; // ms
const GLOWING = "drop-shadow(0 0 2px var(--goal)) drop-shadow(0 0 7px var(--goal))";

/**
 * Have a drawing go into the state that an event "state" on its element tells: `detail.state` lies
 * over the beginning, whatever was there, and `completed` adds what follows from it. With
 * `detail.glide` what `glides` names moves there, rounded `by` a function, and what changes is lit,
 * but for parts that are `unlit`. An event cancels the one before. So the clicker takes a drawing
 * through a slide.
 */
export function listen({ model, el }, svg, { completed = (state) => state, glides, by, unlit, set }) {
  const light = lamp(svg, unlit);
  let frame = 0;
  el.addEventListener("state", ({ detail: { state, glide } }) => {
    cancelAnimationFrame(frame);
    const to = completed({ ...model.get("beginning"), ...state }, model.get("given"));
    if (!glide || matchMedia("(prefers-reduced-motion: reduce)").matches) return set(to);
    const from = glides.map((name) => model.get(name));
    let begun = null;
    const go = (now) => {
      begun ??= now;
      const passed = Math.min((now - begun) / GLIDE, 1);
      const share = passed ** 2 * (3 - 2 * passed); // it starts and stops gently
      const moved = glides.map((name, i) => [name, mixed(from[i], to[name], share, by)]);
      set({ ...to, ...Object.fromEntries(moved) });
      if (passed < 1) frame = requestAnimationFrame(go);
    };
    light();
    frame = requestAnimationFrame(go);
  });
}

/** A number, also in lists, so far on its way between two; what is none is there at once. */
function mixed(from, to, share, by = (value) => value) {
  if (share === 1 || from === null || to === null) return to;
  if (Array.isArray(to)) return to.map((value, i) => mixed(from[i], value, share, by));
  return by(Number(from) + share * (to - from));
}

/** A function that lights each part of a drawing that changes from now on, as long as a glide takes. */
function lamp(svg, unlit = ":not(*)") {
  let lit = new Set();
  const hidden = ({ style, attributes: { visibility } }) =>
    style.display === "none" || visibility?.value === "hidden";
  const seen = ({ target, type }) => {
    const news = type === "childList" ? target.matches("text") : !hidden(target);
    const part = news && target.closest("[data-part]");
    if (!part || part.matches(unlit) || lit.has(part)) return;
    lit.add(part);
    part.animate({ filter: [GLOWING, "none"] }, GLOW);
  };
  let observer = null;
  let off = null;
  return () => {
    clearTimeout(off);
    lit = new Set();
    observer ??= new MutationObserver((changes) => changes.forEach(seen));
    observer.observe(svg, { subtree: true, childList: true, attributeFilter: ["style", "visibility"] });
    off = setTimeout(() => observer.disconnect(), GLIDE + 200);
  };
}

// --- Handles ------------------------------------------------------------------------------------

const TREMBLE = 4; // px that a click may move
const ACROSS = 400; // px of a drawing in which a number goes through the whole range of its slider

/** A point of a drawing under a pointer, and how near to it is near enough. */
export function pointUnder(svg, event) {
  const toDrawing = svg.getScreenCTM().inverse(); // the drawing may be shrunk, or large on a slide
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toDrawing);
  const touch = event.pointerType === "touch";
  return { x, y, touch, near: (touch ? 26 : 10) * toDrawing.a };
}

/**
 * Let what looks like a handle be dragged, by mouse, pen or finger. `find(point, target)` gives the
 * handle at a point of the drawing, if there is one: its `cursor`, `move(point, from)`, and maybe
 * `press(point)` for what happens at once. What hardly moves is a click. The page scrolls under a
 * finger that takes no handle, or goes across the `axis` ("x" or "y") of the one it takes.
 */
export function draggable(svg, find) {
  let held = null;
  let dragged = false;

  function show(handle, dragging = false) {
    const cursor = handle?.cursor ?? "";
    svg.style.cursor = dragging && cursor === "grab" ? "grabbing" : cursor;
    svg.style.touchAction = handle ? "none" : ""; // for a pen, which is seen before it touches
  }

  function begins(event) {
    const [across, down] = [event.clientX - held.at.x, event.clientY - held.at.y].map(Math.abs);
    if (Math.hypot(across, down) < TREMBLE) return false;
    const way = across > down ? "x" : "y";
    if (held.from.touch && way !== (held.handle.axis ?? way)) {
      held = null;
      return false;
    }
    svg.setPointerCapture(event.pointerId);
    show(held.handle, true);
    return true;
  }

  svg.addEventListener("pointerdown", (event) => {
    if (held || event.button !== 0) return;
    dragged = false;
    const from = pointUnder(svg, event);
    const handle = find(from, event.target);
    if (!handle) return;
    held = { handle, from, id: event.pointerId, at: { x: event.clientX, y: event.clientY } };
    handle.press?.(from);
  });
  svg.addEventListener("pointermove", (event) => {
    const point = pointUnder(svg, event);
    if (!held) return show(find(point, event.target));
    if (event.pointerId !== held.id) return;
    dragged ||= begins(event);
    if (dragged) held.handle.move(point, held.from);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, ({ pointerId }) => {
      if (pointerId === held?.id) show((held = null));
    });
  }
  svg.addEventListener("touchmove", (event) => held && event.preventDefault(), { passive: false });
  const isNoClick = (event) => dragged && event.stopImmediatePropagation();
  svg.addEventListener("click", isNoClick, { capture: true });
}

/** The nearest place at which a slider from low to high can stand. */
export function atStep([low, high, step], value) {
  return tidy(Math.min(Math.max(low + Math.round((value - low) / step) * step, low), high));
}

/** Set numbers of a live drawing as their sliders would. */
export function slide(model, values) {
  const ranges = model.get("ranges");
  for (const [name, value] of Object.entries(values)) model.set(name, atStep(ranges[name], value));
  model.save_changes();
}

/** A handle for a number that grows to the right; with a mouse or a pen also upwards. */
export function numberHandle(range, start, set) {
  let sideways = null;
  const move = (point, from) => {
    const [right, up] = [point.x - from.x, from.y - point.y];
    sideways ??= Math.abs(right) >= Math.abs(up);
    set(atStep(range, start + ((sideways ? right : up) * (range[1] - range[0])) / ACROSS));
  };
  return { cursor: "ew-resize", axis: "x", move };
}

/** Call `then` with a drawing's box, which ipywidgets puts it into, once both are on the page. */
function whenOnPage(el, then) {
  const begin = new ResizeObserver(() => {
    begin.disconnect();
    const box = el.closest(".widget-vbox, .jupyter-widgets.widget-container");
    if (box) then(box);
  });
  begin.observe(el);
}

const HIGH = 600; // px: what a laptop's screen of 1366 × 768 leaves for a drawing and its controls
const COLUMN = 276; // px that controls take beside a drawing, with their distance

/**
 * Put the sliders below a drawing, or beside it where all together would be higher than the screen
 * and there is room; a drawing that is too high still shrinks, as far as its words allow.
 */
function arrange(box, el, svg) {
  if (!svg?.viewBox || box.closest(".fit")) return; // a guess; a slide, which has its own way
  const { width, height } = svg.viewBox.baseVal;
  const least = parseFloat(svg.style.minWidth);
  const put = (where, widest) => {
    box.dataset.controls = where;
    box.style.setProperty("--least", `${Math.min(least, widest)}px`);
    box.style.setProperty("--widest", `${widest}px`);
    svg.style.maxWidth = `min(100%, ${widest}px)`;
    return box.offsetHeight - Math.max(HIGH, innerHeight - 168);
  };
  let before = "";
  const again = () => {
    const room = box.clientWidth;
    const parts = [...box.children].filter((part) => part.offsetHeight > 0).length;
    // What a press or a sentence changes moves nothing; what comes with Python does.
    if (before === (before = `${room} ${innerHeight} ${parts} ${el.className}`)) return;
    let where = "below";
    let excess = put(where, width);
    if (excess > 0 && room >= least + COLUMN) excess = put((where = "beside"), width);
    const shown = svg.getBoundingClientRect();
    if (excess > 0) put(where, Math.max(least, shown.width - (excess * width) / height));
  };
  new ResizeObserver(again).observe(box);
}

/**
 * ipywidgets gives the handle of a slider no name for a screen reader, and has it say
 * 0.30000000000000004; the words before and behind the slider know better, also when they change.
 */
function nameSliders(box) {
  const name = () => {
    for (const handle of box.querySelectorAll(".widget-slider .noUi-handle")) {
      const slider = handle.closest(".widget-slider");
      say(handle, "aria-label", slider.querySelector(".widget-label"));
      say(handle, "aria-valuetext", slider.querySelector(".widget-readout"));
      const { min, max } = handle.closest(".noUi-target").noUiSlider?.options.range ?? {};
      if (max !== undefined) setAttributes(handle, { "aria-valuemin": min, "aria-valuemax": max });
    }
  };
  name();
  // A slider may come later than the drawing; its place on the track, which is a style, changes
  // with its range too.
  const attributeFilter = ["aria-valuetext", "style"];
  const changes = { subtree: true, childList: true, characterData: true, attributeFilter };
  new MutationObserver(name).observe(box, changes);
}

/**
 * A finger that goes up or down from the handle of a slider scrolls the page; the slider, which
 * heard only that it went a little to the side, is as it was.
 */
function letScroll(box) {
  let slider, value;
  box.addEventListener("pointerdown", ({ target }) => {
    slider = target.closest(".noUi-target")?.noUiSlider;
    value = slider?.get(true);
  });
  box.addEventListener("pointercancel", () => {
    if (!slider) return;
    document.documentElement.dispatchEvent(new MouseEvent("mouseout")); // it lets go at this alone
    slider.set(value);
  });
}

function say(handle, what, place) {
  const words = place?.textContent;
  if (words) setAttributes(handle, { [what]: words });
}

/** Call `paint` once in the next frame, however often it is asked for. */
export function onNextFrame(paint) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  };
}

/** Call `then` once when the next frame is painted, however often it is asked for. */
export function afterNextFrame(then) {
  return onNextFrame(() => setTimeout(then));
}

export const inJupyterLab = () => document.querySelector(".jp-Notebook") !== null;

/** How to get Python; in JupyterLab a drawing may be of another day, or its kernel at work. */
export function howToRun() {
  return inJupyterLab()
    ? "run this cell and those above it (or wait, if Python is busy)"
    : "open this notebook in JupyterLab and run its cells";
}

/**
 * Call `say(true)` if no Python answers within three seconds, as on a page without a kernel, and
 * `say(false)` if it was only busy and answers after all. The widget's Python side answers the
 * message "are you there". What needs-python (base.py) shows while `el` is marked as with-python.
 * Returns `ask(message, buffers)`, for what only Python can do: it sends the message, if there is
 * one, and looks anew, since the kernel may have been stopped; `end()` ends the waiting.
 */
export function whenNoKernel(model, el, say) {
  let alone = false;
  let timer = null;
  const found = (noKernel) => {
    clearTimeout(timer);
    timer = null;
    el.classList.toggle("with-python", !noKernel);
    if (noKernel !== alone) say(noKernel);
    alone = noKernel;
  };
  const hear = (message) => {
    if (message.answer === "yes") found(false);
  };
  const ask = (message = null, buffers = []) => {
    const asked = timer !== null; // and the answer is on its way: a moving pen asks once
    timer ??= setTimeout(() => found(true), 3000);
    try {
      if (!asked) model.send({ ask: "are you there" });
      if (message) model.send(message, undefined, buffers); // second: its answer may take longer
    } catch {
      found(true); // JupyterLab refuses to send to a kernel that has been shut down
    }
  };
  const end = () => {
    clearTimeout(timer);
    model.off("msg:custom", hear);
  };
  model.on("msg:custom", hear);
  ask();
  return { ask, end };
}

/**
 * As `whenNoKernel`, for a drawing that shows Python's answers: `ask()` says that another question
 * stands there now, and while nobody answers the old answers are pale.
 */
export function whenNoAnswer(model, el, say) {
  let alone = false;
  let waiting = false;
  const pale = () => el.classList.toggle("pale", alone && waiting);
  const python = whenNoKernel(model, el, (noKernel) => {
    alone = noKernel;
    waiting &&= alone;
    pale();
    say(alone);
  });
  const ask = (message) => {
    waiting = true;
    pale();
    python.ask(message);
  };
  return { ...python, ask };
}
