"""The glossary holds what the chapters define, and leads to where they do."""

import re

import pytest

from tests.learn.chapters import CHAPTERS, DOCS, prose, read_chapter

GLOSSARY = (DOCS / "further/glossary.md").read_text("utf-8")
ENTRY = re.compile(r"^(?P<term>\w.*)\n: {3}.* \[[^]]+\]\((?P<page>[^)]+)\)$", re.MULTILINE)
ENTRIES = {
    entry["term"].lower(): entry["page"].removeprefix("../") for entry in ENTRY.finditer(GLOSSARY)
}
BOLD = re.compile(r"(?<!\*)\*\*([^*\n]+)\*\*(?!\*)")
# A word that begins a paragraph or a list item in bold is its heading.
RUN_IN = re.compile(r"^(?:\d+\. |- )?\*\*[^*\n]+\*\*", re.MULTILINE)


def defined(name: str) -> set[str]:
    """Collect the terms that a chapter sets in bold."""
    return {term.lower() for term in BOLD.findall(RUN_IN.sub("", prose(read_chapter(name))))}


def means(entry: str, term: str) -> bool:
    """Tell whether an entry explains a term: `hidden layer` does explain `hidden`."""
    return entry in term or term in entry


def test_every_entry_was_read() -> None:
    assert len(ENTRIES) == GLOSSARY.count("\n:   ") > 60


def test_entries_stand_in_order() -> None:
    assert list(ENTRIES) == sorted(ENTRIES)


@pytest.mark.parametrize("term", ENTRIES)
def test_an_entry_leads_to_the_chapter_that_defines_it(term: str) -> None:
    bold = BOLD.findall(prose(read_chapter(ENTRIES[term])))
    assert any(means(term, word.lower()) for word in bold)


@pytest.mark.parametrize("name", [name for name in CHAPTERS if name.startswith("learn/")])
def test_what_a_chapter_defines_is_in_the_glossary(name: str) -> None:
    missing = [term for term in defined(name) if not any(means(e, term) for e in ENTRIES)]
    assert missing == []
