"""Pictures of digits: converted, prepared in both ways, refused if bad, drawn again."""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from nnlib.digits import DIGITS, Picture, mnist_way, plain_resize, read_picture
from stored import load_mnist, script

STORED = sorted(DIGITS.glob("*.png"))


@pytest.fixture(scope="module")
def test_digits():
    """60 MNIST digits, six of each kind."""
    _, (images, labels) = load_mnist()
    first = [np.flatnonzero(labels == digit)[:6] for digit in range(10)]
    return images[np.concatenate(first)]


@pytest.fixture
def four():
    return read_picture(DIGITS / "number4_s5.png")


def centre_of_mass(pixels):
    weight = pixels / pixels.sum(dtype=float)
    rows, columns = np.arange(pixels.shape[0]), np.arange(pixels.shape[1])
    return weight.sum(axis=1) @ rows, weight.sum(axis=0) @ columns


def box(pixels):
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    return rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1


def difference(a, b):
    return abs(a.astype(float) - b.astype(float)).mean()


# The course's pictures

NOTES = {
    "number2_transparent.png": ("alpha channel laid on white paper",),
    "number6_chalk.png": ("light strokes on dark paper: inverted",),
    "number7_16bit.png": ("16 bits scaled to 8",),
    "number7_blue_ink.png": ("colour converted to grey",),
}


@pytest.mark.parametrize("file", STORED, ids=lambda file: file.name)
def test_stored_picture_becomes_like_mnist(file):
    picture = read_picture(file)
    assert picture.notes == NOTES.get(file.name, ())
    prepared = mnist_way(picture)
    assert prepared.pixels.shape == (28, 28) and prepared.pixels.dtype == np.uint8
    assert max(box(prepared.pixels)) == 20
    assert prepared.pixels.max() == 255
    # MNIST's centres of mass lie within half a pixel of row 14, column 14.
    assert np.abs(np.subtract(centre_of_mass(prepared.pixels), 14)).max() < 0.6
    # As much ink as MNIST's digits have: between their thinnest and thickest hundredth.
    assert 8 < prepared.pixels.mean() < 75


def test_stages_are_named_and_in_order(four):
    prepared = mnist_way(four)
    assert list(prepared.stages) == ["grey", "levelled", "cut out", "scaled", "centred"]
    assert {stage.dtype for stage in prepared.stages.values()} == {np.dtype("uint8")}
    assert np.array_equal(prepared.stages["grey"], 255 - four.pixels)
    assert prepared.stages["levelled"].shape == four.pixels.shape
    height, width = prepared.stages["cut out"].shape
    assert (height, width) == box(prepared.stages["cut out"]) and height > width
    assert prepared.stages["centred"] is prepared.pixels


# MNIST's way, on MNIST itself


def as_photo(digit, down, right):
    """Return a digit ten times as large, moved, dark on white: what one would scan."""
    large = Image.fromarray(digit).resize((280, 280), Image.Resampling.BICUBIC)
    paper = np.full((400, 400), 255, dtype=np.uint8)
    paper[60 + down : 340 + down, 60 + right : 340 + right] -= np.asarray(large)
    return paper


def test_enlarged_mnist_digits_come_back(test_digits):
    random = np.random.default_rng(4)
    back = []
    for digit in test_digits:
        down, right = random.integers(-50, 51, 2)
        back.append(mnist_way(as_photo(digit, down, right)).pixels)
    back = np.array(back)
    error = difference(back, test_digits)
    moved_by_a_pixel = difference(np.roll(test_digits, 1, axis=2), test_digits)
    assert error < 9
    assert error < 0.5 * moved_by_a_pixel
    unchanged = np.array([mnist_way(digit).pixels for digit in test_digits])
    assert difference(unchanged, test_digits) < 8


# What must not matter


def test_a_soft_shadow_is_levelled_out(four):
    height, width = four.pixels.shape
    y, x = np.mgrid[0:height, 0:width] / 300
    shadow = 0.95 - 0.5 * x - 0.15 * y * y
    shaded = np.round(four.pixels * shadow)
    assert difference(mnist_way(shaded).pixels, mnist_way(four).pixels) < 2
    # Shrinking alone keeps the shadow: 28 × 28 pixels of grey.
    assert np.median(plain_resize(shaded)) > 60


