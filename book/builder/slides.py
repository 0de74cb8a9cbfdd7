"""The slides: a deck for each notebook, and the seminar in three lengths, from the cells' metadata.

A slide is one sentence, pictures in one place, and maybe code, a list or a table. A cell with the
tag ``slides-only`` and a ``slide_type`` that begins a slide says its sentence, else the heading.
``metadata.slideshow`` says of each cell whether it is on a slide (``slide_type``): pictures of a
``fragment`` cell take the place of those before them at a key. With ``states`` a live drawing goes
from one of these states to the next. A cell that draws hides its code and what it prints, unless
``"code": "show"`` or ``lines`` asks for the code; ``"code"`` and ``"output"`` hide one of them in
other cells. Of a text the slide shows so many sentences as ``sentences`` says (1), and the speaker
is told the notes and so many paragraphs as ``aloud`` says (on slides without a sentence of their
own, all of it). A slide of the seminar has the tag of the
shortest length that it belongs to, and its ``minutes``.
"""

import json
import math
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import dedent
from typing import Any

from nbformat import NotebookNode

from book.builder import ROOT, BuildError
from book.builder.assets import assets
from book.builder.contents import drawn, vignette
from book.builder.executed import executed
from book.builder.lecturer import LENGTHS, MINUTES, lecturer
from book.builder.run import address
from book.builder.sentences import Prose, read, split, title_of, typographic
from book.builder.site import copy_web
from course.notebooks import SLIDE_TYPES, SLIDES_ONLY, VIEW, number, on_slides, paths, states, tags
from course.pictures.svg import inline
from course.save import needed
from nnlib.checks import listed

HERE = ROOT / "book" / "slides"
STYLE = ROOT / "book" / "style"
# What the decks load of reveal.js, by its place in node_modules.
REVEAL = {
    "reveal.css": "reveal.js/dist/reveal.css",
    "reveal.js": "reveal.js/dist/reveal.js",
    "notes.js": "reveal.js/plugin/notes/notes.js",
}
COURSE = "From one weight to a network that reads digits"
TURN = "Now it is your turn"
BEGIN = "Its README opens it with one command; begin with notebook 00"
SPELT = {90: "ninety", 60: "sixty", 45: "forty-five"}
# How a cell of notes begins, so that in the notebook one sees whom it is for; the speaker knows.
FOR_LECTURERS = "*For the lecturer.*"
# And how one begins that says what stands on a slide.
ON_A_SLIDE = "*On the slide.*"
# What is tagged so is read and done at the computer, not said.
FOR_READERS = {"exercise", "solution"}
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
# px of the places for pictures, as in slides.css: alone, beside words or code, under a title; and
# how much larger than in a notebook a picture may be.
PLACES = {"picture": (1280, 598), "code": (640, 598), "title": (1280, 478)}
LARGEST = 2


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _are_states(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)


# What a cell's metadata may say of its slide: what is right, and what to write. (Which lines and
# paragraphs there are, is looked at with the cell.)
KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "slide_type": (SLIDE_TYPES.__contains__, listed((f'"{kind}"' for kind in SLIDE_TYPES), "or")),
    "sentences": (lambda value: isinstance(value, int), "a number, or -1 for all"),
    "code": (("show", "hide").__contains__, '"show" or "hide"'),
    "lines": (lambda value: True, ""),
    "output": (("hide",).__contains__, '"hide"'),
    "states": (_are_states, 'a list, as [{}, {"a": 1}]'),
    "aloud": (lambda value: True, ""),
    "minutes": (lambda value: _is_number(value) and value > 0, "a number, as 1.5"),
}


@dataclass
class Picture:
    """A picture on a slide: its HTML, and its size in px in a notebook."""

    html: str
    width: float
    height: float


