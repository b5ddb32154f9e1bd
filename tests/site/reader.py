"""Open pages as readers do: on a wide or a narrow screen, by day or by night."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser import Chromium

NARROW, WIDE = 360, 1280
HEIGHT = 800
STILL = "() => Promise.all(document.getAnimations().map(({ finished }) => finished))"
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Screen:
    """A screen, and how the reader has set it up."""

    width: int = WIDE
    scheme: Scheme = "light"
    motion: Literal["reduce", "no-preference"] = "no-preference"
    scripts: bool = True

    def __str__(self) -> str:
        """Name the screen as the messages do."""
        return f"{self.scheme}, {self.width} px{'' if self.scripts else ', no script'}"


@dataclass
class Visit:
    """One page in one browser window, and what went wrong while it was open."""

    page: Page
    address: str
    screen: Screen
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start to everything that a browser can complain about."""
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.context.on("request", self.asked)
        self.page.context.on("requestfailed", self.failed)
        self.page.context.on("response", self.answered)

    @property
    def url(self) -> str:
        """The address as the browser shows it now; Playwright's own comes a moment later."""
        return str(self.page.evaluate("() => location.href"))

    def heard(self, message: ConsoleMessage) -> None:
        """Take an error or a warning in the console for a fault."""
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text}")

    def asked(self, request: Request) -> None:
        """Take a request outside the site for a fault."""
        inside = request.url.startswith(self.address)
        if not inside and urlsplit(request.url).scheme not in {"data", "blob"}:
            self.faults.append(f"request outside the site: {request.url}")

    def failed(self, request: Request) -> None:
        """Take a request without an answer for a fault."""
        self.faults.append(f"failed request: {request.url} ({request.failure})")

    def answered(self, response: Response) -> None:
        """Take an answer that is an error for a fault."""
        if not response.ok:
            self.faults.append(f"answer {response.status}: {response.url}")

    def turn(self, scheme: Scheme) -> None:
        """Change the colours of the reader's system, and start a new list of faults."""
        self.faults.clear()
        self.screen = replace(self.screen, scheme=scheme)
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate(STILL)

    def go(self, path: str) -> None:
        """Open a page of the site, and wait for its scripts and its fonts."""
        self.page.goto(self.address + path)
        if self.screen.scripts:
            self.page.wait_for_function("document.fonts.status === 'loaded'")
        else:
            self.page.wait_for_load_state("networkidle")


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser who knows the address of the site."""

    browser: Chromium
    address: str

    @contextmanager
    def sit_down(self, screen: Screen = Screen()) -> Iterator[Visit]:
        """Give a new window that remembers nothing, with no page in it yet."""
        context = self.browser.new_context(
            viewport={"width": screen.width, "height": HEIGHT},
            is_mobile=screen.width == NARROW,
            has_touch=screen.width == NARROW,
            color_scheme=screen.scheme,
            reduced_motion=screen.motion,
            java_script_enabled=screen.scripts,
        )
        try:
            yield Visit(context.new_page(), self.address, screen)
        finally:
            context.close()

    @contextmanager
    def open(self, path: str, screen: Screen = Screen()) -> Iterator[Visit]:
        """Open a page of the site in a new window."""
        with self.sit_down(screen) as visit:
            visit.go(path)
            yield visit
