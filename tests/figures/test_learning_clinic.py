"""The clinic: networks that learn in the page, measured again with the package."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import Activation, Network, accuracy, load_digits, relu, sigmoid, train
from primer import binary_cross_entropy as surprise
from tests.figures.every import opened
from tests.site.reader import NARROW, Reader, Screen

NAME = "learning-clinic"
SIZES = [784, 16, 16, 10]
PARAMETERS = """figure => ["weights", "biases"].map(
    (kind) => figure.run.network[kind].map((values) => [...values]))"""
CURE = {"start": "right", "activation": "relu", "cost": "binary_cross_entropy", "rate": "0.1"}
HEALTHY = "&".join(f"{name}={value}" for name, value in CURE.items())


def done(figure: Locator) -> None:
    """Wait until the network has taken its last step and the figure has said so."""
    figure.page.wait_for_function(
        "name => document.querySelector(name).run?.done === 500", arg=f"primer-{NAME}"
    )
    expect(figure.locator("output")).to_contain_text("after 500 steps")


def learned(figure: Locator, activation: Activation) -> Network:
    """Return the network of the figure, as one of the package."""
    network = Network(SIZES, activation=activation)
    weights, biases = figure.evaluate(PARAMETERS)
    for own, given in zip(network.weights + network.biases, weights + biases, strict=True):
        own[...] = np.array(given).reshape(own.shape)
    return network


def images() -> tuple[np.ndarray, np.ndarray]:
    """Return the test images in the four shades in which readers get them, and their digits."""
    test = load_digits("test")
    return np.round(test.images[::10] * 3) / 3, test.labels[::10]


def said_share(figure: Locator) -> float:
    """Return the share that the figure says is read right."""
    return float(figure.locator("output b").first.inner_text().split()[0]) / 100


def cells(figure: Locator, row: str) -> list[int]:
    """Return the leading number of each cell of a row."""
    found = figure.get_by_role("row", name=row).locator("td").all_text_contents()
    return [int(text.split()[0]) for text in found]


@pytest.mark.parametrize("state", ["", HEALTHY], ids=["sick", "healthy"])
def test_it_says_what_the_package_measures(reader: Reader, state: str) -> None:
    x, labels = images()
    with opened(reader, NAME, state) as (_, figure):
        done(figure)
        network = learned(figure, activation=relu if state else sigmoid)
        assert said_share(figure) == pytest.approx(accuracy(network.predict(x), labels), abs=0.0021)
        flat, stuck = cells(figure, "slope is near 0"), cells(figure, "neurons always there")
    hidden = network.activations(x[:200])[1]
    asleep = hidden == 0 if state else hidden * (1 - hidden) < 0.0067
    assert flat[0] == pytest.approx(100 * asleep.mean(), abs=0.6)
    assert abs(stuck[0] - int(asleep.all(axis=0).sum())) <= 1


def test_the_patient_is_as_sick_and_as_curable_as_in_python(reader: Reader) -> None:
    digits, (x, labels) = load_digits("train"), images()
    lessons = digits.images[:1000], digits.targets[:1000]
    sick = Network(SIZES, seed=3)
    for weights in sick.weights:
        weights *= np.sqrt(weights.shape[1])
    healthy = Network(SIZES, activation=relu, output=sigmoid, cost=surprise, seed=3)
    shares = []
    for network, rate in ((sick, 0.3), (healthy, 0.1)):
        train(network, *lessons, epochs=5, batch_size=10, learning_rate=rate)
        shares.append(accuracy(network.predict(x), labels))
    for share, state in zip(shares, ("", HEALTHY), strict=True):
        with opened(reader, NAME, state) as (_, figure):
            done(figure)
            assert said_share(figure) == pytest.approx(share, abs=0.15)


@pytest.mark.parametrize("screen", [Screen(), Screen(NARROW)], ids=["wide", "narrow"])
def test_a_reader_cures_it_and_resets_it(reader: Reader, screen: Screen) -> None:
    with opened(reader, NAME, screen=screen) as (visit, figure):
        done(figure)
        sick = figure.locator("output").text_content()
        expect(figure.locator("output")).to_contain_text("Not cured yet")
        for name, value in CURE.items():
            figure.locator(f"[name={name}]").select_option(value)
        expect(figure.locator("output")).to_contain_text("✓ Cured")
        assert f"{HEALTHY}&seed=0" in visit.url
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(figure.locator("output")).to_have_text(sick or "")


def test_the_lists_go_by_keyboard(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        done(figure)
        figure.get_by_label("starting weights").press("ArrowUp")
        expect(figure.get_by_label("starting weights")).to_have_value("right")
        expect(figure.locator("output")).to_contain_text("the run before")
        assert "start=right" in visit.url
