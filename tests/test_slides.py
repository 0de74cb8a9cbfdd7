"""The slides without a browser: sentences, what goes where, and what the seminar promises."""

import ast
import builtins
import json
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from book.builder import BuildError, lecturer, slides
from book.builder.lecturer import LENGTHS
from book.builder.sentences import read, split
from course.notebooks import STATE, VIEW
from course.pictures.svg import SVG, document
from stored import PATHS

V4 = nbformat.v4
SENTENCE = slides.ON_A_SLIDE


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


def drawn(words="It is drawn.", width=400, view=None):
    data = document(width, 300, "A drawing", words, [])._repr_mimebundle_()
    live = {VIEW: {"model_id": view}} if view else {}
    return V4.new_output("display_data", data=data | live)


def notebook_of(cells):
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    title = markdown("# 05 · A title\n\n*Minutes.*\n\nWhy?", "slide")
    title.id = "title"
    return V4.new_notebook(cells=[title, *cells])


def made(*cells):
    return slides.slides_of(notebook_of(cells), "05_name")


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


# --- From cells to slides -----------------------------------------------------------------------


def test_a_slide_is_a_sentence_and_its_pictures():
    title, slide, after = made(
        markdown("Some text.", "skip"),
        markdown(
            f"{SENTENCE}\n\nOne line is *enough*.\n\n- a. b\n- c",
            "slide",
            tags=["slides-only"],
            minutes=1.5,
        ),
        markdown("Not said.", "skip"),
        markdown("One.\n\nTwo.\n\nThree.", "skip", aloud=[2, 3]),
        code("pictures.a()", outputs=[printed("1\n"), drawn("First.")]),
        code("pictures.b()", "fragment", outputs=[drawn("Second.")]),
        markdown(f"{slides.FOR_LECTURERS}\n\nAsk them.", "notes"),
        markdown(f"{SENTENCE}\n\nAnd on?", "subslide", tags=["slides-only"]),
        code("x = 1", outputs=[printed("2\n")]),
    )
    assert (title.sentence, title.text, title.layout) == ("05 · A title", ["Why?"], "title")
    assert title.notes == [] and not title.own_sentence
    assert (slide.sentence, slide.text) == ("One line is *enough*.", ["- a. b\n- c"])
    assert slide.notes == ["Two.\n\nThree.", "Ask them."]
    # What draws hides its code, and what it prints.
    assert (slide.code, slide.output, slide.minutes, slide.layout) == ([], [], 1.5, "code")
    assert [re.search("<desc>(.*)</desc>", one.html)[1] for one in slide.pictures] == [
        "First.",
        "Second.",
    ]
    assert (after.code, after.output, after.layout) == (["x = 1"], ["2"], "words")
    assert slide.stack == after.stack != title.stack


@pytest.mark.parametrize("text", ["One. Two.", "One.\n\nTwo.", "- a\n- b", "## A\n\n- b", ""])
def test_what_is_not_one_sentence_is_refused(text):
    with pytest.raises(BuildError, match="05_name, cell 'cell-0': a slide has one sentence, and"):
        made(markdown(f"{SENTENCE}\n\n{text}", "slide", tags=["slides-only"]))


def test_where_no_sentence_is_made_for_the_slide_the_heading_is_it():
    first, second, third = made(
        markdown("## ① Empty\n\nShown. Said only.", "slide"),
        code("x = 1\n\n\ndef f(): ...", outputs=[printed("1\n")]),
        markdown("Said too.", "skip"),
        markdown("## ② Insert\n\nNext.", "subslide"),
        code("hidden = 1", code="hide", outputs=[printed("2\n")]),
        code("no slide", "skip"),
        markdown("Before.\n\n## Skipped\n\nAfter.", "skip"),
        code("x", "subslide"),
        V4.new_markdown_cell("Nothing is said of this one."),
    )[1:]
    assert (first.sentence, first.text) == ("① Empty", ["Shown."])
    assert first.code == ["x = 1\n\ndef f(): ..."]
    assert first.output == ["1"]
    assert first.notes == ["Shown. Said only.", "Said too."]
    assert (second.code, second.output) == ([], ["2"])
    assert third.sentence == "Skipped"


