"""Keeping the HTML of a page for as long as nothing that makes it has changed."""

import contextlib
import hashlib
import logging
import multiprocessing
import os
import pickle
import re
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

MAKERS = (
    "mkdocs",
    "mkdocs-jupyter",
    "mkdocs-material",
    "Markdown",
    "pymdown-extensions",
    "tinycss2",
)
# What `Page.render` sets, beside the links to anchors.
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
# Most of a page's markup, and nothing that anybody searches for.
UNREAD = re.compile(r"<(pre|math|svg)\b.*?</\1>", re.DOTALL)


class Renderings:
    """What was made of notebooks, and of the styles, in earlier builds.

    Each is kept under a key made of its input, the names of all files once they
    are known (links are checked against them), the configuration, the hooks and
    the versions.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        """Keep them beside the configuration."""
        self.folder = Path(config.config_file_path).parent / ".cache" / "renderings"
        key = hashlib.sha256(" ".join(map(version, MAKERS)).encode())
        hooks = sorted(path for path in Path(__file__).parent.rglob("*") if path.is_file())
        for source in [Path(config.config_file_path), *hooks]:
            if source.suffix in (".yml", ".py", ".j2", ".js"):
                key.update(source.read_bytes())
        self.surroundings = key.digest()

    def know(self, files: Files) -> None:
        """Hear which files there are, before links are checked."""
        self.surroundings += " ".join(sorted(files.src_uris)).encode()

    def kept[Made](self, name: str, source: object, make: Callable[[], Made]) -> Made:
        """Return what was made of the same source before, else make it."""
        made: Made = self._kept(self.folder / name, pickle.dumps(source), make)
        return made

    def keep(self, page: Page) -> None:
        """Let a page take its HTML from here, once mkdocs-jupyter has got hold of it."""
        convert, render = page._mkdocs_jupyter_content, page.render  # type: ignore[attr-defined]
        notebook = Path(str(page.file.abs_src_path)).read_bytes()
        folder = self.folder / page.file.src_uri

        def kept_render(config: MkDocsConfig, files: Files) -> None:
            def make() -> Any:
                render(config, files)
                links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
                return {name: getattr(page, name) for name in RENDERED}, links

            values, links = self._kept(folder / "html", str(page.markdown).encode(), make)
            vars(page).update(values)
            page.links_to_anchors = {files.src_uris[name]: links[name] for name in links}

        page._mkdocs_jupyter_content = lambda: self._kept(folder / "markdown", notebook, convert)  # type: ignore[attr-defined]
        page.render = kept_render  # type: ignore[method-assign]

    def keep_search(self, index: Any) -> None:
        """Let Material's search index take from here what it once read in a page."""
        read = index.add_entry_from_context

        def kept_read(page: Page) -> None:
            def make() -> Any:
                before, content = len(index.entries), page.content
                page.content = UNREAD.sub("", str(content))
                read(page)
                page.content = content
                entries = index.entries[before:]
                del index.entries[before:]
                return entries

            source = f"{page.url} {page.title} {page.meta} {page.content}".encode()
            index.entries.extend(
                self._kept(self.folder / page.file.src_uri / "search", source, make)
            )

        index.add_entry_from_context = kept_read

    def _kept(self, folder: Path, source: bytes, make: Callable[[], Any]) -> Any:
        file = folder / hashlib.sha256(self.surroundings + source).hexdigest()[:16]
        if file.exists():
            return pickle.loads(file.read_bytes())
        said = _Said()
        logging.getLogger("mkdocs").addHandler(said)
        value = make()
        logging.getLogger("mkdocs").removeHandler(said)
        if not said.anything:  # else it must be said again
            self._write(file, pickle.dumps(value))
        return value

    def _write(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        for earlier in file.parent.iterdir():
            earlier.unlink(missing_ok=True)
        unfinished = self.folder / f"unfinished-{os.getpid()}"
        unfinished.write_bytes(content)
        unfinished.replace(file)


def read_and_render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Do with a page what MkDocs does before it asks what to do with its HTML."""
    page = config.plugins.on_pre_page(page, config=config, files=files) or page
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)


def ahead[Thing](make: Callable[[Thing], object], things: Sequence[Thing]) -> None:
    """Make things in a second process, the last first, so that this one soon finds them kept.

    What it has to say is left to this process, and so is what it fails in.
    """

    def work() -> None:
        said = logging.getLogger("mkdocs")
        said.handlers[:] = [logging.NullHandler()]
        said.propagate = False
        with contextlib.suppress(Exception):
            for thing in reversed(things):
                make(thing)

    if sys.platform == "linux":  # where a process can be forked
        multiprocessing.get_context("fork").Process(target=work, daemon=True).start()


class _Said(logging.Handler):
    """Whether MkDocs had something to say of a link."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything |= record.name.startswith("mkdocs.structure")
