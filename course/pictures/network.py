"""A small network that answers: every weight and every input can be moved, every step chosen."""

import math
from collections.abc import Sequence
from typing import Any

import traitlets

from course.pictures import base, diagram
from course.pictures.svg import MOST_DECIMALS, Drawing
from nnlib.checks import check_whole
from nnlib.linalg import vect_mat_mul

MOST_SLIDERS = 3
BUTTONS = {
    "empty": "① empty",
    "insert": "② insert",
    "multiply": "③ multiply",
    "deposit": "④ deposit",
    "hidden": "② hidden",
    "output": "③ output",
    "compare": "compare",
    "output_deltas": "learn: output weight deltas",
    "hidden_deltas": "learn: hidden deltas",
    "weight_deltas": "learn: weight deltas",
    "update": "learn: new weights",
}


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
        self, drawing: Drawing, widget: Network, controls: Sequence[Any], flat: bool, single: bool
    ) -> None:
        """``flat``: weights were given as a list; ``single``: as one number."""
        super().__init__(drawing, widget, controls)
        self._flat, self._single = flat, single

    @property
    def weights(self) -> Any:
        """The present weights, in the form in which they were given."""
        layers = self.widget.weights
        if self._single:
            return layers[0][0][0]
        if self._flat:
            return [weight for row in layers[0] for weight in row]
        return layers if len(layers) == 2 else layers[0]

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
        values = self.input
        for layer, matrix in enumerate(self.widget.weights):
            bias = self.widget.biases[layer] or [0.0] * len(matrix)
            values = [a + b for a, b in zip(vect_mat_mul(values, matrix), bias, strict=True)]
            if layer == 0 and self.widget.plan["relu"]:
                values = [max(0.0, value) for value in values]
        return values


