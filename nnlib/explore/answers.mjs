import { button, fixed, mount, onNextFrame, whenNoKernel } from "./common.mjs";

const BAR = 160; // as in answers.py

/** What the networks say, in words. */
export function verdict(names, values) {
  const said = values.map((row) => row.indexOf(Math.max(...row)));
  const parts = names.map((name, k) => `${name} says ${said[k]} at ${fixed(values[k][said[k]])}`);
  const agree = said.every((digit) => digit === said[0]);
  return `${parts.join(", ")}: ${agree ? "they agree" : "they disagree"}.`;
}

function render({ model, el }) {
  const place = mount(model, el);
  const find = (part, network, index) =>
    place.svg.querySelector(
      `[data-part="${part}"][data-network="${network}"][data-index="${index}"]`,
    );
  const words = document.createElement("p");
  words.style.fontSize = "15px";
  place.row.append(
    button("find a digit that they disagree on", () => model.send({ ask: "disagree" })),
  );
  place.row.after(words);

  function paint() {
    const values = model.get("values");
    values.forEach((row, network) => {
      const best = row.indexOf(Math.max(...row));
      row.forEach((value, index) => {
        const bar = find("bar", network, index);
        bar.setAttribute("width", BAR * value);
        bar.setAttribute("fill", index === best ? "var(--good)" : "var(--edgeplus)");
        const text = find("value", network, index);
        text.textContent = fixed(value);
        text.setAttribute("font-weight", index === best ? 700 : 400);
      });
    });
    words.textContent = `${model.get("sentence")} ${verdict(model.get("names"), values)}`.trim();
    place.announce(words.textContent);
  }

  const soon = onNextFrame(paint);
  for (const name of ["values", "sentence"]) model.on(`change:${name}`, soon);
  paint();
  const alone =
    "The two Keras networks run in Python: open this notebook in JupyterLab to ask them about " +
    "what is on the pad. What you see are their answers to the first picture.";
  return whenNoKernel(model, (noKernel) => place.problem(noKernel ? alone : ""));
}

export default { render };
