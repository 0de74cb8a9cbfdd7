"""The book's pages: what Sphinx is given, and that its warnings are errors."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

pytest.importorskip("sphinx")

from book.builder import BuildError, contents, printing, site
from book.builder.executed import VIEW
from course import notebooks
from course.notebooks import METADATA, tags
from course.pictures.svg import SVG, document
from stored import NAMES, cells, text

# The theme uses what the next Sphinx but one will not have; constraints.txt pins both.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::PendingDeprecationWarning"
)
DRAWING = document(40, 20, "A title", "a drawing", ['<text id="a" font-size="15">1</text>'])


def slide(kind):
    return {"slideshow": {"slide_type": kind}}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of two notebooks and two pages, as if it had been run."""
    for name, folder in (("NOTEBOOKS", "notebooks"), ("PAGES", "pages")):
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(notebooks, name, tmp_path / folder)
    live = new_output(
        "display_data", data=DRAWING._repr_mimebundle_() | {VIEW: {"model_id": "abc"}}
    )
    printed = new_output("stream", name="stdout", text="0.85\n")
    notebook = new_notebook(
        metadata=METADATA,
        cells=[
            new_markdown_cell("# 01 · One\n\n*About 5 minutes.*\n\nWhat is one?"),
            new_markdown_cell("Ask them first.", metadata=slide("notes")),
            new_markdown_cell("$a$ is 65 %.", metadata=slide("skip")),
            new_code_cell("explore.network()", outputs=[live]),
            new_markdown_cell(
                "*On the slide.*\n\nOne?", metadata=slide("slide") | {"tags": ["slides-only"]}
            ),
            new_code_cell("pictures.team()", metadata={"tags": ["slides-only"]}, outputs=[printed]),
            new_code_cell("print(0.85)", outputs=[printed]),
            new_code_cell('exercises.check("01-1", one)', metadata={"tags": ["check"]}),
        ],
    )
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"abc": {"model_name": "A"}}}
    }
    nbformat.write(notebook, tmp_path / "notebooks" / "01_one.ipynb")
    second = new_notebook(
        cells=[new_markdown_cell("# 02 · Two\n\n*About 5.*\n\nBack to [01](01_one.ipynb).")]
    )
    nbformat.write(second, tmp_path / "notebooks" / "02_two.ipynb")
    (tmp_path / "pages" / "index.md").write_text(
        "# Start\n\nTo [one](../../notebooks/01_one.ipynb).\n\n"
        "```{toctree}\n:glob:\n\nnotebooks/*\nwords\n```\n",
        encoding="utf-8",
    )
    words = "# Words\n\n<details>\n\nalpha\n\n</details>\n"
    (tmp_path / "pages" / "words.md").write_text(words, encoding="utf-8")
    monkeypatch.setattr(site, "executed", lambda path: nbformat.read(path, as_version=4))
    monkeypatch.setattr(site, "copy_web", lambda place: place.mkdir(parents=True))
    return tmp_path


def test_a_chapter_begins_with_its_question_and_ends_with_the_way_into_jupyterlab(course):
    notebook = site.chapter(course / "notebooks" / "01_one.ipynb")
    first, *others, last = [cell.source for cell in notebook.cells]
    assert re.search(r"^# 01 · One\n.*What is one\?\n.*\*About 5 minutes", first, flags=re.S)
    # Where Python can run in a page, the chapter leads there.
    assert first.endswith("installed.</small></p>")
    assert 'href="../../run/notebooks/index.html?path=01_one.ipynb"' in first
    assert site._run_here(Path("13_numpy_network.ipynb")) == ""
    assert "<../_files/01_one.ipynb>" in last and " notebooks/01_one.ipynb`" in last
    # Neither what is the lecturer's nor what could check nothing here; a number keeps its sign.
    assert others == ["$a$ is 65\N{NO-BREAK SPACE}%.", "explore.network()", "print(0.85)"]
    folded = [cell.source for cell in notebook.cells if "hide-input" in tags(cell)]
    assert folded == ["explore.network()"]


def test_a_chapter_leads_to_its_slides_if_it_has_any(course):
    ends = [site.chapter(path).cells[-1].source for path in notebooks.paths()]
    assert ["../../slides/01_one.html" in ends[0], "slides" in ends[1]] == [True, False]


def test_a_chapter_opens_with_the_picture_that_is_chosen_or_else_with_what_moves():
    def cell(code, picture, **metadata):
        shown = new_output("display_data", data={SVG: document(9, 9, picture, "", []).svg})
        return new_code_cell(code, outputs=[shown], metadata=metadata)

    made = [cell("plots.bars()", "one"), cell("explore.network()", "two")]
    chosen = cell("plots.bars()", "three", tags=["opening"])
    for cells_of, picture in (made[:1], "one"), (made, "two"), ([*made, chosen], "three"):
        assert f"<title>{picture}<" in contents.vignette(new_notebook(cells=cells_of))
    # What is drawn in thin lines is seen in a small picture as well.
    assert "{vector-effect:var(--lines)}" in contents.vignette(new_notebook(cells=made))
    # A bar for each word of the code, where there is no picture.
    typed = contents.vignette(new_notebook(cells=[new_code_cell("if a:\n    b = 2" + " " * 99)]))
    assert 'd="M28 36h8M52 36h8M60 62h0M76 62h0M92 62h0"' in typed


