"""Making ahead, in a second process, what this one will want."""

import logging
import sys
import time
from pathlib import Path

import pytest
from rendering import ahead

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="where a process can be forked")


def wait_for(file: Path) -> float:
    """Return when a file was written."""
    end = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} does not come"
        time.sleep(0.01)
    return file.stat().st_mtime_ns


def test_the_last_is_made_first_and_all_are_made(tmp_path: Path) -> None:
    def make(name: str) -> None:
        (tmp_path / name).touch()
        time.sleep(0.02)

    ahead(make, ["a", "b", "c"])
    first, second, third = (wait_for(tmp_path / name) for name in "cba")
    assert first < second < third


def test_it_says_nothing_and_fails_silently(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def make(name: str) -> None:
        logging.getLogger("mkdocs.structure").warning("careful")
        if name == "c":
            (tmp_path / name).touch()
        else:
            (tmp_path / "reached").touch()
            raise ValueError(name)

    ahead(make, ["a", "b", "c"])
    wait_for(tmp_path / "reached")
    time.sleep(0.2)
    assert (tmp_path / "c").exists()
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""