def test_a_slide_can_show_some_lines_of_a_cell():
    assert made(code("a\nb\n    c\n    d\ne", lines=[3, 4]))[0].code == ["c\nd"]


def test_what_readers_do_is_not_said():
    slide = made(
        markdown("## A", "slide"),
        markdown("How to press keys.", "skip", aloud=0),
        markdown("Write a function.", "skip", tags=["exercise"]),
        markdown("The function.", "skip", tags=["solution"]),
        markdown("Ask them.", "notes"),
    )[1]
    assert slide.notes == ["Ask them."]


def test_a_drawing_with_states_has_a_still_of_each():
    states = [{}, {"weight": 0.5}]
    cell = code("explore.network()", states=states, outputs=[drawn(view="abc")])
    cell.metadata["stills"] = [drawn(words).data["text/html"] for words in ("One.", "Two.")]
    slide = made(markdown(f"{SENTENCE}\n\nLook.", "slide", tags=["slides-only"]), cell)[1]
    assert [re.search("<desc>(.*)</desc>", one.html)[1] for one in slide.pictures] == [
        "One.",
        "Two.",
    ]
    assert (slide.states, slide.view, slide.code) == (states, '{"model_id": "abc"}', [])
    with pytest.raises(BuildError, match="'cell-2': a drawing with states is alone on its slide"):
        made(markdown("## A", "slide"), code("a", outputs=[drawn()]), cell)


def test_a_plot_is_a_drawing_and_another_picture_is_refused():
    data = {"image/png": "iVBOR", "text/plain": "Bars."}
    svg = document(400, 300, None, "Bars.", []).svg
    plot = V4.new_output("display_data", data=data | {SVG: svg})
    (picture,) = made(code("plots.bars()", "slide", outputs=[plot]))[1].pictures
    assert "Bars." in picture.html and "iVBOR" not in picture.html
    with pytest.raises(
        BuildError, match="'cell-0': a slide shows what pictures, plots and explore"
    ):
        made(code("x", "slide", outputs=[V4.new_output("display_data", data=data)]))


def test_a_deck_holds_the_state_of_its_own_widgets_alone():
    def model(child):
        return {"model_name": "VBoxModel", "state": {"children": [f"IPY_MODEL_{child}"]}}

    held = {"a": model("b"), "b": model("b"), "c": model("b")}
    notebook = V4.new_notebook(metadata={"widgets": {STATE: {"state": held}}})
    assert json.loads(slides._state([notebook], {"a"}))["state"] == {id: held[id] for id in "ab"}
    assert slides._state([notebook], set()) == ""


def test_a_deck_holds_the_code_of_each_kind_of_drawing_once():
    codes = {"a": "export 1", "b": "export 2", "c": "export 1"}
    held = {id: {"model_name": "AnyModel", "state": {"_esm": code}} for id, code in codes.items()}
    notebook = V4.new_notebook(metadata={"widgets": {STATE: {"state": held}}})
    deck = json.loads(slides._state([notebook], set(codes)))
    which = {id: one["state"]["_esm"] for id, one in deck["state"].items()}
    assert deck["codes"] == ["export 1", "export 2"] and which == {"a": 0, "b": 1, "c": 0}
    # The notebook's other deck is made of the same state.
    assert held["a"]["state"]["_esm"] == "export 1"


