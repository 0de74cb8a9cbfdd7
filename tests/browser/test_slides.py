"""The slides in a real browser: opened from a folder, with the network cut."""

import re
from collections import Counter

import nbformat
import pytest
from playwright.sync_api import expect
from test_live_access import drag, middle

import lab as jupyter
from course.notebooks import on_slides
from stored import PATHS, read

pytest.importorskip("myst_nb", reason='The slides need the book extra: pip install -e ".[book]".')

from book.builder import slides
from book.builder.command import build
from book.builder.lecturer import LENGTHS
from book.builder.printing import NOTES
from book.builder.run import address

SCREEN = {"width": 1280, "height": 720}
DECKS = [path.stem for path in PATHS if on_slides(read(path.stem)["cells"][0]) == "slide"]
# Where sentence, body and pictures stand, by the slide's layout: left, top, width, height.
PLACES = {
    "title": {"H2": (60, 36), "place": (0, 210, 1280, 478)},
    "picture": {"H2": (60, 16), "place": (0, 90, 1280, 598)},
    "words": {"H2": (60, 16), "body": (60, 90, 1160, 598)},
    "code": {"H2": (60, 16), "body": (40, 90, 580, 598), "place": (640, 90, 640, 598)},
}

SETTLE = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
# What stands on the slide that is shown: where its parts are, sizes of words, what sticks out.
MEASURE = """() => {
    const slide = Reveal.getCurrentSlide();
    const page = slide.getBoundingClientRect();
    const scale = page.width / 1280;
    const box = (part) => {
        const { left, top, width, height } = part.getBoundingClientRect();
        return [left - page.left, top - page.top, width, height].map((px) => px / scale);
    };
    const parts = [];
    const look = (part) => {
        if (part.matches("aside.notes, .hidden, script, style")
            || !part.checkVisibility({ visibilityProperty: true })) return;
        parts.push(part);
        [...part.children, ...part.shadowRoot?.children ?? []].forEach(look);
    };
    look(slide);
    const sizes = {}, small = [], out = [];
    for (const part of parts) {
        const words = [...part.childNodes]
            .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
            .map(({ data }) => data.trim()).join("");
        if (!words) continue;
        const within = part.ownerSVGElement?.getScreenCTM().a / scale || 1;
        const size = parseFloat(getComputedStyle(part).fontSize) * within;
        if (size < 17.9) small.push(`${words}: ${size.toFixed(1)} px`);
        const kind = part.closest("pre") ? "code" : part.closest(".body, h2") ? "words" : null;
        if (kind && !part.closest(":not(pre) > code, math")) {
            (sizes[kind] ??= new Set()).add(Math.round(10 * size) / 10);
        }
        const [left, top, width, height] = box(part);
        const low = part.closest(".from") ? 720 : 690;
        if (left < -1 || top < 0 || left + width > 1281 || top + height > low) out.push(words);
    }
    const inside = (part, whole) => {
        const [[a, b, c, d], [e, f, g, h]] = [box(part), box(whole)];
        return a >= e - 1 && b >= f - 1 && a + c <= e + g + 1 && b + d <= f + h + 1;
    };
    for (const whole of parts.filter((part) => part.matches(".body, .place"))) {
        const own = parts.filter((part) => whole.contains(part.getRootNode().host ?? part)
            && part.matches("svg, img, canvas, pre, p, ul, table, button, .widget-slider"));
        const beyond = own.filter((part) => !inside(part, whole));
        out.push(...beyond.map((part) => part.outerHTML.slice(0, 80)));
    }
    const pictures = parts.filter((part) => part.matches(".place :is(.still, .fit)"));
    return {
        id: slide.id, layout: slide.className.split(" ")[0], small, out,
        sizes: Object.fromEntries(Object.entries(sizes).map(([kind, all]) => [kind, [...all]])),
        places: Object.fromEntries([...slide.querySelectorAll(":scope > :is(h2, .body, .place)")]
            .map((part) => [part.className || part.tagName, box(part).map(Math.round)])),
        pictures: pictures.length,
    };
}"""
# The visible words of the live drawing, without what is selected, and those of the still that
# belongs to the state it is in; and the words on the slide's error curve, which Python leaves out.
SAID = """(slide) => {
    const words = (svg) => [...svg.querySelectorAll("text")].filter((text) => {
        for (let part = text; part !== svg; part = part.parentNode) {
            if (part.getAttribute("visibility") === "hidden" || part.style.display === "none"
                || part.matches('[data-part="selection"], [data-part="error-curve"]')) return false;
        }
        return text.textContent.trim();
    }).map((text) => text.textContent.replace(/\\s+/g, " ").trim());
    const shown = slide.querySelectorAll(".still.visible").length;
    const still = slide.querySelectorAll(".still .drawing")[shown].shadowRoot.querySelector("svg");
    const host = [...slide.querySelectorAll(".fit *")].find((part) => part.shadowRoot);
    return [words(host.shadowRoot.querySelector("svg")), words(still)];
}"""


