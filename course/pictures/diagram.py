"""One drawing of any small network at any step, and one of the network that reads digits.

``network`` draws the seminar's steps (empty, insert, multiply, deposit) and what follows them:
compare (goal, delta, error) and learn (weight deltas, new weights). Every value in a drawing is
computed here, from the weights and the input, with ``nnlib.linalg``; none is passed in.
The drawings of one network have one size, and everything in them keeps its place from step to
step, so that a row of slides builds up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from course.pictures import svg
from nnlib.checks import check_whole
from nnlib.linalg import ele_mul, outer_prod, vect_mat_mul

Column = list[float]
Grid = list[list[float]]

MOST_UNITS = 8
LARGEST = 1e30
RADIUS = 29.0
RING = 24.0  # radius of a goal
OVER = 3  # px by which svg.text_width says too much of a number that just fits into a circle
SIDE_OF_ONE = 40.0  # px: the side of the square whose delta is 1
LONGEST_SIDE = 48.0
SMALL = 15.0  # size of what stands beside units and on edges
COMPARE_WIDTH = 114.0  # room for "delta −0.140" beside the goal

# For each step: its title, what it needs, what it shows. A digit names the layer of weights.
STEPS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "empty": ("① an empty network", (), "weight"),
    "insert": ("② insert one datapoint", ("input",), "input weight"),
    "multiply": ("③ multiply", ("input",), "input weight product0"),
    "deposit": ("④ deposit the prediction", ("input",), "input weight product0 output"),
    "compare": (
        "compare: delta = prediction − goal",
        ("input", "goal"),
        "input weight output goal delta",
    ),
    "weight_deltas": (
        "learn: weight delta = delta × input",
        ("input", "goal"),
        "input weight output goal delta weight-delta0",
    ),
    "update": (
        "learn: new weights",
        ("input", "goal", "alpha"),
        "input new-weight output goal delta",
    ),
}
HIDDEN_STEPS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "empty": ("① an empty network", (), "weight"),
    "hidden": ("② predict the hidden layer", ("input",), "input weight product0 hidden"),
    "output": (
        "③ predict the output layer",
        ("input",),
        "input weight hidden product1 output",
    ),
    "compare": (
        "compare: delta = prediction − goal",
        ("input", "goal"),
        "input weight hidden output goal delta",
    ),
    "output_deltas": (
        "learn: weight delta = delta × hidden value",
        ("input", "goal"),
        "input weight hidden output goal delta weight-delta1",
    ),
    "hidden_deltas": (
        "learn: hidden delta = sum of weight × delta",
        ("input", "goal"),
        "input weight hidden output goal delta share hidden-delta",
    ),
    "weight_deltas": (
        "learn: weight deltas of both layers",
        ("input", "goal"),
        "input weight hidden output goal delta hidden-delta weight-delta0 weight-delta1",
    ),
    "update": (
        "learn: new weights",
        ("input", "goal", "alpha"),
        "input new-weight hidden output goal delta",
    ),
}


@dataclass(frozen=True)
class _Net:
    """A network: the names of its columns, and between them its weights[layer][to][from]."""

    names: list[list[str]]
    weights: list[Grid]
    biases: list[Column | None]
    relu: bool

    @property
    def widest(self) -> int:
        return max(len(column) for column in self.names)


@dataclass
class _Run:
    """What one pass through a network computes; empty where the input or the goal is missing."""

    values: list[Column] = field(default_factory=list)  # per column: input, (hidden), output
    silent: list[bool] = field(default_factory=list)  # per hidden unit
    products: list[Grid] = field(default_factory=list)  # [layer][to][from]
    goal: Column = field(default_factory=list)
    deltas: list[Column] = field(default_factory=list)  # per layer, of the units it leads to
    errors: Column = field(default_factory=list)
    shares: Grid = field(default_factory=list)  # weight × delta, [output][hidden]
    weight_deltas: list[Grid] = field(default_factory=list)  # [layer][to][from]
    new_weights: list[Grid] = field(default_factory=list)
    new_biases: list[Column | None] = field(default_factory=list)


def network(
    weights: Any,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    hidden: Sequence[str] | None = None,
    input: Any = None,
    step: str = "empty",
    goal: Any = None,
    alpha: float | None = None,
    relu: bool = False,
    hidden_bias: Sequence[float] | None = None,
    output_bias: Sequence[float] | None = None,
    decimals: int = 3,
    title: str | None = None,
) -> svg.Drawing:
    """Return the drawing of a network at one step.

    ``inputs``, ``outputs`` and ``hidden`` are the units' names, at most 8 in a column.
    ``weights`` is one number (1 input, 1 output), a flat list (1 output or 1 input), a matrix
    [output][input], or with ``hidden`` two matrices ``[ih_wgt, hp_wgt]``, each [to][from].
    ``input`` and ``goal`` are one number or a list of them, for one datapoint.

    Steps without ``hidden``: empty, insert, multiply, deposit, compare, weight_deltas, update.
    With it: empty, hidden, output, compare, output_deltas, hidden_deltas, weight_deltas, update.
    From insert or hidden on a step needs ``input``, from compare on ``goal``, update ``alpha``.

    With ``relu`` a hidden unit passes on ``max(0, sum)``; one whose sum is 0 or less is silent
    and learns nothing. A bias is a weight whose input is always 1, and learns like one.
    Raises ValueError if a size does not fit or a step lacks what it needs.
    Source: seminar sections 01 to 10; Trask 2019, chapters 3 to 6.
    """
    check_whole("decimals", decimals, svg.MOST_DECIMALS)
    net = _checked_net(weights, inputs, hidden, outputs, hidden_bias, output_bias, relu)
    parts = _checked_step(net, step, "diagram.network", input=input, goal=goal, alpha=alpha)
    run = _run(
        net,
        None if input is None else _numbers(input, "input", net.names[0]),
        None if goal is None else _numbers(goal, "goal", net.names[-1]),
        None if alpha is None else _number(alpha, "alpha"),
    )
    heading = title or _heading(net, step, alpha)
    words = _words(net, run, parts, decimals, heading, alpha)
    pen = _Pen(net, run, parts, decimals)
    return svg.document(*pen.size, heading, words, pen.draw(heading))


def everything(
    weights: Any,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    steps: Sequence[str],
    input: Any,
    hidden: Sequence[str] | None = None,
    goal: Any = None,
    alpha: float | None = None,
    relu: bool = False,
    hidden_bias: Sequence[float] | None = None,
    output_bias: Sequence[float] | None = None,
    decimals: int = 3,
) -> tuple[svg.Drawing, dict[str, Any]]:
    """Return what ``explore.network`` keeps up to date: one drawing with the parts of all steps.

    Parts of several steps lie on top of each other, each where ``network`` draws it; the browser
    hides those that a step does not show. The second value is a plan of what the browser must
    know: names, places, and for each step its heading and its parts. Arguments are those of
    ``network``; ``steps`` are the steps that can be chosen.
    """
    net = _checked_net(weights, inputs, hidden, outputs, hidden_bias, output_bias, relu)
    given = {"input": input, "goal": goal, "alpha": alpha}
    plans: list[dict[str, Any]] = [
        {
            "name": step,
            "parts": _checked_step(net, step, "explore.network", **given),
            "heading": _heading(net, step, None),
        }
        for step in steps
    ]
    run = _run(
        net,
        _numbers(input, "input", net.names[0]),
        None if goal is None else _numbers(goal, "goal", net.names[-1]),
        None if alpha is None else _number(alpha, "alpha"),
    )
    parts = list(dict.fromkeys(part for plan in plans for part in plan["parts"]))
    heading = _heading(net, steps[0], None)
    pen = _Pen(net, run, parts, decimals, live=True)
    body = pen.draw(heading)
    body.append(
        svg.tag(
            "rect",
            rx=8,
            fill="none",
            stroke="var(--goal)",
            stroke_width=3,
            data_part="selection",
            pointer_events="none",
        )
    )
    width, height = pen.size
    curve = None
    if run.new_weights:
        curve = {"x": 96, "y": height + 6, "width": min(width - 126, 400), "height": 70}
        body.append(_error_curve(**curve))
        height += 112
    plan = {
        **pen.plan(),
        "steps": plans,
        "curve": curve,
        "weights": net.weights,
        "biases": net.biases,
        "input": run.values[0],
        "goal": run.goal,
    }
    words = _words(net, run, plans[0]["parts"], decimals, heading, alpha)
    return svg.document(width, height, heading, words, body), plan


def _steps(net: _Net) -> dict[str, tuple[str, tuple[str, ...], str]]:
    return STEPS if len(net.names) == 2 else HIDDEN_STEPS


def _checked_step(net: _Net, step: str, function: str, **given: Any) -> list[str]:
    """Return the parts that a step shows, if there is such a step and it has what it needs."""
    steps = _steps(net)
    if step not in steps:
        kind = "without" if steps is STEPS else "with"
        raise ValueError(
            f"A network {kind} a hidden layer has no step {step!r}: use one of {', '.join(steps)}."
        )
    _, needs, shown = steps[step]
    for need in needs:
        if given[need] is None:
            raise ValueError(f"The step {step!r} needs {need}=…: give it to {function}.")
    return shown.split()


def _heading(net: _Net, step: str, alpha: float | None) -> str:
    heading = _steps(net)[step][0]
    if net.relu and step == "hidden_deltas":
        heading += ", times slope"
    if alpha is not None and step == "update":
        heading += f", alpha = {_given(alpha)}"
    if step == "deposit" and len(net.names[-1]) > 1:
        heading += "s"
    return heading


# --- What is given -------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """Return an array as nested lists, anything else as it is."""
    return value.tolist() if hasattr(value, "tolist") else value


def _number(value: Any, what: str) -> float:
    value = _plain(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{what} must be made of finite numbers, but holds {value!r}.")
    if abs(value) > LARGEST:  # so that no product or square overflows
        raise ValueError(f"{what} holds {value:.1e}: numbers beyond {LARGEST:.0e} are not drawn.")
    return value


def _numbers(value: Any, what: str, names: list[str]) -> Column:
    """Return one number, or a list of them, as a list with one number for each name."""
    value = _plain(value)
    column = [value] if not isinstance(value, (list, tuple)) else list(value)
    if len(column) != len(names):
        raise ValueError(
            f"{what} has {_count(len(column), 'number')}, but there {_are(len(names), 'unit')} for "
            f"it ({', '.join(names)}): give one number for each."
        )
    return [_number(entry, what) for entry in column]


def _matrix(value: Any, what: str, to: list[str], source: list[str]) -> Grid:
    """Return weights as a matrix [to][from]; flat ones only where no doubt is possible."""
    rows = _plain(value)
    if not isinstance(rows, (list, tuple)):
        rows = [rows]
    rows = [_plain(row) for row in rows]
    if not any(isinstance(row, (list, tuple)) for row in rows):
        if len(to) == 1:
            rows = [rows]
        elif len(source) == 1:
            rows = [[weight] for weight in rows]
    expected = f"{_count(len(to), 'row')} of {_count(len(source), 'number')}"
    if len(rows) != len(to) or any(
        not isinstance(row, (list, tuple)) or len(row) != len(source) for row in rows
    ):
        raise ValueError(
            f"{what} must be {expected}, one row for each of {', '.join(to)} and in it one weight "
            f"for each of {', '.join(source)}."
        )
    return [[_number(weight, what) for weight in row] for row in rows]


def _checked_net(
    weights: Any,
    inputs: Sequence[str],
    hidden: Sequence[str] | None,
    outputs: Sequence[str],
    hidden_bias: Sequence[float] | None,
    output_bias: Sequence[float] | None,
    relu: bool,
) -> _Net:
    columns = {"inputs": inputs, "hidden": hidden, "outputs": outputs}
    names = []
    for what, column in columns.items():
        if column is None:
            continue
        if isinstance(column, str) or not all(isinstance(name, str) for name in column):
            raise ValueError(f'{what} must be a list of names, such as ["toes", "wlrec"].')
        if not column:
            raise ValueError(f"{what} names no unit: give at least one name.")
        if len(column) > MOST_UNITS:
            raise ValueError(
                f"{what} has {len(column)} units and a column has room for {MOST_UNITS}: draw a "
                "network of this size with diagram.digit_network."
            )
        names.append(list(column))
    if hidden is None:
        if hidden_bias is not None or relu:
            raise ValueError("relu and hidden_bias need a hidden layer: give its names as hidden=…")
        matrices = [_matrix(weights, "weights", names[1], names[0])]
        biases = [output_bias]
    else:
        pair = _plain(weights)
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise ValueError(
                "With a hidden layer weights must be a list of two matrices: "
                "[from inputs to hidden, from hidden to outputs]."
            )
        matrices = [
            _matrix(pair[0], "The first matrix of weights", names[1], names[0]),
            _matrix(pair[1], "The second matrix of weights", names[2], names[1]),
        ]
        biases = [hidden_bias, output_bias]
    checked = [
        None if bias is None else _numbers(bias, "The bias", names[layer + 1])
        for layer, bias in enumerate(biases)
    ]
    return _Net(names, matrices, checked, relu)


# --- The arithmetic ------------------------------------------------------------------------------


def _run(net: _Net, given: Column | None, goal: Column | None, alpha: float | None) -> _Run:
    run = _Run()
    if given is None:
        return run
    run.values.append(given)
    for layer, matrix in enumerate(net.weights):
        source = run.values[-1]
        run.products.append([[weight * source[i] for i, weight in enumerate(r)] for r in matrix])
        sums = vect_mat_mul(source, matrix)
        bias = net.biases[layer]
        if bias is not None:
            sums = [total + extra for total, extra in zip(sums, bias, strict=True)]
        if net.relu and layer == 0:
            run.silent = [total <= 0 for total in sums]
            sums = [max(0.0, total) for total in sums]
        run.values.append(sums)
    if goal is None:
        return run
    run.goal = goal
    delta = [pred - true for pred, true in zip(run.values[-1], goal, strict=True)]
    run.errors = [d**2 for d in delta]
    run.deltas = [delta]
    if len(net.weights) == 2:
        run.shares = [ele_mul(delta[i], net.weights[1][i]) for i in range(len(delta))]
        turned = [list(column) for column in zip(*net.weights[1], strict=True)]
        back = vect_mat_mul(delta, turned)
        # The slope of a silent unit is 0: no blame reaches it, and it learns nothing.
        if net.relu:
            back = [0.0 if run.silent[j] else back[j] for j in range(len(back))]
        run.deltas.insert(0, back)
    for layer in range(len(net.weights)):
        run.weight_deltas.append(outer_prod(run.deltas[layer], run.values[layer]))
    if alpha is None:
        return run
    for layer, matrix in enumerate(net.weights):
        run.new_weights.append(
            [
                [weight - alpha * change for weight, change in zip(*rows, strict=True)]
                for rows in zip(matrix, run.weight_deltas[layer], strict=True)
            ]
        )
        bias = net.biases[layer]
        run.new_biases.append(
            None
            if bias is None
            else [b - alpha * d for b, d in zip(bias, run.deltas[layer], strict=True)]
        )
    return run


# --- Numbers and words ---------------------------------------------------------------------------


def _given(value: float, most: int = 4) -> str:
    """Return a number as it was given: 1, 8.5, 0.0; small ones with as many decimals as needed."""
    if isinstance(value, int):
        return str(value).replace("-", "−")
    for decimals in range(most, 9):
        shown = svg.short(value, decimals)
        if value == 0 or shown != "0.0":
            return shown
    return svg.short(value, most)


def _alike(matrix: Grid) -> list[list[str]]:
    """Return a layer's weights as given, all with as many decimals as the longest, at most 4."""
    shown = [[_given(weight) for weight in row] for row in matrix]
    decimals = min(max(len(words.partition(".")[2]) for row in shown for words in row), 4)
    if decimals == 0:
        return shown
    return [[_not_zero(weight, decimals) for weight in row] for row in matrix]


