"""How long the book takes to build, and how much a reader's browser loads: python benchmarks/book.py

It builds in a copy of the course, so that what was built before stays.
"""

import gzip
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("book", "data", "nnlib", "notebooks")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
# Already compressed: sending them compressed saves nothing.
COMPRESSED = {".png", ".woff2", ".jpg"}
LOADED = re.compile(r'<(?:script|link|img)[^>]+(?:src|href)="([^"#?]+)')


def main():
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "course"
        copy(course)
        rows = list(times(course))
        rows += list(sizes(course / "_build" / "book"))
    print("| | measured |\n|---|---:|")
    for words, value in rows:
        print(f"| {words} | {value} |")
    print(f"\nPython {platform.python_version()}, {platform.system()}, {platform.machine()}")


def copy(course):
    """Copy what the book is made of, without what git keeps."""
    course.mkdir()
    for part in PARTS:
        shutil.copytree(ROOT / part, course / part, ignore=LEFT_OUT)
    for pattern in ("*.md", "*.toml", "*.txt", "*.cff", "*.yml", "build_book.py"):
        for file in ROOT.glob(pattern):
            shutil.copy(file, course)


def build(course):
    """Build the book once; return the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, course / "build_book.py", "--book"]
    done = subprocess.run(command, cwd=course, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def times(course):
    """Yield how long it takes at first, without a change, and with a change in one notebook."""
    yield "full build, notebooks run and web parts installed", f"{build(course):.0f} s"
    again = statistics.median(build(course) for _ in range(3))
    yield "again without a change (median of 3)", f"{again:.1f} s"
    notebook = course / "notebooks" / "05_multiple_inputs_and_outputs.ipynb"
    words = notebook.read_text(encoding="utf-8")
    notebook.write_text(words.replace("nine weights", "9 weights", 1), encoding="utf-8")
    yield "after a change in one notebook's words", f"{build(course):.1f} s"
    changed = words.replace('"weights = [', '"# changed\\n",\n    "weights = [', 1)
    assert changed != words
    notebook.write_text(changed, encoding="utf-8")
    yield "after a change in one notebook's code", f"{build(course):.1f} s"


def sizes(book):
    """Yield the size of the book, and of what a browser loads for single pages."""
    whole = sum(file.stat().st_size for file in book.rglob("*") if file.is_file())
    yield "the whole book", f"{whole / 1e6:.1f} MB"
    pages = [book / "index.html", *sorted((book / "notebooks").glob("*.html"))]
    loaded = {page: load(page) for page in pages}
    for words, page in [
        ("the start page", pages[0]),
        ("a chapter: 05", next(page for page in pages if page.name.startswith("05"))),
        ("the heaviest chapter", max(pages, key=lambda page: loaded[page][1])),
    ]:
        plain, wire = loaded[page]
        name = "" if words.endswith(("page", "05")) else f", {page.name[:2]}"
        yield f"{words}{name}, with all it loads", f"{plain / 1e6:.2f} MB"
        yield f"{words}{name}, compressed as it is sent", f"{wire / 1e6:.2f} MB"


def load(page):
    """Return the bytes of a page with all that it loads: as stored, and compressed by gzip."""
    words = page.read_text(encoding="utf-8")
    files = {page} | {(page.parent / unquote(link)).resolve() for link in LOADED.findall(words)}
    files = {file for file in files if file.is_file() and file.suffix != ".html"} | {page}
    if "widget-view" in words:
        # What the scripts load by themselves: anywidget, and the icons' font.
        web = page.parents[len(page.relative_to(page.parents[0]).parts) - 1]
        static = next(p for p in (web / "_static", web.parent / "_static") if p.is_dir())
        files |= {static / "web" / "anywidget.js"}
    contents = [(file, file.read_bytes()) for file in files]
    wire = sum(
        len(data) if file.suffix in COMPRESSED else len(gzip.compress(data, 6))
        for file, data in contents
    )
    return sum(len(data) for _, data in contents), wire


if __name__ == "__main__":
    main()
