"""Draw the handwritten-looking digits in data/digits/ from stroke paths.

    python data/make_digits.py [--out DIR] [--force]

No font and no photograph is used: each digit is a few points that a pen passes through. The pen
trembles a little, presses harder downwards than upwards, and lifts at the ends. The seminar's own
pictures are lost; number4_s5.png and number1_s5.png only bear the names that the seminar used.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

DIGITS = Path(__file__).resolve().parent / "digits"

Plane = npt.NDArray[np.float64]

# The points of each digit as x,y in hundredths of its height, y downwards. The pen draws a smooth
# line through them, turns a corner after the point before ">", and lifts at "|".
SHAPES = {
    "0": "50,7 36,0 12,17 2,52 12,88 36,100 60,82 68,48 60,15 42,2 33,8",
    "0 round": "40,2 14,12 0,46 10,84 42,100 76,84 86,46 68,10 44,4",
    "1": "42,0 36,30 27,66 20,100",
    "1 with flag": "4,36 20,23 37,0 > 37,34 33,70 31,100",
    "2": "5,24 18,5 42,1 56,17 49,42 28,69 2,95 > 22,92 44,97 68,92",
    "2 looped": "10,20 26,3 48,4 55,22 44,48 26,76 8,95 0,86 12,78 32,88 52,98 72,90",
    "3": "6,14 24,1 47,5 51,23 36,41 20,47 > 44,49 58,67 50,90 26,100 2,89",
    "3 flat": "4,5 26,4 56,1 > 42,20 26,39 > 48,42 61,62 54,86 30,100 4,92",
    "4": "20,2 13,30 3,57 > 30,60 68,55 | 55,14 51,50 43,100",
    "4 closed": "50,0 29,30 1,65 > 36,64 72,62 | 51,2 49,50 46,100",
    "5": "15,5 13,22 8,43 > 28,37 51,46 58,68 46,92 22,100 0,91 | 14,5 36,5 62,0",
    "6": "48,0 26,17 9,46 5,76 20,98 44,94 54,73 42,55 22,60 8,78",
    "7": "0,10 30,7 62,3 > 49,31 35,63 27,100",
    "7 crossed": "0,14 6,5 32,9 64,3 > 47,32 33,64 26,100 | 18,53 38,51 60,46",
    "8": "54,13 36,0 15,11 18,32 40,50 54,74 40,98 14,95 8,72 28,49 48,30 56,10",
    "8 of two rings": (
        "34,0 12,10 12,34 34,45 55,32 53,9 33,1 | 33,45 6,58 5,88 32,100 61,87 59,57 34,46"
    ),
    "9": "53,13 36,0 11,11 6,34 23,46 44,35 54,12 > 52,42 46,74 41,100",
    "9 curled": "55,18 40,1 15,7 5,30 20,48 44,40 56,16 > 58,46 52,80 32,100 10,93",
}


@dataclass(frozen=True)
class Digit:
    """One picture: what is drawn, where on the paper, with which pen, and how it was taken."""

    file: str
    shape: str
    seed: int
    pen: float  # width in pixels at full pressure
    size: tuple[int, int] = (320, 320)  # width, height
    height: float = 220.0  # of the digit, in pixels
    centre: tuple[float, float] = (0.5, 0.5)  # of the digit, as a part of width and height
    slant: float = 0.06  # shift to the right, for each pixel upwards
    turn: float = 0.0  # degrees, clockwise
    look: str = "pen"


PICTURES = [
    Digit("number0_thick.png", "0", 10, pen=34, height=230, look="marker"),
    Digit("number0_specks.png", "0 round", 11, pen=9, height=190, look="specks"),
    Digit("number1_s5.png", "1 with flag", 15, pen=14, size=(300, 300), height=205),
    Digit("number1_thin.png", "1", 17, pen=4, size=(280, 360), height=240, slant=0.1),
    Digit("number2_slanted.png", "2", 20, pen=13, height=190, slant=0.55),
    Digit("number2_transparent.png", "2 looped", 21, pen=15, look="transparent"),
    Digit(
        "number3_offcentre.png", "3", 30, pen=12, size=(400, 320), height=150, centre=(0.77, 0.3)
    ),
    Digit("number3_pencil.png", "3 flat", 31, pen=8, size=(300, 360), look="pencil"),
    Digit("number4_s5.png", "4", 45, pen=14, size=(300, 300), height=205),
    Digit("number4_faint.png", "4 closed", 41, pen=8, height=210, look="faint"),
    Digit("number5_shadow.png", "5", 50, pen=12, size=(400, 360), height=200, look="shadow"),
    Digit("number6_chalk.png", "6", 60, pen=19, size=(340, 380), height=240, look="chalk"),
    Digit("number7_blue_ink.png", "7 crossed", 70, pen=11, size=(360, 400), look="photo"),
    Digit("number7_16bit.png", "7", 71, pen=17, look="16 bits"),
    Digit("number8_thin.png", "8", 80, pen=4, height=230, slant=0.14),
    Digit("number8_turned.png", "8 of two rings", 81, pen=14, size=(360, 320), turn=24),
    Digit("number9_small.png", "9", 90, pen=5, size=(360, 360), height=70, centre=(0.42, 0.56)),
    Digit("number9_wide_paper.png", "9 curled", 91, pen=15, size=(400, 280), height=190),
]


def smooth_noise(rng: np.random.RandomState, length: int, bends: int) -> Plane:
    """Return a slow random curve of ``length`` values, of size about 1, that bends a few times."""
    knots = rng.standard_normal(bends + 3)
    return spline(np.column_stack([np.arange(bends + 3.0), knots]), length)[:, 1]


def spline(points: Plane, length: int) -> Plane:
    """Return ``length`` points on a smooth curve (Catmull-Rom) through the n given ones (n, 2)."""
    before, after = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    knots = np.vstack([before, points, after])
    t = np.linspace(0, len(points) - 1, length)
    i = np.minimum(t.astype(int), len(points) - 2)
    t = (t - i)[:, None]
    a, b, c, d = knots[i], knots[i + 1], knots[i + 2], knots[i + 3]
    curve = (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    return np.asarray(curve / 2)


def strokes(shape: str) -> list[list[Plane]]:
    """Return the strokes of a shape, each a list of smooth pieces (n, 2) that meet in corners."""
    result = []
    for stroke in SHAPES[shape].split("|"):
        pieces: list[Plane] = []
        for part in stroke.split(">"):
            points = [[float(number) / 100 for number in xy.split(",")] for xy in part.split()]
            if pieces:
                points.insert(0, list(pieces[-1][-1]))
            pieces.append(np.array(points))
        result.append(pieces)
    return result


def pen_path(stroke: list[Plane], digit: Digit, rng: np.random.RandomState) -> Plane:
    """Return the pen's way on the paper as rows x, y, pressure (0 to 1), under a pixel apart."""
    pieces: list[Plane] = []
    for points in stroke:
        shaky = points + 0.010 * rng.standard_normal(points.shape)
        if pieces:
            shaky[0] = pieces[-1][-1]  # the pen stays on the paper in a corner
        pieces.append(spline(shaky, 60 * len(points)))
    way = np.vstack(pieces)
    # Even steps of about half a pixel.
    steps = np.hypot(*np.diff(way, axis=0).T)
    walked = np.concatenate([[0.0], np.cumsum(steps)])
    count = int(2 * digit.height * walked[-1]) + 2
    even = np.linspace(0, walked[-1], count)
    x, y = (np.interp(even, walked, way[:, axis]) for axis in (0, 1))
    bends = 2 + int(4 * walked[-1])
    x = x + 0.005 * smooth_noise(rng, count, bends)
    y = y + 0.005 * smooth_noise(rng, count, bends)

    down = np.clip(np.gradient(y) / (np.hypot(np.gradient(x), np.gradient(y)) + 1e-9), -1, 1)
    down = np.convolve(np.pad(down, 15, mode="edge"), np.ones(31) / 31, mode="valid")
    pressure = 0.78 + 0.12 * down + 0.07 * smooth_noise(rng, count, bends)
    touch = np.minimum(even, 1.6 * (walked[-1] - even)) / 0.09  # set down quickly, lifted slowly
    pressure *= 0.55 + 0.45 * np.clip(touch, 0, 1)
    return np.column_stack([x, y, np.clip(pressure, 0.2, 1.0)])


