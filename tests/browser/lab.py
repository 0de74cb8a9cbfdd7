"""A real JupyterLab and a real browser for the tests, and what the tests do with them.

The server works in temporary folders: its home, its settings and a copy of the notebooks. The
browser can reach nothing but this machine; what it asks of others is written down.
"""

import ast
import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import axe_playwright_python
import nbformat
import pytest
from painted import assert_alike
from playwright.sync_api import TimeoutError, expect

from course.notebooks import METADATA, ROOT

NO_BROWSER = (
    'The browser tests need Chromium: on Debian "sudo apt install chromium" installs it, elsewhere '
    '"python -m playwright install chromium".'
)
# The names under which Linux knows Chromium; the last one is Chrome, which does as well.
COMMANDS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # it needs rights that a container's root does not have
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-gpu",  # there is none, and to play one takes a processor
    # Its address bar loads two pages of its own for each page that we open. The others are those
    # of playwright's own list that matter here: the last list is the one that counts.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AvoidUnnecessaryBeforeUnloadCheckSync"
    ",DestroyProfileOnBrowserClose,HttpsUpgrades,PaintHolding,ThirdPartyStoragePartitioning",
]
SCREEN = {"width": 1280, "height": 900}
HERE = ("127.0.0.1", "localhost")
# A proxy that nobody listens at: what Python itself would fetch from elsewhere fails too.
NOWHERE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
SETTINGS = {
    # All cells are on the page, not only those that are in sight.
    "notebook-extension/tracker": {"windowingMode": "none"},
}

# --- The server ---------------------------------------------------------------------------------


@dataclass
class Lab:
    """A running JupyterLab: where its files are, and how to reach it."""

    folder: Path
    url: str
    token: str

    def ask(self, path, method="GET"):
        """Return what the server's interface answers, as JSON has it."""
        request = urllib.request.Request(
            f"{self.url}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=30) as answer:
            words = answer.read()
        return json.loads(words) if words else None

    def stop_kernels(self):
        """End all kernels, so that the next notebook has the machine for itself."""
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")


def free_port():
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def environment(home):
    """The variables of a user who has never started Jupyter, and whose proxy is dead."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    own = {
        "HOME": home,
        "USERPROFILE": home,
        "IPYTHONDIR": home / "ipython",
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
    }
    return kept | NOWHERE | {key: str(value) for key, value in own.items()}


@contextlib.contextmanager
def jupyterlab(home, folder, settings=None, options=()):
    """Start JupyterLab with ``folder`` as its root, and end it and its kernels afterwards."""
    for name, values in (SETTINGS if settings is None else settings).items():
        file = home / "config/lab/user-settings/@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    port, token = free_port(), secrets.token_hex()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    # window.jupyterapp: through it the tests call the commands of the menus by name.
    command += ["--LabApp.expose_app_in_browser=True", *options]
    variables = environment(home) | {"JUPYTER_TOKEN": token}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=variables, cwd=folder, stdout=log, stderr=log)
    lab = Lab(folder, f"http://127.0.0.1:{port}", token)
    try:
        wait_until_up(lab, server, home / "log")
        yield lab
        lab.stop_kernels()
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE / 1000)


def wait_until_up(lab, server, log, seconds=180):
    end = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):  # nobody listens yet
            lab.ask("status")
            return
        time.sleep(0.1)
    words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"JupyterLab did not start within {seconds} s:\n{words}")


# --- The browser --------------------------------------------------------------------------------

# ms for whatever a test waits for: as long as two others may have the machine as well.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)
# anywidget gives a model up after two seconds, which others that are busy may take.
MORE_TIME = f"AbortSignal.timeout = AbortSignal.timeout.bind(AbortSignal, {PATIENCE});"
# What JupyterLab and the browser write as errors by themselves, and why we let it pass.
NOT_OURS = {
    # Its notebook was closed before the kernel had told it all that it asks at the start.
    "Canceled future for (?!execute_request)": "JupyterLab's kernel",
    # A notebook is closed of which a second view was shown.
    r"^TypeError: .* \(reading 'changed'\)\n +at \S+/jlab_core\.": "JupyterLab's outputs",
    # A notebook is closed of which cells are still being put in their places.
    r"\(reading 'insertWidget'\)$": "JupyterLab's notebook",
    # A drawing whose state has not been read yet; settings/labextension has it read once more.
    "^Error: widget model not found": "JupyterLab's widgets",
}


def browser_path(playwright):
    """Return where a browser is, or None: the machine's own, or the one playwright installs."""
    for command in COMMANDS:
        if found := shutil.which(command):
            return found
    own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


@dataclass
class Heard:
    """What a page asked of other machines, and the errors that it wrote."""

    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def listen(self, page):
        page.on("request", lambda request: self.request(request.url))
        page.on("websocket", lambda opened: self.request(opened.url))
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.error(str(error)))

    def request(self, url):
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in HERE:
            self.requests.append(url)

    def console(self, message):
        if message.type == "error":
            self.error(f"{message.text} ({message.location.get('url', '')})")

    def error(self, words):
        if not any(re.search(known, words) for known in NOT_OURS):
            self.errors.append(words)

    def check(self):
        """Fail if there is something; what is said here is not said to the next test as well."""
        (requests, self.requests), (errors, self.errors) = (self.requests, []), (self.errors, [])
        assert requests == [], "the page asked other machines"
        assert errors == [], "errors in the browser's console"