def test_a_live_drawing_stands_over_its_still_picture(course):
    notebook = site.chapter(course / "notebooks" / "01_one.ipynb")
    (data,) = [o.data for c in notebook.cells for o in c.get("outputs", []) if "data" in o]
    assert list(data) == ["text/html"]
    still, script = re.fullmatch(
        r'<div class="live"><div class="still">(.*)</div><script type=".*">(.*)</script></div>',
        data["text/html"],
    ).groups()
    assert json.loads(script) == {"model_id": "abc"}
    # In a tree of its own, so that its ids and its style are not the page's, and in its type.
    inside = still.partition('<template shadowrootmode="open" shadowrootclonable>')[2]
    assert "<desc>a drawing</desc>" in inside and 'id="a"' in inside and "Segoe" not in inside


def test_a_summary_of_keras_is_one_block():
    def shown(html):
        return new_output("display_data", data={"text/html": html, "text/plain": "…"})

    rich = [shown(f'<pre style="color:red"><span>{part}</span>\n</pre>') for part in ("┏┓", "3")]
    table, other = site._in_one([*rich, shown("<p>5</p>")])
    assert re.fullmatch(r'<pre style="line-height: normal">┏┓\n3\n</pre>', table.data["text/html"])
    assert other.data["text/html"] == "<p>5</p>"


def test_the_book_is_built(course):
    read = []
    site.build_site(course / "work", course / "out", read.append)
    assert len(read) == site.steps() == 8
    page = (course / "out" / "notebooks" / "01_one.html").read_text(encoding="utf-8")
    for words in ("0.85", 'class="live"', "widget-state+json", "web/require.js", "02_two.html"):
        assert words in page
    assert "Ask them first" not in page
    index = (course / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="notebooks/01_one.html"' in index and 'href="words.html"' in index
    # The tools leave nothing beside it.
    left = {"notebooks", "out", "pages", "work"}
    assert {path.name for path in course.iterdir()} == left
    (download,) = (course / "out").glob("_downloads/*/01_one.ipynb")
    original = course / "notebooks" / "01_one.ipynb"
    assert download.read_bytes() == original.read_bytes()
    assert "alpha" in (course / "out" / "searchindex.js").read_text(encoding="utf-8")
    # No page asks another machine, and no folder of this one is named.
    for path in (course / "out").rglob("*.html"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r'<(script|link|img)[^>]+(src|href)="(https?:)?//', words), path
        assert str(course) not in words


def test_a_warning_is_an_error(course):
    index = course / "pages" / "index.md"
    index.write_text(
        "# Start\n\nTo [nowhere](nowhere.md).\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n",
        encoding="utf-8",
    )
    with pytest.raises(BuildError, match=r"warning is an error here: /index.md:3: .*nowhere"):
        site.build_site(course / "work", course / "out")


def test_without_the_book_extra_there_is_a_sentence(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "sphinx_book_theme", None)
    with pytest.raises(BuildError, match=r"needs sphinx_book_theme.*\[book\]"):
        site.build_site(course / "work", course / "out")


def test_the_whole_book_is_printed_as_one_file(course, monkeypatch):
    asked = []

    def browser(command, **_):
        asked.append((course / "work" / "pages" / "index.html").read_text(encoding="utf-8"))
        option = next(word for word in command if word.startswith("--print-to-pdf="))
        printing.Path(option.partition("=")[2]).write_bytes(b"%PDF")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(printing, "chromium", lambda: "chromium")
    monkeypatch.setattr(subprocess, "run", browser)
    site.build_pdf(course / "work", course / "out")
    (page,) = asked
    # All pages are on it, and nothing that has to be loaded or unfolded.
    for words in ("What is one?", "02 · Two", "alpha", "a drawing"):
        assert words in page
    assert "require.js" not in page and "<details>" not in page
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda *_, **__: subprocess.CompletedProcess([], 1, "", "No\nroom."),
    )
    (course / "out" / "book.pdf").unlink()
    (course / "out").rmdir()
    shutil.rmtree(course / "work")
    with pytest.raises(BuildError, match="printed no PDF: No room."):
        site.build_pdf(course / "work", course / "out")


def test_without_chromium_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if "chrome" in name else None)
    assert printing.chromium() == "/bin/google-chrome"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BuildError, match="sudo apt install chromium.*CHROMIUM") as raised:
        printing.chromium()
    assert str(raised.value).count(". ") == 0


@pytest.mark.parametrize("name", NAMES)
def test_solutions_fold_in_the_book_too(name):
    """A fold that is opened in a cell is closed in it, or the rest of the page folds with it."""
    for cell in cells(name, "markdown"):
        source = text(cell["source"])
        assert source.count("<details") == source.count("</details>")
        for inner in re.findall(r"<summary>.*?</summary>(.*)", source):
            assert inner.strip() == "", "a blank line must follow, or what follows is no markdown"
