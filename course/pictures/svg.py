"""A drawing as SVG: the palette, the drawing's paper, numbers as text, and what a notebook shows.

A drawing is plain SVG text, the same bytes each time, so that nbval can compare it. It carries
its own paper colour and a dark version of itself, because a page cannot style an image.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

from nnlib.checks import check_whole

# On light and on dark paper. Blue and orange stay apart for colour-blind readers; the sign is also
# dashed or written.
COLOURS = {
    "paper": ("#ffffff", "#14191f"),
    "rule": ("#d9dde3", "#3a444f"),
    "ink": ("#1f2933", "#e8edf2"),
    "soft": ("#52606d", "#b3bec9"),
    "faint": ("#9aa5b1", "#75818d"),
    "plus": ("#0b6bab", "#7cc0f5"),
    "minus": ("#b8430f", "#ff9a6b"),
    "edgeplus": ("#7badd6", "#3f7fb0"),
    "edgeminus": ("#e08e6d", "#b5663f"),
    "edgezero": ("#c5cbd3", "#4a5561"),
    "input": ("#e9f2fc", "#1d3247"),
    "hidden": ("#fbf3d9", "#3d351c"),
    "output": ("#e6f4e6", "#1f3a28"),
    "line": ("#1f3a5a", "#9fc3e6"),
    "goal": ("#6b2fa0", "#c79bf2"),
    "error": ("#f4c6b3", "#7a3d25"),
    "label": ("#ffffff", "#14191f"),
    "chip": ("#f2f5f9", "#232c36"),
    "good": ("#2b7a3d", "#7fd494"),
    "blank": ("#ffffff", "#14191f"),
}
LIGHT, DARK = ({name: pair[dark] for name, pair in COLOURS.items()} for dark in (0, 1))
# Those of what stands around live drawings.
AROUND = COLOURS | {
    "field": ("#ffffff", "#232c36"),
    "warn": ("#fdf0ea", "#3a2219"),
    "frame": ("#75818d", "#75818d"),
}

MOST_DECIMALS = 20
TEXT = 15  # px: the size of words
LEAST_TEXT = 12  # px: no word is shown smaller; a drawing shrinks as far, and then scrolls


def _variables(palette: Mapping[str, str], where: str = "svg", prefix: str = "--") -> str:
    named = ";".join(f"{prefix}{name}:{colour}" for name, colour in palette.items())
    return f"{where}{{{named}}}"


# An image goes by the computer, or by what the page says that it is. Inside a page only
# light-dark() hears what the page says; browsers older than 2024 don't know it.
IN_AN_IMAGE = f"@media (prefers-color-scheme:dark){{{_variables(DARK)}}}"
BOTH = {name: f"light-dark({light},{dark})" for name, (light, dark) in AROUND.items()}
IF_BOTH = "@supports (color:light-dark(red,red))"
IN_A_PAGE = f"{IF_BOTH}{{{_variables({name: BOTH[name] for name in COLOURS})}}}"
# The colours of a page around its live drawings: --nnlib-plus, --nnlib-warn, …
PAGE = _variables({name: light for name, (light, _) in AROUND.items()}, ":root", "--nnlib-")
PAGE += f"{IF_BOTH}{{{_variables(BOTH, ':root', '--nnlib-')}}}"
# What a finger needs to hit a control; a mouse needs nothing beyond the control itself.
PAGE += ":root{--nnlib-finger:0px}@media (pointer:coarse){:root{--nnlib-finger:44px}}"
FAMILY = 'font-family:"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif;'
STYLE = (
    f"{_variables(LIGHT)}{IN_AN_IMAGE}svg{{{FAMILY}font-size:{TEXT}px;"
    "fill:var(--ink);font-variant-numeric:tabular-nums}"
)
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a plot is for a page, beside the PNG of a notebook.
SVG = "image/svg+xml"
# How a notebook shows a drawing, as ``image`` writes it.
SHOWN = re.compile(
    r'<div style="overflow-x:auto"><img [^>]* src="data:image/svg\+xml,([^"]*)"></div>'
)


@dataclass(frozen=True)
class Drawing:
    """An SVG drawing and its content in words; a notebook shows the one, nbval reads both."""

    svg: str
    words: str

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        # An <img> is shown in a notebook that JupyterLab does not trust yet; a bare SVG is not.
        # Percent-encoding keeps a change of one number readable in a diff.
        source = "data:image/svg+xml," + quote(self.svg, safe=" /:;,=()!@$*+~[]{}|^.-_")
        return {
            "text/html": image(source, self.words, _width(self.svg), smallest_text(self.svg)),
            "text/plain": self.words,
        }


def smallest_text(svg: str) -> float:
    """Return the size of a drawing's smallest text, or of one that its style only knows."""
    return min(map(float, re.findall(r'font-size(?::|=")([\d.]+)', svg)))


