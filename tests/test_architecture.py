"""The shape of the code: who may import whom, what is public, how long things get."""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import griffe
import pytest
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "primer"
PRIMER = griffe.load("primer", search_paths=[ROOT / "src"])
# Each may import those before it; every other part of the package imports no part at all.
CHAIN = (
    "activation",
    "cost",
    "network",
    "gradient_check",
    "descent",
    "training",
    "evaluation",
    "course",
)
BESIDES = {
    "training": {"progress"},
    "course": {"data"},
    "export": {"network"},
    "convolution": {"activation", "network"},
}
# Lines of code for the parts that are folders; any other part has 200.
ROOM = {"plot": 600, "data": 450}
PYTHON_FILES = sorted(
    file
    for folder in ("src", "docs/_build", "tests", "benchmarks")
    for file in ROOT.glob(f"{folder}/**/*.py")
)
NO_CODE = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def module_of(file: Path) -> str:
    """Name the part of the package that a file belongs to: `plot` for `plot/grid.py`."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a file imports, anywhere in it."""
    package = ["primer", *file.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            near = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*near, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def parts_used(file: Path) -> set[str]:
    """Name the other parts of the package that a file imports."""
    names = (name.split(".") for name in imports(file))
    return {name[1] for name in names if name[0] == "primer" and len(name) > 1} - {module_of(file)}


def code_lines(file: Path) -> set[int]:
    """Number the lines of a file that are neither blank, nor comment, nor docstring."""
    with tokenize.open(file) as source:
        tokens = list(tokenize.generate_tokens(source.readline))
    lines = {
        line
        for token in tokens
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, Documented) and ast.get_docstring(node):
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return lines


def public_names(scope: griffe.Object | griffe.Alias) -> set[str]:
    """Collect the paths of what `__all__` offers; an offered module stands for what it offers."""
    names: set[str] = set()
    for name in scope.exports or []:
        offered = scope[str(name)]
        names |= public_names(offered) if offered.is_module else {offered.canonical_path}
    return names


def documented_names() -> set[str]:
    """Collect the paths of what the reference documents; a module stands for what it shows."""
    pages = "\n".join(page.read_text() for page in ROOT.glob("docs/reference/*.md"))
    names: set[str] = set()
    for target in re.findall(r"^::: *primer\.(\S+)", pages, re.MULTILINE):
        found = PRIMER[target]
        names |= shown_names(found) if found.is_module else {found.canonical_path}
    return names


def shown_names(module: griffe.Object | griffe.Alias) -> set[str]:
    """Collect the paths of what mkdocstrings shows of a module."""
    exports = [str(name) for name in module.exports or []]
    return {
        member.canonical_path
        for member in module.members.values()
        if (member.name in exports if exports else not member.is_alias and not member.is_private)
        if member.has_docstring
    }


def files_of_the_project() -> list[Path]:
    """List what git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [file for name in listed.stdout.split("\0") if (file := ROOT / name).is_file()]


def places(pattern: str) -> list[str]:
    """Say where in the project a pattern stands, as `file: match`."""
    found = (
        (file, re.search(pattern.encode(), file.read_bytes())) for file in files_of_the_project()
    )
    return [f"{file.relative_to(ROOT)}: {match[0]!r}" for file, match in found if match]


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=module_of)
def test_imports_point_one_way(file: Path) -> None:
    part = module_of(file)
    if part == "__init__":
        return
    earlier = CHAIN[: CHAIN.index(part)] if part in CHAIN else ()
    assert parts_used(file) <= {*earlier, *BESIDES.get(part, ())}


def test_the_package_needs_numpy_and_matplotlib_alone() -> None:
    used = {name.split(".")[0] for file in PACKAGE.rglob("*.py") for name in imports(file)}
    assert used - set(sys.stdlib_module_names) == {"primer", "numpy", "matplotlib"}


def test_public_names_are_the_documented_names() -> None:
    assert documented_names() == public_names(PRIMER)


def test_each_public_module_has_the_reference_page_of_its_name() -> None:
    pages = {page.stem for page in ROOT.glob("docs/reference/*.md")} - {"speed"}
    assert pages == {name.split(".")[1] for name in public_names(PRIMER)}


@pytest.mark.parametrize("file", PYTHON_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_fit_in_the_head(file: Path) -> None:
    lines = code_lines(file)
    functions = [
        node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)
    ]
    lengths = {
        f.name: len(lines & set(range(f.lineno, (f.end_lineno or 0) + 1))) for f in functions
    }
    assert {name: length for name, length in lengths.items() if length > 30} == {}
    assert len(file.read_text().splitlines()) <= 300


@pytest.mark.parametrize("part", sorted({module_of(file) for file in PACKAGE.rglob("*.py")}))
def test_each_part_of_the_package_stays_small(part: str) -> None:
    files = [file for file in PACKAGE.rglob("*.py") if module_of(file) == part]
    assert sum(len(code_lines(file)) for file in files) <= ROOM.get(part, 200)


def test_what_computes_a_network_is_an_evening_of_reading() -> None:
    assert sum(len(code_lines(PACKAGE / f"{part}.py")) for part in CHAIN) <= 600


def test_no_file_names_a_package_registry() -> None:
    assert places(r"(pypi|pythonhosted|npmjs|yarnpkg|deb\.debian)\.(org|com)") == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert places(r"(?<![\w.])(/home|/Users|/root|/work|C:\\Users)[/\\]\w") == []


def test_every_page_is_in_the_navigation() -> None:
    navigation = yaml_load((ROOT / "mkdocs.yml").read_text(), get_yaml_loader())["nav"]
    docs = ROOT / "docs"
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
    assert set(re.findall(r"[\w/-]+\.md", str(navigation))) == {p for p in pages if p[0] != "_"}
