"""The team's table: what is known before each game, and what is to be predicted (01 to 05)."""

from collections.abc import Mapping, Sequence

from course.pictures.shapes import Look, around, circle, compact, left, rect, right, shift
from course.pictures.svg import Drawing, coordinate, label, short, tag
from nnlib.checks import as_row

KNOWN = {
    "toes": "average per player",
    "wlrec": "share of games won",
    "nfans": "fans, in millions",
}
ASKED = {
    "hurt?": "is anybody hurt?",
    "win?": "do they win?",
    "sad?": "are they sad?",
}
GAMES = 4
FIRST, PITCH, ROW = 296.0, 66.0, 62.0
PEN: Look = {
    "fill": "none",
    "stroke": "var(--line)",
    "stroke_width": 2.5,
    "stroke_linecap": "round",
}


def team(numbers: Mapping[str, Sequence[float]], asked: Sequence[str] = ("win?",)) -> Drawing:
    """Draw the team's numbers, game by game, and the questions that a network is to answer.

    ``numbers``: a list for each of "toes", "wlrec" and "nfans", or for some of them, with a number
    for each of one to four games. ``asked``: some of "hurt?", "win?" and "sad?". The first
    game is lit: a column is a datapoint. Raises ``ValueError`` for other names and lengths.
    """
    for given, known, what in ((numbers, KNOWN, "numbers"), (asked, ASKED, "asked")):
        if not given or not set(given) <= set(known):
            raise ValueError(
                f"{what} must be some of {', '.join(known)}; given: {', '.join(given)}."
            )
    rows = {name: as_row(values, name) for name, values in numbers.items()}
    games = len(next(iter(rows.values())))
    if games > GAMES or any(len(values) != games for values in rows.values()):
        raise ValueError(f"Each list needs a number for the same one to {GAMES} games.")
    floor = 58 + ROW * len(rows)
    lit: Look = {"fill": "var(--input)", "stroke": "var(--line)", "stroke_width": 2, "rx": 8}
    body = [rect(FIRST - PITCH * 0.5 + 2, 10, PITCH - 4, floor - 18, **lit)]
    body.append(right(FIRST - PITCH * 0.5 - 8, 30, "game", class_="soft"))
    for count in range(games):
        look = "soft" if count else "bold"
        body.append(label(FIRST + PITCH * count, 30, str(count + 1), class_=look))
    said = []
    for row, (name, values) in enumerate(rows.items()):
        y = 82 + ROW * row
        icon = _icon(name, values[0])
        body += [
            tag("g", icon, transform=shift(40, y)),
            left(78, y - 11, name, class_="bold"),
            left(78, y + 12, KNOWN[name], class_="soft"),
        ]
        for count, value in enumerate(values):
            part = {"class_": "soft" if count else "bold", "data_part": f"{name}-{count}"}
            body.append(label(FIRST + PITCH * count, y, short(value, 2), **part))
        said.append(f"{name}: {KNOWN[name]}: {', '.join(short(value, 2) for value in values)}")
    wide = 518 / 3
    for place, name in enumerate(asked):
        x = 20 + wide * place
        box: Look = {"fill": "var(--output)", "stroke": "var(--line)", "rx": 8}
        body += [
            rect(x, floor + 12, wide - 10, 84, **box),
            tag("g", _icon(name), transform=shift(x + 32, floor + 40)),
            left(x + 62, floor + 40, name, class_="bold"),
            label(x + wide / 2 - 5, floor + 76, ASKED[name]),
        ]
    questions = "; ".join(f"{name} {ASKED[name]}" for name in asked)
    told = f"The team before each game. {'; '.join(said)}. To be predicted: {questions}"
    return compact(548, floor + 114, "The team's table", told, body)


def _icon(name: str, value: float = 0.0) -> str:
    """Draw a small picture round (0, 0)."""
    if name == "toes":
        toes = [
            circle(-12 + 6 * i, -14 + 2 * abs(i - 1) ** 1.4, 4.5 - 0.6 * i, *PALE) for i in range(5)
        ]
        sole = "M-13 -6C-15 4 -8 6 -8 12C-8 20 6 20 6 11C6 2 14 2 12 -5C8 -12 -8 -12 -13 -6Z"
        return tag("path", d=sole, **PEN) + "".join(toes)
    if name == "wlrec":
        won = min(max(value, 0.0), 0.9999)
        x, y = around(0, 0, 17, 360 * won)
        arc = f"M0 0V-17A17 17 0 {int(won > 0.5)} 1 {coordinate(x)} {coordinate(y)}Z"
        return circle(0, 0, 17, "none", "var(--line)", 2.5) + tag("path", d=arc, fill="var(--plus)")
    if name == "nfans":
        heads = [(-13, -3, 5), (13, -3, 5), (0, -8, 6)]
        bodies = "M-21 14C-21 4 -5 4 -5 14M5 14C5 4 21 4 21 14M-9 17C-9 0 9 0 9 17"
        return tag("path", d=bodies, **PEN) + "".join(circle(*head, *PALE) for head in heads)
    if name == "hurt?":
        strip = rect(-19, -7, 38, 14, fill="none", stroke="var(--line)", stroke_width=2.5, rx=7)
        pad = tag("path", d="M-6 -7V7M6 -7V7M-3 0H3M0 -3V3", **PEN)
        return tag("g", strip + pad, transform="rotate(-35)")
    if name == "win?":
        cup = "M-10 -16H10V-8C10 6 -10 6 -10 -8ZM0 3V12M-8 14H8"
        ears = "M-10 -12C-20 -13 -18 0 -8 0M10 -12C20 -13 18 0 8 0"
        return tag("path", d=cup + ears, **PEN)
    eyes = circle(-6, -5, 2, "var(--line)", "none") + circle(6, -5, 2, "var(--line)", "none")
    return (
        circle(0, 0, 17, "none", "var(--line)", 2.5)
        + eyes
        + tag("path", d="M-8 9C-4 2 4 2 8 9", **PEN)
    )


PALE = ("var(--input)", "var(--line)", 2)
