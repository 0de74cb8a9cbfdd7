"""A live drawing as a widget: its traits, its JavaScript in one piece, and how a notebook shows it.

A live drawing is an anywidget: Python draws the SVG, and a small ES module keeps its numbers,
widths and curves up to date in the browser. The modules stand beside this file and import from
``common.mjs``; a widget can carry one only, so ``module`` joins them.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from xml.etree import ElementTree

import anywidget
import traitlets

from course.pictures.svg import PAGE, Drawing, in_page

# What Python in a browser sends as None arrives there as undefined; this is null.
if sys.platform == "emscripten":
    from pyodide.ffi import jsnull as NULL
else:
    NULL = None
HERE = Path(__file__).resolve().parent
IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[\w./]+\.mjs)";\n', flags=re.M)
EXPORT = re.compile(r"^export (?!default)", flags=re.M)


# The sliders are not ours. ``arrange`` in common.mjs says where they stand. A control that could do
# nothing without Python is hidden until the browser has found it.
CONTROLS = """
.nnlib-explore:not(:has(.with-python)) .needs-python { display: none; }
/* What works without Python is not broken, and else says so in words. */
.jupyter-widgets-disconnected:is([class*="nnlib-"], [class*="nnlib-"] *)::before { display: none; }
.nnlib-explore[data-controls] { width: auto; min-width: 0; gap: 4px 16px; overflow: visible; }
.nnlib-explore[data-controls] > * { margin: 0; }
.nnlib-explore[data-controls="below"] { flex-flow: row wrap; align-items: center; }
.nnlib-explore[data-controls="below"] > .widget-slider { flex: 1 1 260px; }
.nnlib-explore[data-controls="below"] > :first-child { flex: 1 0 100%; }
.nnlib-explore[data-controls="beside"] {
  display: grid; grid-template-rows: repeat(8, max-content) 1fr; align-items: start;
  grid-template-columns: minmax(var(--least), var(--widest)) minmax(260px, 1fr);
}
.nnlib-explore[data-controls="beside"] > * { grid-column: 2; }
.nnlib-explore[data-controls="beside"] > :first-child { grid-area: 1 / 1 / span 9; }
.nnlib-compare { flex-flow: row wrap; align-items: flex-start; gap: 8px 16px; overflow: visible; }
.nnlib-compare > .nnlib-explore { flex: 1 1 460px; margin: 0; }
.nnlib-compare > :last-child { flex: 1 1 413px; min-width: 0; max-width: 560px; }
.nnlib-explore .widget-slider {
  container-type: inline-size; flex-wrap: wrap; height: auto; min-height: 28px;
}
.nnlib-explore .widget-slider > .widget-label { width: auto !important; }
.nnlib-explore .widget-slider > .slider-container { flex: 1 1 60px; }
.nnlib-explore[data-controls="beside"] > .widget-slider > .widget-label {
  flex: 0 0 100%; text-align: left; line-height: 28px;
}
@container (max-width: 280px) {
  .nnlib-explore .widget-slider > .widget-label {
    flex: 0 0 100%; max-width: 100%; text-align: left; line-height: 28px;
  }
}
/* A finger takes a slider's handle, all around it, or scrolls the page: the line is too thin to be
   meant. */
@media (pointer: coarse) {
  .nnlib-explore {
    --jp-widgets-inline-height: var(--nnlib-finger); --jp-widgets-slider-handle-size: 24px;
  }
  .nnlib-explore .noUi-base { pointer-events: none; }
  .nnlib-explore .widget-slider :is(.noUi-target, .noUi-target *) { touch-action: pan-y; }
  .nnlib-explore .noUi-touch-area {
    position: absolute; inset: -11px; width: auto; height: auto; pointer-events: auto;
  }
}
@media (forced-colors: active) {
  .nnlib-explore .noUi-target, .nnlib-explore .noUi-handle { border: 1px solid ButtonText; }
  .nnlib-explore .noUi-connect { forced-color-adjust: none; background: Highlight; }
}
"""


@cache
def module(name: str, folder: Path = HERE) -> str:
    """Return ``name.mjs`` as one module: the files that it imports stand before it, once each."""
    order: list[Path] = []
    _collect(folder / f"{name}.mjs", order)
    parts = [part.read_text(encoding="utf-8") for part in order]
    return "\n".join(EXPORT.sub("", IMPORT.sub("", part)) for part in parts)


def _collect(file: Path, order: list[Path]) -> None:
    for needed in IMPORT.findall(file.read_text(encoding="utf-8")):
        _collect((file.parent / needed).resolve(), order)
    if file not in order:
        order.append(file)


def for_a_page() -> bool:
    """Is this drawing made for the book or the slides, where no Python can be asked?

    ``book/builder/executed.py`` says so to the run that it takes the drawings from. Such a drawing
    brings along what Python would have answered; in a notebook that would be megabytes for nothing.
    """
    return "NNLIB_FOR_A_PAGE" in os.environ


class Live(anywidget.AnyWidget):
    """A live drawing in the browser; subclasses add what it shows as synced traits.

    ``svg`` is the drawing as Python made it. ``words`` say what it shows at the start.
    """

    _css = PAGE + CONTROLS
    svg = traitlets.Unicode().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    # Of traits that have sliders: [low, high, step, name].
    ranges: Any = traitlets.Dict().tag(sync=True)
    # What the browser needs of a drawing for good; and what moves, by trait, as it is at first.
    given: Any = traitlets.Dict().tag(sync=True)
    beginning: Any = traitlets.Dict().tag(sync=True)
    still: Drawing  # of the beginning
    draw: Callable[..., Drawing] | None = None  # the still of what moves, each by its trait's name

    def __init__(self, **traits: Any) -> None:
        """Answer the browser's question whether Python is there (``whenNoKernel``)."""
        super().__init__(**traits)
        self.on_msg(self._answer_presence)

    @traitlets.validate("svg")
    def _for_a_page(self, proposal: Any) -> str:
        return in_page(proposal["value"])

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """Return what is sent to the browser, as ipywidgets has it, with null where it is None."""
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state if NULL is None else _with_null(state)

    def _answer_presence(self, widget: Any, content: dict[str, str], buffers: Any) -> None:
        if content.get("ask") == "are you there":
            self.send({"answer": "yes"})


