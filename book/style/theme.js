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
    const observer = new ResizeObserver(cue);
    for (const part of [box, ...box.querySelectorAll(":scope > :not(span)")]) observer.observe(part);
  }
});

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
