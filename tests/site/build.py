"""Build the site for the tests: once, however many processes test it."""

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.site.pages import ROOT

# No such place exists. Below a folder, as published, so that an address from the root is a mistake.
BUILT_FOR = "http://primer.test/course/"
REPOSITORY = "http://code.test/primer"


@dataclass(frozen=True)
class Build:
    """A built site: its folder, and what the build printed if it failed."""

    site: Path
    failure: str


def build_once(folder: Path) -> Build:
    """Build the site inside a folder, or wait until another process has.

    Args:
        folder: A folder that all processes of one test run share.
    """
    site, failure = folder / "site", folder / "failure.txt"
    with (folder / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not failure.exists():
            failure.write_text(build(ROOT, site))
    return Build(site, failure.read_text())


def build(project: Path, site: Path) -> str:
    """Build the site of a project, and return what was printed if that failed, else nothing."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    settings = {"SITE_URL": BUILT_FOR, "REPO_URL": REPOSITORY, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        command, cwd=project, env=os.environ | settings,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    return run.stdout if run.returncode else ""
