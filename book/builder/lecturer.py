"""What a lecturer makes the seminar's own: ``book/lecturer.toml``, and its plan of minutes."""

import base64
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from book.builder import ROOT, BuildError
from course import notebooks
from nnlib.checks import listed

FILE = ROOT / "book" / "lecturer.toml"
# The seminar's lengths in minutes. A slide has the tag of the shortest that it belongs to.
LENGTHS = {"seminar": 90, "seminar-60": 60, "seminar-45": 45}
# The seminar's title and its end, which stand in no notebook.
MINUTES = {"title": 0.5, "end": 0.5}
# A logo, as a browser calls what its name ends with.
KINDS = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


@dataclass(frozen=True)
class Lecturer:
    """What stands in the file, word by word; what does not is empty."""

    name: str = ""
    institute: str = ""
    date: str = ""
    logo: str = ""
    address: str = ""
    leave_out: tuple[str, ...] = ()

    @property
    def foot(self) -> str:
        """What stands at the foot of each slide."""
        return " · ".join(part for part in (self.name, self.date) if part)

    @property
    def picture(self) -> str:
        """The logo as the address of an image, so that a deck needs no other file, or ""."""
        if not self.logo:
            return ""
        file = _logo(self.logo)
        kind = KINDS[file.suffix.lower()]
        return f"data:image/{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def lecturer() -> Lecturer:
    """Return what the lecturer's file says.

    Raises BuildError, in one sentence, if it can't be read or says what can't be done.
    """
    try:
        said = tomllib.loads(FILE.read_text(encoding="utf-8-sig")) if FILE.exists() else {}
    except ValueError as error:
        raise BuildError(
            f"{FILE.name} can't be read ({error}): write each value in quotes, on a line of its "
            'own, as name = "Jonas Jonaitis".'
        ) from None
    known = [field.name for field in fields(Lecturer)]
    for key, value in said.items():
        if key not in known:
            raise BuildError(
                f"{FILE.name} has {key!r}, which means nothing there: it may have {listed(known)}."
            )
        if key != "leave_out" and not isinstance(value, str):
            raise BuildError(
                f'{FILE.name}: {key} is no text: write it in quotes, {key} = "{value}".'
            )
    out = said.get("leave_out", [])
    if not isinstance(out, list) or not all(isinstance(number, str) for number in out):
        raise BuildError(
            f"{FILE.name}: leave_out is no list of numbers in quotes: write it as "
            'leave_out = ["09", "15"].'
        )
    numbers = [notebooks.number(path) for path in notebooks.paths()]
    for number in out:
        if number not in numbers:
            raise BuildError(
                f"{FILE.name}: there is no notebook {number!r} to leave out: write two digits, "
                f'from "{numbers[0]}" to "{numbers[-1]}".'
            )
    if said.get("logo"):
        _logo(said["logo"])
    return Lecturer(**said | {"leave_out": tuple(out)})


def _logo(name: str) -> Path:
    place = FILE.parent / name
    if not place.is_file():
        raise BuildError(
            f"{FILE.name}: there is no {name} in {FILE.parent}: put the logo there, or write "
            'logo = "".'
        )
    if place.suffix.lower() not in KINDS:
        raise BuildError(
            f"{FILE.name}: {name} is no picture for a slide: the logo's name has to end with "
            f"{', '.join(KINDS)}."
        )
    return place


# --- The plan of minutes ------------------------------------------------------------------------


def minutes(*numbers: str) -> list[float]:
    """Return what these notebooks take in each length; without any, the whole seminar."""
    out = lecturer().leave_out
    spent = dict.fromkeys(LENGTHS.values(), 0.0 if numbers else sum(MINUTES.values()))
    for path in notebooks.paths():
        number = notebooks.number(path)
        if number in out or (numbers and number not in numbers):
            continue
        for cell in notebooks.read(path).cells:
            for least in (LENGTHS[tag] for tag in notebooks.tags(cell) if tag in LENGTHS):
                own = cell.metadata.get("slideshow", {}).get("minutes", 0)
                for length in spent:
                    spent[length] += own if length >= least else 0
    return list(spent.values())
