"""The way through the course on the book's pages, from the notebooks' own first lines.

A page writes ``{{ cards("00", "06") }}`` where the cards of these notebooks belong, and
``{{ hours("00", "17") }}``, ``{{ minutes("00", "05") }}`` or ``{{ exercises("00", "05") }}`` where
a sum of theirs does: titles and minutes stand in the notebooks alone. ``{{ plan("01", "02") }}`` is
what these take in each length of the seminar, ``{{ plan() }}`` what all do. ``{{ mistakes() }}`` is
the list of all exercises and what they recognise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from nbformat import NotebookNode

from book.builder import BuildError, lecturer
from book.builder.mistakes import exercises_and_mistakes
from book.builder.sentences import split, typographic
from course import notebooks
from course.notebooks import for_readers, is_live, tags
from course.pictures.svg import SVG, document, inline, shown, tag

FIRST_LINES = re.compile(
    r"# (?P<number>\d\d) · (?P<title>.+)\n\n"
    r"\*About (?P<minutes>\d+) minutes.*?(?:,? and (?P<exercises>\d+) for the exercises)?"
    r"\. Afterwards you .+\.\*\n\n(?P<question>.*\?)"
)
MOST_WORDS = 30  # on a card
# A drawing that is small has no words, and stronger colours; its lines are as thick as in a large
# one where the page says so, but for those that are areas.
SMALL = (
    "svg{min-width:0!important;aspect-ratio:var(--shape,16/10);--rule:transparent;"
    "--input:color-mix(in srgb,var(--edgeplus) 50%,var(--paper));"
    "--hidden:color-mix(in srgb,#e0b020 50%,var(--paper));"
    "--output:color-mix(in srgb,var(--good) 40%,var(--paper));"
    "--chip:color-mix(in srgb,var(--faint) 50%,var(--paper));--error:var(--edgeminus)}"
    'svg :is([stroke-width],[style*=stroke-width]):not([stroke-width="6"],[stroke-width="10"])'
    "{vector-effect:var(--lines)}text{display:none}"
)


@dataclass(frozen=True)
class Lesson:
    """What a notebook's first cell says of it."""

    name: str
    number: str
    title: str
    minutes: int
    exercises: int
    question: str


@cache
def lessons() -> list[Lesson]:
    """Return what the first cells of all notebooks say, in their order.

    Raises BuildError, naming the notebook, if its first lines are not of the usual form.
    """
    return [_lesson(path.stem, notebooks.read(path)) for path in notebooks.paths()]


def _lesson(name: str, notebook: NotebookNode) -> Lesson:
    first = notebook.cells[0].source
    found = FIRST_LINES.match(first)
    if found is None:
        raise BuildError(
            f"{name} begins with {first[:60]!r}, but a notebook's first lines are its title, "
            "*About 20 minutes. Afterwards you …* and a question: the start page takes its cards "
            "from there."
        )
    return Lesson(
        name,
        found["number"],
        found["title"],
        int(found["minutes"]),
        int(found["exercises"] or 0),
        _asked(split(found["question"].replace("*", ""))),
    )


def _asked(sentences: list[str]) -> str:
    """Return the question, with what is said before it as far as there is room on a card."""
    while len(" ".join(sentences).split()) > MOST_WORDS and not sentences[0].endswith("?"):
        sentences = sentences[1:]
    return " ".join(sentences)


def vignette(notebook: NotebookNode) -> str:
    """Return a notebook's picture without its words.

    It is that of the cell with the tag ``opening``, else its first live drawing, else its first
    picture, else its code.
    """
    found: list[tuple[bool, bool, int, str]] = []
    for cell in for_readers(notebook.cells):
        chosen = "opening" in tags(cell)
        for output in cell.get("outputs", []):
            if svg := drawn(output.get("data", {})):
                found.append((not chosen, not is_live(cell), len(found), svg))
    svg = min(found)[-1] if found else _code(notebook)
    picture = inline(svg, SMALL)
    return f'<div class="vignette" aria-hidden="true">{picture}</div>'


def drawn(data: NotebookNode) -> str | None:
    """Return the SVG of what a cell shows, a drawing or a plot, or None if there is none."""
    return data.get(SVG) or shown(data.get("text/html", ""))


def _code(notebook: NotebookNode) -> str:
    """Return a drawing of a notebook's first lines of code, a bar for each word."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    bars = [
        f"M{28 + 8 * word.start()} {36 + 26 * row}h{8 * len(word[0]) - 8}"
        for row, line in enumerate(code.split("\n")[:9])
        for word in re.finditer(r"\S+", line[:50])
    ]
    look = '<g stroke="var(--edgeplus)" stroke-width="10" stroke-linecap="round">'
    return document(448, 280, "", "code", [look, tag("path", d="".join(bars)), "</g>"]).svg


def fill(page: str, read: Callable[[Path], NotebookNode] = notebooks.read) -> str:
    """Return a page with what it asks for in its place; ``read`` gives the cards' pictures."""
    from jinja2 import Environment, StrictUndefined

    template = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(page)
    return template.render(
        cards=partial(_cards, read),
        exercises=partial(_sum, "exercises"),
        hours=_hours,
        minutes=partial(_sum, "minutes"),
        mistakes=exercises_and_mistakes,
        plan=_plan,
    )


def _between(first: str, last: str = "") -> list[Lesson]:
    """Return the notebooks from the first to the last one, or to the end."""
    last = last or lessons()[-1].number
    found = [lesson for lesson in lessons() if first <= lesson.number <= last]
    if not found or (found[0].number, found[-1].number) != (first, last):
        raise BuildError(f"A page asks for the notebooks {first} to {last}: not all are there.")
    return found


def _cards(read: Callable[[Path], NotebookNode], *which: str) -> str:
    cards = [
        f'<li><a href="notebooks/{x.name}.html">{vignette(read(notebooks.find(x.number)))}'
        f"<strong>{x.number} · {x.title}</strong>"
        f"<span>{typographic().renderInline(x.question)}</span><small>{_time(x)}</small></a></li>"
        for x in _between(*which)
    ]
    return "\n".join(['<ol class="way">', *cards, "</ol>"])


def _time(lesson: Lesson) -> str:
    more = f", {lesson.exercises} for the exercises" if lesson.exercises else ""
    return f"{lesson.minutes} minutes{more}"


def _sum(what: str, first: str, last: str) -> int:
    return sum(getattr(lesson, what) for lesson in _between(first, last))


def _hours(first: str, last: str) -> str:
    """Return the hours of these notebooks with their exercises, to the half."""
    minutes = _sum("minutes", first, last) + _sum("exercises", first, last)
    halves = round(minutes / 30)
    return f"{halves // 2}" + ("½" if halves % 2 else "") + " hours"


def _plan(*numbers: str) -> str:
    """Return the minutes of these notebooks, or of the whole seminar, as cells of a table's row."""
    return " | ".join(f"{minutes:g}" for minutes in lecturer.minutes(*numbers))