def new_page(browser, **settings):
    """Return a new page of a browser, or of a context of it, and what is heard of it."""
    page, heard = browser.new_page(**settings), Heard()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(MORE_TIME)
    heard.listen(page)
    return page, heard


# --- A notebook on a page -----------------------------------------------------------------------

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# The open notebook, in JupyterLab's own words.
NOTEBOOK = "window.jupyterapp.shell.currentWidget"


# Closes what is open, without a question, and opens a file.
OPEN = """async (path) => {
    const { commands, shell } = window.jupyterapp;
    for (const widget of [...shell.widgets("main"), ...shell.widgets("down")]) widget.dispose();
    if (path) await commands.execute("docmanager:open", { path });
}"""


def open_notebook(page, lab, path):
    """Open a notebook (its path from the server's root) and wait until it is there with a kernel.

    A page that shows JupyterLab already goes on with it, as to load it takes seconds. ``?reset``
    forgets what earlier pages had open.
    """
    if page.url.startswith(f"{lab.url}/doc"):
        page.evaluate(OPEN, path)
    else:
        page.goto(f"{lab.url}/doc/tree/{quote(path)}?reset&token={lab.token}")
    page.wait_for_function(
        f"""(path) => {{
            const notebook = window.jupyterapp && {NOTEBOOK};
            return notebook?.context?.path === path && notebook.content?.model?.cells.length > 0
                && notebook.sessionContext?.session?.kernel?.status === "idle";
        }}""",
        arg=path,
    )
    page.wait_for_selector(".jp-Notebook .jp-Cell")


def close(page, lab):
    """Close what is open, and end its kernel."""
    page.evaluate(OPEN, None)
    lab.stop_kernels()


def model(page):
    """Return the notebook as JupyterLab would save it."""
    return nbformat.from_dict(page.evaluate(f"() => {NOTEBOOK}.content.model.toJSON()"))


def run_all(page, seconds=300):
    """Run all cells, as the menu Run does, wait until they are done, and return the code cells.

    Fails with the error of a cell that stops, and with what a cell writes to stderr.
    """
    page.evaluate(
        """() => {
            window.ran = null;
            window.jupyterapp.commands.execute("notebook:run-all-cells")
                .then(() => { window.ran = "done"; }, (error) => { window.ran = String(error); });
        }"""
    )
    page.wait_for_function("() => window.ran !== null", timeout=1000 * seconds)
    assert page.evaluate("() => window.ran") == "done"
    code = [cell for cell in model(page).cells if cell.cell_type == "code"]
    for cell in code:
        for output in cell.outputs:
            complaint = output.get("evalue") or (output.get("name") == "stderr" and output.text)
            assert not complaint, f"cell {cell.id}: {complaint}"
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    return code


