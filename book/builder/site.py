"""The book: Sphinx, myst-nb and sphinx-book-theme make it from the pages and the notebooks."""

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from book.builder import ROOT, BuildError, needs, printing
from book.builder.assets import assets
from book.builder.contents import drawn, fill, vignette
from book.builder.executed import executed
from book.builder.run import address
from book.builder.sentences import typographic
from book.builder.terms import link_terms
from course import notebooks
from course.notebooks import VIEW, for_readers, on_slides, only_shows, tags
from course.pictures.svg import PAGE, inline

BOOK = ROOT / "book"

# What the pages load, by its place in node_modules; the rest of the packages stays behind.
WEB = {
    "require.js": "requirejs/require.js",
    "embed-amd.js": "@jupyter-widgets/html-manager/dist/embed-amd.js",
}
# One family of type for words, code and formulas, with its licence.
TYPE = {
    "@ibm/plex-sans": ["Sans-Regular", "Sans-Italic", "Sans-SemiBold", "Sans-SemiBoldItalic"],
    "@ibm/plex-mono": ["Mono-Regular", "Mono-SemiBold"],
    "@ibm/plex-math": ["Math-Regular"],
}
SUMMARY = re.compile(r"<summary>.*?</summary>")
TAGS = re.compile(r"<[^>]*>")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def steps() -> int:
    """Return how often ``build_site`` calls ``step``: each page is read once and written once."""
    words = notebooks.PAGES.glob("*.md")
    return 2 * len([*notebooks.paths(), *notebooks.pages(), *words])


def build_site(work: Path, out: Path, step: Callable[[str], None] = lambda words: None) -> None:
    """Build the book into the folder ``out``; ``work`` is an empty folder for what that needs.

    ``step`` is called with a page's name whenever one has been read or written. Raises BuildError
    if the book extra is not installed, or if Sphinx warns of anything.
    """
    _sphinx(work, out, step)


def build_pdf(work: Path, out: Path, step: Callable[[str], None] = lambda words: None) -> None:
    """Print the whole book into ``book.pdf`` in the folder ``out``, as Chromium does.

    Raises BuildError as ``build_site`` does, and if there is no Chromium, or if it prints nothing.
    """
    printing.chromium()  # before all that takes minutes
    pages = work / "pages"
    _sphinx(work, pages, step, printed=True)
    page = pages / "index.html"
    words = page.read_text(encoding="utf-8")
    words = re.sub(r'href="notebooks/(\w+)\.html"', r'href="#document-notebooks/\1"', words)
    # Nothing unfolds on paper; code that only draws stays away (print.css).
    page.write_text(words.replace("<details>", "<details open>"), encoding="utf-8")
    out.mkdir()
    printing.print_pdf(page.as_uri(), out / "book.pdf", work, "--generate-pdf-document-outline")


# --- What Sphinx reads --------------------------------------------------------------------------


