"""Changes to images: the same digit elsewhere, under noise, or black on white."""

from math import isqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Images = NDArray[np.floating]


def shift(images: ArrayLike, *, right: int = 0, down: int = 0) -> Images:
    """Return the images moved by whole pixels.

    What leaves the image is lost, and what comes in is black.

    Args:
        images: Square images, row by row, shape `(784,)` or `(n, 784)`; other
            square sizes work too.
        right: Pixels to the right; negative for left.
        down: Pixels down; negative for up.

    Raises:
        ValueError: If the images are not square, or a move is not a whole number.

    Examples:
        >>> shift([1, 2, 3, 4], right=1).tolist()
        [0.0, 1.0, 0.0, 3.0]
    """
    values = np.asarray(images) * 1.0  # a new array, float32 if it was
    side = isqrt(values.shape[-1]) if values.ndim in (1, 2) else 0
    if not side or side**2 != values.shape[-1]:
        raise ValueError(f"images must be (side²,) or (n, side²), got {values.shape}")
    if right % 1 or down % 1:
        raise ValueError(f"moves must be whole numbers of pixels, got {right} and {down}")
    squares = values.reshape(*values.shape[:-1], side, side)
    moved = np.roll(squares, (down, right), axis=(-2, -1))
    rows, columns = np.arange(side) - down, np.arange(side) - right  # where each came from
    moved[..., (rows < 0) | (rows >= side), :] = 0
    moved[..., (columns < 0) | (columns >= side)] = 0
    return moved.reshape(values.shape)


def add_noise(images: ArrayLike, strength: float, *, seed: int = 0) -> Images:
    """Return the images with a random number added to each pixel.

    The numbers are drawn from a normal distribution around 0. Sums below 0
    become 0 and sums above 1 become 1, so that they still are brightnesses.

    Args:
        images: Brightness from 0 (black) to 1 (white), of any shape.
        strength: Standard deviation of what is added, 0 or more.
        seed: Start of the random numbers.

    Raises:
        ValueError: If the strength is negative or not finite.

    Examples:
        >>> noisy = add_noise(np.full(784, 0.5), strength=0.1)
        >>> f"{noisy.mean():.1f} ± {noisy.std():.1f}"
        '0.5 ± 0.1'
    """
    if not 0 <= strength < np.inf:
        raise ValueError(f"strength must be 0 or more, got {strength}")
    values = np.asarray(images) * 1.0
    noise = np.random.default_rng(seed).normal(0, strength, values.shape)
    return np.clip(values + noise, 0, 1).astype(values.dtype)


def invert(images: ArrayLike) -> Images:
    """Return the images with black and white exchanged.

    Args:
        images: Brightness from 0 (black) to 1 (white), of any shape.

    Examples:
        >>> invert([0.0, 0.25, 1.0]).tolist()
        [1.0, 0.75, 0.0]
    """
    return 1.0 - np.asarray(images)
