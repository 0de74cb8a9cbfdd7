// Pictures made of cells, drawn by course.pictures.cells as one path for each of a few shades.

/** Fill the cells of a group; `values` from −1 to 1, row after row of `width`. */
export function paintCells(group, values, width) {
  const runs = new Map();
  const shades = Number(group.lastElementChild.dataset.shade);
  // Rounded away from 0, so that what is not blank is seen.
  const shade = (value) => Math.sign(value) * Math.ceil(Math.abs(value) * shades);
  for (let start = 0; start < values.length; ) {
    const here = shade(values[start]);
    const [x, y] = [start % width, Math.floor(start / width)];
    let length = 1;
    while (x + length < width && shade(values[start + length]) === here) length += 1;
    if (here !== 0) {
      runs.set(here, `${runs.get(here) ?? ""}M${x} ${y}h${length}v1h-${length}z`);
    }
    start += length;
  }
  for (const path of group.children) {
    path.setAttribute("d", runs.get(Number(path.dataset.shade)) ?? "");
  }
}
