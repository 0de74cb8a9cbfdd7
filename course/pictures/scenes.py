"""Drawings that are not networks: the idea of a notebook in one picture.

Each function computes all that it shows from its arguments and returns a ``svg.Drawing``: the same
bytes each time, with the same numbers said in its words. Elements that show a value carry
``data-part``, so that a test can find them. Standard library only.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from course.pictures.shapes import CLASSES, Point
from course.pictures.shapes import around as _around
from course.pictures.shapes import arrow as _arrow
from course.pictures.shapes import dial as _dial
from course.pictures.shapes import line as _line
from course.pictures.shapes import matrix as _rows
from course.pictures.shapes import number as _number
from course.pictures.shapes import path as _path
from course.pictures.shapes import picture as _image
from course.pictures.shapes import ticks as _ticks
from course.pictures.svg import Drawing, coordinate, document, fixed, label, short, tag
from course.pictures.svg import whole as _whole

# --- 00: predict, compare, learn ---------------------------------------------------------------


def three_steps(
    input: float,
    weight: float,
    goal: float,
    *,
    input_name: str = "toes",
    span: Point | None = None,
) -> Drawing:
    """Draw predict, compare and learn as three panels, left to right (notebook 00).

    The weight is a knob; in the last panel it is turned the way in which the error falls.
    Prediction and goal are shares (1 is 100 %). With ``span``, the lowest and the highest weight,
    the knob and the bars have one scale for all weights between them, the delta is written, and
    every element that then changes has a ``data-part``. Raises ``ValueError`` for what is not a
    number. Source: seminar, "Supervised parametric learning".
    """
    input, weight, goal = (
        as_number(value, name)
        for value, name in ((input, "input"), (weight, "weight"), (goal, "goal"))
    )
    prediction = input * weight
    live = span is not None
    if live and abs(prediction - goal) < 1e-9:
        prediction = goal  # what is left is the noise of a slider's steps
    weight_delta = input * (prediction - goal)
    sign = ">" if prediction > goal else "<" if prediction < goal else "="
    turn = "turn down" if weight_delta > 0 else "turn up" if weight_delta < 0 else "leave it"
    # The dial reaches from −reach to reach over three quarters of a turn, 0 at the top.
    ends = [as_number(end, "an end of span") for end in span or (weight, weight)]
    reach = max(map(abs, ends)) or 1.0 if live else max(1.0, abs(weight))
    degrees = 135 * weight / reach
    lefts = (20.0, 340.0, 660.0)
    body = [CLASSES]
    for left, name in zip(lefts, ("① predict", "② compare", "③ learn"), strict=True):
        body.append(
            tag(
                "rect",
                x=left,
                y=20,
                width=280,
                height=262,
                rx=8,
                fill="none",
                stroke="var(--rule)",
                stroke_width=1.5,
            )
        )
        body.append(label(left + 18, 46, name, text_anchor="start", class_="head"))
    for left in lefts[:2]:
        body.append(_arrow([(left + 284, 150), (left + 316, 150)], width=3))

    # Predict: the input goes through the knob.
    y = 146.0
    body += [
        _line(90, y, 235, y, "var(--edgeplus)", stroke_width=3),
        tag("circle", cx=62, cy=y, r=30, fill="var(--input)", stroke="var(--line)", stroke_width=2),
        label(62, y, short(input), class_="bold", data_part="input"),
        label(62, y - 48, input_name, class_="small soft"),
        _dial(160, y, 32, degrees, data_part="pointer", data_degrees=degrees),
        tag(
            "circle",
            cx=258,
            cy=y,
            r=30,
            fill="var(--output)",
            stroke="var(--line)",
            stroke_width=2,
        ),
        label(258, y, short(prediction, 3), class_="bold", data_part="prediction"),
        label(254, y - 48, "prediction", class_="small soft"),
        label(160, y - 52, "0", class_="small soft"),
        label(122, y + 40, _whole(-reach), class_="small soft", text_anchor="end"),
        label(198, y + 40, _whole(reach), class_="small soft", text_anchor="start"),
        label(160, y + 62, "weight " + short(weight), class_="bold", data_part="weight"),
        label(
            160,
            254,
            f"{short(input)} × {short(weight)} = {short(prediction, 3)}",
            data_part="product",
        ),
    ]
    for stop in (-135, 0, 135):
        body.append(_line(*_around(160, y, 35, stop), *_around(160, y, 41, stop), "var(--soft)"))

    # Compare: two bars on one scale.
    extremes = [prediction, goal, *(input * end for end in ends)]
    low, high = min(0.0, *extremes), max(1.0, *extremes)
    floor = 222 + 110 * low / (high - low)
    for bar, value, name, colour in (
        (410, prediction, "prediction", "plus"),
        (550, goal, "truth", "goal"),
    ):
        height = 110 * abs(value) / (high - low)
        top = floor - height if value >= 0 else floor
        percent = f"{_whole(100 * value, 1)} %"
        body += [
            tag(
                "rect",
                x=bar - 24,
                y=top,
                width=48,
                height=height,
                fill="var(--edgeplus)" if colour == "plus" else "none",
                stroke=f"var(--{colour})",
                stroke_width=2,
                stroke_dasharray=None if colour == "plus" else "3 3",
                data_part=f"bar-{name}",
                data_value=repr(value),
            ),
            _line(bar - 40, floor, bar + 40, floor, "var(--ink)", stroke_width=1.5),
            label(bar, top - 16, percent, class_=f"bold {colour}", data_part=f"percent-{name}"),
            label(bar, 254, name),
        ]
    body.append(label(480, 166, sign, class_="large", data_part="sign"))
    if live:
        said = _difference(prediction, goal)
        body.append(label(480, 76, said, data_part="delta"))

    # Learn: the knob turns against the weight delta.
    x = 800.0
    body.append(_dial(x, y, 44, degrees, data_part="pointer-learn" if live else None))
    if live:
        # Drawn at the top, for a knob that is turned up; elsewhere it is turned round and mirrored.
        arc = [_around(x, y, 60, step) for step in range(0, 71, 5)]
        body.append(
            tag(
                "g",
                _arrow(arc, "currentColor", 4),
                color="var(--minus)" if weight_delta > 0 else "var(--plus)",
                transform=_turned(x, y, degrees, weight_delta),
                visibility="visible" if weight_delta else "hidden",
                data_part="arrow",
            )
        )
    elif weight_delta:
        way = -1 if weight_delta > 0 else 1
        arc = [_around(x, y, 60, degrees + way * step) for step in range(0, 71, 5)]
        body.append(_arrow(arc, "var(--minus)" if way < 0 else "var(--plus)", 4))
    reason = (
        "so that the error falls"
        if weight_delta
        else "the error is 0 already"
        if prediction == goal
        else "an input of 0 can teach it nothing"
    )
    mark = " ▼" if weight_delta > 0 else " ▲" if weight_delta < 0 else ""
    colour = "minus" if weight_delta > 0 else "plus" if weight_delta < 0 else "good"
    body += [
        label(x, 226, turn + mark, class_=f"head {colour}", data_part="turn"),
        label(x, 254, reason, data_part="reason" if live else None),
        _arrow([(800, 284), (800, 318), (160, 318), (160, 286)], width=3),
        label(480, 303, "again, with the new weight"),
    ]
    comparison = {">": "greater than", "<": "less than", "=": "equal to"}[sign]
    words = (
        f"Predict: {input_name} {short(input)} times weight {short(weight)} gives the prediction "
        f"{short(prediction, 3)}. Compare: the prediction, "
        f"{_whole(100 * prediction, 1)} %, is {comparison} the truth, "
        f"{_whole(100 * goal, 1)} %. Learn: the knob of the weight: {turn}. "
        "Then again, with the new weight."
    )
    if live:
        words += f" {_difference(prediction, goal).capitalize()}."
    return document(960, 344, "Predict, compare, learn", words, body)


def _difference(prediction: float, goal: float) -> str:
    """Return how the delta comes about: ``delta = 0.98 − 0.0 = 0.98``."""
    second = f"({short(goal, 3)})" if goal < 0 else short(goal, 3)
    return f"delta = {short(prediction, 3)} − {second} = {short(prediction - goal, 3)}"


def _turned(x: float, y: float, degrees: float, weight_delta: float) -> str:
    """Return the transform that lays an arrow from the top of a knob to where the knob turns."""
    mirror = " scale(-1 1)" if weight_delta > 0 else ""
    return (
        f"translate({coordinate(x)} {coordinate(y)}) rotate({coordinate(degrees)}){mirror} "
        f"translate({coordinate(-x)} {coordinate(-y)})"
    )


# --- 03: the Mark 1 and lines in a plane -------------------------------------------------------


def mark1() -> Drawing:
    """Draw the scheme of Rosenblatt's Mark 1 perceptron (notebook 03).

    400 photocells, wired at random to 512 association units, whose outputs go through knobs
    turned by motors to 8 response units. All cells and units are drawn, and a few of the wires.
    Source: Mark I Perceptron Operators' Manual, Cornell Aeronautical Laboratory, 1960.
    """
    body = [CLASSES]
    heads = (
        (116, "photocells", "20 × 20 = 400"),
        (430, "association units", "512"),
        (664, "weights", "motor-driven knobs"),
        (872, "response units", "8"),
    )
    for x, name, count in heads:
        body.append(label(x, 34, name, class_="head"))
        body.append(label(x, 58, count, class_="soft"))

    # The field looks at a letter: a cell is dark where the letter's strokes pass.
    size, left, top = 9, 26, 136
    edge: dict[str, Any]
    dark: list[str] = []
    light: list[str] = []
    for row in range(20):
        for column in range(20):
            across, down = abs(column - 9.5) / 10, abs(row - 9.5) / 10
            on = down < 0.75 and abs(across - down * 0.8) < 0.13
            cell = tag("rect", x=left + size * column, y=top + size * row, width=7, height=7)
            (dark if on else light).append(cell)
    edge = {"stroke": "var(--edgezero)", "stroke_width": 0.75, "data_part": "photocells"}
    body.append(tag("g", "".join(light), fill="var(--chip)", **edge))
    body.append(tag("g", "".join(dark), fill="var(--line)", **edge))
    wires = []
    for wire in range(44):
        # A fixed scramble stands for the machine's random plugging: no drawing may change.
        start, end = wire * 7 % 20, (wire * 19 + 5) % 32
        wires.append(f"M206 {139.5 + size * start}L354 {86.5 + size * end}")
    body.append(tag("path", d="".join(wires), stroke="var(--edgezero)", fill="none"))
    circles = [
        tag("circle", cx=360 + size * column, cy=86.5 + size * row, r=3.2)
        for row in range(32)
        for column in range(16)
    ]
    edge = {"stroke": "var(--line)", "stroke_width": 0.75, "data_part": "association"}
    body.append(tag("g", "".join(circles), fill="var(--input)", **edge))
    for unit in range(8):
        height = 104 + 36 * unit
        for wire in range(4):
            end = (unit * 11 + wire * 9 + 3) % 32
            body.append(_line(501, 86.5 + size * end, 584, height, "var(--edgeplus)"))
        for start, end in ((584, 732), (750, 846)):
            body.append(_line(start, height, end, height, "var(--edgeplus)", stroke_width=2))
        for knob in range(4):
            body.append(_dial(606 + 32 * knob, height, 12, (unit * 83 + knob * 61) % 271 - 135))
        body.append(label(741, height - 4, "…"))
        edge = {"stroke": "var(--line)", "stroke_width": 2, "data_part": "response"}
        body.append(tag("circle", cx=862, cy=height, r=15, fill="var(--output)", **edge))
        body.append(label(862, height, str(unit + 1), class_="small"))
    body += [
        label(280, 402, "wired at random, then fixed", class_="soft"),
        _arrow([(862, 378), (862, 402), (654, 402), (654, 376)], "var(--minus)", 2.5),
        label(758, 420, "after a wrong answer motors turn the knobs", class_="minus"),
        label(116, 340, "the machine looks", class_="soft"),
        label(116, 360, "at a letter", class_="soft"),
        label(
            26,
            454,
            "after: Mark I Perceptron Operators’ Manual, Cornell Aeronautical Laboratory, 1960"
            " (a few of the wires and knobs are drawn)",
            text_anchor="start",
            class_="small soft",
        ),
    ]
    words = (
        "The Mark 1 perceptron: 400 photocells in a field of 20 by 20 are wired at random, and for "
        "good, to 512 association units; their outputs go through weights, which are knobs "
        "(potentiometers) driven by motors, to 8 response units. After a wrong answer the motors "
        "turn the knobs. After: Mark I Perceptron Operators’ Manual, Cornell Aeronautical "
        "Laboratory, 1960."
    )
    return document(960, 476, "The Mark 1 perceptron", words, body)


def plane(
    points: Sequence[Sequence[float]],
    goals: Sequence[int],
    line: Sequence[float] | None = None,
    *,
    title: str | None = None,
    x_name: str = "input 1",
    y_name: str = "input 2",
    region: bool = True,
    names: Sequence[str] | None = None,
) -> Drawing:
    """Draw points with their goals in a plane, and a line that should part them.

    ``points`` are pairs of numbers, ``goals`` a 0 (hollow circle) or 1 (filled square) each.
    ``line`` is ``(w1, w2, bias)``: where w1·x + w2·y + bias > 0 the answer is 1, and that side is
    hatched (``region``). A point on the wrong side gets a cross, and the points on the right side
    are counted. Raises ``ValueError`` for pairs, goals or a line that are none.
    """
    return planes(
        [
            {
                "points": points,
                "goals": goals,
                "line": line,
                "title": title,
                "x_name": x_name,
                "y_name": y_name,
                "region": region,
                "names": names,
            }
        ]
    )


def planes(
    panels: Sequence[dict[str, Any]],
    *,
    live: bool = False,
    span: Point | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Draw several planes side by side; each is a dictionary of ``plane``'s arguments.

    ``live`` is for drawings that go on changing: what does not show at the moment is there as well,
    hidden, and all that changes has a ``data-part`` in a group for each plane. A live plane may
    also have ``ring``, the place of a point to point out, ``chosen``, a frame, and ``trail``,
    points on a dotted line. ``span`` are the lowest and the highest number that the scale must
    reach; ``notes`` are lines of text under the planes.
    """
    if not panels:
        raise ValueError("There is no plane to draw: give at least one dictionary of arguments.")
    # One scale for all, so that panels can be compared; wide enough for every point.
    checked = [_points(panel) for panel in panels]
    numbers = [value for points, _ in checked for point in points for value in point]
    low, high = min(0.0, *numbers, *(span or ())), max(1.0, *numbers, *(span or ()))
    margin = (0.2 if span else 0.3) * (high - low)
    body = [
        CLASSES,
        '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="9" height="9" fill="var(--input)"/>'
        '<line x1="0" y1="0" x2="0" y2="9" stroke="var(--edgeplus)" stroke-width="2"/>'
        "</pattern></defs>",
    ]
    words = []
    for count, (panel, (points, goals)) in enumerate(zip(panels, checked, strict=True)):
        ends = (low - margin, high + margin)
        shown, said = _plane(300 * count, *ends, points, goals, _line_of(panel), panel, live)
        if live:
            field = {
                "data_left": 300 * count,
                "data_low": repr(ends[0]),
                "data_high": repr(ends[1]),
            }
            shown = [tag("g", "".join(shown), data_part=f"plane-{count}", **field)]
        body += shown
        words.append(said)
    # What the marks mean, once.
    body += [
        tag(
            "circle",
            cx=24,
            cy=404,
            r=7,
            fill="var(--blank)",
            stroke="var(--minus)",
            stroke_width=2.5,
        ),
        label(38, 404, "goal 0", text_anchor="start", class_="small"),
        tag("rect", x=108, y=397, width=14, height=14, fill="var(--plus)"),
        label(130, 404, "goal 1", text_anchor="start", class_="small"),
    ]
    if any('data-part="wrong-' in element for element in body):
        body.append(_cross(209, 404, 6))
        body.append(label(222, 404, "wrong side", text_anchor="start", class_="small"))
    for count, note in enumerate(notes):
        place = {"text_anchor": "start", "data_part": f"note-{count}"}
        body.append(label(24, 442 + 26 * count, note, **place))
    titles = [str(panel.get("title") or "points in a plane") for panel in panels]
    height = 424 + (26 * len(notes) + 12 if notes else 0)
    said = " ".join([*words, *filter(None, notes)])
    return document(300 * len(panels) + 10, height, ", ".join(titles), said, body)


