"""Keeping the HTML of a page for as long as nothing that makes it has changed."""

import contextlib
import hashlib
import logging
import multiprocessing
import os
import pickle
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
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
    "mkdocs-autorefs",
    "mkdocstrings",
    "mkdocstrings-python",
    "griffelib",
    "Markdown",
    "Pygments",
    "pymdown-extensions",
    "ruff",  # for signatures
    "tinycss2",
)
# What `Page.render` sets, beside the links to anchors.
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
# Most of a page's markup, and nothing that anybody searches for.
UNREAD = re.compile(r"<(pre|math|svg)\b.*?</\1>", re.DOTALL)


class Renderings:
    """What was made of pages, and of the styles, in earlier builds.

    Each is kept under a key made of its input, the names of all files once they
    are known (links are checked against them), the configuration, the hooks and
    the versions. What is no notebook may tell of the package, and depends on it.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        """Keep them beside the configuration."""
        self.root = Path(config.config_file_path).parent
        self.folder = self.root / ".cache" / "renderings"
        key = hashlib.sha256(" ".join(map(version, MAKERS)).encode())
        hooks = sorted(path for path in Path(__file__).parent.rglob("*") if path.is_file())
        for source in [Path(config.config_file_path), *hooks]:
            if source.suffix in (".yml", ".py", ".j2", ".js"):
                key.update(source.read_bytes())
        self.surroundings = key.digest()

    @cached_property
    def package(self) -> bytes:
        """The code that reference pages tell of."""
        files = sorted((self.root / "src").rglob("*.py"))
        return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).digest()

    def know(self, files: Files) -> None:
        """Hear which files there are, before links are checked."""
        self.surroundings += " ".join(sorted(files.src_uris)).encode()

    def kept[Made](self, name: str, source: object, make: Callable[[], Made]) -> Made:
        """Return what was made of the same source before, else make it."""
        made: Made = self._kept(self.folder / name, pickle.dumps(source), make)
        return made

    def keep(self, page: Page) -> None:
        """Let a page take its HTML from here."""
        render, tells_of = page.render, self.package
        folder = self.folder / page.file.src_uri
        if convert := getattr(page, "_mkdocs_jupyter_content", None):
            notebook = Path(str(page.file.abs_src_path)).read_bytes()
            page._mkdocs_jupyter_content = lambda: self._kept(folder / "markdown", notebook, convert)  # type: ignore[attr-defined]
            tells_of = b""

        def kept_render(config: MkDocsConfig, files: Files) -> None:
            listeners = _listeners(config)

            def make() -> Any:
                with _noting(listeners, page) as notes:
                    render(config, files)
                links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
                return {name: getattr(page, name) for name in RENDERED}, links, notes

            source = str(page.markdown).encode() + tells_of
            values, links, notes = self._kept(folder / "html", source, make)
            vars(page).update(values)
            page.links_to_anchors = {files.src_uris[name]: links[name] for name in links}
            for which, arguments, options in notes:
                listener, method = listeners[which]
                told = (page if argument is ... else argument for argument in arguments)
                getattr(listener, method)(*told, **options)

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
        # Python warns of threads that may hold a lock for ever in the child: then it stays idle.
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            multiprocessing.get_context("fork").Process(target=work, daemon=True).start()


type _Note = tuple[int, list[object], dict[str, object]]


def _listeners(config: MkDocsConfig) -> list[tuple[Any, str]]:
    """Return who is told while a page is rendered which anchors and names it has, and how."""
    plugins: Any = config.plugins
    if "mkdocstrings" not in plugins:
        return []
    inventory = plugins["mkdocstrings"].handlers.inventory
    return [(plugins["autorefs"], "register_anchor"), (inventory, "register")]


@contextlib.contextmanager
def _noting(listeners: list[tuple[Any, str]], page: Page) -> Iterator[list[_Note]]:
    """Note what listeners are told: which, the arguments with `...` for the page, and options."""
    notes: list[_Note] = []

    def noting(which: int, method: Callable[..., object]) -> Callable[..., object]:
        def told(*arguments: object, **options: object) -> object:
            notes.append((which, [... if a is page else a for a in arguments], options))
            return method(*arguments, **options)

        return told

    for which, (listener, name) in enumerate(listeners):
        setattr(listener, name, noting(which, getattr(listener, name)))
    try:
        yield notes
    finally:
        for listener, name in listeners:
            delattr(listener, name)


class _Said(logging.Handler):
    """Whether MkDocs had something to say of a link, or anybody of a fault."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        of_a_link = record.name.startswith("mkdocs.structure")
        self.anything |= of_a_link or record.levelno >= logging.WARNING
