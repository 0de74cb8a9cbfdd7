// What the decks add to reveal.js: live drawings that fit their place and keep their keys.
(() => {
  const LARGEST = 1.7; // as in book/builder/placing.py

  // --- Live drawings --------------------------------------------------------------------------

  // Controls stand where the drawing gets largest: buttons (in the drawing's shadow root) and
  // sliders (beside it in the box of ipywidgets), each below it or at its side, or the sliders
  // under the buttons in the corner at the bottom. Maps on a canvas leave room at their right.
  const ARRANGED = `
    :host([data-buttons]) { align-content: start; align-items: start; gap: 4px 24px; }
    :host([data-buttons="side"]) .row { gap: 4px; }
    .scroll > svg { max-width: none; } /* it is this file that makes it larger or smaller */
    :host([data-buttons="below"]) { display: flex; flex-wrap: wrap; }
    :host([data-buttons="below"]) :is(.scroll, .problem) { flex: 0 0 100%; }
    :host([data-buttons="side"]) { display: grid; grid-template-columns: max-content minmax(0, 1fr); }
    :host([data-buttons="side"]) > .scroll { grid-row: 1 / span 20; }
    :host([data-buttons="side"]) > :not(.scroll) { grid-column: 2; }
    :host([data-buttons="pad"]) { display: grid; grid-template-columns: 280px minmax(0, 1fr); column-gap: 16px; }
    :host([data-buttons="pad"]) > .write { display: contents; }
    :host([data-buttons="pad"]) .paper { grid-area: 1 / 1; width: 280px; }
    :host([data-buttons="pad"]) .beside { grid-area: 2 / 2; max-width: none; margin-top: 8px;
      display: grid; grid-template-columns: minmax(0, 1fr) max-content; column-gap: 24px; }
    :host([data-buttons="pad"]) .stages { grid-area: 1 / 2 / span 20; align-content: start; }
    :host([data-buttons="pad"]) > .scroll { grid-area: 1 / 2; }
    :host([data-buttons="pad"]) > :is(.row, .problem) { grid-column: 2; }
    :host([data-buttons="maps"]) { display: grid; grid-template-columns: max-content minmax(0, 1fr); }
    :host([data-buttons="maps"]) > .scroll { grid-column: 1 / -1; margin-bottom: 8px; }
    :host([data-buttons="maps"]) > canvas { grid-area: 2 / 1 / span 20; zoom: var(--maps); }
    :host([data-buttons="maps"]) > :not(.scroll, canvas) { grid-column: 2; margin: 0 0 8px; }
    :host(:is([data-buttons="maps"], [data-buttons="pad"], [data-buttons="own"])) :is(p, button, .row) {
      font-size: 20px !important; }
    .stages figcaption { font-size: 20px; }
    .stages[hidden] { display: flex; visibility: hidden; } /* else the pad would move under the pen */
    :host([data-buttons="own"]) .beside { max-width: none; }
    :host([data-buttons="maps"]) > .row:has(~ .problem:not(:empty)) > :not(button, progress) { display: none; }`;
  const WAYS = ["below", "side"];
  const MORE = [0, 140, 200, 260, 344, 364, 520, 576, 700]; // px of width beside the drawing
  const LEAST_COLUMN = 330; // px that a slider needs with its name and its number

  /** All arrangements of controls: of buttons, of sliders, with so much room beside the drawing. */
  function* arrangements(own) {
    for (const more of MORE) {
      const width = own + more;
      for (const buttons of WAYS) {
        for (const sliders of WAYS) yield { buttons, sliders, width, maps: 1 };
      }
      for (const maps of [1, 0.8, 0.7]) yield { buttons: "side", sliders: "corner", width, maps };
    }
  }

  /** Arrange and enlarge a live drawing with its controls, as far as its place allows. */
  function fit(place) {
    const inside = place.querySelector(".fit");
    const hosts = [...inside.querySelectorAll("*")].filter((part) => part.shadowRoot);
    const drawings = hosts.map((host) => host.shadowRoot.querySelector("svg")).filter(Boolean);
    if (!drawings.length || !place.clientWidth) return; // not there yet, or not on this slide
    for (const { shadowRoot: root } of hosts) {
      if (root.querySelector("style[data-slides]")) continue;
      const style = document.createElement("style");
      style.dataset.slides = "";
      style.textContent = ARRANGED;
      root.append(style);
    }
    const own = Math.max(...drawings.map((drawing) => drawing.width.baseVal.value));
    const arrange = ({ buttons, sliders, width, maps }) => {
      inside.dataset.sliders = sliders;
      inside.style.setProperty("--maps", maps);
      for (const host of hosts) host.dataset.buttons = wayOf(host, buttons);
      inside.style.width = `${width}px`;
      const column = width - 24 - Math.max(...hosts.map((host) => besideWhat(host, own)));
      inside.style.setProperty("--column", `${column}px`);
      return sliders !== "corner" || (hosts.length === 1 && column >= LEAST_COLUMN);
    };
    let best = { scale: 0 };
    for (const way of arrangements(own)) {
      if (!arrange(way)) continue;
      if (inside.scrollWidth > inside.clientWidth + 1) continue;
      if (drawings.some(cut) || hosts.some((host) => sticksOut(host, inside))) continue;
      if (covers(inside, hosts)) continue;
      const height = inside.offsetHeight;
      const scale = Math.min(place.clientWidth / way.width, place.clientHeight / height, LARGEST);
      if (scale > best.scale * 1.01) best = { ...way, scale };
    }
    arrange(best);
    const left = (place.clientWidth - best.scale * best.width) / 2;
    inside.style.transform = `translate(${left}px, 0) scale(${best.scale})`;
    place.style.setProperty("--scale", best.scale);
    place.dataset.height = inside.offsetHeight;
  }

  /** A pad to write on and maps have an order of their own; other parts keep theirs. */
  function wayOf({ shadowRoot: root }, buttons) {
    // (":scope >" finds nothing in a shadow root.)
    const parts = [...root.children];
    if (parts.some((part) => part.matches(".write"))) return buttons === "side" ? "pad" : "own";
    if (parts.some((part) => part.matches("canvas"))) return buttons === "side" ? "maps" : "own";
    const rows = "style, .scroll, .row, .problem, .hidden";
    return parts.every((part) => part.matches(rows)) ? buttons : "own";
  }

  /** The width of what has the controls at its right. */
  function besideWhat({ shadowRoot: root, dataset }, own) {
    if (dataset.buttons !== "maps") return own;
    const enlarged = root.host.getBoundingClientRect().width / root.host.offsetWidth;
    return root.querySelector("canvas").getBoundingClientRect().width / enlarged;
  }

  /** Does a slider stand on a drawing, a button or words? In the corner words have room to grow. */
  function covers(inside, hosts) {
    const room = inside.dataset.sliders === "corner" ? 44 : 0;
    const sliders = [...inside.querySelectorAll(".widget-slider")].map((slider) => {
      const { left, top, right, bottom } = edges(slider);
      return { left, top: top - room, right, bottom };
    });
    const parts = hosts.flatMap(({ shadowRoot: root }) => [
      ...root.querySelectorAll("svg, canvas, .row > *, p:not(.hidden)"),
    ]);
    return parts.map(edges).some((part) =>
      sliders.some(
        (slider) =>
          slider.left < part.right - 1 &&
          slider.right > part.left + 1 &&
          slider.top < part.bottom - 1 &&
          slider.bottom > part.top + 1,
      ),
    );
  }

  function edges(part) {
    return part.getBoundingClientRect();
  }

  /** Would the drawing be cut by the box that it can scroll in? */
  function cut(drawing) {
    const box = drawing.closest(".scroll");
    return box !== null && box.scrollWidth > box.clientWidth + 1;
  }

  /** Does a button stand outside? */
  function sticksOut({ shadowRoot: root }, inside) {
    const edge = inside.getBoundingClientRect().right + 1;
    const buttons = [...root.querySelectorAll("button")];
    return buttons.some((button) => button.getBoundingClientRect().right > edge);
  }

  const places = [...document.querySelectorAll(".place.live")];
  const later = new Map();
  let held = false; // a pad may not move away under the pen
  for (const [kind, down] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
    addEventListener(kind, () => (held = down), { capture: true });
  }
  /** A widget comes in several steps: wait until nothing more happens. */
  function soon(place) {
    clearTimeout(later.get(place));
    later.set(place, setTimeout(() => (held ? soon(place) : fit(place)), 30));
  }
  // A sentence that comes and goes under a drawing may not move it, unless there is no more room.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const place = target.closest(".place");
      if (!(target.offsetHeight <= Number(place.dataset.height))) soon(place);
    }
  });
  places.forEach((place) => observer.observe(place.querySelector(".fit")));

  // A key of the speaker's window comes as a bare keyCode, from no place on this page.
  const live = (event) => event.composedPath?.().some((part) => places.includes(part)) ?? false;

  /** A pointer turns the slides also while a drawing has the focus; Esc leaves the drawing. */
  addEventListener(
    "keydown",
    (event) => {
      if (!live(event)) return;
      if (event.key === "PageDown") Reveal.next();
      else if (event.key === "PageUp") Reveal.prev();
      else if (event.key === "Escape") leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );

  function leave() {
    document.activeElement?.blur();
  }

  /** Tab goes through the drawings of this slide alone; in the overview each slide can be clicked. */
  function reach() {
    const all = Reveal.isOverview();
    for (const place of places) {
      const slide = place.closest("section");
      slide.inert = !all && slide !== Reveal.getCurrentSlide();
    }
  }

  // --- The deck -------------------------------------------------------------------------------
  Reveal.on("slidechanged", leave);
  for (const kind of ["ready", "slidechanged", "overviewshown", "overviewhidden"]) Reveal.on(kind, reach);
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    transition: "none",
    slideNumber: "c/t",
    controls: false,
    // All keys but those above belong to the drawing that has the focus.
    keyboardCondition: (event) => !live(event),
    scrollActivationWidth: null,
    pdfSeparateFragments: false,
    plugins: [RevealNotes],
  });
})();
