// Small pictures of numbers, such as weights and feature maps: 128 is zero, blue positive, orange
// negative, the nearer to zero the more the paper shines through, which is light or dark.

/** Bytes of a model, whatever kind of view they arrive in. */
export function bytesOf(data) {
  return new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
}

/** The colour of one byte, as red, green, blue and alpha; the colours of − and + are rgb(…). */
export function colourOf(byte, { outlineColor, color }) {
  const strength = (byte - 128) / 127;
  const colour = (strength > 0 ? color : outlineColor).match(/[\d.]+/g).slice(0, 3).map(Number);
  return [...colour, Math.min(255, Math.round(255 * Math.abs(strength)))];
}

function paintMaps(canvas, signs, bytes, { count, height, width, columns, zoom }) {
  const colours = Array.from({ length: 256 }, (_, byte) => colourOf(byte, signs));
  const gap = 2;
  const across = Math.min(columns, count);
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

/**
 * A `canvas` that never grows wider than its place, and `paint(bytes, maps)`: it draws `count` maps of
 * height × width in the page's colours, in rows of `columns`, each pixel `zoom` px.
 */
export function mapCanvas() {
  const canvas = document.createElement("canvas");
  canvas.style.cssText =
    "max-width:100%;image-rendering:pixelated;background:var(--nnlib-paper);" +
    "color:var(--nnlib-plus);outline-color:var(--nnlib-minus);transition:color 1ms";
  canvas.setAttribute("role", "img");
  let last = null;
  const again = () => {
    if (canvas.isConnected) paintMaps(canvas, getComputedStyle(canvas), ...last); // else it has none
  };
  // A page that turns dark has one colour go over into another.
  canvas.addEventListener("transitionend", again);
  new ResizeObserver(again).observe(canvas); // it may come onto the page later
  const paint = (...maps) => {
    last = maps;
    again();
  };
  return { canvas, paint };
}
