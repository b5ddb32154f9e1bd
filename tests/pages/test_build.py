import re
import shutil
from collections.abc import Iterator
from filecmp import dircmp
from os import utime
from pathlib import Path

import pytest

from tests.pages.project import BODY, build, copy_project, once, write

DRAWS = "```python {}\nimport matplotlib.pyplot as plt\nplt.plot([1])\n```\n"
RUNS = "```python\nprint('<&> `x` $y$')\n```\n"
HIDDEN = '```python tags=["hide-input"]\na = 1\n```\n\n'
# Each text begins at line 1 (BODY in a notebook), and its mistake is named at the line given.
BROKEN = {
    "cell.md": ("# A\n\n```python\nx = 1\n\nx / 0\n```\n", BODY + 5, "ZeroDivisionError: div"),
    "value.md": ("# A\n\nSome\n{{ unknown }}\n", BODY + 3, "NameError: name 'unknown'"),
    "alt.md": ("# A\n" + DRAWS.format('caption="c"'), BODY + 1, 'say alt="…" in its fence'),
    "caption.md": ("# A\n" + DRAWS.format('alt="a"'), BODY + 1, 'say caption="…" in its fence'),
    "option.md": ("# A\n" + DRAWS.format("captoin='c'"), BODY + 1, "unknown option ['captoin']"),
    "syntax.md": ("# A\n\n```python\nx = 1\ny = = 2\n```\n", BODY + 4, "SyntaxError: invalid"),
    "formula.md": ("# A\n\nA\n$\\frac{1}$ b\n", 4, "in the formula \\frac{1}"),
    "deep/value formula.md": (
        "# A\n\n{{ 1 + 1 }}\n\n$$\n\\unknown_{ {{ 1 + 1 }} }\n$$\n",
        BODY + 5,
        "in the formula \\unknown_{ 2 }",
    ),
    "deep/caption.md": (
        "# A\n" + DRAWS.format('alt="a" caption="$\\\\wrong$"'),
        BODY + 1,
        "in the formula \\wrong",
    ),
    "question.md": ("# A\n\n/// question | B?\n\n- [x] C | d\n\n///\n", 3, "1 right and 0 wrong"),
    "deep/choice.md": (
        "# A\n\n{{ 1 }}\n\n/// question | B?\n\n- [x] C | d\n- [ ] E\n\n///\n",
        BODY + 7,
        "no choice of a question",
    ),
    "link.md": ("# A\n\n[b](good.md)\n[a](gone.md)\n", 4, "'link.md' contains a link 'gone.md'"),
    "image.md": ("# A\n\n{{ 1 }}\n![a](gone.png)\n", BODY + 3, "contains a link 'gone.png'"),
    "reference.md": (
        "# A\n{{ 1 }}\n[`a`][primer.gone]\n", BODY + 2, "cross-reference target 'primer.gone'"
    ),
}  # fmt: skip
GOOD = {
    "index.md": "# Home\n\n[a](learn/good.md#part-2) [b][primer.train] <time data-commit></time>\n",
    "reference/training.md": "# Training\n\n::: primer.training\n",
    "learn/good.md": f"# Good\n\n{RUNS}\n## Part {{{{ 1 + 1 }}}}\n\n$a^2$\n\n"
    + HIDDEN
    + HIDDEN
    + DRAWS.format('tags=["hide-input"] caption="c" alt="a"'),
    "learn/more.md": f"# More\n\n[b](good.md#part-2)\n\n/// details | Answer\n{RUNS}///\n",
}
LONG_AGO = 1_000_000_000  # 9 September 2001


