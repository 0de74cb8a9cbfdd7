"""How long it takes from a key press on a slider until the new drawing is painted.

Run ``python benchmarks/sliders.py``. In a notebook of a real JupyterLab two networks are moved by
their sliders, one after the other, a network is trained anew by its slider, and a digit is written
on the pad. ``README.md`` beside this file says what is measured and what came out.
"""

import argparse
import importlib.metadata
import math
import os
import platform
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import numpy as np
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

import lab as jupyter  # noqa: E402
from nnlib.mnist import load_mnist  # noqa: E402
from nnlib.network import Network  # noqa: E402

AIM_DRAWING, AIM_TRAINING, AIM_PAD = 20, 150, 50  # milliseconds

# --- The notebook -------------------------------------------------------------------------------

SMALL = """\
from course import explore

explore.network([[0.1]], inputs=["toes"], outputs=["win?"], input=[8.5])
"""
LARGE = """\
explore.network(
    [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]],
    inputs=["toes", "wins", "fans"],
    outputs=["hurt?", "win?", "sad?"],
    input=[8.5, 0.65, 1.2],
)
"""
# The network of notebook 13. Its test curve would take most of the time: one test image will do.
TRAINING = """\
import numpy as np

from nnlib.mnist import load_mnist
from nnlib.network import Network

(x_train, y_train), _ = load_mnist()
images, labels = x_train[:1000].reshape(1000, 784) / 255, np.eye(10)[y_train[:1000]]
explore.retrain(images, labels, (images[:1], labels[:1]), hidden_size=40, iterations=20)
"""
PAD = "explore.pad(Network(hidden_size=40))"
STROKE = 40  # moves of the pen, then the pad is cleared

# --- The clock ----------------------------------------------------------------------------------

# ``watch`` waits for one event, like a key press on a slider, then for what the place shows to be
# another, then for the end of the frame that paints it, and keeps the milliseconds. A change that
# is made within a frame (in requestAnimationFrame) is painted in that frame, any other in the next
# one. A task posted in a frame runs when the frame is painted; the highest priority has it run
# before the messages from Python that came meanwhile.
CLOCK = """
() => {
  let inFrame = false;
  const afterFrame = (call) => scheduler.postTask(call, { priority: "user-blocking" });
  const frame = () => {
    inFrame = true;
    afterFrame(() => { inFrame = false; });
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  const drawing = (area) => {
    const roots = [area, ...[...area.querySelectorAll("*")].map((e) => e.shadowRoot)];
    return roots.filter(Boolean).map((root) => root.querySelector("svg[role]")).find(Boolean);
  };
  const part = (area, name) => drawing(area).querySelector(`[data-part="${name}"]`);
  const all = {
    drawing: (area) => drawing(area).textContent,
    // A training is shown as it goes on; undefined until its last iteration is there.
    training: (area) => {
      const points = part(area, "train_error").getAttribute("points");
      return points.split(" ").length === 20 ? points : undefined;
    },
    outputs: (area) => {
      const bars = [...drawing(area).querySelectorAll("[data-part=output]")];
      return bars.map((bar) => bar.dataset.value).join();
    },
  };

  window.watch = (area, event = "keydown", what = "drawing") => {
    const shown = all[what];
    const before = shown(area);
    let start = null;
    window.took = null;
    const done = () => { window.took = performance.now() - start; };
    const observer = new MutationObserver(() => {
      const now = shown(area);
      if (start === null || now === undefined || now === before) return;
      observer.disconnect();
      if (inFrame) afterFrame(done);
      else requestAnimationFrame(() => afterFrame(done));
    });
    const changes = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(drawing(area).getRootNode(), changes);
    area.addEventListener(event, (event) => { start = event.timeStamp; },
      { capture: true, once: true });
  };
}
"""


def painted(page, area, act, pause, event="keydown", what="drawing"):
    """Return the milliseconds from an event, which ``act`` brings about, until it is painted."""
    area.evaluate("(area, watched) => window.watch(area, ...watched)", [event, what])
    act()
    page.wait_for_function("() => window.took !== null")
    page.wait_for_timeout(pause)  # what Python and the browser still do
    return page.evaluate("() => window.took")


def measure(page, steps, areas):
    """Return for each area the milliseconds of so many steps of its first slider, in turn."""
    page.evaluate(CLOCK)
    took = [[] for _ in areas]
    for step in range(steps):
        for milliseconds, area in zip(took, areas, strict=True):
            handle = area.locator(".noUi-handle").first
            handle.focus()
            press = partial(handle.press, "ArrowRight" if step % 20 < 10 else "ArrowLeft")
            milliseconds.append(painted(page, area, press, 60 + 7 * (step % 5)))
    return took


