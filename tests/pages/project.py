"""Small projects that build as this one does, to break and to change."""

import os
import re
import shutil
import subprocess
import sys
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
    # The real mark trains a network.
    (folder / "docs/_build/mark.py").write_text(MARK)
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


def build(project: Path, site: str = "site") -> tuple[int, str]:
    """Build a project; return the exit code and everything that was printed."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site],
        cwd=project, env=os.environ | SETTINGS,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    return run.returncode, run.stdout
