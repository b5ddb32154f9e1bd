"""The check on every gradient: nudge the parameters and look at the cost."""

import numpy as np
from numpy.typing import ArrayLike

from primer.activation import Array
from primer.network import Gradient, Network


def numerical_gradient(
    network: Network, inputs: ArrayLike, targets: ArrayLike, *, nudge: float = 1e-5
) -> Gradient:
    """Return the gradient found by nudging every parameter up and down.

    Slow, and independent of backpropagation: the two must agree. Use a
    `float64` network; `float32` is too coarse for so small a nudge.

    Args:
        network: Left as it was.
        inputs: Shape `(inputs,)` or `(n, inputs)`.
        targets: What the outputs should be, `(outputs,)` or `(n, outputs)`.
        nudge: How far each parameter is moved each way.

    Raises:
        ValueError: If the network is not `float64`, or shapes do not fit.

    Examples:
        >>> network = Network([3, 2], dtype=np.float64)
        >>> x, y = [0.1, 0.2, 0.3], [0.0, 1.0]
        >>> difference = network.gradient(x, y).weights[0] - numerical_gradient(
        ...     network, x, y
        ... ).weights[0]
        >>> bool(abs(difference).max() < 1e-9)
        True
    """
    if network.dtype != np.float64:
        raise ValueError(f"numerical_gradient needs a float64 network, got {network.dtype}")
    x, y = network.as_batch(inputs, targets)

    def slopes(parameters: Array) -> Array:
        result = np.empty_like(parameters)
        for index in np.ndindex(parameters.shape):
            value = parameters[index]
            costs = []
            for moved in (value + nudge, value - nudge):
                parameters[index] = moved
                costs.append(network.cost_function(network._forward(x)[-1], y))
            parameters[index] = value
            result[index] = (costs[0] - costs[1]) / (2 * nudge)
        return result

    return Gradient([slopes(w) for w in network.weights], [slopes(b) for b in network.biases])