def _points(panel: dict[str, Any]) -> tuple[list[Point], list[int]]:
    """Return a panel's points and goals, checked."""
    unknown = set(panel) - {
        "points",
        "goals",
        "line",
        "title",
        "x_name",
        "y_name",
        "region",
        "names",
        "ring",
        "chosen",
        "trail",
    }
    if unknown or "points" not in panel or "goals" not in panel:
        raise ValueError(
            "A plane needs points and goals, and may have line, title, x_name, y_name, region "
            f"and names; these were given: {', '.join(sorted(panel))}."
        )
    rows = as_rows(panel["points"], "points")
    if len(rows[0]) != 2:
        raise ValueError(f"Each point needs two numbers, x and y; here it has {len(rows[0])}.")
    goals = list(panel["goals"])
    if len(goals) != len(rows):
        raise ValueError(f"There are {len(rows)} points, but {len(goals)} goals: give one each.")
    if any(goal not in (0, 1) for goal in goals):
        raise ValueError(f"A goal is 0 or 1; these were given: {goals}.")
    names = panel.get("names")
    if names is not None and len(names) != len(rows):
        raise ValueError(f"There are {len(rows)} points, but {len(names)} names: give one each.")
    return [(row[0], row[1]) for row in rows], [int(goal) for goal in goals]


