// Starts Python in Node, imports what notebooks import at their beginning, and writes down for
// python.mjs what its memory holds and which files it has not read: node memory.mjs PYODIDE FOLDER
// On standard input is JSON: {"files": {path: text}, "imports": [names], "kept": [packages]}.
import fs from "node:fs";
import { gzipSync } from "node:zlib";

// Node would show the line of Pyodide where it ended, which is all of Pyodide.
process.on("uncaughtException", (error) => {
  console.error(String(error));
  process.exit(1);
});
// Where a call in WebAssembly finds a function depends on the browser; the way of Safari on an iPad
// is slower than others and works in all of them.
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "iPad" } });
const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const { files, imports, kept } = JSON.parse(fs.readFileSync(0, "utf-8"));
const lock = JSON.parse(fs.readFileSync(`${folder}/pyodide-lock.json`, "utf-8"));
const { default: make } = await import(`${pyodide}/pyodide.asm.mjs`);
let brought;
const python = await loadPyodide({
  lockFileContents: lock,
  _makeSnapshot: true,
  createPyodideModule(settings) {
    settings.preRun.push(({ HEAPU32 }) => (brought = HEAPU32.slice()));
    return make(settings);
  },
});
const { FS, _module: made } = python;
for (const [path, text] of Object.entries(files)) {
  FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  FS.writeFile(path, text);
}
const before = made.wasmTable.length;
python.runPython(`import gc, ${imports.join(", ")}; gc.collect()`);
if (made.wasmTable.length !== before) throw new Error("an import made a function outside of memory");
// Of Python's own library too, only what is not read yet goes along.
const read = JSON.parse(python.runPython(`
import importlib, json, os, sys, zipfile
read = [getattr(module, "__file__", None) for module in sys.modules.values()]
LIBRARY = "/lib/python314.zip"
with zipfile.ZipFile(LIBRARY) as whole, zipfile.ZipFile("left.zip", "w") as left:
    for file in whole.infolist():
        if f"{LIBRARY}/{file.filename}" not in read:
            left.writestr(file, whole.read(file))
os.replace("left.zip", LIBRARY)
importlib.invalidate_caches()
json.dumps(read)`));
fs.writeFileSync(`${folder}/python_stdlib.zip`, FS.readFile("/lib/python314.zip"));
const needless = read.filter((path) => !kept.some((name) => path?.includes(`/${name}/`)));
for (const path of needless) delete files[path];
// What Python has given back is full of what stood there: zeros take no room.
const held = [];
const top = made.HEAPU32[made._emscripten_get_sbrk_ptr() >>> 2];
for (let size = 1 << 20; size >= 16; size /= 2) {
  for (let place = 0; place < top - size; held.push(place)) {
    place = made._malloc(size);
    made.HEAPU8.fill(0, place, place + size);
  }
}
held.forEach((place) => made._free(place));
// What the program brings itself need not be sent once more.
const memory = python.makeMemorySnapshot();
const words = new Uint32Array(memory.buffer);
const begins = words[1] / 4;
brought.forEach((word, place) => (words[begins + place] ^= word));
fs.writeFileSync(`${folder}/size.mjs`, `export default ${memory.length};\n`);
const packed = { memory, files: JSON.stringify(files) };
for (const [name, content] of Object.entries(packed)) {
  fs.writeFileSync(`${folder}/${name}.gz`, gzipSync(content, { level: 9, memLevel: 9 }));
}
