"""A kernel that slides over a digit: its window, its weights, the products and the map."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import convolve, load_digits, shift
from tests.figures.every import alive, drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

LEVEL = [1, 1, 1, 0, 0, 0, -1, -1, -1]
UPRIGHT = [1, 0, -1, 1, 0, -1, 1, 0, -1]
NUMBER = r"−?\d+\.\d+"


def first(digit: int) -> Any:
    """Return the first test image of a digit."""
    digits = load_digits("test")
    return digits.images[digits.labels.tolist().index(digit)]


def map_of(image: Any, kernel: list[int]) -> Any:
    """Return what the package makes of an image and a kernel."""
    return convolve(image, [np.reshape(kernel, (3, 3))])[0, 0]


def numbers(text: str) -> list[float]:
    """Return the numbers with a point in a text."""
    return [float(number.replace("−", "-")) for number in re.findall(NUMBER, text)]


def told(figure: Locator) -> list[float]:
    """Return the sum under the window, and the largest of the map."""
    return numbers(figure.locator("output").inner_text())


def drawn(figure: Locator, right: int = 0, down: int = 0) -> Any:
    """Return the image of what is on the pad: the mean of each 4 × 4 squares of its sheet."""
    sheet = np.reshape(figure.evaluate("figure => [...figure.pad.sheet]"), (28, 4, 28, 4))
    return shift(sheet.mean(axis=(1, 3)).ravel(), right=right, down=down)


def says(figure: Locator, grid: Any, row: int, column: int) -> None:
    """Wait until the figure says a square of a map and the largest of the map."""
    for number in (grid[row, column], grid.max()):
        written = f"{number:.2f}".replace("-", "−").replace("−0.00", "0.00")
        expect(figure.locator("output")).to_contain_text(f" {written}")
    assert np.allclose(told(figure), [grid[row, column], grid.max()], atol=0.006)


def dial(figure: Locator, name: str) -> Locator:
    """Return a slider of the figure."""
    return figure.get_by_role("slider", name=name)


def test_the_figure_starts_with_the_sum_that_the_caption_says(reader: Reader) -> None:
    with opened(reader, "kernel") as (_, figure):
        grid = map_of(first(7), LEVEL)
        says(figure, grid, 9, 12)
        caption = figure.locator("xpath=..").locator("figcaption").inner_text()
        assert np.isclose(numbers(caption)[0], grid[9, 12], atol=0.006)


def test_the_nine_products_are_pixels_times_weights(reader: Reader) -> None:
    with opened(reader, "kernel", "digit=3&row=7&column=11&kernel=" + "_".join("123456789")) as (
        _,
        f,
    ):
        pixels = first(3).reshape(28, 28)[7:10, 11:14].ravel()
        says(f, map_of(first(3), list(range(1, 10))), 7, 11)
        assert np.allclose(
            [numbers(text)[0] for text in f.locator("em").all_inner_texts()],
            pixels * np.arange(1, 10),
            atol=0.006,
        )


def test_the_keyboard_alone_slides_the_window_and_sets_the_weights(reader: Reader) -> None:
    with opened(reader, "kernel") as (visit, figure):
        dial(figure, "window down").press("ArrowLeft")
        dial(figure, "window across").press("End")
        says(figure, map_of(first(7), LEVEL), 8, 25)
        figure.get_by_role("combobox", name="kernel").select_option("upright edges")
        says(figure, map_of(first(7), UPRIGHT), 8, 25)
        figure.get_by_role("spinbutton", name="weight 2 of row 2").fill("2")
        own = [*UPRIGHT[:4], 2, *UPRIGHT[5:]]
        says(figure, map_of(first(7), own), 8, 25)
        expect(figure.get_by_role("combobox", name="kernel")).to_have_value("your own")
        figure.get_by_role("button", name="Reset").press("Enter")
        says(figure, map_of(first(7), LEVEL), 9, 12)
        assert "#" not in visit.url


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
@pytest.mark.parametrize("sheet", [".image", ".map"])
def test_the_window_follows_a_pointer_over_image_and_map(
    reader: Reader, width: int, sheet: str
) -> None:
    with opened(reader, "kernel", screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(sheet), [(0.2, 0.2), (13.5 / 28, 8.5 / 28)])
        says(figure, map_of(first(7), LEVEL), 7, 12)
        assert "column=12&row=7" in visit.url
        drag(visit, figure.locator(sheet), [(0.5, 0.5), (1.2, -0.2)])
        says(figure, map_of(first(7), LEVEL), 0, 25)


def test_the_map_moves_along_with_the_digit_and_its_largest_stays(reader: Reader) -> None:
    with opened(reader, "kernel") as (_, figure):
        largest = told(figure)[1]
        for name in ("right", "down"):
            for _ in range(3):
                dial(figure, f"move the digit {name}").press("ArrowRight")
        moved = shift(first(7), right=3, down=3)
        says(figure, map_of(moved, LEVEL), 9, 12)
        assert told(figure)[1] == largest
        for name in ("across", "down"):
            for _ in range(3):
                dial(figure, f"window {name}").press("ArrowRight")
        says(figure, map_of(first(7), LEVEL), 9, 12)


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_the_kernel_slides_over_what_a_reader_draws(reader: Reader, width: int) -> None:
    with opened(reader, "kernel", screen=Screen(width)) as (visit, figure):
        figure.get_by_role("button", name="Draw").click()
        says(figure, np.zeros((26, 26)), 9, 12)
        drag(visit, figure.locator(".pad"), [(0.2, 0.3), (0.8, 0.3), (0.5, 0.9)])
        image = drawn(figure)
        assert image.sum() > 20
        says(figure, map_of(image, LEVEL), 9, 12)
        drag(visit, figure.locator(".map"), [(0.5, 0.5), (13.5 / 28, 8.5 / 28)])
        says(figure, map_of(image, LEVEL), 7, 12)
        visit.page.reload()
        says(alive(visit.page, "kernel"), map_of(image, LEVEL), 7, 12)


def test_a_drawing_can_be_moved_and_the_pen_follows_the_finger(reader: Reader) -> None:
    state = "digit=your own&row=9&column=12&right=5&down=-3&kernel=0_0_0_0_1_0_0_0_0&strokes=CC"
    with opened(reader, "kernel", state, Screen(NARROW)) as (visit, figure):
        drag(visit, figure.locator(".pad"), [(13.5 / 28, 10.5 / 28)] * 2)
        image = drawn(figure, right=5, down=-3)
        assert image[28 * 10 + 13] == image.max() == 1
        says(figure, image.reshape(28, 28)[1:-1, 1:-1], 9, 12)


def test_the_keyboard_alone_draws_clears_and_goes_back_to_a_digit(reader: Reader) -> None:
    with opened(reader, "kernel") as (visit, figure):
        figure.get_by_role("button", name="Draw").press("Enter")
        for key in (" ", *["ArrowRight"] * 4, *["ArrowUp"] * 6):
            visit.page.keyboard.press(key)
        expect(figure.locator("output")).to_contain_text("The pen is down.")
        image = drawn(figure)
        assert image.sum() > 5
        says(figure, map_of(image, LEVEL), 9, 12)
        figure.get_by_role("combobox", name="digit").select_option("7")
        says(figure, map_of(first(7), LEVEL), 9, 12)
        expect(figure.locator(".pad")).to_be_hidden()
        figure.get_by_role("button", name="Draw").press("Enter")
        says(figure, map_of(image, LEVEL), 9, 12)
        figure.get_by_role("button", name="Clear").press("Enter")
        says(figure, np.zeros((26, 26)), 9, 12)
