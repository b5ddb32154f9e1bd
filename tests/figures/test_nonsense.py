"""One digit and 1,000 under a change: outputs, answers and counts, worked out with the package."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

from primer import invert, load_digits, shift
from tests.figures.conftest import Call, digit_network
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "nonsense"
DIGITS = load_digits("test")
IMAGES = np.rint(DIGITS.images[::10] * 3) / 3  # the shades that the figure gets
LABELS = DIGITS.labels[::10]
NETWORK = digit_network()
for values in [*NETWORK.weights, *NETWORK.biases]:  # in the steps that the figure gets
    step = np.abs(values).max() / 127
    values[...] = np.rint(values / step) * step
CHANGE = """async ({ image, right, down }) => {
    const moved = images.shift(image, right, down)
    const inverted = moved.slice()
    images.invert(inverted)
    return [[...moved], [...inverted]]
}"""
NOISE = """({ grey, strength, seed }) => {
    const image = new Float32Array(20_000).fill(grey)
    images.addNoise(image, strength, random.randomFrom(seed))
    return [...image]
}"""


def counts(images: NDArray[Any], threshold: float) -> list[int]:
    """Return how many digits are read right, wrong and not at all."""
    outputs = NETWORK(images)
    kept, right = outputs.max(axis=1) > threshold, outputs.argmax(axis=1) == LABELS
    return [int(np.sum(kept & right)), int(np.sum(kept & ~right)), int(np.sum(~kept))]


def expect_counts(figure: Locator, images: NDArray[Any], threshold: float) -> None:
    """Expect the counts, and their shares in the sentence above them."""
    right, wrong, silent = counts(images, threshold)
    expect(figure.locator(".counts b")).to_have_text([str(right), str(wrong), str(silent)])
    said = re.findall(r"([\d.]+) %", figure.locator(".counted").inner_text())
    assert said == [f"{(right + wrong) / 10:.1f}", f"{100 * right / (right + wrong):.1f}"]


def test_images_are_moved_and_inverted_as_the_package_does(call: Call) -> None:
    image = IMAGES[7].astype("f4")
    for right, down in ((0, 0), (3, -2), (-6, 6)):
        given = {"image": image.tolist(), "right": right, "down": down}
        expected = shift(image, right=right, down=down)
        moved, inverted = call(CHANGE, given)
        assert moved == pytest.approx(expected)
        assert inverted == pytest.approx(invert(expected))


def test_noise_is_normal_repeats_and_stays_between_black_and_white(call: Call) -> None:
    noisy = np.array(call(NOISE, {"grey": 0.5, "strength": 0.1, "seed": 1}))
    assert [noisy.mean(), noisy.std()] == pytest.approx([0.5, 0.1], abs=0.003)
    assert noisy.tolist() == call(NOISE, {"grey": 0.5, "strength": 0.1, "seed": 1})
    loud = np.array(call(NOISE, {"grey": 0, "strength": 1, "seed": 2}))
    assert (loud.min(), loud.max()) == (0, 1)
    assert (loud == 0).mean() == pytest.approx(0.5, abs=0.02)


def test_it_starts_with_the_surest_mistake_two_pixels_aside(reader: Reader) -> None:
    moved = shift(IMAGES, right=2)
    with opened(reader, NAME) as (visit, figure):
        expect_counts(figure, moved, 0.9)
        caption = visit.page.locator("figure", has=figure).locator("figcaption").inner_text()
        digit = int(re.findall(r"A (\d)", caption)[0])
        which = int(str(figure.get_attribute("which")))
        outputs = NETWORK(moved[np.flatnonzero(digit == LABELS)[which]])
        bars = [float(text) for text in figure.locator(".seen li b").all_inner_texts()]
        assert bars == pytest.approx(outputs, abs=0.006)
        assert outputs.argmax() != digit
        expect(figure.locator(".said")).to_have_text(
            f"“A {outputs.argmax()}.” No, it is a {digit}."
        )


def test_the_keyboard_moves_inverts_and_silences(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="shift right").press("ArrowLeft")
        figure.get_by_role("slider", name="shift down").press("Home")
        figure.get_by_role("slider", name="threshold").press("ArrowLeft")
        expect_counts(figure, shift(IMAGES, right=1, down=-6), 0.89)
        figure.get_by_role("checkbox").press("Space")
        expect_counts(figure, invert(shift(IMAGES, right=1, down=-6)), 0.89)
        assert "right=1&down=-6&noise=0&threshold=0.89" in visit.url
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_counts(figure, shift(IMAGES, right=2), 0.9)


def test_it_shows_other_images_and_keeps_silent_below_the_threshold(reader: Reader) -> None:
    with opened(reader, NAME, "image=black&threshold=0.99") as (_, figure):
        sureness = NETWORK(np.zeros(784)).max()
        expect(figure.locator(".best b")).to_have_text(f"{sureness:.2f}")
        expect(figure.locator(".said")).to_have_text("“I don’t know.”")
        figure.get_by_role("slider", name="threshold").press("Home")
        expect(figure.locator(".said")).to_contain_text("There is none.")
        figure.get_by_role("combobox").select_option("random grey")
        expect(figure.locator("canvas")).to_have_attribute("aria-label", re.compile("random grey"))
        first = figure.locator(".seen ul").inner_text()
        figure.get_by_role("button", name="Another").press("Enter")
        expect(figure.locator(".seen ul")).not_to_have_text(first, use_inner_text=True)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_image_and_threshold_follow_mouse_and_finger(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator("canvas"), [(0.5, 0.5), (0.5 - 3 / 28, 0.5 + 2 / 28)])
        expect_counts(figure, shift(IMAGES, right=-1, down=2), 0.9)
        drag(visit, figure.locator(".limit"), [(0.8, 0.2), (0.5, 0.5)])
        assert figure.get_by_role("slider", name="threshold").input_value() == "0.5"
        expect_counts(figure, shift(IMAGES, right=-1, down=2), 0.5)