def measure_training(page, steps, area):
    """Return the milliseconds from each step of alpha's slider until the training is painted."""
    page.evaluate(CLOCK)
    took = []
    handle = area.locator(".noUi-handle").first
    handle.focus()
    for step in range(steps):
        press = partial(handle.press, "ArrowLeft" if step % 10 < 5 else "ArrowRight")
        took.append(painted(page, area, press, 150 + 7 * (step % 5), what="training"))
    return took


def measure_pad(page, steps, area):
    """Return the milliseconds from each move of the pen until the bars are painted."""
    page.evaluate(CLOCK)
    took = []
    paper = area.locator(".paper canvas")
    paper.scroll_into_view_if_needed()
    for step in range(steps):
        box = paper.bounding_box()
        if step % STROKE == 0:
            page.mouse.up()
            area.get_by_role("button", name="clear", exact=True).click()
            page.mouse.move(*on_spiral(box, 0))
            page.mouse.down()
            page.wait_for_timeout(100)
        move = partial(page.mouse.move, *on_spiral(box, 1 + step % STROKE))
        took.append(painted(page, area, move, 20 + 7 * (step % 5), "pointermove", "outputs"))
    page.mouse.up()
    return took


def on_spiral(box, move):
    """Where the pen is on its way through most of the pad."""
    angle, radius = move / STROKE * 3 * math.pi, box["width"] * (0.05 + 0.35 * move / STROKE)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def time_training(runs):
    """Return the milliseconds that the same training takes in Python alone."""
    (images, digits), _ = load_mnist()
    images, labels = images[:1000].reshape(1000, 784) / 255, np.eye(10)[digits[:1000]]
    took = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        Network(hidden_size=40).fit(images, labels, alpha=0.005, iterations=20)
        took.append(1000 * (time.perf_counter() - start))
    return took[1:]  # in the first one the loop is compiled, or fetched


def open_all(page, lab):
    """Open the notebook, run it, and return the places of its four drawings."""
    cells = SMALL, LARGE, TRAINING, PAD
    jupyter.open_notebook(page, lab, jupyter.write_notebook(lab, "sliders", *cells))
    jupyter.run_all(page)
    return [jupyter.live(page, place) for place in range(len(cells))]


# --- What comes out -----------------------------------------------------------------------------


def line(name, took, aim):
    """One line: what, median, the middle half, and whether the aim is met."""
    low, _, high = quantiles(took, n=4)
    met = "yes" if median(took) <= aim else "no"
    return (
        f"{name}: {median(took):.1f} ms (middle half {low:.1f} – {high:.1f}), aim {aim} ms, "
        f"met: {met}"
    )


def machine(browser):
    versions = [
        f"{name} {importlib.metadata.version(name)}" for name in ("jupyterlab", "anywidget")
    ]
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, Python "
        f"{platform.python_version()}, Chromium {browser.version}, {', '.join(versions)}"
    )


def count(words):
    number = int(words)
    if number < 2:
        raise argparse.ArgumentTypeError("at least 2 steps are needed for a median and quartiles.")
    return number


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=count, default=60, help="of each slider (60)")
    options = parser.parse_args(arguments)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = jupyter.browser_path(playwright)
        if path is None:
            sys.exit(jupyter.NO_BROWSER)
        home, course = Path(folder) / "home", Path(folder) / "course"
        home.mkdir()
        (course / "notebooks").mkdir(parents=True)
        browser = playwright.chromium.launch(executable_path=path, args=jupyter.ARGUMENTS)
        with jupyter.jupyterlab(home, course) as lab:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            *networks, training, pad = open_all(page, lab)
            measure(page, 5, networks)  # not counted
            took = measure(page, options.steps, networks)
            measure_training(page, 3, training)  # not counted
            trained = measure_training(page, options.steps, training)
            measure_pad(page, 5, pad)  # not counted
            written = measure_pad(page, options.steps, pad)
        print(machine(browser))
        print(f"{options.steps} steps each.\n")
        for size, milliseconds in zip(("1 × 1", "3 × 3"), took, strict=True):
            print(line(f"slider to the drawing, {size}", milliseconds, AIM_DRAWING))
        print(line("slider to the last iteration painted", trained, AIM_TRAINING))
        print(line("training alone, in Python", time_training(options.steps), AIM_TRAINING))
        print(line("pen to bars", written, AIM_PAD))
        browser.close()


if __name__ == "__main__":
    main()
