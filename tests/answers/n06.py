"""Answers to the exercises of notebook 06, as students write them."""

SETUP = """\
from nnlib.linalg import vect_mat_mul, w_sum


def relu(x):
    return x if x > 0 else 0
"""

ANSWER = {"06-1": "both_weight", "06-2": "forward", "06-3": "melt"}

RIGHT = {
    "06-1": [
        "both_weight = -1",
        "both_weight = (1 - 2) / 1",
        "both_weight = -0.1 - 0.2 - 0.7",
        "import numpy as np\n\nboth_weight = np.float32(-1)",
    ],
    "06-2": [
        """\
def forward(input, ih_wgt, hp_wgt):
    sums = vect_mat_mul(input, ih_wgt)
    hid = [relu(value) for value in sums]
    return vect_mat_mul(hid, hp_wgt)
""",
        """\
import numpy as np


def forward(input, ih_wgt, hp_wgt):
    return np.array(hp_wgt) @ np.maximum(0, np.array(ih_wgt) @ input)
""",
        """\
def forward(input, ih_wgt, hp_wgt):
    hid = []
    for row in ih_wgt:
        total = 0
        for x, w in zip(input, row):
            total += x * w
        if total < 0:
            total = 0
        hid.append(total)
    pred = []
    for row in hp_wgt:
        pred.append(sum(h * w for h, w in zip(hid, row)))
    return pred
""",
    ],
    "06-3": [
        """\
def melt(ih_wgt, hp_wgt):
    melted = []
    for row in hp_wgt:
        melted.append(
            [sum(row[h] * ih_wgt[h][i] for h in range(len(row))) for i in range(len(ih_wgt[0]))]
        )
    return melted
""",
        """\
def melt(ih_wgt, hp_wgt):
    columns = list(zip(*ih_wgt))
    return [[w_sum(row, column) for column in columns] for row in hp_wgt]
""",
        "import numpy as np\n\n\ndef melt(ih_wgt, hp_wgt):\n    return np.array(hp_wgt) @ ih_wgt",
        """\
def melt(ih_wgt, hp_wgt):
    inputs = len(ih_wgt[0])
    columns = []
    for i in range(inputs):
        one = [1 if j == i else 0 for j in range(inputs)]
        columns.append(vect_mat_mul(vect_mat_mul(one, ih_wgt), hp_wgt))
    return list(zip(*columns))
""",
    ],
}

