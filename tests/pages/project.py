"""Small projects that build as this one does, to break and to change."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from page import Page, read_page

ROOT = Path(__file__).parents[2]
FRONT_MATTER = (
    "---\njupyter:\n  kernelspec: {name: python3, language: python, display_name: Python}\n---\n"
)
BODY = FRONT_MATTER.count("\n") + 1  # the line at which a page's text begins
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://primer.test/course/"}
MARK = """print('<svg xmlns="http://www.w3.org/2000/svg"/>')\n"""


def page(folder: Path, text: str, name: str = "page.md") -> Page:
    """Write a page with front matter into a folder and read it."""
    folder.joinpath(name).write_text(FRONT_MATTER + text, "utf-8")
    return read_page(folder / name, name)


def copy_project(folder: Path, pages: dict[str, str]) -> Path:
    """Make a project of the given pages, with this project's settings, hooks, styles and package.

    A page whose text has code cells or inline values becomes a notebook.
    """
    hidden = shutil.ignore_patterns("__pycache__")
    for part in ("docs/_build", "docs/assets", "src"):
        shutil.copytree(ROOT / part, folder / part, ignore=hidden)
    # The real mark and figures need a trained network.
    (folder / "docs/_build/mark.py").write_text(MARK)
    (folder / "docs/_build/figure_data.py").write_text("")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    (folder / "mkdocs.yml").write_text(settings.replace(", omitted_files: warn", ""), "utf-8")
    for name, text in pages.items():
        write(folder, name, text)
    return folder


def write(project: Path, name: str, text: str) -> None:
    """Write a page of a project."""
    file = project / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    runs = re.search(r"^```python|\{\{ ", text, re.MULTILINE)
    file.write_text((FRONT_MATTER if runs else "") + text, "utf-8")


def once(shared: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process to ask makes, and all others use."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.done"
        if not done.exists():
            make(shared / name)
            done.touch()
    return shared / name


def build(project: Path) -> str:
    """Build a project; return the exit code and what was printed, and keep it in a file."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project, env=os.environ | SETTINGS,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    printed = f"exit code {run.returncode}\n{run.stdout}"
    (project / "printed.txt").write_text(printed, "utf-8")
    return printed