@dataclass
class Slide:
    """What stands on one slide, and what is said with it."""

    id: str
    stack: int
    sentence: str
    name: str = ""  # the notebook's file
    title: str = ""  # the notebook's title
    text: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    view: str = ""  # of the live drawing
    states: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    minutes: float = 0
    least: float = math.inf  # minutes of the shortest seminar that it belongs to
    own_sentence: bool = False  # is its sentence made for it?
    opens: bool = False  # is it a title?
    logo: str = ""

    @property
    def layout(self) -> str:
        """What stands where."""
        if self.opens:
            return "title"
        if self.text or self.code or self.output:
            return "code" if self.pictures else "words"
        return "picture"

    def scale(self, picture: Picture) -> float:
        """Return how much larger than in a notebook a picture is."""
        width, height = PLACES[self.layout]
        return min(width / picture.width, height / picture.height, LARGEST)


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
    decks, seminars = [], []
    for path, notebook in ready:
        deck = slides_of(notebook, path.stem)
        if deck:
            told = _write(out, path.stem, title_of(notebook), deck, [notebook])
            decks.append(told | {"run": address(path)})
        step(path.stem)
    for name, minutes in LENGTHS.items():
        title = f"The seminar in {SPELT[minutes]} minutes"
        sources = [notebook for _, notebook in ready]
        seminars.append(_write(out, name, title, seminar_of(ready, minutes), sources))
    step("seminar")
    page = _environment().get_template("index.html.j2")
    words = page.render(course=COURSE, decks=decks, seminars=seminars)
    (out / "index.html").write_text(words, encoding="utf-8")


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
    stacks = [
        [slide for slide in slides if slide.stack == stack]
        for stack in dict.fromkeys(slide.stack for slide in slides)
    ]
    page = _environment().get_template("deck.html.j2")
    views = {model for slide in slides for model in re.findall(r'"model_id": "(\w+)"', slide.view)}
    state, foot = _state(sources, views), lecturer().foot
    words = page.render(title=title, stacks=stacks, state=state, foot=foot, view_type=VIEW)
    (out / f"{name}.html").write_text(words, encoding="utf-8")
    return {"name": name, "title": title, "count": len(slides)}


def _state(sources: Iterable[NotebookNode], shown: set[str]) -> str:
    """Return the state of the widgets that are shown here, as notebooks hold it, or ""."""
    models = {id: model for one in sources for id, model in states(one).items()}
    models = {id: models[id] for id in sorted(needed(models, shown))}
    if not models:
        return ""
    # The code of a kind of drawing is stored once, and a drawing says which it is (widgets.js).
    codes = sorted({one["state"]["_esm"] for one in models.values() if "_esm" in one["state"]})
    for id, one in models.items():
        if "_esm" in one["state"]:
            which = {"_esm": codes.index(one["state"]["_esm"])}
            models[id] = one | {"state": one["state"] | which}
    return _in_script({"version_major": 2, "version_minor": 0, "codes": codes, "state": models})


def _in_script(data: Any) -> str:
    return json.dumps(data).replace("</", "<\\/")


# --- From cells to slides -----------------------------------------------------------------------


def seminar_of(ready: Iterable[tuple[Path, NotebookNode]], most: int) -> list[Slide]:
    """Return the slides of the seminar that takes ``most`` minutes, with its title and its end."""
    from course.pictures.digit_network import digit_network

    who = lecturer()
    people = [_word_for_word(part) for part in (who.name, who.institute) if part]
    date = [_word_for_word(who.date)] if who.date else []
    title = Slide("title", -1, COURSE, minutes=MINUTES["title"], opens=True, logo=who.picture)
    title.text = [f"A seminar of {SPELT[most]} minutes", " · ".join(people + date)]
    cover = (ROOT / "book" / "cover.svg").read_text(encoding="utf-8")
    title.pictures.append(_picture(cover))
    title.notes.append(
        f"While they come in. The picture is where the next {SPELT[most]} minutes lead: a network "
        "that reads a 7."
    )
    end = Slide("end", 10**6, TURN, minutes=MINUTES["end"], opens=True, logo=who.picture)
    where = _word_for_word(who.address or "in the folder that you were given")
    if "://" in who.address:
        where = f"[{where}](<{who.address}>)"
    end.text = [f"The course: {where}", BEGIN, " · ".join(people)]
    sheet = digit_network([[0] * 28] * 28, hidden=40, title="A sheet for a digit of your own")
    end.pictures.append(_picture(sheet.svg))
    end.notes.append("Questions. Leave it on the screen.")
    taken = [
        replace(slide, id=f"{number(path)}-{slide.id}")
        for path, notebook in ready
        if number(path) not in who.leave_out
        for slide in slides_of(notebook, path.stem)
        if slide.least <= most
    ]
    return [title, *taken, end]