def _not_zero(value: float, decimals: int) -> str:
    """Return a number with fixed decimals, with up to 8 if it would read as zero and is not."""
    for more in range(decimals, 9):
        shown = svg.fixed(value, more)
        if float(svg.plain(shown)) != 0:
            return shown
    return svg.fixed(value, decimals)


def _moved(old: float, new: float, decimals: int) -> tuple[str, str]:
    """Return a new weight with enough decimals to show that it moved, and ▲, ▼ or nothing."""
    for more in range(decimals, 9):
        if svg.fixed(new, more) != svg.fixed(old, more):
            return svg.fixed(new, more), "▲" if new > old else "▼"
    return _given(old), ""


def _fit(value: float, words: str, size: float, room: float) -> str:
    """Return ``words`` (the number ``value``) if it fits, else the number written shorter."""
    decimals = len(words.partition(".")[2])
    while abs(value) < 1e6:
        if svg.text_width(words, size, bold=True) <= room:
            return words
        if decimals == 0:
            break
        decimals -= 1
        words = svg.fixed(value, decimals)
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _are(number: int, noun: str) -> str:
    return f"{'is' if number == 1 else 'are'} {_count(number, noun)}"


def _words(
    net: _Net, run: _Run, parts: list[str], decimals: int, heading: str, alpha: float | None
) -> str:
    """Say all that the drawing shows, for who does not see it and for nbval."""
    inputs, outputs = net.names[0], net.names[-1]
    middle = [_count(len(net.names[1]), "hidden unit")] if len(net.names) == 3 else []
    size = [_count(len(inputs), "input"), *middle, _count(len(outputs), "output")]
    lines = [f"{heading}: a network with {', '.join(size[:-1])} and {size[-1]}."]

    def fixed(value: float) -> str:
        return svg.fixed(value, decimals)

    def not_zero(value: float) -> str:
        return _not_zero(value, decimals)

    def named(what: str, names: list[str], shown: list[str]) -> None:
        pairs = [f"{name} {value}" for name, value in zip(names, shown, strict=True)]
        lines.append(f"{what}: {', '.join(pairs)}.")

    def rows(what: str, names: list[str], shown: list[list[str]]) -> None:
        for name, row in zip(names, shown, strict=True):
            lines.append(f"{what} to {name}: {', '.join(row)}.")

    named(
        "Inputs", inputs, [_given(v) for v in run.values[0]]
    ) if "input" in parts else lines.append(f"Inputs: {', '.join(inputs)}.")
    if len(net.names) == 3 and "hidden" not in parts:
        lines.append(f"Hidden units: {', '.join(net.names[1])}.")
    if "output" not in parts:
        lines.append(f"Outputs: {', '.join(outputs)}.")
    for layer, matrix in enumerate(net.weights):
        to = net.names[layer + 1]
        if "new-weight" not in parts:
            rows("Weights", to, _alike(matrix))
            bias = net.biases[layer]
            if bias is not None:
                named("Biases", to, [_given(b) for b in bias])
        if f"product{layer}" in parts:
            rows("Products", to, [[fixed(p) for p in row] for row in run.products[layer]])
        if layer == 0 and "hidden" in parts:
            named("Hidden values", to, [fixed(v) for v in run.values[1]])
            quiet = (
                [name for name, silent in zip(to, run.silent, strict=True) if silent]
                if run.silent
                else []
            )
            if quiet:
                lines.append(f"Silent, because the sum is not above 0: {', '.join(quiet)}.")
    if "output" in parts:
        named("Predictions", outputs, [fixed(v) for v in run.values[-1]])
    if "goal" in parts:
        named("Goals", outputs, [_given(v) for v in run.goal])
        named("Deltas", outputs, [not_zero(v) for v in run.deltas[-1]])
        named("Errors", outputs, [_not_zero(v, decimals + 1) for v in run.errors])
    if "share" in parts:
        for name, row in zip(outputs, run.shares, strict=True):
            lines.append(f"Weights times delta, back from {name}: {', '.join(map(not_zero, row))}.")
    if "hidden-delta" in parts:
        named("Hidden deltas", net.names[1], [not_zero(v) for v in run.deltas[0]])
    for layer in range(len(net.weights)):
        to = net.names[layer + 1]
        if f"weight-delta{layer}" in parts:
            rows("Weight deltas", to, [[not_zero(d) for d in r] for r in run.weight_deltas[layer]])
    if "new-weight" in parts and alpha is not None:
        lines.append(f"Alpha: {_given(alpha)}.")
        for layer, matrix in enumerate(net.weights):
            to = net.names[layer + 1]
            moved = [
                [_moved_words(old, new, decimals) for old, new in zip(*pair, strict=True)]
                for pair in zip(matrix, run.new_weights[layer], strict=True)
            ]
            rows("New weights", to, moved)
            bias, new_bias = net.biases[layer], run.new_biases[layer]
            if bias is not None and new_bias is not None:
                pairs = zip(bias, new_bias, strict=True)
                named("New biases", to, [_moved_words(b, n, decimals) for b, n in pairs])
    return " ".join(lines)


