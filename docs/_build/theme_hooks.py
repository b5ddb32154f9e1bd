"""Hooks that mend Material's markup and write the site's one stylesheet and one script."""

import re
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from stylesheet import merge_styles

BUNDLE = "assets/javascripts/bundle.*.min.js"
STYLES = "assets/stylesheets/main.*.min.css"
REFERENCE_STYLES = "assets/_mkdocstrings.css"
SCRIPTS = ("search", "menus", "reading")
# Material's files that the two merged ones stand for.
REPLACED = (
    "assets/stylesheets",
    "assets/javascripts/lunr",
    "assets/javascripts/bundle.*",
    REFERENCE_STYLES,
)
TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> None:
    """Offer "edit this page" only where a repository is named, and link one stylesheet only."""
    if not config.repo_url:
        config.edit_uri = None
    config.extra_css = [sheet for sheet in config.extra_css if sheet != REFERENCE_STYLES]


def on_page_content(html: str, **_: object) -> str:
    """Give whatever may scroll sideways a tab stop, and tables something to scroll in."""
    html = html.replace('<div class="highlight"><pre>', '<div class="highlight"><pre tabindex="0">')
    return TABLE.sub(r'<div class="table" tabindex="0"><table class="data">\1</div>', html)


def on_post_page(output: str, **_: object) -> str:
    """Take from a page what the HTML standard forbids."""
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
    pages = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    bundle = SOURCE_MAP.sub("", read_one(site, BUNDLE))
    sheets = sorted((assets / "styles").glob("*.css"), key=printing_last)
    theirs = read_one(site, STYLES) + "".join(map(read, site.glob(REFERENCE_STYLES)))
    styles = merge_styles(theirs, map(read, sheets), pages, bundle)
    write(site / "assets/styles/site.css", styles)
    write(site / "assets/scripts/site.js", merge_scripts(bundle, assets / "scripts"))
    for pattern in REPLACED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def printing_last(sheet: Path) -> tuple[bool, str]:
    """Order sheets by name, the one for paper after those for the screen."""
    return sheet.stem == "print", sheet.name


def merge_scripts(bundle: str, folder: Path) -> str:
    """Return Material's script, with a search worker that waits, and ours after it."""
    waiting, menus, reading = (read(folder / f"{name}.js") for name in SCRIPTS)
    return f"(()=>{{\n{waiting}\n(Worker=>{{{bundle}\n}})(SearchOnUse)\n{menus}\n{reading}}})()\n"


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
