"""From a photograph, as people take it, to bare paper with one digit on it (notebook 14).

``find_digit`` looks for the sheet, the paper, the ink and the digit, in this order. Each step is a
stage with its picture and one sentence. What comes afterwards is MNIST's own way, in
``nnlib.digits``, which wants bare paper. Everything is looked for on a small copy; the digit is
then cut out of the whole picture, where a thin stroke is still a stroke.
"""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

from nnlib.digits import FAINTEST, SPECK, Picture, as_picture, mnist_way

Bytes = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom as parts of the sheet

SMALL_SIDE = 1000  # the longer side of the copy on which everything is looked for
SHEET_SIDE = 256  # and of the one on which the sheet's edge is looked for
DIGIT_SIDE = 240  # the digit's longer side, at most, when it is cut out
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Sheet:
    """Where the sheet lies in the picture: its corners x, y from the upper left, clockwise."""

    corners: Points
    found: bool  # else the picture's corners stand for it

    @property
    def size(self) -> Points:
        """Its width and height in the picture's pixels, the mean of opposite sides."""
        sides = np.hypot(*(np.roll(self.corners, -1, axis=0) - self.corners).T)
        return np.array([(sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2])

    def look(self, pixels: Bytes, box: Box, longer: int) -> Plane:
        """Return a part of the sheet from straight above, its longer side ``longer`` at most."""
        left, top, right, bottom = box
        part = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
        seen = np.column_stack([part, np.ones(4)]) @ _homography(UNIT, self.corners).T
        quad = seen[:, :2] / seen[:, 2:]
        native = self.size * [right - left, bottom - top]
        scale = min(1.0, longer / native.max())
        width, height = (max(round(side * scale), 1) for side in native)
        step = max(int(1 / (2 * scale)), 1)
        # Only what is needed is reduced, and each pixel is the mean of four looks.
        low = np.maximum(np.floor(quad.min(axis=0)) - 2 * step, 0).astype(int)
        high = np.minimum(np.ceil(quad.max(axis=0)) + 2 * step, pixels.shape[1::-1]).astype(int)
        image = Image.fromarray(pixels[low[1] : high[1], low[0] : high[0]]).reduce(step)
        size = 2 * width, 2 * height
        back = _homography(UNIT * size, (quad - low) / step).ravel()[:8].tolist()
        large = image.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR)
        return np.asarray(large.reduce(2), dtype=np.float32)


UNIT = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


