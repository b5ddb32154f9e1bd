import re
from pathlib import Path

import pytest

from primer import data

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "data.md"
ROWS = dict(re.findall(r"\.(load_\w+)\], ([\d,]+) rows: ", PAGE.read_text("utf-8")))


def test_the_list_has_every_data_set() -> None:
    assert set(ROWS) == {name for name in data.__all__ if name.startswith("load_")}


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"load_digits"}))
def test_the_list_says_how_many_rows_there_are(name: str) -> None:
    loaded = getattr(data, name)()
    rows = {"load_exchange_rates": "dates", "load_crime": "areas"}.get(name)
    assert f"{len(getattr(loaded, rows) if rows else loaded):,}" == ROWS[name]


def test_the_list_counts_all_digits() -> None:
    digits = [data.load_digits("train"), data.load_digits("test")]
    assert f"{sum(map(len, digits)):,}" == ROWS["load_digits"]