@pytest.mark.parametrize(
    ("kind", "show", "sentence"),
    [
        ("sldie", {}, '"slide_type" is \'sldie\': write "slide", .* or "notes".'),
        (None, {}, '"slide_type" is None: write "slide", '),
        (
            "-",
            {"sentence": 1},
            "'sentence' is nothing that a slide has: write slide_type, .* or minutes",
        ),
        ("-", {"sentences": "two"}, "\"sentences\" is 'two': write a number, or -1 for all."),
        ("-", {"code": "no"}, '"code" is \'no\': write "show" or "hide".'),
        ("-", {"output": "later"}, '"output" is \'later\': write "hide"'),
        ("-", {"states": {}}, r'"states" is {}: write a list, as \[{}, '),
        ("-", {"states": []}, r'"states" is \[\]: write a list, as \[{}, '),
        ("-", {"minutes": "1"}, "\"minutes\" is '1': write a number, as 1.5."),
        ("-", {"minutes": 0}, '"minutes" is 0: write a number, as 1.5.'),
        *(
            ("-", {"lines": lines}, r'"lines" is .*: write how many, or .* as \[1, 6\] for all 6.')
            for lines in ([50, 60], [0, 2], [3, 2], [1, 7], [2], "ab", 7, ["1", "2"], True)
        ),
        ("-", {"aloud": -1}, '"aloud" is -1: write how many, or the first and the last'),
    ],
)
def test_what_makes_no_slide_is_named_with_what_does(kind, show, sentence):
    with pytest.raises(BuildError, match=f"^05_name, cell 'cell-0': {sentence}"):
        made(code("a\nb\nc\nd\ne\nf", kind, **show))


def test_the_seminar_has_what_is_tagged_and_what_follows():
    def begins(sentence, *lengths, kind="slide"):
        return markdown(
            f"{SENTENCE}\n\n{sentence}", kind, tags=["slides-only", *lengths], minutes=1
        )

    cells = [
        begins("Not here."),
        code("no"),
        begins("Always.", "seminar-45"),
        code("yes"),
        markdown("Note.", "notes"),
        begins("Long.", "seminar", kind="subslide"),
        markdown("## C\n\nNot here.", "slide"),
        code("no either"),
    ]
    ready = [(Path("05_name.ipynb"), notebook_of(cells))]
    short, long = (slides.seminar_of(ready, most)[1:-1] for most in (45, 90))
    assert [slide.id for slide in short] == ["05-cell-2"]
    assert [slide.id for slide in long] == ["05-cell-2", "05-cell-5"]
    assert (long[0].code, long[0].notes) == (["yes"], ["Note."])
    cells[2].metadata["tags"] = ["room"]
    with pytest.raises(BuildError, match="'cell-2': the tag room is called slides-only now"):
        made(*cells)
    cells[2].metadata["tags"] = ["seminar-45"]
    with pytest.raises(
        BuildError, match="'cell-2': a slide of the seminar begins with a cell of its own"
    ):
        made(*cells)


def test_a_picture_fills_its_place():
    wide = slides.Picture("", 1062, 400)
    alone, beside = slides.Slide("a", 0, "One."), slides.Slide("b", 0, "Two.")
    for slide in (alone, beside):
        slide.pictures.append(wide)
    beside.code.append("x")
    assert 15 * alone.scale(wide) > 18
    assert wide.width * beside.scale(wide) == 640
    assert alone.scale(slides.Picture("", 400, 598)) == 1
    assert alone.scale(slides.Picture("", 40, 40)) == slides.LARGEST


# --- The notebooks ------------------------------------------------------------------------------

READY = [(path, nbformat.v4.reads(path.read_text(encoding="utf-8"))) for path in PATHS]
for output in [o for _, book in READY for cell in book.cells for o in cell.get("outputs", [])]:
    if "image/png" in output.get("data", {}):  # as the run that the slides are made of draws it
        output.data[SVG] = document(400, 300, None, output.data["text/plain"], []).svg
each_length = pytest.mark.parametrize("most", LENGTHS.values())
WORDS_A_MINUTE = 130


@each_length
def test_a_slide_of_the_seminar_is_one_sentence_and_one_picture(most):
    deck = slides.seminar_of(READY, most)
    assert deck[0].sentence == slides.COURSE and len(deck) <= 75
    assert all(slide.own_sentence for slide in deck[1:-1])
    assert len([slide.id for slide in deck if not slide.pictures]) <= 6
    assert [slide.id for slide in deck if not "".join(slide.notes)] == []
    looks = [(s.sentence, *s.text, *s.code, *(one.html for one in s.pictures)) for s in deck]
    for what in ([slide.id for slide in deck], looks):
        assert [one for one, count in Counter(what).items() if count > 1] == []