def _line_of(panel: dict[str, Any]) -> tuple[float, float, float] | None:
    """Return a panel's line as three numbers, or None."""
    line = panel.get("line")
    if line is None:
        return None
    values = [as_number(value, "a number of line") for value in line]
    if len(values) != 3:
        raise ValueError(f"line needs three numbers, (w1, w2, bias); here it has {len(values)}.")
    return values[0], values[1], values[2]


def _plane(
    left: float,
    low: float,
    high: float,
    points: list[Point],
    goals: list[int],
    line: tuple[float, float, float] | None,
    panel: dict[str, Any],
    live: bool = False,
) -> tuple[list[str], str]:
    """Return one plane's elements and words; its field is 220 px square."""
    x0, y0, side = left + 58, 52, 220
    scale = side / (high - low)
    title = panel.get("title")
    x_name, y_name = panel.get("x_name", "input 1"), panel.get("y_name", "input 2")

    def at(point: Point) -> Point:
        return x0 + (point[0] - low) * scale, y0 + (high - point[1]) * scale

    def seen(here: bool) -> str | None:
        return ("visible" if here else "hidden") if live else None

    body = []
    if live:
        frame: dict[str, Any] = {"fill": "none", "stroke": "var(--goal)", "stroke_width": 2.5}
        place: dict[str, Any] = {"x": left + 8, "y": 8, "width": 292, "height": 376, "rx": 8}
        chosen = seen(bool(panel.get("chosen")))
        body.append(tag("rect", **place, **frame, visibility=chosen, data_part="frame"))
    corners = [(low, low), (high, low), (high, high), (low, high)]
    cut: list[Point] = []
    if line is not None:
        inside, cut = _half_plane(corners, line)
        if live or (panel.get("region", True) and len(inside) > 2):
            body.append(
                tag(
                    "polygon",
                    points=_path(map(at, inside)),
                    fill="url(#hatch)",
                    data_part="region",
                    visibility=seen(len(inside) > 2),
                )
            )
    body.append(
        tag("rect", x=x0, y=y0, width=side, height=side, fill="none", stroke="var(--faint)")
    )
    for tick in _ticks(low, high, 4 if high - low > 2 else 2):
        x, y = at((tick, tick))
        body += [
            _line(x, y0 + side, x, y0 + side + 5, "var(--soft)"),
            label(x, y0 + side + 17, _whole(tick), class_="small soft"),
            _line(x0 - 5, y, x0, y, "var(--soft)"),
            label(
                x0 - 10,
                y,
                _whole(tick),
                class_="small soft",
                text_anchor="end",
            ),
        ]
    body += [
        label(x0 + side / 2, y0 + side + 40, x_name),
        label(
            0,
            0,
            y_name,
            transform=f"translate({coordinate(left + 20)} {y0 + side / 2:g}) rotate(-90)",
        ),
    ]
    if title:
        body.append(label(x0 + side / 2, 28, title, class_="head"))
    if len(cut) == 2 or (live and line is not None):
        (x1, y1), (x2, y2) = map(at, cut if len(cut) == 2 else corners[:2])
        shows = {"data_part": "line", "visibility": seen(len(cut) == 2)}
        body.append(_line(x1, y1, x2, y2, "var(--line)", stroke_width=3, **shows))
    if "trail" in panel:
        body.append(
            tag(
                "polyline",
                points=_path(map(at, panel["trail"])),
                fill="none",
                stroke="var(--soft)",
                stroke_width=2,
                stroke_dasharray="2 4",
                data_part="trail",
            )
        )

    # Points that share a place share a mark and a label.
    names = panel.get("names")
    wrong = []
    places: dict[Point, list[str]] = {}
    for count, (point, goal) in enumerate(zip(points, goals, strict=True)):
        x, y = at(point)
        part = f"point-{count}"
        if goal:
            mark = tag(
                "rect",
                x=x - 9,
                y=y - 9,
                width=18,
                height=18,
                fill="var(--plus)",
                stroke="var(--paper)",
                stroke_width=1.5,
                data_part=part,
                data_goal=goal,
            )
        else:
            mark = tag(
                "circle",
                cx=x,
                cy=y,
                r=9.5,
                fill="var(--blank)",
                stroke="var(--minus)",
                stroke_width=3,
                data_part=part,
                data_goal=goal,
            )
        body.append(mark)
        if line is not None:
            answer = line[0] * point[0] + line[1] * point[1] + line[2] > 0
            if answer != bool(goal):
                wrong.append(count)
            if live or answer != bool(goal):
                shows = {"data_part": part.replace("point", "wrong")}
                body.append(_cross(x, y, 13, **shows, visibility=seen(answer != bool(goal))))
        if names is not None:
            places.setdefault(point, []).append(str(names[count]))
    for point, here in places.items():
        if not live:
            x, y = at(point)
            body.append(label(x, y - 24, " and ".join(here), class_="small halo"))
    if live:
        body += _live_marks([at(point) for point in points], points, places, panel)

    said = []
    for count, (point, goal) in enumerate(zip(points, goals, strict=True)):
        named = f"{names[count]}: " if names is not None else ""
        said.append(f"{named}({_whole(point[0])}, {_whole(point[1])}) has goal {goal}")
    words = (f"{title}: " if title else "") + f"{x_name} and {y_name}; " + ", ".join(said) + "."
    if line is not None:
        right = len(points) - len(wrong)
        equation = f"weights {short(line[0], 3)} and {short(line[1], 3)}, bias {short(line[2], 3)}"
        score = f"right: {right} of {len(points)}"
        flat = line[0] == 0 and line[1] == 0
        note = " (no line: both weights are 0)" if flat else ""
        body += [
            label(
                x0 + side / 2,
                y0 + side + 70,
                score,
                class_="head good" if not wrong else "head minus",
                data_part="score",
            ),
            label(
                x0 + side / 2 - 10,
                y0 + side + 95,
                equation,
                class_="small soft",
                data_part="equation" if live else None,
            ),
        ]
        if flat or live:
            body.append(
                label(
                    x0 + side / 2,
                    y0 + 14,
                    "no line: both weights are 0",
                    class_="small halo",
                    data_part="flat" if live else None,
                    visibility=seen(flat),
                )
            )
        words += f" Line with {equation}{note}; {score}."
    return body, words


