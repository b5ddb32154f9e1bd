"""MkDocs calls these: they run the pages and put what came out into the site."""

import html
import logging
import os
import re
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import nbformat
from execution import Execution
from formula import FormulaError, line_of, render_formulas
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from notebook import to_download, to_render
from page import Cell, Page, PageError, Problem, is_notebook, read_page

MARK = Path(__file__).with_name("mark.py")
END_OF_PAGE = "<!-- end of page -->"
WORDS_A_MINUTE = 200

log = logging.getLogger("mkdocs.hooks.primer")
serving = False
pages: dict[str, Page] = {}
problems: list[Problem] = []
formula_problems: list[Problem] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether a failing page should stop everything: not while somebody edits it."""
    global serving
    serving = command == "serve"


@event_priority(100)  # before mkdocs-jupyter looks which files are notebooks
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Run the pages, and let MkDocs find the executed notebook in place of the Markdown."""
    root = Path(config.config_file_path).parent
    cache = root / ".cache"
    pages.clear()
    problems.clear()
    formula_problems.clear()
    sources = [file for file in files.documentation_pages() if is_notebook(_source(file))]
    for file in sources:
        try:
            pages[file.src_uri] = read_page(_source(file), file.src_uri)
        except PageError as error:
            problems.append(error.problem)
    execution = Execution(cache, root / "src" / "primer")
    results, failures = execution.run([*pages.values(), _mark()])
    log.info("Ran %d of %d pages: %s", len(execution.has_run), len(results), execution.has_run)
    problems.extend(failures)
    for file in sources:
        if page := pages.get(file.src_uri):
            _add_notebooks(file, page, results.get(page.name, []), files, config, cache)
    _add_mark(results, files, config)
    _tell(problems)


def _mark() -> Page:
    code = MARK.read_text("utf-8")
    return Page(f"_build/{MARK.name}", code, {}, [Cell("code", code, 1)])


def _add_mark(results: dict[str, list[Any]], files: Files, config: MkDocsConfig) -> None:
    drawing = "".join(
        output["text"] for outputs in results.get(_mark().name, []) for output in outputs
    )
    files.append(File.generated(config, "assets/logo.svg", content=drawing))


def _source(file: File) -> Path:
    assert file.abs_src_path
    return Path(file.abs_src_path)


def _add_notebooks(
    file: File, page: Page, results: list[object], files: Files, config: MkDocsConfig, cache: Path
) -> None:
    shown, missing = to_render(page, results)
    problems.extend(missing)
    path = cache / "notebooks" / f"{page.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(shown, path)
    file.abs_src_path = str(path)
    install = f"git+{config.repo_url}" if config.repo_url else ""
    download = to_download(page, results, f"{config.site_url}{file.url}", install)
    name = page.name.removesuffix(".md") + ".ipynb"
    files.append(File.generated(config, name, content=nbformat.writes(download)))


def _tell(found: list[Problem]) -> None:
    if not found:
        return
    report = "\n".join(map(str, sorted(found)))
    if not serving:
        raise PluginError(f"These pages need mending:\n{report}")
    log.error("These pages need mending:\n%s", report)


@event_priority(-100)  # after mkdocs-jupyter
def on_page_markdown(markdown: str, page: MkDocsPage, **_: object) -> str:
    """Undo what mkdocs-jupyter did for HTML, and say in the page what is wrong with it."""
    name = page.file.src_uri
    shown = [problem for problem in problems if problem.page == name]
    boxes = [f'!!! failure "{p.line}"\n\n    {html.escape(p.message)}\n\n' for p in shown]
    if name in pages:
        markdown = html.unescape(markdown.partition(END_OF_PAGE)[0])
    return "".join(boxes) + markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, **_: object) -> str:
    """Render the formulas, and say under the title what this page is."""
    try:
        html = render_formulas(html)
    except* FormulaError as errors:
        formula_problems.extend(_formula_problem(page, error) for error in errors.exceptions)
    html = html.replace("<time data-commit></time>", _commit_time())
    source = pages.get(page.file.src_uri)
    if source and not page.is_homepage:
        html = html.replace("</h1>", f"</h1>{_bar(source, config)}", 1)
    return html


def _formula_problem(page: MkDocsPage, error: Exception) -> Problem:
    assert isinstance(error, FormulaError)
    source = Path(__file__).parents[1].joinpath(page.file.src_uri).read_text("utf-8")
    return Problem(page.file.src_uri, line_of(error.tex, source), str(error))


def on_env(env: object, **_: object) -> None:
    """Stop before anything is written when formulas cannot be rendered."""
    _tell(formula_problems)


def _bar(page: Page, config: MkDocsConfig) -> str:
    words = sum(len(cell.source.split()) for cell in page.cells if cell.kind == "prose")
    notebook = Path(page.name).with_suffix(".ipynb")
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
    return f'<p class="page-bar" data-search-exclude>{" · ".join(parts)}</p>'


def _commit_time() -> str:
    """Return when this version was written: the same for every build of it."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        git = ["git", "log", "-1", "--format=%ct"]
        known = subprocess.run(git, capture_output=True, text=True, check=False)
        seconds = known.stdout or str(int(time.time()))
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}">{moment.day} {moment:%B %Y}</time>'


class NameTheLine(logging.Filter):
    """Put file and line in front of what MkDocs says of a broken link."""

    MESSAGE = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']+)'")

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; keep every record."""
        if match := self.MESSAGE.search(record.getMessage()):
            source = Path(__file__).parents[1].joinpath(match["page"]).read_text("utf-8")
            for line, text in enumerate(source.split("\n"), start=1):
                if f"({match['link']}" in text:
                    place = Problem(match["page"], line, record.getMessage())
                    record.msg, record.args = str(place), ()
                    break
        return True


logging.getLogger("mkdocs.structure.pages").addFilter(NameTheLine())
