"""Activation functions, each together with its slope."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Array = NDArray[np.floating]


@dataclass(frozen=True)
class Activation:
    """A function that squashes weighted sums, and the way back through it.

    Attributes:
        name: The word that saved files and labels use.
        function: Maps weighted sums `z` to activations of the same shape.
        pull_back: Maps activations and slopes of the cost for them to
            slopes of the cost for the weighted sums: the chain rule for this function.
    """

    name: str
    function: Callable[[Array], Array]
    pull_back: Callable[[Array, Array], Array]

    def __call__(self, z: ArrayLike) -> Array:
        """Return the activations for weighted sums `z`, in the same shape.

        Args:
            z: Of any shape; softmax takes each row on its own.

        Examples:
            >>> sigmoid([0.0, 100.0]).tolist()
            [0.5, 1.0]
        """
        with np.errstate(over="ignore"):  # see `_sigmoid`
            return self.function(np.asarray(z))

    def slope(self, z: ArrayLike) -> Array:
        """Return the slope of the function at each `z`, in the same shape.

        Args:
            z: Weighted sums, of any shape.

        Raises:
            ValueError: For softmax, where each output depends on every sum.

        Examples:
            >>> float(sigmoid.slope(0.0))
            0.25
            >>> relu.slope([-1.0, 0.0, 1.0]).tolist()
            [0.0, 0.0, 1.0]
        """
        if self == softmax:
            raise ValueError("softmax has no slope per number: each output depends on every sum")
        activations = self(z)
        return self.pull_back(activations, np.ones_like(activations))

    def __repr__(self) -> str:
        """Return the name, as in `Network([784, 10], activation=relu)`."""
        return self.name


def _sigmoid(z: Array) -> Array:
    # exp overflows to infinity for very negative z, and 1 / infinity is the right answer.
    # Who calls this ignores the overflow, once for all layers: to say so takes as long as exp.
    return 1 / (1 + np.exp(-z))


def _softmax(z: Array) -> Array:
    # Only differences of sums matter; subtracting the largest keeps exp in range.
    exponentials = np.exp(z - z.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def _softmax_pull_back(a: Array, slopes: Array) -> Array:
    return a * (slopes - (slopes * a).sum(axis=-1, keepdims=True))


sigmoid = Activation("sigmoid", _sigmoid, lambda a, slopes: slopes * a * (1 - a))
"""The logistic curve 1 / (1 + exp(-z)): far negative gives 0, far positive 1."""

tanh = Activation("tanh", np.tanh, lambda a, slopes: slopes * (1 - a * a))
"""The hyperbolic tangent: a sigmoid stretched to the range -1 to 1."""

relu = Activation("relu", lambda z: np.maximum(0, z), lambda a, slopes: slopes * (a > 0))
"""The rectifier max(0, z). Its slope at exactly 0 is 0 here, by convention."""

identity = Activation("identity", lambda z: z, lambda _a, slopes: slopes)
"""The sum itself: the output for a network that predicts quantities."""

softmax = Activation("softmax", _softmax, _softmax_pull_back)
"""Positive numbers that sum to 1 along the last axis, larger for larger sums."""

# For loading one by its name.
ACTIVATIONS = (sigmoid, tanh, relu, identity, softmax)