def _homography(start: Points, goal: Points) -> Points:
    """Return the 3 × 3 matrix that takes four points to four others, as a camera would."""
    rows = []
    for (x, y), (u, v) in zip(start, goal, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return np.append(np.linalg.solve(rows, goal.ravel()), 1).reshape(3, 3)


def find_digit(picture: Picture | npt.ArrayLike) -> Picture:
    """Return bare paper with the one digit that a photograph shows, ready for ``mnist_way``.

    The result's ``stages`` are "photo" as opened, "sheet" seen from straight above, "paper" without
    shadows and printed lines, "ink" that lies on it, and "digit" alone, cut out of the whole
    picture; ``said`` has a sentence for each, and ``notes`` what had to be guessed. A picture on
    which MNIST's own steps find the same digit by themselves is returned as it is. Raises
    ValueError, which says what is seen, if there is no digit or there are several.
    """
    whole = as_picture(picture)
    pixels = whole.pixels
    sheet = _find_sheet(pixels)
    small = sheet.look(pixels, WHOLE, SMALL_SIDE)
    if np.percentile(small, 99) < 60:
        raise ValueError(
            f"{whole.name} is dark all over, no paper is seen: take it again in more light."
        )
    filling = False
    layer = _find_ink(small, 0.25)
    labels, marks = _marks(layer)
    found = _choose(layer, labels, marks)
    if found is None or found.thick > 0.8 * layer.window:
        # Strokes as wide as that would be taken for paper: the digit may fill the picture.
        broad = _find_ink(small, 0.6, filling=True)
        again = _choose(broad, *_marks(broad))
        # (Light that falls off fills it too, but changes slowly.)
        quick = small - ndimage.gaussian_filter(small, min(small.shape) / 10)
        if again is not None and quick.std() > 0.05 * small.mean():
            layer, found, filling = broad, again, True
    if found is None or found.others > 1:
        raise ValueError(_refusal(whole.name, layer, marks, found, sheet.found))
    bare = Picture(_cut_out(pixels, sheet, found, filling), name=whole.name)
    if not sheet.found and _found_anyway(whole, bare):
        bare = whole
    stages = {
        "photo": 255 - np.asarray(Image.fromarray(pixels).reduce(-(-max(pixels.shape) // 1000))),
        "sheet": _as_bytes(255 - small),
        "paper": _as_bytes(255 * layer.strength),
        "ink": _as_bytes(255 * (layer.strength > layer.faintest)),
        "digit": _as_bytes(255 * found.mask) if bare is whole else 255 - bare.pixels,
    }
    said = {
        "photo": "The picture as it was opened.",
        "sheet": "No edge of a sheet is seen, so all of the picture may be paper.",
        "paper": "The light on the paper is levelled, so that shadows are gone.",
        "ink": f"What is narrow and darker than the paper around it: {_count(found.pieces)}.",
        "digit": "The digit alone, cut out of the whole picture.",
    }
    notes = list(whole.notes)
    if sheet.found:
        notes.append("the sheet's edge was found: the table is left out")
        said["sheet"] = "A light patch with four corners is the sheet, here seen from above."
    if layer.lines:
        notes.append(f"printed lines, {layer.lines} of them: taken away")
        said["paper"] += f" Of the lines that run all across, {layer.lines} are taken away."
    if found.left_out:
        notes.append(f"{found.left_out} around the digit: left out")
        said["digit"] = f"The digit alone, without {found.left_out}, cut out of the whole picture."
    if found.others:
        notes.append("two digits: the left one is read")
    return replace(bare, notes=tuple(notes), stages=stages, said=said)


def _count(pieces: int) -> str:
    return "one piece" if pieces == 1 else f"{pieces} pieces"


def _as_bytes(plane: npt.NDArray[np.number]) -> Bytes:
    return np.asarray(np.clip(np.round(plane), 0, 255), dtype=np.uint8)


def _found_anyway(whole: Picture, bare: Picture) -> bool:
    """Tell whether MNIST's own steps find the same digit on the picture as it is."""
    try:
        before = mnist_way(whole).pixels.astype(float)
    except ValueError:
        return False
    after = mnist_way(bare).pixels.astype(float)
    # A pixel more or less to one side is the same digit.
    shifts = product((-1, 0, 1), repeat=2)
    apart = min(abs(np.roll(before, shift, (0, 1)) - after).sum() for shift in shifts)
    return bool(apart < 0.4 * after.sum())


# --- The sheet ----------------------------------------------------------------------------------


def _find_sheet(pixels: Bytes) -> Sheet:
    """Return the sheet whose four sides are seen, or the whole picture.

    A sheet is a large light patch with four straight sides, beyond which it is darker. What is
    printed or written on it is closed first.
    """
    height, width = pixels.shape
    picture = Sheet(UNIT * [width, height], found=False)
    grey = picture.look(pixels, WHOLE, SHEET_SIDE)
    closed = ndimage.grey_closing(grey, size=9)
    best, best_score = picture, 0.9
    low, high = np.percentile(closed, (3, 97))
    for level, radius in product(np.linspace(low, high, 10)[1:-1], (8, 18)):
        patch = _largest(_opened(_largest(_opened(closed > level, 8)), radius))
        corners = _four_corners(patch)
        if corners is None or _shallowest_side(corners, closed) < 0.08:
            continue
        inside = Image.new("1", patch.shape[::-1])
        ImageDraw.Draw(inside).polygon([tuple(corner) for corner in corners], fill=1)
        ideal = np.asarray(inside)
        score = (patch & ideal).sum() / (patch | ideal).sum()
        if score > best_score:
            best_score = score
            # A little within the edge, which is never quite straight.
            within = corners.mean(axis=0) + 0.985 * (corners - corners.mean(axis=0))
            best = Sheet(within * [width / grey.shape[1], height / grey.shape[0]], found=True)
    return best


def _opened(mask: Mask, radius: float) -> Mask:
    """Return the mask without what is narrower than a disc."""
    core = ndimage.distance_transform_edt(np.pad(mask, 1, mode="edge")) > radius
    near = ndimage.distance_transform_edt(~core) <= radius
    return np.asarray(near & core.any())[1:-1, 1:-1]


def _largest(mask: Mask) -> Mask:
    """Return the largest connected patch of a mask, its holes filled."""
    labels, _ = ndimage.label(mask)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return np.asarray(ndimage.binary_fill_holes(mask & (labels == np.argmax(sizes))))


def _four_corners(patch: Mask) -> Points | None:
    """Return the corners of the smallest quadrilateral found around a patch, or None.

    It begins with a polygon of many sides and leaves out, one after the other, the side whose
    neighbours meet soonest beyond it. The first corner is the one at the upper left.
    """
    if patch.mean() < 0.06:
        return None
    rows = np.flatnonzero(patch.any(axis=1))
    left = np.argmax(patch[rows], axis=1)
    right = patch.shape[1] - np.argmax(patch[rows, ::-1], axis=1)
    points = np.column_stack([np.append(left, right), np.append(rows, rows) + 0.5])
    angles = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    outward = np.stack([np.cos(angles), np.sin(angles)])
    extreme = np.argmax(points @ outward, axis=0)
    kept = extreme[np.flatnonzero(extreme != np.roll(extreme, 1))]
    corners = points[kept]
    while len(corners) > 4:
        before, start, end, after = (np.roll(corners, -k, axis=0) for k in (-1, 0, 1, 2))
        along, back = start - before, end - after
        turn = _cross(along, back)
        turn = np.where(abs(turn) < 1e-9, np.nan, turn)
        t, s = _cross(after - before, back) / turn, _cross(after - before, along) / turn
        meet = before + t[:, None] * along
        added = np.where((t >= 1) & (s >= 1), abs(_cross(end - start, meet - start)), np.inf)
        i = int(np.argmin(added))
        if not np.isfinite(added[i]):
            return None
        corners[i] = meet[i]
        corners = np.delete(corners, (i + 1) % len(corners), axis=0)
    if len(corners) < 4:
        return None
    sides = np.roll(corners, -1, axis=0) - corners
    sides /= np.hypot(*sides.T)[:, None]
    if _cross(sides, np.roll(sides, -1, axis=0)).min() < 0.6:
        return None  # too sharp a corner
    # The upper side is the one that leads to the right: the nearest quarter turn.
    return np.asarray(np.roll(corners, -int(np.argmax(sides[:, 0])), axis=0))


def _cross(a: Points, b: Points) -> Points:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


def _shallowest_side(corners: Points, grey: Plane) -> float:
    """Return how much darker it is beyond the sides, as a part of the light within, at the worst.

    A side at the picture's border, with nothing beyond it, has 0.
    """
    height, width = grey.shape
    sides = np.roll(corners, -1, axis=0) - corners
    places = corners[:, None] + np.linspace(0.1, 0.9, 40)[:, None] * sides[:, None]
    outward = sides[:, ::-1] * [1, -1] / np.hypot(*sides.T)[:, None]
    light = []
    for away in (-4, 4):
        x, y = np.moveaxis(np.floor(places + away * outward[:, None]).astype(int), -1, 0)
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        if seen.mean(axis=1).min() < 0.5:
            return 0.0
        values = grey[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)]
        light.append(np.average(values, axis=1, weights=seen))
    return float((1 - light[1] / np.maximum(light[0], 1)).min())


# --- The paper ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layer:
    """How much of the paper's light the ink takes away, 0 to 1, and what it was measured by."""

    light: Plane  # of the bare paper
    strength: Plane
    faintest: float  # what is weaker is paper
    window: int  # strokes wider than half of this are taken for paper
    lines: int


def _find_ink(grey: Plane, share: float, filling: bool = False) -> Layer:
    """Tell ink from paper: ink is darker than what is around it, and narrow.

    The light on the bare paper is what remains when all that is narrower than a window is closed. A
    shadow, a finger, the table have the paper on one side alone and stay as they are, edge and all.
    """
    rough = _grain(grey) / max(float(np.median(grey)), 1)
    soft = ndimage.gaussian_filter(grey, 1.5 if rough > 0.02 else 0.6)
    window = max(int(share * min(grey.shape)), 5)
    # Beyond the border the light goes on falling as it does within, and strokes are mirrored.
    beyond = min(window, min(grey.shape) - 1)
    padded = np.pad(soft, beyond, mode="reflect")
    if not filling:
        padded = np.minimum(padded, np.pad(soft, beyond, mode="reflect", reflect_type="odd"))
    light = ndimage.grey_closing(padded, size=window)[beyond:-beyond, beyond:-beyond]
    light = np.maximum(light, 1)
    shaded = (light - soft) / light
    grain = 1.5 * _grain(shaded)
    # Closing takes the lightest grain for the paper: most of the paper is a little darker.
    shaded = np.clip(shaded - min(float(np.median(shaded[::3, ::3])), 3 * grain), 0, 1)
    strength, lines = shaded, []
    if not filling:
        strength, across = _without_lines(shaded, grain)
        turned, along = _without_lines(strength.T, grain)
        strength, lines = turned.T, across + along
    faintest = max([0.75 * FAINTEST, 5 * grain] + [0.4 * line for line in lines])
    return Layer(light, strength, faintest, window, len(lines))


def _without_lines(strength: Plane, grain: float) -> tuple[Plane, list[float]]:
    """Take away lines that run from the left border to the right; return how strong each was.

    A line is thin, about straight, and there nearly all the way. What it takes of the light is
    taken as its median along the way, so that ink that lies across it stays.
    """
    height, width = strength.shape
    block = 16
    columns = width // block
    if min(height, columns) < 4:
        return strength, []
    # Thin from top to bottom, and long from left to right.
    wide = ndimage.grey_opening(strength, size=(max(int(0.018 * height), 5), 1))
    thin = strength - wide
    long = ndimage.grey_opening(thin, size=(1, 9))
    seen = long > max(0.03, 3 * grain)
    near = ndimage.maximum_filter1d(seen, 7, axis=0)
    blocks = height, columns, block
    bins = near[:, : columns * block].reshape(blocks).mean(axis=2) > 0.4
    # Under broad ink a line can't be seen.
    hidden = wide[:, : columns * block].reshape(blocks).mean(axis=2) > 0.1
    middle = (np.arange(columns) + 0.5) * block - width / 2
    slopes = np.arange(-0.3, 0.3001, 0.01)
    rows = np.arange(0, height, 2)
    hits = []
    for slope in slopes:
        places = rows[:, None] + np.round(slope * middle).astype(int)
        inside = (places >= 0) & (places < height)
        there = np.clip(places, 0, height - 1), np.arange(columns)
        inside &= ~hidden[there]
        hits.append((bins[there] & inside).sum(axis=1) / np.maximum(inside.sum(1), 0.5 * columns))
    cover = np.array(hits)
    result = strength.copy()
    found: list[float] = []
    while len(found) < 80 and cover.max() >= 0.75:
        best = np.unravel_index(np.argmax(cover), cover.shape)
        slope, row = slopes[best[0]], rows[best[1]]
        # Any other line that meets this one within the picture is the same, not quite straight.
        for i, other in enumerate(slopes):
            reach = abs(other - slope) * width / 2
            cover[i, abs(rows - row) < reach + 7] = 0
        found.append(_take_away(result, row + slope * (np.arange(width) - width / 2)))
    return result, found


def _take_away(strength: Plane, path: Points) -> float:
    """Take a line along a path (a row for each column) away in place; return its strength."""
    height, width = strength.shape
    reach = 4 + height // 150
    offsets = np.arange(-2 * reach, 2 * reach + 1)
    x = np.arange(width)

    def strip(path: Points) -> tuple[npt.NDArray[np.intp], Plane]:
        rows = np.round(path).astype(int) + offsets[:, None]
        values = strength[np.clip(rows, 0, height - 1), x]
        return rows, np.where((rows >= 0) & (rows < height), values, 0)

    # The path is bent to where the line is, as seen over a fifteenth of the way.
    _, values = strip(path)
    smooth = ndimage.uniform_filter1d(np.minimum(values, 0.5), max(width // 15, 3), axis=1)
    inner = smooth[reach:-reach]
    bend = np.argmax(inner + 1e-3 * (reach - abs(offsets[reach:-reach, None])), axis=0) - reach
    bend = ndimage.median_filter(bend, size=max(width // 8, 3), mode="nearest")
    rows, values = strip(path + bend)
    profile = np.median(values, axis=1)
    away = abs(offsets) > reach
    base = float(np.median(profile[away]))
    profile = np.clip(profile - base, 0, 0.95)
    profile[away] = 0
    profile = ndimage.maximum_filter1d(profile, 3)
    strong = float(profile.max())
    inside = (rows >= 0) & (rows < height)
    cleaned = 1 - (1 - values) / (1 - profile[:, None])
    columns = np.broadcast_to(x, rows.shape)
    strength[rows[inside], columns[inside]] = np.clip(cleaned, 0, 1)[inside]
    return strong


def _grain(plane: Plane) -> float:
    """Return about a standard deviation of the fine noise."""
    fine = plane - ndimage.gaussian_filter(plane, 2)
    return 1.5 * float(np.median(abs(fine[::3, ::3])))


# --- The digit ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A connected piece of ink."""

    label: int
    box: tuple[int, int, int, int]  # top, left, bottom, right
    area: int
    strength: float
    thick: float  # the width of its widest stroke
    apart: float  # the part of its edge at which it is lighter
    touches: bool  # the picture's border

    @property
    def height(self) -> int:
        """Its rows."""
        return self.box[2] - self.box[0]

    @property
    def width(self) -> int:
        """Its columns."""
        return self.box[3] - self.box[1]

    @property
    def size(self) -> int:
        """Its longer side."""
        return max(self.height, self.width)

    def may_be_a_digit(self, least: float) -> bool:
        """Tell whether its form could be a digit's: no line, no dot, no edge of something large."""
        return (
            self.size >= least
            and self.width < 2.2 * self.height
            and self.height < 20 * self.width
            and self.thick < (0.35 if self.touches else 0.55) * self.size
            and self.strength > (0.35 if self.touches else 0.08 if self.size > 8 * least else 0.12)
            and self.apart > 0.7
        )


def _marks(layer: Layer) -> tuple[npt.NDArray[np.int32], list[Mark]]:
    """Return the labelled pieces of ink, and the larger ones among them, largest first."""
    every = np.ones((3, 3))
    labels, count = ndimage.label(layer.strength > layer.faintest, every)
    peaks = np.zeros(count + 1, dtype=np.float32)
    inked = labels > 0
    np.maximum.at(peaks, labels[inked], layer.strength[inked])
    # What is pale beside the ink that it touches shines through, or is a smear.
    labels, count = ndimage.label(
        layer.strength > np.maximum(layer.faintest, 0.3 * peaks[labels]), every
    )
    boxes = ndimage.find_objects(labels)
    sizes = [max(s.stop - s.start for s in box) for box in boxes]
    marks = []
    for i in np.argsort(sizes)[::-1][:80]:
        if sizes[i] >= 4:
            marks.append(_mark(layer, labels, int(i) + 1, boxes[i]))
    return labels, marks


def _mark(
    layer: Layer, labels: npt.NDArray[np.int32], label: int, box: tuple[slice, slice]
) -> Mark:
    height, width = labels.shape
    top, left, bottom, right = box[0].start, box[1].start, box[0].stop, box[1].stop
    part = (slice(max(top - 4, 0), bottom + 4), slice(max(left - 4, 0), right + 4))
    mask = labels[part] == label
    strength, light = layer.strength[part], layer.light[part]
    typical = float(np.percentile(strength[mask], 75))
    near = ndimage.distance_transform_edt(~mask)
    ring = (near > 2) & (near <= 3.5)
    lightest = ndimage.maximum_filter(np.where(mask, light, 0), 9)
    lighter = light[ring] > 0.85 * lightest[ring]
    return Mark(
        label,
        (top, left, bottom, right),
        int(mask.sum()),
        typical,
        2 * float(ndimage.distance_transform_edt(np.pad(mask, 1)).max()) - 1,
        float(lighter.mean()) if ring.any() else 1.0,
        top == 0 or left == 0 or bottom == height or right == width,
    )


@dataclass(frozen=True)
class Found:
    """The digit on the small copy, and what is beside it."""

    mask: Mask
    size: int
    thick: float
    others: int  # further digits
    pieces: int  # of ink, all together
    left_out: str


def _choose(layer: Layer, labels: npt.NDArray[np.int32], marks: list[Mark]) -> Found | None:
    """Choose the pieces of ink that are the digit, or None if none may be one."""
    least = max(12, 0.015 * max(labels.shape))
    able = [mark for mark in marks if mark.may_be_a_digit(least)]
    frames = {a.label for a in able for b in able if _encloses(a, b)}
    able = [mark for mark in able if mark.label not in frames]
    if not able:
        return None
    main = max(able, key=_weight)
    peers = [m for m in able if m.height > 0.6 * main.height and m.strength > 0.5 * main.strength]
    # As one reads: the upper line first, in it the left one.
    top = min(peers, key=lambda m: m.box[0])
    row = [m for m in peers if m.box[0] < top.box[2] - 0.4 * top.height]
    main = min(row, key=lambda m: m.box[1])
    pieces = [main] + [m for m in marks if m.label not in frames and _belongs(m, main)]
    mask = np.isin(labels, [mark.label for mark in pieces])
    size = int(max(np.ptp(np.nonzero(mask), axis=1))) + 1
    lines = any(m.width > max(3 * m.height, 0.6 * main.width) for m in marks if m not in pieces)
    left_out = "a frame or circle" if frames else "a line" if lines else ""
    others = sum(m not in pieces and not m.touches for m in peers)
    return Found(mask, size, main.thick, others, len(marks), left_out)


def _weight(mark: Mark) -> float:
    return mark.size * mark.strength * mark.apart**2 * (0.3 if mark.touches else 1)


def _encloses(outer: Mark, inner: Mark) -> bool:
    """Tell whether a frame or circle is drawn around a digit."""
    a, b = outer.box, inner.box
    around = a[0] < b[0] and a[1] < b[1] and a[2] > b[2] and a[3] > b[3]
    larger = outer.height > 1.25 * inner.height and outer.width > 1.25 * inner.width
    alike = inner.thick > 0.5 * outer.thick and inner.strength > 0.6 * outer.strength
    return around and larger and alike and inner.size > 0.12 * outer.size


def _belongs(mark: Mark, main: Mark) -> bool:
    """Tell whether a smaller piece is a part of the digit whose pen was lifted."""
    a, b = mark.box, main.box
    down = max(a[0] - b[2], b[0] - a[2], 0)
    right = max(a[1] - b[3], b[1] - a[3], 0)
    if mark is main or not SPECK * main.area <= mark.area <= main.area or mark.apart < 0.6:
        return False
    if mark.strength < 0.4 * main.strength:
        return False
    if mark.width > 1.1 * main.width and mark.width > 3 * mark.height:
        return False  # a line
    near = 0.15 if mark.size < 0.6 * main.size else 0.06
    return bool(np.hypot(down, right) < near * main.size)


def _cut_out(pixels: Bytes, sheet: Sheet, found: Found, filling: bool) -> Bytes:
    """Return the digit, dark on white, cut out of the whole picture."""
    height, width = found.mask.shape
    rows, columns = np.flatnonzero(found.mask.any(axis=1)), np.flatnonzero(found.mask.any(axis=0))
    margin = 0.35 * found.size + 4
    left, right = max(columns[0] - margin, 0), min(columns[-1] + 1 + margin, width)
    top, bottom = max(rows[0] - margin, 0), min(rows[-1] + 1 + margin, height)
    box = (left / width, top / height, right / width, bottom / height)
    near = max(right - left, bottom - top) / found.size
    grey = sheet.look(pixels, box, round(near * DIGIT_SIDE))
    layer = _find_ink(grey, 0.6 if filling else 0.45, filling)
    scale = max(grey.shape) / max(right - left, bottom - top)
    part = found.mask[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))]
    seen = Image.fromarray(part).resize(grey.shape[::-1], Image.Resampling.NEAREST)
    distance = ndimage.distance_transform_edt(~np.asarray(seen))
    inside = distance <= 0.04 * scale * found.size + 1.5 * scale
    labels, count = ndimage.label(layer.strength > layer.faintest, np.ones((3, 3)))
    share = ndimage.mean(inside, labels, np.arange(count + 1))
    share[0] = 0
    ink = np.where(inside & (share > 0.4)[labels], layer.strength, 0)
    ink = np.pad(ink, max(4, round(0.1 * scale * found.size)))
    return np.asarray(np.round(255 * (1 - ink)), dtype=np.uint8)


def _refusal(
    name: str, layer: Layer, marks: list[Mark], found: Found | None, on_a_sheet: bool
) -> str:
    """Return the sentence that says what is seen instead of one digit."""
    if found is not None:
        many = "a page of text" if found.others > 9 else f"{found.others + 1} digits"
        return f"{name} shows {many}: photograph one digit alone, or crop the picture to it."
    strong = [m for m in marks if m.size >= 8 and m.strength > (0.4 if m.touches else 0.12)]
    if not strong and sum(mark.area for mark in marks) < 0.1 * layer.strength.size:
        sheet = "shows a sheet of paper that is blank" if on_a_sheet else "is blank"
        return (
            f"{name} {sheet}, nothing stands out from the paper: draw the digit larger, or with a "
            "darker pen."
        )
    return (
        f"{name} shows no digit: what stands out has the look of a table, a wall or a pattern. Go "
        "nearer, until the sheet fills most of the picture."
    )
