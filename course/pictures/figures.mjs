// Numbers as a drawing of a network shows them: as course.pictures.diagram writes them, in the room they have.
import { fixed, short } from "./common.mjs";

/** As it was given: 1, 8.5, 0.0; `whole`: Python was given an int, which has no decimals. */
export function given(value, whole = false, most = 4) {
  if (whole && Number.isInteger(value)) return String(value).replace("-", "−");
  for (let decimals = most; decimals < 9; decimals++) {
    const shown = short(value, decimals);
    if (value === 0 || shown !== "0.0") return shown;
  }
  return short(value, most);
}

/** A layer's weights as given, all with as many decimals as the longest, at most 4. */
export function alike(matrix, whole) {
  const shown = matrix.map((row, to) => row.map((weight, i) => given(weight, whole?.[to]?.[i])));
  const decimals = Math.min(Math.max(...shown.flat().map(decimalsOf)), 4);
  if (decimals === 0) return shown;
  return matrix.map((row) => row.map((weight) => notZero(weight, decimals)));
}

/** With fixed decimals, up to 8 if it would read as zero and is not. */
export function notZero(value, decimals) {
  for (let more = decimals; more < 9; more++) {
    const shown = fixed(value, more);
    if (Number(shown.replace("−", "-")) !== 0) return shown;
  }
  return fixed(value, decimals);
}

/** A new weight with enough decimals to show that it moved, and ▲, ▼ or nothing. */
export function moved(old, now, decimals, whole) {
  for (let more = decimals; more < 9; more++) {
    const shown = fixed(now, more);
    if (shown !== fixed(old, more)) return [shown, now > old ? "▲" : "▼"];
  }
  return [given(old, whole), ""];
}

/** `words` (the number `value`) if it fits, else the number written shorter. */
export function fit(value, words, size, room) {
  let decimals = decimalsOf(words);
  while (Math.abs(value) < 1e6) {
    if (textWidth(words, size, true) <= room) return words;
    if (decimals === 0) break;
    words = fixed(value, --decimals);
  }
  const [mantissa, exponent] = exponential(value).split("e");
  return `${mantissa}e${Number(exponent)}`.replaceAll("-", "−");
}

/** One decimal and an exponent; the middle goes to the even digit, as in Python. */
function exponential(value) {
  const [exact, exponent] = value.toExponential(60).split("e");
  const [, kept, even] = exact.match(/^(-?\d\.(\d))50*$/) ?? [];
  return kept && "02468".includes(even) ? `${kept}e${exponent}` : value.toExponential(1);
}

function decimalsOf(words) {
  return (words.split(".")[1] ?? "").length;
}

/** How many px a text takes at most, as course.pictures.svg.text_width. */
export function textWidth(words, size, bold = false) {
  let ems = 0;
  for (const letter of words) {
    if (" .,:;!|'ijl".includes(letter)) ems += 0.29;
    else if ("ftrI()[]/-".includes(letter)) ems += 0.38;
    else if ("mwMW%@▲▼①②③④…".includes(letter)) ems += 1;
    else if (/\d/.test(letter) || "−+=×?_#cksvxyzJ".includes(letter)) ems += 0.59;
    else ems += letter !== letter.toUpperCase() ? 0.62 : 0.78;
  }
  return ems * size * (bold ? 1.04 : 1);
}

/** The beginning of a text that is too long, and …. */
export function cut(words, size, room) {
  if (textWidth(words, size, true) <= room) return words;
  while (words && textWidth(words + "…", size, true) > room) words = words.slice(0, -1);
  return words.trimEnd() + "…";
}
