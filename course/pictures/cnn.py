"""A convolutional network from the picture to its outputs, with all sizes (notebooks 15 to 17)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from course.pictures.cells import ink
from course.pictures.shapes import Look, arrow, circle, compact, line, picture, rect
from course.pictures.svg import Drawing, label, short
from nnlib.checks import as_number, check_count

STEP, MIDDLE, SIDE = 122.0, 164.0, 84.0  # from stage to stage; the axis; the side of a picture
KNOWN = (
    '("convolution", 28, 3) for 28 kernels of 3 × 3, ("pooling", 2), ("flatten",), '
    '("dropout", 0.2) and ("dense", 128)'
)


@dataclass(frozen=True)
class _Stage:
    """What a layer gives out: so many maps of ``size`` × ``size``, or a list of ``units``."""

    name: str
    note: str = ""
    maps: int = 1
    size: int = 0
    units: int = 0
    parameters: int = 0
    window: int = 0  # the side of what it looks at, at a time

    @property
    def shape(self) -> tuple[str, str]:
        """Return the sizes, in two lines."""
        if self.units:
            return f"{self.units:,}", "numbers"
        return _square(self.size), "" if self.maps == 1 else f"× {self.maps}"


def cnn(layers: Any, image: Any = None, *, counts: bool = True) -> Drawing:
    """Draw a network from the picture to its outputs, with the sizes and parameters of all layers.

    ``layers``: a Keras model, or a list such as [("convolution", 28, 3), ("pooling", 2),
    ("flatten",), ("dense", 128), ("dropout", 0.2), ("dense", 10)]. ``image``: a square picture,
    else the first test digit; without ``counts`` the parameters are left out. Raises
    ``ValueError`` for layers that cannot stand on each other.
    """
    if image is None:
        from nnlib.mnist import load_mnist  # not where there is no NumPy

        image = load_mnist()[1][0][0]
    rows = picture(image)
    if len(rows) != len(rows[0]):
        raise ValueError(f"image must be square; it is {len(rows)} × {len(rows[0])}.")
    stages = _stages(_layers_of(layers), len(rows))
    body: list[str] = []
    said = []
    places = [78 + STEP * count for count in range(len(stages))]
    for count, (x, stage) in enumerate(zip(places, stages, strict=True)):
        if stage.units:
            body += _column(x, stage)
        else:
            body += _maps(x, stage, rows if count == 0 else None)
        most = max(other.parameters for other in stages)
        look = "bold plus" if stage.parameters == most else "bold"
        body += [
            label(x, 28, stage.name, class_="bold"),
            label(x, 52, stage.note, class_="small soft"),
            label(x, 272, stage.shape[0], class_="small", data_part=f"shape-{count}"),
            label(x, 294, stage.shape[1], class_="small"),
        ]
        if stage.parameters and counts:
            number = f"{stage.parameters:,}"
            body.append(label(x, 330, number, class_=look, data_part=f"parameters-{count}"))
        its = f", {stage.parameters:,} parameters" * bool(stage.parameters and counts)
        name = f"{stage.name} {stage.note}".strip()
        said.append(f"{name}: {' '.join(stage.shape)}".strip() + its)
    for count in range(1, len(stages)):  # over the maps
        body += _join(stages[count - 1], stages[count], places[count], 0.6 if count % 2 else 0.2)
    numbers = [stage.parameters for stage in stages if stage.parameters]
    total = f"{' + '.join(f'{number:,}' for number in numbers)} = {sum(numbers):,} parameters"
    width = STEP * len(stages) + 34
    told = f"A network from the picture to its outputs. {'; '.join(said)}."
    if counts:
        body.append(label(width / 2, 374, total, class_="head", data_part="total"))
        told += f" {total}."
    return compact(width, 404 if counts else 316, "A convolutional network", told, body)


def _layers_of(layers: Any) -> list[tuple[Any, ...]]:
    """Return a Keras model's layers as such a list; a list stays as it is."""
    if not hasattr(layers, "layers"):
        return [tuple(layer) for layer in layers]
    found: list[tuple[Any, ...]] = []
    for layer in layers.layers:
        settings = layer.get_config()
        match type(layer).__name__:
            case "Conv2D":
                found.append(("convolution", settings["filters"], settings["kernel_size"][0]))
            case "MaxPooling2D":
                found.append(("pooling", settings["pool_size"][0]))
            case "Dropout":
                found.append(("dropout", settings["rate"]))
            case "Dense":
                found.append(("dense", settings["units"]))
            case name:
                found.append((name.lower(),))
    return found


