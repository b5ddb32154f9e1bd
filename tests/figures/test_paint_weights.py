"""A painted neuron: its sums and its score, worked out with NumPy from the test images."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "paint-weights"
DIGITS = load_digits("test")
IMAGES, LABELS = DIGITS.images[:200], DIGITS.labels[:200]


def grid(green: Any = None, red: Any = None) -> NDArray[np.float64]:
    """Return weights of 1 in a part of the grid and of -0.5 in another."""
    weights = np.zeros((28, 28))
    for part, weight in ((green, 1), (red, -0.5)):
        if part is not None:
            weights[part] = weight
    return weights


DETECTOR = grid((slice(8, 10), slice(10, 19)), ([6, 7, 10, 11], slice(10, 19)))


def expect_sums(figure: Locator, weights: NDArray[Any], find: int = 1) -> float:
    """Expect the ten sums, and the share of pairs won; return the latter in per cent."""
    sums = IMAGES @ weights.ravel()
    firsts, others = sums[find == LABELS], sums[find != LABELS]
    share = 100 * float((firsts[:, None] > others).mean())
    expect(figure.locator("output")).to_contain_text(f"a {find} and another digit")
    expect(figure.locator("output")).to_contain_text(f"sum in {share:.1f} %.")
    shown = [float(text.replace("−", "-")) for text in figure.locator(".sums b").all_inner_texts()]
    ten = [sums[np.flatnonzero(digit == LABELS)[0]] for digit in range(10)]
    assert shown == pytest.approx(ten, abs=0.051)
    return share


def test_it_starts_with_the_detector_of_the_page_which_misses_the_goal(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        assert expect_sums(figure, DETECTOR) < 97
        expect(figure.locator("output")).to_contain_text("Goal: 97 %.")
        figure.get_by_role("radio", name=re.compile("^7")).check()
        assert expect_sums(figure, DETECTOR, find=7) > 80


def test_a_trained_neuron_is_shown_with_its_largest_weight_as_1(reader: Reader) -> None:
    weights = digit_network().weights[0][4]
    with opened(reader, NAME) as (_, figure):
        figure.get_by_role("combobox").select_option("trained neuron 4")
        step = np.abs(digit_network().weights[0]).max() / 127  # as the figure gets them
        rounded = np.rint(weights / step)
        expect_sums(figure, rounded / np.abs(rounded).max())


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_bright_stroke_between_dark_sides_reaches_the_goal(reader: Reader, width: int) -> None:
    with opened(reader, NAME, "start=blank&find=1", Screen(width)) as (visit, figure):
        canvas = figure.locator("[role=application]")
        drag(visit, canvas, [(13.5 / 28, 6.5 / 28), (13.5 / 28, 20.5 / 28)])
        stroke = (slice(6, 22), [13, 14])
        assert expect_sums(figure, grid(stroke)) < 97
        figure.get_by_role("radio", name="−½").check()
        for column in (10.5, 16.5):
            drag(visit, canvas, [(column / 28, 6.5 / 28), (column / 28, 20.5 / 28)])
        painted = grid(stroke, (slice(6, 22), [10, 11, 16, 17]))
        assert expect_sums(figure, painted) >= 97
        expect(figure.locator("output")).to_contain_text("you found the 1s")
        visit.page.reload()
        expect_sums(figure, painted)
        assert len(visit.url.partition("#")[2]) < 400


def test_the_keyboard_paints_erases_and_resets(reader: Reader) -> None:
    with opened(reader, NAME, "start=blank&find=1&broad=off") as (visit, figure):
        canvas = figure.locator("[role=application]")
        for key in ("ArrowRight", "Space", "ArrowDown", "ArrowDown", "Space", "ArrowLeft"):
            canvas.press(key)
        expect_sums(figure, grid((slice(6, 9), 15)))
        assert "painted=_183g_27g_27g" in visit.url
        figure.get_by_role("radio", name="erase").check()
        canvas.press("ArrowRight")
        canvas.press("Space")
        expect_sums(figure, grid((slice(6, 8), 15)))
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_sums(figure, DETECTOR)
        assert "#" not in visit.url
