"""Read the built files without a browser: where links lead, and what would be loaded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

URL_ATTRIBUTES = ("href", "xlink:href", "src", "poster", "data", "action")
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect",
                 "dns-prefetch", "manifest", "apple-touch-icon"}  # fmt: skip
LEADING_ELEMENTS = {"a", "area", "form"}
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
ABSOLUTE = re.compile(r"""https?://[^\s"'`<>)]*""")
# In Material's scripts: names, comments, and what it loads for diagrams and for facts about a
# repository. The site uses neither; the tests in the browser would see it.
KNOWN_IN_SCRIPTS = (
    "http://www.w3.org/",
    "https://api.github.com/",
    "https://${e}/api/v4/projects/",
    "https://unpkg.com/mermaid@",
    "https://unpkg.com/resize-observer-polyfill",
    "https://clipboardjs.com/",
    "https://bit.ly/2s3ChXG",
    "http://lunrjs.com",
    "http://tartarus.org/",
)


@dataclass(frozen=True)
class Link:
    """An address in a page, and whether the page loads what is there."""

    line: int
    url: str
    loads: bool


class Markup(HTMLParser):
    """The links of a page and the places in it that a link may lead to."""

    def __init__(self, html: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.links: list[Link] = []
        self.places: set[str] = set()
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what one element is called and where it leads."""
        values = {name: value or "" for name, value in attrs}
        self.inside = tag
        self.places |= {values[name] for name in ("id", "name") if name in values}
        rel = set(values.get("rel", "").split())
        loads = bool(rel & LOADING_LINKS) if tag == "link" else tag not in LEADING_ELEMENTS
        for name in URL_ATTRIBUTES:
            if name in values:
                self.add(values[name], loads)
        for part in values.get("srcset", "").split(","):
            if part.strip():
                self.add(part.split()[0], True)
        for value in values.values():
            self.add_styles(value)

    def handle_data(self, data: str) -> None:
        """Collect what a style sheet or a script inside the page names."""
        if self.inside == "style":
            self.add_styles(data)
        if self.inside == "script":
            for url in absolute_in_script(data):
                self.add(url, True)

    def handle_endtag(self, tag: str) -> None:
        """Leave a style sheet or a script."""
        self.inside = ""

    def add_styles(self, text: str) -> None:
        """Collect what a piece of style names."""
        for url in urls_in_style(text):
            self.add(url, True)

    def add(self, url: str, loads: bool) -> None:
        """Remember an address with its line."""
        self.links.append(Link(self.getpos()[0], url.strip(), loads))


def urls_in_style(text: str) -> list[str]:
    """Return what a style sheet loads."""
    return [url or imported for url, imported in IN_STYLE.findall(text)]


def absolute_in_script(text: str) -> list[str]:
    """Return the absolute addresses in a script that are not known to be harmless."""
    return [url for url in ABSOLUTE.findall(text) if not url.startswith(KNOWN_IN_SCRIPTS)]


@cache
def read(file: Path) -> Markup:
    """Read a page of the built site."""
    return Markup(file.read_text("utf-8"))


def pages_of(site: Path) -> list[Path]:
    """List the pages of the built site."""
    return sorted(site.rglob("*.html"))


def fault_of(url: str, site: Path, address: str) -> str | None:
    """Return why a full address leads nowhere in the site, if so."""
    whole, fragment = urldefrag(url)
    if not whole.startswith(address):
        host = urljoin(address, "/")
        return "leads out of the site's folder" if whole.startswith(host) else None
    file = site / unquote(whole.removeprefix(address).partition("?")[0])
    file = file / "index.html" if whole.endswith("/") or file == site else file
    if not file.is_file():
        return "leads nowhere"
    if fragment and file.suffix == ".html" and unquote(fragment) not in read(file).places:
        return "leads to no place in its page"
    return None


def broken_links(site: Path, address: str) -> Iterator[str]:
    """Yield each link of the built site that leads nowhere in it.

    Args:
        site: The folder of the built site.
        address: The address that it is built for.
    """
    for file in pages_of(site):
        name = file.relative_to(site).as_posix()
        for link in read(file).links:
            url = urljoin(address + name.removesuffix("index.html"), link.url)
            if fault := fault_of(url, site, address):
                yield f"{name}:{link.line}: {link.url} {fault}"
    for url in re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")):
        if fault := fault_of(url, site, address):
            yield f"sitemap.xml: {url} {fault}"


def loads_from_others(site: Path, address: str) -> Iterator[str]:
    """Yield each address outside the site from which its files would load something."""
    found = {file: [link.url for link in read(file).links if link.loads] for file in pages_of(site)}
    found |= {file: urls_in_style(file.read_text("utf-8")) for file in site.rglob("*.css")}
    for pattern in ("*.js", "*.mjs"):
        found |= {file: absolute_in_script(file.read_text("utf-8")) for file in site.rglob(pattern)}
    for file, urls in found.items():
        for url in urls:
            if re.match(r"(https?:)?//", url) and not url.startswith(address):
                yield f"{file.relative_to(site).as_posix()}: {url}"
