"""One drawing of any small network: still at one step, or live at every step.

It draws the seminar's steps (empty, insert, multiply, deposit) and what follows them: compare
(goal, delta, error) and learn (weight deltas, new weights). In the live one every weight and every
input can be moved, by the sliders of ``_controls`` too, and every step chosen. Notebooks 01 to 11.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import traitlets

from course.pictures import base, svg
from course.pictures import network_values as values
from course.pictures.network_drawing import TEXT, Pen
from course.pictures.network_steps import BUTTONS
from nnlib.checks import check_whole

MOST_SLIDERS = 3


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
    net = values.checked_net(weights, inputs, hidden, outputs, hidden_bias, output_bias, relu)
    given = values.checked_given(net, input, goal, alpha)
    shown = values.checked_step(net, given, step, "pictures.network")
    pen = Pen(net, values.one_pass(net, **given), shown, decimals)
    return _still(pen, title or values.heading_of(net, step, alpha), alpha)


def _still(pen: Pen, heading: str, alpha: float | None) -> svg.Drawing:
    return svg.document(*pen.size, heading, pen.words(heading, alpha), pen.draw(heading))


# --- The live drawing ----------------------------------------------------------------------------


class Network(base.Live):
    """The widget: what is true of the network, and the values that sliders are tied to.

    The browser changes these traits; so does Python, and the drawing follows.
    """

    _esm = base.module("network")

    plan = traitlets.Dict().tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)
    weights: Any = traitlets.List().tag(sync=True)  # [layer][to][from]
    biases: Any = traitlets.List().tag(sync=True)  # [layer][to], or None for a layer without
    input: Any = traitlets.List().tag(sync=True)
    goal: Any = traitlets.List().tag(sync=True)
    alpha = traitlets.Float(allow_none=True).tag(sync=True)
    errors: Any = traitlets.List().tag(sync=True)  # before each step that was taken
    game = traitlets.Int(allow_none=True).tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    moves = traitlets.Unicode().tag(sync=True)  # selected last of what has no slider of its own
    value_0 = traitlets.Float().tag(sync=True)
    value_1 = traitlets.Float().tag(sync=True)
    value_2 = traitlets.Float().tag(sync=True)
    weight_min = traitlets.Float().tag(sync=True)
    weight_max = traitlets.Float().tag(sync=True)
    selected_name = traitlets.Unicode().tag(sync=True)
    selected_value = traitlets.Float().tag(sync=True)
    selected_min = traitlets.Float().tag(sync=True)
    selected_max = traitlets.Float().tag(sync=True)
    selected_step = traitlets.Float().tag(sync=True)


class NetworkExplorer(base.Explorer):
    """A live network; its present values can be read in the next cell."""

    def __init__(
        self, drawing: svg.Drawing, widget: Network, controls: Sequence[Any], depth: int
    ) -> None:
        """``depth``: in how many lists, one in the other, a weight was given."""
        super().__init__(drawing, widget, controls)
        self._depth = depth

    @property
    def weights(self) -> Any:
        """The present weights, in the form in which they were given."""
        layers = self.widget.weights
        return (layers[0][0][0], _flat(layers), layers[0], layers)[self._depth]

    @property
    def input(self) -> list[float]:
        """The present input, one number for each input unit."""
        return list(self.widget.input)

    @property
    def goal(self) -> list[float]:
        """The present goal, one number for each output; empty if there is none."""
        return list(self.widget.goal)

    @property
    def alpha(self) -> float | None:
        """The present learning rate."""
        alpha: float | None = self.widget.alpha
        return None if alpha is None else base.tidy(alpha)

    @property
    def pred(self) -> list[float]:
        """What the network predicts now, one number for each output."""
        present = self.widget
        net = values.Net([], present.weights, present.biases, present.plan["relu"])
        found: list[float] = values.one_pass(net, self.input)["output"]
        return found


def live_network(
    weights: Any,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    input: Any,
    hidden: Sequence[str] | None = None,
    goal: Any = None,
    alpha: float | None = None,
    relu: bool = False,
    hidden_bias: Sequence[float] | None = None,
    output_bias: Sequence[float] | None = None,
    decimals: int = 3,
    games: Sequence[Sequence[Any]] | None = None,
    steps: Sequence[str] | None = None,
    start: str | None = None,
) -> NetworkExplorer:
    """Return a live drawing of a small network: what ``pictures.network`` draws, at every step.

    The arguments are those of ``pictures.network``. ``steps`` are the steps that can be chosen; if
    it is left out all for which ``input``, ``goal`` and ``alpha`` are there. It opens at the step
    ``start``, or else at "compare", or at the last step if it has no goal. ``games`` is a list of
    ``(name, input)`` or ``(name, input, goal)``, each of which gets a button; below a single output
    stands what it predicts of each, if there is room.

    Up to three weights have a slider each. One more slider moves what is selected in the drawing,
    any other weight, input, bias or goal; each can be dragged as well. With ``goal`` and ``alpha``
    the network can learn step by step.
    The result's ``weights``, ``input``, ``goal``, ``alpha`` and ``pred`` are the present values.
    Raises ValueError if a size does not fit, a step lacks what it needs, or ``decimals`` is no
    whole number from 0 to 20. Source: seminar sections 01 to 10; Trask 2019, chapters 3 to 6.
    """
    check_whole("decimals", decimals, svg.MOST_DECIMALS)
    net = values.checked_net(weights, inputs, hidden, outputs, hidden_bias, output_bias, relu)
    given = values.checked_given(net, [] if input is None else input, goal, alpha)
    known = values.steps_of(net)
    if steps is None:
        there = {name for name, value in given.items() if value is not None}
        steps = [step for step, (_, needs, _) in known.items() if there.issuperset(needs.split())]
    elif not steps:
        raise ValueError(f"steps names no step: use some of {', '.join(known)}.")
    else:  # in the order in which the network goes through them
        steps = [step for step in known if step in steps] + [s for s in steps if s not in known]
    parts = {step: values.checked_step(net, given, step, "explore.network") for step in steps}
    for shown in parts.values():
        shown += ["game"] if "output" in shown else []
    played = [_game(net, game, goal is not None) for game in games or []]
    inputs_of = [(game["name"], game["input"]) for game in played]
    if start is None:
        start = "compare" if "compare" in steps else steps[-1]

    def draw(
        step: str,
        weights: Any,
        biases: Any,
        input: Any,
        goal: Any,
        alpha: Any,
        taken: int = 0,
        **rest: Any,
    ) -> svg.Drawing:
        if step not in parts:
            raise ValueError(
                f"The step {step!r} can't be chosen here: use one of {', '.join(steps)}."
            )
        given = {"input": input, "goal": goal or None, "alpha": alpha}
        if taken and None in given.values():
            raise ValueError("A network learns with goal=… and alpha=…: give it both.")
        now = replace(net, weights=weights, biases=biases)
        for _ in range(taken):
            run = values.one_pass(now, **given)
            now = replace(now, weights=run["new-weight"], biases=run["new-bias"])
        pen = Pen(now, values.one_pass(now, **given), parts[step], decimals, inputs_of)
        return _still(pen, values.heading_of(now, step, alpha), alpha)

    state = {"weights": net.weights, "biases": net.biases, **given, "goal": given["goal"] or []}
    still = draw(start, **state)
    union = set().union(*parts.values())
    everything = Pen(net, values.one_pass(net, **given), union, decimals, inputs_of)
    drawing, curve = _all_parts(everything, still.words)
    plan = {
        **everything.plan(),
        "steps": [
            {
                "name": step,
                "button": BUTTONS[step],
                "heading": values.heading_of(net, step),
                "parts": parts[step],
            }
            for step in steps
        ],
        "curve": curve,
        "games": played,
    }
    _complete(plan, state, start)
    widget = _widget(plan, drawing, still.words)
    widget.draw = draw
    return NetworkExplorer(still, widget, _controls(widget), _depth(weights))


def _depth(weights: Any) -> int:
    weights = values.plain(weights)
    return 1 + _depth(weights[0]) if isinstance(weights, (list, tuple)) else 0


def _flat(tree: Any) -> list[Any]:
    """Return all that nested lists hold, in one list."""
    return [n for branch in tree for n in _flat(branch)] if isinstance(tree, list) else [tree]


def _game(net: values.Net, game: Sequence[Any], has_goal: bool) -> dict[str, Any]:
    """Return one game as the browser needs it, if it fits the network."""
    if isinstance(game, str) or len(game) not in (2, 3) or not isinstance(game[0], str):
        raise ValueError(f"A game is (name, input) or (name, input, goal), but one is {game!r}.")
    name, input, goal = [*game, None][:3]
    given = values.checked_given(net, input, goal, None)
    if (goal is not None) != has_goal:
        what = "no goal, but the network has" if has_goal else "a goal, but the network has none"
        raise ValueError(f"{name!r} has {what}: give a goal to all of them or to none.")
    return {"name": name, "input": given["input"], "goal": given["goal"]}


def _all_parts(pen: Pen, words: str) -> tuple[svg.Drawing, dict[str, int] | None]:
    """Return the drawing with the parts of all steps, and where the curve of the error stands."""
    width, height = pen.size
    ring = svg.tag(
        "rect",
        rx=8,
        fill="none",
        stroke="var(--goal)",
        stroke_width=3,
        data_part="selection",
        pointer_events="none",
    )
    body, curve = [*pen.draw(""), ring], None
    if pen.shows("new-weight"):
        curve = {"x": 96, "y": height, "width": min(width - 126, 400), "height": 62}
        body.append(_error_curve(**curve))
        height += 96
    return svg.document(width, height, "", words, body), curve


def _error_curve(x: int, y: int, width: int, height: int) -> str:
    """Draw the axes of the error over the iterations; the browser fills in the curve."""
    axes = f"M{svg.coordinate(x)} {svg.coordinate(y)}v{height}h{svg.coordinate(width)}"
    left: dict[str, Any] = {"x": x - 10, "text_anchor": "end", "font_size": TEXT}
    parts = [
        svg.tag("path", d=axes, fill="none", stroke="var(--faint)"),
        svg.label(y=y + 4, words="error", fill="var(--soft)", **left),
        svg.label(y=y + 22, words="", data_part="curve-top", **left),
        svg.label(y=y + height, words="0", **left),
        svg.tag("polyline", fill="none", stroke="var(--plus)", stroke_width=2, data_part="curve"),
        svg.tag("circle", r=4, fill="var(--plus)", data_part="curve-end"),
        svg.label(x, y + height + 20, "", text_anchor="start", font_size=TEXT, data_part="counter"),
    ]
    return svg.tag("g", "".join(parts), data_part="error-curve")


def _complete(plan: dict[str, Any], state: dict[str, Any], step: str) -> None:
    """Add to the plan what buttons, sliders and reset need."""
    weights = [key for key in plan["knobs"] if key.startswith("weight")]
    plan["sliders"] = weights if len(weights) <= MOST_SLIDERS else []
    selected = "input/0" if plan["sliders"] else weights[0]
    plan["start"] = {**state, "step": step, "game": None, "selected": selected, "errors": []}
    given = [n for n in _flat([state["weights"], state["biases"]]) if n is not None]
    limit = _round_up(max(2.0, 1.25 * max(map(abs, given))))
    plan["ranges"] = {"weight": [-limit, limit], "bias": [-limit, limit]}
    for what in ("input", "goal"):
        rows = [state[what], *(game[what] for game in plan["games"] if game[what])]
        for index, column in enumerate(zip(*rows, strict=True)):
            high = _round_up(max(1.0, *map(abs, column)))
            plan["ranges"][f"{what}/{index}"] = [-high if min(column) < 0 else 0.0, high]
    # A slider can stand only on its steps: they are fine enough for the weights given.
    plan["weightStep"] = 0.01 if svg.decimals_of(*given) <= 2 else 0.001


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, … (or 0.1, 0.05, …) that is not below the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value * (1 - 1e-9))


def _widget(plan: dict[str, Any], drawing: svg.Drawing, words: str) -> Network:
    start, ranges = plan["start"], plan["ranges"]
    weights = _flat(start["weights"])
    chosen = start["selected"]
    by_input = chosen.startswith("input")
    low, high = ranges[chosen if by_input else "weight"]
    return Network(
        svg=drawing.svg,
        words=words,
        plan=plan,
        beginning=start | {"taken": 0},  # steps of learning
        **{trait: value for trait, value in start.items() if trait != "game"},
        **{f"value_{index}": weights[index] for index in range(len(plan["sliders"]))},
        game=None,
        moves=chosen,
        weight_min=ranges["weight"][0],
        weight_max=ranges["weight"][1],
        selected_name=plan["knobs"][chosen],
        selected_value=start["input"][0] if by_input else weights[0],
        selected_min=low,
        selected_max=high,
        selected_step=(high - low) / 100 if by_input else plan["weightStep"],
    )


def _controls(widget: Network) -> list[Any]:
    """Return the sliders, tied to the widget in the browser, so that no kernel is needed."""
    plan = widget.plan
    knobs = [
        _slider(
            widget,
            {"value": f"value_{index}", "min": "weight_min", "max": "weight_max"},
            description=plan["knobs"][key],
            step=plan["weightStep"],
        )
        for index, key in enumerate(plan["sliders"])
    ]
    ties = {"description": "name", "value": "value", "min": "min", "max": "max", "step": "step"}
    knobs.append(_slider(widget, {its: f"selected_{mine}" for its, mine in ties.items()}))
    if widget.alpha is not None:
        high = _round_up(10 * widget.alpha) if widget.alpha > 0 else 1.0
        fixed = {"min": 0.0, "max": high, "step": high / 200, "readout_format": ".4f"}
        knobs.append(_slider(widget, {"value": "alpha"}, description="alpha", **fixed))
    return knobs


def _slider(widget: Network, ties: dict[str, str], **options: Any) -> Any:
    """Return a slider; ``ties`` say which of its traits follows which of the widget's."""
    from ipywidgets import FloatSlider, Layout, jslink

    tied = {its: getattr(widget, mine) for its, mine in ties.items()}
    slider = FloatSlider(
        **{"readout_format": ".2f", **options, **tied},
        style={"description_width": "initial"},
        layout=Layout(width="100%", max_width="480px"),
    )
    for its, mine in ties.items():
        jslink((widget, mine), (slider, its))
    return slider
