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

  // --- Fingers ------------------------------------------------------------------------------------
  // What JupyterLab has for a mouse is too small for them; of the drawings, course.pictures.base.

  const fingers = `@media (pointer: coarse) {
    .jp-NotebookPanel-toolbar { --jp-private-toolbar-height: 48px; }
    .jp-Toolbar :is(.jp-Toolbar-item, jp-button, select),
    .jp-Toolbar jp-button::part(control) { min-width: 44px; min-height: 44px; }
    .jp-Toolbar .jp-HTMLSelect.jp-DefaultStyle svg { top: 14px; }
    .jp-Notebook :is(.cm-content, .jp-Placeholder),
    .jp-Notebook-footer { min-height: 44px; }
    .jp-Notebook .jp-collapseHeadingButton { min-width: 44px; min-height: 44px; }
    .jp-Notebook summary { padding-block: 11px; }
    .jp-Placeholder-content { align-content: center; }
    .jp-Notebook .jp-Collapser { pointer-events: none; } /* a line that is met by accident */
  }
  @media (pointer: coarse) and (width <= 760px) {
    .jp-Notebook .jp-collapseHeadingButton { display: none !important; } /* no room */
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
  // was saved with them, and gives them up for good; or wait for ever for what a kernel was asked
  // while its connection was made. Then the state is read once more, and the drawings are shown.

  const VIEW = "application/vnd.jupyter.widget-view+json";
  const LOST = "Error displaying widget: model not found";
  const LOADING = "Loading widget...";
  const PATIENCE = 5; // seconds that it may take
  const MOST = 5; // times for each: its state may really be gone
  const tries = new WeakMap();
  const waits = new WeakMap();

  function lostIn(content) {
    const areas = (content?.widgets ?? []).flatMap(({ outputArea }) => outputArea ?? []);
    const all = areas.flatMap(({ widgets, model }) =>
      widgets.map((shown, index) => ({ shown, index, model })),
    );
    return all.filter(({ shown }) => {
      const place = shown.node.querySelector(":scope > .jp-OutputArea-output");
      const words = place?.childElementCount === 0 ? place.textContent : "";
      waits.set(shown, words === LOADING ? (waits.get(shown) ?? 0) + 1 : 0);
      return words === LOST || waits.get(shown) > PATIENCE;
    });
  }

  async function lookAgain({ content, context }) {
    const lost = lostIn(content).filter(({ shown }) => (tries.get(shown) ?? 0) < MOST);
    if (!lost.length) return;
    for (const { shown } of lost) tries.set(shown, (tries.get(shown) ?? 0) + 1);
    // The one who has the state; he is known to those alone who draw.
    const renderer = content.rendermime.getFactory(VIEW).createRenderer({ mimeType: VIEW });
    const manager = await renderer._manager.promise;
    renderer.dispose();
    const late = new Promise((done) => setTimeout(done, 10000));
    await Promise.race([manager.restoreWidgets(context.model), late]);
    // What is lost still: meanwhile a cell may have run, or the notebook have been closed.
    for (const { index, model } of lostIn(content)) model.set(index, model.get(index).toJSON());
  }

  async function keepLooking(app) {
    try {
      for (const panel of app.shell.widgets("main")) await lookAgain(panel);
    } finally {
      setTimeout(() => keepLooking(app), 1000);
    }
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
          document.head.append(Object.assign(document.createElement("style"), { textContent: style + fingers }));
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
