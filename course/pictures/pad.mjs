// A pad to write on, and the network of notebook 13 that reads it: course.pictures.pad.
import { paintCells } from "./cells.mjs";
import { button, howToRun, mount, onNextFrame, setAttributes, whenNoKernel } from "./common.mjs";
import { bytesOf } from "./maps.mjs";
import { filled } from "./moving.mjs";
import { figure, fixed } from "./numbers.mjs";
import { forPython } from "./picture_file.mjs";
import { writingPad } from "./writing_pad.mjs";

/** A Bytes trait as 64 bit numbers; these need a buffer that begins with them. */
function numbersOf(view) {
  return new Float64Array(bytesOf(view).slice().buffer);
}

/** layer_1 = relu(pixels / 255 @ weights_0_1), layer_2 = layer_1 @ weights_1_2; rows one by one. */
export function forward(pixels, weights01, weights12) {
  const units = weights01.length / pixels.length;
  const hidden = new Array(units).fill(0);
  pixels.forEach((pixel, i) => {
    if (pixel === 0) return; // four pixels in five are blank
    const value = pixel / 255;
    for (let h = 0; h < units; h++) hidden[h] += value * weights01[i * units + h];
  });
  const outputs = new Array(weights12.length / units).fill(0);
  hidden.forEach((sum, h) => {
    hidden[h] = Math.max(sum, 0);
    outputs.forEach((_, k) => {
      outputs[k] += hidden[h] * weights12[h * outputs.length + k];
    });
  });
  return { hidden, outputs };
}

/** What the drawing says of a digit and what the network makes of it, by name. */
export function textsOf(pixels, { hidden, outputs }) {
  const above0 = (values) => values.filter((value) => value > 0).length;
  const listed = outputs.map((value, digit) => `${digit}: ${fixed(value, 3)}`).join(", ");
  const texts = { inked: above0(pixels), on: above0(hidden), units: hidden.length };
  return { ...texts, outputs: listed, best: largest(outputs) };
}

export function largest(outputs) {
  return outputs.indexOf(Math.max(...outputs));
}

/** Return a function that brings a drawing by digit_network, or its outputs alone, up to date. */
function followDigitNetwork(svg, barWidth) {
  const parts = (name) => [...svg.querySelectorAll(`[data-part="${name}"]`)];
  const textLike = (words) =>
    [...svg.querySelectorAll("text")].find((text) => words.test(text.textContent));
  const [digit] = parts("digit");
  const units = parts("hidden");
  const count = textLike(/ active$/);
  const rows = parts("output");
  const zeroLine = svg.querySelector("line");
  const mark = textLike(/^prediction$/);
  const left = Number(rows[0].querySelector("circle").getAttribute("cx")) + 24;

  return (pixels, { hidden, outputs }) => {
    if (digit) paintCells(digit, Array.from(pixels, (pixel) => pixel / 255), 28);

    const strongest = Math.max(...hidden);
    units.forEach((unit, h) => {
      const on = hidden[h] > 0;
      const strength = Number.isFinite(strongest) ? hidden[h] / strongest : 1;
      setAttributes(unit, {
        fill: on ? "var(--plus)" : "var(--blank)",
        "fill-opacity": on ? 0.1 + 0.9 * strength : 1,
        stroke: on ? "var(--plus)" : "var(--faint)",
        "data-value": hidden[h],
      });
    });
    const active = hidden.filter((value) => value > 0).length;
    if (count) count.textContent = count.textContent.replace(/\d+ active/, `${active} active`);

    const best = pixels.every((pixel) => pixel === 0) ? null : largest(outputs);
    const finite = outputs.map((value) => (Number.isFinite(value) ? value : 0));
    const low = Math.max(0, -Math.min(...finite));
    const scale = barWidth / (low + Math.max(1, ...finite));
    const zero = left + low * scale;
    setAttributes(zeroLine, { x1: zero, x2: zero });
    rows.forEach((row, k) => {
      const value = finite[k];
      const chosen = k === best;
      const sign = value > 0 ? "var(--edgeplus)" : "var(--edgeminus)";
      const length = Math.abs(value) * scale;
      setAttributes(row, { "data-value": outputs[k] });
      setAttributes(row.querySelector("circle"), { "stroke-width": chosen ? 2.5 : 1.5 });
      setAttributes(row.querySelector("rect"), {
        x: value < 0 ? zero - length : zero,
        width: length,
        fill: chosen ? "var(--good)" : sign,
      });
      const words = row.lastElementChild;
      words.textContent = figure(outputs[k], 3, 5, outputs[k]);
      words.setAttribute("font-weight", chosen ? 700 : 400);
    });
    mark.setAttribute("visibility", best === null ? "hidden" : "visible");
    if (best !== null) mark.setAttribute("y", rows[best].lastElementChild.getAttribute("y"));
  };
}

