"""Hooks that mend Material's markup and write the site's one stylesheet and one script."""

import re
import shutil
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from rendering import Renderings
from stylesheet import merge_styles, minify

WORKER = "assets/javascripts/workers/search.*.min.js"
STYLES = "assets/stylesheets/main.*.min.css"
REFERENCE_STYLES = "assets/_mkdocstrings.css"
# Material's files that the merged ones stand for.
REPLACED = ("assets/stylesheets", "assets/javascripts", REFERENCE_STYLES)
PRE = re.compile(r"<pre(?![^>]*tabindex)")
UNSEARCHED = re.compile(r"<((?:pre|details|figcaption)\b(?![^>]*search-exclude)[^>]*)>")
TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)
LIVE_FIGURE = re.compile(r"<primer-([\w-]+)")
COMMENT_LINE = re.compile(r"^ *(?://|/\*\*).*\n", re.MULTILINE)
DOC_COMMENT = re.compile(r"/\*\*(?:(?!\*/).)*\*/\s*", re.DOTALL)
INDENT = re.compile(r"^ +", re.MULTILINE)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> None:
    """Offer "edit this page" only where a repository is named, and link one stylesheet only."""
    if not config.repo_url:
        config.edit_uri = None
    config.extra_css = [sheet for sheet in config.extra_css if sheet != REFERENCE_STYLES]


def on_env(env: Environment, **_: object) -> Environment:
    """Let the theme link the styles of the live figures of a page."""
    env.filters["live_figure_styles"] = live_figure_styles
    return env


def live_figure_styles(html: str) -> list[str]:
    """Return the stylesheets of the live figures of a page: what all share, and each its own."""
    names = dict.fromkeys(LIVE_FIGURE.findall(html))
    return [f"figures/{name}.css" for name in ["figures", *names]] if names else []


def on_page_content(html: str, **_: object) -> str:
    """Give what may scroll sideways a tab stop, tables a box; search no code, fold or caption."""
    html = PRE.sub('<pre tabindex="0"', html)
    html = UNSEARCHED.sub(r"<\1 data-search-exclude>", html)
    box = '<div class="table" tabindex="0" data-search-exclude>'
    return TABLE.sub(rf'{box}<table class="data">\1</div>', html)


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Take from a page what the HTML standard forbids, and say which is home."""
    if page.is_homepage:
        # A style that asks which children an element has makes each change of a figure slow.
        output = output.replace('<article class="', '<article class="home ', 1)
    return mend_markup(output)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Do the same for the page that says that there is no page."""
    return mend_markup(output_content) if template_name.endswith(".html") else output_content


def mend_markup(html: str) -> str:
    """Return a page without `autocomplete` on its checkboxes, which browsers ignore there."""
    return re.sub(r'(<input class="md-toggle"[^>]*) autocomplete="off"', r"\1", html)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the merged stylesheet and script in place of Material's files."""
    site, assets = Path(config.site_dir), Path(config.docs_dir, "assets")
    pages = "".join(map(read, site.rglob("*.html")))
    scripts = "".join(map(read, sorted((assets / "scripts").glob("*.js"))))
    sheets = sorted((assets / "styles").glob("*.css"), key=printing_last)
    theirs = read_one(site, STYLES) + "".join(map(read, site.glob(REFERENCE_STYLES)))
    styles = (theirs, list(map(read, sheets)), pages)
    merged = Renderings(config).kept("site.css", styles, lambda: merge_styles(*styles))
    write(site / "assets/styles/site.css", merged)
    write(site / "assets/scripts/site.js", COMMENT_LINE.sub("", scripts))
    write(site / "assets/scripts/search-worker.js", SOURCE_MAP.sub("", read_one(site, WORKER)))
    for module in (site / "figures").rglob("*.mjs"):
        write(module, INDENT.sub("", DOC_COMMENT.sub("", read(module))))
    for sheet in (site / "figures").glob("*.css"):
        write(sheet, minify(read(sheet)))
    for path in map(site.joinpath, REPLACED):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def printing_last(sheet: Path) -> tuple[bool, str]:
    """Order sheets by name, the one for paper after those for the screen."""
    return sheet.stem == "print", sheet.name


def read_one(site: Path, pattern: str) -> str:
    """Return the text of the one file that matches, or say what Material has changed."""
    paths = list(site.glob(pattern))
    if len(paths) != 1:
        raise PluginError(f"Material has {len(paths)} files {pattern}, expected one")
    return read(paths[0])


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text("utf-8")


def write(path: Path, text: str) -> None:
    """Write a text, in a new folder if there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
