"""Every page in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.look import look
from tests.site.pages import CHAPTERS, EVERY_PAGE
from tests.site.reader import HEIGHT, NARROW, WIDE, Reader, Screen

WAITING = re.compile(
    r"\b(?:loading|initiali[sz]ing)[\w ]*(?:…|\.{3})|initiali[sz]ing search|"
    r"type to start|(?:enable|needs|requires) javascript",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_is_whole_without_scripts(reader: Reader, path: str) -> None:
    faults = []
    with reader.open(path, Screen(motion="reduce", scripts=False)) as visit:
        for width in (WIDE, NARROW):
            visit.page.set_viewport_size({"width": width, "height": HEIGHT})
            found = look(visit.page, "hiddenText") + look(visit.page, "faults")
            found += WAITING.findall(visit.page.inner_text("body"))
            faults += [f"{width} px: {fault}" for fault in found]
        faults += visit.faults
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_cannot_work_without_scripts_is_not_offered(reader: Reader, width: int) -> None:
    with reader.open("", Screen(width, scripts=False)) as visit:
        assert look(visit.page, "shownText", "[role=search], input, header button") == []


def test_the_list_of_pages_opens_without_scripts(reader: Reader) -> None:
    with reader.open(CHAPTERS[0], Screen(NARROW, scripts=False)) as visit:
        here = visit.page.locator("nav a[aria-current=page]")
        expect(here).to_be_hidden()
        visit.page.locator("header label:visible").click()
        expect(here).to_be_visible()