def _word_for_word(words: str) -> str:
    """Return words as Markdown that shows them as they are."""
    return re.sub(r"([\\`*_\[\]<>#|$&])", r"\\\1", words)


def slides_of(notebook: NotebookNode, name: str) -> list[Slide]:
    """Return a notebook's slides.

    Raises BuildError, naming the cell, if what its metadata says can't be shown.
    """
    title = title_of(notebook)
    slides: list[Slide] = []
    heading = ""
    stack = 0
    for cell in notebook.cells:
        where = f"{name}, cell {cell.id!r}: "
        prose = None
        if cell.cell_type == "markdown":
            prose = read(cell.source.removeprefix(ON_A_SLIDE))
        _check(cell, prose, where)
        kind = on_slides(cell, "skip")
        if prose is not None and prose.heading and kind != "notes":
            heading = prose.heading
        if kind in ("slide", "subslide"):
            stack += kind == "slide"
            slide = Slide(cell.id, int(name[:2]) * 1000 + stack, heading, name, title)
            slides.append(slide)
            _begin(slide, cell, prose, notebook, where)
        elif slides:
            _add(slides[-1], cell, kind, prose, where)
    return slides


def _length(cell: NotebookNode) -> float:
    """Return how long the shortest seminar is that a cell's slide belongs to."""
    return min((LENGTHS[tag] for tag in tags(cell) if tag in LENGTHS), default=math.inf)


def _check(cell: NotebookNode, prose: Prose | None, where: str) -> None:
    """Raise BuildError if what a cell's metadata says makes no slide."""
    show = cell.metadata.get("slideshow", {})
    for key, value in show.items():
        if key not in KEYS:
            raise BuildError(
                f"{where}{key!r} is nothing that a slide has: write {listed(KEYS, 'or')}."
            )
        is_right, wanted = KEYS[key]
        if not is_right(value):
            raise BuildError(f'{where}"{key}" is {value!r}: write {wanted}.')
    _range(show, "lines", cell.source.count("\n") + 1, where)
    _range(show, "aloud", len(prose.blocks) if prose else 0, where)
    if "room" in tags(cell):
        raise BuildError(f"{where}the tag room is called {SLIDES_ONLY} now: write that.")
    begins = SLIDES_ONLY in tags(cell) and on_slides(cell) in ("slide", "subslide")
    if _length(cell) < math.inf and not (begins and "minutes" in show):
        raise BuildError(
            f"{where}a slide of the seminar begins with a cell of its own: write its sentence "
            'there, the tag slides-only, and how long it takes, as "minutes": 1.'
        )


def _range(show: dict[str, Any], key: str, count: int, where: str) -> tuple[int, int]:
    """Return the first and the last line or paragraph that a slide takes; all, if nothing is said.

    Raises BuildError if it is neither a number of them nor two that are there.
    """
    match show.get(key, count):
        case bool():
            pass
        case int(last) if 0 <= last <= count:
            return 1, last
        case [int(first), int(last)] if 1 <= first <= last <= count:
            return first, last
    raise BuildError(
        f'{where}"{key}" is {show[key]!r}: write how many, or the first and the last, as '
        f"[1, {count}] for all {count}."
    )


