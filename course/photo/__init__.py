"""From a photograph, as people take it, to bare paper with one digit on it (notebook 14).

``find_digit`` looks for the sheet (``sheet.py``), for the ink on its paper (``paper.py``) and for
the digit among the ink (``digit.py``). Each step is a stage with its picture and one sentence. What
comes afterwards is MNIST's own way, in ``nnlib.digits``, which wants bare paper. Everything is
looked for on a small copy; the digit is then cut out of the whole picture, where a thin stroke is
still a stroke.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
from PIL import Image

from course.photo.digit import View, cut_out, look_for_digit
from course.photo.sheet import Bytes, all_of, find_sheet
from nnlib.digits import FAINTEST, Picture, as_picture, mnist_way


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
    view = look_for_digit(pixels, find_sheet(pixels))
    if view.sheet.found and (view.found is None or view.found.main.touches or view.found.faint):
        # A lit part of the paper may have been taken for the sheet: the digit is cut, or beyond.
        again = look_for_digit(pixels, all_of(pixels))
        if again.found and not again.found.main.touches and again.found.main.strength > 0.5:
            view = again
    sheet, small, layer, found = view.sheet, view.grey, view.layer, view.found
    if np.percentile(small, 99) < 60:
        raise ValueError(
            f"{whole.name} is dark all over, no paper is seen: take it again in more light."
        )
    if found is None or found.others > 1:
        raise ValueError(_refusal(whole.name, view))
    bare = Picture(cut_out(pixels, view, found), name=whole.name)
    if bare.pixels.min() > 255 * (1 - FAINTEST):  # nothing of it is seen from near
        raise ValueError(_no_digit(whole.name))
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
        notes.append(f"lines all across, {layer.lines} of them: taken away")
        said["paper"] += f" Of the lines that run all across, {layer.lines} are taken away."
    if found.left_out:
        notes.append(f"{found.left_out} around the digit: left out")
        said["digit"] = f"The digit alone, without {found.left_out}, cut out of the whole picture."
    if found.others:
        notes.append(f"two digits: the {found.which} one is read")
    if found.main.touches:
        notes.append("the digit goes to the border: some of it may be missing")
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


def _refusal(name: str, view: View) -> str:
    """Return the sentence that says what is seen instead of one digit."""
    if view.found is not None:
        others = view.found.others
        many = "a page of text" if others > 9 else f"{others + 1} digits"
        return f"{name} shows {many}: photograph one digit alone, or crop the picture to it."
    marks = view.marks
    strong = [m for m in marks if m.size >= 8 and m.strength > (0.4 if m.touches else 0.12)]
    if not strong and (view.layer.strength > 0.1).mean() < 0.02:
        sheet = "shows a sheet of paper that is blank" if view.sheet.found else "is blank"
        return (
            f"{name} {sheet}, nothing stands out from the paper: draw the digit larger, or with a "
            "darker pen."
        )
    return _no_digit(name)


def _no_digit(name: str) -> str:
    return (
        f"{name} shows no digit: what stands out has the look of a table, a wall or a pattern. Go "
        "nearer, until the sheet fills most of the picture."
    )
