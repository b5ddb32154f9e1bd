"""What readers do with the questions of a chapter: choose, with or without a script."""

import pytest
from playwright.sync_api import Locator, expect

from tests.site.look import faults_of
from tests.site.pages import CHAPTERS
from tests.site.reader import NARROW, WIDE, Reader, Scheme, Screen, Visit


def choices(visit: Visit) -> Locator:
    """Return the choices of the first question of a page."""
    return (
        visit.page.get_by_role("group")
        .filter(has=visit.page.locator(".choice"))
        .first.locator(".choice")
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_a_choice_answers_to_the_keyboard(reader: Reader, scripts: bool) -> None:
    with reader.open(CHAPTERS[0], Screen(scripts=scripts)) as visit:
        first, second = choices(visit).nth(0), choices(visit).nth(1)
        expect(first.locator("p")).to_be_hidden()
        first.locator("summary").focus()
        visit.page.keyboard.press("Enter")
        expect(first.locator("p")).to_contain_text("Not this one.")
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Space")
        expect(second.locator("p")).to_be_visible()
        expect(second.locator("p")).to_contain_text("Right.")
        expect(first.locator("p")).to_be_hidden()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_choice_is_sound(reader: Reader, scheme: Scheme, width: int) -> None:
    with reader.open(CHAPTERS[0], Screen(width, scheme)) as visit:
        first, second = visit.page.locator(".question").all()[:2]
        for choice in (first.locator(".choice--wrong").first, second.locator(".choice--right")):
            choice.locator("summary").click()
            expect(choice.locator("p")).to_be_visible()
        assert faults_of(visit) == []


def test_paper_has_every_answer(reader: Reader) -> None:
    with reader.open(CHAPTERS[0]) as visit:
        answers = visit.page.locator(".choice > p")
        seen = "all => all.map((one) => one.checkVisibility())"
        assert not any(answers.evaluate_all(seen))
        visit.page.emulate_media(media="print")
        assert answers.count() >= 6
        assert all(answers.evaluate_all(seen))
