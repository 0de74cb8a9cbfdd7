"""The row above a notebook that runs in a browser, alone on a page: what it says, when, and does.

That Python is really there is for test_run.py; here a page plays JupyterLite.
"""

import json

import pytest

import lab as jupyter
from stored import ROOT

EXTENSION = "\n".join(
    (ROOT / "book" / "run" / f"{name}.js").read_text(encoding="utf-8")
    for name in ("storage", "extension")
)
ADDRESS = "http://localhost:9/course/run/notebooks/index.html"
PLAYED = """async () => {
    const signal = () => {
        const all = [];
        return { connect: (f) => all.push(f), emit: (...told) => all.forEach((f) => f(...told)) };
    };
    const kernel = {
        status: "idle",
        requestExecute: () => ({ done: new Promise((done) => { window.comes = done; }) }),
    };
    const restartKernel = async () => done.push("restarted");
    const sessionContext = { session: { kernel }, restartKernel };
    for (const name of ["status", "kernel"]) sessionContext[`${name}Changed`] = signal();
    sessionContext.iopubMessage = signal();
    const done = (window.done = []), files = (window.files = {});
    const context = {
        path: "01.ipynb", ready: Promise.resolve(), saveState: signal(),
        save: async () => done.push("saved"),
        model: { getMetadata: () => "old", toJSON: () => ({ cells: [] }) },
    };
    const contents = {
        get: async (path) => ({ content: files[path] }),
        save: async (path, { content }) => { files[path] = content; },
        delete: async (path) => done.push(`deleted ${path}`),
    };
    const shell = {
        currentWidget: { context, sessionContext }, currentChanged: signal(),
        menu: { hide() {} }, node: document.createElement("div"), update() {},
    };
    window.turn = (status) => {
        kernel.status = status;
        sessionContext.statusChanged.emit(sessionContext, status);
    };
    window.fail = () => context.saveState.emit(context, "failed");
    const made = await window._JUPYTERLAB["neural-network-course-page"].get("./extension");
    made().default.activate({ shell, serviceManager: { contents } });
}"""


@pytest.fixture
def student(chromium):
    context = chromium.new_context(viewport=jupyter.SCREEN)
    context.set_default_timeout(jupyter.PATIENCE)
    yield context
    context.close()


def row(student, before="", made_from="old"):
    """Open a page with the row, on which this script ran first; the course has this version."""
    page = student.new_page()
    newest = json.dumps({"metadata": {"made_from": made_from}})
    page.route("**/index.html*", lambda route: route.fulfill(body="<title>x</title>"))
    page.route("**/files/01.ipynb", lambda route: route.fulfill(body=newest))
    page.clock.install()
    page.goto(ADDRESS)
    page.evaluate(f"() => {{ {before}\n{EXTENSION} }}")
    page.evaluate(PLAYED)
    return page


def says(page, words, role="alert"):
    page.get_by_role(role).get_by_text(words).wait_for()


def test_python_that_is_silent_can_be_started_anew(student):
    page = row(student)
    says(page, "Python is coming", "status")
    page.evaluate("turn('busy')")
    page.clock.fast_forward(60_000)  # it may take its time to come
    assert page.get_by_role("alert").inner_text() == ""
    page.evaluate("() => { turn('idle'); comes(); }")
    says(page, "Python is here", "status")
    page.evaluate("turn('busy')")
    says(page, "Python is at work", "status")
    page.clock.set_system_time("2100-01-01")  # no clock that jumps is ten seconds
    page.clock.fast_forward(9_000)
    assert page.get_by_role("alert").inner_text() == ""
    page.clock.fast_forward(2_000)
    says(page, "your notebook and your answers are kept")
    page.get_by_role("button", name="Start Python anew").click()
    says(page, "Python is coming", "status")
    assert page.evaluate("done") == ["saved", "restarted"]


