"""The built book in a real browser, opened from its folder, with the network cut."""

import contextlib
import itertools
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import numpy as np
import pytest

pytest.importorskip("sphinx")

from playwright.sync_api import TimeoutError, expect

import lab as jupyter
from book.builder import BUILD
from course.notebooks import for_readers, on_slides, tags
from course.pictures.svg import fixed
from nnlib.mnist import one_hot
from nnlib.network import Network
from stored import NAMES, ROOT, cells, load_mnist, output, text

BOOK = BUILD / "book"
PAGES = [path.stem for path in sorted((ROOT / "book" / "pages").glob("*.*b"))]
PAGES += [path.stem for path in sorted((ROOT / "book" / "pages").glob("*.md"))]
ALL = [f"notebooks/{name}" for name in NAMES] + PAGES + ["search"]

ALIVE = [f"notebooks/{name}" for name in NAMES if "explore." in str(cells(name, "code"))]
ALIVE += ["index"]

# What the theme itself writes as errors, on any book made with it.
THEME = {
    r"^Got invalid theme mode": "pydata-sphinx-theme, until a reader has chosen light or dark",
}


@pytest.fixture(scope="module")
def book():
    """The built book."""
    jupyter.built("book")
    return BOOK


@pytest.fixture(scope="module")
def reader(chromium, book):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    context.set_default_timeout(jupyter.PATIENCE)
    yield context
    context.close()


class Heard:
    """What a page asked for and did not get, what it asked elsewhere, and its errors."""

    def __init__(self, page):
        self.wrong = []
        page.on("request", self.request)
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def request(self, request):
        if urlsplit(request.url).scheme not in ("file", "data", "blob"):
            self.wrong.append(f"elsewhere: {request.url}")

    def console(self, message):
        if message.type == "error" and not any(re.search(known, message.text) for known in THEME):
            self.wrong.append(message.text)


def open_page(page, name, query=""):
    """Open a page of the book and wait until its widgets are there."""
    page.goto(f"{(BOOK / name).as_uri()}.html{query}")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.live')]"
        ".every(live => live.querySelector('.widget-subarea .jupyter-widgets'))"
    )


@pytest.fixture
def blank(reader):
    """A page; when the test is over, nothing may have gone wrong that nobody looked at."""
    page = reader.new_page()
    heard = Heard(page)
    yield page
    page.close()
    assert heard.wrong == []


@pytest.fixture(scope="module")
def tab(reader):
    """One for all pages: what they load is compiled once, which takes long."""
    page = reader.new_page()
    heard = Heard(page)
    page.add_init_script("localStorage.setItem('mode', 'light');")
    yield page, heard
    page.close()


@pytest.fixture(scope="module")
def opened(request, tab):
    """A page of the book, opened once for all its tests: its name, the page, what is heard."""
    page, heard = tab
    page.set_viewport_size(jupyter.SCREEN)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    open_page(page, request.param)
    return request.param, page, heard


@pytest.fixture
def page(opened):
    """The page as it is for a reader at a desk, by day."""
    _, page, heard = opened
    page.set_viewport_size(jupyter.SCREEN)
    show_in(page, "light")
    yield page
    wrong, heard.wrong = heard.wrong, []
    assert wrong == []


def on(*names):
    """Have a test use ``page``, with these pages of the book on it, one after the other."""
    return pytest.mark.parametrize("opened", names, indirect=True)


def chapter(number):
    return next(f"notebooks/{name}" for name in NAMES if name.startswith(number))


# --- Every page ---------------------------------------------------------------------------------


