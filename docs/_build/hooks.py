"""MkDocs calls these: they run the pages and put what came out into the site."""

import hashlib
import logging
import os
import re
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import nbformat
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from execution import Execution
from formula import FormulaError, line_of, render_formulas
from named_lines import name_lines
from notebook import FIGURES, to_download, to_render
from page import Cell, Page, PageError, Problem, is_notebook, read_page
from question import question_problems, questions_to_render
from rendering import Renderings, ahead, read_and_render

MARK = Path(__file__).with_name("mark.py")
FIGURE_DATA = Path(__file__).with_name("figure_data.py")
DRAWING = re.compile(r'<svg role="img".*?</svg>', re.DOTALL)
SET_ASIDE = re.compile(r'<svg data-drawing="(\w+)"></svg>')
END_OF_PAGE = "<!-- end of page -->"
WORDS_A_MINUTE = 200

log = logging.getLogger("mkdocs.hooks.primer")
serving = False
pages: dict[str, Page] = {}
drawings: dict[str, str] = {}
results: dict[str, list[Any]] = {}
problems: list[Problem] = []
fresh: list[str] = []  # pages that ran in this build
renderings: Renderings | None = None


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether a failing page should stop everything: not while somebody edits it."""
    global serving
    serving = command == "serve"
    # Half of the pages are converted ahead, where nobody hears of it: so tell of none.
    logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)


def on_config(config: MkDocsConfig) -> None:
    """Date the site by its last commit, so that each build of a version gives the same bytes."""
    git = ["git", "-C", config.docs_dir, "log", "-1", "--format=%ct"]
    try:
        seconds = subprocess.run(git, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):  # no git, or no repository
        sources = Path(config.docs_dir).rglob("*.md")
        seconds = str(int(max(source.stat().st_mtime for source in sources)))
    os.environ.setdefault("SOURCE_DATE_EPOCH", seconds.strip())


@event_priority(100)  # before mkdocs-jupyter looks which files are notebooks
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Run the pages, and let MkDocs find the executed notebook in place of the Markdown."""
    global renderings
    root = Path(config.config_file_path).parent
    sources = [file for file in files.documentation_pages() if is_notebook(_source(file))]
    _read(sources)
    for file in files.documentation_pages():
        problems.extend(question_problems(_source(file).read_text("utf-8-sig"), file.src_uri))
    _run(Execution(root / ".cache", root / "src" / "primer"))
    renderings = Renderings(config)
    ahead(
        lambda page: (_shown(page, renderings), _download(page, config, renderings)),
        [page for name, page in pages.items() if name in fresh],
    )
    for file in sources:
        if page := pages.get(file.src_uri):
            _show(file, page, root / ".cache" / "notebooks", renderings)
            files.append(_download(page, config, renderings))
    files.append(File.generated(config, "assets/logo.svg", content=_printed(MARK)))
    for file in _figure_data(config):
        files.append(file)
    if "mkdocstrings" in config.plugins:
        reference: Any = config.plugins["mkdocstrings"]
        reference.get_handler("python").env.bytecode_cache = _compiled(config)
    renderings.know(files)


def _compiled(config: MkDocsConfig) -> FileSystemBytecodeCache:
    """Return where templates are kept once they are compiled."""
    folder = Path(config.config_file_path).parent / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def _read(sources: list[File]) -> None:
    pages.clear()
    drawings.clear()
    problems.clear()
    for file in sources:
        try:
            pages[file.src_uri] = read_page(_source(file), file.src_uri)
        except PageError as error:
            problems.append(error.problem)


def _run(execution: Execution) -> None:
    try:
        found, failures = execution.run([*pages.values(), _script(MARK), _script(FIGURE_DATA)])
    except RuntimeError as error:
        raise PluginError(str(error)) from error
    fresh[:] = execution.has_run
    problems.extend(failures)
    results.clear()
    results.update(found)


def _script(path: Path) -> Page:
    """Return a script of ours as a page that runs, and is kept, as the others."""
    code = path.read_text("utf-8")
    return Page(f"_build/{path.name}", code, {}, [Cell("code", code, 1)])


def _printed(path: Path) -> str:
    outputs = results[_script(path).name]
    return "".join(part["text"] for output in outputs for part in output)


def _figure_data(config: MkDocsConfig) -> Iterator[File]:
    for line in _printed(FIGURE_DATA).splitlines():
        name, content = line.split()
        yield File.generated(config, f"figures/data/{name}.bin", content=b64decode(content))


def _source(file: File) -> Path:
    assert file.abs_src_path
    return Path(file.abs_src_path)


def _show(file: File, page: Page, folder: Path, renderings: Renderings) -> None:
    text, missing = _shown(page, renderings)
    problems.extend(missing)
    path = folder / f"{page.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    file.abs_src_path = str(path)


def _shown(page: Page, renderings: Renderings) -> tuple[str, list[Problem]]:
    def make() -> tuple[str, list[Problem]]:
        shown, missing = to_render(page, results[page.name])
        return nbformat.writes(shown), missing

    source = page, results[page.name], sorted(FIGURES.glob("*"))
    return renderings.kept(f"{page.name}/shown", source, make)