@pytest.mark.parametrize(("path", "notebook"), READY, ids=lambda one: getattr(one, "stem", ""))
def test_code_on_a_slide_is_short_and_progress_bars_are_none(path, notebook):
    for slide in slides.slides_of(notebook, path.stem):
        lines = [line for line in "\n".join(slide.code).split("\n") if line.strip()]
        assert len(lines) <= (8 if slide.own_sentence else 12), slide.id
        # Its place is so many letters wide; a line that is longer would be broken.
        assert max(map(len, lines), default=0) <= (42 if slide.layout == "code" else 86), slide.id
        assert not any("Progress bar" in output for output in slide.output), slide.id


@each_length
def test_the_three_lengths(most):
    deck = slides.seminar_of(READY, most)
    assert most - 4 <= sum(slide.minutes for slide in deck) <= most
    spoken = {slide.id: len(" ".join(slide.notes).split()) / WORDS_A_MINUTE for slide in deck}
    assert {s.id: spoken[s.id] for s in deck if spoken[s.id] > s.minutes + 0.5} == {}
    assert sum(spoken.values()) <= 2 / 3 * most  # what is left is for what is asked
    longer = {slide.id for slide in slides.seminar_of(READY, 90)}
    assert set(spoken) <= longer


def unknown(deck):
    """Names in code on a slide that neither code nor words have shown, there or on one before."""
    known, found = set(dir(builtins)), []
    for slide in deck:
        pictures = " ".join(one.html for one in slide.pictures)
        said = re.findall(r"<(?:desc|title|text)[^>]*>([^<]*)|aria-label=\"([^\"]*)", pictures)
        known |= set(re.findall(r"[^\W\d]\w*", f"{slide.sentence} {slide.text} {said}"))
        for tree in map(ast.parse, slide.code):
            nodes = list(ast.walk(tree))
            names = [node for node in nodes if isinstance(node, ast.Name)]
            known |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
            known |= {node.arg for node in nodes if isinstance(node, ast.arg)}
            known |= {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
            found += [f"{slide.id}: {node.id}" for node in names if node.id not in known]
    return found


@each_length
def test_code_on_a_slide_uses_names_that_were_seen(most):
    assert unknown(slides.seminar_of(READY, most)) == []


def test_names_that_nobody_has_seen_are_found():
    before, after = slides.Slide("a", 0, "The `input` is 3."), slides.Slide("b", 0, "Look.")
    before.code.append("for i in range(input):\n    total = alpha * i")
    after.code.append("def f(x):\n    return total + x + y")
    assert unknown([before, after]) == ["a: alpha", "b: y"]


def test_title_and_end_take_the_lecturers_file(tmp_path, monkeypatch):
    monkeypatch.setattr(lecturer, "FILE", tmp_path / "lecturer.toml")
    title, *_, end = slides.seminar_of(READY[:2], 60)
    assert (title.text, title.logo) == (["A seminar of sixty minutes", ""], "")
    assert end.text == ["The course: in the folder that you were given", slides.BEGIN, ""]
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    lecturer.FILE.write_text(
        'name = "J. *J*"\ninstitute = "U"\ndate = "today"\nlogo = "logo.svg"\n'
        'address = "https://a.example/b"\nleave_out = ["01"]\n',
        encoding="utf-8",
    )
    title, *others, end = slides.seminar_of(READY[:2], 60)
    assert title.text[1] == r"J. \*J\* · U · today" and title.logo.startswith("data:image/svg+xml")
    assert end.text[::2] == [
        "The course: [https://a.example/b](<https://a.example/b>)",
        r"J. \*J\* · U",
    ]
    assert others and {slide.name[:2] for slide in others} == {"00"}
    lecturer.FILE.write_text('date = "today"\naddress = "room 5"\n', encoding="utf-8")
    assert slides.seminar_of(READY[:2], 60)[-1].text[0] == "The course: room 5"
