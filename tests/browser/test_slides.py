"""The slides in a real browser: opened from a folder, with the network cut."""

import nbformat
import pytest
from playwright.sync_api import expect
from test_live_access import drag, middle

import lab as jupyter
from course.pictures.svg import fixed
from stored import PATHS

pytest.importorskip("myst_nb", reason='The slides need the book extra: pip install -e ".[book]".')

from book.builder import slides
from book.builder.command import build
from book.builder.run import address

SCREEN = {"width": 1280, "height": 720}
DECKS = [*(path.stem for path in PATHS), "seminar"]
# Text under 18 px, and why. The type of all other words and code is never smaller.
SMALL_TYPE = {
    "table": "36 rows of a table, in two columns",
    "loop": "twenty lines of figures beside the loop",
    "load": "code and the table of a Keras network",
    "summary-2": "the table of a Keras network with eleven layers",
}
# px of the smallest words in a drawing, where the slide's whole width or height is too little
# for 18. Axes, notes and sources are as small as that; nowhere what the drawing is about.
SMALL_IN_DRAWINGS = {
    "03-try": 14.0,
    "06-try-fold": 16.5,
    "07-try": 15.0,
    "08-try": 17.5,
    "09-try": 17.5,
    "10-try": 17.5,
    "11-try": 15.7,
    "12-numbers": 11.8,
    "13-try": 14.0,
    "14-try": 13.3,
    "15-try": 15.5,
    "16-try": 17.0,
    "17-try": 12.0,
}

MEASURE = """() => {
    const slide = Reveal.getCurrentSlide();
    const page = slide.getBoundingClientRect();
    const scale = page.width / 1280;
    const silent = (part) => part.closest("aside.notes, .still")
        || part.closest("[role=status], .hidden");
    const box = (part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return { left: (left - page.left) / scale, top: (top - page.top) / scale,
                 right: (right - page.left) / scale, bottom: (bottom - page.top) / scale };
    };
    const name = (part) => `${part.tagName} ${part.className?.baseVal ?? part.className}`;
    const shadows = [...slide.querySelectorAll(".fit *")].filter((part) => part.shadowRoot)
        .flatMap((part) => [...part.shadowRoot.querySelectorAll("svg, button, canvas, p")]);
    const parts = [...slide.querySelectorAll("*"), ...shadows].filter((part) => !silent(part));
    const over = [], scrolls = [], small = [];
    for (const part of parts) {
        const { left, top, right, bottom } = box(part);
        if (right - left < 1 || bottom - top < 1) continue;
        const low = part.matches(".from") ? 720 : 688;
        const out = Math.max(-left, -top, right - 1280, bottom - low);
        if (out > 1) over.push(`${name(part)}: ${out.toFixed(0)} px`);
        const style = getComputedStyle(part);
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        const more = part.scrollHeight > part.clientHeight + 1
            || part.scrollWidth > part.clientWidth + 1;
        if (hides && more && part.clientWidth && part.tagName !== "svg") scrolls.push(name(part));
        if (part.matches(".words *") && part.firstChild?.nodeType === Node.TEXT_NODE
            && part.firstChild.data.trim() && !part.closest("math")
            && parseFloat(style.fontSize) < 17.9) small.push(`${name(part)} ${style.fontSize}`);
    }
    const drawn = [...slide.querySelectorAll(".place")].map((place) => {
        const enlarged = Number(place.style.getPropertyValue("--scale"));
        const image = place.querySelector(":scope > .drawing");
        if (image?.dataset.smallest) return image.dataset.smallest * enlarged;
        const sizes = image
            ? [...image.shadowRoot.innerHTML.matchAll(/font-size[=:]"?([\\d.]+)/g)]
                .map(([, size]) => Number(size))
            : [...place.querySelectorAll(".fit *")].flatMap((part) => [
                part, ...part.shadowRoot?.querySelectorAll("*") ?? []])
                .filter((part) => [...part.childNodes].some((child) =>
                    child.nodeType === Node.TEXT_NODE && child.data.trim())
                    && !part.matches("script, style, .hidden") && part.getClientRects().length)
                .map((part) => parseFloat(getComputedStyle(part).fontSize));
        return enlarged * Math.min(...sizes);
    });
    const words = [...slide.querySelectorAll(".words :is(p, li, pre, table)")].map(box);
    const covered = [...slide.querySelectorAll(".place")].map(box).filter((place) =>
        words.some((word) => word.bottom > place.top + 1 && word.right > place.left + 1
            && word.top < place.bottom));
    const heading = slide.querySelector("h1, h2");
    return {
        id: slide.id, drawn, over, scrolls, small, covered: covered.length,
        heading: heading ? box(heading).bottom : null,
        opens: slide.classList.contains("title"),
        drawings: [...slide.querySelectorAll(".drawing")].filter((image) => !silent(image))
            .map((image) => [
                image.naturalHeight ?? image.shadowRoot.querySelector("svg").viewBox.baseVal.height,
                box(image).left, box(image).top,
                box(image).right - box(image).left, image.getBoundingClientRect().width
                    / parseFloat(image.style.getPropertyValue("--width"))]),
        stack: Reveal.getIndices().h,
    };
}"""


