"""How many photographed digits are read: pictures of many kinds, made and read.

Run ``python benchmarks/photos.py``. Each kind is a list of steps: a sheet is laid out, a digit that
a person has written is put on it, and a camera looks at it. The same seed gives the same pictures.
``--save FOLDER`` keeps some pictures of each kind to look at. ``README.md`` beside this file says
what came out.
"""

import argparse
import io
import json
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from functools import partial as with_
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from course import photo
from nnlib import digits
from nnlib.mnist import load_mnist

SMALL, LARGE = (900, 720), (4000, 3000)  # width and height; the second has 12 megapixels


# --- Ink ----------------------------------------------------------------------------------------


@cache
def sources() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the pictures and labels of MNIST's test set and of scikit-learn's scanned digits."""
    from sklearn.datasets import load_digits

    scanned = load_digits()
    return {
        "mnist": load_mnist()[1],
        "scanned": (np.uint8(scanned.images * 255 / 16), scanned.target),
    }


def enlarged(pixels: np.ndarray, side: int, crisp: float = 0.25) -> np.ndarray:
    """Return a digit's ink, 0 to 1, its longer side ``side`` pixels, with the edges of a pen."""
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    tight = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    padded = Image.fromarray(np.pad(tight, 2))
    scale = side / max(tight.shape)
    size = round(padded.width * scale), round(padded.height * scale)
    soft = np.asarray(padded.resize(size, Image.Resampling.BICUBIC), dtype=np.float32) / 255
    return np.clip((soft - 0.5 + crisp) / (2 * crisp), 0, 1)


def thinned(ink: np.ndarray, pen: float) -> np.ndarray:
    """Return the ink written with a thin pen: its middle line (Zhang and Suen 1984), drawn anew."""
    shape, scale = ink.shape, max(ink.shape) / 120
    small = Image.fromarray(ink).resize((round(shape[1] / scale), round(shape[0] / scale)))
    mask = np.pad(np.asarray(small) > 0.5, 1)
    steps = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)]
    before = None
    while before is None or (before != mask).any():
        before = mask
        for corners in ((0, 2, 4), (2, 4, 6)), ((0, 2, 6), (0, 4, 6)):
            around = np.array([np.roll(mask, step, (0, 1)) for step in steps])
            count = around.sum(axis=0)
            rises = (~around & np.roll(around, -1, axis=0)).sum(axis=0)
            free = ~np.logical_or(*(around[list(three)].all(axis=0) for three in corners))
            mask = mask & ~((count >= 2) & (count <= 6) & (rises == 1) & free)
    distance = ndimage.distance_transform_edt(~mask[1:-1, 1:-1])
    large = Image.fromarray(np.float32(distance)).resize(
        (shape[1], shape[0]), Image.Resampling.BICUBIC
    )
    return np.clip(pen / 2 + 0.5 - np.asarray(large) * scale, 0, 1)


# --- A scene ------------------------------------------------------------------------------------


@dataclass
class Scene:
    """A picture that is being made: light and colour (height, width, 3), 0 to 255."""

    rng: np.random.Generator
    source: str  # the ink comes from here
    digit: int | None  # the first that is written; all later ones are any digit
    size: tuple[int, int] = SMALL
    image: np.ndarray = field(default_factory=lambda: np.zeros((1, 1, 3), np.float32))
    exif: int = 1
    thin: bool = False
    tone: tuple[float, float, float] = (0.1, 0.1, 0.13)  # what the ink leaves of the light
    box: tuple[int, int, int, int] = (0, 0, 0, 0)  # the digit: left, top, width, height
    written: np.ndarray = field(default_factory=lambda: np.zeros((28, 28), np.uint8))

    def lay(self, cover: np.ndarray, left: int, top: int, tone: tuple[float, ...]) -> None:
        """Lay ink, 0 to 1, on the picture; what would stand beyond its border is cut off."""
        height, width = self.image.shape[:2]
        y, x = max(top, 0), max(left, 0)
        part = self.image[y : top + cover.shape[0], x : left + cover.shape[1]]
        cover = cover[y - top :, x - left :][: part.shape[0], : part.shape[1], None]
        part *= 1 - cover * (1 - np.array(tone, np.float32))

    def draw(self, tone: tuple[float, ...], paint: Callable[[ImageDraw.ImageDraw], None]) -> None:
        """Lay what ``paint`` draws in white on black over the picture, with smooth edges."""
        height, width = self.image.shape[:2]
        mask = Image.new("L", (width, height))
        paint(ImageDraw.Draw(mask))
        soft = ndimage.gaussian_filter(np.asarray(mask, np.float32) / 255, 0.6)
        self.lay(soft, 0, 0, tone)

    def next_digit(self) -> np.ndarray:
        """Return a digit that the network reads on bare paper."""
        wanted = self.rng.integers(10) if self.digit is None else self.digit
        able = readable()[self.source, self.thin][wanted]
        pixels = sources()[self.source][0][self.rng.choice(able)]
        if self.digit is not None:
            self.digit, self.written = None, pixels
        return pixels

    @property
    def unit(self) -> float:
        """A hundredth of the picture's shorter side."""
        return min(self.image.shape[:2]) / 100


