// A live drawing follows the page's own switch between light and dark, not only the computer's.
//
// Its colours stand behind @media (prefers-color-scheme: dark), in a shadow root that the page's
// style does not reach. The page says what is wished for in <html data-theme="light"> or "dark";
// where it says nothing the computer decides, as ever.
(() => {
  const roots = new Set();
  const scheme = /prefers-color-scheme/;

  function follow(root) {
    const wished = document.documentElement.dataset.theme;
    for (const style of root.querySelectorAll("style")) {
      for (const rule of style.sheet?.cssRules ?? []) {
        if (!(rule instanceof CSSMediaRule)) continue;
        if (!rule.ours && !scheme.test(rule.media.mediaText)) continue;
        rule.ours ??= rule.media.mediaText;
        rule.media.mediaText =
          wished === "dark" ? "all" : wished === "light" ? "not all" : rule.ours;
      }
    }
  }

  // On paper a drawing is as wide as the page at most, and nothing can be pressed.
  const paper = new CSSStyleSheet();
  paper.replaceSync(
    "@media print { .scroll > svg { max-width: 100%; height: auto; } button { display: none; } }",
  );

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    roots.add(root);
    root.adoptedStyleSheets.push(paper);
    new MutationObserver(() => follow(root)).observe(root, { childList: true, subtree: true });
    return root;
  };
  new MutationObserver(() => roots.forEach(follow)).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });

  // Paper is white.
  const page = document.documentElement.dataset;
  let before;
  window.addEventListener("beforeprint", () => {
    before = page.theme;
    page.theme = "light";
    roots.forEach(follow);
  });
  window.addEventListener("afterprint", () => {
    page.theme = before;
  });
})();
