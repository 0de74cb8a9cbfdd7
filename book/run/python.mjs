// Python, started as it was left when the edition was built (memory.mjs): its memory, with all that
// notebooks import at their beginning, and the files of what they may import later.
import make from "./pyodide.asm.mjs";
import MEMORY from "./size.mjs";
import { loadPyodide as start } from "./start.mjs";

async function unpacked(name) {
  const { body } = await fetch(new URL(name, import.meta.url));
  return new Response(body.pipeThrough(new DecompressionStream("gzip")));
}

async function begin() {
  const files = unpacked("files.gz").then((found) => found.json());
  // It is filled while the program is compiled.
  const memory = new Uint8Array(MEMORY);
  const filled = unpacked("memory.gz")
    .then((found) => found.arrayBuffer())
    .then((found) => memory.set(new Uint8Array(found)));
  const python = await start({
    indexURL: new URL(".", import.meta.url).href,
    convertNullToNone: true,
    _loadSnapshot: memory,
    createPyodideModule(settings) {
      settings.preRun.push((python) => {
        const size = python.HEAPU32.length;
        python.growMemory(MEMORY);
        python.addRunDependency("memory");
        filled.then(() => {
          // What the program brings itself was left out.
          const words = new Uint32Array(memory.buffer);
          const begins = words[1] / 4;
          const brought = python.HEAPU32;
          for (let place = 0; place < size; place++) words[begins + place] ^= brought[place];
          python.removeRunDependency("memory");
        });
      });
      return make(settings);
    },
  });
  for (const [path, text] of Object.entries(await files)) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, text);
  }
  // The kernel can't be kept in memory; and what is random must not be the same on each visit.
  python.runPython("import pyodide_kernel, random; random.seed()");
  return python;
}

// It begins when this is loaded; whoever asks for it is told what fails.
const begun = begin();
begun.catch(() => {});
export const loadPyodide = () => begun;