def _live_marks(
    spots: list[Point],
    points: list[Point],
    places: dict[Point, list[str]],
    panel: dict[str, Any],
) -> list[str]:
    """Return a name beside each point, which may be empty, and a ring round one of them."""
    body = []
    for count, ((x, y), point) in enumerate(zip(spots, points, strict=True)):
        # Points that share a place share the name of the first.
        words = " / ".join(places.pop(point, []))
        place = {"text_anchor": "start", "class_": "small halo", "data_part": f"name-{count}"}
        if panel.get("names") is not None:
            body.append(label(x + 13, y + 17, words, **place))
    ring = panel.get("ring")
    x, y = spots[ring or 0]
    body.append(
        tag(
            "circle",
            cx=x,
            cy=y,
            r=21,
            fill="none",
            stroke="var(--goal)",
            stroke_width=3,
            stroke_dasharray="5 4",
            visibility="hidden" if ring is None else "visible",
            data_part="ring",
        )
    )
    return body


def _cross(x: float, y: float, reach: float, **attributes: Any) -> str:
    """Return the mark of a wrong answer."""
    a, b, c, d = (coordinate(value) for value in (x - reach, x + reach, y - reach, y + reach))
    return tag(
        "path",
        d=f"M{a} {c}L{b} {d}M{a} {d}L{b} {c}",
        stroke="var(--ink)",
        stroke_width=2.5,
        fill="none",
        **attributes,
    )


