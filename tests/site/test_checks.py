"""The checks themselves: each must find what is wrong in a tiny page that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Chromium, NoAnswerError
from tests.site.build import BUILT_FOR, build
from tests.site.loading import first_visit, layout_shift
from tests.site.look import faults_of, look
from tests.site.markup import broken_links, loads_from_others
from tests.site.nu import nu_errors
from tests.site.reader import NARROW, Reader, Screen
from tests.site.server import SiteServer, serving

SOUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sound</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"></head>
<body><main><h1 id="top">Sound</h1><p>A sound page.</p>%s</main></body></html>
"""
WORKER = """new Worker(URL.createObjectURL(new Blob(["fetch('http://a.test/')"])))"""
SMALL = "<button style='padding:0; width:12px; height:12px' aria-label=Small></button>"
FAULTS = {
    "console: boom": "<script>console.error('boom')</script>",
    "console: hm": "<script>console.warn('hm')</script>",
    "error: boom": "<script>throw new Error('boom')</script>",
    "answer 404": "<img src=missing.png alt=Missing>",
    "failed request: http://other.test/": "<img src=http://other.test/ alt=Theirs>",
    "request outside the site: http://other.test/": "<img src=http://other.test/ alt=Theirs>",
    "request outside the site: http://a.test/": f"<script>{WORKER}</script>",
    "page scrolls sideways": "<b style='display:block; width:2000px'>wide</b>",
    "sticks out of the screen: <b>": "<span style='display:block; overflow:hidden'>"
    "<b style='display:block; width:2000px'>cut</b></span>",
    "text of 9.0 px: <b>": "<b style='font-size:9px'>small</b>",
    "text of 6.0 px: <text>": "<svg width=50 height=50 viewBox='0 0 100 100'>"
    "<text y=50 style='font-size:12px'>tiny</text></svg>",
    "picture without alternative text": "<img src=picture.svg>",
    "drawing without a name": "<svg role=img width=9 height=9></svg>",
    "figure without a caption": "<figure><img src=picture.svg alt=Drawing></figure>",
    "axe color-contrast": "<b style='color:#999'>pale</b>",
    "axe link-name": "<a href=x.html></a>",
    "axe target-size": f"<div>{SMALL}{SMALL}</div>",
    "axe heading-order": "<h4>Skipped two levels</h4>",
}


LAZY = "<img src=picture.svg loading=lazy width=9 height=9 alt=Late>"
HIDDEN = {
    "<p>": "<p style='opacity:0'>for a script to show</p>",
    "<li>": "<ul><li style='display:none'>for a script to show</li></ul>",
    "<figure>": "<figure style='visibility:hidden'>for a script to show</figure>",
}
BROKEN = {
    "nowhere.html leads nowhere": "<a href=nowhere.html>x</a>",
    "missing.png leads nowhere": "<img srcset='picture.svg 1x, missing.png 2x' alt=x>",
    "#nothing leads to no place in its page": "<a href='#nothing'>x</a>",
    "url leads nowhere": "<b style='background: url(url)'>x</b>",
    "/away leads out of the site's folder": "<a href=/away>x</a>",
}
FOREIGN = {
    "index.html": "<script src=https://other.test/a.js></script>",
    "in.css": "@import 'https://other.test/a.css';",
    "font.css": "@font-face { src: url(//other.test/a.woff2) }",
    "in.mjs": "import x from 'https://other.test/a.js'",
}


def write(folder: Path, text: str = "") -> None:
    """Write a site of one page with something in its text."""
    (folder / "index.html").write_text(SOUND % text)
    (folder / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "sitemap.xml").write_text(f"<loc>{BUILT_FOR}</loc>")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[SiteServer]:
    """Serve a folder for a site of one page."""
    with serving(tmp_path) as server:
        yield server


def test_a_sound_page_has_no_fault(tiny: SiteServer, browser: Chromium) -> None:
    write(tiny.site)
    with Reader(browser, tiny.address).open("") as visit:
        assert faults_of(visit) + look(visit.page, "hiddenText") == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(tiny: SiteServer, browser: Chromium, fault: str) -> None:
    write(tiny.site, FAULTS[fault])
    with Reader(browser, tiny.address).open("", Screen(NARROW)) as visit:
        visit.page.wait_for_load_state("networkidle")
        found = faults_of(visit)
    assert [line for line in found if f": {fault}" in line], found


