"""The edition of the course that runs in a browser."""

import json
import subprocess
import sys

from course import notebooks

# What no browser has yet, or what is too large for a page.
ABSENT = ("numpy", "matplotlib", "PIL", "scipy", "numba", "tensorflow")
# The cells that need one of these: the digits are all there, a plot, and arrays.
ARRAYS = ["arrays-code", "layout-code", "sign-code", "arrays-loop"]
NEED_MORE = {
    "00": ["ready"],
    "07": ["alpha-curves"],
    "11": [*ARRAYS, "xor-learn", "xor-result", "xor-sizes"],
}
RUN = """
import json, sys
absent, paths = json.loads(sys.argv[1])
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Absent())
from IPython.core.interactiveshell import InteractiveShell
failed = {}
shell = InteractiveShell.instance()
# For a cell that fails, and for a drawing that can't be shown.
shell.showtraceback = lambda *args, **others: failed.setdefault(number, []).append(cell["id"])
for number, path in paths:
    shell.reset()
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shell.run_cell("".join(cell["source"]))
print(json.dumps(failed))
"""


def test_notebooks_that_run_in_a_browser_do_without_what_is_not_there(tmp_path):
    offered = [f"{count:02}" for count in (*range(12), 19, 20, 22)]
    paths = [(number, str(notebooks.find(number))) for number in offered]
    asked = json.dumps([ABSENT, paths])
    done = subprocess.run(
        [sys.executable, "-c", RUN, asked], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == NEED_MORE, done.stdout