def save(page):
    """Save the notebook, as Ctrl+S does, and wait until it is on disk."""
    page.evaluate(f"() => {NOTEBOOK}.context.save()")


@contextlib.contextmanager
def dressed(page, theme, width):
    """Show the page in JupyterLab's light or dark theme, so wide, and then as it was before."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    put_on(page, theme)
    try:
        yield
    finally:
        page.set_viewport_size(before)
        put_on(page, "light")


def put_on(page, theme):
    """Change the theme, and wait until the curtain that JupyterLab draws meanwhile is gone.

    It stumbles over a change that comes before that.
    """
    page.emulate_media(color_scheme=theme)
    body = page.locator(f"body[data-jp-theme-light='{str(theme == 'light').lower()}']")
    if body.count():
        return
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
    page.evaluate(change, f"JupyterLab {theme.title()}")
    body.wait_for(state="attached")
    page.locator("#jupyterlab-splash").wait_for(state="detached")


# --- What axe finds -----------------------------------------------------------------------------

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# These take axe most of its time. They depend on the colours alone, and on whether words are large:
# of those that agree in it, on whatever page, they are asked of the first two.
SEEN = {}
FAULTS = """async (place, [all, seen]) => {
    const COLOURS = ["color-contrast", "link-in-text-block"];
    const firsts = [], pictures = [];
    let page = getComputedStyle(place).colorScheme;
    for (let part = place.parentElement; part; part = part.parentElement) {
        page += getComputedStyle(part).backgroundColor;
    }
    const look = (element, ground) => {
        const style = getComputedStyle(element);
        const { backgroundColor, backgroundImage, opacity } = style;
        const own = [backgroundColor, backgroundImage, opacity].join();
        const behind = own === "rgba(0, 0, 0, 0),none,1" ? ground : ground + own;
        const words = [...element.childNodes].some(({ nodeType, data }) =>
            nodeType === Node.TEXT_NODE && data.trim());
        if ((words || element.matches("input, select, textarea, a"))
            && element.checkVisibility({ visibilityProperty: true })) {
            // From here on words are large, of which less is asked.
            const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
            const key = [behind, style.color, style.fill, large];
            if (element.matches("a")) {
                const { color, fontWeight } = getComputedStyle(element.parentElement);
                key.push(style.textDecorationLine, style.fontWeight, color, fontWeight);
            }
            seen[key] = (seen[key] ?? 0) + 1;
            if (seen[key] <= 2) firsts.push(element);
        }
        if (element.matches("svg[role=img]") && !element.querySelector("a, [role], [tabindex]")) {
            pictures.push(element);
        }
        const inside = [...element.children, ...(element.shadowRoot?.children ?? [])];
        for (const child of inside) look(child, behind);
    };
    look(place, page);
    const found = [];
    const run = async (where, which) => {
        const options = { resultTypes: ["violations"], preload: false, ...which };
        found.push(...(await axe.run(where, options)).violations);
    };
    if (all) {
        const rules = Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }]));
        // What a picture is made of nobody is told, but axe would ask each line for all it knows.
        const whole = pictures.map((picture) => [picture, [...picture.childNodes]]);
        for (const [picture, parts] of whole) {
            picture.replaceChildren(...parts.filter(({ tagName }) => /title|desc/.test(tagName)));
        }
        await run(place, { rules });
        for (const [picture, parts] of whole) picture.replaceChildren(...parts);
    }
    // For each colour axe looks at the places of all parts: others are out of its way meanwhile.
    const needed = new Set(), were = [];
    for (let part of firsts) {
        for (; part; part = part.parentElement ?? part.getRootNode().host) needed.add(part);
    }
    const hide = (element) => {
        for (const child of [...element.children, ...(element.shadowRoot?.children ?? [])]) {
            if (needed.has(child)) {
                hide(child);
            } else if (getComputedStyle(child).display !== "inline") {
                were.push([child, child.style.cssText]);
                child.style.setProperty("display", "none", "important");
            }
        }
    };
    if (firsts.length) {
        hide(document.body);
        await run({ include: firsts }, { runOnly: COLOURS });
    }
    for (const [part, css] of were) part.style.cssText = css;
    const faults = found.map(({ id, impact, nodes }) =>
        [id, impact, nodes.map(({ html }) => html.slice(0, 300))]);
    return [faults, seen];
}"""


def faults(place, all=True):
    """What axe finds wrong in a place on a page: (rule, impact, elements), by all its rules.

    Else by those of colours alone. Without preload: axe would read the style files by a request,
    which no page from disk may.
    """
    if place.page.evaluate("() => typeof axe") == "undefined":
        place.page.evaluate(AXE.read_text(encoding="utf-8"))
    found, seen = place.evaluate(FAULTS, [all, SEEN])
    SEEN.update(seen)
    return found


def serious(place, all=True):
    """What axe finds serious there."""
    return [fault for fault in faults(place, all) if fault[1] in ("serious", "critical")]


# --- Live drawings ------------------------------------------------------------------------------


def write_notebook(lab, name, *sources):
    """Write a notebook with these code cells into the server's folder; return its path there."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    path = lab.folder / "notebooks" / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return f"notebooks/{path.name}"


