// What the decks add to reveal.js: live drawings that fit their place and keep their keys.
(() => {
  const LARGEST = 1.7; // as in book/builder/placing.py

  // --- Mathematics, before MathJax is there ---------------------------------------------------
  window.MathJax = {
    tex: { inlineMath: [["$", "$"]], displayMath: [["$$", "$$"]] },
    // The speaker's window has neither our style nor the letters that formulas here share.
    svg: { fontCache: "local", mtextInheritFont: true },
    options: { enableMenu: false, menuOptions: { settings: { assistiveMml: true } } },
  };

  // --- Live drawings --------------------------------------------------------------------------

  // Controls stand where the drawing gets largest: buttons (in the drawing's shadow root) and
  // sliders (beside it in the box of ipywidgets), each below it or at its side.
  const ARRANGED = `
    :host([data-buttons]) { align-content: start; column-gap: 24px; }
    :host([data-buttons="below"]) { display: flex; flex-wrap: wrap; }
    :host([data-buttons="below"]) :is(.scroll, .problem) { flex: 0 0 100%; }
    :host([data-buttons="side"]) { display: grid; grid-template-columns: max-content minmax(0, 1fr); }
    :host([data-buttons="side"]) > .scroll { grid-row: 1 / span 20; }
    :host([data-buttons="side"]) > :not(.scroll) { grid-column: 2; }
    :host([data-buttons="pad"]) { display: grid; grid-template-columns: 300px minmax(0, 1fr); }
    :host([data-buttons="pad"]) > * { grid-column: 2; }
    :host([data-buttons="pad"]) > .write { display: block; grid-column: 1; grid-row: 1 / span 20; }`;
  const WAYS = ["below", "side"];

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
    const arrange = ({ buttons, sliders, width }) => {
      inside.dataset.sliders = sliders;
      for (const host of hosts) host.dataset.buttons = wayOf(host, buttons);
      inside.style.width = `${width}px`;
    };
    let best = { scale: 0 };
    for (const buttons of WAYS) {
      for (const sliders of WAYS) {
        for (const more of [0, 140, 200, 260, 340, 520, 700]) {
          const way = { buttons, sliders, width: own + more };
          arrange(way);
          if (inside.scrollWidth > inside.clientWidth + 1) continue;
          if (drawings.some(cut) || hosts.some((host) => sticksOut(host, inside))) continue;
          const height = inside.offsetHeight;
          const scale = Math.min(place.clientWidth / way.width, place.clientHeight / height, LARGEST);
          if (scale > best.scale * 1.01) best = { ...way, scale };
        }
      }
    }
    arrange(best);
    const left = (place.clientWidth - best.scale * best.width) / 2;
    inside.style.transform = `translate(${left}px, 0) scale(${best.scale})`;
    place.style.setProperty("--scale", best.scale);
    place.dataset.height = inside.offsetHeight;
  }

  /** A pad to write on goes to the left; what is more than rows of buttons has its own order. */
  function wayOf({ shadowRoot: root }, buttons) {
    if (root.querySelector(":scope > .write")) return buttons === "side" ? "pad" : "own";
    const rows = "style, .scroll, .row, .problem, .hidden";
    return [...root.children].every((part) => part.matches(rows)) ? buttons : "own";
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
  /** A widget comes in several steps: wait until nothing more happens. */
  function soon(place) {
    clearTimeout(later.get(place));
    later.set(place, setTimeout(() => fit(place), 30));
  }
  // A sentence that comes and goes under a drawing may not move it, unless there is no more room.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const place = target.closest(".place");
      if (!(target.offsetHeight <= Number(place.dataset.height))) soon(place);
    }
  });
  places.forEach((place) => observer.observe(place.querySelector(".fit")));

  const live = (event) => event.composedPath().some((part) => places.includes(part));

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

  // --- The deck -------------------------------------------------------------------------------
  Reveal.on("slidechanged", leave);
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