Step = Callable[[Scene], None]


def noise(scene: Scene, coarse: float, shape: tuple[int, ...] | None = None) -> np.ndarray:
    """Return noise of mean 0 and deviation 1, slow over ``coarse`` pixels."""
    height, width = shape or scene.image.shape[:2]
    small = scene.rng.standard_normal((int(height / coarse) + 2, int(width / coarse) + 2))
    return np.asarray(
        Image.fromarray(np.float32(small)).resize((width, height), Image.Resampling.BICUBIC)
    )


def paper(scene: Scene, level: float = 236, share: tuple[float, float] = (1, 1)) -> None:
    """Begin with an empty sheet of a grey level, ``share`` of the picture's size."""
    width, height = (round(side * part) for side, part in zip(scene.size, share, strict=True))
    tint = np.array([1.0, 0.995, 0.97], np.float32)
    scene.image = np.full((height, width, 3), level, np.float32) * tint
    scene.image *= 1 + 0.004 * noise(scene, 3)[:, :, None]


def write(
    scene: Scene,
    side: tuple[float, float] = (0.25, 0.5),
    place: float | None = None,
    centred: float = 0.6,
) -> None:
    """Write a digit whose side is a part of the sheet's shorter one, somewhere on the sheet."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    ink = enlarged(scene.next_digit(), round(rng.uniform(*side) * min(height, width)))
    if scene.thin:
        ink = thinned(ink, rng.uniform(0.025, 0.045) * max(ink.shape))
    free = width - ink.shape[1], height - ink.shape[0]
    x = place if place is not None else 0.5 + centred * rng.uniform(-0.5, 0.5)
    y = 0.5 + (0 if place is not None else centred) * rng.uniform(-0.5, 0.5)
    left, top = round(x * free[0]), round(y * free[1])
    scene.lay(ink, left, top, scene.tone)
    scene.box = left, top, ink.shape[1], ink.shape[0]


def pen(scene: Scene, tone: tuple[float, float, float] = (0.1, 0.1, 0.13), thin: bool = False):
    """Take another pen: ``tone`` is what its ink leaves of red, green and blue light."""
    scene.tone, scene.thin = tone, thin


PENCIL, BLUE = (0.62, 0.62, 0.64), (0.18, 0.28, 0.68)


def lines(scene: Scene, squared: bool = False, grey: tuple[float, float] = (0.7, 0.8)) -> None:
    """Print the lines of an exercise book."""
    unit, rng, (height, width) = scene.unit, scene.rng, scene.image.shape[:2]
    gap, tone = rng.uniform(4.5, 9) * unit, (rng.uniform(*grey),) * 3
    thick = max(1, round(rng.uniform(0.25, 0.45) * unit))
    start = rng.uniform(0.2, 1) * gap

    def paint(draw: ImageDraw.ImageDraw) -> None:
        for place in np.arange(start, height, gap):
            draw.line((0, place, width, place), fill=255, width=thick)
        for place in np.arange(start, width, gap) if squared else ():
            draw.line((place, 0, place, height), fill=255, width=thick)

    scene.draw(tone, paint)


def margin_line(scene: Scene) -> None:
    """Print the red line at the left."""
    height, width = scene.image.shape[:2]
    x = scene.rng.uniform(0.08, 0.16) * width
    scene.draw(
        (0.95, 0.5, 0.55),
        lambda draw: draw.line((x, 0, x, height), fill=255, width=max(1, round(0.5 * scene.unit))),
    )


def around(scene: Scene, form: str) -> None:
    """Underline, frame or circle the digit by hand, with the pen that wrote it."""
    left, top, width, height = scene.box
    rng, side = scene.rng, max(width, height)
    gap = rng.uniform(0.15, 0.35) * side
    thick = max(2, round(rng.uniform(0.03, 0.07) * side))
    box = [left - gap, top - gap, left + width + gap, top + height + gap]
    box = [value + rng.uniform(-0.03, 0.03) * side for value in box]
    t = np.linspace(0, 1, 60)
    if form == "underline":
        x = box[0] + t * (box[2] - box[0])
        y = box[3] + 0.02 * side * np.sin(3 * t + rng.uniform(0, 6)) + rng.uniform(-0.04, 0.04) * x
        y -= rng.uniform(-0.04, 0.04) * x.mean()
    elif form == "circle":
        angle = t * 2 * np.pi * rng.uniform(1, 1.06)
        x = left + width / 2 + (side / 2 + gap) * rng.uniform(1.05, 1.25) * np.cos(angle)
        y = top + height / 2 + (side / 2 + gap) * rng.uniform(1.05, 1.25) * np.sin(angle)
    else:
        x, y = np.array([(box[i], box[j]) for i, j in [(0, 1), (2, 1), (2, 3), (0, 3), (0, 1)]]).T
    scene.draw(
        scene.tone,
        lambda draw: draw.line(list(zip(x, y, strict=True)), fill=255, width=thick, joint="curve"),
    )


def holes(scene: Scene) -> None:
    """Punch two or four holes at the left, through which a dark table is seen."""
    height, width = scene.image.shape[:2]
    radius, x = 2.2 * scene.unit, scene.rng.uniform(4, 6) * scene.unit
    count = scene.rng.choice([2, 4])
    scene.draw(
        (0.2,) * 3,
        lambda draw: [
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
            for y in np.linspace(0, height, count + 2)[1:-1]
        ],
    )


def through(scene: Scene) -> None:
    """Let writing on the back shine through, mirrored."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    for _ in range(rng.integers(2, 5)):
        ink = enlarged(scene.next_digit(), round(rng.uniform(0.15, 0.35) * min(height, width)))
        soft = ndimage.gaussian_filter(ink[:, ::-1], 2)
        scene.lay(
            soft,
            round(rng.uniform(0, width - ink.shape[1])),
            round(rng.uniform(0, height - ink.shape[0])),
            (rng.uniform(0.84, 0.92),) * 3,
        )


