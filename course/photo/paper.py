"""The ink on a sheet of paper in a photograph, without shadows and without printed lines.

The second step of ``course.photo``: the light on the bare paper is found, and ink is what takes
some of it away. Lines that run from border to border are told from what is written.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from course.photo.sheet import Plane, Points
from nnlib.digits import FAINTEST


@dataclass(frozen=True)
class Layer:
    """How much of the paper's light the ink takes away, 0 to 1, and what it was measured by."""

    light: Plane  # of the bare paper
    strength: Plane
    faintest: float  # what is weaker is paper
    window: int  # strokes wider than this are taken for paper
    filling: bool  # whether strokes may go on beyond the border
    lines: int


def find_ink(grey: Plane, share: float, filling: bool = False) -> Layer:
    """Tell ink from paper: ink is darker than what is around it, and narrow.

    The light on the bare paper is what remains when all that is narrower than a window is closed. A
    shadow, a finger, the table have the paper on one side alone and stay as they are, edge and all.
    """
    rough = _grain(grey) / max(float(np.median(grey[::3, ::3])), 1)
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
    return Layer(light, strength, faintest, window, filling, len(lines))


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
    if bins.any(axis=0).mean() < 0.5:
        return strength, []
    # Under broad ink a line can't be seen.
    hidden = wide[:, : columns * block].reshape(blocks).mean(axis=2) > 0.1
    middle = (np.arange(columns) + 0.5) * block - width / 2
    slopes = np.arange(-0.3, 0.3001, 0.0125)
    rows = np.arange(0, height, 3)
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
    some = plane[::2, ::2]
    return 1.5 * float(np.median(abs(some - ndimage.gaussian_filter(some, 2))))
