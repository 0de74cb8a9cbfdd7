"""The book's own pages: their facts hold, and the chapters' terms lead to the glossary."""

import importlib
import json
import pkgutil
import re
import tomllib
from html import unescape

import nbformat
import pytest

import nnlib
from book.builder import (
    BuildError,
    contents,
    executed,
    lecturer,
    mistakes,
    reference,
    slides,
    terms,
)
from course import notebooks, save
from course.exercises.task import numbers, tasks_of
from stored import NAMES, ROOT, cells, shown, text

PAGES = ROOT / "book" / "pages"

# --- Glossary and terms -------------------------------------------------------------------------

# Italics that are no terms: titles, what a button or a unit is called, words for one notebook.
NO_TERMS = {
    "Dive into Deep Learning",
    "Grokking Deep Learning",
    "Hands-On Machine Learning with Scikit-Learn, Keras, and TensorFlow",
    "How to use a notebook",
    "Kernel → Restart Kernel and Run All Cells",
    "Mark I Perceptron Operators' Manual",
    "Neural Networks and Deep Learning",
    "New York Times",
    "Perceptrons",
    "Psychological Review",
    "Try it",
    "both",
    "hurt?",
    "reset",
    "rises",
    "sad?",
    "win?",
    *(f"Instrument {number}" for number in range(1, 4)),
}
each_notebook = pytest.mark.parametrize("name", NAMES)


def prose(name):
    """The markdown of a notebook that the book shows."""
    return [text(cell["source"]) for cell in notebooks.for_readers(cells(name, "markdown"))]


@each_notebook
def test_terms_in_italics_stand_in_the_glossary_with_their_notebook(name):
    for source in prose(name):
        for words in terms.italics(source):
            if words in NO_TERMS:
                continue
            term = terms.find(words)
            assert term is not None, f"{name}: the glossary has no entry {words!r}"
            assert name[:2] in term.notebooks, f"{name} explains {words!r}: add it to the entry"


def test_each_entry_is_one_sentence_and_true_to_its_notebooks():
    assert len(terms.terms()) > 70
    names = [term.name for term in terms.terms()]
    assert names == sorted(names, key=str.lower) and len(set(names)) == len(names)
    glossary = terms.GLOSSARY.read_text(encoding="utf-8")
    inside = glossary.split(":sorted:\n")[1].rsplit("```", 1)[0]
    assert len(re.findall(r"^\S", inside, flags=re.M)) == len(names), "an entry is not read"
    for entry in terms.ENTRY.finditer(glossary):
        assert re.fullmatch(r"[A-Z][^.]*(\.\d[^.]*)*\.", entry["sentence"]), entry["name"]
    for term in terms.terms():
        assert term.notebooks
        for number in term.notebooks:
            name = next(name for name in NAMES if name.startswith(number))
            everything = " ".join(text(cell["source"]) for cell in cells(name, "markdown"))
            everything += " ".join(text(cell["source"]) for cell in cells(name, "code"))
            forms = [term.name, *terms.FORMS.get(term.name, [])]
            assert any(form.lower() in everything.lower() for form in forms), (
                f"{name} does not mention {term.name!r}"
            )


def test_every_lithuanian_name_carries_the_mark_until_it_is_reviewed():
    words = terms.GLOSSARY.read_text(encoding="utf-8")
    assert all(entry["mark"] for entry in terms.ENTRY.finditer(words)), (
        "names have been reviewed: change the page's first lines and this test"
    )
    assert "not yet been reviewed by the lecturer" in words and "all of\nthem" in words


def test_special_forms_and_everyday_words_are_entries():
    names = {term.name for term in terms.terms()}
    assert set(terms.FORMS) <= names and names >= terms.EVERYDAY


def linked(name, *sources):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(source) for source in sources]
    )
    return [cell.source for cell in terms.link_terms(notebook, name).cells]


def test_a_term_is_linked_once_where_it_is_explained():
    words = ["A *weight* is not a weight delta.", "Another *weight*, and *weights*."]
    assert linked("01_single_weight", *words) == [
        "A *{term}`weight <weight>`* is not a weight delta.",
        "Another *weight*, and *weights*.",
    ]


