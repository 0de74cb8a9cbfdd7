"""Points in a plane and a line that should part them; ``fold`` and ``perceptron`` move them.

A plane is one group of elements. What may change in it has a ``data-part``, and what does not show
at the moment is hidden; ``planes.mjs`` fills in the same drawing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from course.pictures.shapes import (
    CLASSES,
    Look,
    Point,
    circle,
    cross,
    filled,
    left,
    line,
    path,
    rect,
    right,
    seen,
    shift,
    ticks,
)
from course.pictures.svg import Drawing, document, label, short, tag, whole
from nnlib.checks import as_number, as_rows, check_one_each

WIDTH = 300  # of a plane, in which the field lies: its left and upper edge and its side
LEFT, TOP, SIDE = 58, 46, 220
NOTE = 22  # from one line of words below the planes to the next
FLAT = " (no line: both weights are 0)"
HATCH = (
    '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="9" height="9" fill="var(--input)"/>'
    '<line x1="0" y1="0" x2="0" y2="9" stroke="var(--edgeplus)" stroke-width="2"/>'
    "</pattern></defs>"
)


def planes(panels: Sequence[dict[str, Any]], notes: Sequence[str] = ()) -> Drawing:
    """Draw points with their goals in planes side by side, and lines that should part them.

    A plane is a dictionary: ``points`` are pairs of numbers, ``goals`` a 0 (hollow circle) or 1
    (filled square) each, ``title`` stands above it; ``x_name`` and ``y_name`` name its axes,
    ``names`` its points. ``line`` is ``(w1, w2, bias)``: where w1·x + w2·y + bias > 0 the answer is
    1, and that side is hatched. A point on the wrong side gets a cross, and the points on the right
    side are counted. Raises ``ValueError`` for pairs, goals or a line that are none.

    A plane that moves may also have ``ring``, the place of a point to point out or None,
    ``chosen``, a frame or none, ``trail``, points on a dotted line, ``span``, the lowest and the
    highest number that its points will reach upwards, and ``caption``, words before its line's
    numbers. ``notes`` are lines of text under the planes.
    """
    if not panels:
        raise ValueError("There is no plane to draw: give at least one dictionary of arguments.")
    checked = [checked_panel(panel) for panel in panels]
    body = [CLASSES, HATCH]
    texts = {"notes": " ".join(filter(None, notes))}
    for count, panel in enumerate(checked):
        texts |= {f"{name}_{count}": words for name, words in panel.texts.items()}
        shown = "".join(panel.elements(WIDTH * count, *_ends(panel, checked)))
        body.append(tag("g", shown, data_part=f"plane-{count}"))
    # What the marks mean, once, under the numbers of the lines.
    lines = any(panel.line for panel in checked)
    legend = 385 if lines else 340
    body += [mark(0, 24, legend, 7.5), left(38, legend, "goal 0", class_="small")]
    body += [mark(1, 115, legend, 7.5), left(130, legend, "goal 1", class_="small")]
    if lines:
        body += [cross(209, legend, 6), left(222, legend, "wrong side", class_="small")]
    for count, note in enumerate(notes):
        body.append(left(16, legend + 27 + NOTE * count, note, data_part=f"note-{count}"))
    titles = ", ".join(panel.title for panel in checked)
    height = legend + 21 + (NOTE * len(notes) + 1 if notes else 0)
    words = filled(_words(checked), texts)
    return document(WIDTH * len(panels) + 10, height, titles, words, body)


def given_planes(panels: Sequence[dict[str, Any]], notes: int = 0) -> dict[str, Any]:
    """Return what the browser needs to fill planes in, with so many lines of text below them."""
    checked = [checked_panel(panel) for panel in panels]
    ends = [_ends(panel, checked) for panel in checked]
    fields = [{"left": WIDTH * n, "x": xs, "y": ys} for n, (xs, ys) in enumerate(ends)]
    box = {"left": LEFT, "top": TOP, "side": SIDE}
    shown = [its | {"flat": FLAT} for its in panels]
    parts = {f"note-{count}": f"{{note_{count}}}" for count in range(notes)}
    for count, panel in enumerate(checked):
        for name in ("score", "equation") if panel.line else ():
            caption = panel.caption if name == "equation" else ""
            parts[f"plane-{count} {name}"] = f"{caption}{{{name}_{count}}}"
    given = {"panels": shown, "fields": fields, "box": box}
    return given | {"parts": parts, "words": _words(checked)}


@dataclass(frozen=True)
class _Panel:
    points: list[Point]
    goals: list[int]
    title: str
    line: tuple[float, ...] | None = None
    x_name: str = "input 1"
    y_name: str = "input 2"
    names: Sequence[str] | None = None
    ring: int | None = -1  # −1: none will come
    chosen: bool | None = None  # None: no frame will come
    trail: Sequence[Point] | None = None
    span: Point | None = None
    caption: str = ""  # before the line's weights and bias

    def wrong(self, count: int) -> bool:
        """Return whether a point lies on the wrong side of the line."""
        if self.line is None:
            return False
        return (sum_at(self.line, self.points[count]) > 0) != bool(self.goals[count])

    def words(self, place: int) -> str:
        """Return what the plane shows; what may change stands in it as ``{name_place}``."""
        names = [f"{name}: " for name in self.names] if self.names else [""] * len(self.goals)
        said = [
            f"{name}{{p{count}_{place}}} has goal {goal}"
            for count, (name, goal) in enumerate(zip(names, self.goals, strict=True))
        ]
        start = f"{self.title}: {self.x_name} and {self.y_name}; {', '.join(said)}."
        line = f" Line with {{equation_{place}}}{{flat_{place}}}; {{score_{place}}}."
        return start + (line if self.line else "")

    @property
    def texts(self) -> dict[str, str]:
        """The words that may change, by name."""
        texts = {f"p{i}": f"({whole(x)}, {whole(y)})" for i, (x, y) in enumerate(self.points)}
        if self.line:
            w1, w2, bias = self.line
            right = sum(not self.wrong(count) for count in range(len(self.points)))
            texts["score"] = f"right: {right} of {len(self.points)}"
            texts["equation"] = f"weights {short(w1, 3)} and {short(w2, 3)}, bias {short(bias, 3)}"
            texts["flat"] = FLAT if w1 == w2 == 0 else ""
        return texts

    def elements(self, edge: float, xs: Point, ys: Point) -> Iterator[str]:
        """Draw the plane with its left edge at ``edge`` and scales from low to high numbers."""
        x0, y0, middle, floor = edge + LEFT, TOP, edge + LEFT + SIDE / 2, TOP + SIDE
        wide, high = SIDE / (xs[1] - xs[0]), SIDE / (ys[1] - ys[0])

        def at(point: Point) -> Point:
            return x0 + (point[0] - xs[0]) * wide, y0 + (ys[1] - point[1]) * high

        corners = [(xs[0], ys[0]), (xs[1], ys[0]), (xs[1], ys[1]), (xs[0], ys[1])]
        inside, cut = half_plane(corners, self.line or (0, 0, 0))
        if self.chosen is not None:
            frame: Look = {"fill": "none", "stroke": "var(--goal)", "stroke_width": 2.5, "rx": 8}
            frame |= {"visibility": seen(self.chosen), "data_part": "frame"}
            yield rect(edge + 8, 6, 292, 362, **frame)
        if self.line:
            hatch: Look = {"fill": "url(#hatch)", "visibility": seen(len(inside) > 2)}
            yield tag("polygon", points=path(map(at, inside)), **hatch, data_part="region")
        yield rect(x0, y0, SIDE, SIDE, fill="none", stroke="var(--faint)")
        for tick in ticks(*xs, 4 if xs[1] - xs[0] > 2 else 2):
            x, _ = at((tick, 0))
            yield line(x, floor, x, floor + 5, "var(--soft)")
            yield label(x, floor + 17, whole(tick), class_="small soft")
        for tick in ticks(*ys, 4 if ys[1] - ys[0] > 2 else 2):
            _, y = at((0, tick))
            yield line(x0 - 5, y, x0, y, "var(--soft)")
            yield right(x0 - 10, y, whole(tick), class_="small soft")
        yield label(middle, floor + 40, self.x_name)
        upwards = f"{shift(edge + 20, y0 + SIDE / 2)} rotate(-90)"
        yield label(0, 0, self.y_name, transform=upwards)
        yield label(middle, 26, self.title, class_="head")
        if self.line:
            (x1, y1), (x2, y2) = map(at, cut if len(cut) == 2 else corners[:2])
            shows = {"visibility": seen(len(cut) == 2), "data_part": "line"}
            yield line(x1, y1, x2, y2, "var(--line)", stroke_width=3, **shows)
        if self.trail:
            dotted: Look = {"fill": "none", "stroke": "var(--soft)", "stroke_width": 2}
            dotted |= {"stroke_dasharray": "2 4", "data_part": "trail"}
            yield tag("polyline", points=path(map(at, self.trail)), **dotted)
        for count, point in enumerate(self.points):
            yield self._point(count, *at(point))
        if self.ring != -1:
            dashes: Look = {"stroke_dasharray": "5 4", "visibility": seen(self.ring is not None)}
            place = shift(*at(self.points[self.ring or 0]))
            ring: Look = {"transform": place, "data_part": "ring"}
            yield circle(0, 0, 21, "none", "var(--goal)", 3, **dashes, **ring)
        if self.line:
            texts, good = self.texts, not any(map(self.wrong, range(len(self.points))))
            score = {"class_": f"head {'good' if good else 'minus'}", "data_part": "score"}
            yield label(middle, floor + 65, texts["score"], **score)
            small = {"class_": "small soft", "data_part": "equation"}
            yield label(middle - 10, floor + 88, self.caption + texts["equation"], **small)
            flat = {"visibility": seen(bool(texts["flat"])), "data_part": "flat"}
            ground = rect(x0 + 10, y0 + 3, SIDE - 20, 23, rx=4, fill="var(--paper)")
            words = label(middle, y0 + 14, FLAT.strip(" ()"), class_="small")
            yield tag("g", ground + words, **flat)

    def _point(self, count: int, x: float, y: float) -> str:
        """Draw a point: its mark, the cross of a wrong answer, and its name."""
        body = mark(self.goals[count], 0, 0, 9.5)
        if self.line:
            shows = {"visibility": seen(self.wrong(count)), "data_part": f"wrong-{count}"}
            body += cross(0, 0, 13, **shows)
        if self.names:
            name = {"class_": "small halo", "data_part": f"name-{count}"}
            body += left(13, 17, self._name(count), **name)
        goal = self.goals[count]
        return tag("g", body, transform=shift(x, y), data_part=f"point-{count}", data_goal=goal)

    def _name(self, count: int) -> str:
        """Return a point's name; points that share a place share the name of the first."""
        assert self.names
        here = [i for i, point in enumerate(self.points) if point == self.points[count]]
        return " / ".join(str(self.names[i]) for i in here) if here[0] == count else ""


