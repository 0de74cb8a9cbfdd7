"""The slides without a browser: sentences, what goes where, places."""

import re

import nbformat
import pytest

from book.builder import BuildError, placing, slides
from book.builder.sentences import read, split
from stored import PATHS

V4 = nbformat.v4
MOST_LINES = 12  # of code on a slide


def markdown(source, kind="-", **show):
    tags = show.pop("tags", [])
    metadata = {"slideshow": {"slide_type": kind} | show, "tags": tags}
    return V4.new_markdown_cell(source, metadata=metadata)


def code(source, kind="-", outputs=(), **show):
    tags = show.pop("tags", [])
    metadata = {"slideshow": {"slide_type": kind} | show, "tags": tags}
    return V4.new_code_cell(source, metadata=metadata, outputs=list(outputs))


def printed(text):
    return V4.new_output("stream", name="stdout", text=text)


def made(*cells, seminar=False):
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    title = markdown("# 05 · A title", "slide")
    title.id = "title"
    notebook = V4.new_notebook(cells=[title, *cells])
    return slides.slides_of(notebook, "05_name", seminar)


# --- Sentences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "first"),
    [
        ("One. Two.", "One."),
        ("It is 3.5 and no more. Two.", "It is 3.5 and no more."),
        ("Call `np.random.random. Now` first. Two.", "Call `np.random.random. Now` first."),
        ("Some, e.g. Toes, count. Two.", "Some, e.g. Toes, count."),
        ("That is, i.e. `w_sum`, new. Two.", "That is, i.e. `w_sum`, new."),
        ("Michael A. Nielsen wrote it. Two.", "Michael A. Nielsen wrote it."),
        ("See $a. B$ here. Two.", "See $a. B$ here."),
        ("See [Vol. Two](a.b.html) here. Two.", "See [Vol. Two](a.b.html) here."),
        ("*Ten minutes. Then more.* Two.", "*Ten minutes. Then more.*"),
        ("So (see there. And here) it is. Two.", "So (see there. And here) it is."),
        ("(It stands alone.) Two.", "(It stands alone.)"),
        ("Can it? Yes.", "Can it?"),
        ('He says "no." Two.', 'He says "no."'),
        ("A line\nthat goes on. Two.", "A line\nthat goes on."),
        ("At 8.5 · 0.1 = 0.85 it ends. `x` begins.", "At 8.5 · 0.1 = 0.85 it ends."),
        ("Without an end", "Without an end"),
    ],
)
def test_first_sentence(paragraph, first):
    assert split(paragraph)[0] == first


def test_sentences_of_all_notebooks_lose_nothing():
    count = 0
    for path in PATHS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "markdown":
                continue
            for kind, block in read(cell.source).blocks:
                if kind == "paragraph":
                    parts = split(block)
                    assert " ".join(" ".join(parts).split()) == " ".join(block.split())
                    # Code, mathematics and emphasis are never cut in two.
                    assert all(part.count("`") % 2 == 0 for part in parts), parts
                    bare = [re.sub(r"`[^`]*`", "", part) for part in parts]
                    assert all(part.count("$") % 2 == 0 for part in bare), parts
                    assert all(part.count("**") % 2 == 0 for part in bare), parts
                    count += len(parts)
    assert count > 1000


def test_what_stands_alone_stays_whole():
    prose = read(
        "## Head\n\nOne. Two.\n\n$$x = 1$$\n\n- a. B\n- b\n\n| t |\n|---|\n| 1 |\n\nThree."
    )
    assert prose.heading == "Head"
    assert prose.level == 2
    shown = prose.shown(1)
    assert shown.startswith("One.\n\n$$x = 1$$")
    assert "- a. B\n- b" in shown
    assert "| 1 |" in shown
    assert "Two." not in shown
    assert "Three." not in shown
    assert prose.shown(0).startswith("$$")
    assert "Three." in prose.shown(-1)
    assert prose.shown(2).startswith("One.\n\nTwo.")
    assert "Two." in prose.text


# --- From cells to slides -----------------------------------------------------------------------


