"""The chapters as text: what a reader reads of a page, line by line."""

import re
from collections.abc import Iterator
from pathlib import Path

from page import CODE_OR_MATH, INLINE_VALUE, Page, read_page

DOCS = Path(__file__).parents[2] / "docs"
CHAPTERS = sorted(
    str(file.relative_to(DOCS))
    for part in ("learn", "applications")
    for file in DOCS.glob(f"{part}/**/*.md")
)
LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|(?<=\])\[[^\]\s]*\]")
TAG = re.compile(r"</?\w[^>\n]*>|\{[.#:][^}\n]*\}")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
QUESTION = re.compile(r"^/// question \|.*?^///$", re.DOTALL | re.MULTILINE)
STAND_IN = "·"  # for an inline value, a formula or a piece of code


def read_chapter(name: str) -> Page:
    """Read a chapter by its path below `docs/`."""
    return read_page(DOCS / name, name)


def words_only(text: str) -> str:
    """Return a text without code, formulas, inline values, tags and targets of links.

    Every line keeps its number.
    """
    for unread in (INLINE_VALUE, CODE_OR_MATH):
        text = unread.sub(lambda match: STAND_IN + "\n" * match[0].count("\n"), text)
    return TAG.sub("", LINK_TARGET.sub("", text))


def prose(page: Page) -> str:
    """Return the prose of a chapter, without its captions."""
    return "\n".join(words_only(cell.source) for cell in page.cells if cell.kind == "prose")


def lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yield every line that a reader reads or hears, captions and alternative texts too.

    Questions to check yourself are left out: they and their wrong answers are invented.
    """
    for cell in page.cells:
        if cell.kind == "prose":
            text = QUESTION.sub(lambda match: "\n" * match[0].count("\n"), cell.source)
            yield from enumerate(words_only(text).split("\n"), cell.line)
        else:
            for option in ("caption", "alt"):
                yield cell.line - 1, words_only(cell.options.get(option, ""))


def headings(text: str) -> list[str]:
    """List the headings of a Markdown text, none of those inside code."""
    fences = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
    return HEADING.findall(fences.sub("", text))