def board(scene: Scene, side: tuple[float, float] = (0.3, 0.55)) -> None:
    """Write with chalk on a board that reaches all borders."""
    rng = scene.rng
    paper(scene, 255)
    pen(scene, (0.2,) * 3)
    write(scene, side)
    ink = 1 - scene.image.min(axis=2) / 255
    dust = np.clip(0.85 + 0.15 * noise(scene, 1.5), 0, 1)
    dark = np.array([rng.uniform(40, 70), rng.uniform(55, 85), rng.uniform(45, 75)], np.float32)
    ground = dark * (1 + 0.08 * noise(scene, 60) + 0.03 * noise(scene, 2))[:, :, None]
    chalk = np.clip(ink * dust / 0.8, 0, 1)[:, :, None]
    scene.image = ground + chalk * (rng.uniform(200, 240) - ground)


def page_of_text(scene: Scene) -> None:
    """Fill the sheet with small writing."""
    height, width = scene.image.shape[:2]
    for top in np.arange(0.06, 0.92, 0.045) * height:
        left = 0.06 * width
        while left < 0.9 * width:
            ink = enlarged(scene.next_digit(), round(0.025 * height))
            scene.lay(ink, round(left), round(top), scene.tone)
            left += ink.shape[1] * scene.rng.choice([1.1, 1.1, 1.1, 1.8])


# --- Table and light ----------------------------------------------------------------------------


