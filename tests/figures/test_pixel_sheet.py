"""The sheet of 784 numbers: pixels, changes and distances, worked out with the package."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "pixel-sheet"
TRAIN = load_digits("train")
THREE = load_digits("test").images[349]  # of the chapter
AVERAGES = np.array([TRAIN.images[TRAIN.labels == digit].mean(axis=0) for digit in range(10)])
AVERAGES = np.rint(255 * AVERAGES) / 255  # the shades that the figure gets


def distances(image: NDArray[Any]) -> NDArray[Any]:
    """Return how far an image is from each average digit."""
    squares: NDArray[np.float64] = ((AVERAGES - image) ** 2).sum(axis=1, dtype=float)
    return np.sqrt(squares)


def lead_after(image: NDArray[Any], at: int, goal: int) -> float:
    """Return by how much the goal is nearer than all others, in squares, after one change."""
    after = distances(changed(image, at)) ** 2
    return float(np.delete(after, goal).min() - after[goal])


def changed(image: NDArray[Any], at: int) -> NDArray[Any]:
    """Return an image with one pixel taken to the other end."""
    copy = image.copy()
    copy[at] = image[at] < 0.5
    return copy


def expect_image(figure: Locator, image: NDArray[Any]) -> None:
    """Expect the ten distances of an image, and the nearest marked."""
    said = [float(text) for text in figure.locator("li b").all_inner_texts()]
    assert said == pytest.approx(distances(image), abs=0.006)
    expect(figure.locator("li").nth(int(distances(image).argmin()))).to_have_class("nearest")


def chosen(row: int, column: int, value: float) -> str:
    return f"row {row}, column {column}, number {28 * row + column}: {value:.2f}"


def test_it_starts_with_the_square_and_the_numbers_of_the_picture(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        square = THREE.reshape(28, 28)[6:12, 13:19].ravel()
        expect(figure.locator(".zoom i")).to_have_text([f"{value:.1f}" for value in square])
        expect(figure.locator(".chosen")).to_have_text(chosen(9, 16, THREE[28 * 9 + 16]))
        expect_image(figure, THREE)
        expect(figure.locator(".read")).to_contain_text("So far, with 0 pixels changed")


def test_the_keyboard_walks_over_the_sheet_and_changes_pixels(reader: Reader) -> None:
    image = THREE.copy()
    with opened(reader, NAME) as (visit, figure):
        sheet = figure.get_by_role("application")
        for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", " "):
            sheet.press(key)
        image[28 * 9 + 17] = image[28 * 9 + 17] < 0.5
        expect(figure.locator(".chosen")).to_have_text(chosen(9, 17, image[28 * 9 + 17]))
        expect_image(figure, image)
        assert visit.url.endswith("row=9&column=17&changes=269-0")
        sheet.press("Enter")
        expect_image(figure, THREE)
        figure.get_by_role("slider", name="brightness").press("Home")
        figure.get_by_role("slider", name="brightness").press("ArrowRight")
        image[28 * 9 + 17] = 0.01
        expect_image(figure, image)
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(figure.locator(".chosen")).to_have_text(chosen(9, 16, THREE[28 * 9 + 16]))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_mouse_and_finger_choose_on_the_sheet_and_change_among_the_numbers(
    reader: Reader, width: int
) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(".sheet"), [(0.5, 0.5), (3.5 / 28, 27.5 / 28)])
        expect(figure.locator(".chosen")).to_have_text(chosen(27, 3, 0))
        cell = figure.locator(".zoom i").nth(2)  # of rows 22 to 27 and columns 0 to 5
        cell.click()
        expect(figure.locator(".chosen")).to_have_text(chosen(22, 2, 1))
        image = THREE.copy()
        image[28 * 22 + 2] = 1
        expect_image(figure, image)
        expect(cell).to_have_class("pixel changed")


@pytest.mark.parametrize("goal", [3, 7])
def test_hints_lead_to_the_goal(reader: Reader, goal: int) -> None:
    image, unchanged = THREE, set(range(784))
    with opened(reader, NAME, f"row=9&column=16&goal={goal}") as (_, figure):
        while distances(image).argmin() != goal:
            expect(figure.locator(".read")).to_contain_text(f"{784 - len(unchanged)} pixel")
            figure.get_by_role("button", name="Hint").press("Enter")
            expect(figure.locator(".zoom .pixel.changed")).to_have_count(0)
            figure.get_by_role("button", name="Change it").press("Enter")
            expect(figure.locator(".zoom .pixel.changed")).to_have_count(1)
            at = int(figure.locator(".chosen").inner_text().split("number ")[1].split(":")[0])
            best = max(lead_after(image, other, goal) for other in unchanged)
            assert lead_after(image, at, goal) == pytest.approx(best, abs=1e-5)
            image = changed(image, at)
            unchanged.remove(at)
        said = f"^Done, with {784 - len(unchanged)} pixels changed: .* is the {goal}, "
        expect(figure.locator(".read")).to_have_text(re.compile(said))
        expect_image(figure, image)
