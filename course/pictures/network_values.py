"""The small network that is drawn: whether what is given is one, and all its values.

Every value in a drawing is computed here, from the weights and the input, with ``nnlib.linalg``;
``network_state.mjs`` computes the same in the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course.pictures import svg
from course.pictures.network_steps import HIDDEN_STEPS, STEPS, Step
from nnlib.checks import as_number
from nnlib.linalg import ele_mul, outer_prod, vect_mat_mul

Column = list[float]
Grid = list[list[float]]

MOST_UNITS = 8
LARGEST = 1e30


@dataclass(frozen=True)
class Net:
    """A network: the names of its columns, and between them its weights[layer][to][from]."""

    names: list[list[str]]
    weights: list[Grid]
    biases: list[Column | None]
    relu: bool


def one_pass(
    net: Net, input: Column | None, goal: Column | None = None, alpha: float | None = None
) -> dict[str, Any]:
    """Return what there is to show, by the names of the parts of a drawing.

    Of layers of weights there is a list, "weight"[layer][to][from], of biases too. What needs an
    input, a goal or an alpha that is missing is not there.
    """
    run: dict[str, Any] = {"weight": net.weights, "bias": net.biases}
    if input is None:
        return run
    values, products, silent = [input], [], []
    for matrix, bias in zip(net.weights, net.biases, strict=True):
        source = values[-1]
        products.append([[w * x for w, x in zip(row, source, strict=True)] for row in matrix])
        sums = vect_mat_mul(source, matrix)
        if bias is not None:
            sums = [total + extra for total, extra in zip(sums, bias, strict=True)]
        if net.relu and len(values) == 1:
            silent = [total <= 0 for total in sums]
            sums = [max(0.0, total) for total in sums]
        values.append(sums)
    run |= {"input": input, "hidden": values[1], "output": values[-1]}
    run |= {"product": products, "silent": silent}
    if goal is None:
        return run
    delta = [pred - true for pred, true in zip(values[-1], goal, strict=True)]
    run |= {"goal": goal, "delta": delta, "error": [d**2 for d in delta]}
    deltas = [delta]
    if len(net.weights) == 2:
        turned = [list(column) for column in zip(*net.weights[1], strict=True)]
        back = vect_mat_mul(delta, turned)
        run["back"] = back
        # The slope of a silent unit is 0: no blame reaches it, and it learns nothing.
        if net.relu:
            back = [0.0 if quiet else d for quiet, d in zip(silent, back, strict=True)]
        deltas = [back, delta]
        run["hidden-delta"] = back
        run["share"] = [None, list(map(ele_mul, delta, net.weights[1]))]
    changes = [outer_prod(d, source) for d, source in zip(deltas, values, strict=False)]
    run["weight-delta"] = changes
    if alpha is not None:
        run["new-weight"] = [
            [_learned(*rows, alpha) for rows in zip(*pair, strict=True)]
            for pair in zip(net.weights, changes, strict=True)
        ]
        run["new-bias"] = [
            bias and _learned(bias, d, alpha) for bias, d in zip(net.biases, deltas, strict=True)
        ]
    return run


def _learned(old: Column, change: Column, alpha: float) -> Column:
    return [value - alpha * d for value, d in zip(old, change, strict=True)]


def steps_of(net: Net) -> dict[str, Step]:
    """Return the steps that a network goes through."""
    return STEPS if len(net.names) == 2 else HIDDEN_STEPS


def checked_step(net: Net, given: dict[str, Any], step: str, function: str) -> list[str]:
    """Return the parts that a step shows, if there is such a step and it has what it needs."""
    steps = steps_of(net)
    if step not in steps:
        kind = "without" if steps is STEPS else "with"
        raise ValueError(
            f"A network {kind} a hidden layer has no step {step!r}: use one of {', '.join(steps)}."
        )
    for need in steps[step].needs.split():
        if given[need] is None:
            raise ValueError(f"The step {step!r} needs {need}=…: give it to {function}.")
    return steps[step].shows.split()


def heading_of(net: Net, step: str, alpha: float | None = None) -> str:
    """Return what stands above a drawing: the step's title, fitted to this network."""
    heading = steps_of(net)[step].title
    if net.relu and step == "hidden_deltas":
        heading += ", times slope"
    if alpha is not None and step == "update":
        heading += f", alpha = {svg.given(alpha)}"
    if step == "deposit" and len(net.names[-1]) > 1:
        heading = heading.replace("prediction", "predictions")
    return heading


