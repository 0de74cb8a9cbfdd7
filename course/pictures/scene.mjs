// What live drawings share: numbers as course.pictures.svg writes them, and filling in a drawing.
import { fixed, setAttributes, short, write } from "./common.mjs";

/** A length in px with at most two decimals. As course.pictures.svg.coordinate. */
export function coordinate(value) {
  return String(Number(value.toFixed(2)) || 0);
}

/** A number without a needless ".0". As course.pictures.svg.whole. */
export function whole(value, most = 4) {
  return short(value, most).replace(/\.0$/, "");
}

/** A number of any size in at most four figures. As course.pictures.svg.brief, Python's "%.4g". */
export function brief(value) {
  if (!Number.isFinite(value)) return fixed(value);
  if (value === 0) return "0";
  const [digits, exponent] = fourFigures(value).split("e");
  const power = Number(exponent);
  const trimmed = (words) => (words.includes(".") ? words.replace(/\.?0+$/, "") : words);
  const shown =
    power >= -4 && power < 4
      ? trimmed(Number(`${digits}e${power}`).toFixed(3 - power))
      : `${trimmed(digits)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return shown.replaceAll("-", "−");
}

/** Like toExponential(3); but a number that lies exactly in the middle gets the even digit. */
function fourFigures(value) {
  const rounded = value.toExponential(3);
  const [digits, exponent] = value.toExponential(60).split("e");
  const kept = digits.slice(0, digits.indexOf(".") + 4);
  const middle = /^50*$/.test(digits.slice(kept.length));
  return middle && "02468".includes(kept.at(-1)) ? `${kept}e${exponent}` : rounded;
}

/** A number that may stand behind a sign: a negative one in brackets. */
export function bracketed(value, write = brief) {
  return value < 0 ? `(${write(value)})` : write(value);
}

export function visible(here) {
  return here ? "visible" : "hidden";
}

/** Give elements with a data-part their text and attributes: { part: { text, x, visibility… } }. */
export function fillIn(root, parts) {
  for (const [part, { text, ...attributes }] of Object.entries(parts)) {
    const element = root.querySelector(`[data-part="${part}"]`);
    if (text !== undefined) write(element, text);
    for (const [name, value] of Object.entries(attributes)) {
      setAttributes(element, { [name]: typeof value === "number" ? coordinate(value) : value });
    }
  }
}

/** Words with {name} filled in, as course.pictures.shapes.filled; what is empty leaves no gap. */
export function filled(template, texts) {
  return template.replace(/\{(\w+)\}/g, (_, name) => texts[name]).replace(/ +/g, " ").trim();
}

/** What a drawing shows, in words, for those who don't see it. */
export function describe(svg, words) {
  write(svg.querySelector("desc"), words);
}

/**
 * A sentence if one of the named numbers is none, or lies where its slider can't go: [value, low,
 * high] by name. Only Python can set such a number.
 */
export function badNumber(named) {
  for (const [name, [value, low, high]] of Object.entries(named)) {
    const way = "move its slider, or press “reset”.";
    if (!Number.isFinite(value)) return `${name} is ${fixed(value)}: ${way}`;
    const beyond = Math.max(low - value, value - high) > 1e-9 * (high - low);
    const range = `${brief(low)} to ${brief(high)}`;
    if (beyond) return `${name} is ${brief(value)}, but its slider goes from ${range}: ${way}`;
  }
  return "";
}