def moving(
    name: str,
    draw: Callable[..., Drawing],
    given: dict[str, Any],
    follows: Mapping[str, Any] = MappingProxyType({}),
    /,
    **start: Any,
) -> Live:
    """Return what ``draw`` draws of ``start``, kept up to date by ``name``.mjs in the browser.

    Each value in ``start`` becomes a trait of that name, which moves and goes back there on
    "reset"; so does each in ``follows``, which is set by those. ``given`` stays as it is.
    """
    still = draw(**start)
    moves = {**follows, **start}
    traits = {trait: traitlets.Any(value).tag(sync=True) for trait, value in moves.items()}
    kind = type(name, (Live,), {"_esm": module(name), **traits})
    live: Live = kind(svg=still.svg, words=still.words, given=given, beginning=start)
    live.still, live.draw = still, draw
    return live


def film(trait: str, drawings: Sequence[Drawing]) -> dict[str, Any]:
    """Return what the browser needs to show a picture at each stop of the slider of ``trait``.

    ``drawings`` are the picture at these stops, in order; what differs in them has a data-part.
    """
    looks = [_parts(drawing.svg) for drawing in drawings]
    changes: dict[str, dict[str, list[str | None]]] = {}
    for part in looks[0]:
        for name in sorted(set().union(*(look[part] for look in looks))):
            values = [look[part].get(name) for look in looks]
            if len(set(values)) > 1:
                changes.setdefault(part, {})[name] = values
    shown = {"trait": trait, "parts": changes, "words": [drawing.words for drawing in drawings]}
    return {"film": shown, "parts": {}, "words": "{words}"}


def _parts(svg: str) -> dict[str, dict[str, str]]:
    """Return the text and the attributes of all that has a data-part, by its name."""
    found = ElementTree.fromstring(svg).iterfind(".//*[@data-part]")
    return {e.attrib["data-part"]: {"text": e.text or "", **e.attrib} for e in found}


def _with_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_null(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_null(inner) for inner in value]
    return NULL if value is None else value


def as_bytes(value: Any, widget: Any) -> bytes:
    """Return bytes that the browser sends: they arrive as a memoryview."""
    return bytes(value)


def tidy(value: float) -> float:
    """Return a slider's value without the noise of its steps: 4, not 3.9999999999999996."""
    return float(f"{value:.12g}")


def reading(trait: str, words: str) -> property:
    """Return a property of an ``Explorer``: a value of its widget, as the slider shows it."""

    def read(explorer: "Explorer") -> Any:
        value = getattr(explorer.widget, trait)
        return tidy(value) if isinstance(value, float) else value

    return property(read, doc=words)


class Explorer:
    """A live drawing with its controls, as a cell's last line shows it.

    Where no widget can run (a fresh clone, a page without JavaScript) the static ``drawing`` stands
    in its place, and its words are what nbval compares.
    """

    widget: Any  # its numbers are traits, which go by what moves in the drawing

    def __init__(self, drawing: Drawing, widget: Live, controls: Iterable[Any] = ()) -> None:
        """Put the drawing's live version above its controls (ipywidgets)."""
        from ipywidgets import VBox

        self.drawing = drawing
        self.widget = widget
        self.box = VBox([widget, *controls]).add_class("nnlib-explore")

    def at(self, **state: Any) -> Drawing:
        """Return the still of a state: what it names is laid over the beginning.

        A slide goes through such states (``listen`` in common.mjs). Raises ValueError for a name of
        nothing that moves.
        """
        beginning = self.widget.beginning
        for name in state.keys() - beginning.keys():
            raise ValueError(
                f"The drawing moves no {name!r}: a state may name {', '.join(beginning)}."
            )
        return cast(Drawing, self.widget.draw(**beginning | state))

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        live = dict(self.box._repr_mimebundle_())
        return live | self.drawing._repr_mimebundle_()
