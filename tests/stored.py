"""The stored notebooks as the tests read them."""

import ast
import functools
import importlib.util
import json
import sys

from course.notebooks import ROOT, paths
from nnlib import mnist

# MNIST is unpacked once for all that a process runs; they leave it as it is.
load_mnist = mnist.load_mnist = functools.cache(mnist.load_mnist)
PATHS = paths()
NAMES = [path.stem for path in PATHS]


@functools.cache
def read(name):
    return json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))


def text(value):
    return value if isinstance(value, str) else "".join(value)


def cells(name, kind):
    return [cell for cell in read(name)["cells"] if cell["cell_type"] == kind]


def source(name, cell_id):
    return next(text(c["source"]) for c in read(name)["cells"] if c["id"] == cell_id)


def shown(cell):
    """What a code cell prints and what its drawings and pictures say in words."""
    parts = []
    for output in cell.get("outputs", []):
        parts.append(text(output.get("text", "")))
        parts.append(text(output.get("data", {}).get("text/plain", "")))
    return "\n".join(part for part in parts if part)


def output(name, cell_id):
    found = [cell for cell in cells(name, "code") if cell["id"] == cell_id]
    assert found, f"{name} has no code cell {cell_id!r}"
    return shown(found[0])


def function(name, function_name, **needs):
    """Return a function as a notebook defines it; ``needs`` are names that it calls."""
    for cell in cells(name, "code"):
        for node in ast.parse(text(cell["source"])).body:
            if isinstance(node, ast.FunctionDef) and node.name == function_name:
                code = compile(ast.Module([node], []), f"{name}: {function_name}", "exec")
                exec(code, needs)
                return needs[function_name]
    raise AssertionError(f"{name} builds no function {function_name}")


def script(path):
    """Return a program that is no part of a package, as a module."""
    # Under a name that no package has: there is a book.py beside the package ``book``.
    spec = importlib.util.spec_from_file_location(path.replace("/", "_")[:-3], ROOT / path)
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
