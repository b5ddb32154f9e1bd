"""Reading a page: a Markdown notebook becomes prose, code and what it computes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import yaml

FENCE = re.compile(r"^```python\b.*$")
INLINE_VALUE = re.compile(r"\{\{ (.+?) \}\}")
OPTIONS = {"tags", "caption", "alt"}
TAGS = {"hide-input", "check", "raises-exception"}


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with a page, and where."""

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return it the way compilers do, so that editors can jump there."""
        return f"docs/{self.page}:{self.line}: {self.message}"


class PageError(Exception):
    """A page cannot be read or run."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem as the only argument."""
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Step:
    """A piece of code of a page: a whole cell, or the expression of an inline value."""

    kind: str
    code: str
    line: int
    raises: bool = False


@dataclass(frozen=True)
class Cell:
    """A run of prose, or a code cell with its options.

    Attributes:
        kind: `"prose"` or `"code"`.
        source: The text, without fences.
        line: Line of its first character in the file.
        options: What stands in the fence, such as tags, caption and alt.
    """

    kind: str
    source: str
    line: int
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def tags(self) -> list[str]:
        """Tags of the cell, such as `hide-input`."""
        return list(self.options.get("tags", []))

    def steps(self) -> Iterator[Step]:
        """Yield what runs, in order: the cell's code, then its inline values."""
        if self.kind == "code":
            yield Step("cell", self.source, self.line, "raises-exception" in self.tags)
            for text in (self.options.get("caption", ""), self.options.get("alt", "")):
                for match in INLINE_VALUE.finditer(text):
                    yield Step("value", match[1], self.line - 1)
            return
        for match in INLINE_VALUE.finditer(self.source):
            line = self.line + self.source.count("\n", 0, match.start())
            yield Step("value", match[1], line)


@dataclass(frozen=True)
class Page:
    """A page that runs.

    Attributes:
        name: Path below `docs/`, with slashes.
        source: The whole file.
        front_matter: What MkDocs gets to know, without the notebook's own part.
        cells: Prose and code in reading order.
    """

    name: str
    source: str
    front_matter: dict[str, Any]
    cells: list[Cell]

    def steps(self) -> list[Step]:
        """Return everything that runs, in order."""
        return [step for cell in self.cells for step in cell.steps()]


def is_notebook(path: Path) -> bool:
    """Tell whether a Markdown file says in its front matter that it is a notebook."""
    with path.open(encoding="utf-8") as file:
        head = file.read(4096)
    return head.startswith("---\n") and "\njupyter:" in head.partition("\n---\n")[0]


def read_page(path: Path, name: str) -> Page:
    """Read a Markdown notebook.

    Raises:
        PageError: If a fence is left open, or has an unknown option or tag.
    """
    source = path.read_text("utf-8")
    head, _, body = source.removeprefix("---\n").partition("\n---\n")
    front_matter = yaml.safe_load(head)
    del front_matter["jupyter"]
    cells = _split(body.split("\n"), source.count("\n") - body.count("\n") + 1, name)
    notebook = jupytext.reads(source, fmt="md")
    options = [cell.metadata for cell in notebook.cells if cell.cell_type == "code"]
    code = [cell for cell in cells if cell.kind == "code"]
    if len(code) != len(options):
        message = "a fence in another language is a cell for Jupyter: call it text or console"
        raise PageError(Problem(name, 1, message))
    for cell, metadata in zip(code, options, strict=True):
        # Jupytext notes down blank lines where we see them ourselves.
        cell.options.update({k: v for k, v in metadata.items() if not k.startswith("lines_to_")})
        _check_options(cell, name)
    return Page(name, source, front_matter, cells)


def _split(lines: list[str], first_line: int, name: str) -> list[Cell]:
    cells: list[Cell] = []
    start, inside = 0, False
    for number, line in enumerate([*lines, ""]):
        last = number == len(lines)
        if last or (FENCE.match(line) if not inside else line == "```"):
            kind = "code" if inside else "prose"
            text = "\n".join(lines[start:number])
            if inside and last:
                raise PageError(Problem(name, first_line + start - 1, "this cell has no end: ```"))
            if inside or text.strip():
                cells.append(Cell(kind, text, first_line + start))
            start, inside = number + 1, not inside
    return cells


def _check_options(cell: Cell, name: str) -> None:
    for what, given, known in (
        ("option", set(cell.options), OPTIONS),
        ("tag", set(cell.tags), TAGS),
    ):
        if unknown := given - known:
            message = f"unknown {what} {sorted(unknown)}, expected some of {sorted(known)}"
            raise PageError(Problem(name, cell.line - 1, message))