def _moved_words(old: float, new: float, decimals: int) -> str:
    shown, arrow = _moved(old, new, decimals)
    return shown + {"▲": " (up)", "▼": " (down)", "": " (unchanged)"}[arrow]


# --- The drawing ---------------------------------------------------------------------------------


class _Pen:
    """Knows where everything stands, and draws it. The places depend on the network alone.

    With a goal the drawing is wider, also at the steps that do not show it yet.
    ``live``: the parts of several steps at once, with all that may have to be filled in later.
    """

    def __init__(
        self, net: _Net, run: _Run, parts: list[str], decimals: int, live: bool = False
    ) -> None:
        self.net, self.run, self.parts, self.decimals = net, run, parts, decimals
        self.live = live
        # Only where it stands alone a new weight takes the place of the old one.
        self.renewed = "new-weight" in parts and not live
        widest = net.widest
        # Labels of one column of edges stand pitch / (widest + 1) px apart: 28, or 22 if crowded.
        self.pitch = max(28.0 * (min(max(widest, 3), 4) + 1), 22.0 * (widest + 1))
        # One weight that learns nothing is short enough for a phone.
        self.apart = 260.0 if widest == 1 and not run.goal else max(340.0, 68.0 * (widest + 1))
        self.crowded = widest > 3
        self.small = SMALL - 1 if self.crowded else SMALL
        self.pill = 24.0 if widest <= 4 else 20.0
        # No label of an edge comes nearer to a unit than this: the unit's own texts stand there.
        self.reach = 40.0 if self.crowded else 52.0
        names_left = max(svg.text_width(name, 15) for name in net.names[0])
        names_right = max(svg.text_width(name, 15) for name in net.names[-1])
        self.left, self.right = min(names_left, 160.0), min(names_right, 160.0)
        first = 17 + self.left + 10 + RADIUS
        self.xs = [first + self.apart * column for column in range(len(net.names))]
        self.goal_x = self.xs[-1] + RADIUS + 10 + self.right + 13 + RING
        self.compare_x = self.goal_x + RING + 16
        # Under a hidden unit stand its bias and its delta, on up to three lines.
        under = 0 if net.biases[0] is None else 1
        under += 0 if len(net.names) == 2 else 2 if self.crowded else 1
        top, bottom = 92.0, max(64.0, RADIUS + 20 + 17 * under)
        self.middle = top + self.pitch * (widest - 1) / 2
        end = self.goal_x - RING if not run.goal else self.compare_x + COMPARE_WIDTH + 14
        self.size = (
            round(end),
            round(top + self.pitch * (widest - 1) + bottom),
        )

    def y(self, column: int, index: int) -> float:
        return self.middle + self.pitch * (index - (len(self.net.names[column]) - 1) / 2)

    def plan(self) -> dict[str, Any]:
        """Return what places depend on, for the browser, which moves labels as they grow."""
        columns = range(len(self.net.names))
        return {
            "names": self.net.names,
            "relu": self.net.relu,
            "decimals": self.decimals,
            "xs": self.xs,
            "ys": [[self.y(c, i) for i in range(len(self.net.names[c]))] for c in columns],
            "apart": self.apart,
            "reach": self.reach,
            "small": self.small,
            "text": SMALL,
            "pill": self.pill,
            "crowded": self.crowded,
            "titleRoom": self.size[0] - 40,
            "radius": RADIUS,
            "ring": RING,
            "over": OVER,
            "compareX": self.compare_x,
            "compareRoom": COMPARE_WIDTH,
            "sideOfOne": SIDE_OF_ONE,
            "longestSide": LONGEST_SIDE,
        }

    def draw(self, title: str) -> list[str]:
        shown = svg.cut(title, 17, self.size[0] - 40, bold=True)
        part = "heading" if self.live else None
        body = [
            svg.label(
                20, 28, shown, text_anchor="start", font_size=17, font_weight=700, data_part=part
            )
        ]
        for layer in range(len(self.net.weights)):
            body += self.edges(layer)
        for layer in range(len(self.net.weights)):
            body += self.labels(layer)
        for column in range(len(self.net.names)):
            for index in range(len(self.net.names[column])):
                body += self.unit(column, index)
        if "goal" in self.parts:
            for index in range(len(self.net.names[-1])):
                body += self.comparison(index)
        return body

    def edges(self, layer: int) -> list[str]:
        matrices = self.run.new_weights if self.renewed else self.net.weights
        lines = []
        for to, row in enumerate(matrices[layer]):
            for source, weight in enumerate(row):
                colour, width, dash = _edge_style(weight)
                line = svg.tag(
                    "line",
                    x1=self.xs[layer],
                    y1=self.y(layer, source),
                    x2=self.xs[layer + 1],
                    y2=self.y(layer + 1, to),
                    stroke=colour,
                    stroke_width=width,
                    stroke_dasharray=dash,
                    data_part="edge",
                    data_layer=layer,
                    data_to=to,
                    data_from=source,
                )
                lines.append((abs(weight), line))
        # Strong edges last: they lie over the weak ones.
        return [line for _, line in sorted(lines, key=lambda pair: pair[0])]

    def labels(self, layer: int) -> list[str]:
        """Draw what stands on the edges: the weights near their start, the rest near their end."""
        run, parts, body = self.run, self.parts, []
        weights = _alike(self.net.weights[layer])
        for to, row in enumerate(self.net.weights[layer]):
            for source, weight in enumerate(row):
                place = (layer, to, source)
                if not self.renewed:
                    body.append(self.edge_label("weight", place, weight, weights[to][source]))
                if "new-weight" in parts:
                    new = run.new_weights[layer][to][source]
                    shown, arrow = _moved(weight, new, self.decimals)
                    body.append(self.edge_label("new-weight", place, new, shown, arrow))
                if f"product{layer}" in parts:
                    product = run.products[layer][to][source]
                    shown = svg.fixed(product, self.decimals)
                    body.append(self.edge_label("product", place, product, shown))
                if f"weight-delta{layer}" in parts:
                    change = run.weight_deltas[layer][to][source]
                    shown = _not_zero(change, self.decimals)
                    body.append(self.edge_label("weight-delta", place, change, shown))
                if "share" in parts and layer == 1:
                    share = run.shares[to][source]
                    shown = _not_zero(share, self.decimals)
                    body.append(self.edge_label("share", place, share, shown))
        return body

    def edge_label(
        self, part: str, place: tuple[int, int, int], value: float, shown: str, arrow: str = ""
    ) -> str:
        layer, to, source = place
        at_start = part in ("weight", "new-weight")
        sources, targets = len(self.net.names[layer]), len(self.net.names[layer + 1])
        share = 1 / (max(targets, 3) + 1) if at_start else 1 - 1 / (max(sources, 3) + 1)
        start, end = self.y(layer, source), self.y(layer + 1, to)
        x, y = self.xs[layer] + self.apart * share, start + (end - start) * share
        room = self.apart / 2 - self.reach - 4 - 14
        tail = f" {arrow}" if arrow else ""
        room -= svg.text_width(tail, self.small, bold=True)
        text = _fit(value, shown, self.small, room) + tail
        width = svg.text_width(text, self.small, bold=True) + 14
        # A wide label moves along, away from the unit, rather than into it.
        if at_start:
            x = max(x, self.xs[layer] + self.reach + width / 2)
        else:
            x = min(x, self.xs[layer + 1] - self.reach - width / 2)
        fill, line, ink = _label_style(part, value)
        box = svg.tag(
            "rect",
            x=x - width / 2,
            y=y - self.pill / 2,
            width=width,
            height=self.pill,
            rx=self.pill / 2 if at_start else 6,
            fill=fill,
            stroke=line,
            stroke_width=None if line is None else 1.5,
        )
        words = svg.label(x, y, text, font_size=self.small, font_weight=600, fill=ink)
        return svg.tag(
            "g",
            box + words,
            data_part=part,
            data_layer=layer,
            data_to=to,
            data_from=source,
            data_value=_exact(value),
        )

    def unit(self, column: int, index: int) -> list[str]:
        net, run = self.net, self.run
        last = len(net.names) - 1
        part = "input" if column == 0 else "output" if column == last else "hidden"
        x, y = self.xs[column], self.y(column, index)
        filled = part in self.parts
        silent = part == "hidden" and filled and bool(run.silent) and run.silent[index]
        circle = svg.tag(
            "circle",
            cx=x,
            cy=y,
            r=RADIUS,
            fill=f"var(--{part})" if filled and not silent else "var(--blank)",
            stroke="var(--line)" if filled and not silent else "var(--faint)",
            stroke_width=2,
            stroke_dasharray="5 4" if silent else None,
        )
        value = run.values[column][index] if filled else None
        inside = ""
        if value is not None:
            words = _given(value) if column == 0 else svg.fixed(value, self.decimals)
            words = _fit(value, words, SMALL, 2 * RADIUS + OVER)
            ink = "var(--soft)" if silent else None
            inside = svg.label(
                x, y - 8 if silent else y, words, font_size=SMALL, font_weight=600, fill=ink
            )
            if silent or (self.live and part == "hidden" and net.relu):
                inside += svg.label(x, y + 9, "silent", font_size=SMALL, fill="var(--soft)")
        body = [
            svg.tag(
                "g",
                circle + inside,
                data_part=part,
                data_index=index,
                data_value=None if value is None else _exact(value),
            ),
            self.name(column, index),
        ]
        slots = [y + RADIUS + 10 + 17 * number for number in range(3)]
        bias = net.biases[column - 1] if column else None
        if bias is not None:
            body.append(self.bias(column - 1, index, slots.pop(0)))
        if part == "hidden" and "hidden-delta" in self.parts:
            body.append(self.hidden_delta(index, slots))
        return body

    def name(self, column: int, index: int) -> str:
        name = self.net.names[column][index]
        x, y = self.xs[column], self.y(column, index)
        if column == 0:
            shown = svg.cut(name, 15, self.left)
            return svg.label(x - RADIUS - 10, y, shown, text_anchor="end", data_part="name")
        if column == len(self.net.names) - 1:
            shown = svg.cut(name, 15, self.right)
            return svg.label(x + RADIUS + 10, y, shown, text_anchor="start", data_part="name")
        shown = svg.cut(name, SMALL, 2 * self.reach - 4)
        return _over_edges(x, y - RADIUS - 10, shown, font_size=SMALL, data_part="name")

    def bias(self, layer: int, index: int, y: float) -> str:
        biases, new_biases = self.net.biases[layer], self.run.new_biases
        assert biases is not None
        value, shown, arrow = biases[index], _given(biases[index]), ""
        if self.renewed:
            moved = new_biases[layer]
            assert moved is not None
            value = moved[index]
            shown, arrow = _moved(biases[index], value, self.decimals)
        tail = f" {arrow}" if arrow else ""
        room = 2 * self.reach - 4
        lines = [f"bias {shown}{tail}"]
        if svg.text_width(lines[0], self.small, bold=True) > room:
            if arrow:  # the hidden delta does not show now: its line is free
                room -= svg.text_width(tail, self.small, bold=True)
                lines = ["bias", _fit(value, shown, self.small, room) + tail]
            else:
                room -= svg.text_width("bias ", self.small, bold=True)
                lines = ["bias " + _fit(value, shown, self.small, room)]
        if self.live:
            lines = [*lines, ""][:2]
        texts = [
            _over_edges(
                self.xs[layer + 1], y + 17 * n, line, font_size=self.small, fill="var(--soft)"
            )
            for n, line in enumerate(lines)
        ]
        return svg.tag(
            "g",
            "".join(texts),
            data_part="bias",
            data_layer=layer,
            data_index=index,
            data_value=_exact(value),
        )

    def hidden_delta(self, index: int, slots: list[float]) -> str:
        value = self.run.deltas[0][index]
        x, room = self.xs[1], 2 * self.reach - 4 - 8
        all_shown = [_not_zero(delta, self.decimals) for delta in self.run.deltas[0]]
        longest = max(svg.text_width(f"delta {n}", self.small, bold=True) for n in all_shown)
        if longest <= room and not self.crowded:
            lines = [f"delta {all_shown[index]}"]
        else:  # rather without the word than without the last decimals
            lines = ["delta"] if self.crowded else []
            lines.append(_fit(value, all_shown[index], self.small, room))
        width = max(svg.text_width(line, self.small, bold=True) for line in lines) + 8
        box = svg.tag(
            "rect",
            x=x - width / 2,
            y=slots[0] - 8.5,
            width=width,
            height=17 * len(lines),
            rx=5,
            fill="var(--error)",
        )
        if self.live:
            lines = [*lines, ""][:2]
        texts = [
            svg.label(x, y, line, font_size=self.small, font_weight=600)
            for line, y in zip(lines, slots, strict=False)
        ]
        return svg.tag(
            "g",
            box + "".join(texts),
            data_part="hidden-delta",
            data_index=index,
            data_value=_exact(value),
        )

    def comparison(self, index: int) -> list[str]:
        """Draw the goal, and the error: a square whose side is the delta."""
        run, y = self.run, self.y(len(self.net.names) - 1, index)
        goal, delta, error = run.goal[index], run.deltas[-1][index], run.errors[index]
        ring = svg.tag(
            "circle",
            cx=self.goal_x,
            cy=y,
            r=RING,
            fill="none",
            stroke="var(--goal)",
            stroke_width=2.5,
            stroke_dasharray="0.1 5",
            stroke_linecap="round",
        )
        shown = _fit(goal, _given(goal), SMALL, 2 * RING + OVER)
        inside = svg.label(
            self.goal_x, y, shown, font_size=SMALL, font_weight=600, fill="var(--goal)"
        )
        above = svg.label(self.goal_x, y - RING - 11, "goal", font_size=SMALL, fill="var(--goal)")
        too_long = abs(delta) * SIDE_OF_ONE > LONGEST_SIDE
        side = LONGEST_SIDE if too_long else abs(delta) * SIDE_OF_ONE
        square = svg.tag(
            "rect",
            x=self.compare_x,
            y=y + 10 - side,
            width=side,
            height=side,
            fill="var(--error)",
            # A dashed border says: cut, the true square is larger than its place.
            stroke="var(--minus)",
            stroke_dasharray="4 3" if too_long else None,
        )
        texts = []
        for part, value, decimals, down in (
            ("delta", delta, self.decimals, 23),
            ("error", error, self.decimals + 1, 41),
        ):
            room = COMPARE_WIDTH - svg.text_width(part + " ", SMALL, bold=True)
            number = _fit(value, _not_zero(value, decimals), SMALL, room)
            texts.append(
                svg.label(
                    self.compare_x,
                    y + down,
                    f"{part} {number}",
                    text_anchor="start",
                    font_size=SMALL,
                    font_weight=600 if part == "delta" else None,
                    fill=None if part == "delta" else "var(--soft)",
                )
            )
        return [
            svg.tag(
                "g",
                ring + inside + above,
                data_part="goal",
                data_index=index,
                data_value=_exact(goal),
            ),
            svg.tag("g", texts[0], data_part="delta", data_index=index, data_value=_exact(delta)),
            svg.tag(
                "g",
                square + texts[1],
                data_part="error",
                data_index=index,
                data_value=_exact(error),
            ),
        ]


