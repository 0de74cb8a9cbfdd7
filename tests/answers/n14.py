"""Answers to the exercises of notebook 14, as students write them."""

SETUP = "import numpy as np\n"

ANSWER = {"14-1": "scan_to_input", "14-2": "ink_box", "14-3": "centre_of_mass", "14-4": "ink_taken"}


def scan(code):
    return f"def scan_to_input(scan):\n    return {code}\n"


RESULT = "rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1"


def box(result):
    return (
        "def ink_box(pixels):\n"
        "    rows = np.flatnonzero(pixels.any(axis=1))\n"
        "    columns = np.flatnonzero(pixels.any(axis=0))\n"
        f"    return {result}\n"
    )


def centre(row, column):
    return (
        "def centre_of_mass(pixels):\n"
        "    rows, columns = np.indices(pixels.shape)\n"
        f"    return {row}, {column}\n"
    )


def both(form):
    return centre(form.replace("#", "rows"), form.replace("#", "columns"))


def taken(code):
    return f"def ink_taken(grey, light):\n    return {code}\n"


RIGHT = {
    "14-1": [
        scan("1 - scan.reshape(1, 784) / 255"),
        scan("np.array([[(255 - int(value)) / 255 for row in scan for value in row]])"),
    ],
    "14-2": [
        box(RESULT),
        """\
def ink_box(pixels):
    places = [(r, c) for r in range(len(pixels)) for c in range(len(pixels[0])) if pixels[r][c]]
    rows, columns = [r for r, c in places], [c for r, c in places]
    top, left = min(rows), min(columns)
    return [top, left, max(rows) + 1 - top, max(columns) + 1 - left]
""",
    ],
    "14-3": [
        """\
def centre_of_mass(pixels):
    row = np.arange(len(pixels)) @ pixels.sum(axis=1) / pixels.sum()
    column = np.arange(len(pixels[0])) @ pixels.sum(axis=0) / pixels.sum()
    return row, column
""",
        both("np.average(#, weights=pixels)"),
    ],
    "14-4": [
        taken("1 - np.minimum(grey / light, 1)"),
        taken("np.clip((light - grey) / light, 0, 1)"),
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "14-1": [scan("(255 - scan).reshape(1, 784) / (255 - scan).max()")],
    "14-2": [box(RESULT).replace("pixels.any", "pixels[:28, :28].any")],
    "14-3": [
        f"""\
def centre_of_mass(pixels):
    places = [(i, j) for i in range(len(pixels)) for j in range(len(pixels[0]))]
    places = [(i, j) for i, j in places if max(i, j) < {most}]
    row = sum(i * pixels[i][j] for i, j in places)
    return row / pixels.sum(), sum(j * pixels[i][j] for i, j in places) / pixels.sum()
"""
        for most in ("len(pixels)", "len(pixels[0])", "28")
    ],
}

WRONG = {
    "14-1": {
        "not inverted": scan("scan.reshape(1, 784) / 255"),
        "not divided": scan("(255 - scan).reshape(1, 784)"),
        "not reshaped": scan("(255 - scan) / 255"),
        "without a row": scan("(255 - scan).flatten() / 255"),
        "whole numbers": [
            scan("(255 - scan).reshape(1, 784) // 255"),
            scan("((255 - scan).reshape(1, 784) / 255).astype(int)"),
            scan("np.round(1 - scan.reshape(1, 784) / 255)"),
            """\
def scan_to_input(scan):
    for row in range(28):
        for column in range(28):
            scan[row][column] = (255 - scan[row][column]) / 255
    return scan.reshape(1, 784)
""",
        ],
        "in place": """\
def scan_to_input(scan):
    scan = 255 - scan
    scan /= 255
    return scan.reshape(1, 784)
""",
        "divided by 256": scan("(255 - scan).reshape(1, 784) / 256"),
        "bytes": [
            scan("(scan - 255).reshape(1, 784) / -255"),
            scan("abs(scan - 255).reshape(1, 784) / 255"),
            "def scan_to_input(scan):\n    scan -= 255\n    return scan.reshape(1, 784) / -255",
            scan("-scan.reshape(1, 784) / 255 + 1"),
        ],
        "beyond bytes": [
            scan("(scan * -1 + 255).reshape(1, 784) / 255"),
            "def scan_to_input(scan):\n    scan *= -1\n    return scan.reshape(1, 784) / 255 + 1",
        ],
        "inverted after dividing": scan("255 - scan.reshape(1, 784) / 255"),
    },
    "14-2": {
        "one short": box("rows[0], columns[0], rows[-1] - rows[0], columns[-1] - columns[0]"),
        "last row and column": box("rows[0], columns[0], rows[-1], columns[-1]"),
        "first and last": box("rows[0], rows[-1], columns[0], columns[-1]"),
        "sizes exchanged": box("rows[0], columns[0], np.ptp(columns) + 1, np.ptp(rows) + 1"),
        "as if square": """\
def ink_box(pixels):
    rows, columns = [], []
    for row in range(len(pixels)):
        for column in range(len(pixels)):
            if pixels[row][column] > 0:
                rows.append(row)
                columns.append(column)
    return min(rows), min(columns), np.ptp(rows) + 1, np.ptp(columns) + 1
""",
        "row and column after the last": box("rows[0], columns[0], rows[-1] + 1, columns[-1] + 1"),
        "exchanged": box("columns[0], rows[0], np.ptp(columns) + 1, np.ptp(rows) + 1"),
        "in reading order": [
            f"""\
def ink_box(pixels):
    r, c = np.nonzero(pixels)
    left, right = {ends}
    return r[0], left, r[-1] - r[0] + 1, right - left + 1
"""
            for ends in ("c[0], c[-1]", "c.min(), c[-1]", "c[0], c.max()")
        ],
        "without pale ink": [
            box(RESULT).replace("pixels.any", f"({test}).any")
            for test in ("pixels > 128", "pixels == 255", "pixels > 10")
        ],
        "always 28": """\
def ink_box(pixels):
    rows, columns = [], []
    for row in range(28):
        for column in range(28):
            if pixels[row][column] > 0:
                rows.append(row)
                columns.append(column)
    return min(rows), min(columns), np.ptp(rows) + 1, np.ptp(columns) + 1
""",
        "counted": box("rows[0], columns[0], len(rows), len(columns)"),
    },
    "14-3": {
        "unweighted": both("#[pixels > 0].mean()"),
        "exchanged": centre(
            "(columns * pixels).sum() / pixels.sum()", "(rows * pixels).sum() / pixels.sum()"
        ),
        "middle of the box": both("(#[pixels > 0].min() + #[pixels > 0].max()) / 2"),
        "middle of the picture": both("#.mean()"),
        "not divided": both("(# * pixels).sum()"),
        "divided by the count": both("(# * pixels).mean()"),
        "whole numbers": [
            both("round((# * pixels).sum() / pixels.sum())"),
            both("(# * pixels).sum() // pixels.sum()"),
        ],
        "always 28": [
            """\
def centre_of_mass(pixels):
    row = np.arange(28) @ pixels.sum(axis=1) / pixels.sum()
    column = np.arange(28) @ pixels.sum(axis=0) / pixels.sum()
    return row, column
""",
            """\
def centre_of_mass(pixels):
    row, column = 0, 0
    for i in range(28):
        for j in range(28):
            row += i * pixels[i][j]
            column += j * pixels[i][j]
    return row / np.sum(pixels), column / np.sum(pixels)
""",
        ],
    },
    "14-4": {
        "not divided": [taken("light - grey"), taken("np.maximum(light - grey, 0)")],
        "divided by 255": [
            taken("(light - grey) / 255"),
            taken("np.clip((light - grey) / 255, 0, 1)"),
        ],
        "divided by the grey": taken("np.maximum((light - grey) / grey, 0)"),
        "what is left": [taken("grey / light"), taken("np.minimum(grey / light, 1)")],
        "below nothing": taken("(light - grey) / light"),
    },
}
