import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import DTypeLike

from primer.activation import ACTIVATIONS, Activation, identity, relu, sigmoid, softmax, tanh

SUMS = np.array([-30.0, -2.0, -0.5, 0.25, 1.0, 30.0])


@pytest.mark.parametrize(
    ("activation", "one_number"),
    [
        (sigmoid, lambda z: 1 / (1 + math.exp(-z))),
        (tanh, math.tanh),
        (relu, lambda z: max(0.0, z)),
        (identity, lambda z: z),
    ],
    ids=["sigmoid", "tanh", "relu", "identity"],
)
def test_it_is_the_formula_number_by_number(
    activation: Activation, one_number: Callable[[float], float]
) -> None:
    expected = [one_number(float(z)) for z in SUMS]
    np.testing.assert_allclose(activation(SUMS), expected, rtol=1e-14)


def test_softmax_is_shares_of_exponentials() -> None:
    # exp(log 1), exp(log 2) and exp(log 5) are 1, 2 and 5 of 8.
    np.testing.assert_allclose(softmax(np.log([1.0, 2.0, 5.0])), [1 / 8, 2 / 8, 5 / 8])


@pytest.mark.parametrize("activation", [sigmoid, tanh, relu, identity], ids=str)
def test_slope_is_rise_over_run(activation: Activation) -> None:
    rise = activation(SUMS + 1e-6) - activation(SUMS - 1e-6)
    np.testing.assert_allclose(activation.slope(SUMS), rise / 2e-6, atol=1e-8)


def test_relu_is_flat_at_zero_by_convention() -> None:
    assert relu.slope(0.0) == 0


def test_softmax_refuses_a_slope_per_number() -> None:
    with pytest.raises(ValueError, match="each output depends on every sum"):
        softmax.slope([1.0, 2.0])


def test_softmax_sums_to_one_and_ignores_a_common_shift() -> None:
    sums = np.random.default_rng(0).normal(size=(5, 4), scale=3)
    np.testing.assert_allclose(softmax(sums).sum(axis=1), 1)
    np.testing.assert_allclose(softmax(sums + 100), softmax(sums))


def test_sigmoid_is_symmetric() -> None:
    np.testing.assert_allclose(sigmoid(-SUMS), 1 - sigmoid(SUMS), atol=1e-15)


def test_tanh_is_a_stretched_sigmoid() -> None:
    np.testing.assert_allclose(tanh(SUMS), 2 * sigmoid(2 * SUMS) - 1, atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
def test_huge_sums_stay_finite_and_quiet(activation: Activation, dtype: DTypeLike) -> None:
    activations = activation(np.array([-1e4, 0, 1e4], dtype))
    assert activations.dtype == dtype
    assert np.isfinite(activations).all()


def test_huge_sums_saturate() -> None:
    assert sigmoid([-1e4, 1e4]).tolist() == [0, 1]
    assert softmax([-1e4, 0, 1e4]).tolist() == [0, 0, 1]


def test_activations_are_printed_by_name() -> None:
    assert str(ACTIVATIONS) == "(sigmoid, tanh, relu, identity, softmax)"