@pytest.fixture(scope="module")
def folder():
    return build("slides").parent


@pytest.fixture(scope="module")
def tab(chromium):
    """One page for all decks: what they load is compiled once, which costs more than to show it."""
    page, heard = jupyter.new_page(chromium, viewport=SCREEN, reduced_motion="reduce")
    page.on("requestfailed", lambda asked: heard.errors.append(f"failed: {asked.url}"))
    yield page, heard
    page.close()


@pytest.fixture(scope="module", params=[*DECKS, "seminar"])
def deck(request, tab, folder):
    """A deck, opened from its folder; when its tests are over, nothing may have gone wrong."""
    page, heard = tab
    page.goto((folder / f"{request.param}.html").as_uri())
    ready(page)
    yield request.param, page
    heard.check()


def ready(page):
    """Wait until the slides are there, and all live drawings in their places."""
    page.wait_for_function(
        """() => window.Reveal?.isReady()
            && [...document.querySelectorAll(".fit")].every((fit) =>
                [...fit.querySelectorAll("*")].some(
                    (part) => part.shadowRoot?.querySelector("svg")))
        """
    )


def go_to(page, name):
    """Go to a slide in its first state, and wait until its live drawing has its size."""
    page.evaluate(
        """name => {
            const { h, v } = Reveal.getIndices(document.getElementById(name));
            Reveal.slide(h, v, -1);
        }""",
        name,
    )
    come(page, name)


def jump(page, address):
    """Go to a state of a slide by the page's address, as "try/5"."""
    page.evaluate("address => { location.hash = `#/${address}`; }", address)
    come(page, address.partition("/")[0])


def come(page, name):
    page.wait_for_function(
        """name => {
            const slide = Reveal.getCurrentSlide();
            return slide.id === name && !slide.querySelector(".place:has(.fit):not([data-came])");
        }""",
        arg=name,
    )
    page.evaluate(SETTLE)


def names(page, having="section > section"):
    return page.evaluate(
        "having => [...document.querySelectorAll('section > section')]"
        ".filter(slide => slide.matches(having)).map(slide => slide.id)",
        having,
    )


def said(page):
    """What the live drawing of the slide says, and what the still of its state does."""
    return page.locator("section.present > section.present").evaluate(SAID)


def arrive(page):
    """Wait until the drawing has moved to the state that it is told."""
    page.wait_for_function(
        f"""() => {{
            const slide = Reveal.getCurrentSlide();
            const [shown, drawn] = ({SAID})(slide).map((words) => words.sort().join());
            return shown === drawn;
        }}"""
    )


def assert_says_what_python_draws(said, where):
    shown, drawn = map(Counter, said)
    assert drawn and shown == drawn, where


def look(page):
    """What is measured on the slide when it has come to rest, and what its drawing says."""
    return page.evaluate(
        f"""async () => {{
            await ({SETTLE})();
            const slide = Reveal.getCurrentSlide();
            const said = slide.querySelector("[data-states]") ? ({SAID})(slide) : null;
            const keys = slide.querySelectorAll(".fragment").length;
            return {{ ...({MEASURE})(), said, keys }};
        }}"""
    )


@pytest.fixture(scope="module")
def seen(deck):
    """What is seen on each slide of the deck, in each of its states, there and back."""
    name, page = deck
    found = []
    # Of the seminar these are in no other deck.
    for slide in ["title", "end"] if name == "seminar" else names(page):
        go_to(page, slide)
        found.append(look(page))
        keys = ["PageDown"] * found[-1]["keys"]
        if found[-1]["said"]:
            keys += ["PageUp"] * len(keys)
        for key in keys:
            page.keyboard.press(key)
            found.append(look(page))
            assert found[-1]["id"] == slide
    return found


def test_every_slide_fits(seen):
    assert len(seen) >= 2
    for found in seen:
        wanted = PLACES[found["layout"]]
        for part, place in found["places"].items():
            if part in wanted and not (found["layout"] == "title" and len(found["places"]) < 3):
                assert tuple(place[: len(wanted[part])]) == wanted[part], (found["id"], part)
        if found["layout"] != "title":
            assert found["places"]["H2"][3] <= 68, f"{found['id']}: a sentence has two lines"
            assert found["sizes"].get("words", [28]) == [28], found["id"]
        assert found["sizes"].get("code", [22]) == [22], found["id"]
        # One picture at a time.
        assert found["pictures"] == ("place" in found["places"]), found["id"]
    problems = [(one["id"], one["small"], one["out"]) for one in seen if one["small"] or one["out"]]
    assert problems == []