def _error_curve(x: float, y: float, width: float, height: float) -> str:
    """Draw the axes of the error over the iterations; the browser fills in the curve."""
    axes = f"M{svg.coordinate(x)} {svg.coordinate(y)}v{height}h{svg.coordinate(width)}"
    parts = [
        svg.tag("path", d=axes, fill="none", stroke="var(--faint)"),
        svg.label(x - 10, y + 4, "error", text_anchor="end", font_size=SMALL, fill="var(--soft)"),
        svg.label(x - 10, y + 22, "", text_anchor="end", font_size=SMALL, data_part="curve-top"),
        svg.label(x - 10, y + height, "0", text_anchor="end", font_size=SMALL),
        svg.tag("polyline", fill="none", stroke="var(--plus)", stroke_width=2, data_part="curve"),
        svg.tag("circle", r=4, fill="var(--plus)", data_part="curve-end"),
        svg.label(
            x, y + height + 20, "", text_anchor="start", font_size=SMALL, data_part="counter"
        ),
    ]
    return svg.tag("g", "".join(parts), data_part="error-curve")


def _exact(value: float) -> str:
    return f"{value + 0.0:.12g}"


def _over_edges(x: float, y: float, words: str, **attributes: object) -> str:
    """Return a text with a rim of paper, so that it stays readable on top of an edge."""
    return svg.label(
        x,
        y,
        words,
        stroke="var(--paper)",
        stroke_width=5,
        stroke_linejoin="round",
        paint_order="stroke",
        **attributes,
    )