def in_page(svg: str) -> str:
    """Return a drawing's SVG for the inside of a page: it has its type, turns dark with it, and
    may shrink.
    """
    svg = svg.replace(IN_AN_IMAGE, IN_A_PAGE).replace(FAMILY, "")
    least = _least(_width(svg), smallest_text(svg))
    return svg.replace("<svg ", f'<svg style="min-width:{least}px" ', 1)


def inline(svg: str, style: str = "") -> str:
    """Return a drawing as HTML for a page of the book, which gives it its type, as no image can be.

    In a shadow root of its own: its style and its ids are not the page's.
    """
    paper = "@media print{svg{min-width:0!important}}"
    style = f"<style>svg{{display:block;width:100%;height:auto}}{paper}{style}</style>"
    return (
        f'<div class="drawing" style="--width:{coordinate(_width(svg))}px">'
        f'<template shadowrootmode="open" shadowrootclonable>{in_page(svg)}{style}</template></div>'
    )


def shown(html: str) -> str | None:
    """Return the SVG of a drawing that stands in a notebook's output, or None if there is none."""
    found = SHOWN.search(html)
    return unquote(found[1]) if found else None


def _width(svg: str) -> float:
    return float(svg.partition(' width="')[2].partition('"')[0])


def _least(width: float, smallest: float) -> int:
    return math.ceil(width * LEAST_TEXT / smallest)


def image(source: str, words: str, width: float, smallest: float) -> str:
    """Return a picture as HTML: it shrinks with its place as far as it can be read, then scrolls.

    ``source`` is its address, ``words`` its content, ``smallest`` the size of its smallest text.
    """
    return (
        f'<div style="overflow-x:auto"><img alt="{escape(words)}" style="width:{coordinate(width)}'
        f'px;max-width:100%;min-width:{_least(width, smallest)}px" src="{source}"></div>'
    )


def document(
    width: float,
    height: float,
    title: str | None,
    words: str,
    body: Iterable[str],
    size: int = TEXT,
) -> Drawing:
    """Return a drawing of ``width`` × ``height`` px on a paper of its own.

    ``title`` and ``words`` become ``<title>`` and ``<desc>``, without a title the words are its
    name; ``body`` is SVG elements as text, with words of ``size`` px where they say nothing else.
    """
    said = f' aria-label="{escape(words)}">'
    if title is not None:  # a live drawing may begin without one, and gets it as it is moved
        said = f"><title>{escape(title)}</title><desc>{escape(words)}</desc>"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{coordinate(width)}" '
        f'height="{coordinate(height)}" viewBox="0 0 {coordinate(width)} {coordinate(height)}" '
        f'role="img"{said}'
        f"<style>{STYLE.replace(f'size:{TEXT}px', f'size:{size}px')}</style>"
        f'<rect x="0.5" y="0.5" width="{coordinate(width - 1)}" height="{coordinate(height - 1)}" '
        f'rx="8" fill="var(--paper)" stroke="var(--rule)"/>'
    )
    return Drawing(svg=head + "".join(body) + "</svg>", words=words)


