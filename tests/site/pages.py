"""The pages of the site, known before it is built."""

from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NOT_FOUND = "404.html"


def address_of(source: PurePosixPath) -> str:
    """Return where a page will stand, below the site's address: `a/b.md` at `a/b/`."""
    folder = source.parent if source.stem == "index" else source.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


SOURCES = sorted(PurePosixPath(page.relative_to(DOCS).as_posix()) for page in DOCS.rglob("*.md"))
PAGES = [address_of(source) for source in SOURCES if not source.parts[0].startswith("_")]
CHAPTERS = [page for page in PAGES if page.startswith("learn/")]
EVERY_PAGE = [*PAGES, NOT_FOUND]
