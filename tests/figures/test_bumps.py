"""Bumps that are placed by hand: the curve, the network, its gap and the goal."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import sigmoid
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen, Visit

INPUTS = np.linspace(0, 1, 4001)
EVEN = [(-1, 0.25, 0.22), (0.25, 0.5, -0.07), (0.5, 0.75, 0.56), (0.75, 2, 0.27)]
SOLVED = "-1_0.2_0.23_0.47_0.02_0.02_0.55_0.84_0.62_0.92_1.08_0.48"
START = "bumps=0_0.5_0.4_0.5_1_0.3&steepness=60"


def curve(x: Any) -> Any:
    """Return the curve of the page."""
    return abs(x - 0.3) + 0.4 * x * np.sin(12 * x)


def gaps(bumps: list[tuple[float, float, float]], steep: float) -> Any:
    """Return how far a sum of bumps is from the curve, by the formula."""
    parts = [
        h * (sigmoid(steep * (INPUTS - a)) - sigmoid(steep * (INPUTS - b))) for a, b, h in bumps
    ]
    return abs(sum(parts) - curve(INPUTS))


def says(figure: Locator, bumps: list[tuple[float, float, float]], steep: float) -> None:
    """Wait until the figure says the neurons and the gap of some bumps."""
    away = gaps(bumps, steep)
    expect(figure.locator("output")).to_contain_text(
        f"{2 * len(bumps)} hidden neurons. Largest gap between 0 and 1: {away.max():.3f}, "
    )
    said = re.search(r"at (\d\.\d\d)", figure.locator("output").inner_text())
    assert said
    assert away[round(4000 * float(said[1]))] > away.max() - 0.05


def place(x: float, y: float) -> tuple[float, float]:
    """Return where a point is in the chart: 360 × 200, with margins of 34, 20, 8 and 34."""
    return (34 + 318 * x) / 360, (166 - 146 * (y + 0.2)) / 200


def bumps_in(visit: Visit) -> list[tuple[float, float, float]]:
    """Return the bumps that the address tells."""
    told = re.search(r"bumps=([^&]+)", visit.url)
    assert told
    numbers = [float(number) for number in told[1].split("_")]
    return [(a, b, h) for a, b, h in zip(*[iter(numbers)] * 3, strict=True)]


def test_the_figure_starts_with_the_gap_that_the_caption_says(reader: Reader) -> None:
    middles = np.arange(0.125, 1, 0.25)
    assert np.allclose(curve(middles), [height for _, _, height in EVEN], atol=0.006)
    with opened(reader, "bumps") as (_, figure):
        says(figure, EVEN, 200)
        caption = figure.locator("xpath=..").locator("figcaption")
        expect(caption).to_contain_text(f"{gaps(EVEN, 200).max():.3f}")
        expect(figure.locator("output")).to_contain_text("Get it below 0.15")


def test_the_keyboard_alone_chooses_and_shapes_a_bump(reader: Reader) -> None:
    with opened(reader, "bumps", START) as (visit, figure):
        figure.get_by_role("combobox", name="bump").select_option("2")
        figure.get_by_role("slider", name="height").press("ArrowRight")
        figure.get_by_role("slider", name="left end").press("ArrowLeft")
        figure.get_by_role("slider", name="steepness").press("ArrowRight")
        says(figure, [(0, 0.5, 0.4), (0.49, 1, 0.31)], 65)
        figure.get_by_role("slider", name="right end").press("Home")
        says(figure, [(0, 0.5, 0.4), (0.49, 0.51, 0.31)], 65)
        figure.get_by_role("button", name="Reset").press("Enter")
        says(figure, EVEN, 200)
        assert "#" not in visit.url


def test_a_bump_is_added_where_the_gap_is_largest_and_taken_away(reader: Reader) -> None:
    with opened(reader, "bumps", START) as (visit, figure):
        bumps = [(0.0, 0.5, 0.4), (0.5, 1.0, 0.3)]
        figure.get_by_role("button", name="Add").press("Enter")
        left, right, height = bumps_in(visit)[2]
        at = INPUTS[gaps(bumps, 60).argmax()]
        assert abs((left + right) / 2 - at) < 0.01
        assert abs(abs(height) - gaps(bumps, 60).max()) < 0.01
        says(figure, [*bumps, (left, right, height)], 60)
        figure.get_by_role("button", name="Remove it").press("Enter")
        says(figure, bumps, 60)
        for _ in range(4):
            figure.get_by_role("button", name="Add").press("Enter")
        expect(figure.get_by_role("button", name="Add")).to_be_disabled()


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_the_top_and_the_ends_of_a_bump_follow_a_pointer(reader: Reader, width: int) -> None:
    with opened(reader, "bumps", START, Screen(width)) as (visit, figure):
        plot = figure.locator(".plot svg")
        drag(visit, plot, [place(0.75, 0.3), place(0.6, 0.6)])
        [_, (left, right, height)] = bumps_in(visit)
        assert (left, right) == (0.5, 1)
        assert abs(height - 0.6) < 0.02
        drag(visit, plot, [place(1, 0.3), place(0.8, 0.1)])
        bumps = bumps_in(visit)
        assert abs(bumps[1][1] - 0.8) < 0.02
        assert bumps[1][2] == height
        says(figure, bumps, 60)


def test_the_goal_can_be_reached(reader: Reader) -> None:
    with opened(reader, "bumps", f"bumps={SOLVED}&steepness=40") as (visit, figure):
        numbers = [float(number) for number in SOLVED.split("_")]
        bumps = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
        says(figure, bumps, 40)
        expect(figure.locator("output")).to_contain_text("Goal reached")
        figure.get_by_role("checkbox", name="look further out").press("Space")
        expect(figure.locator(".border")).to_have_count(2)
        assert "far=on" in visit.url