def table(scene: Scene, look: str) -> np.ndarray:
    """Return a table that fills the picture: dark, grey, wooden or with a checked cloth."""
    rng, (width, height) = scene.rng, scene.size
    level = {"dark": rng.uniform(40, 80), "grey": rng.uniform(130, 165)}.get(look, 120)
    image = np.full((height, width, 3), level, np.float32)
    if look == "wooden":
        y, x = np.mgrid[0:height, 0:width].astype(np.float32) / (min(width, height) / 100)
        rings = np.sin(0.9 * y + 3 * noise(scene, height / 6, (height, width)) + 0.02 * x)
        grain = noise(scene, 2, (height, width))
        wood = rng.uniform(0.75, 1.2) * np.array([165, 118, 76], np.float32)
        image = wood * (1 + 0.16 * rings + 0.05 * grain)[:, :, None]
    if look == "checked":
        y, x = np.mgrid[0:height, 0:width] // max(8, round(rng.uniform(5, 9) * height / 100))
        red = np.array([190, 60, 60], np.float32)
        image = np.where(((x + y) % 2)[:, :, None] > 0, red, np.float32(225))
    return image * (1 + 0.015 * noise(scene, 2, (height, width)))[:, :, None]


def on_table(
    scene: Scene,
    look: str = "dark",
    turn: float = 12,
    tilt: float = 10,
    fill: tuple[float, float] = (0.72, 0.9),
) -> None:
    """Lay the sheet on a table, turned and seen at an angle of up to ``tilt`` degrees."""
    rng, (width, height) = scene.rng, scene.size
    sheet_height, sheet_width = scene.image.shape[:2]
    angle, lean = np.radians(rng.uniform(-turn, turn)), np.radians(rng.uniform(0.5, 1) * tilt)
    toward = rng.uniform(0, 2 * np.pi)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * [sheet_width / 2, sheet_height / 2]
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = corners @ spin.T
    away = np.array([np.cos(toward), np.sin(toward)])
    depth = corners @ away
    flat = corners + np.outer(depth, away) * (np.cos(lean) - 1)
    far = 1 + depth * np.sin(lean) / (2.2 * max(sheet_width, sheet_height))
    seen = flat / far[:, None]
    seen -= (seen.max(axis=0) + seen.min(axis=0)) / 2
    spread = np.abs(seen).max(axis=0) * 2
    seen *= rng.uniform(*fill) * min(width / spread[0], height / spread[1])
    slack = np.array([width, height]) / 2 - np.abs(seen).max(axis=0)
    seen += np.array([width, height]) / 2 + rng.uniform(-0.7, 0.7, 2) * slack
    place(scene, table(scene, look), seen)


def place(scene: Scene, ground: np.ndarray, corners: np.ndarray) -> None:
    """Put the sheet's four corners (from the upper left, clockwise) where the camera sees them."""
    height, width = scene.image.shape[:2]
    rows, goal = [], []
    for (x, y), (u, v) in zip(
        corners, [(0, 0), (width, 0), (width, height), (0, height)], strict=True
    ):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    to_sheet = np.linalg.solve(rows, goal)
    layers = Image.fromarray(np.uint8(np.clip(scene.image, 0, 255)))
    layers.putalpha(255)
    seen = layers.transform(
        ground.shape[1::-1], Image.Transform.PERSPECTIVE, to_sheet, Image.Resampling.BICUBIC
    )
    seen = np.asarray(seen, np.float32)
    cover = ndimage.gaussian_filter(seen[:, :, 3:] / 255, (0.6, 0.6, 0))
    scene.image = ground * (1 - cover) + seen[:, :, :3] * cover


def table_beside(scene: Scene, form: str, look: str = "dark") -> None:
    """Let a corner or a strip of the table be seen at the picture's border."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if form == "corner":
        beyond = x / width + y / height * rng.uniform(0.7, 1.4) < rng.uniform(0.2, 0.45)
    else:
        beyond = y < rng.uniform(0.01, 0.12) * height + rng.uniform(-0.02, 0.02) * x
    for axis in (0, 1):
        beyond = np.flip(beyond, axis) if rng.random() < 0.5 else beyond
    cover = ndimage.gaussian_filter(np.float32(beyond), 0.8)[:, :, None]
    scene.image = scene.image * (1 - cover) + table(scene, look)[:height, :width] * cover


def finger(scene: Scene) -> None:
    """Let a finger that holds the sheet come in from a corner or a side."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    long, thick = rng.uniform(14, 22) * scene.unit, rng.uniform(12, 17) * scene.unit
    corner = np.array([rng.choice([0.03, 0.97]) * width, rng.choice([0.05, 0.95]) * height])
    inward = np.array([width / 2, height / 2]) - corner
    inward /= np.hypot(*inward)
    tip = corner + inward * long
    start = corner - inward * 30 * scene.unit
    mask = Image.new("L", (width, height))
    draw = ImageDraw.Draw(mask)
    draw.line((*start, *tip), fill=255, width=round(thick))
    draw.ellipse((*(tip - thick / 2), *(tip + thick / 2)), fill=255)
    cover = ndimage.gaussian_filter(np.asarray(mask, np.float32) / 255, 0.25 * scene.unit)
    skin = np.array([205, 150, 125], np.float32) * rng.uniform(0.5, 1)
    shade = ndimage.gaussian_filter(cover, 2 * scene.unit)[:, :, None]
    scene.image *= 1 - 0.35 * shade
    scene.image += cover[:, :, None] * (skin * (0.75 + 0.25 * shade) - scene.image)


