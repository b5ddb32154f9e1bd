"""The live figures of the site, each on the first page that has it."""

from collections.abc import Iterator
from contextlib import contextmanager

from page import is_notebook, read_page
from playwright.sync_api import Locator, Page

from tests.site.pages import DOCS, SOURCES, address_of
from tests.site.reader import Reader, Screen, Visit

DAY = Screen()


def live_figures() -> Iterator[tuple[str, str]]:
    """Yield the name of each live figure and the address of a page, in the order of the pages."""
    for source in (source for source in SOURCES if is_notebook(DOCS / source)):
        for cell in read_page(DOCS / source, str(source)).cells:
            if live := cell.options.get("live"):
                yield live.partition(" ")[0], address_of(source)


# The digit pad stands in two pages, and its chapter comes after home.
WHERE = dict(live_figures())
PAGES_WITH_FIGURES = sorted({path for _, path in live_figures()})


def alive(page: Page, name: str) -> Locator:
    """Scroll to a figure, and wait until it lives and has drawn."""
    page.locator(f"primer-{name}").scroll_into_view_if_needed()
    page.wait_for_function(
        "name => document.querySelector(`primer-${name}.is-live`)?.hasDrawn", arg=name
    )
    return page.locator(f"primer-{name}")


@contextmanager
def opened(
    reader: Reader, name: str, state: str = "", screen: Screen = DAY
) -> Iterator[tuple[Visit, Locator]]:
    """Open the page of a figure and bring it to life.

    Args:
        reader: Who opens it.
        name: Of the figure, such as `digit-pad`.
        state: What stands behind the question mark in the address, such as `example=3`.
        screen: On what.
    """
    address = WHERE[name] + (f"#{name}?{state}" if state else "")
    with reader.open(address, screen) as visit:
        yield visit, alive(visit.page, name)


def rows_of(figure: Locator) -> list[list[str]]:
    """Return what stands in each cell of each row of a figure's table, laid out or not."""
    rows: list[list[str]] = figure.locator("tbody tr").evaluate_all(
        "rows => rows.map(({ cells }) => [...cells].map(({ textContent }) => textContent))"
    )
    return rows


def drag(visit: Visit, target: Locator, places: list[tuple[float, float]]) -> None:
    """Drag over an element, with a mouse or, on a touch screen, with a finger.

    Args:
        visit: The open page.
        target: The element.
        places: Where to go, in shares of the element from its top left.
    """
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    if visit.page.evaluate("() => navigator.maxTouchPoints"):
        _touch(visit.page, points)
        return
    visit.page.mouse.move(*points[0])
    visit.page.mouse.down()
    for point in points[1:]:
        visit.page.mouse.move(*point, steps=5)
    visit.page.mouse.up()


def _touch(page: Page, points: list[tuple[float, float]]) -> None:
    session = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(points):
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
