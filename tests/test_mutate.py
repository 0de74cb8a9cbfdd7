"""tests/mutate.py makes the mistakes that it says, one at a time."""

import mutate
import pytest


def changes(line):
    """Return what becomes of one line in a function."""
    source = f"def f(a, b, i, j, n):\n    {line}\n"
    return [words.partition(" → ")[2] for words, _ in mutate.mutate(source)]


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("return a + b", ["return a - b"]),
        ("return a ** 2", ["return a * 2"]),
        ("return -a", ["return a"]),
        ("a -= b * n", ["a += b * n", "a -= b / n"]),
        ("return a < b", ["return a <= b", "return a >= b", "return a > b"]),
        ("return a == b", ["return a != b", "return a <= b", "return a >= b"]),
        ("return a is None", ["return a is not None"]),
        ("return a[0]", ["return a[1]", "return a[-1]"]),
        ("return a[i:]", ["return a[i + 1:]", "return a[i - 1:]"]),
        ("return a['key']", []),
        (
            "for i in range(n): pass",
            [
                "for i in range(1, n):",
                "for i in range(-1, n):",
                "for i in range(n + 1):",
                "for i in range(n - 1):",
            ],
        ),
    ],
)
def test_signs_comparisons_and_indices(line, changed):
    assert changes(line) == changed


def test_two_indices_are_swapped():
    both = ["return a[i + 1][j]", "return a[i - 1][j]", "return a[i][j + 1]", "return a[i][j - 1]"]
    assert sorted(changes("return a[i][j]")) == sorted(
        [*both, "return a[j][i]", "return a[j][j]", "return a[i][i]"]
    )
    assert {"return a[j, i]", "return a[i, i]", "return a[j, j]"} < set(changes("return a[i, j]"))
    assert {"a[j] = b[j]", "a[i] = b[i]"} < set(changes("a[i] = b[j]"))


def test_a_weight_changes_by_one_digit():
    cell = "weights = [0.1, -0.9]\nalpha = 0.01\nih_wgt = [\n    [25],  # toes\n]\nweight = f(2)"
    found = [mutate.with_other_digit(cell, place) for place in mutate.weight_digits(cell)]
    assert found == [
        cell.replace("0.1,", "0.2,"),
        cell.replace("0.9", "0.8"),
        cell.replace("25", "26"),
    ]


def test_a_figure_changes_wherever_it_is_shown_whole():
    printed = "0.98 and 0.985, 10.98; −0.98; (0.98)"
    assert mutate.with_other_figure(printed, "0.98") == "0.99 and 0.985, 10.98; −0.98; (0.99)"
    assert mutate.with_other_figure(printed, "-0.98") == "0.98 and 0.985, 10.98; −0.99; (0.98)"
    assert mutate.with_other_figure("hid[1]] 0", "1]") == "hid[2]] 0"


def test_notebook_mutants_leave_the_notebooks_and_differ_from_them():
    groups = [list(mutate.GROUPS[name]()) for name in ("weights", "figures", "saved")]
    weights, figures, saved = groups
    assert min(len(weights), len(figures)) >= 10 and len(saved) == len(mutate.FIGURES)
    for mutant in sum(groups, []):
        before, _, after = mutant.words.partition(": ")[2].partition(" → ")
        assert before != after and len(before) == len(after)
    assert list(mutate.weight_mutants()) == weights  # the same each time


def test_an_unknown_group_is_named():
    with pytest.raises(SystemExit, match="There is no group 'linear': the groups are linalg, "):
        mutate.main(["linear"])
