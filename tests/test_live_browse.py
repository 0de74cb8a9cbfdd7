"""Notebook 12's digits to leaf through: which are there without Python, and what it adds."""

import numpy as np
import pytest
from painted import PAINTED

from course import explore
from js import run
from stored import load_mnist


@pytest.fixture(scope="module")
def mnist():
    return load_mnist()[0]


def test_the_sheet_is_the_first_17_of_each_digit_or_all_there_are(mnist):
    images, labels = mnist
    shown = explore.browse(images, labels)
    given = shown.widget.given
    assert given["labels"] == [digit for digit in range(10) for _ in range(17)]
    sheet = np.frombuffer(given["sheet"], dtype=np.uint8).reshape(170, 28, 28)
    for digit in (0, 4, 9):
        expected = images[labels == digit][:17]
        assert (sheet[17 * digit : 17 * digit + 17] == expected).all()
    assert given["numbers"][shown.widget.place] == 0 == shown.number
    few = explore.browse(images[:3], labels[:3])
    assert sorted(few.widget.given["numbers"]) == [0, 1, 2] and few.slider.max == 2
    assert few.widget.given["labels"] == sorted(labels[:3].tolist())


def test_thousands_are_set_off_in_the_browser_too(mnist):
    images, labels = mnist
    shown = explore.browse(images[:20], labels[:20])
    given = shown.widget.given | {"sheet": [], "row": 14, "column": 14}
    given |= {"number": 12345, "total": 1234567, "other": images[0].ravel().tolist()}
    [painted] = run("browse", PAINTED, [given | {"other_label": 5}])
    assert painted["words"].startswith("Digit number 12,345 of 1,234,567, a 5: 166 of 784")


def test_the_next_digit_of_a_class_comes_after_the_place_and_then_from_the_start():
    labels = [0, 0, 1, 1, 1, 3]
    asked = [[labels, 1, 0], [labels, 1, 2], [labels, 1, 4], [labels, 3, 5], [labels, 7, 3]]
    assert run("browse", "value.map(a => js.nextOf(...a))", asked) == [2, 3, 2, 5, 3]


def test_any_number_can_be_asked_for_and_what_is_shown_can_be_read(mnist):
    images, labels = mnist
    shown = explore.browse(images, labels)
    assert "needs-python" in shown.field._dom_classes
    shown.field.value = 54321
    assert shown.number == 54321 and shown.label == labels[54321] == shown.widget.other_label
    assert shown.widget.other == images[54321].tobytes() == shown.image.tobytes()
    shown.widget.set_state({"place": 69, "number": 9, "row": 3, "column": 27})
    assert (shown.number, shown.label, shown.row, shown.column) == (9, labels[9], 3, 27)
    assert (shown.image == images[9]).all() and shown.field.value == 9
