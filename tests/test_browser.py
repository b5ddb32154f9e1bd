"""Finding a Chromium on machines that are not like this one."""

from pathlib import Path

import pytest

from tests import browser

STARTS = "#!/bin/sh\n"
FAILS = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a machine without any browser; its programs are in the folder given."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "MAC_PROGRAMS", ())
    monkeypatch.setattr(browser, "DOWNLOADS", tmp_path / "browsers")
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the commands that would fetch a browser, instead of running them."""
    commands: list[str] = []
    monkeypatch.setattr(browser, "run", lambda *command: commands.append(" ".join(command)))
    return commands


def put(program: Path, content: str) -> Path:
    """Write a program that starts, or one that does not."""
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(content)
    program.chmod(0o755)
    return program


def test_a_browser_that_does_not_start_is_passed_over(machine: Path) -> None:
    put(machine / "chromium", FAILS)
    good = put(machine / "google-chrome", STARTS)
    assert browser.chromium_path() == good


def test_the_wished_browser_is_taken_or_nothing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine / "chromium", STARTS)
    monkeypatch.setenv("CHROMIUM", str(machine / "mine"))
    with pytest.raises(FileNotFoundError, match="set CHROMIUM"):
        browser.chromium_path()


@pytest.mark.parametrize(
    "place",
    ["chrome-linux64/chrome", "chrome-mac-arm64/Chrome for Testing.app/Contents/MacOS/Chrome"],
)
def test_a_download_of_playwright_is_found(machine: Path, place: str) -> None:
    good = put(machine / "browsers" / "chromium-1200" / place, STARTS)
    assert browser.chromium_path() == good


def test_the_package_manager_is_asked_when_the_download_failed(
    machine: Path, asked: list[str]
) -> None:
    put(machine / "apt-get", STARTS)
    browser.fetch()
    assert "playwright install chromium" in asked[0]
    assert asked[-1].endswith("apt-get install --yes --no-install-recommends chromium")


def test_a_good_download_is_enough(
    machine: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine / "apt-get", STARTS)
    put(machine / "browsers" / "chromium-1200" / "chrome-linux" / "chrome", STARTS)
    browser.fetch()
    assert len(asked) == 1


def test_no_browser_is_said_in_one_sentence(machine: Path, asked: list[str]) -> None:
    with pytest.raises(SystemExit, match="need Chromium or Chrome: install one"):
        browser.main()
    assert asked