def checked_panel(panel: dict[str, Any]) -> _Panel:
    """Return a panel's arguments, checked."""
    names = [field.name for field in fields(_Panel)]
    if not {"points", "goals", "title"} <= panel.keys() <= set(names):
        raise ValueError(
            "A plane needs points, goals and a title, and may have line, x_name, y_name and names; "
            f"these were given: {', '.join(sorted(panel))}."
        )
    points, goals = checked_cases(panel["points"], panel["goals"])
    if panel.get("names") is not None:
        check_one_each("points", points, "names", panel["names"])
    line = panel.get("line")
    if line is not None:
        line = tuple(as_number(value, "a number of line") for value in line)
        if len(line) != 3:
            raise ValueError(f"line needs three numbers, (w1, w2, bias); here it has {len(line)}.")
    return _Panel(**panel | {"points": points, "goals": goals, "line": line})


def checked_cases(points: Any, goals: Any) -> tuple[list[Point], list[int]]:
    """Return points of a plane and a goal for each, or say what is wrong with them."""
    rows = as_rows(points, "points")
    if len(rows[0]) != 2:
        raise ValueError(f"Each point needs two numbers, x and y; here it has {len(rows[0])}.")
    check_one_each("points", rows, "goals", goals)
    if any(goal not in (0, 1) for goal in goals):
        raise ValueError(f"A goal is 0 or 1; these were given: {list(goals)}.")
    return [(x, y) for x, y in rows], [int(goal) for goal in goals]


