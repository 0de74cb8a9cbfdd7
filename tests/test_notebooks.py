"""The stored notebooks: whole, in order, clean, and the same functions as in nnlib."""

import ast
import re
import symtable
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest
import what_we_saw
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from book.builder.reference import BUILT
from book.builder.slides import FOR_LECTURERS, ON_A_SLIDE
from course import notebooks, save
from course.exercises.task import tasks_of
from course.notebooks import Problem, tags
from nnlib import convolution, digits, linalg, mnist, network
from stored import NAMES, PATHS, ROOT, cells, function, output, read, shown, text

# The way through the course, to the network of one's own.
LESSONS = NAMES[1 : NAMES.index("18_your_own_network")]
# Notebooks whose cells need nothing that takes long.
QUICK = [name for name in NAMES if "load_mnist" not in str(cells(name, "code"))]
each_lesson = pytest.mark.parametrize("name", LESSONS)
PARTS = ["start", "check", "solution"]
each_notebook = pytest.mark.parametrize("name", NAMES)


def test_all_are_there():
    assert [int(name[:2]) for name in NAMES] == list(range(len(NAMES)))
    assert len(LESSONS) >= 17 and len(QUICK) >= 13


@pytest.mark.parametrize("path", [*PATHS, *notebooks.pages()], ids=lambda path: path.stem)
def test_saved_clean(path):
    stored = path.read_text(encoding="utf-8")
    again = save.clean(nbformat.reads(stored, as_version=4))
    assert nbformat.writes(again) + "\n" == stored, (
        f"python -m course.save {notebooks.number(path)} saves it clean"
    )
    found = list(save.remarks(again, path))
    assert not found, "\n".join(found)
    nbformat.validate(again)
    code = [cell for cell in again.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [out for cell in code for out in cell.outputs]
    assert all(out.output_type != "error" and out.get("name") != "stderr" for out in outputs)
    assert len({cell.id for cell in again.cells}) == len(again.cells)


@each_notebook
def test_order_of_parts(name):
    prose = [text(cell["source"]) for cell in cells(name, "markdown")]
    assert re.match(rf"# {name[:2]} · .+\n\n\*About \d+ minutes.*Afterwards you .*\*\n", prose[0])
    assert prose[-1].startswith("## In three lines\n")
    following = NAMES[(NAMES.index(name) + 1) % len(NAMES)]
    assert f"({following}.ipynb)" in prose[-1]
    assert text(read(name)["cells"][-1]["source"]) == prose[-1]
    titles = [title for words in prose for title in titles_in(words)]
    assert len(titles) == 1, f"{name} has the titles {titles}: write ## for all but the first"


def titles_in(words):
    """The headings of the first level, as Markdown finds them."""
    tokens = MarkdownIt().parse(words)
    return [b.content for a, b in pairwise(tokens) if (a.type, a.tag) == ("heading_open", "h1")]


@each_lesson
def test_the_minutes_are_those_of_its_words_and_cells(name):
    """Words are read twice, lines of code slowly, and drawings are looked at and moved."""
    minutes = 0.0
    for cell in notebooks.for_readers(read(name)["cells"]):
        source = text(cell["source"])
        if tags(cell) & {*PARTS, "exercise"}:
            continue
        if cell["cell_type"] == "markdown":
            minutes += len(re.sub("<details>.*?</details>", "", source, flags=re.S).split()) / 120
            continue
        minutes += 0.15
        if re.search(r"^(pictures|plots)\.", source, flags=re.M):
            minutes += 0.3
        elif re.search(r"explore\.\w+\(", source):
            minutes += 3
        else:
            minutes += 0.2 * len([line for line in source.splitlines() if line.strip()])
    told = int(re.search(r"About (\d+) minutes", text(cells(name, "markdown")[0]["source"]))[1])
    assert told == pytest.approx(minutes, abs=8), f"{name}: some {minutes:.0f} minutes"


@each_lesson
def test_asks_for_a_guess_before_the_answer(name):
    code = cells(name, "code")
    ids = [cell["id"] for cell in code]
    asked = [cell_id for cell_id in ids if re.fullmatch(r"guess-[a-z]+", cell_id)]
    assert asked
    for cell_id in asked:
        # At least one cell computes between question and answer.
        assert ids.index(f"{cell_id}-reveal") > ids.index(cell_id) + 1
        assert output(name, f"{cell_id}-reveal").startswith("No guess yet.")
        assert "guess.reveal(" in text(code[ids.index(f"{cell_id}-reveal")]["source"])


@each_notebook
def test_has_exercises_with_check_and_folded_solution(name):
    ids = [cell["id"] for cell in read(name)["cells"]]
    tasks = [cell_id for cell_id in ids if re.fullmatch(r"exercise-[^-]+", cell_id)]
    assert name not in LESSONS or 2 <= len(tasks) <= 4
    for number, task in enumerate(tasks, start=1):
        assert task == f"exercise-{number}"
        parts = [place for place, cell_id in enumerate(ids) if cell_id.startswith(f"{task}-")]
        assert [ids[place] for place in parts] == [f"{task}-{part}" for part in PARTS]
        # In 18 the cell that opens the test set stands between.
        assert name not in LESSONS or parts[2] == ids.index(task) + 3
        start, check, solution = (read(name)["cells"][place] for place in parts)
        assert (tags(start), tags(check), tags(solution)) == ({"exercise"}, {"check"}, {"solution"})
        assert text(solution["source"]).startswith("<details><summary>Solution</summary>\n\n")
        assert text(solution["source"]).endswith("\n</details>")
        # The starter is no try: that it is so when it is run, nbval holds.
        said = f"Exercise {name[:2]}-{number}: not answered yet."
        assert output(name, f"{task}-check").startswith(said)
    assert [f"{name[:2]}-{task[-1]}" for task in tasks] == list(tasks_of(name[:2]))


@each_lesson
def test_ends_with_a_question_that_the_next_notebook_answers(name):
    following = NAMES[NAMES.index(name) + 1]
    assert "\n\nTo sleep on: " in text(read(name)["cells"][-1]["source"])
    first = notebooks.for_readers(cells(following, "markdown"))[:2]
    beginning = [text(cell["source"]) for cell in first]
    assert any(re.search("^The question to sleep on", words) for words in beginning)


@each_notebook
def test_the_lecturer_has_notes_and_slides(name):
    kinds = [notebooks.on_slides(c) for c in read(name)["cells"]]
    assert kinds[0] == "slide"
    if name in LESSONS:
        assert "notes" in kinds
    for cell, kind in zip(read(name)["cells"], kinds, strict=True):
        sentence = cell["cell_type"] == "markdown" and notebooks.SLIDES_ONLY in tags(cell)
        for mark, is_so in ((FOR_LECTURERS, kind == "notes"), (ON_A_SLIDE, sentence)):
            marked = text(cell["source"]).startswith(f"{mark}\n\n")
            assert marked == is_so, f"{cell['id']} of {name} is marked as what it is"


@each_notebook
def test_readers_can_do_without_the_cells_of_the_slides(name):
    """Their copies run without these cells, and show the same."""
    made, imported, readers = set(), set(), set()
    for cell in cells(name, "code"):
        names = symtable.symtable(text(cell["source"]), cell["id"], "exec").get_symbols()
        bound = {one.get_name() for one in names if one.is_assigned()}
        brought = {one.get_name() for one in names if one.is_imported()}
        if notebooks.SLIDES_ONLY in tags(cell):
            made |= bound
            imported |= brought
            continue
        readers |= bound | brought
        nodes = ast.walk(ast.parse(text(cell["source"])))
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        assert not used & (made | imported - readers), cell["id"]


@pytest.mark.parametrize(
    ("code", "folded"),
    [
        ("from course import pictures\n\npictures.network(weights, input=input)", True),
        ("titles = [str(digit) for digit in range(10)]\nplots.images(means, titles)", True),
        ("preds = [neural_network(x, weights) for x in inputs]\nguess.reveal(max(preds))", True),
        ("games = []\ngames.append(toes)\nexplore.network(weights, games=games)", True),
        ("means = images.mean(axis=0)\nplots.images(means)", False),
        ("def learn(alpha): ...\n\nexplore.parabola(learn)", False),
        ("print(explore.network(weights).weights)", False),
        ('exercises.check("05-3", weights)', False),
        ("%time pictures.mark1()", False),
        ("pictures.mark1(", False),
    ],
)
def test_a_cell_that_only_draws_or_asks_is_folded(code, folded):
    assert notebooks.only_shows(new_code_cell(code)) is folded
    assert not notebooks.only_shows(nbformat.v4.new_markdown_cell(code))


@pytest.mark.parametrize("name", QUICK)
def test_a_cell_run_twice_says_the_same(name, capsys):
    """Whatever a cell has learned, it begins anew when it is run again."""
    space, shown_as = {"__name__": "__main__"}, DisplayFormatter()
    for cell in cells(name, "code"):
        tree = ast.parse(text(cell["source"]))
        last = [tree.body.pop()] if isinstance(tree.body[-1], ast.Expr) else []
        code = compile(tree, cell["id"], "exec")
        value = compile(ast.Expression(last[0].value), cell["id"], "eval") if last else "None"
        said = []
        for _ in range(2):
            exec(code, space)
            words = shown_as.format(eval(value, space))[0]["text/plain"]
            said.append((words, capsys.readouterr().out))
        assert said[0] == said[1], f"{cell['id']} of {name}"


def test_a_network_that_is_trained_on_is_said_to_go_on():
    """In the others a network is made in the cell that trains it, or the prose says so."""
    for name in set(NAMES) - set(QUICK):
        prose = " ".join(text(cell["source"]) for cell in cells(name, "markdown"))
        for cell in cells(name, "code"):
            source = text(cell["source"])
            for network_name in re.findall(r"^(?:\w+ = )?(\w+)\.fit\(", source, flags=re.M):
                made = re.search(rf"\b{network_name}\b[^.\n]* = ", source)
                assert made or "goes on learning" in prose, f"{cell['id']} of {name}"


@each_notebook
def test_learning_loops_are_labelled(name):
    """A loop that predicts and changes weights names its three steps."""
    for cell in cells(name, "code"):
        code = text(cell["source"])
        loops = [n for n in ast.walk(ast.parse(code)) if isinstance(n, (ast.For, ast.FunctionDef))]
        for loop in loops:
            lines = ast.get_source_segment(code, loop)
            if re.search(r"\bpred\b|layer_2\b|neural_network\(", lines) and re.search(
                r"[-+]= (alpha|delta)|weight - alpha \*", lines
            ):
                comments = " ".join(re.findall(r"#(.*)", code))
                for step in ("predict", "compare", "learn"):
                    assert step in comments, f"{name}, cell {cell['id']}: no comment '# {step}'"


@each_notebook
def test_pictures_have_words(name):
    for cell in cells(name, "code"):
        for out in cell["outputs"]:
            data = out.get("data", {})
            if "image/png" in data or "<img" in text(data.get("text/html", "")):
                assert len(text(data["text/plain"]).split()) > 5
            assert "image/svg+xml" not in data, "a notebook that is not trusted would not show it"
    for cell in cells(name, "markdown"):
        assert not re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=)", text(cell["source"]))