def write_sources(source: Path, printed: bool = False) -> None:
    """Write the pages, and the notebooks as the book shows them, into the folder ``source``.

    ``printed``: paper has no live drawings.
    """
    files = source / "_files"
    files.mkdir(parents=True)
    (source / "notebooks").mkdir()
    for path in notebooks.paths():
        shutil.copy(path, files)
        _write(chapter(path), printed, source / "notebooks" / path.name)
    for path in sorted(notebooks.PAGES.rglob("*")):
        place = source / path.relative_to(notebooks.PAGES)
        if path.is_dir() or ".ipynb_checkpoints" in path.parts:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            _write(page(path), printed, place)
        elif path.suffix == ".md":
            place.write_text(_links(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copy(path, place)


def chapter(path: Path) -> NotebookNode:
    """Return a notebook as the book shows it: first its question, nothing of the lecturer's,
    live drawings over still ones, no checks, which could check nothing here; how to open it stands
    at the end.
    """
    notebook = executed(path)
    opening = _opening(notebook) + _run_here(path)
    end = _how_to_open(path.name) + _its_slides(path.stem, notebook)
    notebook = link_terms(_shown(notebook), path.stem)
    notebook.cells[0].source = opening
    end = f"```{{container}} how-to-open\n{end}\n```"
    notebook.cells.append(nbformat.v4.new_markdown_cell(end, id="how-to-open"))
    return notebook


def page(path: Path) -> NotebookNode:
    """Return a page that is a notebook as the book shows it."""
    notebook = _shown(executed(path))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _links(cell.source)
    return notebook


def _opening(notebook: NotebookNode) -> str:
    """Return a chapter's first cell with its question first, beside a picture from it."""
    title, minutes, question = notebook.cells[0].source.split("\n\n", 2)
    picture = vignette(notebook)
    return f"{title}\n\n```{{container}} opening\n{picture}\n\n{question}\n```\n\n{minutes}"


def _shown(notebook: NotebookNode) -> NotebookNode:
    notebook.cells = [cell for cell in for_readers(notebook.cells) if "check" not in tags(cell)]
    for cell in notebook.cells:
        cell.source = SUMMARY.sub(lambda found: typographic().renderInline(found[0]), cell.source)
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", cell.source)
        if "outputs" in cell:
            cell.outputs = _in_one(cell.outputs)
        if only_shows(cell) and "remove-input" not in tags(cell):
            cell.metadata.tags = [*sorted(tags(cell)), "hide-input"]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            svg = drawn(data)
            if svg or "text/html" in data:
                html = inline(svg) if svg else data["text/html"]
                output.data = nbformat.from_dict({"text/html": _live(data, html)})
    return notebook


def _in_one(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return outputs with Keras's summary as one: it comes in parts, each in colours of its own."""
    parts = [one for one in outputs if one.get("data", {}).get("text/html", "").startswith("<pre")]
    words = "".join(TAGS.sub("", part.data["text/html"]) for part in parts)
    for part in parts[:1]:
        part.data = {"text/html": f'<pre style="line-height: normal">{words}</pre>'}
    return [one for one in outputs if one not in parts[1:]]


def _live(data: NotebookNode, still: str) -> str:
    """Return a live drawing with its still picture, which stands there until the widget does."""
    if VIEW not in data:
        return still
    view = json.dumps(data[VIEW])
    return (
        f'<div class="live"><div class="still">{still}</div>'
        f'<script type="{VIEW}">{view}</script></div>'
    )


def _run_here(path: Path) -> str:
    if not (where := address(path)):
        return ""
    return (
        f'\n\n<p class="buttons"><a href="../{where}">Run this page</a> <small>Python comes '
        "into the page, which takes some ten seconds and, the first time, 17 MB; nothing is "
        "installed.</small></p>"
    )


def _how_to_open(name: str) -> str:
    return (
        f"{{download}}`Download this notebook <../_files/{name}>`, or open it where its code can "
        f"be changed, in the course's folder: `.venv/bin/jupyter lab --notebook-dir=. "
        f"notebooks/{name}` (on Windows `.venv\\Scripts\\jupyter lab …`)."
    )


def _its_slides(name: str, notebook: NotebookNode) -> str:
    """Return a link to a notebook's deck, which stands beside the book, if it has one."""
    if not {"slide", "subslide"} & {on_slides(cell) for cell in notebook.cells}:
        return ""
    return f' Or see <a href="../../slides/{name}.html">its slides</a>.'


def _links(words: str) -> str:
    """In the repository a page stands in ``book/pages``, in the book above the notebooks."""
    return fill(words, executed).replace("](../../notebooks/", "](notebooks/")


def _write(notebook: NotebookNode, printed: bool, place: Path) -> None:
    if printed:
        notebook.metadata.pop("widgets", None)
    place.write_text(nbformat.writes(notebook), encoding="utf-8")


# --- What the pages load ------------------------------------------------------------------------


def copy_web(place: Path) -> None:
    """Copy type, palette and the web parts that live drawings need into the folder ``place``."""
    import anywidget

    place.mkdir(parents=True)
    packages = assets()
    for name, file in WEB.items():
        shutil.copy(packages / file, place / name)
    (place / "type").mkdir()
    for name, styles in TYPE.items():
        shutil.copy(packages / name / "LICENSE.txt", place / "type")
        for style in styles:
            face = packages / name / "fonts" / "complete" / "woff2" / f"IBMPlex{style}.woff2"
            shutil.copy(face, place / "type")
    (place / "colours.css").write_text(PAGE, encoding="utf-8")
    (place / "icons").mkdir()
    for font in (packages / WEB["embed-amd.js"]).parent.glob("*.woff2"):
        shutil.copy(font, place / "icons")
    # anywidget's wheel carries the file that require.js can load.
    amd = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    shutil.copy(amd, place / "anywidget.js")


# --- Sphinx -------------------------------------------------------------------------------------


# What is printed has neither the theme's frame nor its scripts.
PRINTED = {
    "html_theme": "basic",
    "html_theme_options": {"nosidebar": True},
    "html_css_files": ["type.css", "web/colours.css", "print.css"],
    "html_js_files": [],
}


def _sphinx(work: Path, out: Path, step: Callable[[str], None], printed: bool = False) -> None:
    for name in ("myst_nb", "sphinx_book_theme", "sphinx_copybutton", "sphinx"):
        needs(name)
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = work / "source"
    write_sources(source, printed)
    copy_web(work / "static" / "web")
    warnings = io.StringIO()
    # MyST-NB writes into the folder above, which is to go afterwards.
    built = work / "html"
    static = [str(BOOK / "style"), str(work / "static")]
    # So that a second book can be built in the same process.
    with patch_docutils(BOOK), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=BOOK,
            outdir=built,
            doctreedir=work / "doctrees",
            buildername="singlehtml" if printed else "html",
            confoverrides={"html_static_path": static, **(PRINTED if printed else {})},
            status=None,
            warning=warnings,
            freshenv=True,
        )
        _tell(app, step)
        app.build(force_all=True)
    said = ANSI.sub("", warnings.getvalue()).strip()
    if said:
        first, *more = said.splitlines()
        raise BuildError(
            f"Sphinx warns, and a warning is an error here: {first.replace(str(source), '')}"
            + (f" ({len(more)} more lines: {' | '.join(more[:20])})" if more else "")
        )
    for left in (".buildinfo", "objects.inv"):
        (built / left).unlink(missing_ok=True)
    built.rename(out)


def _tell(app: Any, step: Callable[[str], None]) -> None:
    """Call ``step`` for each page that Sphinx has read, and for each that it writes."""

    def read(app: Any, name: str, source: Any) -> None:
        step(name)

    def write(app: Any, name: str, template: Any, context: Any, doctree: Any) -> None:
        if doctree is not None:
            step(name)

    app.connect("source-read", read)
    app.connect("html-page-context", write)