def _half_plane(
    corners: list[Point], line: tuple[float, float, float]
) -> tuple[list[Point], list[Point]]:
    """Return the part of a polygon where the line's value is above 0, and where its border is cut.

    Sutherland and Hodgman's way: walk along the border, keep the corners that are inside, and put
    in a point wherever an edge crosses the line.
    """
    inside: list[Point] = []
    cut: list[Point] = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        value = line[0] * here[0] + line[1] * here[1] + line[2]
        following = line[0] * there[0] + line[1] * there[1] + line[2]
        if value > 0:
            inside.append(here)
        if (value > 0) != (following > 0):
            share = value / (value - following)
            crossing = (
                here[0] + share * (there[0] - here[0]),
                here[1] + share * (there[1] - here[1]),
            )
            inside.append(crossing)
            cut.append(crossing)
    return inside, cut


# --- 12 and 15: a digit as numbers, one patch of it, dropout -----------------------------------


def pixel_numbers(image: Any) -> Drawing:
    """Draw a digit as the table of its numbers, each cell as dark as its number (notebook 12).

    ``image``: rows of numbers, 0 white … 255 black, such as 28 × 28. Zeros are faint.
    """
    rows = _image(image)
    if any(value != int(value) for values in rows for value in values):
        raise ValueError("image holds fractions: give its numbers from 0 to 255, not divided.")
    width, height = 30, 24
    shades, texts = [], []
    for row, values in enumerate(rows):
        line = []
        for column, value in enumerate(values):
            if value:
                shades.append(
                    tag(
                        "rect",
                        x=8 + width * column,
                        y=8 + height * row,
                        width=width,
                        height=height,
                        fill=_shade(value / 255),
                    )
                )
            # A class for zeros and one for numbers on dark: 784 styles would weigh too much.
            name = "n0" if value == 0 else "n1" if value > 136 else None
            line.append(
                tag(
                    "text",
                    _whole(value, 0),
                    x=8 + width * (column + 0.5),
                    y=8 + height * row + 17,
                    class_=name,
                )
            )
        texts.append(tag("g", "".join(line), class_="n", data_part=f"row-{row}"))
    across, down = width * len(rows[0]), height * len(rows)
    body = [
        "<style>.n text{font-size:13px;text-anchor:middle;fill:#000000}.n .n0{fill:#6f7a86}"
        ".n .n1{fill:#ffffff}</style>",
        # A digit is ink on paper, on a dark page as well.
        tag("rect", x=8, y=8, width=across, height=down, fill="#ffffff"),
        *shades,
        tag("rect", x=8, y=8, width=across, height=down, fill="none", stroke="var(--faint)"),
        *texts,
    ]
    inked = sum(value > 0 for values in rows for value in values)
    darkest = max(max(values) for values in rows)
    words = (
        f"A digit as {len(rows)} rows of {len(rows[0])} numbers: {inked} of "
        f"{len(rows) * len(rows[0])} are above 0, the largest is {_whole(darkest, 0)}."
    )
    return document(across + 16, down + 16, "A digit as numbers", words, body)