def place(path: Plane, digit: Digit) -> Plane:
    """Return the path in pixels: slanted, turned, at its size and in its place on the paper."""
    x, y = path[:, 0] - 0.33, path[:, 1] - 0.5
    x = x - digit.slant * y
    angle = np.radians(digit.turn)
    x, y = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
    width, height = digit.size
    return np.column_stack(
        [
            digit.centre[0] * width + digit.height * x,
            digit.centre[1] * height + digit.height * y,
            path[:, 2],
        ]
    )


def draw(digit: Digit, rng: np.random.RandomState) -> Plane:
    """Return how much ink lies on each pixel, 0 to 1, as an array (height, width)."""
    width, height = digit.size
    ink = np.zeros((height, width))
    for stroke in strokes(digit.shape):
        for x, y, pressure in place(pen_path(stroke, digit, rng), digit):
            radius = digit.pen * pressure / 2
            left, right = max(int(x - radius - 1), 0), min(int(x + radius + 3), width)
            top, bottom = max(int(y - radius - 1), 0), min(int(y + radius + 3), height)
            rows, columns = np.mgrid[top:bottom, left:right]
            distance = np.hypot(rows - y, columns - x)
            dot = np.clip(radius + 0.5 - distance, 0, 1)
            ink[top:bottom, left:right] = np.maximum(ink[top:bottom, left:right], dot)
    return ink


def grain(rng: np.random.RandomState, shape: tuple[int, int], blur: float) -> Plane:
    """Return noise of mean 0 and standard deviation 1, as coarse as the blur in pixels."""
    noise = rng.standard_normal(shape)
    fine = Image.fromarray(np.uint8(np.clip(128 + 40 * noise, 0, 255)))
    soft = np.asarray(fine.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float64)
    return np.asarray((soft - soft.mean()) / soft.std())