def shadow(scene: Scene, soft: float, keep: tuple[float, float] = (0.5, 0.7)) -> None:
    """Throw a shadow over a part of the picture, its edge ``soft`` hundredths of the side wide."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    side = (x / width - 0.5) * np.cos(angle) + (y / height - 0.5) * np.sin(angle)
    dark = np.float32(side > rng.uniform(-0.15, 0.3))
    dark = (
        ndimage.gaussian_filter(dark, soft * scene.unit)
        if soft < 3
        else (1 / (1 + np.exp(-side * 100 / soft)))
    )
    scene.image *= 1 - dark[:, :, None] * (1 - rng.uniform(*keep))


def falloff(scene: Scene, corners: float = 0.4) -> None:
    """Let the light fall off from somewhere in the middle to a part of it in the corners."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    away = ((x - rng.uniform(-0.3, 0.3)) ** 2 + (y - rng.uniform(-0.3, 0.3)) ** 2) / 2
    scene.image *= (1 - (1 - corners) * np.minimum(away, 1.2))[:, :, None]


def glare(scene: Scene) -> None:
    """Let a lamp be mirrored on the sheet: an oval of light, also on the ink."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    away = ((x - rng.uniform(0.2, 0.8)) / rng.uniform(0.12, 0.25)) ** 2
    away += ((y - rng.uniform(0.2, 0.8)) / rng.uniform(0.12, 0.25)) ** 2
    scene.image *= 0.75
    scene.image += (rng.uniform(70, 130) * np.exp(-away))[:, :, None]


def tight(scene: Scene, margin: tuple[int, int] = (0, 10)) -> None:
    """Crop a soft scan tightly: the digit fills the picture."""
    digit = scene.next_digit()
    ink = enlarged(digit, 280, crisp=0.45)
    edge = round(2 * 280 / max(np.ptp(np.nonzero(digit), axis=1) + 1)) - scene.rng.integers(
        margin[0], margin[1] + 1
    )
    ink = ink[edge:-edge, edge:-edge] if edge > 0 else ink
    scene.image = np.repeat(255 * (1 - ink)[:, :, None], 3, axis=2)


def camera(scene: Scene, grain: float = 2.5, blur: float = 0.7, coarse: float = 1) -> None:
    """Look through a lens: a little out of focus, darker in the corners, with a sensor's noise."""
    rng, (height, width) = scene.rng, scene.image.shape[:2]
    sigma = rng.uniform(0.5, 1.3) * blur * max(1, scene.unit / 15)
    image = ndimage.gaussian_filter(scene.image, (sigma, sigma, 0))
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    image *= (1 - rng.uniform(0.02, 0.12) * (x * x + y * y))[:, :, None]
    image += grain * noise(scene, coarse)[:, :, None]
    scene.image = image + grain * 0.6 * rng.standard_normal(image.shape, np.float32)


def askew(scene: Scene) -> None:
    """Hold the camera askew, so near that no edge of the sheet is seen."""
    angle = scene.rng.uniform(3, 8) * scene.rng.choice([-1, 1])
    turned = Image.fromarray(np.uint8(scene.image)).rotate(angle, Image.Resampling.BICUBIC)
    height, width = (round(0.13 * side) for side in scene.image.shape[:2])
    scene.image = np.asarray(turned, np.float32)[height:-height, width:-width]


def near(scene: Scene) -> None:
    """Go so near that the sheet goes beyond the picture at one side."""
    axis, cut = scene.rng.integers(2), round(0.14 * min(scene.image.shape[:2]))
    kept = slice(cut, None) if scene.rng.random() < 0.5 else slice(-cut)
    scene.image = np.ascontiguousarray(scene.image[kept] if axis == 0 else scene.image[:, kept])


