"""How long the book takes to build, and how much a browser loads: python benchmarks/book.py

It builds in a copy of the course, so that what was built before stays. The pages are opened in
Chromium, which says what it loads.
"""

import argparse
import gzip
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("book", "course", "data", "nnlib", "notebooks")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
# Already compressed: sending them compressed saves nothing.
COMPRESSED = {".png", ".woff2", ".jpg"}


def main(arguments=None):
    """Measure, and print the table."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args(arguments)
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
    loaded = {page.stem: sizes_of(files) for page, files in load(book)}
    heavy = sorted(loaded, key=lambda name: loaded[name][1])[-2:]
    for name in loaded:
        if name != "index" and not name.startswith("05") and name not in heavy:
            continue
        shown = "the start page" if name == "index" else name
        if name in heavy:
            shown += ", one of the two heaviest"
        plain, wire = loaded[name]
        yield f"{shown}: all it loads", f"{plain / 1e6:.2f} MB"
        yield f"{shown}: compressed, as it is sent", f"{wire / 1e6:.2f} MB"


def load(book):
    """Yield the start page and the chapters, each with the files that a browser loads for it."""
    sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]
    from playwright.sync_api import sync_playwright

    import lab

    with sync_playwright() as playwright:
        path = lab.browser_path(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=lab.ARGUMENTS)
        for page in [book / "index.html", *sorted((book / "notebooks").glob("*.html"))]:
            opened, files = browser.new_page(), set()

            def note(request, files=files):
                address = urlsplit(request.url)
                if address.scheme == "file":
                    files.add(Path(unquote(address.path)))

            opened.on("requestfinished", note)
            opened.goto(page.as_uri())
            opened.wait_for_timeout(1000)
            opened.close()
            yield page, files
        browser.close()


def sizes_of(files):
    """Return the bytes of these files as they are stored, and as a server sends them."""
    contents = [(file, file.read_bytes()) for file in files]
    wire = sum(
        len(data) if file.suffix in COMPRESSED else len(gzip.compress(data, 6))
        for file, data in contents
    )
    return sum(len(data) for _, data in contents), wire


if __name__ == "__main__":
    main()
