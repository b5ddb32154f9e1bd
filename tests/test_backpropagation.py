import copy
import math
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from primer.activation import (
    ACTIVATIONS,
    Activation,
    Array,
    identity,
    relu,
    sigmoid,
    softmax,
    tanh,
)
from primer.cost import COSTS, Cost, binary_cross_entropy, cross_entropy, squared_error
from primer.gradient_check import numerical_gradient
from primer.network import Network

HIDDEN = (sigmoid, tanh, relu, identity)
ENDINGS = [
    *((output, squared_error) for output in ACTIVATIONS),
    (softmax, cross_entropy),
    (sigmoid, binary_cross_entropy),
]
REFUSED = [pair for pair in product(ACTIVATIONS, COSTS) if pair not in ENDINGS]


def with_random_biases(network: Network) -> Network:
    random = np.random.default_rng(7)
    for bias in network.biases:
        bias[...] = random.normal(size=bias.shape)
    return network


def examples(network: Network, n: int = 5) -> tuple[Array, Array]:
    """Draw random inputs and targets that suit every cost: shares that sum to 1."""
    random = np.random.default_rng(8)
    return random.normal(size=(n, network.sizes[0])), random.dirichlet([1] * network.sizes[-1], n)


def largest_gap(network: Network) -> float:
    """Compare backpropagation with finite differences in every weight and bias."""
    x, y = examples(with_random_biases(network))
    ours, truth = network.gradient(x, y), numerical_gradient(network, x, y)
    pairs = zip(ours.weights + ours.biases, truth.weights + truth.biases, strict=True)
    return max(float(abs(one - other).max()) for one, other in pairs)


@pytest.mark.parametrize("sizes", [[3, 4], [3, 5, 4], [3, 5, 6, 4]], ids=str)
@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
@pytest.mark.parametrize(("output", "cost"), ENDINGS, ids=str)
def test_gradient_equals_finite_differences(
    sizes: list[int], hidden: Activation, output: Activation, cost: Cost
) -> None:
    network = Network(sizes, activation=hidden, output=output, cost=cost, dtype=np.float64)
    assert largest_gap(network) < 1e-7


@pytest.mark.parametrize(
    ("right", "wrong_pull_back", "layer"),
    [
        (relu, lambda a, slopes: slopes, "hidden"),
        (sigmoid, lambda a, slopes: slopes * a * (1 + a), "hidden"),
        (sigmoid, lambda a, slopes: slopes * a * (1 + a), "output"),
        (tanh, lambda a, slopes: slopes * (1 - a), "hidden"),
        (softmax, lambda a, slopes: slopes * a * (1 - a), "output"),
    ],
)
def test_a_wrong_slope_fails_the_check(
    right: Activation, wrong_pull_back: Callable[[Array, Array], Array], layer: str
) -> None:
    wrong = Activation("wrong", right.function, wrong_pull_back)
    hidden, output = (wrong, sigmoid) if layer == "hidden" else (tanh, wrong)
    network = Network([3, 5, 6, 4], activation=hidden, output=output, dtype=np.float64)
    assert largest_gap(network) > 1e-3


@pytest.mark.parametrize(("output", "cost"), REFUSED)
def test_every_pair_without_a_gradient_check_is_refused(output: Activation, cost: Cost) -> None:
    with pytest.raises(ValueError, match=f"{cost} needs"):
        Network([3, 4], output=output, cost=cost)


def network_worked_by_hand() -> Network:
    """Make 2-2-1 whose sums are multiples of log 3, so that sigmoids are fractions."""
    network = Network([2, 2, 1], dtype=np.float64)
    log3 = math.log(3)
    network.weights = [np.array([[1, 0], [2, -1]]) * log3, np.array([[4, -2]]) * log3]
    network.biases = [np.zeros(2), np.array([-log3])]
    return network


