"""Where everything in the drawing of a small network stands, how it is written, and in what words.

There is one drawing, with the parts of all steps. A still leaves out those of other steps; in the
live one ``network.mjs`` hides them, and fills in its numbers by the ``plan`` that goes with it.
The drawings of one network have one size, and everything in them keeps its place from step to
step, so that a row of slides builds up.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from course.pictures import svg
from course.pictures.network_values import LARGEST, Column, Net, count, exact, one_pass
from course.pictures.shapes import Look, circle, left, line, rect, right, shift
from nnlib.checks import listed

RADIUS = 29.0
RING = 24.0  # radius of a goal
SIDE_OF_ONE = 64.0  # px: the side of the square whose delta is 1, and the longest there is room for
TEXT = 15.0
LINE = 17.0
LIST_LINE = 24.0
COMPARE_WIDTH = 114.0  # room for "delta −0.14000" beside the goal
EDGE = (1.2, 4.2, 9.0)  # px: its width at weight 0, how much it grows with it, and how far
NO_CHANGE = 1e-8  # a smaller one shows in no number
LONGEST_NUMBER = len("−0.1234 ▲")  # of those on edges

# How many digits each number may have: in a circle, in a label, or beside the goal.
GIVEN = {"input": 6, "goal": 5, "bias": 6, "weight": 7}
COMPUTED = {"hidden": 6, "output": 6, "new-bias": 6, "new-weight": 6}
COMPUTED |= dict.fromkeys(
    ["product", "share", "weight-delta", "hidden-delta", "delta", "error", "back", "game"], 7
)
ON_EDGES = ("weight", "new-weight", "product", "weight-delta", "share")

# Colours and dashes that follow a number: who fills it in gives its part a class.
LOOK = (
    "line{stroke:var(--edgezero)}line.plus{stroke:var(--edgeplus)}"
    "line.minus{stroke:var(--edgeminus);stroke-dasharray:8 5}"
    ".zero rect{stroke:var(--faint)}.zero text{fill:var(--soft)}"
    ".plus rect{stroke:var(--plus)}.plus text{fill:var(--plus)}"
    ".minus rect{stroke:var(--minus)}.minus text{fill:var(--minus)}"
    ".blank circle,.silent circle{fill:var(--blank);stroke:var(--faint)}"
    ".silent circle{stroke-dasharray:5 4}.silent text{fill:var(--soft)}"
    ".silent text:last-child{transform:translateY(-8px)}"
    ".best text{font-weight:700}.quiet{display:none}"
    ".silent .quiet{display:inline}.cut rect{stroke-dasharray:4 3}"
)


def at(tree: Any, path: Iterable[int]) -> Any:
    """Return what nested lists hold at a path."""
    return reduce(lambda branch, index: branch[index], path, tree)


def sign(value: float) -> str:
    """Return the class of what shows a weight."""
    return "plus" if value > 0 else "minus" if value < 0 else "zero"


def edge_width(weight: float) -> float:
    """Return how wide an edge is: its width follows the size of its weight."""
    thinnest, more, widest = EDGE
    return min(thinnest + more * abs(weight), widest)


class Pen:
    """Knows where everything stands, and draws it. The places depend on the network alone.

    With a goal the drawing is wider, also at the steps that do not show it yet.
    """

    def __init__(
        self,
        net: Net,
        run: dict[str, Any],
        shown: Iterable[str],
        decimals: int = 3,
        games: Iterable[tuple[str, Column]] = (),
    ) -> None:
        """``shown`` names the parts of a step, or those of all steps for the live drawing.

        ``games``: names and inputs. Below a single output stands what it says of each.
        """
        self.net, self.shown = net, list(shown)
        self.games = dict(games)
        self.forms: dict[str, dict[str, Any]] = {
            part: {
                "decimals": None if part in GIVEN else decimals + (part == "error"),
                "most": most,
                "word": f"{part} " if part in ("bias", "delta", "error") else "",
            }
            for part, most in (GIVEN | COMPUTED).items()
        }
        self.drawn: list[tuple[str, tuple[int, ...]]] = []  # what there is, by its place
        widest, last = max(map(len, net.names)), net.names[-1]
        stacked, biased = len(net.names) == 3, any(net.biases)
        # Labels of one column of edges stand pitch / (widest + 1) px apart: 28, or 22 if crowded.
        self.pitch = max(28.0 * (min(max(widest, 3), 4) + 1), 22.0 * (widest + 1))
        self.small = TEXT if widest <= 3 else TEXT - 1
        self.inside = TEXT if decimals <= 3 else TEXT - 0.5  # in a circle, for a number as −0.1007
        self.pill_height = 24.0 if widest <= 4 else 20.0
        # No label of an edge comes nearer to a unit than this: the unit's own texts stand there.
        self.reach = 52.0 if biased else 40.0
        self.away = self.reach + self.wide("0" * LONGEST_NUMBER) / 2
        # One weight alone, which learns nothing, is short enough for a phone.
        short = widest == 1 and not (stacked or biased or "goal" in run)
        self.apart = 260.0 if short else max(340.0, self.away * (max(widest, 3) + 1))
        self.left, self.right = (
            min(max(svg.text_width(name, TEXT) for name in names), 160.0)
            for names in (net.names[0], last)
        )
        if stacked:  # all names stand above their units, as those of hidden ones must
            self.left = self.right = self.reach - 12 - RADIUS
        first = round(17 + self.left) + 10 + RADIUS
        self.xs = [first + self.apart * column for column in range(len(net.names))]
        self.goal_x = self.xs[-1] + RADIUS + 10 + self.right + 13 + RING
        self.compare_x = self.goal_x + RING + 16
        # Under a unit stand its bias and its delta, or its new bias on two lines.
        under = LINE * (biased + (stacked or biased))
        top, bottom = 92.0, max(56.0, RADIUS + 20 + under)
        self.middle = top + self.pitch * (widest - 1) / 2
        end = self.compare_x + COMPARE_WIDTH + 14 if "goal" in run else self.goal_x - RING
        self.size = round(end), round(top + self.pitch * (widest - 1) + bottom)
        self.list = self.middle + RADIUS + 32
        full = self.list + LIST_LINE * len(self.games) > self.size[1]
        if len(last) > 1 or full or not self.shows("game"):
            self.games = {}
        games_say = [one_pass(net, input)["output"][0] for input in self.games.values()]
        self.run = run | {"game": games_say}

    def _y(self, column: int, index: int) -> float:
        return self.middle + self.pitch * (index - (len(self.net.names[column]) - 1) / 2)

    def shows(self, part: str, layer: int | None = None) -> bool:
        """Return whether a part belongs to what is drawn."""
        return part in self.shown or f"{part}{layer}" in self.shown

    def number(self, part: str, *path: int) -> str:
        """Return how a value is written: a layer's weights alike, a new weight with ▲ or ▼, and the
        delta of a silent unit with what it has lost.
        """
        if part == "hidden-delta" and self.net.relu and self.run["silent"][path[0]]:
            return f"{self.number('back', *path)}×0"  # the slope
        value, form = at(self.run[part], path), self.forms[part]
        decimals = form["decimals"]
        if decimals is None:
            alike = sum(self.net.weights[path[0]], []) if part == "weight" else [value]
            decimals = svg.decimals_of(*alike)
        old = at(self.run[part[4:]], path) if part.startswith("new-") else 0.0
        shown = svg.figure(value, decimals, form["most"], old)
        if part.startswith("new-") and abs(value - old) >= NO_CHANGE:
            shown += " ▲" if value > old else " ▼"
        return shown

    def wide(self, words: str) -> float:
        """Return the width of a label: no wider than its number, so that its line is seen."""
        return 14 + round(0.53 * self.small) * len(words)

    def plan(self) -> dict[str, Any]:
        """Return what the browser must know to fill in the drawing."""
        return {
            "names": self.net.names,
            "relu": self.net.relu,
            "forms": self.forms,
            "knobs": {
                "/".join(map(str, (part, *path))): self._knob(part, *path)
                for part in ("input", "weight", "bias", "goal")
                for drawn, path in self.drawn
                if drawn == part
            },
            "width": [self.wide(""), self.wide("0") - self.wide("")],
            "sideOfOne": SIDE_OF_ONE,
            "edge": EDGE,
            "largest": LARGEST,
            "noChange": NO_CHANGE,
        }

    def _knob(self, part: str, layer: int, *index: int) -> str:
        """Return the name of what can be selected and moved."""
        names = self.net.names
        if part == "weight":
            return f"weight {names[layer][index[1]]} → {names[layer + 1][index[0]]}"
        name = names[layer + 1][index[0]] if part == "bias" else names[-(part == "goal")][layer]
        return f"{part} {name}"

    def draw(self, heading: str) -> Iterator[str]:
        """Draw it all, what lies below first."""
        shown = svg.cut(heading, 17, self.size[0] - 40, bold=True)
        yield svg.tag("style", LOOK)
        yield left(20, 28, shown, font_size=17, font_weight=700, data_part="heading")
        for layer in range(len(self.net.weights)):
            yield from self._edges(layer)
        for layer in range(len(self.net.weights)):
            for to, row in enumerate(self.net.weights[layer]):
                for source in range(len(row)):
                    for part in filter(lambda part: self.shows(part, layer), ON_EDGES):
                        yield self._label(part, layer, to, source)
        for column, names in enumerate(self.net.names):
            for index in range(len(names)):
                yield from self._unit(column, index)
        if self.shows("goal"):
            for index in range(len(self.net.names[-1])):
                yield from self._comparison(index)
        for index, name in enumerate(self.games):
            x, y = self.xs[-1], self.list + LIST_LINE * index
            shown = svg.cut(name, TEXT, self.away)
            beside = right(x, y, shown, font_size=TEXT)
            number: Look = {"text_anchor": "start", "font_weight": None}
            best = "best" if self.run["game"][index] == max(self.run["game"]) else None
            yield self._part("game", (index,), beside, x + 10, y, best, **number)

    def _edges(self, layer: int) -> list[str]:
        lines = []
        matrix = self.run["weight" if self.shows("weight") else "new-weight"][layer]
        for to, row in enumerate(matrix):
            for source, weight in enumerate(row):
                start = self.xs[layer], self._y(layer, source)
                end = self.xs[layer + 1], self._y(layer + 1, to)
                look: Look = {"stroke_width": edge_width(weight)}
                look |= _place("edge", (layer, to, source), sign(weight))
                lines.append((abs(weight), line(*start, *end, None, **look)))
        # Strong edges last: they lie over the weak ones.
        return [svg.tag("g", "".join(edge for _, edge in sorted(lines, key=lambda pair: pair[0])))]

    def _part(
        self,
        part: str,
        path: tuple[int, ...],
        shapes: str,
        x: float,
        y: float,
        look: str | None = None,
        **text: Any,
    ) -> str:
        """Return a part of the drawing: its shapes, and below them in the file its number."""
        self.drawn.append((part, path))
        shown = self.shows(part, path[0])
        words = self.forms[part]["word"] + self.number(part, *path) if shown else ""
        number = svg.label(x, y, words, **{"font_size": TEXT, "font_weight": 600, **text})
        value = exact(at(self.run[part], path)) if shown else None
        return svg.tag("g", shapes + number, **_place(part, path, look), data_value=value)

    def _label(self, part: str, layer: int, to: int, source: int) -> str:
        """Return what stands on an edge: the weights near its start, the rest near its end."""
        at_start = part in ("weight", "new-weight")
        beside = self.net.names[layer + 1 if at_start else layer]
        # So far from the unit that all labels of a column stand free of what is written there.
        share = max(1 / (max(len(beside), 3) + 1), self.away / self.apart)
        share = share if at_start else 1 - share
        x = self.xs[layer] + self.apart * share
        start, end = self._y(layer, source), self._y(layer + 1, to)
        y = start + (end - start) * share
        fill = "label" if at_start else "chip" if part == "product" else "error"
        box = self._pill(
            self.number(part, layer, to, source),
            x,
            y,
            self.pill_height,
            rx=self.pill_height / 2 if at_start else 6,
            fill=f"var(--{fill})",
            stroke_width=1.5 if at_start else None,
        )
        look = sign(at(self.run[part], (layer, to, source))) if at_start else None
        return self._part(part, (layer, to, source), box, x, y, look, font_size=self.small)

    def _pill(self, words: str, x: float, y: float, height: float, **look: Any) -> str:
        """Return the box behind a number whose middle is known."""
        width = self.wide(words)
        return rect(x - width / 2, y - height / 2, width, height, **look)

    def _unit(self, column: int, index: int) -> Iterator[str]:
        names = self.net.names
        part = "input" if column == 0 else "hidden" if column < len(names) - 1 else "output"
        x, y = self.xs[column], self._y(column, index)
        unit = circle(x, y, RADIUS, f"var(--{part})", "var(--line)")
        look = None if self.shows(part) else "blank"
        if part == "hidden" and self.net.relu:
            unit += svg.label(x, y + 9, "silent", font_size=TEXT, class_="quiet")
            if look is None and self.run["silent"][index]:
                look = "silent"
        yield self._name(names[column][index], column, x, y)  # its halo lies below the rim
        yield self._part(part, (index,), unit, x, y, look, font_size=self.inside)
        y += RADIUS + 11
        if column and self.net.biases[column - 1] is not None:
            yield from self._biases(column - 1, index, x, y)
            y += LINE
        if part == "hidden" and self.shows("hidden-delta"):
            box = self._pill(
                self.number("hidden-delta", index), x, y, LINE, rx=5, fill="var(--error)"
            )
            yield self._part("hidden-delta", (index,), box, x, y, font_size=self.small)

    def _name(self, name: str, column: int, x: float, y: float) -> str:
        if len(self.net.names) == 3:
            shown = svg.cut(name, TEXT, 2 * self.reach - 4)
            return svg.label(x, y - RADIUS - 10, shown, **OVER_EDGES, data_part="name")
        if column == 0:
            shown = svg.cut(name, TEXT, self.left)
            return right(x - RADIUS - 10, y, shown, data_part="name")
        shown = svg.cut(name, TEXT, self.right)
        return left(x + RADIUS + 10, y, shown, data_part="name")

    def _biases(self, layer: int, index: int, x: float, y: float) -> Iterator[str]:
        """Draw a bias, and the new one on two lines: the hidden delta does not show beside it."""
        text = {**OVER_EDGES, "font_size": self.small, "font_weight": None, "fill": "var(--soft)"}
        for part, lines in (("bias", 1), ("new-bias", 2)):
            if self.shows(part):
                above = svg.label(x, y, "bias", **text) if lines == 2 else ""
                at_end = y + LINE * (lines - 1)
                yield self._part(part, (layer, index), above, x, at_end, **text)

    def _comparison(self, index: int) -> Iterator[str]:
        """Draw the goal, and the error: a square whose side is the delta."""
        x, y = self.goal_x, self._y(len(self.net.names) - 1, index)
        dots: Look = {"stroke_dasharray": "0.1 5", "stroke_linecap": "round"}
        ring = circle(x, y, RING, "none", "var(--goal)", 2.5, **dots)
        violet: Look = {"font_size": TEXT, "fill": "var(--goal)"}
        above = svg.label(x, y - RING - 11, "goal", **violet)
        yield self._part("goal", (index,), ring + above, x, y, **violet)
        x = self.compare_x
        beside: Look = {"text_anchor": "start"}
        yield self._part("delta", (index,), "", x, y + 23, **beside)
        long = abs(self.run["delta"][index]) * SIDE_OF_ONE
        side = min(long, SIDE_OF_ONE)
        # It grows upwards from its place.
        square = svg.tag(
            "rect",
            width=side,
            height=side,
            transform=f"{shift(x, y + 10)} scale(1 -1)",
            fill="var(--error)",
            stroke="var(--minus)",
        )
        # A dashed border says: cut, the true square is larger than its place.
        look = "cut" if long > SIDE_OF_ONE else None
        soft: Look = {**beside, "font_weight": None, "fill": "var(--soft)"}
        yield self._part("error", (index,), square, x, y + 41, look, **soft)

    def words(self, heading: str, alpha: float | None) -> str:
        """Say all that the drawing shows, for who does not see it and for nbval."""
        names, shows = self.net.names, self.shows
        inputs, outputs = names[0], names[-1]
        middle = [count(len(names[1]), "hidden unit")] if len(names) == 3 else []
        size = [count(len(inputs), "input"), *middle, count(len(outputs), "output")]
        lines = [f"{heading}: a network with {listed(size)}."]

        def column(what: str, part: str, of: list[str], *path: int) -> None:
            if not shows(part, *path):
                return
            said = [f"{name} {said_of(part, *path, index)}" for index, name in enumerate(of)]
            lines.append(f"{what}: {', '.join(said)}.")

        def rows(what: str, part: str, layer: int) -> None:
            if not shows(part, layer):
                return
            for to, name in enumerate(names[layer + 1]):
                row = [said_of(part, layer, to, source) for source in range(len(names[layer]))]
                lines.append(f"{what} {name}: {', '.join(row)}.")

        def said_of(part: str, *path: int) -> str:
            shown = self.number(part, *path)
            if part.startswith("new-") and shown[-1] not in "▲▼":
                shown += " (unchanged)"
            return shown.replace("▲", "(up)").replace("▼", "(down)")

        column("Inputs", "input", inputs)
        for what, part, of in [("Inputs", "input", inputs), ("Hidden units", "hidden", names[1])]:
            if not shows(part) and (part == "input" or middle):
                lines.append(f"{what}: {', '.join(of)}.")
        if not shows("output"):
            lines.append(f"Outputs: {', '.join(outputs)}.")
        for layer, to in enumerate(names[1:]):
            rows("Weights to", "weight", layer)
            if self.net.biases[layer] is not None:
                column("Biases", "bias", to, layer)
            rows("Products to", "product", layer)
            if layer == 0 and middle:
                column("Hidden values", "hidden", to)
                silent = self.run.get("silent", []) if shows("hidden") else []
                quiet = [name for name, is_silent in zip(to, silent, strict=False) if is_silent]
                if quiet:
                    lines.append(f"Silent, because the sum is not above 0: {', '.join(quiet)}.")
        column("Predictions", "output", outputs)
        if self.games:
            column("Of all games", "game", list(self.games))
        column("Goals", "goal", outputs)
        column("Deltas", "delta", outputs)
        column("Errors", "error", outputs)
        rows("Weights times delta, back from", "share", 1)
        if middle:
            column("Hidden deltas", "hidden-delta", names[1])
        for layer in range(len(names) - 1):
            rows("Weight deltas to", "weight-delta", layer)
        if shows("new-weight") and alpha is not None:
            lines.append(f"Alpha: {svg.given(alpha)}.")
            for layer, to in enumerate(names[1:]):
                rows("New weights to", "new-weight", layer)
                if self.net.biases[layer] is not None:
                    column("New biases", "new-bias", to, layer)
        return " ".join(lines)


def _place(part: str, path: tuple[int, ...], look: str | None) -> Look:
    keys = {1: ["index"], 2: ["layer", "index"], 3: ["layer", "to", "from"]}[len(path)]
    place = {f"data_{key}": index for key, index in zip(keys, path, strict=True)}
    return {"class_": look, "data_part": part, **place}


# A rim of paper keeps a text readable on top of an edge.
OVER_EDGES: Look = {
    "stroke": "var(--paper)",
    "stroke_width": 5,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}
