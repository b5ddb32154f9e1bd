"""Each beat of the article that the course grew from is told on a page."""

import tomllib

import pytest

from tests.learn.chapters import DOCS, headings

BEATS = tomllib.loads((DOCS.parent / "tests/learn/beats.toml").read_text("utf-8"))
LENGTHS = {
    "A": 3,
    "B": 4,
    "C": 6,
    "D": 4,
    "E": 5,
    "F": 4,
    "G": 4,
    "H": 4,
    "I": 2,
    "J": 4,
    "K": 3,
    "L": 8,
}


def test_no_beat_is_left_out() -> None:
    wanted = {f"{part}{i}" for part, length in LENGTHS.items() for i in range(1, length + 1)}
    assert set(BEATS) == wanted


@pytest.mark.parametrize("beat", BEATS)
def test_a_beat_is_told_where_the_map_says(beat: str) -> None:
    places = BEATS[beat]["at"]
    assert places
    for page, named in places.items():
        there = headings((DOCS / page).read_text("utf-8"))
        assert [heading for heading in named if heading not in there] == []


def test_headings_inside_code_are_none() -> None:
    text = "# One\n\n```python\n# none\n```\n\n## Two: *three*\n\n#hash\n"
    assert headings(text) == ["One", "Two: *three*"]