def test_cells_become_slides_and_notes():
    deck = made(
        markdown("## ① Empty\n\nShown. Said only.", "slide"),
        code("x = 1\n\n\ndef f(): ...", outputs=[printed("1\n")]),
        markdown("Said too.", "skip"),
        markdown(f"{slides.FOR_LECTURERS}\n\nAsk them.", "notes"),
        markdown("## ② Insert\n\nNext.", "subslide"),
        code("hidden = 1", code="hide", outputs=[printed("2\n")]),
        code("no slide", "skip"),
    )
    title, first, second = deck
    assert title.heading.level == 1
    assert first.heading.heading == "① Empty"
    assert first.text == ["Shown."]
    assert first.code == ["x = 1\n\ndef f(): ..."]
    assert first.output == ["1"]
    assert first.notes == ["Shown. Said only.", "Said too.", "Ask them."]
    assert (second.code, second.output) == ([], ["2"])
    assert first.stack == second.stack != title.stack


def test_a_slide_can_show_some_lines_of_a_cell():
    assert made(code("a\nb\n    c\n    d\ne", lines=[3, 4]))[0].code == ["c\nd"]


def test_an_output_can_wait_or_be_left_out():
    waits, hidden = (
        made(code("x", output=how, outputs=[printed("1\n")]))[0] for how in ("fragment", "hide")
    )
    assert waits.guessed and waits.output == ["1"]
    assert not hidden.guessed and hidden.output == []
    with pytest.raises(BuildError, match=r"cell 'cell-0': \"output\" is 'later': write"):
        made(code("x", output="later"))


def test_the_speaker_is_spared_what_readers_do():
    (title,) = made(
        markdown("One.\n\nTwo.\n\nThree.", "skip", aloud=2),
        markdown("How to press keys.", "skip", aloud=0),
        markdown("Write a function.", "skip", tags=["exercise"]),
        markdown("The function.", "skip", tags=["solution"]),
        markdown("Ask them.", "notes"),
    )
    assert title.notes == ["One.\n\nTwo.", "Ask them."]
    for wrong in (-1, "one", None):
        with pytest.raises(BuildError, match=r"cell 'cell-0': \"aloud\" is .*: write how many"):
            made(markdown("One.", "skip", aloud=wrong))


@pytest.mark.parametrize("kind", ["sldie", "Slide", "", None])
def test_a_kind_that_is_none_is_named_with_those_that_are(kind):
    wanted = r"05_name, cell 'cell-0': \"slide_type\" is .*: write one of \"slide\", .*\"notes\"\.$"
    with pytest.raises(BuildError, match=wanted):
        made(code("x", kind))


@pytest.mark.parametrize("lines", [[50, 60], [0, 2], [3, 2], [1, 7], [2], "ab", 3, ["1", "2"]])
def test_lines_that_a_cell_has_not_are_refused(lines):
    wanted = r"05_name, cell 'cell-0': \"lines\" is .* as \[1, 6\] for all 6\.$"
    with pytest.raises(BuildError, match=wanted):
        made(code("a\nb\nc\nd\ne\nf", lines=lines))


@pytest.mark.parametrize("sentences", ["two", None, [1], 1.5])
def test_a_number_of_sentences_is_a_number(sentences):
    wanted = r"05_name, cell 'cell-0': \"sentences\" is .*: write a number, or -1 for all\.$"
    with pytest.raises(BuildError, match=wanted):
        made(markdown("One. Two.", sentences=sentences))


def test_a_slide_without_heading_has_the_last_one():
    deck = made(
        markdown("## Shown\n\nText.", "slide"),
        markdown("Before.\n\n## Skipped\n\nAfter.", "skip"),
        code("x", "subslide"),
    )
    assert deck[-1].heading.heading == "Skipped"


def test_a_cell_of_which_nothing_is_said_is_on_no_slide():
    assert made(V4.new_code_cell("x"), V4.new_markdown_cell("y"))[0].code == []


def test_the_seminar_has_what_is_tagged_and_what_follows():
    deck = made(
        markdown("## A\n\nNot here.", "slide"),
        code("no"),
        markdown("## B\n\nHere.", "subslide", tags=["seminar"]),
        code("yes"),
        markdown("Note.", "notes"),
        markdown("## C\n\nNot here.", "slide"),
        code("no either"),
        code("late", tags=["seminar"]),
        seminar=True,
    )
    assert [slide.id for slide in deck] == ["05-cell-2", "05-cell-7"]
    assert deck[0].code == ["yes"]
    assert "Note." in deck[0].notes
    assert deck[1].heading.heading == "C"
    assert deck[1].code == ["late"]


# --- Places -------------------------------------------------------------------------------------


