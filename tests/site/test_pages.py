"""Every page of the site, by day and by night, on a wide and on a narrow screen."""

from pathlib import Path

import pytest

from tests.site.look import faults_of
from tests.site.pages import EVERY_PAGE
from tests.site.reader import NARROW, WIDE, Reader, Screen


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_is_sound_on_every_screen(reader: Reader, path: str) -> None:
    faults = []
    for width in (WIDE, NARROW):
        with reader.open(path, Screen(width)) as visit:
            faults += faults_of(visit)
            visit.turn("dark")
            faults += faults_of(visit)
    assert not faults, "\n" + "\n".join(faults)


def test_every_built_page_is_visited(site: Path) -> None:
    built = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert {path.removesuffix("index.html") for path in built} == set(EVERY_PAGE)
