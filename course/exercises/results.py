"""What a check says, as a notebook shows it: words, a small table, hints."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from course.exercises.pictured import Pictured, small

# The words carry the meaning; the colour of the line at the left only repeats it. Each has enough
# contrast on white and on dark paper, as those of the drawings, in pairs, need not; and the text
# has the page's own colour. (To take them from there a check would import all drawings.)
GREY = "#75818d"
COLOURS = {"right": "#2f8f46", "wrong": "#c8622f", "unanswered": GREY, "no check": GREY}
CELL = "padding:3px 12px 3px 0;text-align:left;vertical-align:top"


@dataclass(frozen=True)
class Result:
    """The answer to an answer.

    ``state`` is "right", "wrong", "unanswered" or "no check" (the sentence says why). ``mistake``
    is the name of the one recognised, else empty. ``table`` has a row of headings first.
    """

    id: str
    state: str
    sentence: str
    mistake: str = ""
    table: Sequence[Sequence[str]] = ()
    hints: Sequence[str] = ()
    notes: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What stands first."""
        said = {"right": "right.", "wrong": "not yet.", "unanswered": "not answered yet."}
        return f"Exercise {self.id}: {said[self.state]}" if self.state in said else ""

    def __repr__(self) -> str:
        """Return all of it as plain text."""
        lines = [f"{self.title} {self.sentence}".strip()]
        if self.table:
            headings, *rows = self.table
            for row in rows:
                said = [f"{h}: {x}" if h else x for h, x in zip(headings, row, strict=True) if x]
                lines.append("  " + " · ".join(said))
        lines += [f"Hint: {hint}" for hint in self.hints]
        return "\n".join([*lines, *self.notes])

    def _repr_html_(self) -> str:
        said = f"<b>{escape(self.title)}</b> {coded(self.sentence)}"
        parts = [f"<p style='margin:0 0 4px'>{said}</p>"]
        if self.table:
            parts.append(table(self.table))
        for hint in self.hints:
            parts.append(f"<p style='margin:4px 0'><b>Hint:</b> {coded(hint)}</p>")
        for note in self.notes:
            parts.append(f"<p style='margin:4px 0'>{coded(note)}</p>")
        return box("".join(parts), COLOURS[self.state])


def box(inside: str, colour: str) -> str:
    """Return HTML with a coloured line at its left."""
    style = f"border-left:4px solid {colour};padding:4px 0 4px 12px;margin:4px 0;color:inherit"
    return f'<div class="exercise-result" style="{style}">{inside}</div>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as HTML, its first row as headings; it scrolls in its place if it is wide."""
    headings, *lines = rows
    head = "".join(f"<th scope='col' style='{CELL}'>{escape(h)}</th>" for h in headings)
    body = "".join(
        "<tr>" + "".join(f"<td style='{CELL}'>{_cell(entry)}</td>" for entry in line) + "</tr>"
        for line in lines
    )
    return (
        "<div style='overflow-x:auto'><table style='border-collapse:collapse;margin:4px 0'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(entry: str) -> str:
    """Return what stands in a place of the table: words, or words and small pictures."""
    if not isinstance(entry, Pictured) or not entry.grids:
        return coded(entry)
    return coded(entry.brief) + "".join(map(small, entry.grids))


def coded(words: str) -> str:
    """Return a text as HTML, what stands between backticks as code."""
    parts = escape(words).split("`")
    if len(parts) % 2 == 0:  # an odd backtick is a backtick
        return escape(words)
    return "".join(
        f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts)
    )
