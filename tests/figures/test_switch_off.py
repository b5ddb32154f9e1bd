"""Networks with neurons switched off: what they read, worked out with the package."""

import re
from functools import cache

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import Network, load_digits, train
from tests.figures.every import opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "switch-off"
DIGITS = load_digits("test")
IMAGES = np.rint(DIGITS.images[::10] * 3) / 3  # the shades that the figure gets
LABELS = DIGITS.labels[::10]

STRENGTHS = """(figure) => [...figure.querySelectorAll("canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28)
    return [...data].filter((_, n) => n % 4 === 3)
})"""


@cache
def network_with(decay: float) -> Network:
    """Train as the page does, and round to the steps that the figure gets."""
    digits, network = load_digits("train"), Network([784, 16, 16, 10], seed=0)
    few, recipe = slice(12_000), {"epochs": 6, "batch_size": 32, "learning_rate": 3.0}
    train(network, digits.images[few], digits.targets[few], weight_decay=decay, **recipe)  # type: ignore[arg-type]
    for values in [*network.weights, *network.biases]:
        step = np.abs(values).max() / 127
        values[...] = np.rint(values / step) * step
    return network


def read(decay: float, off: list[int], average: bool = False) -> list[float]:
    """Return the percentage of each digit that is read, and of all at the end."""
    network = network_with(decay)
    rest = Network([16, 16, 10])
    rest.weights[:], rest.biases[:] = network.weights[1:], network.biases[1:]
    hidden = network.activations(IMAGES)[1]
    hidden[:, off] = hidden.mean(axis=0)[off] if average else 0
    right = rest.predict(hidden) == LABELS
    return [100 * float(right[digit == LABELS].mean()) for digit in range(10)] + [
        100 * float(right.mean())
    ]


def expect_read(figure: Locator, decay: float, off: list[int], average: bool = False) -> None:
    """Expect the sentence and the table of some neurons that are off."""
    before, now = read(decay, []), read(decay, off, average)
    sentence = f"reads {now[-1]:.1f} % of 1,000 test digits; with all on {before[-1]:.1f} %."
    expect(figure.locator("output")).to_contain_text(sentence)
    expect(figure.locator("output")).to_have_text(re.compile(f"^{len(off) or 'No'} neuron"))
    rows = figure.locator("tbody tr")
    for row, shares in enumerate((before, now)):
        written = rows.nth(row).locator("td").all_inner_texts()
        assert [int(text) for text in written] == pytest.approx(shares[:-1], abs=0.51)


def test_it_starts_without_the_neuron_that_costs_most(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        off = int(str(figure.get_attribute("off")))
        expect_read(figure, 0, [off])
        assert read(0, [off])[-1] == min(read(0, [neuron])[-1] for neuron in range(16))
        expect(figure.get_by_role("checkbox", name=f"neuron {off}", exact=True)).not_to_be_checked()
        assert figure.locator(".neurons input:checked").count() == 15


def test_the_keyboard_switches_holds_and_decays(reader: Reader) -> None:
    with opened(reader, NAME, "decay=0&off=2") as (visit, figure):
        figure.get_by_role("checkbox", name="neuron 4", exact=True).press("Space")
        expect_read(figure, 0, [2, 4])
        figure.get_by_role("radio", name="at 0").press("ArrowRight")
        expect_read(figure, 0, [2, 4], average=True)
        figure.get_by_role("slider").press("End")
        expect_read(figure, 0.001, [2, 4], average=True)
        assert visit.url.endswith("#switch-off?decay=3&held=average&off=2_4")
        figure.get_by_role("button", name="All on").press("Enter")
        expect_read(figure, 0.001, [])
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_read(figure, 0, [int(str(figure.get_attribute("off")))])


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_grid_is_switched_by_mouse_and_finger(reader: Reader, width: int) -> None:
    with opened(reader, NAME, "off=", Screen(width)) as (visit, figure):
        expect_read(figure, 0, [])
        grid = figure.locator("canvas").nth(9)
        (grid.click if width == WIDE else grid.tap)()
        expect_read(figure, 0, [9])
        assert visit.url.endswith("off=9")
        (grid.click if width == WIDE else grid.tap)()
        expect_read(figure, 0, [])


def test_the_grids_are_the_weights_of_the_network(reader: Reader) -> None:
    with opened(reader, NAME, "decay=1&off=") as (_, figure):
        seen = figure.evaluate(STRENGTHS)
        weights = np.abs(network_with(0.0001).weights[0])
        full = 0.12 * np.linalg.norm(weights, axis=1, keepdims=True)
        assert np.array(seen) == pytest.approx(255 * np.minimum(1, weights / full), abs=1)
