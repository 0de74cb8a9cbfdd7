"""Answers to the exercises of notebook 11, as students write them."""

SETUP = """\
import numpy as np

from nnlib.linalg import outer_prod, vect_mat_mul, w_sum


def predict(input, ih_wgt, hp_wgt):
    hid = [max(0, value) for value in vect_mat_mul(input, ih_wgt)]
    pred = vect_mat_mul(hid, hp_wgt)
    return hid, pred


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

WRONG = {
    "11-1": {
        "the old ones": "cut_deltas = back(deltas(first_hp_wgt), first_hp_wgt)",
        "the old deltas": "cut_deltas = back(deltas(first_hp_wgt), cut_hp_wgt)",
        "the old way back": "cut_deltas = back(deltas(cut_hp_wgt), first_hp_wgt)",
        "rows": "cut_deltas = [w_sum(deltas(cut_hp_wgt), row) for row in cut_hp_wgt]",
        "the sign": "cut_deltas = [-value for value in back(deltas(cut_hp_wgt), cut_hp_wgt)]",
        "the deltas of the outputs": "cut_deltas = deltas(cut_hp_wgt)",
    },
    "11-2": {
        "no slope": hidden("s"),
        "times the value": hidden("s * hid[h]"),
        "relu on the way back": hidden("max(0, s)"),
        "no weights": hidden("sum(delta) * (hid[h] > 0)"),
        "rows": """\
def hidden_deltas(delta, hp_wgt, hid):
    # ValueError where the lengths differ, IndexError where a row is missing
    return [w_sum(delta, hp_wgt[h]) * (hid[h] > 0) for h in range(len(hid))]
""",
    },
    "11-3": {
        "no slope": line("layer_2_delta.dot(weights_1_2.T) * (layer_1 >= 0)"),
        "times the value": line("layer_2_delta.dot(weights_1_2.T) * layer_1"),
        "relu on the way back": line("np.maximum(0, layer_2_delta.dot(weights_1_2.T))"),
        "slope of one number": line("layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)"),
        "no transpose": line("layer_2_delta.dot(weights_1_2) * (layer_1 > 0)"),
    },
}
