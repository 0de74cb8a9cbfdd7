// Loaded after require.js and before the widgets: where their parts are, with the network cut.
(() => {
  const here = new URL(".", document.currentScript.src).href;
  // By the second path the widgets find the icons of their buttons.
  window.requirejs.config({
    paths: { anywidget: `${here}web/anywidget`, "@jupyter-widgets": `${here}web/icons` },
  });
})();