def note(scene: Scene) -> None:
    """Write on a yellow note, which is darker than the white table that it lies on."""
    scene.image *= np.array([0.98, 0.9, 0.5], np.float32)
    (width, height), rng = scene.size, scene.rng
    ground = np.full((height, width, 3), 228, np.float32)
    ground *= 1 + 0.01 * noise(scene, 3, (height, width))[:, :, None]
    turn = np.radians(rng.uniform(-12, 12))
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * 0.32 * min(width, height)
    place(scene, ground, square @ spin + [width / 2, height / 2] + rng.uniform(-60, 60, 2))


def folded(scene: Scene) -> None:
    """Fold the sheet in four and open it again."""
    height, width = scene.image.shape[:2]
    for across, side in zip(np.mgrid[0:height, 0:width], (height, width), strict=True):
        away = (across - scene.rng.uniform(0.3, 0.7) * side) / (0.02 * side)
        scene.image *= (1 - 0.18 * np.exp(-(away**2)) + 0.08 * np.tanh(away))[:, :, None]


def pencil_on_it(scene: Scene) -> None:
    """Let a pencil lie on the sheet, its end beyond the border."""
    height, width = scene.image.shape[:2]
    x, slant = scene.rng.choice([0.06, 0.94]) * width, scene.rng.uniform(-8, 8) * scene.unit
    end = scene.rng.uniform(0.5, 0.8) * height
    scene.draw(
        (0.2, 0.2, 0.45),
        lambda draw: draw.line((x, -9, x + slant, end), fill=255, width=round(3 * scene.unit)),
    )


def lying(scene: Scene) -> None:
    """Hold the camera on its side; it notes so in the file."""
    scene.exif = int(scene.rng.choice([3, 6, 8]))
    scene.image = np.rot90(scene.image, {3: 2, 6: 1, 8: 3}[scene.exif])


# --- The kinds ----------------------------------------------------------------------------------

far = with_(write, side=(0.04, 0.13))  # on a sheet of 12 megapixels
two = [with_(write, side=(0.25, 0.45), place=0.15), with_(write, side=(0.25, 0.45), place=0.85)]
THIN = with_(pen, thin=True)