@each_notebook
def test_no_cell_needs_the_network(name):
    for cell in cells(name, "code"):
        assert not re.search(r"https?://|urllib|requests|get_file|datasets\.", text(cell["source"]))
        for out in cell["outputs"]:
            html = text(out.get("data", {}).get("text/html", ""))
            assert not re.search(r"(src|href)=[\"']?https?:", html)


# A number with decimals or with a comma for the thousands.
NUMBER = re.compile(
    r"((?<![\w.])[-−]?\d+(?:,\d{3})*\.\d+(?:e[-+]\d+)?(?![\w.]*\d)"
    r"|(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d))( %)?"
)
# Numbers in the prose that no cell of the notebook shows: examples, and figures of other places.
FROM_ELSEWHERE = {
    "01_single_weight": [10.5, 1.05],
    "07_compare_and_learn": [0.01, 0.000005408, 0.75, 8.5, 7.6, 7.7],
    "08_learning_multiple_inputs": [0.028, 0.98, 0.119],
    "09_learning_multiple_outputs": [0.95775, 4.7],
    "10_learning_multiple_inputs_and_outputs": [74.11, 0.259, 0.067],
    "12_mnist_digits": [31360, 70000],
    "13_numpy_network": [0.7073, 350000],
    "14_test_one_image": [0.362, 0.474, 0.189],
    "16_keras_cnn": [20000, 94.7],
    "17_saved_models": [8.5, 0.1, 0.85, 0.2, 0.8638, 10000, 600000],
    "18_your_own_network": [0.8638],
    "20_bug_hunt_stalled": [0.064044, 0.004292, 0.000288],
}


