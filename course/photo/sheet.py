"""Where a sheet of paper lies in a photograph, and how it looks from straight above.

The first step of ``course.photo``: a sheet is a light patch with four straight sides on something
darker. It may be turned, and be seen at an angle.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

Bytes = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom as parts of the sheet

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
UNIT = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
SMALL_SIDE = 200  # the longer side of the copy on which the sheet's edge is looked for


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
        if not self.found:
            across, down = pixels.shape[1], pixels.shape[0]
            inside = (left * across, top * down, right * across, bottom * down)
            small = Image.fromarray(pixels).resize((width, height), Image.Resampling.BOX, inside)
            return np.asarray(small, dtype=np.float32)
        step = max(int(1 / (2 * scale)), 1)
        # Only what is needed is reduced, and each pixel is the mean of four looks.
        low = np.maximum(np.floor(quad.min(axis=0)) - 2 * step, 0).astype(int)
        high = np.minimum(np.ceil(quad.max(axis=0)) + 2 * step, pixels.shape[1::-1]).astype(int)
        image = Image.fromarray(pixels[low[1] : high[1], low[0] : high[0]]).reduce(step)
        size = 2 * width, 2 * height
        back = _homography(UNIT * size, (quad - low) / step).ravel()[:8].tolist()
        large = image.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR)
        return np.asarray(large.reduce(2), dtype=np.float32)


def _homography(start: Points, goal: Points) -> Points:
    """Return the 3 × 3 matrix that takes four points to four others, as a camera would."""
    rows = []
    for (x, y), (u, v) in zip(start, goal, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return np.append(np.linalg.solve(rows, goal.ravel()), 1).reshape(3, 3)


def find_sheet(pixels: Bytes) -> Sheet:
    """Return the sheet whose four sides are seen, or the whole picture.

    A sheet is a large light patch with four straight sides, beyond which it is darker. What is
    printed or written on it is closed first.
    """
    height, width = pixels.shape
    picture = all_of(pixels)
    grey = picture.look(pixels, WHOLE, SMALL_SIDE)
    closed = ndimage.grey_closing(grey, size=7)
    # Once as it is, and once beside the lightest thing nearby, where the light falls off.
    nearby = ndimage.gaussian_filter(ndimage.maximum_filter(closed, 31), 15)
    best, best_score = picture, 0.9
    for light in (closed, closed / np.maximum(nearby, 1)):
        low, high = np.percentile(light, (3, 97))
        for level in np.linspace(low, high, 9)[1:-1]:
            patch = _largest(_opened(light > level, 6))
            rim = np.concatenate([patch[0], patch[-1], patch[:, 0], patch[:, -1]])
            if rim.mean() > 0.1:
                continue  # not all of its sides are seen
            # A second time without what is broader, such as the squares of a tablecloth.
            for radius in (6, 14):
                patch = _largest(_opened(patch, radius)) if radius > 6 else patch
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
                    best = Sheet(within * [width / grey.shape[1], height / grey.shape[0]], True)
                if score > 0.98:
                    return best
    return best


def all_of(pixels: Bytes) -> Sheet:
    """Return the whole picture in a sheet's place."""
    return Sheet(UNIT * pixels.shape[::-1], found=False)


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
    for away in (-3, 3, 8):
        x, y = np.moveaxis(np.floor(places + away * outward[:, None]).astype(int), -1, 0)
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        if away == 3 and seen.mean(axis=1).min() < 0.5:
            return 0.0
        values = grey[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)]
        light.append(np.average(values, axis=1, weights=seen + 1e-6))
    # (Beyond an inked frame there is paper again.)
    return float((1 - np.maximum(light[1], light[2]) / np.maximum(light[0], 1)).min())