@pytest.mark.parametrize("element", HIDDEN)
def test_hidden_text_is_found(tiny: SiteServer, browser: Chromium, element: str) -> None:
    write(tiny.site, HIDDEN[element])
    with Reader(browser, tiny.address).open("", Screen(scripts=False)) as visit:
        found = look(visit.page, "hiddenText")
    assert found == [f"not to be seen: {element} for a script to show"]


def test_a_tab_stop_without_a_mark_is_found(tiny: SiteServer, browser: Chromium) -> None:
    write(tiny.site, "<a href=x>good</a> <a href=x style='outline:0'>bad</a>")
    with Reader(browser, tiny.address).open("") as visit:
        found = []
        for _ in range(2):
            visit.page.keyboard.press("Tab")
            found += look(visit.page, "unmarkedFocus")
    assert found == ["<a> bad"]


def test_text_that_moves_is_found(tiny: SiteServer, browser: Chromium) -> None:
    write(tiny.site, "<img src=late.svg alt=Late>" + "<p>text</p>" * 20)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>'
    (tiny.site / "late.svg").write_text(picture)
    assert layout_shift(Reader(browser, tiny.address), tiny, "", Screen()) > 0.05


def test_all_that_a_visit_loads_is_weighed(tiny: SiteServer, browser: Chromium) -> None:
    write(tiny.site, "<script>new Worker('heavy.js')</script>" + "<br>" * 300 + LAZY)
    (tiny.site / "heavy.js").write_text("fetch('heavy.bin')")
    (tiny.site / "heavy.bin").write_bytes(bytes(50_000))
    answers = first_visit(Reader(browser, tiny.address), tiny, "")
    sizes = {answer.path.rpartition("/")[2]: answer.size for answer in answers}
    assert set(sizes) == {"", "heavy.js", "heavy.bin", "picture.svg"}
    assert 50_000 < sizes["heavy.bin"] < 50_300


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_link_is_found(tmp_path: Path, fault: str) -> None:
    write(tmp_path, BROKEN[fault])
    assert [line.partition(": ")[2] for line in broken_links(tmp_path, BUILT_FOR)] == [fault]


def test_a_broken_line_of_the_sitemap_is_found(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sitemap.xml").write_text(f"<loc>{BUILT_FOR}gone/</loc>")
    assert len(list(broken_links(tmp_path, BUILT_FOR))) == 1


@pytest.mark.parametrize("name", FOREIGN)
def test_what_would_be_loaded_from_others_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / name).write_text(FOREIGN[name])
    assert [line.partition(":")[0] for line in loads_from_others(tmp_path, BUILT_FOR)] == [name]


def test_invalid_markup_is_found_and_valid_markup_is_not(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "bad.html").write_text(SOUND % "<input type=checkbox autocomplete=off>")
    (error,) = nu_errors(tmp_path)
    assert error.startswith("bad.html:5: ")
    assert "autocomplete" in error


def test_a_broken_build_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[x](nowhere.md)")
    (tmp_path / "mkdocs.yml").write_text("site_name: Broken\nplugins: []")
    assert "nowhere.md" in build(tmp_path, tmp_path / "site")


@pytest.mark.parametrize("script", ["() => { while (true) {} }", "() => new Promise(() => {})"])
def test_a_page_that_hangs_ends_its_test_and_no_other(browser: Chromium, script: str) -> None:
    own = Chromium(browser.playwright)  # others have windows open in the common one
    page = own.new_page()
    with pytest.raises(NoAnswerError, match="no answer in 1 seconds"), own.patience(1):
        page.evaluate(script)
    assert own.new_page().evaluate("() => 1 + 1") == 2
    own.close()


def test_what_gets_no_answer_is_tried_once_more(browser: Chromium) -> None:
    own = Chromium(browser.playwright)
    answers = iter([NoAnswerError(), None, NoAnswerError(), NoAnswerError()])

    def use() -> None:
        if error := next(answers):
            raise error

    own.try_twice(60, use)
    with pytest.raises(NoAnswerError):
        own.try_twice(60, use)
    assert list(answers) == []