@pytest.fixture(scope="module")
def folder():
    return build("slides").parent


@pytest.fixture(scope="module", params=DECKS)
def deck(request, chromium, folder):
    """A deck, opened from its folder; when its tests are over, nothing may have gone wrong."""
    (page, heard), failed = jupyter.new_page(chromium, viewport=SCREEN), []
    page.on("requestfailed", lambda asked: failed.append(asked.url))
    page.goto((folder / f"{request.param}.html").as_uri())
    ready(page)
    yield request.param, page
    page.close()
    heard.check()
    assert failed == []


def ready(page):
    """Wait until the slides are there, and all live drawings in their places."""
    page.wait_for_function(
        """() => window.Reveal?.isReady()
            && [...document.querySelectorAll(".place.live .fit")].every((fit) =>
                [...fit.querySelectorAll("*")].some(
                    (part) => part.shadowRoot?.querySelector("svg")))
        """
    )


def go_to(page, name):
    page.evaluate("name => { location.hash = `#/${name}`; }", name)
    page.wait_for_function("name => Reveal.getCurrentSlide().id === name", arg=name)
    if page.locator("section.present > section.present .live").count():
        # It is fitted to its place once its slide is shown.
        page.wait_for_function(
            """() => [...Reveal.getCurrentSlide().querySelectorAll(".live .fit")]
                .every((fit) => fit.style.transform)"""
        )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")


def names(page, having="section > section"):
    return page.evaluate(
        "having => [...document.querySelectorAll('section > section')]"
        ".filter(slide => slide.matches(having)).map(slide => slide.id)",
        having,
    )


@pytest.fixture(scope="module")
def seen(deck):
    """What is measured on each slide of the deck."""
    name, page = deck
    found = []
    for slide in names(page):
        go_to(page, slide)
        found.append(page.evaluate(MEASURE))
    return found


def test_every_slide_fits(seen):
    assert len(seen) >= 4
    problems = {
        found["id"]: {key: found[key] for key in ("over", "scrolls", "covered") if found[key]}
        for found in seen
        if found["over"] or found["scrolls"] or found["covered"]
    }
    assert problems == {}
    # One line of heading, and type that can be read from the last row.
    assert [found["id"] for found in seen if not found["opens"] and found["heading"] > 70] == []
    small = {found["id"]: found["small"] for found in seen if found["small"]}
    assert {key for key in small if key.removeprefix(key[:3]) not in SMALL_TYPE} - set(
        SMALL_TYPE
    ) == set(), small


def test_words_in_drawings_can_be_read_from_the_last_row(deck, seen):
    name, page = deck
    found = {
        slide["id"] if name == "seminar" else f"{name[:2]}-{slide['id']}": min(slide["drawn"])
        for slide in seen
        if slide["drawn"]
    }
    small = {
        slide: round(size, 1)
        for slide, size in found.items()
        if size < SMALL_IN_DRAWINGS.get(slide, 18) - 0.2
    }
    assert small == {}
    # The list says no more than it must.
    kept = {slide for slide in found if found[slide] > SMALL_IN_DRAWINGS.get(slide, 99) + 1}
    assert kept == set()


def test_drawings_of_a_section_stay_where_they_are(seen):
    places = {}
    for found in seen:
        for height, left, top, width, enlarged in found["drawings"]:
            assert width > 0
            place = tuple(round(value, 2) for value in (left, top, enlarged))
            places.setdefault((found["stack"], height), set()).add(place)
    assert all(len(found) == 1 for found in places.values()), places


