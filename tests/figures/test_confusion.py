"""The confusion matrix against NumPy: counts, the images of a cell, and how a cell is opened."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

from primer import confusion_matrix, load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "confusion"
PIXELS = """canvas => [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data]"""
TEST = load_digits("test")


@cache
def read() -> tuple[NDArray[np.intp], NDArray[np.floating], NDArray[np.intp]]:
    """Return the network's answers to the test digits, its outputs for them, and the counts."""
    outputs = digit_network()(TEST.images)
    answers = outputs.argmax(axis=1)
    return answers, outputs.max(axis=1), confusion_matrix(answers, TEST.labels)


def most_frequent() -> tuple[int, int]:
    """Return the most frequent mistake: the digit, and what it is taken for."""
    counts = read()[2]
    truth, answer = divmod(int((counts - np.diag(np.diag(counts))).argmax()), 10)
    return truth, answer


def cell(figure: Locator, truth: int, answer: int) -> Locator:
    """Return a cell of the matrix."""
    return figure.locator("tbody tr").nth(truth).locator("td").nth(answer)


def shows(figure: Locator, truth: int, answer: int) -> None:
    """Expect a cell to be open, with the images that NumPy finds and their outputs."""
    expect(figure.locator("[aria-selected=true]")).to_have_count(1)
    expect(cell(figure, truth, answer)).to_have_attribute("aria-selected", "true")
    answers, sure, _ = read()
    rows = np.flatnonzero((TEST.labels == truth) & (answers == answer))
    rows = rows[np.argsort(sure[rows], kind="stable")]
    rows = rows[:10] if truth == answer else rows[::-1]
    expect(figure.locator("li")).to_have_text([f"{output:.2f}" for output in sure[rows]])
    names = figure.locator("li canvas").evaluate_all("all => all.map(({ title }) => title)")
    assert {int(name.split()[2].rstrip(",")) for name in names} == set(rows)


def test_it_starts_at_the_most_frequent_mistake_with_every_count(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        shows(figure, *most_frequent())
        counts = figure.locator("tbody td").all_inner_texts()
        assert np.array_equal(np.array(counts, int).reshape(10, 10), read()[2])


def test_it_says_how_many_of_how_many(reader: Reader) -> None:
    counts = read()[2]
    share = f"{counts[4, 9]} of {counts[4].sum()} fours ({counts[4, 9] / counts[4].sum():.1%}"
    said = {(4, 9): share.replace("%", " %"), (1, 1): "Those 10 it was least sure of"}
    said[divmod(int(counts.argmin()), 10)] = "None of "
    for (truth, answer), words in said.items():
        with opened(reader, NAME, f"truth={truth}&answer={answer}") as (_, figure):
            expect(figure.locator("output")).to_contain_text(words)
            shows(figure, truth, answer)


def test_an_image_is_the_digit_that_its_name_says(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        first = figure.locator("li canvas").first
        seen = np.array(first.evaluate(PIXELS)).reshape(784, 4)
        number = int(str(first.get_attribute("title")).split()[2].rstrip(","))
    assert np.abs(seen[:, 0] / 255 - TEST.images[number]).max() <= 1 / 14 + 0.002


def test_arrow_keys_walk_from_cell_to_cell_and_stop_at_the_edges(reader: Reader) -> None:
    with opened(reader, NAME, "truth=1&answer=8") as (visit, figure):
        figure.locator("td[tabindex='0']").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowUp"):
            visit.page.keyboard.press(key)
        shows(figure, 0, 9)
        for key in ("Home", "ArrowDown", "End", "ArrowLeft"):
            visit.page.keyboard.press(key)
        shows(figure, 1, 8)
        expect(cell(figure, 1, 8)).to_be_focused()
        assert visit.url.endswith("#confusion?truth=1&answer=8")
        figure.get_by_role("button", name="Reset").press("Enter")
        shows(figure, *most_frequent())


def test_the_lists_open_a_cell(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        figure.get_by_role("combobox", name="true digit").select_option("7")
        figure.get_by_role("combobox", name="answer").select_option("2")
        shows(figure, 7, 2)


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_a_cell_opens_where_it_is_touched(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        has_touch = visit.page.evaluate("() => navigator.maxTouchPoints")
        target = cell(figure, 4, 9)
        target.tap() if has_touch else target.click()
        shows(figure, 4, 9)
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
