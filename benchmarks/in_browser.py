"""How soon a notebook runs in a browser, and what it loads: python benchmarks/in_browser.py

It opens notebook 01 of what ``build_book.py --run`` builds, from the server of ``--serve``, and
counts the bytes. ``README.md`` beside this file says what came out.
"""

import os
import platform
import sys
import threading
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

import sliders  # noqa: E402
from browser import test_run as pages  # noqa: E402

import lab as jupyter  # noqa: E402
from book.builder import serving  # noqa: E402
from book.builder.command import build  # noqa: E402
from course import notebooks  # noqa: E402

VISITS, STEPS, CHECKS = 3, 40, 6
RIGHT = "def predict_all(inputs, weight):\n    return [x * weight for x in inputs]"


class Counted(serving.Handler):
    """Counts the bytes that go over the wire, and those that they stand for."""

    sent = plain = 0

    def copyfile(self, source, outputfile):
        file = Path(source.name)
        whole = file.with_name(file.name.removesuffix(serving.PACKED))
        Counted.sent += file.stat().st_size
        # Some are packed themselves, and the page unpacks them.
        Counted.plain += (whole if whole.is_file() else file).stat().st_size
        super().copyfile(source, outputfile)


def visit(browser, address):
    """Return a page, and the seconds until the notebook is there and until its first output."""
    page = browser.new_page()
    page.set_default_timeout(jupyter.PATIENCE)
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_function(
        f"() => window.jupyterapp && {jupyter.NOTEBOOK}?.content?.model?.cells.length > 0"
        f" && {jupyter.NOTEBOOK}.sessionContext?.session?.kernel"
    )
    shown = time.perf_counter() - began
    pages.run_cell(page, "exercise-1-start", "print(0.1 * 8.5)")
    return page, shown, time.perf_counter() - began


def main():
    folder = build("run").parent
    with (
        serving.open_server("127.0.0.1:0", folder, Counted) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = jupyter.browser_path(playwright)
        if path is None:
            sys.exit(jupyter.NO_BROWSER)
        browser = playwright.chromium.launch(executable_path=path, args=jupyter.ARGUMENTS)
        name = notebooks.find("01").name
        address = f"http://127.0.0.1:{server.server_port}/notebooks/index.html?path={name}"
        firsts, seconds, sizes = [], [], []
        for _ in range(VISITS):
            context = browser.new_context(viewport=jupyter.SCREEN)
            Counted.sent = Counted.plain = 0
            page, *first = visit(context, address)
            sizes.append((Counted.sent, Counted.plain))
            firsts.append(first)
            page.close()
            page, *second = visit(context, address)
            seconds.append(second)
        for words, visits in ("first", firsts), ("second", seconds):
            shown, output = (median(times) for times in zip(*visits, strict=True))
            print(f"{words} visit: notebook {shown:.1f} s, first output {output:.1f} s")
        print(
            "over the wire {:.1f} MB, not compressed {:.1f} MB".format(
                *(median(size) / 1e6 for size in zip(*sizes, strict=True))
            )
        )
        pages.run_all(page)
        place = pages.shown_drawing(page, "try-code")
        sliders.measure(page, 5, [place])  # not counted
        (took,) = sliders.measure(page, STEPS, [place])
        print(f"a slider's step painted: {median(took):.0f} ms")
        pages.run_cell(page, "exercise-2-start", RIGHT)
        page.wait_for_timeout(2000)  # Python still hears of the slider
        took = []
        for _ in range(CHECKS):
            began = time.perf_counter()
            pages.run_cell(page, "exercise-2-check")
            took.append(time.perf_counter() - began)
        print(f"a check: the first one {took[0]:.2f} s, then {median(took[1:]):.2f} s")
        print(
            f"{os.cpu_count()} cores {platform.machine()}, load {os.getloadavg()[0]:.1f}, "
            f"Chromium {browser.version}"
        )
        server.shutdown()


if __name__ == "__main__":
    main()