def tag(name: str, content: str | None = None, **attributes: object) -> str:
    """Return one SVG element; ``_`` in an attribute's name is written ``-``, None is left out.

    Numbers are rounded to two decimals; ``content`` is put inside as it stands (escape text first).
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        shown = coordinate(value) if isinstance(value, (int, float)) else escape(str(value))
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{shown}"')
    inside = "/>" if content is None else f">{content}</{name}>"
    return "<" + " ".join(parts) + inside


def label(x: float, y: float, words: str, **attributes: object) -> str:
    """Return a ``<text>`` whose middle line is at ``y`` (``text_anchor="middle"`` unless told)."""
    attributes.setdefault("text_anchor", "middle")
    return tag("text", escape(words), x=x, y=y + 5, **attributes)


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Return how many px a text takes at most in the drawings' fonts, rather a bit too many."""
    ems = 0.0
    for letter in words:
        if letter in " .,:;!|'ijl":
            ems += 0.29
        elif letter in "ftrI()[]/-":
            ems += 0.38
        elif letter in "mwMW%@▲▼①②③④…":
            ems += 1.0
        elif letter.isdigit() or letter in "−+=×?_#cksvxyzJ":
            ems += 0.59
        else:
            ems += 0.62 if letter.islower() else 0.78
    return ems * size * (1.04 if bold else 1.0)


def cut(words: str, size: float, room: float, bold: bool = False) -> str:
    """Return a text that fits into ``room`` px: as it is, or its beginning and "…"."""
    if text_width(words, size, bold) <= room:
        return words
    while words and text_width(words + "…", size, bold) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def coordinate(value: float) -> str:
    """Return a length in px with at most two decimals, without trailing zeros: ``12``, ``0.5``."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def fixed(value: float, decimals: int = 3) -> str:
    """Return a number with fixed decimals and a real minus sign; never "−0.000".

    Raises ValueError if ``decimals`` is negative or no whole number.
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "not a number"
    try:
        shown = f"{value:.{decimals}f}"
    except ValueError:  # looked at only now: a drawing asks for hundreds of numbers
        check_whole("decimals", decimals, MOST_DECIMALS)
        raise
    return shown.lstrip("-") if float(shown) == 0 else shown.replace("-", "−")


def short(value: float, most: int = 4) -> str:
    """Return a number as a person writes it: 8.5, 0.1, −0.3, 0.0; at most ``most`` decimals."""
    shown = fixed(value, most)
    if "." in shown:
        whole, decimals = shown.split(".")
        decimals = decimals.rstrip("0") or "0"
        shown = f"{whole}.{decimals}"
    return shown


def whole(value: float, most: int = 4) -> str:
    """Return a number without a needless ``.0``: 98, 0.5."""
    return short(value, most).removesuffix(".0")


def brief(value: float, figures: int = 4) -> str:
    """Return a number of any size in at most four figures: 0.3025, 0.000005408, 1.2e+30."""
    shown = f"{value + 0:.{figures}g}"  # 0 has no sign
    return shown.replace("-", "−") if math.isfinite(value) else fixed(value)


def power_of_ten(power: int) -> str:
    """Return a power of ten as one word: 10⁻³."""
    return "10" + str(power).translate(RAISED)


def bracketed(value: float, write: Callable[[float], str] = brief) -> str:
    """Return a number that may stand behind a sign: a negative one in brackets."""
    return f"({write(value)})" if value < 0 else write(value)


def figure(value: float, decimals: int = 3, most: int = 7, beside: float = 0.0) -> str:
    """Return a number as networks show it: with ``decimals``, in at most ``most`` digits.

    A minus is as wide as a digit, and counts. There are more decimals if it would read like the
    other number ``beside`` it (a small one like 0, a new weight like the old one), fewer if it is
    too long, and an exponent if nothing else fits. What differs by less than 1e−8 may read alike.
    """
    decimals = min(decimals, 8)
    for other in (beside, 0.0):
        same = abs(value - other) < 1e-8
        for places in (*range(decimals, 9), *range(decimals - 1, -1, -1)):
            shown = fixed(value, places)
            if len(shown.replace(".", "")) <= most and (same or shown != fixed(other, places)):
                return shown
    for places in (1, 0):
        # By a hair larger: what lies in the middle goes up, in JavaScript as well.
        mantissa, exponent = f"{value * (1 + 1e-12):.{places}e}".split("e")
        shown = f"{mantissa}e{int(exponent)}".replace("-", "−")
        if len(shown.replace(".", "")) <= most:
            break
    return shown


def decimals_of(*values: float) -> int:
    """Return how many decimals, at most 4, the longest of these numbers was given with."""
    return max(len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in values)


def given(value: float, most: int = 7) -> str:
    """Return a number as it was given: 12, 8.5, −0.3."""
    return figure(value, decimals_of(value), most)
