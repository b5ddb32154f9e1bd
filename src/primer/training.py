"""Training by mini-batch gradient descent."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from primer.activation import Array
from primer.network import Gradient, Network
from primer.progress import show_progress

AT_ONCE = 5_000  # examples whose activations are in memory when they are measured


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
    measure: bool = True,
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
        measure: Whether to measure after each pass; without, training is sooner
            done, and returns and shows nothing.
        progress: Whether to show progress. By default a bar in a notebook, a
            line an epoch in a script, and nothing while a site is built.

    Returns:
        One `Epoch` for each pass that was measured.

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
    examples = _Examples.fitting(network, inputs, targets)
    held_out = _Examples.fitting(network, *validation) if validation is not None else None
    random = np.random.default_rng(seed)
    descent = _Descent(network, learning_rate, momentum, weight_decay)

    def run() -> Iterator[Epoch]:
        for number in range(1, epochs + 1):
            seconds = descent.epoch(examples, random.permutation(len(examples.x)), batch_size)
            if measure:
                yield from _measured(network, number, examples, held_out, seconds)

    return list(show_progress(run(), epochs, progress))


def train_together(
    networks: Sequence[Network],
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    learning_rate: float | Sequence[float],
    momentum: float = 0.0,
    weight_decay: float | Sequence[float] = 0.0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    seeds: Sequence[int] | None = None,
    measure: bool = True,
    progress: bool | None = None,
) -> list[list[Epoch]]:
    """Train several networks of one shape in place, side by side.

    Each ends up as [`train`][primer.training.train] alone would leave it, only
    sooner: steps so small cost mostly the calls, and these the networks share.

    Args:
        networks: Of the same sizes, functions and dtype. Changed in place.
        inputs: Training examples for all of them, shape `(n, inputs)`.
        targets: What the outputs should be, shape `(n, outputs)`.
        epochs: As for `train`, like all that follow.
        batch_size: Examples in a mini-batch.
        learning_rate: Length of a step, for all or one for each network.
        momentum: Share of the last step that is kept.
        weight_decay: Pull towards 0, for all or one for each network.
        validation: Inputs and targets to measure on, never to learn from.
        seeds: Start of the random order, one for each network; by default 0, 1, 2, …
        measure: Whether to measure after each pass.
        progress: Whether to show progress.

    Returns:
        For each network, one `Epoch` for each pass; the time is the time of all.

    Raises:
        ValueError: As `train`, and if the networks differ, or seeds, rates or decays
            are too few or many.
    """
    for rate, decay in product(np.ravel(learning_rate), np.ravel(weight_decay)):
        _check_settings(epochs, batch_size, rate, momentum, decay)
    together = _Together(networks)
    examples = _Examples.fitting(networks[0], inputs, targets)
    held_out = _Examples.fitting(networks[0], *validation) if validation is not None else None
    seeds = range(len(networks)) if seeds is None else seeds
    randoms = [np.random.default_rng(seed) for seed in seeds]
    if len(randoms) != len(networks):
        raise ValueError(f"expected {len(networks)} seeds, one a network, got {len(randoms)}")
    rates = together.one_each(learning_rate, "learning rates")
    decays = together.one_each(weight_decay, "weight decays")
    descent, count = _Descent(together, rates, momentum, decays), len(examples.x)

    def run() -> Iterator[_Epochs]:
        for number in range(1, epochs + 1):
            orders = np.stack([random.permutation(count) for random in randoms])
            seconds = descent.epoch(examples, orders, batch_size)
            together.hand_back(networks)
            if measure:
                yield _measured(together, number, examples, held_out, seconds)

    done = list(show_progress(run(), epochs, progress))
    return [[epoch[which] for epoch in done] for which in range(len(networks))]


class _Epochs(tuple[Epoch, ...]):
    """The same epoch of several networks."""

    def __str__(self) -> str:
        return f"{self[0]} (the first of {len(self)} networks)"


class _Together(Network):
    """Several networks as one, whose arrays have one more axis in front: the network.

    Inputs and targets have it too, `(networks, n, inputs)`, unless all see the same.
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        if len({(repr(each), each.dtype) for each in networks}) != 1:
            shapes = sorted({f"{each}, {each.dtype}" for each in networks})
            raise ValueError(f"expected networks of one kind, got {shapes or 'none'}")
        vars(self).update(vars(networks[0]))
        weights = zip(*(each.weights for each in networks), strict=True)
        biases = zip(*(each.biases for each in networks), strict=True)
        self.weights = [np.stack(layer) for layer in weights]
        self.biases = [np.stack(layer)[:, None] for layer in biases]

    def gradient(self, inputs: ArrayLike, targets: ArrayLike) -> Gradient:
        gradient = self._backpropagate(np.asarray(inputs), np.asarray(targets))
        return Gradient(gradient.weights, [biases[:, None] for biases in gradient.biases])

    def _sums(self, inputs: Array, layer: int) -> Array:
        if inputs.ndim == 3:
            return super()._sums(inputs, layer)
        # One wide product takes a third of the time of a narrow one for each network.
        count, neurons, width = self.weights[layer].shape
        sums = inputs @ self.weights[layer].reshape(count * neurons, width).T
        return sums.reshape(-1, count, neurons).swapaxes(0, 1) + self.biases[layer]

    def one_each(self, values: float | Sequence[float], name: str) -> Array:
        """Return a setting as an array that fits before the parameters of each network."""
        array, count = np.ravel(values).astype(self.dtype), len(self.weights[0])
        if array.size not in (1, count):
            raise ValueError(f"expected {count} {name}, one a network, got {array.size}")
        return array[:, None, None]

    def hand_back(self, networks: Sequence[Network]) -> None:
        for own, name in ((self.weights, "weights"), (self.biases, "biases")):
            for layer, parameters in enumerate(own):
                for network, values in zip(networks, parameters, strict=True):
                    getattr(network, name)[layer][...] = values


class _Descent:
    """Gradient descent with the memory that momentum needs.

    Rate and decay are numbers, or for networks side by side an array with one for each.
    """

    def __init__(
        self, network: Network, learning_rate: Any, momentum: float, weight_decay: Any
    ) -> None:
        self.network = network
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.decays = bool(np.any(weight_decay))
        self.velocity: Gradient | None = None

    def epoch(self, examples: "_Examples", order: NDArray[np.intp], batch_size: int) -> float:
        """Step through the examples, mini-batch by mini-batch; return the seconds that took."""
        start = time.perf_counter()
        for first in range(0, order.shape[-1], batch_size):
            batch = order[..., first : first + batch_size]
            self.step(self.network.gradient(examples.x[batch], examples.y[batch]))
        return time.perf_counter() - start

    def step(self, gradient: Gradient) -> None:
        if self.decays:
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


class _Examples(NamedTuple):
    """Checked examples, and the class of each where targets name one, else `None`."""

    x: Array
    y: Array
    classes: NDArray[np.intp] | None

    @classmethod
    def fitting(cls, network: Network, inputs: ArrayLike, targets: ArrayLike) -> Self:
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


def _measured(
    network: Network, number: int, learned: _Examples, held_out: _Examples | None, seconds: float
) -> _Epochs:
    on_learned = learned.measured(network)
    on_held_out = held_out.measured(network) if held_out else [(None, None)] * len(on_learned)
    both = zip(on_learned, on_held_out, strict=True)
    return _Epochs(Epoch(number, *one, *other, seconds) for one, other in both)


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