def live(page, index=0):
    """Return the place of a live drawing with all its controls, once its SVG is there.

    Locators look into its shadow root by themselves.
    """
    place = page.locator(".jp-OutputArea-output:has(.scroll > svg)").nth(index)
    place.locator(".scroll > svg").first.wait_for()
    return place


def fresh(page, index):
    """Run a cell of the open notebook anew; return the place of its live drawing at its start."""
    page.evaluate(
        f"""index => {{
            {NOTEBOOK}.content.activeCellIndex = index;
            return window.jupyterapp.commands.execute("notebook:run-cell").then(() => null);
        }}""",
        index,
    )
    cell = page.locator(".jp-Notebook .jp-Cell").nth(index)
    place = cell.locator(".jp-OutputArea-output:has(.scroll > svg)")
    place.locator(".scroll > svg").first.wait_for()
    return place


def slider(live, name):
    """Return a slider's handle by the name that a screen reader says."""
    return live.get_by_role("slider", name=name, exact=True)


def move(live, name, key, times=1):
    """Press a key on a slider, like ``ArrowRight`` or ``PageUp``, and return its value then."""
    handle = slider(live, name)
    handle.focus()
    for _ in range(times):
        live.page.keyboard.press(key)
    settle(live)
    return said(handle)


def said(handle):
    """The number that a screen reader says of a slider, which stands behind it as well."""
    return number(handle.get_attribute("aria-valuetext"))


def press(live, name, key="Enter"):
    """Press a button by the keyboard."""
    live.get_by_role("button", name=name, exact=True).press(key)
    settle(live)


def answers(live):
    """Move sliders, or else press buttons, by the keyboard until the drawing changes."""

    def looks():
        return live.evaluate(
            """live => [...live.querySelectorAll("*")].filter((part) => part.shadowRoot)
                .map((part) => part.shadowRoot.innerHTML).join()"""
        )

    before = looks()
    sliders, buttons = live.get_by_role("slider"), live.get_by_role("button")
    tries = [(sliders, key) for key in ("ArrowRight", "ArrowLeft")] + [(buttons, "Enter")]
    for controls, key in tries:
        for index in range(controls.count()):
            control = controls.nth(index)
            if control.is_visible() and control.is_enabled():
                control.press(key)
                settle(live)
                if looks() != before:
                    return True
    return False


