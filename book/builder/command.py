"""The command line of ``build_book.py``: what is built, what is shown meanwhile, what is said."""

import argparse
import contextlib
import functools
import importlib
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from book.builder import BUILD, BuildError, needs, serving
from book.builder.executed import execute_all, made_of
from course import notebooks

# What a browser reads, and what is built if nothing else is asked for.
WEB = ["book", "slides", "run"]
DAY = 24 * 60 * 60
Step = Callable[[str], None]
# What is opened first of a part; of the others it is index.html.
FIRST = {"pdf": "book.pdf", "slides-pdf": "seminar.pdf"}


def main(arguments: list[str]) -> int:
    """Build what the arguments ask for; return 0, or 1 after one sentence on what went wrong."""
    asked = _parser().parse_args(arguments)
    parts = [part for part in PARTS if getattr(asked, part.replace("-", "_"))]
    try:
        if asked.clean:
            _clean()
        if not parts and (asked.serve or not asked.clean):
            parts = WEB
        with _served(asked.serve) as serve:
            for part in parts:
                serve(build(part))
    except BuildError as error:
        print(f"build_book.py: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = error.filename2 or error.filename or BUILD
        print(
            f"build_book.py: {where} can't be used ({error.strerror or error}): see "
            "that nothing else has its name, that you may read and write there, and that the disk "
            "has room.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("build_book.py: stopped; the last good result is still there.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build_book.py",
        description="Builds the book, the slides and what runs in a browser from the notebooks, "
        "into the folder _build.",
    )
    parser.add_argument("--book", action="store_true", help="the book alone")
    parser.add_argument("--slides", action="store_true", help="the slides alone")
    parser.add_argument("--run", action="store_true", help="what runs in a browser alone")
    parser.add_argument("--pdf", action="store_true", help="the book as one PDF")
    parser.add_argument(
        "--slides-pdf", action="store_true", help="the seminar as PDFs, of slides and with notes"
    )
    parser.add_argument(
        "--serve",
        nargs="?",
        const="localhost:8000",
        metavar="ADDRESS",
        help="then give it to browsers, at %(const)s or another address of this computer",
    )
    parser.add_argument(
        "--clean", action="store_true", help="first delete _build; alone: delete it and stop"
    )
    return parser


# --- Building -----------------------------------------------------------------------------------


def build(part: str) -> Path:
    """Build one of the ``PARTS`` if anything changed since; return its first page.

    It is built in a folder beside and moved into place at the end. Two builds at the same time
    wait for each other. Raises BuildError if it can't be built; the last good one stays then.
    """
    filelock = needs("filelock")
    BUILD.mkdir(exist_ok=True)
    lock = filelock.FileLock(BUILD / "lock")
    try:
        held = lock.acquire(blocking=False)
    except filelock.Timeout:
        print(f"Another build is at work in {BUILD}: waiting for its end.", file=sys.stderr)
        held = lock.acquire()
    with held:
        return _build(part)


def _build(part: str) -> Path:
    place = BUILD / part
    _recover(place)
    wanted = state()
    built = BUILD / f"{part}.built"
    first = place / FIRST.get(part, "index.html")
    if first.is_file() and built.is_file() and built.read_text(encoding="utf-8") == wanted:
        return first
    fresh = BUILD / f"{part}.new"
    work = BUILD / f"{part}.work"
    for folder in (fresh, work):
        shutil.rmtree(folder, ignore_errors=True)
    work.mkdir()
    _forget_old_runs()
    try:
        PARTS[part](work, fresh)
        if part in WEB:
            serving.pack(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _exchange(fresh, place)
    built.write_text(wanted, encoding="utf-8")
    return first


@contextlib.contextmanager
def _served(address: str | None) -> Iterator[Callable[[Path], None]]:
    """Say where what is built is; with an address, give it to browsers until Ctrl+C."""
    if not address:
        yield print
        return
    # Before all that takes minutes.
    with serving.open_server(address, BUILD) as server:
        yield lambda page: print(f"http://{address}/{page.relative_to(BUILD).as_posix()}")
        print("Ctrl+C ends it.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def _clean() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    if BUILD.exists():
        raise BuildError(f"{BUILD} could not be deleted: close what uses it, or delete it by hand.")


def _build_book(work: Path, fresh: Path, printed: bool = False) -> None:
    from book.builder import site

    make = site.build_pdf if printed else site.build_site
    sources = notebooks.paths() + notebooks.pages()
    with _bar("PDF" if printed else "book", len(sources) + site.steps()) as step:
        execute_all(sources, lambda path: step(path.stem))
        make(work, fresh, step)


def _build_slides(work: Path, fresh: Path) -> None:
    slides = importlib.import_module("book.builder.slides")

    sources = notebooks.paths()
    with _bar("slides", 2 * len(sources) + 1) as step:
        execute_all(sources, lambda path: step(path.stem))
        slides.build_slides(fresh, step)


def _build_slides_pdf(work: Path, fresh: Path) -> None:
    """Print the seminar's decks, with a page for each state of a drawing, and with their notes."""
    from book.builder import printing
    from book.builder.lecturer import LENGTHS

    printing.chromium()  # before all that takes minutes
    decks = [_build("slides").with_name(f"{length}.html") for length in LENGTHS]
    fresh.mkdir()
    with _bar("PDF", 2 * len(decks)) as step:
        for deck in decks:
            for name, notes in (deck.stem, False), (f"{deck.stem}-notes", True):
                printing.print_deck(deck, fresh / f"{name}.pdf", work, notes)
                step(name)


def _build_run(work: Path, fresh: Path) -> None:
    from book.builder.run import build_run

    with _bar("what runs in a browser", 1):
        build_run(work, fresh)


PARTS: dict[str, Callable[[Path, Path], None]] = {
    "book": _build_book,
    "slides": _build_slides,
    "run": _build_run,
    "pdf": functools.partial(_build_book, printed=True),
    "slides-pdf": _build_slides_pdf,
}


def _exchange(fresh: Path, place: Path) -> None:
    """Put the new folder where the old one is."""
    old = place.with_name(f"{place.name}.old")
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _recover(place: Path) -> None:
    """Put the last good folder back, if a build was cut off between the two renames."""
    old = place.with_name(f"{place.name}.old")
    if old.exists() and not place.exists():
        old.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _forget_old_runs() -> None:
    """Delete the folders of runs that were killed; a younger one may still be running."""
    for left in BUILD.glob("kernel.*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)


def state() -> str:
    """Return a name for all that is built: files and installed packages."""
    folders = ("book", "course", "data", "nnlib", "notebooks", "settings")
    kinds = ("*.md", "*.toml", "*.txt", "*.cff", "*.yml")
    return made_of(*(f"{folder}/**/*" for folder in folders), *kinds)


# --- What is said meanwhile ---------------------------------------------------------------------


@contextlib.contextmanager
def _bar(words: str, steps: int) -> Iterator[Step]:
    """Show a progress bar while the building goes on; what is yielded counts one step."""
    with needs("tqdm").tqdm(total=steps, desc=words, leave=False, dynamic_ncols=True) as bar:

        def step(name: str) -> None:
            bar.set_postfix_str(name, refresh=False)
            bar.update()

        yield step