def _edge_style(weight: float) -> tuple[str, float, str | None]:
    """Return colour, width and dashes of an edge: the width follows the size of its weight."""
    if weight == 0:
        return "var(--edgezero)", 1.2, None
    width = min(1.2 + 4.2 * abs(weight), 9.0)
    if weight > 0:
        return "var(--edgeplus)", width, None
    return (
        "var(--edgeminus)",
        width,
        f"{svg.coordinate(6 + width / 2)} {svg.coordinate(3 + width / 2)}",
    )


def _label_style(part: str, value: float) -> tuple[str, str | None, str | None]:
    """Return fill, outline and ink of the label of an edge."""
    if part in ("weight", "new-weight"):
        sign = "var(--plus)" if value > 0 else "var(--minus)" if value < 0 else None
        return "var(--label)", sign or "var(--faint)", sign or "var(--soft)"
    if part == "product":
        return "var(--chip)", None, None
    return "var(--error)", None, None


# --- The network that reads digits ---------------------------------------------------------------

PIXELS = 28
PIXEL = 7  # px of the drawing for one pixel of the digit
LEVELS = 32
FIELD_COLUMNS = 8
FIELD_STEP = 25
MOST_IN_FIELD = 128
BUNDLE_WIDTH = 136
CAPTION_WIDTH = 190  # room for "40 hidden units, 21 active"
BAR_WIDTH = 120
ROW = 30  # from one output to the next


