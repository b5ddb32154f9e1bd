import numpy as np
import pytest

from primer.activation import identity
from primer.gradient_check import numerical_gradient
from primer.network import Network

EXAMPLES = np.random.default_rng(0).random((5, 2)), np.eye(2)[[0, 1, 1, 0, 1]]


def test_it_finds_a_slope_known_by_hand() -> None:
    network = Network([2, 1], output=identity, dtype=np.float64)
    network.weights[0][...] = [[3, -1]]
    # (3 · 2 - 1 · 1 - 4)² / 2 has slope 1, times 2 and 1 for the weights.
    gradient = numerical_gradient(network, [2, 1], [4])
    np.testing.assert_allclose(gradient.weights[0], [[2, 1]], rtol=1e-9)
    np.testing.assert_allclose(gradient.biases[0], [1], rtol=1e-9)


def test_it_leaves_the_network_as_it_was() -> None:
    network = Network([2, 3, 2], dtype=np.float64)
    before = [array.copy() for array in network.weights + network.biases]
    numerical_gradient(network, *EXAMPLES)
    assert all(map(np.array_equal, network.weights + network.biases, before))


def test_it_refuses_coarse_numbers() -> None:
    with pytest.raises(ValueError, match="needs a float64 network, got float32"):
        numerical_gradient(Network([2, 2]), *EXAMPLES)