def _stages(layers: Sequence[tuple[Any, ...]], size: int) -> list[_Stage]:
    """Return what each layer gives out, with its parameters."""
    stages = [_Stage("picture", size=size)]
    for layer in layers:
        before = stages[-1]
        match layer:
            case ("convolution", kernels, side) if before.size:
                check_count("kernels", kernels)
                check_count("the side of a kernel", side)
                weights = kernels * (side * side * before.maps + 1)
                places = before.size - side + 1
                stage = _Stage("convolution", _square(side), kernels, places, 0, weights, side)
            case ("pooling", side) if before.size:
                check_count("the side of a pool", side)
                places = before.size // side
                stage = _Stage("pooling", _square(side), before.maps, places, window=side)
            case ("flatten",) if before.size:
                stage = _Stage("one list", units=before.size**2 * before.maps)
            case ("dense", units) if before.units:
                check_count("units", units)
                weights = (before.units + 1) * units
                stage = _Stage("dense", "", units=units, parameters=weights)
            case ("dropout", rate):
                note = f"dropout {short(as_number(rate, 'rate'))}"
                stages[-1] = replace(before, note=f"{before.note}, {note}".lstrip(" ,"))
                continue
            case _:
                raise ValueError(f"{layer!r} cannot stand after {before.name}: I know {KNOWN}.")
        if not stage.units and stage.size < 1:
            raise ValueError(f"{layer!r} is too large for maps of {before.size} × {before.size}.")
        stages.append(stage)
    if not stages[-1].units:
        raise ValueError("The last layer must be dense.")
    return stages


def _square(side: int) -> str:
    return f"{side} × {side}"


def _stack(x: float, stage: _Stage) -> list[tuple[float, float, float]]:
    """Return left edge, top and side of some of a stage's maps, the front one first."""
    side, shown = max(14.0, SIDE * stage.size / 28), min(stage.maps, 6)
    aways = [5 * (behind - (shown - 1) / 2) for behind in range(shown)]
    return [(x - side / 2 + away, MIDDLE - side / 2 - away, side) for away in aways]


def _maps(x: float, stage: _Stage, rows: list[list[float]] | None) -> Iterator[str]:
    """Draw a stack of maps, or the picture itself."""
    look: Look = {"fill": "#ffffff" if rows else "var(--input)", "stroke": "var(--line)"}
    for left, top, side in reversed(_stack(x, stage)):
        yield rect(left, top, side, side, stroke_width=1.5, **look)
    if rows:
        yield ink(rows, left, top, side / len(rows), "image")


def _column(x: float, stage: _Stage) -> Iterator[str]:
    """Draw numbers: a long list as a strip, units as circles."""
    tall = min(stage.units, 10)
    ys = [MIDDLE + 18 * (count - (tall - 1) / 2) for count in range(tall)]
    if stage.parameters == 0:
        yield rect(x - 9, MIDDLE - 92, 18, 184, fill="var(--input)", stroke="var(--line)")
        for edge in range(1, 23):
            y = MIDDLE - 92 + 8 * edge
            yield line(x - 9, y, x + 9, y, "var(--edgeplus)")
    else:
        fill = "var(--output)" if stage.units <= 10 else "var(--hidden)"
        for y in ys if stage.units <= 10 else ys[:4] + ys[6:]:
            yield circle(x, y, 7.5, fill, "var(--line)", 1.5)
        for away in (-8, 0, 8) if stage.units > 10 else ():  # there are more
            yield circle(x, MIDDLE + away, 1.5, "var(--line)", "none")


def _join(before: _Stage, stage: _Stage, x: float, far: float) -> Iterator[str]:
    """Draw how a layer looks at the one before it: at all of it, or at a window for each pixel.

    ``far``: how far from the upper left corner the pixel lies, from 0 to 1.
    """
    if not stage.size:
        yield arrow([(x - STEP + 46, MIDDLE), (x - 28, MIDDLE)], "var(--soft)")
        return
    left, top, side = _stack(x - STEP, before)[0]
    place = round(far * (stage.size - 1))
    pixel, window = side / before.size, stage.window * side / before.size
    away = place * (window if stage.name == "pooling" else pixel)
    to, high, wide = _stack(x, stage)[0]
    one = wide / stage.size
    x, y = to + place * one, high + place * one
    look: Look = {"fill": "none", "stroke": "var(--minus)", "stroke_width": 2}
    yield rect(left + away, top + away, window, window, **look)
    for begin, end in ((0, 0), (window, one)):
        start = (left + away + window, top + away + begin)
        yield line(*start, x, y + end, "var(--minus)", stroke_width=1.5)
    yield rect(x, y, one, one, **look | {"fill": "var(--minus)"})
