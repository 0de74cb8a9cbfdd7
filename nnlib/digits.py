"""From a picture of a handwritten digit to 28 × 28 numbers like those of MNIST, in two ways.

``plain_resize`` is the seminar's: shrink the whole picture. ``mnist_way`` is how MNIST itself was
made: find the ink, fit it into 20 × 20, put its centre of mass into the middle of 28 × 28. Used
in notebooks 14 and 17.

The picture holds one digit on bare paper that fills the frame, perhaps under a soft shadow. For
a photograph as people take it ``course.photo`` comes first and finds the sheet, the paper, the ink
and the digit.

The pad does the same in the browser, where no Python is: ``course/pictures/nnlib_digits.mjs``.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from nnlib.checks import as_array, as_path
from nnlib.mnist import DATA

Bytes = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

DIGITS = DATA / "digits"
"""The folder of the course's own pictures."""

MOST_PIXELS = 50_000_000
WORKING_SIDE = 560  # a larger picture is reduced to this before its ink is looked for
FAINTEST = 0.08  # ink must take this part of the paper's light away to be seen as ink
SPECK = 0.04  # a blob smaller than this part of the largest one is dirt, not ink
THINNEST = 1.8  # pixels in the 20 × 20 box; nine in ten of MNIST's digits have wider strokes

# What Pillow raises while it decodes a damaged file.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


@dataclass(frozen=True)
class Picture:
    """A picture as opened: grey ``pixels`` (height, width) uint8, dark ink on light paper.

    ``notes`` say what was converted or guessed on the way, one short phrase each, ``name`` is what
    a sentence about the picture calls it. ``stages`` maps what was done to it before to pictures
    (0 for paper), in order, and ``said`` to a sentence each, if ``course.photo`` has prepared it.
    """

    pixels: Bytes
    notes: tuple[str, ...] = ()
    name: str = "The picture"
    stages: dict[str, Bytes] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """A digit prepared for a network, with the stages that led to it.

    ``pixels`` is (28, 28) uint8, as in MNIST: 0 paper, 255 full ink. ``stages`` maps each stage's
    name to its picture, in order, uint8 with 0 for paper throughout; the last is ``pixels``.
    """

    pixels: Bytes
    stages: dict[str, Bytes]


def read_picture(path: str | Path) -> Picture:
    """Open a picture file and return it in grey, dark ink on light paper, with notes.

    Transparent paper, 16 bits, CMYK, light strokes on dark and a camera's turned picture are
    converted, and the notes say so. Raises FileNotFoundError if there is no such file, ValueError
    if it is empty, no picture, damaged or over 50 million pixels (it is not decoded then), or if
    ``path`` is no path.
    """
    file = as_path(path)
    if not file.is_file():
        raise FileNotFoundError(f"There is no picture {file}: check its name and folder.")
    if file.stat().st_size == 0:
        raise ValueError(f"{file} is empty, it has 0 bytes: save the picture again.")
    image, notes = _decode(file)
    pixels = _to_grey(image, notes)
    if _light_on_dark(pixels):
        pixels = 255 - pixels
        notes.append("light strokes on dark paper: inverted")
    return Picture(pixels, tuple(notes), str(file))


def plain_resize(picture: Picture | npt.ArrayLike) -> Bytes:
    """Return the whole picture shrunk to (28, 28) uint8 and inverted: 0 paper, 255 ink.

    On a grey file this is the seminar's ``255 - np.array(Image.open(file).convert("L")
    .resize((28, 28)))``. An array is taken as by ``mnist_way``. Raises ValueError if it is not such
    a picture. Source: seminar section 14.
    """
    pixels = as_picture(picture).pixels
    return 255 - np.asarray(Image.fromarray(pixels).resize((28, 28)))


