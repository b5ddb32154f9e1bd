"""Convolution: one small detector, used at every place of an image."""

from itertools import product
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, DTypeLike, NDArray

from primer.activation import Array, relu, softmax
from primer.network import Gradient, Network

SIDE, KERNEL, POOLED = 28, 5, 12  # pixels along an edge: of an image, a kernel, a pooled map
AT_ONCE = 250  # images: their windows take some 15 MB


def convolve(images: ArrayLike, kernels: ArrayLike) -> Array:
    """Slide every kernel over every image, and take the weighted sum at each place.

    The kernel is not turned round first: strictly, this is a cross-correlation.

    Args:
        images: Shape `(784,)` or `(n, 784)`.
        kernels: Weights, shape `(k, side, side)`, side at most 28.

    Returns:
        A map for each image and kernel, shape `(n, k, 29 - side, 29 - side)`;
        the one at row r, column c is for the window whose top left pixel is there.

    Raises:
        ValueError: If images or kernels have another shape.

    Examples:
        >>> image = np.zeros((28, 28))
        >>> image[:, 14:] = 1  # dark on the left, bright on the right
        >>> edge = np.array([[[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]])
        >>> convolve(image.ravel(), edge)[0, 0, 0, 10:16].tolist()
        [0.0, 0.0, 3.0, 3.0, 0.0, 0.0]
    """
    x, w = np.atleast_2d(np.asarray(images)), np.asarray(kernels)
    if x.ndim != 2 or x.shape[1] != SIDE**2:
        raise ValueError(f"images must be (784,) or (n, 784), got {np.shape(images)}")
    if w.ndim != 3 or w.shape[1] != w.shape[2] or not 1 <= w.shape[1] <= SIDE:
        raise ValueError(f"kernels must be (k, side, side), side at most 28, got {w.shape}")
    places = SIDE + 1 - w.shape[1]
    sums = w.reshape(len(w), -1) @ _windows(x, w.shape[1])
    return sums.reshape(len(x), len(w), places, places)


class ConvolutionalNetwork(Network):
    """A network whose first layer is a set of kernels, each used at every place.

    The kernels, 5 × 5 weights and a bias each, make maps of 24 × 24 sums. Max
    pooling keeps the largest of each 2 × 2 sums, ReLU follows, and a plain layer
    makes ten softmax outputs of it. It trains as every `Network` does, but with
    `train`, not with `train_together`.

    Attributes:
        weights: The kernels, shape `(kernels, 5, 5)`, and the weights of the plain
            layer, shape `(10, 144 * kernels)`.
        biases: One for each kernel, and one for each output.

    Source: Y. LeCun et al., *Backpropagation applied to handwritten zip code
    recognition*, Neural Computation 1, 1989.

    Examples:
        >>> network = ConvolutionalNetwork(kernels=8)
        >>> network.parameter_count
        11738
        >>> network(np.zeros((3, 784))).shape
        (3, 10)
    """

    def __init__(self, kernels: int = 8, *, seed: int = 0, dtype: DTypeLike = np.float32) -> None:
        """Make a network with random weights and zero biases.

        Args:
            kernels: How many kernels.
            seed: Start of the random numbers; the same seed gives the same network.
            dtype: `float32`, or `float64` for checks.

        Raises:
            ValueError: If there are no kernels, or the dtype is another.
        """
        sizes = [SIDE**2, kernels * POOLED**2, 10]
        super().__init__(sizes, seed=seed, activation=relu, output=softmax, dtype=dtype)
        start = np.random.default_rng(seed).normal(
            0, np.sqrt(2) / KERNEL, (kernels, KERNEL, KERNEL)
        )
        self.weights[0] = start.astype(self.dtype)
        self.biases[0] = np.zeros(kernels, self.dtype)

    def __repr__(self) -> str:
        """Return how to make such a network."""
        return f"ConvolutionalNetwork(kernels={len(self.weights[0])})"

    @classmethod
    def _from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> Self:
        network = cls(len(arrays["biases_0"]), dtype=arrays["weights_0"].dtype)
        for layer, (weights, biases) in enumerate(
            zip(network.weights, network.biases, strict=True)
        ):
            weights[...], biases[...] = arrays[f"weights_{layer}"], arrays[f"biases_{layer}"]
        return network

    def _forward(self, inputs: Array) -> list[Array]:
        images = np.atleast_2d(inputs)
        starts = range(0, len(images), AT_ONCE)
        hidden = np.concatenate([self._hidden(images[i : i + AT_ONCE]) for i in starts])
        hidden = hidden.reshape(*inputs.shape[:-1], -1)
        return [inputs, hidden, self._outputs(hidden)]

    def _hidden(self, images: Array) -> Array:
        return relu.function(_pool(self._blocks(_windows(images, KERNEL)))).reshape(len(images), -1)

    def _outputs(self, hidden: Array) -> Array:
        return softmax.function(hidden @ self.weights[1].T + self.biases[1])

    def _blocks(self, windows: Array) -> Array:
        """Return the sums at all places, `(n, kernels, 12, 2, 12, 2)`: in blocks of 2 × 2."""
        kernels = self.weights[0].reshape(-1, KERNEL**2)
        sums = kernels @ windows + self.biases[0][:, None]
        return sums.reshape(len(windows), -1, POOLED, 2, POOLED, 2)

    def _backpropagate(self, inputs: Array, targets: Array) -> Gradient:
        windows = _windows(inputs, KERNEL)
        blocks = self._blocks(windows)
        largest = _pool(blocks)
        hidden = relu.function(largest).reshape(len(inputs), -1)
        error = (self._outputs(hidden) - targets) / len(inputs)
        slopes = relu.pull_back(hidden, error @ self.weights[1]).reshape(largest.shape)
        by_sum = _unpool(slopes, blocks, largest).reshape(len(inputs), -1, windows.shape[-1])
        by_kernel = (by_sum @ windows.swapaxes(1, 2)).sum(axis=0)
        return Gradient(
            [by_kernel.reshape(self.weights[0].shape), error.T @ hidden],
            [slopes.sum(axis=(0, 2, 3)), error.sum(axis=0)],
        )


def _windows(images: Array, side: int) -> Array:
    """Return what lies under the kernel: `(n, side * side, places)`, a column for each place."""
    squares = images.reshape(-1, SIDE, SIDE)
    places = SIDE + 1 - side
    # The pixels under one corner of the kernel, at all its places, are a square themselves.
    views = sliding_window_view(squares, (places, places), axis=(1, 2))
    return views.reshape(len(squares), side**2, places**2)


def _pool(blocks: Array) -> Array:
    """Return the largest sum of each block, shape `(n, kernels, 12, 12)`."""
    rows = np.maximum(blocks[:, :, :, 0], blocks[:, :, :, 1])
    return np.maximum(rows[..., 0], rows[..., 1])


def _unpool(slopes: Array, blocks: Array, largest: Array) -> Array:
    """Hand each slope to the place in its block that had the largest sum, the first of equals."""
    result = np.empty_like(blocks)
    for row, column in product((0, 1), repeat=2):
        wins = blocks[:, :, :, row, :, column] == largest
        result[:, :, :, row, :, column] = slopes * wins
        slopes = slopes * ~wins
    return result
