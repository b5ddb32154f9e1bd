"""What training is made of: steps downhill, examples, and several networks as one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from primer.activation import Array
from primer.network import Network

AT_ONCE = 500  # examples whose activations are in memory when they are measured
AHEAD = 60  # examples whose first weighted sums are worked out at once


class Together(Network):
    """Several networks as one, whose arrays have one more axis in front: the network.

    All see the same examples, and share the calls that steps so small mostly cost.
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        """Copy the parameters of networks that must be of one kind."""
        if others := {type(each).__name__ for each in networks if type(each) is not Network}:
            raise ValueError(f"expected each to be a Network, got {', '.join(sorted(others))}")
        if len({(repr(each), each.dtype) for each in networks}) != 1:
            shapes = sorted({f"{each}, {each.dtype}" for each in networks})
            raise ValueError(f"expected networks of one kind, got {shapes or 'none'}")
        vars(self).update(vars(networks[0]))
        self.networks = networks
        self.weights = [np.stack(w) for w in zip(*(n.weights for n in networks), strict=True)]
        self.biases = [np.stack(b) for b in zip(*(n.biases for n in networks), strict=True)]
        self.biases = [biases[:, None] for biases in self.biases]

    def one_each(self, setting: float | Sequence[float]) -> Array:
        """Return a setting as an array that fits before the parameters of each network."""
        array, count = np.ravel(setting).astype(self.dtype), len(self.weights[0])
        if array.size not in (1, count):
            raise ValueError(f"expected one number or {count}, one a network, got {array.size}")
        return array[:, None, None]

    def hand_back(self) -> None:
        """Write the parameters into the networks."""
        for which, network in enumerate(self.networks):
            for own, of_all in zip(network._parameters(), self._parameters(), strict=True):
                own[...] = of_all[which]


@dataclass
class Descent:
    """Gradient descent by mini-batches, with the memory that momentum needs.

    Rate and decay are numbers, or for networks side by side an array with one for each.
    """

    network: Network
    learning_rate: Any
    weight_decay: Any
    momentum: float
    batch_size: int
    before: list[Array] = field(default_factory=list)  # what the last step followed

    def __post_init__(self) -> None:
        """See once whether any weight decays."""
        self.decays = bool(np.any(self.weight_decay))

    def epoch(self, examples: "Examples", order: NDArray[np.intp]) -> None:
        """Step through the examples, mini-batch by mini-batch."""
        for first in range(0, len(order), self.batch_size):
            batch = order[first : first + self.batch_size]
            self.step(examples.x[batch], examples.y[batch])

    def step(self, x: Array, y: Array) -> None:
        """Move every parameter down the slope that a mini-batch shows."""
        gradient = self.network._backpropagate(x, y)
        if self.decays:
            for slope, weight in zip(gradient.weights, self.network.weights, strict=True):
                slope += self.weight_decay * weight
        moves = [*gradient.weights, *gradient.biases]
        for move in moves:
            move *= self.learning_rate
        for move, before in zip(moves, self.before, strict=False):
            before *= self.momentum
            move += before
        self.before = moves if self.momentum else []
        for parameter, move in zip(self.network._parameters(), moves, strict=True):
            parameter -= move


class DescentTogether(Descent):
    """Gradient descent for several networks, quick where mini-batches are small."""

    network: Together

    def epoch(self, examples: "Examples", order: NDArray[np.intp]) -> None:
        """Step through the examples, several mini-batches at a time where steps are plain."""
        ahead = AHEAD // self.batch_size * self.batch_size
        if self.momentum or self.decays or ahead <= self.batch_size:
            super().epoch(examples, order)
        else:
            for first in range(0, len(order), ahead):
                rows = order[first : first + ahead]
                self.steps(examples.x[rows], examples.y[rows])
        self.network.hand_back()

    def steps(self, x: Array, y: Array) -> None:
        """Take a plain step for each mini-batch, but move the first weights once, at the end.

        A step takes errors times inputs from them. What that takes from the sums of a
        later example is errors times the products of its inputs with the earlier ones.
        """
        network, rate = self.network, self.learning_rate
        (first, *weights), (first_biases, *biases) = network.weights, network.biases
        sums, products = network._sums(x, 0), x @ x.T + 1  # a bias has the input 1
        moves, ones = np.empty_like(sums), np.ones_like(x[:, 0])
        for start in range(0, len(x), self.batch_size):
            now, before = slice(start, start + self.batch_size), slice(start)
            moved = products[now, before] @ moves[:, before]
            layers = network._activations(sums[:, now] - moved)
            moves[:, now], *errors = network._errors(layers, y[now], rate)
            for weight, bias, error, layer in zip(weights, biases, errors, layers, strict=False):
                weight -= error.mT @ layer
                bias -= ones[None, now] @ error
        first -= moves.mT @ x
        first_biases -= ones[None] @ moves


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

    def _accuracy(self, a: Array) -> float | None:
        return None if self.classes is None else float(np.mean(a.argmax(axis=1) == self.classes))
