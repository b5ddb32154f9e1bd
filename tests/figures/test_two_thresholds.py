"""Two groups, two thresholds: what is equal, what it costs, by keyboard and by pointer."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "two-thresholds"
GROUPS = ("young", "older")


def loans(figure: Locator) -> dict[str, np.ndarray]:
    """Return the counts that the page gives, by group and kind."""
    names = [f"{group}-{kind}" for group in GROUPS for kind in ("bad", "good")]
    return {name: np.array(str(figure.get_attribute(name)).split("_"), int) for name in names}


def worked_out(figure: Locator, cuts: tuple[int, int]) -> np.ndarray:
    """Return the four rows of the table, in per cent, a column for each group."""
    counts, columns = loans(figure), []
    for group, cut in zip(GROUPS, cuts, strict=True):
        bad, good = counts[f"{group}-bad"], counts[f"{group}-good"]
        refused_bad, refused_good = bad[cut:].sum(), good[cut:].sum()
        of_all = (refused_bad + refused_good) / (bad.sum() + good.sum())
        granted = 1 - refused_bad / bad.sum()
        columns.append([cut, 100 * of_all, 100 * refused_good / good.sum(), 100 * granted])
    return np.transpose(columns)


def prices(figure: Locator, cost: int) -> np.ndarray:
    """Return what a hundred loans cost, by the threshold of the young and that of the older."""
    counts = loans(figure)
    young, older = (
        [
            counts[f"{group}-good"][cut:].sum() + cost * counts[f"{group}-bad"][:cut].sum()
            for cut in range(101)
        ]
        for group in GROUPS
    )
    number = sum(each.sum() for each in counts.values())
    return np.array(100 * np.add.outer(young, older) / number)


def shows(figure: Locator, cuts: tuple[int, int], cost: int = 3) -> None:
    """Expect the table and the sentence of two thresholds and a cost."""
    table = prices(figure, cost)
    expect(figure.locator("output")).to_contain_text(
        f"A hundred loans cost {table[cuts]:.1f}; no thresholds cost less than {table.min():.1f}."
    )
    rows = worked_out(figure, cuts)
    cells = figure.locator("tbody td").all_inner_texts()
    said = np.reshape([*cells[0::3], *cells[1::3]], (2, 4)).T
    assert said.tolist() == [[f"{share:.1f} %" for share in row] for row in rows]
    equal = abs(rows[:, 0] - rows[:, 1]) < 1
    assert cells[2::3] == ["✓ yes" if each else "✗ no" for each in equal]
    if not equal.all():
        expect(figure.locator("output")).to_contain_text(f"{equal.sum()} of 4 are equal.")


def test_it_starts_with_one_threshold_for_all(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        shows(figure, (25, 25))
        expect(figure.locator("output")).to_contain_text("1 of 4 are equal.")


def test_the_keyboard_sets_thresholds_and_cost(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="young").press("ArrowRight")
        figure.get_by_role("slider", name="older").press("ArrowLeft")
        figure.get_by_role("slider", name="cost").press("ArrowRight")
        shows(figure, (26, 24), 4)
        assert visit.url.endswith("#two-thresholds?young=26&older=24&cost=4")
        figure.get_by_role("button", name="Reset").press("Enter")
        shows(figure, (25, 25))


def test_all_are_equal_where_nobody_gets_a_loan_or_everybody(reader: Reader) -> None:
    for threshold, refused in ((0, 100), (100, 0)):
        with opened(reader, NAME, f"young={threshold}&older={threshold}&cost=3") as (_, figure):
            shows(figure, (threshold, threshold))
            expect(figure.locator("output")).to_contain_text(
                f"All four are equal, with {refused} % of the loans refused."
            )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_threshold_follows_mouse_and_finger(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(".chart").nth(0), [(0.4, 0.4), (0.7, 0.4), (0.99, 0.4)])
        shows(figure, (100, 25))
        drag(visit, figure.locator(".chart").nth(1), [(0.4, 0.4), (0.2, 0.4), (0.01, 0.4)])
        shows(figure, (100, 0))