def digit_network(
    image: Any,
    *,
    hidden: Any = None,
    outputs: Any = None,
    goal: int | None = None,
    title: str | None = None,
) -> svg.Drawing:
    """Return the drawing of the 784–10 network, or with ``hidden`` of the 784–40–10 one.

    ``image`` is 28×28, or flat with 784 values: 0 to 255, or 0 to 1 if none is above 1.
    ``hidden`` is None, a number of units, or their activations (units at 0 or below are hollow).
    ``outputs`` is None or ten values; the largest is the prediction. ``goal`` is a digit.
    Raises ValueError if a size or a value does not fit. Source: seminar sections 12 and 13.
    """
    pixels, hidden, goal = _pixels(image), _plain(hidden), _plain(goal)
    if isinstance(hidden, int) and not isinstance(hidden, bool):
        units, active = hidden, None
    else:
        active = None if hidden is None else _row_of_numbers(hidden, "hidden")
        units = 0 if active is None else len(active)
    if hidden is not None and not 1 <= units <= MOST_IN_FIELD:
        raise ValueError(f"hidden must be 1 to {MOST_IN_FIELD} units, but is {units}.")
    values = None if outputs is None else _row_of_numbers(outputs, "outputs")
    if values is not None and len(values) != 10:
        raise ValueError(
            f"outputs must be ten values, one for each digit 0 to 9, but there are {len(values)}."
        )
    if goal is not None and (not isinstance(goal, int) or goal not in range(10)):
        raise ValueError(f"goal must be a digit from 0 to 9, but is {goal!r}.")

    best = None if values is None else max(range(10), key=lambda digit: values[digit])
    sizes = [PIXELS * PIXELS, *([units] if units else []), 10]
    names = [f"{sizes[0]} inputs", *([_count(units, "hidden unit")] if units else []), "10 outputs"]
    heading = title or ", ".join(names)
    words = _digit_words(pixels, sizes, names, active, values, best, goal)

    rows, columns = math.ceil(units / FIELD_COLUMNS), min(units, FIELD_COLUMNS)
    tall = max(10 * ROW, rows * FIELD_STEP)
    middle, side, left = 56 + tall / 2, PIXELS * PIXEL, 24.0
    body = _digit(pixels, left, middle - side / 2)
    body.append(_caption(left + side / 2, middle + side / 2 + 20, "28 × 28 = 784 pixels"))
    # Each bundle of edges begins at x = start and is twice reach high there.
    start, reach = left + side + 8, side / 2
    free = start  # the next column may begin a bundle's width after this
    if units:
        wide, half = columns * FIELD_STEP, rows * FIELD_STEP / 2
        centre = free + BUNDLE_WIDTH + max(wide, CAPTION_WIDTH) / 2
        ends = [middle + half * (n - 3) * 0.3 for n in range(7)]
        body += _bundle(start, reach, centre - wide / 2 - 8, ends, middle, sizes[:2])
        body += _hidden_field(active, units, columns, centre - wide / 2, middle - half)
        says = _count(units, "hidden unit")
        if active is not None:
            says += f", {sum(a > 0 for a in active)} active"
        body.append(_caption(centre, middle + half + 20, says))
        start, reach = centre + wide / 2 + 8, half * 0.9
        free = centre + max(wide, CAPTION_WIDTH) / 2
    circle_x = free + BUNDLE_WIDTH + 12
    outputs_at = [middle + ROW * (digit - 4.5) for digit in range(10)]
    body += _bundle(start, reach, circle_x - 18, outputs_at, middle, sizes[-2:])
    body += _ten_outputs(values, best, goal, circle_x, outputs_at)

    width = circle_x + 24 + BAR_WIDTH + 64 + 140
    shown = svg.cut(heading, 17, width - 40, bold=True)
    body.append(svg.label(20, 28, shown, text_anchor="start", font_size=17, font_weight=700))
    return svg.document(width, middle + tall / 2 + 36, heading, words, body)


