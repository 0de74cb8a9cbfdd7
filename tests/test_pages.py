"""The book's own pages: their facts hold, and the chapters' terms lead to the glossary."""

import re

import nbformat
import pytest

from book.builder import terms
from stored import NAMES, ROOT, cells, text

PAGES = ROOT / "book" / "pages"

# --- Glossary and terms -------------------------------------------------------------------------

# Italics that are no terms: titles, what stands on a button or an output, and one stress.
NO_TERMS = {
    "Dive into Deep Learning",
    "Grokking Deep Learning",
    "Hands-On Machine Learning with Scikit-Learn, Keras, and TensorFlow",
    "Kernel → Restart Kernel and Run All Cells",
    "Mark I Perceptron Operators' Manual",
    "Neural Networks and Deep Learning",
    "New York Times",
    "Perceptrons",
    "Psychological Review",
    "Try it",
    "hurt?",
    "reset",
    "rises",
    "sad?",
    "win?",
}
each_notebook = pytest.mark.parametrize("name", NAMES)


def prose(name):
    """The markdown of a notebook, without the speaker notes, which the book leaves out."""
    shown = []
    for cell in cells(name, "markdown"):
        if cell["metadata"].get("slideshow", {}).get("slide_type") != "notes":
            shown.append(text(cell["source"]))
    return shown


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
    for term in terms.terms():
        assert re.fullmatch(r"[A-Z][^.]*(\.\d[^.]*)*\.", term.sentence), term.name
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
    marked = [term for term in terms.terms() if not term.reviewed]
    words = terms.GLOSSARY.read_text(encoding="utf-8")
    assert len(marked) == len(terms.terms()), (
        "names have been reviewed: change the page's first lines and this test"
    )
    assert "not yet been reviewed by the lecturer" in words and "all of\nthem" in words
    assert all(term.lithuanian for term in terms.terms())


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
    explained = {term.name for term in terms.terms() if name[:2] in term.notebooks}
    in_italics = {
        terms.find(w).name for s in prose(name) for w in terms.italics(s) if terms.find(w)
    }
    assert in_italics <= set(targets) and in_italics <= explained
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == code
    back = re.sub(r"\{term\}`([^<`]+) <[^>`]+>`", r"\1", "\n".join(sources))
    assert back == "\n".join(text(cell["source"]) for cell in cells_of(name))


def cells_of(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
