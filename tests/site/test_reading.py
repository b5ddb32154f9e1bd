"""What readers do: search, change the colours, go from page to page, use the keyboard, print."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.look import faults_of, look
from tests.site.pages import CHAPTERS
from tests.site.reader import NARROW, STILL, WIDE, Reader, Scheme, Screen, Visit

BOTH_SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
BOTH_WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
DARKNESS = """color => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number)
    return 1 - (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
}"""
PAPER = """() => [document.body, document.documentElement]
    .map((element) => getComputedStyle(element).backgroundColor)
    .find((color) => color !== "rgba(0, 0, 0, 0)") ?? "rgb(255, 255, 255)"
"""
# Goes back while the text of the next page comes.
BACK_IN_BETWEEN = """() => {
    const text = Response.prototype.text
    Response.prototype.text = async function () {
        const back = new Promise((done) => addEventListener("popstate", done, { once: true }))
        history.back()
        await back
        const answer = await text.call(this)
        setTimeout(() => { window.hasAnswered = true }, 100)
        return answer
    }
}"""
# Clicks, and looks at once: a moment later a short movement would be over.
MOVES_AT_CLICK = """button => {
    button.click()
    const moving = document.getAnimations()
        .filter(({ effect }) => effect.getComputedTiming().duration > 0)
        .map(({ effect }) => effect.target?.className ?? "animation")
    const scrolling = getComputedStyle(document.documentElement).scrollBehavior
    return scrolling === "smooth" ? [...moving, "smooth scrolling"] : moving
}"""


def button(page: Page, name: str) -> Locator:
    """Return the button of the header with a name."""
    return page.get_by_role("banner").get_by_role("button", name=re.compile(name, re.I))


def search(page: Page, words: str) -> Locator:
    """Search for some words, and return the results, of which there is one at least."""
    button(page, "search").click()
    page.get_by_role("searchbox").fill(words)
    results = page.get_by_role("dialog").get_by_role("link")
    expect(results.first).to_be_visible()
    return results


def paper(page: Page) -> float:
    """Return how dark the paper is: 0 for white, 1 for black."""
    page.evaluate(STILL)
    return float(page.evaluate(DARKNESS, page.evaluate(PAPER)))


def tab_stops(visit: Visit, number: int) -> list[str]:
    """Press Tab a number of times, and return the elements on which it stops, as CSS names."""
    stops = []
    for _ in range(number):
        visit.page.keyboard.press("Tab")
        stops += look(visit.page, "shownText", ":focus")
    return stops


@BOTH_WIDTHS
@BOTH_SCHEMES
def test_search_results_have_no_axe_violation(reader: Reader, scheme: Scheme, width: int) -> None:
    with reader.open(CHAPTERS[0], Screen(width, scheme)) as visit:
        search(visit.page, "neuron")
        assert faults_of(visit) == []


@BOTH_SCHEMES
def test_the_open_list_of_pages_has_no_axe_violation(reader: Reader, scheme: Scheme) -> None:
    with reader.open(CHAPTERS[0], Screen(NARROW, scheme)) as visit:
        button(visit.page, "navigation").click()
        expect(visit.page.locator("nav a[aria-current=page]")).to_be_visible()
        visit.page.evaluate(STILL)
        assert faults_of(visit) == []


@BOTH_WIDTHS
def test_enter_opens_the_first_result(reader: Reader, width: int) -> None:
    with reader.open("", Screen(width)) as visit:
        first = search(visit.page, "weights").first
        target = first.evaluate("link => link.href")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(target)
        expect(visit.page.get_by_role("main")).to_contain_text(re.compile("weights", re.I))
        assert visit.faults == []


@pytest.mark.parametrize("name", ["navigation", "search"])
def test_a_narrow_page_is_at_hand_without_a_mouse(reader: Reader, name: str) -> None:
    opened = "nav a[aria-current=page]" if name == "navigation" else "input[type=search]"
    with reader.open(CHAPTERS[0], Screen(NARROW)) as visit:
        button(visit.page, name).focus()
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator(opened)).to_be_visible()
        visit.page.keyboard.press("Escape")
        expect(visit.page.locator(opened)).to_be_hidden()
        expect(button(visit.page, name)).to_be_focused()


def test_the_first_tab_stop_skips_to_the_text(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        visit.page.keyboard.press("Tab")
        skip = visit.page.locator(":focus")
        expect(skip).to_be_in_viewport()
        expect(skip).to_contain_text("Skip")
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("() => Boolean(document.activeElement.closest('main'))")


def test_tab_reaches_the_list_of_pages(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        stops = tab_stops(visit, 15)
        assert any("md-nav__link--active" in stop for stop in stops), stops


def test_every_tab_stop_is_marked(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        for _ in range(40):
            visit.page.keyboard.press("Tab")
            assert look(visit.page, "unmarkedFocus") == []


def test_the_colours_change_and_stay_changed(reader: Reader) -> None:
    with reader.open("", Screen(scheme="light")) as visit:
        assert paper(visit.page) < 0.2
        for _ in range(3):
            if paper(visit.page) < 0.5:
                button(visit.page, "colours").click()
        assert paper(visit.page) > 0.8
        for path in (CHAPTERS[0], ""):
            visit.go(path)
            assert paper(visit.page) > 0.8


def test_the_colours_follow_the_system(reader: Reader) -> None:
    with reader.open("", Screen(scheme="light")) as visit:
        visit.page.emulate_media(color_scheme="dark")
        assert paper(visit.page) > 0.8


def test_a_click_changes_the_page_without_loading_it_anew(reader: Reader) -> None:
    here, there = CHAPTERS[:2]
    with reader.open(there) as direct:
        expected = direct.page.get_by_role("main").inner_text()
    with reader.open(here) as visit:
        visit.page.evaluate("() => { window.same = true }")
        visit.page.get_by_role("navigation").locator(
            f"a[href$='{there.split('/')[-2]}/']"
        ).first.click()
        visit.page.wait_for_url(reader.address + there)
        expect(visit.page.get_by_role("main")).to_have_text(expected, use_inner_text=True)
        assert visit.page.evaluate("() => window.same") is True
        assert look(visit.page, "hiddenText") + look(visit.page, "faults") + visit.faults == []


def test_going_back_brings_the_page_back(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        heading = visit.page.get_by_role("heading", level=1)
        title = heading.inner_text()
        visit.page.get_by_role("navigation").get_by_role("link", name="Home").first.click()
        visit.page.wait_for_url(reader.address)
        visit.page.go_back()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(title, use_inner_text=True)
        assert visit.faults == []


def test_who_goes_back_before_a_page_has_come_keeps_the_old_one(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        heading = visit.page.get_by_role("heading", level=1)
        title = heading.inner_text()
        visit.page.evaluate(BACK_IN_BETWEEN)
        visit.page.get_by_role("navigation").get_by_role("link", name="Home").first.click()
        visit.page.wait_for_function("window.hasAnswered")
        assert heading.inner_text() == title
        assert visit.url == reader.address + CHAPTERS[0]


def test_a_page_that_cannot_be_had_is_left_to_the_browser(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        visit.page.evaluate("() => { window.fetch = () => Promise.reject(new Error()) }")
        visit.page.get_by_role("navigation").get_by_role("link", name="Home").first.click()
        visit.page.wait_for_function("fetch.toString().includes('native')")  # a page of its own
        expect(visit.page.get_by_role("main")).to_contain_text("dial by dial")


def test_nothing_moves_for_who_asks_for_less_motion(reader: Reader) -> None:
    with reader.open(CHAPTERS[0], Screen(NARROW, motion="reduce")) as visit:
        for name in ("colours", "navigation"):
            assert button(visit.page, name).evaluate(MOVES_AT_CLICK) == []


@BOTH_SCHEMES
def test_paper_gets_the_text_alone_in_dark_ink(reader: Reader, scheme: Scheme) -> None:
    with reader.open(CHAPTERS[0], Screen(scheme=scheme)) as visit:
        visit.page.emulate_media(media="print")
        assert look(visit.page, "shownText", "header, nav, footer, button, dialog") == []
        ink = visit.page.locator("main p").first.evaluate("p => getComputedStyle(p).color")
        assert visit.page.evaluate(DARKNESS, ink) > 0.7
        assert look(visit.page, "hiddenText") == []


def test_an_address_without_a_page_says_so_and_leads_on(reader: Reader) -> None:
    with reader.sit_down() as visit:
        visit.page.goto(f"{reader.address}no/such/page/")
        others = [fault for fault in visit.faults if "no/such/page" not in fault]
        assert [fault for fault in others if not fault.startswith("console: Failed to load")] == []
        visit.page.get_by_role("main").get_by_role("link", name=re.compile("home", re.I)).click()
        visit.page.wait_for_url(reader.address)