WRONG = {
    "06-1": {
        "sign": "both_weight = 1",
        "still XOR": "both_weight = -2",
        "not heard": "both_weight = 0",
        "adds": "both_weight = 0.5",
        "too large": "both_weight = -0.5",
        "too small": "both_weight = -1.5",
    },
    "06-2": {
        "no bend": """\
def forward(input, ih_wgt, hp_wgt):
    hid = vect_mat_mul(input, ih_wgt)
    return vect_mat_mul(hid, hp_wgt)
""",
        "bend on outputs too": """\
def forward(input, ih_wgt, hp_wgt):
    hid = [relu(value) for value in vect_mat_mul(input, ih_wgt)]
    return [relu(value) for value in vect_mat_mul(hid, hp_wgt)]
""",
        "bend on outputs only": """\
def forward(input, ih_wgt, hp_wgt):
    pred = vect_mat_mul(vect_mat_mul(input, ih_wgt), hp_wgt)
    return [relu(value) for value in pred]
""",
        "bend on inputs": """\
def forward(input, ih_wgt, hp_wgt):
    bent = [relu(value) for value in input]
    return vect_mat_mul(vect_mat_mul(bent, ih_wgt), hp_wgt)
""",
        "layers exchanged": """\
def forward(input, ih_wgt, hp_wgt):
    hid = [relu(value) for value in vect_mat_mul(input, hp_wgt)]
    return vect_mat_mul(hid, ih_wgt)
""",
        "hidden only": """\
def forward(input, ih_wgt, hp_wgt):
    return [relu(value) for value in vect_mat_mul(input, ih_wgt)]
""",
        "hidden sums only": """\
def forward(input, ih_wgt, hp_wgt):
    return vect_mat_mul(input, ih_wgt)
""",
        "without signs": """\
def forward(input, ih_wgt, hp_wgt):
    hid = [abs(value) for value in vect_mat_mul(input, ih_wgt)]
    return vect_mat_mul(hid, hp_wgt)
""",
        "step": """\
def forward(input, ih_wgt, hp_wgt):
    hid = [1 if value > 0 else 0 for value in vect_mat_mul(input, ih_wgt)]
    return vect_mat_mul(hid, hp_wgt)
""",
        "a whole list": [
            """\
def forward(input, ih_wgt, hp_wgt):
    hid = relu(vect_mat_mul(input, ih_wgt))
    return vect_mat_mul(hid, hp_wgt)
""",
            """\
import numpy as np


def forward(input, ih_wgt, hp_wgt):
    return np.array(hp_wgt) @ relu(np.array(ih_wgt) @ input)
""",
        ],
        "silent units left out": [
            """\
def forward(input, ih_wgt, hp_wgt):
    hid = [value for value in vect_mat_mul(input, ih_wgt) if value > 0]
    return vect_mat_mul(hid, hp_wgt)
""",
            """\
def forward(input, ih_wgt, hp_wgt):
    hid = []
    for value in vect_mat_mul(input, ih_wgt):
        if value > 0:
            hid.append(value)
    return [sum(h * w for h, w in zip(hid, row)) for row in hp_wgt]
""",
        ],
    },
    "06-3": {
        "not added": """\
def melt(ih_wgt, hp_wgt):
    melted = []
    for row in hp_wgt:
        melted.append([])
        for i in range(len(ih_wgt[0])):
            s = 0
            for h in range(len(row)):
                s = row[h] * ih_wgt[h][i]
            melted[-1].append(s)
    return melted
""",
        "rounded": """\
def melt(ih_wgt, hp_wgt):
    return [[round(w_sum(row, column), 2) for column in zip(*ih_wgt)] for row in hp_wgt]
""",
        "wrong order": """\
import numpy as np


def melt(ih_wgt, hp_wgt):
    return np.array(ih_wgt) @ np.array(hp_wgt)
""",
        "wrong order, by places": """\
def melt(ih_wgt, hp_wgt):
    melted = []
    for row in ih_wgt:
        melted.append(
            [sum(row[h] * hp_wgt[h][i] for h in range(len(row))) for i in range(len(hp_wgt[0]))]
        )
    return melted
""",
        "wrong order, cut": """\
def melt(ih_wgt, hp_wgt):
    columns = list(zip(*hp_wgt))
    return [[sum(a * b for a, b in zip(row, col)) for col in columns] for row in ih_wgt]
""",
        "rows with rows": """\
def melt(ih_wgt, hp_wgt):
    return [[w_sum(row, other) for other in ih_wgt] for row in hp_wgt]
""",
        "rows with rows, cut": """\
def melt(ih_wgt, hp_wgt):
    return [[sum(a * b for a, b in zip(row, other)) for other in ih_wgt] for row in hp_wgt]
""",
        "elementwise": """\
import numpy as np


def melt(ih_wgt, hp_wgt):
    return np.array(ih_wgt) * np.array(hp_wgt)
""",
        "elementwise, cut": """\
def melt(ih_wgt, hp_wgt):
    return [[a * b for a, b in zip(r, s)] for r, s in zip(hp_wgt, ih_wgt)]
""",
        "transposed": """\
import numpy as np


def melt(ih_wgt, hp_wgt):
    return np.array(ih_wgt).T @ np.array(hp_wgt).T
""",
        "always three": """\
def melt(ih_wgt, hp_wgt):
    one_layer = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for k in range(3):
        for i in range(3):
            from_input_i = [ih_wgt[h][i] for h in range(3)]
            one_layer[k][i] = w_sum(hp_wgt[k], from_input_i)
    return one_layer
""",
        "square": """\
def melt(ih_wgt, hp_wgt):
    size = len(hp_wgt)
    melted = []
    for row in hp_wgt:
        melted.append([sum(row[h] * ih_wgt[h][i] for h in range(len(row))) for i in range(size)])
    return melted
""",
        "the same row": """\
def melt(ih_wgt, hp_wgt):
    melted = [[0] * len(ih_wgt[0])] * len(hp_wgt)
    for k in range(len(hp_wgt)):
        for i in range(len(ih_wgt[0])):
            for h in range(len(ih_wgt)):
                melted[k][i] += hp_wgt[k][h] * ih_wgt[h][i]
    return melted
""",
    },
}
