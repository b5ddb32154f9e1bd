"""Training in the page: it learns, it fails as it says, and the page stays free meanwhile."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import Network
from tests.figures.every import opened
from tests.site.reader import NARROW, Reader, Screen

COUNT_FRAMES = """() => {
    window.frames_drawn = 0
    const count = () => { frames_drawn += 1; requestAnimationFrame(count) }
    count()
}"""
ACCURACY = "document.querySelector('primer-train-it').reports.at(-1)?.accuracy"


def now(figure: Locator) -> Locator:
    """Return where the figure says what has been learned."""
    return figure.locator(".now")


def press(figure: Locator, name: str) -> None:
    """Press a button by keyboard."""
    figure.get_by_role("button", name=name, exact=True).press("Enter")


def test_it_begins_with_a_network_that_guesses(reader: Reader) -> None:
    with opened(reader, "train-it") as (_, figure):
        expect(now(figure)).to_contain_text("Not trained yet.")
        (accuracy,) = re.findall(r"reads ([\d.]+) %", now(figure).text_content() or "")
        assert 5 < float(accuracy) < 20
        weights = figure.evaluate("figure => [...figure.reports[0].grids]")
        assert np.std(weights) == pytest.approx(Network([784, 16]).weights[0].std(), rel=0.03)


def test_steps_and_epochs_take_the_digits_that_they_say(reader: Reader) -> None:
    with opened(reader, "train-it", "batch=32") as (_, figure):
        press(figure, "One step")
        expect(now(figure)).to_contain_text("32 digits, 0.00 epochs")
        press(figure, "One epoch")
        expect(now(figure)).to_contain_text("10,000 digits, 1.00 epochs")
        press(figure, "Reset")
        expect(now(figure)).to_contain_text("Not trained yet.")


def test_it_learns_to_read(reader: Reader) -> None:
    with opened(reader, "train-it") as (visit, figure):
        press(figure, "Train")
        visit.page.wait_for_function(f"() => {ACCURACY} > 0.9", timeout=60_000)
        press(figure, "Pause")
        expect(figure.get_by_role("button", name="Train", exact=True)).to_be_visible()
        assert figure.locator(".answers li:not(.wrong)").count() >= 8


def test_the_page_stays_free_during_an_epoch_of_single_digits(reader: Reader) -> None:
    with opened(reader, "train-it", "batch=1&rate=0.3") as (visit, figure):
        press(figure, "One step")  # fetches the digits
        expect(now(figure)).to_contain_text("1 digits")
        visit.page.evaluate(COUNT_FRAMES)
        press(figure, "One epoch")
        expect(now(figure)).to_contain_text("10,000 digits", timeout=60_000)
        assert visit.page.evaluate("() => frames_drawn") > 10


def test_it_trains_by_finger_and_rests_off_the_screen(reader: Reader) -> None:
    with opened(reader, "train-it", screen=Screen(NARROW)) as (visit, figure):
        figure.get_by_role("button", name="Train", exact=True).tap()
        visit.page.wait_for_function(f"() => {ACCURACY} > 0.5", timeout=60_000)
        visit.page.evaluate("() => scrollTo(0, 0)")
        visit.page.wait_for_function("() => !document.querySelector('primer-train-it').isWaiting")
        rested = figure.evaluate("figure => figure.reports.length")
        visit.page.evaluate("() => new Promise((end) => setTimeout(end, 500))")
        assert figure.evaluate("figure => figure.reports.length") <= rested + 1


def test_leaps_that_are_too_long_are_told(reader: Reader) -> None:
    with opened(reader, "train-it", "rate=300") as (_, figure):
        press(figure, "One epoch")
        why = figure.locator(".why")
        expect(why).to_contain_text("stick at 0 or 1, where slopes vanish")
        (stuck,) = re.findall(r"^(\d+) %", why.text_content() or "")
        assert int(stuck) > 80


def test_steps_that_are_too_short_are_told(reader: Reader) -> None:
    with opened(reader, "train-it", "rate=0.03&batch=100") as (_, figure):
        press(figure, "One epoch")
        expect(figure.locator(".why")).to_contain_text(
            "get the same answer: the steps are so short"
        )


def test_another_cost_or_start_begins_anew(reader: Reader) -> None:
    with opened(reader, "train-it") as (visit, figure):
        press(figure, "One step")
        expect(now(figure)).to_contain_text("10 digits")
        figure.get_by_label("cost").select_option("cross-entropy")
        expect(now(figure)).to_contain_text("Not trained yet.")
        assert "cost=cross_entropy" in visit.url


def test_training_digits_that_do_not_come_are_told(reader: Reader) -> None:
    with opened(reader, "train-it") as (visit, figure):
        visit.page.context.route("**/data/training.bin", lambda route: route.fulfill(body=""))
        press(figure, "Train")
        expect(figure.locator(".why")).to_have_text("The training digits could not be fetched.")
        expect(figure.get_by_role("button", name="Train", exact=True)).to_be_visible()