def test_specks_are_left_out(four):
    pixels = four.pixels.copy()
    for row, column in [(5, 5), (290, 12), (20, 280), (295, 295)]:
        pixels[row : row + 4, column : column + 4] = 0
    apart = mnist_way(Picture(pixels)).pixels.astype(int) - mnist_way(four).pixels
    assert abs(apart).max() <= 5


def test_a_stroke_apart_is_no_speck():
    pixels = np.full((300, 300), 255, dtype=np.uint8)
    pixels[40:260, 150:160] = 0
    pixels[60:70, 60:110] = 0  # like the flag of a 5 whose strokes do not meet
    assert mnist_way(pixels).stages["cut out"].shape == (220, 100)


@pytest.mark.parametrize("pen", [1, 2, 4])
def test_a_thin_pen_is_as_strong_as_a_usual_one_in_every_direction(pen):
    """A stroke has the ink of about 1.8 full pixels across."""
    for line in [(200, 20, 200, 380), (80, 80, 320, 320), (20, 200, 380, 200)]:
        image = Image.new("L", (400, 400), 255)
        ImageDraw.Draw(image).line(line, fill=20, width=pen)
        scaled = mnist_way(np.asarray(image)).stages["scaled"]
        slanted = np.sqrt(2) if line[0] == 80 else 1
        assert scaled.max() == 255 and 1.4 < scaled.sum() / 255 / (20 * slanted) < 2.2


@pytest.mark.parametrize("column", [1000, 1001, 1002, 1003])
def test_no_thin_stroke_is_lost_in_a_large_picture(column):
    pixels = np.full((2000, 2000), 255, dtype=np.uint8)
    pixels[300:1700, column] = 0
    scaled = mnist_way(pixels).stages["scaled"]
    assert scaled.shape[0] == 20 and scaled.max(axis=1).min() > 150


def test_a_thick_pen_stays_thick():
    image = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(image).line((200, 40, 200, 360), fill=0, width=100)
    scaled = mnist_way(np.asarray(image)).stages["scaled"]
    assert 6 <= (scaled[10] > 127).sum() <= 7


def test_ink_on_more_than_half_of_the_picture():
    pixels = np.full((100, 40), 255, dtype=np.uint8)
    pixels[5:95, 8:32] = 20
    assert mnist_way(pixels).stages["cut out"].shape == (90, 24)


def test_an_elongated_picture_keeps_its_shape():
    pixels = np.full((100, 500), 255, dtype=np.uint8)
    pixels[30:70, 50:450] = 0
    assert mnist_way(pixels).stages["scaled"].shape == (2, 20)


@pytest.mark.parametrize("kind", ["bytes", "inverted", "fractions", "inverted fractions", "bool"])
def test_a_drawn_digit_as_array(kind):
    pad = np.zeros((200, 200), dtype=np.uint8)
    pad[30:170, 90:104] = 255
    pad[30:44, 60:104] = 255
    arrays = {
        "bytes": pad,
        "inverted": 255 - pad,
        "fractions": pad / 255,
        "inverted fractions": 1 - pad / 255,
        "bool": pad > 0,
    }
    prepared = mnist_way(arrays[kind])
    assert prepared.stages["cut out"].shape == (140, 44)
    assert prepared.stages["cut out"].min(initial=255) == 0
    assert np.array_equal(prepared.pixels, mnist_way(pad).pixels)
    assert np.array_equal(plain_resize(arrays[kind]), plain_resize(pad))
    assert plain_resize(pad).max() == 255


# Conversions


def save(tmp_path, image, name="picture.png", **options):
    image.save(tmp_path / name, **options)
    return tmp_path / name


def on_alpha(pixels, paper):
    layers = Image.new("RGBA", pixels.shape[::-1], paper)
    layers.putalpha(Image.fromarray(255 - pixels))
    return layers


def in_colours(mode, by=1):
    kind = np.int32 if mode in "IF" else np.uint8
    return lambda pixels: Image.fromarray((pixels.astype(kind) * by).astype(kind)).convert(mode)


