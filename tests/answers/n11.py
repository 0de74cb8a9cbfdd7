"""Answers to the exercises of notebook 11, as students write them."""

SETUP = """\
import numpy as np

from nnlib.linalg import outer_prod, vect_mat_mul, w_sum


def predict(input, ih_wgt, hp_wgt):
    hid = [max(0, value) for value in vect_mat_mul(input, ih_wgt)]
    pred = vect_mat_mul(hid, hp_wgt)
    return hid, pred


# As the notebook's update leaves its names.
ih_wgt = [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]]
hp_wgt = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
input, true = [8.5, 0.65, 1.2], [0.1, 1, 0.1]
hid, pred = predict(input, ih_wgt, hp_wgt)
delta = [pred[i] - true[i] for i in range(3)]
hid_delta = [w_sum(delta, [hp_wgt[k][h] for k in range(3)]) for h in range(3)]
ih_wgt = (np.array(ih_wgt) - 0.01 * np.outer(hid_delta, input)).tolist()
hp_wgt = (np.array(hp_wgt) - 0.01 * np.outer(delta, hid)).tolist()
hid, pred = predict(input, ih_wgt, hp_wgt)


def relu2deriv(output):
    return 1 if output > 0 else 0


first_ih_wgt = [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]]
first_hp_wgt = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
cut_hp_wgt = [[0.3, 1.1, -0.3], [0.1, 0.2, 0.0], [0.0, 0.0, 0.1]]


def deltas(hp_wgt):
    pred = predict([8.5, 0.65, 1.2], first_ih_wgt, hp_wgt)[1]
    return [p - g for p, g in zip(pred, [0.1, 1, 0.1])]


def back(delta, hp_wgt):
    return [w_sum(delta, [row[h] for row in hp_wgt]) for h in range(3)]
"""

ANSWER = {"11-1": "cut_deltas", "11-2": "hidden_deltas", "11-3": "back"}


def hidden(value):
    return (
        "def hidden_deltas(delta, hp_wgt, hid):\n"
        "    result = []\n"
        "    for h in range(len(hid)):\n"
        "        s = sum(delta[k] * hp_wgt[k][h] for k in range(len(delta)))\n"
        f"        result.append({value})\n"
        "    return result\n"
    )


def line(code):
    return f"def back(layer_2_delta, weights_1_2, layer_1):\n    return {code}\n"


