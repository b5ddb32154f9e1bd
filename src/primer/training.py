"""Training by mini-batch gradient descent, and the check on the gradient."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from primer.activation import Array
from primer.network import Gradient, Network
from primer.progress import show_progress


@dataclass(frozen=True)
class Epoch:
    """How a network does after one pass over the training examples.

    Attributes:
        number: 1 for the first epoch.
        cost: Mean cost over all training examples, at the end of the epoch.
        accuracy: Share of training examples whose largest output is the
            target's largest, 0 to 1; `None` unless targets name one class each.
        validation_cost: The same on the validation examples, `None` without.
        validation_accuracy: The same on the validation examples, `None` without.
        seconds: Time that the pass took, without the measuring after it.
    """

    number: int
    cost: float
    accuracy: float | None
    validation_cost: float | None
    validation_accuracy: float | None
    seconds: float

    def __str__(self) -> str:
        """Return one line for people, as `train` prints it."""
        parts = [f"epoch {self.number}", f"cost {self.cost:.4f}"]
        if self.accuracy is not None:
            parts.append(f"accuracy {self.accuracy:.2%}")
        if self.validation_cost is not None:
            parts.append(f"validation cost {self.validation_cost:.4f}")
        if self.validation_accuracy is not None:
            parts.append(f"accuracy {self.validation_accuracy:.2%}")
        return ", ".join(parts)


def train(
    network: Network,
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    seed: int = 0,
    progress: bool | None = None,
) -> list[Epoch]:
    """Train a network in place by stochastic gradient descent.

    Every epoch visits all examples once, in a new random order. After each
    mini-batch the parameters move against the gradient of its mean cost.

    Args:
        network: Changed in place.
        inputs: Training examples, shape `(n, inputs)`.
        targets: What the outputs should be, shape `(n, outputs)`.
        epochs: Passes over the examples; 0 leaves the network as it is.
        batch_size: Examples in a mini-batch, 1 or more; the last may be smaller.
        learning_rate: Length of a step, as a multiple of the gradient; above 0.
        momentum: Share of the last step that is kept, 0 to below 1.
        weight_decay: Pull towards 0: this times each weight (not bias) joins its slope.
        validation: Inputs and targets to measure on, never to learn from.
        seed: Start of the random order.
        progress: Whether to show progress. By default a bar in a notebook, a
            line an epoch in a script, and nothing while a site is built.

    Returns:
        One `Epoch` for each pass.

    Raises:
        ValueError: If an argument is out of its range or shapes do not fit.

    Examples:
        >>> network = Network([2, 1])
        >>> x, y = [[0.0, 1.0], [1.0, 0.0]], [[1.0], [0.0]]
        >>> history = train(
        ...     network, x, y, epochs=99, batch_size=2, learning_rate=9.0, progress=False
        ... )
        >>> history[-1].cost < 0.01
        True
    """
    _check_settings(epochs, batch_size, learning_rate, momentum, weight_decay)
    x, y = network.as_batch(inputs, targets)
    held_out = network.as_batch(*validation) if validation is not None else None
    random = np.random.default_rng(seed)
    descent = _Descent(network, learning_rate, momentum, weight_decay)

    def run() -> Iterator[Epoch]:
        for number in range(1, epochs + 1):
            start = time.perf_counter()
            order = random.permutation(len(x))
            for first in range(0, len(x), batch_size):
                batch = order[first : first + batch_size]
                descent.step(network.gradient(x[batch], y[batch]))
            seconds = time.perf_counter() - start
            yield _measured(network, number, (x, y), held_out, seconds)

    return list(show_progress(run(), epochs, progress))


class _Descent:
    """Gradient descent with the memory that momentum needs."""

    def __init__(
        self, network: Network, learning_rate: float, momentum: float, weight_decay: float
    ) -> None:
        self.network = network
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.velocity: Gradient | None = None

    def step(self, gradient: Gradient) -> None:
        if self.weight_decay:
            for slope, weight in zip(gradient.weights, self.network.weights, strict=True):
                slope += self.weight_decay * weight
        if self.momentum:
            if self.velocity:
                _add(gradient.weights, self.velocity.weights, self.momentum)
                _add(gradient.biases, self.velocity.biases, self.momentum)
            self.velocity = gradient
        self.network.step(gradient, self.learning_rate)


def _add(slopes: list[Array], earlier: list[Array], share: float) -> None:
    for slope, before in zip(slopes, earlier, strict=True):
        slope += share * before


def _measured(
    network: Network,
    number: int,
    training: tuple[Array, Array],
    validation: tuple[Array, Array] | None,
    seconds: float,
) -> Epoch:
    cost, accuracy = _cost_and_accuracy(network, *training)
    if validation is None:
        return Epoch(number, cost, accuracy, None, None, seconds)
    return Epoch(number, cost, accuracy, *_cost_and_accuracy(network, *validation), seconds)


def _cost_and_accuracy(network: Network, x: Array, y: Array) -> tuple[float, float | None]:
    outputs = network(x)
    cost = network.cost_function(outputs, y)
    one_class_each = (y.max(axis=1) == 1).all() and (np.count_nonzero(y, axis=1) == 1).all()
    if y.shape[1] == 1 or not one_class_each:
        return cost, None
    return cost, float(np.mean(outputs.argmax(axis=1) == y.argmax(axis=1)))


def _check_settings(
    epochs: int, batch_size: int, learning_rate: float, momentum: float, weight_decay: float
) -> None:
    for name, value, holds, expected in (
        ("epochs", epochs, _is_whole(epochs, 0), "a whole number, 0 or more"),
        ("batch_size", batch_size, _is_whole(batch_size, 1), "a whole number, 1 or more"),
        ("learning_rate", learning_rate, 0 < learning_rate < np.inf, "a number above 0"),
        ("momentum", momentum, 0 <= momentum < 1, "from 0 to below 1"),
        ("weight_decay", weight_decay, 0 <= weight_decay < np.inf, "0 or more"),
    ):
        if not holds:
            raise ValueError(f"{name} must be {expected}, got {value}")


def _is_whole(value: float, least: int) -> bool:
    return isinstance(value, int | np.integer) and value >= least


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
                costs.append(network.cost(x, y))
            parameters[index] = value
            result[index] = (costs[0] - costs[1]) / (2 * nudge)
        return result

    return Gradient([slopes(w) for w in network.weights], [slopes(b) for b in network.biases])
