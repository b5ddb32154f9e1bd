"""What training is made of: steps downhill, examples, and several networks as one."""

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from primer.activation import Array
from primer.network import Gradient, Network

AT_ONCE = 5_000  # examples whose activations are in memory when they are measured


class Together(Network):
    """Several networks as one, whose arrays have one more axis in front: the network.

    Inputs and targets have it too, `(networks, n, inputs)`, unless all see the same.
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        """Copy the parameters of networks that must be of one kind."""
        if others := {type(each).__name__ for each in networks if type(each) is not Network}:
            raise ValueError(f"expected each to be a Network, got {', '.join(sorted(others))}")
        if len({(repr(each), each.dtype) for each in networks}) != 1:
            shapes = sorted({f"{each}, {each.dtype}" for each in networks})
            raise ValueError(f"expected networks of one kind, got {shapes or 'none'}")
        vars(self).update(vars(networks[0]))
        weights = zip(*(each.weights for each in networks), strict=True)
        biases = zip(*(each.biases for each in networks), strict=True)
        self.weights = [np.stack(layer) for layer in weights]
        self.biases = [np.stack(layer)[:, None] for layer in biases]

    def gradient(self, inputs: ArrayLike, targets: ArrayLike) -> Gradient:
        """Return the slopes for each network by its own examples, which nobody checks again."""
        gradient = self._backpropagate(np.asarray(inputs), np.asarray(targets))
        return Gradient(gradient.weights, [biases[:, None] for biases in gradient.biases])

    def _sums(self, inputs: Array, layer: int) -> Array:
        if inputs.ndim == 3:
            return super()._sums(inputs, layer)
        # One wide product takes a third of the time of a narrow one for each network.
        count, neurons, width = self.weights[layer].shape
        sums = inputs @ self.weights[layer].reshape(count * neurons, width).T
        return sums.reshape(-1, count, neurons).swapaxes(0, 1) + self.biases[layer]

    def one_each(self, setting: float | Sequence[float]) -> Array:
        """Return a setting as an array that fits before the parameters of each network."""
        array, count = np.ravel(setting).astype(self.dtype), len(self.weights[0])
        if array.size not in (1, count):
            raise ValueError(f"expected one number or {count}, one a network, got {array.size}")
        return array[:, None, None]

    def orders(
        self, seeds: Sequence[int] | None, examples: int, epochs: int
    ) -> Iterator[NDArray[np.intp]]:
        """Return for each epoch the order of the examples for each network, one a row."""
        count = len(self.weights[0])
        seeds = range(count) if seeds is None else seeds
        if len(seeds) != count:
            raise ValueError(f"expected {count} seeds, one a network, got {len(seeds)}")
        randoms = [np.random.default_rng(seed) for seed in seeds]
        return (np.stack([r.permutation(examples) for r in randoms]) for _ in range(epochs))

    def hand_back(self, networks: Sequence[Network]) -> None:
        """Write the parameters into the networks."""
        for own, name in ((self.weights, "weights"), (self.biases, "biases")):
            for layer, parameters in enumerate(own):
                for network, values in zip(networks, parameters, strict=True):
                    getattr(network, name)[layer][...] = values


class Descent:
    """Gradient descent with the memory that momentum needs.

    Rate and decay are numbers, or for networks side by side an array with one for each.
    """

    def __init__(
        self, network: Network, learning_rate: Any, weight_decay: Any, momentum: float
    ) -> None:
        """Begin at the parameters that the network has."""
        self.network = network
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.decays = bool(np.any(weight_decay))
        self.before: list[Array] = []  # the last step, for momentum

    def epoch(self, examples: "Examples", order: NDArray[np.intp], batch_size: int) -> float:
        """Step through the examples, mini-batch by mini-batch; return the seconds that took."""
        start = time.perf_counter()
        for first in range(0, order.shape[-1], batch_size):
            batch = order[..., first : first + batch_size]
            self.step(self.network.gradient(examples.x[batch], examples.y[batch]))
        return time.perf_counter() - start

    def step(self, gradient: Gradient) -> None:
        """Move every parameter; the gradient's arrays are used up."""
        if self.decays:
            for slope, weight in zip(gradient.weights, self.network.weights, strict=True):
                slope += self.weight_decay * weight
        parameters = [*self.network.weights, *self.network.biases]
        steps = [*gradient.weights, *gradient.biases]
        for step in steps:
            step *= self.learning_rate
        if self.momentum:
            for step, before in zip(steps, self.before, strict=False):
                step += self.momentum * before
            self.before = steps
        for parameter, step in zip(parameters, steps, strict=True):
            parameter -= step


class Examples(NamedTuple):
    """Checked examples, and the class of each where targets name one, else `None`."""

    x: Array
    y: Array
    classes: NDArray[np.intp] | None

    @classmethod
    def fitting(cls, network: Network, inputs: ArrayLike, targets: ArrayLike) -> Self:
        """Check that the examples fit the network."""
        x, y = network.as_batch(inputs, targets)
        one_class_each = (y.max(axis=1) == 1).all() and (np.count_nonzero(y, axis=1) == 1).all()
        return cls(x, y, y.argmax(axis=1) if y.shape[1] > 1 and one_class_each else None)

    def measured(self, network: Network) -> list[tuple[float, float | None]]:
        """Return cost and accuracy of the network, or of each of several as one."""
        parts = range(0, len(self.x), AT_ONCE)
        outputs = [network._forward(self.x[first : first + AT_ONCE])[-1] for first in parts]
        each = np.concatenate(outputs, axis=-2).reshape(-1, *self.y.shape)
        return [(network.cost_function(of_one, self.y), self._accuracy(of_one)) for of_one in each]

    def _accuracy(self, outputs: Array) -> float | None:
        if self.classes is None:
            return None
        return float(np.mean(outputs.argmax(axis=1) == self.classes))
