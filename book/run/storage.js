// Whether the browser keeps what a page writes. Where it does not, since its room is full or the window
// is a private one, JupyterLite is to find no storage at all: then it has a notebook in memory, as long
// as the page is open, where otherwise it could not open one.
window.keeps = (async () => {
  const asked = (request, done) =>
    new Promise((resolve, reject) => {
      Object.assign(request, { [done]: resolve, onerror: reject, onabort: reject });
    });
  try {
    const opening = indexedDB.open("neural-network-course-page");
    opening.onupgradeneeded = () => opening.result.createObjectStore("tried");
    await asked(opening, "onsuccess");
    const writing = opening.result.transaction("tried", "readwrite");
    writing.objectStore("tried").put("x".repeat(100000), 1);
    await asked(writing, "oncomplete");
    opening.result.close();
    return true;
  } catch {
    for (const name of ["indexedDB", "localStorage"]) {
      Object.defineProperty(window, name, { value: undefined });
    }
    return false;
  }
})();