def network(
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
    """Return a live drawing of a small network: what ``diagram.network`` draws, at every step.

    The arguments are those of ``diagram.network``. ``steps`` are the steps that can be chosen; if
    it is left out all for which ``input``, ``goal`` and ``alpha`` are there. It opens at the step
    ``start``, or else at "compare", or at the last step if it has no goal. ``games`` is a list of
    ``(name, input)`` or ``(name, input, goal)``, each of which gets a button.

    Up to three weights have a slider each. One more slider moves what is selected in the drawing,
    any other weight, input, bias or goal; each can be dragged as well. With ``goal`` and ``alpha``
    the network can learn step by step.
    The result's ``weights``, ``input``, ``goal``, ``alpha`` and ``pred`` are the present values.
    Raises ValueError if a size does not fit, a step lacks what it needs, or ``decimals`` is no
    whole number from 0 to 20. Source: seminar sections 01 to 10; Trask 2019, chapters 3 to 6.
    """
    check_whole("decimals", decimals, MOST_DECIMALS)
    net: dict[str, Any] = {
        "inputs": inputs,
        "outputs": outputs,
        "hidden": hidden,
        "goal": goal,
        "alpha": alpha,
        "relu": relu,
        "hidden_bias": hidden_bias,
        "output_bias": output_bias,
        "decimals": decimals,
    }
    known = diagram.STEPS if hidden is None else diagram.HIDDEN_STEPS
    there = {"input"} | ({"goal"} if goal is not None else set())
    there |= {"alpha"} if alpha is not None else set()
    if steps is None:
        steps = [step for step, (_, needs, _) in known.items() if there.issuperset(needs)]
    elif not steps:
        raise ValueError(f"steps names no step: use some of {', '.join(known)}.")
    else:  # in the order in which the network goes through them
        steps = [step for step in known if step in steps] + [s for s in steps if s not in known]
    live, plan = diagram.everything(weights, **net, input=input, steps=steps)
    if start is None:
        start = "compare" if "compare" in steps else steps[-1]
    elif start not in steps:
        raise ValueError(
            f"start is {start!r}, a step that can't be chosen here: use one of {', '.join(steps)}."
        )
    still = diagram.network(weights, **net, input=input, step=start)
    plan["games"] = [_game(game, plan) for game in games or []]
    _complete(plan, alpha, start)
    widget = _widget(plan, live, still)
    flat = hidden is None and not _is_matrix(weights)
    return NetworkExplorer(still, widget, _controls(widget), flat, flat and _is_number(weights))


def _is_number(weights: Any) -> bool:
    return not hasattr(weights, "__len__") or getattr(weights, "shape", None) == ()


def _is_matrix(weights: Any) -> bool:
    return not _is_number(weights) and all(hasattr(row, "__len__") for row in weights)


def _game(game: Sequence[Any], plan: dict[str, Any]) -> dict[str, Any]:
    """Return one game as the browser needs it, if it fits the network."""
    if isinstance(game, str) or len(game) not in (2, 3) or not isinstance(game[0], str):
        raise ValueError(f"A game is (name, input) or (name, input, goal), but one is {game!r}.")
    name, given = game[0], diagram._numbers(game[1], "input", plan["names"][0])
    goal = diagram._numbers(game[2], "goal", plan["names"][-1]) if len(game) == 3 else None
    if (goal is None) != (not plan["goal"]):
        what = (
            "no goal, but the network has" if goal is None else "a goal, but the network has none"
        )
        raise ValueError(f"{name!r} has {what}: give a goal to all of them or to none.")
    return {
        "name": name,
        "input": given,
        "goal": goal,
        "whole": _whole({"input": given, "goal": goal}),
    }


def _complete(plan: dict[str, Any], alpha: float | None, step: str) -> None:
    """Add to the plan what buttons, sliders and reset need."""
    for each in plan["steps"]:
        each["button"] = BUTTONS[each["name"]]
    weights = [
        f"weight/{layer}/{to}/{source}"
        for layer, matrix in enumerate(plan["weights"])
        for to, row in enumerate(matrix)
        for source in range(len(row))
    ]
    plan["sliders"] = weights if len(weights) <= MOST_SLIDERS else []
    start = {name: plan.pop(name) for name in ("weights", "biases", "input", "goal")}
    start["alpha"] = alpha
    plan["start"] = {
        **start,
        "whole": _whole(start),
        "step": step,
        "game": None,
        "selected": "input/0" if plan["sliders"] else weights[0],
    }
    plan["ranges"] = _ranges(plan, start)
    # A slider can stand only on its steps: they are fine enough for the weights given.
    given = [n for n in _numbers([start["weights"], start["biases"]]) if n is not None]
    plan["weightStep"] = 0.01 if all(abs(n * 100 - round(n * 100)) < 1e-9 for n in given) else 0.001


def _whole(tree: Any) -> Any:
    """Return a tree of the same form: which numbers are ints, and are shown without decimals."""
    if isinstance(tree, dict):
        return {name: _whole(branch) for name, branch in tree.items() if branch is not None}
    if isinstance(tree, list):
        return [_whole(branch) for branch in tree]
    return isinstance(tree, int)


def _numbers(tree: Any) -> list[Any]:
    """Return all that nested lists hold, in one list."""
    return [n for branch in tree for n in _numbers(branch)] if isinstance(tree, list) else [tree]


def _ranges(plan: dict[str, Any], start: dict[str, Any]) -> dict[str, list[float]]:
    """Return from where to where sliders go: "weight" for all weights, "input/0" for one input."""
    weights = [abs(n) for n in _numbers([start["weights"], start["biases"]]) if n is not None]
    limit = _round_up(max(2.0, 1.25 * max(weights)))
    ranges = {"weight": [-limit, limit], "bias": [-limit, limit]}
    for what in ("input", "goal"):
        rows = [start[what], *(game[what] for game in plan["games"] if game[what])]
        for index, values in enumerate(zip(*rows, strict=True)):
            high = _round_up(max(1.0, *(abs(value) for value in values)))
            ranges[f"{what}/{index}"] = [-high if min(values) < 0 else 0.0, high]
    return ranges


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, … (or 0.1, 0.05, …) that is not below the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value * (1 - 1e-9))


def _widget(plan: dict[str, Any], live: Drawing, still: Drawing) -> Network:
    start = plan["start"]
    weights = [weight for layer in start["weights"] for row in layer for weight in row]
    values = weights if plan["sliders"] else []
    low, high = plan["ranges"]["weight"]
    chosen = start["selected"]
    by_input = chosen.startswith("input")
    chosen_low, chosen_high = plan["ranges"][chosen if by_input else "weight"]
    return Network(
        svg=live.svg,
        words=still.words,
        plan=plan,
        **{
            trait: start[trait] for trait in ("step", "weights", "biases", "input", "goal", "alpha")
        },
        **{f"value_{index}": value for index, value in enumerate(values)},
        game=None,
        selected=chosen,
        moves=chosen,
        weight_min=low,
        weight_max=high,
        selected_name=f"input {plan['names'][0][0]}" if by_input else _weight_name(plan, chosen),
        selected_value=start["input"][0] if by_input else weights[0],
        selected_min=chosen_low,
        selected_max=chosen_high,
        selected_step=(chosen_high - chosen_low) / 100 if by_input else plan["weightStep"],
    )


def _weight_name(plan: dict[str, Any], key: str) -> str:
    layer, to, source = (int(part) for part in key.split("/")[1:])
    return f"weight {plan['names'][layer][source]} → {plan['names'][layer + 1][to]}"


def _controls(widget: Network) -> list[Any]:
    """Return the sliders, tied to the widget in the browser, so that no kernel is needed."""
    plan = widget.plan
    knobs = [
        _slider(
            widget,
            {"value": f"value_{index}", "min": "weight_min", "max": "weight_max"},
            description=_weight_name(plan, key),
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