def value(number):
    return abs(float(number.replace("−", "-").replace(",", "")))


@each_notebook
def test_an_imported_name_keeps_its_meaning(name):
    imported, assigned = set(), set()
    for cell in cells(name, "code"):
        for node in ast.walk(ast.parse(text(cell["source"]))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                imported |= {one.asname or one.name for one in node.names}
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                assigned.add(node.id)
    # Else a cell that is run again finds something else.
    assert not imported & assigned


@each_notebook
def test_numbers_in_the_prose_are_printed_ones(name):
    code = cells(name, "code")
    everything = "\n".join(text(cell["source"]) + "\n" + shown(cell) for cell in code)
    found = re.findall(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+−]?\d+)?", everything)
    known = {value(number) for number in found} | set(FROM_ELSEWHERE.get(name, []))
    known |= {abs(number) for number in what_we_saw.numbers(name[:2])}
    for cell in cells(name, "markdown"):
        # What an exercise gives and what its solution finds is held by its check.
        if tags(cell) & {"exercise", "solution"}:
            continue
        for number, percent in NUMBER.findall(text(cell["source"])):
            decimals = len(number.partition(".")[2]) if "e" not in number else 12
            parts = {100 * k for k in known} if percent else set()
            assert any(round(k, decimals) == value(number) for k in known | parts), (
                f"{name}, cell {cell['id']}: no cell shows {number}; correct the text, or, if "
                "it is an example or from another place, add it to this notebook's FROM_ELSEWHERE"
            )


