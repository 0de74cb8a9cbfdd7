// A picture file as Python gets it: its very bytes if they are few, else a smaller picture of it.

const MOST = 8e6; // bytes; a message to Python may have 10 MB
const LONGEST = 2000; // px of a picture that was made smaller

/** Is this the start of a HEIC file, as a phone's camera writes it? */
export function isHeic(start) {
  return /^....ftyp(hei[cxms]|hev[cx]|mif1|msf1)/s.test(String.fromCharCode(...start.slice(0, 12)));
}

/** Width and height of what is sent; null where the file itself can be. */
export function smallerSize({ width, height }, bytes) {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  if (scale === 1 && bytes <= MOST) return null;
  return [width, height].map((side) => Math.max(1, Math.round(scale * side)));
}

/** The bytes of a file for Python, as a promise; it fails with a sentence for the reader. */
export async function forPython(file) {
  const { name, size } = file;
  if (size === 0) throw new Error(`${name} is empty, it has 0 bytes: save the picture again.`);
  const start = await file.slice(0, 12).arrayBuffer().catch(() => {
    throw new Error(`${name} can't be opened: is it still in its place?`);
  });
  const heic = isHeic(new Uint8Array(start));
  const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!image && heic) {
    throw new Error(`${name} is a HEIC picture, which this browser can't read: save it as JPEG.`);
  }
  if (!image && size > MOST) {
    throw new Error(`${name} is not a picture that this browser can read: save it as JPEG or PNG.`);
  }
  // What only the browser can't read is left to Python, which also says what is wrong with it.
  const smaller = image && smallerSize(image, size);
  if (!smaller && !heic) return file.arrayBuffer();
  return redrawn(image, smaller ?? [image.width, image.height], file.type);
}

/** The picture upright and in another size; its transparency stays if there is room for it. */
async function redrawn(image, [width, height], type) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  const made = (kind) => new Promise((done) => canvas.toBlob(done, kind, 0.95));
  const png = type === "image/jpeg" ? null : await made("image/png");
  if (png?.size <= MOST) return png.arrayBuffer();
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff"; // JPEG knows no transparent paper
  context.fillRect(0, 0, width, height);
  return (await made("image/jpeg")).arrayBuffer();
}
