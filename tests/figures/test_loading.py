"""Live figures come late, are light, and leave their picture where they cannot come."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.figures.every import WHERE, alive
from tests.site.reader import Reader
from tests.site.server import SiteServer

COUNT_DRAWINGS = """(figure) => {
    const draw = figure.draw
    figure.drawings = 0
    figure.draw = () => {
        figure.drawings += 1
        draw.call(figure)
    }
}"""
TWO_FRAMES = """() => new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)))"""


def test_nothing_is_fetched_before_a_figure_is_near(reader: Reader, server: SiteServer) -> None:
    server.answers.clear()
    with reader.open(WHERE["digit-pad"]) as visit:
        visit.page.wait_for_load_state("networkidle")
        early = [answer.path for answer in server.answers if "/figures/" in answer.path]
        # Both are asked for at once; which is answered first is chance.
        assert sorted(Path(path).name for path in early) == ["digit-pad.css", "figures.css"]
        alive(visit.page, "digit-pad")
    assert any(answer.path.endswith("network.bin") for answer in server.answers)


def test_a_figure_off_the_screen_draws_nothing(reader: Reader) -> None:
    with reader.open(WHERE["digit-pad"]) as visit:
        figure = alive(visit.page, "digit-pad")
        figure.evaluate(COUNT_DRAWINGS)
        visit.page.evaluate("() => scrollTo(0, 0)")
        visit.page.evaluate(TWO_FRAMES)
        before = figure.evaluate("(figure) => (figure.changed(), figure.drawings)")
        visit.page.evaluate(TWO_FRAMES)
        assert figure.evaluate("(figure) => figure.drawings") == before
        figure.scroll_into_view_if_needed()
        visit.page.wait_for_function(
            "before => document.querySelector('primer-digit-pad').drawings > before", arg=before
        )


def test_an_address_with_a_state_opens_at_its_figure(reader: Reader) -> None:
    with reader.open(WHERE["digit-pad"] + "#digit-pad?example=4&centre=on") as visit:
        expect(visit.page.locator("primer-digit-pad.is-live")).to_be_in_viewport()
        expect(visit.page.locator("primer-digit-pad strong")).to_have_text("4")


@pytest.mark.parametrize("body", ["", "<!doctype html>"], ids=["empty", "a page"])
def test_broken_data_is_said_in_one_sentence(reader: Reader, body: str) -> None:
    with reader.sit_down() as visit:
        visit.page.route("**/figures/data/network.bin", lambda route: route.fulfill(body=body))
        visit.go("")
        figure = visit.page.locator("primer-digit-pad")
        expect(figure.get_by_role("status")).to_have_text(
            "The live figure could not fetch its data; this is its still picture."
        )
        expect(figure.locator("svg")).to_be_visible()


def test_a_figure_lives_after_going_from_page_to_page(reader: Reader) -> None:
    with reader.open("") as visit:
        alive(visit.page, "digit-pad")
        visit.page.get_by_role("link", name="Contribute").click()
        expect(visit.page.locator("primer-digit-pad")).to_have_count(0)
        visit.page.go_back()
        alive(visit.page, "digit-pad")