def test_links_between_files_exist():
    pages = [path for path in notebooks.PAGES.iterdir() if path.is_file()]
    written = [ROOT / "README.md", ROOT / "data" / "README.md", *pages]
    prose = [(path, path.read_text(encoding="utf-8")) for path in written]
    for path, name in zip(PATHS, NAMES, strict=True):
        prose += [(path, text(cell["source"])) for cell in cells(name, "markdown")]
    checked = 0
    for path, words in prose:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", words):
            if path in pages or not target.startswith(("http://", "https://")):
                assert (path.parent / target).exists(), f"{path.name} leads to {target}"
                checked += 1
    assert checked > len(NAMES)


# --- Saving notebooks ---------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of two notebooks and a page; ``write`` gives one another cell."""
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setattr(notebooks, "PAGES", tmp_path / "pages")
    monkeypatch.chdir(tmp_path)

    def write(file, code="1 + 1", cell_id="sum", kind="skip"):
        metadata = {"slideshow": {"slide_type": kind}} if kind else {}
        cell = new_code_cell(code, id=cell_id, metadata=metadata)
        (tmp_path / file).parent.mkdir(exist_ok=True)
        nbformat.write(new_notebook(cells=[cell]), tmp_path / file)
        return tmp_path / file

    for file in ("notebooks/04_four.ipynb", "notebooks/05_five.ipynb", "pages/errata.ipynb"):
        write(file)
    return write


@pytest.mark.parametrize(
    "word", ["05", "5", "notebooks/05_five.ipynb", "./pages/../notebooks/05_five.ipynb"]
)
def test_a_notebook_is_chosen_by_number_or_path(course, word):
    assert [path.name for path in save.chosen([word])] == ["05_five.ipynb"]
    both = save.chosen(["errata", word, "05"])
    assert [path.name for path in both] == ["05_five.ipynb", "errata.ipynb"]
    assert [path.name[:2] for path in save.chosen([])] == ["04", "05"]


@pytest.mark.parametrize("word", ["06", "elsewhere/05_five.ipynb", ""])
def test_another_is_refused(course, word):
    with pytest.raises(Problem, match=rf"no notebook {word}: .* 04 to 05, .* pages errata\."):
        save.chosen(["04", word])