function render({ model, el }) {
  const place = mount(model, el);
  const weights = [numbersOf(model.get("weights_0_1")), numbersOf(model.get("weights_1_2"))];
  const { words, bar } = model.get("given");
  const describe = place.svg.querySelector("desc");
  const follow = followDigitNetwork(place.svg, bar);
  const examples = bytesOf(model.get("examples"));
  const pictures = Array.from({ length: 10 }, (_, k) => examples.slice(784 * k, 784 * (k + 1)));

  let shown = null;
  let trouble = ""; // with what should be on the pad
  let reading = ""; // the name of a picture file that is on its way to the pad
  const paint = onNextFrame(() => {
    const pixels = pad.picture();
    const state = forward(pixels, ...weights);
    follow(pixels, state);
    describe.textContent = filled(words, textsOf(pixels, state));
    const best = largest(state.outputs);
    const blank = pixels.every((pixel) => pixel === 0);
    const finite = state.outputs.every(Number.isFinite);
    place.problem(finite ? trouble : "An output is not a finite number: train the network anew.");
    const answer = `Prediction ${best}, output ${fixed(state.outputs[best])}`;
    const none = reading ? `Reading ${reading} …` : "The pad is empty";
    const read = blank ? none : answer;
    pad.say(read); // in sight also where the bars are not
    place.shows(read);
    if (shown) {
      model.set("pixels", new DataView(pixels.slice().buffer));
      model.save_changes();
    }
    shown = pixels;
  });
  const pad = writingPad(place, pictures, () => {
    trouble = "";
    paint();
  });
  pad.show(bytesOf(model.get("pixels")).slice());

  // --- Python reads picture files ---

  const say = (sentence) => {
    trouble = sentence;
    paint();
  };
  const failed = () => {
    if (!model.get("trouble")) return; // the file has just arrived there
    reading = "";
    say(model.get("trouble"));
  };
  const given = () => {
    const picture = bytesOf(model.get("picture"));
    if (!picture.length) return;
    reading = "";
    pad.show(picture.slice());
  };
  model.on("change:trouble", failed);
  model.on("change:picture", given);

  const chooser = Object.assign(document.createElement("input"), {
    type: "file", accept: "image/*,.heic,.heif", hidden: true,
  });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    reading = file.name;
    pad.clear(); // what was there, and how it was read, would stand for the new picture
    try {
      python.ask({ open: file.name }, [await forPython(file)]);
    } catch (error) {
      reading = "";
      say(error.message);
    }
    chooser.value = ""; // so that the same file can be opened once more
  });
  const open = button("open a picture file", () => chooser.click());
  open.className = "needs-python";
  const note = document.createElement("p");
  note.textContent =
    `To try a picture file of your own, ${howToRun()}: Python prepares the picture.`;
  note.hidden = true;
  // Beside the pad, and what fails below it: the drawing is higher than many a screen.
  place.root.querySelector(".tools").append(open, chooser);
  place.scroll.before(place.root.querySelector(".problem"));
  place.row.append(note);
  const python = whenNoKernel(model, el, (noKernel) => {
    note.hidden = !noKernel;
    if (!reading) return;
    say(noKernel ? `${reading} waits for Python, which is busy or has been stopped.` : "");
  });
  return () => {
    python.end();
    model.off("change:trouble", failed);
    model.off("change:picture", given);
  };
}

export default { render };
