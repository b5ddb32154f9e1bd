"""Each chapter says how long it takes, and leads to its neighbours and its source."""

import re
from pathlib import Path

import pytest

from tests.site.build import REPOSITORY
from tests.site.pages import CHAPTERS


@pytest.fixture(params=CHAPTERS)
def chapter(request: pytest.FixtureRequest) -> str:
    """Return the address of a chapter below the site's."""
    return str(request.param)


def read(site: Path, chapter: str) -> str:
    """Return the built page of a chapter."""
    return (site / chapter / "index.html").read_text("utf-8")


def bar_of(html: str) -> str:
    """Return the line under the title."""
    found = re.search(r'</h1><p class="page-bar".*?</p>', html, re.DOTALL)
    assert found
    return found[0]


def test_a_chapter_says_how_long_it_takes(site: Path, chapter: str) -> None:
    assert re.search(r">[1-9]\d? minutes? to read\b", bar_of(read(site, chapter)))


def test_a_chapter_leads_to_its_notebook_and_its_source(site: Path, chapter: str) -> None:
    page = chapter.rstrip("/")
    notebook, source = re.findall(r'href="(.+?)"', bar_of(read(site, chapter)))
    assert (site / chapter / notebook).resolve() == site / f"{page}.ipynb"
    assert (site / chapter / notebook).is_file()
    assert source == f"{REPOSITORY}/edit/main/docs/{page}.md"


def test_a_chapter_leads_to_its_neighbours(site: Path, chapter: str) -> None:
    html = read(site, chapter)
    assert re.search(r'aria-label="Previous: .+?"', html)
    assert re.search(r'aria-label="Next: .+?"', html)
