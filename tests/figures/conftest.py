"""A browser in which the modules of the figures can be called."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from primer import Network, train_digit_network
from tests.browser import Chromium
from tests.site.pages import DOCS, ROOT

ADDRESS = "http://figures.test/"
KINDS = {".mjs": "text/javascript", ".css": "text/css"}
MODULES = ["model", "learning", "data", "ink", "strokes", "random", "images"]
type Call = Callable[..., Any]


@pytest.fixture
def figures(browser: Chromium) -> Iterator[Page]:
    """Open an empty page next to the sources of the figures, without building the site."""
    page = browser.new_page()
    page.route(f"{ADDRESS}**", _send_source)
    page.goto(ADDRESS)
    yield page
    page.close()


@pytest.fixture
def call(figures: Page) -> Call:
    """Return a function that runs JavaScript with the modules that touch no page in reach."""

    def call(code: str, given: Any = None) -> Any:
        return figures.evaluate(
            f"""async (given) => {{
                const [{", ".join(MODULES)}] = await Promise.all(
                    {MODULES}.map((name) => import(`./common/${{name}}.mjs`)))
                return await ({code})(given)
            }}""",
            given,
        )

    return call


def digit_network() -> Network:
    """Return the network that the site was built with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIMER_CACHE", str(ROOT / ".cache" / "networks"))
        return train_digit_network().network


def _send_source(route: Route) -> None:
    source = DOCS / "figures" / route.request.url.removeprefix(ADDRESS)
    if source.is_file():
        route.fulfill(body=source.read_bytes(), content_type=KINDS[source.suffix])
    else:
        route.fulfill(body="<!doctype html><title>figures</title>", content_type="text/html")
