"""Slopes in deep fresh networks: the table and the sentence, worked out with the package."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

from primer import Network, load_digits, relu, sigmoid, softmax, tanh
from tests.figures.conftest import Call
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "depth"
WEIGHTS = """({ sizes, activation, seed }) =>
    random.freshNetwork({ sizes, activation }, random.randomFrom(seed))
        .weights.map((weights) => [...weights])"""
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def slopes(call: Call, depth: int, scale: float, start: int) -> NDArray[Any]:
    """Return the slope in each layer for each function, the mean over five starts."""
    test, sizes = load_digits("test"), [784, *[32] * depth, 10]
    columns = []
    for function in (sigmoid, tanh, relu):
        each = []
        for seed in range(5 * start, 5 * start + 5):
            network = Network(sizes, activation=function, output=softmax)
            given = {"sizes": sizes, "activation": function.name, "seed": seed}
            for layer, weights in enumerate(call(WEIGHTS, given)):
                network.weights[layer][...] = np.reshape(weights, network.weights[layer].shape)
                network.weights[layer] *= scale if 0 < layer < depth else 1
            gradients = [
                network.gradient(test.images[i : i + 1], test.targets[i : i + 1]).biases[:-1]
                for i in range(40)
            ]
            each.append(np.sqrt(np.mean(np.square(gradients), axis=(0, 2))))
        columns.append(np.mean(each, axis=0))
    return np.transpose(columns)


def number(text: str) -> float:
    """Read a number such as `4.5 · 10⁻⁶`."""
    digits, _, power = text.partition(" · 10")
    return float(f"{digits}e{power.translate(SUPERSCRIPTS) or 0}")


def expect_slopes(figure: Locator, expected: NDArray[Any]) -> None:
    """Expect the table, and the first sentence of what became of the slopes."""
    rows = figure.locator("tbody tr")
    expect(rows).to_have_count(len(expected))
    ratio = expected[-1, 0] / expected[0, 0]
    word = "smaller" if ratio > 1 else "larger"
    times = max(ratio, 1 / ratio)
    text = f"{times:.1f}" if times < 10 else f"{float(f'{times:.2g}'):,.0f}"
    sentence = f"Slope in layer 1 against layer {len(expected)}: sigmoid {text} times {word}"
    expect(figure.locator("output")).to_contain_text(sentence)
    cells = figure.locator("tbody td").all_text_contents()
    found = np.reshape([number(cell) for cell in cells], expected.shape)
    assert found == pytest.approx(expected, rel=0.06)


def test_it_starts_with_eight_layers_and_all_functions(reader: Reader, call: Call) -> None:
    with opened(reader, NAME) as (_, figure):
        expect_slopes(figure, slopes(call, 8, 1, 0))
        for name in ("sigmoid", "tanh", "relu"):
            path = str(figure.locator(f".chart .{name}").get_attribute("d"))
            assert path.count("M") == 5


def test_the_keyboard_sets_depth_start_and_functions(reader: Reader, call: Call) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="hidden layers").press("ArrowLeft")
        figure.get_by_role("slider", name="weights start").press("End")
        expect_slopes(figure, slopes(call, 7, 4, 0))
        figure.get_by_role("button", name="Other random starts").press("Enter")
        expect_slopes(figure, slopes(call, 7, 4, 1))
        figure.get_by_role("checkbox", name="tanh").press("Space")
        expect(figure.locator("output")).not_to_contain_text("tanh")
        expect(figure.locator(".chart .tanh")).to_have_attribute("d", "")
        assert re.search(r"tanh=off&relu=on&depth=7&scale=4&start=1$", visit.url)
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_slopes(figure, slopes(call, 8, 1, 0))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_end_of_the_lines_follows_mouse_and_finger(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(".chart"), [(0.9, 0.5), (0.5, 0.5), (0.36, 0.5)])
        expect(figure.locator("tbody tr")).to_have_count(3)
        expect(figure.locator("output")).to_contain_text("against layer 3")
        drag(visit, figure.locator(".chart"), [(0.36, 0.5), (0.1, 0.5)])
        expect(figure.locator("output")).to_contain_text("One hidden layer")


@pytest.mark.parametrize("state", [(8, 2, False), (8, 3, True), (4, 3, False)])
def test_the_goal_is_reached_when_eight_sigmoid_layers_stay_within_a_hundred_times(
    reader: Reader, call: Call, state: tuple[int, int, bool]
) -> None:
    depth, scale, is_reached = state
    expected = slopes(call, depth, scale, 0)
    assert bool(depth == 8 and expected[-1, 0] < 100 * expected[0, 0]) is is_reached
    with opened(reader, NAME, f"depth={depth}&scale={scale}&start=0") as (_, figure):
        expect_slopes(figure, expected)
        assert ("Goal reached!" in figure.locator("output").inner_text()) is is_reached
