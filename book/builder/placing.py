"""Where things stand on a slide of 1280 × 720: a fixed place for the drawings of a section.

The sub-slides of a section show one drawing that builds up. It must not move, so its place and its
size are chosen once, for all of them, and so that the words of each still have room. The browser
test measures what comes of it.
"""

import re
from dataclasses import dataclass

from course.pictures.svg import text_width

WIDTH, HEIGHT = 1280, 720
SIDE = 40  # the margin on the left and the right
TOP, BOTTOM = 84, 680  # between them stand words and drawing: below the heading, above the number
COMPACT = 54  # instead of TOP, where a drawing needs the height: the heading is smaller
EDGE = 8  # the margin of a drawing that needs the width
GAP = 16
# As in slides.css: words, and what is written in a monospaced type.
TEXT, LINE = 24, 32
LETTER, CODE_LINE = 10.85, 25
CODE_PADDING = 12
TABLE_LINE = 21
LEAST = 18  # px: no text on a slide is smaller, where it can be helped
LARGEST = 1.7  # a drawing is not enlarged more than that
NARROW, WIDE = 400, 760  # the widths that the words may have beside a drawing


@dataclass(frozen=True)
class Box:
    """A place on a slide in px, and how much what stands there is enlarged."""

    x: float
    y: float
    width: float
    height: float
    scale: float
    column: float | None = None  # the width of the words, if they stand at its left


@dataclass(frozen=True)
class Words:
    """What stands on a slide beside its drawing: Markdown, lines of code, lines of output."""

    text: str
    code: tuple[str, ...]
    output: tuple[str, ...]

    def beside(self, width: float) -> float:
        """Return the height of the words in a column of that width."""
        blocks = [text_height(self.text, width), *self._typed(width)]
        return _stacked(blocks)

    def above(self, width: float) -> float:
        """Return the height of the words over a drawing: code and output share a line if they can.

        As a flexible row does in the browser.
        """
        blocks = [text_height(self.text, width)]
        typed = self._typed(width)
        if len(typed) == 2 and self._typed_width() <= width:
            blocks.append(max(typed))
        else:
            blocks += typed
        return _stacked(blocks)

    def wrapped(self, width: float) -> int:
        """Return how many lines of code and output go on in a next line at that width."""
        room = width - 2 * CODE_PADDING
        lines = (*self.code, *self.output)
        return round(code_height(lines, room) / CODE_LINE) - len(lines)

    def _typed(self, width: float) -> list[float]:
        return [
            code_height(lines, width - 2 * CODE_PADDING) + CODE_PADDING
            for lines in (self.code, self.output)
            if lines
        ]

    def _typed_width(self) -> float:
        return sum(_longest(lines) + 2 * CODE_PADDING for lines in (self.code, self.output)) + GAP


def _stacked(blocks: list[float]) -> float:
    there = [block for block in blocks if block]
    return sum(there) + GAP * (len(there) - 1) if there else 0


def _longest(lines: tuple[str, ...]) -> float:
    return max((len(line) for line in lines), default=0) * LETTER