def test_a_known_term_is_linked_at_its_first_mention():
    words = ["Softmax is not *bold*.", "Weighted sums, then a weighted sum; more inputs."]
    assert linked("15_convolution_by_hand", *words)[1] == (
        "{term}`Weighted sums <weighted sum>`, then a weighted sum; more inputs."
    )
    assert linked("02_multiple_inputs", "A weighted sum.") == ["A weighted sum."]


def test_a_term_explained_further_down_is_linked_there():
    words = ["First gradient descent.", "This is *gradient descent*."]
    assert linked("07_compare_and_learn", *words) == [
        "First gradient descent.",
        "This is *{term}`gradient descent <gradient descent>`*.",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "# The *perceptron*",
        "`*perceptron*` and `a weighted sum`",
        "``` \na = 1 *perceptron* 2\n```",
        "```python\nx = '*softmax* weighted sum'\n```",
        "$a *perceptron* b$ and\n\n$$\n\\text{weighted sum} *perceptron*\n$$",
        "[the *perceptron*, a weighted sum](03_perceptron_and_xor.ipynb)",
        '<img alt="*perceptron* weighted sum">',
        "*About 20 minutes. Afterwards you know the weighted sum and more.*",
        "2 * perceptron * 3 and **perceptron**",
        "a non-softmaxed thing, weighted-sum",
    ],
)
def test_code_mathematics_headings_and_links_stay_as_they_are(source):
    assert linked("16_keras_cnn", source) == [source]


@each_notebook
def test_chapters_link_every_term_that_they_explain(name):
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    sources = [cell.source for cell in terms.link_terms(notebook, name).cells]
    links = re.findall(r"\{term\}`([^<`]+) <([^>`]+)>`", "\n".join(sources))
    targets = [target for _, target in links]
    assert len(set(targets)) == len(targets)
    in_italics = {
        terms.find(w).name for s in prose(name) for w in terms.italics(s) if terms.find(w)
    }
    assert in_italics <= set(targets)
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == code
    back = re.sub(r"\{term\}`([^<`]+) <[^>`]+>`", r"\1", "\n".join(sources))
    assert back == "\n".join(text(cell["source"]) for cell in cells_of(name))


def cells_of(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells


# --- The start page -----------------------------------------------------------------------------


def markdown_of(page):
    cells = nbformat.read(PAGES / f"{page}.ipynb", as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_the_start_page_shows_every_notebook_once_with_the_minutes_of_its_title():
    page = contents.fill(markdown_of("index"))
    cards = re.findall(
        r'<a href="notebooks/(\w+)\.html"><div class="vignette".*?</div><strong>(\d\d) · (.+?)'
        r"</strong><span>(.+?)</span><small>(\d+) minutes(?:, (\d+) for the exercises)?</small>",
        page,
    )
    assert [card[0] for card in cards] == NAMES
    for name, number, title, question, minutes, exercises in cards:
        first = text(cells(name, "markdown")[0]["source"])
        assert first.startswith(f"# {number} · {title}\n\n*About {minutes} minutes")
        assert re.findall(r"and (\d+) for the exercises", first) == [exercises] * bool(exercises)
        # Its question, whole, not the beginning of another sentence, and with a book's own quotes.
        typed = unescape(question).translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})
        assert question.endswith("?") and typed in first.replace("*", "")
        assert not {'"', "'"} & set(unescape(question))
    hours = sum(int(card[4]) + int(card[5] or 0) for card in cards[:18]) / 60
    whole, half = re.search(r"about (\d+)(½?) hours", page).groups()
    assert abs(int(whole) + (0.5 if half else 0) - hours) <= 0.25
    assert "{{" not in page


def test_a_page_that_asks_for_missing_notebooks_gets_a_sentence():
    with pytest.raises(BuildError, match="asks for the notebooks 15 to 77"):
        contents.fill("{{ cards('15', '77') }}")
    title = nbformat.v4.new_markdown_cell("# A title without minutes\n\nWhy?")
    with pytest.raises(BuildError, match="01_x begins with '# A title"):
        contents._lesson("01_x", nbformat.v4.new_notebook(cells=[title]))


