"""A Sphinx extension: the reference of the library from its docstrings, tied to the notebooks.

Under each function stands the notebook that builds it, or the first one that uses it.
"""

import ast
import dataclasses
from functools import cache
from typing import Any

from course import notebooks

# What a notebook builds in front of the reader under the same name or another; the twins are held
# together by tests/test_notebooks.py.
BUILT = {
    "nnlib.linalg.w_sum": "02",
    "nnlib.linalg.ele_mul": "04",
    "nnlib.linalg.vect_mat_mul": "05",
    "nnlib.linalg.zeros_matrix": "10",
    "nnlib.linalg.outer_prod": "10",
    "nnlib.mnist.one_hot": "12",
    "nnlib.network.relu": "13",
    "nnlib.network.relu2deriv": "13",
    "nnlib.network.Network.fit": "13",
    "nnlib.network.Network.evaluate": "13",
    "nnlib.digits.plain_resize": "14",
    "nnlib.convolution.convolve": "15",
    "nnlib.convolution.max_pool": "15",
    "nnlib.convolution.softmax": "15",
    "nnlib.models.cnn1": "16",
    "nnlib.models.train": "16",
}


def where(name: str) -> str | None:
    """Return, for ``package.module.function``, a sentence with a link to its notebook, or None."""
    number = BUILT.get(name)
    words = "Built in"
    if number is None:
        number = _first_uses().get(name)
        words = "First used in"
    if number is None:
        return None
    path = notebooks.find(number)
    return f"{words} :doc:`notebook {number} </notebooks/{path.stem}>`."


@cache
def _first_uses() -> dict[str, str]:
    """Return for each name of the library the number of the first notebook whose code has it."""
    first: dict[str, str] = {}
    for path in notebooks.paths():
        known: dict[str, str] = {}
        for cell in notebooks.for_readers(notebooks.read(path).cells):
            if cell["cell_type"] == "code":
                for name in _uses(ast.parse(notebooks.source(cell)), known):
                    first.setdefault(name, notebooks.number(path))
    return first


def _uses(tree: ast.AST, known: dict[str, str]) -> list[str]:
    """Return the names of the library in a cell; ``known`` holds what the cells before imported."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("course", "nnlib")):
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                found.append(f"{node.module}.{alias.name}")
    for node in ast.walk(tree):
        of = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and isinstance(of, ast.Name) and of.id in known:
            found.append(f"{known[of.id]}.{node.attr}")
    return found


def _add_notebook(
    app: Any, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    sentence = where(name) if what in ("function", "method", "class") else None
    if sentence is not None:
        lines += ["", sentence]


def _say_default(
    app: Any, what: str, name: str, thing: Any, options: object, arguments: str, returns: str
) -> tuple[str, str]:
    """Write a value that is made anew for each object as it is, not as <factory>."""
    for field in dataclasses.fields(thing) if dataclasses.is_dataclass(thing) else ():
        if field.default_factory is not dataclasses.MISSING:
            arguments = arguments.replace("<factory>", repr(field.default_factory()), 1)
    return arguments, returns


def setup(app: Any) -> None:
    """Add autodoc and links to the source, which are pages of the book, to Sphinx."""
    for extension in ("sphinx.ext.autodoc", "sphinx.ext.viewcode"):
        app.setup_extension(extension)
    app.config.add_module_names = False
    app.config.autodoc_member_order = "bysource"
    app.config.autodoc_preserve_defaults = True  # as the code has them, not as Python shows them
    # The docstrings say shapes and types in words; NumPy's types spelt out fill half a page.
    app.config.autodoc_typehints = "none"
    app.config.toc_object_entries_show_parents = "hide"
    app.connect("autodoc-process-docstring", _add_notebook)
    app.connect("autodoc-process-signature", _say_default)