def _words(panels: Sequence[_Panel]) -> str:
    return " ".join([*(panel.words(place) for place, panel in enumerate(panels)), "{notes}"])


def _ends(panel: _Panel, panels: Sequence[_Panel]) -> tuple[Point, Point]:
    """Return a plane's scales, to the right and upwards: its points fill it.

    Planes with the same axes have the same ones, so that they can be compared.
    """
    axes = (panel.x_name, panel.y_name)
    alike = [other for other in panels if (other.x_name, other.y_name) == axes]
    xs, ys = zip(*(point for other in alike for point in other.points), strict=True)
    return _scale(xs, 0.3), _scale([*ys, *(panel.span or ())], 0.15 if panel.span else 0.3)


def _scale(numbers: Sequence[float], margin: float) -> Point:
    low, high = min(0.0, *numbers), max(1.0, *numbers)
    return low - margin * (high - low), high + margin * (high - low)


def mark(goal: int, x: float, y: float, reach: float) -> str:
    """Draw the mark of a goal: a filled square for 1, a hollow circle for 0."""
    if goal == 0:
        return circle(x, y, reach, "var(--blank)", "var(--minus)", 3)
    look: Look = {"fill": "var(--plus)", "stroke": "var(--paper)", "stroke_width": 1.5}
    return rect(x - reach + 0.5, y - reach + 0.5, 2 * reach - 1, 2 * reach - 1, **look)


def sum_at(line: Sequence[float], point: Point) -> float:
    """Return a perceptron's sum at a point; ``line`` has its two weights and its bias."""
    return line[0] * point[0] + line[1] * point[1] + line[2]


def half_plane(corners: list[Point], line: Sequence[float]) -> tuple[list[Point], list[Point]]:
    """Return the part of a polygon where the line's value is above 0, and where its border is cut.

    Sutherland and Hodgman's way: walk along the border, keep the corners that are inside, and put
    in a point wherever an edge crosses the line.
    """
    inside: list[Point] = []
    cut: list[Point] = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        value, following = sum_at(line, here), sum_at(line, there)
        if value > 0:
            inside.append(here)
        if (value > 0) != (following > 0):
            share = value / (value - following)
            x, y = (a + share * (b - a) for a, b in zip(here, there, strict=True))
            inside.append((x, y))
            cut.append((x, y))
    return inside, cut
