"""Answers to the exercises of notebook 05, as students write them."""

SETUP = """\
from nnlib.linalg import ele_mul, vect_mat_mul, w_sum

weights = [
    [0.1, 0.1, -0.3],
    [0.1, 0.2, 0.0],
    [0.0, 1.3, 0.1],
]
"""

ANSWER = {"05-1": "reordered", "05-2": "products_on_lines", "05-3": "transpose"}

RIGHT = {
    "05-1": [
        "reordered = [weights[2], weights[1], weights[0]]",
        "reordered = weights[::-1]",
        "reordered = [[0, 1.3, 0.1], [0.1, 0.2, 0], [0.1, 0.1, -0.3]]",
        "import numpy as np\n\nreordered = np.flipud(weights)",
    ],
    "05-2": [
        """\
def products_on_lines(vect, matrix):
    table = []
    for row in matrix:
        table.append([x * w for x, w in zip(vect, row, strict=True)])
    return table
""",
        """\
def products_on_lines(vect, matrix):
    table = []
    for i in range(len(matrix)):
        row = []
        for j in range(len(vect)):
            row.append(matrix[i][j] * vect[j])
        table.append(row)
    return table
""",
        "import numpy as np\n\n\ndef products_on_lines(v, m):\n    return np.array(v) * m",
        """\
def products_on_lines(vect, matrix):
    for row in matrix:
        for i in range(len(vect)):
            row[i] *= vect[i]
    return matrix
""",
    ],
    "05-3": [
        """\
def transpose(matrix):
    columns = []
    for i in range(len(matrix[0])):
        columns.append([row[i] for row in matrix])
    return columns
""",
        "def transpose(matrix):\n    return zip(*matrix)",
        "import numpy as np\n\n\ndef transpose(matrix):\n    return np.array(matrix).T",
        """\
def transpose(matrix):
    result = [[0] * len(matrix) for _ in matrix[0]]
    for i in range(len(matrix)):
        for j in range(len(matrix[0])):
            result[j][i] = matrix[i][j]
    return result
""",
    ],
}

WRONG = {
    "05-1": {
        "columns": "reordered = [row[::-1] for row in weights]",
        "both": "reordered = [row[::-1] for row in weights[::-1]]",
        "unchanged": "reordered = weights",
        "transposed": "reordered = list(zip(*weights))",
        "another order": "reordered = [weights[2], weights[0], weights[1]]",
        "row twice": """\
reordered = weights
reordered[0] = weights[2]
reordered[2] = weights[0]
""",
    },
    "05-2": {
        "rounded": """\
def products_on_lines(vect, matrix):
    return [[round(x * w, 2) for x, w in zip(vect, row)] for row in matrix]
""",
        "sums": "products_on_lines = vect_mat_mul",
        "transposed": """\
def products_on_lines(vect, matrix):
    return [[x * row[i] for row in matrix] for i, x in enumerate(vect)]
""",
        "times place": """\
def products_on_lines(vect, matrix):
    return [[i * row[i] for i in range(len(vect))] for row in matrix]
""",
        "input of the row": """\
def products_on_lines(vect, matrix):
    table = []
    for i in range(len(matrix)):
        table.append([vect[i] * w for w in matrix[i]])
    return table
""",
        "input of the row, by zip": """\
def products_on_lines(vect, matrix):
    return [ele_mul(x, row) for x, row in zip(vect, matrix)]
""",
        "input of the row, by strict zip": """\
def products_on_lines(vect, matrix):
    return [[x * w for w in row] for x, row in zip(vect, matrix, strict=True)]
""",
        "ele_mul with two lists": """\
def products_on_lines(vect, matrix):
    return [ele_mul(vect, row) for row in matrix]
""",
        "the same row": """\
def products_on_lines(vect, matrix):
    table = [[0] * len(vect)] * len(matrix)
    for i in range(len(matrix)):
        for j in range(len(vect)):
            table[i][j] = matrix[i][j] * vect[j]
    return table
""",
        "flat": """\
def products_on_lines(vect, matrix):
    return [x * w for row in matrix for x, w in zip(vect, row)]
""",
        "first row only": """\
def products_on_lines(vect, matrix):
    table = []
    for row in matrix:
        table.append([x * w for x, w in zip(vect, row)])
        return table
""",
        "last row only": """\
def products_on_lines(vect, matrix):
    for row in matrix:
        products = [x * w for x, w in zip(vect, row)]
    return products
""",
        "read by columns": """\
def products_on_lines(vect, matrix):
    table = []
    for i in range(len(matrix)):
        row = []
        for j in range(len(vect)):
            row.append(vect[j] * matrix[j][i])
        table.append(row)
    return table
""",
        "always three": """\
def products_on_lines(vect, matrix):
    table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(3):
        for j in range(3):
            table[i][j] = vect[j] * matrix[i][j]
    return table
""",
        "row not renewed": """\
def products_on_lines(vect, matrix):
    table = []
    row = []
    for weights in matrix:
        for x, w in zip(vect, weights):
            row.append(x * w)
        table.append(row)
    return table
""",
        "every input with every weight": """\
def products_on_lines(vect, matrix):
    return [[x * w for x in vect for w in row] for row in matrix]
""",
        "plus": """\
def products_on_lines(vect, matrix):
    return [[x + w for x, w in zip(vect, row)] for row in matrix]
""",
        "unchanged": """\
def products_on_lines(vect, matrix):
    for row in matrix:
        for x, w in zip(vect, row):
            w = x * w
    return matrix
""",
    },
    "05-3": {
        "unchanged": """\
def transpose(matrix):
    return [[matrix[i][j] for j in range(len(matrix[0]))] for i in range(len(matrix))]
""",
        "rows reversed": "def transpose(matrix):\n    return matrix[::-1]",
        "columns reversed": "def transpose(matrix):\n    return [row[::-1] for row in matrix]",
        "square, by rows": """\
def transpose(matrix):
    columns = []
    for i in range(len(matrix)):
        columns.append([row[i] for row in matrix])
    return columns
""",
        "square, by columns": """\
def transpose(matrix):
    size = len(matrix[0])
    return [[matrix[j][i] for j in range(size)] for i in range(size)]
""",
        "always three": """\
def transpose(matrix):
    columns = []
    for i in range(3):
        columns.append([row[i] for row in matrix])
    return columns
""",
        "the same row": """\
def transpose(matrix):
    result = [[0] * len(matrix)] * len(matrix[0])
    for i in range(len(matrix)):
        for j in range(len(matrix[0])):
            result[j][i] = matrix[i][j]
    return result
""",
        "quarter turn": "def transpose(matrix):\n    return list(zip(*matrix[::-1]))",
        "first column only": """\
def transpose(matrix):
    columns = []
    for i in range(len(matrix[0])):
        columns.append([row[i] for row in matrix])
        return columns
""",
        "flat": """\
def transpose(matrix):
    columns = []
    for i in range(len(matrix[0])):
        for row in matrix:
            columns.append(row[i])
    return columns
""",
    },
}