def test_the_clicker_goes_through_the_states(seen):
    for found in seen:
        if found["said"]:
            assert_says_what_python_draws(found["said"], found["id"])


def test_what_has_no_states_answers_the_keyboard_and_keeps_its_keys(deck):
    name, page = deck
    for slide in [] if name == "seminar" else names(page, ":has(.fit:not([data-states]))"):
        go_to(page, slide)
        assert jupyter.answers(page.locator(f"[id='{slide}'] .fit")), slide
        assert page.evaluate("() => Reveal.getCurrentSlide().id") == slide
        # A pointer's keys turn the slides nevertheless.
        page.keyboard.press("PageDown")
        page.wait_for_function("name => Reveal.getCurrentSlide().id !== name", arg=slide)
        assert page.evaluate("() => document.activeElement === document.body")


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


def test_nothing_serious_for_axe_and_notes_for_the_speaker_alone(deck):
    name, page = deck
    assert not page.locator("aside.notes:visible").count()
    # Formulas are said once to the speaker.
    assert page.locator("aside.notes mjx-assistive-mml").count() == 0
    if name != "seminar":
        assert page.evaluate(SPREAD)
        found = jupyter.serious(page.locator("html"))
        page.evaluate("() => asTheyWere()")
        assert found == []


# --- One deck, all of reveal's views ------------------------------------------------------------


@pytest.fixture
def page(tab):
    page, heard = tab
    yield page
    page.emulate_media(reduced_motion="reduce")
    jupyter.touched(page, by_fingers=False)
    heard.check()


def opened(page, folder, name, address):
    page.goto((folder / f"{name}.html").as_uri())
    ready(page)
    jump(page, address)


LEARNING, SLIDE = "08_learning_multiple_inputs", "slide-learn"


def test_a_state_survives_a_jump_a_reload_and_the_speakers_window(page, folder):
    opened(page, folder, LEARNING, f"{SLIDE}/5")
    here = said(page)
    assert_says_what_python_draws(here, SLIDE)
    go_to(page, "title")
    # reveal.js writes the address a moment later.
    page.wait_for_function("name => !location.hash.includes(name)", arg=SLIDE)
    jump(page, f"{SLIDE}/5")
    assert said(page) == here
    page.wait_for_function("end => location.hash.endsWith(end)", arg=f"{SLIDE}/5")
    page.reload()
    ready(page)
    come(page, SLIDE)
    assert said(page) == here
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    frame = speaker.frame_locator("#current-slide iframe")
    there = frame.locator("section.present > section.present")
    expect(there).to_have_id(SLIDE)
    frame.locator("section.present > section.present .place[data-came]").wait_for()
    # The speaker's window has the focus: its keys turn the slides there and here.
    for key in ("PageDown", "Space", "ArrowRight", "PageUp", "ArrowLeft", "PageUp"):
        before = page.evaluate("() => JSON.stringify(Reveal.getIndices())")
        speaker.keyboard.press(key)
        page.wait_for_function("was => JSON.stringify(Reveal.getIndices()) !== was", arg=before)
        arrive(page)
        expect(there.locator(".still.visible")).to_have_count(
            page.locator(f"#{SLIDE} .still.visible").count()
        )
        there.evaluate(SETTLE)
        assert there.evaluate(SAID) == said(page), key
    notes = speaker.locator(".speaker-controls-notes .value")
    assert notes.text_content().strip()
    expect(speaker.locator(".pacing")).to_be_visible()  # the clock against the slides' minutes
    speaker.close()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_changes_is_lit_and_moves_unless_one_prefers_no_motion(page, folder, motion):
    page.emulate_media(reduced_motion=motion)
    opened(page, folder, LEARNING, f"{SLIDE}/6")
    page.evaluate(
        """() => {
            const light = Element.prototype.animate;
            window.lit = 0;
            Element.prototype.animate = function (...how) {
                window.lit += 1;
                return light.apply(this, how);
            };
        }"""
    )
    page.keyboard.press("PageDown")
    arrive(page)
    assert (page.evaluate("() => window.lit") > 0) == (motion == "no-preference")


def test_a_drawing_with_states_can_be_dragged_and_the_next_key_goes_on(page, folder):
    opened(page, folder, "01_single_weight", "slide-steps/2")
    jupyter.touched(page, by_fingers=True)
    live = page.locator("#slide-steps .fit")
    x, y = middle(jupyter.part(live, "weight"))
    drag(page, (x, y), (x - 150, y + 5))
    jupyter.settle(live)
    assert said(page)[0] != said(page)[1]
    # A finger on it turns no page; there is nothing to press but the pointer's keys.
    assert page.evaluate("() => Reveal.getCurrentSlide().id") == "slide-steps"
    assert not live.locator("button:visible, .widget-slider:visible").count()
    page.keyboard.press("PageUp")
    arrive(page)


