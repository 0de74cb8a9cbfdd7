"""The error's parabola: the weights visited on it, or one weight that walks down it (notebook 07).

The error is (weight × input − goal)², so the curve is a parabola. Source: seminar, section 07.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from course.pictures.base import Explorer, moving, reading, tidy
from course.pictures.controls import round_step, slider
from course.pictures.shapes import (
    CLASSES,
    Look,
    Point,
    circle,
    filled,
    left,
    line,
    path,
    right,
    seen,
    shift,
    ticks,
)
from course.pictures.svg import (
    Drawing,
    bracketed,
    brief,
    coordinate,
    document,
    label,
    short,
    tag,
    whole,
)
from nnlib.checks import as_number, listed

X0, X1, Y0, Y1 = 84.0, 690.0, 76.0, 290.0  # the picture's box
AXIS = Y1 + 28  # below error 0, so that the numbers of the lowest dots have room
TRACK = 408.0  # where alpha's mark stands on its track
FAR = 1000  # times the reach: what is farther off the picture is brought nearer

SAID = (
    "{equation}, alpha = {alpha}, over the weight: a parabola with its lowest point, error 0, at "
    "weight {best}. Dot 0, the start: {first}. {last} {outside}"
)
WALK_SAID = SAID + " {multiplier}. Border of alpha: {border}."
PARTS = {"state": "{state}", "outside": "{off}", "alpha": "{alpha}", "multiplier": "{multiplier}"}
# By what each step multiplies the delta, and what that does to it.
RULE = "delta × (1 − alpha × input²) = "
EFFECTS = {
    "gone": "one step, and the delta is gone",
    "shrinks": "the delta shrinks",
    "sways": "to and fro, shrinking",
    "stays": "the delta stays as large",
    "grows": "the delta grows",
}
ROOM = 97  # characters: longer numbers leave no room for the step between


@dataclass(frozen=True)
class Valley:
    """The error over the weight and its place on the paper: ``reach`` to both sides of its best."""

    input: float
    goal: float
    reach: float = 1.0

    @property
    def best(self) -> float:
        """The weight whose error is 0."""
        return self.goal / self.input

    @property
    def equation(self) -> str:
        """The error as it is computed."""
        words = f"error = (weight × {short(self.input)} − {short(self.goal)})²"
        return words.replace("− −", "+ ")

    def error(self, weight: float) -> float:
        """Return a weight's error."""
        difference = weight * self.input - self.goal
        return difference * difference

    def holds(self, weight: float) -> bool:
        """Return whether a weight's dot is on the picture."""
        return abs(weight - self.best) <= self.reach * (1 + 1e-12)

    def at(self, weight: float) -> Point:
        """Return the place of a weight's dot on the curve."""
        # What is brought nearer has its step leave in the same direction.
        share = max(-FAR, min(FAR, (weight - self.best) / self.reach))
        return (X0 + X1) / 2 + share * (X1 - X0) / 2, Y1 - share**2 * (Y1 - Y0)

    def beside(self, weight: float) -> Point:
        """Return a place outside the curve, at a right angle to it, 18 px from a weight's dot."""
        x, y = self.at(weight)
        down = -4 * (weight - self.best) / self.reach * (Y1 - Y0) / (X1 - X0)
        share = 18 / math.hypot(1, down)
        return x - share * down, y + share

    def place(self, weight: float) -> str:
        """Return where a dot is, in words."""
        return f"weight {brief(weight)}, error {brief(self.error(weight))}"

    def frame(self) -> list[str]:
        """Return the axes, the lowest place and the curve."""
        body = [
            line(X0, AXIS, X1, AXIS, "var(--soft)", stroke_width=1.5),
            line(X0, Y0, X0, AXIS, "var(--soft)", stroke_width=1.5),
            label(X0, Y0 - 20, "error"),
            right(X1, AXIS + 42, "weight"),
        ]
        for tick in ticks(self.best - self.reach, self.best + self.reach, 8):
            x = self.at(tick)[0]
            body.append(line(x, AXIS, x, AXIS + 5, "var(--soft)"))
            body.append(label(x, AXIS + 18, _tick(tick), class_="small soft"))
        most = (self.reach * self.input) ** 2  # the error at the upper edge
        for tick in ticks(0, most, 5):
            y = Y1 - tick / most * (Y1 - Y0)
            body.append(line(X0 - 5, y, X0, y, "var(--soft)"))
            body.append(right(X0 - 9, y, _tick(tick), class_="small soft"))
        middle = self.at(self.best)[0]
        sides = f"{short(self.goal)} / {short(self.input)}"
        lowest = f"lowest at goal / input = {sides} = {short(self.best)}"
        dots: Look = {"stroke_width": 2, "stroke_dasharray": "2 5"}
        curve = path(self.at(self.best + self.reach * (i / 40 - 1)) for i in range(81))
        look: Look = {"fill": "none", "stroke": "var(--edgeplus)", "stroke_width": 4}
        return [
            *body,
            line(middle, Y0, middle, AXIS, "var(--goal)", **dots),
            label(middle, AXIS + 42, lowest, class_="goal", data_part="lowest"),
            tag("polyline", points=curve, **look),
        ]

    def walk(self, visited: Sequence[float]) -> list[str]:
        """Return the steps from weight to weight, with an arrow where they leave the picture, and
        the dots on it.

        A dot is a stroke of no length, so that one path holds them all.
        """
        spots = [self.at(weight) for weight in visited]
        dots = "".join(
            f"M{coordinate(x)} {coordinate(y)}h0"
            for weight, (x, y) in zip(visited, spots, strict=True)
            if self.holds(weight)
        )
        steps: Look = {"fill": "none", "stroke": "var(--minus)", "stroke_width": 1.75}
        round_dots: Look = {"d": dots, "fill": "none", "stroke_linecap": "round"}
        out = next((i for i, weight in enumerate(visited) if not self.holds(weight)), 0)
        leaves: Look = {"visibility": seen(out > 0), "data_part": "leaves"}
        if out:  # a chord leaves the valley through its upper edge
            (x1, y1), (x2, y2) = spots[out - 1 : out + 1]
            there = x1 + (x2 - x1) * (y1 - Y0) / (y1 - y2)
            turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
            leaves["transform"] = f"{shift(there, Y0)} rotate({coordinate(turn)})"
        return [
            f'<defs><clipPath id="field"><rect x="{X0:g}" y="{Y0:g}" width="{X1 - X0:g}" '
            f'height="{Y1 - Y0 + 30:g}"/></clipPath></defs>',
            tag("path", d="M2 0L-12 -6L-12 6Z", fill="var(--minus)", **leaves),
            tag(
                "polyline", points=path(spots), **steps, clip_path="url(#field)", data_part="steps"
            ),
            tag("path", **round_dots, stroke="var(--paper)", stroke_width=12.5, data_part="edges"),
            tag("path", **round_dots, stroke="var(--minus)", stroke_width=9.5, data_part="dots"),
        ]

    @property
    def known(self) -> dict[str, str]:
        """What is said of all walks, by name."""
        border = brief(2 / self.input**2)
        return {"equation": self.equation, "best": short(self.best), "border": border}

    def texts(self, visited: Sequence[float]) -> dict[str, str]:
        """Return what is said of the weights visited, by name."""
        last = len(visited) - 1
        off = [count for count, weight in enumerate(visited) if not self.holds(weight)]
        gone = f"off the picture: dot{'s' * (len(off) > 1)} {_spans(off)}" if off else ""
        if off:
            most = brief(max(self.error(visited[count]) for count in off))
            gone += f", error {'up to ' * (len(off) > 1)}{most}"
        return self.known | {
            "first": self.place(visited[0]),
            "last": f"Dot {last}, the last: {self.place(visited[-1])}." if last else "",
            "off": gone,
            "outside": gone and f"{gone.capitalize()}.",
        }


