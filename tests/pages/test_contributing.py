"""What the page for contributors shows is true."""

import re
from pathlib import Path

import pytest
from execution import Execution
from page import OPTIONS, TAGS, read_page
from question import question_problems, questions_to_render
from shell import Shell

from tests.pages.project import ROOT, build, copy_project

TEXT = (ROOT / "docs/contributing.md").read_text("utf-8")
VALUES = re.findall(r"^\| `\{\{ (.+?) \}\}` \| (.+?) \|$", TEXT, re.MULTILINE)

MISTAKES = re.findall(r"Write `(.+?)` where .*? says `(.+?)`.*?\n\n```text\n(.+?)\n```", TEXT)


def told(pattern: str) -> tuple[str, ...]:
    """Return what the page says at a place."""
    found = re.search(pattern, TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return found.groups()


def sample() -> str:
    """Return the notebook that the page shows."""
    return told(r"^````markdown\n(.*?)^````$")[0]


def test_the_sample_builds_and_shows_what_it_promises(tmp_path: Path) -> None:
    project = copy_project(tmp_path, {"index.md": "# Home\n"})
    (project / "docs/learn").mkdir()
    (project / "docs/learn/ink.md").write_text(sample(), "utf-8")
    printed = build(project)
    assert printed.startswith("exit code 0\n"), printed
    html = (project / "site/learn/ink/index.html").read_text("utf-8")
    caption = "<figcaption data-search-exclude>The ten"
    marks = (caption, ">60,000</span> images", "<math", "<summary>Does every zero")
    assert [mark for mark in marks if mark not in html] == []


@pytest.mark.parametrize(("wrong", "right", "message"), MISTAKES)
def test_a_mistake_in_the_sample_is_named_as_the_page_says(
    tmp_path: Path, wrong: str, right: str, message: str
) -> None:
    (tmp_path / "ink.md").write_text(sample().replace(right, wrong), "utf-8")
    source = read_page(tmp_path / "ink.md", "learn/ink.md")
    _, problems = Execution(tmp_path / "cache", ROOT / "src" / "primer").run([source])
    assert [str(problem) for problem in problems] == [message]


def test_the_sample_of_a_question_is_one() -> None:
    (text,) = told(r"^```markdown\n(/// question.*?)^```$")
    assert list(question_problems(text, "page.md")) == []
    assert questions_to_render(text).count("<details") == 2


@pytest.mark.parametrize(("expression", "shown"), VALUES)
def test_each_example_of_an_inline_value_is_right(expression: str, shown: str) -> None:
    assert Shell("page.md").value(expression, 1) == shown


def test_every_option_and_tag_is_explained() -> None:
    assert (len(VALUES), len(MISTAKES)) == (4, 2)
    assert set(re.findall(r"^\| `(\w+)=", TEXT, re.MULTILINE)) == set(OPTIONS)
    assert set(re.findall(r'^\| `tags=\["(.+?)"\]`', TEXT, re.MULTILINE)) == TAGS
