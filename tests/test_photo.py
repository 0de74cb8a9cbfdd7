"""Photographs of digits: one of each kind is prepared as on bare paper, others are refused."""

import json
import re

import numpy as np
import pytest

from course import photo
from nnlib import models
from nnlib.digits import DIGITS, mnist_way, plain_resize, read_picture
from stored import script

photos = script("benchmarks/photos.py")

SMALL = [kind for kind in photos.KINDS if not kind.startswith("12 MP")]


@pytest.fixture(scope="module", autouse=True)
def without_a_network():
    """Write with a few digits of each kind: no network is asked which of them it reads."""
    chosen = {
        (source, thin): [np.flatnonzero(labels == k)[3:6] for k in range(10)]
        for source, (_, labels) in photos.sources().items()
        for thin in (False, True)
    }
    before = photos.readable, photos.SMALL
    photos.readable, photos.SMALL = lambda: chosen, (640, 512)
    yield
    photos.readable, photos.SMALL = before


@pytest.fixture
def take(tmp_path):
    """Return a function that takes a picture of a kind: what was written, and the picture."""

    def taken(kind, count=1, seed=3):
        *_, (_, written, content) = photos.pictures(kind, count, seed)
        file = tmp_path / "taken.jpg"
        file.write_bytes(content)
        return written, read_picture(file)

    return taken


def alike(found, written):
    """Tell how alike a found digit is to what was written, at most 1, a pixel aside allowed."""
    on_paper = 255 - 225 * np.pad(photos.enlarged(written, 200), 60)
    expected, pixels = mnist_way(on_paper).pixels, mnist_way(found).pixels
    shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    moved = [np.roll(expected, shift, (0, 1)).ravel() for shift in shifts]
    return max(np.corrcoef(pixels.ravel(), one)[0, 1] for one in moved)


@pytest.mark.parametrize("kind", [*SMALL, "12 MP, thin pen"])
def test_the_digit_is_found(take, kind):
    written, picture = take(kind)
    found = photo.find_digit(picture)
    assert alike(found, written) > (0.6 if "thin" in kind else 0.75)
    assert list(found.stages) == list(found.said) == ["photo", "sheet", "paper", "ink", "digit"]
    assert all(words.endswith(".") for words in found.said.values())
    assert list(mnist_way(found).stages)[5:] == ["levelled", "cut out", "scaled", "centred"]


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("wooden table", "the sheet's edge was found: the table is left out"),
        ("two digits", "two digits: the left one is read"),
        ("framed", "a frame or circle around the digit: left out"),
        ("underlined", "a line around the digit: left out"),
    ],
)
def test_what_was_guessed_is_noted(take, kind, note):
    assert note in photo.find_digit(take(kind)[1]).notes


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("all black", "is dark all over, no paper is seen: take it again in more light"),
        ("blank", "is blank, nothing stands out from the paper"),
        ("blank on a table", "shows a sheet of paper that is blank"),
        ("a table", "shows no digit: what stands out has the look of a table, a wall or a pattern"),
        ("page of text", "shows a page of text: photograph one digit alone"),
    ],
)
def test_what_nobody_reads_is_refused_by_what_is_seen(take, kind, sentence):
    with pytest.raises(ValueError, match=rf"taken\.jpg {sentence}") as refused:
        photo.find_digit(take(kind)[1])
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


@pytest.mark.parametrize("file", sorted(DIGITS.glob("*.png")), ids=lambda file: file.name)
def test_on_bare_paper_mnists_steps_are_as_they_were(file):
    picture = read_picture(file)
    found = photo.find_digit(picture)
    assert np.array_equal(found.pixels, picture.pixels) and found.notes == picture.notes
    assert np.array_equal(plain_resize(found), plain_resize(picture))


def test_a_sheet_on_a_dark_table_is_not_chalk_on_a_board(take):
    assert not any("inverted" in note for note in take("dark table")[1].notes)
    assert any("inverted" in note for note in take("chalk on a board")[1].notes)


@pytest.mark.parametrize(("name", "drawn"), [("number9_small", True), ("number2_slanted", False)])
def test_a_line_that_a_digit_stands_on_is_no_part_of_it(name, drawn):
    pixels = read_picture(DIGITS / f"{name}.png").pixels.copy()
    wanted = mnist_way(pixels).pixels
    rows, columns = np.nonzero(pixels < 128)
    if drawn:  # a 2 has such a foot of its own
        foot, width = rows.max(), np.ptp(columns) + 1
        pixels[foot - 1 : foot + 3, columns.min() - width : columns.max() + width] = 20
    found = photo.find_digit(pixels)
    assert ("a line around the digit: left out" in found.notes) == drawn
    assert np.corrcoef(mnist_way(found).pixels.ravel(), wanted.ravel())[0, 1] > 0.75


def test_an_inked_frame_is_no_sheet(take):
    _, picture = take("framed")
    assert "the sheet's edge" not in " ".join(photo.find_digit(picture).notes)


def test_a_sheet_is_turned_upright_and_seen_from_above():
    sheet = np.full((600, 500), 235, np.float32)
    sheet[100:500, 180:200] = 30  # an L, so that a turned one is another picture
    sheet[480:500, 180:380] = 30
    scene = photos.Scene(np.random.default_rng(1), "mnist", None, (900, 720))
    scene.image = np.repeat(sheet[:, :, None], 3, axis=2)
    photos.on_table(scene, "dark", turn=40, tilt=30)
    found = photo.find_digit(scene.image.mean(axis=2))
    box = mnist_way(found).stages["scaled"]
    assert box.shape[0] == 20 and 8 <= box.shape[1] <= 12
    assert box[:17, :3].mean() > 100 and box[:15, 5:].mean() < 10


def test_the_measure_says_what_came_out(tmp_path, capsys, monkeypatch):
    """Of a network that says 0 to all that is not refused."""
    monkeypatch.setattr(models, "load_model", lambda name: None)
    monkeypatch.setattr(models, "probabilities", lambda model, pixels: np.eye(10)[:1])
    results = tmp_path / "results.json"
    photos.main(["--count", "1", "--results", str(results), "--kinds", "bare paper", "blank"])
    out = capsys.readouterr().out
    assert re.search(r"^bare paper +1 of 1, refused  0, of these as blank  0$", out, flags=re.M)
    assert re.search(r"^blank +0 of 1, refused  1, of these as blank  1$", out, flags=re.M)
    assert re.search(r"^all +1 of 1, 100\.0 %\ndigit by digit: 0: 100 % 1: 0 %", out, flags=re.M)
    assert list(json.loads(results.read_text())) == ["bare paper", "blank"]
