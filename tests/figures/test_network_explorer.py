"""Every neuron of the network can be opened, and says the number that the package computes."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Position, expect

from primer import load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import opened, rows_of
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAMES = {1: "first hidden layer", 2: "second hidden layer", 3: "outputs"}
PLACE = "(figure, { layer, neuron }) => figure.placeOf(layer, neuron)"


def numbers_said(figure: Locator) -> list[float]:
    """Return the activation, the sum of all products and the bias that a figure says."""
    said = (figure.locator("output").text_content() or "").replace("−", "-")
    (activation,) = re.findall(r"holds (\d\.\d+)\.", said)
    ((total, sign, bias),) = re.findall(r"σ\((-?[\d.]+) ([-+]) ([\d.]+)\)", said)
    return [float(activation), float(total), float(sign + bias)]


@pytest.mark.parametrize(("layer", "neuron"), [(1, 15), (2, 0), (3, 9)])
def test_a_neuron_says_the_numbers_of_the_package(reader: Reader, layer: int, neuron: int) -> None:
    network, image = digit_network(), load_digits("test").images[2]
    layers = network.activations(image)
    total = network.weights[layer - 1][neuron] @ layers[layer - 1]
    state = f"example=2&layer={layer}&neuron={neuron}"
    with opened(reader, "network-explorer", state) as (_, figure):
        expect(figure.locator("output")).to_contain_text(f"Neuron {neuron} of the {NAMES[layer]}")
        activation, summed, bias = numbers_said(figure)
    assert activation == pytest.approx(layers[layer][neuron], abs=0.03)
    assert summed == pytest.approx(total, rel=0.03, abs=0.1)
    assert bias == pytest.approx(network.biases[layer - 1][neuron], abs=0.05)


def test_the_table_lists_products_that_add_up(reader: Reader) -> None:
    with opened(reader, "network-explorer", "example=4&layer=2&neuron=3") as (_, figure):
        figure.locator("summary").press("Enter")
        expect(figure.locator("tbody tr").first).to_be_visible()
        table = np.char.replace(rows_of(figure), "−", "-").astype(float)
        assert table[:, 0].tolist() == list(range(16))
        np.testing.assert_allclose(table[:, 1] * table[:, 2], table[:, 3], atol=0.05)
        assert table[:, 3].sum() == pytest.approx(numbers_said(figure)[1], abs=0.1)


def test_the_keyboard_opens_another_neuron_of_another_image(reader: Reader) -> None:
    with opened(reader, "network-explorer") as (visit, figure):
        figure.get_by_role("combobox", name="image").select_option("a 7")
        figure.get_by_role("combobox", name="layer").select_option("first hidden layer")
        figure.get_by_role("combobox", name="neuron").press("End")
        expect(figure.locator("output")).to_contain_text("Neuron 15 of the first hidden layer")
        assert visit.url.endswith("#network-explorer?example=0&layer=1&neuron=15")
        figure.get_by_role("combobox", name="layer").select_option("outputs")
        expect(figure.locator("output")).to_contain_text("Neuron 9 of the outputs")


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_a_pointer_opens_the_neuron_under_it(reader: Reader, width: int) -> None:
    with opened(reader, "network-explorer", screen=Screen(width)) as (_, figure):
        place = figure.evaluate(PLACE, {"layer": 2, "neuron": 5})
        net = figure.locator(".net")
        point = Position(x=place["x"], y=place["y"])
        net.tap(position=point) if width == NARROW else net.hover(position=point)
        expect(figure.locator("output")).to_contain_text("Neuron 5 of the second hidden layer")