# --- What the slides got wrong ------------------------------------------------------------------


def shown_by(page):
    found = nbformat.read(PAGES / f"{page}.ipynb", as_version=4).cells
    return {cell.id: shown(cell) for cell in found if cell.cell_type == "code"}


def test_the_figures_of_the_errata():
    """The seminar's figures, each in the cell of its mistake."""
    found = shown_by("errata")
    assert "5.408e-06" in found["alpha-code"] and "1.156e-01" in found["alpha-code"]
    assert "weight delta -1.190: new weight 0.11190" in found["decimal-code"]
    stalls, learns = found["transposed-code"].splitlines()
    assert stalls == "slide 0.955650 0.654319 0.634125 0.632771"
    assert learns == "right 0.955650 0.064044 0.004292 0.000288"
    assert found["slope-code"].splitlines() == [
        "book  best 0.8114, last 0.7073",
        "slide best 0.8638, last 0.8290",
    ]
    assert "chosen by the test: 0.8638" in found["chosen-code"]
    assert "-0.2750" in found["factor-code"] and "-0.5500" in found["factor-code"]
    assert "three inputs, two outputs: refused" in found["square"]


def test_the_errata_quote_the_slides_word_for_word():
    page = markdown_of("errata")
    for line in [
        "number_of_toes = [8.5, 9.5, 10, 9]",
        "current games won (percent)",
        "assert(len(vect) == len(matrix))",
        "weight = weight - direction_and_amount",
        "8.5 * -0.14 = -0.119",
        "neural_network(input, weight)",
        "wlrec = [0.65, 1.0, 1.0, 0.9]",
        "out = zeros_matrix(len(a), len(b))",
        "weight_deltas = outer_prod(input,delta)",
        "weights_0_1 = 0.2*np.random((pixels_per_image,hidden_size)) - 0.1",
        "relu2deriv = lambda x: x>0",
        "validation_data=(x_test, y_test)",
        "model.add(Conv2D(28, kernel_size=(3,3), input_shape=input_shape))",
    ]:
        assert line in page, line


def test_hunted_bugs_are_folded_with_their_cells():
    page = nbformat.read(PAGES / "errata.ipynb", as_version=4).cells
    folded = [i for i, cell in enumerate(page) if "<details>" in cell.source]
    assert [page[i].id for i in folded] == ["alpha", "transposed", "slope"]
    hunts = [name for name in NAMES if "bug_hunt" in name]
    for i, hunt in zip(folded, hunts, strict=True):
        before, inside = page[i].source.split("<details>")
        assert hunt in before and inside.rstrip().endswith("</details>")
        assert "hide-cell" in page[i + 1].metadata.tags
    open_text = re.sub(r"<details>.*?</details>", "", markdown_of("errata"), flags=re.S)
    for spoiler in ["alpha is", "outer_prod(input", ">= 0", "transposed", "0.7073"]:
        assert spoiler not in open_text


def test_numbers_in_the_pages_prose_are_printed_ones():
    known = re.findall(r"\d+\.\d+(?:e-\d+)?", " ".join(shown_by("errata").values()))
    values = {float(number) for number in known} | {100 * float(number) for number in known}
    outside_code = re.sub(r"```.*?```", "", markdown_of("errata"), flags=re.S)
    for number in re.findall(r"(?<![\w.])\d+\.\d+(?:e-\d+)?", outside_code):
        decimals = 9 if "e" in number else len(number.partition(".")[2])
        assert any(round(value, decimals) == float(number) for value in values), number


# --- The reference ------------------------------------------------------------------------------


def test_the_reference_has_every_module():
    page = (PAGES / "reference.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\.\. automodule:: ([\w.]+)$", page, flags=re.M)
    moved = {"course", "diagram", "exercises", "explore", "photo", "plots", "scenes"}
    modules = {module.name for module in pkgutil.iter_modules(nnlib.__path__)} - moved
    stage = ["exercises", "explore", "photo", "photo.digit", "photo.paper", "photo.sheet"]
    stage += ["pictures", "pictures.plots", "pictures.svg"]
    assert sorted(listed) == [f"course.{name}" for name in stage] + [
        f"nnlib.{name}" for name in sorted(modules)
    ]


