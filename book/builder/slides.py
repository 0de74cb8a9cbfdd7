"""The slides: a deck for each notebook and one for the whole seminar, from the cells' metadata.

``metadata.slideshow`` says of each cell whether it is on a slide (``slide_type``), how many
sentences of its text (``sentences``) and whether its code (``code``), or which of its lines
(``lines``), are shown there. With ``"output": "fragment"`` its output waits for a key, so that it
can be guessed, with ``"hide"`` it is left out. The rest of the text goes to the speaker's notes,
but for exercises; with ``"aloud": 1`` only its first paragraph, with 0 nothing. The tag ``seminar``
chooses the slides of the seminar.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

from nbformat import NotebookNode

from book.builder import ROOT, BuildError
from book.builder.assets import assets
from book.builder.executed import executed
from book.builder.placing import (
    BOTTOM,
    COMPACT,
    GAP,
    LARGER_BESIDE,
    LEAST,
    TOP,
    Box,
    Words,
    enlarged,
    in_two_columns,
    over_a_table,
    place,
    whole_width,
)
from book.builder.run import address
from book.builder.sentences import Prose, read
from book.builder.site import copy_web
from course.notebooks import SLIDE_TYPES, VIEW, on_slides, paths, states, tags
from course.pictures.svg import inline, shown, smallest_text

HERE = ROOT / "book" / "slides"
STYLE = ROOT / "book" / "style"
# What the decks load of reveal.js, by its place in node_modules.
REVEAL = {
    "reveal.css": "reveal.js/dist/reveal.css",
    "reveal.js": "reveal.js/dist/reveal.js",
    "notes.js": "reveal.js/plugin/notes/notes.js",
}
# What a cell can be on the slides ("-": more of the slide before).
SEMINAR = "The seminar in ninety minutes"
OPENING = "From one weight, `8.5 * 0.1 = 0.85`, to two networks that disagree about a digit."
# How a cell of notes begins, so that in the notebook one sees whom it is for; the speaker knows.
FOR_LECTURERS = "*For the lecturer.*"
# What is tagged so is read and done at the computer, not said.
FOR_READERS = {"exercise", "solution"}
# Lines of output that stand one below the other; more of them stand in two columns.
MOST_OUTPUT = 22
# What a live drawing needs in height beside its SVG, until the browser measures it: the controls.
CONTROLS = 120
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


@dataclass
class Drawing:
    """A picture on a slide: its HTML, its size, and its smallest text in px (None: unknown)."""

    html: str
    width: float
    height: float
    text: float | None
    live: bool = False
    box: Box | None = None


@dataclass
class Slide:
    """What stands on one slide, and what is said with it."""

    id: str
    stack: int
    heading: Prose | None
    source: str  # the notebook's title
    text: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    larger: float = 1
    opens: bool = False  # is it the notebook's title?
    compact: bool = False  # is the heading smaller, for the drawing?
    begins: bool = False  # is it the first of its notebook in the seminar?
    guessed: bool = False  # does the output wait until the audience has guessed?

    @property
    def words(self) -> Words:
        """What has to find room beside a drawing."""
        return Words("\n\n".join(self.text), _lines(self.code), _lines(self.output))


def _lines(texts: list[str]) -> tuple[str, ...]:
    return tuple("\n".join(texts).expandtabs().split("\n")) if texts else ()


# --- Building -----------------------------------------------------------------------------------


def build_slides(out: Path, step: Callable[[str], None] = lambda words: None) -> None:
    """Build all decks and their index into the folder ``out``.

    ``step`` is called with a deck's name after each. Raises BuildError if a notebook or a web part
    is missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    copy_parts(out)
    found = paths()
    if not found:
        raise BuildError("There are no notebooks to make slides of.")
    ready = [(path, executed(path)) for path in found]
    decks = []
    for path, notebook in ready:
        deck = slides_of(notebook, path.stem)
        if deck:
            told = _write(out, path.stem, title_of(notebook), deck, [notebook])
            decks.append(told | {"run": address(path)})
        step(path.stem)
    seminar = seminar_of(ready)
    _write(out, "seminar", SEMINAR, seminar, [notebook for _, notebook in ready])
    step("seminar")
    page = _environment().get_template("index.html.j2")
    count = len(seminar)
    (out / "index.html").write_text(page.render(decks=decks, seminar=count), encoding="utf-8")


