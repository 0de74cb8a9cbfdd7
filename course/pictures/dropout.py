"""What dropout does to a column of units in one training step (notebook 15)."""

from collections.abc import Iterable, Sequence

from course.pictures.shapes import CLASSES, Look, arrow, circle, left, line, right
from course.pictures.svg import Drawing, document, label, short, tag
from nnlib.checks import as_number


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
    before, after, step = 120, 430, 62
    body = [
        CLASSES,
        label(before, 30, "before", class_="head"),
        label(after, 30, "in this step", class_="head"),
    ]
    said = []
    for count, value in enumerate(values):
        y = 80 + step * count
        shown, out = short(value, 3), short(value * factor, 3)
        body += [
            right(62, y, f"unit {count + 1}", class_="small soft"),
            circle(before, y, 26, "var(--input)", "var(--line)"),
            label(before, y, shown, data_part=f"before-{count}"),
        ]
        if count in silent:
            d = f"M413 {y - 17}L447 {y + 17}M413 {y + 17}L447 {y - 17}"
            mark: Look = {
                "stroke": "var(--minus)",
                "stroke_width": 3,
                "data_part": f"cross-{count}",
            }
            words: Look = {"class_": "minus", "data_part": f"after-{count}"}
            dots: Look = {"stroke_width": 2, "stroke_dasharray": "2 5"}
            body += [
                line(148, y, 402, y, "var(--edgezero)", **dots),
                circle(after, y, 26, "var(--blank)", "var(--faint)", stroke_dasharray="3 4"),
                tag("path", d=d, **mark),
                left(470, y, "dropped: 0", **words),
            ]
            said.append(f"unit {count + 1}, {shown}, is dropped")
        else:
            body += [
                arrow([(148, y), (402, y)], "var(--edgeplus)", 2.5),
                label(275, y - 14, f"× {short(factor, 3)}", data_part=f"factor-{count}"),
                circle(after, y, 26, "var(--output)", "var(--line)"),
                label(after, y, out, class_="bold", data_part=f"after-{count}"),
            ]
            said.append(f"unit {count + 1}, {shown}, becomes {out}")
    y = 80 + step * len(values)
    rule = f"kept units × 1 / (1 − {short(rate)}) = {short(factor, 3)}"
    body.append(label(275, y, rule, class_="soft", data_part="rule"))
    told = f"Dropout with rate {short(rate)} in one step: " + "; ".join(said) + f"; {rule}."
    return document(580, y + 32, "Dropout in one step", told, body)
