// What the decks add to reveal.js: live drawings that fill their place, keep their keys and show
// the state that the clicker has come to.
(() => {
  const LARGEST = 2; // as in book/builder/slides.py

  // --- Live drawings --------------------------------------------------------------------------

  // In the shadow root of a live drawing. Where the clicker is the control, there is no other; a
  // pad to write on stands at the left of what reads it.
  const STYLE = `
    :host { justify-content: center; gap: 8px 24px; }
    .scroll { overflow: visible; }
    .scroll > svg { margin: 0 auto; max-width: none; min-width: 0 !important; }
    .scroll > svg > style:first-of-type + rect { stroke: none; }
    :host(.writes) { display: grid; grid-template-columns: 520px minmax(0, 1fr); gap: 16px 40px; align-items: start; }
    .write { display: contents; }
    .paper { grid-area: 1 / 1 / span 2; width: 520px; }
    .beside { grid-area: 1 / 2; max-width: none; }
    :host(.writes) > .scroll { grid-area: 2 / 2; }
    :host(.writes) > .row, .beside > p:not(.reads), .stages { display: none; }
    :host(.only-writes) { grid-template-columns: 500px; }
    :host(.only-writes) .paper { width: 400px; }
    :host(.only-writes) .beside { grid-area: auto; }
    :host(.only-writes) > .scroll, :host(.only-writes) .reads { display: none; }
    :is(p, button, .row, figcaption) { font-size: 20px !important; }`;
  const DRIVEN = `:host > :not(.scroll, .hidden), :host(:not(:focus-within)) [data-part="selection"] {
    display: none !important; }`;

  const hostsIn = (fit) =>
    [...fit.querySelectorAll("*")].filter((part) => part.shadowRoot?.querySelector(".scroll > svg"));

  /** Make a live drawing as large as its place allows, with all that stands below and beside it. */
  function fit(place) {
    const inside = place.querySelector(".fit");
    const hosts = hostsIn(inside);
    if (!hosts.length || !place.clientWidth) return; // not there yet, or not on this slide
    for (const { shadowRoot: root, classList } of hosts) {
      classList.toggle("writes", root.querySelector(".write") !== null);
      if (root.querySelector("style[data-slides]")) continue;
      const style = document.createElement("style");
      style.dataset.slides = "";
      style.textContent = STYLE + (inside.dataset.states ? DRIVEN : "");
      root.append(style);
    }
    hosts[0].classList.toggle("only-writes", hosts.length > 1); // others read what is on the pad
    const svg = hosts.at(-1).shadowRoot.querySelector(".scroll > svg");
    const { width, height } = svg.viewBox.baseVal;
    const enlarge = (scale) => (svg.style.width = `${scale * width}px`);
    enlarge(place.clientHeight / height);
    const rest = inside.offsetHeight - svg.clientHeight; // its controls
    const room = svg.parentElement.clientWidth;
    enlarge(Math.min(room / width, (place.clientHeight - rest) / height, LARGEST));
  }

  /** Show the state that belongs to what the clicker has uncovered, and to nothing else. */
  function show(slide, glide) {
    const inside = slide?.querySelector(".fit[data-states]");
    if (!inside) return;
    const state = JSON.parse(inside.dataset.states)[slide.querySelectorAll(".still.visible").length];
    for (const host of hostsIn(inside)) {
      host.dispatchEvent(new CustomEvent("state", { detail: { state, glide } }));
    }
  }

  const places = [...document.querySelectorAll(".place:has(.fit)")];
  const later = new Map();
  let held = false; // a pad may not move away under the pen
  for (const [kind, down] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
    addEventListener(kind, () => (held = down), { capture: true });
  }
  /** A widget comes in several steps: wait until nothing more happens. */
  function soon(place) {
    clearTimeout(later.get(place));
    later.set(place, setTimeout(() => (held ? soon(place) : come(place)), 30));
  }
  function come(place) {
    const first = hostsIn(place).length && !place.dataset.came;
    fit(place);
    if (!first) return;
    place.dataset.came = "yes";
    show(place.closest("section"), false);
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) soon(target.closest(".place"));
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
  for (const kind of ["ready", "slidechanged"]) Reveal.on(kind, () => show(Reveal.getCurrentSlide(), false));
  for (const kind of ["fragmentshown", "fragmenthidden"]) {
    Reveal.on(kind, ({ fragment }) => show(fragment.closest("section"), true));
  }
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    transition: "none",
    slideNumber: "c/t",
    progress: false,
    controls: false,
    // The speaker's clock goes by the slides' own minutes, if they have any.
    defaultTiming: document.querySelector("[data-timing]") ? 0 : null,
    // All keys but those above belong to the drawing that has the focus.
    keyboardCondition: (event) => !live(event),
    scrollActivationWidth: null,
    plugins: [RevealNotes],
  });
})();