def copy_parts(out: Path) -> None:
    """Copy what the decks load: web parts, style and script."""
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

    copy_web(out / "web")
    packages = assets()
    for name, file in REVEAL.items():
        shutil.copy(packages / file, out / "web" / name)
    for own in (STYLE / "type.css", STYLE / "widgets.js", HERE / "slides.css", HERE / "slides.js"):
        shutil.copy(own, out)
    colours = HtmlFormatter(style="a11y-high-contrast-light").get_style_defs(".highlight")
    (out / "code.css").write_text(colours + "\n", encoding="utf-8")


def _write(
    out: Path, name: str, title: str, slides: list[Slide], sources: list[NotebookNode]
) -> dict[str, Any]:
    """Write one deck; return what the index says of it."""
    lay_out(slides)
    stacks = [
        [slide for slide in slides if slide.stack == stack]
        for stack in dict.fromkeys(slide.stack for slide in slides)
    ]
    page = _environment().get_template("deck.html.j2")
    shown = {model for slide in slides for drawing in slide.drawings for model in _views(drawing)}
    words = page.render(title=title, stacks=stacks, state=_state(sources, shown), name=name)
    (out / f"{name}.html").write_text(words, encoding="utf-8")
    return {"name": name, "title": title, "count": len(slides)}


def title_of(notebook: NotebookNode) -> str:
    """Return a notebook's first heading."""
    return str(read(notebook.cells[0].source).heading)


def _views(drawing: Drawing) -> list[str]:
    return re.findall(r'"model_id": "(\w+)"', drawing.html) if drawing.live else []


def _state(sources: Iterable[NotebookNode], shown: set[str]) -> str:
    """Return the widgets' states of those notebooks that have a live drawing here, or ""."""
    models: dict[str, Any] = {}
    for notebook in sources:
        own = states(notebook)
        if shown & set(own):
            models |= own
    if not models:
        return ""
    state = {"version_major": 2, "version_minor": 0, "state": models}
    return json.dumps(state).replace("</", "<\\/")


# --- From cells to slides -----------------------------------------------------------------------


def seminar_of(ready: Iterable[tuple[Path, NotebookNode]]) -> list[Slide]:
    """Return the seminar's slides: its title, and from each notebook those that are tagged.

    Where a notebook begins, the speaker is told its title and the question it asks.
    """
    title = Slide("title", -1, read(f"# {SEMINAR}"), "", text=[OPENING], opens=True)
    title.notes.append("While they come in. Each notebook begins with a question; read it aloud.")
    deck = [title]
    for path, notebook in ready:
        own = slides_of(notebook, path.stem, seminar=True)
        for first in own[:1]:
            blocks = read(notebook.cells[0].source).blocks[1:]  # without minutes and aims
            question = " ".join(block for _, block in blocks)
            first.begins = True
            first.notes.insert(0, f"*Here begins {title_of(notebook)}.* {question}")
        deck += own
    return deck


def slides_of(notebook: NotebookNode, name: str, seminar: bool = False) -> list[Slide]:
    """Return a notebook's slides; with ``seminar`` those that are tagged so, and what follows them.

    The text of cells that are skipped is said by the speaker, on the slide before. Raises
    BuildError, naming the cell, if what its metadata says can't be shown.
    """
    prefix = f"{name[:2]}-" if seminar else ""
    title = title_of(notebook)
    slides: list[Slide] = []
    heading: Prose | None = None
    stack = 0
    here = False  # does what comes now belong to this deck?
    for cell in notebook.cells:
        _check(cell, name)
        kind = on_slides(cell, "skip")
        prose = read(cell.source) if cell.cell_type == "markdown" else None
        chosen = not seminar or "seminar" in tags(cell)
        starts = kind in ("slide", "subslide")
        if prose is not None and prose.heading and kind != "notes":
            heading = prose
        if starts:
            here = chosen
            stack += kind == "slide"
        elif kind in ("-", "fragment") and chosen and not here:
            starts = here = True  # in the seminar a slide may begin later than in the deck
        if not here:
            continue
        if starts:
            number = int(name[:2]) * 1000 + stack
            opens = prose is not None and prose.level == 1
            slides.append(Slide(prefix + cell.id, number, heading, title, opens=opens))
        if slides:
            _add(slides[-1], cell, kind, prose)
    return slides


