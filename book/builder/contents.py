"""The way through the course on the book's pages, from the notebooks' own first lines.

A page writes ``<!-- notebooks 00 to 06 -->`` where the table of these notebooks belongs, and
``<!-- hours 00 to 17 -->``, ``<!-- minutes 00 to 05 -->`` or ``<!-- exercises 00 to 05 -->`` where
a sum of theirs does: titles and minutes stand in the notebooks alone.
"""

import re
from dataclasses import dataclass
from functools import cache

from book.builder import BuildError, mistakes
from course import notebooks

FIRST_LINES = re.compile(
    r"# (?P<number>\d\d) · (?P<title>.+)\n\n"
    r"\*About (?P<minutes>\d+) minutes.*?(?:,? and (?P<exercises>\d+) for the exercises)?"
    r"\. Afterwards you (?P<afterwards>.+)\.\*\n"
)
TABLE = re.compile(r"^<!-- notebooks (\d\d) to (\d\d) -->$", flags=re.M)
MINUTES = re.compile(r"<!-- (minutes|exercises) (\d\d) to (\d\d) -->")
HOURS = re.compile(r"<!-- hours (\d\d) to (\d\d) -->")


@dataclass(frozen=True)
class Lesson:
    """What a notebook's first cell says of it."""

    file: str
    number: str
    title: str
    minutes: int
    exercises: int
    afterwards: str


@cache
def lessons() -> list[Lesson]:
    """Return what the first cells of all notebooks say, in their order.

    Raises BuildError, naming the notebook, if its first lines are not of the usual form.
    """
    return [_lesson(path.name, notebooks.read(path).cells[0].source) for path in notebooks.paths()]


def _lesson(file: str, first: str) -> Lesson:
    found = FIRST_LINES.match(first)
    if found is None:
        raise BuildError(
            f"{file} begins with {first[:60]!r}, but a notebook's first lines are its title and "
            "*About 20 minutes. Afterwards you …*: the start page takes its table from there."
        )
    return Lesson(
        file,
        found["number"],
        found["title"],
        int(found["minutes"]),
        int(found["exercises"] or 0),
        found["afterwards"],
    )


def fill(page: str) -> str:
    """Return a page with its tables, sums and lists filled in; others stay as they are."""
    page = mistakes.fill(page)
    page = TABLE.sub(lambda found: _table(found[1], found[2]), page)
    page = MINUTES.sub(lambda found: str(_sum(found[1], found[2], found[3])), page)
    return HOURS.sub(lambda found: _hours(found[1], found[2]), page)


def _between(first: str, last: str) -> list[Lesson]:
    found = [lesson for lesson in lessons() if first <= lesson.number <= last]
    if not found or (found[0].number, found[-1].number) != (first, last):
        raise BuildError(f"A page asks for the notebooks {first} to {last}: not all are there.")
    return found


def _table(first: str, last: str) -> str:
    rows = [
        f"| [{x.number} · {x.title}](../../notebooks/{x.file}) | {x.afterwards} | {x.minutes} | "
        f"{x.exercises or ''} |"
        for x in _between(first, last)
    ]
    head = ["| notebook | afterwards you | minutes | exercises |", "|---|---|--:|--:|"]
    return "\n".join(head + rows)


def _sum(what: str, first: str, last: str) -> int:
    return sum(getattr(lesson, what) for lesson in _between(first, last))


def _hours(first: str, last: str) -> str:
    """Return the hours of these notebooks with their exercises, to the half."""
    minutes = _sum("minutes", first, last) + _sum("exercises", first, last)
    halves = round(minutes / 30)
    return f"{halves // 2}" + ("½" if halves % 2 else "") + " hours"
