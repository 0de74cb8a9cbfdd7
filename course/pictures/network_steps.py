"""The steps of the small network: their titles, their buttons, and what of it each shows."""

from typing import NamedTuple


class Step(NamedTuple):
    """What stands above a step's drawing and on its button, what it needs, and what it shows.

    A digit behind a part names the layer of weights, where a step shows the part of one alone.
    """

    title: str
    button: str
    needs: str
    shows: str


GIVEN, COMPARED = "input weight bias", "output goal delta error"
LEARNED = f"input new-weight new-bias {COMPARED}"
STEPS = {
    "empty": Step("① an empty network", "① empty", "", "weight bias"),
    "insert": Step("② insert one datapoint", "② insert", "input", GIVEN),
    "multiply": Step("③ multiply", "③ multiply", "input", f"{GIVEN} product0"),
    "deposit": Step("④ deposit the prediction", "④ deposit", "input", f"{GIVEN} product0 output"),
    "compare": Step(
        *("compare: delta = prediction − goal", "compare"), "input goal", f"{GIVEN} {COMPARED}"
    ),
    "weight_deltas": Step(
        *("learn: weight delta = delta × input", "learn: weight deltas"),
        *("input goal", f"{GIVEN} {COMPARED} weight-delta0"),
    ),
    "update": Step("learn: new weights", "learn: new weights", "input goal alpha", LEARNED),
}
HIDDEN = f"{GIVEN} hidden"
HIDDEN_STEPS = {
    "empty": STEPS["empty"],
    "hidden": Step("② predict the hidden layer", "② hidden", "input", f"{GIVEN} product0 hidden"),
    "output": Step("③ predict the output layer", "③ output", "input", f"{HIDDEN} product1 output"),
    "compare": STEPS["compare"]._replace(shows=f"{HIDDEN} {COMPARED}"),
    "output_deltas": Step(
        *("learn: weight delta = delta × hidden value", "learn: output weight deltas"),
        *("input goal", f"{HIDDEN} {COMPARED} weight-delta1"),
    ),
    "hidden_deltas": Step(
        *("learn: hidden delta = sum of weight × delta", "learn: hidden deltas"),
        *("input goal", f"{HIDDEN} {COMPARED} share1 hidden-delta"),
    ),
    "weight_deltas": Step(
        *("learn: weight deltas of both layers", "learn: weight deltas"),
        *("input goal", f"{HIDDEN} {COMPARED} hidden-delta weight-delta0 weight-delta1"),
    ),
    "update": STEPS["update"]._replace(shows=f"{LEARNED} hidden"),
}
