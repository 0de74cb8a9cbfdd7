// Python begins to come before JupyterLite does, in the worker that JupyterLite will ask for.
{
  const Usual = window.Worker;
  let begun = new Usual(WORKER, { type: "module" });
  window.Worker = function (address, options) {
    if (!begun || !String(address).endsWith(WORKER.slice(2))) return new Usual(address, options);
    const given = begun;
    begun = null;
    return given;
  };
}
