"""The built site, the server and the browser that all tests of a process share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser as chromium
from tests.site.build import Build, build_once
from tests.site.reader import Reader
from tests.site.server import SiteServer, serving


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Build:
    """Build the site, or wait until another process has."""
    folder = tmp_path_factory.getbasetemp()
    return build_once(folder if worker_id == "master" else folder.parent)


@pytest.fixture(scope="session")
def site(build: Build) -> Path:
    """Return the folder of the built site."""
    if build.failure:
        pytest.fail("The site does not build: test_the_site_builds says why.", pytrace=False)
    return build.site


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SiteServer]:
    """Serve the site."""
    with serving(site) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a Chromium."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reader(browser: Browser, server: SiteServer) -> Reader:
    """Ask somebody to read the site."""
    return Reader(browser, server.address)
