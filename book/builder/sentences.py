"""What a slide shows of a cell's text: its heading and its first sentences.

The rest is for the speaker. Tables, lists, formulas and pictures that stand alone stay whole.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat import NotebookNode

# After these a full stop does not end the sentence; nor does it after an initial (Michael A. …).
ABBREVIATIONS = ("e.g.", "i.e.", "cf.", "vs.", "approx.", "Fig.", "No.", "Dr.", "St.", "p.", "pp.")
INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.$")
# What has full stops inside that are not the sentence's own.
WHOLE = re.compile(
    r"(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)"  # code
    r"|\$[^$]+\$"  # mathematics
    r"|!?\[[^\]]*\]\([^)]*\)"  # a link
    r"|<[^>\s][^>]*>"  # an address
    r"|\*\*[^*]+\*\*|\*[^*\s][^*]*\*"  # emphasis
    r"|\([^()]*\)",  # an aside
    flags=re.S,
)
# A sentence ends here, if what follows can begin one.
END = re.compile(r"[.!?…][\"'”’)\]*]*(?=\s+[^\sa-z])")
NUMBERED = re.compile(r"\d+\.$")


def typographic() -> MarkdownIt:
    """Return what makes HTML of Markdown, with a printed book's quotes, as Sphinx sets them."""
    return MarkdownIt("commonmark", {"typographer": True}).enable(["smartquotes", "table"])


@dataclass(frozen=True)
class Prose:
    """A cell's text in two parts: its last heading (or None), and the blocks of text without it.

    ``blocks`` are pairs of kind and Markdown; the kind is "paragraph", or "whole" for what a slide
    shows uncut.
    """

    heading: str | None
    level: int
    blocks: tuple[tuple[str, str], ...]

    def shown(self, sentences: int) -> str:
        """Return what a slide shows: so many sentences (all if negative), and what stays whole.

        Blocks before the heading don't count: they speak of the slide before.
        """
        left = sentences
        kept = []
        for kind, block in self.blocks:
            if kind == "whole" or sentences < 0:
                kept.append(block)
                continue
            first = split(block)[:left]
            left -= len(first)
            kept += first  # each on a line of its own
        return "\n\n".join(kept)


def read(source: str) -> Prose:
    """Return a Markdown cell's text, taken apart. What stands before its last heading is kept."""
    lines = source.split("\n")
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    heading, level = None, 0
    blocks: list[tuple[str, str]] = []
    tokens = parser.parse(source)
    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        if token.type == "heading_open":
            heading, level = tokens[index + 1].content, int(token.tag[1])
            continue
        words = "\n".join(lines[token.map[0] : token.map[1]]).strip("\n")
        kind = "paragraph" if token.type == "paragraph_open" else "whole"
        blocks.append((kind, words))
    return Prose(heading, level, tuple(blocks))


def title_of(notebook: NotebookNode) -> str:
    """Return a notebook's first heading."""
    return str(read(notebook.cells[0].source).heading)


def split(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, as they stand there."""
    masked = WHOLE.sub(_mask, paragraph)
    sentences = []
    start = 0
    for found in END.finditer(masked):
        so_far = masked[start : found.end()].strip()
        if so_far.endswith(ABBREVIATIONS) or INITIAL.search(so_far) or NUMBERED.fullmatch(so_far):
            continue
        sentences.append(paragraph[start : found.end()].strip())
        start = found.end()
    rest = paragraph[start:].strip()
    return [*sentences, rest] if rest else sentences


def _mask(found: re.Match[str]) -> str:
    """Hide what is inside; a full stop at the end of an aside or of emphasis still ends."""
    words = found.group()
    if words[0] in "(*" and (tail := re.search(r"[.!?]\W{1,2}$", words)):
        return words[0] + "x" * (tail.start() - 1) + tail.group()
    return words[0] + "x" * (len(words) - 2) + words[-1]
