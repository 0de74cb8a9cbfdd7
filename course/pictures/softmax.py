"""Softmax: the powers of e stand on top of each other, and each has its share (notebook 15)."""

import math
from collections.abc import Sequence

from course.pictures.shapes import (
    LARGE,
    Look,
    circle,
    compact,
    left,
    line,
    path,
    rect,
    right,
    ticks,
)
from course.pictures.svg import Drawing, brief, fixed, label, tag, text_width, whole
from nnlib.checks import as_numbers

X0, X1, Y0, Y1 = 34.0, 330.0, 60.0, 314.0  # of the curve
PILE = 392.0  # the left edge of the powers on top of each other
MOST = 12


def softmax(outputs: Sequence[float]) -> Drawing:
    """Draw what softmax makes of outputs: e to the power of each, as a share of their sum.

    ``outputs``: two to twelve numbers from −20 to 20, named 0, 1, 2 … in their order. The stems
    under the curve and the parts of the pile have the same heights.
    """
    import numpy as np

    from nnlib.convolution import softmax as shares_of

    numbers = as_numbers(outputs, "outputs", 1)
    if not 2 <= len(numbers) <= MOST or np.abs(numbers).max() > 20:
        raise ValueError(f"Give two to {MOST} outputs, from −20 to 20.")
    powers, shares = np.exp(numbers), shares_of(numbers)
    total, best = float(powers.sum()), int(shares.argmax())
    low, high = float(numbers.min()), float(numbers.max())
    room = max(0.4, 1.5 - (high - low) / 2)
    low, high = low - room, high + room

    def at(z: float, power: float) -> tuple[float, float]:
        return X0 + (z - low) / (high - low) * (X1 - X0), Y1 - power / total * (Y1 - Y0)

    top = min(high, math.log(total))
    steps = (low + i / 60 * (top - low) for i in range(61))
    curve = path(at(z, math.exp(z)) for z in steps)
    body = [
        left(20, 28, "output z → e to the power z", class_="head"),
        left(20, 58, f"e = {math.e:.3f}; 1 to the right: × e", class_="soft"),
        left(PILE, 28, "→ its share", class_="head"),
        line(X0, Y1, X1, Y1, "var(--soft)", stroke_width=1.5),
        right(X1, Y1 + 48, "output z", class_="soft"),
        tag("polyline", points=curve, fill="none", stroke="var(--edgeplus)", stroke_width=4),
    ]
    for tick in ticks(low, high, 6):
        body.append(line(at(tick, 0)[0], Y1, at(tick, 0)[0], Y1 + 5, "var(--soft)"))
        body.append(label(at(tick, 0)[0], Y1 + 20, whole(tick), class_="soft"))
    height, named = 0.0, list[float]()
    for count in np.argsort(-powers, kind="stable").tolist():
        z, power = numbers[count], float(powers[count])
        (x, y), fill = at(z, power), "var(--edgezero)"
        look: Look = {"stroke_width": 6 if count == best else 3, "data_part": f"stem-{count}"}
        if count == best:
            fill = "var(--plus)"
        body.append(line(x, Y1, x, y, fill.replace("edgezero", "faint"), **look))
        body.append(circle(x, y, 5, "var(--plus)", "var(--paper)", 1.5))
        tall = power / total * (Y1 - Y0)
        place = (PILE, Y1 - height - tall, 52, tall)
        edge: Look = {"stroke": "var(--paper)", "data_part": f"part-{count}"}
        body.append(rect(*place, fill=fill, **edge))
        words, share = f"{count}: {whole(z)} → {brief(power)}", f"{count}: {fixed(shares[count])}"
        if tall >= 17:
            look = {"class_": "bold" if count == best else None, "data_part": f"share-{count}"}
            body.append(left(PILE + 60, Y1 - height - tall / 2, share, **look))
            fits = text_width(words, LARGE, bold=True) < x - 12
            if fits and all(y - other > 18 for other in named):
                named.append(y)
                body.append(right(x - 9, max(y - 4, Y0 + 22), words, class_="bold halo"))
        height += tall
    # The smallest, where it has room over a curve that is still flat.
    beyond = low + (high - low) * (text_width(words, LARGE) - 8) / (X1 - X0)
    flat = math.exp(z + beyond - low) / total * (Y1 - Y0) < 9
    if flat and all(Y1 - 15 - other > 18 for other in named):
        body.append(left(x - 8, Y1 - 15, words, data_part="least"))
        body.append(left(PILE + 60, Y0 + 5, share))
    body.append(label(PILE + 26, Y1 + 20, f"sum {brief(total)}", class_="soft"))
    listed = [
        f"{count}: output {whole(z)}, power {brief(power)}, share {fixed(share)}"
        for count, (z, power, share) in enumerate(zip(numbers, powers, shares, strict=True))
    ]
    told = (
        f"Softmax takes e = {math.e:.3f} to the power of each output and divides by the sum of the "
        f"powers, {brief(total)}. {'; '.join(listed)}."
    )
    return compact(548, Y1 + 70, "Softmax", told, body)