def mnist_way(picture: Picture | npt.ArrayLike) -> Prepared:
    """Return a digit prepared as MNIST's were, with all stages.

    ``picture`` comes from ``read_picture``, or is an array (height, width) of a drawn digit, of
    numbers from 0 to 255 or fractions from 0 to 1, its ink light or dark. The stages: "grey" as
    opened, "levelled" without shadows, "cut out" to the box around the ink, "scaled" so that the
    longer side is 20 pixels, "centred" with the centre of mass of the ink at row 14, column 14
    (counted from 0, to half a pixel, as in MNIST). Raises ValueError if the array is not such a
    picture or nothing on it stands out. Source: LeCun, Bottou, Bengio, Haffner 1998, section III.
    """
    picture = as_picture(picture)
    ink, peak = _find_ink(picture)
    cut = _cut_out(ink, peak)
    scaled = _scale_to_20(cut)
    centred = _centre(scaled)
    stages = (picture.stages or {"grey": 255 - picture.pixels}) | {
        "levelled": _to_bytes(255 * np.minimum(ink / peak, 1)),
        "cut out": _to_bytes(255 * cut),
        "scaled": scaled,
        "centred": centred,
    }
    return Prepared(centred, stages)


def _decode(file: Path) -> tuple[Image.Image, list[str]]:
    """Return the decoded picture, upright, and what was done to it; or raise one sentence."""
    content = io.BytesIO(file.read_bytes())
    upright, notes = None, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow only warns of is checked here, or harmless
        try:
            with Image.open(content) as image:
                if image.width * image.height <= MOST_PIXELS:  # known before it is decoded
                    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
                        notes.append("turned upright, as the camera noted")
                    upright = ImageOps.exif_transpose(image)
        except Image.DecompressionBombError:
            upright = None  # Pillow's own limit is higher than ours
        except UnidentifiedImageError as error:
            raise ValueError(
                f"{file} is not a picture that can be read: give a PNG or JPEG file."
            ) from error
        except DAMAGE as error:
            raise ValueError(
                f"{file} is cut short or damaged ({error}): save or copy the picture again."
            ) from error
    if upright is None:
        raise ValueError(
            f"{file} has more than {MOST_PIXELS // 1_000_000} million pixels: "
            "make it smaller first, a few hundred pixels a side are enough."
        )
    return upright, notes


