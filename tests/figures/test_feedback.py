"""Patrols that follow records, in a simulated city: against NumPy, by keyboard and by pointer."""

import numpy as np
from playwright.sync_api import Locator, expect

from tests.figures.every import opened
from tests.site.reader import NARROW, Reader, Screen

NAME = "feedback"


def city(seed: int) -> np.ndarray:
    """Return the records of the page's city: 72 months, and patrols where most was recorded."""
    random = np.random.default_rng(seed)
    rows: list[np.ndarray] = []
    for month in range(72):
        happened = random.poisson(40, 10)
        reported = random.binomial(happened, 0.5)
        found = random.binomial(happened - reported, 0.5)
        order = np.argsort(-np.sum([np.zeros(10), *rows[-12:]], axis=0), kind="stable")
        seen = np.isin(range(10), order[:2]) & (month > 11)
        rows.append(reported + np.where(seen, found, 0))
    return np.array(rows)


def excess(records: np.ndarray) -> float:
    """Return how many times more records the two busiest areas have in the last year."""
    last = np.sort(records[-12:].sum(axis=0))
    return float(last[-2:].mean() / last[:-2].mean())


def rows_of(figure: Locator) -> list[list[int]]:
    """Return the two rows of the table: records a month, and months patrolled."""
    numbers = [int(number) for number in figure.locator("tbody td").all_inner_texts()]
    return [numbers[:10], numbers[10:]]


def times(figure: Locator) -> float:
    """Return how many times the records of the others it says that the busiest have."""
    return float(figure.locator("output").inner_text().split("have ")[1].split()[0])


def shows(figure: Locator, month: int) -> None:
    """Expect the page's own city after some months."""
    records = city(0)[:month]
    expect(figure.locator("output")).to_contain_text(f"have {excess(records):.2f} times")
    np.testing.assert_allclose(rows_of(figure)[0], records[-12:].mean(axis=0), atol=0.5)


def test_it_starts_with_the_six_years_of_the_page(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        shows(figure, 72)
        patrolled = rows_of(figure)[1]
        assert sum(patrolled) == 2 * 60
        assert figure.locator("thead .patrolled").count() == 2
        assert figure.locator("path.patrolled").count() == 2


def test_the_keyboard_goes_back_month_by_month(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        months = figure.get_by_role("slider", name="month")
        for _ in range(30):
            months.press("ArrowLeft")
        shows(figure, 42)
        assert sum(rows_of(figure)[1]) == 2 * 30
        months.press("Home")
        shows(figure, 12)
        assert not any(rows_of(figure)[1])
        assert visit.url.endswith("#feedback?month=12&follow=100&luck=0")
        figure.get_by_role("button", name="Reset").press("Enter")
        shows(figure, 72)


def test_playing_goes_to_the_end(reader: Reader) -> None:
    with opened(reader, NAME, "month=68&follow=100&luck=0") as (_, figure):
        shows(figure, 68)
        figure.get_by_role("button", name="Play").press("Enter")
        expect(figure.get_by_role("slider", name="month")).to_have_value("72")
        expect(figure.get_by_role("button", name="Play")).to_be_visible()
        shows(figure, 72)


def test_with_new_luck_the_records_part_again_and_by_lot_they_do_not(reader: Reader) -> None:
    with opened(reader, NAME, screen=Screen(NARROW)) as (visit, figure):
        for luck in range(1, 6):
            figure.get_by_role("button", name="New luck").tap()
            visit.page.wait_for_function("luck => location.hash.endsWith(luck)", arg=f"luck={luck}")
            assert 1.2 < times(figure) < 1.8
            assert 19 < np.sort(rows_of(figure)[0])[:-2].mean() < 21
        figure.get_by_role("slider", name="follow records").press("Home")
        expect(figure.locator(".dials b").nth(1)).to_have_text("0 %")
        assert times(figure) < 1.25
        assert sum(month > 0 for month in rows_of(figure)[1]) == 10
