// Python, started as it was left when the edition was built (memory.mjs): its memory, with all that
// notebooks import at their beginning, and the files of what they may import later.
import make from "./pyodide.asm.mjs";
import { loadPyodide as start } from "./start.mjs";

async function unpacked(name) {
  const { body } = await fetch(new URL(name, import.meta.url));
  return new Response(body.pipeThrough(new DecompressionStream("gzip")));
}

// JupyterLite names packages to load: they are there.
export async function loadPyodide({ packages, ...options }) {
  const files = unpacked("files.gz").then((found) => found.json());
  const python = await start({
    ...options,
    _loadSnapshot: unpacked("memory.gz").then((found) => found.arrayBuffer()),
    createPyodideModule(settings) {
      settings.preRun.push(({ growMemory, INITIAL_MEMORY }) => growMemory(INITIAL_MEMORY));
      return make(settings);
    },
  });
  for (const [path, text] of Object.entries(await files)) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, text);
  }
  // What is random must not be the same on each visit.
  python.runPython("import random; random.seed()");
  return python;
}
