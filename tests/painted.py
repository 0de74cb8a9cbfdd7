"""Reads drawings, and compares what JavaScript paints with what Python draws."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

import js
from course.pictures.cells import shades

# What a room's module makes of each state: the parts, and the words of the drawing.
PAINTED = (
    f"import({(js.EXPLORE / 'scene.mjs').as_uri()!r})"
    ".then(({ painted }) => value.map((state) => painted(js, state)))"
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def root(drawing):
    """The drawing as a tree, whose elements are called by their names alone."""
    return ElementTree.fromstring(drawing.svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def parts(drawing):
    """All elements with a data-part, by its value."""
    return {e.get("data-part"): e for e in root(drawing).iter() if e.get("data-part")}


def part(element, path):
    """Return the element of this name; "plane-0 line" is the line in plane-0."""
    for name in path.split():
        found = [child for child in element.iter() if child.get("data-part") == name]
        assert len(found) == 1, f"{len(found)} elements are named {path}"
        element = found[0]
    return element


def assert_room_paints(room, drawings, states, what="js"):
    """Hold ``what`` a room's module paints for each state to what Python draws for it."""
    code = PAINTED.replace("painted(js,", f"painted({what},")
    for drawing, painted in zip(drawings, js.run(room, code, states), strict=True):
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