def _row_of_numbers(value: Any, what: str) -> Column:
    row = _plain(value)
    if not isinstance(row, (list, tuple)):
        raise ValueError(f"{what} must be a list of numbers, but is {row!r}.")
    return [_number(entry, what) for entry in map(_plain, row)]


def _pixels(image: Any) -> list[list[int]]:
    """Return the image as 28 rows of 28 grey levels from 0 (paper) to 31 (ink)."""
    rows = [_plain(row) for row in _plain(image)] if hasattr(image, "__len__") else []
    if rows and all(isinstance(row, (list, tuple)) for row in rows):
        flat = [value for row in rows for value in row]
        fits = len(rows) == PIXELS and all(len(row) == PIXELS for row in rows)
    else:
        flat, fits = rows, len(rows) == PIXELS * PIXELS
    if not fits:
        raise ValueError("The image must be 28 rows of 28 pixels, or a flat list of 784.")
    flat = [_number(_plain(value), "The image") for value in flat]
    if min(flat) < 0 or max(flat) > 255:
        raise ValueError(
            f"The image must hold values from 0 to 255 (or 0 to 1), but they go from "
            f"{_given(min(flat))} to {_given(max(flat))}."
        )
    full = 255 if max(flat) > 1 else 1
    # Rounded up, so that a pixel that is not blank stays visible.
    levels = [math.ceil(value / full * (LEVELS - 1)) for value in flat]
    return [levels[row * PIXELS : (row + 1) * PIXELS] for row in range(PIXELS)]


def _caption(x: float, y: float, words: str) -> str:
    return svg.label(x, y, words, fill="var(--soft)")