# A screen of 1366 × 768, with the file list open, leaves a notebook's outputs so much.
ROOM = (900, 600)
# Of each live drawing: its size with all its controls, its smallest word, and what it must scroll.
SIZES = """() => [...document.querySelectorAll(".nnlib-explore")]
    .filter((box) => !box.parentElement.closest(".nnlib-explore"))
    .map((box) => {
        const roots = [...box.querySelectorAll("*")].map((part) => part.shadowRoot).filter(Boolean);
        const scrolls = roots.map((root) => root.querySelector(".scroll"));
        const words = scrolls.flatMap((scroll) => [...scroll.querySelectorAll("text")])
            .filter((text) => text.textContent.trim() && text.getClientRects().length)
            .map((text) => {
                const { a, b } = text.getScreenCTM(); // some stand upright
                return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
            });
        return {
            width: Math.max(box.offsetWidth, box.scrollWidth),
            height: Math.max(box.offsetHeight, box.scrollHeight),
            smallest: Math.min(...words),
            beyond: Math.max(...scrolls.map((scroll) => scroll.scrollWidth - scroll.clientWidth)),
        };
    })"""


# The controls of a notebook that are smaller than a finger, which takes 44 px. What stands in a
# drawing has sliders as well, and its own way with what is near to it.
TOO_SMALL = """() => {
    const CONTROLS = "button, input, select, summary, canvas[tabindex], [role=slider], "
        + "[contenteditable=true], .jp-Placeholder";
    const all = (root) => [...root.querySelectorAll("*")]
        .flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    const takes = (one) => {
        one.scrollIntoView({ block: "center", inline: "center" });
        const { x, y, width, height } = one.getBoundingClientRect();
        return [[-21, 0], [21, 0], [0, -21], [0, 21]].every(([right, down]) => {
            const at = [x + width / 2 + right, y + height / 2 + down];
            return one.contains(one.getRootNode().elementFromPoint(...at));
        });
    };
    return all(document.querySelector(".jp-NotebookPanel"))
        .filter((one) => one.matches(CONTROLS) && one.checkVisibility({ visibilityProperty: true }))
        .map((one) => one.labels?.[0] ?? one)
        .filter((one) => !takes(one))
        .map((one) => one.outerHTML.slice(0, 200));
}"""


def touched(page, by_fingers):
    """Have the page be touched by fingers, or pointed at by a mouse, as is its size of things."""
    hand = page.context.new_cdp_session(page)
    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": by_fingers})


def assert_fits_small_screens(page):
    """In that room every live drawing is in sight together with all that moves it.

    And on a phone every control is large enough for a finger.
    """
    boxes = page.locator(".nnlib-explore")
    if boxes.count() == 0:
        return
    before = page.viewport_size
    size = {"width": 1366, "height": 768}
    for _ in range(50):  # JupyterLab lays its panels out a moment after
        page.set_viewport_size(size)
        page.wait_for_timeout(100)
        wide = boxes.first.evaluate("box => box.parentElement.clientWidth")
        if wide == ROOM[0]:
            break
        size["width"] += ROOM[0] - wide
    fits = f"({SIZES})().every(d => d.width <= {ROOM[0]} && d.height <= {ROOM[1]} && d.beyond <= 1)"
    with contextlib.suppress(TimeoutError):  # controls may come a moment later
        page.wait_for_function(fits)
    for sizes in page.evaluate(SIZES):
        assert sizes["width"] <= ROOM[0] and sizes["height"] <= ROOM[1], sizes
        assert sizes["beyond"] <= 1 and sizes["smallest"] > 11.95, sizes
    touched(page, by_fingers=True)
    page.set_viewport_size({"width": 390, "height": 844})
    with contextlib.suppress(TimeoutError):  # the toolbar finds its size a moment later
        page.wait_for_function(f"({TOO_SMALL})().length === 0", polling=500)
    assert page.evaluate(TOO_SMALL) == []
    touched(page, by_fingers=False)
    page.set_viewport_size(before)


def select(live, name):
    """Choose by the arrow keys what the drawing's one slider moves, as "weight toes → win?"."""
    chosen = live.locator("[role=radio][tabindex='0']:visible")
    chosen.focus()
    for _ in range(live.get_by_role("radio").count()):
        if chosen.get_attribute("aria-label").startswith(f"{name}:"):
            break
        chosen.press("ArrowDown")
    else:
        raise AssertionError(f"{name!r} can't be selected")
    chosen.press("Enter")
    settle(live)