def _check(cell: NotebookNode, name: str) -> None:
    """Raise BuildError if what a cell's metadata says makes no slide."""
    show = cell.metadata.get("slideshow", {})
    where = f"{name}, cell {cell.id!r}: "
    kind = on_slides(cell, "skip")
    if kind not in SLIDE_TYPES:
        kinds = ", ".join(f'"{kind}"' for kind in SLIDE_TYPES)
        raise BuildError(f'{where}"slide_type" is {kind!r}: write one of {kinds}.')
    sentences = show.get("sentences", 1)
    if not isinstance(sentences, int):
        raise BuildError(f'{where}"sentences" is {sentences!r}: write a number, or -1 for all.')
    aloud = show.get("aloud", 0)
    if not isinstance(aloud, int) or aloud < 0:
        raise BuildError(f'{where}"aloud" is {aloud!r}: write how many paragraphs, from 0.')
    if show.get("output", "hide") not in ("fragment", "hide"):
        raise BuildError(f'{where}"output" is {show["output"]!r}: write "fragment" or "hide".')
    count = len(cell.source.split("\n"))
    match show.get("lines", [1, count]):
        case [int(first), int(last)] if 1 <= first <= last <= count:
            return
        case lines:
            raise BuildError(
                f'{where}"lines" is {lines!r}: write the first and the last line to show, as '
                f"[1, {count}] for all {count}."
            )


def _add(slide: Slide, cell: NotebookNode, kind: str, prose: Prose | None) -> None:
    show = cell.metadata.get("slideshow", {})
    if kind == "notes":
        slide.notes.append(cell.source.removeprefix(FOR_LECTURERS).lstrip())
    elif prose is not None:
        aloud = "" if FOR_READERS & tags(cell) else prose.text
        if "aloud" in show:
            aloud = "\n\n".join(block for _, block in prose.blocks[: show["aloud"]])
        if aloud:
            slide.notes.append(aloud)
        if kind != "skip" and (shown := prose.shown(show.get("sentences", 1))):
            slide.text.append(shown)
    elif kind != "skip" and cell.cell_type == "code":
        live = any(VIEW in output.get("data", {}) for output in cell.outputs)
        # A live drawing needs the room, and its code says nothing new.
        if show.get("code", "hide" if live else "show") != "hide":
            # Two empty lines before a function are one here: a slide is small.
            slide.code.append(re.sub(r"\n{3,}", "\n\n", _some(cell.source, show)))
        slide.guessed |= show.get("output") == "fragment"
        for output in cell.outputs if show.get("output") != "hide" else []:
            _add_output(slide, output)


def _some(source: str, show: dict[str, Any]) -> str:
    """Return the lines of a cell that its slide shows, as ``"lines": [5, 16]`` says, or all."""
    if "lines" not in show:
        return source
    first, last = show["lines"]
    return dedent("\n".join(source.split("\n")[first - 1 : last]))


def _add_output(slide: Slide, output: NotebookNode) -> None:
    data = output.get("data", {})
    if output.output_type == "stream":
        slide.output.append(output.text.rstrip("\n"))
    elif VIEW in data and "text/html" in data:
        slide.drawings.append(_live(data))
    elif shown(data.get("text/html", "")):
        slide.drawings.append(_still(data["text/html"]))
    elif "image/png" in data:
        slide.drawings.append(_picture(output))
    elif "text/html" in data:
        slide.html.append(_typed(data["text/html"]))
    elif "text/plain" in data and output.output_type == "execute_result":  # not a progress bar
        slide.output.append(data["text/plain"])


def _typed(html: str) -> str:
    """Return the table that Keras prints, in our type and in our colours."""
    return re.sub(r' style="[^"]*"', "", html)


def _still(html: str) -> Drawing:
    svg = shown(html)
    assert svg is not None
    width, height = map(float, SIZE.search(svg).groups())  # type: ignore[union-attr]
    html = inline(svg, "svg{min-width:0!important}")  # its place says how large it is
    return Drawing(html, width, height, smallest_text(svg))


def _live(data: NotebookNode) -> Drawing:
    still = _still(data["text/html"])
    view = json.dumps(data[VIEW]).replace("</", "<\\/")
    still.html = (
        f'<div class="still">{still.html}</div>'
        f'<div class="fit"><script type="{VIEW}">{view}</script></div>'
    )
    still.height += CONTROLS
    still.live = True
    return still


def _picture(output: NotebookNode) -> Drawing:
    from html import escape

    size = output.metadata["image/png"]
    words = escape(str(output.data.get("text/plain", "")))
    source = output.data["image/png"].replace("\n", "")
    image = (
        f'<img class="drawing" style="--width:{size["width"]}px" alt="{words}" '
        f'data-smallest="{size["smallest_text"]}" src="data:image/png;base64,{source}">'
    )
    return Drawing(image, size["width"], size["height"], size["smallest_text"])


