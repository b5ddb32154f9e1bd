"""Turning a page and its results into notebooks: one to render, one to download."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import urljoin

import markdown
import nbformat
import yaml
from nbformat import NotebookNode, v4

from figure import to_figure
from page import CODE_OR_MATH, INLINE_VALUE, Cell, Page, Problem
from question import questions_to_download

FIGURES = Path(__file__).parents[1] / "figures"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
INSTALL = "Before you run this, install the package: `pip install` with the project’s folder."
BLOCK = re.compile(r"^/// ?details \| (.+)$|^///$", re.MULTILINE)
ADMONITION = re.compile(r'^!!! \w+(?: "(.*)")?\n((?:\n| {4}.*(?:\n|$))+)', re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)([^)\s]+?)\.md(#[\w-]+)?\)")


def to_render(page: Page, results: list[Any]) -> tuple[NotebookNode, list[Problem]]:
    """Return the notebook that the site shows, its outputs as finished HTML, and what it lacks.

    Args:
        page: The page.
        results: Outputs of each cell and texts of each inline value, in order;
            shorter than the page's steps when a step failed.
    """
    remaining = iter(results)
    front_matter = yaml.safe_dump(page.front_matter, allow_unicode=True)
    cells = [_prose(f"---\n{front_matter}---\n")]
    problems: list[Problem] = []
    figures = 0
    for cell in page.cells:
        if cell.kind == "prose":
            cells.append(_prose(_with_values(cell.source, remaining, mark=True)))
            continue
        outputs: list[dict[str, Any]] | None = next(remaining, None)
        drawn = sum("image/svg+xml" in output.get("data", {}) for output in outputs or [])
        if outputs is not None:
            problems += _missing(page, cell, drawn)
        prefix = f"{re.sub(r'[^a-z0-9]+', '-', page.name.removesuffix('.md'))}-{figures}"
        figures += drawn
        rendered = _code(cell.source, cell.tags)
        parts = "".join(_to_html(cell, outputs or [], remaining, prefix))
        if parts:
            output = {"output_type": "display_data", "data": {"text/html": parts}, "metadata": {}}
            rendered.outputs = [nbformat.from_dict(output)]
        cells.append(rendered)
    return _notebook(cells), problems


def to_download(page: Page, results: list[Any], site_url: str, install: str) -> NotebookNode:
    """Return the executed notebook that runs anywhere the package is installed.

    Args:
        page: The page.
        results: Outputs of each cell and texts of each inline value, in order.
        site_url: Where the site will stand, for links to other pages.
        install: What pip is to install, or nothing when no address is known.
    """
    remaining = iter(results)
    cells = []
    cells.append(_code(f"%pip install --quiet {install}", []) if install else _prose(INSTALL))
    for cell in page.cells:
        if cell.kind == "prose":
            text = _with_values(cell.source, remaining, mark=False)
            text = questions_to_download(text)
            text = BLOCK.sub(lambda match: f"**{match[1]}**" if match[1] else "", text)
            text = ADMONITION.sub(_quoted, text)
            text = LINK.sub(lambda match: f"]({_address(site_url + page.name, match)})", text)
            cells.append(_prose(text.strip("\n")))
            continue
        outputs: list[dict[str, Any]] = next(remaining, [])
        code = _code(cell.source + ";" * _only_draws(cell, outputs), cell.tags)
        code.outputs = [nbformat.from_dict(output) for output in outputs]
        cells.append(code)
        caption = _with_values(cell.options.get("caption", ""), remaining, mark=False)
        for option in ("alt", "live"):
            _with_values(cell.options.get(option, ""), remaining, mark=False)
        if caption:
            alive = f" [It is alive here.]({_url(site_url, page.name.removesuffix('.md'))})"
            cells.append(_prose(f"*{caption}*" + alive * ("live" in cell.options)))
    return _notebook(cells)


def _only_draws(cell: Cell, outputs: list[dict[str, Any]]) -> bool:
    """Tell whether a cell ends in a call and shows a picture, beside which its value is noise."""
    shown = [output["data"] for output in outputs if "data" in output]
    return cell.source.endswith(")") and [*map(list, shown)] == [["image/svg+xml"]]


# nbformat's own functions check every cell anew; what is written is checked once as a whole.
def _prose(source: str) -> NotebookNode:
    return NotebookNode(cell_type="markdown", source=source, metadata=NotebookNode())


def _code(source: str, tags: list[str]) -> NotebookNode:
    metadata = NotebookNode(tags=tags)
    return NotebookNode(
        cell_type="code", source=source, metadata=metadata, outputs=[], execution_count=None
    )


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    # Random cell ids would make every build differ.
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    notebook: NotebookNode = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return notebook


def _quoted(admonition: re.Match[str]) -> str:
    """Write a box of MkDocs in the Markdown that Jupyter knows."""
    title = [f"**{admonition[1]}**", ""] if admonition[1] else []
    lines = [*title, *dedent(admonition[2]).strip("\n").split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _address(source_url: str, link: re.Match[str]) -> str:
    return _url(source_url, link[1]) + (link[2] or "")


def _url(base: str, name: str) -> str:
    """Return where a page stands: `a.md` at `a/`, and `index.md` at its folder."""
    return urljoin(base, f"{name}/").removesuffix("index/")


def _missing(page: Page, cell: Cell, drawn: int) -> Iterator[Problem]:
    fence = cell.line - 1
    if drawn > 1:
        yield Problem(page.name, fence, f"this cell draws {drawn} figures: draw one in each cell")
    for option in ("caption", "alt"):
        if drawn and not str(cell.options.get(option, "")).strip():
            message = f'this cell draws a figure: say {option}="…" in its fence'
            yield Problem(page.name, fence, message)
    for option in ("caption", "alt", "live"):
        if not drawn and option in cell.options:
            yield Problem(page.name, fence, f"this cell has {option}=, but draws no figure")
    element = f"figures/{cell.options.get('live', '').partition(' ')[0]}"
    files = [f"{element}{ending}" for ending in (".mjs", ".css")]
    lost = [file for file in files if not FIGURES.parent.joinpath(file).is_file()]
    if "live" in cell.options and lost:
        yield Problem(page.name, fence, f"live= names docs/{lost[0]}, which is not there")


def _to_html(
    cell: Cell, outputs: list[dict[str, Any]], results: Iterator[Any], prefix: str
) -> Iterator[str]:
    caption = _with_values(cell.options.get("caption", ""), results, mark=True)
    alt = _with_values(cell.options.get("alt", ""), results, mark=False)
    live = _with_values(cell.options.get("live", ""), results, mark=False)
    for output in outputs:
        data = output.get("data", {})
        if "image/svg+xml" in data:
            text = markdown.markdown(
                caption,
                extensions=["pymdownx.arithmatex"],
                extension_configs={"pymdownx.arithmatex": {"generic": True}},
            )
            text = text.removeprefix("<p>").removesuffix("</p>")
            svg = data["image/svg+xml"]
            yield to_figure(svg, alt=alt, caption=text, prefix=prefix, live=live)
        elif "text/html" in data:
            yield f'<div class="output output--html" tabindex="0">{data["text/html"]}</div>'
        elif output["output_type"] == "error":
            yield _preformatted(output["traceback"][-1], "output output--error")
        else:
            yield _preformatted(output.get("text") or data["text/plain"], "output")


def _preformatted(text: str, classes: str) -> str:
    return f'<pre class="{classes}" tabindex="0">{html.escape(text.rstrip())}</pre>'


def _with_values(text: str, results: Iterator[Any], *, mark: bool) -> str:
    """Put the values in; marked, a reader can tell which numbers were computed."""
    unmarked = [match.span() for match in CODE_OR_MATH.finditer(text)]

    def value(match: re.Match[str]) -> str:
        found = str(next(results, "…"))
        if not mark or any(start < match.start() < end for start, end in unmarked):
            return found
        found = _inert(re.sub(r"^-(?=\d)", "−", found))
        return f'<span class="computed" title="{_inert(match[1])}">{found}</span>'

    return INLINE_VALUE.sub(value, text)


def _inert(text: str) -> str:
    """Write a text so that neither HTML nor Markdown finds anything to do in it."""
    return html.escape(text).translate({ord(mark): f"&#{ord(mark)};" for mark in "|_*`[]$\\"})
