"""The seminar's figures, each tied to the cell that computes it: a stored wrong number fails.

nbval compares what a notebook prints today with what is stored; this table says what it should
be. The figures are those of the seminar's slides, or of its corrected arithmetic.
"""

import re

import pytest

from stored import NAMES, ROOT, output, source

WEIGHTS_10 = (
    "0.0613250 0.0970425 -0.3054600 0.1017000 0.2001300 0.0002400 -0.0735250 1.2943775 0.0896200"
)
SIX_ALPHAS = "1.156e-01 5.408e-06 0.000e+00 5.408e-06 3.025e-01 1.456e+03"
TWENTY_ROWS = """
3.025e-01 0.250000 0.775000
1.702e-01 0.387500 0.981250
9.571e-02 0.490625 1.135938
5.384e-02 0.567969 1.251953
3.028e-02 0.625977 1.338965
1.703e-02 0.669482 1.404224
9.582e-03 0.702112 1.453168
5.390e-03 0.726584 1.489876
3.032e-03 0.744938 1.517407
1.705e-03 0.758703 1.538055
9.593e-04 0.769028 1.553541
5.396e-04 0.776771 1.565156
3.035e-04 0.782578 1.573867
1.707e-04 0.786934 1.580400
9.604e-05 0.790200 1.585300
5.402e-05 0.792650 1.588975
3.039e-05 0.794488 1.591731
1.709e-05 0.795866 1.593799
9.615e-06 0.796899 1.595349
5.408e-06 0.797674 1.596512
"""

