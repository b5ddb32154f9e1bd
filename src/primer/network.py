"""The network: layers of neurons, their weights and biases, forward and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from primer.activation import ACTIVATIONS, Activation, Array, relu, sigmoid, softmax
from primer.cost import COSTS, Cost, cross_entropy, squared_error

FILE_FORMAT = "primer network 1"


@dataclass(frozen=True)
class Gradient:
    """The slope of the cost for every parameter of a network.

    Attributes:
        weights: One array for each weight matrix, same shapes.
        biases: One array for each bias vector, same shapes.
    """

    weights: list[Array]
    biases: list[Array]


class Network:
    """A plain feed-forward network, also called a multilayer perceptron.

    Each layer computes `a' = activation(W a + b)` from the layer before.

    Attributes:
        sizes: Number of neurons in each layer, inputs first.
        weights: One matrix for each step between layers, shape `(out, in)`:
            row j holds the weights into neuron j.
        biases: One vector for each step, shape `(out,)`. Inputs have no bias.
        activation: Activation function of the hidden layers.
        output: Activation function of the last layer.
        cost_function: What training makes small.

    Examples:
        >>> network = Network([784, 16, 16, 10], seed=0)
        >>> network.parameter_count
        13002
        >>> network(np.zeros(784)).shape
        (10,)
    """

    def __init__(
        self,
        sizes: Sequence[int],
        *,
        seed: int = 0,
        activation: Activation = sigmoid,
        output: Activation | None = None,
        cost: Cost | None = None,
        dtype: DTypeLike = np.float32,
    ) -> None:
        """Make a network with random weights and zero biases.

        Weights are drawn from a normal distribution with standard deviation
        `1 / sqrt(inputs)`, for ReLU `sqrt(2 / inputs)`, so that sums start
        neither too large nor too small (LeCun et al., 1998; He et al., 2015).

        Args:
            sizes: Neurons in each layer, inputs first; at least two layers.
            seed: Start of the random numbers; the same seed gives the same network.
            activation: For the hidden layers, one number at a time (not softmax).
            output: For the last layer; sigmoid by default.
            cost: By default cross-entropy for softmax outputs, else squared error.
            dtype: `float32`, or `float64` for checks.

        Raises:
            ValueError: If sizes, activation, cost or dtype do not make a network.
        """
        self.sizes = _checked_sizes(sizes)
        if activation == softmax:
            raise ValueError("softmax is for outputs: hidden layers need another activation")
        self.activation = activation
        self.output = output or sigmoid
        self.cost_function = cost or (cross_entropy if self.output == softmax else squared_error)
        self.cost_function.check_fits(self.output)
        self.dtype = np.dtype(dtype)
        if self.dtype not in (np.float32, np.float64):
            raise ValueError(f"dtype must be float32 or float64, got {self.dtype}")
        random = np.random.default_rng(seed)
        gain = 2 if activation == relu else 1
        self.weights: list[Array] = [
            random.normal(0, np.sqrt(gain / n_in), (n_out, n_in)).astype(self.dtype)
            for n_in, n_out in pairwise(self.sizes)
        ]
        self.biases: list[Array] = [np.zeros(n_out, self.dtype) for n_out in self.sizes[1:]]

    @property
    def parameter_count(self) -> int:
        """Number of weights and biases: the dials that learning turns."""
        return sum(array.size for array in self._parameters())

    def __call__(self, inputs: ArrayLike) -> Array:
        """Return the outputs for one example or a batch.

        Args:
            inputs: Shape `(inputs,)` or `(n, inputs)`.

        Returns:
            Shape `(outputs,)` or `(n, outputs)`.

        Raises:
            ValueError: If the shape does not fit, or a number is not finite.
        """
        return self.activations(inputs)[-1]

    def activations(self, inputs: ArrayLike) -> list[Array]:
        """Return the activations of every layer, the inputs first.

        Takes, returns and raises as calling the network does, layer by layer.
        """
        return self._forward(self._checked(inputs, "inputs", self.sizes[0]))

    def predict(self, inputs: ArrayLike) -> NDArray[np.intp]:
        """Return the index of the largest output: for digits, the digit.

        Examples:
            >>> Network([784, 10]).predict(np.zeros((5, 784))).shape
            (5,)
        """
        return self(inputs).argmax(axis=-1)

    def cost(self, inputs: ArrayLike, targets: ArrayLike) -> float:
        """Return the mean cost, also called the loss, over the examples.

        Args:
            inputs: Shape `(inputs,)` or `(n, inputs)`.
            targets: What the outputs should be, `(outputs,)` or `(n, outputs)`.
        """
        x, y = self.as_batch(inputs, targets)
        return self.cost_function(self._forward(x)[-1], y)

    def gradient(self, inputs: ArrayLike, targets: ArrayLike) -> Gradient:
        """Return the slope of the cost for every weight and bias: backpropagation.

        Args:
            inputs: Shape `(inputs,)` or `(n, inputs)`.
            targets: What the outputs should be, `(outputs,)` or `(n, outputs)`.

        Source: D. E. Rumelhart, G. E. Hinton, R. J. Williams, *Learning
        representations by back-propagating errors*, Nature 323, 1986.
        """
        return self._backpropagate(*self.as_batch(inputs, targets))

    def step(self, gradient: Gradient, learning_rate: float) -> None:
        """Move every parameter a little downhill, in place.

        Args:
            gradient: Slopes in the shapes of the weights and biases.
            learning_rate: Length of the step, as a multiple of the gradient.
        """
        slopes = [*gradient.weights, *gradient.biases]
        for parameter, slope in zip(self._parameters(), slopes, strict=True):
            parameter -= learning_rate * slope

    def as_batch(self, inputs: ArrayLike, targets: ArrayLike) -> tuple[Array, Array]:
        """Return examples as two checked arrays of this network's dtype.

        Args:
            inputs: Shape `(inputs,)` or `(n, inputs)`.
            targets: What the outputs should be, `(outputs,)` or `(n, outputs)`.

        Returns:
            Shapes `(n, inputs)` and `(n, outputs)`, n at least 1.

        Raises:
            ValueError: If shapes do not fit, a number is not finite, or the cost
                has no meaning for the targets.
        """
        x = np.atleast_2d(self._checked(inputs, "inputs", self.sizes[0]))
        y = np.atleast_2d(self._checked(targets, "targets", self.sizes[-1]))
        if len(x) != len(y):
            raise ValueError(f"expected one target for each input, got {len(x)} and {len(y)}")
        if not len(x):
            raise ValueError("expected at least one example, got none")
        self.cost_function.check_targets(y)
        return x, y

    def save(self, path: str | Path) -> None:
        """Write the network to an `.npz` file, which holds plain arrays only."""
        names = [FILE_FORMAT, self.activation.name, self.output.name, self.cost_function.name]
        arrays: dict[str, Any] = {"names": np.array(names), "sizes": np.array(self.sizes)}
        arrays |= {f"weights_{layer}": w for layer, w in enumerate(self.weights)}
        arrays |= {f"biases_{layer}": b for layer, b in enumerate(self.biases)}
        with Path(path).open("wb") as file:
            np.savez(file, **arrays)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a network that `save` wrote.

        Raises:
            ValueError: If the file is not a network of this format.
        """
        with Path(path).open("rb") as file:
            try:
                return cls._from_arrays(dict(np.load(file, allow_pickle=False)))
            except Exception as error:
                expected = f"expected a file of format {FILE_FORMAT!r}"
                raise ValueError(f"{path}: {expected}, got {error!r}") from error

    @classmethod
    def _from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> Self:
        file_format, activation, output, cost = arrays["names"].tolist()
        if file_format != FILE_FORMAT:
            raise ValueError(f"its format is {file_format!r}")
        network = cls(
            arrays["sizes"].tolist(),
            activation=_named(activation, ACTIVATIONS),
            output=_named(output, ACTIVATIONS),
            cost=_named(cost, COSTS),
            dtype=arrays["weights_0"].dtype,
        )
        for kind, parameters in (("weights", network.weights), ("biases", network.biases)):
            for layer, parameter in enumerate(parameters):
                stored = arrays[f"{kind}_{layer}"]
                if stored.shape != parameter.shape:
                    raise ValueError(f"{kind}_{layer} is {stored.shape}, not {parameter.shape}")
                parameter[...] = stored
        return network

    def __repr__(self) -> str:
        """Return how to make such a network."""
        functions = f"activation={self.activation}, output={self.output}"
        return f"Network({self.sizes}, {functions}, cost={self.cost_function})"

    def _forward(self, inputs: Array) -> list[Array]:
        """Return the activations of all layers, the inputs first."""
        return [inputs, *self._activations(self._sums(inputs, 0))]

    def _activations(self, sums: Array) -> list[Array]:
        """Return the activations from the sums of the first layer on."""
        layers = []
        with np.errstate(over="ignore"):  # in the exp of a sigmoid
            for layer in range(1, len(self.weights)):
                layers.append(self.activation.function(sums))
                sums = self._sums(layers[-1], layer)
            return [*layers, self.output.function(sums)]

    def _sums(self, inputs: Array, layer: int) -> Array:
        return inputs @ self.weights[layer].mT + self.biases[layer]

    def _backpropagate(self, inputs: Array, targets: Array) -> Gradient:
        layers = self._forward(inputs)
        errors = self._errors(layers[1:], targets)
        biases = zip(errors, self.biases, strict=True)
        ones = np.ones((1, len(targets)), self.dtype)  # a bias is the weight of an input of 1
        return Gradient(
            [error.mT @ layer for error, layer in zip(errors, layers[:-1], strict=True)],
            [(ones @ error).reshape(bias.shape) for error, bias in biases],
        )

    def _parameters(self) -> list[Array]:
        return [*self.weights, *self.biases]

    def _errors(self, layers: list[Array], targets: Array, scale: Any = 1) -> list[Array]:
        """Return `scale` times the slopes of the mean cost for the sums of each layer, in order."""
        errors = [self.cost_function.slope_by_sum(layers[-1], targets, self.output)]
        errors[0] *= scale / len(targets)
        for weights, layer in zip(self.weights[:0:-1], layers[-2::-1], strict=True):
            errors.append(self.activation.pull_back(layer, errors[-1] @ weights))
        return errors[::-1]

    def _checked(self, values: ArrayLike, name: str, width: int) -> Array:
        array = np.asarray(values, dtype=self.dtype)
        if array.ndim not in (1, 2) or array.shape[-1] != width:
            raise ValueError(f"{name} must be ({width},) or (n, {width}), got {array.shape}")
        # A finite sum, which needs no second array as large, has finite numbers only.
        with np.errstate(over="ignore", invalid="ignore"):
            finite = np.isfinite(array.sum()) or np.isfinite(array).all()
        if not finite:
            raise ValueError(f"{name} must be finite numbers, got NaN or infinity")
        return array


def _checked_sizes(sizes: Sequence[int]) -> list[int]:
    if len(sizes) < 2 or any(size % 1 or size < 1 for size in sizes):
        raise ValueError(f"sizes must be two or more positive whole numbers, got {sizes}")
    return [int(size) for size in sizes]


def _named[T: (Activation, Cost)](name: str, choices: Sequence[T]) -> T:
    for choice in choices:
        if choice.name == name:
            return choice
    raise ValueError(f"expected one of {[choice.name for choice in choices]}, got {name!r}")
