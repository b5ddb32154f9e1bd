"""Questions that answer in the page: several choices, each of which says why."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from page import Problem

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.DOTALL | re.MULTILINE)
QUESTION = re.compile(
    r"^/// ?question\b(?: \|)? ?(?P<text>.*)\n(?P<body>(?s:.*?))(?:^///$|\Z)", re.MULTILINE
)
# A bar with spaces around it ends the answer, but not inside code or a formula.
CHOICE = re.compile(
    r"- \[(?P<mark>[ x])\] (?P<answer>(?>`[^`]+`|\$[^$]+\$|.)+?) \| +(?P<explanation>\S.*)"
)
VERDICT = {True: "Right.", False: "Not this one."}


@dataclass(frozen=True)
class Choice:
    """One answer that a reader may choose, and what there is to say to it."""

    is_right: bool
    answer: str
    explanation: str

    @property
    def verdict(self) -> str:
        """The explanation, after a word that says whether the choice is right."""
        return f"**{VERDICT[self.is_right]}** {self.explanation}"


@dataclass(frozen=True)
class Question:
    """What is asked, and what a reader may choose."""

    text: str
    choices: list[Choice]


def question_problems(source: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the questions of a page.

    Args:
        source: The whole file.
        name: Path of the page below `docs/`.
    """
    for block in _blocks(source):
        first = source.count("\n", 0, block.start()) + 1
        if not block["text"].strip():
            yield Problem(name, first, "say what is asked: /// question | …?")
        odd = [
            first + number
            for number, line in enumerate(block["body"].split("\n"), start=1)
            if line.strip() and not CHOICE.fullmatch(line.rstrip())
        ]
        choices = _question(block).choices
        right = sum(choice.is_right for choice in choices)
        if odd:
            message = "no choice of a question: write - [x] answer | why, or - [ ] answer | why not"
            yield Problem(name, odd[0], message)
        elif right != 1 or len(choices) < 2:
            counted = f"here are {right} right and {len(choices) - right} wrong"
            message = f"a question has one right choice, [x], and wrong ones, [ ]: {counted}"
            yield Problem(name, first, message)


def questions_to_render(markdown: str) -> str:
    """Replace each question by folds that work without a script: opening one closes the others."""
    number = 0

    def render(question: Question) -> str:
        nonlocal number
        number += 1
        name = f"question-{number}"
        return "\n".join(
            [
                f'<div class="question" role="group" aria-labelledby="{name}"'
                ' data-search-exclude markdown="1">',
                f'<p class="question__text" id="{name}" markdown="span">{question.text}</p>',
                *(_fold(choice, name) for choice in question.choices),
                "</div>",
            ]
        )

    return _replace(markdown, render)


def _fold(choice: Choice, name: str) -> str:
    kind = "right" if choice.is_right else "wrong"
    return (
        f'<details class="choice choice--{kind}" name="{name}" markdown="1">\n'
        f'<summary markdown="span">{choice.answer}</summary>\n'
        f'<p markdown="span">{choice.verdict}</p>\n</details>'
    )


def questions_to_download(markdown: str) -> str:
    """Replace each question by Markdown that Jupyter shows, the answers in one fold."""

    def write(question: Question) -> str:
        asked = [f"- {choice.answer}" for choice in question.choices]
        told = [f"- {choice.answer} → {choice.verdict}" for choice in question.choices]
        fold = ["<details><summary>Answers</summary>", "", *told, "", "</details>"]
        return "\n".join([f"**{question.text}**", "", *asked, "", *fold])

    return _replace(markdown, write)


def _replace(markdown: str, write: Callable[[Question], str]) -> str:
    parts, end = [], 0
    for block in _blocks(markdown):
        parts += [markdown[end : block.start()], write(_question(block))]
        end = block.end()
    return "".join([*parts, markdown[end:]])


def _blocks(text: str) -> Iterator[re.Match[str]]:
    fences = [fence.span() for fence in FENCE.finditer(text)]
    for block in QUESTION.finditer(text):
        if not any(start < block.start() < end for start, end in fences):
            yield block


def _question(block: re.Match[str]) -> Question:
    found = (CHOICE.fullmatch(line.rstrip()) for line in block["body"].split("\n"))
    choices = [
        Choice(choice["mark"] == "x", choice["answer"], choice["explanation"])
        for choice in found
        if choice
    ]
    return Question(block["text"].strip(), choices)
