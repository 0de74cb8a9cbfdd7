// From what was written on the pad to 28 × 28 numbers, as nnlib.digits.mnist_way does it.
//
// The pad's paper is known to be white, so the steps that look for shadows are left out; all others
// are the same, the rounding and Pillow's way of scaling a picture included.

const FAINTEST = 0.08;
const SPECK = 0.04;
const THINNEST = 1.8;

/** Python's round: halves go to the even neighbour. */
function roundEven(value) {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

/** A plane of numbers, row after row. */
function plane(width, height) {
  return { width, height, values: new Float64Array(width * height) };
}

/**
 * Ink levels (0 paper, 255 full ink; row after row) to MNIST's form. Returns `pixels` (784 bytes)
 * and the stages `cut` (a plane of 0 to 1) and `scaled` (a plane of 0 to 255), or null if blank.
 */
export function mnistWay(levels, width, height) {
  const peak = strength(levels);
  if (peak < FAINTEST) return null;
  const cut = cutOut(levels, width, height, peak);
  const scaled = scaleTo20(cut);
  return { cut, scaled, pixels: centre(scaled) };
}

/** How dark full ink is, 0 to 1: numpy's quantile 0.9997, so that a few specks do not count. */
function strength(levels) {
  const counts = new Array(256).fill(0);
  for (const level of levels) counts[level] += 1;
  const place = 0.9997 * (levels.length - 1);
  const at = (rank) => {
    let level = 0;
    for (let below = counts[0]; below <= rank; below += counts[level]) level += 1;
    return level / 255;
  };
  const low = at(Math.floor(place));
  return low + (at(Math.ceil(place)) - low) * (place - Math.floor(place));
}

function cutOut(levels, width, height, peak) {
  const strong = new Float64Array(levels.length);
  levels.forEach((level, i) => {
    strong[i] = Math.min(Math.max((level / 255 / peak - 0.25) / 0.5, 0), 1);
  });
  const kept = largeBlobs(strong, width, height);
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (let i = 0; i < kept.length; i++) {
    if (!kept[i]) continue;
    const [row, column] = [Math.floor(i / width), i % width];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
  }
  const cut = plane(right - left + 1, bottom - top + 1);
  for (let row = 0; row < cut.height; row++) {
    for (let column = 0; column < cut.width; column++) {
      const from = (top + row) * width + left + column;
      if (kept[from]) cut.values[row * cut.width + column] = strong[from];
    }
  }
  return cut;
}

/** 1 where ink belongs to a connected blob that is not small beside the largest. */
function largeBlobs(ink, width, height) {
  const free = new Uint8Array(ink.length);
  for (let i = 0; i < ink.length; i++) free[i] = ink[i] > 0 ? 1 : 0;
  const blobs = [];
  for (let start = 0; start < free.length; start++) {
    if (!free[start]) continue;
    free[start] = 0;
    const blob = [start];
    for (let next = 0; next < blob.length; next++) {
      const [row, column] = [Math.floor(blob[next] / width), blob[next] % width];
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++) {
        for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++) {
          if (!free[y * width + x]) continue;
          free[y * width + x] = 0;
          blob.push(y * width + x);
        }
      }
    }
    blobs.push(blob);
  }
  const least = SPECK * Math.max(...blobs.map((blob) => blob.length));
  const kept = new Uint8Array(free.length);
  for (const blob of blobs) if (blob.length >= least) for (const i of blob) kept[i] = 1;
  return kept;
}

function scaleTo20(cut) {
  let large = resize(cut, 200);
  let grow = 0;
  for (;;) {
    const missing = roundEven((10 * THINNEST - strokeWidth(large)) / 2);
    if (missing <= 0) break;
    grow += missing;
    large = thicken(resize(cut, 200 - 2 * grow), grow);
  }
  return meanOfBlocks(large);
}

/** The ink with its longer side `longer` pixels and its peak 1. */
function resize({ width, height, values }, longer) {
  const scale = longer / Math.max(width, height);
  const [across, down] = [width, height].map((side) => Math.max(roundEven(side * scale), 1));
  const wide = boxFilter({ width, height, values: values.map(Math.fround) }, across);
  const made = turned(boxFilter(turned(wide), down));
  let peak = 0;
  for (const value of made.values) if (value > peak) peak = value;
  return { ...made, values: made.values.map((value) => value / peak) };
}