def test_answers_are_downloaded_and_taken_up_beside_those_that_are_there(student):
    page = row(student)
    page.get_by_role("button", name="Download my answers").click()
    says(page, "There are no answers yet")
    page.evaluate("""files["progress.json"] = '{"exercises": {"01-1": "solved"}, "guesses": {}}'""")
    taken = {"exercises": {"02-1": "solved"}, "guesses": {"01-2": 0.5}}
    chooser = page.locator("#nnlib-page input")
    for words, said in ("[1]", "holds no answers"), (json.dumps(taken), "Your answers are here"):
        file = {"name": "any.json", "mimeType": "application/json", "buffer": words.encode()}
        chooser.set_input_files(file)
        says(page, said)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download my answers").click()
    taken["exercises"]["01-1"] = "solved"
    assert begun.value.suggested_filename == "progress.json"
    assert json.loads(begun.value.path().read_text(encoding="utf-8")) == taken


@pytest.mark.parametrize("kept", ["{ cut off", '{"exercises": []}'])
def test_answers_that_are_damaged_are_handed_out_before_others_take_their_place(student, kept):
    page = row(student)
    page.evaluate("kept => { files['progress.json'] = kept; }", kept)
    taken = b'{"exercises": {"02-1": "solved"}, "guesses": {}}'
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": taken}
    for act, said in (
        (page.get_by_role("button", name="Download my answers").click, "are damaged"),
        (lambda: page.locator("#nnlib-page input").set_input_files(file), "Your answers are here"),
    ):
        with page.expect_download() as begun:
            act()
        assert begun.value.suggested_filename == "damaged_progress.json"
        assert begun.value.path().read_text(encoding="utf-8") == kept
        says(page, said)
    assert json.loads(page.evaluate("files['progress.json']")) == json.loads(taken)


def test_a_newer_notebook_is_taken_when_the_student_says_so(student):
    page = row(student, made_from="new")
    says(page, "The course has a newer version")
    with page.expect_download() as begun, page.expect_navigation():
        page.get_by_role("button", name="Take it, and download mine").click()
    assert begun.value.suggested_filename == "01.ipynb"


@pytest.mark.parametrize(
    ("name", "target"),
    [("02", "/run/notebooks/index.html?path=02.ipynb"), ("12", "/book/notebooks/12.html")],
)
def test_a_link_leads_to_where_a_notebook_runs_or_to_its_chapter(student, name, target):
    page = row(student)
    page.route("**/files/02.ipynb", lambda route: route.fulfill(body="{}"))
    page.route("**/files/12.ipynb", lambda route: route.fulfill(status=404))
    page.evaluate(
        f"""document.body.insertAdjacentHTML(
            "beforeend", '<a href="../files/{name}.ipynb" target="_blank">next</a>')"""
    )
    student.route("**/*.html*", lambda route: route.fulfill(body="<title>x</title>"))
    with student.expect_page() as opened:
        page.get_by_text("next").dispatch_event("click")  # it lies below the row
    opened.value.wait_for_url(lambda url: url.endswith(f"/course{target}"))


FULL = "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };"
FORBIDDEN = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException(); } });"
NO_WORKER = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined });"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (FULL, "its room is full"),
        (FORBIDDEN, "the window is a private one"),
        (NO_WORKER, "can't be kept here: that needs an address with https"),
        ("delete window.WebAssembly;", "it has no WebAssembly"),
    ],
)
def test_what_a_browser_lacks_is_one_sentence(student, before, said):
    says(row(student, before), said)


def test_python_is_not_promised_where_it_can_not_come(student):
    says(row(student, "delete window.WebAssembly;"), "There is no Python here", "status")


def test_two_tabs_and_a_save_that_fails_are_told(student):
    one, two = row(student), row(student)
    for page in (one, two):
        says(page, "open in another tab")
    one.evaluate("fail()")
    says(one, "Download your notebook")


def test_on_a_phone_the_row_is_one_line_for_fingers(chromium):
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = row(phone)
    assert page.locator("#nnlib-page").bounding_box()["height"] < 60
    for part in page.locator("#nnlib-page .row :is(a, button)").all():
        assert part.bounding_box()["height"] >= 44
    part.click()  # the last one can be reached
    phone.close()