def _begin(
    slide: Slide, cell: NotebookNode, prose: Prose | None, notebook: NotebookNode, where: str
) -> None:
    """Begin a slide with a cell: its sentence, and what stands with it."""
    show = cell.metadata.get("slideshow", {})
    slide.minutes, slide.least = show.get("minutes", 0), _length(cell)
    if prose is None or SLIDES_ONLY not in tags(cell):
        slide.opens = prose is not None and prose.level == 1
        _add(slide, cell, on_slides(cell), prose, where)
        if slide.opens and prose is not None:
            slide.text = [" ".join(block for _, block in prose.blocks[1:])]
            slide.pictures = [Picture(vignette(notebook), 1160, 450)]
        return
    slide.own_sentence = True
    match prose.blocks:
        case [("paragraph", words), *others] if len(split(words)) == 1 and all(
            kind == "whole" for kind, _ in others
        ):
            slide.sentence = words
            slide.text = [block for _, block in others]
        case _:
            raise BuildError(
                f"{where}a slide has one sentence, and after it at most a list or a table: write "
                "it so, or make two slides."
            )


def _add(slide: Slide, cell: NotebookNode, kind: str, prose: Prose | None, where: str) -> None:
    """Add what a cell gives to its slide and to the speaker's notes."""
    show = cell.metadata.get("slideshow", {})
    if kind == "notes":
        slide.notes.append(cell.source.removeprefix(FOR_LECTURERS).lstrip())
    elif prose is not None:
        first, last = _range(show, "aloud", len(prose.blocks), where)
        told = "aloud" in show or not (
            slide.own_sentence or slide.opens or FOR_READERS & tags(cell)
        )
        if aloud := "\n\n".join(block for _, block in prose.blocks[first - 1 : last] if told):
            slide.notes.append(aloud)
        if kind != "skip" and (shown := prose.shown(show.get("sentences", 1))):
            slide.text.append(shown)
    elif kind != "skip" and cell.cell_type == "code":
        pictures = _pictures(cell)
        draws = bool(pictures)
        if not draws and any("image/png" in output.get("data", {}) for output in cell.outputs):
            raise BuildError(
                f"{where}a slide shows what pictures, plots and explore draw, nothing else: "
                'leave the cell out with "slide_type": "skip".'
            )
        if "states" in show:
            slide.states = show["states"]
            if slide.pictures or not draws:
                raise BuildError(f"{where}a drawing with states is alone on its slide.")
        slide.pictures += pictures
        for output in cell.outputs:
            if VIEW in output.get("data", {}):
                slide.view = _in_script(output.data[VIEW])
        says_code = show.get("code", "hide" if draws and "lines" not in show else "show") == "show"
        if says_code:
            first, last = _range(show, "lines", cell.source.count("\n") + 1, where)
            lines = dedent("\n".join(cell.source.split("\n")[first - 1 : last]))
            # Two empty lines before a function are one here: a slide is small.
            slide.code.append(re.sub(r"\n{3,}", "\n\n", lines))
        if (says_code or not draws) and show.get("output") != "hide":
            slide.output += filter(None, map(_printed, cell.outputs))


def _printed(output: NotebookNode) -> str:
    """Return the words of an output; a progress bar has none, and a drawing neither."""
    if output.output_type == "stream":
        return str(output.text.rstrip("\n"))
    data = output.get("data", {})
    result = output.output_type == "execute_result" and not {"text/html", "image/png"} & set(data)
    return str(data["text/plain"]) if result else ""


def _pictures(cell: NotebookNode) -> list[Picture]:
    """Return a cell's pictures: of a drawing with states a still of each."""
    stills = [NotebookNode({"text/html": still}) for still in cell.metadata.get("stills", [])]
    outputs = stills or [output.get("data", {}) for output in cell.outputs]
    return [_picture(svg) for svg in map(drawn, outputs) if svg]


def _picture(svg: str) -> Picture:
    width, height = map(float, SIZE.search(svg).groups())  # type: ignore[union-attr]
    # Its place says how large it is, and no frame stands around it.
    look = "svg{min-width:0!important}svg>style:first-of-type+rect{stroke:none}"
    return Picture(inline(svg, look), width, height)


# --- The page -----------------------------------------------------------------------------------


def _environment() -> Any:
    """Return the templates' environment, with its filters."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from pygments import highlight as coloured  # type: ignore[import-untyped]
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

    from book.builder.formulas import formula

    parser = typographic().use(
        dollarmath_plugin, renderer=lambda tex, how: formula(tex, how["display_mode"])
    )

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
    return environment
