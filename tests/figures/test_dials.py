"""The count of parameters, and dials turned by hand, against the package's own networks."""

from collections.abc import Callable
from copy import deepcopy

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import Network, load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "dials"
DIGITS = load_digits("test")
IMAGES = np.rint(DIGITS.images[::10] * 3) / 3  # the shades that the figure gets
LABELS = DIGITS.labels[::10]
CHANCE = Network([784, 16, 16, 10], seed=0)
LAST = 784 * 16 + 16 * 16  # of the weights, where those of the last step begin


def share(network: Network, turn: Callable[[Network], None] | None = None) -> str:
    """Return how many digits a network reads with a dial turned, in the steps it is sent in."""
    network = deepcopy(network)
    for values in [*network.weights, *network.biases]:
        size = np.abs(values).max() / 127
        values[...] = np.rint(values / size) * size if size else 0
    if turn:
        turn(network)
    return f"{100 * np.mean(network.predict(IMAGES) == LABELS):.1f} %"


def expect_read(figure: Locator, right: str, turned: int) -> None:
    """Expect the share of digits that are read, and how many dials were turned."""
    expect(figure.locator(".read")).to_contain_text(f"reads {right} of 1,000")
    expect(figure.locator(".read")).to_contain_text(f"{turned} of 13,002 dials turned")


def first_output(value: float) -> Callable[[Network], None]:
    """Return what sets the first weight into the first output."""
    return lambda network: network.weights[2].__setitem__((0, 0), value)


def test_it_starts_with_the_course_s_sizes_set_by_chance(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        expect(figure.locator(".total")).to_have_text(
            "13,002 parameters: 12,960 weights, 42 biases"
        )
        expect(figure.get_by_role("listitem").first).to_contain_text("= 12,560")
        expect(figure.get_by_role("spinbutton")).to_have_value(str(LAST + 1))
        expect_read(figure, share(CHANCE), turned=0)


@pytest.mark.parametrize("hidden", [[], [30], [30, 20], [200, 1000, 1]])
def test_any_sizes_are_counted_as_the_package_does(reader: Reader, hidden: list[int]) -> None:
    with opened(reader, NAME) as (_, figure):
        figure.get_by_role("textbox").fill(", ".join(map(str, hidden)))
        total = Network([784, *hidden, 10]).parameter_count
        expect(figure.locator(".total")).to_contain_text(f"{total:,} parameters")
        expect(figure.get_by_role("listitem")).to_have_count(len(hidden) + 1)
        figure.get_by_role("textbox").fill("16, many")
        expect(figure.locator(".total")).to_contain_text("Up to 3 layers")


def test_a_dial_turns_by_keyboard_goes_back_and_is_reset(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider").press("End")
        expect_read(figure, share(CHANCE, first_output(8)), turned=1)
        assert f"turned={LAST}_8" in visit.url
        figure.get_by_role("slider").press("Home")
        expect_read(figure, share(CHANCE, first_output(-8)), turned=1)
        figure.get_by_role("button", name="Put it back").press("Enter")
        expect_read(figure, share(CHANCE), turned=0)
        figure.get_by_role("button", name="Another dial").press("Enter")
        figure.get_by_role("slider").press("End")
        expect(figure.locator(".read")).to_contain_text("1 of 13,002 dials turned")
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_read(figure, share(CHANCE), turned=0)
        expect(figure.get_by_role("spinbutton")).to_have_value(str(LAST + 1))


def test_dials_of_every_step_are_named_and_do_what_they_do(reader: Reader) -> None:
    pixel = 28 * 14 + 13
    where = {
        784 * 2 + pixel: "Weight from pixel in row 15, column 14 to neuron 3 of the first hidden",
        784 * 16 + 16 + 1: "Weight from neuron 2 of the first hidden layer to neuron 2 of the sec",
        12960 + 2: "Bias of neuron 3 of the first hidden layer",
        12960 + 32 + 9: "Bias of output 9",
    }

    def turn(network: Network) -> None:
        network.weights[0][2, pixel], network.weights[1][1, 1] = 8, 8
        network.biases[0][2], network.biases[2][9] = 8, 8

    with opened(reader, NAME, "from=network") as (visit, figure):
        for dial, name in where.items():
            figure.get_by_role("spinbutton").fill(str(dial + 1))
            expect(figure.locator(".which")).to_contain_text(name)
            figure.get_by_role("slider").press("End")
        expect_read(figure, share(digit_network(), turn), turned=4)
        visit.page.reload()
        expect_read(figure, share(digit_network(), turn), turned=4)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_dial_is_chosen_in_the_picture_of_all(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator("canvas"), [(0.2, 0.2), (57.5 / 115, 20.5 / 115)])
        expect(figure.get_by_role("spinbutton")).to_have_value(str(20 * 115 + 57 + 1))
        assert f"dial={20 * 115 + 57 + 1}" in visit.url


def test_the_goal_is_reached_by_hand_from_chance_alone(reader: Reader) -> None:
    best = {}
    network = deepcopy(CHANCE)
    hidden = network.activations(IMAGES)[2]
    for _ in range(2):  # the best of all turns of a dial of the last step, then of all again
        right = {}
        for to, start in np.ndindex(10, 16):
            weights = network.weights[2].copy()
            weights[to, start] = 1
            answers = (hidden @ weights.T + network.biases[2]).argmax(axis=1)
            right[to, start] = np.mean(answers == LABELS)
        place = max(right, key=lambda at: right[at])
        network.weights[2][place] = 1
        best[LAST + 16 * place[0] + place[1]] = 1

    def turn(network: Network) -> None:
        for dial, value in best.items():
            network.weights[2].flat[dial - LAST] = value

    turned = "_".join(f"{dial}_{value}" for dial, value in best.items())
    with opened(reader, NAME, f"from=chance&turned={turned}") as (_, figure):
        right_now = share(CHANCE, turn)
        assert float(right_now.split()[0]) > 15
        expect_read(figure, right_now, turned=2)
        expect(figure.locator(".read")).to_contain_text("Goal reached!")
        figure.get_by_role("button", name="Reset").press("Enter")
        expect_read(figure, share(CHANCE), turned=0)
        expect(figure.locator(".read")).not_to_contain_text("Goal reached!")
        figure.get_by_role("combobox").select_option("network")
        expect_read(figure, share(digit_network()), turned=0)
        expect(figure.locator(".read")).not_to_contain_text("Goal reached!")
