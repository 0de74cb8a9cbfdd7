"""What Chromium prints: the whole book, and the slides."""

import os
import re
import shutil
from pathlib import Path

from book.builder import BuildError, give

# How reveal.js is asked for a page of notes behind each slide.
NOTES = "&pdfSeparateFragments=false&showNotes=separate-page"


def print_pdf(address: str, target: Path, work: Path, *how: str) -> None:
    """Print a page into a file, as Chromium does; ``work`` is a folder for what that leaves.

    Raises BuildError if there is no Chromium, or if it prints nothing.
    """
    browser = chromium()
    command = [
        *(browser, "--headless", "--disable-gpu", "--no-pdf-header-footer"),
        *(*how, f"--user-data-dir={work / 'profile'}"),
        *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []),  # of root
        *(f"--print-to-pdf={target}", address),
    ]
    give(command, f"{browser} printed no PDF", target)


def print_deck(deck: Path, target: Path, work: Path, notes: bool = False) -> None:
    """Print a deck of slides, with a page for each state of a drawing.

    With ``notes`` there is a page of the speaker's notes behind each slide, and no page for states.
    Raises BuildError as ``print_pdf`` does, and if pages are missing.
    """
    # reveal.js makes the pages once the deck is there: Chromium lets it have so many ms of work.
    address = f"{deck.as_uri()}?print-pdf" + NOTES * notes
    words = deck.read_text(encoding="utf-8")
    wanted = words.count("<section id=") + words.count(
        "<aside" if notes else 'class="still fragment"'
    )
    for _ in range(3):  # now and then it prints before they are made
        print_pdf(address, target, work, "--virtual-time-budget=30000")
        pages = len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))
        if pages >= wanted:
            return
    raise BuildError(
        f"Chromium printed {pages} of the {wanted} pages of {deck.name}: close what else is at "
        "work on this computer, and give the command again."
    )


def chromium() -> str:
    """Return the program that prints. Raises BuildError if there is none."""
    for name in (os.environ.get("CHROMIUM", "chromium"), "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise BuildError(
        "Chromium prints the PDF, and it is not there: install it (on Debian sudo apt install "
        "chromium), or say in the variable CHROMIUM where it is."
    )
