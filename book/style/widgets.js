// Loaded after require.js and before the widgets: where their parts are, with the network cut.
(() => {
  const here = new URL(".", document.currentScript.src).href;
  // By the second path the widgets find the icons of their buttons.
  window.requirejs.config({
    paths: { anywidget: `${here}web/anywidget`, "@jupyter-widgets": `${here}web/icons` },
  });
  // A deck has the code of each kind of drawing once.
  const stored = document.querySelector('script[type$="widget-state+json"]');
  const { codes, ...all } = JSON.parse(stored?.textContent ?? "{}");
  if (!codes) return;
  for (const { state } of Object.values(all.state)) {
    if ("_esm" in state) state._esm = codes[state._esm];
  }
  stored.textContent = JSON.stringify(all);
})();
