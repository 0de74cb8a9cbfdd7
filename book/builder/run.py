"""The edition of the course that runs in a browser: JupyterLite, with Python in the page.

JupyterLite makes the pages; Pyodide, Python for browsers, comes from npm like the other web parts,
and the packages that run in it as wheels that ``book/run.txt`` names with their hashes. Nothing is
fetched from elsewhere, when it is built twice or when a page is read.
"""

import json
import os
import re
import shutil
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

from book.builder import BUILD, ROOT, give, kept
from book.builder.assets import assets, node
from book.builder.sentences import title_of
from course import copy, notebooks
from course.notebooks import Notebook

PAGE = ROOT / "book" / "run"
WHEELS = ROOT / "book" / "run.txt"
OFFERED = [f"{count:02}" for count in (*range(12), 19, 20, 22)]
# The cells that need NumPy, which is not there for this Python in a browser yet, and what stands
# in their place.
NEED_MORE = {
    "00": ["ready"],
    "11": [
        *("arrays-code", "layout-code", "sign-code", "arrays-loop"),
        *("xor-learn", "xor-result", "xor-sizes", "xor-awake", "exercise-3-check"),
    ],
}
ELSEWHERE = (
    "*A cell that needs NumPy, which Python has not got in a browser yet: it runs in JupyterLab.*"
)
# What Python has imported before a page opens, for JupyterLite's kernel and for the notebooks; and
# where what is not read any more is kept all the same: an error in it is shown with its line.
IMPORTS = [
    *("IPython.core.completerlib", "IPython.core.magics", "IPython.core.shellapp"),
    *("IPython.extensions.storemagic", "_strptime", "getpass"),
    *("course.exercises", "course.explore", "ipywidgets"),
]
KEPT = ("course", "nnlib")
TOOLS = ("doit", "jupyterlite_core", "jupyterlite_pyodide_kernel", "pkginfo")
# Wheels that hold nothing for Python in the page: pages' parts, what is for ipywidgets 7, and what
# would install more.
OUTSIDE = (*TOOLS, "jupyterlab_widgets", "widgetsnbextension-3.", "piplite")
# What Python reads of a wheel; of languages that are shown in colours, its own.
READ = r"^(?!.*/(tests|sphinxext)/|pygments/lexers/(?!python|_mapping|__init__)).*(\.py|/METADATA)$"
# IPython starts with its terminal, which a page has not, and JupyterLite with what installs more.
INSTEAD = {"IPython/terminal/embed.py": "embed = None\n", "piplite/piplite.py": ""}
# What JupyterLite would install itself if it were not told that it is there.
NAMED = ["comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel"]
SITE = "/lib/python3.14/site-packages"
# They bring what JupyterLab's page needs of its own.
EXTENSIONS = ("anywidget", "jupyterlab_widgets", "jupyterlite_pyodide_kernel")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# What would show a control that such a page can't serve, or ask the server for what is not there.
NOT_SERVED = [
    "@jupyter-notebook/console-extension",
    "@jupyter-notebook/notebook-extension:checkpoints",
    "@jupyter-notebook/notebook-extension:tab-icon",
    "@jupyterlab/console-extension",
    "@jupyterlab/notebook-extension:code-console",
    "@jupyterlab/notebook-extension:log-output",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/tooltip-extension:consoles",
    "@jupyterlite/apputils-extension:kernel-status",
]
DRIVERS = ["asyncStorage", "localStorageWrapper", "memoryStorageDriver"]
SETTINGS = {
    "@jupyter-notebook/application-extension:top": {"visible": "no"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:panel": {
        "toolbar": [{"name": name, "disabled": True} for name in ("interrupt", "kernelName")]
    },
}
# Until JupyterLite has found its icon, the browser asks for one at the server's root; and from a
# folder no browser loads what such a page needs, so it ends there.
FROM_FOLDER = (
    "<p>Python runs in a page that comes from a web server: in the course's folder give "
    "<code>.venv/bin/python build_book.py --serve</code> (on Windows <code>.venv\\Scripts\\python …"
    "</code>), and open <code>http://localhost:8000/run/</code>.</p><plaintext hidden>"
)
HEAD = f"""<link rel="icon" href="favicon.ico">
<script>if (location.protocol === "file:") document.write({json.dumps(FROM_FOLDER)});</script>"""


def address(path: Path) -> str:
    """Return where a notebook runs, beside the folders of book and slides; nothing if nowhere."""
    offered = notebooks.number(path) in OFFERED
    return f"../run/notebooks/index.html?path={path.name}" if offered else ""


def build_run(work: Path, fresh: Path) -> None:
    """Build the edition into the folder ``fresh``.

    Raises BuildError where a part is missing or can't be fetched.
    """
    pyodide, found = assets() / "pyodide", wheels()
    tools = work / "tools"
    for wheel in found:
        if _name(wheel) in TOOLS:
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(tools)
    core = work / "static" / "pyodide"
    core.mkdir(parents=True)
    for name in ("pyodide.asm.mjs", "pyodide.asm.wasm"):
        shutil.copy(pyodide / name, core)
    # JupyterLite starts what has this name.
    shutil.copy(PAGE / "python.mjs", core / "pyodide.mjs")
    shutil.copy(pyodide / "pyodide.mjs", core / "start.mjs")
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    _write(core / "pyodide-lock.json", lock | {"packages": {}})
    brought = tools.glob("*.data/data/share/jupyter/labextensions/@jupyterlite/*/static/pypi/*.whl")
    inside = [wheel for wheel in (*found, *brought) if not wheel.name.startswith(OUTSIDE)]
    _python(pyodide, core, inside)
    _contents(work / "contents")
    _settings(work, fresh, [wheel for wheel in found if _name(wheel) in EXTENSIONS])
    _jupyterlite(work, tools)
    _first_page(fresh)


