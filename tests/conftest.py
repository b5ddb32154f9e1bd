"""What all tests share: a folder, the built site, its server, and a browser."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import Chromium
from tests.site.build import Build, build_once
from tests.site.reader import Reader
from tests.site.server import SiteServer, serving

PATIENCE = 120  # seconds for a test with a browser, on a busy machine


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Let a test fail whose browser gives no answer twice, and the next have a new browser."""
    chromium = pyfuncitem.funcargs.get("browser")
    if not isinstance(chromium, Chromium):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    given = {name: pyfuncitem.funcargs[name] for name in names}
    chromium.try_twice(PATIENCE, lambda: pyfuncitem.obj(**given))
    return True


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def build(shared: Path) -> Build:
    """Build the site, or wait until another process has."""
    return build_once(shared)


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
def browser() -> Iterator[Chromium]:
    """Have a Chromium at hand; Playwright allows one in a process."""
    with sync_playwright() as playwright:
        chromium = Chromium(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def reader(browser: Chromium, server: SiteServer) -> Reader:
    """Ask somebody to read the site."""
    return Reader(browser, server.address)