def to_bytes(plane: Plane) -> npt.NDArray[np.uint8]:
    """Return values rounded to whole numbers from 0 to 255."""
    return np.uint8(np.clip(np.round(plane), 0, 255))


def blurred(plane: Plane, blur: float) -> Plane:
    """Return a plane of values 0 to 1 a little out of focus."""
    soft = Image.fromarray(to_bytes(255 * plane)).filter(ImageFilter.GaussianBlur(blur))
    return np.asarray(soft, dtype=np.float64) / 255


def light(digit: Digit, left: float, right: float, bend: float) -> Plane:
    """Return how bright the paper is lit, going over from left to right, dimmer at the bottom."""
    width, height = digit.size
    y, x = np.mgrid[0:height, 0:width]
    x, y = x / width, y / height
    return np.asarray(left + (right - left) * x - bend * y**2)


def picture(digit: Digit) -> Image.Image:
    """Return the finished picture. The same digit gives the same picture each time."""
    # RandomState, because NumPy promises that its numbers stay the same in every version.
    rng = np.random.RandomState(digit.seed)
    ink = draw(digit, rng)
    shape = ink.shape
    if digit.look == "pen":
        return Image.fromarray(to_bytes(255 - ink * (222 + 6 * grain(rng, shape, 2))))
    if digit.look == "marker":
        return Image.fromarray(to_bytes(255 - ink * (205 + 10 * grain(rng, shape, 5))))
    if digit.look == "faint":
        return Image.fromarray(to_bytes(248 - ink * (88 + 10 * grain(rng, shape, 1.5))))
    if digit.look == "specks":
        for _ in range(14):
            x, y = rng.randint(digit.size[0]), rng.randint(digit.size[1])
            rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
            speck = rng.uniform(0.8, 2.2) + 0.5 - np.hypot(rows - y, columns - x)
            ink = np.maximum(ink, np.clip(speck, 0, 1))
        return Image.fromarray(to_bytes(255 - 215 * ink))
    if digit.look == "pencil":
        tooth = np.clip(0.80 + 0.17 * grain(rng, shape, 0.9), 0.2, 1)
        paper = 243 + 1.2 * grain(rng, shape, 1.5)
        return Image.fromarray(to_bytes(paper - 165 * blurred(ink, 0.7) * tooth))
    if digit.look == "shadow":
        lit = light(digit, 0.93, 0.42, 0.12)
        sheet = 205 * lit * (1 + 0.008 * grain(rng, shape, 1.2))
        return Image.fromarray(to_bytes(sheet * (1 - 0.72 * blurred(ink, 0.9))))
    if digit.look == "chalk":
        board = 47 + 4 * grain(rng, shape, 14) + 1.5 * grain(rng, shape, 0.8)
        dust = np.clip(0.84 + 0.17 * grain(rng, shape, 1.1), 0, 1)
        return Image.fromarray(to_bytes(board + 175 * blurred(ink, 0.8) * dust))
    if digit.look == "photo":
        lit = light(digit, 0.80, 0.98, 0.16) * (1 + 0.008 * grain(rng, shape, 1.2))
        cover = (0.93 + 0.05 * grain(rng, shape, 3)) * blurred(ink, 1.0)
        paper, blue = np.array([250, 246, 236]), np.array([38, 62, 150])
        colour = paper + cover[:, :, None] * (blue - paper)
        return Image.fromarray(to_bytes(lit[:, :, None] * colour))
    if digit.look == "transparent":
        layers = np.zeros((*shape, 4))
        layers[:, :, :3] = [24, 24, 32]
        layers[:, :, 3] = 255 * ink
        return Image.fromarray(to_bytes(layers))
    if digit.look == "16 bits":
        deep = 63000 - 54000 * blurred(ink, 0.6) * (1 + 0.03 * grain(rng, shape, 3))
        return Image.fromarray(np.uint16(np.clip(np.round(deep), 0, 65535)))
    raise ValueError(f"{digit.file} has the look {digit.look!r}, which nothing here can draw.")


def make(out: Path, force: bool = False) -> None:
    """Write all pictures into the folder ``out``.

    Raises FileExistsError, before anything is written, if one is there and ``force`` is not given,
    or if a file is in the folder's place.
    """
    for place in (out, *out.parents):
        if place.is_file():
            raise FileExistsError(f"{place} is a file, not a folder: give a folder with --out.")
    there = [digit.file for digit in PICTURES if (out / digit.file).exists()]
    if there and not force:
        raise FileExistsError(
            f"{out} already has {there[0]}: give another folder with --out, or --force to replace."
        )
    out.mkdir(parents=True, exist_ok=True)
    for digit in PICTURES:
        picture(digit).save(out / digit.file, optimize=True)


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=DIGITS, help="the folder to write into")
    parser.add_argument("--force", action="store_true", help="replace pictures that exist")
    given = parser.parse_args()
    try:
        make(given.out, given.force)
    except OSError as error:
        sys.exit(str(error))
    print(f"{len(PICTURES)} pictures drawn into {given.out}.")


if __name__ == "__main__":
    main()