def test_live_drawings_answer_the_keyboard_and_keep_their_keys(deck):
    name, page = deck
    for slide in names(page, ":has(.live)"):
        go_to(page, slide)
        live = page.locator(f"[id='{slide}'] .live > .fit")
        assert jupyter.answers(live), slide
        assert page.evaluate("() => Reveal.getCurrentSlide().id") == slide
        # A pointer's keys turn the slides nevertheless.
        page.keyboard.press("PageDown")
        page.wait_for_function("name => Reveal.getCurrentSlide().id !== name", arg=slide)
        assert page.evaluate("() => document.activeElement === document.body")


def test_the_speaker_has_the_rest_of_the_text(deck, folder):
    name, page = deck
    said = page.evaluate(
        "() => [...document.querySelectorAll('aside.notes')].map(note => note.textContent)"
    )
    assert len(said) >= len(names(page)) / 2
    assert not page.locator("aside.notes:visible").count()


# All slides one below the other, as axe must see them; ``asTheyWere()`` undoes it.
SPREAD = """() => {
    const parts = [...document.querySelectorAll("html, body, .reveal, .slides, .slides section")];
    // reveal.js lays these over the slides, and axe could see no colours through them.
    const over = [...document.querySelectorAll(".reveal > :not(.slides)")];
    const were = [...parts, ...over].map((part) =>
        [part, part.hidden, part.ariaHidden, part.inert, part.style.cssText]);
    window.asTheyWere = () => {
        for (const [part, hidden, ariaHidden, inert, css] of were) {
            Object.assign(part, { hidden, ariaHidden, inert });
            part.style.cssText = css;
        }
    };
    for (const part of over) part.style.display = "none";
    for (const part of parts) {
        [part.hidden, part.inert] = [false, false];
        part.removeAttribute("aria-hidden");
        part.style.cssText += `; display: block !important; position: relative; inset: auto;
            height: auto; transform: none; transform-style: flat; z-index: auto;
            perspective: none; visibility: visible; opacity: 1;
            overflow: visible`;
        if (part.matches("section section")) part.style.height = "720px";
    }
    return [...document.querySelectorAll("section > section")].every((slide) =>
        slide.checkVisibility({ visibilityProperty: true }) && slide.offsetHeight === 720);
}"""


def test_nothing_serious_for_axe_on_any_slide(deck):
    name, page = deck
    assert page.evaluate(SPREAD)
    found = jupyter.serious(page.locator("html"))
    page.evaluate("() => asTheyWere()")
    assert found == []


# --- One deck, all of reveal's views ------------------------------------------------------------


@pytest.fixture
def page(chromium):
    page, heard = jupyter.new_page(chromium, viewport=SCREEN)
    yield page
    page.close()
    heard.check()


def test_a_live_drawing_computes_and_a_finger_on_it_turns_no_page(page, folder):
    page.goto((folder / "01_single_weight.html").as_uri())
    ready(page)
    go_to(page, "try")
    live = page.locator("#try .live > .fit")
    weight = jupyter.move(live, "weight toes → win?", "ArrowRight", 5)
    assert weight > 0.1
    assert jupyter.part(live, "output", index=0).text_content().strip() == fixed(8.5 * weight)
    page.context.new_cdp_session(page).send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = middle(jupyter.part(live, "weight"))
    drag(page, (x, y), (x - 150, y + 5))
    jupyter.settle(live)
    dragged = jupyter.said(jupyter.slider(live, "weight toes → win?"))
    assert -1 < dragged < weight - 0.5
    assert page.evaluate("() => Reveal.getCurrentSlide().id") == "try"


def test_the_pad_stays_under_the_pen(page, folder):
    page.goto((folder / "14_test_one_image.html").as_uri())
    ready(page)
    go_to(page, "try")
    paper = page.locator("#try .paper canvas")
    before = paper.bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 4
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 20):
        page.mouse.move(x, y + step * before["height"] / 40)
        page.wait_for_timeout(10)
    assert paper.bounding_box() == before
    page.mouse.up()
    page.locator("#try .stages").wait_for()
    page.wait_for_timeout(200)  # nor when the pen is lifted
    assert paper.bounding_box() == before


