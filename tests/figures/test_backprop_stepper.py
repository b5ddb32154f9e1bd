"""The network of five neurons: its steps, its slopes and its nudges, against the package."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import Network, identity, numerical_gradient, relu
from tests.figures.every import opened
from tests.site.reader import NARROW, Reader, Screen

NAME = "backprop-stepper"


@pytest.fixture
def network() -> Network:
    """Return the network of the page."""
    network = Network([2, 2, 1], activation=relu, output=identity, dtype=np.float64)
    network.weights = [np.array([[1.0, 2], [-2, 4]]), np.array([[2.0, -3]])]
    network.biases = [np.array([-0.5, 1]), np.array([1.5])]
    return network


def numbers(figure: Locator, selector: str) -> list[float]:
    """Return the numbers that parts of the drawing show."""
    texts = figure.locator(selector).all_text_contents()
    return [float(text.replace("−", "-")) for text in texts if text]


def flat(arrays: list[np.ndarray]) -> list[float]:
    """Return all numbers of some arrays in a list."""
    return [float(number) for array in arrays for number in array.ravel()]


def turn(figure: Locator, name: str, value: float) -> None:
    """Set a slider, as a reader would."""
    figure.locator(f"[name={name}]").fill(f"{value:g}")


def test_the_network_starts_with_every_slope(reader: Reader, network: Network) -> None:
    gradient = network.gradient(np.array([1, 0.5]), np.array([1]))
    with opened(reader, NAME) as (_, figure):
        assert numbers(figure, ".net .slope") == flat(gradient.weights)
        assert numbers(figure, ".net .error") == flat(gradient.biases)
        expect(figure.locator(".nudged")).to_contain_text("They agree")


def test_other_inputs_give_what_the_package_gives(reader: Reader, network: Network) -> None:
    x, y = np.array([-1, 1.5]), np.array([-2])
    gradient = network.gradient(x, y)
    with opened(reader, NAME) as (_, figure):
        for name, value in {"x1": x[0], "x2": x[1], "target": y[0]}.items():
            turn(figure, name, value)
        expect(figure.locator(".net .cost")).to_have_text(f"cost {network.cost(x, y):g}")
        assert numbers(figure, ".net .a") == flat(network.activations(x))
        assert numbers(figure, ".net .slope") == flat(gradient.weights)
        assert numbers(figure, ".net .error") == flat(gradient.biases)


def test_the_steps_go_by_keyboard_and_show_only_what_is_known(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="step").press("Home")
        expect(figure.locator(".told")).to_contain_text("Two numbers come in")
        assert numbers(figure, ".net .a") == [1, 0.5]
        assert not numbers(figure, ".net .slope")
        figure.get_by_role("button", name="Next").press("Enter")
        expect(figure.locator(".told")).to_contain_text("z = 1 × 1 + 2 × 0.5 − 0.5 = 1.5")
        figure.get_by_role("button", name="Back").press("Enter")
        expect(figure.locator(".told")).to_contain_text("Two numbers come in")
        assert "step=0" in visit.url


def test_every_step_back_says_its_product(reader: Reader) -> None:
    products = ["1.5 − 1 = 0.5", "0.5 × 1.5 = 0.75", "0.5 × 1 = 0.5", "1 × 2 × 0.5 = 1"]
    products += ["1 × 1 = 1", "1 × 0.5 = 0.5", "1 × (−3) × 0.5 = −1.5"]
    products += ["−1.5 × 1 = −1.5", "−1.5 × 0.5 = −0.75"]
    with opened(reader, NAME, "step=5&x1=1&x2=0.5&target=1") as (_, figure):
        for product in products:
            expect(figure.locator(".told > span").last).to_have_text(product)
            figure.get_by_role("button", name="Next").press("Enter")


def test_each_nudge_measures_what_the_package_measures(reader: Reader, network: Network) -> None:
    nudged = numerical_gradient(network, np.array([1, 0.5]), np.array([1]))
    with opened(reader, NAME) as (_, figure):
        for dial, slope in enumerate(flat(nudged.weights) + flat(nudged.biases)):
            figure.get_by_label("nudge").select_option(str(dial))
            text = f"= {round(slope, 4):g}".replace("-", "−")
            expect(figure.locator(".nudged .measured")).to_contain_text(text)
            expect(figure.locator(".nudged")).to_contain_text("They agree")


def test_a_nudge_across_the_bend_of_relu_differs(reader: Reader, network: Network) -> None:
    costs = []
    for bias in (-1, 3):
        network.biases[0][1] = bias
        costs.append(network.cost(np.array([1, 0.5]), np.array([1])))
    slope = f"= {(costs[1] - costs[0]) / 4:g}".replace("-", "−")
    with opened(reader, NAME) as (_, figure):
        figure.get_by_label("nudge").select_option("bias of lower")
        figure.get_by_label("by ±").select_option("2")
        expect(figure.locator(".nudged .measured")).to_contain_text(slope)
        expect(figure.locator(".nudged")).to_contain_text("They differ")


@pytest.mark.parametrize("screen", [Screen(), Screen(NARROW)], ids=["mouse", "finger"])
def test_a_line_or_a_disc_is_picked_by_pointing(reader: Reader, screen: Screen) -> None:
    with opened(reader, NAME, screen=screen) as (visit, figure):
        for dial, chosen in (("5", "lower → output"), ("7", "bias of lower")):
            target = figure.locator(f"[data-dial='{dial}'] :is(.reach, circle)")
            target.tap() if screen.width == NARROW else target.click()
            expect(figure.get_by_label("nudge").locator("option:checked")).to_have_text(chosen)
            assert f"dial={dial}" in visit.url


def test_it_plays_from_the_start_to_the_end(reader: Reader) -> None:
    with opened(reader, NAME, screen=Screen(motion="reduce")) as (visit, figure):
        figure.get_by_role("button", name="Play").press("Enter")
        expect(figure.locator(".told")).to_contain_text("Nine dials")
        assert "step=14" in visit.url
    with opened(reader, NAME) as (_, figure):
        figure.get_by_role("button", name="Play").press("Enter")
        expect(figure.locator(".told")).to_contain_text("upper hidden neuron")
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(figure.get_by_role("button", name="Play")).to_be_visible()
        expect(figure.locator(".told")).to_contain_text("Nine dials")