def _digit(pixels: list[list[int]], left: float, top: float) -> list[str]:
    """Draw the pixels as runs of one grey, gathered in one path for each grey."""
    runs: dict[int, list[str]] = {}
    for y, row in enumerate(pixels):
        x = 0
        while x < PIXELS:
            length = 1
            while x + length < PIXELS and row[x + length] == row[x]:
                length += 1
            if row[x] > 0:
                runs.setdefault(row[x], []).append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    paths = [
        svg.tag("path", d="".join(runs[level]), fill_opacity=level / (LEVELS - 1))
        for level in sorted(runs)
    ]
    side = PIXELS * PIXEL
    frame = svg.tag(
        "rect",
        x=left - 2,
        y=top - 2,
        width=side + 4,
        height=side + 4,
        rx=3,
        fill="none",
        stroke="var(--line)",
        stroke_width=1.5,
    )
    place = f"translate({svg.coordinate(left)} {svg.coordinate(top)}) scale({PIXEL})"
    digit = svg.tag(
        "g",
        "".join(paths),
        transform=place,
        shape_rendering="crispEdges",
        data_part="digit",
    )
    return [frame, digit]


def _bundle(
    start: float,
    reach: float,
    end: float,
    ends: list[float],
    middle: float,
    sizes: list[int],
) -> list[str]:
    """Draw a few of very many edges, and say how many there are."""
    starts = [middle + reach * (2 * n / 6 - 1) for n in range(7)]
    edges = [
        f"M{svg.coordinate(start)} {svg.coordinate(a)}L{svg.coordinate(end)} {svg.coordinate(b)}"
        for a in starts
        for b in ends
    ]
    fan = svg.tag("path", d="".join(edges), fill="none", stroke="var(--edgezero)", opacity=0.6)
    weights = sizes[0] * sizes[1]
    x, texts = (start + end) / 2, [f"{sizes[0]} × {sizes[1]}", f"= {weights:,}", "weights"]
    width = max(svg.text_width(text, 15) for text in texts) + 14
    box = svg.tag(
        "rect", x=x - width / 2, y=middle - 32, width=width, height=64, rx=6, fill="var(--chip)"
    )
    lines = [svg.label(x, middle + 20 * (n - 1), text) for n, text in enumerate(texts)]
    return [fan, svg.tag("g", box + "".join(lines), data_part="weights", data_value=weights)]


def _hidden_field(
    active: Column | None, units: int, columns: int, left: float, top: float
) -> list[str]:
    """Draw the hidden units in rows of eight: the stronger the activation, the fuller the ink."""
    strongest = max(active) if active is not None else 0.0
    body = []
    for unit in range(units):
        value = None if active is None else active[unit]
        on = value is not None and value > 0
        body.append(
            svg.tag(
                "circle",
                cx=left + FIELD_STEP * (unit % columns + 0.5),
                cy=top + FIELD_STEP * (unit // columns + 0.5),
                r=9,
                fill="var(--plus)" if on else "var(--blank)",
                fill_opacity=0.1 + 0.9 * value / strongest if on and value is not None else None,
                stroke="var(--plus)" if on else "var(--faint)",
                stroke_width=1.5,
                data_part="hidden",
                data_index=unit,
                data_value=None if value is None else _exact(value),
            )
        )
    return body


def _ten_outputs(
    values: Column | None, best: int | None, goal: int | None, x: float, ys: list[float]
) -> list[str]:
    """Draw the ten units, and a bar for each value; negative bars go to the left of zero."""
    low = 0.0 if values is None else max(0.0, -min(values))
    high = 1.0 if values is None else max(1.0, max(values))
    scale = BAR_WIDTH / (low + high)
    zero = x + 24 + low * scale
    body = []
    if values is not None:
        body.append(
            svg.tag(
                "line",
                x1=zero,
                y1=ys[0] - 13,
                x2=zero,
                y2=ys[-1] + 13,
                stroke="var(--faint)",
            )
        )
    for digit, y in enumerate(ys):
        chosen = digit == best
        parts = svg.tag(
            "circle",
            cx=x,
            cy=y,
            r=12,
            fill="var(--blank)" if values is None else "var(--output)",
            stroke="var(--faint)" if values is None else "var(--line)",
            stroke_width=2.5 if chosen else 1.5,
        ) + svg.label(x, y, str(digit), font_weight=600)
        if values is not None:
            value = values[digit]
            length = abs(value) * scale
            parts += svg.tag(
                "rect",
                x=zero - length if value < 0 else zero,
                y=y - 8,
                width=length,
                height=16,
                fill="var(--good)"
                if chosen
                else "var(--edgeplus)"
                if value > 0
                else "var(--edgeminus)",
            )
            parts += svg.label(
                x + 24 + BAR_WIDTH + 60,
                y,
                _fit(value, svg.fixed(value, 3), 15, 54),
                text_anchor="end",
                font_weight=700 if chosen else None,
            )
        body.append(
            svg.tag(
                "g",
                parts,
                data_part="output",
                data_index=digit,
                data_value=None if values is None else _exact(values[digit]),
            )
        )
        if digit == goal:
            body.append(
                svg.tag(
                    "circle",
                    cx=x,
                    cy=y,
                    r=16.5,
                    fill="none",
                    stroke="var(--goal)",
                    stroke_width=2.5,
                    stroke_dasharray="0.1 4.3",
                    stroke_linecap="round",
                    data_part="goal",
                    data_value=digit,
                )
            )
        marks = (["prediction"] if chosen else []) + (["goal"] if digit == goal else [])
        if marks:
            ink = "var(--good)" if chosen else "var(--goal)"
            place = x + 24 + BAR_WIDTH + 72 if values is not None else x + 28
            body.append(
                svg.label(
                    place, y, " = ".join(marks), text_anchor="start", font_weight=600, fill=ink
                )
            )
    return body


def _digit_words(
    pixels: list[list[int]],
    sizes: list[int],
    names: list[str],
    active: Column | None,
    values: Column | None,
    best: int | None,
    goal: int | None,
) -> str:
    inked = sum(level > 0 for row in pixels for level in row)
    counts = [f"{a} × {b} = {a * b:,} weights" for a, b in zip(sizes, sizes[1:], strict=False)]
    lines = [
        f"Network with {', '.join(names[:-1])} and {names[-1]}: {' and '.join(counts)}.",
        f"Image of 28 × 28 pixels, {inked} of them not blank.",
    ]
    if active is not None:
        on = sum(value > 0 for value in active)
        lines.append(f"Active hidden units: {on} of {len(active)}.")
    if values is None:
        lines.append("Outputs: 0 to 9, still empty.")
    else:
        shown = [f"{digit}: {svg.fixed(value, 3)}" for digit, value in enumerate(values)]
        lines.append(f"Outputs: {', '.join(shown)}. Prediction, the largest: {best}.")
    if goal is not None:
        lines.append(f"Goal: {goal}.")
    return " ".join(lines)
