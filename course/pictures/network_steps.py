"""The steps of the small network: their titles, their buttons, and what of it each shows."""

# For each step: its title, what it needs, and the parts of the drawing that it shows. A digit names
# the layer of weights, where a step shows the parts of one alone.
WEIGHTS, COMPARED = "weight bias", "output goal delta error"
STEPS: dict[str, tuple[str, str, str]] = {
    "empty": ("① an empty network", "", WEIGHTS),
    "insert": ("② insert one datapoint", "input", f"input {WEIGHTS}"),
    "multiply": ("③ multiply", "input", f"input {WEIGHTS} product0"),
    "deposit": ("④ deposit the prediction", "input", f"input {WEIGHTS} product0 output"),
    "compare": (
        "compare: delta = prediction − goal",
        "input goal",
        f"input {WEIGHTS} {COMPARED}",
    ),
    "weight_deltas": (
        "learn: weight delta = delta × input",
        "input goal",
        f"input {WEIGHTS} {COMPARED} weight-delta0",
    ),
    "update": (
        "learn: new weights",
        "input goal alpha",
        f"input new-weight new-bias {COMPARED}",
    ),
}
HIDDEN_STEPS: dict[str, tuple[str, str, str]] = {
    "empty": STEPS["empty"],
    "hidden": ("② predict the hidden layer", "input", f"input {WEIGHTS} product0 hidden"),
    "output": ("③ predict the output layer", "input", f"input {WEIGHTS} hidden product1 output"),
    "compare": (
        STEPS["compare"][0],
        "input goal",
        f"input {WEIGHTS} hidden {COMPARED}",
    ),
    "output_deltas": (
        "learn: weight delta = delta × hidden value",
        "input goal",
        f"input {WEIGHTS} hidden {COMPARED} weight-delta1",
    ),
    "hidden_deltas": (
        "learn: hidden delta = sum of weight × delta",
        "input goal",
        f"input {WEIGHTS} hidden {COMPARED} share1 hidden-delta",
    ),
    "weight_deltas": (
        "learn: weight deltas of both layers",
        "input goal",
        f"input {WEIGHTS} hidden {COMPARED} hidden-delta weight-delta0 weight-delta1",
    ),
    "update": (
        STEPS["update"][0],
        "input goal alpha",
        f"input new-weight new-bias hidden {COMPARED}",
    ),
}
# What stands on a step's button.
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
