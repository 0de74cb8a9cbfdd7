// What a notebook that runs in a browser has instead of JupyterLab's menus: one row that says whether
// Python is there, starts it anew, and hands out and takes up what is the student's own.
{
  const NAME = "neural-network-course-page";
  const ANSWERS = "progress.json";
  const KINDS = ["exercises", "guesses"];
  const SILENCE = 10; // seconds that Python may say nothing while it works

  const WORDS = {
    loading: "Python is coming: some ten seconds.",
    idle: "Python is here.",
    busy: "Python is at work.",
    absent: "There is no Python here.",
    silent:
      "Python has said nothing for ten seconds, and what it does may never end. Started anew, it has " +
      "forgotten its variables; your notebook and your answers are kept.",
    python: "This browser can't run Python in a page: it has no WebAssembly. A newer browser can.",
    worker:
      "Solved exercises and guesses can't be kept here: that needs an address with https or " +
      "localhost, and no private window. Your notebook is kept.",
    storage:
      "The browser keeps nothing for this page: its room is full, or the window is a private one. " +
      "Download your notebook and your answers before you close it.",
    twice:
      "This notebook is open in another tab, too. Close one of the two: what is saved last would " +
      "take the place of the other.",
    newer: "The course has a newer version of this notebook.",
    none: "There are no answers yet: solve an exercise or make a guess.",
    noAnswers:
      "This file holds no answers: choose a progress.json that was downloaded here or made by the " +
      "course.",
    damaged: "The answers that are kept here are damaged: you have them now as they are.",
    taken: "Your answers are here: run the notebook from the top to see them.",
  };

  const STYLE = `
    #nnlib-page { position: absolute; inset: 0 0 auto; padding: 4px 12px;
      font: 14px/1.4 system-ui, sans-serif; color: var(--jp-ui-font-color1);
      background: var(--jp-layout-color1); border-bottom: 1px solid var(--jp-border-color1); }
    #nnlib-page .row, #nnlib-page .row > * { display: flex; align-items: center; gap: 4px 8px; }
    #nnlib-page .row { flex-wrap: wrap; }
    #nnlib-page [role=status] { flex: 1 1 10em; }
    #nnlib-page [role=alert]:not(:empty) { padding: 4px 0; font-weight: 600; }
    #nnlib-page a { color: var(--jp-content-link-color); }
    #nnlib-page button { min-height: 32px; padding: 2px 10px;
      font: inherit; color: inherit; background: none; border: 1px solid var(--jp-border-color0); border-radius: 4px; cursor: pointer; }
    #nnlib-page [role=alert] button { margin-left: 8px; }
    #nnlib-page svg { width: 44px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.5; }
    #nnlib-page:not(.loading) circle:last-child { display: none; }
    @media (width < 600px) {
      #nnlib-page .row { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
      #nnlib-page .row > * { flex: none; }
      #nnlib-page:not(.loading) svg { display: none; }
      .jp-OutputArea-output.jp-RenderedHTMLCommon { padding-right: 0; }
      .jp-Placeholder-prompt { display: none; }
      .jp-Placeholder-content { min-width: 0; }
    }
    @media (pointer: coarse) {
      #nnlib-page :is(a, button) { min-height: 44px; }
    }
    @media (prefers-reduced-motion: reduce) { #nnlib-page circle:last-child { display: none; } }`;
  // One weight between two units; while Python comes, a number goes along it.
  const PICTURE = `<svg viewBox="0 0 44 20" aria-hidden="true"><circle cx="7" cy="10" r="6"/>
    <circle cx="37" cy="10" r="6"/><path d="M13 10H31"/><circle cy="10" r="2.5" fill="currentColor">
    <animate attributeName="cx" values="7;37" dur="1.2s" repeatCount="indefinite"/></circle></svg>`;

  function made(tag, words, parts = {}) {
    return Object.assign(document.createElement(tag), { textContent: words, ...parts });
  }

  function download(name, words) {
    const href = URL.createObjectURL(new Blob([words], { type: "application/json" }));
    made("a", "", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  function parsed(words) {
    try {
      return JSON.parse(words);
    } catch {
      return null;
    }
  }

  const isOne = (value) => value && typeof value === "object" && !Array.isArray(value);

  // --- The row ------------------------------------------------------------------------------------

  class Row {
    constructor(contents) {
      this.contents = contents;
      this.node = made("div", "", { id: "nnlib-page", className: "loading" });
      this.state = made("span", "");
      const status = made("div", "", { innerHTML: PICTURE });
      status.setAttribute("role", "status");
      status.append(this.state);
      this.alert = made("div", "");
      this.alert.setAttribute("role", "alert");
      this.chooser = made("input", "", { type: "file", accept: ".json", hidden: true });
      this.chooser.onchange = () => void this.take(this.chooser.files[0]);
      const row = made("div", "", { className: "row" });
      row.append(
        status,
        made("a", "All notebooks", { href: "../index.html" }),
        made("button", "Download my answers", { onclick: () => void this.give() }),
        made("button", "Take up answers", { onclick: () => this.chooser.click() }),
        made("button", "Download this notebook", { onclick: () => this.notebook() }),
      );
      this.node.append(made("style", STYLE), row, this.chooser, this.alert);
      this.show("loading");
    }

    show(wanted) {
      const state = typeof WebAssembly === "undefined" ? "absent" : wanted;
      this.node.className = state;
      this.state.textContent = WORDS[state];
    }

    // One sentence at a time, and what can be done about it.
    say(key, label, act) {
      this.said = key;
      this.alert.textContent = WORDS[key] ?? "";
      if (label) this.alert.append(made("button", label, { onclick: act }));
    }

    // What is kept; what is damaged is handed out as it is, so that nothing in it is lost.
    async read() {
      const wanted = { content: true, type: "file", format: "text" };
      const found = await this.contents.get(ANSWERS, wanted).catch(() => null);
      const content = found?.content ?? {};
      const words = typeof content === "string" ? content : JSON.stringify(content);
      const answers = parsed(words);
      if (isOne(answers) && KINDS.every((kind) => isOne(answers[kind] ?? {}))) return answers;
      download(`damaged_${ANSWERS}`, words);
      this.say("damaged");
    }

    async give() {
      const answers = await this.read();
      if (!answers) return;
      if (!KINDS.some((kind) => Object.keys(answers[kind] ?? {}).length)) return this.say("none");
      download(ANSWERS, JSON.stringify(answers, null, 1) + "\n");
    }

    async take(file) {
      this.chooser.value = "";
      const taken = parsed(await file.text());
      if (!isOne(taken) || !KINDS.every((kind) => isOne(taken[kind]))) return this.say("noAnswers");
      const answers = (await this.read()) ?? {};
      for (const kind of KINDS) answers[kind] = { ...answers[kind], ...taken[kind] };
      const content = JSON.stringify(answers, null, 1) + "\n";
      const kept = this.contents.save(ANSWERS, { type: "file", format: "text", content });
      await kept.then(() => this.say("taken"), () => this.say("storage"));
    }

    notebook() {
      const { path, model } = this.panel.context;
      download(path, JSON.stringify(model.toJSON(), null, 1) + "\n");
    }

    // --- Python -----------------------------------------------------------------------------------

    async follow(panel) {
      this.panel = panel;
      const { context, sessionContext } = panel;
      context.saveState.connect((_, state) => state === "failed" && this.say("storage"));
      sessionContext.statusChanged.connect((_, status) => this.hear(status));
      sessionContext.iopubMessage.connect(() => this.hear(sessionContext.session?.kernel?.status));
      sessionContext.kernelChanged.connect((_, { newValue }) => newValue && this.await(newValue));
      if (sessionContext.session?.kernel) void this.await(sessionContext.session.kernel);
      await context.ready;
      this.onlyHere(context.path);
      if (!this.said) await this.newest(context);
    }

    // What can't be done here at all.
    async lacks() {
      if (typeof WebAssembly === "undefined") this.say("python");
      else if (!(await window.keeps)) this.say("storage");
      else if (!navigator.serviceWorker) this.say("worker");
    }

    // It says that it is idle before it is there; what it is asked it answers when it is. It completes
    // names from what it knows, without the package that would read the code for it.
    async await(kernel) {
      this.here = false;
      this.show("loading");
      const code = "get_ipython().Completer.use_jedi = False";
      await kernel.requestExecute({ code, silent: true, store_history: false }).done;
      this.here = true;
      this.hear(kernel.status);
    }

    hear(status) {
      if (!this.here) return;
      clearTimeout(this.waiting);
      if (this.said === "silent") this.say();
      this.show(status === "busy" ? "busy" : "idle");
      if (status !== "busy") return;
      this.waiting = setTimeout(
        () => this.say("silent", "Start Python anew", () => void this.anew()),
        1000 * SILENCE,
      );
    }

    async anew() {
      this.say();
      this.here = false;
      this.show("loading");
      await this.panel.context.save();
      await this.panel.sessionContext.restartKernel();
      await this.await(this.panel.sessionContext.session.kernel);
    }

    // --- What is kept -----------------------------------------------------------------------------

    onlyHere(path) {
      const others = new BroadcastChannel(NAME);
      others.onmessage = ({ data }) => {
        if (data.path !== path) return;
        this.say("twice");
        if (data.asks) others.postMessage({ path });
      };
      others.postMessage({ path, asks: true });
    }

    // A link to another notebook leads to where it runs, or else to its chapter in the book.
    async follows(event) {
      const link = event.target.closest?.("a[href]");
      const [, name] = link?.href.match(/\/files\/(\w+)\.ipynb(#.*)?$/) ?? [];
      if (!name) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const here = await fetch(`../files/${name}.ipynb`, { method: "HEAD" });
      open(here.ok ? `?path=${name}.ipynb` : `../../book/notebooks/${name}.html`);
    }

    async newest({ path, model }) {
      const answer = await fetch(new URL(`../files/${path}`, location), { cache: "no-cache" });
      if (!answer.ok) return;
      const { made_from } = (await answer.json()).metadata;
      if (made_from === model.getMetadata("made_from")) return;
      this.say("newer", "Take it, and download mine", async () => {
        this.notebook();
        await this.contents.delete(path);
        location.reload();
      });
    }
  }

  // As webpack would pack an extension.
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init() {},
    async get() {
      const page = {
        id: `${NAME}:row`,
        autoStart: true,
        activate({ shell, serviceManager }) {
          const row = new Row(serviceManager.contents);
          document.body.append(row.node);
          addEventListener("click", (event) => void row.follows(event), true);
          const lacks = row.lacks();
          shell.menu.hide();
          // The notebook has what the row leaves, also when its words are in two lines.
          new ResizeObserver(() => {
            shell.node.style.top = `${row.node.offsetHeight}px`;
            shell.update();
          }).observe(row.node);
          const open = () => {
            const panel = shell.currentWidget;
            if (panel?.sessionContext && panel !== row.panel) void lacks.then(() => row.follow(panel));
          };
          shell.currentChanged.connect(open);
          open();
        },
      };
      return () => ({ __esModule: true, default: page });
    },
  };
}
