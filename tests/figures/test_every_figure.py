"""What holds for every live figure, whatever it shows."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.figures.every import PAGES_WITH_FIGURES, WHERE, alive, opened
from tests.site.loading import first_visit
from tests.site.look import faults_of
from tests.site.reader import NARROW, WIDE, Reader, Screen
from tests.site.server import SiteServer

CODE = {".mjs", ".css"}
HEIGHT = "figure => figure.getBoundingClientRect().height"
SETTLED = """(name) => {
    const figure = document.querySelector(`primer-${name}`)
    return figure.matches(".is-live") || figure.querySelector(":scope > [role=status]")
}"""
CHANGE = """(figure) => {
    const control = [...figure.querySelectorAll(".live :is(input, select)")].find(
        (control) => !control.disabled && control.checkVisibility() && control.type !== "radio")
    if (!control) return
    if (control.type === "checkbox") control.click()
    else {
        control.value = [control.options?.[control.options.length - 1]?.value,
                         control.max, control.value + "1"].find((value) => value)
        for (const type of ["input", "change"])
            control.dispatchEvent(new Event(type, { bubbles: true }))
    }
}"""


@pytest.mark.parametrize("path", PAGES_WITH_FIGURES)
def test_the_code_of_the_figures_of_a_page_is_light(
    reader: Reader, server: SiteServer, site: Path, path: str
) -> None:
    fetched = [server.find(answer.path)[1] for answer in first_visit(reader, server, path)]
    code = {file for file in fetched if site.resolve() / "figures" in file.parents}
    code = {file for file in code if file.suffix in CODE}
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in code}
    assert len(sizes) >= 4
    assert sum(sizes.values()) <= 12 * 1024, sizes


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", WHERE)
def test_a_figure_is_sound_as_it_begins_and_after_a_change(
    reader: Reader, name: str, width: int
) -> None:
    with opened(reader, name, screen=Screen(width)) as (visit, figure):
        faults = faults_of(visit)
        visit.turn("dark")
        figure.evaluate(CHANGE)
        for fold in figure.locator(".live summary").all():
            fold.press("Enter")
        faults += faults_of(visit)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", WHERE)
def test_a_figure_comes_to_life_in_the_place_that_was_kept(
    reader: Reader, name: str, width: int
) -> None:
    with reader.sit_down(Screen(width)) as visit:
        visit.page.route(f"**/figures/{name}.mjs", lambda route: route.abort())
        visit.page.goto(visit.address + WHERE[name])
        kept = visit.page.locator(f"primer-{name}").evaluate(HEIGHT)
    with opened(reader, name, screen=Screen(width)) as (_, figure):
        assert abs(figure.evaluate(HEIGHT) - kept) <= 4


@pytest.mark.parametrize("name", WHERE)
def test_a_figure_is_reset_by_keyboard_to_how_it_began(reader: Reader, name: str) -> None:
    with opened(reader, name) as (visit, figure):
        began = figure.evaluate("figure => figure.state")
        figure.evaluate(CHANGE)
        figure.locator("[data-does=reset]").first.press("Enter")
        visit.page.wait_for_function("() => !location.hash")
        assert figure.evaluate("figure => figure.state") == began


@pytest.mark.parametrize("name", WHERE)
def test_the_state_of_a_figure_comes_back_from_its_address(reader: Reader, name: str) -> None:
    with opened(reader, name) as (visit, figure):
        figure.evaluate(CHANGE)
        figure.evaluate("figure => figure.settled()")
        state, address = figure.evaluate("figure => figure.state"), visit.url
    with reader.open(address.removeprefix(reader.address)) as visit:
        figure = alive(visit.page, name)
        expect(figure).to_be_in_viewport()
        assert figure.evaluate("figure => figure.state") == state


@pytest.mark.parametrize("name", WHERE)
def test_without_scripts_and_on_paper_the_picture_of_a_figure_stands(
    reader: Reader, name: str
) -> None:
    with reader.open(WHERE[name], Screen(scripts=False)) as visit:
        expect(visit.page.locator(f"primer-{name} > svg")).to_be_visible()
    with opened(reader, name) as (visit, figure):
        expect(figure.locator("> svg")).to_be_hidden()
        visit.page.emulate_media(media="print")
        expect(figure.locator("> svg")).to_be_visible()
        expect(figure.locator(".live")).to_be_hidden()


@pytest.mark.parametrize("name", WHERE)
def test_a_figure_whose_data_is_broken_says_so_in_one_sentence(reader: Reader, name: str) -> None:
    with reader.sit_down() as visit:
        asked = break_data(visit.page)
        visit.go(WHERE[name])
        figure = visit.page.locator(f"primer-{name}")
        figure.scroll_into_view_if_needed()
        visit.page.wait_for_function(SETTLED, arg=name)
        if not asked:
            expect(figure.locator(".live")).to_be_visible()
            return
        expect(figure.get_by_role("status")).to_have_text(
            "The live figure could not fetch its data; this is its still picture."
        )
        expect(figure.locator("> svg")).to_be_visible()


def break_data(page: Page) -> list[str]:
    """Answer whatever a page asks for in `figures/data` with nothing; return what it asked for."""
    asked: list[str] = []

    def answer(route) -> None:  # type: ignore[no-untyped-def]
        asked.append(route.request.url)
        route.fulfill(body="")

    page.route("**/figures/data/*", answer)
    return asked