def test_the_pad_stays_under_the_pen(page, folder):
    opened(page, folder, "14_test_one_image", "slide-pad")
    paper = page.locator("#slide-pad .paper canvas")
    before = paper.bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 4
    reads = page.locator("#slide-pad .reads").text_content()
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 20):
        page.mouse.move(x, y + step * before["height"] / 40)
        page.wait_for_timeout(10)
    assert paper.bounding_box() == before
    page.mouse.up()
    page.wait_for_timeout(200)  # nor when the pen is lifted
    assert paper.bounding_box() == before
    assert page.locator("#slide-pad .reads").text_content() != reads


def test_tab_goes_through_the_drawings_of_this_slide_alone(page, folder):
    opened(page, folder, "06_hidden_layers", "title")
    first, second, *_ = names(page, ":has(.fit)")
    for slide, other in ((first, second), (second, first)):
        go_to(page, slide)
        assert not page.locator(f"[id='{slide}']").evaluate("slide => slide.inert")
        assert page.locator(f"[id='{other}']").evaluate("slide => slide.inert")
    page.keyboard.press("o")  # there each slide can be clicked
    assert not page.locator(f"[id='{first}']").evaluate("slide => slide.inert")


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


def test_the_print_view_has_a_page_for_each_state(page, folder):
    page.goto((folder / "02_multiple_inputs.html").as_uri() + "?print-pdf")
    page.wait_for_function("() => document.querySelectorAll('.pdf-page').length > 0")
    found = page.evaluate(
        """() => [...document.querySelectorAll(".pdf-page")].map((page) => {
            const stills = [...page.querySelectorAll(".still")]
                .filter((still) => still.checkVisibility({ visibilityProperty: true }));
            const drawn = stills.map((still) => still.querySelector("img")
                ?? still.querySelector(".drawing").shadowRoot?.querySelector("svg"));
            return [page.clientWidth, page.clientHeight,
                drawn.map((one) => Math.round(one?.getBoundingClientRect().width)),
                drawn.map((one) => one?.textContent).join()];
        })"""
    )
    path = next(path for path in PATHS if path.stem == "02_multiple_inputs")
    deck = slides.slides_of(nbformat.read(path, as_version=4), path.stem)
    wanted = [max(len(slide.states), len(slide.pictures), 1) for slide in deck]
    assert len(found) == sum(wanted)
    # reveal.js makes a page a fraction of a pixel lower, so that no empty ones come between.
    assert all(width == 1280 and height in (719, 720) for width, height, *_ in found)
    for slide, pages in zip(deck, wanted, strict=True):
        own, found = found[:pages], found[pages:]
        for _, _, widths, _ in own:
            assert len(widths) == bool(slide.pictures) and all(width > 300 for width in widths)
        assert len({words for *_, words in own}) == pages, slide.id


def test_printed_notes_can_be_read_and_each_follows_its_slide(page, folder):
    page.goto((folder / "02_multiple_inputs.html").as_uri() + f"?print-pdf{NOTES}")
    page.wait_for_function("() => document.querySelectorAll('.pdf-page').length > 0")
    count, sizes, feet = page.evaluate(
        """() => {
            const pages = [...document.querySelectorAll(".pdf-page")];
            const notes = pages.map((page) => page.nextElementSibling)
                .filter((part) => part?.matches(".speaker-notes-pdf"));
            const feet = pages.map((page) => page.getBoundingClientRect().bottom
                - page.querySelector(".from").getBoundingClientRect().bottom);
            return [pages.length, notes.map((part) => parseFloat(getComputedStyle(part).fontSize)),
                feet];
        }"""
    )
    assert len(sizes) > count / 2 and min(sizes) >= 20
    assert all(0 <= foot < 20 for foot in feet)


def test_the_index_leads_to_every_deck(page, folder):
    page.goto((folder / "index.html").as_uri())
    links = page.evaluate("() => [...document.links].map(link => link.getAttribute('href'))")
    runs = {link for link in links if link.startswith("../run/")}
    assert runs == {address(path) for path in PATHS if path.stem in DECKS} - {""}
    decks = set(links) - runs
    assert decks == {f"{name}.html" for name in (*DECKS, *LENGTHS)}
    assert all((folder / deck).is_file() for deck in decks)


def test_links_between_decks_and_to_chapters_lead_somewhere(folder):
    for name in (*DECKS, *LENGTHS):
        words = (folder / f"{name}.html").read_text(encoding="utf-8").split("<script type=")[0]
        assert ".ipynb" not in words
        chapters = set(re.findall(r'href="\.\./book/notebooks/(\w+)\.html"', words))
        assert chapters and chapters <= {path.stem for path in PATHS}
