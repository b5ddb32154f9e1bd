"""The built files: valid, complete, and asking nothing of others."""

from pathlib import Path

import pytest

from tests.site.build import BUILT_FOR, Build
from tests.site.markup import broken_links, loads_from_others
from tests.site.nu import nu_errors
from tests.site.pages import EVERY_PAGE
from tests.site.reader import Reader


def test_the_site_builds(build: Build) -> None:
    if build.failure:
        pytest.fail(build.failure, pytrace=False)


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    faults = list(broken_links(site, BUILT_FOR))
    assert not faults, "\n" + "\n".join(faults)


def test_nothing_is_loaded_from_others(site: Path) -> None:
    assert list(loads_from_others(site, BUILT_FOR)) == []


def test_the_source_of_every_page_is_valid(site: Path) -> None:
    errors = nu_errors(site)
    assert not errors, "\n" + "\n".join(errors)


def test_every_page_is_valid_after_its_scripts_have_run(reader: Reader, tmp_path: Path) -> None:
    with reader.sit_down() as visit:
        for path in EVERY_PAGE:
            visit.go(path)
            name = path.strip("/").replace("/", "_").removesuffix(".html") or "home"
            (tmp_path / f"{name}.html").write_text(visit.page.content(), "utf-8")
    errors = nu_errors(tmp_path)
    assert not errors, "\n" + "\n".join(errors)
