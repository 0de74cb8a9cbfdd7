"""A student's progress: one file in the copy of the course, nowhere else, only on this computer.

What is kept is which exercises are solved and which guesses were made. Delete ``progress.json``,
and it is forgotten.
"""

import hashlib
import json
import sys
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.exercises.results import COLOURS, box, coded, table
from course.exercises.task import numbers, tasks_of
from course.notebooks import STAMP, write_whole

FOLDER = "my_course"
FILE = "progress.json"
# For another notebook that is writing just now.
PATIENCE = 5.0
KINDS = ("exercises", "guesses")
# In a browser the folder is there where the browser lets a page keep something.
ELSEWHERE = (
    "Progress can't be kept here: that needs an address with https or localhost, and no private "
    "window."
    if sys.platform == "emscripten"
    else "Progress is kept in your own copy of the course alone: `python -m course` opens it in "
    f"the folder `{FOLDER}`. Here nothing is written."
)

Entries = dict[str, dict[str, Any]]

# What this notebook has found out and the file has not got yet, since a write has failed; the next
# entry writes it too. What was written is the file's alone: deleted there, it must not come back.
_known: Entries = {kind: {} for kind in KINDS}
_told = ""


def path() -> Path | None:
    """Return where progress is kept, or None where the notebook isn't in a student's own copy.

    That is a folder with a notebook that the course's command has made, whatever it is called.
    """
    mark = f'"{STAMP}"'.encode()
    try:
        here = Path.cwd()
        own = here.name == FOLDER or any(mark in one.read_bytes() for one in here.glob("*.ipynb"))
    except OSError:  # the folder has been deleted, say
        return None
    return here / FILE if own else None


def record(kind: str, id: str, value: Any) -> str:
    """Keep one entry ("exercises" or "guesses"); None takes it out.

    Returns an empty text, or one sentence that says why it is not written. The same sentence is not
    returned twice in a row.
    """
    global _told
    _known[kind][id] = value
    file = path()
    sentence = ELSEWHERE if file is None else _write(file)
    if sentence == _told:
        return ""
    _told = sentence
    return sentence


def read() -> tuple[Entries, str]:
    """Return all entries, and one sentence if the file could not be read."""
    file = path()
    sentence = ""
    entries: Entries = {kind: {} for kind in KINDS}
    if file is not None:
        try:
            with _locked(file):
                entries = _load(file)
        except _Problem as problem:
            sentence = str(problem)
    return _merged(entries), sentence


class _Problem(Exception):
    """Why the file can't be read or written, as one sentence."""


def _merged(entries: Entries) -> Entries:
    merged = {kind: entries[kind] | _known[kind] for kind in KINDS}
    return {
        kind: {id: value for id, value in merged[kind].items() if value is not None}
        for kind in KINDS
    }


def _locked(file: Path) -> Any:
    """Return a lock on the file for one notebook at a time; a broken-off program leaves it open.

    The lock's own file stands in the computer's folder for temporary files.
    """
    with warnings.catch_warnings():
        # In a browser, where only one notebook has the file, it warns that its lock is a soft one.
        warnings.simplefilter("ignore")
        from filelock import FileLock, Timeout

    class Lock(FileLock):
        def __enter__(self) -> "Lock":
            try:
                super().__enter__()
            except (OSError, Timeout) as error:
                raise _Problem(
                    f"{FILE} is in use by another program ({_reason(error)}), so this entry is not "
                    "in it yet; the next one writes both."
                ) from None
            return self

    name = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]
    return Lock(Path(tempfile.gettempdir()) / f"nnlib-progress-{name}.lock", timeout=PATIENCE)


def _load(file: Path) -> Entries:
    try:
        entries = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {kind: {} for kind in KINDS}
    except OSError as error:
        raise _Problem(
            f"{FILE} can't be read ({_reason(error)}), so nothing is added to it."
        ) from None
    except ValueError:
        raise _Problem(_damaged()) from None
    if not isinstance(entries, dict) or not all(
        isinstance(entries.get(kind, {}), dict) for kind in KINDS
    ):
        raise _Problem(_damaged())
    return entries | {kind: entries.get(kind, {}) for kind in KINDS}


def _damaged() -> str:
    return (
        f"{FILE} is damaged, so it is left as it is and nothing is added to it: "
        "delete it or rename it to begin a new one."
    )


def _write(file: Path) -> str:
    try:
        with _locked(file):
            entries = _load(file)
            merged = entries | _merged(entries)
            try:
                if merged != entries or not file.exists():
                    words = json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False)
                    write_whole(file, words + "\n")
            except OSError as error:
                return (
                    f"{FILE} can't be written ({_reason(error)}), so this entry is not in it yet; "
                    "the next one writes both."
                )
    except _Problem as problem:
        return str(problem)
    for kind in KINDS:
        _known[kind].clear()
    return ""


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "it takes too long"


@dataclass(frozen=True)
class Progress:
    """The table of what is done, as notebook 00 shows it.

    The first of the rows are headings, the sentence stands below; either may be empty.
    """

    rows: Sequence[Sequence[str]]
    sentence: str

    def __repr__(self) -> str:
        """Return the table as plain text."""
        lines = [" · ".join(row) for row in self.rows]
        return "\n".join([*lines, *([self.sentence.replace("`", "")] if self.sentence else [])])

    def _repr_html_(self) -> str:
        parts = table(self.rows) if self.rows else ""
        if self.sentence:
            parts += f"<p style='margin:4px 0'>{coded(self.sentence)}</p>"
        return box(parts, COLOURS["unanswered"])


def progress() -> Progress:
    """Return a small table: for each notebook the guesses kept and the exercises solved."""
    if path() is None:
        return Progress((), ELSEWHERE)
    entries, sentence = read()
    rows = [("notebook", "guesses kept", "exercises solved")]
    for number in sorted({*numbers(), *(id[:2] for id in entries["guesses"])}):
        tasks = tasks_of(number)
        solved = sum(id in entries["exercises"] for id in tasks)
        guesses = sum(id.startswith(f"{number}-") for id in entries["guesses"])
        rows.append((number, str(guesses), f"{solved} of {len(tasks)}"))
    return Progress(rows, sentence)