def _download(page: Page, config: MkDocsConfig, renderings: Renderings) -> File:
    install = f"git+{config.repo_url}" if config.repo_url else ""
    site_url = config.site_url or ""

    def make() -> bytes:
        notebook = to_download(page, results[page.name], site_url, install)
        return str(nbformat.writes(notebook)).encode()

    source = page, results[page.name], site_url, install
    content = renderings.kept(f"{page.name}/download", source, make)
    name = PurePosixPath(page.name).with_suffix(".ipynb")
    return File.generated(config, str(name), content=content)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Begin to render what is not kept, as far as can be told."""
    every = (file.page for file in files.documentation_pages())
    kept = set(pages).difference(fresh)
    waiting = [page for page in every if fresh and page and page.file.src_uri not in kept]
    ahead(lambda page: read_and_render(page, config, files), waiting)


@event_priority(-100)  # after mkdocs-jupyter
def on_pre_page(page: MkDocsPage, **_: object) -> None:
    """Take from the last build what nbconvert, mkdocstrings and Markdown would make again."""
    if renderings:
        renderings.keep(page)


@event_priority(-100)  # after mkdocs-jupyter
def on_page_markdown(markdown: str, page: MkDocsPage, **_: object) -> str:
    """Undo what mkdocs-jupyter did because it takes the page for HTML; fold the questions."""
    if page.file.src_uri in pages:
        markdown = DRAWING.sub(_set_aside, unescape(markdown.partition(END_OF_PAGE)[0]))
    return questions_to_render(markdown)


def _set_aside(drawing: re.Match[str]) -> str:
    """Keep a drawing from Markdown and search, which would read its every line."""
    name = hashlib.sha256(drawing[0].encode()).hexdigest()[:16]
    drawings[name] = drawing[0]
    return f'<svg data-drawing="{name}"></svg>'


def on_post_page(output: str, **_: object) -> str:
    """Put the drawings back."""
    return SET_ASIDE.sub(lambda place: drawings[place[1]], output)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, **_: object) -> str:
    """Render the formulas, and say in the page what it is and what is wrong with it."""
    try:
        html = render_formulas(html)
    except* FormulaError as errors:
        problems.extend(_formula_problem(page, config, error) for error in errors.exceptions)
    html = html.replace("<time data-commit></time>", _commit_time())
    source = pages.get(page.file.src_uri)
    if source and not page.is_homepage:
        html = html.replace("</h1>", f"</h1>{_bar(source, config, page.edit_url)}", 1)
    return _told(page.file.src_uri) + html


def _formula_problem(page: MkDocsPage, config: MkDocsConfig, error: Exception) -> Problem:
    assert isinstance(error, FormulaError)
    name = page.file.src_uri
    if name in pages:
        source = pages[name].source_with(results[name])
    else:
        source = Path(config.docs_dir, name).read_text("utf-8")
    return Problem(name, line_of(error.tex, source), str(error))


def _told(name: str) -> str:
    found = [escape(str(problem)) for problem in sorted(problems) if problem.page == name]
    return "".join(
        f'<pre class="output output--error" tabindex="0">{problem}</pre>' for problem in found
    )


@event_priority(-100)  # when all that MkDocs has to say has been said
def on_env(env: Environment, config: MkDocsConfig, **_: object) -> None:
    """Stop before anything is written when pages need mending."""
    env.bytecode_cache = _compiled(config)
    if renderings and "material/search" in config.plugins:
        renderings.keep_search(config.plugins["material/search"].search_index)  # type: ignore[attr-defined]
    if not problems:
        return
    report = "\n".join(map(str, sorted(problems)))
    if not serving:
        raise PluginError(f"These pages need mending:\n{report}")
    log.error("These pages need mending:\n%s", report)


def _bar(page: Page, config: MkDocsConfig, edit_url: str | None) -> str:
    words = sum(len(cell.source.split()) for cell in page.cells if cell.kind == "prose")
    notebook = PurePosixPath(page.name).with_suffix(".ipynb")
    place = f"../{notebook.name}" if notebook.stem != "index" else notebook.name
    minutes = max(1, round(words / WORDS_A_MINUTE))
    parts = [f"{minutes} minute{'s' if minutes > 1 else ''} to read"]
    if needs := page.front_matter.get("needs"):
        parts.append(f"needs: {needs}")
    parts.append(f'<a href="{place}" download>download as notebook</a>')
    if config.repo_url and "github.com" in config.repo_url:
        path = config.repo_url.split("github.com/")[1].strip("/")
        colab = f"https://colab.research.google.com/github/{path}/blob/notebooks/{notebook}"
        parts.append(f'<a href="{colab}">open in Colab</a>')
    if edit_url:
        parts.append(f'<a href="{edit_url}">edit this page</a>')
    return f'<p class="page-bar" data-search-exclude>{" · ".join(parts)}</p>'


def _commit_time() -> str:
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}">{moment.day} {moment:%B %Y}</time>'


name_lines()
