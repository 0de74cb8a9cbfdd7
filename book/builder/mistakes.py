"""For lecturers: which mistakes each exercise recognises, from ``course.exercises`` itself."""

import re

from book.builder.sentences import title_of
from course import notebooks

TITLE = re.compile(r"^### Exercise \d+: (.+)$", flags=re.M)
# A check's sentence is plain text with `code`; outside code these would be formatting.
MARKS = re.compile(r"(`[^`]*`)|([\\*_$|<\[])")


def exercises_and_mistakes() -> str:
    """Return a section for each notebook, with a folded table for each of its exercises.

    Raises BuildError if a notebook that has exercises is not there.
    """
    from course.exercises.task import numbers, tasks_of

    parts = []
    for number in numbers():
        path = notebooks.find(number)
        notebook = notebooks.read(path)
        cells = {cell.id: cell.source for cell in notebook.cells}
        parts.append(f"## [{title_of(notebook)}](../../notebooks/{path.name})")
        for id, task in tasks_of(number).items():
            found = TITLE.search(cells.get(f"exercise-{id[3:]}", ""))
            title = f"{id}: {found[1]}" if found else f"{id}: the verdict"
            rows = [f"| {_plain(m.name)} | {_plain(m.says)} |" for m in task.mistakes]
            head = ["| mistake | what the check says |", "|---|---|"]
            table = "\n".join(head + rows)
            parts.append(f"<details>\n<summary>{title}</summary>\n\n{table}\n\n</details>")
    return "\n\n".join(parts)


def _plain(words: str) -> str:
    """Return a sentence as a table's cell shows it, letter by letter."""

    def escaped(found: re.Match[str]) -> str:
        return found[1].replace("|", r"\|") if found[1] else "\\" + found[2]

    return MARKS.sub(escaped, " ".join(words.split()))
