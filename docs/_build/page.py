"""Reading a page: a Markdown notebook becomes prose, code and what it computes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jupytext.cell_metadata import (  # type: ignore[import-untyped]
    is_jupyter_language,
    parse_key_equal_value,
)

FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<language>[^\s`]*)(?P<options>\s.*)?$")
INLINE_VALUE = re.compile(r"\{\{ (.+?) \}\}")
CODE_OR_MATH = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`|\$\$.+?\$\$|\$[^$\n]+\$",
    re.DOTALL | re.MULTILINE,
)
# In a caption, as in JSON, \t is a tab: \theta would lose its head.
LONE_BACKSLASH = re.compile(r'(?<!\\)(?:\\\\)*\\(?!["\\])')
OPTIONS = {"tags": list, "caption": str, "alt": str, "live": str}
# Those that inline values may stand in, in the order in which they are evaluated.
TEXT_OPTIONS = ("caption", "alt", "live")
TAGS = {"hide-input", "remove-input", "check", "raises-exception"}


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
            for option in TEXT_OPTIONS:
                for match in INLINE_VALUE.finditer(self.options.get(option, "")):
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

    def source_with(self, results: list[Any]) -> str:
        """Return the source as readers get it, with each value and caption at its line."""
        lines = self.source.split("\n")
        for cell in self.cells:
            if cell.kind == "code":
                lines[cell.line - 2] = " ".join(map(str, cell.options.values()))
        for step, result in zip(self.steps(), results, strict=False):
            if step.kind == "value":
                line = lines[step.line - 1]
                lines[step.line - 1] = line.replace(f"{{{{ {step.code} }}}}", result, 1)
        return "\n".join(lines)


def is_notebook(path: Path) -> bool:
    """Tell whether a Markdown file says in its front matter that it is a notebook."""
    with path.open(encoding="utf-8-sig") as file:
        head = file.read(4096)
    return head.startswith("---\n") and "\njupyter:" in head.partition("\n---\n")[0]


def read_page(path: Path, name: str) -> Page:
    """Read a Markdown notebook.

    Raises:
        PageError: If the front matter is no YAML, a fence is left open, has an unknown
            option or tag or is in another language that Jupyter runs, or the braces of
            an inline value lack their spaces.
    """
    source = path.read_text("utf-8-sig")
    head, _, body = source.removeprefix("---\n").partition("\n---\n")
    front_matter = _front_matter(head, name)
    cells = list(_split(body.split("\n"), source.count("\n") - body.count("\n") + 1, name))
    for cell in cells:
        _check_options(cell, name)
        _check_values(cell, name)
    return Page(name, source, front_matter, cells)


def _front_matter(head: str, name: str) -> dict[str, Any]:
    try:
        front_matter: dict[str, Any] = yaml.safe_load(head)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise PageError(Problem(name, line, f"front matter: {error.problem}")) from error
    return {key: value for key, value in front_matter.items() if key != "jupyter"}


def _split(lines: list[str], first_line: int, name: str) -> Iterator[Cell]:
    start = number = 0
    while number < len(lines):
        fence = FENCE.match(lines[number])
        if not fence:
            number += 1
            continue
        if len(fence["ticks"]) > 3:
            message = "Jupyter loses its way after a fence of more than three backticks"
            raise PageError(Problem(name, first_line + number, message))
        end = _end_of_fence(lines, number)
        if end is None:
            raise PageError(Problem(name, first_line + number, "no ``` ends this"))
        if fence["language"] == "python":
            yield from _prose(lines[start:number], first_line + start)
            options = parse_key_equal_value(fence["options"] or "")
            if LONE_BACKSLASH.search(fence["options"] or ""):
                message = "write each backslash of a caption twice, such as $\\\\theta$"
                raise PageError(Problem(name, first_line + number, message))
            code = "\n".join(lines[number + 1 : end])
            yield Cell("code", code, first_line + number + 1, options)
            start = end + 1
        elif is_jupyter_language(fence["language"]):
            message = f"Jupyter would run {fence['language']}: call it text or console"
            raise PageError(Problem(name, first_line + number, message))
        number = end + 1
    yield from _prose(lines[start:], first_line + start)


def _end_of_fence(lines: list[str], start: int) -> int | None:
    return next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "```"), None)


def _prose(lines: list[str], first_line: int) -> Iterator[Cell]:
    text = "\n".join(lines)
    if text.strip():
        yield Cell("prose", text, first_line)


def _check_options(cell: Cell, name: str) -> None:
    if unreadable := cell.options.get("incorrectly_encoded_metadata"):
        message = f'cannot read {unreadable}, expected such as tags=["check"] caption="…"'
        raise PageError(Problem(name, cell.line - 1, message))
    for option, value in cell.options.items():
        if option in OPTIONS and not isinstance(value, OPTIONS[option]):
            message = f"{option}={value} is no {OPTIONS[option].__name__}"
            raise PageError(Problem(name, cell.line - 1, message))
    for what, given, known in (
        ("option", set(cell.options), set(OPTIONS)),
        ("tag", set(cell.tags), TAGS),
    ):
        if unknown := given - known:
            message = f"unknown {what} {sorted(unknown)}, expected some of {sorted(known)}"
            raise PageError(Problem(name, cell.line - 1, message))


def _check_values(cell: Cell, name: str) -> None:
    """Find what is not quite an inline value: braces that a reader would see, assignments."""
    for step in cell.steps():
        if step.kind == "value" and ":=" in step.code:
            message = "an inline value only shows: assign in a cell, for the downloaded notebook"
            raise PageError(Problem(name, step.line, message))
    texts = [(cell.line - 1, cell.options.get(option, "")) for option in TEXT_OPTIONS]
    if cell.kind == "prose":
        texts.append((cell.line, cell.source))
    for line, text in texts:
        for known in (INLINE_VALUE, CODE_OR_MATH):
            text = known.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        before, braces, _ = text.partition("{{")
        if braces:
            message = "an inline value has spaces inside its braces: {{ value }}, on one line"
            raise PageError(Problem(name, line + before.count("\n"), message))
