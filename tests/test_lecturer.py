"""The lecturer's file; the plan of minutes is held by test_pages."""

import pytest

from book.builder import BuildError, lecturer
from stored import ROOT

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(lecturer, "FILE", tmp_path / "lecturer.toml")
    return lecturer.FILE


def test_the_file_is_there_to_be_filled_in_and_says_nothing_yet():
    words = (ROOT / "book" / "lecturer.toml").read_text(encoding="utf-8")
    assert lecturer.lecturer() == lecturer.Lecturer()
    # Each value has its line.
    fields = [line.split(" = ")[0] for line in words.splitlines() if " = " in line.split("#")[0]]
    assert fields == list(lecturer.Lecturer.__dataclass_fields__)


def test_what_the_file_says_is_taken_word_by_word(file):
    file.write_text(
        '\ufeffname = "J. *Jonaitis*"\ndate = "today"\nlogo = "it.svg"\nleave_out = ["09"]\n',
        encoding="utf-8",
    )
    (file.parent / "it.svg").write_text(LOGO, encoding="utf-8")
    own = lecturer.lecturer()
    assert (own.name, own.institute, own.leave_out) == ("J. *Jonaitis*", "", ("09",))
    assert own.foot == "J. *Jonaitis* · today"
    assert own.picture.startswith("data:image/svg+xml;base64,PHN2Zy")
    assert (lecturer.Lecturer().foot, lecturer.Lecturer().picture) == ("", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('nmae = "J."', "has 'nmae', which means nothing there: it may have name, .* leave_out"),
        ("name = J.", r"can't be read \(.*line 1.*\): write each value in quotes"),
        ('name = "J."\nname = "K."', r"can't be read \("),
        ("date = 2026-11-30", 'date is no text: write it in quotes, date = "2026-11-30"'),
        ('logo = "it.svg"', 'there is no it.svg in .*: put the logo there, or write logo = ""'),
        (
            'logo = "lecturer.toml"',
            "lecturer.toml is no picture for a slide: .* end with .svg, .png, .jpg",
        ),
        (
            "leave_out = [9]",
            r'no list of numbers in quotes: write it as leave_out = \["09", "15"\]',
        ),
        ('leave_out = "09"', "leave_out is no list"),
        ('leave_out = ["9"]', "no notebook '9' to leave out: write two digits, from \"00\" to"),
        ('leave_out = ["99"]', "no notebook '99' to leave out"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(file, words, sentence):
    file.write_text(words, encoding="utf-8")
    with pytest.raises(BuildError, match=sentence) as raised:
        lecturer.lecturer()
    assert str(raised.value).startswith("lecturer.toml") and str(raised.value).endswith(".")
