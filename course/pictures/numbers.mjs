// Numbers as texts, as course.pictures.svg writes them.

/** A number with fixed decimals and a real minus sign; never "−0.000". As course.pictures.svg.fixed. */
export function fixed(value, decimals = 3) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const shown = toFixed(value, decimals);
  return Number(shown) === 0 ? shown.replace("-", "") : shown.replace("-", "−");
}

/**
 * As Python writes it: JavaScript's toFixed gives up at 1e21, and rounds a number that lies exactly
 * in the middle (0.0625 to three decimals) away from zero, where Python takes the even digit.
 */
function toFixed(value, decimals) {
  if (Math.abs(value) >= 1e21) {
    return BigInt(value).toString() + (decimals ? "." + "0".repeat(decimals) : "");
  }
  const longer = value.toFixed(decimals + 1);
  // Only a number with so few binary places is written whole by one more decimal.
  const middle = longer.endsWith("5") && Number.isInteger(value * 2 ** (decimals + 1));
  const kept = longer.slice(0, decimals ? -1 : -2);
  return middle && "02468".includes(kept.at(-1)) ? kept : value.toFixed(decimals);
}

/** A number as a person writes it: 8.5, −0.3, 0.0; at most `most` decimals. As course.pictures.svg.short. */
export function short(value, most = 4) {
  const shown = fixed(value, most);
  if (!shown.includes(".")) return shown;
  const [whole, decimals] = shown.split(".");
  return `${whole}.${decimals.replace(/0+$/, "") || "0"}`;
}

/** As course.pictures.svg.figure: in at most `most` digits, other than the number `beside` it. */
export function figure(value, decimals = 3, most = 7, beside = 0) {
  if (!Number.isFinite(value)) return fixed(value);
  const wanted = Math.min(decimals, 8);
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const order = [...all.slice(wanted), ...all.slice(0, wanted).reverse()];
  const fits = (shown) => shown.replace(".", "").length <= most;
  for (const other of [beside, 0]) {
    const same = Math.abs(value - other) < 1e-8;
    for (const places of order) {
      const shown = fixed(value, places);
      if (fits(shown) && (same || shown !== fixed(other, places))) return shown;
    }
  }
  const [long, brief] = [1, 0].map((places) => {
    const [mantissa, exponent] = (value * (1 + 1e-12)).toExponential(places).split("e");
    return `${mantissa}e${Number(exponent)}`.replaceAll("-", "−");
  });
  return fits(long) ? long : brief;
}

/** How many decimals, at most 4, the longest of these numbers was given with. */
export function decimalsOf(...values) {
  return Math.max(...values.map((value) => fixed(value, 4).replace(/0+$/, "").split(".")[1]?.length ?? 0));
}

/** A number as it was given: 12, 8.5, −0.3. */
export function given(value, most = 7) {
  return figure(value, decimalsOf(value), most);
}

/** A slider's value without the noise of its steps: 4, not 3.9999999999999996. */
export function tidy(value) {
  return Number(Number(value).toPrecision(12));
}

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