KINDS: dict[str, list[Step]] = {
    "bare paper": [paper, write, camera],
    "small and off the middle": [paper, with_(write, side=(0.08, 0.15), centred=1), camera],
    "tight crop": [tight, with_(camera, grain=0.5)],
    "tight crop, scanned": [tight, with_(camera, grain=0.5)],
    "dark table": [paper, write, with_(on_table, look="dark"), camera],
    "wooden table": [paper, write, with_(on_table, look="wooden"), camera],
    "grey table": [paper, write, with_(on_table, look="grey"), camera],
    "checked cloth": [paper, write, with_(on_table, look="checked"), camera],
    "at 30 degrees": [paper, write, with_(on_table, look="wooden", turn=35, tilt=30), camera],
    "portrait, lying camera": [
        with_(paper, share=(0.6, 0.95)),
        write,
        with_(on_table, look="grey"),
        lying,
        camera,
    ],
    "corner of the table": [paper, write, with_(table_beside, form="corner"), camera],
    "strip of the table": [paper, write, with_(table_beside, form="strip", look="wooden"), camera],
    "ruled": [paper, lines, write, camera],
    "squared": [paper, with_(lines, squared=True), write, camera],
    "squared, pencil": [
        paper,
        with_(lines, squared=True, grey=(0.78, 0.86)),
        with_(pen, tone=PENCIL),
        write,
        camera,
    ],
    "ruled, red margin": [paper, lines, margin_line, write, camera],
    "squared on a table": [
        paper,
        with_(lines, squared=True),
        write,
        with_(on_table, look="wooden"),
        camera,
    ],
    "underlined": [paper, write, with_(around, form="underline"), camera],
    "framed": [paper, write, with_(around, form="frame"), camera],
    "circled": [paper, write, with_(around, form="circle"), camera],
    "finger": [paper, write, finger, camera],
    "hard shadow": [paper, write, with_(shadow, soft=0.3), camera],
    "soft shadow": [paper, write, with_(shadow, soft=8), camera],
    "light falls off": [paper, write, falloff, camera],
    "glare": [paper, write, glare, camera],
    "coarse noise": [paper, write, with_(camera, grain=20, coarse=4)],
    "punched holes": [paper, write, holes, camera],
    "two digits": [paper, *two, camera],
    "shines through": [paper, write, through, camera],
    "pencil": [paper, with_(pen, tone=PENCIL), write, camera],
    "blue pen, thin": [paper, with_(pen, tone=BLUE, thin=True), write, camera],
    "chalk on a board": [board, falloff, camera],
    "whiteboard": [with_(paper, level=200), with_(pen, tone=BLUE), write, glare, camera],
    "squared, askew": [paper, with_(lines, squared=True), write, askew, camera],
    "sheet beyond the picture": [
        paper,
        lines,
        write,
        with_(on_table, fill=(0.95, 1)),
        near,
        camera,
    ],
    "yellow note on white": [paper, write, note, camera],
    "folded": [paper, write, folded, camera],
    "a pencil on the sheet": [paper, write, pencil_on_it, camera],
    "framed, on a table": [
        paper,
        write,
        with_(around, form="frame"),
        with_(on_table, look="wooden"),
        camera,
    ],
    "shadow on sheet and table": [
        paper,
        write,
        with_(on_table, look="grey"),
        with_(shadow, soft=0.3),
        camera,
    ],
    "cloth, light falls off": [paper, write, with_(on_table, look="checked"), falloff, camera],
    "12 MP, bare paper": [paper, far, camera],
    "12 MP, thin pen": [paper, THIN, far, camera],
    "12 MP, dark table": [paper, far, with_(on_table, look="dark"), camera],
    "12 MP, wood at 30 degrees": [
        paper,
        THIN,
        far,
        with_(on_table, look="wooden", turn=30, tilt=30),
        camera,
    ],
    "12 MP, ruled": [paper, with_(lines, grey=(0.75, 0.85)), far, camera],
    "12 MP, squared on a table": [
        paper,
        with_(lines, squared=True, grey=(0.75, 0.85)),
        far,
        with_(on_table, look="grey"),
        camera,
    ],
    "12 MP, hard shadow": [paper, far, with_(shadow, soft=0.3), camera],
    "12 MP, pencil": [paper, with_(pen, tone=PENCIL), far, falloff, camera],
    "12 MP, noise": [paper, far, with_(camera, grain=18, coarse=6)],
    "12 MP, two digits": [
        paper,
        with_(write, side=(0.06, 0.1), place=0.4),
        with_(write, side=(0.06, 0.1), place=0.6),
        camera,
    ],
    "12 MP, lying camera": [paper, far, with_(on_table, look="wooden"), lying, camera],
    "12 MP, underlined": [paper, far, with_(around, form="underline"), camera],
    "12 MP, circled": [paper, far, with_(around, form="circle"), camera],
    "12 MP, finger": [paper, far, finger, camera],
    "12 MP, blue pen, ruled": [
        paper,
        with_(lines, grey=(0.75, 0.85)),
        margin_line,
        with_(pen, tone=BLUE, thin=True),
        far,
        camera,
    ],
}

NOBODY_READS: dict[str, list[Step]] = {
    "all black": [with_(paper, level=3), camera],
    "blank": [paper, falloff, camera],
    "blank on a table": [paper, with_(on_table, look="wooden"), camera],
    "a table": [lambda scene: setattr(scene, "image", table(scene, "wooden")), camera],
    "page of text": [paper, page_of_text, camera],
}


# --- From a kind to pictures ----------------------------------------------------------------------


@cache
def readable() -> dict[str, list[np.ndarray]]:
    """Return, for each source, the pictures of each digit that mnistCNN2b reads on bare paper."""
    from nnlib import models

    model, found = models.load_model("mnistCNN2b"), {}
    for source, (images, labels) in sources().items():
        rng = np.random.default_rng(0)
        for thin in (False, True):
            chosen = np.concatenate(
                [rng.permutation(np.flatnonzero(labels == digit))[:60] for digit in range(10)]
            )
            inks = [enlarged(images[i], 200) for i in chosen]
            if thin:
                inks = [thinned(ink, 7) for ink in inks]
            sheets = [255 - 225 * np.pad(ink, 60) for ink in inks]
            pixels = np.array([digits.mnist_way(sheet).pixels for sheet in sheets])
            right = models.probabilities(model, pixels).argmax(axis=1) == labels[chosen]
            good = chosen[right]
            found[source, thin] = [good[labels[good] == digit] for digit in range(10)]
    return found


