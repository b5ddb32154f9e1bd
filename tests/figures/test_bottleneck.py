"""Digits through a bottleneck: the pictures and errors against NumPy, by keyboard and pointer."""

from functools import cache

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "bottleneck"
PIXELS = """canvas => [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data]
    .filter((_, n) => n % 4 === 0).map((shade) => shade / 255)"""


@cache
def components() -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of the first six thousand digits, and their principal components as rows."""
    images = load_digits("train").images[:6_000].astype(float)
    mean = images.mean(axis=0)
    eigenvectors = np.linalg.eigh(np.cov(images.T))[1]
    return mean, eigenvectors[:, ::-1].T


def rebuilt(images: np.ndarray, size: int) -> np.ndarray:
    """Return images rebuilt from some numbers each."""
    mean, patterns = components()
    code = (images - mean) @ patterns[:size].T
    return np.array(np.clip(mean + code @ patterns[:size], 0, 1))


def shows(figure: Locator, size: int, first: int = 0) -> None:
    """Expect eight digits, their copies, and the error on all test images."""
    images = load_digits("test").images
    error = np.mean((rebuilt(images, size) - images) ** 2)
    expect(figure.locator("output")).to_contain_text(f"{size} numbers instead of 784")
    said = float(figure.locator("output").inner_text().split("error ")[1].split()[0])
    assert said == pytest.approx(error, abs=0.00006)
    some = images[first : first + 8]
    for name, expected in (("written", some), ("rebuilt", rebuilt(some, size))):
        for place, image in enumerate(expected):
            seen = figure.locator(f".{name} canvas").nth(place).evaluate(PIXELS)
            np.testing.assert_allclose(seen, image, atol=0.02)


def test_it_starts_with_sixteen_numbers(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        shows(figure, 16)


def test_the_keyboard_sets_the_size_and_brings_other_digits(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="numbers").press("End")
        figure.get_by_role("button", name="Other digits").press("Enter")
        visit.page.wait_for_function("() => location.hash === '#bottleneck?size=32&first=8'")
        shows(figure, 32, first=8)
        figure.get_by_role("button", name="Reset").press("Enter")
        shows(figure, 16)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_size_follows_mouse_and_finger(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(".chart"), [(0.5, 0.3), (0.7, 0.3), (0.99, 0.3)])
        shows(figure, 32)
        drag(visit, figure.locator(".chart"), [(0.5, 0.3), (0.2, 0.3), (0.01, 0.3)])
        expect(figure.locator("output")).to_contain_text("One number instead of 784")
