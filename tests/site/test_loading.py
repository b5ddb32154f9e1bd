"""A chapter at first visit: light, in few requests, and it stays where it is."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.loading import first_visit, layout_shift, table
from tests.site.pages import CHAPTERS
from tests.site.reader import NARROW, WIDE, Reader, Screen
from tests.site.server import SiteServer, serving

LARGEST, MOST_REQUESTS, MOST_SHIFT = 110_000, 10, 0.05


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_is_light(browser: Browser, site: Path, path: str) -> None:
    with serving(site) as server:
        answers = first_visit(Reader(browser, server.address), server, path)
    weight = sum(answer.size for answer in answers)
    assert weight <= LARGEST and len(answers) <= MOST_REQUESTS, table(answers)  # noqa: PT018


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_does_not_move_while_it_loads(
    reader: Reader, server: SiteServer, path: str, width: int
) -> None:
    assert layout_shift(reader, server, path, Screen(width)) < MOST_SHIFT