def _name(wheel: Path) -> str:
    return wheel.name.partition("-")[0]


def _write(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, indent=1, sort_keys=True), encoding="utf-8")


# --- Parts --------------------------------------------------------------------------------------


def wheels() -> list[Path]:
    """Return the wheels that ``book/run.txt`` names, fetched where they are not there yet.

    Raises BuildError if pip can't fetch one, or one has another hash.
    """
    return sorted(kept(BUILD / "wheels", "fetched", [WHEELS], _fetch).glob("*.whl"))


def _fetch(fresh: Path) -> None:
    # Those for any machine, as the page is none.
    which = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    which += ["--python-version=3.14", "--no-deps", "--require-hashes"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *which]
    give([*command, f"--dest={fresh}", "--requirement", str(WHEELS)], FETCH)


FETCH = "pip could not fetch the wheels that book/run.txt names (the first build needs the network)"
START = "Python could not be started in Node.js, as it begins in a browser"
MAKE = "JupyterLite could not make the edition that runs in a browser"


def _course() -> dict[str, str]:
    """Return the course's own modules: the exercises of the other notebooks need NumPy."""
    others = {f"n{notebooks.number(path)}.py" for path in notebooks.paths()}
    others -= {f"n{number}.py" for number in OFFERED}
    return {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for package in KEPT
        for file in sorted((ROOT / package).rglob("*"))
        if file.suffix in (".py", ".mjs") and file.name not in others
    }


def _python(pyodide: Path, core: Path, wheels: list[Path]) -> None:
    """Start Python with what the wheels hold, and write down how it is then."""
    files = _course() | INSTEAD
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if re.search(READ, name) and name not in files:
                    files[name] = packed.read(name).decode()
    told = {
        "files": {f"{SITE}/{name}": text for name, text in files.items()},
        "imports": IMPORTS,
        "kept": KEPT,
    }
    give([node(), str(PAGE / "memory.mjs"), str(pyodide), str(core)], START, input=json.dumps(told))


def _contents(folder: Path) -> None:
    """Make the student's version of the notebooks that run."""
    folder.mkdir()
    for path in map(notebooks.find, OFFERED):
        copy.write(folder / path.name, copy.copied(copy.read(path), partial(_cells, path)))


def _cells(path: Path, cells: list[Notebook]) -> list[Notebook]:
    left_out = NEED_MORE.get(notebooks.number(path), ())
    words: Notebook = {"cell_type": "markdown", "metadata": {}, "source": [ELSEWHERE]}
    return [
        {**words, "id": cell["id"]} if cell["id"] in left_out else cell
        for cell in copy.students(cells)
    ]


# --- The pages ----------------------------------------------------------------------------------


def _settings(work: Path, fresh: Path, extensions: list[Path]) -> None:
    """Write what JupyterLite is to make, and how its pages begin."""
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": NAMED, "convertNullToNone": True},
    }
    page = {
        "appName": "From one weight",
        "disabledExtensions": NOT_SERVED,
        # Where the browser keeps nothing, the page does as long as it is open, and says so.
        "enableMemoryStorage": True,
        **{f"{what}StorageDrivers": DRIVERS for what in ("contents", "settings", "workspaces")},
        "exposeAppInBrowser": True,
        "litePluginSettings": {KERNEL: kernel},
    }
    _write(
        work / "jupyter-lite.json",
        {"jupyter-lite-schema-version": 0, "jupyter-config-data": page},
    )
    _write(work / "overrides.json", SETTINGS)
    made = {
        "apps": ["notebooks"],
        "contents": ["contents"],
        "federated_extensions": [
            *map(str, extensions),
            str(ROOT / "settings" / "labextension"),
            str(PAGE),
        ],
        "settings_overrides": [str(ROOT / "settings" / "overrides.json"), "overrides.json"],
        "ignore_sys_prefix": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(fresh),
        "cache_dir": str(work / "cache"),
    }
    _write(work / "jupyter_lite_config.json", {"LiteBuildConfig": made})


def _jupyterlite(work: Path, tools: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    give(command, MAKE, cwd=work, env=os.environ | {"PYTHONPATH": str(tools)})


def _first_page(fresh: Path) -> None:
    from jinja2 import Environment, StrictUndefined

    first = (PAGE / "index.html.j2").read_text(encoding="utf-8")
    template = Environment(undefined=StrictUndefined, autoescape=True).from_string(first)
    offered = [(path.stem, title_of(notebooks.read(path))) for path in map(notebooks.find, OFFERED)]
    (fresh / "index.html").write_text(template.render(notebooks=offered), encoding="utf-8")
    page = fresh / "notebooks" / "index.html"
    words = page.read_text(encoding="utf-8")
    worker = next(fresh.glob("extensions/@jupyterlite/*/static/comlink.worker.*.js"))
    begins = 'import("../../../../static/pyodide/pyodide.mjs").catch(() => {});\n'
    worker.write_text(begins + worker.read_text(encoding="utf-8"), encoding="utf-8")
    scripts = (PAGE / "worker.js").read_text(encoding="utf-8")
    scripts = scripts.replace("WORKER", json.dumps(f"../{worker.relative_to(fresh).as_posix()}"))
    scripts += (PAGE / "storage.js").read_text(encoding="utf-8")
    for before, after in {
        "<head>": f"<head>\n{HEAD}\n<script>\n{scripts}</script>",
        "await import(": "await window.keeps;\nawait import(",
    }.items():
        words = words.replace(before, after, 1)
    page.write_text(words, encoding="utf-8")