def test_what_stands_beside_for_a_while_is_no_notebook(course):
    course("notebooks/05_a.tmp.ipynb")
    course("notebooks/5_five.ipynb")
    assert [path.name for path in notebooks.paths()] == ["04_four.ipynb", "05_five.ipynb"]
    assert notebooks.find("05").name == "05_five.ipynb" and len(save.chosen([])) == 2


def test_two_notebooks_of_one_number_are_refused(course):
    course("notebooks/05_other.ipynb")
    with pytest.raises(Problem, match="05_five.ipynb and 05_other.ipynb have the same number"):
        save.chosen(["04"])


def test_after_saving_it_says_what_the_tests_will_ask_for(course, capsys):
    path = course("notebooks/05_five.ipynb", cell_id="3f2a9b1c-52d0", kind="sldie")
    save.main(["05"])
    assert nbformat.read(path, as_version=4).cells[0].outputs[0].data["text/plain"] == "2"
    saved, name, kind = capsys.readouterr().out.splitlines()
    assert saved == "05_five.ipynb … saved"
    assert name.startswith("  cell '3f2a9b1c-52d0' of 05_five.ipynb: give it a name of lower-case")
    assert 'what it is on the slides, as "slideshow": {"slide_type": "skip"}; there are' in kind


@pytest.mark.parametrize("cell_id", ["af2a9b1c-52d0", "af2a9b1c", "Sum", "2-sum"])
def test_names_that_are_none(cell_id):
    cell = new_code_cell("1", id=cell_id)
    (name,) = save.remarks(new_notebook(cells=[cell]), Path("errata.ipynb"))
    assert name.startswith(f"cell '{cell_id}' of errata.ipynb: give it a name")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("[][3]", "an error in cell 'sum'.\n"),
        ("import time; time.sleep(60)", "more than 2 seconds in cell 'sum'; make it shorter."),
        ("import os; os._exit(1)", "its kernel died in cell 'sum'; is there enough memory"),
    ],
)
def test_a_notebook_that_fails_is_left_as_it_was(course, monkeypatch, code, said):
    path = course("notebooks/05_five.ipynb", code)
    before = path.read_bytes()
    monkeypatch.setattr(save, "SECONDS", 2)
    with pytest.raises(SystemExit) as end:
        save.main(["05"])
    assert f"05_five.ipynb is left as it was on disk: {said}" in str(end.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", ['{"cells": [\n<<<<<<< HEAD', "[]", "{}", '{"nbformat": "x"}'])
def test_a_file_that_is_no_notebook_is_named_with_the_way_back(course, words):
    path = course("notebooks/05_five.ipynb")
    path.write_text(words, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        save.main(["05"])
    assert "05_five.ipynb can't be read as a notebook (" in str(end.value)
    assert str(end.value).endswith(f'git checkout -- "{path}".')
    assert path.read_text(encoding="utf-8") == words


# --- Functions built in notebooks, against their twins in nnlib ---------------------------------

values = st.floats(-100, 100)
# Each function with the number of the notebook that builds it.
BUILT_IN = {name.rpartition(".")[2]: number for name, number in BUILT.items()}
BUILT_IN["one_iteration"] = BUILT_IN["fit"]
MADE = {}  # those of plain lists, once; each may call those before it


def built(name, **needs):
    """Return a function as its notebook builds it."""
    return function(next(n for n in NAMES if n.startswith(BUILT_IN[name])), name, **needs)


@st.composite
def vectors_with_matrices(draw):
    size = draw(st.integers(1, 5))
    row = st.lists(values, min_size=size, max_size=size)
    return draw(row), draw(st.lists(row, min_size=1, max_size=5))


@given(vectors_with_matrices(), st.lists(values, max_size=5))
def test_twins_of_plain_lists(pair, other):
    vector, matrix = pair
    cases = {
        "w_sum": (vector, matrix[0]),
        "ele_mul": (matrix[0][0], other),
        "vect_mat_mul": pair,
        "zeros_matrix": (len(vector), len(other)),
        "outer_prod": (vector, other),
    }
    for name, arguments in cases.items():
        if name not in MADE:
            MADE[name] = built(name, **MADE)
        assert MADE[name](*arguments) == getattr(linalg, name)(*arguments)


def test_twins_refuse_unequal_lengths():
    with pytest.raises(AssertionError):
        built("w_sum")([1, 2], [1])
    with pytest.raises(ValueError):
        built("vect_mat_mul", w_sum=linalg.w_sum)([1, 2], [[1, 2], [1]])


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_twin_one_hot(labels):
    assert (built("one_hot", np=np)(labels) == mnist.one_hot(labels)).all()


def test_twin_relu():
    relu, relu2deriv = built("relu"), built("relu2deriv")
    x = np.random.default_rng(0).normal(size=(20, 7))
    x[0] = 0.0
    assert (relu(x) == network.relu(x)).all()
    assert (relu2deriv(relu(x)) == network.relu2deriv(network.relu(x))).all()


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_twin_training_loop(seed):
    random = np.random.default_rng(seed)
    images = random.random((9, 12)) * (random.random((9, 12)) > 0.5)
    labels = np.eye(4)[random.integers(0, 4, 9)]
    made = network.Network(6, seed, pixels=12, classes=4)
    first, second = made.weights_0_1.copy(), made.weights_1_2.copy()
    parts = {"np": np, "relu": network.relu, "relu2deriv": network.relu2deriv, "alpha": 0.05}
    one_iteration, evaluate = built("one_iteration", **parts), built("evaluate", **parts)
    for _ in range(3):
        error, accuracy = one_iteration(images, labels, first, second)
        row = made.fit(images, labels, alpha=0.05, iterations=1)[-1]
        assert (error, accuracy) == pytest.approx((row["train_error"], row["train_accuracy"]))
    assert first == pytest.approx(made.weights_0_1, abs=1e-12)
    assert second == pytest.approx(made.weights_1_2, abs=1e-12)
    assert evaluate(images, labels, first, second) == pytest.approx(made.evaluate(images, labels))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_twins_of_convolution(size):
    random = np.random.default_rng(size)
    image, kernel = random.normal(size=(9, 9)), random.normal(size=(size, size))
    convolve = built("convolve", np=np, w_sum=lambda a, b: linalg.w_sum(list(a), list(b)))
    feature_map = convolution.convolve(image, kernel)
    assert feature_map == pytest.approx(convolve(image, kernel), abs=1e-12)
    pooled = convolution.max_pool(feature_map, size)
    assert (pooled == built("max_pool", np=np)(feature_map, size)).all()
    for row in (*image, 1000 * image[0]):
        assert (convolution.softmax(row) == built("softmax", np=np)(row)).all()


@pytest.mark.parametrize(
    ("ask", "given", "said"),
    [
        (convolution.convolve, (np.ones((2, 2)), np.ones((3, 3))), r"fits into it, .*\(2, 2\)"),
        (convolution.convolve, (np.ones((4, 4)), np.ones((2, 3))), "a square kernel"),
        (convolution.convolve, (np.ones(4), np.ones((2, 2))), "in rows and columns"),
        (convolution.max_pool, (np.ones((1, 4)),), "at least 2 rows and columns"),
        (convolution.softmax, (np.ones((2, 10)),), "one row of outputs"),
        (convolution.softmax, ([],), "one row of outputs"),
    ],
)
def test_shapes_that_do_not_fit_are_named(ask, given, said):
    with pytest.raises(ValueError, match=said):
        ask(*given)


def test_twin_plain_resize():
    plain_resize = built("plain_resize", Image=Image, np=np)
    # The seminar's code has no answer to transparent paper, 16 bits or light strokes.
    odd = {"number2_transparent.png", "number6_chalk.png", "number7_16bit.png"}
    for path in digits.DIGITS.glob("*.png"):
        if path.name not in odd:
            assert (plain_resize(path) == digits.plain_resize(digits.read_picture(path))).all()


def test_digits_are_moved_on_white_paper():
    inked = np.zeros((20, 28, 28))
    inked[:, -1], inked[:, :, -1] = 1, 1
    images = inked.reshape(20, 784), np.random.default_rng(1)
    for image in function("18_your_own_network", "moved", np=np)(*images).reshape(20, 28, 28):
        assert not image[:20, :20].any(), "what leaves on one side comes in on the other"
