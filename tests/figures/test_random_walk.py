"""Calling up or down: the score against NumPy and a coin, by keyboard, mouse and finger."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer.data import load_exchange_rates
from tests.figures.every import opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "random-walk"


def moves() -> np.ndarray:
    """Return the first moves of the euro from July 2018 on, in hundredths of a percent."""
    euro = load_exchange_rates()
    rates = euro.rates[:, euro.currencies.index("USD")]
    later = np.diff(np.log(rates))[euro.dates[1:] >= np.datetime64("2018-07-01")]
    return np.round(1e4 * later[:200]).astype(int)


def called(figure: Locator) -> tuple[int, int]:
    """Return how many calls it says were right, and how many were made."""
    said = re.search(r"(\d+) of (\d+) right", figure.locator("output").inner_text())
    assert said
    return int(said[1]), int(said[2])


def press(figure: Locator, name: str) -> None:
    """Press a button by keyboard."""
    figure.get_by_role("button", name=name).press("Enter")


def test_it_starts_with_forty_days_of_the_euro_and_no_call(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        expect(figure.locator("output")).to_have_text("Day 1 of 20: up or down?")
        assert str(figure.get_attribute("moves")).split("_") == [str(move) for move in moves()]
        assert str(figure.locator(".rate").get_attribute("d")).count("L") == 40


def test_the_keyboard_calls_and_every_call_is_judged(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        right = 0
        for day, name in enumerate(["Up", "Down"] * 10):
            press(figure, name)
            right += (moves()[40 + day] > 0) == (name == "Up")
            expect(figure.locator("output")).to_contain_text(f"{right} of {day + 1} right")
        expect(figure.locator("output")).to_contain_text("a coin gets 6 to 14")
        expect(figure.locator("output")).to_contain_text("These were days of the euro.")
        assert figure.locator("circle.right").count() == right
        press(figure, "Up")
        assert called(figure) == (right, 20)
        press(figure, "Another stretch")
        press(figure, "Up")
        expect(figure.locator("output")).to_contain_text("of 21 right")
        assert visit.url.endswith(f"#random-walk?stretch=1&calls=u&score={right}_20")
        press(figure, "Reset")
        expect(figure.locator("output")).to_have_text("Day 1 of 20: up or down?")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_mouse_and_finger_call_like_the_day_before(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (_, figure):
        trend = figure.get_by_role("button", name="The rest like the day before")
        trend.click() if width == WIDE else trend.tap()
        rises = moves()[39:60] > 0
        expect(figure.locator("output")).to_contain_text(
            f"{(rises[1:] == rises[:-1]).sum()} of 20 right"
        )


def test_a_further_stretch_is_what_it_says_it_was(reader: Reader) -> None:
    rises = "".join("u" if move > 0 else "d" for move in moves())
    kinds = set()
    with opened(reader, NAME) as (visit, figure):
        for stretch in range(1, 9):
            press(figure, "Another stretch")
            for _ in range(20):
                press(figure, "Up")
            visit.page.wait_for_function(
                "n => location.hash.includes(`stretch=${n}&`)", arg=stretch
            )
            expect(figure.locator("circle[cx]")).to_have_count(20)
            classes = figure.locator("circle[cx]").evaluate_all(
                "all => all.map(c => c.className.baseVal)"
            )
            days = "".join("u" if name == "right" else "d" for name in classes)
            is_euro = "These were days of the euro." in figure.locator("output").inner_text()
            assert (days in rises[40:]) == is_euro
            kinds.add(is_euro)
    assert kinds == {True, False}