def _shade(ink: float) -> str:
    """Return the grey of a pixel with so much ink: 0 white, 1 black."""
    level = round(255 * (1 - ink))
    return f"#{level:02x}{level:02x}{level:02x}"


def patch(image: Any, row: int, col: int, kernel: Any) -> Drawing:
    """Draw one step of a convolution: a patch of a digit, times a kernel, summed (notebook 15).

    ``image``: rows of numbers, 0 … 255 (divided by 255 here) or 0 … 1. ``kernel``: k rows of k
    weights, k at most 5. The patch's upper left pixel is (``row``, ``col``). Raises ``ValueError``
    when the patch does not lie in the image or the kernel is not square.
    """
    pixels, weights = _image(image), as_rows(kernel, "kernel")
    size = len(weights)
    if len(weights[0]) != size or size > 5:
        raise ValueError(f"kernel must be square, at most 5 × 5; it is {size} × {len(weights[0])}.")
    height, width = len(pixels), len(pixels[0])
    if not (0 <= row <= height - size and 0 <= col <= width - size):
        raise ValueError(
            f"A {size} × {size} patch at row {row}, column {col} does not lie in the image: row "
            f"may be 0 to {height - size}, column 0 to {width - size}."
        )
    if max(map(max, pixels)) > 1:
        pixels = [[value / 255 for value in values] for values in pixels]
    part = [values[col : col + size] for values in pixels[row : row + size]]
    total = sum(
        pixel * weight
        for pixel_row, weight_row in zip(part, weights, strict=True)
        for pixel, weight in zip(pixel_row, weight_row, strict=True)
    )

    scale = 252 / max(height, width)
    left, top = 20.0, 48.0
    body = [CLASSES, label(left, 26, "the digit", text_anchor="start", class_="bold")]
    body.append(
        tag("rect", x=left, y=top, width=scale * width, height=scale * height, fill="#ffffff")
    )
    for y, values in enumerate(pixels):
        for x, value in enumerate(values):
            if value:
                body.append(
                    tag(
                        "rect",
                        x=left + scale * x,
                        y=top + scale * y,
                        width=scale + 0.2,
                        height=scale + 0.2,
                        fill=_shade(value),
                    )
                )
    body += [
        tag(
            "rect",
            x=left,
            y=top,
            width=scale * width,
            height=scale * height,
            fill="none",
            stroke="var(--faint)",
        ),
        tag(
            "rect",
            x=left + scale * col - 1,
            y=top + scale * row - 1,
            width=scale * size + 2,
            height=scale * size + 2,
            fill="none",
            stroke="#b8430f",
            stroke_width=3,
            data_part="outline",
            data_row=row,
            data_col=col,
        ),
    ]
    cell = 48.0
    middle = top + scale * height / 2
    first = left + scale * width + 56
    second = first + cell * size + 44
    upper = middle - cell * size / 2
    # Two thin lines lead from the patch to its enlargement.
    for edge, goal in ((row, upper), (row + size, upper + cell * size)):
        body.append(
            _line(
                left + scale * (col + size) + 1,
                top + scale * edge,
                first,
                goal,
                "var(--minus)",
                stroke_width=1,
                stroke_dasharray="4 3",
            )
        )
    body += [
        label(first + cell * size / 2, upper - 20, "pixels", class_="bold"),
        label(second + cell * size / 2, upper - 20, "weights", class_="bold"),
        label(second - 22, middle, "×", class_="large"),
    ]
    for y in range(size):
        for x in range(size):
            pixel, weight = part[y][x], weights[y][x]
            body += [
                _cell(first + cell * x, upper + cell * y, cell, _shade(pixel)),
                tag(
                    "text",
                    fixed(pixel, 2),
                    x=first + cell * (x + 0.5),
                    y=upper + cell * (y + 0.5) + 5,
                    text_anchor="middle",
                    style="fill:#ffffff" if pixel > 0.53 else "fill:#000000",
                    data_part=f"pixel-{y}-{x}",
                ),
                _cell(second + cell * x, upper + cell * y, cell, "var(--paper)"),
                label(
                    second + cell * (x + 0.5),
                    upper + cell * (y + 0.5),
                    short(weight, 2),
                    class_="plus bold" if weight > 0 else "minus bold" if weight < 0 else "soft",
                    data_part=f"weight-{y}-{x}",
                ),
            ]
    end = second + cell * size
    body += [
        label(end + 24, middle, "=", class_="large"),
        label(end + 86, middle, short(total, 3), class_="large", data_part="sum"),
        label(end + 86, middle + 30, "weighted sum", class_="soft"),
    ]
    said = "; ".join(", ".join(fixed(value, 2) for value in values) for values in part)
    told = "; ".join(", ".join(short(value, 2) for value in values) for values in weights)
    words = (
        f"A patch of {size} × {size} pixels of the digit, from row {row}, column {col}: {said}. "
        f"Times the weights {told}, and added up: {short(total, 3)}."
    )
    return document(end + 160, top + scale * height + 20, "One patch", words, body)