# --- What is given -------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """Return arrays, also in lists, as nested lists, and anything else as it is."""
    value = value.tolist() if hasattr(value, "tolist") else value
    return [plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def checked_number(value: Any, what: str) -> float:
    """Return a finite number that is not too large to be drawn."""
    number = as_number(value, what)
    if abs(number) > LARGEST:  # so that no product or square overflows
        raise ValueError(f"{what} is {number:.1e}: numbers beyond {LARGEST:.0e} are not drawn.")
    return number


def checked_numbers(value: Any, what: str, names: list[str]) -> Column:
    """Return one number, or a list of them, as a list with one number for each name."""
    value = plain(value)
    column = value if isinstance(value, list) else [value]
    if len(column) != len(names):
        are = "is" if len(names) == 1 else "are"
        raise ValueError(
            f"{what} has {count(len(column), 'number')}, but there {are} "
            f"{count(len(names), 'unit')} for it ({', '.join(names)}): give one number for each."
        )
    return [checked_number(entry, f"a number of {what}") for entry in column]


def checked_matrix(value: Any, what: str, to: list[str], source: list[str]) -> Grid:
    """Return weights as a matrix [to][from]; flat ones only where no doubt is possible."""
    rows = value if isinstance(value, list) else [value]
    if not any(isinstance(row, list) for row in rows):
        if len(to) == 1:
            rows = [rows]
        elif len(source) == 1:
            rows = [[weight] for weight in rows]
    if len(rows) != len(to) or any(
        not isinstance(row, list) or len(row) != len(source) for row in rows
    ):
        raise ValueError(
            f"{what} must be {count(len(to), 'row')} of {count(len(source), 'number')}, one row "
            f"for each of {', '.join(to)} and in it one weight for each of {', '.join(source)}."
        )
    return [[checked_number(weight, f"a number of {what}") for weight in row] for row in rows]


def checked_net(
    weights: Any,
    inputs: Sequence[str],
    hidden: Sequence[str] | None,
    outputs: Sequence[str],
    hidden_bias: Sequence[float] | None,
    output_bias: Sequence[float] | None,
    relu: bool,
) -> Net:
    """Return the network, if names, weights and biases fit each other."""
    columns = {"inputs": inputs, "hidden": hidden, "outputs": outputs}
    biases: dict[str, Any] = {"hidden_bias": hidden_bias, "output_bias": output_bias}
    matrices = weights = plain(weights)
    called = ["weights[0]", "weights[1]"]
    if hidden is None:
        if hidden_bias is not None or relu:
            raise ValueError("relu and hidden_bias need a hidden layer: give its names as hidden=…")
        del columns["hidden"], biases["hidden_bias"]
        matrices, called = [weights], ["weights"]
    elif not isinstance(weights, list) or len(weights) != 2:
        raise ValueError(
            "With a hidden layer weights must be a list of two matrices: "
            "[from inputs to hidden, from hidden to outputs]."
        )
    for what, column in columns.items():
        if isinstance(column, str) or not all(isinstance(name, str) for name in column or ()):
            raise ValueError(f'{what} must be a list of names, such as ["toes", "wlrec"].')
        if not column:
            raise ValueError(f"{what} names no unit: give at least one name.")
        if len(column) > MOST_UNITS:
            raise ValueError(
                f"{what} has {len(column)} units and a column has room for {MOST_UNITS}: draw a "
                "network of this size with pictures.digit_network."
            )
    names = [list(column) for column in columns.values() if column]
    return Net(
        names,
        list(map(checked_matrix, matrices, called, names[1:], names)),
        [
            None if bias is None else checked_numbers(bias, what, to)
            for (what, bias), to in zip(biases.items(), names[1:], strict=True)
        ],
        relu,
    )


def checked_given(net: Net, input: Any, goal: Any, alpha: Any) -> dict[str, Any]:
    """Return the datapoint and alpha as numbers; what is None stays None."""
    return {
        "input": None if input is None else checked_numbers(input, "input", net.names[0]),
        "goal": None if goal is None else checked_numbers(goal, "goal", net.names[-1]),
        "alpha": None if alpha is None else checked_number(alpha, "alpha"),
    }


def count(number: int, noun: str) -> str:
    """Return ``1 input``, ``3 inputs``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def exact(value: float) -> str:
    """Return a number for ``data-value``, where tests look for it."""
    return f"{value + 0.0:.12g}"