def code_height(lines: tuple[str, ...], width: float) -> float:
    """Return the height of typed lines; those too long for the width go on in the next line."""
    room = max(1, int(width // LETTER))
    return CODE_LINE * sum(max(1, -(-len(line) // room)) for line in lines)


def text_height(markdown: str, width: float) -> float:
    """Return about how high a text gets at that width, rather too much."""
    if not markdown:
        return 0
    blocks = markdown.split("\n\n")
    height = 0.0
    for block in blocks:
        if block.startswith("$$"):
            height += 90
            continue
        for line in block.split("\n"):
            height += LINE * _lines(_plain(line), width)
    return height + 12 * (len(blocks) - 1)


def _plain(markdown: str) -> str:
    return re.sub(r"[*`$]|\]\([^)]*\)", "", markdown)


def _lines(words: str, width: float) -> int:
    count, used = 1, 0.0
    for word in words.split(" "):
        long = text_width(word + " ", TEXT)
        if used and used + long > width:
            count, used = count + 1, 0.0
        used += long
    return count


# Larger type for slides that have room for it: words and lines of code, times so much.
LARGER = (1.5, 1.35, 1.2, 1.1)
LARGER_BESIDE = (1.35, 1.2, 1.1)  # where there is a drawing to look at
# And smaller type for those that would not fit: better that than cut off.
SMALLER = (1.0, 0.95, 0.9, 0.85, 0.8)


def enlarged(
    words: Words,
    width: float = WIDTH - 2 * SIDE,
    height: float = 0.85 * (BOTTOM - TOP),
    factors: tuple[float, ...] = LARGER,
) -> float:
    """Return how much larger the words, code and output of a slide may be in that room.

    Code is not wrapped for that. Less than 1 if they would not fit the slide otherwise.
    """
    for factor in factors:
        room = width / factor
        if (
            words.above(room) <= height / factor
            and _longest((*words.code, *words.output)) + 2 * CODE_PADDING <= room
        ):
            return factor
    whole = max(height, BOTTOM - TOP)
    fits = (factor for factor in SMALLER if words.above(width / factor) <= whole / factor)
    return next(fits, SMALLER[-1])


def in_two_columns(lines: tuple[str, ...]) -> float:
    """Return how much smaller the type of a long output must be to stand in two columns."""
    return min(1, (WIDTH - 2 * SIDE - GAP) / (2 * (_longest(lines) + 2 * CODE_PADDING + GAP)))


def over_a_table(lines: int, words: Words) -> float:
    """Return how much smaller the type must be for words and, below them, a table of Keras."""
    needed = words.above(WIDTH - 2 * SIDE) + GAP + TABLE_LINE * lines + TABLE_LINE
    return min(1, (BOTTOM - TOP) / needed)


# --- The place of a section's drawings ----------------------------------------------------------


def place(
    drawings: list[tuple[float, float]], words: list[Words], needed: float, top: float = TOP
) -> Box:
    """Return the place of the drawings of a section, of which these are the sizes, below ``top``.

    ``words`` are those of the slides that show a drawing. They stand above it or beside it:
    whichever leaves the drawing ``needed`` times as large as in the notebook (or comes nearest to
    that), then with as few wrapped lines as possible, then the larger drawing.
    """
    width = max(size[0] for size in drawings)
    height = max(size[1] for size in drawings)
    found = [(_below(width, height, words, top), WIDTH - 2.0 * SIDE)]
    if any(item.text or item.code or item.output for item in words):
        for column in range(NARROW, WIDE + 1, 20):
            box = _beside(width, height, words, column, top)
            if box is not None:
                found.append((box, float(column)))

    def merit(choice: tuple[Box, float]) -> tuple[float, float, float]:
        box, column = choice
        wrapped = sum(item.wrapped(column) for item in words)
        return round(min(box.scale, needed), 2), -wrapped, box.scale

    return max(found, key=merit)[0]


def whole_width(width: float, height: float, words: Words, top: float = COMPACT) -> Box:
    """Return the place of a live drawing: all that is left below the words.

    The browser knows how much room its buttons and sliders need, and enlarges it to fit.
    """
    used = words.above(WIDTH - 2 * SIDE)
    top += used + (GAP / 2 if used else 0)
    room = BOTTOM - top
    scale = max(0.1, min((WIDTH - 2 * EDGE) / width, room / height, LARGEST))
    return Box(EDGE, top, WIDTH - 2 * EDGE, room, scale)


def _below(width: float, height: float, words: list[Words], top: float) -> Box:
    used = max(item.above(WIDTH - 2 * SIDE) for item in words)
    top += used + (GAP if used else 0)
    room = BOTTOM - top
    scale = max(0.1, min((WIDTH - 2 * EDGE) / width, room / height, LARGEST))
    spare = room - scale * height
    y = top + min(spare / 2, 60)
    return Box((WIDTH - scale * width) / 2, y, scale * width, scale * height, scale)


def _beside(
    width: float, height: float, words: list[Words], column: float, top: float
) -> Box | None:
    if max(item.beside(column) for item in words) > BOTTOM - top:
        return None
    left = SIDE + column + 1.5 * GAP
    room = WIDTH - GAP - left
    scale = min(room / width, (BOTTOM - top) / height, LARGEST)
    x = left + (room - scale * width) / 2
    return Box(x, top, scale * width, scale * height, scale, column)