def _cell(x: float, y: float, size: float, fill: str) -> str:
    """Return a square of a grid."""
    return tag("rect", x=x, y=y, width=size, height=size, fill=fill, stroke="var(--faint)")


def dropout(units: Sequence[float], dropped: Iterable[int], rate: float) -> Drawing:
    """Draw what dropout does to a column of units in one training step (notebook 15).

    ``units``: the values of one to twelve units; ``dropped``: the places, from 0, of those that
    are silent in this step; ``rate``: the share that is dropped on average, from 0 up to below 1.
    The others are multiplied by 1 / (1 − rate), so that their sum stays about the same.
    """
    rate = as_number(rate, "rate")
    if not 0 <= rate < 1:
        raise ValueError(f"rate is {short(rate)}: give a share from 0 up to, but not, 1.")
    values = [as_number(value, f"unit {count}") for count, value in enumerate(units)]
    if not 1 <= len(values) <= 12:
        raise ValueError(f"Give the values of one to twelve units; these are {len(values)}.")
    silent = set(dropped)
    if not silent <= set(range(len(values))):
        raise ValueError(
            f"dropped names units that are not there: {sorted(silent)}; the places are 0 to "
            f"{len(values) - 1}."
        )
    factor = 1 / (1 - rate)
    step = 62
    body = [
        CLASSES,
        label(120, 30, "before", class_="head"),
        label(430, 30, "in this step", class_="head"),
    ]
    said = []
    for count, value in enumerate(values):
        y = 80 + step * count
        out = 0.0 if count in silent else value * factor
        body += [
            label(62, y, f"unit {count + 1}", class_="small soft", text_anchor="end"),
            tag(
                "circle",
                cx=120,
                cy=y,
                r=26,
                fill="var(--input)",
                stroke="var(--line)",
                stroke_width=2,
            ),
            label(120, y, short(value, 3), data_part=f"before-{count}"),
        ]
        if count in silent:
            body += [
                _line(148, y, 402, y, "var(--edgezero)", stroke_width=2, stroke_dasharray="2 5"),
                tag(
                    "circle",
                    cx=430,
                    cy=y,
                    r=26,
                    fill="var(--blank)",
                    stroke="var(--faint)",
                    stroke_width=2,
                    stroke_dasharray="3 4",
                ),
                tag(
                    "path",
                    d=f"M413 {y - 17}L447 {y + 17}M413 {y + 17}L447 {y - 17}",
                    stroke="var(--minus)",
                    stroke_width=3,
                    data_part=f"cross-{count}",
                ),
                label(
                    470,
                    y,
                    "dropped: 0",
                    text_anchor="start",
                    class_="minus",
                    data_part=f"after-{count}",
                ),
            ]
            said.append(f"unit {count + 1}, {short(value, 3)}, is dropped")
        else:
            body += [
                _arrow([(148, y), (402, y)], "var(--edgeplus)", 2.5),
                label(275, y - 14, f"× {short(factor, 3)}", data_part=f"factor-{count}"),
                tag(
                    "circle",
                    cx=430,
                    cy=y,
                    r=26,
                    fill="var(--output)",
                    stroke="var(--line)",
                    stroke_width=2,
                ),
                label(430, y, short(out, 3), class_="bold", data_part=f"after-{count}"),
            ]
            said.append(f"unit {count + 1}, {short(value, 3)}, becomes {short(out, 3)}")
    y = 80 + step * len(values)
    rule = f"kept units × 1 / (1 − {short(rate)}) = {short(factor, 3)}"
    body.append(label(275, y, rule, class_="soft", data_part="rule"))
    words = f"Dropout with rate {short(rate)} in one step: " + "; ".join(said) + f"; {rule}."
    return document(580, y + 32, "Dropout in one step", words, body)