def settle(live):
    """Wait until what was asked for is painted: ours is in the next frame, or the one after it."""
    live.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def built(part):
    """Build a part as the command does; the first worker builds it, the others wait for it."""
    from book.builder import BuildError, assets

    try:
        assets.assets()
    except BuildError as missing:
        pytest.skip(str(missing))
    command = [sys.executable, ROOT / "build_book.py", f"--{part}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def part(live, name, **place):
    """Return a part of the drawing: ``part(live, "weight", layer=1, to=0, source=2)``."""
    keys = {"data-part": name}
    for key, value in place.items():
        keys["data-from" if key == "source" else f"data-{key}"] = value
    return live.locator("".join(f'[{key}="{value}"]' for key, value in keys.items()))


def painted(live, name, **place):
    """Return the number that a part of the drawing shows, or None if it is not to be seen."""
    found = part(live, name, **place)
    if not found.is_visible():
        return None
    return number(found.evaluate("part => part.textContent"))


def near(values, decimals=3):
    """Numbers as they are painted."""
    return pytest.approx(values, abs=0.5 * 10**-decimals + 1e-9)


def words(live, name, **place):
    """Return what a part of the drawing says."""
    return part(live, name, **place).text_content()


def sentence(live):
    """Return what the drawing says in words below itself, as about a number that is none."""
    return live.locator(".problem").text_content()


# What can be seen of each part of a drawing: its words and its attributes; of a hidden one nothing.
SHOWN = """(svg, still) => {
    const other = document.createElement("div");
    other.innerHTML = still;
    const skip = /^(data-|style|role|aria|tabindex)/;
    const read = (root) => [...root.querySelectorAll("[data-part]")].map((part) => {
        const hidden = part.getAttribute("visibility") === "hidden";
        const attributes = [...part.attributes].filter(({ name }) => !skip.test(name));
        const said = attributes.map(({ name, value }) => `${name}=${value}`).sort();
        const words = part.children.length ? "" : part.textContent;
        return [part.dataset.part, ...(hidden ? ["hidden"] : [...said, words])].join(" ");
    });
    return [read(svg), read(other.querySelector("svg"))];
}"""


def assert_shows(live, drawing):
    """Hold every part of a live drawing to the same part of the static one that Python draws."""
    settle(live)
    shown, drawn = live.locator(".scroll > svg").evaluate(SHOWN, drawing.svg)
    assert len(shown) == len(drawn) > 0
    for one, other in zip(shown, drawn, strict=True):
        assert_alike(one, other, "a part of the drawing")


def number(words):
    return float(NUMBER.search(words.replace("−", "-")).group())


def value_in_python(page, expression):
    """Return what Python makes of an expression now, in the notebook's kernel."""
    answer = page.evaluate(
        f"""async expression => {{
            const kernel = {NOTEBOOK}.sessionContext.session.kernel;
            const asked = kernel.requestExecute(
                {{ code: "", user_expressions: {{ value: `repr(${{expression}})` }} }});
            return (await asked.done).content.user_expressions.value;
        }}""",
        expression,
    )
    assert answer["status"] == "ok", answer
    return ast.literal_eval(ast.literal_eval(answer["data"]["text/plain"]))


def set_in_python(live, explorer, trait, value):
    """Set a number of a live drawing's widget from Python, as "walk", "alpha", "1e300".

    Only when all sliders are there: one that comes to be takes the nearest of its steps, and that
    would go back to Python over what was set.
    """
    sliders = value_in_python(live.page, f"len({explorer}.box.children)") - 1
    live.locator(".noUi-handle").nth(sliders - 1).wait_for()
    value_in_python(live.page, f"setattr({explorer}.widget, {trait!r}, float({value!r}))")


def soon_in_python(page, expression, expected, seconds=60):
    """Return what Python makes of an expression, once it is what is expected or time is over.

    For values on their way from the browser to Python, which take a moment.
    """
    end = time.monotonic() + seconds
    while (value := value_in_python(page, expression)) != expected and time.monotonic() < end:
        page.wait_for_timeout(50)
    return value