def test_what_a_notebook_builds_is_built_there():
    other_names = {"fit": "one_iteration", "cnn1": "model", "train": "history"}
    for name, number in reference.BUILT.items():
        module, _, short = name.rpartition(".")
        notebook = next(n for n in NAMES if n.startswith(number))
        code = "\n".join(text(cell["source"]) for cell in cells(notebook, "code"))
        built = other_names.get(short, short)
        assert re.search(rf"^(def {built}\(|{built} = )", code, flags=re.M), name
        if "Network" not in module:
            assert callable(getattr(importlib.import_module(module), short))


def test_first_uses_lead_to_the_first_notebook():
    assert "Built in :doc:`notebook 02 </notebooks/02_multiple_inputs>`" in reference.where(
        "nnlib.linalg.w_sum"
    )
    first = "First used in :doc:`notebook 01 </notebooks/01_single_weight>`."
    assert reference.where("course.pictures.network") == first
    assert reference.where("course.explore.network") == first
    assert "notebook 13 " in reference.where("nnlib.network.Network")
    assert reference.where("course.pictures.svg.tag") is None


# --- Exercises and mistakes ---------------------------------------------------------------------


def test_the_list_has_every_exercise_with_every_mistake():
    page = contents.fill((PAGES / "exercises.md").read_text(encoding="utf-8"))
    assert "{{" not in page
    for number in numbers():
        for id, task in tasks_of(number).items():
            folded = page.split(f"<summary>{id}: ")[1].split("</details>")[0]
            assert len(re.findall(r"^\| ", folded, flags=re.M)) == 1 + len(task.mistakes)
    assert "<summary>05-2: before the sum</summary>" in page


def test_a_notebook_that_is_gone_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    for name in ("01_single_weight.tmp.ipynb", "02.ipynb"):  # what someone has there for a while
        (tmp_path / name).touch()
    for number, asks in [
        ("01", mistakes.exercises_and_mistakes),
        ("02", lambda: reference.where("nnlib.linalg.w_sum")),
    ]:
        with pytest.raises(BuildError, match=rf"There is no notebook {number} in .*: put it back"):
            asks()


def test_a_sentence_stands_in_a_cell_letter_by_letter():
    words = "It is 2 * a_b | `a * b | c`, [0] < $1."
    assert mistakes._plain(words) == r"It is 2 \* a\_b \| `a * b \| c`, \[0] \< \$1."


# --- For lecturers ------------------------------------------------------------------------------

LECTURERS = (PAGES / "lecturers.md").read_text(encoding="utf-8")


def test_the_plan_meets_every_notebook_and_sums_up():
    seminar = contents.fill(LECTURERS).split("## A seminar of ninety minutes")[1].split("###")[0]
    assert "| notebooks | 90 | 60 | 45 |" in seminar
    rows = re.findall(r"^\| (\d\d.*?|all.*?) \| (.+?) \| (.+?) \| (.+?) \|", seminar, flags=re.M)
    *parts, (_, *whole) = rows
    met = [number for numbers, *_ in parts for number in numbers.split(", ")]
    assert met == [f"{number:02}" for number in range(18)]
    ends = sum(lecturer.MINUTES.values())
    for column, most in enumerate((90, 60, 45)):
        assert float(whole[column]) == sum(float(row[column + 1]) for row in parts) + ends
        assert most - 4 <= float(whole[column]) <= most


# --- Slides of one's own ------------------------------------------------------------------------

OWN = (PAGES / "own_slides.md").read_text(encoding="utf-8")
CELL = re.compile(r"```(markdown|python)\n(.*?)\n```\n\n```json\n(.*?)\n```", flags=re.S)


