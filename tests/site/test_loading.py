"""A chapter at first visit: light, in few requests, and it stays where it is."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Chromium
from tests.site.loading import first_visit, layout_shift, table
from tests.site.pages import CHAPTERS
from tests.site.reader import NARROW, WIDE, Reader, Screen
from tests.site.server import SiteServer, serving

LARGEST, MOST_REQUESTS, MOST_SHIFT = 110_000, 10, 0.05


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_is_light(browser: Chromium, site: Path, path: str) -> None:
    with serving(site) as server:
        answers = first_visit(Reader(browser, server.address), server, path)
    # What a live figure fetches, as it comes near, has limits of its own.
    answers = [answer for answer in answers if "/figures/" not in answer.path]
    weight = sum(answer.size for answer in answers)
    assert weight <= LARGEST and len(answers) <= MOST_REQUESTS, table(answers)  # noqa: PT018


def test_search_is_light_and_fetched_when_it_is_used(browser: Chromium, site: Path) -> None:
    with serving(site) as server, Reader(browser, server.address).open(CHAPTERS[0]) as visit:
        visit.page.wait_for_load_state("networkidle")
        server.answers.clear()
        visit.page.get_by_role("banner").get_by_role("button", name="Search").click()
        visit.page.get_by_role("searchbox").fill("neuron")
        expect(visit.page.get_by_role("dialog").get_by_role("link").first).to_be_visible()
        answers = list(server.answers)
    names = {answer.path.rpartition("/")[2] for answer in answers}
    assert names == {"search-worker.js", "search_index.json"}
    assert sum(answer.size for answer in answers) <= LARGEST, table(answers)


def test_search_knows_words_and_no_code(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    texts = [section["text"] for section in index["docs"]]
    assert any("neuron" in text for text in texts)
    assert [text for text in texts if "<pre" in text or "import numpy" in text] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_does_not_move_while_it_loads(
    reader: Reader, server: SiteServer, path: str, width: int
) -> None:
    assert layout_shift(reader, server, path, Screen(width)) < MOST_SHIFT