def _to_grey(image: Image.Image, notes: list[str]) -> Bytes:
    """Return the picture as grey levels 0 to 255, and add to ``notes`` what was converted."""
    if image.mode.startswith("I;16"):
        notes.append("16 bits scaled to 8")
        return _to_bytes(np.asarray(image) / 257)
    if image.mode in ("I", "F"):
        # Whole or real numbers of any size: the darkest becomes 0, the lightest 255.
        values = np.asarray(image, dtype=np.float64)
        low, high = values.min(), values.max()
        notes.append("values scaled to 8 bits")
        return _to_bytes(255 * (values - low) / (high - low or 1))
    if image.has_transparency_data:
        layers = image.convert("RGBA")
        if np.asarray(layers.getchannel("A")).min() < 255:
            notes.append("alpha channel laid on white paper")
            laid = _lay_on(layers, "white")
            if laid.min() == laid.max():
                # White strokes vanish on white paper.
                notes[-1] = "alpha channel laid on black paper"
                laid = _lay_on(layers, "black")
            return laid
        image = layers.convert("RGB")
    if image.mode == "CMYK":
        notes.append("CMYK converted to grey")
    elif image.mode != "L" and image.mode != "1":
        # What is coloured is also in a smaller copy, where each pixel is the mean of some.
        small = np.asarray(image.convert("RGB").reduce(max(max(image.size) // 1000, 1)))
        if (small != small[:, :, :1]).any():
            notes.append("colour converted to grey")
    return np.asarray(image.convert("L"))


def _lay_on(layers: Image.Image, colour: str) -> Bytes:
    """Return an RGBA picture in grey, laid on paper of one colour."""
    paper = Image.new("RGBA", layers.size, colour)
    return np.asarray(Image.alpha_composite(paper, layers).convert("L"))


def as_picture(picture: Picture | npt.ArrayLike) -> Picture:
    """Return a Picture as it is, or one made of an array: dark ink on light paper."""
    if isinstance(picture, Picture):
        return picture
    if isinstance(picture, (str, Path)):
        raise ValueError(
            f"{str(picture)!r} is the name of a file, not a picture: open it with read_picture "
            "first."
        )
    values = as_array(picture, "A picture")
    if values.ndim != 2 or 0 in values.shape:
        raise ValueError(
            f"A picture is an array (height, width) of grey levels, but this one has the shape "
            f"{values.shape}: give one grey picture."
        )
    if values.dtype == bool:
        values = 255 * values.astype(np.uint8)
    if not np.issubdtype(values.dtype, np.number) or np.issubdtype(
        values.dtype, np.complexfloating
    ):
        raise ValueError(
            f"A picture holds numbers, but this array holds {values.dtype}: give grey levels."
        )
    if not (np.isfinite(values).all() and values.min() >= 0 and values.max() <= 255):
        raise ValueError(
            "A picture holds grey levels from 0 to 255, or fractions from 0 to 1, but this array "
            "has others or NaN: scale it first."
        )
    if values.max() <= 1:
        values = 255 * values
    pixels = _to_bytes(values)
    return Picture(255 - pixels if _light_on_dark(pixels) else pixels)


def _to_bytes(values: npt.NDArray[np.number]) -> Bytes:
    """Return values from 0 to 255 rounded to uint8."""
    return np.asarray(np.round(values), dtype=np.uint8)


def _light_on_dark(pixels: Bytes) -> bool:
    """Tell whether the strokes are lighter than the paper, the paper being what is at the border.

    Strokes are narrow: a wide light patch is not chalk on a board but a sheet on a darker table.
    """
    from scipy import ndimage

    small = Image.fromarray(pixels).resize((64, 64), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float64)
    y, x = np.mgrid[-1:1:64j, -1:1:64j]
    border = np.maximum(abs(x), abs(y)) > 0.85
    # The cube lets the strokes speak louder than the paper's small unevenness, and keeps the sign;
    # where the light falls off from side to side, its two halves cancel out.
    lighter = ((grey - grey[border].mean()) ** 3).sum() > 0
    middle = np.percentile(grey, (1, 99)).mean()
    # A quarter of the side is wide, lines on it closed; beside the flat black of a drawn array,
    # where the loops of a digit must stay open, it is a third.
    light, wide = grey > middle, 12
    if np.ptp(grey[border]) >= 1:
        light, wide = ndimage.grey_closing(grey, 5) > middle, 8
    narrow = ndimage.distance_transform_edt(light).max() < wide
    return bool(lighter and narrow and np.median(grey[border]) < middle)


def _find_ink(picture: Picture) -> tuple[Plane, float]:
    """Return how much of the paper's light the ink takes away, 0 to 1, and the ink's full strength.

    A picture larger than WORKING_SIDE is reduced to it. Raises ValueError if nothing stands out.
    """
    image = _reduce(Image.fromarray(picture.pixels), WORKING_SIDE)
    # A small copy will do for the paper, because light changes slowly.
    small = _reduce(image, 128)
    paper = Image.fromarray(_paper(np.asarray(small, dtype=np.float64)).astype(np.float32))
    light = np.asarray(paper.resize(image.size, Image.Resampling.BICUBIC), dtype=np.float64)

    grey = np.asarray(image, dtype=np.float64)
    ink = (light - grey) / np.maximum(light, 1)
    peak = float(np.quantile(ink, 0.9997))
    grain = 1.5 * float(np.median(abs(ink - np.median(ink))))  # about a standard deviation
    if peak < max(FAINTEST, 8 * grain):
        raise ValueError(
            f"{picture.name} is blank, nothing stands out from the paper: draw the digit larger, "
            "or with a darker pen."
        )
    return np.clip(ink, 0, 1), peak


def _reduce(image: Image.Image, longer: int) -> Image.Image:
    """Return the picture with its longer side at most ``longer`` pixels, its shape kept."""
    scale = longer / max(image.size)
    if scale >= 1:
        return image
    size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
    return image.resize(size, Image.Resampling.BOX)


def _paper(grey: Plane) -> Plane:
    """Return the grey level that the bare paper would have at each place, shadows included."""
    from scipy import ndimage

    height, width = grey.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    # First a smooth surface (a polynomial of degree 2, by least squares) through what surely is
    # paper, the border: what lies clearly below it is ink, and the next fit takes all the rest.
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    bare = np.maximum(abs(x), abs(y)) > 0.85
    surface = grey
    for _ in range(6):
        known = terms[bare]
        surface = terms @ (np.linalg.pinv(known.T @ known) @ (known.T @ grey[bare]))
        bare = grey - surface > -(grey - surface)[bare].std() - 1
    surface = np.clip(surface, 1, 255)
    # Then what the surface misses: the largest of all values in a window wider than any stroke,
    # then the smallest of those. Strokes vanish, slower changes stay.
    window = 2 * (max(grey.shape) // 6) + 1
    return np.asarray(surface * ndimage.grey_closing(grey / surface, window, mode="nearest"))


def _cut_out(ink: Plane, peak: float) -> Plane:
    """Return the ink inside the box around it, nearly two-valued as NIST's scans were, 0 to 1.

    Blobs that are small beside the largest are dirt and left out.
    """
    strong = np.clip((ink / peak - 0.25) / 0.5, 0, 1)
    clean = np.where(_large_blobs(strong > 0), strong, 0)
    rows, columns = np.flatnonzero(clean.any(axis=1)), np.flatnonzero(clean.any(axis=0))
    return clean[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _large_blobs(mask: Mask) -> Mask:
    """Return the mask with only those connected blobs that are not small beside the largest."""
    from scipy import ndimage

    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return np.asarray((sizes >= max(SPECK * sizes.max(), 1))[labels])


def _scale_to_20(cut: Plane) -> Bytes:
    """Return the ink scaled so that its longer side is 20 pixels, its peak 255.

    The ink is first brought to ten times that size, where a pen thinner than MNIST's is made
    thicker, as it would else be a grey shade; then each pixel is the mean of 10 × 10.
    """
    large, grow = _resize(cut, 200), 0
    while (missing := round((10 * THINNEST - _stroke_width(large)) / 2)) > 0:
        grow += missing
        large = _thicken(_resize(cut, 200 - 2 * grow), grow)
    # Both sides a multiple of 10, so that the blocks come out even.
    height, width = large.shape
    rows, columns = -height % 10, -width % 10
    large = np.pad(large, ((rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)))
    height, width = large.shape
    small = large.reshape(height // 10, 10, width // 10, 10).mean(axis=(1, 3))
    return _to_bytes(255 * small / small.max())


def _resize(ink: Plane, longer: int) -> Plane:
    """Return the ink with its longer side ``longer`` pixels, its shape kept and its peak 1."""
    height, width = ink.shape
    scale = longer / max(height, width)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    resized = Image.fromarray(ink.astype(np.float32)).resize(size, Image.Resampling.BOX)
    values = np.asarray(resized, dtype=np.float64)
    return np.asarray(values / values.max())


def _stroke_width(ink: Plane) -> float:
    """Return the mean width of the strokes in pixels: twice their area over their edge's length."""
    mask = np.pad(ink > 0.5, 1)
    steps = (mask[1:] != mask[:-1]).sum() + (mask[:, 1:] != mask[:, :-1]).sum()
    # Steps count an edge by its sides; over all directions it is pi/4 as long (Crofton).
    return float(2 * mask.sum() / (np.pi / 4 * steps))


def _thicken(ink: Plane, grow: int) -> Plane:
    """Return the ink with every stroke ``grow`` pixels wider on each side, in a larger array."""
    from scipy import ndimage

    y, x = np.mgrid[-grow : grow + 1, -grow : grow + 1]
    disc = np.hypot(y, x) <= grow + 0.5
    return np.asarray(ndimage.maximum_filter(np.pad(ink, grow), footprint=disc, mode="nearest"))


def _centre(scaled: Bytes) -> Bytes:
    """Return the ink in 28 × 28, its centre of mass at row 14, column 14 to half a pixel."""
    height, width = scaled.shape
    # In whole numbers, so that a symmetric digit, whose centre lies between two pixels, is placed
    # alike on every machine (and by the pad of notebook 14, in the browser).
    weight = scaled.astype(np.int64)
    row = int(weight.sum(axis=1) @ np.arange(height)) / int(weight.sum())
    column = int(weight.sum(axis=0) @ np.arange(width)) / int(weight.sum())
    # Whole pixels, so that nothing blurs; never past the border.
    top = min(max(round(14 - row), 0), 28 - height)
    left = min(max(round(14 - column), 0), 28 - width)
    field = np.zeros((28, 28), dtype=np.uint8)
    field[top : top + height, left : left + width] = scaled
    return field
