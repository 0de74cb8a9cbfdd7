// A pad and the three networks that read what is written on it, side by side: course.pictures.side_by_side.
import { button, howToRun, mount, onNextFrame, setAttributes, whenNoAnswer, write } from "./common.mjs";
import { forward, unpacked } from "./keras_forward.mjs";
import { bytesOf } from "./maps.mjs";
import { fixed } from "./numbers.mjs";

/** What the networks say, in words. */
export function verdict(names, values) {
  const said = values.map((row) => row.indexOf(Math.max(...row)));
  const parts = names.map((name, k) => `${name} says ${said[k]} at ${fixed(values[k][said[k]])}`);
  const agree = said.every((digit) => digit === said[0]);
  return `${parts.join(", ")}: ${agree ? "they agree" : "they disagree"}.`;
}

function render({ model, el }) {
  const place = mount(model, el);
  const parts = (name) => [...place.svg.querySelectorAll(`[data-part="${name}"]`)];
  const [bars, numbers] = ["bar", "value"].map(parts); // network by network
  const { longest } = model.get("given");
  const words = document.createElement("p");
  let looking = false;
  let alone = false;
  words.style.fontSize = "15px";
  // A page of the book or a slide has the networks themselves instead of Python.
  const networks = model.get("networks").map(({ layers, weights }) => {
    return { layers, weights: unpacked(bytesOf(weights)) };
  });
  const disagreements = model.get("disagreements").map(({ picture, sentence }) => {
    return { picture: bytesOf(picture), sentence };
  });
  let next = 0;
  place.row.append(
    button("find a digit that they disagree on", () => {
      if (!python) {
        model.set("picture", new DataView(disagreements[next].picture.slice().buffer));
        next = (next + 1) % disagreements.length;
        return;
      }
      if (looking) return;
      if (!alone) {
        looking = true; // the first time takes a while: both networks read all pictures
        words.textContent = "Both networks read all pictures …";
      }
      python.ask({ ask: "disagree" });
    }),
  );
  place.row.after(words);

  function paint() {
    const values = model.get("values");
    values.forEach((row, network) => {
      const best = row.indexOf(Math.max(...row));
      row.forEach((value, index) => {
        const [bar, number] = [bars, numbers].map((all) => all[row.length * network + index]);
        const fill = index === best ? "var(--good)" : "var(--edgeplus)";
        setAttributes(bar, { width: longest * value, fill });
        write(number, fixed(value));
        setAttributes(number, { "font-weight": index === best ? 700 : 400 });
      });
    });
    words.textContent = `${model.get("sentence")} ${verdict(model.get("names"), values)}`.trim();
    place.shows(words.textContent);
  }

  const soon = onNextFrame(paint);
  const shown = "change:values change:sentence";
  model.on(shown, soon);
  paint();
  const found = ({ answer }) => {
    if (answer !== "found") return;
    looking = false;
    soon();
  };
  model.on("msg:custom", found);
  const needed =
    `The two Keras networks run in Python: ${howToRun()} to ask them about what is on the pad. ` +
    "What you see are their answers to the last picture that they got.";
  const python = !networks.length && whenNoAnswer(model, el, (noKernel) => {
    alone = noKernel;
    place.problem(alone ? needed : "");
    if (!noKernel) return;
    looking = false;
    soon();
  });
  const answer = () => {
    if (python) return python.ask();
    const pixels = bytesOf(model.get("pixels"));
    const known = disagreements.find(({ picture }) => picture.every((p, i) => p === pixels[i]));
    model.set("sentence", known?.sentence ?? "");
    model.set("values", networks.map((network) => forward(network, pixels)));
  };
  model.on("change:pixels", answer);
  return () => {
    if (python) python.end();
    model.off("change:pixels", answer);
    model.off("msg:custom", found);
    model.off(shown, soon);
  };
}

export default { render };