def test_a_place_lies_on_the_slide_and_clear_of_the_words():
    words = [placing.Words("A sentence.", ("x = 1",) * lines, ("1",)) for lines in (1, 8, 12)]
    for size in ((530, 380), (960, 344), (1060, 392), (300, 500)):
        box = placing.place([size], words, 1.3)
        assert box.x >= 0
        assert box.x + box.width <= placing.WIDTH
        assert box.y + box.height <= placing.BOTTOM + 0.01
        assert box.width == pytest.approx(size[0] * box.scale)
        if box.column:
            assert box.x >= placing.SIDE + box.column + placing.GAP
            assert max(item.beside(box.column) for item in words) <= placing.BOTTOM - placing.TOP
        else:
            assert box.y >= placing.TOP + max(item.above(1200) for item in words)


def test_words_need_more_height_in_a_narrow_column():
    words = placing.Words("word " * 60, ("x" * 80,), ())
    assert words.beside(400) > words.beside(760) > words.above(1200)
    assert words.wrapped(400) == 2
    assert words.wrapped(1200) == 0


def test_type_is_larger_where_there_is_room():
    short = placing.Words("Few words.", ("x = 1",), ())
    long = placing.Words("word " * 200, ("x = 1",), ())
    assert placing.enlarged(short) == 1.5
    assert placing.enlarged(long) == 1
    assert placing.enlarged(short, width=120) == 1.5  # code of five letters still fits
    assert placing.enlarged(short, height=100) == 1.1
    assert placing.enlarged(placing.Words("word " * 400, (), ())) < 1
    assert placing.over_a_table(10, short) == 1
    assert 0.8 < placing.over_a_table(27, short) < 1
    assert placing.in_two_columns(("x" * 20,) * 40) == 1
    assert 0.7 < placing.in_two_columns(("x" * 68,) * 36) < 1


# --- The notebooks ------------------------------------------------------------------------------


def stored(path):
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_drawings_of_a_section_keep_their_place(path):
    deck = slides.slides_of(stored(path), path.stem)
    assert deck, "no slides"
    slides.lay_out(deck)
    places = {}
    for slide in deck:
        for drawing in slide.drawings:
            if "<svg" in drawing.html:
                places.setdefault((slide.stack, drawing.height), set()).add(drawing.box)
    assert all(len(boxes) == 1 for boxes in places.values())


def long_code(deck):
    """The slides with too many lines of code, and how many they have."""
    counts = {slide.id: len(slide.words.code) for slide in deck}
    return {name: count for name, count in counts.items() if count > MOST_LINES}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_slide_does_not_show_a_bar_that_has_long_been_full(path):
    said = [
        output for slide in slides.slides_of(stored(path), path.stem) for output in slide.output
    ]
    assert not any("Progress bar" in output for output in said)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_code_on_a_slide_has_at_most_twelve_lines(path):
    assert long_code(slides.slides_of(stored(path), path.stem)) == {}


def test_long_code_is_found():
    deck = made(markdown("## A", "slide"), code("\n".join("abcdefghijklm")))
    assert long_code(deck) == {"cell-0": 13}


def test_the_seminar_has_sixty_to_eighty_slides():
    deck = slides.seminar_of((path, stored(path)) for path in PATHS)
    assert 60 <= len(deck) <= 80
    assert len({slide.id for slide in deck}) == len(deck)
    assert long_code(deck) == {}
    assert deck[0].opens and deck[0].heading.heading == slides.SEMINAR
    # Each notebook's first slide tells the speaker where they are, and no slide leaves them alone.
    begins = [
        slide.notes[0].partition(".*")[0] for slide in deck if "*Here begins" in slide.notes[0]
    ]
    assert begins == [
        f"*Here begins {title}" for title in dict.fromkeys(s.source for s in deck[1:])
    ]
    assert len(begins) == sum(slide.begins for slide in deck)
    assert [slide.id for slide in deck[1:] if not "".join(slide.notes)] == []


def test_the_seminar_can_be_spoken_in_ninety_minutes():
    deck = slides.seminar_of((path, stored(path)) for path in PATHS)
    words = sum(len(note.split()) for slide in deck for note in slide.notes)
    # 130 words a minute and ten seconds to turn a slide leave half an hour for what is asked.
    assert 50 < words / 130 + len(deck) / 6 <= 60


def test_a_long_output_stands_in_two_columns():
    assert slides._columns(("a", "b")) == ["a\nb"]
    assert slides._columns(tuple("abcdefghijklmnopqrstuvwxy")) == [
        "\n".join("abcdefghijklm"),
        "\n".join("nopqrstuvwxy"),
    ]
