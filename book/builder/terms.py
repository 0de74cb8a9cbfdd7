"""Terms in the chapters lead to the glossary, ``book/pages/glossary.md``.

Only the book's copy of a notebook is changed. In each chapter a term is linked once: where it
stands in italics, because it is explained there; else at its first mention, if an earlier notebook
has explained it and it is no everyday word. Code, mathematics, headings and links stay untouched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode

from book.builder import ROOT

GLOSSARY = ROOT / "book" / "pages" / "glossary.md"

# Where the glossary has another form than the text.
FORMS = {
    "border of alpha": ["border"],
    "confusion matrix": ["confusion_matrix"],
    "dense layer": ["dense"],
    "held-out part": ["held-out"],
    "hidden unit": ["hidden"],
    "parametric learning": ["parametric"],
    "scaling": ["scaled"],
    "silent unit": ["silent"],
    "supervised learning": ["supervised"],
    "test set": ["for testing", "test pictures"],
    "training set": ["for training", "training pictures"],
    "transpose": ["transposed"],
}
# Words that stand in every second sentence, or that often mean something else. Linked in italics
# only, since a page full of links reads badly.
EVERYDAY = {
    *("accuracy", "AND", "array", "batch", "bend", "bias", "border of alpha", "confusion matrix"),
    *("delta", "dense layer", "error", "goal", "held-out part", "hidden unit", "input"),
    "iteration",
    *("Keras", "kernel", "layer", "linear", "matrix", "OR", "output", "parameter", "patch"),
    *("parametric learning", "perceptron", "pixel", "prediction", "probability", "scaling"),
    *("shape", "silent unit", "slope", "sparse", "supervised learning", "test set"),
    *("training set", "unit", "vector", "weight", "XOR"),
}

ENTRY = re.compile(
    r"^(?P<name>\S.*)\n"
    r"  (?P<sentence>.+)\n\n"
    r'  <i lang="lt">(?P<lithuanian>.+)</i>(?P<mark>†?) · notebooks? (?P<links>.+)$',
    flags=re.M,
)
# What a link must not go into: code, mathematics, HTML, links, headings, a notebook's first lines.
UNTOUCHED = re.compile(
    r"^```.*?^```$|\$\$.*?\$\$|`+[^`]+`+|\$[^$\n]+\$|<[^>\n]+>|!?\[[^\]]*\]\([^)]*\)"
    r"|^#+ [^\n]*$|^\*About [^\n]*\*$",
    flags=re.M | re.S,
)
ITALICS = re.compile(r"(?<![*\w])\*(?![*\s])([^*\n]+)(?<!\s)\*(?![*\w])")


@dataclass(frozen=True)
class Term:
    """One entry of the glossary; ``notebooks`` are the numbers of those that introduce it."""

    name: str
    notebooks: tuple[str, ...]


@cache
def terms() -> list[Term]:
    """Return the glossary's entries in its order."""
    return [
        Term(entry["name"], tuple(re.findall(r"\[(\d\d)\]", entry["links"])))
        for entry in ENTRY.finditer(GLOSSARY.read_text(encoding="utf-8"))
    ]


@cache
def find(words: str) -> Term | None:
    """Return the term that these words name, in the singular or the plural, or None."""
    return _by_form().get(words.lower()) or _by_form().get(words.lower().removesuffix("s"))


@cache
def _by_form() -> dict[str, Term]:
    return {
        form.lower(): term for term in terms() for form in [term.name, *FORMS.get(term.name, [])]
    }


def italics(source: str) -> Iterator[str]:
    """Yield what stands in italics in a markdown text, outside code, mathematics and links."""
    for part in _open_parts(source):
        yield from ITALICS.findall(part)


def _open_parts(source: str) -> Iterator[str]:
    start = 0
    for match in UNTOUCHED.finditer(source):
        yield source[start : match.start()]
        start = match.end()
    yield source[start:]


def link_terms(notebook: NotebookNode, name: str) -> NotebookNode:
    """Link each term once, in the markdown of a chapter, and return the notebook.

    ``name`` is the notebook's, such as ``05_multiple_inputs_and_outputs``.
    """
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    found = [find(words) for cell in prose for words in italics(cell.source)]
    in_italics = {term.name for term in found if term is not None}
    later = [
        term.name
        for term in terms()
        if term.name not in in_italics | EVERYDAY and min(term.notebooks) < name[:2]
    ]
    linked: set[str] = set()
    for cell in prose:
        cell.source = _linked(cell.source, later, linked)
    return notebook


def _linked(source: str, later: list[str], linked: set[str]) -> str:
    """Link what is not in ``linked`` yet, and add it there."""
    mentions = "|".join(re.escape(name) for name in sorted(later, key=len, reverse=True))
    plain = rf"|(?<![\w*-])(?P<plain>{mentions})s?(?![\w*-])" if later else ""
    # Both kinds, and what stays untouched, in the order in which the text has them.
    wanted = re.compile(
        f"(?P<untouched>{UNTOUCHED.pattern})|(?P<italics>{ITALICS.pattern}){plain}",
        flags=re.M | re.S | re.I,
    )

    def replace(match: re.Match[str]) -> str:
        words = match[0]
        if match["untouched"]:
            return words
        inside = words.strip("*")
        term = find(inside)
        if term is None or term.name in linked:
            return words
        linked.add(term.name)
        role = f"{{term}}`{inside} <{term.name}>`"
        return f"*{role}*" if match["italics"] else role

    return wanted.sub(replace, source)
