"""No number is typed that code could compute."""

import re

import pytest

from tests.learn.chapters import CHAPTERS, lines, read_chapter

NUMBER = re.compile(r"[−-]?\d[\d.,]*\d|[−-]?\d")
ADJECTIVES = r"(?: (?:last|same|sloppy|handwritten|\w+ed))*"
# Numbers that no code could compute, and why. Few, and each as narrow as it can be.
ALLOWED = {
    "a source has a year": r"(?:, |\b(?i:in|around) |\()(?:1[5-9]|20)\d\d\b",
    "a square picture is named by its size": r"\b(\d+) × \1\b(?! ×)",
    "the ten digits, the shades of a pixel": r"\b0(?: for \w+)? to 9\b",
    "a digit is a name": r"\b[0-9]s\b|\b(?i:an?|no|this|another|every|each|labelled)"
    rf"{ADJECTIVES} [0-9]\b(?![.,]\d|-| ?%| times)",
    "a digit is a name, and not a count": r"\b(?i:the|our|other|some)"
    rf"{ADJECTIVES} [0-9]\b(?![.,]\d|-| ?%| \w{{4,}}s\b)",
    "nothing, all, and all against": r"(?<![\w.,])−?[01](?![\w%]|[.,]\d| [%×]| of\b)",
    "exercises are numbered": r"^\*\*\d\.\*\* |\| Answer to \d$|\b(?i:exercise) \d\b",
    "it is somebody's name": r"\b3Blue1Brown\b|\b18\.06 Linear Algebra\b|\bL2\b",
}


def typed_numbers(line: str) -> list[str]:
    """List the numbers of a line that are of no allowed kind."""
    for kind in ALLOWED.values():
        line = re.sub(kind, " ", line)
    return NUMBER.findall(line)


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_number_is_typed(name: str) -> None:
    found = [
        f"docs/{name}:{number}: {typed}"
        for number, line in lines(read_chapter(name))
        for typed in typed_numbers(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("It reads 95.1 % of the 10,000 images, the 3 networks 7.", ["95.1", "10,000", "3", "7"]),
        ("An accuracy of 0.95, at most 1.5, from −12 to 0.", ["0.95", "1.5", "−12"]),
        ("Only 1 of them, or 0 % in 16 steps", ["1", "0", "16"]),
        ("a 5 % share, the trained 3 networks, no 2.5, labelled 12", ["5", "3", "2.5", "12"]),
        ("28 × 20 pixels and 2 × 2 × 2 × … settings", ["28", "20", "2", "2", "2"]),
        ("the 9 that a sloppy 4 and the 7s resemble, and no mirrored 2, labelled 9", []),
        ("each from 0 for black to 9 for white, or from −1 to 1", []),
        ("**2.** A grid of 28 × 28 (*Nature*, 1986; see exercise 2)", []),
    ],
)
def test_what_counts_as_typed(line: str, typed: list[str]) -> None:
    assert typed_numbers(line) == typed
