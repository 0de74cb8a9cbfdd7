// A question that is answered before the next cell runs: a number, a choice, a place on a slider.
import { button, howToRun, inJupyterLab, mount, onNextFrame, whenNoKernel, write } from "../pictures/common.mjs";
import { fixed, short } from "../pictures/numbers.mjs";

const GUESS_STYLE = `
.guess{border:1px solid var(--nnlib-frame);border-radius:8px;padding:10px 14px;margin:2px 0;
max-width:var(--measure,640px);box-sizing:border-box;font-size:16px;min-width:0}
.guess legend,.guess .question{font-weight:600;padding:0;margin:0}
.guess legend{float:left;width:100%;margin-bottom:8px} /* a browser lays it on the frame, which two lines break */
.guess .fields{clear:both;display:flex;flex-wrap:wrap;gap:6px 18px;align-items:center;margin:8px 0 2px}
.guess label{display:inline-flex;gap:6px;align-items:center;min-height:max(28px,var(--nnlib-finger));min-width:var(--nnlib-finger)}
.guess input[type=text]{font:inherit;width:9em;min-height:max(34px,var(--nnlib-finger));padding:2px 8px;box-sizing:border-box;
border:1px solid var(--nnlib-frame);border-radius:6px;background:var(--nnlib-field);color:var(--nnlib-ink)}
.guess input[type=range]{width:min(300px,60vw);min-height:var(--nnlib-finger);accent-color:var(--nnlib-plus)}
.guess input[type=radio]{accent-color:var(--nnlib-plus);width:18px;height:18px;margin:0}
.guess input:focus-visible{outline:3px solid var(--nnlib-goal);outline-offset:2px}
.guess input:disabled{opacity:.75}
.guess output{font-variant-numeric:tabular-nums;min-width:4em}
.said{margin:8px 0 2px;font-variant-numeric:tabular-nums}.said:empty{display:none}`;

/** A number as a person types it: 0.98, 0,98, −3; NaN if it is none. */
export function typed(text) {
  let words = text.trim().replace("−", "-");
  if (/^[-+]?\d+,\d+$/.test(words)) words = words.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(words) ? Number(words) : NaN;
}

/** Guess and truth in one line, as far as they are there. As Guess.words in guesses.py. */
export function said({ kind, guess, kept, truth, decimals }) {
  const mine = kept ? guess : null;
  if (kind === "choice") return choiceSaid(mine, truth);
  const value = truth === null ? "" : fixed(truth, decimals);
  if (mine === null) return value ? `No guess yet. True value: ${value}` : "No guess yet.";
  const first = `your guess ${asTyped(mine, decimals)}`;
  if (!value) return first;
  const off = fixed(Math.abs(truth - mine), decimals);
  return `${first} · true value ${value} · ${Number(off) ? `${off} off` : "right"}`;
}

function choiceSaid(guess, truth) {
  if (truth === null) return guess === null ? "No guess yet." : `your guess: ${guess}`;
  if (guess === null) return `No guess yet. The answer: ${truth}`;
  return `your guess: ${guess} · the answer: ${truth}${guess === truth ? " · right" : ""}`;
}

function asTyped(value, decimals) {
  const shown = short(value, Math.max(decimals, 4));
  return decimals ? shown : shown.replace(/\.0$/, "");
}

const STATE = "kind guess kept truth decimals".split(" ");

function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// Each kind of field: what stands in the form, what shows a value, and what reads it ("" if none).

function choiceField(model, change) {
  const radios = model.get("choices").map((choice) =>
    make("input", { type: "radio", name: "choice", value: choice }),
  );
  for (const radio of radios) radio.addEventListener("change", () => change(radio.value));
  return {
    parts: radios.map((radio) => make("label", {}, radio, radio.value)),
    inputs: radios,
    show: (value) => radios.forEach((radio) => (radio.checked = radio.value === value)),
    read: () => radios.find((radio) => radio.checked)?.value ?? null,
    missing: "Choose one of them first.",
  };
}

function sliderField(model, change) {
  const [low, high, step] = ["low", "high", "step"].map((name) => model.get(name));
  const range = make("input", {
    type: "range", min: low, max: high, step, "aria-label": model.get("question"),
  });
  const shown = make("output");
  const show = (value) => {
    if (value === null) return;
    range.value = value;
    shown.textContent = fixed(Number(value), model.get("places"));
    range.setAttribute("aria-valuetext", shown.textContent);
  };
  const read = () => Number(Number(range.value).toFixed(model.get("places")));
  range.addEventListener("input", () => (show(read()), change(read())));
  return { parts: [range, shown], inputs: [range], show, read, missing: "" };
}

function numberField(model, change) {
  const field = make("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": model.get("question"),
  });
  field.addEventListener("input", () => change(null));
  return {
    parts: [make("label", {}, field)],
    inputs: [field],
    show: (value) => {
      if (value !== null) field.value = asTyped(value, model.get("decimals")).replace("−", "-");
    },
    read: () => {
      const value = typed(field.value);
      return Number.isFinite(value) ? value : null;
    },
    missing: "Type a number first, like 0.5.",
  };
}

const FIELDS = { choice: choiceField, slider: sliderField, number: numberField };

function render({ model, el }) {
  const place = mount(model, el);
  place.root.append(make("style", {}, GUESS_STYLE));
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const field = FIELDS[model.get("kind")](model, (value) => {
    place.problem("");
    set({ guess: value });
  });
  // In JupyterLab later cells ask Python for the guess; a page of the book is on its own.
  const unheard = inJupyterLab() ? `Python has not heard this: ${howToRun()}.` : "";
  let alone = false;
  let decided = false;
  const trouble = () => {
    if (decided) place.problem(alone ? unheard : model.get("note"));
  };
  const python = whenNoKernel(model, el, (noKernel) => {
    alone = noKernel;
    trouble();
  });
  const decide = (values) => {
    set(values);
    decided = true;
    trouble();
    python.ask();
  };
  const keep = () => {
    const value = field.read();
    place.problem(value === null ? field.missing : "");
    if (value !== null) decide({ guess: value, kept: true });
  };
  const press = button("keep my guess", () =>
    model.get("kept") ? decide({ kept: false }) : keep(),
  );
  const form = make(
    "fieldset",
    { class: "guess" },
    make("legend", {}, model.get("question")),
    make("div", { class: "fields" }, ...field.parts, press),
    make("p", { class: "said" }),
  );
  field.inputs.forEach((input) =>
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || model.get("kept")) return;
      event.preventDefault(); // else the button, once it has the focus, would take it as a press
      keep();
      if (model.get("kept")) press.focus(); // the field, now fixed, would lose it
    }),
  );
  place.scroll.append(form);

  const paint = () => {
    const now = Object.fromEntries(STATE.map((name) => [name, model.get(name)]));
    field.show(now.guess);
    field.inputs.forEach((input) => (input.disabled = now.kept));
    press.textContent = now.kept ? "guess again" : "keep my guess";
    // The truth waits until a guess is kept.
    const words = now.kept ? said(now) : "";
    write(form.querySelector(".said"), words);
    place.shows(words);
  };
  model.on(STATE.map((name) => `change:${name}`).join(" "), onNextFrame(paint));
  model.on("change:note", trouble);
  paint();
  return python.end;
}

export default { render };