def turned(pixels):
    image = Image.fromarray(pixels).transpose(Image.Transpose.ROTATE_90)
    image.getexif()[0x0112] = 6  # to be turned clockwise to stand upright
    return image


ALPHA, LIGHT = "alpha channel laid on {} paper", "light strokes on dark paper: inverted"


@pytest.mark.parametrize(
    ("convert", "name", "notes", "least"),
    [
        (lambda pixels: on_alpha(pixels, (0, 0, 0, 0)), "a.png", [ALPHA.format("white")], 0.5),
        (lambda pixels: on_alpha(pixels, "white"), "a.png", [ALPHA.format("black"), LIGHT], 0.5),
        # An alpha channel that hides nothing is not noted.
        (in_colours("RGBA"), "a.png", [], 0),
        (in_colours("RGB"), "a.png", [], 0),
        (in_colours("L"), "a.jpg", [], 3),
        (
            lambda pixels: Image.fromarray(pixels.astype(np.uint16) * 257),
            "a.png",
            ["16 bits scaled to 8"],
            0,
        ),
        (in_colours("I", 1000), "a.tiff", ["values scaled to 8 bits"], 9),
        (in_colours("F", 1000), "a.tiff", ["values scaled to 8 bits"], 9),
        (in_colours("CMYK"), "a.tiff", ["CMYK converted to grey"], 1),
        (turned, "a.png", ["turned upright, as the camera noted"], 0),
    ],
)
def test_a_picture_in_another_form_is_the_same(tmp_path, four, convert, name, notes, least):
    image = convert(four.pixels)
    opened = read_picture(save(tmp_path, image, name, exif=image.getexif()))
    assert list(opened.notes) == notes
    assert difference(opened.pixels, four.pixels) <= least
    assert difference(mnist_way(opened).pixels, mnist_way(four).pixels) < 1


def test_a_palette_with_a_transparent_colour(tmp_path, four):
    image = Image.fromarray(np.where(four.pixels < 128, 1, 0).astype(np.uint8)).convert("P")
    image.putpalette([0, 0, 0, 10, 10, 10])
    opened = read_picture(save(tmp_path, image, transparency=0))
    assert opened.notes == ("alpha channel laid on white paper",)
    assert set(np.unique(opened.pixels)) == {10, 255}


# Bad files