def _tick(value: float) -> str:
    """Return an axis number: short where it can be, four figures where it must."""
    if value == 0:
        return "0"
    return brief(value) if abs(value) >= 1e5 or abs(value) < 1e-3 else short(value)


def _spans(numbers: Sequence[int]) -> str:
    """Return ascending numbers in words: ``4``, ``4 to 9``, ``2, 4 and 6``."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]} to {numbers[-1]}"
    return listed(map(str, numbers))


def _checked(input: Any, goal: Any, visited: Sequence[Any]) -> tuple[Valley, list[float]]:
    """Return the valley and the weights as floats, or say what is wrong with them."""
    valley = Valley(as_number(input, "input"), as_number(goal, "goal"))
    if valley.input == 0:
        raise ValueError("input is 0: then no weight changes the error; give another input.")
    weights = [as_number(weight, f"weight {i}") for i, weight in enumerate(visited)]
    if not weights:
        raise ValueError("There are no weights to draw: give at least the one at the start.")
    return valley, weights


def parabola(
    input: float,
    goal: float,
    weights_visited: Sequence[float],
    *,
    alpha: float,
) -> Drawing:
    """Draw the error (weight × input − goal)² over the weight, and the weights visited on it.

    The dots are numbered from 0, the start, and joined by the steps. The picture reaches as far
    as the dots do, but at most three times as far from the lowest point as the first one: what
    explodes leaves it, which is then said. Raises ``ValueError`` when ``input`` is 0 (the error
    is then the same for every weight), without weights, or for what is not a finite number.
    """
    alpha = as_number(alpha, "alpha")
    valley, visited = _checked(input, goal, weights_visited)
    far = [abs(weight - valley.best) for weight in visited]
    reach = 1.12 * (min(max(far), 3 * far[0]) or max(far) or 1.0)
    valley = Valley(valley.input, valley.goal, reach)
    texts = valley.texts(visited) | {"alpha": whole(alpha)}
    heading = filled("{equation}, alpha = {alpha}", texts)
    body = [CLASSES, left(24, 30, heading, class_="head")]
    if texts["off"]:
        body.append(right(X1, 56, texts["off"], class_="minus", data_part="outside"))
    body += valley.frame() + valley.walk(visited)
    # The last and the first dot have a number, others where they don't crowd.
    shown: list[Point] = []
    for count in dict.fromkeys([len(visited) - 1, 0, *range(len(visited))]):
        spot = valley.beside(visited[count])
        if valley.holds(visited[count]) and all(math.dist(spot, other) > 24 for other in shown):
            shown.append(spot)
            part = f"number-{count}"
            body.append(label(*spot, str(count), class_="small bold halo", data_part=part))
    words = filled(SAID, texts)
    return document(720, AXIS + 64, "The error over the weight", words, body)


# --- One weight that walks on ------------------------------------------------------------------


class Parabola(Explorer):
    """The live parabola; its numbers can be read in the next cell."""

    valley: Valley

    alpha = reading("alpha", "The learning rate.")

    @property
    def weights(self) -> list[float]:
        """The weights of all dots, the start first."""
        return walk(self.valley, tidy(self.widget.start), self.alpha, self.widget.steps)

    @property
    def weight(self) -> float:
        """The weight of the last dot."""
        return self.weights[-1]

    @property
    def errors(self) -> list[float]:
        """The errors of all dots, the start first."""
        return [self.valley.error(weight) for weight in self.weights]


def walk(valley: Valley, start: float, alpha: float, steps: int) -> list[float]:
    """Return the weights of so many steps; they end early where one is no longer finite."""
    weights = [start]
    for _ in range(steps):
        delta = valley.input * weights[-1] - valley.goal  # predict and compare
        following = weights[-1] - alpha * delta * valley.input  # learn
        if not math.isfinite(following):
            break
        weights.append(following)
    return weights


def live_parabola(
    input: float,
    goal: float,
    weight: float,
    alpha: float = 1.0,
    *,
    track: bool = True,
) -> Parabola:
    """Return the error's parabola with sliders for the start weight and alpha, and buttons.

    Alpha's slider goes a quarter beyond its border, 2 / input²; without ``track`` nobody is told
    yet where that is. Raises ``ValueError`` when ``input`` is 0, for an alpha that is not above 0,
    and for what is not a finite number.
    """
    valley, _ = _checked(input, goal, [weight])
    if as_number(alpha, "alpha") <= 0:
        raise ValueError(f"alpha is {alpha}: give a number above 0.")
    best = valley.best
    reach = 2 * abs(weight - best) or max(1.0, abs(best))
    valley = Valley(valley.input, valley.goal, reach)
    most_alpha = max(2.5 / input**2, alpha)
    drawn = partial(draw, valley, most_alpha=most_alpha, track=track)
    picture = given(valley, most_alpha)
    live = moving("parabola", drawn, picture, start=weight, alpha=alpha, steps=0)
    step = round_step(reach / 40)
    least_alpha = min(most_alpha / 100, alpha)
    controls = [
        slider(live, "start", "start weight", tidy(best - reach), tidy(best + reach), step),
        slider(live, "alpha", "alpha", least_alpha, most_alpha, most_alpha / 100),
    ]
    made = Parabola(live.still, live, controls)
    made.valley = valley
    return made


def given(valley: Valley, most_alpha: float) -> dict[str, Any]:
    """Return what the browser needs of a picture that stays as it is while its walk goes on."""
    return {
        **asdict(valley),
        "best": valley.best,
        "most_alpha": most_alpha,
        "box": [X0, X1, Y0, Y1],
        "far": FAR,
        "track": TRACK,
        "parts": PARTS,
        "words": WALK_SAID,
        "texts": valley.known,
        "rule": RULE,
        "effects": EFFECTS,
        "room": ROOM,
    }


def draw(
    valley: Valley,
    start: float,
    alpha: float,
    steps: int,
    most_alpha: float = 10.0,
    track: bool = True,
) -> Drawing:
    """Draw the parabola for a walk that goes on, and a track of alpha up to ``most_alpha``.

    Without the ``track`` it is there, but out of sight. What changes has a ``data-part``; what does
    not show at the moment is hidden.
    """
    visited = walk(valley, start, alpha, steps)
    last = len(visited) - 1
    here = valley.holds(visited[-1])
    spots = [valley.beside(visited[0]), valley.beside(visited[-1])]
    first_here = valley.holds(visited[0]) and (last == 0 or math.dist(*spots) >= 24)
    texts = valley.texts(visited) | {"alpha": brief(alpha)}
    texts["multiplier"] = multiplier(valley.input, alpha)
    state = f"dot {last}: {valley.place(visited[-1])}"
    ring: Look = {"visibility": seen(here), "data_part": "now"}
    small: Look = {"class_": "small bold halo"}
    body = [
        CLASSES,
        left(24, 30, valley.equation, class_="head"),
        right(X1, 30, state, class_="bold", data_part="state"),
        right(X1, 56, texts["off"], class_="minus", data_part="outside"),
        *valley.frame(),
        *valley.walk(visited),
        circle(*valley.at(visited[-1]), 8, "var(--minus)", "var(--ink)", **ring),
        label(*spots[0], "0", **small, visibility=seen(first_here), data_part="number-first"),
        label(
            *spots[1],
            str(last),
            **small,
            visibility=seen(here and last > 0),
            data_part="number-last",
        ),
    ]
    below = _alpha_track(valley.input, alpha, most_alpha)
    below.append(left(X0, TRACK + 64, texts["multiplier"], data_part="multiplier"))
    body.append(tag("g", "".join(below), visibility=seen(track)))
    words = filled(WALK_SAID, texts)
    return document(
        720, TRACK + 82 if track else AXIS + 64, "The error over the weight", words, body
    )


def _alpha_track(input: float, alpha: float, most: float) -> list[str]:
    """Return the track of alpha: where the error falls, where it grows, and where alpha stands."""
    y = TRACK

    def at(value: float) -> float:
        return X0 + min(max(value / most, 0), 1) * (X1 - X0)

    best, border = 1 / input**2, 2 / input**2
    body = [
        label(48, y, "alpha"),
        line(X0, y, at(border), y, "var(--edgeplus)", stroke_width=6),
        line(at(border), y, X1, y, "var(--minus)", stroke_width=6, stroke_dasharray="7 4"),
    ]
    for value, words in ((0, "0"), (best, brief(best)), (border, f"border {brief(border)}")):
        body.append(line(at(value), y - 8, at(value), y + 8, "var(--ink)", stroke_width=2))
        body.append(label(at(value), y + 21, words, class_="small bold" if value else "small"))
    for value, words in (
        ((at(0) + at(best)) / 2, "shorter and shorter steps"),
        ((at(best) + at(border)) / 2, "to and fro, falling"),
        ((at(border) + X1) / 2, "growing"),
    ):
        body.append(label(value, y + 39, words, class_="small soft"))
    pointer = tag("path", d=f"M0 {y - 7:g}L-7 {y - 20:g}L7 {y - 20:g}Z", fill="var(--ink)")
    return [
        *body,
        tag("g", pointer, transform=shift(at(alpha), 0), data_part="pointer"),
        label(at(alpha), y - 27, brief(alpha), class_="bold", data_part="alpha"),
    ]


def multiplier(input: float, alpha: float) -> str:
    """Return by what each step multiplies the delta, and what that does to it."""
    factor = 1 - alpha * input**2
    size = abs(factor)
    effect = "shrinks" if factor > 0 else "sways"
    if size < 1e-9:
        factor, effect = 0.0, "gone"
    elif abs(size - 1) < 1e-9:
        effect = "stays"
    elif size > 1:
        effect = "grows"
    end = f"delta × {bracketed(factor)}: {EFFECTS[effect]}"
    numbers = f"delta × (1 − {brief(alpha)} × {brief(input**2)}) = "
    return RULE + (numbers if len(RULE + numbers + end) <= ROOM else "") + end
