// Loaded after require.js and before the widgets: where their parts are, with the network cut.
(() => {
  const here = new URL(".", document.currentScript.src).href;
  // By the second path the widgets find the icons of their buttons.
  window.requirejs.config({
    paths: { anywidget: `${here}web/anywidget`, "@jupyter-widgets": `${here}web/icons` },
  });

  // The widgets call MathJax 2, which is not what the page has: its way of asking is answered here.
  window.MathJax ??= {};
  window.MathJax.Hub ??= {
    Queue: ([, , place]) => window.MathJax.typesetPromise?.([place]),
  };
})();
