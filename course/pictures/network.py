"""One drawing of any small network: still at one step, or live at every step.

It draws the seminar's steps (empty, insert, multiply, deposit) and what follows them: compare
(goal, delta, error) and learn (weight deltas, new weights). In the live one every weight and every
input can be moved, also by sliders (``_with_sliders``, ``network_state.mjs``), and every step
chosen. Notebooks 01 to 11 have it. ``network_steps`` names the steps, ``network_values`` holds the
numbers, ``network_drawing`` says where everything stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from course.pictures import base, svg
from course.pictures import network_values as values
from course.pictures.controls import tied
from course.pictures.network_drawing import TEXT, Pen
from course.pictures.shapes import Look, left, right, round_up
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


class NetworkExplorer(base.Explorer):
    """A live network; its present values can be read in the next cell."""

    depth: int  # in how many lists, one in the other, a weight was given

    @property
    def weights(self) -> Any:
        """The present weights, in the form in which they were given."""
        layers = self.widget.weights
        return (layers[0][0][0], _flat(layers), layers[0], layers)[self.depth]

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
        net = values.Net([], present.weights, present.biases, present.given["relu"])
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
    start: str | None = None,
) -> NetworkExplorer:
    """Return a live drawing of a small network: what ``pictures.network`` draws, at every step.

    The arguments are those of ``pictures.network``. All steps can be chosen for which ``input``,
    ``goal`` and ``alpha`` are there. It opens at the step ``start``, or else at "compare", or at
    the last step if it has no goal. ``games`` is a list of ``(name, input)`` or
    ``(name, input, goal)``, each of which gets a button; below a single output stands what it
    predicts of each, if there is room.

    Up to three weights have a slider each. One more slider moves what is selected in the drawing,
    any other weight, input, bias or goal; each can be dragged as well. With ``goal`` and ``alpha``
    the network can learn step by step.
    The result's ``weights``, ``input``, ``goal``, ``alpha`` and ``pred`` are the present values.
    Raises ValueError if a size does not fit, ``start`` lacks what it needs, or ``decimals`` is no
    whole number from 0 to 20. Source: seminar sections 01 to 10; Trask 2019, chapters 3 to 6.
    """
    check_whole("decimals", decimals, svg.MOST_DECIMALS)
    net = values.checked_net(weights, inputs, hidden, outputs, hidden_bias, output_bias, relu)
    given = values.checked_given(net, [] if input is None else input, goal, alpha)
    there = {name for name, value in given.items() if value is not None}
    steps = values.steps_of(net)
    parts = {
        name: step.shows.split()
        for name, step in steps.items()
        if there.issuperset(step.needs.split())
    }
    for shown in parts.values():
        shown += ["game"] if "output" in shown else []
    played = [_game(net, game, goal is not None) for game in games or []]
    inputs_of = [(game["name"], game["input"]) for game in played]
    if start is None:
        start = "compare" if "compare" in parts else list(parts)[-1]

    def draw(
        step: str,
        weights: Any,
        biases: Any,
        input: Any,
        goal: Any,
        alpha: Any,
        taken: int,
        **rest: Any,
    ) -> svg.Drawing:
        if step not in parts:
            raise ValueError(
                f"The step {step!r} can't be chosen here: use one of {', '.join(parts)}."
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

    beginning = {
        "step": start,
        "weights": net.weights,
        "biases": net.biases,
        **given,
        "goal": given["goal"] or [],
        "taken": 0,  # steps of learning
        "errors": [],  # before each step that was taken
    }
    union = set().union(*parts.values())
    everything = Pen(net, values.one_pass(net, **given), union, decimals, inputs_of)
    drawing, curve = _all_parts(everything)
    plan = everything.plan() | {"curve": curve, "games": played}
    plan["steps"] = [
        {
            "button": steps[step].button,
            "heading": values.heading_of(net, step),
            "name": step,
            "parts": shown,
        }
        for step, shown in parts.items()
    ]
    widget, controls = _with_sliders(plan, draw, beginning)
    widget.svg = drawing.svg
    made = NetworkExplorer(widget.still, widget, controls)
    made.depth = _depth(values.plain(weights))
    return made


def _depth(weights: Any) -> int:
    return 1 + _depth(weights[0]) if isinstance(weights, list) else 0


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


def _all_parts(pen: Pen) -> tuple[svg.Drawing, dict[str, int] | None]:
    """Return the drawing with the parts of all steps, and where the curve of the error stands."""
    width, height = pen.size
    look: Look = {"rx": 8, "fill": "none", "stroke": "var(--goal)", "stroke_width": 3}
    ring = svg.tag("rect", **look, data_part="selection", pointer_events="none")
    body, curve = [*pen.draw(""), ring], None
    if pen.shows("new-weight"):
        curve = {"x": 96, "y": height, "width": min(width - 126, 400), "height": 62}
        body.append(_error_curve(**curve))
        height += 96
    return svg.document(width, height, "", "", body), curve


def _error_curve(x: int, y: int, width: int, height: int) -> str:
    """Draw the axes of the error over the iterations; the browser fills in the curve."""
    axes = f"M{svg.coordinate(x)} {svg.coordinate(y)}v{height}h{svg.coordinate(width)}"
    parts = [
        svg.tag("path", d=axes, fill="none", stroke="var(--faint)"),
        right(x - 10, y + 4, "error", fill="var(--soft)", font_size=TEXT),
        right(x - 10, y + 22, "", data_part="curve-top", font_size=TEXT),
        right(x - 10, y + height, "0", font_size=TEXT),
        svg.tag("polyline", fill="none", stroke="var(--plus)", stroke_width=2, data_part="curve"),
        svg.tag("circle", r=4, fill="var(--plus)", data_part="curve-end"),
        left(x, y + height + 20, "", font_size=TEXT, data_part="counter"),
    ]
    return svg.tag("g", "".join(parts), data_part="error-curve")


def _with_sliders(
    plan: dict[str, Any], draw: Callable[..., svg.Drawing], beginning: dict[str, Any]
) -> tuple[base.Live, list[Any]]:
    """Return the widget and its sliders, tied to it in the browser, so that no kernel is needed.

    Besides what is true of the network the widget has the traits that sliders are tied to.
    """
    knobs = plan["knobs"]
    weights = [key for key in knobs if key.startswith("weight")]
    sliders = plan["sliders"] = weights if len(weights) <= MOST_SLIDERS else []
    selected = "input/0" if sliders else weights[0]
    numbers = _flat([beginning["weights"], beginning["biases"]])
    given = [number for number in numbers if number is not None]
    limit = round_up(max(2.0, 1.25 * max(map(abs, given))))
    ranges = plan["ranges"] = {"weight": [-limit, limit], "bias": [-limit, limit]}
    for what in ("input", "goal"):
        rows = [beginning[what], *(game[what] for game in plan["games"] if game[what])]
        for index, column in enumerate(zip(*rows, strict=True)):
            high = round_up(max(1.0, *map(abs, column)))
            ranges[f"{what}/{index}"] = [-high if min(column) < 0 else 0.0, high]
    # A slider can stand only on its steps: they are fine enough for the weights given.
    step = plan["weightStep"] = 0.01 if svg.decimals_of(*given) <= 2 else 0.001
    low, high = ranges[selected if sliders else "weight"]
    follows = {
        **{f"value_{index}": given[index] for index in range(len(sliders))},
        "weight_min": -limit,
        "weight_max": limit,
        "selected_name": knobs[selected],
        "moves": selected,  # selected last of what has no slider of its own
        "selected_value": beginning["input"][0] if sliders else given[0],
        "selected_min": low,
        "selected_max": high,
        "selected_step": (high - low) / 100 if sliders else step,
    }
    widget = base.moving("network", draw, plan, follows, selected=selected, **beginning)
    made = [
        tied(
            widget,
            {"value": f"value_{index}", "min": "weight_min", "max": "weight_max"},
            description=knobs[key],
            step=step,
        )
        for index, key in enumerate(sliders)
    ]
    ties = {"description": "name", "value": "value", "min": "min", "max": "max", "step": "step"}
    made.append(tied(widget, {its: f"selected_{mine}" for its, mine in ties.items()}))
    alpha = beginning["alpha"]
    if alpha is not None:
        high = round_up(10 * alpha) if alpha > 0 else 1.0
        fixed = {"min": 0.0, "max": high, "step": high / 200, "readout_format": ".4f"}
        made.append(tied(widget, {"value": "alpha"}, description="alpha", **fixed))
    return widget, made