RIGHT = {
    "11-1": [
        "cut_deltas = back(deltas(cut_hp_wgt), cut_hp_wgt)",
        "cut_deltas = np.array(cut_hp_wgt).T @ np.array(deltas(cut_hp_wgt))",
    ],
    "11-2": [
        hidden("s * (hid[h] > 0)"),
        """\
def hidden_deltas(delta, hp_wgt, hid):
    return (np.array(delta) @ np.array(hp_wgt)) * (np.array(hid) > 0)
""",
    ],
    "11-3": [
        line("layer_2_delta @ weights_1_2.T * (layer_1 > 0)"),
        line("np.where(layer_1 > 0, np.dot(layer_2_delta, weights_1_2.T), 0)"),
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "11-2": [
        f"""\
def hidden_deltas(delta, hp_wgt, hid):
    sums = [w_sum(delta, [row[h] for row in hp_wgt]) for h in range(len(hid))]
    return [s if value > {little} else 0 for s, value in zip(sums, hid)]
"""
        for little in (0.1, 0.01, 1e-6)
    ],
    "11-3": [
        f"def back(layer_2_delta, weights_1_2, layer_1):\n    return {code}"
        for code in (
            "layer_2_delta.dot(weights_1_2.T) * (layer_1 > 0.1)",
            "layer_2_delta.dot(weights_1_2.T) * (layer_1 > 1e-6)",
            "layer_2_delta + layer_1",
        )
    ],
}

WRONG = {
    "11-1": {
        "the old ones": [
            "cut_deltas = back(deltas(first_hp_wgt), first_hp_wgt)",
            "cut_deltas = hid_delta",
        ],
        "the old deltas": [
            "cut_deltas = back(deltas(first_hp_wgt), cut_hp_wgt)",
            "cut_deltas = back(delta, cut_hp_wgt)",
            "cut_deltas = back([p - g for p, g in zip(pred, true)], cut_hp_wgt)",
        ],
        "the old way back": "cut_deltas = back(deltas(cut_hp_wgt), first_hp_wgt)",
        "rows": "cut_deltas = [w_sum(deltas(cut_hp_wgt), row) for row in cut_hp_wgt]",
        "the sign": "cut_deltas = [-value for value in back(deltas(cut_hp_wgt), cut_hp_wgt)]",
        "the deltas of the outputs": ["cut_deltas = deltas(cut_hp_wgt)", "cut_deltas = delta"],
        "predictions": [
            "cut_deltas = predict(input, first_ih_wgt, cut_hp_wgt)[1]",
            "cut_deltas = pred",
        ],
        "predictions come back": [
            "cut_deltas = back(predict(input, first_ih_wgt, cut_hp_wgt)[1], cut_hp_wgt)",
            "cut_deltas = back(pred, cut_hp_wgt)",
        ],
        "hidden values": [
            "cut_deltas = predict(input, first_ih_wgt, cut_hp_wgt)[0]",
            "cut_deltas = hid",
        ],
    },
    "11-2": {
        "no slope": hidden("s"),
        "times the value": hidden("s * hid[h]"),
        "relu on the way back": hidden("max(0, s)"),
        "not added": [
            f"""\
def hidden_deltas(delta, hp_wgt, hid):
    result = []
    for h in range(len(hid)):
        for k in range(len(delta)):
            s = delta[k] * hp_wgt[k][h]
        result.append({value})
    return result
"""
            for value in ("s * relu2deriv(hid[h])", "s")
        ],
        "always three": [
            """\
def hidden_deltas(delta, hp_wgt, hid):
    hid_delta = [0, 0, 0]
    for h in range(3):
        weights_from_h = [hp_wgt[k][h] for k in range(3)]
        hid_delta[h] = w_sum(delta, weights_from_h)
    return [hid_delta[h] * relu2deriv(hid[h]) for h in range(3)]
""",
            """\
def hidden_deltas(delta, hp_wgt, hid):
    hid_delta = [0, 0, 0]
    for h in range(3):
        weights_from_h = [hp_wgt[k][h] for k in range(3)]
        hid_delta[h] = w_sum(delta, weights_from_h)
    return hid_delta
""",
            hidden("s * (hid[h] > 0)").replace("len(delta)", "3"),
            hidden("s * (hid[h] > 0)").replace("len(hid)", "3"),
            """\
def hidden_deltas(delta, hp_wgt, hid):
    result = [0] * len(hid)
    for h in range(3):
        result[h] = sum(d * row[h] for d, row in zip(delta, hp_wgt)) * relu2deriv(hid[h])
    return result
""",
        ],
        "no weights": hidden("sum(delta) * (hid[h] > 0)"),
        "rows": """\
def hidden_deltas(delta, hp_wgt, hid):
    # ValueError where the lengths differ, IndexError where a row is missing
    return [w_sum(delta, hp_wgt[h]) * (hid[h] > 0) for h in range(len(hid))]
""",
    },
    "11-3": {
        "no brackets": line("layer_2_delta.dot(weights_1_2.T) * layer_1 > 0"),
        "no slope": line("layer_2_delta.dot(weights_1_2.T) * (layer_1 >= 0)"),
        "times the value": line("layer_2_delta.dot(weights_1_2.T) * layer_1"),
        "relu on the way back": line("np.maximum(0, layer_2_delta.dot(weights_1_2.T))"),
        "slope of one number": line("layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)"),
        "no transpose": line("layer_2_delta.dot(weights_1_2) * (layer_1 > 0)"),
    },
}
