// The Keras networks of notebook 17, forward, for a page where no Python can be asked. Numbers lie
// as Keras has them: row by row, in each row pixel by pixel, for each pixel its channels.

/** Numbers of 32 bits from their upper three bytes, as course.pictures.side_by_side packs them. */
export function unpacked(bytes) {
  const count = bytes.length / 3;
  const bits = Uint32Array.from({ length: count }, (_, i) =>
    (bytes[i] << 8) | (bytes[count + i] << 16) | (bytes[2 * count + i] << 24),
  );
  return new Float32Array(bits.buffer);
}

/** The kernels' weighted sums at every place that they fit: as the layer Conv2D. */
function convolve({ side, depth, values }, size, units, kernels, biases) {
  const across = side - size + 1;
  const output = { side: across, depth: units, values: new Float64Array(across * across * units) };
  for (let place = 0; place < across * across; place++) {
    const sums = output.values.subarray(place * units, (place + 1) * units);
    sums.set(biases);
    const corner = Math.floor(place / across) * side + (place % across);
    for (let row = 0; row < size; row++) {
      for (let i = 0; i < size * depth; i++) {
        const value = values[(corner + row * side) * depth + i];
        if (value === 0) continue; // most of a picture is blank
        const weight = (row * size * depth + i) * units;
        for (let unit = 0; unit < units; unit++) sums[unit] += value * kernels[weight + unit];
      }
    }
  }
  return output;
}

/** The largest of each 2 × 2, channel by channel; an odd last row or column is left out. */
function pool({ side, depth, values }) {
  const half = Math.floor(side / 2);
  const output = { side: half, depth, values: new Float64Array(half * half * depth) };
  output.values.fill(-Infinity);
  for (let row = 0; row < 2 * half; row++) {
    for (let i = 0; i < 2 * half * depth; i++) {
      const [column, channel] = [Math.floor(i / depth), i % depth];
      const to = ((row >> 1) * half + (column >> 1)) * depth + channel;
      output.values[to] = Math.max(output.values[to], values[row * side * depth + i]);
    }
  }
  return output;
}

const ACTIVATIONS = {
  linear: (values) => values,
  relu: (values) => values.map((value) => Math.max(value, 0)),
  softmax: (values) => {
    const largest = Math.max(...values);
    const powers = values.map((value) => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  },
};

/** What the last layer says of a picture of 28 × 28 bytes. A dense layer is one large kernel. */
export function forward({ layers, weights }, pixels) {
  let map = { side: 28, depth: 1, values: Float64Array.from(pixels, (pixel) => pixel / 255) };
  let taken = 0;
  const take = (count) => weights.subarray(taken, (taken += count));
  for (const { size, units, activation } of layers) {
    if (!units) map = pool(map);
    else {
      const side = size ?? map.side;
      map = convolve(map, side, units, take(side * side * map.depth * units), take(units));
      map.values = ACTIVATIONS[activation](map.values);
    }
  }
  return [...map.values];
}
