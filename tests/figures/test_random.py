"""Random numbers in the browser: repeated by a seed, and of the shape that they should have."""

import numpy as np
import pytest

from primer import Network, relu, sigmoid
from primer.activation import Activation
from tests.figures.conftest import Call

DRAW = """({ seed, count }) => {
    const source = random.randomFrom(seed)
    return Array.from({ length: count }, () => random.normal(source))
}"""
FRESH = """({ sizes, activation, seed }) => {
    const network = random.freshNetwork({ sizes, activation }, random.randomFrom(seed))
    return [...network.weights, ...network.biases].map((values) => [...values])
}"""


def test_a_seed_repeats_its_numbers_and_another_gives_others(call: Call) -> None:
    first, again, other = (call(DRAW, {"seed": seed, "count": 9}) for seed in (4, 4, 5))
    assert first == again
    assert len({*first, *other}) == 18


def test_normal_numbers_have_mean_0_and_spread_1_and_tails(call: Call) -> None:
    drawn = np.array(call(DRAW, {"seed": 1, "count": 100_000}))
    shares = [(abs(drawn) < reach).mean() for reach in (1, 2, 3)]
    assert abs(drawn.mean()) < 0.015
    assert shares == pytest.approx([0.6827, 0.9545, 0.9973], abs=0.006)


def test_an_order_names_each_number_once_and_is_fair(call: Call) -> None:
    orders = call("""() => {
        const source = random.randomFrom(2)
        return Array.from({ length: 6000 }, () => [...random.shuffled(3, source)])
    }""")
    kinds, counts = np.unique(orders, axis=0, return_counts=True)
    assert np.sort(kinds, axis=1).tolist() == [[0, 1, 2]] * 6
    assert abs(counts - 1000).max() < 120


@pytest.mark.parametrize("activation", [sigmoid, relu], ids=str)
def test_a_fresh_network_starts_as_the_packages_does(call: Call, activation: Activation) -> None:
    theirs = Network([784, 16, 10], activation=activation, seed=0)
    given = {"sizes": theirs.sizes, "activation": activation.name, "seed": 0}
    first, second, *biases = call(FRESH, given)
    assert [len(first), len(second)] == [784 * 16, 160]
    assert np.std(first) == pytest.approx(theirs.weights[0].std(), rel=0.03)
    assert np.std(second) == pytest.approx(theirs.weights[1].std(), rel=0.25)
    assert not np.any(np.concatenate(biases))