def pictures(kind: str, count: int, seed: int) -> Iterator[tuple[int, np.ndarray, bytes]]:
    """Yield ``count`` digits, 0 to 9 in turn, as they were written and as JPEG files."""
    steps = (KINDS | NOBODY_READS)[kind]
    number = zlib.crc32(kind.encode())  # another kind has other numbers, and keeps them
    for i in range(count):
        rng = np.random.default_rng([seed, number, i])
        # MNIST's digits, and every fourth time a scanned one.
        source = "scanned" if "scanned" in kind or (i // 10 + i) % 4 == 3 else "mnist"
        scene = Scene(rng, source, i % 10, LARGE if kind.startswith("12 MP") else SMALL)
        for step in steps:
            step(scene)
        yield i % 10, scene.written, as_jpeg(scene)


def as_jpeg(scene: Scene) -> bytes:
    """Return the picture as a camera would store it."""
    image = Image.fromarray(np.uint8(np.clip(np.round(scene.image), 0, 255)))
    exif = Image.Exif()
    exif[0x0112] = scene.exif
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(scene.rng.integers(70, 91)), exif=exif)
    return file.getvalue()


def prepared(file: Path) -> np.ndarray | str:
    """Return a picture file's 28 × 28 pixels, or the sentence by which it is refused."""
    picture = digits.read_picture(file)
    return digits.mnist_way(photo.find_digit(picture)).pixels


def measure(kind: str, count: int, seed: int, save: Path | None = None) -> dict:
    """Prepare and read ``count`` pictures of a kind; return what came out."""
    from nnlib import models

    model = models.load_model("mnistCNN2b")
    found = {"right": 0, "count": count, "digits": [[0, 0] for _ in range(10)], "refused": []}
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for i, (digit, _, content) in enumerate(pictures(kind, count, seed)):
            file = Path(folder) / "picture.jpg"
            file.write_bytes(content)
            if save:
                (save / f"{digit}_{kind.replace(' ', '_')}_{i}.jpg").write_bytes(content)
            start = time.perf_counter()
            try:
                pixels = prepared(file)
            except ValueError as error:
                found["refused"].append(str(error).replace(str(file), "The picture"))
                answer = None
            else:
                answer = models.probabilities(model, pixels[None])[0].argmax()
            seconds.append(time.perf_counter() - start)
            found["digits"][digit][0] += int(answer == digit)
            found["digits"][digit][1] += 1
            found["right"] += int(answer == digit)
    return found | {"seconds": sorted(seconds)[len(seconds) // 2]}


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=40, help="pictures of each kind")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other pictures")
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), help="only these kinds")
    parser.add_argument("--save", type=Path, help="a folder to keep the pictures in")
    parser.add_argument("--results", type=Path, help="a JSON file to add what came out to")
    given = parser.parse_args(arguments)
    if unknown := set(given.kinds) - set(KINDS) - set(NOBODY_READS):
        parser.error(f"there is no kind {unknown.pop()!r}; there are: {', '.join(KINDS)}")
    if given.save:
        given.save.mkdir(parents=True, exist_ok=True)
    kept = given.results and given.results.exists()
    results = json.loads(given.results.read_text()) if kept else {}
    for kind in given.kinds:
        results[kind] = found = measure(kind, given.count, given.seed, given.save)
        blank = sum("blank" in sentence for sentence in found["refused"])
        print(
            f"{kind:28} {found['right']:3} of {found['count']}, refused {len(found['refused']):2},"
            f" of these as blank {blank:2}",
            flush=True,
        )
        if given.results:
            given.results.write_text(json.dumps(results, indent=1))
    read = [kind for kind in given.kinds if kind in KINDS]
    table = np.array([results[kind]["digits"] for kind in read]).reshape(-1, 10, 2).sum(axis=0)
    right, count = table.sum(axis=0)
    print(f"{'all':28} {right} of {count}, {100 * right / max(count, 1):.1f} %")
    print(
        "digit by digit:", *(f"{k}: {100 * a / max(n, 1):.0f} %" for k, (a, n) in enumerate(table))
    )


if __name__ == "__main__":
    main()
