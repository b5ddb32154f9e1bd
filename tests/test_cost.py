import math

import numpy as np
import pytest

from primer.activation import ACTIVATIONS, Activation, sigmoid, softmax
from primer.cost import COSTS, Cost, binary_cross_entropy, cross_entropy, squared_error

OUTPUTS = [[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]
TARGETS = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]


@pytest.mark.parametrize(
    ("cost", "first", "second"),
    [
        # Half of 0.5² + 0.25² + 0.25², and half of 0.1² + 0.1² + 0.2².
        (squared_error, 0.375 / 2, 0.06 / 2),
        (cross_entropy, -math.log(0.5), -math.log(0.8)),
        (binary_cross_entropy, -math.log(0.5 * 0.75**2), -math.log(0.9**2 * 0.8)),
    ],
    ids=str,
)
def test_it_is_the_mean_over_examples(cost: Cost, first: float, second: float) -> None:
    assert cost(OUTPUTS, TARGETS) == pytest.approx((first + second) / 2, rel=1e-12)


@pytest.mark.parametrize("cost", COSTS, ids=str)
def test_right_outputs_cost_nothing(cost: Cost) -> None:
    assert cost(TARGETS, TARGETS) == 0


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("cost", COSTS, ids=str)
def test_outputs_that_could_not_be_more_wrong_cost_a_finite_number(
    cost: Cost, dtype: type[np.floating]
) -> None:
    wrong = np.array([[0, 0, 1], [1, 0, 0]], dtype)
    assert 1 <= cost(wrong, TARGETS) < 10_000


def test_slope_of_a_fitting_pair_is_output_minus_target() -> None:
    a, y = np.array(OUTPUTS), np.array(TARGETS)
    for cost in COSTS:
        np.testing.assert_array_equal(cost.slope_by_sum(a, y, cost.fitting_output), a - y)


def test_slope_of_squared_error_goes_through_the_output() -> None:
    a, y = np.array([[0.75]]), np.array([[1.0]])
    # The chain rule: difference times slope of the sigmoid.
    assert squared_error.slope_by_sum(a, y, sigmoid) == pytest.approx(-0.25 * 0.75 * 0.25)


@pytest.mark.parametrize("cost", [cross_entropy, binary_cross_entropy], ids=str)
@pytest.mark.parametrize("output", ACTIVATIONS, ids=str)
def test_cross_entropies_need_their_own_output(cost: Cost, output: Activation) -> None:
    if output is {"cross_entropy": softmax, "binary_cross_entropy": sigmoid}[cost.name]:
        cost.check_fits(output)
    else:
        with pytest.raises(ValueError, match=rf"needs \w+ outputs, got {output}"):
            cost.check_fits(output)


@pytest.mark.parametrize(
    ("cost", "targets", "message"),
    [
        (cross_entropy, [1.0, 1.0], "sum to 1"),
        (cross_entropy, [0.2, 0.2], "sum to 1"),
        (cross_entropy, [2.0, -1.0], r"from 0 to 1, got -1\.0 to 2\.0"),
        (binary_cross_entropy, [0.0, 3.0], r"from 0 to 1, got 0\.0 to 3\.0"),
        (binary_cross_entropy, [-1.0, 1.0], "from 0 to 1"),
    ],
)
def test_cross_entropies_need_targets_that_are_shares(
    cost: Cost, targets: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        cost.check_targets(np.array([[0.5, 0.5], targets]))


def test_soft_and_many_hot_targets_have_their_costs() -> None:
    cross_entropy.check_targets(np.array([[0.3, 0.7]], np.float32))
    binary_cross_entropy.check_targets(np.array([[1.0, 1.0]]))
    squared_error.check_targets(np.array([[-7.0, 99.0]]))


def test_targets_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"targets must be \(2, 3\).*got \(3,\)"):
        squared_error(OUTPUTS, TARGETS[0])