/** One pass of Pillow's Image.resize with Resampling.BOX on 32 bit numbers: along the rows. */
function boxFilter({ width, height, values }, across) {
  if (across === width) return { width, height, values };
  const made = plane(across, height);
  const scale = width / across;
  const support = 0.5 * Math.max(scale, 1);
  for (let x = 0; x < across; x++) {
    const middle = (x + 0.5) * scale;
    const first = Math.max(Math.trunc(middle - support + 0.5), 0);
    const end = Math.min(Math.trunc(middle + support + 0.5), width);
    const inside = [];
    for (let i = first; i < end; i++) {
      const place = (i - middle + 0.5) / Math.max(scale, 1);
      if (place > -0.5 && place <= 0.5) inside.push(i);
    }
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (const i of inside) sum += values[y * width + i] / inside.length;
      made.values[y * across + x] = Math.fround(sum);
    }
  }
  return made;
}

function turned({ width, height, values }) {
  const made = plane(height, width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) made.values[x * height + y] = values[y * width + x];
  }
  return made;
}

/** The mean width of the strokes: twice their area over their edge's length. */
function strokeWidth({ width, height, values }) {
  // Around the ink lies a margin of paper, so that an edge at the border is counted too.
  const across = width + 2;
  const inked = new Uint8Array(across * (height + 2));
  for (let i = 0; i < values.length; i++) {
    if (values[i] > 0.5) inked[(Math.floor(i / width) + 1) * across + (i % width) + 1] = 1;
  }
  let [area, steps] = [0, 0];
  for (let i = across; i < inked.length; i++) {
    area += inked[i];
    steps += (inked[i] ^ inked[i - 1]) + (inked[i] ^ inked[i - across]);
  }
  return (2 * area) / ((Math.PI / 4) * steps);
}

/** Every stroke `grow` pixels wider on each side, in a larger plane. */
function thicken({ width, height, values }, grow) {
  const thick = plane(width + 2 * grow, height + 2 * grow);
  const disc = [];
  for (let down = 0; down <= 2 * grow; down++) {
    for (let right = 0; right <= 2 * grow; right++) {
      const near = Math.hypot(down - grow, right - grow) <= grow + 0.5;
      if (near) disc.push(down * thick.width + right);
    }
  }
  for (let i = 0; i < values.length; i++) {
    if (!values[i]) continue;
    const corner = Math.floor(i / width) * thick.width + (i % width);
    for (const step of disc) {
      if (thick.values[corner + step] < values[i]) thick.values[corner + step] = values[i];
    }
  }
  return thick;
}

/** Each pixel the mean of 10 × 10, the darkest 255; paper is added until the blocks come out even. */
function meanOfBlocks({ width, height, values }) {
  const small = plane(Math.ceil(width / 10), Math.ceil(height / 10));
  const left = Math.floor((10 * small.width - width) / 2);
  const top = Math.floor((10 * small.height - height) / 2);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor((Math.floor(i / width) + top) / 10);
    const column = Math.floor(((i % width) + left) / 10);
    small.values[row * small.width + column] += values[i] / 100;
  }
  const peak = Math.max(...small.values);
  return { ...small, values: small.values.map((value) => roundEven((255 * value) / peak)) };
}

/** 28 × 28 with the centre of mass at row 14, column 14, by whole pixels, never past the border. */
function centre({ width, height, values }) {
  let [sum, row, column] = [0, 0, 0];
  values.forEach((value, i) => {
    sum += value;
    row += value * Math.floor(i / width);
    column += value * (i % width);
  });
  const top = Math.min(Math.max(roundEven(14 - row / sum), 0), 28 - height);
  const left = Math.min(Math.max(roundEven(14 - column / sum), 0), 28 - width);
  const pixels = new Uint8Array(28 * 28);
  values.forEach((value, i) => {
    pixels[(top + Math.floor(i / width)) * 28 + left + (i % width)] = value;
  });
  return pixels;
}
