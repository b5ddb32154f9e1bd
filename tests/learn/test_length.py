"""Chapters are as long as one sitting, and their cells as short as a sentence."""

import re

import pytest
from page import Page

from tests.learn.chapters import CHAPTERS, DOCS, prose, read_chapter

WORD = re.compile(r"[\w·][\w·’'-]*")
FOLDED = re.compile(r"^/// .*?^///$", re.DOTALL | re.MULTILINE)


def words(page: Page) -> int:
    """Count the words of a chapter that nobody has to unfold.

    An inline value and a formula count as one, code and captions as none.
    """
    return len(WORD.findall(FOLDED.sub("", prose(page))))


def before_the_first_section(page: Page) -> str:
    """Return all captions that stand before the first heading of the second level."""
    captions = ""
    for cell in page.cells:
        if cell.kind == "prose" and re.search(r"^## ", cell.source, re.MULTILINE):
            break
        captions += cell.options.get("caption", "")
    return captions


@pytest.mark.parametrize("name", ["index.md", *CHAPTERS])
def test_no_cell_is_longer_than_15_lines(name: str) -> None:
    code = [cell for cell in read_chapter(name).cells if cell.kind == "code"]
    lengths = {f"docs/{name}:{cell.line}": cell.source.count("\n") + 1 for cell in code}
    assert {place: length for place, length in lengths.items() if length > 15} == {}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_600_to_1400_words(name: str) -> None:
    assert 600 <= words(read_chapter(name)) <= 1400


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_begins_with_a_picture(name: str) -> None:
    assert before_the_first_section(read_chapter(name))


def test_the_chapters_are_found() -> None:
    assert len(CHAPTERS) >= 12
    assert (DOCS / "index.md").is_file()
