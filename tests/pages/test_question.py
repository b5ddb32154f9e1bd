from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown import markdown
from question import question_problems, questions_to_render

from tests.pages.project import ROOT

TEXT = """Before.

/// question | How many?

- [ ] One | Look *again*.
- [x] `a | b` or $P(a | b)$ | Both | count.

///

After.
"""
CHAPTERS = sorted(ROOT.glob("docs/learn/*/*.md"))


def rendered(text: str) -> ElementTree.Element:
    """Return what a page shows of a text."""
    html = markdown(questions_to_render(text), extensions=["md_in_html"])
    return ElementTree.fromstring(f"<main>{html}</main>")


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in question_problems(text, "a.md")]


def test_a_question_is_a_named_group_of_folds() -> None:
    group = rendered(TEXT).find("div[@role='group']")
    assert group is not None
    named = group.find(f"*[@id='{group.get('aria-labelledby')}']")
    assert named is not None
    assert text_of(named) == "How many?"
    assert [text_of(fold) for fold in group.iter("summary")] == ["One", "a | b or $P(a | b)$"]


def test_a_choice_says_in_words_whether_it_is_right() -> None:
    told = [text_of(paragraph) for paragraph in rendered(TEXT).findall(".//details/p")]
    assert told == ["Not this one. Look again.", "Right. Both | count."]
    assert rendered(TEXT).find(".//details/p/em") is not None


def test_the_folds_of_a_question_exclude_each_other_and_no_others() -> None:
    names = [fold.get("name") for fold in rendered(TEXT + TEXT).iter("details")]
    assert names[0] == names[1] != names[2] == names[3]


def test_what_stands_around_a_question_stays() -> None:
    shown = questions_to_render(TEXT + TEXT)
    assert shown.startswith("Before.\n\n<div")
    assert "</div>\n\nAfter.\nBefore.\n\n<div" in shown
    assert shown.endswith("</div>\n\nAfter.\n")


def test_a_question_in_a_fence_is_shown_as_it_is() -> None:
    fenced = f"````markdown\n{TEXT}````\n"
    assert questions_to_render(fenced) == fenced
    assert problems(fenced) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[x]", "[ ]", 3, "here are 0 right and 2 wrong"),
        ("[ ]", "[x]", 3, "here are 2 right and 0 wrong"),
        ("- [ ] One | Look *again*.", "", 3, "here are 1 right and 0 wrong"),
        (" | Look *again*.", "", 5, "no choice of a question"),
        (" | Look *again*.", " | ", 5, "no choice of a question"),
        (" | Both | count.", "", 6, "no choice of a question"),
        ("- [x]", "- [y]", 6, "no choice of a question"),
        (" | How many?", "", 3, "say what is asked"),
        ("///\n\nAfter.", "After.", 8, "no choice of a question"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert problems(TEXT) == []
    ((found, told),) = problems(TEXT.replace(old, new, 1))
    assert (found, message in told) == (line, True), told


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_each_chapter_asks_two_questions(chapter: Path) -> None:
    assert questions_to_render(chapter.read_text("utf-8")).count('class="question"') >= 2