# --- Places -------------------------------------------------------------------------------------


def lay_out(slides: list[Slide]) -> None:
    """Give each drawing its place: the same one to all drawings of a section that build up."""
    groups: dict[tuple[Any, ...], list[tuple[Slide, Drawing]]] = {}
    for slide in slides:
        for drawing in slide.drawings:
            own = drawing.live or 'src="data:image/png' in drawing.html
            key = (slide.stack, drawing.height, slide.id if own else "")
            groups.setdefault(key, []).append((slide, drawing))
    for members in groups.values():
        slide, first = members[0]
        if first.live:
            slide.compact = True
            first.box = whole_width(first.width, first.height, slide.words)
            continue
        sizes = [(drawing.width, drawing.height) for _, drawing in members]
        smallest = min((drawing.text for _, drawing in members if drawing.text), default=LEAST)
        words = [slide.words for slide, _ in members]
        box = place(sizes, words, LEAST / smallest)
        if box.scale * smallest < LEAST - 0.05:
            compact = place(sizes, words, LEAST / smallest, COMPACT)
            if compact.scale > box.scale:
                box = compact
                for slide, _ in members:
                    slide.compact = True
        for _, drawing in members:
            drawing.box = box

    for slide in slides:
        if len(slide.words.output) > MOST_OUTPUT:
            slide.larger = in_two_columns(slide.words.output)
        if slide.html:
            slide.larger = over_a_table("".join(slide.html).count("\n") + 1, slide.words)
    for slide in slides:
        if _is_plain(slide):
            slide.larger = enlarged(slide.words)
    for stack in {slide.stack for slide in slides}:
        # The words beside drawings that build up keep their size as the drawings do.
        drawn = [slide for slide in slides if slide.stack == stack and _is_drawn(slide)]
        for slide in drawn:
            slide.larger = min(_over_a_drawing(other) for other in drawn)


def _is_drawn(slide: Slide) -> bool:
    """Are there words, code and short output beside a drawing that is not live?"""
    still = slide.drawings and not any(drawing.live for drawing in slide.drawings)
    return bool(still) and not slide.html and len(slide.words.output) <= MOST_OUTPUT


def _over_a_drawing(slide: Slide) -> float:
    """Return how much larger the words may be without coming near to the drawing."""
    box = slide.drawings[0].box
    assert box is not None
    top = COMPACT if slide.compact else TOP
    if box.column:
        return enlarged(slide.words, box.column, BOTTOM - top, LARGER_BESIDE)
    lowest = min(drawing.box.y for drawing in slide.drawings if drawing.box)
    return enlarged(slide.words, height=lowest - GAP - top, factors=LARGER_BESIDE)


def _is_plain(slide: Slide) -> bool:
    """Are there words, code and short output alone?"""
    long = len(slide.words.output) > MOST_OUTPUT
    return not (slide.drawings or slide.html or long or slide.opens)


# --- The page -----------------------------------------------------------------------------------


def _environment() -> Any:
    """Return the templates' environment, with its filters."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markdown_it import MarkdownIt
    from markupsafe import Markup
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from pygments import highlight as coloured  # type: ignore[import-untyped]
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

    from book.builder.formulas import formula

    parser = MarkdownIt("commonmark").enable("table")
    parser.use(dollarmath_plugin, renderer=lambda tex, how: formula(tex, how["display_mode"]))

    def markdown(words: str) -> Markup:
        # From deck to deck as from notebook to notebook.
        return Markup(re.sub(r'href="(\d\d_\w+)\.ipynb"', r'href="\1.html"', parser.render(words)))

    def inline(words: str) -> Markup:
        return Markup(parser.renderInline(words))

    def highlight(code: str) -> Markup:
        return Markup(coloured(code, PythonLexer(), HtmlFormatter()))

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"markdown": markdown, "inline": inline, "highlight": highlight}
    environment.filters["columns"] = _columns
    return environment


def _columns(lines: tuple[str, ...]) -> list[str]:
    """Return output as one column, or as two of the same length if it is long."""
    if len(lines) <= MOST_OUTPUT:
        return ["\n".join(lines)]
    half = -(-len(lines) // 2)
    return ["\n".join(lines[:half]), "\n".join(lines[half:])]
