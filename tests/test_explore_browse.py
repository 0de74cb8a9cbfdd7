import re
import subprocess

import numpy as np
import pytest
from painted import PAINTED, assert_room_paints

from course import explore
from course.pictures import base
from course.pictures.browse import draw
from js import node, run
from nnlib.mnist import load_mnist


@pytest.fixture(scope="module")
def mnist():
    return load_mnist()[0]


def test_the_sheet_is_the_first_17_of_each_digit(mnist):
    images, labels = mnist
    shown = explore.browse(images, labels)
    widget = shown.widget
    numbers = widget.given["numbers"]
    assert len(numbers) == 170
    assert widget.given["labels"] == [digit for digit in range(10) for _ in range(17)]
    sheet = np.frombuffer(widget.given["sheet"], dtype=np.uint8).reshape(170, 28, 28)
    for digit in (0, 4, 9):
        expected = images[labels == digit][:17]
        assert (sheet[17 * digit : 17 * digit + 17] == expected).all()
    assert numbers[widget.place] == 0 == shown.number


def test_the_browser_paints_what_python_draws(mnist):
    """Digits of the sheet, and others as Python sends them."""
    random = np.random.default_rng(1)
    images, labels = mnist[0][:400], mnist[1][:400]
    given = explore.browse(images, labels).widget.given
    given["sheet"] = list(given["sheet"])
    drawings, states = [], []
    for number in [0, *random.integers(400, size=30).tolist()]:
        image, label = images[number], int(labels[number])
        row, column = (int(n) for n in random.integers(0, 28, 2))
        drawings.append(draw(image, number, 400, label, row, column))
        other = {"other": image.ravel().tolist(), "other_label": label}
        states.append(given | other | {"number": number, "row": row, "column": column})
    assert sum(state["number"] in given["numbers"] for state in states) in range(2, 30)
    assert_room_paints("browse", drawings, states)


def test_the_drawing_shows_the_numbers_around_the_middle(mnist):
    images, labels = mnist
    drawing = explore.browse(images, labels).drawing.svg
    shown = re.findall(r'data-part="around-\d+" text-anchor="middle">(\d+)<', drawing)
    assert [int(n) for n in shown] == images[0][11:18, 11:18].ravel().tolist()
    # White on dark cells, black on light ones.
    [lightest] = re.findall(r'class="(\w+)" data-part="around-24"', drawing)
    assert lightest == ("light" if images[0][14, 14] > 136 else "dark")


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


def test_any_number_can_be_asked_for_while_python_is_there(mnist):
    images, labels = mnist
    shown = explore.browse(images, labels)
    assert "needs-python" in shown.field._dom_classes
    shown.widget._handle_custom_msg({"ask": "are you there"}, [])  # as the browser does
    shown.field.value = 54321
    assert shown.number == 54321 and shown.label == labels[54321]
    assert shown.widget.other == images[54321].tobytes()
    assert shown.widget.other_label == labels[54321]
    assert (shown.image == images[54321]).all()


def test_what_the_browser_shows_can_be_read_in_python(mnist):
    images, labels = mnist
    shown = explore.browse(images, labels)
    shown.widget.set_state({"place": 69, "number": 9, "row": 3, "column": 27})
    assert (shown.number, shown.label, shown.row, shown.column) == (9, labels[9], 3, 27)
    assert (shown.image == images[9]).all()
    assert shown.field.value == 9
    assert shown._repr_mimebundle_()["text/plain"] == shown.drawing.words


def test_few_digits_will_do(mnist):
    images, labels = mnist
    shown = explore.browse(images[:3], labels[:3])
    assert sorted(shown.widget.given["numbers"]) == [0, 1, 2]
    assert shown.widget.given["labels"] == sorted(labels[:3].tolist())
    assert shown.slider.max == 2


def test_what_is_no_set_of_digits_is_said(mnist):
    images, labels = mnist
    with pytest.raises(ValueError, match=r"shape \(count, 28, 28\)"):
        explore.browse(images[0], labels)
    with pytest.raises(ValueError, match="images must be an array, but the rows differ in length"):
        explore.browse([[[0, 1], [0]]], labels[:1])
    with pytest.raises(ValueError, match="one label"):
        explore.browse(images[:5], labels[:4])
    with pytest.raises(ValueError, match="images must be whole numbers from 0 to 255"):
        explore.browse(images[:5] / 255, labels[:5])
    with pytest.raises(ValueError, match="labels must be whole numbers from 0 to 9"):
        explore.browse(images[:5], labels[:5] + 5)


def test_the_joined_module_can_be_read_by_a_browser(tmp_path):
    file = tmp_path / "joined.mjs"
    file.write_text(base.module("browse"), encoding="utf-8")
    subprocess.run([node(), "--check", str(file)], check=True, capture_output=True)
