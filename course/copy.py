"""The student's own copy of the course in ``my_course``; python -m course makes and opens it.

The copy has no outputs, so that a guess comes before its answer, and nothing that is made for the
lecturer. A notebook in which a student has changed a cell is never overwritten: a newer version
comes beside it.
"""

import argparse
import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from course import notebooks
from course.notebooks import ROOT, STAMP, Notebook, Problem, fingerprint, for_readers, source, tags
from course.save import drop_what_is_not_shown

COPY = ROOT / "my_course"
FIRST = "00_introduction.ipynb"
PYTHON = re.compile(r"```python\n(.*?)```", flags=re.S)

Change = Callable[[list[Notebook]], list[Notebook]]


# --- Notebooks ----------------------------------------------------------------------------------


def read(path: Path) -> Notebook:
    """Return a notebook as it stands on disk; raise Problem if it can't be read."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(notebook["metadata"], dict):
            raise TypeError
        for cell in notebook["cells"]:
            cell["id"], cell["cell_type"], cell["source"], cell["metadata"].get  # noqa: B018
    except OSError as error:
        raise Problem(f"{path.name} can't be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Problem(f"{path.name} is damaged: it is no notebook that can be read.") from None
    return notebook  # type: ignore[no-any-return]


def students(cells: list[Notebook]) -> list[Notebook]:
    """Return cells as a student begins with them: not run, without what is the lecturer's."""
    kept = [dict(cell) for cell in for_readers(cells)]
    for cell in kept:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return kept


def without_solutions(cells: list[Notebook]) -> list[Notebook]:
    """Return a student's cells without the solutions."""
    return [cell for cell in students(cells) if "solution" not in tags(cell)]


def with_answers(cells: list[Notebook]) -> list[Notebook]:
    """Return a student's cells with each starter replaced by the code of its solution."""
    code = {}
    for cell in cells:
        found = PYTHON.search(source(cell)) if "solution" in tags(cell) else None
        if found:
            code[cell["id"].removesuffix("-solution") + "-start"] = found[1].rstrip("\n")
    kept = without_solutions(cells)
    for cell in kept:
        if cell["id"] in code:
            cell["source"] = code[cell["id"]].splitlines(keepends=True)
    return kept


def _version(cells: list[Notebook]) -> str:
    """Return what tells one version of a notebook from another; outputs don't count."""
    return fingerprint([[cell["id"], cell["cell_type"], source(cell)] for cell in cells])


def copied(notebook: Notebook, change: Change) -> Notebook:
    """Return a changed copy of a notebook that carries its fingerprint."""
    from ipykernel.ipkernel import IPythonKernel

    cells = change(notebook["cells"])
    # JupyterLab would write the same, and call a notebook unsaved that has only been opened.
    language = {"language_info": IPythonKernel.language_info}
    stamped = notebook["metadata"] | language | {STAMP: _version(cells)}
    return notebook | {"cells": cells, "metadata": stamped}


def write(path: Path, notebook: Notebook) -> None:
    """Write a notebook, all of it or nothing; raise Problem if that fails."""
    try:
        notebooks.write_whole(path, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise Problem(f"{path} can't be written: {error.strerror}.") from None


# --- The copy -----------------------------------------------------------------------------------


def originals() -> list[Path]:
    """Return the course's notebooks; raise Problem where there are none."""
    paths = notebooks.paths()
    if not paths:
        raise Problem(
            f"There are no notebooks in {notebooks.NOTEBOOKS}: install the course from its folder "
            "with `pip install -e .`, as the README says."
        )
    return paths


def folder(path: Path) -> None:
    """Make a folder unless it is there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file of this name is in the way" if path.exists() else error.strerror
        raise Problem(f"The folder {path} can't be made: {reason}.") from None


def update(copy: Path) -> Iterator[str]:
    """Bring the student's copy up to date; yields a sentence for all that a student should know.

    A notebook that is missing is made. If the course's version is another than the one that a
    notebook was made from, it takes the place of one whose cells are as they came, and else comes
    beside it. Views whose state is gone are dropped, so that their still pictures show.
    """
    folder(copy)
    for path in copy.glob("*.ipynb"):
        _show_stills(path)
    new = replaced = 0
    for original in originals():
        try:
            made = copied(read(original), students)
        except Problem as problem:
            yield f"{problem} It is left out; the other notebooks are not concerned."
            continue
        path = copy / original.name
        if not path.exists():
            write(path, made)
            new += 1
            continue
        there = {one: _own(one) for one in (path, *sorted(copy.glob(f"{path.stem}_new*.ipynb")))}
        stamps = [_stamp(own) for own in there.values()]
        if made["metadata"][STAMP] in stamps:
            continue
        untouched = (one for one, own in there.items() if _is_untouched(own))
        target = next(untouched, None) or _beside(path)
        write(target, made)
        if target == path:
            replaced += 1
            continue
        why = "has changed in the course" if stamps[0] else "does not say which version it is"
        yield f"{path.name} {why}: the new version is {target.name}, and yours is as you left it."
    news = [f"{_many(new)} new there"] if new else []
    if replaced:
        news.append(f"{_many(replaced)} brought up to date, where you had changed no cell")
    yield f"Your own copy of the course is in {copy.name}{': ' * bool(news)}{'; '.join(news)}."


def _many(count: int) -> str:
    return "one notebook is" if count == 1 else f"{count} notebooks are"


def _beside(path: Path) -> Path:
    """Return the first name beside a notebook that is free."""
    beside, number = path.with_stem(f"{path.stem}_new"), 1
    while beside.exists():
        number += 1
        beside = path.with_stem(f"{path.stem}_new_{number}")
    return beside


def _own(path: Path) -> Notebook | None:
    """Return a student's notebook; None if it can't be read."""
    try:
        return read(path)
    except Problem:
        return None


def _stamp(own: Notebook | None) -> str | None:
    """Return which version a student's notebook was made from; None if that can't be told."""
    stamp = own and own["metadata"].get(STAMP)
    return stamp if isinstance(stamp, str) else None


def _is_untouched(own: Notebook | None) -> bool:
    """Tell whether a student's notebook has the cells it was made with, whatever they show."""
    return own is not None and _stamp(own) == _version(own["cells"])


def _show_stills(path: Path) -> None:
    """Drop from a student's notebook what can't be shown; its time stays, and if need be all."""
    own = _own(path)
    if own and drop_what_is_not_shown(own):
        time = path.stat()
        with contextlib.suppress(Problem):
            write(path, own)
            os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))