WHOLE = (DIGITS / "number5_shadow.png").read_bytes()


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, FileNotFoundError, r"There is no picture .*a\.png: check its name"),
        (b"", ValueError, r"a\.png is empty, it has 0 bytes: save"),
        (b"a four", ValueError, r"a\.png is not a picture .*: give a PNG or JPEG"),
        (WHOLE[: len(WHOLE) // 3], ValueError, r"a\.png is cut short or damaged .*: save or copy"),
    ],
)
def test_a_file_that_is_no_picture(tmp_path, content, error, message):
    if content is not None:
        (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(error, match=message):
        read_picture(tmp_path / "a.png")
    with pytest.raises(FileNotFoundError, match="There is no picture"):  # but a folder
        read_picture(tmp_path)


@pytest.mark.parametrize("path", [None, 4, np.zeros((28, 28))])
def test_a_path_that_is_none(path):
    with pytest.raises(ValueError, match="named by a text or a Path, but this is of type ") as e:
        read_picture(path)
    assert "\n" not in str(e.value)


def test_damaged_files_of_any_kind_raise_one_sentence(tmp_path):
    random = np.random.default_rng(8)
    image = Image.open(DIGITS / "number7_blue_ink.png").resize((60, 60))
    refused = 0
    for name in ("a.png", "a.jpg", "a.gif", "a.bmp", "a.tiff"):
        file = save(tmp_path, image, name)
        whole = file.read_bytes()
        for _ in range(40):
            damaged = bytearray(whole)
            for place in random.integers(0, min(len(whole), 300), 8):
                damaged[place] = random.integers(256)
            file.write_bytes(damaged)
            try:
                opened = read_picture(file)
            except ValueError as error:
                refused += 1
                assert str(file) in str(error) and str(error).endswith(".")
            else:
                assert opened.pixels.ndim == 2
    assert refused > 50


def chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


@pytest.mark.parametrize("side", [7500, 10_000, 40_000])
def test_absurdly_large_is_refused_before_it_is_decoded(tmp_path, side):
    # The header of a huge picture, and no picture: decoding would find it cut short.
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    empty = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    (tmp_path / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + empty)
    with pytest.raises(ValueError, match=r"huge\.png has more than 50 million pixels: make it"):
        read_picture(tmp_path / "huge.png")


@pytest.mark.parametrize("kind", ["white", "black", "one pixel", "shaded", "rough", "almost"])
def test_blank(tmp_path, kind):
    y, x = np.mgrid[0:200, 0:200] / 200
    rough = np.random.default_rng(2).normal(200, 6, (200, 200))
    pixels = {
        "white": np.full((200, 200), 255),
        "black": np.zeros((200, 200)),
        "one pixel": np.full((1, 1), 90),
        "shaded": 230 - 90 * x - 40 * y * y,
        "rough": rough,
        "almost": np.where((abs(x - 0.5) < 0.04) & (abs(y - 0.5) < 0.3), 248, 252),
    }[kind]
    picture = read_picture(save(tmp_path, Image.fromarray(pixels.astype(np.uint8))))
    with pytest.raises(ValueError, match=r"picture\.png is blank, nothing stands out .*: draw"):
        mnist_way(picture)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((28, 28)), "The picture is blank, nothing stands out"),
        (np.ones((28, 28), dtype=bool), "The picture is blank, nothing stands out"),
        (np.zeros(784), r"shape \(784,\): give one grey picture"),
        (np.zeros((28, 28, 3)), r"shape \(28, 28, 3\): give one grey picture"),
        (np.zeros((0, 28)), r"shape \(0, 28\): give one grey picture"),
        (np.full((28, 28), np.nan), "others or NaN: scale it first"),
        (np.full((28, 28), -1.0), "others or NaN: scale it first"),
        (np.full((28, 28), 256), "others or NaN: scale it first"),
        (np.full((28, 28), "4"), "holds numbers, but this array holds <U1"),
        (np.full((28, 28), 1j), "holds numbers, but this array holds complex128"),
        ([[0, 1], [0]], "^A picture must be an array, but the rows differ in length: look for"),
    ],
)
def test_bad_arrays(array, message):
    with pytest.raises(ValueError, match=message):
        mnist_way(array)


@pytest.mark.parametrize("name", ["four.png", Path("four.png"), ""])
def test_a_name_of_a_file_is_no_picture(name):
    message = f"^{str(name)!r} is the name of a file, not a picture: open it with read_picture"
    for prepare in (mnist_way, plain_resize):
        with pytest.raises(ValueError, match=message):
            prepare(name)


# Drawing them again


make_digits = script("data/make_digits.py")


def test_the_command_draws_the_stored_pictures_and_replaces_only_by_force(tmp_path, monkeypatch):
    def make(*arguments):
        monkeypatch.setattr(sys, "argv", ["make_digits.py", *map(str, arguments)])
        try:
            make_digits.main()
        except SystemExit as end:
            return str(end)

    before = {file.name: file.stat().st_mtime_ns for file in STORED}
    assert "already has number0_" in make()
    assert {file.name: file.stat().st_mtime_ns for file in STORED} == before
    mine = tmp_path / "number0_thick.png"
    mine.write_bytes(b"mine")
    assert "already has number0_" in make("--out", tmp_path)
    for place in (mine, mine / "new"):
        said = f"{mine} is a file, not a folder: give a folder with --out."
        assert make("--out", place) == said
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"mine"]
    make("--out", tmp_path, "--force")
    made = sorted(tmp_path.iterdir())
    assert [file.name for file in made] == [file.name for file in STORED]
    for again, stored in zip(made, STORED, strict=True):
        with Image.open(again) as a, Image.open(stored) as b:
            assert (a.mode, a.size) == (b.mode, b.size)
            one = 257 if a.mode.startswith("I") else 1
            # Another Pillow or another processor may round one grey level differently.
            apart = abs(np.asarray(a, dtype=int) - np.asarray(b, dtype=int)) / one
        assert apart.max() <= 2, again.name
        assert apart.mean() < 0.02, again.name
