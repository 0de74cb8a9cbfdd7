// What is wider than the page scrolls; where more of it waits it fades (book.css). Live drawings do
// the same by themselves: course/pictures/common.mjs.
addEventListener("DOMContentLoaded", () => {
  const boxes = ".cell_output > .text_html:not(:has(.live)), .bd-article :is(pre, .math)";
  for (const box of document.querySelectorAll(boxes)) {
    const cue = () => {
      const beyond = box.scrollWidth - box.clientWidth;
      const more = { left: box.scrollLeft > 1, right: beyond - box.scrollLeft > 1 };
      const sides = ["left", "right"].filter((side) => more[side]).join(" ");
      if (sides) box.dataset.more = sides;
      else delete box.dataset.more;
    };
    box.addEventListener("scroll", cue);
    const observer = new ResizeObserver(() => {
      if (box.matches(".text_html")) lay(box);
      cue();
    });
    for (const part of [box, ...box.querySelectorAll(":scope > :not(span)")]) observer.observe(part);
  }
  document.querySelectorAll(".live").forEach(fit);
  // The theme hears the first button of each kind, which is in its bar that is not shown.
  for (const kind of [".primary-toggle", ".secondary-toggle"]) {
    const [heard, ...others] = document.querySelectorAll(kind);
    for (const other of others) other.addEventListener("click", () => heard.click());
  }
});

/** What is hardly wider than the page lies in its middle: margins are cut, and no result. */
function lay(box) {
  const beyond = box.scrollWidth - box.clientWidth;
  box.style.setProperty("--fade", `${Math.min(48, beyond / 6)}px`);
  if (beyond < 48) box.scrollLeft = 0.45 * beyond;
}

// On a phone a live drawing reaches both edges of the screen, as the still ones do.
const STYLE = `
  @media (max-width: 480px) {
    .scroll { flex: none; width: calc(100% + 2rem); max-width: none; margin-inline: -1rem; }
  }
  .scroll[data-more] {
    mask: linear-gradient(to right, var(--left), #000 var(--fade), #000 calc(100% - var(--fade)), var(--right));
  }`;

/** If a result waits at the side all the same, what a screen reader says of it stands below. */
function fit(live) {
  const result = document.createElement("p");
  result.className = "result";
  result.ariaHidden = "true";
  live.append(result);
  const observer = new ResizeObserver(() => {
    for (const { shadowRoot: root } of live.querySelectorAll("*")) {
      const box = root?.querySelector(".scroll:has(> svg)");
      if (box && !box.style.getPropertyValue("--fade")) {
        root.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
        const said = root.querySelector("[role=status]");
        const tell = () => (result.textContent = box.dataset.more ? said.textContent : "");
        new MutationObserver(tell).observe(said, { childList: true });
      }
      if (box) lay(box);
    }
  });
  observer.observe(live);
}

// Paper is white.
(() => {
  const page = document.documentElement.dataset;
  let before;
  addEventListener("beforeprint", () => {
    before = page.theme;
    page.theme = "light";
  });
  addEventListener("afterprint", () => {
    page.theme = before;
  });
})();
