// Small pictures of numbers, such as weights and feature maps: 128 is zero, blue positive, orange
// negative, the nearer to zero the more the paper shines through, which is light or dark.

/** Bytes of a model, whatever kind of view they arrive in. */
export function bytesOf(data) {
  return new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
}

/** The colour of one byte, as red, green, blue and alpha; `signs` are Python's #rrggbb of − and +. */
export function colourOf(byte, [minus, plus]) {
  const strength = (byte - 128) / 127;
  const colour = (strength > 0 ? plus : minus).match(/\w\w/g).map((level) => parseInt(level, 16));
  return [...colour, Math.min(255, Math.round(255 * Math.abs(strength)))];
}

/** Draw `count` maps of height × width into the canvas, in rows of `columns`, each pixel `zoom` px. */
export function paintMaps(canvas, bytes, signs, { count, height, width, columns, zoom }) {
  const colours = Array.from({ length: 256 }, (_, byte) => colourOf(byte, signs));
  const gap = 2;
  const across = Math.max(1, Math.min(columns, count));
  canvas.width = across * (width + gap);
  canvas.height = Math.ceil(count / across) * (height + gap);
  canvas.style.width = `${zoom * canvas.width}px`;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let map = 0; map < count; map++) {
    for (let pixel = 0; pixel < width * height; pixel++) {
      image.data.set(colours[bytes[map * width * height + pixel]], 4 * pixel);
    }
    const x = (map % across) * (width + gap);
    const y = Math.floor(map / across) * (height + gap);
    context.putImageData(image, x + gap / 2, y + gap / 2);
  }
}

/** A canvas for maps, which never grows wider than its place. */
export function mapCanvas() {
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "max-width:100%;image-rendering:pixelated;background:var(--nnlib-paper)";
  canvas.setAttribute("role", "img");
  return canvas;
}
