"""Cost functions: one number for how wrong the outputs are.

Each is a mean over the examples (rows). Each has one output activation that
fits it, so that the slope of the cost with respect to an output neuron's weighted
sum is simply *activation - target*. See C. M. Bishop, *Pattern Recognition and
Machine Learning*, 2006, section 4.3.6, on canonical link functions.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from primer.activation import Activation, Array, identity, sigmoid, softmax


@dataclass(frozen=True)
class Cost:
    """A cost, and the output activation that fits it.

    Attributes:
        name: The word that saved files and error messages use.
        function: Maps activations and targets, both `(n, outputs)`, to the
            cost of each example, `(n,)`.
        fitting_output: The activation for which the slope for the weighted sum is
            *activation - target*.
    """

    name: str
    function: Callable[[Array, Array], Array]
    fitting_output: Activation

    def __call__(self, activations: ArrayLike, targets: ArrayLike) -> float:
        """Return the mean cost of a batch.

        Args:
            activations: Outputs of the network, shape `(n, outputs)`.
            targets: What they should have been, same shape.

        Raises:
            ValueError: If the shapes differ.

        Examples:
            >>> squared_error([[1.0, 0.5]], [[1.0, 0.0]])
            0.125
        """
        a, y = np.asarray(activations), np.asarray(targets)
        if a.shape != y.shape:
            raise ValueError(f"targets must be {a.shape} as the activations, got {y.shape}")
        return float(np.mean(self.function(a, y), dtype=np.float64))

    def check_fits(self, output: Activation) -> None:
        """Raise a `ValueError` when this cost is undefined for an output activation."""
        if self != squared_error and output != self.fitting_output:
            raise ValueError(
                f"{self.name} needs {self.fitting_output.name} outputs, got {output.name}"
            )

    def check_targets(self, targets: Array) -> None:
        """Raise a `ValueError` for targets, `(n, outputs)`, that mean nothing to this cost."""
        if self == squared_error:
            return
        low, high = targets.min(), targets.max()
        if low < 0 or high > 1:
            raise ValueError(f"{self.name} needs targets from 0 to 1, got {low} to {high}")
        if self == cross_entropy and (abs(targets.sum(axis=-1) - 1) > 1e-3).any():
            raise ValueError(f"{self.name} needs targets that sum to 1 in each row")

    def slope_by_sum(self, activations: Array, targets: Array, output: Activation) -> Array:
        """Return the slope of each example's cost for each output's weighted sum.

        Args:
            activations: Outputs of the network, shape `(n, outputs)`.
            targets: What they should have been, same shape.
            output: The activation function that made the outputs.
        """
        difference = activations - targets
        if output == self.fitting_output:
            return difference
        return output.pull_back(activations, difference)

    def __repr__(self) -> str:
        """Return the name."""
        return self.name


def _log(a: Array) -> Array:
    return np.log(np.maximum(a, np.finfo(a.dtype).tiny))


def _squared_error(a: Array, y: Array) -> Array:
    return 0.5 * ((a - y) ** 2).sum(axis=-1)


def _cross_entropy(a: Array, y: Array) -> Array:
    return -(y * _log(a)).sum(axis=-1)


def _binary_cross_entropy(a: Array, y: Array) -> Array:
    return -(y * _log(a) + (1 - y) * _log(1 - a)).sum(axis=-1)


squared_error = Cost("squared_error", _squared_error, identity)
"""Half the sum of (activation - target)². Other authors leave out the half."""

cross_entropy = Cost("cross_entropy", _cross_entropy, softmax)
"""Minus the logarithm of the output for the right class; needs softmax outputs."""

binary_cross_entropy = Cost("binary_cross_entropy", _binary_cross_entropy, sigmoid)
"""Cross-entropy for outputs that each answer yes or no; needs sigmoid outputs."""

# For loading one by its name.
COSTS = (squared_error, cross_entropy, binary_cross_entropy)