def test_forward_as_worked_by_hand() -> None:
    network = network_worked_by_hand()
    # Hidden sums: 1·1 + 0·2 = 1 and 2·1 - 1·2 = 0, in units of log 3.
    # Since exp(log 3) = 3, the sigmoid of log 3 is 3/4, and of 0 it is 1/2.
    # Output sum: 4·3/4 - 2·1/2 - 1 = 1, so 3/4. Cost with target 1: (1/4)² / 2.
    inputs, hidden, outputs = network.activations([1, 2])
    assert inputs.tolist() == [1, 2]
    np.testing.assert_allclose(hidden, [3 / 4, 1 / 2], rtol=1e-14)
    np.testing.assert_allclose(outputs, [3 / 4], rtol=1e-14)
    assert network.cost([1, 2], [1]) == pytest.approx(1 / 32, rel=1e-12)


def test_gradient_as_worked_by_hand() -> None:
    gradient = network_worked_by_hand().gradient([1, 2], [1])
    # Error of the output: (3/4 - 1) · 3/4 · 1/4 = -3/64.
    # Going back by 4 and -2 times log 3, then slopes 3/4 · 1/4 and 1/2 · 1/2:
    #   -3/64 · 4 · 3/16 = -9/256 and -3/64 · -2 · 1/4 = 3/128, times log 3.
    first, second = -9 / 256 * math.log(3), 3 / 128 * math.log(3)
    # A weight's slope is the error that it leads to times the activation it comes from.
    np.testing.assert_allclose(gradient.weights[1], [[-3 / 64 * 3 / 4, -3 / 64 / 2]], rtol=1e-12)
    np.testing.assert_allclose(gradient.biases[1], [-3 / 64], rtol=1e-12)
    np.testing.assert_allclose(gradient.weights[0], [[first, 2 * first], [second, 2 * second]])
    np.testing.assert_allclose(gradient.biases[0], [first, second], rtol=1e-12)


def test_step_as_worked_by_hand() -> None:
    network = network_worked_by_hand()
    network.step(network.gradient([1, 2], [1]), learning_rate=64)
    log3 = math.log(3)
    # Each parameter minus 64 times its slope above.
    expected = [[4 * log3 + 9 / 4, -2 * log3 + 3 / 2]]
    np.testing.assert_allclose(network.weights[1], expected, rtol=1e-12)
    np.testing.assert_allclose(network.biases[1], [3 - log3], rtol=1e-12)
    np.testing.assert_allclose(network.weights[0] / log3, [[3.25, 4.5], [0.5, -4]], atol=1e-12)
    np.testing.assert_allclose(network.biases[0] / log3, [2.25, -1.5], rtol=1e-12)


def test_the_gradient_of_a_batch_is_the_mean_of_its_gradients() -> None:
    network = with_random_biases(Network([4, 6, 3], dtype=np.float64))
    x, y = examples(network)
    batch = network.gradient(x, y)
    single = [network.gradient(row, target) for row, target in zip(x, y, strict=True)]
    for layer in (0, 1):
        weights = np.mean([gradient.weights[layer] for gradient in single], axis=0)
        biases = np.mean([gradient.biases[layer] for gradient in single], axis=0)
        np.testing.assert_allclose(batch.weights[layer], weights, rtol=1e-12)
        np.testing.assert_allclose(batch.biases[layer], biases, rtol=1e-12)


def test_cost_falls_along_the_gradient_as_fast_as_its_length_squared() -> None:
    network = with_random_biases(Network([4, 6, 3], dtype=np.float64))
    x, y = examples(network)
    before, gradient = network.cost(x, y), network.gradient(x, y)
    network.step(gradient, learning_rate=1e-6)
    length_squared = sum((slope**2).sum() for slope in gradient.weights + gradient.biases)
    assert (before - network.cost(x, y)) / 1e-6 == pytest.approx(length_squared, rel=1e-4)


def test_a_copy_of_a_network_has_the_same_gradient() -> None:
    network = Network([3, 4, 2], output=softmax, dtype=np.float64)
    x, y = [[0.2, -0.4, 0.6]], [[0.0, 1.0]]
    original, copied = network.gradient(x, y), copy.deepcopy(network).gradient(x, y)
    for slopes, same in zip(original.weights, copied.weights, strict=True):
        np.testing.assert_array_equal(slopes, same)