@on(*ALL)
def test_every_page(opened, page):
    """The fixture adds requests and errors."""
    name, *_ = opened
    assert_whole(page)
    if name.startswith("notebooks/"):
        assert_shows_what_is_stored(page, name.removeprefix("notebooks/"))
    assert serious(page, "light") == []
    assert serious(page, "dark") == []
    for width in (1920, 1680, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        with contextlib.suppress(TimeoutError):  # the sign at an edge may come a moment later
            page.wait_for_function(f"() => ({UNSEEN})().length === 0")
        assert page.evaluate(UNSEEN) == [], width
    # Nothing scrolls sideways on a phone but what scrolls in its own box.
    page.set_viewport_size({"width": 360, "height": 740})
    jupyter.settle(page.locator("body"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(BROKEN) == []


# Words of code, as --notebook-dir=., that a hyphen breaks though they fit into a line of a phone.
BROKEN = """() => [...document.querySelectorAll("article :is(p, li) > code .pre")]
    .filter((word) => word.textContent.length < 30 && word.checkVisibility())
    .filter((word) => {
        const words = document.createRange();
        words.selectNodeContents(word);
        return words.getClientRects().length > 1;
    })
    .map((word) => word.textContent)"""

# Pictures that are smaller than their words allow, or that end at an edge without a sign of it.
UNSEEN = """() => {
    const hosts = [...document.querySelectorAll(".live *")].filter((part) => part.shadowRoot);
    const drawn = hosts.flatMap((host) => [...host.shadowRoot.querySelectorAll(".scroll > svg")]);
    const still = [...document.querySelectorAll(".cell_output .drawing")];
    const pictures = [...still.map((host) => host.shadowRoot.querySelector("svg")),
                      ...document.querySelectorAll(".cell_output img")];
    const all = [...drawn, ...pictures].filter((picture) => picture.checkVisibility());
    return all.filter((picture) => {
        const box = picture.closest(".scroll")
            ?? (picture.getRootNode().host ?? picture).closest(".text_html");
        const cut = box.scrollWidth - box.clientWidth > 1;
        const least = parseFloat(getComputedStyle(picture).minWidth);
        const shown = picture.getBoundingClientRect().width;
        const outside = box.getBoundingClientRect().right > innerWidth;
        const said = box.dataset.more?.includes("right") ?? false;
        return !(shown >= least - 1) || outside || cut !== said;
    }).map((picture) => picture.outerHTML.slice(0, 100));
}"""


def assert_whole(page):
    """Where a drawing lives its still picture is gone; pictures and mathematics are there."""
    assert page.locator(".live > .still:visible").count() == 0
    broken = page.evaluate(
        "() => [...document.images].filter(i => i.checkVisibility() && i.complete"
        " && !i.naturalWidth).map(i => i.src.slice(0, 80))"
    )
    assert broken == []
    drawn = "math => math.every(m => m.namespaceURI.endsWith('MathML') && m.clientHeight > 8)"
    assert page.locator(".math > math").evaluate_all(drawn)


# For each code cell: its code, what it prints, and what its pictures say.
CELLS = """() => [...document.querySelectorAll("div.cell")].map((cell) => {
    const all = (css) => [...cell.querySelectorAll(css)];
    return {
        code: cell.querySelector("div.cell_input pre").textContent,
        buttons: all("div.cell_input button.copybtn").length,
        printed: all(".output.stream").map((place) => place.textContent).join(""),
        drawn: all('.cell_output :is(.drawing, img[src^="data:"])').map((image) =>
            image.alt ?? image.shadowRoot.querySelector("svg").ariaLabel
                ?? image.shadowRoot.querySelector("desc").textContent),
    };
})"""


def assert_shows_what_is_stored(page, name):
    """Code and outputs are those of the notebook; what is for speakers only is not there."""
    stored = [cell for cell in for_readers(cells(name, "code")) if "check" not in tags(cell)]
    for place, cell in zip(page.evaluate(CELLS), stored, strict=True):
        assert place["code"].rstrip() == text(cell["source"]).rstrip()
        assert place["buttons"] == 1, cell["id"]
        streams = [text(o["text"]) for o in cell["outputs"] if o["output_type"] == "stream"]
        assert place["printed"].split() == "".join(streams).split(), cell["id"]
        shown = [o["data"] for o in cell["outputs"] if "data" in o]
        drawn = [d for d in shown if "image/png" in d or "<img" in text(d.get("text/html", ""))]
        assert place["drawn"] == [text(data["text/plain"]) for data in drawn], cell["id"]
    spoken = [
        text(cell["source"]).splitlines()[-1]
        for cell in cells(name, "markdown")
        if on_slides(cell) == "notes"
    ]
    whole = page.locator("article").inner_text()
    assert not [words for words in spoken if len(words) > 20 and words in whole]


def serious(page, theme):
    """What axe finds serious on the page in a theme; in the second theme only colours differ."""
    show_in(page, theme)
    # The page of the search is the theme's; on it only what was found is ours.
    ours = ".bd-article" if page.locator(".bd-article").count() else "#search-results"
    return jupyter.serious(page.locator(ours), all=theme == "light")


def show_in(page, theme):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate(
        "theme => { Object.assign(document.documentElement.dataset, {theme, mode: theme}); }",
        theme,
    )
    jupyter.settle(page.locator("body"))


@pytest.fixture(scope="module")
def sheet(chromium):
    page = chromium.new_page()
    yield page
    page.close()


LINK = '<p>dark <a href="#" style="color: {}">a link</a> dark</p>'
OTHERS = "<style>a {text-decoration: none}</style>" + 9 * ("<p>dark</p>" + LINK.format("#46f"))


@pytest.mark.parametrize(
    ("pale", "rule"),
    [
        ('<p style="color: #ddd">pale</p>', "color-contrast"),
        ('<div style="background: #333"><p>dark on dark</p></div>', "color-contrast"),
        (
            '<div><template shadowrootmode="open"><p style="color: #ddd">pale</p></template></div>',
            "color-contrast",
        ),
        (LINK.format("#111"), "link-in-text-block"),
        ('<div style="color: #34c">' + LINK.format("#46f") + "</div>", "link-in-text-block"),
    ],
)
def test_axe_sees_one_pale_word_among_many(sheet, pale, rule):
    """Or the test of every page could not fail."""
    sheet.set_content(f"<main>{OTHERS}{pale}</main>")
    found = jupyter.serious(sheet.locator("main"), all=False)
    assert [rule for rule, *_ in found] == [rule]


def test_no_page_names_a_folder_of_the_machine_that_built_it(book):
    reference = (book / "reference.html").read_text(encoding="utf-8")
    assert "The folder of all data that the course ships." in reference
    for path in book.rglob("*.html"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"(Posix|Windows)Path\(|&lt;(factory|function|class) ?", words), path
        assert str(ROOT) not in words, path


@on(chapter("00"))
def test_wide_drawings_have_the_room_of_a_wide_page(page):
    inner = page.locator(".cell_output > .text_html").first
    assert inner.evaluate("place => place.scrollWidth - place.clientWidth") <= 0


def hrefs(words, kind):
    return re.findall(rf'<a class="[^"]*{kind}[^"]*"[^>]*?href="([^"]*)"', words)


@on("lecturers")
def test_commands_have_a_copy_button_and_the_measure_of_the_text(page):
    boxes = page.locator("section > div[class*=highlight-]").all()
    assert len(boxes) > 5
    # Wider than what stands in it, so that it is the measure that ends the box.
    measure = page.evaluate("49 * parseFloat(getComputedStyle(document.body).fontSize)")
    page.set_viewport_size({"width": 1920, "height": 900})
    assert page.locator("article").bounding_box()["width"] > measure + 100
    for box in boxes:
        assert box.locator("button.copybtn").count() == 1
        assert box.bounding_box()["width"] <= measure + 1


def test_the_chapters_follow_each_other(book):
    for number, name in enumerate(NAMES):
        words = (book / "notebooks" / f"{name}.html").read_text(encoding="utf-8")
        if number + 1 < len(NAMES):
            assert hrefs(words, "right-next") == [f"{NAMES[number + 1]}.html"]
        if number:
            assert hrefs(words, "left-prev") == [f"{NAMES[number - 1]}.html"]
        (download,) = hrefs(words, "download")
        copied = book / "notebooks" / download
        assert copied.read_bytes() == (ROOT / "notebooks" / f"{name}.ipynb").read_bytes()


def test_search_finds_alpha_and_leads_there(blank):
    page = blank
    open_page(page, "search", "?q=alpha")
    found = page.locator("#search-results li a")
    found.first.wait_for()
    titles = found.all_inner_texts()
    assert any(title.startswith("07") for title in titles) and len(titles) > 3
    page.locator("#search-results li a", has_text="07 ·").first.click()
    page.wait_for_selector("article h1")
    assert "07" in page.locator("article h1").inner_text()


# --- Links --------------------------------------------------------------------------------------


class Links(HTMLParser):
    def __init__(self, words):
        super().__init__()
        self.links, self.anchors = [], {"", "top"}
        self.feed(words)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.anchors.update({found.get("id"), found.get("name")} - {None})
        self.links += [found[key] for key in ("href", "src") if found.get(key)]


# Where the book leads its readers.
ELSEWHERE = {"3b1b.co", "d2l.ai", "neuralnetworksanddeeplearning.com"}


def test_all_links_lead_somewhere(book):
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in book.rglob("*.html")}
    pages = {path: links for path, links in pages.items() if "_static" not in path.parts}
    assert len(pages) >= len(ALL)
    missing, hosts = [], set()
    for path, page in pages.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme in ("http", "https"):
                hosts.add(address.netloc)
                continue
            if address.scheme:
                assert address.scheme in ("data", "mailto"), link[:80]
                continue
            file, anchor = urldefrag(link)
            target = (path.parent / unquote(urlsplit(file).path)).resolve() if file else path
            # These are built by themselves.
            if target.parent == BUILD / "slides":
                assert target.stem in {"index", *NAMES}
            elif target.is_relative_to(BUILD / "run"):
                assert target.name == "index.html"
            elif not target.is_file():
                missing.append(f"{path.name}: {link}")
            elif target in pages and unquote(anchor) not in pages[target].anchors:
                missing.append(f"{path.name}: {link} (no such anchor)")
    assert missing == []
    assert hosts == ELSEWHERE


# --- Light and dark, and for everybody ------------------------------------------------------------


def paper(drawing):
    return drawing.locator(".scroll > svg > rect").first.evaluate("r => getComputedStyle(r).fill")


@on(chapter("05"))
def test_a_live_drawing_follows_the_page_into_the_dark_and_back(page):
    drawing = live(page)
    seen = []
    for theme in ("light", "dark", "light"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        jupyter.settle(drawing)
        seen.append(paper(drawing))
    assert seen == ["rgb(255, 255, 255)", "rgb(20, 25, 31)", "rgb(255, 255, 255)"]
    # The page's own switch has the last word, whatever the computer is set to.
    page.emulate_media(color_scheme="dark")
    jupyter.settle(drawing)
    assert paper(drawing) == seen[0]


# --- On a phone -----------------------------------------------------------------------------------


@on(chapter("04"), chapter("08"))
def test_on_a_phone_what_a_live_drawing_answers_is_in_sight(page):
    page.set_viewport_size({"width": 390, "height": 844})
    live(page)
    drawing = page.locator(".live:has(.scroll > svg)").first
    for answer in drawing.locator('.scroll [data-part="output"] circle').all():
        expect(answer).to_be_in_viewport(ratio=0.9)
    drawing.locator(".noUi-handle").first.press("ArrowRight")
    expect(drawing.locator(".result")).to_contain_text(re.compile(r"Predictions: .*win\? \d"))


@on(chapter("04"))
@pytest.mark.parametrize("width", [390, 1280])
def test_where_there_is_no_room_for_them_lists_of_links_open(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    for kind, link in ("primary", "05 · "), ("secondary", "Try it"):
        if (kind, width) != ("primary", 1280):  # there it has room
            page.get_by_role("button", name=f"Toggle {kind} sidebar").click()
            page.get_by_role("dialog").get_by_role("link", name=link).first.wait_for()
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="hidden")


# --- Live drawings, by the keyboard ---------------------------------------------------------------


def live(page, index=0):
    """Return the place of a live drawing that has an SVG, once it is there."""
    place = page.locator(".live > .widget-subarea:has(.scroll > svg)").nth(index)
    place.locator(".scroll > svg").first.wait_for()
    place.scroll_into_view_if_needed()
    return place


@on(chapter("12"))
def test_the_sheet_of_digits(page):
    (images, labels), _ = load_mnist()
    drawing = live(page)
    place = int(jupyter.move(drawing, "place in the sheet above", "ArrowRight", 5))
    sheet = [number for d in range(10) for number in (labels == d).nonzero()[0][:17]]
    number = sheet[place]
    assert jupyter.words(drawing, "number") == f"number {number:,} of 60,000"
    assert jupyter.words(drawing, "label") == f"a {labels[number]}"
    assert jupyter.words(drawing, "value") == str(images[number, 14, 14])
    drawing.get_by_role("application").press("ArrowUp")
    jupyter.settle(drawing)
    assert jupyter.words(drawing, "value") == str(images[number, 13, 14])


@on(chapter("14"))
def test_the_pad_reads_a_digit(page):
    (x_train, y_train), (x_test, y_test) = load_mnist()
    network = Network(hidden_size=40, seed=1)
    images = x_train[:1000].reshape(1000, 784) / 255
    network.fit(images, one_hot(y_train[:1000]), alpha=0.005, iterations=32)
    drawing = live(page)
    for digit in (7, 3):
        jupyter.press(drawing, f"example of a {digit}")
        example = x_test[np.argmax(y_test == digit)].reshape(1, 784) / 255
        outputs = network.predict(example)[0]
        rows = jupyter.part(drawing, "output").evaluate_all(
            "rows => rows.map(row => row.lastElementChild.textContent)"
        )
        assert [jupyter.number(words) for words in rows] == jupyter.near(outputs.tolist())
        assert drawing.locator(".reads").inner_text().startswith(f"Prediction {outputs.argmax()},")


@on(chapter("13"))
def test_recorded_trainings_follow_their_sliders(page):
    recorded = json.loads((ROOT / "data" / "trainings.json").read_text(encoding="utf-8"))
    choices = list(itertools.product(*recorded["stops"].values()))
    drawing = live(page)
    at = [0.005, 40, 1000]
    for place, (name, key, value) in enumerate(
        [
            ("alpha", "ArrowRight", 0.05),
            ("hidden units", "Home", 2),
            ("training images", "End", 5000),
        ]
    ):
        assert jupyter.move(drawing, name, key) == value
        at[place] = value
        tested = recorded["runs"][choices.index(tuple(at))]["history"][-1]
        drawing.get_by_text(
            f"recorded, iteration 49: train error {fixed(tested['train_error'])}, test error "
            f"{fixed(tested['test_error'])}, test accuracy {fixed(tested['test_accuracy'])}"
        ).first.wait_for()  # what is heard says it as well
        drawing.get_by_text(f"The weights of {at[1]} hidden units, each as a picture").wait_for()
    jupyter.press(drawing, "reset")
    assert jupyter.said(jupyter.slider(drawing, "hidden units")) == 40


@on(chapter("16"))
def test_the_layers_follow_the_picture(page):
    labels = load_mnist()[1][1]
    drawing = live(page)
    canvas = drawing.locator("canvas")
    seen = {canvas.screenshot()}
    for picture in range(1, 4):
        assert jupyter.move(drawing, "picture", "ArrowRight") == picture
        label = labels[picture]
        said = f"The picture is a {label}; the network says {label} at"
        drawing.locator("p:not(.hidden)", has_text=said).wait_for()
        seen.add(canvas.screenshot())
    assert len(seen) == 4


@on(chapter("17"))
def test_all_three_networks_read_the_pad(page):
    drawing = live(page)
    said = drawing.locator("p:not(.hidden)", has_text="model 2b says")
    for digit in (3, 7):
        jupyter.press(drawing, f"example of a {digit}")
        said.filter(has_text=f"model 1 says {digit} at").wait_for()
        assert said.inner_text().endswith("they agree.")
    for _ in range(2):
        jupyter.press(drawing, "find a digit that they disagree on")
        said.filter(has_text="Test picture").wait_for()
        assert said.inner_text().endswith("they disagree.")
    found = re.match(r"Test picture (\d+), a (\d)\. ", said.inner_text())
    assert load_mnist()[1][1][int(found[1])] == int(found[2])
    assert drawing.locator(".problem:visible").count() == 0
    # A stroke on it, and it is that picture no more.
    drawing.locator(".paper canvas").press("Space")
    expect(said).not_to_contain_text("Test picture")


def test_a_dark_page_is_printed_on_white_with_every_drawing_whole(blank):
    page = blank
    page.emulate_media(color_scheme="dark")
    page.add_init_script("localStorage.setItem('mode', 'dark');")
    page.add_init_script("localStorage.setItem('theme', 'dark');")
    page.set_viewport_size({"width": 680, "height": 1000})
    open_page(page, chapter("11"))
    drawing = live(page)
    assert paper(drawing) == "rgb(20, 25, 31)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    jupyter.settle(drawing)
    assert paper(drawing) == "rgb(255, 255, 255)"
    for box in [drawing.locator(".scroll"), *page.locator(".drawing:visible").all()]:
        assert box.locator("svg").first.bounding_box()["width"] <= 680
    assert not drawing.get_by_role("button", name="take the step").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_on_paper_chapters_follow_each_other(blank):
    chapter = '<span id="document-{0}"></span><section><h2>{0}</h2><p>Why?</p></section>'
    style = (ROOT / "book" / "style" / "print.css").read_text(encoding="utf-8")
    blank.set_content(f"<style>{style}</style><h1>All</h1>" + "".join(map(chapter.format, "abcd")))
    assert len(re.findall(rb"/Type\s*/Page\b", blank.pdf())) == 1


# --- Guesses and exercises, without Python --------------------------------------------------------


def guess(page, index=0):
    place = page.locator(".live:has(.guess)").nth(index)
    place.locator(".guess").wait_for()
    return place


@on(chapter("02"))
def test_a_choice_is_kept_and_the_answer_appears(page):
    place, said = guess(page), page.locator(".live .guess .said").first
    assert said.text_content() == ""
    fold = page.locator("details:has(summary:text-is('The answer'))")
    assert fold.inner_text().split() == ["The", "answer"]
    fold.locator("summary").press("Enter")
    assert fold.inner_text().endswith("The answer: game 3")
    place.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    jupyter.settle(place)
    assert said.text_content() == "your guess: game 1 · the answer: game 3"
    jupyter.press(place, "guess again")
    assert said.text_content() == ""
    place.get_by_role("radio", checked=True).focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    jupyter.settle(place)
    assert said.text_content() == "your guess: game 3 · the answer: game 3 · right"


@on(chapter("13"))
def test_a_number_on_a_slider_is_kept_and_the_true_value_appears(page):
    place = guess(page)
    place.get_by_role("slider").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    jupyter.settle(place)
    revealed = output("13_numpy_network", "guess-end-reveal")
    truth = float(re.search(r"True value: ([\d.]+)", revealed)[1])
    assert place.locator(".said").text_content() == (
        f"your guess 0.52 · true value {truth:.3f} · {abs(truth - 0.52):.3f} off"
    )


@on(chapter("02"))
def test_an_exercise_stands_there_with_its_solution_folded(page):
    start = page.locator("div.cell", has_text="fans_weight = None").first
    assert "# your number" in start.inner_text()
    # Here nothing could be checked.
    assert page.get_by_text("not answered yet").count() == 0
    assert page.get_by_text("exercises.check").count() == 0
    fold = page.locator("details", has=page.locator("summary", has_text="Solution")).first
    code = fold.locator("div.highlight pre")
    assert not code.is_visible()
    fold.locator("summary").press("Enter")
    assert code.is_visible() and "fans_weight =" in code.inner_text()


# --- And last, as it moves them all ---------------------------------------------------------------


@on(*ALIVE)
def test_every_live_drawing_answers_without_python(page):
    """That it then shows what Python draws is held by the tests of its module and of JupyterLab."""
    drawings = page.locator(".live:has(.scroll > svg)")
    assert drawings.count() > 0
    for index in range(drawings.count()):
        assert jupyter.answers(live(page, index)), index
