"""Digits as pictures: 0 is black, 1 is white."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from primer.plot.mosaic import Bitmap, Labels, draw_mosaic, squares


def grey(images: ArrayLike, name: str) -> Bitmap:
    """Return images of shape `(n, pixels)` or `(n, side, side)` as opaque grey pixels.

    Raises:
        ValueError: If the images are not square, or a value is not from 0 to 1.

    Examples:
        >>> grey([[0, 1, 0.5, 0]], "images")[0, :, :, 0].tolist()
        [[0, 255], [128, 0]]
    """
    brightness = squares(images, name)
    low, high = brightness.min(), brightness.max()
    if low < 0 or high > 1:
        raise ValueError(f"{name} must be from 0 (black) to 1 (white), got {low:g} to {high:g}")
    bytes_ = np.rint(255 * brightness).astype(np.uint8)
    return np.stack([bytes_, bytes_, bytes_, np.full_like(bytes_, 255)], axis=-1)


def digit(image: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw one image, a pixel as a square.

    Args:
        image: Brightness from 0 (black) to 1 (white), shape `(784,)` or `(28, 28)`;
            other square sizes work too.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If the image is not square, or a value is not from 0 to 1.

    Examples:
        >>> axes = digit(np.zeros(784))
        >>> axes.images[0].get_array().shape
        (28, 28, 4)
    """
    return draw_mosaic(grey(np.asarray(image)[None], "image"), 1, None, ax)


def digits(
    images: ArrayLike, labels: Labels | None = None, columns: int = 8, ax: Axes | None = None
) -> Axes:
    """Draw several images in rows.

    Args:
        images: Brightness from 0 to 1, shape `(n, 784)` or `(n, 28, 28)`.
        labels: A short text or number below each image. From about 8 characters
            on, take fewer columns: the text shrinks to fit.
        columns: Number of images in a row.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If the images are not square, a value is not from 0 to 1, or
            there is not one label for each image.

    Examples:
        >>> axes = digits(np.zeros((2, 784)), labels=["4", "9 read as 4"])
        >>> [text.get_text() for text in axes.texts]
        ['4', '9 read as 4']
    """
    return draw_mosaic(grey(images, "images"), columns, labels, ax)
