"""Find a Chromium for the tests, or fetch one: `python -m tests.browser`."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

DOWNLOADS = Path(__file__).parents[1] / ".cache" / "browsers"
DOWNLOAD_SECONDS, SECONDS_TO_CLOSE = 600, 30
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PROGRAMS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
OWN_PROGRAMS = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
# Any request to a third party fails at once, wherever the tests run.
ONLY_THIS_MACHINE = "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
MISSING = "The site tests need Chromium or Chrome: install one, or set CHROMIUM to its program."


def chromium_path() -> Path:
    """Return the first Chromium on this machine that starts.

    Looks at `$CHROMIUM` alone if it is set, else at the path, then the Mac
    applications, then what `python -m tests.browser` downloaded into the project.

    Raises:
        FileNotFoundError: If there is none.
    """
    for program in candidates():
        if starts(program):
            return program
    raise FileNotFoundError(MISSING)


class NoAnswerError(Exception):
    """A browser that waited for something that did not come."""


class Chromium:
    """A Chromium that reaches nothing but this machine, started when a window is needed."""

    def __init__(self, playwright: Playwright) -> None:
        """Start nothing yet."""
        self.playwright = playwright
        self.browser: Browser | None = None

    def new_context(self, **options: Any) -> BrowserContext:
        """Open a window that remembers nothing; options are Playwright's."""
        return self.running().new_context(**options)

    def new_page(self) -> Page:
        """Open a page in a window of its own."""
        return self.running().new_page()

    def running(self) -> Browser:
        """Return the browser, a new one if there is none or it has ended."""
        if not self.browser or not self.browser.is_connected():
            browser = self.playwright.chromium.launch(
                executable_path=chromium_path(),
                args=["--disable-gpu", f"--host-resolver-rules={ONLY_THIS_MACHINE}"],
            )
            found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
            processes = {process["type"]: process["id"] for process in found["processInfo"]}
            self.browser, self.process = browser, processes["browser"]
        return self.browser

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """End the browser when what is inside the `with` block takes too long.

        A script in a page may wait for ever, and Playwright waits for it: only the
        end of the browser wakes it up.

        Raises:
            NoAnswerError: If that happened.
        """
        ended = Event()

        def end() -> None:
            if self.browser and self.browser.is_connected():
                ended.set()
                os.kill(self.process, signal.SIGKILL)

        timer = Timer(seconds, end)
        timer.start()
        try:
            yield
        except Exception as error:
            if not ended.is_set():
                raise
            message = f"the browser was ended: no answer in {seconds:g} seconds"
            raise NoAnswerError(message) from error
        finally:
            timer.cancel()

    def try_twice(self, seconds: float, use: Callable[[], object]) -> None:
        """Use the browser, and if it gives no answer, a new one once more.

        Chromium stands still once in some thousand pages, for a reason of its own. A
        page that makes it stand still does so twice.

        Raises:
            NoAnswerError: If it gave no answer either time.
        """
        try:
            with self.patience(seconds):
                use()
        except NoAnswerError as error:
            print(f"{error}; a new one tries again", file=sys.stderr)
            with self.patience(seconds):
                use()

    def close(self) -> None:
        """End the browser."""
        if self.browser:
            with self.patience(SECONDS_TO_CLOSE):
                self.browser.close()


def candidates() -> Iterator[Path]:
    """Yield the places where a Chromium may be; who sets `$CHROMIUM` wants that one alone."""
    if wished := os.environ.get("CHROMIUM"):
        yield Path(wished)
        return
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    yield from (Path(program) for program in MAC_PROGRAMS)
    for pattern in OWN_PROGRAMS:
        yield from sorted(DOWNLOADS.glob(pattern), reverse=True)


def starts(program: Path) -> bool:
    """Say whether a program runs here: some systems ship a stub, or lack its libraries."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def fetch() -> None:
    """Download Playwright's Chromium, or else ask the system's package manager for one."""
    run(sys.executable, "-m", "playwright", "install", "chromium", "--no-shell")
    if any(starts(program) for program in candidates()):
        return
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        run(*root, "apt-get", "update")
        run(*root, "apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def run(*command: str) -> None:
    """Run a command that may fail: what counts is whether a Chromium is there afterwards."""
    print("$", *command, flush=True)
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
    try:
        subprocess.run(command, env=environment, timeout=DOWNLOAD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def main() -> None:
    """Make sure that there is a Chromium, and print where."""
    if "CHROMIUM" not in os.environ and not any(starts(program) for program in candidates()):
        fetch()
    try:
        print(chromium_path())
    except FileNotFoundError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