def test_tab_goes_through_the_drawings_of_this_slide_alone(page, folder):
    page.goto((folder / "06_hidden_layers.html").as_uri())
    ready(page)
    for slide, other in (("try", "try-fold"), ("try-fold", "try")):
        go_to(page, slide)
        assert not page.locator(f"[id='{slide}']").evaluate("slide => slide.inert")
        assert page.locator(f"[id='{other}']").evaluate("slide => slide.inert")
    page.keyboard.press("o")  # there each slide can be clicked
    assert not page.locator("#try").evaluate("slide => slide.inert")


def test_an_output_waits_until_it_has_been_guessed(page, folder):
    page.goto((folder / "02_multiple_inputs.html").as_uri())
    ready(page)
    go_to(page, "games")
    output = page.locator("#games .output")
    assert not output.is_visible()
    page.keyboard.press("PageDown")
    output.filter(has_text="0.98").wait_for()
    assert page.evaluate("() => Reveal.getCurrentSlide().id") == "games"


def test_formulas_are_said_once_to_the_speaker(deck):
    name, page = deck
    assert page.locator("aside.notes mjx-assistive-mml").count() == 0


def test_the_speaker_view_opens_from_a_folder(page, folder):
    page.goto((folder / "07_compare_and_learn.html").as_uri() + "#/learn")
    ready(page)
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    notes = speaker.locator(".speaker-controls-notes .value")
    notes.get_by_text("The chain rule multiplies the two").wait_for()
    page.keyboard.press("PageDown")
    notes.get_by_text("Now the three steps in a loop").wait_for()
    # The speaker's window has the focus: its keys turn the slides there and here.
    shown = speaker.frame_locator("#current-slide iframe").locator("section.present > .present")
    shown.wait_for()
    for key in ("PageDown", "Space", "ArrowRight", "PageUp", "ArrowLeft"):
        before = page.evaluate("() => JSON.stringify(Reveal.getIndices())")
        speaker.keyboard.press(key)
        page.wait_for_function("was => JSON.stringify(Reveal.getIndices()) !== was", arg=before)
        expect(shown).to_have_id(page.evaluate("() => Reveal.getCurrentSlide().id"))
    speaker.close()


def test_keys_numbers_and_overview(page, folder):
    page.goto((folder / "01_single_weight.html").as_uri())
    ready(page)
    count = len(names(page))
    assert page.locator(".slide-number").inner_text().replace(" ", "") == f"1/{count}"
    for key, number in (("PageDown", 2), ("Space", 3), ("PageUp", 2)):
        page.keyboard.press(key)
        assert page.locator(".slide-number").inner_text().replace(" ", "") == f"{number}/{count}"
    page.keyboard.press("o")
    assert page.evaluate("() => Reveal.isOverview()")
    page.keyboard.press("Escape")
    assert not page.evaluate("() => Reveal.isOverview()")


def test_the_print_view_has_a_page_for_each_slide(page, folder):
    page.goto((folder / "02_multiple_inputs.html").as_uri() + "?print-pdf")
    page.wait_for_function("() => document.querySelectorAll('.pdf-page').length > 0")
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.pdf-page')]"
        ".map(page => [page.clientWidth, page.clientHeight])"
    )
    path = next(path for path in PATHS if path.stem == "02_multiple_inputs")
    deck = slides.slides_of(nbformat.read(path, as_version=4), path.stem)
    assert len(sizes) == len(deck)
    # reveal.js makes a page a fraction of a pixel lower, so that no empty ones come between.
    assert all(width == 1280 and height in (719, 720) for width, height in sizes)
    assert page.locator(".pdf-page .drawing").first.is_visible()


def test_the_index_leads_to_every_deck(page, folder):
    page.goto((folder / "index.html").as_uri())
    links = page.evaluate("() => [...document.links].map(link => link.getAttribute('href'))")
    runs = {link for link in links if link.startswith("../run/")}
    assert runs == {address(path) for path in PATHS if path.stem in DECKS} - {""}
    decks = set(links) - runs
    assert decks == {f"{name}.html" for name in DECKS}
    assert all((folder / deck).is_file() for deck in decks)


def test_links_between_decks_lead_somewhere(folder):
    for name in DECKS:
        words = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert ".ipynb" not in words.split("<script type=")[0]