# Notebook, cell, and the numbers that the cell shows, in this order.
FIGURES = [
    ("00_introduction", "three-steps", "9.8 0.1 0.98 98 0"),
    ("00_introduction", "predict-code", "98"),
    ("00_introduction", "ready", "70,000"),
    ("01_single_weight", "multiply-code", "0.8500000000000001"),
    ("01_single_weight", "deposit-code", "8.5 0.1 0.85"),
    ("01_single_weight", "deposit-drawing", "8.5 0.1 0.850 0.850"),
    ("01_single_weight", "four-games", "0.85 0.95 0.99 0.90"),
    ("02_multiple_inputs", "local", "8.50 0.1 0.85 0.65 0.2 0.13 1.20 0.0 0.00"),
    ("02_multiple_inputs", "deposit-code", "0.98"),
    ("02_multiple_inputs", "deposit-drawing", "0.850 0.130 0.000 0.980"),
    ("02_multiple_inputs", "four-games", "0.98 1.11 1.15 1.08"),
    ("03_perceptron_and_xor", "mark1-drawing", "400 20 20 512 8"),
    ("03_perceptron_and_xor", "train-and-or", "6: 0 1 2 -2 4: 0 1 1 0"),
    ("03_perceptron_and_xor", "train-xor", "100: 4"),
    ("03_perceptron_and_xor", "grid", "0 732 3485 696 0"),
    ("04_multiple_outputs", "deposit-code", "0.195 0.130 0.585"),
    ("04_multiple_outputs", "deposit-drawing", "0.195 0.130 0.585 0.195 0.130 0.585"),
    ("05_multiple_inputs_and_outputs", "deposit-code", "0.555 0.980 0.965"),
    ("05_multiple_inputs_and_outputs", "deposit-drawing", "0.555 0.980 0.965"),
    ("06_hidden_layers", "hidden-code", "0.860 0.295 1.230"),
    ("06_hidden_layers", "output-code", "0.2135 0.1450 0.5065"),
    ("06_hidden_layers", "output-drawing", "0.8600 0.2950 1.2300 0.2135 0.1450 0.5065"),
    ("06_hidden_layers", "collapse-pred", "0.2135 0.1450 0.5065"),
    ("06_hidden_layers", "xor-code", "0, 0] 0 2 0, 1] 1 1 1, 1] 0 0 1, 0] 1 1"),
    ("06_hidden_layers", "fold", "right: 4 of 4"),
    ("07_compare_and_learn", "compare-code", "-0.55 0.3025"),
    ("07_compare_and_learn", "slope", "-0.2750 -0.2750"),
    ("07_compare_and_learn", "twenty", TWENTY_ROWS),
    (
        "07_compare_and_learn",
        "alphas",
        SIX_ALPHAS,
    ),
    ("07_compare_and_learn", "border", "8 4"),
    ("08_learning_multiple_inputs", "weight-deltas-code", "-1.190 -0.091 -0.168"),
    ("08_learning_multiple_inputs", "update-code", "0.11190 0.20091 -0.09832"),
    ("08_learning_multiple_inputs", "three", "0.860000 0.01960000 -0.140000"),
    ("08_learning_multiple_inputs", "three", "0.963757 0.00131352 -0.036243"),
    ("08_learning_multiple_inputs", "three", "0.990618 0.00008803 -0.009382"),
    ("08_learning_multiple_inputs", "border", "0.026986"),
    ("09_learning_multiple_outputs", "weight-deltas-code", "0.06175 -0.56550 0.31525"),
    ("09_learning_multiple_outputs", "update-code", "0.293825 0.256550 0.868475"),
    ("10_learning_multiple_inputs_and_outputs", "compare-code", "0.455 -0.020 0.865"),
    ("10_learning_multiple_inputs_and_outputs", "update-code", WEIGHTS_10),
    ("10_learning_multiple_inputs_and_outputs", "try-code", "7.353"),
    (
        "10_learning_multiple_inputs_and_outputs",
        "check-code",
        "3.86750 0.29575 0.54600 -0.17000 -0.01300 -0.02400 7.35250 0.56225 1.03800",
    ),
    (
        "10_learning_multiple_inputs_and_outputs",
        "four-errors",
        "0.955650 0.064044 0.004292 0.000288",
    ),
    ("11_backpropagation", "compare-code", "0.1135 -0.8550 0.4065 0.909149"),
    ("11_backpropagation", "hidden-delta-code", "-0.05145 0.48230 0.00660"),
    ("11_backpropagation", "update-code", "0.898131 0.000000 1.225109"),
    ("11_backpropagation", "xor-result", "0.000 1.000 0.000 1.000"),
    ("11_backpropagation", "silent-drawing", "Silent hid[1]"),
    ("11_backpropagation", "arrays-loop", "0.909149 0.833793 0.758096 0.690952 0.628728"),
    ("12_mnist_digits", "load-code", "60000, 28, 28 60000 10000, 28, 28 10000"),
    (
        "12_mnist_digits",
        "counts-plot",
        "5923 6742 5958 6131 5842 5421 5918 6265 5851 5949 "
        "980 1135 1032 1010 982 892 958 1028 974 1009",
    ),
    ("12_mnist_digits", "sheet-code", "170 17"),
    ("13_numpy_network", "weights-code", "31760"),
    ("13_numpy_network", "early", "0.8607"),
    ("14_test_one_image", "index-code", "7 7"),
    ("15_convolution_by_hand", "few-code", "280"),
    ("15_convolution_by_hand", "keras-convolution", "1e-5: True"),
    ("15_convolution_by_hand", "pool-code", "1e-5: True"),
    ("15_convolution_by_hand", "softmax-code", "1e-5: True"),
    ("15_convolution_by_hand", "keras-loss", "1e-5: True"),
    ("16_keras_cnn", "parameters-code", "280 605,824 1,290 607,394"),
    ("16_keras_cnn", "summary-code", "607,394 607,394"),
    ("17_saved_models", "load-code", "607,394 607,394"),
    ("17_saved_models", "summary-2", "113,898 113,898"),
    ("17_saved_models", "parameters-2", "832 9248 102528 1290"),
    ("18_your_own_network", "try-out", "0.319 0.865"),
    ("19_bug_hunt_same_table", "symptom-table", "0.775000 0.527500 0.981250"),
    (
        "20_bug_hunt_stalled",
        "symptom-table",
        "0: 0.955650 1: 0.654319 2: 0.634125 3: 0.632771",
    ),
    ("21_bug_hunt_famous_curve", "symptom-figures", "13 0.8638 0.8290 0.8114 0.7073"),
    ("22_python_used_here", "f-strings-code", "8.5 0.85 65 5.4e-06"),
    ("23_numpy_in_ten_lines", "dot-code", "0.555 0.98 0.965"),
    ("11_backpropagation", "arrays-code", "0.2135 0.145 0.5065 -0.05145 0.4823 0.0066"),
    ("11_backpropagation", "sign-code", "-0.1135 0.855 -0.4065 0.05145 -0.4823 -0.0066"),
]


@pytest.mark.parametrize(("name", "cell", "figures"), FIGURES)
def test_the_cell_shows_the_figures(name, cell, figures):
    shown = output(name, cell).replace("−", "-")
    place = 0
    for figure in figures.split():
        # A figure is found as a whole number only: 0.98 is not in 0.985, nor 8 in 98.
        found = re.compile(rf"(?<![\d.-]){re.escape(figure)}(?!\d|\.\d)").search(shown, place)
        assert found, (
            f"{figure} is not shown by {name}, cell {cell}, after {shown[:place]!r}: correct the "
            "cell, or, if the figure is meant to change, its row in FIGURES"
        )
        place = found.end()


def test_the_table_of_the_seminar_to_the_digit():
    rows = (ROOT / "tests" / "mnist_table.txt").read_text(encoding="utf-8")
    assert output("13_numpy_network", "table") == rows
    assert output("13_numpy_network", "first-code").splitlines() == rows.splitlines()[:2]
    assert len(rows.splitlines()) == 36


def test_the_digit_of_the_first_slide_is_the_one_of_the_last():
    [place] = re.findall(r"\[(\d+)\]$", source("00_introduction", "slide-hook-picture"), re.M)
    found = output("17_saved_models", "find-table").splitlines()[0]
    assert found == f"picture {place}: model 1 says 2 at 0.993, model 2b says 7 at 1.000"


def test_every_notebook_is_in_the_table():
    assert {name for name, _, _ in FIGURES} == set(NAMES)