def cells_on_page(heading):
    """The cells that a section of the page gives, made as one makes them."""
    made = []
    for kind, words, metadata in CELL.findall(OWN.split(f"## {heading}")[1].split("\n## ")[0]):
        cell = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        made.append(cell(words, metadata=json.loads(metadata)))
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for notebooks, and one for what their runs leave."""
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(executed, "BUILD", tmp_path / "_build")
    return tmp_path


def test_the_example_of_an_own_slide_works(folder):
    name = "05_multiple_inputs_and_outputs"
    notebook = notebooks.read(ROOT / "notebooks" / f"{name}.ipynb")
    ids = [cell.id for cell in notebook.cells]
    place = ids.index("deposit-drawing") + 1  # behind the cell that draws ④
    notebook.cells[place:place] = cells_on_page("A slide in a notebook")
    nbformat.write(notebook, folder / f"{name}.ipynb")
    saved = save.save(folder / f"{name}.ipynb")
    decks = [
        slides.seminar_of([(folder / f"{name}.ipynb", saved)], most)
        for most in lecturer.LENGTHS.values()
    ]
    found = [[slide for slide in deck if "nobody comes" in slide.sentence] for deck in decks]
    assert [len(own) for own in found] == [1, 1, 0]
    (slide,) = found[0]
    assert "0.915" in slide.pictures[0].html and "from 0.555 to 0.915" in slide.notes[0]


def test_the_example_of_a_seminar_without_two_notebooks_works(tmp_path, monkeypatch):
    (line,) = re.findall(r"```toml\n(.*?)```", OWN, flags=re.S)
    before = lecturer.minutes()
    monkeypatch.setattr(lecturer, "FILE", tmp_path / "lecturer.toml")
    lecturer.FILE.write_text(line, encoding="utf-8")
    assert lecturer.minutes("09", "15") == [0, 0, 0] and lecturer.minutes()[0] < before[0]
    some = [path for path in notebooks.paths() if "08" <= path.name[:2] <= "10"]
    left = slides.seminar_of([(path, notebooks.read(path)) for path in some], 90)
    assert {slide.id.split("-")[0] for slide in left} == {"title", "08", "10", "end"}


def test_the_example_of_own_data_works(folder):
    path = folder / "24_exam.ipynb"
    # What has no seminar's tag counts in none.
    untagged = nbformat.v4.new_markdown_cell("Ask.", metadata={"slideshow": {"minutes": 7}})
    made = nbformat.v4.new_notebook(cells=[*cells_on_page("Data of your own"), untagged])
    nbformat.write(made, path)
    save.save(path)
    title, slide = slides.slides_of(executed.executed(path), path.stem)
    assert "7.5 hours of sleep" in slide.sentence and len(slide.pictures) == len(slide.states)
    assert contents.lessons.__wrapped__()[0].title == "An exam"
    assert lecturer.minutes("24") == [2, 0, 0]


def test_the_labs_have_the_minutes_of_the_notebooks():
    labs = contents.fill(LECTURERS).split("## Six labs")[1].split("The hunts")[0]
    row = r"^\| \d \| (\d\d) to (\d\d) \| (\d+) \| (\d+) \|"
    rows = re.findall(row, labs, flags=re.M)
    assert [row[0] for row in rows[1:]] == [f"{int(row[1]) + 1:02}" for row in rows[:-1]]
    assert (rows[0][0], rows[-1][1]) == ("00", "17")
    for first, last, minutes, exercises in rows:
        titles = [text(cells(n, "markdown")[0]["source"]) for n in NAMES if first <= n[:2] <= last]
        words = " ".join(titles)
        assert int(minutes) == sum(map(int, re.findall(r"\*About (\d+) minutes", words)))
        assert int(exercises) == sum(map(int, re.findall(r"and (\d+) for the exercises", words)))


def test_commands_without_a_network_use_the_pins_and_the_build_system():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    fill, install = [
        line for line in LECTURERS.splitlines() if "wheels" in line and line.startswith("python3")
    ]
    assert fill.endswith("pip download -d wheels -c constraints.txt hatchling editables .")
    assert set(project["build-system"]["requires"]) <= set(fill.split())
    assert "--no-index --find-links wheels -c constraints.txt -e ." in install
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    opening = re.findall(r"```\w*\n(.*?)```", readme, flags=re.S)[0].strip()
    assert opening.split(" && ")[0] == install.split(" && ")[0]
    assert opening.split(" && ")[2] == install.split(" && ")[2]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/wheels/" in ignored
