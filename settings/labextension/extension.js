// What JupyterLab lacks for the course's pictures: words beside plots, and a second look for live
// drawings that it has not found.
{
  const NAME = "neural-network-course";
  let shared;

  // --- Plots --------------------------------------------------------------------------------------
  // JupyterLab shows a PNG without words for those who don't see it, and white in its dark theme.
  // What has words in its output's metadata, as the course's plots have, gets them, and turns dark:
  // black and white change places, and the hues stay.

  const style = `body[data-jp-theme-light="false"] .jp-RenderedImage img[alt]:not([alt=""]) {
    filter: invert(0.92) hue-rotate(180deg);
  }`;

  const withWords = (factory) => ({
    ...factory,
    createRenderer(options) {
      const made = factory.createRenderer(options);
      const render = made.renderModel.bind(made);
      made.renderModel = async (model) => {
        await render(model);
        const alt = model.metadata["image/png"]?.alt;
        if (alt) made.node.querySelector("img").alt = alt;
      };
      return made;
    },
  });

  // --- Live drawings ------------------------------------------------------------------------------
  // On a busy computer JupyterLab may look for a notebook's drawings before it has read the state that
  // was saved with them, or not read it at all where the kernel was late, and gives them up for good.
  // Then the state is read once more, and the drawings are shown.

  const VIEW = "application/vnd.jupyter.widget-view+json";
  const LOST = "Error displaying widget: model not found";
  const MOST = 5; // times for each: its state may really be gone
  const tries = new WeakMap();

  function lostIn({ outputArea }) {
    const all = (outputArea?.widgets ?? []).map((shown, index) => ({ shown, index, outputArea }));
    return all.filter(({ shown }) => {
      const place = shown.node.querySelector(":scope > .jp-OutputArea-output.jupyter-widgets");
      return place?.textContent === LOST && (tries.get(shown) ?? 0) < MOST;
    });
  }

  async function lookAgain({ content, context }) {
    const lost = (content?.widgets ?? []).flatMap(lostIn);
    if (!lost.length) return;
    for (const { shown } of lost) tries.set(shown, (tries.get(shown) ?? 0) + 1);
    // The one who has the state; he is known to those alone who draw.
    const renderer = content.rendermime.getFactory(VIEW).createRenderer({ mimeType: VIEW });
    const manager = await renderer._manager.promise;
    renderer.dispose();
    await Promise.race([manager.restoreWidgets(context.model), new Promise((done) => setTimeout(done, 10000))]);
    for (const { index, outputArea: { model } } of lost) model.set(index, model.get(index).toJSON());
  }

  async function keepLooking(app) {
    for (const panel of app.shell.widgets("main")) await lookAgain(panel);
    setTimeout(() => keepLooking(app), 1000);
  }

  // As webpack would pack an extension, which needs JupyterLab's own parts and no others.
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init(scope) {
      shared = Object.values(scope["@jupyterlab/rendermime"])[0];
    },
    async get() {
      const { IRenderMimeRegistry } = (await shared.get())();
      const plots = {
        id: `${NAME}:plots`,
        autoStart: true,
        requires: [IRenderMimeRegistry],
        activate(app, rendermime) {
          rendermime.addFactory(withWords(rendermime.getFactory("image/png")));
          document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
        },
      };
      const drawings = {
        id: `${NAME}:drawings`,
        autoStart: true,
        activate: (app) => void keepLooking(app),
      };
      return () => ({ __esModule: true, default: [plots, drawings] });
    },
  };
}