@pytest.fixture(scope="module")
def broken(shared: Path) -> str:
    """Build a project in which each page has another mistake, again; return what was printed."""
    good = {"index.md": "# Home\n", "good.md": f"# Good\n\n{RUNS}"}
    texts = {name: text for name, (text, _, _) in BROKEN.items()}

    def make(folder: Path) -> None:
        copy_project(folder, good | texts)
        build(folder)
        build(folder)

    project = once(shared, "broken", make)
    return (project / "printed.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def project(shared: Path) -> Path:
    """Build a project without mistakes, whose sources are old."""
    return once(shared, "good", make_good)


def make_good(folder: Path) -> None:
    copy_project(folder, GOOD)
    for source in folder.glob("docs/**/*.md"):
        utime(source, (LONG_AGO, LONG_AGO))
    build(folder)


@pytest.fixture(scope="module")
def edited(project: Path, shared: Path) -> str:
    """Build a copy of the project after an edit of prose; return what was printed."""

    def make(folder: Path) -> None:
        shutil.copytree(project, folder)
        write(folder, "learn/more.md", f"# More\n\n[a](good.md)\n[b](good.md#part-3 'T')\n\n{RUNS}")
        build(folder)

    return (once(shared, "edited", make) / "printed.txt").read_text("utf-8")


def differing(difference: dircmp[str]) -> Iterator[str]:
    """Yield the names of all files that two folders do not have in common."""
    yield from difference.left_only + difference.right_only + difference.diff_files
    for inner in difference.subdirs.values():
        yield from differing(inner)


@pytest.mark.parametrize("name", BROKEN)
def test_each_mistake_is_named_with_its_line_in_one_build(broken: str, name: str) -> None:
    _, line, message = BROKEN[name]
    lines = [told for told in broken.split("\n") if f"docs/{name}:{line}: " in told]
    assert any(message in told for told in lines), broken


def test_mistakes_fail_the_build_and_nothing_else_is_blamed(broken: str) -> None:
    assert broken.startswith("exit code 1\n")
    assert "Traceback" not in broken
    assert len(re.findall(r"docs/[^:\n]+\.md:\d+: ", broken)) == len(BROKEN)


def test_a_broken_anchor_fails_the_build_with_its_line(edited: str) -> None:
    assert edited.startswith("exit code 1\n")
    place = f"docs/learn/more.md:{BODY + 3}: "
    assert f"{place}Doc file 'learn/more.md' contains a link 'good.md#part-3'" in edited


def test_a_page_that_stayed_is_checked_against_a_page_that_changed(
    project: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    write(copy, "learn/good.md", f"# Good\n\n{RUNS}")
    printed = build(copy)
    assert printed.startswith("exit code 1\n")
    assert f"docs/learn/more.md:{BODY + 2}: Doc file 'learn/more.md' contains a link" in printed


def test_a_second_build_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    assert "exit code 0" in build(copy)
    assert list(differing(dircmp(project / "site", copy / "site", shallow=False))) == []
    for name in ("index.md", "reference/training.md", "learn/good.md"):
        (kept,) = (project / ".cache/renderings" / name / "html").iterdir()
        (still_kept,) = (copy / ".cache/renderings" / name / "html").iterdir()
        assert (still_kept.name, still_kept.stat().st_mtime) == (kept.name, kept.stat().st_mtime)


def test_an_edit_of_prose_runs_no_code(edited: str) -> None:
    assert "Running 0 of 4 pages" in edited


def edit_train(project: Path, old: str, new: str) -> str:
    """Edit what documents `train`, build, and return what was printed."""
    module = project / "src/primer/training.py"
    text = module.read_text("utf-8")
    assert text.count(old) > 0
    module.write_text(text.replace(old, new, 1), "utf-8")
    return build(project)


def test_an_edit_of_a_docstring_runs_no_page_and_renews_the_reference(
    project: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    printed = edit_train(copy, "Train a network in place", "Teach a network in place")
    assert printed.startswith("exit code 0\n"), printed
    assert "Running 0 of 4 pages" in printed
    page = (copy / "site/reference/training/index.html").read_text("utf-8")
    assert "Teach a network in place" in page


def test_a_fault_in_a_docstring_is_told_in_every_build(project: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    first = edit_train(copy, "        network: Changed in place.", "        net: Changed in place.")
    for printed in (first, build(copy)):
        assert printed.startswith("exit code 1\n"), printed
        assert "Parameter 'net' does not appear in the function signature" in printed


def test_two_builds_from_nothing_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    hidden = shutil.ignore_patterns(".cache", "site")
    copy = shutil.copytree(project, tmp_path / "copy", ignore=hidden)
    printed = build(copy)
    assert "Running 4 of 4 pages" in printed
    assert list(differing(dircmp(project / "site", copy / "site", shallow=False))) == []


def test_hidden_cells_in_a_row_share_one_fold_below_the_figure(project: Path) -> None:
    html = (project / "site/learn/good/index.html").read_text("utf-8")
    before, *folds = re.split(r'<details class="code"', html)
    assert "<figure" in before
    assert [fold.partition("</details>")[0].count('class="cell"') for fold in folds] == [3]


def test_the_site_is_dated_by_its_sources(project: Path) -> None:
    assert "2001-09-09" in (project / "site/sitemap.xml").read_text()
    assert ">9 September 2001</time>" in (project / "site/index.html").read_text("utf-8")


def test_outputs_reach_the_reader_as_they_are(project: Path) -> None:
    for page in ("good", "more"):
        html = (project / f"site/learn/{page}/index.html").read_text("utf-8")
        assert (
            '<pre class="output" tabindex="0" data-search-exclude>&lt;&amp;&gt; `x` $y$</pre>'
            in html
        )


def test_the_notebook_stands_beside_the_page(project: Path) -> None:
    html = (project / "site/learn/good/index.html").read_text("utf-8")
    assert 'href="../good.ipynb" download' in html
    assert "## Part 2" in (project / "site/learn/good.ipynb").read_text("utf-8")
