"""Answers to the exercises of notebook 16, as students write them."""

SETUP = "import numpy as np\n"

ANSWER = {"16-1": "parameters_5", "16-2": "most_confused"}


def confused(keep="t != p", result="pair[0], pair[1], counts[pair]"):
    return f"""\
def most_confused(true, predicted):
    counts = {{}}
    for t, p in zip(true, predicted):
        if {keep}:
            counts[t, p] = counts.get((t, p), 0) + 1
    pair = max(counts, key=counts.get)
    return {result}
"""


def table(*lines):
    return """\
def most_confused(true, predicted):
    counts = np.zeros((10, 10), dtype=int)
    for t, p in zip(true, predicted):
        if t != p:
            counts[t][p] += 1
""" + "".join(f"    {line}\n" for line in lines)


RIGHT = {
    "16-1": [
        "parameters_5 = 518242",
        "parameters_5 = sum([728, 516224, 1290.0])",
    ],
    "16-2": [
        confused(),
        """\
from collections import Counter


def most_confused(true, predicted):
    wrong = true != predicted
    pairs = Counter(zip(true[wrong].tolist(), predicted[wrong].tolist()))
    (t, p), times = pairs.most_common(1)[0]
    return [t, p, times]
""",
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "16-2": [
        """\
def most_confused(true, predicted):
    counts = np.zeros((10, 10), dtype=int)
    for t, p in zip(true, predicted):
        counts[t][p] += 1 if t and p and t != p else 0
    place = np.unravel_index(counts.argmax(), counts.shape)
    return place[0], place[1], counts[place]
"""
    ],
}

WRONG = {
    "16-1": {
        "the maps as before": "parameters_5 = 28 * 26 + 13 * 13 * 28 * 128 + 128 + 1290",
        "maps of 24": "parameters_5 = 28 * 26 + 24 * 24 * 28 * 128 + 128 + 1290",
        "without biases": "parameters_5 = 28 * 25 + 12 * 12 * 28 * 128 + 1280",
        "kernels of 3": "parameters_5 = 280 + 12 * 12 * 28 * 128 + 128 + 1290",
        "the old network": "parameters_5 = 607394",
    },
    "16-2": {
        "right answers too": confused(keep="True"),
        "exchanged": confused(result="pair[1], pair[0], counts[pair]"),
        "both directions": confused(
            result="pair[0], pair[1], counts[pair] + counts.get(pair[::-1], 0)"
        ),
        "both directions together": table(
            "both = counts + counts.T",
            "t, p = np.unravel_index(both.argmax(), both.shape)",
            "return t, p, both[t][p]",
        ),
        "misread first": table(
            "t = counts.sum(axis=1).argmax()", "p = counts[t].argmax()", "return t, p, counts[t][p]"
        ),
        "given first": table(
            "p = counts.sum(axis=0).argmax()",
            "t = counts[:, p].argmax()",
            "return t, p, counts[t][p]",
        ),
        "all mistakes": confused(result="pair[0], pair[1], sum(counts.values())"),
    },
}
