"""Reads drawings, and compares what JavaScript paints with what Python draws."""

import math
import re
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple

import numpy as np
import pytest

import js
from course.pictures.cells import shades
from course.pictures.svg import text_width

# What a picture's module makes of each state: the parts, and the words of the drawing.
PAINTED = (
    f"import({(js.PICTURES / 'moving.mjs').as_uri()!r})"
    ".then(({ painted }) => value.map((state) => painted(js, state)))"
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


# --- Parts and their numbers --------------------------------------------------------------------


def root(drawing):
    """The drawing as a tree, whose elements are called by their names alone."""
    return ElementTree.fromstring(drawing.svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def parts(drawing):
    """All elements with a data-part, by its value."""
    return {e.get("data-part"): e for e in root(drawing).iter() if e.get("data-part")}


def placed(drawing, name):
    """Those with the data-part ``name``, by their place in a network, in reading order."""
    found = {}
    for element in root(drawing).iter():
        if element.get("data-part") == name:
            keys = ("data-layer", "data-to", "data-from", "data-index")
            place = tuple(int(element.get(key)) for key in keys if element.get(key) is not None)
            assert place not in found, "two elements claim the same place"
            found[place] = element
    return dict(sorted(found.items()))


def part(element, path):
    """Return the element of this name; "plane-0 line" is the line in plane-0."""
    for name in path.split():
        found = [child for child in element.iter() if child.get("data-part") == name]
        assert len(found) == 1, f"{len(found)} elements are named {path}"
        element = found[0]
    return element


def figure(element):
    """The number that a reader sees in an element, as text; the last one if there are several."""
    words = " ".join(element.itertext())
    return re.findall(r"−?\d+(?:\.\d+)?(?:e−?\d+)?", words)[-1]


def numbers(drawing, name):
    """The figures of one part in reading order, as they are shown."""
    return [figure(element) for element in placed(drawing, name).values()]


def number(element, *attributes):
    """The number that a reader sees in an element, or those in some of its attributes."""
    if not attributes:
        return float(figure(element).replace("−", "-"))
    values = [float(element.get(name)) for name in attributes]
    return values if len(values) > 1 else values[0]


def points(element):
    """The corners of a line or a polygon."""
    return [tuple(map(float, place.split(","))) for place in element.get("points").split()]


def cells(group, size):
    """What is painted in a group of cells, row by row: 1 is full ink, −1 full orange."""
    grid = np.zeros((size, size))
    for path in group.iter("path"):
        sign = -1 if path.get("fill") == "var(--minus)" else 1
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path.get("d")):
            run = np.s_[int(y), int(x) : int(x) + int(run)]
            assert not grid[run].any()
            grid[run] = sign * number(path, "fill-opacity")
    return grid


# --- What must lie apart ------------------------------------------------------------------------

# Widths of Arial Bold in em; what is not here is as wide as drawings take it to be.
ARIAL = {**dict.fromkeys("0123456789", 0.556), "−": 0.584, ".": 0.278, " ": 0.278, "▲": 0.99}
ARIAL |= {"▼": 0.99, **dict.fromkeys("abcdeghknopqsuvxyz", 0.611), **dict.fromkeys("ijl", 0.278)}
ARIAL |= {"t": 0.333, "f": 0.333, "r": 0.389, "?": 0.611, "[": 0.333, "]": 0.333, "=": 0.584}
SIZE = re.compile(r"(?:\.(\w+)|svg)\{[^}]*?font-size:(\d+)px")
MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


class Shape(NamedTuple):
    """A text, a box or a circle that shows: its edges, or of a circle the middle and the radius.

    ``owner`` is the child of the drawing in which it stands.
    """

    owner: ElementTree.Element
    element: ElementTree.Element
    place: tuple[float, ...]


def shapes(drawing):
    """All that must not overlap: what is a text, or stands in a group."""
    tree = root(drawing)
    sizes = {name: float(size) for name, size in SIZE.findall(drawing.svg)}
    return [
        Shape(owner, *found)
        for owner in tree
        if owner.tag in ("g", "text")
        for found in _shapes(owner, 0, 0, sizes, owner)
    ]


def texts(drawing):
    """All texts that show, with their places."""
    return [shape for shape in shapes(drawing) if shape.element.tag == "text"]


def _shapes(element, right, down, sizes, parent):
    quiet = element.get("class") == "quiet" and parent.get("class") != "silent"
    if element.get("visibility") == "hidden" or quiet:
        return
    moved = MOVED.search(element.get("transform", ""))
    dx, dy = map(float, moved.groups()) if moved else (0.0, 0.0)
    x, y = right + dx, down + dy
    if element.tag == "g":
        for child in element:
            yield from _shapes(child, x, y, sizes, element)
    elif element.tag == "circle":
        across, below, radius = number(element, "cx", "cy", "r")
        yield element, (x + across, y + below, radius)
    elif element.tag == "rect":
        x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        wide, high = number(element, "width", "height")
        upwards = "scale(1 -1)" in element.get("transform", "")  # of an error
        yield element, (x, y - high * upwards, x + wide, y + high * (not upwards))
    elif element.tag == "text":
        names = element.get("class", "").split()
        size = next((sizes[name] for name in names if name in sizes), sizes[""])
        size = float(element.get("font-size", size))
        width = sum(ARIAL.get(letter, text_width(letter, 1)) for letter in element.text or "")
        # Digits and letters reach from 0.73 em above the base line to 0.21 em below it.
        left = {"start": 0, "end": 1}.get(element.get("text-anchor"), 0.5) * width
        box = [-left * size, -0.73 * size, (width - left) * size, 0.21 * size]
        if "rotate(-90)" in element.get("transform", ""):
            box = [box[1], -box[2], box[3], -box[0]]
        x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        y -= 8 if parent.get("class") == "silent" and element is parent[-1] else 0  # see LOOK
        yield element, (x + box[0], y + box[1], x + box[2], y + box[3])


def overlap(one, other):
    """Tell whether two shapes do."""
    a, b = sorted((one.place, other.place), key=len)
    if len(a) == len(b) == 3:
        return math.dist(a[:2], b[:2]) < a[2] + b[2]
    if len(a) == 4:
        return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    nearest = min(max(a[0], b[0]), b[2]), min(max(a[1], b[1]), b[3])
    return math.dist(a[:2], nearest) < a[2]


def assert_apart(drawing, found):
    """No two of these shapes overlap, and none but a circle reaches out of the drawing."""
    width, height = number(root(drawing), "width", "height")
    for at, one in enumerate(found):
        if len(one.place) == 4:
            left, top, right, bottom = one.place
            assert 0 < left <= right < width and 0 < top <= bottom < height, one.element.attrib
        for other in found[at + 1 :]:
            if one.owner is not other.owner or one.element.tag == other.element.tag == "text":
                assert not overlap(one, other), (one.element.text, other.element.text, one, other)


# --- What the browser paints --------------------------------------------------------------------


def assert_module_paints(module, drawings, states, what="js"):
    """Hold ``what`` a picture's module paints for each state to what Python draws for it."""
    code = PAINTED.replace("painted(js,", f"painted({what},")
    for drawing, painted in zip(drawings, js.run(module, code, states), strict=True):
        assert_paints(root(drawing), painted["parts"])
        assert painted["words"] == drawing.words


def assert_paints(element, given_parts):
    """Hold the texts and attributes that JavaScript gives to the elements that Python drew.

    Places may differ in their second decimal, which Python and JavaScript may round differently.
    """
    for name, given in given_parts.items():
        drawn = part(element, name)
        for attribute, value in given.items():
            if attribute == "text":
                assert (drawn.text or "") == value, name
                continue
            if attribute == "cells":
                values, width = value
                rows = [values[i : i + width] for i in range(0, len(values), width)]
                expected = shades(rows, signed="-" in drawn[0].get("data-shade"))
                assert re.findall('d="(.*?)"', expected) == [cell.get("d") for cell in drawn], name
                continue
            expected = drawn.get(attribute)
            assert expected is not None, f"{name} has no {attribute}"
            assert_alike(str(value), expected, f"{name}: {attribute}")


def assert_alike(given, expected, name):
    assert NUMBER.sub("#", given) == NUMBER.sub("#", expected), name
    numbers = [list(map(float, NUMBER.findall(words))) for words in (given, expected)]
    assert numbers[0] == pytest.approx(numbers[1], abs=0.0101), name
