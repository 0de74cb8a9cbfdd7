"""The digit among the ink of a photograph, and what of it is no digit.

The last step of ``course.photo``: connected pieces of ink are marks, some of them may be a digit by
their form, and one of these is chosen, with the pieces that belong to it. What is misread is most
often lost or kept here.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from course.photo.paper import Layer, find_ink
from course.photo.sheet import WHOLE, Bytes, Mask, Plane, Sheet
from nnlib.digits import SPECK

SMALL_SIDE = 900  # the longer side of the copy on which everything is looked for
DIGIT_SIDE = 200  # the digit's longer side, at most, when it is cut out


@dataclass(frozen=True)
class View:
    """A sheet from straight above, the ink on it, and the digit, if there is one."""

    sheet: Sheet
    grey: Plane
    layer: Layer
    marks: list["Mark"]
    found: "Found | None"


def look_for_digit(pixels: Bytes, sheet: Sheet) -> View:
    """Return what is on a sheet: the ink, its marks, and those that are the digit."""
    grey = sheet.look(pixels, WHOLE, SMALL_SIDE)
    layer = find_ink(grey, 0.25)
    labels, marks = _marks(layer)
    found = _choose(labels, marks)
    if found is None or found.main.thick > 0.8 * layer.window:
        # Strokes as wide as that would be taken for paper: the digit may fill the picture.
        broad = find_ink(grey, 0.6, filling=True)
        again = _choose(*_marks(broad))
        # (Light that falls off fills it too, but changes slowly.)
        quick = grey - ndimage.gaussian_filter(grey, min(grey.shape) / 10)
        if again is not None and quick.std() > 0.05 * grey.mean():
            layer, found = broad, again
    if found is not None and found.main.strength < 0.5 and found.others < 10:
        # A pale mark among many as strong is a part of a pattern.
        rest = layer.strength[(layer.strength > layer.faintest) & ~found.mask]
        if rest.size > 0.1 * grey.size and np.percentile(rest, 90) > 0.6 * found.main.strength:
            found = None
    return View(sheet, grey, layer, marks, found)


@dataclass(frozen=True)
class Mark:
    """A connected piece of ink."""

    label: int
    box: tuple[int, int, int, int]  # top, left, bottom, right
    area: int
    strength: float
    thick: float  # the width of its widest stroke
    apart: float  # the part of its edge beyond which the paper is as light as within
    holes: int
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
            and self.holes <= 3
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
    # A line that a digit stands on is a piece of its own, even if they touch.
    for label, box in enumerate(ndimage.find_objects(labels), start=1):
        line = _underline(labels[box] == label)
        if line.any():
            count += 1
            labels[box][line] = count
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
    holes, _ = ndimage.label(ndimage.binary_fill_holes(mask) & ~mask)
    large = np.bincount(holes.ravel())[1:] > 0.005 * mask.size
    return Mark(
        label,
        (top, left, bottom, right),
        int(mask.sum()),
        typical,
        2 * float(ndimage.distance_transform_edt(np.pad(mask, 1)).max()) - 1,
        float(lighter.mean()) if ring.any() else 1.0,
        int(large.sum()),
        top == 0 or left == 0 or bottom == height or right == width,
    )


@dataclass(frozen=True)
class Found:
    """The digit on the small copy, and what is beside it."""

    mask: Mask
    size: int
    main: Mark  # its largest piece
    others: int  # further digits, and which one this is
    which: str
    pieces: int  # of ink, all together
    left_out: str

    @property
    def faint(self) -> bool:
        """Whether it may be an edge or a stain that only looks like a digit."""
        return self.main.strength < 0.2


def _choose(labels: npt.NDArray[np.int32], marks: list[Mark]) -> Found | None:
    """Choose the pieces of ink that are the digit, or None if none may be one."""
    least = max(12, 0.015 * max(labels.shape))
    able = [mark for mark in marks if mark.may_be_a_digit(least)]
    frames = {a.label for a in able for b in able if _encloses(a, b)}
    able = [mark for mark in able if mark.label not in frames]
    if not able:
        return None
    main = max(able, key=_weight)
    peers = [
        m
        for m in able
        if m.height > 0.45 * main.height
        and m.strength > 0.5 * main.strength
        and m.thick > 0.35 * main.thick
        and m.touches <= main.touches
    ]
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
    return Found(
        mask, size, main, others, "left" if len(row) > 1 else "upper", len(marks), left_out
    )


def _underline(mask: Mask) -> Mask:
    """Return the pixels of a line that a digit stands on and touches; none if there is no such.

    It is straight, thin, at the foot, and much longer than the digit is wide, as a 2's foot is not.
    """
    none = np.zeros_like(mask)
    if min(mask.shape) < 12:
        return none
    columns = np.flatnonzero(mask.any(axis=0))
    rows = np.arange(len(mask))[:, None]
    lowest = np.where(mask, rows, -1).max(axis=0)[columns]
    ends = abs(columns - columns.mean()) > 0.35 * len(columns)  # there is nothing but the line
    thick = mask.sum(axis=0)[columns[ends]].max(initial=0)
    height = np.ptp(np.flatnonzero(mask.any(axis=1))) + 1
    if ends.sum() < 6 or not 0 < thick < 0.25 * height:
        return none
    middle = np.polyval(np.polyfit(columns[ends], lowest[ends], 1), columns) - (thick - 1) / 2
    near = none.copy()
    near[:, columns] = abs(rows - middle) <= thick / 2 + 1
    line, rest = mask & near, mask & ~near
    across = np.flatnonzero(rest.any(axis=0))
    if not line[:, columns].any(axis=0).all() or not len(across):
        return none
    above = np.flatnonzero(rest.any(axis=1)).mean() < middle.mean()
    return line if above and np.ptp(across) + 1 < 0.6 * len(columns) else none


def _weight(mark: Mark) -> float:
    weight = np.sqrt(mark.area) * mark.strength**2 * mark.apart**2
    return float(weight * (0.15 if mark.touches else 1))


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
    large = SPECK * main.area <= mark.area <= 1.5 * main.area and mark.size <= 1.2 * main.size
    same_pen = mark.strength > 0.5 * main.strength and mark.thick > 0.35 * main.thick
    long = mark.width > max(1.1 * main.width, 3 * mark.height)
    below = a[0] > (b[0] + b[2]) / 2
    apart = mark.apart > 0.85 and mark.touches <= main.touches
    if mark is main or not (large and same_pen and apart) or (long and below):
        return False
    near = 0.15 if mark.height < 0.5 * main.height else 0.06
    return bool(np.hypot(down, right) < near * main.size)


def cut_out(pixels: Bytes, view: View, found: Found) -> Bytes:
    """Return the digit, dark on white, cut out of the whole picture."""
    height, width = found.mask.shape
    rows, columns = np.flatnonzero(found.mask.any(axis=1)), np.flatnonzero(found.mask.any(axis=0))
    margin = 0.35 * found.size + 4
    left, right = max(columns[0] - margin, 0), min(columns[-1] + 1 + margin, width)
    top, bottom = max(rows[0] - margin, 0), min(rows[-1] + 1 + margin, height)
    box = (left / width, top / height, right / width, bottom / height)
    near = max(right - left, bottom - top) / found.size
    grey = view.sheet.look(pixels, box, round(near * DIGIT_SIDE))
    filling = view.layer.filling
    layer = find_ink(grey, 0.6 if filling else 0.45, filling)
    scale = max(grey.shape) / max(right - left, bottom - top)
    part = found.mask[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))]
    seen = Image.fromarray(part).resize(grey.shape[::-1], Image.Resampling.NEAREST)
    distance = ndimage.distance_transform_edt(~np.asarray(seen))
    inside = distance <= 0.04 * scale * found.size + 1.5 * scale
    # (Printed lines that are left are paler, and would tie the digit to what is around it.)
    dark = layer.strength > max(layer.faintest, 0.3 * found.main.strength)
    labels, count = ndimage.label(dark, np.ones((3, 3)))
    share = ndimage.mean(inside, labels, np.arange(count + 1))
    share[0] = 0
    kept = ndimage.binary_dilation((share > 0.4)[labels], iterations=2)
    ink = np.where(inside & kept & (layer.strength > layer.faintest), layer.strength, 0)
    ink = np.pad(ink, max(4, round(0.1 * scale * found.size)))
    return np.asarray(np.round(255 * (1 - ink)), dtype=np.uint8)