def last_at(copy: Path) -> Path:
    """Return the notebook that a student saved last, after a cell was run or changed, or 00."""
    begun = {}
    for path in copy.glob("*.ipynb"):
        own = _own(path)
        if own and (not _is_untouched(own) or any(cell.get("outputs") for cell in own["cells"])):
            begun[path] = path.stat().st_mtime_ns
    return max(begun, key=begun.__getitem__, default=copy / FIRST)


def hand_out(name: str, change: Change) -> str:
    """Write all notebooks, changed, into a new folder of this name; return a sentence.

    Raises Problem, before anything is written, if a notebook is damaged, or if the name is empty, a
    file's, or that of a folder in use.
    """
    if not name.strip():
        raise Problem("The name of the folder is empty: name a new folder.")
    target = Path(name)
    if target.exists() and not target.is_dir():
        raise Problem(f"{target} is a file, so it is left as it is: name a new folder.")
    if target.exists() and any(target.iterdir()):
        raise Problem(f"{target} is not empty, so it is left as it is: name a new folder.")
    made = {path.name: copied(read(path), change) for path in originals()}
    folder(target)
    for name, notebook in made.items():
        write(target / name, notebook)
    return f"{len(made)} notebooks are in {target}."


# --- JupyterLab ---------------------------------------------------------------------------------


def start(notebook: Path, options: Sequence[str]) -> int:
    """Open a notebook in JupyterLab and wait until it ends, or end it; return its exit code."""
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={ROOT}", *options]
    with subprocess.Popen([*command, str(notebook.relative_to(ROOT))], cwd=ROOT) as server:
        # Who ends this command, as by closing its window, means JupyterLab. (Windows has no SIGHUP,
        # and what is ended there is not asked.)
        for name in {"SIGTERM", "SIGHUP"} & set(dir(signal)):
            signal.signal(getattr(signal, name), lambda *_: server.terminate())
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                # Ctrl+C reaches JupyterLab as well, which asks whether it is meant.
                continue


def arguments() -> argparse.ArgumentParser:
    """Return what the command line may hold."""
    parser = argparse.ArgumentParser(
        prog="python -m course",
        description="Make or update your own copy of the course in my_course, and open it.",
    )
    parser.add_argument("--no-open", action="store_true", help="do not start JupyterLab")
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--without-solutions",
        metavar="FOLDER",
        help="for lecturers: write the notebooks without solutions into a new folder, and end",
    )
    group.add_argument(
        "--with-answers",
        metavar="FOLDER",
        help="for lecturers: write the notebooks with all answers filled in, and end",
    )
    parser.add_argument(
        "options", nargs="*", help="after --: options for JupyterLab, as in -- --port=9999"
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 1 after a sentence on what went wrong."""
    # A terminal may lack the letters of a folder's name.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if argv is None else argv)
    # Parted here: argparse does not tell what stands before -- from what stands after it.
    end = words.index("--") if "--" in words else len(words)
    given, unknown = arguments().parse_known_args(words[:end])
    options = words[end + 1 :]
    folders = given.without_solutions, given.with_answers
    try:
        if wrong := [*unknown, *given.options]:
            raise Problem(
                f"{wrong[0]!r} is nothing that this command knows: leave it out, and open the "
                "notebook you want in JupyterLab, whose own options stand after --, as in "
                "-- --port=9999."
            )
        if options and (given.no_open or folders != (None, None)):
            raise Problem(
                f"{' '.join(options)} is meant for JupyterLab, which is not started here: leave it "
                "out."
            )
        for name, change in zip(folders, (without_solutions, with_answers), strict=True):
            if name is not None:
                print(hand_out(name, change))
                return 0
        last = last_at(COPY)
        for sentence in update(COPY):
            print(sentence, flush=True)
        if given.no_open:
            return 0
        if not last.exists():
            raise Problem(f"{last.name} is not there, so there is nothing to open.")
        if code := start(last, options):
            raise Problem(
                f"JupyterLab ended with the code {code}; what it wrote above says why. "
                f"Your notebooks are in {COPY}."
            )
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0
